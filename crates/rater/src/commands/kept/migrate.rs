//! `rater migrate`: brings the data up to date after a copy was made, as `rater serve` does when it starts.

use clap::ArgMatches;
use language::Words;
use store::{Options, Store, schema};

use super::keep::{say, there, url};
use crate::failure::Failure;

/// Runs the command.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let url = url(matches)?;
    there(&url)?;
    let _store = Store::open(&url, &Options { readers: 1, migrate: true, ..Options::default() })?;
    say(words, "housekeeping-migrate-done", &[("version", schema::newest().into())])?;
    Ok(0)
}
