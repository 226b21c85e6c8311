//! The instruments of the examples and of the guide: they are sound, and fit the real files they were written for.
//!
//! Apart from the crate's own tests because these open files. Real data are read where they lie and are never copied; where
//! they are not at hand, the test says so.
#![expect(clippy::print_stderr, reason = "a skipped test tells the person who runs it")]

use std::path::PathBuf;

use survey::{Answer, AnswerProblem, AnswerRules, BatteryKind, ExpectationMeaning, Instrument, parse};

const KIOSK: &str = include_str!("../../../examples/instruments/kiosk.toml");
const AIRPORT: &str = include_str!("../../../examples/instruments/airport.toml");
const GUIDE: &str = include_str!("../../../docs/guide/instruments.md");

fn sound(source: &str) -> Instrument {
    parse(source).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn shared(path: &str) -> Option<String> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("RATER_SHARED").map_or(beside, PathBuf::from);
    let text = std::fs::read_to_string(folder.join(path)).ok();
    if text.is_none() {
        eprintln!("skipped: {path} is not here");
    }
    text
}

#[test]
fn the_kiosk_instrument_maps_the_nineteen_features_that_belong_to_a_factor() {
    let kiosk = sound(KIOSK);
    assert_eq!(kiosk.expectation, Some(ExpectationMeaning::Should));
    let of = |id: &'static str| kiosk.items_of(id).map(|item| item.id.as_str()).collect::<Vec<_>>();
    // The mapping in the README beside the data.
    assert_eq!(of("tangibles"), ["04", "05", "06", "22"]);
    assert_eq!(of("reliability"), ["01", "02", "03", "23"]);
    assert_eq!(of("responsiveness"), ["10", "11", "18"]);
    assert_eq!(of("assurance"), ["19", "20", "21"]);
    assert_eq!(of("empathy"), ["13", "14", "15", "16", "17"]);
    assert_eq!(kiosk.outcomes[0].id, "overall_satisfaction");
}

#[test]
fn every_kiosk_answer_is_read_and_none_is_refused() {
    let kiosk = sound(KIOSK);
    let rules = AnswerRules::new(&kiosk.scale, false);
    for (file, respondents) in [("data/kiosk_servqual/kiosk.csv", 207), ("golden/inputs/kiosk207.csv", 207)] {
        let Some(text) = shared(file) else { continue };
        let mut rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let header = rows.next().unwrap_or_default();
        let at = |column: &str| header.iter().position(|name| *name == column).unwrap_or_else(|| panic!("{column}"));
        let columns: Vec<_> =
            kiosk.items.iter().flat_map(|item| item.columns.values()).map(|column| at(column)).collect();
        assert_eq!(columns.len(), 38);
        for outcome in &kiosk.outcomes {
            at(&outcome.column);
        }
        let mut answered = 0;
        for row in rows {
            let answers: Vec<_> = columns.iter().map(|place| rules.read(row[*place])).collect();
            assert!(answers.iter().all(Result::is_ok), "{file}: {row:?}");
            answered += usize::from(answers.iter().all(|answer| matches!(answer, Ok(Answer::Value(_)))));
        }
        assert_eq!(answered, respondents, "{file}");
    }
}

#[test]
fn the_airport_instrument_keeps_blank_and_not_used_out_of_the_ratings() {
    let airport = sound(AIRPORT);
    assert!(!airport.has(BatteryKind::Expectation));
    assert_eq!(airport.wave_column.as_deref(), Some("year"));
    let ratings = AnswerRules::new(&airport.scale, false);
    assert_eq!(ratings.read("0"), Ok(Answer::Missing));
    assert_eq!(ratings.read("6"), Ok(Answer::NotApplicable));
    assert_eq!(ratings.read("7"), Err(AnswerProblem::OutOfScale { min: 1, max: 5 }));
    let recommend = AnswerRules::new(&airport.outcomes[1].scale, false);
    assert_eq!(recommend.read("0"), Ok(Answer::Value(0)));
    assert_eq!(recommend.read("11"), Ok(Answer::Missing));
}

#[test]
fn the_example_of_the_guide_is_an_instrument() {
    let blocks: Vec<_> = GUIDE.split("```toml\n").skip(1).filter_map(|block| block.split("```").next()).collect();
    let whole: Vec<_> = blocks.iter().filter(|block| block.starts_with("format = ")).collect();
    assert_eq!(whole.len(), 1, "the guide shows one whole file");
    let library = sound(whole[0]);
    assert_eq!(library.items.len(), 4);
    assert!(library.items[3].reversed);
}
