//! Polychoric correlations against lavaan 0.6.14, polycor 0.8.1 and psych 2.2.9 (`r_polychoric.json`), 1e-4; their
//! covariance against the test of lavaan's ordinal factor model (WLSMV in `r_cfa.json`), 1e-6 relative.
//!
//! lavaan's solution goes in as it stands: its weighted residuals prove the diagonal of the covariance, and the scale of its
//! test proves all of it. Skipped: the kiosk's ordinal model, which rests on the correlation below; lavaan's P10 with P11 of the kiosk, which is not the maximum of the likelihood (0.856 for 0.8198; the other two
//! packages are compared there); `polycor_ML`, which estimates thresholds and correlation together and is another
//! estimator; `psych_default_correct05_global`, which adds half a person to empty cells.

use crate::support::{Survey, close, near};
use nalgebra::DMatrix;
use statistics::association::polychoric_covariance::polychoric_covariance;
use statistics::association::polychoric_matrix::polychoric_matrix;
use sums::MISSING;

#[test]
fn two_step_correlations_equal_those_of_three_packages() {
    for survey in Survey::with("r_polychoric.json") {
        let golden = &survey.golden("r_polychoric.json")["dims"];
        let all = survey.coded("P").0;
        let complete = all.retain(|respondent| all.columns.iter().all(|column| column[*respondent] != MISSING));
        let mut place = 0;
        for (dimension, items) in &survey.dimensions {
            let places: Vec<usize> = (place..place + items.len()).collect();
            place += items.len();
            let found = polychoric_matrix(&complete, &places).expect("answers");
            for package in ["lavaan_lavCor_twostep", "polycor_twostep", "psych_correct0_local"] {
                let expected = &golden[dimension][package];
                for i in 0..items.len() {
                    for j in 0..i {
                        let what = format!("{} {package} {} {}", survey.id, items[i], items[j]);
                        let pair = [items[i].as_str(), items[j].as_str()];
                        let wrong = package.starts_with("lavaan") && (pair == ["11", "10"] || pair == ["10", "11"]);
                        if wrong && survey.id == "kiosk207" {
                            assert!(expected[i][j].as_f64().expect("a number") > 0.85, "the reason to skip it");
                            continue;
                        }
                        near(&what, found.correlations[(i, j)], &expected[i][j], 1e-4);
                    }
                }
            }
        }
    }
}

#[test]
fn their_covariance_gives_the_test_of_the_ordinal_factor_model() {
    for survey in Survey::with("r_cfa.json").into_iter().filter(|survey| survey.id != "kiosk207") {
        let model = &survey.golden("r_cfa.json")["models"]["five_factor_WLSMV"];
        if model.is_null() {
            continue;
        }
        let rows = survey.coded("P").0;
        let k = rows.columns.len();
        let found = polychoric_covariance(&rows, &(0..k).collect::<Vec<_>>()).expect("answers");
        assert_eq!(model["nobs"].as_u64(), Some(found.n as u64), "{}", survey.id);
        let first = found.threshold_count();
        let pairs: Vec<(usize, usize)> = (0..k).flat_map(|j| (j + 1..k).map(move |i| (i, j))).collect();
        let (implied, slopes) = five_factors(&survey, &pairs);
        let weights = found.diagonal_weights();
        let weight = |pair: usize| weights[first + pair];
        let squares = pairs
            .iter()
            .enumerate()
            .map(|(pair, place)| weight(pair) * (found.correlations[*place] - implied[pair]).powi(2));
        // This estimator counts one respondent less.
        let chi2 = (found.n - 1) as f64 * squares.sum::<f64>();
        close(&survey.id, chi2, &model["fit"]["chisq"], 1e-6);

        let weighted =
            DMatrix::from_fn(pairs.len(), slopes.ncols(), |pair, slope| weight(pair) * slopes[(pair, slope)]);
        let inner = (slopes.transpose() * &weighted).try_inverse().expect("an identified model");
        let rest = DMatrix::from_fn(pairs.len(), pairs.len(), |i, j| if i == j { weight(i) } else { 0.0 })
            - &weighted * inner * weighted.transpose();
        let spread = rest * found.gamma.view((first, first), (pairs.len(), pairs.len()));
        let df = model["fit"]["df"].as_f64().expect("degrees of freedom");
        let squared = (&spread * &spread).trace();
        let scale = (squared / df).sqrt();
        close(&survey.id, scale, &model["fit"]["chisq.scaling.factor"], 1e-6);
        let shift = df - (spread.trace().powi(2) / squared * df).sqrt();
        close(&survey.id, chi2 / scale + shift, &model["fit"]["chisq.scaled"], 1e-6);
    }
}

/// The correlations that lavaan's solution implies, and how they move with its loadings and factor correlations.
fn five_factors(survey: &Survey, pairs: &[(usize, usize)]) -> (Vec<f64>, DMatrix<f64>) {
    let golden = survey.golden("r_cfa.json");
    let model = &golden["models"]["five_factor_WLSMV"];
    let loadings = model["loadings"].as_array().expect("loadings");
    let loading: Vec<f64> = loadings.iter().map(|row| row["std_all"].as_f64().expect("a loading")).collect();
    let factor: Vec<usize> = loadings
        .iter()
        .map(|row| survey.dimensions.iter().position(|(name, _)| row["factor"] == name.as_str()).expect("a dimension"))
        .collect();
    let factors = survey.dimensions.len();
    let together = |a: usize, b: usize| model["lv_cor"]["values"][a][b].as_f64().expect("a correlation");
    let implied = pairs.iter().map(|&(i, j)| loading[i] * loading[j] * together(factor[i], factor[j])).collect();
    let crossings: Vec<(usize, usize)> = (0..factors).flat_map(|b| (b + 1..factors).map(move |a| (a, b))).collect();
    let mut slopes = DMatrix::zeros(pairs.len(), loading.len() + crossings.len());
    for (pair, &(i, j)) in pairs.iter().enumerate() {
        let (a, b) = (factor[i], factor[j]);
        slopes[(pair, i)] = loading[j] * together(a, b);
        slopes[(pair, j)] = loading[i] * together(a, b);
        if let Some(crossing) = crossings.iter().position(|&crossing| crossing == (a.max(b), a.min(b))) {
            slopes[(pair, loading.len() + crossing)] = loading[i] * loading[j];
        }
    }
    (implied, slopes)
}
