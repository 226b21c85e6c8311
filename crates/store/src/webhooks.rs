//! Addresses on the web that are told when something happens.
//!
//! Separate from the outbox, which holds what they are told. Each has its own key to sign with; after a change of keys both are
//! good for a day. One that says it is gone, or fails for five days, is switched off, and says why.

use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, random_bytes, values};

/// How many an organisation may have.
pub const WEBHOOKS_MAX: i64 = 20;
/// How long an old key is used beside the new one.
const OLD_SECRET_SECONDS: i64 = 24 * 3600;
/// The longest address, in bytes.
const URL_LENGTH_MAX: usize = 2000;

/// What can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// Somebody answered.
    AnswerReceived,
    /// A wave was opened.
    WaveOpened,
    /// A wave was closed.
    WaveClosed,
    /// A promise will be due soon.
    PromiseDueSoon,
    /// A promise was kept.
    PromiseKept,
    /// A promise was broken.
    PromiseBroken,
    /// A broken promise is still not done.
    PromiseLate,
    /// A recovery case was opened.
    CaseOpened,
    /// A recovery case went to the next level.
    CaseEscalated,
    /// A recovery case was closed.
    CaseClosed,
    /// A comment came.
    CommentReceived,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::AnswerReceived,
        Self::WaveOpened,
        Self::WaveClosed,
        Self::PromiseDueSoon,
        Self::PromiseKept,
        Self::PromiseBroken,
        Self::PromiseLate,
        Self::CaseOpened,
        Self::CaseEscalated,
        Self::CaseClosed,
        Self::CommentReceived,
    ];

    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AnswerReceived => "answer.received",
            Self::WaveOpened => "wave.opened",
            Self::WaveClosed => "wave.closed",
            Self::PromiseDueSoon => "promise.due-soon",
            Self::PromiseKept => "promise.kept",
            Self::PromiseBroken => "promise.broken",
            Self::PromiseLate => "promise.late",
            Self::CaseOpened => "case.opened",
            Self::CaseEscalated => "case.escalated",
            Self::CaseClosed => "case.closed",
            Self::CommentReceived => "comment.received",
        }
    }

    /// From how it is written.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.name() == name)
    }
}

/// A webhook as the list shows it, without its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// The id.
    pub id: Id,
    /// The address.
    pub url: String,
    /// What it is told.
    pub events: Vec<Event>,
    /// Since when.
    pub made_at: Time,
    /// Since when it is switched off.
    pub disabled_at: Option<Time>,
    /// Why it is switched off: `gone`, `failing` or `asked`.
    pub disabled_why: Option<String>,
    /// Since when every delivery fails.
    pub failing_since: Option<Time>,
}

/// Makes a webhook. Gives its key, which is never shown again.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::Refused`] for an address that will not do, without an event, or
/// when there are too many.
pub fn create(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    url: &str,
    events: &[Event],
    now: Time,
) -> Result<(Id, [u8; 32]), StoreError> {
    scope.require(Role::Owner)?;
    let url = address(url)?;
    if events.is_empty() {
        return Err(StoreError::Refused("store-webhook-events", vec![]));
    }
    let count = "SELECT COUNT(*) FROM webhooks WHERE organisation = ?1";
    if WEBHOOKS_MAX <= tx.one(count, &values![scope.key()], |row| row.integer(0))? {
        return Err(StoreError::Refused("store-webhooks-many", vec![("most", WEBHOOKS_MAX.to_string())]));
    }
    let (id, secret) = (Id::new(now), random_bytes::<32>());
    tx.execute(
        "INSERT INTO webhooks (organisation, id, url, events, secret, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &values![scope.key(), &id, url, written(events), secret.as_slice(), now],
    )?;
    audit::append(tx, scope, "webhook.create", id.as_str(), &["url", "events"], now)?;
    Ok((id, secret))
}

/// All webhooks, in the order they were made.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Webhook>, StoreError> {
    scope.require(Role::Owner)?;
    tx.query(
        "SELECT id, url, events, made_at, disabled_at, disabled_why, failing_since FROM webhooks
         WHERE organisation = ?1 ORDER BY made_at, id",
        &values![scope.key()],
        |row| {
            Ok(Webhook {
                id: Id::stored(row.text(0)?),
                url: row.text(1)?,
                events: row.text(2)?.split(' ').filter_map(Event::named).collect(),
                made_at: Time(row.integer(3)?),
                disabled_at: row.integer_or_none(4)?.map(Time),
                disabled_why: row.text_or_none(5)?,
                failing_since: row.integer_or_none(6)?.map(Time),
            })
        },
    )
}

/// Gives a webhook a new key; the old one signs too for a day.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`].
pub fn rotate(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<[u8; 32], StoreError> {
    scope.require(Role::Owner)?;
    let secret = random_bytes::<32>();
    let changed = tx.execute(
        "UPDATE webhooks SET old_secret = secret, old_secret_until = ?4, secret = ?3 WHERE organisation = ?1 AND id = ?2",
        &values![scope.key(), id, secret.as_slice(), now.plus_seconds(OLD_SECRET_SECONDS)],
    )?;
    found(changed)?;
    audit::append(tx, scope, "webhook.rotate", id.as_str(), &["secret"], now)?;
    Ok(secret)
}

/// Switches a webhook off; what waits for it waits on.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`].
pub fn disable(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let sql = "SELECT COUNT(*) FROM webhooks WHERE organisation = ?1 AND id = ?2";
    found(tx.one(sql, &values![scope.key(), id], |row| row.integer(0))?.unsigned_abs())?;
    switch_off(tx, scope, id, "asked", now)
}

/// Switches a webhook on again; what has waited for it is due now.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`].
pub fn enable(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let sql = "UPDATE webhooks SET disabled_at = NULL, disabled_why = NULL, failing_since = NULL
               WHERE organisation = ?1 AND id = ?2";
    found(tx.execute(sql, &values![scope.key(), id])?)?;
    tx.execute(
        "UPDATE outbox SET due_at = ?3 WHERE organisation = ?1 AND target = ?2 AND delivered_at IS NULL
             AND given_up_at IS NULL",
        &values![scope.key(), id, now],
    )?;
    audit::append(tx, scope, "webhook.enable", id.as_str(), &[], now)
}

/// Deletes a webhook, and what it has not been told yet.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`].
pub fn delete(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    found(tx.execute("DELETE FROM webhooks WHERE organisation = ?1 AND id = ?2", &values![scope.key(), id])?)?;
    tx.execute("DELETE FROM outbox WHERE organisation = ?1 AND target = ?2", &values![scope.key(), id])?;
    audit::append(tx, scope, "webhook.delete", id.as_str(), &[], now)
}

/// The webhooks that are told this, each with the time until which its deliveries are kept back.
pub(crate) fn wanting(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    event: &str,
) -> Result<Vec<(Id, Option<Time>)>, StoreError> {
    let sql =
        "SELECT id, events, failing_since FROM webhooks WHERE organisation = ?1 AND disabled_at IS NULL ORDER BY id";
    let all = tx.query(sql, &values![scope.key()], |row| {
        Ok((Id::stored(row.text(0)?), row.text(1)?, row.integer_or_none(2)?))
    })?;
    let mut wanting = vec![];
    for (id, events, failing_since) in all {
        if events.split(' ').any(|known| known == event) {
            let held = if failing_since.is_some() { next_try(tx, scope, &id)? } else { None };
            wanting.push((id, held));
        }
    }
    Ok(wanting)
}

/// When a failing webhook is tried next.
fn next_try(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Option<Time>, StoreError> {
    let sql = "SELECT MIN(due_at) FROM outbox WHERE organisation = ?1 AND target = ?2 AND attempts > 0
                   AND delivered_at IS NULL AND given_up_at IS NULL";
    tx.one(sql, &values![scope.key(), id], |row| Ok(row.integer_or_none(0)?.map(Time)))
}

/// Id, address and keys.
type Signing = (Id, String, Vec<Vec<u8>>);

/// What it takes to call a webhook that is on.
pub(crate) fn to_sign(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &str,
    now: Time,
) -> Result<Option<Signing>, StoreError> {
    tx.first(
        "SELECT id, url, secret, old_secret, old_secret_until FROM webhooks
         WHERE organisation = ?1 AND id = ?2 AND disabled_at IS NULL",
        &values![scope.key(), id],
        |row| {
            let mut secrets = vec![row.blob(2)?.to_vec()];
            if row.integer_or_none(4)?.is_some_and(|until| now < Time(until)) {
                secrets.extend(row.blob_or_none(3)?.map(<[u8]>::to_vec));
            }
            Ok((Id::stored(row.text(0)?), row.text(1)?, secrets))
        },
    )
}

/// Notes a failure; gives since when there were only failures.
pub(crate) fn fails(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<Time, StoreError> {
    let sql = "UPDATE webhooks SET failing_since = COALESCE(failing_since, ?3) WHERE organisation = ?1 AND id = ?2
               RETURNING failing_since";
    Ok(tx.first(sql, &values![scope.key(), id, now], |row| Ok(Time(row.integer(0)?)))?.unwrap_or(now))
}

/// Notes a success; gives whether there were failures before it.
pub(crate) fn works_again(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<bool, StoreError> {
    let sql = "UPDATE webhooks SET failing_since = NULL
               WHERE organisation = ?1 AND id = ?2 AND failing_since IS NOT NULL";
    Ok(tx.execute(sql, &values![scope.key(), id])? != 0)
}

/// Switches a webhook off that is on, and keeps what waits for it from being tried.
pub(crate) fn switch_off(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    why: &str,
    now: Time,
) -> Result<(), StoreError> {
    let sql = "UPDATE webhooks SET disabled_at = ?3, disabled_why = ?4
               WHERE organisation = ?1 AND id = ?2 AND disabled_at IS NULL";
    if tx.execute(sql, &values![scope.key(), id, now, why])? == 0 {
        return Ok(());
    }
    tx.execute(
        "UPDATE outbox SET due_at = ?3 WHERE organisation = ?1 AND target = ?2 AND delivered_at IS NULL
             AND given_up_at IS NULL",
        &values![scope.key(), id, i64::MAX],
    )?;
    audit::append(tx, scope, "webhook.disable", id.as_str(), &[], now)
}

fn found(changed: u64) -> Result<(), StoreError> {
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

fn written(events: &[Event]) -> String {
    let mut events = events.to_vec();
    events.sort_unstable();
    events.dedup();
    events.into_iter().map(Event::name).collect::<Vec<_>>().join(" ")
}

/// An address that may be called: over TLS, and without a password in it. Whether it leads inward is asked at each delivery,
/// of the number it stands for. Without TLS only this machine, for trying out; whoever delivers refuses that by default.
fn address(url: &str) -> Result<String, StoreError> {
    let url = url.trim();
    let refused = || StoreError::Refused("store-webhook-address", vec![]);
    let rest = match url.strip_prefix("https://") {
        Some(rest) => rest,
        None => url.strip_prefix("http://").filter(|rest| on_this_machine(rest)).ok_or_else(refused)?,
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let odd = url.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
    if host.is_empty() || host.contains('@') || odd || URL_LENGTH_MAX < url.len() {
        return Err(refused());
    }
    Ok(url.to_owned())
}

fn on_this_machine(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}
