//! Drivers against R: lm, relaimpo 2.2.7, rwa 0.1.0 and domir 1.2.0 (`r_drivers.json`).
//!
//! Absolute 1e-9 on weights and coefficients, relative 1e-8 on p-values. Complete dominance (a table of yes and no by
//! pairs) is a later issue and not compared.

use crate::support::{Column, Survey, close, complete, near};
use serde_json::Value;
use statistics::driver::johnson::johnson;
use statistics::driver::lmg::lmg;
use statistics::driver::regression::{Coefficient, regression};

const TOLERANCE: f64 = 1e-9;

/// Predictors with the outcome last, and what their scores are multiplied by.
fn model(survey: &Survey, name: &str) -> (Vec<Column>, Vec<i64>) {
    let items = survey.items();
    let (mut columns, mut scale): (Vec<Column>, Vec<i64>) = match name {
        "five_dims" => survey.dimensions.iter().map(|(_, items)| survey.score("P", items)).unzip(),
        "first14_items" => (survey.battery("P", &items[..14]), vec![1; 14]),
        _ => (survey.battery("P", &items), vec![1; items.len()]),
    };
    columns.push(survey.column(survey.setting("overall").expect("an outcome")));
    scale.push(1);
    (columns, scale)
}

#[track_caller]
fn near_all(what: &str, got: &[f64], expected: &Value) {
    for (j, expected) in expected.as_array().unwrap_or_else(|| panic!("{what}: no list")).iter().enumerate() {
        near(&format!("{what} {j}"), got[j], expected, TOLERANCE);
    }
}

#[test]
fn the_regression_table_equals_lm() {
    for survey in Survey::with("r_drivers.json") {
        let golden = survey.golden("r_drivers.json");
        for (name, expected) in golden["models"].as_object().expect("models") {
            let what = format!("{} {name}", survey.id);
            let (columns, scale) = model(&survey, name);
            let found = regression(&complete(&columns), &scale).expect("a regression");
            assert_eq!(Some(found.n), expected["n"].as_i64(), "{what}");
            near(&what, found.r_squared, &expected["R2"], TOLERANCE);
            near(&what, found.adjusted_r_squared, &expected["adjR2"], TOLERANCE);
            near(&what, found.sigma, &expected["sigma"], TOLERANCE);
            close(&what, found.f, &expected["F"], TOLERANCE);
            near(&what, found.intercept, &expected["intercept"], TOLERANCE);
            let column = |f: fn(&Coefficient) -> f64| -> Vec<f64> { found.coefficients.iter().map(f).collect() };
            near_all(&format!("{what} b"), &column(|c| c.b), &expected["b"]);
            near_all(&format!("{what} se"), &column(|c| c.se), &expected["se"]);
            near_all(&format!("{what} t"), &column(|c| c.t), &expected["t"]);
            near_all(&format!("{what} beta"), &column(|c| c.beta), &expected["beta"]);
            near_all(&format!("{what} vif"), &column(|c| c.vif), &expected["vif"]);
            for (coefficient, p) in found.coefficients.iter().zip(expected["p"].as_array().expect("p")) {
                close(&format!("{what} p"), coefficient.p, p, 1e-8);
            }
            let relaimpo = &expected["relaimpo"];
            if relaimpo.is_object() {
                near_all(&format!("{what} first"), &column(|c| c.first), &relaimpo["first"]);
                near_all(&format!("{what} last"), &column(|c| c.last), &relaimpo["last"]);
                near_all(&format!("{what} pratt"), &column(|c| c.pratt), &relaimpo["pratt"]);
                near_all(&format!("{what} beta²"), &column(|c| c.beta * c.beta), &relaimpo["betasq"]);
            }
        }
    }
}

#[test]
fn lmg_johnson_and_car_equal_relaimpo() {
    for survey in Survey::with("r_drivers.json") {
        let golden = survey.golden("r_drivers.json");
        for (name, expected) in golden["models"].as_object().expect("models") {
            let what = format!("{} {name}", survey.id);
            let sums = complete(&model(&survey, name).0);
            let weights = johnson(&sums).expect("Johnson's weights");
            near_all(&what, &weights.weights, &expected["johnson_raw"]);
            let relaimpo = &expected["relaimpo"];
            if relaimpo.is_object() {
                near_all(&what, &lmg(&sums).expect("LMG").lmg, &relaimpo["lmg"]);
                near_all(&what, &weights.weights, &relaimpo["genizi"]);
                near_all(&what, &weights.car, &relaimpo["car"]);
            }
        }
    }
}

#[test]
fn the_five_dimensions_equal_rwa_and_domir() {
    for survey in Survey::with("r_drivers.json") {
        let golden = survey.golden("r_drivers.json");
        let expected = &golden["models"]["five_dims"];
        let sums = complete(&model(&survey, "five_dims").0);
        let place = |name: &Value| {
            survey.dimensions.iter().position(|(id, _)| Some(id.as_str()) == name.as_str()).expect("a dimension")
        };
        let weights = johnson(&sums).expect("Johnson's weights").weights;
        let rwa = &expected["rwa_package"];
        let named = rwa["variables"].as_array().expect("names").iter().zip(rwa["raw"].as_array().expect("weights"));
        named.for_each(|(name, raw)| near(&survey.id, weights[place(name)], raw, TOLERANCE));

        let dominance = lmg(&sums).expect("LMG");
        let domir = &expected["domir"];
        let rows = domir["conditional"]["values"].as_array().expect("conditional dominance");
        for ((name, general), row) in domir["names"]
            .as_array()
            .expect("names")
            .iter()
            .zip(domir["general"].as_array().expect("general"))
            .zip(rows)
        {
            let j = place(name);
            near(&survey.id, dominance.lmg[j], general, TOLERANCE);
            let by_size: Vec<f64> = dominance.conditional.iter().map(|sizes| sizes[j]).collect();
            near_all(&survey.id, &by_size, row);
        }
    }
}
