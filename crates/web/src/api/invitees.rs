//! People who are invited to a wave, and their links.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::invitees::{self, NewInvitee};
use store::tokens::Area;
use store::waves::WaveState;
use store::{Role, StoreError, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::cursor;
use super::surveys::Tongue;
use super::types::{Moment, Nothing, Page, Paged, Uid};
use crate::operation::Operation;
use crate::pages::desk::letters;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, summary| Named { id, path, area: Area::Surveys, role: Role::Manager, summary };
    vec![
        reading(
            named("api.invitees.list", "/api/v1/waves/{wave}/invitees", "The people who are invited to a wave"),
            list,
        ),
        changing(
            named("api.invitees.import", "/api/v1/waves/{wave}/invitees", "Invites people to a wave; nobody twice"),
            Change::doing(),
            import,
        ),
        reading(
            named(
                "api.invitees.counts",
                "/api/v1/waves/{wave}/invitees/counts",
                "How far the invitations of a wave are",
            ),
            counts,
        ),
        changing(
            named(
                "api.invitees.link",
                "/api/v1/invitees/{invitee}/link",
                "A new link for somebody, to be sent by other means than our mail; earlier ones stay good",
            ),
            Change { once: &["url"], ..Change::making() },
            link,
        ),
        changing(
            named(
                "api.invitations.send",
                "/api/v1/waves/{wave}/invitations/send",
                "Sends invitations, or reminders to those who have not answered, to up to 1,000 people; again for the next",
            ),
            Change::doing(),
            send,
        ),
    ]
}

/// Somebody who is invited.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Invitee {
    id: Uid,
    wave: Uid,
    email: String,
    /// How to address them; may be empty.
    name: String,
    language: String,
    /// Their groups, by column of the questionnaire.
    segments: BTreeMap<String, String>,
    /// Whether they answered; left out in an anonymous survey, where whoever watches this and the answers come in would
    /// see whose each is.
    answered: Option<bool>,
    /// When the first mail went; left out in an anonymous survey, because whoever has answered is passed over.
    invited_at: Option<Moment>,
    /// When the last reminder went; left out likewise.
    reminded_at: Option<Moment>,
    /// How many reminders went; left out likewise.
    reminders: Option<i64>,
}

impl Invitee {
    /// As it is shown of a survey that is anonymous, or not.
    pub fn of(found: invitees::Invitee, anonymous: bool) -> Self {
        Self {
            id: found.id.into(),
            wave: found.wave.into(),
            email: found.email,
            name: found.name,
            language: found.language,
            segments: found.segments,
            answered: (!anonymous).then_some(found.used),
            invited_at: found.invited_at.filter(|_| !anonymous).map(Moment::from),
            reminded_at: found.reminded_at.filter(|_| !anonymous).map(Moment::from),
            reminders: (!anonymous).then_some(found.reminders),
        }
    }
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Invitee>, StoreError> {
    let (wave, limit) = (asked.id("wave")?, asked.query.limit());
    let survey = store::waves::get(tx, &asked.scope, &wave)?.survey;
    let anonymous = store::surveys::get(tx, &asked.scope, &survey)?.anonymous;
    let list = format!("invitees/{wave}");
    // The place is a mail address: nobody may read it from an address in a log.
    let after = match asked.query.after.as_deref() {
        Some(cursor) => {
            let place = cursor::sealed_place(&list, cursor);
            Some(place.ok_or(StoreError::Refused("api-cursor", vec![]))?)
        }
        None => None,
    };
    let mut found = invitees::list(tx, &asked.scope, &wave, after.as_deref(), limit + 1)?;
    let more = limit as usize + 1 == found.len();
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|last| cursor::sealed_after(&list, &last.email));
    Ok(Page { items: found.into_iter().map(|found| Invitee::of(found, anonymous)).collect(), next })
}

/// People to be invited.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct People {
    #[schemars(length(min = 1, max = 1000))]
    people: Vec<Somebody>,
}

/// Somebody to be invited.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Somebody {
    #[schemars(length(min = 3, max = 254))]
    email: String,
    /// How to address them.
    #[serde(default)]
    #[schemars(length(max = 200))]
    name: String,
    /// In which language; the survey's when nothing is said.
    #[serde(default)]
    language: Option<Tongue>,
    /// Their groups, by column of the questionnaire.
    #[serde(default)]
    #[schemars(extend("maxProperties" = 20))]
    segments: BTreeMap<String, String>,
}

/// What became of a list of people.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Imported {
    /// New ones.
    added: u64,
    /// Those who were there already; they stay as they were.
    repeated: u64,
}

fn import(tx: &mut Transaction<'_>, asked: &Asked<Nothing, People>) -> Result<Imported, StoreError> {
    let id = asked.id("wave")?;
    let wave = store::waves::get(tx, &asked.scope, &id)?;
    let survey = store::surveys::get(tx, &asked.scope, &wave.survey)?;
    let people = asked.body.people.iter().map(|somebody| NewInvitee {
        email: somebody.email.clone(),
        name: somebody.name.clone(),
        language: somebody.language.map_or_else(|| survey.language.clone(), |language| language.code().to_owned()),
        segments: somebody.segments.clone(),
    });
    let done = invitees::import(tx, &asked.scope, &id, people.collect(), asked.now)?;
    for place in done.refused {
        asked.fault(format!("people.{place}.email"), asked.words.text("api-email"));
    }
    // Either all are invited or nobody: a program corrects its list and sends it again.
    asked.sound()?;
    Ok(Imported { added: done.added, repeated: done.repeated })
}

/// How far the invitations of a wave are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Counts {
    /// People on the list.
    all: i64,
    /// To whom a mail went.
    invited: i64,
    /// To whom a reminder went.
    reminded: i64,
    /// Who answered.
    answered: i64,
}

fn counts(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Counts, StoreError> {
    let found = invitees::counts(tx, &asked.scope, &asked.id("wave")?)?;
    Ok(Counts { all: found.all, invited: found.invited, reminded: found.reminded, answered: found.used })
}

/// A single-use link.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InviteeLink {
    /// The address. It is shown once; when the request is repeated, it is null.
    url: Option<String>,
}

fn link(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<InviteeLink, StoreError> {
    let secret = invitees::issue_token(tx, &asked.scope, &asked.id("invitee")?, asked.now)?;
    Ok(InviteeLink { url: Some(format!("{}/i/{}", asked.base_url, secret.reveal())) })
}

/// To whom to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Round {
    /// Everybody to whom no mail went yet.
    First,
    /// Everybody who was written to more than a day ago and has not answered.
    Reminder,
}

/// Mails to be sent.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MailsToSend {
    round: Round,
}

/// Mails that are on their way.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SentMails {
    /// How many; when it is none, nobody is left.
    sent: u64,
}

fn send(tx: &mut Transaction<'_>, asked: &Asked<Nothing, MailsToSend>) -> Result<SentMails, StoreError> {
    let wave = store::waves::get(tx, &asked.scope, &asked.id("wave")?)?;
    let survey = store::surveys::get(tx, &asked.scope, &wave.survey)?;
    if !asked.mails {
        return Err(StoreError::Refused("desk-invite-no-mail", vec![]));
    }
    if wave.state(asked.now) != WaveState::Open {
        return Err(StoreError::Refused("desk-invite-not-open", vec![]));
    }
    let organisation = store::people::organisation(tx, &asked.scope)?;
    let writers = letters::writers(&survey, Some(&wave), &organisation);
    let reminder = asked.body.round == Round::Reminder;
    let sent =
        letters::write(tx, &asked.scope, (&survey, &wave.id), &asked.base_url, reminder, Some(&writers), asked.now)?;
    Ok(SentMails { sent: sent.len() as u64 })
}
