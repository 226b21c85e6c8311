//! Every sentence the code asks for is in English, and every English sentence is asked for.
//!
//! That the other languages have the same sentences is a test of the crate `language`.

use std::collections::BTreeSet;

use crate::house;

/// The families of names, as the files in `locales/en` begin them.
fn families() -> BTreeSet<String> {
    defined().iter().filter_map(|name| Some(format!("{}-", name.split_once('-')?.0))).collect()
}

fn defined() -> BTreeSet<String> {
    let files = house::files("locales/en", &[".ftl"]);
    files.iter().flat_map(|file| names(&file.text).into_iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The names a Fluent file defines; lines that go on from the one above are indented.
fn names(text: &str) -> Vec<&str> {
    let begins = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    text.lines().filter(begins).filter_map(|line| Some(line.split_once('=')?.0.trim())).collect()
}

/// The strings of a source that are names of these families. A name with a hole (`report-x-{kind}`) is cut before it.
fn asked(source: &str, families: &BTreeSet<String>) -> Vec<String> {
    let of_family = |word: &String| families.iter().any(|family| word.starts_with(family.as_str()));
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-{}_.".contains(c);
    let is_name = |word: &String| word.chars().all(letter);
    house::strings(source).into_iter().filter(of_family).filter(is_name).collect()
}

/// Whether a name with holes, such as `report-{part}-title`, can be this name.
fn fits(pattern: &str, name: &str) -> bool {
    let mut rest = name;
    let parts: Vec<&str> =
        pattern.split('{').flat_map(|part| part.split_once('}').map_or(part, |(_, tail)| tail).split('\0')).collect();
    for (at, part) in parts.iter().enumerate() {
        let Some(found) = rest.find(part) else {
            return false;
        };
        if at == 0 && found != 0 {
            return false;
        }
        rest = &rest[found + part.len()..];
    }
    rest.is_empty() || pattern.ends_with('}')
}

/// What a template computes, without the page around it: quotes of attributes would hide the quotes of names.
fn expressions(template: &str) -> String {
    let parts = template.split('{').filter_map(|part| part.strip_prefix('%').or(Some(part)));
    parts.filter_map(|part| part.split_once('}').map(|(inside, _)| format!("{inside}\n"))).collect()
}

fn sources() -> Vec<house::File> {
    let mut files = house::files("crates", &[".rs"]);
    files.retain(|file| !file.path.starts_with("crates/tidy/") && !file.path.contains("/tests"));
    // Rules of replies have names of their own (`answer-in-attachment`), and their words are in their files.
    files.retain(|file| !file.path.starts_with("crates/replies/"));
    let templates = house::files("crates", &[".html"]).into_iter().filter(|file| file.path.contains("/templates/"));
    files.extend(templates.map(|file| house::File { text: expressions(&file.text), ..file }));
    files
}

#[test]
fn names_with_holes_fit_what_they_can_become() {
    assert!(fits("report-gap", "report-gap"));
    assert!(fits("report-factor-{factor}", "report-factor-empathy"));
    assert!(fits("report-{part}-title", "report-gap-title"));
    assert!(!fits("report-{part}-title", "report-gap-note"));
    assert!(!fits("report-gap", "report-gap-note"));
}

#[test]
fn names_in_attributes_of_templates_are_seen() {
    let seen = expressions(r#"<a title="{{ w.text("web-help") }}">{% if a == "web-b" %}"#);
    assert_eq!(house::strings(&seen), ["web-help", "web-b"]);
}

#[test]
fn strings_that_are_names_are_told_from_other_strings() {
    let families = BTreeSet::from(["report-".to_owned()]);
    let source = r#"say("report-gap"); say("Report-gap is good"); say(&format!("report-{kind}")); say("gap")"#;
    assert_eq!(asked(source, &families), ["report-gap", "report-{kind}"]);
    assert_eq!(names("# c\nreport-gap = Gap\n    more = less\nreport-n = N\n"), ["report-gap", "report-n"]);
}

#[test]
fn every_message_asked_for_exists_in_english() {
    let (defined, families) = (defined(), families());
    let mut faults = vec![];
    for file in sources() {
        let unknown = |name: &String| !defined.iter().any(|known| fits(name, known));
        let asked = asked(&house::code(&file.text), &families).into_iter().filter(unknown);
        faults.extend(asked.map(|name| format!("{}: {name}", file.path)));
    }
    house::none(faults);
}

#[test]
fn every_english_message_is_asked_for() {
    let families = families();
    let mut asked_for: BTreeSet<String> = sources().iter().flat_map(|file| asked(&file.text, &families)).collect();
    // A message may be part of another message.
    let texts = house::files("locales/en", &[".ftl"]);
    asked_for.extend(texts.iter().flat_map(|file| house::between(&file.text, "{ ", " }")).map(str::to_owned));
    let unused = defined().into_iter().filter(|name| !asked_for.iter().any(|asked| fits(asked, name)));
    house::none(unused.collect());
}
