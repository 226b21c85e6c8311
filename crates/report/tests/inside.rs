//! Gaps 1 to 4 and weights in the report: numbers by hand, and nobody given away.

use language::Language;
use report::{
    Blueprint, DataCare, FacetMeaning, Inside, Material, Number, Provider, Report, TargetMargin, Targets, render,
};
use sums::{Accumulator, Cube, Rows};
use survey::{BatteryKind, Instrument, Layout, PROMISES, Role, STANDARDS};

/// Answers of some people: each gives one answer to all items of a battery.
struct Asked {
    instrument: Instrument,
    layout: Layout,
    blueprint: Blueprint,
    rows: Rows,
    cube: Cube,
}

fn asked(
    instrument: Instrument,
    n: usize,
    cells: &[Vec<u32>],
    answer: impl Fn(BatteryKind, usize, usize) -> Option<u8>,
) -> Asked {
    let mut layout = Layout::of(&instrument);
    layout.columns.retain(|column| match column.role {
        Role::Item { battery, item } => answer(battery, item, 0).is_some(),
        _ => false,
    });
    let columns = layout.columns.iter().map(|column| match column.role {
        Role::Item { battery, item } => (0..n).map(|person| answer(battery, item, person).unwrap_or(1)).collect(),
        _ => vec![1; n],
    });
    let folds = (0..n).map(|person| (person % 20) as u32).collect();
    let all = [vec![folds], cells.to_vec()].concat();
    let sizes: Vec<usize> = all
        .iter()
        .map(|cells: &Vec<u32>| cells.iter().filter(|c| **c != u32::MAX).max().map_or(1, |c| *c as usize + 1))
        .collect();
    let blueprint = Blueprint::new(&instrument, &layout, false).with_facets(&sizes);
    let rows = Rows { n, columns: columns.collect(), cells: all, lines: (0..n as u64).collect() };
    let mut scan = Accumulator::new(&blueprint.plan).expect("a sound plan");
    scan.observe(&rows.batch());
    let cube = scan.finish();
    Asked { instrument, layout, blueprint, rows, cube }
}

fn servqual() -> Instrument {
    survey::builtin("servqual").expect("built in")
}

/// Customers of whom half expect 6 and half 7, and all perceive 4 or 5.
fn customers() -> Asked {
    asked(servqual(), 40, &[], |battery, _, person| match battery {
        BatteryKind::Expectation => Some(6 + (person % 2) as u8),
        BatteryKind::Perception => Some(4 + (person / 2 % 2) as u8),
        _ => None,
    })
}

/// Managers who guess 5 or 6, demand 3 or 4 and promise 5 or 6.
fn managers(n: usize) -> Asked {
    let instrument = survey::inside(&servqual(), survey::Inside::Managers, &["E01", "S01", "C01"]);
    asked(instrument, n, &[], |battery, _, person| {
        let high = (person % 2) as u8;
        match battery {
            BatteryKind::Expectation => Some(5 + high),
            STANDARDS => Some(3 + high),
            PROMISES => Some(5 + high),
            _ => None,
        }
    })
}

/// Staff who deliver 4 or 5.
fn staff(n: usize) -> Asked {
    let instrument = survey::inside(&servqual(), survey::Inside::Staff, &["P01"]);
    asked(instrument, n, &[], |battery, _, person| {
        (battery == BatteryKind::Perception).then_some(4 + (person % 2) as u8)
    })
}

fn report(customers: &Asked, provider: Provider<'_>, targets: Option<(&Targets, &[Vec<Vec<String>>])>) -> Report {
    report_in(customers, provider, targets, Language::English)
}

fn report_in(
    customers: &Asked,
    provider: Provider<'_>,
    targets: Option<(&Targets, &[Vec<Vec<String>>])>,
    language: Language,
) -> Report {
    let keys = [&[Vec::new()][..], targets.map_or(&[][..], |(_, keys)| keys)].concat();
    let mut meanings = vec![FacetMeaning::Folds];
    meanings.resize(keys.len(), FacetMeaning::Targets);
    report::assemble(&Material {
        instrument: &customers.instrument,
        layout: &customers.layout,
        blueprint: &customers.blueprint,
        cube: &customers.cube,
        meanings: &meanings,
        keys: &keys,
        rows: Some(&customers.rows),
        seconds: &[],
        care: DataCare::default(),
        words: language.words(),
        title: None,
        minimum_gap: 0.3,
        seed: 1,
        estimator: report::Estimator::default(),
        provider,
        targets: targets.map(|(targets, _)| targets),
    })
}

fn inside(asked: &Asked) -> Inside<'_> {
    Inside { blueprint: &asked.blueprint, cube: &asked.cube }
}

fn gap<'a>(report: &'a Report, statistic: &str, gap: u8) -> &'a Number {
    let by = format!("gap={gap}");
    report.index().at(statistic, "dimension:reliability", &by, "").expect("a number")
}

#[test]
fn the_four_gaps_are_differences_of_independent_groups() {
    let (customers, managers, staff) = (customers(), managers(10), staff(12));
    let provider = Provider { managers: Some(inside(&managers)), staff: Some(inside(&staff)) };
    let report = report(&customers, provider, None);
    let value = |statistic, number| gap(&report, statistic, number).value.expect("a value");
    // Guessed 5.5 against 6.5; demanded 3.5 against guessed 5.5; delivered 4.5 against 3.5; promised 5.5.
    let found = [1, 2, 3, 4].map(|number| (value("provider.difference", number) * 1e9).round() / 1e9);
    assert_eq!(found, [-1.0, -2.0, 1.0, -1.0]);
    assert_eq!(value("provider.n_later", 1), 10.0);
    assert_eq!(value("provider.n_earlier", 1), 40.0);
    assert_eq!(value("provider.n_later", 4), 12.0);
    // se² = (2.5/9)/10 + (10/39)/40.
    let se = gap(&report, "provider.difference", 1).se.expect("an error");
    assert!((se - (2.5 / 90.0 + 10.0 / 1560.0_f64).sqrt()).abs() < 1e-12, "{se}");
    // Five dimensions with the same p: Holm takes five times it.
    assert!((value("provider.p_holm", 1) - 5.0 * value("provider.p", 1)).abs() < 1e-12);
    let index = report.index();
    assert_eq!(index.value("provider.largest", "dimension:reliability"), Some(2.0));
    assert_eq!(index.value("provider.clear", "dimension:reliability"), Some(1.0));
}

#[test]
fn the_sentence_comes_before_table_and_bars_in_every_language() {
    let (customers, managers, staff) = (customers(), managers(10), staff(12));
    let provider = Provider { managers: Some(inside(&managers)), staff: Some(inside(&staff)) };
    for (language, words) in [
        (Language::English, "clearly larger than the other gaps inside"),
        (Language::Indonesian, "jelas lebih besar daripada gap lain"),
        (Language::Spanish, "claramente mayor que las demás brechas internas"),
    ] {
        let report = report_in(&customers, provider, None, language);
        let page = render::html(&report);
        let section = page.split("id=\"provider\"").nth(1).expect("the section");
        let (sentence, chart, table) = (
            section.find(words).expect("said"),
            section.find("<svg").expect("drawn"),
            section.find("<table").expect("listed"),
        );
        assert!(sentence < chart && chart < table);
        let text = render::text(&report, 80, false);
        assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{text}");
    }
}

#[test]
fn a_report_without_managers_says_nothing_of_them() {
    let report = report(&customers(), Provider::default(), None);
    assert!(report.numbers.iter().all(|number| !number.statistic.starts_with("provider.")));
    assert!(!render::html(&report).contains("id=\"provider\""));
}

#[test]
fn four_managers_are_not_shown_and_nine_are_a_small_group() {
    let (customers, few, small, staff) = (customers(), managers(4), managers(9), staff(12));
    let found = report(&customers, Provider { managers: Some(inside(&few)), staff: Some(inside(&staff)) }, None);
    for number in found.numbers.iter().filter(|number| number.statistic.starts_with("provider.")) {
        assert_eq!((number.value, number.n, number.low, number.se), (None, None, None, None), "{number:?}");
        assert_eq!(number.undefined, "undefined-too-few-respondents");
    }
    assert!(render::html(&found).contains("Too few managers or staff answered"));
    let found = report(&customers, Provider { managers: Some(inside(&small)), staff: Some(inside(&staff)) }, None);
    assert!(gap(&found, "provider.difference", 1).value.is_some());
    let page = render::html(&found);
    assert!(page.contains("small group") && page.contains("take it as a hint"));
}

#[test]
fn other_items_are_not_compared() {
    let customers = customers();
    let instrument = survey::inside(&servqual(), survey::Inside::Managers, &[]);
    let managers = asked(instrument, 12, &[], |_, item, person| (item != 4).then_some(5 + (person % 2) as u8));
    let report = report(&customers, Provider { managers: Some(inside(&managers)), staff: None }, None);
    assert_eq!(gap(&report, "provider.difference", 1).undefined, "undefined-not-asked");
    let other = report.index().at("provider.difference", "dimension:empathy", "gap=1", "").expect("a number");
    assert!(other.value.is_some(), "the other dimensions are whole");
}

/// Customers of two groups: the first `a` of 40 perceive one point less than the others.
fn branches(a: usize, second: &[u32]) -> Asked {
    let first: Vec<u32> = (0..40).map(|person| u32::from(a <= person)).collect();
    let cells = if second.is_empty() { vec![first] } else { vec![first, second.to_vec()] };
    asked(servqual(), 40, &cells, move |battery, _, person| match battery {
        BatteryKind::Expectation => Some(6),
        BatteryKind::Perception => Some(3 + (person % 2) as u8 + u8::from(a <= person)),
        _ => None,
    })
}

fn keys() -> Vec<Vec<String>> {
    vec![vec!["a".to_owned()], vec!["b".to_owned()]]
}

fn margin(column: &str, facet: usize, wanted: &[(&str, f64)]) -> TargetMargin {
    let wanted = wanted.iter().map(|(value, share)| ((*value).to_owned(), *share)).collect();
    TargetMargin { column: column.to_owned(), wanted, facet: Some(facet) }
}

fn targets(margins: Vec<TargetMargin>) -> Targets {
    Targets { file: "shares.toml".into(), margins, columns: vec!["branch".into(), "age".into()] }
}

#[test]
fn weights_stand_beside_the_unweighted_with_their_cost() {
    let customers = branches(30, &[]);
    let halves = targets(vec![margin("branch", 1, &[("a", 0.5), ("b", 0.5)])]);
    let report = report(&customers, Provider::default(), Some((&halves, &[keys()])));
    let index = report.index();
    let value = |statistic: &str, of: &str| index.value(statistic, of).expect("a value");
    // Group means −2.5 and −1.5: unweighted (30 · −2.5 + 10 · −1.5)/40, weighted half and half.
    assert!((value("gap.mean", "dimension:empathy") + 2.25).abs() < 1e-12);
    assert!((value("weighted.gap", "dimension:empathy") + 2.0).abs() < 1e-9);
    assert!((value("weighted.servqual", "all") + 2.0).abs() < 1e-9);
    // Weights 2/3 and 2: 40 · (30 · 4/9 + 10 · 4)/40² = 4/3.
    assert!((value("weight.design_effect", "all") - 1.333).abs() < 1e-12, "to a thousandth");
    assert!((value("weight.n_effective", "all") - 30.0).abs() < 1e-9);
    // Gaps of −3 and −2 in one branch, −2 and −1 in the other: half of each is off the mean of −2, by 1.
    // √(40/39 · (15 · (2/3)² + 5 · 2²)) / 40 = 0.130744, and −2 over it −15.297.
    let number = index.get("weighted.gap", "dimension:empathy").expect("a number");
    assert!((number.se.unwrap() - 0.131).abs() < 1e-12, "to a thousandth: {number:?}");
    assert!((value("weighted.gap_t", "dimension:empathy") + 15.297).abs() < 1e-12);
    let page = render::html(&report);
    assert!(page.contains("the design effect is 1.33") && page.contains("Unweighted and weighted"), "{page}");
    assert!(!page.contains("Who answered"), "shares are no people");
    assert!(!page.contains("The design effect is above"));
    assert!(report.methods.iter().any(|method| method.id == "weighting"));
}

#[test]
fn a_large_design_effect_is_warned_of() {
    let customers = branches(30, &[]);
    let far = targets(vec![margin("branch", 1, &[("a", 100.0), ("b", 900.0)])]);
    let report = report(&customers, Provider::default(), Some((&far, &[keys()])));
    let page = render::html(&report);
    assert!(page.contains("The design effect is above 2"));
    // These are people, so that it is known how many of them answered: 30 of 100, 10 of 900.
    let rate = |by: &str| report.index().at("weight.response", "all", by, "").and_then(|number| number.value);
    assert_eq!((rate("branch=a"), rate("branch=b")), (Some(0.3), Some(0.011)));
    assert!(page.contains("Who answered, of the people in each group"));
    // Percentages are no people, and neither is what is less than the answers of a group.
    for wanted in [[("a", 40.0), ("b", 60.0)], [("a", 29.0), ("b", 900.0)]] {
        let far = targets(vec![margin("branch", 1, &wanted)]);
        let report = self::report(&customers, Provider::default(), Some((&far, &[keys()])));
        assert!(report.numbers.iter().all(|number| number.statistic != "weight.response"), "{wanted:?}");
        assert!(report.numbers.iter().any(|number| number.statistic == "weight.design_effect"), "{wanted:?}");
    }
}

/// Why nothing was weighted.
fn refused(customers: &Asked, targets: &Targets, keys: &[Vec<Vec<String>>]) -> String {
    let report = report(customers, Provider::default(), Some((targets, keys)));
    assert!(report.numbers.iter().all(|number| !number.statistic.starts_with("weight")), "nothing is weighted");
    let reasons = report.weighting.as_ref().expect("asked for").refused.join(" ");
    assert!(render::text(&report, 400, false).contains(&reasons));
    reasons
}

#[test]
fn targets_that_do_not_fit_are_refused_in_a_sentence() {
    let customers = branches(30, &[]);
    let misspelt = TargetMargin { column: "brunch".into(), facet: None, ..margin("", 0, &[("a", 1.0)]) };
    let found = refused(&customers, &targets(vec![misspelt]), &[keys()]);
    assert!(found.contains("no column brunch") && found.contains("branch, age"), "{found}");
    let check = |wanted: &[(&str, f64)], words: &str| {
        let found = refused(&customers, &targets(vec![margin("branch", 1, wanted)]), &[keys()]);
        assert!(found.contains(words), "{found}");
    };
    check(&[("a", 0.5), ("b", 0.4)], "add up to 0.90 and not to 1");
    check(&[("a", 0.5), ("c", 0.5)], "Nobody who answered has c in branch; the values there are a, b");
    check(&[("a", 1.5), ("b", -0.5)], "below zero");
    // What nine people share is not named: a column of names would be printed whole.
    let of_nine = targets(vec![margin("branch", 1, &[("a", 0.5), ("c", 0.5)])]);
    let found = refused(&branches(31, &[]), &of_nine, &[keys()]);
    assert!(found.contains("the values there are a."), "{found}");
    let found = refused(&customers, &targets(vec![]), &[]);
    assert!(found.contains("names no column"), "{found}");
}

#[test]
fn weights_do_not_give_a_small_group_away() {
    let halves = targets(vec![margin("branch", 1, &[("a", 0.5), ("b", 0.5)])]);
    let found = refused(&branches(31, &[]), &halves, &[keys()]);
    assert!(found.contains("Fewer than 10") && found.contains("have b in branch"), "{found}");
    // Four people whose group is not in the targets would follow by subtraction.
    let mut some = branches(20, &[]);
    some.rows.cells[1][..4].fill(u32::MAX);
    let found = refused(&some, &halves, &[keys()]);
    assert!(found.contains("none of the values given for branch"), "{found}");
    // Two by two, with three people in one of the four cells: the means of branches and ages are three equations beside the
    // total, and the weighted mean would be the fourth.
    let age: Vec<u32> = (0..40).map(|person| u32::from((3..20).contains(&person) || 35 <= person)).collect();
    let both =
        targets(vec![margin("branch", 1, &[("a", 0.5), ("b", 0.5)]), margin("age", 2, &[("a", 0.4), ("b", 0.6)])]);
    let found = refused(&branches(20, &age), &both, &[keys(), keys()]);
    assert!(found.contains("Where the columns cross"), "{found}");
}
