//! What matters most: drivers of the overall judgement, importance against performance, and whether the gap is the right
//! measure here.

use statistics::Undefined;
use statistics::driver::johnson::johnson;
use statistics::driver::lmg::{lmg, shares};
use statistics::driver::predictive_validity::{Constraint, Explained, Places, predictive_validity};
use statistics::driver::regression::{Coefficient, Regression, regression};
use statistics::driver::replicates::{CompleteRows, DriverReplicates, driver_replicates, driver_replicates_of_folds};
use statistics::importance::quadrant::{self, Cut, Membership, memberships_of_draws, quadrants};
use statistics::uncertainty::bootstrap::{Bounds, BoundsMethod, Replicates, Resampling};
use statistics::uncertainty::jackknife::{Jackknife, jackknife_of_many};
use statistics::uncertainty::mean_replicates::{mean_replicates, mean_replicates_of_folds};
use sums::{Evidence, NO_SCORE, Sums, Variable};

use super::{By, Context, Estimate, LEVEL, Numbers, Place, REPLICATES};
use crate::value::{Priority, Quadrant};

const DRIVERS: By = By("drivers", "listwise");
const GAP_OR_PERFORMANCE: By = By("difference-score", "listwise");
/// Respondents are redrawn up to this many; above it, folds are.
const ROWS_REDRAWN_MAX: i64 = 2000;

/// Adds everything about drivers and gives the priorities by derived importance.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) -> Vec<Priority> {
    let mut priorities = Vec::new();
    if let Some(block) = context.blueprint.overall.drivers {
        priorities = add_drivers(context, numbers, block);
    }
    add_item_drivers(context, numbers);
    add_prediction(context, numbers);
    priorities
}

/// The resampling of the report.
pub fn resampling(context: &Context<'_>) -> Resampling {
    Resampling { seed: context.material.seed, replicates: REPLICATES, level: LEVEL }
}

fn add_drivers(context: &Context<'_>, numbers: &mut Numbers, block: usize) -> Vec<Priority> {
    let sums = &context.total.blocks[block];
    let n = sums.n();
    let dimensions = context.dimension_names.len();
    let scale = vec![context.scale(); dimensions];
    let drawn = replicates(context, block, &scale);
    let bounded = |value: f64, pick: &dyn Fn(&DriverReplicates) -> Option<Bounds>| {
        let bounds = drawn.as_ref().ok().and_then(pick);
        let estimate = Estimate::plain(value, n);
        bounds.map_or(estimate, |bounds| estimate.between(bounds.low, bounds.high))
    };
    if let Ok(drawn) = &drawn {
        add_percentiles(context, numbers, drawn, n);
    }
    let fitted = regression(sums, &[scale.as_slice(), &[1]].concat());
    let dominance = lmg(sums);
    let weights = johnson(sums);
    let r2 = fitted.as_ref().map(|fit| bounded(fit.r_squared, &|d| Some(d.r_squared.clone())));
    numbers.add("driver.r2", Place::of("all"), DRIVERS, r2.map_err(|reason| *reason));
    let overall = fitted.as_ref().map(|fit| Estimate::plain(fit.f_p, n)).map_err(|reason| *reason);
    numbers.add("driver.p", Place::of("all"), DRIVERS, overall);
    let lmg_se = jackknifed(context, block, |sums| lmg(sums).map(|found| found.lmg));
    let johnson_se = jackknifed(context, block, |sums| johnson(sums).map(|found| found.weights));
    for (d, of) in context.dimension_names.iter().enumerate() {
        let place = Place::of(of);
        let mut put = |name: &str, result: Result<Estimate, Undefined>| numbers.add(name, place, DRIVERS, result);
        let own = |result: &Result<Vec<f64>, Undefined>| result.as_ref().map(|values| values[d]).map_err(|r| *r);
        let credited = dominance.as_ref().map(|found| found.lmg.clone()).map_err(|reason| *reason);
        let weighted = weights.as_ref().map(|found| found.weights.clone()).map_err(|reason| *reason);
        let error = |found: &Result<Vec<Jackknife>, Undefined>| found.as_ref().ok().map(|found| found[d].se);
        put("driver.lmg", own(&credited).map(|value| Estimate { se: error(&lmg_se), ..Estimate::plain(value, n) }));
        put(
            "driver.johnson",
            own(&weighted).map(|value| Estimate { se: error(&johnson_se), ..Estimate::plain(value, n) }),
        );
        let lmg_shares = credited.clone().and_then(|values| shares(&values));
        put(
            "driver.lmg_share",
            own(&lmg_shares).map(|share| bounded(share, &|drawn| drawn.predictors[d].lmg_share.clone().ok())),
        );
        let johnson_shares = weighted.clone().and_then(|values| shares(&values));
        put(
            "driver.johnson_share",
            own(&johnson_shares).map(|share| bounded(share, &|drawn| Some(drawn.predictors[d].johnson_share.clone()))),
        );
        put(
            "driver.rank",
            drawn.as_ref().map_err(|reason| *reason).map(|drawn| {
                let rank = drawn.predictors[d].rank;
                Estimate::plain(rank.rank as f64, n).between(rank.best as f64, rank.worst as f64)
            }),
        );
    }
    add_regression(context, numbers, &fitted);
    let Ok(importance) = dominance.and_then(|found| found.shares()) else { return Vec::new() };
    derived(context, sums, &importance, drawn.as_ref().ok())
}

/// The regression table behind the drivers: the sign and the overlap that shares hide.
fn add_regression(context: &Context<'_>, numbers: &mut Numbers, fitted: &Result<Regression, Undefined>) {
    for (d, of) in context.dimension_names.iter().enumerate() {
        let row = fitted.as_ref().map(|fit| (fit, &fit.coefficients[d])).map_err(|reason| *reason);
        let slope = row.map(|(fit, row)| {
            let (low, high) = fit.interval(row, LEVEL);
            Estimate { se: Some(row.se), ..Estimate::plain(row.b, fit.n).between(low, high) }
        });
        numbers.add("driver.b", Place::of(of), DRIVERS, slope);
        let mut put = |name: &str, pick: fn(&Coefficient) -> f64| {
            numbers.add(name, Place::of(of), DRIVERS, row.map(|(fit, row)| Estimate::plain(pick(row), fit.n)));
        };
        put("driver.b_t", |row| row.t);
        put("driver.b_p", |row| row.p);
        put("driver.beta", |row| row.beta);
        put("driver.vif", |row| row.vif);
        put("driver.correlation", |row| row.correlation);
        put("driver.first", |row| row.first);
        put("driver.last", |row| row.last);
        put("driver.pratt", |row| row.pratt);
    }
}

/// Says where a bootstrap interval of the drivers is that of plain percentiles, because BCa is undefined.
fn add_percentiles(context: &Context<'_>, numbers: &mut Numbers, drawn: &DriverReplicates, n: i64) {
    let mut put = |of: &str, bounds: &[Option<&Bounds>]| {
        let fallen = bounds.iter().flatten().filter(|bounds| bounds.method == BoundsMethod::Percentile).count();
        if fallen > 0 {
            numbers.value("driver.percentile", Place::of(of), DRIVERS, fallen as f64, n);
        }
    };
    put("all", &[Some(&drawn.r_squared)]);
    for (of, predictor) in context.dimension_names.iter().zip(&drawn.predictors) {
        put(of, &[predictor.lmg_share.as_ref().ok(), Some(&predictor.johnson_share)]);
    }
}

/// The jackknife of all weights of a block, from leaving out one fold of respondents at a time.
fn jackknifed(
    context: &Context<'_>,
    block: usize,
    weights: impl Fn(&Sums) -> Result<Vec<f64>, Undefined>,
) -> Result<Vec<Jackknife>, Undefined> {
    let folds: Vec<Sums> = context.folds.iter().map(|fold| fold.blocks[block].clone()).collect();
    jackknife_of_many(&folds, Sums::merge, weights)
}

/// Redraws respondents of a small sample, folds of a large one.
fn replicates(context: &Context<'_>, block: usize, scale: &[i64]) -> Result<DriverReplicates, Undefined> {
    let n = context.total.blocks[block].n();
    if let (Some(rows), true) = (context.material.rows, n <= ROWS_REDRAWN_MAX) {
        let scores = context.blueprint.plan.composites_of(rows);
        let variables = &context.blueprint.plan.blocks[block];
        let value = |variable: &Variable, respondent: usize| match variable {
            Variable::Column(column) => rows.value(*column, respondent).map(i64::from),
            Variable::Composite(score) => Some(scores[*score][respondent]).filter(|value| *value != NO_SCORE),
        };
        let complete =
            (0..rows.n).filter_map(|r| variables.iter().map(|v| value(v, r)).collect::<Option<Vec<i64>>>()).flatten();
        let values: Vec<i64> = complete.collect();
        let rows = CompleteRows { values: &values, variables: variables.len() };
        return driver_replicates(rows, scale, &resampling(context));
    }
    let folds: Vec<Sums> = context.folds.iter().map(|fold| fold.blocks[block].clone()).collect();
    driver_replicates_of_folds(&folds, scale, &resampling(context))
}

/// Importance as derived (LMG share) against mean perception, grand-mean cuts.
fn derived(context: &Context<'_>, sums: &Sums, importance: &[f64], drawn: Option<&DriverReplicates>) -> Vec<Priority> {
    let scale = context.scale() as f64;
    let means: Option<Vec<f64>> = (0..importance.len()).map(|d| sums.mean(d).map(|mean| mean / scale)).collect();
    let Some(performance) = means else { return Vec::new() };
    let membership = |d: usize| drawn.map_or(Vec::new(), |drawn| in_order(&drawn.predictors[d].membership));
    placed(context, &performance, importance, "derived", membership)
}

/// The priorities by importance as customers stated it in points, against the same performance.
pub fn stated(context: &Context<'_>) -> Vec<Priority> {
    let Some(points) = Stated::of(context) else { return Vec::new() };
    let Some((importance, performance)) = points.means(context) else { return Vec::new() };
    let half = importance.len();
    let memberships = points.replicates(context).and_then(|drawn| {
        let (importance, performance) = drawn.statistics.split_at(half);
        memberships_of_draws(performance, importance, Cut::GrandMean)
    });
    let membership = |d: usize| memberships.as_ref().map_or(Vec::new(), |found| in_order(&found[d]));
    placed(context, &performance, &importance, "stated", membership)
}

/// Where points and perceptions stand: a block of all weights, and a block and a score per dimension.
struct Stated {
    weights: usize,
    perceptions: Vec<(usize, usize)>,
}

impl Stated {
    fn of(context: &Context<'_>) -> Option<Self> {
        let weights = context.blueprint.overall.weights?;
        let places = context.blueprint.dimensions.iter();
        let perceptions = places.map(|place| place.score.perception.zip(place.perception)).collect::<Option<_>>()?;
        Some(Self { weights, perceptions })
    }

    /// Mean share of the points, and mean perception.
    fn means(&self, context: &Context<'_>) -> Option<(Vec<f64>, Vec<f64>)> {
        let blocks = &context.total.blocks;
        let importance = (0..blocks[self.weights].variables())
            .map(|d| blocks[self.weights].mean(d).map(|mean| mean / sums::WEIGHT_TOTAL as f64));
        let scale = context.scale() as f64;
        let performance = self.perceptions.iter().map(|(block, _)| blocks[*block].mean(0).map(|mean| mean / scale));
        Some((importance.collect::<Option<_>>()?, performance.collect::<Option<_>>()?))
    }

    /// The same means once more, points and perceptions of the same drawn respondents, or folds of a large sample.
    fn replicates(&self, context: &Context<'_>) -> Result<Replicates, Undefined> {
        let scale = [vec![sums::WEIGHT_TOTAL; self.perceptions.len()], vec![context.scale(); self.perceptions.len()]];
        let (scale, resampling) = (scale.concat(), resampling(context));
        if let Some(rows) = context.material.rows.filter(|rows| rows.n as i64 <= ROWS_REDRAWN_MAX) {
            let scores = context.blueprint.plan.composites_of(rows);
            let of = |score: usize| scores[score].iter().map(|value| Some(*value).filter(|v| *v != NO_SCORE)).collect();
            let weights = context.blueprint.plan.blocks[self.weights].iter().filter_map(|variable| match variable {
                Variable::Composite(score) => Some(*score),
                Variable::Column(_) => None,
            });
            let scores: Vec<Vec<Option<i64>>> =
                weights.chain(self.perceptions.iter().map(|(_, score)| *score)).map(of).collect();
            return mean_replicates(&scores, &scale, &resampling);
        }
        let of_fold = |fold: &Evidence| {
            let weights = &fold.blocks[self.weights];
            let weights = (0..weights.variables()).map(|d| weights.select(&[d]));
            weights.chain(self.perceptions.iter().map(|(block, _)| fold.blocks[*block].clone())).collect()
        };
        let folds: Vec<Vec<Sums>> = context.folds.iter().map(of_fold).collect();
        mean_replicates_of_folds(&folds, &scale, &resampling)
    }
}

/// The shares of a membership in the order of the report.
fn in_order(found: &Membership) -> Vec<f64> {
    vec![found.concentrate_here, found.keep_up, found.possible_overkill, found.low_priority]
}

fn placed(
    context: &Context<'_>,
    performance: &[f64],
    importance: &[f64],
    basis: &str,
    membership: impl Fn(usize) -> Vec<f64>,
) -> Vec<Priority> {
    let Ok(found) = quadrants(performance, importance, Cut::GrandMean) else { return Vec::new() };
    let priority = |d: usize| Priority {
        of: context.dimension_names[d].clone(),
        performance: performance[d],
        importance: importance[d],
        basis: basis.to_owned(),
        performance_cut: found.performance_cut,
        importance_cut: found.importance_cut,
        quadrant: match found.quadrants[d] {
            quadrant::Quadrant::ConcentrateHere => Quadrant::ConcentrateHere,
            quadrant::Quadrant::KeepUp => Quadrant::KeepUp,
            quadrant::Quadrant::LowPriority => Quadrant::LowPriority,
            quadrant::Quadrant::PossibleOverkill => Quadrant::PossibleOverkill,
        },
        membership: membership(d),
    };
    (0..performance.len()).map(priority).collect()
}

/// The items as predictors, where they were asked for: LMG, and Johnson's weights as a check.
fn add_item_drivers(context: &Context<'_>, numbers: &mut Numbers) {
    let Some(block) = context.blueprint.overall.item_drivers else { return };
    add_item_shares(context, numbers, block, "item_driver.lmg_share", |sums| lmg(sums)?.shares());
    add_item_shares(context, numbers, block, "item_driver.johnson_share", |sums| shares(&johnson(sums)?.weights));
}

/// Shares of all items with their jackknife intervals: a bootstrap would refit four million subsets two thousand times.
fn add_item_shares(
    context: &Context<'_>,
    numbers: &mut Numbers,
    block: usize,
    name: &str,
    shares: impl Fn(&Sums) -> Result<Vec<f64>, Undefined>,
) {
    let n = context.total.blocks[block].n();
    // With all folds, too, the jackknife has computed the shares; a fold that cannot be left out leaves them without interval.
    let found = match jackknifed(context, block, &shares) {
        Ok(found) => Ok(found.iter().map(|share| share_between(share, n)).collect()),
        Err(_) => shares(&context.total.blocks[block])
            .map(|values| values.into_iter().map(|value| Estimate::plain(value, n)).collect::<Vec<_>>()),
    };
    let items = context.blueprint.items.iter().zip(&context.item_names);
    let items = items.filter(|(item, _)| item.columns.perception.is_some());
    for (position, (_, of)) in items.enumerate() {
        let share = found.as_ref().map(|found| found[position]).map_err(|reason| *reason);
        numbers.add(name, Place::of(of), DRIVERS, share);
    }
}

/// A share with its interval, which ends where shares end.
fn share_between(share: &Jackknife, n: i64) -> Estimate {
    let (low, high) = share.interval(LEVEL);
    Estimate { se: Some(share.se), ..Estimate::plain(share.estimate, n).between(low.max(0.0), high.min(1.0)) }
}

/// Gap or performance: which predicts better, and is the constraint of the gap kept?
fn add_prediction(context: &Context<'_>, numbers: &mut Numbers) {
    let Some(block) = context.blueprint.overall.prediction else { return };
    let sums = &context.total.blocks[block];
    let d = context.dimension_names.len();
    let span = |start: usize| (start * d..(start + 1) * d).collect::<Vec<_>>();
    let (gap, perception, expectation) = (span(0), span(1), span(2));
    let (weighted_gap, weighted_perception) = (span(3), span(4));
    let weighted = context.blueprint.overall.prediction_weighted;
    let places = Places {
        expectation: &expectation,
        perception: &perception,
        gap: &gap,
        weighted_gap: weighted.then_some(&weighted_gap),
        weighted_perception: weighted.then_some(&weighted_perception),
        outcome: sums.variables() - 1,
    };
    let found = predictive_validity(sums, &places);
    let n = sums.n();
    let mut put = |model: &str, result: Result<Result<Explained, Undefined>, Undefined>| {
        let value = result.and_then(|fit| fit).map(|fit| Estimate::plain(fit.adjusted_r_squared, n));
        numbers.add("fit.r2_adjusted", Place::of(model), GAP_OR_PERFORMANCE, value);
    };
    put("model:gap", found.as_ref().map(|f| f.gap.clone()).map_err(|r| *r));
    put("model:perception", found.as_ref().map(|f| f.perception.clone()).map_err(|r| *r));
    put("model:expectation", found.as_ref().map(|f| f.expectation.clone()).map_err(|r| *r));
    put("model:free", found.as_ref().map(|f| f.free.clone()).map_err(|r| *r));
    if weighted {
        let asked = |fit: &Option<Result<Explained, Undefined>>| fit.clone().unwrap_or(Err(Undefined::NotAsked));
        put("model:weighted", found.as_ref().map(|f| asked(&f.weighted_gap)).map_err(|r| *r));
        put("model:weighted_perception", found.as_ref().map(|f| asked(&f.weighted_perception)).map_err(|r| *r));
    }
    let constraint = found.and_then(|found| found.constraint);
    let mut put = |name: &str, pick: fn(&Constraint) -> f64| {
        let value = constraint.as_ref().map(|found| Estimate::plain(pick(found), n)).map_err(|reason| *reason);
        numbers.add(name, Place::of("all"), GAP_OR_PERFORMANCE, value);
    };
    put("constraint.f", |c| c.f);
    put("constraint.df1", |c| c.df.0);
    put("constraint.df2", |c| c.df.1);
    put("constraint.p", |c| c.p);
}
