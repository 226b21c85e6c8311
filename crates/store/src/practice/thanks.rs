//! Thanks from one colleague to another, for what a customer praised or for what they saw.
//!
//! Separate from everything that counts: thanks are read by two people, and nobody adds them up. What a customer said is shown with them
//! only to whoever may read the comment.

use crate::engine::Row;
use crate::people::own as oneself;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, comments, values};

use super::some;

/// The longest thanks, in characters.
pub const THANKS_MAX: usize = 1_000;
/// Within so long the same thanks are one: a form that was sent twice.
const AGAIN_SECONDS: i64 = 3600;
/// Thanks that are listed at once at most.
const LIST_MAX: u32 = 100;

/// Thanks, as one of the two reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thanks {
    /// The id.
    pub id: Id,
    /// Who thanks; none who works here no more.
    pub from: Option<String>,
    /// Who is thanked.
    pub to: String,
    /// The compliment that it is for, where whoever reads may see it: its id and its words.
    pub comment: Option<(Id, String)>,
    /// What is said; empty once the customer of the compliment was erased.
    pub words: String,
    /// When.
    pub at: Time,
    /// When it was read.
    pub read_at: Option<Time>,
}

/// Somebody who can be thanked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub user: Id,
    /// The name.
    pub name: String,
}

/// Everybody who works here at present, but for oneself, by name: whoever works here may thank whoever does.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's.
pub fn people(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Person>, StoreError> {
    let sql = "SELECT m.user_id, u.name FROM memberships m JOIN users u ON u.id = m.user_id
               WHERE m.organisation = ?1 AND m.suspended = 0 AND m.user_id <> ?2 ORDER BY u.name, m.user_id";
    tx.query(sql, &values![scope.key(), oneself(scope)?], |row| {
        Ok(Person { user: Id::stored(row.text(0)?), name: row.text(1)? })
    })
}

/// Thanks a colleague, perhaps for what a customer said.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such colleague or comment; [`StoreError::Refused`] for thanks to oneself, for nothing, or for
/// too much; [`StoreError::Forbidden`] for a comment that one may not read, and for a scope that is nobody's.
pub fn thank(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    to: &Id,
    comment: Option<&Id>,
    words: &str,
    now: Time,
) -> Result<Id, StoreError> {
    let from = oneself(scope)?.clone();
    if from == *to {
        return Err(StoreError::Refused("store-thanks-self", vec![]));
    }
    let words = some(words, THANKS_MAX)?;
    if people(tx, scope)?.iter().all(|person| person.user != *to) {
        return Err(StoreError::NotFound);
    }
    if let Some(comment) = comment {
        comments::get(tx, scope, comment)?;
    }
    // A form that is sent twice says thanks once; the same words on another day are thanks again.
    let there = "SELECT id FROM thanks WHERE organisation = ?1 AND from_user = ?2 AND to_user = ?3 AND words = ?4 AND ?5 < at \
                 AND COALESCE(comment, '') = COALESCE(CAST(?6 AS TEXT), '')";
    let since = now.plus_seconds(-AGAIN_SECONDS);
    let same = tx.first(there, &values![scope.key(), &from, to, &words, since, comment], |row| row.text(0))?;
    if let Some(id) = same {
        return Ok(Id::stored(id));
    }
    let id = Id::new(now);
    tx.execute(
        "INSERT INTO thanks (organisation, id, from_user, to_user, comment, words, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &values![scope.key(), &id, &from, to, comment, words, now],
    )?;
    audit::append(tx, scope, "thanks.give", id.as_str(), &[], now)?;
    Ok(id)
}

/// The comment is joined by the rule by which comments are read.
const THANKS: &str = "SELECT t.id, f.name, u.name, c.id, c.words, t.words, t.at, t.read_at FROM thanks t
    JOIN users u ON u.id = t.to_user LEFT JOIN users f ON f.id = t.from_user
    LEFT JOIN comments c ON c.organisation = t.organisation AND c.id = t.comment AND c.erased_at IS NULL
    AND (CAST(?3 AS TEXT) IS NULL OR c.team IS NULL OR c.team = CAST(?3 AS TEXT))
    WHERE t.organisation = ?1";

/// What one was thanked for, what is new first and then the latest.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's.
pub fn thanks_received(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Thanks>, StoreError> {
    let order = "AND t.to_user = ?2 ORDER BY CASE WHEN t.read_at IS NULL THEN 0 ELSE 1 END, t.at DESC, t.id DESC";
    list(tx, scope, order)
}

/// Whom one thanked, the latest first.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's.
pub fn thanks_given(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Thanks>, StoreError> {
    list(tx, scope, "AND t.from_user = ?2 ORDER BY t.at DESC, t.id DESC")
}

fn list(tx: &mut Transaction<'_>, scope: &Scope, rest: &str) -> Result<Vec<Thanks>, StoreError> {
    let sees_comments = scope.role().at_least(Role::Agent);
    let parameters = values![scope.key(), oneself(scope)?, scope.team(), LIST_MAX];
    tx.query(&format!("{THANKS} {rest} LIMIT ?4"), &parameters, |row| thanks_in(row, sees_comments))
}

fn thanks_in(row: &Row, sees_comments: bool) -> Result<Thanks, StoreError> {
    let comment = row.text_or_none(3)?.map(Id::stored).zip(row.text_or_none(4)?);
    Ok(Thanks {
        id: Id::stored(row.text(0)?),
        from: row.text_or_none(1)?,
        to: row.text(2)?,
        comment: comment.filter(|(_, words)| sees_comments && !words.is_empty()),
        words: row.text(5)?,
        at: Time(row.integer(6)?),
        read_at: row.integer_or_none(7)?.map(Time),
    })
}

/// Marks what one was thanked for up to a moment as read: what came after the page was made is new on the next.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's.
pub fn read_thanks(tx: &mut Transaction<'_>, scope: &Scope, up_to: Time, now: Time) -> Result<(), StoreError> {
    let sql = "UPDATE thanks SET read_at = ?4
               WHERE organisation = ?1 AND to_user = ?2 AND at <= ?3 AND read_at IS NULL";
    tx.execute(sql, &values![scope.key(), oneself(scope)?, up_to, now]).map(drop)
}
