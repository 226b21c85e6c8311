//! Delimited text: CSV, TSV and their relatives, in whatever encoding and with whatever delimiter.
//!
//! Separate from the other formats, because nothing in such a file says what it is: encoding, delimiter and header are
//! found out from its beginning. It gives whole records and their lines; it knows no answers.

mod blocks;
mod dialect;
mod header;
mod input;
mod split;
#[cfg(test)]
mod tests;

use crate::{Cell, Column, ReadError, Records};

pub(crate) use blocks::{Block, BlockError, Blocks};
pub(crate) use input::{Input, Opener, Sniffed, read_up_to};
pub(crate) use split::{Cells, Dialect, blank_line};

const PREVIEW: usize = 50;

/// A file of delimited text whose columns are known.
#[derive(Clone)]
pub(crate) struct DelimitedFile {
    file: String,
    input: Input,
    dialect: Dialect,
    columns: Vec<Column>,
    preview: Vec<Vec<String>>,
    /// Where the first record after the header begins, in bytes of the converted text.
    start: u64,
    /// The line it stands on.
    line: u64,
    careful: bool,
}

impl DelimitedFile {
    /// Finds out how the text is to be read. `file` is its name in errors.
    ///
    /// # Errors
    /// When there is no table of at least two columns and one record.
    pub(crate) fn open(file: &str, open: Opener) -> Result<Self, ReadError> {
        let (input, sample) = match Input::sniff(open).map_err(|error| stream_error(file, &error))? {
            Sniffed::Empty => return Err(about(file, "exchange-empty")),
            Sniffed::NotText => return Err(about(file, "exchange-not-text")),
            Sniffed::Text(input, sample) => (input, sample),
        };
        let detected = dialect::detect(&sample);
        let dialect = match detected {
            dialect::Detected::Dialect(dialect, _) => dialect,
            dialect::Detected::OneColumn(_) => Dialect { delimiter: b',', terminator: b'\n' },
        };
        let stream = input.stream(0).map_err(|error| stream_error(file, &error))?;
        let (mut block, mut blocks) = (Block::default(), Blocks::new(stream, dialect, false, 1));
        blocks.next(&mut block).map_err(|error| block_error(file, error))?;
        let skip = match detected {
            dialect::Detected::Dialect(_, skip) => skip,
            dialect::Detected::OneColumn(seen) => return Err(one_column(file, seen)),
        };
        let first = First::read(block.bytes(), skip, dialect);
        let (rows, columns) = header::columns(&first.records);
        if rows == 0 {
            return Err(about(file, "exchange-empty"));
        }
        if first.records.len() <= rows && block.last {
            return Err(about(file, "exchange-header-only"));
        }
        let preview = first.records.into_iter().skip(rows).take(PREVIEW).collect();
        let (start, line) = first.ends[rows - 1];
        Ok(Self { file: file.to_owned(), input, dialect, columns, preview, start, line, careful: false })
    }

    /// How its records are cut.
    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Whether quotes stand within cells, so that counting them says nothing.
    pub(crate) fn is_careful(&self) -> bool {
        self.careful
    }

    /// From now on, looks at every quote.
    pub(crate) fn be_careful(&mut self) {
        self.careful = true;
    }

    /// Whether the encoding rests on ASCII alone so far; see [`DelimitedFile::settle`].
    pub(crate) fn undecided(&self) -> bool {
        self.input.undecided()
    }

    /// Settles the encoding by everything that is in the file.
    ///
    /// # Errors
    /// When the file cannot be read to its end.
    pub(crate) fn settle(&mut self) -> Result<(), ReadError> {
        self.input.settle().map_err(|error| stream_error(&self.file, &error))
    }

    /// The blocks of records after the header; see [`Blocks`] for `by_parity`.
    ///
    /// # Errors
    /// When the file cannot be opened again.
    pub(crate) fn blocks(&self, by_parity: bool) -> Result<Blocks, ReadError> {
        let stream = self.input.stream(self.start).map_err(|error| stream_error(&self.file, &error))?;
        Ok(Blocks::new(stream, self.dialect, by_parity, self.line))
    }

    /// The sentence for a block that could not be read.
    pub(crate) fn block_error(&self, error: BlockError) -> ReadError {
        block_error(&self.file, error)
    }

    /// Calls `each` with the line, the cells and whether they are valid text, for every record in order.
    ///
    /// # Errors
    /// When the file cannot be read to its end, or `each` says stop.
    pub(crate) fn for_each_record(
        &mut self,
        mut each: impl FnMut(u64, &[Cell<'_>], bool) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        if self.undecided() && self.has_invalid_text()? {
            self.settle()?;
        }
        let (mut block, mut blocks) = (Block::default(), self.blocks(false)?);
        let mut split = Cells::default();
        while blocks.next(&mut block).map_err(|error| self.block_error(error))? {
            let bytes = block.bytes();
            let (mut at, mut line) = (0, block.line);
            while at < bytes.len() {
                if let Some(next) = blank_line(bytes, at, self.dialect) {
                    (at, line) = (next, line + 1);
                    continue;
                }
                let ended = split.split(bytes, at, self.dialect);
                let valid = std::str::from_utf8(&bytes[at..ended.next]).is_ok();
                let texts: Vec<_> = split.iter(bytes).map(String::from_utf8_lossy).collect();
                let cells: Vec<Cell<'_>> = texts.iter().map(|text| text_cell(text)).collect();
                each(line, &cells, valid)?;
                (at, line) = (ended.next, line + ended.lines);
            }
        }
        Ok(())
    }

    fn has_invalid_text(&self) -> Result<bool, ReadError> {
        let (mut block, mut blocks) = (Block::default(), self.blocks(false)?);
        while blocks.next(&mut block).map_err(|error| self.block_error(error))? {
            if std::str::from_utf8(block.bytes()).is_err() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Records for DelimitedFile {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn preview(&self) -> &[Vec<String>] {
        &self.preview
    }

    fn for_each(&mut self, each: &mut dyn FnMut(u64, &[Cell<'_>]) -> Result<(), ReadError>) -> Result<(), ReadError> {
        self.for_each_record(|line, cells, _| each(line, cells))
    }
}

fn text_cell(text: &str) -> Cell<'_> {
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// The first records as text, and where each of them ends.
struct First {
    records: Vec<Vec<String>>,
    /// For each record, the byte after it and the line that begins there.
    ends: Vec<(u64, u64)>,
}

impl First {
    fn read(bytes: &[u8], skip: usize, dialect: Dialect) -> Self {
        let mut first = Self { records: vec![], ends: vec![] };
        let (mut at, mut line, mut cells) = (skip, 1 + u64::from(0 < skip), Cells::default());
        while at < bytes.len() && first.records.len() < PREVIEW + 3 {
            if let Some(next) = blank_line(bytes, at, dialect) {
                (at, line) = (next, line + 1);
                continue;
            }
            let ended = cells.split(bytes, at, dialect);
            (at, line) = (ended.next, line + ended.lines);
            let texts = cells.iter(bytes).map(|cell| String::from_utf8_lossy(cell).into_owned());
            first.records.push(texts.collect());
            first.ends.push((at as u64, line));
        }
        first
    }
}

/// Unpacking reports damage as invalid data; everything else is the system's.
fn stream_error(file: &str, error: &std::io::Error) -> ReadError {
    match error.kind() {
        std::io::ErrorKind::InvalidData => about(file, "exchange-damaged"),
        _ => ReadError::unreadable(file, error),
    }
}

fn about(file: &str, key: &'static str) -> ReadError {
    ReadError::new(key).with("file", file)
}

fn one_column(file: &str, seen: Option<char>) -> ReadError {
    match seen {
        Some(' ') => about(file, "exchange-spaces"),
        Some(seen) => about(file, "exchange-wrong-delimiter").with("seen", seen.to_string()),
        None => about(file, "exchange-one-column"),
    }
}

fn block_error(file: &str, error: BlockError) -> ReadError {
    match error {
        BlockError::Stream(error) => stream_error(file, &error),
        BlockError::RecordTooLong { line } => {
            about(file, "exchange-line-too-long").at("line", line).with("limit", (blocks::RECORD_MAX >> 20) as i64)
        }
    }
}
