//! Recovery cases, step by step, with the words of their playbook; problems; playbooks.

use crate::operation::Operation;

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    vec![]
}
