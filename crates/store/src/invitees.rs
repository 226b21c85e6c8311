//! Who is invited to a wave, and whether the invitation was used.
//!
//! Separate from answers, and in an anonymous survey with nothing between the two: it is known that somebody answered, not
//! when, and not what. Every mail carries a token of its own, of which only the digest is kept.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::{Kind, Row};
pub use crate::links::resolve_invitation;
use crate::surveys::{from_json, json};
use crate::waves::Wave;
use crate::{Id, Role, Scope, Secret, StoreError, Time, Transaction, audit, values, waves};

/// People that are handed out at once, to be written to.
pub const LIST_MAX: u32 = 1000;

/// Somebody to be invited.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewInvitee {
    /// Where to write to.
    pub email: String,
    /// How to address them; may be empty.
    pub name: String,
    /// In which language.
    pub language: String,
    /// Their groups, by column.
    pub segments: BTreeMap<String, String>,
}

/// Somebody who is invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invitee {
    /// Their id.
    pub id: Id,
    /// The wave.
    pub wave: Id,
    /// Where to write to.
    pub email: String,
    /// How to address them; may be empty.
    pub name: String,
    /// In which language.
    pub language: String,
    /// Their groups, by column.
    pub segments: BTreeMap<String, String>,
    /// Whether they answered.
    pub used: bool,
    /// When the first mail went.
    pub invited_at: Option<Time>,
    /// When the last reminder went.
    pub reminded_at: Option<Time>,
    /// How many reminders went.
    pub reminders: i64,
}

/// What became of a list of people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// New ones.
    pub added: u64,
    /// Those who were there already, and twice in the list; they stay as they were.
    pub repeated: u64,
    /// The places in the list, from 0, of those without a mail address.
    pub refused: Vec<usize>,
}

/// How far the invitations of a wave are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct InviteeCounts {
    /// People on the list.
    pub all: i64,
    /// To whom a mail went.
    pub invited: i64,
    /// To whom a reminder went.
    pub reminded: i64,
    /// Who answered.
    pub used: i64,
}

const SELECT: &str = "SELECT id, wave, email, name, language, segments, used, invited_at, reminded_at, reminders \
    FROM invitees WHERE organisation = ?1 AND wave = ?2";

/// Puts people on the list of a wave; nobody twice.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave; [`StoreError::Refused`] when it is closed.
pub fn import(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    people: Vec<NewInvitee>,
    now: Time,
) -> Result<Imported, StoreError> {
    scope.require(Role::Manager)?;
    let wave = waves::get(tx, scope, wave)?;
    if wave.state(now) == waves::WaveState::Closed {
        return Err(StoreError::Refused("store-wave-closed", vec![]));
    }
    let mut done = Imported::default();
    for (place, person) in people.into_iter().enumerate() {
        match address(&person.email) {
            None => done.refused.push(place),
            Some(email) if put(tx, scope, &wave, &email, &person)? => done.added += 1,
            Some(_) => done.repeated += 1,
        }
    }
    if 0 < done.added {
        audit::append(tx, scope, "invitees.import", wave.id.as_str(), &["email", "name", "language", "segments"], now)?;
    }
    Ok(done)
}

/// A mail address as it is compared; nothing when it cannot be one.
pub(crate) fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let (name, host) = text.rsplit_once('@')?;
    let plain = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control());
    let sound = plain(name) && plain(host) && text.len() <= 254 && !host.starts_with('.') && !host.ends_with('.');
    sound.then(|| text.to_lowercase())
}

fn put(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Wave,
    email: &str,
    person: &NewInvitee,
) -> Result<bool, StoreError> {
    // Its id says nothing of when it was made, nor of the order of the list.
    let rows = tx.execute(
        "INSERT INTO invitees (organisation, id, wave, email, name, language, segments) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (organisation, wave, email) DO NOTHING",
        &values![
            scope.key(),
            Id::random(),
            &wave.id,
            email,
            person.name.trim(),
            &person.language,
            json(&person.segments),
        ],
    )?;
    Ok(rows == 1)
}

/// The people of a wave by mail address, from the one after the cursor on.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave; [`StoreError::Forbidden`] below a manager.
pub fn list(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    after: Option<&str>,
    limit: u32,
) -> Result<Vec<Invitee>, StoreError> {
    let wave = manageable(tx, scope, wave)?;
    let sql = format!("{SELECT} AND ?3 < email ORDER BY email LIMIT ?4");
    tx.query(&sql, &values![scope.key(), &wave.id, after.unwrap_or(""), limit.clamp(1, LIST_MAX)], invitee_of)
}

/// A new token for somebody, to be written into a mail. Earlier ones stay good.
///
/// # Errors
/// [`StoreError::NotFound`] when there is nobody of that id.
pub fn issue_token(tx: &mut Transaction<'_>, scope: &Scope, invitee: &Id, now: Time) -> Result<Secret, StoreError> {
    let wave = wave_of(tx, scope, invitee)?;
    let secret = token_for(tx, scope, invitee)?;
    // The wave and not the person: the log is kept for good, and holds nobody of an anonymous survey.
    audit::append(tx, scope, "invitee.link", wave.id.as_str(), &[], now)?;
    Ok(secret)
}

fn token_for(tx: &mut Transaction<'_>, scope: &Scope, invitee: &Id) -> Result<Secret, StoreError> {
    let secret = Secret::new("inv");
    tx.execute(
        "INSERT INTO invitee_tokens (hash, organisation, invitee) VALUES (?1, ?2, ?3)",
        &values![&secret.hash(), scope.key(), invitee],
    )?;
    Ok(secret)
}

/// To whom to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// Everybody to whom no mail went yet.
    First,
    /// Everybody who was written to before that time, and not since, and has not answered.
    Reminder(Time),
}

/// Writes to up to [`LIST_MAX`] people of a wave: each gets a new token, which `each` puts into a mail or a list, and is noted
/// as written to. Gives how many they were; nobody is left when it is none.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave; or as `each` says.
pub fn write_to(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    round: Round,
    now: Time,
    each: &mut dyn FnMut(&mut Transaction<'_>, Invitee, &Secret) -> Result<(), StoreError>,
) -> Result<u64, StoreError> {
    let people = match round {
        Round::First => to_invite(tx, scope, wave)?,
        Round::Reminder(before) => to_remind(tx, scope, wave, before)?,
    };
    let count = people.len() as u64;
    for person in people {
        let secret = token_for(tx, scope, &person.id)?;
        note_sent(tx, scope, &person.id, now)?;
        each(tx, person, &secret)?;
    }
    if 0 < count {
        let field = if round == Round::First { "invited_at" } else { "reminded_at" };
        audit::append(tx, scope, "invitations.send", wave.as_str(), &[field], now)?;
    }
    Ok(count)
}

/// Up to [`LIST_MAX`] people to whom no mail went yet.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave.
pub fn to_invite(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id) -> Result<Vec<Invitee>, StoreError> {
    let wave = manageable(tx, scope, wave)?;
    let sql = format!("{SELECT} AND used = 0 AND invited_at IS NULL ORDER BY email LIMIT ?3");
    tx.query(&sql, &values![scope.key(), &wave.id, LIST_MAX], invitee_of)
}

/// Up to [`LIST_MAX`] people who were written to before that time, and not since, and have not answered.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave.
pub fn to_remind(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    written_before: Time,
) -> Result<Vec<Invitee>, StoreError> {
    let wave = manageable(tx, scope, wave)?;
    let sql = format!(
        "{SELECT} AND used = 0 AND invited_at IS NOT NULL AND COALESCE(reminded_at, invited_at) < ?3 ORDER BY email LIMIT ?4"
    );
    tx.query(&sql, &values![scope.key(), &wave.id, written_before, LIST_MAX], invitee_of)
}

/// Notes that a mail went to somebody: the first is the invitation, the others are reminders.
fn note_sent(tx: &mut Transaction<'_>, scope: &Scope, invitee: &Id, now: Time) -> Result<(), StoreError> {
    // The right-hand sides see the row as it was before.
    tx.execute(
        "UPDATE invitees SET reminders = CASE WHEN invited_at IS NULL THEN 0 ELSE reminders + 1 END, \
         reminded_at = CASE WHEN invited_at IS NULL THEN NULL ELSE CAST(?3 AS BIGINT) END, \
         invited_at = COALESCE(invited_at, CAST(?3 AS BIGINT)) \
         WHERE organisation = ?1 AND id = ?2",
        &values![scope.key(), invitee, now],
    )?;
    Ok(())
}

/// How far the invitations of a wave are.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave.
pub fn counts(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id) -> Result<InviteeCounts, StoreError> {
    let wave = waves::get(tx, scope, wave)?;
    let sql = "SELECT COUNT(*), COUNT(invited_at), COUNT(reminded_at), COUNT(CASE WHEN used = 1 THEN 1 END) \
               FROM invitees WHERE organisation = ?1 AND wave = ?2";
    tx.one(sql, &values![scope.key(), &wave.id], |row| {
        Ok(InviteeCounts {
            all: row.integer(0)?,
            invited: row.integer(1)?,
            reminded: row.integer(2)?,
            used: row.integer(3)?,
        })
    })
}

/// Writes the used invitations of anonymous waves that were answered since anew, all of a wave in one transaction. PostgreSQL
/// keeps with each row the transaction that wrote it, which for an invitation is that of its answer until then. SQLite keeps
/// no such thing.
///
/// # Errors
/// As the database says.
pub fn unlink(tx: &mut Transaction<'_>, answered_since: Time) -> Result<u64, StoreError> {
    if tx.kind() != Kind::Postgres {
        return Ok(0);
    }
    let sql = "UPDATE invitees SET used = used FROM waves, surveys WHERE invitees.used = 1 \
               AND waves.organisation = invitees.organisation AND waves.id = invitees.wave AND ?1 <= waves.last_answer_at \
               AND surveys.organisation = waves.organisation AND surveys.id = waves.survey AND surveys.anonymous = 1";
    tx.execute(sql, &values![answered_since])
}

/// A wave whose people the scope may see.
fn manageable(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id) -> Result<Wave, StoreError> {
    scope.require(Role::Manager)?;
    waves::get(tx, scope, wave)
}

/// The wave of an invited person, when the scope may see both.
fn wave_of(tx: &mut Transaction<'_>, scope: &Scope, invitee: &Id) -> Result<Wave, StoreError> {
    let sql = "SELECT wave FROM invitees WHERE organisation = ?1 AND id = ?2";
    let wave = tx.one(sql, &values![scope.key(), invitee], |row| Ok(Id::stored(row.text(0)?)))?;
    manageable(tx, scope, &wave)
}

fn invitee_of(row: &Row) -> Result<Invitee, StoreError> {
    Ok(Invitee {
        id: Id::stored(row.text(0)?),
        wave: Id::stored(row.text(1)?),
        email: row.text(2)?,
        name: row.text(3)?,
        language: row.text(4)?,
        segments: from_json(&row.text(5)?)?,
        used: row.flag(6)?,
        invited_at: row.integer_or_none(7)?.map(Time),
        reminded_at: row.integer_or_none(8)?.map(Time),
        reminders: row.integer(9)?,
    })
}
