//! What customers read and answer by a link: their promise, moment by moment; and what everybody may read of an organisation that
//! wants it so.
//!
//! Separate from the pages of those who serve, because nothing stands here but what the customer was told. A link that opens
//! nothing and one that has died look alike, and guessing is slow. Reading changes nothing.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use language::{Language, Words};
use serde::Deserialize;
use service::promise::{PromiseState, What};
use service::recovery::{CaseState, CaseWhat, Satisfied, Step};
use store::limits::{self, Rate};
use store::tracking::{self, Door, Moment, Open, Told, Tracked};
use store::{Secret, StoreError, Time};

use super::{factor_name, id_of, refused, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, seen};
use crate::pages::desk::clock::Clock;
use crate::visitor::Visitor;

/// Links that one address may try which open nothing.
const PROBES: Rate = Rate::new(10, 60).burst(20);
/// Answers that one address may send.
const ANSWERS: Rate = Rate::new(20, 60).burst(20);
/// From how many promises on everybody may read how many were kept: below, it would speak of single customers.
const PUBLIC_MIN: u64 = 10;
/// The confidence of intervals.
const LEVEL: f64 = 0.95;

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::new("track.show", Method::GET, "/p/{token}", Access::Door, get(show)),
        Operation::new("track.say", Method::POST, "/p/{token}", Access::Door, post(say)),
        Operation::new("standards.show", Method::GET, "/o/{organisation}", Access::Public, get(standards)),
    ]
}

#[derive(Template)]
#[template(path = "service/track.html")]
struct Track {
    page: Page,
    w: Words,
    address: String,
    organisation: String,
    sample: bool,
    problem: Option<String>,
    thanks: bool,
    told: String,
    state: &'static str,
    state_text: String,
    by: String,
    next: String,
    owner: String,
    lines: Vec<Line>,
    may_say: bool,
    said: Option<bool>,
    asks: bool,
    words: String,
}

struct Line {
    when: String,
    what: String,
    words: String,
}

#[derive(Deserialize, Default)]
struct Asked {
    #[serde(default)]
    done: String,
}

async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let door = open(&app, &visitor, &token).await?;
    let extra = Extra { thanks: asked.done == "said", ..Extra::default() };
    page(&app, &visitor, &token, door, extra).await
}

/// What a link opens. Whoever tries many that open nothing has to wait.
async fn open(app: &App, visitor: &Visitor, token: &str) -> Result<Door, Failure> {
    let found = match Secret::parse(tracking::KIND, token) {
        Some(secret) => {
            let hash = secret.hash();
            app.store.read(move |tx| tracking::resolve(tx, &hash, Time::now())).await?
        }
        None => None,
    };
    match found {
        Some(door) => Ok(door),
        None => {
            limit(app, visitor, "track-probe", PROBES).await?;
            Err(StoreError::NotFound.into())
        }
    }
}

async fn limit(app: &App, visitor: &Visitor, name: &str, rate: Rate) -> Result<(), Failure> {
    if visitor.address.to_canonical().is_loopback() && !visitor.shared {
        return Ok(());
    }
    let bucket = format!("{name}:{}", visitor.block());
    Ok(app.store.write(move |tx| limits::take(tx, &bucket, rate, Time::now())).await?)
}

#[derive(Default)]
struct Extra {
    thanks: bool,
    problem: Option<String>,
    words: String,
}

async fn page(app: &App, visitor: &Visitor, token: &str, door: Door, extra: Extra) -> Result<Response, Failure> {
    let now = Time::now();
    let reading = door.clone();
    let tracked = app.store.read(move |tx| tracking::view(tx, &reading, now)).await?;
    let w = words_for(visitor, &door.organisation.language);
    let clock = Clock::new(&door.organisation.zone, w);
    let refused = extra.problem.is_some();
    let state = state_of(&tracked);
    let by = tracked.promise.as_ref().map(|(_, due)| Clock::new(&due.zone, w).moment(Time::from(due.at)));
    let response = html(&Track {
        page: Page {
            w,
            ..Page::public(
                visitor,
                w.say("promises-track-title", &[("organisation", door.organisation.name.as_str().into())]),
            )
        },
        address: format!("/p/{token}"),
        organisation: door.organisation.name.clone(),
        sample: door.organisation.sample,
        problem: extra.problem,
        thanks: extra.thanks,
        told: tracked.told.clone(),
        state,
        state_text: w.text(&format!("promises-track-{state}")),
        by: by.unwrap_or_default(),
        next: next(&tracked, w, &clock),
        owner: tracked.owner.clone(),
        lines: tracked.moments.iter().rev().filter_map(|moment| line(moment, w, &clock)).collect(),
        may_say: tracked.promise.as_ref().is_some_and(|(promise, _)| promise.state != PromiseState::Withdrawn),
        said: tracked.promise.as_ref().and_then(|(promise, _)| promise.customer),
        asks: tracked.asks.is_some(),
        words: extra.words,
        w,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

/// The language that the customer asks for, else the organisation's.
fn words_for(visitor: &Visitor, language: &str) -> Words {
    let own = Language::from_code(language).unwrap_or_default();
    visitor.asked.map_or_else(|| own.words(), Language::words)
}

fn state_of(tracked: &Tracked) -> &'static str {
    match (&tracked.promise, tracked.case) {
        (Some((promise, _)), _) => match promise.state {
            PromiseState::Open => "open",
            PromiseState::Kept => "kept",
            PromiseState::Broken if promise.done_at.is_some() => "late",
            PromiseState::Broken => "broken",
            PromiseState::Withdrawn => "withdrawn",
        },
        (None, Some((CaseState::Open, ..))) => "mending",
        (None, Some((CaseState::Waiting, ..))) => "asking",
        (None, _) => "mended",
    }
}

/// What comes next, in whole words.
fn next(tracked: &Tracked, w: Words, clock: &Clock) -> String {
    if tracked.asks.is_some() {
        return w.text("promises-track-next-answer");
    }
    match (&tracked.promise, tracked.case) {
        (Some((promise, due)), _) if promise.state == PromiseState::Open => {
            let clock = Clock::new(&due.zone, w);
            w.say("promises-track-next-open", &[("when", clock.moment(Time::from(due.at)).into())])
        }
        // The customer said that it is good now, or did not answer: nobody is at it any more.
        (Some(_), Some((state, ..))) if state.closed() => w.text("promises-track-next-closed"),
        (Some((promise, _)), _) if promise.state == PromiseState::Broken && promise.done_at.is_none() => {
            w.text("promises-track-next-broken")
        }
        (None, Some((CaseState::Open, _, Some(by)))) => {
            w.say("promises-track-next-case", &[("when", clock.moment(by).into())])
        }
        _ => String::new(),
    }
}

/// What happened, as far as it concerns the customer; what only concerns us is left out.
fn line(moment: &Moment, w: Words, clock: &Clock) -> Option<Line> {
    let due = moment.due.as_ref().map(|due| Clock::new(&due.zone, w).moment(Time::from(due.at))).unwrap_or_default();
    let what = match &moment.what {
        Told::Promise(What::Progress) if moment.words.is_empty() => return None,
        Told::Promise(what) => w.say(&format!("promises-track-did-{}", what.name()), &[("due", due.into())]),
        Told::Case(CaseWhat::StepDone { step, .. }) => match step {
            Step::Acknowledge | Step::FixPerson | Step::FixProblem | Step::KeepPromise => {
                w.text(&format!("promises-track-step-{}", step.name()))
            }
            _ if moment.words.is_empty() => return None,
            _ => w.text("promises-track-did-progress"),
        },
        Told::Case(CaseWhat::Opened(_)) => w.text("promises-track-case-opened"),
        Told::Case(CaseWhat::CustomerAsked) => w.text("promises-track-case-asked"),
        Told::Case(CaseWhat::CustomerAnswered { .. }) => w.text("promises-track-case-answered"),
        Told::Case(CaseWhat::TimedOut) => w.text("promises-track-case-timed-out"),
        Told::Case(CaseWhat::Reopened) => w.text("promises-track-case-reopened"),
        Told::Case(_) if moment.words.is_empty() => return None,
        Told::Case(_) => w.text("promises-track-did-progress"),
    };
    Some(Line { when: clock.moment(moment.at), what, words: moment.words.clone() })
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Said {
    says: String,
    satisfied: String,
    words: String,
}

async fn say(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(said): Form<Said>,
) -> Result<Response, Failure> {
    let door = open(&app, &visitor, &token).await?;
    limit(&app, &visitor, "track-say", ANSWERS).await?;
    let (by, words, now) = (door.clone(), said.words.clone(), Time::now());
    let done = match (said.says.as_str(), Satisfied::named(&said.satisfied)) {
        (_, Some(satisfied)) => app.store.write(move |tx| tracking::answer(tx, &by, satisfied, &words, now)).await,
        (says @ ("kept" | "not"), None) => {
            let kept = says == "kept";
            app.store.write(move |tx| tracking::say(tx, &by, kept, &words, now)).await
        }
        _ => Err(StoreError::Refused("promises-track-choose", vec![])),
    };
    match done {
        Ok(()) => Ok(seen(&format!("/p/{token}?done=said"))),
        Err(error) => {
            let problem = Some(refused(error, words_for(&visitor, &door.organisation.language))?);
            page(&app, &visitor, &token, door, Extra { problem, words: said.words, thanks: false }).await
        }
    }
}

#[derive(Template)]
#[template(path = "service/standards.html")]
struct Standards {
    page: Page,
    w: Words,
    organisation: String,
    sample: bool,
    kept: Option<(String, String)>,
    standards: Vec<(String, Vec<String>)>,
}

async fn standards(
    State(app): State<App>,
    visitor: Visitor,
    Path(organisation): Path<String>,
) -> Result<Response, Failure> {
    let id = id_of(&organisation)?;
    let found = app.store.read(move |tx| tracking::open(tx, &id, Time::now())).await?;
    let Open { organisation, standards, kept } = found.ok_or(StoreError::NotFound)?;
    let w = words_for(&visitor, &organisation.language);
    let percent = |value: f64| w.percent(value, 0);
    let rate = kept.rate(LEVEL).ok().filter(|_| PUBLIC_MIN <= kept.ended());
    let said = |share: statistics::uncertainty::proportion::Share| {
        let interval = [("low", percent(share.low).into()), ("high", percent(share.high).into())];
        (percent(share.share), w.say("promises-interval", &interval))
    };
    let by_factor = service::Factor::ALL.into_iter().map(|factor| {
        let of = standards.iter().filter(|one| one.factor == factor).map(|one| one.words.clone());
        (factor_name(w, factor), of.collect::<Vec<_>>())
    });
    html(&Standards {
        page: Page { w, ..Page::public(&visitor, organisation.name.clone()) },
        organisation: organisation.name.clone(),
        sample: organisation.sample,
        kept: rate.map(said),
        standards: by_factor.filter(|(_, words)| !words.is_empty()).collect(),
        w,
    })
}
