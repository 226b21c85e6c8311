//! The password again, before something that could lock somebody out or let somebody in.
//!
//! Separate, so that every such change asks in one place: a page that was left open must not be enough.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use store::{Role, Time};

use super::unprocessable;
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, seen, words_of};
use crate::pages::signin::{PER_ACCOUNT, inside, proved, shown_session, take};
use crate::visitor::{SignedIn, Visitor};

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let everybody = Access::SignedIn(Role::Viewer);
    vec![
        Operation::new("account.prove.show", Method::GET, "/account/prove", everybody, get(show)),
        Operation::new("account.prove.give", Method::POST, "/account/prove", everybody, post(give)),
    ]
}

#[derive(Template)]
#[template(path = "office/prove.html")]
struct Prove {
    page: Page,
    problem: Option<String>,
    next: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Next {
    next: String,
}

async fn show(session: SignedIn, visitor: Visitor, Query(asked): Query<Next>) -> Result<Response, Failure> {
    form(&session, &visitor, inside(&asked.next), None)
}

fn form(session: &SignedIn, visitor: &Visitor, next: String, problem: Option<String>) -> Result<Response, Failure> {
    let title = words_of(session, visitor).text("office-prove-title");
    html(&Prove { page: Page::of(session, visitor, "account", title), problem, next })
}

#[derive(Deserialize)]
struct Given {
    password: String,
    #[serde(default)]
    next: String,
}

async fn give(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    headers: HeaderMap,
    Form(given): Form<Given>,
) -> Result<Response, Failure> {
    let next = inside(&given.next);
    take(&app, format!("prove:{}", session.user), PER_ACCOUNT).await?;
    let email = session.email.clone();
    let account = app.store.read(move |tx| store::people::credentials(tx, &email)).await?;
    if proved(&app, account, given.password).await? != Some(session.user.clone()) {
        let problem = words_of(&session, &visitor).text("office-prove-wrong");
        return Ok(unprocessable(form(&session, &visitor, next, Some(problem))?));
    }
    let hash = shown_session(&app, &headers)?;
    app.store.write(move |tx| store::sessions::prove(tx, &hash, Time::now())).await?;
    Ok(seen(&next))
}
