//! Files of another program, files written byte by byte, and files that are damaged.
//!
//! Separate from the reader's parts, because a file passes through all of them. `tests/data/make_sav.py` writes the files
//! and `answers.csv`, which is what pyreadstat reads from them.

use std::path::{Path, PathBuf};

use super::open;
use crate::{Column, ReadError, scratch};

struct Found {
    columns: Vec<Column>,
    preview: Vec<Vec<String>>,
    rows: Vec<Vec<String>>,
}

fn read_path(path: &Path) -> Result<Found, ReadError> {
    let mut records = open(path, None)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    records.for_each(&mut |number, cells| {
        rows.push(cells.iter().map(super::text).collect());
        assert_eq!(number, rows.len() as u64);
        Ok(())
    })?;
    Ok(Found { columns: records.columns().to_vec(), preview: records.preview().to_vec(), rows })
}

fn read(bytes: &[u8]) -> Result<Found, ReadError> {
    read_path(scratch::File::new("answers.sav", bytes).path())
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

const FILES: [&str; 3] = ["plain.sav", "bytes.sav", "blocks.zsav"];

#[test]
fn every_way_of_writing_gives_the_answers_that_pyreadstat_reads() {
    let mut answers = csv::Reader::from_path(data("answers.csv")).expect("beside the files");
    let names: Vec<_> = answers.headers().expect("a header").iter().map(str::to_owned).collect();
    let rows: Vec<Vec<String>> =
        answers.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows.len(), 12);
    for file in FILES {
        let found = read_path(&data(file)).expect(file);
        assert_eq!(found.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>(), names, "{file}");
        assert_eq!(found.rows, rows, "{file}");
        assert_eq!(found.preview, rows, "{file}");
    }
}

#[test]
fn questions_labels_and_missing_codes_come_with_their_column() {
    for file in FILES {
        let found = read_path(&data(file)).expect(file);
        let column = |name: &str| found.columns.iter().find(|column| column.name == name).expect("a column");
        assert_eq!(column("E01").question, "Equipment should be modern");
        assert_eq!(column("Cabang_yang_dikunjungi").labels["2"], "Depok");
        assert_eq!(column("P01").labels["9"], "Not applicable");
        assert_eq!(column("P01").missing, ["9"]);
        assert_eq!(column("P02").missing, ["97", "98", "99"], "a short range is listed");
        assert_eq!(column("P03").missing, ["8", "97", "98", "99"]);
    }
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    for file in FILES {
        let whole = std::fs::read(data(file)).expect("a file");
        // The list of blocks at the end of a zsav is not needed to read it, nor the last block's checksum.
        let list = 24 + 24 + 8;
        let needed = if file.ends_with("zsav") { whole.len() - list } else { whole.len() };
        for length in 0..needed {
            let error = read(&whole[..length]).err().unwrap_or_else(|| panic!("{file} cut at {length} was read"));
            assert!(["exchange-damaged", "exchange-sav-truncated"].contains(&error.key), "{file} at {length}: {error}");
        }
    }
}

#[test]
fn a_file_that_ends_within_a_respondent_says_which() {
    let whole = std::fs::read(data("plain.sav")).expect("a file");
    let error = read(&whole[..whole.len() - 100]).err().expect("cut short");
    assert_eq!(error.key, "exchange-sav-truncated");
    assert!(error.to_string().contains("respondent 12"), "{error}");
}

#[test]
fn a_file_with_a_changed_byte_never_panics() {
    for file in FILES {
        let whole = std::fs::read(data(file)).expect("a file");
        for at in (0..whole.len()).step_by(11) {
            for change in [0xff, 0x80, 0x01] {
                let mut changed = whole.clone();
                changed[at] ^= change;
                let _ = read(&changed);
            }
        }
    }
}

/// A file written by hand, in either byte order.
struct Draft {
    big: bool,
    bytes: Vec<u8>,
}

impl Draft {
    fn new(big: bool, compression: i32, cases: i32, bias: f64) -> Self {
        let mut draft = Self { big, bytes: b"$FL2".to_vec() };
        draft.bytes.extend([b' '; 60]);
        draft.ints(&[2, 1, compression, 0, cases]);
        draft.float(bias);
        draft.bytes.extend([b' '; 84]);
        draft
    }

    fn ints(&mut self, ints: &[i32]) {
        for int in ints {
            self.bytes.extend(if self.big { int.to_be_bytes() } else { int.to_le_bytes() });
        }
    }

    fn float(&mut self, value: f64) {
        self.bytes.extend(if self.big { value.to_be_bytes() } else { value.to_le_bytes() });
    }

    fn variable(&mut self, width: i32, missing: &[f64], range: bool, print: i32, name: &[u8; 8]) {
        let count = missing.len() as i32;
        self.ints(&[2, width, 0, if range { -count } else { count }, print, print]);
        self.bytes.extend(name);
        for value in missing {
            self.float(*value);
        }
    }

    fn extension(&mut self, kind: i32, size: i32, bytes: &[u8]) {
        self.ints(&[7, kind, size, bytes.len() as i32 / size]);
        self.bytes.extend(bytes);
    }

    fn end(&mut self) {
        self.ints(&[999, 0]);
    }
}

const NUMBER: i32 = 0x0005_0800;
const DATE: i32 = 20 << 16;

#[test]
fn either_byte_order_is_read() {
    for big in [false, true] {
        let mut draft = Draft::new(big, 0, -1, 100.0);
        draft.variable(0, &[], false, NUMBER, b"E01     ");
        draft.variable(0, &[], false, DATE, b"WHEN    ");
        draft.ints(&[6, 1]);
        draft.bytes.extend([b'x'; 80]);
        draft.end();
        draft.float(6.5);
        draft.float(12_219_379_200.0);
        draft.float(-f64::MAX);
        draft.float(-f64::MAX);
        let found = read(&draft.bytes).expect("readable");
        assert_eq!(found.rows, [["6.5", "1970-01-01"], ["", ""]]);
    }
}

#[test]
fn one_byte_commands_count_from_the_bias_of_the_file() {
    let mut draft = Draft::new(false, 1, -1, 50.0);
    draft.variable(0, &[], false, NUMBER, b"E01     ");
    draft.variable(4, &[], false, 0x0001_0400, b"CITY    ");
    draft.end();
    // 57 is 7; 253 takes the next eight bytes; 0 is filling; 254 is blank; 255 is no value; 252 ends the file.
    draft.bytes.extend([57, 253, 0, 255, 254, 49, 253, 252]);
    draft.bytes.extend(b"Cali    Cuenca  ");
    draft.bytes.extend(b"rubbish behind the end");
    let found = read(&draft.bytes).expect("readable");
    assert_eq!(found.rows, [["7", "Cali"], ["", ""], ["-1", "Cuen"]]);
}

#[test]
fn an_open_range_of_missing_values_becomes_empty() {
    let mut draft = Draft::new(false, 0, 4, 100.0);
    draft.variable(0, &[-f64::MAX.next_down(), 0.0, 99.0], true, NUMBER, b"E01     ");
    draft.end();
    for value in [-9.0, 0.0, 99.0, 7.0] {
        draft.float(value);
    }
    let found = read(&draft.bytes);
    let found = found.expect("readable");
    assert_eq!(found.rows, [[""], [""], ["99"], ["7"]]);
    assert_eq!(found.columns[0].missing, ["99"]);
}

#[test]
fn texts_are_read_in_the_encoding_that_the_file_names() {
    for (page, name, city) in
        [(1252, "", &b"C\xe1diz   "[..]), (65_001, "UTF-8", "Cádiz  ".as_bytes()), (2, "", b"C\xe1diz   ")]
    {
        let mut draft = Draft::new(false, 0, 1, 100.0);
        draft.variable(8, &[], false, 0x0001_0800, b"CIUDAD  ");
        let mut integers = Vec::new();
        for int in [20, 0, 0, 720, 1, 1, 2, page] {
            integers.extend(i32::to_le_bytes(int));
        }
        draft.extension(3, 4, &integers);
        draft.extension(13, 1, b"CIUDAD=Ciudad");
        if !name.is_empty() {
            draft.extension(20, 1, name.as_bytes());
        }
        draft.end();
        draft.bytes.extend(city);
        let found = read(&draft.bytes).expect("readable");
        assert_eq!(
            (found.columns[0].name.as_str(), found.rows[0][0].as_str()),
            ("Ciudad", "Cádiz"),
            "code page {page}"
        );
    }
}

#[test]
fn claims_of_impossible_size_are_refused_without_being_believed() {
    let mut draft = Draft::new(false, 0, -1, 100.0);
    draft.variable(0, &[], false, NUMBER, b"E01     ");
    let start = draft.bytes.clone();
    let huge: [&[i32]; 6] = [
        &[7, 13, i32::MAX, i32::MAX],
        &[7, 99, i32::MAX, i32::MAX],
        &[6, i32::MAX],
        &[3, i32::MAX],
        &[2, 0, 1, 0, 0, 0, 0, 0, i32::MAX],
        &[7, 13, -1, 4],
    ];
    for record in huge {
        draft.bytes.clone_from(&start);
        draft.ints(record);
        assert_eq!(read(&draft.bytes).err().expect("refused").key, "exchange-damaged", "{record:?}");
    }
    let unknown = Draft::new(false, 7, -1, 100.0);
    assert_eq!(read(&unknown.bytes).err().expect("refused").key, "exchange-sav-unsupported");
}
