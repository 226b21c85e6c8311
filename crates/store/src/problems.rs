//! Problems: what many recovery cases have in common, with its cause and what was done about it.
//!
//! Separate from cases, because a cause is mended once and not case by case. It closes no case: each customer says so for
//! themselves.

use std::collections::BTreeMap;

use service::Factor;

use crate::engine::Row;
use crate::people::plain_name;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// The longest text, in characters.
const WORDS_MAX: usize = 2000;

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The id.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// Under which factor.
    pub factor: Factor,
    /// Why it happens; empty while nobody knows.
    pub root_cause: String,
    /// What was done; empty while nothing was.
    pub action: String,
    /// Since when it is known.
    pub made_at: Time,
    /// Since when it is solved.
    pub solved_at: Option<Time>,
    /// How many cases hang on it.
    pub cases: i64,
}

const SELECT: &str = "SELECT p.id, p.title, p.factor, p.root_cause, p.action, p.made_at, p.solved_at, \
    (SELECT COUNT(*) FROM cases k WHERE k.organisation = p.organisation AND k.problem = p.id) \
    FROM problems p WHERE p.organisation = ?1";

/// Writes down a problem.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::Refused`] for words that will not do.
pub fn create(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    title: &str,
    factor: Factor,
    now: Time,
) -> Result<Id, StoreError> {
    scope.require(Role::Agent)?;
    let title = plain_name(title)?;
    let id = Id::new(now);
    tx.execute(
        "INSERT INTO problems (organisation, id, title, factor, root_cause, action, made_at) VALUES (?1, ?2, ?3, ?4, '', '', ?5)",
        &values![scope.key(), &id, title, factor.name(), now],
    )?;
    audit::append(tx, scope, "problem.create", id.as_str(), &["title", "factor"], now)?;
    Ok(id)
}

/// Writes cause and action, and whether it is solved.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::NotFound`]; [`StoreError::Refused`] when it is said to be solved without
/// a cause and an action.
pub fn update(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    (root_cause, action, solved): (&str, &str, bool),
    now: Time,
) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    let before = get(tx, scope, id)?;
    let (root_cause, action) = (root_cause.trim(), action.trim());
    if WORDS_MAX < root_cause.chars().count().max(action.chars().count()) {
        return Err(StoreError::Refused("store-case-words", vec![]));
    }
    if solved && (root_cause.is_empty() || action.is_empty()) {
        return Err(StoreError::Refused("store-case-why", vec![]));
    }
    let solved_at = solved.then(|| before.solved_at.unwrap_or(now));
    tx.execute(
        "UPDATE problems SET root_cause = ?3, action = ?4, solved_at = ?5 WHERE organisation = ?1 AND id = ?2",
        &values![scope.key(), id, root_cause, action, solved_at],
    )?;
    audit::append(tx, scope, "problem.update", id.as_str(), &["root_cause", "action", "solved_at"], now)
}

/// All problems: those that are not solved first, then the newest.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Problem>, StoreError> {
    scope.require(Role::Agent)?;
    let sql =
        format!("{SELECT} ORDER BY CASE WHEN p.solved_at IS NULL THEN 0 ELSE 1 END, p.made_at DESC, p.id LIMIT 500");
    tx.query(&sql, &values![scope.key()], problem_of)
}

/// What problems are called, by their ids.
///
/// # Errors
/// As the database says.
pub fn titles(tx: &mut Transaction<'_>, scope: &Scope) -> Result<BTreeMap<String, String>, StoreError> {
    let sql = "SELECT id, title FROM problems WHERE organisation = ?1";
    let all = tx.query(sql, &values![scope.key()], |row| Ok((row.text(0)?, row.text(1)?)))?;
    Ok(all.into_iter().collect())
}

/// One problem.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Problem, StoreError> {
    scope.require(Role::Agent)?;
    tx.one(&format!("{SELECT} AND p.id = ?2"), &values![scope.key(), id], problem_of)
}

fn problem_of(row: &Row) -> Result<Problem, StoreError> {
    Ok(Problem {
        id: Id::stored(row.text(0)?),
        title: row.text(1)?,
        factor: Factor::named(&row.text(2)?).ok_or_else(|| StoreError::Damaged("a problem's factor".to_owned()))?,
        root_cause: row.text(3)?,
        action: row.text(4)?,
        made_at: Time(row.integer(5)?),
        solved_at: row.integer_or_none(6)?.map(Time),
        cases: row.integer(7)?,
    })
}
