//! The file of a customer, to be read in ten seconds: who it is, what to know before saying hello, what is known, what is open, and
//! what happened.
//!
//! Separate from the rules of the card and from the words of its parts (`hello`, `timeline`). Opening it changes nothing. It shows
//! each thing once, and the newest part of a long story until somebody asks for the whole.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::Factor;
use service::card::Freshness;
use service::promise::PromiseState;
use store::cases::Kept;
use store::comments::Comment;
use store::customers::{Answered, Customer, CustomerKind, Fact};
use store::moments::Moment;
use store::people::Colleague;
use store::promises::Ledgered;
use store::touchpoints::Touchpoint;
use store::{Id, Role, Scope, StoreError, Time, Transaction};

use super::super::{actor_name, factor_name, id_of, unprocessable};
use super::contact::{Contact, Person};
use super::{done_note, hello, timeline};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// The most promises, cases and moments that a file holds on a page.
const MOST: u32 = 500;
/// Entries of the story that are shown at first.
const ENTRIES: usize = 40;

/// What the page is about.
pub struct Found {
    pub customer: Customer,
    pub above: Option<String>,
    /// Facts that hold, the newest first.
    pub facts: Vec<Fact>,
    /// All that ever held, and since when they do no more.
    pub ever: Vec<(Fact, Option<Time>)>,
    /// The soonest due first.
    pub promises: Vec<Ledgered>,
    /// What is to be done soonest first.
    pub cases: Vec<Kept>,
    /// The latest first.
    pub moments: Vec<Moment>,
    pub comments: Vec<Comment>,
    pub answered: Vec<Answered>,
    pub persons: Vec<Person>,
    /// Other files with the same mail address: id and name.
    pub alike: Vec<(String, String)>,
    pub touchpoints: Vec<Touchpoint>,
    pub colleagues: Vec<Colleague>,
    pub end_of_day: Time,
}

impl Found {
    /// Finds all that a file shows.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Forbidden`] below an agent.
    pub fn of(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<Self, StoreError> {
        let (customer, above) = super::edit::with_above(tx, scope, id)?;
        let id = customer.id.clone();
        let ever = store::customers::every_fact(tx, scope, &id)?;
        let promises = store::promises::Wanted { customer: Some(id.clone()), ..Default::default() };
        let cases = store::cases::Wanted { customer: Some(id.clone()), ..Default::default() };
        let persons = match customer.known.kind {
            CustomerKind::Organisation => store::customers::persons_of(tx, scope, &id)?,
            CustomerKind::Person => vec![],
        };
        let mut alike = Vec::new();
        for other in store::customers::sharing_address(tx, scope, &id)? {
            alike.push((other.to_string(), store::customers::get(tx, scope, &other)?.known.name));
        }
        Ok(Self {
            facts: ever.iter().filter(|(_, ended)| ended.is_none()).map(|(fact, _)| fact.clone()).collect(),
            ever,
            promises: store::promises::list(tx, scope, &promises, MOST, now)?,
            cases: store::cases::list(tx, scope, &cases, MOST)?,
            moments: store::moments::of_customer(tx, scope, &id, MOST)?,
            comments: store::comments::of_customer(tx, scope, &id, MOST)?,
            answered: store::customers::answered(tx, scope, &id)?,
            persons: persons.into_iter().map(Person::from).collect(),
            alike,
            touchpoints: store::touchpoints::list(tx, scope, true)?,
            colleagues: store::people::colleagues(tx, scope)?,
            end_of_day: store::calendars::hours(tx, scope)?.end_of_day(now),
            customer,
            above,
        })
    }

    /// The name of a touchpoint.
    pub fn touchpoint(&self, id: &Id) -> String {
        self.touchpoints.iter().find(|one| one.id == *id).map_or(String::new(), |one| one.name.clone())
    }
}

#[derive(Template)]
#[template(path = "service/customers/file.html")]
struct File {
    page: Page,
    w: Words,
    tab: &'static str,
    done: Option<String>,
    contact: Contact,
    hello: Vec<hello::Line>,
    rows: Vec<Row>,
    promises: Vec<Open>,
    cases: Vec<Open>,
    persons: Vec<Person>,
    alike: Vec<(String, String)>,
    story: Vec<timeline::Entry>,
    /// How many entries of the story are not shown.
    hidden: i64,
    /// Whether the person may take the whole file out, or erase it.
    whole: bool,
    /// From when on a fact may end.
    tomorrow: String,
}

/// A factor of the card.
struct Row {
    name: &'static str,
    letter: char,
    title: String,
    help: String,
    facts: Vec<Known>,
    /// What was done here just now, or what would not do.
    done: Option<String>,
    problem: Option<String>,
    entered: Entered,
}

/// A fact of the card.
struct Known {
    id: String,
    words: String,
    first: bool,
    /// `fresh`, `stale` or `expired`.
    freshness: &'static str,
    about: String,
    state: String,
}

/// A promise or a case that is open.
struct Open {
    link: String,
    text: String,
    wrong: bool,
    label: String,
    note: String,
}

/// A fact as somebody typed it.
#[derive(Clone, Default)]
pub struct Entered {
    pub words: String,
    pub source: String,
    pub first: bool,
    pub until: String,
}

/// What the page says besides.
#[derive(Default)]
pub struct Told {
    /// What was done.
    done: String,
    /// At which factor.
    at: Option<Factor>,
    /// What would not do, and what was typed.
    problem: Option<(String, Entered)>,
    /// Whether the whole story is shown.
    all: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
    at: String,
    story: String,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (scope, id, now) = (session.scope.clone(), id_of(&id)?, Time::now());
    let wanted = id.clone();
    let found = app.store.read(move |tx| Found::of(tx, &scope, &wanted, now)).await?;
    if found.customer.id != id {
        // It was merged: the old address leads on.
        return Ok(seen(&format!("/customers/{}", found.customer.id)));
    }
    let all = asked.story == "all";
    let told = Told { at: Factor::named(&asked.at), done: asked.done, problem: None, all };
    page(&session, &visitor, &found, told, now)
}

/// The page again, with what would not do at a factor.
pub async fn refused(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    id: Id,
    at: Factor,
    problem: (String, Entered),
) -> Result<Response, Failure> {
    let (scope, now) = (session.scope.clone(), Time::now());
    let found = app.store.read(move |tx| Found::of(tx, &scope, &id, now)).await?;
    let told = Told { at: Some(at), problem: Some(problem), ..Told::default() };
    page(session, visitor, &found, told, now).map(unprocessable)
}

fn page(session: &SignedIn, visitor: &Visitor, found: &Found, told: Told, now: Time) -> Result<Response, Failure> {
    let page = Page::of(session, visitor, "service", found.customer.known.name.clone());
    let w = page.w;
    let clock = Clock::new(&session.organisation.zone, w);
    let mut story = timeline::entries(found, &clock, w, now);
    let hidden = if told.all { 0 } else { story.len().saturating_sub(ENTRIES) };
    story.truncate(story.len() - hidden);
    let card = Card { found, clock: &clock, w, now, told: &told };
    html(&File {
        tab: "customers",
        done: if told.at.is_none() { done_note(&told.done, w) } else { None },
        contact: Contact::of(&found.customer, found.above.clone(), &clock, w),
        hello: hello::lines(found, &clock, w, now),
        rows: Factor::ALL.into_iter().map(|factor| card.row(factor)).collect(),
        promises: found.promises.iter().filter_map(|one| open_promise(one, &clock, w)).collect(),
        cases: found.cases.iter().filter_map(|case| open_case(case, &clock, w)).collect(),
        persons: found.persons.clone(),
        alike: found.alike.clone(),
        story,
        hidden: i64::try_from(hidden).unwrap_or(i64::MAX),
        whole: session.scope.role().at_least(Role::Manager) && session.scope.team().is_none(),
        tomorrow: clock.field(now.plus_seconds(24 * 3600)),
        page,
        w,
    })
}

/// What the rows of the card are made of.
struct Card<'a> {
    found: &'a Found,
    clock: &'a Clock,
    w: Words,
    now: Time,
    told: &'a Told,
}

impl Card<'_> {
    fn row(&self, factor: Factor) -> Row {
        let here = self.told.at == Some(factor);
        let problem = self.told.problem.as_ref().filter(|_| here);
        let title = factor_name(self.w, factor);
        Row {
            name: factor.name(),
            letter: factor.name().chars().next().unwrap_or_default().to_ascii_uppercase(),
            help: self.w.text(&format!("service-factor-{}-help", factor.name())),
            facts: self
                .found
                .facts
                .iter()
                .filter(|fact| fact.noted.factor == factor)
                .map(|fact| self.known(fact))
                .collect(),
            done: if here { done_note(&self.told.done, self.w) } else { None },
            problem: problem.map(|(problem, _)| problem.clone()),
            entered: problem.map(|(_, entered)| entered.clone()).unwrap_or_default(),
            title,
        }
    }

    fn known(&self, fact: &Fact) -> Known {
        let (w, clock) = (self.w, self.clock);
        let name = actor_name(w, &self.found.colleagues, &fact.noted_by);
        let noted = [("day", clock.day(fact.noted_at).into()), ("name", name.into())];
        let until = fact.noted.expires_at.map(|end| clock.end(end));
        let (freshness, state) = match fact.ruled().freshness(self.now.stamp()) {
            Freshness::Fresh => ("fresh", until.map(|until| w.say("customers-fact-until", &[("day", until.into())]))),
            Freshness::Stale => {
                let day = clock.day(fact.confirmed_at);
                ("stale", Some(w.say("customers-fact-stale", &[("day", day.into())])))
            }
            Freshness::Expired => {
                ("expired", until.map(|until| w.say("customers-fact-over", &[("day", until.into())])))
            }
        };
        let mut about = w.say("customers-fact-noted", &noted);
        if !fact.noted.source.is_empty() {
            about = format!("{about} · {}", fact.noted.source);
        }
        if fact.noted_at < fact.confirmed_at {
            let day = clock.day(fact.confirmed_at);
            about = format!("{about} · {}", w.say("customers-fact-confirmed", &[("day", day.into())]));
        }
        Known {
            id: fact.id.to_string(),
            words: fact.noted.words.clone(),
            first: fact.noted.first,
            freshness,
            about,
            state: state.unwrap_or_default(),
        }
    }
}

/// A promise that is open, or broken and still owed.
fn open_promise(one: &Ledgered, clock: &Clock, w: Words) -> Option<Open> {
    let broken = match one.promise.state {
        PromiseState::Open => false,
        PromiseState::Broken if one.promise.done_at.is_none() => true,
        _ => return None,
    };
    let due = w.say("customers-due", &[("when", clock.moment(Time::from(one.promise.due)).into())]);
    Some(Open {
        link: format!("/promises/{}", one.id),
        text: one.told.clone(),
        wrong: broken,
        label: w.text(if broken { "customers-owed" } else { "customers-promise-open" }),
        note: with_owner(due, &one.owner_name, w),
    })
}

fn open_case(case: &Kept, clock: &Clock, w: Words) -> Option<Open> {
    if case.state.closed() {
        return None;
    }
    let number = w.say("customers-case-number", &[("number", case.number.to_string().into())]);
    let since = w.say("customers-since", &[("day", clock.day(case.opened_at).into())]);
    Some(Open {
        link: format!("/cases/{}", case.id),
        text: if case.words.is_empty() { number.clone() } else { format!("{number}: {}", case.words) },
        wrong: true,
        label: w.text(&format!("customers-case-{}", case.state.name())),
        note: with_owner(since, &case.owner_name, w),
    })
}

fn with_owner(text: String, owner: &str, w: Words) -> String {
    if owner.is_empty() {
        return text;
    }
    format!("{text} · {}", w.say("customers-owner", &[("name", owner.into())]))
}
