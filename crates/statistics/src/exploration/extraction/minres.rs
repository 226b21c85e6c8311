//! Factors that leave the smallest residual correlations.
//!
//! Separate from maximum likelihood: it weighs every correlation alike, asks nothing of the distribution, and works for a
//! matrix that cannot be inverted, such as a polychoric one. The same as unweighted least squares.
//!
//! Formula: f(Ψ) = ½ Σ λ² over the p − m smallest eigenvalues of R − Ψ, loadings = the first m eigenvectors · √λ
//! Unit: loadings are correlations of item and factor. Needs: the correlation matrix of p items, a number m of factors.
//! Undefined: fewer than three items, more factors than the correlations can tell apart.
//! Source: Harman & Jones (1966), Psychometrika 31, 351–368; second derivatives: Jöreskog (1977), in Enslein, Ralston & Wilf,
//! Statistical methods for digital computers, 125–153.
//! Method page: docs/method/exploration.md

use nalgebra::{DMatrix, DVector};

use super::newton::{Point, minimise};
use super::{End, Extraction, LOWEST_UNIQUENESS, Method, finish};
use crate::Undefined;
use crate::exploration::{eigenvalues, shared_variances, spectrum};

/// `R − Ψ`.
fn reduced(correlations: &DMatrix<f64>, uniquenesses: &DVector<f64>) -> DMatrix<f64> {
    let mut matrix = correlations.clone();
    for (i, uniqueness) in uniquenesses.iter().enumerate() {
        matrix[(i, i)] -= uniqueness;
    }
    matrix
}

/// The function with its first and second derivatives by the uniquenesses.
fn evaluate(correlations: &DMatrix<f64>, m: usize, uniquenesses: &DVector<f64>) -> Option<Point> {
    let p = correlations.nrows();
    let found = spectrum(reduced(correlations, uniquenesses))?;
    let (values, vectors) = (&found.values, &found.vectors);
    let small = vectors.columns(m, p - m);
    let squares = small.component_mul(&small);
    let gradient = -squares * DVector::from_column_slice(&values[m..]);
    let projection = small * small.transpose();
    let mut hessian = projection.component_mul(&projection);
    for k in m..p {
        for l in 0..m {
            // Equal eigenvalues on both sides of the cut would divide by zero: the cut is then arbitrary anyway.
            let weight = 2.0 * values[k] / (values[k] - values[l]).min(-1e-8);
            let product = vectors.column(k).component_mul(&vectors.column(l));
            hessian.ger(weight, &product, &product, 1.0);
        }
    }
    let value = 0.5 * values[m..].iter().map(|value| value * value).sum::<f64>();
    Some(Point { value, gradient, hessian })
}

/// The first `m` eigenvectors of `R − Ψ`, each as long as the root of its eigenvalue.
pub(super) fn loadings_of(correlations: &DMatrix<f64>, m: usize, uniquenesses: &DVector<f64>) -> Option<DMatrix<f64>> {
    let found = spectrum(reduced(correlations, uniquenesses))?;
    Some(DMatrix::from_fn(correlations.nrows(), m, |i, j| found.vectors[(i, j)] * found.values[j].max(0.0).sqrt()))
}

/// Minimum residual factors; the sizes are checked by [`super::extract`].
pub(super) fn minres(correlations: &DMatrix<f64>, m: usize) -> Result<Extraction, Undefined> {
    let start = DVector::from_iterator(
        correlations.nrows(),
        shared_variances(correlations).into_iter().map(|shared| 1.0 - shared),
    );
    let bounds = (LOWEST_UNIQUENESS, 1.0);
    let found = minimise(start, bounds, |x| evaluate(correlations, m, x)).ok_or(Undefined::NoVariation)?;
    let loadings = loadings_of(correlations, m, &found.x).ok_or(Undefined::NoVariation)?;
    let end = End {
        objective: 2.0 * found.value,
        largest_gradient: found.largest_gradient,
        iterations: found.rounds,
        converged: found.converged,
    };
    Ok(finish(Method::Minres, &loadings, found.x.iter().copied().collect(), &end))
}

/// The eigenvalues of the correlations with the communalities of one factor on the diagonal, largest first: what a
/// parallel analysis of factors compares.
///
/// # Errors
/// [`Undefined::NoVariation`] when a correlation is not a number.
pub(in crate::exploration) fn common_spectrum(correlations: &DMatrix<f64>) -> Result<Vec<f64>, Undefined> {
    let one = minres(correlations, 1)?;
    let mut common = correlations.clone();
    for i in 0..correlations.nrows() {
        common[(i, i)] = one.loadings[(i, 0)].powi(2);
    }
    eigenvalues(&common).ok_or(Undefined::NoVariation)
}

#[cfg(test)]
mod tests {
    use nalgebra::{DMatrix, DVector};

    use super::evaluate;

    #[test]
    fn derivatives_are_those_of_the_function() {
        let r = DMatrix::from_fn(5, 5, |i, j| if i == j { 1.0 } else { 0.7 - 0.09 * (i + j + j * i) as f64 / 2.0 });
        let x = DVector::from_vec(vec![0.5, 0.4, 0.6, 0.55, 0.45]);
        let here = evaluate(&r, 2, &x).unwrap();
        for i in 0..5 {
            let step = DVector::from_fn(5, |j, _| if i == j { 1e-5 } else { 0.0 });
            let (above, below) = (evaluate(&r, 2, &(&x + &step)).unwrap(), evaluate(&r, 2, &(&x - &step)).unwrap());
            assert!(((above.value - below.value) / 2e-5 - here.gradient[i]).abs() < 1e-9);
            let bend = (above.gradient - below.gradient) / 2e-5;
            assert!((bend - here.hessian.column(i)).amax() < 1e-7, "{}", here.hessian);
        }
    }
}
