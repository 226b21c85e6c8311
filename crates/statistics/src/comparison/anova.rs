//! Classical one-way analysis of variance, and how much of the spread the groups explain.
//!
//! Kept beside Welch's test for the effect sizes and for readers who expect it; it assumes that all groups vary alike,
//! so it is not the default.
//!
//! Formula: F = (SSB / (k − 1)) / (SSW / (n − k)), eta² = SSB / SST, omega² = (SSB − (k − 1) MSW) / (SST + MSW)
//! Unit: none.
//! Needs: n, mean and standard deviation per group. Undefined below two groups or two respondents in one, or when no group
//! varies.
//! Source: Fisher (1925), Statistical Methods for Research Workers; omega²: Hays (1963), Statistics for Psychologists.
//! Method page: docs/method/comparison.md

use super::{Group, enough};
use crate::Undefined;
use crate::distribution::f_sf;

/// Analysis of variance of one score by one grouping.
#[derive(Debug, Clone, PartialEq)]
pub struct Anova {
    /// Groups.
    pub groups: usize,
    /// Respondents.
    pub n: i64,
    /// The statistic.
    pub f: f64,
    /// Degrees of freedom between groups.
    pub df1: f64,
    /// Degrees of freedom within groups.
    pub df2: f64,
    /// The p-value.
    pub p: f64,
    /// Share of the sample's variance between groups.
    pub eta2: f64,
    /// The same, estimated for the population; below zero where the groups differ less than chance would make them.
    pub omega2: f64,
}

/// Analysis of variance from the groups' summaries.
///
/// # Errors
/// When there are fewer than two groups, a group has fewer than two respondents, or none varies.
pub fn anova(groups: &[Group]) -> Result<Anova, Undefined> {
    enough(groups)?;
    let n: i64 = groups.iter().map(|group| group.n).sum();
    let centre = groups.iter().map(|group| group.n as f64 * group.mean).sum::<f64>() / n as f64;
    let between: f64 = groups.iter().map(|group| group.n as f64 * (group.mean - centre).powi(2)).sum();
    let within: f64 = groups.iter().map(|group| (group.n - 1) as f64 * group.variance()).sum();
    if within == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let (df1, df2) = ((groups.len() - 1) as f64, n as f64 - groups.len() as f64);
    let error = within / df2;
    let f = between / df1 / error;
    let total = between + within;
    Ok(Anova {
        groups: groups.len(),
        n,
        f,
        df1,
        df2,
        p: f_sf(f, df1, df2),
        eta2: between / total,
        omega2: (between - df1 * error) / (total + error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_example_of_the_method_page() {
        // Groups (1, 2, 3), (2, 3, 4), (4, 5, 6): means 2, 3, 5 around 10/3, SSB = 3(16 + 1 + 25)/9 = 14, SSW = 6.
        // F = (14/2)/(6/6) = 7, eta² = 14/20, omega² = (14 − 2)/(20 + 1).
        let groups = [2.0, 3.0, 5.0].map(|mean| Group { n: 3, mean, sd: 1.0 });
        let result = anova(&groups).unwrap();
        assert!((result.f - 7.0).abs() < 1e-13 && (result.eta2 - 0.7).abs() < 1e-15);
        assert!((result.omega2 - 12.0 / 21.0).abs() < 1e-15);
        // P(F(2, 6) > 7) = (1 + 7·2/6)^−3 = 0.027.
        assert!((result.p - 0.027).abs() < 1e-14);
    }

    #[test]
    fn groups_without_spread_say_why() {
        let flat = Group { n: 4, mean: 1.0, sd: 0.0 };
        assert_eq!(anova(&[flat, flat]), Err(Undefined::NoVariation));
        assert_eq!(anova(&[flat]), Err(Undefined::TooFewGroups { groups: 1 }));
    }
}
