//! Structure: do the factors of the questionnaire hold here, or do customers not tell them apart?
//!
//! Separate from consistency, which looks at one dimension at a time. What customers perceive is looked at, never the gaps: a
//! difference inherits the structure of its parts. While answers come nothing is fitted.

use statistics::Undefined;
use statistics::confirmation::difference::chi2_difference;
use statistics::confirmation::fit::Fit;
use statistics::confirmation::ml::{Likelihood, maximum_likelihood};
use statistics::confirmation::model::{Model, Structure};
use statistics::confirmation::moments::Moments;
use statistics::confirmation::solution::{self, Solution};
use statistics::consistency::composite::composite_reliability;
use statistics::consistency::extracted::average_variance_extracted;
use statistics::consistency::htmt::htmt;
use statistics::consistency::omega_hierarchical::omega_hierarchical;
use statistics::consistency::omega_total::omega_total;
use statistics::distribution::normal_quantile;
use statistics::exploration::factorability::{adequacy, sphericity};
use statistics::exploration::map::minimum_average_partial;
use statistics::exploration::parallel::{ParallelSettings, parallel_components};
use statistics::linear::correlation_matrix;
use sums::Sums;

use super::{By, Context, Estimate, LEVEL, Numbers, Place};

const CONFIRMATION: By = By("confirmation", "listwise");
const EXPLORATION: By = By("exploration", "listwise");
const CONSISTENCY: By = By("consistency", "listwise");

/// The models that are compared, and what they are called in numbers.
const MODELS: [(&str, Structure); 3] = [
    ("model:correlated", Structure::Correlated),
    ("model:second_order", Structure::SecondOrder),
    ("model:one", Structure::One),
];
/// Random matrices of the parallel analysis: its count is steady from here on, and more would make a small report slow.
const RANDOM_MATRICES: usize = 60;
/// Dimensions with fewer items cannot be a factor of their own.
const ITEMS_MIN: usize = 2;

/// Adds whether the items are fit for factors, how many there seem to be, and how well those of the questionnaire hold.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) {
    let Some(block) = context.blueprint.overall.items.perception.filter(|_| !context.running) else { return };
    let items = &context.total.blocks[block];
    let n = items.n();
    let places: Vec<usize> = (0..context.blueprint.items.len())
        .filter(|item| context.blueprint.items[*item].columns.perception.is_some())
        .collect();
    exploration(context, numbers, items, &places);
    let (names, factors): (Vec<&str>, Vec<Vec<usize>>) = context
        .blueprint
        .dimensions
        .iter()
        .zip(&context.dimension_names)
        .map(|(dimension, name)| {
            let mine = |place: &usize| dimension.items.contains(&places[*place]);
            (name.as_str(), (0..places.len()).filter(mine).collect())
        })
        .unzip();
    if factors.len() < 2 || factors.iter().any(|items| items.len() < ITEMS_MIN) {
        return;
    }
    let found = confirmation(context, numbers, items, &factors, &places);
    pairs(numbers, items, &factors, &names, found.as_ref());
    for ((name, factor), items) in names.iter().zip(0..).zip(&factors) {
        let loadings = found
            .as_ref()
            .ok_or(Undefined::NotIdentified)
            .and_then(|found| found.standardized(factor).ok_or(Undefined::NoVariation));
        let of = |value: Result<f64, Undefined>| value.map(|value| Estimate::plain(value, n));
        let reliability = loadings.clone().and_then(|loadings| composite_reliability(&loadings));
        numbers.add("structure.composite_reliability", Place::of(name), CONSISTENCY, of(reliability));
        let extracted = loadings.and_then(|loadings| average_variance_extracted(&loadings));
        numbers.add("structure.ave", Place::of(name), CONSISTENCY, of(extracted));
        if context.blueprint.dimensions[factor].item_blocks.perception.is_some() && 3 <= items.len() {
            let block = context.blueprint.dimensions[factor].item_blocks.perception.unwrap_or(block);
            let omega = omega_total(&context.total.blocks[block]);
            let omega = omega.and_then(|omega| if omega.heywood { Err(Undefined::NotIdentified) } else { Ok(omega) });
            let omega = omega.map(|omega| Estimate::plain(omega.omega, omega.n));
            numbers.add("omega.perception", Place::of(name), CONSISTENCY, omega);
        }
    }
    let general = correlation_matrix(items).and_then(|r| omega_hierarchical(&r, factors.len()));
    let part = |value: fn(&statistics::consistency::omega_hierarchical::OmegaHierarchical) -> f64| {
        general.as_ref().map(|found| Estimate::plain(value(found), n)).map_err(|reason| *reason)
    };
    numbers.add("omega.hierarchical", Place::of("all"), CONSISTENCY, part(|found| found.hierarchical));
    numbers.add("omega.total", Place::of("all"), CONSISTENCY, part(|found| found.total));
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
    let settings = ParallelSettings { replicates: RANDOM_MATRICES, ..ParallelSettings::new(context.material.seed) };
    let horn = r().and_then(|r| parallel_components(r, n, &settings));
    let horn = horn.map(|found| Estimate::plain(found.count as f64, n));
    numbers.add("structure.factors_parallel", all, EXPLORATION, horn);
    let velicer = r().and_then(minimum_average_partial);
    let velicer = velicer.map(|found| Estimate::plain(found.components as f64, n));
    numbers.add("structure.factors_map", all, EXPLORATION, velicer);
}

/// Fits the models; gives that of the questionnaire, if there is one that could be true.
fn confirmation(
    context: &Context<'_>,
    numbers: &mut Numbers,
    items: &Sums,
    factors: &[Vec<usize>],
    places: &[usize],
) -> Option<Solution> {
    let moments = Moments::of(items);
    let fitted: Vec<(&str, Result<Solution, Undefined>)> = MODELS
        .iter()
        .map(|(name, structure)| {
            let moments = moments.as_ref().map_err(|reason| *reason);
            let model = Model::new(*structure, factors);
            (*name, moments.and_then(|moments| maximum_likelihood(&model?, moments, Likelihood::Normal)))
        })
        .collect();
    for (name, found) in &fitted {
        fit(numbers, name, found);
    }
    let of = |wanted: &str| fitted.iter().find(|(name, _)| *name == wanted).and_then(|(_, found)| found.as_ref().ok());
    let rich = of("model:correlated")?;
    for simple in ["model:second_order", "model:one"] {
        let Some(difference) = of(simple).and_then(|simple| chi2_difference(&simple.fit, &rich.fit)) else { continue };
        let n = rich.fit.n;
        numbers.value("structure.difference_chi2", Place::of(simple), CONFIRMATION, difference.chi2, n);
        numbers.value("structure.difference_df", Place::of(simple), CONFIRMATION, difference.df as f64, n);
        numbers.value("structure.difference_p", Place::of(simple), CONFIRMATION, difference.p, n);
    }
    for loading in &rich.loadings {
        let place = Place::of(&context.item_names[places[loading.item]]);
        let value = loading.standardized.ok_or(Undefined::NoVariation).map(|value| with_se(value, rich.fit.n));
        numbers.add("structure.loading", place, CONFIRMATION, value);
    }
    rich.inadmissible.is_empty().then(|| rich.clone())
}

fn with_se(value: solution::Estimate, n: i64) -> Estimate {
    let plain = Estimate { se: value.se, ..Estimate::plain(value.value, n) };
    let reach = value.se.map(|se| se * normal_quantile(1.0 - (1.0 - LEVEL) / 2.0));
    reach.map_or(plain, |reach| plain.between(value.value - reach, value.value + reach))
}

fn fit(numbers: &mut Numbers, name: &str, found: &Result<Solution, Undefined>) {
    let place = Place::of(name);
    let part = |value: &dyn Fn(&Fit) -> Option<f64>| {
        let found = found.as_ref().map_err(|reason| *reason)?;
        value(&found.fit).map(|value| Estimate::plain(value, found.fit.n)).ok_or(Undefined::NotIdentified)
    };
    let rmsea = found.as_ref().map_err(|reason| *reason).and_then(|found| {
        let rmsea = found.fit.rmsea.ok_or(Undefined::NotIdentified)?;
        Ok(Estimate::plain(rmsea.value, found.fit.n).between(rmsea.low, rmsea.high))
    });
    let mut put = |statistic: &str, value: Result<Estimate, Undefined>| {
        numbers.add(&format!("structure.{statistic}"), place, CONFIRMATION, value);
    };
    put("chi2", part(&|fit| Some(fit.chi2)));
    put("df", part(&|fit| Some(fit.df as f64)));
    put("p", part(&|fit| fit.p));
    put("cfi", part(&|fit| Some(fit.cfi)));
    put("tli", part(&|fit| Some(fit.tli)));
    put("rmsea", rmsea);
    put("close_p", part(&|fit| fit.rmsea.map(|rmsea| rmsea.close_p)));
    put("srmr", part(&|fit| Some(fit.srmr)));
    put("aic", part(&|fit| fit.information.map(|information| information.aic)));
    put("bic", part(&|fit| fit.information.map(|information| information.bic)));
    if let Ok(found) = found {
        numbers.value("structure.inadmissible", place, CONFIRMATION, found.inadmissible.len() as f64, found.fit.n);
    }
}

/// How close every two factors are: their correlation, and the ratio of correlations between them to those within.
fn pairs(numbers: &mut Numbers, items: &Sums, factors: &[Vec<usize>], names: &[&str], found: Option<&Solution>) {
    let plain = |name: &str| name.strip_prefix("dimension:").unwrap_or(name).to_owned();
    let pair = |first: usize, second: usize| format!("pair:{}~{}", plain(names[first]), plain(names[second]));
    for entry in found.iter().flat_map(|found| &found.correlations) {
        let value = entry.r.ok_or(Undefined::NoVariation).map(|r| with_se(r, items.n()));
        numbers.add("structure.correlation", Place::of(&pair(entry.first, entry.second)), CONFIRMATION, value);
    }
    for ratio in htmt(items, factors).unwrap_or_default() {
        let value = Estimate::plain(ratio.htmt, items.n());
        numbers.add("structure.htmt", Place::of(&pair(ratio.first, ratio.second)), CONSISTENCY, Ok(value));
    }
}
