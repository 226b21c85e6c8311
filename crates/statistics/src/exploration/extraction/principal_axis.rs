//! Factors by principal axes: communalities on the diagonal, again and again, until they repeat themselves.
//!
//! Separate from minres, which reaches the same point in a few rounds: it is the method that older programs and theses
//! name, and can be shown beside ours.
//!
//! Formula: communality_i = Σ loading_ij² over the first m eigenvectors · √λ of R with the communalities on its diagonal
//! Unit: loadings are correlations of item and factor. Needs: the correlation matrix of p items, a number m of factors.
//! Undefined: fewer than three items, more factors than the correlations can tell apart.
//! Source: Thurstone (1947), Multiple-factor analysis; Harman (1976), Modern factor analysis, chapter 8.
//! Method page: docs/method/exploration.md

use nalgebra::{DMatrix, DVector};

use super::minres::loadings_of;
use super::{End, Extraction, LOWEST_UNIQUENESS, Method, finish};
use crate::Undefined;
use crate::exploration::shared_variances;

/// Rounds after which it stops wherever it is.
const MOST_ROUNDS: usize = 5000;

/// A change of a communality below which they repeat themselves.
const STILL: f64 = 1e-9;

/// Principal axis factors; the sizes are checked by [`super::extract`].
pub(super) fn principal_axis(correlations: &DMatrix<f64>, m: usize) -> Result<Extraction, Undefined> {
    let p = correlations.nrows();
    let bounded = |uniqueness: f64| uniqueness.clamp(LOWEST_UNIQUENESS, 1.0);
    let shared = shared_variances(correlations).into_iter().map(|shared| bounded(1.0 - shared));
    let mut uniquenesses = DVector::from_iterator(p, shared);
    let mut loadings = DMatrix::zeros(p, m);
    let (mut change, mut rounds) = (f64::INFINITY, 0);
    while change > STILL && rounds < MOST_ROUNDS {
        loadings = loadings_of(correlations, m, &uniquenesses).ok_or(Undefined::NoVariation)?;
        let next = DVector::from_fn(p, |i, _| bounded(1.0 - loadings.row(i).norm_squared()));
        change = (&next - &uniquenesses).amax();
        uniquenesses = next;
        rounds += 1;
    }
    let residual = correlations - &loadings * loadings.transpose();
    let objective = residual.norm_squared() - residual.diagonal().norm_squared();
    let end = End { objective, largest_gradient: change, iterations: rounds, converged: change <= STILL };
    Ok(finish(Method::PrincipalAxis, &loadings, uniquenesses.iter().copied().collect(), &end))
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use crate::exploration::extraction::{Method, extract};

    #[test]
    fn it_ends_where_minres_does() {
        let r = DMatrix::from_fn(7, 7, |i, j| match (i == j, i % 2 == j % 2) {
            (true, _) => 1.0,
            (_, true) => 0.6 - 0.02 * (i + j) as f64,
            _ => 0.2,
        });
        let axes = extract(&r, 2, Method::PrincipalAxis).unwrap();
        let minres = extract(&r, 2, Method::Minres).unwrap();
        assert!(
            axes.converged && (&axes.loadings - &minres.loadings).amax() < 1e-6,
            "{}",
            axes.loadings - minres.loadings
        );
        assert!(minres.iterations < 20 && axes.iterations > minres.iterations);
    }
}
