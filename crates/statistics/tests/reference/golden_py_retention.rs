//! Retention equals numpy and scipy (`misc/py_retention.json`): closed forms within 1e-10, the fit within 1e-5.
//!
//! What follows from fitted parameters is compared at the reference's own α and β within 1e-10, and once more at ours within
//! 1e-5. The published parameters are compared to their three printed digits.

use crate::support::{close, golden_of_its_own, near};
use serde_json::Value;
use statistics::retention::beta_geometric::{BetaGeometric, Spread, fit};
use statistics::retention::customer_value::{FirstMargin, Terms, expected_lifetime};

#[test]
fn values_of_a_customer_are_those_of_the_reference() {
    let golden = golden_of_its_own("misc/py_retention.json");
    let number = |name: &str| golden[name].as_f64().expect("a number");
    let now = Terms {
        margin: number("margin"),
        retention: number("retention"),
        discount: number("discount"),
        growth: 0.0,
        first: FirstMargin::Now,
    };
    let later = Terms { first: FirstMargin::AfterRenewal, ..now };
    let check = |name: &str, found: f64| close(name, found, &golden[name], 1e-10);
    check("clv_infinite_first_margin_now", now.value().unwrap());
    check("clv_infinite_first_margin_after_one_period", later.value().unwrap());
    check("clv_5_periods_first_now", now.value_over(5).unwrap());
    check("expected_lifetime_periods_geometric", expected_lifetime(now.retention).unwrap());
    check("clv_growth_g2pct", Terms { growth: 0.02, ..later }.value().unwrap());
    for (name, retention) in [("value_of_retention_0.81", 0.81), ("value_of_retention_0.85", 0.85)] {
        check(name, Terms { retention, ..now }.value().unwrap() - now.value().unwrap());
    }
}

#[track_caller]
fn follow(what: &str, model: &BetaGeometric, expected: &Value, tolerance: f64) {
    for t in 0..=12_u32 {
        near(what, model.survival(t), &expected["survival_0_12"][t as usize], tolerance);
        if t > 0 {
            near(what, model.retention(t), &expected["retention_rates_1_12"][t as usize - 1], tolerance);
        }
    }
    for (place, renewals) in [1, 2, 5].into_iter().enumerate() {
        let found = model.residual_lifetime(renewals, 0.1).expect("a lifetime");
        close(what, found, &expected["derl_discount10pct_after_n1_2_5_renewals"][place], tolerance);
    }
}

#[test]
fn cohorts_are_fitted_and_followed_as_in_the_reference() {
    let golden = golden_of_its_own("misc/py_retention.json");
    for name in ["high_end", "regular"] {
        let expected = &golden["sbg"][name];
        let per_cent = expected["input_survival_pct"].as_array().expect("shares");
        let left: Vec<u64> = per_cent.iter().map(|share| (share.as_f64().unwrap() * 10.0).round() as u64).collect();
        let found = fit(&left).expect("a model");
        assert_eq!((found.n, found.renewals, found.spread), (1000, 7, Spread::Estimated));
        close(name, found.model.alpha(), &expected["alpha"], 1e-5);
        close(name, found.model.beta(), &expected["beta"], 1e-5);
        close(name, found.ln_likelihood, &expected["loglik_per_1000"], 1e-10);
        follow(name, &found.model, expected, 1e-5);
        let theirs = BetaGeometric::new(expected["alpha"].as_f64().unwrap(), expected["beta"].as_f64().unwrap());
        follow(name, &theirs.expect("a model"), expected, 1e-10);
        let published = &golden["sbg"]["published"][name];
        near(name, found.model.alpha(), &published["alpha"], 5e-4);
        near(name, found.model.beta(), &published["beta"], 5e-4);
    }
}
