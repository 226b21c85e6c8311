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
    let path = written("shares.toml", "[branch]\nUtara = 0.5\nTimur = 0.5\n");
    let said = said(&["--targets", &path], 1);
    assert!(
        said.contains("shares.toml: Nobody who answered has Timur in branch; the values there are Selatan, Utara"),
        "{said}"
    );
}

/// What the program says of a command line that it refuses, or of what it left out.
fn said(arguments: &[&str], code: i32) -> String {
    let all = clinic(arguments);
    let output = rater(&all.iter().map(String::as_str).collect::<Vec<_>>());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    said
}

fn written(name: &str, text: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("a file");
    path.display().to_string()
}

#[test]
fn the_customers_file_does_not_pass_for_the_managers() {
    let said = said(&["--managers", "clinic-made-up.csv"], 2);
    assert!(said.contains("is given with --managers once more"), "{said}");
}

#[test]
fn a_file_without_answers_of_the_group_is_named_with_the_column_it_should_begin_with() {
    let path = written("no-answers.csv", "id,branch\n1,Utara\n2,Utara\n");
    let said = said(&["--staff", &path], 2);
    assert!(said.contains("no-answers.csv") && said.contains("from P01 on"), "{said}");
}

#[test]
fn what_was_left_out_of_a_managers_file_is_told() {
    let path = written("managers.csv", "id,E01,E02,E03,E04,remark\n1,7,6,7,7,x\n2,6,9,7,6,y\n3,7,6,7,5,z\n");
    let said = said(&["--managers", &path], 1);
    assert!(said.contains("managers.csv lacks the columns E05"), "{said}");
    assert!(said.contains("not used: remark"), "{said}");
    assert!(
        said.contains("Not all answers of this file could be taken") && !said.contains("The report lists"),
        "{said}"
    );
}

#[test]
fn a_file_of_targets_that_cannot_be_read_is_named() {
    assert!(said(&["--targets", "no-such.toml"], 2).contains("There is no file no-such.toml"));
    let path = written("twice.toml", "[branch]\nUtara = 1\n[Branch]\nSelatan = 1\n");
    assert!(said(&["--targets", &path], 2).contains("twice.toml names the same column twice"));
}

#[test]
fn what_staff_answered_does_not_pass_for_what_managers_think() {
    let said = said(&["--managers", "clinic-made-up-staff.csv"], 2);
    assert!(said.contains("from E01 on"), "{said}");
}
