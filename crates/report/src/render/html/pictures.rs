//! The charts of a report: which numbers each one draws, and the sentence that says the same.
//!
//! Separate from the drawing, which knows no report, and from the page, which knows no geometry. A chart without numbers is
//! left out.

use language::Argument;

use super::markup;
use crate::{
    Quadrant, Segmentation, Subject,
    chart::{Frame, gap, heat, quadrant, trend, zone},
    render::{
        tables::{Entry, Part, Row, Table, entry},
        view::{Style, Verdict, View},
    },
};

/// The gap of the dimensions, with the interval under each perception.
pub(super) fn gap_of_dimensions(view: &View<'_>) -> String {
    let rows = view.report.dimensions().filter_map(|d| gap_row(view, d)).collect();
    draw_gap(view, "gap-dimensions", vec![gap::Group { heading: None, rows }])
}

/// The gap of the items, under their dimensions.
pub(super) fn gap_of_items(view: &View<'_>) -> String {
    let group = |dimension: &Subject| gap::Group {
        heading: Some(view.row_label(dimension)),
        rows: view.report.items(&dimension.of).filter_map(|item| gap_row(view, item)).collect(),
    };
    let groups = view.report.dimensions().map(group).filter(|group| !group.rows.is_empty());
    draw_gap(view, "gap-items", groups.collect())
}

fn draw_gap(view: &View<'_>, id: &str, groups: Vec<gap::Group>) -> String {
    if groups.iter().all(|group| group.rows.is_empty()) {
        return String::new();
    }
    let gaps = view.shows("gap.mean");
    let title = view.text(match (gaps, id) {
        (true, "gap-items") => "html-chart-gap-items",
        (true, _) => "html-chart-gap",
        (false, "gap-items") => "html-chart-level-items",
        (false, _) => "html-chart-level",
    });
    let rows = groups.iter().flat_map(|group| &group.rows);
    let desc: Vec<String> =
        rows.map(|row| format!("{}: {} {}", row.label, row.value, row.verdict).trim_end().to_owned()).collect();
    let of_gap = if gaps { "html-legend-interval-gap" } else { "html-legend-interval" };
    let words = gap::Words {
        id,
        title: &title,
        desc: &desc.join("; "),
        expectation: &view.text("html-legend-expectation"),
        perception: &view.text("html-legend-perception"),
        interval: &leveled(view, of_gap),
    };
    let drawings = Frame::BOTH.map(|frame| gap::draw(&groups, scale(view), &words, frame));
    let caption = if gaps { "html-caption-gap" } else { "html-caption-level" };
    markup::figure(&leveled(view, caption), &drawings)
}

fn gap_row(view: &View<'_>, subject: &Subject) -> Option<gap::Row> {
    let perception = view.index.get("perception.mean", &subject.of)?;
    let place = perception.value.filter(|value| value.is_finite())?;
    let label = view.row_label(subject);
    if !view.shows("gap.mean") {
        return Some(gap::Row {
            label,
            expectation: None,
            perception: place,
            interval: perception.low.zip(perception.high),
            value: view.write(place, Style::Plain(2)),
            verdict: String::new(),
            class: "",
        });
    }
    let gap = view.index.get("gap.mean", &subject.of)?;
    let value = gap.value.filter(|value| value.is_finite())?;
    let verdict = view.gap_verdict(&subject.of);
    // The interval of the gap is drawn where the gap ends, at the perception.
    let around = |end: f64| place + end - value;
    Some(gap::Row {
        label,
        expectation: view.index.value("expectation.mean", &subject.of),
        perception: place,
        interval: gap.low.zip(gap.high).map(|(low, high)| (around(low), around(high))),
        value: view.write(value, Style::Signed(2)),
        verdict: view.text(verdict.name()),
        class: class(verdict),
    })
}

/// The class that repeats a verdict in colour.
pub(super) fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Short | Verdict::BelowZone => "short",
        Verdict::Above | Verdict::AboveZone => "above",
        _ => "",
    }
}

fn scale(view: &View<'_>) -> (f64, f64) {
    let card = &view.report.instrument;
    (f64::from(card.scale_min), f64::from(card.scale_max))
}

/// A message about intervals, at the report's confidence.
fn leveled(view: &View<'_>, name: &str) -> String {
    let level = view.words.percent(view.report.settings.level, 0);
    view.say(name, &[("level", level.into())])
}

/// The zone of tolerance of the dimensions.
pub(super) fn zone(view: &View<'_>) -> String {
    let row = |subject: &Subject| {
        let value = |statistic| view.index.value(statistic, &subject.of);
        let perception = view.index.get("perception.mean", &subject.of)?;
        let verdict = view.zone_verdict(&subject.of);
        Some(zone::Row {
            label: view.row_label(subject),
            minimum: value("minimum.mean")?,
            desired: value("desired.mean")?,
            perception: perception.value?,
            interval: perception.low.zip(perception.high),
            value: view.write(perception.value?, Style::Plain(2)),
            verdict: view.text(verdict.name()),
            class: class(verdict),
        })
    };
    let rows: Vec<zone::Row> = view.report.dimensions().filter_map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let desc: Vec<String> = rows.iter().map(|row| format!("{}: {} {}", row.label, row.value, row.verdict)).collect();
    let words = zone::Words {
        id: "zone",
        title: &view.text("html-chart-zone"),
        desc: &desc.join("; "),
        zone: &view.text("html-legend-zone"),
        perception: &view.text("html-legend-perception"),
        interval: &leveled(view, "html-legend-interval"),
    };
    let drawings = Frame::BOTH.map(|frame| zone::draw(&rows, scale(view), &words, frame));
    markup::figure(&view.text("html-caption-zone"), &drawings)
}

/// Importance against performance, for one meaning of importance.
pub(super) fn quadrant(view: &View<'_>, basis: &str) -> String {
    let of_basis = |p: &&crate::Priority| p.basis == basis;
    let priorities: Vec<&crate::Priority> = view.report.priorities.iter().filter(of_basis).collect();
    let finite = |p: &&&crate::Priority| p.performance.is_finite() && p.importance.is_finite();
    let points: Vec<quadrant::Point> = priorities
        .iter()
        .filter(finite)
        .map(|p| quadrant::Point {
            label: view.report.label(&p.of).to_owned(),
            performance: p.performance,
            importance: p.importance,
        })
        .collect();
    let Some(first) = priorities.iter().find(finite) else {
        return String::new();
    };
    let named = |quadrant: Quadrant| view.text(quadrant.name());
    let desc: Vec<String> =
        priorities.iter().map(|p| format!("{}: {}", view.report.label(&p.of), named(p.quadrant))).collect();
    let quadrants = Quadrant::ORDER.map(named);
    let words = quadrant::Words {
        id: if basis == "stated" { "quadrant-stated" } else { "quadrant" },
        title: &format!(
            "{}: {}",
            view.text("report-section-priorities"),
            view.text(crate::render::tables::basis_name(basis))
        ),
        desc: &desc.join("; "),
        performance: &view.text("html-axis-performance"),
        importance: &view.text(importance_name(basis)),
        quadrants: [&quadrants[0], &quadrants[1], &quadrants[2], &quadrants[3]],
    };
    let cut = (first.performance_cut, first.importance_cut);
    let decimals = quadrant::decimals(&points, cut.0);
    let write = |value: f64, importance: bool| {
        if importance { view.write(value, Style::Percent) } else { view.write(value, Style::Plain(decimals)) }
    };
    let drawings = Frame::BOTH.map(|frame| quadrant::draw(&points, cut, &words, frame, &write));
    markup::figure(&view.text("html-caption-quadrant"), &drawings)
}

/// What importance is in this report.
fn importance_name(basis: &str) -> &'static str {
    if basis == "stated" { "html-axis-importance-stated" } else { "html-axis-importance-derived" }
}

/// The waves, one panel per dimension.
pub(super) fn trend(view: &View<'_>) -> String {
    let (score, style) = (view.score(), view.score_style());
    let panel = |label: String, statistic: &str, of: &str| {
        let at = |wave: &crate::WaveCard| {
            let number = view.index.at(statistic, of, "", &wave.name)?;
            let value = number.value.filter(|value| value.is_finite())?;
            let interval = number.low.zip(number.high);
            Some(trend::Point { value, interval, written: view.write(value, style) })
        };
        trend::Panel { label, points: view.report.waves.iter().map(at).collect() }
    };
    let panels: Vec<trend::Panel> = view
        .report
        .dimensions()
        .map(|d| panel(view.row_label(d), score, &d.of))
        .chain([panel(view.text("report-head-overall"), view.overall(), "all")])
        .filter(|panel| panel.points.iter().any(Option::is_some))
        .collect();
    if panels.is_empty() {
        return String::new();
    }
    let told = |panel: &trend::Panel| {
        let values: Vec<&str> = panel.points.iter().map(|p| p.as_ref().map_or("—", |p| p.written.as_str())).collect();
        format!("{}: {}", panel.label, values.join(", "))
    };
    let desc: Vec<String> = panels.iter().map(told).collect();
    let gaps = score == "gap.mean";
    let words = trend::Words {
        id: "trend",
        title: &view.text(if gaps { "html-chart-trend-gap" } else { "html-chart-trend-level" }),
        desc: &desc.join("; "),
        waves: view.report.waves.iter().map(|wave| wave.name.as_str()).collect(),
    };
    let write = |value: f64| view.words.number(value, 1);
    let drawings = Frame::BOTH.map(|frame| trend::draw(&panels, &words, frame, &write));
    markup::figure(&leveled(view, "html-caption-trend"), &drawings)
}

/// The heat map of a segmentation: items down, everybody and the groups across.
pub(super) fn heat(view: &View<'_>, segmentation: &Segmentation) -> String {
    let (score, part) = (view.score(), Part::Value(view.score_style()));
    let mut rows = Vec::new();
    // What each row's colours compare with: no gap, or what everybody perceives.
    let mut middles = Vec::new();
    for dimension in view.report.dimensions() {
        let items: Vec<&Subject> = view.report.items(&dimension.of).collect();
        rows.push(Row { label: view.row_label(dimension), entries: Vec::new() });
        middles.push(0.0);
        for item in items {
            let everybody = view.index.get(score, &item.of);
            let mut entries = vec![entry(view, everybody, part)];
            entries.extend(
                segmentation
                    .levels
                    .iter()
                    .map(|level| entry(view, view.index.at(score, &item.of, &level.by, ""), part)),
            );
            let mean = everybody.and_then(|number| number.value).unwrap_or_default();
            middles.push(if score == "gap.mean" { 0.0 } else { mean });
            rows.push(Row { label: view.row_label(item), entries });
        }
    }
    let numbers = |row: &Row<'_>, count: usize| {
        let filled = |e: &&Entry<'_>| e.number.is_some();
        row.entries.iter().skip(1).filter(filled).count() > count
    };
    if !rows.iter().any(|row| numbers(row, 0)) {
        return String::new();
    }
    let far = rows
        .iter()
        .zip(&middles)
        .flat_map(|(row, middle)| row.entries.iter().map(move |e| (e, middle)))
        .filter_map(|(e, middle)| Some((e.number?.value? - middle).abs()))
        .fold(0.0, f64::max);
    let mut heads = vec![view.text("html-head-everybody")];
    heads.extend(segmentation.levels.iter().map(|level| level.label.clone()));
    let table = Table { corner: view.text("report-head-item"), heads, rows };
    let gaps = score == "gap.mean";
    let caption = if gaps { "html-caption-heat-gap" } else { "html-caption-heat-level" };
    let title: [(&str, Argument); 1] = [("title", segmentation.title.as_str().into())];
    let caption = view.say(caption, &title);
    markup::painted(view, &caption, "heat", &table, &|row, _, number| {
        Some(heat::class(number.value?, middles[row], far))
    })
}
