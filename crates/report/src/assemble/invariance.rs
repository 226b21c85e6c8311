//! Invariance: do groups, and waves, understand the questions alike, so that their means may be compared?
//!
//! Separate from the comparisons themselves, which it warns of and never changes. What customers perceive is looked at, and only
//! groups with enough complete answers; others are compared without having been asked this.

use statistics::Undefined;
use statistics::confirmation::invariance::{Common, Invariance, Step, invariance};
use statistics::confirmation::model::{Model, Structure};
use statistics::confirmation::moments::Moments;

use super::groups::Group;
use super::structure::Factors;
use super::{By, Context, Estimate, Numbers, Part, Place};

const INVARIANCE: By = By("confirmation", "listwise");
/// Complete answers of a group below which three models of all its items say nothing of it.
pub(crate) const GROUP_LEAST: i64 = 100;
/// Items times groups that are fitted at once, of the largest groups: the work grows with its third power, and a report may wait
/// for some hundredths of a second.
const WORK_MOST: usize = 88;

/// One part for each column of segments, and one for the waves.
pub fn parts<'c>(context: &'c Context<'_>) -> Vec<Part<'c>> {
    let mut parts: Vec<Part<'c>> = Vec::new();
    if context.running {
        return parts;
    }
    for column in &context.groups.columns {
        parts.push(Part::long(move |numbers| add(context, numbers, &column.levels, &column.column)));
    }
    parts.push(Part::long(move |numbers| add(context, numbers, &context.groups.waves, "")));
    parts
}

fn add(context: &Context<'_>, numbers: &mut Numbers, groups: &[Group], by: &str) {
    let Some(block) = context.blueprint.overall.items.perception else { return };
    let Some(factors) = Factors::of(context) else { return };
    if groups.iter().filter(|group| !group.hidden).count() < 2 {
        return;
    }
    let shown = groups.iter().filter(|group| !group.hidden).map(|group| &group.evidence.blocks[block]);
    let least = GROUP_LEAST.max(factors.items() as i64 + 1);
    let mut enough: Vec<_> = shown.filter(|sums| least <= sums.n()).collect();
    enough.sort_by_key(|sums| std::cmp::Reverse(sums.n()));
    enough.truncate((WORK_MOST / factors.items()).max(2));
    let n: i64 = enough.iter().map(|sums| sums.n()).sum();
    let here = |of| Place { of, by, wave: "" };
    numbers.value("invariance.groups", here("all"), INVARIANCE, enough.len() as f64, n);
    if enough.len() < 2 {
        return;
    }
    let moments: Result<Vec<Moments>, Undefined> = enough.into_iter().map(Moments::of).collect();
    let found = moments.and_then(|moments| invariance(&Model::new(Structure::Correlated, &factors.items)?, &moments));
    let known = || found.as_ref().map_err(|reason| *reason);
    let common = known().map(|found| Estimate::plain(level(found), n));
    numbers.add("invariance.common", here("all"), INVARIANCE, common);
    step(numbers, here("model:configural"), known().and_then(|found| found.configural), n);
    step(numbers, here("model:metric"), known().map(|found| found.metric), n);
    step(numbers, here("model:scalar"), known().and_then(|found| found.scalar), n);
}

/// What the groups have in common: 0 the structure at most, 1 the loadings, 2 the intercepts, too.
fn level(found: &Invariance) -> f64 {
    match found.common {
        Common::Structure => 0.0,
        Common::Loadings => 1.0,
        Common::Intercepts => 2.0,
    }
}

fn step(numbers: &mut Numbers, place: Place<'_>, step: Result<Step, Undefined>, n: i64) {
    let part = |value: &dyn Fn(&Step) -> Option<f64>| {
        let step = step.as_ref().map_err(|reason| *reason)?;
        value(step).map(|value| Estimate::plain(value, n)).ok_or(Undefined::NotIdentified)
    };
    let mut put = |statistic: &str, value: Result<Estimate, Undefined>| {
        numbers.add(&format!("invariance.{statistic}"), place, INVARIANCE, value);
    };
    put("chi2", part(&|step| Some(step.fit.chi2)));
    put("df", part(&|step| Some(step.fit.df as f64)));
    put("cfi", part(&|step| Some(step.fit.cfi)));
    put("rmsea", part(&|step| step.fit.rmsea.map(|rmsea| rmsea.value)));
    // The first step has nothing before it.
    if place.of != "model:configural" {
        put("cfi_fall", part(&|step| step.cfi_fall));
        put("difference_p", part(&|step| step.difference.map(|difference| difference.p)));
    }
}
