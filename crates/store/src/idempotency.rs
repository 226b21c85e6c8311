//! Requests that carry an Idempotency-Key: asked twice, done once.
//!
//! Separate from what is done. The key belongs to whoever asks; the same key with the same request gets the first reply, with
//! another request it is refused, and while the first is under way it is told to wait. Keys are forgotten after a day.

use crate::{Scope, StoreError, Time, Transaction, values};

/// How long a key is remembered.
pub const KEPT_SECONDS: i64 = 24 * 3600;
/// After how long a request that never finished no longer blocks its key.
pub const IN_FLIGHT_SECONDS: i64 = 120;
/// The longest key, in bytes.
const KEY_LENGTH_MAX: usize = 255;

/// Where a request with a key stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// The first with this key: to be done now.
    Fresh,
    /// Done before: this was the reply.
    Same {
        /// The status.
        status: u16,
        /// The body.
        reply: String,
    },
    /// The key was used for another request (422).
    Other,
    /// The same request is under way (409).
    InFlight,
}

/// Notes that a request with this key has begun. The digest is of everything that makes it the same request.
///
/// # Errors
/// [`StoreError::Refused`] for a key that is empty, too long or not printable.
pub fn begin(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    key: &str,
    request: &[u8; 32],
    now: Time,
) -> Result<Begun, StoreError> {
    if key.is_empty() || KEY_LENGTH_MAX < key.len() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(StoreError::Refused("store-idempotency-key", vec![]));
    }
    let actor = scope.actor().text();
    tx.execute(
        "DELETE FROM idempotency WHERE organisation = ?1 AND actor = ?2 AND key = ?3
             AND (made_at <= ?4 OR (status = 0 AND made_at <= ?5))",
        &values![scope.key(), &actor, key, now.plus_seconds(-KEPT_SECONDS), now.plus_seconds(-IN_FLIGHT_SECONDS)],
    )?;
    let inserted = tx.execute(
        "INSERT INTO idempotency (organisation, actor, key, request, status, reply, made_at)
         VALUES (?1, ?2, ?3, ?4, 0, '', ?5) ON CONFLICT (organisation, actor, key) DO NOTHING",
        &values![scope.key(), &actor, key, request.as_slice(), now],
    )?;
    if inserted == 1 {
        return Ok(Begun::Fresh);
    }
    tx.one(
        "SELECT request, status, reply FROM idempotency WHERE organisation = ?1 AND actor = ?2 AND key = ?3",
        &values![scope.key(), actor, key],
        |row| {
            Ok(match (row.blob(0)? == request, row.integer(1)?) {
                (false, _) => Begun::Other,
                (true, 0) => Begun::InFlight,
                (true, status) => Begun::Same { status: u16::try_from(status).unwrap_or(500), reply: row.text(2)? },
            })
        },
    )
}

/// Keeps the reply to a request that was done. Best in the transaction of what it did.
///
/// # Errors
/// [`StoreError::NotFound`] when it was never begun.
pub fn finish(tx: &mut Transaction<'_>, scope: &Scope, key: &str, status: u16, reply: &str) -> Result<(), StoreError> {
    let changed = tx.execute(
        "UPDATE idempotency SET status = ?4, reply = ?5 WHERE organisation = ?1 AND actor = ?2 AND key = ?3",
        &values![scope.key(), scope.actor().text(), key, i64::from(status), reply],
    )?;
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// The reply that a key got, if it is remembered and was done.
pub(crate) fn reply_of(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    key: &str,
    now: Time,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT reply FROM idempotency \
               WHERE organisation = ?1 AND actor = ?2 AND key = ?3 AND status <> 0 AND ?4 < made_at";
    let after = now.plus_seconds(-KEPT_SECONDS);
    tx.first(sql, &values![scope.key(), scope.actor().text(), key, after], |row| row.text(0))
}

/// Forgets a request that was begun and not done, so that it can be tried again at once.
///
/// # Errors
/// As the database says.
pub fn abandon(tx: &mut Transaction<'_>, scope: &Scope, key: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM idempotency WHERE organisation = ?1 AND actor = ?2 AND key = ?3 AND status = 0";
    tx.execute(sql, &values![scope.key(), scope.actor().text(), key]).map(|_| ())
}

/// Forgets keys of more than a day ago.
///
/// # Errors
/// As the database says.
pub fn purge(tx: &mut Transaction<'_>, now: Time) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM idempotency WHERE made_at <= ?1", &values![now.plus_seconds(-KEPT_SECONDS)])
}
