//! KMO, eigenvalues and Bartlett's test of two published data sets, against psych 2.2.9 (`published/r_holzinger.json`,
//! `published/r_babakus_boller.json`), within 1e-10.
//!
//! The data are read in place and are no part of the project; without them the test says so and checks nothing. The
//! structural models of the same two files are compared where such models are fitted.

use crate::support::{Table, close, golden_of_its_own, near, shared};
use nalgebra::DMatrix;
use serde_json::Value;
use statistics::exploration::extraction::{Method, extract};
use statistics::exploration::factorability::{adequacy, eigenvalues, sphericity};
use statistics::exploration::rotation::oblimin::oblimin;

fn check(what: &str, r: &DMatrix<f64>, n: i64, golden: &Value, name: &str) {
    let kmo = adequacy(r).unwrap();
    near(what, kmo.kmo, &golden["KMO"], 1e-10);
    for (item, value) in kmo.items.iter().enumerate() {
        near(what, *value, &golden["KMO_items"][format!("{name}{}", item + 1)], 1e-10);
    }
    let bartlett = sphericity(r, n).unwrap();
    close(what, bartlett.chi2, &golden["bartlett"]["chisq"], 1e-10);
    near(what, bartlett.df, &golden["bartlett"]["df"], 0.0);
    close(what, bartlett.p, &golden["bartlett"]["p.value"], 1e-9);
}

#[test]
fn servqual_correlations_of_babakus_and_boller() {
    let Some(folder) = shared() else { return };
    let golden = golden_of_its_own("published/r_babakus_boller.json");
    let table = Table::read(&folder.join("golden/published/babakus_boller_1992_corr.csv"));
    let columns: Vec<Vec<f64>> =
        (1..=22).map(|q| table.decimals(&format!("\"Q{q}\"")).into_iter().flatten().collect()).collect();
    let r = DMatrix::from_fn(22, 22, |i, j| columns[j][i]);
    check("babakus_boller", &r, golden["n"].as_i64().unwrap(), &golden, "Q");
    for (value, expected) in eigenvalues(&r).unwrap().iter().zip(golden["eigenvalues"].as_array().unwrap()) {
        near("babakus_boller", *value, expected, 1e-10);
    }
}

#[test]
fn nine_tests_of_holzinger_and_swineford() {
    let Some(folder) = shared() else { return };
    let golden = golden_of_its_own("published/r_holzinger.json");
    let table = Table::read(&folder.join("golden/published/holzinger_swineford_1939.csv"));
    let columns: Vec<Vec<f64>> =
        (1..=9).map(|x| table.decimals(&format!("\"x{x}\"")).into_iter().flatten().collect()).collect();
    let n = columns[0].len() as f64;
    let centred: Vec<Vec<f64>> =
        columns.iter().map(|column| column.iter().map(|x| x - column.iter().sum::<f64>() / n).collect()).collect();
    let product = |i: usize, j: usize| centred[i].iter().zip(&centred[j]).map(|(x, y)| x * y).sum::<f64>();
    let r = DMatrix::from_fn(9, 9, |i, j| product(i, j) / (product(i, i) * product(j, j)).sqrt());
    check("holzinger", &r, 301, &golden, "x");

    // The three groups of tests that everyone finds: visual x1–x3, textual x4–x6, speed x7–x9.
    let found = oblimin(&extract(&r, 3, Method::Minres).unwrap().loadings, false);
    let factor_of = |item: usize| found.pattern.row(item).transpose().iamax();
    for group in [[0, 1, 2], [3, 4, 5], [6, 7, 8]] {
        assert!(group.iter().all(|&item| factor_of(item) == factor_of(group[0])), "{}", found.pattern);
    }
}
