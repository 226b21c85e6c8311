//! How a command ends when it cannot do its work: one sentence on standard error, exit code 2.
//!
//! Separate from the commands, so that each says what failed and none says how that is shown.

use std::io::Write;
use std::process::ExitCode;

use language::{Argument, Words};

/// A failure, in words or still as a message's name.
#[derive(Debug)]
pub enum Failure {
    /// A message of `commands.ftl` with its arguments.
    Message(&'static str, Vec<(&'static str, Argument)>),
    /// A file that cannot be read.
    Read(exchange::ReadError),
    /// What the store refuses.
    #[cfg(feature = "serve")]
    Store(store::StoreError),
    /// Sentences that are already in the reader's language.
    Sentences(Vec<String>),
    /// Whoever read our output closed it; there is nobody to tell.
    OutputClosed,
}

impl Failure {
    /// A message of `commands.ftl`.
    pub fn message(name: &'static str, arguments: Vec<(&'static str, Argument)>) -> Self {
        Self::Message(name, arguments)
    }

    /// Prints the sentence and gives the exit code.
    pub fn print(&self, words: Words) -> ExitCode {
        let sentences = match self {
            Self::Message(name, arguments) => vec![words.say(name, arguments)],
            Self::Read(error) => vec![error.sentence(words)],
            // What the store says of a page that is not there would speak of a link.
            #[cfg(feature = "serve")]
            Self::Store(store::StoreError::NotFound) => vec![words.text("housekeeping-not-found")],
            #[cfg(feature = "serve")]
            Self::Store(error) => vec![error.sentence(words)],
            Self::Sentences(sentences) => sentences.clone(),
            Self::OutputClosed => return ExitCode::SUCCESS,
        };
        for sentence in sentences {
            problem(&sentence);
        }
        ExitCode::from(2)
    }
}

impl From<exchange::ReadError> for Failure {
    fn from(error: exchange::ReadError) -> Self {
        Self::Read(error)
    }
}

#[cfg(feature = "serve")]
impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Self::Store(error)
    }
}

/// Says something to the person at the terminal, beside the data on standard output.
pub fn problem(sentence: &str) {
    // When standard error is closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr().lock(), "rater: {sentence}");
}
