//! The method pages and the code say the same.
//!
//! A statistic names its page and its formula in its header; the page must exist and hold the formula word for word. So a
//! changed formula without a changed page is a failed test.

use crate::house;

const PAGES: &str = "docs/method";

/// The fields of a statistic's header: `Formula: …`, continued until the next field or an empty line.
pub fn field(text: &str, name: &str) -> Option<String> {
    let mut lines = text
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(str::trim);
    let start = format!("{name}:");
    let first = lines.find_map(|line| line.strip_prefix(&start))?;
    let rest = lines.take_while(|line| !line.is_empty() && !begins_field(line));
    let words = std::iter::once(first)
        .chain(rest)
        .flat_map(str::split_whitespace);
    Some(words.collect::<Vec<_>>().join(" "))
}

fn begins_field(line: &str) -> bool {
    [
        "Formula:",
        "Unit:",
        "Needs:",
        "Undefined:",
        "Source:",
        "Method page:",
    ]
    .iter()
    .any(|field| line.starts_with(field))
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fault(source: &str, page: impl Fn(&str) -> Option<String>) -> Option<String> {
    let name = field(source, "Method page")?;
    let Some(text) = page(&name) else {
        return Some(format!("its method page {name} does not exist"));
    };
    let formula = field(source, "Formula")?;
    (!plain(&text).contains(&formula))
        .then(|| format!("{name} does not hold its formula `{formula}`"))
}

/// The method ids that the report gives its numbers: the strings after `method:` and in the list of methods.
fn ids_used() -> Vec<(String, String)> {
    let mut ids = vec![];
    for file in house::files("crates/report/src", &[".rs"]) {
        let code = house::code(&file.text);
        for part in code.split("method: ").skip(1) {
            if let Some(id) = part
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
            {
                ids.push((file.path.clone(), id.to_owned()));
            }
        }
    }
    ids
}

#[test]
fn a_formula_that_the_page_does_not_hold_is_found() {
    let source = "//! Mean.\n//!\n//! Formula: x = Σx\n//! / n\n//! Unit: points\n//! Method page: docs/method/gap.md\n";
    assert_eq!(field(source, "Formula").as_deref(), Some("x = Σx / n"));
    assert_eq!(
        fault(source, |_| Some(
            "the mean is\nx = Σx / n, as always".into()
        )),
        None
    );
    assert!(
        fault(source, |_| Some("x = Σx / (n − 1)".into()))
            .is_some_and(|words| words.contains("does not hold"))
    );
    assert!(fault(source, |_| None).is_some_and(|words| words.contains("does not exist")));
}

#[test]
fn every_statistic_has_a_page_that_holds_its_formula() {
    let page = |name: &str| std::fs::read_to_string(house::root().join(name)).ok();
    let files = house::files("crates", &[".rs"]);
    house::none(
        files
            .iter()
            .filter_map(|f| Some(format!("{}: {}", f.path, fault(&f.text, page)?)))
            .collect(),
    );
}

#[test]
fn every_page_is_linked_from_the_list() {
    let list = house::read(&format!("{PAGES}/README.md"));
    let pages = house::files(PAGES, &[".md"])
        .into_iter()
        .map(|page| page.path[PAGES.len() + 1..].to_owned());
    let unlinked =
        pages.filter(|page| page != "README.md" && !list.contains(&format!("]({page})")));
    house::none(
        unlinked
            .map(|page| format!("docs/method/README.md does not link {page}"))
            .collect(),
    );
}

#[test]
fn every_method_of_a_number_has_a_page() {
    let exists =
        |id: &str| id.is_empty() || house::root().join(PAGES).join(format!("{id}.md")).exists();
    house::none(
        ids_used()
            .into_iter()
            .filter(|(_, id)| !exists(id))
            .map(|(file, id)| format!("{file}: {id}"))
            .collect(),
    );
}
