//! Surveys: which questionnaire an organisation asks, of whom, and how.
//!
//! Separate from waves, which are the times it is asked. What a survey is called and says may change; what its answers meant
//! may not, and stands in the wave. It holds no answers.

use serde::{Deserialize, Serialize};

use crate::engine::Row;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// How many of the items one respondent is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pulse {
    /// The whole questionnaire.
    Off,
    /// All items, on one page.
    All,
    /// One item of each dimension in turn.
    Rotating,
}

impl Pulse {
    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::All => "all",
            Self::Rotating => "rotating",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Off, Self::All, Self::Rotating].into_iter().find(|pulse| pulse.name() == name)
    }
}

/// A survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Survey {
    /// Its id.
    pub id: Id,
    /// What people read.
    pub title: String,
    /// The questionnaire's id.
    pub instrument: String,
    /// The version that the next wave will ask.
    pub instrument_version: i64,
    /// The language it begins in.
    pub language: String,
    /// The team it belongs to.
    pub team: Option<Id>,
    /// Whether nothing may lead from an answer to a person.
    pub anonymous: bool,
    /// How many of the items are shown.
    pub pulse: Pulse,
    /// Whether to ask for a comment.
    pub ask_comment: bool,
    /// What the respondent reads at the end.
    pub thanks: String,
    /// The web sites that may show it in a frame.
    pub embed_origins: Vec<String>,
    /// Whether it is made-up data to look at.
    pub sample: bool,
    /// When it was made.
    pub made_at: Time,
    /// When it was put away.
    pub archived_at: Option<Time>,
}

/// A survey to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSurvey {
    /// What people read.
    pub title: String,
    /// The questionnaire's id.
    pub instrument: String,
    /// Its version.
    pub instrument_version: i64,
    /// The language it begins in.
    pub language: String,
    /// The team it belongs to.
    pub team: Option<Id>,
    /// Whether nothing may lead from an answer to a person. Never changed afterwards.
    pub anonymous: bool,
    /// How many of the items are shown.
    pub pulse: Pulse,
    /// Whether to ask for a comment.
    pub ask_comment: bool,
    /// What the respondent reads at the end.
    pub thanks: String,
    /// The web sites that may show it in a frame.
    pub embed_origins: Vec<String>,
    /// Whether it is made-up data to look at.
    pub sample: bool,
}

/// What to change; nothing where there is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SurveyChange {
    /// What people read.
    pub title: Option<String>,
    /// The version that the next wave will ask; the one that is open keeps its own.
    pub instrument_version: Option<i64>,
    /// The language it begins in.
    pub language: Option<String>,
    /// The team it belongs to; `Some(None)` for all.
    pub team: Option<Option<Id>>,
    /// How many of the items are shown.
    pub pulse: Option<Pulse>,
    /// Whether to ask for a comment.
    pub ask_comment: Option<bool>,
    /// What the respondent reads at the end.
    pub thanks: Option<String>,
    /// The web sites that may show it in a frame.
    pub embed_origins: Option<Vec<String>>,
}

/// The columns of [`survey_of`], for queries that join surveys under that name.
pub(crate) const COLUMNS: &str = "surveys.id, surveys.title, surveys.instrument, surveys.instrument_version, \
    surveys.language, surveys.team, surveys.anonymous, surveys.pulse, surveys.ask_comment, surveys.thanks, \
    surveys.embed_origins, surveys.sample, surveys.made_at, surveys.archived_at";

/// How many columns these are.
pub(crate) const WIDTH: usize = 14;

/// Makes a survey.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such questionnaire or team; [`StoreError::Refused`] without a title.
pub fn create(tx: &mut Transaction<'_>, scope: &Scope, new: &NewSurvey, now: Time) -> Result<Survey, StoreError> {
    scope.require(Role::Manager)?;
    let title = titled(&new.title)?;
    crate::instruments::questionnaire(tx, scope, &new.instrument, new.instrument_version)?;
    // Whoever sees one team only makes surveys of that team only.
    let team = scope.team().cloned().or_else(|| new.team.clone());
    check_team(tx, scope, team.as_ref())?;
    let survey = Survey {
        id: Id::new(now),
        title,
        instrument: new.instrument.clone(),
        instrument_version: new.instrument_version,
        language: new.language.clone(),
        team,
        anonymous: new.anonymous,
        pulse: new.pulse,
        ask_comment: new.ask_comment,
        thanks: new.thanks.clone(),
        embed_origins: new.embed_origins.clone(),
        sample: new.sample,
        made_at: now,
        archived_at: None,
    };
    tx.execute(
        "INSERT INTO surveys (organisation, id, title, instrument, instrument_version, language, team, anonymous, pulse, \
         ask_comment, thanks, embed_origins, sample, made_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        &values![
            scope.key(),
            &survey.id,
            &survey.title,
            &survey.instrument,
            survey.instrument_version,
            &survey.language,
            survey.team.as_ref(),
            survey.anonymous,
            survey.pulse.name(),
            survey.ask_comment,
            &survey.thanks,
            json(&survey.embed_origins),
            survey.sample,
            now,
        ],
    )?;
    audit::append(tx, scope, "survey.create", survey.id.as_str(), &["title", "instrument"], now)?;
    Ok(survey)
}

/// The surveys that the scope sees, the newest first; those put away come last.
///
/// # Errors
/// As the database says.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Survey>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM surveys WHERE organisation = ?1 AND (CAST(?2 AS TEXT) IS NULL OR team = CAST(?2 AS TEXT)) \
         ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, made_at DESC, id DESC"
    );
    tx.query(&sql, &values![scope.key(), scope.team()], |row| survey_of(row, 0))
}

/// One survey.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Survey, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM surveys WHERE organisation = ?1 AND id = ?2 \
         AND (CAST(?3 AS TEXT) IS NULL OR team = CAST(?3 AS TEXT))"
    );
    tx.one(&sql, &values![scope.key(), id, scope.team()], |row| survey_of(row, 0))
}

/// Changes a survey.
///
/// # Errors
/// As [`create`].
pub fn update(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    change: &SurveyChange,
    now: Time,
) -> Result<Survey, StoreError> {
    scope.require(Role::Manager)?;
    let before = get(tx, scope, id)?;
    let mut survey = before.clone();
    if let Some(title) = &change.title {
        survey.title = titled(title)?;
    }
    if let Some(version) = change.instrument_version {
        crate::instruments::questionnaire(tx, scope, &survey.instrument, version)?;
        survey.instrument_version = version;
    }
    if let Some(team) = &change.team {
        if scope.team().is_some() && scope.team() != team.as_ref() {
            return Err(StoreError::Forbidden);
        }
        check_team(tx, scope, team.as_ref())?;
        survey.team.clone_from(team);
    }
    take(&mut survey.language, &change.language);
    take(&mut survey.pulse, &change.pulse);
    take(&mut survey.ask_comment, &change.ask_comment);
    take(&mut survey.thanks, &change.thanks);
    take(&mut survey.embed_origins, &change.embed_origins);
    let changed = changed_fields(&before, &survey);
    if changed.is_empty() {
        return Ok(survey);
    }
    tx.execute(
        "UPDATE surveys SET title = ?3, instrument_version = ?4, language = ?5, team = ?6, pulse = ?7, ask_comment = ?8, \
         thanks = ?9, embed_origins = ?10 WHERE organisation = ?1 AND id = ?2",
        &values![
            scope.key(),
            id,
            &survey.title,
            survey.instrument_version,
            &survey.language,
            survey.team.as_ref(),
            survey.pulse.name(),
            survey.ask_comment,
            &survey.thanks,
            json(&survey.embed_origins),
        ],
    )?;
    audit::append(tx, scope, "survey.update", id.as_str(), &changed, now)?;
    Ok(survey)
}

/// Puts a survey away: its links lead nowhere, its answers stay. A wave that is open is closed.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn archive(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    let survey = get(tx, scope, id)?;
    if survey.archived_at.is_some() {
        return Ok(());
    }
    for wave in crate::waves::list(tx, scope, id)? {
        if wave.closed_at.is_none() {
            crate::waves::close(tx, scope, &wave.id, now)?;
        }
    }
    tx.execute(
        "UPDATE surveys SET archived_at = ?3 WHERE organisation = ?1 AND id = ?2",
        &values![scope.key(), id, now],
    )?;
    audit::append(tx, scope, "survey.archive", id.as_str(), &["archived_at"], now)
}

fn take<T: Clone>(field: &mut T, change: &Option<T>) {
    if let Some(value) = change {
        field.clone_from(value);
    }
}

fn changed_fields(before: &Survey, after: &Survey) -> Vec<&'static str> {
    [
        ("title", before.title != after.title),
        ("instrument_version", before.instrument_version != after.instrument_version),
        ("language", before.language != after.language),
        ("team", before.team != after.team),
        ("pulse", before.pulse != after.pulse),
        ("ask_comment", before.ask_comment != after.ask_comment),
        ("thanks", before.thanks != after.thanks),
        ("embed_origins", before.embed_origins != after.embed_origins),
    ]
    .into_iter()
    .filter_map(|(name, changed)| changed.then_some(name))
    .collect()
}

/// A title without space around it.
pub(crate) fn titled(title: &str) -> Result<String, StoreError> {
    let title = title.trim();
    if title.is_empty() { Err(StoreError::Refused("store-title-missing", vec![])) } else { Ok(title.to_owned()) }
}

fn check_team(tx: &mut Transaction<'_>, scope: &Scope, team: Option<&Id>) -> Result<(), StoreError> {
    let Some(team) = team else { return Ok(()) };
    tx.one("SELECT 1 FROM teams WHERE organisation = ?1 AND id = ?2", &values![scope.key(), team], |_| Ok(()))
}

/// A value of ours as JSON; ours are all maps and lists of text, which always are JSON.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// What [`json`] wrote.
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// A survey from the columns [`COLUMNS`], which begin at `at`.
pub(crate) fn survey_of(row: &Row, at: usize) -> Result<Survey, StoreError> {
    Ok(Survey {
        id: Id::stored(row.text(at)?),
        title: row.text(at + 1)?,
        instrument: row.text(at + 2)?,
        instrument_version: row.integer(at + 3)?,
        language: row.text(at + 4)?,
        team: row.text_or_none(at + 5)?.map(Id::stored),
        anonymous: row.flag(at + 6)?,
        pulse: Pulse::named(&row.text(at + 7)?).ok_or_else(|| StoreError::Damaged("a survey's pulse".to_owned()))?,
        ask_comment: row.flag(at + 8)?,
        thanks: row.text(at + 9)?,
        embed_origins: from_json(&row.text(at + 10)?)?,
        sample: row.flag(at + 11)?,
        made_at: Time(row.integer(at + 12)?),
        archived_at: row.integer_or_none(at + 13)?.map(Time),
    })
}
