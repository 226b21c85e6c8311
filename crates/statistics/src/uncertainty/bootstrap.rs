//! Intervals by drawing the respondents again: BCa, percentile and basic.
//!
//! Separate from the statistics, which only say what they are for a sample; here they are computed for many samples.
//! Respondents are drawn, never single answers. For small samples: above two thousand respondents draw folds instead
//! (`fold_bootstrap`). It refuses an interval where the correction for skew is 0/0, and falls back only when asked to.
//!
//! Formula: ends at Φ(z0 + (z0 + z)/(1 − a·(z0 + z))), z0 = Φ⁻¹((#{t* < t} + ½·#{t* = t})/B), a = Σd³/(6·(Σd²)^1.5)
//! with d the mean of the leave-one-out values minus each of them; quantiles are of type 7.
//! Unit: that of the statistic.
//! Needs: a statistic of how often each respondent was drawn. Undefined: leave-one-out values that do not differ (a median
//! of tied answers), or an estimate outside all replicates.
//! Source: Efron (1987), Journal of the American Statistical Association 82, 171–185; quantiles: Hyndman & Fan (1996),
//! The American Statistician 50, 361–365.
//! Method page: docs/method/bootstrap.md

use crate::Undefined;
use crate::distribution::{normal_cdf, normal_quantile};

use super::splitmix::SplitMix64;
use super::totals::Table;

/// How to draw and how sure to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Resampling {
    /// Where the generator starts; the same seed draws the same respondents.
    pub seed: u64,
    /// How many samples to draw.
    pub replicates: usize,
    /// Confidence of the intervals, 0.95 for 95 %.
    pub level: f64,
}

impl Resampling {
    /// The default: 2000 replicates and 95 % intervals.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, replicates: 2000, level: 0.95 }
    }
}

/// One statistic of the sample, of every replicate, and of the sample without each respondent (or fold) in turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Resampled {
    /// The statistic of the sample itself.
    pub estimate: f64,
    /// One value per replicate, in the order drawn.
    pub draws: Vec<f64>,
    /// One value per respondent or fold left out.
    pub leave_one_out: Vec<f64>,
}

/// Several statistics of the same replicates.
#[derive(Debug, Clone, PartialEq)]
pub struct Replicates {
    /// Respondents, or folds.
    pub n: usize,
    /// Replicates in which the statistics were undefined, and which are therefore in no interval.
    pub failed: usize,
    /// One per statistic.
    pub statistics: Vec<Resampled>,
}

/// An interval and how it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Bounds {
    /// The statistic of the sample itself.
    pub estimate: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Which interval it is.
    pub method: BoundsMethod,
}

/// Which interval the ends belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundsMethod {
    /// Bias corrected and accelerated.
    Bca,
    /// Plain percentiles of the replicates, where BCa is undefined.
    Percentile,
}

/// How replicates equal to the estimate enter the bias correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// Half of them count as below it: the default, as answers on a scale tie often.
    MidRank,
    /// None of them counts as below it.
    Strict,
}

/// A BCa interval with what it was made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Bca {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The bias correction z0.
    pub bias: f64,
    /// The acceleration a.
    pub acceleration: f64,
    /// The quantiles of the replicates that the ends are.
    pub probabilities: (f64, f64),
}

/// Draws `n` respondents with replacement, again and again, and computes `count` statistics each time.
///
/// `statistic` receives how often each respondent was drawn and fills in the statistics; it is called for the sample
/// itself (everyone once), for every replicate, and without each respondent in turn.
///
/// # Errors
/// [`Undefined::TooFewRespondents`] below two, or why the statistic of the sample itself is undefined.
pub fn bootstrap(
    n: usize,
    resampling: &Resampling,
    count: usize,
    mut statistic: impl FnMut(&[u32], &mut [f64]) -> Result<(), Undefined>,
) -> Result<Replicates, Undefined> {
    crate::linear::at_least(n as i64, 2)?;
    let mut times = vec![1; n];
    let mut gathered = Gathered::new(count, |values| statistic(&times, values))?;
    let mut generator = SplitMix64::new(resampling.seed);
    for _ in 0..resampling.replicates {
        times.fill(0);
        (0..n).for_each(|_| times[generator.index(n)] += 1);
        gathered.draw(|values| statistic(&times, values));
    }
    times.fill(1);
    for out in 0..n {
        times[out] = 0;
        gathered.leave_out(|values| statistic(&times, values));
        times[out] = 1;
    }
    Ok(gathered.finish(n))
}

/// The same for statistics of column totals: adding up the rows drawn takes the place of counting who was drawn.
///
/// `statistic` receives the totals and of how many respondents they are.
///
/// # Errors
/// As [`bootstrap`].
pub(crate) fn bootstrap_totals(
    table: &Table,
    resampling: &Resampling,
    count: usize,
    mut statistic: impl FnMut(&[f64], usize, &mut [f64]) -> Result<(), Undefined>,
) -> Result<Replicates, Undefined> {
    let n = table.n();
    crate::linear::at_least(n as i64, 2)?;
    let all = table.everyone();
    let mut totals = all.clone();
    let mut gathered = Gathered::new(count, |values| statistic(&all, n, values))?;
    let mut generator = SplitMix64::new(resampling.seed);
    let mut drawn = vec![0; n];
    for _ in 0..resampling.replicates {
        drawn.iter_mut().for_each(|place| *place = generator.index(n));
        table.add_up(&drawn, &mut totals);
        gathered.draw(|values| statistic(&totals, n, values));
    }
    for out in 0..n {
        table.without(out, &all, &mut totals);
        gathered.leave_out(|values| statistic(&totals, n - 1, values));
    }
    Ok(gathered.finish(n))
}

/// Collects the statistics of replicates, whatever is drawn.
#[derive(Debug, Clone)]
pub(crate) struct Gathered {
    values: Vec<f64>,
    failed: usize,
    statistics: Vec<Resampled>,
}

impl Gathered {
    /// Starts with the statistics of the sample itself.
    pub(crate) fn new(
        count: usize,
        compute: impl FnOnce(&mut [f64]) -> Result<(), Undefined>,
    ) -> Result<Self, Undefined> {
        let mut values = vec![0.0; count];
        compute(&mut values)?;
        let start = |&estimate: &f64| Resampled { estimate, draws: Vec::new(), leave_one_out: Vec::new() };
        Ok(Self { statistics: values.iter().map(start).collect(), values, failed: 0 })
    }

    /// Adds a replicate, or counts it as failed.
    pub(crate) fn draw(&mut self, compute: impl FnOnce(&mut [f64]) -> Result<(), Undefined>) {
        match compute(&mut self.values) {
            Ok(()) => self.statistics.iter_mut().zip(&self.values).for_each(|(s, value)| s.draws.push(*value)),
            Err(_) => self.failed += 1,
        }
    }

    /// Adds the sample without one; where that is undefined it says nothing about the skew and is left out.
    pub(crate) fn leave_out(&mut self, compute: impl FnOnce(&mut [f64]) -> Result<(), Undefined>) {
        if compute(&mut self.values).is_ok() {
            self.statistics.iter_mut().zip(&self.values).for_each(|(s, value)| s.leave_one_out.push(*value));
        }
    }

    /// Everything gathered, over `n` respondents or folds.
    pub(crate) fn finish(self, n: usize) -> Replicates {
        Replicates { n, failed: self.failed, statistics: self.statistics }
    }
}

impl Resampled {
    /// The mean of the replicates.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.draws.iter().sum::<f64>() / self.draws.len() as f64
    }

    /// The standard error: the standard deviation (divisor B − 1) of the replicates.
    #[must_use]
    pub fn se(&self) -> f64 {
        let mean = self.mean();
        let squares: f64 = self.draws.iter().map(|draw| (draw - mean).powi(2)).sum();
        (squares / (self.draws.len() as f64 - 1.0)).sqrt()
    }

    /// The percentile interval: quantiles of the replicates.
    ///
    /// # Errors
    /// [`Undefined::DegenerateBootstrap`] without replicates.
    pub fn percentile(&self, level: f64) -> Result<(f64, f64), Undefined> {
        let sorted = self.sorted()?;
        let tail = 0.5 * (1.0 - level);
        Ok((quantile(&sorted, tail), quantile(&sorted, 1.0 - tail)))
    }

    /// The basic interval: the percentile interval reflected at the estimate.
    ///
    /// # Errors
    /// As [`Resampled::percentile`].
    pub fn basic(&self, level: f64) -> Result<(f64, f64), Undefined> {
        let (low, high) = self.percentile(level)?;
        Ok((2.0 * self.estimate - high, 2.0 * self.estimate - low))
    }

    /// The BCa interval.
    ///
    /// # Errors
    /// [`Undefined::DegenerateBootstrap`] when the leave-one-out values do not differ, or when the estimate lies outside
    /// all replicates.
    pub fn bca(&self, level: f64, ties: Ties) -> Result<Bca, Undefined> {
        let sorted = self.sorted()?;
        let bias = self.bias(ties);
        let acceleration = self.acceleration()?;
        if !bias.is_finite() {
            return Err(Undefined::DegenerateBootstrap);
        }
        let probability = |z: f64| normal_cdf(bias + (bias + z) / (1.0 - acceleration * (bias + z)));
        let z = normal_quantile(0.5 * (1.0 - level));
        let probabilities = (probability(z), probability(-z));
        let (low, high) = (quantile(&sorted, probabilities.0), quantile(&sorted, probabilities.1));
        Ok(Bca { low, high, bias, acceleration, probabilities })
    }

    /// The BCa interval with mid-rank ties, or the percentile interval where BCa is undefined; it says which.
    ///
    /// # Errors
    /// [`Undefined::DegenerateBootstrap`] without replicates.
    pub fn bounds(&self, level: f64) -> Result<Bounds, Undefined> {
        let ((low, high), method) = match self.bca(level, Ties::MidRank) {
            Ok(bca) => ((bca.low, bca.high), BoundsMethod::Bca),
            Err(_) => (self.percentile(level)?, BoundsMethod::Percentile),
        };
        Ok(Bounds { estimate: self.estimate, low, high, method })
    }

    /// How far the replicates lie to one side of the estimate; infinite when all do.
    fn bias(&self, ties: Ties) -> f64 {
        let below = self.draws.iter().filter(|draw| **draw < self.estimate).count() as f64;
        let equal = self.draws.iter().filter(|draw| **draw == self.estimate).count() as f64;
        let share = match ties {
            Ties::MidRank => below + 0.5 * equal,
            Ties::Strict => below,
        };
        normal_quantile(share / self.draws.len() as f64)
    }

    /// How fast the spread changes with the value, from the leave-one-out values.
    fn acceleration(&self) -> Result<f64, Undefined> {
        let count = self.leave_one_out.len() as f64;
        let mean = self.leave_one_out.iter().sum::<f64>() / count;
        let largest = self.leave_one_out.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let spread = self.leave_one_out.iter().fold(0.0_f64, |most, value| most.max((value - mean).abs()));
        // Values that differ in the last digit only are equal values with rounding, and their skew is noise.
        if self.leave_one_out.is_empty() || spread <= 1e-13 * largest {
            return Err(Undefined::DegenerateBootstrap);
        }
        let (squares, cubes) =
            self.leave_one_out.iter().map(|value| mean - value).fold((0.0, 0.0), |(squares, cubes), d| {
                // Relative to the largest, so that no power of a small difference vanishes.
                let d = d / spread;
                (squares + d * d, cubes + d * d * d)
            });
        Ok(cubes / (6.0 * f64::powf(squares, 1.5)))
    }

    fn sorted(&self) -> Result<Vec<f64>, Undefined> {
        if self.draws.is_empty() {
            return Err(Undefined::DegenerateBootstrap);
        }
        let mut sorted = self.draws.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        Ok(sorted)
    }
}

/// The quantile of type 7 (linear between order statistics) of ascending, non-empty values.
///
/// # Panics
/// When there are no values.
#[must_use]
pub fn quantile(sorted: &[f64], probability: f64) -> f64 {
    let place = (sorted.len() - 1) as f64 * probability.clamp(0.0, 1.0);
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * (place - below as f64)
}

#[cfg(test)]
mod tests {
    use super::{Bounds, BoundsMethod, Resampled, Resampling, Ties, bootstrap, quantile};
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // Nine replicates 1 … 9 of an estimate of 5: four below, one equal, so z0 = Φ⁻¹(4.5/9) = 0. The leave-one-out
        // values −1, 0, 1 have no skew, a = 0: the 80 % interval is the plain 10 % and 90 % quantile, 1.8 and 8.2.
        let draws = (1..=9).map(f64::from).collect();
        let resampled = Resampled { estimate: 5.0, draws, leave_one_out: vec![4.0, 5.0, 6.0] };
        let bca = resampled.bca(0.8, Ties::MidRank).unwrap();
        assert_eq!((bca.bias, bca.acceleration), (0.0, 0.0));
        assert!((bca.low - 1.8).abs() < 1e-12 && (bca.high - 8.2).abs() < 1e-12);
        assert!(resampled.bca(0.8, Ties::Strict).unwrap().bias < 0.0);
    }

    #[test]
    fn basic_is_the_percentile_interval_reflected_at_the_estimate() {
        let resampled = Resampled { estimate: 4.0, draws: vec![3.0, 4.0, 7.0], leave_one_out: vec![] };
        assert_eq!(resampled.percentile(1.0), Ok((3.0, 7.0)));
        assert_eq!(resampled.basic(1.0), Ok((1.0, 5.0)));
    }

    #[test]
    fn quantile_seven_lies_between_order_statistics() {
        // R: quantile(c(1, 2, 4), 0.4) is 1 + 0.8.
        assert!((quantile(&[1.0, 2.0, 4.0], 0.4) - 1.8).abs() < 1e-15);
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 1.0), 4.0);
        assert_eq!(quantile(&[3.0], 0.025), 3.0);
    }

    #[test]
    fn a_median_of_tied_answers_has_no_bca_and_says_that_it_fell_back() {
        let answers = [4.0, 5.0, 5.0, 5.0, 5.0, 5.0, 7.0];
        let median = |times: &[u32], values: &mut [f64]| {
            let mut drawn: Vec<f64> =
                answers.iter().zip(times).flat_map(|(x, times)| std::iter::repeat_n(*x, *times as usize)).collect();
            drawn.sort_unstable_by(f64::total_cmp);
            values[0] = quantile(&drawn, 0.5);
            Ok(())
        };
        let replicates = bootstrap(7, &Resampling::new(1), 1, median).unwrap();
        let [median] = &replicates.statistics[..] else { panic!("one statistic") };
        assert_eq!(median.bca(0.95, Ties::MidRank), Err(Undefined::DegenerateBootstrap));
        let expected = Bounds { estimate: 5.0, low: 5.0, high: 5.0, method: BoundsMethod::Percentile };
        assert_eq!(median.bounds(0.95), Ok(expected));
    }

    #[test]
    fn replicates_without_a_value_are_counted_and_left_out() {
        let mut call = 0;
        let resampling = Resampling { seed: 1, replicates: 10, level: 0.95 };
        let replicates = bootstrap(5, &resampling, 1, |_, values| {
            call += 1;
            values[0] = f64::from(call);
            // Call 1 is the sample itself, calls 2 to 11 are the replicates: every other one fails.
            if call > 1 && call % 2 == 0 { Err(Undefined::NoVariation) } else { Ok(()) }
        });
        let replicates = replicates.unwrap();
        assert_eq!((replicates.failed, replicates.statistics[0].draws.len()), (5, 5));
        assert_eq!(bootstrap(1, &resampling, 1, |_, _| Ok(())), Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
    }
}
