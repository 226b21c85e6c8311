//! Guttman's second lower bound: a consistency that is never below alpha.
//!
//! Stands beside alpha for readers who object to it; it needs no equal covariances, and takes the same evidence. It
//! has no interval of its own here: a jackknife gives one.
//!
//! Formula: lambda2 = (Σ cov + √(k / (k − 1) · Σ cov²)) / var(total), sums over all pairs i ≠ j of the k items
//! Unit: none; 1 is perfect.
//! Needs: `Sums` of one dimension's items over complete respondents. Undefined for fewer than two items, below two
//! respondents, or for a total that never varies.
//! Source: Guttman (1945), Psychometrika 10, 255–282.
//! Method page: docs/method/consistency.md

use crate::Undefined;
use sums::Sums;

/// Guttman's lambda 2 of all variables of `items`.
///
/// # Errors
/// When there are fewer than two items or respondents, or the total never varies.
pub fn lambda2(items: &Sums) -> Result<f64, Undefined> {
    let k = items.variables();
    if k < 2 {
        return Err(Undefined::TooFewItems { items: k, needed: 2 });
    }
    if items.n() < 2 {
        return Err(Undefined::TooFewRespondents { n: items.n(), needed: 2 });
    }
    let total = items.linear(&[vec![1; k]]).variance(0).unwrap_or(0.0);
    if total == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let pairs = (1..k).flat_map(|i| (0..i).map(move |j| (i, j)));
    let covariances: Vec<f64> = pairs.filter_map(|(i, j)| items.covariance(i, j)).collect();
    let sum = 2.0 * covariances.iter().sum::<f64>();
    let squares = 2.0 * covariances.iter().map(|covariance| covariance * covariance).sum::<f64>();
    Ok((sum + (k as f64 / (k - 1) as f64 * squares).sqrt()) / total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consistency::alpha::raw_alpha;

    #[test]
    fn worked_example_of_the_method_page() {
        // Covariances 2, 5/3 and 2: sum over i ≠ j 34/3, squares 2(4 + 25/9 + 4) = 194/9; total variance 18.
        // lambda2 = (34/3 + √(3/2 · 194/9)) / 18 = 0.9456.
        let items = Sums::of_rows(&[vec![1, 2, 1], vec![2, 2, 3], vec![3, 5, 4], vec![4, 5, 4]]);
        let expected = (34.0 / 3.0 + (97.0_f64 / 3.0).sqrt()) / 18.0;
        assert!((lambda2(&items).unwrap() - expected).abs() < 1e-15);
        assert!(raw_alpha(&items).unwrap() < lambda2(&items).unwrap());
    }

    #[test]
    fn equal_covariances_make_it_alpha() {
        let two = Sums::of_rows(&[vec![1, 2], vec![2, 2], vec![3, 5]]);
        assert!((lambda2(&two).unwrap() - raw_alpha(&two).unwrap()).abs() < 1e-15);
    }

    #[test]
    fn one_item_one_respondent_and_equal_totals_say_why() {
        assert_eq!(lambda2(&Sums::new(1)), Err(Undefined::TooFewItems { items: 1, needed: 2 }));
        assert_eq!(lambda2(&Sums::new(2)), Err(Undefined::TooFewRespondents { n: 0, needed: 2 }));
        assert_eq!(lambda2(&Sums::of_rows(&[vec![1, 2], vec![2, 1]])), Err(Undefined::NoVariation));
    }
}
