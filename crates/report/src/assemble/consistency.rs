//! Consistency and validity: do the items of a dimension belong together, and is the difference worth using?

use statistics::Undefined;
use statistics::consistency::alpha::{Alpha, alpha};
use statistics::consistency::difference::difference_consistency;
use statistics::consistency::item_rest::item_rest;
use statistics::consistency::validity::critical_r;
use sums::Sums;

use super::{By, Context, Estimate, LEVEL, Numbers, Place};
use crate::plan::{BatteryBlocks, ItemColumns};

const LISTWISE: By = By("consistency", "listwise");

/// A battery's name, its block of items, and an item's column in it.
type Battery = (&'static str, fn(&BatteryBlocks) -> Option<usize>, fn(&ItemColumns) -> Option<usize>);

/// Alpha of a block of items, with Feldt's interval.
pub fn alpha_of(items: &Sums) -> Result<Estimate, Undefined> {
    alpha(items, LEVEL).map(|found| estimate(&found))
}

fn estimate(found: &Alpha) -> Estimate {
    Estimate::plain(found.raw, found.n).between(found.low, found.high)
}

/// Adds alpha, item statistics and the consistency of the difference.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) {
    let batteries: [Battery; 2] =
        [("expectation", |b| b.expectation, |c| c.expectation), ("perception", |b| b.perception, |c| c.perception)];
    for (battery, block, column) in batteries {
        if let Some(block) = block(&context.blueprint.overall.items) {
            add_alpha(numbers, "all", battery, &alpha(&context.total.blocks[block], LEVEL));
        }
        for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
            let Some(block) = block(&place.item_blocks) else { continue };
            let asked = |item: &&usize| column(&context.blueprint.items[**item].columns).is_some();
            let items: Vec<usize> = place.items.iter().filter(asked).copied().collect();
            add_dimension(context, numbers, of, battery, &context.total.blocks[block], &items);
            if battery == "perception" {
                let critical = critical_r(context.total.blocks[block].n(), LEVEL);
                let n = context.total.blocks[block].n();
                numbers.add("validity.critical_r", Place::of(of), LISTWISE, critical.map(|r| Estimate::plain(r, n)));
            }
        }
    }
    if let Some(block) = context.blueprint.overall.gap_items {
        add_alpha(numbers, "all", "gap", &alpha(&gaps(&context.total.blocks[block]), LEVEL));
    }
    for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        let Some(block) = place.gap_items else { continue };
        let both = &context.total.blocks[block];
        let columns = |item: &usize| &context.blueprint.items[*item].columns;
        let paired = |item: &&usize| columns(item).expectation.is_some() && columns(item).perception.is_some();
        let items: Vec<usize> = place.items.iter().filter(paired).copied().collect();
        add_dimension(context, numbers, of, "gap", &gaps(both), &items);
        let half = both.variables() / 2;
        let (expectation, perception): (Vec<usize>, Vec<usize>) = ((0..half).collect(), (half..2 * half).collect());
        let found = difference_consistency(both, &perception, &expectation);
        let method = By("difference-score", "listwise");
        let part = |pick: fn(&statistics::consistency::difference::DifferenceConsistency) -> f64| {
            found.as_ref().map(|found| Estimate::plain(pick(found), found.n)).map_err(|reason| *reason)
        };
        numbers.add("difference.reliability", Place::of(of), method, part(|found| found.difference));
        numbers.add("difference.correlation", Place::of(of), method, part(|found| found.r));
    }
}

/// The gaps of the items from a block of all expectations, then all perceptions.
fn gaps(both: &Sums) -> Sums {
    let half = both.variables() / 2;
    let weight = |item: usize, column: usize| i64::from(column == half + item) - i64::from(column == item);
    let rows: Vec<Vec<i64>> =
        (0..half).map(|item| (0..2 * half).map(|column| weight(item, column)).collect()).collect();
    both.linear(&rows)
}

fn add_alpha(numbers: &mut Numbers, of: &str, battery: &str, found: &Result<Alpha, Undefined>) {
    let all = found.as_ref().map_err(|reason| *reason);
    numbers.add(&format!("alpha.{battery}"), Place::of(of), LISTWISE, all.map(estimate));
    let standardized = all.map(|found| Estimate::plain(found.standardized, found.n));
    numbers.add(&format!("alpha.standardized.{battery}"), Place::of(of), LISTWISE, standardized);
}

fn add_dimension(context: &Context<'_>, numbers: &mut Numbers, of: &str, battery: &str, block: &Sums, items: &[usize]) {
    let found = alpha(block, LEVEL);
    add_alpha(numbers, of, battery, &found);
    for item in found.iter().flat_map(|found| &found.constant_items) {
        let place = Place::of(&context.item_names[items[*item]]);
        numbers.value(&format!("alpha.left_out.{battery}"), place, LISTWISE, 1.0, block.n());
    }
    let correlations = item_rest(block);
    for (position, item) in items.iter().enumerate() {
        let place = Place::of(&context.item_names[*item]);
        let correlation = correlations.get(position).cloned().unwrap_or(Err(Undefined::NotAsked));
        let part = |value: f64| Estimate::plain(value, block.n());
        let rest = correlation.as_ref().map(|found| part(found.rest)).map_err(|reason| *reason);
        numbers.add(&format!("item_rest.{battery}"), place, LISTWISE, rest);
        let total = correlation.map(|found| part(found.total));
        numbers.add(&format!("item_total.{battery}"), place, LISTWISE, total);
        let dropped = found.as_ref().map_err(|reason| *reason).and_then(|found| {
            let dropped = found.if_dropped.get(position).cloned().unwrap_or(Err(Undefined::NotAsked));
            dropped.map(|dropped| part(dropped.raw))
        });
        numbers.add(&format!("alpha.if_dropped.{battery}"), place, LISTWISE, dropped);
    }
}
