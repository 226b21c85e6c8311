//! What was refused, and why: nothing is dropped silently.

/// Why a cell or a row was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalReason {
    /// The cell is no answer of its scale.
    Answer(survey::AnswerProblem),
    /// Another row of the same wave has this respondent id; the first was kept.
    DuplicateId,
    /// The row has more or fewer cells than the header.
    CellCount {
        /// How many the header has.
        expected: usize,
        /// How many the row has.
        found: usize,
    },
    /// The row is not valid text in the file's encoding.
    NotText,
}

/// One refused cell or row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The file, when several were read.
    pub file: String,
    /// The line or row, as a person counts.
    pub line: u64,
    /// The column's name; empty when the whole row was refused.
    pub column: String,
    /// What stood there, shortened.
    pub value: String,
    /// Why.
    pub reason: RefusalReason,
}

/// All refusals: counted without bound, listed up to a bound.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusals {
    /// Refused rows.
    pub rows: u64,
    /// Refused cells.
    pub cells: u64,
    /// The first of them in file order.
    pub listed: Vec<Refusal>,
}
