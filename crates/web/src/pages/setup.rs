//! The first minute: the one-time link of the terminal makes the owner and the organisation.
//!
//! Separate, because it is the only page that works before there is anybody, and never again afterwards.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use store::people::NewOwner;
use store::{Secret, StoreError, Time};

use super::signin::{hashed, with_cookie};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html};
use crate::visitor::Visitor;

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::new("setup.show", Method::GET, "/setup/{token}", Access::Door, get(show)),
        Operation::new("setup.claim", Method::POST, "/setup/{token}", Access::Door, post(claim)),
    ]
}

#[derive(Template)]
#[template(path = "setup.html")]
struct Setup {
    page: Page,
    token: String,
    entered: Entered,
    problem: Option<String>,
    zones: Vec<String>,
}

/// What the form holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Entered {
    organisation: String,
    zone: String,
    language: String,
    name: String,
    email: String,
    password: String,
}

/// Every zone that the time library knows, as people choose them.
pub fn zones() -> Vec<String> {
    let names = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    names.filter(|name| name == "UTC" || (name.contains('/') && !name.starts_with("Etc/"))).collect()
}

async fn valid(app: &App, token: &str) -> Result<Secret, Failure> {
    let secret = Secret::parse("setup", token).ok_or(StoreError::NotFound)?;
    let hash = secret.hash();
    if app.store.read(move |tx| store::people::setup_link_is(tx, &hash, Time::now())).await? {
        Ok(secret)
    } else {
        Err(StoreError::NotFound.into())
    }
}

async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result<Response, Failure> {
    valid(&app, &token).await?;
    let entered = Entered { language: visitor.words.language().code().to_owned(), ..Entered::default() };
    form(&visitor, token, entered, None)
}

fn form(visitor: &Visitor, token: String, entered: Entered, problem: Option<String>) -> Result<Response, Failure> {
    let page = Page::public(visitor, visitor.words.text("web-setup-title"));
    let entered = Entered { password: String::new(), ..entered };
    html(&Setup { page, token, entered, problem, zones: zones() })
}

async fn claim(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let secret = valid(&app, &token).await?;
    let w = visitor.words;
    if let Some(problem) = problem(&entered) {
        return form(&visitor, token, entered, Some(w.text(problem)));
    }
    let password_hash = hashed(&app, entered.password.clone()).await?;
    let owner = NewOwner {
        organisation: entered.organisation.trim().to_owned(),
        zone: entered.zone.clone(),
        language: entered.language.clone(),
        name: entered.name.trim().to_owned(),
        email: entered.email.trim().to_owned(),
        password_hash,
    };
    let hash = secret.hash();
    let now = Time::now();
    let session = app.store.write(move |tx| {
        let (_, user) = store::people::claim_setup(tx, &hash, &owner, now)?;
        store::sessions::begin(tx, &user, None, now)
    });
    match session.await {
        Ok(session) => Ok(with_cookie(&app, &session, "/surveys")),
        Err(StoreError::Refused(message, _)) => form(&visitor, token, entered, Some(w.text(message))),
        Err(error) => Err(error.into()),
    }
}

/// The message about the first thing that is wrong.
fn problem(entered: &Entered) -> Option<&'static str> {
    if entered.organisation.trim().is_empty() {
        return Some("web-setup-organisation-missing");
    }
    if entered.name.trim().is_empty() {
        return Some("web-name-missing");
    }
    if jiff::tz::TimeZone::get(&entered.zone).is_err() {
        return Some("web-zone-unknown");
    }
    if language::Language::from_code(&entered.language).is_none() {
        return Some("web-language-unknown");
    }
    store::password::problem(&entered.password, &entered.email, &entered.organisation)
}
