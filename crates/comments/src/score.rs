//! How well labels agree: F1 per factor and polarity, with intervals, and kappa.
//!
//! Formula: F1 = 2·tp / (2·tp + fp + fn); micro adds the counts of all factors, macro is the mean of their F1.
//! Kappa = (p_o − p_e) / (1 − p_e), p_e from the margins of both (Cohen 1960).
//! Intervals: percentile bootstrap over clauses, from a given seed.
//! Undefined: F1 where neither side names the factor, kappa where both always say the same.

use serde::{Deserialize, Serialize};
use service::Factor;

use crate::label::{Factors, Polarity};

/// The labels of one clause.
pub type Labels = (Factors, Polarity);

/// Counts of agreement on one yes-or-no question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Both say yes.
    pub both: usize,
    /// Only the first does.
    pub missed: usize,
    /// Only the second does.
    pub extra: usize,
    /// Neither does.
    pub neither: usize,
}

impl Counts {
    /// Adds a clause.
    pub fn add(&mut self, truth: bool, found: bool) {
        match (truth, found) {
            (true, true) => self.both += 1,
            (true, false) => self.missed += 1,
            (false, true) => self.extra += 1,
            (false, false) => self.neither += 1,
        }
    }

    /// F1; none where neither side ever says yes.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        let all = 2 * self.both + self.missed + self.extra;
        (0 < all).then(|| ratio(2 * self.both, all))
    }

    /// Cohen's kappa; none where chance alone agrees always.
    #[must_use]
    pub fn kappa(&self) -> Option<f64> {
        let n = self.both + self.missed + self.extra + self.neither;
        if n == 0 {
            return None;
        }
        let observed = ratio(self.both + self.neither, n);
        let first = ratio(self.both + self.missed, n);
        let second = ratio(self.both + self.extra, n);
        let chance = first * second + (1.0 - first) * (1.0 - second);
        (chance < 1.0).then(|| (observed - chance) / (1.0 - chance))
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "counts of clauses")]
    {
        part as f64 / whole as f64
    }
}

/// The scores of one set of clauses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Counts per factor, in the order of RATER.
    pub factors: [Counts; 5],
    /// Counts per polarity.
    pub polarities: [Counts; 3],
    /// Clauses whose polarity is right.
    pub right: usize,
    /// Clauses.
    pub n: usize,
}

impl Score {
    /// Compares what is true with what was found, clause by clause.
    #[must_use]
    pub fn of<'a>(pairs: impl IntoIterator<Item = &'a (Labels, Labels)>) -> Self {
        let mut score = Self { factors: [Counts::default(); 5], polarities: [Counts::default(); 3], right: 0, n: 0 };
        for ((factors, polarity), (found, found_polarity)) in pairs {
            for factor in Factor::ALL {
                score.factors[factor.place()].add(factors.has(factor), found.has(factor));
            }
            for (counts, of) in score.polarities.iter_mut().zip(Polarity::ALL) {
                counts.add(*polarity == of, *found_polarity == of);
            }
            score.right += usize::from(polarity == found_polarity);
            score.n += 1;
        }
        score
    }

    /// F1 over the counts of all factors.
    #[must_use]
    pub fn micro(&self) -> f64 {
        let mut all = Counts::default();
        for counts in &self.factors {
            all.both += counts.both;
            all.missed += counts.missed;
            all.extra += counts.extra;
        }
        all.f1().unwrap_or(0.0)
    }

    /// Mean F1 of the factors.
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        mean(&self.factors)
    }

    /// Mean F1 of the polarities.
    #[must_use]
    pub fn polarity(&self) -> f64 {
        mean(&self.polarities)
    }

    /// Mean F1 of the factors that the truth names: the same ones for whatever reads the same clauses.
    #[must_use]
    pub fn factors_named(&self) -> f64 {
        mean(&named(&self.factors))
    }

    /// Mean F1 of the polarities that the truth names.
    #[must_use]
    pub fn polarities_named(&self) -> f64 {
        mean(&named(&self.polarities))
    }

    /// Share of clauses whose polarity is right.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        ratio(self.right, self.n.max(1))
    }
}

fn named(counts: &[Counts]) -> Vec<Counts> {
    counts.iter().filter(|counts| 0 < counts.both + counts.missed).copied().collect()
}

fn mean(counts: &[Counts]) -> f64 {
    let known: Vec<f64> = counts.iter().filter_map(Counts::f1).collect();
    known.iter().sum::<f64>() / ratio(known.len().max(1), 1)
}

/// The 95 % interval of a score by drawing the clauses again.
#[must_use]
pub fn interval(pairs: &[(Labels, Labels)], draws: usize, seed: u64, of: impl Fn(&Score) -> f64) -> (f64, f64) {
    let mut state = seed;
    let mut values: Vec<f64> = vec![];
    for _ in 0..draws {
        let drawn: Vec<&(Labels, Labels)> = (0..pairs.len())
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                &pairs[usize::try_from((state >> 33) % pairs.len() as u64).unwrap_or(0)]
            })
            .collect();
        values.push(of(&Score::of(drawn)));
    }
    values.sort_unstable_by(f64::total_cmp);
    let at = |share: usize| values.get(values.len() * share / 1000).copied().unwrap_or(f64::NAN);
    (at(25), at(975))
}

#[cfg(test)]
mod tests {
    use super::{Counts, Score, interval};
    use crate::label::{Factors, Polarity};
    use service::Factor::{Assurance, Reliability};

    #[test]
    fn f1_and_kappa_by_hand() {
        // 2·40 / (2·40 + 10 + 20) = 0.7273; observed 0.70, chance 0.5·0.6 + 0.5·0.4 = 0.5, kappa 0.4.
        let counts = Counts { both: 40, missed: 10, extra: 20, neither: 30 };
        assert!((counts.f1().unwrap() - 80.0 / 110.0).abs() < 1e-12);
        assert!((counts.kappa().unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(Counts::default().f1(), None);
        assert_eq!(Counts { neither: 9, ..Counts::default() }.kappa(), None);
    }

    #[test]
    fn what_the_truth_does_not_name_is_left_out_of_the_mean_of_the_named() {
        let counts = |both, missed, extra| Counts { both, missed, extra, neither: 9 };
        let mut score = Score::of(&[]);
        score.factors[0] = counts(3, 2, 2);
        score.factors[1] = counts(0, 0, 4);
        score.polarities[2] = counts(2, 0, 0);
        // F1 0.6 and 0.0, of which the second is of a factor that nobody named.
        assert!((score.macro_f1() - 0.3).abs() < 1e-12 && (score.factors_named() - 0.6).abs() < 1e-12);
        assert!((score.polarities_named() - 1.0).abs() < 1e-12);
        assert!(Score::of(&[]).factors_named().abs() < 1e-12);
    }

    #[test]
    fn micro_adds_counts_and_macro_takes_the_mean() {
        let set = |factors: &[service::Factor]| factors.iter().copied().collect::<Factors>();
        let (bad, good) = (Polarity::Complaint, Polarity::Compliment);
        let pairs = [
            ((set(&[Reliability]), bad), (set(&[Reliability]), bad)),
            ((set(&[Reliability]), bad), (set(&[Assurance]), good)),
            ((set(&[Assurance]), good), (set(&[Assurance]), good)),
        ];
        let score = Score::of(&pairs);
        // Reliability 1 found, 1 missed: F1 2/3. Assurance 1 found, 1 extra: 2/3. Micro 4/6.
        assert!((score.micro() - 2.0 / 3.0).abs() < 1e-12 && (score.macro_f1() - 2.0 / 3.0).abs() < 1e-12);
        assert!((score.accuracy() - 2.0 / 3.0).abs() < 1e-12);
        let (low, high) = interval(&pairs, 200, 1, Score::accuracy);
        assert!(low <= 2.0 / 3.0 && 2.0 / 3.0 <= high && low < high);
    }
}
