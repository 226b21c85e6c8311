//! What weights cost: the design effect, and how many equally weighted respondents the weighted ones are worth.
//!
//! Separate from any one mean, because it depends on the weights alone. It refuses to say that weighting was worth it:
//! above 2 the report warns.
//!
//! Formula: deff = n Σ w² / (Σ w)², n_eff = n / deff
//! Unit: deff none, at least 1; n_eff in respondents. Needs: weights. Undefined: nobody with a weight.
//! Source: Kish (1965), Survey Sampling, section 11.7.
//! Method page: docs/method/weighting.md

use crate::Undefined;
use crate::linear::at_least;

/// Above this design effect weights cost half of the respondents or more, and the report warns.
pub const DEFF_WARNING: f64 = 2.0;

/// Kish's design effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DesignEffect {
    /// Respondents with a weight.
    pub n: i64,
    /// How much larger the variance of a mean is than with equal weights.
    pub deff: f64,
    /// Effective number of respondents.
    pub n_eff: f64,
}

impl DesignEffect {
    /// Whether the weights cost so much that they need a warning.
    #[must_use]
    pub fn needs_warning(&self) -> bool {
        self.deff > DEFF_WARNING
    }
}

/// The design effect of weights.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] when nobody has a weight.
pub fn design_effect(weights: &[Option<f64>]) -> Result<DesignEffect, Undefined> {
    of(weights.iter().flatten().copied().filter(|weight| *weight > 0.0))
}

/// The design effect of weights above zero.
pub(super) fn of(weights: impl Iterator<Item = f64>) -> Result<DesignEffect, Undefined> {
    let (mut n, mut sum, mut squares) = (0_i64, 0.0, 0.0);
    for weight in weights {
        n += 1;
        sum += weight;
        squares += weight * weight;
    }
    at_least(n, 1)?;
    Ok(DesignEffect { n, deff: n as f64 * squares / (sum * sum), n_eff: sum * sum / squares })
}

#[cfg(test)]
mod tests {
    use super::design_effect;
    use crate::Undefined;
    use crate::weighting::some;

    #[test]
    fn worked_example_of_the_method_page() {
        // Weights 1, 1, 2: Σw = 4, Σw² = 6: deff = 3 · 6/16 = 1.125, n_eff = 16/6 = 2.67.
        let found = design_effect(&some(&[1.0, 1.0, 2.0])).unwrap();
        assert!((found.deff - 1.125).abs() < 1e-15 && (found.n_eff - 16.0 / 6.0).abs() < 1e-15 && found.n == 3);
        assert!(!found.needs_warning());
    }

    #[test]
    fn equal_weights_cost_nothing_and_one_heavy_respondent_nearly_everything() {
        assert_eq!(design_effect(&some(&[3.0; 7])).unwrap().deff, 1.0);
        let heavy = design_effect(&some(&[1.0, 1.0, 1.0, 1.0, 1000.0])).unwrap();
        assert!(heavy.n_eff < 1.01 && heavy.needs_warning());
    }

    #[test]
    fn nobody_with_a_weight_says_so() {
        assert_eq!(design_effect(&[None, Some(0.0)]), Err(Undefined::NobodyAnswered));
    }
}
