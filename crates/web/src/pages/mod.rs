//! The pages, one folder or file per place. A handler reads, calls one function, and shows a page.

pub mod answer;
pub mod board;
pub mod demo;
pub mod desk;
pub(crate) mod factors;
pub mod health;
pub mod office;
pub(crate) mod practice;
pub mod service;
pub mod setup;
pub mod signin;

use axum::http::Method;
use axum::routing::get;

use crate::operation::{Access, Operation};

/// All operations that are pages.
#[must_use]
pub fn operations() -> Vec<Operation> {
    let mut all = vec![Operation::new(
        "asset.show",
        Method::GET,
        "/assets/{digest}/{name}",
        Access::Public,
        get(crate::assets::serve),
    )];
    all.extend(answer::operations());
    all.extend(board::operations());
    all.extend(demo::operations());
    all.extend(desk::operations());
    all.extend(health::operations());
    all.extend(setup::operations());
    all.extend(signin::operations());
    all.extend(office::operations());
    all.extend(service::operations());
    all.extend(factors::operations());
    all.extend(practice::operations());
    all
}
