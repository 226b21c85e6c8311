//! Waves in their order, each with the version of the instrument it was measured by: what charts and trends are made from.
//!
//! Separate, so that no chart can forget it: a changed wording moves a figure without any change in the service. A series is only
//! ever read stretch by stretch, from one change of the instrument to the next, and what is computed never crosses one. An
//! instrument that comes back begins a new stretch: what happened between is not known.

use crate::Undefined;

/// Fewer points than this make control limits provisional: they rest on too little to call anything out of the ordinary.
pub const PROVISIONAL_BELOW: usize = 12;

/// One wave of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Point<T> {
    /// When, in the unit in which a trend is wanted, such as years or months.
    pub at: f64,
    /// The version of the instrument: wording, mode, weights.
    pub instrument: String,
    /// What was measured.
    pub value: T,
}

/// Waves in the order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<T> {
    points: Vec<Point<T>>,
}

/// How many of how many, in one wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// How many said yes, or gave one of the top answers.
    pub count: u64,
    /// Of how many.
    pub n: u64,
}

/// A mean with its standard error, in one wave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The mean.
    pub mean: f64,
    /// Its standard error.
    pub se: f64,
}

/// What was computed from the waves by one instrument, without a break.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch<C> {
    /// The place of its first point in the series. Before every one but the first stands a break.
    pub start: usize,
    /// Its instrument.
    pub instrument: String,
    /// The times of its points.
    pub at: Vec<f64>,
    /// Whether it has fewer than [`PROVISIONAL_BELOW`] points.
    pub provisional: bool,
    /// What was computed.
    pub result: Result<C, Undefined>,
}

impl<T: Clone> Series<T> {
    /// A series of these points, put in the order of time.
    #[must_use]
    pub fn new(mut points: Vec<Point<T>>) -> Self {
        points.sort_by(|a, b| a.at.total_cmp(&b.at));
        Self { points }
    }

    /// The points in order.
    #[must_use]
    pub fn points(&self) -> &[Point<T>] {
        &self.points
    }

    /// Computes something from each stretch by one instrument: from times and values in order.
    pub(super) fn stretches<C>(
        &self,
        needed: usize,
        compute: impl Fn(&[f64], &[T]) -> Result<C, Undefined>,
    ) -> Vec<Stretch<C>> {
        let mut start = 0;
        let runs = self.points.chunk_by(|a, b| a.instrument == b.instrument);
        let stretch = |run: &[Point<T>]| {
            let at: Vec<f64> = run.iter().map(|point| point.at).collect();
            let values: Vec<T> = run.iter().map(|point| point.value.clone()).collect();
            let waves = run.len();
            let result =
                if waves < needed { Err(Undefined::TooFewWaves { waves, needed }) } else { compute(&at, &values) };
            let instrument = run[0].instrument.clone();
            let made = Stretch { start, instrument, at, provisional: waves < PROVISIONAL_BELOW, result };
            start += waves;
            made
        };
        runs.map(stretch).collect()
    }
}

/// One point of a control chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Charted {
    /// What is plotted.
    pub value: f64,
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
    /// Whether it lies outside.
    pub out: bool,
}

impl Charted {
    pub(super) fn new(value: f64, low: f64, high: f64) -> Self {
        Self { value, low, high, out: value < low || high < value }
    }
}

/// The mean of the absolute changes from each value to the next.
pub(super) fn mean_moving_range(values: &[f64]) -> f64 {
    let steps = values.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    steps.sum::<f64>() / values.len().saturating_sub(1).max(1) as f64
}

/// The expected range of two standard normal values, 2/√π: what a moving range is divided by to estimate a standard deviation.
pub(super) const RANGE_OF_TWO: f64 = std::f64::consts::FRAC_2_SQRT_PI;

/// The mean and the standard deviation by the moving range.
pub(super) fn centre_and_sigma(values: &[f64]) -> Result<(f64, f64), Undefined> {
    if !values.iter().all(|value| value.is_finite()) {
        return Err(Undefined::OutOfRange);
    }
    let sigma = mean_moving_range(values) / RANGE_OF_TWO;
    if sigma > 0.0 {
        Ok((values.iter().sum::<f64>() / values.len() as f64, sigma))
    } else {
        Err(Undefined::NoVariation)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Counted, Point, Series, centre_and_sigma, mean_moving_range};
    use crate::Undefined;

    /// A series at 0, 1, 2, … with one letter of `instruments` per point.
    pub fn series<T: Clone>(instruments: &str, values: &[T]) -> Series<T> {
        let points = instruments.chars().zip(values).enumerate();
        let point = |(i, (instrument, value)): (usize, (char, &T))| Point {
            at: i as f64,
            instrument: instrument.to_string(),
            value: value.clone(),
        };
        Series::new(points.map(point).collect())
    }

    /// Shares as counts, (how many, of how many).
    pub fn counted(counts: &[(u64, u64)]) -> Vec<Counted> {
        counts.iter().map(|(count, n)| Counted { count: *count, n: *n }).collect()
    }

    #[test]
    fn a_changed_instrument_breaks_the_series_and_one_that_comes_back_is_new() {
        let series = series("aaabba", &[1, 2, 3, 4, 5, 6]);
        let stretches = series.stretches(2, |_, values: &[i32]| Ok(values.to_vec()));
        let found: Vec<_> = stretches.iter().map(|s| (s.start, s.instrument.as_str(), s.result.clone())).collect();
        let reason = Undefined::TooFewWaves { waves: 1, needed: 2 };
        assert_eq!(found, [(0, "a", Ok(vec![1, 2, 3])), (3, "b", Ok(vec![4, 5])), (5, "a", Err(reason))]);
        assert!(stretches.iter().all(|stretch| stretch.provisional));
    }

    #[test]
    fn points_stand_in_the_order_of_time_whatever_order_they_come_in() {
        let point = |at: f64| Point { at, instrument: String::new(), value: at };
        let series = Series::new(vec![point(2012.0), point(2010.0), point(2011.0)]);
        assert_eq!(series.points().iter().map(|point| point.value).collect::<Vec<_>>(), [2010.0, 2011.0, 2012.0]);
        assert!(Series::<f64>::new(vec![]).stretches(2, |_, _| Ok(())).is_empty());
    }

    #[test]
    fn twelve_points_are_enough_for_limits() {
        let stretches = series(&"a".repeat(12), &[0; 12]).stretches(2, |_, _: &[i32]| Ok(()));
        assert!(!stretches[0].provisional);
    }

    #[test]
    fn the_moving_range_is_the_mean_step() {
        assert_eq!(mean_moving_range(&[1.0, 4.0, 3.0]), 2.0);
        assert_eq!(centre_and_sigma(&[3.0, 3.0, 3.0]), Err(Undefined::NoVariation));
        assert_eq!(centre_and_sigma(&[3.0, f64::NAN]), Err(Undefined::OutOfRange));
    }
}
