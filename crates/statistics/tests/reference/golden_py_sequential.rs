//! Always-valid intervals and evidence equal `py_sequential.json` (numpy) within 1e-10.
//!
//! The stream is each respondent's mean gap over all items, in file order, as the reference file of scores holds it.

use crate::support::{Survey, near};
use statistics::trend::confidence_sequence::{
    BETS, Evidence, MIXTURE, RHO, asymptotic_radius, normal_mixture_radius, rescaled,
};

const TOLERANCE: f64 = 1e-10;

#[test]
fn every_look_at_the_stream_is_that_of_the_reference() {
    for survey in Survey::with("py_sequential.json") {
        let golden = survey.golden("py_sequential.json");
        let number = |name: &str| golden[name].as_f64().expect("a number");
        // The reference gives ρ² in answers; the variance of an answer is at most a quarter.
        assert_eq!((number("rho2") / 4.0, number("asymp_rho")), (MIXTURE, RHO));
        let bets: Vec<f64> =
            golden["e_process_lambda_grid"].as_array().unwrap().iter().filter_map(|b| b.as_f64()).collect();
        assert_eq!(bets, BETS);
        let (alpha, range) = (number("alpha"), number("range"));
        let gaps = survey.golden_table("py_respondent_scores.csv").decimals("all_item_mean_gap");
        let looks: Vec<i64> = golden["at"].as_array().unwrap().iter().filter_map(|n| n.as_i64()).collect();
        let mut evidence = Evidence::default();
        let (mut sum, mut squares, mut first) = (0.0, 0.0, None);
        for gap in gaps.into_iter().flatten() {
            let x = rescaled(gap, range);
            evidence.observe(x);
            (sum, squares) = (sum + x, squares + x * x);
            let n = evidence.n();
            if first.is_none() && evidence.rejects(alpha) {
                first = Some(n);
            }
            for (look, _) in looks.iter().enumerate().filter(|(_, at)| **at == n) {
                let mean = sum / n as f64;
                let sd = (squares / n as f64 - mean * mean).max(0.0).sqrt();
                let what = |name: &str| format!("{} {name} at {n}", survey.id);
                near(&what("mean"), mean, &golden["mean"][look], TOLERANCE);
                let mixture = normal_mixture_radius(n, MIXTURE, alpha).unwrap();
                near(&what("mixture"), mixture, &golden["normal_mixture_radius"][look], TOLERANCE);
                let asymptotic = asymptotic_radius(n, sd, RHO, alpha).unwrap();
                near(&what("asymptotic"), asymptotic, &golden["asymptotic_cs_radius"][look], TOLERANCE);
                near(&what("evidence"), evidence.ln(), &golden["e_process_log"][look], TOLERANCE);
            }
        }
        assert_eq!((Some(evidence.n()), first), (golden["n"].as_i64(), golden["e_process_first_n_ge_20"].as_i64()));
    }
}
