//! A statistic's header is whole: formula, unit, needs, undefined cases, source, page.

use crate::house;
use crate::methods::field;

const FIELDS: [&str; 6] = [
    "Formula",
    "Unit",
    "Needs",
    "Undefined",
    "Source",
    "Method page",
];

/// The fields a header lacks, if it has any of them.
fn lacking(text: &str) -> Vec<&'static str> {
    let lacking: Vec<&str> = FIELDS
        .into_iter()
        .filter(|name| field(text, name).is_none())
        .collect();
    if lacking.len() == FIELDS.len() {
        vec![]
    } else {
        lacking
    }
}

#[test]
fn a_formula_without_its_unit_is_found() {
    let source = "//! Mean.\n//!\n//! Formula: Σx / n\n//! Needs: `Sums`\n//! Undefined: nobody\n//! Source: Gauss\n\
                  //! Method page: docs/method/gap.md\n";
    assert_eq!(lacking(source), ["Unit"]);
    assert_eq!(
        lacking("//! No statistic lives here.\n"),
        Vec::<&str>::new()
    );
}

#[test]
fn every_statistic_says_what_it_is() {
    let files = house::files("crates/statistics/src", &[".rs"]);
    let statistics = files
        .iter()
        .filter(|file| field(&file.text, "Formula").is_some())
        .count();
    assert!(
        statistics >= 20,
        "only {statistics} files of statistics state a formula"
    );
    let faults = files
        .iter()
        .map(|file| (file, lacking(&file.text)))
        .filter(|(_, lacking)| !lacking.is_empty());
    house::none(
        faults
            .map(|(file, lacking)| format!("{}: {}", file.path, lacking.join(", ")))
            .collect(),
    );
}
