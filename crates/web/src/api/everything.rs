//! Everything of an organisation as files: what the API shows, written down, and every questionnaire as its own file.
//!
//! Separate from the operations, because it is the operator who asks. Keys, passwords and digests of tokens stay behind: they
//! open doors, and are of no use elsewhere.

use std::collections::BTreeSet;

use serde::Serialize;
use store::{
    Id, Scope, StoreError, Time, Transaction, audit, comments, instruments, invitees, links, mailboxes, people,
    surveys, tokens, waves, webhooks,
};

use super::audit::Entry;
use super::comments::Comment;
use super::invitees::Invitee;
use super::links::link;
use super::mailboxes::Mailbox;
use super::members::Member;
use super::organisation::{Organisation, Team};
use super::surveys::Survey;
use super::tokens::Token;
use super::waves::wave;
use super::webhooks::Webhook;

/// Takes a file, by its path within the folder.
pub type Put<'p> = dyn FnMut(&str, Vec<u8>) -> Result<(), StoreError> + 'p;

/// Hands over every file but the answers, and says which waves there are. Addresses of links begin with `base_url`.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners and the operator; or as `put` says.
pub fn everything(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    base_url: &str,
    now: Time,
    put: &mut Put<'_>,
) -> Result<Vec<waves::Wave>, StoreError> {
    put("organisation.json", json(&Organisation::from(people::organisation(tx, scope)?))?)?;
    put("teams.json", each(people::teams(tx, scope)?, Team::from)?)?;
    put("members.json", each(people::members(tx, scope)?, Member::from)?)?;
    put("tokens.json", each(tokens::list(tx, scope)?, Token::from)?)?;
    put("webhooks.json", each(webhooks::list(tx, scope)?, Webhook::from)?)?;
    put("mailboxes.json", each(mailboxes::list(tx, scope)?, Mailbox::from)?)?;
    put("audit.json", log(tx, scope)?)?;
    put("comments.jsonl", said(tx, scope)?)?;
    for newest in instruments::list(tx, scope)? {
        for version in instruments::versions(tx, scope, &newest.id)? {
            put(&format!("instruments/{}-{}.toml", plain(&version.id), version.version), version.toml.into_bytes())?;
        }
    }
    let all = surveys::list(tx, scope)?;
    let (mut found, mut ways) = (Vec::new(), Vec::new());
    for survey in &all {
        found.extend(waves::list(tx, scope, &survey.id)?);
        ways.extend(links::list(tx, scope, &survey.id)?.into_iter().map(|found| link(found, base_url)));
    }
    let anonymous: BTreeSet<Id> =
        all.iter().filter(|survey| survey.anonymous).map(|survey| survey.id.clone()).collect();
    put("surveys.json", each(all, Survey::from)?)?;
    put("links.json", json(&ways)?)?;
    put("waves.json", each(found.clone(), |found| wave(found, now))?)?;
    for wave in &found {
        let invited = invited(tx, scope, wave)?;
        if !invited.is_empty() {
            put(
                &format!("waves/{}/invitees.json", wave.id),
                each(invited, |found| Invitee::of(found, anonymous.contains(&wave.survey)))?,
            )?;
        }
    }
    Ok(found)
}

/// The name of a questionnaire as a file may have it.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' }).collect()
}

fn invited(tx: &mut Transaction<'_>, scope: &Scope, wave: &waves::Wave) -> Result<Vec<invitees::Invitee>, StoreError> {
    let mut all: Vec<invitees::Invitee> = Vec::new();
    loop {
        let last = all.last().map(|last| last.email.clone());
        let more = invitees::list(tx, scope, &wave.id, last.as_deref(), invitees::LIST_MAX)?;
        if more.is_empty() {
            return Ok(all);
        }
        all.extend(more);
    }
}

/// Every comment, one on each line.
fn said(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<u8>, StoreError> {
    let mut text = Vec::new();
    comments::each(tx, scope, &comments::Which::default(), |comment| {
        let line = serde_json::to_vec(&Comment::from(comment));
        text.extend(line.map_err(|error| StoreError::Damaged(error.to_string()))?);
        text.push(b'\n');
        Ok(())
    })?;
    Ok(text)
}

fn log(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<u8>, StoreError> {
    let mut all: Vec<audit::Entry> = Vec::new();
    loop {
        let more = audit::list(tx, scope, all.last().map(|last| last.sequence), 1000)?;
        if more.is_empty() {
            return each(all, Entry::from);
        }
        all.extend(more);
    }
}

fn each<T, R: Serialize>(all: Vec<T>, make: impl Fn(T) -> R) -> Result<Vec<u8>, StoreError> {
    json(&all.into_iter().map(make).collect::<Vec<_>>())
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    let mut text = serde_json::to_vec_pretty(value).map_err(|error| StoreError::Damaged(error.to_string()))?;
    text.push(b'\n');
    Ok(text)
}
