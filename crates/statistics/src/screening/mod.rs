//! Careless answering: signs that someone did not read the questions.
//!
//! Separate from every other statistic, because it looks at single respondents: it takes [`sums::Rows`] and the places of
//! the columns. It flags and never deletes; a report shows its numbers with and without the flagged. No single sign is
//! held against anyone: an honest customer may well expect a 7 everywhere.

pub mod average_string;
pub mod even_odd;
pub mod flags;
pub mod identical;
pub mod irv;
pub mod longstring;
pub mod mahalanobis;
pub mod synonyms;
pub mod too_fast;

use sums::{NOT_APPLICABLE, Rows};

use crate::Undefined;

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

/// The correlation of one person's pairs of values.
fn within_person(pairs: &[(f64, f64)]) -> Result<f64, Undefined> {
    if pairs.len() < 2 {
        return Err(Undefined::TooFewItems { items: pairs.len(), needed: 2 });
    }
    let n = pairs.len() as f64;
    let (x_mean, y_mean) = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0 / n, y + pair.1 / n));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        xx += (x - x_mean) * (x - x_mean);
        yy += (y - y_mean) * (y - y_mean);
        xy += (x - x_mean) * (y - y_mean);
    }
    // Means of a few answers that differ do so by more than a hundredth; what is left below is rounding.
    if xx < 1e-12 || yy < 1e-12 { Err(Undefined::NoVariation) } else { Ok(xy / (xx * yy).sqrt()) }
}
