//! The audit log: who did what, and whether the chain of its entries is whole.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use language::Words;
use serde::Deserialize;
use store::audit::{Entry, Fault, Verdict};
use store::{Role, Time};

use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, words_of};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// Entries on a page.
const PAGE: i64 = 50;

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    vec![Operation::new("audit.show", Method::GET, "/settings/audit", Access::SignedIn(Role::Owner), get(show))]
}

#[derive(Template)]
#[template(path = "office/audit.html")]
struct Audit {
    page: Page,
    tab: &'static str,
    /// What a check found; it is made when somebody asks for it, because it reads every entry there ever was.
    checked: Option<Checked>,
    entries: Vec<Row>,
    more: Option<i64>,
}

struct Checked {
    sound: bool,
    verdict: String,
    head: String,
}

struct Row {
    sequence: String,
    at: String,
    actor: String,
    action: String,
    object: String,
    fields: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct From {
    before: Option<i64>,
    check: String,
}

async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    let w = words_of(&session, &visitor);
    let checked = if from.check == "yes" { Some(check(&app, &session, w).await?) } else { None };
    let scope = session.scope.clone();
    let (entries, names) = app
        .store
        .read(move |tx| {
            let entries = store::audit::list(tx, &scope, from.before, PAGE)?;
            let members = store::people::members(tx, &scope)?;
            let tokens = store::tokens::list(tx, &scope)?;
            let people = members.into_iter().map(|member| (format!("user:{}", member.user), member.name));
            let programs = tokens.into_iter().map(|token| (format!("token:{}", token.id), token.name));
            Ok((entries, people.chain(programs).collect::<BTreeMap<_, _>>()))
        })
        .await?;
    let clock = Clock::new(&session.organisation.zone, w);
    let more = entries.last().map(|last| last.sequence).filter(|last| 1 < *last);
    html(&Audit {
        page: Page::of(&session, &visitor, "settings", w.text("office-audit-title")),
        tab: "audit",
        checked,
        entries: entries.into_iter().map(|entry| row(w, &clock, entry, &names)).collect(),
        more,
    })
}

/// Reads the whole log and checks every entry against the one before it; a few such at once, like files of answers.
async fn check(app: &App, session: &SignedIn, w: Words) -> Result<Checked, Failure> {
    let _turn = app.file_turn()?;
    let scope = session.scope.clone();
    let verdict = app.store.read(move |tx| store::audit::verify(tx, &scope)).await?;
    Ok(Checked { sound: verdict.sound(), verdict: told(w, &verdict), head: verdict.head.to_string() })
}

fn told(w: Words, verdict: &Verdict) -> String {
    let at = |sequence: i64| [("sequence", w.count(sequence).into())];
    match verdict.fault {
        None => w.say("office-audit-sound", &[("count", verdict.head.sequence.into())]),
        Some(Fault::Missing(sequence)) => w.say("office-audit-missing", &at(sequence)),
        Some(Fault::Changed(sequence)) => w.say("office-audit-changed", &at(sequence)),
        Some(Fault::CutOff(sequence)) => w.say("office-audit-cut-off", &at(sequence)),
    }
}

fn row(w: Words, clock: &Clock, entry: Entry, names: &BTreeMap<String, String>) -> Row {
    let actor = match entry.actor.as_str() {
        // The server notes this by itself: nobody knows who gave the wrong password, and it was not the operator.
        "operator" if entry.action == "session.refuse" => w.text("office-actor-stranger"),
        "operator" => w.text("office-actor-operator"),
        "link" => w.text("office-actor-link"),
        actor => names.get(actor).cloned().unwrap_or_else(|| w.text("office-actor-former")),
    };
    // An object that has a name is shown by it; whatever else by its id.
    let object = names.get(&format!("user:{}", entry.object)).or_else(|| names.get(&format!("token:{}", entry.object)));
    Row {
        sequence: w.count(entry.sequence),
        at: clock.moment(Time(entry.at.0)),
        actor,
        action: entry.action,
        object: object.cloned().unwrap_or(entry.object),
        fields: entry.fields.join(", "),
    }
}
