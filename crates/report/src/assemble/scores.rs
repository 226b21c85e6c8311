//! The scores: expectation, perception and gap of every item and dimension, and the three overall scores.
//!
//! One function adds everything of everybody; another adds the few numbers that groups have, too.

use statistics::Undefined;
use statistics::comparison::multiplicity::{Adjustment, adjust};
use statistics::consistency::variance_restriction::{
    GapAtLevel, VarianceRestriction, top_share_of_dimension, variance_restriction,
};
use statistics::gap::effect_size::{paired_effect, standardized_gap};
use statistics::gap::mean::{MeanSummary, Shares, mean, mean_of_histogram, median, paired_t, percent_of_scale, shares};
use statistics::gap::minimum_effect::minimum_effect;
use statistics::gap::weighted::weighted;
use statistics::gap::wilcoxon::{Zeros, signed_rank};
use statistics::trend::matched_items::complete_pairs;
use statistics::uncertainty::bootstrap::BoundsMethod;
use statistics::uncertainty::mean_replicates::mean_replicates;
use sums::{Evidence, Histogram, NO_SCORE, Sums, WEIGHT_TOTAL};

use super::drivers::resampling;
use super::{By, Context, Estimate, LEVEL, Numbers, Place, SUPPRESS_BELOW};
use crate::suppress::hidden;

const GAP_PAIRS: By = By("gap", "pairs");
const GAP_HALF: By = By("gap", "half");
const GAP_AVAILABLE: By = By("gap", "available");
const AVAILABLE: By = By("difference-score", "available");
/// A BCa interval of the mean gap is added up to this many respondents; above it the t interval is as good.
const BCA_ROWS_MAX: usize = 2000;

impl From<MeanSummary> for Estimate {
    fn from(summary: MeanSummary) -> Self {
        Self { value: summary.mean, interval: Some((summary.low, summary.high)), se: Some(summary.se), n: summary.n }
    }
}

/// The mean of a distribution of scores with its interval.
pub fn mean_of(histogram: &Histogram, scale: i64) -> Result<Estimate, Undefined> {
    mean_of_histogram(histogram, scale, LEVEL).map(Estimate::from)
}

/// Adds every score of everybody.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) {
    let total = &context.total;
    let place = Place::of("all");
    numbers.value("respondents", place, By("sums", ""), total.rows as f64, total.rows as i64);
    let scores = add_group_scores(context, numbers, total, "", "", true);
    let mut dimension_p = Vec::new();
    for (d, of) in context.dimension_names.iter().enumerate() {
        let found = dimension_gap(context, total, d);
        dimension_p.push(add_tests(context, numbers, of, &found, GAP_HALF));
    }
    let mut item_p = Vec::new();
    for (i, of) in context.item_names.iter().enumerate() {
        add_answer_shares(context, numbers, i);
        let found = item_gap(context, total, i);
        item_p.push(add_tests(context, numbers, of, &found, GAP_PAIRS));
    }
    add_adjusted(numbers, "gap.p_holm", &context.dimension_names, &dimension_p, Adjustment::Holm);
    add_adjusted(numbers, "gap.p_bh", &context.item_names, &item_p, Adjustment::BenjaminiHochberg);
    add_restriction(context, numbers);
    add_weighted(context, numbers, scores);
    if !context.running {
        add_bca(context, numbers);
    }
}

/// Adds the numbers that a group of respondents has.
pub fn add_group(context: &Context<'_>, numbers: &mut Numbers, evidence: &Evidence, by: &str, wave: &str) {
    let place = Place { of: "all", by, wave };
    numbers.value("respondents", place, By("sums", ""), evidence.rows as f64, evidence.rows as i64);
    add_group_scores(context, numbers, evidence, by, wave, by.is_empty() || wave.is_empty());
    for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        if let Some(block) = place.item_blocks.perception {
            let alpha = super::consistency::alpha_of(&evidence.blocks[block]);
            numbers.add("alpha.perception", Place { of, by, wave }, By("consistency", "listwise"), alpha);
        }
    }
}

/// A battery's name, its blocks, and whether its standard deviation is shown.
type Battery = (&'static str, fn(&crate::plan::BatteryBlocks) -> Option<usize>);

const BATTERIES: [Battery; 4] = [
    ("expectation", |blocks| blocks.expectation),
    ("perception", |blocks| blocks.perception),
    ("minimum", |blocks| blocks.minimum),
    ("desired", |blocks| blocks.desired),
];

/// Means of batteries, gaps and overall scores of a group; gives the unweighted gap.
fn add_group_scores(
    context: &Context<'_>,
    numbers: &mut Numbers,
    evidence: &Evidence,
    by: &str,
    wave: &str,
    items: bool,
) -> Option<Result<Estimate, Undefined>> {
    let everybody = by.is_empty() && wave.is_empty();
    for (name, pick) in BATTERIES {
        let mut put = |of: &str, summary: Result<MeanSummary, Undefined>, method: By| {
            let place = Place { of, by, wave };
            if everybody && matches!(name, "expectation" | "perception") {
                let sd = summary.as_ref().map(|s| Estimate::plain(s.sd, s.n)).map_err(|reason| *reason);
                numbers.add(&format!("{name}.sd"), place, method, sd);
            }
            numbers.add(&format!("{name}.mean"), place, method, summary.map(Estimate::from));
        };
        for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
            if let Some(block) = pick(&place.score) {
                put(of, mean(&evidence.blocks[block], 0, context.scale(), LEVEL), GAP_HALF);
            }
        }
        for (place, of) in context.blueprint.items.iter().zip(&context.item_names) {
            if !items {
                continue;
            }
            if let Some(block) = pick(&place.alone) {
                put(of, mean(&evidence.blocks[block], 0, 1, LEVEL), GAP_AVAILABLE);
            } else if let Some(table) = place.table {
                let table = &evidence.tables[table];
                let histogram = match name {
                    "expectation" => table.row_histogram(),
                    "perception" => table.column_histogram(),
                    _ => continue,
                };
                put(of, mean_of_histogram(&histogram, 1, LEVEL), GAP_AVAILABLE);
            }
        }
    }
    for (d, of) in context.dimension_names.iter().enumerate() {
        if let Some(block) = context.blueprint.dimensions[d].gap_block {
            let gap = mean(&evidence.blocks[block], 0, context.scale(), LEVEL);
            numbers.add("gap.mean", Place { of, by, wave }, GAP_HALF, gap.map(Estimate::from));
        }
    }
    for (i, of) in context.item_names.iter().enumerate() {
        if let (true, Some(table)) = (items, context.blueprint.items[i].table) {
            let gap = mean_of(&evidence.tables[table].difference_histogram(), 1);
            numbers.add("gap.mean", Place { of, by, wave }, GAP_PAIRS, gap);
        }
    }
    for (outcome, block) in &context.blueprint.outcomes {
        let of = context.outcome_name(*outcome);
        let summary = mean(&evidence.blocks[*block], 0, 1, LEVEL);
        if everybody {
            let sd = summary.as_ref().map(|s| Estimate::plain(s.sd, s.n)).map_err(|reason| *reason);
            numbers.add("outcome.sd", Place::of(&of), GAP_AVAILABLE, sd);
        }
        numbers.add("outcome.mean", Place { of: &of, by, wave }, GAP_AVAILABLE, summary.map(Estimate::from));
    }
    // The total of the dimension scores is the number of dimensions times their mean.
    let scale = context.scale() * context.dimension_names.len() as i64;
    let overall = |block: usize| mean(&evidence.blocks[block], 0, scale, LEVEL).map(Estimate::from);
    let place = Place { of: "all", by, wave };
    if let Some(block) = context.blueprint.overall.perception {
        numbers.add("servperf.unweighted", place, GAP_HALF, overall(block));
    }
    let block = context.blueprint.overall.gap?;
    let unweighted = overall(block);
    numbers.add("servqual.unweighted", place, GAP_HALF, unweighted);
    Some(unweighted)
}

/// A gap with everything that its tests need.
struct Gap {
    summary: Result<MeanSummary, Undefined>,
    /// The distribution, exact; `None` where it needs rows that are not there.
    histogram: Option<Histogram>,
    scale: i64,
    /// Expectation and perception of the same respondents.
    pairs: Option<Sums>,
}

fn item_gap(context: &Context<'_>, evidence: &Evidence, item: usize) -> Option<Gap> {
    let table = &evidence.tables[context.blueprint.items[item].table?];
    let histogram = table.difference_histogram();
    Some(Gap {
        summary: mean_of_histogram(&histogram, 1, LEVEL),
        histogram: Some(histogram),
        scale: 1,
        pairs: Some(complete_pairs(table)),
    })
}

fn dimension_gap(context: &Context<'_>, evidence: &Evidence, dimension: usize) -> Option<Gap> {
    let place = &context.blueprint.dimensions[dimension];
    let scale = context.scale();
    let summary = mean(&evidence.blocks[place.gap_block?], 0, scale, LEVEL);
    let histogram = match place.gap_histogram {
        Some(histogram) => Some(evidence.histograms[histogram].clone()),
        None => place.gap.and_then(|gap| ranked_histogram(context, gap)),
    };
    let pairs = place.pair_block.map(|block| evidence.blocks[block].clone());
    Some(Gap { summary, histogram, scale, pairs })
}

/// The distribution of the ranks of a composite. A long dimension has too many possible scores to count each; with rows,
/// those that occur are counted.
pub fn ranked_histogram(context: &Context<'_>, composite: usize) -> Option<Histogram> {
    let scores = context.blueprint.plan.composites_of(context.material.rows?).swap_remove(composite);
    let ranks = ranked(scores.into_iter().filter(|score| *score != NO_SCORE).collect());
    Some(Histogram::of(&ranks))
}

/// Scores replaced by the signed rank of their size: all that signs, shares and rank tests see, in few cells.
fn ranked(scores: Vec<i64>) -> Vec<i64> {
    let mut sizes: Vec<i64> = scores.iter().map(|score| score.abs()).filter(|size| *size > 0).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let rank = |score: i64| sizes.binary_search(&score.abs()).map_or(0, |place| (place as i64 + 1) * score.signum());
    scores.into_iter().map(rank).collect()
}

/// Adds the tests and effect sizes of a gap; gives the p value for the family it belongs to.
fn add_tests(
    context: &Context<'_>,
    numbers: &mut Numbers,
    of: &str,
    gap: &Option<Gap>,
    method: By,
) -> Option<Result<f64, Undefined>> {
    let gap = gap.as_ref()?;
    let place = Place::of(of);
    let rule = method.1;
    let summary = gap.summary.as_ref().map_err(|reason| *reason);
    let n = gap.summary.as_ref().map_or(0, |summary| summary.n);
    let plain = |value: f64| Estimate::plain(value, n);
    let mut put = |name: &str, page: &'static str, result: Result<f64, Undefined>| {
        numbers.add(name, place, By(page, rule), result.map(plain));
    };
    let test = summary.and_then(paired_t);
    put("gap.sd", "gap", summary.map(|s| s.sd));
    put("gap.t", "gap", test.as_ref().map(|t| t.t).map_err(|r| *r));
    put("gap.df", "gap", test.as_ref().map(|t| t.df).map_err(|r| *r));
    put("gap.p", "gap", test.as_ref().map(|t| t.p).map_err(|r| *r));
    let smallest = context.material.minimum_gap;
    put("gap.p_minimum", "gap", summary.and_then(|s| minimum_effect(s, smallest)).map(|m| m.p_shortfall));
    let instrument = context.material.instrument;
    let (low, high) = (i64::from(instrument.scale.min), i64::from(instrument.scale.max));
    put("gap.percent_of_range", "gap", summary.map(|s| percent_of_scale(s.mean, low, high)));
    let effect = summary.and_then(standardized_gap);
    put("gap.d_z", "effect-size", effect.as_ref().map(|e| e.d_z).map_err(|r| *r));
    put("gap.hedges_g_z", "effect-size", effect.as_ref().map(|e| e.g_z).map_err(|r| *r));
    if let Some(pairs) = &gap.pairs {
        put("gap.d_av", "effect-size", paired_effect(pairs, 0, 1).map(|effect| effect.d_av));
    }
    let histogram = gap.histogram.as_ref().ok_or(Undefined::NeedsRows);
    let ranks = histogram.and_then(|histogram| signed_rank(histogram, Zeros::Pratt, false));
    put("gap.wilcoxon_z", "wilcoxon", ranks.as_ref().map(|w| w.z).map_err(|r| *r));
    put("gap.wilcoxon_p", "wilcoxon", ranks.as_ref().map(|w| w.p).map_err(|r| *r));
    // The effect size is that of the respondents who differ: zeros are dropped.
    let differing = histogram.and_then(|histogram| signed_rank(histogram, Zeros::Drop, false));
    put("gap.rank_biserial", "wilcoxon", differing.map(|w| w.rank_biserial));
    // Ranks have no median in points; only a histogram of scores has.
    if context.blueprint.plan.histograms.iter().any(|(composite, ..)| is_gap(context, of, *composite)) || gap.scale == 1
    {
        put("gap.median", "gap", histogram.and_then(|histogram| median(histogram, gap.scale)));
    }
    let parts = histogram.and_then(shares);
    let share = |pick: fn(&Shares) -> f64| parts.as_ref().map(pick).map_err(|reason| *reason);
    put("gap.share_negative", "gap", share(|parts| parts.negative));
    put("gap.share_zero", "gap", share(|parts| parts.zero));
    put("gap.share_positive", "gap", share(|parts| parts.positive));
    Some(test.map(|test| test.p))
}

fn is_gap(context: &Context<'_>, of: &str, composite: usize) -> bool {
    let dimension = context.dimension_names.iter().position(|name| name == of);
    dimension.is_some_and(|d| context.blueprint.dimensions[d].gap == Some(composite))
}

/// Adds p values adjusted within their family; tests that do not exist leave the family.
fn add_adjusted(
    numbers: &mut Numbers,
    name: &str,
    names: &[String],
    p_values: &[Option<Result<f64, Undefined>>],
    adjustment: Adjustment,
) {
    let raw: Vec<Option<f64>> = p_values.iter().map(|p| p.and_then(Result::ok)).collect();
    let family = adjust(&raw, adjustment);
    let size = family.size as i64;
    for ((of, p), adjusted) in names.iter().zip(p_values).zip(family.p) {
        let Some(p) = p else { continue };
        let result = p.and_then(|_| adjusted.ok_or(Undefined::NoVariation));
        // The n of an adjusted p is the size of its family.
        numbers.add(name, Place::of(of), By("multiplicity", ""), result.map(|p| Estimate::plain(p, size)));
    }
}

/// How many answers an item lacks, over all its batteries.
fn add_answer_shares(context: &Context<'_>, numbers: &mut Numbers, item: usize) {
    let columns: Vec<usize> = context.blueprint.items[item].columns.present().collect();
    let possible = context.total.rows * columns.len() as u64;
    let place = Place::of(&context.item_names[item]);
    let mut put = |name: &str, counts: &[u64]| {
        let count: u64 = columns.iter().map(|column| counts[*column]).sum();
        numbers.value(name, place, By("sums", "available"), count as f64 / possible as f64, possible as i64);
    };
    put("answers.missing", &context.total.missing);
    put("answers.not_applicable", &context.total.not_applicable);
}

/// How far expectation sits at the highest point, where the gap cannot show more, and how the gap varies below it.
fn add_restriction(context: &Context<'_>, numbers: &mut Numbers) {
    let top = context.material.instrument.scale.max;
    let of_item = |item: &usize| {
        let table = context.blueprint.items[*item].table?;
        variance_restriction(&context.total.tables[table], top).ok()
    };
    let mut put = |of: &str, items: &[VarianceRestriction]| {
        let n: u64 = items.iter().map(|item| item.n).sum();
        if let Ok((share, _)) = top_share_of_dimension(items) {
            numbers.value("expectation.top_share", Place::of(of), AVAILABLE, share, n as i64);
        }
    };
    for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        put(of, &place.items.iter().filter_map(of_item).collect::<Vec<_>>());
    }
    let items: Vec<(&String, VarianceRestriction)> =
        context.item_names.iter().enumerate().filter_map(|(item, of)| Some((of, of_item(&item)?))).collect();
    items.iter().for_each(|(of, found)| put(of, std::slice::from_ref(found)));
    items.iter().for_each(|(of, found)| add_variances(numbers, of, &found.levels));
}

/// The variance of an item's gap at every level of expectation; those who expect the same are a group like any other.
fn add_variances(numbers: &mut Numbers, of: &str, levels: &[GapAtLevel]) {
    let sizes: Vec<u64> = levels.iter().map(|level| level.n).collect();
    for (level, hidden) in levels.iter().zip(hidden(&sizes, 0, SUPPRESS_BELOW)) {
        let by = format!("expectation={}", level.expectation);
        let variance = if hidden { Err(Undefined::Suppressed) } else { level.variance };
        let place = Place { of, by: &by, wave: "" };
        let method = By("difference-score", "pairs");
        numbers.add("gap.variance", place, method, variance.map(|value| Estimate::plain(value, level.n as i64)));
    }
}

/// The scores weighted by stated points, at the level of respondents and in the aggregate.
fn add_weighted(context: &Context<'_>, numbers: &mut Numbers, unweighted: Option<Result<Estimate, Undefined>>) {
    let overall = &context.blueprint.overall;
    let all = Place::of("all");
    let weighted_mean = |block: usize| {
        let scale = context.scale() * WEIGHT_TOTAL;
        mean(&context.total.blocks[block], 0, scale, LEVEL).map(Estimate::from)
    };
    if let Some(block) = overall.weighted_gap {
        numbers.add("servqual.weighted", all, GAP_HALF, weighted_mean(block));
    }
    if let Some(block) = overall.weighted_perception {
        numbers.add("servperf.weighted", all, GAP_HALF, weighted_mean(block));
    }
    if let (Some(block), Some(_)) = (overall.weights_and_gaps, unweighted) {
        let d = context.dimension_names.len();
        let (weights, gaps): (Vec<usize>, Vec<usize>) = ((0..d).collect(), (d..2 * d).collect());
        let found = weighted(&context.total.blocks[block], &weights, &gaps, WEIGHT_TOTAL, context.scale());
        let part = |pick: fn(&statistics::gap::weighted::WeightedScore) -> f64| {
            found.as_ref().map(|score| Estimate::plain(pick(score), score.n)).map_err(|reason| *reason)
        };
        numbers.add("servqual.aggregate", all, By("gap", "listwise"), part(|score| score.aggregate));
        numbers.add("servqual.link", all, By("gap", "listwise"), part(|score| score.link));
    }
    if let Some(block) = overall.weights {
        let rows = context.total.rows as i64;
        let unused = (rows - context.total.blocks[block].n()) as f64;
        numbers.value("importance.points_unused", all, By("gap", ""), unused, rows);
        for (d, of) in context.dimension_names.iter().enumerate() {
            // Stated points are shown out of 100.
            let points = mean(&context.total.blocks[block], d, WEIGHT_TOTAL / 100, LEVEL);
            numbers.add("importance.points", Place::of(of), By("gap", "listwise"), points.map(Estimate::from));
        }
    }
}

/// The mean gaps once more with bootstrap intervals, for small samples.
fn add_bca(context: &Context<'_>, numbers: &mut Numbers) {
    let Some(rows) = context.material.rows.filter(|rows| rows.n <= BCA_ROWS_MAX) else { return };
    let gaps: Option<Vec<usize>> = context.blueprint.dimensions.iter().map(|place| place.gap).collect();
    let Some(gaps) = gaps.filter(|gaps| !gaps.is_empty()) else { return };
    let composites = context.blueprint.plan.composites_of(rows);
    let score = |gap: &usize| composites[*gap].iter().map(|score| Some(*score).filter(|s| *s != NO_SCORE)).collect();
    let scores: Vec<Vec<Option<i64>>> = gaps.iter().map(score).collect();
    let drawn = mean_replicates(&scores, &vec![context.scale(); scores.len()], &resampling(context));
    for (d, of) in context.dimension_names.iter().enumerate() {
        let n = scores[d].iter().flatten().count() as i64;
        let bounds = drawn.as_ref().map_err(|reason| *reason).and_then(|drawn| drawn.statistics[d].bounds(LEVEL));
        if bounds.as_ref().is_ok_and(|bounds| bounds.method == BoundsMethod::Percentile) {
            numbers.value("gap.percentile", Place::of(of), By("bootstrap", "half"), 1.0, n);
        }
        let estimate = bounds.map(|b| Estimate::plain(b.estimate, n).between(b.low, b.high));
        numbers.add("gap.bca", Place::of(of), By("bootstrap", "half"), estimate);
    }
}
