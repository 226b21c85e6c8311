//! The organisation that a token belongs to, and its teams.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::tokens::Area;
use store::{Id, Role, StoreError, Transaction, people};

use super::call::{Asked, Change, Named, changing, reading};
use super::surveys::Tongue;
use super::types::{Nothing, Page, Paged, Uid, page_of};
use crate::operation::Operation;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, role, summary| Named { id, path, area: Area::Organisation, role, summary };
    vec![
        reading(
            named("api.organisation.show", "/api/v1/organisation", Role::Viewer, "The organisation of the token"),
            show,
        ),
        changing(
            named("api.organisation.update", "/api/v1/organisation", Role::Owner, "Changes what is given"),
            Change::altering(),
            update,
        ),
        reading(named("api.teams.list", "/api/v1/teams", Role::Viewer, "The teams"), teams),
        changing(
            named("api.teams.create", "/api/v1/teams", Role::Owner, "Makes a team"),
            Change::making(),
            create_team,
        ),
        changing(
            named("api.teams.rename", "/api/v1/teams/{team}", Role::Owner, "Gives a team another name"),
            Change::altering(),
            rename_team,
        ),
        changing(
            named("api.teams.delete", "/api/v1/teams/{team}", Role::Owner, "Deletes a team that nothing belongs to"),
            Change::removing(),
            delete_team,
        ),
    ]
}

/// An organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Organisation {
    id: Uid,
    name: String,
    /// The language that its pages begin with: `en`, `id`, `es`.
    language: String,
    /// The time zone, such as `Asia/Jakarta`.
    zone: String,
    /// Whether its data are made up.
    sample: bool,
}

impl From<people::Organisation> for Organisation {
    fn from(found: people::Organisation) -> Self {
        Self { id: found.id.into(), name: found.name, language: found.language, zone: found.zone, sample: found.sample }
    }
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Organisation, StoreError> {
    people::organisation(tx, &asked.scope).map(Organisation::from)
}

/// What to change; what is not given stays.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OrganisationToChange {
    #[schemars(length(min = 1, max = 200), regex(pattern = r"\S"))]
    name: Option<String>,
    /// The language that its pages begin with.
    language: Option<Tongue>,
    /// The time zone, such as `Asia/Jakarta`.
    #[schemars(length(min = 1, max = 100))]
    zone: Option<String>,
}

fn update(tx: &mut Transaction<'_>, asked: &Asked<Nothing, OrganisationToChange>) -> Result<Organisation, StoreError> {
    let (body, before) = (&asked.body, people::organisation(tx, &asked.scope)?);
    let name = body.name.as_deref().unwrap_or(&before.name);
    let language = body.language.map_or(before.language.as_str(), |language| language.code());
    let zone = body.zone.as_deref().unwrap_or(&before.zone);
    people::update_organisation(tx, &asked.scope, name, language, zone, asked.now)?;
    people::organisation(tx, &asked.scope).map(Organisation::from)
}

/// A part of an organisation that sees only its own surveys.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Team {
    id: Uid,
    name: String,
}

impl From<people::Team> for Team {
    fn from(found: people::Team) -> Self {
        Self { id: found.id.into(), name: found.name }
    }
}

fn teams(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Team>, StoreError> {
    let all = people::teams(tx, &asked.scope)?;
    page_of(asked, "teams", all, |team| team.id.to_string(), Team::from)
}

/// A team to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTeam {
    #[schemars(length(min = 1, max = 200), regex(pattern = r"\S"))]
    name: String,
}

fn create_team(tx: &mut Transaction<'_>, asked: &Asked<Nothing, NewTeam>) -> Result<Team, StoreError> {
    let id = people::create_team(tx, &asked.scope, &asked.body.name, asked.now)?;
    team(tx, asked, &id)
}

fn rename_team(tx: &mut Transaction<'_>, asked: &Asked<Nothing, NewTeam>) -> Result<Team, StoreError> {
    let id = asked.id("team")?;
    people::rename_team(tx, &asked.scope, &id, &asked.body.name, asked.now)?;
    team(tx, asked, &id)
}

fn team<B>(tx: &mut Transaction<'_>, asked: &Asked<Nothing, B>, id: &Id) -> Result<Team, StoreError> {
    let found = people::teams(tx, &asked.scope)?.into_iter().find(|team| team.id == *id);
    found.map(Team::from).ok_or(StoreError::NotFound)
}

fn delete_team(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Nothing, StoreError> {
    people::delete_team(tx, &asked.scope, &asked.id("team")?, asked.now)?;
    Ok(Nothing {})
}
