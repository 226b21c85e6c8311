//! Every link of a page to another file of the house leads there.

use std::path::Path;

use crate::house;

/// The targets of links to other files, without anchors.
fn targets(text: &str) -> Vec<&str> {
    let inside = |link: &&str| !link.contains("://") && !link.starts_with(['#', '<']) && !link.starts_with("mailto:");
    let links = house::between(text, "](", ")").into_iter().filter(inside);
    links.filter_map(|link| link.split(['#', ' ']).next()).filter(|link| !link.is_empty()).collect()
}

#[test]
fn links_to_files_are_told_from_links_elsewhere() {
    let text = "[a](b.md#part) [c](https://example.org) [d](#e) ![f](g/h.png)";
    assert_eq!(targets(text), ["b.md", "g/h.png"]);
}

#[test]
fn every_link_leads_somewhere() {
    let mut faults = vec![];
    for page in house::files("", &[".md"]) {
        let folder = Path::new(&page.path).parent().unwrap_or(Path::new("")).to_path_buf();
        let dead = |target: &&str| !house::root().join(&folder).join(target).exists();
        faults.extend(targets(&page.text).into_iter().filter(dead).map(|target| format!("{}: {target}", page.path)));
    }
    house::none(faults);
}
