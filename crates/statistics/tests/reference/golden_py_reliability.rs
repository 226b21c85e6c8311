//! Alpha, lambda 2 and item-rest correlations of the perceptions equal `py_reliability.json` (numpy, scipy) within 1e-10.

use crate::support::{Survey, complete, near};
use statistics::consistency::alpha::alpha;
use statistics::consistency::guttman::lambda2;
use statistics::consistency::item_rest::item_rest;

const TOLERANCE: f64 = 1e-10;

#[test]
fn alpha_of_the_perceptions_agrees_with_scipy() {
    for survey in Survey::with("py_reliability.json") {
        let golden = survey.golden("py_reliability.json");
        for (name, items) in &survey.dimensions {
            let expected = &golden["dims"][name];
            let sums = complete(&survey.battery("P", items));
            let result = alpha(&sums, 0.95).unwrap();
            assert_eq!(result.n, expected["n"].as_i64().unwrap());
            near(name, result.raw, &expected["alpha"], TOLERANCE);
            near(name, result.standardized, &expected["std_alpha"], TOLERANCE);
            near(name, result.low, &expected["ci95_feldt"][0], TOLERANCE);
            near(name, result.high, &expected["ci95_feldt"][1], TOLERANCE);
            near(name, lambda2(&sums).unwrap(), &expected["guttman_lambda2"], TOLERANCE);
            for (item, correlations) in item_rest(&sums).into_iter().enumerate() {
                near(name, correlations.unwrap().rest, &expected["item_rest"][item], TOLERANCE);
            }
        }
    }
}
