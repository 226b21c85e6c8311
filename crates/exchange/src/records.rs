//! What every reader yields: named columns, and records of cells with the line they stand on.
//!
//! Separate from the formats, so that binding and scanning are written once. It holds one record at a time.

use std::collections::BTreeMap;

use crate::ReadError;

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    /// Its name: the header cell, the SPSS variable name, the key.
    pub name: String,
    /// The question as the respondent read it, where the file says (second header row, SPSS label, LimeSurvey text).
    pub question: String,
    /// Words for values, where the file says (SPSS value labels): value as text → label.
    pub labels: BTreeMap<String, String>,
    /// Values that the file itself declares to mean "no answer".
    pub missing: Vec<String>,
}

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'a str),
    /// A number.
    Number(f64),
}

/// What is done with every record: its line and its cells.
pub type Each<'e> = dyn FnMut(u64, &[Cell<'_>]) -> Result<(), ReadError> + 'e;

/// A file that yields records, one at a time, in order; may be read more than once.
pub trait Records {
    /// Its columns.
    fn columns(&self) -> &[Column];

    /// The first records as text, at most fifty, to find out what the columns hold.
    fn preview(&self) -> &[Vec<String>];

    /// Calls `each` with the line (or row, as a person counts) and the cells of every record.
    ///
    /// # Errors
    /// When the file cannot be read further, or `each` says stop.
    fn for_each<'e>(&mut self, each: &'e mut Each<'e>) -> Result<(), ReadError>;
}
