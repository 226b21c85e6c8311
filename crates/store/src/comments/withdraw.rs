//! Hanging a comment on a customer or a touchpoint, and taking away what was said.
//!
//! Separate from keeping it. With a customer who is erased their words go, and what they said stays as numbers that belong to nobody;
//! a comment that is erased by itself is counted no more.

use super::layer::forget_layers;
use super::{get, recount, search};
use crate::customers::resolve;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, touchpoints, values};

/// Says whose comment it is, or that nobody knows.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn join(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    customer: Option<&Id>,
    now: Time,
) -> Result<(), StoreError> {
    let before = get(tx, scope, id)?.customer;
    let customer = customer.map(|customer| resolve(tx, scope, customer)).transpose()?;
    // What is being made good for the comment is made good for whoever wrote it.
    let cases = "UPDATE cases SET customer = ?3 WHERE organisation = ?1 AND comment = ?2 \
                 AND (customer IS NULL OR customer = CAST(?4 AS TEXT))";
    tx.execute(cases, &values![scope.key(), id, customer.as_ref(), before])?;
    let sql = "UPDATE comments SET customer = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), id, customer])?;
    recount(tx, scope, id)?;
    audit::append(tx, scope, "comment.update", id.as_str(), &["customer"], now)
}

/// Says where it happened, or that nobody knows.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn hang(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    touchpoint: Option<&Id>,
    now: Time,
) -> Result<(), StoreError> {
    get(tx, scope, id)?;
    let touchpoint = touchpoint.map(|place| touchpoints::get(tx, scope, place).map(|found| found.id)).transpose()?;
    let sql = "UPDATE comments SET touchpoint = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), id, touchpoint])?;
    recount(tx, scope, id)?;
    audit::append(tx, scope, "comment.update", id.as_str(), &["touchpoint"], now)
}

/// Takes away the words of a customer's comments; what they say stays as numbers.
pub(crate) fn of_customer(tx: &mut Transaction<'_>, scope: &Scope, customer: &Id) -> Result<Vec<Id>, StoreError> {
    let sql = "SELECT id FROM comments WHERE organisation = ?1 AND customer = ?2";
    let all = tx.query(sql, &values![scope.key(), customer], |row| Ok(Id::stored(row.text(0)?)))?;
    empty_all(tx, scope, all)
}

/// The same for whoever wrote them from this mail address.
pub(crate) fn of_email(tx: &mut Transaction<'_>, scope: &Scope, email: &str) -> Result<Vec<Id>, StoreError> {
    let sql = "SELECT id FROM comments WHERE organisation = ?1 AND email = ?2 AND email <> ''";
    let all = tx.query(sql, &values![scope.key(), email], |row| Ok(Id::stored(row.text(0)?)))?;
    empty_all(tx, scope, all)
}

fn empty_all(tx: &mut Transaction<'_>, scope: &Scope, all: Vec<Id>) -> Result<Vec<Id>, StoreError> {
    for id in &all {
        empty(tx, scope, id)?;
    }
    Ok(all)
}

/// The same for one that is noted, in an older copy; whether there was anything left of it.
pub(crate) fn empty_again(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<u64, StoreError> {
    let there = "SELECT id FROM comments WHERE organisation = ?1 AND id = ?2 AND words <> ''";
    if tx.first(there, &values![scope.key(), id], |row| row.text(0))?.is_none() {
        return Ok(0);
    }
    empty(tx, scope, id).map(|()| 1)
}

/// Takes away a comment: its words, and that it is counted.
pub(crate) fn wholly(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<u64, StoreError> {
    let there = "SELECT id FROM comments WHERE organisation = ?1 AND id = ?2 AND erased_at IS NULL";
    if tx.first(there, &values![scope.key(), id], |row| row.text(0))?.is_none() {
        return Ok(0);
    }
    empty(tx, scope, id)?;
    for table in ["said", "mentions"] {
        let sql = format!("DELETE FROM {table} WHERE organisation = ?1 AND comment = ?2");
        tx.execute(&sql, &values![scope.key(), id])?;
    }
    let gone = "UPDATE comments SET erased_at = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(gone, &values![scope.key(), id, now])
}

/// Every byte of the words, of who wrote them, and whatever they could be found or guessed by.
fn empty(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<(), StoreError> {
    let mine = values![scope.key(), id];
    let number = "SELECT number FROM comments WHERE organisation = ?1 AND id = ?2";
    let number = tx.one(number, &mine, |row| row.integer(0))?;
    search::forget(tx, scope, number)?;
    for sql in [
        "DELETE FROM notes WHERE organisation = ?1 AND object = ?2",
        "UPDATE mentions SET start_at = 0, end_at = 0, evidence = '[]' WHERE organisation = ?1 AND comment = ?2",
        // A case that is nobody's lives by this comment alone; one that is somebody's goes with them.
        "DELETE FROM notes WHERE organisation = ?1 AND object IN (SELECT id FROM cases WHERE organisation = ?1 AND comment = ?2 \
         AND customer IS NULL)",
        "DELETE FROM tracking_tokens WHERE organisation = ?1 AND kase IN (SELECT id FROM cases WHERE organisation = ?1 \
         AND comment = ?2 AND customer IS NULL)",
        "UPDATE cases SET root_cause = '', action = '' WHERE organisation = ?1 AND comment = ?2 AND customer IS NULL",
        "UPDATE cases SET words = '' WHERE organisation = ?1 AND comment = ?2",
        "UPDATE said SET customer = NULL WHERE organisation = ?1 AND comment = ?2",
        // That somebody was thanked stays; what was said of the customer in it does not.
        "UPDATE thanks SET words = '' WHERE organisation = ?1 AND comment = ?2",
        "UPDATE comments SET customer = NULL, external = NULL, words = '', author = '', email = '', rating = NULL, digest = NULL \
         WHERE organisation = ?1 AND id = ?2",
    ] {
        tx.execute(sql, &mine)?;
    }
    // What these words may have taught, whether it is in force or not.
    forget_layers(tx, scope)?;
    // What a program was told of this comment, kept for a day in case it asks again.
    let told = "UPDATE idempotency SET reply = 'null' WHERE organisation = ?1 AND reply LIKE ?2";
    tx.execute(told, &values![scope.key(), format!("%{id}%")]).map(drop)
}

/// A comment may be erased by a manager who sees all teams.
pub(crate) fn may_erase(scope: &Scope) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    if scope.team().is_some() { Err(StoreError::Forbidden) } else { Ok(()) }
}
