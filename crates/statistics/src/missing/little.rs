//! Little's test: do people who skipped something answer the rest like everybody else?
//!
//! Separate from the means and covariances it rests on. It refuses to justify deletion: it tests only whether answers are missing
//! completely at random, and with few of them missing it finds nothing whatever the truth.
//!
//! Formula: d² = Σ_patterns n_p (ȳ_p − μ_p)′ Σ_p⁻¹ (ȳ_p − μ_p), df = Σ k_p − k, p = P(χ²_df > d²)
//! μ and Σ by maximum likelihood (EM, divisor n); the other convention takes n / (n − 1) · Σ and so (n − 1) / n · d².
//! Unit: none. Needs: rows. Undefined: as the normal fit; fewer than two patterns, so that there is nothing to compare.
//! Source: Little (1988), Journal of the American Statistical Association 83, 1198–1202.
//! Method page: docs/method/missing.md

use sums::Rows;

use crate::Undefined;
use crate::distribution::chi2_sf;

use super::em::{Grouped, NormalFit, Precision, fit};
use super::pattern::patterns;

/// Little's test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Little {
    /// Respondents who answered at least one item.
    pub n: usize,
    /// Patterns of answered items among them.
    pub patterns: usize,
    /// The statistic, with the covariances of maximum likelihood (divisor n).
    pub square: f64,
    /// Its p-value.
    pub p: f64,
    /// The statistic, with covariances of divisor n − 1.
    pub square_unbiased: f64,
    /// Its p-value.
    pub p_unbiased: f64,
    /// Degrees of freedom.
    pub df: usize,
    /// Whether the fit behind it had come to rest.
    pub converged: bool,
}

/// Little's test of the named columns.
///
/// # Errors
/// As [`super::em::normal_fit`]; [`Undefined::TooFewGroups`] when everyone answered the same items.
///
/// # Panics
/// When a column is outside the rows.
pub fn little(rows: &Rows, columns: &[usize]) -> Result<Little, Undefined> {
    little_with_fit(rows, columns).map(|(little, _)| little)
}

/// Little's test with the means and covariances it rests on, for whoever needs both.
///
/// # Errors
/// As [`little`].
///
/// # Panics
/// When a column is outside the rows.
pub fn little_with_fit(rows: &Rows, columns: &[usize]) -> Result<(Little, NormalFit), Undefined> {
    let data = Grouped::new(rows, columns, &patterns(rows, columns)?)?;
    if data.blocks.len() < 2 {
        return Err(Undefined::TooFewGroups { groups: data.blocks.len() });
    }
    let fit = fit(&data)?;
    let precision = Precision::new(&fit.covariance)?;
    let mut square = 0.0;
    let mut answered = 0;
    for block in &data.blocks {
        let away: Vec<f64> = block
            .answered
            .iter()
            .zip(&block.sum)
            .map(|(&item, sum)| sum / block.n as f64 + data.centre[item] - fit.mean[item])
            .collect();
        let factor = if block.absent.is_empty() { None } else { Some(precision.absent(&block.absent)?) };
        square += block.n as f64 * precision.quadratic(block, &away, factor.as_ref());
        answered += block.answered.len();
    }
    let df = answered - columns.len();
    let square_unbiased = square * (data.n - 1) as f64 / data.n as f64;
    let little = Little {
        n: data.n,
        patterns: data.blocks.len(),
        square,
        p: chi2_sf(square, df as f64),
        square_unbiased,
        p_unbiased: chi2_sf(square_unbiased, df as f64),
        df,
        converged: fit.converged,
    };
    Ok((little, fit))
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, Rows};

    use super::little;
    use crate::Undefined;

    fn rows(columns: Vec<Vec<u8>>) -> Rows {
        Rows { n: columns[0].len(), columns, ..Rows::default() }
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // x: 1, 2, 3, 4; y: 2, 4, 3 and none. μ = (2.5, 3.25), Σ = [1.25 0.625; 0.625 0.8125] with determinant 0.625.
        // The three answered (2, 3) on average: away by (−½, −¼), and (0.8125 · ¼ − 2 · 0.625 · ⅛ + 1.25 · 1/16) / 0.625
        // = 0.125 / 0.625 = 0.2 each. The fourth is away by 1.5: 2.25 / 1.25 = 1.8. d² = 3 · 0.2 + 1.8 = 2.4 on
        // 2 + 1 − 2 = 1 degree of freedom.
        let found = little(&rows(vec![vec![1, 2, 3, 4], vec![2, 4, 3, MISSING]]), &[0, 1]).unwrap();
        assert!((found.square - 2.4).abs() < 1e-8, "{found:?}");
        assert!((found.square_unbiased - 1.8).abs() < 1e-8 && found.df == 1 && found.patterns == 2);
        // Any table of χ²₁: 2.706 leaves 10 %; 2.4 leaves 12 %.
        assert!((found.p - 0.1213).abs() < 1e-3);
    }

    #[test]
    fn a_silent_respondent_changes_nothing() {
        let with = little(&rows(vec![vec![1, 2, 3, 4, MISSING], vec![2, 4, 3, MISSING, MISSING]]), &[0, 1]);
        let without = little(&rows(vec![vec![1, 2, 3, 4], vec![2, 4, 3, MISSING]]), &[0, 1]);
        assert_eq!(with, without);
    }

    #[test]
    fn without_a_missing_answer_there_is_nothing_to_compare() {
        let complete = rows(vec![vec![1, 2, 3, 4], vec![2, 4, 3, 1]]);
        assert_eq!(little(&complete, &[0, 1]), Err(Undefined::TooFewGroups { groups: 1 }));
        assert_eq!(little(&Rows::default(), &[]), Err(Undefined::TooFewItems { items: 0, needed: 1 }));
    }
}
