//! The charts of a report: which numbers each one draws, and the sentence that says the same.
//!
//! Separate from the drawing, which knows no report, and from the page, which knows no geometry. A chart without numbers is
//! left out.

use language::Argument;

use super::markup;
use crate::{
    Quadrant, Segmentation, Subject,
    chart::{Frame, contrast, control, funnel, gap, heat, provider, quadrant, trend, zone},
    render::{
        tables::{self, Entry, Part, Row, Table, contrast_class, entry, factors},
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

/// The gaps inside and the customers' own as bars, under their dimensions.
pub(super) fn provider(view: &View<'_>) -> String {
    let bar = |label: String, number: Option<&crate::Number>| {
        let number = number?;
        let value = number.value.filter(|value| value.is_finite())?;
        let interval = number.low.zip(number.high);
        let class = match interval {
            Some((_, high)) if high < 0.0 => "short",
            Some((low, _)) if 0.0 < low => "above",
            _ => "",
        };
        Some(provider::Bar { label, value, interval, written: view.write(value, Style::Signed(2)), class })
    };
    let group = |dimension: &Subject| {
        let inside = tables::inside_gaps(view).into_iter().filter_map(|gap| {
            let number = view.index.at("provider.difference", &dimension.of, &format!("gap={gap}"), "");
            bar(view.text(&format!("report-provider-gap-{gap}")), number)
        });
        let own = bar(view.text("report-provider-gap-5"), view.index.get("gap.mean", &dimension.of));
        provider::Group { heading: view.row_label(dimension), bars: inside.chain(own).collect() }
    };
    let groups: Vec<provider::Group> = view.report.dimensions().map(group).filter(|g| 1 < g.bars.len()).collect();
    if groups.is_empty() {
        return String::new();
    }
    let told = |group: &provider::Group| {
        let bars: Vec<String> = group.bars.iter().map(|bar| format!("{} {}", bar.label, bar.written)).collect();
        format!("{}: {}", group.heading, bars.join(", "))
    };
    let desc: Vec<String> = groups.iter().map(told).collect();
    let words =
        provider::Words { id: "provider-gaps", title: &view.text("html-chart-provider"), desc: &desc.join("; ") };
    let write = |value: f64| view.words.number(value, 1);
    let drawings = Frame::BOTH.map(|frame| provider::draw(&groups, &words, frame, &write));
    markup::figure(&leveled(view, "html-caption-provider"), &drawings)
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
        title: &format!("{}: {}", view.text("report-section-priorities"), view.text(tables::basis_name(basis))),
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

/// What poor service costs and good service earns, per dimension.
pub(super) fn contrast(view: &View<'_>) -> String {
    let bar = |statistic: &str, of: &str| {
        let number = view.index.get(statistic, of)?;
        let value = number.value.filter(|value| value.is_finite())?;
        Some(contrast::Bar { value, interval: number.low.zip(number.high) })
    };
    let row = |subject: &Subject| {
        let (penalty, reward) = (bar("penalty.effect", &subject.of), bar("reward.effect", &subject.of));
        let written =
            |bar: Option<contrast::Bar>| bar.map_or("—".to_owned(), |bar| view.write(bar.value, Style::Signed(2)));
        (penalty.is_some() || reward.is_some()).then(|| contrast::Row {
            label: view.row_label(subject),
            value: format!("{} / {}", written(penalty), written(reward)),
            class: contrast_class(view, &subject.of).map_or(String::new(), |class| view.text(class)),
            penalty,
            reward,
        })
    };
    let rows: Vec<contrast::Row> = view.report.dimensions().filter_map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let told = |row: &contrast::Row| format!("{}: {} {}", row.label, row.value, row.class).trim_end().to_owned();
    let desc: Vec<String> = rows.iter().map(told).collect();
    let words = contrast::Words {
        id: "contrast",
        title: &view.text("html-chart-contrast"),
        desc: &desc.join("; "),
        penalty: &view.text("html-legend-penalty"),
        reward: &view.text("html-legend-reward"),
        interval: &leveled(view, "html-legend-interval"),
    };
    let write = |value: f64| view.words.number(value, 1);
    let drawings = Frame::BOTH.map(|frame| contrast::draw(&rows, &words, frame, &write));
    markup::figure(&view.text("html-caption-contrast"), &drawings)
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

/// As many control charts fit side by side; of more dimensions, only the one with the worst trend is drawn.
const CONTROLLED_MAX: usize = 5;

/// The control charts of the dimensions.
pub(super) fn control(view: &View<'_>) -> String {
    let charted = |subject: &&Subject| known(view, "control.centre", &subject.of);
    let mut subjects: Vec<&Subject> = view.report.dimensions().filter(charted).collect();
    if CONTROLLED_MAX < subjects.len() {
        let slope = |subject: &&Subject| {
            let at = |wave: &crate::WaveCard| view.index.at("trend.slope", &subject.of, "", &wave.name)?.value;
            view.report.waves.iter().rev().find_map(at).unwrap_or(f64::MAX)
        };
        subjects.sort_by(|a, b| slope(a).total_cmp(&slope(b)));
        subjects.truncate(1);
    }
    let title = if view.score() == "gap.mean" { "html-chart-control-gap" } else { "html-chart-control-level" };
    let statistics = ["control.score", "control.centre"];
    draw_control(view, "control", title, "html-caption-control", &subjects, statistics, view.score_style())
}

/// The same of the share that is charted.
pub(super) fn control_shares(view: &View<'_>) -> String {
    let of = |subject: &&Subject| known(view, "control.share_centre", &subject.of);
    let subjects: Vec<&Subject> = view.report.dimensions().chain(view.report.outcomes()).filter(of).collect();
    if CONTROLLED_MAX < subjects.len() {
        return String::new();
    }
    let statistics = ["control.share", "control.share_centre"];
    let title = tables::share_name(view);
    draw_control(view, "control-share", title, "html-caption-control-share", &subjects, statistics, Style::Percent)
}

/// Whether any wave of a subject has a value of this.
fn known(view: &View<'_>, statistic: &str, of: &str) -> bool {
    let at = |wave: &crate::WaveCard| view.index.at(statistic, of, "", &wave.name).and_then(|number| number.value);
    view.report.waves.iter().any(|wave| at(wave).is_some())
}

fn draw_control(
    view: &View<'_>,
    id: &str,
    title: &str,
    caption: &str,
    subjects: &[&Subject],
    [statistic, centre]: [&str; 2],
    style: Style,
) -> String {
    if subjects.is_empty() {
        return String::new();
    }
    let waves = &view.report.waves;
    let panel = |subject: &&Subject| {
        let at = |statistic: &str, wave: &crate::WaveCard| view.index.at(statistic, &subject.of, "", &wave.name);
        let point = |wave: &crate::WaveCard| {
            let number = at(statistic, wave)?;
            let value = number.value.filter(|value| value.is_finite())?;
            Some(control::Point {
                value,
                limits: number.low.zip(number.high),
                centre: at(centre, wave).and_then(|number| number.value),
                out: number.side().is_some(),
                written: view.write(value, style),
            })
        };
        control::Panel {
            label: view.row_label(subject),
            points: waves.iter().map(point).collect(),
            breaks: waves.iter().map(|wave| at("control.break", wave).is_some()).collect(),
        }
    };
    let panels: Vec<control::Panel> = subjects.iter().map(panel).collect();
    let out = view.text("html-legend-control-out");
    let told = |panel: &control::Panel| {
        let point = |point: &Option<control::Point>| match point {
            Some(point) if point.out => format!("{} ({out})", point.written),
            Some(point) => point.written.clone(),
            None => "—".to_owned(),
        };
        format!("{}: {}", panel.label, panel.points.iter().map(point).collect::<Vec<_>>().join(", "))
    };
    let desc: Vec<String> = panels.iter().map(told).collect();
    let words = control::Words {
        id,
        title: &view.text(title),
        desc: &desc.join("; "),
        waves: waves.iter().map(|wave| wave.name.as_str()).collect(),
        within: &view.text("html-legend-control-within"),
        out: &out,
        limits: &view.text("html-legend-control-limits"),
        broken: &view.text("html-legend-control-break"),
    };
    // Ticks of a short axis need one digit more to be told apart.
    let write = |value: f64, length: f64| match style {
        Style::Percent => view.words.percent(value, usize::from(length < 0.03)),
        _ => view.words.number(value, if length < 0.3 { 2 } else { 1 }),
    };
    let drawings = Frame::BOTH.map(|frame| control::draw(&panels, &words, frame, &write));
    markup::figure(&view.text(caption), &drawings)
}

/// The funnel of a segmentation, if it has one.
pub(super) fn funnel(view: &View<'_>, segmentation: &Segmentation) -> String {
    let place = view.report.segmentations.iter().position(|one| one.column == segmentation.column).unwrap_or_default();
    let of_column = |statistic: &str| view.index.at(statistic, "all", &segmentation.column, "")?.value;
    let (Some(centre), Some(sd)) = (of_column("funnel.centre"), of_column("funnel.sd")) else {
        return String::new();
    };
    let point = |level: &crate::SegmentLevel| {
        let number = view.index.at("funnel.limit", "all", &level.by, "")?;
        #[allow(clippy::cast_precision_loss)] // Counts of respondents are far below 2^53.
        let n = number.n? as f64;
        let place = match tables::funnel_place(view, &level.by)? {
            "report-place-within" => funnel::Place::Within,
            "report-place-below" | "report-place-above" => funnel::Place::Warning,
            _ => funnel::Place::Outside,
        };
        Some(funnel::Point { label: level.label.clone(), n, value: number.value?, place })
    };
    let points: Vec<funnel::Point> = segmentation.levels.iter().filter_map(point).collect();
    if points.is_empty() {
        return String::new();
    }
    let style = view.score_style();
    let told = |level: &crate::SegmentLevel| {
        let number = view.index.at("funnel.limit", "all", &level.by, "")?;
        let place = view.text(tables::funnel_place(view, &level.by)?);
        Some(format!("{}: {} ({place})", level.label, view.write(number.value?, style)))
    };
    let desc: Vec<String> = segmentation.levels.iter().filter_map(told).collect();
    let gaps = view.score() == "gap.mean";
    let words = funnel::Words {
        id: &format!("funnel-{place}"),
        title: &view.say("html-chart-funnel", &[("title", segmentation.title.as_str().into())]),
        desc: &desc.join("; "),
        n: &view.text("report-head-respondents"),
        score: &view.text(if gaps { "report-head-gap" } else { "report-head-perception" }),
        within: &view.text("html-legend-funnel-within"),
        warning: &view.text("html-legend-funnel-warning"),
        outside: &view.text("html-legend-funnel-outside"),
    };
    let write =
        |value: f64, count: bool| if count { view.write(value, Style::Count) } else { view.words.number(value, 1) };
    let limits = funnel::Limits { centre, sd };
    let drawings = Frame::BOTH.map(|frame| funnel::draw(&points, limits, &words, frame, &write));
    markup::figure(&view.text("html-caption-funnel"), &drawings)
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

/// The correlations of the factors, the closer to one the deeper.
pub(super) fn factor_correlations(view: &View<'_>) -> String {
    let table = factors(view, "structure.correlation");
    if table.is_empty() {
        return String::new();
    }
    let caption = view.text("html-table-factor-correlations");
    markup::painted(view, &caption, "heat", &table, &|_, _, number| Some(heat::class(number.value?, 0.0, 1.0)))
}
