//! The whole file: handed over, and erased for good.
//!
//! Separate from the file that is read, because both are for the person it is about: everything that is kept, in a form that programs
//! read, and then none of it any more. Erasing asks for the password and for the name; nothing brings the file back.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use language::Words;
use serde::Deserialize;
use store::customers::Everything;
use store::erase::PersonQuery;
use store::{Id, StoreError, Time};

use super::super::{id_of, unprocessable};
use crate::App;
use crate::api::exported;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::office::{is_proved, require_proof};
use crate::visitor::{SignedIn, Visitor};

/// How often the log is tried to be emptied.
const TRIES: u32 = 20;

/// Everything that is kept of a customer, as a file.
pub async fn download(State(app): State<App>, session: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let (scope, id) = (session.scope.clone(), id_of(&id)?);
    // That somebody took it out stands in the audit log, so this is a job of the writer.
    let text = app.store.write(move |tx| exported(tx, &scope, &id, Time::now())).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"customer.json\""),
    ];
    Ok((headers, text).into_response())
}

#[derive(Template)]
#[template(path = "service/customers/erase.html")]
struct Erase {
    page: Page,
    w: Words,
    tab: &'static str,
    problem: Option<String>,
    id: String,
    name: String,
    counts: Vec<(String, String)>,
    /// Other files that go with it: id and name.
    alike: Vec<(String, String)>,
    proved: bool,
    typed: String,
}

/// What would be erased, and the question whether it is to be.
pub async fn ask(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, id_of(&id)?, String::new(), None).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    id: Id,
    typed: String,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    let found = app.store.read(move |tx| {
        let all = store::customers::everything(tx, &scope, &id, Time::now())?;
        let mut alike = Vec::new();
        for other in &all.same_address {
            alike.push((other.to_string(), store::customers::get(tx, &scope, other)?.known.name));
        }
        Ok((all, alike))
    });
    let (all, alike) = found.await?;
    let page = Page::of(session, visitor, "service", String::new());
    let w = page.w;
    let name = all.customer.known.name.clone();
    let refused = problem.is_some();
    let response = html(&Erase {
        page: Page { title: w.say("customers-erase-title", &[("name", name.as_str().into())]), ..page },
        tab: "customers",
        problem,
        id: all.customer.id.to_string(),
        counts: counts(&all, w),
        name,
        alike,
        proved: is_proved(session),
        typed,
        w,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

fn counts(all: &Everything, w: Words) -> Vec<(String, String)> {
    let count = |message: &str, number: usize| (w.text(message), w.count(i64::try_from(number).unwrap_or(i64::MAX)));
    vec![
        count("customers-erase-facts", all.facts.len()),
        count("customers-erase-promises", all.promises.len()),
        count("customers-erase-moments", all.moments.len()),
        count("customers-erase-cases", all.cases.len()),
        count("customers-erase-comments", all.comments.len()),
        count("customers-erase-answers", all.answers.len() + all.drafts.len()),
        count("customers-erase-invitations", all.invitations.len()),
        count("customers-erase-mails", all.mails.len()),
    ]
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    name: String,
}

/// Erases a person: the file, and whatever is known by their mail address.
pub async fn erase(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let (scope, whose) = (session.scope.clone(), id.clone());
    let customer = app.store.read(move |tx| store::customers::get(tx, &scope, &whose)).await?;
    require_proof(&session, &format!("/customers/{id}/erase"))?;
    if plain(&typed.name) != plain(&customer.known.name) {
        let problem = words_of(&session, &visitor).text("customers-erase-name-wrong");
        return page(&app, &session, &visitor, id, typed.name, Some(problem)).await;
    }
    let (scope, query) = (session.scope.clone(), PersonQuery::Customer(customer.id));
    app.store.write(move |tx| store::erase::person(tx, &scope, &query, Time::now())).await?;
    without_traces(&app).await?;
    Ok(seen("/customers?done=erased"))
}

/// Waits until what was erased has left the database's own logs, too: not before is it said to be gone. Somebody who reads at the
/// moment keeps the log open for as long.
///
/// # Errors
/// As the database says.
pub async fn without_traces(app: &App) -> Result<(), StoreError> {
    let mut tries = 0;
    loop {
        match app.store.erase_traces().await {
            Err(StoreError::Busy) if tries < TRIES => tries += 1,
            done => return done,
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

/// A name as it is compared: capitals and blanks do not matter to whoever means it.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
