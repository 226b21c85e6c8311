//! How expectation and perception together shape the judgement: does only their difference count?
//!
//! Separate from the test of the gap's constraint, which is about straight lines. A surface with curves shows where more stops
//! being better. It refuses to read a shape into single coefficients: what is reported are slope and curvature along two lines,
//! where both agree and where they contradict each other.
//!
//! Formula: y = b₀ + b₁E + b₂P + b₃E² + b₄EP + b₅P², E and P less the scale's midpoint;
//! along P = E: a₁ = b₁ + b₂, a₂ = b₃ + b₄ + b₅; along P = −E: a₃ = b₁ − b₂, a₄ = b₃ − b₄ + b₅; se(a)² = c′ V c
//! Unit: points of the outcome per point of the scale (a₁, a₃), per squared point (a₂, a₄).
//! Needs: `Sums` of the six terms of `terms` over respondents who have both scores and the outcome.
//! Undefined: n ≤ 6, a term or the outcome that never varies, a term that can be computed from the others.
//! Source: Edwards & Parry (1993), Academy of Management Journal 36, 1577–1613; Shanock et al. (2010), Journal of Business
//! and Psychology 25, 543–554.
//! Method page: docs/method/response-surface.md

use sums::Sums;

use crate::Undefined;
use crate::driver::regression::{Effect, Fit};
use crate::linear::{OWN_VARIANCE, standard_deviations};

/// An estimate with its test and interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// The value divided by its standard error.
    pub t: f64,
    /// Two-sided p-value of t.
    pub p: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
}

impl Estimate {
    fn excludes_zero(&self) -> bool {
        0.0 < self.low || self.high < 0.0
    }
}

/// The surface of one dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseSurface {
    /// Respondents with both scores and the outcome.
    pub n: i64,
    /// The outcome expected at the midpoint of both.
    pub intercept: f64,
    /// b₁ to b₅: of E, P, E², EP, P².
    pub coefficients: [Estimate; 5],
    /// Slope where perception equals expectation: does a higher standard, met, please more?
    pub a1: Estimate,
    /// Curvature along the same line.
    pub a2: Estimate,
    /// Slope where perception is as far below the midpoint as expectation is above it: negative when falling short hurts.
    pub a3: Estimate,
    /// Curvature along the same line: negative when any mismatch hurts, in either direction.
    pub a4: Estimate,
    /// Share of the outcome's variance explained.
    pub r_squared: f64,
    /// Degrees of freedom of the residuals.
    pub residual_df: f64,
    /// The level of all intervals.
    pub level: f64,
}

impl ResponseSurface {
    /// Whether the answers are what a pure gap would give: nothing along agreement, a slope along disagreement. The first half
    /// is the absence of a finding, and weak where intervals are wide.
    #[must_use]
    pub fn is_like_a_gap(&self) -> bool {
        !self.a1.excludes_zero() && !self.a2.excludes_zero() && self.a3.high < 0.0
    }
}

/// One respondent's row for the sums: E, P, E², EP, P² and the outcome. The scores are `scale` times the answers, `ends` the
/// lowest and the highest answer; twice the distance from the midpoint keeps everything whole.
#[must_use]
pub fn terms(expectation: i64, perception: i64, scale: i64, ends: (i64, i64), outcome: i64) -> Vec<i64> {
    let centred = |score: i64| 2 * score - scale * (ends.0 + ends.1);
    let (e, p) = (centred(expectation), centred(perception));
    vec![e, p, e * e, e * p, p * p, outcome]
}

/// The surface from the sums of [`terms`], with the same `scale`; `outcome_scale` units of the outcome make one point.
///
/// # Errors
/// [`Undefined::NobodyAnswered`], [`Undefined::TooFewRespondents`] below seven, [`Undefined::NoVariation`],
/// [`Undefined::Collinear`], as where only two answers are used, or where the outcome follows from both without an error.
///
/// # Panics
/// When the block does not hold six variables.
pub fn response_surface(
    block: &Sums,
    scale: i64,
    outcome_scale: i64,
    level: f64,
) -> Result<ResponseSurface, Undefined> {
    assert_eq!(block.variables(), 6, "five terms and an outcome");
    let fit = Fit::of(block)?;
    if 1.0 - fit.r_squared < OWN_VARIANCE {
        return Err(Undefined::Collinear);
    }
    let point = 2.0 * scale as f64;
    let mut deviations = standard_deviations(block)?;
    // From here on in points and squared points.
    for (i, deviation) in deviations.iter_mut().enumerate() {
        *deviation /= [point, point, point * point, point * point, point * point, outcome_scale as f64][i];
    }
    let estimate = |weights: &[(usize, f64)]| {
        let Effect { b, se, t, p, low, high } = fit.effect(&deviations, weights, level);
        Estimate { value: b, se, t, p, low, high }
    };
    let coefficients = [0, 1, 2, 3, 4].map(|i| estimate(&[(i, 1.0)]));
    let mean = |i: usize, unit: f64| block.mean(i).unwrap_or(f64::NAN) / unit;
    let explained: f64 = coefficients
        .iter()
        .enumerate()
        .map(|(i, b)| b.value * mean(i, if i < 2 { point } else { point * point }))
        .sum();
    Ok(ResponseSurface {
        n: block.n(),
        intercept: mean(5, outcome_scale as f64) - explained,
        coefficients,
        a1: estimate(&[(0, 1.0), (1, 1.0)]),
        a2: estimate(&[(2, 1.0), (3, 1.0), (4, 1.0)]),
        a3: estimate(&[(0, 1.0), (1, -1.0)]),
        a4: estimate(&[(2, 1.0), (3, -1.0), (4, 1.0)]),
        r_squared: fit.r_squared,
        residual_df: fit.residual_df,
        level,
    })
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::{response_surface, terms};
    use crate::Undefined;

    /// Every pair of answers 1 to 7 once, with an outcome and an error that is orthogonal to nothing in particular.
    fn grid(outcome: impl Fn(i64, i64) -> i64) -> Sums {
        let pairs = (1..=7).flat_map(|e| (1..=7).map(move |p| (e, p)));
        Sums::of_rows(&pairs.map(|(e, p)| terms(e, p, 1, (1, 7), outcome(e, p))).collect::<Vec<_>>())
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // y = 10 + 2P − E + P² − EP, centred at 4, with an error of ±1 in turn: all five coefficients are found within it, and on
        // all 49 pairs of answers E and P do not correlate with each other or with the squares.
        let y = |e: i64, p: i64| {
            let (e, p) = (e - 4, p - 4);
            100 * (10 + 2 * p - e + p * p - e * p)
        };
        let found =
            response_surface(&grid(|e, p| y(e, p) + if (e + p) % 2 == 0 { 1 } else { -1 }), 1, 100, 0.95).unwrap();
        for (b, expected) in found.coefficients.iter().zip([-1.0, 2.0, 0.0, -1.0, 1.0]) {
            assert!((b.value - expected).abs() < 1e-3, "{b:?}");
        }
        for (a, expected) in [(found.a1, 1.0), (found.a2, 0.0), (found.a3, -3.0), (found.a4, 2.0)] {
            assert!((a.value - expected).abs() < 1e-3, "{a:?}");
        }
        assert!((found.intercept - 10.0).abs() < 0.01);
        // var(b₁) = σ²/Σe² = σ²/196 and the same for b₂, which do not correlate: se(a₁) = √2 se(b₁) = se(a₃).
        let se = found.coefficients[0].se;
        assert!((found.a1.se - 2.0_f64.sqrt() * se).abs() < 1e-14 && (found.a3.se - found.a1.se).abs() < 1e-14);
    }

    #[test]
    fn a_pure_gap_shows_nothing_along_agreement() {
        let gap = grid(|e, p| 10 * (p - e) + [0, 1, -1, 2, -2, 1, -1][((3 * e + 5 * p) % 7) as usize]);
        assert!(response_surface(&gap, 1, 10, 0.95).unwrap().is_like_a_gap());
        let performance = grid(|e, p| 10 * p + [0, 1, -1, 2, -2, 1, -1][((3 * e + 5 * p) % 7) as usize]);
        assert!(!response_surface(&performance, 1, 10, 0.95).unwrap().is_like_a_gap());
    }

    #[test]
    fn a_score_kept_as_a_multiple_bends_the_same() {
        let outcome = |e: i64, p: i64| 3 * p - e + p * p + (e * p) % 3;
        let plain = response_surface(&grid(outcome), 1, 1, 0.95).unwrap();
        let pairs = (1..=7).flat_map(|e| (1..=7).map(move |p| (e, p)));
        let rows: Vec<Vec<i64>> = pairs.map(|(e, p)| terms(12 * e, 12 * p, 12, (1, 7), outcome(e, p))).collect();
        let scaled = response_surface(&Sums::of_rows(&rows), 12, 1, 0.95).unwrap();
        for (a, b) in plain.coefficients.iter().zip(&scaled.coefficients) {
            assert!((a.value - b.value).abs() < 1e-12 && (a.se - b.se).abs() < 1e-12);
        }
    }

    #[test]
    fn expectations_that_never_vary_and_two_answers_alone_have_no_surface() {
        let rows = |pairs: &[(i64, i64)]| {
            let row = |(i, (e, p)): (usize, &(i64, i64))| terms(*e, *p, 1, (1, 7), i as i64 % 3);
            Sums::of_rows(&pairs.iter().enumerate().map(row).collect::<Vec<_>>())
        };
        let same: Vec<(i64, i64)> = (0..20).map(|i| (7, 1 + i % 7)).collect();
        assert_eq!(response_surface(&rows(&same), 1, 1, 0.95), Err(Undefined::NoVariation));
        // With two answers each, the squares follow from the answers.
        let two: Vec<(i64, i64)> = (0..20).map(|i| (5 + i % 2, 5 + (i / 2) % 2)).collect();
        assert_eq!(response_surface(&rows(&two), 1, 1, 0.95), Err(Undefined::Collinear));
        assert_eq!(response_surface(&grid(|e, p| p - e), 1, 1, 0.95), Err(Undefined::Collinear));
        let reason = Undefined::TooFewRespondents { n: 3, needed: 7 };
        assert_eq!(response_surface(&rows(&same[..3]), 1, 1, 0.95), Err(reason));
        assert_eq!(response_surface(&Sums::new(6), 1, 1, 0.95), Err(Undefined::NobodyAnswered));
    }
}
