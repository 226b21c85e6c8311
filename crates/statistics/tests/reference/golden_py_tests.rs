//! Tests of gaps and effect sizes equal `py_tests.json` (scipy, statsmodels): statistics within 1e-9 relative, p within
//! 1e-8 relative, the exact Hodges–Lehmann estimates within 1e-12.

use crate::support::{Survey, close, close_or_undefined, complete, histogram, near};
use serde_json::Value;
use statistics::comparison::multiplicity::{Adjustment, adjust};
use statistics::gap::effect_size::{paired_effect, standardized_gap};
use statistics::gap::mean::{MeanSummary, mean_of_histogram, paired_t};
use statistics::gap::wilcoxon::{Zeros, hodges_lehmann, signed_rank};
use sums::Histogram;

const STATISTIC: f64 = 1e-9;
const P: f64 = 1e-8;

/// Also for the reference made with R.
#[track_caller]
pub fn check_t(what: &str, gap: &MeanSummary, t: &Value, p: &Value) {
    let test = paired_t(gap);
    close_or_undefined(what, test.clone().map(|test| test.t), t, STATISTIC);
    close_or_undefined(what, test.map(|test| test.p), p, P);
}

/// The three treatments of zeros, with and without continuity, as scipy and R give them.
#[track_caller]
fn check_wilcoxon(what: &str, gaps: &Histogram, expected: &Value) {
    for (zeros, name) in [(Zeros::Drop, "wilcox"), (Zeros::Pratt, "pratt"), (Zeros::Split, "zsplit")] {
        for (continuity, suffix) in [(false, "nocc"), (true, "cc")] {
            let expected = &expected[format!("wilcoxon_{name}_{suffix}")];
            let what = format!("{what} {name} {suffix}");
            let test = signed_rank(gaps, zeros, continuity).unwrap();
            close(&what, test.w_plus.min(test.w_minus), &expected["T_min"], STATISTIC);
            // scipy gives the z of the smaller rank sum; coin, below, tells the direction.
            close(&what, -test.z.abs(), &expected["z"], STATISTIC);
            close(&what, test.p, &expected["p"], P);
        }
    }
    let dropped = signed_rank(gaps, Zeros::Drop, false).unwrap();
    close(what, dropped.w_plus, &expected["R_plus"], STATISTIC);
    close(what, dropped.w_minus, &expected["R_minus"], STATISTIC);
    close(what, dropped.rank_biserial, &expected["rank_biserial"], STATISTIC);
    assert_eq!(dropped.n_zero, expected["n_zero"].as_u64().unwrap(), "{what}");
}

#[track_caller]
fn check_hodges_lehmann(what: &str, gaps: &Histogram, scale: i64, expected: &Value) {
    let got = |with_zeros| hodges_lehmann(gaps, scale, with_zeros).unwrap();
    near(what, got(false), &expected["hodges_lehmann_exact_nonzero"], 1e-12);
    near(what, got(true), &expected["hodges_lehmann_exact_with_zeros"], 1e-12);
}

#[track_caller]
fn check_standardized(what: &str, gap: &MeanSummary, expected: &Value) {
    let effect = standardized_gap(gap).unwrap();
    close(what, effect.d_z, &expected["cohen_dz"], STATISTIC);
    close(what, effect.hedges_j, &expected["hedges_J_exact"], STATISTIC);
    close(what, effect.g_z, &expected["hedges_gz"], STATISTIC);
}

#[test]
fn items_agree_with_scipy() {
    for survey in Survey::with("py_tests.json") {
        let golden = survey.golden("py_tests.json");
        for item in survey.items() {
            let expected = &golden["tests"][&item];
            let gaps = histogram(&survey.item("G", &item));
            let gap = mean_of_histogram(&gaps, 1, 0.95).unwrap();
            check_t(&item, &gap, &expected["t"], &expected["p_t"]);
            check_wilcoxon(&item, &gaps, expected);
            check_hodges_lehmann(&item, &gaps, 1, expected);
            check_standardized(&item, &gap, expected);
            let pairs = complete([&survey.item("E", &item), &survey.item("P", &item)]);
            let effect = paired_effect(&pairs, 0, 1).unwrap();
            close(&item, effect.d_av, &expected["cohen_d_av"], STATISTIC);
            close(&item, effect.d_rm, &expected["cohen_d_rm"], STATISTIC);
        }
    }
}

#[test]
fn dimensions_agree_with_scipy() {
    for survey in Survey::with("py_tests.json") {
        let golden = survey.golden("py_tests.json");
        for (name, items) in &survey.dimensions {
            let expected = &golden["tests"][name];
            let (scores, scale) = survey.score("G", items);
            let gaps = histogram(&scores);
            let gap = mean_of_histogram(&gaps, scale, 0.95).unwrap();
            check_t(name, &gap, &expected["t"], &expected["p_t"]);
            check_wilcoxon(name, &gaps, expected);
            check_hodges_lehmann(name, &gaps, scale, expected);
            check_standardized(name, &gap, expected);
        }
    }
}

/// Adjusts the raw p-values of a family and compares with the reference's adjusted ones.
#[track_caller]
pub fn check_family(raw: &Value, adjusted: &Value, tolerance: f64) {
    let raw = raw.as_object().unwrap();
    let p: Vec<Option<f64>> = raw.values().map(Value::as_f64).collect();
    for (name, adjustment) in [
        ("bonferroni", Adjustment::Bonferroni),
        ("holm", Adjustment::Holm),
        ("bh", Adjustment::BenjaminiHochberg),
        ("by", Adjustment::BenjaminiYekutieli),
    ] {
        let family = adjust(&p, adjustment);
        for (key, got) in raw.keys().zip(&family.p) {
            close(&format!("{name} {key}"), got.unwrap(), &adjusted[name][key], tolerance);
        }
    }
}

#[test]
fn our_own_p_values_adjusted_agree_with_statsmodels() {
    for survey in Survey::with("py_tests.json") {
        let golden = survey.golden("py_tests.json");
        let mut items = serde_json::Map::new();
        for item in survey.items() {
            let gap = mean_of_histogram(&histogram(&survey.item("G", &item)), 1, 0.95).unwrap();
            items.insert(item, paired_t(&gap).unwrap().p.into());
        }
        check_family(&Value::Object(items), &golden["adjusted"]["items_t"], P);
        let mut dimensions = serde_json::Map::new();
        for (name, items) in &survey.dimensions {
            let (scores, scale) = survey.score("G", items);
            let gap = mean_of_histogram(&histogram(&scores), scale, 0.95).unwrap();
            dimensions.insert(name.clone(), paired_t(&gap).unwrap().p.into());
        }
        check_family(&Value::Object(dimensions), &golden["adjusted"]["dims_t"], P);
    }
}
