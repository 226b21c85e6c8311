//! The gap: expectation an open circle, perception a filled square, the gap between them, its interval under the square.
//!
//! Separate from other charts because it is the one everybody asks for. Without expectations it shows the squares alone. It
//! refuses to stretch the axis beyond the answer scale.

use super::svg::{Anchor, Axis, Frame, Svg, TEXT, fit, lines};

/// One dimension or item.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) expectation: Option<f64>,
    pub(crate) perception: f64,
    /// The ends of the interval, already placed around the perception.
    pub(crate) interval: Option<(f64, f64)>,
    /// The number, written.
    pub(crate) value: String,
    /// The verdict in words; may be empty.
    pub(crate) verdict: String,
    /// A class for the verdict: `short`, `above` or nothing.
    pub(crate) class: &'static str,
}

/// Rows under a heading; items stand under their dimension.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) heading: Option<String>,
    pub(crate) rows: Vec<Row>,
}

/// The words around the drawing.
pub(crate) struct Words<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) desc: &'a str,
    pub(crate) expectation: &'a str,
    pub(crate) perception: &'a str,
    pub(crate) interval: &'a str,
}

/// The chart for a frame; ticks are whole points from `scale.0` to `scale.1`.
pub(crate) fn draw(groups: &[Group], scale: (f64, f64), words: &Words<'_>, frame: Frame) -> String {
    let many = 8 < groups.iter().map(|group| group.rows.len()).sum::<usize>();
    let layout = Layout::new(frame, many);
    let axis = axis(groups, scale, &layout);
    let mut svg = Svg::new();
    let mut y = legend(&mut svg, groups, words, frame) + 10.0;
    let top = y;
    let heading = if frame == Frame::Page { 26.0 } else { 30.0 };
    let below: f64 = groups
        .iter()
        .map(|g| f64::from(u8::from(g.heading.is_some())) * heading + g.rows.len() as f64 * layout.row)
        .sum();
    grid(&mut svg, &axis, top, top + below);
    for group in groups {
        if let Some(words) = &group.heading {
            svg.text("strong", (0.0, y + 18.0), Anchor::Start, &fit(words, frame.width(), TEXT));
            y += heading;
        }
        for row in &group.rows {
            draw_row(&mut svg, row, &axis, &layout, y, frame);
            y += layout.row;
        }
    }
    svg.finish(frame, y + 24.0, words.id, words.title, words.desc)
}

struct Layout {
    from: f64,
    to: f64,
    row: f64,
}

impl Layout {
    fn new(frame: Frame, many: bool) -> Self {
        match frame {
            Frame::Page => Self { from: 206.0, to: 508.0, row: if many { 38.0 } else { 44.0 } },
            Frame::Phone => Self { from: 12.0, to: 348.0, row: 60.0 },
        }
    }
}

/// Whole points around everything drawn, inside the answer scale.
fn axis(groups: &[Group], scale: (f64, f64), layout: &Layout) -> Axis {
    let places = groups.iter().flat_map(|group| &group.rows).flat_map(|row| {
        let (low, high) = row.interval.unwrap_or((row.perception, row.perception));
        [row.perception, row.expectation.unwrap_or(row.perception), low, high]
    });
    let (low, high) = places.fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p), high.max(p)));
    let least = low.floor().max(scale.0);
    let most = high.ceil().min(scale.1).max(least + 1.0);
    Axis { least, most, from: layout.from, to: layout.to }
}

fn legend(svg: &mut Svg, groups: &[Group], words: &Words<'_>, frame: Frame) -> f64 {
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let (mut x, mut y) = (8.0, 12.0);
    let mut entry = |svg: &mut Svg, mark: fn(&mut Svg, f64, f64), text: &str| {
        let width = 30.0 + super::svg::about_width(text, TEXT);
        if frame.width() < x + width && 8.0 < x {
            (x, y) = (8.0, y + 22.0);
        }
        mark(svg, x, y);
        svg.text("", (x + 14.0, y + 4.5), Anchor::Start, text);
        x += width + 8.0;
    };
    if rows().any(|row| row.expectation.is_some()) {
        entry(svg, |svg, x, y| svg.expectation((x, y)), words.expectation);
    }
    entry(svg, |svg, x, y| svg.perception((x, y)), words.perception);
    if rows().any(|row| row.interval.is_some()) {
        entry(svg, |svg, x, y| svg.interval(x - 7.0, x + 8.0, y), words.interval);
    }
    y + 10.0
}

fn grid(svg: &mut Svg, axis: &Axis, top: f64, bottom: f64) {
    for tick in axis.ticks(8).into_iter().filter(|tick| tick.fract() == 0.0) {
        let x = axis.at(tick);
        svg.line("grid", (x, top), (x, bottom + 4.0));
        svg.text("quiet", (x, bottom + 19.0), Anchor::Middle, &format!("{tick:.0}"));
    }
}

fn draw_row(svg: &mut Svg, row: &Row, axis: &Axis, layout: &Layout, top: f64, frame: Frame) {
    let middle = match frame {
        Frame::Page => top + layout.row / 2.0 - 3.0,
        Frame::Phone => top + 36.0,
    };
    match frame {
        Frame::Page => {
            let label = lines(&row.label, 192.0, TEXT, 2);
            let first = middle + 4.5 - (label.len() as f64 - 1.0) * 7.5;
            for (place, line) in label.iter().enumerate() {
                svg.text("", (0.0, first + place as f64 * 15.0), Anchor::Start, line);
            }
            svg.text("strong num", (566.0, middle + 4.5), Anchor::End, &row.value);
            svg.text(row.class, (576.0, middle + 4.5), Anchor::Start, &fit(&row.verdict, 144.0, TEXT));
        }
        Frame::Phone => {
            let right =
                if row.verdict.is_empty() { row.value.clone() } else { format!("{} {}", row.value, row.verdict) };
            let used = super::svg::about_width(&right, TEXT);
            svg.text("", (0.0, top + 19.0), Anchor::Start, &fit(&row.label, 350.0 - used, TEXT));
            svg.text(row.class, (360.0, top + 19.0), Anchor::End, &right);
        }
    }
    let p = axis.at(row.perception);
    if let Some(expectation) = row.expectation {
        let e = axis.at(expectation);
        // The line ends at the circle's edge, or the open circle would not look open.
        let edge = if (e - p).abs() < 6.0 { p } else { e - 6.0 * (e - p).signum() };
        svg.line("span", (p, middle), (edge, middle));
        svg.expectation((e, middle));
    }
    svg.perception((p, middle));
    if let Some((low, high)) = row.interval {
        svg.interval(axis.at(low), axis.at(high), middle + 12.0);
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, Row, Words, draw};
    use crate::chart::Frame;

    fn row(expectation: Option<f64>, perception: f64) -> Row {
        Row {
            label: "<Reliability>".into(),
            expectation,
            perception,
            interval: Some((perception - 0.2, perception + 0.2)),
            value: "−1.50".into(),
            verdict: String::new(),
            class: "short",
        }
    }

    fn words() -> Words<'static> {
        Words { id: "g", title: "t", desc: "d", expectation: "E", perception: "P", interval: "I" }
    }

    #[test]
    fn expectation_is_a_circle_and_perception_a_square() {
        let group = Group { heading: None, rows: vec![row(Some(6.0), 4.5)] };
        let svg = draw(&[group], (1.0, 7.0), &words(), Frame::Page);
        // One mark in the legend and one in the row.
        assert_eq!(svg.matches("<circle class=\"e\"").count(), 2);
        assert_eq!(svg.matches("<rect class=\"p\"").count(), 2);
        assert!(svg.contains("&lt;Reliability&gt;"), "{svg}");
    }

    #[test]
    fn without_expectations_there_is_no_circle() {
        let group = Group { heading: None, rows: vec![row(None, 4.5)] };
        assert!(!draw(&[group], (1.0, 7.0), &words(), Frame::Phone).contains("<circle"));
    }
}
