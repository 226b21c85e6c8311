//! Is a wave's share out of the ordinary, by Shewhart's limits or by Laney's?
//!
//! Separate from the chart of single values: a share has its own spread, by its sample size. Shewhart's limits know only the
//! chance of sampling; with thousands of respondents per wave they call every wave out. Laney's also know how much waves
//! usually differ. Limits never cross a change of the instrument.
//!
//! Formula: p̄ ± 3 √(p̄(1 − p̄)/n_t); Laney: p̄ ± 3 σ_z √(p̄(1 − p̄)/n_t), σ_z = mean |z_t − z_{t−1}| / 1.128, z_t = (p_t − p̄) / √(p̄(1 − p̄)/n_t)
//! Unit: shares, 0 to 1; σ_z none, 1 when waves differ by chance alone.
//! Needs: a `Series` of counts. Undefined: fewer than two waves by one instrument, a wave nobody answered, nobody or everybody
//! in all waves.
//! Source: Shewhart (1931), Economic Control of Quality of Manufactured Product; Laney (2002), Quality Engineering 14, 531–537.
//! Method page: docs/method/control-charts.md

use super::series::{Charted, Counted, RANGE_OF_TWO, Series, Stretch, mean_moving_range};
use crate::Undefined;

/// A chart of shares with both kinds of limits.
#[derive(Debug, Clone, PartialEq)]
pub struct PChart {
    /// The share over all waves.
    pub centre: f64,
    /// The waves within Shewhart's limits or not.
    pub shewhart: Vec<Charted>,
    /// How much more waves differ than by chance.
    pub sigma_z: f64,
    /// The waves within Laney's limits or not: the default.
    pub laney: Vec<Charted>,
}

/// The chart of each stretch of the series.
#[must_use]
pub fn p_chart(series: &Series<Counted>) -> Vec<Stretch<PChart>> {
    series.stretches(2, |_, waves| chart(waves))
}

fn chart(waves: &[Counted]) -> Result<PChart, Undefined> {
    if waves.iter().any(|wave| wave.n == 0) {
        return Err(Undefined::NobodyAnswered);
    }
    if waves.iter().any(|wave| wave.count > wave.n) {
        return Err(Undefined::OutOfRange);
    }
    let total = |of: fn(&Counted) -> u64| waves.iter().map(of).sum::<u64>() as f64;
    let centre = total(|wave| wave.count) / total(|wave| wave.n);
    if centre <= 0.0 || 1.0 <= centre {
        return Err(Undefined::NoVariation);
    }
    let share = |wave: &Counted| wave.count as f64 / wave.n as f64;
    let sigma = |wave: &Counted| (centre * (1.0 - centre) / wave.n as f64).sqrt();
    let z: Vec<f64> = waves.iter().map(|wave| (share(wave) - centre) / sigma(wave)).collect();
    let sigma_z = mean_moving_range(&z) / RANGE_OF_TWO;
    let within = |widening: f64| {
        let point = |wave: &Counted| {
            let reach = 3.0 * widening * sigma(wave);
            // A share equal to the centre is never out, whatever rounding says of limits of no width.
            let out = reach < (share(wave) - centre).abs();
            Charted { value: share(wave), low: (centre - reach).max(0.0), high: (centre + reach).min(1.0), out }
        };
        waves.iter().map(point).collect()
    };
    Ok(PChart { centre, shewhart: within(1.0), sigma_z, laney: within(sigma_z) })
}

#[cfg(test)]
mod tests {
    use super::super::series::tests::{counted, series};
    use super::p_chart;
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 50, 60, 30, 60 of 100: p̄ = 0.5, σ = 0.05, limits 0.35 and 0.65; 30 is out. z = 0, 2, −4, 2: mean step (2 + 6 + 6)/3,
        // σ_z = 14/3/1.1284 = 4.136: within limits that reach beyond 0 and 1, nothing is out.
        let stretches = p_chart(&series("aaaa", &counted(&[(50, 100), (60, 100), (30, 100), (60, 100)])));
        let chart = stretches[0].result.as_ref().unwrap();
        assert!((chart.centre - 0.5).abs() < 1e-15);
        assert!((chart.shewhart[0].low - 0.35).abs() < 1e-14 && (chart.shewhart[0].high - 0.65).abs() < 1e-14);
        assert_eq!(chart.shewhart.iter().map(|point| point.out).collect::<Vec<_>>(), [false, false, true, false]);
        assert!((chart.sigma_z - 14.0 / 3.0 / std::f64::consts::FRAC_2_SQRT_PI).abs() < 1e-13);
        assert!((chart.sigma_z - 4.136).abs() < 1e-3);
        assert!(chart.laney.iter().all(|point| !point.out && 0.0 <= point.low && point.high <= 1.0));
        assert!(stretches[0].provisional);
    }

    #[test]
    fn a_level_that_moved_with_the_wording_is_not_out_of_the_ordinary() {
        // Twenty points higher from the third wave on. In one chart three of four would be out; in two stretches none is.
        let waves = counted(&[(500, 1000), (505, 1000), (700, 1000), (705, 1000)]);
        let out = |instruments: &str| {
            let stretches = p_chart(&series(instruments, &waves));
            let points = stretches.iter().flat_map(|stretch| stretch.result.as_ref().unwrap().shewhart.clone());
            points.filter(|point| point.out).count()
        };
        assert_eq!((out("aaaa"), out("aabb")), (4, 0));
    }

    #[test]
    fn waves_that_say_nothing_have_no_limits() {
        let reason = |counts: &[(u64, u64)]| p_chart(&series("aaa", &counted(counts)))[0].result.clone().err();
        assert_eq!(reason(&[(5, 10)]), Some(Undefined::TooFewWaves { waves: 1, needed: 2 }));
        assert_eq!(reason(&[(5, 10), (0, 0)]), Some(Undefined::NobodyAnswered));
        assert_eq!(reason(&[(0, 10), (0, 20)]), Some(Undefined::NoVariation));
        assert_eq!(reason(&[(10, 10), (20, 20)]), Some(Undefined::NoVariation));
        assert_eq!(reason(&[(5, 10), (21, 20)]), Some(Undefined::OutOfRange));
        // The same share in every wave: limits of no width, and nothing is out.
        assert_eq!(reason(&[(1, 3), (10, 30), (3, 9)]), None);
        let same = p_chart(&series("aaa", &counted(&[(1, 3), (10, 30), (3, 9)])));
        let chart = same[0].result.as_ref().unwrap();
        assert!(chart.sigma_z < 1e-12 && chart.laney.iter().all(|point| point.low.is_finite()));
    }
}
