//! Careless answering against the R package careless 1.2.2 (`r_careless.json`), 1e-9.
//!
//! Runs that a missing answer breaks and their average, variability, Mahalanobis distances with their respondents and cut,
//! even-odd consistency, synonyms (pairs above 0.5 there). Skipped: synonyms of respondents whose one side never varies, for
//! whom the package swaps pairs at random until it does; here they are undefined.

use crate::support::{Survey, close_or_undefined, near};
use statistics::Undefined;
use statistics::distribution::chi2_quantile;
use statistics::screening::average_string::average_string;
use statistics::screening::even_odd::even_odd;
use statistics::screening::irv::irv;
use statistics::screening::longstring::{MissingRule, longstring};
use statistics::screening::mahalanobis::mahalanobis;
use statistics::screening::synonyms::synonyms;
use sums::MISSING;

#[test]
fn runs_variability_and_distances_equal_the_reference() {
    for survey in Survey::with("r_careless.json") {
        let golden = survey.golden("r_careless.json");
        let (rows, places) = survey.coded("P");

        let runs = longstring(&rows, &places, MissingRule::Breaks).expect("items");
        let averages = average_string(&rows, &places, MissingRule::Breaks).expect("items");
        let spreads = irv(&rows, &places);
        assert_eq!(golden["longstring"].as_array().map(Vec::len), Some(runs.len()));
        for (row, (run, spread)) in runs.iter().zip(spreads).enumerate() {
            let what = format!("{} row {row}", survey.id);
            assert_eq!(golden["longstring"][row].as_u64(), Some(*run as u64), "{what}");
            near(&what, averages[row], &golden["avgstr"][row], 1e-9);
            close_or_undefined(&what, spread, &golden["irv"][row], 1e-9);
        }

        let ids = survey.column(survey.setting("id_col").expect("an id"));
        let distances = mahalanobis(&rows, &places).expect("enough respondents");
        let complete: Vec<(i64, f64)> =
            ids.iter().zip(distances).filter_map(|(id, distance)| Some(((*id)?, distance?.square))).collect();
        assert_eq!(golden["mahad_D2"].as_array().map(Vec::len), Some(complete.len()), "{}", survey.id);
        for (row, (id, square)) in complete.iter().enumerate() {
            assert_eq!(golden["mahad_rows_id"][row].as_i64(), Some(*id), "{}", survey.id);
            near(&survey.id, *square, &golden["mahad_D2"][row], 1e-9);
        }
        near(&survey.id, chi2_quantile(0.999, places.len() as f64), &golden["mahad_cut_999"], 1e-9);
    }
}

#[test]
fn even_odd_consistency_equals_the_reference() {
    for survey in Survey::with("r_careless.json") {
        let golden = survey.golden("r_careless.json");
        let (rows, _) = survey.coded("P");
        let mut next = 0;
        let dimensions: Vec<Vec<usize>> = survey
            .dimensions
            .iter()
            .map(|(_, items)| {
                next += items.len();
                (next - items.len()..next).collect()
            })
            .collect();
        let found = even_odd(&rows, &dimensions).expect("dimensions");
        assert_eq!(golden["evenodd"].as_array().map(Vec::len), Some(found.len()), "{}", survey.id);
        for (row, value) in found.into_iter().enumerate() {
            let (what, expected) = (format!("{} row {row}", survey.id), &golden["evenodd"][row]);
            match value {
                Ok(value) => near(&what, value, expected, 1e-9),
                Err(reason) => assert!(expected.is_null(), "{what}: {reason}, but {expected}"),
            }
        }
    }
}

#[test]
fn synonyms_of_complete_respondents_equal_the_reference() {
    for survey in Survey::with("r_careless.json") {
        let golden = survey.golden("r_careless.json");
        let (rows, places) = survey.coded("P");
        let complete = rows.retain(|respondent| rows.columns.iter().all(|column| column[*respondent] != MISSING));
        let found = synonyms(&complete, &places, 0.5).expect("pairs");
        assert_eq!(
            golden["psychsyn_listwise"].as_array().map(Vec::len),
            Some(found.consistency.len()),
            "{}",
            survey.id
        );
        let mut skipped = 0;
        for (row, value) in found.consistency.iter().enumerate() {
            match value {
                Ok(value) => near(&format!("{} row {row}", survey.id), *value, &golden["psychsyn_listwise"][row], 1e-9),
                Err(reason) => {
                    assert_eq!(*reason, Undefined::NoVariation);
                    skipped += 1;
                }
            }
        }
        assert!(skipped < 10, "{}: {skipped} skipped", survey.id);
    }
}
