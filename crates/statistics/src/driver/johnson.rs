//! Which dimension drives the overall judgement, in one step: Johnson's relative weights, the check beside LMG.
//!
//! Separate from LMG, because it answers by another construction: the predictors are replaced by their nearest
//! uncorrelated counterparts, and what these explain is handed back. It needs no subsets and has no limit on predictors.
//!
//! Formula: ε_j = Σ_k Λ_jk²·β_k², Λ = R^½, β = Λ⁻¹ r
//! Unit: share of the outcome's variance, 0 to 1; the weights of all predictors add up to R². β_k² is the CAR score.
//! Needs: `Sums` of the predictors and, last, the outcome, over respondents who answered all of them.
//! Undefined: a variable that never varies, a predictor that can be computed from the others.
//! Source: Johnson (2000), Multivariate Behavioral Research 35, 1–19; numerically Genizi (1993), Statistica Sinica 3,
//! 407–420. CAR: Zuber & Strimmer (2011), Statistical Applications in Genetics and Molecular Biology 10(1).
//! Method page: docs/method/drivers.md

use nalgebra::DMatrix;
use sums::Sums;

use crate::Undefined;
use crate::linear::{at_least, correlation_matrix, eigen};

/// Johnson's relative weights.
#[derive(Debug, Clone, PartialEq)]
pub struct RelativeWeights {
    /// One per predictor; their sum is R².
    pub weights: Vec<f64>,
    /// One per predictor: the squared correlation of the outcome with the predictor's uncorrelated counterpart (CAR).
    pub car: Vec<f64>,
}

/// Johnson's relative weights of the predictors (all variables but the last) for the outcome (the last).
///
/// # Errors
/// [`Undefined::TooFewRespondents`] for no more respondents than variables, [`Undefined::NoVariation`],
/// [`Undefined::Collinear`].
pub fn johnson(sums: &Sums) -> Result<RelativeWeights, Undefined> {
    at_least(sums.n(), sums.variables() as i64 + 1)?;
    of_correlations(&correlation_matrix(sums)?)
}

/// Johnson's relative weights from the correlations of the predictors and, last, the outcome.
///
/// # Errors
/// [`Undefined::TooFewItems`] without a predictor, [`Undefined::Collinear`].
pub fn of_correlations(correlations: &DMatrix<f64>) -> Result<RelativeWeights, Undefined> {
    let predictors = correlations.nrows().saturating_sub(1);
    if predictors == 0 {
        return Err(Undefined::TooFewItems { items: 0, needed: 1 });
    }
    let eigen = eigen(&correlations.view((0, 0), (predictors, predictors)).into_owned())?;
    let (vectors, roots) = (&eigen.eigenvectors, eigen.eigenvalues.map(f64::sqrt));
    // β = V L^−½ V′ r and Λ = V L^½ V′, with V the eigenvectors and L the eigenvalues of R.
    let with_outcome = correlations.view((0, predictors), (predictors, 1));
    let car = (vectors * vectors.tr_mul(&with_outcome).component_div(&roots)).map(|beta| beta * beta);
    let mut stretched = vectors.clone();
    stretched.column_iter_mut().zip(&roots).for_each(|(mut column, root)| column *= *root);
    let weights = (stretched * vectors.transpose()).map(|loading| loading * loading) * &car;
    Ok(RelativeWeights { weights: weights.iter().copied().collect(), car: car.iter().copied().collect() })
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::of_correlations;

    #[test]
    fn two_uncorrelated_predictors_keep_their_own_squared_correlations() {
        let found =
            of_correlations(&DMatrix::from_row_slice(3, 3, &[1.0, 0.0, 0.5, 0.0, 1.0, 0.3, 0.5, 0.3, 1.0])).unwrap();
        assert!((found.weights[0] - 0.25).abs() < 1e-15);
        assert!((found.weights[1] - 0.09).abs() < 1e-15);
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // R = [1 0.6; 0.6 1] has eigenvalues 1.6 and 0.4, so Λ has (√1.6 ± √0.4)/2 = 0.948683 and 0.316228 in it, and
        // Λ² entry by entry is 0.9 and 0.1. With r = (0.5, 0.5): Λ (1, 1) = √1.6 (1, 1), β = 0.5/√1.6 each, β² = 0.15625,
        // ε = (0.9 + 0.1) · 0.15625 each, together R² = 0.3125.
        let found =
            of_correlations(&DMatrix::from_row_slice(3, 3, &[1.0, 0.6, 0.5, 0.6, 1.0, 0.5, 0.5, 0.5, 1.0])).unwrap();
        assert!(found.weights.iter().all(|weight| (weight - 0.156_25).abs() < 1e-14));
    }
}
