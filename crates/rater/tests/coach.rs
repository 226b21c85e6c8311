//! `rater coach`: findings end with 1, a clean draft with 0, what cannot be read with 2; SARIF and JSON are whole.

mod support;

use std::path::{Path, PathBuf};

use support::rater;

fn draft(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("coach-{name}.txt"));
    std::fs::write(&path, text).expect("a draft can be written");
    path
}

fn coach(path: &Path, more: &[&str]) -> (Option<i32>, String) {
    let path = path.to_str().expect("a path that is text");
    let output = rater(&[&["coach", path, "--now", "2026-03-11T10:20", "--lang", "en"], more].concat());
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

const GOOD: &str = "Dear Ms Nair,\n\nthank you for the photo. I'll ring you by Friday noon.\n\nTom Ashby, accounts\n";

#[test]
fn a_good_draft_ends_with_nought_and_its_promise_is_found() {
    let (code, text) = coach(&draft("good", GOOD), &[]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("2026-03-13 12:00"), "{text}");
}

#[test]
fn words_that_hurt_are_underlined_and_the_command_ends_with_one() {
    let path = draft("bad", "Dear Ms Nair,\n\nthank you. It is our policy.\nI'll ring you today.\n\nTom\n");
    let (code, text) = coach(&path, &[]);
    assert_eq!(code, Some(1));
    assert!(text.contains("policy-as-reason") && text.contains("~~~"), "{text}");
    let (code, json) = coach(&path, &["--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((code, value["format"].as_str()), (Some(1), Some("rater.coach/1")));
    let (_, sarif) = coach(&path, &["--format", "sarif"]);
    let value: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    assert_eq!(value["version"], "2.1.0");
    assert_eq!(value["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 3);
}

#[test]
fn fix_prints_the_mended_draft() {
    let path = draft("fix", &GOOD.replace("the photo", "the the photo"));
    assert_eq!(coach(&path, &["--fix"]), (Some(0), GOOD.to_owned()));
}

#[test]
fn what_cannot_be_read_ends_with_two() {
    assert_eq!(coach(Path::new("no-such-draft.txt"), &[]).0, Some(2));
    assert_eq!(coach(&draft("now", GOOD), &["--rules", "no-such-rule.toml"]).0, Some(2));
}
