//! Control charts: one small panel each, the waves between their limits, and a visible break where other items were asked.
//!
//! Separate from the trend of waves, whose intervals come from each wave's sample: limits come from how much waves usually
//! differ. A wave outside is a diamond, so that its shape says it and colour only repeats it. Neither line nor limit crosses
//! a break.
//! Source: Shewhart (1931), Economic Control of Quality of Manufactured Product.

use super::svg::{Anchor, Axis, Frame, Svg, TEXT, about_width, fit};

/// One subject over the waves.
#[derive(Debug, Clone)]
pub(crate) struct Panel {
    pub(crate) label: String,
    /// What is known of each wave, in order.
    pub(crate) points: Vec<Option<Point>>,
    /// Per wave, whether other items were asked than in the wave before.
    pub(crate) breaks: Vec<bool>,
}

/// One wave of a subject.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    pub(crate) value: f64,
    pub(crate) limits: Option<(f64, f64)>,
    pub(crate) centre: Option<f64>,
    pub(crate) out: bool,
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
    pub(crate) within: &'a str,
    pub(crate) out: &'a str,
    pub(crate) limits: &'a str,
    pub(crate) broken: &'a str,
}

const HEIGHT: f64 = 168.0;

/// The chart for a frame; `write` gives the words of a value on an axis of a length. Every panel has its own axis: wide
/// limits of one would press the others flat.
pub(crate) fn draw(panels: &[Panel], words: &Words<'_>, frame: Frame, write: &dyn Fn(f64, f64) -> String) -> String {
    let across = match (frame, panels.len()) {
        (Frame::Phone, _) | (_, 0 | 1) => 1,
        (_, 2 | 4) => 2,
        _ => 3,
    };
    let gutter = 24.0;
    let width = (frame.width() - gutter * (across as f64 - 1.0)) / across as f64;
    let mut svg = Svg::new();
    let below = legend(&mut svg, panels, words, frame);
    for (place, panel) in panels.iter().enumerate() {
        let left = (place % across) as f64 * (width + gutter);
        let top = below + (place / across) as f64 * HEIGHT;
        let (least, most) = reach(panel);
        let axis = Axis { least, most, from: top + 132.0, to: top + 26.0 };
        draw_panel(&mut svg, panel, words, &axis, (left, top, width), write);
    }
    let rows = panels.len().div_ceil(across);
    svg.finish(frame, below + rows as f64 * HEIGHT, words.id, words.title, words.desc)
}

/// A little more than the waves and their limits cover.
fn reach(panel: &Panel) -> (f64, f64) {
    let ends = panel.points.iter().flatten().flat_map(|point| {
        let (low, high) = point.limits.unwrap_or((point.value, point.value));
        [low, high, point.value]
    });
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
    let margin = if low < high { (high - low) * 0.1 } else { 0.05 };
    (low - margin, high + margin)
}

/// What the signs mean, of those that occur.
fn legend(svg: &mut Svg, panels: &[Panel], words: &Words<'_>, frame: Frame) -> f64 {
    let points = || panels.iter().flat_map(|panel| panel.points.iter().flatten());
    let (mut x, mut y) = (8.0, 12.0);
    let mut entry = |svg: &mut Svg, mark: fn(&mut Svg, f64, f64), text: &str| {
        let width = 30.0 + about_width(text, TEXT);
        if frame.width() < x + width && 8.0 < x {
            (x, y) = (8.0, y + 22.0);
        }
        mark(svg, x, y);
        svg.text("", (x + 14.0, y + 4.5), Anchor::Start, text);
        x += width + 8.0;
    };
    entry(svg, |svg, x, y| svg.rect("p", (x - 3.5, y - 3.5), 7.0, 7.0), words.within);
    if points().any(|point| point.out) {
        entry(svg, |svg, x, y| diamond(svg, (x, y)), words.out);
    }
    if points().any(|point| point.limits.is_some()) {
        entry(svg, |svg, x, y| svg.line("cut", (x - 8.0, y), (x + 8.0, y)), words.limits);
    }
    if panels.iter().any(|panel| panel.breaks.contains(&true)) {
        entry(svg, |svg, x, y| svg.line("break", (x, y - 8.0), (x, y + 8.0)), words.broken);
    }
    y + 18.0
}

fn diamond(svg: &mut Svg, (x, y): (f64, f64)) {
    svg.raw(format_args!(r#"<path class="out" d="M{x:.1} {:.1}l6.5 6.5l-6.5 6.5l-6.5 -6.5z"/>"#, y - 6.5));
}

fn draw_panel(
    svg: &mut Svg,
    panel: &Panel,
    words: &Words<'_>,
    axis: &Axis,
    (left, top, width): (f64, f64, f64),
    write: &dyn Fn(f64, f64) -> String,
) {
    let (from, to) = (left + 50.0, left + width - 16.0);
    svg.text("strong", (left, top + 14.0), Anchor::Start, &fit(&panel.label, width - 60.0, TEXT));
    for tick in axis.ticks(3) {
        svg.line("grid", (from - 10.0, axis.at(tick)), (to + 10.0, axis.at(tick)));
        svg.text("quiet", (from - 14.0, axis.at(tick) + 4.5), Anchor::End, &write(tick, axis.most - axis.least));
    }
    let waves = panel.points.len().max(2);
    let step = (to - from) / (waves - 1) as f64;
    let x = |place: usize| from + step * place as f64;
    draw_limits(svg, panel, axis, &x, step.min(20.0) / 2.0);
    let mut path = String::new();
    let mut pen_up = true;
    for (place, point) in panel.points.iter().enumerate() {
        let broken = panel.breaks.get(place) == Some(&true);
        if broken {
            let middle = x(place) - step / 2.0;
            svg.line("break", (middle, axis.from), (middle, axis.to));
        }
        pen_up |= broken;
        let Some(point) = point else {
            pen_up = true;
            continue;
        };
        let command = if pen_up { 'M' } else { 'L' };
        path.push_str(&format!("{command}{:.1} {:.1}", x(place), axis.at(point.value)));
        pen_up = false;
    }
    svg.raw(format_args!(r#"<path class="trend" d="{path}"/>"#));
    for (place, point) in panel.points.iter().enumerate() {
        match point {
            Some(point) if point.out => diamond(svg, (x(place), axis.at(point.value))),
            Some(point) => svg.rect("p", (x(place) - 3.5, axis.at(point.value) - 3.5), 7.0, 7.0),
            None => {}
        }
    }
    if let Some(point) = panel.points.iter().rev().flatten().next() {
        svg.text("strong num", (left + width - 2.0, top + 14.0), Anchor::End, &point.written);
    }
    let room = (to - from) / 2.0 + 6.0;
    let name = |place: usize| words.waves.get(place).copied().unwrap_or_default();
    svg.text("quiet", (from - 10.0, top + 150.0), Anchor::Start, &fit(name(0), room, TEXT));
    if 1 < words.waves.len() {
        let last = fit(name(words.waves.len() - 1), room, TEXT);
        svg.text("quiet", (to + 14.0, top + 150.0), Anchor::End, &last);
    }
}

/// Limits and centre as steps, each as wide as its wave; equal neighbours join, and a break or a missing wave parts them.
fn draw_limits(svg: &mut Svg, panel: &Panel, axis: &Axis, x: &dyn Fn(usize) -> f64, half: f64) {
    let mut step = |class: &str, of: &dyn Fn(&Point) -> Option<f64>| {
        let mut path = String::new();
        let mut before: Option<f64> = None;
        for (place, point) in panel.points.iter().enumerate() {
            let value = point.as_ref().and_then(of);
            let broken = panel.breaks.get(place) == Some(&true);
            if let Some(value) = value {
                let y = axis.at(value);
                match before.filter(|_| !broken) {
                    Some(y_before) => {
                        // Between two waves the limit changes half way.
                        let middle = (x(place - 1) + x(place)) / 2.0;
                        path.push_str(&format!(
                            "M{:.1} {y_before:.1}H{middle:.1}V{y:.1}H{:.1}",
                            x(place - 1),
                            x(place)
                        ));
                    }
                    None => path.push_str(&format!("M{:.1} {y:.1}H{:.1}", x(place) - half, x(place))),
                }
                let next = panel.points.get(place + 1).and_then(Option::as_ref).and_then(of);
                if next.is_none() || panel.breaks.get(place + 1) == Some(&true) {
                    path.push_str(&format!("M{:.1} {y:.1}H{:.1}", x(place), x(place) + half));
                }
                before = Some(y);
            } else {
                before = None;
            }
        }
        if !path.is_empty() {
            svg.raw(format_args!(r#"<path class="{class}" d="{path}"/>"#));
        }
    };
    step("zero", &|point| point.centre);
    step("cut", &|point| point.limits.map(|limits| limits.0));
    step("cut", &|point| point.limits.map(|limits| limits.1));
}

#[cfg(test)]
mod tests {
    use super::{Panel, Point, Words, draw};
    use crate::chart::Frame;

    fn point(value: f64, out: bool) -> Option<Point> {
        Some(Point { value, limits: Some((0.0, 2.0)), centre: Some(1.0), out, written: String::new() })
    }

    fn drawn(panel: Panel) -> String {
        let words = Words {
            id: "w",
            title: "t",
            desc: "d",
            waves: vec!["a", "b", "c", "d"],
            within: "within",
            out: "out",
            limits: "limits",
            broken: "broken",
        };
        draw(&[panel], &words, Frame::Phone, &|_, _| String::new())
    }

    fn path<'a>(svg: &'a str, class: &str) -> &'a str {
        svg.rsplit(&format!("class=\"{class}\" d=\"")).next().and_then(|rest| rest.split('"').next()).expect("a path")
    }

    #[test]
    fn no_line_crosses_a_break_and_the_break_is_told() {
        let points = vec![point(1.0, false), point(1.2, false), point(0.8, false), point(1.1, false)];
        let broken = Panel { label: "x".into(), points: points.clone(), breaks: vec![false, false, true, false] };
        let svg = drawn(broken);
        assert_eq!(path(&svg, "trend").matches('M').count(), 2, "{svg}");
        assert!(svg.contains(">broken<") && !svg.contains(">out<"));
        let whole = drawn(Panel { label: "x".into(), points, breaks: vec![false; 4] });
        assert_eq!(path(&whole, "trend").matches('M').count(), 1);
        assert!(!whole.contains(">broken<") && !whole.contains("\"break\""));
    }

    #[test]
    fn a_wave_outside_has_another_shape() {
        let points = vec![point(1.0, false), point(2.4, true), point(0.8, false), None];
        let svg = drawn(Panel { label: "x".into(), points, breaks: vec![false; 4] });
        // Once in the legend, once in the panel.
        assert_eq!((svg.matches("class=\"out\"").count(), svg.matches("class=\"p\"").count()), (2, 3), "{svg}");
    }
}
