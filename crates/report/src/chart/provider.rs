//! The five gaps as bars from zero, dimension by dimension, each with its interval: where is the shortfall made?
//!
//! Separate from the chart of the customers' gap, because these are differences of other people's answers and have no place on
//! the answer scale. It refuses to order the bars by size: gap 1 to gap 5 is the order of the chain.

use super::svg::{Anchor, Axis, Frame, Svg, TEXT, fit};

/// One gap of a dimension.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) value: f64,
    pub(crate) interval: Option<(f64, f64)>,
    /// The value, written.
    pub(crate) written: String,
    /// `short`, `above` or nothing.
    pub(crate) class: &'static str,
}

/// The gaps of one dimension.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) heading: String,
    pub(crate) bars: Vec<Bar>,
}

/// The words around the drawing.
pub(crate) struct Words<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) desc: &'a str,
}

const HEADING: f64 = 30.0;

/// The chart for a frame; `write` gives the words of a value on the axis.
pub(crate) fn draw(groups: &[Group], words: &Words<'_>, frame: Frame, write: &dyn Fn(f64) -> String) -> String {
    let (from, to, row) = match frame {
        Frame::Page => (206.0, 620.0, 28.0),
        Frame::Phone => (12.0, 348.0, 46.0),
    };
    let ends = groups.iter().flat_map(|group| &group.bars).flat_map(|bar| {
        let (low, high) = bar.interval.unwrap_or((bar.value, bar.value));
        [low, high]
    });
    let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(l, h), v| (l.min(v), h.max(v)));
    let margin = ((high - low) * 0.04).max(0.05);
    let axis = Axis { least: low - margin, most: high + margin, from, to };
    let height: f64 = groups.iter().map(|group| HEADING + row * group.bars.len() as f64).sum();
    let mut svg = Svg::new();
    for tick in axis.ticks(if frame == Frame::Page { 7 } else { 5 }) {
        let class = if tick.abs() < 1e-9 { "zero" } else { "grid" };
        svg.line(class, (axis.at(tick), 6.0), (axis.at(tick), height + 6.0));
        svg.text("quiet", (axis.at(tick), height + 22.0), Anchor::Middle, &write(tick));
    }
    let mut y = 0.0;
    for group in groups {
        svg.text("strong", (0.0, y + 20.0), Anchor::Start, &fit(&group.heading, frame.width(), TEXT));
        y += HEADING;
        for bar in &group.bars {
            draw_bar(&mut svg, bar, &axis, (y, row), frame);
            y += row;
        }
    }
    svg.finish(frame, height + 30.0, words.id, words.title, words.desc)
}

fn draw_bar(svg: &mut Svg, bar: &Bar, axis: &Axis, (top, row): (f64, f64), frame: Frame) {
    let middle = match frame {
        Frame::Page => {
            svg.text("", (0.0, top + row / 2.0 + 1.5), Anchor::Start, &fit(&bar.label, 192.0, TEXT));
            svg.text(bar.class, (720.0, top + row / 2.0 + 1.5), Anchor::End, &bar.written);
            top + row / 2.0 - 3.0
        }
        Frame::Phone => {
            svg.text("", (0.0, top + 14.0), Anchor::Start, &fit(&bar.label, 280.0, TEXT));
            svg.text(bar.class, (360.0, top + 14.0), Anchor::End, &bar.written);
            top + 25.0
        }
    };
    let (zero, end) = (axis.at(0.0), axis.at(bar.value));
    svg.rect("bar", (zero.min(end), middle - 5.0), (zero - end).abs().max(1.0), 10.0);
    if let Some((low, high)) = bar.interval {
        svg.interval(axis.at(low), axis.at(high), middle + 10.0);
    }
}

#[cfg(test)]
mod tests {
    use super::{Bar, Group, Words, draw};
    use crate::chart::Frame;

    #[test]
    fn a_shortfall_hangs_left_of_zero_and_a_surplus_right() {
        let bar = |value: f64| Bar {
            label: "<Gap 1>".into(),
            value,
            interval: Some((value - 0.2, value + 0.2)),
            written: String::new(),
            class: "short",
        };
        let group = Group { heading: "x".into(), bars: vec![bar(-1.0), bar(0.5)] };
        let words = Words { id: "p", title: "t", desc: "d" };
        let svg = draw(&[group], &words, Frame::Page, &|_| String::new());
        let bars: Vec<f64> = svg
            .split("<rect class=\"bar\" x=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next()?.parse().ok())
            .collect();
        // The second bar begins at zero, where the first ends.
        assert_eq!(bars.len(), 2);
        assert!(bars[0] < bars[1] && svg.contains("&lt;Gap 1&gt;"), "{svg}");
    }
}
