//! Which items two waves have in common: only those can be compared.
//!
//! Separate from the change itself, because a changed questionnaire must be said, not averaged over. It refuses to match
//! by name alone: an item counts as asked only when somebody answered it (on both sides, where there are two).
//!
//! Formula: matched = items with answers in the earlier wave and in the later wave
//! Unit: items. Needs: complete pairs (or answers) per item and wave. Undefined: no item in common.
//! Source: common practice in repeated surveys.
//! Method page: docs/method/waves.md

use sums::{Sums, Table};

use crate::Undefined;

/// The places of the items that have answers in both waves; `before[i]` and `after[i]` count them for item `i`.
///
/// # Errors
/// [`Undefined::TooFewItems`] when no item was answered in both.
pub fn matched_items(before: &[u64], after: &[u64]) -> Result<Vec<usize>, Undefined> {
    let asked = |(_, (before, after)): &(usize, (&u64, &u64))| **before > 0 && **after > 0;
    let matched: Vec<usize> = before.iter().zip(after).enumerate().filter(asked).map(|(item, _)| item).collect();
    if matched.is_empty() { Err(Undefined::TooFewItems { items: 0, needed: 1 }) } else { Ok(matched) }
}

/// The sums of expectation (first) and perception (second) of one item, over the respondents who gave both.
#[must_use]
pub fn complete_pairs(item: &Table) -> Sums {
    let codes = |counts: usize| 0..=u8::try_from(counts.saturating_sub(1)).unwrap_or(sums::MAX_VALUE);
    let mut pairs = Sums::new(2);
    for expectation in codes(item.row_histogram().counts().len()) {
        for perception in codes(item.column_histogram().counts().len()) {
            let times = i64::try_from(item.count(expectation, perception)).unwrap_or(i64::MAX);
            let (e, p) = (i64::from(expectation), i64::from(perception));
            pairs.add_block(times, &[times * e, times * p], &[times * e * e, times * e * p, times * p * p]);
        }
    }
    pairs
}

/// The sums of a dimension's total expectation and total perception from a block of its items, over the respondents who
/// answered all of them: divide by the number of items for the score.
///
/// # Panics
/// When a place is outside the block.
#[must_use]
pub fn battery_totals(block: &Sums, expectation: &[usize], perception: &[usize]) -> Sums {
    let row = |places: &[usize]| (0..block.variables()).map(|i| i64::from(places.contains(&i))).collect();
    block.linear(&[row(expectation), row(perception)])
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, NOT_APPLICABLE, Sums, Table};

    use super::{battery_totals, complete_pairs, matched_items};
    use crate::Undefined;

    #[test]
    fn an_item_dropped_from_the_questionnaire_is_not_compared() {
        assert_eq!(matched_items(&[30, 28, 0, 30], &[25, 0, 25, 25]), Ok(vec![0, 3]));
        assert_eq!(matched_items(&[30, 0], &[0, 30]), Err(Undefined::TooFewItems { items: 0, needed: 1 }));
    }

    #[test]
    fn only_respondents_with_both_answers_enter_the_pairs() {
        let mut item = Table::new(7, 7);
        for (expectation, perception) in [(7, 5), (7, 5), (6, 7), (MISSING, 4), (5, NOT_APPLICABLE)] {
            item.observe(expectation, perception);
        }
        assert_eq!(complete_pairs(&item), Sums::of_rows(&[vec![7, 5], vec![7, 5], vec![6, 7]]));
    }

    #[test]
    fn totals_add_up_the_items_of_each_battery() {
        // Two items: expectations 7 and 6, perceptions 5 and 4; then 6 and 6, 7 and 3.
        let block = Sums::of_rows(&[vec![7, 6, 5, 4], vec![6, 6, 7, 3]]);
        assert_eq!(battery_totals(&block, &[0, 1], &[2, 3]), Sums::of_rows(&[vec![13, 9], vec![12, 10]]));
    }
}
