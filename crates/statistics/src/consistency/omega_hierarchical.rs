//! How far does one overall service quality carry, beside its dimensions?
//!
//! Separate from alpha and from omega of a dimension: a total over all items can be consistent because of one general
//! factor or because of several that are related. The solution of Schmid and Leiman divides every item between the two.
//! It refuses fewer than three group factors, with which the division is not unique.
//!
//! Formula: omega_h = (Σ g)² / Σ R, omega_t = 1 − Σ u² / Σ R, omega_limit = (Σ g)² / (Σ R − Σ u²), ECV = Σ g² / (Σ g² + Σ f²), where g = pattern · γ, f = pattern · √(1 − γ²), γ the loadings of the group factors on one factor of theirs
//! Unit: none; omega_h of 0.70 to 0.75 and more supports one total score.
//! Needs: the correlation matrix of all items, a number of group factors (minres, oblimin without Kaiser's scaling).
//! Undefined: fewer than three group factors, more than the items can tell apart, items that share nothing.
//! Source: Schmid & Leiman (1957), Psychometrika 22, 53–61; McDonald (1999), Test theory; Zinbarg, Revelle, Yovel & Li
//! (2005), Psychometrika 70, 123–133; ECV: Reise, Moore & Haviland (2010), Journal of Personality Assessment 92, 544–559.
//! Method page: docs/method/consistency.md

use nalgebra::{DMatrix, DVector};

use crate::Undefined;
use crate::exploration::extraction::{Method, extract};
use crate::exploration::rotation::oblimin::oblimin;

/// The fewest group factors with which the division is unique.
pub const FEWEST_GROUP_FACTORS: usize = 3;

/// Omega of all items, divided between one general factor and groups.
#[derive(Debug, Clone, PartialEq)]
pub struct OmegaHierarchical {
    /// The share of the total's variance that the general factor accounts for.
    pub hierarchical: f64,
    /// The share that the general and the group factors account for together.
    pub total: f64,
    /// What the general factor would account for in a test of endless length.
    pub limit: f64,
    /// The general factor's part of what all factors explain (ECV).
    pub explained_common_variance: f64,
    /// The general loading of each item.
    pub general: Vec<f64>,
    /// The group loadings of each item (rows), by group factor.
    pub groups: DMatrix<f64>,
    /// What each item has in common with the others.
    pub communalities: Vec<f64>,
    /// What each item has of its own.
    pub uniquenesses: Vec<f64>,
    /// The general factor's part of each item's communality.
    pub general_shares: Vec<f64>,
    /// The loadings γ of the group factors on the general one.
    pub second_order: Vec<f64>,
    /// Items that were turned round, as they go against the general factor.
    pub reversed: Vec<usize>,
    /// Items at the lower bound of uniqueness (Heywood cases).
    pub heywood: Vec<usize>,
    /// Group factors at that bound: they are the general factor, and nothing of their own is left.
    pub heywood_groups: Vec<usize>,
    /// Whether extraction and rotation came to an end.
    pub converged: bool,
}

/// Omega hierarchical and omega total of all items of a correlation matrix.
///
/// # Errors
/// [`Undefined::TooFewFactors`] below three, [`Undefined::TooManyFactors`], [`Undefined::TooFewItems`],
/// [`Undefined::NoVariation`] when a correlation is not a number or the items share nothing.
pub fn omega_hierarchical(correlations: &DMatrix<f64>, group_factors: usize) -> Result<OmegaHierarchical, Undefined> {
    if group_factors < FEWEST_GROUP_FACTORS {
        return Err(Undefined::TooFewFactors { factors: group_factors, needed: FEWEST_GROUP_FACTORS });
    }
    let first = extract(correlations, group_factors, Method::Minres)?;
    let rotated = oblimin(&first.loadings, false);
    let second = extract(&rotated.phi, 1, Method::Minres)?;
    let gamma = second.loadings.column(0).into_owned();
    let mut general = &rotated.pattern * &gamma;
    let own = gamma.map(|loading| (1.0 - loading * loading).max(0.0).sqrt());
    let mut groups = &rotated.pattern * DMatrix::from_diagonal(&own);
    let reversed: Vec<usize> = (0..general.len()).filter(|&item| general[item] < 0.0).collect();
    let mut keys = DVector::from_element(general.len(), 1.0);
    for &item in &reversed {
        keys[item] = -1.0;
        general[item] = -general[item];
        groups.row_mut(item).neg_mut();
    }
    let variance = keys.dot(&(correlations * &keys));
    let communalities: Vec<f64> = first.loadings.row_iter().map(|row| row.norm_squared()).collect();
    let (common, squares) = (communalities.iter().sum::<f64>(), general.norm_squared());
    let unique: f64 = communalities.iter().map(|shared| 1.0 - shared).sum();
    if common < 1e-10 || squares < 1e-10 || variance - unique <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let through = general.sum().powi(2);
    let share = |(g, shared): (&f64, &f64)| if *shared > 0.0 { g * g / shared } else { 0.0 };
    Ok(OmegaHierarchical {
        hierarchical: through / variance,
        total: 1.0 - unique / variance,
        limit: through / (variance - unique),
        explained_common_variance: squares / (squares + groups.norm_squared()),
        general_shares: general.iter().zip(&communalities).map(share).collect(),
        general: general.iter().copied().collect(),
        groups,
        uniquenesses: communalities.iter().map(|shared| 1.0 - shared).collect(),
        communalities,
        second_order: gamma.iter().copied().collect(),
        reversed,
        heywood: first.heywood,
        heywood_groups: second.heywood,
        converged: first.converged && rotated.converged && second.converged,
    })
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::omega_hierarchical;
    use crate::Undefined;

    /// Three groups of three items; every item has 0.6 of the general factor and 0.5 of its group's.
    fn nine_items() -> DMatrix<f64> {
        DMatrix::from_fn(9, 9, |i, j| match (i == j, i / 3 == j / 3) {
            (true, _) => 1.0,
            (_, true) => 0.36 + 0.25,
            _ => 0.36,
        })
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Σ R = 9 + 18 · 0.61 + 54 · 0.36 = 39.42; (Σ g)² = 5.4² = 29.16; Σ u² = 9 · 0.39 = 3.51.
        let found = omega_hierarchical(&nine_items(), 3).unwrap();
        assert!((found.hierarchical - 29.16 / 39.42).abs() < 1e-6, "{found:?}");
        assert!((found.total - (1.0 - 3.51 / 39.42)).abs() < 1e-6);
        assert!((found.limit - 29.16 / 35.91).abs() < 1e-6);
        assert!((found.explained_common_variance - 0.36 / 0.61).abs() < 1e-6);
        assert!(found.general.iter().all(|g| (g - 0.6).abs() < 1e-6) && found.reversed.is_empty());
        assert!(found.general_shares.iter().all(|share| (share - 0.36 / 0.61).abs() < 1e-6));
        assert!(found.groups.row_iter().all(|row| (row.amax() - 0.5).abs() < 1e-6));
    }

    #[test]
    fn a_reversed_item_is_turned_round_and_named() {
        let mut r = nine_items();
        for j in 0..8 {
            (r[(8, j)], r[(j, 8)]) = (-r[(8, j)], -r[(8, j)]);
        }
        let found = omega_hierarchical(&r, 3).unwrap();
        assert_eq!(found.reversed, [8]);
        assert!((found.hierarchical - 29.16 / 39.42).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn two_groups_too_few_items_and_nothing_in_common_say_why() {
        let two = Undefined::TooFewFactors { factors: 2, needed: 3 };
        assert_eq!(omega_hierarchical(&nine_items(), 2), Err(two));
        let many = Undefined::TooManyFactors { factors: 3, most: 2 };
        assert_eq!(omega_hierarchical(&DMatrix::identity(5, 5), 3), Err(many));
        assert!(omega_hierarchical(&DMatrix::identity(9, 9), 3).is_err());
        let equal = omega_hierarchical(&DMatrix::from_element(9, 9, 1.0), 3);
        assert!(equal.is_err() || equal.is_ok_and(|found| found.hierarchical.is_finite()));
    }
}
