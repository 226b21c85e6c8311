//! The difference of two groups' weighted means, by Welch.
//!
//! Separate from the unweighted comparison only in where the standard errors come from. It refuses pairs, as that does.
//!
//! Formula: t = (ȳ₁ − ȳ₂) / √(se₁² + se₂²), df = (se₁² + se₂²)² / (se₁⁴/(n₁ − 1) + se₂⁴/(n₂ − 1))
//! Unit: that of the score; t, df and p have none.
//! Needs: two weighted means of different respondents. Undefined when neither varies.
//! Source: Welch (1947), Biometrika 34, 28–35, with the linearised standard errors of weighted means.
//! Method page: docs/method/weighting.md

use crate::Undefined;
use crate::comparison::Group;
use crate::comparison::welch::{WelchDifference, welch_difference};

use super::weighted_mean::WeightedMean;

/// The difference of two weighted means, first minus second.
///
/// # Errors
/// [`Undefined::NoVariation`] when neither mean has a standard error above zero.
pub fn weighted_difference(
    first: &WeightedMean,
    second: &WeightedMean,
    level: f64,
) -> Result<WelchDifference, Undefined> {
    welch_difference(&Group::from(first), &Group::from(second), level)
}

#[cfg(test)]
mod tests {
    use super::weighted_difference;
    use crate::Undefined;
    use crate::weighting::some;
    use crate::weighting::weighted_mean::weighted_mean;

    #[test]
    fn worked_example_of_the_method_page() {
        // −1 with se² 3/16 (three respondents), 0.5 with se² 1/4 (scores 0 and 1, equal weights): t = −1.5 / √(7/16),
        // df = (7/16)² / (9/256/2 + 1/16) = 49/256 / (41/512)… = 98/41 = 2.39.
        let first = weighted_mean(&some(&[-2.0, 0.0, -1.0]), &some(&[1.0, 1.0, 2.0]), 0.95).unwrap();
        let second = weighted_mean(&some(&[0.0, 1.0]), &some(&[1.0, 1.0]), 0.95).unwrap();
        let found = weighted_difference(&first, &second, 0.95).unwrap();
        assert!((found.t + 1.5 / (7.0_f64 / 16.0).sqrt()).abs() < 1e-14);
        assert!((found.df - 98.0 / 41.0).abs() < 1e-12, "{}", found.df);
        assert_eq!((found.n, found.difference), ((3, 2), -1.5));
    }

    #[test]
    fn two_groups_without_spread_say_why() {
        let flat = weighted_mean(&some(&[2.0; 3]), &some(&[1.0, 2.0, 3.0]), 0.95).unwrap();
        assert_eq!(weighted_difference(&flat, &flat, 0.95), Err(Undefined::NoVariation));
    }
}
