//! Which character stands between the cells.
//!
//! Separate from splitting, because it is a guess, and a guess can be wrong: it takes the character that cuts the first
//! records into the same number of cells as the header, and says what else it saw when none does.

use super::split::{Cells, Dialect, blank_line};

/// What the beginning of a file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detected {
    /// How to read it, and how many bytes a spreadsheet's `sep=` line takes.
    Dialect(Dialect, usize),
    /// One column only; the character that may have been meant, if one stands there regularly.
    OneColumn(Option<char>),
}

const DELIMITERS: [u8; 4] = *b",;\t|";
const OTHERS: [u8; 7] = *b"^~:#/* ";
const SAMPLE: usize = 1 << 17;
const RECORDS: usize = 200;

/// Looks at the beginning of a text.
pub(crate) fn detect(text: &str) -> Detected {
    let bytes = text.as_bytes();
    let bytes = &bytes[..bytes.len().min(SAMPLE)];
    let terminator = if memchr::memchr(b'\n', bytes).is_none() && bytes.contains(&b'\r') { b'\r' } else { b'\n' };
    if let Some((delimiter, length)) = declared(bytes, terminator) {
        return Detected::Dialect(Dialect { delimiter, terminator }, length);
    }
    match best(bytes, terminator, &DELIMITERS) {
        Some(delimiter) => Detected::Dialect(Dialect { delimiter, terminator }, 0),
        None => Detected::OneColumn(best(bytes, terminator, &OTHERS).map(char::from)),
    }
}

/// The first line `sep=;` that spreadsheets write and read.
fn declared(bytes: &[u8], terminator: u8) -> Option<(u8, usize)> {
    let end = memchr::memchr(terminator, bytes)?;
    let line = bytes[..end].trim_ascii_end();
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [s, e, p, b'=', delimiter] if [*s, *e, *p].eq_ignore_ascii_case(b"sep") => Some((*delimiter, end + 1)),
        // A tab at the end of the line was trimmed with it.
        [s, e, p, b'='] if [*s, *e, *p].eq_ignore_ascii_case(b"sep") && bytes[..end].contains(&b'\t') => {
            Some((b'\t', end + 1))
        }
        _ => None,
    }
}

fn best(bytes: &[u8], terminator: u8, candidates: &[u8]) -> Option<u8> {
    let score = |delimiter: u8| {
        let widths = widths(bytes, Dialect { delimiter, terminator });
        let header = widths.first().copied().unwrap_or(0);
        let share = |fits: &dyn Fn(usize) -> bool| {
            widths.iter().filter(|&&width| fits(width)).count() as f64 / widths.len() as f64
        };
        // A header alone, cut by a character of its own words, is no sign: half of the records must be cut as well.
        let (cut, alike) = (share(&|width| 1 < width), share(&|width| width == header));
        (2 <= header && 0.5 <= cut).then(|| (alike + cut / 8.0) * (1.0 - 1.0 / header as f64))
    };
    let scored = candidates.iter().filter_map(|&delimiter| Some((score(delimiter)?, delimiter)));
    // On a tie the earlier candidate stays.
    scored.reduce(|best, other| if best.0 < other.0 { other } else { best }).map(|(_, delimiter)| delimiter)
}

/// The number of cells of each of the first records.
fn widths(bytes: &[u8], dialect: Dialect) -> Vec<usize> {
    let (mut at, mut cells, mut found) = (0, Cells::default(), vec![]);
    while at < bytes.len() && found.len() < RECORDS {
        if let Some(next) = blank_line(bytes, at, dialect) {
            at = next;
            continue;
        }
        at = cells.split(bytes, at, dialect).next;
        // The last record of a sample may be cut short.
        if at < bytes.len() || bytes.last() == Some(&dialect.terminator) || found.is_empty() || bytes.len() < SAMPLE {
            found.push(cells.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Detected, Dialect, detect};

    fn check(text: &str, delimiter: u8) {
        match detect(text) {
            Detected::Dialect(Dialect { delimiter: found, .. }, _) => {
                assert_eq!(char::from(found), char::from(delimiter), "{text:?}");
            }
            Detected::OneColumn(seen) => panic!("one column, seen {seen:?}, in {text:?}"),
        }
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_every_record_alike() {
        check("id,E01,E02\n1,7,6\n2,5,5\n", b',');
        check("id\tE01\n1\t7\n", b'\t');
        check("a|b\n1|2\n", b'|');
    }

    #[test]
    fn commas_in_numbers_and_in_questions_are_no_delimiters() {
        check("id;weight;E01\n1;2,5;7\n2;3,5;6\n", b';');
        check("id;Staff are polite, quick, and kind\n1;7\n2;6\n", b';');
        check("id,\"Polite; quick; kind\"\n1,7\n", b',');
    }

    #[test]
    fn a_spreadsheet_may_say_it() {
        assert_eq!(
            detect("sep=;\r\na;b\r\n1;2\r\n"),
            Detected::Dialect(Dialect { delimiter: b';', terminator: b'\n' }, 7)
        );
    }

    #[test]
    fn one_column_names_what_may_have_been_meant() {
        assert_eq!(detect("id^E01^E02\n1^7^6\n"), Detected::OneColumn(Some('^')));
        assert_eq!(detect("answers\n7\n6\n"), Detected::OneColumn(None));
    }

    #[test]
    fn old_carriage_returns_end_records_when_nothing_else_does() {
        assert_eq!(detect("a,b\r1,2\r"), Detected::Dialect(Dialect { delimiter: b',', terminator: b'\r' }, 0));
    }
}
