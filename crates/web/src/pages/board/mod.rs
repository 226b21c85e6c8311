//! The board: what a wave says, while it runs and afterwards.
//!
//! Separate from the desk, where surveys are made: here nothing is changed but which answers count. Numbers, tables and charts are the report's; this
//! place decides on which page they stand and who may open the answers behind them.

mod answers;
mod exports;
mod frame;
mod methods;
mod overview;
mod parts;
pub(crate) mod sheet;

use axum::http::Method;
use axum::routing::{get, post};
use store::Role;

use crate::operation::{Access, Operation};

/// The operations of the board.
#[must_use]
pub fn operations() -> Vec<Operation> {
    let see = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Viewer), handler);
    let read = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Manager), handler);
    vec![
        see("board.survey", "/surveys/{id}/board", get(overview::newest)),
        see("board.show", "/board/{wave}", get(overview::show)),
        see("board.now", "/board/{wave}/now", get(overview::now)),
        see("board.part", "/board/{wave}/{part}", get(parts::show)),
        see("board.export", "/board/{wave}/report/{file}", get(exports::report)),
        read("board.answers", "/board/{wave}/answers", get(answers::show)),
        Operation::new(
            "board.answers.judge",
            Method::POST,
            "/board/{wave}/answers",
            Access::SignedIn(Role::Manager),
            post(answers::judge),
        ),
        read("board.answers.export", "/board/{wave}/answers/{file}", get(exports::answers)),
        Operation::new("method.list", Method::GET, "/method", Access::Public, get(methods::list)),
        Operation::new("method.show", Method::GET, "/method/{id}", Access::Public, get(methods::show)),
    ]
}
