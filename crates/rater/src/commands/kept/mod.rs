//! The commands on what is kept: the web application, its demonstration, and the upkeep of its data.
//!
//! Separate from the commands on files, which are the whole program when it is built without `serve`: then nothing listens and there
//! is no database.

mod backup;
mod demo;
mod erase;
mod export;
mod import;
mod keep;
mod migrate;
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

/// Runs one of these commands; `None` when it is not among them.
pub fn run(command: &str, matches: &ArgMatches, words: Words) -> Option<Result<u8, Failure>> {
    let run = match command {
        "serve" => serve::run,
        "demo" => demo::run,
        "backup" => backup::run,
        "restore" => restore::run,
        "migrate" => migrate::run,
        "erase" => erase::run,
        "export" => export::run,
        "import" => import::run,
        "user" => user::run,
        "token" => token::run,
        _ => return None,
    };
    Some(run(matches, words))
}
