//! What the organisation is held to: its own commitments, what it implies, what customers take for granted.
//!
//! Separate from promises, which have a customer and a due time. The ledger in its layers, and one form for all kinds: which
//! fields a kind needs is the store's to say.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use language::Words;
use serde::Deserialize;
use service::Factor;
use service::commitment::{Kind, Layer};
use store::commitments::{self, Commitment, NewCommitment, TEXT_MAX, WORDS_MAX, Which};
use store::{Id, Role, StoreError, Time};

use super::{Choice, factor_name, factors, id_of, refused, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let (viewer, manager) = (Access::SignedIn(Role::Viewer), Access::SignedIn(Role::Manager));
    vec![
        Operation::new("commitment.list", Method::GET, "/commitments", viewer, get(show)),
        Operation::new("commitment.form", Method::GET, "/commitments/new", manager, get(form)),
        Operation::new("commitment.create", Method::POST, "/commitments/new", manager, post(create)),
        Operation::new("commitment.show", Method::GET, "/commitments/{commitment}", manager, get(edit)),
        Operation::new("commitment.save", Method::POST, "/commitments/{commitment}", manager, post(save)),
        Operation::new("commitment.retire", Method::POST, "/commitments/{commitment}/retire", manager, post(retire)),
    ]
}

#[derive(Template)]
#[template(path = "service/commitments.html")]
struct Ledger {
    page: Page,
    tab: &'static str,
    more: &'static str,
    groups: Vec<Group>,
    unmanaged: Option<String>,
    retired: Vec<Entry>,
    done: String,
}

/// The commitments of one sort, with what they have in common.
struct Group {
    name: &'static str,
    title: String,
    help: String,
    /// The kind that a new one has.
    kind: &'static str,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    words: String,
    kind: String,
    factor: String,
    source: String,
    competitor: String,
    within: String,
    published: bool,
    /// What we can do, what we say and who says it; for an expectation.
    managed: Vec<(String, String)>,
    missing: Vec<String>,
    retired: String,
}

#[derive(Template)]
#[template(path = "service/commitments_form.html")]
struct Sheet {
    page: Page,
    tab: &'static str,
    more: &'static str,
    /// Where the form is sent.
    action: String,
    /// The address at which it is retired; none for a new one.
    retire: String,
    retired: String,
    kinds: Vec<Choice>,
    factors: Vec<Choice>,
    sent: Sent,
    words_max: usize,
    text_max: usize,
    problem: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    done: String,
    kind: String,
}

/// What the form sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
struct Sent {
    kind: String,
    factor: String,
    words: String,
    source: String,
    competitor: String,
    can_do: String,
    we_say: String,
    said_by: String,
    minutes: String,
    published: String,
}

impl Sent {
    /// As the store takes it, or the message that says what is missing.
    fn read(&self) -> Result<NewCommitment, &'static str> {
        let minutes = match self.minutes.trim() {
            "" => None,
            // The store refuses what is none with the sentence for it.
            written => Some(written.parse().unwrap_or(0)),
        };
        Ok(NewCommitment {
            kind: Kind::named(&self.kind).ok_or("moments-kind-missing")?,
            factor: Factor::named(&self.factor).ok_or("moments-factor-missing")?,
            words: self.words.clone(),
            source: self.source.clone(),
            competitor: self.competitor.clone(),
            can_do: self.can_do.clone(),
            we_say: self.we_say.clone(),
            said_by: self.said_by.clone(),
            minutes,
            published: self.published == "yes",
        })
    }

    fn of(known: &NewCommitment) -> Self {
        Self {
            kind: known.kind.name().to_owned(),
            factor: known.factor.name().to_owned(),
            words: known.words.clone(),
            source: known.source.clone(),
            competitor: known.competitor.clone(),
            can_do: known.can_do.clone(),
            we_say: known.we_say.clone(),
            said_by: known.said_by.clone(),
            minutes: known.minutes.map_or(String::new(), |minutes| minutes.to_string()),
            published: if known.published { "yes".to_owned() } else { String::new() },
        }
    }
}

/// The sorts of the ledger, each with the kind that a new one has.
const SORTS: [(&str, Kind); 4] =
    [("direct", Kind::Guarantee), ("implied", Kind::Implied), ("trade", Kind::Trade), ("common", Kind::Common)];

/// Under which sort a kind stands.
fn sort(kind: Kind) -> &'static str {
    match kind {
        Kind::Guarantee | Kind::Contract | Kind::Standard | Kind::Web | Kind::Advertising => "direct",
        Kind::Implied => "implied",
        Kind::Trade => "trade",
        Kind::Common => "common",
    }
}

async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (w, scope) = (words_of(&session, &visitor), session.scope.clone());
    let all =
        app.store.read(move |tx| commitments::list(tx, &scope, Which { retired: true, ..Which::default() })).await?;
    let clock = Clock::new(&session.organisation.zone, w);
    let (retired, used): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.retired_at.is_some());
    let unmanaged = used.iter().filter(|one| !one.known.missing().is_empty()).count();
    let done = match asked.done.as_str() {
        "written" => w.text("moments-commitment-written"),
        "saved" => w.text("moments-commitment-saved"),
        "retired" => w.text("moments-commitment-retired"),
        _ => String::new(),
    };
    html(&Ledger {
        page: Page::of(&session, &visitor, "service", w.text("moments-commitments-title")),
        tab: "more",
        more: "commitments",
        groups: SORTS.into_iter().map(|sort| group(w, &clock, sort, &used)).collect(),
        unmanaged: (unmanaged != 0).then(|| {
            let count = i64::try_from(unmanaged).unwrap_or(i64::MAX);
            w.say("moments-unmanaged-count", &[("count", count.into())])
        }),
        retired: retired.iter().map(|one| entry(w, &clock, one)).collect(),
        done,
    })
}

fn group(w: Words, clock: &Clock, (name, kind): (&'static str, Kind), all: &[Commitment]) -> Group {
    let entries = all.iter().filter(|one| sort(one.known.kind) == name);
    Group {
        name,
        title: w.text(&format!("moments-sort-{name}")),
        help: w.text(&format!("moments-sort-{name}-help")),
        kind: kind.name(),
        entries: entries.map(|one| entry(w, clock, one)).collect(),
    }
}

fn entry(w: Words, clock: &Clock, one: &Commitment) -> Entry {
    let known = &one.known;
    let of_expectation = known.kind.layer() == Layer::Expectation;
    let lines =
        [("moments-can-do", &known.can_do), ("moments-we-say", &known.we_say), ("moments-said-by", &known.said_by)];
    let managed = lines.into_iter().filter(|(_, text)| of_expectation && !text.trim().is_empty());
    Entry {
        id: one.id.to_string(),
        words: known.words.clone(),
        kind: kind_name(w, known.kind),
        factor: factor_name(w, known.factor),
        source: known.source.clone(),
        competitor: known.competitor.clone(),
        within: known.minutes.map_or(String::new(), |minutes| within(w, minutes)),
        published: known.published,
        managed: managed.map(|(message, text)| (w.text(message), text.clone())).collect(),
        missing: known.missing().into_iter().map(|missing| w.text(missing.code())).collect(),
        retired: one.retired_at.map_or(String::new(), |at| clock.day(at)),
    }
}

fn kind_name(w: Words, kind: Kind) -> String {
    w.text(&format!("moments-kind-{}", kind.name()))
}

/// Open time as people say it: in hours where they are whole.
fn within(w: Words, minutes: u32) -> String {
    let (message, count) = if minutes.is_multiple_of(60) {
        ("moments-within-hours", minutes / 60)
    } else {
        ("moments-within-minutes", minutes)
    };
    w.say(message, &[("count", i64::from(count).into())])
}

async fn form(session: SignedIn, visitor: Visitor, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let sent = Sent { kind: asked.kind, ..Sent::default() };
    page(&session, &visitor, None, sent, None)
}

async fn edit(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (scope, id) = (session.scope.clone(), id_of(&id)?);
    let found = app.store.read(move |tx| commitments::get(tx, &scope, &id)).await?;
    page(&session, &visitor, Some((&found.id, found.retired_at)), Sent::of(&found.known), None)
}

/// The form: of a new one, or of one that is there and perhaps retired.
fn page(
    session: &SignedIn,
    visitor: &Visitor,
    one: Option<(&Id, Option<Time>)>,
    sent: Sent,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let address = one.map_or_else(|| "/commitments/new".to_owned(), |(id, _)| format!("/commitments/{id}"));
    let title = w.text(if one.is_some() { "moments-commitment-title" } else { "moments-commitment-new" });
    let retired = one.and_then(|(_, retired)| retired).map_or(String::new(), |at| {
        let day = Clock::new(&session.organisation.zone, w).day(at);
        w.say("moments-commitment-since", &[("day", day.into())])
    });
    let kind = |kind: Kind| Choice {
        value: kind.name().to_owned(),
        text: kind_name(w, kind),
        help: w.text(&format!("moments-kind-{}-help", kind.name())),
        chosen: sent.kind == kind.name(),
    };
    let wrong = problem.is_some();
    let response = html(&Sheet {
        page: Page::of(session, visitor, "service", title),
        tab: "more",
        more: "commitments",
        retire: one.map_or(String::new(), |_| format!("{address}/retire")),
        action: address,
        retired,
        kinds: Kind::ALL.into_iter().map(kind).collect(),
        factors: factors(w, Factor::named(&sent.factor)),
        sent,
        words_max: WORDS_MAX,
        text_max: TEXT_MAX,
        problem,
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

async fn create(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let w = words_of(&session, &visitor);
    let new = match sent.read() {
        Ok(new) => new,
        Err(message) => return page(&session, &visitor, None, sent, Some(w.text(message))),
    };
    let scope = session.scope.clone();
    match app.store.write(move |tx| commitments::create(tx, &scope, &new, Time::now())).await {
        Ok(_) => Ok(seen("/commitments?done=written")),
        Err(error) => page(&session, &visitor, None, sent, Some(refused(error, w)?)),
    }
}

async fn save(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (id, w, scope) = (id_of(&id)?, words_of(&session, &visitor), session.scope.clone());
    let (named, new) = (id.clone(), sent.read());
    let done = app
        .store
        .write(move |tx| {
            // That it is there is asked first: what is wrong with it is told to nobody else.
            commitments::get(tx, &scope, &named)?;
            let new = new.map_err(|message| StoreError::Refused(message, vec![]))?;
            commitments::update(tx, &scope, &named, &new, Time::now())
        })
        .await;
    match done {
        Ok(()) => Ok(seen("/commitments?done=saved")),
        Err(error) => {
            let problem = refused(error, w)?;
            page(&session, &visitor, Some((&id, None)), sent, Some(problem))
        }
    }
}

async fn retire(State(app): State<App>, session: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let (scope, id) = (session.scope.clone(), id_of(&id)?);
    app.store.write(move |tx| commitments::retire(tx, &scope, &id, Time::now())).await?;
    Ok(seen("/commitments?done=retired"))
}
