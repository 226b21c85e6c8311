//! From TOML to a checked instrument.

use crate::{Instrument, Problem};

/// Parses and checks an instrument file.
///
/// # Errors
/// Every problem of the file at once.
pub fn parse(text: &str) -> Result<Instrument, Vec<Problem>> {
    let _ = text;
    Err(vec![])
}

/// A first draft of an instrument file, with comments, for `rater instrument new`.
#[must_use]
pub fn template(id: &str) -> String {
    id.to_owned()
}
