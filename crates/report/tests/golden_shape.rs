//! A report of the made-up survey of 300 holds the reference numbers: penalty and reward (`r_penalty_reward.json`), the
//! response surface (`py_difference_score.json`), Little's test of the perceptions (`r_missing.json`), and the further
//! indices of careful answering (`r_careless.json`).
//!
//! Separate from the tests of the formulas, because these go the whole way from answers to the report's rows.

use std::fs;
use std::path::PathBuf;

use language::Language;
use report::{Blueprint, DataCare, Estimator, FacetMeaning, Material, Number, Report};
use serde_json::Value;
use sums::{Accumulator, Batch, MISSING, Rows};
use survey::{AnswerColumn, BatteryKind, Instrument, Layout, Role};

fn golden(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../statistics/tests/golden");
    fs::read_to_string(folder.join(name)).expect("a file beside the tests of the statistics")
}

fn json(name: &str) -> Value {
    serde_json::from_str(&golden(&format!("synth300/{name}"))).expect("reference numbers")
}

/// The survey's answers to the questionnaire, in the order of the layout.
struct Answers {
    instrument: Instrument,
    layout: Layout,
    rows: Rows,
}

impl Answers {
    fn new() -> Self {
        let instrument = survey::builtin("servqual").expect("a questionnaire that comes with the program");
        let text = golden("inputs/synth300.csv");
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
        let records: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
        let place = |column: &AnswerColumn| header.iter().position(|name| *name == column.name);
        let columns = Layout::of(&instrument).columns.into_iter();
        let layout = Layout { columns: columns.filter(|column| place(column).is_some()).collect() };
        let codes = |column: &AnswerColumn| -> Vec<u8> {
            let place = place(column).expect("a column");
            records.iter().map(|record| record[place].parse().unwrap_or(MISSING)).collect()
        };
        let batch = Batch {
            columns: layout.columns.iter().map(codes).collect(),
            cells: vec![(0..records.len() as u32).map(|row| row % 20).collect()],
        };
        let mut rows = Rows::default();
        rows.append(&batch, &(2..records.len() as u64 + 2).collect::<Vec<_>>());
        Self { instrument, layout, rows }
    }

    fn report(&self, running: bool) -> Report {
        self.made(running, Estimator::default(), Language::English)
    }

    fn report_by(&self, estimator: Estimator, language: Language) -> Report {
        self.made(false, estimator, language)
    }

    fn made(&self, running: bool, estimator: Estimator, language: Language) -> Report {
        let blueprint = Blueprint::new(&self.instrument, &self.layout, false).with_facets(&[20]);
        let mut sums = Accumulator::new(&blueprint.plan).expect("a plan");
        sums.observe(&self.rows.batch());
        let keys = vec![(0..20).map(|fold| vec![fold.to_string()]).collect()];
        let make = if running { report::assemble_running } else { report::assemble };
        make(&Material {
            instrument: &self.instrument,
            layout: &self.layout,
            blueprint: &blueprint,
            cube: &sums.finish(),
            meanings: &[FacetMeaning::Folds],
            keys: &keys,
            rows: Some(&self.rows),
            seconds: &[],
            care: DataCare::default(),
            words: language.words(),
            title: None,
            minimum_gap: 0.3,
            seed: 1,
            estimator,
            provider: report::Provider::default(),
            targets: None,
        })
    }
}

fn number<'a>(report: &'a Report, statistic: &str, of: &str) -> &'a Number {
    let is = |number: &&Number| number.statistic == statistic && number.of == of && number.by.is_empty();
    report.numbers.iter().find(is).unwrap_or_else(|| panic!("{statistic} of {of}"))
}

fn near(report: &Report, statistic: &str, of: &str, expected: &Value, tolerance: f64) {
    let found = number(report, statistic, of).value.unwrap_or(f64::NAN);
    let expected = expected.as_f64().expect("a reference number");
    let close = (found - expected).abs() <= tolerance * expected.abs().max(1.0);
    assert!(close, "{statistic} of {of}: {found}, reference {expected}");
}

#[test]
fn the_report_holds_the_reference_numbers() {
    let answers = Answers::new();
    let report = answers.report(false);
    let contrast = json("r_penalty_reward.json");
    near(&report, "penalty_reward.r2", "all", &contrast["R2"], 1e-9);
    near(&report, "penalty_reward.low_cut", "all", &contrast["low_if_le"], 0.0);
    near(&report, "penalty_reward.high_cut", "all", &contrast["high_if_ge"], 0.0);
    for (place, term) in contrast["terms"].as_array().expect("terms").iter().enumerate() {
        let (side, dimension) = term.as_str().and_then(|term| term.split_once('_')).expect("a side and a dimension");
        let (name, of) = (if side == "pen" { "penalty" } else { "reward" }, format!("dimension:{dimension}"));
        near(&report, &format!("{name}.effect"), &of, &contrast["b"][place], 1e-9);
        let se = number(&report, &format!("{name}.effect"), &of).se.expect("a standard error");
        assert!((se / contrast["se"][place].as_f64().expect("a standard error") - 1.0).abs() < 1e-9);
        let count = &contrast["counts"][term.as_str().expect("a name")];
        near(&report, &format!("{name}.count"), &of, count, 0.0);
    }
    let surface = &json("py_difference_score.json")["polynomial_response_surface"];
    for dimension in ["tangibles", "reliability", "responsiveness", "assurance", "empathy"] {
        let of = format!("dimension:{dimension}");
        for (name, reference) in [
            ("a1", "a1_slope_P_eq_E"),
            ("a2", "a2_curv_P_eq_E"),
            ("a3", "a3_slope_P_eq_minusE"),
            ("a4", "a4_curv_P_eq_minusE"),
        ] {
            near(&report, &format!("surface.{name}"), &of, &surface[dimension][reference]["est"], 1e-9);
        }
    }
    let little = &json("r_missing.json")["little_mcar"];
    near(&report, "missing.little.perception", "all", &little["d2_SigmaML"], 1e-4);
    near(&report, "missing.little_df.perception", "all", &little["df"], 0.0);
    near(&report, "missing.little_p.perception", "all", &little["p_SigmaML"], 1e-3);
    let average = json("r_careless.json")["avgstr"].as_array().expect("one per respondent").clone();
    let mut average: Vec<f64> = average.iter().filter_map(Value::as_f64).collect();
    average.sort_by(f64::total_cmp);
    let middle = f64::midpoint(average[149], average[150]);
    near(&report, "careless.average_string", "all", &middle.into(), 1e-10);
}

/// Patterns of few are pooled, and what they are together is everybody but the complete and the named.
#[test]
fn no_pattern_of_fewer_than_ten_is_named() {
    let mut answers = Answers::new();
    // Of those who answered everything, twelve leave out one item, nine another, and thirty a third.
    let rows = 0..answers.rows.n;
    let complete: Vec<usize> =
        rows.filter(|row| answers.rows.columns.iter().all(|codes| codes[*row] != MISSING)).take(51).collect();
    for (place, row) in complete.into_iter().enumerate() {
        let column = if place < 12 { 0 } else { 1 + usize::from(21 <= place) };
        answers.rows.columns[column][row] = MISSING;
    }
    let report = answers.report(false);
    let patterns: Vec<&Number> = report.numbers.iter().filter(|n| n.statistic == "missing.pattern").collect();
    assert!((2..=6).contains(&patterns.len()), "{patterns:?}");
    assert!(patterns.iter().all(|pattern| pattern.value.is_some_and(|count| 10.0 <= count)), "{patterns:?}");
    let value = |statistic| number(&report, statistic, "all").value.unwrap_or(f64::NAN);
    let named: f64 = patterns.iter().filter_map(|pattern| pattern.value).sum();
    let all = value("missing.complete") + named + value("missing.pattern_other");
    assert!((all - 300.0).abs() < 1e-9);
    assert!(0.1 < value("missing.loss"));
}

/// What a test says of a few who left something out, it says of these few.
#[test]
fn little_s_test_waits_for_ten_who_left_something_out() {
    let tested = |incomplete: usize| {
        let mut answers = Answers::new();
        for codes in &mut answers.rows.columns {
            codes.iter_mut().filter(|code| **code == MISSING).for_each(|code| *code = 4);
        }
        for row in 0..incomplete {
            answers.rows.columns[row % 3][row] = MISSING;
        }
        let report = answers.report(false);
        let found = report.numbers.iter().find(|n| n.statistic == "missing.little.expectation").expect("a number");
        (found.value.is_some(), found.undefined.clone())
    };
    assert_eq!(tested(9), (false, "undefined-suppressed".to_owned()));
    assert_eq!(tested(10), (true, String::new()));
}

/// A tenth of the answers left out by enough people is filled in; what few left out would tell what these few answered.
#[test]
fn answers_are_filled_in_where_much_is_missing_and_not_of_few() {
    let filled = |left_out: &dyn Fn(usize, usize) -> bool, running: bool| {
        let mut answers = Answers::new();
        for (column, codes) in answers.rows.columns.iter_mut().enumerate() {
            codes.iter_mut().filter(|code| **code == MISSING).for_each(|code| *code = 4);
            codes
                .iter_mut()
                .enumerate()
                .filter(|(row, _)| left_out(*row, column))
                .for_each(|(_, code)| *code = MISSING);
        }
        let report = answers.report(running);
        let of = |statistic: &str| report.index().get(statistic, "dimension:empathy").cloned();
        (of("missing.imputed_gap"), of("missing.information"), of("gap.mean"), report)
    };
    let scattered = |row: usize, column: usize| (row * 3 + column).is_multiple_of(7);
    let (gap, information, plain, report) = filled(&scattered, false);
    let (gap, plain) = (gap.expect("a number"), plain.expect("a number"));
    // Missing at random of one's number in the list: the mean stays within its own error, and its interval is the wider one.
    assert!((gap.value.unwrap() - plain.value.unwrap()).abs() < plain.se.unwrap(), "{gap:?} {plain:?}");
    assert!(gap.low.unwrap() < gap.value.unwrap() && gap.value.unwrap() < gap.high.unwrap());
    assert!((0.0..0.5).contains(&information.expect("a number").value.unwrap()));
    for (page, words) in [
        (report::render::html(&report), "With missing answers filled in"),
        (report::render::text(&report, 80, false), "Filled in"),
    ] {
        assert!(page.contains(words), "{page}");
    }
    // Nine people who answered nothing of the expectations are a tenth of few.
    let nine = |row: usize, _: usize| (row < 9) && row > 0;
    let mut few = Answers::new();
    few.rows = few.rows.select(&(0..60).collect::<Vec<_>>());
    for (column, codes) in few.rows.columns.iter_mut().enumerate() {
        codes.iter_mut().filter(|code| **code == MISSING).for_each(|code| *code = 4);
        codes.iter_mut().enumerate().filter(|(row, _)| nine(*row, column)).for_each(|(_, code)| *code = MISSING);
    }
    let report = few.report(false);
    let hidden = report.index().get("missing.imputed_gap", "dimension:empathy").expect("a number").clone();
    assert_eq!((hidden.value, hidden.undefined.as_str()), (None, "undefined-suppressed"));
    assert!(filled(&scattered, true).0.is_none(), "nothing is filled in while answers come");
}

/// How a model was fitted stands below its table in each language, and what would take in those whom it left out.
#[test]
fn every_estimator_is_named_below_its_models() {
    for language in Language::ALL {
        let mut notes = std::collections::BTreeSet::new();
        for estimator in Estimator::ALL {
            let report = Answers::new().report_by(estimator, language);
            let words = language.words();
            let how = words.text(&format!("html-structure-{}", estimator.name()));
            let page = report::render::html(&report);
            assert!(page.contains(&how) && notes.insert(how), "{}", estimator.name());
            let n = report.index().get("structure.cfi", "model:correlated").expect("a number").n;
            let everybody = estimator == Estimator::FullInformation;
            assert_eq!(n, Some(if everybody { 300 } else { 212 }), "{}", estimator.name());
            assert_eq!(page.contains("--estimator fiml"), estimator == Estimator::default());
        }
    }
}

/// While answers come, one more who is flagged would be known by what their leaving out moves.
#[test]
fn nothing_is_given_without_the_flagged_while_answers_come() {
    let mut answers = Answers::new();
    for codes in &mut answers.rows.columns {
        codes.iter_mut().take(40).for_each(|code| *code = 3);
    }
    let without = |report: &Report| report.numbers.iter().filter(|n| n.statistic.ends_with("_careful")).count();
    let closed = answers.report(false);
    assert!(0 < without(&closed));
    assert_eq!(without(&answers.report(true)), 0);
    let running = report::while_running(closed, None, Language::English.words());
    assert_eq!(without(&running), 0);
    assert!(running.findings.iter().any(|finding| finding.key == "findings-data-careless-running"));
}

#[test]
fn a_side_of_fewer_than_ten_is_hidden_with_everything_that_tells_of_it() {
    let mut answers = Answers::new();
    // Nobody but nine of the first fifty rates the tangibles good.
    let tangible = |column: &AnswerColumn| match &column.role {
        Role::Item { battery: BatteryKind::Perception, item } => {
            answers.instrument.items[*item].dimension == "tangibles"
        }
        _ => false,
    };
    let columns: Vec<usize> =
        answers.layout.columns.iter().enumerate().filter(|(_, c)| tangible(c)).map(|(place, _)| place).collect();
    for column in columns {
        for (row, code) in answers.rows.columns[column].iter_mut().enumerate() {
            *code = if row < 9 { 7 } else { 3 + (row % 3) as u8 };
        }
    }
    let report = answers.report(false);
    for name in ["reward.effect", "reward.count", "penalty_reward.balance", "penalty_reward.asymmetry"] {
        let number = number(&report, name, "dimension:tangibles");
        assert_eq!((number.value, number.n, number.undefined.as_str()), (None, None, "undefined-suppressed"), "{name}");
    }
    assert!(number(&report, "penalty.count", "dimension:tangibles").value.is_some());
}

#[test]
fn while_answers_come_nothing_is_said_of_shapes_and_missing_answers() {
    let answers = Answers::new();
    let at_the_end = ["penalty", "reward", "surface", "missing", "careless.even", "careless.syn", "careless.average"];
    let words = Language::English.words();
    let said = |report: &Report| {
        report.numbers.iter().any(|number| at_the_end.iter().any(|name| number.statistic.starts_with(name)))
    };
    assert!(said(&answers.report(false)));
    assert!(!said(&answers.report(true)));
    assert!(!said(&report::while_running(answers.report(false), None, words)));
}
