//! Penalties and rewards equal R's `lm` on low and high dummies (`r_penalty_reward.json`), relative 1e-9.
//!
//! Impact asymmetry and class are not in the reference; they follow from penalty and reward and are tested by hand.

use crate::support::{Survey, close};
use statistics::shape::penalty_reward::{Cuts, penalty_reward};
use sums::Sums;

#[test]
fn penalties_and_rewards_of_every_dimension_are_those_of_the_reference() {
    for survey in Survey::with("r_penalty_reward.json") {
        let golden = survey.golden("r_penalty_reward.json");
        let cut = |name: &str| golden[name].as_i64().expect("a cut");
        let cuts = Cuts::new(cut("low_if_le"), cut("high_if_ge")).expect("cuts");
        let scores: Vec<_> = survey.dimensions.iter().map(|(_, items)| survey.score("P", items)).collect();
        let scale: Vec<i64> = scores.iter().map(|(_, scale)| *scale).collect();
        let outcome = survey.column(survey.setting("overall").expect("an outcome"));
        let mut block = Sums::new(2 * scores.len() + 1);
        for (row, outcome) in outcome.iter().enumerate() {
            let answered: Option<Vec<i64>> = scores.iter().map(|(column, _)| column[row]).collect();
            if let (Some(answered), Some(outcome)) = (answered, outcome) {
                block.observe(&cuts.row(&answered, &scale, *outcome));
            }
        }
        let found = penalty_reward(&block, 1, 0.95).expect("a model");
        assert_eq!(Some(found.n), golden["n"].as_i64(), "{}", survey.id);
        close("intercept", found.intercept, &golden["intercept"], 1e-9);
        close("R²", found.r_squared, &golden["R2"], 1e-9);
        let k = scores.len();
        for (d, (name, _)) in survey.dimensions.iter().enumerate() {
            let contrast = &found.dimensions[d];
            for (side, place, term) in [(&contrast.penalty, d, "pen"), (&contrast.reward, d + k, "rew")] {
                let what = format!("{} {term}_{name}", survey.id);
                assert_eq!(golden["terms"][place], format!("{term}_{name}"));
                assert_eq!(Some(side.count), golden["counts"][format!("{term}_{name}")].as_i64(), "{what}");
                let effect = side.effect.expect("an effect");
                close(&what, effect.b, &golden["b"][place], 1e-9);
                close(&what, effect.se, &golden["se"][place], 1e-9);
                close(&what, effect.t, &golden["t"][place], 1e-9);
                close(&what, effect.p, &golden["p"][place], 1e-9);
            }
        }
    }
}
