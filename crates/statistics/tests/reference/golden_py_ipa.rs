//! Importance and performance: cuts, quadrants and diagonal priorities (`py_ipa.json`, `py_ipa_items.json`).
//!
//! Cuts and priorities to 1e-12, quadrants exactly, from the reference's own points; and the points themselves from the
//! survey, to the tolerance of the drivers.

use crate::support::{Column, Survey, complete, near};
use serde_json::Value;
use statistics::driver::johnson::johnson;
use statistics::driver::lmg::shares;
use statistics::importance::quadrant::{Cut, diagonal_priorities, quadrants};

/// Values by name, in the order of `names`.
fn values(by_name: &Value, names: &[String]) -> Vec<f64> {
    names.iter().map(|name| by_name[name].as_f64().unwrap_or_else(|| panic!("{name}: no number"))).collect()
}

/// Every kind of importance in a file, with every cut.
fn check(what: &str, golden: &Value, names: &[String], midpoint: f64) {
    let performance = values(&golden["performance"], names);
    for (kind, importance) in golden["importance"].as_object().expect("importances") {
        let importance = values(importance, names);
        let expected = &golden["quadrants"][kind];
        let cuts = [
            ("grand_mean", Cut::GrandMean),
            ("median", Cut::Median),
            ("scale_midpoint_performance", Cut::ScaleMidpoint(midpoint)),
        ];
        for (name, cut) in cuts {
            let what = format!("{what} {kind} {name}");
            let found = quadrants(&performance, &importance, cut).expect("points");
            near(&what, found.performance_cut, &expected[name]["cut_performance"], 1e-12);
            near(&what, found.importance_cut, &expected[name]["cut_importance"], 1e-12);
            for (id, quadrant) in names.iter().zip(&found.quadrants) {
                assert_eq!(Some(quadrant.key()), expected[name]["quadrant"][id].as_str(), "{what} {id}");
            }
        }
        let priorities = diagonal_priorities(&performance, &importance).expect("points that differ");
        for (id, priority) in names.iter().zip(priorities) {
            near(what, priority, &expected["diagonal_priority_zimp_minus_zperf"][id], 1e-12);
        }
    }
}

#[test]
fn dimensions_lie_in_the_quadrants_of_the_reference() {
    for survey in Survey::with("py_ipa.json") {
        let names: Vec<String> = survey.dimensions.iter().map(|(name, _)| name.clone()).collect();
        let (low, high) = survey.scale();
        check(&survey.id, &survey.golden("py_ipa.json"), &names, (low + high) as f64 / 2.0);
    }
}

#[test]
fn items_lie_in_the_quadrants_of_the_reference() {
    for survey in Survey::with("py_bootstrap.json").into_iter().filter(|survey| survey.id.starts_with("kiosk")) {
        let golden = survey.golden("py_ipa_items.json");
        let names: Vec<String> = golden["performance"].as_object().expect("items").keys().cloned().collect();
        check(&survey.id, &golden, &names, 4.0);
    }
}

#[test]
fn performance_and_importance_come_out_of_the_survey_itself() {
    for survey in Survey::with("py_ipa.json") {
        let golden = survey.golden("py_ipa.json");
        let mut columns: Vec<Column> = vec![];
        for (name, items) in &survey.dimensions {
            let (score, scale) = survey.score("P", items);
            let mean = complete([&score]).mean(0).expect("answers") / scale as f64;
            near(name, mean, &golden["performance"][name], 1e-12);
            columns.push(score);
        }
        columns.push(survey.column(survey.setting("overall").expect("an outcome")));
        let sums = complete(&columns);
        let derived = shares(&johnson(&sums).expect("Johnson's weights").weights).expect("something explained");
        for (j, (name, _)) in survey.dimensions.iter().enumerate() {
            near(name, 100.0 * derived[j], &golden["importance"]["derived_johnson_pct"][name], 1e-9);
            let correlation = sums.correlation(j, columns.len() - 1).expect("scores that vary");
            near(name, correlation, &golden["importance"]["derived_correlation"][name], 1e-12);
        }
    }
}
