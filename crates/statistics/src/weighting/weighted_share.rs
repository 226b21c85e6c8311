//! A share of respondents with weights, and its interval.
//!
//! Separate from the weighted mean, because a share near 0 or 1 has a skewed interval that must stay between them. The
//! interval is Wilson's for as many respondents as the weighted ones are worth. It refuses to count weights as people.
//!
//! Formula: p_w = Σ w · yes / Σ w, interval (p_w + z²/2m ± z·√(p_w(1 − p_w)/m + z²/4m²))/(1 + z²/m), m = n_eff = (Σ w)² / Σ w²
//! Unit: share, 0 to 1. Needs: yes or no and a weight per respondent. Undefined: nobody with both; the standard error
//! below two.
//! Source: Wilson (1927), Journal of the American Statistical Association 22, 209–212; effective numbers: Korn & Graubard
//! (1998), Survey Methodology 24, 193–201; Kish (1965), Survey Sampling.
//! Method page: docs/method/weighting.md

use crate::Undefined;
use crate::uncertainty::proportion::wilson_ends;

use super::design_effect::{self, DesignEffect};
use super::weighted;
use super::weighted_mean::weighted_mean;

/// A weighted share with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedShare {
    /// Respondents with an answer and a weight.
    pub n: i64,
    /// Those of them who said yes.
    pub count: i64,
    /// The weighted share.
    pub share: f64,
    /// Its linearised standard error, or why there is none.
    pub se: Result<f64, Undefined>,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// The interval's level.
    pub level: f64,
    /// What the weights cost these respondents.
    pub design: DesignEffect,
}

/// The weighted share of those who said yes.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] when nobody has an answer and a weight.
pub fn weighted_share(yes: &[Option<bool>], weights: &[Option<f64>], level: f64) -> Result<WeightedShare, Undefined> {
    let values: Vec<Option<f64>> = yes.iter().map(|yes| yes.map(|yes| f64::from(u8::from(yes)))).collect();
    let design = design_effect::of(weighted(&values, weights).map(|(_, weight)| weight))?;
    let (total, sum) = weighted(&values, weights).fold((0.0, 0.0), |(total, sum), (y, w)| (total + w, sum + w * y));
    let count = weighted(&values, weights).filter(|(y, _)| *y > 0.5).count() as i64;
    // Everyone is exactly 1, whatever rounding says.
    let share = if count == design.n { 1.0 } else { sum / total };
    let se = weighted_mean(&values, weights, level).map(|mean| mean.se);
    let (low, high) = wilson_ends(share, design.n_eff, level);
    let (low, high) = (low.clamp(0.0, share), high.clamp(share, 1.0));
    Ok(WeightedShare { n: design.n, count, share, se, low, high, level, design })
}

#[cfg(test)]
mod tests {
    use super::weighted_share;
    use crate::Undefined;
    use crate::uncertainty::proportion::wilson;
    use crate::weighting::some;

    #[test]
    fn worked_example_of_the_method_page() {
        // Yes, no, yes with weights 1, 1, 2: share 3/4; residuals ¼, −¾, ¼: se = √(3/2 · (1/16 + 9/16 + 4/16)) / 4 = 0.286;
        // worth 16/6 respondents. z² = 3.8415: centre (0.75 + 0.7203)/(1 + 1.4406) = 0.602, reach
        // 1.95996 · √(0.0703 + 0.1350…)/2.4406 = 0.364.
        let found = weighted_share(&[Some(true), Some(false), Some(true)], &some(&[1.0, 1.0, 2.0]), 0.95).unwrap();
        assert_eq!((found.n, found.count, found.share), (3, 2, 0.75));
        assert!((found.se.unwrap() - (1.5_f64 * 14.0 / 16.0).sqrt() / 4.0).abs() < 1e-15);
        assert!((found.low - 0.2386).abs() < 1e-3 && (found.high - 0.9662).abs() < 1e-3, "{found:?}");
    }

    #[test]
    fn with_equal_weights_it_is_wilsons_interval() {
        let answers = [true, true, true, false, false, true, true, false, true, true].map(Some);
        let (found, plain) = (weighted_share(&answers, &some(&[2.5; 10]), 0.95).unwrap(), wilson(7, 10, 0.95).unwrap());
        assert!((found.low - plain.low).abs() < 1e-14 && (found.high - plain.high).abs() < 1e-14);
    }

    #[test]
    fn everyone_and_nobody_are_never_certain() {
        let all = weighted_share(&[Some(true); 5], &some(&[0.1, 0.2, 0.3, 0.4, 0.5]), 0.95).unwrap();
        assert!(all.share == 1.0 && all.high == 1.0 && all.low < 0.7 && all.se == Ok(0.0));
        let none = weighted_share(&[Some(false); 5], &some(&[0.1, 0.2, 0.3, 0.4, 0.5]), 0.95).unwrap();
        assert!(none.low == 0.0 && (none.high - (1.0 - all.low)).abs() < 1e-14);
        let one = weighted_share(&[Some(true)], &[Some(2.0)], 0.95).unwrap();
        assert_eq!(one.se, Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
        assert_eq!(weighted_share(&[None], &[Some(2.0)], 0.95), Err(Undefined::NobodyAnswered));
    }
}
