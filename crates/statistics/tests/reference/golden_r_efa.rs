//! Factors and their fit against psych 2.2.9 in R (`r_efa.json`).
//!
//! Minres, maximum likelihood and principal axes; loadings after alignment within 2e-3 for oblimin and unrotated ones, 2e-2
//! for varimax and promax; communalities, uniquenesses and fit within 1e-3 (chi² and BIC relative). Not compared:
//! `chi_empirical`, which is n times a sum that is compared as RMSR.

use crate::support::{Survey, close, complete, matrix, near};
use nalgebra::DMatrix;
use serde_json::Value;
use statistics::exploration::congruence::align;
use statistics::exploration::extraction::{Extraction, Method, extract};
use statistics::exploration::fit::{communalities, explained, fit};
use statistics::exploration::rotation::oblimin::oblimin;
use statistics::exploration::rotation::promax::{KAPPA, promax};
use statistics::exploration::rotation::varimax::{VarimaxSettings, varimax};
use statistics::linear::correlation_matrix;

fn rotated(unrotated: &Extraction, rotation: &str) -> (DMatrix<f64>, DMatrix<f64>) {
    let m = unrotated.loadings.ncols();
    let orthogonal = DMatrix::identity(m, m);
    match rotation {
        "none" => (unrotated.loadings.clone(), orthogonal),
        "varimax" => (varimax(&unrotated.loadings, &VarimaxSettings::new(1)).loadings, orthogonal),
        "oblimin" => {
            let found = oblimin(&unrotated.loadings, false);
            (found.pattern, found.phi)
        }
        "promax" => {
            let found = promax(&unrotated.loadings, KAPPA, &VarimaxSettings::new(1)).unwrap();
            (found.pattern, found.phi)
        }
        other => panic!("a rotation {other}"),
    }
}

#[track_caller]
fn check_matrix(what: &str, got: &DMatrix<f64>, expected: &Value, tolerance: f64) {
    let off = (got - matrix(expected)).amax();
    assert!(off <= tolerance, "{what}: off by {off}");
}

#[test]
fn loadings_communalities_and_fit_equal_the_reference() {
    let cases = [
        ("minres", "none"),
        ("minres", "varimax"),
        ("minres", "oblimin"),
        ("minres", "promax"),
        ("ml", "varimax"),
        ("ml", "oblimin"),
        ("pa", "varimax"),
    ];
    for survey in Survey::with("r_efa.json") {
        let golden = survey.golden("r_efa.json");
        let sums = complete(&survey.battery("P", &survey.items()));
        let (r, n) = (correlation_matrix(&sums).unwrap(), sums.n());
        let factors = golden["nfactors"].as_u64().expect("a number") as usize;
        for (extraction, rotation) in cases {
            let golden = &golden[format!("{extraction}_{rotation}")];
            let what = format!("{} {extraction} {rotation}", survey.id);
            let method = match extraction {
                "minres" => Method::Minres,
                "ml" => Method::MaximumLikelihood,
                _ => Method::PrincipalAxis,
            };
            let found = extract(&r, factors, method).unwrap();
            assert!(found.converged, "{what}");
            let (pattern, phi) = rotated(&found, rotation);
            let tolerance = if ["varimax", "promax"].contains(&rotation) { 2e-2 } else { 2e-3 };
            let alignment = align(&matrix(&golden["loadings"]["values"]), &pattern).unwrap();
            check_matrix(&what, &alignment.loadings(&pattern), &golden["loadings"]["values"], tolerance);
            if !golden["Phi"].is_null() {
                check_matrix(&format!("{what} Phi"), &alignment.phi(&phi), &golden["Phi"]["values"], tolerance);
            }
            let shared = communalities(&pattern, &phi);
            for (item, name) in golden["loadings"]["rows"].as_array().expect("rows").iter().enumerate() {
                let name = name.as_str().expect("a name");
                near(&what, found.uniquenesses[item], &golden["uniquenesses"][name], 1e-3);
                near(&what, shared[item], &golden["communality"][name], 1e-3);
            }
            let strength = explained(&pattern, &phi);
            for (factor, &place) in alignment.order.iter().enumerate() {
                near(&what, strength[place], &golden["ss_loadings"][factor], 2.0 * tolerance);
            }

            let fit = fit(&r, &pattern, &phi, n, 0.9).unwrap();
            near(&what, fit.discrepancy, &golden["objective"], 1e-3);
            close(&what, fit.chi2, &golden["chi2_ml"], 1e-3);
            near(&what, fit.df, &golden["dof"], 0.0);
            near(&what, fit.p.unwrap(), &golden["p"], 1e-3);
            near(&what, fit.rmsr, &golden["rms"], 1e-3);
            near(&what, fit.rmsr_corrected.unwrap(), &golden["crms"], 1e-3);
            near(&what, fit.off_diagonal.unwrap(), &golden["fit_off"], 1e-3);
            near(&what, fit.tli.unwrap(), &golden["TLI"], 1e-3);
            close(&what, fit.bic, &golden["BIC"], 1e-3);
            let rmsea = fit.rmsea.unwrap();
            near(&what, rmsea.value, &golden["RMSEA"]["RMSEA"], 1e-3);
            near(&what, rmsea.low, &golden["RMSEA"]["lower"], 1e-3);
            near(&what, rmsea.high, &golden["RMSEA"]["upper"], 1e-3);
        }
    }
}
