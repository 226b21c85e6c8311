//! McDonald's omega: the share of a score's variance that one factor behind its items explains.
//!
//! Separate from alpha, to which it is equal only when all items measure equally well, and from omega hierarchical, which
//! asks about several dimensions at once. Four readings are in use that differ in the third decimal: the first is the one
//! to report.
//!
//! Formula: omega = (Σ λ)² φ / ((Σ λ)² φ + Σ θ), by maximum likelihood; standardised (Σ λ)² / ((Σ λ)² + Σ (1 − λ²)), by maximum likelihood and by minres; minres over the observed total 1 − Σ (1 − λ²) / Σ_ij r_ij
//! Unit: none; 1 is perfect.
//! Needs: `Sums` of one dimension. Undefined: fewer than three items, an item that never varies, collinear items, no minimum.
//! Source: McDonald (1999), Test Theory; Hayes & Coutts (2020), Communication Methods and Measures 14, 1–24.
//! Method page: docs/method/consistency.md

use nalgebra::DVector;
use sums::Sums;

use crate::Undefined;
use crate::confirmation::ml::{Likelihood, maximum_likelihood};
use crate::confirmation::model::{Model, Structure};
use crate::confirmation::moments::Moments;
use crate::confirmation::uls::unweighted_least_squares;
use crate::linear::correlation_matrix;

use super::composite::composite_reliability;

/// Omega of a dimension, in its four readings.
#[derive(Debug, Clone, PartialEq)]
pub struct OmegaTotal {
    /// Respondents who answered every item.
    pub n: i64,
    /// By maximum likelihood, of the items as they are: the one to report.
    pub omega: f64,
    /// By maximum likelihood, of standardised items: composite reliability.
    pub standardized: f64,
    /// By minres, of standardised items.
    pub minres: f64,
    /// By minres, over the observed variance of the total of standardised items.
    pub minres_observed: f64,
    /// Standardised loadings by maximum likelihood.
    pub loadings: Vec<f64>,
    /// Whether a residual variance is negative, so that no reading can be trusted.
    pub heywood: bool,
}

/// Omega of all variables of `items`.
///
/// # Errors
/// [`Undefined::TooFewItems`] below three, otherwise as maximum likelihood.
pub fn omega_total(items: &Sums) -> Result<OmegaTotal, Undefined> {
    let k = items.variables();
    let model = Model::new(Structure::One, &[(0..k).collect()])?;
    let likely = maximum_likelihood(&model, &Moments::of(items)?, Likelihood::Normal)?;
    let left: f64 = likely.residuals.iter().map(|residual| residual.variance.value).sum();
    let loadings = likely.standardized(0).ok_or(Undefined::NotIdentified)?;

    let r = correlation_matrix(items)?;
    let standard = Moments::with_divisor_n_minus_1(items.n(), DVector::zeros(k), &r)?;
    let least = unweighted_least_squares(&model, &standard)?;
    let minres = least.standardized(0).ok_or(Undefined::NotIdentified)?;
    let unique: f64 = minres.iter().map(|loading| 1.0 - loading * loading).sum();
    Ok(OmegaTotal {
        n: items.n(),
        omega: 1.0 - left / likely.implied.sum(),
        standardized: composite_reliability(&loadings)?,
        minres: composite_reliability(&minres)?,
        minres_observed: 1.0 - unique / r.sum(),
        loadings,
        heywood: !likely.inadmissible.is_empty() || !least.inadmissible.is_empty(),
    })
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::omega_total;
    use crate::Undefined;
    use crate::consistency::alpha::raw_alpha;

    #[test]
    fn three_items_that_measure_equally_well_have_alpha_for_omega() {
        // Two halves of a common value and one of their own each: all variances and covariances equal.
        let rows: Vec<Vec<i64>> = (0..16)
            .map(|i| {
                let bit = |k: i64| i >> k & 1;
                vec![2 * bit(0) + bit(1), 2 * bit(0) + bit(2), 2 * bit(0) + bit(3)]
            })
            .collect();
        let sums = Sums::of_rows(&rows);
        let found = omega_total(&sums).unwrap();
        // Variance 4/4 + 1/4, covariance 1: alpha = 1.5 · (1 − 3.75 / 9.75).
        assert!((found.omega - 1.5 * (1.0 - 3.75 / 9.75)).abs() < 1e-9);
        assert!((found.omega - raw_alpha(&sums).unwrap()).abs() < 1e-9);
        assert!((found.minres - found.minres_observed).abs() < 1e-8);
        assert!(!found.heywood);
    }

    #[test]
    fn two_items_have_no_omega() {
        let two = Sums::of_rows(&[vec![1, 2], vec![2, 4], vec![3, 3]]);
        assert_eq!(omega_total(&two).err(), Some(Undefined::TooFewItems { items: 2, needed: 3 }));
    }
}
