//! Always-valid intervals: a mean that is looked at every day, while answers still come.
//!
//! Separate from the t interval, which holds for one look at a number fixed beforehand: who looks after every answer and
//! stops when it pleases is misled by it. These hold at every moment at once. They refuse to follow a mean that moves:
//! each is about one mean, of answers in the order in which they came, none left out for what it says.
//!
//! Formula: normal mixture r_t = √((V + ρ²)·ln((V + ρ²)/(ρ²·α²)))/t, V = t/4;
//! asymptotic r_t = s_t·√(2(tρ² + 1)/(t²ρ²)·ln(√(tρ² + 1)/α));
//! evidence E_t = mean over λ of Π(1 − λ(x_i − 1/2)), reject a mean of at least 1/2 when E_t ≥ 1/α
//! Unit: the radii that of the data; evidence has none, 20 means "twenty to one".
//! Needs: how many answers, their mean and their spread; for the evidence, the answers one by one, rescaled to 0..1.
//! Undefined: nobody answered; the asymptotic interval below 50 respondents, where it does not hold yet.
//! Source: Robbins (1970), Annals of Mathematical Statistics 41, 1397–1409; Howard, Ramdas, McAuliffe & Sekhon (2021),
//! Annals of Statistics 49, 1055–1080; Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas, arXiv 2103.06476; Ville (1939).
//! Method page: docs/method/always-valid.md

use crate::Undefined;

/// Fewer respondents than this are too few to say anything while answers come.
pub const RESPONDENTS_MIN: i64 = 50;

/// ρ² of the normal mixture, in the time of its variance: tightest near a hundred answers.
pub const MIXTURE: f64 = 25.0;

/// ρ of the asymptotic interval: tightest near a few hundred answers.
pub const RHO: f64 = 0.1;

/// What the evidence bets: a little and a lot, because the size of the gap is not known beforehand.
pub const BETS: [f64; 8] = [0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75];

/// A mean with an interval that holds at every look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlwaysValid {
    /// Respondents.
    pub n: i64,
    /// The mean.
    pub mean: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
}

/// The radius around the mean of `n` values between 0 and 1, from the first on and whatever their distribution.
///
/// # Errors
/// When nobody answered.
pub fn normal_mixture_radius(n: i64, mixture: f64, alpha: f64) -> Result<f64, Undefined> {
    if n < 1 {
        return Err(Undefined::NobodyAnswered);
    }
    let time = n as f64 / 4.0 + mixture;
    Ok((time * (time / (mixture * alpha * alpha)).ln()).sqrt() / n as f64)
}

/// The radius around the mean of `n` values with standard deviation `sd` (divisor n), in the unit of the values.
///
/// # Errors
/// When nobody answered.
pub fn asymptotic_radius(n: i64, sd: f64, rho: f64, alpha: f64) -> Result<f64, Undefined> {
    if n < 1 {
        return Err(Undefined::NobodyAnswered);
    }
    let n = n as f64;
    let grown = n * rho * rho + 1.0;
    Ok(sd * (2.0 * grown / (n * n * rho * rho) * (grown.sqrt() / alpha).ln()).sqrt())
}

/// The mean of `n` scores with standard deviation `sd` (divisor n − 1, as everywhere) and the interval to show while
/// answers come.
///
/// # Errors
/// Below [`RESPONDENTS_MIN`] respondents.
pub fn always_valid(n: i64, mean: f64, sd: f64, level: f64) -> Result<AlwaysValid, Undefined> {
    if n < 1 {
        return Err(Undefined::NobodyAnswered);
    }
    if n < RESPONDENTS_MIN {
        return Err(Undefined::TooFewRespondents { n, needed: RESPONDENTS_MIN });
    }
    let of_all = sd * ((n - 1) as f64 / n as f64).sqrt();
    let radius = asymptotic_radius(n, of_all, RHO, 1.0 - level)?;
    Ok(AlwaysValid { n, mean, low: mean - radius, high: mean + radius })
}

/// The mean of `n` scores between `low` and `high` and an interval that holds from the first answer on, whatever their
/// distribution; far wider than [`always_valid`], which needs [`RESPONDENTS_MIN`].
///
/// # Errors
/// When nobody answered, [`Undefined::OutOfRange`] unless the mean lies between `low` and `high`.
pub fn always_valid_bounded(n: i64, mean: f64, low: f64, high: f64, level: f64) -> Result<AlwaysValid, Undefined> {
    let radius = normal_mixture_radius(n, MIXTURE, 1.0 - level)? * (high - low);
    if !(low < high && low <= mean && mean <= high) {
        return Err(Undefined::OutOfRange);
    }
    Ok(AlwaysValid { n, mean, low: (mean - radius).max(low), high: (mean + radius).min(high) })
}

/// Evidence against a mean gap of zero or more, gathered answer by answer.
///
/// Whoever bets against "no shortfall" at fair odds multiplies a stake of one to this; by Ville's inequality it ever
/// reaches 20 with a probability of at most 1 in 20 if there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    n: i64,
    logs: [f64; BETS.len()],
}

impl Default for Evidence {
    fn default() -> Self {
        Self { n: 0, logs: [0.0; BETS.len()] }
    }
}

impl Evidence {
    /// Takes the next answer, rescaled so that 0 and 1 are the least and the largest and 1/2 is no gap.
    pub fn observe(&mut self, x: f64) {
        self.n += 1;
        for (log, bet) in self.logs.iter_mut().zip(BETS) {
            *log += (-bet * (x.clamp(0.0, 1.0) - 0.5)).ln_1p();
        }
    }

    /// Answers so far.
    #[must_use]
    pub fn n(&self) -> i64 {
        self.n
    }

    /// The natural logarithm of the evidence; 0 before the first answer.
    #[must_use]
    pub fn ln(&self) -> f64 {
        let most = self.logs.iter().copied().fold(f64::MIN, f64::max);
        let mean = self.logs.iter().map(|log| (log - most).exp()).sum::<f64>() / self.logs.len() as f64;
        most + mean.ln()
    }

    /// Whether it suffices to say that the service falls short, at this level.
    #[must_use]
    pub fn rejects(&self, alpha: f64) -> bool {
        -alpha.ln() <= self.ln()
    }
}

/// A gap on 0..1: `range` is the distance of the scale's ends, so that 1/2 is no gap.
#[must_use]
pub fn rescaled(gap: f64, range: f64) -> f64 {
    (gap + range) / (2.0 * range)
}

#[cfg(test)]
mod tests {
    use super::{Evidence, always_valid, always_valid_bounded, asymptotic_radius, normal_mixture_radius, rescaled};
    use crate::Undefined;

    #[test]
    fn forty_nine_are_too_few_and_fifty_are_enough() {
        let reason = Undefined::TooFewRespondents { n: 49, needed: 50 };
        assert_eq!(always_valid(49, -1.0, 1.0, 0.95), Err(reason));
        assert!(always_valid(50, -1.0, 1.0, 0.95).is_ok());
        assert_eq!(normal_mixture_radius(0, 25.0, 0.05), Err(Undefined::NobodyAnswered));
        assert_eq!(asymptotic_radius(0, 1.0, 0.1, 0.05), Err(Undefined::NobodyAnswered));
    }

    #[test]
    fn looking_every_day_costs_a_wider_interval() {
        // t interval of 400 with sd 1: 1.96 / 20 = 0.098. Here s·√(2·5/(160000·0.01)·ln(√5/0.05)) = 0.1541.
        let always = always_valid(400, 0.0, 1.0, 0.95).unwrap();
        assert!((always.high - 0.1541 * (399.0_f64 / 400.0).sqrt()).abs() < 1e-4, "{always:?}");
    }

    #[test]
    fn the_first_answer_has_an_interval_that_is_the_whole_scale() {
        let first = always_valid_bounded(1, -2.0, -6.0, 6.0, 0.95).unwrap();
        assert_eq!((first.low, first.high), (-6.0, 6.0));
        // 300 answers: V + ρ² = 100, √(100·ln(100/(25·0.0025)))/300 = 0.09054 of the range of 12.
        let many = always_valid_bounded(300, -1.0, -6.0, 6.0, 0.95).unwrap();
        assert!((many.high + 1.0 - 12.0 * 0.090_540_1).abs() < 1e-5);
        assert_eq!(always_valid_bounded(0, 0.0, -6.0, 6.0, 0.95), Err(Undefined::NobodyAnswered));
        assert_eq!(always_valid_bounded(9, 7.0, -6.0, 6.0, 0.95), Err(Undefined::OutOfRange));
    }

    #[test]
    fn no_spread_gives_no_width() {
        let same = always_valid(60, -2.0, 0.0, 0.95).unwrap();
        assert_eq!((same.low, same.high), (-2.0, -2.0));
    }

    #[test]
    fn a_mean_that_meets_expectation_is_hardly_ever_accused() {
        // 2,000 surveys of 300 answers, gaps −1 and +1 by turns of a fixed generator: at most 1 in 20 may ever reach 20:1.
        let mut state = 7_u64;
        let mut accused = 0;
        for _ in 0..2000 {
            let mut evidence = Evidence::default();
            let mut reached = false;
            for _ in 0..300 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let gap = if state >> 63 == 0 { -1.0 } else { 1.0 };
                evidence.observe(rescaled(gap, 6.0));
                reached |= evidence.rejects(0.05);
            }
            accused += u32::from(reached);
        }
        assert!(accused <= 100, "{accused} of 2000");
    }

    #[test]
    fn evidence_begins_at_one_to_one_and_grows_with_shortfall() {
        let mut evidence = Evidence::default();
        assert!(evidence.ln().abs() < 1e-15);
        for _ in 0..40 {
            evidence.observe(rescaled(-2.0, 6.0));
        }
        assert!(evidence.rejects(0.05) && evidence.n() == 40);
    }
}
