//! Careful answering: who shows two or more signs of not having read, and what the scores are without them.

use statistics::Undefined;
use statistics::gap::mean::mean;
use statistics::screening::flags::{Screen, flags};
use sums::{MAX_VALUE, NO_SCORE, Sums};

use super::{By, Context, Estimate, LEVEL, Numbers, Place, SUPPRESS_BELOW};

const CARELESS: By = By("careless", "available");

/// Adds the counts of signs, and the scores without the flagged.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) {
    let Some(rows) = context.material.rows else {
        numbers.add("careless.flagged", Place::of("all"), CARELESS, Err(Undefined::NeedsRows));
        return;
    };
    // In the order of presentation, which is the instrument's, not the order of the dimensions.
    let mut items: Vec<_> = context.blueprint.items.iter().collect();
    items.sort_by_key(|place| place.item);
    let perception: Vec<usize> = items.iter().filter_map(|place| place.columns.perception).collect();
    let paired = items.iter().all(|place| place.columns.expectation.is_some() == place.columns.perception.is_some());
    let expectation: Vec<usize> =
        items.iter().filter(|_| paired).filter_map(|place| place.columns.expectation).collect();
    let seconds: Vec<Option<f64>> =
        context.material.seconds.iter().map(|seconds| seconds.is_finite().then_some(*seconds)).collect();
    let screen = Screen { perception: &perception, expectation: &expectation, seconds: &seconds };
    // The signs are in what was ticked: an answer that was turned round for scoring is turned back.
    let mut ticked = rows.clone();
    for (codes, column) in ticked.columns.iter_mut().zip(&context.material.layout.columns).filter(|(_, c)| c.reversed) {
        for code in codes.iter_mut().filter(|code| **code <= MAX_VALUE) {
            *code = column.scale.min + column.scale.max - *code;
        }
    }
    let screening = flags(&ticked, &screen);
    let n = rows.n as i64;
    let count = |count: usize| Estimate::plain(count as f64, n);
    let mut put = |name: &str, result: Result<Estimate, Undefined>| {
        numbers.add(name, Place::of("all"), CARELESS, result);
    };
    let all = screening.as_ref().map_err(|reason| *reason);
    put("careless.flagged", all.map(|s| count(s.doubtful)));
    put("careless.longstring", all.map(|s| count(s.longstring)));
    put("careless.irv_zero", all.map(|s| count(s.no_variation)));
    put("careless.identical", all.and_then(|s| s.identical).map(count));
    put("careless.mahalanobis", all.and_then(|s| s.unusual).map(count));
    put("careless.too_fast", all.and_then(|s| s.too_fast).map(count));
    let Ok(screening) = screening else { return };
    if screening.doubtful == 0 {
        return;
    }
    let composites = context.blueprint.plan.composites_of(rows);
    for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        let (name, score) = match (place.gap, place.perception) {
            (Some(gap), _) => ("gap.mean_careful", gap),
            (None, Some(perception)) => ("perception.mean_careful", perception),
            (None, None) => continue,
        };
        let mut careful = Sums::new(1);
        let answered = composites[score].iter().zip(&screening.signs).filter(|(score, _)| **score != NO_SCORE);
        for (score, _) in answered.filter(|(_, signs)| !signs.doubtful()) {
            careful.observe(&[*score]);
        }
        // With and without a few people is those few people, by subtraction.
        let mean = if (screening.doubtful as u64) < SUPPRESS_BELOW {
            Err(Undefined::Suppressed)
        } else {
            mean(&careful, 0, context.scale(), LEVEL).map(Estimate::from)
        };
        numbers.add(name, Place::of(of), By("careless", "half"), mean);
    }
}
