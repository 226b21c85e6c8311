//! Whether the server lives, for whoever watches it, and its numbers for the operator.

use axum::extract::State;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use store::Time;

use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::new("health.live", Method::GET, "/healthz", Access::Public, get(live)),
        Operation::new("health.metrics", Method::GET, "/metrics", Access::Operator, get(metrics)),
    ]
}

/// Lives when the store can be read and still takes writes. Says nothing else.
async fn live(State(app): State<App>) -> Response {
    let readable = app.store.read(store::people::setup_needed).await.is_ok();
    if readable && !app.store.broken() {
        (StatusCode::OK, "ok\n").into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
    }
}

async fn metrics(State(app): State<App>) -> Result<Response, Failure> {
    let (waiting, oldest_seconds) = app.store.read(|tx| store::outbox::waiting(tx, Time::now())).await?;
    app.metrics.outbox(waiting, oldest_seconds);
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], app.metrics.text()).into_response())
}
