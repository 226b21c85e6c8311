//! The shape of the way from service to the judgement: what is taken for granted, and whether only the difference counts.
//!
//! Separate from the drivers, which give poor and good service the same slope. It looks at respondents one by one, and is
//! left out where there are too many to keep and while answers still come.

use statistics::Undefined;
use statistics::shape::penalty_reward::{Contrast, Cuts, Effect, PenaltyReward, Side, penalty_reward};
use statistics::shape::response_surface::{self, ResponseSurface, response_surface, terms};
use sums::{NO_SCORE, Rows, Sums, Variable, common_multiple};

use super::{By, Context, Estimate, LEVEL, Numbers, Place, SUPPRESS_BELOW};
use crate::plan::DimensionPlace;

const CONTRAST: By = By("penalty-reward", "listwise");
const SURFACE: By = By("response-surface", "listwise");

/// Squares of longer dimensions' scores would not stay exact.
const SURFACE_ITEMS_MAX: usize = 12;

/// Adds penalties and rewards of the dimensions, and their response surfaces.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) {
    if context.running {
        return;
    }
    let Some(block) = context.blueprint.overall.drivers else { return };
    let Some(rows) = context.material.rows else {
        numbers.add("penalty_reward.r2", Place::of("all"), CONTRAST, Err(Undefined::NeedsRows));
        return;
    };
    let scores = context.blueprint.plan.composites_of(rows);
    add_contrasts(context, numbers, rows, &scores, block);
    add_surfaces(context, numbers, rows, &scores);
}

/// Where poor ends and good begins, in half points, before anybody looked: poor is up to the middle of the scale, good is
/// within a point of its end, or within a tenth of a scale longer than ten.
fn cuts(context: &Context<'_>) -> (i64, i64) {
    let scale = &context.material.instrument.scale;
    let (min, max) = (i64::from(scale.min), i64::from(scale.max));
    (min + max, 2 * (max - ((max - min) / 10).max(1)))
}

fn add_contrasts(context: &Context<'_>, numbers: &mut Numbers, rows: &Rows, scores: &[Vec<i64>], block: usize) {
    let (low, high) = cuts(context);
    let found = Cuts::new(low, high).and_then(|cuts| contrasts(context, cuts, rows, scores, block));
    let all = Place::of("all");
    let explained = found.as_ref().map(|found| Estimate::plain(found.r_squared, found.n)).map_err(|reason| *reason);
    numbers.add("penalty_reward.r2", all, CONTRAST, explained);
    if let Ok(found) = &found {
        numbers.value("penalty_reward.low_cut", all, CONTRAST, low as f64 / 2.0, found.n);
        numbers.value("penalty_reward.high_cut", all, CONTRAST, high as f64 / 2.0, found.n);
    }
    for (d, of) in context.dimension_names.iter().enumerate() {
        let contrast = found.as_ref().map(|found| (found.n, &found.dimensions[d])).map_err(|reason| *reason);
        add_contrast(numbers, of, contrast);
    }
}

fn contrasts(
    context: &Context<'_>,
    cuts: Cuts,
    rows: &Rows,
    scores: &[Vec<i64>],
    block: usize,
) -> Result<PenaltyReward, Undefined> {
    let variables = &context.blueprint.plan.blocks[block];
    let dimensions = variables.len() - 1;
    let scale = vec![context.scale(); dimensions];
    let value = |variable: &Variable, respondent: usize| match variable {
        Variable::Column(column) => rows.value(*column, respondent).map(i64::from),
        Variable::Composite(score) => Some(scores[*score][respondent]).filter(|value| *value != NO_SCORE),
    };
    let mut sums = Sums::new(2 * dimensions + 1);
    for respondent in 0..rows.n {
        let answered = variables.iter().map(|variable| value(variable, respondent)).collect::<Option<Vec<i64>>>();
        let Some((outcome, scores)) = answered.as_deref().and_then(<[i64]>::split_last) else { continue };
        // The cuts are in half points.
        let doubled: Vec<i64> = scores.iter().map(|score| 2 * score).collect();
        sums.observe(&cuts.row(&doubled, &scale, *outcome));
    }
    penalty_reward(&sums, 1, LEVEL)
}

fn add_contrast(numbers: &mut Numbers, of: &str, found: Result<(i64, &Contrast), Undefined>) {
    let place = Place::of(of);
    let small = |count: i64| 0 < count && count < SUPPRESS_BELOW as i64;
    // Who is on neither side is what both are compared with, and can be had from the two counts.
    let between = found.map(|(n, contrast)| n - contrast.penalty.count - contrast.reward.count);
    let hidden = |count: i64| between.is_ok_and(small) || small(count);
    let mut sides = |name: &str, pick: fn(&Contrast) -> &Side| {
        let side = found.and_then(|(n, contrast)| {
            let side = pick(contrast);
            if hidden(side.count) { Err(Undefined::Suppressed) } else { Ok((n, side)) }
        });
        let effect = side.and_then(|(n, side)| Ok(estimate(n, side.effect?)));
        numbers.add(&format!("{name}.effect"), place, CONTRAST, effect);
        let count = side.map(|(n, side)| Estimate::plain(side.count as f64, n));
        numbers.add(&format!("{name}.count"), place, CONTRAST, count);
    };
    sides("penalty", |contrast| &contrast.penalty);
    sides("reward", |contrast| &contrast.reward);
    let both = found.and_then(|(n, contrast)| {
        let hidden = hidden(contrast.penalty.count) || hidden(contrast.reward.count);
        if hidden { Err(Undefined::Suppressed) } else { Ok((n, contrast)) }
    });
    let balance = both.and_then(|(n, contrast)| Ok(estimate(n, contrast.balance?)));
    numbers.add("penalty_reward.balance", place, CONTRAST, balance);
    // Too few on a side leave the effects, and no class.
    let asymmetry = both.and_then(|(n, contrast)| {
        contrast.class?;
        Ok(Estimate::plain(contrast.impact_asymmetry?, n))
    });
    numbers.add("penalty_reward.asymmetry", place, CONTRAST, asymmetry);
}

fn estimate(n: i64, effect: Effect) -> Estimate {
    Estimate { se: Some(effect.se), ..Estimate::plain(effect.b, n).between(effect.low, effect.high) }
}

fn add_surfaces(context: &Context<'_>, numbers: &mut Numbers, rows: &Rows, scores: &[Vec<i64>]) {
    let outcome = context.blueprint.outcome.and_then(|outcome| context.material.layout.outcome(outcome));
    let Some(outcome) = outcome else { return };
    for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        let (Some(expectation), Some(perception)) = (place.expectation, place.perception) else { continue };
        let found = surface(context, place, rows, [&scores[expectation], &scores[perception]], outcome);
        let mut put = |name: &str, pick: fn(&ResponseSurface) -> response_surface::Estimate| {
            let slope = found.as_ref().map_err(|reason| *reason).map(|found| {
                let slope = pick(found);
                Estimate { se: Some(slope.se), ..Estimate::plain(slope.value, found.n).between(slope.low, slope.high) }
            });
            numbers.add(name, Place::of(of), SURFACE, slope);
        };
        put("surface.a1", |found| found.a1);
        put("surface.a2", |found| found.a2);
        put("surface.a3", |found| found.a3);
        put("surface.a4", |found| found.a4);
    }
}

fn surface(
    context: &Context<'_>,
    place: &DimensionPlace,
    rows: &Rows,
    [expectations, perceptions]: [&Vec<i64>; 2],
    outcome: usize,
) -> Result<ResponseSurface, Undefined> {
    // The dimension's own multiple is enough for it, and keeps squares small.
    let own = common_multiple(place.items.len()).filter(|_| place.items.len() <= SURFACE_ITEMS_MAX);
    let own = own.ok_or(Undefined::OutOfRange)?;
    let beyond = context.scale() / own;
    let scale = &context.material.instrument.scale;
    let mut sums = Sums::new(6);
    for respondent in 0..rows.n {
        let (e, p) = (expectations[respondent], perceptions[respondent]);
        let Some(judged) = rows.value(outcome, respondent).filter(|_| e != NO_SCORE && p != NO_SCORE) else { continue };
        let ends = (i64::from(scale.min), i64::from(scale.max));
        sums.observe(&terms(e / beyond, p / beyond, own, ends, i64::from(judged)));
    }
    response_surface(&sums, own, 1, LEVEL)
}
