//! Charts equal qcc in R (`sfo/r_spc.json`) within 1e-9.
//!
//! qcc divides moving ranges by 1.128 instead of 2/√π. That one difference is checked by itself; everything that rests on it is
//! compared with widths and tolerances in qcc's standard deviations, which leaves the 1e-9. The yearly means stand in
//! `sfo/py_waves.json`.

use crate::support::{close, golden_of_its_own};
use statistics::trend::cochran_armitage::cochran_armitage;
use statistics::trend::cusum::{DECISION, TOLERANCE, cusum};
use statistics::trend::ewma::{LAMBDA, WIDTH, ewma};
use statistics::trend::individuals::individuals_chart;
use statistics::trend::p_chart::p_chart;
use statistics::trend::series::{Counted, Point, Series};
use std::f64::consts::FRAC_2_SQRT_PI;

#[test]
fn charts_of_eight_years_are_those_of_qcc() {
    let (golden, waves) = (golden_of_its_own("sfo/r_spc.json"), golden_of_its_own("sfo/py_waves.json"));
    let years = golden["years"].as_array().expect("years");
    let counted = |i: usize| Counted {
        count: golden["top2"][i].as_u64().expect("a count"),
        n: golden["n"][i].as_u64().expect("n"),
    };
    let mean = |i: usize| waves["mean"][i].as_f64().expect("a mean");
    let at = |i: usize| years[i].as_f64().expect("a year");
    let places = 0..years.len();
    let shares =
        Series::new(places.clone().map(|i| Point { at: at(i), instrument: "1".into(), value: counted(i) }).collect());
    let means =
        Series::new(places.clone().map(|i| Point { at: at(i), instrument: "1".into(), value: mean(i) }).collect());

    let chart = p_chart(&shares)[0].result.clone().expect("a chart");
    close("centre", chart.centre, &golden["p"]["center"], 1e-9);
    let single = individuals_chart(&means)[0].result.clone().expect("a chart");
    close("I centre", single.centre, &golden["i_chart"]["center"], 1e-9);
    // How many of qcc's standard deviations make one of ours.
    let cut = 1.128 / FRAC_2_SQRT_PI;
    close("I sigma", single.sigma / cut, &golden["i_chart"]["std_dev"], 1e-9);
    let weighted = ewma(&means, LAMBDA, WIDTH / cut)[0].result.clone().expect("a chart");
    let sums = cusum(&means, TOLERANCE / cut, DECISION / cut)[0].result.clone().expect("a chart");
    for i in places {
        close("p low", chart.shewhart[i].low, &golden["p"]["limits_lcl"][i], 1e-9);
        close("p high", chart.shewhart[i].high, &golden["p"]["limits_ucl"][i], 1e-9);
        close("I low", single.centre - (single.centre - single.points[i].low) / cut, &golden["i_chart"]["lcl"], 1e-9);
        close("I high", single.centre + (single.points[i].high - single.centre) / cut, &golden["i_chart"]["ucl"], 1e-9);
        close("EWMA", weighted.points[i].value, &golden["ewma"]["y"][i], 1e-9);
        close("EWMA low", weighted.points[i].low, &golden["ewma"]["lcl"][i], 1e-9);
        close("EWMA high", weighted.points[i].high, &golden["ewma"]["ucl"][i], 1e-9);
        close("up", cut * sums.points[i].up, &golden["cusum"]["pos"][i], 1e-9);
        close("down", -cut * sums.points[i].down, &golden["cusum"]["neg"][i], 1e-9);
    }
    let trend = cochran_armitage(&shares)[0].result.clone().expect("a trend");
    close("chi-square", trend.z * trend.z, &golden["trend"]["chi2"], 1e-9);
    close("p", trend.p, &golden["trend"]["p"], 1e-8);
}
