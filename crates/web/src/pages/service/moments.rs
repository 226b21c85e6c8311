//! Moments of truth, the touchpoints of the journey, and the board of both.

use crate::operation::Operation;

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    vec![]
}
