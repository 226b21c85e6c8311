//! Moments of truth, the touchpoints of the journey, and the board of both.
//!
//! Separate from promises, which are made before the customer comes: here is what became of an expectation when they met us.
//! The board, the list behind its numbers, the form and the journey have a file each; none of them reckons, `figures` asks the
//! pure rules.

mod board;
pub(crate) mod figures;
mod journey;
mod list;
mod note;
mod one;
pub(crate) mod span;

use axum::http::Method;
use axum::routing::{get, post};
use language::Words;
use service::Factor;
use service::moment::{Judgement, Judgements};
use store::touchpoints::Touchpoint;
use store::{Id, Role};

pub(crate) use note::keep;

use crate::operation::{Access, Operation};

/// The operations of this place.
pub fn operations() -> Vec<Operation> {
    let (viewer, agent) = (Access::SignedIn(Role::Viewer), Access::SignedIn(Role::Agent));
    let manager = Access::SignedIn(Role::Manager);
    vec![
        Operation::new("moment.board", Method::GET, "/moments", viewer, get(board::show)),
        Operation::new("moment.list", Method::GET, "/moments/list", agent, get(list::show)),
        Operation::new("moment.form", Method::GET, "/moments/new", agent, get(note::form)),
        Operation::new("moment.note", Method::POST, "/moments/new", agent, post(note::note)),
        Operation::new("moment.show", Method::GET, "/moments/{moment}", agent, get(one::show)),
        Operation::new("moment.retract", Method::POST, "/moments/{moment}/retract", agent, post(one::retract)),
        Operation::new("touchpoint.list", Method::GET, "/touchpoints", agent, get(journey::show)),
        Operation::new("touchpoint.create", Method::POST, "/touchpoints", manager, post(journey::create)),
        Operation::new("touchpoint.save", Method::POST, "/touchpoints/{touchpoint}", manager, post(journey::save)),
        Operation::new(
            "touchpoint.move",
            Method::POST,
            "/touchpoints/{touchpoint}/move",
            manager,
            post(journey::shift),
        ),
        Operation::new(
            "touchpoint.retire",
            Method::POST,
            "/touchpoints/{touchpoint}/retire",
            manager,
            post(journey::retire),
        ),
    ]
}

/// A judgement as people read it.
fn judgement_name(w: Words, judgement: Judgement) -> String {
    w.text(&format!("moments-judgement-{}", judgement.name()))
}

/// The mark that stands beside the words of a judgement, and never alone.
fn mark(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Nothing => "–",
        Judgement::Met => "✓",
        Judgement::Exceeded => "▲",
        Judgement::Disappointed => "▼",
    }
}

/// What was said of a factor.
struct Said {
    name: &'static str,
    mark: &'static str,
    factor: String,
    judgement: String,
}

/// What was said of each factor; of which nothing was said is left out.
fn said(w: Words, judgements: &Judgements) -> Vec<Said> {
    let pairs = Factor::ALL.into_iter().zip(judgements).filter(|(_, judgement)| **judgement != Judgement::Nothing);
    let said = |(factor, judgement): (Factor, &Judgement)| Said {
        name: judgement.name(),
        mark: mark(*judgement),
        factor: super::factor_name(w, factor),
        judgement: judgement_name(w, *judgement),
    };
    pairs.map(said).collect()
}

/// What a touchpoint is called.
fn touchpoint_name(all: &[Touchpoint], id: &Id) -> String {
    all.iter().find(|touchpoint| touchpoint.id == *id).map_or(String::new(), |touchpoint| touchpoint.name.clone())
}
