//! Where the questionnaire of a new survey comes from: the program, in the words of a trade; the organisation's own, as it
//! was saved last; or a file.
//!
//! Separate from the form, which asks for much else. Whatever the source, the same parser judges it, and every problem of a
//! file is told at once. Nothing is saved here.

use language::Words;
use store::instruments::InstrumentVersion;
use store::surveys::Pulse;
use store::{Scope, StoreError, Transaction};
use survey::{Instrument, Problem};

use super::trade;

/// The longest file that is taken, in bytes.
const TEXT_MAX: usize = 256 * 1024;

/// The questionnaires that come with the program: the choice's name, the questionnaire, and how much of it one respondent
/// is shown.
pub const OF_THE_PROGRAM: [(&str, &str, Pulse); 6] = [
    ("full", "servqual", Pulse::Off),
    ("perception", "servperf", Pulse::Off),
    ("zone", "servqual-zone", Pulse::Off),
    ("ten", "servqual-ten", Pulse::Off),
    ("pulse", "rater-pulse", Pulse::All),
    ("one", "rater-pulse", Pulse::Rotating),
];

/// The choice of one that the organisation has saved.
pub const OWN: &str = "own";
/// The choice of a file.
pub const FILE: &str = "file";

/// A questionnaire to be asked.
#[derive(Debug)]
pub struct Chosen {
    /// Its text.
    pub toml: String,
    /// What the text says.
    pub instrument: Instrument,
    /// How much of it one respondent is shown.
    pub pulse: Pulse,
}

/// One that comes with the program; nothing when there is no such choice or no such trade.
#[must_use]
pub fn of_the_program(choice: &str, trade: &str) -> Option<Chosen> {
    let (_, id, pulse) = OF_THE_PROGRAM.iter().find(|(name, _, _)| *name == choice)?;
    trade::names().contains(&trade).then_some(())?;
    let toml = trade::fitted(survey::builtin_source(id)?, trade);
    let instrument = survey::parse(&toml).ok()?;
    Some(Chosen { toml, instrument, pulse: *pulse })
}

/// The newest version of one that the organisation has saved; nothing when it has none of this id.
///
/// # Errors
/// As the database says.
pub fn own(tx: &mut Transaction<'_>, scope: &Scope, id: &str) -> Result<Option<Chosen>, StoreError> {
    let newest = store::instruments::versions(tx, scope, id)?.into_iter().next();
    Ok(newest.and_then(|InstrumentVersion { toml, .. }| {
        let instrument = survey::parse(&toml).ok()?;
        Some(Chosen { toml, pulse: pulse_of(&instrument), instrument })
    }))
}

/// One in a file.
///
/// # Errors
/// Every sentence about what is wrong with it.
pub fn of_file(bytes: &[u8], w: Words) -> Result<Chosen, Vec<String>> {
    if bytes.is_empty() {
        return Err(vec![w.text("desk-source-file-absent")]);
    }
    let toml = text_of(bytes, w)?;
    let instrument = checked(&toml, w)?;
    Ok(Chosen { toml, pulse: pulse_of(&instrument), instrument })
}

/// The text of a file, with the line ends that ours have.
///
/// # Errors
/// When it is no text.
pub fn text_of(bytes: &[u8], w: Words) -> Result<String, Vec<String>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.replace("\r\n", "\n")),
        Err(_) => Err(vec![w.text("desk-source-file-no-text")]),
    }
}

/// The instrument, or every sentence about what is wrong with the text.
///
/// # Errors
/// The sentences.
pub fn checked(text: &str, w: Words) -> Result<Instrument, Vec<String>> {
    if TEXT_MAX < text.len() {
        return Err(vec![w.text("desk-instrument-too-long")]);
    }
    survey::parse(text).map_err(|problems| problems.iter().map(|problem| sentence(problem, w)).collect())
}

fn sentence(problem: &Problem, w: Words) -> String {
    let (name, arguments) = problem.message();
    let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    w.say(name, &arguments)
}

/// A questionnaire with one item for each factor is a pulse: it is asked on one screen.
fn pulse_of(instrument: &Instrument) -> Pulse {
    let alone = instrument.dimensions.iter().all(|dimension| instrument.items_of(&dimension.id).count() == 1);
    if alone { Pulse::All } else { Pulse::Off }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_questionnaire_that_comes_with_the_program_can_be_chosen() {
        for id in survey::builtin_ids() {
            assert!(OF_THE_PROGRAM.iter().any(|(_, offered, _)| offered == id), "{id}");
        }
        let ten = of_the_program("ten", "health").expect("it is offered");
        assert_eq!((ten.instrument.id.as_str(), ten.instrument.items.len()), ("servqual-ten-health", 30));
        assert!(of_the_program("ten", "moon").is_none());
    }

    #[test]
    fn a_file_with_a_mark_and_the_line_ends_of_windows_is_the_same_questionnaire() {
        let source = survey::builtin_source("rater-pulse").unwrap_or_default();
        let saved = format!("\u{feff}{}", source.replace('\n', "\r\n"));
        let w = language::Language::English.words();
        let chosen = of_file(saved.as_bytes(), w).expect("it is whole");
        assert_eq!((chosen.toml.as_str(), chosen.pulse), (source, Pulse::All));
        assert_eq!(of_file(b"\xff\xfe", w).expect_err("no text").len(), 1);
        assert_eq!(of_file(b"", w).expect_err("nothing").len(), 1);
    }
}
