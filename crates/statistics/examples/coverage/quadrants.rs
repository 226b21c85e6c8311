//! Whether a stated probability of a quadrant is as often true as it says, over many populations.
//!
//! Separate from intervals, which are tried on one population: there a quadrant is true or it is not, and no probability
//! between could ever hold. Here every population has its own truth, and cases of like probability are put together.

use statistics::driver::lmg::lmg;
use statistics::importance::quadrant::{Cut, Quadrant, quadrants};
use statistics::uncertainty::bootstrap::Resampling;
use statistics::uncertainty::splitmix::SplitMix64;
use sums::Sums;

use super::evidence::{Evidence, driving};
use super::numbers::{FOLDS, LEVEL, REPLICATES, drivers_drawn};
use super::population::{DIMENSIONS, Population, SCALE};

/// Lower ends of the bins of stated probability.
pub const BINS: [f64; 7] = [0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95];

/// A stated probability, and whether the quadrant was the true one.
#[derive(Clone, Copy)]
pub struct Case {
    pub stated: f64,
    pub is_true: bool,
    /// Whether this is the quadrant with the largest probability of its dimension.
    pub is_likeliest: bool,
}

/// All cases of samples of one size from one new population.
pub fn cases(n: usize, samples: usize, truth_of: usize, generator: &mut SplitMix64) -> Vec<Case> {
    let population = Population::drawn(generator);
    let mut all = Sums::new(DIMENSIONS + 1);
    (0..truth_of).for_each(|_| all.observe(&driving(&population.perceived(generator))));
    let Some(truth) = quadrants_of(&all) else { return vec![] };
    (0..samples).flat_map(|_| cases_of_sample(&population, n, &truth, generator)).collect()
}

fn cases_of_sample(population: &Population, n: usize, truth: &[Quadrant], generator: &mut SplitMix64) -> Vec<Case> {
    let mut rows = Vec::new();
    let mut folds = vec![Evidence::new(); FOLDS];
    for _ in 0..n {
        let row = driving(&population.perceived(generator));
        folds[generator.index(FOLDS)].drivers.observe(&row);
        rows.extend(row);
    }
    let resampling = Resampling { seed: generator.draw(), replicates: REPLICATES, level: LEVEL };
    let Ok(drawn) = drivers_drawn(&rows, &folds, n, &resampling) else { return vec![] };
    let of_dimension = |(d, truth): (usize, &Quadrant)| {
        let membership = drawn.predictors[d].membership;
        let most = Quadrant::ALL.into_iter().max_by(|a, b| membership.share(*a).total_cmp(&membership.share(*b)));
        Quadrant::ALL.map(|quadrant| Case {
            stated: membership.share(quadrant),
            is_true: quadrant == *truth,
            is_likeliest: Some(quadrant) == most,
        })
    };
    truth.iter().enumerate().flat_map(of_dimension).collect()
}

/// The quadrants of these people, as the report finds them.
fn quadrants_of(all: &Sums) -> Option<Vec<Quadrant>> {
    let importance = lmg(all).ok()?.shares().ok()?;
    let means: Option<Vec<f64>> = (0..DIMENSIONS).map(|d| all.mean(d).map(|mean| mean / SCALE as f64)).collect();
    Some(quadrants(&means?, &importance, Cut::GrandMean).ok()?.quadrants)
}

/// Cases of like probability.
pub struct Bin {
    pub cases: usize,
    pub stated: f64,
    pub is_true: f64,
    /// Monte Carlo error of the share that is true, by populations.
    pub error: f64,
}

/// The cases of every population for which `wanted` holds, put together.
pub fn together(populations: &[Vec<Case>], wanted: impl Fn(&Case) -> bool) -> Bin {
    let wanted: Vec<Vec<&Case>> =
        populations.iter().map(|cases| cases.iter().filter(|case| wanted(case)).collect()).collect();
    let count: usize = wanted.iter().map(Vec::len).sum();
    let over = |value: &dyn Fn(&Case) -> f64| wanted.iter().flatten().map(|case| value(case)).sum::<f64>();
    let hit = |case: &Case| f64::from(u8::from(case.is_true));
    let is_true = over(&hit) / count as f64;
    let residual = |cases: &Vec<&Case>| cases.iter().map(|case| hit(case) - is_true).sum::<f64>().powi(2);
    let error = wanted.iter().map(residual).sum::<f64>().sqrt() / count as f64;
    Bin { cases: count, stated: over(&|case| case.stated) / count as f64, is_true, error }
}
