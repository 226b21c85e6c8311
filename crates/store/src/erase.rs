//! Erasing a person: everything that is known of them goes, the sums forget them exactly, and no copy brings them back.
//!
//! Separate from ordinary deletion, because a note of it stays: a keyed digest of what was looked for, by which the same
//! person is erased again when an older copy is restored. The note holds neither the person's address nor the answer.
//! What the log of the database still holds goes with [`crate::Store::erase_traces`].

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use service::recovery::{CaseState, CaseWhat};
use sha2::{Digest, Sha256};

use crate::answers::receipt_of;
use crate::drafts::{attempt_of, digest_of};
use crate::invitees::address;
use crate::listing::segment_codes;
use crate::live::{Answer, amend};
use crate::surveys::json;
use crate::waves::{self, Wave};
use crate::{
    Actor, Id, Role, Scope, StoreError, Time, Transaction, audit, comments, customers, outbox, random_bytes, values,
};

/// The tables that hold something of persons.
pub(crate) const TABLES: [&str; 23] = [
    "idempotency",
    "responses",
    "invitees",
    "invitee_tokens",
    "drafts",
    "outbox",
    "segment_values",
    "customers",
    "customer_identifiers",
    "customer_terms",
    "facts",
    "moments",
    "promises",
    "cases",
    "notes",
    "tracking_tokens",
    "comments",
    "mentions",
    "comment_terms",
    "said",
    "thanks",
    "mailboxes",
    "own_layers",
];

/// Who is to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonQuery {
    /// The customer of this id, and whatever is known by their mail address.
    Customer(Id),
    /// Whoever was invited at this address, with the answers that are known to be theirs.
    Email(String),
    /// Whoever sent this answer.
    Attempt(Id),
    /// Whoever holds this receipt. All answers of the organisation are looked through.
    Receipt(String),
    /// One comment: its words, and that it is counted.
    Comment(Id),
}

/// What was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Erased {
    /// Answers.
    pub responses: u64,
    /// Answers under way.
    pub drafts: u64,
    /// Places on lists of invited people.
    pub invitees: u64,
    /// Mails that waited, or were noted as sent.
    pub mails: u64,
    /// Customers' files.
    pub customers: u64,
    /// Comments.
    pub comments: u64,
}

impl std::ops::AddAssign for Erased {
    fn add_assign(&mut self, other: Self) {
        self.responses += other.responses;
        self.drafts += other.drafts;
        self.invitees += other.invitees;
        self.mails += other.mails;
        self.customers += other.customers;
        self.comments += other.comments;
    }
}

/// All notes of erasures, to be kept beside the copies: with it, any older copy forgets the same people.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Notes {
    /// The key of the digests.
    pub key: String,
    /// The notes.
    pub notes: Vec<Note>,
}

/// One note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The organisation's id.
    pub organisation: Id,
    /// The erasure's id.
    pub id: Id,
    /// What the digest is of: `email`, `attempt`, `customer`, `comment`, or `comment-words` where what was said stays counted.
    pub kind: String,
    /// The digest, in hexadecimal digits.
    pub digest: String,
    /// When.
    pub at: Time,
}

/// Erases a person. It is noted also when nothing was found: an older copy may hold what is gone here.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager, or to whoever sees one team only; [`StoreError::NotFound`] for a receipt of no
/// answer; [`StoreError::Refused`] for what is no mail address.
pub fn person(tx: &mut Transaction<'_>, scope: &Scope, query: &PersonQuery, now: Time) -> Result<Erased, StoreError> {
    comments::may_erase(scope)?;
    let (erased, found) = match query {
        PersonQuery::Customer(id) => {
            let id = customers::resolve(tx, scope, id)?;
            let (mut erased, mut found) = customer(tx, scope, &id, now)?;
            // What other files have the same address is another person's, or a second file of the same: both are named.
            if let Some(email) = found.iter().find_map(Found::email) {
                let (more, also) = by_email(tx, scope, &email, now)?;
                erased += more;
                found.extend(also);
            }
            (erased, found)
        }
        PersonQuery::Email(text) => {
            let email = address(text).ok_or(StoreError::Refused("store-email-invalid", vec![]))?;
            by_email(tx, scope, &email, now)?
        }
        PersonQuery::Attempt(attempt) => by_attempt(tx, scope, attempt, now)?,
        PersonQuery::Receipt(receipt) => {
            let attempt = attempt_of_receipt(tx, scope, receipt)?.ok_or(StoreError::NotFound)?;
            by_attempt(tx, scope, &attempt, now)?
        }
        PersonQuery::Comment(id) => {
            let comments = comments::erase_wholly(tx, scope, id, now)?;
            if comments == 0 {
                return Err(StoreError::NotFound);
            }
            (Erased { comments, ..Erased::default() }, vec![Found::Comment(id.clone())])
        }
    };
    note(tx, scope, &found, now)?;
    Ok(erased)
}

/// The notes of all organisations. For the operator.
///
/// # Errors
/// As the database says.
pub fn notes(tx: &mut Transaction<'_>) -> Result<Notes, StoreError> {
    let key = tx.first("SELECT value FROM settings WHERE name = ?1", &values![KEY], |row| row.text(0))?;
    let sql = "SELECT organisations.id, erasures.id, erasures.kind, erasures.digest, erasures.at FROM erasures \
               JOIN organisations ON organisations.key = erasures.organisation \
               ORDER BY erasures.organisation, erasures.id";
    let notes = tx.query(sql, &[], |row| {
        Ok(Note {
            organisation: Id::stored(row.text(0)?),
            id: Id::stored(row.text(1)?),
            kind: row.text(2)?,
            digest: hex(row.blob(3)?),
            at: Time(row.integer(4)?),
        })
    })?;
    Ok(Notes { key: key.unwrap_or_default(), notes })
}

/// Erases again whoever is noted, and takes the notes over. For the operator, after an older copy was restored.
///
/// # Errors
/// As the database says.
pub fn apply(tx: &mut Transaction<'_>, notes: &Notes) -> Result<Erased, StoreError> {
    let mut erased = Erased::default();
    if notes.notes.is_empty() {
        return Ok(erased);
    }
    let sql =
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    tx.execute(sql, &values![KEY, &notes.key])?;
    let organisations =
        tx.query("SELECT key, id FROM organisations", &[], |row| Ok((row.integer(0)?, Id::stored(row.text(1)?))))?;
    for (key, id) in organisations {
        let scope = Scope::new(key, Actor::Operator, Role::Owner, None);
        let mine: Vec<&Note> = notes.notes.iter().filter(|note| note.organisation == id).collect();
        erased += apply_to(tx, &scope, &id, &notes.key, &mine)?;
    }
    Ok(erased)
}

const KEY: &str = "erasure-key";

/// What a note is made of.
enum Found {
    Email(String),
    Attempt(Id),
    Customer(Id),
    Comment(Id),
    /// Of an erased person: the older copy may not know yet whose it is.
    CommentWords(Id),
}

impl Found {
    fn email(&self) -> Option<String> {
        match self {
            Self::Email(email) => Some(email.clone()),
            Self::Attempt(_) | Self::Customer(_) | Self::Comment(_) | Self::CommentWords(_) => None,
        }
    }
}

fn apply_to(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    organisation: &Id,
    key: &str,
    notes: &[&Note],
) -> Result<Erased, StoreError> {
    let mut erased = Erased::default();
    // The time of the erasure: what was open then is withdrawn, and what was broken by then is broken.
    let wanted: HashMap<&str, Time> = notes.iter().map(|note| (note.digest.as_str(), note.at)).collect();
    let noted = |kind: &str, bytes: &[u8]| wanted.get(hex(&keyed(key, organisation, kind, bytes)).as_str()).copied();
    let mut files = Vec::new();
    let sql = "SELECT id FROM customers WHERE organisation = ?1";
    tx.query_each(sql, &values![scope.key()], |row| {
        let id = Id::stored(row.text(0)?);
        files.extend(noted("customer", &id.bytes()).map(|at| (id, at)));
        Ok(())
    })?;
    for (id, at) in files {
        erased += customer(tx, scope, &id, at)?.0;
    }
    let mails = "SELECT DISTINCT email FROM invitees WHERE organisation = ?1 \
                 UNION SELECT DISTINCT email FROM customers WHERE organisation = ?1 AND email <> '' \
                 UNION SELECT DISTINCT email FROM comments WHERE organisation = ?1 AND email <> '' \
                 UNION SELECT DISTINCT target FROM outbox WHERE organisation = ?1 AND kind = 'mail'";
    for email in tx.query(mails, &values![scope.key()], |row| row.text(0))? {
        if let Some(at) = noted("email", email.to_lowercase().as_bytes()) {
            erased += by_email(tx, scope, &email.to_lowercase(), at)?.0;
        }
    }
    let attempts = "SELECT attempt FROM responses WHERE organisation = ?1 UNION SELECT attempt FROM drafts WHERE organisation = ?1";
    let mut gone = Vec::new();
    tx.query_each(attempts, &values![scope.key()], |row| {
        let attempt = row.blob(0)?;
        if let Some(at) = noted("attempt", attempt) {
            gone.push((attempt_of(attempt)?, at));
        }
        Ok(())
    })?;
    for (attempt, at) in gone {
        erased += by_attempt(tx, scope, &attempt, at)?.0;
    }
    let (mut taken, mut emptied) = (Vec::new(), Vec::new());
    let sql = "SELECT id FROM comments WHERE organisation = ?1 AND erased_at IS NULL";
    tx.query_each(sql, &values![scope.key()], |row| {
        let id = Id::stored(row.text(0)?);
        emptied.extend(noted("comment-words", &id.bytes()).map(|_| id.clone()));
        taken.extend(noted("comment", &id.bytes()).map(|at| (id, at)));
        Ok(())
    })?;
    for id in emptied {
        erased.comments += comments::empty_again(tx, scope, &id)?;
    }
    for (id, at) in taken {
        erased.comments += comments::erase_wholly(tx, scope, &id, at)?;
    }
    for note in notes {
        tx.execute(
            "INSERT INTO erasures (organisation, id, kind, digest, at) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (organisation, id) DO NOTHING",
            &values![scope.key(), &note.id, &note.kind, bytes_of(&note.digest), note.at],
        )?;
    }
    Ok(erased)
}

/// Everything at a mail address.
fn by_email(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    email: &str,
    now: Time,
) -> Result<(Erased, Vec<Found>), StoreError> {
    let mut erased = Erased::default();
    let mut found = vec![Found::Email(email.to_owned())];
    let sql = "SELECT id FROM invitees WHERE organisation = ?1 AND email = ?2";
    for invitee in tx.query(sql, &values![scope.key(), email], |row| row.text(0))? {
        let answers = "SELECT attempt FROM responses WHERE organisation = ?1 AND invitee = ?2";
        for attempt in tx.query(answers, &values![scope.key(), &invitee], |row| attempt_of(row.blob(0)?))? {
            erased.responses += response(tx, scope, &attempt)?;
            found.push(Found::Attempt(attempt));
        }
        let mine = values![scope.key(), &invitee];
        erased.drafts += tx.execute("DELETE FROM drafts WHERE organisation = ?1 AND invitee = ?2", &mine)?;
        tx.execute("DELETE FROM invitee_tokens WHERE organisation = ?1 AND invitee = ?2", &mine)?;
        erased.invitees += tx.execute("DELETE FROM invitees WHERE organisation = ?1 AND id = ?2", &mine)?;
    }
    let files = "SELECT id FROM customers WHERE organisation = ?1 AND email = ?2 AND email <> ''";
    for id in tx.query(files, &values![scope.key(), email], |row| Ok(Id::stored(row.text(0)?)))? {
        let (more, also) = customer(tx, scope, &id, now)?;
        erased += more;
        found.extend(also.into_iter().filter(|found| found.email().is_none()));
    }
    let comments = comments::empty_of_email(tx, scope, email)?;
    erased.comments += comments.len() as u64;
    found.extend(comments.into_iter().map(Found::CommentWords));
    let mails = "DELETE FROM outbox WHERE organisation = ?1 AND kind = 'mail' AND LOWER(target) = ?2";
    erased.mails += tx.execute(mails, &values![scope.key(), email])?;
    Ok((erased, found))
}

/// A customer's file with everything in it. What was promised and what happened stays as numbers: it belongs to nobody then, and
/// holds no words.
fn customer(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(Erased, Vec<Found>), StoreError> {
    let sql = "SELECT email FROM customers WHERE organisation = ?1 AND id = ?2";
    let Some(email) = tx.first(sql, &values![scope.key(), id], |row| row.text(0))? else {
        return Ok((Erased::default(), vec![]));
    };
    let mine = values![scope.key(), id];
    // Files that were merged into this one point here, and go with it.
    let merged = "SELECT id FROM customers WHERE organisation = ?1 AND merged_into = ?2";
    let merged = tx.query(merged, &mine, |row| Ok(Id::stored(row.text(0)?)))?;
    for sql in OPEN_PROMISES {
        tx.execute(sql, &values![scope.key(), id, now])?;
    }
    end_cases(tx, scope, id, now)?;
    let emptied = comments::empty_of_customer(tx, scope, id)?;
    let mut comments = emptied.len() as u64;
    for sql in OF_CUSTOMER {
        tx.execute(sql, &mine)?;
    }
    // What a program was told of this customer, kept for a day in case it asks again.
    let told = "UPDATE idempotency SET reply = 'null' WHERE organisation = ?1 AND reply LIKE ?2";
    tx.execute(told, &values![scope.key(), format!("%{id}%")])?;
    let mut customers = 1;
    let mut found = vec![Found::Customer(id.clone())];
    found.extend(emptied.into_iter().map(Found::CommentWords));
    for id in merged {
        let (more, also) = customer(tx, scope, &id, now)?;
        customers += more.customers;
        comments += more.comments;
        found.extend(also);
    }
    tx.execute("DELETE FROM customers WHERE organisation = ?1 AND id = ?2", &mine)?;
    found.extend((!email.is_empty()).then_some(Found::Email(email)));
    Ok((Erased { customers, comments, ..Erased::default() }, found))
}

/// What becomes of promises that are open. One whose time has passed is broken, also when no alarm has rung yet; of the others
/// nobody is left to whom they could be kept or broken.
const OPEN_PROMISES: [&str; 3] = [
    "UPDATE promises SET state = 'broken' WHERE organisation = ?1 AND customer = ?2 AND state = 'open' AND due_at < ?3",
    "INSERT INTO promise_events (organisation, promise, sequence, at, actor, kind) \
     SELECT organisation, id, events + 1, CASE WHEN last_at < ?3 THEN ?3 ELSE last_at END, 'operator', 'withdrawn' \
     FROM promises WHERE organisation = ?1 AND customer = ?2 AND state = 'open'",
    "UPDATE promises SET state = 'withdrawn', events = events + 1, last_at = CASE WHEN last_at < ?3 THEN ?3 ELSE last_at END \
     WHERE organisation = ?1 AND customer = ?2 AND state = 'open'",
];

/// Cases that are open end: nobody is left for whom they could be made good. Not by the rules of acting in a case, which a calendar or
/// a playbook that is damaged could keep from being followed.
fn end_cases(tx: &mut Transaction<'_>, scope: &Scope, customer: &Id, now: Time) -> Result<(), StoreError> {
    let open = "SELECT id FROM cases WHERE organisation = ?1 AND customer = ?2 AND closed_at IS NULL ORDER BY number";
    for id in tx.query(open, &values![scope.key(), customer], |row| Ok(Id::stored(row.text(0)?)))? {
        let ended = CaseWhat::CustomerErased;
        tx.execute(
            "INSERT INTO case_events (organisation, kase, sequence, at, actor, kind, detail) \
             SELECT organisation, id, events + 1, CASE WHEN last_at < ?3 THEN ?3 ELSE last_at END, 'operator', ?4, ?5 \
             FROM cases WHERE organisation = ?1 AND id = ?2",
            &values![scope.key(), &id, now, ended.name(), json(&ended)],
        )?;
        tx.execute(
            "UPDATE cases SET state = ?4, step = NULL, step_due_at = NULL, events = events + 1, \
             closed_at = CASE WHEN last_at < ?3 THEN ?3 ELSE last_at END, \
             last_at = CASE WHEN last_at < ?3 THEN ?3 ELSE last_at END WHERE organisation = ?1 AND id = ?2",
            &values![scope.key(), &id, now, CaseState::CustomerErased.name()],
        )?;
        outbox::emit(tx, scope, "case.closed", serde_json::json!({ "case": id }), now)?;
    }
    Ok(())
}

/// What becomes of what hangs on a customer: words go, what happened stays without them.
const OF_CUSTOMER: [&str; 11] = [
    "DELETE FROM notes WHERE organisation = ?1 AND object IN (SELECT id FROM promises WHERE organisation = ?1 AND customer = ?2 \
     UNION SELECT id FROM cases WHERE organisation = ?1 AND customer = ?2)",
    "DELETE FROM tracking_tokens WHERE organisation = ?1 AND (\
     promise IN (SELECT id FROM promises WHERE organisation = ?1 AND customer = ?2) \
     OR kase IN (SELECT id FROM cases WHERE organisation = ?1 AND customer = ?2))",
    "DELETE FROM alarms WHERE organisation = ?1 AND object IN (SELECT id FROM promises WHERE organisation = ?1 \
     AND customer = ?2 UNION SELECT id FROM cases WHERE organisation = ?1 AND customer = ?2)",
    "UPDATE promises SET customer = NULL, told = '', words = '' WHERE organisation = ?1 AND customer = ?2",
    "UPDATE cases SET customer = NULL, words = '', root_cause = '', action = '' WHERE organisation = ?1 AND customer = ?2",
    "UPDATE moments SET customer = NULL, words = '' WHERE organisation = ?1 AND customer = ?2",
    "DELETE FROM facts WHERE organisation = ?1 AND customer = ?2",
    "DELETE FROM customer_identifiers WHERE organisation = ?1 AND customer = ?2",
    "DELETE FROM customer_terms WHERE organisation = ?1 AND customer = (SELECT number FROM customers \
     WHERE organisation = ?1 AND id = ?2)",
    "UPDATE customers SET parent = NULL WHERE organisation = ?1 AND parent = ?2",
    "UPDATE customers SET merged_into = NULL WHERE organisation = ?1 AND merged_into = ?2",
];

/// An answer, and whoever is known to have sent it.
fn by_attempt(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    attempt: &Id,
    now: Time,
) -> Result<(Erased, Vec<Found>), StoreError> {
    let sql = "SELECT invitees.email FROM responses \
               JOIN invitees ON invitees.organisation = responses.organisation AND invitees.id = responses.invitee \
               WHERE responses.organisation = ?1 AND responses.attempt = ?2";
    let email = tx.first(sql, &values![scope.key(), attempt.bytes().as_slice()], |row| row.text(0))?;
    let (mut erased, mut found) = match email {
        Some(email) => by_email(tx, scope, &email, now)?,
        None => (Erased::default(), vec![]),
    };
    erased.responses += response(tx, scope, attempt)?;
    let drafts = "DELETE FROM drafts WHERE organisation = ?1 AND attempt = ?2";
    erased.drafts += tx.execute(drafts, &values![scope.key(), attempt.bytes().as_slice()])?;
    found.push(Found::Attempt(attempt.clone()));
    Ok((erased, found))
}

/// One answer: its row, its place in the sums and counters, and the words of groups that only it had.
fn response(tx: &mut Transaction<'_>, scope: &Scope, attempt: &Id) -> Result<u64, StoreError> {
    let sql = "SELECT waves.id, responses.sequence, responses.state, responses.codes, responses.segments FROM responses \
               JOIN waves ON waves.organisation = responses.organisation AND waves.number = responses.wave \
               WHERE responses.organisation = ?1 AND responses.attempt = ?2";
    let bytes = attempt.bytes();
    let found = tx.first(sql, &values![scope.key(), bytes.as_slice()], |row| {
        let answer = Answer { attempt: bytes.to_vec(), codes: row.blob(3)?.to_vec(), segments: row.blob(4)?.to_vec() };
        Ok((Id::stored(row.text(0)?), row.integer(1)?, row.flag(2)?, answer))
    })?;
    let Some((wave, sequence, aside, answer)) = found else { return Ok(0) };
    let wave = waves::get(tx, scope, &wave)?;
    if !aside {
        amend(tx, scope, &wave, sequence, &answer, false)?;
    }
    let count = if aside {
        "UPDATE waves SET set_aside = set_aside - 1 WHERE organisation = ?1 AND id = ?2"
    } else {
        "UPDATE waves SET answers = answers - 1 WHERE organisation = ?1 AND id = ?2"
    };
    tx.execute(count, &values![scope.key(), &wave.id])?;
    release_words(tx, scope, &wave, &answer.segments)?;
    let delete = "DELETE FROM responses WHERE organisation = ?1 AND wave = ?2 AND sequence = ?3";
    tx.execute(delete, &values![scope.key(), wave.number, sequence])
}

/// Erases the words of groups that no answer holds any more.
fn release_words(tx: &mut Transaction<'_>, scope: &Scope, wave: &Wave, segments: &[u8]) -> Result<(), StoreError> {
    let asked = crate::instruments::questionnaire(tx, scope, &wave.instrument, wave.instrument_version)?;
    for (segment, code) in asked.segments().zip(segment_codes(segments)) {
        let word = values![scope.key(), &wave.survey, segment, i64::from(code)];
        let less = "UPDATE segment_values SET uses = uses - 1 \
                    WHERE organisation = ?1 AND survey = ?2 AND segment = ?3 AND code = ?4";
        tx.execute(less, &word)?;
        let unused = "DELETE FROM segment_values \
                      WHERE organisation = ?1 AND survey = ?2 AND segment = ?3 AND code = ?4 AND uses <= 0";
        tx.execute(unused, &word)?;
    }
    Ok(())
}

/// The attempt of a receipt. Receipts are not kept, so every attempt's is made.
fn attempt_of_receipt(tx: &mut Transaction<'_>, scope: &Scope, receipt: &str) -> Result<Option<Id>, StoreError> {
    let wanted = digest_of(receipt);
    let sql = "SELECT attempt FROM responses WHERE organisation = ?1 UNION ALL SELECT attempt FROM drafts WHERE organisation = ?1";
    let mut found = None;
    tx.query_each(sql, &values![scope.key()], |row| {
        let attempt = attempt_of(row.blob(0)?)?;
        if digest_of(&receipt_of(&attempt)) == wanted {
            found = Some(attempt);
        }
        Ok(())
    })?;
    Ok(found)
}

fn note(tx: &mut Transaction<'_>, scope: &Scope, found: &[Found], now: Time) -> Result<(), StoreError> {
    let key = erasure_key(tx)?;
    let sql = "SELECT id FROM organisations WHERE key = ?1";
    let organisation = tx.one(sql, &values![scope.key()], |row| Ok(Id::stored(row.text(0)?)))?;
    let mut first = None;
    for found in found {
        let (kind, digest) = match found {
            Found::Email(email) => ("email", keyed(&key, &organisation, "email", email.as_bytes())),
            Found::Attempt(attempt) => ("attempt", keyed(&key, &organisation, "attempt", &attempt.bytes())),
            Found::Customer(id) => ("customer", keyed(&key, &organisation, "customer", &id.bytes())),
            Found::Comment(id) => ("comment", keyed(&key, &organisation, "comment", &id.bytes())),
            Found::CommentWords(id) => ("comment-words", keyed(&key, &organisation, "comment-words", &id.bytes())),
        };
        let id = Id::new(now);
        tx.execute(
            "INSERT INTO erasures (organisation, id, kind, digest, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            &values![scope.key(), &id, kind, digest, now],
        )?;
        first.get_or_insert(id);
    }
    let object = first.map_or_else(String::new, |id| id.to_string());
    audit::append(tx, scope, "person.erase", &object, &[], now)
}

/// The key of the digests, made when it is first needed.
fn erasure_key(tx: &mut Transaction<'_>) -> Result<String, StoreError> {
    let made = hex(&random_bytes::<32>());
    let sql = "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING";
    tx.execute(sql, &values![KEY, made])?;
    tx.one("SELECT value FROM settings WHERE name = ?1", &values![KEY], |row| row.text(0))
}

/// A digest that nobody without the key can compare addresses with. The key has a fixed length, and so has the id.
fn keyed(key: &str, organisation: &Id, kind: &str, bytes: &[u8]) -> Vec<u8> {
    let parts = [key.as_bytes(), &organisation.bytes(), kind.as_bytes(), b"\0", bytes].concat();
    Sha256::digest(parts).to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What [`hex`] wrote; what is no such text becomes a digest of nothing.
fn bytes_of(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap_or(""));
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap_or(0)).collect()
}
