//! Which answers are missing, and which of them together.
//!
//! Separate from every estimate, because a table of patterns is counting and can be read by anyone. It keeps "not
//! applicable" apart from "not answered"; a pattern says only which items have an answer.
//!
//! Formula: pattern(respondent) = the set of items answered; share missing = not answered / (answered + not answered)
//! Unit: respondents, answers. Needs: rows. Undefined: no respondents, no items.
//! Source: Little & Rubin (2019), Statistical Analysis with Missing Data, 3rd ed., chapter 1.
//! Method page: docs/method/missing.md

use std::collections::HashMap;

use sums::{MISSING, NOT_APPLICABLE, Rows};

use crate::Undefined;
use crate::linear::at_least;

/// The loss of answers from which filling in is worth its assumptions.
pub const LOSS_FOR_IMPUTATION: f64 = 0.1;

/// Respondents who answered the same items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Per item: whether it was answered.
    pub answered: Vec<bool>,
    /// Their places in the rows, ascending.
    pub respondents: Vec<usize>,
}

/// What became of one item's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemAnswers {
    /// Respondents who answered.
    pub answered: usize,
    /// Respondents who did not.
    pub missing: usize,
    /// Respondents to whom the question did not apply.
    pub not_applicable: usize,
}

/// All patterns of a block of items, most frequent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternTable {
    /// Respondents, whatever they answered.
    pub n: usize,
    /// Respondents who answered every item.
    pub complete: usize,
    /// Respondents who answered none.
    pub silent: usize,
    /// Per item: answered, missing, not applicable.
    pub items: Vec<ItemAnswers>,
    /// `by_missing[m]` respondents left m items unanswered ("not applicable" is not counted).
    pub by_missing: Vec<usize>,
    /// The patterns: most frequent first, then by their first respondent.
    pub patterns: Vec<Pattern>,
}

impl ItemAnswers {
    /// The share not answered among those to whom the question applied; `None` when it applied to nobody.
    #[must_use]
    pub fn share_missing(&self) -> Option<f64> {
        let asked = self.answered + self.missing;
        (asked > 0).then(|| self.missing as f64 / asked as f64)
    }
}

impl PatternTable {
    /// The share of all answers that is missing, among questions that applied; `None` when none did.
    #[must_use]
    pub fn share_missing(&self) -> Option<f64> {
        let all = self.items.iter().fold(ItemAnswers::default(), |sum, item| ItemAnswers {
            answered: sum.answered + item.answered,
            missing: sum.missing + item.missing,
            not_applicable: sum.not_applicable + item.not_applicable,
        });
        all.share_missing()
    }

    /// Whether so much is missing that multiple imputation is worth its assumptions.
    #[must_use]
    pub fn worth_imputing(&self) -> bool {
        self.share_missing().is_some_and(|share| share > LOSS_FOR_IMPUTATION)
    }
}

/// The table of patterns of the named columns. A segment's own table is that of its rows.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] without respondents, [`Undefined::TooFewItems`] without columns.
///
/// # Panics
/// When a column is outside the rows.
pub fn patterns(rows: &Rows, columns: &[usize]) -> Result<PatternTable, Undefined> {
    if columns.is_empty() {
        return Err(Undefined::TooFewItems { items: 0, needed: 1 });
    }
    at_least(rows.n as i64, 1)?;
    let words = columns.len().div_ceil(64);
    let mut keys = vec![0_u64; rows.n * words];
    let mut missing = vec![0_usize; rows.n];
    let mut items = vec![ItemAnswers::default(); columns.len()];
    for (place, &column) in columns.iter().enumerate() {
        for (respondent, &code) in rows.columns[column].iter().enumerate() {
            match code {
                MISSING => {
                    items[place].missing += 1;
                    missing[respondent] += 1;
                }
                NOT_APPLICABLE => items[place].not_applicable += 1,
                _ => {
                    items[place].answered += 1;
                    keys[respondent * words + place / 64] |= 1 << (place % 64);
                }
            }
        }
    }
    let mut by_missing = vec![0; columns.len() + 1];
    missing.iter().for_each(|&count| by_missing[count] += 1);
    let patterns = grouped(&keys, words, columns.len());
    let of = |all: bool| {
        let alike = |pattern: &&Pattern| pattern.answered.iter().all(|answered| *answered == all);
        patterns.iter().find(alike).map_or(0, |pattern| pattern.respondents.len())
    };
    Ok(PatternTable { n: rows.n, complete: of(true), silent: of(false), items, by_missing, patterns })
}

fn grouped(keys: &[u64], words: usize, items: usize) -> Vec<Pattern> {
    let mut places: HashMap<&[u64], usize> = HashMap::new();
    let mut found: Vec<Pattern> = vec![];
    for (respondent, key) in keys.chunks_exact(words).enumerate() {
        let place = *places.entry(key).or_insert_with(|| {
            let answered = (0..items).map(|item| key[item / 64] >> (item % 64) & 1 == 1).collect();
            found.push(Pattern { answered, respondents: vec![] });
            found.len() - 1
        });
        found[place].respondents.push(respondent);
    }
    // Stable: patterns of the same frequency stay in the order of their first respondents.
    found.sort_by_key(|pattern| std::cmp::Reverse(pattern.respondents.len()));
    found
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, NOT_APPLICABLE, Rows};

    use super::{ItemAnswers, patterns};
    use crate::Undefined;

    #[test]
    fn worked_example_of_the_method_page() {
        // Five respondents, two items: two complete, two without the second, one to whom the first does not apply.
        let columns = vec![vec![5, 6, 7, 4, NOT_APPLICABLE], vec![MISSING, 5, MISSING, 4, 3]];
        let table = patterns(&Rows { n: 5, columns, ..Rows::default() }, &[0, 1]).unwrap();
        let found: Vec<_> = table.patterns.iter().map(|p| (p.answered.clone(), p.respondents.clone())).collect();
        let expected = [(vec![true, false], vec![0, 2]), (vec![true, true], vec![1, 3]), (vec![false, true], vec![4])];
        assert_eq!(found, expected);
        assert_eq!(table.items[0], ItemAnswers { answered: 4, missing: 0, not_applicable: 1 });
        assert_eq!((table.complete, table.silent, table.by_missing.clone()), (2, 0, vec![3, 2, 0]));
        assert_eq!((table.items[1].share_missing(), table.share_missing()), (Some(0.4), Some(2.0 / 9.0)));
        assert!(table.worth_imputing());
    }

    #[test]
    fn more_items_than_fit_in_one_word_are_told_apart() {
        let mut columns = vec![vec![1, 1, 1]; 70];
        columns[69] = vec![1, MISSING, 1];
        let places: Vec<usize> = (0..70).collect();
        let table = patterns(&Rows { n: 3, columns, ..Rows::default() }, &places).unwrap();
        assert_eq!(table.patterns.len(), 2);
        assert_eq!(table.patterns[1].respondents, [1]);
    }

    #[test]
    fn nobody_and_nothing_have_no_patterns() {
        assert_eq!(patterns(&Rows::default(), &[]), Err(Undefined::TooFewItems { items: 0, needed: 1 }));
        let nobody = Rows { columns: vec![vec![]], ..Rows::default() };
        assert_eq!(patterns(&nobody, &[0]), Err(Undefined::NobodyAnswered));
        let silent = Rows { n: 2, columns: vec![vec![MISSING; 2]], ..Rows::default() };
        let table = patterns(&silent, &[0]).unwrap();
        assert_eq!((table.silent, table.complete, table.worth_imputing()), (2, 0, true));
    }
}
