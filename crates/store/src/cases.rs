//! Recovery cases: what is done for a customer whom we disappointed, from the opening to the customer's own answer.
//!
//! Separate from the rules, which are `service::recovery`: here the history is appended, and what stands beside it is always its
//! fold. A case opens by itself where something went wrong, and once for the same thing. Only the customer's link or a stated time
//! closes it; no function here does so on our word.

use service::Factor;
use service::playbook::{self, Playbook};
use service::recovery::{
    self, Authority, Case, CaseEvent, CaseState, CaseWhat, Channel, Opening, Origin, Satisfied, Step,
};

use crate::alarms::{self, Alarm, AlarmKind};
use crate::calendars::{self, Hours};
use crate::engine::{Row, Value};
use crate::factors::Part;
use crate::promises::note;
use crate::surveys::{from_json, json};
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, customers, outbox, people, promises, values};

/// The longest words of a case, in characters.
pub const WORDS_MAX: usize = 2000;
/// The most cases on a list.
const LIST_MAX: u32 = 500;

/// A case to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCase {
    /// Whose.
    pub customer: Option<Id>,
    /// What it was opened by.
    pub origin: Origin,
    /// The promise that was broken.
    pub promise: Option<Id>,
    /// The encounter that disappointed.
    pub moment: Option<Id>,
    /// The comment that complained.
    pub comment: Option<Id>,
    /// Where.
    pub touchpoint: Option<Id>,
    /// Under which factor.
    pub factor: Option<Factor>,
    /// How we speak with the customer.
    pub channel: Channel,
    /// Whether the customer behaves badly.
    pub behaves_badly: bool,
    /// What happened.
    pub words: String,
    /// Who sees to it.
    pub owner: Option<Id>,
}

impl NewCase {
    /// A case that somebody opens by hand.
    #[must_use]
    pub fn by_hand(words: String, channel: Channel) -> Self {
        Self {
            customer: None,
            origin: Origin::Hand,
            promise: None,
            moment: None,
            comment: None,
            touchpoint: None,
            factor: None,
            channel,
            behaves_badly: false,
            words,
            owner: None,
        }
    }
}

/// A case as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The id.
    pub id: Id,
    /// Its number, for people.
    pub number: i64,
    /// Whose, and what they are called.
    pub customer: Option<(Id, String)>,
    /// The promise that was broken.
    pub promise: Option<Id>,
    /// The encounter that disappointed.
    pub moment: Option<Id>,
    /// The comment that complained.
    pub comment: Option<Id>,
    /// Where.
    pub touchpoint: Option<Id>,
    /// The playbook.
    pub playbook: String,
    /// The problem that it hangs on.
    pub problem: Option<Id>,
    /// Who sees to it.
    pub owner: Option<Id>,
    /// What they are called; empty when nobody does, or they no longer work here.
    pub owner_name: String,
    /// Their team.
    pub team: Option<Id>,
    /// What happened.
    pub words: String,
    /// Why it happened.
    pub root_cause: String,
    /// What was done against it.
    pub action: String,
    /// What was opened by what, and under which factor.
    pub origin: Origin,
    /// The factor.
    pub factor: Option<Factor>,
    /// The channel.
    pub channel: Channel,
    /// Where it stands.
    pub state: CaseState,
    /// How high it was escalated.
    pub level: i64,
    /// What to do now.
    pub step: Option<Step>,
    /// By when.
    pub step_due_at: Option<Time>,
    /// When it was opened.
    pub opened_at: Time,
    /// When it was closed.
    pub closed_at: Option<Time>,
    /// What the customer said.
    pub satisfied: Option<Satisfied>,
    /// Whether the customer came back.
    pub came_back: Option<bool>,
}

/// Something that happened, with the words that go with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub at: Time,
    /// By whom, as the audit log writes it.
    pub actor: String,
    /// What.
    pub what: CaseWhat,
    /// The words.
    pub words: String,
    /// Whether the customer may read them.
    pub told: bool,
}

/// What somebody of ours does in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Takes a step of the playbook.
    Step(Step),
    /// Gives something, worth so many hundredths of the currency; what is above the limit needs a manager.
    Amends {
        /// Worth.
        cents: Option<u64>,
        /// Whether a manager approves it; only a manager can say so.
        approved: bool,
    },
    /// Says why it happened. The words are the cause.
    RootCause,
    /// Says what was done so that it does not happen again. The words are the action.
    Action,
    /// Hangs it on a problem.
    Hang(Id),
    /// Takes it one level higher.
    Escalate,
    /// Gives it to somebody else.
    HandTo(Id),
    /// Asks the customer whether it is good now.
    Ask,
    /// Closes it because the customer did not answer in the time that was stated.
    TimeOut,
    /// Opens it again.
    Reopen,
    /// Says whether the customer came back.
    CameBack(bool),
}

const COLUMNS: &str = "k.id, k.number, k.customer, c.name, k.promise, k.moment, k.touchpoint, k.playbook, k.problem, k.owner, \
    u.name, k.team, k.words, k.root_cause, k.action, k.origin, k.factor, k.channel, k.state, k.level, k.step, k.step_due_at, \
    k.opened_at, k.closed_at, k.satisfied, k.came_back, k.comment";
const FROM: &str = "FROM cases k \
    LEFT JOIN customers c ON c.organisation = k.organisation AND c.id = k.customer \
    LEFT JOIN memberships m ON m.organisation = k.organisation AND m.user_id = k.owner \
    LEFT JOIN users u ON u.id = m.user_id \
    WHERE k.organisation = ?1";

/// Opens a case by hand.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`] for whatever is named and not there;
/// [`StoreError::Refused`] for words that will not do.
pub fn open(tx: &mut Transaction<'_>, scope: &Scope, new: &NewCase, now: Time) -> Result<Id, StoreError> {
    scope.require(Role::Agent)?;
    let words = new.words.trim();
    if words.is_empty() || WORDS_MAX < words.chars().count() {
        return Err(StoreError::Refused("store-case-words", vec![]));
    }
    // Of one comment there is one case, however often the button is pressed.
    if let Some(comment) = &new.comment
        && let Some(there) = existing(tx, scope, "comment", comment)?
    {
        return Ok(there);
    }
    let owner = match (&new.owner, scope.actor()) {
        (Some(owner), _) => Some(owner.clone()),
        (None, crate::Actor::User(own)) => Some(own.clone()),
        (None, _) => None,
    };
    begin(tx, scope, &NewCase { words: words.to_owned(), owner, ..new.clone() }, now)
}

/// Opens the case of a broken promise, unless it has one.
pub(crate) fn open_for_promise(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    promise: &Id,
    now: Time,
) -> Result<Id, StoreError> {
    if let Some(there) = existing(tx, scope, "promise", promise)? {
        return Ok(there);
    }
    let broken = promises::load(tx, scope, promise)?;
    let new = NewCase {
        customer: broken.customer.map(|(id, _)| id),
        origin: Origin::Promise,
        promise: Some(promise.clone()),
        touchpoint: broken.touchpoint,
        factor: Some(broken.factor),
        owner: Some(broken.owner),
        ..NewCase::by_hand(broken.told, Channel::Phone)
    };
    begin(tx, scope, &new, now)
}

/// Opens the case of an encounter that disappointed a customer who is known, unless it has one. `origin` says whether staff noted it
/// or the customer answered.
///
/// # Errors
/// [`StoreError::NotFound`] for an encounter that is not there.
pub fn open_for_moment(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    moment: &Id,
    origin: Origin,
    now: Time,
) -> Result<Option<Id>, StoreError> {
    if let Some(there) = existing(tx, scope, "moment", moment)? {
        return Ok(Some(there));
    }
    let sql = "SELECT customer, touchpoint, reliability, assurance, tangibles, empathy, responsiveness, words, noted_by \
               FROM moments WHERE organisation = ?1 AND id = ?2";
    let found = tx.one(sql, &values![scope.key(), moment], |row| {
        let disappointed = Factor::ALL.into_iter().zip(2..).find(|(_, column)| matches!(row.integer(*column), Ok(3)));
        Ok((
            row.text_or_none(0)?.map(Id::stored),
            Id::stored(row.text(1)?),
            disappointed.map(|(factor, _)| factor),
            row.text(7)?,
            row.text(8)?,
        ))
    })?;
    let (Some(customer), touchpoint, Some(factor), words, noted_by) = found else { return Ok(None) };
    let sql = "SELECT owner FROM touchpoints WHERE organisation = ?1 AND id = ?2";
    let owner = tx.one(sql, &values![scope.key(), &touchpoint], |row| row.text_or_none(0))?.map(Id::stored);
    let noted_by = noted_by.strip_prefix("user:").and_then(Id::parse);
    let new = NewCase {
        customer: Some(customer),
        origin,
        moment: Some(moment.clone()),
        touchpoint: Some(touchpoint),
        factor: Some(factor),
        owner: owner.or(noted_by),
        ..NewCase::by_hand(words, Channel::Person)
    };
    begin(tx, scope, &new, now).map(Some)
}

/// Opens the case of a customer whose answer says that a factor disappointed, unless one of an answer is open already.
pub(crate) fn open_for_answer(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    customer: &Id,
    factor: Factor,
    now: Time,
) -> Result<Id, StoreError> {
    let sql = "SELECT id FROM cases WHERE organisation = ?1 AND customer = ?2 AND origin = 'answer' AND closed_at IS NULL \
               ORDER BY number LIMIT 1";
    let there = tx.first(sql, &values![scope.key(), customer], |row| Ok(Id::stored(row.text(0)?)))?;
    if let Some(there) = there {
        return Ok(there);
    }
    let new = NewCase {
        customer: Some(customer.clone()),
        origin: Origin::Answer,
        factor: Some(factor),
        ..NewCase::by_hand(String::new(), Channel::Message)
    };
    begin(tx, scope, &new, now)
}

/// The case of a broken promise.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn of_promise(tx: &mut Transaction<'_>, scope: &Scope, promise: &Id) -> Result<Option<Kept>, StoreError> {
    scope.require(Role::Agent)?;
    let there = existing(tx, scope, "promise", promise)?;
    there.map(|id| load(tx, scope, &id)).transpose()
}

pub(crate) fn existing(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    column: &str,
    id: &Id,
) -> Result<Option<Id>, StoreError> {
    let sql = format!("SELECT id FROM cases WHERE organisation = ?1 AND {column} = ?2 ORDER BY number DESC LIMIT 1");
    tx.first(&sql, &values![scope.key(), id], |row| Ok(Id::stored(row.text(0)?)))
}

fn begin(tx: &mut Transaction<'_>, scope: &Scope, new: &NewCase, now: Time) -> Result<Id, StoreError> {
    let mut customer = new.customer.as_ref().map(|id| customers::resolve(tx, scope, id)).transpose()?;
    // Whose promise or encounter it is, theirs is the case; and with them it is erased.
    for (table, cause) in [("promises", &new.promise), ("moments", &new.moment), ("comments", &new.comment)] {
        let Some(cause) = cause else { continue };
        let sql = format!("SELECT customer FROM {table} WHERE organisation = ?1 AND id = ?2");
        let theirs = tx.one(&sql, &values![scope.key(), cause], |row| row.text_or_none(0))?;
        customer = customer.or(theirs.map(Id::stored));
    }
    promises::there(tx, scope, "touchpoints", new.touchpoint.as_ref())?;
    // Somebody who left sees to nothing any more; then nobody does, until somebody takes it.
    let team = match &new.owner {
        Some(owner) => people::team_of(tx, scope, owner).map(|team| Some((owner.clone(), team))),
        None => Ok(None),
    };
    let owner = match team {
        Err(StoreError::NotFound) if new.origin != Origin::Hand => None,
        other => other?,
    };
    let books = playbooks(tx, scope)?;
    let book = playbook::choose(&books, new.origin, new.factor, new.channel, new.behaves_badly);
    let set = calendars::settings(tx, scope)?;
    let authority = Authority {
        agent_cents_max: set.agent_cents.unsigned_abs(),
        answer_days: u16::try_from(set.answer_days).unwrap_or(14),
        level_max: u8::try_from(set.level_max).unwrap_or(0),
    };
    let opening = Opening { origin: new.origin, channel: new.channel, factor: new.factor, authority };
    let case = Case::opened(now.stamp(), &opening).map_err(refused)?;
    let id = Id::new(now);
    let next = "SELECT COALESCE(MAX(number), 0) + 1 FROM cases WHERE organisation = ?1";
    let number = tx.one(next, &values![scope.key()], |row| row.integer(0))?;
    let (owner, team) = owner.map_or((None, None), |(owner, team)| (Some(owner), team));
    tx.execute(
        "INSERT INTO cases (organisation, id, number, customer, origin, promise, moment, touchpoint, factor, channel, \
         playbook, owner, team, words, root_cause, action, state, level, opened_at, last_at, events, comment) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, '', '', ?15, 0, ?16, ?16, 0, ?17)",
        &values![
            scope.key(),
            &id,
            number,
            customer,
            new.origin.name(),
            new.promise.as_ref(),
            new.moment.as_ref(),
            new.touchpoint.as_ref(),
            new.factor.map(Factor::name),
            new.channel.name(),
            &book.id,
            owner.as_ref().map_or("", Id::as_str),
            team,
            &new.words,
            case.state.name(),
            now,
            new.comment.as_ref()
        ],
    )?;
    append(tx, scope, &id, &CaseWhat::Opened(opening), ("", false), now)?;
    write(tx, scope, &id, &case, book)?;
    outbox::emit(tx, scope, "case.opened", serde_json::json!({ "case": id }), now)?;
    audit::append(tx, scope, "case.open", id.as_str(), &[], now)?;
    Ok(id)
}

/// The playbooks of an organisation: its own, and those that come with the program where it has none of that id.
///
/// # Errors
/// As the database says.
pub fn playbooks(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Playbook>, StoreError> {
    let sql = "SELECT toml FROM playbooks WHERE organisation = ?1 ORDER BY id";
    let own = tx.query(sql, &values![scope.key()], |row| row.text(0))?;
    // One that an older program took and this one does not is passed over; the page of playbooks says so.
    let mut all: Vec<Playbook> = own.iter().filter_map(|toml| Playbook::parse(toml).ok()).collect();
    let known: Vec<String> = all.iter().map(|book| book.id.clone()).collect();
    all.extend(playbook::builtin().iter().filter(|book| !known.contains(&book.id)).cloned());
    Ok(all)
}

/// The ids and texts of the playbooks that an organisation wrote itself, also of those that are none any more.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn own_playbooks(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<(String, String)>, StoreError> {
    scope.require(Role::Agent)?;
    let sql = "SELECT id, toml FROM playbooks WHERE organisation = ?1 ORDER BY id";
    tx.query(sql, &values![scope.key()], |row| Ok((row.text(0)?, row.text(1)?)))
}

/// The text of a playbook: the organisation's own, or the one that comes with the program. Says whether it is its own.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn playbook_source(tx: &mut Transaction<'_>, scope: &Scope, id: &str) -> Result<(String, bool), StoreError> {
    let sql = "SELECT toml FROM playbooks WHERE organisation = ?1 AND id = ?2";
    if let Some(own) = tx.first(sql, &values![scope.key(), id], |row| row.text(0))? {
        return Ok((own, true));
    }
    playbook::builtin_source(id).map(|toml| (toml.to_owned(), false)).ok_or(StoreError::NotFound)
}

/// Keeps a playbook of the organisation's own. It stands in for one of the same id that comes with the program.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::Refused`] for a text that is none: its problems are named by
/// [`Playbook::parse`].
pub fn save_playbook(tx: &mut Transaction<'_>, scope: &Scope, toml: &str, now: Time) -> Result<String, StoreError> {
    scope.require(Role::Manager)?;
    let book = Playbook::parse(toml).map_err(|_| StoreError::Refused("store-playbook-invalid", vec![]))?;
    tx.execute(
        "INSERT INTO playbooks (organisation, id, toml, changed_at) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (organisation, id) DO UPDATE SET toml = excluded.toml, changed_at = excluded.changed_at",
        &values![scope.key(), &book.id, toml, now],
    )?;
    audit::append(tx, scope, "playbook.save", &book.id, &["toml"], now)?;
    Ok(book.id)
}

/// Takes an organisation's own playbook away; the one that comes with the program is back.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::NotFound`].
pub fn drop_playbook(tx: &mut Transaction<'_>, scope: &Scope, id: &str, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    let sql = "DELETE FROM playbooks WHERE organisation = ?1 AND id = ?2";
    if tx.execute(sql, &values![scope.key(), id])? == 0 {
        return Err(StoreError::NotFound);
    }
    audit::append(tx, scope, "playbook.drop", id, &[], now)
}

/// One case.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Kept, StoreError> {
    scope.require(Role::Agent)?;
    load(tx, scope, id)
}

pub(crate) fn load(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Kept, StoreError> {
    tx.one(&format!("SELECT {COLUMNS} {FROM} AND k.id = ?2"), &values![scope.key(), id], kept_of)
}

/// Everything that happened in a case, from its opening on.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn history(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Vec<Happened>, StoreError> {
    get(tx, scope, id)?;
    events(tx, scope, id)
}

pub(crate) fn events(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Vec<Happened>, StoreError> {
    let sql = "SELECT e.at, e.actor, e.detail, n.words, n.told FROM case_events e \
               LEFT JOIN notes n ON n.organisation = e.organisation AND n.object = e.kase AND n.sequence = e.sequence \
               WHERE e.organisation = ?1 AND e.kase = ?2 ORDER BY e.sequence";
    tx.query(sql, &values![scope.key(), id], |row| {
        Ok(Happened {
            at: Time(row.integer(0)?),
            actor: row.text(1)?,
            what: from_json(&row.text(2)?)?,
            words: row.text_or_none(3)?.unwrap_or_default(),
            told: row.integer_or_none(4)?.is_some_and(|told| told != 0),
        })
    })
}

/// A case as the rules have it: the fold of its history.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn folded(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Case, StoreError> {
    scope.require(Role::Agent)?;
    fold(tx, scope, id)
}

fn fold(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Case, StoreError> {
    let history: Vec<CaseEvent> = events(tx, scope, id)?
        .into_iter()
        .map(|happened| CaseEvent { at: happened.at.stamp(), what: happened.what })
        .collect();
    if history.is_empty() {
        return Err(StoreError::NotFound);
    }
    case_of(&history)
}

/// Does something in a case. The words go with it; `told` says whether the customer may read them.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent, and below a manager for what needs one; [`StoreError::NotFound`];
/// [`StoreError::Refused`] for what the rules forbid, or for a cause or an action without words.
pub fn act(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    act: &Act,
    (words, told): (&str, bool),
    now: Time,
) -> Result<Kept, StoreError> {
    scope.require(Role::Agent)?;
    let words = words.trim();
    if WORDS_MAX < words.chars().count() {
        return Err(StoreError::Refused("store-case-words", vec![]));
    }
    if words.is_empty() && matches!(act, Act::RootCause | Act::Action | Act::Reopen) {
        return Err(StoreError::Refused("store-case-why", vec![]));
    }
    let before = load(tx, scope, id)?;
    let what = match act {
        Act::Step(step) => CaseWhat::StepDone { step: *step, noted: !words.is_empty() },
        Act::Amends { cents, approved } => {
            if *approved {
                scope.require(Role::Manager)?;
            }
            CaseWhat::AmendsGiven { cents: *cents, approved_by_manager: *approved }
        }
        Act::RootCause => CaseWhat::RootCauseRecorded,
        Act::Action => CaseWhat::ActionRecorded,
        Act::Hang(problem) => {
            promises::there(tx, scope, "problems", Some(problem))?;
            CaseWhat::HungOnProblem { problem: problem.to_string() }
        }
        Act::Escalate => CaseWhat::Escalated { level: u8::try_from(before.level + 1).unwrap_or(u8::MAX) },
        Act::HandTo(_) => CaseWhat::HandedOver,
        Act::Ask => CaseWhat::CustomerAsked,
        Act::TimeOut => CaseWhat::TimedOut,
        Act::Reopen => CaseWhat::Reopened,
        Act::CameBack(back) => CaseWhat::CameBack { back: *back },
    };
    happen(tx, scope, id, &what, (words, told), now)?;
    let also = |tx: &mut Transaction<'_>, column: &str, value: Value| {
        let sql = format!("UPDATE cases SET {column} = ?3 WHERE organisation = ?1 AND id = ?2");
        tx.execute(&sql, &[scope.key().into(), id.into(), value]).map(drop)
    };
    match act {
        Act::RootCause => also(tx, "root_cause", words.into())?,
        Act::Action => also(tx, "action", words.into())?,
        Act::Hang(problem) => also(tx, "problem", problem.into())?,
        Act::HandTo(owner) => {
            let team = people::team_of(tx, scope, owner)?;
            also(tx, "owner", owner.into())?;
            also(tx, "team", team.into())?;
        }
        _ => {}
    }
    audit::append(tx, scope, &format!("case.{}", what.name()), id.as_str(), &[], now)?;
    load(tx, scope, id)
}

/// Takes what the customer answers, by the link they hold.
pub(crate) fn customer_answers(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    satisfied: Satisfied,
    words: &str,
    now: Time,
) -> Result<(), StoreError> {
    let words: String = words.trim().chars().take(WORDS_MAX).collect();
    happen(tx, scope, id, &CaseWhat::CustomerAnswered { satisfied }, (&words, true), now)?;
    audit::append(tx, scope, "case.customer", id.as_str(), &["satisfied"], now)
}

fn happen(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    what: &CaseWhat,
    words: (&str, bool),
    now: Time,
) -> Result<(), StoreError> {
    let before = fold(tx, scope, id)?;
    let now = now.max(Time::from(before.last_at));
    let case = recovery::apply(&before, &CaseEvent { at: now.stamp(), what: what.clone() }).map_err(refused)?;
    append(tx, scope, id, what, words, now)?;
    let kept = load(tx, scope, id)?;
    let book = playbook_of(tx, scope, &kept.playbook)?;
    write(tx, scope, id, &case, &book)?;
    if case.state.closed() && !before.state.closed() {
        outbox::emit(tx, scope, "case.closed", serde_json::json!({ "case": id }), now)?;
    }
    if before.level < case.level {
        let payload = serde_json::json!({ "case": id, "level": case.level });
        outbox::emit(tx, scope, "case.escalated", payload, now)?;
    }
    Ok(())
}

/// The playbook of a case; the general one when it was taken away.
///
/// # Errors
/// As the database says.
pub fn playbook_of(tx: &mut Transaction<'_>, scope: &Scope, id: &str) -> Result<Playbook, StoreError> {
    let books = playbooks(tx, scope)?;
    let found = books.iter().find(|book| book.id == id).or_else(|| books.iter().find(|book| book.id == "general"));
    found.cloned().ok_or_else(|| StoreError::Damaged("there is no playbook".to_owned()))
}

/// What a case has to say when an alarm rings. Nothing, when things have moved on.
///
/// # Errors
/// As the database says.
pub fn heard(tx: &mut Transaction<'_>, alarm: &Alarm, now: Time) -> Result<Option<Kept>, StoreError> {
    let (scope, id) = (&alarm.scope, &alarm.object);
    let case = fold(tx, scope, id)?;
    match alarm.kind {
        AlarmKind::CaseLevel => {
            let kept = load(tx, scope, id)?;
            let book = playbook_of(tx, scope, &kept.playbook)?;
            let hours = calendars::hours(tx, scope)?;
            let open = hours.calendar.open_minutes_between(case.round_at, now.stamp(), &hours.zone);
            let open = u32::try_from(open).unwrap_or(0);
            let Some(level) = recovery::level_due(&case, &book, open) else {
                // By hours that were changed since, it is not time yet.
                set_alarms(tx, scope, id, &case, &book, &hours)?;
                return Ok(None);
            };
            happen(tx, scope, id, &CaseWhat::Escalated { level }, ("", false), now)?;
            load(tx, scope, id).map(Some)
        }
        // It came at its time; that a clock is put back meanwhile must not keep the case waiting for ever.
        AlarmKind::CaseTimeout if case.state == CaseState::Waiting => {
            let now = now.max(Time::from(case.last_at));
            if case.answer_until().is_none_or(|until| now.stamp() < until) {
                return Ok(None);
            }
            happen(tx, scope, id, &CaseWhat::TimedOut, ("", false), now)?;
            load(tx, scope, id).map(Some)
        }
        _ => Ok(None),
    }
}

/// Which cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Not closed yet.
    pub open: bool,
    /// Closed.
    pub closed: bool,
    /// Standing like this.
    pub state: Option<CaseState>,
    /// Of this customer.
    pub customer: Option<Id>,
    /// Seen to by this member.
    pub owner: Option<Id>,
    /// Hanging on this problem.
    pub problem: Option<Id>,
    /// Under which factor.
    pub factor: Option<Factor>,
    /// Of this part of the organisation.
    pub part: Part,
    /// Opened from here on, and before.
    pub opened: Option<(Time, Time)>,
}

/// Cases: what is to be done soonest first, then the newest. Whoever belongs to a team sees the team's and those that nobody sees to,
/// unless a customer is named.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope, wanted: &Wanted, limit: u32) -> Result<Vec<Kept>, StoreError> {
    let order = "CASE WHEN k.step_due_at IS NULL THEN 1 ELSE 0 END, k.step_due_at, k.number DESC";
    ordered(tx, scope, wanted, None, (order, limit))
}

/// Cases by their number, the newest first, from below a number on.
///
/// # Errors
/// As [`list`].
pub fn numbered(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wanted: &Wanted,
    below: Option<i64>,
    limit: u32,
) -> Result<Vec<Kept>, StoreError> {
    ordered(tx, scope, wanted, below, ("k.number DESC", limit))
}

fn ordered(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wanted: &Wanted,
    below: Option<i64>,
    (order, limit): (&str, u32),
) -> Result<Vec<Kept>, StoreError> {
    scope.require(Role::Agent)?;
    let mut parameters = values![scope.key()].to_vec();
    let mut also = String::new();
    let mut with = |text: &str, value: Value| {
        parameters.push(value);
        also.push_str(&format!(" AND {}", text.replace('#', &format!("?{}", parameters.len()))));
    };
    if let Some(customer) = &wanted.customer {
        with("k.customer = #", customer.into());
    } else if let Some(team) = scope.team().filter(|_| !wanted.part.names_a_customer()) {
        with("(k.team = # OR k.owner = '')", team.into());
    }
    if let Some(owner) = &wanted.owner {
        with("k.owner = #", owner.into());
    }
    if let Some(problem) = &wanted.problem {
        with("k.problem = #", problem.into());
    }
    if let Some((column, id)) = wanted.part.column() {
        with(&format!("k.{column} = #"), id.into());
    }
    if let Some((from, to)) = wanted.opened {
        with("k.opened_at >= #", from.into());
        with("k.opened_at < #", to.into());
    }
    if let Some(factor) = wanted.factor {
        with("k.factor = #", factor.name().into());
    }
    if let Some(state) = wanted.state {
        with("k.state = #", state.name().into());
    }
    if let Some(below) = below {
        with("k.number < #", below.into());
    }
    let open = if wanted.open { " AND k.closed_at IS NULL" } else { "" };
    let closed = if wanted.closed { " AND k.closed_at IS NOT NULL" } else { "" };
    let limit = limit.clamp(1, LIST_MAX);
    let sql = format!("SELECT {COLUMNS} {FROM}{also}{open}{closed} ORDER BY {order} LIMIT {limit}");
    tx.query(&sql, &parameters, kept_of)
}

/// Every case that was opened in a span, as the rules have it, one after the other. No words and no names are read.
///
/// # Errors
/// As the database says; [`StoreError::Damaged`] for a history that breaks a rule.
pub fn each_folded(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    (from, to): (Time, Time),
    each: &mut dyn FnMut(Case),
) -> Result<(), StoreError> {
    let sql = "SELECT e.kase, e.at, e.detail FROM case_events e \
               JOIN cases k ON k.organisation = e.organisation AND k.id = e.kase \
               WHERE e.organisation = ?1 AND ?2 <= k.opened_at AND k.opened_at < ?3 ORDER BY e.kase, e.sequence";
    let (mut last, mut history) = (String::new(), Vec::new());
    tx.query_each(sql, &values![scope.key(), from, to], |row| {
        let id = row.text(0)?;
        if id != last && !history.is_empty() {
            each(case_of(&history)?);
            history.clear();
        }
        last = id;
        history.push(CaseEvent { at: Time(row.integer(1)?).stamp(), what: from_json(&row.text(2)?)? });
        Ok(())
    })?;
    if !history.is_empty() {
        each(case_of(&history)?);
    }
    Ok(())
}

fn case_of(history: &[CaseEvent]) -> Result<Case, StoreError> {
    Case::folded(history).map_err(|rule| StoreError::Damaged(format!("a case's history: {}", rule.code())))
}

/// How many cases opened in a span, by touchpoint and factor; what belongs to none stands under an empty name.
///
/// # Errors
/// As the database says.
pub fn counts(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    (from, to): (Time, Time),
) -> Result<Vec<(String, Option<Factor>, u64)>, StoreError> {
    counts_of(tx, scope, &Part::Whole, (from, to))
}

/// The same of a part of the organisation, or of one customer.
///
/// # Errors
/// As the database says.
pub fn counts_of(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    part: &Part,
    (from, to): (Time, Time),
) -> Result<Vec<(String, Option<Factor>, u64)>, StoreError> {
    let mut parameters = values![scope.key(), from, to].to_vec();
    let rule = part.rule("", &mut parameters);
    let sql = format!(
        "SELECT COALESCE(touchpoint, ''), factor, COUNT(*) FROM cases \
         WHERE organisation = ?1 AND ?2 <= opened_at AND opened_at < ?3{rule} GROUP BY 1, 2 ORDER BY 1, 2"
    );
    tx.query(&sql, &parameters, |row| {
        let factor = row.text_or_none(1)?.as_deref().and_then(Factor::named);
        Ok((row.text(0)?, factor, row.integer(2)?.unsigned_abs()))
    })
}

fn append(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    what: &CaseWhat,
    words: (&str, bool),
    now: Time,
) -> Result<(), StoreError> {
    let sql = "SELECT events FROM cases WHERE organisation = ?1 AND id = ?2";
    let sequence = tx.one(sql, &values![scope.key(), id], |row| row.integer(0))? + 1;
    tx.execute(
        "INSERT INTO case_events (organisation, kase, sequence, at, actor, kind, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &values![scope.key(), id, sequence, now, scope.actor().text(), what.name(), json(what)],
    )?;
    let sql = "UPDATE cases SET events = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), id, sequence])?;
    note(tx, scope, id, sequence, words)
}

/// Writes the fold beside the history, with what to do next and when to speak up.
fn write(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, case: &Case, book: &Playbook) -> Result<(), StoreError> {
    let hours = calendars::hours(tx, scope)?;
    let next = recovery::deadlines(case, book).into_iter().next();
    let due = next.and_then(|next| after(case, next.minutes_open, &hours));
    tx.execute(
        "UPDATE cases SET state = ?3, level = ?4, step = ?5, step_due_at = ?6, closed_at = ?7, satisfied = ?8, \
         came_back = ?9, last_at = ?10 WHERE organisation = ?1 AND id = ?2",
        &values![
            scope.key(),
            id,
            case.state.name(),
            i64::from(case.level),
            next.map(|next| next.step.name()),
            due,
            case.closed_at.map(Time::from),
            case.satisfied.map(Satisfied::name),
            case.came_back.map(i64::from),
            Time::from(case.last_at)
        ],
    )?;
    set_alarms(tx, scope, id, case, book, &hours)
}

fn set_alarms(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    case: &Case,
    book: &Playbook,
    hours: &Hours,
) -> Result<(), StoreError> {
    alarms::clear(tx, scope, id)?;
    match case.state {
        CaseState::Open => {
            let levels = book.escalate_minutes_open.iter().take(usize::from(case.authority.level_max));
            for minutes in levels.skip(usize::from(case.level)) {
                if let Some(at) = after(case, *minutes, hours) {
                    alarms::set(tx, scope, id, AlarmKind::CaseLevel, at)?;
                }
            }
        }
        CaseState::Waiting => {
            if let Some(at) = case.answer_until() {
                alarms::set(tx, scope, id, AlarmKind::CaseTimeout, at.into())?;
            }
        }
        CaseState::ClosedByCustomer | CaseState::ClosedByTimeout | CaseState::CustomerErased => {}
    }
    Ok(())
}

fn after(case: &Case, minutes: u32, hours: &Hours) -> Option<Time> {
    hours.calendar.add_open_time(case.round_at, &hours.zone, minutes).map(Time::from)
}

fn refused(rule: recovery::Refused) -> StoreError {
    StoreError::Refused(rule.code(), arguments(rule))
}

/// What goes into the sentence about a rule.
#[must_use]
pub fn arguments(rule: recovery::Refused) -> Vec<(&'static str, String)> {
    use recovery::Refused;
    match rule {
        Refused::StepTwice { step } | Refused::StepAbsent { step } => vec![("step", step.name().to_owned())],
        Refused::AboveAuthority { left } => vec![("left", left.to_string())],
        Refused::LevelNotHigher { level } => vec![("level", level.to_string())],
        Refused::LevelTooHigh { level_max } => vec![("level", level_max.to_string())],
        Refused::TooEarly { until } => vec![("until", until.to_string())],
        _ => vec![],
    }
}

fn kept_of(row: &Row) -> Result<Kept, StoreError> {
    let damaged = |what: &str| StoreError::Damaged(format!("a case's {what}"));
    let owner = row.text(9)?;
    Ok(Kept {
        id: Id::stored(row.text(0)?),
        number: row.integer(1)?,
        customer: row.text_or_none(2)?.map(Id::stored).zip(row.text_or_none(3)?),
        promise: row.text_or_none(4)?.map(Id::stored),
        moment: row.text_or_none(5)?.map(Id::stored),
        touchpoint: row.text_or_none(6)?.map(Id::stored),
        playbook: row.text(7)?,
        problem: row.text_or_none(8)?.map(Id::stored),
        owner: (!owner.is_empty()).then(|| Id::stored(owner)),
        owner_name: row.text_or_none(10)?.unwrap_or_default(),
        team: row.text_or_none(11)?.map(Id::stored),
        words: row.text(12)?,
        root_cause: row.text(13)?,
        action: row.text(14)?,
        origin: Origin::named(&row.text(15)?).ok_or_else(|| damaged("origin"))?,
        factor: row.text_or_none(16)?.as_deref().and_then(Factor::named),
        channel: Channel::named(&row.text(17)?).ok_or_else(|| damaged("channel"))?,
        state: CaseState::named(&row.text(18)?).ok_or_else(|| damaged("state"))?,
        level: row.integer(19)?,
        step: row.text_or_none(20)?.as_deref().and_then(Step::named),
        step_due_at: row.integer_or_none(21)?.map(Time),
        opened_at: Time(row.integer(22)?),
        closed_at: row.integer_or_none(23)?.map(Time),
        satisfied: row.text_or_none(24)?.as_deref().and_then(Satisfied::named),
        came_back: row.integer_or_none(25)?.map(|back| back != 0),
        comment: row.text_or_none(26)?.map(Id::stored),
    })
}
