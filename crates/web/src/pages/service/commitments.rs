//! What the organisation is held to: its own commitments, what it implies, what customers take for granted.

use crate::operation::Operation;

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    vec![]
}
