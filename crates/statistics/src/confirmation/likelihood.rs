//! The normal likelihood of a model, its slope and its expected curvature, for complete and for incomplete answers.
//!
//! Separate from the scoring that climbs it. Respondents with the same unanswered items are one pattern and cost one small
//! factorisation; complete answers are the case of one pattern. It refuses parameters whose Σ is not positive definite.
//!
//! Formula: F = Σ_q n_q/n (ln|Σ_q| + tr(Σ_q⁻¹ (S_q + d_q d_q′)))
//! Unit: none.
//! Needs: patterns per group. Undefined: Σ_q not positive definite.
//! Source: Jöreskog (1969), Psychometrika 34, 183–202; Finkbeiner (1979), Psychometrika 44, 409–420.
//! Method page: docs/method/confirmation.md

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

use super::model::{Directions, Implied, Layout};
use super::moments::Moments;
use super::scoring::{Objective, Slope};
use crate::linear::inverse_of;

/// Respondents with the same answered items.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub n: f64,
    /// The items they answered.
    pub answered: Vec<usize>,
    /// The means of those.
    pub means: DVector<f64>,
    /// Their covariances, divided by n.
    pub covariance: DMatrix<f64>,
}

impl Pattern {
    /// All respondents of complete answers.
    pub fn complete(moments: &Moments) -> Self {
        Self {
            n: moments.n as f64,
            answered: (0..moments.means.len()).collect(),
            means: moments.means.clone(),
            covariance: moments.covariance.clone(),
        }
    }

    /// Σ and μ of the answered items.
    pub fn part(&self, sigma: &DMatrix<f64>, mu: &DVector<f64>) -> (DMatrix<f64>, DVector<f64>) {
        if self.answered.len() == mu.len() {
            return (sigma.clone(), mu.clone());
        }
        let rows = sigma.select_rows(&self.answered);
        (rows.select_columns(&self.answered), mu.select_rows(&self.answered))
    }
}

/// The likelihood of a layout given the patterns of every group.
pub(super) struct Normal<'a> {
    pub layout: &'a Layout,
    pub groups: &'a [Vec<Pattern>],
}

/// ln|Σ| from its factor.
pub(super) fn ln_determinant(factor: &Cholesky<f64, Dyn>) -> f64 {
    let lower = factor.l_dirty();
    2.0 * (0..lower.nrows()).map(|i| lower[(i, i)].ln()).sum::<f64>()
}

impl Normal<'_> {
    /// All respondents.
    pub fn n(&self) -> f64 {
        self.groups.iter().flatten().map(|pattern| pattern.n).sum()
    }

    /// −2 ln L of the respondents, constants included.
    pub fn minus_two_ln_likelihood(&self, value: f64) -> f64 {
        self.n() * value + self.constant()
    }

    /// F at a likelihood: the other way round.
    pub fn value_of(&self, ln_likelihood: f64) -> f64 {
        (-2.0 * ln_likelihood - self.constant()) / self.n()
    }

    /// What −2 ln L has besides n F.
    fn constant(&self) -> f64 {
        let answers: f64 = self.groups.iter().flatten().map(|pattern| pattern.n * pattern.answered.len() as f64).sum();
        answers * (2.0 * std::f64::consts::PI).ln()
    }

    /// What the pattern's respondents are about Σ and μ: `S + d d′` and `d`.
    fn about(&self, pattern: &Pattern, mu: &DVector<f64>) -> (DMatrix<f64>, DVector<f64>) {
        if !self.layout.means {
            return (pattern.covariance.clone(), DVector::zeros(pattern.means.len()));
        }
        let d = &pattern.means - mu;
        (&pattern.covariance + &d * d.transpose(), d)
    }

    fn group_value(&self, patterns: &[Pattern], implied: &Implied) -> Option<f64> {
        let mut value = 0.0;
        for pattern in patterns {
            let (sigma, mu) = pattern.part(&implied.sigma, &implied.mu);
            let factor = Cholesky::new(sigma)?;
            let (about, _) = self.about(pattern, &mu);
            // The trace of a product of symmetric matrices.
            value += pattern.n * (ln_determinant(&factor) + inverse_of(&factor).dot(&about));
        }
        Some(value)
    }

    /// Gradient and, if asked, expected Hessian of one group, times n.
    fn group_slope(
        &self,
        patterns: &[Pattern],
        implied: &Implied,
        d: &Directions,
        curved: bool,
    ) -> Option<(DVector<f64>, DMatrix<f64>)> {
        let (p, q) = (self.layout.items, d.parameter.len());
        let mut weight = DMatrix::zeros(p, p);
        let mut pull = DVector::zeros(p);
        let mut curvature = DMatrix::zeros(q, q);
        for pattern in patterns {
            let (sigma, mu) = pattern.part(&implied.sigma, &implied.mu);
            let inverse = inverse_of(&Cholesky::new(sigma)?);
            let (about, off) = self.about(pattern, &mu);
            let w = &inverse - &inverse * about * &inverse;
            let e = &inverse * off;
            let mut wide = DMatrix::zeros(p, p);
            for (i, &a) in pattern.answered.iter().enumerate() {
                pull[a] += pattern.n * e[i];
                for (j, &b) in pattern.answered.iter().enumerate() {
                    weight[(a, b)] += pattern.n * w[(i, j)];
                    wide[(a, b)] = inverse[(i, j)];
                }
            }
            if curved {
                add_expected(&mut curvature, &wide, d, self.layout.means, pattern.n);
            }
        }
        let wv = &weight * &d.v;
        let gradient = (0..q).map(|a| 2.0 * (d.u.column(a).dot(&wv.column(a)) - pull.dot(&d.mean.column(a))));
        Some((DVector::from_iterator(q, gradient), curvature))
    }

    fn all(&self, parameters: &[f64], curved: bool) -> Option<Slope> {
        let q = self.layout.parameters;
        let mut slope = Slope { gradient: DVector::zeros(q), curvature: DMatrix::zeros(q, q) };
        let n = self.n();
        for (group, patterns) in self.groups.iter().enumerate() {
            let implied = self.layout.implied(group, parameters);
            let directions = self.layout.directions(group, &implied);
            let (gradient, curvature) = self.group_slope(patterns, &implied, &directions, curved)?;
            for (a, &to) in directions.parameter.iter().enumerate() {
                slope.gradient[to] += gradient[a] / n;
                for (b, &across) in directions.parameter.iter().enumerate() {
                    slope.curvature[(to, across)] += curvature[(a, b)] / n;
                }
            }
        }
        Some(slope)
    }
}

/// Adds `times` the expected second derivatives `tr(K ∂Σ K ∂Σ) + 2 ∂μ′ K ∂μ` of a group.
pub(super) fn add_expected(to: &mut DMatrix<f64>, k: &DMatrix<f64>, d: &Directions, means: bool, times: f64) {
    let (ku, kv) = (k * &d.u, k * &d.v);
    // Transposed first: the product of two plain matrices is several times faster.
    let (ut, vt) = (d.u.transpose(), d.v.transpose());
    let (uu, uv, vv) = (&ut * &ku, &ut * &kv, &vt * &kv);
    let q = d.parameter.len();
    for b in 0..q {
        for a in 0..q {
            to[(a, b)] += times * 2.0 * (uv[(b, a)] * uv[(a, b)] + vv[(a, b)] * uu[(a, b)]);
        }
    }
    if means {
        *to += d.mean.tr_mul(&(k * &d.mean)) * (2.0 * times);
    }
}

impl Objective for Normal<'_> {
    fn value(&self, parameters: &[f64]) -> Option<f64> {
        let mut value = 0.0;
        for (group, patterns) in self.groups.iter().enumerate() {
            value += self.group_value(patterns, &self.layout.implied(group, parameters))?;
        }
        Some(value / self.n())
    }

    fn gradient(&self, parameters: &[f64]) -> Option<DVector<f64>> {
        Some(self.all(parameters, false)?.gradient)
    }

    fn slope(&self, parameters: &[f64]) -> Option<Slope> {
        self.all(parameters, true)
    }
}
