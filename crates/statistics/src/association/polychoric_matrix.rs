//! The polychoric correlations of all items of a block, as a matrix that a factor analysis can take.
//!
//! Separate from the single pair, because pairs fitted one by one need not fit together: the matrix may have directions of
//! negative variance. Then it is smoothed, and says so; it refuses to do that silently.
//!
//! Formula: R = ((ρ_ij)); if an eigenvalue is below 10⁻⁴: R = V max(L, 10⁻⁴) V′, divided by the roots of its diagonal
//! Unit: none. Needs: rows (complete respondents) or one `Table` per pair. Undefined: fewer than two items, an item that
//! never varies, below two respondents.
//! Source: Olsson (1979), Psychometrika 44, 443–460; smoothing: Wothke (1993), in Bollen & Long, Testing Structural
//! Equation Models, 256–293.
//! Method page: docs/method/polychoric.md

use nalgebra::{DMatrix, DVector};
use sums::{Rows, Table};

use crate::Undefined;
use crate::exploration::{Spectrum, spectrum};
use crate::linear::at_least;

use super::polychoric::{Counts, Polychoric, fit, polychoric};

/// The smallest eigenvalue that a matrix keeps.
pub const EIGENVALUE_MIN: f64 = 1e-4;

/// A matrix of polychoric correlations.
#[derive(Debug, Clone, PartialEq)]
pub struct PolychoricMatrix {
    /// The fewest respondents behind a pair; over complete respondents, those of every pair.
    pub n: u64,
    /// The correlations, positive definite.
    pub correlations: DMatrix<f64>,
    /// The pairs themselves, (1, 0), (2, 0), (2, 1), (3, 0), …: the first item in the rows.
    pub pairs: Vec<Polychoric>,
    /// Thresholds of every item, as in its first pair.
    pub thresholds: Vec<Vec<f64>>,
    /// Whether the matrix had to be smoothed.
    pub smoothed: bool,
    /// The largest change of a correlation by smoothing.
    pub largest_change: f64,
    /// Pairs whose correlation stands at its bound.
    pub at_bound: usize,
}

/// The matrix of the named columns, over respondents who answered all of them.
///
/// # Errors
/// [`Undefined::TooFewItems`] below two, [`Undefined::NobodyAnswered`], [`Undefined::TooFewRespondents`],
/// [`Undefined::NoVariation`].
///
/// # Panics
/// When a column is outside the rows.
pub fn polychoric_matrix(rows: &Rows, columns: &[usize]) -> Result<PolychoricMatrix, Undefined> {
    let answers = Categories::new(rows, columns)?;
    let pairs = pairs_of(columns.len()).map(|(i, j)| fit(&answers.counts(i, j))).collect::<Result<Vec<_>, _>>()?;
    Ok(assemble(columns.len(), pairs))
}

/// The matrix of `k` items from their tables, (1, 0), (2, 0), (2, 1), (3, 0), …: the first item in the rows. Every pair rests
/// on those who answered both.
///
/// # Errors
/// As [`polychoric_matrix`].
///
/// # Panics
/// When there is not one table per pair.
pub fn polychoric_matrix_of_tables(k: usize, tables: &[Table]) -> Result<PolychoricMatrix, Undefined> {
    if k < 2 {
        return Err(Undefined::TooFewItems { items: k, needed: 2 });
    }
    assert_eq!(tables.len(), k * (k - 1) / 2, "one table per pair");
    Ok(assemble(k, tables.iter().map(polychoric).collect::<Result<Vec<_>, _>>()?))
}

/// All pairs of `k` items, the later one first.
pub(super) fn pairs_of(k: usize) -> impl Iterator<Item = (usize, usize)> {
    (1..k).flat_map(|i| (0..i).map(move |j| (i, j)))
}

/// The answers of complete respondents, as places among the categories chosen.
pub(super) struct Categories {
    pub(super) n: usize,
    /// `[item][respondent]`
    pub(super) places: Vec<Vec<usize>>,
    /// `[item][category]`: how many chose it.
    pub(super) chosen: Vec<Vec<u64>>,
}

impl Categories {
    pub(super) fn new(rows: &Rows, columns: &[usize]) -> Result<Self, Undefined> {
        if columns.len() < 2 {
            return Err(Undefined::TooFewItems { items: columns.len(), needed: 2 });
        }
        let complete: Vec<usize> =
            (0..rows.n).filter(|&r| columns.iter().all(|&column| rows.value(column, r).is_some())).collect();
        at_least(complete.len() as i64, 2)?;
        let (mut places, mut chosen) = (vec![], vec![]);
        for &column in columns {
            let mut counts = [0_u64; 256];
            complete.iter().for_each(|&r| counts[usize::from(rows.columns[column][r])] += 1);
            let mut place_of = [0; 256];
            let mut next = 0;
            for (code, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                debug_assert!(*count > 0);
                place_of[code] = next;
                next += 1;
            }
            if next < 2 {
                return Err(Undefined::NoVariation);
            }
            places.push(complete.iter().map(|&r| place_of[usize::from(rows.columns[column][r])]).collect());
            chosen.push(counts.iter().copied().filter(|count| *count > 0).collect());
        }
        Ok(Self { n: complete.len(), places, chosen })
    }

    pub(super) fn counts(&self, i: usize, j: usize) -> Counts {
        let width = self.chosen[j].len();
        let mut cells = vec![0; self.chosen[i].len() * width];
        self.places[i].iter().zip(&self.places[j]).for_each(|(row, column)| cells[row * width + column] += 1);
        Counts::new(width, &cells)
    }
}

fn assemble(k: usize, pairs: Vec<Polychoric>) -> PolychoricMatrix {
    let mut raw = DMatrix::identity(k, k);
    let mut thresholds = vec![vec![]; k];
    for ((i, j), pair) in pairs_of(k).zip(&pairs) {
        raw[(i, j)] = pair.rho;
        raw[(j, i)] = pair.rho;
        if thresholds[j].is_empty() {
            thresholds[j].clone_from(&pair.column_thresholds);
        }
        if thresholds[i].is_empty() {
            thresholds[i].clone_from(&pair.row_thresholds);
        }
    }
    let smooth = smoothed(&raw);
    let largest_change = smooth.as_ref().map_or(0.0, |smooth| (smooth - &raw).amax());
    PolychoricMatrix {
        n: pairs.iter().map(|pair| pair.n).min().unwrap_or(0),
        at_bound: pairs.iter().filter(|pair| pair.at_bound).count(),
        smoothed: smooth.is_some(),
        correlations: smooth.unwrap_or(raw),
        pairs,
        thresholds,
        largest_change,
    }
}

/// The nearest matrix of this form that is positive definite, if the matrix itself is not.
#[must_use]
pub fn smoothed(correlations: &DMatrix<f64>) -> Option<DMatrix<f64>> {
    let Spectrum { values, vectors } = spectrum(correlations.clone())?;
    if values.iter().all(|value| *value >= EIGENVALUE_MIN) {
        return None;
    }
    let raised = DVector::from_iterator(values.len(), values.iter().map(|value| value.max(EIGENVALUE_MIN)));
    let matrix = &vectors * DMatrix::from_diagonal(&raised) * vectors.transpose();
    let k = matrix.nrows();
    Some(DMatrix::from_fn(k, k, |i, j| {
        let (row, column) = (i.max(j), i.min(j));
        if i == j { 1.0 } else { matrix[(row, column)] / (matrix[(i, i)] * matrix[(j, j)]).sqrt() }
    }))
}

#[cfg(test)]
mod tests {
    use nalgebra::{Cholesky, DMatrix};
    use sums::{MISSING, Rows, Table};

    use super::{polychoric_matrix, polychoric_matrix_of_tables, smoothed};
    use crate::Undefined;

    fn rows(columns: Vec<Vec<u8>>) -> Rows {
        Rows { n: columns[0].len(), columns, ..Rows::default() }
    }

    #[test]
    fn rows_and_their_tables_give_the_same_matrix() {
        let columns = vec![
            vec![1, 2, 3, 3, 2, 1, 3, 2, 1, 2, MISSING],
            vec![2, 2, 5, 4, 4, 2, 5, 5, 4, 2, 4],
            vec![1, 3, 3, 1, 3, 1, 1, 3, 1, 1, 3],
        ];
        let mut tables = vec![];
        for (i, j) in [(1, 0), (2, 0), (2, 1)] {
            let mut table = Table::new(7, 7);
            (0..10).for_each(|r| table.observe(columns[i][r], columns[j][r]));
            tables.push(table);
        }
        let from_rows = polychoric_matrix(&rows(columns), &[0, 1, 2]).unwrap();
        assert_eq!(from_rows, polychoric_matrix_of_tables(3, &tables).unwrap());
        assert_eq!((from_rows.n, from_rows.smoothed, from_rows.thresholds[0].len()), (10, false, 2));
        assert_eq!(from_rows.correlations[(0, 2)], from_rows.pairs[1].rho);
    }

    #[test]
    fn a_matrix_that_contradicts_itself_is_smoothed_and_says_so() {
        // x goes with y, y with z, and x against z: no three variables do that.
        let odd = DMatrix::from_row_slice(3, 3, &[1.0, 0.9, -0.9, 0.9, 1.0, 0.9, -0.9, 0.9, 1.0]);
        let smooth = smoothed(&odd).unwrap();
        assert!(Cholesky::new(smooth.clone()).is_some() && (0..3).all(|i| smooth[(i, i)] == 1.0));
        // Its eigenvalues are −0.8, 1.9, 1.9: without the first the correlations are ± ½.
        assert!((smooth[(0, 1)] - 0.5).abs() < 1e-3 && (smooth[(0, 2)] + 0.5).abs() < 1e-3, "{smooth}");
        assert_eq!(smoothed(&DMatrix::identity(3, 3)), None);
    }

    #[test]
    fn identical_items_leave_a_matrix_that_can_be_inverted() {
        let x = vec![1, 2, 3, 4, 5, 3, 2, 4];
        let y = vec![2, 2, 4, 4, 5, 1, 3, 4];
        let found = polychoric_matrix(&rows(vec![x.clone(), x, y]), &[0, 1, 2]).unwrap();
        assert!(found.at_bound == 1 && found.largest_change < 1e-3, "{found:?}");
        assert!(Cholesky::new(found.correlations).is_some());
    }

    #[test]
    fn hopeless_blocks_say_why() {
        let one = rows(vec![vec![1, 2, 3]]);
        assert_eq!(polychoric_matrix(&one, &[0]).err(), Some(Undefined::TooFewItems { items: 1, needed: 2 }));
        assert_eq!(polychoric_matrix_of_tables(1, &[]).err(), Some(Undefined::TooFewItems { items: 1, needed: 2 }));
        let flat = rows(vec![vec![7, 7, 7], vec![1, 2, 3]]);
        assert_eq!(polychoric_matrix(&flat, &[0, 1]).err(), Some(Undefined::NoVariation));
        let apart = rows(vec![vec![1, MISSING], vec![MISSING, 2]]);
        assert_eq!(polychoric_matrix(&apart, &[0, 1]).err(), Some(Undefined::NobodyAnswered));
    }
}
