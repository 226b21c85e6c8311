//! What can be wrong with an instrument file, all of it at once.

/// One problem of an instrument file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: a path such as `items[3].dimension`, or a line.
    pub place: String,
    /// What.
    pub kind: ProblemKind,
}

/// The kinds of problem; [`ProblemKind::key`] names the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file is not TOML of this format.
    Syntax {
        /// The parser's own words.
        message: String,
    },
}
