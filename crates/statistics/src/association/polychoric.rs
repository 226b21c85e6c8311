//! The polychoric correlation: how two items would correlate if their answers were not steps of a scale.
//!
//! Separate from the ordinary correlation, which takes the steps for equal distances and is smaller the fewer there are.
//! It refuses to add half a person to empty cells; where the answers allow any correlation up to 1, it says so.
//!
//! Formula: a_i = Φ⁻¹(share at most i), b_j alike; ρ maximises ln L = Σ n_ij ln P_ij(ρ), P_ij a rectangle of the bivariate normal between thresholds
//! se² = Σ p_ij f_ij² / n, f_ij = (s_ij − Σ_t A_t τ_t(i, j)) / Σ p s²,
//! s = P′/P, A_t = Σ p s ∂ ln P/∂τ_t, τ_t(i, j) = ([at most t] − share at most t) / φ(τ_t).
//! Unit: none, between −1 and 1; thresholds in standard deviations.
//! Needs: a `Table` of two items, of which pairs with both answers count. Categories that nobody chose are left out.
//! Undefined: below two respondents, an item that never varies; the standard error when ρ stands at its bound.
//! Source: Olsson (1979), Psychometrika 44, 443–460 (two steps); standard error: Muthén (1984), Psychometrika 49, 115–132.
//! Method page: docs/method/polychoric.md

use sums::Table;

use crate::Undefined;
use crate::distribution::{normal_cdf, normal_density, normal_quantile};
use crate::linear::at_least;

use super::bivariate_normal::{cells, density};

/// The strongest correlation that is looked for: beyond it the answers of a scale can't be told from perfect ones.
pub const RHO_MAX: f64 = 0.9999;
/// Where the likelihood is looked at first, so that a second maximum isn't taken for the first.
const GRID: [f64; 7] = [-0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9];
/// The search ends when atanh ρ moves by no more, or after so many steps; each at least halves the bracket when Newton's fails.
const STILL: f64 = 1e-13;
const STEPS_MAX: usize = 200;
/// Pairs rarer than this say nothing about how sharp the maximum is.
const CHANCE_MIN: f64 = 1e-12;

/// A polychoric correlation.
#[derive(Debug, Clone, PartialEq)]
pub struct Polychoric {
    /// Respondents who answered both items.
    pub n: u64,
    /// The correlation.
    pub rho: f64,
    /// Its standard error, which counts that thresholds are estimated too.
    pub se: Result<f64, Undefined>,
    /// The logarithm of the likelihood of the pairs, given the thresholds.
    pub ln_likelihood: f64,
    /// Thresholds between the categories of the first item that were chosen.
    pub row_thresholds: Vec<f64>,
    /// Thresholds of the second item.
    pub column_thresholds: Vec<f64>,
    /// Pairs of chosen categories that nobody gave together.
    pub empty_cells: usize,
    /// Whether the likelihood still rises at [`RHO_MAX`], so that the answers allow any stronger correlation.
    pub at_bound: bool,
}

/// The polychoric correlation of the two columns of a table.
///
/// # Errors
/// [`Undefined::NobodyAnswered`], [`Undefined::TooFewRespondents`] below two, [`Undefined::NoVariation`].
pub fn polychoric(table: &Table) -> Result<Polychoric, Undefined> {
    fit(&Counts::of_table(table))
}

/// How many respondents gave each pair of categories; every category was chosen by someone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counts {
    columns: usize,
    cells: Vec<u64>,
}

impl Counts {
    /// Counts row by row; rows and columns in which nobody stands are left out.
    pub(super) fn new(columns: usize, cells: &[u64]) -> Self {
        let all: Vec<&[u64]> = cells.chunks_exact(columns.max(1)).collect();
        let used = |column: &usize| all.iter().any(|row| row[*column] > 0);
        let kept: Vec<usize> = (0..columns).filter(used).collect();
        let rows = all.iter().filter(|row| row.iter().any(|count| *count > 0));
        Self { columns: kept.len(), cells: rows.flat_map(|row| kept.iter().map(|&column| row[column])).collect() }
    }

    fn of_table(table: &Table) -> Self {
        // The counts end with a row and a column each for not applicable and for missing.
        let width = table.width();
        let (rows, columns) = (table.counts().len() / width - 2, width - 2);
        let cells: Vec<u64> =
            table.counts().chunks_exact(width).take(rows).flat_map(|row| row[..columns].iter().copied()).collect();
        Self::new(columns, &cells)
    }

    fn rows(&self) -> usize {
        self.cells.len().checked_div(self.columns).unwrap_or(0)
    }

    fn row_counts(&self) -> Vec<u64> {
        self.cells.chunks_exact(self.columns.max(1)).map(|row| row.iter().sum()).collect()
    }

    fn column_counts(&self) -> Vec<u64> {
        (0..self.columns).map(|column| self.cells.iter().skip(column).step_by(self.columns).sum()).collect()
    }
}

/// The thresholds of an item from how many chose each category.
pub(super) fn thresholds(counts: &[u64]) -> Vec<f64> {
    let n: u64 = counts.iter().sum();
    let at_most = counts.iter().scan(0, |sum, count| {
        *sum += count;
        Some(*sum)
    });
    at_most.take(counts.len().saturating_sub(1)).map(|count| normal_quantile(count as f64 / n as f64)).collect()
}

/// Both steps, on counts.
pub(super) fn fit(counts: &Counts) -> Result<Polychoric, Undefined> {
    let n: u64 = counts.cells.iter().sum();
    at_least(n as i64, 2)?;
    if counts.rows() < 2 || counts.columns < 2 {
        return Err(Undefined::NoVariation);
    }
    let (row_thresholds, column_thresholds) = (thresholds(&counts.row_counts()), thresholds(&counts.column_counts()));
    let likelihood = Likelihood { counts, rows: &row_thresholds, columns: &column_thresholds };
    let (rho, at_bound) = likelihood.maximum();
    let ln_likelihood = likelihood.at(rho);
    let empty_cells = counts.cells.iter().filter(|count| **count == 0).count();
    let mut found = Polychoric {
        n,
        rho,
        se: Err(Undefined::Collinear),
        ln_likelihood,
        row_thresholds,
        column_thresholds,
        empty_cells,
        at_bound,
    };
    if !at_bound {
        let influence = influence(counts, &found);
        let squares: f64 = counts.cells.iter().zip(&influence).map(|(count, f)| *count as f64 * f * f).sum();
        found.se = Ok(squares.sqrt() / n as f64);
    }
    Ok(found)
}

struct Likelihood<'a> {
    counts: &'a Counts,
    rows: &'a [f64],
    columns: &'a [f64],
}

impl Likelihood<'_> {
    /// The chances of all pairs; of those that nobody gave only whether they are worth counting.
    fn chances(&self, rho: f64) -> Vec<f64> {
        cells(self.rows, self.columns, rho, |cell| self.counts.cells[cell] > 0)
    }

    fn at(&self, rho: f64) -> f64 {
        let chances = self.chances(rho);
        let chosen = self.counts.cells.iter().zip(&chances).filter(|(count, _)| **count > 0);
        chosen.map(|(count, chance)| *count as f64 * chance.ln()).sum()
    }

    /// The slope of the likelihood in ρ, and its expected curvature.
    fn slope(&self, rho: f64) -> (f64, f64) {
        let chances = self.chances(rho);
        let slopes = cell_slopes(self.rows, self.columns, rho);
        let n = self.counts.cells.iter().sum::<u64>() as f64;
        let (mut slope, mut curvature) = (0.0, 0.0);
        for ((count, chance), change) in self.counts.cells.iter().zip(&chances).zip(&slopes) {
            if *count > 0 && *chance <= f64::MIN_POSITIVE {
                // A pair that was given, and is next to impossible: the correlation must be weaker.
                return (-rho.signum() * f64::INFINITY, curvature);
            }
            slope += *count as f64 * change / chance;
            if *chance > CHANCE_MIN {
                curvature += n * change * change / chance;
            }
        }
        (slope, curvature)
    }

    /// The ρ of the largest likelihood, and whether it is a bound.
    fn maximum(&self) -> (f64, bool) {
        let best = (0..GRID.len())
            .map(|i| (i, self.at(GRID[i])))
            .fold((0, f64::NEG_INFINITY), |best, next| if next.1 > best.1 { next } else { best });
        let place = best.0;
        let before = if place == 0 { -RHO_MAX } else { GRID[place - 1] };
        let after = GRID.get(place + 1).copied().unwrap_or(RHO_MAX);
        if place == 0 && self.slope(before).0 <= 0.0 {
            return (before, true);
        }
        if place == GRID.len() - 1 && self.slope(after).0 >= 0.0 {
            return (after, true);
        }
        (self.search(GRID[place], before, after), false)
    }

    /// Newton's steps on atanh ρ with the expected curvature, within a bracket that shrinks by the sign of the slope.
    fn search(&self, start: f64, before: f64, after: f64) -> f64 {
        let (mut low, mut high, mut z) = (before.atanh(), after.atanh(), start.atanh());
        for _ in 0..STEPS_MAX {
            let rho = z.tanh();
            let (slope, curvature) = self.slope(rho);
            if slope > 0.0 {
                low = z;
            } else {
                high = z;
            }
            // dρ/dz = 1 − ρ².
            let step = slope / (curvature * (1.0 - rho) * (1.0 + rho));
            let next = z + step;
            let next = if low < next && next < high { next } else { 0.5 * (low + high) };
            let moved = (next - z).abs();
            z = next;
            if moved <= STILL * (1.0 + z.abs()) || slope == 0.0 {
                break;
            }
        }
        z.tanh()
    }
}

/// dP/dρ of every cell: densities at its corners.
fn cell_slopes(rows: &[f64], columns: &[f64], rho: f64) -> Vec<f64> {
    let corner: Vec<Vec<f64>> = rows.iter().map(|&h| columns.iter().map(|&k| density(h, k, rho)).collect()).collect();
    let at = |i: usize, j: usize| {
        // Corner i, j lies above row i − 1 and column j − 1; at the outer edge there is no density.
        let inner = (1..=rows.len()).contains(&i) && (1..=columns.len()).contains(&j);
        if inner { corner[i - 1][j - 1] } else { 0.0 }
    };
    let mut found = vec![];
    for i in 0..=rows.len() {
        for j in 0..=columns.len() {
            found.push(at(i + 1, j + 1) - at(i, j + 1) - at(i + 1, j) + at(i, j));
        }
    }
    found
}

/// By how much one more respondent in each cell moves ρ, times n, thresholds included.
pub(super) fn influence(counts: &Counts, fit: &Polychoric) -> Vec<f64> {
    let (rows, columns, rho) = (&fit.row_thresholds, &fit.column_thresholds, fit.rho);
    let n = fit.n as f64;
    let chances = cells(rows, columns, rho, |_| true);
    let scores: Vec<f64> = cell_slopes(rows, columns, rho).iter().zip(&chances).map(|(slope, p)| slope / p).collect();
    let shares: Vec<f64> = counts.cells.iter().map(|count| *count as f64 / n).collect();
    let curvature: f64 = shares.iter().zip(&scores).map(|(share, score)| share * score * score).sum();
    let width = counts.columns;
    let cell = |i: usize, j: usize| i * width + j;
    let pull = |cell: usize| shares[cell] * scores[cell] / chances[cell];
    // A_t: how the score moves with a threshold; a row's threshold gives to the row below it and takes from the one above.
    let row_pulls: Vec<f64> = (0..rows.len())
        .map(|t| {
            let edge = edge(rows[t], columns, rho);
            (0..width).map(|j| edge[j] * (pull(cell(t, j)) - pull(cell(t + 1, j)))).sum()
        })
        .collect();
    let column_pulls: Vec<f64> = (0..columns.len())
        .map(|t| {
            let edge = edge(columns[t], rows, rho);
            (0..counts.rows()).map(|i| edge[i] * (pull(cell(i, t)) - pull(cell(i, t + 1)))).sum()
        })
        .collect();
    let row_moves = moves(&row_pulls, &threshold_influence(&counts.row_counts()), counts.rows());
    let column_moves = moves(&column_pulls, &threshold_influence(&counts.column_counts()), width);
    let mut found = vec![];
    for (i, row) in row_moves.iter().enumerate() {
        for (j, column) in column_moves.iter().enumerate() {
            found.push((scores[cell(i, j)] - row - column) / curvature);
        }
    }
    found
}

/// dP/d(threshold) along a threshold, by category of the other item.
fn edge(threshold: f64, others: &[f64], rho: f64) -> Vec<f64> {
    let spread = ((1.0 - rho) * (1.0 + rho)).sqrt();
    let below: Vec<f64> = std::iter::once(0.0)
        .chain(others.iter().map(|other| normal_cdf((other - rho * threshold) / spread)))
        .chain(std::iter::once(1.0))
        .collect();
    below.windows(2).map(|pair| normal_density(threshold) * (pair[1] - pair[0])).collect()
}

/// `[threshold][category]`: by how much one more respondent in the category moves the threshold, times n.
pub(super) fn threshold_influence(counts: &[u64]) -> Vec<Vec<f64>> {
    let n: u64 = counts.iter().sum();
    let mut at_most = 0;
    let mut found = vec![];
    for (t, threshold) in thresholds(counts).into_iter().enumerate() {
        at_most += counts[t];
        let share = at_most as f64 / n as f64;
        let slope = normal_density(threshold);
        let move_of = |category: usize| (f64::from(u8::from(category <= t)) - share) / slope;
        found.push((0..counts.len()).map(move_of).collect());
    }
    found
}

fn moves(pulls: &[f64], influence: &[Vec<f64>], categories: usize) -> Vec<f64> {
    let of = |category: usize| pulls.iter().zip(influence).map(|(pull, moves)| pull * moves[category]).sum();
    (0..categories).map(of).collect()
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use sums::{MISSING, NOT_APPLICABLE, Table};

    use super::{Counts, RHO_MAX, fit, polychoric};
    use crate::Undefined;
    use crate::association::bivariate_normal::cells;

    fn counts(columns: usize, cells: &[u64]) -> Counts {
        Counts::new(columns, cells)
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // 2, 1 and 1, 2: both thresholds 0, ⅔ on the diagonal. P(same side) = ½ + arcsin ρ / π, so arcsin ρ = π/6, ρ = ½.
        // ρ = sin(π (share − ½)) has the variance π² (1 − ρ²) · ⅔ · ⅓ / 6 = π²/36.
        let found = fit(&counts(2, &[2, 1, 1, 2])).unwrap();
        assert!((found.rho - 0.5).abs() < 1e-12 && (found.se.unwrap() - PI / 6.0).abs() < 1e-10, "{found:?}");
        assert_eq!((found.row_thresholds.clone(), found.column_thresholds.clone()), (vec![0.0], vec![0.0]));
        let expected = 4.0 * (1.0_f64 / 3.0).ln() + 2.0 * (1.0_f64 / 6.0).ln();
        assert!((found.ln_likelihood - expected).abs() < 1e-12 && found.n == 6 && !found.at_bound);
    }

    #[test]
    fn counts_in_proportion_to_the_normal_give_its_correlation_back() {
        let (rows, columns) = ([-1.2, -0.3, 0.8], [-0.9, 0.1, 0.7, 1.9]);
        for rho in [-0.9, -0.35, 0.0, 0.2, 0.6, 0.93] {
            let exact: Vec<u64> =
                cells(&rows, &columns, rho, |_| true).iter().map(|p| (p * 1e12).round() as u64).collect();
            let found = fit(&counts(5, &exact)).unwrap();
            assert!((found.rho - rho).abs() < 1e-9, "{rho}: {}", found.rho);
            assert!(found.row_thresholds.iter().zip(rows).all(|(got, is)| (got - is).abs() < 1e-9));
        }
    }

    #[test]
    fn turning_one_item_round_turns_the_sign_and_swapping_them_changes_nothing() {
        let table = [4, 2, 1, 3, 8, 4, 0, 5, 9];
        let found = fit(&counts(3, &table)).unwrap();
        let turned = fit(&counts(3, &[1, 2, 4, 4, 8, 3, 9, 5, 0])).unwrap();
        let swapped = fit(&counts(3, &[4, 3, 0, 2, 8, 5, 1, 4, 9])).unwrap();
        assert!((found.rho + turned.rho).abs() < 1e-12 && (found.rho - swapped.rho).abs() < 1e-12);
        assert!((found.se.unwrap() - turned.se.unwrap()).abs() < 1e-11);
        assert!((found.se.unwrap() - swapped.se.unwrap()).abs() < 1e-11);
    }

    #[test]
    fn standard_error_is_that_of_leaving_respondents_out() {
        // A jackknife over cells: each respondent of a cell left out moves ρ alike.
        let exact: Vec<u64> = cells(&[-1.2, -0.3, 0.8], &[-0.9, 0.1, 0.7], 0.55, |_| true)
            .iter()
            .map(|p| (p * 4000.0).round() as u64)
            .collect();
        let found = fit(&counts(4, &exact)).unwrap();
        let n = found.n as f64;
        let mut variance = 0.0;
        for place in 0..exact.len() {
            let mut fewer = exact.clone();
            fewer[place] -= 1;
            variance += exact[place] as f64 * (fit(&counts(4, &fewer)).unwrap().rho - found.rho).powi(2);
        }
        let jackknife = ((n - 1.0) / n * variance).sqrt();
        assert!((found.se.unwrap() / jackknife - 1.0).abs() < 5e-3, "{:?} {jackknife}", found.se);
    }

    #[test]
    fn categories_nobody_chose_and_answers_not_given_do_not_count() {
        let mut table = Table::new(7, 7);
        for (row, column, times) in [(2, 3, 2), (2, 6, 1), (5, 3, 1), (5, 6, 2)] {
            (0..times).for_each(|_| table.observe(row, column));
        }
        table.observe(1, MISSING);
        table.observe(NOT_APPLICABLE, 4);
        let found = polychoric(&table).unwrap();
        assert!((found.rho - 0.5).abs() < 1e-12 && found.n == 6 && found.empty_cells == 0);
    }

    #[test]
    fn perfect_agreement_stands_at_the_bound_and_says_so() {
        let found = fit(&counts(3, &[5, 0, 0, 0, 5, 0, 0, 0, 5])).unwrap();
        assert!(found.at_bound && found.rho == RHO_MAX && found.se == Err(Undefined::Collinear), "{found:?}");
        let opposed = fit(&counts(2, &[0, 5, 5, 0])).unwrap();
        assert!(opposed.at_bound && opposed.rho == -RHO_MAX);
        // One empty cell of four: any correlation up to 1 becomes likelier.
        let one_empty = fit(&counts(2, &[5, 0, 3, 5])).unwrap();
        assert!(one_empty.at_bound && one_empty.empty_cells == 1 && one_empty.ln_likelihood.is_finite());
    }

    #[test]
    fn one_contradicting_respondent_leaves_one_maximum_and_no_endless_search() {
        // Everybody agrees but for one who says the opposite.
        let found = fit(&counts(3, &[40, 0, 1, 0, 40, 0, 0, 0, 40])).unwrap();
        assert!(!found.at_bound && (0.5..0.99).contains(&found.rho), "{found:?}");
        let se = found.se.unwrap();
        assert!(se.is_finite() && se > 0.0);
    }

    #[test]
    fn hopeless_tables_say_why() {
        assert_eq!(polychoric(&Table::new(7, 7)), Err(Undefined::NobodyAnswered));
        assert_eq!(fit(&counts(2, &[1, 0, 0, 0])), Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
        assert_eq!(fit(&counts(2, &[3, 4, 0, 0])), Err(Undefined::NoVariation));
        assert_eq!(fit(&counts(2, &[3, 0, 4, 0])), Err(Undefined::NoVariation));
        let two = fit(&counts(2, &[1, 0, 0, 1])).unwrap();
        assert!(two.at_bound);
    }
}
