//! What the people who serve practise: challenges they took up, lessons they read, what a team calls great service, and thanks.
//!
//! Separate from what is done for customers, because it belongs to those who do it. What somebody answered to the questions after a
//! challenge is theirs: no query here gives it to anybody else, whatever their role, unless they shared it. Nor does the audit log tell who
//! practises and who does not. What texts say (lessons, challenges) is `practice`; here stand only their names.

mod challenges;
mod great_service;
mod thanks;

pub use challenges::{ANSWER_MAX, Answered, Shared, TakenUp, finish, own, reflect, shared, take_up};
pub use great_service::{DEFINITION_MAX, Definition, define, definitions};
pub use thanks::{Person, THANKS_MAX, Thanks, people, read_thanks, thank, thanks_given, thanks_received};

use crate::commitments::short_text;
use crate::people::own as oneself;
use crate::{Id, Scope, StoreError, Time, Transaction, values};

/// Notes that one read a lesson; again changes nothing.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's.
pub fn read_lesson(tx: &mut Transaction<'_>, scope: &Scope, lesson: &str, now: Time) -> Result<(), StoreError> {
    let sql = "INSERT INTO lessons_read (organisation, user_id, lesson, read_at) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (organisation, user_id, lesson) DO NOTHING";
    tx.execute(sql, &values![scope.key(), oneself(scope)?, lesson, now]).map(drop)
}

/// The lessons that one read.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's.
pub fn lessons_read(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT lesson FROM lessons_read WHERE organisation = ?1 AND user_id = ?2 ORDER BY read_at, lesson";
    tx.query(sql, &values![scope.key(), oneself(scope)?], |row| row.text(0))
}

/// What becomes of it when somebody works here no more: what they practised goes with them, and so does what they were thanked for. Their
/// thanks to others are the others', and stay without their name.
pub(crate) fn leave(tx: &mut Transaction<'_>, scope: &Scope, user: &Id) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM challenges WHERE organisation = ?1 AND user_id = ?2",
        "DELETE FROM lessons_read WHERE organisation = ?1 AND user_id = ?2",
        "DELETE FROM thanks WHERE organisation = ?1 AND to_user = ?2",
        "UPDATE thanks SET from_user = NULL WHERE organisation = ?1 AND from_user = ?2",
    ] {
        tx.execute(sql, &values![scope.key(), user])?;
    }
    Ok(())
}

/// A text as it is kept: lines as they are, nothing that nobody sees, no space around it.
///
/// # Errors
/// [`StoreError::Refused`] for too much.
fn plain(text: &str, most: usize) -> Result<String, StoreError> {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let seen: String = lines.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    short_text(&seen, most)
}

/// The same, and something must be left.
fn some(text: &str, most: usize) -> Result<String, StoreError> {
    let text = plain(text, most)?;
    if text.is_empty() { Err(StoreError::Refused("store-practice-empty", vec![])) } else { Ok(text) }
}
