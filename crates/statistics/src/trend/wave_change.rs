//! How the gap changed between two waves, and why: did we get better, or do they expect less?
//!
//! Separate from the gap of one wave. A gap can close because perceptions rose or because expectations fell, and only the
//! first is good news: the change is split into exactly these two parts, on matched items and complete pairs, so that
//! they add up. It refuses to pair respondents who are not known to be the same.
//!
//! Formula: ΔG = ΔP − ΔE; fresh samples: se² = s²_before/n_before + s²_after/n_after; panel: se² = s²_change/n
//! Unit: points of the answer scale; "they expect less" is −ΔE.
//! Needs: `Sums` of (expectation, perception) per wave over complete pairs; for a panel, of both waves over the same people.
//! Undefined: fewer than two respondents in a wave; t and p also when nobody differs.
//! Source: Welch (1947), Biometrika 34, 28–35, degrees of freedom after Satterthwaite (1946); paired t as in Student (1908).
//! Method page: docs/method/waves.md

use sums::Sums;

use crate::Undefined;
use crate::distribution::{student_t_quantile, student_t_two_sided_p};
use crate::linear::at_least;

/// A change of a mean from one wave to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Later minus earlier.
    pub difference: f64,
    /// Its standard error.
    pub se: f64,
    /// Degrees of freedom of its t distribution; not a number when nobody differs.
    pub df: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// Two-sided p-value of no change.
    pub p: Result<f64, Undefined>,
}

/// A change of the gap, split into its two parts: `gap = better + expect_less`.
#[derive(Debug, Clone, PartialEq)]
pub struct GapChange {
    /// Respondents in the earlier wave.
    pub n_before: i64,
    /// Respondents in the later wave.
    pub n_after: i64,
    /// The change of the gap.
    pub gap: Change,
    /// The part from perceptions: we got better.
    pub better: Change,
    /// The part from expectations, with the sign turned: they expect less.
    pub expect_less: Change,
}

/// The change between two waves with fresh samples. Each block holds (expectation, perception) scores, `scale` times as
/// large as the report shows them.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] or [`Undefined::TooFewRespondents`] below two respondents in a wave.
///
/// # Panics
/// When a block does not hold two variables.
pub fn fresh_samples(before: &Sums, after: &Sums, scale: i64, level: f64) -> Result<GapChange, Undefined> {
    let change = |weights: &[i64]| {
        let (before, after) = (before.linear(&[weights.to_vec()]), after.linear(&[weights.to_vec()]));
        fresh_change(&before, &after, scale, level)
    };
    Ok(GapChange {
        n_before: before.n(),
        n_after: after.n(),
        gap: change(&[-1, 1])?,
        better: change(&[0, 1])?,
        expect_less: change(&[-1, 0])?,
    })
}

/// The change of one score between two waves with fresh samples: for surveys that ask for perceptions only.
///
/// # Errors
/// As [`fresh_samples`].
pub fn fresh_change(before: &Sums, after: &Sums, scale: i64, level: f64) -> Result<Change, Undefined> {
    let (mean_before, square_before) = mean_and_square(before, scale)?;
    let (mean_after, square_after) = mean_and_square(after, scale)?;
    let square = square_before + square_after;
    let rest = |square: f64, sums: &Sums| square * square / (sums.n() - 1) as f64;
    let df = square * square / (rest(square_before, before) + rest(square_after, after));
    Ok(Change::new(mean_after - mean_before, square.sqrt(), df, level))
}

/// The change between two waves of a panel: the block holds (expectation, perception) before, then the same after, for
/// respondents who answered both waves, `scale` times as large as the report shows them.
///
/// # Errors
/// As [`fresh_samples`].
///
/// # Panics
/// When the block does not hold four variables.
pub fn panel(block: &Sums, scale: i64, level: f64) -> Result<GapChange, Undefined> {
    let change = |weights: [i64; 4]| {
        let (mean, square) = mean_and_square(&block.linear(&[weights.to_vec()]), scale)?;
        Ok(Change::new(mean, square.sqrt(), (block.n() - 1) as f64, level))
    };
    Ok(GapChange {
        n_before: block.n(),
        n_after: block.n(),
        gap: change([1, -1, -1, 1])?,
        better: change([0, -1, 0, 1])?,
        expect_less: change([1, 0, -1, 0])?,
    })
}

impl Change {
    fn new(difference: f64, se: f64, df: f64, level: f64) -> Self {
        if se <= 0.0 {
            return Self { difference, se, df, low: difference, high: difference, p: Err(Undefined::NoVariation) };
        }
        let reach = student_t_quantile(0.5 + 0.5 * level, df) * se;
        let p = Ok(student_t_two_sided_p(difference / se, df));
        Self { difference, se, df, low: difference - reach, high: difference + reach, p }
    }
}

/// The mean of a single score and its squared standard error.
fn mean_and_square(sums: &Sums, scale: i64) -> Result<(f64, f64), Undefined> {
    at_least(sums.n(), 2)?;
    let mean = sums.mean(0).ok_or(Undefined::NobodyAnswered)?;
    let variance = sums.variance(0).ok_or(Undefined::NobodyAnswered)?;
    let scale = scale as f64;
    Ok((mean / scale, variance / (scale * scale) / sums.n() as f64))
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::{fresh_change, fresh_samples, panel};
    use crate::Undefined;

    fn wave(pairs: &[[i64; 2]]) -> Sums {
        Sums::of_rows(&pairs.iter().map(|pair| pair.to_vec()).collect::<Vec<_>>())
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // Before: E 7, 6, 7, 6 and P 4, 4, 5, 3; gaps −3, −2, −2, −3, mean −2.5, variance 1/3.
        // After: E 6, 6, 5, 7 and P 5, 5, 4, 6; gaps all −1. ΔG = 1.5 = ΔP (5 − 4) − ΔE (6 − 6.5).
        let before = wave(&[[7, 4], [6, 4], [7, 5], [6, 3]]);
        let after = wave(&[[6, 5], [6, 5], [5, 4], [7, 6]]);
        let change = fresh_samples(&before, &after, 1, 0.95).unwrap();
        assert_eq!(change.gap.difference, 1.5);
        assert_eq!((change.better.difference, change.expect_less.difference), (1.0, 0.5));
        // Only the first wave varies: se² = (1/3)/4 and 3 degrees of freedom, t at 0.975 is 3.182446.
        assert!((change.gap.se - (1.0_f64 / 12.0).sqrt()).abs() < 1e-15);
        assert!((change.gap.df - 3.0).abs() < 1e-12);
        assert!((change.gap.high - 1.5 - 3.182_446_305_284_263 * change.gap.se).abs() < 1e-9);
    }

    #[test]
    fn the_two_parts_add_up_to_the_change_of_the_gap() {
        let before = wave(&[[7, 4], [6, 1], [3, 5], [6, 3], [7, 7]]);
        let after = wave(&[[6, 5], [2, 5], [5, 4], [7, 6]]);
        let change = fresh_samples(&before, &after, 3, 0.9).unwrap();
        assert!((change.better.difference + change.expect_less.difference - change.gap.difference).abs() < 1e-15);
    }

    #[test]
    fn a_lower_expectation_alone_is_not_getting_better() {
        let change = fresh_samples(&wave(&[[7, 5], [7, 4]]), &wave(&[[5, 5], [5, 4]]), 1, 0.95).unwrap();
        assert_eq!((change.gap.difference, change.better.difference, change.expect_less.difference), (2.0, 0.0, 2.0));
        assert_eq!(change.expect_less.p, Err(Undefined::NoVariation));
        assert_eq!((change.expect_less.low, change.expect_less.high), (2.0, 2.0));
    }

    #[test]
    fn unequal_spreads_cost_degrees_of_freedom() {
        // 1 … 6 has variance 3.5 in six, 4, 4, 7 has variance 3 in three: se² = 3.5/6 + 1 = 1.583333 and
        // df = 1.583333² / (0.583333²/5 + 1²/2) = 2.506944 / 0.568056 = 4.413203.
        let before = Sums::of_rows(&[1, 2, 3, 4, 5, 6].map(|x| vec![x]));
        let after = Sums::of_rows(&[4, 4, 7].map(|x| vec![x]));
        let change = fresh_change(&before, &after, 1, 0.95).unwrap();
        assert!((change.se - 1.583_333_f64.sqrt()).abs() < 1e-6);
        assert!((change.df - 4.413_203).abs() < 1e-6);
        assert_eq!(change.difference, 1.5);
    }

    #[test]
    fn a_panel_compares_each_respondent_with_herself() {
        // Changes of perception 1, 2, 3: mean 2, variance 1, se √(1/3); expectations stay.
        let block = Sums::of_rows(&[vec![6, 3, 6, 4], vec![7, 3, 7, 5], vec![5, 1, 5, 4]]);
        let change = panel(&block, 1, 0.95).unwrap();
        assert_eq!((change.better.difference, change.expect_less.difference, change.gap.difference), (2.0, 0.0, 2.0));
        assert!((change.better.se - (1.0_f64 / 3.0).sqrt()).abs() < 1e-15);
        assert_eq!(change.better.df, 2.0);
    }

    #[test]
    fn one_respondent_shows_no_change() {
        let one = wave(&[[7, 4]]);
        let few = Some(Undefined::TooFewRespondents { n: 1, needed: 2 });
        assert_eq!(fresh_samples(&one, &wave(&[[7, 4], [6, 4]]), 1, 0.95).err(), few);
        assert_eq!(panel(&Sums::new(4), 1, 0.95).err(), Some(Undefined::NobodyAnswered));
    }
}
