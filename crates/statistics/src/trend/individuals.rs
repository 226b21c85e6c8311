//! Is a wave's mean out of the ordinary, and is its step from the wave before? The chart of single values and moving ranges.
//!
//! Separate from the chart of shares: the spread is taken from the waves themselves, whatever the sample sizes. It measures
//! ordinary variation by the steps from wave to wave, so that a slow drift does not widen its own limits.
//!
//! Formula: mean ± 3 σ, σ = mean |x_t − x_{t−1}| / 1.128; upper limit of the step 3.267 · mean |x_t − x_{t−1}|
//! Unit: that of the figure.
//! Needs: a `Series` of figures. Undefined: fewer than two waves by one instrument, or all equal.
//! Source: Shewhart (1931), Economic Control of Quality of Manufactured Product; Montgomery (2013), Statistical Quality
//! Control, chapter 6.
//! Method page: docs/method/control-charts.md

use super::series::{Charted, RANGE_OF_TWO, Series, Stretch, centre_and_sigma};
use crate::Undefined;

/// The upper limit of a moving range in mean moving ranges, 1 + 3 √(π/2 − 1).
pub const RANGE_LIMIT: f64 = 3.266_531_919_3;

/// A chart of single values and of their steps.
#[derive(Debug, Clone, PartialEq)]
pub struct IndividualsChart {
    /// The mean of all waves.
    pub centre: f64,
    /// The standard deviation by the steps.
    pub sigma: f64,
    /// The waves within the limits or not.
    pub points: Vec<Charted>,
    /// The mean step.
    pub moving_range: f64,
    /// The steps from each wave to the next within their limit or not: one fewer than waves.
    pub steps: Vec<Charted>,
}

/// The chart of each stretch of the series.
#[must_use]
pub fn individuals_chart(series: &Series<f64>) -> Vec<Stretch<IndividualsChart>> {
    series.stretches(2, |_, values| chart(values))
}

fn chart(values: &[f64]) -> Result<IndividualsChart, Undefined> {
    let (centre, sigma) = centre_and_sigma(values)?;
    let moving_range = sigma * RANGE_OF_TWO;
    let point = |value: &f64| Charted::new(*value, centre - 3.0 * sigma, centre + 3.0 * sigma);
    let step = |pair: &[f64]| Charted::new((pair[1] - pair[0]).abs(), 0.0, RANGE_LIMIT * moving_range);
    Ok(IndividualsChart {
        centre,
        sigma,
        points: values.iter().map(point).collect(),
        moving_range,
        steps: values.windows(2).map(step).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::series::tests::series;
    use super::{RANGE_LIMIT, individuals_chart};
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 4, 5, 4, 5, 4, 8: mean 5, steps 1, 1, 1, 1, 4: mean 1.6, σ = 1.6/1.1284 = 1.418, limits 0.746 and 9.254, limit of the
        // step 5.226.
        let stretches = individuals_chart(&series("aaaaaa", &[4.0, 5.0, 4.0, 5.0, 4.0, 8.0]));
        let chart = stretches[0].result.as_ref().unwrap();
        assert_eq!(chart.centre, 5.0);
        assert!((chart.moving_range - 1.6).abs() < 1e-15 && (chart.sigma - 1.418).abs() < 1e-3);
        assert!((chart.points[0].low - 0.746).abs() < 1e-3 && (chart.points[0].high - 9.254).abs() < 1e-3);
        assert!((chart.steps[0].high - 5.226).abs() < 1e-3 && chart.steps.len() == 5);
        assert!(chart.points.iter().chain(&chart.steps).all(|point| !point.out));
    }

    #[test]
    fn a_jump_after_quiet_waves_is_out_and_so_is_its_step() {
        let mut values = [4.0, 4.1].repeat(10);
        values.push(6.0);
        let chart = individuals_chart(&series(&"a".repeat(21), &values))[0].result.clone().unwrap();
        assert!(chart.points[20].out && chart.steps[19].out);
        assert_eq!(chart.points.iter().filter(|point| point.out).count(), 1);
    }

    #[test]
    fn the_limit_of_a_step_is_that_of_two_normal_values() {
        assert!((RANGE_LIMIT - 1.0 - 3.0 * (std::f64::consts::FRAC_PI_2 - 1.0).sqrt()).abs() < 1e-9);
    }

    #[test]
    fn one_wave_and_equal_waves_have_no_limits() {
        let reason = |values: &[f64]| individuals_chart(&series("aaa", values))[0].result.clone().err();
        assert_eq!(reason(&[4.0]), Some(Undefined::TooFewWaves { waves: 1, needed: 2 }));
        assert_eq!(reason(&[4.0, 4.0, 4.0]), Some(Undefined::NoVariation));
        assert_eq!(reason(&[4.0, f64::INFINITY]), Some(Undefined::OutOfRange));
        assert!(individuals_chart(&series::<f64>("", &[])).is_empty());
    }
}
