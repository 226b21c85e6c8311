//! A list of comments: one to a line, and nothing beside.
//!
//! Separate from tables, which have at least two columns: such a file is what people copy together, and commas in it are commas. A line
//! that begins with a quotation mark is a cell and may go over several lines. The first line is a heading when it is one of a table's
//! names for comments.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use crate::delimited::{Input, Opener, Sniffed};
use crate::error::file_name;
use crate::limits::{Limits, Within};
use crate::{Cell, Column, Each, ReadError, Records, open, open_within};

/// A longer comment is cut here, so that a file without line ends is read in bounded memory.
const BYTES_MAX: u64 = 4 << 20;
/// A quoted comment over more lines than this was never closed.
const CELL_LINES_MAX: u64 = 200;
const PREVIEW: usize = 50;

struct Lines {
    file: String,
    input: Input,
    columns: Vec<Column>,
    preview: Vec<Vec<String>>,
    headed: bool,
}

/// Opens a file of comments: a table, or a list with one to a line. `is_heading` tells whether a first line is a heading.
///
/// # Errors
/// When it is neither, or damaged.
pub fn open_comments(path: &Path, is_heading: &dyn Fn(&str) -> bool) -> Result<Box<dyn Records>, ReadError> {
    comments(path, is_heading, None)
}

/// As [`open_comments`], of a file that a stranger sent.
///
/// # Errors
/// As [`open_comments`]; when there is more in it than the limits say.
pub fn open_comments_within(
    path: &Path,
    is_heading: &dyn Fn(&str) -> bool,
    limits: Limits,
) -> Result<Box<dyn Records>, ReadError> {
    Ok(Box::new(Within::new(comments(path, is_heading, Some(limits))?, file_name(path), limits)))
}

fn comments(
    path: &Path,
    is_heading: &dyn Fn(&str) -> bool,
    limits: Option<Limits>,
) -> Result<Box<dyn Records>, ReadError> {
    let listed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
    if !listed {
        let opened = limits.map_or_else(|| open(path), |limits| open_within(path, limits));
        match opened {
            Err(error) if error.key == "exchange-one-column" => {}
            other => return other,
        }
    }
    let file = file_name(path);
    let owned = path.to_owned();
    let opener: Opener = Arc::new(move || Ok(Box::new(std::fs::File::open(&owned)?)));
    let unreadable = |error: std::io::Error| ReadError::unreadable(&file, &error);
    let mut input = match Input::sniff(opener).map_err(unreadable)? {
        Sniffed::Empty => return Err(ReadError::new("exchange-empty").with("file", file)),
        Sniffed::NotText => return Err(ReadError::new("exchange-not-text").with("file", file)),
        Sniffed::Text(input, _) => input,
    };
    input.settle().map_err(|error| ReadError::unreadable(&file, &error))?;
    let mut lines = Lines { file, input, columns: vec![], preview: vec![], headed: false };
    let mut first = vec![];
    lines.each(&mut |_, text| {
        first.push(text.to_owned());
        first.len() <= PREVIEW
    })?;
    lines.headed = first.first().is_some_and(|line| is_heading(line.trim()));
    let name = if lines.headed { first.remove(0).trim().to_owned() } else { "text".to_owned() };
    lines.columns = vec![Column { name, ..Column::default() }];
    lines.preview = first.into_iter().map(|line| vec![line]).collect();
    Ok(Box::new(lines))
}

impl Lines {
    /// Hands over a cell; one whose quotation mark is never closed was none, and its lines are comments each. Whether to go on.
    fn give(cell: &str, begun: u64, open: bool, take: &mut dyn FnMut(u64, &str) -> bool) -> bool {
        let closed = !open && (cell.trim_end().ends_with('"') || !cell.contains('\n'));
        if closed || !cell.starts_with('"') {
            return cell.trim().is_empty() || take(begun, &unquoted(cell));
        }
        let lines = (begun..).zip(cell.split('\n')).filter(|(_, line)| !line.trim().is_empty());
        for (number, line) in lines {
            if !take(number, line) {
                return false;
            }
        }
        true
    }

    /// Calls with the line and the text of each comment until it says stop.
    fn each(&self, take: &mut dyn FnMut(u64, &str) -> bool) -> Result<(), ReadError> {
        let failed = |error: std::io::Error| ReadError::unreadable(&self.file, &error);
        let mut stream = BufReader::new(self.input.stream(0).map_err(failed)?);
        let (mut number, mut begun) = (0_u64, 0_u64);
        let mut cell = String::new();
        let mut bytes = vec![];
        loop {
            bytes.clear();
            let read = std::io::Read::take(&mut stream, BYTES_MAX).read_until(b'\n', &mut bytes).map_err(failed)?;
            if read == 0 {
                break;
            }
            number += 1;
            let text = String::from_utf8_lossy(&bytes);
            let text = text.trim_end_matches(['\n', '\r']);
            if cell.is_empty() {
                begun = number;
            } else {
                cell.push('\n');
            }
            cell.push_str(text);
            let open = cell.starts_with('"') && cell.matches('"').count() % 2 == 1;
            if open && number - begun < CELL_LINES_MAX && (cell.len() as u64) < BYTES_MAX {
                continue;
            }
            if !Self::give(&std::mem::take(&mut cell), begun, open, take) {
                return Ok(());
            }
        }
        Self::give(&cell, begun, true, take);
        Ok(())
    }
}

/// A quoted cell as it was meant; other lines as they are.
fn unquoted(text: &str) -> String {
    match text.strip_prefix('"').and_then(|rest| rest.trim_end().strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => text.to_owned(),
    }
}

impl Records for Lines {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn preview(&self) -> &[Vec<String>] {
        &self.preview
    }

    fn for_each<'e>(&mut self, each: &'e mut Each<'e>) -> Result<(), ReadError> {
        let mut skip = self.headed;
        let mut failed = None;
        self.each(&mut |line, text| {
            if std::mem::take(&mut skip) {
                return true;
            }
            failed = each(line, &[Cell::Text(text)]).err();
            failed.is_none()
        })?;
        failed.map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::open_comments;
    use crate::Cell;

    #[track_caller]
    fn check(name: &str, content: &[u8], expected: &[(u64, &str)]) {
        let path = std::env::temp_dir().join(format!("rater-lines-{}-{name}", std::process::id()));
        std::fs::write(&path, content).expect("a file can be written");
        let mut records = open_comments(&path, &|line| line == "review").expect("it is read");
        let mut found: Vec<(u64, String)> = vec![];
        let read = records.for_each(&mut |line, cells| {
            if let Cell::Text(text) = cells[0] {
                found.push((line, text.to_owned()));
            }
            Ok(())
        });
        let _ = std::fs::remove_file(&path);
        read.expect("it is read to its end");
        let expected: Vec<(u64, String)> = expected.iter().map(|(line, text)| (*line, (*text).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_line_is_a_comment_and_a_heading_is_none() {
        check("list.csv", b"review\nGood\n\nSlow\r\n", &[(2, "Good"), (4, "Slow")]);
        check("plain.txt", b"Good, but slow\nNo, never, again", &[(1, "Good, but slow"), (2, "No, never, again")]);
    }

    #[test]
    fn a_quoted_comment_goes_over_lines_and_an_open_quote_loses_nothing() {
        check("quoted.csv", b"\"first\nline\"\n\"he said \"\"no\"\"\"\n", &[(1, "first\nline"), (3, "he said \"no\"")]);
        check("open.csv", b"\"never closed\nand more\n", &[(1, "\"never closed"), (2, "and more")]);
        let said = b"\"Good\" they said, \"but\nI waited \"two\nhours\n";
        check("said.txt", said, &[(1, "\"Good\" they said, \"but"), (2, "I waited \"two"), (3, "hours")]);
    }

    #[test]
    fn older_encodings_are_read() {
        check("latin.txt", b"La atenci\xf3n fue p\xe9sima\n", &[(1, "La atención fue pésima")]);
    }
}
