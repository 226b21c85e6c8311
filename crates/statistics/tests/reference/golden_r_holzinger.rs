//! The classical three factors of Holzinger & Swineford (1939) equal `r_holzinger.json` (R, lavaan): indices within 1e-6
//! relative, loadings within 1e-5, standard errors within 1e-4, and invariance over the two schools.
//!
//! The data are not part of the project and are read where they are. As in `golden_r_cfa.rs`, n SE² times the reference's gradient
//! comes to the tolerance of a loading, a fifth of it to that of SRMR. MLM, another robust estimator than ours, is skipped; KMO,
//! Bartlett and alpha are tested elsewhere.

use crate::support::{Table, close, golden_of_its_own, near, shared};
use nalgebra::{DMatrix, DVector};
use serde_json::Value;
use statistics::confirmation::fit::Fit;
use statistics::confirmation::invariance::{Common, invariance};
use statistics::confirmation::ml::{Likelihood, maximum_likelihood};
use statistics::confirmation::model::{Model, Structure};
use statistics::confirmation::moments::Moments;

fn model() -> Model {
    Model::new(Structure::Correlated, &[vec![0, 1, 2], vec![3, 4, 5], vec![6, 7, 8]]).expect("a model")
}

/// The moments of the respondents of one school, or of all.
fn moments(table: &Table, school: Option<&str>) -> Moments {
    let chosen: Vec<usize> =
        (0..table.rows).filter(|row| school.is_none_or(|s| table.words("\"school\"")[*row] == s)).collect();
    let columns: Vec<Vec<Option<f64>>> = (1..=9).map(|x| table.decimals(&format!("\"x{x}\""))).collect();
    let n = chosen.len();
    let cell = |row: usize, item: usize| columns[item][chosen[row]].expect("a score");
    let scores = DMatrix::from_fn(n, 9, cell);
    let means: DVector<f64> = scores.row_mean().transpose();
    let centred = DMatrix::from_fn(n, 9, |row, item| scores[(row, item)] - means[item]);
    let covariance = centred.tr_mul(&centred) / (n - 1) as f64;
    Moments::with_divisor_n_minus_1(n as i64, means, &covariance).expect("moments")
}

#[track_caller]
fn check_fit(what: &str, fit: &Fit, expected: &Value, gradient: f64) {
    assert_eq!(fit.df as u64, expected["df"].as_u64().expect("df"), "{what}");
    let information = fit.information.expect("a likelihood");
    for (found, name) in [
        (fit.chi2, "chisq"),
        (fit.cfi, "cfi"),
        (fit.tli, "tli"),
        (fit.rmsea.expect("degrees of freedom").value, "rmsea"),
        (information.bic, "bic"),
        (information.aic, "aic"),
    ] {
        close(&format!("{what} {name}"), found, &expected[name], 1e-6);
    }
    near(what, fit.srmr, &expected["srmr"], 1e-6 * fit.srmr + 0.2 * gradient);
}

#[test]
fn three_factors_equal_the_reference_and_the_schools_share_no_intercepts() {
    let Some(folder) = shared() else { return };
    let table = Table::read(&folder.join("golden/published/holzinger_swineford_1939.csv"));
    let golden = golden_of_its_own("published/r_holzinger.json");
    let expected = &golden["ML"];
    let gradient = expected["max_abs_gradient"].as_f64().expect("a gradient");
    let solution = maximum_likelihood(&model(), &moments(&table, None), Likelihood::Normal).expect("a fit");
    check_fit("ML", &solution.fit, &expected["fit"], gradient);
    for (found, expected) in solution.loadings.iter().zip(expected["loadings"].as_array().expect("loadings")) {
        let loading = found.unstandardized.expect("a loading");
        let slack = 301.0 * loading.se.unwrap_or(0.0).powi(2) * gradient;
        near("loading", loading.value, &expected["est"], 1e-5 + slack);
        near("error", loading.se.unwrap_or(0.0), &expected["se"], 1e-4);
        near("standardised", found.standardized.expect("a loading").value, &expected["std_all"], 1e-5);
    }

    let schools = ["\"Pasteur\"", "\"Grant-White\""].map(|school| moments(&table, Some(school)));
    let found = invariance(&model(), &schools).expect("a comparison");
    assert_eq!(found.common, Common::Loadings);
    let steps = [(found.configural, "configural"), (Ok(found.metric), "metric"), (found.scalar, "scalar")];
    for (step, name) in steps {
        check_fit(name, &step.expect("a fit").fit, &golden["by_school"][name], 3e-6);
    }
}
