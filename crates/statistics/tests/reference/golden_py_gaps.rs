//! Gap scores equal the reference of `py_gaps.json` and `py_respondent_scores.csv` (numpy, scipy, pandas) within 1e-10.

use crate::support::{Column, Survey, complete, gap, histogram, near};
use serde_json::Value;
use statistics::gap::mean::{MeanSummary, mean, mean_of_histogram, median, percent_of_scale, shares};
use statistics::gap::servperf::{servperf, weighted_servperf};
use statistics::gap::weighted::{unweighted, weighted};

const TOLERANCE: f64 = 1e-10;
/// The plan's total of a respondent's weights.
const WEIGHT_TOTAL: i64 = sums::WEIGHT_TOTAL;
/// A scale that all dimensions share: lcm(1, …, 5).
const SCALE: i64 = 60;

/// One score with everything the reference says of it.
#[track_caller]
fn check_distribution(what: &str, scores: &Column, scale: i64, expected: &Value) {
    let distribution = histogram(scores);
    check_mean(what, &mean_of_histogram(&distribution, scale, 0.95).unwrap(), expected);
    near(what, median(&distribution, scale).unwrap(), &expected["median"], TOLERANCE);
    let shares = shares(&distribution).unwrap();
    near(what, shares.negative, &expected["share_negative"], TOLERANCE);
    near(what, shares.zero, &expected["share_zero"], TOLERANCE);
    near(what, shares.positive, &expected["share_positive"], TOLERANCE);
}

#[track_caller]
fn check_mean(what: &str, got: &MeanSummary, expected: &Value) {
    assert_eq!(got.n, expected["n"].as_i64().unwrap(), "{what}");
    near(what, got.mean, &expected["mean"], TOLERANCE);
    near(what, got.sd, &expected["sd"], TOLERANCE);
    near(what, got.se, &expected["se"], TOLERANCE);
    near(what, got.low, &expected["ci95_t"][0], TOLERANCE);
    near(what, got.high, &expected["ci95_t"][1], TOLERANCE);
}

#[test]
fn gap_of_every_item_is_that_of_the_reference() {
    for survey in Survey::with("py_gaps.json") {
        let golden = survey.golden("py_gaps.json");
        let (low, high) = survey.scale();
        for item in survey.items() {
            let expected = &golden["items"][&item];
            let (perception, expectation) = (survey.item("P", &item), survey.item("E", &item));
            check_distribution(&item, &gap(&perception, &expectation), 1, &expected["gap"]);
            let pairs = complete([&expectation, &perception]).linear(&[vec![-1, 1]]);
            let gap = mean(&pairs, 0, 1, 0.95).unwrap();
            check_mean(&item, &gap, &expected["gap"]);
            near(&item, percent_of_scale(gap.mean, low, high), &expected["gap_pct_of_range"], TOLERANCE);
            let available = |column: &Column| mean_of_histogram(&histogram(column), 1, 0.95).unwrap().mean;
            near(&item, available(&expectation), &expected["E_available"], TOLERANCE);
            near(&item, available(&perception), &expected["P_available"], TOLERANCE);
        }
    }
}

#[test]
fn dimension_scores_are_those_of_the_reference() {
    for survey in Survey::with("py_gaps.json") {
        let golden = survey.golden("py_gaps.json");
        for (name, items) in &survey.dimensions {
            for (battery, key) in [("E", "E"), ("P", "P"), ("G", "gap")] {
                let (scores, scale) = survey.score(battery, items);
                check_distribution(&format!("{name} {key}"), &scores, scale, &golden["dimensions"][name][key]);
            }
        }
    }
}

#[test]
fn every_respondent_has_the_dimension_scores_of_the_reference() {
    for survey in Survey::with("py_respondent_scores.csv") {
        let golden = survey.golden_table("py_respondent_scores.csv");
        for (name, items) in &survey.dimensions {
            for battery in ["E", "P", "G"] {
                let (scores, scale) = survey.score(battery, items);
                let expected = golden.decimals(&format!("{battery}_{name}"));
                for (row, (got, expected)) in scores.iter().zip(expected).enumerate() {
                    let got = got.map(|score| score as f64 / scale as f64);
                    let same = match (got, expected) {
                        (Some(got), Some(expected)) => (got - expected).abs() < TOLERANCE,
                        (got, expected) => got.is_none() && expected.is_none(),
                    };
                    assert!(same, "{battery}_{name}, respondent {row}: {got:?} is not {expected:?}");
                }
            }
        }
    }
}

/// The dimension scores of a battery at one common scale.
fn scores(survey: &Survey, battery: &str) -> Vec<Column> {
    let at_common_scale = |items: &Vec<String>| {
        let (scores, scale) = survey.score(battery, items);
        scores.iter().map(|score| score.map(|score| score * (SCALE / scale))).collect()
    };
    survey.dimensions.iter().map(|(_, items)| at_common_scale(items)).collect()
}

/// Each respondent's points as shares of their total, by the rule of the plan.
fn weights(survey: &Survey) -> Option<Vec<Column>> {
    let names = survey.config["weights"].as_object()?;
    let points: Vec<Column> =
        survey.dimensions.iter().map(|(name, _)| survey.column(names[name].as_str().unwrap())).collect();
    let total = |row: usize| points.iter().map(|column| column[row]).sum::<Option<i64>>();
    let share = |column: &Column, row: usize| Some((WEIGHT_TOTAL * column[row]? + total(row)? / 2) / total(row)?);
    Some(points.iter().map(|column| (0..survey.rows()).map(|row| share(column, row)).collect()).collect())
}

#[test]
fn unweighted_servqual_is_that_of_the_reference() {
    for survey in Survey::with("py_gaps.json") {
        let golden = &survey.golden("py_gaps.json")["overall"];
        let gaps = scores(&survey, "G");
        let sums = complete(&gaps);
        let all: Vec<usize> = (0..gaps.len()).collect();
        assert_eq!(sums.n(), golden["n_complete_dims"].as_i64().unwrap());
        let overall = unweighted(&sums, &all, SCALE, 0.95).unwrap();
        check_mean("unweighted", &overall, &golden["respondent_level_mean_of_5"]);
        let means: f64 = gaps.iter().map(|gap| mean_of_histogram(&histogram(gap), SCALE, 0.95).unwrap().mean).sum();
        near("mean of dimension means", means / all.len() as f64, &golden["mean_of_dimension_means"], TOLERANCE);
    }
}

#[test]
fn both_weightings_and_their_link_are_those_of_the_reference() {
    let mut checked = 0;
    for survey in Survey::with("py_gaps.json") {
        let Some(weights) = weights(&survey) else {
            continue;
        };
        checked += 1;
        let golden = &survey.golden("py_gaps.json")["weighted"];
        let k = weights.len();
        let (places, others): (Vec<usize>, Vec<usize>) = ((0..k).collect(), (k..2 * k).collect());
        let gaps = complete(weights.iter().chain(&scores(&survey, "G")));
        let score = weighted(&gaps, &places, &others, WEIGHT_TOTAL, SCALE).unwrap();
        near("respondent level", score.respondent_level, &golden["respondent_level"]["mean"], TOLERANCE);
        near("aggregate", score.aggregate, &golden["aggregate_weights_complete_cases"], TOLERANCE);
        near("link", score.link, &golden["identity_sum_of_covariances"], TOLERANCE);
        near("link", score.link, &golden["identity_respondent_minus_aggregate"], TOLERANCE);

        // The respondent's own weighted score is one more composite: its mean has the interval of any mean.
        let own = own_weighted_scores(&weights, &scores(&survey, "G"));
        check_mean(
            "own",
            &mean(&complete([&own]), 0, WEIGHT_TOTAL * SCALE, 0.95).unwrap(),
            &golden["respondent_level"],
        );
        let own = own_weighted_scores(&weights, &scores(&survey, "P"));
        let performance = mean(&complete([&own]), 0, WEIGHT_TOTAL * SCALE, 0.95).unwrap();
        check_mean("weighted servperf", &performance, &golden["weighted_servperf"]);
        let performed = complete(weights.iter().chain(&scores(&survey, "P")));
        let performed = weighted_servperf(&performed, &places, &others, WEIGHT_TOTAL, SCALE).unwrap();
        near("weighted servperf", performed.respondent_level, &golden["weighted_servperf"]["mean"], TOLERANCE);
    }
    assert!(0 < checked, "a survey with stated weights");
}

fn own_weighted_scores(weights: &[Column], scores: &[Column]) -> Column {
    let of_row = |row: usize| weights.iter().zip(scores).map(|(w, s)| Some(w[row]? * s[row]?)).sum();
    (0..weights[0].len()).map(of_row).collect()
}

#[test]
fn servperf_is_the_mean_of_the_respondents_five_perception_scores() {
    // The reference holds the scores per respondent; their mean by hand is the expected value.
    for survey in Survey::with("py_respondent_scores.csv") {
        let golden = survey.golden_table("py_respondent_scores.csv");
        let columns: Vec<Vec<Option<f64>>> =
            survey.dimensions.iter().map(|(name, _)| golden.decimals(&format!("P_{name}"))).collect();
        let own = |row: usize| columns.iter().map(|column| column[row]).sum::<Option<f64>>();
        let totals: Vec<f64> = (0..survey.rows()).filter_map(own).collect();
        let expected = totals.iter().sum::<f64>() / totals.len() as f64 / columns.len() as f64;
        let perceptions = scores(&survey, "P");
        let all: Vec<usize> = (0..perceptions.len()).collect();
        let result = servperf(&complete(&perceptions), &all, SCALE, survey.scale(), 0.95).unwrap();
        assert_eq!(result.score.n, totals.len() as i64);
        assert!((result.score.mean - expected).abs() < TOLERANCE);
    }
}
