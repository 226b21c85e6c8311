//! Correlated factors on which items load as little together as possible.
//!
//! Separate from varimax: dimensions of one service are correlated, and uncorrelated factors would smear that over the
//! loadings. It is the direct oblimin with γ = 0, known as quartimin. Programs differ in Kaiser's scaling: without it is
//! our default, with it is on request, and the choice belongs beside the numbers.
//!
//! Formula: minimise Q = ¼ Σ_items Σ_{a ≠ b} l_a² · l_b² over oblique factors of unit variance, pattern = A (T′)⁻¹, Phi = T′T
//! Unit: pattern loadings are regression weights. Needs: loadings.
//! Undefined: never; what does not come to an end is flagged.
//! Source: Jennrich & Sampson (1966), Psychometrika 31, 313–323; gradient projection: Jennrich (2002), Psychometrika 67,
//! 7–19; Bernaards & Jennrich (2005), Educational and Psychological Measurement 65, 676–696.
//! Method page: docs/method/exploration.md

use nalgebra::DMatrix;

use super::{Oblique, rescaled, unit_rows};
use crate::exploration::in_order;
use crate::uncertainty::splitmix::SplitMix64;

/// Rounds after which it stops wherever it is.
const MOST_ROUNDS: usize = 5000;

/// A projected slope below which it has arrived.
const FLAT: f64 = 1e-9;

/// How far a resting place is left to see whether it is the bottom.
const NUDGE: f64 = 0.01;

/// Nudges after which the last resting place stays.
const MOST_NUDGES: usize = 5;

/// Direct oblimin with γ = 0, from the loadings as given. Where these are so even that the slope vanishes before the
/// bottom, a nudge leads on; a bottom that is not the lowest of all stays, as in every program that starts once.
#[must_use]
pub fn oblimin(loadings: &DMatrix<f64>, kaiser: bool) -> Oblique {
    let (p, m) = loadings.shape();
    let (lengths, scaled) = if kaiser { unit_rows(loadings) } else { (vec![1.0; p], loadings.clone()) };
    let start = Place::new(&scaled, DMatrix::identity(m, m)).unwrap_or_else(|| Place::start(&scaled));
    let (mut here, mut iterations, mut converged) = descend(&scaled, start);
    let mut generator = SplitMix64::new(0);
    for _ in 0..MOST_NUDGES {
        let mut nudged = here.turn.map(|cell| cell + NUDGE * generator.normal());
        normalize(&mut nudged);
        let Some(start) = Place::new(&scaled, nudged) else { break };
        let (place, rounds, ended) = descend(&scaled, start);
        let lower = place.value < here.value - 1e-9 * here.value;
        if !lower {
            break;
        }
        (here, iterations, converged) = (place, iterations + rounds, ended);
    }
    let phi = here.turn.transpose() * &here.turn;
    let (pattern, phi) = in_order(&rescaled(here.pattern, &lengths), &phi);
    Oblique { pattern, phi, criterion: Some(here.value), iterations, converged }
}

/// Downhill along the factors of unit variance, with the rounds it took and whether it came to rest.
fn descend(loadings: &DMatrix<f64>, mut here: Place) -> (Place, usize, bool) {
    let (mut length, mut lowest, mut since) = (1.0, f64::INFINITY, 0);
    for round in 0..MOST_ROUNDS {
        let downhill = here.projected_gradient();
        let slope = downhill.norm();
        since = if slope < 0.9 * lowest { 0 } else { since + 1 };
        lowest = lowest.min(slope);
        // After a hundred rounds without progress close to the end, the last digits are reached.
        if slope < FLAT || since > 100 && lowest < 1e-6 {
            return (here, round, true);
        }
        length *= 2.0;
        let mut next = None;
        for _ in 0..40 {
            let mut turned = &here.turn - length * &downhill;
            normalize(&mut turned);
            let candidate = Place::new(loadings, turned);
            let falls = |place: &Place| here.value - place.value > 0.5 * slope * slope * length;
            let rounding = length * slope < 1e-12;
            if candidate.as_ref().is_some_and(|place| falls(place) || rounding) {
                next = candidate;
                break;
            }
            length *= 0.5;
        }
        match next {
            Some(place) => here = place,
            None => return (here, round, false),
        }
    }
    (here, MOST_ROUNDS, false)
}

/// Columns of unit length: factors of unit variance.
fn normalize(turn: &mut DMatrix<f64>) {
    turn.column_iter_mut().for_each(|mut column| {
        column.normalize_mut();
    });
}

/// A position of the factors.
struct Place {
    turn: DMatrix<f64>,
    pattern: DMatrix<f64>,
    value: f64,
    gradient: DMatrix<f64>,
}

impl Place {
    /// `None` when two factors have become one.
    fn new(loadings: &DMatrix<f64>, turn: DMatrix<f64>) -> Option<Self> {
        let inverse = turn.clone().try_inverse()?;
        let pattern = loadings * inverse.transpose();
        let (value, slope) = quartimin(&pattern);
        let gradient = -(pattern.transpose() * slope * inverse).transpose();
        value.is_finite().then_some(Self { turn, pattern, value, gradient })
    }

    /// Where the loadings themselves are no numbers, there is nothing to turn.
    fn start(loadings: &DMatrix<f64>) -> Self {
        let m = loadings.ncols();
        Self {
            turn: DMatrix::identity(m, m),
            pattern: loadings.clone(),
            value: f64::NAN,
            gradient: DMatrix::zeros(m, m),
        }
    }

    /// The slope along the factors of unit variance.
    fn projected_gradient(&self) -> DMatrix<f64> {
        let mut projected = self.gradient.clone();
        for j in 0..self.turn.ncols() {
            let along = self.turn.column(j).dot(&self.gradient.column(j));
            projected.column_mut(j).axpy(-along, &self.turn.column(j), 1.0);
        }
        projected
    }
}

/// Q and its derivative by the pattern.
fn quartimin(pattern: &DMatrix<f64>) -> (f64, DMatrix<f64>) {
    let mut slope = DMatrix::zeros(pattern.nrows(), pattern.ncols());
    let mut value = 0.0;
    for i in 0..pattern.nrows() {
        let total = pattern.row(i).norm_squared();
        for j in 0..pattern.ncols() {
            let loading = pattern[(i, j)];
            let others = total - loading * loading;
            slope[(i, j)] = loading * others;
            value += 0.25 * loading * loading * others;
        }
    }
    (value, slope)
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::{oblimin, quartimin};

    #[test]
    fn simple_structure_with_correlated_factors_is_found_again() {
        // Six items on two factors that correlate 0.5; T with T′T = Phi, unrotated A = L T′.
        let pattern = DMatrix::from_row_slice(6, 2, &[0.8, 0.0, 0.7, 0.0, 0.6, 0.0, 0.0, 0.7, 0.0, 0.6, 0.0, 0.5]);
        let turn = DMatrix::from_row_slice(2, 2, &[1.0, 0.5, 0.0, 0.75_f64.sqrt()]);
        let found = oblimin(&(&pattern * turn.transpose()), false);
        assert!(found.converged && (&found.pattern - &pattern).amax() < 1e-6, "{}", found.pattern);
        assert!((found.phi[(0, 1)] - 0.5).abs() < 1e-6 && found.criterion.unwrap() < 1e-12);
        assert!((found.structure()[(0, 1)] - 0.4).abs() < 1e-6, "0.8 · 0.5");
    }

    #[test]
    fn one_item_on_two_factors_by_hand() {
        // ¼ · (0.6² · 0.8² + 0.8² · 0.6²) = ½ · 0.2304; slope 0.6 · 0.64 and 0.8 · 0.36.
        let (value, slope) = quartimin(&DMatrix::from_row_slice(1, 2, &[0.6, 0.8]));
        assert!((value - 0.1152).abs() < 1e-15);
        assert!((slope - DMatrix::from_row_slice(1, 2, &[0.384, 0.288])).amax() < 1e-15);
    }

    #[test]
    fn what_is_reproduced_stays_the_same_and_kaiser_changes_the_rest() {
        let loadings = DMatrix::from_fn(8, 3, |i, j| 0.7 * f64::cos((i * 3 + j * 5) as f64) / (1 + j) as f64);
        let before = &loadings * loadings.transpose();
        let (without, with) = (oblimin(&loadings, false), oblimin(&loadings, true));
        for found in [&without, &with] {
            let after = &found.pattern * &found.phi * found.pattern.transpose();
            assert!((&before - after).amax() < 1e-9);
            assert!((0..3).all(|j| (found.phi[(j, j)] - 1.0).abs() < 1e-12));
        }
        assert!((without.pattern - with.pattern).amax() > 1e-3);
    }

    #[test]
    fn nothing_to_turn_is_left_as_it_is() {
        let zero = oblimin(&DMatrix::zeros(4, 2), true);
        assert_eq!((zero.pattern.amax(), zero.converged), (0.0, true));
        let one = DMatrix::from_column_slice(3, 1, &[0.5, 0.6, 0.7]);
        assert!((oblimin(&one, false).pattern - one).amax() < 1e-15);
        let hole = oblimin(&DMatrix::from_element(3, 2, f64::NAN), false);
        assert!(hole.iterations <= 1);
        let same = oblimin(&DMatrix::from_element(4, 2, 0.5), false);
        assert!(same.pattern.iter().all(|l| l.is_finite()));
        assert!(oblimin(&DMatrix::zeros(0, 0), false).converged);
    }
}
