//! `rater backup FILE`: a copy of the data, also while the server runs, proved before it gets its name.

use std::path::PathBuf;

use clap::ArgMatches;
use language::Words;

use super::keep::{count, say, there, unwritten, url};
use crate::failure::Failure;

/// Runs the command.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Err(Failure::message("commands-usage-other", vec![]));
    };
    let url = url(matches)?;
    there(&url)?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    }
    let proved = store::backup::copy_from(&url, path)?;
    let rows = |name: &str| proved.tables.iter().find(|(table, _)| table == name).map_or(0, |(_, rows)| *rows);
    let arguments = [
        ("path", path.display().to_string().into()),
        ("answers", rows("responses").into()),
        ("surveys", rows("surveys").into()),
    ];
    say(words, "housekeeping-backup-done", &arguments)?;
    // Kept elsewhere, the ends of the logs show later whether entries were cut off.
    for (organisation, head) in &proved.heads {
        let arguments = [("organisation", organisation.to_string().into()), ("head", head.to_string().into())];
        say(words, "housekeeping-backup-head", &arguments)?;
    }
    say(words, "housekeeping-backup-tables", &[("tables", count(proved.tables.len() as u64))])?;
    Ok(0)
}
