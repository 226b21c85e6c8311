//! The regression table behind the drivers: coefficients, their errors, and what each predictor adds alone or last.
//!
//! Separate from the importance of predictors: it shows the sign and the collinearity that importance shares hide. It
//! works from correlations, never from rows, and claims no cause.
//!
//! Formula: β = R⁻¹ r, b_j = β_j·s_y/s_j, R² = r′β, R²_adj = 1 − (1 − R²)·(n − 1)/(n − p − 1)
//! Unit: b in units of the outcome per unit of the predictor; β, R², first (r²), last (squared semipartial correlation)
//! and Pratt (β·r) without unit; VIF 1 means no overlap, above 10 unstable ranks.
//! Needs: `Sums` of the predictors and, last, the outcome, over respondents who answered all of them.
//! Undefined: n ≤ p + 1, a variable that never varies, a predictor that can be computed from the others.
//! Source: ordinary least squares as in any textbook; Pratt (1987), Dividing the indivisible, Tampere Conference in
//! Statistics; the names first, last and Pratt as in Grömping (2006), Journal of Statistical Software 17(1).
//! Method page: docs/method/drivers.md

use nalgebra::DMatrix;
use sums::Sums;

use crate::Undefined;
use crate::distribution::{f_sf, student_t_quantile, student_t_two_sided_p};
use crate::linear::{Factored, at_least, correlation_matrix, standard_deviations};

/// A least squares regression of an outcome on predictors.
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    /// Respondents with all answers.
    pub n: i64,
    /// Share of the outcome's variance explained.
    pub r_squared: f64,
    /// The same, less what chance would explain.
    pub adjusted_r_squared: f64,
    /// Standard deviation of the residuals, in units of the outcome.
    pub sigma: f64,
    /// F statistic of all predictors together, on p and n − p − 1 degrees of freedom.
    pub f: f64,
    /// Its p-value.
    pub f_p: f64,
    /// Degrees of freedom of the residuals, n − p − 1.
    pub residual_df: f64,
    /// The outcome expected where all predictors are zero.
    pub intercept: f64,
    /// One per predictor, in the order of the block.
    pub coefficients: Vec<Coefficient>,
}

/// One predictor of a regression.
#[derive(Debug, Clone, PartialEq)]
pub struct Coefficient {
    /// Change of the outcome per unit of the predictor, the others held.
    pub b: f64,
    /// Its standard error.
    pub se: f64,
    /// b divided by its standard error.
    pub t: f64,
    /// Two-sided p-value of t.
    pub p: f64,
    /// The coefficient of standardised variables.
    pub beta: f64,
    /// Variance inflation: 1/(1 − R²) of the predictor on the others.
    pub vif: f64,
    /// Correlation with the outcome; its sign is the sign of the driver.
    pub correlation: f64,
    /// What it explains alone.
    pub first: f64,
    /// What it adds to all others.
    pub last: f64,
    /// β·r: adds up to R², but can be negative.
    pub pratt: f64,
}

/// A coefficient, or a weighted sum of coefficients, with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Difference of the outcome, the other predictors held.
    pub b: f64,
    /// Its standard error.
    pub se: f64,
    /// b divided by its standard error.
    pub t: f64,
    /// Two-sided p-value of t.
    pub p: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
}

impl Regression {
    /// The interval `b ± t · se` of a predictor's coefficient, on the degrees of freedom of the residuals.
    #[must_use]
    pub fn interval(&self, predictor: &Coefficient, level: f64) -> (f64, f64) {
        let reach = student_t_quantile(0.5 + 0.5 * level, self.residual_df) * predictor.se;
        (predictor.b - reach, predictor.b + reach)
    }
}

/// The regression of the last variable of the block on all others. `scale` says, per variable, how many units of the
/// block make one unit of the report: dimension scores enter sums multiplied by a whole number.
///
/// # Errors
/// [`Undefined::TooFewItems`] without a predictor, [`Undefined::TooFewRespondents`], [`Undefined::NoVariation`],
/// [`Undefined::Collinear`].
///
/// # Panics
/// When there is not one scale per variable.
pub fn regression(sums: &Sums, scale: &[i64]) -> Result<Regression, Undefined> {
    assert_eq!(scale.len(), sums.variables(), "one scale per variable");
    let p = sums.variables().saturating_sub(1);
    let fit = Fit::of(sums)?;
    let deviations = standard_deviations(sums)?;
    let unit = |i: usize| deviations[i] / scale[i] as f64;
    let mean = |i: usize| sums.mean(i).unwrap_or(f64::NAN) / scale[i] as f64;
    let unexplained = 1.0 - fit.r_squared;
    let coefficients: Vec<Coefficient> = (0..p)
        .map(|j| {
            let (beta, vif, correlation) = (fit.beta[j], fit.inverse[(j, j)], fit.with_outcome[j]);
            let (b, se) = (beta * unit(p) / unit(j), (unexplained * vif / fit.residual_df).sqrt() * unit(p) / unit(j));
            let t = b / se;
            Coefficient {
                b,
                se,
                t,
                p: student_t_two_sided_p(t, fit.residual_df),
                beta,
                vif,
                correlation,
                first: correlation * correlation,
                last: beta * beta / vif,
                pratt: beta * correlation,
            }
        })
        .collect();
    let intercept = mean(p) - coefficients.iter().enumerate().map(|(j, c)| c.b * mean(j)).sum::<f64>();
    let f = fit.r_squared / p as f64 / (unexplained / fit.residual_df);
    Ok(Regression {
        n: sums.n(),
        r_squared: fit.r_squared,
        adjusted_r_squared: fit.adjusted_r_squared,
        sigma: (unexplained * (sums.n() - 1) as f64 / fit.residual_df).sqrt() * unit(p),
        f,
        f_p: f_sf(f, p as f64, fit.residual_df),
        residual_df: fit.residual_df,
        intercept,
        coefficients,
    })
}

/// How well the predictors of a block explain its last variable, before any unit.
#[derive(Debug, Clone)]
pub(crate) struct Fit {
    pub(crate) r_squared: f64,
    pub(crate) adjusted_r_squared: f64,
    pub(crate) residual_df: f64,
    beta: Vec<f64>,
    inverse: DMatrix<f64>,
    with_outcome: Vec<f64>,
}

impl Fit {
    pub(crate) fn of(sums: &Sums) -> Result<Self, Undefined> {
        let p = sums.variables().saturating_sub(1);
        if p == 0 {
            return Err(Undefined::TooFewItems { items: 0, needed: 1 });
        }
        at_least(sums.n(), p as i64 + 2)?;
        let correlations = correlation_matrix(sums)?;
        let factored = Factored::new(&correlations.view((0, 0), (p, p)).into_owned())?;
        let with_outcome = correlations.view((0, p), (p, 1)).column(0).into_owned();
        let beta = factored.solve(&with_outcome);
        let r_squared = with_outcome.dot(&beta);
        let residual_df = (sums.n() - p as i64 - 1) as f64;
        Ok(Self {
            r_squared,
            adjusted_r_squared: 1.0 - (1.0 - r_squared) * (sums.n() - 1) as f64 / residual_df,
            residual_df,
            beta: beta.iter().copied().collect(),
            inverse: factored.inverse(),
            with_outcome: with_outcome.iter().copied().collect(),
        })
    }

    /// The coefficient of a predictor in units of the outcome per unit of the predictor, given the standard deviations of
    /// all variables in those units, the outcome's last.
    pub(crate) fn coefficient(&self, deviations: &[f64], predictor: usize) -> f64 {
        self.beta[predictor] * deviations[self.beta.len()] / deviations[predictor]
    }

    /// A weighted sum of coefficients, in the same units.
    pub(crate) fn effect(&self, deviations: &[f64], weights: &[(usize, f64)], level: f64) -> Effect {
        let b: f64 = weights.iter().map(|(i, weight)| weight * self.coefficient(deviations, *i)).sum();
        let se = self.variance_of(deviations, weights).sqrt();
        let reach = student_t_quantile(0.5 + 0.5 * level, self.residual_df) * se;
        let t = b / se;
        Effect { b, se, t, p: student_t_two_sided_p(t, self.residual_df), low: b - reach, high: b + reach }
    }

    /// The sampling variance of a weighted sum of coefficients: c′ V c.
    fn variance_of(&self, deviations: &[f64], weights: &[(usize, f64)]) -> f64 {
        let outcome = deviations[self.beta.len()];
        let residual = (1.0 - self.r_squared).max(0.0) / self.residual_df * outcome * outcome;
        let pairs = weights.iter().flat_map(|one| weights.iter().map(move |other| (one, other)));
        let covariance = |(one, other): (&(usize, f64), &(usize, f64))| {
            one.1 * other.1 * self.inverse[(one.0, other.0)] / (deviations[one.0] * deviations[other.0])
        };
        residual * pairs.map(covariance).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::regression;
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // x = 1, 2, 3, 4 and y = 2, 4, 5, 7: Σ(x − x̄)² = 5, Σ(x − x̄)(y − ȳ) = 8, Σ(y − ȳ)² = 13. b = 1.6, intercept
        // 4.5 − 1.6·2.5 = 0.5, R² = 64/65, residual sum 13 − 12.8 = 0.2, σ² = 0.1, se = √(0.1/5).
        let found = regression(&Sums::of_rows(&[[1, 2], [2, 4], [3, 5], [4, 7]].map(Vec::from)), &[1, 1]).unwrap();
        assert!((found.coefficients[0].b - 1.6).abs() < 1e-14);
        assert!((found.coefficients[0].se - 0.02_f64.sqrt()).abs() < 1e-14);
        assert!((found.intercept - 0.5).abs() < 1e-14);
        assert!((found.r_squared - 64.0 / 65.0).abs() < 1e-14);
        assert!((found.sigma - 0.1_f64.sqrt()).abs() < 1e-14);
        assert!((found.coefficients[0].vif - 1.0).abs() < 1e-15);
        // t(0.975; 2) = 4.302653.
        let (low, high) = found.interval(&found.coefficients[0], 0.95);
        assert!(
            (high - 1.6 - 4.302_652_729_749_464 * 0.02_f64.sqrt()).abs() < 1e-9 && (low + high - 3.2).abs() < 1e-12
        );
    }

    #[test]
    fn a_score_kept_as_a_multiple_has_the_same_slope() {
        // The same predictor twelve times as large in the sums, as a dimension of four items is.
        let plain = regression(&Sums::of_rows(&[[1, 2], [2, 4], [3, 5], [4, 7]].map(Vec::from)), &[1, 1]).unwrap();
        let twelvefold =
            regression(&Sums::of_rows(&[[12, 2], [24, 4], [36, 5], [48, 7]].map(Vec::from)), &[12, 1]).unwrap();
        assert!((plain.coefficients[0].b - twelvefold.coefficients[0].b).abs() < 1e-14);
        assert!((plain.intercept - twelvefold.intercept).abs() < 1e-14);
    }

    #[test]
    fn too_few_respondents_leave_no_error_to_estimate() {
        let sums = Sums::of_rows(&[[1, 2], [2, 4]].map(Vec::from));
        assert_eq!(regression(&sums, &[1, 1]), Err(Undefined::TooFewRespondents { n: 2, needed: 3 }));
    }
}
