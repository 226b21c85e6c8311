//! How many clauses are truly about a factor, when the reader errs in a known way.
//!
//! Formula: share = (found + specificity − 1) / (sensitivity + specificity − 1), with the interval of Lang and Reiczigel:
//! found' = (n·found + z²/2)/(n + z²), sensitivity' = (n₁·sensitivity + 1)/(n₁ + 2), specificity' likewise,
//! share' + 2z²·(share'·se'(1 − se')/(n₁ + 2) − (1 − share')·sp'(1 − sp')/(n₀ + 2)) ± z·√variance,
//! variance = (found'(1 − found')/(n + z²) + share'²·se'(1 − se')/(n₁ + 2) + (1 − share')²·sp'(1 − sp')/(n₀ + 2)) / (se' + sp' − 1)².
//! Of the clauses that judge the factor so many complain: complaints' / (complaints' + compliments'), each corrected by itself, with the
//! interval of its log-odds by the delta method: variance = v₁/s₁² + v₂/s₂² + 2·found₁·found₂/(n·d₁·d₂·s₁·s₂), d = se + sp − 1.
//! Unit: a share of clauses.
//! Needs: how many clauses the reader found, of how many; and what people and the reader said of a checked sample.
//! Undefined: fewer than 100 checked clauses, a reader that tells hardly better than chance, or, for the share that
//! complains, no more found than it finds by mistake.
//! Source: Rogan and Gladen (1978), American Journal of Epidemiology 107, 71–76; Lang and Reiczigel (2014), Preventive Veterinary
//! Medicine 113, 13–22.
//! Method page: docs/method/comments.md

use service::Factor;

use crate::label::Polarity;
use crate::score::{Counts, Labels};

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
    /// What was found is no more than what the reader finds by mistake.
    NothingLeft,
}

/// What people and the reader say of the checked clauses: whether each complains of a factor, and whether it praises it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Checked {
    /// How many were checked.
    pub n: usize,
    /// Whether they complain, by factor.
    pub complaints: [Counts; 5],
    /// Whether they praise.
    pub compliments: [Counts; 5],
}

impl Checked {
    /// Compares what people say with what the reader found, clause by clause.
    #[must_use]
    pub fn of(pairs: impl IntoIterator<Item = (Labels, Labels)>) -> Self {
        let mut checked = Self::default();
        for ((factors, polarity), (found, found_polarity)) in pairs {
            checked.n += 1;
            for factor in Factor::ALL {
                let says =
                    |judged| (factors.has(factor) && polarity == judged, found.has(factor) && found_polarity == judged);
                let (complaint, compliment) = (says(Polarity::Complaint), says(Polarity::Compliment));
                checked.complaints[factor.place()].add(complaint.0, complaint.1);
                checked.compliments[factor.place()].add(compliment.0, compliment.1);
            }
        }
        checked
    }

    /// Of the clauses that judge a factor, the share that complains, where the reader found so many complaints and compliments of it among
    /// `n` clauses.
    ///
    /// # Errors
    ///
    /// Why it stays uncorrected.
    pub fn complaining(
        &self,
        factor: Factor,
        (complaints, compliments): (usize, usize),
        n: usize,
    ) -> Result<Corrected, Uncorrected> {
        if complaints + compliments == 0 {
            return Err(Uncorrected::Nothing);
        }
        let bad = estimate(complaints, n, &self.complaints[factor.place()])?;
        let good = estimate(compliments, n, &self.compliments[factor.place()])?;
        let (complain, praise) = (bad.share.max(0.0), good.share.max(0.0));
        if complain + praise <= 0.0 {
            return Err(Uncorrected::NothingLeft);
        }
        let share = complain / (complain + praise);
        // Half a clause at least, so that there are odds.
        let least = 0.5 / bad.many;
        let (s1, s2) = (bad.middle.max(least), good.middle.max(least));
        let together = 2.0 * bad.raw * good.raw / (bad.many * bad.better * good.better * s1 * s2);
        let spread = (bad.variance / (s1 * s1) + good.variance / (s2 * s2) + together).sqrt();
        let end = |by: f64| 1.0 / (1.0 + (-((s1 / s2).ln() + by * spread)).exp());
        Ok(Corrected { share, low: end(-Z).min(share), high: end(Z).max(share) })
    }
}

/// A share as it is estimated, and what its interval is made of.
struct Estimate {
    /// As Rogan and Gladen have it; may lie outside of 0 to 1.
    share: f64,
    /// With a little added to all counts, as Lang and Reiczigel do.
    middle: f64,
    shift: f64,
    variance: f64,
    raw: f64,
    many: f64,
    better: f64,
}

fn estimate(found: usize, n: usize, checked: &Counts) -> Result<Estimate, Uncorrected> {
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
    let share = (raw + specificity - 1.0) / (sensitivity + specificity - 1.0);

    let squared = Z * Z;
    let many = count(n) + squared;
    let raw = (count(found) + squared / 2.0) / many;
    let (with, without) = (with + 2.0, without + 2.0);
    let sensitivity = (count(checked.both) + 1.0) / with;
    let specificity = (count(checked.neither) + 1.0) / without;
    let better = sensitivity + specificity - 1.0;
    // What is added to the counts draws both to one half.
    if better <= BETTER_THAN_CHANCE_MIN {
        return Err(Uncorrected::NoBetterThanChance);
    }
    let middle = (raw + specificity - 1.0) / better;
    let (miss, alarm) = (sensitivity * (1.0 - sensitivity) / with, specificity * (1.0 - specificity) / without);
    let shift = 2.0 * squared * (middle * miss - (1.0 - middle) * alarm);
    let variance =
        (raw * (1.0 - raw) / many + middle * middle * miss + (1.0 - middle).powi(2) * alarm) / (better * better);
    Ok(Estimate { share, middle, shift, variance, raw, many, better })
}

/// Corrects how many of `n` clauses were found, by what people said (`truth` of the counts) of a checked sample.
///
/// # Errors
///
/// Why it stays uncorrected.
pub fn corrected(found: usize, n: usize, checked: &Counts) -> Result<Corrected, Uncorrected> {
    let known = estimate(found, n, checked)?;
    let share = known.share.clamp(0.0, 1.0);
    let half = Z * known.variance.sqrt();
    let low = (known.middle + known.shift - half).clamp(0.0, 1.0);
    let high = (known.middle + known.shift + half).clamp(0.0, 1.0);
    Ok(Corrected { share, low: low.min(share), high: high.max(share) })
}

#[cfg(test)]
mod tests {
    use service::Factor;

    use super::{Checked, Uncorrected, corrected};
    use crate::label::{Factors, Polarity};
    use crate::score::{Counts, Labels};

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

    #[test]
    fn no_end_of_an_interval_is_missing() {
        // Few clauses are about the factor: as counted the reader may tell well, and with what is added not.
        for both in 0..=9 {
            for neither in 0..=300 {
                let checked = Counts { both, missed: 9 - both, extra: 300 - neither, neither };
                if let Ok(found) = corrected(3, 10, &checked) {
                    assert!(found.low <= found.share && found.share <= found.high, "{checked:?} {found:?}");
                }
            }
        }
        let one = Counts { both: 1, missed: 0, extra: 149, neither: 51 };
        assert_eq!(corrected(3, 10, &one), Err(Uncorrected::NoBetterThanChance));
    }

    /// So many checked clauses for what people say and what the reader says; each about empathy, or about nothing.
    fn checked(cells: &[(Option<Polarity>, Option<Polarity>, usize)]) -> Checked {
        let labels = |one: Option<Polarity>| -> Labels {
            let factors: Factors = one.map(|_| Factor::Empathy).into_iter().collect();
            (factors, one.unwrap_or(Polarity::Neutral))
        };
        let pairs = cells
            .iter()
            .flat_map(|(truth, found, count)| std::iter::repeat_n((labels(*truth), labels(*found)), *count));
        Checked::of(pairs)
    }

    const BAD: Option<Polarity> = Some(Polarity::Complaint);
    const GOOD: Option<Polarity> = Some(Polarity::Compliment);

    #[test]
    fn the_share_that_complains_is_corrected_for_both_kinds_of_mistake() {
        // Complaints: 40 of 50 found, 15 of 150 others taken for one; compliments: 40 of 50 found, none taken for one.
        let checked = checked(&[
            (BAD, BAD, 40),
            (BAD, None, 10),
            (GOOD, GOOD, 40),
            (GOOD, None, 10),
            (None, BAD, 15),
            (None, None, 85),
        ]);
        assert_eq!(checked.n, 200);
        let found = checked.complaining(Factor::Empathy, (310, 80), 1000).unwrap();
        // Complaints (0.31 + 0.9 − 1) / (0.8 + 0.9 − 1) = 0.3; compliments 0.08 / 0.8 = 0.1: three of four complain, not 310 of 390.
        assert!((found.share - 0.75).abs() < 1e-12, "{found:?}");
        assert!(found.low < 0.72 && 0.78 < found.high && found.high < 0.95, "{found:?}");
        assert_eq!(checked.complaining(Factor::Empathy, (0, 0), 1000), Err(Uncorrected::Nothing));
        assert_eq!(checked.complaining(Factor::Assurance, (3, 4), 1000), Err(Uncorrected::OneSided));
        // Fewer than are found by mistake, and no compliment at all: nothing is left, though the reader tells well.
        assert_eq!(checked.complaining(Factor::Empathy, (50, 0), 1000), Err(Uncorrected::NothingLeft));
        let few = Checked::of([((Factors::NONE, Polarity::Neutral), (Factors::NONE, Polarity::Neutral))]);
        assert_eq!(few.complaining(Factor::Empathy, (3, 4), 10), Err(Uncorrected::FewChecked { checked: 1 }));
    }

    #[test]
    fn where_the_reader_never_errs_the_share_is_as_counted() {
        let checked = checked(&[(BAD, BAD, 400), (GOOD, GOOD, 400), (None, None, 400)]);
        let found = checked.complaining(Factor::Empathy, (60, 20), 200).unwrap();
        assert!((found.share - 0.75).abs() < 1e-12 && found.low < 0.70 && 0.80 < found.high, "{found:?}");
    }

    /// Three in five of what judges the factor complains; the reader confuses all three kinds, and the checked clauses are a fair sample.
    #[test]
    fn intervals_of_the_share_that_complains_hold_the_truth_about_as_often_as_they_say() {
        let mut state = 11_u64;
        let mut draw = |shares: [f64; 2]| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            #[allow(clippy::cast_precision_loss, reason = "a fraction of 53 bits")]
            let uniform = (state >> 11) as f64 / (1_u64 << 53) as f64;
            if uniform < shares[0] {
                BAD
            } else if uniform < shares[0] + shares[1] {
                GOOD
            } else {
                None
            }
        };
        let read = |truth: Option<Polarity>| match truth {
            BAD => [0.7, 0.08],
            Some(_) => [0.05, 0.75],
            None => [0.06, 0.05],
        };
        let mut held = 0;
        for _ in 0..400 {
            let sample: Vec<_> = (0..300)
                .map(|_| {
                    let truth = draw([0.18, 0.12]);
                    (truth, draw(read(truth)), 1)
                })
                .collect();
            let mut found = (0, 0);
            for _ in 0..600 {
                let truth = draw([0.18, 0.12]);
                match draw(read(truth)) {
                    BAD => found.0 += 1,
                    Some(_) => found.1 += 1,
                    None => {}
                }
            }
            let interval = checked(&sample).complaining(Factor::Empathy, found, 600).unwrap();
            held += usize::from(interval.low <= 0.6 && 0.6 <= interval.high);
        }
        // 400 draws at 0.95 spread by 4.4; three of those on either side.
        assert!((367..=393).contains(&held), "{held} of 400");
    }
}
