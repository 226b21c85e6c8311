//! The report for a terminal: the finding first, then tables and bars, two or three screens of 80 columns.
//!
//! Separate from HTML, which shows every column. It draws no line wider than it was told, and colour only repeats what words
//! and signs say already.

mod bars;
mod page;

use crate::{
    FindingKind, Report,
    render::{
        tables::{self, Detail, Table},
        view::{Style, Verdict, View},
    },
};
use page::{Ink, Page, clean, left, right};

/// The findings with which a report begins, and the question each answers.
pub(super) const OPENING: [(FindingKind, &str); 4] = [
    (FindingKind::Shortfall, "report-question-shortfall"),
    (FindingKind::Driver, "report-question-driver"),
    (FindingKind::First, "report-question-first"),
    (FindingKind::Certainty, "report-question-certainty"),
];

/// The report as text; no line is wider than `width` (at least 40), and `colour` adds ANSI codes.
#[must_use]
pub fn text(report: &Report, width: usize, colour: bool) -> String {
    let view = View::new(report);
    let mut page = Page::new(width, colour);
    title(&mut page, &view);
    finding(&mut page, &view);
    dimensions(&mut page, &view);
    section(&mut page, &view, "overall", &[], &[tables::overall(&view)]);
    section(&mut page, &view, "outcomes", &[], &[tables::outcomes(&view), tables::outcomes_of_groups(&view)]);
    priorities(&mut page, &view);
    drivers(&mut page, &view);
    section(&mut page, &view, "items", &[], &[tables::items(&view, Detail::Brief)]);
    let zone = [tables::zone(&view, false, Detail::Brief)];
    section(&mut page, &view, "zone", &[], &zone);
    provider(&mut page, &view);
    segments(&mut page, &view);
    waves(&mut page, &view);
    let consistency = [tables::consistency(&view, Detail::Brief)];
    section(&mut page, &view, "consistency", &[FindingKind::Consistency], &consistency);
    invalid_items(&mut page, &view);
    let structure = [
        tables::models(&view, Detail::Brief),
        tables::convergence(&view),
        tables::factors(&view, "structure.correlation"),
    ];
    section(&mut page, &view, "structure", &[FindingKind::Structure], &structure);
    measure(&mut page, &view);
    let careful = [tables::careless(&view), tables::careful(&view, Detail::Brief)];
    section(&mut page, &view, "careful", &[], &careful);
    data(&mut page, &view);
    method(&mut page, &view);
    page.finish()
}

fn title(page: &mut Page, view: &View<'_>) {
    let report = view.report;
    let title = if report.title.is_empty() { &report.instrument.title } else { &report.title };
    page.paragraph(Ink::Strong, "", title);
    page.paragraph(Ink::Quiet, "", &subtitle(view, true));
}

/// The questionnaire, its scale and, where nothing else says it, the respondents, in one line.
pub(super) fn subtitle(view: &View<'_>, respondents: bool) -> String {
    let card = &view.report.instrument;
    let count = i64::try_from(view.report.data.respondents).unwrap_or(i64::MAX);
    let items = view.report.subjects.iter().filter(|s| !s.parent.is_empty()).count();
    let mut parts = vec![
        card.title.clone(),
        view.say("report-items-count", &[("count", i64::try_from(items).unwrap_or(0).into())]),
        view.say(
            "report-scale",
            &[("least", i64::from(card.scale_min).into()), ("most", i64::from(card.scale_max).into())],
        ),
    ];
    if respondents {
        parts.push(view.say("report-respondents-count", &[("count", count.into())]));
    }
    if !card.expectation.is_empty() {
        parts.push(expectation(view));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// What expectation means in this questionnaire.
fn expectation(view: &View<'_>) -> String {
    let known = ["ideal", "should", "predicted", "importance", "manager"];
    match known.into_iter().find(|known| *known == view.report.instrument.expectation) {
        Some(known) => view.text(&format!("report-expectation-{known}")),
        None => String::new(),
    }
}

fn finding(page: &mut Page, view: &View<'_>) {
    let any = OPENING.iter().any(|(kind, _)| view.findings(*kind).next().is_some());
    page.heading(&view.text("report-finding"));
    if !any {
        page.paragraph(Ink::Plain, "", &view.text("report-no-finding"));
    }
    for (kind, question) in OPENING {
        let mut findings = view.findings(kind).peekable();
        if findings.peek().is_some() {
            page.line(&[(Ink::Strong, &view.text(question))]);
        }
        for text in findings {
            page.paragraph(Ink::Plain, "  ", text);
        }
    }
}

/// A section with its findings and tables, unless it has neither.
fn section(page: &mut Page, view: &View<'_>, name: &str, kinds: &[FindingKind], tables: &[Table<'_>]) {
    let findings: Vec<&str> = kinds.iter().flat_map(|kind| view.findings(*kind)).collect();
    if findings.is_empty() && tables.iter().all(Table::is_empty) {
        return;
    }
    page.heading(&view.text(&format!("report-section-{name}")));
    for text in findings {
        page.paragraph(Ink::Plain, "", text);
    }
    for (place, table) in tables.iter().filter(|table| !table.is_empty()).enumerate() {
        if 0 < place {
            page.blank();
        }
        page.table(view, table);
    }
}

fn dimensions(page: &mut Page, view: &View<'_>) {
    let table = tables::dimensions(view, Detail::Brief);
    if table.is_empty() {
        return;
    }
    section(page, view, "dimensions", &[], &[table]);
    let bars = bar_rows(view, 0);
    if bars.rows.is_empty() {
        return;
    }
    page.blank();
    let label = bars.rows.iter().map(|row| clean(&row.label)).collect::<Vec<_>>();
    let label_width =
        label.iter().map(|l| unicode_width::UnicodeWidthStr::width(l.as_str())).max().unwrap_or(0).min(22);
    let word_width = bars
        .rows
        .iter()
        .map(|row| unicode_width::UnicodeWidthStr::width(row.words.as_str()))
        .max()
        .unwrap_or(0)
        .min(22);
    let bar_width = page.width().saturating_sub(label_width + word_width + 2 + 9).clamp(10, 44);
    for row in bar_rows(view, bar_width).rows {
        page.line(&[
            (Ink::Plain, &left(&clean(&row.label), label_width)),
            (Ink::Plain, " "),
            (row.ink, &row.bar),
            (Ink::Plain, &right(&row.value, 7)),
            (Ink::Plain, "  "),
            (row.ink, &row.words),
        ]);
    }
    page.paragraph(Ink::Quiet, "", &view.text(bars.legend));
    if bars.legend == "report-legend-gap" {
        let smallest = view.write(view.report.settings.minimum_gap, Style::Plain(1));
        let words = view.say("report-legend-smallest", &[("smallest", smallest.into())]);
        page.paragraph(Ink::Quiet, "", &words);
    }
}

struct BarRow {
    label: String,
    bar: String,
    value: String,
    words: String,
    ink: Ink,
}

struct Bars {
    rows: Vec<BarRow>,
    legend: &'static str,
}

/// One bar per dimension that has a number.
fn bar_rows(view: &View<'_>, width: usize) -> Bars {
    let card = &view.report.instrument;
    let (least, most) = (f64::from(card.scale_min), f64::from(card.scale_max));
    if view.shows("zone.adequacy") {
        let row = |of: &str, label: String| {
            let value = |statistic| view.index.value(statistic, of);
            let (minimum, desired) = (value("minimum.mean")?, value("desired.mean")?);
            let perception = value("perception.mean")?;
            let verdict = view.zone_verdict(of);
            let bar = bars::zone(minimum, desired, perception, least, most, width);
            let value = view.write(perception, Style::Plain(2));
            Some(BarRow { label, bar, value, words: view.text(verdict.name()), ink: ink(verdict) })
        };
        return Bars { rows: each(view, row), legend: "report-legend-zone" };
    }
    if view.shows("gap.mean") {
        let ends = |of: &str| {
            let number = view.index.get("gap.mean", of)?;
            let gap = number.value?;
            Some((gap, number.low.unwrap_or(gap), number.high.unwrap_or(gap)))
        };
        let all = || view.report.dimensions().filter_map(|d| ends(&d.of));
        let least = all().map(|(_, low, _)| low).fold(0.0, f64::min);
        let most = all().map(|(_, _, high)| high).fold(0.0, f64::max);
        let row = |of: &str, label: String| {
            let (gap, low, high) = ends(of)?;
            let verdict = view.gap_verdict(of);
            let bar = bars::gap(low, high, least, most, width);
            let value = view.write(gap, Style::Signed(2));
            Some(BarRow { label, bar, value, words: view.text(verdict.name()), ink: ink(verdict) })
        };
        return Bars { rows: each(view, row), legend: "report-legend-gap" };
    }
    let row = |of: &str, label: String| {
        let number = view.index.get("perception.mean", of)?;
        let mean = number.value?;
        let (low, high) = (number.low.unwrap_or(mean), number.high.unwrap_or(mean));
        let bar = bars::level(low, high, least, most, width);
        let value = view.write(mean, Style::Plain(2));
        Some(BarRow { label, bar, value, words: String::new(), ink: Ink::Plain })
    };
    Bars { rows: each(view, row), legend: "report-legend-level" }
}

fn each(view: &View<'_>, row: impl Fn(&str, String) -> Option<BarRow>) -> Vec<BarRow> {
    view.report.dimensions().filter_map(|d| row(&d.of, view.row_label(d))).collect()
}

fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Short | Verdict::BelowZone => Ink::Short,
        Verdict::Above | Verdict::AboveZone => Ink::Above,
        _ => Ink::Plain,
    }
}

fn priorities(page: &mut Page, view: &View<'_>) {
    for (place, basis) in tables::bases(view.report).into_iter().enumerate() {
        if place == 0 {
            page.heading(&view.text("report-section-priorities"));
        } else {
            page.blank();
        }
        page.paragraph(Ink::Strong, "", &view.text(tables::basis_name(basis)));
        page.table(view, &tables::priorities(view, basis, Detail::Brief));
    }
}

fn drivers(page: &mut Page, view: &View<'_>) {
    if !view.shows_any(&["driver.lmg_share", "importance.points"]) {
        return;
    }
    section(page, view, "drivers", &[], &[tables::drivers(view, Detail::Brief)]);
    if let Some(words) = outcome(view) {
        page.paragraph(Ink::Quiet, "", &words);
    }
    let items = tables::item_drivers(view);
    if !items.is_empty() {
        page.blank();
        page.table(view, &items);
    }
    let contrast = tables::contrast(view, Detail::Brief);
    if !contrast.is_empty() {
        page.blank();
        page.paragraph(Ink::Strong, "", &view.text("report-section-contrast"));
        for words in tables::contrast_words(view) {
            page.paragraph(Ink::Plain, "", &words);
        }
        page.table(view, &contrast);
        if let Some(words) = tables::contrast_cuts(view) {
            page.paragraph(Ink::Quiet, "", &words);
        }
    }
}

/// What the drivers explain, and how much of it.
pub(super) fn outcome(view: &View<'_>) -> Option<String> {
    let r2 = view.index.value("driver.r2", "all")?;
    let outcome = &view.report.instrument.outcome;
    let share = view.write(r2, Style::Percent);
    let name = if outcome.is_empty() { "report-outcome-unnamed" } else { "report-outcome" };
    Some(view.say(name, &[("outcome", outcome.as_str().into()), ("share", share.into())]))
}

/// Where inside the shortfall is made.
fn provider(page: &mut Page, view: &View<'_>) {
    let table = tables::provider(view, Detail::Brief);
    if table.is_empty() {
        return;
    }
    section(page, view, "provider", &[FindingKind::Provider], &[table]);
    page.paragraph(Ink::Quiet, "", &tables::provider_legend(view));
}

fn segments(page: &mut Page, view: &View<'_>) {
    let tables: Vec<Table<'_>> = view
        .report
        .segmentations
        .iter()
        .map(|segmentation| tables::segments(view, segmentation, Detail::Brief))
        .collect();
    section(page, view, "segments", &[FindingKind::Segment], &tables);
    for segmentation in view.report.segmentations.iter().filter(|segmentation| segmentation.without > 0) {
        let without = i64::try_from(segmentation.without).unwrap_or(i64::MAX);
        let words = view.say("html-without-group", &[("count", without.into())]);
        page.paragraph(Ink::Plain, "", &format!("{}: {words}", segmentation.title));
    }
    for segmentation in &view.report.segmentations {
        let title = [("title", segmentation.title.as_str().into())];
        captioned(page, view, &view.say("report-table-funnel", &title), &tables::funnel(view, segmentation));
    }
}

fn waves(page: &mut Page, view: &View<'_>) {
    let Some(last) = view.report.waves.last() else {
        let findings = view.findings(FindingKind::Wave).next();
        if findings.is_some() {
            section(page, view, "waves", &[FindingKind::Wave], &[]);
        }
        return;
    };
    section(page, view, "waves", &[FindingKind::Wave], &[tables::waves(view, Detail::Brief)]);
    let changes = tables::changes(view, &last.name);
    if !changes.is_empty() {
        page.blank();
        let words = view.say("report-changes", &[("wave", last.name.as_str().into())]);
        page.paragraph(Ink::Strong, "", &words);
        page.table(view, &changes);
    }
    captioned(page, view, &view.text("report-table-control"), &tables::control(view, Detail::Brief));
}

/// A table under its caption.
fn captioned(page: &mut Page, view: &View<'_>, caption: &str, table: &Table<'_>) {
    if !table.is_empty() {
        page.blank();
        page.paragraph(Ink::Strong, "", caption);
        page.table(view, table);
    }
}

/// The items that fail against the critical correlation, by name.
fn invalid_items(page: &mut Page, view: &View<'_>) {
    for battery in ["perception", "expectation"] {
        let failing: Vec<String> = view
            .report
            .subjects
            .iter()
            .filter(|subject| view.valid(subject, battery) == Some(false))
            .map(|subject| view.row_label(subject))
            .collect();
        if !failing.is_empty() {
            let name = format!("report-invalid-{battery}");
            let words = view.say(&name, &[("items", failing.join(", ").into())]);
            page.paragraph(Ink::Plain, "", &words);
        }
    }
}

fn measure(page: &mut Page, view: &View<'_>) {
    let judged = view.shows_any(&["difference.reliability", "fit.r2_adjusted", "constraint.f"]);
    let tables = if judged { vec![tables::difference(view, Detail::Brief), tables::fits(view)] } else { vec![] };
    section(page, view, "measure", &[FindingKind::Measure], &tables);
    let sentences = tables::constraint(view).into_iter().chain(tables::surface_words(view));
    sentences.for_each(|words| page.paragraph(Ink::Plain, "", &words));
}

fn data(page: &mut Page, view: &View<'_>) {
    page.heading(&view.text("report-section-data"));
    for text in view.findings(FindingKind::Data) {
        page.paragraph(Ink::Plain, "", text);
    }
    for (what, value) in tables::data_lines(view) {
        page.paragraph(Ink::Plain, "", &format!("{what}: {value}"));
    }
    for words in tables::missing_words(view) {
        page.paragraph(Ink::Plain, "", &words);
    }
    let more = [tables::patterns(view), tables::imputed(view), tables::weighted(view), tables::response(view)];
    for table in more {
        if !table.is_empty() {
            page.blank();
            page.table(view, &table);
        }
    }
    for refusal in &view.report.data.refused {
        let place = if refusal.column.is_empty() { "report-refused-row" } else { "report-refused-cell" };
        let words = view.say(
            place,
            &[
                ("file", refusal.file.as_str().into()),
                ("line", refusal.line.to_string().into()),
                ("column", refusal.column.as_str().into()),
                ("value", refusal.value.as_str().into()),
                ("reason", refusal.reason.as_str().into()),
            ],
        );
        page.paragraph(Ink::Quiet, "  ", &words);
    }
    let more = tables::refused_beyond_the_list(view.report);
    if 0 < more && !view.report.data.refused.is_empty() {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        page.paragraph(Ink::Quiet, "  ", &view.say("report-refused-more", &[("count", more.into())]));
    }
}

fn method(page: &mut Page, view: &View<'_>) {
    if !view.report.method_paragraph.is_empty() {
        page.heading(&view.text("report-section-quote"));
        page.paragraph(Ink::Plain, "", &view.report.method_paragraph);
    }
    if view.report.methods.is_empty() {
        return;
    }
    page.heading(&view.text("report-section-methods"));
    for method in &view.report.methods {
        page.paragraph(Ink::Plain, "", &format!("{}: {}", method.title, method.page));
    }
}
