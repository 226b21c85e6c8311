//! One file per command.

mod checks;
mod instrument;
mod measure;
mod output;
mod plan;

use clap::ArgMatches;
use language::Words;

use crate::failure::Failure;

/// Runs the command that was asked for; the exit code is 0 for done and 1 for problems found.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("measure", matches)) => {
            checks::sound(matches, words)?;
            if matches.get_flag("plan") { plan::run(matches, words) } else { measure::run(matches, words) }
        }
        Some(("instrument", matches)) => instrument::run(matches, words),
        _ => Err(Failure::message("commands-usage-other", vec![])),
    }
}
