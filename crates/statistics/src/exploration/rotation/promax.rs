//! Correlated factors from uncorrelated ones: varimax, with small loadings drawn towards zero.
//!
//! Separate from oblimin: it makes nothing as small as possible, takes no time, and is what many older papers report.
//!
//! Formula: pattern = V U, U the least squares weights of the target V · |V|^(κ − 1) on V (varimax, rows of unit length), scaled so that Phi = (U′U)⁻¹ has a unit diagonal
//! Unit: pattern loadings are regression weights. Needs: loadings, a seed for varimax, the power κ, 4 by default.
//! Undefined: factors that can be computed from each other.
//! Source: Hendrickson & White (1964), British Journal of Statistical Psychology 17, 65–70.
//! Method page: docs/method/exploration.md

use nalgebra::DMatrix;

use super::varimax::{VarimaxSettings, varimax};
use super::{Oblique, rescaled, unit_rows};
use crate::Undefined;
use crate::exploration::in_order;
use crate::linear::Factored;

/// The usual power.
pub const KAPPA: f64 = 4.0;

/// Promax of loadings, after varimax with Kaiser's scaling.
///
/// # Errors
/// [`Undefined::TooFewFactors`] without one, [`Undefined::Collinear`] when a factor has no loadings or can be computed
/// from the others.
pub fn promax(loadings: &DMatrix<f64>, kappa: f64, settings: &VarimaxSettings) -> Result<Oblique, Undefined> {
    if loadings.ncols() == 0 {
        return Err(Undefined::TooFewFactors { factors: 0, needed: 1 });
    }
    let (lengths, scaled) = unit_rows(loadings);
    let turned = varimax(&scaled, &VarimaxSettings { kaiser: true, ..*settings });
    let target = turned.loadings.map(|l| l * l.abs().powf(kappa - 1.0));
    let across = turned.loadings.transpose();
    let gram = Factored::new(&(&across * &turned.loadings))?;
    let mut weights = gram.inverse() * &across * target;
    let inverse = Factored::new(&(weights.transpose() * &weights))?.inverse();
    for j in 0..weights.ncols() {
        weights.column_mut(j).scale_mut(inverse[(j, j)].sqrt());
    }
    let roots = inverse.diagonal().map(f64::sqrt);
    let phi = DMatrix::from_fn(inverse.nrows(), inverse.ncols(), |i, j| inverse[(i, j)] / (roots[i] * roots[j]));
    let (pattern, phi) = in_order(&rescaled(turned.loadings * weights, &lengths), &phi);
    Ok(Oblique { pattern, phi, criterion: None, iterations: 1, converged: turned.converged })
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::{KAPPA, promax};
    use crate::Undefined;
    use crate::exploration::rotation::varimax::VarimaxSettings;

    #[test]
    fn correlated_groups_of_items_come_out_correlated() {
        let pattern = DMatrix::from_row_slice(6, 2, &[0.8, 0.0, 0.7, 0.0, 0.6, 0.0, 0.0, 0.7, 0.0, 0.6, 0.0, 0.5]);
        let turn = DMatrix::from_row_slice(2, 2, &[1.0, 0.5, 0.0, 0.75_f64.sqrt()]);
        let loadings = &pattern * turn.transpose();
        let found = promax(&loadings, KAPPA, &VarimaxSettings::new(1)).unwrap();
        // By symmetry varimax puts both groups 15 degrees off its axes: each item has cos 15° and sin 15°, so the target is
        // cos⁴ 15° and sin⁴ 15°, and the small loading is drawn to zero to within the fourth power of tan 15°.
        assert!((&found.pattern - pattern).amax() < 0.01, "{}", found.pattern);
        assert!((found.phi[(0, 1)] - 0.5).abs() < 0.02, "{}", found.phi);
        let after = &found.pattern * &found.phi * found.pattern.transpose();
        assert!((&loadings * loadings.transpose() - after).amax() < 1e-12, "what is reproduced stays the same");
    }

    #[test]
    fn one_factor_stays_as_it_is_and_an_empty_one_says_why() {
        let one = DMatrix::from_column_slice(3, 1, &[0.5, 0.6, 0.7]);
        let found = promax(&one, KAPPA, &VarimaxSettings::new(1)).unwrap();
        assert!((found.pattern - one).amax() < 1e-12);
        assert_eq!(promax(&DMatrix::zeros(4, 2), KAPPA, &VarimaxSettings::new(1)), Err(Undefined::Collinear));
        let none = Undefined::TooFewFactors { factors: 0, needed: 1 };
        assert_eq!(promax(&DMatrix::zeros(4, 0), KAPPA, &VarimaxSettings::new(1)), Err(none));
    }
}
