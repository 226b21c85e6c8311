//! Tests of gaps equal `r_tests.json` (R, coin): statistics within 1e-9 relative, p within 1e-8 relative.

use crate::golden_py_tests::{check_family, check_t};
use crate::support::{Survey, close, complete, histogram, near};
use serde_json::Value;
use statistics::comparison::multiplicity::{Adjustment, adjust};
use statistics::gap::effect_size::paired_effect;
use statistics::gap::mean::{mean, mean_of_histogram, median};
use statistics::gap::wilcoxon::{Zeros, hodges_lehmann, signed_rank};
use sums::Histogram;

const STATISTIC: f64 = 1e-9;
const P: f64 = 1e-8;

#[test]
fn items_agree_with_r() {
    for survey in Survey::with("r_tests.json") {
        let golden = survey.golden("r_tests.json");
        for item in survey.items() {
            let expected = &golden["items"][&item];
            let gaps = histogram(&survey.item("G", &item));
            let gap = mean_of_histogram(&gaps, 1, 0.95).unwrap();
            close(&item, gap.mean, &expected["gap"], STATISTIC);
            close(&item, gap.sd, &expected["sd_gap"], STATISTIC);
            close(&item, gap.se, &expected["se_gap"], STATISTIC);
            close(&item, gap.low, &expected["ci95"][0], STATISTIC);
            close(&item, gap.high, &expected["ci95"][1], STATISTIC);
            near(&item, median(&gaps, 1).unwrap(), &expected["median_gap"], 1e-12);
            check_t(&item, &gap, &expected["t"], &expected["p"]);

            let pairs = complete([&survey.item("E", &item), &survey.item("P", &item)]);
            let summary = |variable| mean(&pairs, variable, 1, 0.95).unwrap();
            close(&item, summary(0).mean, &expected["mean_E"], STATISTIC);
            close(&item, summary(0).sd, &expected["sd_E"], STATISTIC);
            close(&item, summary(1).mean, &expected["mean_P"], STATISTIC);
            close(&item, summary(1).sd, &expected["sd_P"], STATISTIC);
            close(&item, paired_effect(&pairs, 0, 1).unwrap().r, &expected["r_PE"], STATISTIC);
            check_wilcoxon_of_r(&item, &gaps, expected);
        }
    }
}

#[track_caller]
fn check_wilcoxon_of_r(item: &str, gaps: &Histogram, expected: &Value) {
    let test = |zeros, continuity| signed_rank(gaps, zeros, continuity).unwrap();
    let dropped = test(Zeros::Drop, false);
    close(item, dropped.w_plus, &expected["wilcoxon_V"], STATISTIC);
    close(item, dropped.p, &expected["wilcoxon_p_nocc"], P);
    close(item, test(Zeros::Drop, true).p, &expected["wilcoxon_p_cc"], P);
    close(item, dropped.z, &expected["coin_Z_wilcoxon"], STATISTIC);
    close(item, dropped.p, &expected["coin_p_wilcoxon"], P);
    close(item, test(Zeros::Pratt, false).z, &expected["coin_Z_pratt"], STATISTIC);
    close(item, test(Zeros::Pratt, false).p, &expected["coin_p_pratt"], P);
    // R looks for the root of a step function: good to four digits only.
    near(item, hodges_lehmann(gaps, 1, false).unwrap(), &expected["hodges_lehmann"], 2e-4);
}

#[test]
fn dimensions_agree_with_r() {
    for survey in Survey::with("r_tests.json") {
        let golden = survey.golden("r_tests.json");
        for (name, items) in &survey.dimensions {
            let expected = &golden["dimensions"][name];
            let (scores, scale) = survey.score("G", items);
            let gap = mean(&complete([&scores]), 0, scale, 0.95).unwrap();
            assert_eq!(gap.n, expected["n"].as_i64().unwrap());
            close(name, gap.mean, &expected["gap"], STATISTIC);
            close(name, gap.sd, &expected["sd"], STATISTIC);
            close(name, gap.low, &expected["ci95"][0], STATISTIC);
            close(name, gap.high, &expected["ci95"][1], STATISTIC);
            check_t(name, &gap, &expected["t"], &expected["p"]);
        }
    }
}

#[test]
fn adjusted_p_values_agree_with_r() {
    for survey in Survey::with("r_tests.json") {
        let golden = survey.golden("r_tests.json");
        for family in ["adjust_items_t", "adjust_items_wilcoxon", "adjust_dims_t", "adjust_bh1995_example"] {
            // The raw values are printed with 15 digits.
            check_family(&golden[family]["raw"], &golden[family], 1e-12);
        }
    }
}

#[test]
fn four_of_the_fifteen_published_p_values_survive() {
    // Benjamini & Hochberg (1995), section 3.2: at 5 % their procedure rejects four hypotheses, Bonferroni's three.
    let published = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759,
        1.0,
    ];
    let found =
        |adjustment| adjust(&published.map(Some), adjustment).p.iter().flatten().filter(|p| **p <= 0.05).count();
    assert_eq!((found(Adjustment::BenjaminiHochberg), found(Adjustment::Bonferroni)), (4, 3));
}
