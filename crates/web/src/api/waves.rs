//! Waves: the times a survey is asked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::tokens::Area;
use store::waves::{self, NewWave};
use store::{Role, StoreError, Time, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::types::{Moment, Nothing, Page, Paged, Uid, page_of};
use crate::operation::Operation;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, role, summary| Named { id, path, area: Area::Surveys, role, summary };
    vec![
        reading(
            named(
                "api.waves.list",
                "/api/v1/surveys/{survey}/waves",
                Role::Viewer,
                "The waves of a survey, the newest first",
            ),
            list,
        ),
        changing(
            named("api.waves.open", "/api/v1/surveys/{survey}/waves", Role::Manager, "Opens a wave, or plans one"),
            Change::making(),
            open,
        ),
        reading(named("api.waves.show", "/api/v1/waves/{wave}", Role::Viewer, "One wave"), show),
        changing(
            named("api.waves.close", "/api/v1/waves/{wave}/close", Role::Manager, "Closes a wave"),
            Change::doing(),
            close,
        ),
    ]
}

/// Where a wave stands.
#[derive(Debug, Serialize, JsonSchema)]
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
#[derive(Debug, Serialize, JsonSchema)]
pub struct Wave {
    id: Uid,
    survey: Uid,
    /// Counted from 1 within the survey.
    position: i64,
    title: String,
    /// The id of its questionnaire.
    instrument: String,
    /// The version that its respondents see.
    instrument_version: i64,
    state: WaveState,
    opens_at: Moment,
    closes_at: Option<Moment>,
    /// When somebody closed it.
    closed_at: Option<Moment>,
    /// Answers that count.
    answers: i64,
    /// Answers that were set aside.
    set_aside: i64,
    /// When the last answer came; in an anonymous survey, the hour.
    last_answer_at: Option<Moment>,
}

/// A wave as it stands at a moment.
pub fn wave(wave: waves::Wave, now: Time) -> Wave {
    Wave {
        state: match wave.state(now) {
            waves::WaveState::Planned => WaveState::Planned,
            waves::WaveState::Open => WaveState::Open,
            waves::WaveState::Closed => WaveState::Closed,
        },
        id: wave.id.into(),
        survey: wave.survey.into(),
        position: wave.position,
        title: wave.title,
        instrument: wave.instrument,
        instrument_version: wave.instrument_version,
        opens_at: wave.opens_at.into(),
        closes_at: wave.closes_at.map(Moment::from),
        closed_at: wave.closed_at.map(Moment::from),
        answers: wave.answers,
        set_aside: wave.set_aside,
        last_answer_at: wave.last_answer_at.map(Moment::from),
    }
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Wave>, StoreError> {
    let survey = asked.id("survey")?;
    let all = waves::list(tx, &asked.scope, &survey)?;
    page_of(asked, &format!("waves/{survey}"), all, |wave| wave.id.to_string(), |found| wave(found, asked.now))
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Wave, StoreError> {
    waves::get(tx, &asked.scope, &asked.id("wave")?).map(|found| wave(found, asked.now))
}

/// A wave to be opened.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaveToOpen {
    #[schemars(length(min = 1, max = 200), regex(pattern = r"\S"))]
    title: String,
    /// From when on it takes answers; now when nothing is said.
    #[serde(default)]
    opens_at: Option<Moment>,
    /// From when on it takes none; until it is closed when nothing is said.
    #[serde(default)]
    closes_at: Option<Moment>,
}

fn open(tx: &mut Transaction<'_>, asked: &Asked<Nothing, WaveToOpen>) -> Result<Wave, StoreError> {
    let new = NewWave {
        title: asked.body.title.clone(),
        opens_at: asked.body.opens_at.as_ref().map_or(asked.now, Moment::time),
        closes_at: asked.body.closes_at.as_ref().map(Moment::time),
    };
    waves::open(tx, &asked.scope, &asked.id("survey")?, &new, asked.now).map(|found| wave(found, asked.now))
}

fn close(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Wave, StoreError> {
    waves::close(tx, &asked.scope, &asked.id("wave")?, asked.now).map(|found| wave(found, asked.now))
}
