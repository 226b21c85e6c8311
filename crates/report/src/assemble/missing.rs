//! Missing answers: which are missing together, and whether at random.
//!
//! Separate from the counts of what was read, which need no respondent: this looks at them one by one, and is left out where
//! there are too many to keep and while answers still come. Of patterns that few share it says nothing but how many people
//! they are together.

use statistics::Undefined;
use statistics::missing::imputation::{IMPUTATIONS, Imputations, impute, pooled_difference, pooled_mean};
use statistics::missing::little::{Little, little};
use statistics::missing::pattern::{Pattern, PatternTable, patterns};
use sums::Rows;
use survey::{BatteryKind, Role};

use super::{By, Context, Estimate, LEVEL, Numbers, Place, SUPPRESS_BELOW};
use crate::plan::ItemColumns;

const MISSING: By = By("missing", "available");

/// So many patterns are named.
const PATTERNS_MAX: usize = 6;
/// Little's test is made, and answers are filled in, up to so many patterns times items squared: half a second of work for the test.
const WORK_MAX: usize = 1_500_000;

/// Respondents up to whom missing answers are filled in: it takes a second for a thousand.
const IMPUTED_MOST: usize = 1_000;

/// A battery's name, and an item's column in it.
type Battery = (&'static str, fn(&ItemColumns) -> Option<usize>);

/// Adds the patterns and Little's test.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) {
    if context.running {
        return;
    }
    let columns: Vec<usize> = context.blueprint.items.iter().flat_map(|item| item.columns.present()).collect();
    let all = Place::of("all");
    let Some(rows) = context.material.rows else {
        numbers.add("missing.complete", all, MISSING, Err(Undefined::NeedsRows));
        return;
    };
    let Ok(table) = patterns(rows, &columns) else { return };
    numbers.value("missing.complete", all, MISSING, table.complete as f64, table.n as i64);
    // "Not applicable" is no missing answer.
    let answered_all = table.by_missing.first().copied().unwrap_or(0);
    let loss = 1.0 - answered_all as f64 / table.n as f64;
    numbers.value("missing.loss", all, MISSING, loss, table.n as i64);
    if answered_all == table.n {
        return;
    }
    add_patterns(context, numbers, &columns, &table);
    let rows = in_order(rows, &columns);
    add_tests(context, numbers, &rows);
    let work = table.patterns.len() * columns.len() * columns.len();
    if table.worth_imputing() && rows.n <= IMPUTED_MOST && work <= WORK_MAX {
        // Of few who left something out, the filled in would tell what these few answered.
        let few = ((table.n - answered_all) as u64) < SUPPRESS_BELOW;
        let filled = match few {
            true => Err(Undefined::Suppressed),
            false => impute(&rows, &columns, IMPUTATIONS, context.material.seed),
        };
        add_imputed(context, numbers, &filled, &columns, (table.n - table.silent) as i64);
    }
}

/// The gaps, or perceptions, with what is missing filled in several times over, and how much of what could be known is missing.
fn add_imputed(
    context: &Context<'_>,
    numbers: &mut Numbers,
    filled: &Result<Imputations, Undefined>,
    columns: &[usize],
    n: i64,
) {
    for (dimension, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        let places = |pick: fn(&ItemColumns) -> Option<usize>| -> Vec<usize> {
            let mine = dimension.items.iter().filter_map(|item| pick(&context.blueprint.items[*item].columns));
            mine.filter_map(|column| columns.iter().position(|other| *other == column)).collect()
        };
        let (expected, perceived) = (places(|columns| columns.expectation), places(|columns| columns.perception));
        if perceived.is_empty() {
            continue;
        }
        let pooled = filled.as_ref().map_err(|reason| *reason).and_then(|filled| match expected.is_empty() {
            true => pooled_mean(filled, &perceived, LEVEL),
            false => pooled_difference(filled, &perceived, &expected, LEVEL),
        });
        let name = if expected.is_empty() { "missing.imputed_perception" } else { "missing.imputed_gap" };
        let mean = pooled.as_ref().map(|found| Estimate {
            value: found.value,
            interval: Some((found.low, found.high)),
            se: Some(found.se),
            n,
        });
        numbers.add(name, Place::of(of), MISSING, mean.map_err(|reason| *reason));
        let share = pooled.as_ref().map(|found| Estimate::plain(found.missing_information, n));
        numbers.add("missing.information", Place::of(of), MISSING, share.map_err(|reason| *reason));
    }
}

/// The same respondents in an order that follows from their answers alone, so that whoever came first moves no digit.
pub(super) fn in_order(rows: &Rows, columns: &[usize]) -> Rows {
    let answers = |respondent: usize| columns.iter().map(move |column| rows.columns[*column][respondent]);
    let mut order: Vec<usize> = (0..rows.n).collect();
    order.sort_by(|a, b| answers(*a).cmp(answers(*b)));
    rows.select(&order)
}

fn add_patterns(context: &Context<'_>, numbers: &mut Numbers, columns: &[usize], table: &PatternTable) {
    let n = table.n as i64;
    let incomplete = || table.patterns.iter().filter(|pattern| pattern.answered.contains(&false));
    let many = |pattern: &&Pattern| SUPPRESS_BELOW as usize <= pattern.respondents.len();
    let mut named = 0;
    for pattern in incomplete().filter(many).take(PATTERNS_MAX) {
        named += pattern.respondents.len();
        let left_out = columns.iter().zip(&pattern.answered).filter(|(_, answered)| !**answered);
        let names: Vec<String> = left_out.filter_map(|(column, _)| name(context, *column)).collect();
        let by = format!("missing={}", names.join("+"));
        let place = Place { by: &by, ..Place::of("all") };
        numbers.value("missing.pattern", place, MISSING, pattern.respondents.len() as f64, n);
    }
    let other = table.n - table.complete - named;
    if 0 < other {
        numbers.value("missing.pattern_other", Place::of("all"), MISSING, other as f64, n);
    }
}

/// `expectation.05`.
fn name(context: &Context<'_>, column: usize) -> Option<String> {
    match &context.material.layout.columns[column].role {
        Role::Item { battery, item } => {
            Some(format!("{}.{}", battery_name(*battery), context.material.instrument.items[*item].id))
        }
        Role::Points { .. } | Role::Outcome { .. } => None,
    }
}

fn battery_name(battery: BatteryKind) -> &'static str {
    match battery {
        BatteryKind::Expectation => "expectation",
        BatteryKind::Perception => "perception",
        BatteryKind::Minimum => "minimum",
        BatteryKind::Desired => "desired",
        BatteryKind::Importance => "importance",
    }
}

/// Little's test, of each battery by itself: all of them together have about as many means and covariances to estimate as a
/// small survey has answers.
fn add_tests(context: &Context<'_>, numbers: &mut Numbers, rows: &Rows) {
    let batteries: [Battery; 4] = [
        ("perception", |columns| columns.perception),
        ("expectation", |columns| columns.expectation),
        ("minimum", |columns| columns.minimum),
        ("desired", |columns| columns.desired),
    ];
    for (battery, pick) in batteries {
        let columns = context.blueprint.columns_of(pick);
        let Ok(table) = patterns(rows, &columns) else { continue };
        if table.complete == table.n {
            continue;
        }
        let incomplete = (table.n - table.complete) as u64;
        let work = table.patterns.len() * columns.len() * columns.len();
        // Of few who left something out, the test would be about what these few answered.
        let tested = match () {
            () if incomplete < SUPPRESS_BELOW => Err(Undefined::Suppressed),
            () if WORK_MAX < work => Err(Undefined::NeedsRows),
            () => little(rows, &columns),
        };
        let mut put = |name: &str, pick: fn(&Little) -> f64| {
            let value = tested.as_ref().map(|test| Estimate::plain(pick(test), test.n as i64));
            let name = format!("missing.{name}.{battery}");
            numbers.add(&name, Place::of("all"), MISSING, value.map_err(|reason| *reason));
        };
        put("little", |test| test.square);
        put("little_df", |test| test.df as f64);
        put("little_p", |test| test.p);
    }
}
