//! Psychometric synonyms: does a respondent answer alike what nearly everybody answers alike?
//!
//! Separate from the combination of all answers: it looks only at pairs of items that go together strongly. It refuses to
//! choose the pairs by their words: the answers of the complete respondents choose them.
//!
//! Formula: synonyms = corr over pairs (i, j) with r_ij > 0.6 of (answer to i, answer to j), i the later item
//! Unit: none; 1 is most consistent, about 0 and below is random.
//! Needs: rows. The pairs come from respondents who answered every item; a respondent's own value from the pairs answered.
//! Undefined: fewer than two such pairs, an item that never varies; per respondent: fewer than two pairs answered, or the
//! same answer to one side of all of them.
//! Source: Meade & Craig (2012), Psychological Methods 17, 437–455; Johnson (2005), Journal of Research in Personality 39,
//! 103–129.
//! Method page: docs/method/careless.md

use sums::{Rows, Sums};

use crate::Undefined;
use crate::linear::correlation_matrix;

use super::{answers, within_person};

/// Items that correlate more strongly than this are synonyms.
pub const SYNONYM_R: f64 = 0.6;

/// How consistently respondents answer synonyms.
#[derive(Debug, Clone, PartialEq)]
pub struct Synonyms {
    /// The pairs, as places among the columns: the later item first.
    pub pairs: Vec<(usize, usize)>,
    /// Respondents who answered every item and chose the pairs.
    pub n: i64,
    /// One value per respondent.
    pub consistency: Vec<Result<f64, Undefined>>,
}

/// The consistency of every respondent over pairs of the named columns that correlate above `r`.
///
/// # Errors
/// As [`correlation_matrix`]; [`Undefined::TooFewItems`] when fewer than two pairs correlate so strongly.
///
/// # Panics
/// When a column is outside the rows.
pub fn synonyms(rows: &Rows, columns: &[usize], r: f64) -> Result<Synonyms, Undefined> {
    let mut sums = Sums::new(columns.len());
    for respondent in 0..rows.n {
        let row: Option<Vec<i64>> = answers(rows, columns, respondent).map(|answer| answer.map(i64::from)).collect();
        row.iter().for_each(|row| sums.observe(row));
    }
    let correlations = correlation_matrix(&sums)?;
    let all = (0..columns.len()).flat_map(|earlier| (earlier + 1..columns.len()).map(move |later| (later, earlier)));
    let pairs: Vec<(usize, usize)> = all.filter(|pair| correlations[*pair] > r).collect();
    if pairs.len() < 2 {
        return Err(Undefined::TooFewItems { items: 2 * pairs.len(), needed: 4 });
    }
    let of = |respondent| {
        let given: Vec<Option<u8>> = answers(rows, columns, respondent).collect();
        let sides =
            pairs.iter().filter_map(|&(later, earlier)| Some((f64::from(given[later]?), f64::from(given[earlier]?))));
        within_person(&sides.collect::<Vec<_>>())
    };
    Ok(Synonyms { n: sums.n(), consistency: (0..rows.n).map(of).collect(), pairs })
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, Rows};

    use super::{SYNONYM_R, synonyms};
    use crate::Undefined;

    /// Items 0 and 1 go together, and 2 and 3; the last respondent but one answers them crosswise.
    fn rows() -> Rows {
        let columns = vec![
            vec![1, 2, 3, 4, 5, 6, 7, 2, 3],
            vec![1, 2, 3, 4, 5, 6, 7, 5, 4],
            vec![4, 1, 6, 2, 7, 1, 5, 5, 6],
            vec![4, 1, 6, 2, 7, 1, 5, 2, MISSING],
        ];
        Rows { n: 9, columns, ..Rows::default() }
    }

    #[test]
    fn pairs_are_found_and_the_inconsistent_respondent_stands_out() {
        let found = synonyms(&rows(), &[0, 1, 2, 3], SYNONYM_R).unwrap();
        assert_eq!((found.pairs.clone(), found.n), (vec![(1, 0), (3, 2)], 8));
        // Two pairs make a line: up for (2, 2) and (1, 1), down for (5, 2) and (2, 5).
        assert!((found.consistency[1].unwrap() - 1.0).abs() < 1e-14);
        assert!((found.consistency[7].unwrap() + 1.0).abs() < 1e-14);
        assert_eq!(found.consistency[8], Err(Undefined::TooFewItems { items: 1, needed: 2 }));
    }

    #[test]
    fn without_strong_pairs_or_spread_there_are_no_synonyms() {
        let weak = Rows { n: 4, columns: vec![vec![1, 1, 2, 2], vec![1, 2, 1, 2]], ..Rows::default() };
        assert_eq!(synonyms(&weak, &[0, 1], SYNONYM_R), Err(Undefined::TooFewItems { items: 0, needed: 4 }));
        let flat = Rows { n: 3, columns: vec![vec![7; 3], vec![1, 2, 3]], ..Rows::default() };
        assert_eq!(synonyms(&flat, &[0, 1], SYNONYM_R), Err(Undefined::NoVariation));
        assert_eq!(synonyms(&Rows::default(), &[], SYNONYM_R), Err(Undefined::NobodyAnswered));
    }
}
