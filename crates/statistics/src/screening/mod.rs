//! Careless answering: signs that someone did not read the questions.
//!
//! Separate from every other statistic, because it looks at single respondents: it takes [`sums::Rows`] and the places of
//! the columns. It flags and never deletes; a report shows its numbers with and without the flagged. No single sign is
//! held against anyone: an honest customer may well expect a 7 everywhere.

pub mod flags;
pub mod identical;
pub mod irv;
pub mod longstring;
pub mod mahalanobis;

use sums::{NOT_APPLICABLE, Rows};

/// The answers of one respondent to the named columns, `None` where there is none.
fn answers<'a>(rows: &'a Rows, columns: &'a [usize], respondent: usize) -> impl Iterator<Item = Option<u8>> + 'a {
    columns
        .iter()
        .map(move |&column| rows.columns[column][respondent])
        .map(|code| (code < NOT_APPLICABLE).then_some(code))
}

/// Whether enough of the items were answered to say anything: half of them, as for a score.
fn at_least_half(answered: usize, items: usize) -> bool {
    items > 0 && 2 * answered >= items
}
