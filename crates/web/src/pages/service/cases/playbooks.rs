//! Playbooks to read and to change: what to do in each step, in which words, and by when.
//!
//! Separate from cases, which follow them. An organisation writes its own as a text; every fault of it is told at once with its
//! line, and nothing is saved until there is none.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::playbook::{Applies, Guide, Playbook, Severity, builtin};
use store::cases;
use store::{StoreError, Time};

use super::super::{factor_name, refused, unprocessable};
use super::{done_note, step_name};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "service/playbooks.html")]
struct List {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    done: Option<String>,
    books: Vec<Listed>,
}

struct Listed {
    id: String,
    title: String,
    own: bool,
    /// Whether it can be read.
    sound: bool,
    applies: String,
}

/// What the address says besides.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

/// The list: an organisation's own first.
pub(super) async fn list(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    let own = app.store.read(move |tx| cases::own_playbooks(tx, &scope)).await?;
    let w = words_of(&session, &visitor);
    let listed_own = own.iter().map(|(id, toml)| match Playbook::parse(toml) {
        Ok(book) => listed(&book, true, w),
        Err(_) => Listed { id: id.clone(), title: id.clone(), own: true, sound: false, applies: String::new() },
    });
    let others = builtin().iter().filter(|book| own.iter().all(|(id, _)| *id != book.id));
    html(&List {
        page: Page::of(&session, &visitor, "service", w.text("playbooks-title")),
        w,
        tab: "more",
        more: "playbooks",
        done: done_note(&asked.done, w),
        books: listed_own.chain(others.map(|book| listed(book, false, w))).collect(),
    })
}

fn listed(book: &Playbook, own: bool, w: Words) -> Listed {
    Listed {
        id: book.id.clone(),
        title: book.title.get(w.language().code()).to_owned(),
        own,
        sound: true,
        applies: applies(&book.applies, w),
    }
}

/// For which cases it is, in words.
fn applies(applies: &Applies, w: Words) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(applies.behaves_badly.then(|| w.text("playbooks-for-badly")));
    parts.extend(applies.channels.iter().map(|channel| w.text(&format!("cases-channel-{}", channel.name()))));
    parts.extend(applies.origins.iter().map(|origin| w.text(&format!("cases-origin-{}", origin.name()))));
    parts.extend(applies.factors.iter().map(|factor| factor_name(w, *factor)));
    if parts.is_empty() { w.text("playbooks-for-all") } else { parts.join(" · ") }
}

#[derive(Template)]
#[template(path = "service/playbooks_one.html")]
struct One {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    done: Option<String>,
    book: Listed,
    /// Whether the program has one of the same id.
    builtin: bool,
    steps: Vec<StepView>,
    levels: Vec<String>,
    amends: Vec<(String, Vec<(String, String)>)>,
}

struct StepView {
    title: String,
    due: String,
    what: String,
    say: Vec<String>,
    avoid: Vec<(String, String)>,
}

/// A playbook to be read.
pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (toml, own) = source(&app, &session, &id).await?;
    let w = words_of(&session, &visitor);
    let Ok(book) = Playbook::parse(&toml) else {
        // Whoever may mend it sees what is wrong.
        return Ok(seen(&format!("/playbooks/{id}/edit")));
    };
    let code = w.language().code();
    html(&One {
        page: Page::of(&session, &visitor, "service", book.title.get(code).to_owned()),
        w,
        tab: "more",
        more: "playbooks",
        done: done_note(&asked.done, w),
        builtin: builtin().iter().any(|known| known.id == book.id),
        steps: book.steps.iter().map(|guide| step(guide, w)).collect(),
        levels: (1..).zip(&book.escalate_minutes_open).map(|(level, minutes)| level_text(w, level, *minutes)).collect(),
        amends: Severity::ALL.into_iter().map(|severity| offers(&book, severity, w)).collect(),
        book: listed(&book, own, w),
    })
}

async fn source(app: &App, session: &SignedIn, id: &str) -> Result<(String, bool), Failure> {
    let (scope, id) = (session.scope.clone(), id.to_owned());
    Ok(app.store.read(move |tx| cases::playbook_source(tx, &scope, &id)).await?)
}

fn step(guide: &Guide, w: Words) -> StepView {
    let code = w.language().code();
    let avoid = guide.avoid.iter().map(|avoid| (avoid.words.get(code).to_owned(), avoid.why.get(code).to_owned()));
    StepView {
        title: step_name(w, guide.step),
        due: w.say("playbooks-within", &[("time", open_time(w, guide.minutes_open).into())]),
        what: guide.what.get(code).to_owned(),
        say: guide.say.get(code).to_vec(),
        avoid: avoid.collect(),
    }
}

fn level_text(w: Words, level: i64, minutes: u32) -> String {
    w.say("playbooks-level", &[("level", level.into()), ("time", open_time(w, minutes).into())])
}

fn offers(book: &Playbook, severity: Severity, w: Words) -> (String, Vec<(String, String)>) {
    let limit = |percent: u8| match percent {
        0 => w.text("cases-amends-free"),
        percent => w.say("cases-amends-percent", &[("percent", i64::from(percent).into())]),
    };
    let code = w.language().code();
    let offers = book.offers(severity).map(|one| (one.offer.get(code).to_owned(), limit(one.limit_percent)));
    (w.text(&format!("cases-severity-{}", severity.name())), offers.collect())
}

/// Minutes during which we are open, as people say them.
fn open_time(w: Words, minutes: u32) -> String {
    if minutes.is_multiple_of(60) {
        w.say("playbooks-hours", &[("count", i64::from(minutes / 60).into())])
    } else {
        w.say("playbooks-minutes", &[("count", i64::from(minutes).into())])
    }
}

#[derive(Template)]
#[template(path = "service/playbooks_edit.html")]
struct Edit {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    id: String,
    own: bool,
    builtin: bool,
    problem: Option<String>,
    faults: Vec<String>,
    toml: String,
}

/// What the form holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    toml: String,
}

/// A playbook to be changed.
pub(super) async fn edit(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (toml, own) = source(&app, &session, &id).await?;
    let faults = faults(words_of(&session, &visitor), &toml);
    editor(&session, &visitor, id, (toml, own), (None, faults))
}

fn editor(
    session: &SignedIn,
    visitor: &Visitor,
    id: String,
    (toml, own): (String, bool),
    (problem, faults): (Option<String>, Vec<String>),
) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    html(&Edit {
        page: Page::of(session, visitor, "service", w.say("playbooks-edit-title", &[("id", id.as_str().into())])),
        w,
        tab: "more",
        more: "playbooks",
        builtin: builtin().iter().any(|known| known.id == id),
        id,
        own,
        problem,
        faults,
        toml,
    })
}

/// What is wrong, where, and what to do.
fn fault_text(w: Words, fault: &service::playbook::Problem) -> String {
    let mut arguments = fault.kind.arguments();
    arguments.push(("place", fault.place.clone()));
    let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    let sentence = w.say(fault.kind.code(), &arguments);
    let line = i64::try_from(fault.line).unwrap_or(i64::MAX);
    let place = if fault.place.is_empty() { String::new() } else { format!(" ({})", fault.place) };
    format!("{}{place}: {sentence}", w.say("playbooks-line", &[("line", line.into())]))
}

/// Every fault of a text.
pub fn faults(w: Words, toml: &str) -> Vec<String> {
    let faults = Playbook::parse(toml).err().unwrap_or_default();
    faults.iter().map(|fault| fault_text(w, fault)).collect()
}

/// Saves it as the organisation's own.
pub(super) async fn save(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let (_, own) = source(&app, &session, &id).await?;
    let w = words_of(&session, &visitor);
    let faults = faults(w, &fields.toml);
    let saved = if faults.is_empty() {
        let (scope, toml) = (session.scope.clone(), fields.toml.clone());
        app.store.write(move |tx| cases::save_playbook(tx, &scope, &toml, Time::now())).await
    } else {
        Err(StoreError::Refused("store-playbook-invalid", vec![]))
    };
    match saved {
        Ok(saved) => Ok(seen(&format!("/playbooks/{saved}?done=saved"))),
        Err(error) => {
            let problem = refused(error, w)?;
            let shown = editor(&session, &visitor, id, (fields.toml, own), (Some(problem), faults))?;
            Ok(unprocessable(shown))
        }
    }
}

/// Takes an organisation's own away; one of the same id that comes with the program is back.
pub(super) async fn drop_own(
    State(app): State<App>,
    session: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    app.store.write(move |tx| cases::drop_playbook(tx, &scope, &id, Time::now())).await?;
    Ok(seen("/playbooks?done=dropped"))
}
