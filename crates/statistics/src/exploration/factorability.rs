//! Is there anything in the correlations that factors could explain?
//!
//! Separate from the factors, because it is the hurdle before them and no evidence for them: Bartlett's test is almost
//! always significant. It refuses a matrix that cannot be inverted, as partial correlations do not exist there.
//!
//! Formula: KMO = Σ r² / (Σ r² + Σ q²) over all pairs i ≠ j, q_ij = −R⁻¹_ij / √(R⁻¹_ii · R⁻¹_jj), MSA_i over j alone; chi² = −(n − 1 − (2p + 5)/6) · ln |R|, df = p(p − 1)/2
//! Unit: none; KMO and MSA from 0 to 1, below 0.5 means that an item goes with no other.
//! Needs: the correlation matrix of p items and, for the test, the number of respondents n.
//! Undefined: fewer than two items, items that can be computed from each other, no correlation at all (0/0), n ≤ p.
//! Source: Kaiser & Rice (1974), Educational and Psychological Measurement 34, 111–117; Bartlett (1951), Biometrika 38,
//! 337–344.
//! Method page: docs/method/exploration.md

use nalgebra::DMatrix;

use super::{items_of, spectrum};
use crate::Undefined;
use crate::distribution::{chi2_ln_sf, chi2_sf};
use crate::linear::{Factored, at_least};

/// Sampling adequacy: how much of what two items share is shared with the others, too.
#[derive(Debug, Clone, PartialEq)]
pub struct Adequacy {
    /// Of all items together.
    pub kmo: f64,
    /// Of each item (MSA); 0 for an item that goes with no other.
    pub items: Vec<f64>,
}

/// Bartlett's test that no two items are correlated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sphericity {
    /// The statistic.
    pub chi2: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// How likely so much correlation is where there is none.
    pub p: f64,
    /// The natural logarithm of `p`, which is finite where `p` is too small to be stored.
    pub ln_p: f64,
    /// ln |R|: 0 without any correlation, lower with more.
    pub ln_determinant: f64,
    /// Respondents.
    pub n: i64,
    /// Fewer than five respondents per item, too few to trust the factors.
    pub few_respondents: bool,
}

/// The Kaiser–Meyer–Olkin measure of all items and of each.
///
/// # Errors
/// [`Undefined::TooFewItems`] below two, [`Undefined::Collinear`], [`Undefined::NoVariation`] when no item is correlated
/// with another.
pub fn adequacy(correlations: &DMatrix<f64>) -> Result<Adequacy, Undefined> {
    let p = items_of(correlations, 2)?;
    let inverse = Factored::new(correlations)?.inverse();
    let (mut common, mut partial) = (vec![0.0; p], vec![0.0; p]);
    for i in 0..p {
        for j in (0..p).filter(|&j| j != i) {
            common[i] += correlations[(i, j)].powi(2);
            partial[i] += inverse[(i, j)].powi(2) / (inverse[(i, i)] * inverse[(j, j)]);
        }
    }
    let share = |common: f64, partial: f64| if common > 0.0 { common / (common + partial) } else { 0.0 };
    let total: f64 = common.iter().sum();
    if total == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let items = common.iter().zip(&partial).map(|(&common, &partial)| share(common, partial)).collect();
    Ok(Adequacy { kmo: share(total, partial.iter().sum()), items })
}

/// Bartlett's test of sphericity.
///
/// # Errors
/// [`Undefined::TooFewItems`] below two, [`Undefined::TooFewRespondents`] for no more respondents than items,
/// [`Undefined::Collinear`].
pub fn sphericity(correlations: &DMatrix<f64>, n: i64) -> Result<Sphericity, Undefined> {
    let p = items_of(correlations, 2)?;
    at_least(n, p as i64 + 1)?;
    let ln_determinant = Factored::new(correlations)?.ln_determinant();
    let items = p as f64;
    let chi2 = -(n as f64 - 1.0 - (2.0 * items + 5.0) / 6.0) * ln_determinant;
    let df = items * (items - 1.0) / 2.0;
    Ok(Sphericity {
        chi2,
        df,
        p: chi2_sf(chi2, df),
        ln_p: chi2_ln_sf(chi2, df),
        ln_determinant,
        n,
        few_respondents: n < 5 * p as i64,
    })
}

/// The eigenvalues of the correlations, largest first; their sum is the number of items.
///
/// # Errors
/// [`Undefined::TooFewItems`] without items, [`Undefined::NoVariation`] when a correlation is not a number.
pub fn eigenvalues(correlations: &DMatrix<f64>) -> Result<Vec<f64>, Undefined> {
    items_of(correlations, 1)?;
    spectrum(correlations.clone()).map(|spectrum| spectrum.values).ok_or(Undefined::NoVariation)
}

/// The squared multiple correlation of each item with all others.
///
/// # Errors
/// [`Undefined::TooFewItems`] below two, [`Undefined::Collinear`].
pub fn squared_multiple_correlations(correlations: &DMatrix<f64>) -> Result<Vec<f64>, Undefined> {
    items_of(correlations, 2)?;
    let inverse = Factored::new(correlations)?.inverse();
    Ok(inverse.diagonal().iter().map(|precision| 1.0 - 1.0 / precision).collect())
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::{adequacy, eigenvalues, sphericity, squared_multiple_correlations};
    use crate::Undefined;

    fn three(a: f64, b: f64, c: f64) -> DMatrix<f64> {
        DMatrix::from_row_slice(3, 3, &[1.0, a, b, a, 1.0, c, b, c, 1.0])
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // All r = 1/2: |R| = 1 + 2/8 − 3/4 = 1/2, partial correlations (1/2 − 1/4)/(3/4) = 1/3, so KMO = MSA =
        // (1/4)/(1/4 + 1/9) = 9/13. n = 100: chi² = −(99 − 11/6) ln ½ = 67.35, df 3.
        let found = adequacy(&three(0.5, 0.5, 0.5)).unwrap();
        assert!((found.kmo - 9.0 / 13.0).abs() < 1e-15);
        assert!(found.items.iter().all(|msa| (msa - 9.0 / 13.0).abs() < 1e-15));
        let test = sphericity(&three(0.5, 0.5, 0.5), 100).unwrap();
        assert!((test.chi2 - (99.0 - 11.0 / 6.0) * 2.0_f64.ln()).abs() < 1e-12);
        assert_eq!((test.df, test.few_respondents), (3.0, false));
        assert!((test.ln_p.exp() - test.p).abs() < 1e-20);
        // R² from two others that correlate ½ each: (¼ + ¼ − 2/8)/(¾) = 1/3.
        let smc = squared_multiple_correlations(&three(0.5, 0.5, 0.5)).unwrap();
        assert!((smc[1] - 1.0 / 3.0).abs() < 1e-15);
        let values = eigenvalues(&three(0.5, 0.5, 0.5)).unwrap();
        assert!((values[0] - 2.0).abs() < 1e-14 && (values[2] - 0.5).abs() < 1e-14);
    }

    #[test]
    fn an_item_that_goes_with_no_other_has_no_adequacy() {
        let found = adequacy(&three(0.5, 0.0, 0.0)).unwrap();
        assert!((found.kmo - 0.5).abs() < 1e-15, "with one partner only, all that is shared is partial");
        assert_eq!(found.items[2], 0.0);
        assert_eq!(adequacy(&DMatrix::identity(3, 3)), Err(Undefined::NoVariation));
    }

    #[test]
    fn hopeless_matrices_say_why() {
        assert_eq!(adequacy(&three(1.0, 0.5, 0.5)), Err(Undefined::Collinear));
        assert_eq!(sphericity(&three(1.0, 0.5, 0.5), 50).err(), Some(Undefined::Collinear));
        let few = Undefined::TooFewRespondents { n: 3, needed: 4 };
        assert_eq!(sphericity(&three(0.5, 0.5, 0.5), 3).err(), Some(few));
        assert_eq!(sphericity(&three(0.5, 0.5, 0.5), 0).err(), Some(Undefined::NobodyAnswered));
        assert_eq!(adequacy(&DMatrix::identity(1, 1)), Err(Undefined::TooFewItems { items: 1, needed: 2 }));
        assert_eq!(adequacy(&three(f64::NAN, 0.5, 0.5)), Err(Undefined::NoVariation));
        assert!(sphericity(&three(0.5, 0.5, 0.5), 10).unwrap().few_respondents);
    }
}
