//! The longest run of equal answers, in the order in which the items were presented.
//!
//! Separate from the spread of answers: someone can answer 5 fifteen times in a row and still vary. It refuses to guess
//! the order of presentation: the caller names the columns in it.
//!
//! Formula: longstring = max length of a run of equal answers
//! Unit: items. Needs: rows. Undefined: no columns.
//! A missing answer breaks the run by default; the other rule counts "no answer" as an answer of its own.
//! Source: Johnson (2005), Journal of Research in Personality 39, 103–129; rule for missing answers as in the R package
//! careless 1.2.2.
//! Method page: docs/method/careless.md

use sums::Rows;

use crate::Undefined;

use super::answers;

/// What a missing answer does to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingRule {
    /// It ends the run; two missing answers in a row are two runs of one.
    Breaks,
    /// It is an answer of its own: missing answers in a row are a run too.
    IsAnAnswer,
}

/// The longest run of every respondent.
///
/// # Errors
/// [`Undefined::TooFewItems`] without columns.
///
/// # Panics
/// When a column is outside the rows.
pub fn longstring(rows: &Rows, columns: &[usize], rule: MissingRule) -> Result<Vec<usize>, Undefined> {
    if columns.is_empty() {
        return Err(Undefined::TooFewItems { items: 0, needed: 1 });
    }
    Ok((0..rows.n).map(|respondent| longest_run(answers(rows, columns, respondent), rule)).collect())
}

fn longest_run(answers: impl Iterator<Item = Option<u8>>, rule: MissingRule) -> usize {
    let (mut longest, mut run, mut previous) = (0, 0, None);
    for answer in answers {
        let goes_on = previous == Some(answer) && (answer.is_some() || rule == MissingRule::IsAnAnswer);
        run = if goes_on { run + 1 } else { 1 };
        longest = longest.max(run);
        previous = Some(answer);
    }
    longest
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, NOT_APPLICABLE, Rows};

    use super::{MissingRule, longstring};
    use crate::Undefined;

    fn check(answers: &[u8], breaks: usize, counts: usize) {
        let columns = answers.iter().map(|code| vec![*code]).collect();
        let rows = Rows { n: 1, columns, ..Rows::default() };
        let places: Vec<usize> = (0..answers.len()).collect();
        assert_eq!(longstring(&rows, &places, MissingRule::Breaks), Ok(vec![breaks]));
        assert_eq!(longstring(&rows, &places, MissingRule::IsAnAnswer), Ok(vec![counts]));
    }

    #[test]
    fn the_longest_run_is_found_wherever_it_stands() {
        check(&[4, 4, 5, 5, 5, 6], 3, 3);
        check(&[1, 2, 3], 1, 1);
        check(&[7, 7, 7, 7], 4, 4);
    }

    #[test]
    fn a_missing_answer_breaks_a_run_or_is_one() {
        check(&[5, 5, MISSING, 5, 5, 5], 3, 3);
        check(&[MISSING, MISSING, NOT_APPLICABLE, 5], 1, 3);
    }

    #[test]
    fn without_items_there_is_no_run() {
        assert_eq!(
            longstring(&Rows::default(), &[], MissingRule::Breaks),
            Err(Undefined::TooFewItems { items: 0, needed: 1 })
        );
    }
}
