//! Signing in and out, and the second factor.
//!
//! Separate, because every answer here takes the same time and says the same for a wrong password and for nobody of that
//! name, and a session gets a new name whenever it can do more than before.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use store::limits::Rate;
use store::password::Cost;
use store::people::Credentials;
use store::sessions::SecondFactor;
use store::{Id, Secret, StoreError, Time, TokenHash};

use crate::App;
use crate::access::cookie_name;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, words_of};
use crate::visitor::{SignedIn, Visitor, cookie};

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::new("home", Method::GET, "/", Access::Public, get(home)),
        Operation::new("signin.show", Method::GET, "/signin", Access::Public, get(show)),
        Operation::new("signin.enter", Method::POST, "/signin", Access::Public, post(enter)),
        Operation::new("signin.factor.show", Method::GET, "/second-factor", Access::HalfSignedIn, get(factor)),
        Operation::new("signin.factor.give", Method::POST, "/second-factor", Access::HalfSignedIn, post(give_factor)),
        Operation::new("signin.leave", Method::POST, "/signout", Access::HalfSignedIn, post(leave)),
    ]
}

/// Attempts from one address.
pub const PER_ADDRESS: Rate = Rate { count: 3, seconds: 60, burst: 5 };
/// Attempts on one account.
pub const PER_ACCOUNT: Rate = Rate { count: 30, seconds: 3600, burst: 10 };

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    page: Page,
}

/// Where somebody is sent who asks for nothing in particular.
async fn home(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Failure> {
    if cookie(&headers, cookie_name(&app)).is_some() {
        return Ok(Redirect::to("/surveys").into_response());
    }
    if app.store.read(store::people::setup_needed).await? {
        return html(&Home { page: Page::public(&visitor, visitor.words.text("web-home-title")) });
    }
    Ok(Redirect::to("/signin").into_response())
}

#[derive(Template)]
#[template(path = "signin.html")]
struct SignIn {
    page: Page,
    next: String,
    email: String,
    problem: Option<String>,
    demo: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Next {
    next: String,
}

async fn show(State(app): State<App>, visitor: Visitor, Query(query): Query<Next>) -> Result<Response, Failure> {
    form(&app, &visitor, inside(&query.next), String::new(), None)
}

fn form(
    app: &App,
    visitor: &Visitor,
    next: String,
    email: String,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let page = Page::public(visitor, visitor.words.text("web-signin-title"));
    html(&SignIn { page, next, email, problem, demo: app.settings.demo.is_some() })
}

/// A path within this server; anything else leads to the surveys.
pub fn inside(next: &str) -> String {
    // Browsers drop tabs and line ends from an address: `/<tab>/elsewhere` would be `//elsewhere`.
    let odd = |c: char| c.is_control() || c == '\\' || c == ':';
    let plain = next.starts_with('/') && !next.starts_with("//") && !next.contains(odd);
    if plain { next.to_owned() } else { "/surveys".to_owned() }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Entered {
    email: String,
    password: String,
    next: String,
}

async fn enter(State(app): State<App>, visitor: Visitor, Form(entered): Form<Entered>) -> Result<Response, Failure> {
    let next = inside(&entered.next);
    let account = entered.email.trim().to_lowercase();
    take(&app, format!("signin from:{}", visitor.block()), PER_ADDRESS).await?;
    take(&app, format!("signin:{account}"), PER_ACCOUNT).await?;
    let found = app.store.read(move |tx| store::people::credentials(tx, &account)).await?;
    let Some(user) = proved(&app, found, entered.password).await? else {
        return wrong(&app, &visitor, next, entered.email);
    };
    let session = app.store.write(move |tx| store::sessions::begin(tx, &user, None, Time::now())).await;
    match session {
        Ok(session) => Ok(with_cookie(&app, &session, &next)),
        // An account without a membership signs in nowhere; the reason is not told to strangers.
        Err(StoreError::NotFound | StoreError::Forbidden | StoreError::Refused(..)) => {
            wrong(&app, &visitor, next, entered.email)
        }
        Err(error) => Err(error.into()),
    }
}

/// The form again: in the same words whether the password, the address or the membership was not right.
fn wrong(app: &App, visitor: &Visitor, next: String, email: String) -> Result<Response, Failure> {
    let mut response = form(app, visitor, next, email, Some(visitor.words.text("web-signin-wrong")))?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Takes one from a limit. A job of its own, so that the take stands when what it guards fails.
///
/// # Errors
/// [`StoreError::TooOften`].
pub async fn take(app: &App, name: String, rate: Rate) -> Result<(), Failure> {
    let now = Time::now();
    Ok(app.store.write(move |tx| store::limits::take(tx, &name, rate, now)).await?)
}

/// The user whose password it is. Nobody of that name takes as long as a wrong password.
///
/// # Errors
/// As the store says.
pub async fn proved(app: &App, account: Option<Credentials>, password: String) -> Result<Option<Id>, Failure> {
    let cost = app.settings.password_cost;
    let stored = account.as_ref().map(|account| account.password.clone());
    let turn = app.hashing.acquire().await.map_err(|_| StoreError::Closed)?;
    let compared = tokio::task::spawn_blocking(move || match stored {
        Some(stored) => {
            let right = store::password::verify(&stored, &password);
            let weak = right && cost == Cost::STANDARD && store::password::needs_rehash(&stored);
            (right, weak.then(|| store::password::hash(&password).ok()).flatten())
        }
        None => {
            let _ = store::password::hash_at(&password, cost);
            (false, None)
        }
    });
    let (right, stronger) = compared.await.unwrap_or_default();
    drop(turn);
    let Some(account) = account else { return Ok(None) };
    let (user, now) = (account.user.clone(), Time::now());
    if let Some(stronger) = stronger {
        app.store.write(move |tx| store::people::rehash(tx, &user, &account.password, &stronger)).await?;
    } else if !right {
        app.store.write(move |tx| store::sessions::refused(tx, &user, now)).await?;
    }
    Ok(right.then_some(account.user))
}

/// The hash of a password, made when it is this request's turn.
///
/// # Errors
/// When there is no memory for it.
pub async fn hashed(app: &App, password: String) -> Result<String, Failure> {
    let cost = app.settings.password_cost;
    let turn = app.hashing.acquire().await.map_err(|_| StoreError::Closed)?;
    let hash = tokio::task::spawn_blocking(move || store::password::hash_at(&password, cost)).await;
    drop(turn);
    Ok(hash.map_err(|_| StoreError::Unavailable("hashing".to_owned()))??)
}

/// The session's token as the browser shows it.
///
/// # Errors
/// [`StoreError::Forbidden`] when it shows none, which an operation for those who signed in never sees.
pub fn shown_session(app: &App, headers: &HeaderMap) -> Result<TokenHash, Failure> {
    let secret = cookie(headers, cookie_name(app)).and_then(|text| Secret::parse("session", text));
    Ok(secret.ok_or(StoreError::Forbidden)?.hash())
}

/// Sends the browser on, with a session.
#[must_use]
pub fn with_cookie(app: &App, session: &Secret, next: &str) -> Response {
    give_session(app, session, Redirect::to(next).into_response())
}

/// Adds a session to a response.
#[must_use]
pub fn give_session(app: &App, session: &Secret, mut response: Response) -> Response {
    let secure = if app.settings.secure() { "; Secure" } else { "" };
    let name = cookie_name(app);
    let cookie = format!("{name}={}; Path=/; HttpOnly; SameSite=Lax{secure}", session.reveal());
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

#[derive(Template)]
#[template(path = "second_factor.html")]
struct Factor {
    page: Page,
    problem: Option<String>,
}

async fn factor(session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    factor_form(&session, &visitor, None)
}

fn factor_form(session: &SignedIn, visitor: &Visitor, problem: Option<&'static str>) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let page = Page::of(session, visitor, "", w.text("web-factor-title"));
    html(&Factor { page, problem: problem.map(|problem| w.text(problem)) })
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

async fn give_factor(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    headers: HeaderMap,
    Form(given): Form<Code>,
) -> Result<Response, Failure> {
    if session.second_factor != SecondFactor::Needed {
        return Ok(Redirect::to("/surveys").into_response());
    }
    take(&app, format!("factor:{}", session.user), PER_ADDRESS).await?;
    let (hash, now) = (shown_session(&app, &headers)?, Time::now());
    let raised = app.store.write(move |tx| {
        let code = given.code.trim();
        // Six digits are the authenticator's; a recovery code is longer.
        if code.chars().filter(char::is_ascii_alphanumeric).count() <= 6 {
            store::sessions::show_code(tx, &hash, code, now)
        } else {
            store::sessions::show_recovery_code(tx, &hash, code, now)
        }
    });
    match raised.await {
        Ok(session) => Ok(with_cookie(&app, &session, "/surveys")),
        Err(StoreError::Refused(..)) => {
            let user = session.user.clone();
            app.store.write(move |tx| store::sessions::refused(tx, &user, now)).await?;
            let mut response = factor_form(&session, &visitor, Some("web-factor-wrong"))?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

async fn leave(State(app): State<App>, headers: HeaderMap) -> Result<Response, Failure> {
    let hash = shown_session(&app, &headers)?;
    app.store.write(move |tx| store::sessions::end(tx, &hash, Time::now())).await?;
    Ok(signed_out(&app))
}

/// Sends the browser to the sign-in page, without its session and without what it remembers.
#[must_use]
pub fn signed_out(app: &App) -> Response {
    let mut response = Redirect::to("/signin").into_response();
    let secure = if app.settings.secure() { "; Secure" } else { "" };
    let gone = format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}", cookie_name(app));
    if let Ok(gone) = HeaderValue::from_str(&gone) {
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    response
}
