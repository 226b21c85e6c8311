//! `rater export FOLDER`: everything of an organisation as files that other programs read.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use clap::ArgMatches;
use language::Words;
use store::{Scope, StoreError, Time, Transaction};
use web::api::Put;
use web::export::{AnswerFormat, sheet, written};

use super::keep::{Kept, base_url, count, say, unwritten};
use crate::commands::output;
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
    // Written as they come: memory holds the answers of one wave, and all of it is of one moment of the data.
    let (target, written) = (folder.clone(), std::sync::Arc::new(AtomicU64::new(0)));
    let number = std::sync::Arc::clone(&written);
    let failed = kept.read(move |tx, scope| {
        let mut failed = None;
        let mut put = |name: &str, content: Vec<u8>| {
            written.fetch_add(1, Ordering::Relaxed);
            put(&target.join(name), &content).map_err(|failure| {
                failed = Some(failure);
                StoreError::DiskFull
            })
        };
        let done = everything(tx, scope, &base_url, now, words, &mut put);
        match failed {
            // Why a file could not be written says more than that the rest was not read.
            Some(failure) => Ok(Some(failure)),
            None => done.map(|()| None),
        }
    })?;
    if let Some(failure) = failed {
        return Err(failure);
    }
    kept.write(move |tx, scope| store::audit::append(tx, scope, "organisation.export", "", &[], now))?;
    let number = number.load(Ordering::Relaxed);
    say(words, "housekeeping-export-done", &[("files", count(number)), ("path", folder.display().to_string().into())])?;
    Ok(0)
}

fn everything(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    base_url: &str,
    now: Time,
    words: Words,
    put: &mut Put<'_>,
) -> Result<(), StoreError> {
    for wave in web::api::everything(tx, scope, base_url, now, put)? {
        for (format, ending) in [(AnswerFormat::Csv, "csv"), (AnswerFormat::Sav, "sav")] {
            let answers = sheet(tx, scope, &wave.id, format, words)?;
            put(&format!("waves/{}/answers.{ending}", wave.id), written(&answers, format, now)?)?;
        }
    }
    Ok(())
}

fn put(path: &Path, content: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    }
    output::write_private(path, content)
}
