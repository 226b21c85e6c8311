//! The method pages and the code say the same.
//!
//! A statistic names its page and its formula in its header; the page must exist and hold the formula word for word. So a
//! changed formula without a changed page is a failed test.

use std::collections::BTreeSet;

use crate::house;

const PAGES: &str = "docs/method";

/// The fields of a statistic's header: `Formula: …`, continued until the next field or an empty line.
pub fn field(text: &str, name: &str) -> Option<String> {
    let mut lines = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
    let start = format!("{name}:");
    let first = lines.find_map(|line| line.strip_prefix(&start))?;
    let rest = lines.take_while(|line| !line.is_empty() && !begins_field(line));
    let words = std::iter::once(first).chain(rest).flat_map(str::split_whitespace);
    Some(words.collect::<Vec<_>>().join(" "))
}

fn begins_field(line: &str) -> bool {
    ["Formula:", "Unit:", "Needs:", "Undefined:", "Source:", "Method page:"].iter().any(|field| line.starts_with(field))
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
    (!plain(&text).contains(&formula)).then(|| format!("{name} does not hold its formula `{formula}`"))
}

/// The method ids in a source of the report: `By("id", "rule")`.
fn ids(source: &str) -> Vec<String> {
    let parts = source.split("By(\"").skip(1);
    parts.filter_map(|part| Some(part.split_once('"')?.0.to_owned())).collect()
}

#[test]
fn a_formula_that_the_page_does_not_hold_is_found() {
    let source =
        "//! Mean.\n//!\n//! Formula: x = Σx\n//! / n\n//! Unit: points\n//! Method page: docs/method/gap.md\n";
    assert_eq!(field(source, "Formula").as_deref(), Some("x = Σx / n"));
    assert_eq!(fault(source, |_| Some("the mean is\nx = Σx / n, as always".into())), None);
    assert!(fault(source, |_| Some("x = Σx / (n − 1)".into())).is_some_and(|words| words.contains("does not hold")));
    assert!(fault(source, |_| None).is_some_and(|words| words.contains("does not exist")));
}

#[test]
fn every_statistic_has_a_page_that_holds_its_formula() {
    let page = |name: &str| std::fs::read_to_string(house::root().join(name)).ok();
    let files = house::files("crates", &[".rs"]);
    house::none(files.iter().filter_map(|f| Some(format!("{}: {}", f.path, fault(&f.text, page)?))).collect());
}

#[test]
fn every_page_is_linked_from_the_list() {
    let list = house::read(&format!("{PAGES}/README.md"));
    let pages = house::files(PAGES, &[".md"]).into_iter().map(|page| page.path[PAGES.len() + 1..].to_owned());
    let unlinked = pages.filter(|page| page != "README.md" && !list.contains(&format!("]({page})")));
    house::none(unlinked.map(|page| format!("docs/method/README.md does not link {page}")).collect());
}

#[test]
fn every_method_of_a_number_has_a_page_and_a_title() {
    assert_eq!(ids("a(By(\"gap\", \"pairs\"), By(\"zone\", rule))"), ["gap", "zone"]);
    let titles: String = house::files("locales/en", &[".ftl"]).iter().map(|file| format!("\n{}", file.text)).collect();
    let sources = house::files("crates/report/src", &[".rs"]);
    let used: BTreeSet<String> = sources.iter().flat_map(|file| ids(&house::code(&file.text))).collect();
    assert!(used.len() >= 8, "the report uses only the methods {used:?}");
    let page = |id: &str| house::root().join(PAGES).join(format!("{id}.md")).exists();
    let titled = |id: &str| titles.contains(&format!("\nreport-method-{id} ="));
    house::none(used.into_iter().filter(|id| !page(id) || !titled(id)).collect());
}
