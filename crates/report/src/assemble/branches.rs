//! Branches: a funnel instead of a league table, for every column with at least five groups that are shown.
//!
//! Separate from the comparison of segments, which asks whether there are differences at all: with many groups one is always
//! the last, and mostly by chance. It reads the finished numbers of the groups and nothing else, so that a hidden group is
//! neither in the centre nor in the limits.

use std::collections::HashMap;

use statistics::Undefined;
use statistics::comparison::Group;
use statistics::comparison::funnel::funnel_of_means;
use statistics::comparison::rank_interval::rank_intervals;
use statistics::comparison::shrinkage::shrinkage;

use super::{By, Context, Estimate, LEVEL, Numbers, Place};

/// Fewer groups are compared pair by pair.
const GROUPS_MIN: usize = 5;

/// Draws of the ranks; of very many groups fewer, so that ranks never take longer than all else.
const DRAWS: usize = 2_000;
const DRAWS_OF_ALL: usize = 200_000;

const FUNNEL: By = By("funnel", "half");

/// Adds the funnels, once the numbers of the groups stand and those that may not be shown are hidden.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) {
    let many = |levels: usize| GROUPS_MIN <= levels;
    if context.running || !context.groups.columns.iter().any(|column| many(column.levels.len())) {
        return;
    }
    let score = if context.blueprint.overall.gap.is_some() { "servqual.unweighted" } else { "servperf.unweighted" };
    let of_groups = numbers.0.iter().filter(|number| number.statistic == score && number.wave.is_empty());
    let known: HashMap<String, Group> = of_groups
        .filter_map(|number| {
            let (mean, se, n) = (number.value?, number.se?, number.n?);
            Some((number.by.clone(), Group { n, mean, sd: se * (n as f64).sqrt() }))
        })
        .collect();
    for column in &context.groups.columns {
        let shown = column.levels.iter().filter(|level| !level.hidden);
        let groups: Vec<(String, Group)> = shown
            .filter_map(|level| {
                let by = format!("{}={}", column.column, level.value);
                let group = *known.get(&by)?;
                Some((by, group))
            })
            .collect();
        if many(groups.len()) {
            add_funnel(context, numbers, &column.column, &groups);
        }
    }
}

fn add_funnel(context: &Context<'_>, numbers: &mut Numbers, column: &str, groups: &[(String, Group)]) {
    let values: Vec<Group> = groups.iter().map(|(_, group)| *group).collect();
    let funnel = funnel_of_means(&values);
    let here = Place { of: "all", by: column, wave: "" };
    let found = funnel.as_ref().map_err(|reason| *reason);
    let total: i64 = values.iter().map(|group| group.n).sum();
    numbers.add("funnel.centre", here, FUNNEL, found.map(|funnel| Estimate::plain(funnel.centre, total)));
    let sd = found.and_then(|funnel| funnel.sd.ok_or(Undefined::NoVariation));
    numbers.add("funnel.sd", here, FUNNEL, sd.map(|sd| Estimate::plain(sd, total)));
    let Ok(funnel) = funnel else { return };
    let shrunken = shrinkage(&values, LEVEL);
    let draws = DRAWS.min(DRAWS_OF_ALL / values.len());
    let ranks = rank_intervals(&values, LEVEL, draws, context.material.seed);
    for (place, ((by, group), point)) in groups.iter().zip(&funnel.points).enumerate() {
        let here = Place { of: "all", by, wave: "" };
        let plain = |value: f64| Estimate::plain(value, group.n);
        numbers.add("funnel.warning", here, FUNNEL, Ok(plain(point.value).between(point.warning.0, point.warning.1)));
        numbers.add("funnel.limit", here, FUNNEL, Ok(plain(point.value).between(point.limit.0, point.limit.1)));
        let shrunken = shrunken.as_ref().map(|found| {
            let branch = found.branches[place];
            Estimate {
                value: branch.shrunk,
                interval: Some((branch.low, branch.high)),
                se: Some(branch.se),
                n: branch.n,
            }
        });
        numbers.add("funnel.shrunken", here, FUNNEL, shrunken.map_err(|reason| *reason));
        let rank = ranks.as_ref().map(|ranks| {
            let rank = ranks[place];
            plain(rank.rank as f64).between(rank.low as f64, rank.high as f64)
        });
        numbers.add("funnel.rank", here, FUNNEL, rank.map_err(|reason| *reason));
    }
}
