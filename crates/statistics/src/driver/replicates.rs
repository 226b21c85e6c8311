//! How sure we are of the drivers: one pass of resampling for every interval, rank and quadrant of the drivers.
//!
//! Separate from LMG and Johnson, which know one sample. Everything is refitted within each replicate, from the same
//! draw: shares, ranks, R² and mean performance belong together. For small samples respondents are drawn, for large ones
//! folds. It refuses to interpolate a replicate that has no regression: those are counted and left out.
//!
//! Formula: share_j = LMG_j/R², rank_j = 1 + #{k: share_k > share_j}, in every replicate
//! Unit: shares of R², 0 to 1; rank 1 is the strongest driver.
//! Needs: complete rows, or `Sums` per fold, of the perception scores and, last, the outcome.
//! Undefined: whatever makes LMG or Johnson undefined for the sample itself; all replicates failing.
//! Source: Grömping (2006), Journal of Statistical Software 17(1), for the intervals of shares and ranks.
//! Method page: docs/method/drivers.md

use nalgebra::DMatrix;
use sums::Sums;

use crate::Undefined;
use crate::importance::quadrant::{Cut, Membership, memberships_of_draws};
use crate::linear::at_least;
use crate::uncertainty::bootstrap::{Bounds, Replicates, Resampled, Resampling, bootstrap_totals};
use crate::uncertainty::fold_bootstrap::fold_bootstrap;
use crate::uncertainty::totals::Table;

use super::johnson;
use super::lmg::Walk;

/// The most predictors whose LMG is refitted in every replicate: 2^14 subsets, two thousand times.
pub const MOST_RESAMPLED: usize = 14;

/// Complete answers of the respondents, row by row: every predictor, then the outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CompleteRows<'a> {
    /// The values, one respondent after another.
    pub values: &'a [i64],
    /// Variables per respondent, the outcome included.
    pub variables: usize,
}

/// Intervals of everything that is said about the drivers.
#[derive(Debug, Clone, PartialEq)]
pub struct DriverReplicates {
    /// Respondents, or folds, that were drawn.
    pub n: usize,
    /// Replicates in the intervals.
    pub replicates: usize,
    /// Replicates without a regression, left out: a score that did not vary, or one computed from the others.
    pub failed: usize,
    /// R² of all predictors.
    pub r_squared: Bounds,
    /// One per predictor.
    pub predictors: Vec<PredictorReplicates>,
}

/// What the replicates say about one predictor.
#[derive(Debug, Clone, PartialEq)]
pub struct PredictorReplicates {
    /// LMG as share of R²; undefined above [`MOST_RESAMPLED`] predictors.
    pub lmg_share: Result<Bounds, Undefined>,
    /// Johnson's weight as share of R².
    pub johnson_share: Bounds,
    /// The rank by LMG share (by Johnson's where LMG is undefined).
    pub rank: RankBounds,
    /// Mean score over the same respondents.
    pub performance: Bounds,
    /// How often the point (mean score, importance share) lay in each quadrant, with grand-mean cuts.
    pub membership: Membership,
}

/// A rank, 1 for the strongest, with the ranks that hold the middle of the replicates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankBounds {
    /// In the sample.
    pub rank: usize,
    /// The best of the interval.
    pub best: usize,
    /// The worst of the interval.
    pub worst: usize,
}

/// Draws respondents. `scale` says, per predictor, how many units of the rows make one unit of the report.
///
/// # Errors
/// [`Undefined::TooFewRespondents`], [`Undefined::NoVariation`], [`Undefined::Collinear`] of the sample itself, or
/// [`Undefined::DegenerateBootstrap`] when no replicate has a regression.
///
/// # Panics
/// When there is not one scale per predictor.
pub fn driver_replicates(
    rows: CompleteRows<'_>,
    scale: &[i64],
    resampling: &Resampling,
) -> Result<DriverReplicates, Undefined> {
    let mut point = Point::new(rows.variables, scale)?;
    let products = Products::new(rows);
    at_least(products.table.n() as i64, rows.variables as i64 + 1)?;
    let count = point.count();
    let replicates = bootstrap_totals(&products.table, resampling, count, |totals, n, values| {
        point.compute(&products.of(totals, n), values)
    })?;
    summarise(&point, &replicates, resampling.level)
}

/// Draws folds of respondents; the outcome is the last variable of their sums.
///
/// # Errors
/// As [`driver_replicates`], and [`Undefined::TooFewGroups`] below two folds.
///
/// # Panics
/// When there is not one scale per predictor, or the folds have different variables.
pub fn driver_replicates_of_folds(
    folds: &[Sums],
    scale: &[i64],
    resampling: &Resampling,
) -> Result<DriverReplicates, Undefined> {
    let variables = folds.first().map_or(0, Sums::variables);
    let mut point = Point::new(variables, scale)?;
    let count = point.count();
    let replicates = fold_bootstrap(folds, resampling, count, Sums::merge, |sums, values| {
        at_least(sums.n(), variables as i64 + 1)?;
        point.compute(sums, values)
    })?;
    summarise(&point, &replicates, resampling.level)
}

/// Means and co-deviations of some respondents, however they were gathered.
trait Spread {
    fn mean(&self, i: usize) -> f64;
    /// Sum of products of deviations, or any fixed multiple of it.
    fn together(&self, i: usize, j: usize) -> f64;
}

impl Spread for Sums {
    fn mean(&self, i: usize) -> f64 {
        Sums::mean(self, i).unwrap_or(f64::NAN)
    }

    fn together(&self, i: usize, j: usize) -> f64 {
        self.covariance(i, j).unwrap_or(f64::NAN)
    }
}

/// Computes all statistics of one replicate: R², then LMG shares (where few enough), Johnson shares, mean scores.
struct Point<'a> {
    predictors: usize,
    scale: &'a [i64],
    walk: Option<Walk>,
    correlations: DMatrix<f64>,
}

impl<'a> Point<'a> {
    fn new(variables: usize, scale: &'a [i64]) -> Result<Self, Undefined> {
        let predictors = variables.saturating_sub(1);
        if predictors == 0 {
            return Err(Undefined::TooFewItems { items: 0, needed: 1 });
        }
        assert_eq!(scale.len(), predictors, "one scale per predictor");
        let walk = (predictors <= MOST_RESAMPLED).then(|| Walk::new(predictors));
        Ok(Self { predictors, scale, walk, correlations: DMatrix::identity(variables, variables) })
    }

    fn count(&self) -> usize {
        1 + 3 * self.predictors
    }

    fn compute(&mut self, spread: &impl Spread, values: &mut [f64]) -> Result<(), Undefined> {
        self.correlate(spread)?;
        let (r_squared, values) = values.split_at_mut(1);
        let (lmg, values) = values.split_at_mut(self.predictors);
        let (weights, means) = values.split_at_mut(self.predictors);
        weights.copy_from_slice(&johnson::of_correlations(&self.correlations)?.weights);
        r_squared[0] = weights.iter().sum();
        to_shares(weights)?;
        if let Some(walk) = &mut self.walk {
            walk.run(|i, j| self.correlations[(i, j)])?;
            walk.average(lmg);
            to_shares(lmg)?;
        }
        for (i, mean) in means.iter_mut().enumerate() {
            *mean = spread.mean(i) / self.scale[i] as f64;
        }
        Ok(())
    }

    fn correlate(&mut self, spread: &impl Spread) -> Result<(), Undefined> {
        for i in 0..=self.predictors {
            let own = spread.together(i, i);
            if own.is_nan() || own <= 0.0 {
                return Err(Undefined::NoVariation);
            }
            self.correlations[(i, i)] = own.sqrt();
        }
        for i in 0..=self.predictors {
            for j in 0..i {
                let deviations = self.correlations[(i, i)] * self.correlations[(j, j)];
                let correlation = spread.together(i, j) / deviations;
                self.correlations[(i, j)] = correlation;
                self.correlations[(j, i)] = correlation;
            }
        }
        self.correlations.fill_diagonal(1.0);
        Ok(())
    }
}

fn to_shares(contributions: &mut [f64]) -> Result<(), Undefined> {
    let total: f64 = contributions.iter().sum();
    if total > 0.0 {
        contributions.iter_mut().for_each(|contribution| *contribution /= total);
        return Ok(());
    }
    Err(Undefined::NoVariation)
}

/// Each respondent's values and their products (i ≥ j), then the values.
///
/// Values are taken from a whole number near their mean: sums stay small, and exact as long as they fit 53 bits.
struct Products {
    variables: usize,
    centre: Vec<i64>,
    table: Table,
}

impl Products {
    fn new(rows: CompleteRows<'_>) -> Self {
        let variables = rows.variables;
        let n = rows.values.len() / variables;
        let total = |i: usize| rows.values.iter().skip(i).step_by(variables).map(|x| i128::from(*x)).sum::<i128>();
        let centre: Vec<i64> =
            (0..variables).map(|i| i64::try_from(total(i) / n.max(1) as i128).unwrap_or(0)).collect();
        let mut table = Table::new(variables * (variables + 1) / 2 + variables, n);
        for row in rows.values.chunks_exact(variables) {
            let from_centre: Vec<f64> = row.iter().zip(&centre).map(|(x, middle)| (x - middle) as f64).collect();
            let products = (0..variables).flat_map(|i| (0..=i).map(move |j| (i, j)));
            let products = products.map(|(i, j)| from_centre[i] * from_centre[j]);
            table.push(products.chain(from_centre.iter().copied()));
        }
        Self { variables, centre, table }
    }

    fn of<'a>(&'a self, totals: &'a [f64], n: usize) -> Drawn<'a> {
        Drawn { products: self, totals, n: n as f64 }
    }
}

/// The sums of one draw of `n` respondents.
struct Drawn<'a> {
    products: &'a Products,
    totals: &'a [f64],
    n: f64,
}

impl Drawn<'_> {
    fn sum(&self, i: usize) -> f64 {
        let variables = self.products.variables;
        self.totals[variables * (variables + 1) / 2 + i]
    }
}

impl Spread for Drawn<'_> {
    fn mean(&self, i: usize) -> f64 {
        self.products.centre[i] as f64 + self.sum(i) / self.n
    }

    fn together(&self, i: usize, j: usize) -> f64 {
        self.totals[i * (i + 1) / 2 + j] * self.n - self.sum(i) * self.sum(j)
    }
}

fn summarise(point: &Point<'_>, replicates: &Replicates, level: f64) -> Result<DriverReplicates, Undefined> {
    let p = point.predictors;
    let [r_squared, rest @ ..] = &replicates.statistics[..] else {
        return Err(Undefined::DegenerateBootstrap);
    };
    let (lmg, rest) = rest.split_at(p);
    let (weights, means) = rest.split_at(p);
    let importance = if point.walk.is_some() { lmg } else { weights };
    let drawn = r_squared.draws.len();
    let ranks = RankCounts::of(importance);
    let memberships = memberships_of_draws(means, importance, Cut::GrandMean)?;
    let too_many = Undefined::TooManyPredictors { predictors: p, most: MOST_RESAMPLED };
    let predictors = (0..p).map(|j| {
        Ok(PredictorReplicates {
            lmg_share: if point.walk.is_some() { lmg[j].bounds(level) } else { Err(too_many) },
            johnson_share: weights[j].bounds(level)?,
            rank: ranks.bounds(j, level),
            performance: means[j].bounds(level)?,
            membership: memberships[j],
        })
    });
    Ok(DriverReplicates {
        n: replicates.n,
        replicates: drawn,
        failed: replicates.failed,
        r_squared: r_squared.bounds(level)?,
        predictors: predictors.collect::<Result<_, Undefined>>()?,
    })
}

/// How often each predictor had each rank.
struct RankCounts {
    ranks: Vec<usize>,
    /// `counts[j][rank − 1]`.
    counts: Vec<Vec<usize>>,
}

impl RankCounts {
    fn of(importance: &[Resampled]) -> Self {
        let p = importance.len();
        let estimates: Vec<f64> = importance.iter().map(|statistic| statistic.estimate).collect();
        let mut counts = vec![vec![0; p]; p];
        let mut values = vec![0.0; p];
        for b in 0..importance.first().map_or(0, |statistic| statistic.draws.len()) {
            values.iter_mut().zip(importance).for_each(|(value, statistic)| *value = statistic.draws[b]);
            for (j, counts) in counts.iter_mut().enumerate() {
                counts[rank(&values, j) - 1] += 1;
            }
        }
        Self { ranks: (0..p).map(|j| rank(&estimates, j)).collect(), counts }
    }

    /// Whole ranks: the smallest that reach the lower and the upper tail of the replicates.
    fn bounds(&self, j: usize, level: f64) -> RankBounds {
        let counts = &self.counts[j];
        let drawn: usize = counts.iter().sum();
        let reaching = |probability: f64| {
            let mut seen = 0;
            let reached = |count: &usize| {
                seen += count;
                seen as f64 >= probability * drawn as f64 - 1e-9
            };
            counts.iter().position(reached).map_or(counts.len(), |place| place + 1)
        };
        let tail = 0.5 * (1.0 - level);
        // At least something must lie in the lower tail: a probability of zero replicates is reached by no rank.
        let best = reaching(tail.max(1.0 / drawn.max(1) as f64));
        RankBounds { rank: self.ranks[j], best, worst: reaching(1.0 - tail) }
    }
}

fn rank(values: &[f64], j: usize) -> usize {
    1 + values.iter().filter(|value| **value > values[j]).count()
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::{CompleteRows, RankBounds, driver_replicates, driver_replicates_of_folds};
    use crate::Undefined;
    use crate::driver::johnson::johnson;
    use crate::driver::lmg::{lmg, shares};
    use crate::importance::quadrant::Quadrant;
    use crate::uncertainty::bootstrap::{Bounds, Resampling, bootstrap};
    use crate::uncertainty::splitmix::SplitMix64;

    /// Respondents with three scores (sixtieths of a point) and an outcome that follows the first most.
    fn respondents(n: usize) -> Vec<[i64; 4]> {
        let mut generator = SplitMix64::new(11);
        let mut upto = |n: usize| generator.index(n) as i64;
        let mut respondent = |_| {
            let mood = upto(120);
            let scores = [90 + mood + upto(120), 120 + mood + upto(180), 60 + mood + upto(240)];
            [scores[0], scores[1], scores[2], 4 * scores[0] + scores[1] + upto(120)]
        };
        (0..n).map(&mut respondent).collect()
    }

    fn rows(respondents: &[[i64; 4]]) -> CompleteRows<'_> {
        CompleteRows { values: respondents.as_flattened(), variables: 4 }
    }

    const SCALE: [i64; 3] = [60; 3];
    const RESAMPLING: Resampling = Resampling { seed: 3, replicates: 400, level: 0.9 };

    #[track_caller]
    fn near(a: &Bounds, b: &Bounds) {
        assert_eq!(a.method, b.method);
        for (a, b) in [(a.estimate, b.estimate), (a.low, b.low), (a.high, b.high)] {
            assert!((a - b).abs() < 1e-11, "{a} is not {b}");
        }
    }

    #[test]
    fn it_is_the_bootstrap_of_each_number_by_itself() {
        // The same draws through exact sums, the plain LMG and the plain Johnson, one statistic after the other.
        let respondents = respondents(60);
        let found = driver_replicates(rows(&respondents), &SCALE, &RESAMPLING).unwrap();
        let plain = bootstrap(60, &RESAMPLING, 10, |times, values| {
            let mut sums = Sums::new(4);
            for (row, times) in respondents.iter().zip(times) {
                (0..*times).for_each(|_| sums.observe(row));
            }
            let dominance = lmg(&sums)?;
            values[0] = dominance.r_squared;
            values[1..4].copy_from_slice(&dominance.shares()?);
            values[4..7].copy_from_slice(&shares(&johnson(&sums)?.weights)?);
            (0..3).for_each(|j| values[7 + j] = sums.mean(j).unwrap() / 60.0);
            Ok(())
        });
        let plain: Vec<Bounds> = plain.unwrap().statistics.iter().map(|s| s.bounds(0.9).unwrap()).collect();
        near(&found.r_squared, &plain[0]);
        for (j, predictor) in found.predictors.iter().enumerate() {
            near(predictor.lmg_share.as_ref().unwrap(), &plain[1 + j]);
            near(&predictor.johnson_share, &plain[4 + j]);
            near(&predictor.performance, &plain[7 + j]);
        }
        assert_eq!((found.n, found.replicates, found.failed), (60, 400, 0));
    }

    #[test]
    fn folds_of_one_respondent_are_the_respondents_a_little_wider() {
        let respondents = respondents(40);
        let folds: Vec<Sums> = respondents.iter().map(|row| Sums::of_rows(&[row.to_vec()])).collect();
        let by_row = driver_replicates(rows(&respondents), &SCALE, &RESAMPLING).unwrap();
        let by_fold = driver_replicates_of_folds(&folds, &SCALE, &RESAMPLING).unwrap();
        let wider = |bounds: &Bounds| {
            let factor = (40.0_f64 / 39.0).sqrt();
            let from_estimate = |end: f64| bounds.estimate + (end - bounds.estimate) * factor;
            Bounds { low: from_estimate(bounds.low), high: from_estimate(bounds.high), ..bounds.clone() }
        };
        near(&by_fold.r_squared, &wider(&by_row.r_squared));
        for (fold, row) in by_fold.predictors.iter().zip(&by_row.predictors) {
            near(fold.lmg_share.as_ref().unwrap(), &wider(row.lmg_share.as_ref().unwrap()));
            near(&fold.performance, &wider(&row.performance));
        }
    }

    #[test]
    fn a_driver_that_always_wins_has_rank_one_and_nothing_else() {
        let found = driver_replicates(rows(&respondents(200)), &SCALE, &RESAMPLING).unwrap();
        assert_eq!(found.predictors[0].rank, RankBounds { rank: 1, best: 1, worst: 1 });
        for predictor in &found.predictors {
            let total: f64 = Quadrant::ALL.iter().map(|quadrant| predictor.membership.share(*quadrant)).sum();
            assert!((total - 1.0).abs() < 1e-12);
            assert!(predictor.rank.best <= predictor.rank.rank && predictor.rank.rank <= predictor.rank.worst);
        }
        // The strongest driver is above the mean importance in every replicate.
        let strongest = found.predictors[0].membership;
        assert!((strongest.concentrate_here + strongest.keep_up - 1.0).abs() < 1e-12);
    }

    #[test]
    fn replicates_in_which_a_score_never_varies_are_counted() {
        // Only one of ten respondents differs on the third score: without her, in about 0.9^10 = 35 % of the
        // replicates, it never varies.
        let mut respondents = respondents(10);
        respondents.iter_mut().for_each(|row| row[2] = 240);
        respondents[4][2] = 300;
        let found = driver_replicates(rows(&respondents), &SCALE, &RESAMPLING).unwrap();
        assert_eq!(found.failed + found.replicates, 400);
        assert!((100..180).contains(&found.failed), "{}", found.failed);
    }

    #[test]
    fn a_sample_without_a_regression_says_why() {
        let mut alike = respondents(20);
        alike.iter_mut().for_each(|row| row[3] = 5);
        assert_eq!(driver_replicates(rows(&alike), &SCALE, &RESAMPLING), Err(Undefined::NoVariation));
        let mut twice = respondents(20);
        twice.iter_mut().for_each(|row| row[1] = row[0]);
        assert_eq!(driver_replicates(rows(&twice), &SCALE, &RESAMPLING), Err(Undefined::Collinear));
        let few = Err(Undefined::TooFewRespondents { n: 4, needed: 5 });
        assert_eq!(driver_replicates(rows(&respondents(4)), &SCALE, &RESAMPLING), few);
        assert_eq!(
            driver_replicates_of_folds(&[], &SCALE[..0], &RESAMPLING),
            Err(Undefined::TooFewItems { items: 0, needed: 1 })
        );
    }
}
