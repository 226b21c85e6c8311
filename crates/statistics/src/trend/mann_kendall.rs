//! Does a short series rise more often than it falls?
//!
//! Separate from the straight line, because it asks for order alone: no errors, no shape, and one odd wave counts little. It
//! says nothing about how much, and takes the waves as independent.
//!
//! Formula: S = Σ_{i<j} sign(x_j − x_i), var(S) = (k(k − 1)(2k + 5) − Σ t(t − 1)(2t + 5)) / 18, z = (S − sign S) / √var(S);
//! tau = S / √(k(k − 1)/2 · (k(k − 1)/2 − Σ t(t − 1)/2))
//! Unit: none; tau 1 when every wave is above all before it.
//! Needs: a `Series` of figures; t is the size of each group of equal ones. Undefined: fewer than three waves by one
//! instrument, or all equal.
//! Source: Mann (1945), Econometrica 13, 245–259; Kendall (1975), Rank Correlation Methods.
//! Method page: docs/method/control-charts.md

use super::series::{Series, Stretch};
use crate::Undefined;
use crate::distribution::normal_two_sided_p;

/// Below this many waves the normal approximation of the p-value is rough.
pub const ROUGH_BELOW: usize = 10;

/// A monotone trend.
#[derive(Debug, Clone, PartialEq)]
pub struct MonotoneTrend {
    /// Waves.
    pub waves: usize,
    /// Rising pairs minus falling pairs.
    pub s: i64,
    /// Variance of S without a trend.
    pub variance: f64,
    /// S with continuity correction, in standard deviations.
    pub z: f64,
    /// Two-sided p-value.
    pub p: f64,
    /// Kendall's rank correlation of figure and time, corrected for ties.
    pub tau: f64,
    /// Whether there are fewer than [`ROUGH_BELOW`] waves.
    pub rough: bool,
}

/// The trend of each stretch of the series.
#[must_use]
pub fn mann_kendall(series: &Series<f64>) -> Vec<Stretch<MonotoneTrend>> {
    series.stretches(3, |_, values| trend(values))
}

fn trend(values: &[f64]) -> Result<MonotoneTrend, Undefined> {
    if !values.iter().all(|value| value.is_finite()) {
        return Err(Undefined::OutOfRange);
    }
    let rises = |i: usize| {
        values[i + 1..].iter().map(move |later| i64::from(*later > values[i]) - i64::from(*later < values[i]))
    };
    let s: i64 = (0..values.len()).flat_map(rises).sum();
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    // 0 and −0 are equal.
    let ties: Vec<f64> = sorted.chunk_by(|a, b| a == b).map(|group| group.len() as f64).collect();
    let k = values.len() as f64;
    let spread = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let pairs = |t: f64| 0.5 * t * (t - 1.0);
    let variance = (spread(k) - ties.iter().map(|t| spread(*t)).sum::<f64>()) / 18.0;
    let untied = pairs(k) - ties.iter().map(|t| pairs(*t)).sum::<f64>();
    if untied <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let z = (s - s.signum()) as f64 / variance.sqrt();
    let tau = s as f64 / (pairs(k) * untied).sqrt();
    Ok(MonotoneTrend {
        waves: values.len(),
        s,
        variance,
        z,
        p: normal_two_sided_p(z),
        tau,
        rough: values.len() < ROUGH_BELOW,
    })
}

#[cfg(test)]
mod tests {
    use super::super::series::tests::series;
    use super::mann_kendall;
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 4.0, 4.2, 4.1, 4.3: five pairs rise, one falls: S = 4; var = 4·3·13/18 = 8.667; z = 3/2.944 = 1.019; tau = 4/6.
        let trend = mann_kendall(&series("aaaa", &[4.0, 4.2, 4.1, 4.3]))[0].result.clone().unwrap();
        assert_eq!((trend.s, trend.rough), (4, true));
        assert!((trend.variance - 26.0 / 3.0).abs() < 1e-14 && (trend.tau - 2.0 / 3.0).abs() < 1e-15);
        assert!((trend.z - 3.0 / (26.0_f64 / 3.0).sqrt()).abs() < 1e-14);
    }

    #[test]
    fn equal_waves_neither_rise_nor_fall() {
        // 1, 2, 2, 3: S = 5 of 6 pairs; one tie of two: var = (4·3·13 − 2·1·9)/18 = 138/18; tau = 5/√(6·5).
        let trend = mann_kendall(&series("aaaa", &[1.0, 2.0, 2.0, 3.0]))[0].result.clone().unwrap();
        assert_eq!(trend.s, 5);
        assert!((trend.variance - 138.0 / 18.0).abs() < 1e-14 && (trend.tau - 5.0 / 30.0_f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn a_break_ends_the_trend() {
        let stretches = mann_kendall(&series("aaabbb", &[1.0, 2.0, 3.0, 1.0, 2.0, 3.0]));
        assert!(stretches.iter().all(|stretch| stretch.result.as_ref().unwrap().tau == 1.0));
    }

    #[test]
    fn too_few_and_equal_waves_say_why() {
        let reason = |values: &[f64]| mann_kendall(&series("aaa", values))[0].result.clone().err();
        assert_eq!(reason(&[1.0, 2.0]), Some(Undefined::TooFewWaves { waves: 2, needed: 3 }));
        assert_eq!(reason(&[2.0, 2.0, 2.0]), Some(Undefined::NoVariation));
        assert_eq!(reason(&[2.0, f64::NAN, 2.0]), Some(Undefined::OutOfRange));
    }
}
