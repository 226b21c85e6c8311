//! Why a file cannot be read: each a sentence that says what to do, by its name in the language files.
//!
//! Separate from the readers, because whoever shows the error chooses the language. It never holds a respondent's words
//! beyond the names of columns.

use std::fmt;

use language::{Argument, Language, Words};

/// A file could not be read, or not as a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadError {
    /// The message's name in `locales/*/exchange.ftl`.
    pub key: &'static str,
    /// The message's arguments.
    pub arguments: Vec<(&'static str, Argument)>,
    /// What else is wrong, where everything can be said at once.
    pub more: Vec<ReadError>,
}

impl ReadError {
    /// An error by the name of its message.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, arguments: Vec::new(), more: Vec::new() }
    }

    /// The same with one more argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The same with a place in the file, written as a plain number: line 12345, not 12,345.
    #[must_use]
    pub fn at(self, name: &'static str, place: u64) -> Self {
        self.with(name, place.to_string())
    }

    /// A file that the system does not hand over.
    #[must_use]
    pub fn unreadable(file: &str, reason: &std::io::Error) -> Self {
        match reason.kind() {
            std::io::ErrorKind::NotFound => Self::new("exchange-not-found").with("file", file),
            std::io::ErrorKind::IsADirectory => Self::new("exchange-is-a-folder").with("file", file),
            std::io::ErrorKind::PermissionDenied => Self::new("exchange-forbidden").with("file", file),
            _ => Self::new("exchange-unreadable").with("file", file).with("reason", reason.to_string()),
        }
    }

    /// One error of several; nothing when there are none.
    ///
    /// # Errors
    /// When there is at least one: the first, with the others beside it.
    pub fn none_of(errors: Vec<Self>) -> Result<(), Self> {
        let mut errors = errors.into_iter();
        match errors.next() {
            None => Ok(()),
            Some(mut first) => {
                first.more.extend(errors);
                Err(first)
            }
        }
    }

    /// The sentence in a language; of several errors each on a line of its own.
    #[must_use]
    pub fn sentence(&self, words: Words) -> String {
        let mut sentences = vec![words.say(self.key, &self.arguments)];
        sentences.extend(self.more.iter().map(|error| error.sentence(words)));
        sentences.join("\n")
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sentence(Language::English.words()))
    }
}

impl std::error::Error for ReadError {}

/// The name of a file as a person knows it, without its folders.
pub(crate) fn file_name(path: &std::path::Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::ReadError;
    use language::Language;

    #[test]
    fn a_missing_file_is_named_in_the_language_of_its_reader() {
        let error = ReadError::unreadable("survey.csv", &std::io::ErrorKind::NotFound.into());
        assert!(error.to_string().contains("survey.csv"));
        let english = error.sentence(Language::English.words());
        for language in [Language::Indonesian, Language::Spanish] {
            let sentence = error.sentence(language.words());
            assert!(sentence.contains("survey.csv") && sentence != english);
        }
    }

    #[test]
    fn a_place_in_a_file_is_written_without_separators() {
        let error = ReadError::new("exchange-json-line").with("file", "a.jsonl").at("line", 12_345);
        assert!(error.to_string().contains("12345"));
    }
}
