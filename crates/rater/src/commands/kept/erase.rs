//! `rater erase`: a person's answers and invitations go, bytes and all; that somebody was erased is noted without a name.

use std::path::PathBuf;

use clap::ArgMatches;
use language::Words;
use store::Time;
use store::erase::{self, PersonQuery};

use super::keep::{Kept, count, id, say};
use crate::commands::output;
use crate::failure::Failure;

/// Runs the command: 0 when somebody was found, 1 when nobody was.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let query = match (text("email"), text("answer"), text("receipt")) {
        (Some(email), ..) => PersonQuery::Email(email),
        (_, Some(answer), _) => PersonQuery::Attempt(id(&answer)?),
        (_, _, Some(receipt)) => PersonQuery::Receipt(receipt),
        _ => return Err(Failure::message("commands-usage-other", vec![])),
    };
    let kept = Kept::of(matches)?;
    let now = Time::now();
    let done = kept.write(move |tx, scope| erase::person(tx, scope, &query, now))?;
    // Only now nothing is left in the file either.
    kept.store.erase_traces().wait()?;
    if let Some(path) = matches.get_one::<PathBuf>("notes") {
        let notes = kept.read(|tx, _| erase::notes(tx))?;
        let text = serde_json::to_vec_pretty(&notes).unwrap_or_default();
        output::write_private(path, &text)?;
    }
    let arguments = [
        ("answers", count(done.responses)),
        ("drafts", count(done.drafts)),
        ("invitees", count(done.invitees)),
        ("mails", count(done.mails)),
        ("comments", count(done.comments)),
    ];
    say(words, "housekeeping-erase-done", &arguments)?;
    Ok(u8::from(done == erase::Erased::default()))
}
