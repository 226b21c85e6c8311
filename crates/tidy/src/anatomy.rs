//! A statistic's header is whole: formula, unit, needs, undefined cases, source, page.

use crate::house;
use crate::methods::field;

/// Each begins a line of the header.
const FIELDS: [&str; 4] = ["Formula", "Unit", "Source", "Method page"];
/// Each is somewhere in the header, if only in passing: "Undefined for fewer than two items."
const WORDS: [&str; 2] = ["needs", "undefined"];

/// What a header lacks, if it is a statistic's.
fn lacking(text: &str) -> Vec<&'static str> {
    let fields: Vec<&str> = FIELDS.into_iter().filter(|name| field(text, name).is_none()).collect();
    if fields.len() == FIELDS.len() {
        return vec![];
    }
    let header: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
    let header = header.to_lowercase();
    fields.into_iter().chain(WORDS.into_iter().filter(|word| !header.contains(word))).collect()
}

#[test]
fn a_formula_without_its_unit_is_found() {
    let source = "//! Mean.\n//!\n//! Formula: Σx / n\n//! Needs: `Sums`.\n//! Source: Gauss\n//! Method page: docs/method/gap.md\n";
    assert_eq!(lacking(source), ["Unit", "undefined"]);
    assert_eq!(lacking("//! No statistic lives here.\n"), Vec::<&str>::new());
}

#[test]
fn every_statistic_says_what_it_is() {
    let files = house::files("crates/statistics/src", &[".rs"]);
    let statistics = files.iter().filter(|file| field(&file.text, "Formula").is_some()).count();
    assert!(statistics >= 20, "only {statistics} files of statistics state a formula");
    let faults = files.iter().map(|file| (file, lacking(&file.text))).filter(|(_, lacking)| !lacking.is_empty());
    house::none(faults.map(|(file, lacking)| format!("{}: {}", file.path, lacking.join(", "))).collect());
}
