//! Unweighted least squares of a confirmatory model: it comes out where maximum likelihood cannot.
//!
//! Separate, because it needs no inverse of the covariances and no normal answers. It gives no standard errors and no p:
//! those that follow from the sum of squares alone are wrong. It depends on the items' units, which is harmless when all
//! share one scale.
//!
//! Formula: F = ½ Σ_ij (s_ij − σ_ij)², chi² = (n − 1) F, covariances divided by n − 1
//! Unit: squared squared points; the indices have none.
//! Needs: moments of complete respondents. Undefined: an item that never varies, more parameters than covariances, no minimum.
//! Source: Jöreskog & Goldberger (1972), Psychometrika 37, 243–260.
//! Method page: docs/method/confirmation.md

use nalgebra::{DMatrix, DVector};

use crate::Undefined;

use super::fit::{Chi2, Fit, srmr};
use super::likelihood::add_expected;
use super::model::{Layout, Model, Shared};
use super::moments::Moments;
use super::scoring::{Objective, Slope, minimize};
use super::solution::{Reader, Solution};
use super::start::{Place, Start};

/// Fits a model by unweighted least squares.
///
/// # Errors
/// [`Undefined::NotIdentified`], [`Undefined::NoConvergence`].
///
/// # Panics
/// When the model names an item outside the block.
pub fn unweighted_least_squares(model: &Model, moments: &Moments) -> Result<Solution, Undefined> {
    let moments = moments.select(&model.items());
    let p = moments.means.len();
    let weight = (moments.n - 1) as f64;
    let covariance = &moments.covariance * (moments.n as f64 / weight);
    let start = Start::new(model, &moments.correlations());
    let markers = start.markers(model);
    let layout = Layout::new(model, std::slice::from_ref(&markers), Shared::Structure, false);
    let df = (p * (p + 1) / 2).checked_sub(layout.parameters).ok_or(Undefined::NotIdentified)?;
    let deviations: Vec<f64> = covariance.diagonal().iter().map(|x| x.sqrt()).collect();
    let mut from = vec![0.0; layout.parameters];
    start.fill(&mut from, &Place { model, layout: &layout, group: 0, markers: &markers }, &deviations, &vec![0.0; p]);
    let minimum = minimize(&Squares { layout: &layout, covariance: &covariance }, from)?;
    let reader = Reader::new(model, &layout, 0, &minimum.parameters, None);

    let apart: f64 = (0..p).flat_map(|i| (0..i).map(move |j| (i, j))).map(|at| covariance[at].powi(2)).sum();
    let chi2 = Chi2 { value: weight * minimum.value, df };
    let baseline = Chi2 { value: weight * apart, df: p * (p - 1) / 2 };
    let residual = srmr(&covariance, &reader.implied.sigma, None);
    let fit = Fit { p: None, ..Fit::new(moments.n, 1, weight, layout.parameters, chi2, baseline, residual) };
    Ok(reader.solution(fit, minimum.iterations, minimum.gradient))
}

struct Squares<'a> {
    layout: &'a Layout,
    covariance: &'a DMatrix<f64>,
}

impl Objective for Squares<'_> {
    fn value(&self, parameters: &[f64]) -> Option<f64> {
        Some(0.5 * (self.covariance - self.layout.implied(0, parameters).sigma).norm_squared())
    }

    fn gradient(&self, parameters: &[f64]) -> Option<DVector<f64>> {
        Some(self.slope(parameters)?.gradient)
    }

    fn slope(&self, parameters: &[f64]) -> Option<Slope> {
        let implied = self.layout.implied(0, parameters);
        let d = self.layout.directions(0, &implied);
        let residual_v = (self.covariance - implied.sigma) * &d.v;
        let q = self.layout.parameters;
        let mut slope = Slope { gradient: DVector::zeros(q), curvature: DMatrix::zeros(q, q) };
        let mut curvature = DMatrix::zeros(q, q);
        let p = self.layout.items;
        add_expected(&mut curvature, &DMatrix::identity(p, p), &d, false, 1.0);
        // One group: every parameter has one column.
        for (a, &to) in d.parameter.iter().enumerate() {
            slope.gradient[to] = -2.0 * d.u.column(a).dot(&residual_v.column(a));
            for (b, &across) in d.parameter.iter().enumerate() {
                slope.curvature[(to, across)] = curvature[(a, b)];
            }
        }
        Some(slope)
    }
}

#[cfg(test)]
mod tests {
    use nalgebra::{DMatrix, DVector};

    use super::unweighted_least_squares;
    use crate::Undefined;
    use crate::confirmation::model::{Model, Structure};
    use crate::confirmation::moments::Moments;
    use crate::confirmation::solution::Inadmissible;

    #[test]
    fn three_items_are_fitted_exactly_and_give_no_errors() {
        let r = DMatrix::from_row_slice(3, 3, &[1.0, 0.48, 0.40, 0.48, 1.0, 0.30, 0.40, 0.30, 1.0]);
        let moments = Moments::with_divisor_n_minus_1(100, DVector::zeros(3), &r).unwrap();
        let model = Model::new(Structure::One, &[vec![0, 1, 2]]).unwrap();
        let solution = unweighted_least_squares(&model, &moments).unwrap();
        for (found, expected) in solution.standardized(0).unwrap().iter().zip([0.8, 0.6, 0.5]) {
            assert!((found - expected).abs() < 1e-8);
        }
        assert!(solution.loadings.iter().all(|loading| loading.standardized.unwrap().se.is_none()));
        assert_eq!(solution.fit.p, None);
    }

    #[test]
    fn two_identical_items_come_out_flagged_or_not_at_all() {
        let r = DMatrix::from_row_slice(3, 3, &[1.0, 1.0, 0.5, 1.0, 1.0, 0.5, 0.5, 0.5, 1.0]);
        let moments = Moments::with_divisor_n_minus_1(100, DVector::zeros(3), &r).unwrap();
        let solution =
            unweighted_least_squares(&Model::new(Structure::One, &[vec![0, 1, 2]]).unwrap(), &moments).unwrap();
        assert!(solution.residuals[0].share.abs() < 1e-7);
        let wrong = |flag: &Inadmissible| matches!(flag, Inadmissible::NegativeFactorVariance { .. });
        assert!(!solution.inadmissible.iter().any(wrong));
        let nothing = Moments::with_divisor_n_minus_1(100, DVector::zeros(4), &DMatrix::identity(4, 4)).unwrap();
        let pairs = Model::new(Structure::Correlated, &[vec![0, 1], vec![2, 3]]).unwrap();
        let found = unweighted_least_squares(&pairs, &nothing).err();
        assert!(matches!(found, Some(Undefined::NotIdentified | Undefined::NoConvergence { .. })));
    }
}
