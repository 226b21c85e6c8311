//! A terminal page: lines, paragraphs and tables that never exceed a width.
//!
//! Separate from what the report says. Widths are those a terminal draws, not bytes; control characters that came with a
//! file are never let through to the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::render::{
    tables::{Entry, Row, Table},
    view::{Cell, View},
};

/// How a piece of a line is coloured, when colours are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Strong,
    Quiet,
    Short,
    Above,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\u{1b}[1m",
            Self::Quiet => "\u{1b}[2m",
            Self::Short => "\u{1b}[31m",
            Self::Above => "\u{1b}[34m",
        }
    }
}

/// Columns narrower than this say nothing.
const LABEL_LEAST: usize = 14;

/// Labels wider than this push the numbers too far from each other.
const LABEL_MOST: usize = 48;

/// How wide a word in a head may make its column: as it likes, and less and less where room is short.
const HEAD_WORDS: [usize; 3] = [14, 9, 7];

/// The page that is being written.
pub(super) struct Page {
    width: usize,
    colour: bool,
    out: String,
}

impl Page {
    pub(super) fn new(width: usize, colour: bool) -> Self {
        // Below this no table can be read; a terminal that narrow wraps by itself.
        Self { width: width.max(40), colour, out: String::new() }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// One line; what does not fit is cut with an ellipsis.
    pub(super) fn line(&mut self, pieces: &[(Ink, &str)]) {
        let mut left = self.width;
        for (place, (ink, text)) in pieces.iter().enumerate() {
            let last = place + 1 == pieces.len();
            let text = clean(text);
            let text = fit(if last { text.trim_end() } else { &text }, left);
            left -= text.width();
            if self.colour && *ink != Ink::Plain && !text.trim().is_empty() {
                self.out.push_str(ink.code());
                self.out.push_str(&text);
                self.out.push_str("\u{1b}[0m");
            } else {
                self.out.push_str(&text);
            }
        }
        self.out.push('\n');
    }

    /// A section's heading with a rule to the edge.
    pub(super) fn heading(&mut self, text: &str) {
        let text = fit(&clean(text).to_uppercase(), self.width);
        let rest = self.width.saturating_sub(text.width() + 1);
        self.blank();
        self.line(&[(Ink::Strong, &text), (Ink::Quiet, &format!(" {}", "─".repeat(rest)))]);
    }

    /// Text broken at its spaces; `first` stands before the first line, blanks before the others.
    pub(super) fn paragraph(&mut self, ink: Ink, first: &str, text: &str) {
        let indent = first.width();
        let mut lead = first.to_owned();
        for line in wrap(&clean(text), self.width.saturating_sub(indent)) {
            self.line(&[(Ink::Plain, &lead), (ink, &line)]);
            lead = " ".repeat(indent);
        }
    }

    /// A table, and below it why a cell has no number.
    pub(super) fn table(&mut self, view: &View<'_>, table: &Table<'_>) {
        if table.is_empty() {
            return;
        }
        let table = &table.without_empty_columns();
        let (written, widths, notes) = self.written(view, table);
        let longest = table
            .rows
            .iter()
            .filter(|row| !row.entries.is_empty())
            .map(|row| clean(&row.label).width() + self.indent(table))
            .chain([table.corner.width()])
            .max()
            .unwrap_or(0)
            .min(LABEL_MOST);
        let all: usize = widths.iter().map(|w| w + 2).sum();
        let label = if longest + all <= self.width {
            longest
        } else {
            self.width.saturating_sub(all).clamp(LABEL_LEAST.min(longest), longest)
        };
        let mut from = 0;
        while from < widths.len() {
            let mut to = from;
            let mut used = label;
            while to < widths.len() && (to == from || used + widths[to] + 2 <= self.width) {
                used += widths[to] + 2;
                to += 1;
            }
            if from > 0 {
                self.blank();
            }
            self.block(table, &written, &widths, label, from..to);
            from = to;
        }
        for note in notes.lines {
            self.paragraph(Ink::Quiet, "  ", &note);
        }
    }

    /// Every cell as text: with intervals where they fit, with narrower heads where they must be.
    fn written(&self, view: &View<'_>, table: &Table<'_>) -> (Vec<Vec<String>>, Vec<usize>, Notes) {
        let attempts = [true, false].into_iter().flat_map(|with| HEAD_WORDS.map(|word| (with, word)));
        let mut last = (Vec::new(), Vec::new(), Notes::default());
        for (intervals, word) in attempts {
            let mut notes = Notes::default();
            let row = |row: &Row<'_>, notes: &mut Notes| {
                row.entries.iter().map(|entry| notes.write(view, entry, intervals)).collect()
            };
            let cells: Vec<Vec<String>> = table.rows.iter().map(|r| row(r, &mut notes)).collect();
            let widths = column_widths(table, &cells, word);
            let all: usize = widths.iter().map(|width| width + 2).sum();
            last = (cells, widths, notes);
            if LABEL_LEAST + all <= self.width {
                break;
            }
        }
        last
    }

    /// Rows under a heading stand in a little.
    fn indent(&self, table: &Table<'_>) -> usize {
        if table.rows.iter().any(|row| row.entries.is_empty()) { 2 } else { 0 }
    }

    /// Some columns of a table, with its labels.
    fn block(
        &mut self,
        table: &Table<'_>,
        written: &[Vec<String>],
        widths: &[usize],
        label: usize,
        columns: std::ops::Range<usize>,
    ) {
        let heads: Vec<Vec<String>> =
            columns.clone().map(|c| wrap(&hyphenated(&clean(&table.heads[c]), widths[c]), widths[c])).collect();
        let height = heads.iter().map(Vec::len).max().unwrap_or(1);
        for level in 0..height {
            let corner = if level + 1 == height { table.corner.as_str() } else { "" };
            let mut line = left(&clean(corner), label);
            for (head, c) in heads.iter().zip(columns.clone()) {
                let above = height - head.len();
                let text = if level < above { "" } else { head[level - above].as_str() };
                line.push_str("  ");
                line.push_str(&place(text, widths[c], wordy(table, c)));
            }
            self.line(&[(Ink::Quiet, &line)]);
        }
        let indent = self.indent(table);
        for (row, cells) in table.rows.iter().zip(written) {
            if row.entries.is_empty() {
                self.line(&[(Ink::Strong, &row.label)]);
                continue;
            }
            let mut line = " ".repeat(indent);
            line.push_str(&left(&clean(&row.label), label.saturating_sub(indent)));
            for c in columns.clone() {
                line.push_str("  ");
                let text = cells.get(c).map_or("", String::as_str);
                line.push_str(&place(text, widths[c], wordy(table, c)));
            }
            self.line(&[(Ink::Plain, &line)]);
        }
    }
}

/// Why cells have no number, each reason once.
#[derive(Default)]
struct Notes {
    reasons: Vec<String>,
    lines: Vec<String>,
}

impl Notes {
    fn write(&mut self, view: &View<'_>, entry: &Entry<'_>, interval: bool) -> String {
        match &entry.cell {
            Cell::Written(text) => match &entry.interval {
                Some(ends) if interval => format!("{} {ends}", clean(text)),
                _ => clean(text),
            },
            Cell::Absent => String::new(),
            Cell::Hidden => {
                let mark = self.mark(&view.hidden());
                format!("{}{mark}", view.text("report-hidden"))
            }
            Cell::Undefined(reason) => format!("—{}", self.mark(reason)),
        }
    }

    fn mark(&mut self, reason: &str) -> String {
        let known = self.reasons.iter().position(|known| known == reason);
        let place = known.unwrap_or_else(|| {
            self.reasons.push(reason.to_owned());
            self.lines.push(format!("{} {reason}", raised(self.reasons.len())));
            self.reasons.len() - 1
        });
        raised(place + 1)
    }
}

/// A number as raised digits, for footnotes.
fn raised(number: usize) -> String {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|b| digits[usize::from(b - b'0')]).collect()
}

fn column_widths(table: &Table<'_>, written: &[Vec<String>], most: usize) -> Vec<usize> {
    let width = |c: usize| {
        let cells = written.iter().filter_map(|row| row.get(c)).map(|text| text.width());
        let head = clean(&table.heads[c]);
        let word = head.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
        // A long head takes a second and third line rather than a wide column.
        cells.chain([word.min(most), head.width().div_ceil(3).min(most)]).max().unwrap_or(0)
    };
    (0..table.heads.len()).map(width).collect()
}

/// Whether a column holds words, which stand left.
fn wordy(table: &Table<'_>, column: usize) -> bool {
    table.rows.iter().filter_map(|row| row.entries.get(column)).any(|entry| entry.words)
}

fn place(text: &str, width: usize, words: bool) -> String {
    if words { left(text, width) } else { right(text, width) }
}

/// Text at the left of a column.
pub(super) fn left(text: &str, width: usize) -> String {
    let text = fit(text, width);
    let rest = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(rest))
}

/// Text at the right of a column.
pub(super) fn right(text: &str, width: usize) -> String {
    let text = fit(text, width);
    let rest = width.saturating_sub(text.width());
    format!("{}{text}", " ".repeat(rest))
}

/// Text cut to a width, with an ellipsis where something is missing.
fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let next = c.width().unwrap_or(0);
        if width < used + next + 1 {
            break;
        }
        used += next;
        out.push(c);
    }
    if 0 < width {
        out.push('…');
    }
    out
}

/// Lines of at most a width, broken at spaces; a longer word is broken anywhere.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    // A space that must not break (before a Spanish per cent sign) is no place to break.
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        if !line.is_empty() && width < line.width() + 1 + word.width() {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            if width < line.width() + c.width().unwrap_or(0) && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A head whose long words are broken with a hyphen, so that a narrow column can hold them.
fn hyphenated(text: &str, width: usize) -> String {
    let mut out = String::new();
    for word in text.split(' ') {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut rest: Vec<char> = word.chars().collect();
        while width < rest.len() && 4 <= width {
            // Two letters alone on a line read worse than an earlier break.
            let cut = (width - 1).min(rest.len() - 3);
            out.extend(rest.drain(..cut));
            out.push_str("- ");
        }
        out.extend(rest);
    }
    out
}

/// Text without anything that steers a terminal or turns the direction of writing.
pub(super) fn clean(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::{clean, fit, hyphenated, raised, wrap};

    #[test]
    fn a_colour_code_in_a_label_does_not_reach_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\nc"), "a [31mb c");
    }

    #[test]
    fn wide_characters_count_double() {
        assert_eq!(fit("質問票", 5), "質問…");
        assert_eq!(fit("abc", 3), "abc");
    }

    #[test]
    fn words_break_at_spaces_and_only_then_anywhere() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
    }

    #[test]
    fn a_long_head_breaks_with_a_hyphen() {
        assert_eq!(hyphenated("Responsiveness", 9), "Responsi- veness");
        assert_eq!(hyphenated("Reliability", 9), "Reliabil- ity");
        assert_eq!(hyphenated("Item rest", 9), "Item rest");
    }

    #[test]
    fn footnotes_are_raised() {
        assert_eq!(raised(12), "¹²");
    }
}
