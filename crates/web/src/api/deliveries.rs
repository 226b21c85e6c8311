//! What was sent, or waits to be: webhooks and mails, and having one sent again.

use schemars::JsonSchema;
use serde::Serialize;
use store::outbox::{self, DeliveryState, Listed};
use store::tokens::Area;
use store::{Id, Role, StoreError, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::cursor;
use super::types::{Moment, Nothing, Page, Paged, Uid, place};
use crate::operation::Operation;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, summary| Named { id, path, area: Area::Organisation, role: Role::Owner, summary };
    vec![
        reading(
            named("api.deliveries.list", "/api/v1/deliveries", "Deliveries of webhooks and mails, the latest first"),
            list,
        ),
        changing(
            named(
                "api.deliveries.replay",
                "/api/v1/deliveries/{delivery}/replay",
                "Sends again what was given up or waits, with the same id and words",
            ),
            Change { status: axum::http::StatusCode::NO_CONTENT, ..Change::doing() },
            replay,
        ),
    ]
}

/// How far a delivery has come.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is tried, or tried again.
    Waiting,
    /// It arrived.
    Delivered,
    /// It was tried often enough; it can be sent again.
    GivenUp,
}

/// A delivery. What is in it stays out: a mail holds a person's link.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Delivery {
    id: Uid,
    /// The webhook it goes to; none for a mail.
    webhook: Option<Uid>,
    /// The event; `mail` for a mail.
    event: String,
    made_at: Moment,
    /// When it is tried next.
    due_at: Moment,
    /// How often it was tried.
    attempts: i64,
    state: State,
    /// Why the last try failed.
    last_error: Option<String>,
}

impl From<Listed> for Delivery {
    fn from(found: Listed) -> Self {
        Self {
            id: found.id.into(),
            webhook: found.webhook.map(Uid::from),
            event: found.event,
            made_at: found.made_at.into(),
            due_at: found.due_at.into(),
            attempts: found.attempts,
            state: match found.state {
                DeliveryState::Waiting => State::Waiting,
                DeliveryState::Delivered => State::Delivered,
                DeliveryState::GivenUp => State::GivenUp,
            },
            last_error: found.last_error,
        }
    }
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Delivery>, StoreError> {
    let before = place("deliveries", asked.query.after.as_deref())?;
    let before = before.map(|place| Id::parse(&place).ok_or(StoreError::Refused("api-cursor", vec![]))).transpose()?;
    let limit = asked.query.limit().min(LIMIT_MAX);
    let mut found = outbox::list(tx, &asked.scope, before.as_ref(), i64::from(limit) + 1)?;
    let more = limit as usize + 1 == found.len();
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|last| cursor::after("deliveries", last.id.as_str()));
    Ok(Page { items: found.into_iter().map(Delivery::from).collect(), next })
}

/// The store hands out one more at most, by which it is seen that there are more.
const LIMIT_MAX: u32 = 199;

fn replay(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Nothing, StoreError> {
    outbox::replay(tx, &asked.scope, &asked.id("delivery")?, asked.now)?;
    Ok(Nothing {})
}
