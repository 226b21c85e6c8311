//! The whole path for numbers that no reference file holds: recomputed here from the rows, or from the n, means and
//! standard deviations of a reference, by the plain code of `support::simple`.
//!
//! Bootstraps are redrawn with another generator; what they say is compared within four standard errors of 2,000
//! replicates.

mod support;

use serde_json::{Value, json};
use support::simple::{Draw, Group, Table, below, benjamini_hochberg, lmg_shares, mean, two_sided_p, welch};
use support::{DIMENSIONS, Row, Set, example, measure, near, relative, servqual_items};

/// The end of a 95 % interval lies where the two-sided p is 0.05.
fn ends_at_five_percent(what: &str, row: Row, (difference, se, df): (f64, f64, f64)) {
    near("value", what, row.value, &json!(difference), 1e-10);
    near("standard error", what, row.se, &json!(se), 1e-10);
    for end in [row.low, row.high] {
        let t = end.map(|end| (end - difference) / se);
        near("p at the end", what, t.map(|t| two_sided_p(t, df)), &json!(0.05), 1e-8);
    }
}

#[test]
fn a_change_of_the_gap_is_what_is_perceived_and_what_is_expected() {
    let file = example("clinic-made-up.csv");
    let (numbers, table) = (measure(&file, &["--wave", "wave"]), Table::read(&file));
    for dimension in DIMENSIONS {
        let items = servqual_items(dimension);
        let pairs = |wave: &str| {
            let pairs = table.rows_of("wave", wave).into_iter().filter_map(|row| table.pair(row, &items));
            pairs.unzip::<f64, f64, Vec<f64>, Vec<f64>>()
        };
        let ((e_before, p_before), (e_after, p_after)) = (pairs("2025-1"), pairs("2025-2"));
        let n = Some((e_before.len() + e_after.len()) as i64);
        let perceived = welch(Group::of(&p_after), Group::of(&p_before));
        // Expecting less makes the gap better, so that this part has the sign of earlier minus later.
        let expected = welch(Group::of(&e_before), Group::of(&e_after));
        let of = format!("dimension:{dimension}");
        let at = |statistic| numbers.at(statistic, &of, "", "2025-2");
        for (statistic, part) in [("wave.perception_part", perceived), ("wave.expectation_part", expected)] {
            let row = at(statistic);
            ends_at_five_percent(&format!("{statistic} of {dimension}"), row, part);
            assert_eq!(row.n, n, "{statistic} of {dimension}");
        }
        near("whole", dimension, at("wave.change").value, &json!(perceived.0 + expected.0), 1e-10);
    }
}

#[test]
fn two_groups_differ_as_welch_says() {
    let file = example("clinic-made-up.csv");
    let (numbers, table) = (measure(&file, &["--by", "branch"]), Table::read(&file));
    for dimension in DIMENSIONS {
        let items = servqual_items(dimension);
        let group = |branch: &str| {
            let gaps = table.rows_of("branch", branch).into_iter().filter_map(|row| table.gap(row, &items));
            Group::of(&gaps.collect::<Vec<_>>())
        };
        let (selatan, utara) = (group("Selatan"), group("Utara"));
        // With two groups, Games and Howell's comparison is Welch's; the first in the file is compared with the second.
        let found = welch(utara, selatan);
        let at = |statistic| numbers.at(statistic, &format!("dimension:{dimension}"), "branch=Utara~Selatan", "");
        let row = at("segment.difference");
        ends_at_five_percent(dimension, row, found);
        assert_eq!(row.n, Some((selatan.n + utara.n) as i64), "{dimension}");
        let p = two_sided_p(found.0 / found.1, found.2);
        near("p", dimension, at("segment.difference_p").value, &json!(p), 1e-9);
    }
}

/// The groups of a dimension in `r_segments.json`.
fn groups(dimension: &Value) -> Vec<(String, Group)> {
    let number = |key: &str, group: &str| dimension[key][group].as_f64().expect("a number");
    let names = dimension["n"].as_object().expect("groups").keys();
    names
        .map(|name| (name.clone(), Group { n: number("n", name), mean: number("mean", name), sd: number("sd", name) }))
        .collect()
}

#[test]
fn what_segments_explain_and_how_pairs_differ_follow_from_the_groups_of_the_reference() {
    for set in Set::all() {
        let golden = set.golden("r_segments.json");
        let column = golden["segment"].as_str().expect("the segment's column");
        let numbers = set.measure(&["--by", column]);
        let welch_p: Vec<f64> =
            DIMENSIONS.iter().map(|d| golden["dimensions"][d]["welch_p"].as_f64().expect("a p")).collect();
        for (dimension, p_bh) in DIMENSIONS.into_iter().zip(benjamini_hochberg(&welch_p)) {
            let of = format!("dimension:{dimension}");
            let row = numbers.at("segment.p_bh", &of, column, "");
            relative("BH", dimension, row.value, &json!(p_bh), 1e-9);
            assert_eq!(row.n, Some(5), "the family of {dimension}");

            let groups = groups(&golden["dimensions"][dimension]);
            let n: f64 = groups.iter().map(|(_, group)| group.n).sum();
            let k = groups.len() as f64;
            let centre = groups.iter().map(|(_, group)| group.n * group.mean).sum::<f64>() / n;
            let between: f64 = groups.iter().map(|(_, group)| group.n * (group.mean - centre).powi(2)).sum();
            let within: f64 = groups.iter().map(|(_, group)| (group.n - 1.0) * group.sd.powi(2)).sum();
            let noise = within / (n - k);
            let omega2 = (between - (k - 1.0) * noise) / (between + within + noise);
            near("omega²", dimension, numbers.at("segment.omega2", &of, column, "").value, &json!(omega2), 1e-10);

            for (place, (a, first)) in groups.iter().enumerate() {
                for (b, second) in &groups[place + 1..] {
                    let row = numbers.at("segment.difference", &of, &format!("{column}={a}~{b}"), "");
                    let (difference, se, _) = welch(*first, *second);
                    near("difference", dimension, row.value, &json!(difference), 1e-10);
                    near("its error", dimension, row.se, &json!(se), 1e-10);
                    assert_eq!(row.n, Some((first.n + second.n) as i64), "{dimension} {a} {b}");
                }
            }
        }
    }
}

#[test]
fn the_smallest_gap_that_matters_is_tested_on_one_side() {
    for set in Set::all() {
        let golden = set.golden("py_gaps.json");
        let items = set.items().into_iter().map(|item| (format!("item:{item}"), golden["items"][&item]["gap"].clone()));
        let dimensions = DIMENSIONS.iter().map(|d| (format!("dimension:{d}"), golden["dimensions"][d]["gap"].clone()));
        let gaps: Vec<(String, Value)> = items.chain(dimensions).collect();
        for (smallest, arguments) in [(0.3, vec![]), (0.75, vec!["--minimum-gap", "0.75"])] {
            let numbers = set.measure(&arguments);
            for (of, gap) in &gaps {
                let number = |key: &str| gap[key].as_f64().expect("a number");
                let p = below((number("mean") + smallest) / number("se"), number("n") - 1.0);
                near("p", of, numbers.value("gap.p_minimum", of), &json!(p), 1e-8);
            }
        }
    }
}

#[test]
fn the_critical_r_is_the_correlation_of_five_percent() {
    for set in Set::all() {
        let (numbers, golden) = (set.measure(&[]), set.golden("r_reliability.json"));
        for dimension in DIMENSIONS {
            let n = golden["sets"]["P"]["dims"][dimension]["alpha"]["listwise"]["n"].as_f64().expect("n");
            let row = numbers.at("validity.critical_r", &format!("dimension:{dimension}"), "", "");
            assert_eq!(row.n, Some(n as i64), "{dimension}");
            let p = row.value.map(|r| two_sided_p(r * ((n - 2.0) / (1.0 - r * r)).sqrt(), n - 2.0));
            near("p at the critical r", dimension, p, &json!(0.05), 1e-8);
        }
    }
}

/// Replicates of the bootstrap, and four standard errors of a share of them.
const REPLICATES: usize = 2000;

fn four_errors(share: f64) -> f64 {
    4.0 * (share * (1.0 - share) / REPLICATES as f64).sqrt() + 1.0 / REPLICATES as f64
}

/// One replicate: each predictor's rank by LMG, and its quadrant in the order of a report's membership.
struct Replicate {
    ranks: Vec<usize>,
    quadrants: Vec<usize>,
}

fn redrawn(rows: &[Vec<f64>]) -> Vec<Replicate> {
    let mut draw = Draw(0x5eed);
    let replicate = |_| {
        let drawn: Vec<&[f64]> = (0..rows.len()).map(|_| rows[draw.below(rows.len())].as_slice()).collect();
        let shares = lmg_shares(&drawn);
        let performance: Vec<f64> =
            (0..shares.len()).map(|j| mean(&drawn.iter().map(|row| row[j]).collect::<Vec<_>>())).collect();
        let (importance_cut, performance_cut) = (mean(&shares), mean(&performance));
        let quadrant = |j: usize| match (shares[j] >= importance_cut, performance[j] >= performance_cut) {
            (true, false) => 0,
            (true, true) => 1,
            (false, true) => 2,
            (false, false) => 3,
        };
        let rank = |j: usize| 1 + shares.iter().filter(|other| **other > shares[j]).count();
        Replicate { ranks: (0..shares.len()).map(rank).collect(), quadrants: (0..shares.len()).map(quadrant).collect() }
    };
    (0..REPLICATES).map(replicate).collect()
}

#[test]
fn ranks_and_quadrants_are_as_sure_as_another_bootstrap_says() {
    for set in Set::all() {
        let (table, numbers, report) = (set.table(), set.measure(&[]), set.report(&[]));
        let items: Vec<Vec<String>> = DIMENSIONS.iter().map(|dimension| set.items_of(dimension)).collect();
        let complete = |row: usize| {
            let scores = items.iter().map(|items| table.score(row, "P", items));
            scores.chain([table.number(row, set.outcome())]).collect::<Option<Vec<f64>>>()
        };
        let rows: Vec<Vec<f64>> = (0..table.rows.len()).filter_map(complete).collect();
        let all = lmg_shares(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let replicates = redrawn(&rows);
        let share = |holds: &dyn Fn(&Replicate) -> bool| {
            replicates.iter().filter(|replicate| holds(replicate)).count() as f64 / REPLICATES as f64
        };
        for (j, dimension) in DIMENSIONS.into_iter().enumerate() {
            let row = numbers.at("driver.rank", &format!("dimension:{dimension}"), "", "");
            let rank = 1 + all.iter().filter(|other| **other > all[j]).count();
            assert_eq!(row.value, Some(rank as f64), "the rank of {dimension}");
            assert_eq!(row.n, Some(rows.len() as i64), "{dimension}");
            // The middle 95 %: less than a fortieth of the replicates lie beyond either end, and the end takes it in.
            let (best, worst) = (row.low.expect("best") as usize, row.high.expect("worst") as usize);
            let slack = four_errors(0.025);
            assert!(share(&|again| again.ranks[j] < best) <= 0.025 + slack, "{dimension}: better than {best}");
            assert!(share(&|again| again.ranks[j] <= best) >= 0.025 - slack, "{dimension}: {best} or better");
            assert!(share(&|again| again.ranks[j] > worst) <= 0.025 + slack, "{dimension}: worse than {worst}");
            assert!(share(&|again| again.ranks[j] >= worst) >= 0.025 - slack, "{dimension}: {worst} or worse");

            let priorities = report["priorities"].as_array().expect("priorities");
            let of = format!("dimension:{dimension}");
            let priority =
                priorities.iter().find(|p| p["of"] == of.as_str() && p["basis"] == "derived").expect("a priority");
            near("importance", dimension, priority["importance"].as_f64(), &json!(all[j]), 1e-9);
            for (quadrant, probability) in priority["membership"].as_array().expect("four").iter().enumerate() {
                let again = share(&|again| again.quadrants[j] == quadrant);
                let what = format!("{dimension} in quadrant {quadrant}");
                // Both are drawn; where one has never drawn a quadrant, the other may have a few times.
                let pooled = (probability.as_f64().expect("a probability") + again) / 2.0;
                near("probability", &what, probability.as_f64(), &json!(again), 2.0_f64.sqrt() * four_errors(pooled));
            }
        }
    }
}

#[test]
fn flagged_are_those_with_two_signs_of_the_reference() {
    for set in Set::all() {
        let (table, numbers) = (set.table(), set.measure(&[]));
        let (r, python) = (set.golden("r_careless.json"), set.golden("py_careless.json"));
        let from = (15 * set.items().len()).div_ceil(22) as f64;
        let answers = |row: usize, battery: &str| {
            set.items().iter().map(|item| table.number(row, &format!("{battery}{item}"))).collect::<Vec<_>>()
        };
        let signs = |row: usize| {
            let long = r["longstring"][row].as_f64().is_some_and(|run| run >= from);
            let flat = python["zero_variance"][row] == true;
            let sides = answers(row, "E").into_iter().zip(answers(row, "P"));
            let pairs: Vec<(f64, f64)> = sides.filter_map(|(e, p)| Some((e?, p?))).collect();
            // METHOD 13: cell by cell, over the items answered on both sides.
            let identical = set.items().len() <= 2 * pairs.len() && pairs.iter().all(|(e, p)| e == p);
            [long, flat, identical].into_iter().filter(|sign| *sign).count()
        };
        // The distances are listed for complete rows only.
        let complete: Vec<usize> =
            (0..table.rows.len()).filter(|row| answers(*row, "P").iter().all(Option::is_some)).collect();
        let distances = python["mahad_p"].as_array().expect("distances");
        assert_eq!(distances.len(), complete.len(), "one distance per complete row");
        let unusual = |row: usize| {
            let place = complete.iter().position(|other| *other == row);
            place.is_some_and(|place| distances[place].as_f64().is_some_and(|p| p < 0.001))
        };
        let flagged = (0..table.rows.len()).filter(|row| 2 <= signs(*row) + usize::from(unusual(*row))).count();
        let row = numbers.at("careless.flagged", "all", "", "");
        assert_eq!((row.value, row.n), (Some(flagged as f64), Some(table.rows.len() as i64)));
    }
}

/// A survey of 48 who read and 12 who ticked 5 all the way down, with or without expectations.
fn with_careless(name: &str, expectations: bool) -> std::path::PathBuf {
    let batteries: &[&str] = if expectations { &["E", "P"] } else { &["P"] };
    let names = batteries.iter().flat_map(|battery| (1..=22).map(move |item| format!("{battery}{item:02}")));
    let mut text = format!("id,{}\n", names.collect::<Vec<_>>().join(","));
    for respondent in 0..60 {
        let careless = respondent % 5 == 4;
        let answer = |battery: &str, item: usize| match (careless, battery) {
            (true, _) => 5,
            (_, "E") => 5 + (respondent * 3 + item * 5) % 3,
            _ => 2 + (respondent * 7 + item * 2 + respondent * item * item) % 5,
        };
        let answers = batteries.iter().flat_map(|battery| (0..22).map(move |item| answer(battery, item).to_string()));
        text += &format!("{respondent},{}\n", answers.collect::<Vec<_>>().join(","));
    }
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, text).expect("a file");
    file
}

#[test]
fn scores_of_the_careful_leave_out_whoever_ticked_one_answer_all_the_way_down() {
    for (name, expectations) in [("careless-gaps.csv", true), ("careless-perceptions.csv", false)] {
        let file = with_careless(name, expectations);
        let (numbers, table) = (measure(&file, &[]), Table::read(&file));
        assert_eq!(numbers.value("careless.flagged", "all"), Some(12.0), "{name}");
        let statistic = if expectations { "gap.mean_careful" } else { "perception.mean_careful" };
        for dimension in DIMENSIONS {
            let items = servqual_items(dimension);
            let score = |row: usize| if expectations { table.gap(row, &items) } else { table.score(row, "P", &items) };
            let careful: Vec<f64> = (0..60).filter(|row| row % 5 != 4).filter_map(score).collect();
            let group = Group::of(&careful);
            let row = numbers.at(statistic, &format!("dimension:{dimension}"), "", "");
            ends_at_five_percent(&format!("{statistic} {dimension}"), row, (group.mean, group.error().sqrt(), 47.0));
            assert_eq!(row.n, Some(48));
        }
    }
}
