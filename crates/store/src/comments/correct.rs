//! What people say of a clause: appended, remembered at once, and held beside what the machine says.
//!
//! Separate from reading. A correction that changes nothing is one, too: somebody looked and agreed, and without that nobody knows how
//! often the machine is right.

use std::collections::{BTreeMap, BTreeSet};

use comments::quantify::Checked;
use comments::said::{self, Said};

use super::{By, get, recount};
use crate::surveys::{from_json, json};
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// Corrections that are remembered at once; those before are the machine's to learn from.
const TAUGHT_MAX: i64 = 20_000;

/// What somebody said of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its place among the clauses, from 0.
    pub ordinal: i64,
    /// When.
    pub at: Time,
    /// By whom, as the audit log writes it.
    pub actor: String,
    /// What it was said to say.
    pub before: Said,
    /// What it says.
    pub after: Said,
    /// The clause; empty once its customer was erased.
    pub clause: String,
}

/// Says what a clause says. The same again is nothing new.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`] when there is no such comment or clause;
/// [`StoreError::Refused`] for labels that do not go together.
pub fn correct(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    ordinal: i64,
    said: Said,
    now: Time,
) -> Result<(), StoreError> {
    scope.require(Role::Agent)?;
    if !said.fits() {
        return Err(StoreError::Refused("store-comment-labels", vec![]));
    }
    let comment = get(tx, scope, id)?;
    let place = usize::try_from(ordinal).map_err(|_| StoreError::NotFound)?;
    let clause = comment.clauses.get(place).ok_or(StoreError::NotFound)?;
    let last = corrections(tx, scope, id)?.into_iter().rev().find(|one| one.ordinal == ordinal);
    if last.is_some_and(|last| last.after == said) && clause.said == said {
        return Ok(());
    }
    let words = comment.words.get(clause.start..clause.end).unwrap_or_default();
    let sequence = comment.corrections + 1;
    tx.execute(
        "INSERT INTO corrections (organisation, comment, sequence, ordinal, at, actor, before, after, reader) \
         SELECT organisation, id, ?3, ?4, ?5, ?6, ?7, ?8, reader FROM comments WHERE organisation = ?1 AND id = ?2",
        &values![scope.key(), id, sequence, ordinal, now, scope.actor().text(), json(&clause.said), json(&said)],
    )?;
    tx.execute(
        "INSERT INTO notes (organisation, object, sequence, words, told) VALUES (?1, ?2, ?3, ?4, 0)",
        &values![scope.key(), id, sequence, words],
    )?;
    tx.execute(
        "UPDATE mentions SET factors = ?4, polarity = ?5, expectation = ?6, by_whom = ?7 \
         WHERE organisation = ?1 AND comment = ?2 AND ordinal = ?3",
        &values![
            scope.key(),
            id,
            ordinal,
            i64::from(said::number(said.factors)),
            said.polarity.name(),
            said.expectation.name(),
            By::Person.name()
        ],
    )?;
    let counted = "UPDATE comments SET corrections = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(counted, &values![scope.key(), id, sequence])?;
    recount(tx, scope, id)?;
    audit::append(tx, scope, "comment.correct", id.as_str(), &["factors", "polarity", "expectation"], now)
}

/// What was said of the clauses of a comment, in order.
///
/// # Errors
/// As [`get`].
pub fn corrections(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Vec<Correction>, StoreError> {
    get(tx, scope, id)?;
    let sql = "SELECT k.ordinal, k.at, k.actor, k.before, k.after, COALESCE(n.words, '') FROM corrections k \
               LEFT JOIN notes n ON n.organisation = k.organisation AND n.object = k.comment AND n.sequence = k.sequence \
               WHERE k.organisation = ?1 AND k.comment = ?2 ORDER BY k.sequence";
    tx.query(sql, &values![scope.key(), id], |row| {
        Ok(Correction {
            ordinal: row.integer(0)?,
            at: Time(row.integer(1)?),
            actor: row.text(2)?,
            before: from_json(&row.text(3)?)?,
            after: from_json(&row.text(4)?)?,
            clause: row.text(5)?,
        })
    })
}

/// The clauses that people said something of, the oldest first, for a memory: of the whole organisation, for what was learnt holds for
/// everybody. They leave this machine in no page.
///
/// # Errors
/// As the database says.
pub fn taught(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<(String, Said)>, StoreError> {
    let sql = "SELECT n.words, k.after FROM corrections k \
               JOIN notes n ON n.organisation = k.organisation AND n.object = k.comment AND n.sequence = k.sequence \
               WHERE k.organisation = ?1 AND n.words <> '' ORDER BY k.at DESC, k.sequence DESC LIMIT ?2";
    let mut found =
        tx.query(sql, &values![scope.key(), TAUGHT_MAX], |row| Ok((row.text(0)?, from_json(&row.text(1)?)?)))?;
    found.reverse();
    Ok(found)
}

/// As long as this is the same, [`taught`], [`super::own_cues`] and [`super::layer`] are: whose it is, how many corrections there are, the
/// last of them, how often somebody was erased, how many words are decided on, when the last was, and which attempt at a layer is the last
/// and whether layers are off.
///
/// # Errors
/// As the database says.
pub fn taught_mark(tx: &mut Transaction<'_>, scope: &Scope) -> Result<(Id, [i64; 6]), StoreError> {
    let sql = "SELECT o.id, (SELECT COUNT(*) FROM corrections WHERE organisation = ?1), \
               (SELECT COALESCE(MAX(at), 0) FROM corrections WHERE organisation = ?1), \
               (SELECT COUNT(*) FROM erasures WHERE organisation = ?1), \
               (SELECT COUNT(*) FROM own_cues WHERE organisation = ?1), \
               (SELECT COALESCE(MAX(decided_at), 0) FROM own_cues WHERE organisation = ?1), \
               (SELECT 2 * COALESCE(MAX(sequence), 0) FROM own_layers WHERE organisation = ?1) \
               + COALESCE((SELECT layer_off FROM service_settings WHERE organisation = ?1), 0) \
               FROM organisations o WHERE o.key = ?1";
    let counts = |row: &crate::engine::Row| {
        Ok([row.integer(1)?, row.integer(2)?, row.integer(3)?, row.integer(4)?, row.integer(5)?, row.integer(6)?])
    };
    tx.one(sql, &values![scope.key()], |row| Ok((Id::stored(row.text(0)?), counts(row)?)))
}

/// A clause that a person looked at: what they said and what the machine alone said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    /// The person.
    pub person: Said,
    /// The machine.
    pub machine: Said,
}

/// Every clause that somebody looked at themselves, once each, whichever team's: the last word against what the machine alone said.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn checked(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Agreed>, StoreError> {
    scope.require(Role::Agent)?;
    agreed(tx, scope, None)
}

/// Those of them that a reader read of a kind that read the comments from one time to before another: how it errs says nothing of others.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn checked_as_in(tx: &mut Transaction<'_>, scope: &Scope, span: (Time, Time)) -> Result<Vec<Agreed>, StoreError> {
    scope.require(Role::Agent)?;
    let kinds = kinds(tx, scope, span)?;
    agreed(tx, scope, Some(&kinds))
}

/// The same as counts of what people and the machine say of each factor, which whoever sees a board may know.
///
/// # Errors
/// [`StoreError::Forbidden`] below a viewer.
pub fn confusion(tx: &mut Transaction<'_>, scope: &Scope, span: (Time, Time)) -> Result<Checked, StoreError> {
    scope.require(Role::Viewer)?;
    let labels = |said: Said| (said.factors, said.polarity);
    let kinds = kinds(tx, scope, span)?;
    let all = agreed(tx, scope, Some(&kinds))?;
    Ok(Checked::of(all.into_iter().map(|one| (labels(one.person), labels(one.machine)))))
}

/// A kind of reader: its model, and whether a layer of the organisation's own was beside it.
type Kind = (String, bool);

/// The kind of a reader as `listen` writes it, `version-model` and `+` with the number of the layer: another version of the program with the
/// same model reads alike.
fn kind(reader: &str) -> Kind {
    let (built_in, own) = reader.split_once('+').map_or((reader, false), |(built_in, _)| (built_in, true));
    (built_in.rsplit('-').next().unwrap_or(built_in).to_owned(), own)
}

fn kinds(tx: &mut Transaction<'_>, scope: &Scope, (from, to): (Time, Time)) -> Result<BTreeSet<Kind>, StoreError> {
    let sql =
        "SELECT DISTINCT reader FROM comments WHERE organisation = ?1 AND ?2 <= at AND at < ?3 AND erased_at IS NULL";
    Ok(tx.query(sql, &values![scope.key(), from, to], |row| Ok(kind(&row.text(0)?)))?.into_iter().collect())
}

fn agreed(tx: &mut Transaction<'_>, scope: &Scope, kinds: Option<&BTreeSet<Kind>>) -> Result<Vec<Agreed>, StoreError> {
    let sql = "SELECT k.comment, k.ordinal, k.after, m.machine_factors, m.machine_polarity, k.reader FROM corrections k \
               JOIN mentions m ON m.organisation = k.organisation AND m.comment = k.comment AND m.ordinal = k.ordinal \
               WHERE k.organisation = ?1 ORDER BY k.comment, k.sequence";
    let mut found = BTreeMap::new();
    tx.query_each(sql, &values![scope.key()], |row| {
        let reader = row.text(5)?;
        if kinds.is_some_and(|kinds| !kinds.contains(&kind(&reader))) {
            return Ok(());
        }
        let polarity = super::polarity_of(&row.text(4)?)?;
        let machine =
            Said { factors: super::factors_of(row.integer(3)?)?, polarity, expectation: said::fitting(polarity)[0] };
        found.insert((row.text(0)?, row.integer(1)?), Agreed { person: from_json(&row.text(2)?)?, machine });
        Ok(())
    })?;
    Ok(found.into_values().collect())
}
