//! What a report of the made-up clinic holds, from its file to the page.
//!
//! Separate from the comparison with reference results: here the expected values are computed in the test itself, plainly
//! and from the rows, or the page is read as its reader reads it.

mod support;

use std::path::PathBuf;

use support::{example, measure, printed};

/// The clinic's file.
fn clinic() -> PathBuf {
    example("clinic-made-up.csv")
}

/// The answers 1 to 7 of two columns, of those who gave both.
fn pairs(first: &str, second: &str) -> Vec<(f64, f64)> {
    let mut reader = csv::Reader::from_path(clinic()).expect("the clinic");
    let header = reader.headers().expect("a header").clone();
    let place = |name: &str| header.iter().position(|column| column == name).expect("a column");
    let (first, second) = (place(first), place(second));
    let answer = |text: &str| text.parse::<f64>().ok().filter(|answer| (1.0..=7.0).contains(answer));
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.filter_map(|row| Some((answer(&row[first])?, answer(&row[second])?))).collect()
}

fn variance(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() as f64 - 1.0)
}

/// The clinic's file with some cells changed, under a name of its own: `change` sees a column's name and the whole row.
fn changed(name: &str, change: impl Fn(&str, &dyn Fn(&str) -> String) -> Option<String>) -> PathBuf {
    let mut reader = csv::Reader::from_path(clinic()).expect("the clinic");
    let header = reader.headers().expect("a header").clone();
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut writer = csv::Writer::from_path(&file).expect("a file");
    writer.write_record(&header).expect("written");
    for row in reader.records() {
        let row = row.expect("a row");
        let cell = |name: &str| row[header.iter().position(|column| column == name).expect("a column")].to_owned();
        let cells = header.iter().zip(&row).map(|(name, own)| change(name, &cell).unwrap_or_else(|| own.to_owned()));
        writer.write_record(cells.collect::<Vec<_>>()).expect("written");
    }
    writer.flush().expect("written");
    file
}

fn text(file: &std::path::Path, more: &[&str]) -> String {
    printed(&[&["measure", file.to_str().expect("a path"), "--lang", "en"], more].concat())
}

/// A text on one line, however it was broken.
fn unbroken(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn stated_importance_has_the_probability_of_each_quadrant() {
    let json = printed(&["measure", clinic().to_str().expect("a path"), "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("a report");
    let priorities = report["priorities"].as_array().expect("priorities");
    let stated: Vec<_> = priorities.iter().filter(|priority| priority["basis"] == "stated").collect();
    assert_eq!(stated.len(), 5);
    let order = ["concentrate_here", "keep_up", "possible_overkill", "low_priority"];
    for priority in stated {
        let shares: Vec<f64> =
            priority["membership"].as_array().expect("shares").iter().filter_map(serde_json::Value::as_f64).collect();
        assert!(shares.len() == 4 && (shares.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{priority}");
        // Of the clinic's five dimensions none lies near a cut by chance alone: each is mostly where it is.
        let own = order.iter().position(|name| priority["quadrant"] == *name).expect("a quadrant");
        assert!(shares[own] > 0.4, "{priority}");
    }
}

#[test]
fn an_item_to_which_everyone_gave_the_same_answer_is_named() {
    let same = changed("same-answer.csv", |column, _| (column == "P05").then(|| "6".to_owned()));
    let numbers = measure(&same, &[]);
    assert_eq!(numbers.value("alpha.left_out.perception", "item:05"), Some(1.0));
    assert!(numbers.maybe("alpha.left_out.perception", "item:06", "", "").is_none());
    assert!(numbers.value("alpha.perception", "dimension:reliability").is_some());
    let told = unbroken(&text(&same, &[]));
    assert!(told.contains("Alpha of perceptions is computed without “Promises kept in time”: everyone"), "{told}");
    assert!(!text(&clinic(), &[]).contains("is computed without"));
}

#[test]
fn a_bootstrap_interval_that_fell_back_to_percentiles_says_so() {
    // Where everybody perceives what they expect, the mean gap is 0 whoever is left out.
    let met = changed("met.csv", |column, row| {
        let tangibles = ["P01", "P02", "P03", "P04"].contains(&column);
        tangibles.then(|| row(&column.replace('P', "E")))
    });
    let numbers = measure(&met, &[]);
    assert_eq!(numbers.value("gap.percentile", "dimension:tangibles"), Some(1.0));
    assert!(numbers.maybe("gap.percentile", "dimension:reliability", "", "").is_none());
    let told = unbroken(&text(&met, &[]));
    assert!(told.contains("The bootstrap interval of the gap on Tangibles takes plain percentiles"), "{told}");
    assert!(!text(&clinic(), &[]).contains("plain percentiles"));
}

#[test]
fn the_gap_varies_among_those_who_expect_the_same_as_their_rows_do() {
    let numbers = measure(&clinic(), &[]);
    let mut shown = 0;
    for level in 1..=7 {
        let gaps: Vec<f64> =
            pairs("E05", "P05").iter().filter(|(e, _)| *e == f64::from(level)).map(|(e, p)| p - e).collect();
        let row = numbers.maybe("gap.variance", "item:05", &format!("expectation={level}"), "");
        let Some(value) = row.and_then(|row| row.value) else { continue };
        shown += 1;
        assert!(gaps.len() >= 10, "a level of {} people is shown", gaps.len());
        assert!((value - variance(&gaps)).abs() < 1e-12, "{level}: {value} is not {}", variance(&gaps));
        assert_eq!(row.and_then(|row| row.n), Some(gaps.len() as i64));
    }
    assert!(shown >= 2, "most of the clinic's customers expect 6 or 7");
}
