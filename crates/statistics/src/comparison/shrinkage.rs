//! What is the best guess for a small branch? Its own mean, drawn towards the total the more, the fewer answered.
//!
//! Separate from the funnel, which tests: this estimates. A shrunken mean is no longer what the branch's customers said; it is
//! marked, and stands beside the mean itself. Where branches differ no more than by chance, all become the total.
//!
//! Formula: λ = τ² / (τ² + s²/n), shrunken = m + λ (m_i − m), se² = λ s²/n;
//! τ² = max(0, (Σ n_i (m_i − m)²/(k − 1) − s²) / n₀), n₀ = (N − Σ n_i²/N)/(k − 1)
//! Unit: that of the mean; λ from 0 (the total) to 1 (the branch itself).
//! Needs: n, mean and standard deviation per branch; s² is the common variance within branches, m the mean of all.
//! Undefined: fewer than two branches, one that nobody answered, no spread within branches.
//! Source: Efron & Morris (1975), Journal of the American Statistical Association 70, 311–319; τ² by the method of moments as
//! in Searle, Casella & McCulloch (1992), Variance Components.
//! Method page: docs/method/funnel.md

use super::Group;
use super::funnel::common;
use crate::Undefined;
use crate::distribution::normal_quantile;

/// A branch drawn towards the total.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrunk {
    /// Respondents.
    pub n: i64,
    /// The branch's own mean.
    pub mean: f64,
    /// How much of its distance from the total it keeps.
    pub lambda: f64,
    /// The shrunken mean.
    pub shrunk: f64,
    /// Its standard error, the total and the variances taken as known.
    pub se: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
}

/// All branches drawn towards the total.
#[derive(Debug, Clone, PartialEq)]
pub struct Shrinkage {
    /// The mean of all respondents.
    pub centre: f64,
    /// The common variance within branches.
    pub within: f64,
    /// The variance of the branches' true means; 0 when they differ no more than by chance.
    pub between: f64,
    /// The branches in the order given.
    pub branches: Vec<Shrunk>,
    /// The level of all intervals.
    pub level: f64,
}

/// Draws branches towards their total.
///
/// # Errors
/// [`Undefined::TooFewGroups`], [`Undefined::NobodyAnswered`] in one, [`Undefined::TooFewRespondents`] when none has two,
/// [`Undefined::NoVariation`], [`Undefined::OutOfRange`] when a mean or a spread is no number.
pub fn shrinkage(branches: &[Group], level: f64) -> Result<Shrinkage, Undefined> {
    let (centre, within) = common(branches)?;
    let total: f64 = branches.iter().map(|branch| branch.n as f64).sum();
    let squares: f64 = branches.iter().map(|branch| (branch.n as f64).powi(2)).sum();
    let df = branches.len() as f64 - 1.0;
    let scatter: f64 = branches.iter().map(|branch| branch.n as f64 * (branch.mean - centre).powi(2)).sum();
    let between = ((scatter / df - within) * df / (total - squares / total)).max(0.0);
    let z = normal_quantile(0.5 + 0.5 * level);
    let shrink = |branch: &Group| {
        let error = within / branch.n as f64;
        let lambda = between / (between + error);
        let shrunk = centre + lambda * (branch.mean - centre);
        let se = (lambda * error).sqrt();
        Shrunk { n: branch.n, mean: branch.mean, lambda, shrunk, se, low: shrunk - z * se, high: shrunk + z * se }
    };
    Ok(Shrinkage { centre, within, between, branches: branches.iter().map(shrink).collect(), level })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(n: i64, mean: f64) -> Group {
        Group { n, mean, sd: 1.0 }
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // Ten each at 3, 4, 5 with sd 1: between branches 10·2/2 = 10, τ² = (10 − 1)/10 = 0.9, λ = 0.9/(0.9 + 0.1) = 0.9.
        let found = shrinkage(&[group(10, 3.0), group(10, 4.0), group(10, 5.0)], 0.95).unwrap();
        assert!((found.between - 0.9).abs() < 1e-14 && found.centre == 4.0);
        for (branch, expected) in found.branches.iter().zip([3.1, 4.0, 4.9]) {
            assert!((branch.shrunk - expected).abs() < 1e-14 && (branch.lambda - 0.9).abs() < 1e-14);
            assert!((branch.se - 0.3).abs() < 1e-14);
        }
    }

    #[test]
    fn a_small_branch_is_drawn_further_than_a_large_one() {
        let found = shrinkage(&[group(100, 3.0), group(5, 6.0), group(100, 5.0)], 0.95).unwrap();
        assert!(found.branches[1].lambda < found.branches[0].lambda);
        assert!(found.branches.iter().all(|branch| 0.0 < branch.lambda && branch.lambda < 1.0));
    }

    #[test]
    fn branches_that_differ_by_chance_alone_become_the_total() {
        let found = shrinkage(&[group(10, 4.0), group(10, 4.1)], 0.95).unwrap();
        assert_eq!(found.between, 0.0);
        assert!(found.branches.iter().all(|branch| branch.lambda == 0.0 && (branch.shrunk - 4.05).abs() < 1e-14));
        let alike = shrinkage(&[group(1, 4.0), group(10, 4.0)], 0.95).unwrap();
        assert_eq!(alike.branches[0].shrunk, 4.0);
    }

    #[test]
    fn moments_estimate_is_unbiased_for_unequal_sizes() {
        // n = 10, 30, 20: n₀ = (60 − 1400/60)/2 = 18.333; m = (20 + 120 + 100)/60 = 4; scatter 10·4 + 0 + 20·1 = 60.
        let found = shrinkage(&[group(10, 2.0), group(30, 4.0), group(20, 5.0)], 0.95).unwrap();
        assert!((found.between - (30.0 - 1.0) / (110.0 / 6.0)).abs() < 1e-13);
    }

    #[test]
    fn hopeless_branches_say_why() {
        let flat = Group { n: 5, mean: 4.0, sd: 0.0 };
        assert_eq!(shrinkage(&[flat, flat], 0.95), Err(Undefined::NoVariation));
        assert_eq!(shrinkage(&[flat], 0.95), Err(Undefined::TooFewGroups { groups: 1 }));
        assert_eq!(shrinkage(&[], 0.95), Err(Undefined::TooFewGroups { groups: 0 }));
    }
}
