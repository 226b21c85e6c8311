//! `rater import FILE --wave ID`: the answers of a survey file into a wave; the same file again changes nothing.

use std::path::PathBuf;

use clap::ArgMatches;
use language::Words;
use sha2::{Digest, Sha256};
use store::answers;
use store::{Time, instruments, surveys, waves};
use web::pages::desk::answers_file::{self, Stopped};

use super::keep::{Kept, count, id, say, unread};
use crate::failure::{Failure, problem};

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
    let brought = answers_file::bring(path, &asked, &language, None, &mut |some| {
        let (some, wave, now, scope) = (some.to_vec(), wave.clone(), Time::now(), kept.scope.clone());
        kept.store.write(move |tx| answers::import(tx, &scope, &wave, &digest, &some, now)).wait()
    });
    let (file, done) = brought.map_err(|stopped| match stopped {
        Stopped::File(error) => Failure::from(error),
        Stopped::Store(error) => error.into(),
    })?;
    for note in &file.notes {
        problem(&note.sentence(words));
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
