//! Average variance extracted: how much of its items' variance a factor explains on average.
//!
//! Separate from composite reliability, which rises with the number of items while this does not. It takes the
//! standardised loadings of a confirmatory model.
//!
//! Formula: AVE = mean of λ², λ standardised loadings
//! Unit: none; a share from 0 to 1. Below 0.5 the items are more error than factor.
//! Needs: the standardised loadings of one factor. Undefined: fewer than two.
//! Source: Fornell & Larcker (1981), J. Marketing Research 18, 39–50.
//! Method page: docs/method/consistency.md

use crate::Undefined;

/// The average variance extracted by a factor.
///
/// # Errors
/// [`Undefined::TooFewItems`] below two loadings.
pub fn average_variance_extracted(loadings: &[f64]) -> Result<f64, Undefined> {
    if loadings.len() < 2 {
        return Err(Undefined::TooFewItems { items: loadings.len(), needed: 2 });
    }
    Ok(loadings.iter().map(|loading| loading * loading).sum::<f64>() / loadings.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::average_variance_extracted;
    use crate::Undefined;

    #[test]
    fn worked_example_of_the_method_page() {
        // (0.64 + 0.49 + 0.36) / 3.
        assert!((average_variance_extracted(&[0.8, 0.7, 0.6]).unwrap() - 1.49 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn no_loading_extracts_nothing_that_could_be_averaged() {
        assert_eq!(average_variance_extracted(&[]), Err(Undefined::TooFewItems { items: 0, needed: 2 }));
    }
}
