//! The exact optimum of factor analysis, and its rotations, against numpy and scipy (`py_efa.json`).
//!
//! Minres and maximum likelihood: objective within 1e-8 relative, uniquenesses 1e-6, unrotated loadings 1e-5; varimax with 40
//! restarts and oblimin with and without Kaiser's scaling: loadings and Phi 1e-5, all after alignment. The slopes end
//! below 1e-8. The number of distinct ends of varimax depends on the random starts of either side and is compared only
//! where the reference knows a single one.

use crate::support::{Survey, close, complete, matrix, near};
use nalgebra::DMatrix;
use serde_json::Value;
use statistics::exploration::congruence::align;
use statistics::exploration::extraction::{Method, extract};
use statistics::exploration::factorability::{adequacy, eigenvalues, sphericity};
use statistics::exploration::fit::fit;
use statistics::exploration::rotation::oblimin::oblimin;
use statistics::exploration::rotation::varimax::{VarimaxSettings, varimax};
use statistics::linear::correlation_matrix;

#[track_caller]
fn check_loadings(what: &str, got: &DMatrix<f64>, expected: &Value, tolerance: f64) {
    let expected = matrix(&expected["values"]);
    let aligned = align(&expected, got).unwrap().loadings(got);
    let off = (aligned - expected).amax();
    assert!(off <= tolerance, "{what}: off by {off}");
}

#[test]
fn optimum_and_rotations_equal_the_reference() {
    for survey in Survey::with("py_efa.json") {
        let golden = survey.golden("py_efa.json");
        let items = survey.items();
        let sums = complete(&survey.battery("P", &items));
        let (r, n) = (correlation_matrix(&sums).unwrap(), sums.n());
        assert_eq!(golden["n"].as_i64(), Some(n));
        let factors = golden["nfactors"].as_u64().expect("a number") as usize;
        for (name, method) in [("minres", Method::Minres), ("ml", Method::MaximumLikelihood)] {
            let golden = &golden[name];
            let what = format!("{} {name}", survey.id);
            let found = extract(&r, factors, method).unwrap();
            assert!(found.converged && found.largest_gradient < 1e-8, "{what}: {}", found.largest_gradient);
            close(&what, found.objective, &golden["objective"], 1e-8);
            for (item, uniqueness) in items.iter().zip(&found.uniquenesses) {
                near(&what, *uniqueness, &golden["uniquenesses"][item], 1e-6);
                let at_bound = golden["uniquenesses"][item].as_f64().is_some_and(|u| u <= 0.005 + 1e-9);
                let place = items.iter().position(|other| other == item).expect("an item");
                assert_eq!(found.heywood.contains(&place), at_bound, "{what} {item}");
            }
            check_loadings(&what, &found.loadings, &golden["unrotated"], 1e-5);

            let turned = varimax(&found.loadings, &VarimaxSettings::new(1));
            assert!(turned.converged);
            check_loadings(&what, &turned.loadings, &golden["varimax_kaiser"], 1e-5);
            let info = &golden["varimax_info"];
            near(&what, turned.criterion, &info["criterion"], 1e-8);
            if info["distinct_optima_in_40_starts"] == 1 {
                assert_eq!(turned.distinct_maxima, 1, "{what}");
                near(&what, turned.criterion_first_start, &info["criterion_identity_start"], 1e-8);
            }

            for (kaiser, key) in [(false, "oblimin_gam0_no_kaiser"), (true, "oblimin_gam0_kaiser")] {
                let oblique = oblimin(&found.loadings, kaiser);
                assert!(oblique.converged, "{what} {key}");
                check_loadings(&format!("{what} {key}"), &oblique.pattern, &golden[key], 1e-5);
                let expected = matrix(&golden[key]["values"]);
                let phi = align(&expected, &oblique.pattern).unwrap().phi(&oblique.phi);
                let off = (phi - matrix(&golden[format!("{key}_Phi")])).amax();
                assert!(off <= 1e-5, "{what} {key}: Phi off by {off}");
            }
            if method == Method::MaximumLikelihood && found.heywood.is_empty() {
                // At a bound the discrepancy of the loadings is no longer the objective; see `r_efa.json` for that case.
                let expected = &golden["chi2_bartlett_corrected"];
                let fit = fit(&r, &found.loadings, &DMatrix::identity(factors, factors), n, 0.9).unwrap();
                close(&what, fit.chi2, &expected["chi2"], 1e-8);
                near(&what, fit.df, &expected["df"], 0.0);
                close(&what, fit.p.unwrap(), &expected["p"], 1e-6);
            }
        }
        let id = &survey.id;
        let kmo = adequacy(&r).unwrap();
        near(id, kmo.kmo, &golden["KMO"]["overall"], 1e-10);
        let values = eigenvalues(&r).unwrap();
        for (place, item) in items.iter().enumerate() {
            near(id, kmo.items[place], &golden["KMO"]["items"][item], 1e-10);
            near(id, values[place], &golden["eigenvalues"][place], 1e-10);
        }
        let bartlett = sphericity(&r, n).unwrap();
        close(id, bartlett.chi2, &golden["bartlett"]["chi2"], 1e-10);
        near(id, bartlett.df, &golden["bartlett"]["df"], 0.0);
        near(id, bartlett.p, &golden["bartlett"]["p"], 1e-10);
    }
}
