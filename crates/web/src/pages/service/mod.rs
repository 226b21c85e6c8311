//! The service: customers and what is known of them, promises, moments of truth, recovery.
//!
//! Separate from the desk, because nobody is asked here: this is where people serve. A handler reads a form, calls the store,
//! and shows a page; every page works without script, and is made for a phone first. No rule about service stands here.

pub mod cases;
pub(crate) mod coach;
pub(crate) mod comments;
mod commitments;
mod customers;
pub(crate) mod moments;
mod promises;
mod rules;
pub(crate) mod sieve;
mod today;
pub mod track;

use axum::http::StatusCode;
use axum::response::Response;
use language::Words;
use service::Factor;
use store::people::Colleague;
use store::{Id, StoreError};

use crate::failure::Failure;
use crate::operation::Operation;

/// The operations of this folder.
#[must_use]
pub fn operations() -> Vec<Operation> {
    let mut all = today::operations();
    all.extend(customers::operations());
    all.extend(promises::operations());
    all.extend(comments::operations());
    all.extend(coach::operations());
    all.extend(commitments::operations());
    all.extend(moments::operations());
    all.extend(cases::operations());
    all.extend(rules::operations());
    all.extend(track::operations());
    all
}

/// One of several to choose from in a form.
pub(super) struct Choice {
    /// What the form sends.
    pub(super) value: String,
    /// What people read.
    pub(super) text: String,
    /// What it means; may be empty.
    pub(super) help: String,
    /// Whether it is chosen.
    pub(super) chosen: bool,
}

/// A factor as people read it.
pub(super) fn factor_name(w: Words, factor: Factor) -> String {
    w.text(&format!("desk-factor-{}", factor.name()))
}

/// The five factors to choose from, each with what it is about.
pub(super) fn factors(w: Words, chosen: Option<Factor>) -> Vec<Choice> {
    let choice = |factor: Factor| Choice {
        value: factor.name().to_owned(),
        text: factor_name(w, factor),
        help: w.text(&format!("service-factor-{}-help", factor.name())),
        chosen: chosen == Some(factor),
    };
    Factor::ALL.into_iter().map(choice).collect()
}

/// Colleagues to choose from.
pub(super) fn colleagues(all: &[Colleague], chosen: Option<&Id>) -> Vec<Choice> {
    let choice = |one: &Colleague| Choice {
        value: one.user.to_string(),
        text: one.name.clone(),
        help: String::new(),
        chosen: chosen == Some(&one.user),
    };
    all.iter().map(choice).collect()
}

/// The name of whoever did something, as the audit log writes them: a colleague, or none of those who work here now.
pub(super) fn actor_name(w: Words, all: &[Colleague], actor: &str) -> String {
    let colleague = actor.strip_prefix("user:").and_then(|id| all.iter().find(|one| one.user.as_str() == id));
    match (colleague, actor.split(':').next()) {
        (Some(colleague), _) => colleague.name.clone(),
        (None, Some("link")) => w.text("service-actor-customer"),
        (None, Some("operator")) => w.text("service-actor-program"),
        (None, Some("token")) => w.text("service-actor-token"),
        (None, _) => w.text("service-actor-former"),
    }
}

/// The id in an address. What is none belongs to nothing.
pub(super) fn id_of(text: &str) -> Result<Id, Failure> {
    Id::parse(text).ok_or(Failure::Store(StoreError::NotFound))
}

/// An id of a field that may be left empty.
pub(super) fn id_or_none(text: &str) -> Result<Option<Id>, Failure> {
    if text.is_empty() { Ok(None) } else { id_of(text).map(Some) }
}

/// The sentence about a rule that was broken; other errors go on.
pub(super) fn refused(error: StoreError, w: Words) -> Result<String, Failure> {
    match error {
        StoreError::Refused(..) | StoreError::Conflict(_) => Ok(error.sentence(w)),
        error => Err(error.into()),
    }
}

/// A form that is shown again with what is wrong.
pub(super) fn unprocessable(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}
