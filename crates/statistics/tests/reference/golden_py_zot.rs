//! The zone of tolerance equals `zot/py_zot.json` (numpy, scipy, pandas) within 1e-10.

use crate::support::{Column, Table, complete, gap, golden_of_its_own, histogram, near, score};
use serde_json::Value;
use statistics::gap::mean::MeanSummary;
use statistics::gap::zone::{zone, zone_shares};
use std::path::Path;

const TOLERANCE: f64 = 1e-10;

#[track_caller]
fn check_mean(what: &str, got: &MeanSummary, expected: &Value) {
    assert_eq!(got.n, expected["n"].as_i64().unwrap(), "{what}");
    near(what, got.mean, &expected["mean"], TOLERANCE);
    near(what, got.sd, &expected["sd"], TOLERANCE);
    near(what, got.low, &expected["ci95"][0], TOLERANCE);
    near(what, got.high, &expected["ci95"][1], TOLERANCE);
}

/// `answers` are minimum, desired and perceived of the respondents, `scale` times scale points.
#[track_caller]
fn check(what: &str, answers: &[Column; 3], scale: i64, expected: &Value) {
    let [minimum, desired, perceived] = answers;
    let (adequacy, superiority, width) = (gap(perceived, minimum), gap(perceived, desired), gap(desired, minimum));
    let result = zone(&complete([&adequacy, &superiority]), 0, 1, scale, 0.95).unwrap();
    check_mean(what, &result.adequacy, &expected["MSA"]);
    check_mean(what, &result.superiority, &expected["MSS"]);
    check_mean(what, &result.width, &expected["zone_width"]);
    near(what, result.position.unwrap(), &expected["relative_position_of_means"], TOLERANCE);
    let shares = zone_shares(&histogram(&adequacy), &histogram(&superiority), &histogram(&width)).unwrap();
    assert_eq!(shares.inverted, expected["inverted_desired_below_adequate"].as_u64().unwrap(), "{what}");
    assert_eq!(shares.zero_width, expected["zero_width"].as_u64().unwrap(), "{what}");
    near(what, shares.below, &expected["share_below_adequate"], TOLERANCE);
    near(what, shares.above, &expected["share_above_desired"], TOLERANCE);
    // With inverted answers the distributions tell the share within only up to the inverted.
    let slack = shares.inverted as f64 / shares.n as f64;
    near(what, shares.within + 0.5 * slack, &expected["share_within_zone_inclusive"], 0.5 * slack + TOLERANCE);
}

/// The rule of the reference: an answer counts only where all three were given.
fn where_all_answered(mut answers: [Column; 3]) -> [Column; 3] {
    for row in 0..answers[0].len() {
        if answers.iter().any(|column| column[row].is_none()) {
            for column in &mut answers {
                column[row] = None;
            }
        }
    }
    answers
}

#[test]
fn zone_of_every_item_and_dimension_is_that_of_the_reference() {
    let golden = golden_of_its_own("zot/py_zot.json");
    let config = golden_of_its_own("inputs/cfg_extra.json");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let table = Table::read(&folder.join(config["zot"]["csv"].as_str().unwrap()));
    let item = |number: usize| {
        where_all_answered(["A", "D", "Q"].map(|battery| table.column(&format!("{battery}{number:02}"))))
    };
    for number in 1..=22 {
        let name = format!("{number:02}");
        check(&name, &item(number), 1, &golden["items"][&name]);
    }
    for (name, numbers) in [
        ("tangibles", 1..=4),
        ("reliability", 5..=9),
        ("responsiveness", 10..=13),
        ("assurance", 14..=17),
        ("empathy", 18..=22),
    ] {
        let items: Vec<[Column; 3]> = numbers.map(item).collect();
        let battery = |place: usize| score(&items.iter().map(|item| item[place].clone()).collect::<Vec<_>>());
        let scale = battery(0).1;
        check(name, &[battery(0).0, battery(1).0, battery(2).0], scale, &golden["dimensions"][name]);
    }
}
