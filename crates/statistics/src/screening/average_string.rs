//! The average length of the runs of equal answers, in the order in which the items were presented.
//!
//! Separate from the longest run, which one lapse is enough to make: an average of 2 means that most answers repeat the one
//! before. It refuses to guess the order of presentation, as the longest run does.
//!
//! Formula: average string = k / number of runs of equal answers, over k items
//! Unit: items. Needs: rows. Undefined: no columns.
//! A missing answer breaks the run and is a run of one, or counts as an answer of its own, by the rule given.
//! Source: Johnson (2005), Journal of Research in Personality 39, 103–129; rule for missing answers as in the R package
//! careless 1.2.2.
//! Method page: docs/method/careless.md

use sums::Rows;

use crate::Undefined;

use super::answers;
use super::longstring::MissingRule;

/// The average run of every respondent.
///
/// # Errors
/// [`Undefined::TooFewItems`] without columns.
///
/// # Panics
/// When a column is outside the rows.
pub fn average_string(rows: &Rows, columns: &[usize], rule: MissingRule) -> Result<Vec<f64>, Undefined> {
    if columns.is_empty() {
        return Err(Undefined::TooFewItems { items: 0, needed: 1 });
    }
    let average = |respondent| columns.len() as f64 / runs(answers(rows, columns, respondent), rule) as f64;
    Ok((0..rows.n).map(average).collect())
}

fn runs(answers: impl Iterator<Item = Option<u8>>, rule: MissingRule) -> usize {
    let (mut runs, mut previous) = (0, None);
    for answer in answers {
        let goes_on = previous == Some(answer) && (answer.is_some() || rule == MissingRule::IsAnAnswer);
        runs += usize::from(!goes_on);
        previous = Some(answer);
    }
    runs
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, Rows};

    use super::{MissingRule, average_string};
    use crate::Undefined;

    fn check(answers: &[u8], breaks: f64, counts: f64) {
        let columns = answers.iter().map(|code| vec![*code]).collect();
        let rows = Rows { n: 1, columns, ..Rows::default() };
        let places: Vec<usize> = (0..answers.len()).collect();
        assert_eq!(average_string(&rows, &places, MissingRule::Breaks), Ok(vec![breaks]));
        assert_eq!(average_string(&rows, &places, MissingRule::IsAnAnswer), Ok(vec![counts]));
    }

    #[test]
    fn items_are_shared_out_over_runs() {
        // 4, 4 | 5, 5, 5 | 6: six items in three runs.
        check(&[4, 4, 5, 5, 5, 6], 2.0, 2.0);
        check(&[1, 2, 3], 1.0, 1.0);
        check(&[7, 7, 7, 7], 4.0, 4.0);
    }

    #[test]
    fn missing_answers_are_runs_of_one_or_a_run_together() {
        check(&[5, 5, MISSING, MISSING, 5, 5], 1.5, 2.0);
    }

    #[test]
    fn without_items_there_is_no_run() {
        let none = average_string(&Rows::default(), &[], MissingRule::Breaks);
        assert_eq!(none, Err(Undefined::TooFewItems { items: 0, needed: 1 }));
    }
}
