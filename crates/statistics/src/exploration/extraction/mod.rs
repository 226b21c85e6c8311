//! The factors behind the correlations: how strongly each item depends on each of them.
//!
//! Three methods, one file each, with one result: minimum residuals (the default), maximum likelihood, principal axes. The
//! first two are carried to the exact optimum by Newton's method within bounds. A uniqueness that reaches its
//! lower bound, a Heywood case, is named and never hidden.

pub mod maximum_likelihood;
pub mod minres;
mod newton;
pub mod principal_axis;

use nalgebra::DMatrix;

use super::{in_order, items_of};
use crate::Undefined;

/// The lowest uniqueness that an item may have.
pub const LOWEST_UNIQUENESS: f64 = 0.005;

/// How the factors are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The smallest sum of squared residual correlations: asks nothing of the distribution.
    Minres,
    /// The most likely loadings of a normal distribution: has a test of fit.
    MaximumLikelihood,
    /// Communalities put on the diagonal until they repeat themselves: ends where minres does, slower.
    PrincipalAxis,
}

/// Unrotated factors.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraction {
    /// How they were found.
    pub method: Method,
    /// One row per item, one column per factor, strongest first, each pointing upwards.
    pub loadings: DMatrix<f64>,
    /// What each item has of its own, from 0.005 to 1.
    pub uniquenesses: Vec<f64>,
    /// What was made as small as possible: for minres and principal axes the sum of squared residual correlations over all
    /// pairs i ≠ j, for maximum likelihood the discrepancy F.
    pub objective: f64,
    /// The largest slope that is left where no bound holds; for principal axes the last change of a communality.
    pub largest_gradient: f64,
    /// Rounds it took.
    pub iterations: usize,
    /// Whether the optimum was reached within the rounds allowed.
    pub converged: bool,
    /// Items whose uniqueness stands at its lower bound (Heywood cases): too many factors, or too few respondents.
    pub heywood: Vec<usize>,
}

/// Factors of a correlation matrix.
///
/// # Errors
/// [`Undefined::TooFewItems`] below three, [`Undefined::TooFewFactors`] without one, [`Undefined::TooManyFactors`] when
/// more numbers would be estimated than there are correlations, [`Undefined::NoVariation`] when a correlation is not a
/// number; for maximum likelihood also [`Undefined::Collinear`].
pub fn extract(correlations: &DMatrix<f64>, factors: usize, method: Method) -> Result<Extraction, Undefined> {
    let items = items_of(correlations, 3)?;
    check_factors(items, factors)?;
    match method {
        Method::Minres => minres::minres(correlations, factors),
        Method::MaximumLikelihood => maximum_likelihood::maximum_likelihood(correlations, factors),
        Method::PrincipalAxis => principal_axis::principal_axis(correlations, factors),
    }
}

/// The most factors that `items` items can tell apart: those that leave no negative degrees of freedom.
#[must_use]
pub fn most_factors(items: usize) -> usize {
    (1..items).take_while(|m| (items - m).pow(2) >= items + m).last().unwrap_or(0)
}

fn check_factors(items: usize, factors: usize) -> Result<(), Undefined> {
    let most = most_factors(items);
    match factors {
        0 => Err(Undefined::TooFewFactors { factors, needed: 1 }),
        _ if factors > most => Err(Undefined::TooManyFactors { factors, most }),
        _ => Ok(()),
    }
}

/// Puts a result together.
fn finish(method: Method, loadings: &DMatrix<f64>, uniquenesses: Vec<f64>, end: &End) -> Extraction {
    let m = loadings.ncols();
    let at_bound = |uniqueness: f64| uniqueness <= LOWEST_UNIQUENESS * (1.0 + 1e-9);
    Extraction {
        method,
        loadings: in_order(loadings, &DMatrix::identity(m, m)).0,
        heywood: (0..uniquenesses.len()).filter(|&item| at_bound(uniquenesses[item])).collect(),
        uniquenesses,
        objective: end.objective,
        largest_gradient: end.largest_gradient,
        iterations: end.iterations,
        converged: end.converged,
    }
}

/// How an iteration ended.
struct End {
    objective: f64,
    largest_gradient: f64,
    iterations: usize,
    converged: bool,
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::{Method, extract, most_factors};
    use crate::Undefined;

    const ALL: [Method; 3] = [Method::Minres, Method::MaximumLikelihood, Method::PrincipalAxis];

    fn reproduced(loadings: &[f64]) -> DMatrix<f64> {
        let p = loadings.len();
        DMatrix::from_fn(p, p, |i, j| if i == j { 1.0 } else { loadings[i] * loadings[j] })
    }

    #[test]
    fn one_factor_is_found_again_exactly() {
        let loadings = [0.9, 0.8, 0.7, 0.6, 0.5];
        for method in ALL {
            let found = extract(&reproduced(&loadings), 1, method).unwrap();
            for (item, loading) in loadings.iter().enumerate() {
                assert!((found.loadings[(item, 0)] - loading).abs() < 1e-6, "{method:?} {}", found.loadings);
                assert!((found.uniquenesses[item] - (1.0 - loading * loading)).abs() < 1e-6);
            }
            assert!(found.converged && found.heywood.is_empty() && found.objective < 1e-11, "{found:?}");
        }
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Spearman's triads: l1² = r12 r13 / r23 = 0.72 · 0.63 / 0.56 = 0.81, so l = 0.9, 0.8, 0.7.
        let r = DMatrix::from_row_slice(3, 3, &[1.0, 0.72, 0.63, 0.72, 1.0, 0.56, 0.63, 0.56, 1.0]);
        let found = extract(&r, 1, Method::Minres).unwrap();
        for (item, loading) in [0.9, 0.8, 0.7].iter().enumerate() {
            assert!((found.loadings[(item, 0)] - loading).abs() < 1e-8);
        }
    }

    #[test]
    fn a_heywood_case_is_named() {
        // r12 r13 / r23 = 0.9 · 0.8 / 0.5 = 1.44: the first item would need more variance than it has.
        let r = DMatrix::from_row_slice(3, 3, &[1.0, 0.9, 0.8, 0.9, 1.0, 0.5, 0.8, 0.5, 1.0]);
        for method in [Method::Minres, Method::PrincipalAxis] {
            let found = extract(&r, 1, method).unwrap();
            assert_eq!(found.heywood, [0], "{method:?}");
            assert!(found.loadings.iter().all(|l| l.is_finite()));
        }
    }

    #[test]
    fn a_factor_of_two_items_only_is_found_or_flagged_but_never_a_panic() {
        let r = DMatrix::from_fn(6, 6, |i, j| match (i == j, i / 2 == j / 2) {
            (true, _) => 1.0,
            (_, true) => 0.8,
            _ => 0.2,
        });
        for method in ALL {
            let found = extract(&r, 3, method).unwrap();
            assert!(found.loadings.iter().chain(&found.uniquenesses).all(|x| x.is_finite()), "{method:?}");
            assert!(found.objective < 1e-4, "{method:?} {}", found.objective);
        }
    }

    #[test]
    fn hopeless_matrices_say_why_or_are_flagged() {
        let equal = DMatrix::from_element(4, 4, 1.0);
        assert_eq!(extract(&equal, 1, Method::MaximumLikelihood).err(), Some(Undefined::Collinear));
        for method in [Method::Minres, Method::PrincipalAxis] {
            assert_eq!(extract(&equal, 1, method).unwrap().heywood.len(), 4);
        }
        let mut twice = reproduced(&[0.7, 0.7, 0.6, 0.5, 0.4]);
        (twice[(0, 1)], twice[(1, 0)]) = (1.0, 1.0);
        let found = extract(&twice, 2, Method::Minres).unwrap();
        assert!(!found.heywood.is_empty() && found.loadings.iter().all(|l| l.is_finite()));
        for method in ALL {
            let none = extract(&DMatrix::identity(5, 5), 1, method).unwrap();
            // Nothing in common; a factor of a single item fits as well as none.
            assert!(none.objective < 1e-12 && none.loadings.iter().filter(|l| 1e-6 < l.abs()).count() < 2);
            assert_eq!(
                extract(&DMatrix::identity(2, 2), 1, method).err(),
                Some(Undefined::TooFewItems { items: 2, needed: 3 })
            );
            let many = Undefined::TooManyFactors { factors: 3, most: 2 };
            assert_eq!(extract(&DMatrix::identity(5, 5), 3, method).err(), Some(many));
            let few = Undefined::TooFewFactors { factors: 0, needed: 1 };
            assert_eq!(extract(&DMatrix::identity(5, 5), 0, method).err(), Some(few));
        }
    }

    #[test]
    fn three_items_tell_one_factor_apart_and_twenty_two_fifteen() {
        // (22 − 15)² = 49 ≥ 37, (22 − 16)² = 36 < 38.
        assert_eq!([0, 1, 2, 3, 4, 5, 6, 22].map(most_factors), [0, 0, 0, 1, 1, 2, 3, 15]);
    }
}
