//! Careful answering: who shows two or more signs of not having read, and what scores and drivers are without them.

use statistics::Undefined;
use statistics::driver::lmg::lmg;
use statistics::gap::mean::mean;
use statistics::screening::average_string::average_string;
use statistics::screening::even_odd::even_odd;
use statistics::screening::flags::{Screen, Screening, flags};
use statistics::screening::longstring::MissingRule;
use statistics::screening::synonyms::{SYNONYM_R, synonyms};
use sums::{MAX_VALUE, NO_SCORE, Rows, Sums, Variable};

use super::{By, Context, Estimate, LEVEL, Numbers, Place, SUPPRESS_BELOW};

const CARELESS: By = By("careless", "available");

/// Adds the counts of signs, the further indices, and scores and drivers without the flagged.
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
    // While answers come, one more who is flagged would be known by what their leaving out moves.
    if context.running {
        return;
    }
    add_indices(context, numbers, &ticked, &perception);
    if let Some(screening) = screening.ok().filter(|screening| 0 < screening.doubtful) {
        add_without(context, numbers, rows, &screening);
    }
}

/// The further indices, which are no signs: the median over respondents.
fn add_indices(context: &Context<'_>, numbers: &mut Numbers, ticked: &Rows, perception: &[usize]) {
    let mut put = |name: &str, values: Result<Vec<f64>, Undefined>| {
        let middle = values.and_then(|values| {
            let n = values.len() as i64;
            Ok(Estimate::plain(middle(values)?, n))
        });
        numbers.add(name, Place::of("all"), CARELESS, middle);
    };
    put("careless.average_string", average_string(ticked, perception, MissingRule::Breaks));
    let presented = |items: &Vec<usize>| {
        let mut items: Vec<_> = items.iter().map(|item| &context.blueprint.items[*item]).collect();
        items.sort_by_key(|place| place.item);
        items.into_iter().filter_map(|place| place.columns.perception).collect::<Vec<usize>>()
    };
    let dimensions: Vec<Vec<usize>> = context.blueprint.dimensions.iter().map(|d| presented(&d.items)).collect();
    let defined = |values: Vec<Result<f64, Undefined>>| values.into_iter().flatten().collect();
    put("careless.even_odd", even_odd(ticked, &dimensions).map(defined));
    put("careless.synonyms", synonyms(ticked, perception, SYNONYM_R).map(|found| defined(found.consistency)));
}

/// The middle value, or the mean of the two in the middle.
fn middle(mut values: Vec<f64>) -> Result<f64, Undefined> {
    if (values.len() as u64) < SUPPRESS_BELOW {
        return Err(if values.is_empty() { Undefined::NoVariation } else { Undefined::Suppressed });
    }
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    Ok(if values.len() % 2 == 1 { values[half] } else { f64::midpoint(values[half - 1], values[half]) })
}

/// The scores, and what drives the outcome, without the flagged.
fn add_without(context: &Context<'_>, numbers: &mut Numbers, rows: &Rows, screening: &Screening) {
    let composites = context.blueprint.plan.composites_of(rows);
    for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        let scores = [("gap.mean_careful", place.gap), ("perception.mean_careful", place.perception)];
        for (name, score) in scores {
            let Some(score) = score else { continue };
            let values = composites[score].iter().map(|score| (*score != NO_SCORE).then(|| vec![*score]));
            let mean = without(values, screening, 1).and_then(|careful| mean(&careful, 0, context.scale(), LEVEL));
            numbers.add(name, Place::of(of), By("careless", "half"), mean.map(Estimate::from));
        }
    }
    let Some(block) = context.blueprint.overall.drivers else { return };
    let variables = &context.blueprint.plan.blocks[block];
    let value = |variable: &Variable, respondent: usize| match variable {
        Variable::Column(column) => rows.value(*column, respondent).map(i64::from),
        Variable::Composite(score) => Some(composites[*score][respondent]).filter(|value| *value != NO_SCORE),
    };
    let complete = (0..rows.n).map(|respondent| variables.iter().map(|v| value(v, respondent)).collect());
    let careful = without(complete, screening, variables.len());
    let shares = careful.and_then(|careful| Ok((lmg(&careful)?.shares()?, careful.n())));
    for (d, of) in context.dimension_names.iter().enumerate() {
        let share = shares.as_ref().map(|(shares, n)| Estimate::plain(shares[d], *n)).map_err(|reason| *reason);
        numbers.add("driver.lmg_share_careful", Place::of(of), By("careless", "listwise"), share);
    }
}

/// The sums of those who are not flagged. With and without a few people is those few people, by subtraction.
fn without(
    values: impl Iterator<Item = Option<Vec<i64>>>,
    screening: &Screening,
    variables: usize,
) -> Result<Sums, Undefined> {
    let mut careful = Sums::new(variables);
    let mut left_out = 0;
    for (row, signs) in values.zip(&screening.signs) {
        match row {
            Some(_) if signs.doubtful() => left_out += 1,
            Some(row) => careful.observe(&row),
            None => {}
        }
    }
    let small = |count: u64| 0 < count && count < SUPPRESS_BELOW;
    let few = small(left_out) || small(careful.n().unsigned_abs()) || (screening.doubtful as u64) < SUPPRESS_BELOW;
    if few { Err(Undefined::Suppressed) } else { Ok(careful) }
}
