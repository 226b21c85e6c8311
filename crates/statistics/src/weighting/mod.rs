//! Weights: when some groups answered more than others, and it is known how large each really is.
//!
//! Separate from the unweighted statistics, which stay the first thing a report shows: weights repair only what their
//! margins know, and cost precision. Everything here takes one weight per respondent, `None` for someone who has none
//! (their group is not known), and leaves those out; a weight of zero counts as none.

pub mod design_effect;
pub mod raked_mean;
pub mod raking;
pub mod weighted_difference;
pub mod weighted_mean;
pub mod weighted_share;

/// The values of respondents who have both a value and a weight.
fn weighted<'a>(
    values: &'a [Option<f64>],
    weights: &'a [Option<f64>],
) -> impl Iterator<Item = (f64, f64)> + Clone + 'a {
    values.iter().zip(weights).filter_map(|(value, weight)| Some(((*value)?, (*weight)?))).filter(|(_, w)| *w > 0.0)
}

/// Values and weights by hand, for the tests of this folder.
#[cfg(test)]
fn some(numbers: &[f64]) -> Vec<Option<f64>> {
    numbers.iter().copied().map(Some).collect()
}
