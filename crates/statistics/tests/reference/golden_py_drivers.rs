//! Drivers against numpy: LMG by sweeping all subsets, Johnson's weights, conditional dominance (`py_drivers.json`).
//!
//! Five dimension scores, the first fourteen items, and all items, on each survey's outcome; absolute 1e-9.

use crate::support::{Column, Survey, complete, near};
use serde_json::Value;
use statistics::driver::johnson::johnson;
use statistics::driver::lmg::lmg;
use statistics::driver::regression::regression;
use sums::Sums;

const TOLERANCE: f64 = 1e-9;

/// The predictors of a model of the file, and the outcome last.
fn model(survey: &Survey, name: &str) -> Sums {
    let items = survey.items();
    let predictors: Vec<Column> = match name {
        "five_dims" => survey.dimensions.iter().map(|(_, items)| survey.score("P", items).0).collect(),
        "first14_items" => survey.battery("P", &items[..14]),
        _ => survey.battery("P", &items),
    };
    let outcome = survey.column(survey.setting("overall").expect("an outcome"));
    complete(predictors.iter().chain([&outcome]))
}

#[track_caller]
fn near_all(what: &str, got: &[f64], expected: &Value, tolerance: f64) {
    let expected = expected.as_array().unwrap_or_else(|| panic!("{what}: no list"));
    assert_eq!(got.len(), expected.len(), "{what}");
    for (j, (got, expected)) in got.iter().zip(expected).enumerate() {
        near(&format!("{what} {j}"), *got, expected, tolerance);
    }
}

#[test]
fn every_model_equals_the_reference() {
    for survey in Survey::with("py_drivers.json") {
        let golden = survey.golden("py_drivers.json");
        for (name, expected) in golden["models"].as_object().expect("models") {
            let what = format!("{} {name}", survey.id);
            let sums = model(&survey, name);
            assert_eq!(Some(sums.n()), expected["n"].as_i64(), "{what}");

            let dominance = lmg(&sums).expect("LMG");
            near(&what, dominance.r_squared, &expected["R2"], TOLERANCE);
            near_all(&what, &dominance.lmg, &expected["lmg"], TOLERANCE);
            let percent = |shares: Vec<f64>| shares.iter().map(|share| 100.0 * share).collect::<Vec<_>>();
            near_all(
                &what,
                &percent(dominance.shares().expect("shares")),
                &expected["lmg_rescaled_pct"],
                100.0 * TOLERANCE,
            );
            let by_size = expected["conditional_dominance_by_subset_size"].as_array();
            for (size, row) in by_size.into_iter().flatten().enumerate() {
                near_all(&what, &dominance.conditional[size], row, TOLERANCE);
            }

            let weights = johnson(&sums).expect("Johnson's weights").weights;
            near_all(&what, &weights, &expected["johnson_raw"], TOLERANCE);

            let regression = regression(&sums, &vec![1; sums.variables()]).expect("a regression");
            let column = |f: fn(&statistics::driver::regression::Coefficient) -> f64| -> Vec<f64> {
                regression.coefficients.iter().map(f).collect()
            };
            near_all(&what, &column(|c| c.correlation), &expected["cor_xy"], TOLERANCE);
            near_all(&what, &column(|c| c.vif), &expected["vif"], TOLERANCE);
        }
    }
}
