//! One file per command.

mod backup;
mod checks;
mod coach;
mod demo;
mod erase;
mod export;
mod import;
mod inside;
mod instrument;
mod keep;
mod listen;
mod measure;
mod migrate;
mod output;
mod plan;
mod practised;
mod restore;
mod said;
mod serve;
mod token;
mod user;
mod week;

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
        Some(("coach", matches)) => coach::run(matches, words),
        Some(("instrument", matches)) => instrument::run(matches, words),
        Some(("listen", matches)) => listen::run(matches, words),
        Some(("serve", matches)) => serve::run(matches, words),
        Some(("demo", matches)) => demo::run(matches, words),
        Some(("backup", matches)) => backup::run(matches, words),
        Some(("restore", matches)) => restore::run(matches, words),
        Some(("migrate", matches)) => migrate::run(matches, words),
        Some(("erase", matches)) => erase::run(matches, words),
        Some(("export", matches)) => export::run(matches, words),
        Some(("import", matches)) => import::run(matches, words),
        Some(("user", matches)) => user::run(matches, words),
        Some(("token", matches)) => token::run(matches, words),
        _ => Err(Failure::message("commands-usage-other", vec![])),
    }
}
