//! The mean of a score with weights, its standard error, its interval, and its test against zero.
//!
//! Separate from the unweighted mean, whose formula is another: with weights the spread of the weights counts too. It
//! refuses to treat weights as numbers of respondents: someone with weight 3 is one person.
//!
//! Formula: ȳ_w = Σ w y / Σ w, se = √(n / (n − 1) · Σ (w (y − ȳ_w))²) / Σ w, interval ȳ_w ± t(level; n − 1) · se, t = ȳ_w / se
//! Unit: that of the score; t and p have none.
//! Needs: a score and a weight per respondent. Undefined below two respondents; t also when the standard error is zero.
//! Source: Horvitz & Thompson (1952), Journal of the American Statistical Association 47, 663–685; linearised error:
//! Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, section 5.7.
//! Method page: docs/method/weighting.md

use crate::Undefined;
use crate::comparison::Group;
use crate::distribution::{student_t_ln_two_sided_p, student_t_quantile};
use crate::gap::mean::PairedT;
use crate::linear::at_least;

use super::design_effect::{self, DesignEffect};
use super::weighted;

/// A weighted mean with its linearised standard error (with replacement) and t interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedMean {
    /// Respondents with a score and a weight.
    pub n: i64,
    /// The mean.
    pub mean: f64,
    /// Its standard error.
    pub se: f64,
    /// Degrees of freedom of the interval.
    pub df: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// The interval's level.
    pub level: f64,
    /// What the weights cost these respondents.
    pub design: DesignEffect,
}

impl From<&WeightedMean> for Group {
    /// The group whose unweighted mean would have the same standard error, so that every comparison of groups takes it.
    fn from(mean: &WeightedMean) -> Self {
        Self { n: mean.n, mean: mean.mean, sd: mean.se * (mean.n as f64).sqrt() }
    }
}

/// The weighted mean of a score.
///
/// # Errors
/// [`Undefined::NobodyAnswered`], [`Undefined::TooFewRespondents`] below two.
pub fn weighted_mean(values: &[Option<f64>], weights: &[Option<f64>], level: f64) -> Result<WeightedMean, Undefined> {
    let design = design_effect::of(weighted(values, weights).map(|(_, weight)| weight))?;
    at_least(design.n, 2)?;
    let (total, sum) = weighted(values, weights).fold((0.0, 0.0), |(total, sum), (y, w)| (total + w, sum + w * y));
    let mean = sum / total;
    let squares: f64 = weighted(values, weights).map(|(y, w)| (w * (y - mean)).powi(2)).sum();
    let n = design.n as f64;
    let se = (n / (n - 1.0) * squares).sqrt() / total;
    let reach = student_t_quantile(0.5 + 0.5 * level, n - 1.0) * se;
    Ok(WeightedMean { n: design.n, mean, se, df: n - 1.0, low: mean - reach, high: mean + reach, level, design })
}

/// The t test of a weighted mean (of a gap) against zero.
///
/// # Errors
/// [`Undefined::NoVariation`] when the standard error is zero.
pub fn weighted_t(mean: &WeightedMean) -> Result<PairedT, Undefined> {
    if mean.se == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let t = mean.mean / mean.se;
    let ln_p = student_t_ln_two_sided_p(t, mean.df);
    Ok(PairedT { n: mean.n, t, df: mean.df, p: ln_p.exp(), ln_p })
}

#[cfg(test)]
mod tests {
    use super::{weighted_mean, weighted_t};
    use crate::Undefined;
    use crate::weighting::some;

    #[test]
    fn worked_example_of_the_method_page() {
        // Gaps −2, 0, −1 with weights 1, 1, 2: mean −4/4 = −1; residuals −1, 1, 0: se = √(3/2 · 2)/4 = √3/4 = 0.433.
        let found = weighted_mean(&some(&[-2.0, 0.0, -1.0]), &some(&[1.0, 1.0, 2.0]), 0.95).unwrap();
        assert_eq!((found.n, found.mean, found.df), (3, -1.0, 2.0));
        assert!((found.se - 3.0_f64.sqrt() / 4.0).abs() < 1e-15);
        // t(0.975; 2) = 4.3027 in any t table.
        assert!((found.high + 1.0 - 4.302_65 * found.se).abs() < 1e-5 && (found.low + found.high + 2.0).abs() < 1e-14);
        let test = weighted_t(&found).unwrap();
        assert!((test.t + 4.0 / 3.0_f64.sqrt()).abs() < 1e-14 && test.p > 0.1 && test.p < 0.2);
    }

    #[test]
    fn with_equal_weights_it_is_the_ordinary_mean() {
        // 1, 2, 3, 6: mean 3, variance 14/3, se √(14/12).
        let found = weighted_mean(&some(&[1.0, 2.0, 3.0, 6.0]), &some(&[0.7; 4]), 0.95).unwrap();
        assert!((found.mean - 3.0).abs() < 1e-15 && (found.se - (14.0_f64 / 12.0).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn whoever_has_no_score_or_no_weight_is_left_out() {
        let values = [Some(1.0), None, Some(9.0), Some(3.0), Some(100.0)];
        let weights = [Some(1.0), Some(1.0), None, Some(3.0), Some(0.0)];
        let found = weighted_mean(&values, &weights, 0.95).unwrap();
        assert_eq!((found.n, found.mean), (2, 2.5));
    }

    #[test]
    fn nobody_one_and_no_spread_say_why() {
        assert_eq!(weighted_mean(&[None], &[Some(1.0)], 0.95), Err(Undefined::NobodyAnswered));
        let one = Undefined::TooFewRespondents { n: 1, needed: 2 };
        assert_eq!(weighted_mean(&some(&[1.0]), &some(&[1.0]), 0.95), Err(one));
        let flat = weighted_mean(&some(&[2.0; 3]), &some(&[1.0, 2.0, 3.0]), 0.95).unwrap();
        assert_eq!((flat.low, flat.high, weighted_t(&flat)), (2.0, 2.0, Err(Undefined::NoVariation)));
    }
}
