//! Differences of independent groups equal `sfo/py_waves.json` and `misc/py_iceberg.json` (scipy, statsmodels) within 1e-9.
//!
//! The airport's answers stay where they are: n, mean and standard deviation of each wave stand in the reference itself.

mod support;

use serde_json::Value;
use statistics::comparison::Group;
use statistics::comparison::multiplicity::{Adjustment, adjust};
use statistics::comparison::welch::{WelchDifference, welch_difference};
use statistics::gap::mean::mean_of_histogram;
use support::{Survey, close, golden_of_its_own, histogram};

const TOLERANCE: f64 = 1e-9;

#[track_caller]
fn check(what: &str, got: &WelchDifference, expected: &Value, p: &str) {
    close(what, got.difference, &expected["diff"], TOLERANCE);
    close(what, got.t, &expected["t"], TOLERANCE);
    close(what, got.df, &expected["df"], TOLERANCE);
    close(what, got.p, &expected[p], TOLERANCE);
    close(what, got.low, &expected["ci95"][0], TOLERANCE);
    close(what, got.high, &expected["ci95"][1], TOLERANCE);
}

#[test]
fn change_from_wave_to_wave_is_that_of_the_reference() {
    let golden = golden_of_its_own("sfo/py_waves.json");
    let waves = golden["years"].as_array().unwrap().len();
    let group = |wave: usize| Group {
        n: golden["n"][wave].as_i64().unwrap(),
        mean: golden["mean"][wave].as_f64().unwrap(),
        sd: golden["sd"][wave].as_f64().unwrap(),
    };
    let step = |wave: usize| format!("{}-{}", golden["years"][wave - 1], golden["years"][wave]);
    let expected = &golden["wave_to_wave_welch"];
    let mut p = vec![];
    for wave in 1..waves {
        let change = welch_difference(&group(wave), &group(wave - 1), 0.95).unwrap();
        check(&step(wave), &change, &expected[step(wave)], "p");
        p.push(Some(change.p));
    }
    for (wave, adjusted) in (1..waves).zip(adjust(&p, Adjustment::Holm).p) {
        close(&step(wave), adjusted.unwrap(), &expected[step(wave)]["p_holm"], TOLERANCE);
    }
}

#[test]
fn satisfaction_after_a_problem_is_compared_as_in_the_reference() {
    let golden = golden_of_its_own("misc/py_iceberg.json");
    let surveys = Survey::with("py_gaps.json");
    let survey = surveys.iter().find(|survey| survey.id == "synth300").unwrap();
    let column = |name: &str| survey.column(name);
    let (problem, complained, resolved) = (column("problem"), column("complained"), column("resolved"));
    let satisfaction = column("satisfaction");
    let group = |member: &dyn Fn(usize) -> bool| {
        let chosen: Vec<Option<i64>> =
            (0..satisfaction.len()).filter(|row| member(*row)).map(|row| satisfaction[row]).collect();
        Group::from(&mean_of_histogram(&histogram(&chosen), 1, 0.95).unwrap())
    };
    let none = group(&|row| problem[row] == Some(0));
    for (name, other) in [
        ("recovery_paradox_satisfaction_resolved_vs_no_problem", group(&|row| resolved[row] == Some(1))),
        ("silent_vs_no_problem", group(&|row| problem[row] == Some(1) && complained[row] == Some(0))),
        ("unresolved_vs_no_problem", group(&|row| resolved[row] == Some(0))),
    ] {
        let difference = welch_difference(&other, &none, 0.95).unwrap();
        check(name, &difference, &golden[name], "p_two_sided");
    }
}
