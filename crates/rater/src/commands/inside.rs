//! `rater measure … --managers FILE --staff FILE`: the same items as they were answered inside.
//!
//! Separate from the customers' file, whose questionnaire it takes over: here a column means something else, and nobody is cut into
//! groups. It decides nothing about gaps.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use exchange::{Binding, FacetSpec, Note, Reading, Request};
use language::Words;
use report::Blueprint;
use survey::{Inside, Instrument};

use super::measure::tell_refusals;
use crate::failure::{Failure, problem};

/// What was read of one group inside.
pub struct Answers {
    /// The file, without folder.
    pub file: String,
    binding: Binding,
    blueprint: Blueprint,
    /// The answers.
    pub reading: Reading,
}

impl Answers {
    /// What the report takes.
    pub fn material(&self) -> report::Inside<'_> {
        report::Inside { blueprint: &self.blueprint, cube: &self.reading.cube }
    }

    /// What to know about how the columns were found, each with the file.
    pub fn notes(&self, words: Words) -> Vec<String> {
        let mut notes: Vec<String> =
            self.binding.notes.iter().map(|note| format!("{}: {}", self.file, note.sentence(words))).collect();
        if !self.binding.absent.is_empty() {
            let columns = self.binding.absent.join(", ");
            let arguments = [("path", self.file.as_str().into()), ("columns", columns.into())];
            notes.push(words.say("commands-inside-absent", &arguments));
        }
        if !self.binding.unused.is_empty() {
            let unused = words.say("customers-list-unused", &[("columns", self.binding.unused.join(", ").into())]);
            notes.push(format!("{}: {unused}", self.file));
        }
        notes
    }

    /// Tells what could not be taken; the exit code says whether there was any.
    pub fn tell_refusals(&self, words: Words) -> u8 {
        tell_refusals("commands-inside-refused", &self.reading, true, words)
    }
}

/// The answers of managers or staff, when their file was given.
pub fn read(
    matches: &ArgMatches,
    option: &str,
    who: Inside,
    instrument: &Instrument,
    words: Words,
) -> Result<Option<Answers>, Failure> {
    let Some(path) = matches.try_get_one::<PathBuf>(option).ok().flatten() else { return Ok(None) };
    // They would be compared with themselves, and nothing would look wrong.
    let place = path.canonicalize().ok();
    let mut customers = matches.get_many::<PathBuf>("files").into_iter().flatten();
    if customers.any(|file| place.is_some() && file.canonicalize().ok() == place) {
        let arguments = vec![("path", path.display().to_string().into()), ("option", format!("--{option}").into())];
        return Err(Failure::message("commands-inside-same", arguments));
    }
    let answers = read_file(path, who, instrument, words)?;
    answers.notes(words).iter().for_each(|note| problem(note));
    if answers.reading.cube.total(0).rows < 2 {
        return Err(Failure::message("commands-few-inside", vec![("path", answers.file.into())]));
    }
    Ok(Some(answers))
}

fn read_file(path: &Path, who: Inside, instrument: &Instrument, words: Words) -> Result<Answers, Failure> {
    let records = exchange::open(path)?;
    let names: Vec<&str> = records.columns().iter().map(|column| column.name.as_str()).collect();
    let asked = survey::inside(instrument, who, &names);
    let first = asked.batteries.first().map(|battery| battery.kind);
    let expected = first.and_then(|kind| asked.items.first()?.columns.get(&kind)).cloned().unwrap_or_default();
    let shown = path.display().to_string();
    let bound = exchange::bind(records.columns(), records.preview(), &asked, None, &[], None);
    let binding = bound.map_err(|error| match error.key {
        // What helps with customers' files, a mapping, is not to be had here.
        "exchange-undecided" | "exchange-battery-missing" => {
            let arguments = vec![("path", shown.as_str().into()), ("expected", expected.as_str().into())];
            Failure::message("commands-inside-none", arguments)
        }
        _ => Failure::Sentences(vec![format!("{shown}: {}", error.sentence(words))]),
    })?;
    // Here a column's name alone says what was asked: staff's answers must not pass for managers' by their order.
    if let Some(Note::ByOrder { first, last, .. }) =
        binding.notes.iter().find(|note| matches!(note, Note::ByOrder { .. }))
    {
        let arguments = vec![
            ("path", shown.into()),
            ("first", first.as_str().into()),
            ("last", last.as_str().into()),
            ("expected", expected.into()),
        ];
        return Err(Failure::message("commands-inside-order", arguments));
    }
    let blueprint = Blueprint::new(&asked, &binding.layout, false).with_facets(&[1]);
    let request = Request {
        binding: binding.clone(),
        plan: blueprint.plan.clone(),
        facets: vec![FacetSpec::Folds(1)],
        keep_rows: 0,
        threads: 1,
    };
    drop(records);
    let reading = exchange::scan(&[path.to_path_buf()], &request)?;
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Answers { file, binding, blueprint, reading })
}
