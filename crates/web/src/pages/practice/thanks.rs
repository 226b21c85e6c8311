//! Thanks: to a colleague, for what a customer praised or for what one saw; and those that one received.
//!
//! Separate from the comment, whose page leads here with the compliment. Both who thanks and who is thanked read it, and nobody else.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use store::practice::{self as kept, THANKS_MAX, Thanks};
use store::{Id, StoreError, Time, comments};

use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::service::{Choice, id_or_none, refused, unprocessable};
use crate::visitor::{SignedIn, Visitor};

/// The longest part of a comment that stands beside thanks, in characters.
const QUOTED_MAX: usize = 400;

#[derive(Template)]
#[template(path = "practice/thanks.html")]
struct ThanksPage {
    page: Page,
    w: Words,
    tab: &'static str,
    done: String,
    problem: Option<String>,
    received: Vec<ThanksShown>,
    /// How many of them are new.
    fresh: usize,
    /// The moment up to which they were read.
    up_to: String,
    given: Vec<ThanksShown>,
    people: Vec<Choice>,
    most: usize,
    form: Filled,
    /// The compliment that is carried along: what it says, and its language.
    compliment: Option<(String, String)>,
}

/// Thanks as a page shows them.
pub(super) struct ThanksShown {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) words: String,
    /// The comment: its id and what it says.
    pub(super) comment: Option<(String, String)>,
    pub(super) at: String,
    pub(super) read: bool,
}

/// What is said of one, in the words of a page.
pub(super) fn shown(w: Words, clock: &Clock, thanks: &Thanks) -> ThanksShown {
    ThanksShown {
        from: thanks.from.clone().unwrap_or_else(|| w.text("service-actor-former")),
        to: thanks.to.clone(),
        words: if thanks.words.is_empty() { w.text("practice-thanks-erased") } else { thanks.words.clone() },
        comment: thanks.comment.as_ref().map(|(id, words)| (id.to_string(), quoted(words))),
        at: clock.day(thanks.at),
        read: thanks.read_at.is_some(),
    }
}

fn quoted(words: &str) -> String {
    match words.char_indices().nth(QUOTED_MAX) {
        None => words.to_owned(),
        Some((end, _)) => format!("{}…", words[..words[..end].rfind(char::is_whitespace).unwrap_or(end)].trim_end()),
    }
}

/// What the form holds, and what an address fills it with.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Filled {
    to: String,
    comment: String,
    words: String,
    done: String,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Filled>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, asked, None).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    form: Filled,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let (w, scope) = (words_of(session, visitor), session.scope.clone());
    let carried = id_or_none(&form.comment)?;
    let found = app.store.read(move |tx| {
        let comment = carried.map(|id| comments::get(tx, &scope, &id)).transpose()?;
        let received = kept::thanks_received(tx, &scope)?;
        Ok((comment, received, kept::thanks_given(tx, &scope)?, kept::people(tx, &scope)?))
    });
    let (comment, received, given, people) = found.await?;
    let clock = Clock::new(&session.organisation.zone, w);
    let choice = |person: &kept::Person| Choice {
        value: person.user.to_string(),
        text: person.name.clone(),
        help: String::new(),
        chosen: person.user.as_str() == form.to,
    };
    let fresh = received.iter().filter(|one| one.read_at.is_none());
    let wrong = problem.is_some();
    let response = html(&ThanksPage {
        page: Page::of(session, visitor, "practice", w.text("practice-thanks-title")),
        w,
        tab: "thanks",
        done: match form.done.as_str() {
            "thanked" => w.text("practice-done-thanked"),
            "read" => w.text("practice-done-thanks"),
            _ => String::new(),
        },
        problem,
        fresh: fresh.clone().count(),
        up_to: fresh.map(|one| one.at.0).max().unwrap_or(0).to_string(),
        received: received.iter().map(|one| shown(w, &clock, one)).collect(),
        given: given.iter().map(|one| shown(w, &clock, one)).collect(),
        people: people.iter().map(choice).collect(),
        most: THANKS_MAX,
        compliment: comment.map(|comment| (comment.words, comment.language)),
        form,
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

/// Thanks somebody.
pub(super) async fn thank(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(form): Form<Filled>,
) -> Result<Response, Failure> {
    let (to, comment) = (Id::parse(&form.to), id_or_none(&form.comment)?);
    let (scope, words) = (session.scope.clone(), form.words.clone());
    let done = app.store.write(move |tx| {
        let to = to.ok_or(StoreError::Refused("store-thanks-nobody", vec![]))?;
        kept::thank(tx, &scope, &to, comment.as_ref(), &words, Time::now())
    });
    match done.await {
        Ok(_) => Ok(seen("/practice/thanks?done=thanked")),
        Err(error) => {
            let problem = refused(error, words_of(&session, &visitor))?;
            page(&app, &session, &visitor, Filled { done: String::new(), ..form }, Some(problem)).await
        }
    }
}

/// Up to which thanks somebody read, and where they were.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct UpTo {
    up_to: String,
    back: String,
}

/// Marks what one was thanked for as read.
pub(super) async fn read(
    State(app): State<App>,
    session: SignedIn,
    Form(form): Form<UpTo>,
) -> Result<Response, Failure> {
    let up_to = Time(form.up_to.parse().map_err(|_| StoreError::NotFound)?);
    let scope = session.scope.clone();
    app.store.write(move |tx| kept::read_thanks(tx, &scope, up_to, Time::now())).await?;
    Ok(seen(if form.back == "week" { "/practice?done=thanks" } else { "/practice/thanks?done=read" }))
}
