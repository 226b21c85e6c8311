//! Places of a draft as editors count them: lines, and UTF-16 units within a line.
//!
//! Separate from the checking, which counts bytes. A place that does not exist is moved to the nearest one before it that does.

use lsp_types::{Position, Range};

/// A text and where its lines begin.
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain((0..bytes.len()).filter(|at| ends(*at)).map(|at| at + 1)).collect();
        Self { text, starts }
    }

    /// The place of a byte.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        let before = &self.text[self.starts[line]..byte];
        Position { line: small(line), character: small(before.encode_utf16().count()) }
    }

    pub fn range(&self, start: usize, end: usize) -> Range {
        Range { start: self.position(start), end: self.position(end) }
    }

    /// The byte at a place.
    pub fn byte(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return self.text.len() };
        let next = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let content = self.text[start..next].trim_end_matches(['\r', '\n']);
        let mut units = 0;
        for (at, letter) in content.char_indices() {
            units += letter.len_utf16();
            if (position.character as usize) < units {
                return start + at;
            }
        }
        start + content.len()
    }

    /// The first line with words on it: where a finding about the whole is shown.
    pub fn first_written(&self) -> (usize, usize) {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text[start..].find(['\r', '\n']).map_or(self.text.len(), |at| start + at);
        (start, end)
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, byte: usize, line: u32, character: u32) {
        let lines = Lines::of(text);
        let position = Position { line, character };
        assert_eq!(lines.position(byte), position, "{text:?} {byte}");
        assert_eq!(lines.byte(position), byte, "{text:?} {position:?}");
    }

    #[test]
    fn an_emoji_counts_two_and_an_accent_one() {
        // é is two bytes and one unit, 🙂 four bytes and two units.
        check("é🙂x", 2, 0, 1);
        check("é🙂x", 6, 0, 3);
        check("a\né🙂x", 8, 1, 3);
    }

    #[test]
    fn lines_end_in_three_ways() {
        check("a\nb\r\nc\rd", 2, 1, 0);
        check("a\nb\r\nc\rd", 5, 2, 0);
        check("a\nb\r\nc\rd", 7, 3, 0);
        check("a\n", 2, 1, 0);
        check("", 0, 0, 0);
    }

    #[test]
    fn a_place_that_does_not_exist_is_moved() {
        let lines = Lines::of("🙂\r\nb");
        assert_eq!(lines.byte(Position { line: 0, character: 1 }), 0);
        assert_eq!(lines.byte(Position { line: 0, character: 99 }), 4);
        assert_eq!(lines.byte(Position { line: 9, character: 0 }), 7);
        assert_eq!(lines.position(2), Position { line: 0, character: 0 });
        assert_eq!(lines.position(99), Position { line: 1, character: 1 });
    }
}
