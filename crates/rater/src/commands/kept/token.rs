//! `rater token create | list | revoke`: what programs come in with.

use std::fmt::Write;

use clap::ArgMatches;
use language::Words;
use store::Time;
use store::tokens::{self, DAYS, TokenScope};

use super::keep::{Kept, id, say};
use crate::commands::output;
use crate::failure::Failure;

/// Runs the subcommand.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("list", matches)) => list(matches, words),
        Some(("create", matches)) => create(matches, words),
        Some(("revoke", matches)) => revoke(matches, words),
        _ => Err(Failure::message("commands-usage-other", vec![])),
    }
}

fn list(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let tokens = Kept::of(matches)?.read(tokens::list)?;
    let now = Time::now();
    let mut out = String::new();
    for token in tokens {
        let dead = token.revoked_at.is_some() || token.expires_at <= now;
        let state = words.text(if dead { "housekeeping-token-dead" } else { "housekeeping-token-good" });
        let scopes: Vec<String> = token.scopes.iter().map(ToString::to_string).collect();
        let _ = writeln!(out, "{}  {state}  {}  {}", token.id, token.name, scopes.join(" "));
    }
    output::write(None, out.as_bytes())?;
    Ok(0)
}

/// The token goes to standard output, so that a script can take it; the sentence around it does not.
fn create(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let name = matches.get_one::<String>("name").cloned().unwrap_or_default();
    let wanted = matches.get_many::<String>("scope").into_iter().flatten();
    let scopes: Result<Vec<TokenScope>, Failure> = wanted
        .map(|text| {
            let all = || TokenScope::all().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let unknown = || vec![("value", text.clone().into()), ("known", all().into())];
            TokenScope::parse(text).ok_or_else(|| Failure::message("housekeeping-token-scope-unknown", unknown()))
        })
        .collect();
    let (scopes, days, now) = (scopes?, matches.get_one("days").copied().unwrap_or(DAYS), Time::now());
    let (_, secret) =
        Kept::of(matches)?.write(move |tx, scope| tokens::create(tx, scope, &name, &scopes, days, now))?;
    output::write(None, format!("{}\n", secret.reveal()).as_bytes())?;
    crate::failure::problem(&words.say("housekeeping-token-created", &[("days", i64::from(days).into())]));
    Ok(0)
}

fn revoke(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let token = id(matches.get_one::<String>("token").map_or("", String::as_str))?;
    let now = Time::now();
    Kept::of(matches)?.write(move |tx, scope| tokens::revoke(tx, scope, &token, now))?;
    say(words, "housekeeping-token-revoked", &[])?;
    Ok(0)
}
