//! Reads the golden surveys and adds them up by the rules that the reference numbers follow.
//!
//! Shared by the golden tests of this crate; each test binary uses its part of it. Gaps exist only where expectation and
//! perception are both answered; a dimension score is the mean of the answered items, missing when fewer than half
//! (rounded up) are answered, and is kept as an integer: the mean times lcm(1, …, k).
//!
//! The made-up surveys and their reference numbers lie beside the tests. The real ones lie outside the project and are
//! read in place: in the folder `golden` of `RATER_SHARED`, or of `shared` beside the workspace.

// Every test binary compiles this file and uses only a part of it.
#![allow(dead_code, reason = "every test file uses another part of it")]

use nalgebra::DMatrix;
use serde_json::Value;
use statistics::Undefined;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Once;
use sums::{Histogram, MISSING, Rows, Sums};

/// Answers of one column, one per respondent.
pub type Column = Vec<Option<i64>>;

/// A survey with the configuration its reference numbers were computed with.
pub struct Survey {
    /// The id of the configuration.
    pub id: String,
    /// The configuration: columns, dimensions, scale, segment.
    pub config: Value,
    /// The dimensions in the order of the configuration, each with its items.
    pub dimensions: Vec<(String, Vec<String>)>,
    table: Table,
    golden: PathBuf,
}

/// A file of answers by column name.
pub struct Table {
    cells: BTreeMap<String, Vec<String>>,
    /// Number of respondents.
    pub rows: usize,
}

impl Table {
    /// Reads a comma-separated file without quotes, as all the golden inputs are.
    pub fn read(path: &Path) -> Self {
        let text = read(path);
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
        let mut cells: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut rows = 0;
        for line in lines.filter(|line| !line.is_empty()) {
            rows += 1;
            for (name, cell) in header.iter().zip(line.split(',')) {
                cells.entry((*name).to_owned()).or_default().push(cell.to_owned());
            }
        }
        Self { cells, rows }
    }

    /// The words of a column.
    pub fn words(&self, name: &str) -> &[String] {
        self.cells.get(name).unwrap_or_else(|| panic!("a column {name}"))
    }

    /// The whole numbers of a column; `7.0` is 7, an empty cell is missing.
    pub fn column(&self, name: &str) -> Column {
        self.decimals(name)
            .into_iter()
            .map(|cell| {
                cell.map(|x| {
                    assert!(x.fract() == 0.0, "{name} holds {x}");
                    x as i64
                })
            })
            .collect()
    }

    /// The numbers of a column.
    pub fn decimals(&self, name: &str) -> Vec<Option<f64>> {
        let parse = |cell: &String| (!cell.is_empty()).then(|| cell.parse().expect("a number"));
        self.words(name).iter().map(parse).collect()
    }
}

impl Survey {
    /// Every survey of the golden folders whose reference file `file` exists.
    pub fn with(file: &str) -> Vec<Self> {
        let mut surveys: Vec<Self> = vec![];
        for root in roots() {
            for config in configurations(&root) {
                let survey = Self::read(&root, &config);
                let known = surveys.iter().any(|other| other.id == survey.id);
                if !known && survey.golden.join(file).is_file() {
                    surveys.push(survey);
                }
            }
        }
        assert!(!surveys.is_empty(), "a survey with {file}");
        surveys
    }

    fn read(root: &Path, path: &Path) -> Self {
        let text = read(path);
        let config: Value = serde_json::from_str(&text).expect("JSON");
        let id = config["id"].as_str().expect("an id").to_owned();
        // The reference folder is named like the survey, or like it without the number of respondents.
        let plain = id.trim_end_matches(|c: char| c.is_ascii_digit());
        let golden = [root.join(&id), root.join(plain)].into_iter().find(|folder| folder.is_dir()).unwrap_or_default();
        let table = Table::read(&root.join(config["csv"].as_str().expect("a csv")));
        let dimensions = in_order(&text, &config["dims"]);
        Self { id, config, dimensions, table, golden }
    }

    /// A reference file of this survey.
    pub fn golden(&self, file: &str) -> Value {
        serde_json::from_str(&read(&self.golden.join(file))).expect("JSON")
    }

    /// A reference table of this survey.
    pub fn golden_table(&self, file: &str) -> Table {
        Table::read(&self.golden.join(file))
    }

    /// A word of the configuration, such as the name of the segment column.
    pub fn setting(&self, key: &str) -> Option<&str> {
        self.config[key].as_str()
    }

    /// Number of respondents in the file.
    pub fn rows(&self) -> usize {
        self.table.rows
    }

    /// The lowest and the highest answer of the scale.
    pub fn scale(&self) -> (i64, i64) {
        let end = |i: usize| self.config["scale"][i].as_i64().expect("a scale");
        (end(0), end(1))
    }

    /// A column by its own name.
    pub fn column(&self, name: &str) -> Column {
        self.table.column(name)
    }

    /// The words of a column.
    pub fn words(&self, name: &str) -> &[String] {
        self.table.words(name)
    }

    /// An item's answers in battery `E` or `P`, or its gap `G` over complete pairs.
    pub fn item(&self, battery: &str, item: &str) -> Column {
        if battery == "G" {
            return gap(&self.item("P", item), &self.item("E", item));
        }
        self.table.column(&format!("{}{item}", self.setting(battery).expect("a battery")))
    }

    /// All items, dimension by dimension.
    pub fn items(&self) -> Vec<String> {
        self.dimensions.iter().flat_map(|(_, items)| items.clone()).collect()
    }

    /// The items of one dimension in a battery.
    pub fn battery(&self, battery: &str, items: &[String]) -> Vec<Column> {
        items.iter().map(|item| self.item(battery, item)).collect()
    }

    /// The answers of a battery as rows, missing answers included, with the places of all items.
    pub fn coded(&self, battery: &str) -> (Rows, Vec<usize>) {
        let code = |answer: &Option<i64>| answer.map_or(MISSING, |x| u8::try_from(x).expect("an answer"));
        let columns: Vec<Vec<u8>> =
            self.battery(battery, &self.items()).iter().map(|column| column.iter().map(code).collect()).collect();
        let places = (0..columns.len()).collect();
        (Rows { n: self.rows(), columns, ..Rows::default() }, places)
    }

    /// The dimension's score per respondent, times the scale that makes it an integer.
    pub fn score(&self, battery: &str, items: &[String]) -> (Column, i64) {
        score(&self.battery(battery, items))
    }
}

/// Folders that hold `inputs` and reference folders.
pub fn roots() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    std::iter::once(own).chain(shared().map(|folder| folder.join("golden"))).collect()
}

/// The folder of real data, when it is there.
pub fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("RATER_SHARED").map_or_else(beside, PathBuf::from);
    if !folder.join("golden").is_dir() {
        static TOLD: Once = Once::new();
        TOLD.call_once(|| tell("the real surveys were skipped, because their folder (RATER_SHARED) isn't there"));
        return None;
    }
    Some(folder)
}

// A test has no other way to tell a person what it could not check.
#[expect(clippy::print_stderr)]
fn tell(words: &str) {
    eprintln!("{words}");
}

fn configurations(root: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(root.join("inputs"))
        .expect("a folder of inputs")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with("cfg_")))
        .filter(|path| read(path).contains("\"dims\""))
        .collect();
    found.sort();
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file of reference numbers that belongs to no single survey.
pub fn golden_of_its_own(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    serde_json::from_str(&read(&path)).expect("JSON")
}

/// A table of numbers, row by row.
pub fn matrix(rows: &Value) -> DMatrix<f64> {
    let rows = rows.as_array().expect("rows");
    let columns = rows.first().and_then(Value::as_array).map_or(0, Vec::len);
    DMatrix::from_fn(rows.len(), columns, |i, j| rows[i][j].as_f64().expect("a number"))
}

/// The dimensions in the order in which the file names them; JSON objects themselves have none.
fn in_order(text: &str, dims: &Value) -> Vec<(String, Vec<String>)> {
    let words = |list: &Value| {
        list.as_array().expect("items").iter().map(|item| item.as_str().expect("an item").to_owned()).collect()
    };
    let mut named: Vec<(String, Vec<String>)> =
        dims.as_object().expect("dimensions").iter().map(|(name, items)| (name.clone(), words(items))).collect();
    named.sort_by_key(|(name, _)| text.find(&format!("\"{name}\"")));
    named
}

/// `P − E` where both are answered.
pub fn gap(perception: &[Option<i64>], expectation: &[Option<i64>]) -> Column {
    perception.iter().zip(expectation).map(|(p, e)| Some((*p)? - (*e)?)).collect()
}

/// lcm(1, …, k): the scale that makes every mean of up to `k` answers an integer.
pub fn scale_of(k: usize) -> i64 {
    fn gcd(a: i64, b: i64) -> i64 {
        if b == 0 { a } else { gcd(b, a % b) }
    }
    (1..=k as i64).fold(1, |lcm, i| lcm / gcd(lcm, i) * i)
}

/// Mean of the answered items by the half rule, times [`scale_of`] their number.
pub fn score(items: &[Column]) -> (Column, i64) {
    let scale = scale_of(items.len());
    let of_row = |row: usize| {
        let answered: Vec<i64> = items.iter().filter_map(|item| item[row]).collect();
        let enough = !answered.is_empty() && items.len().div_ceil(2) <= answered.len();
        enough.then(|| answered.iter().sum::<i64>() * scale / answered.len() as i64)
    };
    ((0..items[0].len()).map(of_row).collect(), scale)
}

/// Sums over the respondents who have every column.
pub fn complete<'a>(columns: impl IntoIterator<Item = &'a Column>) -> Sums {
    let columns: Vec<&Column> = columns.into_iter().collect();
    let mut sums = Sums::new(columns.len());
    for row in 0..columns[0].len() {
        let values: Option<Vec<i64>> = columns.iter().map(|column| column[row]).collect();
        if let Some(values) = values {
            sums.observe(&values);
        }
    }
    sums
}

/// The distribution of a column's values.
pub fn histogram(column: &[Option<i64>]) -> Histogram {
    Histogram::of(&column.iter().flatten().copied().collect::<Vec<_>>())
}

/// The distribution of a column's values among respondents whose word is `word`.
pub fn histogram_of(column: &[Option<i64>], words: &[String], word: &str) -> Histogram {
    let chosen: Vec<Option<i64>> = column.iter().zip(words).filter(|(_, w)| *w == word).map(|(x, _)| *x).collect();
    histogram(&chosen)
}

/// Asserts equality within an absolute tolerance.
#[track_caller]
pub fn near(what: &str, got: f64, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64().unwrap_or_else(|| panic!("{what}: the reference holds {expected}"));
    assert!((got - expected).abs() <= tolerance, "{what}: {got} is not {expected}");
}

/// Asserts equality within a relative tolerance.
#[track_caller]
pub fn close(what: &str, got: f64, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64().unwrap_or_else(|| panic!("{what}: the reference holds {expected}"));
    // A statistic of exactly zero comes out of the reference as rounding noise.
    assert!(
        (got - expected).abs() <= tolerance * expected.abs().max(1e-300) || expected.abs() < 1e-14 && got.abs() < 1e-14,
        "{what}: {got:e} is not {expected:e}"
    );
}

/// Asserts that an undefined statistic is `null` in the reference, and otherwise equal within a relative tolerance.
#[track_caller]
pub fn close_or_undefined(what: &str, got: Result<f64, Undefined>, expected: &Value, tolerance: f64) {
    match got {
        Ok(value) => close(what, value, expected, tolerance),
        Err(reason) => assert!(expected.is_null(), "{what}: undefined ({reason}), but the reference holds {expected}"),
    }
}
