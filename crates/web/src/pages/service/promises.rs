//! The ledger of promises: making one on a phone, keeping it, and how many are kept.
//!
//! Separate from the page of the day, which shows only what is to be done. Whatever is done to a promise is one form with the name of
//! the act; which acts are possible, the ledger says. It never changes what happened.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use language::Words;
use serde::Deserialize;
use service::Factor;
use service::due::{DueRule, parse_entry};
use service::keep_rate::KeepRate;
use service::promise::{PromiseState, What};
use store::people::{self, Colleague};
use store::promises::{Act, By, Happened, Ledgered, NewPromise, TOLD_MAX, Wanted};
use store::tracking::{self, Object};
use store::{Id, Role, Scope, StoreError, Time, Transaction, cases, commitments, customers, promises, touchpoints};

use super::sieve::Sieve;
use super::today::{Entry, back, entry};
use super::{Choice, actor_name, colleagues, factor_name, factors, id_of, id_or_none, refused, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, seen};
use crate::pages::desk::clock::Clock;
use crate::pages::desk::qr::{Picture, picture};
use crate::visitor::{SignedIn, Visitor};

/// Promises of the ledger that are shown at once.
const SHOWN_MAX: u32 = 200;
/// Days over which rates are counted when nobody says otherwise.
const DAYS: i64 = 90;
/// The confidence of intervals.
const LEVEL: f64 = 0.95;
/// From how many promises on a rate is shown.
const RATE_MIN: u64 = 5;

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let agent = Access::SignedIn(Role::Agent);
    let viewer = Access::SignedIn(Role::Viewer);
    vec![
        Operation::new("promises.list", Method::GET, "/promises", agent, get(list)),
        Operation::new("promises.rates", Method::GET, "/promises/rates", viewer, get(rates)),
        Operation::new("promises.new", Method::GET, "/promises/new", agent, get(new)),
        Operation::new("promises.make", Method::POST, "/promises/new", agent, post(make)),
        Operation::new("promises.show", Method::GET, "/promises/{id}", agent, get(show)),
        Operation::new("promises.act", Method::POST, "/promises/{id}/act", agent, post(act)),
        Operation::new("promises.link", Method::POST, "/promises/{id}/link", agent, post(link)),
    ]
}

#[derive(Template)]
#[template(path = "service/promises.html")]
struct List {
    page: Page,
    w: Words,
    tab: &'static str,
    shown: Vec<(String, String, bool)>,
    narrowed: Option<String>,
    entries: Vec<Entry>,
    rate: Option<Rate>,
}

/// A rate as a page shows it.
struct Rate {
    name: String,
    share: String,
    interval: String,
    enough: bool,
    kept: i64,
    ended: i64,
    broken: i64,
    late: i64,
    disputed: i64,
    renegotiated: i64,
    open: i64,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Shown {
    state: String,
    /// What a rate counts: `yes` for those that were kept, `no` for the others.
    kept: String,
    part: String,
    factor: String,
    days: String,
}

async fn list(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Shown>,
) -> Result<Response, Failure> {
    let (scope, now) = (session.scope.clone(), Time::now());
    let state = PromiseState::named(&asked.state).unwrap_or(PromiseState::Open);
    let kept = [("yes", true), ("no", false)].into_iter().find(|(name, _)| *name == asked.kept).map(|(_, kept)| kept);
    let sieve = Sieve::asked((&asked.part, &asked.factor, &asked.days), &session.organisation.zone, now)?;
    let narrowing = sieve.clone();
    let found = app.store.read(move |tx| {
        let (part, name) = narrowing.part.named(tx, &scope)?;
        let span = narrowing.span;
        let wanted = Wanted {
            state: kept.is_none().then_some(state),
            kept,
            part: part.clone(),
            factor: narrowing.factor,
            due_from: span.map(|span| span.from),
            due_before: span.map(|span| part.due_before(span.to)),
            ..Wanted::default()
        };
        let mut found = promises::list(tx, &scope, &wanted, SHOWN_MAX, now)?;
        // What is to come is read from now on, what was from now back.
        if kept.is_some() || state != PromiseState::Open {
            found.reverse();
        }
        let span = span.map_or((now.plus_seconds(-DAYS * 86_400), now), |span| (span.from, part.due_before(span.to)));
        let (by, of) = match narrowing.factor {
            Some(factor) => (By::Factor, factor.name()),
            None => (By::All, ""),
        };
        let rates = promises::keep_rates_of(tx, &scope, &part, by, span, now)?;
        Ok((found, rates.into_iter().find(|(name, _)| name == of), name))
    });
    let (found, counted, name) = found.await?;
    let page = Page::of(&session, &visitor, "service", String::new());
    let w = page.w;
    let address = sieve.address();
    let pill = |field: &str, value: &str, here: bool| {
        let text = w.text(&if field == "kept" {
            format!("promises-counted-{value}")
        } else {
            format!("promises-list-{value}")
        });
        (format!("/promises?{field}={value}{address}"), text, here)
    };
    html(&List {
        tab: "promises",
        shown: match kept {
            Some(kept) => vec![pill("kept", "yes", kept), pill("kept", "no", !kept)],
            None => PromiseState::ALL.map(|one| pill("state", one.name(), one == state)).into(),
        },
        narrowed: (sieve.narrows() || kept.is_some()).then(|| sieve.words(&name, w)),
        entries: found.iter().map(|one| entry(one, w)).collect(),
        rate: counted.filter(|_| sieve.span.is_some() || !sieve.narrows()).map(|(_, kept)| {
            rate(w, w.text(if sieve.narrows() { "promises-kept-of-these" } else { "promises-kept-title" }), &kept)
        }),
        page: Page { title: w.text("promises-title"), ..page },
        w,
    })
}

fn rate(w: Words, name: String, kept: &KeepRate) -> Rate {
    let share = kept.rate(LEVEL).ok().filter(|_| RATE_MIN <= kept.ended());
    let percent = |value: f64| w.percent(value, 0);
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    Rate {
        name,
        share: share.as_ref().map_or_else(|| w.text("promises-too-few"), |share| percent(share.share)),
        interval: share.as_ref().map_or(String::new(), |share| {
            w.say("promises-interval", &[("low", percent(share.low).into()), ("high", percent(share.high).into())])
        }),
        enough: share.is_some(),
        kept: count(kept.kept),
        ended: count(kept.ended()),
        broken: count(kept.broken),
        late: count(kept.late),
        disputed: count(kept.disputed),
        renegotiated: count(kept.renegotiated),
        open: count(kept.open),
    }
}

#[derive(Template)]
#[template(path = "service/rates.html")]
struct Rates {
    page: Page,
    w: Words,
    tab: &'static str,
    spans: [(i64, bool); 3],
    all: Option<Rate>,
    parts: Vec<(String, Vec<Rate>)>,
}

#[derive(Deserialize, Default)]
struct Span {
    #[serde(default)]
    days: String,
}

async fn rates(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Span>,
) -> Result<Response, Failure> {
    const SPANS: [i64; 3] = [30, 90, 365];
    let days = asked.days.parse().ok().filter(|days| SPANS.contains(days)).unwrap_or(DAYS);
    let (scope, now) = (session.scope.clone(), Time::now());
    let span = (now.plus_seconds(-days * 86_400), now);
    let manager = session.scope.role().at_least(Role::Manager);
    let page = Page::of(&session, &visitor, "service", String::new());
    let w = page.w;
    let found = app.store.read(move |tx| {
        let mut by = vec![By::All, By::Factor, By::Kind, By::Touchpoint, By::Team];
        by.extend(manager.then_some(By::Owner));
        let names = Names::read(tx, &scope)?;
        let mut parts = Vec::new();
        for by in by {
            let rates = promises::keep_rates(tx, &scope, by, span, now)?;
            let rates = rates.iter().map(|(key, kept)| rate(w, names.name(w, by, key), kept)).collect::<Vec<_>>();
            parts.push((by, rates));
        }
        Ok(parts)
    });
    let mut found = found.await?.into_iter();
    let all = found.next().and_then(|(_, rates)| rates.into_iter().next());
    let heading = |by: By| {
        w.text(match by {
            By::All => "promises-by-all",
            By::Factor => "promises-by-factor",
            By::Kind => "promises-by-kind",
            By::Touchpoint => "promises-by-touchpoint",
            By::Team => "promises-by-team",
            By::Owner => "promises-by-owner",
        })
    };
    // A part in which nothing is told apart says nothing.
    let parts = found.filter(|(_, rates)| 1 < rates.len()).map(|(by, rates)| (heading(by), rates)).collect();
    html(&Rates {
        tab: "promises",
        spans: SPANS.map(|span| (span, span == days)),
        all,
        parts,
        page: Page { title: w.text("promises-rates"), ..page },
        w,
    })
}

/// What stands for the keys of a table of rates.
struct Names {
    touchpoints: Vec<(String, String)>,
    teams: Vec<(String, String)>,
    people: Vec<Colleague>,
}

impl Names {
    fn read(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Self, StoreError> {
        let touchpoints = touchpoints::list(tx, scope, true)?;
        let teams = people::teams(tx, scope)?;
        let people = if scope.role().at_least(Role::Agent) { people::colleagues(tx, scope)? } else { vec![] };
        Ok(Self {
            touchpoints: touchpoints.into_iter().map(|one| (one.id.to_string(), one.name)).collect(),
            teams: teams.into_iter().map(|one| (one.id.to_string(), one.name)).collect(),
            people,
        })
    }

    fn name(&self, w: Words, by: By, key: &str) -> String {
        let of = |list: &[(String, String)]| list.iter().find(|(id, _)| id == key).map(|(_, name)| name.clone());
        let found = match by {
            By::All => None,
            By::Factor => Factor::named(key).map(|factor| factor_name(w, factor)),
            By::Kind => (!key.is_empty()).then(|| w.text(&format!("promises-kind-{key}"))),
            By::Touchpoint => of(&self.touchpoints),
            By::Team => of(&self.teams),
            By::Owner => self.people.iter().find(|one| one.user.as_str() == key).map(|one| one.name.clone()),
        };
        found.unwrap_or_else(|| {
            w.text(match by {
                By::Kind => "promises-of-no-kind",
                By::Touchpoint => "promises-of-no-touchpoint",
                By::Team => "promises-of-no-team",
                _ => "service-actor-former",
            })
        })
    }
}

#[derive(Template)]
#[template(path = "service/promise_new.html")]
struct New {
    page: Page,
    w: Words,
    tab: &'static str,
    problem: Option<String>,
    typed: Typed,
    customer_name: Option<String>,
    told_max: usize,
    dues: Vec<Choice>,
    factors: Vec<Choice>,
    owners: Vec<Choice>,
    touchpoints: Vec<Choice>,
    commitments: Vec<Choice>,
}

/// A promise as it is typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
struct Typed {
    customer: String,
    told: String,
    words: String,
    due: String,
    at: String,
    factor: String,
    owner: String,
    touchpoint: String,
    commitment: String,
}

/// What is chosen most, in the order of a day.
const DUES: [&str; 5] = ["hour", "today", "tomorrow", "days", "at"];

impl Typed {
    fn due(&self) -> Result<DueRule, StoreError> {
        Ok(match self.due.as_str() {
            "hour" => DueRule::WithinOpen { minutes: 60 },
            "today" => DueRule::EndOfDay { days: 0 },
            "tomorrow" => DueRule::EndOfDay { days: 1 },
            "days" => DueRule::EndOfDay { days: 3 },
            _ => {
                DueRule::At(parse_entry(&self.at).map_err(|_| StoreError::Refused("promises-due-unreadable", vec![]))?)
            }
        })
    }

    fn promise(&self) -> Result<NewPromise, Failure> {
        Ok(NewPromise {
            customer: id_or_none(&self.customer)?,
            commitment: id_or_none(&self.commitment)?,
            touchpoint: id_or_none(&self.touchpoint)?,
            factor: Factor::named(&self.factor).unwrap_or(Factor::Reliability),
            told: self.told.clone(),
            words: self.words.clone(),
            owner: id_or_none(&self.owner)?,
            due: self.due()?,
        })
    }
}

async fn new(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    form(&app, &session, &visitor, typed, None).await
}

async fn form(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    typed: Typed,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let (scope, customer) = (session.scope.clone(), id_or_none(&typed.customer)?);
    let found = app.store.read(move |tx| {
        let customer = customer.map(|id| customers::get(tx, &scope, &id)).transpose()?;
        let touchpoints = touchpoints::list(tx, &scope, false)?;
        let commitments = commitments::list(tx, &scope, commitments::Which::default())?;
        Ok((customer, people::colleagues(tx, &scope)?, touchpoints, commitments))
    });
    let (customer, people, touchpoints, commitments) = found.await?;
    let page = Page::of(session, visitor, "service", String::new());
    let w = page.w;
    let choice = |value: String, text: String, chosen: bool| Choice { value, text, help: String::new(), chosen };
    let due = if typed.due.is_empty() { "today" } else { &typed.due };
    let factor = Factor::named(&typed.factor).unwrap_or(Factor::Reliability);
    let owner = id_or_none(&typed.owner)?.unwrap_or_else(|| session.user.clone());
    let refused = problem.is_some();
    let response = html(&New {
        tab: "promises",
        problem,
        customer_name: customer.map(|customer| customer.known.name),
        told_max: TOLD_MAX,
        dues: DUES.map(|one| choice(one.to_owned(), w.text(&format!("promises-due-{one}")), one == due)).into(),
        factors: factors(w, Some(factor)),
        owners: colleagues(&people, Some(&owner)),
        touchpoints: touchpoints
            .into_iter()
            .map(|one| choice(one.id.to_string(), one.name, one.id.as_str() == typed.touchpoint))
            .collect(),
        commitments: commitments
            .into_iter()
            .map(|one| choice(one.id.to_string(), one.known.words, one.id.as_str() == typed.commitment))
            .collect(),
        typed,
        page: Page { title: w.text("promises-new"), ..page },
        w,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

async fn make(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let w = crate::page::words_of(&session, &visitor);
    let made = match typed.promise() {
        Ok(new) => {
            let scope = session.scope.clone();
            app.store.write(move |tx| promises::make(tx, &scope, &new, Time::now())).await
        }
        Err(Failure::Store(error)) => Err(error),
        Err(failure) => return Err(failure),
    };
    match made {
        Ok(id) => Ok(seen(&format!("/promises/{id}?done=made"))),
        Err(error) => {
            let problem = refused(error, w)?;
            form(&app, &session, &visitor, typed, Some(problem)).await
        }
    }
}

#[derive(Template)]
#[template(path = "service/promise.html")]
struct One {
    page: Page,
    w: Words,
    tab: &'static str,
    problem: Option<String>,
    done: Option<String>,
    one: Entry,
    words: String,
    made: String,
    due_first: Option<String>,
    zone: String,
    open: bool,
    owed: bool,
    says: Option<bool>,
    case: Option<(String, String)>,
    commitment: Option<String>,
    touchpoint: Option<String>,
    history: Vec<Line>,
    owners: Vec<Choice>,
    link: Option<String>,
    picture: Option<Picture>,
    typed: ActTyped,
}

/// A line of a history.
struct Line {
    when: String,
    who: String,
    what: String,
    words: String,
    told: bool,
}

#[derive(Deserialize, Default)]
struct Done {
    #[serde(default)]
    done: String,
}

async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let extra = Extra { done: done.done, ..Extra::default() };
    one(&app, &session, &visitor, id_of(&id)?, extra).await
}

/// What a page of a promise shows besides.
#[derive(Default)]
struct Extra {
    problem: Option<String>,
    done: String,
    link: Option<String>,
    typed: ActTyped,
}

struct OneFound {
    promise: Ledgered,
    history: Vec<Happened>,
    people: Vec<Colleague>,
    case: Option<cases::Kept>,
    commitment: Option<String>,
    touchpoint: Option<String>,
}

fn gathered(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<OneFound, StoreError> {
    let promise = promises::get(tx, scope, id, now)?;
    let commitment = match &promise.commitment {
        Some(id) => Some(commitments::get(tx, scope, id)?.known.words),
        None => None,
    };
    let touchpoint = match &promise.touchpoint {
        Some(id) => Some(touchpoints::get(tx, scope, id)?.name),
        None => None,
    };
    Ok(OneFound {
        history: promises::history(tx, scope, id)?,
        people: people::colleagues(tx, scope)?,
        case: cases::of_promise(tx, scope, id)?,
        commitment,
        touchpoint,
        promise,
    })
}

async fn one(app: &App, session: &SignedIn, visitor: &Visitor, id: Id, extra: Extra) -> Result<Response, Failure> {
    let (scope, now) = (session.scope.clone(), Time::now());
    let found = app.store.read(move |tx| gathered(tx, &scope, &id, now)).await?;
    let page = Page::of(session, visitor, "service", String::new());
    let w = page.w;
    const KNOWN: [&str; 7] = ["made", "done", "progress", "handed", "renegotiated", "withdrawn", "admitted"];
    let known = KNOWN.contains(&extra.done.as_str());
    let promise = &found.promise;
    let clock = Clock::new(&promise.due.zone, w);
    let moved = promise.promise.first_due != promise.promise.due;
    let refused = extra.problem.is_some();
    let response = html(&One {
        tab: "promises",
        done: known.then(|| w.text(&format!("promises-did-{}", extra.done))),
        problem: extra.problem,
        one: entry(promise, w),
        words: promise.words.clone(),
        made: clock.moment(Time::from(promise.promise.made_at)),
        due_first: moved.then(|| clock.moment(Time::from(promise.promise.first_due))),
        zone: promise.due.zone.clone(),
        open: promise.promise.state == PromiseState::Open,
        owed: promise.promise.state == PromiseState::Broken && promise.promise.done_at.is_none(),
        says: promise.promise.customer,
        case: found
            .case
            .map(|case| (case.id.to_string(), w.say("promises-today-case", &[("number", case.number.into())]))),
        commitment: found.commitment,
        touchpoint: found.touchpoint,
        history: found.history.iter().rev().map(|happened| line(happened, w, &clock, &found.people)).collect(),
        owners: colleagues(&found.people, Some(&promise.owner)),
        picture: extra.link.as_deref().and_then(picture),
        link: extra.link,
        typed: extra.typed,
        page: Page { title: promise.told.clone(), ..page },
        w,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

fn line(happened: &Happened, w: Words, clock: &Clock, people: &[Colleague]) -> Line {
    let due = happened.due.as_ref().map(|due| clock.moment(Time::from(due.at))).unwrap_or_default();
    Line {
        when: clock.moment(happened.at),
        who: actor_name(w, people, &happened.actor),
        what: w.say(&format!("promises-happened-{}", happened.what.name()), &[("due", due.into())]),
        words: happened.words.clone(),
        // What the customer said they know already.
        told: happened.told && !matches!(happened.what, What::Customer { .. }),
    }
}

/// Something done to a promise, as it is typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
struct ActTyped {
    act: String,
    words: String,
    told: String,
    at: String,
    owner: String,
    back: String,
}

impl ActTyped {
    fn act(&self) -> Result<Act, Failure> {
        Ok(match self.act.as_str() {
            "done" => Act::Done,
            "progress" => Act::Progress,
            "admit" => Act::Admit,
            "withdraw" => Act::Withdraw,
            "hand" => Act::HandTo(id_of(&self.owner)?),
            "renegotiate" => {
                let at = parse_entry(&self.at);
                Act::Renegotiate(DueRule::At(at.map_err(|_| StoreError::Refused("promises-due-unreadable", vec![]))?))
            }
            _ => return Err(StoreError::NotFound.into()),
        })
    }
}

async fn act(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(typed): Form<ActTyped>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let acted = match typed.act() {
        Ok(act) => {
            let (scope, id, words) = (session.scope.clone(), id.clone(), typed.words.clone());
            let told = typed.told == "yes";
            app.store.write(move |tx| promises::act(tx, &scope, &id, &act, (&words, told), Time::now())).await
        }
        Err(Failure::Store(error)) => Err(error),
        Err(failure) => return Err(failure),
    };
    if let Err(error) = acted {
        let problem = Some(refused(error, crate::page::words_of(&session, &visitor))?);
        return one(&app, &session, &visitor, id, Extra { problem, typed, ..Extra::default() }).await;
    }
    let did = match typed.act.as_str() {
        "renegotiate" => "renegotiated",
        "withdraw" => "withdrawn",
        "admit" => "admitted",
        "hand" => "handed",
        other => other,
    };
    Ok(seen(&back(&typed.back).unwrap_or_else(|| format!("/promises/{id}?done={did}"))))
}

/// Makes a link for the customer; it is shown once.
async fn link(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let (scope, object) = (session.scope.clone(), Object::Promise(id.clone()));
    let secret = app.store.write(move |tx| tracking::issue(tx, &scope, &object, Time::now())).await?;
    let link = Some(format!("{}/p/{}", visitor.base_url, secret.reveal()));
    one(&app, &session, &visitor, id, Extra { link, ..Extra::default() }).await
}
