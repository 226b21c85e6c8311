//! The changelog has a place for what comes next, and says something.

use crate::house;

#[test]
fn the_changelog_has_an_unreleased_section_with_words_in_it() {
    let text = house::read("CHANGELOG.md");
    let section = text.split("\n## ").find(|section| section.starts_with("Unreleased\n"));
    let section = section.expect("CHANGELOG.md has no section `## Unreleased`");
    assert!(section.contains("\n- "), "the section `Unreleased` lists nothing");
}
