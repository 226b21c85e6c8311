//! The list of cases: what is to be done soonest stands first.
//!
//! Separate from a case, because here nothing is done: whoever looks sees where to begin. It changes nothing.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::recovery::CaseState;
use store::cases::{self, Wanted};
use store::{Actor, Time};

use super::super::sieve::Sieve;
use super::{Row, row};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// The most cases on the page.
const SHOWN: u32 = 200;
/// The lists, as addresses name them; the first is shown when none is named.
const LISTS: [&str; 4] = ["all", "mine", "waiting", "closed"];

/// Which list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    show: String,
    part: String,
    factor: String,
    days: String,
}

#[derive(Template)]
#[template(path = "service/cases.html")]
struct List {
    page: Page,
    w: Words,
    tab: &'static str,
    lists: Vec<(&'static str, String, bool)>,
    shown: &'static str,
    narrowed: Option<String>,
    rows: Vec<Row>,
    more: bool,
}

fn wanted(list: &str, session: &SignedIn) -> Wanted {
    let own = match session.scope.actor() {
        Actor::User(own) => Some(own.clone()),
        _ => None,
    };
    match list {
        "mine" => Wanted { open: true, owner: own, ..Wanted::default() },
        "waiting" => Wanted { state: Some(CaseState::Waiting), ..Wanted::default() },
        "closed" => Wanted { closed: true, ..Wanted::default() },
        _ => Wanted { open: true, ..Wanted::default() },
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (scope, now) = (session.scope.clone(), Time::now());
    let sieve = Sieve::asked((&asked.part, &asked.factor, &asked.days), &session.organisation.zone, now)?;
    // A number that leads here counts open and closed cases alike: none of the lists is that one.
    let shown = match sieve.narrows() {
        true => "",
        false => LISTS.into_iter().find(|list| *list == asked.show).unwrap_or(LISTS[0]),
    };
    let opened = sieve.span.map(|span| (span.from, span.to));
    let mut wanted = if sieve.narrows() { Wanted::default() } else { wanted(shown, &session) };
    let asked_part = sieve.part.clone();
    let found = app.store.read(move |tx| {
        let (part, name) = asked_part.named(tx, &scope)?;
        wanted = Wanted { part, factor: sieve.factor, opened, ..wanted };
        Ok((cases::list(tx, &scope, &wanted, SHOWN + 1)?, name))
    });
    let (mut found, name) = found.await?;
    let more = found.len() > SHOWN as usize;
    found.truncate(SHOWN as usize);
    let w = words_of(&session, &visitor);
    let clock = Clock::new(&session.organisation.zone, w);
    html(&List {
        page: Page::of(&session, &visitor, "service", w.text("cases-title")),
        w,
        tab: "cases",
        lists: LISTS.into_iter().map(|list| (list, w.text(&format!("cases-list-{list}")), list == shown)).collect(),
        shown,
        narrowed: sieve.narrows().then(|| sieve.words(&name, w)),
        rows: found.into_iter().map(|kept| row(kept, w, &clock, now)).collect(),
        more,
    })
}
