//! The mean of a score with its t interval, its median, its shares below, at and above zero, and its paired t test.
//!
//! One file for items, dimensions and overall scores, because a gap is a number per respondent wherever it comes from.
//! It refuses to subtract two separate means: a gap is a difference within a respondent, or there is none.
//!
//! Formula: t = mean / (sd / √n) on n − 1 degrees of freedom, interval mean ± t(level; n − 1) · sd / √n
//! Unit: scale points; t and p have none. Shares lie between 0 and 1.
//! Needs: `Sums` or a `Histogram` of `scale` × the score. Undefined below two respondents; t also when all have the same.
//! Source: Student (1908), Biometrika 6, 1–25; gaps: Parasuraman, Zeithaml & Berry (1988), Journal of Retailing 64, 12–40.
//! Method page: docs/method/gap.md

use crate::Undefined;
use crate::distribution::{student_t_ln_two_sided_p, student_t_quantile};
use sums::{Histogram, Sums};

/// A mean of a score over respondents, with its spread and its t interval, in scale points.
#[derive(Debug, Clone, PartialEq)]
pub struct MeanSummary {
    /// Respondents who have the score.
    pub n: i64,
    /// The mean.
    pub mean: f64,
    /// The standard deviation, divisor n − 1.
    pub sd: f64,
    /// The standard error of the mean.
    pub se: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// The interval's level, such as 0.95.
    pub level: f64,
}

/// The paired t test of a mean difference against zero.
#[derive(Debug, Clone, PartialEq)]
pub struct PairedT {
    /// Pairs.
    pub n: i64,
    /// The statistic.
    pub t: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// The two-sided p-value; zero only where it is smaller than any number that can be stored.
    pub p: f64,
    /// Its natural logarithm, which never is.
    pub ln_p: f64,
}

/// Which part of the respondents is below, at and above zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// Respondents who have the score.
    pub n: u64,
    /// Share below zero: perception falls short.
    pub negative: f64,
    /// Share at zero: exactly as expected.
    pub zero: f64,
    /// Share above zero: more than expected.
    pub positive: f64,
}

impl MeanSummary {
    /// The summary of `n` scores with the given mean and variance (divisor n − 1).
    ///
    /// # Errors
    /// When there are fewer than two.
    pub fn new(n: i64, mean: f64, variance: f64, level: f64) -> Result<Self, Undefined> {
        if n < 1 {
            return Err(Undefined::NobodyAnswered);
        }
        if n < 2 {
            return Err(Undefined::TooFewRespondents { n, needed: 2 });
        }
        let sd = variance.max(0.0).sqrt();
        let se = sd / (n as f64).sqrt();
        let reach = student_t_quantile(0.5 + 0.5 * level, (n - 1) as f64) * se;
        Ok(Self { n, mean, sd, se, low: mean - reach, high: mean + reach, level })
    }
}

/// The mean of one variable of `sums`, whose integers are `scale` times the score.
///
/// # Errors
/// When fewer than two respondents have it.
pub fn mean(sums: &Sums, variable: usize, scale: i64, level: f64) -> Result<MeanSummary, Undefined> {
    let (mean, variance) = (sums.mean(variable).unwrap_or(0.0), sums.variance(variable).unwrap_or(0.0));
    let scale = scale as f64;
    MeanSummary::new(sums.n(), mean / scale, variance / (scale * scale), level)
}

/// The mean of the values of a histogram, whose integers are `scale` times the score.
///
/// # Errors
/// When fewer than two respondents have it.
pub fn mean_of_histogram(histogram: &Histogram, scale: i64, level: f64) -> Result<MeanSummary, Undefined> {
    let n = i128::from(histogram.n());
    let sum = histogram.sum();
    // n Σx² − (Σx)² is exact; the only rounding is the division.
    let scatter = n * histogram.sum_of_squares() - sum * sum;
    let (n, scale) = (n as f64, scale as f64);
    let variance = scatter as f64 / (n * (n - 1.0));
    MeanSummary::new(histogram.n() as i64, sum as f64 / n / scale, variance / (scale * scale), level)
}

/// The median, the mean of the two middle values when their number is even.
///
/// # Errors
/// When nobody has the score.
pub fn median(histogram: &Histogram, scale: i64) -> Result<f64, Undefined> {
    let n = histogram.n();
    if n == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    let (mut lower, mut upper, mut seen) = (None, None, 0);
    for (value, count) in histogram.values() {
        seen += count;
        if lower.is_none() && n.div_ceil(2) <= seen {
            lower = Some(value);
        }
        if upper.is_none() && n / 2 < seen {
            upper = Some(value);
        }
    }
    let twice = lower.unwrap_or(0) + upper.unwrap_or(0);
    Ok(twice as f64 / (2 * scale) as f64)
}

/// The shares of the respondents below, at and above zero.
///
/// # Errors
/// When nobody has the score.
pub fn shares(histogram: &Histogram) -> Result<Shares, Undefined> {
    let n = histogram.n();
    if n == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    let part = |wanted: fn(i64) -> bool| {
        let count: u64 = histogram.values().filter(|(value, _)| wanted(*value)).map(|(_, count)| count).sum();
        count as f64 / n as f64
    };
    Ok(Shares { n, negative: part(|x| x < 0), zero: part(|x| x == 0), positive: part(|x| 0 < x) })
}

/// The paired t test of the mean difference against zero.
///
/// # Errors
/// When all respondents have the same difference.
pub fn paired_t(gap: &MeanSummary) -> Result<PairedT, Undefined> {
    if gap.sd == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let (t, df) = (gap.mean / gap.se, (gap.n - 1) as f64);
    let ln_p = student_t_ln_two_sided_p(t, df);
    Ok(PairedT { n: gap.n, t, df, p: ln_p.exp(), ln_p })
}

/// A mean difference in percent of the scale's width.
#[must_use]
pub fn percent_of_scale(mean: f64, scale_low: i64, scale_high: i64) -> f64 {
    100.0 * mean / (scale_high - scale_low) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps() -> Histogram {
        // Five respondents: P − E = −2, −1, −1, 0, 1.
        Histogram::of(&[-2, -1, -1, 0, 1])
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Mean −3/5; squared distances 1.96 + 0.16 + 0.16 + 0.36 + 2.56 = 5.2; variance 5.2 / 4 = 1.3;
        // standard error √(1.3 / 5) = 0.50990; t = −0.6 / 0.50990 = −1.17670; t(0.975; 4) = 2.776445.
        let gap = mean_of_histogram(&gaps(), 1, 0.95).unwrap();
        assert!((gap.mean + 0.6).abs() < 1e-15 && (gap.sd - 1.3_f64.sqrt()).abs() < 1e-15);
        assert!((gap.low - (-0.6 - 2.776445 * 0.509902)).abs() < 1e-5);
        assert!((paired_t(&gap).unwrap().t + 1.176697).abs() < 1e-6);
    }

    #[test]
    fn histogram_and_sums_agree_to_the_last_bit() {
        let rows: Vec<Vec<i64>> = [-120, -60, -60, 0, 60].iter().map(|&x| vec![x]).collect();
        let scaled = Histogram::of(&[-120, -60, -60, 0, 60]);
        assert_eq!(mean(&Sums::of_rows(&rows), 0, 60, 0.9), mean_of_histogram(&scaled, 60, 0.9));
    }

    #[test]
    fn median_of_an_even_number_lies_between_the_middle_two() {
        assert_eq!(median(&Histogram::of(&[-60, 0, 30, 60]), 60), Ok(0.25));
        assert_eq!(median(&gaps(), 1), Ok(-1.0));
    }

    #[test]
    fn shares_add_up_to_everyone() {
        assert_eq!(shares(&gaps()), Ok(Shares { n: 5, negative: 0.6, zero: 0.2, positive: 0.2 }));
    }

    #[test]
    fn nobody_one_respondent_and_equal_answers_say_why() {
        assert_eq!(mean_of_histogram(&Histogram::new(-6, 6), 1, 0.95), Err(Undefined::NobodyAnswered));
        assert_eq!(median(&Histogram::new(-6, 6), 1), Err(Undefined::NobodyAnswered));
        assert_eq!(shares(&Histogram::new(-6, 6)), Err(Undefined::NobodyAnswered));
        let one = mean_of_histogram(&Histogram::of(&[3]), 1, 0.95);
        assert_eq!(one, Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
        let same = mean_of_histogram(&Histogram::of(&[-1, -1, -1]), 1, 0.95).unwrap();
        assert_eq!((same.low, same.high, paired_t(&same)), (-1.0, -1.0, Err(Undefined::NoVariation)));
    }

    #[test]
    fn gap_of_one_point_and_a_half_is_a_quarter_of_a_seven_point_scale() {
        assert_eq!(percent_of_scale(-1.5, 1, 7), -25.0);
    }
}
