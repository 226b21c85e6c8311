//! What a house knows of replies: its own rules, what became of findings, and the promises that were logged out of a draft.
//!
//! Separate from checking, which is `replies` and keeps nothing. A draft is never written here. What somebody did with a finding is
//! noted for the rule and for no person: it judges the rule.

use ::replies::{Dismissals, Rule, Status, WINDOW};
use sha2::{Digest, Sha256};

use crate::idempotency::{self, Begun};
use crate::promises::{self, NewPromise};
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, people, values};

/// The most rules of a house, and the longest, in bytes.
const RULES_MAX: i64 = 200;
const RULE_BYTES_MAX: usize = 32 * 1024;
/// So many outcomes of a rule are kept: more than count, so that nothing depends on when they are forgotten.
const OUTCOMES_MAX: i64 = 4 * WINDOW as i64;

/// As they are stored.
const ACTED: i64 = 0;
const DISMISSED: i64 = 1;
const SWITCHED_ON: i64 = 2;

/// A rule of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseRule {
    /// Its name.
    pub name: String,
    /// Its file.
    pub toml: String,
    /// Who wrote it last, as the audit log writes them.
    pub made_by: String,
    /// When.
    pub changed_at: Time,
    /// Since when it is no longer looked for.
    pub retired_at: Option<Time>,
}

/// Every rule of the house, by name, those that are retired too.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn rules(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<HouseRule>, StoreError> {
    scope.require(Role::Agent)?;
    let sql =
        "SELECT name, toml, made_by, changed_at, retired_at FROM reply_rules WHERE organisation = ?1 ORDER BY name";
    tx.query(sql, &values![scope.key()], |row| {
        Ok(HouseRule {
            name: row.text(0)?,
            toml: row.text(1)?,
            made_by: row.text(2)?,
            changed_at: Time(row.integer(3)?),
            retired_at: row.integer_or_none(4)?.map(Time),
        })
    })
}

/// The organisation, and a mark that is another one whenever one of its rules has changed.
///
/// # Errors
/// As the database says.
pub fn rules_mark(tx: &mut Transaction<'_>, scope: &Scope) -> Result<(Id, i64), StoreError> {
    Ok((people::organisation(tx, scope)?.id, last_change(tx, scope)?))
}

fn last_change(tx: &mut Transaction<'_>, scope: &Scope) -> Result<i64, StoreError> {
    let sql = "SELECT COALESCE(MAX(changed_at), 0) FROM reply_rules WHERE organisation = ?1";
    tx.one(sql, &values![scope.key()], |row| row.integer(0))
}

/// Each change is later than the one before, whatever the clock says: by this it is seen that there was one.
fn after_all(tx: &mut Transaction<'_>, scope: &Scope, now: Time) -> Result<Time, StoreError> {
    Ok(Time(now.0.max(last_change(tx, scope)? + 1)))
}

/// Keeps a rule of the house. One of this name is written anew, and looked for again when it was retired.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::Refused`] for a file that is no rule (its problems are named by
/// [`Rule::parse`]), for a name of a rule that comes with the program, and for too many.
pub fn save_rule(tx: &mut Transaction<'_>, scope: &Scope, toml: &str, now: Time) -> Result<String, StoreError> {
    scope.require(Role::Manager)?;
    let rule = Rule::parse(toml).map_err(|_| StoreError::Refused("store-reply-rule-invalid", vec![]))?;
    if RULE_BYTES_MAX < toml.len() {
        return Err(StoreError::Refused("store-reply-rule-long", vec![]));
    }
    if Rule::comes_with_the_program(&rule.name) {
        return Err(StoreError::Refused("store-reply-rule-name", vec![]));
    }
    let count = "SELECT COUNT(*) FROM reply_rules WHERE organisation = ?1 AND name <> ?2";
    if RULES_MAX <= tx.one(count, &values![scope.key(), &rule.name], |row| row.integer(0))? {
        return Err(StoreError::Refused("store-reply-rules-many", vec![]));
    }
    let at = after_all(tx, scope, now)?;
    tx.execute(
        "INSERT INTO reply_rules (organisation, name, toml, made_by, changed_at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (organisation, name) DO UPDATE SET toml = excluded.toml, made_by = excluded.made_by, \
         changed_at = excluded.changed_at, retired_at = NULL",
        &values![scope.key(), &rule.name, toml, scope.actor().text(), at],
    )?;
    audit::append(tx, scope, "reply-rule.save", &rule.name, &["toml"], now)?;
    Ok(rule.name)
}

/// Retires a rule of the house: it is kept and no longer looked for.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::NotFound`].
pub fn retire_rule(tx: &mut Transaction<'_>, scope: &Scope, name: &str, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    let at = after_all(tx, scope, now)?;
    let sql = "UPDATE reply_rules SET retired_at = ?3, changed_at = ?4 \
               WHERE organisation = ?1 AND name = ?2 AND retired_at IS NULL";
    if tx.execute(sql, &values![scope.key(), name, now, at])? == 0 {
        return Err(StoreError::NotFound);
    }
    audit::append(tx, scope, "reply-rule.retire", name, &["retired_at"], now)
}

/// What people did with the findings of each rule.
///
/// # Errors
/// As the database says.
pub fn dismissals(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Dismissals, StoreError> {
    let sql = "SELECT rule, outcome FROM reply_findings WHERE organisation = ?1 ORDER BY rule, sequence";
    let noted = tx.query(sql, &values![scope.key()], |row| Ok((row.text(0)?, row.integer(1)?)))?;
    Ok(folded(&noted))
}

fn folded(noted: &[(String, i64)]) -> Dismissals {
    let mut dismissals = Dismissals::default();
    for (rule, outcome) in noted {
        match *outcome {
            SWITCHED_ON => dismissals.switch_on(rule),
            outcome => dismissals.note(rule, outcome == DISMISSED),
        }
    }
    dismissals
}

/// Notes what somebody did with a finding: dismissed it, or acted upon it. Of a rule that is off nothing is noted: it is not seen.
/// Says how the rule stands afterwards.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`] for a rule that there is not.
pub fn note_finding(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    rule: &str,
    dismissed: bool,
    now: Time,
) -> Result<Status, StoreError> {
    known(tx, scope, rule)?;
    let before = status(tx, scope, rule)?;
    if before != Status::On {
        return Ok(before);
    }
    append(tx, scope, rule, if dismissed { DISMISSED } else { ACTED }, now)?;
    status(tx, scope, rule)
}

/// Switches a rule on again; it begins anew.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`] for a rule that there is not.
pub fn switch_on(tx: &mut Transaction<'_>, scope: &Scope, rule: &str, now: Time) -> Result<(), StoreError> {
    known(tx, scope, rule)?;
    if status(tx, scope, rule)? == Status::On {
        return Ok(());
    }
    append(tx, scope, rule, SWITCHED_ON, now)?;
    audit::append(tx, scope, "reply-rule.switch-on", rule, &[], now)
}

/// Refuses a rule that is neither the program's nor the house's: nobody fills the table with names.
fn known(tx: &mut Transaction<'_>, scope: &Scope, rule: &str) -> Result<(), StoreError> {
    scope.require(Role::Agent)?;
    let sql = "SELECT COUNT(*) FROM reply_rules WHERE organisation = ?1 AND name = ?2";
    let there =
        Rule::comes_with_the_program(rule) || tx.one(sql, &values![scope.key(), rule], |row| row.integer(0))? != 0;
    if there { Ok(()) } else { Err(StoreError::NotFound) }
}

fn status(tx: &mut Transaction<'_>, scope: &Scope, rule: &str) -> Result<Status, StoreError> {
    let sql = "SELECT rule, outcome FROM reply_findings WHERE organisation = ?1 AND rule = ?2 ORDER BY sequence";
    let noted = tx.query(sql, &values![scope.key(), rule], |row| Ok((row.text(0)?, row.integer(1)?)))?;
    Ok(folded(&noted).status(rule))
}

fn append(tx: &mut Transaction<'_>, scope: &Scope, rule: &str, outcome: i64, now: Time) -> Result<(), StoreError> {
    let last = "SELECT COALESCE(MAX(sequence), 0) FROM reply_findings WHERE organisation = ?1 AND rule = ?2";
    let sequence = tx.one(last, &values![scope.key(), rule], |row| row.integer(0))? + 1;
    tx.execute(
        "INSERT INTO reply_findings (organisation, rule, sequence, outcome, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        &values![scope.key(), rule, sequence, outcome, now],
    )?;
    let old = "DELETE FROM reply_findings WHERE organisation = ?1 AND rule = ?2 AND sequence <= ?3";
    tx.execute(old, &values![scope.key(), rule, sequence - OUTCOMES_MAX]).map(drop)
}

/// Logs a promise that was found in a draft. Sent again by the same attempt, it is the promise that was made; says so.
///
/// # Errors
/// As [`promises::make`].
pub fn log_promise(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    attempt: &Id,
    new: &NewPromise,
    now: Time,
) -> Result<(Id, bool), StoreError> {
    scope.require(Role::Agent)?;
    let (key, request) = key_of(attempt, new);
    match idempotency::begin(tx, scope, &key, &request, now)? {
        Begun::Fresh => {
            let id = match promises::make(tx, scope, new, now) {
                Ok(id) => id,
                // What was refused was not done, also when the rest of the job goes on.
                Err(error @ StoreError::Refused(..)) => {
                    idempotency::abandon(tx, scope, &key)?;
                    return Err(error);
                }
                Err(error) => return Err(error),
            };
            idempotency::finish(tx, scope, &key, 200, id.as_str())?;
            Ok((id, true))
        }
        Begun::Same { reply, .. } => Ok((Id::stored(reply), false)),
        Begun::Other | Begun::InFlight => Err(StoreError::Conflict("a promise of this attempt".to_owned())),
    }
}

/// The promise that was logged out of a draft by this attempt, if it was.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn logged(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    attempt: &Id,
    new: &NewPromise,
    now: Time,
) -> Result<Option<Id>, StoreError> {
    scope.require(Role::Agent)?;
    let (key, _) = key_of(attempt, new);
    Ok(idempotency::reply_of(tx, scope, &key, now)?.map(Id::stored))
}

/// The key of a promise within an attempt: its words, its time and whose it is. They themselves stand nowhere in it.
fn key_of(attempt: &Id, new: &NewPromise) -> (String, [u8; 32]) {
    let customer = new.customer.as_ref().map_or("", Id::as_str);
    let digest = Sha256::digest(format!("{customer}\n{:?}\n{}", new.due, new.told.trim()).as_bytes());
    let short: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    (format!("coach:{attempt}:{short}"), digest.into())
}
