//! The net promoter score as a companion figure, never without its interval.
//!
//! Separate from the mean of the same question, which uses all of the answers: this throws away how far from the cuts they lie,
//! and jumps in small samples. It is there because people ask for it, and says so below four hundred respondents.
//!
//! Formula: NPS = 100 (p − d), p = share of 9 and 10, d = share of 0 to 6; se = 100 √((p + d − (p − d)²)/n)
//! Unit: points, −100 to 100.
//! Needs: a `Histogram` of answers from 0 to 10, or counts. Undefined: nobody answered; everyone in the same group; answers
//! outside 0 to 10.
//! Source: Reichheld (2003), Harvard Business Review 81(12), 46–54; the variance of a difference of two multinomial shares.
//! Method page: docs/method/interval.md

use sums::Histogram;

use crate::Undefined;
use crate::distribution::normal_quantile;

/// Below this many respondents the score jumps by several points from chance alone.
pub const JUMPS_BELOW: u64 = 400;

/// A net promoter score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NetPromoter {
    /// Respondents.
    pub n: u64,
    /// Share of promoters, 0 to 1.
    pub promoters: f64,
    /// Share of detractors.
    pub detractors: f64,
    /// The score, −100 to 100.
    pub score: f64,
    /// Its standard error, in the same points.
    pub se: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Whether there are fewer than [`JUMPS_BELOW`] respondents.
    pub jumps: bool,
}

/// The score from the answers to "would you recommend us", 0 to 10.
///
/// # Errors
/// [`Undefined::NobodyAnswered`], [`Undefined::OutOfRange`] for an answer outside 0 to 10, [`Undefined::NoVariation`] when
/// all are in one group.
pub fn net_promoter(answers: &Histogram, level: f64) -> Result<NetPromoter, Undefined> {
    let among = |range: std::ops::RangeInclusive<i64>| -> u64 {
        answers.values().filter(|(value, _)| range.contains(value)).map(|(_, count)| count).sum()
    };
    if among(0..=10) < answers.n() {
        return Err(Undefined::OutOfRange);
    }
    net_promoter_of_counts(among(9..=10), among(7..=8), among(0..=6), level)
}

/// The score from how many are promoters, passive and detractors.
///
/// # Errors
/// [`Undefined::NobodyAnswered`], or [`Undefined::NoVariation`] when all are in one group.
pub fn net_promoter_of_counts(
    promoters: u64,
    passive: u64,
    detractors: u64,
    level: f64,
) -> Result<NetPromoter, Undefined> {
    let n = promoters + passive + detractors;
    if n == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    if [promoters, passive, detractors].contains(&n) {
        return Err(Undefined::NoVariation);
    }
    let share = |count: u64| count as f64 / n as f64;
    let (p, d) = (share(promoters), share(detractors));
    let score = 100.0 * (p - d);
    let se = 100.0 * ((p + d - (p - d) * (p - d)) / n as f64).sqrt();
    let reach = normal_quantile(0.5 + 0.5 * level) * se;
    Ok(NetPromoter {
        n,
        promoters: p,
        detractors: d,
        score,
        se,
        low: (score - reach).max(-100.0),
        high: (score + reach).min(100.0),
        jumps: n < JUMPS_BELOW,
    })
}

#[cfg(test)]
mod tests {
    use sums::Histogram;

    use super::{net_promoter, net_promoter_of_counts};
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 50 promoters, 30 passive, 20 detractors: 30; se = 100·√((0.7 − 0.09)/100) = 7.81; 30 ± 15.3.
        let found = net_promoter_of_counts(50, 30, 20, 0.95).unwrap();
        assert!((found.score - 30.0).abs() < 1e-12 && (found.se - 61.0_f64.sqrt()).abs() < 1e-12);
        assert!((found.low - 14.69).abs() < 0.01 && (found.high - 45.31).abs() < 0.01 && found.jumps);
    }

    #[test]
    fn six_is_a_detractor_seven_is_passive_and_nine_promotes() {
        let found = net_promoter(&Histogram::of(&[0, 6, 7, 8, 9, 10, 10]), 0.95).unwrap();
        assert!((found.promoters - 3.0 / 7.0).abs() < 1e-15 && (found.detractors - 2.0 / 7.0).abs() < 1e-15);
    }

    #[test]
    fn hopeless_answers_say_why() {
        assert_eq!(net_promoter(&Histogram::of(&[]), 0.95), Err(Undefined::NobodyAnswered));
        assert_eq!(net_promoter(&Histogram::of(&[9, 10]), 0.95), Err(Undefined::NoVariation));
        assert_eq!(net_promoter(&Histogram::of(&[1, 11]), 0.95), Err(Undefined::OutOfRange));
        assert!(!net_promoter_of_counts(200, 100, 100, 0.95).unwrap().jumps);
    }
}
