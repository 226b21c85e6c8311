//! Penalty and reward: what poor service costs to the left of zero, what good service earns to the right, with intervals.
//!
//! Separate from the gap chart, because here the axis counts points of the judgement. Each effect has a bar of its own, so
//! that one of the wrong sign is seen and hides nothing.

use super::svg::{Anchor, Axis, Frame, Svg, TEXT, about_width, fit, lines};

/// An effect with its interval.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bar {
    pub(crate) value: f64,
    pub(crate) interval: Option<(f64, f64)>,
}

/// One dimension.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) penalty: Option<Bar>,
    pub(crate) reward: Option<Bar>,
    /// Both effects, written.
    pub(crate) value: String,
    /// What the dimension is, in words.
    pub(crate) class: String,
}

/// The words around the drawing.
pub(crate) struct Words<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) desc: &'a str,
    pub(crate) penalty: &'a str,
    pub(crate) reward: &'a str,
    pub(crate) interval: &'a str,
}

/// The chart for a frame; `write` gives the words of a value on the axis.
pub(crate) fn draw(rows: &[Row], words: &Words<'_>, frame: Frame, write: &dyn Fn(f64) -> String) -> String {
    let (from, to, height) = match frame {
        Frame::Page => (212.0, 530.0, 48.0),
        Frame::Phone => (16.0, 344.0, 86.0),
    };
    let ends = rows.iter().flat_map(|row| [row.penalty, row.reward]).flatten().flat_map(|bar| {
        let (low, high) = bar.interval.unwrap_or((bar.value, bar.value));
        [low, high, bar.value]
    });
    let (least, most) = ends.fold((0.0_f64, 0.0_f64), |(least, most), end| (least.min(end), most.max(end)));
    let margin = ((most - least) * 0.04).max(0.02);
    let axis = Axis { least: least - margin, most: most + margin, from, to };
    let mut svg = Svg::new();
    let top = legend(&mut svg, words, frame) + 8.0;
    let bottom = top + rows.len() as f64 * height;
    for tick in axis.ticks(5) {
        let x = axis.at(tick);
        svg.line(if tick.abs() < 1e-9 { "zero" } else { "grid" }, (x, top), (x, bottom + 4.0));
        svg.text("quiet", (x, bottom + 19.0), Anchor::Middle, &write(tick));
    }
    for (place, row) in rows.iter().enumerate() {
        draw_row(&mut svg, row, &axis, top + place as f64 * height, frame);
    }
    svg.finish(frame, bottom + 26.0, words.id, words.title, words.desc)
}

fn legend(svg: &mut Svg, words: &Words<'_>, frame: Frame) -> f64 {
    let (mut x, mut y) = (8.0, 12.0);
    for (mark, text) in [("pen", words.penalty), ("rew", words.reward), ("whisk", words.interval)] {
        let width = 34.0 + about_width(text, TEXT);
        if frame.width() < x + width && 8.0 < x {
            (x, y) = (8.0, y + 22.0);
        }
        match mark {
            "whisk" => svg.line(mark, (x - 8.0, y), (x + 10.0, y)),
            _ => svg.rect(mark, (x - 8.0, y - 6.0), 18.0, 12.0),
        }
        svg.text("", (x + 16.0, y + 4.5), Anchor::Start, text);
        x += width + 8.0;
    }
    y + 10.0
}

fn draw_row(svg: &mut Svg, row: &Row, axis: &Axis, top: f64, frame: Frame) {
    let first = if frame == Frame::Page { top + 10.0 } else { top + 51.0 };
    if frame == Frame::Page {
        let label = lines(&row.label, 192.0, TEXT, 2);
        let start = first + 17.0 - (label.len() as f64 - 1.0) * 7.5;
        for (place, line) in label.iter().enumerate() {
            svg.text("", (0.0, start + place as f64 * 15.0), Anchor::Start, line);
        }
        svg.text("strong num", (542.0, first + 9.0), Anchor::Start, &row.value);
        svg.text("quiet", (542.0, first + 26.0), Anchor::Start, &fit(&row.class, 178.0, TEXT));
    } else {
        let used = about_width(&row.value, TEXT) + 10.0;
        svg.text("", (0.0, top + 22.0), Anchor::Start, &fit(&row.label, 360.0 - used, TEXT));
        svg.text("strong num", (360.0, top + 22.0), Anchor::End, &row.value);
        svg.text("quiet", (0.0, top + 39.0), Anchor::Start, &fit(&row.class, 360.0, TEXT));
    }
    for (class, bar, y) in [("pen", row.penalty, first), ("rew", row.reward, first + 14.0)] {
        let Some(bar) = bar else { continue };
        let (zero, end) = (axis.at(0.0), axis.at(bar.value));
        svg.rect(class, (zero.min(end), y), (end - zero).abs().max(1.0), 11.0);
        if let Some((low, high)) = bar.interval {
            svg.line("whisk", (axis.at(low), y + 5.5), (axis.at(high), y + 5.5));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bar, Row, Words, draw};
    use crate::chart::Frame;

    #[test]
    fn a_penalty_lies_left_of_zero_and_a_reward_right() {
        let bar = |value: f64| Some(Bar { value, interval: Some((value - 0.1, value + 0.1)) });
        let row =
            |penalty, reward| Row { label: "x".into(), penalty, reward, value: String::new(), class: String::new() };
        let words = Words { id: "c", title: "t", desc: "d", penalty: "p", reward: "r", interval: "i" };
        let svg = draw(&[row(bar(-0.8), bar(0.4)), row(None, bar(0.2))], &words, Frame::Page, &|_| String::new());
        let places = |class: &str| -> Vec<(f64, f64)> {
            let number = |rest: &str, name: &str| -> f64 {
                let after = rest.split(name).nth(1).and_then(|after| after.split('"').next());
                after.and_then(|text| text.parse().ok()).expect("a number")
            };
            let mark = format!("rect class=\"{class}\"");
            // The first of each is in the legend.
            svg.split(&mark).skip(2).map(|rest| (number(rest, " x=\""), number(rest, " width=\""))).collect()
        };
        let (penalties, rewards) = (places("pen"), places("rew"));
        assert_eq!((penalties.len(), rewards.len()), (1, 2), "an effect that is hidden has no bar");
        let zero = rewards[0].0;
        assert!((penalties[0].0 + penalties[0].1 - zero).abs() < 0.11, "{penalties:?} {rewards:?}");
        assert!((penalties[0].1 - 2.0 * rewards[0].1).abs() < 0.2);
    }
}
