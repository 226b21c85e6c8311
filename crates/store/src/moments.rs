//! Moments of truth as they are noted: what became of an expectation at a touchpoint.
//!
//! Separate from answers to a questionnaire, which are opinions on a scale and may be anonymous: a moment has a time and perhaps
//! a customer, and each can be opened. It refuses a moment in which nothing was said, one of another time than lately, and a second
//! one of the same id with other content; of an anonymous pulse it keeps counts only, and shows none that moved by fewer than ten.

use std::collections::{BTreeMap, HashMap};

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use service::Factor;
use service::chain::{Chains, Link};
use service::moment::{Encounter, Five, Judgement, Judgements, Tally};
use service::recovery::CaseState;

use crate::commitments::short_text;
use crate::customers::resolve;
use crate::engine::{Row, Value};
use crate::factors::Part;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, people, touchpoints, values};

/// The longest words of a moment, in characters.
pub const WORDS_MAX: usize = 2000;
/// Moments that are listed at once at most.
pub const LIST_MAX: u32 = 200;
/// How long afterwards something may be noted.
pub const NOTED_AFTER_SECONDS_MAX: i64 = 30 * 24 * 3600;
/// How far the clock of a phone may be ahead of ours.
pub const CLOCK_AHEAD_SECONDS_MAX: i64 = 5 * 60;
/// How long whoever noted something may take it back.
pub const RETRACT_SECONDS_MAX: i64 = 10 * 60;
/// How many pulses of an anonymous survey are shown together, so that no number moves by one person.
pub const PULSES_TOGETHER: i64 = 10;

/// Whose judgement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Ours, of what we saw and heard.
    Staff,
    /// The customer's, by a few questions on the spot.
    Pulse,
}

impl Source {
    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Pulse => "pulse",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Staff, Self::Pulse].into_iter().find(|source| source.name() == name)
    }
}

/// A moment to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMoment {
    /// Where.
    pub touchpoint: Id,
    /// With whom, if that is known.
    pub customer: Option<Id>,
    /// When it happened.
    pub at: Time,
    /// What became of each factor.
    pub judgements: Judgements,
    /// What happened, in somebody's words; may be empty.
    pub words: String,
}

/// A moment that was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// Its id.
    pub id: Id,
    /// Where.
    pub touchpoint: Id,
    /// With whom.
    pub customer: Option<Id>,
    /// When it happened.
    pub at: Time,
    /// Whose judgement it is.
    pub source: Source,
    /// By whom it was noted, as a kind and an id.
    pub noted_by: String,
    /// When it was noted.
    pub noted_at: Time,
    /// The team of whoever noted it.
    pub team: Option<Id>,
    /// What became of each factor.
    pub judgements: Judgements,
    /// What happened.
    pub words: String,
}

impl Moment {
    /// What it was, all in all.
    #[must_use]
    pub fn encounter(&self) -> Encounter {
        Encounter::of(&self.judgements)
    }

    /// Whether both say the same; when it came, and to which team, may differ.
    fn says_the_same(&self, other: &Self) -> bool {
        let timeless = |moment: &Self| Self { noted_at: Time(0), team: None, ..moment.clone() };
        timeless(self) == timeless(other)
    }
}

/// What came of noting a moment. Whoever noted a bad one with a customer opens a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The moment.
    pub id: Id,
    /// With whom, in the file that holds everything of them now.
    pub customer: Option<Id>,
    /// What it was, all in all.
    pub encounter: Encounter,
    /// Whether it is new; otherwise it was sent before.
    pub fresh: bool,
}

impl Noted {
    fn of(moment: &Moment, fresh: bool) -> Self {
        let (id, customer) = (moment.id.clone(), moment.customer.clone());
        Self { id, customer, encounter: moment.encounter(), fresh }
    }
}

/// Which moments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Which {
    /// Those that did not happen before this.
    pub from: Option<Time>,
    /// Those that happened before this.
    pub to: Option<Time>,
    /// Those at this touchpoint.
    pub touchpoint: Option<Id>,
    /// Those that say something of this factor.
    pub factor: Option<Factor>,
    /// Those with this judgement: of the factor, or of any when none is given.
    pub judgement: Option<Judgement>,
    /// Those that came this way.
    pub source: Option<Source>,
    /// Those of this team.
    pub team: Option<Id>,
}

impl Which {
    /// The rule for the judgements, in SQL: names and numbers of ours only.
    fn said(&self) -> String {
        match (self.factor, self.judgement) {
            (Some(factor), Some(judgement)) => format!("{} = {}", factor.name(), judgement.number()),
            (Some(factor), None) => format!("{} <> {}", factor.name(), Judgement::Nothing.number()),
            (None, Some(judgement)) => format!("{} IN ({FACTORS})", judgement.number()),
            (None, None) => "1 = 1".to_owned(),
        }
    }
}

/// A row of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cells {
    /// Moments that staff noted.
    pub noted: Five,
    /// Pulses of surveys that are not anonymous.
    pub named: Five,
    /// Pulses of anonymous surveys, of whole months.
    pub pulses: Five,
}

impl Cells {
    /// Moments that can be opened one by one.
    #[must_use]
    pub fn moments(&self) -> Five {
        self.noted.merge(self.named)
    }
}

/// What the encounters of all customers show, one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walked {
    /// The chains; a touchpoint is its place in the list.
    pub chains: Chains<usize>,
    /// All touchpoints in the order of the journey, the retired ones last.
    pub touchpoints: Vec<Id>,
}

/// The columns of the factors, in the order of the word RATER.
const FACTORS: &str = "reliability, assurance, tangibles, empathy, responsiveness";

/// Moments that the scope may see one by one; its team is parameter 2. A moment of no team is everybody's.
fn select(rest: &str) -> String {
    format!(
        "SELECT id, touchpoint, customer, at, source, noted_by, noted_at, team, words, {FACTORS} FROM moments \
         WHERE organisation = ?1 AND (CAST(?2 AS TEXT) IS NULL OR team IS NULL OR team = CAST(?2 AS TEXT)) {rest}"
    )
}

/// Notes a moment.
///
/// # Errors
/// As [`note_once`].
pub fn note(tx: &mut Transaction<'_>, scope: &Scope, new: &NewMoment, now: Time) -> Result<Noted, StoreError> {
    note_once(tx, scope, &Id::new(now), new, now)
}

/// Notes a moment under an id that whoever sends it made, so that it counts once however often it is sent.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`] when there is no such touchpoint or customer;
/// [`StoreError::Refused`] when nothing was said or too much, when it is too long ago or not yet, or the touchpoint is retired;
/// [`StoreError::Conflict`] when another moment has this id.
pub fn note_once(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    new: &NewMoment,
    now: Time,
) -> Result<Noted, StoreError> {
    scope.require(Role::Agent)?;
    let moment = Moment {
        id: id.clone(),
        touchpoint: touchpoints::get(tx, scope, &new.touchpoint)?.id,
        customer: new.customer.as_ref().map(|customer| resolve(tx, scope, customer)).transpose()?,
        at: new.at,
        source: Source::Staff,
        noted_by: scope.actor().text(),
        noted_at: now,
        team: scope.team().cloned(),
        judgements: new.judgements,
        words: short_text(&new.words, WORDS_MAX)?,
    };
    // What was taken once stays taken, also when it would be too late by now.
    if let Some(before) = stored(tx, scope, id)? {
        let other = || StoreError::Conflict(format!("another moment has the id {id}"));
        return before.says_the_same(&moment).then(|| Noted::of(&before, false)).ok_or_else(other);
    }
    fit_to_note(&moment, now)?;
    touchpoints::usable(tx, scope, &moment.touchpoint)?;
    insert(tx, scope, &moment)?;
    let fields = ["touchpoint", "customer", "at", "judgements", "words"];
    audit::append(tx, scope, "moment.note", id.as_str(), &fields, now)?;
    Ok(Noted::of(&moment, true))
}

/// Keeps what a pulse of a survey that is not anonymous said; nothing when it said nothing. Whoever takes the answer writes the
/// entry in the log.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such touchpoint or customer; [`StoreError::Refused`] when the touchpoint is retired.
pub fn from_pulse(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    touchpoint: &Id,
    customer: Option<&Id>,
    judgements: &Judgements,
    at: Time,
) -> Result<Option<Noted>, StoreError> {
    let moment = Moment {
        id: Id::new(at),
        touchpoint: touchpoints::usable(tx, scope, touchpoint)?.id,
        customer: customer.map(|customer| resolve(tx, scope, customer)).transpose()?,
        at,
        source: Source::Pulse,
        noted_by: scope.actor().text(),
        noted_at: at,
        team: scope.team().cloned(),
        judgements: *judgements,
        words: String::new(),
    };
    if moment.encounter() == Encounter::Silent {
        return Ok(None);
    }
    insert(tx, scope, &moment)?;
    Ok(Some(Noted::of(&moment, true)))
}

/// Counts what a pulse of an anonymous survey said in its month, such as `2026-11`. It waits until there are
/// [`PULSES_TOGETHER`] of its factor, touchpoint and month.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such touchpoint; [`StoreError::Refused`] when it is retired, or for what is no month.
pub fn count_pulse(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    touchpoint: &Id,
    judgements: &Judgements,
    month: &str,
) -> Result<(), StoreError> {
    if !is_month(month) {
        return Err(StoreError::Refused("store-moment-time", vec![]));
    }
    touchpoints::usable(tx, scope, touchpoint)?;
    for (factor, judgement) in Factor::ALL.into_iter().zip(judgements) {
        if *judgement != Judgement::Nothing {
            let cell = values![scope.key(), touchpoint, factor.name(), month];
            count_waiting(tx, &cell, *judgement)?;
            show_enough(tx, &cell)?;
        }
    }
    Ok(())
}

/// The month of a moment in a time zone, as [`count_pulse`] takes it. An unknown zone is UTC.
#[must_use]
pub fn month(zone: &str, at: Time) -> String {
    // Outside of these years, months would not stand in the order of their names.
    let at = at.clamp(Time(0), Time(253_402_214_400_000));
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    at.stamp().to_zoned(zone).strftime("%Y-%m").to_string()
}

/// Takes a moment back as if it had never been noted.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Forbidden`] to all but managers and whoever noted it; [`StoreError::Refused`] when a
/// case hangs on it, or when whoever noted it comes too late.
pub fn retract(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Agent)?;
    let moment = get(tx, scope, id)?;
    if scope.require(Role::Manager).is_err() {
        may_take_back(scope, &moment, now)?;
    }
    let cases = "SELECT COUNT(*) FROM cases WHERE organisation = ?1 AND moment = ?2";
    if tx.one(cases, &values![scope.key(), id], |row| row.integer(0))? != 0 {
        return Err(StoreError::Refused("store-moment-has-case", vec![]));
    }
    tx.execute("DELETE FROM moments WHERE organisation = ?1 AND id = ?2", &values![scope.key(), id])?;
    audit::append(tx, scope, "moment.retract", id.as_str(), &[], now)
}

/// One moment.
///
/// # Errors
/// [`StoreError::NotFound`], also for one of another team; [`StoreError::Forbidden`] below an agent.
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Moment, StoreError> {
    scope.require(Role::Agent)?;
    tx.one(&select("AND id = ?3"), &values![scope.key(), scope.team(), id], moment_of)
}

/// The moments of a customer, the latest first; of one that was merged into another, of that other.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer; [`StoreError::Forbidden`] below an agent.
pub fn of_customer(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    customer: &Id,
    limit: u32,
) -> Result<Vec<Moment>, StoreError> {
    scope.require(Role::Agent)?;
    let customer = resolve(tx, scope, customer)?;
    let sql = select("AND customer = ?3 ORDER BY at DESC, id DESC LIMIT ?4");
    tx.query(&sql, &values![scope.key(), scope.team(), &customer, limit.clamp(1, LIST_MAX)], moment_of)
}
/// Moments, the latest first, from the one before the cursor on; the cursor is the last one's time and id. With the board's span
/// these are the rows behind each number of [`Cells::moments()`], as far as they are of the scope's team or of none.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn list(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    which: &Which,
    before: Option<(Time, &Id)>,
    limit: u32,
) -> Result<Vec<Moment>, StoreError> {
    scope.require(Role::Agent)?;
    let rest = format!(
        "AND ?3 <= at AND at < ?4 AND (CAST(?5 AS TEXT) IS NULL OR touchpoint = CAST(?5 AS TEXT)) AND {} \
         AND (at < ?6 OR (at = ?6 AND id < ?7)) AND (CAST(?9 AS TEXT) IS NULL OR source = CAST(?9 AS TEXT)) \
         AND (CAST(?10 AS TEXT) IS NULL OR team = CAST(?10 AS TEXT)) ORDER BY at DESC, id DESC LIMIT ?8",
        which.said()
    );
    let (from, to) = (which.from.unwrap_or(Time(i64::MIN)), which.to.unwrap_or(Time(i64::MAX)));
    let (at, id) = before.map_or((Time(i64::MAX), ""), |(at, id)| (at, id.as_str()));
    let (touchpoint, team) = (which.touchpoint.as_ref(), which.team.as_ref());
    let (source, limit) = (which.source.map(Source::name), limit.clamp(1, LIST_MAX));
    let parameters = values![scope.key(), scope.team(), from, to, touchpoint, at, id, limit, source, team];
    tx.query(&select(&rest), &parameters, moment_of)
}

/// The board: how often each judgement was given at each touchpoint from one time to before another, whichever team noted it.
/// Pulses of anonymous surveys are those of all months, in the organisation's time zone, that lie in the span at least in part.
///
/// # Errors
/// As the database says.
pub fn board(tx: &mut Transaction<'_>, scope: &Scope, from: Time, to: Time) -> Result<BTreeMap<Id, Cells>, StoreError> {
    board_of(tx, scope, &Part::Whole, from, to)
}

/// The same of a part of the organisation, or of one customer. Pulses of anonymous surveys tell of a touchpoint, and of nothing else.
///
/// # Errors
/// As the database says.
pub fn board_of(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    part: &Part,
    from: Time,
    to: Time,
) -> Result<BTreeMap<Id, Cells>, StoreError> {
    scope.require(Role::Viewer)?;
    let mut board = BTreeMap::new();
    if from < to {
        add_moments(tx, scope, part, from, to, &mut board)?;
        match part {
            Part::Whole => add_pulses(tx, scope, None, from, to, &mut board)?,
            Part::Touchpoint(touchpoint) => add_pulses(tx, scope, Some(touchpoint), from, to, &mut board)?,
            Part::Team(_) | Part::Customer(_) => {}
        }
    }
    Ok(board)
}

/// What the encounters show, looked along customer by customer, from one time to before another and whichever team noted them.
/// Only one customer's are held at a time.
///
/// # Errors
/// As the database says.
pub fn chains(tx: &mut Transaction<'_>, scope: &Scope, from: Time, to: Time) -> Result<Walked, StoreError> {
    scope.require(Role::Viewer)?;
    let ids: Vec<Id> = touchpoints::list(tx, scope, true)?.into_iter().map(|touchpoint| touchpoint.id).collect();
    let mut walk = Walk::new(&ids);
    let sql = format!(
        "SELECT customer, touchpoint, at, (SELECT MIN(cases.closed_at) FROM cases \
           WHERE cases.organisation = moments.organisation AND cases.moment = moments.id AND cases.state = ?4), {FACTORS} \
         FROM moments WHERE organisation = ?1 AND customer IS NOT NULL AND ?2 <= at AND at < ?3 ORDER BY customer, at, id"
    );
    let parameters = values![scope.key(), from, to, CaseState::ClosedByCustomer.name()];
    tx.query_each(&sql, &parameters, |row| walk.follow(row))?;
    let chains = walk.end();
    Ok(Walked { chains, touchpoints: ids })
}

/// The encounters of one customer after another, in the order of time.
struct Walk {
    places: HashMap<String, usize>,
    chains: Chains<usize>,
    customer: String,
    links: Vec<Link<usize>>,
    /// When the customer closed a case about the last of the links.
    closed_at: Option<i64>,
}

impl Walk {
    fn new(touchpoints: &[Id]) -> Self {
        let places = touchpoints.iter().enumerate().map(|(place, id)| (id.to_string(), place)).collect();
        Self { places, chains: Chains::default(), customer: String::new(), links: vec![], closed_at: None }
    }

    fn follow(&mut self, row: &Row) -> Result<(), StoreError> {
        let (customer, at) = (row.text(0)?, row.integer(2)?);
        if customer != self.customer {
            self.end_customer();
            self.customer = customer;
        } else if let Some(last) = self.links.last_mut() {
            // A recovery counts for the link that it was about, when it came before the next one.
            last.recovered = self.closed_at.is_some_and(|closed_at| closed_at <= at);
        }
        let place = self.places.get(&row.text(1)?).copied();
        let touchpoint = place.ok_or_else(|| StoreError::Damaged("a moment's touchpoint".to_owned()))?;
        self.closed_at = row.integer_or_none(3)?;
        let encounter = Encounter::of(&judgements_of(row, 4)?);
        self.links.push(Link { touchpoint, encounter, recovered: false });
        Ok(())
    }

    fn end_customer(&mut self) {
        self.chains.add(&self.links);
        self.links.clear();
    }

    fn end(mut self) -> Chains<usize> {
        self.end_customer();
        self.chains
    }
}

/// A moment whichever team noted it, to be compared with what is sent again.
fn stored(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Option<Moment>, StoreError> {
    tx.first(&select("AND id = ?3"), &values![scope.key(), None::<&Id>, id], moment_of)
}

fn fit_to_note(moment: &Moment, now: Time) -> Result<(), StoreError> {
    if moment.encounter() == Encounter::Silent {
        return Err(StoreError::Refused("store-moment-empty", vec![]));
    }
    let (earliest, latest) = (now.plus_seconds(-NOTED_AFTER_SECONDS_MAX), now.plus_seconds(CLOCK_AHEAD_SECONDS_MAX));
    if moment.at < earliest || latest < moment.at {
        return Err(StoreError::Refused("store-moment-time", vec![]));
    }
    Ok(())
}

fn may_take_back(scope: &Scope, moment: &Moment, now: Time) -> Result<(), StoreError> {
    if moment.noted_by != scope.actor().text() {
        return Err(StoreError::Forbidden);
    }
    if moment.noted_at.plus_seconds(RETRACT_SECONDS_MAX) < now {
        return Err(StoreError::Refused("store-moment-retract-late", vec![]));
    }
    Ok(())
}

fn insert(tx: &mut Transaction<'_>, scope: &Scope, moment: &Moment) -> Result<(), StoreError> {
    let [reliability, assurance, tangibles, empathy, responsiveness] = moment.judgements.map(Judgement::number);
    let sql = format!(
        "INSERT INTO moments (organisation, id, touchpoint, customer, at, source, noted_by, noted_at, team, words, {FACTORS}) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
    );
    let parameters = values![
        scope.key(),
        &moment.id,
        &moment.touchpoint,
        moment.customer.as_ref(),
        moment.at,
        moment.source.name(),
        &moment.noted_by,
        moment.noted_at,
        moment.team.as_ref(),
        &moment.words,
        reliability,
        assurance,
        tangibles,
        empathy,
        responsiveness,
    ];
    tx.execute(&sql, &parameters).map(|_| ())
}

/// Adds a judgement to those of a cell that wait; the parameters 1 to 4 name the cell.
fn count_waiting(tx: &mut Transaction<'_>, cell: &[Value], judgement: Judgement) -> Result<(), StoreError> {
    let mut tally = Tally::default();
    tally.count(judgement, 1);
    let counts = [tally.met, tally.exceeded, tally.disappointed].map(|count| Value::from(i64::from(count != 0)));
    tx.execute(
        "INSERT INTO pulse_cells (organisation, touchpoint, factor, month, waiting_met, waiting_exceeded, \
           waiting_disappointed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
         ON CONFLICT (organisation, touchpoint, factor, month) DO UPDATE SET \
           waiting_met = pulse_cells.waiting_met + excluded.waiting_met, \
           waiting_exceeded = pulse_cells.waiting_exceeded + excluded.waiting_exceeded, \
           waiting_disappointed = pulse_cells.waiting_disappointed + excluded.waiting_disappointed",
        &[cell, &counts].concat(),
    )?;
    Ok(())
}

/// Shows those of a cell that wait, once there are enough of them.
fn show_enough(tx: &mut Transaction<'_>, cell: &[Value]) -> Result<(), StoreError> {
    // The right-hand sides see the row as it was before.
    tx.execute(
        "UPDATE pulse_cells SET met = met + waiting_met, exceeded = exceeded + waiting_exceeded, \
           disappointed = disappointed + waiting_disappointed, \
           waiting_met = 0, waiting_exceeded = 0, waiting_disappointed = 0 \
         WHERE organisation = ?1 AND touchpoint = ?2 AND factor = ?3 AND month = ?4 \
           AND ?5 <= waiting_met + waiting_exceeded + waiting_disappointed",
        &[cell, &values![PULSES_TOGETHER]].concat(),
    )?;
    Ok(())
}

fn is_month(text: &str) -> bool {
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('-')
        .is_some_and(|(year, month)| digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month))
}

fn add_moments(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    part: &Part,
    from: Time,
    to: Time,
    board: &mut BTreeMap<Id, Cells>,
) -> Result<(), StoreError> {
    let mut parameters = values![scope.key(), from, to].to_vec();
    let rule = part.rule("", &mut parameters);
    let sql = format!(
        "SELECT touchpoint, source, COUNT(*), {FACTORS} FROM moments \
         WHERE organisation = ?1 AND ?2 <= at AND at < ?3{rule} GROUP BY touchpoint, source, {FACTORS}"
    );
    tx.query_each(&sql, &parameters, |row| {
        let cells = board.entry(Id::stored(row.text(0)?)).or_default();
        let (judgements, times) = (judgements_of(row, 3)?, row.integer(2)?.unsigned_abs());
        match Source::named(&row.text(1)?) {
            Some(Source::Staff) => cells.noted.count(&judgements, times),
            Some(Source::Pulse) => cells.named.count(&judgements, times),
            None => return Err(StoreError::Damaged("a moment's source".to_owned())),
        }
        Ok(())
    })
}

fn add_pulses(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    touchpoint: Option<&Id>,
    from: Time,
    to: Time,
    board: &mut BTreeMap<Id, Cells>,
) -> Result<(), StoreError> {
    let zone = people::organisation(tx, scope)?.zone;
    // The moment at which the span ends does not belong to it, nor does a month that begins there.
    let (first, last) = (month(&zone, from), month(&zone, Time(to.0 - 1)));
    // A sum of whole numbers is no whole number to PostgreSQL unless it is told so.
    let sql = "SELECT touchpoint, factor, CAST(SUM(met) AS BIGINT), CAST(SUM(exceeded) AS BIGINT), \
               CAST(SUM(disappointed) AS BIGINT) FROM pulse_cells \
               WHERE organisation = ?1 AND ?2 <= month AND month <= ?3 AND 0 < met + exceeded + disappointed \
               AND (CAST(?4 AS TEXT) IS NULL OR touchpoint = CAST(?4 AS TEXT)) GROUP BY touchpoint, factor";
    tx.query_each(sql, &values![scope.key(), first, last, touchpoint], |row| {
        let factor = Factor::named(&row.text(1)?).ok_or_else(|| StoreError::Damaged("a pulse's factor".to_owned()))?;
        let count = |column| row.integer(column).map(i64::unsigned_abs);
        let shown = Tally { met: count(2)?, exceeded: count(3)?, disappointed: count(4)? };
        board.entry(Id::stored(row.text(0)?)).or_default().pulses.0[factor.place()] = shown;
        Ok(())
    })
}

/// Five judgements from the columns that begin at `at`.
fn judgements_of(row: &Row, at: usize) -> Result<Judgements, StoreError> {
    let mut judgements = Judgements::default();
    for (column, judgement) in (at..).zip(&mut judgements) {
        let found = Judgement::numbered(row.integer(column)?);
        *judgement = found.ok_or_else(|| StoreError::Damaged("a moment's judgement".to_owned()))?;
    }
    Ok(judgements)
}

fn moment_of(row: &Row) -> Result<Moment, StoreError> {
    Ok(Moment {
        id: Id::stored(row.text(0)?),
        touchpoint: Id::stored(row.text(1)?),
        customer: row.text_or_none(2)?.map(Id::stored),
        at: Time(row.integer(3)?),
        source: Source::named(&row.text(4)?).ok_or_else(|| StoreError::Damaged("a moment's source".to_owned()))?,
        noted_by: row.text(5)?,
        noted_at: Time(row.integer(6)?),
        team: row.text_or_none(7)?.map(Id::stored),
        words: row.text(8)?,
        judgements: judgements_of(row, 9)?,
    })
}
