//! How far a model is from the answers: chi-square and the indices that everyone asks for.
//!
//! Separate from the estimation, because every estimator ends here. Cut-offs are conventions and stand on the method page,
//! not in the code; it refuses an index that has nothing to say (no degrees of freedom left).
//!
//! Formula: chi² = n F, CFI = 1 − max(chi² − df, 0) / max(chi²_b − df_b, chi² − df, 0), TLI = 1 − (chi² − df) df_b / ((chi²_b − df_b) df), RMSEA = √(G max(chi² − df, 0) / (n df)), SRMR = √(mean of ((s_ij − σ_ij) / √(s_ii s_jj))² over i ≥ j), AIC = −2 ln L + 2 q, BIC = −2 ln L + q ln n
//! Unit: none.
//! Needs: chi-square of the model and of the model of uncorrelated items. Undefined: p and RMSEA without degrees of freedom.
//! Source: Bentler (1990), Psychological Bulletin 107, 238–246; Tucker & Lewis (1973), Psychometrika 38, 1–10; Steiger &
//! Lind (1980); Browne & Cudeck (1993); Jöreskog & Sörbom (1981).
//! Method page: docs/method/confirmation.md

use nalgebra::{DMatrix, DVector};

use crate::distribution::{chi2_sf, noncentral_chi2_noncentrality, noncentral_chi2_sf};

/// The level of RMSEA's interval, by convention.
pub const RMSEA_LEVEL: f64 = 0.90;
/// The RMSEA that counts as close fit.
pub const CLOSE: f64 = 0.05;

/// How a model fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Respondents.
    pub n: i64,
    /// Free parameters; without those of the means where means are not modelled.
    pub parameters: usize,
    /// Chi-square of the model.
    pub chi2: f64,
    /// Degrees of freedom.
    pub df: usize,
    /// How likely a chi-square at least as large is when the model holds; `None` without degrees of freedom.
    pub p: Option<f64>,
    /// Chi-square of the model of uncorrelated items.
    pub baseline_chi2: f64,
    /// Its degrees of freedom.
    pub baseline_df: usize,
    /// Comparative fit index, 0 to 1.
    pub cfi: f64,
    /// Tucker–Lewis index; may exceed 1.
    pub tli: f64,
    /// Root mean square error of approximation; `None` without degrees of freedom.
    pub rmsea: Option<Rmsea>,
    /// Standardised root mean square residual; where means are modelled, with their residuals.
    pub srmr: f64,
    /// Likelihood-based indices; `None` for estimators without a likelihood.
    pub information: Option<Information>,
}

/// RMSEA with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rmsea {
    /// The value.
    pub value: f64,
    /// Lower end of the 90 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How likely a chi-square at least as large is when RMSEA is 0.05.
    pub close_p: f64,
}

/// The likelihood and what is made of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Information {
    /// ln L of the model.
    pub ln_likelihood: f64,
    /// ln L of the model that fits perfectly.
    pub saturated_ln_likelihood: f64,
    /// Akaike's criterion: only differences between models of the same answers mean something.
    pub aic: f64,
    /// Schwarz's criterion.
    pub bic: f64,
}

/// A chi-square and its degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chi2 {
    pub value: f64,
    pub df: usize,
}

impl Fit {
    /// All indices. `weight` is the number that chi-square was multiplied with (n, or n − 1).
    pub(super) fn new(
        n: i64,
        groups: usize,
        weight: f64,
        parameters: usize,
        model: Chi2,
        baseline: Chi2,
        srmr: f64,
    ) -> Self {
        Self {
            n,
            parameters,
            chi2: model.value,
            df: model.df,
            p: (model.df > 0).then(|| chi2_sf(model.value, model.df as f64)),
            baseline_chi2: baseline.value,
            baseline_df: baseline.df,
            cfi: cfi(model, baseline),
            tli: tli(model, baseline),
            rmsea: rmsea(model, weight, groups),
            srmr,
            information: None,
        }
    }

    /// The same with the likelihoods, each given as −2 ln L.
    pub(super) fn with_likelihood(mut self, model: f64, saturated: f64) -> Self {
        let q = self.parameters as f64;
        self.information = Some(Information {
            ln_likelihood: -0.5 * model,
            saturated_ln_likelihood: -0.5 * saturated,
            aic: model + 2.0 * q,
            bic: model + q * (self.n as f64).ln(),
        });
        self
    }
}

/// The comparative fit index.
pub(super) fn cfi(model: Chi2, baseline: Chi2) -> f64 {
    let beyond = |chi2: Chi2| chi2.value - chi2.df as f64;
    relative(beyond(model), beyond(baseline))
}

/// 1 − misfit over the misfit of the baseline, between 0 and 1.
pub(super) fn relative(misfit: f64, baseline: f64) -> f64 {
    let misfit = misfit.max(0.0);
    let most = misfit.max(baseline);
    if most <= 0.0 { 1.0 } else { 1.0 - misfit / most }
}

/// The Tucker–Lewis index.
pub(super) fn tli(model: Chi2, baseline: Chi2) -> f64 {
    let misfit = (model.value - model.df as f64) * baseline.df as f64;
    let most = (baseline.value - baseline.df as f64) * model.df as f64;
    if model.df == 0 || most == 0.0 { 1.0 } else { 1.0 - misfit / most }
}

/// RMSEA with its interval and the probability of close fit.
pub(super) fn rmsea(model: Chi2, weight: f64, groups: usize) -> Option<Rmsea> {
    let df = model.df as f64;
    let of = |noncentrality: f64| (groups as f64 * noncentrality.max(0.0) / (weight * df)).sqrt();
    let end = |p: f64| of(noncentral_chi2_noncentrality(p, model.value, df));
    let close = weight * df * CLOSE * CLOSE / groups as f64;
    (model.df > 0 && model.value.is_finite()).then(|| Rmsea {
        value: of(model.value - df),
        low: end(0.5 + 0.5 * RMSEA_LEVEL),
        high: end(0.5 - 0.5 * RMSEA_LEVEL),
        close_p: noncentral_chi2_sf(model.value, df, close),
    })
}

/// SRMR of covariances and, where given, of means (observed and implied).
pub(super) fn srmr(
    observed: &DMatrix<f64>,
    implied: &DMatrix<f64>,
    means: Option<(&DVector<f64>, &DVector<f64>)>,
) -> f64 {
    let p = observed.nrows();
    let (mut total, mut count) = (0.0, p * (p + 1) / 2);
    for i in 0..p {
        for j in 0..=i {
            let scale = observed[(i, i)] * observed[(j, j)];
            total += (observed[(i, j)] - implied[(i, j)]).powi(2) / scale;
        }
    }
    if let Some((observed_means, implied_means)) = means {
        count += p;
        total += (0..p).map(|i| (observed_means[i] - implied_means[i]).powi(2) / observed[(i, i)]).sum::<f64>();
    }
    (total / count as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::{Chi2, Fit, srmr};

    #[test]
    fn worked_example_of_the_method_page() {
        // chi² 30 on 20 df against 220 on 28, n = 251 less one: CFI 1 − 10/192, TLI 1 − 10·28/(192·20), RMSEA √(10/5000).
        let (model, baseline) = (Chi2 { value: 30.0, df: 20 }, Chi2 { value: 220.0, df: 28 });
        let fit = Fit::new(251, 1, 250.0, 16, model, baseline, 0.0);
        assert!((fit.cfi - (1.0 - 10.0 / 192.0)).abs() < 1e-15);
        assert!((fit.tli - (1.0 - 280.0 / 3840.0)).abs() < 1e-15);
        let rmsea = fit.rmsea.unwrap();
        assert!((rmsea.value - 0.002_f64.sqrt()).abs() < 1e-15);
        assert!(rmsea.low < rmsea.value && rmsea.value < rmsea.high);
        assert!(0.05 < rmsea.close_p && rmsea.close_p < 1.0);
    }

    #[test]
    fn a_model_that_leaves_nothing_to_test_has_no_p_and_no_rmsea() {
        let fit = Fit::new(100, 1, 100.0, 6, Chi2 { value: 0.0, df: 0 }, Chi2 { value: 50.0, df: 3 }, 0.0);
        assert_eq!((fit.p, fit.rmsea, fit.cfi, fit.tli), (None, None, 1.0, 1.0));
    }

    #[test]
    fn one_residual_correlation_of_three_tenths_spreads_over_three_elements() {
        let observed = DMatrix::from_row_slice(2, 2, &[4.0, 1.2, 1.2, 1.0]);
        let implied = DMatrix::from_row_slice(2, 2, &[4.0, 0.6, 0.6, 1.0]);
        // (0.6 / 2)² over three elements of the lower triangle.
        assert!((srmr(&observed, &implied, None) - (0.09_f64 / 3.0).sqrt()).abs() < 1e-15);
    }
}
