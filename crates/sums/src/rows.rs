//! The answers themselves, one byte each, for the few statistics that truly need rows.
//!
//! Bootstrap intervals for small samples and careless-answer screens take this; everything else takes sums. It is kept
//! only up to a stated number of respondents.

use crate::{Batch, MAX_VALUE};

/// Answer codes by column, and each respondent's cell in every facet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// Number of respondents.
    pub n: usize,
    /// `columns[c][r]` is the code of respondent `r` in column `c`.
    pub columns: Vec<Vec<u8>>,
    /// `cells[f][r]` is the cell of respondent `r` in facet `f`, or `u32::MAX` for none.
    pub cells: Vec<Vec<u32>>,
    /// The respondent's line or row in the file it came from, counted as a person counts (the first data row of a CSV
    /// with a header is 2).
    pub lines: Vec<u64>,
}

impl Rows {
    /// The answer as a number; `None` when missing or not applicable.
    ///
    /// # Panics
    /// When there is no such column or respondent.
    #[must_use]
    pub fn value(&self, column: usize, respondent: usize) -> Option<u8> {
        let code = self.columns[column][respondent];
        (code <= MAX_VALUE).then_some(code)
    }

    /// The cell of a respondent in a facet; `None` for none.
    ///
    /// # Panics
    /// When there is no such facet or respondent.
    #[must_use]
    pub fn cell(&self, facet: usize, respondent: usize) -> Option<u32> {
        let cell = self.cells[facet][respondent];
        (cell != u32::MAX).then_some(cell)
    }

    /// The named respondents, in the named order; a respondent may be named several times, as a bootstrap does.
    ///
    /// # Panics
    /// When there is no such respondent.
    #[must_use]
    pub fn select(&self, respondents: &[usize]) -> Self {
        fn pick<T: Copy>(from: &[T], respondents: &[usize]) -> Vec<T> {
            respondents.iter().map(|&r| from[r]).collect()
        }
        Self {
            n: respondents.len(),
            columns: self.columns.iter().map(|column| pick(column, respondents)).collect(),
            cells: self.cells.iter().map(|facet| pick(facet, respondents)).collect(),
            lines: if self.lines.is_empty() { vec![] } else { pick(&self.lines, respondents) },
        }
    }

    /// The respondents for whom `keep` holds, by their number.
    #[must_use]
    pub fn retain(&self, keep: impl FnMut(&usize) -> bool) -> Self {
        self.select(&(0..self.n).filter(keep).collect::<Vec<_>>())
    }

    /// Puts the answers of a batch behind these; `lines` are its respondents' lines in their file.
    ///
    /// # Panics
    /// When there are respondents already and the batch has other columns or facets.
    pub fn append(&mut self, batch: &Batch, lines: &[u64]) {
        if self.n == 0 {
            self.columns = vec![vec![]; batch.columns.len()];
            self.cells = vec![vec![]; batch.cells.len()];
        }
        assert_eq!(self.columns.len(), batch.columns.len(), "the same columns");
        assert_eq!(self.cells.len(), batch.cells.len(), "the same facets");
        self.n += batch.n();
        self.columns.iter_mut().zip(&batch.columns).for_each(|(mine, theirs)| mine.extend_from_slice(theirs));
        self.cells.iter_mut().zip(&batch.cells).for_each(|(mine, theirs)| mine.extend_from_slice(theirs));
        self.lines.extend_from_slice(lines);
    }

    /// All respondents as one batch, to be added up.
    #[must_use]
    pub fn batch(&self) -> Batch {
        Batch { columns: self.columns.clone(), cells: self.cells.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;
    use crate::{Batch, MISSING, NOT_APPLICABLE};

    fn three() -> Rows {
        let mut rows = Rows::default();
        rows.append(&Batch { columns: vec![vec![5, MISSING]], cells: vec![vec![0, u32::MAX]] }, &[2, 3]);
        rows.append(&Batch { columns: vec![vec![NOT_APPLICABLE]], cells: vec![vec![1]] }, &[9]);
        rows
    }

    #[test]
    fn an_answer_not_given_or_not_applicable_is_no_number() {
        assert_eq!([0, 1, 2].map(|r| three().value(0, r)), [Some(5), None, None]);
    }

    #[test]
    fn a_respondent_may_belong_to_no_cell() {
        assert_eq!([0, 1, 2].map(|r| three().cell(0, r)), [Some(0), None, Some(1)]);
    }

    #[test]
    fn a_resample_may_name_a_respondent_twice_and_keeps_the_lines() {
        let resample = three().select(&[2, 0, 0]);
        assert_eq!((resample.n, resample.lines), (3, vec![9, 2, 2]));
        assert_eq!(resample.columns, [vec![NOT_APPLICABLE, 5, 5]]);
    }

    #[test]
    fn those_kept_are_those_asked_for() {
        let rows = three();
        assert_eq!(rows.retain(|&r| rows.value(0, r).is_some()).lines, [2]);
    }

    #[test]
    fn a_batch_of_rows_holds_the_same_answers() {
        assert_eq!(three().batch().columns, three().columns);
    }
}
