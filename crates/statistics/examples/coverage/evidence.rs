//! The sums of some customers that every number is computed from, as the report gathers them.
//!
//! Separate, because the truth, a sample and a fold of a sample are the same sums of other people.

use statistics::uncertainty::splitmix::SplitMix64;
use sums::Sums;

use super::population::{ALL_ITEMS, DIMENSIONS, HIGHEST, ITEMS, Perceived, Population, Respondent, items, scores};

/// Points that everyone has to give.
pub const POINTS: i64 = 100;

/// Sums of some customers.
#[derive(Clone)]
pub struct Evidence {
    /// Per dimension: its items.
    pub expectations: Vec<Sums>,
    /// Per dimension: its items.
    pub perceptions: Vec<Sums>,
    /// The perceptions of all items.
    pub all_perceptions: Sums,
    /// The gap of every dimension, times `SCALE`.
    pub gaps: Sums,
    /// The gap weighted by the customer's own points, times `SCALE` and [`POINTS`].
    pub weighted: Sums,
    /// The perception of every dimension, times `SCALE`, and the outcome.
    pub drivers: Sums,
    /// Per dimension: how many expectations are the highest answer.
    pub at_ceiling: [i64; DIMENSIONS],
}

impl Evidence {
    /// Of nobody.
    pub fn new() -> Self {
        let battery: Vec<Sums> = ITEMS.iter().map(|count| Sums::new(*count)).collect();
        Self {
            expectations: battery.clone(),
            perceptions: battery,
            all_perceptions: Sums::new(ALL_ITEMS),
            gaps: Sums::new(DIMENSIONS),
            weighted: Sums::new(1),
            drivers: Sums::new(DIMENSIONS + 1),
            at_ceiling: [0; DIMENSIONS],
        }
    }

    /// Of a new sample, customer by customer.
    pub fn drawn(population: &Population, n: usize, generator: &mut SplitMix64) -> Self {
        let mut evidence = Self::new();
        (0..n).for_each(|_| evidence.observe(&population.respondent(generator)));
        evidence
    }

    /// Adds a customer.
    pub fn observe(&mut self, respondent: &Respondent) {
        let perceived = &respondent.perceived;
        for d in 0..DIMENSIONS {
            let expected = &respondent.expectations[items(d)];
            self.expectations[d].observe(expected);
            self.at_ceiling[d] += expected.iter().filter(|answer| **answer == HIGHEST).count() as i64;
            self.perceptions[d].observe(&perceived.perceptions[items(d)]);
        }
        self.all_perceptions.observe(&perceived.perceptions);
        let gaps = gaps(respondent);
        self.gaps.observe(&gaps);
        self.weighted.observe(&[gaps.iter().zip(&respondent.points).map(|(gap, points)| gap * points).sum()]);
        self.drivers.observe(&driving(perceived));
    }

    /// Adds other customers.
    pub fn merge(&mut self, other: &Self) {
        let pairs = self.expectations.iter_mut().zip(&other.expectations);
        pairs.chain(self.perceptions.iter_mut().zip(&other.perceptions)).for_each(|(own, more)| own.merge(more));
        self.all_perceptions.merge(&other.all_perceptions);
        self.gaps.merge(&other.gaps);
        self.weighted.merge(&other.weighted);
        self.drivers.merge(&other.drivers);
        self.at_ceiling.iter_mut().zip(&other.at_ceiling).for_each(|(own, more)| *own += more);
    }
}

/// The gap of every dimension of a customer, times `SCALE`.
pub fn gaps(respondent: &Respondent) -> [i64; DIMENSIONS] {
    let (wanted, found) = (scores(&respondent.expectations), scores(&respondent.perceived.perceptions));
    std::array::from_fn(|d| found[d] - wanted[d])
}

/// The row of the drivers: perceptions, times `SCALE`, then the outcome.
pub fn driving(perceived: &Perceived) -> [i64; DIMENSIONS + 1] {
    let scores = scores(&perceived.perceptions);
    std::array::from_fn(|place| scores.get(place).copied().unwrap_or(perceived.outcome))
}
