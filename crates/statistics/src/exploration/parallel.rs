//! How many factors are stronger than those that chance alone makes: Horn's parallel analysis.
//!
//! Separate from the minimum average partial, because it draws at random: the same seed draws the same. Instead of making
//! up answers of n respondents it draws what their correlations would be (Bartlett's decomposition of a Wishart matrix),
//! which is the same distribution and takes no longer for a million respondents than for a hundred.
//!
//! Formula: number = how many leading eigenvalues exceed those of uncorrelated normal items, eigenvalue_m(R) > 95 % quantile of eigenvalue_m(R_random)
//! Unit: a number of components or factors. Components use R, factors R with the communalities of one minres factor.
//! Needs: the correlation matrix of p items, the number of respondents n, a seed.
//! Undefined: fewer than three items, n ≤ p, no replicates.
//! Source: Horn (1965), Psychometrika 30, 179–185; quantile: Glorfeld (1995), Educational and Psychological Measurement 55,
//! 377–393.
//! Method page: docs/method/exploration.md

use nalgebra::DMatrix;

use super::extraction::minres::common_spectrum;
use super::{eigenvalues, items_of};
use crate::Undefined;
use crate::linear::at_least;
use crate::uncertainty::bootstrap::quantile;
use crate::uncertainty::splitmix::SplitMix64;

/// What to draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParallelSettings {
    /// Where the generator starts.
    pub seed: u64,
    /// How many random matrices to draw; at most [`MOST_REPLICATES`] are.
    pub replicates: usize,
    /// The quantile to compare with.
    pub quantile: f64,
}

/// No more random matrices than this are drawn.
pub const MOST_REPLICATES: usize = 10_000;

impl ParallelSettings {
    /// The default: 200 matrices and the 95 % quantile.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, replicates: 200, quantile: 0.95 }
    }
}

/// Eigenvalues beside those of chance.
#[derive(Debug, Clone, PartialEq)]
pub struct AgainstChance {
    /// Of the survey, largest first.
    pub observed: Vec<f64>,
    /// The mean of the random ones, in the same order.
    pub mean: Vec<f64>,
    /// Their quantile.
    pub upper: Vec<f64>,
    /// How many of the survey exceed the quantile, before the first that does not: the number to report.
    pub count: usize,
    /// How many exceed the mean, Horn's first rule, which finds one too many more often.
    pub count_mean: usize,
}

/// The outcome of a parallel analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct Parallel {
    /// Of the correlations: how many components.
    pub components: AgainstChance,
    /// Of the correlations with communalities on the diagonal: how many factors.
    pub factors: AgainstChance,
    /// How many random matrices were drawn.
    pub replicates: usize,
}

/// Horn's parallel analysis.
///
/// # Errors
/// [`Undefined::TooFewItems`] below three, [`Undefined::TooFewRespondents`] for no more respondents than items,
/// [`Undefined::DegenerateBootstrap`] without replicates.
pub fn parallel(correlations: &DMatrix<f64>, n: i64, settings: &ParallelSettings) -> Result<Parallel, Undefined> {
    let both = |matrix: &DMatrix<f64>| Ok([components(matrix)?, common_spectrum(matrix)?]);
    let [components, factors] = beside_chance(correlations, n, settings, both)?;
    Ok(Parallel { components, factors, replicates: settings.replicates.min(MOST_REPLICATES) })
}

/// The same for components alone, which spares an extraction from each random matrix.
///
/// # Errors
/// As [`parallel`].
pub fn parallel_components(
    correlations: &DMatrix<f64>,
    n: i64,
    settings: &ParallelSettings,
) -> Result<AgainstChance, Undefined> {
    let [components] = beside_chance(correlations, n, settings, |matrix| Ok([components(matrix)?]))?;
    Ok(components)
}

fn components(matrix: &DMatrix<f64>) -> Result<Vec<f64>, Undefined> {
    eigenvalues(matrix).ok_or(Undefined::NoVariation)
}

/// Eigenvalues of several kinds, each beside those of the same random matrices.
fn beside_chance<const N: usize>(
    correlations: &DMatrix<f64>,
    n: i64,
    settings: &ParallelSettings,
    spectra: impl Fn(&DMatrix<f64>) -> Result<[Vec<f64>; N], Undefined>,
) -> Result<[AgainstChance; N], Undefined> {
    let p = items_of(correlations, 3)?;
    at_least(n, p as i64 + 1)?;
    let replicates = settings.replicates.min(MOST_REPLICATES);
    if replicates == 0 {
        return Err(Undefined::DegenerateBootstrap);
    }
    let observed = spectra(correlations)?;
    let mut generator = SplitMix64::new(settings.seed);
    let mut random: [Vec<Vec<f64>>; N] = std::array::from_fn(|_| vec![vec![]; p]);
    for _ in 0..replicates {
        for (all, values) in random.iter_mut().zip(spectra(&random_correlations(p, n, &mut generator))?) {
            all.iter_mut().zip(values).for_each(|(all, value)| all.push(value));
        }
    }
    let mut random = random.into_iter();
    Ok(observed.map(|observed| against(observed, random.next().unwrap_or_default(), settings.quantile)))
}

fn against(observed: Vec<f64>, mut random: Vec<Vec<f64>>, level: f64) -> AgainstChance {
    let mean: Vec<f64> = random.iter().map(|values| values.iter().sum::<f64>() / values.len() as f64).collect();
    random.iter_mut().for_each(|values| values.sort_by(f64::total_cmp));
    let upper: Vec<f64> = random.iter().map(|values| quantile(values, level)).collect();
    let exceed = |bound: &[f64]| observed.iter().zip(bound).take_while(|(value, bound)| value > bound).count();
    AgainstChance { count: exceed(&upper), count_mean: exceed(&mean), observed, mean, upper }
}

/// The correlations of `p` independent normal items among `n` respondents: a lower triangle of normal deviates with
/// roots of chi-squares on its diagonal, rows scaled to unit length, times its transpose.
fn random_correlations(p: usize, n: i64, generator: &mut SplitMix64) -> DMatrix<f64> {
    let mut lower = DMatrix::zeros(p, p);
    let mut spare = None;
    for i in 0..p {
        for j in 0..i {
            lower[(i, j)] = spare.take().unwrap_or_else(|| {
                let (one, other) = generator.normal_pair();
                spare = Some(other);
                one
            });
        }
        lower[(i, i)] = generator.chi2((n - 1 - i as i64) as f64).sqrt();
        let length = lower.row(i).norm();
        lower.row_mut(i).scale_mut(1.0 / length);
    }
    let mut random = &lower * lower.transpose();
    random.fill_diagonal(1.0);
    random
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::{ParallelSettings, parallel, parallel_components, random_correlations};
    use crate::Undefined;
    use crate::uncertainty::splitmix::SplitMix64;

    fn two_groups(p: usize) -> DMatrix<f64> {
        DMatrix::from_fn(p, p, |i, j| match (i == j, i % 2 == j % 2) {
            (true, _) => 1.0,
            (_, true) => 0.6,
            _ => 0.1,
        })
    }

    #[test]
    fn two_separate_groups_of_items_are_two_and_the_same_seed_says_so_again() {
        let settings = ParallelSettings { replicates: 40, ..ParallelSettings::new(3) };
        let found = parallel(&two_groups(8), 300, &settings).unwrap();
        assert_eq!((found.components.count, found.components.count_mean), (2, 2));
        assert_eq!((found.factors.count, found.factors.count_mean), (2, 2));
        assert_eq!(parallel_components(&two_groups(8), 300, &settings), Ok(found.components.clone()));
        assert_eq!(parallel(&two_groups(8), 300, &settings), Ok(found));
    }

    #[test]
    fn uncorrelated_items_have_no_component() {
        let settings = ParallelSettings { replicates: 40, ..ParallelSettings::new(3) };
        let found = parallel(&DMatrix::identity(6, 6), 100, &settings).unwrap();
        assert_eq!((found.components.count, found.factors.count), (0, 0));
    }

    #[test]
    fn random_correlations_have_the_variance_of_a_correlation() {
        // The correlation of two independent normal items has mean 0 and variance 1/(n − 1).
        let mut generator = SplitMix64::new(9);
        let drawn: Vec<f64> = (0..4000).map(|_| random_correlations(3, 26, &mut generator)[(2, 1)]).collect();
        let mean = drawn.iter().sum::<f64>() / 4000.0;
        let variance = drawn.iter().map(|r| r * r).sum::<f64>() / 4000.0;
        // Four standard errors: √(0.04/4000) and about 0.04·√(2/4000).
        assert!(mean.abs() < 0.0127 && (variance - 0.04).abs() < 0.0036, "{mean} {variance}");
    }

    #[test]
    fn nobody_few_and_none_say_why() {
        let settings = ParallelSettings::new(1);
        assert_eq!(parallel(&two_groups(8), 0, &settings), Err(Undefined::NobodyAnswered));
        let few = Undefined::TooFewRespondents { n: 8, needed: 9 };
        assert_eq!(parallel(&two_groups(8), 8, &settings), Err(few));
        let none = ParallelSettings { replicates: 0, ..settings };
        assert_eq!(parallel(&two_groups(8), 50, &none), Err(Undefined::DegenerateBootstrap));
        assert!(
            parallel(&DMatrix::from_element(4, 4, 1.0), 50, &ParallelSettings { replicates: 3, ..settings }).is_ok()
        );
    }
}
