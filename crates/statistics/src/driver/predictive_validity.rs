//! Is the gap the right measure here? Whether gaps, perceptions or expectations predict the overall judgement best.
//!
//! Separate from the regression table: nothing here is about one dimension, only about which set of five explains more,
//! and whether the survey forces expectation to count exactly as much against as perception counts for. It ranks no
//! dimension and does not say that the better predictor is the better diagnosis.
//!
//! Formula: F = ((SSR_gap − SSR_free)/q)/(SSR_free/(n − 2q − 1)), q dimensions, free = E and P with 2q coefficients
//! Unit: adjusted R² without unit; F on q and n − 2q − 1 degrees of freedom.
//! Needs: `Sums` of one block with all scores and the outcome, so that every set is judged on the same respondents.
//! Undefined: per set, when a score never varies or can be computed from the others; n ≤ 2q + 1.
//! Source: Cronin & Taylor (1992), Journal of Marketing 56(3), 55–68; Brady, Cronin & Brand (2002), Journal of Business
//! Research 55, 17–31; the constraint test after Edwards (2001), Organizational Research Methods 4, 265–287.
//! Method page: docs/method/drivers.md

use sums::Sums;

use crate::Undefined;
use crate::distribution::f_sf;

use super::regression::Fit;

/// Where the scores stand in the block. A gap score is the mean over pairs answered on both sides, which is not always
/// the perception score minus the expectation score: it has its own place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places<'a> {
    /// The expectation scores, one per dimension.
    pub expectation: &'a [usize],
    /// The perception scores.
    pub perception: &'a [usize],
    /// The gap scores.
    pub gap: &'a [usize],
    /// Weight times gap, where points were given.
    pub weighted_gap: Option<&'a [usize]>,
    /// Weight times perception, where points were given.
    pub weighted_perception: Option<&'a [usize]>,
    /// The overall judgement.
    pub outcome: usize,
}

/// How well one set of predictors explains the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// Number of predictors.
    pub predictors: usize,
    /// Share of the outcome's variance explained.
    pub r_squared: f64,
    /// The same, less what chance would explain: the figure to compare.
    pub adjusted_r_squared: f64,
}

/// Test of the gap's constraint that expectation counts exactly as much against as perception counts for.
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    /// F statistic.
    pub f: f64,
    /// Its degrees of freedom: one per dimension, and those of the free model's residuals.
    pub df: (f64, f64),
    /// Its p-value; small means that the gap throws away what the answers say.
    pub p: f64,
}

/// The five ways of predicting the outcome, on the same respondents.
#[derive(Debug, Clone, PartialEq)]
pub struct PredictiveValidity {
    /// Respondents with every score and the outcome.
    pub n: i64,
    /// By the gaps.
    pub gap: Result<Explained, Undefined>,
    /// By the perceptions.
    pub perception: Result<Explained, Undefined>,
    /// By the expectations.
    pub expectation: Result<Explained, Undefined>,
    /// By expectations and perceptions, each with its own coefficient.
    pub free: Result<Explained, Undefined>,
    /// By the weighted gaps, where points were given.
    pub weighted_gap: Option<Result<Explained, Undefined>>,
    /// By the weighted perceptions, where points were given.
    pub weighted_perception: Option<Result<Explained, Undefined>>,
    /// The test of the gap's constraint.
    pub constraint: Result<Constraint, Undefined>,
}

/// Compares the sets of predictors named by their places in the block.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] when no respondent has every score; each set has its own further reasons.
pub fn predictive_validity(block: &Sums, places: &Places<'_>) -> Result<PredictiveValidity, Undefined> {
    crate::linear::at_least(block.n(), 1)?;
    let fit = |predictors: &[usize]| Fit::of(&block.select(&[predictors, &[places.outcome]].concat()));
    let explained = |predictors: &[usize]| {
        fit(predictors).map(|fit| Explained {
            predictors: predictors.len(),
            r_squared: fit.r_squared,
            adjusted_r_squared: fit.adjusted_r_squared,
        })
    };
    let free = [places.expectation, places.perception].concat();
    Ok(PredictiveValidity {
        n: block.n(),
        gap: explained(places.gap),
        perception: explained(places.perception),
        expectation: explained(places.expectation),
        free: explained(&free),
        weighted_gap: places.weighted_gap.map(explained),
        weighted_perception: places.weighted_perception.map(explained),
        constraint: fit(places.gap).and_then(|gap| Ok(constraint(&gap, &fit(&free)?, places.gap.len()))),
    })
}

/// Sums of squares enter as shares of the outcome's own, 1 − R², which cancels in the ratio.
fn constraint(gap: &Fit, free: &Fit, dimensions: usize) -> Constraint {
    let df = (dimensions as f64, free.residual_df);
    let f = ((free.r_squared - gap.r_squared) / df.0) / ((1.0 - free.r_squared) / df.1);
    Constraint { f, df, p: f_sf(f, df.0, df.1) }
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::{Places, predictive_validity};
    use crate::Undefined;

    const PLACES: Places<'static> = Places {
        expectation: &[0],
        perception: &[1],
        gap: &[2],
        weighted_gap: None,
        weighted_perception: None,
        outcome: 3,
    };

    /// Expectation, perception, gap and outcome of one dimension.
    fn block(answers: &[[i64; 3]]) -> Sums {
        Sums::of_rows(&answers.iter().map(|[e, p, y]| vec![*e, *p, p - e, *y]).collect::<Vec<_>>())
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // E and P take all four pairs of 1 and 3, so they are uncorrelated, and y = 2, 5, 3, 6 has Σ(y − ȳ)² = 10.
        // E explains 1 (means 3.5, 4.5), P explains 9 (means 2.5, 5.5), the gap (0, 2, −2, 0: squares 8, cross product 4)
        // explains 4²/8 = 2. A fifth respondent (2, 2, 5) leaves those sums of squares and adds 1²·4/5 = 0.8 to y's.
        let found =
            predictive_validity(&block(&[[1, 1, 2], [1, 3, 5], [3, 1, 3], [3, 3, 6], [2, 2, 5]]), &PLACES).unwrap();
        assert!((found.expectation.unwrap().r_squared - 1.0 / 10.8).abs() < 1e-14);
        assert!((found.perception.unwrap().r_squared - 9.0 / 10.8).abs() < 1e-14);
        assert!((found.gap.unwrap().r_squared - 2.0 / 10.8).abs() < 1e-14);
        assert!((found.free.unwrap().r_squared - 10.0 / 10.8).abs() < 1e-14);
        // F = ((8.8 − 0.8)/1)/(0.8/2) = 20 on 1 and 2 degrees of freedom.
        let constraint = found.constraint.unwrap();
        assert!((constraint.f - 20.0).abs() < 1e-11);
        assert_eq!(constraint.df, (1.0, 2.0));
    }

    #[test]
    fn expectations_that_everyone_shares_leave_the_other_sets_defined() {
        let found =
            predictive_validity(&block(&[[7, 4, 4], [7, 5, 6], [7, 6, 5], [7, 3, 3], [7, 6, 7]]), &PLACES).unwrap();
        assert_eq!(found.expectation, Err(Undefined::NoVariation));
        assert_eq!(found.constraint, Err(Undefined::NoVariation));
        assert_eq!(found.gap, found.perception);
    }
}
