//! Missing answers against lavaan 0.6.14 (`r_missing.json`, and the saturated likelihood of `r_cfa.json`): EM means and
//! covariances 1e-5, Little's d² 1e-4 relative in both conventions, its p-value likewise, counts exact.
//!
//! lavaan's own EM stops at 1e-5 of the likelihood, which is what its estimates are good to; nothing is skipped.

use crate::support::{Survey, close, near};
use statistics::missing::em::normal_fit;
use statistics::missing::little::little;
use statistics::missing::pattern::patterns;

#[test]
fn means_and_covariances_equal_the_reference() {
    for survey in Survey::with("r_missing.json") {
        let golden = survey.golden("r_missing.json");
        let (rows, places) = survey.coded("P");
        let names = survey.items().iter().map(|item| format!("P{item}")).collect::<Vec<_>>();
        let table = patterns(&rows, &places).expect("respondents");
        assert_eq!(golden["n"].as_u64(), Some(table.n as u64), "{}", survey.id);
        assert_eq!(golden["n_patterns"].as_u64(), Some(table.patterns.len() as u64), "{}", survey.id);
        let fit = normal_fit(&rows, &places).expect("a fit");
        assert!(fit.converged, "{}: {} rounds", survey.id, fit.rounds);
        for (i, name) in names.iter().enumerate() {
            let what = format!("{} {name}", survey.id);
            assert_eq!(golden["missing_per_item"][name].as_u64(), Some(table.items[i].missing as u64), "{what}");
            near(&what, fit.mean[i], &golden["mean_em"][name], 1e-5);
            assert_eq!(golden["cov_em_divN"]["rows"][i].as_str(), Some(name.as_str()), "{what}");
            for j in 0..names.len() {
                near(&what, fit.covariance[(i, j)], &golden["cov_em_divN"]["values"][i][j], 1e-5);
            }
        }
    }
}

#[test]
fn littles_test_equals_the_reference_in_both_conventions() {
    for survey in Survey::with("r_missing.json") {
        let golden = &survey.golden("r_missing.json")["little_mcar"];
        let (rows, places) = survey.coded("P");
        let found = little(&rows, &places).expect("missing answers");
        assert_eq!(golden["df"].as_u64(), Some(found.df as u64), "{}", survey.id);
        close(&survey.id, found.square, &golden["d2_SigmaML"], 1e-4);
        close(&survey.id, found.square_unbiased, &golden["d2_SigmaUnbiased"], 1e-4);
        close(&survey.id, found.p, &golden["p_SigmaML"], 1e-4);
        close(&survey.id, found.p_unbiased, &golden["p_SigmaUnbiased"], 1e-4);
    }
}

#[test]
fn likelihood_of_the_answers_given_is_that_of_the_saturated_model() {
    for survey in Survey::with("r_missing.json") {
        let golden = survey.golden("r_cfa.json");
        let (rows, places) = survey.coded("P");
        let fit = normal_fit(&rows, &places).expect("a fit");
        let expected = &golden["models"]["five_factor_FIML"]["fit"]["unrestricted.logl"];
        close(&survey.id, fit.ln_likelihood, expected, 1e-6);
    }
}
