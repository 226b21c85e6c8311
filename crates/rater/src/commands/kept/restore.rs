//! `rater restore FILE`: puts a proved copy in the place of the data; what was there is kept beside it.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use language::Words;
use store::erase::Notes;
use store::{DatabaseUrl, StoreError, Time};

use super::keep::{count, say, unread, url};
use crate::failure::{Failure, problem};

/// Runs the command: 0 when all is well, 1 when it is not known who was erased since the copy.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Err(Failure::message("commands-usage-other", vec![]));
    };
    let DatabaseUrl::Sqlite(into) = url(matches)? else {
        return Err(StoreError::Refused("store-copy-on-server", vec![]).into());
    };
    let notes = matches.get_one::<PathBuf>("notes").map(|path| read_notes(path)).transpose()?;
    if !path.exists() {
        let arguments = vec![("path", path.display().to_string().into())];
        return Err(Failure::message("housekeeping-no-database", arguments));
    }
    let done =
        store::backup::restore(path, &into, notes.as_ref(), Time::now()).map_err(|error| unsound(path, error))?;
    let arguments = [("path", path.display().to_string().into()), ("database", into.display().to_string().into())];
    say(words, "housekeeping-restore-done", &arguments)?;
    if let Some(replaced) = &done.replaced {
        say(words, "housekeeping-restore-replaced", &[("path", replaced.display().to_string().into())])?;
    }
    if done.erased.responses + done.erased.invitees != 0 {
        let arguments = [("answers", count(done.erased.responses)), ("invitees", count(done.erased.invitees))];
        say(words, "housekeeping-restore-erased", &arguments)?;
    }
    if !done.copy.sealed {
        problem(&words.text("housekeeping-restore-unsealed"));
    }
    if done.notes_known || notes.is_some() {
        return Ok(0);
    }
    problem(&words.text("housekeeping-restore-notes-unknown"));
    Ok(1)
}

/// A copy that fails its proof is at fault itself, not the data that are in use.
fn unsound(path: &Path, error: StoreError) -> Failure {
    match error {
        StoreError::Damaged(reason) => {
            let arguments = vec![("path", path.display().to_string().into()), ("reason", reason.into())];
            Failure::message("housekeeping-copy-damaged", arguments)
        }
        error => error.into(),
    }
}

fn read_notes(path: &Path) -> Result<Notes, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| unread(path, &error))?;
    serde_json::from_str(&text).map_err(|error| unread(path, &error))
}
