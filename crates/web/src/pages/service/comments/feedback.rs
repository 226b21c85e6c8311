//! The public feedback page: one box, and whatever somebody wants to add.
//!
//! Separate from every page of ours: strangers write here. Looking changes nothing; what is written is kept before the thanks are said,
//! and the same again is thanked for again and kept once. It asks for no name, and believes none.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use language::{Language, Words};
use serde::Deserialize;
use store::comments::{self, Channel, Door, NewComment, WORDS_MAX};
use store::limits::{self, Rate};
use store::{StoreError, Time, touchpoints};

use super::reference;
use crate::App;
use crate::aside::to_its_end;
use crate::failure::Failure;
use crate::listen;
use crate::page::{Page, html, seen};
use crate::pages::service::{id_of, refused, unprocessable};
use crate::visitor::Visitor;

/// Comments that one address may leave.
const LEFT: Rate = Rate::new(10, 600);
/// Pages that one address may open which are none.
const PROBES: Rate = Rate::new(10, 60).burst(20);
/// The letters of a reference.
const REFERENCE: usize = 9;

#[derive(Template)]
#[template(path = "service/comments/feedback.html")]
struct Feedback {
    page: Page,
    w: Words,
    address: String,
    organisation: String,
    sample: bool,
    done: String,
    problem: Option<String>,
    words: String,
    words_max: usize,
    author: String,
    email: String,
    touchpoint: String,
    site: String,
    attempt: String,
}

/// What the form holds; its address may bring along where it happened.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Fields {
    words: String,
    author: String,
    email: String,
    touchpoint: String,
    site: String,
    /// Made with the form: what is sent twice is one comment, and what two people write is two.
    attempt: String,
    /// Nobody sees this field; who fills it is a program.
    website: String,
    done: String,
}

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(organisation): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let door = open(&app, &visitor, &organisation).await?;
    let fields = Fields { touchpoint: asked.touchpoint, site: asked.site, done: asked.done, ..Fields::default() };
    page(&visitor, &door, fields, None)
}

/// Whose page it is. Whoever tries many that are none has to wait.
async fn open(app: &App, visitor: &Visitor, organisation: &str) -> Result<Door, Failure> {
    let id = id_of(organisation);
    let found = match id {
        Ok(id) => app.store.read(move |tx| comments::door(tx, &id)).await?,
        Err(_) => None,
    };
    match found {
        Some(door) => Ok(door),
        None => {
            limit(app, visitor, "feedback-probe", PROBES).await?;
            Err(StoreError::NotFound.into())
        }
    }
}

async fn limit(app: &App, visitor: &Visitor, name: &str, rate: Rate) -> Result<(), Failure> {
    if visitor.address.to_canonical().is_loopback() && !visitor.shared {
        return Ok(());
    }
    let bucket = format!("{name}:{}", visitor.block());
    Ok(app.store.write(move |tx| limits::take(tx, &bucket, rate, Time::now())).await?)
}

fn page(visitor: &Visitor, door: &Door, fields: Fields, problem: Option<String>) -> Result<Response, Failure> {
    let w = words_for(visitor, &door.organisation.language);
    let name = door.organisation.name.clone();
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let wrong = problem.is_some();
    let response = html(&Feedback {
        page: Page {
            w,
            ..Page::public(visitor, w.say("comments-feedback-title", &[("organisation", name.as_str().into())]))
        },
        w,
        address: format!("/f/{}", door.organisation.id),
        organisation: name,
        sample: door.organisation.sample,
        done: fields.done.chars().filter(plain).take(REFERENCE).collect(),
        problem,
        words: fields.words,
        words_max: WORDS_MAX,
        author: fields.author,
        email: fields.email,
        touchpoint: fields.touchpoint,
        site: fields.site,
        attempt: id_of(&fields.attempt).unwrap_or_else(|_| store::Id::random()).to_string(),
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

/// The language that the visitor asks for, else the organisation's.
fn words_for(visitor: &Visitor, language: &str) -> Words {
    let own = Language::from_code(language).unwrap_or_default();
    visitor.asked.map_or_else(|| own.words(), Language::words)
}

pub(super) async fn leave(
    State(app): State<App>,
    visitor: Visitor,
    Path(organisation): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let door = open(&app, &visitor, &organisation).await?;
    limit(&app, &visitor, "feedback", LEFT).await?;
    let w = words_for(&visitor, &door.organisation.language);
    let asked = visitor.asked.map_or(String::new(), |language| format!("&lang={}", language.code()));
    let back = |done: &str| seen(&format!("/f/{}?done={done}{asked}", door.organisation.id));
    if !fields.website.is_empty() {
        // Nothing is kept, and nobody is thanked: a browser may have filled it in for a person, who sends it once more.
        return page(&visitor, &door, fields, Some(w.text("comments-feedback-again")));
    }
    let words = match comments::fit(&fields.words) {
        Ok(words) => words,
        Err(error) => return page(&visitor, &door, fields, Some(refused(error, w)?)),
    };
    let (scope, place) = (door.scope.clone(), fields.touchpoint.clone());
    let found = app.store.read(move |tx| {
        Ok((listen::memory(tx, &scope)?, touchpoints::by_name(tx, &scope, &place)?.map(|place| place.id)))
    });
    let (memory, touchpoint) = found.await?;
    let now = Time::now();
    let new = NewComment {
        touchpoint,
        author: fields.author.clone(),
        email: fields.email.clone(),
        site: fields.site.clone(),
        ..NewComment::of(words, Channel::Page, now)
    };
    let (by, attempt) = (door.clone(), id_of(&fields.attempt).ok());
    let kept = to_its_end(async move {
        let read = listen::read_in_turn(&new.words, w.language().code(), &memory).await?;
        app.store.write(move |tx| comments::leave(tx, &by, &new, attempt.as_ref(), &read, now)).await
    });
    match kept.await {
        Ok(taken) => Ok(back(&reference(&taken.id))),
        Err(error) => page(&visitor, &door, fields, Some(refused(error, w)?)),
    }
}
