//! Answers on their way out: a sheet of columns and rows, and its CSV.
//!
//! Separate from the report's formats: here every respondent is a row. What is written can be read again by the readers of
//! this crate. Numbers stay numbers; a text that a spreadsheet would take for a formula gets an apostrophe in front. It
//! decides nothing about who may see what: the caller leaves out what must stay hidden.

use std::borrow::Cow;

use crate::ReadError;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// Numbers.
    Number,
    /// Texts.
    Text,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetColumn {
    /// Its name.
    pub name: String,
    /// The question, or what it is about.
    pub question: String,
    /// What it holds.
    pub kind: SheetKind,
    /// Words for some of its numbers.
    pub labels: Vec<(f64, String)>,
    /// Words for some of its texts.
    pub text_labels: Vec<(String, String)>,
    /// A number that means "does not apply".
    pub not_applicable: Option<f64>,
}

impl SheetColumn {
    /// A column of numbers.
    #[must_use]
    pub fn number(name: &str, question: &str) -> Self {
        Self {
            name: name.to_owned(),
            question: question.to_owned(),
            kind: SheetKind::Number,
            labels: Vec::new(),
            text_labels: Vec::new(),
            not_applicable: None,
        }
    }

    /// A column of texts.
    #[must_use]
    pub fn text(name: &str, question: &str) -> Self {
        Self { kind: SheetKind::Text, ..Self::number(name, question) }
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetCell {
    /// Nothing.
    Empty,
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// A sheet: every row has a cell per column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// What it is about.
    pub title: String,
    /// The columns.
    pub columns: Vec<SheetColumn>,
    /// The rows.
    pub rows: Vec<Vec<SheetCell>>,
}

/// The sheet as CSV in UTF-8 with a byte order mark, by which Excel knows it. Beside a column of texts that have words
/// stands a second one with the words.
///
/// # Errors
/// When a row cannot be written, which memory never refuses.
pub fn write_csv(sheet: &Sheet) -> Result<Vec<u8>, ReadError> {
    let mut file = write_csv_head(&sheet.columns)?;
    file.extend(write_csv_rows(&sheet.columns, &sheet.rows)?);
    Ok(file)
}

/// The beginning of such a file, for whoever writes it piece by piece.
///
/// # Errors
/// As [`write_csv`].
pub fn write_csv_head(columns: &[SheetColumn]) -> Result<Vec<u8>, ReadError> {
    let mut writer = csv::WriterBuilder::new().from_writer(b"\xef\xbb\xbf".to_vec());
    for column in columns {
        field(&mut writer, &guarded(&column.name))?;
        if !column.text_labels.is_empty() {
            field(&mut writer, &guarded(&format!("{}.label", column.name)))?;
        }
    }
    end_of_row(&mut writer)?;
    written(writer)
}

/// Rows of such a file.
///
/// # Errors
/// As [`write_csv`].
pub fn write_csv_rows(columns: &[SheetColumn], rows: &[Vec<SheetCell>]) -> Result<Vec<u8>, ReadError> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    for row in rows {
        for (column, cell) in columns.iter().zip(row) {
            match cell {
                SheetCell::Empty => field(&mut writer, "")?,
                SheetCell::Number(number) => field(&mut writer, &number.to_string())?,
                SheetCell::Text(text) => field(&mut writer, &guarded(text))?,
            }
            if !column.text_labels.is_empty() {
                field(&mut writer, &guarded(label(column, cell)))?;
            }
        }
        end_of_row(&mut writer)?;
    }
    written(writer)
}

/// The words for what stands in a cell.
fn label<'a>(column: &'a SheetColumn, cell: &SheetCell) -> &'a str {
    let SheetCell::Text(text) = cell else { return "" };
    column.text_labels.iter().find(|(value, _)| value == text).map_or("", |(_, label)| label)
}

type Writer = csv::Writer<Vec<u8>>;

fn field(writer: &mut Writer, text: &str) -> Result<(), ReadError> {
    writer.write_field(text.as_bytes()).map_err(|error| failed(&error))
}

fn end_of_row(writer: &mut Writer) -> Result<(), ReadError> {
    writer.write_record(None::<&[u8]>).map_err(|error| failed(&error))
}

fn written(writer: Writer) -> Result<Vec<u8>, ReadError> {
    writer.into_inner().map_err(|error| failed(&csv::Error::from(error.into_error())))
}

fn failed(error: &csv::Error) -> ReadError {
    ReadError::new("exchange-sheet-failed").with("reason", error.to_string())
}

/// A text that no spreadsheet takes for a formula. One that begins with an apostrophe gets another, so that taking one away
/// gives back what was written.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    const LIVE: [char; 14] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '\'', '＝', '＋', '－', '＠', '−'];
    // Spaces in front do not stop a spreadsheet.
    let first = text.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\u{feff}', '"']).chars().next();
    if first.is_some_and(|first| LIVE.contains(&first)) || text.starts_with('\'') {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What was written before a spreadsheet was kept from taking it for a formula.
#[must_use]
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|before| guarded(before) == text).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{Sheet, SheetCell, SheetColumn, guarded, unguarded, write_csv};
    use crate::scratch;

    fn sheet() -> Sheet {
        let mut branch = SheetColumn::text("branch", "Branch");
        branch.text_labels = vec![("1".into(), "Depok, centre".into())];
        Sheet {
            title: "t".into(),
            columns: vec![SheetColumn::number("P01", "Modern"), branch, SheetColumn::text("comment", "")],
            rows: vec![
                vec![
                    SheetCell::Number(7.0),
                    SheetCell::Text("1".into()),
                    SheetCell::Text("=HYPERLINK(\"http://x\")".into()),
                ],
                vec![SheetCell::Number(-2.5), SheetCell::Empty, SheetCell::Text("two\nlines; \"quoted\"".into())],
            ],
        }
    }

    #[test]
    fn numbers_stay_numbers_and_formulas_do_not_leave() {
        let text = String::from_utf8(write_csv(&sheet()).unwrap()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "\u{feff}P01,branch,branch.label,comment");
        assert_eq!(lines[1], "7,1,\"Depok, centre\",\"'=HYPERLINK(\"\"http://x\"\")\"");
        assert!(lines[2].starts_with("-2.5,,,"), "{}", lines[2]);
    }

    #[test]
    fn every_way_to_begin_a_formula_is_guarded_and_can_be_undone() {
        for text in ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "'=1", "\0x", "\"=1", "−1"] {
            let out = guarded(text);
            assert_eq!(out.strip_prefix('\''), Some(text));
            assert_eq!(unguarded(&out), text);
        }
        // An apostrophe that somebody wrote stays.
        assert_eq!(unguarded("'tis so"), "'tis so");
        assert_eq!(guarded("a=1"), "a=1");
        assert_eq!(guarded(""), "");
    }

    #[test]
    fn our_own_reader_reads_it_again() {
        let file = scratch::File::new("answers.csv", &write_csv(&sheet()).unwrap());
        let mut records = crate::open(file.path()).unwrap();
        assert_eq!(records.columns()[0].name, "P01");
        let mut rows = 0;
        records
            .for_each(&mut |_, cells| {
                rows += 1;
                assert_eq!(cells.len(), 4);
                Ok(())
            })
            .unwrap();
        assert_eq!(rows, 2);
    }
}
