//! Every number that is tried, computed by the functions that the report calls, with the interval that the report shows.
//!
//! Separate from counting how often they hold. What the report shows without an interval gets that of its jackknife here,
//! which is how a reader of the standard error would use it.

use nalgebra::DMatrix;
use statistics::Undefined;
use statistics::consistency::alpha::{alpha, raw_alpha};
use statistics::consistency::omega_interval::{
    OmegaInterval, OmegaOfAll, omega_confirmed_interval, omega_total_interval,
};
use statistics::driver::johnson::johnson;
use statistics::driver::lmg::{lmg, of_correlations, shares};
use statistics::driver::regression::{Regression, regression};
use statistics::driver::replicates::{CompleteRows, DriverReplicates, driver_replicates, driver_replicates_of_folds};
use statistics::gap::mean::{MeanSummary, mean};
use statistics::gap::weighted::unweighted;
use statistics::uncertainty::bootstrap::{Bounds, Resampled, Resampling, bootstrap};
use statistics::uncertainty::jackknife::{Jackknife, jackknife_of_many};
use statistics::uncertainty::mean_replicates::mean_replicates;
use statistics::uncertainty::splitmix::SplitMix64;
use sums::Sums;

use super::evidence::{Evidence, POINTS, driving, gaps};
use super::population::{DIMENSIONS, Population, SCALE, items};

pub const LEVEL: f64 = 0.95;
/// As many as in the report, of which respondents are redrawn up to [`ROWS_REDRAWN_MAX`] of them, folds above.
pub const REPLICATES: usize = 2000;
pub const FOLDS: usize = 20;
const ROWS_REDRAWN_MAX: usize = 2000;

/// A number of a sample, with its interval and its standard error where it has them.
#[derive(Clone, Copy)]
pub struct Found {
    pub estimate: f64,
    pub low: f64,
    pub high: f64,
    pub se: Option<f64>,
}

/// What is tried, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Gap,
    GapBca,
    Expectation,
    Perception,
    ExpectationItem,
    Servqual,
    Weighted,
    AlphaExpectation,
    AlphaPerception,
    OmegaExpectation,
    OmegaPerception,
    OmegaHierarchical,
    OmegaOfAll,
    RSquared,
    LmgShare,
    JohnsonShare,
    Rank,
    Slope,
    JackknifeGap,
    JackknifeAlphaExpectation,
    JackknifeAlphaPerception,
    JackknifeLmg,
    JackknifeJohnson,
    JackknifeLmgShare,
    JackknifeJohnsonShare,
    PercentileLmgShare,
}

impl Kind {
    pub const ALL: [Self; 26] = [
        Self::Gap,
        Self::GapBca,
        Self::Expectation,
        Self::Perception,
        Self::ExpectationItem,
        Self::Servqual,
        Self::Weighted,
        Self::AlphaExpectation,
        Self::AlphaPerception,
        Self::OmegaExpectation,
        Self::OmegaPerception,
        Self::OmegaHierarchical,
        Self::OmegaOfAll,
        Self::RSquared,
        Self::LmgShare,
        Self::JohnsonShare,
        Self::Rank,
        Self::Slope,
        Self::JackknifeGap,
        Self::JackknifeAlphaExpectation,
        Self::JackknifeAlphaPerception,
        Self::JackknifeLmg,
        Self::JackknifeJohnson,
        Self::JackknifeLmgShare,
        Self::JackknifeJohnsonShare,
        Self::PercentileLmgShare,
    ];

    /// Whether the report shows this interval of it.
    pub fn is_shown(self) -> bool {
        (self as usize) < Self::JackknifeGap as usize
    }

    /// The number and its interval, in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gap => "gap of a dimension, t",
            Self::GapBca => "gap of a dimension, BCa",
            Self::Expectation => "expectation of a dimension, t",
            Self::Perception => "perception of a dimension, t",
            Self::ExpectationItem => "expectation of an item, t",
            Self::Servqual => "overall gap, unweighted, t",
            Self::Weighted => "overall gap, weighted by respondent, t",
            Self::AlphaExpectation => "alpha of expectations, Feldt",
            Self::AlphaPerception => "alpha of perceptions, Feldt",
            Self::OmegaExpectation => "omega of expectations, jackknife of ln",
            Self::OmegaPerception => "omega of perceptions, jackknife of ln",
            Self::OmegaHierarchical => "omega hierarchical, confirmed, jackknife of ln",
            Self::OmegaOfAll => "omega of all perceptions, confirmed, jackknife of ln",
            Self::RSquared => "R² of the drivers, BCa",
            Self::LmgShare => "LMG share, BCa",
            Self::JohnsonShare => "Johnson share, BCa",
            Self::Rank => "rank of a driver",
            Self::Slope => "regression slope, t",
            Self::JackknifeGap => "gap of a dimension, jackknife",
            Self::JackknifeAlphaExpectation => "alpha of expectations, jackknife",
            Self::JackknifeAlphaPerception => "alpha of perceptions, jackknife",
            Self::JackknifeLmg => "LMG, jackknife",
            Self::JackknifeJohnson => "Johnson's weight, jackknife",
            Self::JackknifeLmgShare => "LMG share, jackknife",
            Self::JackknifeJohnsonShare => "Johnson share, jackknife",
            Self::PercentileLmgShare => "LMG share, percentile",
        }
    }
}

/// A number of every dimension (or item), or why it is undefined.
pub type Numbers = Vec<(Kind, Vec<Result<Found, Undefined>>)>;

/// A sample: its sums by fold, and its rows.
struct Sample {
    folds: Vec<Evidence>,
    all: Evidence,
    rows: Vec<i64>,
    gaps: Vec<Vec<Option<i64>>>,
    n: usize,
}

impl Sample {
    fn drawn(population: &Population, n: usize, generator: &mut SplitMix64) -> Self {
        let mut folds = vec![Evidence::new(); FOLDS];
        let (mut rows, mut columns) = (Vec::new(), vec![Vec::new(); DIMENSIONS]);
        for _ in 0..n {
            let respondent = population.respondent(generator);
            // As by a hash of the id: folds are of about equal size, and with 50 respondents some are empty.
            folds[generator.index(FOLDS)].observe(&respondent);
            rows.extend(driving(&respondent.perceived));
            columns.iter_mut().zip(gaps(&respondent)).for_each(|(column, gap)| column.push(Some(gap)));
        }
        let mut all = Evidence::new();
        folds.iter().for_each(|fold| all.merge(fold));
        Self { folds, all, rows, gaps: columns, n }
    }

    fn jackknife<E: Clone>(
        &self,
        part: impl Fn(&Evidence) -> E,
        merge: impl Fn(&mut E, &E),
        values: impl Fn(&E) -> Result<Vec<f64>, Undefined>,
    ) -> Vec<Result<Found, Undefined>> {
        let folds: Vec<E> = self.folds.iter().map(part).collect();
        match jackknife_of_many(&folds, merge, values) {
            Ok(found) => found.iter().map(|found| Ok(jackknifed(found))).collect(),
            Err(reason) => vec![Err(reason); DIMENSIONS],
        }
    }

    /// One jackknife per dimension, of its items.
    fn jackknife_each(
        &self,
        items: impl Fn(&Evidence, usize) -> &Sums,
        value: impl Fn(&Sums) -> Result<f64, Undefined>,
    ) -> Vec<Result<Found, Undefined>> {
        let one = |d: usize| {
            self.jackknife(|fold| items(fold, d).clone(), Sums::merge, |sums| Ok(vec![value(sums)?])).swap_remove(0)
        };
        (0..DIMENSIONS).map(one).collect()
    }
}

/// All numbers of a new sample.
pub fn of_sample(population: &Population, n: usize, generator: &mut SplitMix64) -> Numbers {
    let sample = Sample::drawn(population, n, generator);
    let resampling = Resampling { seed: generator.draw(), replicates: REPLICATES, level: LEVEL };
    let mut numbers = plain(&sample.all);
    if n <= ROWS_REDRAWN_MAX {
        numbers.push((Kind::GapBca, gap_bca(&sample, &resampling)));
        numbers.push((Kind::PercentileLmgShare, percentiles(&sample, &resampling)));
    }
    let drawn = drivers_drawn(&sample.rows, &sample.folds, sample.n, &resampling);
    numbers.extend(drivers(&drawn));
    numbers.push((Kind::Slope, slopes(&sample.all.drivers)));
    numbers.extend(omegas(&sample.folds));
    numbers.extend(jackknives(&sample));
    numbers
}

/// All numbers of many people, which are the truth about them.
pub fn truth(all: &Evidence) -> Vec<(Kind, Vec<f64>)> {
    let values = |found: Vec<Result<Found, Undefined>>| found.iter().map(value_of).collect::<Vec<_>>();
    let mut truth: Vec<(Kind, Vec<f64>)> = plain(all).into_iter().map(|(kind, found)| (kind, values(found))).collect();
    let of = |truth: &[(Kind, Vec<f64>)], wanted: Kind| {
        truth.iter().find(|(kind, _)| *kind == wanted).map_or(vec![], |(_, values)| values.clone())
    };
    // Without one of two equal folds omega is the same.
    let omegas = omegas(&[all.clone(), all.clone()]);
    let credited = lmg(&all.drivers);
    let r_squared = credited.as_ref().map_or(f64::NAN, |found| found.r_squared);
    let lmg = credited.map_or(vec![], |found| found.lmg);
    let johnson = johnson(&all.drivers).map_or(vec![], |found| found.weights);
    let (lmg_shares, johnson_shares) = (shares(&lmg).unwrap_or_default(), shares(&johnson).unwrap_or_default());
    let rank = |share: &f64| 1.0 + lmg_shares.iter().filter(|other| *other > share).count() as f64;
    truth.extend([
        (Kind::GapBca, of(&truth, Kind::Gap)),
        (Kind::JackknifeGap, of(&truth, Kind::Gap)),
        (Kind::JackknifeAlphaExpectation, of(&truth, Kind::AlphaExpectation)),
        (Kind::JackknifeAlphaPerception, of(&truth, Kind::AlphaPerception)),
        (Kind::RSquared, vec![r_squared]),
        (Kind::Rank, lmg_shares.iter().map(rank).collect()),
        (Kind::LmgShare, lmg_shares.clone()),
        (Kind::JackknifeLmgShare, lmg_shares.clone()),
        (Kind::PercentileLmgShare, lmg_shares),
        (Kind::JackknifeJohnsonShare, johnson_shares.clone()),
        (Kind::JohnsonShare, johnson_shares),
        (Kind::JackknifeLmg, lmg),
        (Kind::JackknifeJohnson, johnson),
        (Kind::Slope, values(slopes(&all.drivers))),
    ]);
    truth.extend(omegas.into_iter().map(|(kind, found)| (kind, values(found))));
    truth
}

/// The replicates of the drivers as the report draws them.
pub fn drivers_drawn(
    rows: &[i64],
    folds: &[Evidence],
    n: usize,
    resampling: &Resampling,
) -> Result<DriverReplicates, Undefined> {
    if n <= ROWS_REDRAWN_MAX {
        let rows = CompleteRows { values: rows, variables: DIMENSIONS + 1 };
        return driver_replicates(rows, &[SCALE; DIMENSIONS], resampling);
    }
    let folds: Vec<Sums> = folds.iter().map(|fold| fold.drivers.clone()).collect();
    driver_replicates_of_folds(&folds, &[SCALE; DIMENSIONS], resampling)
}

fn value_of(found: &Result<Found, Undefined>) -> f64 {
    found.as_ref().map_or(f64::NAN, |found| found.estimate)
}

/// What has an interval of its own.
fn plain(all: &Evidence) -> Numbers {
    let score = |items: &Sums| {
        let count = items.variables();
        mean(&items.linear(&[vec![1; count]]), 0, count as i64, LEVEL).map(summarised)
    };
    let battery = |items: &[Sums]| items.iter().map(score).collect();
    let alphas = |items: &[Sums]| {
        let one = |items: &Sums| {
            alpha(items, LEVEL).map(|found| Found { estimate: found.raw, low: found.low, high: found.high, se: None })
        };
        items.iter().map(one).collect()
    };
    let of_items =
        all.expectations.iter().flat_map(|items| (0..items.variables()).map(move |item| mean(items, item, 1, LEVEL)));
    let places: Vec<usize> = (0..DIMENSIONS).collect();
    vec![
        (Kind::Gap, places.iter().map(|d| mean(&all.gaps, *d, SCALE, LEVEL).map(summarised)).collect()),
        (Kind::Expectation, battery(&all.expectations)),
        (Kind::Perception, battery(&all.perceptions)),
        (Kind::ExpectationItem, of_items.map(|found| found.map(summarised)).collect()),
        (Kind::Servqual, vec![unweighted(&all.gaps, &places, SCALE, LEVEL).map(summarised)]),
        (Kind::Weighted, vec![mean(&all.weighted, 0, SCALE * POINTS, LEVEL).map(summarised)]),
        (Kind::AlphaExpectation, alphas(&all.expectations)),
        (Kind::AlphaPerception, alphas(&all.perceptions)),
    ]
}

fn gap_bca(sample: &Sample, resampling: &Resampling) -> Vec<Result<Found, Undefined>> {
    match mean_replicates(&sample.gaps, &[SCALE; DIMENSIONS], resampling) {
        Ok(drawn) => drawn.statistics.iter().map(|gap| gap.bounds(LEVEL).map(|bounds| bounded(&bounds))).collect(),
        Err(reason) => vec![Err(reason); DIMENSIONS],
    }
}

/// The plain percentiles of the same draws, respondent by respondent.
fn percentiles(sample: &Sample, resampling: &Resampling) -> Vec<Result<Found, Undefined>> {
    let drawn = bootstrap(sample.n, resampling, DIMENSIONS, |times, values| {
        let rows = sample.rows.chunks_exact(DIMENSIONS + 1).zip(times);
        let credited = of_correlations(&correlations(rows)?)?.shares()?;
        values.copy_from_slice(&credited);
        Ok(())
    });
    let between = |share: &Resampled| {
        let (low, high) = share.percentile(LEVEL)?;
        Ok(Found { estimate: share.estimate, low, high, se: Some(share.se()) })
    };
    match drawn {
        Ok(drawn) => drawn.statistics.iter().map(between).collect(),
        Err(reason) => vec![Err(reason); DIMENSIONS],
    }
}

/// Correlations of rows that count so many times.
fn correlations<'a>(rows: impl Iterator<Item = (&'a [i64], &'a u32)>) -> Result<DMatrix<f64>, Undefined> {
    const VARIABLES: usize = DIMENSIONS + 1;
    let (mut n, mut sum, mut cross) = (0, [0; VARIABLES], [[0; VARIABLES]; VARIABLES]);
    for (row, times) in rows.filter(|(_, times)| **times > 0) {
        let times = i64::from(*times);
        n += times;
        for i in 0..VARIABLES {
            sum[i] += times * row[i];
            (0..=i).for_each(|j| cross[i][j] += times * row[i] * row[j]);
        }
    }
    let together = |i: usize, j: usize| (n * cross[i.max(j)][i.min(j)] - sum[i] * sum[j]) as f64;
    if (0..VARIABLES).any(|i| together(i, i) <= 0.0) {
        return Err(Undefined::NoVariation);
    }
    Ok(DMatrix::from_fn(VARIABLES, VARIABLES, |i, j| {
        if i == j { 1.0 } else { together(i, j) / (together(i, i) * together(j, j)).sqrt() }
    }))
}

fn drivers(drawn: &Result<DriverReplicates, Undefined>) -> Numbers {
    let each = |pick: &dyn Fn(&DriverReplicates, usize) -> Result<Found, Undefined>| {
        (0..DIMENSIONS).map(|d| drawn.as_ref().map_err(|reason| *reason).and_then(|drawn| pick(drawn, d))).collect()
    };
    let ranked = |drawn: &DriverReplicates, d: usize| {
        let rank = drawn.predictors[d].rank;
        Ok(Found { estimate: rank.rank as f64, low: rank.best as f64, high: rank.worst as f64, se: None })
    };
    vec![
        (Kind::RSquared, vec![drawn.as_ref().map(|drawn| bounded(&drawn.r_squared)).map_err(|reason| *reason)]),
        (Kind::LmgShare, each(&|drawn, d| drawn.predictors[d].lmg_share.as_ref().map(bounded).map_err(|r| *r))),
        (Kind::JohnsonShare, each(&|drawn, d| Ok(bounded(&drawn.predictors[d].johnson_share)))),
        (Kind::Rank, each(&ranked)),
    ]
}

fn slopes(drivers: &Sums) -> Vec<Result<Found, Undefined>> {
    let fitted = regression(drivers, &[[SCALE; DIMENSIONS].as_slice(), &[1]].concat());
    let slope = |fit: &Regression, d: usize| {
        let (row, (low, high)) = (&fit.coefficients[d], fit.interval(&fit.coefficients[d], LEVEL));
        Found { estimate: row.b, low, high, se: Some(row.se) }
    };
    (0..DIMENSIONS).map(|d| fitted.as_ref().map(|fit| slope(fit, d)).map_err(|reason| *reason)).collect()
}

fn jackknives(sample: &Sample) -> Numbers {
    let means = |gaps: &Sums| {
        let mean = |d: usize| gaps.mean(d).map(|mean| mean / SCALE as f64).ok_or(Undefined::NobodyAnswered);
        (0..DIMENSIONS).map(mean).collect()
    };
    let of_drivers = |values: &dyn Fn(&Sums) -> Result<Vec<f64>, Undefined>| {
        sample.jackknife(|fold| fold.drivers.clone(), Sums::merge, values)
    };
    vec![
        (Kind::JackknifeGap, sample.jackknife(|fold| fold.gaps.clone(), Sums::merge, means)),
        (Kind::JackknifeAlphaExpectation, sample.jackknife_each(|fold, d| &fold.expectations[d], raw_alpha)),
        (Kind::JackknifeAlphaPerception, sample.jackknife_each(|fold, d| &fold.perceptions[d], raw_alpha)),
        (Kind::JackknifeLmg, of_drivers(&|sums| Ok(lmg(sums)?.lmg))),
        (Kind::JackknifeJohnson, of_drivers(&|sums| Ok(johnson(sums)?.weights))),
        (Kind::JackknifeLmgShare, of_drivers(&|sums| lmg(sums)?.shares())),
        (Kind::JackknifeJohnsonShare, of_drivers(&|sums| shares(&johnson(sums)?.weights))),
    ]
}

/// Omega of the dimensions, and of all perceptions by the factor above them.
fn omegas(folds: &[Evidence]) -> Numbers {
    let each = |pick: fn(&Evidence) -> &[Sums]| {
        let one = |d: usize| {
            let folds: Vec<Sums> = folds.iter().map(|fold| pick(fold)[d].clone()).collect();
            omega_total_interval(&folds, LEVEL).map(|found| refitted(&found))
        };
        (0..DIMENSIONS).map(one).collect()
    };
    let every: Vec<Sums> = folds.iter().map(|fold| fold.all_perceptions.clone()).collect();
    let dimensions: Vec<Vec<usize>> = (0..DIMENSIONS).map(|d| items(d).collect()).collect();
    let of_all = omega_confirmed_interval(&every, &dimensions, LEVEL);
    let part = |pick: fn(&OmegaOfAll) -> &OmegaInterval| {
        vec![of_all.as_ref().map(|found| refitted(pick(found))).map_err(|reason| *reason)]
    };
    vec![
        (Kind::OmegaExpectation, each(|fold| &fold.expectations)),
        (Kind::OmegaPerception, each(|fold| &fold.perceptions)),
        (Kind::OmegaHierarchical, part(|found| &found.hierarchical)),
        (Kind::OmegaOfAll, part(|found| &found.total)),
    ]
}

fn refitted(found: &OmegaInterval) -> Found {
    Found { estimate: found.omega, low: found.low, high: found.high, se: Some(found.se) }
}

fn summarised(found: MeanSummary) -> Found {
    Found { estimate: found.mean, low: found.low, high: found.high, se: Some(found.se) }
}

fn bounded(found: &Bounds) -> Found {
    Found { estimate: found.estimate, low: found.low, high: found.high, se: None }
}

fn jackknifed(found: &Jackknife) -> Found {
    let (low, high) = found.interval(LEVEL);
    Found { estimate: found.estimate, low, high, se: Some(found.se) }
}
