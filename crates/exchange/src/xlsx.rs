//! Excel workbooks, row by row.
//!
//! Separate from the other readers, because a workbook has sheets and typed cells. The first sheet with a table is read:
//! its header is the first row with two texts, and at least one row follows. Cells are streamed, so that memory holds the
//! workbook's distinct texts and one row. Dates become text (2026-03-01), truth values `true` and `false`. It refuses
//! packages that unpack to more than a survey can be, and the older and other spreadsheet formats, whose readers must
//! hold a whole sheet.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};

use crate::caught::caught;
use crate::error::file_name;
use crate::package::{self, Fault, Kind};
use crate::{Cell, Column, Each, ReadError, Records};

/// Records kept as a preview.
const PREVIEW: usize = 50;

/// The widest sheet that Excel makes.
const WIDTH_MAX: usize = 16_384;

/// Rows in which a header is looked for.
const HEADER_WITHIN: u32 = 200;

/// What an encrypted workbook and a workbook of before 2007 begin with.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Opens the first sheet with a table of an Excel workbook, which may unpack to so many bytes.
///
/// # Errors
/// When the file is damaged, unpacks to too much, is another kind of spreadsheet, or has no table.
pub fn open(path: &Path, most: Option<u64>) -> Result<Box<dyn Records>, ReadError> {
    Ok(Box::new(Workbook::open(path, most)?))
}

struct Workbook {
    file: String,
    book: Xlsx<BufReader<File>>,
    sheet: String,
    columns: Vec<Column>,
    preview: Vec<Vec<String>>,
    /// The first row of answers, counted from 0.
    first: u32,
}

impl Workbook {
    fn open(path: &Path, most: Option<u64>) -> Result<Self, ReadError> {
        let file = file_name(path);
        let unreadable = |reason: std::io::Error| ReadError::unreadable(&file, &reason);
        let mut handle = File::open(path).map_err(unreadable)?;
        refuse_others(&mut handle, &file, most)?;
        handle.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let mut book = guarded(&file, || Xlsx::new(BufReader::new(handle)))?;
        let sheets: Vec<_> = book
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .collect();
        for sheet in &sheets {
            if let Some(table) = find_table(&mut book, sheet, &file)? {
                return Ok(Self {
                    file,
                    book,
                    sheet: sheet.clone(),
                    columns: table.columns,
                    preview: table.preview,
                    first: table.first,
                });
            }
        }
        Err(ReadError::new("exchange-no-table").with("file", file).with("sheets", sheets.join(", ")))
    }
}

impl Records for Workbook {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn preview(&self) -> &[Vec<String>] {
        &self.preview
    }

    fn for_each<'e>(&mut self, each: &'e mut Each<'e>) -> Result<(), ReadError> {
        let (width, first) = (self.columns.len(), self.first);
        for_each_row(&mut self.book, &self.sheet, &self.file, width, &mut |row, held| {
            if row < first || held.iter().all(Held::is_empty) {
                return Ok(true);
            }
            let mut cells: Vec<_> = held.iter().map(Held::cell).collect();
            cells.resize(width, Cell::Empty);
            each(u64::from(row) + 1, &cells)?;
            Ok(true)
        })
    }
}

/// Tells a workbook from its lookalikes by what the file holds.
fn refuse_others(handle: &mut File, file: &str, most: Option<u64>) -> Result<(), ReadError> {
    let mut start = Vec::new();
    handle
        .take(COMPOUND.len() as u64)
        .read_to_end(&mut start)
        .map_err(|reason| ReadError::unreadable(file, &reason))?;
    if start == COMPOUND {
        return Err(ReadError::new("exchange-old-workbook").with("file", file));
    }
    match package::inspect(handle, most) {
        Ok(Kind::Workbook) => Ok(()),
        Ok(Kind::OtherSpreadsheet) => Err(ReadError::new("exchange-other-spreadsheet").with("file", file)),
        Ok(Kind::Other) | Err(Fault::Damaged) => Err(ReadError::new("exchange-damaged").with("file", file)),
        Err(Fault::TooLarge) => Err(ReadError::new("exchange-unpacks-too-large").with("file", file)),
    }
}

/// Runs a step of the library; an error and a panic both mean that the file is damaged.
fn guarded<T>(file: &str, step: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, ReadError> {
    match caught(step) {
        Some(Ok(value)) => Ok(value),
        Some(Err(XlsxError::Password)) => Err(ReadError::new("exchange-old-workbook").with("file", file)),
        Some(Err(_)) | None => Err(ReadError::new("exchange-damaged").with("file", file)),
    }
}

/// A cell while its row is put together.
enum Held<'a> {
    Nothing,
    Number(f64),
    Shared(&'a str),
    Own(String),
}

impl<'a> Held<'a> {
    fn new(value: DataRef<'a>) -> Self {
        match value {
            DataRef::Empty => Self::Nothing,
            DataRef::Int(number) => Self::Number(number as f64),
            DataRef::Float(number) => Self::Number(number),
            DataRef::SharedString(text) => Self::Shared(text),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Self::Own(text),
            DataRef::Bool(truth) => Self::Own(truth.to_string()),
            DataRef::Error(error) => Self::Own(error.to_string()),
            DataRef::DateTime(moment) if moment.is_duration() => Self::Number(moment.as_f64()),
            DataRef::DateTime(moment) => Self::Own(date(moment.to_ymd_hms_milli())),
        }
    }

    fn cell(&self) -> Cell<'_> {
        match self {
            Self::Nothing => Cell::Empty,
            Self::Number(number) => Cell::Number(*number),
            Self::Shared(text) => Cell::Text(text),
            Self::Own(text) => Cell::Text(text),
        }
    }

    fn text(&self) -> String {
        match self.cell() {
            Cell::Empty => String::new(),
            Cell::Number(number) => number.to_string(),
            Cell::Text(text) => text.trim().to_owned(),
        }
    }

    fn is_empty(&self) -> bool {
        match self.cell() {
            Cell::Empty => true,
            Cell::Number(_) => false,
            Cell::Text(text) => text.trim().is_empty(),
        }
    }

    fn is_words(&self) -> bool {
        matches!(self.cell(), Cell::Text(text) if !text.trim().is_empty())
    }
}

fn date((year, month, day, hour, minute, second, _): (u16, u8, u8, u8, u8, u8, u16)) -> String {
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// What is done with every row; false means enough.
type EachRow<'e> = dyn FnMut(u32, &[Held<'_>]) -> Result<bool, ReadError> + 'e;

/// Hands over every row that has a cell, at most `width` cells wide, until `each` says false.
fn for_each_row(
    book: &mut Xlsx<BufReader<File>>,
    sheet: &str,
    file: &str,
    width: usize,
    each: &mut EachRow<'_>,
) -> Result<(), ReadError> {
    let mut reader = guarded(file, || book.worksheet_cells_reader(sheet))?;
    let mut row: Vec<Held<'_>> = Vec::new();
    let mut current = None;
    loop {
        let next = guarded(file, || reader.next_cell())?;
        let place = next.as_ref().map(|cell| cell.get_position());
        if let Some(done) = current
            && place.map(|(at, _)| at) != Some(done)
        {
            if !each(done, &row)? {
                return Ok(());
            }
            row.clear();
        }
        let (Some(cell), Some((at, column))) = (next, place) else {
            return Ok(());
        };
        current = Some(at);
        let column = column as usize;
        if WIDTH_MAX <= column {
            return Err(ReadError::new("exchange-damaged").with("file", file));
        }
        if column < width {
            while row.len() <= column {
                row.push(Held::Nothing);
            }
            if let Some(held) = row.get_mut(column) {
                *held = Held::new(cell.get_value().clone());
            }
        }
    }
}

/// A header and what follows it.
struct Table {
    columns: Vec<Column>,
    preview: Vec<Vec<String>>,
    first: u32,
}

/// The header, the rows after it, and where the answers begin.
fn find_table(book: &mut Xlsx<BufReader<File>>, sheet: &str, file: &str) -> Result<Option<Table>, ReadError> {
    let mut header: Option<Vec<String>> = None;
    let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
    for_each_row(book, sheet, file, WIDTH_MAX, &mut |row, held| {
        match &header {
            None if held.iter().filter(|cell| cell.is_words()).count() < 2 => {
                return Ok(row < HEADER_WITHIN);
            }
            None => header = Some(held.iter().map(Held::text).collect()),
            Some(_) if held.iter().all(Held::is_empty) => {}
            Some(_) => rows.push((row, held.iter().map(Held::text).collect())),
        }
        // Two rows more than the preview, because they may be questions and import ids.
        Ok(rows.len() < PREVIEW + 2)
    })?;
    let Some(mut names) = header else {
        return Ok(None);
    };
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    let questions = take_questions(&mut rows);
    let Some(first) = rows.first().map(|(row, _)| *row) else {
        return Ok(None);
    };
    let columns: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(at, name)| Column {
            name: if name.is_empty() { letters(at) } else { name.clone() },
            question: questions.get(at).cloned().unwrap_or_default(),
            ..Column::default()
        })
        .collect();
    let width = columns.len();
    let preview = rows.into_iter().take(PREVIEW).map(|(_, mut row)| {
        row.resize(width, String::new());
        row
    });
    Ok(Some(Table { preview: preview.collect(), columns, first }))
}

/// Qualtrics writes the question under the name, and an import id under that; both rows are no answers.
fn take_questions(rows: &mut Vec<(u32, Vec<String>)>) -> Vec<String> {
    let is_id = |row: &(u32, Vec<String>)| row.1.iter().any(|cell| cell.starts_with("{\"ImportId\""));
    match rows.iter().take(2).position(is_id) {
        Some(0) => {
            rows.remove(0);
            Vec::new()
        }
        Some(_) => {
            rows.remove(1);
            rows.remove(0).1
        }
        None => Vec::new(),
    }
}

/// What a spreadsheet calls a column without a header: `column AB`.
fn letters(mut at: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (at % 26) as u8));
        at /= 26;
        if at == 0 {
            return format!("column {name}");
        }
        at -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{date, letters, open};
    use crate::{Cell, ReadError, scratch};
    use flate2::{Compression, write::DeflateEncoder};
    use rust_xlsxwriter::{Format, Workbook};
    use std::io::Write;

    type Found = (Vec<String>, Vec<(u64, Vec<String>)>);

    fn read(bytes: &[u8]) -> Result<Found, ReadError> {
        let file = scratch::File::new("answers.xlsx", bytes);
        let mut records = open(file.path(), None)?;
        let names = records.columns().iter().map(|c| c.name.clone()).collect();
        let mut rows = Vec::new();
        // Twice, because a file may be read more than once.
        for _ in 0..2 {
            rows.clear();
            records.for_each(&mut |line, cells| {
                let text = |cell: &Cell<'_>| match cell {
                    Cell::Empty => String::new(),
                    Cell::Text(text) => format!("'{text}'"),
                    Cell::Number(number) => number.to_string(),
                };
                rows.push((line, cells.iter().map(text).collect()));
                Ok(())
            })?;
        }
        Ok((names, rows))
    }

    fn survey() -> Vec<u8> {
        let mut book = Workbook::new();
        book.add_worksheet().set_name("Notes").and_then(|sheet| sheet.write(0, 0, "Made up.")).expect("sheet");
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Clinic survey").expect("title");
        for (column, name) in ["id", "E01", "", "when", "P01"].into_iter().enumerate() {
            sheet.write(2, column as u16, name).expect("header");
        }
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 3, 1).expect("a date");
        let format = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write(3, 0, "r1").and_then(|s| s.write(3, 1, 7)).and_then(|s| s.write(3, 4, 5.5)).expect("row");
        sheet.write_with_format(3, 3, &day, &format).expect("date");
        sheet
            .write(5, 0, "r2")
            .and_then(|s| s.write(5, 4, "6 - Agree"))
            .and_then(|s| s.write(5, 1, true))
            .expect("row");
        sheet.write(6, 9, "a note beside the table").expect("note");
        book.save_to_buffer().expect("a workbook")
    }

    #[test]
    fn the_first_sheet_with_a_table_is_read_below_its_title() {
        let (names, rows) = read(&survey()).expect("readable");
        assert_eq!(names, ["id", "E01", "column C", "when", "P01"]);
        assert_eq!(
            rows,
            [
                (4, ["'r1'", "7", "", "'2026-03-01'", "5.5"].map(String::from).to_vec()),
                (6, ["'r2'", "'true'", "", "", "'6 - Agree'"].map(String::from).to_vec()),
            ]
        );
    }

    #[test]
    fn questions_and_import_ids_of_qualtrics_are_no_answers() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let rows =
            [["Q1_1", "Q1_2"], ["Modern equipment", "Tidy rooms"], ["{\"ImportId\":\"QID1_1\"}", "{}"], ["7", "6"]];
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write(row as u32, column as u16, *cell).expect("cell");
            }
        }
        let bytes = book.save_to_buffer().expect("a workbook");
        let file = scratch::File::new("qualtrics.xlsx", &bytes);
        let records = open(file.path(), None).expect("readable");
        assert_eq!(records.columns()[1].question, "Tidy rooms");
        assert_eq!(records.preview(), [["7".to_owned(), "6".to_owned()]]);
    }

    #[test]
    fn a_workbook_without_a_table_lists_its_sheets() {
        let mut book = Workbook::new();
        book.add_worksheet().set_name("Empty one").expect("name");
        let error = read(&book.save_to_buffer().expect("a workbook")).expect_err("no table");
        assert_eq!(error.key, "exchange-no-table");
        assert!(error.to_string().contains("Empty one"), "{error}");
    }

    #[test]
    fn a_workbook_cut_anywhere_is_refused_and_never_panics() {
        let whole = survey();
        for length in 0..whole.len() {
            let error = read(&whole[..length]).expect_err("cut short");
            assert_eq!(error.key, "exchange-damaged", "at {length}");
        }
    }

    #[test]
    fn a_workbook_with_a_changed_byte_never_panics() {
        let whole = survey();
        for at in (0..whole.len()).step_by(7) {
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            let _ = read(&changed);
        }
    }

    #[test]
    fn an_old_or_protected_workbook_is_told_apart_from_a_damaged_one() {
        let mut bytes = super::COMPOUND.to_vec();
        bytes.resize(600, 0);
        assert_eq!(read(&bytes).expect_err("old").key, "exchange-old-workbook");
    }

    /// A package of parts as name, content and the size it claims.
    fn package(parts: &[(&str, &[u8], Option<u32>)]) -> Vec<u8> {
        let (mut out, mut list) = (Vec::new(), Vec::new());
        for (name, content, claimed) in parts {
            let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
            packer.write_all(content).expect("memory");
            let packed = packer.finish().expect("memory");
            let size = claimed.unwrap_or(content.len() as u32);
            let mut fields = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            fields.extend((packed.len() as u32).to_le_bytes());
            fields.extend(size.to_le_bytes());
            fields.extend((name.len() as u16).to_le_bytes());
            fields.extend([0, 0]);
            list.extend(b"PK\x01\x02\x14\x00");
            list.extend(&fields);
            list.extend([0; 10]);
            list.extend((out.len() as u32).to_le_bytes());
            list.extend(name.as_bytes());
            out.extend(b"PK\x03\x04");
            out.extend(&fields);
            out.extend(name.as_bytes());
            out.extend(&packed);
        }
        let (offset, count) = (out.len() as u32, (parts.len() as u16).to_le_bytes());
        out.extend(&list);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend([count, count].concat());
        out.extend((list.len() as u32).to_le_bytes());
        out.extend(offset.to_le_bytes());
        out.extend([0, 0]);
        out
    }

    #[test]
    fn a_package_that_unpacks_to_more_than_it_claims_is_refused() {
        let bomb = vec![b' '; 20 << 20];
        for claimed in [None, Some(1000)] {
            let bytes =
                package(&[("xl/workbook.xml", b"<workbook/>", None), ("xl/worksheets/sheet1.xml", &bomb, claimed)]);
            assert_eq!(read(&bytes).expect_err("a bomb").key, "exchange-unpacks-too-large");
        }
    }

    #[test]
    fn an_open_document_is_asked_for_in_another_format() {
        let bytes = package(&[("content.xml", b"<x/>", None)]);
        assert_eq!(read(&bytes).expect_err("other").key, "exchange-other-spreadsheet");
        let bytes = package(&[("letter.txt", b"x", None)]);
        assert_eq!(read(&bytes).expect_err("no workbook").key, "exchange-damaged");
    }

    #[test]
    fn a_column_without_header_is_called_as_the_spreadsheet_calls_it() {
        assert_eq!(
            [letters(0), letters(25), letters(26), letters(701), letters(702)].join(" "),
            "column A column Z column AA column ZZ column AAA"
        );
    }

    #[test]
    fn a_moment_is_written_with_its_time_and_a_day_without() {
        assert_eq!(date((2026, 3, 1, 0, 0, 0, 0)), "2026-03-01");
        assert_eq!(date((2026, 3, 1, 9, 5, 0, 0)), "2026-03-01 09:05:00");
    }
}
