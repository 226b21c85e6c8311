//! Since when has the level been higher, or lower? Sums of what exceeds a tolerance.
//!
//! Separate from the weighted mean, which forgets: a cumulative sum keeps every excess until it is used up, and its last zero
//! says when a shift began. It starts anew at every change of the instrument.
//!
//! Formula: S⁺_t = max(0, S⁺_{t−1} + z_t − k), S⁻_t = max(0, S⁻_{t−1} − z_t − k), z_t = (x_t − mean) / σ; signal when S > h
//! Unit: standard deviations of a wave.
//! Needs: a `Series` of figures, k (0.5 by default: half the shift to be seen) and h (5). Undefined: fewer than two waves by one
//! instrument, or all equal; k negative or h not positive.
//! Source: Page (1954), Biometrika 41, 100–115.
//! Method page: docs/method/control-charts.md

use super::series::{Series, Stretch, centre_and_sigma};
use crate::Undefined;

/// The tolerance by default.
pub const TOLERANCE: f64 = 0.5;

/// The decision interval by default.
pub const DECISION: f64 = 5.0;

/// One wave of the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accumulated {
    /// The sum upwards.
    pub up: f64,
    /// The sum downwards, as a positive number.
    pub down: f64,
    /// Whether either exceeds the decision interval.
    pub out: bool,
}

/// A chart of cumulative sums.
#[derive(Debug, Clone, PartialEq)]
pub struct Cusum {
    /// The mean of all waves.
    pub centre: f64,
    /// The standard deviation of a wave, by the steps from wave to wave.
    pub sigma: f64,
    /// The sums after each wave.
    pub points: Vec<Accumulated>,
    /// The first wave of the shift that was signalled first, by its place in the stretch.
    pub since: Option<usize>,
}

/// The chart of each stretch of the series; [`TOLERANCE`] and [`DECISION`] are the usual choice.
#[must_use]
pub fn cusum(series: &Series<f64>, tolerance: f64, decision: f64) -> Vec<Stretch<Cusum>> {
    series.stretches(2, |_, values| chart(values, tolerance, decision))
}

fn chart(values: &[f64], tolerance: f64, decision: f64) -> Result<Cusum, Undefined> {
    if !(0.0 <= tolerance && 0.0 < decision) {
        return Err(Undefined::OutOfRange);
    }
    let (centre, sigma) = centre_and_sigma(values)?;
    let (mut up, mut down) = (0.0_f64, 0.0_f64);
    let point = |value: &f64| {
        let z = (value - centre) / sigma;
        up = (up + z - tolerance).max(0.0);
        down = (down - z - tolerance).max(0.0);
        Accumulated { up, down, out: decision < up.max(down) }
    };
    let points: Vec<Accumulated> = values.iter().map(point).collect();
    let since = points.iter().position(|point| point.out).map(|signal| {
        let of = |point: &Accumulated| if points[signal].down < points[signal].up { point.up } else { point.down };
        points[..signal].iter().rposition(|point| of(point) == 0.0).map_or(0, |zero| zero + 1)
    });
    Ok(Cusum { centre, sigma, points, since })
}

#[cfg(test)]
mod tests {
    use super::super::series::tests::series;
    use super::{DECISION, TOLERANCE, cusum};
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 4, 5, 4, 5, 4, 8: mean 5, σ = 1.418. z = −0.705, 0, −0.705, 0, −0.705, 2.116. Down: 0.205, 0, 0.205, 0, 0.205, 0; up: 0
        // until the last, 1.616.
        let chart = cusum(&series("aaaaaa", &[4.0, 5.0, 4.0, 5.0, 4.0, 8.0]), TOLERANCE, DECISION)[0].result.clone();
        let points = chart.unwrap().points;
        for (point, (up, down)) in
            points.iter().zip([(0., 0.205), (0., 0.), (0., 0.205), (0., 0.), (0., 0.205), (1.616, 0.)])
        {
            assert!((point.up - up).abs() < 1e-3 && (point.down - down).abs() < 1e-3, "{point:?}");
        }
    }

    #[test]
    fn the_last_zero_says_since_when() {
        let values: Vec<f64> = (0..40).map(|i| 4.0 + 0.2 * f64::from(i % 2) + if i < 30 { 0.0 } else { 0.6 }).collect();
        let chart = cusum(&series(&"a".repeat(40), &values), TOLERANCE, DECISION)[0].result.clone().unwrap();
        assert!(chart.points[39].out && chart.points[39].down == 0.0);
        // What is signalled first is that the waves before the shift lie below the mean of all.
        assert_eq!(chart.since, Some(0));
        let risen: Vec<f64> = values.iter().map(|value| -value).collect();
        let mirrored = cusum(&series(&"a".repeat(40), &risen), TOLERANCE, DECISION)[0].result.clone().unwrap();
        assert!(chart.points.iter().zip(&mirrored.points).all(|(a, b)| (a.up - b.down).abs() < 1e-9));
    }

    #[test]
    fn sums_begin_anew_with_another_instrument() {
        let values: Vec<f64> = (0..20).map(|i| f64::from(i % 2) + if i < 10 { 0.0 } else { 9.0 }).collect();
        let (one, two) = ("a".repeat(20), format!("{}{}", "a".repeat(10), "b".repeat(10)));
        let signals = |instruments: &str| {
            let stretches = cusum(&series(instruments, &values), TOLERANCE, DECISION);
            stretches.iter().filter(|stretch| stretch.result.as_ref().unwrap().since.is_some()).count()
        };
        assert_eq!((signals(&one), signals(&two)), (1, 0));
    }

    #[test]
    fn nonsense_says_why() {
        let reason = |values: &[f64], h: f64| cusum(&series("aa", values), 0.5, h)[0].result.clone().err();
        assert_eq!(reason(&[4.0, 5.0], 0.0), Some(Undefined::OutOfRange));
        assert_eq!(reason(&[4.0, 4.0], 5.0), Some(Undefined::NoVariation));
    }
}
