//! What could a better service be worth? A scenario with bands, never a forecast.
//!
//! Separate from the value of a customer, which is arithmetic: here a chain of two uncertain links, from quality to satisfaction and
//! from satisfaction to retention, is multiplied out. Each draw takes both links from what is known of them. It gives a low, a middle
//! and a high, and how often the improvement does not pay; a single number it refuses.
//!
//! Formula: r* = r + improvement · a* · b*, a* = a + z s_a, b* = b + z s_b, r* kept within 0 to 1; result = customers · (value(r*) −
//! value(r)) − cost
//! Unit: money of the margin.
//! Needs: the terms of a customer's value, both links with their standard errors, customers, cost, draws and a seed.
//! Undefined: terms without a value at the present or at full retention; a standard error that is negative; no draws.
//! Source: Rust, Zahorik & Keiningham (1995), Journal of Marketing 59(2), 58–70, for the chain; the bands by simulation.
//! Method page: docs/method/retention.md

use super::customer_value::Terms;
use crate::Undefined;
use crate::uncertainty::bootstrap::quantile;
use crate::uncertainty::splitmix::SplitMix64;

/// The most draws that are made, whatever is asked for.
pub const DRAWS_MAX: usize = 100_000;

/// A link of the chain: how much the next thing changes per unit of the one before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The estimate.
    pub estimate: f64,
    /// Its standard error: 0 pretends to know.
    pub se: f64,
}

/// What is assumed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scenario {
    /// Customers.
    pub customers: f64,
    /// What a customer is worth today.
    pub terms: Terms,
    /// By how much quality is to improve, in points.
    pub improvement: f64,
    /// Satisfaction per point of quality.
    pub satisfaction: Link,
    /// Retention (as a share) per point of satisfaction.
    pub retention: Link,
    /// What the improvement costs.
    pub cost: f64,
}

/// What may come of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bands {
    /// The lower end of the band.
    pub low: f64,
    /// The middle.
    pub median: f64,
    /// The upper end of the band.
    pub high: f64,
    /// In which share of draws it does not pay.
    pub loses: f64,
    /// In which share of draws retention met 0 or 1 and was kept there: the chain is stretched too far.
    pub saturated: f64,
    /// How much of all draws lies in the band.
    pub level: f64,
    /// Draws.
    pub draws: usize,
}

/// Plays a scenario `draws` times.
///
/// # Errors
/// [`Undefined::OutOfRange`] when an assumption is no number, the terms have no value, or there are no draws.
pub fn scenario(assumed: &Scenario, level: f64, draws: usize, seed: u64) -> Result<Bands, Undefined> {
    let draws = draws.min(DRAWS_MAX);
    let links = [assumed.satisfaction, assumed.retention];
    let numbers = [assumed.customers, assumed.improvement, assumed.cost];
    let fine = numbers.iter().chain(links.iter().map(|link| &link.estimate)).all(|number| number.is_finite())
        && links.iter().all(|link| link.se.is_finite() && 0.0 <= link.se);
    if draws == 0 || !fine {
        return Err(Undefined::OutOfRange);
    }
    let today = assumed.terms.value()?;
    // Full retention must have a value, too, or a draw could be infinite.
    Terms { retention: 1.0, ..assumed.terms }.value()?;
    let mut generator = SplitMix64::new(seed);
    let (mut results, mut saturated) = (Vec::with_capacity(draws), 0_usize);
    for _ in 0..draws {
        let [satisfaction, per_point] = links.map(|link| link.estimate + link.se * generator.normal());
        let meant = assumed.terms.retention + assumed.improvement * satisfaction * per_point;
        let retention = meant.clamp(0.0, 1.0);
        saturated += usize::from(retention != meant);
        let value = Terms { retention, ..assumed.terms }.value()?;
        results.push(assumed.customers * (value - today) - assumed.cost);
    }
    results.sort_by(f64::total_cmp);
    let outside = 0.5 * (1.0 - level);
    let share = |count: usize| count as f64 / draws as f64;
    Ok(Bands {
        low: quantile(&results, outside),
        median: quantile(&results, 0.5),
        high: quantile(&results, 1.0 - outside),
        loses: share(results.iter().filter(|result| **result < 0.0).count()),
        saturated: share(saturated),
        level,
        draws,
    })
}

#[cfg(test)]
mod tests {
    use super::super::customer_value::{FirstMargin, Terms};
    use super::{Link, Scenario, scenario};
    use crate::Undefined;

    const ASSUMED: Scenario = Scenario {
        customers: 1000.0,
        terms: Terms { margin: 100.0, retention: 0.8, discount: 0.1, growth: 0.0, first: FirstMargin::Now },
        improvement: 0.5,
        satisfaction: Link { estimate: 0.4, se: 0.0 },
        retention: Link { estimate: 0.05, se: 0.0 },
        cost: 10_000.0,
    };

    #[test]
    fn the_worked_example_of_the_method_page() {
        // Half a point of quality, 0.4 of satisfaction each, 0.05 of retention each: 0.8 becomes 0.81. The value of a customer grows
        // from 110/0.3 to 110/0.29, by 12.64; of a thousand 12,644, less 10,000 of cost.
        let sure = scenario(&ASSUMED, 0.9, 100, 1).unwrap();
        let expected = 1000.0 * (110.0 / 0.29 - 110.0 / 0.3) - 10_000.0;
        assert!((sure.low - expected).abs() < 1e-6 && (sure.high - expected).abs() < 1e-6 && sure.loses == 0.0);
        // With errors of a quarter and of a half the band holds a loss.
        let unsure = Scenario {
            satisfaction: Link { estimate: 0.4, se: 0.1 },
            retention: Link { estimate: 0.05, se: 0.025 },
            ..ASSUMED
        };
        let bands = scenario(&unsure, 0.9, 10_000, 1).unwrap();
        assert!(bands.low < 0.0 && 0.0 < bands.high && 0.2 < bands.loses && bands.loses < 0.6, "{bands:?}");
        assert!((bands.median - expected).abs() < 1500.0);
    }

    #[test]
    fn the_same_seed_gives_the_same_bands() {
        let unsure = Scenario { retention: Link { estimate: 0.05, se: 0.02 }, ..ASSUMED };
        assert_eq!(scenario(&unsure, 0.9, 500, 3), scenario(&unsure, 0.9, 500, 3));
        assert_ne!(scenario(&unsure, 0.9, 500, 3), scenario(&unsure, 0.9, 500, 4));
    }

    #[test]
    fn retention_beyond_everybody_is_kept_at_everybody_and_told() {
        let bands = scenario(&Scenario { improvement: 100.0, ..ASSUMED }, 0.9, 50, 1).unwrap();
        assert_eq!(bands.saturated, 1.0);
        assert!((bands.high - (1000.0 * (1100.0 - 1100.0 / 3.0) - 10_000.0)).abs() < 1e-6);
    }

    #[test]
    fn nonsense_says_why() {
        assert_eq!(scenario(&ASSUMED, 0.9, 0, 1), Err(Undefined::OutOfRange));
        let backwards = Scenario { retention: Link { estimate: 0.05, se: -1.0 }, ..ASSUMED };
        assert_eq!(scenario(&backwards, 0.9, 9, 1), Err(Undefined::OutOfRange));
        let free = Terms { discount: 0.0, ..ASSUMED.terms };
        assert_eq!(scenario(&Scenario { terms: free, ..ASSUMED }, 0.9, 9, 1), Err(Undefined::OutOfRange));
        assert_eq!(scenario(&Scenario { cost: f64::NAN, ..ASSUMED }, 0.9, 9, 1), Err(Undefined::OutOfRange));
    }
}
