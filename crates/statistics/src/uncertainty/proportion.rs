//! Intervals for a share of respondents: Wilson's by default, Clopper and Pearson's when asked.
//!
//! Separate from means: a share near 0 or 1 has a skewed interval that must stay between 0 and 1. It refuses the textbook
//! interval p ± z·√(p(1 − p)/n), which claims certainty when nobody, or everybody, said yes.
//!
//! Formula: (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²))/(1 + z²/n)
//! Unit: share, 0 to 1.
//! Needs: how many of how many. Undefined: nobody was asked.
//! Source: Wilson (1927), Journal of the American Statistical Association 22, 209–212, with Newcombe (1998), Statistics in
//! Medicine 17, 857–872, for the continuity correction; Clopper & Pearson (1934), Biometrika 26, 404–413.
//! Method page: docs/method/interval.md

use crate::Undefined;
use crate::distribution::{f_quantile, normal_quantile};

/// A share with its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub n: u64,
    /// The share itself.
    pub share: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Wilson's interval of `count` in `n`.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] when `n` is 0.
pub fn wilson(count: u64, n: u64, level: f64) -> Result<Share, Undefined> {
    let share = share(count, n)?;
    let (low, high) = wilson_ends(share, n as f64, level);
    Ok(between(count, n, share, low, high))
}

/// The ends of Wilson's interval for a share among `n`, which need not be whole: weighted respondents are worth fewer.
pub(crate) fn wilson_ends(share: f64, n: f64, level: f64) -> (f64, f64) {
    let reach = wilson_half_width(share, n, level);
    let square = normal_quantile(0.5 + 0.5 * level).powi(2);
    let centre = (share + square / (2.0 * n)) / (1.0 + square / n);
    (centre - reach, centre + reach)
}

/// Half the length of Wilson's interval for a share among `n`, which need not be whole when planning.
#[must_use]
pub fn wilson_half_width(share: f64, n: f64, level: f64) -> f64 {
    let z = normal_quantile(0.5 + 0.5 * level);
    z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt() / (1.0 + z * z / n)
}

/// Wilson's interval with continuity correction, which errs on the wide side.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] when `n` is 0.
pub fn wilson_corrected(count: u64, n: u64, level: f64) -> Result<Share, Undefined> {
    let share = share(count, n)?;
    let (size, z) = (n as f64, normal_quantile(0.5 + 0.5 * level));
    let (middle, divisor) = (2.0 * size * share + z * z, 2.0 * (size + z * z));
    let root = |sign: f64, rest: f64| (z * z + sign * 2.0 - 1.0 / size + 4.0 * share * rest).max(0.0).sqrt();
    let low = (middle - 1.0 - z * root(-1.0, size * (1.0 - share) + 1.0)) / divisor;
    let high = (middle + 1.0 + z * root(1.0, size * (1.0 - share) - 1.0)) / divisor;
    Ok(between(count, n, share, low, high))
}

/// Clopper and Pearson's interval of `count` in `n`: never covers less often than it says.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] when `n` is 0.
pub fn clopper_pearson(count: u64, n: u64, level: f64) -> Result<Share, Undefined> {
    let share = share(count, n)?;
    let beyond = 0.5 + 0.5 * level;
    let (yes, no) = (count as f64, n.saturating_sub(count) as f64);
    // Quantiles of the beta distribution, written by those of F.
    let low = yes / (yes + (no + 1.0) * f_quantile(beyond, 2.0 * (no + 1.0), 2.0 * yes));
    let odds = (yes + 1.0) * f_quantile(beyond, 2.0 * (yes + 1.0), 2.0 * no);
    Ok(between(count, n, share, low, odds / (no + odds)))
}

/// Nobody may be nobody and everybody may be everybody: there the interval reaches the end of the scale exactly, where
/// rounding (or a quantile that does not exist) would miss it.
fn between(count: u64, n: u64, share: f64, low: f64, high: f64) -> Share {
    let low = if count == 0 { 0.0 } else { low };
    let high = if count == n { 1.0 } else { high };
    Share { count, n, share, low, high }
}

fn share(count: u64, n: u64) -> Result<f64, Undefined> {
    if n == 0 { Err(Undefined::NobodyAnswered) } else { Ok(count.min(n) as f64 / n as f64) }
}

#[cfg(test)]
mod tests {
    use super::{clopper_pearson, wilson, wilson_corrected};
    use crate::Undefined;

    #[test]
    fn nobody_of_ten_is_not_certainly_nobody() {
        // Wilson: the upper end is z²/(n + z²) = 3.841459/13.841459; Clopper-Pearson: 1 − 0.025^(1/10).
        let share = wilson(0, 10, 0.95).unwrap();
        assert_eq!(share.low, 0.0);
        assert!((share.high - 3.841_458_820_694_124 / 13.841_458_820_694_124).abs() < 1e-10);
        let exact = clopper_pearson(0, 10, 0.95).unwrap();
        assert!((exact.high - (1.0 - 0.025_f64.powf(0.1))).abs() < 1e-12);
        assert_eq!(exact.low, 0.0);
        assert_eq!(wilson_corrected(0, 10, 0.95).unwrap().low, 0.0);
    }

    #[test]
    fn everybody_mirrors_nobody() {
        for interval in [wilson, wilson_corrected, clopper_pearson] {
            let (none, all) = (interval(0, 10, 0.9).unwrap(), interval(10, 10, 0.9).unwrap());
            assert!((none.high + all.low - 1.0).abs() < 1e-12);
            assert_eq!(all.high, 1.0);
        }
    }

    #[test]
    fn intervals_agree_with_the_examples_of_newcombe() {
        // Newcombe (1998), table I, 81 of 263: methods 3, 4 and 5 as printed with four decimals.
        let printed = [(0.2553, 0.3662), (0.2535, 0.3682), (0.2527, 0.3676)];
        for (interval, (low, high)) in [wilson, wilson_corrected, clopper_pearson].into_iter().zip(printed) {
            let share = interval(81, 263, 0.95).unwrap();
            assert!((share.low - low).abs() < 5e-5 && (share.high - high).abs() < 5e-5, "{share:?}");
        }
    }

    #[test]
    fn a_question_nobody_was_asked_has_no_share() {
        assert_eq!(wilson(0, 0, 0.95), Err(Undefined::NobodyAnswered));
    }
}
