//! Segments: each group's numbers, whether the groups differ, and which pairs do.

use statistics::Undefined;
use statistics::comparison::Group;
use statistics::comparison::anova::anova;
use statistics::comparison::games_howell::games_howell;
use statistics::comparison::multiplicity::{Adjustment, adjust};
use statistics::comparison::welch::{WelchAnova, welch_anova};
use statistics::gap::mean::mean;

use super::groups::SegmentColumn;
use super::{By, Context, Estimate, LEVEL, Numbers, Part, Place, SUPPRESS_BELOW, scores};

const COMPARISON: By = By("comparison", "half");
/// Pairs are listed while a column has at most this many groups; twenty groups have 190 pairs per dimension.
const GROUPS_PAIRED_MAX: usize = 12;

/// The numbers of every group, and the comparisons between them.
pub fn parts<'c>(context: &'c Context<'_>) -> Vec<Part<'c>> {
    let mut parts: Vec<Part<'c>> = Vec::new();
    for column in &context.groups.columns {
        for level in column.levels.iter().filter(|level| !level.hidden) {
            let by = format!("{}={}", column.column, level.value);
            parts.push(Part::new(move |numbers| scores::add_group(context, numbers, &level.evidence, &by, "")));
        }
        parts.push(Part::new(move |numbers| add_comparisons(context, numbers, column)));
    }
    parts
}

fn add_comparisons(context: &Context<'_>, numbers: &mut Numbers, column: &SegmentColumn) {
    let shown: Vec<_> = column.levels.iter().filter(|level| !level.hidden).collect();
    let mut p_values = Vec::new();
    let mut tested = Vec::new();
    for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        let Some(block) = place.gap_block.or(place.score.perception) else { continue };
        // A group in which too few have the score takes no part in the comparison.
        let groups: Vec<(&str, Group)> = shown
            .iter()
            .filter_map(|level| {
                let summary = mean(&level.evidence.blocks[block], 0, context.scale(), LEVEL).ok()?;
                let enough = summary.n >= SUPPRESS_BELOW as i64;
                enough.then_some((level.value.as_str(), Group { n: summary.n, mean: summary.mean, sd: summary.sd }))
            })
            .collect();
        let values: Vec<Group> = groups.iter().map(|(_, group)| *group).collect();
        let here = Place { of, by: &column.column, wave: "" };
        let welch = welch_anova(&values);
        let part = |pick: fn(&WelchAnova) -> f64| {
            welch.as_ref().map(|found| Estimate::plain(pick(found), found.n)).map_err(|reason| *reason)
        };
        numbers.add("segment.welch_f", here, COMPARISON, part(|found| found.f));
        numbers.add("segment.welch_df1", here, COMPARISON, part(|found| found.df1));
        numbers.add("segment.welch_df2", here, COMPARISON, part(|found| found.df2));
        numbers.add("segment.welch_p", here, COMPARISON, part(|found| found.p));
        let omega2 = anova(&values).map(|found| Estimate::plain(found.omega2, found.n));
        numbers.add("segment.omega2", here, COMPARISON, omega2);
        p_values.push(welch.as_ref().ok().map(|found| found.p));
        tested.push((of, welch.err()));
        if groups.len() <= GROUPS_PAIRED_MAX && !context.running {
            add_pairs(numbers, of, &column.column, &groups);
        }
    }
    let family = adjust(&p_values, Adjustment::BenjaminiHochberg);
    for ((of, reason), p) in tested.into_iter().zip(family.p) {
        let here = Place { of, by: &column.column, wave: "" };
        let p = p.ok_or(reason.unwrap_or(Undefined::NoVariation));
        let size = family.size as i64;
        numbers.add("segment.p_bh", here, By("multiplicity", ""), p.map(|p| Estimate::plain(p, size)));
    }
}

fn add_pairs(numbers: &mut Numbers, of: &str, column: &str, groups: &[(&str, Group)]) {
    let values: Vec<Group> = groups.iter().map(|(_, group)| *group).collect();
    for pair in games_howell(&values, LEVEL).unwrap_or_default() {
        let (a, b) = pair.groups;
        let by = format!("{column}={}~{}", groups[a].0, groups[b].0);
        let here = Place { of, by: &by, wave: "" };
        let n = groups[a].1.n + groups[b].1.n;
        let found = pair.result.as_ref().map_err(|reason| *reason);
        let difference = found.map(|found| Estimate {
            value: found.difference,
            interval: Some((found.low, found.high)),
            se: Some(found.se),
            n,
        });
        numbers.add("segment.difference", here, COMPARISON, difference);
        numbers.add("segment.difference_p", here, COMPARISON, found.map(|found| Estimate::plain(found.p, n)));
    }
}
