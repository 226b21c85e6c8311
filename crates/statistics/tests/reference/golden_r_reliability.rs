//! The alpha family and the consistency of a difference equal `r_reliability.json` (R, psych) within 1e-10; omega, composite
//! reliability and AVE by confirmatory models (R, lavaan) within 1e-5, omega by minres (psych) within 2e-3.

use crate::support::{Column, Survey, complete, matrix, near};
use serde_json::Value;
use statistics::consistency::alpha::alpha;
use statistics::consistency::composite::composite_reliability;
use statistics::consistency::difference::difference_consistency;
use statistics::consistency::extracted::average_variance_extracted;
use statistics::consistency::item_rest::item_rest;
use statistics::consistency::omega_hierarchical::omega_hierarchical;
use statistics::consistency::omega_total::omega_total;
use statistics::exploration::congruence::align;
use statistics::linear::correlation_matrix;

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

#[test]
fn omega_composite_reliability_and_extracted_variance_agree_with_lavaan_and_psych() {
    for survey in Survey::with("r_reliability.json") {
        let golden = survey.golden("r_reliability.json");
        for battery in ["P", "E", "G"] {
            for (name, items) in &survey.dimensions {
                let what = format!("{} {battery} {name}", survey.id);
                let expected = &golden["sets"][battery]["dims"][name]["omega"];
                let found = omega_total(&complete(&survey.battery(battery, items))).unwrap();
                assert_eq!(found.n, expected["n"].as_i64().unwrap(), "{what}");
                assert!(!found.heywood, "{what}");
                near(&what, found.omega, &expected["omega_cfa_unstd"], 1e-5);
                near(&what, found.standardized, &expected["CR_fornell_larcker_std"], 1e-5);
                near(&what, composite_reliability(&found.loadings).unwrap(), &expected["CR_fornell_larcker_std"], 1e-5);
                near(&what, average_variance_extracted(&found.loadings).unwrap(), &expected["AVE_std"], 1e-5);
                near(&what, found.minres, &expected["omega_minres_std"], 2e-3);
                near(&what, found.minres_observed, &expected["omega_minres_Vt"], 2e-3);
                for (loading, expected) in found.loadings.iter().zip(expected["lambda_std"].as_array().unwrap()) {
                    near(&what, *loading, expected, 1e-5);
                }
            }
        }
    }
}

#[test]
fn omega_hierarchical_and_the_division_by_schmid_and_leiman_agree_with_psych_within_2e_3() {
    for survey in Survey::with("r_reliability.json") {
        let golden = &survey.golden("r_reliability.json")["sets"]["omega_P_all"];
        let sums = complete(&survey.battery("P", &survey.items()));
        let factors = golden["nfactors"].as_u64().unwrap() as usize;
        let found = omega_hierarchical(&correlation_matrix(&sums).unwrap(), factors).unwrap();
        let what = &survey.id;
        assert!(found.converged && found.reversed.is_empty(), "{what}");
        near(what, found.hierarchical, &golden["omega_h"], 2e-3);
        near(what, found.total, &golden["omega_total"], 2e-3);
        near(what, found.limit, &golden["omega_lim"], 2e-3);
        near(what, found.explained_common_variance, &golden["ECV"], 2e-3);
        let expected = matrix(&golden["schmid_leiman"]["values"]);
        let groups = expected.columns(1, factors).into_owned();
        let aligned = align(&groups, &found.groups).unwrap().loadings(&found.groups);
        assert!((aligned - groups).amax() < 2e-3, "{what}");
        for item in 0..expected.nrows() {
            let row =
                [found.general[item], found.communalities[item], found.uniquenesses[item], found.general_shares[item]];
            for (got, column) in row.iter().zip([0, factors + 1, factors + 2, factors + 3]) {
                assert!((got - expected[(item, column)]).abs() < 2e-3, "{what} item {item} column {column}");
            }
        }
    }
}
