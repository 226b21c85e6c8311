//! One column of a Parquet file, read forward some rows at a time.
//!
//! Separate from the file, because what a column holds is decided here once: numbers, or text. It panics where the
//! library does; callers catch that.

use parquet::basic::Type;
use parquet::column::reader::ColumnReader;
use parquet::data_type::ByteArray;
use parquet::file::metadata::ColumnChunkMetaData;

use crate::Cell;

/// The largest whole number that a double holds exactly.
const EXACT: u64 = 1 << 53;

/// A column from some row on.
pub(crate) struct Cursor {
    reader: ColumnReader,
    /// The level of a value that is there; 0 in columns that cannot be empty.
    present: i16,
    levels: Vec<i16>,
    wholes: Vec<i64>,
    shorts: Vec<i32>,
    values: Values,
    /// The rows read last as text, when a double could not hold all of them.
    exact: Option<Values>,
}

/// The rows read last.
#[derive(Debug)]
pub(crate) enum Values {
    /// Whole numbers.
    Wholes(Vec<Option<i64>>),
    /// Any numbers; empty ones are not a number.
    Numbers(Vec<f64>),
    /// Text.
    Texts(Vec<Option<String>>),
    /// Something that no answer is stored as: empty.
    Nothing,
}

impl Values {
    /// Whole numbers, as text where a double could not hold all of them: two long ids must not become one number.
    pub(crate) fn wholes(wholes: Vec<i64>) -> Self {
        if wholes.iter().any(|whole| EXACT < whole.unsigned_abs()) {
            return Self::Texts(wholes.iter().map(|whole| Some(whole.to_string())).collect());
        }
        Self::Wholes(wholes.into_iter().map(Some).collect())
    }

    /// The first rows as cells.
    pub(crate) fn cells(&self, rows: usize) -> Vec<Cell<'_>> {
        (0..rows).map(|row| self.cell(row)).collect()
    }

    /// One row as a cell.
    pub(crate) fn cell(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Wholes(wholes) => match wholes[row] {
                Some(whole) => Cell::Number(whole as f64),
                None => Cell::Empty,
            },
            Self::Numbers(numbers) if numbers[row].is_nan() => Cell::Empty,
            Self::Numbers(numbers) => Cell::Number(numbers[row]),
            Self::Texts(texts) => match &texts[row] {
                Some(text) if !text.trim().is_empty() => Cell::Text(text),
                _ => Cell::Empty,
            },
            Self::Nothing => Cell::Empty,
        }
    }
}

impl Cursor {
    /// A cursor at the beginning of a column chunk.
    pub(crate) fn new(reader: ColumnReader, chunk: &ColumnChunkMetaData) -> Self {
        let values = match chunk.column_type() {
            Type::BOOLEAN | Type::INT32 | Type::INT64 => Values::Wholes(vec![]),
            Type::FLOAT | Type::DOUBLE => Values::Numbers(vec![]),
            Type::BYTE_ARRAY => Values::Texts(vec![]),
            Type::INT96 | Type::FIXED_LEN_BYTE_ARRAY => Values::Nothing,
        };
        let present = chunk.column_descr().max_def_level();
        Self { reader, present, levels: vec![], wholes: vec![], shorts: vec![], values, exact: None }
    }

    /// The rows read last.
    pub(crate) fn values(&self) -> &Values {
        self.exact.as_ref().unwrap_or(&self.values)
    }

    /// Passes over rows; `None` when there are too few.
    pub(crate) fn skip(&mut self, rows: usize) -> Option<()> {
        let skipped = match &mut self.reader {
            ColumnReader::BoolColumnReader(reader) => reader.skip_records(rows),
            ColumnReader::Int32ColumnReader(reader) => reader.skip_records(rows),
            ColumnReader::Int64ColumnReader(reader) => reader.skip_records(rows),
            ColumnReader::FloatColumnReader(reader) => reader.skip_records(rows),
            ColumnReader::DoubleColumnReader(reader) => reader.skip_records(rows),
            ColumnReader::ByteArrayColumnReader(reader) => reader.skip_records(rows),
            ColumnReader::Int96ColumnReader(_) | ColumnReader::FixedLenByteArrayColumnReader(_) => Ok(rows),
        };
        (skipped.ok()? == rows).then_some(())
    }

    /// Reads the next rows of a column of whole numbers straight into codes, without keeping them; false when the column
    /// is none, and nothing was read. `None` when there are too few or they are damaged.
    pub(crate) fn read_codes(
        &mut self,
        codes: &mut [u8],
        missing: u8,
        code: impl FnMut(usize, i64) -> u8,
    ) -> Option<bool> {
        let Self { reader, present, levels, wholes, shorts, .. } = self;
        levels.clear();
        let records = match reader {
            ColumnReader::Int64ColumnReader(reader) => {
                wholes.clear();
                reader.read_records(codes.len(), Some(levels), None, wholes).ok()?.0
            }
            ColumnReader::Int32ColumnReader(reader) => {
                shorts.clear();
                let records = reader.read_records(codes.len(), Some(levels), None, shorts).ok()?.0;
                wholes.clear();
                wholes.extend(shorts.iter().map(|&short| i64::from(short)));
                records
            }
            _ => return Some(false),
        };
        if records != codes.len() {
            return None;
        }
        let levels = if *present == 0 { &[][..] } else { &levels[..] };
        spread_codes(*present, levels, wholes, codes, missing, code)?;
        Some(true)
    }

    /// Reads the next rows; `None` when there are too few or they are damaged.
    pub(crate) fn read(&mut self, rows: usize) -> Option<()> {
        self.levels.clear();
        self.wholes.clear();
        self.exact = None;
        let Self { reader, present, levels, wholes, values, exact, .. } = self;
        macro_rules! read {
            ($reader:expr, $raw:expr) => {{
                let (records, _, _) = $reader.read_records(rows, Some(levels), None, $raw).ok()?;
                if records != rows {
                    return None;
                }
            }};
        }
        match (reader, values) {
            (ColumnReader::Int64ColumnReader(reader), Values::Wholes(found)) => {
                read!(reader, wholes);
                let inexact = wholes.iter().any(|whole| EXACT < whole.unsigned_abs());
                spread(rows, *present, levels, wholes.drain(..), found)?;
                // Two long ids must not become one number.
                let text = |whole: &Option<i64>| whole.map(|whole| whole.to_string());
                *exact = inexact.then(|| Values::Texts(found.iter().map(text).collect()));
                Some(())
            }
            (ColumnReader::Int32ColumnReader(reader), Values::Wholes(found)) => {
                let mut raw = Vec::with_capacity(rows);
                read!(reader, &mut raw);
                spread(rows, *present, levels, raw.into_iter().map(i64::from), found)
            }
            (ColumnReader::BoolColumnReader(reader), Values::Wholes(found)) => {
                let mut raw = Vec::with_capacity(rows);
                read!(reader, &mut raw);
                spread(rows, *present, levels, raw.into_iter().map(i64::from), found)
            }
            (ColumnReader::FloatColumnReader(reader), Values::Numbers(found)) => {
                let mut raw = Vec::with_capacity(rows);
                read!(reader, &mut raw);
                spread_numbers(rows, *present, levels, raw.into_iter().map(f64::from), found)
            }
            (ColumnReader::DoubleColumnReader(reader), Values::Numbers(found)) => {
                let mut raw = Vec::with_capacity(rows);
                read!(reader, &mut raw);
                spread_numbers(rows, *present, levels, raw.into_iter(), found)
            }
            (ColumnReader::ByteArrayColumnReader(reader), Values::Texts(found)) => {
                let mut raw: Vec<ByteArray> = Vec::with_capacity(rows);
                read!(reader, &mut raw);
                let text = |bytes: ByteArray| String::from_utf8_lossy(bytes.data()).into_owned();
                spread(rows, *present, levels, raw.into_iter().map(text), found)
            }
            (_, Values::Nothing) => Some(()),
            _ => None,
        }
    }
}

/// Puts values in their rows: a row below the level of presence is empty.
fn spread<T>(
    rows: usize,
    present: i16,
    levels: &[i16],
    mut values: impl Iterator<Item = T>,
    found: &mut Vec<Option<T>>,
) -> Option<()> {
    found.clear();
    if present == 0 {
        found.extend(values.map(Some));
    } else {
        for &level in levels {
            found.push(if level == present { Some(values.next()?) } else { None });
        }
    }
    (found.len() == rows).then_some(())
}

/// Codes of whole numbers in their rows; without levels every row is there.
fn spread_codes(
    present: i16,
    levels: &[i16],
    wholes: &[i64],
    codes: &mut [u8],
    missing: u8,
    mut code: impl FnMut(usize, i64) -> u8,
) -> Option<()> {
    if levels.iter().all(|&level| level == present) {
        if wholes.len() != codes.len() {
            return None;
        }
        for (row, (found, &whole)) in codes.iter_mut().zip(wholes).enumerate() {
            *found = code(row, whole);
        }
        return Some(());
    }
    let mut wholes = wholes.iter();
    for (row, (found, &level)) in codes.iter_mut().zip(levels).enumerate() {
        *found = if level == present { code(row, *wholes.next()?) } else { missing };
    }
    (codes.len() == levels.len()).then_some(())
}

fn spread_numbers(
    rows: usize,
    present: i16,
    levels: &[i16],
    mut values: impl Iterator<Item = f64>,
    found: &mut Vec<f64>,
) -> Option<()> {
    found.clear();
    if present == 0 {
        found.extend(values);
    } else {
        for &level in levels {
            found.push(if level == present { values.next()? } else { f64::NAN });
        }
    }
    (found.len() == rows).then_some(())
}
