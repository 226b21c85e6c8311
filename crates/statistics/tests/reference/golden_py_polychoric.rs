//! Polychoric correlations against exact quadrature (`py_polychoric.json`): correlations 1e-6, likelihoods 1e-8 relative,
//! thresholds 1e-12. Listwise over all perception items. Nothing is skipped.

use crate::support::{Survey, close, near};
use statistics::association::polychoric_matrix::polychoric_matrix;
use sums::MISSING;

#[test]
fn correlations_thresholds_and_likelihoods_equal_the_reference() {
    for survey in Survey::with("py_polychoric.json") {
        let golden = &survey.golden("py_polychoric.json")["dims"];
        let (all, _) = survey.coded("P");
        let complete = all.retain(|respondent| all.columns.iter().all(|column| column[*respondent] != MISSING));
        let mut place = 0;
        for (dimension, items) in &survey.dimensions {
            let golden = &golden[dimension];
            let places: Vec<usize> = (place..place + items.len()).collect();
            place += items.len();
            let found = polychoric_matrix(&complete, &places).expect("answers");
            assert_eq!(golden["n"].as_u64(), Some(found.n), "{dimension}");
            assert!(!found.smoothed && found.at_bound == 0, "{dimension}");
            let mut pairs = found.pairs.iter();
            for i in 0..items.len() {
                for j in 0..i {
                    let pair = pairs.next().expect("a pair");
                    let what = format!("{} {} {}", survey.id, items[i], items[j]);
                    near(&what, pair.rho, &golden["rho"][i][j], 1e-6);
                    near(&what, found.correlations[(j, i)], &golden["rho"][j][i], 1e-6);
                    close(&what, pair.ln_likelihood, &golden["loglik"][i][j], 1e-8);
                }
                let expected = golden["thresholds"][&items[i]].as_array().expect("thresholds");
                assert_eq!(expected.len(), found.thresholds[i].len(), "{}", items[i]);
                for (threshold, expected) in found.thresholds[i].iter().zip(expected) {
                    near(&items[i], *threshold, expected, 1e-12);
                }
            }
        }
    }
}
