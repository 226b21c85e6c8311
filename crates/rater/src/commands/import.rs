//! `rater import FILE --wave ID`: the answers of a survey file into a wave; the same file again changes nothing.

use std::path::PathBuf;

use clap::ArgMatches;
use language::Words;
use sha2::{Digest, Sha256};
use store::answers::{self, ImportedAnswers};
use store::{Time, instruments, surveys, waves};
use web::pages::desk::answers_file;

use super::keep::{Kept, count, id, say, unread};
use crate::failure::{Failure, problem};

/// Answers in one transaction, so that a server that answers meanwhile is not kept waiting.
const TOGETHER: usize = 1000;
/// Refusals shown at the terminal.
const REFUSALS_SHOWN: usize = 5;

/// Runs the command: 0 done, 1 when something was refused.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Err(Failure::message("commands-usage-other", vec![]));
    };
    let wave = id(matches.get_one::<String>("wave").map_or("", String::as_str))?;
    let kept = Kept::of(matches)?;
    let asked_wave = wave.clone();
    let (asked, language) = kept.read(move |tx, scope| {
        let wave = waves::get(tx, scope, &asked_wave)?;
        let asked = instruments::questionnaire(tx, scope, &wave.instrument, wave.instrument_version)?;
        Ok((asked, surveys::get(tx, scope, &wave.survey)?.language))
    })?;
    let bytes = std::fs::read(path).map_err(|error| unread(path, &error))?;
    let digest: [u8; 32] = Sha256::digest(&bytes).into();
    drop(bytes);
    let file = answers_file::read(path, &asked, &language)?;
    for note in &file.notes {
        problem(&note.sentence(words));
    }
    let mut done = ImportedAnswers::default();
    for some in file.answers.chunks(TOGETHER) {
        let (some, wave, now) = (some.to_vec(), wave.clone(), Time::now());
        let part = kept.write(move |tx, scope| answers::import(tx, scope, &wave, &digest, &some, now))?;
        done.added += part.added;
        done.repeated += part.repeated;
    }
    let arguments = [("added", count(done.added)), ("repeated", count(done.repeated)), ("blank", count(file.blank))];
    say(words, "housekeeping-import-done", &arguments)?;
    if file.refused_rows + file.refused_cells == 0 {
        return Ok(0);
    }
    let arguments = [("rows", count(file.refused_rows)), ("cells", count(file.refused_cells))];
    problem(&words.say("commands-refused", &arguments));
    for refusal in file.refusals.iter().take(REFUSALS_SHOWN) {
        problem(&format!("  {}", refusal.sentence(words)));
    }
    Ok(1)
}
