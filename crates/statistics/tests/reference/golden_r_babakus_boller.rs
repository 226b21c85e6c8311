//! Confirmatory models of a published matrix of SERVQUAL items (Babakus & Boller 1992, n = 502) equal `r_babakus_boller.json`
//! (R, lavaan): indices within 1e-6 relative, loadings within 1e-5, standard errors within 1e-4.
//!
//! The matrix itself is not part of the project and is read where it is. As in `golden_r_cfa.rs`, n SE² times the reference's
//! gradient comes to the tolerance of a loading, a fifth of it to that of SRMR. The eigenvalues, KMO, Bartlett and alpha of the file are not
//! tested here.

use crate::support::{Table, close, golden_of_its_own, near, shared};
use nalgebra::{DMatrix, DVector};
use serde_json::Value;
use statistics::confirmation::ml::{Likelihood, maximum_likelihood};
use statistics::confirmation::model::{Model, Structure};
use statistics::confirmation::moments::Moments;
use statistics::confirmation::solution::Inadmissible;

#[track_caller]
fn check(what: &str, factors: &[Vec<usize>], structure: Structure, moments: &Moments, expected: &Value) {
    let model = Model::new(structure, factors).expect("a model");
    let solution = maximum_likelihood(&model, moments, Likelihood::Normal).expect("a fit");
    assert!(!solution.inadmissible.iter().any(|flag| matches!(flag, Inadmissible::NegativeResidual { .. })), "{what}");
    let whole = expected.get("fit").unwrap_or(expected);
    let gradient = expected["max_abs_gradient"].as_f64().unwrap_or(3e-6);
    let (fit, information) = (solution.fit, solution.fit.information.expect("a likelihood"));
    assert_eq!(fit.df as u64, whole["df"].as_u64().expect("df"), "{what}");
    for (found, name) in [
        (fit.chi2, "chisq"),
        (fit.baseline_chi2, "baseline.chisq"),
        (fit.cfi, "cfi"),
        (fit.tli, "tli"),
        (fit.rmsea.expect("degrees of freedom").value, "rmsea"),
        (information.ln_likelihood, "logl"),
        (information.bic, "bic"),
    ] {
        close(&format!("{what} {name}"), found, &whole[name], 1e-6);
    }
    near(what, fit.srmr, &whole["srmr"], 1e-6 * fit.srmr + 0.2 * gradient);
    for (found, expected) in solution.loadings.iter().zip(expected["loadings"].as_array().into_iter().flatten()) {
        let loading = found.unstandardized.expect("a loading");
        let slack = fit.n as f64 * loading.se.unwrap_or(0.0).powi(2) * gradient;
        near(what, loading.value, &expected["est"], 1e-5 + slack);
        near(what, loading.se.unwrap_or(0.0), &expected["se"], 1e-4);
        near(what, found.standardized.expect("a loading").value, &expected["std_all"], 1e-5);
    }
}

#[test]
fn five_factors_one_factor_and_a_found_structure_equal_the_reference() {
    let Some(folder) = shared() else { return };
    let table = Table::read(&folder.join("golden/published/babakus_boller_1992_corr.csv"));
    let golden = golden_of_its_own("published/r_babakus_boller.json");
    let n = golden["n"].as_i64().expect("n");
    // Every cell of the header is in quotation marks, and so is the first of every line.
    let column = |item: usize| -> Vec<f64> {
        table.decimals(&format!("\"Q{}\"", item + 1)).into_iter().map(|x| x.expect("a correlation")).collect()
    };
    let r = DMatrix::from_columns(&(0..22).map(|item| DVector::from_vec(column(item))).collect::<Vec<_>>());
    let moments = Moments::with_divisor_n_minus_1(n, DVector::zeros(22), &r).expect("moments");
    let at = |items: &[usize]| -> Vec<usize> { items.iter().map(|item| item - 1).collect() };
    let found =
        [at(&[5, 7, 8]), at(&[2, 4]), at(&[10, 11, 12, 13, 18, 19, 20, 21, 22]), at(&[1, 17]), at(&[6, 14, 15, 16])];
    check("found", &found, Structure::Correlated, &moments, &golden["fco"]);
    let meant: Vec<Vec<usize>> = [0..4, 4..9, 9..13, 13..17, 17..22].map(|range| range.collect()).into();
    check("meant", &meant, Structure::Correlated, &moments, &golden["pzb"]);
    check("one", &meant, Structure::One, &moments, &golden["one_factor"]);
}
