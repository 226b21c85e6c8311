//! Do groups differ in rank, whatever the distance between the points of the scale?
//!
//! The check beside Welch's test. It takes one histogram per group, so ties are exact and a million respondents cost no
//! more than a thousand.
//!
//! Formula: H = (12 / (n(n+1)) · Σ Rⱼ²/nⱼ − 3(n+1)) / (1 − Σ(t³ − t) / (n³ − n)) on k − 1 degrees of freedom
//! Unit: none.
//! Needs: a `Histogram` per group with the same scale. Groups without respondents are left out. Undefined for fewer than two
//! groups, or when all respondents have the same value.
//! Source: Kruskal & Wallis (1952), JASA 47, 583–621.
//! Method page: docs/method/comparison.md

use crate::Undefined;
use crate::distribution::chi2_sf;
use std::collections::BTreeMap;
use sums::Histogram;

/// The Kruskal–Wallis test.
#[derive(Debug, Clone, PartialEq)]
pub struct KruskalWallis {
    /// Groups that have respondents.
    pub groups: usize,
    /// Respondents.
    pub n: u64,
    /// The statistic, corrected for ties.
    pub h: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// The p-value of the chi-square approximation.
    pub p: f64,
}

/// Tests whether the groups' values have the same ranks.
///
/// # Errors
/// When fewer than two groups have respondents, or all have the same value.
pub fn kruskal_wallis(groups: &[Histogram]) -> Result<KruskalWallis, Undefined> {
    let groups: Vec<&Histogram> = groups.iter().filter(|group| 0 < group.n()).collect();
    if groups.len() < 2 {
        return Err(Undefined::TooFewGroups { groups: groups.len() });
    }
    let (twice_ranks, ties) = ranks(&groups);
    let n = groups.iter().map(|group| group.n()).sum::<u64>();
    let cube = cubic(u128::from(n));
    if ties == cube {
        return Err(Undefined::NoVariation);
    }
    let count = n as f64;
    // Around the mean rank (n + 1)/2, which keeps the digits that Σ R²/n − 3(n + 1) would lose.
    let spread: f64 = groups
        .iter()
        .zip(&twice_ranks)
        .map(|(group, twice)| {
            let members = u128::from(group.n());
            let excess = *twice as i128 - (members * (u128::from(n) + 1)) as i128;
            excess as f64 / 2.0 * (excess as f64 / 2.0) / members as f64
        })
        .sum();
    let h = 12.0 / (count * (count + 1.0)) * spread / (1.0 - ties as f64 / cube as f64);
    let df = (groups.len() - 1) as f64;
    Ok(KruskalWallis { groups: groups.len(), n, h, df, p: chi2_sf(h, df) })
}

/// Twice the rank sum of each group, and Σ(t³ − t).
fn ranks(groups: &[&Histogram]) -> (Vec<u128>, u128) {
    let mut by_value: BTreeMap<i64, Vec<u64>> = BTreeMap::new();
    for (place, group) in groups.iter().enumerate() {
        for (value, count) in group.values() {
            by_value.entry(value).or_insert_with(|| vec![0; groups.len()])[place] = count;
        }
    }
    let (mut twice_ranks, mut ties, mut before) = (vec![0; groups.len()], 0, 0);
    for counts in by_value.values() {
        let tied: u128 = counts.iter().map(|count| u128::from(*count)).sum();
        // The ranks before + 1 … before + tied have this mean, doubled.
        let twice = 2 * before + tied + 1;
        for (rank, count) in twice_ranks.iter_mut().zip(counts) {
            *rank += twice * u128::from(*count);
        }
        ties += cubic(tied);
        before += tied;
    }
    (twice_ranks, ties)
}

fn cubic(t: u128) -> u128 {
    t * t * t - t
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_example_of_the_method_page() {
        // (1, 2, 2) and (2, 3): ranks 1, 3, 3 and 3, 5: sums 7 and 8. 12/30 · (49/3 + 64/2) − 18 = 4/3; one group of three
        // ties: 1 − 24/120 = 0.8; H = 5/3.
        let result = kruskal_wallis(&[Histogram::of(&[1, 2, 2]), Histogram::of(&[2, 3])]).unwrap();
        assert!((result.h - 5.0 / 3.0).abs() < 1e-14);
        assert_eq!((result.n, result.df), (5, 1.0));
    }

    #[test]
    fn empty_group_is_left_out() {
        let (first, second) = (Histogram::of(&[1, 2, 2]), Histogram::of(&[2, 3]));
        let with_empty = kruskal_wallis(&[first.clone(), Histogram::new(0, 9), second.clone()]);
        assert_eq!(with_empty, kruskal_wallis(&[first, second]));
    }

    #[test]
    fn equal_answers_and_a_single_group_say_why() {
        let same = Histogram::of(&[4, 4]);
        assert_eq!(kruskal_wallis(&[same.clone(), same.clone()]), Err(Undefined::NoVariation));
        assert_eq!(kruskal_wallis(&[same]), Err(Undefined::TooFewGroups { groups: 1 }));
    }
}
