//! Touchpoints, moments of truth, and the board of both.
//!
//! One file, because a moment is nothing without its touchpoint. A moment is named by whoever notes it, so that it counts once
//! however often it is sent.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use service::moment::{Encounter, Trend};
use store::moments::{self, NewMoment, Source, Which};
use store::tokens::Area;
use store::{Id, Role, StoreError, Time, Transaction, people, touchpoints};

use super::call::{Asked, Change, Named, changing, reading};
use super::cursor;
use super::surveys::given;
use super::types::{Factor, Moment, Nothing, Page, Paged, Uid, page_of, place};
use crate::operation::Operation;
use crate::pages::service::moments::figures::{self, Measured};
use crate::pages::service::moments::keep;
use crate::pages::service::moments::span::Span;

/// Moments on a page of a list when nothing else is said.
const LIMIT: u32 = 50;
/// The days of a board when nothing else is said.
const DAYS: u16 = 90;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, role, summary| Named { id, path, area: Area::Service, role, summary };
    vec![
        reading(
            named(
                "api.touchpoints.list",
                "/api/v1/touchpoints",
                Role::Viewer,
                "The touchpoints in the order of the journey, those out of use at the end",
            ),
            touchpoints,
        ),
        changing(
            named(
                "api.touchpoints.create",
                "/api/v1/touchpoints",
                Role::Manager,
                "Makes a touchpoint at the end of the journey",
            ),
            Change::making(),
            create,
        ),
        changing(
            named("api.touchpoints.update", "/api/v1/touchpoints/{touchpoint}", Role::Manager, "Changes what is given"),
            Change::altering(),
            update,
        ),
        changing(
            named(
                "api.touchpoints.move",
                "/api/v1/touchpoints/{touchpoint}/move",
                Role::Manager,
                "Puts a touchpoint to a place in the journey",
            ),
            Change::doing(),
            shift,
        ),
        changing(
            named(
                "api.touchpoints.retire",
                "/api/v1/touchpoints/{touchpoint}/retire",
                Role::Manager,
                "Takes a touchpoint out of use; what was noted there stays",
            ),
            Change::doing(),
            retire,
        ),
        reading(
            named(
                "api.moments.list",
                "/api/v1/moments",
                Role::Agent,
                "Moments of the token's team and of none, the latest first",
            ),
            list,
        ),
        changing(
            named(
                "api.moments.note",
                "/api/v1/moments",
                Role::Agent,
                "Notes a moment, and opens a recovery case where a known customer was disappointed; the same again changes nothing",
            ),
            Change::doing(),
            note,
        ),
        reading(
            named(
                "api.moments.board",
                "/api/v1/moments/board",
                Role::Viewer,
                "Who was disappointed at which touchpoint, and where the chains of customers break",
            ),
            board,
        ),
        reading(named("api.moments.show", "/api/v1/moments/{moment}", Role::Agent, "One moment"), show),
        changing(
            named(
                "api.moments.retract",
                "/api/v1/moments/{moment}",
                Role::Agent,
                "Takes a moment back: whoever noted it for ten minutes, managers always, nobody once a case hangs on it",
            ),
            Change::removing(),
            retract,
        ),
    ]
}

/// What became of an expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Judgement {
    /// There is nothing to say.
    #[default]
    Nothing,
    /// As expected.
    Met,
    /// Better than expected.
    Exceeded,
    /// Worse than expected.
    Disappointed,
}

impl From<service::moment::Judgement> for Judgement {
    fn from(judgement: service::moment::Judgement) -> Self {
        match judgement {
            service::moment::Judgement::Nothing => Self::Nothing,
            service::moment::Judgement::Met => Self::Met,
            service::moment::Judgement::Exceeded => Self::Exceeded,
            service::moment::Judgement::Disappointed => Self::Disappointed,
        }
    }
}

impl From<Judgement> for service::moment::Judgement {
    fn from(judgement: Judgement) -> Self {
        match judgement {
            Judgement::Nothing => Self::Nothing,
            Judgement::Met => Self::Met,
            Judgement::Exceeded => Self::Exceeded,
            Judgement::Disappointed => Self::Disappointed,
        }
    }
}

/// What became of each expectation; of which nothing is given, nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Judgements {
    reliability: Judgement,
    assurance: Judgement,
    tangibles: Judgement,
    empathy: Judgement,
    responsiveness: Judgement,
}

impl From<Judgements> for service::moment::Judgements {
    fn from(all: Judgements) -> Self {
        [all.reliability, all.assurance, all.tangibles, all.empathy, all.responsiveness].map(Into::into)
    }
}

impl From<service::moment::Judgements> for Judgements {
    fn from(all: service::moment::Judgements) -> Self {
        let [reliability, assurance, tangibles, empathy, responsiveness] = all.map(Judgement::from);
        Self { reliability, assurance, tangibles, empathy, responsiveness }
    }
}

/// A place, a page or an occasion at which customers meet the organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Touchpoint {
    id: Uid,
    /// Its place in the journey, from 1; those out of use come last.
    position: i64,
    /// What the staff call it.
    name: String,
    /// The member who answers for it.
    owner: Option<Uid>,
    /// When its owner looks at it again.
    review_at: Option<Moment>,
    retired_at: Option<Moment>,
}

impl From<touchpoints::Touchpoint> for Touchpoint {
    fn from(found: touchpoints::Touchpoint) -> Self {
        Self {
            id: found.id.into(),
            position: found.position,
            name: found.name,
            owner: found.owner.map(Uid::from),
            review_at: found.review_at.map(Moment::from),
            retired_at: found.retired_at.map(Moment::from),
        }
    }
}

fn touchpoints(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Touchpoint>, StoreError> {
    let all = touchpoints::list(tx, &asked.scope, true)?;
    page_of(asked, "touchpoints", all, |one| one.id.to_string(), Touchpoint::from)
}

fn touchpoint<B>(tx: &mut Transaction<'_>, asked: &Asked<Nothing, B>, id: &Id) -> Result<Touchpoint, StoreError> {
    touchpoints::get(tx, &asked.scope, id).map(Touchpoint::from)
}

/// A touchpoint to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TouchpointToMake {
    #[schemars(length(min = 1, max = 120), regex(pattern = r"\S"))]
    name: String,
}

fn create(tx: &mut Transaction<'_>, asked: &Asked<Nothing, TouchpointToMake>) -> Result<Touchpoint, StoreError> {
    let id = touchpoints::create(tx, &asked.scope, &asked.body.name, asked.now)?;
    touchpoint(tx, asked, &id)
}

/// What to change of a touchpoint; what is not given stays.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TouchpointToChange {
    #[schemars(length(min = 1, max = 120), regex(pattern = r"\S"))]
    name: Option<String>,
    /// The member who answers for it; null for nobody.
    #[serde(deserialize_with = "given")]
    #[schemars(with = "Option<Uid>")]
    owner: Option<Option<Uid>>,
    /// When its owner looks at it again; null for never.
    #[serde(deserialize_with = "given")]
    #[schemars(with = "Option<Moment>")]
    review_at: Option<Option<Moment>>,
}

fn update(tx: &mut Transaction<'_>, asked: &Asked<Nothing, TouchpointToChange>) -> Result<Touchpoint, StoreError> {
    let (id, body) = (asked.id("touchpoint")?, &asked.body);
    let before = touchpoints::get(tx, &asked.scope, &id)?;
    if let Some(name) = &body.name {
        touchpoints::rename(tx, &asked.scope, &id, name, asked.now)?;
    }
    if body.owner.is_some() || body.review_at.is_some() {
        let owner = match &body.owner {
            Some(owner) => owner.as_ref().map(Uid::id).transpose()?,
            None => before.owner,
        };
        let review_at = match &body.review_at {
            Some(at) => at.as_ref().map(Moment::time),
            None => before.review_at,
        };
        touchpoints::set_owner(tx, &asked.scope, &id, owner.as_ref(), review_at, asked.now)?;
    }
    touchpoint(tx, asked, &id)
}

/// A place in the journey.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceToTake {
    /// From 1; beyond the end is the end.
    #[schemars(range(min = 1, max = 1000))]
    position: u32,
}

fn shift(tx: &mut Transaction<'_>, asked: &Asked<Nothing, PlaceToTake>) -> Result<Touchpoint, StoreError> {
    let id = asked.id("touchpoint")?;
    let place = usize::try_from(asked.body.position.saturating_sub(1)).unwrap_or(usize::MAX);
    touchpoints::move_to(tx, &asked.scope, &id, place, asked.now)?;
    touchpoint(tx, asked, &id)
}

fn retire(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Touchpoint, StoreError> {
    let id = asked.id("touchpoint")?;
    touchpoints::retire(tx, &asked.scope, &id, asked.now)?;
    touchpoint(tx, asked, &id)
}

/// Whose judgement it is.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SaidBy {
    /// Ours, of what we saw and heard.
    Staff,
    /// The customer's.
    Pulse,
}

/// A moment of truth.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MomentOfTruth {
    id: Uid,
    touchpoint: Uid,
    customer: Option<Uid>,
    /// When it happened.
    at: Moment,
    source: SaidBy,
    /// By whom it was noted, as a kind and an id: `user:…`, `token:…`, `link`.
    noted_by: String,
    noted_at: Moment,
    judgements: Judgements,
    /// What happened, in somebody's words.
    words: String,
}

impl From<moments::Moment> for MomentOfTruth {
    fn from(found: moments::Moment) -> Self {
        Self {
            id: found.id.into(),
            touchpoint: found.touchpoint.into(),
            customer: found.customer.map(Uid::from),
            at: found.at.into(),
            source: match found.source {
                Source::Staff => SaidBy::Staff,
                Source::Pulse => SaidBy::Pulse,
            },
            noted_by: found.noted_by,
            noted_at: found.noted_at.into(),
            judgements: found.judgements.into(),
            words: found.words,
        }
    }
}

/// Which moments.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MomentsWanted {
    /// `next` of the page before.
    #[schemars(length(max = 500))]
    after: Option<String>,
    /// The most items to give; 50 when nothing is said.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u32>,
    /// Those at this touchpoint.
    touchpoint: Option<Uid>,
    /// Those that say something of this factor.
    factor: Option<Factor>,
    /// Those with this judgement: of the factor, or of any when none is given.
    #[schemars(with = "Judgement")]
    judgement: Option<Judgement>,
    /// Those that did not happen before this.
    from: Option<Moment>,
    /// Those that happened before this.
    to: Option<Moment>,
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<MomentsWanted>) -> Result<Page<MomentOfTruth>, StoreError> {
    let (query, limit) = (&asked.query, asked.query.limit.unwrap_or(LIMIT));
    let which = Which {
        from: query.from.as_ref().map(Moment::time),
        to: query.to.as_ref().map(Moment::time),
        touchpoint: query.touchpoint.as_ref().map(Uid::id).transpose()?,
        factor: query.factor.map(service::Factor::from),
        judgement: query.judgement.map(service::moment::Judgement::from),
        ..Which::default()
    };
    let before = place("moments", query.after.as_deref())?.map(|text| spot(&text)).transpose()?;
    let before = before.as_ref().map(|(at, id)| (*at, id));
    let found = moments::list(tx, &asked.scope, &which, before, limit)?;
    let last = found.last().map(|last| (last.at, last.id.clone()));
    // The longest page is the most that is given at once, so whether another follows is asked separately.
    let more = match &last {
        Some((at, id)) if limit as usize <= found.len() => {
            !moments::list(tx, &asked.scope, &which, Some((*at, id)), 1)?.is_empty()
        }
        _ => false,
    };
    let next = last.filter(|_| more).map(|(at, id)| cursor::after("moments", &format!("{} {id}", at.0)));
    Ok(Page { items: found.into_iter().map(MomentOfTruth::from).collect(), next })
}

/// The place of a cursor.
fn spot(text: &str) -> Result<(Time, Id), StoreError> {
    let found = text.split_once(' ').and_then(|(at, id)| Some((Time(at.parse().ok()?), Id::parse(id)?)));
    found.ok_or(StoreError::Refused("api-cursor", vec![]))
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<MomentOfTruth, StoreError> {
    moments::get(tx, &asked.scope, &asked.id("moment")?).map(MomentOfTruth::from)
}

/// A moment to be noted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MomentToNote {
    /// Made by whoever sends it: the same id again is the same moment.
    id: Uid,
    touchpoint: Uid,
    /// With whom, if that is known.
    #[serde(default)]
    customer: Option<Uid>,
    /// When it happened, up to 30 days ago; now when nothing is said.
    #[serde(default)]
    at: Option<Moment>,
    judgements: Judgements,
    /// What happened.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    words: String,
}

/// How an encounter was, all in all.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum InAll {
    /// Met or better, throughout.
    Good,
    /// Something disappointed.
    Bad,
}

/// What came of noting a moment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NotedMoment {
    id: Uid,
    encounter: InAll,
    /// Whether it was sent before.
    repeated: bool,
    /// The recovery case, where a known customer was disappointed.
    case: Option<Uid>,
}

fn note(tx: &mut Transaction<'_>, asked: &Asked<Nothing, MomentToNote>) -> Result<NotedMoment, StoreError> {
    let (body, id) = (&asked.body, asked.body.id.id()?);
    // Sent again without a time, it happened when it was sent first.
    let before = match moments::get(tx, &asked.scope, &id) {
        Ok(before) => Some(before.at),
        Err(StoreError::NotFound) => None,
        Err(error) => return Err(error),
    };
    let new = NewMoment {
        touchpoint: body.touchpoint.id()?,
        customer: body.customer.as_ref().map(Uid::id).transpose()?,
        at: body.at.as_ref().map(Moment::time).or(before).unwrap_or(asked.now),
        judgements: body.judgements.into(),
        words: body.words.clone(),
    };
    let (noted, case) = keep(tx, &asked.scope, &id, &new, asked.now)?;
    let encounter = if noted.encounter == Encounter::Bad { InAll::Bad } else { InAll::Good };
    Ok(NotedMoment { id: noted.id.into(), encounter, repeated: !noted.fresh, case: case.map(Uid::from) })
}

fn retract(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Nothing, StoreError> {
    moments::retract(tx, &asked.scope, &asked.id("moment")?, asked.now)?;
    Ok(Nothing {})
}

/// Which board.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BoardWanted {
    /// How many days up to the end of today; 90 when nothing is said.
    #[schemars(range(min = 1, max = 366))]
    days: Option<u16>,
}

/// A share with its 95% interval. Of fewer than five, only how many there are is told.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MeasuredShare {
    /// Of how many.
    n: u64,
    /// How many.
    count: Option<u64>,
    share: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl From<&Measured> for MeasuredShare {
    fn from(measured: &Measured) -> Self {
        let share = measured.share.as_ref();
        Self {
            n: measured.n,
            count: share.map(|share| share.count),
            share: share.map(|share| share.share),
            low: share.map(|share| share.low),
            high: share.map(|share| share.high),
        }
    }
}

/// How two shares differ.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Difference {
    /// It is better.
    Better,
    /// It is worse.
    Worse,
    /// No difference can be shown.
    Unshown,
}

impl From<Trend> for Difference {
    fn from(trend: Trend) -> Self {
        match trend {
            Trend::Better => Self::Better,
            Trend::Worse => Self::Worse,
            Trend::Unshown => Self::Unshown,
        }
    }
}

/// A factor at a touchpoint.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BoardCell {
    factor: Factor,
    /// How many were disappointed, of the moments that can be listed.
    noted: MeasuredShare,
    /// The same of anonymous pulses, of all months that lie in the span at least in part.
    pulses: MeasuredShare,
    /// How the moments differ from those of as many days before; null when there are too few.
    trend: Option<Difference>,
}

/// Cases under a factor.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CasesUnder {
    factor: Option<Factor>,
    count: u64,
}

/// A touchpoint on the board.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BoardRow {
    /// Null for all together, and for what belongs to none.
    touchpoint: Option<Uid>,
    name: Option<String>,
    cells: Vec<BoardCell>,
    /// How many promises that fell due were kept.
    promises_kept: MeasuredShare,
    promises_open: u64,
    cases: Vec<CasesUnder>,
}

impl From<figures::Row> for BoardRow {
    fn from(row: figures::Row) -> Self {
        let cell = |cell: &figures::Cell| BoardCell {
            factor: cell.factor.into(),
            noted: (&cell.noted).into(),
            pulses: (&cell.pulses).into(),
            trend: cell.trend.map(Difference::from),
        };
        let under = |(factor, count): &(Option<service::Factor>, u64)| CasesUnder {
            factor: factor.map(Factor::from),
            count: *count,
        };
        Self {
            cells: row.cells.iter().map(cell).collect(),
            promises_kept: (&row.kept).into(),
            promises_open: row.open,
            cases: row.cases.iter().map(under).collect(),
            touchpoint: row.touchpoint.as_ref().map(|touchpoint| Uid::from(&touchpoint.id)),
            name: row.touchpoint.map(|touchpoint| touchpoint.name),
        }
    }
}

/// A touchpoint where good chains break.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Weakness {
    touchpoint: Uid,
    /// How many broke there, of those that came there good.
    broken: MeasuredShare,
}

/// What the encounters of customers show, looked along one after another.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChainShown {
    /// How many customers' chains never broke.
    unbroken: MeasuredShare,
    /// Good encounters that a bad one erased.
    erased: u64,
    /// Where they break, the weakest link first.
    weakest: Vec<Weakness>,
    /// Broken chains that were good again at the next encounter, after the customer closed a recovery case.
    mended_with_recovery: MeasuredShare,
    /// The same without one.
    mended_without_recovery: MeasuredShare,
    /// Whether recovery mends more; null when there are too few.
    recovery: Option<Difference>,
}

impl From<figures::Chain> for ChainShown {
    fn from(chain: figures::Chain) -> Self {
        let weakness =
            |(touchpoint, broken): &(Id, Measured)| Weakness { touchpoint: touchpoint.into(), broken: broken.into() };
        Self {
            unbroken: (&chain.unbroken).into(),
            erased: chain.erased,
            weakest: chain.weakest.iter().map(weakness).collect(),
            mended_with_recovery: (&chain.with_recovery).into(),
            mended_without_recovery: (&chain.without_recovery).into(),
            recovery: chain.recovery.map(Difference::from),
        }
    }
}

/// The board of moments.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MomentsBoard {
    days: u16,
    /// When the first day begins, in the organisation's time zone.
    from: Moment,
    /// When today ends.
    to: Moment,
    touchpoints: Vec<BoardRow>,
    all: BoardRow,
    /// Promises and cases of no touchpoint.
    elsewhere: BoardRow,
    chain: ChainShown,
}

fn board(tx: &mut Transaction<'_>, asked: &Asked<BoardWanted>) -> Result<MomentsBoard, StoreError> {
    let zone = people::organisation(tx, &asked.scope)?.zone;
    let span = Span::of(&zone, asked.query.days.unwrap_or(DAYS), asked.now);
    let board = figures::read(tx, &asked.scope, &span, asked.now)?;
    Ok(MomentsBoard {
        days: span.days,
        from: span.from.into(),
        to: span.to.into(),
        touchpoints: board.rows.into_iter().map(BoardRow::from).collect(),
        all: board.all.into(),
        elsewhere: board.elsewhere.into(),
        chain: board.chain.into(),
    })
}
