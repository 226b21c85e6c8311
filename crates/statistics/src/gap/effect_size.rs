//! How large a gap is against the spread of the answers.
//!
//! Separate from the tests, because a large sample makes everything significant and nothing larger. The gap in scale
//! points comes first; these serve comparison with other studies, and each divides by another spread, so they are never mixed.
//!
//! Formula: d_z = mean / sd, d_av = mean / √((s_E² + s_P²) / 2), d_rm = d_z √(2 (1 − r)), g_z = J d_z, J = Γ((n−1)/2) / (√((n−1)/2) Γ((n−2)/2))
//! Unit: standard deviations.
//! Needs: a `MeanSummary` of the gap; for d_av and d_rm the `Sums` of expectation and perception. Undefined below three
//! respondents or where nothing varies.
//! Source: Cohen (1988), Statistical Power Analysis; Hedges (1981), J. Educational Statistics 6, 107–128; Lakens (2013),
//! Frontiers in Psychology 4, 863.
//! Method page: docs/method/effect-size.md

use super::mean::MeanSummary;
use crate::Undefined;
use crate::distribution::ln_gamma_difference;
use sums::Sums;

/// The gap in standard deviations of the gap.
#[derive(Debug, Clone, PartialEq)]
pub struct StandardizedGap {
    /// Respondents who have the gap.
    pub n: i64,
    /// Mean divided by the standard deviation of the differences.
    pub d_z: f64,
    /// Hedges's exact factor against the bias of small samples.
    pub hedges_j: f64,
    /// `d_z` times that factor.
    pub g_z: f64,
}

/// The gap in standard deviations of the answers, which compare with studies of two separate groups.
#[derive(Debug, Clone, PartialEq)]
pub struct PairedEffect {
    /// Pairs.
    pub n: i64,
    /// Mean divided by the root of the mean variance of the two batteries.
    pub d_av: f64,
    /// `d_z` brought to the spread of the answers by their correlation.
    pub d_rm: f64,
    /// Correlation of expectation and perception.
    pub r: f64,
}

/// Hedges's exact factor for a standard deviation on `df` degrees of freedom.
#[must_use]
pub fn hedges_j(df: f64) -> f64 {
    ln_gamma_difference(0.5 * df, 0.5 * (df - 1.0)).exp() / (0.5 * df).sqrt()
}

/// The gap in standard deviations of the gap.
///
/// # Errors
/// Below three respondents, and when all have the same gap.
pub fn standardized_gap(gap: &MeanSummary) -> Result<StandardizedGap, Undefined> {
    if gap.n < 3 {
        return Err(Undefined::TooFewRespondents { n: gap.n, needed: 3 });
    }
    if gap.sd == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let (d_z, hedges_j) = (gap.mean / gap.sd, hedges_j((gap.n - 1) as f64));
    Ok(StandardizedGap { n: gap.n, d_z, hedges_j, g_z: hedges_j * d_z })
}

/// The gap between two variables of the same respondents in standard deviations of their answers.
///
/// # Errors
/// Below two respondents, and when one of the two or their difference never varies.
pub fn paired_effect(pairs: &Sums, expectation: usize, perception: usize) -> Result<PairedEffect, Undefined> {
    let n = pairs.n();
    if n < 2 {
        return Err(Undefined::TooFewRespondents { n, needed: 2 });
    }
    let mut weights = vec![0; pairs.variables()];
    weights[perception] += 1;
    weights[expectation] -= 1;
    let gap = pairs.linear(&[weights]);
    let r = pairs.correlation(expectation, perception).ok_or(Undefined::NoVariation)?;
    let parts = (pairs.variance(expectation), pairs.variance(perception), gap.variance(0), gap.mean(0));
    let (Some(var_e), Some(var_p), Some(var_gap), Some(mean)) = parts else {
        return Err(Undefined::NobodyAnswered);
    };
    if var_gap == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let d_rm = mean / var_gap.sqrt() * (2.0 * (1.0 - r)).sqrt();
    Ok(PairedEffect { n, d_av: mean / (0.5 * (var_e + var_p)).sqrt(), d_rm, r })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    #[test]
    fn worked_example_of_the_method_page() {
        // E = 7, 6, 7, 6; P = 5, 6, 6, 3. Gaps −2, 0, −1, −3: mean −1.5, variance (0.25 + 2.25 + 0.25 + 2.25) / 3 = 5/3.
        // var(E) = 1/3, var(P) = (0 + 1 + 1 + 4) / 3 = 2, cov = (0.5·0 − 0.5·1 + 0.5·1 − 0.5·(−2)) / 3 = 1/3.
        let pairs = Sums::of_rows(&[vec![7, 5], vec![6, 6], vec![7, 6], vec![6, 3]]);
        let effect = paired_effect(&pairs, 0, 1).unwrap();
        let r = (1.0 / 3.0) / (2.0_f64 / 3.0).sqrt();
        assert!((effect.r - r).abs() < 1e-15);
        assert!((effect.d_av + 1.5 / (7.0_f64 / 6.0).sqrt()).abs() < 1e-15);
        assert!((effect.d_rm + 1.5 / (5.0_f64 / 3.0).sqrt() * (2.0 * (1.0 - r)).sqrt()).abs() < 1e-15);
        let gap = MeanSummary::new(4, -1.5, 5.0 / 3.0, 0.95).unwrap();
        // J for n = 4: Γ(1.5) / (√1.5 Γ(1)) = (√π / 2) / √1.5.
        let standardized = standardized_gap(&gap).unwrap();
        assert!((standardized.hedges_j - PI.sqrt() / 2.0 / 1.5_f64.sqrt()).abs() < 1e-14);
        assert!((standardized.d_z + 1.5 / (5.0_f64 / 3.0).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn small_sample_factor_tends_to_one() {
        // 1 − 3 / (4 df − 1) is Hedges's approximation; at ten million nothing of it is left but 7.5e-8.
        assert!((hedges_j(1e7) - (1.0 - 3.0 / (4e7 - 1.0))).abs() < 1e-13);
    }

    #[test]
    fn two_respondents_and_equal_answers_say_why() {
        let two = MeanSummary::new(2, -1.0, 1.0, 0.95).unwrap();
        assert_eq!(standardized_gap(&two), Err(Undefined::TooFewRespondents { n: 2, needed: 3 }));
        let same = Sums::of_rows(&[vec![7, 5], vec![7, 6]]);
        assert_eq!(paired_effect(&same, 0, 1), Err(Undefined::NoVariation));
        let parallel = Sums::of_rows(&[vec![7, 5], vec![6, 4]]);
        assert_eq!(paired_effect(&parallel, 0, 1), Err(Undefined::NoVariation));
    }
}
