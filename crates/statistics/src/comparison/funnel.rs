//! Which branches differ from the total by more than their sample sizes explain?
//!
//! Separate from ranks: a league table puts the smallest branches at both ends, because few respondents swing widely. The funnel
//! draws limits around the total, wide for small branches and narrow for large ones, and leaves those within alone. It ranks nobody.
//!
//! Formula: means m ± c s / √n, c = 2 and 3, s² = Σ (n_i − 1) s_i² / Σ (n_i − 1), m = Σ n_i m_i / Σ n_i;
//! shares: all counts k with P(X ≤ k) and P(X ≥ k) both above Φ(−c), X binomial (n, p̄)
//! Unit: that of the mean, or shares from 0 to 1.
//! Needs: n, mean and standard deviation per branch, or counts. Undefined: fewer than two branches, one that nobody answered, no
//! spread within branches, a share that is 0 or 1 everywhere.
//! Source: Spiegelhalter (2005), Statistics in Medicine 24, 1185–1202.
//! Method page: docs/method/funnel.md

use super::Group;
use crate::Undefined;
use crate::distribution::{f_cdf, f_sf, normal_sf};

/// Where a branch lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Within two standard errors of the total: like the others, as far as anybody can tell.
    Within,
    /// Between two and three: one in twenty is by chance alone.
    Warning,
    /// Beyond three.
    Outside,
}

/// One branch in the funnel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelPoint {
    /// Respondents.
    pub n: u64,
    /// The branch's mean or share.
    pub value: f64,
    /// The limits of two standard errors, or of as much probability.
    pub warning: (f64, f64),
    /// The limits of three.
    pub limit: (f64, f64),
    /// Probability of a value at least as far to this side, if the branch is like the total.
    pub tail: f64,
    /// Where it lies.
    pub place: Place,
}

/// All branches around their total.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// Respondents in all branches.
    pub n: u64,
    /// The mean or share of all.
    pub centre: f64,
    /// The common standard deviation within branches; absent for shares, whose spread follows from the centre.
    pub sd: Option<f64>,
    /// The branches in the order given.
    pub points: Vec<FunnelPoint>,
}

/// The funnel of means. A branch with one respondent has a place, but adds nothing to the common spread.
///
/// # Errors
/// [`Undefined::TooFewGroups`], [`Undefined::NobodyAnswered`] in one, [`Undefined::TooFewRespondents`] when none has two,
/// [`Undefined::NoVariation`], [`Undefined::OutOfRange`] when a mean or a spread is no number.
pub fn funnel_of_means(branches: &[Group]) -> Result<Funnel, Undefined> {
    let (centre, variance) = common(branches)?;
    let sd = variance.sqrt();
    let point = |branch: &Group| {
        let se = sd / (branch.n as f64).sqrt();
        let distance = (branch.mean - centre).abs() / se;
        let within = |c: f64| (centre - c * se, centre + c * se);
        let place = if distance <= 2.0 {
            Place::Within
        } else if distance <= 3.0 {
            Place::Warning
        } else {
            Place::Outside
        };
        let tail = normal_sf(distance);
        let n = branch.n.unsigned_abs();
        FunnelPoint { n, value: branch.mean, warning: within(2.0), limit: within(3.0), tail, place }
    };
    let points: Vec<FunnelPoint> = branches.iter().map(point).collect();
    Ok(Funnel { n: points.iter().map(|point| point.n).sum(), centre, sd: Some(sd), points })
}

/// The mean of all respondents and the common variance within branches.
pub(super) fn common(branches: &[Group]) -> Result<(f64, f64), Undefined> {
    if branches.len() < 2 {
        return Err(Undefined::TooFewGroups { groups: branches.len() });
    }
    if branches.iter().any(|branch| branch.n < 1) {
        return Err(Undefined::NobodyAnswered);
    }
    let n: i64 = branches.iter().map(|branch| branch.n).sum();
    let df = n - branches.len() as i64;
    if df < 1 {
        return Err(Undefined::TooFewRespondents { n: 1, needed: 2 });
    }
    let several = branches.iter().filter(|branch| 1 < branch.n);
    let variance = several.map(|branch| (branch.n - 1) as f64 * branch.variance()).sum::<f64>() / df as f64;
    let centre = branches.iter().map(|branch| branch.n as f64 * branch.mean).sum::<f64>() / n as f64;
    if !centre.is_finite() || !variance.is_finite() {
        return Err(Undefined::OutOfRange);
    }
    if variance > 0.0 { Ok((centre, variance)) } else { Err(Undefined::NoVariation) }
}

/// The funnel of shares, from (count, n) of each branch, with exact limits.
///
/// # Errors
/// [`Undefined::TooFewGroups`], [`Undefined::NobodyAnswered`] in one, [`Undefined::OutOfRange`] when a count exceeds its n,
/// [`Undefined::NoVariation`] when the share of all is 0 or 1.
pub fn funnel_of_shares(branches: &[(u64, u64)]) -> Result<Funnel, Undefined> {
    if branches.len() < 2 {
        return Err(Undefined::TooFewGroups { groups: branches.len() });
    }
    if branches.iter().any(|(_, n)| *n == 0) {
        return Err(Undefined::NobodyAnswered);
    }
    if branches.iter().any(|(count, n)| count > n) {
        return Err(Undefined::OutOfRange);
    }
    let n: u64 = branches.iter().map(|(_, n)| n).sum();
    let count: u64 = branches.iter().map(|(count, _)| count).sum();
    if count == 0 || count == n {
        return Err(Undefined::NoVariation);
    }
    let centre = count as f64 / n as f64;
    let point = |(count, n): &(u64, u64)| {
        let (inner, outer) = (ordinary(*n, centre, normal_sf(2.0)), ordinary(*n, centre, normal_sf(3.0)));
        let shares = |counts: (u64, u64)| (counts.0 as f64 / *n as f64, counts.1 as f64 / *n as f64);
        let is_in = |counts: (u64, u64)| (counts.0..=counts.1).contains(count);
        let place = if is_in(inner) {
            Place::Within
        } else if is_in(outer) {
            Place::Warning
        } else {
            Place::Outside
        };
        let tail = at_most(*count, *n, centre).min(at_least(*count, *n, centre));
        let value = *count as f64 / *n as f64;
        FunnelPoint { n: *n, value, warning: shares(inner), limit: shares(outer), tail, place }
    };
    Ok(Funnel { n, centre, sd: None, points: branches.iter().map(point).collect() })
}

/// The lowest and the highest count of `n` both of whose tails are above `alpha`.
fn ordinary(n: u64, p: f64, alpha: f64) -> (u64, u64) {
    let low = first(n, |count| alpha < at_most(count, n, p));
    let high = first(n, |count| at_least(count + 1, n, p) <= alpha);
    // In a tiny branch a single count may hold nearly all probability; the lower limit never passes the upper.
    (low.min(high), high)
}

/// The smallest of 0..=n for which a condition holds that, once true, stays true; n when it never is.
fn first(n: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// P(X ≤ count) of a binomial distribution, by the incomplete beta function.
fn at_most(count: u64, n: u64, p: f64) -> f64 {
    if n <= count {
        return 1.0;
    }
    let (df1, df2) = (2.0 * (count + 1) as f64, 2.0 * (n - count) as f64);
    f_sf(p * df2 / ((1.0 - p) * df1), df1, df2)
}

/// P(X ≥ count).
fn at_least(count: u64, n: u64, p: f64) -> f64 {
    if count == 0 {
        return 1.0;
    }
    if n < count {
        return 0.0;
    }
    let (df1, df2) = (2.0 * count as f64, 2.0 * (n - count + 1) as f64);
    f_cdf(p * df2 / ((1.0 - p) * df1), df1, df2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(n: i64, mean: f64, sd: f64) -> Group {
        Group { n, mean, sd }
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 100 at 5, 100 at 4.6 and 25 at 5.4, all with sd 1: m = (500 + 460 + 135)/225 = 4.8667. Two standard errors are 0.2 and
        // 0.4: the first is within, the second is 0.267 below (2.67 se: warning), the third 0.533 above (2.67 se: warning).
        let funnel = funnel_of_means(&[group(100, 5.0, 1.0), group(100, 4.6, 1.0), group(25, 5.4, 1.0)]).unwrap();
        assert!((funnel.centre - 1095.0 / 225.0).abs() < 1e-14 && funnel.sd == Some(1.0));
        let places: Vec<Place> = funnel.points.iter().map(|point| point.place).collect();
        assert_eq!(places, [Place::Within, Place::Warning, Place::Warning]);
        assert!((funnel.points[0].warning.1 - funnel.centre - 0.2).abs() < 1e-14);
        assert!((funnel.points[2].limit.1 - funnel.centre - 0.6).abs() < 1e-14);
    }

    #[test]
    fn the_common_spread_weighs_branches_by_their_degrees_of_freedom() {
        // (9·1 + 19·4)/28 = 85/28; the single respondent adds none, whatever stands for its spread.
        let branches = [group(10, 4.0, 1.0), group(20, 5.0, 2.0), group(1, 9.0, f64::NAN)];
        let funnel = funnel_of_means(&branches).unwrap();
        assert!((funnel.sd.unwrap() - (85.0_f64 / 28.0).sqrt()).abs() < 1e-14);
        assert!(funnel.points.iter().all(|point| point.limit.0.is_finite() && point.tail.is_finite()));
    }

    #[test]
    fn exact_limits_are_those_counted_by_hand() {
        // Ten tosses of a fair coin: P(X ≤ 1) = 11/1024 = 0.0107 < 0.02275 < P(X ≤ 2) = 56/1024: 2 to 8 are ordinary. P(X = 0) =
        // 0.00098 < 0.00135 < P(X ≤ 1): the outer limits are 1 and 9.
        assert!((at_most(1, 10, 0.5) - 11.0 / 1024.0).abs() < 1e-15);
        assert!((at_least(9, 10, 0.5) - 11.0 / 1024.0).abs() < 1e-15);
        assert_eq!((ordinary(10, 0.5, normal_sf(2.0)), ordinary(10, 0.5, normal_sf(3.0))), ((2, 8), (1, 9)));
        let funnel = funnel_of_shares(&[(0, 10), (9, 10), (8, 10), (13, 30)]).unwrap();
        assert_eq!(funnel.centre, 0.5);
        let places: Vec<Place> = funnel.points.iter().map(|point| point.place).collect();
        assert_eq!(places, [Place::Outside, Place::Warning, Place::Within, Place::Within]);
        assert_eq!((funnel.points[0].warning, funnel.points[0].limit), ((0.2, 0.8), (0.1, 0.9)));
    }

    #[test]
    fn a_lower_limit_never_lies_above_the_total_and_all_tails_hold() {
        for n in [1, 2, 3, 7, 50, 1000, 100_000] {
            for p in [0.001, 0.3, 0.5, 0.97] {
                let (low, high) = ordinary(n, p, normal_sf(2.0));
                assert!(low as f64 <= n as f64 * p + 1.0 && n as f64 * p - 1.0 <= high as f64 && low <= high);
                assert!(low == 0 || at_most(low - 1, n, p) <= normal_sf(2.0));
                assert!(high == n || at_least(high + 1, n, p) <= normal_sf(2.0));
            }
        }
    }

    #[test]
    fn a_small_branch_at_the_end_of_a_league_table_is_within() {
        // Three respondents, all content, beside 300 of whom 60 % are: 0.6³ = 0.21.
        let funnel = funnel_of_shares(&[(3, 3), (180, 300), (100, 300)]).unwrap();
        assert_eq!(funnel.points[0].place, Place::Within);
        assert_eq!((funnel.points[1].place, funnel.points[2].place), (Place::Outside, Place::Outside));
    }

    #[test]
    fn hopeless_branches_say_why() {
        let lonely = group(1, 4.0, 0.0);
        assert_eq!(funnel_of_means(&[lonely]), Err(Undefined::TooFewGroups { groups: 1 }));
        assert_eq!(funnel_of_means(&[lonely, lonely]), Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
        assert_eq!(funnel_of_means(&[lonely, group(0, 0.0, 0.0)]), Err(Undefined::NobodyAnswered));
        assert_eq!(funnel_of_means(&[group(5, 4.0, 0.0), group(5, 5.0, 0.0)]), Err(Undefined::NoVariation));
        assert_eq!(funnel_of_means(&[group(5, f64::NAN, 1.0), group(5, 5.0, 1.0)]), Err(Undefined::OutOfRange));
        assert_eq!(funnel_of_shares(&[(0, 5), (0, 9)]), Err(Undefined::NoVariation));
        assert_eq!(funnel_of_shares(&[(5, 5), (9, 9)]), Err(Undefined::NoVariation));
        assert_eq!(funnel_of_shares(&[(6, 5), (1, 9)]), Err(Undefined::OutOfRange));
        assert_eq!(funnel_of_shares(&[(0, 0), (1, 9)]), Err(Undefined::NobodyAnswered));
        assert_eq!(funnel_of_shares(&[]), Err(Undefined::TooFewGroups { groups: 0 }));
    }
}
