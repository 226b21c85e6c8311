//! Public ways into a survey: links on posters, tablets at a counter, frames in other pages; and the door that a link or an
//! invitation opens.
//!
//! Separate from sessions, because nobody signs in here: a door's scope may answer and nothing else. Tokens of links hang on
//! walls, so they stand in the table as they are; an invitation is a secret, and only its digest is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::Row;
use crate::instruments::{Questionnaire, questionnaire};
use crate::people::Organisation;
use crate::surveys::{self, Survey, from_json, json};
use crate::waves::{self, Wave};
use crate::{Actor, Id, Role, Scope, Secret, StoreError, Time, TokenHash, Transaction, audit, values};

/// Characters of a link's token: 62^24 is beyond 2^142.
const TOKEN_LENGTH: usize = 24;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// For anybody, once on each device.
    Open,
    /// For a tablet at a counter: it begins anew after each answer.
    Kiosk,
    /// For a frame in another page.
    Embedded,
}

impl LinkKind {
    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Kiosk => "kiosk",
            Self::Embedded => "embedded",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Open, Self::Kiosk, Self::Embedded].into_iter().find(|kind| kind.name() == name)
    }
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its id.
    pub id: Id,
    /// Its survey.
    pub survey: Id,
    /// What stands in its address.
    pub token: String,
    /// What it is for.
    pub kind: LinkKind,
    /// What the staff call it.
    pub label: String,
    /// What is known of whoever comes by it, such as the branch.
    pub hidden: BTreeMap<String, String>,
    /// When it was made.
    pub made_at: Time,
    /// When it was closed.
    pub closed_at: Option<Time>,
}

/// By which way somebody came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DoorKind {
    /// By an open link.
    Open,
    /// At a counter.
    Kiosk,
    /// In a frame.
    Embedded,
    /// By an invitation.
    Invited,
    /// From a program, with a token.
    Api,
}

/// What a link or an invitation opens. Nothing was changed by opening it.
#[derive(Debug, Clone)]
pub struct Door {
    /// Whose rows may be touched.
    pub scope: Scope,
    /// Who asks.
    pub organisation: Organisation,
    /// What is asked.
    pub survey: Survey,
    /// The wave that is open now.
    pub wave: Option<Wave>,
    /// The questionnaire of that wave.
    pub questionnaire: Option<Arc<Questionnaire>>,
    /// By which way.
    pub kind: DoorKind,
    /// What the link says of whoever comes by it.
    pub hidden: BTreeMap<String, String>,
    /// Whether the invitation was used.
    pub used: bool,
    /// What is known of the invited person's groups.
    pub invited_segments: BTreeMap<String, String>,
    /// Who was invited; never known where the survey is anonymous.
    pub invitee: Option<Id>,
    /// What to add up; put here by the caller, who keeps plans by version of the questionnaire. Without one, answers are
    /// only stored, and added up when somebody looks.
    pub plan: Option<Arc<sums::Plan>>,
}

/// Makes a link.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such survey.
pub fn create(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    survey: &Id,
    kind: LinkKind,
    label: &str,
    hidden: &BTreeMap<String, String>,
    now: Time,
) -> Result<Link, StoreError> {
    scope.require(Role::Manager)?;
    surveys::get(tx, scope, survey)?;
    let link = Link {
        id: Id::new(now),
        survey: survey.clone(),
        token: fresh_token(),
        kind,
        label: label.trim().to_owned(),
        hidden: hidden.clone(),
        made_at: now,
        closed_at: None,
    };
    tx.execute(
        "INSERT INTO links (token, organisation, id, survey, kind, label, hidden, made_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        &values![&link.token, scope.key(), &link.id, survey, kind.name(), &link.label, json(hidden), now],
    )?;
    audit::append(tx, scope, "link.create", link.id.as_str(), &["kind", "label", "hidden"], now)?;
    Ok(link)
}

/// The links of a survey, the newest first.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such survey.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope, survey: &Id) -> Result<Vec<Link>, StoreError> {
    surveys::get(tx, scope, survey)?;
    let sql = "SELECT id, survey, token, kind, label, hidden, made_at, closed_at FROM links \
               WHERE organisation = ?1 AND survey = ?2 ORDER BY made_at DESC, id DESC";
    tx.query(sql, &values![scope.key(), survey], link_of)
}

/// One link.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Link, StoreError> {
    let sql = "SELECT id, survey, token, kind, label, hidden, made_at, closed_at FROM links \
               WHERE organisation = ?1 AND id = ?2";
    let link = tx.one(sql, &values![scope.key(), id], link_of)?;
    surveys::get(tx, scope, &link.survey)?;
    Ok(link)
}

/// Closes a link for good.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn close(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    if get(tx, scope, id)?.closed_at.is_some() {
        return Ok(());
    }
    tx.execute("UPDATE links SET closed_at = ?3 WHERE organisation = ?1 AND id = ?2", &values![scope.key(), id, now])?;
    audit::append(tx, scope, "link.close", id.as_str(), &["closed_at"], now)
}

/// What the link with this token opens; nothing when there is no such link, or it or its survey was closed.
///
/// # Errors
/// As the database says.
pub fn resolve(tx: &mut Transaction<'_>, token: &str, now: Time) -> Result<Option<Door>, StoreError> {
    let sql = format!(
        "SELECT {}, {ORGANISATION}, links.kind, links.hidden FROM links \
         JOIN surveys ON surveys.organisation = links.organisation AND surveys.id = links.survey \
         JOIN organisations ON organisations.key = links.organisation \
         WHERE links.token = ?1 AND links.closed_at IS NULL AND surveys.archived_at IS NULL",
        surveys::COLUMNS
    );
    let after = surveys::WIDTH + ORGANISATION_WIDTH;
    let found = tx.first(&sql, &values![token], |row| {
        let mut door = door_of(row)?;
        door.kind = match LinkKind::named(&row.text(after)?) {
            Some(LinkKind::Kiosk) => DoorKind::Kiosk,
            Some(LinkKind::Embedded) => DoorKind::Embedded,
            Some(LinkKind::Open) => DoorKind::Open,
            None => return Err(StoreError::Damaged("a link's kind".to_owned())),
        };
        door.hidden = from_json(&row.text(after + 1)?)?;
        Ok(door)
    })?;
    let Some(mut door) = found else { return Ok(None) };
    door.wave = waves::current(tx, &door.scope, &door.survey.id, now)?;
    with_questionnaire(tx, door).map(Some)
}

/// What an invitation opens; nothing when there is no such invitation. One that was used still opens, and says so.
///
/// # Errors
/// As the database says.
pub fn resolve_invitation(tx: &mut Transaction<'_>, token: &TokenHash, now: Time) -> Result<Option<Door>, StoreError> {
    let sql = format!(
        "SELECT {}, {ORGANISATION}, invitees.used, invitees.segments, invitees.id, {} FROM invitee_tokens \
         JOIN invitees ON invitees.organisation = invitee_tokens.organisation AND invitees.id = invitee_tokens.invitee \
         JOIN waves ON waves.organisation = invitees.organisation AND waves.id = invitees.wave \
         JOIN surveys ON surveys.organisation = waves.organisation AND surveys.id = waves.survey \
         JOIN organisations ON organisations.key = surveys.organisation \
         WHERE invitee_tokens.hash = ?1 AND surveys.archived_at IS NULL",
        surveys::COLUMNS,
        waves::COLUMNS,
    );
    let after = surveys::WIDTH + ORGANISATION_WIDTH;
    let found = tx.first(&sql, &values![token], |row| {
        let mut door = door_of(row)?;
        door.kind = DoorKind::Invited;
        door.used = row.flag(after)?;
        door.invited_segments = from_json(&row.text(after + 1)?)?;
        // Whoever answers an anonymous survey is forgotten here already.
        door.invitee = if door.survey.anonymous { None } else { Some(Id::stored(row.text(after + 2)?)) };
        let wave = waves::wave_of(row, after + 3)?;
        door.wave = (wave.state(now) == waves::WaveState::Open).then_some(wave);
        Ok(door)
    })?;
    found.map(|door| with_questionnaire(tx, door)).transpose()
}

const ORGANISATION: &str = "organisations.key, organisations.id, organisations.name, organisations.language, \
    organisations.zone, organisations.sample";
const ORGANISATION_WIDTH: usize = 6;

/// The door of a survey and its organisation; what the way in knows is added by the caller.
fn door_of(row: &Row) -> Result<Door, StoreError> {
    let at = surveys::WIDTH;
    Ok(Door {
        scope: Scope::new(row.integer(at)?, Actor::Link, Role::Viewer, None),
        organisation: Organisation {
            id: Id::stored(row.text(at + 1)?),
            name: row.text(at + 2)?,
            language: row.text(at + 3)?,
            zone: row.text(at + 4)?,
            sample: row.flag(at + 5)?,
        },
        survey: surveys::survey_of(row, 0)?,
        wave: None,
        questionnaire: None,
        kind: DoorKind::Open,
        hidden: BTreeMap::new(),
        used: false,
        invited_segments: BTreeMap::new(),
        invitee: None,
        plan: None,
    })
}

fn with_questionnaire(tx: &mut Transaction<'_>, mut door: Door) -> Result<Door, StoreError> {
    if let Some(wave) = &door.wave {
        door.questionnaire = Some(questionnaire(tx, &door.scope, &wave.instrument, wave.instrument_version)?);
    }
    Ok(door)
}

/// Random characters of a secret, without its kind and check: short enough for a poster.
fn fresh_token() -> String {
    let secret = Secret::new("link");
    secret.reveal().trim_start_matches("sq_link_").chars().take(TOKEN_LENGTH).collect()
}

fn link_of(row: &Row) -> Result<Link, StoreError> {
    Ok(Link {
        id: Id::stored(row.text(0)?),
        survey: Id::stored(row.text(1)?),
        token: row.text(2)?,
        kind: LinkKind::named(&row.text(3)?).ok_or_else(|| StoreError::Damaged("a link's kind".to_owned()))?,
        label: row.text(4)?,
        hidden: from_json(&row.text(5)?)?,
        made_at: Time(row.integer(6)?),
        closed_at: row.integer_or_none(7)?.map(Time),
    })
}
