//! The suite of service: customers and what is known of them, promises and their clock, recovery, the customer's link, erasing.
//!
//! One program, so that it is linked once; each part has its file.

#[path = "../common/mod.rs"]
mod common;
mod scene;

mod alarms;
mod cases;
mod comments;
mod customers;
mod erasing;
mod factors;
mod layers;
mod mailboxes;
mod members;
mod practice;
mod promises;
mod recovered;
mod replies;
mod search;
mod tracking;
