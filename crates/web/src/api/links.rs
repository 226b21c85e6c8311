//! Public ways into a survey.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::links;
use store::tokens::Area;
use store::{Role, StoreError, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::types::{Moment, Nothing, Page, Paged, Uid, page_of};
use crate::operation::Operation;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, role, summary| Named { id, path, area: Area::Surveys, role, summary };
    vec![
        reading(
            named(
                "api.links.list",
                "/api/v1/surveys/{survey}/links",
                Role::Viewer,
                "The links of a survey, the newest first",
            ),
            list,
        ),
        changing(
            named("api.links.create", "/api/v1/surveys/{survey}/links", Role::Manager, "Makes a link"),
            Change::making(),
            create,
        ),
        reading(named("api.links.show", "/api/v1/links/{link}", Role::Viewer, "One link"), show),
        changing(
            named("api.links.close", "/api/v1/links/{link}/close", Role::Manager, "Closes a link for good"),
            Change::doing(),
            close,
        ),
    ]
}

/// What a link is for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// For anybody, once on each device.
    Open,
    /// For a tablet at a counter: it begins anew after each answer.
    Kiosk,
    /// For a frame in another page.
    Embedded,
}

/// A public way into a survey. It leads to whichever wave is open.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Link {
    id: Uid,
    survey: Uid,
    kind: LinkKind,
    /// What the staff call it.
    label: String,
    /// The address to be given to respondents.
    url: String,
    /// What is known of whoever comes by it.
    hidden: BTreeMap<String, String>,
    made_at: Moment,
    closed_at: Option<Moment>,
}

/// A link, with its address on this server.
pub fn link(found: links::Link, base_url: &str) -> Link {
    Link {
        id: found.id.into(),
        survey: found.survey.into(),
        kind: match found.kind {
            links::LinkKind::Open => LinkKind::Open,
            links::LinkKind::Kiosk => LinkKind::Kiosk,
            links::LinkKind::Embedded => LinkKind::Embedded,
        },
        label: found.label,
        url: crate::pages::answer::poster::address_of(base_url, found.kind, &found.token),
        hidden: found.hidden,
        made_at: found.made_at.into(),
        closed_at: found.closed_at.map(Moment::from),
    }
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Link>, StoreError> {
    let survey = asked.id("survey")?;
    let all = links::list(tx, &asked.scope, &survey)?;
    let make = |found| link(found, &asked.base_url);
    page_of(asked, &format!("links/{survey}"), all, |link| link.id.to_string(), make)
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Link, StoreError> {
    links::get(tx, &asked.scope, &asked.id("link")?).map(|found| link(found, &asked.base_url))
}

/// A link to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkToMake {
    kind: LinkKind,
    /// What the staff call it.
    #[serde(default)]
    #[schemars(length(max = 200))]
    label: String,
    /// What is known of whoever comes by it, such as the branch.
    #[serde(default)]
    #[schemars(extend("maxProperties" = 20))]
    hidden: BTreeMap<String, HiddenText>,
}

/// What is known of whoever comes by a link.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct HiddenText(#[schemars(length(max = 100))] String);

fn create(tx: &mut Transaction<'_>, asked: &Asked<Nothing, LinkToMake>) -> Result<Link, StoreError> {
    let kind = match asked.body.kind {
        LinkKind::Open => links::LinkKind::Open,
        LinkKind::Kiosk => links::LinkKind::Kiosk,
        LinkKind::Embedded => links::LinkKind::Embedded,
    };
    let hidden = asked.body.hidden.iter().map(|(name, HiddenText(text))| (name.clone(), text.clone())).collect();
    let made = links::create(tx, &asked.scope, &asked.id("survey")?, kind, &asked.body.label, &hidden, asked.now)?;
    Ok(link(made, &asked.base_url))
}

fn close(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Link, StoreError> {
    let id = asked.id("link")?;
    links::close(tx, &asked.scope, &id, asked.now)?;
    links::get(tx, &asked.scope, &id).map(|found| link(found, &asked.base_url))
}
