//! What is due today, what broke, and what to do next: the page that a day begins with.
//!
//! Separate from the ledger, which has everything. Whatever is shown here can be done from here with one press. It decides nothing:
//! what is due and what is broken is said by the ledger.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use icalendar::{Calendar, Component, Event};
use language::Words;
use serde::Deserialize;
use service::promise::PromiseState;
use store::promises::{Ledgered, Wanted};
use store::{Role, Secret, StoreError, Time, Transaction, calendars, cases, feeds, promises};

use super::{factor_name, id_of};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// Days that are looked ahead.
const AHEAD_DAYS: i64 = 7;
/// Days of a broken promise that is still not done, after which it is only in the ledger.
const BEHIND_DAYS: i64 = 60;
/// Entries of a part of the page.
const SHOWN_MAX: u32 = 50;
/// Days of the calendar feed, back and ahead.
const FEED_DAYS: i64 = 90;

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let agent = Access::SignedIn(Role::Agent);
    vec![
        Operation::new("today.show", Method::GET, "/today", agent, get(show)),
        Operation::new("today.feed", Method::POST, "/today/feed", agent, post(renew_feed)),
        Operation::new("feed.show", Method::GET, "/calendar/{file}", Access::Door, get(feed)),
    ]
}

#[derive(Template)]
#[template(path = "service/today.html")]
struct Today {
    page: Page,
    w: Words,
    tab: &'static str,
    mine: bool,
    day: String,
    owed: Vec<Entry>,
    due: Vec<Entry>,
    ahead: Vec<Entry>,
    cases: Vec<CaseEntry>,
    feed: Option<String>,
    feed_since: Option<String>,
}

/// A promise on a list.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) told: String,
    pub(super) customer: Option<(String, String)>,
    pub(super) due: String,
    pub(super) owner: String,
    pub(super) factor: String,
    pub(super) state: &'static str,
    pub(super) state_text: String,
    pub(super) can_be_done: bool,
}

struct CaseEntry {
    id: String,
    number: String,
    words: String,
    customer: Option<(String, String)>,
    step: String,
    due: String,
    late: bool,
}

#[derive(Deserialize, Default)]
struct Asked {
    #[serde(default)]
    who: String,
}

struct Found {
    owed: Vec<Ledgered>,
    due: Vec<Ledgered>,
    ahead: Vec<Ledgered>,
    cases: Vec<cases::Kept>,
    feed: Option<Time>,
}

async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, &asked.who, None).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    who: &str,
    feed: Option<String>,
) -> Result<Response, Failure> {
    // Whoever answers for others looks at all of it first; whoever serves, at their own.
    let mine = match who {
        "mine" => true,
        "all" => false,
        _ => !session.scope.role().at_least(Role::Manager),
    };
    let (scope, user, now) = (session.scope.clone(), session.user.clone(), Time::now());
    let found = app.store.read(move |tx| {
        let end = calendars::hours(tx, &scope)?.end_of_day(now);
        let owner = mine.then_some(user);
        let wanted = Wanted { owner: owner.clone(), ..Wanted::default() };
        let broken = Wanted {
            state: Some(PromiseState::Broken),
            owed: true,
            due_from: Some(now.plus_seconds(-BEHIND_DAYS * 86_400)),
            ..wanted.clone()
        };
        let open = Wanted { state: Some(PromiseState::Open), ..wanted };
        let due = Wanted { due_before: Some(end), ..open.clone() };
        let ahead = Wanted { due_from: Some(end), due_before: Some(end.plus_seconds(AHEAD_DAYS * 86_400)), ..open };
        let of_cases = cases::Wanted { open: true, owner, ..cases::Wanted::default() };
        Ok(Found {
            owed: promises::list(tx, &scope, &broken, SHOWN_MAX, now)?,
            due: promises::list(tx, &scope, &due, SHOWN_MAX, now)?,
            ahead: promises::list(tx, &scope, &ahead, SHOWN_MAX, now)?,
            cases: cases::list(tx, &scope, &of_cases, SHOWN_MAX)?,
            feed: feeds::since(tx, &scope)?,
        })
    });
    let found = found.await?;
    let page = Page::of(session, visitor, "service", String::new());
    let w = page.w;
    let clock = Clock::new(&session.organisation.zone, w);
    let entries = |all: &[Ledgered]| all.iter().map(|one| entry(one, w)).collect();
    html(&Today {
        tab: "today",
        mine,
        day: clock.day(now),
        owed: entries(&found.owed),
        due: entries(&found.due),
        ahead: entries(&found.ahead),
        cases: found.cases.iter().map(|case| case_entry(case, w, &clock, now)).collect(),
        feed,
        feed_since: found.feed.map(|since| clock.day(since)),
        page: Page { title: w.text("service-tab-today"), ..page },
        w,
    })
}

/// A promise as a list shows it.
pub(super) fn entry(one: &Ledgered, w: Words) -> Entry {
    // A due time is read in the zone in which it was promised.
    let clock = Clock::new(&one.due.zone, w);
    let state = one.promise.state;
    let name = match state {
        PromiseState::Open => "open",
        PromiseState::Kept if one.promise.disputed() => "disputed",
        PromiseState::Kept => "kept",
        PromiseState::Broken if one.promise.done_at.is_some() => "late",
        PromiseState::Broken => "broken",
        PromiseState::Withdrawn => "withdrawn",
    };
    Entry {
        id: one.id.to_string(),
        told: one.told.clone(),
        customer: one.customer.as_ref().map(|(id, name)| (id.to_string(), name.clone())),
        due: clock.moment(Time::from(one.due.at)),
        owner: one.owner_name.clone(),
        factor: factor_name(w, one.factor),
        state: name,
        state_text: w.text(&format!("promises-state-{name}")),
        can_be_done: matches!(name, "open" | "broken"),
    }
}

fn case_entry(case: &cases::Kept, w: Words, clock: &Clock, now: Time) -> CaseEntry {
    CaseEntry {
        id: case.id.to_string(),
        number: w.say("promises-today-case", &[("number", case.number.into())]),
        words: case.words.lines().next().unwrap_or_default().chars().take(120).collect(),
        customer: case.customer.as_ref().map(|(id, name)| (id.to_string(), name.clone())),
        step: match case.step {
            Some(step) => w.text(&format!("cases-step-{}", step.name())),
            None => w.text("promises-today-waiting"),
        },
        due: case.step_due_at.map_or(String::new(), |due| clock.moment(due)),
        late: case.step_due_at.is_some_and(|due| due < now),
    }
}

async fn renew_feed(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    let secret = app.store.write(move |tx| feeds::renew(tx, &scope, Time::now())).await?;
    let address = format!("{}/calendar/{}.ics", visitor.base_url, secret.reveal());
    page(&app, &session, &visitor, "", Some(address)).await
}

/// The calendar of one person: what they are to keep, by when.
async fn feed(
    State(app): State<App>,
    visitor: Visitor,
    axum::extract::Path(file): axum::extract::Path<String>,
) -> Result<Response, Failure> {
    let shown = file.strip_suffix(".ics").and_then(|token| Secret::parse(feeds::KIND, token));
    let hash = shown.ok_or(StoreError::NotFound)?.hash();
    let base = visitor.base_url.clone();
    let text = app.store.read(move |tx| {
        let (scope, user) = feeds::resolve(tx, &hash)?.ok_or(StoreError::NotFound)?;
        calendar(tx, &scope, user, &base, Time::now())
    });
    let kind = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")];
    Ok((kind, text.await?).into_response())
}

fn calendar(
    tx: &mut Transaction<'_>,
    scope: &store::Scope,
    user: store::Id,
    base: &str,
    now: Time,
) -> Result<String, StoreError> {
    let wanted = Wanted {
        owner: Some(user),
        due_from: Some(now.plus_seconds(-FEED_DAYS * 86_400)),
        due_before: Some(now.plus_seconds(FEED_DAYS * 86_400)),
        ..Wanted::default()
    };
    let found = promises::list(tx, scope, &wanted, 500, now)?;
    let host = base.split_once("://").map_or(base, |(_, host)| host);
    let mut calendar = Calendar::new();
    for one in found.iter().filter(|one| one.promise.state != PromiseState::Withdrawn) {
        // Instants in UTC: a calendar program shows them in its own zone, and knows none that we would have to describe.
        let at = one.due.at.strftime("%Y%m%dT%H%M%SZ").to_string();
        let mut event = Event::new();
        event.uid(&format!("{}@{host}", one.id)).summary(&one.told);
        event.add_property("DTSTART", &at).add_property("DTEND", &at);
        event.add_property("URL", format!("{base}/promises/{}", one.id));
        if let Some((_, name)) = &one.customer {
            event.description(name);
        }
        if one.promise.state == PromiseState::Kept {
            event.add_property("TRANSP", "TRANSPARENT");
        }
        calendar.push(event.done());
    }
    Ok(calendar.done().to_string())
}

/// Where to go after something was done from a list: back to where it was pressed, of the pages that there are.
pub(super) fn back(place: &str) -> Option<String> {
    match place.split_once('/') {
        _ if place == "today" => Some("/today".to_owned()),
        Some(("customers", id)) => id_of(id).ok().map(|id| format!("/customers/{id}")),
        _ => None,
    }
}
