//! The managers and the staff of the made-up clinic, asked about the same 22 items as its visitors.
//!
//! What is built in, for the report to find: managers know what visitors expect; the standards demand too little reliability; staff
//! deliver responsiveness below the standards; what is promised is a little more than what is delivered.

use crate::people::{ITEM_COUNT, dimension};
use crate::random::Random;

const SEED: u64 = 20_250_102;
/// How many managers answered.
pub const MANAGERS: usize = 14;
/// How many of the staff answered.
pub const STAFF: usize = 46;

/// By dimension, in the order tangibles, reliability, responsiveness, assurance, empathy.
const ESTIMATE: [f64; 5] = [6.1, 6.2, 6.1, 6.1, 6.0];
const STANDARDS: [f64; 5] = [6.0, 4.6, 5.9, 5.9, 5.8];
const PROMISED: [f64; 5] = [6.0, 5.0, 5.6, 6.0, 5.9];
const DELIVERED: [f64; 5] = [5.9, 4.6, 4.8, 5.7, 5.6];

/// Answers to all items, 1 to 7; nothing where none was given.
pub type Answers = [Option<u8>; ITEM_COUNT];

/// A manager of the clinic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manager {
    /// What visitors expect, as the manager guesses.
    pub estimate: Answers,
    /// What the standards demand.
    pub standards: Answers,
    /// What visitors are promised.
    pub promised: Answers,
}

/// Every manager who answered.
#[must_use]
pub fn managers() -> Vec<Manager> {
    let mut random = Random::new(SEED);
    let manager = |_| Manager {
        estimate: answers(&mut random, &ESTIMATE),
        standards: answers(&mut random, &STANDARDS),
        promised: answers(&mut random, &PROMISED),
    };
    (0..MANAGERS).map(manager).collect()
}

/// What each of the staff says is delivered.
#[must_use]
pub fn staff() -> Vec<Answers> {
    let mut random = Random::new(SEED + 1);
    (0..STAFF).map(|_| answers(&mut random, &DELIVERED)).collect()
}

fn answers(random: &mut Random, levels: &[f64; 5]) -> Answers {
    let lean = 0.4 * random.normal();
    std::array::from_fn(|item| {
        let answer = levels[dimension(item)] + lean + 0.7 * random.normal();
        // One answer in a hundred is not given.
        (!random.chance(0.01)).then_some(answer.round().clamp(1.0, 7.0) as u8)
    })
}

#[cfg(test)]
mod tests {
    use super::{Answers, MANAGERS, STAFF, managers, staff};
    use crate::people::dimension;

    fn mean(all: &[Answers], of: usize) -> f64 {
        let items = all.iter().flat_map(|answers| answers.iter().enumerate());
        let given: Vec<f64> =
            items.filter(|(item, _)| dimension(*item) == of).filter_map(|(_, a)| Some(f64::from((*a)?))).collect();
        given.iter().sum::<f64>() / given.len() as f64
    }

    #[test]
    fn the_standards_demand_too_little_reliability_and_staff_are_slow() {
        let managers = managers();
        let estimate: Vec<Answers> = managers.iter().map(|manager| manager.estimate).collect();
        let standards: Vec<Answers> = managers.iter().map(|manager| manager.standards).collect();
        let delivered = staff();
        assert_eq!((managers.len(), delivered.len()), (MANAGERS, STAFF));
        assert!(mean(&standards, 1) < mean(&estimate, 1) - 1.0);
        assert!(mean(&delivered, 2) < mean(&standards, 2) - 0.7);
        assert!((mean(&delivered, 0) - mean(&standards, 0)).abs() < 0.5);
    }
}
