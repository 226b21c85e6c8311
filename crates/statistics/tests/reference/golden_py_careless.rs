//! Careless answering against numpy and scipy (`py_careless.json`), 1e-9.
//!
//! Runs in which a missing answer is an answer, variability, Mahalanobis distances: all that the file holds.

use crate::support::{Survey, close_or_undefined, near};
use statistics::Undefined;
use statistics::screening::irv::irv;
use statistics::screening::longstring::{MissingRule, longstring};
use statistics::screening::mahalanobis::mahalanobis;

#[test]
fn runs_and_variability_equal_the_reference() {
    for survey in Survey::with("py_careless.json") {
        let golden = survey.golden("py_careless.json");
        let (rows, places) = survey.coded("P");
        let runs = longstring(&rows, &places, MissingRule::IsAnAnswer).expect("items");
        let spreads = irv(&rows, &places);
        assert_eq!(golden["longstring_na_as_value"].as_array().map(Vec::len), Some(runs.len()));
        for (row, (run, spread)) in runs.iter().zip(spreads).enumerate() {
            let what = format!("{} row {row}", survey.id);
            assert_eq!(golden["longstring_na_as_value"][row].as_u64(), Some(*run as u64), "{what}");
            assert_eq!(golden["zero_variance"][row].as_bool(), Some(spread == Ok(0.0)), "{what}");
            close_or_undefined(&what, spread, &golden["irv_available"][row], 1e-9);
        }
    }
}

#[test]
fn distances_of_complete_respondents_equal_the_reference() {
    for survey in Survey::with("py_careless.json") {
        let golden = survey.golden("py_careless.json");
        let (rows, places) = survey.coded("P");
        let found: Vec<_> = mahalanobis(&rows, &places).expect("enough respondents").into_iter().flatten().collect();
        assert_eq!(golden["mahad_D2_complete"].as_array().map(Vec::len), Some(found.len()), "{}", survey.id);
        for (row, distance) in found.iter().enumerate() {
            near(&survey.id, distance.square, &golden["mahad_D2_complete"][row], 1e-9);
            close_or_undefined(&survey.id, Ok::<f64, Undefined>(distance.p), &golden["mahad_p"][row], 1e-9);
        }
    }
}
