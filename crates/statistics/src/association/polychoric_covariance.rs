//! How thresholds and polychoric correlations vary together from survey to survey: what weighted least squares needs.
//!
//! Separate from the matrix, because it is large and only the fit of an ordinal factor model asks for it. It refuses correlations
//! that stand at their bound: they have no variance to give.
//!
//! Formula: Γ = Σ_respondents f f′ / n, f = (by how much the respondent moves every threshold, every correlation) · n
//! Unit: none; the covariance of √n times the estimates. Diagonally weighted least squares weighs with 1 / Γ_ii.
//! Needs: rows (complete respondents). Undefined: as the matrix; a correlation at its bound.
//! Source: Muthén (1984), Psychometrika 49, 115–132; Muthén & Satorra (1995), Psychometrika 60, 489–503.
//! Method page: docs/method/polychoric.md

use nalgebra::{DMatrix, DVector};
use sums::Rows;

use crate::Undefined;

use super::polychoric::{fit, influence, threshold_influence, thresholds};
use super::polychoric_matrix::Categories;

/// Thresholds and polychoric correlations with their asymptotic covariance.
#[derive(Debug, Clone, PartialEq)]
pub struct PolychoricCovariance {
    /// Complete respondents.
    pub n: usize,
    /// Thresholds by item.
    pub thresholds: Vec<Vec<f64>>,
    /// The correlations as they are, not smoothed.
    pub correlations: DMatrix<f64>,
    /// Γ: the covariance of √n times the estimates. First the thresholds, item by item; then the correlations of item 0 with
    /// items 1, 2, …, of item 1 with 2, 3, … (the lower triangle, column by column).
    pub gamma: DMatrix<f64>,
}

impl PolychoricCovariance {
    /// How many of the estimates are thresholds; the correlations follow them.
    #[must_use]
    pub fn threshold_count(&self) -> usize {
        self.thresholds.iter().map(Vec::len).sum()
    }

    /// The covariance of the correlations alone, in their order: what a model is fitted by.
    pub(crate) fn of_correlations(&self) -> DMatrix<f64> {
        let (thresholds, all) = (self.threshold_count(), self.gamma.nrows());
        self.gamma.view((thresholds, thresholds), (all - thresholds, all - thresholds)).into_owned()
    }

    /// The estimates in the order of [`PolychoricCovariance::gamma`].
    #[must_use]
    pub fn estimates(&self) -> DVector<f64> {
        let k = self.thresholds.len();
        let correlations = columnwise(k).map(|(i, j)| self.correlations[(i, j)]);
        let all: Vec<f64> = self.thresholds.iter().flatten().copied().chain(correlations).collect();
        DVector::from_vec(all)
    }

    /// The weights of diagonally weighted least squares, 1 / Γ_ii.
    #[must_use]
    pub fn diagonal_weights(&self) -> DVector<f64> {
        self.gamma.diagonal().map(|variance| 1.0 / variance)
    }
}

/// The lower triangle, column by column: `(row, column)`.
pub(crate) fn columnwise(k: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..k).flat_map(move |j| (j + 1..k).map(move |i| (i, j)))
}

/// Thresholds and correlations of the named columns with their covariance, over respondents who answered all of them.
///
/// # Errors
/// As [`super::polychoric_matrix::polychoric_matrix`]; [`Undefined::Collinear`] when a correlation stands at its bound.
///
/// # Panics
/// When a column is outside the rows.
pub fn polychoric_covariance(rows: &Rows, columns: &[usize]) -> Result<PolychoricCovariance, Undefined> {
    let answers = Categories::new(rows, columns)?;
    let k = columns.len();
    let thresholds: Vec<Vec<f64>> = answers.chosen.iter().map(|counts| thresholds(counts)).collect();
    let estimates = thresholds.iter().map(Vec::len).sum::<usize>() + k * (k - 1) / 2;
    // One row per estimate, one column per respondent.
    let mut moved = DMatrix::zeros(answers.n, estimates);
    let mut next = 0;
    for (places, counts) in answers.places.iter().zip(&answers.chosen) {
        for influence in threshold_influence(counts) {
            places.iter().enumerate().for_each(|(r, &category)| moved[(r, next)] = influence[category]);
            next += 1;
        }
    }
    let mut correlations = DMatrix::identity(k, k);
    for (i, j) in columnwise(k) {
        let counts = answers.counts(i, j);
        let pair = fit(&counts)?;
        if pair.at_bound {
            return Err(Undefined::Collinear);
        }
        correlations[(i, j)] = pair.rho;
        correlations[(j, i)] = pair.rho;
        let influence = influence(&counts, &pair);
        let width = answers.chosen[j].len();
        for (r, (row, column)) in answers.places[i].iter().zip(&answers.places[j]).enumerate() {
            moved[(r, next)] = influence[row * width + column];
        }
        next += 1;
    }
    let gamma = moved.transpose() * &moved / answers.n as f64;
    Ok(PolychoricCovariance { n: answers.n, thresholds, correlations, gamma })
}

#[cfg(test)]
mod tests {
    use sums::Rows;

    use super::polychoric_covariance;
    use crate::Undefined;
    use crate::association::polychoric_matrix::polychoric_matrix;
    use crate::uncertainty::splitmix::SplitMix64;

    fn rows(columns: Vec<Vec<u8>>) -> Rows {
        Rows { n: columns[0].len(), columns, ..Rows::default() }
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // 2, 1 and 1, 2 as in the single pair: six times the variance π²/36 of the correlation is π²/6; a threshold at 0 has
        // ½ · ½ / φ(0)² = π/2. By symmetry the correlation doesn't move with the thresholds; the thresholds covary by
        // (⅓ − ¼) · 2π = π/6.
        let found =
            polychoric_covariance(&rows(vec![vec![0, 0, 0, 1, 1, 1], vec![0, 0, 1, 0, 1, 1]]), &[0, 1]).unwrap();
        let pi = std::f64::consts::PI;
        for (place, expected) in [((0, 0), pi / 2.0), ((1, 1), pi / 2.0), ((0, 1), pi / 6.0), ((2, 2), pi * pi / 6.0)] {
            assert!((found.gamma[place] - expected).abs() < 1e-9, "{place:?} {}", found.gamma[place]);
        }
        assert!(found.gamma[(2, 0)].abs() < 1e-9 && found.threshold_count() == 2);
        assert!((found.diagonal_weights()[2] - 6.0 / (pi * pi)).abs() < 1e-9);
        assert!((found.estimates()[2] - 0.5).abs() < 1e-12);
    }

    #[test]
    fn covariances_are_those_of_leaving_respondents_out() {
        // Three items that share a normal factor; a jackknife over respondents agrees with Γ / n.
        let mut generator = SplitMix64::new(3);
        let n = 400;
        let mut columns = vec![vec![]; 3];
        for _ in 0..n {
            let shared = generator.normal();
            for column in &mut columns {
                column.push((0.7 * shared + 0.7 * generator.normal() + 2.0).round().clamp(1.0, 3.0) as u8);
            }
        }
        let all = rows(columns);
        let found = polychoric_covariance(&all, &[0, 1, 2]).unwrap();
        let replicates: Vec<_> = (0..n)
            .map(|left_out| {
                let rest = all.retain(|respondent| *respondent != left_out);
                let matrix = polychoric_matrix(&rest, &[0, 1, 2]).unwrap();
                [matrix.pairs[0].rho, matrix.pairs[1].rho, matrix.pairs[2].rho, matrix.thresholds[0][0]]
            })
            .collect();
        let mean = |at: usize| replicates.iter().map(|r| r[at]).sum::<f64>() / n as f64;
        let jackknife = |a: usize, b: usize| {
            let (mean_a, mean_b) = (mean(a), mean(b));
            let sum: f64 = replicates.iter().map(|r| (r[a] - mean_a) * (r[b] - mean_b)).sum();
            sum * (n - 1) as f64 / n as f64
        };
        let first = found.threshold_count();
        for (a, b, place) in [
            (0, 0, (first, first)),
            (0, 1, (first, first + 1)),
            (1, 2, (first + 1, first + 2)),
            (0, 3, (first, 0)),
            (3, 3, (0, 0)),
        ] {
            let (got, expected) = (found.gamma[place] / n as f64, jackknife(a, b));
            let scale = (jackknife(a, a) * jackknife(b, b)).sqrt();
            assert!((got - expected).abs() < 0.08 * scale, "{place:?}: {got} {expected}");
        }
    }

    #[test]
    fn a_correlation_at_its_bound_has_no_variance() {
        let x = vec![1, 2, 3, 4, 5];
        assert_eq!(polychoric_covariance(&rows(vec![x.clone(), x]), &[0, 1]).err(), Some(Undefined::Collinear));
        let one = rows(vec![vec![1, 2]]);
        assert_eq!(polychoric_covariance(&one, &[0]).err(), Some(Undefined::TooFewItems { items: 1, needed: 2 }));
    }
}
