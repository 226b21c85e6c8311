//! Structure: do the factors of the questionnaire hold here, or do customers not tell them apart?
//!
//! Separate from consistency, which looks at one dimension at a time. What customers perceive is looked at, never the gaps: a
//! difference inherits the structure of its parts. While answers come nothing is fitted.

use statistics::Undefined;
use statistics::confirmation::fit::Fit;
use statistics::confirmation::model::Structure;
use statistics::confirmation::solution::{self, Solution};
use statistics::consistency::composite::composite_reliability;
use statistics::consistency::extracted::average_variance_extracted;
use statistics::consistency::htmt::htmt;
use statistics::consistency::omega_hierarchical::{OmegaHierarchical, omega_hierarchical};
use statistics::consistency::omega_interval::{
    OmegaInterval, OmegaOfAll, omega_confirmed_interval, omega_total_interval,
};
use statistics::consistency::omega_total::omega_total;
use statistics::distribution::normal_quantile;
use statistics::exploration::factorability::{adequacy, sphericity};
use statistics::exploration::map::minimum_average_partial;
use statistics::exploration::parallel::{ParallelSettings, parallel_components};
use statistics::linear::correlation_matrix;
use sums::Sums;

use super::estimator::{Fitted, fit_all};
use super::{By, Context, Estimate, LEVEL, Numbers, Place, explored};

const EXPLORATION: By = By("exploration", "listwise");
const CONSISTENCY: By = By("consistency", "listwise");

/// The models that are compared, that of the questionnaire first, and what they are called in numbers.
const MODELS: [(&str, Structure); 3] = [
    ("model:correlated", Structure::Correlated),
    ("model:second_order", Structure::SecondOrder),
    ("model:one", Structure::One),
];
/// Dimensions with fewer items cannot be a factor of their own, nor have an omega of their own.
const ITEMS_MIN: usize = 2;
const OMEGA_ITEMS_MIN: usize = 3;

/// The factors of the questionnaire in its block of all perceived items.
pub struct Factors<'a> {
    /// The dimensions, as numbers name them.
    pub names: Vec<&'a str>,
    /// For each the places of its items in the block.
    pub items: Vec<Vec<usize>>,
    /// For each place its item.
    pub places: Vec<usize>,
}

impl<'a> Factors<'a> {
    /// The factors, where there are at least two and each has items enough.
    pub fn of(context: &'a Context<'_>) -> Option<Self> {
        let places = perceived(context);
        let (names, items): (Vec<&str>, Vec<Vec<usize>>) = context
            .blueprint
            .dimensions
            .iter()
            .zip(&context.dimension_names)
            .map(|(dimension, name)| {
                let mine = |place: &usize| dimension.items.contains(&places[*place]);
                (name.as_str(), (0..places.len()).filter(mine).collect())
            })
            .unzip();
        let enough = 2 <= items.len() && items.iter().all(|items| ITEMS_MIN <= items.len());
        enough.then_some(Self { names, items, places })
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.places.len()
    }
}

/// For each place in the block of all perceived items its item.
fn perceived(context: &Context<'_>) -> Vec<usize> {
    let items = &context.blueprint.items;
    (0..items.len()).filter(|item| items[*item].columns.perception.is_some()).collect()
}

/// Adds how well the factors of the questionnaire hold.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) {
    let Some(block) = context.blueprint.overall.items.perception.filter(|_| !context.running) else { return };
    let items = &context.total.blocks[block];
    let n = items.n();
    let Some(Factors { names, items: factors, places }) = Factors::of(context) else { return };
    let found = confirmation(context, numbers, items, &factors, &places);
    pairs(context, numbers, items, &factors, &names, found.as_ref().ok());
    let of_loadings = By(CONSISTENCY.0, context.material.estimator.by().1);
    for ((name, factor), items) in names.iter().zip(0..).zip(&factors) {
        let known = found.as_ref().map_err(|reason| *reason);
        let loadings = known.and_then(|found| found.standardized(factor).ok_or(Undefined::NoVariation));
        let fitted = found.as_ref().map_or(n, |found| found.fit.n);
        let of = |value: Result<f64, Undefined>| value.map(|value| Estimate::plain(value, fitted));
        let reliability = loadings.clone().and_then(|loadings| composite_reliability(&loadings));
        numbers.add("structure.composite_reliability", Place::of(name), of_loadings, of(reliability));
        let extracted = loadings.and_then(|loadings| average_variance_extracted(&loadings));
        numbers.add("structure.ave", Place::of(name), of_loadings, of(extracted));
        let own = context.blueprint.dimensions[factor].item_blocks.perception;
        if let Some(own) = own.filter(|_| OMEGA_ITEMS_MIN <= items.len()) {
            let omega = omega_total(&context.total.blocks[own]);
            let omega = omega.and_then(|omega| if omega.heywood { Err(Undefined::Inadmissible) } else { Ok(omega) });
            let folds: Vec<Sums> = context.folds.iter().map(|fold| fold.blocks[own].clone()).collect();
            let sure = omega_total_interval(&folds, LEVEL).ok();
            let omega = omega.map(|omega| {
                let plain = Estimate::plain(omega.omega, omega.n);
                sure.map_or(plain, |sure| Estimate { se: Some(sure.se), ..plain.between(sure.low, sure.high) })
            });
            numbers.add("omega.perception", Place::of(name), CONSISTENCY, omega);
        }
    }
    let general = correlation_matrix(items).and_then(|r| omega_hierarchical(&r, factors.len()));
    let general = general.and_then(|found| match (found.heywood.is_empty(), found.converged) {
        (true, true) => Ok(found),
        (false, _) => Err(Undefined::Inadmissible),
        (true, false) => Err(Undefined::NoConvergence { iterations: 0 }),
    });
    let part = |value: fn(&OmegaHierarchical) -> f64| {
        general.as_ref().map(|found| Estimate::plain(value(found), n)).map_err(|reason| *reason)
    };
    numbers.add("omega.hierarchical", Place::of("all"), CONSISTENCY, part(|found| found.hierarchical));
    numbers.add("omega.total", Place::of("all"), CONSISTENCY, part(|found| found.total));
}

/// Adds whether the items are fit for factors, how many there seem to be, and which items belong together when nobody says so.
pub fn add_exploration(context: &Context<'_>, numbers: &mut Numbers) {
    let Some(block) = context.blueprint.overall.items.perception.filter(|_| !context.running) else { return };
    let items = &context.total.blocks[block];
    exploration(context, numbers, items, &perceived(context));
    if let Some(factors) = Factors::of(context) {
        explored::add(context, numbers, items, &factors);
    }
}

/// Adds how much of a total score is one thing, by the model of second order, with intervals. It is fitted again without each fold,
/// which takes as long as everything else here, and so is a part of its own.
pub fn add_omega_of_all(context: &Context<'_>, numbers: &mut Numbers) {
    let Some(block) = context.blueprint.overall.items.perception.filter(|_| !context.running) else { return };
    let Some(factors) = Factors::of(context) else { return };
    let folds: Vec<Sums> = context.folds.iter().map(|fold| fold.blocks[block].clone()).collect();
    let found = omega_confirmed_interval(&folds, &factors.items, LEVEL);
    let mut put = |name: &str, pick: fn(&OmegaOfAll) -> &OmegaInterval| {
        let value = found.as_ref().map(pick).map_err(|reason| *reason);
        let value = value.map(|omega| Estimate {
            se: Some(omega.se),
            ..Estimate::plain(omega.omega, omega.n).between(omega.low, omega.high)
        });
        numbers.add(name, Place::of("all"), CONSISTENCY, value);
    };
    put("omega.hierarchical_confirmed", |found| &found.hierarchical);
    put("omega.total_confirmed", |found| &found.total);
}

/// Are the items fit for factors, and how many are there by the answers alone?
fn exploration(context: &Context<'_>, numbers: &mut Numbers, items: &Sums, places: &[usize]) {
    let (all, n, correlations) = (Place::of("all"), items.n(), correlation_matrix(items));
    let r = || correlations.as_ref().map_err(|reason| *reason);
    let found = r().and_then(adequacy);
    let whole = found.as_ref().map(|found| Estimate::plain(found.kmo, n)).map_err(|reason| *reason);
    numbers.add("structure.kmo", all, EXPLORATION, whole);
    for (place, item) in places.iter().enumerate() {
        let own = found.as_ref().map(|found| Estimate::plain(found.items[place], n)).map_err(|reason| *reason);
        numbers.add("structure.msa", Place::of(&context.item_names[*item]), EXPLORATION, own);
    }
    let bartlett = r().and_then(|r| sphericity(r, n));
    let part = |value: fn(&statistics::exploration::factorability::Sphericity) -> f64| {
        bartlett.as_ref().map(|found| Estimate::plain(value(found), n)).map_err(|reason| *reason)
    };
    numbers.add("structure.bartlett_chi2", all, EXPLORATION, part(|found| found.chi2));
    numbers.add("structure.bartlett_df", all, EXPLORATION, part(|found| found.df));
    numbers.add("structure.bartlett_p", all, EXPLORATION, part(|found| found.p));
    let settings = ParallelSettings::new(context.material.seed);
    let horn = r().and_then(|r| parallel_components(r, n, &settings));
    let horn = horn.map(|found| Estimate::plain(found.count as f64, n));
    numbers.add("structure.factors_parallel", all, EXPLORATION, horn);
    let velicer = r().and_then(minimum_average_partial);
    let velicer = velicer.map(|found| Estimate::plain(found.components as f64, n));
    numbers.add("structure.factors_map", all, EXPLORATION, velicer);
}

/// Fits the models; gives that of the questionnaire, or why there is none that could be true.
fn confirmation(
    context: &Context<'_>,
    numbers: &mut Numbers,
    items: &Sums,
    factors: &[Vec<usize>],
    places: &[usize],
) -> Result<Solution, Undefined> {
    let by = context.material.estimator.by();
    let structures = MODELS.map(|(_, structure)| structure);
    let fitted = fit_all(context, &structures, items, factors);
    let fitted: Vec<(&str, Result<Fitted, Undefined>)> = MODELS.iter().map(|(name, _)| *name).zip(fitted).collect();
    for (name, found) in &fitted {
        fit(numbers, by, name, found);
    }
    let [(_, rich), simple @ ..] = fitted.as_slice() else { return Err(Undefined::NotIdentified) };
    let rich = rich.as_ref().map_err(|reason| *reason)?;
    for (simple, found) in simple {
        let Some(difference) = found.as_ref().ok().and_then(|found| found.against(rich)) else {
            continue;
        };
        let n = rich.solution.fit.n;
        numbers.value("structure.difference_chi2", Place::of(simple), by, difference.chi2, n);
        numbers.value("structure.difference_df", Place::of(simple), by, difference.df as f64, n);
        numbers.value("structure.difference_p", Place::of(simple), by, difference.p, n);
    }
    let rich = &rich.solution;
    for loading in &rich.loadings {
        let place = Place::of(&context.item_names[places[loading.item]]);
        let value = loading.standardized.ok_or(Undefined::NoVariation).map(|value| with_se(value, rich.fit.n));
        numbers.add("structure.loading", place, by, value);
    }
    if rich.inadmissible.is_empty() { Ok(rich.clone()) } else { Err(Undefined::Inadmissible) }
}

fn with_se(value: solution::Estimate, n: i64) -> Estimate {
    let plain = Estimate { se: value.se, ..Estimate::plain(value.value, n) };
    let reach = value.se.map(|se| se * normal_quantile(1.0 - (1.0 - LEVEL) / 2.0));
    reach.map_or(plain, |reach| plain.between(value.value - reach, value.value + reach))
}

fn fit(numbers: &mut Numbers, by: By, name: &str, found: &Result<Fitted, Undefined>) {
    let place = Place::of(name);
    let found = found.as_ref().map(|found| &found.solution).map_err(|reason| *reason);
    let part = |value: &dyn Fn(&Fit) -> Option<f64>| {
        let found = found?;
        value(&found.fit).map(|value| Estimate::plain(value, found.fit.n)).ok_or(Undefined::NotIdentified)
    };
    let rmsea = found.and_then(|found| {
        let rmsea = found.fit.rmsea.ok_or(Undefined::NotIdentified)?;
        Ok(Estimate::plain(rmsea.value, found.fit.n).between(rmsea.low, rmsea.high))
    });
    let mut put = |statistic: &str, value: Result<Estimate, Undefined>| {
        numbers.add(&format!("structure.{statistic}"), place, by, value);
    };
    put("chi2", part(&|fit| Some(fit.chi2)));
    put("df", part(&|fit| Some(fit.df as f64)));
    put("p", part(&|fit| fit.p));
    put("cfi", part(&|fit| Some(fit.cfi)));
    put("tli", part(&|fit| Some(fit.tli)));
    put("rmsea", rmsea);
    put("close_p", part(&|fit| fit.rmsea.map(|rmsea| rmsea.close_p)));
    put("srmr", part(&|fit| Some(fit.srmr)));
    // What is not fitted by a likelihood has none of the two.
    if found.map_or(true, |found| found.fit.information.is_some()) {
        put("aic", part(&|fit| fit.information.map(|information| information.aic)));
        put("bic", part(&|fit| fit.information.map(|information| information.bic)));
    }
    if let Ok(found) = found {
        numbers.value("structure.inadmissible", place, by, found.inadmissible.len() as f64, found.fit.n);
    }
}

/// How close every two factors are: their correlation, and the ratio of correlations between them to those within.
fn pairs(
    context: &Context<'_>,
    numbers: &mut Numbers,
    items: &Sums,
    factors: &[Vec<usize>],
    names: &[&str],
    found: Option<&Solution>,
) {
    let plain = |name: &str| name.strip_prefix("dimension:").unwrap_or(name).to_owned();
    let pair = |first: usize, second: usize| format!("pair:{}~{}", plain(names[first]), plain(names[second]));
    let by = context.material.estimator.by();
    if let Some(found) = found {
        for entry in &found.correlations {
            let value = entry.r.ok_or(Undefined::NoVariation).map(|r| with_se(r, found.fit.n));
            numbers.add("structure.correlation", Place::of(&pair(entry.first, entry.second)), by, value);
        }
    }
    for ratio in htmt(items, factors).unwrap_or_default() {
        let value = Estimate::plain(ratio.htmt, items.n());
        numbers.add("structure.htmt", Place::of(&pair(ratio.first, ratio.second)), CONSISTENCY, Ok(value));
    }
}
