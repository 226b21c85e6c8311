//! Everything that is kept of a customer, and what else their file shows: what erasing them would take away, to be handed over.
//!
//! Separate from the file itself, which shows what somebody needs who serves. It gives nothing of others: a second file with the
//! same mail address is named by its id and no more, and a mail comes without the secrets of its links.

use std::collections::BTreeMap;

use super::facts::fact_of;
use super::{Customer, Fact, get, resolve};
use crate::comments::{self, Comment};
use crate::drafts::attempt_of;
use crate::listing::{self, Response};
use crate::moments::{self, Moment};
use crate::outbox::Mail;
use crate::surveys::from_json;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, cases, promises, values};

/// Customers that are given at once at most.
const SOME_MAX: u32 = 200;

/// That somebody answered a survey under their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What the survey is called.
    pub survey: String,
    /// What its wave is called.
    pub wave: String,
    /// When.
    pub at: Time,
}

/// A place on a list of invited people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptInvitation {
    /// Who is invited, as it stands on the list.
    pub invitee: crate::invitees::Invitee,
    /// What the survey is called.
    pub survey: String,
    /// What its wave is called.
    pub wave: String,
    /// Whether nothing may be told of whether they answered.
    pub anonymous: bool,
}

/// An answer that is known to be theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// Of which wave.
    pub wave: Id,
    /// What was answered.
    pub response: Response,
}

/// An answer under way that is known to be theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// Of which wave.
    pub wave: Id,
    /// One byte per column of the wave's layout.
    pub codes: Vec<u8>,
    /// Their groups, by column.
    pub segments: BTreeMap<String, String>,
    /// What was said besides.
    pub comment: Option<String>,
    /// When it was saved last.
    pub saved_at: Time,
}

/// A mail to them, waiting or sent.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptMail {
    /// What it says, without what would open a door.
    pub mail: Mail,
    /// When it was written.
    pub made_at: Time,
    /// When it was delivered.
    pub delivered_at: Option<Time>,
}

/// Everything that is kept of a customer.
#[derive(Clone, PartialEq)]
pub struct Everything {
    /// What is written of them.
    pub customer: Customer,
    /// Everything that other systems call them, also a second name in the same system.
    pub identifiers: Vec<(String, String)>,
    /// Files that became this one.
    pub merged: Vec<Id>,
    /// Everything that was ever noted of them, and since when it holds no more.
    pub facts: Vec<(Fact, Option<Time>)>,
    /// Every moment of truth.
    pub moments: Vec<Moment>,
    /// Every promise, with what happened to it.
    pub promises: Vec<(promises::Ledgered, Vec<promises::Happened>)>,
    /// Every recovery case, with what happened in it.
    pub cases: Vec<(cases::Kept, Vec<cases::Happened>)>,
    /// Every comment.
    pub comments: Vec<Comment>,
    /// Places on lists of invited people.
    pub invitations: Vec<KeptInvitation>,
    /// Answers that are known to be theirs.
    pub answers: Vec<KeptAnswer>,
    /// Answers under way.
    pub drafts: Vec<KeptDraft>,
    /// Mails.
    pub mails: Vec<KeptMail>,
    /// Other files with the same mail address: they are erased with this one.
    pub same_address: Vec<Id>,
}

/// Everything that is kept of a customer, of whichever team.
///
/// # Errors
/// As for erasing them: [`StoreError::Forbidden`] below a manager, or to whoever sees one team only; [`StoreError::NotFound`].
pub fn everything(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<Everything, StoreError> {
    scope.require(Role::Manager)?;
    if scope.team().is_some() {
        return Err(StoreError::Forbidden);
    }
    let customer = get(tx, scope, id)?;
    let (id, email) = (customer.id.clone(), customer.known.email.clone());
    let mut all = Everything {
        identifiers: customer.called.iter().cloned().collect(),
        merged: ids(tx, scope, "SELECT id FROM customers WHERE organisation = ?1 AND merged_into = ?2", &id)?,
        facts: every_fact(tx, scope, &id)?,
        moments: Vec::new(),
        promises: Vec::new(),
        cases: Vec::new(),
        comments: Vec::new(),
        invitations: Vec::new(),
        answers: Vec::new(),
        drafts: Vec::new(),
        mails: Vec::new(),
        same_address: sharing_address(tx, scope, &id)?,
        customer,
    };
    for id in ids(tx, scope, "SELECT id FROM moments WHERE organisation = ?1 AND customer = ?2 ORDER BY at, id", &id)? {
        all.moments.push(moments::get(tx, scope, &id)?);
    }
    let made = "SELECT id FROM promises WHERE organisation = ?1 AND customer = ?2 ORDER BY made_at, id";
    for id in ids(tx, scope, made, &id)? {
        all.promises.push((promises::get(tx, scope, &id, now)?, promises::events(tx, scope, &id)?));
    }
    let opened = "SELECT id FROM cases WHERE organisation = ?1 AND customer = ?2 ORDER BY number";
    for id in ids(tx, scope, opened, &id)? {
        all.cases.push((cases::load(tx, scope, &id)?, cases::events(tx, scope, &id)?));
    }
    let theirs = "SELECT id FROM comments WHERE organisation = ?1 AND customer = ?2 ORDER BY at, id";
    for id in ids(tx, scope, theirs, &id)? {
        all.comments.push(comments::get(tx, scope, &id)?);
    }
    if !email.is_empty() {
        at_address(tx, scope, &email, &mut all)?;
    }
    Ok(all)
}

/// What surveys and the outbox hold of whoever has this address.
fn at_address(tx: &mut Transaction<'_>, scope: &Scope, email: &str, all: &mut Everything) -> Result<(), StoreError> {
    all.invitations = invitations(tx, scope, email)?;
    let written = "SELECT id FROM comments WHERE organisation = ?1 AND email = ?2 AND email <> '' ORDER BY at, id";
    let written = tx.query(written, &values![scope.key(), email], |row| Ok(Id::stored(row.text(0)?)))?;
    for id in written {
        if all.comments.iter().all(|comment| comment.id != id) {
            all.comments.push(comments::get(tx, scope, &id)?);
        }
    }
    let answers = "SELECT w.id, r.attempt FROM responses r \
         JOIN waves w ON w.organisation = r.organisation AND w.number = r.wave \
         WHERE r.organisation = ?1 AND r.invitee = ?2 ORDER BY r.sequence";
    let drafts = "SELECT w.id, d.codes, d.segments, d.comment, d.saved_at FROM drafts d \
         JOIN waves w ON w.organisation = d.organisation AND w.number = d.wave \
         WHERE d.organisation = ?1 AND d.invitee = ?2 ORDER BY d.saved_at";
    for invitation in &all.invitations {
        let mine = values![scope.key(), &invitation.invitee.id];
        let found = tx.query(answers, &mine, |row| Ok((Id::stored(row.text(0)?), attempt_of(row.blob(1)?)?)))?;
        for (wave, attempt) in found {
            let response = listing::get(tx, scope, &wave, &attempt)?;
            all.answers.push(KeptAnswer { wave, response });
        }
        all.drafts.extend(tx.query(drafts, &mine, |row| {
            Ok(KeptDraft {
                wave: Id::stored(row.text(0)?),
                codes: row.blob(1)?.to_vec(),
                segments: from_json(&row.text(2)?)?,
                comment: row.text_or_none(3)?,
                saved_at: Time(row.integer(4)?),
            })
        })?);
    }
    let mails = "SELECT payload, made_at, delivered_at FROM outbox \
                 WHERE organisation = ?1 AND kind = 'mail' AND LOWER(target) = ?2 ORDER BY made_at, id";
    all.mails = tx.query(mails, &values![scope.key(), email], |row| {
        let mail: Mail = from_json(&row.text(0)?)?;
        let mail = Mail { to: mail.to, subject: closed(&mail.subject), text: closed(&mail.text) };
        Ok(KeptMail { mail, made_at: Time(row.integer(1)?), delivered_at: row.integer_or_none(2)?.map(Time) })
    })?;
    Ok(())
}

fn invitations(tx: &mut Transaction<'_>, scope: &Scope, email: &str) -> Result<Vec<KeptInvitation>, StoreError> {
    let sql = "SELECT i.id, i.wave, i.email, i.name, i.language, i.segments, i.used, i.invited_at, i.reminded_at, i.reminders, \
         s.title, w.title, s.anonymous FROM invitees i \
         JOIN waves w ON w.organisation = i.organisation AND w.id = i.wave \
         JOIN surveys s ON s.organisation = w.organisation AND s.id = w.survey \
         WHERE i.organisation = ?1 AND i.email = ?2 ORDER BY w.opens_at, i.id";
    tx.query(sql, &values![scope.key(), email], |row| {
        Ok(KeptInvitation {
            invitee: crate::invitees::Invitee {
                id: Id::stored(row.text(0)?),
                wave: Id::stored(row.text(1)?),
                email: row.text(2)?,
                name: row.text(3)?,
                language: row.text(4)?,
                segments: from_json(&row.text(5)?)?,
                used: row.flag(6)?,
                invited_at: row.integer_or_none(7)?.map(Time),
                reminded_at: row.integer_or_none(8)?.map(Time),
                reminders: row.integer(9)?,
            },
            survey: row.text(10)?,
            wave: row.text(11)?,
            anonymous: row.flag(12)?,
        })
    })
}

/// The surveys that a customer answered under their name, the latest first: of the scope's team, and never an anonymous one.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn answered(tx: &mut Transaction<'_>, scope: &Scope, customer: &Id) -> Result<Vec<Answered>, StoreError> {
    let email = get(tx, scope, customer)?.known.email;
    if email.is_empty() {
        return Ok(vec![]);
    }
    let sql = "SELECT s.title, w.title, r.received_at FROM invitees i \
         JOIN waves w ON w.organisation = i.organisation AND w.id = i.wave \
         JOIN surveys s ON s.organisation = w.organisation AND s.id = w.survey AND s.anonymous = 0 \
         JOIN responses r ON r.organisation = i.organisation AND r.invitee = i.id \
         WHERE i.organisation = ?1 AND i.email = ?2 AND i.used = 1 \
         AND (CAST(?3 AS TEXT) IS NULL OR s.team = CAST(?3 AS TEXT)) ORDER BY r.received_at DESC";
    tx.query(sql, &values![scope.key(), email, scope.team()], |row| {
        Ok(Answered { survey: row.text(0)?, wave: row.text(1)?, at: Time(row.integer(2)?) })
    })
}

/// Everything that was ever noted of a customer, the newest first, and since when it holds no more.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn every_fact(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    customer: &Id,
) -> Result<Vec<(Fact, Option<Time>)>, StoreError> {
    scope.require(Role::Agent)?;
    let customer = resolve(tx, scope, customer)?;
    let sql = "SELECT id, customer, factor, words, source, first, confirm_days, expires_at, noted_by, noted_at, confirmed_at, \
               ended_at FROM facts WHERE organisation = ?1 AND customer = ?2 ORDER BY noted_at DESC, id DESC";
    tx.query(sql, &values![scope.key(), &customer], |row| Ok((fact_of(row)?, row.integer_or_none(11)?.map(Time))))
}

/// Other files with the same mail address: a family, or a second file of the same person.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn sharing_address(tx: &mut Transaction<'_>, scope: &Scope, customer: &Id) -> Result<Vec<Id>, StoreError> {
    let customer = get(tx, scope, customer)?;
    let sql =
        "SELECT id FROM customers WHERE organisation = ?1 AND email = ?2 AND email <> '' AND id <> ?3 ORDER BY number";
    let parameters = values![scope.key(), &customer.known.email, &customer.id];
    tx.query(sql, &parameters, |row| Ok(Id::stored(row.text(0)?)))
}

/// Customers by id, which is the order in which their files were made, from the one after the cursor on.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn some(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    after: Option<&Id>,
    limit: u32,
) -> Result<Vec<Customer>, StoreError> {
    scope.require(Role::Agent)?;
    let sql =
        "SELECT id FROM customers WHERE organisation = ?1 AND merged_into IS NULL AND ?2 < id ORDER BY id LIMIT ?3";
    let after = after.map_or("", Id::as_str);
    let parameters = values![scope.key(), after, limit.clamp(1, SOME_MAX + 1)];
    let found = tx.query(sql, &parameters, |row| Ok(Id::stored(row.text(0)?)))?;
    found.iter().map(|id| get(tx, scope, id)).collect()
}

fn ids(tx: &mut Transaction<'_>, scope: &Scope, sql: &str, customer: &Id) -> Result<Vec<Id>, StoreError> {
    tx.query(sql, &values![scope.key(), customer], |row| Ok(Id::stored(row.text(0)?)))
}

/// A text without secrets: whoever reads what was written to a customer must not answer in their name.
fn closed(text: &str) -> String {
    let mut parts = text.split("sq_");
    let mut open = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        open.push('…');
        open.push_str(part.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_'));
    }
    open
}

#[cfg(test)]
mod tests {
    use super::closed;
    use crate::Secret;

    #[test]
    fn a_mail_is_handed_over_without_what_opens_a_door() {
        let (one, two) = (Secret::new("inv"), Secret::new("track"));
        let text = format!("Open https://x.example/i/{} today.\nOr https://x.example/t/{}", one.reveal(), two.reveal());
        assert_eq!(closed(&text), "Open https://x.example/i/… today.\nOr https://x.example/t/…");
        assert_eq!(closed("Nothing to hide."), "Nothing to hide.");
    }
}
