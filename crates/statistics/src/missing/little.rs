//! Little's test: do people who skipped something answer the rest like everybody else?
//!
//! Separate from the means and covariances it rests on. It refuses to justify deletion: it tests only whether answers are missing
//! completely at random, and with few of them missing it finds nothing whatever the truth.
//!
//! Formula: d² = Σ_patterns n_p (ȳ_p − μ_p)′ Σ_p⁻¹ (ȳ_p − μ_p), df = Σ k_p − k, p = P(χ²_df > d²)
//! μ and Σ by maximum likelihood (EM, divisor n); the other convention takes n / (n − 1) · Σ and so (n − 1) / n · d².
//! Unit: none. Needs: rows. Undefined: as the normal fit; fewer than two patterns, so that there is nothing to compare; means
//! and covariances that do not come to rest, or that so few complete respondents leave open.
//! Source: Little (1988), Journal of the American Statistical Association 83, 1198–1202.
//! Method page: docs/method/missing.md

use sums::Rows;

use crate::Undefined;
use crate::distribution::chi2_sf;

use super::em::{Grouped, Precision, fit};
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
}

/// Little's test of the named columns.
///
/// # Errors
/// As [`super::em::normal_fit`]; [`Undefined::TooFewGroups`] when everyone answered the same items,
/// [`Undefined::NoConvergence`] when the fit behind it does not come to rest, [`Undefined::NotIdentified`] when it ends in
/// items that can be computed from each other and too few people answered everything for that to be more than chance.
///
/// # Panics
/// When a column is outside the rows.
pub fn little(rows: &Rows, columns: &[usize]) -> Result<Little, Undefined> {
    let table = patterns(rows, columns)?;
    let data = Grouped::new(rows, columns, &table)?;
    if data.blocks.len() < 2 {
        return Err(Undefined::TooFewGroups { groups: data.blocks.len() });
    }
    // As many complete respondents as that show by themselves whether an item follows from others.
    let shown = table.complete > columns.len();
    test(&data).map_err(|why| if why == Undefined::Collinear && !shown { Undefined::NotIdentified } else { why })
}

fn test(data: &Grouped) -> Result<Little, Undefined> {
    let fit = fit(data)?;
    if !fit.converged {
        return Err(Undefined::NoConvergence { iterations: fit.rounds });
    }
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
    let df = answered - data.centre.len();
    let square_unbiased = square * (data.n - 1) as f64 / data.n as f64;
    Ok(Little {
        n: data.n,
        patterns: data.blocks.len(),
        square,
        p: chi2_sf(square, df as f64),
        square_unbiased,
        p_unbiased: chi2_sf(square_unbiased, df as f64),
        df,
    })
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
    fn patterns_that_few_people_share_leave_the_covariances_open() {
        // Two people answered each pair of items: a line goes through both, and the likelihood has no highest point.
        let pairs = rows(vec![
            vec![1, 4, MISSING, MISSING, 2, 5],
            vec![2, 3, 5, 1, MISSING, MISSING],
            vec![MISSING, MISSING, 2, 6, 6, 3],
        ]);
        assert_eq!(little(&pairs, &[0, 1, 2]), Err(Undefined::NotIdentified));
        // Both items were answered by two alone; here the rounds creep towards their line and do not arrive.
        let creeping =
            rows(vec![vec![3, MISSING, 5, MISSING, 2, 2, MISSING, 4], vec![5, 3, MISSING, 4, 1, MISSING, 1, MISSING]]);
        assert_eq!(little(&creeping, &[0, 1]), Err(Undefined::NoConvergence { iterations: 2000 }));
        // Five complete people of three items show that the last is the first once more.
        let twice = rows(vec![vec![1, 4, 3, 2, 5, MISSING], vec![2, 2, 5, 1, 4, 3], vec![1, 4, 3, 2, 5, 5]]);
        assert_eq!(little(&twice, &[0, 1, 2]), Err(Undefined::Collinear));
        let few = rows(vec![vec![1, 4, 3, MISSING], vec![2, 2, 5, 3], vec![1, 4, 3, 5]]);
        assert_eq!(little(&few, &[0, 1, 2]), Err(Undefined::NotIdentified));
    }

    #[test]
    fn without_a_missing_answer_there_is_nothing_to_compare() {
        let complete = rows(vec![vec![1, 2, 3, 4], vec![2, 4, 3, 1]]);
        assert_eq!(little(&complete, &[0, 1]), Err(Undefined::TooFewGroups { groups: 1 }));
        assert_eq!(little(&Rows::default(), &[]), Err(Undefined::TooFewItems { items: 0, needed: 1 }));
    }
}
