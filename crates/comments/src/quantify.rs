//! How many clauses are truly about a factor, when the reader errs in a known way.
//!
//! Formula: share = (found + specificity − 1) / (sensitivity + specificity − 1), with the interval of Lang and Reiczigel:
//! found' = (n·found + z²/2)/(n + z²), sensitivity' = (n₁·sensitivity + 1)/(n₁ + 2), specificity' likewise,
//! share' + 2z²·(share'·se'(1 − se')/(n₁ + 2) − (1 − share')·sp'(1 − sp')/(n₀ + 2)) ± z·√variance,
//! variance = (found'(1 − found')/(n + z²) + share'²·se'(1 − se')/(n₁ + 2) + (1 − share')²·sp'(1 − sp')/(n₀ + 2)) / (se' + sp' − 1)².
//! Unit: a share of clauses.
//! Needs: how many clauses the reader found, of how many; and what people and the reader said of a checked sample.
//! Undefined: fewer than 100 checked clauses, or a reader that tells hardly better than chance.
//! Source: Rogan and Gladen (1978), American Journal of Epidemiology 107, 71–76; Lang and Reiczigel (2014), Preventive Veterinary
//! Medicine 113, 13–22.
//! Method page: docs/method/comments.md

use crate::score::Counts;

/// Fewer checked clauses say too little of how the reader errs.
pub const CHECKED_MIN: usize = 100;
/// Sensitivity and specificity have to exceed chance by this much.
const BETTER_THAN_CHANCE_MIN: f64 = 0.1;
/// The 97.5th percentile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// A share corrected for the reader's mistakes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corrected {
    /// The share of clauses that are truly about the factor.
    pub share: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Why a share stays as the machine counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncorrected {
    /// Too few clauses were checked by people.
    FewChecked {
        /// How many were.
        checked: usize,
    },
    /// Nobody checked a clause of one of the two kinds.
    OneSided,
    /// The reader tells hardly better than chance.
    NoBetterThanChance,
    /// There is nothing to count.
    Nothing,
}

/// Corrects how many of `n` clauses were found, by what people said (`truth` of the counts) of a checked sample.
///
/// # Errors
///
/// Why it stays uncorrected.
pub fn corrected(found: usize, n: usize, checked: &Counts) -> Result<Corrected, Uncorrected> {
    let count = |n: usize| {
        #[allow(clippy::cast_precision_loss, reason = "counts of clauses")]
        {
            n as f64
        }
    };
    let (with, without) = (checked.both + checked.missed, checked.extra + checked.neither);
    if n == 0 {
        return Err(Uncorrected::Nothing);
    }
    if with + without < CHECKED_MIN {
        return Err(Uncorrected::FewChecked { checked: with + without });
    }
    if with == 0 || without == 0 {
        return Err(Uncorrected::OneSided);
    }
    let (with, without) = (count(with), count(without));
    let (sensitivity, specificity) = (count(checked.both) / with, count(checked.neither) / without);
    if sensitivity + specificity - 1.0 < BETTER_THAN_CHANCE_MIN {
        return Err(Uncorrected::NoBetterThanChance);
    }
    let raw = count(found) / count(n);
    let share = ((raw + specificity - 1.0) / (sensitivity + specificity - 1.0)).clamp(0.0, 1.0);

    let squared = Z * Z;
    let many = count(n) + squared;
    let raw = (count(found) + squared / 2.0) / many;
    let (with, without) = (with + 2.0, without + 2.0);
    let sensitivity = (count(checked.both) + 1.0) / with;
    let specificity = (count(checked.neither) + 1.0) / without;
    let better = sensitivity + specificity - 1.0;
    let middle = (raw + specificity - 1.0) / better;
    let (miss, alarm) = (sensitivity * (1.0 - sensitivity) / with, specificity * (1.0 - specificity) / without);
    let shift = 2.0 * squared * (middle * miss - (1.0 - middle) * alarm);
    let variance =
        (raw * (1.0 - raw) / many + middle * middle * miss + (1.0 - middle).powi(2) * alarm) / (better * better);
    let half = Z * variance.sqrt();
    let low = (middle + shift - half).clamp(0.0, 1.0);
    let high = (middle + shift + half).clamp(0.0, 1.0);
    Ok(Corrected { share, low: low.min(share), high: high.max(share) })
}

#[cfg(test)]
mod tests {
    use super::{Uncorrected, corrected};
    use crate::score::Counts;

    #[test]
    fn a_share_is_corrected_as_rogan_and_gladen_do() {
        // Sensitivity 80 of 100, specificity 90 of 100; 31 of 100 found: (0.31 + 0.9 − 1) / (0.8 + 0.9 − 1) = 0.3.
        let checked = Counts { both: 80, missed: 20, extra: 10, neither: 90 };
        let found = corrected(310, 1000, &checked).unwrap();
        assert!((found.share - 0.3).abs() < 1e-12, "{found:?}");
        assert!(found.low < 0.25 && 0.35 < found.high);
    }

    #[test]
    fn a_reader_without_faults_is_left_as_it_is() {
        let checked = Counts { both: 500, missed: 0, extra: 0, neither: 500 };
        let found = corrected(40, 100, &checked).unwrap();
        assert!((found.share - 0.4).abs() < 1e-12 && found.low < 0.4 && 0.4 < found.high);
    }

    /// The truth is 0.2; readers err at random and samples are drawn. The interval holds it about 95 times in 100.
    #[test]
    fn intervals_hold_the_truth_about_as_often_as_they_say() {
        let mut state = 7_u64;
        let mut draw = |share: f64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            #[allow(clippy::cast_precision_loss, reason = "a fraction of 53 bits")]
            let uniform = (state >> 11) as f64 / (1_u64 << 53) as f64;
            uniform < share
        };
        let (truth, sensitivity, specificity) = (0.2, 0.75, 0.9);
        let mut held = 0;
        for _ in 0..400 {
            let mut checked = Counts::default();
            for _ in 0..200 {
                let is = draw(0.35);
                checked.add(is, draw(if is { sensitivity } else { 1.0 - specificity }));
            }
            let mut found = 0;
            for _ in 0..500 {
                let is = draw(truth);
                found += usize::from(draw(if is { sensitivity } else { 1.0 - specificity }));
            }
            let interval = corrected(found, 500, &checked).unwrap();
            held += usize::from(interval.low <= truth && truth <= interval.high);
        }
        // 400 draws at 0.95 spread by 4.4; three of those on either side.
        assert!((367..=393).contains(&held), "{held} of 400");
    }

    #[test]
    fn too_little_checking_leaves_counts_as_they_are() {
        let few = Counts { both: 20, missed: 2, extra: 3, neither: 40 };
        assert_eq!(corrected(5, 10, &few), Err(Uncorrected::FewChecked { checked: 65 }));
        let blind = Counts { both: 30, missed: 30, extra: 30, neither: 30 };
        assert_eq!(corrected(5, 10, &blind), Err(Uncorrected::NoBetterThanChance));
        let one = Counts { both: 0, missed: 0, extra: 5, neither: 200 };
        assert_eq!(corrected(5, 10, &one), Err(Uncorrected::OneSided));
        assert_eq!(corrected(0, 0, &few), Err(Uncorrected::Nothing));
    }
}
