//! Which items belong together by the answers alone, when nobody says of which dimension they are?
//!
//! Separate from the extraction and the rotations, which know no questionnaire: here as many factors are taken as it has dimensions,
//! and each is laid over the dimension of whose items it is made most, so that an item that strayed is seen at once.
//!
//! Formula: minres, oblimin (γ = 0), laid over dimensions by congruence φ = Σ_items∈d l / √(n_d · Σ l²)
//! Unit: pattern loadings; communalities as shares of variance; congruence from 0 to 1.
//! Needs: a correlation matrix and the items of each dimension. Undefined: as the extraction; a Heywood case; no convergence.
//! Source: Jennrich & Sampson (1966), Psychometrika 31, 313–323; Lorenzo-Seva & ten Berge (2006), Methodology 2, 57–64.
//! Method page: docs/method/exploration.md

use nalgebra::DMatrix;

use crate::Undefined;

use super::congruence::align;
use super::extraction::{Method, extract};
use super::fit::communalities;
use super::rotation::oblimin::oblimin;

/// Factors found without the questionnaire, in the order of its dimensions.
#[derive(Debug, Clone, PartialEq)]
pub struct Explored {
    /// One row per item, one column per dimension.
    pub loadings: DMatrix<f64>,
    /// Correlations of the factors.
    pub phi: DMatrix<f64>,
    /// Per item: the share of its variance that the factors share with it.
    pub communalities: Vec<f64>,
    /// Per dimension: Tucker's congruence of its factor with its items.
    pub congruence: Vec<f64>,
}

/// As many factors as there are dimensions, each beside its own.
///
/// # Errors
/// As [`extract`]; [`Undefined::Inadmissible`] where an item has nothing of its own left (a Heywood case),
/// [`Undefined::NoConvergence`].
pub fn explore(correlations: &DMatrix<f64>, dimensions: &[Vec<usize>]) -> Result<Explored, Undefined> {
    let taken = extract(correlations, dimensions.len(), Method::Minres)?;
    if !taken.heywood.is_empty() {
        return Err(Undefined::Inadmissible);
    }
    let rotated = oblimin(&taken.loadings, false);
    if !(taken.converged && rotated.converged) {
        return Err(Undefined::NoConvergence { iterations: taken.iterations + rotated.iterations });
    }
    let belongs = |item: usize, factor: usize| f64::from(u8::from(dimensions[factor].contains(&item)));
    let laid = align(&DMatrix::from_fn(correlations.nrows(), dimensions.len(), belongs), &rotated.pattern)?;
    Ok(Explored {
        loadings: laid.loadings(&rotated.pattern),
        phi: laid.phi(&rotated.phi),
        communalities: communalities(&rotated.pattern, &rotated.phi),
        congruence: laid.congruence,
    })
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::explore;
    use crate::Undefined;

    /// Two factors of three items each with loadings of 0.8, correlated 0.3.
    fn two() -> DMatrix<f64> {
        DMatrix::from_fn(6, 6, |i, j| match (i == j, i / 3 == j / 3) {
            (true, _) => 1.0,
            (false, true) => 0.64,
            (false, false) => 0.64 * 0.3,
        })
    }

    #[test]
    fn factors_stand_in_the_order_of_the_dimensions_and_point_upwards() {
        let found = explore(&two(), &[vec![3, 4, 5], vec![0, 1, 2]]).unwrap();
        for item in 0..6 {
            let (own, other) = if item < 3 { (1, 0) } else { (0, 1) };
            assert!((found.loadings[(item, own)] - 0.8).abs() < 1e-6, "{}", found.loadings);
            assert!(found.loadings[(item, other)].abs() < 1e-6, "{}", found.loadings);
            assert!((found.communalities[item] - 0.64).abs() < 1e-6);
        }
        assert!((found.phi[(0, 1)] - 0.3).abs() < 1e-6);
        assert!(found.congruence.iter().all(|alike| (alike - 1.0).abs() < 1e-6));
    }

    #[test]
    fn an_item_that_strayed_lowers_the_congruence_of_both_dimensions() {
        let found = explore(&two(), &[vec![0, 1], vec![2, 3, 4, 5]]).unwrap();
        // Two of three loading items, √(2/3); and three of three, one of four not loading, √(3/4).
        assert!((found.congruence[0] - (2.0_f64 / 3.0).sqrt()).abs() < 1e-6);
        assert!((found.congruence[1] - 0.75_f64.sqrt()).abs() < 1e-6);
    }

    #[test]
    fn hopeless_data_say_why() {
        assert_eq!(
            explore(&DMatrix::identity(3, 3), &[vec![0, 1], vec![2]]).unwrap_err(),
            Undefined::TooManyFactors { factors: 2, most: 1 }
        );
        let twins = DMatrix::from_fn(6, 6, |i, j| if i == j || (i < 2 && j < 2) { 1.0 } else { two()[(i, j)] });
        assert_eq!(explore(&twins, &[vec![0, 1, 2], vec![3, 4, 5]]).unwrap_err(), Undefined::Inadmissible);
    }
}
