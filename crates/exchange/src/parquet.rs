//! Parquet files, column by column, without Arrow.
//!
//! Separate from the other formats, because it is stored by columns and only the wanted ones are read. Flat columns of
//! numbers, truth values and text are read; lists and structures are no survey answers and are left out. Every decoding
//! step may meet a damaged file, and then ends with one error.

mod cursor;
mod indexed;
mod pages;
mod runs;

use std::fs::File;
use std::path::{Path, PathBuf};

use parquet::column::reader::get_column_reader;
use parquet::file::reader::{FileReader, SerializedFileReader};

use crate::caught::caught;
use crate::error::file_name;
use crate::limits::Limits;
use crate::records::Each;
use crate::{Cell, Column, ReadError, Records};

pub(crate) use cursor::{Cursor, Values};
pub(crate) use indexed::{Came, EMPTY, Indexed};
use pages::Pages;

const PREVIEW: usize = 50;
/// Rows decoded at a time.
pub(crate) const ROWS: usize = 4096;

/// A Parquet file whose columns are known.
pub(crate) struct ParquetFile {
    path: PathBuf,
    file: String,
    columns: Vec<Column>,
    /// For each column, its position among the leaves of the schema.
    leaves: Vec<usize>,
    /// Rows of each row group.
    groups: Vec<usize>,
    preview: Vec<Vec<String>>,
}

/// Rows that one worker reads: of one row group, some way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// The row group.
    pub(crate) group: usize,
    /// The first row within the group.
    pub(crate) start: usize,
    /// How many rows.
    pub(crate) rows: usize,
    /// The first row within the file, from 0.
    pub(crate) row: u64,
}

/// An own handle of the file: handles share their place in it, so every worker needs one.
pub(crate) struct Handle(SerializedFileReader<File>);

impl ParquetFile {
    /// Reads the schema.
    ///
    /// # Errors
    /// When the file is damaged or holds no rows.
    pub(crate) fn open(path: &Path) -> Result<Self, ReadError> {
        let mut opened = Self {
            path: path.to_owned(),
            file: file_name(path),
            columns: vec![],
            leaves: vec![],
            groups: vec![],
            preview: vec![],
        };
        let handle = opened.handle()?;
        let metadata = handle.0.metadata();
        for (leaf, column) in metadata.file_metadata().schema_descr().columns().iter().enumerate() {
            if column.max_rep_level() == 0 && column.path().parts().len() == 1 {
                opened.columns.push(Column { name: column.name().to_owned(), ..Column::default() });
                opened.leaves.push(leaf);
            }
        }
        let rows = |group: usize| usize::try_from(metadata.row_group(group).num_rows()).ok();
        let groups: Option<Vec<usize>> = (0..metadata.num_row_groups()).map(rows).collect();
        opened.groups = groups.ok_or_else(|| opened.damaged())?;
        if opened.columns.is_empty() {
            return Err(ReadError::new("exchange-empty").with("file", opened.file));
        }
        if opened.groups.iter().all(|rows| *rows == 0) {
            return Err(ReadError::new("exchange-header-only").with("file", opened.file));
        }
        Ok(opened)
    }

    /// Refuses a file that says itself that it holds more than may be read.
    ///
    /// # Errors
    /// When it does.
    pub(crate) fn within(&self, limits: Limits) -> Result<(), ReadError> {
        let handle = self.handle()?;
        let groups = handle.0.metadata().row_groups();
        let sum = |of: fn(&parquet::file::metadata::RowGroupMetaData) -> i64| {
            groups.iter().fold(0_u64, |sum, group| sum.saturating_add(u64::try_from(of(group)).unwrap_or(u64::MAX)))
        };
        if limits.records < sum(|group| group.num_rows()) {
            return Err(limits.too_many(&self.file));
        }
        if limits.bytes < sum(|group| group.total_byte_size()) { Err(Limits::too_large(&self.file)) } else { Ok(()) }
    }

    /// Reads the first rows, for those who look at them: whoever scans the file reads all of it anyway, and the first page
    /// of every column is a large part of a small file.
    ///
    /// # Errors
    /// When the file is damaged.
    pub(crate) fn read_preview(&mut self) -> Result<(), ReadError> {
        let mut preview = vec![];
        self.each_row(PREVIEW, &mut |_, cells| {
            preview.push(cells.iter().map(|cell| crate::scan::text_of(*cell).into_owned()).collect());
            Ok(())
        })?;
        self.preview = preview;
        Ok(())
    }

    /// A handle of one's own.
    ///
    /// # Errors
    /// When the file cannot be opened or is damaged.
    pub(crate) fn handle(&self) -> Result<Handle, ReadError> {
        let file = File::open(&self.path).map_err(|error| ReadError::unreadable(&self.file, &error))?;
        let reader = caught(|| SerializedFileReader::new(file)).and_then(Result::ok);
        reader.map(Handle).ok_or_else(|| self.damaged())
    }

    /// The error of a file that does not hold what it says.
    pub(crate) fn damaged(&self) -> ReadError {
        ReadError::new("exchange-damaged").with("file", self.file.as_str())
    }

    /// The file in parts for several workers, in file order. A file of few row groups is cut within them.
    pub(crate) fn parts(&self, workers: usize) -> Vec<Part> {
        let cuts = if 2 * workers <= self.groups.len() { 1 } else { workers };
        let (mut parts, mut row) = (vec![], 0);
        for (group, &rows) in self.groups.iter().enumerate() {
            let size = rows.div_ceil(cuts).next_multiple_of(ROWS);
            let mut start = 0;
            while start < rows {
                let size = size.min(rows - start);
                parts.push(Part { group, start, rows: size, row: row + start as u64 });
                start += size;
            }
            row += rows as u64;
        }
        parts
    }

    /// Cursors over some columns at the beginning of a part; `None` when the file is damaged.
    pub(crate) fn cursors(&self, handle: &Handle, part: Part, columns: &[usize]) -> Option<Vec<Cursor>> {
        caught(|| {
            let group = handle.0.get_row_group(part.group).ok()?;
            columns
                .iter()
                .map(|&column| {
                    let leaf = *self.leaves.get(column)?;
                    let chunk = group.metadata().column(leaf);
                    let pages = Box::new(Pages(group.get_column_page_reader(leaf).ok()?));
                    let mut cursor = Cursor::new(get_column_reader(chunk.column_descr_ptr(), pages), chunk);
                    cursor.skip(part.start)?;
                    Some(cursor)
                })
                .collect()
        })?
    }

    /// A column at the beginning of a part as positions in its dictionary; `None` when it must be read as values.
    pub(crate) fn indexed(&self, handle: &Handle, part: Part, column: usize) -> Option<Indexed> {
        caught(|| {
            let group = handle.0.get_row_group(part.group).ok()?;
            let leaf = *self.leaves.get(column)?;
            let pages = Pages(group.get_column_page_reader(leaf).ok()?);
            let mut indexed = Indexed::open(pages, group.metadata().column(leaf))?;
            (indexed.skip(part.start)? == Came::All).then_some(indexed)
        })?
    }

    fn each_row(&self, most: usize, each: &mut Each<'_>) -> Result<(), ReadError> {
        let handle = self.handle()?;
        let all: Vec<usize> = (0..self.columns.len()).collect();
        let mut left = most;
        for part in self.parts(1) {
            let mut cursors = self.cursors(&handle, part, &all).ok_or_else(|| self.damaged())?;
            let mut done = 0;
            while done < part.rows && 0 < left {
                let rows = ROWS.min(part.rows - done).min(left);
                let read = caught(|| cursors.iter_mut().try_for_each(|cursor| cursor.read(rows)));
                read.flatten().ok_or_else(|| self.damaged())?;
                let columns: Vec<Vec<Cell<'_>>> = cursors.iter().map(|cursor| cursor.values().cells(rows)).collect();
                let mut cells = Vec::with_capacity(columns.len());
                for row in 0..rows {
                    cells.clear();
                    cells.extend(columns.iter().map(|column| column[row]));
                    each(part.row + (done + row) as u64 + 1, &cells)?;
                }
                done += rows;
                left -= rows;
            }
        }
        Ok(())
    }
}

impl Records for ParquetFile {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn preview(&self) -> &[Vec<String>] {
        &self.preview
    }

    fn for_each<'e>(&mut self, each: &'e mut Each<'e>) -> Result<(), ReadError> {
        self.each_row(usize::MAX, each)
    }
}
