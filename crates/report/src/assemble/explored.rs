//! Exploration: which items belong together by the answers alone, when nobody says which dimension they are of?
//!
//! Separate from the models of the questionnaire, which are given their factors.

use statistics::exploration::explored::explore;
use statistics::linear::correlation_matrix;
use sums::Sums;

use super::structure::Factors;
use super::{By, Context, Estimate, Numbers, Place};

const EXPLORATION: By = By("exploration", "listwise");

/// Adds the loadings of every item on every factor, what the factors share with it, and how alike factor and dimension are.
pub fn add(context: &Context<'_>, numbers: &mut Numbers, items: &Sums, factors: &Factors<'_>) {
    let n = items.n();
    let found = correlation_matrix(items).and_then(|correlations| explore(&correlations, &factors.items));
    let plain = |name: &str| name.split_once(':').map_or(name, |(_, id)| id).to_owned();
    for (factor, name) in factors.names.iter().enumerate() {
        let alike = found.as_ref().map(|found| Estimate::plain(found.congruence[factor], n));
        numbers.add("structure.congruence", Place::of(name), EXPLORATION, alike.map_err(|reason| *reason));
    }
    let Ok(found) = found else { return };
    for (place, item) in factors.places.iter().enumerate() {
        let item = &context.item_names[*item];
        numbers.value("structure.communality", Place::of(item), EXPLORATION, found.communalities[place], n);
        for (factor, name) in factors.names.iter().enumerate() {
            let of = format!("cell:{}~{}", plain(item), plain(name));
            numbers.value("structure.explored", Place::of(&of), EXPLORATION, found.loadings[(place, factor)], n);
        }
    }
}
