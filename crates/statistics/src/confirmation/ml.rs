//! Maximum likelihood of a confirmatory model from the covariances of complete respondents.
//!
//! Separate from full information, which needs rows. Errors come from the expected information; the divisor is n unless the
//! Wishart likelihood is asked for, which has n − 1. It refuses fewer respondents than items and items that can be computed
//! from each other.
//!
//! Formula: F = ln|Σ| + tr(S Σ⁻¹) − ln|S| − p, chi² = n F (Wishart (n − 1) F)
//! Unit: none.
//! Needs: moments of complete respondents. Undefined: n ≤ p, collinear items, more parameters than covariances, no minimum.
//! Source: Jöreskog (1969), Psychometrika 34, 183–202.
//! Method page: docs/method/confirmation.md

use nalgebra::{Cholesky, DMatrix};

use crate::Undefined;
use crate::linear::{Factored, at_least};

use super::fit::{Chi2, Fit, srmr};
use super::likelihood::{Normal, Pattern, ln_determinant};
use super::model::{Layout, Model, Shared};
use super::moments::Moments;
use super::scoring::{Minimum, minimize, minimize_to};
use super::solution::{Reader, Solution};
use super::start::{Place, Start};

/// Which likelihood is maximised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likelihood {
    /// Of the answers: covariances divide by n and chi-square is n F. The default.
    Normal,
    /// Of the covariances: n − 1, as some older programs have it.
    Wishart,
}

/// Fits a model by maximum likelihood.
///
/// # Errors
/// [`Undefined::TooFewRespondents`] for n not above the number of items, [`Undefined::Collinear`],
/// [`Undefined::NotIdentified`], [`Undefined::NoConvergence`].
///
/// # Panics
/// When the model names an item outside the block.
pub fn maximum_likelihood(model: &Model, moments: &Moments, likelihood: Likelihood) -> Result<Solution, Undefined> {
    let n = moments.n as f64;
    let wishart = Moments { covariance: &moments.covariance * (n / (n - 1.0)), ..moments.clone() };
    let (moments, weight) = match likelihood {
        Likelihood::Normal => (moments, n),
        Likelihood::Wishart => (&wishart, n - 1.0),
    };
    let fitted = Complete::new(model, moments)?;
    let covariance = fitted.expected_covariance(weight)?;
    let reader = Reader::new(model, &fitted.layout, 0, &fitted.minimum.parameters, Some(&covariance));
    Ok(reader.solution(fitted.fit(weight), fitted.minimum.iterations, fitted.minimum.gradient))
}

/// A model fitted to complete answers without means.
pub(super) struct Complete {
    pub layout: Layout,
    pub minimum: Minimum,
    /// The moments of the model's items, in its order.
    pub moments: Moments,
    pub patterns: Vec<Vec<Pattern>>,
    /// ln|S|.
    ln_determinant: f64,
}

impl Complete {
    pub fn new(model: &Model, moments: &Moments) -> Result<Self, Undefined> {
        let items = model.items();
        at_least(moments.n, items.len() as i64 + 1)?;
        let moments = moments.select(&items);
        Factored::new(&moments.correlations())?;
        let factor = Cholesky::new(moments.covariance.clone()).ok_or(Undefined::Collinear)?;
        let start = Start::new(model, &moments.correlations());
        let markers = start.markers(model);
        let layout = Layout::new(model, std::slice::from_ref(&markers), Shared::Structure, false);
        if items.len() * (items.len() + 1) / 2 < layout.parameters {
            return Err(Undefined::NotIdentified);
        }
        let deviations: Vec<f64> = moments.covariance.diagonal().iter().map(|x| x.sqrt()).collect();
        let mut from = vec![0.0; layout.parameters];
        start.fill(
            &mut from,
            &Place { model, layout: &layout, group: 0, markers: &markers },
            &deviations,
            &vec![0.0; items.len()],
        );
        let patterns = vec![vec![Pattern::complete(&moments)]];
        let minimum = minimize(&Normal { layout: &layout, groups: &patterns }, from)?;
        Ok(Self { layout, minimum, moments, patterns, ln_determinant: ln_determinant(&factor) })
    }

    /// Covariances of the parameters from the expected information, for a likelihood of weight `weight`.
    pub fn expected_covariance(&self, weight: f64) -> Result<DMatrix<f64>, Undefined> {
        let inverse = Factored::new(&self.minimum.curvature).map_err(|_| Undefined::NotIdentified)?.inverse();
        Ok(inverse * (2.0 / weight))
    }

    /// The discrepancy F.
    fn discrepancy(&self) -> f64 {
        (self.minimum.value - self.ln_determinant - self.moments.means.len() as f64).max(0.0)
    }

    /// Chi-square of the model of uncorrelated items, over its weight.
    fn baseline(&self) -> f64 {
        let apart: f64 = self.moments.covariance.diagonal().iter().map(|variance| variance.ln()).sum();
        (apart - self.ln_determinant).max(0.0)
    }

    /// How it fits, for a likelihood of weight `weight`.
    pub fn fit(&self, weight: f64) -> Fit {
        let p = self.moments.means.len();
        let n = self.moments.n as f64;
        let implied = self.layout.implied(0, &self.minimum.parameters);
        let model = Chi2 { value: weight * self.discrepancy(), df: p * (p + 1) / 2 - self.layout.parameters };
        let baseline = Chi2 { value: weight * self.baseline(), df: p * (p - 1) / 2 };
        let residual = srmr(&self.moments.covariance, &implied.sigma, None);
        let normal = Normal { layout: &self.layout, groups: &self.patterns };
        let saturated = normal.minus_two_ln_likelihood(self.ln_determinant + p as f64);
        Fit::new(self.moments.n, 1, weight, self.layout.parameters, model, baseline, residual)
            .with_likelihood(saturated + n * self.discrepancy(), saturated)
    }
}

/// The largest gradient of a model that is fitted again: a share that it moves by less than a thousandth of its error needs no more.
const FLAT_ENOUGH: f64 = 1e-5;

/// A model fitted to the parts of a survey, each time from where the whole ended and without errors and fit.
pub(crate) struct Refit {
    items: Vec<usize>,
    whole: Complete,
}

/// Parts of the variance of the sum of all items.
pub(crate) struct Parts {
    /// The share of the model's last factor: the general one, or that of second order.
    pub last_factor: f64,
    /// The share that items have of their own.
    pub own: f64,
}

impl Refit {
    /// # Errors
    /// As [`maximum_likelihood`].
    pub(crate) fn new(model: &Model, whole: &Moments) -> Result<Self, Undefined> {
        Ok(Self { items: model.items(), whole: Complete::new(model, whole)? })
    }

    /// The parts of a model of several factors, fitted to other moments.
    ///
    /// # Errors
    /// As [`maximum_likelihood`]; [`Undefined::Inadmissible`] for a variance that is not positive.
    pub(crate) fn parts(&self, moments: &Moments) -> Result<Parts, Undefined> {
        at_least(moments.n, self.items.len() as i64 + 1)?;
        let moments = moments.select(&self.items);
        Factored::new(&moments.correlations())?;
        let layout = &self.whole.layout;
        let groups = [vec![Pattern::complete(&moments)]];
        let minimum =
            minimize_to(&Normal { layout, groups: &groups }, self.whole.minimum.parameters.clone(), FLAT_ENOUGH)?;
        let implied = layout.implied(0, &minimum.parameters);
        if implied.theta.iter().chain(implied.psi.diagonal().iter()).any(|variance| *variance <= 0.0) {
            return Err(Undefined::Inadmissible);
        }
        let (last, total) = (layout.latent - 1, implied.sigma.sum());
        let general = implied.reach.column(last).sum().powi(2) * implied.psi[(last, last)];
        Ok(Parts { last_factor: general / total, own: implied.theta.sum() / total })
    }
}

#[cfg(test)]
mod tests {
    use nalgebra::{DMatrix, DVector};
    use sums::Sums;

    use super::{Likelihood, maximum_likelihood};
    use crate::Undefined;
    use crate::confirmation::model::{Model, Structure};
    use crate::confirmation::moments::Moments;
    use crate::confirmation::solution::{Inadmissible, Solution};

    /// The moments of a correlation matrix, given its lower triangle without the diagonal, row by row.
    fn correlated(n: i64, k: usize, lower: &[f64]) -> Moments {
        let mut r = DMatrix::identity(k, k);
        let pairs = (0..k).flat_map(|i| (0..i).map(move |j| (i, j)));
        pairs.zip(lower).for_each(|((i, j), x)| (r[(i, j)], r[(j, i)]) = (*x, *x));
        Moments::with_divisor_n_minus_1(n, DVector::zeros(k), &r).unwrap()
    }

    fn fit(structure: Structure, factors: &[Vec<usize>], moments: &Moments) -> Result<Solution, Undefined> {
        maximum_likelihood(&Model::new(structure, factors)?, moments, Likelihood::Normal)
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Three items: loading² of the first is r₁₂ r₁₃ / r₂₃ = 0.48 · 0.40 / 0.30 = 0.64, of the others 0.36 and 0.25.
        let solution = fit(Structure::One, &[vec![0, 1, 2]], &correlated(100, 3, &[0.48, 0.40, 0.30])).unwrap();
        let loadings = solution.standardized(0).unwrap();
        for (found, expected) in loadings.iter().zip([0.8, 0.6, 0.5]) {
            assert!((found - expected).abs() < 1e-9);
        }
        assert!((solution.residuals[0].share - 0.36).abs() < 1e-9);
        assert!((solution.loadings[1].unstandardized.unwrap().value - 0.75).abs() < 1e-9);
        assert!(solution.fit.chi2 < 1e-9 && solution.fit.df == 0 && solution.fit.p.is_none());
    }

    #[test]
    fn answers_made_by_a_model_give_it_back() {
        // Loadings 0.8, 0.6 | 0.7, 0.5 | 0.9, 0.4 on factors correlated 0.5, 0.3 and 0.2.
        let (loadings, phi) = ([0.8, 0.6, 0.7, 0.5, 0.9, 0.4], [[1.0, 0.5, 0.3], [0.5, 1.0, 0.2], [0.3, 0.2, 1.0]]);
        let lower: Vec<f64> =
            (0..6).flat_map(|i| (0..i).map(move |j| loadings[i] * loadings[j] * phi[i / 2][j / 2])).collect();
        let factors = [vec![0, 1], vec![2, 3], vec![4, 5]];
        let solution = fit(Structure::Correlated, &factors, &correlated(200, 6, &lower)).unwrap();
        for loading in &solution.loadings {
            assert!((loading.standardized.unwrap().value - loadings[loading.item]).abs() < 1e-7);
        }
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            assert!((solution.correlation(a, b).unwrap() - phi[a][b]).abs() < 1e-7);
        }
        assert!(solution.fit.chi2 < 1e-9 && solution.fit.cfi == 1.0 && solution.inadmissible.is_empty());
        // Items in another order are the same model.
        let turned = fit(Structure::Correlated, &[vec![5, 4], vec![3, 2], vec![1, 0]], &correlated(200, 6, &lower));
        assert!((turned.unwrap().correlation(0, 2).unwrap() - 0.3).abs() < 1e-7);
    }

    #[test]
    fn a_general_factor_above_its_groups_gives_itself_back() {
        // General loadings 0.6 throughout, group loadings 0.5, 0.4, 0.3 in each of three groups.
        let group = [0.5, 0.4, 0.3];
        let cell = |i: usize, j: usize| 0.36 + if i / 3 == j / 3 { group[i % 3] * group[j % 3] } else { 0.0 };
        let lower: Vec<f64> = (0..9).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| cell(i, j)).collect();
        let factors = [vec![0, 1, 2], vec![3, 4, 5], vec![6, 7, 8]];
        let solution = fit(Structure::Bifactor, &factors, &correlated(500, 9, &lower)).unwrap();
        for general in solution.standardized(3).unwrap() {
            assert!((general - 0.6).abs() < 1e-6);
        }
        for (found, expected) in solution.standardized(1).unwrap().iter().zip(group) {
            assert!((found - expected).abs() < 1e-6);
        }
        // The second order is the bifactor with proportional loadings, so it does not fit these.
        let above = fit(Structure::SecondOrder, &factors, &correlated(500, 9, &lower)).unwrap();
        assert!(solution.fit.chi2 < 1e-6 && above.fit.df > solution.fit.df && above.fit.chi2 >= solution.fit.chi2);
    }

    #[test]
    fn an_item_measured_better_than_perfectly_is_flagged() {
        // Loading² of the first is 0.7 · 0.7 / 0.4 = 1.225.
        let solution = fit(Structure::One, &[vec![0, 1, 2]], &correlated(100, 3, &[0.7, 0.7, 0.4])).unwrap();
        assert_eq!(solution.inadmissible, [Inadmissible::NegativeResidual { item: 0 }]);
        assert!((solution.residuals[0].share + 0.225).abs() < 1e-8);
    }

    #[test]
    fn factors_that_go_together_more_than_their_own_items_are_flagged() {
        // 0.55 between the factors' items, 0.5 within: the correlation is 1.1.
        let moments = correlated(100, 4, &[0.5, 0.55, 0.55, 0.55, 0.55, 0.5]);
        let solution = fit(Structure::Correlated, &[vec![0, 1], vec![2, 3]], &moments).unwrap();
        assert!((solution.correlation(0, 1).unwrap() - 1.1).abs() < 1e-7);
        assert!(solution.inadmissible.contains(&Inadmissible::CorrelationBeyondOne { first: 0, second: 1 }));
        assert!(solution.inadmissible.contains(&Inadmissible::NotPositiveDefinite));
    }

    #[test]
    fn a_reversed_item_loads_negatively() {
        let solution = fit(Structure::One, &[vec![0, 1, 2]], &correlated(100, 3, &[-0.48, 0.40, -0.30])).unwrap();
        assert!((solution.loadings[1].unstandardized.unwrap().value + 0.75).abs() < 1e-9);
    }

    #[test]
    fn the_wishart_likelihood_has_one_respondent_less() {
        let moments = correlated(100, 4, &[0.5, 0.3, 0.4, 0.2, 0.3, 0.5]);
        let model = Model::new(Structure::One, &[vec![0, 1, 2, 3]]).unwrap();
        let normal = maximum_likelihood(&model, &moments, Likelihood::Normal).unwrap();
        let wishart = maximum_likelihood(&model, &moments, Likelihood::Wishart).unwrap();
        assert!((wishart.fit.chi2 / normal.fit.chi2 - 0.99).abs() < 1e-9);
    }

    #[test]
    fn hopeless_answers_say_why() {
        let twice = Sums::of_rows(&[vec![1, 1, 2], vec![2, 2, 4], vec![4, 4, 1], vec![3, 3, 3], vec![7, 7, 2]]);
        let of = |sums: &Sums| fit(Structure::One, &[vec![0, 1, 2]], &Moments::of(sums)?);
        assert_eq!(of(&twice).err(), Some(Undefined::Collinear));
        let few = Sums::of_rows(&[vec![1, 2, 3], vec![2, 2, 1], vec![3, 5, 2]]);
        assert_eq!(of(&few).err(), Some(Undefined::TooFewRespondents { n: 3, needed: 4 }));
        assert_eq!(of(&Sums::new(3)).err(), Some(Undefined::NobodyAnswered));
        assert_eq!(of(&Sums::of_rows(&[vec![1, 2, 3]])).err(), Some(Undefined::TooFewRespondents { n: 1, needed: 2 }));
        let alike = Sums::of_rows(&[vec![7, 7, 7], vec![7, 7, 7], vec![7, 7, 7], vec![7, 7, 7]]);
        assert_eq!(of(&alike).err(), Some(Undefined::NoVariation));
        let two = correlated(100, 2, &[0.5]);
        assert_eq!(
            fit(Structure::One, &[vec![0, 1]], &two).err(),
            Some(Undefined::TooFewItems { items: 2, needed: 3 })
        );
        // Uncorrelated items have no factor to find.
        let none = fit(Structure::Correlated, &[vec![0, 1], vec![2, 3]], &correlated(100, 4, &[0.0; 6]));
        assert!(matches!(none.err(), Some(Undefined::NotIdentified | Undefined::NoConvergence { .. })));
    }
}
