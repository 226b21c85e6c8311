//! Uncorrelated factors on each of which loadings are either large or small.
//!
//! Separate from the oblique rotations, as it has local maxima that are worth counting: it starts again from random
//! positions, keeps the best, and tells how many different ends it met. Turns one pair of factors at a time, by
//! the angle that is best for the pair.
//!
//! Formula: maximise V = (Σ l⁴ − Σ_factors (Σ_items l²)² / p) / p, l the loadings, with Kaiser's rows scaled to unit length and rescaled after
//! Unit: loadings are correlations of item and factor. Needs: loadings of p items, a seed.
//! Undefined: never; without factors or items there is nothing to turn.
//! Source: Kaiser (1958), Psychometrika 23, 187–200.
//! Method page: docs/method/exploration.md

use nalgebra::DMatrix;

use super::{rescaled, unit_rows};
use crate::exploration::in_order;
use crate::uncertainty::splitmix::SplitMix64;

/// How to turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VarimaxSettings {
    /// Whether every item counts alike, however much it has in common with the others (Kaiser).
    pub kaiser: bool,
    /// How often to start, the first time from the loadings as given.
    pub starts: usize,
    /// Where the generator of the other starts begins.
    pub seed: u64,
}

impl VarimaxSettings {
    /// The default: Kaiser's scaling and 40 starts.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { kaiser: true, starts: 40, seed }
    }
}

/// Rotated factors that are not correlated.
#[derive(Debug, Clone, PartialEq)]
pub struct Varimax {
    /// One row per item, one column per factor, strongest first, each pointing upwards.
    pub loadings: DMatrix<f64>,
    /// The criterion V of the best end.
    pub criterion: f64,
    /// The criterion of the end reached from the loadings as given.
    pub criterion_first_start: f64,
    /// How many ends differ in the seventh decimal of the criterion: above one, other programs may show another.
    pub distinct_maxima: usize,
    /// How many starts were made.
    pub starts: usize,
    /// Whether every start came to an end.
    pub converged: bool,
}

/// Rounds over all pairs after which a start stops wherever it is.
const MOST_ROUNDS: usize = 1000;

/// No more starts than this are made.
const MOST_STARTS: usize = 10_000;

/// Varimax with restarts.
#[must_use]
pub fn varimax(loadings: &DMatrix<f64>, settings: &VarimaxSettings) -> Varimax {
    let (p, m) = loadings.shape();
    let (lengths, scaled) = if settings.kaiser { unit_rows(loadings) } else { (vec![1.0; p], loadings.clone()) };
    let mut generator = SplitMix64::new(settings.seed);
    let starts = settings.starts.clamp(1, MOST_STARTS);
    let (mut best, mut criteria, mut converged) = (scaled.clone(), Vec::with_capacity(starts), true);
    for start in 0..starts {
        let mut turned = if start == 0 { scaled.clone() } else { &scaled * random_rotation(m, &mut generator) };
        converged &= turn(&mut turned);
        let value = criterion(&turned);
        let highest = criteria.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // A start that is better in the last digits only is the same end, and the earlier one stays.
        if value > highest + 1e-12 {
            best = turned;
        }
        criteria.push(value);
    }
    let mut ends: Vec<i64> = criteria.iter().map(|value| (value * 1e7).round() as i64).collect();
    ends.sort_unstable();
    // Neighbours in the last decimal are one end on both sides of a rounding.
    let distinct_maxima = 1 + ends.windows(2).filter(|pair| pair[1] - pair[0] > 1).count();
    Varimax {
        criterion: criterion(&best),
        loadings: in_order(&rescaled(best, &lengths), &DMatrix::identity(m, m)).0,
        criterion_first_start: criteria[0],
        distinct_maxima,
        starts,
        converged,
    }
}

/// V of loadings.
fn criterion(loadings: &DMatrix<f64>) -> f64 {
    let p = loadings.nrows().max(1) as f64;
    let of_column = |squares: f64, fourths: f64| fourths - squares * squares / p;
    let columns = loadings
        .column_iter()
        .map(|column| of_column(column.iter().map(|l| l * l).sum(), column.iter().map(|l| l.powi(4)).sum()));
    columns.sum::<f64>() / p
}

/// Turns pair after pair by its best angle, until no pair turns any more.
fn turn(loadings: &mut DMatrix<f64>) -> bool {
    let (p, m) = loadings.shape();
    let cells = loadings.as_mut_slice();
    for _ in 0..MOST_ROUNDS {
        let mut largest = 0.0_f64;
        for b in 1..m {
            for a in 0..b {
                let (left, right) = cells.split_at_mut(b * p);
                largest = largest.max(turn_pair(&mut left[a * p..(a + 1) * p], &mut right[..p]));
            }
        }
        if largest < 1e-10 {
            return true;
        }
    }
    false
}

/// Turns two columns by the angle that makes their part of V as large as possible, and gives its size.
fn turn_pair(xs: &mut [f64], ys: &mut [f64]) -> f64 {
    let p = xs.len() as f64;
    let (mut a, mut b, mut c, mut d, mut size) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (x, y) in xs.iter().zip(ys.iter()) {
        let (u, v) = (x * x - y * y, 2.0 * x * y);
        a += u;
        b += v;
        c += u * u - v * v;
        d += 2.0 * u * v;
        size += u * u + v * v;
    }
    let (numerator, denominator) = (d - 2.0 * a * b / p, c - (a * a - b * b) / p);
    // Without a preferred angle there is nothing but rounding.
    if numerator.abs() + denominator.abs() <= 1e-14 * size {
        return 0.0;
    }
    let angle = 0.25 * numerator.atan2(denominator);
    let (sine, cosine) = angle.sin_cos();
    for (x, y) in xs.iter_mut().zip(ys.iter_mut()) {
        (*x, *y) = (*x * cosine + *y * sine, *y * cosine - *x * sine);
    }
    angle.abs()
}

/// An orthogonal matrix, every one alike likely: normal deviates made perpendicular column by column.
fn random_rotation(m: usize, generator: &mut SplitMix64) -> DMatrix<f64> {
    DMatrix::from_fn(m, m, |_, _| generator.normal()).qr().q()
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::{VarimaxSettings, criterion, varimax};

    #[test]
    fn worked_example_of_the_method_page() {
        // Two items that each lie between two factors, (1, 1)/√2 and (1, −1)/√2: a turn by 45 degrees puts each
        // on its own factor. V is then (2 − (1 + 1)/2)/2 = 1/2, and was 0 before.
        let half = 0.5_f64.sqrt();
        let between = DMatrix::from_row_slice(2, 2, &[half, half, half, -half]);
        assert!(criterion(&between).abs() < 1e-15);
        let found = varimax(&between, &VarimaxSettings::new(1));
        assert!((found.criterion - 0.5).abs() < 1e-14 && found.converged && found.distinct_maxima == 1);
        assert!((found.loadings.abs() - DMatrix::identity(2, 2)).amax() < 1e-7, "{}", found.loadings);
    }

    #[test]
    fn turning_keeps_communalities_and_the_correlations_that_are_reproduced() {
        let loadings = DMatrix::from_fn(7, 3, |i, j| 0.8 * f64::cos((i * 3 + j * 5) as f64) / (1 + j) as f64);
        for kaiser in [true, false] {
            let found = varimax(&loadings, &VarimaxSettings { kaiser, starts: 5, seed: 2 });
            let before = &loadings * loadings.transpose();
            let after = &found.loadings * found.loadings.transpose();
            assert!((before - after).amax() < 1e-12);
            assert!(found.criterion >= found.criterion_first_start - 1e-12);
        }
    }

    #[test]
    fn without_kaiser_strong_items_count_more() {
        let loadings = DMatrix::from_row_slice(4, 2, &[0.9, 0.3, 0.8, 0.1, 0.2, 0.3, 0.1, 0.4]);
        let with = varimax(&loadings, &VarimaxSettings::new(1));
        let without = varimax(&loadings, &VarimaxSettings { kaiser: false, ..VarimaxSettings::new(1) });
        assert!((with.loadings - without.loadings).amax() > 0.01);
    }

    #[test]
    fn nothing_to_turn_is_left_as_it_is() {
        let zero = varimax(&DMatrix::zeros(4, 2), &VarimaxSettings::new(1));
        assert_eq!((zero.loadings.amax(), zero.criterion, zero.converged), (0.0, 0.0, true));
        let one = DMatrix::from_column_slice(3, 1, &[0.5, 0.6, 0.7]);
        assert!((varimax(&one, &VarimaxSettings::new(1)).loadings - one).amax() < 1e-15);
        assert!(varimax(&DMatrix::zeros(0, 0), &VarimaxSettings { starts: 0, ..VarimaxSettings::new(1) }).converged);
    }
}
