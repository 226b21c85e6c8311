//! The waves: one small panel per dimension, all on the same axis, with intervals.
//!
//! Separate from the other charts because waves run in time. A wave without a number leaves a hole in the line; nothing is
//! drawn across it.

use super::svg::{Anchor, Axis, Frame, Svg, TEXT, fit};

/// One dimension over the waves.
#[derive(Debug, Clone)]
pub(crate) struct Panel {
    pub(crate) label: String,
    /// Value and interval per wave, in order.
    pub(crate) points: Vec<Option<Point>>,
}

/// One wave of a dimension.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    pub(crate) value: f64,
    pub(crate) interval: Option<(f64, f64)>,
    /// The value, written.
    pub(crate) written: String,
}

/// The words around the drawing.
pub(crate) struct Words<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) desc: &'a str,
    /// The waves' names, in order.
    pub(crate) waves: Vec<&'a str>,
}

const HEIGHT: f64 = 168.0;

/// The chart for a frame; `write` gives the words of a value on the axis.
pub(crate) fn draw(panels: &[Panel], words: &Words<'_>, frame: Frame, write: &dyn Fn(f64) -> String) -> String {
    let across = if frame == Frame::Page { 3 } else { 1 };
    let gutter = 24.0;
    let width = (frame.width() - gutter * (across as f64 - 1.0)) / across as f64;
    let ends = panels.iter().flat_map(|panel| panel.points.iter().flatten()).flat_map(|point| {
        let (low, high) = point.interval.unwrap_or((point.value, point.value));
        [low, high]
    });
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
    let margin = ((high - low) * 0.18).max(0.05);
    let mut svg = Svg::new();
    for (place, panel) in panels.iter().enumerate() {
        let left = (place % across) as f64 * (width + gutter);
        let top = (place / across) as f64 * HEIGHT;
        let axis = Axis { least: low - margin, most: high + margin, from: top + 132.0, to: top + 26.0 };
        draw_panel(&mut svg, panel, words, &axis, (left, top, width), write);
    }
    let rows = panels.len().div_ceil(across);
    svg.finish(frame, rows as f64 * HEIGHT, words.id, words.title, words.desc)
}

fn draw_panel(
    svg: &mut Svg,
    panel: &Panel,
    words: &Words<'_>,
    axis: &Axis,
    (left, top, width): (f64, f64, f64),
    write: &dyn Fn(f64) -> String,
) {
    let (from, to) = (left + 44.0, left + width - 14.0);
    svg.text("strong", (left, top + 14.0), Anchor::Start, &fit(&panel.label, width, TEXT));
    for tick in axis.ticks(3) {
        let class = if tick.abs() < 1e-9 { "zero" } else { "grid" };
        svg.line(class, (from - 8.0, axis.at(tick)), (to + 10.0, axis.at(tick)));
        svg.text("quiet", (from - 12.0, axis.at(tick) + 4.5), Anchor::End, &write(tick));
    }
    let waves = panel.points.len().max(2);
    let x = |place: usize| from + (to - from) * place as f64 / (waves - 1) as f64;
    let mut path = String::new();
    let mut pen_up = true;
    for (place, point) in panel.points.iter().enumerate() {
        let Some(point) = point else {
            pen_up = true;
            continue;
        };
        let command = if pen_up { 'M' } else { 'L' };
        path.push_str(&format!("{command}{:.1} {:.1}", x(place), axis.at(point.value)));
        pen_up = false;
        if let Some((low, high)) = point.interval {
            svg.line("ci", (x(place), axis.at(low)), (x(place), axis.at(high)));
        }
    }
    svg.raw(format_args!(r#"<path class="trend" d="{path}"/>"#));
    for (place, point) in panel.points.iter().enumerate() {
        if let Some(point) = point {
            svg.rect("p", (x(place) - 3.5, axis.at(point.value) - 3.5), 7.0, 7.0);
        }
    }
    let last = panel.points.iter().enumerate().rev().find_map(|(p, point)| Some((p, point.as_ref()?)));
    if let Some((place, point)) = last {
        let end = point.interval.map_or(point.value, |(_, high)| high);
        let at = (x(place) + 12.0, axis.at(end) - 6.0);
        svg.text("strong num", at, Anchor::End, &point.written);
    }
    let room = (to - from) / 2.0 + 6.0;
    let name = |place: usize| words.waves.get(place).copied().unwrap_or_default();
    svg.text("quiet", (from - 8.0, top + 150.0), Anchor::Start, &fit(name(0), room, TEXT));
    if 1 < words.waves.len() {
        let last = fit(name(words.waves.len() - 1), room, TEXT);
        svg.text("quiet", (to + 12.0, top + 150.0), Anchor::End, &last);
    }
}

#[cfg(test)]
mod tests {
    use super::{Panel, Point, Words, draw};
    use crate::chart::Frame;

    #[test]
    fn a_missing_wave_is_a_hole_not_a_line() {
        let point = |value: f64| Some(Point { value, interval: None, written: String::new() });
        let panel = Panel { label: "x".into(), points: vec![point(1.0), None, point(2.0), point(3.0)] };
        let words = Words { id: "w", title: "t", desc: "d", waves: vec!["a", "b", "c", "d"] };
        let svg = draw(&[panel], &words, Frame::Phone, &|_| String::new());
        let path = svg.split("class=\"trend\" d=\"").nth(1).and_then(|rest| rest.split('"').next());
        let path = path.expect("a trend is drawn");
        assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 1), "{path}");
    }
}
