//! Managers, staff and weights from the command line, on the made-up clinic.

mod support;

use serde_json::Value;
use support::{example, printed, rater};

fn clinic(arguments: &[&str]) -> Vec<String> {
    let file = example("clinic-made-up.csv").display().to_string();
    let mut all = vec!["measure".to_owned(), file];
    for argument in arguments {
        let made_up = argument.starts_with("clinic-made-up");
        all.push(if made_up { example(argument).display().to_string() } else { (*argument).to_owned() });
    }
    all
}

fn report(arguments: &[&str]) -> Value {
    let all = [arguments, &["--format", "json"]].concat();
    let all = clinic(&all);
    serde_json::from_str(&printed(&all.iter().map(String::as_str).collect::<Vec<_>>())).expect("JSON")
}

fn value(report: &Value, statistic: &str, of: &str, by: &str) -> f64 {
    let numbers = report["numbers"].as_array().expect("numbers");
    let found = numbers.iter().find(|n| n["statistic"] == statistic && n["of"] == of && n["by"] == by);
    found.and_then(|n| n["value"].as_f64()).unwrap_or_else(|| panic!("no {statistic} of {of} {by}"))
}

#[test]
fn the_made_up_clinic_loses_reliability_in_its_standards_and_responsiveness_in_delivery() {
    let report = report(&["--managers", "clinic-made-up-managers.csv", "--staff", "clinic-made-up-staff.csv"]);
    assert_eq!(value(&report, "provider.largest", "dimension:reliability", ""), 2.0);
    assert_eq!(value(&report, "provider.largest", "dimension:responsiveness", ""), 3.0);
    assert!(value(&report, "provider.difference", "dimension:reliability", "gap=2") < -1.0);
    let findings = report["findings"].as_array().expect("findings");
    assert!(findings.iter().any(|finding| finding["kind"] == "provider"));
    let files: Vec<&str> =
        report["data"]["files"].as_array().expect("files").iter().filter_map(Value::as_str).collect();
    assert_eq!(files, ["clinic-made-up.csv", "clinic-made-up-managers.csv", "clinic-made-up-staff.csv"]);
}

#[test]
fn weights_move_the_gap_towards_the_branch_that_answered_too_little() {
    let report = report(&["--targets", "clinic-made-up-targets.toml", "--by", "branch"]);
    let of = "dimension:reliability";
    // With one column of targets the weighted mean is the mean of the groups' means by their shares.
    let mean = |by| value(&report, "gap.mean", of, by);
    let expected = 0.45 * mean("branch=Utara") + 0.55 * mean("branch=Selatan");
    let weighted = value(&report, "weighted.gap", of, "");
    // Those who gave no answers to the dimension are weighted, too, and move the shares by a hair.
    assert!((weighted - expected).abs() < 0.02, "{weighted} {expected}");
    assert!(weighted < value(&report, "gap.mean", of, ""));
    assert!(value(&report, "weight.design_effect", "all", "") > 1.0);
}

#[test]
fn targets_that_do_not_fit_are_told_and_weight_nothing() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("shares.toml");
    std::fs::write(&path, "[branch]\nUtara = 0.5\nTimur = 0.5\n").expect("a file");
    let path = path.display().to_string();
    let all = clinic(&["--targets", &path]);
    let output = rater(&all.iter().map(String::as_str).collect::<Vec<_>>());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("Nobody who answered has Timur in branch; the values there are Selatan, Utara"), "{said}");
}

#[test]
fn what_staff_answered_does_not_pass_for_what_managers_think() {
    let all = clinic(&["--managers", "clinic-made-up-staff.csv"]);
    let output = rater(&all.iter().map(String::as_str).collect::<Vec<_>>());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("from E01 on"), "{said}");
}
