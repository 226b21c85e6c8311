//! Whether one factor has swallowed the rest.
//!
//! Separate from counting. A reader that calls everything by one name looks busy and is useless; it also happens when a channel asks
//! about one thing only. Either way somebody should look. It refuses to speak of few.

use service::Factor;

/// From how many mentions on a share means something.
pub const ENOUGH: u64 = 30;
/// The share of one factor that is more than plausible: in no set of comments that was labelled by hand had one more than half.
pub const SWALLOWED: f64 = 0.6;

/// The factor under which more than [`SWALLOWED`] of all mentions stand, with its share; of counts in the order of the word RATER.
#[must_use]
pub fn swallowing(counts: [u64; 5]) -> Option<(Factor, f64)> {
    let all: u64 = counts.iter().sum();
    let most = Factor::ALL.into_iter().max_by_key(|factor| counts[factor.place()])?;
    #[allow(clippy::cast_precision_loss)] // Comments are counted, far below 2^53.
    let share = counts[most.place()] as f64 / all.max(1) as f64;
    (ENOUGH <= all && SWALLOWED < share).then_some((most, share))
}

#[cfg(test)]
mod tests {
    use super::swallowing;
    use service::Factor;

    #[test]
    fn one_factor_that_has_most_of_all_is_named_and_few_are_not_spoken_of() {
        // 25 of 30 are 83 %.
        let (factor, share) = swallowing([1, 1, 1, 25, 2]).expect("one swallows the rest");
        assert_eq!(factor, Factor::Empathy);
        assert!((share - 25.0 / 30.0).abs() < 1e-12);
        assert_eq!(swallowing([1, 1, 1, 24, 2]), None, "29 are too few");
        // Exactly three fifths is not more.
        assert_eq!(swallowing([18, 12, 0, 0, 0]), None);
        assert_eq!(swallowing([0; 5]), None);
    }
}
