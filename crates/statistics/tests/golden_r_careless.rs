//! Careless answering against the R package careless 1.2.2 (`r_careless.json`), 1e-9.
//!
//! Runs that a missing answer breaks, variability, Mahalanobis distances with their respondents and cut. The average run,
//! even-odd consistency and synonyms are a later issue.

mod support;

use statistics::distribution::chi2_quantile;
use statistics::screening::irv::irv;
use statistics::screening::longstring::{MissingRule, longstring};
use statistics::screening::mahalanobis::mahalanobis;
use sums::{MISSING, Rows};
use support::{Survey, close_or_undefined, near};

#[test]
fn runs_variability_and_distances_equal_the_reference() {
    for survey in Survey::with("r_careless.json") {
        let golden = survey.golden("r_careless.json");
        let code = |answer: &Option<i64>| answer.map_or(MISSING, |x| u8::try_from(x).expect("an answer"));
        let columns: Vec<Vec<u8>> =
            survey.battery("P", &survey.items()).iter().map(|column| column.iter().map(code).collect()).collect();
        let places: Vec<usize> = (0..columns.len()).collect();
        let rows = Rows { n: survey.rows(), columns, ..Rows::default() };

        let runs = longstring(&rows, &places, MissingRule::Breaks).expect("items");
        let spreads = irv(&rows, &places);
        assert_eq!(golden["longstring"].as_array().map(Vec::len), Some(runs.len()));
        for (row, (run, spread)) in runs.iter().zip(spreads).enumerate() {
            let what = format!("{} row {row}", survey.id);
            assert_eq!(golden["longstring"][row].as_u64(), Some(*run as u64), "{what}");
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
