//! Questionnaires: those that come with the program, and those of the organisation, version by version.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::instruments::{self, InstrumentVersion};
use store::tokens::Area;
use store::{Role, StoreError, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::types::{Moment, Nothing, Page, Paged, page_of};
use crate::operation::Operation;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, role, summary| Named { id, path, area: Area::Surveys, role, summary };
    vec![
        reading(
            named(
                "api.templates.list",
                "/api/v1/templates",
                Role::Viewer,
                "The questionnaires that come with the program",
            ),
            templates,
        ),
        reading(
            named("api.templates.show", "/api/v1/templates/{template}", Role::Viewer, "One of them, as its file"),
            template,
        ),
        reading(
            named(
                "api.instruments.list",
                "/api/v1/instruments",
                Role::Viewer,
                "The newest version of each questionnaire",
            ),
            list,
        ),
        changing(
            named(
                "api.instruments.save",
                "/api/v1/instruments",
                Role::Manager,
                "Saves a questionnaire as its next version; the same text again gives the same version",
            ),
            Change::doing(),
            save,
        ),
        reading(
            named(
                "api.instruments.versions",
                "/api/v1/instruments/{instrument}/versions",
                Role::Viewer,
                "All versions of a questionnaire, the newest first",
            ),
            versions,
        ),
        reading(
            named(
                "api.instruments.show",
                "/api/v1/instruments/{instrument}/versions/{version}",
                Role::Viewer,
                "One version, as its file",
            ),
            show,
        ),
    ]
}

/// A questionnaire that comes with the program.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Template {
    id: String,
    title: String,
    items: usize,
}

/// The same with its file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TemplateFile {
    id: String,
    title: String,
    /// The file, in TOML.
    toml: String,
}

fn templates(_: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Template>, StoreError> {
    let language = asked.words.language().code();
    let all: Vec<_> = survey::builtin_ids().iter().filter_map(|id| survey::builtin(id)).collect();
    page_of(
        asked,
        "templates",
        all,
        |template| template.id.clone(),
        |template| Template {
            title: template.title.get(language).to_owned(),
            items: template.items.len(),
            id: template.id,
        },
    )
}

fn template(_: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<TemplateFile, StoreError> {
    let id = asked.text("template");
    let (found, toml) = survey::builtin(id).zip(survey::builtin_source(id)).ok_or(StoreError::NotFound)?;
    Ok(TemplateFile {
        title: found.title.get(asked.words.language().code()).to_owned(),
        id: found.id,
        toml: toml.to_owned(),
    })
}

/// One version of a questionnaire.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Instrument {
    /// The id in its file.
    id: String,
    /// Counted from 1.
    version: i64,
    title: String,
    made_at: Moment,
}

/// The same with its file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InstrumentFile {
    /// The id in its file.
    id: String,
    /// Counted from 1.
    version: i64,
    title: String,
    made_at: Moment,
    /// The file, in TOML.
    toml: String,
}

fn in_short(version: InstrumentVersion) -> Instrument {
    Instrument { id: version.id, version: version.version, title: version.title, made_at: version.made_at.into() }
}

fn whole(version: InstrumentVersion) -> InstrumentFile {
    InstrumentFile {
        id: version.id,
        version: version.version,
        title: version.title,
        made_at: version.made_at.into(),
        toml: version.toml,
    }
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Instrument>, StoreError> {
    let all = instruments::list(tx, &asked.scope)?;
    page_of(asked, "instruments", all, |version| version.id.clone(), in_short)
}

fn versions(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Instrument>, StoreError> {
    let id = asked.text("instrument");
    let all = instruments::versions(tx, &asked.scope, id)?;
    if all.is_empty() {
        return Err(StoreError::NotFound);
    }
    page_of(asked, &format!("instruments/{id}"), all, |version| version.version.to_string(), in_short)
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<InstrumentFile, StoreError> {
    instruments::get(tx, &asked.scope, asked.text("instrument"), asked.number("version")?).map(whole)
}

/// A questionnaire to be saved.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInstrument {
    /// The file, in TOML.
    #[schemars(length(min = 1, max = 500_000), regex(pattern = r"\S"))]
    toml: String,
}

fn save(tx: &mut Transaction<'_>, asked: &Asked<Nothing, NewInstrument>) -> Result<Instrument, StoreError> {
    if let Err(problems) = survey::parse(&asked.body.toml) {
        for problem in problems {
            let (message, arguments) = problem.message();
            let arguments: Vec<_> = arguments.into_iter().map(|(name, text)| (name, text.into())).collect();
            asked.fault("toml".to_owned(), asked.words.say(message, &arguments));
        }
        asked.sound()?;
    }
    instruments::save(tx, &asked.scope, &asked.body.toml, asked.now).map(in_short)
}
