//! Running the program on files and reading back its numbers, for the tests of the whole path.

#![allow(dead_code, reason = "every test file uses another part of it")]

pub mod simple;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The dimensions of the built-in SERVQUAL, in any order.
pub const DIMENSIONS: [&str; 5] = ["tangibles", "reliability", "responsiveness", "assurance", "empathy"];

/// The workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file of `examples/`.
pub fn example(name: &str) -> PathBuf {
    root().join("examples").join(name)
}

/// A synthetic input of the reference numbers, kept in the project.
pub fn input(name: &str) -> PathBuf {
    root().join("crates/statistics/tests/golden/inputs").join(name)
}

/// A reference file kept in the project.
pub fn golden(name: &str) -> Value {
    read_json(&root().join("crates/statistics/tests/golden").join(name))
}

/// A file of the shared folder with real data; `None`, and a word about it, where the folder is not at hand.
pub fn shared(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("RATER_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let file = folder.join(name);
    if file.exists() {
        return Some(file);
    }
    #[allow(clippy::print_stderr, reason = "whoever runs the tests should know what was not tested")]
    {
        eprintln!("skipped: {name} is not at hand; set RATER_SHARED to the folder that holds it");
    }
    None
}

/// A reference file of the shared folder.
pub fn shared_json(name: &str) -> Value {
    shared(name).map_or(Value::Null, |file| read_json(&file))
}

fn read_json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Runs the program.
pub fn rater(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rater"))
        .args(arguments)
        .env("RATER_LANG", "en")
        .output()
        .expect("the program starts")
}

/// What the program printed, after it ended with 0 or 1.
pub fn printed(arguments: &[&str]) -> String {
    let output = rater(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("text")
}

/// One number of a report.
#[derive(Debug, Clone, Copy, Default)]
pub struct Row {
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub se: Option<f64>,
    pub n: Option<i64>,
}

/// The numbers of a report.
pub struct Numbers(HashMap<[String; 4], Row>);

impl Numbers {
    /// One row of the tidy numbers; it must be there.
    pub fn at(&self, statistic: &str, of: &str, by: &str, wave: &str) -> Row {
        let key = [statistic, of, by, wave].map(str::to_owned);
        *self.0.get(&key).unwrap_or_else(|| panic!("there is no number {key:?}"))
    }

    /// One row of the tidy numbers, if there is one.
    pub fn maybe(&self, statistic: &str, of: &str, by: &str, wave: &str) -> Option<Row> {
        self.0.get(&[statistic, of, by, wave].map(str::to_owned)).copied()
    }

    /// The value of a number of everybody.
    pub fn value(&self, statistic: &str, of: &str) -> Option<f64> {
        self.at(statistic, of, "", "").value
    }
}

/// The tidy numbers of a file.
pub fn measure(file: &Path, more: &[&str]) -> Numbers {
    let file = file.to_str().expect("a path that is text");
    let text = printed(&[&["measure", file, "--format", "csv"], more].concat());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    assert_eq!(header.iter().collect::<Vec<_>>().join(","), "statistic,of,by,wave,value,low,high,se,n,method");
    let rows = reader.records().map(|record| {
        let record = record.expect("a row");
        let number = |column: usize| record[column].parse::<f64>().ok();
        let row = Row { value: number(4), low: number(5), high: number(6), se: number(7), n: record[8].parse().ok() };
        ([0, 1, 2, 3].map(|column| record[column].to_owned()), row)
    });
    Numbers(rows.collect())
}

/// A survey with reference numbers.
pub struct Set {
    input: PathBuf,
    instrument: Option<PathBuf>,
    folder: PathBuf,
    settings: Value,
}

impl Set {
    /// The synthetic survey, and the kiosk survey where it is at hand.
    pub fn all() -> Vec<Self> {
        let own = root().join("crates/statistics/tests/golden");
        let mut sets = vec![Self {
            input: input("synth300.csv"),
            instrument: None,
            folder: own.join("synth300"),
            settings: golden("inputs/cfg_synth300.json"),
        }];
        if let Some(kiosk) = shared("golden/inputs/kiosk207.csv") {
            sets.push(Self {
                folder: kiosk.with_file_name("../kiosk"),
                settings: read_json(&kiosk.with_file_name("cfg_kiosk207.json")),
                input: kiosk,
                instrument: Some(example("instruments/kiosk.toml")),
            });
        }
        sets
    }

    fn arguments<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let instrument = self.instrument.as_ref().and_then(|path| path.to_str());
        instrument.map_or(vec![], |path| vec!["--instrument", path]).into_iter().chain(more.iter().copied()).collect()
    }

    /// Its numbers.
    pub fn measure(&self, more: &[&str]) -> Numbers {
        measure(&self.input, &self.arguments(more))
    }

    /// Its report.
    pub fn report(&self, more: &[&str]) -> Value {
        let file = self.input.to_str().expect("a path that is text");
        let arguments = [vec!["measure", file, "--format", "json"], self.arguments(more)].concat();
        serde_json::from_str(&printed(&arguments)).expect("JSON")
    }

    /// A reference file.
    pub fn golden(&self, name: &str) -> Value {
        read_json(&self.folder.join(name))
    }

    /// Its answers, for the plainest code.
    pub fn table(&self) -> simple::Table {
        simple::Table::read(&self.input)
    }

    /// The column of its overall judgement.
    pub fn outcome(&self) -> &str {
        self.settings["overall"].as_str().expect("a column")
    }

    /// Its items, dimension by dimension.
    pub fn items(&self) -> Vec<String> {
        DIMENSIONS.iter().flat_map(|dimension| self.items_of(dimension)).collect()
    }

    /// The items of a dimension.
    pub fn items_of(&self, dimension: &str) -> Vec<String> {
        let items = self.settings["dims"][dimension].as_array().expect("items");
        items.iter().map(|item| item.as_str().expect("a name").to_owned()).collect()
    }
}

/// The items of a dimension of the built-in SERVQUAL.
pub fn servqual_items(dimension: &str) -> Vec<String> {
    let items = match dimension {
        "tangibles" => 1..=4,
        "reliability" => 5..=9,
        "responsiveness" => 10..=13,
        "assurance" => 14..=17,
        "empathy" => 18..=22,
        other => panic!("{other} is no dimension"),
    };
    items.map(|item| format!("{item:02}")).collect()
}

/// Equal within an absolute tolerance; undefined on both sides is equal, too.
pub fn near(what: &str, of: &str, found: Option<f64>, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64();
    match (found, expected) {
        (Some(found), Some(expected)) => {
            assert!((found - expected).abs() <= tolerance, "{what} of {of}: {found}, the reference says {expected}");
        }
        _ => assert_eq!(found, expected, "{what} of {of}"),
    }
}

/// Equal within a relative tolerance.
pub fn relative(what: &str, of: &str, found: Option<f64>, expected: &Value, tolerance: f64) {
    let size = expected.as_f64().map_or(0.0, f64::abs);
    near(what, of, found, expected, tolerance * size);
}
