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

/// Where the column stands that a person names: written exactly so, else in other capitals or with space around it.
#[must_use]
pub fn column_named(columns: &[Column], name: &str) -> Option<usize> {
    let plain = |name: &str| name.trim().to_lowercase();
    let exact = columns.iter().position(|column| column.name == name);
    exact.or_else(|| columns.iter().position(|column| plain(&column.name) == plain(name)))
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

#[cfg(test)]
mod tests {
    use super::{Column, column_named};

    #[test]
    fn a_column_is_found_as_written_before_it_is_found_in_other_capitals() {
        let columns = ["Branch ", "branch", "Ñandú"].map(|name| Column { name: name.to_owned(), ..Column::default() });
        let found = |name: &str| column_named(&columns, name);
        assert_eq!(
            [found("branch"), found("BRANCH"), found(" ñandÚ"), found("age")],
            [Some(1), Some(0), Some(2), None]
        );
    }
}
