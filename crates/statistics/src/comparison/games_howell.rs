//! Which pairs of groups differ, with every pair held to account for all of them.
//!
//! The companion of Welch's joint test: it too lets groups vary differently and be of different size. It adjusts for
//! the pairs of one score; the family over several dimensions is the caller's.
//!
//! Formula: q = |mᵢ − mⱼ| / √((sᵢ²/nᵢ + sⱼ²/nⱼ) / 2), p = P(Q > q) for the studentized range of k groups on Welch's degrees of freedom
//! Unit: the difference in the unit of the means; q and p have none.
//! Needs: n, mean and standard deviation per group. Undefined below two groups or two respondents in one; a pair of which
//! neither group varies has no result.
//! Source: Games & Howell (1976), Journal of Educational Statistics 1, 113–125.
//! Method page: docs/method/comparison.md

use super::welch::welch_df;
use super::{Group, enough};
use crate::Undefined;
use crate::distribution::StudentizedRange;

/// A pair of groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Places of the two groups in the given list, smaller first.
    pub groups: (usize, usize),
    /// The comparison, first minus second.
    pub result: Result<PairDifference, Undefined>,
}

/// The difference of a pair, adjusted for all pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct PairDifference {
    /// First mean minus second mean.
    pub difference: f64,
    /// Its standard error.
    pub se: f64,
    /// The studentized range of the pair.
    pub q: f64,
    /// Welch's degrees of freedom.
    pub df: f64,
    /// The adjusted p-value.
    pub p: f64,
    /// Lower end of the simultaneous interval.
    pub low: f64,
    /// Upper end of the simultaneous interval.
    pub high: f64,
}

/// Compares all pairs of groups.
///
/// # Errors
/// When there are fewer than two groups, or a group has fewer than two respondents.
pub fn games_howell(groups: &[Group], level: f64) -> Result<Vec<Pair>, Undefined> {
    enough(groups)?;
    let range = StudentizedRange::new(groups.len());
    let mut pairs = vec![];
    for (i, first) in groups.iter().enumerate() {
        for (j, second) in groups.iter().enumerate().skip(i + 1) {
            pairs.push(Pair { groups: (i, j), result: compare(first, second, &range, level) });
        }
    }
    Ok(pairs)
}

fn compare(first: &Group, second: &Group, range: &StudentizedRange, level: f64) -> Result<PairDifference, Undefined> {
    let (difference, se) = (first.mean - second.mean, (first.error() + second.error()).sqrt());
    if se == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let df = welch_df(first, second);
    let q = difference.abs() / se * std::f64::consts::SQRT_2;
    let reach = range.quantile(level, df) * se / std::f64::consts::SQRT_2;
    let p = range.sf(q, df);
    Ok(PairDifference { difference, se, q, df, p, low: difference - reach, high: difference + reach })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::welch::welch_difference;

    #[test]
    fn three_branches_agree_with_scipy() {
        // scipy 1.17.1: tukey_hsd([1,2,3,4,5,4], [2,4,6,4,7,7,5], [6,7,7,5,7], equal_var=False).confidence_interval(0.95).
        // Variances 13/6, 10/3 and 4/5.
        let groups = [(6, 19.0 / 6.0, 13.0 / 6.0), (7, 5.0, 10.0 / 3.0), (5, 6.4, 0.8)]
            .map(|(n, mean, variance): (i64, f64, f64)| Group { n, mean, sd: variance.sqrt() });
        let expected = [
            ((0, 1), 0.15745484001204813, -4.305529080459127, 0.6388624137924603),
            ((0, 2), 0.004664314576627415, -5.277526458918721, -1.189140207747947),
            ((1, 2), 0.2374524602478083, -3.6198671982944313, 0.8198671982944306),
        ];
        for (pair, (places, p, low, high)) in games_howell(&groups, 0.95).unwrap().iter().zip(expected) {
            let result = pair.result.clone().unwrap();
            assert_eq!(pair.groups, places);
            assert!(
                (result.p - p).abs() < 1e-8 && (result.low - low).abs() < 1e-7 && (result.high - high).abs() < 1e-7
            );
        }
    }

    #[test]
    fn two_groups_give_the_welch_difference() {
        let groups = [Group { n: 10, mean: -1.0, sd: 1.0 }, Group { n: 20, mean: -2.0, sd: 2.0 }];
        let welch = welch_difference(&groups[0], &groups[1], 0.95).unwrap();
        let pairs = games_howell(&groups, 0.95).unwrap();
        let pair = pairs[0].result.clone().unwrap();
        assert!((pair.p - welch.p).abs() < 1e-13 && (pair.low - welch.low).abs() < 1e-12);
    }

    #[test]
    fn pair_without_spread_has_no_result_and_the_others_do() {
        let flat = Group { n: 5, mean: 0.0, sd: 0.0 };
        let pairs = games_howell(&[flat, flat, Group { n: 5, mean: 1.0, sd: 1.0 }], 0.95).unwrap();
        assert_eq!(pairs[0].result, Err(Undefined::NoVariation));
        assert!(pairs[1].result.is_ok());
        assert_eq!(games_howell(&[flat], 0.95), Err(Undefined::TooFewGroups { groups: 1 }));
    }
}
