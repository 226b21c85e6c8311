//! Dependencies point one way, and the pure crates have few.
//!
//! The table is the house plan; a new arrow is a decision and changes this file.

use crate::house;

/// A crate, the crates of ours it may use, and for a pure one the libraries it may use.
type Rule = (&'static str, &'static [&'static str], Option<&'static [&'static str]>);

const PLAN: &[Rule] = &[
    ("survey", &[], Some(&["serde", "toml"])),
    ("sums", &[], Some(&[])),
    ("language", &[], Some(&["fluent-bundle", "unic-langid"])),
    ("statistics", &["sums"], Some(&["libm", "nalgebra", "statrs"])),
    (
        "report",
        &["comments", "survey", "sums", "service", "statistics", "language"],
        Some(&["csv", "serde", "serde_json", "unicode-width"]),
    ),
    ("service", &["statistics"], Some(&["jiff", "serde", "toml"])),
    ("comments", &["service"], Some(&["miniz_oxide", "serde", "unicode-normalization", "whatlang"])),
    ("replies", &["comments", "service"], Some(&["jiff", "miniz_oxide", "serde", "toml"])),
    ("practice", &["comments", "service", "statistics"], Some(&["serde", "toml"])),
    ("exchange", &["survey", "sums", "language", "report"], None),
    ("store", &["survey", "sums", "language", "service", "comments", "replies"], None),
    (
        "web",
        &[
            "survey",
            "sums",
            "statistics",
            "report",
            "exchange",
            "language",
            "service",
            "comments",
            "replies",
            "practice",
            "store",
        ],
        None,
    ),
    (
        "rater",
        &[
            "comments",
            "exchange",
            "language",
            "practice",
            "replies",
            "report",
            "sample",
            "service",
            "statistics",
            "store",
            "sums",
            "survey",
            "web",
        ],
        None,
    ),
    ("sample", &[], Some(&[])),
    ("tidy", &[], Some(&[])),
];

/// The names in the `[dependencies]` of a manifest.
fn dependencies(manifest: &str) -> Vec<&str> {
    let section = manifest.split_once("\n[dependencies]\n").map_or("", |(_, after)| after);
    let section = section.split("\n[").next().unwrap_or_default();
    let lines = section.lines().filter(|line| !line.starts_with('#') && line.contains('='));
    lines.filter_map(|line| line.split(['.', '=', ' ']).next()).collect()
}

fn faults(name: &str, manifest: &str, ours: &[&str], libraries: Option<&[&str]>) -> Vec<String> {
    let mut faults = vec![];
    for dependency in dependencies(manifest) {
        let allowed = match dependency.strip_prefix("rater-") {
            Some(own) => ours.contains(&own),
            None => libraries.is_none_or(|libraries| libraries.contains(&dependency)),
        };
        if !allowed {
            faults.push(format!("crates/{name} may not depend on {dependency}"));
        }
    }
    if !manifest.contains("[lints]\nworkspace = true") {
        faults.push(format!("crates/{name} does not inherit the lints of the workspace"));
    }
    faults
}

#[test]
fn an_arrow_against_the_plan_is_found() {
    let manifest = "[lints]\nworkspace = true\n\n[dependencies]\nrater-survey.workspace = true\nrand = \"0.9\"\n";
    let expected = ["crates/sums may not depend on rater-survey", "crates/sums may not depend on rand"];
    assert_eq!(faults("sums", manifest, &[], Some(&[])), expected);
    assert_eq!(faults("tidy", "[package]\n", &[], None).len(), 1);
}

#[test]
fn every_crate_has_its_place_in_the_plan() {
    let mut planned: Vec<&str> = PLAN.iter().map(|rule| rule.0).collect();
    planned.sort_unstable();
    assert_eq!(house::folders("crates"), planned);
}

#[test]
fn dependencies_follow_the_plan() {
    let manifest = |name: &str| house::read(&format!("crates/{name}/Cargo.toml"));
    house::none(
        PLAN.iter().flat_map(|(name, ours, libraries)| faults(name, &manifest(name), ours, *libraries)).collect(),
    );
    assert!(house::read("xtask/Cargo.toml").contains("[lints]\nworkspace = true"));
}
