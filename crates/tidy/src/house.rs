//! The files of the house, for the rules to read.
//!
//! Separate from the rules. It reads what is kept under version control and leaves out what is built or fetched.

use std::path::{Path, PathBuf};

/// A file of the house.
pub struct File {
    /// Its path from the root, with `/` between.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The crates that know no files, clock, randomness, network or database.
pub const PURE: [&str; 9] =
    ["survey", "sums", "language", "statistics", "service", "comments", "replies", "practice", "report"];

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below `folder` (a path from the root; empty for all) with one of these endings, in order.
pub fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut found = vec![];
    collect(&root().join(folder), folder, endings, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no {endings:?} in `{folder}`");
    found
}

fn collect(folder: &Path, name: &str, endings: &[&str], found: &mut Vec<File>) {
    const BUILT: [&str; 5] = ["target", "corpus", "artifacts", ".git", "coverage"];
    for (entry, is_folder) in entries(folder) {
        let path = if name.is_empty() { entry.clone() } else { format!("{name}/{entry}") };
        let place = folder.join(&entry);
        if is_folder && !BUILT.contains(&entry.as_str()) {
            collect(&place, &path, endings, found);
        } else if !is_folder && endings.iter().any(|ending| entry.ends_with(ending)) {
            let text = std::fs::read_to_string(&place).unwrap_or_else(|error| panic!("{path}: {error}"));
            found.push(File { path, text });
        }
    }
}

/// The text of one file.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The names in a folder, and whether each is a folder.
pub fn entries(folder: &Path) -> Vec<(String, bool)> {
    let listed = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let entries = listed.filter_map(|entry| {
        let entry = entry.ok()?;
        Some((entry.file_name().into_string().ok()?, entry.file_type().ok()?.is_dir()))
    });
    entries.collect()
}

/// The names of the folders in a folder, in order.
pub fn folders(path: &str) -> Vec<String> {
    let entries = entries(&root().join(path)).into_iter();
    let mut names: Vec<String> = entries.filter_map(|(name, is_folder)| is_folder.then_some(name)).collect();
    names.sort();
    names
}

/// Fails with every fault, one per line.
pub fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// What is between two marks, each time they occur in this order; a mark may not be empty.
pub fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    let mut parts = vec![];
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(open) {
        let Some((part, left)) = after.split_once(close) else {
            break;
        };
        parts.push(part);
        rest = left;
    }
    parts
}

/// Rust source without its comments and without the tests at its end.
pub fn code(text: &str) -> String {
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    let lines = lines.filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The texts of the string literals in Rust source, as written.
pub fn strings(source: &str) -> Vec<String> {
    let mut strings = vec![];
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        rest = if rest.starts_with("//") {
            rest.split_once('\n').map_or("", |(_, after)| after)
        } else if first == '\'' {
            after_quote(rest)
        } else if let Some(hashes) = raw_string(rest) {
            let close = format!("\"{}", "#".repeat(hashes));
            let (text, after) = rest[hashes + 2..].split_once(&close).unwrap_or_default();
            strings.push(text.to_owned());
            after
        } else if first == '"' {
            let end = end_of_string(&rest[1..]);
            strings.push(rest[1..1 + end].to_owned());
            rest.get(end + 2..).unwrap_or_default()
        } else {
            &rest[first.len_utf8()..]
        };
    }
    strings
}

/// After a character in quotes, or after the mark of a lifetime.
fn after_quote(rest: &str) -> &str {
    let mut characters = rest.char_indices().skip(1);
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let tail = &rest[at + escaped.len_utf8()..];
            tail.split_once('\'').map_or("", |(_, after)| after)
        }
        (Some(_), Some((at, '\''))) => &rest[at + 1..],
        _ => &rest[1..],
    }
}

/// How many hashes the raw string that begins here has.
fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' if !escaped => return at,
            _ => escaped = character == '\\' && !escaped,
        }
    }
    text.len()
}

#[test]
fn strings_are_found_among_quotes_lifetimes_and_comments() {
    let source = r##"f::<'a>("one", '"', '\'', b"two\"", r#"th"ree"#) // "no"
        "four""##;
    assert_eq!(strings(source), ["one", "two\\\"", "th\"ree", "four"]);
}
