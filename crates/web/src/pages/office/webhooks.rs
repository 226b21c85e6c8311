//! Webhooks: addresses that are told when something happens, and how the telling went.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use language::Words;
use serde::Deserialize;
use store::outbox::{DeliveryState, Listed};
use store::webhooks::{Event, Webhook};
use store::{Id, Role, Scope, StoreError, Time, Transaction};

use super::{id, is_proved, require_proof, unprocessable};
use crate::App;
use crate::deliver::written_secret;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

const OWNER: Access = Access::SignedIn(Role::Owner);
/// Deliveries on a page.
const PAGE: i64 = 50;

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let change = |id, path, handler| Operation::new(id, Method::POST, path, OWNER, handler);
    vec![
        Operation::new("webhook.show", Method::GET, "/settings/webhooks", OWNER, get(show)),
        change("webhook.create", "/settings/webhooks", post(create)),
        change("webhook.rotate", "/settings/webhooks/{id}/rotate", post(rotate)),
        change("webhook.disable", "/settings/webhooks/{id}/disable", post(disable)),
        change("webhook.enable", "/settings/webhooks/{id}/enable", post(enable)),
        change("webhook.delete", "/settings/webhooks/{id}/delete", post(delete)),
        change("delivery.replay", "/settings/deliveries/{id}/replay", post(replay)),
    ]
}

#[derive(Template)]
#[template(path = "office/webhooks.html")]
struct Webhooks {
    page: Page,
    problem: Option<String>,
    tab: &'static str,
    fresh: Option<String>,
    proved: bool,
    events: Vec<EventRow>,
    webhooks: Vec<Row>,
    deliveries: Vec<DeliveryRow>,
    more: Option<String>,
    url: String,
}

struct EventRow {
    value: &'static str,
    name: String,
}

struct Row {
    id: String,
    url: String,
    events: String,
    made: String,
    on: bool,
    failing: bool,
    state: String,
    ask_delete: String,
}

struct DeliveryRow {
    id: String,
    event: String,
    to: String,
    at: String,
    state: String,
    waits: bool,
    tries: String,
    problem: Option<String>,
}

#[derive(Default)]
struct Extra {
    problem: Option<String>,
    fresh: Option<String>,
    url: String,
    before: Option<Id>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct From {
    before: String,
}

async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, Extra { before: Id::parse(&from.before), ..Extra::default() }).await
}

async fn page(app: &App, session: &SignedIn, visitor: &Visitor, extra: Extra) -> Result<Response, Failure> {
    let (scope, before) = (session.scope.clone(), extra.before.clone());
    let (webhooks, deliveries) = app
        .store
        .read(move |tx| {
            let webhooks = store::webhooks::list(tx, &scope)?;
            Ok((webhooks, store::outbox::list(tx, &scope, before.as_ref(), PAGE)?))
        })
        .await?;
    let w = words_of(session, visitor);
    let clock = Clock::new(&session.organisation.zone, w);
    let refused = extra.problem.is_some();
    let full = deliveries.len() as i64 == PAGE;
    let response = html(&Webhooks {
        page: Page::of(session, visitor, "settings", w.text("office-webhooks-title")),
        problem: extra.problem,
        tab: "webhooks",
        fresh: extra.fresh,
        proved: is_proved(session),
        events: Event::ALL.map(|event| EventRow { value: event.name(), name: event_name(w, event.name()) }).into(),
        more: deliveries.last().filter(|_| full).map(|last| last.id.to_string()),
        deliveries: deliveries.into_iter().map(|listed| delivery_row(w, &clock, listed, &webhooks)).collect(),
        webhooks: webhooks.into_iter().map(|webhook| row(w, &clock, webhook)).collect(),
        url: extra.url,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

fn event_name(w: Words, event: &str) -> String {
    w.text(match event {
        "answer.received" => "office-event-answer-received",
        "wave.opened" => "office-event-wave-opened",
        "wave.closed" => "office-event-wave-closed",
        "promise.due-soon" => "office-event-promise-due-soon",
        "promise.kept" => "office-event-promise-kept",
        "promise.broken" => "office-event-promise-broken",
        "promise.late" => "office-event-promise-late",
        "case.opened" => "office-event-case-opened",
        "case.escalated" => "office-event-case-escalated",
        "case.closed" => "office-event-case-closed",
        "comment.received" => "office-event-comment-received",
        _ => "office-event-mail",
    })
}

fn row(w: Words, clock: &Clock, webhook: Webhook) -> Row {
    let since = |name, time| w.say(name, &[("time", clock.moment(time).into())]);
    let state = match (webhook.disabled_at, webhook.disabled_why.as_deref(), webhook.failing_since) {
        (Some(time), Some("gone"), _) => since("office-webhook-off-gone", time),
        (Some(time), Some("failing"), _) => since("office-webhook-off-failing", time),
        (Some(time), _, _) => since("office-webhook-off", time),
        (None, _, Some(time)) => since("office-webhook-failing", time),
        (None, _, None) => w.text("office-webhook-on"),
    };
    let events: Vec<String> = webhook.events.iter().map(|event| event_name(w, event.name())).collect();
    Row {
        id: webhook.id.to_string(),
        events: events.join(" · "),
        made: clock.day(webhook.made_at),
        on: webhook.disabled_at.is_none(),
        failing: webhook.failing_since.is_some(),
        state,
        ask_delete: w.say("office-webhook-delete-ask", &[("url", webhook.url.as_str().into())]),
        url: webhook.url,
    }
}

fn delivery_row(w: Words, clock: &Clock, listed: Listed, webhooks: &[Webhook]) -> DeliveryRow {
    let to = listed.webhook.as_ref().and_then(|id| webhooks.iter().find(|webhook| webhook.id == *id));
    let state = match listed.state {
        DeliveryState::Delivered => w.text("office-delivery-delivered"),
        DeliveryState::GivenUp => w.text("office-delivery-given-up"),
        // One that waits for a webhook that is off has no time.
        DeliveryState::Waiting if listed.due_at == Time(i64::MAX) => w.text("office-delivery-held"),
        DeliveryState::Waiting if listed.attempts == 0 => w.text("office-delivery-waiting"),
        DeliveryState::Waiting => w.say("office-delivery-again", &[("time", clock.moment(listed.due_at).into())]),
    };
    DeliveryRow {
        id: listed.id.to_string(),
        event: event_name(w, &listed.event),
        to: to.map(|webhook| webhook.url.clone()).unwrap_or_default(),
        at: clock.moment(listed.made_at),
        state,
        waits: listed.state != DeliveryState::Delivered,
        tries: w.count(listed.attempts),
        problem: listed.last_error.map(|code| reason(w, &code)),
    }
}

/// Why a try failed, in a sentence.
fn reason(w: Words, code: &str) -> String {
    if let Some(status) = code.strip_prefix("status:") {
        return w.say("office-reason-status", &[("status", status.into())]);
    }
    w.text(match code {
        "slow" => "office-reason-slow",
        "certificate" => "office-reason-certificate",
        "reply" => "office-reason-reply",
        "unknown" => "office-reason-unknown",
        "inward" => "office-reason-inward",
        "address" => "office-reason-address",
        "gone" => "office-reason-gone",
        "no-server" => "office-reason-no-server",
        _ => "office-reason-connection",
    })
}

async fn create(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    require_proof(&session, "/settings/webhooks")?;
    let url = fields.iter().find(|(field, _)| field == "url").map(|(_, value)| value.clone()).unwrap_or_default();
    let chosen = fields.iter().filter(|(field, _)| field == "event");
    let events: Vec<Event> = chosen.filter_map(|(_, value)| Event::named(value)).collect();
    let (scope, address) = (session.scope.clone(), url.clone());
    let made = app.store.write(move |tx| store::webhooks::create(tx, &scope, &address, &events, Time::now())).await;
    let extra = match made {
        Ok((_, secret)) => Extra { fresh: Some(written_secret(&secret)), ..Extra::default() },
        Err(error @ StoreError::Refused(..)) => {
            Extra { problem: Some(error.sentence(words_of(&session, &visitor))), url, ..Extra::default() }
        }
        Err(error) => return Err(error.into()),
    };
    page(&app, &session, &visitor, extra).await
}

async fn rotate(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(named): Path<String>,
) -> Result<Response, Failure> {
    require_proof(&session, "/settings/webhooks")?;
    let (scope, named) = (session.scope.clone(), id(&named)?);
    let secret = app.store.write(move |tx| store::webhooks::rotate(tx, &scope, &named, Time::now())).await?;
    page(&app, &session, &visitor, Extra { fresh: Some(written_secret(&secret)), ..Extra::default() }).await
}

async fn act(
    app: &App,
    session: &SignedIn,
    named: &str,
    job: impl FnOnce(&mut Transaction<'_>, &Scope, &Id, Time) -> Result<(), StoreError> + Send + 'static,
) -> Result<Response, Failure> {
    let (named, scope) = (id(named)?, session.scope.clone());
    app.store.write(move |tx| job(tx, &scope, &named, Time::now())).await?;
    Ok(seen("/settings/webhooks"))
}

async fn disable(State(app): State<App>, session: SignedIn, Path(named): Path<String>) -> Result<Response, Failure> {
    act(&app, &session, &named, store::webhooks::disable).await
}

async fn enable(State(app): State<App>, session: SignedIn, Path(named): Path<String>) -> Result<Response, Failure> {
    act(&app, &session, &named, store::webhooks::enable).await
}

async fn delete(State(app): State<App>, session: SignedIn, Path(named): Path<String>) -> Result<Response, Failure> {
    act(&app, &session, &named, store::webhooks::delete).await
}

async fn replay(State(app): State<App>, session: SignedIn, Path(named): Path<String>) -> Result<Response, Failure> {
    act(&app, &session, &named, store::outbox::replay).await
}
