//! The organisation: its name, its time zone, its language, and how to take everything out.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use store::{Role, Time};

use super::{Choice, languages, refusal, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, seen, words_of};
use crate::pages::setup::zones;
use crate::visitor::{SignedIn, Visitor};

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let owner = Access::SignedIn(Role::Owner);
    vec![
        Operation::new("settings.show", Method::GET, "/settings", owner, get(show)),
        Operation::new("settings.update", Method::POST, "/settings", owner, post(update)),
    ]
}

#[derive(Template)]
#[template(path = "office/settings.html")]
struct Settings {
    page: Page,
    problem: Option<String>,
    tab: &'static str,
    name: String,
    zone: String,
    zones: Vec<String>,
    languages: Vec<Choice>,
    id: String,
}

#[derive(Deserialize)]
struct Entered {
    name: String,
    zone: String,
    language: String,
}

async fn show(session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    let organisation = &session.organisation;
    let entered = Entered {
        name: organisation.name.clone(),
        zone: organisation.zone.clone(),
        language: organisation.language.clone(),
    };
    page(&session, &visitor, entered, None)
}

fn page(session: &SignedIn, visitor: &Visitor, entered: Entered, problem: Option<String>) -> Result<Response, Failure> {
    let title = words_of(session, visitor).text("office-settings-title");
    html(&Settings {
        page: Page::of(session, visitor, "settings", title),
        problem,
        tab: "organisation",
        name: entered.name,
        zone: entered.zone,
        zones: zones(),
        languages: languages(&entered.language),
        id: session.organisation.id.to_string(),
    })
}

async fn update(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let (scope, name) = (session.scope.clone(), entered.name.clone());
    let (zone, language) = (entered.zone.clone(), entered.language.clone());
    let done = app
        .store
        .write(move |tx| store::people::update_organisation(tx, &scope, &name, &language, &zone, Time::now()))
        .await;
    match refusal(done, &session, &visitor)? {
        None => Ok(seen("/settings")),
        problem => Ok(unprocessable(page(&session, &visitor, entered, problem)?)),
    }
}
