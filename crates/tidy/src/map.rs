//! ARCHITECTURE.md is true: it names every crate and every folder in it, and nothing that does not exist.
//!
//! In the section `### crates/NAME`, a folder is named as `` `folder/` ``. Whatever stands in backticks and looks like a
//! path must be there, from the root or from the crate of the section. What does not exist yet is named in plain words.

use crate::house;

const MAP: &str = "ARCHITECTURE.md";

/// The section of each crate: its name and its text.
fn sections(map: &str) -> Vec<(&str, &str)> {
    let parts = map.split("\n### crates/").skip(1);
    let parts = parts.map(|part| part.split("\n## ").next().unwrap_or(part));
    parts.filter_map(|part| part.split_once('\n')).map(|(name, text)| (name.trim(), text)).collect()
}

fn looks_like_path(word: &str) -> bool {
    let ends = [".rs", ".md", ".toml", ".ftl"].iter().any(|ending| word.ends_with(ending));
    let letters = word.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    letters && (word.contains('/') || ends)
}

fn paths(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|part| house::between(part, "`", "`")).filter(|word| looks_like_path(word)).collect()
}

#[test]
fn sections_end_where_the_next_begins() {
    let map = "# Map\n\n### crates/a\n`x/` and `y.rs`\n\n### crates/b\nno paths\n\n## Later\n`z/`\n";
    assert_eq!(sections(map).iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(paths(sections(map)[0].1), ["x/", "y.rs"]);
    assert_eq!(paths(sections(map)[1].1), Vec::<&str>::new());
    assert!(!looks_like_path("Sums") && !looks_like_path("scan → sums"));
}

#[test]
fn the_map_names_every_crate_and_every_folder() {
    let map = house::read(MAP);
    let sections = sections(&map);
    let named: Vec<&str> = sections.iter().map(|(name, _)| *name).collect();
    let mut faults = vec![];
    for name in house::folders("crates") {
        let Some(at) = named.iter().position(|found| *found == name) else {
            faults.push(format!("no section `### crates/{name}`"));
            continue;
        };
        let missing = |folder: &String| !sections[at].1.contains(&format!("`{folder}/`"));
        let folders = house::folders(&format!("crates/{name}/src")).into_iter().filter(missing);
        faults.extend(folders.map(|folder| format!("crates/{name}: `{folder}/` is not on the map")));
    }
    house::none(faults);
}

#[test]
fn the_map_names_nothing_that_does_not_exist() {
    let map = house::read(MAP);
    let mut faults: Vec<String> = vec![];
    for (name, text) in sections(&map) {
        let places = [String::new(), format!("crates/{name}/src"), format!("crates/{name}")];
        let there = |path: &str| places.iter().any(|place| house::root().join(place).join(path).exists());
        faults.extend(paths(text).into_iter().filter(|path| !there(path)).map(|path| format!("crates/{name}: {path}")));
    }
    let inside: usize = sections(&map).iter().map(|(_, text)| paths(text).len()).sum();
    let outside: Vec<&str> =
        map.split("\n## ").filter(|part| !part.contains("\n### crates/")).flat_map(paths).collect();
    assert!(inside > 0 && !outside.is_empty(), "the map names no paths");
    let absent = outside.into_iter().filter(|path| !house::root().join(path).exists());
    faults.extend(absent.map(str::to_owned));
    house::none(faults);
}
