//! Factors under which normal answers would be most likely.
//!
//! Separate from minres: it trusts strong correlations more than weak ones and has a test of fit, but needs a matrix that
//! can be inverted and runs into Heywood cases more often. It searches over ln Ψ, where the function is nearly quadratic.
//!
//! Formula: F(Ψ) = Σ (e − ln e − 1) over the p − m smallest eigenvalues e of Ψ^−½ R Ψ^−½, loadings = Ψ^½ · the first m eigenvectors · √(e − 1), chi² = (n − 1 − (2p + 5)/6 − 2m/3) · F
//! Unit: loadings are correlations of item and factor. Needs: the correlation matrix of p items, a number m of factors.
//! Undefined: fewer than three items, more factors than the correlations can tell apart, items that can be computed from
//! each other.
//! Source: Jöreskog (1967), Psychometrika 32, 443–482; Jöreskog (1977), in Enslein, Ralston & Wilf, Statistical methods
//! for digital computers, 125–153.
//! Method page: docs/method/exploration.md

use nalgebra::{DMatrix, DVector};

use super::newton::{Point, minimise};
use super::{End, Extraction, LOWEST_UNIQUENESS, Method, finish};
use crate::Undefined;
use crate::exploration::{Spectrum, shared_variances, spectrum};
use crate::linear::Factored;

/// The spectrum of `Ψ^−½ R Ψ^−½`.
fn scaled(correlations: &DMatrix<f64>, logarithms: &DVector<f64>) -> Option<Spectrum> {
    let p = correlations.nrows();
    let weight = logarithms.map(|x| (-0.5 * x).exp());
    spectrum(DMatrix::from_fn(p, p, |i, j| correlations[(i, j)] * weight[i] * weight[j]))
}

/// The function with its first and second derivatives by the logarithms of the uniquenesses.
fn evaluate(correlations: &DMatrix<f64>, m: usize, logarithms: &DVector<f64>) -> Option<Point> {
    let p = correlations.nrows();
    let found = scaled(correlations, logarithms)?;
    let (values, vectors) = (&found.values, &found.vectors);
    if values[p - 1] <= 0.0 {
        return None;
    }
    let small = vectors.columns(m, p - m);
    let least = DVector::from_column_slice(&values[m..]);
    let gradient = small.component_mul(&small) * least.map(|e| 1.0 - e);
    let weighted = DMatrix::from_fn(p, p - m, |i, k| small[(i, k)] * least[k]) * small.transpose();
    let mut hessian = weighted.component_mul(&(small * small.transpose()));
    for k in m..p {
        for l in 0..m {
            // Equal eigenvalues on both sides of the cut would divide by zero: the cut is then arbitrary anyway.
            let apart = (values[k] - values[l]).min(-1e-8);
            let weight = (values[k] - 1.0) * (values[k] + values[l]) / apart;
            let product = vectors.column(k).component_mul(&vectors.column(l));
            hessian.ger(weight, &product, &product, 1.0);
        }
    }
    let value = least.iter().map(|e| (e - 1.0) - (e - 1.0).ln_1p()).sum();
    Some(Point { value, gradient, hessian })
}

/// Maximum likelihood factors; the sizes are checked by [`super::extract`].
pub(super) fn maximum_likelihood(correlations: &DMatrix<f64>, m: usize) -> Result<Extraction, Undefined> {
    Factored::new(correlations)?;
    let p = correlations.nrows();
    let share = 1.0 - 0.5 * m as f64 / p as f64;
    let start = shared_variances(correlations).into_iter().map(|shared| (share * (1.0 - shared)).ln());
    let bounds = (LOWEST_UNIQUENESS.ln(), 0.0);
    let found = minimise(DVector::from_iterator(p, start), bounds, |x| evaluate(correlations, m, x));
    let found = found.ok_or(Undefined::Collinear)?;
    let end = scaled(correlations, &found.x).ok_or(Undefined::Collinear)?;
    let loadings = DMatrix::from_fn(p, m, |i, j| {
        (0.5 * found.x[i]).exp() * end.vectors[(i, j)] * (end.values[j] - 1.0).max(0.0).sqrt()
    });
    let uniquenesses = found.x.iter().map(|x| x.exp()).collect();
    let end = End {
        objective: found.value,
        largest_gradient: found.largest_gradient,
        iterations: found.rounds,
        converged: found.converged,
    };
    Ok(finish(Method::MaximumLikelihood, &loadings, uniquenesses, &end))
}

#[cfg(test)]
mod tests {
    use nalgebra::{DMatrix, DVector};

    use super::evaluate;

    #[test]
    fn derivatives_are_those_of_the_function() {
        let r = DMatrix::from_fn(5, 5, |i, j| if i == j { 1.0 } else { 0.7 - 0.09 * (i + j + j * i) as f64 / 2.0 });
        let x = DVector::from_vec(vec![0.5, 0.4, 0.6, 0.55, 0.45]).map(f64::ln);
        let here = evaluate(&r, 2, &x).unwrap();
        for i in 0..5 {
            let step = DVector::from_fn(5, |j, _| if i == j { 1e-5 } else { 0.0 });
            let (above, below) = (evaluate(&r, 2, &(&x + &step)).unwrap(), evaluate(&r, 2, &(&x - &step)).unwrap());
            assert!(((above.value - below.value) / 2e-5 - here.gradient[i]).abs() < 1e-8);
            let bend = (above.gradient - below.gradient) / 2e-5;
            assert!((bend - here.hessian.column(i)).amax() < 1e-6, "{}", here.hessian);
        }
    }
}
