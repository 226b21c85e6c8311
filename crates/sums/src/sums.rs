//! Counts, sums and cross products of one block of variables, over respondents who answered all of them.
//!
//! Separate from the plan that fills it, because every statistic of means, variances and correlations takes just this.
//! It never divides before the end: covariance is `(n Σxy − Σx Σy) / (n (n − 1))` with one rounding.
//!
//! Method page: docs/method/sums.md

use crate::kernel::cross_products;

/// `n`, `Σx` and `Σxy` of `k` variables as exact integers.
///
/// The cross products are the packed lower triangle: entry (i, j), j ≤ i, stands at `i (i + 1) / 2 + j`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    variables: usize,
    n: i64,
    sum: Vec<i64>,
    cross: Vec<i128>,
}

fn packed(i: usize, j: usize) -> usize {
    let (row, column) = if i < j { (j, i) } else { (i, j) };
    row * (row + 1) / 2 + column
}

impl Sums {
    /// Sums of `variables` variables over nobody.
    #[must_use]
    pub fn new(variables: usize) -> Self {
        Self { variables, n: 0, sum: vec![0; variables], cross: vec![0; variables * (variables + 1) / 2] }
    }

    /// Sums of the given complete rows; convenient in tests and examples.
    ///
    /// # Panics
    /// When a row has another length than the first.
    #[must_use]
    pub fn of_rows(rows: &[Vec<i64>]) -> Self {
        let mut sums = Self::new(rows.first().map_or(0, Vec::len));
        for row in rows {
            sums.observe(row);
        }
        sums
    }

    /// Sums of complete columns of answers, by the fastest kernel of this machine.
    ///
    /// # Panics
    /// When the columns have different lengths, or a value is above [`crate::MAX_VALUE`].
    #[must_use]
    pub fn of_columns(columns: &[&[u8]]) -> Self {
        let ones = vec![1; columns.first().map_or(0, |column| column.len())];
        let marked: Vec<&[u8]> = columns.iter().copied().chain([ones.as_slice()]).collect();
        let mut sums = Self::new(columns.len());
        sums.add_triangle(&cross_products(&marked));
        sums
    }

    /// Adds one respondent.
    ///
    /// # Panics
    /// When `row` does not hold one value per variable.
    pub fn observe(&mut self, row: &[i64]) {
        self.add(row, 1);
    }

    /// Takes one respondent back, as if never seen.
    ///
    /// # Panics
    /// When `row` does not hold one value per variable.
    pub fn retract(&mut self, row: &[i64]) {
        self.add(row, -1);
    }

    fn add(&mut self, row: &[i64], times: i64) {
        assert_eq!(row.len(), self.variables, "one value per variable");
        self.n += times;
        let mut cell = 0;
        for (i, &x) in row.iter().enumerate() {
            self.sum[i] += times * x;
            for &y in &row[..=i] {
                self.cross[cell] += i128::from(times * x) * i128::from(y);
                cell += 1;
            }
        }
    }

    /// Adds another group of respondents.
    ///
    /// # Panics
    /// When the two have different numbers of variables.
    pub fn merge(&mut self, other: &Self) {
        self.combine(other, 1);
    }

    /// Takes a group of respondents back, as if never merged.
    ///
    /// # Panics
    /// When the two have different numbers of variables.
    pub fn unmerge(&mut self, other: &Self) {
        self.combine(other, -1);
    }

    fn combine(&mut self, other: &Self, times: i64) {
        assert_eq!(self.variables, other.variables, "the same variables");
        self.n += times * other.n;
        for (mine, theirs) in self.sum.iter_mut().zip(&other.sum) {
            *mine = theirs.checked_mul(times).and_then(|sum| mine.checked_add(sum)).expect("a sum that fits 64 bits");
        }
        for (mine, theirs) in self.cross.iter_mut().zip(&other.cross) {
            *mine += i128::from(times) * theirs;
        }
    }

    /// Adds sums gathered elsewhere: `n` respondents, `sum[i]`, and the packed lower triangle `cross`.
    ///
    /// # Panics
    /// When the lengths are not those of this block.
    pub fn add_block(&mut self, n: i64, sum: &[i64], cross: &[i64]) {
        assert_eq!((sum.len(), cross.len()), (self.sum.len(), self.cross.len()), "the same variables");
        self.n += n;
        for (mine, theirs) in self.sum.iter_mut().zip(sum) {
            *mine += theirs;
        }
        for (mine, theirs) in self.cross.iter_mut().zip(cross) {
            *mine += i128::from(*theirs);
        }
    }

    /// Adds the packed triangle of the variables and, as one variable more, of the mark "answered all": its products
    /// with the others are their sums, its product with itself is `n`.
    pub(crate) fn add_triangle<T: Copy + Into<i128>>(&mut self, triangle: &[T]) {
        let (cross, rest) = triangle.split_at(self.cross.len());
        let short = |value: i128| i64::try_from(value).expect("a sum that fits 64 bits");
        for (mine, theirs) in self.cross.iter_mut().zip(cross) {
            *mine += (*theirs).into();
        }
        for (mine, theirs) in self.sum.iter_mut().zip(rest) {
            *mine = short(i128::from(*mine) + (*theirs).into());
        }
        self.n += short(rest[self.variables].into());
    }

    /// Number of variables.
    #[must_use]
    pub fn variables(&self) -> usize {
        self.variables
    }

    /// Number of respondents who answered every variable of the block.
    #[must_use]
    pub fn n(&self) -> i64 {
        self.n
    }

    /// `Σx` of one variable.
    #[must_use]
    pub fn sum(&self, i: usize) -> i64 {
        self.sum[i]
    }

    /// `Σxy` of two variables.
    #[must_use]
    pub fn cross(&self, i: usize, j: usize) -> i128 {
        self.cross[packed(i, j)]
    }

    /// Mean of one variable; `None` when nobody answered.
    #[must_use]
    pub fn mean(&self, i: usize) -> Option<f64> {
        (self.n > 0).then(|| self.sum[i] as f64 / self.n as f64)
    }

    /// Covariance with divisor n − 1; `None` below two respondents.
    #[must_use]
    pub fn covariance(&self, i: usize, j: usize) -> Option<f64> {
        let n = self.n;
        (n > 1).then(|| self.scatter(i, j) / (n as f64 * (n - 1) as f64))
    }

    /// `n Σxy − Σx Σy`: exact while it fits 128 bits, which it does up to 10^7 respondents of weighted scores.
    fn scatter(&self, i: usize, j: usize) -> f64 {
        let products = i128::from(self.sum[i]) * i128::from(self.sum[j]);
        match i128::from(self.n).checked_mul(self.cross(i, j)) {
            Some(total) => (total - products) as f64,
            None => {
                // Divide first: quotient and remainder keep every digit that a double can hold.
                let n = i128::from(self.n);
                let rest = self.cross(i, j) - products / n;
                rest as f64 * self.n as f64 - (products % n) as f64
            }
        }
    }

    /// Variance with divisor n − 1; `None` below two respondents.
    #[must_use]
    pub fn variance(&self, i: usize) -> Option<f64> {
        self.covariance(i, i)
    }

    /// Pearson correlation; `None` below two respondents or when a variable never varies.
    #[must_use]
    pub fn correlation(&self, i: usize, j: usize) -> Option<f64> {
        if self.n < 2 {
            return None;
        }
        let (xx, yy) = (self.scatter(i, i), self.scatter(j, j));
        (xx > 0.0 && yy > 0.0).then(|| self.scatter(i, j) / (xx.sqrt() * yy.sqrt()))
    }

    /// The same respondents, only the named variables, in the named order.
    #[must_use]
    pub fn select(&self, variables: &[usize]) -> Self {
        let mut chosen = Self::new(variables.len());
        chosen.n = self.n;
        for (row, &i) in variables.iter().enumerate() {
            chosen.sum[row] = self.sum[i];
            for (column, &j) in variables.iter().enumerate().take(row + 1) {
                chosen.cross[packed(row, column)] = self.cross(i, j);
            }
        }
        chosen
    }

    /// The sums of new variables `y = A x`, one row of integer weights per new variable: still exact.
    ///
    /// Gaps are `P − E`, a total score is a row of ones; neither needs the answers again.
    ///
    /// # Panics
    /// When a row of `weights` has not one weight per variable.
    #[must_use]
    pub fn linear(&self, weights: &[Vec<i64>]) -> Self {
        let mut made = Self::new(weights.len());
        made.n = self.n;
        for (row, a) in weights.iter().enumerate() {
            assert_eq!(a.len(), self.variables, "one weight per variable");
            made.sum[row] = a.iter().zip(&self.sum).map(|(w, s)| w * s).sum();
            for (column, b) in weights.iter().enumerate().take(row + 1) {
                let mut total = 0_i128;
                for (i, &wi) in a.iter().enumerate().filter(|(_, w)| **w != 0) {
                    for (j, &wj) in b.iter().enumerate().filter(|(_, w)| **w != 0) {
                        total += i128::from(wi) * i128::from(wj) * self.cross(i, j);
                    }
                }
                made.cross[packed(row, column)] = total;
            }
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::Sums;

    #[test]
    fn covariance_of_three_answers_is_the_one_computed_by_hand() {
        // x = 1, 2, 6 (mean 3), y = 2, 2, 5 (mean 3): Σ(x−3)(y−3) = 2 + 1 + 6 = 9, divided by n − 1 = 2.
        let sums = Sums::of_rows(&[vec![1, 2], vec![2, 2], vec![6, 5]]);
        assert_eq!(sums.covariance(0, 1), Some(4.5));
    }

    #[test]
    fn linear_gives_the_sums_of_the_gaps() {
        let rows = [vec![7, 5], vec![6, 6], vec![5, 7], vec![7, 1]];
        let gaps: Vec<Vec<i64>> = rows.iter().map(|r| vec![r[1] - r[0], r[0] + r[1]]).collect();
        assert_eq!(Sums::of_rows(&rows).linear(&[vec![-1, 1], vec![1, 1]]), Sums::of_rows(&gaps));
    }

    // The worked example of docs/method/sums.md.
    #[test]
    fn the_gap_of_two_complete_respondents_is_worked_out_on_the_method_page() {
        let gap = Sums::of_columns(&[&[7, 6], &[5, 6]]).linear(&[vec![-1, 1]]);
        assert_eq!((gap.n(), gap.sum(0), gap.cross(0, 0)), (2, -2, 4));
        assert_eq!((gap.mean(0), gap.variance(0)), (Some(-1.0), Some(2.0)));
    }

    #[test]
    fn whole_columns_give_the_sums_of_their_rows() {
        // More respondents than one chunk of the kernel holds.
        let rows: Vec<Vec<i64>> = (0..5000).map(|r| vec![r % 7, r % 11, 120]).collect();
        let columns: Vec<Vec<u8>> = (0..3).map(|c| rows.iter().map(|row| row[c] as u8).collect()).collect();
        let columns: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
        assert_eq!(Sums::of_columns(&columns), Sums::of_rows(&rows));
    }

    #[test]
    fn nobody_has_no_mean() {
        assert_eq!(Sums::new(1).mean(0), None);
    }
}
