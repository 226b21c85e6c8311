//! How many respondents gave each pair of answers to two columns, missing answers included.
//!
//! One table of an item's expectation by its perception holds everything about that item: both distributions, the gap
//! over complete pairs, and who answered only one of the two. It never mixes two items.

use crate::evidence::take;
use crate::{Histogram, MISSING, NOT_APPLICABLE};

/// Counts of pairs of codes; values `0..=max`, then not applicable, then missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    row_max: u8,
    column_max: u8,
    counts: Vec<u64>,
}

impl Table {
    /// A table of two columns whose largest values are `row_max` and `column_max`, over nobody.
    #[must_use]
    pub fn new(row_max: u8, column_max: u8) -> Self {
        Self { row_max, column_max, counts: vec![0; (usize::from(row_max) + 3) * (usize::from(column_max) + 3)] }
    }

    /// Cells in one row: the values, not applicable, missing.
    #[must_use]
    pub fn width(&self) -> usize {
        usize::from(self.column_max) + 3
    }

    fn place(code: u8, max: u8) -> usize {
        match code {
            MISSING => usize::from(max) + 2,
            NOT_APPLICABLE => usize::from(max) + 1,
            value => {
                assert!(value <= max, "a code within its column's largest value");
                usize::from(value)
            }
        }
    }

    /// Counts one pair of codes.
    ///
    /// # Panics
    /// When a code is above its largest value.
    pub fn observe(&mut self, row: u8, column: u8) {
        let cell = self.cell(row, column);
        self.counts[cell] += 1;
    }

    /// Takes one pair of codes back.
    ///
    /// # Panics
    /// When a code is above its largest value, or the pair was never counted.
    pub fn retract(&mut self, row: u8, column: u8) {
        let cell = self.cell(row, column);
        take(&mut self.counts[cell], 1);
    }

    fn cell(&self, row: u8, column: u8) -> usize {
        Self::place(row, self.row_max) * self.width() + Self::place(column, self.column_max)
    }

    /// Adds the counts of another group.
    ///
    /// # Panics
    /// When the sizes differ.
    pub fn merge(&mut self, other: &Self) {
        assert_eq!((self.row_max, self.column_max), (other.row_max, other.column_max), "the same sizes");
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
    }

    /// Takes the counts of another group back, as if never merged.
    ///
    /// # Panics
    /// When the sizes differ, or the group was never merged.
    pub fn unmerge(&mut self, other: &Self) {
        assert_eq!((self.row_max, self.column_max), (other.row_max, other.column_max), "the same sizes");
        self.counts.iter_mut().zip(&other.counts).for_each(|(mine, theirs)| take(mine, *theirs));
    }

    /// The counts, row by row.
    #[must_use]
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// The counts, row by row, to be filled in place by a scan.
    pub fn counts_mut(&mut self) -> &mut [u64] {
        &mut self.counts
    }

    /// How many gave this pair of codes.
    #[must_use]
    pub fn count(&self, row: u8, column: u8) -> u64 {
        self.counts[self.cell(row, column)]
    }

    /// The row column's own distribution, whatever the other answer was.
    #[must_use]
    pub fn row_histogram(&self) -> Histogram {
        let mut histogram = Histogram::new(0, i64::from(self.row_max));
        for row in 0..=self.row_max {
            let start = usize::from(row) * self.width();
            histogram.add(i64::from(row), self.counts[start..start + self.width()].iter().sum());
        }
        histogram
    }

    /// The column column's own distribution, whatever the other answer was.
    #[must_use]
    pub fn column_histogram(&self) -> Histogram {
        let mut histogram = Histogram::new(0, i64::from(self.column_max));
        for column in 0..=self.column_max {
            let total = self.counts.iter().skip(usize::from(column)).step_by(self.width()).sum();
            histogram.add(i64::from(column), total);
        }
        histogram
    }

    /// Column minus row, over respondents who answered both: with expectation in the rows and perception in the
    /// columns this is the distribution of the gap.
    #[must_use]
    pub fn difference_histogram(&self) -> Histogram {
        let mut histogram = Histogram::new(-i64::from(self.row_max), i64::from(self.column_max));
        for row in 0..=self.row_max {
            for column in 0..=self.column_max {
                histogram.add(i64::from(column) - i64::from(row), self.count(row, column));
            }
        }
        histogram
    }

    /// How many respondents have the code (a value, [`MISSING`] or [`NOT_APPLICABLE`]) in the row column.
    #[must_use]
    pub fn row_count(&self, code: u8) -> u64 {
        let start = Self::place(code, self.row_max) * self.width();
        self.counts[start..start + self.width()].iter().sum()
    }

    /// How many respondents have the code in the column column.
    #[must_use]
    pub fn column_count(&self, code: u8) -> u64 {
        self.counts.iter().skip(Self::place(code, self.column_max)).step_by(self.width()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::Table;
    use crate::{Histogram, MISSING, NOT_APPLICABLE};

    /// Expectation by perception of five respondents; one did not perceive, one found it not applicable.
    fn five() -> Table {
        let mut table = Table::new(7, 7);
        for (expectation, perception) in [(7, 5), (7, 7), (6, 7), (6, MISSING), (5, NOT_APPLICABLE)] {
            table.observe(expectation, perception);
        }
        table
    }

    #[test]
    fn the_gap_is_counted_over_complete_pairs_only() {
        // 5 − 7, 7 − 7, 7 − 6.
        let gaps: Vec<(i64, u64)> = five().difference_histogram().values().collect();
        assert_eq!(gaps, [(-2, 1), (0, 1), (1, 1)]);
    }

    #[test]
    fn each_side_keeps_whoever_answered_it() {
        assert_eq!((five().row_histogram().n(), five().column_histogram().n()), (5, 3));
        assert_eq!(five().row_histogram().sum(), 7 + 7 + 6 + 6 + 5);
        assert_eq!(five().column_histogram().sum(), 5 + 7 + 7);
    }

    #[test]
    fn missing_and_not_applicable_are_never_mixed() {
        assert_eq!((five().column_count(MISSING), five().column_count(NOT_APPLICABLE)), (1, 1));
        assert_eq!((five().count(6, MISSING), five().count(5, MISSING)), (1, 0));
    }

    #[test]
    fn a_pair_taken_back_was_never_counted() {
        let mut table = five();
        table.observe(1, 1);
        table.retract(1, 1);
        assert_eq!(table, five());
    }

    #[test]
    #[should_panic(expected = "largest value")]
    fn a_code_above_the_scale_is_not_another_cell() {
        five().observe(8, 1);
    }

    #[test]
    fn a_histogram_is_never_stretched_beyond_its_bounds() {
        assert_eq!(Histogram::of(&[3, 1, 3]).values().collect::<Vec<_>>(), [(1, 1), (3, 2)]);
        assert_eq!(Histogram::of(&[3, 1, 3]).sum_of_squares(), 9 + 1 + 9);
        assert!(std::panic::catch_unwind(|| Histogram::new(1, 7).observe(8)).is_err());
        assert!(std::panic::catch_unwind(|| Histogram::new(1, 7).observe(0)).is_err());
    }
}
