//! Why a file cannot be read: each a sentence that says what to do, by its name in the language files.

use language::Argument;

/// A file could not be read, or not as a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadError {
    /// The message's name in `locales/*/exchange.ftl`.
    pub key: &'static str,
    /// The message's arguments.
    pub arguments: Vec<(&'static str, Argument)>,
}
