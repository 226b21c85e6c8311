//! The own layers of an organisation: what its corrections add to the reader, attempt by attempt, and which of them is applied.
//!
//! Separate from corrections, which it is fitted from, and from fitting, which is `comments::refit`. What was fitted from words that somebody
//! had erased since is forgotten with them (`withdraw.rs`), a layer of another built-in model is not applied, and once a newer attempt is read
//! worse none is in force; an attempt that was not adopted keeps its figures and no weights. A model is named by its fingerprint, and where word
//! vectors or an embedding service stand beside it by theirs behind a plus; only a layer that leans on them needs both.

use std::collections::BTreeSet;

use comments::refit::{Judged, Verdict, due};
use comments::{Language, Said};

use crate::engine::Row;
use crate::surveys::{from_json, json};
use crate::{Actor, Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// Attempts that are kept.
const ATTEMPTS_MAX: i64 = 50;

/// A clause that somebody looked at, with its words and its comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledClause {
    /// Its comment.
    pub comment: String,
    /// Its words.
    pub words: String,
    /// Its language.
    pub language: Language,
    /// What a person says it says.
    pub said: Said,
}

/// What there is to fit a layer from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// The clauses, the oldest first.
    pub clauses: Vec<LabelledClause>,
    /// How many corrections there are in all.
    pub corrections: i64,
    /// Of how many comments the words were erased.
    pub erasures: i64,
}

/// An attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// Its number.
    pub sequence: i64,
    /// When.
    pub at: Time,
    /// How it was judged.
    pub judged: Judged,
}

/// How it stands with the layer of an organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerState {
    /// Whether comments are read with it, when there is one.
    pub on: bool,
    /// Since when somebody waits for an attempt.
    pub asked_at: Option<Time>,
    /// Attempts, the newest first.
    pub attempts: Vec<Attempt>,
    /// The number and the time of the one that comments are read with; it may be older than all of these.
    pub applied: Option<(i64, Time)>,
    /// Corrections since the last attempt.
    pub fresh: i64,
}

/// The last word on every clause that somebody looked at, whichever team's, and of those the newest `most`.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager.
pub fn material(tx: &mut Transaction<'_>, scope: &Scope, most: usize) -> Result<Material, StoreError> {
    scope.require(Role::Manager)?;
    let sql = "SELECT k.comment, k.ordinal, n.words, k.after, c.language FROM corrections k \
               JOIN notes n ON n.organisation = k.organisation AND n.object = k.comment AND n.sequence = k.sequence \
               JOIN comments c ON c.organisation = k.organisation AND c.id = k.comment \
               WHERE k.organisation = ?1 AND n.words <> '' ORDER BY k.at DESC, k.comment, k.sequence DESC";
    let mut seen = BTreeSet::new();
    let mut clauses = vec![];
    tx.query_each(sql, &values![scope.key()], |row| {
        // The latest word on a clause counts, and the rows come from the latest on.
        if clauses.len() < most && seen.insert((row.text(0)?, row.integer(1)?)) {
            clauses.push(LabelledClause {
                comment: row.text(0)?,
                words: row.text(2)?,
                language: Language::coded(&row.text(4)?).unwrap_or(Language::English),
                said: from_json(&row.text(3)?)?,
            });
        }
        Ok(())
    })?;
    clauses.reverse();
    let (corrections, erasures) = counts(tx, scope)?;
    Ok(Material { clauses, corrections, erasures })
}

/// How many corrections there are, and of how many comments the words were erased.
fn counts(tx: &mut Transaction<'_>, scope: &Scope) -> Result<(i64, i64), StoreError> {
    let sql = "SELECT (SELECT COUNT(*) FROM corrections WHERE organisation = ?1), \
               (SELECT COUNT(*) FROM erasures WHERE organisation = ?1 AND kind IN ('comment', 'comment-words'))";
    tx.one(sql, &values![scope.key()], |row| Ok((row.integer(0)?, row.integer(1)?)))
}

/// The organisations whose layer is to be fitted: somebody asked for it; or it is on, and enough was corrected since the last attempt, the
/// built-in model is another, or words were erased since.
///
/// # Errors
/// As the database says.
pub fn layers_due(tx: &mut Transaction<'_>, model: &str) -> Result<Vec<(Id, Scope)>, StoreError> {
    let sql = "SELECT o.key, COALESCE(s.layer_off, 0), s.layer_asked_at, \
               (SELECT COUNT(*) FROM corrections k WHERE k.organisation = o.key), \
               (SELECT COUNT(*) FROM erasures e WHERE e.organisation = o.key AND e.kind IN ('comment', 'comment-words')), \
               COALESCE(l.corrections, 0), COALESCE(l.erasures, 0), COALESCE(l.model, ''), o.id FROM organisations o \
               LEFT JOIN service_settings s ON s.organisation = o.key \
               LEFT JOIN own_layers l ON l.organisation = o.key \
               AND l.sequence = (SELECT MAX(sequence) FROM own_layers WHERE organisation = o.key) ORDER BY o.key";
    let mut found = vec![];
    tx.query_each(sql, &[], |row| {
        let (all, before) = (row.integer(3)?, row.integer(5)?);
        // Two servers with other word vectors or services would otherwise fit by turns for ever.
        let another = row.integer(4)? != row.integer(6)? || built_in(&row.text(7)?) != built_in(model);
        if row.integer_or_none(2)?.is_some() || (!row.flag(1)? && due(all, before, another)) {
            let scope = Scope::new(row.integer(0)?, Actor::Operator, Role::Owner, None);
            found.push((Id::stored(row.text(8)?), scope));
        }
        Ok(())
    })?;
    Ok(found)
}

/// Keeps an attempt; its weights only where it was adopted, and then those of no other. Nothing of it is kept when words were erased since
/// the [`Material`] was read: it may hold them, and it is made again.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager.
pub fn keep_layer(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    model: &str,
    of: &Material,
    judged: &Judged,
    weights: &[u8],
    now: Time,
) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    if counts(tx, scope)?.1 != of.erasures {
        return Ok(());
    }
    let adopted = judged.verdict == Verdict::Adopted;
    // One takes the place of another, and what a newer attempt shows to be read worse is in force no longer.
    if judged.verdict != Verdict::Few {
        forget_layers(tx, scope)?;
    }
    let last = "SELECT COALESCE(MAX(sequence), 0) FROM own_layers WHERE organisation = ?1";
    let sequence = tx.one(last, &values![scope.key()], |row| row.integer(0))? + 1;
    tx.execute(
        "INSERT INTO own_layers (organisation, sequence, at, model, corrections, erasures, judged, adopted, weights) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        &values![
            scope.key(),
            sequence,
            now,
            if judged.vectors { model } else { built_in(model) },
            of.corrections,
            of.erasures,
            json(judged),
            adopted,
            adopted.then(|| weights.to_vec())
        ],
    )?;
    let old = "DELETE FROM own_layers WHERE organisation = ?1 AND sequence <= ?2 AND weights IS NULL";
    tx.execute(old, &values![scope.key(), sequence - ATTEMPTS_MAX])?;
    let answered = "UPDATE service_settings SET layer_asked_at = NULL WHERE organisation = ?1";
    tx.execute(answered, &values![scope.key()])?;
    let action = if adopted { "comment.layer-adopt" } else { "comment.layer-refuse" };
    audit::append(tx, scope, action, &sequence.to_string(), &[], now)
}

/// Whether weights are kept that lean on what stands beside this model: on or off, an attempt without that would forget them.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager.
pub fn leaning_kept(tx: &mut Transaction<'_>, scope: &Scope, model: &str) -> Result<bool, StoreError> {
    scope.require(Role::Manager)?;
    let sql = "SELECT COUNT(*) FROM own_layers WHERE organisation = ?1 AND weights IS NOT NULL AND model = ?2";
    let kept = tx.one(sql, &values![scope.key(), model], |row| row.integer(0))?;
    Ok(model != built_in(model) && 0 < kept)
}

/// The built-in model of a name, without what stands beside it.
fn built_in(model: &str) -> &str {
    model.split('+').next().unwrap_or(model)
}

/// Forgets the weights of all layers: what words taught that are to be erased, and what another attempt replaces.
pub(super) fn forget_layers(tx: &mut Transaction<'_>, scope: &Scope) -> Result<(), StoreError> {
    let sql = "UPDATE own_layers SET weights = NULL WHERE organisation = ?1 AND weights IS NOT NULL";
    tx.execute(sql, &values![scope.key()]).map(drop)
}

/// The layer that comments are read with, as [`keep_layer`] kept it: the newest that was adopted, unless it is switched off.
const APPLIED: &str = "SELECT l.sequence, l.weights, l.at FROM own_layers l \
    LEFT JOIN service_settings s ON s.organisation = l.organisation \
    WHERE l.organisation = ?1 AND l.adopted = 1 AND l.weights IS NOT NULL AND l.model IN (?2, ?3) AND COALESCE(s.layer_off, 0) = 0 \
    AND l.erasures = (SELECT COUNT(*) FROM erasures WHERE organisation = ?1 AND kind IN ('comment', 'comment-words')) ORDER BY l.sequence DESC LIMIT 1";

/// The number and the weights of the layer that comments are read with.
///
/// # Errors
/// As the database says.
pub fn layer(tx: &mut Transaction<'_>, scope: &Scope, model: &str) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
    let own = values![scope.key(), model, built_in(model)];
    tx.first(APPLIED, &own, |row| Ok((row.integer(0)?, row.blob(1)?.to_vec())))
}

/// How it stands.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn layer_state(tx: &mut Transaction<'_>, scope: &Scope, model: &str) -> Result<LayerState, StoreError> {
    scope.require(Role::Agent)?;
    let sql = "SELECT layer_off, layer_asked_at FROM service_settings WHERE organisation = ?1";
    let set = tx.first(sql, &values![scope.key()], |row| Ok((row.flag(0)?, row.integer_or_none(1)?.map(Time))))?;
    let (off, asked_at) = set.unwrap_or_default();
    let sql = "SELECT sequence, at, judged, corrections FROM own_layers WHERE organisation = ?1 ORDER BY sequence DESC LIMIT ?2";
    let each = |row: &Row| {
        let attempt =
            Attempt { sequence: row.integer(0)?, at: Time(row.integer(1)?), judged: from_json(&row.text(2)?)? };
        Ok((attempt, row.integer(3)?))
    };
    let attempts: Vec<(Attempt, i64)> = tx.query(sql, &values![scope.key(), ATTEMPTS_MAX], each)?;
    let (corrections, _) = counts(tx, scope)?;
    let fresh = corrections - attempts.first().map_or(0, |(_, before)| *before);
    let own = values![scope.key(), model, built_in(model)];
    let applied = tx.first(APPLIED, &own, |row| Ok((row.integer(0)?, Time(row.integer(2)?))))?;
    Ok(LayerState { on: !off, asked_at, attempts: attempts.into_iter().map(|(one, _)| one).collect(), applied, fresh })
}

/// Asks for an attempt now; asking again while it is awaited changes nothing.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager.
pub fn ask_layer(tx: &mut Transaction<'_>, scope: &Scope, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    tx.execute(
        "INSERT INTO service_settings (organisation, layer_asked_at) VALUES (?1, ?2) \
         ON CONFLICT (organisation) DO UPDATE SET layer_asked_at = COALESCE(service_settings.layer_asked_at, excluded.layer_asked_at)",
        &values![scope.key(), now],
    )?;
    audit::append(tx, scope, "comment.layer-ask", "", &[], now)
}

/// Reads comments with the layer from now on, or without it.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager.
pub fn set_layer(tx: &mut Transaction<'_>, scope: &Scope, on: bool, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    tx.execute(
        "INSERT INTO service_settings (organisation, layer_off) VALUES (?1, ?2) \
         ON CONFLICT (organisation) DO UPDATE SET layer_off = excluded.layer_off",
        &values![scope.key(), !on],
    )?;
    audit::append(tx, scope, "service.settings", "", &["layer_off"], now)
}
