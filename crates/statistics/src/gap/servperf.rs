//! Performance alone: what people perceive, without subtracting what they expect.
//!
//! Stands beside the gap in every report, because perception by itself predicts outcomes better in most comparisons.
//! The arithmetic is that of the overall gap with perception in its place; what is added is the place on the scale.
//!
//! Formula: share of the scale = (mean(P) − lowest) / (highest − lowest)
//! Unit: scale points, and a share between 0 and 1.
//! Needs: `Sums` of the perception scores. Undefined below two respondents who have all dimensions.
//! Source: Cronin & Taylor (1992), Journal of Marketing 56(3), 55–68; (1994), Journal of Marketing 58(1), 125–131.
//! Method page: docs/method/gap.md

use super::mean::MeanSummary;
use super::weighted::{WeightedScore, unweighted, weighted};
use crate::Undefined;
use sums::Sums;

/// The performance score and where it stands on the answer scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Servperf {
    /// The mean over dimensions and respondents, in scale points.
    pub score: MeanSummary,
    /// The same between the lowest answer (0) and the highest (1).
    pub share_of_scale: f64,
}

/// The unweighted performance score of the named perception scores on a scale from `scale_low` to `scale_high`.
///
/// # Errors
/// As [`unweighted`], and when the scale has no width.
pub fn servperf(
    sums: &Sums,
    scores: &[usize],
    scale: i64,
    (scale_low, scale_high): (i64, i64),
    level: f64,
) -> Result<Servperf, Undefined> {
    if scale_low == scale_high {
        return Err(Undefined::NoVariation);
    }
    let score = unweighted(sums, scores, scale, level)?;
    let share_of_scale = (score.mean - scale_low as f64) / (scale_high - scale_low) as f64;
    Ok(Servperf { score, share_of_scale })
}

/// The weighted performance score: [`weighted`] with perception in the gap's place.
///
/// # Errors
/// When nobody has all weights and scores.
pub fn weighted_servperf(
    sums: &Sums,
    weights: &[usize],
    scores: &[usize],
    weight_total: i64,
    scale: i64,
) -> Result<WeightedScore, Undefined> {
    weighted(sums, weights, scores, weight_total, scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_of_four_stands_in_the_middle_of_seven_points() {
        // Two dimensions: (5, 4) and (4, 3): respondents 4.5 and 3.5, mean 4, (4 − 1) / 6.
        let sums = Sums::of_rows(&[vec![5, 4], vec![4, 3]]);
        let result = servperf(&sums, &[0, 1], 1, (1, 7), 0.95).unwrap();
        assert_eq!((result.score.mean, result.share_of_scale), (4.0, 0.5));
    }

    #[test]
    fn weights_count_for_performance_as_they_do_for_gaps() {
        // 0.75·6 + 0.25·2 = 5 and 0.25·4 + 0.75·4 = 4.
        let sums = Sums::of_rows(&[vec![75, 25, 6, 2], vec![25, 75, 4, 4]]);
        assert_eq!(weighted_servperf(&sums, &[0, 1], &[2, 3], 100, 1).unwrap().respondent_level, 4.5);
    }

    #[test]
    fn one_respondent_and_a_scale_of_one_point_say_why() {
        let one = Sums::of_rows(&[vec![5, 4]]);
        let reason = Err(Undefined::TooFewRespondents { n: 1, needed: 2 });
        assert_eq!(servperf(&one, &[0, 1], 1, (1, 7), 0.95), reason);
        assert_eq!(servperf(&one, &[0, 1], 1, (1, 1), 0.95), Err(Undefined::NoVariation));
    }
}
