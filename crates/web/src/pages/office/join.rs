//! Accepting an invitation to work here.
//!
//! Separate, because whoever comes by the link has no session yet. Opening the link shows what it is for and changes nothing.
//! Whoever has an account accepts signed in: the link never sets the password of an account that is there.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use store::limits::Rate;
use store::staff_invitations::StaffInvitation;
use store::{Role, Secret, StoreError, Time, TokenHash};

use super::{Choice, languages, role_name, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, words_of};
use crate::pages::signin::{hashed, shown_session, take, with_cookie};
use crate::visitor::{SignedIn, Visitor};

/// Attempts from one address, as each may cost the hashing of a password.
const PER_ADDRESS: Rate = Rate::new(10, 60);

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let here = Access::SignedIn(Role::Viewer);
    vec![
        Operation::new("join.show", Method::GET, "/join/{token}", Access::Door, get(show)),
        Operation::new("join.claim", Method::POST, "/join/{token}", Access::Door, post(claim)),
        Operation::new("join.account.show", Method::GET, "/join/{token}/account", here, get(show_as)),
        Operation::new("join.account.claim", Method::POST, "/join/{token}/account", here, post(claim_as)),
    ]
}

#[derive(Template)]
#[template(path = "office/join.html")]
struct Join {
    page: Page,
    problem: Option<String>,
    token: String,
    lead: String,
    email: String,
    name: String,
    languages: Vec<Choice>,
    has_account: bool,
    signed_in: bool,
}

async fn valid(app: &App, token: &str) -> Result<(TokenHash, StaffInvitation), Failure> {
    let hash = Secret::parse("join", token).ok_or(StoreError::NotFound)?.hash();
    let asked = hash.clone();
    let found = app.store.read(move |tx| store::staff_invitations::find(tx, &asked, Time::now())).await?;
    Ok((hash, found.ok_or(StoreError::NotFound)?))
}

/// What the form holds, when it is shown again.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Entered {
    name: String,
    language: String,
    password: String,
}

fn page(
    mut page: Page,
    token: String,
    invitation: StaffInvitation,
    entered: &Entered,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let w = page.w;
    let names = [
        ("organisation", invitation.organisation.name.as_str().into()),
        ("role", role_name(w, invitation.role).into()),
    ];
    page.title = w.say("office-join-title", &names[..1]);
    let (signed_in, refused) = (page.person.is_some(), problem.is_some());
    let language = if entered.language.is_empty() { w.language().code() } else { &entered.language };
    let response = html(&Join {
        problem,
        token,
        lead: w.say("office-join-lead", &names),
        email: invitation.email,
        name: entered.name.clone(),
        languages: languages(language),
        has_account: invitation.has_account,
        signed_in,
        page,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result<Response, Failure> {
    let (_, invitation) = valid(&app, &token).await?;
    page(Page::public(&visitor, String::new()), token, invitation, &Entered::default(), None)
}

async fn claim(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    take(&app, format!("join:{}", visitor.block()), PER_ADDRESS).await?;
    let (hash, invitation) = valid(&app, &token).await?;
    let w = visitor.words;
    let again = |invitation, entered: &Entered, sentence| {
        page(Page::public(&visitor, String::new()), token.clone(), invitation, entered, Some(sentence))
    };
    let problem = store::password::problem(&entered.password, &invitation.email, &invitation.organisation.name);
    let problem = if entered.name.trim().is_empty() { Some("web-name-missing") } else { problem };
    if let Some(problem) = problem {
        return again(invitation, &entered, w.text(problem));
    }
    let password = hashed(&app, entered.password.clone()).await?;
    let (name, language, now) = (entered.name.clone(), entered.language.clone(), Time::now());
    let joined = app.store.write(move |tx| {
        let (_, user) = store::staff_invitations::accept(tx, &hash, &name, &password, &language, now)?;
        store::sessions::begin(tx, &user, None, now)
    });
    match joined.await {
        Ok(session) => Ok(with_cookie(&app, &session, "/surveys")),
        Err(error @ StoreError::Refused(..)) => again(invitation, &entered, error.sentence(w)),
        Err(error) => Err(error.into()),
    }
}

async fn show_as(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let (_, invitation) = valid(&app, &token).await?;
    page(Page::of(&session, &visitor, "", String::new()), token, invitation, &Entered::default(), None)
}

async fn claim_as(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let (hash, invitation) = valid(&app, &token).await?;
    let (user, shown, now) = (session.user.clone(), shown_session(&app, &headers)?, Time::now());
    let organisation = invitation.organisation.id.clone();
    let joined = app.store.write(move |tx| {
        store::staff_invitations::accept_as(tx, &hash, &user, now)?;
        store::sessions::switch(tx, &shown, &organisation, now)
    });
    match joined.await {
        Ok(session) => Ok(with_cookie(&app, &session, "/surveys")),
        Err(error @ StoreError::Refused(..)) => {
            let sentence = error.sentence(words_of(&session, &visitor));
            page(
                Page::of(&session, &visitor, "", String::new()),
                token,
                invitation,
                &Entered::default(),
                Some(sentence),
            )
        }
        Err(error) => Err(error.into()),
    }
}
