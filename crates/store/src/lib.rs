//! Everything that is kept: one SQLite file, or a PostgreSQL database.
//!
//! Separate from the pages, because SQL stays at one edge, and because a promise is made here: what was acknowledged was
//! synced before, and is counted once. Every function that touches a tenant's rows takes a [`Scope`], which only signing in,
//! a token, a link or the operator can make. It knows nothing of HTTP, and takes the time as an argument.

pub mod audit;
pub mod engine;
pub mod idempotency;
pub mod limits;
pub mod outbox;
pub mod password;
pub mod people;
pub mod schema;
pub mod second_factor;
pub mod sessions;
pub mod staff_invitations;
pub mod tokens;
pub mod webhooks;

pub mod alarms;
pub mod answers;
pub mod backup;
pub mod calendars;
pub mod cases;
pub mod comments;
pub mod commitments;
pub mod customers;
pub mod drafts;
pub mod erase;
pub mod factors;
pub mod feeds;
pub mod instruments;
pub mod invitees;
pub mod links;
pub mod listing;
pub mod live;
pub mod mailboxes;
pub mod moments;
pub mod practice;
pub mod problems;
pub mod promises;
pub mod pulses;
pub mod recovered;
pub mod replies;
pub mod surveys;
pub mod touchpoints;
pub mod tracking;
pub mod waves;

mod database;
mod error;
mod id;
mod scope;
mod secret;
mod writer;

pub use database::{DatabaseUrl, Options, Pending, Store, Transaction};
pub use error::StoreError;
pub use id::{Id, Time};
pub use scope::{Actor, Role, Scope};
pub use secret::{Secret, TokenHash, random_bytes};
