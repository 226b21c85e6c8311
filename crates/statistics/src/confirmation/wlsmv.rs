//! Diagonally weighted least squares of polychoric correlations, with a test that is right in mean and variance (WLSMV).
//!
//! Separate from maximum likelihood, which takes the points of the scale as numbers. With five points or fewer, or answers
//! piled up at one end, they are categories; then this is the estimator to use. The thresholds are free and fitted exactly, so only
//! the correlations are left to explain.
//!
//! Formula: F = Σ_{i>j} (r_ij − σ_ij)² / γ_ij,ij, chi² = (n − 1) F; U = W − WΔ(Δ′WΔ)⁻¹Δ′W, M = UΓ, a = √(df / tr M²), b = df − a tr M, chi²_robust = a chi² + b; C = (Δ′WΔ)⁻¹ Δ′WΓWΔ (Δ′WΔ)⁻¹ / n
//! Unit: none.
//! Needs: polychoric correlations with their asymptotic covariance Γ. Undefined: a correlation without variance, more parameters
//! than correlations, no minimum.
//! Source: Muthén, du Toit & Spisic (1997); Asparouhov & Muthén (2010), Simple second order chi-square correction; Rhemtulla,
//! Brosseau-Liard & Savalei (2012), Psychological Methods 17, 354–373.
//! Method page: docs/method/confirmation.md

use nalgebra::{DMatrix, DVector};

use crate::Undefined;
use crate::association::polychoric_covariance::{PolychoricCovariance, columnwise};
use crate::distribution::chi2_sf;
use crate::linear::{Factored, at_least};

use super::fit::{Chi2, Fit, Rmsea, cfi, rmsea, srmr, tli};
use super::model::{Directions, Layout, Model, Shared};
use super::scoring::{Objective, Slope, minimize};
use super::solution::{Reader, Solution};
use super::start::{Place, Start};

/// Polychoric correlations as a model is fitted to them.
#[derive(Debug, Clone, PartialEq)]
pub struct Ordinal {
    /// Respondents.
    pub n: i64,
    /// The correlations of all items of the block.
    pub correlations: DMatrix<f64>,
    /// The covariance of √n times the correlations below the diagonal, column by column: (1, 0), (2, 0), …, (2, 1), ….
    pub gamma: DMatrix<f64>,
}

impl From<&PolychoricCovariance> for Ordinal {
    fn from(found: &PolychoricCovariance) -> Self {
        Self { n: found.n as i64, correlations: found.correlations.clone(), gamma: found.of_correlations() }
    }
}

/// A model of ordinal answers.
#[derive(Debug, Clone, PartialEq)]
pub struct OrdinalSolution {
    /// The solution with robust errors; its fit is the plain one, whose chi-square follows no chi-square.
    pub solution: Solution,
    /// The scaled and shifted chi-square: the one to report.
    pub chi2: f64,
    /// How likely one at least as large is when the model holds.
    pub p: f64,
    /// What the plain chi-square was divided by, before the shift.
    pub scaling: f64,
    /// CFI from the scaled and shifted chi-squares.
    pub cfi: f64,
    /// TLI from them.
    pub tli: f64,
    /// RMSEA from the chi-square to report.
    pub rmsea: Rmsea,
}

/// Fits a model to polychoric correlations.
///
/// # Errors
/// [`Undefined::TooFewRespondents`] below two, [`Undefined::NoVariation`] for a correlation whose variance is not positive,
/// [`Undefined::NotIdentified`], [`Undefined::NoConvergence`].
///
/// # Panics
/// When the model names an item outside the block, or `gamma` does not belong to it.
pub fn wlsmv(model: &Model, ordinal: &Ordinal) -> Result<OrdinalSolution, Undefined> {
    at_least(ordinal.n, 2)?;
    let items = model.items();
    let p = items.len();
    let all = ordinal.correlations.nrows();
    assert_eq!(
        ordinal.gamma.nrows(),
        all * (all - 1) / 2,
        "the covariance is that of the correlations, without thresholds"
    );
    let chosen: Vec<usize> =
        columnwise(p).map(|(i, j)| place(ordinal.correlations.nrows(), items[i], items[j])).collect();
    let gamma = ordinal.gamma.select_rows(&chosen).select_columns(&chosen);
    let r = ordinal.correlations.select_rows(&items).select_columns(&items);
    if gamma.diagonal().iter().any(|variance| variance.is_nan() || *variance <= 0.0) {
        return Err(Undefined::NoVariation);
    }
    let weights = gamma.diagonal().map(|variance| 1.0 / variance);
    let start = Start::new(model, &r);
    let markers = start.markers(model);
    let layout = Layout::new(model, std::slice::from_ref(&markers), Shared::Structure, false).without_residuals();
    let df = (p * (p - 1) / 2).checked_sub(layout.parameters).filter(|df| *df > 0).ok_or(Undefined::NotIdentified)?;
    let mut from = vec![0.0; layout.parameters];
    let at = Place { model, layout: &layout, group: 0, markers: &markers };
    start.fill(&mut from, &at, &vec![1.0; p], &vec![0.0; p]);
    let minimum = minimize(&Weighted { layout: &layout, r: &r, weights: &weights }, from)?;

    let implied = layout.implied(0, &minimum.parameters);
    let delta = derivatives(&layout.directions(0, &implied), p, layout.parameters);
    let weighted = DMatrix::from_fn(delta.nrows(), delta.ncols(), |k, a| weights[k] * delta[(k, a)]);
    let bread = Factored::new(&delta.tr_mul(&weighted)).map_err(|_| Undefined::NotIdentified)?.inverse();
    let n = ordinal.n as f64;
    let covariance = &bread * weighted.tr_mul(&(&gamma * &weighted)) * &bread / n;
    let u = DMatrix::from_diagonal(&weights) - &weighted * &bread * weighted.transpose();

    let reader = Reader::new(model, &layout, 0, &minimum.parameters, Some(&covariance)).standardized();
    let apart: f64 = columnwise(p).zip(weights.iter()).map(|((i, j), weight)| weight * r[(i, j)].powi(2)).sum();
    let weight = n - 1.0;
    let plain = Chi2 { value: weight * minimum.value, df };
    let baseline = Chi2 { value: weight * apart, df: p * (p - 1) / 2 };
    let model_scaled = shifted(plain, &(u * &gamma))?;
    let apart_scaled = shifted(baseline, &(DMatrix::from_diagonal(&weights) * &gamma))?;
    let residual = srmr(&r, &reader.implied.sigma, None);
    let fit = Fit { p: None, ..Fit::new(ordinal.n, 1, weight, layout.parameters, plain, baseline, residual) };
    let solution = reader.solution(fit, minimum.iterations, minimum.gradient);
    Ok(OrdinalSolution {
        solution,
        chi2: model_scaled.0.value,
        p: chi2_sf(model_scaled.0.value, df as f64),
        scaling: 1.0 / model_scaled.1,
        cfi: cfi(model_scaled.0, apart_scaled.0),
        tli: tli(model_scaled.0, apart_scaled.0),
        rmsea: rmsea(model_scaled.0, weight, 1).ok_or(Undefined::NotIdentified)?,
    })
}

/// A chi-square with the mean and the variance of one, given M, and the factor a.
fn shifted(chi2: Chi2, m: &DMatrix<f64>) -> Result<(Chi2, f64), Undefined> {
    let square = m.dot(&m.transpose());
    if square.is_nan() || square <= 0.0 {
        return Err(Undefined::NotIdentified);
    }
    let df = chi2.df as f64;
    let a = (df / square).sqrt();
    Ok((Chi2 { value: a * chi2.value + df - a * m.trace(), df: chi2.df }, a))
}

/// The place of a pair in [`columnwise`].
fn place(k: usize, i: usize, j: usize) -> usize {
    let (row, column) = (i.max(j), i.min(j));
    column * (2 * k - column - 1) / 2 + row - column - 1
}

/// Δ: how the correlations below the diagonal move with the parameters.
fn derivatives(d: &Directions, p: usize, parameters: usize) -> DMatrix<f64> {
    let mut delta = DMatrix::zeros(p * (p - 1) / 2, parameters);
    for (k, (i, j)) in columnwise(p).enumerate() {
        for (column, &parameter) in d.parameter.iter().enumerate() {
            delta[(k, parameter)] = d.u[(i, column)] * d.v[(j, column)] + d.v[(i, column)] * d.u[(j, column)];
        }
    }
    delta
}

struct Weighted<'a> {
    layout: &'a Layout,
    r: &'a DMatrix<f64>,
    weights: &'a DVector<f64>,
}

impl Weighted<'_> {
    fn residuals(&self, sigma: &DMatrix<f64>) -> DVector<f64> {
        DVector::from_iterator(self.weights.len(), columnwise(self.r.nrows()).map(|at| self.r[at] - sigma[at]))
    }
}

impl Objective for Weighted<'_> {
    fn value(&self, parameters: &[f64]) -> Option<f64> {
        let residuals = self.residuals(&self.layout.implied(0, parameters).sigma);
        Some(residuals.component_mul(&residuals).dot(self.weights))
    }

    fn gradient(&self, parameters: &[f64]) -> Option<DVector<f64>> {
        Some(self.slope(parameters)?.gradient)
    }

    fn slope(&self, parameters: &[f64]) -> Option<Slope> {
        let implied = self.layout.implied(0, parameters);
        let delta = derivatives(&self.layout.directions(0, &implied), self.layout.items, self.layout.parameters);
        let weighted = DMatrix::from_fn(delta.nrows(), delta.ncols(), |k, a| self.weights[k] * delta[(k, a)]);
        let gradient = weighted.tr_mul(&self.residuals(&implied.sigma)) * -2.0;
        Some(Slope { gradient, curvature: delta.tr_mul(&weighted) * 2.0 })
    }
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::{Ordinal, columnwise, place, wlsmv};
    use crate::Undefined;
    use crate::confirmation::model::{Model, Structure};

    fn one() -> Model {
        Model::new(Structure::One, &[vec![0, 1, 2, 3]]).unwrap()
    }

    /// Correlations of loadings 0.8, 0.7, 0.6, 0.5, with the first pair off by `off`.
    fn correlations(off: f64) -> DMatrix<f64> {
        let loadings = [0.8, 0.7, 0.6, 0.5];
        let mut r = DMatrix::from_fn(4, 4, |i, j| if i == j { 1.0 } else { loadings[i] * loadings[j] });
        r[(1, 0)] += off;
        r[(0, 1)] += off;
        r
    }

    #[test]
    fn correlations_made_by_a_model_give_it_back() {
        let (r, gamma) = (correlations(0.0), DMatrix::identity(6, 6));
        let found = wlsmv(&one(), &Ordinal { n: 300, correlations: r.clone(), gamma: gamma.clone() }).unwrap();
        for (found, expected) in found.solution.standardized(0).unwrap().iter().zip([0.8, 0.7, 0.6, 0.5]) {
            assert!((found - expected).abs() < 1e-8);
        }
        assert!((found.solution.residuals[0].share - 0.36).abs() < 1e-8);
        assert!(found.solution.fit.chi2 < 1e-9);
    }

    #[test]
    fn independent_correlations_of_known_error_need_no_correction() {
        // With Γ diagonal, UΓ is a projection on the two degrees of freedom: its trace and that of its square are 2.
        let (r, gamma) = (correlations(0.1), DMatrix::identity(6, 6) * 0.7);
        let found = wlsmv(&one(), &Ordinal { n: 300, correlations: r.clone(), gamma: gamma.clone() }).unwrap();
        assert!((found.scaling - 1.0).abs() < 1e-9);
        assert!((found.chi2 - found.solution.fit.chi2).abs() < 1e-8 && found.chi2 > 0.1);
    }

    #[test]
    fn pairs_have_their_places_column_by_column() {
        for (k, (i, j)) in columnwise(5).enumerate() {
            assert_eq!((place(5, i, j), place(5, j, i)), (k, k));
        }
    }

    #[test]
    fn a_correlation_without_error_and_a_model_without_degrees_of_freedom_say_why() {
        let (r, gamma) = (correlations(0.0), DMatrix::zeros(6, 6));
        let found = wlsmv(&one(), &Ordinal { n: 300, correlations: r.clone(), gamma: gamma.clone() });
        assert_eq!(found.err(), Some(Undefined::NoVariation));
        let three = Model::new(Structure::One, &[vec![0, 1, 2]]).unwrap();
        let found = wlsmv(&three, &Ordinal { n: 300, correlations: r.clone(), gamma: DMatrix::identity(6, 6) });
        assert_eq!(found.err(), Some(Undefined::NotIdentified));
    }
}
