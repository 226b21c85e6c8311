//! Addresses that are told when something happens, by the Standard Webhooks specification.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::tokens::Area;
use store::webhooks;
use store::{Id, Role, StoreError, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::types::{Moment, Nothing, Page, Paged, Uid, page_of};
use crate::operation::Operation;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, summary| Named { id, path, area: Area::Organisation, role: Role::Owner, summary };
    vec![
        reading(named("api.webhooks.list", "/api/v1/webhooks", "The webhooks, in the order they were made"), list),
        changing(
            named("api.webhooks.create", "/api/v1/webhooks", "Makes a webhook"),
            Change { once: &["secret"], ..Change::making() },
            create,
        ),
        reading(named("api.webhooks.show", "/api/v1/webhooks/{webhook}", "One webhook"), show),
        changing(
            named(
                "api.webhooks.rotate",
                "/api/v1/webhooks/{webhook}/rotate",
                "Gives a webhook a new key; the old one signs too for a day",
            ),
            Change { key: super::Key::Needed, once: &["secret"], ..Change::doing() },
            rotate,
        ),
        changing(
            named("api.webhooks.disable", "/api/v1/webhooks/{webhook}/disable", "Switches a webhook off"),
            Change::doing(),
            disable,
        ),
        changing(
            named("api.webhooks.enable", "/api/v1/webhooks/{webhook}/enable", "Switches a webhook on again"),
            Change::doing(),
            enable,
        ),
        changing(
            named("api.webhooks.delete", "/api/v1/webhooks/{webhook}", "Deletes a webhook"),
            Change::removing(),
            delete,
        ),
    ]
}

/// What can be told.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
pub enum Event {
    /// Somebody answered.
    #[serde(rename = "answer.received")]
    AnswerReceived,
    /// A wave was opened.
    #[serde(rename = "wave.opened")]
    WaveOpened,
    /// A wave was closed.
    #[serde(rename = "wave.closed")]
    WaveClosed,
    /// A promise will be due soon.
    #[serde(rename = "promise.due-soon")]
    PromiseDueSoon,
    /// A promise was kept.
    #[serde(rename = "promise.kept")]
    PromiseKept,
    /// A promise was broken.
    #[serde(rename = "promise.broken")]
    PromiseBroken,
    /// A broken promise is still not done.
    #[serde(rename = "promise.late")]
    PromiseLate,
    /// A recovery case was opened.
    #[serde(rename = "case.opened")]
    CaseOpened,
    /// A recovery case went to the next level.
    #[serde(rename = "case.escalated")]
    CaseEscalated,
    /// A recovery case was closed.
    #[serde(rename = "case.closed")]
    CaseClosed,
    /// A comment came.
    #[serde(rename = "comment.received")]
    CommentReceived,
}

impl From<webhooks::Event> for Event {
    fn from(event: webhooks::Event) -> Self {
        match event {
            webhooks::Event::AnswerReceived => Self::AnswerReceived,
            webhooks::Event::WaveOpened => Self::WaveOpened,
            webhooks::Event::WaveClosed => Self::WaveClosed,
            webhooks::Event::PromiseDueSoon => Self::PromiseDueSoon,
            webhooks::Event::PromiseKept => Self::PromiseKept,
            webhooks::Event::PromiseBroken => Self::PromiseBroken,
            webhooks::Event::PromiseLate => Self::PromiseLate,
            webhooks::Event::CaseOpened => Self::CaseOpened,
            webhooks::Event::CaseEscalated => Self::CaseEscalated,
            webhooks::Event::CaseClosed => Self::CaseClosed,
            webhooks::Event::CommentReceived => Self::CommentReceived,
        }
    }
}

impl From<Event> for webhooks::Event {
    fn from(event: Event) -> Self {
        match event {
            Event::AnswerReceived => Self::AnswerReceived,
            Event::WaveOpened => Self::WaveOpened,
            Event::WaveClosed => Self::WaveClosed,
            Event::PromiseDueSoon => Self::PromiseDueSoon,
            Event::PromiseKept => Self::PromiseKept,
            Event::PromiseBroken => Self::PromiseBroken,
            Event::PromiseLate => Self::PromiseLate,
            Event::CaseOpened => Self::CaseOpened,
            Event::CaseEscalated => Self::CaseEscalated,
            Event::CaseClosed => Self::CaseClosed,
            Event::CommentReceived => Self::CommentReceived,
        }
    }
}

/// A webhook, without its key.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Webhook {
    id: Uid,
    url: String,
    events: Vec<Event>,
    made_at: Moment,
    /// Since when it is switched off.
    disabled_at: Option<Moment>,
    /// Why it is switched off: gone, failing, asked.
    disabled_why: Option<String>,
    /// Since when every delivery fails.
    failing_since: Option<Moment>,
}

impl From<webhooks::Webhook> for Webhook {
    fn from(found: webhooks::Webhook) -> Self {
        Self {
            id: found.id.into(),
            url: found.url,
            events: found.events.into_iter().map(Event::from).collect(),
            made_at: found.made_at.into(),
            disabled_at: found.disabled_at.map(Moment::from),
            disabled_why: found.disabled_why,
            failing_since: found.failing_since.map(Moment::from),
        }
    }
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Webhook>, StoreError> {
    let all = webhooks::list(tx, &asked.scope)?;
    page_of(asked, "webhooks", all, |webhook| webhook.id.to_string(), Webhook::from)
}

fn one<Q, B>(tx: &mut Transaction<'_>, asked: &Asked<Q, B>, id: &Id) -> Result<Webhook, StoreError> {
    let found = webhooks::list(tx, &asked.scope)?.into_iter().find(|webhook| webhook.id == *id);
    found.map(Webhook::from).ok_or(StoreError::NotFound)
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Webhook, StoreError> {
    let id = asked.id("webhook")?;
    one(tx, asked, &id)
}

/// A webhook to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookToMake {
    /// An address that begins with `https://`.
    #[schemars(length(min = 9, max = 2000))]
    url: String,
    #[schemars(length(min = 1, max = 3))]
    events: Vec<Event>,
}

/// The key of a webhook.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WebhookKey {
    /// The webhook.
    id: Uid,
    /// The key to check signatures with. It is shown once; when the request is repeated, it is null.
    secret: Option<String>,
}

fn key(id: Id, secret: [u8; 32]) -> WebhookKey {
    WebhookKey { id: id.into(), secret: Some(format!("whsec_{}", STANDARD.encode(secret))) }
}

fn create(tx: &mut Transaction<'_>, asked: &Asked<Nothing, WebhookToMake>) -> Result<WebhookKey, StoreError> {
    let events: Vec<_> = asked.body.events.iter().map(|event| webhooks::Event::from(*event)).collect();
    let (id, secret) = webhooks::create(tx, &asked.scope, &asked.body.url, &events, asked.now)?;
    Ok(key(id, secret))
}

fn rotate(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<WebhookKey, StoreError> {
    let id = asked.id("webhook")?;
    let secret = webhooks::rotate(tx, &asked.scope, &id, asked.now)?;
    Ok(key(id, secret))
}

fn disable(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Webhook, StoreError> {
    let id = asked.id("webhook")?;
    webhooks::disable(tx, &asked.scope, &id, asked.now)?;
    one(tx, asked, &id)
}

fn enable(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Webhook, StoreError> {
    let id = asked.id("webhook")?;
    webhooks::enable(tx, &asked.scope, &id, asked.now)?;
    one(tx, asked, &id)
}

fn delete(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Nothing, StoreError> {
    webhooks::delete(tx, &asked.scope, &asked.id("webhook")?, asked.now)?;
    Ok(Nothing {})
}
