//! The alpha family and the consistency of a difference equal `r_reliability.json` (R, psych) within 1e-10.

mod support;

use serde_json::Value;
use statistics::consistency::alpha::alpha;
use statistics::consistency::difference::difference_consistency;
use statistics::consistency::item_rest::item_rest;
use support::{Column, Survey, complete, near};

const TOLERANCE: f64 = 1e-10;

#[track_caller]
fn check_psych(what: &str, items: &[Column], expected: &Value) {
    let sums = complete(items);
    let result = alpha(&sums, 0.95).unwrap();
    assert_eq!(result.n, expected["n"].as_i64().unwrap(), "{what}");
    assert!(result.constant_items.is_empty(), "{what}");
    near(what, result.raw, &expected["raw_alpha"], TOLERANCE);
    near(what, result.standardized, &expected["std_alpha"], TOLERANCE);
    near(what, result.average_r, &expected["average_r"], TOLERANCE);
    near(what, result.low, &expected["ci95_feldt"][0], TOLERANCE);
    near(what, result.high, &expected["ci95_feldt"][1], TOLERANCE);
    for (item, correlations) in item_rest(&sums).into_iter().enumerate() {
        let correlations = correlations.unwrap();
        near(what, correlations.rest, &expected["item_rest_r_drop"][item], TOLERANCE);
        near(what, correlations.total, &expected["raw_r"][item], TOLERANCE);
        let dropped = result.if_dropped[item].clone().unwrap();
        near(what, dropped.raw, &expected["alpha_if_dropped_raw"][item], TOLERANCE);
        near(what, dropped.standardized, &expected["alpha_if_dropped_std"][item], TOLERANCE);
    }
}

#[test]
fn alpha_of_every_battery_and_dimension_agrees_with_psych() {
    for survey in Survey::with("r_reliability.json") {
        let golden = survey.golden("r_reliability.json");
        for battery in ["P", "E", "G"] {
            let expected = &golden["sets"][battery];
            let all = survey.battery(battery, &survey.items());
            check_psych(&format!("{battery} total"), &all, &expected["total"]["listwise"]);
            for (name, items) in &survey.dimensions {
                let expected = &expected["dims"][name]["alpha"]["listwise"];
                check_psych(&format!("{battery} {name}"), &survey.battery(battery, items), expected);
            }
        }
    }
}

#[test]
fn consistency_of_the_difference_agrees_with_r() {
    for survey in Survey::with("r_reliability.json") {
        let golden = survey.golden("r_reliability.json");
        for (name, items) in &survey.dimensions {
            let expected = &golden["sets"]["difference_score"][name];
            let (perception, expectation) = (survey.battery("P", items), survey.battery("E", items));
            let k = items.len();
            let (first, second): (Vec<usize>, Vec<usize>) = ((0..k).collect(), (k..2 * k).collect());
            let sums = complete(perception.iter().chain(&expectation));
            let result = difference_consistency(&sums, &first, &second).unwrap();
            assert_eq!(result.n, expected["n"].as_i64().unwrap());
            near(name, result.alpha_perception, &expected["alpha_P"], TOLERANCE);
            near(name, result.alpha_expectation, &expected["alpha_E"], TOLERANCE);
            near(name, result.sd_perception, &expected["sd_P"], TOLERANCE);
            near(name, result.sd_expectation, &expected["sd_E"], TOLERANCE);
            near(name, result.r, &expected["r_PE"], TOLERANCE);
            near(name, result.difference, &expected["rel_difference"], TOLERANCE);
            near(name, result.alpha_gap_items, &expected["alpha_of_gap_items"], TOLERANCE);
            near(name, result.variance_ratio, &expected["var_ratio_gap_P"], TOLERANCE);
        }
    }
}
