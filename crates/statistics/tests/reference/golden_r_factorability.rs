//! Whether there is anything to factor and how much of it, against psych 2.2.9 in R (`r_factorability.json`).
//!
//! Correlations, eigenvalues, squared multiple correlations, KMO and Bartlett's test within 1e-10 (Bartlett's chi² relative),
//! Velicer's MAP within 1e-8. The parallel analysis is random on both sides: eigenvalues within 0.05, numbers of factors
//! and components exactly. R's `p` underflows to 0; ours is compared as such.

use crate::support::{Survey, close, complete, near};
use serde_json::Value;
use statistics::exploration::factorability::{adequacy, eigenvalues, sphericity, squared_multiple_correlations};
use statistics::exploration::map::minimum_average_partial;
use statistics::exploration::parallel::{ParallelSettings, parallel};
use statistics::linear::correlation_matrix;

#[test]
fn factorability_and_the_number_of_factors_equal_the_reference() {
    for survey in Survey::with("r_factorability.json") {
        let golden = survey.golden("r_factorability.json");
        let id = &survey.id;
        let items = survey.items();
        let sums = complete(&survey.battery("P", &items));
        let n = sums.n();
        assert_eq!(golden["n"].as_i64(), Some(n), "{id}");
        let r = correlation_matrix(&sums).unwrap();
        let of = |block: &Value, item: usize| {
            let name = golden["R"]["rows"][item].as_str().expect("a name");
            block[name].clone()
        };

        let kmo = adequacy(&r).unwrap();
        near(id, kmo.kmo, &golden["KMO"]["overall"], 1e-10);
        let smc = squared_multiple_correlations(&r).unwrap();
        let values = eigenvalues(&r).unwrap();
        for item in 0..items.len() {
            for other in 0..items.len() {
                near(id, r[(item, other)], &golden["R"]["values"][item][other], 1e-10);
            }
            near(id, kmo.items[item], &of(&golden["KMO"]["items"], item), 1e-10);
            near(id, smc[item], &of(&golden["smc"], item), 1e-10);
            near(id, values[item], &golden["eigenvalues"][item], 1e-10);
        }
        let bartlett = sphericity(&r, n).unwrap();
        close(id, bartlett.chi2, &golden["bartlett"]["chi2"], 1e-10);
        close(id, bartlett.ln_determinant.exp(), &golden["det"], 1e-10);
        near(id, bartlett.df, &golden["bartlett"]["df"], 0.0);
        near(id, bartlett.p, &golden["bartlett"]["p"], 1e-10);

        let map = minimum_average_partial(&r).unwrap();
        for (m, expected) in golden["velicer_map"].as_array().expect("values").iter().enumerate() {
            near(id, map.values[m + 1], expected, 1e-8);
        }
        assert_eq!(golden["map_n"].as_u64(), Some(map.components as u64), "{id}");

        let found = parallel(&r, n, &ParallelSettings::new(20_250_101)).unwrap();
        for item in 0..items.len() {
            near(id, found.components.mean[item], &golden["parallel"]["pc_sim"][item], 0.05);
            near(id, found.factors.observed[item], &golden["parallel"]["fa_values"][item], 0.05);
        }
        assert_eq!(golden["parallel"]["nfact"].as_u64(), Some(found.factors.count as u64), "{id}: {:?}", found.factors);
        assert_eq!(golden["parallel"]["ncomp"].as_u64(), Some(found.components.count as u64), "{id}");
    }
}
