//! The questionnaires of an organisation, version by version.
//!
//! Separate from surveys, because a version is never changed: answers stay bound to the wording that was seen. Whatever is
//! saved here was parsed and found whole. A version is known by the digest of its text, so what was made of one (its parsed
//! form and its layout) is kept in memory under that digest and is never out of date.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;
use sha2::{Digest, Sha256};
use survey::{Instrument, Layout};

use crate::engine::Row;
use crate::{Role, Scope, StoreError, Time, Transaction, audit, values};

/// Parsed questionnaires kept in memory; when there are more, all are read anew.
const KEPT_MAX: usize = 256;

/// One version of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InstrumentVersion {
    /// The instrument's own id.
    pub id: String,
    /// Counted from 1.
    pub version: i64,
    /// What people read, in the first of its languages.
    pub title: String,
    /// The file.
    pub toml: String,
    /// When it was saved.
    pub made_at: Time,
}

/// A version, parsed, with the layout of its stored answers.
#[derive(Debug, PartialEq)]
pub struct Questionnaire {
    /// The instrument.
    pub instrument: Instrument,
    /// Which answer stands in which byte of an answer's codes.
    pub layout: Layout,
}

impl Questionnaire {
    /// The names of the segment columns, in the order in which answers hold them.
    pub fn segments(&self) -> impl ExactSizeIterator<Item = &str> {
        self.instrument.segments.iter().map(|segment| segment.column.as_str())
    }
}

/// Saves a questionnaire as its next version; the text of an earlier version gives that version again.
///
/// # Errors
/// [`StoreError::Refused`] when it has problems: how many, and the line of the first.
pub fn save(tx: &mut Transaction<'_>, scope: &Scope, toml: &str, now: Time) -> Result<InstrumentVersion, StoreError> {
    scope.require(Role::Manager)?;
    let instrument = parsed(toml)?;
    let digest = Sha256::digest(toml.as_bytes()).to_vec();
    let same =
        "SELECT id, version, title, toml, made_at FROM instruments WHERE organisation = ?1 AND id = ?2 AND digest = ?3";
    if let Some(found) = tx.first(same, &values![scope.key(), &instrument.id, digest.clone()], version_of)? {
        return Ok(found);
    }
    let newest = "SELECT COALESCE(MAX(version), 0) FROM instruments WHERE organisation = ?1 AND id = ?2";
    let version = 1 + tx.one(newest, &values![scope.key(), &instrument.id], |row| row.integer(0))?;
    let title = instrument.title.get("en").to_owned();
    tx.execute(
        "INSERT INTO instruments (organisation, id, version, title, digest, made_at, toml) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &values![scope.key(), &instrument.id, version, title.as_str(), digest, now, toml],
    )?;
    audit::append(tx, scope, "instrument.save", &format!("{}/{version}", instrument.id), &["toml"], now)?;
    Ok(InstrumentVersion { id: instrument.id, version, title, toml: toml.to_owned(), made_at: now })
}

/// The newest version of each questionnaire, by id.
///
/// # Errors
/// As the database says.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<InstrumentVersion>, StoreError> {
    let sql = "SELECT id, version, title, toml, made_at FROM instruments AS one WHERE organisation = ?1 AND version = \
               (SELECT MAX(version) FROM instruments AS other WHERE other.organisation = ?1 AND other.id = one.id) ORDER BY id";
    tx.query(sql, &values![scope.key()], version_of)
}

/// All versions of one questionnaire, the newest first.
///
/// # Errors
/// As the database says.
pub fn versions(tx: &mut Transaction<'_>, scope: &Scope, id: &str) -> Result<Vec<InstrumentVersion>, StoreError> {
    let sql = "SELECT id, version, title, toml, made_at FROM instruments WHERE organisation = ?1 AND id = ?2 ORDER BY version DESC";
    tx.query(sql, &values![scope.key(), id], version_of)
}

/// One version.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &str, version: i64) -> Result<InstrumentVersion, StoreError> {
    let sql = "SELECT id, version, title, toml, made_at FROM instruments WHERE organisation = ?1 AND id = ?2 AND version = ?3";
    tx.one(sql, &values![scope.key(), id, version], version_of)
}

/// One version as a value; parsed once for all who ask.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn questionnaire(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &str,
    version: i64,
) -> Result<Arc<Questionnaire>, StoreError> {
    let sql = "SELECT digest FROM instruments WHERE organisation = ?1 AND id = ?2 AND version = ?3";
    let digest = tx.one(sql, &values![scope.key(), id, version], |row| Ok(row.blob(0)?.to_vec()))?;
    let kept = KEPT.get_or_init(Mutex::default);
    if let Some(found) = kept.lock().unwrap_or_else(PoisonError::into_inner).get(&digest) {
        return Ok(Arc::clone(found));
    }
    let instrument = survey::parse(&get(tx, scope, id, version)?.toml)
        .map_err(|_| StoreError::Damaged(format!("questionnaire {id}, version {version}")))?;
    let made = Arc::new(Questionnaire { layout: Layout::of(&instrument), instrument });
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if KEPT_MAX <= kept.len() {
        kept.clear();
    }
    kept.insert(digest, Arc::clone(&made));
    Ok(made)
}

/// By digest of the text.
static KEPT: OnceLock<Mutex<HashMap<Vec<u8>, Arc<Questionnaire>>>> = OnceLock::new();

fn parsed(toml: &str) -> Result<Instrument, StoreError> {
    survey::parse(toml).map_err(|problems| {
        let line = problems.first().map_or(0, |problem| problem.line);
        let arguments = vec![("count", problems.len().to_string()), ("line", line.to_string())];
        StoreError::Refused("store-instrument-has-problems", arguments)
    })
}

fn version_of(row: &Row) -> Result<InstrumentVersion, StoreError> {
    Ok(InstrumentVersion {
        id: row.text(0)?,
        version: row.integer(1)?,
        title: row.text(2)?,
        toml: row.text(3)?,
        made_at: Time(row.integer(4)?),
    })
}
