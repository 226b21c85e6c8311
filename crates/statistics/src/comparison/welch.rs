//! Differences between independent groups that may vary differently: two at a time, or all at once.
//!
//! The default comparison of segments and of waves with fresh samples. Separate from the classical analysis of variance,
//! which needs equal spread. It refuses pairs: the same people asked twice belong to the paired t test.
//!
//! Formula: t = (m₁ − m₂) / √(s₁²/n₁ + s₂²/n₂), df = (s₁²/n₁ + s₂²/n₂)² / ((s₁²/n₁)²/(n₁ − 1) + (s₂²/n₂)²/(n₂ − 1))
//! Unit: the difference in the unit of the means; t, F and p have none.
//! Needs: n, mean and standard deviation per group. Undefined below two groups or two respondents in one, when both groups
//! of a pair never vary, and for the joint test when any group never varies.
//! Source: Welch (1947), Biometrika 34, 28–35; (1951), Biometrika 38, 330–336.
//! Method page: docs/method/comparison.md

use super::{Group, enough};
use crate::Undefined;
use crate::distribution::{f_sf, student_t_ln_two_sided_p, student_t_quantile};

/// The difference between two groups, first minus second.
#[derive(Debug, Clone, PartialEq)]
pub struct WelchDifference {
    /// Respondents in both groups.
    pub n: (i64, i64),
    /// First mean minus second mean.
    pub difference: f64,
    /// Its standard error.
    pub se: f64,
    /// The statistic.
    pub t: f64,
    /// Degrees of freedom by Welch and Satterthwaite.
    pub df: f64,
    /// The two-sided p-value.
    pub p: f64,
    /// Its natural logarithm.
    pub ln_p: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// The interval's level.
    pub level: f64,
}

/// Are the means of several groups equal?
#[derive(Debug, Clone, PartialEq)]
pub struct WelchAnova {
    /// Groups.
    pub groups: usize,
    /// Respondents.
    pub n: i64,
    /// The statistic.
    pub f: f64,
    /// Degrees of freedom of the numerator.
    pub df1: f64,
    /// Degrees of freedom of the denominator, seldom whole.
    pub df2: f64,
    /// The p-value.
    pub p: f64,
}

/// The difference between two independent groups.
///
/// # Errors
/// When a group has fewer than two respondents, or neither varies.
pub fn welch_difference(first: &Group, second: &Group, level: f64) -> Result<WelchDifference, Undefined> {
    enough(&[*first, *second])?;
    let (difference, se) = (first.mean - second.mean, (first.error() + second.error()).sqrt());
    if se == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let df = welch_df(first, second);
    let t = difference / se;
    let ln_p = student_t_ln_two_sided_p(t, df);
    let reach = student_t_quantile(0.5 + 0.5 * level, df) * se;
    Ok(WelchDifference {
        n: (first.n, second.n),
        difference,
        se,
        t,
        df,
        p: ln_p.exp(),
        ln_p,
        low: difference - reach,
        high: difference + reach,
        level,
    })
}

/// Degrees of freedom by Welch and Satterthwaite.
pub(super) fn welch_df(first: &Group, second: &Group) -> f64 {
    let part = |group: &Group| group.error() * group.error() / (group.n - 1) as f64;
    let error = first.error() + second.error();
    error * error / (part(first) + part(second))
}

/// Welch's test that all groups have the same mean.
///
/// # Errors
/// When there are fewer than two groups, or a group has fewer than two respondents or never varies.
pub fn welch_anova(groups: &[Group]) -> Result<WelchAnova, Undefined> {
    enough(groups)?;
    if groups.iter().any(|group| group.sd == 0.0) {
        return Err(Undefined::NoVariation);
    }
    let k = groups.len() as f64;
    let weights: Vec<f64> = groups.iter().map(|group| 1.0 / group.error()).collect();
    let total: f64 = weights.iter().sum();
    let centre = weights.iter().zip(groups).map(|(weight, group)| weight * group.mean).sum::<f64>() / total;
    let between: f64 = weights.iter().zip(groups).map(|(weight, group)| weight * (group.mean - centre).powi(2)).sum();
    let lack: f64 =
        weights.iter().zip(groups).map(|(weight, group)| (1.0 - weight / total).powi(2) / (group.n - 1) as f64).sum();
    let f = between / (k - 1.0) / (1.0 + 2.0 * (k - 2.0) / (k * k - 1.0) * lack);
    let (df1, df2) = (k - 1.0, (k * k - 1.0) / (3.0 * lack));
    let n = groups.iter().map(|group| group.n).sum();
    Ok(WelchAnova { groups: groups.len(), n, f, df1, df2, p: f_sf(f, df1, df2) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Group = Group { n: 10, mean: -1.0, sd: 1.0 };
    const SECOND: Group = Group { n: 20, mean: -2.0, sd: 2.0 };

    #[test]
    fn worked_example_of_the_method_page() {
        // Errors 0.1 and 0.2: t = 1/√0.3, df = 0.09 / (0.01/9 + 0.04/19) = 27.98…
        let result = welch_difference(&FIRST, &SECOND, 0.95).unwrap();
        assert!((result.t - 1.0 / 0.3_f64.sqrt()).abs() < 1e-14);
        assert!((result.df - 0.09 / (0.01 / 9.0 + 0.04 / 19.0)).abs() < 1e-12);
        assert!((0.5 * (result.low + result.high) - 1.0).abs() < 1e-14);
        // t(0.975; 27.98) is 2.0485 (any t table: 2.048 for 28): the interval reaches from −0.122 to 2.122.
        assert!((result.low + 0.122).abs() < 1e-3);
    }

    #[test]
    fn joint_test_of_two_groups_is_the_square_of_their_t() {
        let pair = welch_difference(&FIRST, &SECOND, 0.95).unwrap();
        let joint = welch_anova(&[FIRST, SECOND]).unwrap();
        assert!((joint.f - pair.t * pair.t).abs() < 1e-12 && (joint.df2 - pair.df).abs() < 1e-10);
        assert!((joint.p - pair.p).abs() < 1e-13);
    }

    #[test]
    fn one_group_one_respondent_and_no_spread_say_why() {
        let lonely = Group { n: 1, mean: 0.0, sd: 0.0 };
        let flat = Group { n: 5, mean: 0.0, sd: 0.0 };
        assert_eq!(welch_anova(&[FIRST]), Err(Undefined::TooFewGroups { groups: 1 }));
        let reason = Undefined::TooFewRespondents { n: 1, needed: 2 };
        assert_eq!(welch_difference(&FIRST, &lonely, 0.95), Err(reason));
        assert_eq!(welch_difference(&flat, &flat, 0.95), Err(Undefined::NoVariation));
        assert_eq!(welch_anova(&[FIRST, flat]), Err(Undefined::NoVariation));
    }
}
