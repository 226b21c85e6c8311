//! Whether two factors are two: each must explain more of its own items than it shares with the other.
//!
//! Separate from HTMT, which needs no model and is the sharper of the two. It compares the average variance extracted with
//! the squared correlation of the factors, both from one confirmatory solution.
//!
//! Formula: distinct = r² < min(AVE_a, AVE_b)
//! Unit: none; shares of variance.
//! Needs: a solution of correlated factors. Undefined: a factor without variance, or with fewer than two items.
//! Source: Fornell & Larcker (1981), J. Marketing Research 18, 39–50.
//! Method page: docs/method/consistency.md

use crate::Undefined;
use crate::confirmation::solution::Solution;

use super::extracted::average_variance_extracted;

/// Two factors held against each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distinctness {
    /// The first factor.
    pub first: usize,
    /// The second.
    pub second: usize,
    /// Their squared correlation.
    pub shared: f64,
    /// The smaller of their average variances extracted.
    pub extracted: f64,
    /// Whether each explains more of its own items than they share.
    pub distinct: bool,
}

/// All pairs of a solution's factors with items of their own.
///
/// # Errors
/// [`Undefined::NotIdentified`] for a factor without variance, [`Undefined::TooFewItems`].
pub fn fornell_larcker(solution: &Solution) -> Result<Vec<Distinctness>, Undefined> {
    let factors = solution.loadings.iter().map(|loading| loading.factor + 1).max().unwrap_or(0);
    let extracted =
        |factor: usize| average_variance_extracted(&solution.standardized(factor).ok_or(Undefined::NotIdentified)?);
    let extracted = (0..factors).map(extracted).collect::<Result<Vec<f64>, Undefined>>()?;
    let pair = |(first, second): (usize, usize)| {
        let shared = solution.correlation(first, second).ok_or(Undefined::NotIdentified)?.powi(2);
        let smaller = extracted[first].min(extracted[second]);
        Ok(Distinctness { first, second, shared, extracted: smaller, distinct: shared < smaller })
    };
    (0..factors).flat_map(|first| (first + 1..factors).map(move |second| (first, second))).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use nalgebra::{DMatrix, DVector};

    use super::fornell_larcker;
    use crate::confirmation::ml::{Likelihood, maximum_likelihood};
    use crate::confirmation::model::{Model, Structure};
    use crate::confirmation::moments::Moments;

    /// Two factors of two items loading 0.8 and 0.7, correlated `r`.
    fn two_factors(r: f64) -> super::Distinctness {
        let loadings = [0.8, 0.7, 0.8, 0.7];
        let matrix = DMatrix::from_fn(4, 4, |i, j| match i == j {
            true => 1.0,
            false => loadings[i] * loadings[j] * if i / 2 == j / 2 { 1.0 } else { r },
        });
        let moments = Moments::with_divisor_n_minus_1(200, DVector::zeros(4), &matrix).unwrap();
        let model = Model::new(Structure::Correlated, &[vec![0, 1], vec![2, 3]]).unwrap();
        fornell_larcker(&maximum_likelihood(&model, &moments, Likelihood::Normal).unwrap()).unwrap()[0]
    }

    #[test]
    fn factors_are_distinct_until_their_squared_correlation_reaches_what_they_extract() {
        // AVE (0.64 + 0.49) / 2 = 0.565: r = 0.7 shares 0.49, r = 0.8 shares 0.64.
        let (apart, together) = (two_factors(0.7), two_factors(0.8));
        assert!((apart.extracted - 0.565).abs() < 1e-7 && (apart.shared - 0.49).abs() < 1e-7);
        assert!(apart.distinct && !together.distinct);
    }
}
