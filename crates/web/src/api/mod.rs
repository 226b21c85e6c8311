//! `/api/v1`: the same capabilities for programs, described by OpenAPI 3.1.
//!
//! Separate from the pages, because programs get JSON, problem documents and keys for safe repetition.

use crate::operation::Operation;

/// How the API document describes an operation.
#[derive(Debug, Clone)]
pub struct Described {
    /// One line.
    pub summary: &'static str,
    /// The JSON Schema of the body, if there is one.
    pub body: Option<fn() -> serde_json::Value>,
    /// The JSON Schema of the reply, if there is one.
    pub reply: Option<fn() -> serde_json::Value>,
}

/// All operations of the API.
#[must_use]
pub fn operations() -> Vec<Operation> {
    vec![]
}
