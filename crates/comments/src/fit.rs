//! Fitting a linear model: logistic regression with an L2 penalty, one yes-or-no question at a time.
//!
//! Formula: minimise ½‖w‖² + Σ Cᵢ log(1 + exp(−yᵢ (oᵢ + w·xᵢ))), by coordinate descent in the dual, each coordinate by Newton steps;
//! oᵢ is what is known of a row beforehand, nought where nothing is.
//! Separate from features and files: rows of sparse numbers in, weights out; the order of visits comes from a fixed seed, so that
//! the same rows give the same weights on every machine of one word length.
//! Source: Yu, Huang and Lin (2011), Machine Learning 85, 41–75.

/// Sparse rows: for each, columns and values.
#[derive(Debug, Default, Clone)]
pub struct Rows {
    begin: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
}

impl Rows {
    /// No rows.
    #[must_use]
    pub fn new() -> Self {
        Self { begin: vec![0], columns: vec![], values: vec![] }
    }

    /// Adds a row.
    pub fn push(&mut self, entries: impl IntoIterator<Item = (u32, f32)>) {
        for (column, value) in entries {
            self.columns.push(column);
            self.values.push(value);
        }
        self.begin.push(self.columns.len());
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.begin.len() - 1
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.begin[row]..self.begin[row + 1];
        let columns = self.columns[range.clone()].iter().map(|column| *column as usize);
        columns.zip(self.values[range].iter().map(|value| f64::from(*value)))
    }
}

/// Visits of all rows at most.
const VISITS_MAX: usize = 300;
/// When the largest step of a visit is smaller, it is done.
const STEP_MIN: f64 = 0.001;
const NEWTON_STEPS_MAX: usize = 30;

/// A permutation that depends on the seed alone.
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for last in (1..order.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let place = usize::try_from((*seed >> 33) % (last as u64 + 1)).unwrap_or(0);
        order.swap(last, place);
    }
}

/// Weights that separate rows that are from rows that are not. `cost` is Cᵢ of each row; columns are `0..width`.
///
/// # Panics
///
/// If there are not as many answers and costs as rows.
#[must_use]
pub fn fit(rows: &Rows, yes: &[bool], cost: &[f64], width: usize) -> Vec<f32> {
    fit_beside(rows, yes, cost, &vec![0.0; rows.len()], width)
}

/// The same, where each row has a score already that the weights are added to.
///
/// # Panics
///
/// If there are not as many answers, costs and scores as rows.
#[must_use]
pub fn fit_beside(rows: &Rows, yes: &[bool], cost: &[f64], known: &[f64], width: usize) -> Vec<f32> {
    assert!(yes.len() == rows.len() && cost.len() == rows.len() && known.len() == rows.len());
    let mut weights = vec![0_f64; width];
    let sign = |row: usize| if yes[row] { 1.0 } else { -1.0 };
    let square: Vec<f64> = (0..rows.len()).map(|row| rows.row(row).map(|(_, v)| v * v).sum()).collect();
    // The two shares of each cost; they add up to it.
    let mut alpha: Vec<[f64; 2]> = cost
        .iter()
        .map(|&c| {
            let small = (0.001 * c).min(1e-8);
            [small, c - small]
        })
        .collect();
    for (row, shares) in alpha.iter().enumerate() {
        let step = sign(row) * shares[0];
        rows.row(row).for_each(|(c, v)| weights[c] += step * v);
    }
    let mut order: Vec<usize> = (0..rows.len()).filter(|row| 0.0 < cost[*row]).collect();
    let mut seed = 0x5eed;
    for _ in 0..VISITS_MAX {
        shuffle(&mut order, &mut seed);
        let mut largest = 0_f64;
        for &row in &order {
            let c = cost[row];
            let y = sign(row);
            let b = y * (known[row] + rows.row(row).map(|(col, v)| weights[col] * v).sum::<f64>());
            let a = square[row];
            let turned = 0.5 * a * (alpha[row][1] - alpha[row][0]) + b < 0.0;
            let (mine, turn) = if turned { (1, -1.0) } else { (0, 1.0) };
            let old = alpha[row][mine];
            let mut z = if c - old < 0.5 * c { 0.1 * old } else { old };
            let slope = |z: f64| a * (z - old) + turn * b + (z / (c - z)).ln();
            for _ in 0..NEWTON_STEPS_MAX {
                let g = slope(z);
                if g.abs() < 1e-3 {
                    break;
                }
                let next = z - g / (a + c / ((c - z) * z));
                z = if next <= 0.0 { 0.1 * z } else { next.min(c * (1.0 - 1e-12)) };
            }
            let step = z - old;
            largest = largest.max(step.abs() * a.sqrt() / c.sqrt());
            alpha[row][mine] = z;
            alpha[row][1 - mine] = c - z;
            let step = turn * step * y;
            rows.row(row).for_each(|(col, v)| weights[col] += step * v);
        }
        if largest < STEP_MIN {
            break;
        }
    }
    #[allow(clippy::cast_possible_truncation, reason = "weights are kept short")]
    weights.into_iter().map(|weight| weight as f32).collect()
}

/// Costs so that both answers weigh the same in all, times `strength`; `weight` is what each row counts.
#[must_use]
pub fn balanced(yes: &[bool], weight: &[f64], strength: f64) -> Vec<f64> {
    let of = |answer: bool| yes.iter().zip(weight).filter(|(y, _)| **y == answer).map(|(_, w)| w).sum::<f64>();
    let (with, without) = (of(true), of(false));
    let all = with + without;
    let factor = |answer: bool| all / (2.0 * if answer { with } else { without }.max(1.0));
    yes.iter().zip(weight).map(|(y, w)| strength * w * factor(*y)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Rows, balanced, fit, fit_beside};

    /// One feature and an intercept, n rows: the optimum of the primal is found by hand.
    #[test]
    fn weights_are_those_of_the_primal_optimum() {
        let mut rows = Rows::new();
        let data = [(0.0, false), (1.0, false), (1.0, true), (2.0, true), (3.0, true), (0.5, false)];
        data.iter().for_each(|(x, _)| rows.push([(0, *x), (1, 1.0)]));
        let yes: Vec<bool> = data.iter().map(|(_, y)| *y).collect();
        let weights = fit(&rows, &yes, &[1.0; 6], 2);
        // At the optimum the gradient of the primal is nought: w = Σ yᵢ xᵢ σ(−yᵢ w·xᵢ).
        let mut gradient = [f64::from(weights[0]), f64::from(weights[1])];
        for ((x, _), y) in data.iter().zip(&yes) {
            let y = if *y { 1.0 } else { -1.0 };
            let x = f64::from(*x);
            let margin = y * (f64::from(weights[0]) * x + f64::from(weights[1]));
            let pull = y / (1.0 + margin.exp());
            gradient[0] -= pull * x;
            gradient[1] -= pull;
        }
        assert!(gradient.iter().all(|g| g.abs() < 0.02), "{gradient:?}");
        assert!(0.3 < weights[0]);
    }

    /// The same rows with a score beside each: at the optimum the gradient holds the score, too.
    #[test]
    fn weights_beside_a_known_score_are_those_of_the_primal_optimum() {
        let data = [(0.0, false, -1.0), (1.0, true, -2.0), (1.0, true, 0.5), (2.0, false, 1.5), (3.0, true, 0.0)];
        let mut rows = Rows::new();
        data.iter().for_each(|(x, ..)| rows.push([(0, *x), (1, 1.0)]));
        let yes: Vec<bool> = data.iter().map(|(_, y, _)| *y).collect();
        let known: Vec<f64> = data.iter().map(|(.., score)| *score).collect();
        let weights = fit_beside(&rows, &yes, &[0.7; 5], &known, 2);
        let mut gradient = [f64::from(weights[0]), f64::from(weights[1])];
        for (x, y, score) in data {
            let (x, y) = (f64::from(x), if y { 1.0 } else { -1.0 });
            let margin = y * (score + f64::from(weights[0]) * x + f64::from(weights[1]));
            let pull = 0.7 * y / (1.0 + margin.exp());
            gradient[0] -= pull * x;
            gradient[1] -= pull;
        }
        assert!(gradient.iter().all(|g| g.abs() < 0.02), "{gradient:?}");
        // Beside other scores they are other weights.
        assert_ne!(weights, fit(&rows, &yes, &[0.7; 5], 2));
    }

    #[test]
    fn both_answers_weigh_the_same() {
        let costs = balanced(&[true, false, false, false], &[1.0; 4], 1.0);
        assert_eq!(costs, [2.0, 2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0]);
    }
}
