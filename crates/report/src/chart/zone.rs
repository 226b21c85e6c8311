//! The zone of tolerance: a bar from the minimum to the desired, and perception in or outside it with its interval.
//!
//! Separate from the gap chart, because two expectations make a zone, not a gap. The axis is the whole answer scale.

use super::svg::{Anchor, Axis, Frame, Svg, TEXT, about_width, fit, lines};

/// One dimension or item.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) minimum: f64,
    pub(crate) desired: f64,
    pub(crate) perception: f64,
    pub(crate) interval: Option<(f64, f64)>,
    pub(crate) value: String,
    pub(crate) verdict: String,
    pub(crate) class: &'static str,
}

/// The words around the drawing.
pub(crate) struct Words<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) desc: &'a str,
    pub(crate) zone: &'a str,
    pub(crate) perception: &'a str,
    pub(crate) interval: &'a str,
}

/// The chart for a frame.
pub(crate) fn draw(rows: &[Row], scale: (f64, f64), words: &Words<'_>, frame: Frame) -> String {
    let (from, to, height) = match frame {
        Frame::Page => (212.0, 520.0, 46.0),
        Frame::Phone => (12.0, 348.0, 62.0),
    };
    let axis = Axis { least: scale.0, most: scale.1, from, to };
    let mut svg = Svg::new();
    let top = legend(&mut svg, words, frame) + 8.0;
    let bottom = top + rows.len() as f64 * height;
    for tick in axis.ticks(9).into_iter().filter(|tick| tick.fract() == 0.0) {
        let x = axis.at(tick);
        svg.line("grid", (x, top), (x, bottom + 4.0));
        svg.text("quiet", (x, bottom + 19.0), Anchor::Middle, &format!("{tick:.0}"));
    }
    for (place, row) in rows.iter().enumerate() {
        draw_row(&mut svg, row, &axis, top + place as f64 * height, frame);
    }
    svg.finish(frame, bottom + 26.0, words.id, words.title, words.desc)
}

fn legend(svg: &mut Svg, words: &Words<'_>, frame: Frame) -> f64 {
    let (mut x, mut y) = (8.0, 12.0);
    for (mark, text) in [(0, words.zone), (1, words.perception), (2, words.interval)] {
        let width = 34.0 + about_width(text, TEXT);
        if frame.width() < x + width && 8.0 < x {
            (x, y) = (8.0, y + 22.0);
        }
        match mark {
            0 => svg.rect("zone", (x - 8.0, y - 7.0), 18.0, 14.0),
            1 => svg.perception((x, y)),
            _ => svg.interval(x - 7.0, x + 8.0, y),
        }
        svg.text("", (x + 16.0, y + 4.5), Anchor::Start, text);
        x += width + 8.0;
    }
    y + 10.0
}

fn draw_row(svg: &mut Svg, row: &Row, axis: &Axis, top: f64, frame: Frame) {
    let middle = if frame == Frame::Page { top + 20.0 } else { top + 40.0 };
    if frame == Frame::Page {
        let label = lines(&row.label, 192.0, TEXT, 2);
        let first = middle + 4.5 - (label.len() as f64 - 1.0) * 7.5;
        for (place, line) in label.iter().enumerate() {
            svg.text("", (0.0, first + place as f64 * 15.0), Anchor::Start, line);
        }
        svg.text("strong num", (570.0, middle + 4.5), Anchor::End, &row.value);
        svg.text(row.class, (580.0, middle + 4.5), Anchor::Start, &fit(&row.verdict, 140.0, TEXT));
    } else {
        let right = format!("{} {}", row.value, row.verdict);
        let used = about_width(&right, TEXT);
        svg.text("", (0.0, top + 19.0), Anchor::Start, &fit(&row.label, 350.0 - used, TEXT));
        svg.text(row.class, (360.0, top + 19.0), Anchor::End, &right);
    }
    let (a, b) = (axis.at(row.minimum), axis.at(row.desired));
    svg.rect("zone", (a.min(b), middle - 11.0), (b - a).abs().max(1.0), 22.0);
    svg.perception((axis.at(row.perception), middle));
    if let Some((low, high)) = row.interval {
        svg.interval(axis.at(low), axis.at(high), middle + 17.0);
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Words, draw};
    use crate::chart::Frame;

    #[test]
    fn an_inverted_zone_still_has_a_width() {
        let row = Row {
            label: "x".into(),
            minimum: 7.0,
            desired: 5.0,
            perception: 6.0,
            interval: None,
            value: "6.00".into(),
            verdict: String::new(),
            class: "",
        };
        let words = Words { id: "z", title: "t", desc: "d", zone: "Z", perception: "P", interval: "I" };
        let svg = draw(&[row], (1.0, 9.0), &words, Frame::Page);
        // Two points of eight on 308 units.
        assert!(svg.contains(r#"width="77.0""#), "{svg}");
    }
}
