//! Is the gap the right measure here? Against statsmodels (`py_difference_score.json`), relative 1e-9.
//!
//! Predictive validity, the test of the gap's constraint, and the polynomial response surface of every dimension.

use crate::support::{Column, Survey, close, complete};
use serde_json::Value;
use statistics::Undefined;
use statistics::driver::predictive_validity::{Explained, Places, predictive_validity};
use statistics::shape::response_surface::{Estimate, response_surface, terms};
use sums::Sums;

/// Each respondent's points times the score. Points that add up to 100 for everyone weigh as shares do.
fn weighted(survey: &Survey, battery: &str) -> Option<Vec<Column>> {
    let columns = survey.config["weights"].as_object()?;
    let points = |name: &str| survey.column(columns[name].as_str().expect("a column of points"));
    let points: Vec<Column> = survey.dimensions.iter().map(|(name, _)| points(name)).collect();
    for row in 0..survey.rows() {
        assert_eq!(points.iter().map(|column| column[row]).sum::<Option<i64>>(), Some(100), "points of row {row}");
    }
    let times = |(points, (_, items)): (&Column, &(String, Vec<String>))| {
        let (score, _) = survey.score(battery, items);
        points.iter().zip(score).map(|(points, score)| Some((*points)? * score?)).collect()
    };
    Some(points.iter().zip(&survey.dimensions).map(times).collect())
}

#[track_caller]
fn check(what: &str, found: &Result<Explained, Undefined>, expected: &Value) {
    let found = found.as_ref().unwrap_or_else(|reason| panic!("{what}: {reason}"));
    assert_eq!(Some(found.predictors as u64), expected["k"].as_u64(), "{what}");
    close(what, found.r_squared, &expected["R2"], 1e-9);
    close(what, found.adjusted_r_squared, &expected["adjR2"], 1e-9);
}

#[test]
fn perceptions_gaps_and_their_constraint_equal_the_reference() {
    for survey in Survey::with("py_difference_score.json") {
        let golden = survey.golden("py_difference_score.json");
        let expected = &golden["predictive_validity"];
        let scores = |battery: &str| -> Vec<Column> {
            survey.dimensions.iter().map(|(_, items)| survey.score(battery, items).0).collect()
        };
        let weights = weighted(&survey, "G").zip(weighted(&survey, "P"));
        let mut columns = [scores("E"), scores("P"), scores("G")].concat();
        if let Some((gap, perception)) = &weights {
            columns.extend(gap.iter().chain(perception).cloned());
        }
        columns.push(survey.column(golden["outcome"].as_str().expect("an outcome")));
        let place = |start: usize| (start..start + 5).collect::<Vec<_>>();
        let places: Vec<Vec<usize>> = [0, 5, 10, 15, 20].map(place).into();
        let found = predictive_validity(
            &complete(&columns),
            &Places {
                expectation: &places[0],
                perception: &places[1],
                gap: &places[2],
                weighted_gap: weights.as_ref().map(|_| &places[3][..]),
                weighted_perception: weights.as_ref().map(|_| &places[4][..]),
                outcome: columns.len() - 1,
            },
        )
        .expect("respondents");

        let what = |set: &str| format!("{} {set}", survey.id);
        assert_eq!(Some(found.n), expected["n"].as_i64(), "{}", survey.id);
        check(&what("gaps"), &found.gap, &expected["gap5"]);
        check(&what("perceptions"), &found.perception, &expected["perf5"]);
        check(&what("expectations"), &found.expectation, &expected["exp5"]);
        check(&what("both"), &found.free, &expected["E_and_P_10"]);
        if let (Some(gap), Some(perception)) = (&found.weighted_gap, &found.weighted_perception) {
            check(&what("weighted gaps"), gap, &expected["weighted_gap5"]);
            check(&what("weighted perceptions"), perception, &expected["weighted_perf5"]);
        }
        let constraint = found.constraint.expect("a test of the constraint");
        let expected = &expected["F_test_gap_constraint_bE_eq_minus_bP"];
        close(&what("F"), constraint.f, &expected["F"], 1e-9);
        close(&what("df"), constraint.df.1, &expected["df2"], 0.0);
        close(&what("p"), constraint.p, &expected["p"], 1e-8);
    }
}

#[track_caller]
fn check_estimate(what: &str, found: &Estimate, expected: &Value) {
    close(what, found.value, &expected["est"], 1e-9);
    close(what, found.se, &expected["se"], 1e-9);
    close(what, found.t, &expected["t"], 1e-9);
    close(what, found.p, &expected["p"], 1e-9);
}

#[test]
fn the_surface_of_every_dimension_equals_the_reference() {
    for survey in Survey::with("py_difference_score.json") {
        let golden = survey.golden("py_difference_score.json");
        let outcome = survey.column(golden["outcome"].as_str().expect("an outcome"));
        for (name, items) in &survey.dimensions {
            let expected = &golden["polynomial_response_surface"][name];
            let ((expectation, scale), (perception, _)) = (survey.score("E", items), survey.score("P", items));
            let mut block = Sums::new(6);
            for (row, y) in outcome.iter().enumerate() {
                if let (Some(e), Some(p), Some(y)) = (expectation[row], perception[row], y) {
                    block.observe(&terms(e, p, scale, survey.scale(), *y));
                }
            }
            let found = response_surface(&block, scale, 1, 0.95).expect("a surface");
            let what = |part: &str| format!("{} {name} {part}", survey.id);
            assert_eq!(Some(found.n), expected["n"].as_i64(), "{}", what("n"));
            close(&what("R²"), found.r_squared, &expected["R2"], 1e-9);
            close(&what("intercept"), found.intercept, &expected["b"]["const"], 1e-9);
            for (b, term) in found.coefficients.iter().zip(["E", "P", "E2", "EP", "P2"]) {
                close(&what(term), b.value, &expected["b"][term], 1e-9);
                close(&what(term), b.se, &expected["se"][term], 1e-9);
            }
            check_estimate(&what("a1"), &found.a1, &expected["a1_slope_P_eq_E"]);
            check_estimate(&what("a2"), &found.a2, &expected["a2_curv_P_eq_E"]);
            check_estimate(&what("a3"), &found.a3, &expected["a3_slope_P_eq_minusE"]);
            check_estimate(&what("a4"), &found.a4, &expected["a4_curv_P_eq_minusE"]);
        }
    }
}
