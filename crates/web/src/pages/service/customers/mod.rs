//! Customers: found in one search, read in ten seconds.
//!
//! Separate from what hangs on them (promises, moments, cases), which have pages of their own: here is the file that holds them
//! together, what is known of a person, and the ways in and out of it. It shows no answer of an anonymous survey, and erases
//! nobody by one press of a button.

mod contact;
mod edit;
mod export;
mod facts;
mod file;
mod hello;
mod import;
mod list_file;
mod merge;
mod search;
mod timeline;

use axum::http::Method;
use axum::routing::{get, post};
use language::Words;
use store::Role;

pub(super) use export::without_traces;

use crate::operation::{Access, FILE_MAX, Operation};

/// The operations of this folder.
pub fn operations() -> Vec<Operation> {
    let see = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Agent), handler);
    let act = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Agent), handler);
    let look = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Manager), handler);
    let change = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Manager), handler);
    vec![
        see("customers.list", "/customers", get(search::show)),
        see("customers.new", "/customers/new", get(edit::empty)),
        act("customers.make", "/customers/new", post(edit::make)),
        look("customers.import.show", "/customers/import", get(import::show)),
        change("customers.import", "/customers/import", post(import::take)).with_body(FILE_MAX),
        see("customers.file", "/customers/{id}", get(file::show)),
        see("customers.edit", "/customers/{id}/edit", get(edit::filled)),
        act("customers.change", "/customers/{id}/edit", post(edit::change)),
        act("customers.fact.note", "/customers/{id}/facts", post(facts::note)),
        act("customers.fact.confirm", "/facts/{fact}/confirm", post(facts::confirm)),
        act("customers.fact.end", "/facts/{fact}/end", post(facts::end)),
        look("customers.merge.show", "/customers/{id}/merge", get(merge::show)),
        change("customers.merge", "/customers/{id}/merge", post(merge::merge)),
        look("customers.export", "/customers/{id}/export", get(export::download)),
        look("customers.erase.show", "/customers/{id}/erase", get(export::ask)),
        change("customers.erase", "/customers/{id}/erase", post(export::erase)),
    ]
}

/// The fields of a form, in the order in which they stand there.
type Fields = Vec<(String, String)>;

/// The first field of this name; empty when there is none.
fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
}

/// What was done, from the address of the page that is shown afterwards.
fn done_note(done: &str, w: Words) -> Option<String> {
    const KNOWN: [&str; 7] = ["made", "changed", "noted", "confirmed", "ended", "merged", "erased"];
    KNOWN.contains(&done).then(|| w.text(&format!("customers-done-{done}")))
}

/// The beginning of a text, for where there is little room.
fn beginning(text: &str, characters: usize) -> String {
    if text.chars().count() <= characters {
        return text.to_owned();
    }
    text.chars().take(characters).collect::<String>().trim_end().to_owned() + "…"
}
