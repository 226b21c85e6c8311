//! Differences of independent groups equal `sfo/py_waves.json` and `misc/py_iceberg.json` (scipy, statsmodels) within 1e-9, and so
//! do charts and trends.
//!
//! The airport's answers stay where they are (and packed): n, mean, standard deviation and top answers of each wave stand in
//! the reference itself. Weighted means by year belong to another family, `wilson95` to the intervals of shares.

use crate::support::{Survey, close, golden_of_its_own, histogram};
use serde_json::Value;
use statistics::comparison::Group;
use statistics::comparison::multiplicity::{Adjustment, adjust};
use statistics::comparison::welch::{WelchDifference, welch_difference};
use statistics::gap::mean::mean_of_histogram;
use statistics::trend::cochran_armitage::cochran_armitage;
use statistics::trend::cusum::{DECISION, TOLERANCE as SLACK, cusum};
use statistics::trend::ewma::{LAMBDA, WIDTH, ewma};
use statistics::trend::individuals::{RANGE_LIMIT, individuals_chart};
use statistics::trend::linear_trend::linear_trend;
use statistics::trend::mann_kendall::mann_kendall;
use statistics::trend::p_chart::p_chart;
use statistics::trend::series::{Charted, Counted, Measured, Point, Series};
use statistics::uncertainty::net_promoter::net_promoter_of_counts;

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

/// One figure of every wave, all by one instrument.
fn series<T: Clone>(golden: &Value, value: impl Fn(usize) -> T) -> Series<T> {
    let years = golden["years"].as_array().unwrap();
    let point =
        |(i, year): (usize, &Value)| Point { at: year.as_f64().unwrap(), instrument: "1".into(), value: value(i) };
    Series::new(years.iter().enumerate().map(point).collect())
}

fn counts(golden: &Value) -> Series<Counted> {
    series(golden, |i| Counted {
        count: golden["top2_count"][i].as_u64().unwrap(),
        n: golden["n"][i].as_u64().unwrap(),
    })
}

fn means(golden: &Value) -> Series<f64> {
    series(golden, |i| golden["mean"][i].as_f64().unwrap())
}

#[track_caller]
fn check_limits(what: &str, points: &[Charted], expected: &Value) {
    for (i, point) in points.iter().enumerate() {
        close(what, point.low, &expected["lcl"][i], TOLERANCE);
        close(what, point.high, &expected["ucl"][i], TOLERANCE);
    }
}

#[test]
fn charts_of_the_waves_are_those_of_the_reference() {
    let golden = golden_of_its_own("sfo/py_waves.json");
    let stretches = p_chart(&counts(&golden));
    assert!(stretches.len() == 1 && stretches[0].provisional);
    let shares = stretches[0].result.clone().unwrap();
    close("centre", shares.centre, &golden["p_chart"]["center"], TOLERANCE);
    close("sigma z", shares.sigma_z, &golden["laney_p_prime"]["sigma_z"], TOLERANCE);
    for (points, name) in [(&shares.shewhart, "p_chart"), (&shares.laney, "laney_p_prime")] {
        check_limits(name, points, &golden[name]);
        let out: Vec<Value> = points.iter().map(|point| point.out.into()).collect();
        assert_eq!(golden[name]["out"], Value::from(out), "{name}");
    }
    let single = individuals_chart(&means(&golden))[0].result.clone().unwrap();
    let expected = &golden["i_mr_on_yearly_mean"];
    close("centre", single.centre, &expected["center"], TOLERANCE);
    close("sigma", single.sigma, &expected["sigma"], TOLERANCE);
    close("step", single.moving_range, &expected["mr_bar"], TOLERANCE);
    close("low", single.points[0].low, &expected["lcl"], TOLERANCE);
    close("high", single.points[0].high, &expected["ucl"], TOLERANCE);
    // The reference cuts the factor of the limit to 3.2665319.
    close("limit of the step", single.steps[0].high / RANGE_LIMIT * 3.266_531_9, &expected["mr_ucl"], TOLERANCE);
    let weighted = ewma(&means(&golden), LAMBDA, WIDTH)[0].result.clone().unwrap();
    close("start", weighted.centre, &golden["ewma"]["start"], TOLERANCE);
    check_limits("EWMA", &weighted.points, &golden["ewma"]);
    let sums = cusum(&means(&golden), SLACK, DECISION)[0].result.clone().unwrap();
    for (i, point) in weighted.points.iter().enumerate() {
        close("EWMA", point.value, &golden["ewma"]["z"][i], TOLERANCE);
        close("up", sums.points[i].up, &golden["cusum"]["plus"][i], TOLERANCE);
        close("down", sums.points[i].down, &golden["cusum"]["minus"][i], TOLERANCE);
    }
}

#[test]
fn trends_of_the_waves_are_those_of_the_reference() {
    let golden = golden_of_its_own("sfo/py_waves.json");
    let share = cochran_armitage(&counts(&golden))[0].result.clone().unwrap();
    close("z", share.z, &golden["cochran_armitage_trend"]["z"], TOLERANCE);
    close("p", share.p, &golden["cochran_armitage_trend"]["p"], TOLERANCE);
    let monotone = mann_kendall(&means(&golden))[0].result.clone().unwrap();
    let expected = &golden["mann_kendall"];
    close("S", monotone.s as f64, &expected["S"], TOLERANCE);
    close("var S", monotone.variance, &expected["varS"], TOLERANCE);
    close("z", monotone.z, &expected["z"], TOLERANCE);
    close("tau", monotone.tau, &expected["tau"], TOLERANCE);
    let measured = |i: usize| Measured {
        mean: golden["mean"][i].as_f64().unwrap(),
        se: golden["sd"][i].as_f64().unwrap() / golden["n"][i].as_f64().unwrap().sqrt(),
    };
    let line = linear_trend(&series(&golden, measured), 0.95)[0].result.clone().unwrap();
    let expected = &golden["wls_trend_per_year_known_variances"];
    close("slope", line.slope, &expected["slope"], TOLERANCE);
    close("se", line.se, &expected["se"], TOLERANCE);
    close("Q", line.lack_of_fit, &expected["Q_lack_of_fit"], TOLERANCE);
    close("df", line.df, &expected["df"], TOLERANCE);
}

#[test]
fn the_net_promoter_score_is_that_of_the_reference() {
    let golden = golden_of_its_own("sfo/py_waves.json");
    let expected = &golden["nps"];
    let n = expected["n"].as_u64().unwrap();
    let count = |share: &str| (expected[share].as_f64().unwrap() * n as f64).round() as u64;
    let (promoters, detractors) = (count("promoters"), count("detractors"));
    let found = net_promoter_of_counts(promoters, n - promoters - detractors, detractors, 0.95).unwrap();
    close("promoters", found.promoters, &expected["promoters"], TOLERANCE);
    close("NPS", found.score, &expected["nps_pct"], TOLERANCE);
    close("se", found.se, &expected["se_pct"], TOLERANCE);
    close("low", found.low, &expected["ci95_pct"][0], TOLERANCE);
    close("high", found.high, &expected["ci95_pct"][1], TOLERANCE);
}
