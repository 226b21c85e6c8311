//! `rater export FOLDER`: everything of an organisation as files that other programs read.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use language::Words;
use store::{StoreError, Time};
use web::export::{AnswerFormat, sheet, written};

use super::keep::{Kept, base_url, count, say, unwritten};
use super::output;
use crate::failure::Failure;

/// Runs the command.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let Some(folder) = matches.get_one::<PathBuf>("folder") else {
        return Err(Failure::message("commands-usage-other", vec![]));
    };
    let empty = std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if !empty {
        let arguments = vec![("path", folder.display().to_string().into())];
        return Err(Failure::message("housekeeping-folder-not-empty", arguments));
    }
    let kept = Kept::of(matches)?;
    let (base_url, now) = (base_url(matches), Time::now());
    // All of it at one moment of the data: nothing is in one file and not in another.
    let files = kept.read(move |tx, scope| {
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        let mut put = |name: &str, content: Vec<u8>| {
            files.push((name.to_owned(), content));
            Ok(())
        };
        let waves = web::api::everything(tx, scope, &base_url, now, &mut put)?;
        for wave in waves {
            let answers = sheet(tx, scope, &wave.id, words)?;
            for (format, ending) in [(AnswerFormat::Csv, "csv"), (AnswerFormat::Sav, "sav")] {
                files.push((format!("waves/{}/answers.{ending}", wave.id), written(&answers, format, now)?));
            }
        }
        Ok::<_, StoreError>(files)
    })?;
    let number = files.len() as u64;
    for (name, content) in files {
        put(&folder.join(name), &content)?;
    }
    kept.write(move |tx, scope| store::audit::append(tx, scope, "organisation.export", "", &[], now))?;
    say(words, "housekeeping-export-done", &[("files", count(number)), ("path", folder.display().to_string().into())])?;
    Ok(0)
}

fn put(path: &Path, content: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    }
    output::write(Some(path), content)
}
