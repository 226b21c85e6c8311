//! Even-odd consistency: does a respondent answer both halves of every dimension alike?
//!
//! Separate from the consistency of a dimension, which is a property of everyone's answers: this is one person's. It finds random
//! answers, which runs and variability cannot. It refuses to be a sign by itself: an even service leaves nothing to correlate.
//!
//! Formula: even-odd = −max(−1, 2r / (1 + r)), r = corr over dimensions of (mean of even items, mean of odd items)
//! Unit: none; −1 is most consistent, 1 most careless (the sign of the R package careless from 1.2.1 on).
//! Needs: rows and the items of each dimension, in the order of presentation. A dimension counts for a respondent when both
//! halves have an answer. Undefined: fewer than two dimensions; per respondent: fewer than two that count, or a half that is
//! the same in all of them.
//! Source: Johnson (2005), Journal of Research in Personality 39, 103–129; Meade & Craig (2012), Psychological Methods 17,
//! 437–455.
//! Method page: docs/method/careless.md

use sums::Rows;

use crate::Undefined;

use super::{answers, within_person};

/// The even-odd consistency of every respondent.
///
/// # Errors
/// [`Undefined::TooFewItems`] below two dimensions.
///
/// # Panics
/// When a column is outside the rows.
pub fn even_odd<D: AsRef<[usize]>>(rows: &Rows, dimensions: &[D]) -> Result<Vec<Result<f64, Undefined>>, Undefined> {
    if dimensions.len() < 2 {
        return Err(Undefined::TooFewItems { items: dimensions.len(), needed: 2 });
    }
    let of = |respondent| {
        let halves: Vec<(f64, f64)> =
            dimensions.iter().filter_map(|items| halves(rows, items.as_ref(), respondent)).collect();
        within_person(&halves).map(stepped_up)
    };
    Ok((0..rows.n).map(of).collect())
}

/// The means of the even and of the odd items of a dimension; the first item is odd.
fn halves(rows: &Rows, items: &[usize], respondent: usize) -> Option<(f64, f64)> {
    let mean = |first: usize| {
        let half = answers(rows, items, respondent).skip(first).step_by(2).flatten();
        let (n, sum) = half.fold((0.0, 0.0), |(n, sum), answer| (n + 1.0, sum + f64::from(answer)));
        (n > 0.0).then(|| sum / n)
    };
    Some((mean(1)?, mean(0)?))
}

/// Spearman and Brown's correction for halves, limited and turned round.
fn stepped_up(r: f64) -> f64 {
    let corrected = 2.0 * r / (1.0 + r);
    // At r = −1 it is −∞, or no number at all.
    if corrected > -1.0 { -corrected } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, Rows};

    use super::even_odd;
    use crate::Undefined;

    fn one(answers: &[u8]) -> Rows {
        Rows { n: 1, columns: answers.iter().map(|code| vec![*code]).collect(), ..Rows::default() }
    }

    const THREE: [[usize; 2]; 3] = [[0, 1], [2, 3], [4, 5]];

    #[test]
    fn worked_example_of_the_method_page() {
        // Odd items 1, 2, 3, even items 2, 2, 5: r = 3 / √(2 · 6) = 0.866, corrected 1.732/1.866 = 0.928.
        let found = even_odd(&one(&[1, 2, 2, 2, 3, 5]), &THREE).unwrap();
        let r = 3.0 / 12.0_f64.sqrt();
        assert!((found[0].unwrap() + 2.0 * r / (1.0 + r)).abs() < 1e-14);
    }

    #[test]
    fn both_halves_alike_are_minus_one_and_opposed_are_one() {
        assert!((even_odd(&one(&[1, 2, 3, 4, 6, 7]), &THREE).unwrap()[0].unwrap() + 1.0).abs() < 1e-14);
        for opposed in [[1, 7, 2, 6, 3, 5], [1, 5, 2, 5, 3, 4]] {
            assert_eq!(even_odd(&one(&opposed), &THREE).unwrap()[0], Ok(1.0));
        }
    }

    #[test]
    fn a_dimension_with_half_an_answer_does_not_count() {
        let two = even_odd(&one(&[1, 2, 2, 3, 3, MISSING]), &THREE).unwrap()[0];
        assert!((two.unwrap() + 1.0).abs() < 1e-14);
        let few = even_odd(&one(&[1, 2, MISSING, 3, 3, MISSING]), &THREE).unwrap()[0];
        assert_eq!(few, Err(Undefined::TooFewItems { items: 1, needed: 2 }));
    }

    #[test]
    fn whoever_never_varies_has_nothing_to_correlate() {
        assert_eq!(even_odd(&one(&[5; 6]), &THREE).unwrap(), [Err(Undefined::NoVariation)]);
        assert_eq!(even_odd(&one(&[5; 6]), &THREE[..1]), Err(Undefined::TooFewItems { items: 1, needed: 2 }));
    }
}
