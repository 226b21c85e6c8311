//! How many things do the items measure, and which item belongs to which?
//!
//! Exploratory factor analysis, step by step: whether there is anything to find (`factorability`), how many factors
//! (`parallel`, `map`), the factors (`extraction`), their simplest reading (`rotation`), how well they reproduce the
//! correlations (`fit`), and which factor of one solution is which of another (`congruence`). Everything starts from a
//! correlation matrix and a number of respondents, so that polychoric and EM matrices are as welcome as Pearson's.

pub mod congruence;
pub mod explored;
pub mod extraction;
pub mod factorability;
pub mod fit;
pub mod map;
pub mod parallel;
pub mod rotation;

use nalgebra::{DMatrix, SymmetricEigen};

use crate::Undefined;

/// Eigenvalues in descending order, and the eigenvectors as columns in the same order.
pub(crate) struct Spectrum {
    pub values: Vec<f64>,
    pub vectors: DMatrix<f64>,
}

/// The eigenvalues and eigenvectors of a symmetric matrix; `None` when the iteration does not end, as with NaN.
pub(crate) fn spectrum(matrix: DMatrix<f64>) -> Option<Spectrum> {
    let eigen = SymmetricEigen::try_new(matrix, f64::EPSILON, 10_000)?;
    let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    let values = order.iter().map(|&i| eigen.eigenvalues[i]).collect();
    Some(Spectrum { values, vectors: eigen.eigenvectors.select_columns(&order) })
}

/// The eigenvalues alone, in descending order, without the work of the vectors; `None` for a matrix with NaN, for which there are none.
pub(crate) fn eigenvalues(matrix: &DMatrix<f64>) -> Option<Vec<f64>> {
    if !matrix.iter().all(|x| x.is_finite()) {
        return None;
    }
    let mut values = matrix.symmetric_eigenvalues().as_slice().to_vec();
    values.sort_by(|a, b| b.total_cmp(a));
    Some(values)
}

/// The number of items of a correlation matrix that can be looked at.
///
/// # Errors
/// [`Undefined::TooFewItems`], [`Undefined::NoVariation`] when a correlation is not a number.
pub(crate) fn items_of(correlations: &DMatrix<f64>, needed: usize) -> Result<usize, Undefined> {
    let items = correlations.nrows().min(correlations.ncols());
    if items < needed || correlations.nrows() != correlations.ncols() {
        return Err(Undefined::TooFewItems { items, needed });
    }
    if correlations.iter().all(|r| r.is_finite()) { Ok(items) } else { Err(Undefined::NoVariation) }
}

/// What each item shares with all others: the squared multiple correlation, or the largest correlation of each item
/// where the matrix cannot be inverted.
pub(crate) fn shared_variances(correlations: &DMatrix<f64>) -> Vec<f64> {
    let items = correlations.nrows();
    if let Ok(shared) = factorability::squared_multiple_correlations(correlations) {
        return shared;
    }
    let largest =
        |i: usize| (0..items).filter(|&j| j != i).fold(0.0_f64, |most, j| most.max(correlations[(i, j)].abs()));
    (0..items).map(largest).collect()
}

/// Columns by descending sum of squares, each with a sum that is not negative; factor correlations follow.
pub(crate) fn in_order(pattern: &DMatrix<f64>, phi: &DMatrix<f64>) -> (DMatrix<f64>, DMatrix<f64>) {
    let m = pattern.ncols();
    let squares: Vec<f64> = (0..m).map(|j| pattern.column(j).norm_squared()).collect();
    let mut order: Vec<usize> = (0..m).collect();
    order.sort_by(|&a, &b| squares[b].total_cmp(&squares[a]));
    let sign = |j: usize| if pattern.column(j).sum() < 0.0 { -1.0 } else { 1.0 };
    let arranged = DMatrix::from_fn(pattern.nrows(), m, |i, j| sign(order[j]) * pattern[(i, order[j])]);
    let correlations = DMatrix::from_fn(m, m, |i, j| sign(order[i]) * sign(order[j]) * phi[(order[i], order[j])]);
    (arranged, correlations)
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;
    use proptest::prelude::*;
    use sums::Sums;

    use super::congruence::align;
    use super::extraction::{Method, extract};
    use super::factorability::{adequacy, sphericity};
    use super::fit::{communalities, fit};
    use super::map::minimum_average_partial;
    use super::parallel::{ParallelSettings, parallel};
    use super::rotation::oblimin::oblimin;
    use super::rotation::promax::{KAPPA, promax};
    use super::rotation::varimax::{VarimaxSettings, varimax};
    use super::{in_order, items_of, shared_variances, spectrum};
    use crate::Undefined;
    use crate::consistency::omega_hierarchical::omega_hierarchical;
    use crate::linear::correlation_matrix;

    #[test]
    fn eigenvalues_come_largest_first_with_their_vectors() {
        let found = spectrum(DMatrix::from_row_slice(2, 2, &[1.0, 0.6, 0.6, 1.0])).unwrap();
        assert!((found.values[0] - 1.6).abs() < 1e-15 && (found.values[1] - 0.4).abs() < 1e-15);
        assert!((found.vectors[(0, 0)] - found.vectors[(1, 0)]).abs() < 1e-15, "both items load alike on the first");
    }

    #[test]
    fn a_matrix_with_a_hole_is_refused_and_two_equal_items_share_everything() {
        let hole = DMatrix::from_row_slice(2, 2, &[1.0, f64::NAN, f64::NAN, 1.0]);
        assert_eq!(items_of(&hole, 2), Err(Undefined::NoVariation));
        assert_eq!(items_of(&DMatrix::zeros(0, 0), 2), Err(Undefined::TooFewItems { items: 0, needed: 2 }));
        assert_eq!(shared_variances(&DMatrix::from_element(2, 2, 1.0)), [1.0, 1.0]);
    }

    #[test]
    fn the_strongest_factor_comes_first_and_points_upwards() {
        let pattern = DMatrix::from_row_slice(2, 2, &[0.1, -0.8, 0.2, -0.7]);
        let phi = DMatrix::from_row_slice(2, 2, &[1.0, 0.3, 0.3, 1.0]);
        let (arranged, correlations) = in_order(&pattern, &phi);
        assert_eq!(arranged, DMatrix::from_row_slice(2, 2, &[0.8, 0.1, 0.7, 0.2]));
        assert_eq!(correlations[(0, 1)], -0.3);
    }

    fn is_number(numbers: &DMatrix<f64>) -> bool {
        numbers.iter().all(|x| x.is_finite())
    }

    /// Everything there is, on any correlation matrix: an answer or a reason, never NaN, a panic or a wait.
    fn survive(r: &DMatrix<f64>, n: i64) {
        if let Ok(found) = adequacy(r) {
            assert!(found.items.iter().all(|msa| (0.0..=1.0).contains(msa)));
        }
        assert!(sphericity(r, n).map_or(true, |found| found.chi2.is_finite()));
        assert!(minimum_average_partial(r).map_or(true, |found| found.values.iter().all(|x| x.is_finite())));
        let _ = parallel(r, n, &ParallelSettings { replicates: 2, ..ParallelSettings::new(1) });
        for method in [Method::Minres, Method::MaximumLikelihood, Method::PrincipalAxis] {
            for factors in 0..5 {
                let Ok(found) = extract(r, factors, method) else { continue };
                assert!(is_number(&found.loadings) && found.uniquenesses.iter().all(|u| (0.004..=1.0).contains(u)));
                let identity = DMatrix::identity(factors, factors);
                let turned = varimax(&found.loadings, &VarimaxSettings { starts: 3, ..VarimaxSettings::new(1) });
                assert!(is_number(&turned.loadings));
                for oblique in [false, true].map(|kaiser| oblimin(&found.loadings, kaiser)) {
                    assert!(is_number(&oblique.pattern) && is_number(&oblique.phi));
                    let (before, after) =
                        (communalities(&found.loadings, &identity), communalities(&oblique.pattern, &oblique.phi));
                    assert!(before.iter().zip(after).all(|(a, b)| (a - b).abs() < 1e-6));
                    assert!(align(&found.loadings, &oblique.pattern).is_ok());
                }
                if let Ok(oblique) = promax(&found.loadings, KAPPA, &VarimaxSettings::new(1)) {
                    assert!(is_number(&oblique.pattern) && is_number(&oblique.phi));
                }
                if let Ok(fit) = fit(r, &found.loadings, &identity, n, 0.9) {
                    let numbers =
                        [fit.chi2, fit.rmsr, fit.bic, fit.tli.unwrap_or(1.0), fit.off_diagonal.unwrap_or(1.0)];
                    assert!(numbers.iter().all(|x| x.is_finite()), "{fit:?}");
                    assert!(fit.rmsea.is_none_or(|rmsea| rmsea.low <= rmsea.high && rmsea.high.is_finite()));
                }
            }
        }
        if let Ok(found) = omega_hierarchical(r, 3) {
            assert!(found.hierarchical.is_finite() && found.total.is_finite() && is_number(&found.groups), "{found:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn small_and_careless_surveys_give_numbers_or_reasons(
            answers in prop::collection::vec(prop::collection::vec(1..8_i64, 7), 2..25),
            copied in 0..4_usize,
            coarse in 1..6_i64,
        ) {
            let rows: Vec<Vec<i64>> = answers.into_iter().map(|mut row| {
                row.iter_mut().for_each(|x| *x /= coarse);
                // The last items repeat the first ones.
                (0..copied).for_each(|j| row[6 - j] = row[j]);
                row
            }).collect();
            let sums = Sums::of_rows(&rows);
            if let Ok(r) = correlation_matrix(&sums) {
                survive(&r, sums.n());
            }
        }
    }

    #[test]
    fn matrices_that_no_survey_gives_are_survived() {
        survive(&DMatrix::identity(8, 8), 100);
        survive(&DMatrix::from_element(8, 8, 1.0), 100);
        survive(&DMatrix::from_fn(8, 8, |i, j| if i == j { 1.0 } else { -1.0 / 7.0 }), 100);
        survive(&DMatrix::from_fn(8, 8, |i, j| if i == j { 1.0 } else { -0.9 }), 100);
        survive(&DMatrix::from_fn(8, 8, |i, j| if i == j { 1.0 } else { 0.999_999 }), 100);
        survive(&DMatrix::from_fn(6, 6, |i, j| if i / 2 == j / 2 { 1.0 } else { 0.0 }), 10);
        survive(&DMatrix::from_element(8, 8, f64::NAN), 100);
        survive(&DMatrix::zeros(0, 0), 0);
    }
}
