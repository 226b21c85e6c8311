//! What is to be delivered: events to webhooks, and mails.
//!
//! Separate from who delivers. A delivery is written in the transaction of its cause, so there is none without the other. A
//! worker takes it on lease; when the worker dies, the lease runs out and another takes it. Its id and its words stay the same
//! over all retries, so that a receiver can tell a second copy. A mail's address and words are erased once it is sent.
//!
//! A webhook that fails keeps its waiting deliveries back until its next try, so that it takes no places from others.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::Row;
use crate::webhooks::{self, Event};
use crate::{Actor, Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// How long a worker may keep a delivery.
pub const LEASE_SECONDS: i64 = 120;
/// How many deliveries of one webhook may be under way at once; of mails, per organisation.
pub const LANE_MAX: i64 = 8;
/// Seconds until the next try after the first, the second … failure: the schedule of Standard Webhooks.
pub const RETRY_SECONDS: [i64; 9] =
    [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600];
/// How long a webhook may fail before it is switched off.
const FAILING_SECONDS_MAX: i64 = 5 * 24 * 3600;
/// How much of an error is kept, in characters.
const ERROR_LENGTH_MAX: usize = 300;

/// A mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mail(***)")
    }
}

/// Where something goes.
#[derive(Clone, PartialEq, Eq)]
pub enum Target {
    /// To an address on the web.
    Webhook {
        /// The webhook's id.
        id: Id,
        /// The address.
        url: String,
        /// The keys to sign with: the present one, and one that was replaced lately.
        secrets: Vec<Vec<u8>>,
        /// The body, the same at every try.
        body: String,
    },
    /// By mail.
    Mail(Mail),
}

/// Something a worker has taken to deliver.
#[derive(Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The id: the message's at every try.
    pub id: Id,
    /// The organisation whose it is, by the program's own scope.
    pub scope: Scope,
    /// Where it goes, and what.
    pub target: Target,
    /// The event; `mail` for a mail.
    pub event: String,
    /// When its cause was.
    pub made_at: Time,
    /// Which try this is, from 1.
    pub attempt: i64,
    /// Until when it is the worker's.
    pub leased_until: Time,
}

impl std::fmt::Debug for Delivery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Delivery").field("id", &self.id).field("event", &self.event).finish_non_exhaustive()
    }
}

/// What happens to a delivery that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Another try, then.
    Again(Time),
    /// None any more; a person may have it sent again.
    GivenUp,
}

/// How far a delivery has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// It will be tried at its time.
    Waiting,
    /// It arrived.
    Delivered,
    /// It will not be tried again by itself.
    GivenUp,
}

/// A delivery as the list shows it: never the words of a mail, nor to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The id.
    pub id: Id,
    /// The webhook; none for a mail.
    pub webhook: Option<Id>,
    /// The event; `mail` for a mail.
    pub event: String,
    /// When its cause was.
    pub made_at: Time,
    /// When it is tried next.
    pub due_at: Time,
    /// How often it was tried.
    pub attempts: i64,
    /// How far it has come.
    pub state: DeliveryState,
    /// Why the last try failed.
    pub last_error: Option<String>,
}

/// Tells an event to every webhook that wants it. The payload holds ids, never answers.
///
/// # Errors
/// As the database says.
pub fn emit(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    event: &str,
    payload: serde_json::Value,
    now: Time,
) -> Result<(), StoreError> {
    let wanting = webhooks::wanting(tx, scope, event)?;
    if wanting.is_empty() {
        return Ok(());
    }
    let timestamp = jiff::Timestamp::from_millisecond(now.0).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let body = serde_json::json!({ "type": event, "timestamp": timestamp.to_string(), "data": payload }).to_string();
    for (webhook, held_until) in wanting {
        let due_at = held_until.unwrap_or(now).max(now);
        insert(tx, scope, "webhook", webhook.as_str(), event, &body, (now, due_at))?;
    }
    Ok(())
}

/// Puts a mail in the outbox.
///
/// # Errors
/// As the database says.
pub fn mail(tx: &mut Transaction<'_>, scope: &Scope, mail: &Mail, now: Time) -> Result<Id, StoreError> {
    let words = serde_json::to_string(mail).map_err(|error| StoreError::Damaged(error.to_string()))?;
    insert(tx, scope, "mail", &mail.to, "mail", &words, (now, now))
}

fn insert(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    kind: &str,
    target: &str,
    event: &str,
    payload: &str,
    (made_at, due_at): (Time, Time),
) -> Result<Id, StoreError> {
    let id = Id::new(made_at);
    tx.execute(
        "INSERT INTO outbox (organisation, id, kind, target, event, payload, made_at, due_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        &values![scope.key(), &id, kind, target, event, payload, made_at, due_at],
    )?;
    Ok(id)
}

/// Takes what is due on lease, the longest waiting first, no more than [`LANE_MAX`] of one webhook at once.
///
/// # Errors
/// As the database says.
pub fn lease_due(tx: &mut Transaction<'_>, now: Time, limit: i64) -> Result<Vec<Delivery>, StoreError> {
    let mut lanes = under_way(tx, now)?;
    let full: Vec<Lane> = lanes.iter().filter(|(_, count)| LANE_MAX <= **count).map(|(lane, _)| lane.clone()).collect();
    let mut taken = vec![];
    for due in due(tx, now, limit, &full)? {
        let under_way = lanes.entry(due.lane()).or_default();
        if *under_way < LANE_MAX && (taken.len() as i64) < limit {
            *under_way += 1;
            taken.push(due);
        }
    }
    let leased_until = now.plus_seconds(LEASE_SECONDS);
    let mut deliveries = vec![];
    for due in taken {
        tx.execute(
            "UPDATE outbox SET leased_until = ?3, attempts = attempts + 1 WHERE organisation = ?1 AND id = ?2",
            &values![due.organisation, &due.id, leased_until],
        )?;
        deliveries.extend(due.delivery(tx, leased_until, now)?);
    }
    Ok(deliveries)
}

/// What shares its places: a webhook, or the mails of an organisation.
type Lane = (i64, String);

struct Due {
    organisation: i64,
    id: Id,
    kind: String,
    target: String,
    event: String,
    payload: String,
    made_at: Time,
    attempts: i64,
}

impl Due {
    fn lane(&self) -> Lane {
        (self.organisation, if self.kind == "mail" { "mail".to_owned() } else { self.target.clone() })
    }

    fn delivery(self, tx: &mut Transaction<'_>, leased_until: Time, now: Time) -> Result<Option<Delivery>, StoreError> {
        let scope = Scope::new(self.organisation, Actor::Operator, Role::Owner, None);
        let target = if self.kind == "mail" {
            let Ok(mail) = serde_json::from_str(&self.payload) else {
                // One that cannot be read must not keep all others from being sent.
                let sql = "UPDATE outbox SET given_up_at = ?3, leased_until = 0, last_error = 'damaged'
                           WHERE organisation = ?1 AND id = ?2";
                return tx.execute(sql, &values![self.organisation, self.id, now]).map(|_| None);
            };
            Target::Mail(mail)
        } else {
            let Some((id, url, secrets)) = webhooks::to_sign(tx, &scope, &self.target, now)? else { return Ok(None) };
            Target::Webhook { id, url, secrets, body: self.payload }
        };
        Ok(Some(Delivery {
            id: self.id,
            scope,
            target,
            event: self.event,
            made_at: self.made_at,
            attempt: self.attempts + 1,
            leased_until,
        }))
    }
}

fn under_way(tx: &mut Transaction<'_>, now: Time) -> Result<BTreeMap<Lane, i64>, StoreError> {
    let sql = "SELECT organisation, CASE kind WHEN 'mail' THEN 'mail' ELSE target END, COUNT(*) FROM outbox
               WHERE leased_until > ?1 AND delivered_at IS NULL AND given_up_at IS NULL GROUP BY 1, 2";
    let lanes = tx.query(sql, &values![now], |row| Ok(((row.integer(0)?, row.text(1)?), row.integer(2)?)))?;
    Ok(lanes.into_iter().collect())
}

fn due(tx: &mut Transaction<'_>, now: Time, limit: i64, full: &[Lane]) -> Result<Vec<Due>, StoreError> {
    // What stands in a full lane is passed over in the database, so that a long queue there hides nobody else's.
    let mut parameters = values![now, limit.clamp(1, 1000) * 4].to_vec();
    let mut passed_over = String::new();
    for (organisation, lane) in full {
        let first = parameters.len() + 1;
        let second = first + 1;
        passed_over.push_str(&format!(
            " AND NOT (organisation = ?{first} AND CASE kind WHEN 'mail' THEN 'mail' ELSE target END = ?{second})"
        ));
        parameters.extend(values![*organisation, lane]);
    }
    let sql = format!(
        "SELECT organisation, id, kind, target, event, payload, made_at, attempts FROM outbox
         WHERE due_at <= ?1 AND leased_until <= ?1 AND delivered_at IS NULL AND given_up_at IS NULL{passed_over}
         ORDER BY due_at LIMIT ?2"
    );
    tx.query(&sql, &parameters, |row| {
        Ok(Due {
            organisation: row.integer(0)?,
            id: Id::stored(row.text(1)?),
            kind: row.text(2)?,
            target: row.text(3)?,
            event: row.text(4)?,
            payload: row.text(5)?,
            made_at: Time(row.integer(6)?),
            attempts: row.integer(7)?,
        })
    })
}

/// Notes that it arrived. A mail's address and words are erased. Also when the lease has run out meanwhile: it did arrive.
///
/// # Errors
/// As the database says.
pub fn delivered(tx: &mut Transaction<'_>, delivery: &Delivery, now: Time) -> Result<(), StoreError> {
    // What is told to the hour only arrived at once: the exact moment would tell what was left out.
    let at = if delivery.made_at == delivery.made_at.hour() { now.hour() } else { now };
    tx.execute(
        "UPDATE outbox SET delivered_at = ?3, leased_until = 0, last_error = NULL,
             target = CASE kind WHEN 'mail' THEN '' ELSE target END,
             payload = CASE kind WHEN 'mail' THEN '' ELSE payload END
         WHERE organisation = ?1 AND id = ?2 AND delivered_at IS NULL",
        &values![delivery.scope.key(), &delivery.id, at],
    )?;
    if let Target::Webhook { id, .. } = &delivery.target
        && webhooks::works_again(tx, &delivery.scope, id)?
    {
        // What was kept back because of the failure can go at once.
        tx.execute(
            "UPDATE outbox SET due_at = ?3 WHERE organisation = ?1 AND target = ?2 AND attempts = 0 AND due_at > ?3
                 AND delivered_at IS NULL AND given_up_at IS NULL",
            &values![delivery.scope.key(), id, now],
        )?;
    }
    Ok(())
}

/// Notes that a try failed, and when the next one is. `jitter`, between 0 and 1, spreads retries over a tenth of the time.
///
/// # Errors
/// [`StoreError::NotFound`] when the lease has run out and it is another worker's by now.
pub fn failed(
    tx: &mut Transaction<'_>,
    delivery: &Delivery,
    error: &str,
    jitter: f64,
    now: Time,
) -> Result<Next, StoreError> {
    let tried = usize::try_from(delivery.attempt).unwrap_or(usize::MAX);
    let Some(seconds) = RETRY_SECONDS.get(tried.saturating_sub(1)) else {
        give_up(tx, delivery, error, now)?;
        return Ok(Next::GivenUp);
    };
    let spread = (*seconds as f64 * 100.0 * jitter.clamp(0.0, 1.0)) as i64;
    let again = Time(now.0 + seconds * 1000 + spread);
    let changed = tx.execute(
        "UPDATE outbox SET due_at = ?4, leased_until = 0, last_error = ?5
         WHERE organisation = ?1 AND id = ?2 AND leased_until = ?3 AND delivered_at IS NULL AND given_up_at IS NULL",
        &values![delivery.scope.key(), &delivery.id, delivery.leased_until, again, short(error)],
    )?;
    if changed == 0 {
        return Err(StoreError::NotFound);
    }
    if let Target::Webhook { id, .. } = &delivery.target {
        if webhooks::fails(tx, &delivery.scope, id, now)?.plus_seconds(FAILING_SECONDS_MAX) <= now {
            webhooks::switch_off(tx, &delivery.scope, id, "failing", now)?;
        }
        hold_back(tx, &delivery.scope, id, again, now)?;
    }
    Ok(Next::Again(again))
}

/// Keeps the untried deliveries of a webhook back until its next try.
fn hold_back(tx: &mut Transaction<'_>, scope: &Scope, webhook: &Id, until: Time, now: Time) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET due_at = ?3 WHERE organisation = ?1 AND target = ?2 AND attempts = 0 AND due_at < ?3
                   AND leased_until <= ?4 AND delivered_at IS NULL AND given_up_at IS NULL";
    tx.execute(sql, &values![scope.key(), webhook, until, now]).map(|_| ())
}

/// Notes that there will be no further try by itself: refused for good, or tried often enough.
///
/// # Errors
/// [`StoreError::NotFound`] when the lease has run out and it is another worker's by now.
pub fn give_up(tx: &mut Transaction<'_>, delivery: &Delivery, error: &str, now: Time) -> Result<(), StoreError> {
    let changed = tx.execute(
        "UPDATE outbox SET given_up_at = ?4, leased_until = 0, last_error = ?5
         WHERE organisation = ?1 AND id = ?2 AND leased_until = ?3 AND delivered_at IS NULL AND given_up_at IS NULL",
        &values![delivery.scope.key(), &delivery.id, delivery.leased_until, now, short(error)],
    )?;
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Notes that the receiver said that it is gone for good (410): the webhook is switched off.
///
/// # Errors
/// [`StoreError::NotFound`] when the lease has run out and it is another worker's by now.
pub fn gone(tx: &mut Transaction<'_>, delivery: &Delivery, now: Time) -> Result<(), StoreError> {
    give_up(tx, delivery, "gone", now)?;
    if let Target::Webhook { id, .. } = &delivery.target {
        webhooks::switch_off(tx, &delivery.scope, id, "gone", now)?;
    }
    Ok(())
}

/// Gives deliveries back that were not tried, when the program stops.
///
/// # Errors
/// As the database says.
pub fn release(tx: &mut Transaction<'_>, deliveries: &[Delivery]) -> Result<(), StoreError> {
    for delivery in deliveries {
        tx.execute(
            "UPDATE outbox SET leased_until = 0, attempts = attempts - 1
             WHERE organisation = ?1 AND id = ?2 AND leased_until = ?3 AND attempts > 0",
            &values![delivery.scope.key(), &delivery.id, delivery.leased_until],
        )?;
    }
    Ok(())
}

/// Has something sent again that was given up or that waits, with the same id and words.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`], also when it arrived already.
pub fn replay(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let changed = tx.execute(
        "UPDATE outbox SET given_up_at = NULL, attempts = 0, due_at = ?3, last_error = NULL
         WHERE organisation = ?1 AND id = ?2 AND delivered_at IS NULL AND leased_until <= ?3 AND payload <> ''",
        &values![scope.key(), id, now],
    )?;
    if changed == 0 {
        return Err(StoreError::NotFound);
    }
    audit::append(tx, scope, "outbox.replay", id.as_str(), &[], now)
}

/// Deliveries, the latest first; `before` is the id of the last one seen.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners.
pub fn list(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    before: Option<&Id>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    scope.require(Role::Owner)?;
    tx.query(
        "SELECT id, kind, target, event, made_at, due_at, attempts, delivered_at, given_up_at, last_error FROM outbox
         WHERE organisation = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
        &values![scope.key(), before.map_or("g", Id::as_str), limit.clamp(1, 200)],
        listed,
    )
}

fn listed(row: &Row) -> Result<Listed, StoreError> {
    let webhook = (row.text(1)? == "webhook").then(|| row.text(2)).transpose()?;
    let state = match (row.integer_or_none(7)?, row.integer_or_none(8)?) {
        (Some(_), _) => DeliveryState::Delivered,
        (None, Some(_)) => DeliveryState::GivenUp,
        (None, None) => DeliveryState::Waiting,
    };
    Ok(Listed {
        id: Id::stored(row.text(0)?),
        webhook: webhook.map(Id::stored),
        event: row.text(3)?,
        made_at: Time(row.integer(4)?),
        due_at: Time(row.integer(5)?),
        attempts: row.integer(6)?,
        state,
        last_error: row.text_or_none(9)?,
    })
}

/// How long the oldest delivery that is due has waited, in seconds, and how many are due.
///
/// # Errors
/// As the database says.
pub fn waiting(tx: &mut Transaction<'_>, now: Time) -> Result<(i64, i64), StoreError> {
    let sql = "SELECT COUNT(*), COALESCE(MIN(due_at), ?1) FROM outbox
               WHERE due_at <= ?1 AND delivered_at IS NULL AND given_up_at IS NULL";
    tx.one(sql, &values![now], |row| Ok((row.integer(0)?, (now.0 - row.integer(1)?) / 1000)))
}

/// Forgets what was delivered a week ago or given up a month ago.
///
/// # Errors
/// As the database says.
pub fn purge(tx: &mut Transaction<'_>, now: Time) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM outbox WHERE delivered_at < ?1 OR given_up_at < ?2",
        &values![now.plus_seconds(-7 * 24 * 3600), now.plus_seconds(-30 * 24 * 3600)],
    )
}

fn short(error: &str) -> String {
    error.chars().filter(|c| !c.is_control()).take(ERROR_LENGTH_MAX).collect()
}

/// The events there are; a name that is none of them would reach nobody.
#[must_use]
pub fn events() -> [&'static str; Event::ALL.len()] {
    Event::ALL.map(Event::name)
}
