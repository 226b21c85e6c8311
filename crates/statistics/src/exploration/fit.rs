//! How well do the factors reproduce the correlations?
//!
//! Separate from extraction, because every method and every rotation is judged alike: rotation changes nothing here.
//!
//! Formula: chi² = c · F, c = n − 1 − (2p + 5)/6 − 2m/3, F = tr(Σ⁻¹R) − ln |Σ⁻¹R| − p, Σ = pattern · Phi · pattern′ with ones on its diagonal, df = ((p − m)² − p − m)/2
//! RMSR = √(Σ residual² / (p(p − 1))), TLI = (F0/df0 − F/df) / (F0/df0 − 1/c), RMSEA = √(chi²/(df · n) − 1/(n − 1))
//! Unit: RMSR is a correlation; RMSEA and TLI have none.
//! Needs: the correlation matrix, pattern and Phi, the number of respondents n.
//! Undefined: n ≤ p, items that can be computed from each other, reproduced correlations that are no correlation matrix.
//! There is no test, RMSEA or TLI without degrees of freedom, and no TLI when there is no more correlation than by chance.
//! Source: Bartlett (1951), Biometrika 38, 337–344; TLI: Tucker & Lewis (1973), Psychometrika 38, 1–10; RMSEA: Steiger
//! (1990), Multivariate Behavioral Research 25, 173–180; Browne & Cudeck (1992), Sociological Methods & Research 21,
//! 230–258.
//! Method page: docs/method/exploration.md

use nalgebra::DMatrix;

use super::items_of;
use crate::Undefined;
use crate::distribution::{chi2_sf, noncentral_chi2_noncentrality};
use crate::linear::{Factored, at_least};

/// How well factors reproduce correlations.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Respondents.
    pub n: i64,
    /// Degrees of freedom: correlations less what was estimated.
    pub df: f64,
    /// The discrepancy F of reproduced and observed correlations.
    pub discrepancy: f64,
    /// The statistic, with Bartlett's correction.
    pub chi2: f64,
    /// How likely so much misfit is if the factors are all there is; none without degrees of freedom.
    pub p: Option<f64>,
    /// The statistic when no item is correlated with another.
    pub null_chi2: f64,
    /// Its degrees of freedom.
    pub null_df: f64,
    /// The root of the mean squared residual correlation over all pairs.
    pub rmsr: f64,
    /// The same per degree of freedom.
    pub rmsr_corrected: Option<f64>,
    /// 1 less the share of the squared correlations that stays as residual; none without any correlation.
    pub off_diagonal: Option<f64>,
    /// Tucker and Lewis' index; 0.95 and more is called good. May exceed 1.
    pub tli: Option<f64>,
    /// The misfit per degree of freedom in the population; 0.06 and less is called good.
    pub rmsea: Option<Rmsea>,
    /// chi² − df · ln n: lower is better between solutions of the same survey.
    pub bic: f64,
}

/// The root mean square error of approximation, with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rmsea {
    /// The estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The interval's level; 0.90 is customary.
    pub level: f64,
}

/// The fit of factors; `phi` is the identity for uncorrelated ones.
///
/// # Errors
/// [`Undefined::TooFewItems`] below three or when the sizes do not belong together, [`Undefined::TooFewRespondents`] for no
/// more respondents than items, [`Undefined::Collinear`] when the observed or the reproduced correlations cannot be
/// inverted.
pub fn fit(
    correlations: &DMatrix<f64>,
    pattern: &DMatrix<f64>,
    phi: &DMatrix<f64>,
    n: i64,
    level: f64,
) -> Result<Fit, Undefined> {
    let items = items_of(correlations, 3)?;
    let factors = pattern.ncols();
    if pattern.nrows() != items || phi.shape() != (factors, factors) {
        return Err(Undefined::TooFewItems { items: pattern.nrows(), needed: items });
    }
    at_least(n, items as i64 + 1)?;
    let mut reproduced = pattern * phi * pattern.transpose();
    let residual = correlations - &reproduced;
    let off = |matrix: &DMatrix<f64>| matrix.norm_squared() - matrix.diagonal().norm_squared();
    let left = off(&residual).max(0.0);
    reproduced.fill_diagonal(1.0);
    let (observed, model) = (Factored::new(correlations)?, Factored::new(&reproduced)?);
    let (p, m, size) = (items as f64, factors as f64, n as f64);
    let discrepancy =
        (model.inverse().dot(correlations) - p + model.ln_determinant() - observed.ln_determinant()).max(0.0);
    let df = ((p - m) * (p - m) - p - m) / 2.0;
    let null_df = p * (p - 1.0) / 2.0;
    let correction = size - 1.0 - (2.0 * p + 5.0) / 6.0;
    let factor = correction - 2.0 * m / 3.0;
    let chi2 = factor * discrepancy;
    let null_chi2 = -correction * observed.ln_determinant();
    let testable = 0.0 < df;
    Ok(Fit {
        n,
        df,
        discrepancy,
        chi2,
        p: testable.then(|| chi2_sf(chi2, df)),
        null_chi2,
        null_df,
        rmsr: (left / (p * (p - 1.0))).sqrt(),
        rmsr_corrected: testable.then(|| (left / (2.0 * df)).sqrt()),
        off_diagonal: (0.0 < off(correlations)).then(|| 1.0 - left / off(correlations)),
        tli: testable.then(|| tli(discrepancy / df, -observed.ln_determinant() / null_df, factor)).flatten(),
        rmsea: testable.then(|| rmsea(chi2, df, size, level)),
        bic: chi2 - df * size.ln(),
    })
}

/// What the factors share with each item, from pattern and Phi.
#[must_use]
pub fn communalities(pattern: &DMatrix<f64>, phi: &DMatrix<f64>) -> Vec<f64> {
    let structure = pattern * phi;
    (0..pattern.nrows()).map(|item| structure.row(item).dot(&pattern.row(item))).collect()
}

/// How much of the items' variance each factor accounts for; over all factors the sum of the communalities.
#[must_use]
pub fn explained(pattern: &DMatrix<f64>, phi: &DMatrix<f64>) -> Vec<f64> {
    let structure = pattern * phi;
    (0..pattern.ncols()).map(|factor| structure.column(factor).dot(&pattern.column(factor))).collect()
}

/// How much nearer to what chance leaves (1 / factor) than without factors; both discrepancies by the same correction, as
/// Tucker and Lewis have it.
fn tli(per_df: f64, null_per_df: f64, factor: f64) -> Option<f64> {
    let chance = 1.0 / factor;
    (0.0 < chance && chance < null_per_df).then(|| (null_per_df - per_df) / (null_per_df - chance))
}

/// RMSEA with the interval of the noncentral chi-square.
fn rmsea(chi2: f64, df: f64, n: f64, level: f64) -> Rmsea {
    let of_noncentrality = |noncentrality: f64| (noncentrality / (df * (n - 1.0))).sqrt();
    let tail = 0.5 * (1.0 - level);
    Rmsea {
        value: (chi2 / (df * n) - 1.0 / (n - 1.0)).max(0.0).sqrt(),
        low: of_noncentrality(noncentral_chi2_noncentrality(1.0 - tail, chi2, df)),
        high: of_noncentrality(noncentral_chi2_noncentrality(tail, chi2, df)),
        level,
    }
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::{communalities, explained, fit, rmsea};
    use crate::Undefined;

    fn one_factor() -> (DMatrix<f64>, DMatrix<f64>) {
        let pattern = DMatrix::from_column_slice(4, 1, &[0.9, 0.8, 0.7, 0.6]);
        let mut r = &pattern * pattern.transpose();
        r.fill_diagonal(1.0);
        (r, pattern)
    }

    #[test]
    fn factors_that_reproduce_everything_leave_nothing() {
        let (r, pattern) = one_factor();
        let found = fit(&r, &pattern, &DMatrix::identity(1, 1), 100, 0.9).unwrap();
        assert!(found.rmsr < 1e-8 && found.chi2 < 1e-10 && found.off_diagonal == Some(1.0), "{found:?}");
        assert_eq!((found.df, found.null_df), (2.0, 6.0));
        let rmsea = found.rmsea.unwrap();
        assert_eq!((rmsea.value, rmsea.low), (0.0, 0.0));
        assert!(found.tli.unwrap() > 1.0 && (found.p.unwrap() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // All loadings 0.8 reproduce 0.64 everywhere; observed is 0.64 but for one pair with 0.74: residual 0.1 in one of six
        // pairs, RMSR = 0.1/√6.
        let pattern = DMatrix::from_element(4, 1, 0.8);
        let mut r = DMatrix::from_element(4, 4, 0.64);
        r.fill_diagonal(1.0);
        (r[(0, 1)], r[(1, 0)]) = (0.74, 0.74);
        let found = fit(&r, &pattern, &DMatrix::identity(1, 1), 100, 0.9).unwrap();
        assert!((found.rmsr - 0.1 / 6.0_f64.sqrt()).abs() < 1e-14);
        assert!((found.rmsr_corrected.unwrap() - 0.1 / 2.0_f64.sqrt()).abs() < 1e-14, "two degrees of freedom");
        let share = 0.01 / (5.0 * 0.64 * 0.64 + 0.74 * 0.74);
        assert!((found.off_diagonal.unwrap() - (1.0 - share)).abs() < 1e-14);
    }

    #[test]
    fn communalities_and_explained_variance_of_correlated_factors_by_hand() {
        // (0.6, 0.5) on factors that correlate 0.4: 0.36 + 0.25 + 2 · 0.4 · 0.3 = 0.85, of which 0.6 · (0.6 + 0.2) = 0.48
        // and 0.5 · (0.5 + 0.24) = 0.37.
        let pattern = DMatrix::from_row_slice(1, 2, &[0.6, 0.5]);
        let phi = DMatrix::from_row_slice(2, 2, &[1.0, 0.4, 0.4, 1.0]);
        assert!((communalities(&pattern, &phi)[0] - 0.85).abs() < 1e-15);
        let parts = explained(&pattern, &phi);
        assert!((parts[0] - 0.48).abs() < 1e-15 && (parts[1] - 0.37).abs() < 1e-15);
    }

    #[test]
    fn misfit_per_degree_of_freedom_by_hand() {
        // 150 / (50 · 101) − 1/100 = 0.019703, root 0.140367; a chi² of 40 on 50 is no misfit at all.
        assert!((rmsea(150.0, 50.0, 101.0, 0.9).value - (150.0_f64 / 5050.0 - 0.01).sqrt()).abs() < 1e-15);
        assert_eq!(rmsea(40.0, 50.0, 101.0, 0.9).value, 0.0);
    }

    #[test]
    fn hopeless_input_says_why() {
        let (r, pattern) = one_factor();
        let one = DMatrix::identity(1, 1);
        assert_eq!(fit(&r, &pattern, &one, 0, 0.9), Err(Undefined::NobodyAnswered));
        assert_eq!(fit(&r, &pattern, &one, 4, 0.9), Err(Undefined::TooFewRespondents { n: 4, needed: 5 }));
        assert_eq!(fit(&DMatrix::from_element(4, 4, 1.0), &pattern, &one, 50, 0.9), Err(Undefined::Collinear));
        assert!(fit(&r, &pattern, &DMatrix::identity(2, 2), 50, 0.9).is_err());
        let three = r.view((0, 0), (3, 3)).into_owned();
        let exact = fit(&three, &pattern.rows(0, 3).into_owned(), &one, 50, 0.9).unwrap();
        assert_eq!((exact.df, exact.p, exact.rmsea, exact.tli), (0.0, None, None, None));
        let nothing = fit(&DMatrix::identity(4, 4), &DMatrix::zeros(4, 1), &one, 50, 0.9).unwrap();
        assert!(nothing.tli.is_none() && nothing.off_diagonal.is_none() && nothing.chi2 == 0.0);
    }
}
