//! JSON lines: one object per line, as survey services hand out answers.
//!
//! Separate from the other readers, because keys, not positions, name the cells. Columns are the keys of the first
//! [`LOOK_AHEAD`] records in the order of their first appearance; a key that first appears later belongs to no column and
//! is passed over. A list of objects (one JSON array) is read too while it is small enough to hold. A line longer than
//! [`LINE_BYTES`] is refused before it is held, and so is a line that is no object: a survey with a broken record is not
//! half a survey.

use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::error::file_name;
use crate::{Cell, Column, Each, ReadError, Records};

/// The longest line, and the largest file that may hold one array of objects.
const LINE_BYTES: usize = 4 << 20;

/// Records that are looked at for their keys.
const LOOK_AHEAD: usize = 1000;

/// Records kept as a preview.
const PREVIEW: usize = 50;

/// More keys than this are no survey.
const COLUMNS_MAX: usize = 20_000;

/// Opens a file of JSON lines, or a small JSON array of objects; `.gz` is unpacked.
///
/// # Errors
/// When a line among the first is no object, or is too long, or there is none.
pub fn open(path: &Path) -> Result<Box<dyn Records>, ReadError> {
    Ok(Box::new(JsonLines::open(path)?))
}

struct JsonLines {
    path: PathBuf,
    file: String,
    columns: Vec<Column>,
    position: HashMap<String, usize>,
    preview: Vec<Vec<String>>,
}

impl JsonLines {
    fn open(path: &Path) -> Result<Self, ReadError> {
        let mut reader = Self {
            path: path.to_owned(),
            file: file_name(path),
            columns: Vec::new(),
            position: HashMap::new(),
            preview: Vec::new(),
        };
        let mut first: Vec<Object> = Vec::new();
        let mut looked = 0;
        let mut source = Source::open(path, &reader.file)?;
        while looked < LOOK_AHEAD
            && let Some((_, object)) = source.next()?
        {
            looked += 1;
            reader.add_columns(&object)?;
            if first.len() < PREVIEW {
                first.push(object);
            }
        }
        if looked == 0 {
            return Err(ReadError::new("exchange-empty").with("file", reader.file.as_str()));
        }
        reader.preview = first
            .iter()
            .map(|object| {
                let mut row = vec![String::new(); reader.columns.len()];
                for (key, value) in &object.0 {
                    if let Some(cell) = reader.position.get(key).and_then(|at| row.get_mut(*at)) {
                        *cell = as_text(value);
                    }
                }
                row
            })
            .collect();
        Ok(reader)
    }

    fn add_columns(&mut self, object: &Object) -> Result<(), ReadError> {
        for (key, _) in &object.0 {
            if !self.position.contains_key(key) {
                self.position.insert(key.clone(), self.columns.len());
                self.columns.push(Column { name: key.clone(), ..Column::default() });
            }
        }
        if self.columns.len() > COLUMNS_MAX {
            return Err(ReadError::new("exchange-too-many-columns")
                .with("file", self.file.as_str())
                .with("limit", COLUMNS_MAX as i64));
        }
        Ok(())
    }
}

impl Records for JsonLines {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn preview(&self) -> &[Vec<String>] {
        &self.preview
    }

    fn for_each<'e>(&mut self, each: &'e mut Each<'e>) -> Result<(), ReadError> {
        let mut source = Source::open(&self.path, &self.file)?;
        while let Some((line, object)) = source.next()? {
            let values: Vec<Plain> = object.0.iter().map(|(_, value)| plain(value)).collect();
            let mut cells = vec![Cell::Empty; self.columns.len()];
            for ((key, _), value) in object.0.iter().zip(&values) {
                if let Some(cell) = self.position.get(key).and_then(|at| cells.get_mut(*at)) {
                    *cell = match value {
                        Plain::Nothing => Cell::Empty,
                        Plain::Number(number) => Cell::Number(*number),
                        Plain::Text(text) => Cell::Text(text),
                    };
                }
            }
            each(line, &cells)?;
        }
        Ok(())
    }
}

/// What a value is as a cell.
enum Plain {
    Nothing,
    Number(f64),
    Text(String),
}

fn plain(value: &Value) -> Plain {
    match value {
        Value::Null => Plain::Nothing,
        Value::Number(number) => match exact(number) {
            Some(number) => Plain::Number(number),
            // An id beyond 2^53 would change its last digits as a float, and two respondents would become one.
            None => Plain::Text(number.to_string()),
        },
        Value::String(text) => Plain::Text(text.clone()),
        other => Plain::Text(other.to_string()),
    }
}

fn exact(number: &serde_json::Number) -> Option<f64> {
    const LIMIT: u64 = 1 << 53;
    let whole = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
    match whole {
        Some(whole) if whole > LIMIT => None,
        _ => number.as_f64(),
    }
}

fn as_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// An object whose keys keep their order and whose later duplicates win when they are laid out as cells.
struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Object;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Object(pairs))
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// Objects one after the other, from lines or from an array.
struct Source {
    file: String,
    line: u64,
    input: Input,
}

enum Input {
    Lines(Box<dyn BufRead>, Vec<u8>),
    List(std::vec::IntoIter<Object>),
}

impl Source {
    fn open(path: &Path, file: &str) -> Result<Self, ReadError> {
        let unreadable = |reason: std::io::Error| ReadError::unreadable(file, &reason);
        let mut raw = BufReader::with_capacity(1 << 16, File::open(path).map_err(unreadable)?);
        let start = raw.fill_buf().map_err(unreadable)?;
        let mut text: Box<dyn BufRead> = if start.starts_with(&[0x1f, 0x8b]) {
            Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(raw)))
        } else {
            Box::new(raw)
        };
        let damaged = |_| ReadError::new("exchange-damaged").with("file", file);
        if text.fill_buf().map_err(damaged)?.starts_with(b"\xef\xbb\xbf") {
            text.consume(3);
        }
        let mut source = Self { file: file.to_owned(), line: 0, input: Input::Lines(text, Vec::new()) };
        source.take_list()?;
        Ok(source)
    }

    /// When the first thing is a bracket, reads the whole file as one array.
    fn take_list(&mut self) -> Result<(), ReadError> {
        let Input::Lines(text, _) = &mut self.input else {
            return Ok(());
        };
        let damaged = |_| ReadError::new("exchange-damaged").with("file", self.file.as_str());
        loop {
            let buffer = text.fill_buf().map_err(damaged)?;
            match buffer.first() {
                Some(b' ' | b'\t') => text.consume(1),
                Some(b'\r' | b'\n') => {
                    self.line += u64::from(buffer.first() == Some(&b'\n'));
                    text.consume(1);
                }
                Some(b'[') => break,
                _ => return Ok(()),
            }
        }
        let mut all = Vec::new();
        let limit = LINE_BYTES as u64 + 1;
        text.take(limit).read_to_end(&mut all).map_err(damaged)?;
        if all.len() > LINE_BYTES {
            return Err(ReadError::new("exchange-json-list-too-large")
                .with("file", self.file.as_str())
                .with("limit", (LINE_BYTES >> 20) as i64));
        }
        let before = self.line;
        let list: Vec<Object> = serde_json::from_slice(&all)
            .map_err(|error| self.no_object(before + error.line() as u64, error.column()))?;
        self.line = 0;
        self.input = Input::List(list.into_iter());
        Ok(())
    }

    fn no_object(&self, line: u64, character: usize) -> ReadError {
        ReadError::new("exchange-json-line")
            .with("file", self.file.as_str())
            .at("line", line)
            .at("character", character.max(1) as u64)
    }

    /// The next object and its line; in an array, its number.
    fn next(&mut self) -> Result<Option<(u64, Object)>, ReadError> {
        loop {
            let (text, line) = match &mut self.input {
                Input::List(list) => {
                    self.line += 1;
                    return Ok(list.next().map(|object| (self.line, object)));
                }
                Input::Lines(text, line) => (text, line),
            };
            line.clear();
            let limit = LINE_BYTES as u64 + 1;
            let read = text
                .take(limit)
                .read_until(b'\n', line)
                .map_err(|_| ReadError::new("exchange-damaged").with("file", self.file.as_str()))?;
            if read == 0 {
                return Ok(None);
            }
            self.line += 1;
            if line.len() > LINE_BYTES {
                return Err(ReadError::new("exchange-line-too-long")
                    .with("file", self.file.as_str())
                    .at("line", self.line)
                    .with("limit", (LINE_BYTES >> 20) as i64));
            }
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice(line) {
                Ok(object) => return Ok(Some((self.line, object))),
                Err(error) => return Err(self.no_object(self.line, error.column())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LINE_BYTES, open};
    use crate::{Cell, ReadError, scratch};

    /// The names, and every record as line and text.
    type Found = (Vec<String>, Vec<(u64, Vec<String>)>);

    fn read(bytes: &[u8]) -> Result<Found, ReadError> {
        let file = scratch::File::new("answers.jsonl", bytes);
        let mut records = open(file.path())?;
        let names = records.columns().iter().map(|c| c.name.clone()).collect();
        let mut rows = Vec::new();
        records.for_each(&mut |line, cells| {
            let text = |cell: &Cell<'_>| match cell {
                Cell::Empty => String::new(),
                Cell::Text(text) => format!("'{text}'"),
                Cell::Number(number) => number.to_string(),
            };
            rows.push((line, cells.iter().map(text).collect()));
            Ok(())
        })?;
        Ok((names, rows))
    }

    fn check(bytes: &[u8], names: &[&str], rows: &[(u64, &[&str])]) {
        let (found_names, found_rows) = read(bytes).expect("readable");
        assert_eq!(found_names, names);
        let expected: Vec<(u64, Vec<String>)> =
            rows.iter().map(|(line, cells)| (*line, cells.iter().map(|c| (*c).to_owned()).collect())).collect();
        assert_eq!(found_rows, expected);
    }

    #[test]
    fn keys_become_columns_in_the_order_they_first_appear() {
        check(
            b"\xef\xbb\xbf{\"id\":\"a\",\"E02\":7,\"E01\":null}\r\n\n{\"E01\":6.5,\"late\":true}\n",
            &["id", "E02", "E01", "late"],
            &[(1, &["'a'", "7", "", ""]), (3, &["", "", "6.5", "'true'"])],
        );
    }

    #[test]
    fn a_small_array_of_objects_is_read_too() {
        check(b" \n[{\"E01\":1},\n {\"E01\":2}]", &["E01"], &[(1, &["1"]), (2, &["2"])]);
    }

    #[test]
    fn a_long_number_keeps_its_digits_so_that_two_respondents_stay_two() {
        check(
            b"{\"id\":9007199254740993}\n{\"id\":9007199254740992}\n",
            &["id"],
            &[(1, &["'9007199254740993'"]), (2, &["9007199254740992"])],
        );
    }

    #[test]
    fn a_broken_record_is_told_with_its_line() {
        let error = read(b"{\"E01\":1}\n{\"E01\":}\n").expect_err("no JSON");
        assert_eq!(error.key, "exchange-json-line");
        assert!(error.to_string().contains('2'), "{error}");
        assert_eq!(read(b"7\n").expect_err("no object").key, "exchange-json-line");
        assert_eq!(read(b"[1]").expect_err("no object").key, "exchange-json-line");
    }

    #[test]
    fn an_endless_line_is_refused_before_it_is_held() {
        let mut bytes = b"{\"E01\":\"".to_vec();
        bytes.resize(LINE_BYTES + 100, b'x');
        assert_eq!(read(&bytes).expect_err("too long").key, "exchange-line-too-long");
        bytes[0] = b'[';
        assert_eq!(read(&bytes).expect_err("too large").key, "exchange-json-list-too-large");
    }

    #[test]
    fn an_empty_file_is_called_empty() {
        assert_eq!(read(b"").expect_err("empty").key, "exchange-empty");
        assert_eq!(read(b"\n \n").expect_err("blank").key, "exchange-empty");
        assert_eq!(read(b"[]").expect_err("no record").key, "exchange-empty");
    }

    #[test]
    fn a_file_cut_anywhere_is_read_or_refused_but_never_panics() {
        let whole = b"{\"id\":\"\xc3\xa9\",\"E01\":[1,{\"a\":2}],\"P01\":-1e3}\n[{\"id\":\"\\ud800\"}]\n";
        for length in 0..whole.len() {
            let _ = read(&whole[..length]);
        }
        let nested = vec![b'['; 100_000];
        assert_eq!(read(&nested).expect_err("too deep").key, "exchange-json-line");
    }
}
