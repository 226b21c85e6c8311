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
