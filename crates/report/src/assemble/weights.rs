//! Weights: what the scores would be if every group had answered in its known share, and what that costs.
//!
//! Separate from the scores, which stay unweighted and stand beside these. It refuses targets that do not fit the answers, all
//! mistakes at once, and weights that would give a small group away: two means of the same people, weighted differently, are two
//! equations.

use std::collections::BTreeMap;

use language::{Argument, Words};
use statistics::Undefined;
use statistics::weighting::design_effect::design_effect;
use statistics::weighting::raking::{Margin, Raked, rake};
use statistics::weighting::weighted_mean::{WeightedMean, weighted_mean, weighted_t};
use sums::{NO_SCORE, Rows, Variable};

use super::{By, Context, Estimate, LEVEL, Numbers, Place, SUPPRESS_BELOW};
use crate::value::Weighting;

const RAKED: By = By("weighting", "available");
const MEAN: By = By("weighting", "half");
/// Shares may be off 1 by rounding.
const SUM_OFF: f64 = 0.015;
/// Weighted numbers are given to a thousandth: with every digit, one more equation over whole answers could be solved for a small group
/// where columns cross.
const STEPS: f64 = 1000.0;
/// Values of a column that are named to whoever misspelt one.
const VALUES_NAMED: usize = 10;

/// Known shares of groups in the population.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Targets {
    /// The file they come from, without folder.
    pub file: String,
    /// One per column.
    pub margins: Vec<TargetMargin>,
    /// The columns of the answers, for whoever misspelt one.
    pub columns: Vec<String>,
}

/// Known shares of the groups of one column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TargetMargin {
    /// The column.
    pub column: String,
    /// The groups, with their share (all shares together 1) or their number of people.
    pub wanted: Vec<(String, f64)>,
    /// The facet with a cell per value of the column; nothing when the answers have no such column.
    pub facet: Option<usize>,
}

/// Adds the weighted scores, or says why there are none.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) -> Option<Weighting> {
    let targets = context.material.targets.filter(|_| !context.running)?;
    let columns = targets.margins.iter().map(|margin| margin.column.clone()).collect();
    let mut weighting = Weighting { file: targets.file.clone(), columns, refused: Vec::new() };
    let problems = match context.material.rows {
        None => vec![Problem::TooMany],
        Some(rows) => match weigh(context, targets, rows) {
            Ok((margins, raked)) => {
                add_scores(context, numbers, rows, &margins, &raked);
                add_response(numbers, &margins);
                vec![]
            }
            Err(problems) => problems,
        },
    };
    weighting.refused = problems.iter().map(|problem| problem.sentence(context.material.words)).collect();
    Some(weighting)
}

/// Why targets are not used.
#[derive(Debug, Clone, PartialEq)]
enum Problem {
    /// There are no targets in the file.
    Empty,
    /// The answers have no such column.
    Column { column: String, columns: String },
    /// A share or count below zero, or none above.
    Value { column: String },
    /// The shares do not make 1.
    Sum { column: String, sum: f64 },
    /// Nobody who answered is of this group.
    Nobody { column: String, value: String, values: String },
    /// Too few of this group answered to weight by it and give nobody away.
    Few { column: String, value: String },
    /// Some respondents, but too few, are of none of the groups.
    FewOutside { column: String },
    /// Too few are of one group in one column and of one in another.
    FewCrossed,
    /// There are too many respondents to keep each.
    TooMany,
    /// Another reason.
    Other(Undefined),
}

impl Problem {
    fn sentence(&self, words: Words) -> String {
        let least = ("least", Argument::from(SUPPRESS_BELOW as i64));
        let column = |column: &String| ("column", Argument::from(column.as_str()));
        match self {
            Self::Empty => words.text("findings-targets-empty"),
            Self::Column { column: name, columns } => {
                words.say("findings-targets-column", &[column(name), ("columns", columns.as_str().into())])
            }
            Self::Value { column: name } => words.say("findings-targets-value", &[column(name)]),
            Self::Sum { column: name, sum } => {
                words.say("findings-targets-sum", &[column(name), ("sum", words.number(*sum, 2).into())])
            }
            Self::Nobody { column: name, value, values } => words.say(
                "findings-targets-nobody",
                &[column(name), ("value", value.as_str().into()), ("values", values.as_str().into())],
            ),
            Self::Few { column: name, value } => {
                words.say("findings-targets-few", &[column(name), ("value", value.as_str().into()), least])
            }
            Self::FewOutside { column: name } => words.say("findings-targets-few-outside", &[column(name), least]),
            Self::FewCrossed => words.say("findings-targets-few-crossed", &[least]),
            Self::TooMany => words.text("findings-targets-rows"),
            Self::Other(reason) => words.say("findings-targets-other", &[("reason", words.text(reason.key()).into())]),
        }
    }
}

/// Each respondent's group in one column, and the shares of the groups.
struct Grouped<'a> {
    margin: &'a TargetMargin,
    groups: Vec<Option<u32>>,
    targets: Vec<f64>,
}

fn weigh<'a>(
    context: &Context<'_>,
    targets: &'a Targets,
    rows: &Rows,
) -> Result<(Vec<Grouped<'a>>, Raked), Vec<Problem>> {
    if targets.margins.is_empty() {
        return Err(vec![Problem::Empty]);
    }
    let (mut margins, mut problems) = (vec![], vec![]);
    for margin in &targets.margins {
        match group(context, targets, margin, rows) {
            Ok(grouped) => margins.push(grouped),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        problems = given_away(&margins, &|_| true);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let asked: Vec<Margin<'_>> =
        margins.iter().map(|margin| Margin { groups: &margin.groups, targets: &margin.targets }).collect();
    match rake(&asked, None) {
        Ok(raked) => Ok((margins, raked)),
        Err(reason) => Err(vec![Problem::Other(reason)]),
    }
}

fn group<'a>(
    context: &Context<'_>,
    targets: &Targets,
    margin: &'a TargetMargin,
    rows: &Rows,
) -> Result<Grouped<'a>, Vec<Problem>> {
    let column = || margin.column.clone();
    let Some(facet) = margin.facet else {
        return Err(vec![Problem::Column { column: column(), columns: targets.columns.join(", ") }]);
    };
    let wanted: Vec<f64> = margin.wanted.iter().map(|(_, share)| *share).collect();
    let sum: f64 = wanted.iter().sum();
    if wanted.iter().any(|share| !(share.is_finite() && *share >= 0.0)) || sum <= 0.0 {
        return Err(vec![Problem::Value { column: column() }]);
    }
    // Numbers of people are never all below 1.
    if wanted.iter().all(|share| *share <= 1.0) && (sum - 1.0).abs() > SUM_OFF {
        return Err(vec![Problem::Sum { column: column(), sum }]);
    }
    let keys = &context.material.keys[facet];
    let value_of = |cell: usize| keys[cell].first().map_or("", String::as_str).trim();
    let place = |cell: usize| margin.wanted.iter().position(|(value, _)| value.trim() == value_of(cell));
    let places: Vec<Option<u32>> =
        (0..keys.len()).map(|cell| place(cell).and_then(|p| u32::try_from(p).ok())).collect();
    let groups = (0..rows.n).map(|row| rows.cell(facet, row).and_then(|cell| places[cell as usize])).collect();
    let grouped = Grouped { margin, groups, targets: wanted };
    let mut answered = vec![0_u64; keys.len()];
    (0..rows.n).filter_map(|row| rows.cell(facet, row)).for_each(|cell| answered[cell as usize] += 1);
    // A column of names is not printed: only what many have in common.
    let many = |cell: &usize| SUPPRESS_BELOW <= answered[*cell];
    let mut values: Vec<&str> = (0..keys.len()).filter(many).map(value_of).collect();
    values.sort_unstable();
    let more = values.len() > VALUES_NAMED;
    values.truncate(VALUES_NAMED);
    values.extend(more.then_some("…"));
    let nobody = |group: &usize| grouped.targets[*group] > 0.0 && !grouped.groups.contains(&u32::try_from(*group).ok());
    let problems: Vec<Problem> = (0..grouped.targets.len())
        .filter(nobody)
        .map(|group| Problem::Nobody {
            column: column(),
            value: margin.wanted[group].0.clone(),
            values: values.join(", "),
        })
        .collect();
    if problems.is_empty() { Ok(grouped) } else { Err(problems) }
}

/// What a weighted mean over those who are counted would give away beside the unweighted one. Groups of too few could be solved
/// for; and where the margins leave a single unknown among the cells in which they cross, so could a cell.
fn given_away(margins: &[Grouped<'_>], counted: &dyn Fn(usize) -> bool) -> Vec<Problem> {
    let few = |count: u64| 0 < count && count < SUPPRESS_BELOW;
    let respondents = || (0..margins.first().map_or(0, |margin| margin.groups.len())).filter(|row| counted(*row));
    let mut problems = vec![];
    let mut known = 1;
    for margin in margins {
        let mut counts = vec![0_u64; margin.targets.len() + 1];
        for row in respondents() {
            counts[margin.groups[row].map_or(margin.targets.len(), |group| group as usize)] += 1;
        }
        known += counts.iter().filter(|count| **count > 0).count().saturating_sub(1);
        for (group, _) in counts.iter().enumerate().filter(|(_, count)| few(**count)) {
            let column = margin.margin.column.clone();
            problems.push(match margin.margin.wanted.get(group) {
                Some((value, _)) => Problem::Few { column, value: value.clone() },
                None => Problem::FewOutside { column },
            });
        }
    }
    let mut cells: BTreeMap<Vec<Option<u32>>, u64> = BTreeMap::new();
    for row in respondents() {
        *cells.entry(margins.iter().map(|margin| margin.groups[row]).collect()).or_default() += 1;
    }
    // The groups' means are `known` equations, and the weighted mean is one more.
    if problems.is_empty() && cells.len() <= known + 1 && cells.values().any(|count| few(*count)) {
        problems.push(Problem::FewCrossed);
    }
    problems
}

/// Where a column's targets are numbers of people: how many of each group answered. Every group has ten answers, or nothing is weighted.
fn add_response(numbers: &mut Numbers, margins: &[Grouped<'_>]) {
    for grouped in margins {
        let mut answered = vec![0_usize; grouped.targets.len()];
        grouped.groups.iter().flatten().for_each(|group| answered[*group as usize] += 1);
        // Shares, percentages, or fewer people than answered: these numbers are of something else.
        let sum: f64 = grouped.targets.iter().sum();
        let people = grouped.targets.iter().any(|people| 1.0 < *people) && (sum - 100.0).abs() > 100.0 * SUM_OFF;
        if !people || grouped.targets.iter().zip(&answered).any(|(people, answered)| *people < *answered as f64) {
            continue;
        }
        let groups = grouped.margin.wanted.iter().zip(answered).filter(|(_, answered)| 0 < *answered);
        for ((value, people), answered) in groups {
            let by = format!("{}={}", grouped.margin.column, value.trim());
            let place = Place { by: &by, ..Place::of("all") };
            numbers.value("weight.people", place, RAKED, *people, answered as i64);
            numbers.value("weight.response", place, RAKED, stepped(answered as f64 / people), answered as i64);
        }
    }
}

fn stepped(value: f64) -> f64 {
    (value * STEPS).round() / STEPS
}

fn add_scores(context: &Context<'_>, numbers: &mut Numbers, rows: &Rows, margins: &[Grouped<'_>], raked: &Raked) {
    let all = Place::of("all");
    let n = raked.n as i64;
    let cost = design_effect(&raked.weights);
    let cost = cost.as_ref().map_err(|reason| *reason);
    numbers.add("weight.design_effect", all, RAKED, cost.map(|cost| Estimate::plain(stepped(cost.deff), cost.n)));
    numbers.add("weight.n_effective", all, RAKED, cost.map(|cost| Estimate::plain(stepped(cost.n_eff), cost.n)));
    numbers.value("weight.converged", all, RAKED, f64::from(u8::from(raked.converged)), n);
    numbers.value("weight.largest_miss", all, RAKED, raked.largest_miss, n);
    let composites = context.blueprint.plan.composites_of(rows);
    let mut put = |name: &str, of: &str, score: usize, scale: i64, tested: bool| {
        let values: Vec<Option<f64>> =
            composites[score].iter().map(|s| (*s != NO_SCORE).then(|| *s as f64 / scale as f64)).collect();
        let safe = given_away(margins, &|row| values[row].is_some()).is_empty();
        let mean: Result<WeightedMean, Undefined> =
            if safe { weighted_mean(&values, &raked.weights, LEVEL) } else { Err(Undefined::Suppressed) };
        let mean = mean.as_ref().map_err(|reason| *reason);
        let estimate = mean.map(|mean| Estimate {
            value: stepped(mean.mean),
            interval: Some((stepped(mean.low), stepped(mean.high))),
            se: Some(stepped(mean.se)),
            n: mean.n,
        });
        numbers.add(name, Place::of(of), MEAN, estimate);
        if tested {
            let test = mean.and_then(weighted_t).map(|test| [(test.t, test.n), (test.p, test.n)]);
            for (place, part) in ["t", "p"].into_iter().enumerate() {
                let part_of = |test: [(f64, i64); 2]| Estimate::plain(stepped(test[place].0), test[place].1);
                numbers.add(&format!("{name}_{part}"), Place::of(of), MEAN, test.map(part_of));
            }
        }
    };
    for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        match (place.gap, place.perception) {
            (Some(gap), _) => put("weighted.gap", of, gap, context.scale(), true),
            (None, Some(perception)) => put("weighted.perception", of, perception, context.scale(), false),
            (None, None) => {}
        }
    }
    let scale = context.scale() * context.dimension_names.len() as i64;
    let composite = |block: Option<usize>| match context.blueprint.plan.blocks.get(block?)?.first()? {
        Variable::Composite(composite) => Some(*composite),
        Variable::Column(_) => None,
    };
    let overall = &context.blueprint.overall;
    match (composite(overall.gap), composite(overall.perception)) {
        (Some(gap), _) => put("weighted.servqual", "all", gap, scale, true),
        (None, Some(perception)) => put("weighted.servperf", "all", perception, scale, false),
        (None, None) => {}
    }
}
