//! The RATER card: what is known of a customer under each of the five factors.
//!
//! Separate from contact details, because a fact has a date and a source and grows old; when it does is said in
//! `service::card`. A fact is ended and not changed: what was believed before stays readable until the person is erased.

use service::Factor;

use super::resolve;
use crate::engine::Row;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// The longest fact and the longest source, in characters.
const WORDS_MAX: usize = 300;
const SOURCE_MAX: usize = 120;
/// The most facts of one customer that hold at the same time: a card is read in ten seconds.
const FACTS_MAX: i64 = 60;
/// The longest time without confirmation, in days.
const CONFIRM_DAYS_MAX: i64 = 3650;

/// Something to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFact {
    /// Under which factor.
    pub factor: Factor,
    /// In which words.
    pub words: String,
    /// Where it is known from.
    pub source: String,
    /// Whether it is to be read before saying hello.
    pub first: bool,
    /// After how many days it asks to be confirmed.
    pub confirm_days: i64,
    /// From when on it is no longer true.
    pub expires_at: Option<Time>,
}

/// Something that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The id.
    pub id: Id,
    /// Of whom.
    pub customer: Id,
    /// What was noted.
    pub noted: NewFact,
    /// By whom, as the audit log writes it.
    pub noted_by: String,
    /// When.
    pub noted_at: Time,
    /// When it was confirmed last; when it was noted, if never.
    pub confirmed_at: Time,
}

impl Fact {
    /// As the rules of the card take it.
    #[must_use]
    pub fn ruled(&self) -> service::card::Fact {
        service::card::Fact {
            factor: self.noted.factor,
            first: self.noted.first,
            confirmed_at: self.confirmed_at.stamp(),
            confirm_days: self.noted.confirm_days,
            expires_at: self.noted.expires_at.map(Time::stamp),
        }
    }
}

const SELECT: &str = "SELECT id, customer, factor, words, source, first, confirm_days, expires_at, noted_by, noted_at, \
    confirmed_at FROM facts WHERE organisation = ?1 AND ended_at IS NULL";

/// Notes a fact.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`]; [`StoreError::Refused`] for words that will not do, or
/// when the card is full.
pub fn note_fact(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    customer: &Id,
    new: &NewFact,
    now: Time,
) -> Result<Id, StoreError> {
    scope.require(Role::Agent)?;
    let customer = resolve(tx, scope, customer)?;
    let (words, source) = (new.words.trim(), new.source.trim());
    let fits = !words.is_empty() && words.chars().count() <= WORDS_MAX && source.chars().count() <= SOURCE_MAX;
    if !fits || !(1..=CONFIRM_DAYS_MAX).contains(&new.confirm_days) {
        return Err(StoreError::Refused("store-fact-invalid", vec![]));
    }
    let sql = "SELECT COUNT(*) FROM facts WHERE organisation = ?1 AND customer = ?2 AND ended_at IS NULL";
    if FACTS_MAX <= tx.one(sql, &values![scope.key(), &customer], |row| row.integer(0))? {
        return Err(StoreError::Refused("store-facts-many", vec![]));
    }
    let id = Id::new(now);
    tx.execute(
        "INSERT INTO facts (organisation, id, customer, factor, words, source, first, noted_by, noted_at, confirmed_at, \
         confirm_days, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?11)",
        &values![
            scope.key(),
            &id,
            &customer,
            new.factor.name(),
            words,
            source,
            new.first,
            scope.actor().text(),
            now,
            new.confirm_days,
            new.expires_at
        ],
    )?;
    audit::append(tx, scope, "fact.note", id.as_str(), &["words", "source"], now)?;
    Ok(id)
}

/// What is known of a customer, the newest first.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn facts(tx: &mut Transaction<'_>, scope: &Scope, customer: &Id) -> Result<Vec<Fact>, StoreError> {
    scope.require(Role::Agent)?;
    let customer = resolve(tx, scope, customer)?;
    let sql = format!("{SELECT} AND customer = ?2 ORDER BY noted_at DESC, id DESC");
    tx.query(&sql, &values![scope.key(), &customer], fact_of)
}

/// One fact.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn fact(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Fact, StoreError> {
    scope.require(Role::Agent)?;
    tx.one(&format!("{SELECT} AND id = ?2"), &values![scope.key(), id], fact_of)
}

/// Notes that a fact still holds.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn confirm_fact(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    fact(tx, scope, id)?;
    let sql = "UPDATE facts SET confirmed_at = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), id, now])?;
    audit::append(tx, scope, "fact.confirm", id.as_str(), &["confirmed_at"], now)
}

/// Notes that a fact holds no more.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn end_fact(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    fact(tx, scope, id)?;
    let sql = "UPDATE facts SET ended_at = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), id, now])?;
    audit::append(tx, scope, "fact.end", id.as_str(), &["ended_at"], now)
}

pub(super) fn fact_of(row: &Row) -> Result<Fact, StoreError> {
    Ok(Fact {
        id: Id::stored(row.text(0)?),
        customer: Id::stored(row.text(1)?),
        noted: NewFact {
            factor: Factor::named(&row.text(2)?).ok_or_else(|| StoreError::Damaged("a fact's factor".to_owned()))?,
            words: row.text(3)?,
            source: row.text(4)?,
            first: row.flag(5)?,
            confirm_days: row.integer(6)?,
            expires_at: row.integer_or_none(7)?.map(Time),
        },
        noted_by: row.text(8)?,
        noted_at: Time(row.integer(9)?),
        confirmed_at: Time(row.integer(10)?),
    })
}
