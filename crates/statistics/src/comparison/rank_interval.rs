//! How sure is a branch's rank? Where there must be ranks, they come with intervals.
//!
//! Separate from the funnel, which is the better answer: most ranks of branches with like results are chance, and this shows it.
//! The means are drawn again and again from what is known of them, ranked each time, and the ranks counted. The seed is an
//! argument, so that the same survey gives the same ranks everywhere.
//!
//! Formula: m*_i = m_i + z s_i/√n_i, rank_i = 1 + #(m*_j > m*_i); the interval holds the middle `level` of all draws
//! Unit: ranks; 1 is the highest mean.
//! Needs: n, mean and standard deviation per branch, draws and a seed. Undefined: fewer than two branches or two respondents in
//! one; no draws.
//! Source: Goldstein & Spiegelhalter (1996), J. R. Statist. Soc. A 159, 385–443.
//! Method page: docs/method/funnel.md

use super::{Group, enough};
use crate::Undefined;
use crate::uncertainty::splitmix::SplitMix64;

/// The most draws that are made, whatever is asked for.
pub const DRAWS_MAX: usize = 100_000;

/// A rank with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankInterval {
    /// The rank of the branch's own mean.
    pub rank: usize,
    /// The best rank that is compatible with the answers.
    pub low: usize,
    /// The worst.
    pub high: usize,
    /// In which share of draws it was the first.
    pub first: f64,
    /// In which share it was the last.
    pub last: f64,
}

/// The rank of every branch, by the higher mean, in the order given.
///
/// # Errors
/// [`Undefined::TooFewGroups`], [`Undefined::TooFewRespondents`] below two in one, [`Undefined::OutOfRange`] for no draws, or
/// a mean or a spread that is no number.
pub fn rank_intervals(branches: &[Group], level: f64, draws: usize, seed: u64) -> Result<Vec<RankInterval>, Undefined> {
    enough(branches)?;
    let draws = draws.min(DRAWS_MAX);
    let known = branches.iter().all(|branch| branch.mean.is_finite() && branch.sd.is_finite());
    if draws == 0 || !known {
        return Err(Undefined::OutOfRange);
    }
    let k = branches.len();
    let means: Vec<f64> = branches.iter().map(|branch| branch.mean).collect();
    let errors: Vec<f64> = branches.iter().map(|branch| branch.error().sqrt()).collect();
    let mut generator = SplitMix64::new(seed);
    let mut counts = vec![vec![0_usize; k]; k];
    for _ in 0..draws {
        let drawn: Vec<f64> =
            means.iter().zip(&errors).map(|(mean, error)| mean + error * generator.normal()).collect();
        for (branch, rank) in ranks(&drawn).into_iter().enumerate() {
            counts[branch][rank - 1] += 1;
        }
    }
    let outside = 0.5 * (1.0 - level) * draws as f64;
    let own = ranks(&means);
    let interval = |(counts, rank): (&Vec<usize>, usize)| RankInterval {
        rank,
        low: 1 + beyond(counts.iter(), outside),
        high: k - beyond(counts.iter().rev(), outside),
        first: counts[0] as f64 / draws as f64,
        last: counts[k - 1] as f64 / draws as f64,
    };
    Ok(counts.iter().zip(own).map(interval).collect())
}

/// How many ranks from one end hold together no more than `outside` draws.
fn beyond<'a>(counts: impl Iterator<Item = &'a usize>, outside: f64) -> usize {
    let mut seen = 0;
    counts
        .take_while(|count| {
            seen += **count;
            seen as f64 <= outside
        })
        .count()
}

/// Ranks from the largest; equal values share the better rank.
fn ranks(values: &[f64]) -> Vec<usize> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    values.iter().map(|value| 1 + sorted.partition_point(|other| other > value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(n: i64, mean: f64) -> Group {
        Group { n, mean, sd: 1.0 }
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // Two branches of 50 at 5 and 4.8, sd 1: the second is first with probability Φ(−0.2/0.2) = 0.159, so both ranks are
        // compatible with the answers; a third at 3 is last for certain.
        let found = rank_intervals(&[group(50, 5.0), group(50, 4.8), group(50, 3.0)], 0.95, 10_000, 1).unwrap();
        assert!((found[1].first - 0.1587).abs() < 0.012, "{found:?}");
        assert_eq!((found[0].rank, found[0].low, found[0].high), (1, 1, 2));
        assert_eq!((found[1].rank, found[1].low, found[1].high), (2, 1, 2));
        assert_eq!((found[2].rank, found[2].low, found[2].high, found[2].last), (3, 3, 3, 1.0));
    }

    #[test]
    fn the_interval_leaves_half_of_the_rest_on_each_side() {
        // 0.35 apart with an error of 0.2: they change places with probability Φ(−1.75) = 0.040, less than the 5 % that an interval
        // of 90 % leaves out on each side and more than the 2.5 % of 95 %.
        let high = |level| rank_intervals(&[group(50, 5.35), group(50, 5.0)], level, 20_000, 2).unwrap()[0].high;
        assert_eq!((high(0.9), high(0.95)), (1, 2));
    }

    #[test]
    fn the_same_seed_gives_the_same_ranks_and_another_hardly_differs() {
        let branches: Vec<Group> = (0..8).map(|i| group(20 + i, 4.0 + 0.1 * i as f64)).collect();
        let of = |seed| rank_intervals(&branches, 0.9, 2000, seed).unwrap();
        assert_eq!(of(7), of(7));
        assert!(of(7).iter().zip(of(8)).all(|(a, b)| a.low.abs_diff(b.low) <= 1 && a.high.abs_diff(b.high) <= 1));
        assert!(of(7).iter().all(|rank| rank.low <= rank.rank && rank.rank <= rank.high));
    }

    #[test]
    fn equal_branches_without_spread_share_the_first_rank() {
        let flat = Group { n: 5, mean: 4.0, sd: 0.0 };
        let found = rank_intervals(&[flat, flat], 0.95, 100, 1).unwrap();
        assert!(found.iter().all(|rank| (rank.rank, rank.low, rank.high) == (1, 1, 1)));
    }

    #[test]
    fn hopeless_branches_say_why() {
        let reason = |branches: &[Group], draws| rank_intervals(branches, 0.95, draws, 1).err();
        assert_eq!(reason(&[group(9, 1.0)], 9), Some(Undefined::TooFewGroups { groups: 1 }));
        assert_eq!(reason(&[group(9, 1.0), group(1, 2.0)], 9), Some(Undefined::TooFewRespondents { n: 1, needed: 2 }));
        assert_eq!(reason(&[group(9, 1.0), group(9, 2.0)], 0), Some(Undefined::OutOfRange));
    }
}
