//! The desk: where the people of an organisation make their surveys and run them.
//!
//! Separate from the answer page and the board, because nobody answers here and nothing is computed here. A handler reads a
//! form, calls the store, and shows a page; every page works without script.

pub mod answers_file;
pub mod clock;
mod home;
mod import;
mod invitations;
pub mod letters;
mod list;
mod new;
pub mod people_list;
pub mod qr;
mod questionnaire;
mod sent;
mod source;
pub mod trade;
pub mod upload;
pub mod wording;

use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use language::Words;
use store::{Id, Role, StoreError};

use crate::failure::Failure;
use crate::operation::{Access, FILE_MAX, JSON_MAX, Operation};

/// The operations of the desk.
#[must_use]
pub fn operations() -> Vec<Operation> {
    let see = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Viewer), handler);
    let prepare = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Manager), handler);
    let change = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Manager), handler);
    vec![
        see("desk.list", "/surveys", get(list::show)),
        prepare("desk.new", "/surveys/new", get(new::show)),
        change("desk.make", "/surveys/new", post(new::make)).with_body(JSON_MAX),
        see("desk.survey", "/surveys/{id}", get(home::show)),
        change("desk.survey.change", "/surveys/{id}", post(home::change)),
        change("desk.survey.archive", "/surveys/{id}/archive", post(home::archive)),
        change("desk.wave.open", "/surveys/{id}/waves", post(home::open_wave)),
        change("desk.wave.close", "/surveys/{id}/waves/{wave}/close", post(home::close_wave)),
        change("desk.link.make", "/surveys/{id}/links", post(home::make_link)),
        change("desk.link.close", "/surveys/{id}/links/{link}/close", post(home::close_link)),
        see("desk.instrument", "/surveys/{id}/instrument", get(questionnaire::show)),
        change("desk.instrument.save", "/surveys/{id}/instrument", post(questionnaire::save)).with_body(JSON_MAX),
        see("desk.instrument.look", "/surveys/{id}/instrument/preview", get(questionnaire::look)),
        change("desk.instrument.preview", "/surveys/{id}/instrument/preview", post(questionnaire::preview))
            .with_body(JSON_MAX),
        prepare("desk.invitations", "/surveys/{id}/invitations", get(invitations::show)),
        change("desk.invitations.add", "/surveys/{id}/invitations", post(invitations::add)).with_body(FILE_MAX),
        change("desk.invitations.send", "/surveys/{id}/invitations/send", post(invitations::send)),
        change("desk.invitations.download", "/surveys/{id}/invitations/links.csv", post(invitations::download)),
        prepare("desk.import", "/surveys/{id}/import", get(import::show)),
        change("desk.import.take", "/surveys/{id}/import", post(import::take)).with_body(FILE_MAX),
    ]
}

/// One of several answers in a form.
pub struct Choice {
    /// Its value.
    pub name: String,
    /// What people read.
    pub text: String,
    /// What it means.
    pub help: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The id in an address. What is none belongs to nothing.
fn id_of(text: &str) -> Result<Id, Failure> {
    Id::parse(text).ok_or(Failure::Store(StoreError::NotFound))
}

/// The sentence about a rule that was broken; other errors go on.
fn refused(error: StoreError, w: Words) -> Result<String, Failure> {
    match error {
        StoreError::Refused(..) | StoreError::Conflict(_) => Ok(error.sentence(w)),
        error => Err(error.into()),
    }
}

/// A form that is shown again with what is wrong.
fn unprocessable(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

/// The note about what was done, from the address of the page that is shown afterwards.
fn done_note(done: &str, w: Words) -> Option<String> {
    const KNOWN: [&str; 8] = ["made", "saved", "opened", "closed", "linked", "unlinked", "archived", "same"];
    KNOWN.contains(&done).then(|| w.text(&format!("desk-done-{done}")))
}
