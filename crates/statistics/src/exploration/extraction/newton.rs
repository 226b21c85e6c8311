//! The lowest point of a smooth function within bounds, by Newton's method.
//!
//! Separate from the two methods that use it, which say what the function is. Variables that push against a bound are
//! held there; the others take a Newton step, shortened until the function falls. It ends after a fixed number of rounds.

use nalgebra::{Cholesky, DMatrix, DVector};

/// Rounds after which it stops wherever it is.
const MOST_ROUNDS: usize = 300;

/// A slope below which the lowest point is reached.
const FLAT: f64 = 1e-11;

/// A function at a point.
pub(super) struct Point {
    pub value: f64,
    pub gradient: DVector<f64>,
    pub hessian: DMatrix<f64>,
}

/// Where the search ended.
pub(super) struct Minimum {
    pub x: DVector<f64>,
    pub value: f64,
    /// The largest slope of a variable that no bound holds.
    pub largest_gradient: f64,
    pub rounds: usize,
    pub converged: bool,
}

/// Searches from `start` between `low` and `high`. `None` when the function has no value at the start.
pub(super) fn minimise(
    start: DVector<f64>,
    (low, high): (f64, f64),
    evaluate: impl Fn(&DVector<f64>) -> Option<Point>,
) -> Option<Minimum> {
    let mut x = start.map(|value| value.clamp(low, high));
    let mut here = evaluate(&x)?;
    for round in 0..MOST_ROUNDS {
        let held = |i: usize| x[i] <= low && here.gradient[i] > 0.0 || x[i] >= high && here.gradient[i] < 0.0;
        let free: Vec<usize> = (0..x.len()).filter(|&i| !held(i)).collect();
        let largest_gradient = free.iter().fold(0.0_f64, |most, &i| most.max(here.gradient[i].abs()));
        let end =
            |converged| Some(Minimum { x: x.clone(), value: here.value, largest_gradient, rounds: round, converged });
        if largest_gradient < FLAT {
            return end(true);
        }
        let slope = here.gradient.select_rows(&free);
        let downhill = (newton_step(&here.hessian.select_rows(&free).select_columns(&free), &slope), -&slope);
        let shortened = |step: &DVector<f64>| {
            let mut length = 1.0;
            for _ in 0..30 {
                let mut y = x.clone();
                free.iter().zip(step.iter()).for_each(|(&i, change)| y[i] = (x[i] + length * change).clamp(low, high));
                let promised = here.gradient.dot(&(&y - &x));
                // Rounding hides a fall smaller than the last digits of the value.
                let bound = here.value + 1e-4 * promised + 1e-15 * (1.0 + here.value.abs());
                if let Some(there) = evaluate(&y).filter(|there| promised < 0.0 && there.value <= bound) {
                    return Some((y, there));
                }
                length *= 0.5;
            }
            None
        };
        match downhill.0.as_ref().and_then(&shortened).or_else(|| shortened(&downhill.1)) {
            Some((y, there)) => (x, here) = (y, there),
            // Nothing falls any more: the last digits are reached.
            None => return end(largest_gradient < 1e-7),
        }
    }
    Some(Minimum {
        x,
        value: here.value,
        largest_gradient: here.gradient.amax(),
        rounds: MOST_ROUNDS,
        converged: false,
    })
}

/// `−H⁻¹ g`, with as much added to the diagonal of `H` as makes it positive definite.
fn newton_step(hessian: &DMatrix<f64>, gradient: &DVector<f64>) -> Option<DVector<f64>> {
    let scale = hessian.diagonal().amax().max(1e-12);
    let mut ridge = 0.0;
    for _ in 0..20 {
        let raised = hessian + DMatrix::identity(hessian.nrows(), hessian.ncols()) * ridge;
        if let Some(factor) = Cholesky::new(raised) {
            let step = -factor.solve(gradient);
            if step.iter().all(|change| change.is_finite()) && step.dot(gradient) < 0.0 {
                return Some(step);
            }
        }
        ridge = if ridge == 0.0 { 1e-8 * scale } else { 10.0 * ridge };
    }
    None
}

#[cfg(test)]
mod tests {
    use nalgebra::{DMatrix, DVector};

    use super::{Point, minimise};

    #[test]
    fn a_parabola_beyond_the_bound_ends_at_the_bound() {
        // (x − 3)² + (y − ½)² between 0 and 1: x is held at 1, y is free.
        let bowl = |x: &DVector<f64>| {
            let from = x - DVector::from_vec(vec![3.0, 0.5]);
            Some(Point { value: from.norm_squared(), gradient: 2.0 * &from, hessian: 2.0 * DMatrix::identity(2, 2) })
        };
        let found = minimise(DVector::from_vec(vec![0.2, 0.9]), (0.0, 1.0), bowl).unwrap();
        assert!(found.converged && found.x[0] == 1.0 && (found.x[1] - 0.5).abs() < 1e-12);
        assert_eq!(found.value, 4.0);
    }

    #[test]
    fn a_saddle_is_left_and_a_function_without_values_gives_none() {
        // x⁴/4 − x²/2 has its lowest points at ±1 and bends the wrong way at 0.1.
        let quartic = |x: &DVector<f64>| {
            let x = x[0];
            Some(Point {
                value: x.powi(4) / 4.0 - x * x / 2.0,
                gradient: DVector::from_vec(vec![x.powi(3) - x]),
                hessian: DMatrix::from_vec(1, 1, vec![3.0 * x * x - 1.0]),
            })
        };
        let found = minimise(DVector::from_vec(vec![0.1]), (-2.0, 2.0), quartic).unwrap();
        assert!(found.converged && (found.x[0] - 1.0).abs() < 1e-9, "{}", found.x);
        assert!(minimise(DVector::from_vec(vec![0.1]), (-2.0, 2.0), |_| None).is_none());
    }
}
