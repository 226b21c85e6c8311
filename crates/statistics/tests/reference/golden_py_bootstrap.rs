//! Bootstrap intervals on the portable generator (`py_bootstrap.json`): replicates 1e-12, intervals 1e-10.
//!
//! Means, a median (where BCa is undefined), a trimmed mean, the weighted score and alpha, each on the respondents without
//! a missing value in file order. Replicates equal to the estimate are exact ties here; the reference adds up rounded
//! numbers, so that some of its ties fall to one side by the last digit. Its own counts say how many, and the same ones
//! are nudged before the intervals are compared. The random run of scipy is met by as many replicates of our own, 0.002.

use crate::support::{Column, Survey, near, scale_of};
use serde_json::Value;
use statistics::Undefined;
use statistics::uncertainty::bootstrap::{Resampled, Resampling, Ties, bootstrap};
use statistics::uncertainty::splitmix::SplitMix64;
use sums::Sums;

/// Redraws respondents as the file says and compares everything it holds.
#[track_caller]
fn check(what: &str, n: usize, expected: &Value, mut statistic: impl FnMut(&[u32]) -> f64) -> Resampled {
    assert_eq!(Some(n as u64), expected["n"].as_u64(), "{what}");
    let resampling = Resampling {
        seed: expected["seed"].as_u64().expect("a seed"),
        replicates: usize::try_from(expected["B"].as_u64().expect("B")).expect("a count"),
        level: 0.95,
    };
    let replicates = bootstrap(n, &resampling, 1, |times, values| {
        values[0] = statistic(times);
        Ok(())
    });
    let found = replicates.expect("respondents").statistics.remove(0);
    near(what, found.estimate, &expected["theta"], 1e-12);
    for (b, draw) in expected["first5_replicates"].as_array().expect("replicates").iter().enumerate() {
        near(&format!("{what} replicate {b}"), found.draws[b], draw, 1e-12);
    }
    near(what, found.mean(), &expected["boot_mean"], 1e-11);
    near(what, found.se(), &expected["boot_se"], 1e-11);
    let ends = |name: &str, (low, high): (f64, f64)| {
        near(&format!("{what} {name}"), low, &expected[name][0], 1e-10);
        near(&format!("{what} {name}"), high, &expected[name][1], 1e-10);
    };
    ends("percentile_ci95_type7", found.percentile(0.95).expect("replicates"));
    ends("basic_ci95", found.basic(0.95).expect("replicates"));
    let nudged = nudge(&found, expected);
    for (name, ties) in [("bca_midrank", Ties::MidRank), ("bca_strict", Ties::Strict)] {
        let expected_bca = &expected[name];
        match nudged.bca(0.95, ties) {
            Ok(bca) => {
                near(&format!("{what} {name}"), bca.acceleration, &expected["acceleration"], 1e-10);
                near(&format!("{what} {name}"), bca.low, &expected_bca["ci95_type7"][0], 1e-10);
                near(&format!("{what} {name}"), bca.high, &expected_bca["ci95_type7"][1], 1e-10);
            }
            Err(reason) => {
                assert_eq!(reason, Undefined::DegenerateBootstrap, "{what} {name}");
                assert!(expected_bca.is_null(), "{what} {name}: undefined, but the reference has an interval");
            }
        }
    }
    found
}

/// Moves as many exact ties below and above the estimate, by less than rounding, as the reference's rounding did.
#[track_caller]
fn nudge(found: &Resampled, expected: &Value) -> Resampled {
    let count = |name: &str| expected[name].as_u64().expect("a count") as usize;
    let below = found.draws.iter().filter(|draw| **draw < found.estimate).count();
    let ties = found.draws.iter().filter(|draw| **draw == found.estimate).count();
    let (down, equal) = (count("count_less") - below, count("count_equal"));
    assert!(down + equal <= ties, "{down} below and {equal} equal of {ties} ties");
    let mut nudged = found.clone();
    let tied = nudged.draws.iter_mut().filter(|draw| **draw == found.estimate);
    for (place, draw) in tied.enumerate() {
        let side = if place < down { -1.0 } else { f64::from(u8::from(place >= down + equal)) };
        *draw += side * 1e-13;
    }
    nudged
}

/// A weighted mean of whole numbers, in units of `scale`.
fn mean(values: &[i64], scale: f64) -> impl Fn(&[u32]) -> f64 + '_ {
    move |times| {
        let sum: i64 = values.iter().zip(times).map(|(x, times)| x * i64::from(*times)).sum();
        let n: i64 = times.iter().map(|times| i64::from(*times)).sum();
        sum as f64 / n as f64 / scale
    }
}

fn present(column: &Column) -> Vec<i64> {
    column.iter().flatten().copied().collect()
}

/// The drawn values in ascending order.
fn drawn(values: &[i64], times: &[u32]) -> Vec<i64> {
    let mut drawn: Vec<i64> =
        values.iter().zip(times).flat_map(|(x, times)| std::iter::repeat_n(*x, *times as usize)).collect();
    drawn.sort_unstable();
    drawn
}

#[test]
fn the_generator_picks_the_respondents_of_the_reference() {
    for survey in Survey::with("py_bootstrap.json") {
        let golden = survey.golden("py_bootstrap.json");
        let mut generator = SplitMix64::new(42);
        for place in golden["splitmix_check_seed42_n1000_first8"].as_array().expect("places") {
            assert_eq!(Some(generator.index(1000) as u64), place.as_u64());
        }
    }
}

#[test]
fn mean_gaps_equal_the_reference() {
    for survey in Survey::with("py_bootstrap.json") {
        let golden = &survey.golden("py_bootstrap.json")["statistics"];
        for (name, items) in &survey.dimensions {
            let (score, scale) = survey.score("G", items);
            let values = present(&score);
            let what = format!("mean_gap_{name}");
            check(&what, values.len(), &golden[&what], mean(&values, scale as f64));
        }
    }
}

#[test]
fn as_many_replicates_as_scipy_draws_come_to_the_interval_of_scipy() {
    let mut compared = 0;
    for survey in Survey::with("py_bootstrap.json") {
        let golden = &survey.golden("py_bootstrap.json")["statistics"];
        for (name, items) in &survey.dimensions {
            let scipy = &golden[&format!("scipy_bca_mean_gap_{name}_B99999")];
            if !scipy.is_object() {
                continue;
            }
            compared += 1;
            let (score, scale) = survey.score("G", items);
            let values = present(&score);
            let statistic = mean(&values, scale as f64);
            let resampling = Resampling { seed: 1, replicates: 99_999, level: 0.95 };
            let drawn = bootstrap(values.len(), &resampling, 1, |times, found| {
                found[0] = statistic(times);
                Ok(())
            });
            let found = drawn.expect("respondents").statistics.remove(0);
            // scipy's generator is another one; the reference states what chance may do.
            let bca = found.bca(0.95, Ties::MidRank).expect("an interval");
            near(name, bca.low, &scipy["ci95"][0], 0.002);
            near(name, bca.high, &scipy["ci95"][1], 0.002);
            near(name, found.se(), &scipy["se"], 0.002);
        }
    }
    assert!(0 < compared, "a random run of scipy");
}

#[test]
fn a_median_is_undefined_and_a_trimmed_mean_is_not() {
    for survey in Survey::with("py_bootstrap.json") {
        let golden = &survey.golden("py_bootstrap.json")["statistics"];
        let items = survey.items();
        let scale = scale_of(items.len());
        let gaps = survey.battery("G", &items);
        let (score, _) = crate::support::score(&gaps);
        let values = present(&score);
        let scale = scale as f64;
        let n = values.len();
        let expected = &golden["median_all_item_gap"];
        let found = check("median", n, expected, |times| {
            let drawn = drawn(&values, times);
            (drawn[(drawn.len() - 1) / 2] + drawn[drawn.len() / 2]) as f64 / 2.0 / scale
        });
        assert_eq!(found.bca(0.95, Ties::MidRank), Err(Undefined::DegenerateBootstrap));
        check("trimmed mean", n, &golden["trimmed10_all_item_gap"], |times| {
            let drawn = drawn(&values, times);
            let cut = drawn.len() / 10;
            let kept = &drawn[cut..drawn.len() - cut];
            kept.iter().sum::<i64>() as f64 / kept.len() as f64 / scale
        });
    }
}

#[test]
fn the_weighted_score_and_alpha_equal_the_reference() {
    for survey in Survey::with("py_bootstrap.json") {
        let golden = &survey.golden("py_bootstrap.json")["statistics"];
        if let Some(columns) = survey.config["weights"].as_object() {
            // 100 points times scores over 60: whole numbers over 6000.
            let weighted = |row: usize| {
                let part = |(name, items): &(String, Vec<String>)| {
                    let (score, scale) = survey.score("G", items);
                    let points = survey.column(columns[name].as_str().expect("a column of points"));
                    Some(score[row]? * (60 / scale) * points[row]?)
                };
                survey.dimensions.iter().map(part).sum::<Option<i64>>()
            };
            let values: Vec<i64> = (0..survey.rows()).filter_map(weighted).collect();
            check("weighted", values.len(), &golden["weighted_sq"], mean(&values, 6000.0));
        }
        let (name, items) = &survey.dimensions[1];
        let answers = survey.battery("P", items);
        let rows: Vec<Vec<i64>> =
            (0..survey.rows()).filter_map(|row| answers.iter().map(|column| column[row]).collect()).collect();
        let what = format!("alpha_P_{name}");
        check(&what, rows.len(), &golden[&what], |times| {
            let mut sums = Sums::new(items.len());
            for (row, times) in rows.iter().zip(times) {
                (0..*times).for_each(|_| sums.observe(row));
            }
            let k = items.len();
            let variances: f64 = (0..k).filter_map(|i| sums.variance(i)).sum();
            let total = sums.linear(&[vec![1; k]]).variance(0).expect("respondents");
            k as f64 / (k as f64 - 1.0) * (1.0 - variances / total)
        });
    }
}
