//! Mapping files: what a person says about the columns of a file, and the draft that they begin with.
//!
//! Separate from binding, because the person writes it and all its mistakes are told at once. The format is TOML,
//! `rater.mapping/1`: tables `columns` (column → place), `missing`, `not_applicable` (column → codes) and `reversed`
//! (column → true or false). It refuses entries that it does not know, since a misspelt one would be silently ignored.

use std::collections::BTreeMap;
use std::fmt::Write;

use language::Words;
use survey::Instrument;
use toml::{Table, Value};

use crate::bind::{Codes, Place, answers, column_named, guess};
use crate::{Column, ReadError};

/// The format of a mapping file.
const FORMAT: &str = "rater.mapping/1";

/// The entries of a mapping file.
const ENTRIES: &str = "format, columns, missing, not_applicable, reversed";

/// A mapping file: what the user says about columns (`rater.mapping/1`, TOML).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Column of the file → place in the instrument, e.g. `perception.05`, `points.tangibles`, `outcome.overall`, `id`;
    /// `ignore` for a column that must not be used.
    pub columns: BTreeMap<String, String>,
    /// Extra missing codes by column.
    pub missing: BTreeMap<String, Vec<String>>,
    /// Extra not-applicable codes by column.
    pub not_applicable: BTreeMap<String, Vec<String>>,
    /// Whether a column's answers are turned round, where that differs from the instrument.
    pub reversed: BTreeMap<String, bool>,
}

impl Mapping {
    /// Parses a mapping file.
    ///
    /// # Errors
    /// Every problem of the file at once.
    pub fn parse(text: &str) -> Result<Self, Vec<ReadError>> {
        let table: Table = match text.parse() {
            Ok(table) => table,
            Err(error) => return Err(vec![syntax(text, &error)]),
        };
        let mut problems = Vec::new();
        let mut mapping = Self::default();
        if table.get("format").and_then(Value::as_str) != Some(FORMAT) {
            problems.push(ReadError::new("exchange-mapping-format"));
        }
        for (entry, value) in &table {
            match entry.as_str() {
                "format" => {}
                "columns" => read(entry, value, "\"perception.01\"", text_of, &mut mapping.columns, &mut problems),
                "missing" => read(entry, value, "[\"99\"]", codes_of, &mut mapping.missing, &mut problems),
                "not_applicable" => {
                    read(entry, value, "[\"99\"]", codes_of, &mut mapping.not_applicable, &mut problems)
                }
                "reversed" => read(entry, value, "true", Value::as_bool, &mut mapping.reversed, &mut problems),
                _ => problems.push(
                    ReadError::new("exchange-mapping-entry").with("place", entry.as_str()).with("allowed", ENTRIES),
                ),
            }
        }
        if problems.is_empty() { Ok(mapping) } else { Err(problems) }
    }

    /// The codes for the column at a position.
    pub(crate) fn codes(&self, columns: &[Column], position: usize) -> Codes<'_> {
        Codes {
            missing: entry_of(&self.missing, columns, position).map_or(&[], Vec::as_slice),
            not_applicable: entry_of(&self.not_applicable, columns, position).map_or(&[], Vec::as_slice),
        }
    }

    /// Whether the column at a position is turned round, if the mapping says.
    pub(crate) fn reversed(&self, columns: &[Column], position: usize) -> Option<bool> {
        entry_of(&self.reversed, columns, position).copied()
    }
}

fn entry_of<'m, T>(entries: &'m BTreeMap<String, T>, columns: &[Column], position: usize) -> Option<&'m T> {
    entries.iter().find(|(name, _)| column_named(columns, name) == Some(position)).map(|(_, entry)| entry)
}

/// Reads one table, entry by entry.
fn read<T>(
    table: &str,
    value: &Value,
    expected: &str,
    of: impl Fn(&Value) -> Option<T>,
    into: &mut BTreeMap<String, T>,
    problems: &mut Vec<ReadError>,
) {
    let Some(entries) = value.as_table() else {
        problems.push(wrong(table, &format!("[{table}]")));
        return;
    };
    for (name, value) in entries {
        match of(value) {
            Some(value) => {
                into.insert(name.clone(), value);
            }
            None => problems.push(wrong(&format!("{table}.{name}"), expected)),
        }
    }
}

fn text_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// A list of codes; a number is as good as its text.
fn codes_of(value: &Value) -> Option<Vec<String>> {
    let code = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        _ => None,
    };
    match value {
        Value::Array(list) => list.iter().map(code).collect(),
        one => code(one).map(|code| vec![code]),
    }
}

fn wrong(place: &str, expected: &str) -> ReadError {
    ReadError::new("exchange-mapping-value").with("place", place).with("expected", expected)
}

fn syntax(text: &str, error: &toml::de::Error) -> ReadError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() as u64 + 1;
    ReadError::new("exchange-mapping-syntax").at("line", line).with("reason", error.message())
}

/// A first draft of a mapping file: what could be found filled in, the rest as comments to complete.
#[must_use]
pub fn draft_mapping(columns: &[Column], preview: &[Vec<String>], instrument: &Instrument, words: Words) -> String {
    let found = guess(columns, preview, instrument);
    let mut out = String::new();
    let id = [("instrument", instrument.id.as_str().into())];
    comment(&mut out, &words.say("exchange-draft-head", &id));
    line(&mut out, &format!("format = \"{FORMAT}\"\n"));
    comment(&mut out, &words.text("exchange-draft-columns"));
    line(&mut out, "[columns]");
    let mut taken: Vec<(usize, Place)> = found.iter().map(|(place, column)| (*column, *place)).collect();
    taken.sort_unstable();
    for (at, place) in &taken {
        let Some(column) = columns.get(*at) else {
            continue;
        };
        line(&mut out, &format!("{} = {}{}", quoted(&column.name), quoted(&place.name(instrument)), asked(column)));
    }
    let missing: Vec<_> =
        answers(instrument).filter(|place| !found.contains_key(place)).map(|place| place.name(instrument)).collect();
    if !missing.is_empty() {
        line(&mut out, "");
        comment(&mut out, &words.text("exchange-draft-missing-places"));
        for some in missing.chunks(6) {
            comment(&mut out, &some.join(", "));
        }
    }
    let unused = |at: &usize| !taken.iter().any(|(column, _)| column == at);
    let rest: Vec<_> = (0..columns.len()).filter(unused).collect();
    if !rest.is_empty() {
        line(&mut out, "");
        comment(&mut out, &words.text("exchange-draft-unused"));
    }
    for at in rest {
        let Some(column) = columns.get(at) else {
            continue;
        };
        let seen = examples(preview, at);
        line(&mut out, &format!("# {} = \"\"{}  # {seen}", quoted(&column.name), asked(column)));
    }
    line(&mut out, "");
    comment(&mut out, &words.text("exchange-draft-codes"));
    for table in [
        "[missing]",
        "# \"E01\" = [\"99\"]",
        "[not_applicable]",
        "# \"E01\" = [\"8\"]",
        "[reversed]",
        "# \"E01\" = true",
    ] {
        line(&mut out, table);
    }
    out
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

fn comment(out: &mut String, text: &str) {
    line(out, &format!("# {}", one_line(text, 400)));
}

/// The question, where the file says one.
fn asked(column: &Column) -> String {
    if column.question.is_empty() { String::new() } else { format!("  # {}", one_line(&column.question, 100)) }
}

/// The first different values of a column.
fn examples(preview: &[Vec<String>], at: usize) -> String {
    let mut seen: Vec<String> = Vec::new();
    for value in preview.iter().filter_map(|row| row.get(at)).map(|value| one_line(value, 24)) {
        if seen.len() == 4 {
            break;
        }
        if !value.is_empty() && !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen.join(" | ")
}

/// Text that cannot leave its line or its comment.
fn one_line(text: &str, longest: usize) -> String {
    let flat: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let flat = flat.trim();
    match flat.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", flat.get(..end).unwrap_or_default()),
        None => flat.to_owned(),
    }
}

/// A TOML string or key on one line, whatever the text holds.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            control if control.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(control));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{Mapping, draft_mapping};
    use crate::{Column, bind};
    use language::Language;

    fn parse(text: &str) -> Result<Mapping, Vec<&'static str>> {
        Mapping::parse(text).map_err(|errors| errors.iter().map(|error| error.key).collect())
    }

    #[test]
    fn a_mapping_says_places_codes_and_direction() {
        let mapping = parse(
            "format = \"rater.mapping/1\"\n[columns]\n\"Q1 a\" = \"expectation.01\"\n[missing]\nQ2 = [99, \"x\"]\n\
             [not_applicable]\nQ2 = 8\n[reversed]\nQ2 = true\n",
        )
        .expect("sound");
        assert_eq!(mapping.columns["Q1 a"], "expectation.01");
        assert_eq!(mapping.missing["Q2"], ["99", "x"]);
        assert_eq!(mapping.not_applicable["Q2"], ["8"]);
        assert!(mapping.reversed["Q2"]);
    }

    #[test]
    fn all_mistakes_of_a_mapping_are_told_at_once() {
        let errors = parse("format = \"rater.mapping/2\"\ncolumn = 1\n[columns]\nQ1 = 5\n[reversed]\nQ1 = \"yes\"\n");
        let mut keys = errors.expect_err("four mistakes");
        keys.sort_unstable();
        assert_eq!(
            keys,
            ["exchange-mapping-entry", "exchange-mapping-format", "exchange-mapping-value", "exchange-mapping-value"]
        );
    }

    #[test]
    fn a_slip_of_the_pen_is_told_with_its_line() {
        let errors = Mapping::parse("format = \"rater.mapping/1\"\n[columns\n").expect_err("no TOML");
        assert!(errors[0].to_string().contains("line 2"), "{}", errors[0]);
    }

    #[test]
    fn a_draft_is_itself_a_mapping_whatever_the_columns_are_called() {
        let instrument = survey::builtin("servqual").expect("built in");
        let mut columns: Vec<Column> = (1..=22)
            .flat_map(|item| [format!("E{item}"), format!("P{item}")])
            .map(|name| Column { name, ..Column::default() })
            .collect();
        for name in ["a \"quoted\" = name # ]", "two\nlines\u{7f}", "back\\slash"] {
            columns.push(Column { name: name.into(), question: "Why?\nSay".into(), ..Column::default() });
        }
        let row = |value: &str| vec![value.to_owned(); columns.len()];
        let preview = [row("7"), row("a\nb"), row("7")];
        for language in Language::ALL {
            let draft = draft_mapping(&columns, &preview, &instrument, language.words());
            let mapping = Mapping::parse(&draft).expect(&draft);
            assert_eq!(mapping.columns.len(), 44);
            bind(&columns, &preview, &instrument, Some(&mapping), &[], None).expect("the draft binds");
            let commented: Vec<_> = draft.lines().filter(|line| line.contains("# \"two")).collect();
            assert_eq!(commented.len(), 1, "{draft}");
            // Taking the # away leaves a line that says what it said.
            let uncommented = draft.replace("# \"a \\\"", "\"a \\\"");
            assert_ne!(uncommented, draft);
            let mapping = Mapping::parse(&uncommented).expect(&uncommented);
            assert_eq!(mapping.columns["a \"quoted\" = name # ]"], "");
        }
    }
}
