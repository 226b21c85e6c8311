//! Waves: each wave's numbers, and what changed since the wave before, on the items asked in both.
//!
//! A change of the gap is split into "we got better" and "they expect less", over complete pairs, so that the two parts
//! add up to it.

use statistics::Undefined;
use statistics::comparison::multiplicity::{Adjustment, adjust};
use statistics::trend::matched_items::matched_items;
use statistics::trend::wave_change::{Change, GapChange, fresh_change, fresh_samples};
use sums::{Evidence, Rows, Sums};

use super::groups::Group;
use super::{By, Context, Estimate, FacetMeaning, LEVEL, Numbers, Place, SUPPRESS_BELOW, scores};
use crate::plan::ItemColumns;
use crate::value::WaveCard;

const WAVES: By = By("waves", "half");

/// Adds the numbers of every wave and gives the waves.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) -> Vec<WaveCard> {
    let waves = &context.groups.waves;
    for wave in waves.iter().filter(|wave| !wave.hidden) {
        scores::add_group(context, numbers, &wave.evidence, "", &wave.value);
    }
    for column in &context.groups.columns {
        for (wave, level, evidence) in &column.within_waves {
            let by = format!("{}={}", column.column, column.levels[*level].value);
            scores::add_group(context, numbers, evidence, &by, wave);
        }
    }
    let shown: Vec<&Group> = waves.iter().filter(|wave| !wave.hidden).collect();
    // One family of tests per subject: the dimensions, then the outcomes.
    let outcomes = context.blueprint.outcomes.iter().map(|(outcome, _)| context.outcome_name(*outcome));
    let subjects: Vec<String> = context.dimension_names.iter().cloned().chain(outcomes).collect();
    let mut p_values: Vec<Vec<(String, f64)>> = vec![Vec::new(); subjects.len()];
    for pair in shown.windows(2) {
        add_change(context, numbers, pair[0], pair[1], &mut p_values);
    }
    for (of, tests) in subjects.iter().zip(p_values) {
        let raw: Vec<Option<f64>> = tests.iter().map(|(_, p)| Some(*p)).collect();
        let family = adjust(&raw, Adjustment::Holm);
        for ((wave, _), p) in tests.iter().zip(family.p) {
            let place = Place { of, by: "", wave };
            let p = p.ok_or(Undefined::NoVariation).map(|p| Estimate::plain(p, tests.len() as i64));
            numbers.add("wave.change_p_holm", place, By("multiplicity", ""), p);
        }
    }
    let card = |wave: &&Group| WaveCard {
        name: wave.value.clone(),
        n: wave.evidence.rows,
        items: asked(context, &wave.evidence).iter().filter(|count| **count > 0).count(),
    };
    shown.iter().map(card).collect()
}

/// How many respondents gave complete answers to each item.
pub fn asked(context: &Context<'_>, evidence: &Evidence) -> Vec<u64> {
    // A stray answer does not mean that an item was asked.
    let enough = |count: u64| if count < SUPPRESS_BELOW { 0 } else { count };
    let count = |place: &crate::plan::ItemPlace| match (place.table, place.alone.perception) {
        (Some(table), _) => enough(evidence.tables[table].difference_histogram().n()),
        (None, Some(block)) => enough(u64::try_from(evidence.blocks[block].n()).unwrap_or(0)),
        _ => 0,
    };
    context.blueprint.items.iter().map(count).collect()
}

fn add_change(
    context: &Context<'_>,
    numbers: &mut Numbers,
    before: &Group,
    after: &Group,
    p_values: &mut [Vec<(String, f64)>],
) {
    let (asked_before, asked_after) = (asked(context, &before.evidence), asked(context, &after.evidence));
    let matched = matched_items(&asked_before, &asked_after).unwrap_or_default();
    for (d, (place, of)) in context.blueprint.dimensions.iter().zip(&context.dimension_names).enumerate() {
        let items: Vec<usize> = place.items.iter().copied().filter(|item| matched.contains(item)).collect();
        let whole = place.items.iter().all(|item| (asked_before[*item] > 0) == (asked_after[*item] > 0));
        let change = dimension_change(context, before, after, d, &items, whole);
        put(numbers, of, &after.value, &change, place.gap.is_some());
        if let Ok(p) = change.and_then(|change| change.whole.p) {
            p_values[d].push((after.value.clone(), p));
        }
    }
    for (position, (outcome, block)) in context.blueprint.outcomes.iter().enumerate() {
        let (earlier, later) = (&before.evidence.blocks[*block], &after.evidence.blocks[*block]);
        let change = fresh_change(earlier, later, 1, LEVEL).map(|change| Moved::of_score(change, earlier, later));
        put(numbers, &context.outcome_name(*outcome), &after.value, &change, false);
        if let Ok(p) = change.and_then(|change| change.whole.p) {
            p_values[context.dimension_names.len() + position].push((after.value.clone(), p));
        }
    }
    for item in matched {
        let place = &context.blueprint.items[item];
        let of = &context.item_names[item];
        let change = match (place.table, place.alone.perception) {
            (Some(table), _) => {
                let pairs =
                    |group: &Group| statistics::trend::matched_items::complete_pairs(&group.evidence.tables[table]);
                fresh_samples(&pairs(before), &pairs(after), 1, LEVEL).map(Moved::of_gap)
            }
            (None, Some(block)) => {
                let (before, after) = (&before.evidence.blocks[block], &after.evidence.blocks[block]);
                fresh_change(before, after, 1, LEVEL).map(|change| Moved::of_score(change, before, after))
            }
            _ => continue,
        };
        let estimate = change.map(|change| change.estimate(&change.whole));
        numbers.add("wave.change", Place { of, by: "", wave: &after.value }, By("waves", "pairs"), estimate);
    }
}

/// A change, and its parts where expectation was asked.
struct Moved {
    n: i64,
    whole: Change,
    parts: Option<(Change, Change)>,
}

impl Moved {
    fn of_gap(change: GapChange) -> Self {
        Self {
            n: change.n_before + change.n_after,
            whole: change.gap,
            parts: Some((change.better, change.expect_less)),
        }
    }

    fn of_score(change: Change, before: &Sums, after: &Sums) -> Self {
        Self { n: before.n() + after.n(), whole: change, parts: None }
    }

    fn estimate(&self, change: &Change) -> Estimate {
        Estimate { value: change.difference, interval: Some((change.low, change.high)), se: Some(change.se), n: self.n }
    }
}

/// Adds a change; `split` says that it has parts, or a reason why not.
fn put(numbers: &mut Numbers, of: &str, wave: &str, change: &Result<Moved, Undefined>, split: bool) {
    let place = Place { of, by: "", wave };
    let found = change.as_ref().map_err(|reason| *reason);
    numbers.add("wave.change", place, WAVES, found.map(|moved| moved.estimate(&moved.whole)));
    let p = found.and_then(|moved| Ok(Estimate::plain(moved.whole.p?, moved.n)));
    numbers.add("wave.change_p", place, WAVES, p);
    if let Ok(Moved { parts: Some((better, expect_less)), .. }) = change {
        for (name, part) in [("wave.perception_part", better), ("wave.expectation_part", expect_less)] {
            numbers.add(name, place, WAVES, found.map(|moved| moved.estimate(part)));
        }
    } else if split {
        for name in ["wave.perception_part", "wave.expectation_part"] {
            numbers.add(name, place, WAVES, Err(change.as_ref().err().copied().unwrap_or(Undefined::NeedsRows)));
        }
    }
}

/// The change of a dimension on the items of both waves: from rows, or from sums where the items are the same and only
/// one score is compared.
fn dimension_change(
    context: &Context<'_>,
    before: &Group,
    after: &Group,
    dimension: usize,
    items: &[usize],
    whole: bool,
) -> Result<Moved, Undefined> {
    let gaps = context.blueprint.dimensions[dimension].gap.is_some();
    let items: Vec<usize> =
        items.iter().copied().filter(|item| !gaps || context.blueprint.items[*item].table.is_some()).collect();
    if items.is_empty() {
        return Err(Undefined::TooFewItems { items: 0, needed: 1 });
    }
    if let Some(rows) = context.material.rows {
        let scores = |group: &Group| matched_scores(context, rows, group, &items, gaps);
        let ((before, scale), (after, _)) = (scores(before)?, scores(after)?);
        return if gaps {
            fresh_samples(&before, &after, scale, LEVEL).map(Moved::of_gap)
        } else {
            fresh_change(&before, &after, scale, LEVEL).map(|change| Moved::of_score(change, &before, &after))
        };
    }
    let place = &context.blueprint.dimensions[dimension];
    match place.gap_block.or(place.score.perception).filter(|_| whole) {
        Some(block) => {
            let (before, after) = (&before.evidence.blocks[block], &after.evidence.blocks[block]);
            let change = fresh_change(before, after, context.scale(), LEVEL)?;
            Ok(Moved::of_score(change, before, after))
        }
        None => Err(Undefined::NeedsRows),
    }
}

/// The scores of one wave on the given items: expectation and perception over complete pairs, or perception alone; by the
/// half rule. Returns the sums and the scale of their values.
fn matched_scores(
    context: &Context<'_>,
    rows: &Rows,
    group: &Group,
    items: &[usize],
    gaps: bool,
) -> Result<(Sums, i64), Undefined> {
    let scale = sums::common_multiple(items.len()).ok_or(Undefined::NeedsRows)?;
    let facet = context.material.meanings.iter().position(|meaning| *meaning == FacetMeaning::Waves);
    let facet = facet.ok_or(Undefined::NotAsked)?;
    let mut sums = Sums::new(if gaps { 2 } else { 1 });
    for respondent in 0..rows.n {
        if !rows.cell(facet, respondent).is_some_and(|cell| group.cells.contains(&cell)) {
            continue;
        }
        let answer = |column: Option<usize>| column.and_then(|column| rows.value(column, respondent)).map(i64::from);
        let pair = |columns: &ItemColumns| {
            let perception = answer(columns.perception)?;
            if gaps { Some((answer(columns.expectation)?, perception)) } else { Some((0, perception)) }
        };
        let pairs: Vec<(i64, i64)> =
            items.iter().filter_map(|item| pair(&context.blueprint.items[*item].columns)).collect();
        if pairs.is_empty() || 2 * pairs.len() < items.len() {
            continue;
        }
        // The scale is a multiple of every possible number of answers, so that the means are whole.
        let times = scale / pairs.len() as i64;
        let (e, p) = pairs.iter().fold((0, 0), |(e, p), pair| (e + pair.0, p + pair.1));
        if gaps { sums.observe(&[e * times, p * times]) } else { sums.observe(&[p * times]) }
    }
    if sums.n() < SUPPRESS_BELOW as i64 {
        return Err(Undefined::Suppressed);
    }
    Ok((sums, scale))
}
