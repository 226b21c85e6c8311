//! The signed-rank test of a gap and the median of its Walsh averages, exact for ties because answers are few integers.
//!
//! Separate from the t test: it looks at the order of the differences, not at their sizes. It takes a histogram, so a
//! million respondents cost no more than a thousand. It offers no exact tables: they do not hold with ties and zeros,
//! which a seven-point scale always has.
//!
//! Formula: z = (W₊ − E) / √V, E = (n(n+1) − z(z+1)) / 4, V = (n(n+1)(2n+1) − z(z+1)(2z+1)) / 24 − Σ(t³ − t) / 48
//! Unit: W in ranks; z and p have none; the rank biserial correlation lies between −1 and 1.
//! Needs: a `Histogram` of differences. Undefined when every difference is zero.
//! Source: Wilcoxon (1945), Biometrics Bulletin 1, 80–83; Pratt (1959), JASA 54, 655–667; Cureton (1967), JASA 62,
//! 1068–1069; rank biserial: Kerby (2014), Comprehensive Psychology 3, 1; Hodges & Lehmann (1963), Ann. Math. Stat. 34, 598–611.
//! Method page: docs/method/wilcoxon.md

use crate::Undefined;
use crate::distribution::normal_ln_two_sided_p;
use std::collections::BTreeMap;
use sums::Histogram;

/// What becomes of respondents whose difference is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zeros {
    /// They are left out before ranking (Wilcoxon).
    Drop,
    /// They are ranked, then left out (Pratt): the exactly satisfied still push the others' ranks up.
    Pratt,
    /// They are ranked, and half of their ranks goes to each side.
    Split,
}

/// The signed-rank test.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedRank {
    /// What became of the zeros.
    pub zeros: Zeros,
    /// Whether half a rank was taken off for continuity.
    pub continuity: bool,
    /// Respondents who have a difference, zeros included.
    pub n: u64,
    /// Those whose difference is zero.
    pub n_zero: u64,
    /// Sum of the ranks of positive differences.
    pub w_plus: f64,
    /// Sum of the ranks of negative differences.
    pub w_minus: f64,
    /// The normal statistic; negative where perception falls short.
    pub z: f64,
    /// The two-sided p-value; zero only where it is smaller than any number that can be stored.
    pub p: f64,
    /// Its natural logarithm.
    pub ln_p: f64,
    /// (W₊ − W₋) / (W₊ + W₋) with these ranks.
    pub rank_biserial: f64,
}

/// Twice the rank sums and the tie correction, all exact.
struct Ranks {
    twice_plus: u128,
    twice_minus: u128,
    twice_zero: u128,
    /// Σ(t³ − t) over groups of equal size of difference, zeros not among them.
    ties: u128,
}

/// The signed-rank test of the differences in a histogram.
///
/// # Errors
/// When nobody has a difference, or every difference is zero.
pub fn signed_rank(differences: &Histogram, zeros: Zeros, continuity: bool) -> Result<SignedRank, Undefined> {
    let n = differences.n();
    if n == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    let sizes = by_size(differences);
    let n_zero = sizes.get(&0).map_or(0, |(zero, _)| *zero);
    if n_zero == n {
        return Err(Undefined::AllTies);
    }
    let ranks = rank(&sizes, zeros);
    let ranked = if zeros == Zeros::Drop { n - n_zero } else { n };
    let left_out = if zeros == Zeros::Pratt { n_zero } else { 0 };
    let zero_ties = if zeros == Zeros::Split { cubic(n_zero) } else { 0 };
    let half_of_zeros = if zeros == Zeros::Split { ranks.twice_zero as f64 / 4.0 } else { 0.0 };
    let w_plus = ranks.twice_plus as f64 / 2.0 + half_of_zeros;
    let w_minus = ranks.twice_minus as f64 / 2.0 + half_of_zeros;

    let expected = (square(ranked) - square(left_out)) as f64 / 4.0;
    // 48 V, an integer, so that nothing is lost before the root.
    let variance_48 = 2 * (pyramid(ranked) - pyramid(left_out)) - ranks.ties - zero_ties;
    let distance = w_plus - expected;
    let correction = if continuity && distance != 0.0 { 0.5_f64.copysign(distance) } else { 0.0 };
    let z = (distance - correction) / (variance_48 as f64 / 48.0).sqrt();
    let ln_p = normal_ln_two_sided_p(z);
    let rank_biserial = (w_plus - w_minus) / (w_plus + w_minus);
    Ok(SignedRank { zeros, continuity, n, n_zero, w_plus, w_minus, z, p: ln_p.exp(), ln_p, rank_biserial })
}

/// The Hodges–Lehmann estimate: the median of the means of all pairs of differences, each also with itself.
///
/// # Errors
/// When nobody has a difference; without zeros, also when every difference is zero.
pub fn hodges_lehmann(differences: &Histogram, scale: i64, with_zeros: bool) -> Result<f64, Undefined> {
    let values: Vec<(i64, u64)> = differences.values().filter(|(value, _)| with_zeros || *value != 0).collect();
    let (Some(&(low, _)), Some(&(high, _))) = (values.first(), values.last()) else {
        return Err(if differences.n() == 0 { Undefined::NobodyAnswered } else { Undefined::AllTies });
    };
    let mut pairs = vec![0_u128; usize::try_from(2 * (high - low)).unwrap_or(0) + 1];
    for (i, &(x, times_x)) in values.iter().enumerate() {
        let times_x = u128::from(times_x);
        pairs[(2 * (x - low)) as usize] += times_x * (times_x + 1) / 2;
        for &(y, times_y) in &values[i + 1..] {
            pairs[(x + y - 2 * low) as usize] += times_x * u128::from(times_y);
        }
    }
    let total: u128 = pairs.iter().sum();
    // Twice the Walsh average at a place in the order, counted from one.
    let at = |place: u128| {
        let mut seen = 0;
        let cell = pairs.iter().position(|count| {
            seen += count;
            place <= seen
        });
        cell.unwrap_or(0) as i64 + 2 * low
    };
    Ok((at(total.div_ceil(2)) + at(total / 2 + 1)) as f64 / (4 * scale) as f64)
}

/// Positive and negative counts by size of the difference; zeros count as positive under 0.
fn by_size(differences: &Histogram) -> BTreeMap<i64, (u64, u64)> {
    let mut sizes: BTreeMap<i64, (u64, u64)> = BTreeMap::new();
    for (value, count) in differences.values() {
        let (positive, negative) = sizes.entry(value.abs()).or_default();
        *(if value < 0 { negative } else { positive }) += count;
    }
    sizes
}

fn rank(sizes: &BTreeMap<i64, (u64, u64)>, zeros: Zeros) -> Ranks {
    let mut ranks = Ranks { twice_plus: 0, twice_minus: 0, twice_zero: 0, ties: 0 };
    let mut before = 0_u128;
    for (&size, &(positive, negative)) in sizes {
        if size == 0 && zeros == Zeros::Drop {
            continue;
        }
        let (positive, negative) = (u128::from(positive), u128::from(negative));
        let group = positive + negative;
        // The ranks before + 1 … before + group have this mean, doubled.
        let twice = 2 * before + group + 1;
        if size == 0 {
            ranks.twice_zero += twice * group;
        } else {
            ranks.twice_plus += twice * positive;
            ranks.twice_minus += twice * negative;
            ranks.ties += group * group * group - group;
        }
        before += group;
    }
    ranks
}

fn cubic(t: u64) -> u128 {
    let t = u128::from(t);
    t * t * t - t
}

fn square(n: u64) -> u128 {
    let n = u128::from(n);
    n * (n + 1)
}

fn pyramid(n: u64) -> u128 {
    square(n) * (2 * u128::from(n) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_example_of_the_method_page() {
        // Differences −2, −1, −1, 0, 1. Dropped zero: sizes 1, 1, 1, 2 have ranks 2, 2, 2, 4; W₊ = 2, W₋ = 8.
        // E = 5, V = 4·5·9/24 − (27 − 3)/48 = 7.5 − 0.5 = 7, z = −3/√7.
        let differences = Histogram::of(&[-2, -1, -1, 0, 1]);
        let drop = signed_rank(&differences, Zeros::Drop, false).unwrap();
        assert_eq!((drop.w_plus, drop.w_minus, drop.n_zero), (2.0, 8.0, 1));
        assert!((drop.z + 3.0 / 7.0_f64.sqrt()).abs() < 1e-15);
        assert_eq!(drop.rank_biserial, -0.6);
        // Pratt: the zero takes rank 1, the others 3, 3, 3, 5; W₊ = 3, W₋ = 11.
        // E = (30 − 2)/4 = 7, V = (330 − 6)/24 − 24/48 = 13.5 − 0.5 = 13, z = −4/√13.
        let pratt = signed_rank(&differences, Zeros::Pratt, false).unwrap();
        assert_eq!((pratt.w_plus, pratt.w_minus), (3.0, 11.0));
        assert!((pratt.z + 4.0 / 13.0_f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn continuity_takes_half_a_rank_off_the_distance() {
        let corrected = signed_rank(&Histogram::of(&[-2, -1, -1, 0, 1]), Zeros::Drop, true).unwrap();
        assert!((corrected.z + 2.5 / 7.0_f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn half_of_the_zeros_goes_to_each_side() {
        // Two zeros with ranks 1.5 each: 1.5 to either side; 1 has rank 3.
        let split = signed_rank(&Histogram::of(&[0, 0, 1]), Zeros::Split, false).unwrap();
        assert_eq!((split.w_plus, split.w_minus), (4.5, 1.5));
    }

    #[test]
    fn walsh_averages_of_three_differences() {
        // −2, 0, 1: averages −2, −1, −0.5, 0, 0.5, 1: median (−0.5 + 0) / 2. Without the zero: −2, −0.5, 1.
        let differences = Histogram::of(&[-2, 0, 1]);
        assert_eq!(hodges_lehmann(&differences, 1, true), Ok(-0.25));
        assert_eq!(hodges_lehmann(&differences, 1, false), Ok(-0.5));
        assert_eq!(hodges_lehmann(&Histogram::of(&[-120, 0, 60]), 60, true), Ok(-0.25));
    }

    #[test]
    fn gaps_that_are_all_zero_are_all_ties() {
        let zeros = Histogram::of(&[0, 0, 0]);
        for method in [Zeros::Drop, Zeros::Pratt, Zeros::Split] {
            assert_eq!(signed_rank(&zeros, method, true), Err(Undefined::AllTies));
        }
        assert_eq!(hodges_lehmann(&zeros, 1, false), Err(Undefined::AllTies));
        assert_eq!(hodges_lehmann(&zeros, 1, true), Ok(0.0));
        assert_eq!(signed_rank(&Histogram::new(-6, 6), Zeros::Pratt, true), Err(Undefined::NobodyAnswered));
    }

    #[test]
    fn ten_million_respondents_do_not_overflow() {
        let mut differences = Histogram::new(-1, 1);
        differences.add(-1, 5_100_000);
        differences.add(1, 4_900_000);
        let test = signed_rank(&differences, Zeros::Pratt, false).unwrap();
        // All sizes equal: the sign test, z = (4.9 − 5.1)·10⁶ / √10⁷.
        assert!((test.z + 2e5 / 1e7_f64.sqrt()).abs() < 1e-9);
        assert!(test.p == 0.0 && test.ln_p < -1990.0);
    }
}
