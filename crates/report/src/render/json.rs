//! The report as JSON, `rater.report/1`: the value itself.
//!
//! Separate so that one place decides the layout. It refuses to add, rename or round anything.

use crate::Report;

/// The report as indented JSON with a final newline. Reading it back gives an equal report.
///
/// # Errors
///
/// When a number cannot be written, which no assembled report contains.
pub fn json(report: &Report) -> Result<String, serde_json::Error> {
    let mut written = serde_json::to_string_pretty(report)?;
    written.push('\n');
    Ok(written)
}
