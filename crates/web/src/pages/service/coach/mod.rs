//! Writing a reply: a draft is checked while it is written, what is promised in it goes to the ledger, and the rules can be read.
//!
//! Separate from comments, cases and customers, which lead here with what was received. A handler reads a draft, lets it be checked, and
//! shows a page; it keeps no draft. What is a fault is said by `replies`.

mod context;
mod house;
mod live;
mod rules;
mod shown;
mod write;

use axum::http::Method;
use axum::routing::{get, post};
use store::Role;

use crate::operation::{Access, JSON_MAX, Operation};

/// The operations of this folder.
pub fn operations() -> Vec<Operation> {
    let see = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Agent), handler);
    let act = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Agent), handler);
    let prepare = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Manager), handler);
    let manage = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Manager), handler);
    vec![
        see("coach.show", "/coach", get(write::show)),
        act("coach.check", "/coach", post(write::check)).with_body(JSON_MAX),
        act("coach.live", "/coach/live", post(live::check)).with_body(JSON_MAX),
        act("coach.finding", "/coach/finding", post(live::finding)),
        act("coach.promise", "/coach/promise", post(live::promise)),
        see("coach.rules", "/coach/rules", get(rules::show)),
        act("coach.rule-on", "/coach/rules/on", post(rules::switch_on)),
        prepare("coach.rule-new", "/coach/rules/new", get(house::empty)),
        manage("coach.rule-make", "/coach/rules/new", post(house::make)).with_body(JSON_MAX),
        prepare("coach.rule-edit", "/coach/rules/{rule}/edit", get(house::filled)),
        manage("coach.rule-change", "/coach/rules/{rule}/edit", post(house::change)).with_body(JSON_MAX),
        manage("coach.rule-retire", "/coach/rules/{rule}/retire", post(house::retire)),
    ]
}
