//! Cues: the words that show what a clause is about, as data.
//!
//! A cue is a concept with one name in all languages (`responsiveness.waiting`) and, per language, the patterns that show it;
//! each carries sentences in which it must fire and sentences in which it must not. Separate from the model, which learns what a
//! concept weighs: a cue decides nothing alone.
//!
//! A pattern is a row of words: `wait*` any ending, `a|b` one or the other, `...` up to three words between, `_` one word
//! whatever it is, `#` a number in digits or words.

mod file;
mod find;
mod pattern;

pub use file::builtin;
pub use find::{Finder, Hit, Hits};

/// What is wrong with a pattern, in words; nothing when it can be used.
#[must_use]
pub fn problem_of(pattern: &str) -> Option<String> {
    pattern::parse(pattern).err()
}

/// What a cue stands for, the same in every language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Concept {
    /// The file it is in: a factor, `other` or `tone`.
    pub topic: String,
    /// Its name there.
    pub id: String,
}

impl Concept {
    /// `topic.id`, as it is stored and shown.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}.{}", self.topic, self.id)
    }
}

/// One cue of one language, as its file says.
#[derive(Debug, Clone)]
pub struct Cue {
    /// What it stands for.
    pub concept: Concept,
    /// Patterns that show it.
    pub patterns: Vec<String>,
    /// Patterns over which it does not fire.
    pub except: Vec<String>,
}
