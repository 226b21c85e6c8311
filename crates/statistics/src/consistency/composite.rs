//! Composite reliability: how much of a score of standardised items the factor behind them explains.
//!
//! Separate from alpha, which assumes that all items measure equally well. It takes the standardised loadings of a
//! confirmatory model, so the model must hold first.
//!
//! Formula: CR = (Σ λ)² / ((Σ λ)² + Σ (1 − λ²)), λ standardised loadings
//! Unit: none; from 0 to 1.
//! Needs: the standardised loadings of one factor. Undefined: fewer than two.
//! Source: Jöreskog (1971), Psychometrika 36, 109–133; Fornell & Larcker (1981), J. Marketing Research 18, 39–50.
//! Method page: docs/method/consistency.md

use crate::Undefined;

/// The composite reliability of a factor.
///
/// # Errors
/// [`Undefined::TooFewItems`] below two loadings.
pub fn composite_reliability(loadings: &[f64]) -> Result<f64, Undefined> {
    if loadings.len() < 2 {
        return Err(Undefined::TooFewItems { items: loadings.len(), needed: 2 });
    }
    let explained = loadings.iter().sum::<f64>().powi(2);
    let left: f64 = loadings.iter().map(|loading| 1.0 - loading * loading).sum();
    Ok(explained / (explained + left))
}

#[cfg(test)]
mod tests {
    use super::composite_reliability;
    use crate::Undefined;

    #[test]
    fn worked_example_of_the_method_page() {
        // (0.8 + 0.7 + 0.6)² = 4.41; 0.36 + 0.51 + 0.64 = 1.51.
        assert!((composite_reliability(&[0.8, 0.7, 0.6]).unwrap() - 4.41 / 5.92).abs() < 1e-15);
    }

    #[test]
    fn one_item_makes_no_composite() {
        assert_eq!(composite_reliability(&[0.8]), Err(Undefined::TooFewItems { items: 1, needed: 2 }));
    }
}
