//! A rule: the fault it sees, why it matters, how it is said better, and its own examples.
//!
//! Separate from looking for it. A rule is a TOML file, the program's own (`rules/`) or one that an organisation writes; a file that
//! is wrong is refused with every problem it has, and so is one without an example that fails and one that passes. What patterns
//! cannot say has one file each in `rule/`, with its words still in the TOML.

mod answer_in_attachment;
mod apology_missing;
mod ask_again;
pub(crate) mod builtin;
mod customer_file;
mod doubled_word;
mod emoji_in_apology;
mod file;
mod long_sentence;
mod name_missing;
mod no_next_step;
mod no_thanks;
mod outside_calendar;
mod past_date;
mod placeholder_left;
mod sender_missing;
mod shouting;
mod unanswered_question;
mod undated_promise;
mod wall_of_text;
mod wrong_weekday;

use std::collections::BTreeMap;

use comments::Language;
use serde::{Deserialize, Serialize};
use service::Factor;

use crate::coach::Case;
use crate::draft::Severity;

/// What was found by one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Hit {
    pub start: usize,
    pub end: usize,
    /// What would stand there instead.
    pub replacement: Option<String>,
    /// Said in place of the rule's own rewrite.
    pub rewrite: Option<String>,
}

impl Hit {
    pub(crate) fn at(start: usize, end: usize) -> Self {
        Self { start, end, ..Self::default() }
    }

    /// About the draft as a whole.
    pub(crate) fn whole(case: &Case<'_>) -> Self {
        Self::at(case.draft.text.len(), case.draft.text.len())
    }
}

/// What a rule does that patterns cannot.
pub(crate) type Check = fn(&Case<'_>) -> Vec<Hit>;

/// The rules with code.
pub(crate) fn check_of(name: &str) -> Option<Check> {
    Some(match name {
        "against-open-promise" => customer_file::against_open_promise,
        "unwanted-channel" => customer_file::unwanted_channel,
        "answer-in-attachment" => answer_in_attachment::check,
        "apology-missing" => apology_missing::check,
        "ask-again" => ask_again::check,
        "doubled-word" => doubled_word::check,
        "emoji-in-apology" => emoji_in_apology::check,
        "long-sentence" => long_sentence::check,
        "name-missing" => name_missing::check,
        "no-next-step" => no_next_step::check,
        "no-thanks" => no_thanks::check,
        "outside-calendar" => outside_calendar::check,
        "past-date" => past_date::check,
        "placeholder-left" => placeholder_left::check,
        "sender-missing" => sender_missing::check,
        "shouting" => shouting::check,
        "undated-promise" => undated_promise::check,
        "unanswered-question" => unanswered_question::check,
        "wall-of-text" => wall_of_text::check,
        "wrong-weekday" => wrong_weekday::check,
        _ => return None,
    })
}

/// A draft that shows a rule at work.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Example {
    /// The reply alone.
    Reply(String),
    /// The reply and what it answers.
    Exchange {
        /// What the customer wrote.
        received: String,
        /// What is answered.
        reply: String,
    },
}

impl Example {
    /// The reply.
    #[must_use]
    pub fn reply(&self) -> &str {
        match self {
            Self::Reply(reply) | Self::Exchange { reply, .. } => reply,
        }
    }
}

/// A rule in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Tongue {
    /// What shows the fault.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Over these it is none.
    #[serde(default)]
    pub except: Vec<String>,
    /// With one of these in the same sentence it is none.
    #[serde(default)]
    pub unless: Vec<String>,
    /// With one of these in the same or the next sentence it is none.
    #[serde(default)]
    pub unless_near: Vec<String>,
    /// More word lists, for rules with code.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    /// Why it matters: one plain sentence for the person who writes.
    pub why: String,
    /// How it is said better.
    pub rewrite: String,
    /// What can be put in place without asking: words as written, and the better ones.
    #[serde(default)]
    pub fixes: BTreeMap<String, String>,
    /// Drafts in which it is found.
    pub fails: Vec<Example>,
    /// Drafts in which it is not.
    pub passes: Vec<Example>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The fault, as in "allow *policy as reason*".
    pub name: String,
    /// What it hurts.
    pub factor: Factor,
    /// How much.
    pub severity: Severity,
    /// Whether it counts only at the beginning of a paragraph.
    pub opening: bool,
    /// By language.
    pub tongues: BTreeMap<&'static str, Tongue>,
}

/// What is wrong with a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The part of the file, where one is concerned.
    pub part: String,
    /// In words.
    pub what: String,
    /// The same for a program that has words of its own.
    pub kind: ProblemKind,
    /// The code of the language whose part is concerned.
    pub language: Option<&'static str>,
    /// The field: `name`, `patterns`, `except`, `why`, `fails`, `passes` and so on; empty for the file as a whole.
    pub field: &'static str,
    /// The pattern or the example that is concerned; else empty.
    pub quoted: String,
}

/// What kind of problem it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// A field has a value that it cannot have, or the file is no file of this kind.
    Value,
    /// A pattern cannot be used.
    Pattern,
    /// A field must not be empty.
    Empty,
    /// An example that should show the fault does not.
    Missed,
    /// An example that should be in order shows the fault.
    Caught,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.part.is_empty() { f.write_str(&self.what) } else { write!(f, "`{}`: {}", self.part, self.what) }
    }
}

impl std::error::Error for Problem {}

impl Rule {
    /// Reads a rule, into itself or into every problem it has.
    ///
    /// # Errors
    ///
    /// Every field that is missing or wrong, every pattern that cannot be used, and a language without examples.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        file::parse(text)
    }

    /// The rule as a file, which [`Rule::parse`] reads again.
    #[must_use]
    pub fn file(&self) -> String {
        file::written(self)
    }

    /// Whether a rule of this name comes with the program.
    #[must_use]
    pub fn comes_with_the_program(name: &str) -> bool {
        builtin::NAMES.contains(&name)
    }

    /// The rule in a language; none where it has none.
    #[must_use]
    pub fn tongue(&self, language: Language) -> Option<&Tongue> {
        self.tongues.get(language.code())
    }
}
