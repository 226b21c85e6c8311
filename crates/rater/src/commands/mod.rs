//! One file per command.

mod checks;
mod coach;
mod inside;
mod instrument;
#[cfg(feature = "serve")]
mod kept;
mod listen;
mod measure;
mod output;
mod plan;

use clap::ArgMatches;
use language::Words;

use crate::failure::Failure;

/// Runs the command that was asked for; the exit code is 0 for done and 1 for problems found.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let Some((command, matches)) = matches.subcommand() else {
        return Err(Failure::message("commands-usage-other", vec![]));
    };
    #[cfg(feature = "serve")]
    if let Some(outcome) = kept::run(command, matches, words) {
        return outcome;
    }
    match command {
        "measure" => {
            checks::sound(matches, words)?;
            if matches.get_flag("plan") { plan::run(matches, words) } else { measure::run(matches, words) }
        }
        "coach" => coach::run(matches, words),
        "instrument" => instrument::run(matches, words),
        "listen" => listen::run(matches, words),
        _ => Err(Failure::message("commands-usage-other", vec![])),
    }
}
