//! Is the gap larger than the smallest one that matters, or surely smaller?
//!
//! Separate from the paired t test, because with a few hundred respondents every gap differs from zero: what a manager
//! needs to know is whether it is worth acting on. The smallest gap that matters is stated before looking, by default
//! 0.3 scale points; it is not chosen here.
//!
//! Formula: t = (mean + smallest) / (sd / √n), shortfall p = P(T ≤ t) against H0: gap ≥ −smallest
//! Unit: t and p have none; `smallest` is in scale points.
//! Needs: a `MeanSummary` of the gap. Undefined when all respondents have the same gap.
//! Source: Murphy & Myors (1999), Journal of Applied Psychology 84, 234–248; two one-sided tests: Schuirmann (1987),
//! Journal of Pharmacokinetics and Biopharmaceutics 15, 657–680.
//! Method page: docs/method/gap.md

use super::mean::MeanSummary;
use crate::Undefined;
use crate::distribution::student_t_cdf;

/// The smallest gap that matters unless the survey says otherwise, in scale points.
pub const SMALLEST_GAP_THAT_MATTERS: f64 = 0.3;

/// One-sided tests of a gap against the smallest that matters.
#[derive(Debug, Clone, PartialEq)]
pub struct MinimumEffect {
    /// The smallest gap that matters, in scale points.
    pub smallest: f64,
    /// Statistic of the test against −smallest.
    pub t: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// p-value against "the shortfall is at most `smallest`": small means that it surely matters.
    pub p_shortfall: f64,
    /// p-value against "the surplus is at most `smallest`": small means that it surely exceeds expectation by more.
    pub p_surplus: f64,
    /// p-value against "the gap is `smallest` or more in either direction": small means that it surely doesn't matter.
    pub p_negligible: f64,
}

/// Tests a gap against the smallest gap that matters.
///
/// # Errors
/// When all respondents have the same gap.
pub fn minimum_effect(gap: &MeanSummary, smallest: f64) -> Result<MinimumEffect, Undefined> {
    if gap.sd == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let df = (gap.n - 1) as f64;
    let (from_below, from_above) = ((gap.mean + smallest) / gap.se, (gap.mean - smallest) / gap.se);
    Ok(MinimumEffect {
        smallest,
        t: from_below,
        df,
        p_shortfall: student_t_cdf(from_below, df),
        p_surplus: student_t_cdf(-from_above, df),
        p_negligible: student_t_cdf(-from_below, df).max(student_t_cdf(from_above, df)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gap::mean::MeanSummary;

    fn gap(mean: f64) -> MeanSummary {
        // A hundred respondents, standard deviation 1: standard error 0.1.
        MeanSummary::new(100, mean, 1.0, 0.95).unwrap()
    }

    #[test]
    fn half_a_point_is_more_than_what_matters() {
        // t = (−0.5 + 0.3) / 0.1 = −2 on 99 degrees of freedom. pt(−2, 99) = 0.02411985 (half of 2·0.0241, any t table).
        let test = minimum_effect(&gap(-0.5), 0.3).unwrap();
        assert!((test.t + 2.0).abs() < 1e-12);
        assert!((test.p_shortfall - 0.02411985).abs() < 1e-7, "{}", test.p_shortfall);
        assert!(0.9 < test.p_surplus && 0.9 < test.p_negligible);
    }

    #[test]
    fn gap_at_the_limit_is_a_coin_toss_and_a_tiny_one_is_negligible() {
        assert!((minimum_effect(&gap(-0.3), 0.3).unwrap().p_shortfall - 0.5).abs() < 1e-9);
        let tiny = minimum_effect(&gap(-0.05), 0.3).unwrap();
        assert!(tiny.p_negligible < 0.01 && 0.99 < tiny.p_shortfall);
    }

    #[test]
    fn equal_gaps_have_no_test() {
        let same = MeanSummary::new(10, -1.0, 0.0, 0.95).unwrap();
        assert_eq!(minimum_effect(&same, 0.3), Err(Undefined::NoVariation));
    }
}
