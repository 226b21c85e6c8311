//! The overall SERVQUAL score, with every dimension counting alike or by the points that respondents give it.
//!
//! Both ways of weighting live here with the link between them, because published scores seldom say which was used. It
//! takes weights already divided by their total per respondent; points that do not add up never arrive.
//!
//! Formula: V − V* = Σ cov(w_d, g_d) with divisor n, V = mean of Σ w_d g_d, V* = Σ mean(w_d) · mean(g_d)
//! Unit: scale points.
//! Needs: `Sums` over respondents who have all weights and all scores. Undefined when there are none.
//! Source: Parasuraman, Zeithaml & Berry (1988), Journal of Retailing 64, 12–40; the link is the definition of covariance.
//! Method page: docs/method/gap.md

use super::mean::{MeanSummary, mean};
use crate::Undefined;
use sums::Sums;

/// Weighted scores by respondent and by aggregate, over the same respondents.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightedScore {
    /// Respondents who have all weights and all scores.
    pub n: i64,
    /// Mean of the respondents' own weighted scores: V.
    pub respondent_level: f64,
    /// Mean weights times mean scores: V*.
    pub aggregate: f64,
    /// Sum of the covariances of weight and score, which is V − V*: below zero when people give points to what disappoints.
    pub link: f64,
    /// Mean weight of each dimension; they add up to one.
    pub weights: Vec<f64>,
    /// Mean of each dimension's weight times its score; they add up to V.
    pub contributions: Vec<f64>,
}

/// The unweighted overall score: the mean over the dimensions for each respondent who has them all, then over respondents.
///
/// # Errors
/// When no dimensions are named or fewer than two respondents have them all.
pub fn unweighted(sums: &Sums, scores: &[usize], scale: i64, level: f64) -> Result<MeanSummary, Undefined> {
    if scores.is_empty() {
        return Err(Undefined::TooFewItems { items: 0, needed: 1 });
    }
    let mut ones = vec![0; sums.variables()];
    for &score in scores {
        ones[score] += 1;
    }
    mean(&sums.linear(&[ones]), 0, scale * scores.len() as i64, level)
}

/// The weighted overall score of `scores[d]` with `weights[d]`, variables of `sums` over complete respondents; weights
/// are `weight_total` times a share, scores `scale` times scale points.
///
/// # Errors
/// When nobody has all of them.
pub fn weighted(
    sums: &Sums,
    weights: &[usize],
    scores: &[usize],
    weight_total: i64,
    scale: i64,
) -> Result<WeightedScore, Undefined> {
    let n = sums.n();
    if n == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    let (count, total, scale) = (n as f64, weight_total as f64, scale as f64);
    let mut result =
        WeightedScore { n, respondent_level: 0.0, aggregate: 0.0, link: 0.0, weights: vec![], contributions: vec![] };
    let mut products = 0;
    let mut aggregate = 0;
    for (&weight, &score) in weights.iter().zip(scores) {
        let product = sums.cross(weight, score);
        products += product;
        aggregate += i128::from(sums.sum(weight)) * i128::from(sums.sum(score));
        result.weights.push(sums.sum(weight) as f64 / count / total);
        result.contributions.push(product as f64 / count / total / scale);
    }
    result.respondent_level = products as f64 / count / total / scale;
    result.aggregate = aggregate as f64 / count / count / total / scale;
    // From the exact integers, not as a difference of two rounded scores.
    result.link = match i128::from(n).checked_mul(products) {
        Some(whole) => (whole - aggregate) as f64 / count / count / total / scale,
        None => result.respondent_level - result.aggregate,
    };
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two dimensions, weights in percent: (w₁, w₂, g₁, g₂).
    fn rows() -> Sums {
        Sums::of_rows(&[vec![75, 25, -2, 0], vec![50, 50, -1, -1], vec![25, 75, 0, -1]])
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Respondents: −1.5, −1, −0.75: V = −3.25 / 3. Mean weights 0.5 and 0.5, mean gaps −1 and −2/3: V* = −5/6.
        let score = weighted(&rows(), &[0, 1], &[2, 3], 100, 1).unwrap();
        assert!((score.respondent_level + 3.25 / 3.0).abs() < 1e-15);
        assert!((score.aggregate + 5.0 / 6.0).abs() < 1e-15);
        assert!((score.link - (score.respondent_level - score.aggregate)).abs() < 1e-15);
        assert_eq!(score.weights, [0.5, 0.5]);
        // Unweighted: −1, −1, −0.5.
        assert!((unweighted(&rows(), &[2, 3], 1, 0.95).unwrap().mean + 2.5 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn weights_that_nobody_varies_make_both_levels_equal() {
        let sums = Sums::of_rows(&[vec![40, 60, -2, 1], vec![40, 60, 0, 3]]);
        assert_eq!(weighted(&sums, &[0, 1], &[2, 3], 100, 1).unwrap().link, 0.0);
    }

    #[test]
    fn nobody_has_no_score() {
        assert_eq!(weighted(&Sums::new(4), &[0, 1], &[2, 3], 100, 1), Err(Undefined::NobodyAnswered));
        assert_eq!(unweighted(&Sums::new(4), &[2, 3], 1, 0.95), Err(Undefined::NobodyAnswered));
        assert_eq!(unweighted(&rows(), &[], 1, 0.95), Err(Undefined::TooFewItems { items: 0, needed: 1 }));
    }
}
