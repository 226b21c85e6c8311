//! Which column of a file is which item of an instrument.

use std::collections::BTreeMap;

use survey::{Instrument, Layout};

use crate::{Column, ReadError};

/// A mapping file: what the user says about columns (`rater.mapping/1`, TOML).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Column of the file → place in the instrument, e.g. `perception.05`, `points.tangibles`, `outcome.overall`, `id`.
    pub columns: BTreeMap<String, String>,
    /// Extra missing codes by column.
    pub missing: BTreeMap<String, Vec<String>>,
    /// Extra not-applicable codes by column.
    pub not_applicable: BTreeMap<String, Vec<String>>,
}

/// What was found: the answer columns and where they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Binding {
    /// The answer columns.
    pub layout: Layout,
    /// For each answer column, its position in the file.
    pub positions: Vec<usize>,
    /// Position of the respondent's id.
    pub id: Option<usize>,
    /// Position of the wave.
    pub wave: Option<usize>,
    /// Position of the seconds to answer.
    pub seconds: Option<usize>,
    /// Positions of the segment columns, in the order asked for.
    pub by: Vec<usize>,
    /// Names of the columns that were not used.
    pub unused: Vec<String>,
    /// Columns of the instrument that the file lacks.
    pub absent: Vec<String>,
}

/// Binds columns to an instrument: by mapping, by name, by item text.
///
/// # Errors
/// When it cannot decide; the error says how to make a mapping file.
pub fn bind(
    columns: &[Column],
    preview: &[Vec<String>],
    instrument: &Instrument,
    mapping: Option<&Mapping>,
    by: &[String],
    wave: Option<&str>,
) -> Result<Binding, ReadError> {
    let _ = (columns, preview, instrument, mapping, by, wave);
    Err(ReadError { key: "exchange-undecided", arguments: vec![] })
}
