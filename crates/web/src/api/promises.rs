//! The ledger of promises for programs: making one, what happens to it, its link for the customer, and how many are kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use service::due::{DueRule, parse_entry};
use service::promise::PromiseState;
use store::factors::Part;
use store::promises::{self, Act, By, Happened, Ledgered, NewPromise, Wanted};
use store::tokens::Area;
use store::tracking::{self, Object};
use store::{Role, StoreError, Time, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::types::{Factor, Moment, Nothing, Uid, named};
use crate::operation::Operation;

/// Promises that are listed at once.
const LIST_MAX: u32 = 500;
/// Days over which the keep rate is counted when nothing is said.
const DAYS: i64 = 90;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, role, summary| Named { id, path, area: Area::Service, role, summary };
    vec![
        reading(
            named("api.promises.list", "/api/v1/promises", Role::Agent, "Up to 500 promises, the soonest due first"),
            list,
        ),
        changing(
            named("api.promises.make", "/api/v1/promises", Role::Agent, "Makes a promise"),
            Change::making(),
            make,
        ),
        reading(
            named(
                "api.promises.show",
                "/api/v1/promises/{promise}",
                Role::Agent,
                "One promise, with all that happened to it",
            ),
            show,
        ),
        changing(
            named(
                "api.promises.act",
                "/api/v1/promises/{promise}/events",
                Role::Agent,
                "Lets something happen to a promise; what happened is never changed",
            ),
            Change::making(),
            act,
        ),
        changing(
            named(
                "api.promises.link",
                "/api/v1/promises/{promise}/link",
                Role::Agent,
                "A new link by which the customer follows the promise; earlier ones stay good",
            ),
            Change { once: &["url"], ..Change::making() },
            link,
        ),
        reading(
            named("api.promises.rates", "/api/v1/promises/rates", Role::Viewer, "How many promises are kept"),
            rates,
        ),
    ]
}

named! {
    /// Where a promise stands.
    State = PromiseState {
        /// Not due yet, and not done.
        Open,
        /// Done by the time that was agreed.
        Kept,
        /// Not done by then; it stays so when it is done later.
        Broken,
        /// The customer needs it no more.
        Withdrawn,
    }
}

/// When a promise is due: as it is read in its zone, and the moment that this is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Due {
    /// Local time, such as `2026-12-24T16:30:00`.
    local: String,
    /// The time zone, such as `Asia/Jakarta`.
    zone: String,
    /// The moment, in UTC.
    at: Moment,
}

impl From<&service::due::Due> for Due {
    fn from(due: &service::due::Due) -> Self {
        Self { local: due.local.to_string(), zone: due.zone.clone(), at: Time::from(due.at).into() }
    }
}

/// A promise.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Promise {
    id: Uid,
    customer: Option<Uid>,
    commitment: Option<Uid>,
    touchpoint: Option<Uid>,
    factor: Factor,
    /// What the customer was told.
    told: String,
    /// What we know besides.
    words: String,
    /// Who is to keep it.
    owner: Uid,
    state: State,
    made_at: Moment,
    due: Due,
    /// By when it was promised at first.
    first_due_at: Moment,
    /// How often another time was agreed.
    renegotiated: u32,
    /// When it was done, in time or late.
    done_at: Option<Moment>,
    /// What the customer said last: whether it was kept.
    customer_says_kept: Option<bool>,
    /// Whether it counts as kept; null while it is open, and when it was withdrawn.
    counts_as_kept: Option<bool>,
}

impl From<Ledgered> for Promise {
    fn from(one: Ledgered) -> Self {
        let stamp = |stamp: jiff::Timestamp| Moment::from(Time::from(stamp));
        Self {
            id: one.id.into(),
            customer: one.customer.map(|(id, _)| id.into()),
            commitment: one.commitment.map(Uid::from),
            touchpoint: one.touchpoint.map(Uid::from),
            factor: one.factor.into(),
            told: one.told,
            words: one.words,
            owner: one.owner.into(),
            state: one.promise.state.into(),
            made_at: stamp(one.promise.made_at),
            due: Due::from(&one.due),
            first_due_at: stamp(one.promise.first_due),
            renegotiated: one.promise.renegotiated,
            done_at: one.promise.done_at.map(stamp),
            customer_says_kept: one.promise.customer,
            counts_as_kept: one.promise.kept(),
        }
    }
}

/// Which promises.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Which {
    state: Option<State>,
    customer: Option<Uid>,
    /// Who is to keep it.
    owner: Option<Uid>,
    /// Due from this moment on.
    due_from: Option<Moment>,
    /// Due before this moment.
    due_before: Option<Moment>,
    /// Where it was made.
    touchpoint: Option<Uid>,
    /// The factor it is about.
    factor: Option<Factor>,
}

/// Some promises.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Promises {
    items: Vec<Promise>,
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Which>) -> Result<Promises, StoreError> {
    let which = &asked.query;
    let id = |id: &Option<Uid>| id.as_ref().map(Uid::id).transpose();
    let wanted = Wanted {
        state: which.state.map(PromiseState::from),
        customer: id(&which.customer)?,
        owner: id(&which.owner)?,
        due_from: which.due_from.as_ref().map(Moment::time),
        due_before: which.due_before.as_ref().map(Moment::time),
        part: id(&which.touchpoint)?.map_or(Part::Whole, Part::Touchpoint),
        factor: which.factor.map(service::Factor::from),
        ..Wanted::default()
    };
    let found = promises::list(tx, &asked.scope, &wanted, LIST_MAX, asked.now)?;
    Ok(Promises { items: found.into_iter().map(Promise::from).collect() })
}

/// By when: exactly one of these.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DueBy {
    /// At a local time of the calendar that counts, such as `2026-12-24T16:30`.
    At(#[schemars(length(min = 16, max = 19))] String),
    /// Within so many minutes, open or not.
    WithinMinutes(#[schemars(range(min = 1, max = 5_256_000))] u32),
    /// Within so many minutes during which we are open.
    WithinOpenMinutes(#[schemars(range(min = 1, max = 600_000))] u32),
    /// At the end of a business day: 0 is today, or the next one when today is over.
    EndOfBusinessDay(#[schemars(range(max = 1000))] u32),
}

impl DueBy {
    fn rule<B>(&self, asked: &Asked<Nothing, B>) -> Result<DueRule, StoreError> {
        Ok(match self {
            Self::At(text) => match parse_entry(text) {
                Ok(local) => DueRule::At(local),
                Err(_) => {
                    asked.fault("due.at".to_owned(), asked.words.text("promises-due-unreadable"));
                    asked.sound()?;
                    return Err(StoreError::NotFound);
                }
            },
            Self::WithinMinutes(minutes) => DueRule::Within { minutes: *minutes },
            Self::WithinOpenMinutes(minutes) => DueRule::WithinOpen { minutes: *minutes },
            Self::EndOfBusinessDay(days) => DueRule::EndOfDay { days: *days },
        })
    }
}

/// A promise to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PromiseToMake {
    #[serde(default)]
    customer: Option<Uid>,
    #[serde(default)]
    commitment: Option<Uid>,
    #[serde(default)]
    touchpoint: Option<Uid>,
    factor: Factor,
    /// What the customer is told.
    #[schemars(length(min = 1, max = 500), regex(pattern = r"\S"))]
    told: String,
    /// What we know besides.
    #[serde(default)]
    #[schemars(length(max = 1000))]
    words: String,
    /// Who is to keep it.
    owner: Uid,
    due: DueBy,
}

fn make(tx: &mut Transaction<'_>, asked: &Asked<Nothing, PromiseToMake>) -> Result<Promise, StoreError> {
    let body = &asked.body;
    let id = |id: &Option<Uid>| id.as_ref().map(Uid::id).transpose();
    let new = NewPromise {
        customer: id(&body.customer)?,
        commitment: id(&body.commitment)?,
        touchpoint: id(&body.touchpoint)?,
        factor: body.factor.into(),
        told: body.told.clone(),
        words: body.words.clone(),
        owner: Some(body.owner.id()?),
        due: body.due.rule(asked)?,
    };
    let made = promises::make(tx, &asked.scope, &new, asked.now)?;
    promises::get(tx, &asked.scope, &made, asked.now).map(Promise::from)
}

/// What may happen to a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// It was made.
    Made,
    /// A step on the way.
    Progress,
    /// It has another owner.
    Handed,
    /// Another time was agreed, before it was due.
    Renegotiated,
    /// It was done.
    Done,
    /// We say ourselves that it will not be kept.
    Admitted,
    /// The customer needs it no more.
    Withdrawn,
    /// The customer says that it was kept.
    CustomerKept,
    /// The customer says that it was not.
    CustomerNotKept,
}

/// Something that happened.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Event {
    at: Moment,
    /// By whom: `user:`, `token:` with an id, `link` for the customer, `operator` for the program itself.
    actor: String,
    kind: EventKind,
    /// By when, where a time was set.
    due: Option<Due>,
    words: String,
    /// Whether the customer may read the words.
    told: bool,
}

impl From<Happened> for Event {
    fn from(happened: Happened) -> Self {
        use service::promise::What;
        Self {
            at: happened.at.into(),
            actor: happened.actor,
            kind: match happened.what {
                What::Made { .. } => EventKind::Made,
                What::Progress => EventKind::Progress,
                What::Handed => EventKind::Handed,
                What::Renegotiated { .. } => EventKind::Renegotiated,
                What::Done => EventKind::Done,
                What::Admitted => EventKind::Admitted,
                What::Withdrawn => EventKind::Withdrawn,
                What::Customer { kept: true } => EventKind::CustomerKept,
                What::Customer { kept: false } => EventKind::CustomerNotKept,
            },
            due: happened.due.as_ref().map(Due::from),
            words: happened.words,
            told: happened.told,
        }
    }
}

/// A promise with its history.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PromiseWithEvents {
    promise: Promise,
    /// From its making on.
    events: Vec<Event>,
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<PromiseWithEvents, StoreError> {
    let id = asked.id("promise")?;
    let promise = promises::get(tx, &asked.scope, &id, asked.now)?.into();
    let events = promises::history(tx, &asked.scope, &id)?.into_iter().map(Event::from).collect();
    Ok(PromiseWithEvents { promise, events })
}

/// What to do.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WhatToDo {
    /// Say how far it is; needs words.
    Progress,
    /// Give it to somebody else.
    HandTo(Uid),
    /// Agree another time with the customer, before it is due; needs words.
    Renegotiate(DueBy),
    /// It was done.
    Done,
    /// It will not be kept; needs words.
    Admit,
    /// The customer needs it no more; needs words.
    Withdraw,
}

/// Something to be done to a promise.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PromiseAct {
    act: WhatToDo,
    #[serde(default)]
    #[schemars(length(max = 500))]
    words: String,
    /// Whether the customer may read the words.
    #[serde(default)]
    told: bool,
}

fn act(tx: &mut Transaction<'_>, asked: &Asked<Nothing, PromiseAct>) -> Result<Promise, StoreError> {
    let id = asked.id("promise")?;
    // What belongs to others is not there, whatever is wrong with the body.
    promises::get(tx, &asked.scope, &id, asked.now)?;
    let act = match &asked.body.act {
        WhatToDo::Progress => Act::Progress,
        WhatToDo::HandTo(owner) => Act::HandTo(owner.id()?),
        WhatToDo::Renegotiate(by) => Act::Renegotiate(by.rule(asked)?),
        WhatToDo::Done => Act::Done,
        WhatToDo::Admit => Act::Admit,
        WhatToDo::Withdraw => Act::Withdraw,
    };
    let words = (asked.body.words.as_str(), asked.body.told);
    promises::act(tx, &asked.scope, &id, &act, words, asked.now)?;
    promises::get(tx, &asked.scope, &id, asked.now).map(Promise::from)
}

/// A link for the customer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrackingLink {
    /// The address. It is shown once; when the request is repeated, it is null.
    url: Option<String>,
}

fn link(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<TrackingLink, StoreError> {
    let object = Object::Promise(asked.id("promise")?);
    let secret = tracking::issue(tx, &asked.scope, &object, asked.now)?;
    Ok(TrackingLink { url: Some(format!("{}/p/{}", asked.base_url, secret.reveal())) })
}

/// By what to tell rates apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RatesBy {
    /// Not at all.
    #[default]
    All,
    /// The team that was to keep it.
    Team,
    /// Who was to keep it; for managers.
    Owner,
    /// The kind of commitment.
    Kind,
    /// The factor.
    Factor,
    /// Where it was made.
    Touchpoint,
}

/// Which rates.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WhichRates {
    by: Option<RatesBy>,
    /// Of promises that were due in the last so many days; 90 when nothing is said.
    #[schemars(range(min = 1, max = 3660))]
    days: Option<u32>,
}

/// How many promises were kept.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Rate {
    /// The id or the name of what it is of; empty for all, and for what belongs to none.
    of: String,
    kept: u64,
    broken: u64,
    open: u64,
    withdrawn: u64,
    /// Of the broken: done after all, but late.
    late: u64,
    /// Of the broken: we say kept, the customer says not.
    disputed: u64,
    /// Of all: put to another time before they were due.
    renegotiated: u64,
    /// kept/(kept + broken); null when none has come to an end.
    share: Option<f64>,
    /// Lower end of Wilson's interval, 95 %.
    low: Option<f64>,
    /// Upper end.
    high: Option<f64>,
}

/// Rates.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Rates {
    items: Vec<Rate>,
}

fn rates(tx: &mut Transaction<'_>, asked: &Asked<WhichRates>) -> Result<Rates, StoreError> {
    let by = match asked.query.by.unwrap_or_default() {
        RatesBy::All => By::All,
        RatesBy::Team => By::Team,
        RatesBy::Owner => By::Owner,
        RatesBy::Kind => By::Kind,
        RatesBy::Factor => By::Factor,
        RatesBy::Touchpoint => By::Touchpoint,
    };
    let days = asked.query.days.map_or(DAYS, i64::from);
    let span = (asked.now.plus_seconds(-days * 86_400), asked.now);
    let found = promises::keep_rates(tx, &asked.scope, by, span, asked.now)?;
    let rate = |(of, kept): (String, service::keep_rate::KeepRate)| {
        let share = kept.rate(0.95).ok();
        Rate {
            of,
            kept: kept.kept,
            broken: kept.broken,
            open: kept.open,
            withdrawn: kept.withdrawn,
            late: kept.late,
            disputed: kept.disputed,
            renegotiated: kept.renegotiated,
            share: share.as_ref().map(|share| share.share),
            low: share.as_ref().map(|share| share.low),
            high: share.as_ref().map(|share| share.high),
        }
    };
    Ok(Rates { items: found.into_iter().map(rate).collect() })
}
