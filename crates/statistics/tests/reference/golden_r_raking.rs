//! Raking and weighted gaps against the R package survey 4.1.1 (`r_raking.json`), 1e-8.
//!
//! Weights by cell with the number of respondents in each, the design effect, the effective number, the weighted gap over
//! all items, and its standard error under raking. The linearised error is that of `sfo/py_waves.json`, whose answers
//! are no part of the project; it is compared by hand in the unit tests. Nothing else is skipped.

use std::collections::BTreeMap;

use crate::support::{Survey, close, near};
use statistics::weighting::design_effect::design_effect;
use statistics::weighting::raked_mean::raked_se;
use statistics::weighting::raking::{Margin, rake};
use statistics::weighting::weighted_mean::weighted_mean;

/// The names and shares of a margin's groups, in the order of their names.
type Targets = (Vec<String>, Vec<f64>);

fn groups(survey: &Survey, column: &str, (names, _): &Targets) -> Vec<Option<u32>> {
    let place = |word: &String| names.iter().position(|name| name == word).map(|place| place as u32);
    survey.words(column).iter().map(place).collect()
}

#[test]
fn weights_and_what_they_cost_and_the_gap_equal_the_reference() {
    for survey in Survey::with("r_raking.json") {
        let golden = survey.golden("r_raking.json");
        let margins: Vec<(String, Targets)> = survey.config["rake"]
            .as_object()
            .expect("margins")
            .iter()
            .map(|(column, targets)| {
                let targets = targets.as_object().expect("targets");
                let shares = targets.values().map(|share| share.as_f64().expect("a share")).collect();
                (column.clone(), (targets.keys().cloned().collect(), shares))
            })
            .collect();
        let places: Vec<_> = margins.iter().map(|(column, targets)| groups(&survey, column, targets)).collect();
        let rake_to: Vec<Margin<'_>> =
            places.iter().zip(&margins).map(|(groups, (_, (_, targets)))| Margin { groups, targets }).collect();
        let raked = rake(&rake_to, None).expect("weights");
        assert!(raked.converged && raked.largest_miss < 1e-11, "{}: {raked:?}", survey.id);
        assert_eq!(golden["n"].as_u64(), Some(raked.n as u64), "{}", survey.id);

        // The reference names its cells in the order of its own targets, which a JSON object doesn't keep.
        let columns: Vec<&str> = margins.iter().map(|(column, _)| column.as_str()).collect();
        let name = |columns: &[&str], respondent: usize| {
            columns.iter().map(|column| survey.words(column)[respondent].as_str()).collect::<Vec<_>>().join("|")
        };
        let reversed: Vec<&str> = columns.iter().rev().copied().collect();
        let order = if golden["n_by_cell"][name(&columns, 0)].is_null() { reversed } else { columns };
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for (respondent, weight) in raked.weights.iter().enumerate() {
            let cell = name(&order, respondent);
            near(&cell, weight.expect("a weight"), &golden["weight_by_cell"][&cell], 1e-8);
            *counts.entry(cell).or_default() += 1;
        }
        for (cell, count) in counts {
            assert_eq!(golden["n_by_cell"][&cell].as_u64(), Some(count), "{cell}");
        }
        let design = design_effect(&raked.weights).expect("weights");
        close(&survey.id, design.deff, &golden["kish_deff"], 1e-8);
        close(&survey.id, design.n_eff, &golden["n_eff"], 1e-8);

        let (scores, scale) = survey.score("G", &survey.items());
        let gaps: Vec<Option<f64>> = scores.iter().map(|gap| gap.map(|gap| gap as f64 / scale as f64)).collect();
        let mean = weighted_mean(&gaps, &raked.weights, 0.95).expect("gaps");
        close(&survey.id, mean.mean, &golden["weighted_mean_gap_all_items"], 1e-8);
        close(&survey.id, mean.mean, &golden["svymean"], 1e-8);
        let se = raked_se(&gaps, &raked.weights, &rake_to).expect("gaps");
        close(&survey.id, se, &golden["svymean_se_raked"], 1e-8);
    }
}
