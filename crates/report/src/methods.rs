//! The methods that a report used, with formula, unit and source, for whoever holds the report and nothing else.
//!
//! Separate from assembling, because the words are those of the pages in `docs/method`, compiled in: a formula there is
//! the formula of the code, word for word, by a test. Formulas and sources stay as they are in every language; title and
//! unit are sentences and are translated.

use std::collections::BTreeSet;

use language::Words;

use crate::value::{MethodCard, Number};

macro_rules! pages {
    ($($id:literal),+ $(,)?) => {
        &[$(($id, include_str!(concat!("../../../docs/method/", $id, ".md")))),+]
    };
}

/// Every method page of the documentation: its id and its text, compiled in.
pub const PAGES: &[(&str, &str)] = pages![
    "always-valid",
    "bootstrap",
    "careless",
    "comments",
    "comparison",
    "confirmation",
    "consistency",
    "control-charts",
    "difference-score",
    "drivers",
    "effect-size",
    "exploration",
    "funnel",
    "gap",
    "iceberg",
    "importance-performance",
    "interval",
    "jackknife",
    "kano",
    "missing",
    "multiplicity",
    "penalty-reward",
    "polychoric",
    "precision",
    "provider-gaps",
    "recovery-paradox",
    "replies",
    "response-surface",
    "retention",
    "sums",
    "waves",
    "weighting",
    "wilcoxon",
    "zone",
];

/// The methods that the numbers name, and those on which these rest.
pub(crate) fn methods(numbers: &[Number], words: Words) -> Vec<MethodCard> {
    let named: BTreeSet<&str> = numbers.iter().map(|number| number.method.as_str()).collect();
    let mut used = named.clone();
    used.extend(named.iter().flat_map(|id| rests_on(id)));
    used.into_iter().filter(|id| !id.is_empty()).map(|id| card(id, words)).collect()
}

/// What a number's interval, or its place in a picture, comes from, where that is a method of its own.
fn rests_on(id: &str) -> &'static [&'static str] {
    match id {
        "drivers" => &["bootstrap", "importance-performance", "jackknife"],
        _ => &[],
    }
}

fn card(id: &str, words: Words) -> MethodCard {
    let page = PAGES.iter().find(|(known, _)| *known == id).map_or("", |(_, page)| page);
    MethodCard {
        id: id.to_owned(),
        title: words.text(&format!("report-method-{id}")),
        page: format!("docs/method/{id}.md"),
        formulas: formulas(page),
        unit: words.text(&format!("report-unit-{id}")),
        source: source(page),
    }
}

/// What stands between the fences of a page, one text per pair.
fn formulas(page: &str) -> Vec<String> {
    let fenced = page.split("```").skip(1).step_by(2);
    // The first line of a fenced part names its language, if any.
    fenced.filter_map(|part| Some(part.split_once('\n')?.1.trim_end().to_owned())).collect()
}

/// The first paragraph under the heading of the sources, without its emphasis.
fn source(page: &str) -> String {
    let after = page.split("\n## Sources\n").nth(1).unwrap_or("").trim_start();
    let paragraph = after.split("\n\n").next().unwrap_or("");
    paragraph.replace('*', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use language::Language;

    use super::{PAGES, card, formulas, methods, source};
    use crate::value::Number;

    #[test]
    fn formulas_stand_between_fences_and_sources_under_their_heading() {
        let page = "# Mean\n\n```text\nx = Σx / n\n```\n\nUnit: points.\n\n```\na\nb\n```\n\n## Sources\n\nStudent (1908), *Biometrika* 6,\n1–25.\n\nContested.\n";
        assert_eq!(formulas(page), ["x = Σx / n", "a\nb"]);
        assert_eq!(source(page), "Student (1908), Biometrika 6, 1–25.");
        assert_eq!((formulas("# Mean\n").len(), source("# Mean\n")), (0, String::new()));
    }

    #[test]
    fn every_method_has_formula_unit_and_source_in_every_language() {
        for words in Language::ALL.map(Language::words) {
            for (id, _) in PAGES {
                let card = card(id, words);
                assert!(!card.formulas.is_empty() && card.formulas.iter().all(|f| f.contains(['=', '/'])), "{card:?}");
                assert!(card.source.contains("(1") || card.source.contains("(2"), "a year: {card:?}");
                assert!(!card.unit.starts_with("report-") && !card.title.starts_with("report-"), "{card:?}");
            }
        }
    }

    #[test]
    fn the_drivers_bring_what_their_intervals_come_from() {
        let number = |method: &str| Number {
            statistic: "driver.lmg".into(),
            of: "dimension:empathy".into(),
            by: String::new(),
            wave: String::new(),
            value: Some(0.1),
            low: None,
            high: None,
            se: None,
            n: Some(300),
            method: method.into(),
            rule: "listwise".into(),
            undefined: String::new(),
        };
        let cards = methods(&[number("drivers"), number("gap"), number(""), number("gap")], Language::English.words());
        let ids: Vec<&str> = cards.iter().map(|card| card.id.as_str()).collect();
        assert_eq!(ids, ["bootstrap", "drivers", "gap", "importance-performance", "jackknife"]);
    }
}
