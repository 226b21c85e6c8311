//! Climbs down a discrepancy function by Fisher scoring, and says when it does not arrive.
//!
//! Separate, because every estimator of a confirmatory model is the minimum of some function with a gradient and an
//! expected curvature. Every loop is bounded: what has not settled by then is reported, not returned.
//!
//! Formula: step = −(E[H] + λ diag E[H])⁻¹ g, halved until F falls; where that is slow, BFGS from there, and after 60 steps H from differences of g
//! Unit: that of the function.
//! Needs: a function of the parameters. Undefined: a curvature that is singular at the minimum (not identified), no minimum
//! within the bound.
//! Source: Lee & Jennrich (1979), Psychometrika 44, 99–113; Marquardt (1963), J. SIAM 11, 431–441.
//! Method page: docs/method/confirmation.md

use nalgebra::{Cholesky, DMatrix, DVector};

use crate::Undefined;
use crate::linear::{Factored, inverse_of};

/// The most steps taken.
const STEPS: usize = 220;
/// Steps by expected curvature before the curvature is taken from differences of the gradient.
const SCORING_STEPS: usize = 60;
/// The most steps that learn the curvature from gradients.
const LEARNING_STEPS: usize = 120;
/// A scoring step that leaves more than this share of the gradient is slow: the curvature is learnt then.
const SLOW: f64 = 0.4;
/// Largest gradient at the minimum, each element over the root of its curvature.
const FLAT: f64 = 1e-10;
/// Where the next step no longer lowers a gradient below this, rounding has been reached.
const NEARLY_FLAT: f64 = 1e-8;

/// Gradient and expected (or approximate) Hessian.
#[derive(Debug, Clone)]
pub(super) struct Slope {
    pub gradient: DVector<f64>,
    pub curvature: DMatrix<f64>,
}

/// A function to be minimised; `None` outside its domain.
pub(super) trait Objective {
    fn value(&self, parameters: &[f64]) -> Option<f64>;
    fn gradient(&self, parameters: &[f64]) -> Option<DVector<f64>>;
    fn slope(&self, parameters: &[f64]) -> Option<Slope>;

    /// The Hessian, by central differences of the gradient.
    fn hessian(&self, parameters: &[f64]) -> Option<DMatrix<f64>> {
        let q = parameters.len();
        let mut hessian = DMatrix::zeros(q, q);
        let mut moved = parameters.to_vec();
        for a in 0..q {
            let step = 1e-5 * parameters[a].abs().max(0.1);
            moved[a] = parameters[a] + step;
            let above = self.gradient(&moved)?;
            moved[a] = parameters[a] - step;
            let below = self.gradient(&moved)?;
            moved[a] = parameters[a];
            hessian.set_column(a, &((above - below) / (2.0 * step)));
        }
        Some((&hessian + hessian.transpose()) * 0.5)
    }
}

/// A minimum.
#[derive(Debug, Clone)]
pub(super) struct Minimum {
    pub parameters: Vec<f64>,
    pub value: f64,
    /// The expected curvature there.
    pub curvature: DMatrix<f64>,
    pub iterations: usize,
    /// The largest element of the gradient, without sign.
    pub gradient: f64,
}

/// The largest gradient, each element over the root of its curvature: it does not depend on the units.
fn steepness(slope: &Slope) -> f64 {
    let one = |a: usize| slope.gradient[a].abs() / slope.curvature[(a, a)].max(f64::MIN_POSITIVE).sqrt();
    (0..slope.gradient.len()).map(one).fold(0.0, |most, x| if x.is_nan() { f64::INFINITY } else { most.max(x) })
}

fn step(slope: &Slope, damping: f64) -> Option<DVector<f64>> {
    let mut curvature = slope.curvature.clone();
    for a in 0..curvature.nrows() {
        curvature[(a, a)] *= 1.0 + damping;
    }
    let step = -Cholesky::new(curvature)?.solve(&slope.gradient);
    step.iter().all(|x| x.is_finite()).then_some(step)
}

/// Minimises from a start inside the domain.
///
/// # Errors
/// [`Undefined::NotIdentified`] when the curvature at the minimum is singular, [`Undefined::NoConvergence`] when there is no
/// minimum within the bound.
pub(super) fn minimize(objective: &impl Objective, start: Vec<f64>) -> Result<Minimum, Undefined> {
    minimize_to(objective, start, FLAT)
}

/// The same up to another largest gradient, where fewer digits are asked for.
///
/// # Errors
/// As [`minimize`].
pub(super) fn minimize_to(objective: &impl Objective, start: Vec<f64>, flat: f64) -> Result<Minimum, Undefined> {
    let failed = |iterations: usize| Undefined::NoConvergence { iterations };
    let mut parameters = start;
    let mut value = objective.value(&parameters).filter(|x| x.is_finite()).ok_or(failed(0))?;
    let mut damping = 0.0;
    let mut before = f64::INFINITY;
    let mut taken = 0;
    while taken < STEPS {
        let slope = objective.slope(&parameters).ok_or(failed(taken))?;
        let steep = steepness(&slope);
        if steep < flat || (steep < NEARLY_FLAT && before <= steep) {
            Factored::new(&slope.curvature).map_err(|_| Undefined::NotIdentified)?;
            let gradient = slope.gradient.amax();
            return Ok(Minimum { parameters, value, curvature: slope.curvature, iterations: taken, gradient });
        }
        taken += 1;
        let slow = SLOW * before < steep && damping == 0.0;
        before = steep;
        let learnt = (slow && taken < SCORING_STEPS).then(|| learn(objective, &parameters, value, &slope)).flatten();
        if let Some((next, next_value, more)) = learnt {
            taken += more;
            (parameters, value) = (next, next_value);
            continue;
        }
        let slope = if taken < SCORING_STEPS { slope } else { observed(objective, &parameters, slope) };
        let Some((next, next_value)) = descend(objective, &parameters, value, &slope, &mut damping) else {
            // Nothing lower is to be found: a singular curvature says that the model cannot be told from others.
            return Err(Factored::new(&slope.curvature).map_or(Undefined::NotIdentified, |_| failed(taken)));
        };
        (parameters, value) = (next, next_value);
    }
    Err(failed(STEPS))
}

/// Steps that learn the curvature from the gradients, beginning with the expected one (Broyden, Fletcher, Goldfarb, Shanno);
/// where they end and how many they were. `None` when the first one leads nowhere.
fn learn(objective: &impl Objective, from: &[f64], value: f64, slope: &Slope) -> Option<(Vec<f64>, f64, usize)> {
    let mut inverse = inverse_of(&Cholesky::new(slope.curvature.clone())?);
    let scale = slope.curvature.diagonal().map(|x| x.max(f64::MIN_POSITIVE).sqrt());
    let (mut at, mut value, mut gradient) = (DVector::from_column_slice(from), value, slope.gradient.clone());
    for taken in 0..LEARNING_STEPS {
        let direction = -(&inverse * &gradient);
        let promise = gradient.dot(&direction);
        let step = (0..12).find_map(|halvings| {
            let share = 0.5_f64.powi(halvings);
            let next = &at + &direction * share;
            let most = value + 1e-4 * share * promise + 1e-13 * value.abs().max(1.0);
            let found = objective.value(next.as_slice()).filter(|found| *found <= most)?;
            Some((next, found, share))
        });
        let Some((next, found, share)) = step.filter(|_| promise < 0.0) else {
            return (taken > 0).then(|| (at.as_slice().to_vec(), value, taken));
        };
        let next_gradient = objective.gradient(next.as_slice())?;
        let (s, y) = (direction * share, &next_gradient - &gradient);
        (at, value, gradient) = (next, found, next_gradient);
        if gradient.component_div(&scale).amax() < FLAT {
            return Some((at.as_slice().to_vec(), value, taken + 1));
        }
        let curved = s.dot(&y);
        if curved > 1e-12 * s.norm() * y.norm() {
            let iy = &inverse * &y;
            let along = (1.0 + y.dot(&iy) / curved) / curved;
            inverse.ger(along, &s, &s, 1.0);
            inverse.ger(-1.0 / curved, &iy, &s, 1.0);
            inverse.ger(-1.0 / curved, &s, &iy, 1.0);
        }
    }
    Some((at.as_slice().to_vec(), value, LEARNING_STEPS))
}

/// The slope with the curvature of differences, where that is positive definite.
fn observed(objective: &impl Objective, parameters: &[f64], slope: Slope) -> Slope {
    match objective.hessian(parameters).filter(|hessian| Cholesky::new(hessian.clone()).is_some()) {
        Some(curvature) => Slope { gradient: slope.gradient, curvature },
        None => slope,
    }
}

/// One step down, damped and halved as needed.
fn descend(
    objective: &impl Objective,
    from: &[f64],
    value: f64,
    slope: &Slope,
    damping: &mut f64,
) -> Option<(Vec<f64>, f64)> {
    for _ in 0..30 {
        if let Some(step) = step(slope, *damping) {
            let promise = slope.gradient.dot(&step);
            let mut share = 1.0;
            for _ in 0..8 {
                let next: Vec<f64> = from.iter().zip(step.iter()).map(|(x, s)| x + share * s).collect();
                // Near the minimum the fall is below the rounding of F: there the step itself is trusted.
                let most = value + 1e-4 * share * promise + 1e-13 * value.abs().max(1.0);
                if let Some(found) = objective.value(&next).filter(|found| *found <= most) {
                    *damping = if share == 1.0 { *damping * 0.1 } else { *damping };
                    if *damping < 1e-8 {
                        *damping = 0.0;
                    }
                    return Some((next, found));
                }
                share *= 0.5;
            }
        }
        *damping = (*damping * 10.0).max(1e-6);
    }
    None
}
