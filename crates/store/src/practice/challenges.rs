//! Challenges of a week: taken up, done, and looked back on.
//!
//! Separate from the other practice, because answers are private here: every query names the one who asks, but for [`shared`], which gives
//! what was ticked to be shared and nothing else. One challenge a week is enough.

use serde::{Deserialize, Serialize};

use crate::engine::Row;
use crate::people::own as oneself;
use crate::surveys::{from_json, json};
use crate::{Scope, StoreError, Time, Transaction, values};

use super::plain;

/// The longest answer to one question, in characters.
pub const ANSWER_MAX: usize = 2_000;
/// The most answers after a challenge.
const ANSWERS_MAX: usize = 5;
/// Weeks that are listed.
const WEEKS: u32 = 60;
/// What colleagues shared, listed at once at most.
const SHARED_MAX: u32 = 50;

/// A question with what was answered. The question is kept as it was asked: in another language, or a later version of the program, it may
/// be another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The question.
    pub asked: String,
    /// The answer; may be empty.
    pub answer: String,
}

/// A challenge that one took up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenUp {
    /// The Monday of its week, in days since 1970.
    pub week: i64,
    /// The factor, by its name.
    pub factor: String,
    /// The challenge, by its name.
    pub challenge: String,
    /// When it was taken up.
    pub taken_at: Time,
    /// When it was done.
    pub done_at: Option<Time>,
    /// What was answered to the questions after it, in their order; nothing before.
    pub answers: Vec<Answered>,
    /// Whether the team may read the answers.
    pub shared: bool,
}

/// What a colleague shared of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Whose it is.
    pub name: String,
    /// The factor, by its name.
    pub factor: String,
    /// The challenge, by its name.
    pub challenge: String,
    /// What they answered, in the order of the questions.
    pub answers: Vec<Answered>,
}

/// Takes up the challenge of a week. One that was taken up already stays.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's.
pub fn take_up(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    week: i64,
    (factor, challenge): (&str, &str),
    now: Time,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO challenges (organisation, user_id, week, factor, challenge, taken_at, answers)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, '[]') ON CONFLICT (organisation, user_id, week) DO NOTHING";
    tx.execute(sql, &values![scope.key(), oneself(scope)?, week, factor, challenge, now]).map(drop)
}

/// Marks the challenge of a week as done; again changes nothing.
///
/// # Errors
/// [`StoreError::NotFound`] when none was taken up; [`StoreError::Forbidden`] for a scope that is nobody's.
pub fn finish(tx: &mut Transaction<'_>, scope: &Scope, week: i64, now: Time) -> Result<(), StoreError> {
    let sql = "UPDATE challenges SET done_at = COALESCE(done_at, ?4)
               WHERE organisation = ?1 AND user_id = ?2 AND week = ?3";
    found(tx.execute(sql, &values![scope.key(), oneself(scope)?, week, now])?)
}

/// Keeps what one answers to the questions after a challenge that is done, in place of what was there; and whether the team may read it.
/// Nothing is not shared.
///
/// # Errors
/// [`StoreError::NotFound`] when none was done; [`StoreError::Refused`] for what is too long; [`StoreError::Forbidden`] for a scope that is
/// nobody's.
pub fn reflect(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    week: i64,
    answers: &[Answered],
    shared: bool,
) -> Result<(), StoreError> {
    let fit = |one: &Answered| {
        Ok(Answered { asked: plain(&one.asked, ANSWER_MAX)?, answer: plain(&one.answer, ANSWER_MAX)? })
    };
    let answers: Vec<Answered> = answers.iter().take(ANSWERS_MAX).map(fit).collect::<Result<_, StoreError>>()?;
    let shared = shared && answers.iter().any(|one| !one.answer.is_empty());
    let sql = "UPDATE challenges SET answers = ?4, shared = ?5
               WHERE organisation = ?1 AND user_id = ?2 AND week = ?3 AND done_at IS NOT NULL";
    found(tx.execute(sql, &values![scope.key(), oneself(scope)?, week, json(&answers), shared])?)
}

fn found(rows: u64) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// One's own challenges, the latest week first.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's.
pub fn own(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<TakenUp>, StoreError> {
    let sql = "SELECT week, factor, challenge, taken_at, done_at, answers, shared FROM challenges
               WHERE organisation = ?1 AND user_id = ?2 ORDER BY week DESC LIMIT ?3";
    tx.query(sql, &values![scope.key(), oneself(scope)?, WEEKS], |row| {
        Ok(TakenUp {
            week: row.integer(0)?,
            factor: row.text(1)?,
            challenge: row.text(2)?,
            taken_at: Time(row.integer(3)?),
            done_at: row.integer_or_none(4)?.map(Time),
            answers: from_json(&row.text(5)?)?,
            shared: row.flag(6)?,
        })
    })
}

/// What colleagues shared of a week: those of one's team, those of none, and everybody for whoever sees all teams.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's.
pub fn shared(tx: &mut Transaction<'_>, scope: &Scope, week: i64) -> Result<Vec<Shared>, StoreError> {
    let sql = "SELECT u.name, c.factor, c.challenge, c.answers FROM challenges c
               JOIN memberships m ON m.organisation = c.organisation AND m.user_id = c.user_id
               JOIN users u ON u.id = c.user_id
               WHERE c.organisation = ?1 AND c.week = ?2 AND c.shared = 1 AND c.user_id <> ?3
               AND (CAST(?4 AS TEXT) IS NULL OR m.team IS NULL OR m.team = CAST(?4 AS TEXT))
               ORDER BY c.done_at DESC, u.name, c.user_id LIMIT ?5";
    let parameters = values![scope.key(), week, oneself(scope)?, scope.team(), SHARED_MAX];
    tx.query(sql, &parameters, shared_in)
}

fn shared_in(row: &Row) -> Result<Shared, StoreError> {
    Ok(Shared { name: row.text(0)?, factor: row.text(1)?, challenge: row.text(2)?, answers: from_json(&row.text(3)?)? })
}
