//! Answers under way: saved item by item, found again on another device, gone once the answer is sent.
//!
//! Separate from answers, because a draft counts nowhere. It never forgets an answer that the respondent did not take back
//! expressly: a page that comes late, or knows only half of it, erases nothing.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::answers::receipt_of;
use crate::engine::Row;
use crate::links::Door;
use crate::surveys::{from_json, json};
use crate::waves::Wave;
use crate::{Id, StoreError, Time, Transaction, values};

/// An answer under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The attempt that it will be sent as.
    pub attempt: Id,
    /// As in a submission; missing where nothing was said yet.
    pub codes: Vec<u8>,
    /// As in a submission.
    pub segments: BTreeMap<String, String>,
    /// As in a submission.
    pub comment: Option<String>,
    /// In which language it is asked.
    pub language: String,
    /// The columns whose earlier answers are taken back. Not kept.
    pub cleared: Vec<usize>,
    /// When it was begun. Set when it is saved first.
    pub begun_at: Time,
    /// When it was saved last. Set when it is saved.
    pub saved_at: Time,
}

/// Answers under way of one wave at most: whoever only pretends to answer must not fill the disk.
pub const DRAFTS_MAX: i64 = 20_000;

const SELECT: &str = "SELECT attempt, codes, segments, comment, language, begun_at, saved_at FROM drafts";

/// Saves a draft over what was saved before; gives it as it is now. Nothing happens once the answer was sent, and nothing is
/// kept of one in which nothing was said yet.
///
/// # Errors
/// [`StoreError::Refused`] when the wave is closed, or the codes are not of its questionnaire; [`StoreError::Crowded`] when
/// the wave has [`DRAFTS_MAX`] others.
pub fn save(tx: &mut Transaction<'_>, door: &Door, draft: &Draft, now: Time) -> Result<Draft, StoreError> {
    save_among(tx, door, draft, DRAFTS_MAX, now)
}

/// The same, with no more than so many of the wave.
///
/// # Errors
/// As [`save`].
pub fn save_among(
    tx: &mut Transaction<'_>,
    door: &Door,
    draft: &Draft,
    most: i64,
    now: Time,
) -> Result<Draft, StoreError> {
    let (Some(wave), Some(asked)) = (&door.wave, &door.questionnaire) else {
        return Err(StoreError::Refused("store-wave-closed", vec![]));
    };
    if draft.codes.len() != asked.layout.columns.len() {
        return Err(StoreError::Refused("store-answer-malformed", vec![]));
    }
    let attempt = draft.attempt.bytes();
    let sent = "SELECT 1 FROM responses WHERE organisation = ?1 AND attempt = ?2";
    if tx.first(sent, &values![door.scope.key(), attempt.as_slice()], |_| Ok(()))?.is_some() {
        return Ok(draft.clone());
    }
    let before = find(tx, door, wave, &draft.attempt)?;
    let mut saved = Draft { begun_at: now, saved_at: now, cleared: vec![], ..draft.clone() };
    if let Some(before) = before {
        saved.begun_at = before.begun_at;
        keep(&mut saved, before, &draft.cleared);
    } else if says_nothing(draft) {
        return Ok(saved);
    } else if are_as_many(tx, door, wave, most)? {
        return Err(StoreError::Crowded);
    }
    tx.execute(
        "INSERT INTO drafts (organisation, wave, attempt, receipt, codes, segments, comment, invitee, language, begun_at, \
         saved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (organisation, wave, attempt) DO UPDATE SET \
         codes = excluded.codes, segments = excluded.segments, comment = excluded.comment, language = excluded.language, \
         saved_at = excluded.saved_at",
        &values![
            door.scope.key(),
            wave.number,
            attempt.as_slice(),
            digest_of(&receipt_of(&draft.attempt)),
            saved.codes.as_slice(),
            json(&saved.segments),
            saved.comment.as_ref(),
            door.invitee.as_ref(),
            &saved.language,
            saved.begun_at,
            saved.saved_at,
        ],
    )?;
    Ok(saved)
}

/// The draft of an attempt.
///
/// # Errors
/// As the database says.
pub fn get(tx: &mut Transaction<'_>, door: &Door, attempt: &Id) -> Result<Option<Draft>, StoreError> {
    match &door.wave {
        Some(wave) => find(tx, door, wave, attempt),
        None => Ok(None),
    }
}

/// The draft of a receipt, however it was typed.
///
/// # Errors
/// As the database says.
pub fn resume(tx: &mut Transaction<'_>, door: &Door, receipt: &str) -> Result<Option<Draft>, StoreError> {
    let Some(wave) = &door.wave else { return Ok(None) };
    let sql = format!("{SELECT} WHERE organisation = ?1 AND wave = ?2 AND receipt = ?3");
    tx.first(&sql, &values![door.scope.key(), wave.number, digest_of(receipt)], draft_of)
}

/// Erases the drafts, of all organisations, that nobody has touched since. Gives how many.
///
/// # Errors
/// As the database says.
pub fn purge_old(tx: &mut Transaction<'_>, saved_before: Time) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM drafts WHERE saved_at < ?1", &values![saved_before])
}

/// Erases the drafts, of all organisations, whose waves were closed before: they can be sent no more.
///
/// # Errors
/// As the database says.
pub fn purge_closed(tx: &mut Transaction<'_>, closed_before: Time) -> Result<u64, StoreError> {
    let sql = "DELETE FROM drafts WHERE EXISTS (SELECT 1 FROM waves WHERE waves.organisation = drafts.organisation \
               AND waves.number = drafts.wave AND waves.closed_at < ?1)";
    tx.execute(sql, &values![closed_before])
}

/// Whether nothing was said yet.
fn says_nothing(draft: &Draft) -> bool {
    let silent = draft.comment.as_ref().is_none_or(|comment| comment.trim().is_empty());
    silent && draft.segments.is_empty() && draft.codes.iter().all(|code| *code == sums::MISSING)
}

/// Whether a wave has that many drafts.
fn are_as_many(tx: &mut Transaction<'_>, door: &Door, wave: &Wave, most: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM drafts WHERE organisation = ?1 AND wave = ?2 LIMIT 1 OFFSET ?3";
    Ok(tx.first(sql, &values![door.scope.key(), wave.number, most - 1], |_| Ok(()))?.is_some())
}

fn find(tx: &mut Transaction<'_>, door: &Door, wave: &Wave, attempt: &Id) -> Result<Option<Draft>, StoreError> {
    let sql = format!("{SELECT} WHERE organisation = ?1 AND wave = ?2 AND attempt = ?3");
    tx.first(&sql, &values![door.scope.key(), wave.number, attempt.bytes().as_slice()], draft_of)
}

/// Keeps what the new draft does not know, unless it was taken back.
fn keep(saved: &mut Draft, before: Draft, cleared: &[usize]) {
    for (column, (code, old)) in saved.codes.iter_mut().zip(before.codes).enumerate() {
        if *code == sums::MISSING && !cleared.contains(&column) {
            *code = old;
        }
    }
    for (segment, word) in before.segments {
        saved.segments.entry(segment).or_insert(word);
    }
    if saved.comment.is_none() {
        saved.comment = before.comment;
    }
}

/// What is kept of a receipt. Letters that look like digits are those digits, as Crockford has it.
pub(crate) fn digest_of(receipt: &str) -> Vec<u8> {
    let plain: String = receipt
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    Sha256::digest(plain.as_bytes()).to_vec()
}

fn draft_of(row: &Row) -> Result<Draft, StoreError> {
    Ok(Draft {
        attempt: attempt_of(row.blob(0)?)?,
        codes: row.blob(1)?.to_vec(),
        segments: from_json(&row.text(2)?)?,
        comment: row.text_or_none(3)?,
        language: row.text(4)?,
        cleared: vec![],
        begun_at: Time(row.integer(5)?),
        saved_at: Time(row.integer(6)?),
    })
}

/// An attempt from the column that holds it.
pub(crate) fn attempt_of(bytes: &[u8]) -> Result<Id, StoreError> {
    let bytes = bytes.try_into().map_err(|_| StoreError::Damaged("an attempt's id".to_owned()))?;
    Ok(Id::from_bytes(bytes))
}
