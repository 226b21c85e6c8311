//! One's own account: name, language, password, and where one is signed in.
//!
//! The second factor has a file of its own.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use store::people::Organisation;
use store::sessions::SecondFactor;
use store::{Role, StoreError, Time};

use super::{Choice, id, is_proved, languages, refusal, require_proof, role_name, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, seen, words_of};
use crate::pages::signin::{hashed, shown_session, signed_out, with_cookie};
use crate::visitor::{SignedIn, Visitor};

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let everybody = Access::SignedIn(Role::Viewer);
    let change = |id, path, handler| Operation::new(id, Method::POST, path, everybody, handler);
    vec![
        Operation::new("account.show", Method::GET, "/account", everybody, get(show)),
        change("account.name", "/account/name", post(rename)),
        change("account.password", "/account/password", post(change_password)),
        change("account.sign_out", "/account/signout", post(sign_out_everywhere)),
        change("account.switch", "/account/organisation", post(switch)),
    ]
}

#[derive(Template)]
#[template(path = "office/account.html")]
struct Account {
    page: Page,
    problem: Option<String>,
    name: String,
    email: String,
    role: String,
    languages: Vec<Choice>,
    proved: bool,
    second_factor: bool,
    codes_left: String,
    others: Vec<Organisation>,
    owner: bool,
}

async fn show(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    page(&app, &session, &visitor, None).await
}

/// The page, with what was refused.
pub async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let user = session.user.clone();
    let (left, mut others) = app
        .store
        .read(move |tx| {
            let left = store::second_factor::recovery_codes_left(tx, &user)?;
            Ok((left, store::people::organisations_of(tx, &user)?))
        })
        .await?;
    others.retain(|organisation| organisation.id != session.organisation.id);
    let w = words_of(session, visitor);
    let refused = problem.is_some();
    let response = html(&Account {
        page: Page::of(session, visitor, "account", w.text("office-account-title")),
        problem,
        name: session.name.clone(),
        email: session.email.clone(),
        role: role_name(w, session.scope.role()),
        languages: languages(&session.language),
        proved: is_proved(session),
        second_factor: session.second_factor == SecondFactor::Done,
        codes_left: w.say("office-factor-codes-left", &[("count", left.into())]),
        others,
        owner: session.scope.role() == Role::Owner,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

#[derive(Deserialize)]
struct Named {
    name: String,
    language: String,
}

async fn rename(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(new): Form<Named>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    let done =
        app.store.write(move |tx| store::people::rename_self(tx, &scope, &new.name, &new.language, Time::now())).await;
    match refusal(done, &session, &visitor)? {
        None => Ok(seen("/account")),
        problem => page(&app, &session, &visitor, problem).await,
    }
}

#[derive(Deserialize)]
struct NewPassword {
    password: String,
}

async fn change_password(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(new): Form<NewPassword>,
) -> Result<Response, Failure> {
    require_proof(&session, "/account")?;
    if let Some(problem) = store::password::problem(&new.password, &session.email, &session.organisation.name) {
        let sentence = words_of(&session, &visitor).text(problem);
        return page(&app, &session, &visitor, Some(sentence)).await;
    }
    let hash = hashed(&app, new.password).await?;
    let (scope, user, organisation) = (session.scope.clone(), session.user.clone(), session.organisation.id.clone());
    let changed = app.store.write(move |tx| {
        let now = Time::now();
        store::people::change_password(tx, &scope, &hash, now)?;
        // All sessions are over; whoever changed the password goes on in a new one.
        store::sessions::begin(tx, &user, Some(&organisation), now)
    });
    Ok(with_cookie(&app, &changed.await?, "/account"))
}

async fn sign_out_everywhere(State(app): State<App>, session: SignedIn) -> Result<Response, Failure> {
    let (scope, user) = (session.scope.clone(), session.user.clone());
    app.store.write(move |tx| store::sessions::end_all(tx, &scope, &user, Time::now())).await?;
    Ok(signed_out(&app))
}

#[derive(Deserialize)]
struct Chosen {
    organisation: String,
}

async fn switch(
    State(app): State<App>,
    _session: SignedIn,
    headers: HeaderMap,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let (hash, organisation) = (shown_session(&app, &headers)?, id(&chosen.organisation)?);
    let gone = app.store.write(move |tx| store::sessions::switch(tx, &hash, &organisation, Time::now())).await;
    match gone {
        Ok(session) => Ok(with_cookie(&app, &session, "/surveys")),
        Err(StoreError::Refused(..)) => Err(StoreError::NotFound.into()),
        Err(error) => Err(error.into()),
    }
}
