//! The link to the public feedback page, and its code to hang up.
//!
//! Separate from the page itself, which strangers see. Whoever manages opens and closes it.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use store::{Time, comments, touchpoints};

use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::qr;
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "service/comments/door.html")]
struct Door {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    organisation: String,
    address: String,
    code: Option<qr::Picture>,
    open: bool,
    /// The same address for each touchpoint, so that nobody has to say where they were.
    places: Vec<(String, String)>,
}

pub(super) async fn show(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    let (w, scope) = (words_of(&session, &visitor), session.scope.clone());
    let found =
        app.store.read(move |tx| Ok((comments::feedback_open(tx, &scope)?, touchpoints::list(tx, &scope, false)?)));
    let (open, places) = found.await?;
    let address = format!("{}/f/{}", visitor.base_url, session.organisation.id);
    html(&Door {
        page: Page::of(&session, &visitor, "service", w.text("comments-door-title")),
        w,
        tab: "comments",
        more: "door",
        organisation: session.organisation.name.clone(),
        code: qr::picture(&address),
        places: places.into_iter().map(|place| (place.name, format!("{address}?touchpoint={}", place.id))).collect(),
        address,
        open,
    })
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Sent {
    open: String,
}

pub(super) async fn set(
    State(app): State<App>,
    session: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (scope, open) = (session.scope.clone(), sent.open == "yes");
    app.store.write(move |tx| comments::set_feedback(tx, &scope, open, Time::now())).await?;
    Ok(seen("/comments/page"))
}
