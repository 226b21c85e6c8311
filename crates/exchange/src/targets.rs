//! Files of targets: how large the groups of a column really are, to weight the answers by.
//!
//! Separate from mapping files, because these numbers come from the population and not from the survey. The format is TOML: a
//! table per column, a line per value with its share or its number of people. It refuses anything that is no number; whether the
//! numbers fit the answers is not known here.

use std::io;
use std::path::Path;

use toml::{Table, Value};

use crate::ReadError;
use crate::error::file_name;

/// One column with the shares, or numbers of people, of its values.
pub type Target = (String, Vec<(String, f64)>);

/// Reads a file of targets, columns and values in the order of their names.
///
/// # Errors
/// When the file cannot be read; else every problem of it at once.
pub fn read_targets(path: &Path) -> Result<Vec<Target>, Vec<ReadError>> {
    let file = file_name(path);
    match std::fs::read_to_string(path) {
        Ok(text) => parse(&text, &file),
        // Where it is a folder some systems speak of something else.
        Err(_) if path.is_dir() => Err(vec![ReadError::unreadable(&file, &io::ErrorKind::IsADirectory.into())]),
        Err(error) => Err(vec![ReadError::unreadable(&file, &error)]),
    }
}

fn parse(text: &str, file: &str) -> Result<Vec<Target>, Vec<ReadError>> {
    let table: Table = text.parse().map_err(|error| vec![syntax(text, &error, file)])?;
    let (mut targets, mut problems): (Vec<Target>, Vec<ReadError>) = (Vec::new(), Vec::new());
    let wrong = |place: &str, expected: &str| {
        ReadError::new("exchange-targets-value").with("file", file).with("place", place).with("expected", expected)
    };
    for (column, values) in &table {
        // The column is found in whatever spelling, so that two tables could be meant for one.
        let plain = |name: &str| name.trim().to_lowercase();
        if let Some((other, _)) = targets.iter().find(|(other, _)| plain(other) == plain(column)) {
            let twice = ReadError::new("exchange-targets-twice").with("file", file);
            problems.push(twice.with("one", other.as_str()).with("other", column.as_str()));
        }
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

fn syntax(text: &str, error: &toml::de::Error, file: &str) -> ReadError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() as u64 + 1;
    ReadError::new("exchange-targets-syntax").with("file", file).at("line", line).with("reason", error.message())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{parse, read_targets};

    #[test]
    fn a_column_has_shares_or_numbers_of_people() {
        let text = "[branch]\nUtara = 0.6\nSelatan = 0.4\n[age]\n18-29 = 5200\n\"60+\" = 800\n";
        let found = parse(text, "shares.toml").unwrap();
        let age = vec![("18-29".to_owned(), 5200.0), ("60+".to_owned(), 800.0)];
        let branch = vec![("Selatan".to_owned(), 0.4), ("Utara".to_owned(), 0.6)];
        assert_eq!(found, [("age".to_owned(), age), ("branch".to_owned(), branch)]);
    }

    #[test]
    fn every_mistake_is_told_at_once_with_its_place() {
        let keys = |text| {
            let errors = parse(text, "shares.toml").unwrap_err();
            assert!(errors.iter().all(|error| error.to_string().contains("shares.toml")));
            errors.into_iter().map(|error| error.key).collect::<Vec<_>>()
        };
        assert_eq!(keys("branch = 1\n[age]\nold = \"half\"\n"), ["exchange-targets-value"; 2]);
        assert_eq!(keys("[branch\n"), ["exchange-targets-syntax"]);
        assert_eq!(keys("[branch]\na = 1\n[Branch]\nb = 1\n"), ["exchange-targets-twice"]);
    }

    #[test]
    fn a_file_that_is_not_there_and_a_folder_are_told_apart() {
        let key = |path: &str| read_targets(Path::new(path)).unwrap_err()[0].key;
        assert_eq!(key("no-such-file.toml"), "exchange-not-found");
        assert_eq!(key(env!("CARGO_MANIFEST_DIR")), "exchange-is-a-folder");
    }
}
