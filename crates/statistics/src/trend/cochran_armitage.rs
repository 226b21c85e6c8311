//! Does the share of top answers rise or fall over the waves?
//!
//! Separate from the line through means: for counts of yes and no the error follows from the share itself. It asks for a
//! straight trend and is blind to a share that rises and falls again.
//!
//! Formula: z = Σ x_t (k_t − n_t p̄) / √(p̄(1 − p̄) (Σ n_t x_t² − (Σ n_t x_t)² / N))
//! Unit: none; the slope in shares per unit of time.
//! Needs: a `Series` of counts. Undefined: fewer than two waves by one instrument, or all at the same time; nobody answered;
//! nobody or everybody in all waves.
//! Source: Cochran (1954), Biometrics 10, 417–451; Armitage (1955), Biometrics 11, 375–386.
//! Method page: docs/method/control-charts.md

use super::series::{Counted, Series, Stretch};
use crate::Undefined;
use crate::distribution::normal_two_sided_p;

/// The trend of a share.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareTrend {
    /// Waves.
    pub waves: usize,
    /// Respondents in all waves.
    pub n: u64,
    /// Change of the share per unit of time, by least squares.
    pub slope: f64,
    /// The statistic; its sign is that of the slope.
    pub z: f64,
    /// Two-sided p-value.
    pub p: f64,
}

/// The trend of each stretch of the series.
#[must_use]
pub fn cochran_armitage(series: &Series<Counted>) -> Vec<Stretch<ShareTrend>> {
    series.stretches(2, trend)
}

fn trend(at: &[f64], waves: &[Counted]) -> Result<ShareTrend, Undefined> {
    if waves.iter().any(|wave| wave.count > wave.n) {
        return Err(Undefined::OutOfRange);
    }
    let n: u64 = waves.iter().map(|wave| wave.n).sum();
    if n == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    let yes: u64 = waves.iter().map(|wave| wave.count).sum();
    let (total, share) = (n as f64, yes as f64 / n as f64);
    // About the middle of the times, so that years do not cancel digits.
    let middle = at.iter().zip(waves).map(|(x, wave)| x * wave.n as f64).sum::<f64>() / total;
    let sum = |of: &dyn Fn(f64, &Counted) -> f64| -> f64 { at.iter().zip(waves).map(|(x, w)| of(x - middle, w)).sum() };
    let statistic = sum(&|x, wave| x * (wave.count as f64 - wave.n as f64 * share));
    let spread = sum(&|x, wave| wave.n as f64 * x * x);
    let variance = share * (1.0 - share) * spread;
    if variance.is_nan() || variance <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let z = statistic / variance.sqrt();
    Ok(ShareTrend { waves: waves.len(), n, slope: statistic / spread, z, p: normal_two_sided_p(z) })
}

#[cfg(test)]
mod tests {
    use super::super::series::tests::{counted, series};
    use super::cochran_armitage;
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 40, 50, 60 of 100: p̄ = 0.5; about the middle −1·(−10) + 1·10 = 20; variance 0.25·(100 + 100) = 50; z = 20/√50 = 2.828;
        // slope 20/200 = 0.1.
        let stretches = cochran_armitage(&series("aaa", &counted(&[(40, 100), (50, 100), (60, 100)])));
        let trend = stretches[0].result.as_ref().unwrap();
        assert!((trend.z - 8.0_f64.sqrt()).abs() < 1e-14 && (trend.slope - 0.1).abs() < 1e-15);
        assert!((trend.p - 0.004_677_7).abs() < 1e-7);
    }

    #[test]
    fn of_two_waves_it_is_the_test_of_two_shares() {
        // z of two shares with the common variance: (0.6 − 0.4)/√(0.5·0.5·(1/50 + 1/50)) = 2.
        let trend = cochran_armitage(&series("aa", &counted(&[(20, 50), (30, 50)])))[0].result.clone().unwrap();
        assert!((trend.z - 2.0).abs() < 1e-14);
    }

    #[test]
    fn hopeless_waves_say_why() {
        let reason = |counts: &[(u64, u64)]| cochran_armitage(&series("aa", &counted(counts)))[0].result.clone().err();
        assert_eq!(reason(&[(4, 9)]), Some(Undefined::TooFewWaves { waves: 1, needed: 2 }));
        assert_eq!(reason(&[(0, 0), (0, 0)]), Some(Undefined::NobodyAnswered));
        assert_eq!(reason(&[(0, 5), (0, 6)]), Some(Undefined::NoVariation));
        assert_eq!(reason(&[(5, 9), (0, 0)]), Some(Undefined::NoVariation));
        assert_eq!(reason(&[(5, 4), (1, 9)]), Some(Undefined::OutOfRange));
    }
}
