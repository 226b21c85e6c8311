//! What kind of attribute is it: taken for granted, asked for, or a delight?
//!
//! Separate from the penalty–reward contrast, which finds the same from ordinary answers: Kano's questionnaire asks twice, how
//! one would feel with the attribute and how without it. Several tables that turn the pair into a category are in circulation,
//! and results by different ones must not be compared: there is one here, without a choice. It refuses to hide a second
//! category that is as frequent as the first.
//!
//! Formula: better = (A + O) / (A + O + M + I), worse = −(O + M) / (A + O + M + I), category strength = (first − second) / n,
//! total strength = (A + O + M) / n; not separable when first − second < 1.65 √((a + b)(2n − a − b) / (2n))
//! Unit: shares; better 0 to 1, worse −1 to 0.
//! Needs: a `Table` of the functional (rows) and the dysfunctional answer (columns), 1 = like … 5 = dislike.
//! Undefined: nobody answered both; better and worse, when all answers are reverse or questionable.
//! Source: Kano et al. (1984), Hinshitsu 14(2), 39–48; Berger et al. (1993), Center for Quality of Management Journal 2(4),
//! 3–36; Fong (1996), Center for Quality of Management Journal 5, 21–23.
//! Method page: docs/method/kano.md

use sums::Table;

use crate::Undefined;
use crate::uncertainty::proportion::{Share, wilson};

use Category::{Attractive as A, Indifferent as I, MustBe as M, OneDimensional as O, Questionable as Q, Reverse as R};

/// The category of a pair: rows the functional answer, columns the dysfunctional one, both from like (1) to dislike (5).
pub const TABLE: [[Category; 5]; 5] =
    [[Q, A, A, A, O], [R, I, I, I, M], [R, I, I, I, M], [R, I, I, I, M], [R, R, R, R, Q]];

/// Above this share of questionable answers, the wording is at fault, not the customers.
pub const QUESTIONABLE_MAX: f64 = 0.05;

/// What kind of attribute it is, in the order that decides a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Taken for granted: displeases when missing, pleases nobody when there.
    MustBe,
    /// Pleases when there and displeases when missing.
    OneDimensional,
    /// Pleases when there, nobody misses it.
    Attractive,
    /// Leaves people cold.
    Indifferent,
    /// People want the opposite.
    Reverse,
    /// The two answers contradict each other.
    Questionable,
}

impl Category {
    /// All categories, in the order that decides a tie.
    pub const ALL: [Self; 6] = [M, O, A, I, R, Q];
}

/// The category of one respondent's pair of answers; `None` when one is not 1 to 5.
#[must_use]
pub fn category(functional: u8, dysfunctional: u8) -> Option<Category> {
    let place = |answer: u8| usize::from(answer).checked_sub(1).filter(|place| *place < 5);
    Some(TABLE[place(functional)?][place(dysfunctional)?])
}

/// The categories of an attribute over all respondents.
#[derive(Debug, Clone, PartialEq)]
pub struct Kano {
    /// Respondents who answered both questions.
    pub n: u64,
    /// How many of each category, in the order of [`Category::ALL`].
    pub counts: [u64; 6],
    /// The most frequent category; of equally frequent ones the first in the order of [`Category::ALL`].
    pub category: Category,
    /// The second.
    pub second: Category,
    /// Whether both are equally frequent.
    pub tie: bool,
    /// The category by the rule of Blauth et al.: the most frequent of M, O, A if these are together more than I, R, Q, else
    /// the most frequent of those.
    pub blauth: Category,
    /// How many the attribute can please, with Wilson's interval.
    pub better: Result<Share, Undefined>,
    /// How many its absence displeases, with Wilson's interval. The coefficient is minus this share.
    pub displeased_without: Result<Share, Undefined>,
    /// By which share of respondents the first category leads.
    pub category_strength: f64,
    /// Share of respondents to whom the attribute matters at all.
    pub total_strength: f64,
    /// By how many respondents the first must lead the second to be told apart.
    pub fong_threshold: f64,
    /// Whether it does.
    pub separable: bool,
    /// Whether more than [`QUESTIONABLE_MAX`] answers contradict themselves: look at the wording.
    pub wording_doubtful: bool,
}

impl Kano {
    /// Berger's coefficient of worse, −1 to 0.
    ///
    /// # Errors
    /// When all answers are reverse or questionable.
    pub fn worse(&self) -> Result<f64, Undefined> {
        self.displeased_without.as_ref().map(|share| -share.share).map_err(|reason| *reason)
    }

    /// How many respondents are in a category.
    #[must_use]
    pub fn count(&self, category: Category) -> u64 {
        self.counts[category as usize]
    }
}

/// The categories of an attribute from the table of its two answers. Codes outside 1 to 5 count for nobody.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] both, [`Undefined::OutOfRange`] for a table of fewer than five answers.
pub fn kano(answers: &Table, level: f64) -> Result<Kano, Undefined> {
    // Beside its answers from 0 on a table has a cell for not applicable and one for missing.
    let least = 6 + 2;
    if answers.width() < least || answers.counts().len() < least * answers.width() {
        return Err(Undefined::OutOfRange);
    }
    let mut counts = [0; 6];
    for functional in 1..=5 {
        for dysfunctional in 1..=5 {
            counts[TABLE[functional - 1][dysfunctional - 1] as usize] +=
                answers.count(functional as u8, dysfunctional as u8);
        }
    }
    kano_of_counts(counts, level)
}

/// The same from how many respondents are in each category, in the order of [`Category::ALL`].
///
/// # Errors
/// When there are none.
pub fn kano_of_counts(counts: [u64; 6], level: f64) -> Result<Kano, Undefined> {
    let n: u64 = counts.iter().sum();
    if n == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    let of = |category: Category| counts[category as usize];
    let mut order = Category::ALL;
    // A stable sort keeps the order of ties.
    order.sort_by_key(|category| std::cmp::Reverse(of(*category)));
    let (first, second) = (of(order[0]), of(order[1]));
    let matters = of(M) + of(O) + of(A);
    let cares = matters > of(I) + of(R) + of(Q);
    let blauth = order.into_iter().find(|category| matches!(category, M | O | A) == cares).unwrap_or(order[0]);
    let both = (first + second) as f64;
    let twice = 2.0 * n as f64;
    let fong_threshold = 1.65 * (both * (twice - both) / twice).sqrt();
    Ok(Kano {
        n,
        counts,
        category: order[0],
        second: order[1],
        tie: first == second,
        blauth,
        better: wilson(of(A) + of(O), matters + of(I), level),
        displeased_without: wilson(of(O) + of(M), matters + of(I), level),
        category_strength: (first - second) as f64 / n as f64,
        total_strength: matters as f64 / n as f64,
        fong_threshold,
        separable: fong_threshold <= (first - second) as f64,
        wording_doubtful: QUESTIONABLE_MAX < of(Q) as f64 / n as f64,
    })
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, Table};

    use super::{A, Category, I, M, O, Q, R, category, kano, kano_of_counts};
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 90 must-be, 52 one-dimensional, 43 attractive, 21 indifferent, 1 questionable: better 95/206, worse −142/206,
        // category strength 38/207, total 185/207; threshold 1.65 √(142 · 272/414) = 15.937 < 38.
        let found = kano_of_counts([90, 52, 43, 21, 0, 1], 0.95).unwrap();
        assert_eq!((found.n, found.category, found.second, found.tie), (207, M, O, false));
        assert!((found.better.as_ref().unwrap().share - 95.0 / 206.0).abs() < 1e-15);
        assert!((found.worse().unwrap() + 142.0 / 206.0).abs() < 1e-15);
        assert!((found.category_strength - 38.0 / 207.0).abs() < 1e-15);
        assert!((found.total_strength - 185.0 / 207.0).abs() < 1e-15);
        assert!((found.fong_threshold - 15.937_213_765_545_584).abs() < 1e-12);
        assert!(found.separable && !found.wording_doubtful);
    }

    #[test]
    fn pairs_of_answers_have_their_categories() {
        for (functional, dysfunctional, expected) in
            [(1, 1, Q), (1, 5, O), (1, 3, A), (2, 5, M), (3, 3, I), (4, 1, R), (5, 2, R), (5, 5, Q)]
        {
            assert_eq!(category(functional, dysfunctional), Some(expected));
        }
        assert_eq!((category(0, 3), category(3, 6), category(MISSING, 1)), (None, None, None));
    }

    #[test]
    fn a_tie_goes_to_the_category_that_hurts_most_when_missed() {
        let found = kano_of_counts([5, 5, 5, 5, 5, 5], 0.95).unwrap();
        assert_eq!((found.category, found.second, found.tie, found.separable), (M, O, true, false));
        assert_eq!(kano_of_counts([0, 4, 4, 9, 0, 0], 0.95).unwrap().category, I);
        // M + O + A = 8 < 9 = I + R + Q; with one more A it is 9, still not more.
        assert_eq!(kano_of_counts([0, 4, 5, 9, 0, 0], 0.95).unwrap().blauth, I);
        assert_eq!(kano_of_counts([0, 5, 5, 9, 0, 0], 0.95).unwrap().blauth, O);
    }

    #[test]
    fn answers_that_contradict_themselves_accuse_the_wording() {
        assert!(!kano_of_counts([95, 0, 0, 0, 0, 5], 0.95).unwrap().wording_doubtful);
        assert!(kano_of_counts([94, 0, 0, 0, 0, 6], 0.95).unwrap().wording_doubtful);
    }

    #[test]
    fn missing_answers_count_for_nobody_and_reverse_ones_have_no_better() {
        let mut table = Table::new(7, 7);
        for (functional, dysfunctional) in [(2, 5), (MISSING, 5), (1, MISSING), (7, 5), (5, 1)] {
            table.observe(functional, dysfunctional);
        }
        let found = kano(&table, 0.95).unwrap();
        assert_eq!((found.n, found.count(Category::MustBe), found.count(Category::Reverse)), (2, 1, 1));
        assert_eq!(kano(&Table::new(5, 5), 0.95), Err(Undefined::NobodyAnswered));
        assert_eq!(kano(&Table::new(5, 4), 0.95), Err(Undefined::OutOfRange));
        assert_eq!(kano(&Table::new(4, 5), 0.95), Err(Undefined::OutOfRange));
        let reverse = kano_of_counts([0, 0, 0, 0, 3, 1], 0.95).unwrap();
        assert_eq!((reverse.worse(), reverse.category), (Err(Undefined::NobodyAnswered), R));
        assert!(reverse.fong_threshold.is_finite());
    }

    #[test]
    fn one_respondent_and_one_mind_give_numbers() {
        let one = kano_of_counts([0, 0, 1, 0, 0, 0], 0.95).unwrap();
        assert_eq!((one.category, one.category_strength, one.total_strength), (A, 1.0, 1.0));
        assert!(one.fong_threshold.is_finite());
    }
}
