//! The report's tables: which numbers stand beside each other, in which order.
//!
//! Separate because text and HTML show the same tables, one briefly and one in full. A column whose number does not occur
//! is left out. Nothing here knows how a table looks.

use language::Argument;
use statistics::shape::penalty_reward::{FAR_LARGER, SIDE_MIN};

use crate::{
    Number, Quadrant, Report, Segmentation, Subject, WaveCard,
    render::view::{Cell, Style, View},
    value::Side,
};

/// How much a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// For a terminal: few columns, short heads.
    Brief,
    /// For a page.
    Full,
}

/// Which part of a number a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The value.
    Value(Style),
    /// The value, with its interval where there is room.
    Both(Style),
    /// The interval alone.
    Interval(Style),
    /// The standard error.
    Error(Style),
    /// The respondents behind it.
    N,
}

/// One cell and the number behind it.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'a> {
    pub(crate) cell: Cell,
    /// The interval to show with it.
    pub(crate) interval: Option<String>,
    pub(crate) number: Option<&'a Number>,
    /// Words stand left, numbers right.
    pub(crate) words: bool,
    /// For a count of respondents: of which group, empty for everybody. On the board it opens their answers.
    pub(crate) opens: Option<&'a str>,
}

impl Entry<'_> {
    fn words(text: String) -> Self {
        Self { cell: Cell::Written(text), interval: None, number: None, words: true, opens: None }
    }

    fn absent() -> Self {
        Self { cell: Cell::Absent, interval: None, number: None, words: false, opens: None }
    }
}

/// One row; a row without entries is a heading over those that follow.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    pub(crate) label: String,
    pub(crate) entries: Vec<Entry<'a>>,
}

/// A table before it is drawn.
#[derive(Debug, Clone)]
pub(crate) struct Table<'a> {
    pub(crate) corner: String,
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<Row<'a>>,
}

impl<'a> Table<'a> {
    /// Every number in the table, for its rules and methods.
    pub(crate) fn numbers(&self) -> Vec<&'a Number> {
        let entries = self.rows.iter().flat_map(|row| &row.entries);
        entries.filter_map(|entry| entry.number).collect()
    }

    /// The same table without columns in which no row has anything.
    pub(crate) fn without_empty_columns(&self) -> Self {
        let said = |c: usize| {
            let cells = self.rows.iter().filter_map(move |row| row.entries.get(c));
            cells.into_iter().any(|entry| entry.cell != Cell::Absent)
        };
        let kept: Vec<usize> = (0..self.heads.len()).filter(|c| said(*c)).collect();
        let row = |row: &Row<'a>| Row {
            label: row.label.clone(),
            entries: kept.iter().filter_map(|c| row.entries.get(*c).cloned()).collect(),
        };
        Self {
            corner: self.corner.clone(),
            heads: kept.iter().map(|c| self.heads[*c].clone()).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }

    /// Whether there is nothing to show.
    pub(crate) fn is_empty(&self) -> bool {
        self.heads.is_empty() || self.rows.iter().all(|row| row.entries.is_empty())
    }
}

/// A column: its head's message, its statistic, and the part shown.
struct Column {
    head: String,
    statistic: String,
    part: Part,
}

fn column(view: &View<'_>, head: &str, statistic: &str, part: Part) -> Column {
    let head = match part {
        Part::Interval(_) => view.interval_name(),
        _ => view.text(&format!("report-head-{head}")),
    };
    Column { head, statistic: statistic.to_owned(), part }
}

/// A cell of a number.
pub(crate) fn entry<'a>(view: &View<'a>, number: Option<&'a Number>, part: Part) -> Entry<'a> {
    let (cell, interval) = match part {
        Part::Value(style) => (view.cell(number, style), None),
        Part::Both(style) => {
            let interval = match view.interval(number, style) {
                Cell::Written(text) => Some(text),
                _ => None,
            };
            (view.cell(number, style), interval)
        }
        Part::Interval(style) => (view.interval(number, style), None),
        Part::Error(style) => (view.error(number, style), None),
        Part::N => (view.n(number), None),
    };
    let opens = number.filter(|number| part == Part::N && number.wave.is_empty()).map(|number| number.by.as_str());
    Entry { cell, interval, number, words: false, opens }
}

/// Subjects down, statistics of everybody across; items stand under the heading of their dimension.
fn of_subjects<'a>(view: &View<'a>, subjects: &[&'a Subject], grouped: bool, columns: Vec<Column>) -> Table<'a> {
    let columns: Vec<Column> = columns.into_iter().filter(|column| view.shows(&column.statistic)).collect();
    let mut rows = Vec::new();
    let mut parent = "";
    for subject in subjects {
        if grouped && subject.parent != parent {
            parent = &subject.parent;
            rows.push(Row { label: view.report.label(parent).to_owned(), entries: Vec::new() });
        }
        let entries = columns
            .iter()
            .map(|column| entry(view, view.index.get(&column.statistic, &subject.of), column.part))
            .collect();
        rows.push(Row { label: view.row_label(subject), entries });
    }
    let corner = view.text(if grouped { "report-head-item" } else { "report-head-dimension" });
    Table { corner, heads: columns.into_iter().map(|column| column.head).collect(), rows }
}

fn dimensions_of(report: &Report) -> Vec<&Subject> {
    report.dimensions().collect()
}

fn items_of(report: &Report) -> Vec<&Subject> {
    report.dimensions().flat_map(|dimension| report.items(&dimension.of)).collect()
}

/// Expectation, perception and gap, or what the questionnaire has of them.
fn score_columns(view: &View<'_>, detail: Detail, correction: &str) -> Vec<Column> {
    let (e, p) = match detail {
        Detail::Brief => ("e", "p"),
        Detail::Full => ("expectation", "perception"),
    };
    let mut columns = vec![
        column(view, e, "expectation.mean", Part::Value(Style::Plain(2))),
        column(view, "minimum", "minimum.mean", Part::Value(Style::Plain(2))),
        column(view, p, "perception.mean", Part::Value(Style::Plain(2))),
        column(view, "desired", "desired.mean", Part::Value(Style::Plain(2))),
    ];
    if view.shows("gap.mean") {
        columns.push(column(view, "gap", "gap.mean", Part::Value(Style::Signed(2))));
        columns.push(column(view, "", "gap.mean", Part::Interval(Style::Signed(2))));
        let (head, statistic) = match correction {
            "holm" => ("p-holm", "gap.p_holm"),
            _ => ("p-bh", "gap.p_bh"),
        };
        columns.push(column(view, head, statistic, Part::Value(Style::P)));
    } else if !view.shows("zone.adequacy") {
        columns.push(column(view, "", "perception.mean", Part::Interval(Style::Plain(2))));
        columns.push(column(view, "sd", "perception.sd", Part::Value(Style::Plain(2))));
    }
    columns
}

fn n_column(view: &View<'_>) -> Column {
    let statistic = ["gap.mean", "zone.adequacy", "perception.mean"]
        .into_iter()
        .find(|statistic| view.shows(statistic))
        .unwrap_or("expectation.mean");
    column(view, "n", statistic, Part::N)
}

/// The summary of the dimensions.
pub(crate) fn dimensions<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let mut columns = score_columns(view, detail, "holm");
    columns.push(column(view, "alpha", "alpha.perception", Part::Value(Style::Plain(2))));
    columns.push(column(view, "driver", "driver.lmg_share", Part::Value(Style::Percent)));
    columns.push(n_column(view));
    let subjects = dimensions_of(view.report);
    let mut table = of_subjects(view, &subjects, false, columns);
    if detail == Detail::Full && view.shows_any(&["gap.mean", "zone.adequacy"]) {
        table.heads.push(view.text("report-head-verdict"));
        for (row, subject) in table.rows.iter_mut().zip(&subjects) {
            row.entries.push(Entry::words(verdict(view, &subject.of)));
        }
    }
    table
}

/// The verdict on a dimension or item, in words.
pub(crate) fn verdict(view: &View<'_>, of: &str) -> String {
    let verdict = if view.shows("zone.adequacy") { view.zone_verdict(of) } else { view.gap_verdict(of) };
    view.text(verdict.name())
}

/// The items under their dimensions.
pub(crate) fn items<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let mut columns = score_columns(view, detail, "bh");
    columns.push(n_column(view));
    if detail == Detail::Full {
        columns.push(column(view, "missing", "answers.missing", Part::Value(Style::Percent)));
        columns.push(column(view, "not-applicable", "answers.not_applicable", Part::Value(Style::Percent)));
    }
    of_subjects(view, &items_of(view.report), true, columns)
}

/// The tests of the gaps, of dimensions or of items.
pub(crate) fn tests<'a>(view: &View<'a>, items: bool) -> Table<'a> {
    let (head, statistic) = if items { ("p-bh", "gap.p_bh") } else { ("p-holm", "gap.p_holm") };
    let columns = vec![
        column(view, "gap", "gap.mean", Part::Value(Style::Signed(2))),
        column(view, "sd", "gap.sd", Part::Value(Style::Plain(2))),
        column(view, "t", "gap.t", Part::Value(Style::Plain(2))),
        column(view, "df", "gap.df", Part::Value(Style::Count)),
        column(view, "p-value", "gap.p", Part::Value(Style::P)),
        column(view, head, statistic, Part::Value(Style::P)),
        column(view, "p-minimum", "gap.p_minimum", Part::Value(Style::P)),
        column(view, "wilcoxon-z", "gap.wilcoxon_z", Part::Value(Style::Plain(2))),
        column(view, "wilcoxon-p", "gap.wilcoxon_p", Part::Value(Style::P)),
        column(view, "n", "gap.mean", Part::N),
    ];
    of_subjects(view, &subjects(view, items), items, columns)
}

/// How large the gaps are, and for how many.
pub(crate) fn effects<'a>(view: &View<'a>, items: bool) -> Table<'a> {
    let columns = vec![
        column(view, "median", "gap.median", Part::Value(Style::Signed(2))),
        column(view, "bca", "gap.bca", Part::Interval(Style::Signed(2))),
        column(view, "range", "gap.percent_of_range", Part::Value(Style::Signed(1))),
        column(view, "d-z", "gap.d_z", Part::Value(Style::Signed(2))),
        column(view, "g-z", "gap.hedges_g_z", Part::Value(Style::Signed(2))),
        column(view, "d-av", "gap.d_av", Part::Value(Style::Signed(2))),
        column(view, "rank-biserial", "gap.rank_biserial", Part::Value(Style::Signed(2))),
        column(view, "below", "gap.share_negative", Part::Value(Style::Percent)),
        column(view, "at", "gap.share_zero", Part::Value(Style::Percent)),
        column(view, "above", "gap.share_positive", Part::Value(Style::Percent)),
        column(view, "n", "gap.mean", Part::N),
    ];
    let mut columns = columns;
    if let Some(bca) = columns.iter_mut().find(|column| column.statistic == "gap.bca") {
        bca.head = view.text("report-head-bca");
    }
    of_subjects(view, &subjects(view, items), items, columns)
}

fn subjects<'a>(view: &View<'a>, items: bool) -> Vec<&'a Subject> {
    if items { items_of(view.report) } else { dimensions_of(view.report) }
}

/// The overall scores side by side, never one alone.
pub(crate) fn overall<'a>(view: &View<'a>) -> Table<'a> {
    let scores = [
        ("servqual.unweighted", Style::Signed(2)),
        ("servqual.weighted", Style::Signed(2)),
        ("servqual.aggregate", Style::Signed(2)),
        ("servqual.link", Style::Signed(3)),
        ("servperf.unweighted", Style::Plain(2)),
        ("servperf.weighted", Style::Plain(2)),
    ];
    let rows = scores.into_iter().filter(|(statistic, _)| view.shows(statistic)).map(|(statistic, style)| {
        let number = view.index.get(statistic, "all");
        let label = view.text(&format!("report-score-{}", statistic.replace('.', "-")));
        let parts = [Part::Value(style), Part::Interval(style), Part::N];
        Row { label, entries: parts.map(|part| entry(view, number, part)).into() }
    });
    Table {
        corner: view.text("report-head-score"),
        heads: vec![view.text("report-head-value"), view.interval_name(), view.text("report-head-n")],
        rows: rows.collect(),
    }
}

/// The overall judgements themselves: their means, with interval and spread.
pub(crate) fn outcomes<'a>(view: &View<'a>) -> Table<'a> {
    let style = Style::Plain(2);
    let columns = vec![
        column(view, "mean", "outcome.mean", Part::Value(style)),
        column(view, "", "outcome.mean", Part::Interval(style)),
        column(view, "sd", "outcome.sd", Part::Value(style)),
        column(view, "n", "outcome.mean", Part::N),
    ];
    let subjects: Vec<&Subject> = view.report.outcomes().collect();
    Table { corner: view.text("report-head-outcome"), ..of_subjects(view, &subjects, false, columns) }
}

/// The same of every group and wave, which go down; the judgements go across, each with its n.
pub(crate) fn outcomes_of_groups<'a>(view: &View<'a>) -> Table<'a> {
    let outcomes: Vec<&Subject> = view.report.outcomes().collect();
    let row = |label: &str, by: &str, wave: &str, hidden: bool| {
        let entries = outcomes.iter().flat_map(|outcome| {
            let number = view.index.at("outcome.mean", &outcome.of, by, wave);
            let mut mean = entry(view, number, Part::Both(Style::Plain(2)));
            if hidden {
                mean.cell = Cell::Hidden;
            }
            [mean, entry(view, number, Part::N)]
        });
        Row { label: label.to_owned(), entries: entries.collect() }
    };
    let mut rows = Vec::new();
    for segmentation in &view.report.segmentations {
        rows.push(Row { label: segmentation.title.clone(), entries: Vec::new() });
        rows.extend(segmentation.levels.iter().map(|level| row(&level.label, &level.by, "", level.suppressed)));
    }
    if !view.report.waves.is_empty() {
        rows.push(Row { label: view.text("report-section-waves"), entries: Vec::new() });
        rows.extend(view.report.waves.iter().map(|wave| row(&wave.name, "", &wave.name, false)));
    }
    let heads = outcomes.iter().flat_map(|outcome| [view.row_label(outcome), view.text("report-head-n")]);
    Table { corner: view.text("report-head-group"), heads: heads.collect(), rows }
}

/// What importance means in the priorities of a report, in the order of their appearance: derived, stated, or both.
pub(crate) fn bases(report: &Report) -> Vec<&str> {
    let mut bases: Vec<&str> = Vec::new();
    for priority in &report.priorities {
        if !bases.contains(&priority.basis.as_str()) {
            bases.push(&priority.basis);
        }
    }
    bases
}

/// What that meaning is called.
pub(crate) fn basis_name(basis: &str) -> &'static str {
    if basis == "stated" { "report-basis-stated" } else { "report-basis-derived" }
}

/// Importance against performance, with the probability of each quadrant; derived and stated importance are never mixed.
pub(crate) fn priorities<'a>(view: &View<'a>, basis: &str, detail: Detail) -> Table<'a> {
    let rows = view.report.priorities.iter().filter(|priority| priority.basis == basis).map(|priority| {
        let mut entries = vec![
            Entry::words(view.text(priority.quadrant.name())),
            number_entry(view, priority.importance, Style::Percent),
            number_entry(view, priority.performance, Style::Plain(2)),
        ];
        let place = Quadrant::ORDER.iter().position(|quadrant| *quadrant == priority.quadrant);
        let own = place.and_then(|place| priority.membership.get(place)).copied();
        match detail {
            Detail::Brief => entries.push(share_entry(view, own)),
            Detail::Full => {
                entries.extend((0..4).map(|place| share_entry(view, priority.membership.get(place).copied())))
            }
        }
        Row { label: view.report.label(&priority.of).to_owned(), entries }
    });
    let mut heads: Vec<String> =
        ["quadrant", "importance", "performance"].map(|head| view.text(&format!("report-head-{head}"))).into();
    match detail {
        Detail::Brief => heads.push(view.text("report-head-membership")),
        Detail::Full => heads.extend(Quadrant::ORDER.map(|quadrant| view.text(quadrant.name()))),
    }
    Table { corner: view.text("report-head-dimension"), heads, rows: rows.collect() }
}

fn number_entry<'a>(view: &View<'a>, value: f64, style: Style) -> Entry<'a> {
    let cell = if value.is_finite() { Cell::Written(view.write(value, style)) } else { Cell::Absent };
    Entry { cell, ..Entry::absent() }
}

fn share_entry<'a>(view: &View<'a>, share: Option<f64>) -> Entry<'a> {
    share.map_or_else(Entry::absent, |share| number_entry(view, share, Style::Percent))
}

/// What drives the outcome.
pub(crate) fn drivers<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let mut columns = vec![
        column(view, "driver", "driver.lmg_share", Part::Value(Style::Percent)),
        column(view, "", "driver.lmg_share", Part::Interval(Style::Percent)),
        column(view, "rank", "driver.rank", Part::Value(Style::Count)),
        column(view, "", "driver.rank", Part::Interval(Style::Count)),
    ];
    columns[3].head = view.text("report-head-rank-interval");
    if detail == Detail::Full {
        columns.push(column(view, "lmg", "driver.lmg", Part::Value(Style::Plain(3))));
        columns.push(column(view, "johnson", "driver.johnson_share", Part::Both(Style::Percent)));
        columns.push(column(view, "correlation", "driver.correlation", Part::Value(Style::Plain(2))));
        columns.push(column(view, "beta", "driver.beta", Part::Value(Style::Plain(2))));
    }
    columns.push(column(view, "points", "importance.points", Part::Both(Style::Plain(1))));
    columns.push(column(view, "n", "driver.lmg_share", Part::N));
    of_subjects(view, &dimensions_of(view.report), false, columns)
}

/// The regression behind the drivers: what a point of each score goes with, and how far the scores overlap.
pub(crate) fn regression<'a>(view: &View<'a>) -> Table<'a> {
    let (two, three) = (Style::Plain(2), Style::Plain(3));
    let columns = vec![
        column(view, "b", "driver.b", Part::Both(two)),
        column(view, "se", "driver.b", Part::Error(three)),
        column(view, "t", "driver.b_t", Part::Value(two)),
        column(view, "p-value", "driver.b_p", Part::Value(Style::P)),
        column(view, "beta", "driver.beta", Part::Value(two)),
        column(view, "vif", "driver.vif", Part::Value(Style::Plain(1))),
        column(view, "first", "driver.first", Part::Value(three)),
        column(view, "last", "driver.last", Part::Value(three)),
        column(view, "pratt", "driver.pratt", Part::Value(three)),
        column(view, "n", "driver.b", Part::N),
    ];
    of_subjects(view, &dimensions_of(view.report), false, columns)
}

/// Whether an effect differs from zero beyond chance.
fn beyond_chance(number: Option<&Number>) -> bool {
    number.is_some_and(|n| n.low.is_some_and(|low| 0.0 < low) || n.high.is_some_and(|high| high < 0.0))
}

/// What a dimension is by its penalty and reward; nothing where that cannot be told.
pub(crate) fn contrast_class(view: &View<'_>, of: &str) -> Option<&'static str> {
    let asymmetry = view.index.value("penalty_reward.asymmetry", of)?;
    let shown = |statistic: &str| beyond_chance(view.index.get(statistic, of));
    let distinct = shown("penalty_reward.balance");
    Some(if !shown("penalty.effect") && !shown("reward.effect") {
        "report-contrast-none"
    } else if asymmetry < -FAR_LARGER {
        if distinct { "report-contrast-basic" } else { "report-contrast-basic-perhaps" }
    } else if asymmetry <= FAR_LARGER {
        "report-contrast-performance"
    } else if distinct {
        "report-contrast-excitement"
    } else {
        "report-contrast-excitement-perhaps"
    })
}

/// What poor service costs and good service earns.
pub(crate) fn contrast<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let subjects = dimensions_of(view.report);
    let known = |statistic: &str| subjects.iter().any(|d| view.index.value(statistic, &d.of).is_some());
    if !known("penalty.effect") && !known("reward.effect") {
        return Table { corner: String::new(), heads: Vec::new(), rows: Vec::new() };
    }
    let (effect, short) = match detail {
        Detail::Brief => (Part::Value(Style::Signed(2)), "-short"),
        Detail::Full => (Part::Both(Style::Signed(2)), ""),
    };
    let count = Part::Value(Style::Count);
    let mut columns = vec![
        column(view, &format!("penalty{short}"), "penalty.effect", effect),
        column(view, "penalty-count", "penalty.count", count),
        column(view, &format!("reward{short}"), "reward.effect", effect),
        column(view, "reward-count", "reward.count", count),
    ];
    if detail == Detail::Full {
        columns.push(column(view, "balance", "penalty_reward.balance", effect));
        columns.push(column(view, "asymmetry", "penalty_reward.asymmetry", Part::Value(Style::Signed(2))));
        let n = if known("penalty.effect") { "penalty.effect" } else { "reward.effect" };
        columns.push(column(view, "n", n, Part::N));
    }
    let mut table = of_subjects(view, &subjects, false, columns);
    table.heads.push(view.text("report-head-class"));
    for (row, subject) in table.rows.iter_mut().zip(&subjects) {
        let class = contrast_class(view, &subject.of);
        row.entries.push(class.map_or_else(Entry::absent, |class| Entry::words(view.text(class))));
    }
    table
}

/// What the contrast says in words: the dimensions that clearly punish or clearly reward, or that there is none.
pub(crate) fn contrast_words(view: &View<'_>) -> Vec<String> {
    let outcome = view.report.instrument.outcome.as_str();
    let classes = || view.report.dimensions().filter_map(|d| Some((d, contrast_class(view, &d.of)?)));
    let said: Vec<String> = classes()
        .filter_map(|(subject, class)| {
            let (penalty, reward) =
                (view.index.get("penalty.effect", &subject.of)?, view.index.get("reward.effect", &subject.of)?);
            let name = match (class, beyond_chance(Some(penalty)), beyond_chance(Some(reward))) {
                ("report-contrast-basic", _, false) => "report-contrast-only-costs",
                ("report-contrast-basic", _, true) => "report-contrast-costs",
                ("report-contrast-excitement", false, _) => "report-contrast-only-earns",
                ("report-contrast-excitement", true, _) => "report-contrast-earns",
                _ => return None,
            };
            let arguments = [
                ("dimension", subject.label.as_str().into()),
                ("outcome", outcome.into()),
                ("cost", view.write(penalty.value?.abs(), Style::Plain(2)).into()),
                ("earn", view.write(reward.value?.abs(), Style::Plain(2)).into()),
            ];
            Some(view.say(name, &arguments))
        })
        .collect();
    if said.is_empty() && classes().next().is_some() {
        return vec![view.text("report-contrast-undecided")];
    }
    said
}

/// Where poor ends and good begins.
pub(crate) fn contrast_cuts(view: &View<'_>) -> Option<String> {
    let cut = |statistic: &str| {
        let cut = view.index.value(statistic, "all")?;
        Some(view.write(cut, Style::Plain(usize::from(cut.fract() != 0.0))))
    };
    let arguments = [
        ("low", cut("penalty_reward.low_cut")?.into()),
        ("high", cut("penalty_reward.high_cut")?.into()),
        ("least", SIDE_MIN.into()),
    ];
    Some(view.say("report-contrast-cuts", &arguments))
}

/// Every item as a driver of the outcome, where that was asked for.
pub(crate) fn item_drivers<'a>(view: &View<'a>) -> Table<'a> {
    let columns = vec![
        column(view, "item-driver", "item_driver.lmg_share", Part::Both(Style::Percent)),
        column(view, "johnson", "item_driver.johnson_share", Part::Both(Style::Percent)),
        column(view, "n", "item_driver.johnson_share", Part::N),
    ];
    of_subjects(view, &items_of(view.report), true, columns)
}

/// The zone of tolerance, of dimensions or of items.
pub(crate) fn zone<'a>(view: &View<'a>, items: bool, detail: Detail) -> Table<'a> {
    let mut columns = vec![
        column(view, "adequacy", "zone.adequacy", Part::Both(Style::Signed(2))),
        column(view, "superiority", "zone.superiority", Part::Both(Style::Signed(2))),
        column(view, "zone-below", "zone.below", Part::Value(Style::Percent)),
        column(view, "zone-within", "zone.within", Part::Value(Style::Percent)),
        column(view, "zone-above", "zone.above", Part::Value(Style::Percent)),
    ];
    if detail == Detail::Full {
        columns.insert(2, column(view, "width", "zone.width", Part::Value(Style::Plain(2))));
        columns.push(column(view, "inverted", "zone.inverted", Part::Value(Style::Count)));
    }
    columns.push(column(view, "n", "zone.adequacy", Part::N));
    of_subjects(view, &subjects(view, items), items, columns)
}

/// Groups down, dimensions across, with the test over the groups below.
pub(crate) fn segments<'a>(view: &View<'a>, segmentation: &'a Segmentation, detail: Detail) -> Table<'a> {
    let dimensions = dimensions_of(view.report);
    let score = view.score();
    let part = match detail {
        Detail::Brief => Part::Value(view.score_style()),
        Detail::Full => Part::Both(view.score_style()),
    };
    let row = |level: &'a crate::SegmentLevel| {
        let n = match level.n {
            _ if level.suppressed => Cell::Hidden,
            Some(n) => Cell::Written(view.words.count(i64::try_from(n).unwrap_or(i64::MAX))),
            None => Cell::Absent,
        };
        let mut entries = vec![Entry { cell: n, opens: Some(&level.by), ..Entry::absent() }];
        let scores = dimensions.iter().map(|d| view.index.at(score, &d.of, &level.by, ""));
        let overall = view.index.at(view.overall(), "all", &level.by, "");
        for number in scores.chain([overall]) {
            let mut entry = entry(view, number, part);
            if level.suppressed {
                entry.cell = Cell::Hidden;
            }
            entries.push(entry);
        }
        Row { label: level.label.clone(), entries }
    };
    let mut rows: Vec<Row<'a>> = segmentation.levels.iter().map(row).collect();
    for (statistic, head, style) in [
        ("segment.welch_f", "report-welch-f", Style::Plain(2)),
        ("segment.welch_p", "report-welch-p", Style::P),
        ("segment.p_bh", "report-welch-p-bh", Style::P),
        ("segment.omega2", "report-omega2", Style::Plain(3)),
    ] {
        let numbers: Vec<Option<&Number>> =
            dimensions.iter().map(|d| view.index.at(statistic, &d.of, &segmentation.column, "")).collect();
        let brief = detail == Detail::Brief && statistic != "segment.p_bh";
        if brief || numbers.iter().all(Option::is_none) {
            continue;
        }
        let mut entries = vec![Entry::absent()];
        entries.extend(numbers.into_iter().map(|number| entry(view, number, Part::Value(style))));
        entries.push(Entry::absent());
        rows.push(Row { label: view.text(head), entries });
    }
    let mut heads = vec![view.text("report-head-n")];
    heads.extend(dimensions.iter().map(|d| view.row_label(d)));
    heads.push(view.text("report-head-overall"));
    Table { corner: segmentation.title.clone(), heads, rows }
}

/// The differences between two groups each.
pub(crate) fn pairs<'a>(view: &View<'a>, segmentation: &'a Segmentation) -> Table<'a> {
    let mut rows = Vec::new();
    for number in view.report.numbers.iter().filter(|n| n.statistic == "segment.difference") {
        let Some((first, second)) = view.pair(segmentation, &number.by) else {
            continue;
        };
        let p = view.index.at("segment.difference_p", &number.of, &number.by, "");
        let style = Style::Signed(2);
        rows.push(Row {
            label: view.report.label(&number.of).to_owned(),
            entries: vec![
                Entry::words(format!("{first} / {second}")),
                entry(view, Some(number), Part::Value(style)),
                entry(view, Some(number), Part::Interval(style)),
                entry(view, p, Part::Value(Style::P)),
                entry(view, Some(number), Part::N),
            ],
        });
    }
    Table {
        corner: view.text("report-head-dimension"),
        heads: vec![
            view.text("report-head-pair"),
            view.text("report-head-difference"),
            view.interval_name(),
            view.text("report-head-p-value"),
            view.text("report-head-n"),
        ],
        rows,
    }
}

/// Dimensions down, waves across.
pub(crate) fn waves<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let waves = &view.report.waves;
    let part = match detail {
        Detail::Brief => Part::Value(view.score_style()),
        Detail::Full => Part::Both(view.score_style()),
    };
    let across = |statistic: &str, of: &str| {
        waves.iter().map(|wave| entry(view, view.index.at(statistic, of, "", &wave.name), part)).collect()
    };
    let mut rows: Vec<Row<'a>> = view
        .report
        .dimensions()
        .map(|d| Row { label: view.row_label(d), entries: across(view.score(), &d.of) })
        .collect();
    let of_wave = |value: i64| Entry { cell: Cell::Written(view.words.count(value)), ..Entry::absent() };
    rows.push(Row { label: view.text("report-head-overall"), entries: across(view.overall(), "all") });
    rows.push(Row {
        label: view.text("report-head-respondents"),
        entries: waves.iter().map(|wave| of_wave(i64::try_from(wave.n).unwrap_or(i64::MAX))).collect(),
    });
    rows.push(Row {
        label: view.text("report-head-items"),
        entries: waves.iter().map(|wave| of_wave(i64::try_from(wave.items).unwrap_or(i64::MAX))).collect(),
    });
    Table {
        corner: view.text("report-head-dimension"),
        heads: waves.iter().map(|wave| wave.name.clone()).collect(),
        rows,
    }
}

/// What changed from one wave to the next, the overall judgements included, and whether service or expectation moved.
pub(crate) fn changes<'a>(view: &View<'a>, wave: &str) -> Table<'a> {
    let style = Style::Signed(2);
    let columns = [
        ("report-head-change", "wave.change", Part::Value(style)),
        ("", "wave.change", Part::Interval(style)),
        ("report-head-p-holm", "wave.change_p_holm", Part::Value(Style::P)),
        ("report-head-perception-part", "wave.perception_part", Part::Value(style)),
        ("report-head-expectation-part", "wave.expectation_part", Part::Value(style)),
    ];
    let changing = view.report.dimensions().chain(view.report.outcomes());
    let subjects: Vec<(&str, String)> =
        changing.map(|subject| (subject.of.as_str(), view.row_label(subject))).collect();
    let at = |statistic: &str, of: &str| view.index.at(statistic, of, "", wave);
    let columns: Vec<_> = columns
        .into_iter()
        .filter(|(_, statistic, _)| subjects.iter().any(|(of, _)| at(statistic, of).is_some()))
        .collect();
    let rows = subjects
        .iter()
        .filter(|(of, _)| at("wave.change", of).is_some())
        .map(|(of, label)| Row {
            label: label.clone(),
            entries: columns.iter().map(|(_, statistic, part)| entry(view, at(statistic, of), *part)).collect(),
        })
        .collect();
    let head = |name: &str| {
        if name.is_empty() { view.interval_name() } else { view.text(name) }
    };
    Table {
        corner: view.text("report-head-dimension"),
        heads: columns.iter().map(|(name, _, _)| head(name)).collect(),
        rows,
    }
}

/// Every change from wave to wave.
pub(crate) fn every_change<'a>(view: &View<'a>) -> Table<'a> {
    let waves = view.report.waves.iter().skip(1);
    let part = Part::Both(Style::Signed(2));
    let row = |subject: &Subject| {
        let at = |wave: &WaveCard| entry(view, view.index.at("wave.change", &subject.of, "", &wave.name), part);
        Row { label: view.row_label(subject), entries: waves.clone().map(at).collect() }
    };
    Table {
        corner: view.text("report-head-dimension"),
        rows: view.report.dimensions().chain(view.report.outcomes()).map(row).collect(),
        heads: waves.clone().map(|wave| wave.name.clone()).collect(),
    }
}

/// The control chart and the trend of each dimension, one row for all waves by the same items.
pub(crate) fn control<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let (level, change) = (view.score_style(), Style::Signed(3));
    let mut rows = Vec::new();
    for dimension in view.report.dimensions() {
        for stretch in view.stretches("control.centre", &dimension.of) {
            let Some(last) = stretch.last() else { continue };
            let at = |statistic: &str| view.index.at(statistic, &dimension.of, "", &last.name);
            let mut entries = vec![
                Entry::words(from_to(&stretch)),
                entry(view, at("control.centre"), Part::Value(level)),
                entry(view, at("control.score"), Part::Interval(level)),
                Entry::words(outside(view, "control.score", &dimension.of, &stretch)),
                entry(
                    view,
                    at("trend.slope"),
                    if detail == Detail::Full { Part::Both(change) } else { Part::Value(change) },
                ),
                entry(view, at("trend.p_holm"), Part::Value(Style::P)),
            ];
            if detail == Detail::Full {
                entries.push(entry(view, at("trend.lack_p"), Part::Value(Style::P)));
                entries.push(entry(view, at("trend.tau"), Part::Value(Style::Plain(2))));
                entries.push(entry(view, at("trend.tau_p"), Part::Value(Style::P)));
            }
            rows.push(Row { label: view.row_label(dimension), entries });
        }
    }
    let mut heads = vec!["stretch", "centre", "limits", "outside", "slope", "p-holm"];
    if detail == Detail::Full {
        heads.extend(["lack-p", "tau", "tau-p"]);
    }
    let heads = heads.into_iter().map(|head| view.text(&format!("report-head-{head}"))).collect();
    Table { corner: view.text("report-head-dimension"), heads, rows }
}

/// The waves of a stretch: the first, the last, and how many.
fn from_to(stretch: &[&WaveCard]) -> String {
    match stretch {
        [] => String::new(),
        [only] => only.name.clone(),
        [first, .., last] => format!("{} – {} ({})", first.name, last.name, stretch.len()),
    }
}

/// The waves outside their limits, each with its side; a dash when there are none.
fn outside(view: &View<'_>, statistic: &str, of: &str, stretch: &[&WaveCard]) -> String {
    let told = |wave: &&WaveCard| {
        let sign = match view.index.at(statistic, of, "", &wave.name)?.side()? {
            Side::Below => '↓',
            Side::Above => '↑',
        };
        Some(format!("{} {sign}", wave.name))
    };
    let told: Vec<String> = stretch.iter().filter_map(told).collect();
    if told.is_empty() { "—".to_owned() } else { told.join(", ") }
}

/// The share that is charted, waves across, each with its limits; one row for all waves by the same items.
pub(crate) fn control_shares<'a>(view: &View<'a>) -> Table<'a> {
    let mut rows = Vec::new();
    for subject in view.report.dimensions().chain(view.report.outcomes()) {
        for stretch in view.stretches("control.share_centre", &subject.of) {
            let Some(last) = stretch.last() else { continue };
            let at = |statistic: &str, wave: &str| view.index.at(statistic, &subject.of, "", wave);
            let mut entries = vec![
                Entry::words(outside(view, "control.share", &subject.of, &stretch)),
                entry(view, at("control.share_centre", &last.name), Part::Value(Style::Percent)),
                entry(view, at("control.sigma_z", &last.name), Part::Value(Style::Plain(2))),
            ];
            entries.extend(view.report.waves.iter().map(|wave| {
                let here = stretch.iter().any(|of_stretch| of_stretch.name == wave.name);
                entry(view, at("control.share", &wave.name).filter(|_| here), Part::Both(Style::Percent))
            }));
            rows.push(Row { label: view.row_label(subject), entries });
        }
    }
    let mut heads = ["outside", "centre", "sigma-z"].map(|head| view.text(&format!("report-head-{head}"))).to_vec();
    heads.extend(view.report.waves.iter().map(|wave| wave.name.clone()));
    Table { corner: String::new(), heads, rows }
}

/// The message that names the share that is charted.
pub(crate) fn share_name(view: &View<'_>) -> &'static str {
    let top = |number: &Number| number.statistic == "control.share" && number.of.starts_with("outcome:");
    if view.report.numbers.iter().any(top) { "report-control-share-top" } else { "report-control-share-below" }
}

/// The groups of a column in their order, with the best guess, the rank and its interval, and the place in the funnel.
pub(crate) fn funnel<'a>(view: &View<'a>, segmentation: &'a Segmentation) -> Table<'a> {
    let style = view.score_style();
    let row = |level: &'a crate::SegmentLevel| {
        let at = |statistic: &str| view.index.at(statistic, "all", &level.by, "");
        let mean = at("funnel.limit")?;
        let entries = vec![
            entry(view, Some(mean), Part::N),
            entry(view, Some(mean), Part::Value(style)),
            entry(view, at("funnel.shrunken"), Part::Both(style)),
            entry(view, at("funnel.rank"), Part::Value(Style::Count)),
            entry(view, at("funnel.rank"), Part::Interval(Style::Count)),
            Entry::words(funnel_place(view, &level.by).map_or_else(String::new, |name| view.text(name))),
        ];
        Some(Row { label: level.label.clone(), entries })
    };
    let heads = ["n", "mean", "shrunken", "rank", "rank-interval", "place"];
    Table {
        corner: segmentation.title.clone(),
        heads: heads.map(|head| view.text(&format!("report-head-{head}"))).into(),
        rows: segmentation.levels.iter().filter_map(row).collect(),
    }
}

/// The message for a group's place in the funnel; none for a group that is in no funnel.
pub(crate) fn funnel_place(view: &View<'_>, by: &str) -> Option<&'static str> {
    let at = |statistic: &str| view.index.at(statistic, "all", by, "").filter(|number| number.value.is_some());
    Some(match (at("funnel.limit")?.side(), at("funnel.warning")?.side()) {
        (Some(Side::Below), _) => "report-place-far-below",
        (Some(Side::Above), _) => "report-place-far-above",
        (None, Some(Side::Below)) => "report-place-below",
        (None, Some(Side::Above)) => "report-place-above",
        (None, None) => "report-place-within",
    })
}

/// Consistency of the dimensions: alpha per battery with its interval.
pub(crate) fn consistency<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let mut columns = Vec::new();
    for battery in view.consistency_batteries() {
        let short = detail == Detail::Brief;
        let part =
            if short && battery != "perception" { Part::Value(Style::Plain(2)) } else { Part::Both(Style::Plain(2)) };
        let head = format!("alpha-{battery}{}", if short { "-short" } else { "" });
        columns.push(column(view, &head, &format!("alpha.{battery}"), part));
    }
    if detail == Detail::Full && view.shows("alpha.standardized.perception") {
        let statistic = "alpha.standardized.perception";
        columns.push(column(view, "alpha-standardized", statistic, Part::Value(Style::Plain(2))));
    }
    columns.push(column(view, "critical-r", "validity.critical_r", Part::Value(Style::Plain(3))));
    let n = ["alpha.perception", "alpha.expectation", "validity.critical_r"];
    if let Some(statistic) = n.into_iter().find(|statistic| view.shows(statistic)) {
        columns.push(column(view, "n", statistic, Part::N));
    }
    let subjects = dimensions_of(view.report);
    let mut table = of_subjects(view, &subjects, false, columns);
    if table.heads.is_empty() || !view.shows("validity.critical_r") {
        return table;
    }
    for battery in ["perception", "expectation"] {
        if !view.shows(&format!("item_total.{battery}")) {
            continue;
        }
        let short = if detail == Detail::Brief { "-short" } else { "" };
        table.heads.push(view.text(&format!("report-head-valid-{battery}{short}")));
        for (row, dimension) in table.rows.iter_mut().zip(&subjects) {
            let judged: Vec<bool> =
                view.report.items(&dimension.of).filter_map(|item| view.valid(item, battery)).collect();
            let valid = judged.iter().filter(|valid| **valid).count();
            let cell =
                if judged.is_empty() { Cell::Absent } else { Cell::Written(format!("{valid}/{}", judged.len())) };
            row.entries.push(Entry { cell, ..Entry::absent() });
        }
    }
    table
}

/// Validity of the items of a battery, against the critical correlation.
pub(crate) fn validity<'a>(view: &View<'a>, battery: &str) -> Table<'a> {
    let part = Part::Value(Style::Plain(3));
    let columns = vec![
        column(view, "item-total", &format!("item_total.{battery}"), part),
        column(view, "item-rest", &format!("item_rest.{battery}"), part),
        column(view, "if-dropped", &format!("alpha.if_dropped.{battery}"), part),
        column(view, "n", &format!("item_rest.{battery}"), Part::N),
    ];
    let subjects = items_of(view.report);
    let mut table = of_subjects(view, &subjects, true, columns);
    if table.heads.is_empty() || !view.shows("validity.critical_r") {
        return table;
    }
    table.heads.push(view.text("report-head-critical-r"));
    table.heads.push(view.text("report-head-valid"));
    let rows = table.rows.iter_mut().filter(|row| !row.entries.is_empty());
    for (row, item) in rows.zip(&subjects) {
        row.entries.push(entry(view, view.index.get("validity.critical_r", &item.parent), part));
        row.entries.push(match view.valid(item, battery) {
            Some(true) => Entry::words(view.text("report-valid-yes")),
            Some(false) => Entry::words(view.text("report-valid-no")),
            None => Entry::absent(),
        });
    }
    table
}

/// The models of the factors, each with how it fits.
pub(crate) fn models<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let three = Style::Plain(3);
    let mut columns = vec![
        ("chi2", Part::Value(Style::Plain(1))),
        ("df", Part::Value(Style::Count)),
        ("p", Part::Value(Style::P)),
        ("cfi", Part::Value(three)),
        ("tli", Part::Value(three)),
        ("rmsea", Part::Both(three)),
        ("srmr", Part::Value(three)),
        ("bic", Part::Value(Style::Plain(0))),
    ];
    if detail == Detail::Brief {
        columns.retain(|(name, _)| ["chi2", "df", "cfi", "rmsea", "srmr"].contains(name));
    }
    let rows = ["correlated", "second_order", "one"].into_iter().filter_map(|model| {
        let of = format!("model:{model}");
        view.index.get("structure.chi2", &of)?;
        let cell = |(name, part): &(&str, Part)| entry(view, view.index.get(&format!("structure.{name}"), &of), *part);
        let mut entries: Vec<Entry<'a>> = columns.iter().map(cell).collect();
        entries.push(entry(view, view.index.get("structure.chi2", &of), Part::N));
        Some(Row { label: view.text(&format!("report-structure-{}", model.replace('_', "-"))), entries })
    });
    let rows: Vec<Row<'a>> = rows.collect();
    let head = |(name, _): &(&str, Part)| view.text(&format!("report-head-fit-{name}"));
    let mut heads: Vec<String> = columns.iter().map(head).collect();
    heads.push(view.text("report-head-n"));
    Table { corner: view.text("report-head-structure"), heads, rows }
}

/// Per dimension: omega, composite reliability, extracted variance, and its correlation with each other factor.
pub(crate) fn factors<'a>(view: &View<'a>, statistic: &str) -> Table<'a> {
    let dimensions = dimensions_of(view.report);
    let id = |subject: &Subject| subject.of.strip_prefix("dimension:").unwrap_or(&subject.of).to_owned();
    let between = |first: &Subject, second: &Subject| {
        let [one, other] = [(first, second), (second, first)].map(|(a, b)| format!("pair:{}~{}", id(a), id(b)));
        view.index.get(statistic, &one).or_else(|| view.index.get(statistic, &other))
    };
    let part = Part::Value(Style::Plain(2));
    // The lower triangle: the last dimension has no column, the first no row.
    let rows: Vec<Row<'a>> = dimensions
        .iter()
        .enumerate()
        .skip(1)
        .map(|(place, dimension)| {
            let cell = |(other, against): (usize, &&'a Subject)| {
                if other < place { entry(view, between(dimension, against), part) } else { Entry::absent() }
            };
            let across = dimensions.iter().take(dimensions.len() - 1).enumerate();
            Row { label: view.row_label(dimension), entries: across.map(cell).collect() }
        })
        .collect();
    if rows.iter().all(|row| row.entries.iter().all(|entry| entry.number.is_none())) {
        return Table { corner: String::new(), heads: Vec::new(), rows: Vec::new() };
    }
    let heads = dimensions.iter().take(dimensions.len() - 1).map(|dimension| view.row_label(dimension)).collect();
    Table { corner: view.text("report-head-dimension"), heads, rows }
}

/// Per dimension: omega, composite reliability and extracted variance.
pub(crate) fn convergence<'a>(view: &View<'a>) -> Table<'a> {
    let part = Part::Value(Style::Plain(2));
    let columns = vec![
        column(view, "omega", "omega.perception", Part::Both(Style::Plain(2))),
        column(view, "composite", "structure.composite_reliability", part),
        column(view, "ave", "structure.ave", part),
        column(view, "n", "structure.ave", Part::N),
    ];
    of_subjects(view, &dimensions_of(view.report), false, columns)
}

/// Per item: its loading and how far it is fit for factors.
pub(crate) fn loadings<'a>(view: &View<'a>) -> Table<'a> {
    let columns = vec![
        column(view, "loading", "structure.loading", Part::Value(Style::Plain(2))),
        column(view, "", "structure.loading", Part::Interval(Style::Plain(2))),
        column(view, "msa", "structure.msa", Part::Value(Style::Plain(2))),
        column(view, "n", "structure.msa", Part::N),
    ];
    of_subjects(view, &items_of(view.report), true, columns)
}

/// Per item: its loadings on factors that were found without the questionnaire, each beside the dimension it is most like.
pub(crate) fn explored<'a>(view: &View<'a>) -> Table<'a> {
    let dimensions = dimensions_of(view.report);
    let id = |of: &'a str| of.split_once(':').map_or(of, |(_, id)| id);
    let two = Part::Value(Style::Plain(2));
    let (mut rows, mut parent) = (Vec::new(), "");
    for item in items_of(view.report) {
        let loading = |dimension: &&'a Subject| {
            view.index.get("structure.explored", &format!("cell:{}~{}", id(&item.of), id(&dimension.of)))
        };
        let Some(shared) = view.index.get("structure.communality", &item.of) else { continue };
        if item.parent != parent {
            parent = &item.parent;
            rows.push(Row { label: view.report.label(parent).to_owned(), entries: Vec::new() });
        }
        let mut entries: Vec<Entry<'a>> = dimensions.iter().map(|of| entry(view, loading(of), two)).collect();
        entries.extend([two, Part::N].map(|part| entry(view, Some(shared), part)));
        rows.push(Row { label: view.row_label(item), entries });
    }
    if !rows.is_empty() {
        let alike = |dimension: &&'a Subject| view.index.get("structure.congruence", &dimension.of);
        let entries = dimensions.iter().map(|of| entry(view, alike(of), two)).collect();
        rows.push(Row { label: view.text("report-structure-congruence"), entries });
    }
    let mut heads: Vec<String> = dimensions.iter().map(|dimension| view.row_label(dimension)).collect();
    heads.extend(["communality", "n"].map(|name| view.text(&format!("report-head-{name}"))));
    Table { corner: view.text("report-head-item"), heads, rows }
}

/// Whether groups, or waves where no column is named, understand the questions alike: three models, each stricter than the last.
pub(crate) fn invariance<'a>(view: &View<'a>, by: &str) -> Table<'a> {
    let columns = [
        ("fit-chi2", "chi2", Style::Plain(1)),
        ("fit-df", "df", Style::Count),
        ("fit-cfi", "cfi", Style::Plain(3)),
        ("fit-rmsea", "rmsea", Style::Plain(3)),
        ("cfi-fall", "cfi_fall", Style::Plain(3)),
        ("fit-p", "difference_p", Style::P),
    ];
    let rows = ["configural", "metric", "scalar"].into_iter().filter_map(|model| {
        let of = format!("model:{model}");
        let at = |name: &str| view.index.at(&format!("invariance.{name}"), &of, by, "");
        let fit = at("cfi")?;
        let mut entries: Vec<Entry<'a>> =
            columns.iter().map(|(_, name, style)| entry(view, at(name), Part::Value(*style))).collect();
        entries.push(entry(view, Some(fit), Part::N));
        Some(Row { label: view.text(&format!("report-invariance-{model}")), entries })
    });
    let rows = rows.collect();
    let mut heads: Vec<String> = columns.iter().map(|(head, ..)| view.text(&format!("report-head-{head}"))).collect();
    heads.push(view.text("report-head-n"));
    Table { corner: view.text("report-head-invariance"), heads, rows }
}

/// Whether the items are fit for factors, and how many there seem to be.
pub(crate) fn factorability<'a>(view: &View<'a>) -> Table<'a> {
    let rows = [
        ("kmo", Style::Plain(2)),
        ("bartlett_p", Style::P),
        ("factors_parallel", Style::Count),
        ("factors_map", Style::Count),
    ];
    let mut rows: Vec<Row<'a>> = rows
        .into_iter()
        .filter(|(name, _)| view.shows(&format!("structure.{name}")))
        .map(|(name, style)| {
            let number = view.index.get(&format!("structure.{name}"), "all");
            let label = view.text(&format!("report-structure-{}", name.replace('_', "-")));
            Row { label, entries: [Part::Value(style), Part::N].map(|part| entry(view, number, part)).into() }
        })
        .collect();
    for name in ["omega.hierarchical_confirmed", "omega.total_confirmed", "omega.hierarchical", "omega.total"] {
        if let Some(number) = view.index.get(name, "all") {
            let label = view.text(&format!("report-structure-{}", name.replace(['.', '_'], "-")));
            let entries = [Part::Both(Style::Plain(2)), Part::N].map(|part| entry(view, Some(number), part)).into();
            rows.push(Row { label, entries });
        }
    }
    Table {
        corner: view.text("report-head-question"),
        heads: vec![view.text("report-head-value"), view.text("report-head-n")],
        rows,
    }
}

/// The difference score and its parts, per dimension.
pub(crate) fn difference<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let (e, p, gap) = match detail {
        Detail::Brief => ("alpha-expectation-short", "alpha-perception-short", "alpha-gap-short"),
        Detail::Full => ("alpha-expectation", "alpha-perception", "alpha-gap"),
    };
    let plain = Part::Value(Style::Plain(2));
    let columns = vec![
        column(view, e, "alpha.expectation", plain),
        column(view, p, "alpha.perception", plain),
        column(view, "difference-r", "difference.correlation", plain),
        column(view, "difference-alpha", "difference.reliability", plain),
        column(view, gap, "alpha.gap", plain),
        column(view, "top", "expectation.top_share", Part::Value(Style::Percent)),
        column(view, "n", "difference.reliability", Part::N),
    ];
    of_subjects(view, &dimensions_of(view.report), false, columns)
}

/// Items down, levels of expectation across: the share at the highest, and how the gap varies among those who expect the
/// same. A level that too few chose is a dash with its reason, since most low levels are such.
pub(crate) fn restriction<'a>(view: &View<'a>) -> Table<'a> {
    let card = &view.report.instrument;
    let levels: Vec<u8> = (card.scale_min..=card.scale_max).collect();
    let variance = |item: &Subject, level: &u8| {
        let number = view.index.at("gap.variance", &item.of, &format!("expectation={level}"), "");
        let mut entry = entry(view, number, Part::Value(Style::Plain(2)));
        if entry.cell == Cell::Hidden {
            entry.cell = Cell::Undefined(view.hidden());
        }
        entry
    };
    let mut table = of_subjects(
        view,
        &items_of(view.report),
        true,
        vec![column(view, "top", "expectation.top_share", Part::Value(Style::Percent))],
    );
    let known = |item: &&Subject| levels.iter().any(|level| variance(item, level).number.is_some());
    if !items_of(view.report).iter().any(known) {
        return Table { rows: Vec::new(), ..table };
    }
    table.heads.extend(levels.iter().map(|level| format!("E = {level}")));
    let rows = table.rows.iter_mut().filter(|row| !row.entries.is_empty());
    for (row, item) in rows.zip(items_of(view.report)) {
        row.entries.extend(levels.iter().map(|level| variance(item, level)));
    }
    table
}

/// How much of the outcome each form of the score explains.
pub(crate) fn fits<'a>(view: &View<'a>) -> Table<'a> {
    let models = ["gap", "perception", "expectation", "free", "weighted", "weighted_perception"];
    let rows = models.into_iter().filter_map(|model| {
        let number = view
            .report
            .numbers
            .iter()
            .find(|n| n.statistic == "fit.r2_adjusted" && n.of.strip_prefix("model:") == Some(model))?;
        let parts = [Part::Value(Style::Plain(3)), Part::N];
        Some(Row {
            label: view.text(&format!("report-model-{}", model.replace('_', "-"))),
            entries: parts.map(|part| entry(view, Some(number), part)).into(),
        })
    });
    Table {
        corner: view.text("report-head-model"),
        heads: vec![view.text("report-head-r2"), view.text("report-head-n")],
        rows: rows.collect(),
    }
}

/// The sentence about the test of the gap against its parts, if it was made and no finding has said it already.
pub(crate) fn constraint(view: &View<'_>) -> Option<String> {
    let says = |key: &str| matches!(key, "findings-measure-rejected" | "findings-measure-kept");
    if view.report.findings.iter().any(|finding| says(&finding.key)) {
        return None;
    }
    let value = |statistic: &str| view.index.value(statistic, "all");
    let (f, p) = (value("constraint.f")?, value("constraint.p")?);
    let (df1, df2) = (value("constraint.df1")?, value("constraint.df2")?);
    let rejected = p < 1.0 - view.report.settings.level;
    let name = if rejected { "report-constraint-rejected" } else { "report-constraint-kept" };
    let arguments: [(&str, Argument); 4] = [
        ("f", view.write(f, Style::Plain(2)).into()),
        ("df1", view.write(df1, Style::Count).into()),
        ("df2", view.write(df2, Style::Count).into()),
        ("p", view.words.p_stated(p).into()),
    ];
    Some(view.say(name, &arguments))
}

/// Whether a dimension's surface is what a pure gap would give; nothing where it has none.
fn like_a_gap(view: &View<'_>, of: &str) -> Option<bool> {
    let slope = |statistic: &str| view.index.get(statistic, of).filter(|number| number.value.is_some());
    let (along, bend, against) = (slope("surface.a1")?, slope("surface.a2")?, slope("surface.a3")?);
    let hurts = against.high.is_some_and(|high| high < 0.0);
    Some(!beyond_chance(Some(along)) && !beyond_chance(Some(bend)) && hurts)
}

/// The response surface of each dimension: slope and curvature along both lines, and whether that is like a gap.
pub(crate) fn surface<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let subjects = dimensions_of(view.report);
    if !subjects.iter().any(|d| like_a_gap(view, &d.of).is_some()) {
        return Table { corner: String::new(), heads: Vec::new(), rows: Vec::new() };
    }
    let part = match detail {
        Detail::Brief => Part::Value(Style::Signed(2)),
        Detail::Full => Part::Both(Style::Signed(2)),
    };
    let mut columns: Vec<Column> =
        ["a1", "a2", "a3", "a4"].map(|name| column(view, name, &format!("surface.{name}"), part)).into();
    columns.push(column(view, "n", "surface.a1", Part::N));
    let mut table = of_subjects(view, &subjects, false, columns);
    table.heads.push(view.text("report-head-like-a-gap"));
    for (row, subject) in table.rows.iter_mut().zip(&subjects) {
        row.entries.push(match like_a_gap(view, &subject.of) {
            Some(true) => Entry::words(view.text("report-valid-yes")),
            Some(false) => Entry::words(view.text("report-valid-no")),
            None => Entry::absent(),
        });
    }
    table
}

/// The same in a sentence.
pub(crate) fn surface_words(view: &View<'_>) -> Option<String> {
    let judged: Vec<(&Subject, bool)> =
        view.report.dimensions().filter_map(|d| Some((d, like_a_gap(view, &d.of)?))).collect();
    let like: Vec<&str> = judged.iter().filter(|(_, like)| *like).map(|(d, _)| d.label.as_str()).collect();
    let name = match (judged.len(), like.len()) {
        (0, _) => return None,
        (_, 0) => "report-surface-none",
        (all, some) if all == some => "report-surface-all",
        _ => "report-surface-some",
    };
    let arguments =
        [("dimensions", like.join(", ").into()), ("outcome", view.report.instrument.outcome.as_str().into())];
    Some(view.say(name, &arguments))
}

/// What the missing answers are, in sentences: how many respondents answered everything, and Little's test.
pub(crate) fn missing_words(view: &View<'_>) -> Vec<String> {
    let mut said = Vec::new();
    let complete = view.index.get("missing.complete", "all");
    let loss = view.index.value("missing.loss", "all").filter(|loss| 0.0 < *loss);
    #[allow(clippy::cast_possible_truncation)] // Counts are far below 2^63.
    if let (Some(Number { value: Some(complete), n: Some(n), .. }), Some(loss)) = (complete, loss) {
        let arguments = [
            ("count", (*complete as i64).into()),
            ("n", (*n).into()),
            ("loss", view.write(loss, Style::Percent).into()),
        ];
        said.push(view.say("report-missing-complete", &arguments));
    }
    let batteries = ["perception", "expectation", "minimum", "desired"].into_iter().filter_map(|battery| {
        let value = |name: &str| view.index.value(&format!("missing.{name}.{battery}"), "all");
        let (square, df, p) = (value("little")?, value("little_df")?, value("little_p")?);
        let arguments = [
            ("battery", view.text(&format!("report-head-{battery}")).into()),
            ("square", view.write(square, Style::Plain(1)).into()),
            ("df", view.write(df, Style::Count).into()),
            ("p", view.words.p_stated(p).into()),
        ];
        Some((view.say("report-little-test", &arguments), p))
    });
    let (tests, p): (Vec<String>, Vec<f64>) = batteries.unzip();
    if !tests.is_empty() {
        let rejected = p.iter().any(|p| *p < 1.0 - view.report.settings.level);
        let name = if rejected { "report-little-rejected" } else { "report-little-kept" };
        said.push(view.say(name, &[("tests", tests.join("; ").into())]));
    }
    said
}

/// The gaps, or perceptions, as they are and with missing answers filled in.
pub(crate) fn imputed<'a>(view: &View<'a>) -> Table<'a> {
    let gaps = view.shows("missing.imputed_gap");
    let (plain, filled, style) = match gaps {
        true => ("gap.mean", "missing.imputed_gap", Style::Signed(2)),
        false => ("perception.mean", "missing.imputed_perception", Style::Plain(2)),
    };
    if !view.shows(filled) {
        return Table { corner: String::new(), heads: Vec::new(), rows: Vec::new() };
    }
    let columns = vec![
        column(view, "answered", plain, Part::Both(style)),
        column(view, "imputed", filled, Part::Both(style)),
        column(view, "information", "missing.information", Part::Value(Style::Percent)),
        column(view, "n", filled, Part::N),
    ];
    of_subjects(view, &dimensions_of(view.report), false, columns)
}

/// Which items are left out together, by how many.
pub(crate) fn patterns<'a>(view: &View<'a>) -> Table<'a> {
    let count = |number: &'a Number, label: String| Row {
        label,
        entries: [Part::Value(Style::Count), Part::N].map(|part| entry(view, Some(number), part)).into(),
    };
    let named = view.report.numbers.iter().filter(|number| number.statistic == "missing.pattern");
    let mut rows: Vec<Row<'a>> = named.map(|number| count(number, pattern(view, &number.by))).collect();
    if !rows.is_empty() {
        let of = |statistic: &str| view.index.get(statistic, "all").filter(|number| number.value.is_some());
        if let Some(number) = of("missing.complete") {
            rows.insert(0, count(number, view.text("report-missing-nothing")));
        }
        if let Some(number) = of("missing.pattern_other") {
            rows.push(count(number, view.text("report-missing-other")));
        }
    }
    Table {
        corner: view.text("report-head-left-out"),
        heads: vec![view.text("report-head-respondents"), view.text("report-head-n")],
        rows,
    }
}

/// So many items of a pattern are named; of more, only their number.
const NAMED_MAX: usize = 3;

/// The words of `missing=expectation.05+perception.05`.
fn pattern(view: &View<'_>, by: &str) -> String {
    let names = by.strip_prefix("missing=").unwrap_or(by);
    let parts: Vec<(&str, &str)> = names.split('+').filter_map(|name| name.split_once('.')).collect();
    let batteries = ["expectation", "perception", "minimum", "desired"].into_iter().filter_map(|battery| {
        let items: Vec<&str> = parts.iter().filter(|(of, _)| *of == battery).map(|(_, item)| *item).collect();
        let told = match items.len() {
            0 => return None,
            named if named <= NAMED_MAX => items.join(", "),
            many => view.say("report-items-count", &[("count", i64::try_from(many).unwrap_or(i64::MAX).into())]),
        };
        Some(format!("{}: {told}", view.text(&format!("report-head-{battery}"))))
    });
    batteries.collect::<Vec<_>>().join("; ")
}

/// The further indices of careful answering, which are no signs.
pub(crate) fn indices<'a>(view: &View<'a>) -> Table<'a> {
    let names = ["average_string", "even_odd", "synonyms"];
    let known = |name: &&str| view.index.value(&format!("careless.{name}"), "all").is_some();
    let rows = names.into_iter().filter(known).map(|name| {
        let number = view.index.get(&format!("careless.{name}"), "all");
        let parts = [Part::Value(Style::Plain(2)), Part::N];
        Row {
            label: view.text(&format!("report-careless-{}", name.replace('_', "-"))),
            entries: parts.map(|part| entry(view, number, part)).into(),
        }
    });
    Table {
        corner: view.text("report-head-index"),
        heads: vec![view.text("report-head-median"), view.text("report-head-n")],
        rows: rows.collect(),
    }
}

/// The signs of careless answering.
pub(crate) fn careless<'a>(view: &View<'a>) -> Table<'a> {
    let signs = ["longstring", "irv_zero", "identical", "mahalanobis", "too_fast", "flagged"];
    let rows = signs.into_iter().filter(|sign| view.shows(&format!("careless.{sign}"))).map(|sign| {
        let number = view.index.get(&format!("careless.{sign}"), "all");
        let parts = [Part::Value(Style::Count), Part::N];
        Row {
            label: view.text(&format!("report-careless-{}", sign.replace('_', "-"))),
            entries: parts.map(|part| entry(view, number, part)).into(),
        }
    });
    Table {
        corner: view.text("report-head-sign"),
        heads: vec![view.text("report-head-respondents"), view.text("report-head-n")],
        rows: rows.collect(),
    }
}

/// The scores with and without the flagged respondents: gaps and perceptions, and what drives the outcome.
pub(crate) fn careful<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let (score, style) = (view.score(), view.score_style());
    let careful = format!("{score}_careful");
    if !view.shows(&careful) {
        return Table { corner: String::new(), heads: Vec::new(), rows: Vec::new() };
    }
    let (with, without) = if score == "gap.mean" { ("with", "without") } else { ("with-level", "without-level") };
    let mut columns = vec![
        column(view, with, score, Part::Both(style)),
        column(view, "n", score, Part::N),
        column(view, without, &careful, Part::Both(style)),
        column(view, "n", &careful, Part::N),
    ];
    // Where the first are hidden so are these, which needs saying once.
    let known = |statistic: &str| view.report.dimensions().any(|d| view.index.value(statistic, &d.of).is_some());
    let more = |statistic: &str| detail == Detail::Full && known(statistic);
    if score == "gap.mean" && more("perception.mean_careful") {
        let level = Part::Both(Style::Plain(2));
        columns.push(column(view, "with-level", "perception.mean", level));
        columns.push(column(view, "without-level", "perception.mean_careful", level));
    }
    if more("driver.lmg_share_careful") {
        let share = Part::Value(Style::Percent);
        columns.push(column(view, "with-driver", "driver.lmg_share", share));
        columns.push(column(view, "without-driver", "driver.lmg_share_careful", share));
    }
    of_subjects(view, &dimensions_of(view.report), false, columns)
}

/// One line of the data section: what, and how many.
pub(crate) fn data_lines(view: &View<'_>) -> Vec<(String, String)> {
    let data = &view.report.data;
    let count = |n: u64| view.words.count(i64::try_from(n).unwrap_or(i64::MAX));
    let share = |n: u64| {
        if data.answers_possible == 0 {
            return count(n);
        }
        #[allow(clippy::cast_precision_loss)] // Counts of answers are far below 2^53.
        let share = n as f64 / data.answers_possible as f64;
        format!("{} ({})", count(n), view.words.percent(share, 1))
    };
    let mut lines = Vec::new();
    let mut line = |name: &str, value: String| lines.push((view.text(name), value));
    if !data.files.is_empty() {
        line("report-data-files", data.files.join(", "));
    }
    line("report-data-records", count(data.records));
    line("report-data-respondents", count(data.respondents));
    line("report-data-blank", count(data.blank));
    line("report-data-rows-refused", count(data.rows_refused));
    line("report-data-cells-refused", count(data.cells_refused));
    line("report-data-missing", share(data.answers_missing));
    line("report-data-not-applicable", share(data.answers_not_applicable));
    if !data.column_notes.is_empty() {
        line("report-data-notes", data.column_notes.join(" "));
    }
    if !data.columns_unused.is_empty() {
        line("report-data-unused", data.columns_unused.join(", "));
    }
    if !data.columns_absent.is_empty() {
        line("report-data-absent", data.columns_absent.join(", "));
    }
    lines
}

/// How many refusals are not in the list.
pub(crate) fn refused_beyond_the_list(report: &Report) -> u64 {
    let listed = u64::try_from(report.data.refused.len()).unwrap_or(u64::MAX);
    (report.data.rows_refused + report.data.cells_refused).saturating_sub(listed)
}

/// The gaps inside and the customers' own, under their dimensions. A gap that was asked nowhere has no rows.
pub(crate) fn provider<'a>(view: &View<'a>, detail: Detail) -> Table<'a> {
    let mut heads: Vec<String> = vec![view.text("report-head-difference"), view.interval_name()];
    if detail == Detail::Full {
        heads.push(view.text("report-head-p-value"));
    }
    heads.extend(["p-holm", "n-later", "n-earlier", "small"].map(|head| view.text(&format!("report-head-{head}"))));
    let style = Style::Signed(2);
    let mut rows = Vec::new();
    for dimension in view.report.dimensions() {
        rows.push(Row { label: view.row_label(dimension), entries: Vec::new() });
        for gap in inside_gaps(view) {
            let by = format!("gap={gap}");
            let at = |statistic: &str| view.index.at(statistic, &dimension.of, &by, "");
            let difference = at("provider.difference");
            let mut entries =
                vec![entry(view, difference, Part::Value(style)), entry(view, difference, Part::Interval(style))];
            if detail == Detail::Full {
                entries.push(entry(view, at("provider.p"), Part::Value(Style::P)));
            }
            entries.push(entry(view, at("provider.p_holm"), Part::Value(Style::P)));
            for statistic in ["provider.n_later", "provider.n_earlier"] {
                entries.push(Entry { opens: None, ..entry(view, at(statistic), Part::N) });
            }
            let least = i64::try_from(view.report.settings.suppress_below).unwrap_or(i64::MAX);
            let small = difference.and_then(|number| number.n).is_some_and(|n| n < least);
            entries.push(if small { Entry::words(view.text("report-small-group")) } else { Entry::absent() });
            rows.push(Row { label: view.text(&format!("report-provider-gap-{gap}")), entries });
        }
        let own = view.index.get("gap.mean", &dimension.of);
        if own.is_some() {
            let mut entries = vec![entry(view, own, Part::Value(style)), entry(view, own, Part::Interval(style))];
            if detail == Detail::Full {
                entries.push(entry(view, view.index.get("gap.p", &dimension.of), Part::Value(Style::P)));
            }
            entries.push(entry(view, view.index.get("gap.p_holm", &dimension.of), Part::Value(Style::P)));
            entries.extend([entry(view, own, Part::N), Entry::absent(), Entry::absent()]);
            rows.push(Row { label: view.text("report-provider-gap-5"), entries });
        }
    }
    if !view.shows("provider.largest") {
        rows.clear();
    }
    Table { corner: view.text("report-head-dimension"), heads, rows }
}

/// The gaps inside that were asked in some dimension, by their numbers.
pub(crate) fn inside_gaps(view: &View<'_>) -> Vec<u8> {
    let asked = |gap: &u8| {
        let by = format!("gap={gap}");
        view.report.dimensions().any(|dimension| {
            let number = view.index.at("provider.difference", &dimension.of, &by, "");
            number.is_some_and(|number| number.undefined != "undefined-not-asked")
        })
    };
    (1..=4).filter(asked).collect()
}

/// The scores unweighted and weighted side by side: gaps, or perceptions where nothing was expected.
pub(crate) fn weighted<'a>(view: &View<'a>) -> Table<'a> {
    let gaps = view.score() == "gap.mean";
    let style = view.score_style();
    let (of_dimension, of_all) =
        if gaps { ("weighted.gap", "weighted.servqual") } else { ("weighted.perception", "weighted.servperf") };
    let mut heads = ["unweighted", "n", "weighted"].map(|head| view.text(&format!("report-head-{head}"))).to_vec();
    if gaps {
        heads.extend(["t", "p-value"].map(|head| view.text(&format!("report-head-{head}"))));
    }
    heads.push(view.text("report-head-n"));
    let row = |label: String, of: &str, plain: &str, weighted: &str| {
        let (plain, number) = (view.index.get(plain, of), view.index.get(weighted, of));
        let mut entries = vec![
            entry(view, plain, Part::Both(style)),
            entry(view, plain, Part::N),
            entry(view, number, Part::Both(style)),
        ];
        if gaps {
            let test = |part: &str| view.index.get(&format!("{weighted}_{part}"), of);
            entries.push(entry(view, test("t"), Part::Value(Style::Plain(2))));
            entries.push(entry(view, test("p"), Part::Value(Style::P)));
        }
        entries.push(entry(view, number, Part::N));
        Row { label, entries }
    };
    let mut rows = Vec::new();
    if view.shows(of_dimension) {
        let dimensions = view.report.dimensions();
        rows.extend(dimensions.map(|d| row(view.row_label(d), &d.of, view.score(), of_dimension)));
        if view.shows(of_all) {
            rows.push(row(view.text("report-head-overall"), "all", view.overall(), of_all));
        }
    }
    Table { corner: view.text("report-head-dimension"), heads, rows }
}

/// How many of each group answered, where the number of people in it is known.
pub(crate) fn response<'a>(view: &View<'a>) -> Table<'a> {
    let known = view.report.numbers.iter().filter(|number| number.statistic == "weight.response");
    let rows = known.map(|number| {
        let people = view.index.at("weight.people", "all", &number.by, "");
        let cells =
            [(people, Part::Value(Style::Count)), (Some(number), Part::N), (Some(number), Part::Value(Style::Percent))];
        Row {
            label: number.by.replacen('=', ": ", 1),
            entries: cells.into_iter().map(|(number, part)| entry(view, number, part)).collect(),
        }
    });
    let rows = rows.collect();
    let heads = ["people", "answers", "response"].map(|head| view.text(&format!("report-head-{head}"))).to_vec();
    Table { corner: view.text("report-head-group"), heads, rows }
}

/// What the gaps inside compare, and from how many people on they are shown.
pub(crate) fn provider_legend(view: &View<'_>) -> String {
    view.say("report-provider-legend", &[("least", crate::INSIDE_SHOWN_FROM.into())])
}
