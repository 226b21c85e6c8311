//! The demonstration: one-time links by which whoever started it comes in, and a guided first minute.
//!
//! Separate from signing in, and there only while `rater demo` runs. The links are printed by the terminal and kept in memory;
//! opening one shows a page, and only its button uses it up: a preview of the link is not a visit.

use std::collections::HashSet;
use std::sync::{Mutex, OnceLock, PoisonError};

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use store::links::LinkKind;
use store::waves::WaveState;
use store::{Id, Role, Scope, Secret, StoreError, Time, Transaction};

use super::desk::qr::{Picture, picture};
use super::signin::with_cookie;
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, words_of};
use crate::visitor::{SignedIn, Visitor};

/// The kind of the links.
pub const LINK: &str = "demo";

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::new("demo.enter.show", Method::GET, "/demo/{token}", Access::Door, get(show)),
        Operation::new("demo.enter", Method::POST, "/demo/{token}", Access::Door, post(enter)),
        Operation::new("demo.guide", Method::GET, "/demo", Access::SignedIn(Role::Viewer), get(guide)),
    ]
}

/// The digests of the links that were used.
fn used() -> &'static Mutex<HashSet<[u8; 32]>> {
    static USED: OnceLock<Mutex<HashSet<[u8; 32]>>> = OnceLock::new();
    USED.get_or_init(Mutex::default)
}

/// The digest of a link that is good and was not used, and whom it lets in.
fn good(app: &App, token: &str) -> Result<([u8; 32], Id), Failure> {
    let demo = app.settings.demo.as_ref().ok_or(StoreError::NotFound)?;
    let hash = Secret::parse(LINK, token).ok_or(StoreError::NotFound)?.hash();
    let spent = used().lock().unwrap_or_else(PoisonError::into_inner).contains(&hash.0);
    if spent || !demo.doors.contains(&hash) {
        return Err(StoreError::NotFound.into());
    }
    Ok((hash.0, demo.owner.clone()))
}

#[derive(Template)]
#[template(path = "demo/enter.html")]
struct Enter {
    page: Page,
    token: String,
}

async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result<Response, Failure> {
    good(&app, &token)?;
    let page = Page::public(&visitor, visitor.words.text("housekeeping-demo-title"));
    html(&Enter { page, token })
}

async fn enter(State(app): State<App>, Path(token): Path<String>) -> Result<Response, Failure> {
    let (hash, owner) = good(&app, &token)?;
    // Of two who press the button at once, one comes in.
    if !used().lock().unwrap_or_else(PoisonError::into_inner).insert(hash) {
        return Err(StoreError::NotFound.into());
    }
    let session = app.store.write(move |tx| store::sessions::begin(tx, &owner, None, Time::now())).await?;
    Ok(with_cookie(&app, &session, "/demo"))
}

#[derive(Template)]
#[template(path = "demo/guide.html")]
struct Guide {
    page: Page,
    finished: Option<Id>,
    running: Option<Id>,
    answer: Option<String>,
    picture: Option<Picture>,
}

/// What the guide leads to.
#[derive(Default)]
struct Places {
    finished: Option<Id>,
    running: Option<Id>,
    token: Option<String>,
}

async fn guide(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    if app.settings.demo.is_none() {
        return Err(StoreError::NotFound.into());
    }
    let scope = session.scope.clone();
    let places = app.store.read(move |tx| places(tx, &scope, Time::now())).await?;
    let answer = places.token.map(|token| format!("{}/s/{token}", visitor.base_url));
    let title = words_of(&session, &visitor).text("housekeeping-demo-title");
    html(&Guide {
        page: Page::of(&session, &visitor, "", title),
        finished: places.finished,
        running: places.running,
        picture: answer.as_deref().and_then(picture),
        answer,
    })
}

fn places(tx: &mut Transaction<'_>, scope: &Scope, now: Time) -> Result<Places, StoreError> {
    let mut places = Places::default();
    for survey in store::surveys::list(tx, scope)?.into_iter().filter(|survey| survey.sample) {
        for wave in store::waves::list(tx, scope, &survey.id)? {
            match wave.state(now) {
                WaveState::Open => places.running = Some(wave.id),
                WaveState::Closed => places.finished = Some(wave.id),
                WaveState::Planned => {}
            }
        }
        let links = store::links::list(tx, scope, &survey.id)?;
        let open = links.into_iter().find(|link| link.kind == LinkKind::Open && link.closed_at.is_none());
        places.token = open.map(|link| link.token);
    }
    Ok(places)
}
