//! `rater user list | add | reset`: the people who work in an organisation, for whoever runs the server.

use std::fmt::Write;

use clap::ArgMatches;
use language::Words;
use store::{Role, Secret, Time, password, people, staff_invitations};

use super::keep::{Kept, base_url, say};
use crate::commands::output;
use crate::failure::Failure;

/// Runs the subcommand.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("list", matches)) => list(matches, words),
        Some(("add", matches)) => add(matches, words),
        Some(("reset", matches)) => reset(matches, words),
        _ => Err(Failure::message("commands-usage-other", vec![])),
    }
}

fn list(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let members = Kept::of(matches)?.read(people::members)?;
    let mut out = String::new();
    for member in members {
        let suspended = if member.suspended { words.text("housekeeping-user-suspended") } else { String::new() };
        let _ = writeln!(out, "{:<8} {}  {} {suspended}", member.role.name(), member.email, member.name);
    }
    output::write(None, out.as_bytes())?;
    Ok(0)
}

fn email(matches: &ArgMatches) -> String {
    matches.get_one::<String>("email").cloned().unwrap_or_default()
}

/// Prints a link by which somebody comes in and chooses a password: the operator never knows it.
fn add(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let role = matches.get_one::<String>("role").and_then(|name| Role::named(name)).unwrap_or(Role::Viewer);
    let (email, now) = (email(matches), Time::now());
    let invited =
        Kept::of(matches)?.write(move |tx, scope| staff_invitations::invite(tx, scope, &email, role, None, now))?;
    let link = format!("{}/join/{}", base_url(matches), invited.reveal());
    say(words, "housekeeping-user-added", &[("link", link.into())])?;
    Ok(0)
}

/// Gives somebody a password that nobody else knows, to be changed after signing in. The second factor stays.
fn reset(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let wanted = people::email_address(&email(matches))?;
    // The random characters in the middle of a token: 190 bits.
    let secret = Secret::new("password");
    let fresh = secret.reveal().split('_').nth(2).unwrap_or_default().to_owned();
    let hash = password::hash(&fresh)?;
    let now = Time::now();
    Kept::of(matches)?.write(move |tx, scope| {
        let all = people::members(tx, scope)?;
        let member = all.into_iter().find(|member| member.email == wanted).ok_or(store::StoreError::NotFound)?;
        people::reset_password(tx, scope, &member.user, &hash, now)
    })?;
    say(words, "housekeeping-user-reset", &[("password", fresh.into())])?;
    Ok(0)
}
