//! One record of delimited text into its cells: quotes, doubled quotes, and line ends within quotes.
//!
//! Separate, because every way of reading such a file must agree on it to the byte. A quote opens a cell only at the
//! cell's beginning; anywhere else it is a character like any other (`5" screen`). It decides nothing about delimiters.

use memchr::{memchr, memchr2};

/// How records and cells are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// The byte between cells.
    pub(crate) delimiter: u8,
    /// The byte that ends a record: a line feed, or a carriage return in files of old Macs.
    pub(crate) terminator: u8,
}

const QUOTE: u8 = b'"';

/// The cells of one record, reused from record to record.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    spans: Vec<Span>,
    /// Cells whose doubled quotes had to be taken out.
    unquoted: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
    unquoted: bool,
}

/// What ended a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ended {
    /// Where the next record begins.
    pub(crate) next: usize,
    /// Terminators passed, the last one included.
    pub(crate) lines: u64,
    /// A quote stood where it opens nothing, or was never closed: counting quotes does not find record ends here.
    pub(crate) stray: bool,
}

impl Cells {
    /// How many cells the record has.
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The bytes of a cell, without its quotes; `bytes` is what the record was split from.
    pub(crate) fn get<'a>(&'a self, bytes: &'a [u8], cell: usize) -> &'a [u8] {
        let span = self.spans[cell];
        let from = if span.unquoted { &self.unquoted } else { bytes };
        &from[span.start..span.end]
    }

    /// All cells in order.
    pub(crate) fn iter<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
        (0..self.len()).map(move |cell| self.get(bytes, cell))
    }

    /// Splits the record that begins at `start`.
    pub(crate) fn split(&mut self, bytes: &[u8], start: usize, dialect: Dialect) -> Ended {
        self.spans.clear();
        self.unquoted.clear();
        let mut ended = Ended { next: start, lines: 0, stray: false };
        loop {
            let at = ended.next;
            let end = if bytes.get(at) == Some(&QUOTE) {
                self.quoted(bytes, at + 1, dialect, &mut ended)
            } else {
                let end = cell_end(bytes, at, dialect);
                ended.stray |= memchr(QUOTE, &bytes[at..end]).is_some();
                self.spans.push(Span { start: at, end: without_return(bytes, at, end, dialect), unquoted: false });
                end
            };
            ended.next = (end + 1).min(bytes.len());
            if bytes.get(end) != Some(&dialect.delimiter) {
                ended.lines += 1;
                return ended;
            }
        }
    }

    /// Reads a cell whose opening quote stands before `at`; returns where the cell ends.
    fn quoted(&mut self, bytes: &[u8], at: usize, dialect: Dialect, ended: &mut Ended) -> usize {
        let kept = self.unquoted.len();
        let mut from = at;
        let mut plain = true;
        loop {
            let Some(quote) = memchr(QUOTE, &bytes[from..]).map(|found| from + found) else {
                ended.stray = true;
                ended.lines += count(dialect.terminator, &bytes[from..]);
                self.push(kept, plain, at, &bytes[from..], from);
                return bytes.len();
            };
            ended.lines += count(dialect.terminator, &bytes[from..quote]);
            if bytes.get(quote + 1) == Some(&QUOTE) {
                self.unquoted.extend_from_slice(&bytes[from..=quote]);
                plain = false;
                from = quote + 2;
                continue;
            }
            let end = cell_end(bytes, quote + 1, dialect);
            let tail = &bytes[quote + 1..without_return(bytes, quote + 1, end, dialect)];
            if plain && tail.is_empty() {
                self.spans.push(Span { start: at, end: quote, unquoted: false });
            } else {
                ended.stray |= !tail.is_empty();
                self.unquoted.extend_from_slice(&bytes[from..quote]);
                self.unquoted.extend_from_slice(tail);
                self.spans.push(Span { start: kept, end: self.unquoted.len(), unquoted: true });
            }
            return end;
        }
    }

    fn push(&mut self, kept: usize, plain: bool, at: usize, rest: &[u8], from: usize) {
        if plain {
            self.spans.push(Span { start: at, end: from + rest.len(), unquoted: false });
        } else {
            self.unquoted.extend_from_slice(rest);
            self.spans.push(Span { start: kept, end: self.unquoted.len(), unquoted: true });
        }
    }
}

/// Where the cell that goes on at `at`, outside quotes, ends.
fn cell_end(bytes: &[u8], at: usize, dialect: Dialect) -> usize {
    memchr2(dialect.delimiter, dialect.terminator, &bytes[at..]).map_or(bytes.len(), |found| at + found)
}

/// Leaves out the carriage return before a line feed.
fn without_return(bytes: &[u8], start: usize, end: usize, dialect: Dialect) -> usize {
    let ends_record = bytes.get(end).is_none_or(|&byte| byte == b'\n');
    let returns = dialect.terminator == b'\n' && ends_record && start < end && bytes[end - 1] == b'\r';
    end - usize::from(returns)
}

pub(crate) fn count(byte: u8, bytes: &[u8]) -> u64 {
    memchr::memchr_iter(byte, bytes).count() as u64
}

/// Whether the line that begins at `at` holds nothing, and where the next begins.
pub(crate) fn blank_line(bytes: &[u8], at: usize, dialect: Dialect) -> Option<usize> {
    match bytes.get(at..)? {
        [byte, ..] if *byte == dialect.terminator => Some(at + 1),
        [b'\r', b'\n', ..] => Some(at + 2),
        [b'\r'] => Some(at + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Cells, Dialect};
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', terminator: b'\n' };

    fn split_all(text: &str) -> Vec<(u64, Vec<String>)> {
        let bytes = text.as_bytes();
        let (mut at, mut line, mut found, mut cells) = (0, 1, vec![], Cells::default());
        while at < bytes.len() {
            if let Some(next) = super::blank_line(bytes, at, COMMA) {
                (at, line) = (next, line + 1);
                continue;
            }
            let ended = cells.split(bytes, at, COMMA);
            found.push((line, cells.iter(bytes).map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()));
            (at, line) = (ended.next, line + ended.lines);
        }
        found
    }

    fn check(text: &str, expected: &[(u64, &[&str])]) {
        let expected: Vec<(u64, Vec<String>)> = expected
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_eq!(split_all(text), expected, "{text:?}");
    }

    #[test]
    fn a_line_end_within_quotes_belongs_to_the_cell_and_lines_are_still_counted() {
        check("1,\"two\nlines\",3\n4,5,6\n", &[(1, &["1", "two\nlines", "3"]), (3, &["4", "5", "6"])]);
    }

    #[test]
    fn doubled_quotes_are_one_quote_and_carriage_returns_end_nothing_else() {
        check("\"a \"\"b\"\"\",c\r\n\"\",\"x\"\r\n", &[(1, &["a \"b\"", "c"]), (2, &["", "x"])]);
    }

    #[test]
    fn a_quote_inside_a_cell_is_a_character() {
        check("5\" screen,7\n6,7", &[(1, &["5\" screen", "7"]), (2, &["6", "7"])]);
    }

    #[test]
    fn blank_lines_are_no_records_but_count_as_lines() {
        check("a\n\n\r\nb\n", &[(1, &["a"]), (4, &["b"])]);
    }

    #[test]
    fn a_quote_that_never_closes_reaches_to_the_end() {
        check("1,\"two\n3,4", &[(1, &["1", "two\n3,4"])]);
    }

    proptest! {
        /// The `csv` crate, an independent reader, finds the same cells in whatever text.
        #[test]
        fn cells_are_those_of_the_csv_crate(text in "[ab,\"\n7 ]{0,60}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .terminator(csv::Terminator::Any(b'\n'))
                .from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let ours: Vec<Vec<String>> = split_all(&text).into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
