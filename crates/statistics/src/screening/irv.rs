//! How much one respondent's answers differ from each other: the intra-individual response variability.
//!
//! Separate from the spread between respondents. Zero means the same answer throughout; it refuses to call a low value
//! careless by itself, since an even service earns even answers.
//!
//! Formula: IRV = √(Σ (x_j − x̄)²/(k − 1)), over the k items the respondent answered
//! Unit: points of the answer scale. Needs: rows. Undefined, per respondent: fewer than two answers.
//! Source: Dunn, Heggestad, Shanock & Theilgard (2018), Journal of Business and Psychology 33, 105–121.
//! Method page: docs/method/careless.md

use sums::Rows;

use crate::Undefined;

use super::answers;

/// The variability of every respondent's answers.
///
/// # Panics
/// When a column is outside the rows.
#[must_use]
pub fn irv(rows: &Rows, columns: &[usize]) -> Vec<Result<f64, Undefined>> {
    (0..rows.n).map(|respondent| spread(answers(rows, columns, respondent).flatten())).collect()
}

fn spread(answers: impl Iterator<Item = u8>) -> Result<f64, Undefined> {
    let (mut k, mut sum, mut squares) = (0_i64, 0_i64, 0_i64);
    for answer in answers.map(i64::from) {
        k += 1;
        sum += answer;
        squares += answer * answer;
    }
    crate::linear::at_least(k, 1)?;
    if k < 2 {
        return Err(Undefined::TooFewItems { items: 1, needed: 2 });
    }
    Ok(((k * squares - sum * sum) as f64 / (k * (k - 1)) as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, Rows};

    use super::irv;
    use crate::Undefined;

    #[test]
    fn spread_is_taken_over_the_answers_given() {
        // 4, 5, 6: variance 1. The same answer twice: none. One answer, or no answer: undefined.
        let columns = vec![vec![4, 5, MISSING, MISSING], vec![5, MISSING, 3, MISSING], vec![6, 5, MISSING, MISSING]];
        let rows = Rows { n: 4, columns, ..Rows::default() };
        let one = Err(Undefined::TooFewItems { items: 1, needed: 2 });
        assert_eq!(irv(&rows, &[0, 1, 2]), [Ok(1.0), Ok(0.0), one, Err(Undefined::NobodyAnswered)]);
    }
}
