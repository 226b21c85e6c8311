//! Every source file says first what lives in it.

use crate::house;

fn fault(text: &str) -> Option<&'static str> {
    let header: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
    let first = header.first()?;
    let words = header.join(" ");
    if !first.starts_with(|c: char| c.is_uppercase() || c == '`' || c.is_ascii_digit()) {
        return Some("its header does not begin like a sentence");
    }
    let ends = |mark: &str| words.contains(&format!("{mark} ")) || words.trim_end().ends_with(mark);
    let is_sentence = words.split_whitespace().count() >= 4 && [".", "?", "!"].into_iter().any(ends);
    (!is_sentence).then_some("its header holds no whole sentence")
}

fn missing(text: &str) -> Option<&'static str> {
    (!text.starts_with("//!")).then_some("it has no header")
}

#[test]
fn a_file_without_a_sentence_at_its_head_is_found() {
    assert_eq!(missing("use std::fmt;"), Some("it has no header"));
    assert_eq!(fault("//! Sums\n\nfn f() {}"), Some("its header holds no whole sentence"));
    assert_eq!(fault("//! sums of answers, exactly.\n"), Some("its header does not begin like a sentence"));
    assert_eq!(fault("//! Exact integer sums of answers.\n"), None);
}

#[test]
fn every_source_file_begins_with_a_header() {
    let files = house::files("", &[".rs"]);
    let faults = files.iter().filter_map(|file| Some((file, missing(&file.text).or_else(|| fault(&file.text))?)));
    house::none(faults.map(|(file, fault)| format!("{}: {fault}", file.path)).collect());
}
