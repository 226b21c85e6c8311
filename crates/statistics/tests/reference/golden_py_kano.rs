//! Kano categories equal `kiosk/py_kano.json` exactly, shares and Fong's threshold within 1e-12.
//!
//! The answers are a real survey's and stay where they are; the reference's own counts are worked through in any case.

use crate::support::{Table, golden_of_its_own, near, shared};
use statistics::shape::kano::{Category, Kano, TABLE, kano, kano_of_counts};

const LETTERS: [(Category, &str); 6] = [
    (Category::MustBe, "M"),
    (Category::OneDimensional, "O"),
    (Category::Attractive, "A"),
    (Category::Indifferent, "I"),
    (Category::Reverse, "R"),
    (Category::Questionable, "Q"),
];

fn letter(category: Category) -> &'static str {
    LETTERS.iter().find(|(known, _)| *known == category).map_or("", |(_, letter)| letter)
}

#[track_caller]
fn check(item: &str, found: &Kano, expected: &serde_json::Value) {
    assert_eq!(Some(found.n), expected["n"].as_u64(), "{item}");
    for (category, letter) in LETTERS {
        assert_eq!(Some(found.count(category)), expected["counts"][letter].as_u64(), "{item} {letter}");
    }
    assert_eq!(Some(letter(found.category)), expected["category_max"].as_str(), "{item}");
    assert_eq!(Some(letter(found.blauth)), expected["blauth_rule"].as_str(), "{item}");
    assert_eq!(Some(found.tie), expected["tie"].as_bool(), "{item}");
    assert_eq!(Some(found.separable), expected["fong_significant"].as_bool(), "{item}");
    near(item, found.better.as_ref().expect("better").share, &expected["better"], 1e-12);
    near(item, found.worse().expect("worse"), &expected["worse"], 1e-12);
    near(item, found.category_strength, &expected["category_strength"], 1e-12);
    near(item, found.total_strength, &expected["total_strength"], 1e-12);
    near(item, found.fong_threshold, &expected["fong_threshold"], 1e-12);
}

#[test]
fn the_table_of_categories_is_that_of_the_reference() {
    let golden = golden_of_its_own("kiosk/py_kano.json");
    for (row, categories) in TABLE.iter().enumerate() {
        let letters: String = categories.iter().map(|category| letter(*category)).collect();
        let key = (row + 1).to_string();
        assert_eq!(golden["evaluation_table_rows_functional_1_like_to_5_dislike"][key], letters);
    }
}

#[test]
fn counts_give_the_categories_and_coefficients_of_the_reference() {
    let golden = golden_of_its_own("kiosk/py_kano.json");
    for (item, expected) in golden["items"].as_object().expect("items") {
        let counts = LETTERS.map(|(_, letter)| expected["counts"][letter].as_u64().expect("a count"));
        check(item, &kano_of_counts(counts, 0.95).expect("answers"), expected);
    }
}

#[test]
fn answers_of_a_real_survey_give_the_counts_of_the_reference() {
    let Some(folder) = shared().map(|folder| folder.join("golden")) else { return };
    let golden = golden_of_its_own("kiosk/py_kano.json");
    let answers = Table::read(&folder.join("inputs/kiosk207.csv"));
    let items = golden["items"].as_object().expect("items");
    assert_eq!(items.len(), 29);
    for (item, expected) in items {
        let column = |battery: &str| answers.column(&format!("{battery}{item}"));
        let code = |answer: &Option<i64>| answer.map_or(sums::MISSING, |answer| answer as u8);
        let mut table = sums::Table::new(5, 5);
        for (functional, dysfunctional) in column("KF").iter().zip(&column("KD")) {
            table.observe(code(functional), code(dysfunctional));
        }
        check(item, &kano(&table, 0.95).expect("answers"), expected);
    }
}
