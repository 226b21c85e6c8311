//! The iceberg against scipy (`py_iceberg.json`), 1e-9: intervals of shares, multiplier, market and two lists.
//!
//! The recovery contrasts of the same file are compared in `golden_py_waves.rs` (Welch) and where the table of four groups lives
//! (Hedges and Cliff).

use crate::support::{golden_of_its_own, near};
use statistics::complaint::iceberg::{Banded, iceberg, market};
use statistics::complaint::two_lists::two_lists;
use statistics::uncertainty::proportion::{Share, clopper_pearson, wilson, wilson_corrected};

#[test]
fn shares_of_problems_and_complaints_have_the_intervals_of_the_reference() {
    let golden = golden_of_its_own("misc/py_iceberg.json");
    let check = |what: &str, found: Share, interval: &str, part: &str| {
        near(what, found.share, &golden[part]["rate"], 1e-12);
        near(what, found.low, &golden[part][interval][0], 1e-9);
        near(what, found.high, &golden[part][interval][1], 1e-9);
    };
    let count = |part: &str, key: &str| golden[part][key].as_u64().expect("a count");
    let (problems, n) = (count("problem", "k"), golden["n"].as_u64().expect("n"));
    check("Wilson", wilson(problems, n, 0.95).expect("respondents"), "wilson95", "problem");
    check("corrected", wilson_corrected(problems, n, 0.95).expect("respondents"), "wilson95_cc", "problem");
    check("Clopper-Pearson", clopper_pearson(problems, n, 0.95).expect("respondents"), "clopper_pearson95", "problem");
    for part in ["complaint_rate_among_problem", "resolved_among_complained"] {
        check(part, wilson(count(part, "k"), count(part, "n"), 0.95).expect("respondents"), "wilson95", part);
    }
}

#[test]
fn multiplier_market_and_two_lists_are_those_of_the_reference() {
    let golden = golden_of_its_own("misc/py_iceberg.json");
    let count = |part: &str, key: &str| golden[part][key].as_u64().expect("a count");
    let n = golden["n"].as_u64().expect("n");
    let found =
        iceberg(n, count("problem", "k"), count("complaint_rate_among_problem", "k"), 0.95).expect("respondents");
    near("π", found.problem.share, &golden["problem"]["rate"], 1e-12);
    near(
        "c",
        found.complaint.as_ref().expect("problems").share,
        &golden["complaint_rate_among_problem"]["rate"],
        1e-12,
    );
    let estimate = |banded: &Banded| banded.estimate.expect("thirty problems");
    let multiplier = found.multiplier.expect("complaints");
    near("multiplier", estimate(&multiplier), &golden["multiplier"]["estimate"], 1e-12);
    near("its low", multiplier.low, &golden["multiplier"]["ci95_inverse_wilson"][0], 1e-9);
    near("its high", multiplier.high.expect("complaints"), &golden["multiplier"]["ci95_inverse_wilson"][1], 1e-9);

    let expected = &golden["market"];
    let whole = market(&found, count("market", "customers"), count("market", "complaints_received"));
    near("Nπ", estimate(&whole.with_problem), &expected["expected_with_problem"], 1e-9);
    near("silent", estimate(&whole.silent), &expected["expected_silent"], 1e-9);
    let behind = whole.behind_register.expect("complaints");
    near("behind", estimate(&behind), &expected["implied_with_problem_from_register"], 1e-9);
    near("behind low", behind.low, &expected["implied_ci95"][0], 1e-9);
    near("behind high", behind.high.expect("complaints"), &expected["implied_ci95"][1], 1e-9);
    let capture = whole.capture_rate.expect("customers");
    near("capture", estimate(&capture), &expected["capture_rate_of_register"], 1e-12);

    let expected = &golden["chapman"];
    let lists = two_lists(count("chapman", "n1"), count("chapman", "n2"), count("chapman", "m"), 0.95).expect("lists");
    near("N", lists.estimate, &expected["N"], 1e-9);
    near("var", lists.variance, &expected["var"], 1e-9);
    near("se", lists.se, &expected["se"], 1e-9);
    near("low", lists.low, &expected["ci95_normal"][0], 1e-9);
    near("high", lists.high, &expected["ci95_normal"][1], 1e-9);
}
