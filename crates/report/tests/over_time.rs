//! Control charts, trends and funnels, from answers to the page.

mod support;

use std::f64::consts::PI;

use language::Language;
use report::{Number, Report, render};
use support::measured::{Made, branch_name, wave_name};

fn report(made: &Made) -> Report {
    made.report(Language::English.words())
}

fn all_of<'a>(report: &'a Report, part: &str) -> Vec<&'a Number> {
    report.numbers.iter().filter(|number| number.statistic.starts_with(part)).collect()
}

fn value(report: &Report, statistic: &str, of: &str, by: &str, wave: &str) -> f64 {
    let found = report.index().at(statistic, of, by, wave).and_then(|number| number.value);
    found.unwrap_or_else(|| panic!("{statistic} {of} {by} {wave}"))
}

fn says(report: &Report, key: &str) -> bool {
    report.findings.iter().any(|finding| finding.key == key)
}

const OF: &str = "dimension:reliability";

#[test]
fn limits_stand_three_mean_steps_around_the_mean_of_the_waves() {
    let report = report(&Made::default());
    let values: Vec<f64> = (0..8).map(|wave| value(&report, "gap.mean", OF, "", &wave_name(wave))).collect();
    let mean = values.iter().sum::<f64>() / 8.0;
    let steps = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f64>() / 7.0;
    // The expected step of two normal values is 2/√π standard deviations.
    let reach = 3.0 * steps * PI.sqrt() / 2.0;
    for (wave, value_of_wave) in values.iter().enumerate() {
        let index = report.index();
        let number = index.at("control.score", OF, "", &wave_name(wave)).expect("a point");
        assert_eq!(number.value, Some(*value_of_wave));
        assert!((number.low.expect("a limit") - (mean - reach)).abs() < 1e-12, "{number:?}");
        assert!((number.high.expect("a limit") - (mean + reach)).abs() < 1e-12, "{number:?}");
    }
    assert!(says(&report, "findings-control-provisional"), "eight waves are fewer than twelve");
}

#[test]
fn two_waves_have_no_limits_and_three_have() {
    assert!(all_of(&report(&Made { waves: vec![80; 2], ..Made::default() }), "control.").is_empty());
    assert!(!all_of(&report(&Made { waves: vec![80; 3], ..Made::default() }), "control.").is_empty());
}

#[test]
fn neither_limits_nor_trend_cross_a_change_of_items() {
    let broken = Made { dropped_from: Some(5), drift: 0.05, ..Made::default() };
    let before = Made { waves: vec![80; 5], drift: 0.05, ..Made::default() };
    let (broken, before) = (report(&broken), report(&before));
    for wave in (0..5).map(wave_name) {
        let of = |report: &Report| report.index().at("control.score", OF, "", &wave).map(|n| (n.value, n.low, n.high));
        assert_eq!(of(&broken), of(&before), "{wave}");
    }
    let slope = |report: &Report| value(report, "trend.slope", OF, "", &wave_name(4));
    assert!((slope(&broken) - slope(&before)).abs() < 1e-12);
    assert!(broken.index().at("control.break", OF, "", &wave_name(5)).is_some());
    assert_eq!(all_of(&broken, "control.break").len(), 1, "the other dimensions go on");
    assert!(says(&broken, "findings-control-break") && !says(&before, "findings-control-break"));
    let page = render::html(&broken);
    assert!(page.contains("class=\"break\""), "the break is drawn");
}

#[test]
fn a_stretch_of_two_waves_has_points_but_no_limits() {
    let report = report(&Made { dropped_from: Some(6), ..Made::default() });
    let index = report.index();
    let last = index.at("control.score", OF, "", &wave_name(7)).expect("a point");
    assert_eq!((last.low, last.high), (None, None));
    let centre = index.at("control.centre", OF, "", &wave_name(7)).expect("a row");
    assert_eq!((centre.value, centre.undefined.as_str()), (None, "undefined-too-few-waves"));
    assert!(index.at("trend.slope", OF, "", &wave_name(7)).is_none());
}

#[test]
fn a_bad_wave_stands_out_by_name_and_a_rise_is_a_trend() {
    let bad = report(&Made { waves: vec![150; 12], bad: Some(6), ..Made::default() });
    let told = bad.findings.iter().find(|finding| finding.key == "findings-control-outside").expect("it is said");
    assert!(told.text.contains(&format!("Reliability ({})", wave_name(6))), "{}", told.text);
    assert!(!says(&bad, "findings-control-provisional"), "twelve waves are enough");
    let page = render::html(&bad);
    assert!(page.contains("class=\"out\"") && render::text(&bad, 80, false).contains(&format!("{} ↓", wave_name(6))));
    let rising = report(&Made { drift: 0.08, ..Made::default() });
    assert!(says(&rising, "findings-trend-rises") && !says(&rising, "findings-trend-falls"));
    assert!(says(&report(&Made::default()), "findings-trend-none"));
}

#[test]
fn the_share_is_that_of_the_highest_answer_to_the_overall_judgement() {
    let report = report(&Made { expected: false, ..Made::default() });
    let shares = all_of(&report, "control.share");
    assert!(!shares.is_empty() && shares.iter().all(|number| number.of.starts_with("outcome:")), "{shares:?}");
    // Nobody gave the highest of one of them: a share that is 0 throughout has no limits.
    let limits: Vec<(f64, f64)> = shares.iter().filter_map(|number| number.low.zip(number.high)).collect();
    assert!(8 <= limits.len() && limits.iter().all(|(low, high)| 0.0 <= *low && low <= high && *high <= 1.0));
    assert!(render::html(&report).contains("control-share"));
}

#[test]
fn while_a_wave_is_running_nothing_is_charted() {
    let made = Made { branches: vec![(160, 0.0); 6], ..Made::default() };
    let words = Language::English.words();
    for report in [made.running(words), report::while_running(made.report(words), Some(&wave_name(7)), words)] {
        for part in ["control.", "trend.", "funnel."] {
            assert!(all_of(&report, part).is_empty(), "{part}");
        }
    }
}

/// One wave of twelve branches; the sixth is too small to be shown, and two of the others stand out.
fn branches() -> Made {
    let mut branches = vec![(88, 0.0); 12];
    branches[5].0 = 6;
    (branches[2].1, branches[8].1) = (-0.9, 0.9);
    Made { waves: vec![1200], branches, ..Made::default() }
}

#[test]
fn branches_that_stand_out_are_named_and_the_others_are_not_ranked() {
    let report = report(&branches());
    let told = report.findings.iter().find(|finding| finding.key == "findings-funnel-both").expect("it is said");
    assert!(told.text.contains(&branch_name(2)) && told.text.contains(&branch_name(8)), "{}", told.text);
    let rank = |branch: usize| value(&report, "funnel.rank", "all", &format!("branch={}", branch_name(branch)), "");
    assert!(rank(2) > rank(8), "a higher gap is better");
    let page = render::html(&report);
    assert!(page.contains("id=\"funnel-0-wide-t\"") && page.contains("below the 3σ limit"));
}

#[test]
fn a_hidden_branch_is_in_no_number_of_the_funnel() {
    let (shown, turned) = (report(&branches()), report(&Made { turned: vec![5], ..branches() }));
    let hidden: Vec<&str> =
        shown.segmentations[0].levels.iter().filter(|l| l.suppressed).map(|l| l.by.as_str()).collect();
    assert!(hidden.contains(&format!("branch={}", branch_name(5)).as_str()), "{hidden:?}");
    let funnel = |report: &Report| all_of(report, "funnel.").into_iter().cloned().collect::<Vec<_>>();
    assert!(!funnel(&shown).is_empty());
    assert_eq!(funnel(&shown), funnel(&turned), "what the hidden branch answered moves nothing");
    assert!(funnel(&shown).iter().all(|number| !hidden.contains(&number.by.as_str())));
    // The centre is the mean of those who are shown.
    let index = shown.index();
    let groups: Vec<&Number> = shown.segmentations[0]
        .levels
        .iter()
        .filter_map(|level| index.at("servqual.unweighted", "all", &level.by, ""))
        .filter(|number| number.value.is_some())
        .collect();
    let n: i64 = groups.iter().filter_map(|number| number.n).sum();
    let sum: f64 = groups.iter().filter_map(|number| Some(number.value? * number.n? as f64)).sum();
    let centre = index.at("funnel.centre", "all", "branch", "").expect("a centre");
    assert_eq!(centre.n, Some(n));
    assert!((centre.value.expect("a value") - sum / n as f64).abs() < 1e-12);
}

#[test]
fn four_groups_have_no_funnel() {
    let report = report(&Made { waves: vec![400], branches: vec![(250, 0.0); 4], ..Made::default() });
    assert!(all_of(&report, "funnel.").is_empty());
}

#[test]
fn the_same_answers_give_the_same_ranks() {
    assert_eq!(report(&branches()).numbers, report(&branches()).numbers);
}
