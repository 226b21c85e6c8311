//! Files of targets: how large the groups of a column really are, to weight the answers by.
//!
//! Separate from mapping files, because these numbers come from the population and not from the survey. The format is TOML: a
//! table per column, a line per value with its share or its number of people. It refuses anything that is no number; whether the
//! numbers fit the answers is not known here.

use toml::{Table, Value};

use crate::ReadError;

/// One column with the shares, or numbers of people, of its values.
pub type Target = (String, Vec<(String, f64)>);

/// Reads a file of targets, columns and values in the order of their names.
///
/// # Errors
/// Every problem of the file at once.
pub fn read_targets(text: &str) -> Result<Vec<Target>, Vec<ReadError>> {
    let table: Table = text.parse().map_err(|error| vec![syntax(text, &error)])?;
    let (mut targets, mut problems) = (Vec::new(), Vec::new());
    for (column, values) in &table {
        let Some(values) = values.as_table() else {
            problems.push(wrong(column, &format!("[{column}]")));
            continue;
        };
        let mut wanted = Vec::new();
        for (value, share) in values {
            match number(share) {
                Some(share) => wanted.push((value.clone(), share)),
                None => problems.push(wrong(&format!("{column}.{value}"), "0.5")),
            }
        }
        targets.push((column.clone(), wanted));
    }
    if problems.is_empty() { Ok(targets) } else { Err(problems) }
}

#[allow(clippy::cast_precision_loss)] // Numbers of people are far below 2^53.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(count) => Some(*count as f64),
        Value::Float(share) => Some(*share),
        _ => None,
    }
}

fn wrong(place: &str, expected: &str) -> ReadError {
    ReadError::new("exchange-targets-value").with("place", place).with("expected", expected)
}

fn syntax(text: &str, error: &toml::de::Error) -> ReadError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() as u64 + 1;
    ReadError::new("exchange-targets-syntax").at("line", line).with("reason", error.message())
}

#[cfg(test)]
mod tests {
    use super::read_targets;

    #[test]
    fn a_column_has_shares_or_numbers_of_people() {
        let found = read_targets("[branch]\nUtara = 0.6\nSelatan = 0.4\n[age]\n18-29 = 5200\n\"60+\" = 800\n").unwrap();
        let age = vec![("18-29".to_owned(), 5200.0), ("60+".to_owned(), 800.0)];
        let branch = vec![("Selatan".to_owned(), 0.4), ("Utara".to_owned(), 0.6)];
        assert_eq!(found, [("age".to_owned(), age), ("branch".to_owned(), branch)]);
    }

    #[test]
    fn every_mistake_is_told_at_once_with_its_place() {
        let keys = |text| {
            let errors = read_targets(text).unwrap_err();
            errors.into_iter().map(|error| error.key).collect::<Vec<_>>()
        };
        assert_eq!(keys("branch = 1\n[age]\nold = \"half\"\n"), ["exchange-targets-value"; 2]);
        assert_eq!(keys("[branch\n"), ["exchange-targets-syntax"]);
    }
}
