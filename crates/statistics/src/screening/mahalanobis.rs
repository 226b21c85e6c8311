//! How unusual a respondent's combination of answers is, given how the items go together.
//!
//! Separate from the single-answer signs: it finds answers that contradict each other. It looks at respondents who
//! answered every item, and refuses where items are too few respondents apart to know how they go together.
//!
//! Formula: D² = (x − x̄)′ S⁻¹ (x − x̄), p = P(χ²_k > D²)
//! Unit: none; D² is about k on average. Needs: rows and more complete respondents than items.
//! Undefined: n ≤ k complete respondents, an item that never varies, items that can be computed from each other; per
//! respondent: a missing answer.
//! Source: Mahalanobis (1936), Proceedings of the National Institute of Sciences of India 2, 49–55.
//! Method page: docs/method/careless.md

use nalgebra::DVector;
use sums::{Rows, Sums};

use crate::Undefined;
use crate::distribution::chi2_sf;
use crate::linear::{Factored, at_least, covariance_matrix, standard_deviations};

use super::answers;

/// One respondent's distance from the middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    /// The squared distance D².
    pub square: f64,
    /// How likely a distance at least as large is for normal answers.
    pub p: f64,
}

/// The distance of every respondent; `None` for those with a missing answer.
///
/// # Errors
/// [`Undefined::TooFewItems`] without columns, [`Undefined::TooFewRespondents`], [`Undefined::NoVariation`],
/// [`Undefined::Collinear`].
///
/// # Panics
/// When a column is outside the rows.
pub fn mahalanobis(rows: &Rows, columns: &[usize]) -> Result<Vec<Option<Distance>>, Undefined> {
    let k = columns.len();
    if k == 0 {
        return Err(Undefined::TooFewItems { items: 0, needed: 1 });
    }
    let complete: Vec<Option<Vec<i64>>> = (0..rows.n)
        .map(|respondent| answers(rows, columns, respondent).map(|answer| answer.map(i64::from)).collect())
        .collect();
    let mut sums = Sums::new(k);
    complete.iter().flatten().for_each(|row| sums.observe(row));
    at_least(sums.n(), k as i64 + 1)?;
    standard_deviations(&sums)?;
    let factored = Factored::new(&covariance_matrix(&sums)?)?;
    let n = sums.n();
    let distance = |row: &Vec<i64>| {
        // n x − Σx is a whole number: the deviation from the mean is rounded once.
        let deviation = row.iter().enumerate().map(|(i, x)| (n * x - sums.sum(i)) as f64 / n as f64);
        let square = factored.quadratic(&DVector::from_iterator(k, deviation));
        Distance { square, p: chi2_sf(square, k as f64) }
    };
    Ok(complete.iter().map(|row| row.as_ref().map(distance)).collect())
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, Rows};

    use super::mahalanobis;
    use crate::Undefined;

    #[test]
    fn two_uncorrelated_items_add_their_squared_standard_scores() {
        // All four pairs of 1 and 3: means 2, variances 4/3, no covariance; every corner has D² = 2 · 1/(4/3) = 1.5, and
        // with two items p = exp(−D²/2).
        let columns = vec![vec![1, 1, 3, 3, MISSING], vec![1, 3, 1, 3, 2]];
        let found = mahalanobis(&Rows { n: 5, columns, ..Rows::default() }, &[0, 1]).unwrap();
        for corner in &found[..4] {
            let corner = corner.unwrap();
            assert!((corner.square - 1.5).abs() < 1e-14);
            assert!((corner.p - f64::exp(-0.75)).abs() < 1e-12);
        }
        assert_eq!(found[4], None);
    }

    #[test]
    fn without_spread_or_enough_people_nobody_is_unusual() {
        let rows = |columns: Vec<Vec<u8>>| Rows { n: columns[0].len(), columns, ..Rows::default() };
        let same = rows(vec![vec![7, 7, 7, 7], vec![1, 2, 3, 4]]);
        assert_eq!(mahalanobis(&same, &[0, 1]), Err(Undefined::NoVariation));
        let few = rows(vec![vec![7, 6], vec![1, 2]]);
        assert_eq!(mahalanobis(&few, &[0, 1]), Err(Undefined::TooFewRespondents { n: 2, needed: 3 }));
        let twice = rows(vec![vec![1, 2, 4, 3], vec![1, 2, 4, 3]]);
        assert_eq!(mahalanobis(&twice, &[0, 1]), Err(Undefined::Collinear));
    }
}
