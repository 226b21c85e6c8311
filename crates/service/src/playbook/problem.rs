//! What can be wrong with a playbook: one kind per sentence, each with what a person needs to mend it.
//!
//! Separate from finding the problems, so that the words and the finding can change alone. It holds no sentence itself: the
//! sentences are found by the name that [`ProblemKind::code`] gives.

/// One problem of a playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: a path such as `steps[listen].say.en`, `steps[#4]` (the fourth, where its name does not tell), or empty for the
    /// file as a whole.
    pub place: String,
    /// The line, counted from 1, where that place begins or where it is missing.
    pub line: u64,
    /// What.
    pub kind: ProblemKind,
}

/// The kinds of problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not TOML.
    Syntax {
        /// The parser's own words.
        message: String,
    },
    /// Nothing stands in the file.
    EmptyFile,
    /// The first key does not say `rater.playbook/1`.
    WrongFormat {
        /// What it says; empty when absent.
        found: String,
    },
    /// A key that must be there is not.
    MissingKey {
        /// Its name.
        key: String,
    },
    /// A key that means nothing here.
    UnknownKey {
        /// Its name.
        key: String,
        /// The keys of this place.
        known: String,
    },
    /// A value of another kind than the key takes.
    WrongType {
        /// What it takes: `text`, `whole`, `truth`, `list` or `table`.
        expected: &'static str,
    },
    /// A word that is none of the allowed ones.
    UnknownWord {
        /// What stands there.
        found: String,
        /// The allowed ones.
        known: String,
    },
    /// A text or a list that holds nothing.
    Empty,
    /// A text with a character that nobody can see.
    ControlCharacter,
    /// An id with other signs than small letters, digits and `-`.
    BadId {
        /// The id.
        id: String,
    },
    /// A text without some of the declared languages.
    MissingLanguage {
        /// The languages it lacks.
        languages: String,
    },
    /// A text in a language that `languages` does not declare.
    UndeclaredLanguage {
        /// The language.
        language: String,
        /// The declared ones.
        known: String,
    },
    /// A whole number beyond what makes sense here.
    Outside {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// A step that the playbook does not tell how to do.
    StepAbsent {
        /// Which.
        step: &'static str,
    },
    /// A step twice.
    StepTwice {
        /// Which.
        step: &'static str,
    },
    /// A step that is due before the one that comes before it.
    DueTooEarly {
        /// The step before.
        before: &'static str,
        /// When that is due.
        minutes_open: u32,
    },
    /// Times of escalation that do not rise, or more of them than there are levels.
    Escalation {
        /// How many there may be.
        most: u8,
    },
    /// A severity for which nothing may be offered.
    SeverityAbsent {
        /// Which.
        severity: &'static str,
    },
    /// More may be given for less harm.
    OutOfProportion {
        /// The lesser harm.
        lesser: &'static str,
        /// What may be given for it, in percent.
        limit_percent: u8,
    },
    /// A sentence to say holds words to avoid.
    AvoidedWords {
        /// In which language.
        language: String,
        /// The words.
        words: String,
        /// Where they are said to be avoided.
        other: String,
    },
}

impl ProblemKind {
    /// The name of the sentence for a reader, which says what to do.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "playbook-syntax",
            Self::EmptyFile => "playbook-empty-file",
            Self::WrongFormat { .. } => "playbook-wrong-format",
            Self::MissingKey { .. } => "playbook-missing-key",
            Self::UnknownKey { .. } => "playbook-unknown-key",
            Self::WrongType { .. } => "playbook-wrong-type",
            Self::UnknownWord { .. } => "playbook-unknown-word",
            Self::Empty => "playbook-empty",
            Self::ControlCharacter => "playbook-control-character",
            Self::BadId { .. } => "playbook-bad-id",
            Self::MissingLanguage { .. } => "playbook-missing-language",
            Self::UndeclaredLanguage { .. } => "playbook-undeclared-language",
            Self::Outside { .. } => "playbook-outside",
            Self::StepAbsent { .. } => "playbook-step-absent",
            Self::StepTwice { .. } => "playbook-step-twice",
            Self::DueTooEarly { .. } => "playbook-due-too-early",
            Self::Escalation { .. } => "playbook-escalation",
            Self::SeverityAbsent { .. } => "playbook-severity-absent",
            Self::OutOfProportion { .. } => "playbook-out-of-proportion",
            Self::AvoidedWords { .. } => "playbook-avoided-words",
        }
    }

    /// What goes into the sentence, besides `line` and `place`.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        let text = |name: &'static str, value: &str| (name, value.to_owned());
        match self {
            Self::EmptyFile | Self::Empty | Self::ControlCharacter => vec![],
            Self::Syntax { message } => vec![text("message", message)],
            Self::WrongFormat { found } => vec![text("found", found)],
            Self::MissingKey { key } => vec![text("key", key)],
            Self::UnknownKey { key, known } => vec![text("key", key), text("known", known)],
            Self::WrongType { expected } => vec![text("expected", expected)],
            Self::UnknownWord { found, known } => vec![text("found", found), text("known", known)],
            Self::BadId { id } => vec![text("id", id)],
            Self::MissingLanguage { languages } => vec![text("languages", languages)],
            Self::UndeclaredLanguage { language, known } => vec![text("language", language), text("known", known)],
            Self::Outside { min, max } => vec![("min", min.to_string()), ("max", max.to_string())],
            Self::StepAbsent { step } | Self::StepTwice { step } => vec![text("step", step)],
            Self::DueTooEarly { before, minutes_open } => {
                vec![text("before", before), ("minutes", minutes_open.to_string())]
            }
            Self::Escalation { most } => vec![("most", most.to_string())],
            Self::SeverityAbsent { severity } => vec![text("severity", severity)],
            Self::OutOfProportion { lesser, limit_percent } => {
                vec![text("lesser", lesser), ("percent", limit_percent.to_string())]
            }
            Self::AvoidedWords { language, words, other } => {
                vec![text("language", language), text("words", words), text("other", other)]
            }
        }
    }
}
