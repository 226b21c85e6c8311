//! The answers themselves, one byte each, for the few statistics that truly need rows.
//!
//! Bootstrap intervals for small samples and careless-answer screens take this; everything else takes sums. It is kept
//! only up to a stated number of respondents.

/// Answer codes by column, and each respondent's cell in every facet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// Number of respondents.
    pub n: usize,
    /// `columns[c][r]` is the code of respondent `r` in column `c`.
    pub columns: Vec<Vec<u8>>,
    /// `cells[f][r]` is the cell of respondent `r` in facet `f`, or `u32::MAX` for none.
    pub cells: Vec<Vec<u32>>,
    /// The respondent's line or row in the file it came from, counted as a person counts (the first data row of a CSV
    /// with a header is 2).
    pub lines: Vec<u64>,
}
