//! Intervals of shares against scipy (`py_iceberg.json`), 1e-9: Wilson with and without correction, Clopper and Pearson.
//!
//! The multiplier, the second list and the recovery contrasts of the same file belong to other families.

mod support;

use statistics::uncertainty::proportion::{Share, clopper_pearson, wilson, wilson_corrected};
use support::{golden_of_its_own, near};

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
