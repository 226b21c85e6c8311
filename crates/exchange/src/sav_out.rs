//! Answers as an SPSS system file, with the questions and the words for values.
//!
//! Separate from reading one. It writes the plainest of the forms that SPSS, PSPP and R read: little-endian, not
//! compressed, UTF-8, as the PSPP developers' guide describes it. Missing answers are system-missing; "does not apply" is a
//! labelled value that the file declares missing. Numbers that are no numbers never get in.

use crate::ReadError;
use crate::answers_out::{Sheet, SheetCell, SheetColumn, SheetKind};
use crate::sav::civil;

/// The longest text that SPSS holds.
const TEXT_MAX: usize = 32_767;
/// Bytes of a segment of a very long text, and how many of them SPSS counts.
const SEGMENT: usize = 255;
const SEGMENT_COUNTED: usize = 252;
/// The longest question and the longest words for a value.
const QUESTION_MAX: usize = 252;
const LABEL_MAX: usize = 120;
/// What stands for no value.
const NOTHING: f64 = -f64::MAX;

/// The sheet as the bytes of a `.sav` file; `made` is when, in seconds since 1970.
///
/// # Errors
/// When there are more rows or columns than the format can count.
pub fn write_sav(sheet: &Sheet, made: i64) -> Result<Vec<u8>, ReadError> {
    let mut widths = Widths::of(&sheet.columns);
    sheet.rows.iter().for_each(|row| widths.measure(row));
    let mut file = write_sav_head(&sheet.title, &sheet.columns, &widths, Some(sheet.rows.len()), made)?;
    file.extend(write_sav_rows(&sheet.columns, &widths, &sheet.rows));
    Ok(file)
}

/// The beginning of such a file, for whoever writes it piece by piece; how many rows follow need not be known.
///
/// # Errors
/// As [`write_sav`].
pub fn write_sav_head(
    title: &str,
    columns: &[SheetColumn],
    widths: &Widths,
    rows: Option<usize>,
    made: i64,
) -> Result<Vec<u8>, ReadError> {
    let too_many = || ReadError::new("exchange-sheet-failed").with("reason", "too many rows or columns");
    let variables = Variable::all(columns, widths);
    let slots: usize = variables.iter().map(Variable::slots).sum();
    let rows = rows.map_or(Some(-1), int).ok_or_else(too_many)?;
    let mut out = Writer(Vec::with_capacity(4096));
    header(&mut out, title, int(slots).ok_or_else(too_many)?, rows, made);
    let mut short = 0;
    for variable in &variables {
        variable.declare(&mut out, &mut short);
    }
    let mut slot = 1;
    for variable in &variables {
        variable.label_values(&mut out, slot);
        slot += int(variable.slots()).ok_or_else(too_many)?;
    }
    extensions(&mut out, &variables);
    out.int(999);
    out.int(0);
    Ok(out.0)
}

/// Rows of such a file.
#[must_use]
pub fn write_sav_rows(columns: &[SheetColumn], widths: &Widths, rows: &[Vec<SheetCell>]) -> Vec<u8> {
    let variables = Variable::all(columns, widths);
    let slots: usize = variables.iter().map(Variable::slots).sum();
    let mut out = Writer(Vec::with_capacity(rows.len() * slots * 8));
    for row in rows {
        for (variable, cell) in variables.iter().zip(row) {
            variable.write(&mut out, cell);
        }
    }
    out.0
}

/// Bytes of the longest text of each column; 0 for one of numbers. A file says them before its first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Widths(Vec<usize>);

impl Widths {
    /// As wide as the words for values need.
    #[must_use]
    pub fn of(columns: &[SheetColumn]) -> Self {
        let labelled = |column: &SheetColumn| column.text_labels.iter().map(|(value, _)| value.len()).max();
        let width = |column: &SheetColumn| match column.kind {
            SheetKind::Number => 0,
            SheetKind::Text => labelled(column).unwrap_or(0).clamp(1, TEXT_MAX),
        };
        Self(columns.iter().map(width).collect())
    }

    /// Makes room for the texts of a row.
    pub fn measure(&mut self, row: &[SheetCell]) {
        for (width, cell) in self.0.iter_mut().zip(row).filter(|(width, _)| 0 < **width) {
            let length = match cell {
                SheetCell::Text(text) => text.len(),
                SheetCell::Number(number) => number.to_string().len(),
                SheetCell::Empty => 0,
            };
            *width = length.clamp(*width, TEXT_MAX.max(*width));
        }
    }
}

fn int(count: usize) -> Option<i32> {
    i32::try_from(count).ok()
}

/// Numbers and texts as they stand in the file.
struct Writer(Vec<u8>);

impl Writer {
    fn int(&mut self, value: i32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    fn float(&mut self, value: f64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    /// A text filled up with spaces; it is cut where a letter ends.
    fn padded(&mut self, text: &str, width: usize) {
        let cut = cut(text, width);
        self.0.extend_from_slice(cut.as_bytes());
        self.0.resize(self.0.len() + width - cut.len(), b' ');
    }

    /// An extension record of `count` pieces of `size` bytes.
    fn extension(&mut self, kind: i32, size: i32, bytes: &[u8]) {
        self.int(7);
        self.int(kind);
        self.int(size);
        self.int(i32::try_from(bytes.len()).unwrap_or(i32::MAX) / size);
        self.0.extend_from_slice(bytes);
    }
}

/// The beginning of a text, of at most so many bytes.
fn cut(text: &str, width: usize) -> &str {
    if text.len() <= width {
        return text;
    }
    let end = (0..=width).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

/// A text of one line, as names and labels must be.
fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn header(out: &mut Writer, title: &str, slots: i32, rows: i32, made: i64) {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month, day) = civil(made.div_euclid(86_400));
    let month = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or("Jan");
    let second = made.rem_euclid(86_400);
    out.0.extend_from_slice(b"$FL2");
    out.padded("@(#) SPSS DATA FILE Rater", 60);
    out.int(2);
    out.int(slots);
    out.int(0);
    out.int(0);
    out.int(rows);
    out.float(100.0);
    out.padded(&format!("{day:02} {month} {:02}", year.rem_euclid(100)), 9);
    out.padded(&format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60), 8);
    out.padded(&line(title), 64);
    out.0.extend_from_slice(&[0; 3]);
}

/// A column as SPSS knows it.
struct Variable<'a> {
    column: &'a SheetColumn,
    name: String,
    /// Bytes of a text; 0 for a number.
    width: usize,
}

impl<'a> Variable<'a> {
    fn all(columns: &'a [SheetColumn], widths: &Widths) -> Vec<Self> {
        let mut taken: Vec<String> = Vec::new();
        let variable = |(column, width): (&'a SheetColumn, &usize)| {
            let name = free(&valid(&column.name), &mut taken);
            Self { column, name, width: *width }
        };
        columns.iter().zip(&widths.0).map(variable).collect()
    }

    /// The widths of the pieces under which it is declared; a number has one of width 0.
    fn segments(&self) -> Vec<usize> {
        if self.width <= SEGMENT {
            return vec![self.width];
        }
        let count = self.width.div_ceil(SEGMENT_COUNTED);
        let mut widths = vec![SEGMENT; count];
        widths[count - 1] = self.width - SEGMENT_COUNTED * (count - 1);
        widths
    }

    /// Eight-byte pieces of a case.
    fn slots(&self) -> usize {
        self.segments().iter().map(|width| slots_of(*width)).sum()
    }

    fn declare(&self, out: &mut Writer, short: &mut usize) {
        for (rank, width) in self.segments().into_iter().enumerate() {
            let question = if rank == 0 { line(&self.column.question) } else { String::new() };
            let question = cut(&question, QUESTION_MAX);
            let not_applicable = self.column.not_applicable.filter(|_| width == 0);
            let format = match width {
                0 => (5 << 16) | 8 << 8,
                width => (1 << 16) | (i32::try_from(width).unwrap_or(255) << 8),
            };
            out.int(2);
            out.int(i32::try_from(width).unwrap_or(255));
            out.int(i32::from(!question.is_empty()));
            out.int(i32::from(not_applicable.is_some()));
            out.int(format);
            out.int(format);
            out.padded(&short_name(*short), 8);
            *short += 1;
            if !question.is_empty() {
                out.int(i32::try_from(question.len()).unwrap_or_default());
                out.padded(question, question.len().next_multiple_of(4));
            }
            if let Some(value) = not_applicable {
                out.float(value);
            }
            for _ in 1..slots_of(width) {
                for value in [2, -1, 0, 0, 0, 0] {
                    out.int(value);
                }
                out.0.extend_from_slice(b"        ");
            }
        }
    }

    /// Words for values: of numbers, and of texts short enough to have them.
    fn label_values(&self, out: &mut Writer, slot: i32) {
        let mut labels: Vec<([u8; 8], &str)> = Vec::new();
        if self.width == 0 {
            labels.extend(self.column.labels.iter().map(|(value, label)| (value.to_le_bytes(), label.as_str())));
        } else if self.width <= 8 {
            for (value, label) in &self.column.text_labels {
                let mut bytes = [b' '; 8];
                let cut = cut(value, 8);
                bytes[..cut.len()].copy_from_slice(cut.as_bytes());
                labels.push((bytes, label));
            }
        }
        if labels.is_empty() {
            return;
        }
        out.int(3);
        out.int(i32::try_from(labels.len()).unwrap_or_default());
        for (value, label) in labels {
            let label = line(label);
            let label = cut(&label, LABEL_MAX);
            out.0.extend_from_slice(&value);
            out.0.push(u8::try_from(label.len()).unwrap_or_default());
            out.padded(label, (label.len() + 1).next_multiple_of(8) - 1);
        }
        out.int(4);
        out.int(1);
        out.int(slot);
    }

    fn write(&self, out: &mut Writer, cell: &SheetCell) {
        if self.width == 0 {
            return out.float(match cell {
                SheetCell::Number(number) if number.is_finite() => *number,
                _ => NOTHING,
            });
        }
        let text = match cell {
            SheetCell::Text(text) => text.replace('\0', " "),
            SheetCell::Number(number) => number.to_string(),
            SheetCell::Empty => String::new(),
        };
        let mut rest = cut(&text, self.width).as_bytes();
        for width in self.segments() {
            let (piece, more) = rest.split_at(rest.len().min(width.min(SEGMENT)));
            rest = more;
            out.0.extend_from_slice(piece);
            out.0.resize(out.0.len() + slots_of(width) * 8 - piece.len(), b' ');
        }
    }
}

fn slots_of(width: usize) -> usize {
    width.div_ceil(8).max(1)
}

fn short_name(number: usize) -> String {
    format!("V{number:05}")
}

/// A name by the rules of SPSS: letters, digits, `_`, a letter first, no word of its language, at most 64 bytes.
fn valid(name: &str) -> String {
    const WORDS: [&str; 13] = ["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"];
    let fit: String = name.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '_' }).collect();
    let fit = cut(&fit, 56).trim_end_matches('_');
    let letter = fit.chars().next().is_some_and(char::is_alphabetic);
    if letter && !WORDS.contains(&fit.to_ascii_uppercase().as_str()) { fit.to_owned() } else { format!("v_{fit}") }
}

/// The name, or one like it that is not taken yet.
fn free(name: &str, taken: &mut Vec<String>) -> String {
    let is_free = |name: &String| !taken.contains(&name.to_uppercase());
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let found = std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_default();
    taken.push(found.to_uppercase());
    found
}

fn extensions(out: &mut Writer, variables: &[Variable<'_>]) {
    let ints = |values: &[i32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
    // Version 1.0.0 of an unnamed machine: IEEE numbers, little-endian, UTF-8.
    out.extension(3, 4, &ints(&[1, 0, 0, -1, 1, 1, 2, 65_001]));
    let limits = [NOTHING, f64::MAX, -f64::MAX.next_down()];
    out.extension(4, 8, &limits.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>());
    let mut display = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut long = Vec::new();
    let mut short = 0;
    for variable in variables {
        names.push(format!("{}={}", short_name(short), variable.name));
        if SEGMENT < variable.width {
            long.extend_from_slice(format!("{}={:05}\0\t", short_name(short), variable.width).as_bytes());
        }
        // Labelled numbers are ordered answers; texts are names. Each segment is displayed on its own.
        let measure = if variable.width > 0 {
            1
        } else if variable.column.labels.is_empty() {
            3
        } else {
            2
        };
        for width in variable.segments() {
            let shown = if width == 0 { 8 } else { i32::try_from(width.min(40)).unwrap_or(8) };
            display.extend([measure, shown, i32::from(width == 0)]);
            short += 1;
        }
    }
    out.extension(11, 4, &ints(&display));
    out.extension(13, 1, names.join("\t").as_bytes());
    if !long.is_empty() {
        out.extension(14, 1, &long);
    }
    out.extension(20, 1, b"UTF-8");
}

#[cfg(test)]
mod tests {
    use super::{Widths, cut, valid, write_sav, write_sav_head, write_sav_rows};
    use crate::answers_out::{Sheet, SheetCell, SheetColumn};
    use crate::{Cell, Column, scratch};

    fn read(sheet: &Sheet) -> (Vec<Column>, Vec<Vec<String>>) {
        read_bytes(&write_sav(sheet, 1_795_000_000).expect("a file"))
    }

    fn read_bytes(bytes: &[u8]) -> (Vec<Column>, Vec<Vec<String>>) {
        let file = scratch::File::new("out.sav", bytes);
        let mut records = crate::open(file.path()).expect("our own file");
        let columns = records.columns().to_vec();
        let mut rows = Vec::new();
        records
            .for_each(&mut |_, cells| {
                let text = |cell: &Cell<'_>| match cell {
                    Cell::Empty => String::new(),
                    Cell::Text(text) => (*text).to_owned(),
                    Cell::Number(number) => number.to_string(),
                };
                rows.push(cells.iter().map(text).collect());
                Ok(())
            })
            .expect("every case");
        (columns, rows)
    }

    fn sheet() -> Sheet {
        let mut item = SheetColumn::number("P01", "Peralatannya modern — ¿verdad?");
        item.labels = vec![(1.0, "Strongly disagree".into()), (7.0, "Strongly agree".into()), (99.0, "n/a".into())];
        item.not_applicable = Some(99.0);
        let mut branch = SheetColumn::text("Cabang yang dikunjungi", "Which branch?");
        branch.text_labels = vec![("dpk".into(), "Depok".into())];
        let columns = vec![item, branch, SheetColumn::text("comment", ""), SheetColumn::number("with", "")];
        let long = "Menunggu lama — éñ ".repeat(40);
        let rows = vec![
            vec![
                SheetCell::Number(7.0),
                SheetCell::Text("dpk".into()),
                SheetCell::Text(long.trim_end().to_owned()),
                SheetCell::Number(31.5),
            ],
            vec![SheetCell::Number(99.0), SheetCell::Empty, SheetCell::Text("brief".into()), SheetCell::Empty],
            vec![SheetCell::Empty, SheetCell::Text("bgr".into()), SheetCell::Empty, SheetCell::Number(f64::NAN)],
        ];
        Sheet { title: "A clinic".into(), columns, rows }
    }

    #[test]
    fn a_file_that_is_written_piece_by_piece_is_read_like_one_that_is_written_at_once() {
        let columns = vec![SheetColumn::number("P01", "Modern"), SheetColumn::text("comment", "")];
        let row =
            |number: i32, text: &str| vec![SheetCell::Number(f64::from(number)), SheetCell::Text(text.to_owned())];
        let rows = vec![row(1, "a"), row(2, &"long ".repeat(80)), row(3, "")];
        let mut widths = Widths::of(&columns);
        rows.iter().for_each(|row| widths.measure(row));
        let mut pieces = write_sav_head("t", &columns, &widths, None, 1_795_000_000).expect("a beginning");
        rows.chunks(2).for_each(|some| pieces.extend(write_sav_rows(&columns, &widths, some)));
        let whole = Sheet { title: "t".into(), columns, rows };
        assert_eq!(read_bytes(&pieces), read(&whole));
    }

    #[test]
    fn what_is_written_is_read_again_to_the_last_letter() {
        let sheet = sheet();
        let (columns, rows) = read(&sheet);
        let SheetCell::Text(long) = &sheet.rows[0][2] else { panic!("a text") };
        assert!(long.len() > 700, "a text of several segments");
        assert_eq!(rows[0], ["7", "dpk", long, "31.5"]);
        assert_eq!(rows[1], ["99", "", "brief", ""]);
        assert_eq!(rows[2], ["", "bgr", "", ""]);
        assert_eq!(columns[0].question, "Peralatannya modern — ¿verdad?");
        assert_eq!(columns[0].labels["7"], "Strongly agree");
        assert_eq!(columns[0].missing, ["99"]);
        assert_eq!(columns[1].labels["dpk"], "Depok");
        assert_eq!(columns[1].name, "Cabang_yang_dikunjungi");
        assert_eq!(columns[3].name, "v_with", "a word of the language of SPSS is no name");
    }

    #[test]
    fn every_length_around_a_segment_survives() {
        for length in [1, 7, 8, 9, 251, 252, 253, 255, 256, 503, 504, 505, 510, 511, 2000] {
            let text = "x".repeat(length);
            let rows = vec![
                vec![SheetCell::Text(text.clone()), SheetCell::Number(3.0)],
                vec![SheetCell::Text("y".into()), SheetCell::Number(4.0)],
            ];
            let columns = vec![SheetColumn::text("t", ""), SheetColumn::number("n", "")];
            let (_, rows) = read(&Sheet { title: String::new(), columns, rows });
            assert_eq!(rows, [[text, "3".into()], ["y".into(), "4".into()]], "{length}");
        }
    }

    #[test]
    fn names_that_become_the_same_are_told_apart() {
        let columns = ["a b", "a_b", "A-B"].map(|name| SheetColumn::number(name, "")).to_vec();
        let row = vec![SheetCell::Number(1.0), SheetCell::Number(2.0), SheetCell::Number(3.0)];
        let (columns, _) = read(&Sheet { title: String::new(), columns, rows: vec![row] });
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["a_b", "a_b_2", "A_B_3"]);
        assert_eq!((valid("05"), cut("añb", 2)), ("v_05".into(), "a"));
    }
}
