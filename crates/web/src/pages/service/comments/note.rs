//! A note of what somebody said on the phone or at the counter.
//!
//! Separate from the file and the feedback page, because one of ours writes it down and knows with whom they spoke. What is sent twice is
//! told and kept once.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use store::comments::{self, Channel, NewComment, WORDS_MAX};
use store::{Time, customers, touchpoints};

use super::channels;
use crate::App;
use crate::aside::to_its_end;
use crate::failure::Failure;
use crate::listen;
use crate::page::{Page, html, seen, words_of};
use crate::pages::service::{Choice, id_or_none, refused, unprocessable};
use crate::visitor::{SignedIn, Visitor};

/// The ways in which somebody of ours hears something.
const HEARD: [Channel; 6] =
    [Channel::Counter, Channel::Phone, Channel::Mail, Channel::Chat, Channel::Social, Channel::Other];

#[derive(Template)]
#[template(path = "service/comments/new.html")]
struct New {
    page: Page,
    w: Words,
    tab: &'static str,
    problem: Option<String>,
    words: String,
    words_max: usize,
    author: String,
    channels: Vec<Choice>,
    touchpoints: Vec<Choice>,
    customer: Option<(String, String)>,
}

/// What the form holds, and what its address may bring along.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Fields {
    words: String,
    channel: String,
    author: String,
    touchpoint: String,
    customer: String,
}

pub(super) async fn form(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, Fields { words: String::new(), ..asked }, None).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    fields: Fields,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let (w, scope, customer) = (words_of(session, visitor), session.scope.clone(), id_or_none(&fields.customer)?);
    let found = app.store.read(move |tx| {
        let customer = customer.map(|id| customers::get(tx, &scope, &id)).transpose()?;
        Ok((touchpoints::list(tx, &scope, false)?, customer))
    });
    let (places, customer) = found.await?;
    let place = |one: &touchpoints::Touchpoint| Choice {
        value: one.id.to_string(),
        text: one.name.clone(),
        help: String::new(),
        chosen: one.id.as_str() == fields.touchpoint,
    };
    let wrong = problem.is_some();
    let response = html(&New {
        page: Page::of(session, visitor, "service", w.text("comments-new-title")),
        w,
        tab: "comments",
        problem,
        channels: channels(w, &HEARD, Some(Channel::named(&fields.channel).unwrap_or(Channel::Counter))),
        touchpoints: places.iter().map(place).collect(),
        customer: customer.map(|customer| (customer.id.to_string(), customer.known.name)),
        words: fields.words,
        words_max: WORDS_MAX,
        author: fields.author,
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

pub(super) async fn note(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let w = words_of(&session, &visitor);
    let words = match comments::fit(&fields.words) {
        Ok(words) => words,
        Err(error) => {
            let problem = refused(error, w)?;
            return page(&app, &session, &visitor, fields, Some(problem)).await;
        }
    };
    let scope = session.scope.clone();
    let memory = app.store.read(move |tx| listen::memory(tx, &scope)).await?;
    let now = Time::now();
    let new = NewComment {
        customer: id_or_none(&fields.customer)?,
        touchpoint: id_or_none(&fields.touchpoint)?,
        author: fields.author.clone(),
        ..NewComment::of(words, Channel::named(&fields.channel).unwrap_or(Channel::Other), now)
    };
    let (scope, language, store) = (session.scope.clone(), session.organisation.language.clone(), app.store.clone());
    let kept = to_its_end(async move {
        let read = listen::read_in_turn(&new.words, &language, &memory).await?;
        store.write(move |tx| comments::take(tx, &scope, &new, &read, now)).await
    });
    match kept.await {
        Ok(taken) => {
            let done = if taken.fresh { "noted" } else { "again" };
            Ok(seen(&format!("/comments/{}?done={done}", taken.id)))
        }
        Err(error) => {
            let problem = refused(error, w)?;
            page(&app, &session, &visitor, fields, Some(problem)).await
        }
    }
}
