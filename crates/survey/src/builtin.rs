//! The instruments that come with the program.

use crate::Instrument;

/// The ids of the built-in instruments.
#[must_use]
pub fn builtin_ids() -> &'static [&'static str] {
    &[]
}

/// The TOML text of a built-in instrument.
#[must_use]
pub fn builtin_source(id: &str) -> Option<&'static str> {
    let _ = id;
    None
}

/// A built-in instrument.
#[must_use]
pub fn builtin(id: &str) -> Option<Instrument> {
    let _ = id;
    None
}
