//! The report as tidy CSV: one row per number, every digit that is known.
//!
//! Separate from the tables that people read: here nothing is rounded and nothing is worded. A cell without a number is
//! empty. Text that a spreadsheet would take for a formula gets an apostrophe in front.

use std::{borrow::Cow, io};

use crate::Report;

/// The header, a contract with whoever reads the file.
const HEADER: [&str; 10] = ["statistic", "of", "by", "wave", "value", "low", "high", "se", "n", "method"];

/// One row per number under the header `statistic,of,by,wave,value,low,high,se,n,method`.
///
/// # Errors
///
/// When the rows cannot be written, which memory never refuses.
pub fn csv(report: &Report) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for number in &report.numbers {
        for text in [&number.statistic, &number.of, &number.by, &number.wave] {
            writer.write_field(guarded(text).as_bytes())?;
        }
        for value in [number.value, number.low, number.high, number.se] {
            writer.write_field(value.map_or(String::new(), digits))?;
        }
        writer.write_field(number.n.map_or(String::new(), |n| n.to_string()))?;
        writer.write_field(guarded(&number.method).as_bytes())?;
        writer.write_record(None::<&[u8]>)?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    String::from_utf8(bytes).map_err(|error| csv::Error::from(io::Error::other(error)))
}

/// The shortest digits that read back as the same number; an exponent only where the zeros would be many.
fn digits(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        String::new()
    } else if size == 0.0 || (1e-5..1e15).contains(&size) {
        value.to_string()
    } else {
        format!("{value:e}")
    }
}

/// Groups and waves are named by whoever made the file; a spreadsheet must not run them.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{digits, guarded};

    #[test]
    fn every_digit_survives_a_round_trip() {
        for value in [0.1 + 0.2, -1.0 / 3.0, 1e-300, 5.0, 2.5e17, 0.0] {
            assert_eq!(digits(value).parse(), Ok(value));
        }
        assert_eq!(digits(f64::NAN), "");
    }

    #[test]
    fn a_group_that_looks_like_a_formula_is_quoted() {
        assert_eq!(guarded("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(guarded("branch==1"), "branch==1");
    }
}
