//! Expectations and perceptions that are the same cell by cell.
//!
//! Separate from runs of equal answers: the answers may vary, but someone who ticked both columns alike throughout left
//! no gap to measure. It refuses to judge a few pairs: at least half of the items must be answered on both sides.
//!
//! Formula: identical = (E_j = P_j for every item j answered on both sides)
//! Unit: yes or no. Needs: rows with both batteries. Undefined, per respondent: fewer than half of the pairs answered.
//! Source: the project's own rule; a block copied onto the other is a kind of straight-line answering.
//! Method page: docs/method/careless.md

use sums::Rows;

use super::{answers, at_least_half};

/// Whether each respondent's two batteries are the same; `None` when too few pairs were answered.
/// `expectation[j]` and `perception[j]` are the columns of the same item.
///
/// # Panics
/// When a column is outside the rows.
#[must_use]
pub fn identical(rows: &Rows, expectation: &[usize], perception: &[usize]) -> Vec<Option<bool>> {
    let items = expectation.len().min(perception.len());
    let judge = |respondent| {
        let sides = answers(rows, expectation, respondent).zip(answers(rows, perception, respondent));
        let pairs: Vec<(u8, u8)> = sides.filter_map(|(e, p)| Some((e?, p?))).collect();
        at_least_half(pairs.len(), items).then(|| pairs.iter().all(|(e, p)| e == p))
    };
    (0..rows.n).map(judge).collect()
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, Rows};

    use super::identical;

    #[test]
    fn one_pair_that_differs_is_enough_to_be_innocent() {
        // Two items, expectation in columns 0 and 1, perception in 2 and 3; three respondents.
        let columns = vec![vec![7, 7, 7], vec![6, 6, MISSING], vec![7, 7, MISSING], vec![6, 5, 4]];
        let rows = Rows { n: 3, columns, ..Rows::default() };
        assert_eq!(identical(&rows, &[0, 1], &[2, 3]), [Some(true), Some(false), None]);
    }

    #[test]
    fn a_missing_answer_does_not_hide_the_copy() {
        let columns = vec![vec![7], vec![MISSING], vec![7], vec![4]];
        assert_eq!(identical(&Rows { n: 1, columns, ..Rows::default() }, &[0, 1], &[2, 3]), [Some(true)]);
    }
}
