//! The guard before every operation: the body within its limit, the session or token as it stands now, the form token.
//!
//! Separate from the handlers, because a check that each handler makes is a check that one of them forgets. The membership
//! is looked up at every request, so that a right that was taken away is gone with the next one.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use store::sessions::{SecondFactor, Session};
use store::tokens::ApiToken;
use store::{Role, Secret, StoreError, Time};

use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::visitor::{Peer, cookie};

/// How long a body may take to arrive.
const BODY_SECONDS: u64 = 30;
/// How far into a form with a file its token stands at most, in bytes.
const TOKEN_WITHIN: usize = 1024 * 1024;

#[derive(Clone)]
struct Guard {
    app: App,
    access: Access,
    body_max: usize,
}

/// The handler of an operation behind its guard.
pub fn guard(app: &App, operation: &Operation) -> MethodRouter<App> {
    let guard = Guard { app: app.clone(), access: operation.access, body_max: operation.body_max };
    // The guard has held the body against the operation's own limit; the framework's, of 2 MB, would refuse files that may be sent.
    operation.handler.clone().route_layer(from_fn_with_state(guard, check)).layer(DefaultBodyLimit::disable())
}

async fn check(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    match admit(&guard, request).await {
        Ok(request) => next.run(request).await,
        Err(failure) => failure.into_response(),
    }
}

/// The request with what was found out about its sender, or why it goes no further.
async fn admit(guard: &Guard, request: Request) -> Result<Request, Failure> {
    let changes = !request.method().is_safe();
    // No database keeps this character, so nothing has such an address.
    if request.uri().path_and_query().is_some_and(|address| address.as_str().contains("%00")) {
        return Err(StoreError::NotFound.into());
    }
    let (mut parts, body) = request.into_parts();
    if changes && parts.headers.contains_key(header::CONTENT_ENCODING) {
        return Err(Failure::Request(StatusCode::UNSUPPORTED_MEDIA_TYPE, "web-body-encoded"));
    }
    let session = match guard.access {
        Access::SignedIn(role) => {
            Some(signed_in(guard, &parts.headers, &parts.method, parts.uri.path(), Some(role)).await?)
        }
        Access::HalfSignedIn => Some(signed_in(guard, &parts.headers, &parts.method, parts.uri.path(), None).await?),
        Access::Api(_, _, role) => {
            parts.extensions.insert(token(guard, &parts.headers, role).await?);
            None
        }
        Access::Operator => {
            operator(guard, &parts.headers, parts.extensions.get::<Peer>().copied())?;
            None
        }
        Access::Public | Access::Door => None,
    };
    if changes && !matches!(guard.access, Access::Api(..)) {
        same_origin(&parts.headers)?;
    }
    let bytes = whole_body(body, guard.body_max).await?;
    if let Some(session) = session {
        if changes {
            let shown = shown_form_token(&parts.headers, &bytes).await;
            if shown.as_deref() != Some(session.form_token.as_str()) {
                return Err(Failure::Request(StatusCode::FORBIDDEN, "web-form-expired"));
            }
        }
        parts.extensions.insert(session);
    }
    if unfit_form(&parts.headers, &bytes) {
        return Err(StoreError::text_unfit().into());
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// Whether the fields of a form hold a character that no database keeps.
fn unfit_form(headers: &HeaderMap, body: &[u8]) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    kind.starts_with(b"application/x-www-form-urlencoded")
        && (body.contains(&0) || body.windows(3).any(|three| three == b"%00"))
}

async fn whole_body(body: Body, max: usize) -> Result<Bytes, Failure> {
    let read = tokio::time::timeout(std::time::Duration::from_secs(BODY_SECONDS), to_bytes(body, max));
    match read.await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(Failure::Request(StatusCode::PAYLOAD_TOO_LARGE, "web-body-too-large")),
        Err(_) => Err(Failure::Request(StatusCode::REQUEST_TIMEOUT, "web-body-too-slow")),
    }
}

/// The name of the session's cookie.
#[must_use]
pub fn cookie_name(app: &App) -> &'static str {
    if app.settings.secure() { "__Host-rater" } else { "rater" }
}

async fn signed_in(
    guard: &Guard,
    headers: &HeaderMap,
    method: &Method,
    path: &str,
    role: Option<Role>,
) -> Result<Session, Failure> {
    let elsewhere = |place: &str| {
        if method.is_safe() {
            Failure::Elsewhere(place.to_owned())
        } else {
            Failure::Request(StatusCode::UNAUTHORIZED, "web-sign-in-first")
        }
    };
    let sign_in = format!("/signin?next={path}");
    let secret = cookie(headers, cookie_name(&guard.app)).and_then(|text| Secret::parse("session", text));
    let secret = secret.ok_or_else(|| elsewhere(&sign_in))?;
    let hash = secret.hash();
    let found = guard.app.store.read(move |tx| store::sessions::find(tx, &hash, Time::now())).await?;
    let session = found.ok_or_else(|| elsewhere(&sign_in))?;
    if let Some(role) = role {
        if session.second_factor == SecondFactor::Needed {
            return Err(elsewhere("/second-factor"));
        }
        session.scope.require(role)?;
    }
    keep_awake(&guard.app, &secret, &session);
    Ok(session)
}

/// Remembers that the session is in use, at most once a minute.
fn keep_awake(app: &App, secret: &Secret, session: &Session) {
    let now = Time::now();
    if session.seen_at.plus_seconds(60) < now {
        let hash = secret.hash();
        drop(app.store.write(move |tx| store::sessions::touch(tx, &hash, now)));
    }
}

async fn token(guard: &Guard, headers: &HeaderMap, role: Role) -> Result<ApiToken, Failure> {
    let unknown = || Failure::Request(StatusCode::UNAUTHORIZED, "web-token-unknown");
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).ok_or_else(unknown)?;
    let secret =
        shown.strip_prefix("Bearer ").and_then(|text| Secret::parse("api", text.trim())).ok_or_else(unknown)?;
    let hash = secret.hash();
    let found = guard.app.store.read(move |tx| store::tokens::find(tx, &hash, Time::now())).await?;
    let token = found.ok_or_else(unknown)?;
    let wanted = guard.access.token_scope().ok_or(StoreError::Forbidden)?;
    if !token.allows(wanted) {
        return Err(StoreError::Forbidden.into());
    }
    token.scope.require(role)?;
    Ok(token)
}

fn operator(guard: &Guard, headers: &HeaderMap, peer: Option<Peer>) -> Result<(), Failure> {
    let allowed = match &guard.app.settings.metrics_token {
        Some(token) => {
            headers.get(header::AUTHORIZATION).is_some_and(|shown| shown == format!("Bearer {token}").as_str())
        }
        None => {
            let direct = !headers.contains_key("x-forwarded-for") && !headers.contains_key("forwarded");
            direct && peer.is_some_and(|peer| peer.0.ip().is_loopback())
        }
    };
    if allowed { Ok(()) } else { Err(StoreError::NotFound.into()) }
}

/// A change is asked for by a page of ours, or by a program that is no browser.
fn same_origin(headers: &HeaderMap) -> Result<(), Failure> {
    let refused = Err(Failure::Request(StatusCode::FORBIDDEN, "web-other-site"));
    if let Some(site) = headers.get("sec-fetch-site") {
        return if site == "same-origin" || site == "none" { Ok(()) } else { refused };
    }
    let Some(origin) = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok()) else { return Ok(()) };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let authority = origin.split_once("://").map_or("", |(_, authority)| authority);
    if !host.is_empty() && authority == host { Ok(()) } else { refused }
}

/// The token that the page of a form gave with it: in a header, or in the field `form`.
async fn shown_form_token(headers: &HeaderMap, body: &Bytes) -> Option<String> {
    if let Some(token) = headers.get("x-form-token") {
        return token.to_str().ok().map(str::to_owned);
    }
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    if kind.starts_with("multipart/form-data") {
        // The field stands before the file, which may be longer than is read here.
        let begin = body.slice(..body.len().min(TOKEN_WITHIN));
        let request = Request::builder().header(header::CONTENT_TYPE, kind).body(Body::from(begin)).ok()?;
        let mut parts = Multipart::from_request(request, &()).await.ok()?;
        while let Ok(Some(field)) = parts.next_field().await {
            if field.name() == Some("form") {
                return field.text().await.ok();
            }
        }
        return None;
    }
    let text = std::str::from_utf8(body).ok()?;
    text.split('&').find_map(|pair| pair.strip_prefix("form=")).map(str::to_owned)
}
