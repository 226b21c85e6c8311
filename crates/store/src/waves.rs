//! Waves: the times a survey is asked.
//!
//! Separate from the survey, because a wave keeps what its respondents saw: the version of the questionnaire. Of one survey
//! only one wave is open at a time, so that a link need not say which.

use serde::Serialize;

use crate::engine::Row;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, outbox, surveys, values};

/// Where a wave stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WaveState {
    /// It opens later.
    Planned,
    /// It takes answers.
    Open,
    /// It takes none any more.
    Closed,
}

/// One wave of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wave {
    /// Its id.
    pub id: Id,
    /// Its survey.
    pub survey: Id,
    /// Counted from 1 within the survey.
    pub position: i64,
    /// What people read.
    pub title: String,
    /// The questionnaire's id.
    pub instrument: String,
    /// The version that is asked in this wave.
    pub instrument_version: i64,
    /// From when on it takes answers.
    pub opens_at: Time,
    /// From when on it takes none.
    pub closes_at: Option<Time>,
    /// When somebody closed it.
    pub closed_at: Option<Time>,
    /// Answers that count.
    pub answers: i64,
    /// Answers that were set aside.
    pub set_aside: i64,
    /// When the last answer came; in an anonymous survey, the hour.
    pub last_answer_at: Option<Time>,
    /// Its number, by which answers hang on it.
    #[serde(skip)]
    pub(crate) number: i64,
    /// How often something was taken back.
    #[serde(skip)]
    pub(crate) revision: i64,
}

impl Wave {
    /// How often an answer was taken back or put in again: numbers of another count are not of the same answers.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// Where it stands at a moment.
    #[must_use]
    pub fn state(&self, now: Time) -> WaveState {
        if self.closed_at.is_some() || self.closes_at.is_some_and(|closes| closes <= now) {
            WaveState::Closed
        } else if now < self.opens_at {
            WaveState::Planned
        } else {
            WaveState::Open
        }
    }
}

/// A wave to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWave {
    /// What people read.
    pub title: String,
    /// From when on it takes answers; now or later.
    pub opens_at: Time,
    /// From when on it takes none; until somebody closes it when there is nothing.
    pub closes_at: Option<Time>,
}

/// The columns of [`wave_of`], for queries that join waves under that name.
pub(crate) const COLUMNS: &str = "waves.id, waves.survey, waves.position, waves.title, waves.instrument, \
    waves.instrument_version, waves.opens_at, waves.closes_at, waves.closed_at, waves.answers, waves.set_aside, \
    waves.last_answer_at, waves.number, waves.revision";

/// The wave and its survey belong together, and the scope sees the survey. The team is parameter 3.
const JOINED: &str = "FROM waves JOIN surveys ON surveys.organisation = waves.organisation AND surveys.id = waves.survey \
    WHERE waves.organisation = ?1 AND (CAST(?3 AS TEXT) IS NULL OR surveys.team = CAST(?3 AS TEXT))";

/// Opens a wave of a survey, or plans one.
///
/// # Errors
/// [`StoreError::Refused`] when it would close before it opens, when the survey was put away, or when another wave is open
/// within that time.
pub fn open(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    survey: &Id,
    new: &NewWave,
    now: Time,
) -> Result<Wave, StoreError> {
    scope.require(Role::Manager)?;
    let survey = surveys::get(tx, scope, survey)?;
    if survey.archived_at.is_some() {
        return Err(StoreError::Refused("store-survey-archived", vec![]));
    }
    if new.closes_at.is_some_and(|closes| closes <= new.opens_at.max(now)) {
        return Err(StoreError::Refused("store-wave-closes-too-early", vec![]));
    }
    let others = list(tx, scope, &survey.id)?;
    if let Some(other) = others.iter().find(|other| overlaps(other, new, now)) {
        return Err(StoreError::Refused("store-wave-overlaps", vec![("title", other.title.clone())]));
    }
    let number = "SELECT COALESCE(MAX(number), 0) + 1 FROM waves WHERE organisation = ?1";
    let wave = Wave {
        id: Id::new(now),
        survey: survey.id,
        position: others.iter().map(|other| other.position).max().unwrap_or(0) + 1,
        title: surveys::titled(&new.title)?,
        instrument: survey.instrument,
        instrument_version: survey.instrument_version,
        opens_at: new.opens_at,
        closes_at: new.closes_at,
        closed_at: None,
        answers: 0,
        set_aside: 0,
        last_answer_at: None,
        number: tx.one(number, &values![scope.key()], |row| row.integer(0))?,
        revision: 0,
    };
    tx.execute(
        "INSERT INTO waves (organisation, id, number, survey, position, title, instrument, instrument_version, opens_at, \
         closes_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        &values![
            scope.key(),
            &wave.id,
            wave.number,
            &wave.survey,
            wave.position,
            &wave.title,
            &wave.instrument,
            wave.instrument_version,
            wave.opens_at,
            wave.closes_at,
        ],
    )?;
    audit::append(tx, scope, "wave.open", wave.id.as_str(), &["title", "opens_at", "closes_at"], now)?;
    outbox::emit(tx, scope, "wave.opened", serde_json::json!({ "survey": wave.survey, "wave": wave.id }), now)?;
    Ok(wave)
}

/// The waves of a survey, the newest first.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such survey.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope, survey: &Id) -> Result<Vec<Wave>, StoreError> {
    surveys::get(tx, scope, survey)?;
    let sql = format!("SELECT {COLUMNS} {JOINED} AND waves.survey = ?2 ORDER BY waves.position DESC");
    tx.query(&sql, &values![scope.key(), survey, scope.team()], |row| wave_of(row, 0))
}

/// One wave.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Wave, StoreError> {
    let sql = format!("SELECT {COLUMNS} {JOINED} AND waves.id = ?2");
    tx.one(&sql, &values![scope.key(), id, scope.team()], |row| wave_of(row, 0))
}

/// The wave of a survey that takes answers now.
///
/// # Errors
/// As the database says.
pub fn current(tx: &mut Transaction<'_>, scope: &Scope, survey: &Id, now: Time) -> Result<Option<Wave>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} {JOINED} AND waves.survey = ?2 AND waves.closed_at IS NULL AND waves.opens_at <= ?4 \
         AND (waves.closes_at IS NULL OR ?4 < waves.closes_at) ORDER BY waves.position DESC LIMIT 1"
    );
    tx.first(&sql, &values![scope.key(), survey, scope.team(), now], |row| wave_of(row, 0))
}

/// Closes a wave. One that is closed stays as it is.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn close(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<Wave, StoreError> {
    scope.require(Role::Manager)?;
    let mut wave = get(tx, scope, id)?;
    if wave.closed_at.is_some() {
        return Ok(wave);
    }
    wave.closed_at = Some(now);
    tx.execute("UPDATE waves SET closed_at = ?3 WHERE organisation = ?1 AND id = ?2", &values![scope.key(), id, now])?;
    audit::append(tx, scope, "wave.close", id.as_str(), &["closed_at"], now)?;
    outbox::emit(tx, scope, "wave.closed", serde_json::json!({ "survey": wave.survey, "wave": wave.id }), now)?;
    Ok(wave)
}

/// Closes the waves whose time is over, in all organisations, so that their closing is told. Gives how many.
///
/// # Errors
/// As the database says.
pub fn close_due(tx: &mut Transaction<'_>, now: Time) -> Result<usize, StoreError> {
    let sql = "SELECT organisation, id FROM waves WHERE closed_at IS NULL AND closes_at <= ?1";
    let due = tx.query(sql, &values![now], |row| Ok((row.integer(0)?, Id::stored(row.text(1)?))))?;
    for (organisation, wave) in &due {
        let scope = Scope::new(*organisation, crate::Actor::Operator, Role::Owner, None);
        close(tx, &scope, wave, now)?;
    }
    Ok(due.len())
}

/// Whether a wave takes answers at some moment at which the new one would.
fn overlaps(wave: &Wave, new: &NewWave, now: Time) -> bool {
    if wave.state(now) == WaveState::Closed {
        return false;
    }
    let begins_before = new.closes_at.is_none_or(|closes| wave.opens_at < closes);
    begins_before && wave.closes_at.is_none_or(|closes| new.opens_at < closes)
}

/// A wave from the columns [`COLUMNS`], which begin at `at`.
pub(crate) fn wave_of(row: &Row, at: usize) -> Result<Wave, StoreError> {
    Ok(Wave {
        id: Id::stored(row.text(at)?),
        survey: Id::stored(row.text(at + 1)?),
        position: row.integer(at + 2)?,
        title: row.text(at + 3)?,
        instrument: row.text(at + 4)?,
        instrument_version: row.integer(at + 5)?,
        opens_at: Time(row.integer(at + 6)?),
        closes_at: row.integer_or_none(at + 7)?.map(Time),
        closed_at: row.integer_or_none(at + 8)?.map(Time),
        answers: row.integer(at + 9)?,
        set_aside: row.integer(at + 10)?,
        last_answer_at: row.integer_or_none(at + 11)?.map(Time),
        number: row.integer(at + 12)?,
        revision: row.integer(at + 13)?,
    })
}
