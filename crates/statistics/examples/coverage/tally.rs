//! How often intervals held the truth, with the error of having tried only so often.
//!
//! Separate from where samples come from. Numbers of the same sample stand and fall together, so that the error is that
//! of the share per sample, not of as many independent tries as there are numbers.

use super::numbers::{Found, Kind, Numbers};

/// One kind of number at one sample size.
pub struct Tally {
    pub kind: Kind,
    pub n: usize,
    /// Share of defined intervals that hold the truth, and its Monte Carlo error.
    pub coverage: (f64, f64),
    /// The part (dimension or item) with the lowest coverage: its place, the coverage and its error.
    pub lowest: (usize, f64, f64),
    /// Parts of this kind.
    pub parts: usize,
    pub width: f64,
    pub undefined: f64,
    /// Mean standard error over the standard deviation of the estimates, and its Monte Carlo error.
    pub error_ratio: Option<(f64, f64)>,
    /// The part whose estimates lie farthest from the truth on average, in standard deviations of the estimates.
    pub bias: (usize, f64),
}

/// Counts over all samples of a size.
pub fn tallies(n: usize, samples: &[Numbers], truth: &[(Kind, Vec<f64>)]) -> Vec<Tally> {
    Kind::ALL.into_iter().filter_map(|kind| tally(kind, n, samples, truth)).collect()
}

fn tally(kind: Kind, n: usize, samples: &[Numbers], truth: &[(Kind, Vec<f64>)]) -> Option<Tally> {
    let truth = &truth.iter().find(|(of, _)| *of == kind)?.1;
    let of_kind = |numbers: &Numbers| -> Option<Vec<Option<Found>>> {
        let (_, found) = numbers.iter().find(|(of, _)| *of == kind)?;
        Some(found.iter().map(|found| found.ok()).collect())
    };
    let samples: Vec<Vec<Option<Found>>> = samples.iter().map(of_kind).collect::<Option<_>>()?;
    let held = |(found, truth): (&Found, &f64)| f64::from(u8::from(found.low <= *truth && *truth <= found.high));
    let per_sample = samples.iter().filter_map(|parts| {
        let pairs = parts.iter().zip(truth).filter_map(|(found, truth)| Some((found.as_ref()?, truth)));
        let held: Vec<f64> = pairs.map(held).collect();
        (!held.is_empty()).then(|| mean(&held))
    });
    let per_sample: Vec<f64> = per_sample.collect();
    let of_part = |part: usize| samples.iter().filter_map(move |parts| parts[part].as_ref());
    let covered = |part: usize| {
        let held: Vec<f64> = of_part(part).map(|found| held((found, &truth[part]))).collect();
        (part, mean(&held), error(&held))
    };
    let lowest = (0..truth.len()).map(covered).min_by(|a, b| a.1.total_cmp(&b.1))?;
    let bias_of = |part: usize| {
        let estimates: Vec<f64> = of_part(part).map(|found| found.estimate).collect();
        (part, (mean(&estimates) - truth[part]) / deviation(&estimates))
    };
    let bias = (0..truth.len()).map(bias_of).max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
    let all = || samples.iter().flatten();
    let widths: Vec<f64> = all().flatten().map(|found| found.high - found.low).collect();
    Some(Tally {
        kind,
        n,
        coverage: (mean(&per_sample), error(&per_sample)),
        lowest,
        parts: truth.len(),
        width: mean(&widths),
        undefined: all().filter(|found| found.is_none()).count() as f64 / all().count() as f64,
        error_ratio: ratio(truth.len(), of_part),
        bias,
    })
}

/// Over the parts: mean standard error by standard deviation of the estimates.
fn ratio<'a, I: Iterator<Item = &'a Found>>(parts: usize, of_part: impl Fn(usize) -> I) -> Option<(f64, f64)> {
    let (mut ratios, mut errors) = (Vec::new(), Vec::new());
    for part in 0..parts {
        let estimates: Vec<f64> = of_part(part).map(|found| found.estimate).collect();
        let said: Option<Vec<f64>> = of_part(part).map(|found| found.se).collect();
        let (said, spread) = (said?, deviation(&estimates));
        let ratio = mean(&said) / spread;
        // Of the mean of what was said, and of a standard deviation.
        let relative = (error(&said) / mean(&said)).powi(2) + 0.5 / (estimates.len() as f64 - 1.0);
        ratios.push(ratio);
        errors.push(ratio * relative.sqrt());
    }
    // Parts of a sample are not independent; the error of one of them is that of their mean at most.
    Some((mean(&ratios), mean(&errors)))
}

pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The standard deviation, divisor n − 1.
fn deviation(values: &[f64]) -> f64 {
    let middle = mean(values);
    let squares: f64 = values.iter().map(|value| (value - middle).powi(2)).sum();
    (squares / (values.len() as f64 - 1.0)).sqrt()
}

/// The standard error of the mean.
fn error(values: &[f64]) -> f64 {
    deviation(values) / (values.len() as f64).sqrt()
}
