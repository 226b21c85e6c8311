//! `/api/v1`: the same capabilities for programs, described by OpenAPI 3.1.
//!
//! Separate from the pages, because programs get JSON, problem documents and keys for safe repetition. One file per kind of
//! thing; each operation is a plain function on a transaction, and `call` does around it what all have in common. What the
//! document says and what is accepted come from the same types: it cannot say what is not so.

mod answers;
mod audit;
mod call;
mod cases;
mod comments;
mod commitments;
mod cursor;
mod customers;
mod deliveries;
mod everything;
mod factors;
mod instruments;
mod invitees;
mod json;
mod layers;
mod links;
mod mailboxes;
mod members;
mod moments;
mod openapi;
mod organisation;
mod promises;
mod replies;
mod results;
mod schema;
mod surveys;
mod tokens;
mod types;
mod waves;
mod webhooks;

use crate::operation::Operation;

pub(crate) use answers::column_names;
pub use call::{Described, Key, Reply};
pub(crate) use customers::exported;
pub use everything::{Put, everything};
pub use openapi::document;

/// All operations of the API.
#[must_use]
pub fn operations() -> Vec<Operation> {
    let mut all = openapi::operations();
    all.extend(organisation::operations());
    all.extend(instruments::operations());
    all.extend(surveys::operations());
    all.extend(waves::operations());
    all.extend(links::operations());
    all.extend(invitees::operations());
    all.extend(answers::operations());
    all.extend(results::operations());
    all.extend(promises::operations());
    all.extend(replies::operations());
    all.extend(webhooks::operations());
    all.extend(deliveries::operations());
    all.extend(members::operations());
    all.extend(tokens::operations());
    all.extend(audit::operations());
    all.extend(customers::operations());
    all.extend(moments::operations());
    all.extend(comments::operations());
    all.extend(mailboxes::operations());
    all.extend(layers::operations());
    all.extend(commitments::operations());
    all.extend(cases::operations());
    all.extend(factors::operations());
    all
}
