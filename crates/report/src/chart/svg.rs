//! What every chart shares: the drawing surface, places on an axis, and text that fits.
//!
//! Separate because escaping belongs in one place: every word that reaches a picture or a page passes [`escape`]. It knows
//! nothing of service quality.

use std::{borrow::Cow, fmt::Write};

/// For which width a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// A desk or a sheet of paper.
    Page,
    /// A phone held upright.
    Phone,
}

impl Frame {
    /// Both, in the order in which a page holds them.
    pub(crate) const BOTH: [Self; 2] = [Self::Page, Self::Phone];

    /// The width of the picture in its own units, which are about pixels.
    pub(crate) fn width(self) -> f64 {
        match self {
            Self::Page => 720.0,
            Self::Phone => 360.0,
        }
    }

    /// The class by which the page shows one of the two.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Page => "wide",
            Self::Phone => "narrow",
        }
    }
}

/// Where text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// How large text is in every chart, in the picture's units.
pub(crate) const TEXT: f64 = 13.0;

/// A picture that is being drawn.
pub(crate) struct Svg {
    body: String,
}

impl Svg {
    /// An empty picture.
    pub(crate) fn new() -> Self {
        Self { body: String::with_capacity(4096) }
    }

    /// Anything already written as SVG with escaped words.
    pub(crate) fn raw(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(arguments);
    }

    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        self.raw(format_args!(r#"<path class="{class}" d="M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}"/>"#));
    }

    /// A box.
    pub(crate) fn rect(&mut self, class: &str, (x, y): (f64, f64), width: f64, height: f64) {
        self.raw(format_args!(
            r#"<rect class="{class}" x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}"/>"#
        ));
    }

    /// Expectation: an open circle.
    pub(crate) fn expectation(&mut self, (x, y): (f64, f64)) {
        self.raw(format_args!(r#"<circle class="e" cx="{x:.1}" cy="{y:.1}" r="6"/>"#));
    }

    /// Perception: a filled square.
    pub(crate) fn perception(&mut self, (x, y): (f64, f64)) {
        self.rect("p", (x - 5.5, y - 5.5), 11.0, 11.0);
    }

    /// An interval: a line with two ends.
    pub(crate) fn interval(&mut self, from: f64, to: f64, y: f64) {
        self.raw(format_args!(
            r#"<path class="ci" d="M{from:.1} {:.1}v6M{from:.1} {y:.1}H{to:.1}M{to:.1} {:.1}v6"/>"#,
            y - 3.0,
            y - 3.0
        ));
    }

    /// Words, escaped.
    pub(crate) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, words: &str) {
        let (anchor, words) = (anchor.name(), escape(words));
        self.raw(format_args!(r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{words}</text>"#));
    }

    /// The finished picture: its title and description first, for those who hear it.
    pub(crate) fn finish(self, frame: Frame, height: f64, id: &str, title: &str, desc: &str) -> String {
        let (class, width) = (frame.class(), frame.width());
        let (title, desc) = (escape(title), escape(desc));
        format!(
            r#"<svg class="chart {class}" viewBox="0 0 {width:.0} {height:.0}" role="img" aria-labelledby="{id}-{class}-t {id}-{class}-d"><title id="{id}-{class}-t">{title}</title><desc id="{id}-{class}-d">{desc}</desc>{}</svg>"#,
            self.body
        )
    }

    /// A small picture that stands beside its own words and is passed over when the page is read aloud.
    pub(crate) fn small(self, class: &str, width: f64, height: f64) -> String {
        format!(
            r#"<svg class="chart {class}" viewBox="0 0 {width:.0} {height:.0}" aria-hidden="true" focusable="false">{}</svg>"#,
            self.body
        )
    }
}

/// A straight axis from values to places.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Axis {
    pub(crate) least: f64,
    pub(crate) most: f64,
    pub(crate) from: f64,
    pub(crate) to: f64,
}

impl Axis {
    /// The place of a value, kept inside the axis.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let span = self.most - self.least;
        let share = if 0.0 < span { (value - self.least) / span } else { 0.5 };
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// A few round values on the axis.
    pub(crate) fn ticks(&self, about: usize) -> Vec<f64> {
        let span = self.most - self.least;
        if span <= 0.0 || !span.is_finite() {
            return Vec::new();
        }
        let rough = span / about.max(1) as f64;
        let power = 10.0_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|step| step * power)
            .find(|step| rough <= *step)
            .unwrap_or(power * 10.0);
        let first = (self.least / step - 1e-9).ceil();
        (0..=2 * about.max(1))
            .map(|place| (first + place as f64) * step)
            .take_while(|value| *value <= self.most + step * 1e-9)
            .collect()
    }
}

/// How wide a text is about, at a size; pictures cannot measure.
pub(crate) fn about_width(text: &str, size: f64) -> f64 {
    let narrow =
        |c: char| matches!(c, 'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | ' ' | '\'' | '|' | ':' | ';' | '!');
    text.chars()
        .map(|c| {
            if narrow(c) {
                0.32
            } else if c.is_ascii_digit() {
                0.58
            } else if c.is_ascii() || c < '\u{2e80}' {
                if c.is_uppercase() || c == 'm' || c == 'w' { 0.72 } else { 0.56 }
            } else {
                1.05
            }
        })
        .sum::<f64>()
        * size
}

/// A text cut to about a width, with an ellipsis where something is missing.
pub(crate) fn fit(text: &str, width: f64, size: f64) -> Cow<'_, str> {
    if about_width(text, size) <= width {
        return Cow::Borrowed(text);
    }
    let mut kept: String = text.to_owned();
    while kept.pop().is_some() {
        let cut = kept.trim_end();
        if about_width(cut, size) + size * 0.8 <= width {
            return Cow::Owned(format!("{cut}…"));
        }
    }
    Cow::Borrowed("…")
}

/// A text broken once or twice so that each line is about as wide as it may be; the last is cut.
pub(crate) fn lines(text: &str, width: f64, size: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if about_width(line, size) + about_width(word, size) + size * 0.3 <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if most < lines.len() {
        let rest = lines.split_off(most.max(1) - 1).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| fit(line, width, size).into_owned()).collect()
}

/// Text as it may stand in a page or a picture.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let unsafe_here = |c: char| matches!(c, '<' | '>' | '&' | '"' | '\'') || (c.is_control() && c != '\n');
    if !text.contains(unsafe_here) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ if c.is_control() && c != '\n' => out.push(' '),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{Axis, escape, fit, lines};

    #[test]
    fn words_cannot_become_markup() {
        assert_eq!(escape("<b a='1'>&\"\u{1b}"), "&lt;b a=&#39;1&#39;&gt;&amp;&quot; ");
    }

    #[test]
    fn ticks_are_round_and_inside() {
        let axis = Axis { least: 4.3, most: 6.9, from: 0.0, to: 100.0 };
        assert_eq!(axis.ticks(3), [5.0, 6.0]);
        let flat = Axis { least: 2.0, most: 2.0, from: 0.0, to: 100.0 };
        assert_eq!((flat.ticks(3).len(), flat.at(2.0)), (0, 50.0));
    }

    #[test]
    fn a_long_label_is_cut_or_broken() {
        assert_eq!(fit("Reliability", 200.0, 13.0), "Reliability");
        assert!(fit("Responsiveness", 50.0, 13.0).ends_with('…'));
        assert_eq!(lines("Capacidad de respuesta", 80.0, 13.0, 2).len(), 2);
    }
}
