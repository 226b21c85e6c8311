//! The same clinic asked in Indonesian with an online form: the questions are the headers, the answers are labels.
//!
//! Separate from the other clinic file, because it shows the other way of finding columns: by the text of the items.

use std::fmt::Write;

use survey::{BatteryKind, Instrument};

use crate::shell::Failure;
use sample::people::{Circumstances, Person};
use sample::random::Random;

const SEED: u64 = 20_250_202;
const RESPONDENTS: u64 = 120;

/// The file.
pub fn csv() -> Result<String, Failure> {
    let instrument = survey::builtin("servqual").ok_or_else(|| Failure::new("There is no built-in `servqual`."))?;
    Ok(of(&instrument))
}

fn of(instrument: &Instrument) -> String {
    let mut random = Random::new(SEED);
    let mut text = "Cap waktu;Cabang".to_owned();
    for battery in [BatteryKind::Expectation, BatteryKind::Perception] {
        for item in &instrument.items {
            let question = item.wording.get(&battery).map_or("", |wording| wording.get("id"));
            let _ = write!(text, ";\"{}\"", question.replace('"', "\"\""));
        }
    }
    text.push('\n');
    for respondent in 0..RESPONDENTS {
        let south = random.chance(0.42);
        let circumstances = Circumstances { perception: if south { -0.45 } else { 0.15 }, ..Circumstances::default() };
        let person = Person::attentive(&mut random, circumstances);
        let (day, minute) = (3 + respondent / 10, respondent % 10 * 6 + random.below(6));
        let hour = 8 + random.below(9);
        let _ = write!(text, "{day:02}/02/2025 {hour:02}:{minute:02};{}", if south { "Selatan" } else { "Utara" });
        for &answer in person.expectation.iter().chain(&person.perception) {
            text.push(';');
            if !random.chance(0.02) {
                text.push_str(&label(instrument, answer));
            }
        }
        text.push('\n');
    }
    text
}

/// `7 - Sangat setuju`, as form services write a labelled point; a point without a label is a bare number.
fn label(instrument: &Instrument, answer: u8) -> String {
    match instrument.scale.labels.get(&answer) {
        Some(label) => format!("{answer} - {}", label.get("id")),
        None => answer.to_string(),
    }
}
