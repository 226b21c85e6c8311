//! The ledger of promises: who promised what to whom, by when, and what became of it.
//!
//! Separate from the rules, which are `service::promise`: here the history is appended, and the state beside it is always the
//! fold of that history. Words stand apart from the history, so that a person can be erased and the keep rate stays. Nothing
//! here changes or removes what happened; the database itself refuses it.

use service::Factor;
use service::due::{Due, DueRule, escalation_times, resolve};
use service::keep_rate::KeepRate;
use service::promise::{Event, Promise, PromiseState, What};

use crate::alarms::{self, Alarm, AlarmKind};
use crate::calendars::{self, Hours};
use crate::engine::Row;
use crate::factors::Part;
use crate::{Actor, Id, Role, Scope, StoreError, Time, Transaction, audit, customers, outbox, people, values};

/// The longest words that a customer is told, and the longest of our own, in characters.
pub const TOLD_MAX: usize = 500;
const WORDS_MAX: usize = 1000;
/// Open minutes after which a broken promise that is not done is told to those who answer for it.
const LATE_MINUTES: u32 = 60;
/// The most promises on a list.
const LIST_MAX: u32 = 500;

/// A promise to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPromise {
    /// To whom; none when the customer is not known.
    pub customer: Option<Id>,
    /// The commitment it makes good on.
    pub commitment: Option<Id>,
    /// Where it was made.
    pub touchpoint: Option<Id>,
    /// The factor it is about.
    pub factor: Factor,
    /// What the customer was told.
    pub told: String,
    /// What we know besides.
    pub words: String,
    /// Who is to keep it; whoever makes it, when none is named.
    pub owner: Option<Id>,
    /// By when.
    pub due: DueRule,
}

/// A promise of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledgered {
    /// The id.
    pub id: Id,
    /// To whom, and what they are called.
    pub customer: Option<(Id, String)>,
    /// The commitment it makes good on.
    pub commitment: Option<Id>,
    /// Where it was made.
    pub touchpoint: Option<Id>,
    /// The factor.
    pub factor: Factor,
    /// What the customer was told.
    pub told: String,
    /// What we know besides.
    pub words: String,
    /// Who made it, as the audit log writes it.
    pub maker: String,
    /// Who is to keep it.
    pub owner: Id,
    /// What they are called; empty when they no longer work here.
    pub owner_name: String,
    /// The owner's team.
    pub team: Option<Id>,
    /// How it stands, when somebody last did something.
    pub promise: Promise,
    /// By when, as it was read.
    pub due: Due,
}

/// Something that happened, with the words that go with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub at: Time,
    /// By whom, as the audit log writes it.
    pub actor: String,
    /// What.
    pub what: What,
    /// By when, as it was read, where another time was set.
    pub due: Option<Due>,
    /// The words.
    pub words: String,
    /// Whether the customer may read them.
    pub told: bool,
}

/// What somebody of ours does with a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Says how far it is.
    Progress,
    /// Gives it to somebody else.
    HandTo(Id),
    /// Agrees another time with the customer.
    Renegotiate(DueRule),
    /// Says that it is done.
    Done,
    /// Says that it will not be kept.
    Admit,
    /// Says that the customer needs it no more.
    Withdraw,
}

const COLUMNS: &str = "p.id, p.customer, c.name, p.commitment, p.touchpoint, p.factor, p.told, p.words, p.maker, p.owner, \
    u.name, p.team, p.state, p.made_at, p.first_due_at, p.due_at, p.due_local, p.due_zone, p.renegotiated, p.done_at, \
    p.customer_says, p.last_at";
const FROM: &str = "FROM promises p \
    LEFT JOIN customers c ON c.organisation = p.organisation AND c.id = p.customer \
    LEFT JOIN memberships m ON m.organisation = p.organisation AND m.user_id = p.owner \
    LEFT JOIN users u ON u.id = m.user_id \
    WHERE p.organisation = ?1";

/// Makes a promise.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`] for whatever is named and not there;
/// [`StoreError::Refused`] for words or a time that will not do.
pub fn make(tx: &mut Transaction<'_>, scope: &Scope, new: &NewPromise, now: Time) -> Result<Id, StoreError> {
    scope.require(Role::Agent)?;
    let (told, words) = (new.told.trim(), new.words.trim());
    if told.is_empty() || TOLD_MAX < told.chars().count() || WORDS_MAX < words.chars().count() {
        return Err(StoreError::Refused("store-promise-words", vec![]));
    }
    let (owner, team) = owner_of(tx, scope, new.owner.as_ref())?;
    let customer = new.customer.as_ref().map(|id| customers::resolve(tx, scope, id)).transpose()?;
    there(tx, scope, "commitments", new.commitment.as_ref())?;
    there(tx, scope, "touchpoints", new.touchpoint.as_ref())?;
    let hours = calendars::hours(tx, scope)?;
    let due = due_by(new.due, now, &hours)?;
    let promise = Promise::made(now.stamp(), due.at).map_err(refused)?;
    let id = Id::new(now);
    tx.execute(
        "INSERT INTO promises (organisation, id, customer, commitment, touchpoint, factor, told, words, maker, owner, team, \
         state, made_at, first_due_at, due_at, due_local, due_zone, last_at, events) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?14, ?15, ?16, ?13, 0)",
        &values![
            scope.key(),
            &id,
            customer,
            new.commitment.as_ref(),
            new.touchpoint.as_ref(),
            new.factor.name(),
            told,
            words,
            scope.actor().text(),
            owner,
            team,
            promise.state.name(),
            now,
            Time::from(due.at),
            due.local.to_string(),
            &due.zone
        ],
    )?;
    append(tx, scope, &id, What::Made { due: due.at }, Some(&due), ("", false), now)?;
    set_alarms(tx, scope, &id, &due, now, &hours)?;
    audit::append(tx, scope, "promise.make", id.as_str(), &["told", "due"], now)?;
    Ok(id)
}

/// One promise, as it stands at a moment.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<Ledgered, StoreError> {
    scope.require(Role::Agent)?;
    let mut found = load(tx, scope, id)?;
    found.promise = found.promise.at(now.stamp());
    Ok(found)
}

pub(crate) fn load(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Ledgered, StoreError> {
    tx.one(&format!("SELECT {COLUMNS} {FROM} AND p.id = ?2"), &values![scope.key(), id], ledgered_of)
}

/// Everything that happened to a promise, from its making on.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn history(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Vec<Happened>, StoreError> {
    scope.require(Role::Agent)?;
    load(tx, scope, id)?;
    events(tx, scope, id)
}

pub(crate) fn events(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Vec<Happened>, StoreError> {
    let sql = "SELECT e.at, e.actor, e.kind, e.due_at, e.due_local, e.due_zone, n.words, n.told FROM promise_events e \
               LEFT JOIN notes n ON n.organisation = e.organisation AND n.object = e.promise AND n.sequence = e.sequence \
               WHERE e.organisation = ?1 AND e.promise = ?2 ORDER BY e.sequence";
    tx.query(sql, &values![scope.key(), id], |row| {
        let due_at = row.integer_or_none(3)?.map(Time);
        let due = match (due_at, row.text_or_none(4)?, row.text_or_none(5)?) {
            (Some(at), Some(local), Some(zone)) => Some(due_of(at, &local, zone)?),
            _ => None,
        };
        let what = What::named(&row.text(2)?, due_at.map(Time::stamp));
        Ok(Happened {
            at: Time(row.integer(0)?),
            actor: row.text(1)?,
            what: what.ok_or_else(|| StoreError::Damaged("what happened to a promise".to_owned()))?,
            due,
            words: row.text_or_none(6)?.unwrap_or_default(),
            told: row.integer_or_none(7)?.is_some_and(|told| told != 0),
        })
    })
}

/// Does something with a promise. The words go with it; `told` says whether the customer may read them.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`]; [`StoreError::Refused`] for what the rules forbid, and
/// for withdrawing or another time without words.
pub fn act(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    act: &Act,
    (words, told): (&str, bool),
    now: Time,
) -> Result<Ledgered, StoreError> {
    scope.require(Role::Agent)?;
    let words = words.trim();
    if TOLD_MAX < words.chars().count() {
        return Err(StoreError::Refused("store-promise-words", vec![]));
    }
    // Whoever reads the history wants to know why.
    if words.is_empty() && matches!(act, Act::Renegotiate(_) | Act::Withdraw | Act::Admit | Act::Progress) {
        return Err(StoreError::Refused("store-promise-why", vec![]));
    }
    let (what, due) = match act {
        Act::Progress => (What::Progress, None),
        Act::HandTo(_) => (What::Handed, None),
        Act::Done => (What::Done, None),
        Act::Admit => (What::Admitted, None),
        Act::Withdraw => (What::Withdrawn, None),
        Act::Renegotiate(rule) => {
            let due = due_by(*rule, now, &calendars::hours(tx, scope)?)?;
            (What::Renegotiated { due: due.at }, Some(due))
        }
    };
    happen(tx, scope, id, what, due, (words, told), now)?;
    if let Act::HandTo(owner) = act {
        let (owner, team) = owner_of(tx, scope, Some(owner))?;
        let sql = "UPDATE promises SET owner = ?3, team = ?4 WHERE organisation = ?1 AND id = ?2";
        tx.execute(sql, &values![scope.key(), id, owner, team])?;
    }
    audit::append(tx, scope, &format!("promise.{}", what.name()), id.as_str(), &[], now)?;
    load(tx, scope, id)
}

/// Takes what the customer says, by the link they hold.
///
/// # Errors
/// [`StoreError::Refused`] for what the rules forbid.
pub(crate) fn customer_says(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    kept: bool,
    words: &str,
    now: Time,
) -> Result<(), StoreError> {
    let words: String = words.trim().chars().take(TOLD_MAX).collect();
    happen(tx, scope, id, What::Customer { kept }, None, (&words, true), now)?;
    audit::append(tx, scope, "promise.customer", id.as_str(), &["customer_says"], now)
}

/// Lets something happen: held against the rules, appended, the state beside it written anew.
fn happen(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    what: What,
    due: Option<Due>,
    (words, told): (&str, bool),
    now: Time,
) -> Result<(), StoreError> {
    let before = load(tx, scope, id)?;
    let now = in_order(tx, scope, &before, now)?;
    let promise = before.promise.after(Event { at: now.stamp(), what }).map_err(refused)?;
    append(tx, scope, id, what, due.as_ref(), (words, told), now)?;
    write(tx, scope, id, &promise, due.as_ref())?;
    if let Some(due) = &due {
        alarms::clear(tx, scope, id)?;
        let hours = calendars::hours(tx, scope)?;
        set_alarms(tx, scope, id, due, now, &hours)?;
    }
    if promise.state != PromiseState::Open && promise.done_at.is_some() || promise.state == PromiseState::Withdrawn {
        alarms::clear(tx, scope, id)?;
    }
    let was_broken = before.promise.kept() == Some(false);
    match promise.kept() {
        Some(true) if before.promise.kept() != Some(true) => tell(tx, scope, id, "promise.kept", now)?,
        Some(false) if !was_broken => broke(tx, scope, id, now)?,
        _ => {}
    }
    Ok(())
}

/// When something happens: what comes later is written later, whatever the clocks say.
fn in_order(tx: &mut Transaction<'_>, scope: &Scope, before: &Ledgered, now: Time) -> Result<Time, StoreError> {
    let promise = &before.promise;
    let now = now.max(Time::from(promise.last_at));
    if promise.state != PromiseState::Broken || promise.due < promise.last_at {
        return Ok(now);
    }
    let sql = "SELECT COUNT(*) FROM promise_events WHERE organisation = ?1 AND promise = ?2 AND kind = 'admitted'";
    let admitted = tx.one(sql, &values![scope.key(), &before.id], |row| row.integer(0))? != 0;
    // A promise that the clock broke was told as broken. When the clock is put back, it must not be kept after all.
    Ok(if admitted { now } else { now.max(Time(Time::from(promise.due).0 + 1)) })
}

/// What follows when a promise is broken: those who want to know are told, and a recovery case opens.
fn broke(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    tell(tx, scope, id, "promise.broken", now)?;
    crate::cases::open_for_promise(tx, scope, id, now).map(drop)
}

fn tell(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, event: &str, now: Time) -> Result<(), StoreError> {
    outbox::emit(tx, scope, event, serde_json::json!({ "promise": id }), now)
}

/// What a promise has to say when an alarm rings. Nothing, when things have moved on.
///
/// # Errors
/// As the database says.
pub fn heard(tx: &mut Transaction<'_>, alarm: &Alarm, now: Time) -> Result<Option<Ledgered>, StoreError> {
    let (scope, id) = (&alarm.scope, &alarm.object);
    let before = load(tx, scope, id)?;
    let open = before.promise.state == PromiseState::Open;
    let standing = Ledgered { promise: before.promise.at(now.stamp()), ..before.clone() };
    match alarm.kind {
        AlarmKind::PromiseSoon if standing.promise.state == PromiseState::Open => {
            tell(tx, scope, id, "promise.due-soon", now)?;
            Ok(Some(standing))
        }
        AlarmKind::PromiseDue if open && standing.promise.state == PromiseState::Broken => {
            write(tx, scope, id, &standing.promise, None)?;
            broke(tx, scope, id, now)?;
            Ok(Some(standing))
        }
        AlarmKind::PromiseDue if open => {
            // Due at this very millisecond: it may still be done in time.
            alarms::set(tx, scope, id, AlarmKind::PromiseDue, Time::from(before.promise.due).plus_seconds(1))?;
            Ok(None)
        }
        AlarmKind::PromiseLate
            if standing.promise.state == PromiseState::Broken && standing.promise.done_at.is_none() =>
        {
            tell(tx, scope, id, "promise.late", now)?;
            Ok(Some(standing))
        }
        _ => Ok(None),
    }
}

/// Which promises.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// In this state; one that was done late stays broken.
    pub state: Option<PromiseState>,
    /// Of this customer.
    pub customer: Option<Id>,
    /// Whose keeper is this.
    pub owner: Option<Id>,
    /// Due from here on.
    pub due_from: Option<Time>,
    /// Due before.
    pub due_before: Option<Time>,
    /// Broken ones that are still not done.
    pub owed: bool,
    /// Of this part of the organisation.
    pub part: Part,
    /// About this factor.
    pub factor: Option<Factor>,
    /// Ended in a way that counts for the keep rate, and this way: kept, or not.
    pub kept: Option<bool>,
}

/// Promises by due time, as they stand at a moment. Whoever belongs to a team sees the team's, unless a customer is named:
/// whoever serves somebody needs to know all that was promised.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn list(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wanted: &Wanted,
    limit: u32,
    now: Time,
) -> Result<Vec<Ledgered>, StoreError> {
    scope.require(Role::Agent)?;
    let mut parameters = values![scope.key()].to_vec();
    let mut also = String::new();
    let mut with = |text: &str, value: crate::engine::Value| {
        parameters.push(value);
        also.push_str(&format!(" AND {}", text.replace('#', &format!("?{}", parameters.len()))));
    };
    if let Some(customer) = &wanted.customer {
        with("p.customer = #", customer.into());
    } else if let Some(team) = scope.team().filter(|_| !wanted.part.names_a_customer()) {
        with("p.team = #", team.into());
    }
    if let Some(owner) = &wanted.owner {
        with("p.owner = #", owner.into());
    }
    if let Some(from) = wanted.due_from {
        with("p.due_at >= #", from.into());
    }
    if let Some(before) = wanted.due_before {
        with("p.due_at < #", before.into());
    }
    // An open promise whose time has passed is broken, also before the clock was heard.
    const BROKEN: &str = "(p.state = 'broken' OR (p.state = 'open' AND p.due_at < #))";
    match wanted.state {
        Some(PromiseState::Open) => with("p.state = 'open' AND # <= p.due_at", now.into()),
        Some(PromiseState::Broken) => with(BROKEN, now.into()),
        Some(ended) => with("p.state = #", ended.name().into()),
        None => {}
    }
    if wanted.owed {
        with(&format!("p.done_at IS NULL AND {BROKEN}"), now.into());
    }
    if let Some((column, id)) = wanted.part.column() {
        with(&format!("p.{column} = #"), id.into());
    }
    if let Some(factor) = wanted.factor {
        with("p.factor = #", factor.name().into());
    }
    match wanted.kept {
        Some(true) => with("p.state = # AND COALESCE(p.customer_says, 1) <> 0", PromiseState::Kept.name().into()),
        Some(false) => with(&format!("({BROKEN} OR (p.state = 'kept' AND p.customer_says = 0))"), now.into()),
        None => {}
    }
    let sql = format!("SELECT {COLUMNS} {FROM}{also} ORDER BY p.due_at, p.id LIMIT {}", limit.clamp(1, LIST_MAX));
    let mut found = tx.query(&sql, &parameters, ledgered_of)?;
    found.iter_mut().for_each(|one| one.promise = one.promise.at(now.stamp()));
    Ok(found)
}

/// By what the keep rate is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Not at all.
    All,
    /// The team that was to keep it.
    Team,
    /// Who was to keep it.
    Owner,
    /// The kind of commitment it makes good on.
    Kind,
    /// The factor.
    Factor,
    /// Where it was made.
    Touchpoint,
}

/// How many promises that were due in a span were kept, told apart. What belongs to none stands under an empty name.
///
/// # Errors
/// [`StoreError::Forbidden`] for who kept how many, below a manager.
pub fn keep_rates(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    by: By,
    (from, to): (Time, Time),
    now: Time,
) -> Result<Vec<(String, KeepRate)>, StoreError> {
    keep_rates_of(tx, scope, &Part::Whole, by, (from, to), now)
}

/// The same of a part of the organisation, or of one customer.
///
/// # Errors
/// As [`keep_rates`].
pub fn keep_rates_of(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    part: &Part,
    by: By,
    (from, to): (Time, Time),
    now: Time,
) -> Result<Vec<(String, KeepRate)>, StoreError> {
    if by == By::Owner {
        scope.require(Role::Manager)?;
    }
    let mut parameters = values![scope.key(), from, to].to_vec();
    let rule = part.rule("p.", &mut parameters);
    let (column, join) = match by {
        By::All => ("''", ""),
        By::Team => ("COALESCE(p.team, '')", ""),
        By::Owner => ("p.owner", ""),
        By::Factor => ("p.factor", ""),
        By::Touchpoint => ("COALESCE(p.touchpoint, '')", ""),
        By::Kind => (
            "COALESCE(k.kind, '')",
            " LEFT JOIN commitments k ON k.organisation = p.organisation AND k.id = p.commitment",
        ),
    };
    let sql = format!(
        "SELECT {column}, p.state, p.made_at, p.first_due_at, p.due_at, p.renegotiated, p.done_at, p.customer_says, p.last_at \
         FROM promises p{join} WHERE p.organisation = ?1 AND ?2 <= p.due_at AND p.due_at < ?3{rule}"
    );
    let mut rates = std::collections::BTreeMap::<String, KeepRate>::new();
    tx.query_each(&sql, &parameters, |row| {
        let promise = promise_in(row, 1)?.at(now.stamp());
        rates.entry(row.text(0)?).or_default().count(&promise);
        Ok(())
    })?;
    Ok(rates.into_iter().collect())
}

fn append(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    what: What,
    due: Option<&Due>,
    words: (&str, bool),
    now: Time,
) -> Result<(), StoreError> {
    let sql = "SELECT events FROM promises WHERE organisation = ?1 AND id = ?2";
    let sequence = tx.one(sql, &values![scope.key(), id], |row| row.integer(0))? + 1;
    tx.execute(
        "INSERT INTO promise_events (organisation, promise, sequence, at, actor, kind, due_at, due_local, due_zone) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        &values![
            scope.key(),
            id,
            sequence,
            now,
            scope.actor().text(),
            what.name(),
            due.map(|due| Time::from(due.at)),
            due.map(|due| due.local.to_string()),
            due.map(|due| due.zone.clone())
        ],
    )?;
    let sql = "UPDATE promises SET events = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), id, sequence])?;
    note(tx, scope, id, sequence, words)
}

/// Words beside an event.
pub(crate) fn note(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    object: &Id,
    sequence: i64,
    (words, told): (&str, bool),
) -> Result<(), StoreError> {
    if words.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO notes (organisation, object, sequence, words, told) VALUES (?1, ?2, ?3, ?4, ?5)";
    tx.execute(sql, &values![scope.key(), object, sequence, words, told]).map(drop)
}

fn write(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    promise: &Promise,
    due: Option<&Due>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE promises SET state = ?3, due_at = ?4, renegotiated = ?5, done_at = ?6, customer_says = ?7, last_at = ?8, \
         due_local = COALESCE(?9, due_local), due_zone = COALESCE(?10, due_zone) WHERE organisation = ?1 AND id = ?2",
        &values![
            scope.key(),
            id,
            promise.state.name(),
            Time::from(promise.due),
            i64::from(promise.renegotiated),
            promise.done_at.map(Time::from),
            promise.customer.map(i64::from),
            Time::from(promise.last_at),
            due.map(|due| due.local.to_string()),
            due.map(|due| due.zone.clone())
        ],
    )
    .map(drop)
}

fn set_alarms(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    due: &Due,
    now: Time,
    hours: &Hours,
) -> Result<(), StoreError> {
    let times = escalation_times(due, now.stamp(), LATE_MINUTES, &hours.zone, &hours.calendar);
    if let Some(at) = times.remind_at {
        alarms::set(tx, scope, id, AlarmKind::PromiseSoon, at.into())?;
    }
    // At its own time it can still be kept.
    alarms::set(tx, scope, id, AlarmKind::PromiseDue, Time::from(times.due_at).plus_seconds(1))?;
    if let Some(at) = times.escalate_at {
        alarms::set(tx, scope, id, AlarmKind::PromiseLate, at.into())?;
    }
    Ok(())
}

/// Who is to keep it, and their team: a member who may do so.
fn owner_of(tx: &mut Transaction<'_>, scope: &Scope, named: Option<&Id>) -> Result<(Id, Option<Id>), StoreError> {
    let owner = match (named, scope.actor()) {
        (Some(id), _) | (None, Actor::User(id)) => id.clone(),
        (None, _) => return Err(StoreError::Refused("store-promise-owner", vec![])),
    };
    let team = people::team_of(tx, scope, &owner)?;
    Ok((owner, team))
}

/// Refuses what is named and not there.
pub(crate) fn there(tx: &mut Transaction<'_>, scope: &Scope, table: &str, id: Option<&Id>) -> Result<(), StoreError> {
    let Some(id) = id else { return Ok(()) };
    let sql = format!("SELECT COUNT(*) FROM {table} WHERE organisation = ?1 AND id = ?2");
    if tx.one(&sql, &values![scope.key(), id], |row| row.integer(0))? == 0 {
        return Err(StoreError::NotFound);
    }
    Ok(())
}

fn due_by(rule: DueRule, now: Time, hours: &Hours) -> Result<Due, StoreError> {
    let due = resolve(rule, now.stamp(), &hours.zone_name, &hours.zone, &hours.calendar);
    due.map_err(|error| StoreError::Refused(error.key(), vec![]))
}

fn refused(refused: service::promise::Refused) -> StoreError {
    StoreError::Refused(refused.code(), vec![])
}

fn due_of(at: Time, local: &str, zone: String) -> Result<Due, StoreError> {
    let local = local.parse().map_err(|_| StoreError::Damaged("a due time".to_owned()))?;
    Ok(Due { local, zone, at: at.stamp() })
}

/// A promise from nine columns that begin there, the due times and what was done.
fn promise_in(row: &Row, at: usize) -> Result<Promise, StoreError> {
    let stamp = |column: usize| row.integer(at + column).map(|time| Time(time).stamp());
    let state = PromiseState::named(&row.text(at)?);
    Ok(Promise {
        state: state.ok_or_else(|| StoreError::Damaged("a promise's state".to_owned()))?,
        made_at: stamp(1)?,
        first_due: stamp(2)?,
        due: stamp(3)?,
        renegotiated: u32::try_from(row.integer(at + 4)?).unwrap_or(u32::MAX),
        done_at: row.integer_or_none(at + 5)?.map(|time| Time(time).stamp()),
        customer: row.integer_or_none(at + 6)?.map(|says| says != 0),
        last_at: stamp(7)?,
    })
}

fn ledgered_of(row: &Row) -> Result<Ledgered, StoreError> {
    let stamp = |column: usize| row.integer(column).map(|time| Time(time).stamp());
    let customer = row.text_or_none(1)?.map(Id::stored).zip(row.text_or_none(2)?);
    let state = PromiseState::named(&row.text(12)?);
    Ok(Ledgered {
        id: Id::stored(row.text(0)?),
        customer,
        commitment: row.text_or_none(3)?.map(Id::stored),
        touchpoint: row.text_or_none(4)?.map(Id::stored),
        factor: Factor::named(&row.text(5)?).ok_or_else(|| StoreError::Damaged("a promise's factor".to_owned()))?,
        told: row.text(6)?,
        words: row.text(7)?,
        maker: row.text(8)?,
        owner: Id::stored(row.text(9)?),
        owner_name: row.text_or_none(10)?.unwrap_or_default(),
        team: row.text_or_none(11)?.map(Id::stored),
        promise: Promise {
            state: state.ok_or_else(|| StoreError::Damaged("a promise's state".to_owned()))?,
            made_at: stamp(13)?,
            first_due: stamp(14)?,
            due: stamp(15)?,
            renegotiated: u32::try_from(row.integer(18)?).unwrap_or(u32::MAX),
            done_at: row.integer_or_none(19)?.map(|time| Time(time).stamp()),
            customer: row.integer_or_none(20)?.map(|says| says != 0),
            last_at: stamp(21)?,
        },
        due: due_of(Time(row.integer(15)?), &row.text(16)?, row.text(17)?)?,
    })
}
