//! No hidden group can be recovered by subtraction from what a report shows.
//!
//! The report is read as a stranger would read it: from its tidy numbers alone. Along every line (the groups of a column,
//! the waves, the groups of a wave, the waves of a group) what is left of the total when the shown cells are taken away must
//! be nobody or at least ten respondents.

mod support;

use std::path::Path;

use support::{Numbers, measure};

/// A small survey: (branch, wave, how many), with answers that vary.
fn survey(name: &str, groups: &[(&str, &str, usize)], answer: impl Fn(usize, &str, &str) -> Option<u8>) -> Numbers {
    let mut text = "id,branch,wave".to_owned();
    for battery in ["E", "P"] {
        (1..=22).for_each(|item| text += &format!(",{battery}{item:02}"));
    }
    text += "\n";
    let mut id = 0;
    for (branch, wave, count) in groups {
        for _ in 0..*count {
            id += 1;
            text += &format!("{id},{branch},{wave}");
            (0..44).for_each(|column| {
                let given =
                    if column == 26 { answer(id, branch, wave) } else { Some(1 + ((id * 7 + column * 5) % 7) as u8) };
                text += &given.map_or(",".to_owned(), |value| format!(",{value}"));
            });
            text += "\n";
        }
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, text).expect("a file");
    measure(&file, &["--by", "branch", "--wave", "wave"])
}

fn n(numbers: &Numbers, statistic: &str, of: &str, by: &str, wave: &str) -> Option<i64> {
    numbers.maybe(statistic, of, by, wave).filter(|row| row.value.is_some()).and_then(|row| row.n)
}

/// Checks every line of every statistic that groups have.
fn nothing_follows(numbers: &Numbers, branches: &[&str], waves: &[&str]) {
    let by: Vec<String> = branches.iter().map(|branch| format!("branch={branch}")).collect();
    let by: Vec<&str> = by.iter().map(String::as_str).collect();
    let subjects = ["dimension:reliability", "item:05", "all"];
    for (statistic, of) in ["gap.mean", "perception.mean", "respondents", "servperf.unweighted"]
        .into_iter()
        .flat_map(|statistic| subjects.map(|of| (statistic, of)))
    {
        let rest = |total: (&str, &str), cells: &[(&str, &str)]| {
            let Some(all) = n(numbers, statistic, of, total.0, total.1) else { return };
            let shown: Vec<i64> = cells.iter().filter_map(|(by, wave)| n(numbers, statistic, of, by, wave)).collect();
            assert!(shown.iter().all(|n| *n >= 10), "{statistic} of {of}: a cell below ten is shown: {shown:?}");
            let left = all - shown.iter().sum::<i64>();
            let none = shown.is_empty() || left == 0 || left >= 10;
            assert!(none, "{statistic} of {of} {total:?}: {left} respondents follow by subtraction");
        };
        rest(("", ""), &by.iter().map(|by| (*by, "")).collect::<Vec<_>>());
        rest(("", ""), &waves.iter().map(|wave| ("", *wave)).collect::<Vec<_>>());
        waves.iter().for_each(|wave| rest(("", wave), &by.iter().map(|by| (*by, *wave)).collect::<Vec<_>>()));
        by.iter().for_each(|by| rest((by, ""), &waves.iter().map(|wave| (*by, *wave)).collect::<Vec<_>>()));
    }
}

fn everyone(id: usize, _: &str, _: &str) -> Option<u8> {
    Some(1 + (id % 7) as u8)
}

#[test]
fn respondents_without_a_group_do_not_follow() {
    let numbers = survey("leak-1.csv", &[("A", "1", 27), ("B", "1", 28), ("", "1", 3)], everyone);
    nothing_follows(&numbers, &["A", "B"], &["1"]);
}

#[test]
fn a_small_cell_of_a_group_and_a_wave_does_not_follow_from_either() {
    let groups = [("A", "1", 3), ("A", "2", 57), ("B", "1", 40), ("B", "2", 40), ("C", "1", 30), ("C", "2", 30)];
    nothing_follows(&survey("leak-2.csv", &groups, everyone), &["A", "B", "C"], &["1", "2"]);
}

#[test]
fn a_hidden_wave_does_not_come_back_through_its_groups() {
    let groups = [
        ("A", "2022", 60),
        ("B", "2022", 40),
        ("A", "2023", 9),
        ("A", "2024", 11),
        ("A", "2025", 40),
        ("B", "2025", 40),
    ];
    nothing_follows(&survey("leak-3.csv", &groups, everyone), &["A", "B"], &["2022", "2023", "2024", "2025"]);
}

#[test]
fn two_answers_to_an_item_within_a_branch_do_not_follow() {
    let groups = [("A", "1", 88), ("B", "1", 12)];
    // Perception of item 05: only the respondents 89 and 90 of branch B answered it.
    let answer = |id: usize, branch: &str, _: &str| (branch == "A" || id < 91).then_some(1 + (id % 7) as u8);
    nothing_follows(&survey("leak-4.csv", &groups, answer), &["A", "B"], &["1"]);
}
