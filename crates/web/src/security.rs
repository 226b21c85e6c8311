//! Around every operation: headers that forbid what no page of ours needs, an id per request, words for failures, and a
//! panic that ends one request only.
//!
//! Separate from the operations, so that none can forget it.

use std::panic::AssertUnwindSafe;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use store::{Id, StoreError};

use crate::App;
use crate::failure::Failure;
use crate::visitor::Visitor;

/// What a page may load and do: its own files, and nothing inline.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
     object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Puts the router behind all of it.
pub fn around(app: &App, router: Router) -> Router {
    router.layer(from_fn_with_state(app.clone(), outermost)).layer(from_fn(without_panic))
}

/// A panic is our mistake: it ends the request, and the next one goes on.
async fn without_panic(request: Request, next: Next) -> Response {
    match CatchUnwind(Box::pin(next.run(request))).await {
        Ok(response) => response,
        Err(()) => {
            tracing::error!("a request panicked");
            Failure::Store(StoreError::Damaged("panic".to_owned())).problem(language::Language::English.words())
        }
    }
}

/// A future whose panic is caught.
struct CatchUnwind<F>(std::pin::Pin<Box<F>>);

impl<F: Future> Future for CatchUnwind<F> {
    type Output = Result<F::Output, ()>;

    fn poll(mut self: std::pin::Pin<&mut Self>, context: &mut std::task::Context<'_>) -> std::task::Poll<Self::Output> {
        match std::panic::catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(_) => std::task::Poll::Ready(Err(())),
        }
    }
}

async fn outermost(State(app): State<App>, request: Request, next: Next) -> Response {
    let begun = std::time::Instant::now();
    if request.method() == Method::TRACE || request.method() == Method::CONNECT {
        return axum::http::StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let (mut parts, body) = request.into_parts();
    let visitor = Visitor::of(&app, &parts);
    let method = parts.method.clone();
    // In logs and numbers stands the form of the address, never the token in it.
    let route = parts.extensions.get::<MatchedPath>().map(|path| path.as_str().to_owned());
    parts.extensions.insert(visitor.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    let mut response = in_words(&app, &visitor, response);
    let id = Id::random();
    dress(&app, response.headers_mut(), id.as_str());
    let route = route.unwrap_or_else(|| "(none)".to_owned());
    let status = response.status().as_u16();
    let elapsed = begun.elapsed();
    tracing::info!(%id, %method, route, status, milliseconds = elapsed.as_millis() as u64, "request");
    app.metrics.request(counted_as(&method), &route, status, elapsed);
    response
}

/// A method as numbers are kept by it: whoever makes up methods makes up no numbers, which would be held for ever.
fn counted_as(method: &Method) -> &'static str {
    let known = [Method::GET, Method::POST, Method::HEAD, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];
    let names = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"];
    known.iter().zip(names).find_map(|(known, name)| (known == method).then_some(name)).unwrap_or("other")
}

/// Gives a failure its page, or its problem document.
fn in_words(app: &App, visitor: &Visitor, mut response: Response) -> Response {
    let Some(failure) = response.extensions_mut().remove::<Failure>() else {
        // What the library refused by itself (a body that is no form, a method that is not there) has no words yet.
        let bare = response.status().is_client_error() && !response.headers().contains_key("x-worded");
        let html =
            response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let problem = response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/"));
        if bare && !html && !problem {
            let status = response.status();
            let message =
                if status == axum::http::StatusCode::NOT_FOUND { "store-not-found" } else { "web-request-unreadable" };
            let allow = response.headers().get(header::ALLOW).cloned();
            let mut worded = worded(app, visitor, &Failure::Request(status, message));
            if let Some(allow) = allow {
                worded.headers_mut().insert(header::ALLOW, allow);
            }
            return worded;
        }
        return response;
    };
    worded(app, visitor, &failure)
}

fn worded(_: &App, visitor: &Visitor, failure: &Failure) -> Response {
    if visitor.path.starts_with("/api/") {
        failure.problem(visitor.words)
    } else {
        failure.with_retry((failure.status(), crate::page::failed(visitor.words, failure)).into_response())
    }
}

/// Puts on what every response wears, where the handler has not chosen its own.
fn dress(app: &App, headers: &mut HeaderMap, id: &str) {
    let mut wear = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    wear(header::CONTENT_SECURITY_POLICY, POLICY);
    wear(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Nothing is told to other sites. With `no-referrer` a browser would not tell us either where a form comes from, and
    // over plain HTTP, where it says nothing else of that, every form would have to be refused.
    wear(header::REFERRER_POLICY, "same-origin");
    wear(header::CACHE_CONTROL, "no-store");
    wear(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    wear(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    wear(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    wear(HeaderName::from_static("x-robots-tag"), "noindex");
    if app.settings.secure() {
        wear(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert("x-request-id", id);
    }
}
