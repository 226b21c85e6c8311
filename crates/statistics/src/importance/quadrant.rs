//! What to do first: where each dimension or item stands when its performance is laid against its importance.
//!
//! Separate from both: it takes any importance (stated points, ratings, derived shares) and any performance, and only
//! compares them. It refuses to mix importances of different kinds on one axis: one call is one kind. A point near a cut
//! jumps with the sample, so that every quadrant is shown with the share of replicates that agree.
//!
//! Formula: high if value ≥ cut; priority = z(importance) − z(performance)
//! Unit: that of the scores given; the priority is in standard deviations (divisor k − 1).
//! Needs: one performance and one importance per dimension or item.
//! Undefined: nothing to compare; the priority also when all performances, or all importances, are alike.
//! Source: Martilla & James (1977), Journal of Marketing 41(1), 77–79; the diagonal after Bacon (2003), International
//! Journal of Market Research 45, 55–71.
//! Method page: docs/method/importance-performance.md

use crate::Undefined;
use crate::uncertainty::bootstrap::{Resampled, quantile};

/// Where to draw the line between high and low.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cut {
    /// The means of all points: the default.
    GrandMean,
    /// The medians of all points.
    Median,
    /// This middle of the answer scale for performance, the mean for importance.
    ScaleMidpoint(f64),
}

/// What a point's place asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quadrant {
    /// Important, and performance is low: do this first.
    ConcentrateHere,
    /// Important, and performance is high.
    KeepUp,
    /// Neither important nor high.
    LowPriority,
    /// Performance is high where it matters less.
    PossibleOverkill,
}

impl Quadrant {
    /// All of them, in the order of a to-do list.
    pub const ALL: [Self; 4] = [Self::ConcentrateHere, Self::KeepUp, Self::LowPriority, Self::PossibleOverkill];

    /// The name used in files: `concentrate_here` and so on.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ConcentrateHere => "concentrate_here",
            Self::KeepUp => "keep_up",
            Self::LowPriority => "low_priority",
            Self::PossibleOverkill => "possible_overkill",
        }
    }

    fn of(performs: bool, matters: bool) -> Self {
        match (matters, performs) {
            (true, false) => Self::ConcentrateHere,
            (true, true) => Self::KeepUp,
            (false, false) => Self::LowPriority,
            (false, true) => Self::PossibleOverkill,
        }
    }
}

/// The cuts and everyone's quadrant.
#[derive(Debug, Clone, PartialEq)]
pub struct Quadrants {
    /// Performance from here on is high.
    pub performance_cut: f64,
    /// Importance from here on is high.
    pub importance_cut: f64,
    /// One per point.
    pub quadrants: Vec<Quadrant>,
}

/// The quadrant of every point.
///
/// # Errors
/// [`Undefined::TooFewItems`] without a point, or with more of one kind than of the other.
pub fn quadrants(performance: &[f64], importance: &[f64], cut: Cut) -> Result<Quadrants, Undefined> {
    check(performance, importance, 1)?;
    let (performance_cut, importance_cut) = match cut {
        Cut::GrandMean => (mean(performance), mean(importance)),
        Cut::Median => (median(performance), median(importance)),
        Cut::ScaleMidpoint(middle) => (middle, mean(importance)),
    };
    let place = |(p, i): (&f64, &f64)| Quadrant::of(*p >= performance_cut, *i >= importance_cut);
    let quadrants = performance.iter().zip(importance).map(place).collect();
    Ok(Quadrants { performance_cut, importance_cut, quadrants })
}

/// How much more important than well performed each point is, in standard deviations: the diagonal of the same picture.
///
/// # Errors
/// [`Undefined::TooFewItems`] below two points, [`Undefined::NoVariation`] when all are alike on one side.
pub fn diagonal_priorities(performance: &[f64], importance: &[f64]) -> Result<Vec<f64>, Undefined> {
    check(performance, importance, 2)?;
    let (performance, importance) = (standardised(performance)?, standardised(importance)?);
    Ok(importance.iter().zip(&performance).map(|(i, p)| i - p).collect())
}

/// How often each quadrant was a point's own among the replicates, in shares that add up to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Membership {
    /// Share of replicates with the point in [`Quadrant::ConcentrateHere`].
    pub concentrate_here: f64,
    /// Share with the point in [`Quadrant::KeepUp`].
    pub keep_up: f64,
    /// Share with the point in [`Quadrant::LowPriority`].
    pub low_priority: f64,
    /// Share with the point in [`Quadrant::PossibleOverkill`].
    pub possible_overkill: f64,
}

impl Membership {
    /// The share of one quadrant.
    #[must_use]
    pub fn share(&self, quadrant: Quadrant) -> f64 {
        match quadrant {
            Quadrant::ConcentrateHere => self.concentrate_here,
            Quadrant::KeepUp => self.keep_up,
            Quadrant::LowPriority => self.low_priority,
            Quadrant::PossibleOverkill => self.possible_overkill,
        }
    }
}

/// The memberships of every point, from replicates `draw(b) = (performance, importance)` of all points.
///
/// # Errors
/// [`Undefined::DegenerateBootstrap`] without replicates, otherwise as [`quadrants`].
pub fn memberships<'a>(
    replicates: impl Iterator<Item = (&'a [f64], &'a [f64])>,
    cut: Cut,
) -> Result<Vec<Membership>, Undefined> {
    let mut counts: Vec<[u32; 4]> = Vec::new();
    let mut drawn = 0_u32;
    for (performance, importance) in replicates {
        let found = quadrants(performance, importance, cut)?.quadrants;
        counts.resize(found.len(), [0; 4]);
        counts.iter_mut().zip(found).for_each(|(count, quadrant)| count[quadrant as usize] += 1);
        drawn += 1;
    }
    if drawn == 0 {
        return Err(Undefined::DegenerateBootstrap);
    }
    let shares = |[concentrate_here, keep_up, low_priority, possible_overkill]: [f64; 4]| Membership {
        concentrate_here,
        keep_up,
        low_priority,
        possible_overkill,
    };
    Ok(counts.iter().map(|count| shares(count.map(|times| f64::from(times) / f64::from(drawn)))).collect())
}

/// The memberships of every point whose performance and importance were computed from the same draws.
///
/// # Errors
/// As [`memberships`].
pub fn memberships_of_draws(
    performance: &[Resampled],
    importance: &[Resampled],
    cut: Cut,
) -> Result<Vec<Membership>, Undefined> {
    let points = performance.len();
    let drawn = performance.first().map_or(0, |mean| mean.draws.len());
    // Statistic by statistic is turned into replicate by replicate.
    let by_replicate = |statistics: &[Resampled]| -> Vec<f64> {
        (0..drawn).flat_map(|b| statistics.iter().map(move |statistic| statistic.draws[b])).collect()
    };
    let (performance, importance) = (by_replicate(performance), by_replicate(importance));
    memberships(performance.chunks_exact(points.max(1)).zip(importance.chunks_exact(points.max(1))), cut)
}

fn check(performance: &[f64], importance: &[f64], needed: usize) -> Result<(), Undefined> {
    let items = performance.len().min(importance.len());
    let paired = performance.len() == importance.len() && items >= needed;
    if paired { Ok(()) } else { Err(Undefined::TooFewItems { items, needed: needed.max(performance.len()) }) }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    quantile(&sorted, 0.5)
}

fn standardised(values: &[f64]) -> Result<Vec<f64>, Undefined> {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let deviation = (squares / (values.len() as f64 - 1.0)).sqrt();
    if values.iter().all(|value| *value == values[0]) {
        return Err(Undefined::NoVariation);
    }
    Ok(values.iter().map(|value| (value - mean) / deviation).collect())
}

#[cfg(test)]
mod tests {
    use super::{Cut, Membership, Quadrant, diagonal_priorities, memberships, quadrants};
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // Performance 4.5, 5.5, 5.0 (mean 5), importance 50, 30, 20 % (mean 33.3): the first is important and low, the
        // second performs where it matters less, the third stands on the performance cut and so counts as high.
        let found = quadrants(&[4.5, 5.5, 5.0], &[0.5, 0.3, 0.2], Cut::GrandMean).unwrap();
        assert_eq!(
            found.quadrants,
            [Quadrant::ConcentrateHere, Quadrant::PossibleOverkill, Quadrant::PossibleOverkill]
        );
        assert_eq!(found.performance_cut, 5.0);
        // Against the middle of a 1-7 scale all three perform.
        let middle = quadrants(&[4.5, 5.5, 5.0], &[0.5, 0.3, 0.2], Cut::ScaleMidpoint(4.0)).unwrap();
        assert_eq!(middle.quadrants[0], Quadrant::KeepUp);
        // z(importance) − z(performance) of the first: 0.1667/0.1528 − (−0.5/0.5) = 1.0911 + 1.
        let priorities = diagonal_priorities(&[4.5, 5.5, 5.0], &[0.5, 0.3, 0.2]).unwrap();
        assert!((priorities[0] - (1.0 + (0.5 - 1.0 / 3.0) / (0.07_f64 / 3.0).sqrt())).abs() < 1e-12);
    }

    #[test]
    fn medians_put_half_of_the_points_on_each_side() {
        let found = quadrants(&[1.0, 2.0, 6.0, 7.0], &[4.0, 3.0, 2.0, 1.0], Cut::Median).unwrap();
        use Quadrant::{ConcentrateHere, PossibleOverkill};
        assert_eq!(found.quadrants, [ConcentrateHere, ConcentrateHere, PossibleOverkill, PossibleOverkill]);
    }

    #[test]
    fn membership_is_the_share_of_replicates() {
        // The first point is low in three of four replicates and always the more important one.
        let low: (&[f64], &[f64]) = (&[3.0, 5.0], &[0.6, 0.4]);
        let high: (&[f64], &[f64]) = (&[6.0, 5.0], &[0.6, 0.4]);
        let found = memberships([low, low, high, low].into_iter(), Cut::GrandMean).unwrap();
        assert_eq!(found[0], Membership { concentrate_here: 0.75, keep_up: 0.25, ..Membership::default() });
        assert_eq!(found[1], Membership { low_priority: 0.25, possible_overkill: 0.75, ..Membership::default() });
        assert_eq!(Quadrant::ALL.map(|quadrant| found[0].share(quadrant)), [0.75, 0.25, 0.0, 0.0]);
    }

    #[test]
    fn what_cannot_be_placed_says_why() {
        assert_eq!(quadrants(&[], &[], Cut::Median), Err(Undefined::TooFewItems { items: 0, needed: 1 }));
        assert_eq!(diagonal_priorities(&[5.0, 5.0], &[0.2, 0.8]), Err(Undefined::NoVariation));
        assert_eq!(memberships(std::iter::empty(), Cut::Median), Err(Undefined::DegenerateBootstrap));
    }
}
