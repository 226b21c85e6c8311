//! Facts of the card: noted, confirmed, ended.
//!
//! Separate from the file, where they are read; whoever noted something is led back to the row in which it stands. Nothing is
//! changed here: what no longer holds is ended, and noted anew in other words.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use language::Words;
use service::Factor;
use service::card::CONFIRM_DAYS;
use store::customers::NewFact;
use store::{Id, Scope, StoreError, Time, Transaction};

use super::super::{id_of, refused};
use super::file::{self, Entered};
use super::{Fields, field};
use crate::App;
use crate::failure::Failure;
use crate::page::{seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// Notes a fact.
pub async fn note(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let (id, now, w) = (id_of(&id)?, Time::now(), words_of(&session, &visitor));
    // The form names one of its five rows; what names another was not sent by it.
    let factor = Factor::named(field(&fields, "factor")).ok_or(StoreError::NotFound)?;
    let entered = Entered {
        words: field(&fields, "words").to_owned(),
        source: field(&fields, "source").to_owned(),
        first: field(&fields, "first") == "yes",
        until: field(&fields, "until").to_owned(),
    };
    let clock = Clock::new(&session.organisation.zone, w);
    let expires_at = match until(&entered.until, &clock, now, w) {
        Ok(expires_at) => expires_at,
        Err(problem) => return file::refused(&app, &session, &visitor, id, factor, (problem, entered)).await,
    };
    let new = NewFact {
        factor,
        words: entered.words.clone(),
        source: entered.source.clone(),
        first: entered.first,
        confirm_days: CONFIRM_DAYS,
        expires_at,
    };
    let (scope, whose) = (session.scope.clone(), id.clone());
    match app.store.write(move |tx| store::customers::note_fact(tx, &scope, &whose, &new, now)).await {
        Ok(_) => Ok(back(&id, factor, "noted")),
        Err(error) => {
            let problem = refused(error, w)?;
            file::refused(&app, &session, &visitor, id, factor, (problem, entered)).await
        }
    }
}

/// The end of the day until which a fact holds, or what is wrong with it.
fn until(day: &str, clock: &Clock, now: Time, w: Words) -> Result<Option<Time>, String> {
    if day.trim().is_empty() {
        return Ok(None);
    }
    match clock.end_of(day) {
        Some(end) if now < end => Ok(Some(end)),
        Some(_) => Err(w.text("customers-fact-past")),
        None => Err(w.text("desk-day-unreadable")),
    }
}

/// A function of the store that does something with a fact.
type Doing = fn(&mut Transaction<'_>, &Scope, &Id, Time) -> Result<(), StoreError>;

/// Notes that a fact still holds.
pub async fn confirm(State(app): State<App>, session: SignedIn, Path(fact): Path<String>) -> Result<Response, Failure> {
    act(&app, &session, &fact, store::customers::confirm_fact, "confirmed").await
}

/// Notes that a fact holds no more.
pub async fn end(State(app): State<App>, session: SignedIn, Path(fact): Path<String>) -> Result<Response, Failure> {
    act(&app, &session, &fact, store::customers::end_fact, "ended").await
}

async fn act(app: &App, session: &SignedIn, fact: &str, doing: Doing, done: &str) -> Result<Response, Failure> {
    let (scope, fact) = (session.scope.clone(), id_of(fact)?);
    let about = app.store.write(move |tx| {
        let about = store::customers::fact(tx, &scope, &fact)?;
        doing(tx, &scope, &fact, Time::now())?;
        Ok(about)
    });
    let about = about.await?;
    Ok(back(&about.customer, about.noted.factor, done))
}

/// The row of the card in which a fact stands.
fn back(customer: &Id, factor: Factor, done: &str) -> Response {
    let factor = factor.name();
    seen(&format!("/customers/{customer}?done={done}&at={factor}#{factor}"))
}
