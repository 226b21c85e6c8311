//! Addresses under which somebody's own calendar program asks for what they are to keep.
//!
//! Separate from sessions, because a calendar program cannot sign in: the address itself is the secret. It shows one person's
//! promises and opens nothing else; a new one replaces the old, and who no longer works here has none.

use crate::people::role_in;
use crate::{Actor, Id, Role, Scope, Secret, StoreError, Time, TokenHash, Transaction, audit, values};

/// The kind of secret in the address.
pub const KIND: &str = "feed";

/// Makes a new address for whoever asks; the one before is dead.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent, and to programs.
pub fn renew(tx: &mut Transaction<'_>, scope: &Scope, now: Time) -> Result<Secret, StoreError> {
    let user = own(scope)?;
    let secret = Secret::new(KIND);
    tx.execute("DELETE FROM feeds WHERE organisation = ?1 AND user_id = ?2", &values![scope.key(), &user])?;
    let sql = "INSERT INTO feeds (hash, organisation, user_id, made_at) VALUES (?1, ?2, ?3, ?4)";
    tx.execute(sql, &values![&secret.hash(), scope.key(), &user, now])?;
    audit::append(tx, scope, "feed.renew", user.as_str(), &[], now)?;
    Ok(secret)
}

/// Since when whoever asks has an address.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent, and to programs.
pub fn since(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Option<Time>, StoreError> {
    let user = own(scope)?;
    let sql = "SELECT made_at FROM feeds WHERE organisation = ?1 AND user_id = ?2";
    tx.first(sql, &values![scope.key(), &user], |row| Ok(Time(row.integer(0)?)))
}

/// Whose feed an address is: their scope as it stands now, and who they are. Nothing when there is none.
///
/// # Errors
/// As the database says.
pub fn resolve(tx: &mut Transaction<'_>, token: &TokenHash) -> Result<Option<(Scope, Id)>, StoreError> {
    let sql = "SELECT f.organisation, f.user_id, m.role, m.team FROM feeds f \
               JOIN memberships m ON m.organisation = f.organisation AND m.user_id = f.user_id \
               WHERE f.hash = ?1 AND m.suspended = 0 AND m.role <> 'viewer'";
    tx.first(sql, &values![token], |row| {
        let user = Id::stored(row.text(1)?);
        let team = row.text_or_none(3)?.map(Id::stored);
        Ok((Scope::new(row.integer(0)?, Actor::User(user.clone()), role_in(row, 2)?, team), user))
    })
}

fn own(scope: &Scope) -> Result<Id, StoreError> {
    scope.require(Role::Agent)?;
    match scope.actor() {
        Actor::User(user) => Ok(user.clone()),
        _ => Err(StoreError::Forbidden),
    }
}
