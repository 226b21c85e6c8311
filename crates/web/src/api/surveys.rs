//! Surveys: which questionnaire is asked, of whom, and how.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use store::surveys::{self, NewSurvey, SurveyChange};
use store::tokens::Area;
use store::{Id, Role, StoreError, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::types::{Moment, Nothing, Page, Paged, Uid, page_of};
use crate::operation::Operation;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, role, summary| Named { id, path, area: Area::Surveys, role, summary };
    vec![
        reading(named("api.surveys.list", "/api/v1/surveys", Role::Viewer, "The surveys, the newest first"), list),
        changing(
            named("api.surveys.create", "/api/v1/surveys", Role::Manager, "Makes a survey"),
            Change::making(),
            create,
        ),
        reading(named("api.surveys.show", "/api/v1/surveys/{survey}", Role::Viewer, "One survey"), show),
        changing(
            named("api.surveys.update", "/api/v1/surveys/{survey}", Role::Manager, "Changes what is given"),
            Change::altering(),
            update,
        ),
        changing(
            named(
                "api.surveys.archive",
                "/api/v1/surveys/{survey}/archive",
                Role::Manager,
                "Puts a survey away: its links lead nowhere, its answers stay",
            ),
            Change::doing(),
            archive,
        ),
    ]
}

/// How many of the items one respondent is shown.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Pulse {
    /// The whole questionnaire.
    Off,
    /// All items on one page.
    All,
    /// One item of each factor in turn.
    Rotating,
}

impl From<surveys::Pulse> for Pulse {
    fn from(pulse: surveys::Pulse) -> Self {
        match pulse {
            surveys::Pulse::Off => Self::Off,
            surveys::Pulse::All => Self::All,
            surveys::Pulse::Rotating => Self::Rotating,
        }
    }
}

impl From<Pulse> for surveys::Pulse {
    fn from(pulse: Pulse) -> Self {
        match pulse {
            Pulse::Off => Self::Off,
            Pulse::All => Self::All,
            Pulse::Rotating => Self::Rotating,
        }
    }
}

/// A language that the answer page speaks.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tongue {
    /// English.
    En,
    /// Indonesian.
    Id,
    /// Spanish.
    Es,
}

impl Tongue {
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Id => "id",
            Self::Es => "es",
        }
    }
}

/// A survey.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Survey {
    id: Uid,
    title: String,
    /// The id of its questionnaire.
    instrument: String,
    /// The version that the next wave will ask.
    instrument_version: i64,
    /// The language it begins in.
    language: String,
    /// The team it belongs to; all when none.
    team: Option<Uid>,
    /// Whether nothing may lead from an answer to a person.
    anonymous: bool,
    pulse: Pulse,
    /// Whether to ask for a comment.
    ask_comment: bool,
    /// What the respondent reads at the end.
    thanks: String,
    /// The web sites that may show it in a frame.
    embed_origins: Vec<String>,
    /// Whether its data are made up.
    sample: bool,
    made_at: Moment,
    /// When it was put away.
    archived_at: Option<Moment>,
}

impl From<surveys::Survey> for Survey {
    fn from(survey: surveys::Survey) -> Self {
        Self {
            id: survey.id.into(),
            title: survey.title,
            instrument: survey.instrument,
            instrument_version: survey.instrument_version,
            language: survey.language,
            team: survey.team.map(Uid::from),
            anonymous: survey.anonymous,
            pulse: survey.pulse.into(),
            ask_comment: survey.ask_comment,
            thanks: survey.thanks,
            embed_origins: survey.embed_origins,
            sample: survey.sample,
            made_at: survey.made_at.into(),
            archived_at: survey.archived_at.map(Moment::from),
        }
    }
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Survey>, StoreError> {
    let all = surveys::list(tx, &asked.scope)?;
    page_of(asked, "surveys", all, |survey| survey.id.to_string(), Survey::from)
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Survey, StoreError> {
    surveys::get(tx, &asked.scope, &asked.id("survey")?).map(Survey::from)
}

/// A survey to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyToMake {
    #[schemars(length(min = 1, max = 200), regex(pattern = r"\S"))]
    title: String,
    /// The id of its questionnaire.
    #[schemars(length(min = 1, max = 100))]
    instrument: String,
    /// The version of the questionnaire.
    #[schemars(range(min = 1, max = 1_000_000))]
    instrument_version: i64,
    /// The language it begins in.
    language: Tongue,
    /// The team it belongs to; all when none.
    #[serde(default)]
    team: Option<Uid>,
    /// Whether nothing may lead from an answer to a person. Never changed afterwards.
    #[serde(default = "yes")]
    anonymous: bool,
    /// How many of the items one respondent is shown.
    #[serde(default = "whole")]
    pulse: Pulse,
    /// Whether to ask for a comment.
    #[serde(default)]
    ask_comment: bool,
    /// What the respondent reads at the end.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    thanks: String,
    /// The web sites that may show it in a frame, such as `https://help.example.org`.
    #[serde(default)]
    #[schemars(length(max = 20))]
    embed_origins: Vec<Origin>,
}

/// The beginning of a web site's address: scheme, host and port.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Origin(#[schemars(length(min = 8, max = 300))] String);

fn yes() -> bool {
    true
}

fn whole() -> Pulse {
    Pulse::Off
}

fn create(tx: &mut Transaction<'_>, asked: &Asked<Nothing, SurveyToMake>) -> Result<Survey, StoreError> {
    let body = &asked.body;
    let new = NewSurvey {
        title: body.title.clone(),
        instrument: body.instrument.clone(),
        instrument_version: body.instrument_version,
        language: body.language.code().to_owned(),
        team: team(body.team.as_ref())?,
        anonymous: body.anonymous,
        pulse: body.pulse.into(),
        ask_comment: body.ask_comment,
        thanks: body.thanks.clone(),
        embed_origins: origins(asked, &body.embed_origins),
        sample: false,
    };
    asked.sound()?;
    surveys::create(tx, &asked.scope, &new, asked.now).map(Survey::from)
}

fn team(team: Option<&Uid>) -> Result<Option<Id>, StoreError> {
    team.map(Uid::id).transpose()
}

/// Origins as a policy for frames may hold them: nothing that could end the directive.
fn origins<B>(asked: &Asked<Nothing, B>, given: &[Origin]) -> Vec<String> {
    let mut sound = Vec::new();
    for (position, Origin(origin)) in given.iter().enumerate() {
        let origin = origin.trim_end_matches('/').to_ascii_lowercase();
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")).unwrap_or_default();
        let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        if host.is_empty() || !host.chars().all(plain) {
            asked.fault(format!("embed_origins.{position}"), asked.words.text("api-origin"));
        }
        sound.push(origin);
    }
    sound
}

/// What to change; what is not given stays.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SurveyToChange {
    #[schemars(length(min = 1, max = 200), regex(pattern = r"\S"))]
    title: Option<String>,
    /// The version that the next wave will ask.
    #[schemars(range(min = 1, max = 1_000_000))]
    instrument_version: Option<i64>,
    /// The language it begins in.
    language: Option<Tongue>,
    /// The team it belongs to; null for all.
    #[serde(deserialize_with = "given")]
    #[schemars(with = "Option<Uid>")]
    team: Option<Option<Uid>>,
    /// How many of the items one respondent is shown.
    pulse: Option<Pulse>,
    /// Whether to ask for a comment.
    ask_comment: Option<bool>,
    /// What the respondent reads at the end.
    #[schemars(length(max = 2000))]
    thanks: Option<String>,
    /// The web sites that may show it in a frame.
    #[schemars(length(max = 20))]
    embed_origins: Option<Vec<Origin>>,
}

/// Tells `null` from a field that is not there.
pub fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

fn update(tx: &mut Transaction<'_>, asked: &Asked<Nothing, SurveyToChange>) -> Result<Survey, StoreError> {
    let body = &asked.body;
    let change = SurveyChange {
        title: body.title.clone(),
        instrument_version: body.instrument_version,
        language: body.language.map(|language| language.code().to_owned()),
        team: body.team.as_ref().map(|given| team(given.as_ref())).transpose()?,
        pulse: body.pulse.map(surveys::Pulse::from),
        ask_comment: body.ask_comment,
        thanks: body.thanks.clone(),
        embed_origins: body.embed_origins.as_ref().map(|given| origins(asked, given)),
    };
    let survey = asked.id("survey")?;
    // Somebody else's survey is not there, whatever is wrong with the body.
    surveys::get(tx, &asked.scope, &survey)?;
    asked.sound()?;
    surveys::update(tx, &asked.scope, &survey, &change, asked.now).map(Survey::from)
}

fn archive(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Survey, StoreError> {
    let survey = asked.id("survey")?;
    surveys::archive(tx, &asked.scope, &survey, asked.now)?;
    surveys::get(tx, &asked.scope, &survey).map(Survey::from)
}
