//! Words that an organisation took as signs of a factor, or did not, and the checked clauses that suggest them.
//!
//! Separate from corrections, which are about single clauses: a word that is accepted counts in every comment that comes. Who decided is
//! in the log; a decision can be taken back.

use std::collections::BTreeMap;

use comments::{Factors, Said};
use service::Factor;

use super::{damaged, factors_of};
use crate::surveys::from_json;
use crate::{Role, Scope, StoreError, Time, Transaction, audit, values};

/// The longest words, in bytes, and the most that an organisation has.
const PHRASE_MAX: usize = 120;
const CUES_MAX: i64 = 2_000;
/// Checked clauses that are looked at.
const LOOKED_MAX: usize = 5_000;

/// A decision on words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCue {
    /// The words, folded.
    pub phrase: String,
    /// The factor.
    pub factor: Factor,
    /// Whether they are a sign of it.
    pub accepted: bool,
}

/// All decisions, by their words.
///
/// # Errors
/// As the database says.
pub fn own_cues(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<OwnCue>, StoreError> {
    let sql = "SELECT phrase, factor, state FROM own_cues WHERE organisation = ?1 ORDER BY phrase, factor";
    tx.query(sql, &values![scope.key()], |row| {
        Ok(OwnCue {
            phrase: row.text(0)?,
            factor: Factor::named(&row.text(1)?).ok_or_else(damaged)?,
            accepted: row.text(2)? == "accepted",
        })
    })
}

/// Decides on words: a sign of the factor, none, or undecided again.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::Refused`] for words that are too long, or too many.
pub fn decide(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    phrase: &str,
    factor: Factor,
    accepted: Option<bool>,
    now: Time,
) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    let phrase = comments::words::fold(phrase.trim());
    if phrase.is_empty() || PHRASE_MAX < phrase.len() || phrase.contains('\0') {
        return Err(StoreError::Refused("store-cue-unfit", vec![]));
    }
    tx.execute(
        "DELETE FROM own_cues WHERE organisation = ?1 AND phrase = ?2 AND factor = ?3",
        &values![scope.key(), &phrase, factor.name()],
    )?;
    if let Some(accepted) = accepted {
        let count = "SELECT COUNT(*) FROM own_cues WHERE organisation = ?1";
        if CUES_MAX <= tx.one(count, &values![scope.key()], |row| row.integer(0))? {
            return Err(StoreError::Refused("store-cue-unfit", vec![]));
        }
        tx.execute(
            "INSERT INTO own_cues (organisation, phrase, factor, state, decided_by, decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            &values![
                scope.key(),
                &phrase,
                factor.name(),
                if accepted { "accepted" } else { "refused" },
                scope.actor().text(),
                now
            ],
        )?;
    }
    let action = match accepted {
        Some(true) => "cue.accept",
        Some(false) => "cue.refuse",
        None => "cue.undecide",
    };
    audit::append(tx, scope, action, factor.name(), &[], now)
}

/// A clause that somebody looked at, with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedClause {
    /// Its words.
    pub words: String,
    /// What it is about, as people say.
    pub person: Factors,
    /// What the machine alone said.
    pub machine: Factors,
}

/// The clauses that people looked at last, once each: words alone, without whose they are. Whoever belongs to a team sees the team's and
/// those of none, as in every list.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager.
pub fn checked_clauses(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<CheckedClause>, StoreError> {
    scope.require(Role::Manager)?;
    let sql = "SELECT k.comment, k.ordinal, n.words, k.after, m.machine_factors FROM corrections k \
               JOIN mentions m ON m.organisation = k.organisation AND m.comment = k.comment AND m.ordinal = k.ordinal \
               JOIN notes n ON n.organisation = k.organisation AND n.object = k.comment AND n.sequence = k.sequence \
               JOIN comments c ON c.organisation = k.organisation AND c.id = k.comment \
               WHERE k.organisation = ?1 AND n.words <> '' \
               AND (CAST(?2 AS TEXT) IS NULL OR c.team IS NULL OR c.team = CAST(?2 AS TEXT)) \
               ORDER BY k.at DESC, k.sequence DESC";
    let mut found = BTreeMap::new();
    tx.query_each(sql, &values![scope.key(), scope.team()], |row| {
        let key = (row.text(0)?, row.integer(1)?);
        // The latest word on a clause counts, and the rows come from the latest on.
        if found.len() < LOOKED_MAX && !found.contains_key(&key) {
            let said: Said = from_json(&row.text(3)?)?;
            let machine = factors_of(row.integer(4)?)?;
            found.insert(key, CheckedClause { words: row.text(2)?, person: said.factors, machine });
        }
        Ok(())
    })?;
    Ok(found.into_values().collect())
}
