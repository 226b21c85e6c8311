//! Does the level drift slowly? The exponentially weighted mean of the waves so far.
//!
//! Separate from the chart of single values, which sees a jump at once and a small drift late. It forgets: recent waves count
//! most. It starts at the mean of its own stretch, and never crosses a change of the instrument.
//!
//! Formula: z_t = λ x_t + (1 − λ) z_{t−1}, z₀ = mean; limits mean ± L σ √(λ/(2 − λ) · (1 − (1 − λ)^{2t}))
//! Unit: that of the figure.
//! Needs: a `Series` of figures, λ (0.2 by default) and L (3). Undefined: fewer than two waves by one instrument, or all
//! equal; λ outside 0 to 1, L not positive.
//! Source: Roberts (1959), Technometrics 1, 239–250.
//! Method page: docs/method/control-charts.md

use super::series::{Charted, Series, Stretch, centre_and_sigma};
use crate::Undefined;

/// Weight of the newest wave by default.
pub const LAMBDA: f64 = 0.2;

/// Width of the limits by default, in standard deviations.
pub const WIDTH: f64 = 3.0;

/// A chart of the exponentially weighted mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Ewma {
    /// The mean of all waves, where it starts.
    pub centre: f64,
    /// The standard deviation of a wave, by the steps from wave to wave.
    pub sigma: f64,
    /// The weighted mean after each wave, within its limits or not.
    pub points: Vec<Charted>,
}

/// The chart of each stretch of the series; [`LAMBDA`] and [`WIDTH`] are the usual choice.
#[must_use]
pub fn ewma(series: &Series<f64>, lambda: f64, width: f64) -> Vec<Stretch<Ewma>> {
    series.stretches(2, |_, values| chart(values, lambda, width))
}

fn chart(values: &[f64], lambda: f64, width: f64) -> Result<Ewma, Undefined> {
    if !(0.0 < lambda && lambda <= 1.0 && 0.0 < width) {
        return Err(Undefined::OutOfRange);
    }
    let (centre, sigma) = centre_and_sigma(values)?;
    let (mut level, mut forgotten) = (centre, 1.0);
    let point = |value: &f64| {
        level = lambda * value + (1.0 - lambda) * level;
        forgotten *= (1.0 - lambda) * (1.0 - lambda);
        let reach = width * sigma * (lambda / (2.0 - lambda) * (1.0 - forgotten)).sqrt();
        Charted::new(level, centre - reach, centre + reach)
    };
    Ok(Ewma { centre, sigma, points: values.iter().map(point).collect() })
}

#[cfg(test)]
mod tests {
    use super::super::series::tests::series;
    use super::{LAMBDA, WIDTH, ewma};
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 4, 5, 4, 5, 4, 8: mean 5, σ = 1.6/1.1284 = 1.418. z₁ = 0.2·4 + 0.8·5 = 4.8, z₂ = 0.2·5 + 0.8·4.8 = 4.84; first limits
        // 5 ± 3·1.418·0.2 = 5 ± 0.851.
        let stretches = ewma(&series("aaaaaa", &[4.0, 5.0, 4.0, 5.0, 4.0, 8.0]), LAMBDA, WIDTH);
        let points = &stretches[0].result.as_ref().unwrap().points;
        assert!((points[0].value - 4.8).abs() < 1e-14 && (points[1].value - 4.84).abs() < 1e-14);
        assert!((points[0].high - 5.851).abs() < 1e-3 && (points[0].low - 4.149).abs() < 1e-3);
    }

    #[test]
    fn a_small_drift_is_seen_that_no_single_wave_shows() {
        // Around 4, then around 4.3, with steps of 0.1 from wave to wave: σ about 0.09, no wave 0.27 from the mean of all, and
        // limits of the weighted mean at 0.09.
        let values: Vec<f64> = (0..40).map(|i| 4.0 + 0.1 * f64::from(i % 2) + if i < 20 { 0.0 } else { 0.3 }).collect();
        let series = series(&"a".repeat(40), &values);
        let single = super::super::individuals::individuals_chart(&series)[0].result.clone().unwrap();
        assert!(single.points.iter().all(|point| !point.out));
        assert!(ewma(&series, LAMBDA, WIDTH)[0].result.clone().unwrap().points.iter().any(|point| point.out));
    }

    #[test]
    fn without_forgetting_it_is_the_chart_of_single_values() {
        let series = series("aaaa", &[4.0, 5.0, 3.0, 6.0]);
        let single = super::super::individuals::individuals_chart(&series)[0].result.clone().unwrap();
        let all = ewma(&series, 1.0, 3.0)[0].result.clone().unwrap();
        assert!(all.points.iter().zip(&single.points).all(|(a, b)| (a.value - b.value).abs() < 1e-14));
        assert!(all.points.iter().zip(&single.points).all(|(a, b)| (a.high - b.high).abs() < 1e-14));
    }

    #[test]
    fn nonsense_says_why() {
        let reason = |values: &[f64], lambda: f64| ewma(&series("aa", values), lambda, 3.0)[0].result.clone().err();
        assert_eq!(reason(&[4.0, 5.0], 0.0), Some(Undefined::OutOfRange));
        assert_eq!(reason(&[4.0, 5.0], f64::NAN), Some(Undefined::OutOfRange));
        assert_eq!(reason(&[4.0, 4.0], 0.2), Some(Undefined::NoVariation));
    }
}
