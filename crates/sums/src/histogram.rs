//! How many respondents have each integer value: what shares, medians and rank tests need.
//!
//! Separate from sums, which cannot tell a tie from a spread. Values are stored densely between two bounds.

use crate::evidence::take;

/// Counts of the integer values `low..=high`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    low: i64,
    counts: Vec<u64>,
}

impl Histogram {
    /// A histogram of the values `low..=high` over nobody.
    #[must_use]
    pub fn new(low: i64, high: i64) -> Self {
        let cells = usize::try_from(high - low + 1).unwrap_or(0);
        Self { low, counts: vec![0; cells] }
    }

    /// The histogram of the given values; convenient in tests and examples.
    #[must_use]
    pub fn of(values: &[i64]) -> Self {
        let low = values.iter().copied().min().unwrap_or(0);
        let high = values.iter().copied().max().unwrap_or(-1);
        let mut histogram = Self::new(low, high);
        for &value in values {
            histogram.observe(value);
        }
        histogram
    }

    /// Counts one value.
    ///
    /// # Panics
    /// When `value` is outside the bounds.
    pub fn observe(&mut self, value: i64) {
        self.add(value, 1);
    }

    /// Counts a value several times.
    ///
    /// # Panics
    /// When `value` is outside the bounds.
    pub fn add(&mut self, value: i64, times: u64) {
        let cell = self.cell(value);
        self.counts[cell] += times;
    }

    /// Takes one value back.
    ///
    /// # Panics
    /// When `value` is outside the bounds or was never counted.
    pub fn retract(&mut self, value: i64) {
        let cell = self.cell(value);
        take(&mut self.counts[cell], 1);
    }

    fn cell(&self, value: i64) -> usize {
        let cell = value.checked_sub(self.low).and_then(|above| usize::try_from(above).ok());
        cell.filter(|&cell| cell < self.counts.len()).expect("a value within the histogram's bounds")
    }

    /// Adds the counts of another group.
    ///
    /// # Panics
    /// When the bounds differ.
    pub fn merge(&mut self, other: &Self) {
        assert_eq!((self.low, self.counts.len()), (other.low, other.counts.len()), "the same bounds");
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
    }

    /// Takes the counts of another group back, as if never merged.
    ///
    /// # Panics
    /// When the bounds differ, or the group was never merged.
    pub fn unmerge(&mut self, other: &Self) {
        assert_eq!((self.low, self.counts.len()), (other.low, other.counts.len()), "the same bounds");
        self.counts.iter_mut().zip(&other.counts).for_each(|(mine, theirs)| take(mine, *theirs));
    }

    /// The lowest value it can hold.
    #[must_use]
    pub fn low(&self) -> i64 {
        self.low
    }

    /// The counts, lowest value first.
    #[must_use]
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// The counts, to be filled in place by a scan.
    pub fn counts_mut(&mut self) -> &mut [u64] {
        &mut self.counts
    }

    /// The values that occur, ascending, with their counts.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = (i64, u64)> + '_ {
        (self.low..).zip(self.counts.iter().copied()).collect::<Vec<_>>().into_iter().filter(|(_, count)| *count > 0)
    }

    /// Number of respondents.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// `Σx`, exact.
    #[must_use]
    pub fn sum(&self) -> i128 {
        self.values().map(|(value, count)| i128::from(value) * i128::from(count)).sum()
    }

    /// `Σx²`, exact.
    #[must_use]
    pub fn sum_of_squares(&self) -> i128 {
        self.values().map(|(value, count)| i128::from(value) * i128::from(value) * i128::from(count)).sum()
    }
}
