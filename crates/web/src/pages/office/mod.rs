//! The office: who works here, one's own account, and how the organisation is set up.
//!
//! Separate from the desk, where surveys are run: most of this is for owners. What could lock somebody out, or let somebody
//! in, asks for the password again; what opens a door is shown once and never again.

mod account;
mod audit;
mod join;
mod people;
mod prove;
mod second_factor;
mod settings;
mod tokens;
mod webhooks;

use axum::http::StatusCode;
use axum::response::Response;
use language::Words;
use store::sessions::Session;
use store::{Id, Role, StoreError, Time};

use crate::failure::Failure;
use crate::operation::Operation;
use crate::page::words_of;
use crate::visitor::Visitor;

/// The operations of this folder.
#[must_use]
pub fn operations() -> Vec<Operation> {
    let mut all = people::operations();
    all.extend(join::operations());
    all.extend(account::operations());
    all.extend(prove::operations());
    all.extend(second_factor::operations());
    all.extend(settings::operations());
    all.extend(tokens::operations());
    all.extend(webhooks::operations());
    all.extend(audit::operations());
    all
}

/// How long a password that was given again is good for.
const PROOF_SECONDS: i64 = 10 * 60;

/// Whether the password was given a short while ago.
pub(crate) fn is_proved(session: &Session) -> bool {
    Time::now() < session.proved_at.plus_seconds(PROOF_SECONDS)
}

/// Sends whoever has not given the password lately to do so first, and back again.
pub(crate) fn require_proof(session: &Session, back: &str) -> Result<(), Failure> {
    if is_proved(session) { Ok(()) } else { Err(Failure::Elsewhere(format!("/account/prove?next={back}"))) }
}

/// An id of the address; what is none does not exist.
fn id(text: &str) -> Result<Id, Failure> {
    Ok(Id::parse(text).ok_or(StoreError::NotFound)?)
}

/// An id of a field that may be left empty.
fn id_or_none(text: &str) -> Result<Option<Id>, Failure> {
    if text.is_empty() { Ok(None) } else { id(text).map(Some) }
}

/// Whether the store refused by a rule that a person can do something about; other errors go on.
fn refusal(outcome: Result<(), StoreError>, session: &Session, visitor: &Visitor) -> Result<Option<String>, Failure> {
    match outcome {
        Ok(()) => Ok(None),
        Err(error @ StoreError::Refused(..)) => Ok(Some(error.sentence(words_of(session, visitor)))),
        Err(error) => Err(error.into()),
    }
}

/// A page that tells what was refused.
fn unprocessable(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

/// One of several that a person chooses from.
struct Choice {
    value: String,
    name: String,
    chosen: bool,
}

/// The name of a role.
fn role_name(w: Words, role: Role) -> String {
    w.text(match role {
        Role::Owner => "office-role-owner",
        Role::Manager => "office-role-manager",
        Role::Agent => "office-role-agent",
        Role::Viewer => "office-role-viewer",
    })
}

/// The roles to choose from, each with what it may do.
fn roles(w: Words, chosen: Role) -> Vec<Choice> {
    let what = |role| match role {
        Role::Owner => "office-role-owner-may",
        Role::Manager => "office-role-manager-may",
        Role::Agent => "office-role-agent-may",
        Role::Viewer => "office-role-viewer-may",
    };
    let choice = |role: Role| Choice {
        value: role.name().to_owned(),
        name: format!("{}: {}", role_name(w, role), w.text(what(role))),
        chosen: role == chosen,
    };
    Role::ALL.into_iter().map(choice).collect()
}

/// The languages to choose from, each in its own words.
fn languages(chosen: &str) -> Vec<Choice> {
    let all = [("en", "English"), ("id", "Bahasa Indonesia"), ("es", "Español")];
    all.map(|(code, name)| Choice { value: code.to_owned(), name: name.to_owned(), chosen: code == chosen }).into()
}
