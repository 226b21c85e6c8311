//! The program `rater`: reads its command line, runs one command, and turns its outcome into an exit code.
//!
//! This is the shell: files, standard streams and the reader's language live here, one file per command. It decides
//! nothing about service quality. Exit codes: 0 done, 1 found problems, 2 used wrongly or unreadable input.

mod cli;
mod commands;
mod failure;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let words = cli::language_of(&arguments).words();
    let matches = match cli::command(words, &arguments).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return cli::explain(&error, words),
    };
    match commands::run(&matches, words) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => failure.print(words),
    }
}
