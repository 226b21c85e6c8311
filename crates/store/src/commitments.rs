//! What the organisation is held to before anybody promised anything: its commitments, the trade's, and what customers expect.
//!
//! Separate from promises, which are made to one customer and have a time: these are kept or broken every day. It refuses what the
//! rules of a commitment refuse and changes nothing that is retired; whether a page may be read by everybody is not asked here.

use service::Factor;
use service::commitment::{Kind, Layer, Missing, Written, missing};

use crate::engine::{Row, Value};
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// The longest words of a commitment, in characters.
pub const WORDS_MAX: usize = 1000;
/// The longest of the other texts, in characters.
pub const TEXT_MAX: usize = 500;
/// The longest time within which a commitment can be kept, in minutes: a year.
pub const MINUTES_MAX: u32 = 366 * 24 * 60;

/// What is written of a commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCommitment {
    /// Where it comes from.
    pub kind: Kind,
    /// Which factor it is about.
    pub factor: Factor,
    /// In which words.
    pub words: String,
    /// Where it is written or said.
    pub source: String,
    /// The competitor who set it; for a standard of the trade.
    pub competitor: String,
    /// What we can do; for an expectation.
    pub can_do: String,
    /// What we say; for an expectation.
    pub we_say: String,
    /// Who says it; for an expectation.
    pub said_by: String,
    /// Open time within which it is kept, where that can be said.
    pub minutes: Option<u32>,
    /// Whether it may stand on the public page.
    pub published: bool,
}

impl NewCommitment {
    /// What there are rules for.
    fn written(&self) -> Written<'_> {
        Written {
            words: &self.words,
            competitor: &self.competitor,
            can_do: &self.can_do,
            we_say: &self.we_say,
            said_by: &self.said_by,
        }
    }

    /// Everything that is missing; an expectation with something missing is one that nobody manages yet.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        missing(self.kind, &self.written())
    }
}

/// A commitment as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Its id.
    pub id: Id,
    /// What is written of it.
    pub known: NewCommitment,
    /// Since when.
    pub made_at: Time,
    /// Until when.
    pub retired_at: Option<Time>,
}

/// Which commitments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Which {
    /// Those of this layer.
    pub layer: Option<Layer>,
    /// Those of this kind.
    pub kind: Option<Kind>,
    /// Those about this factor.
    pub factor: Option<Factor>,
    /// Also those that are retired.
    pub retired: bool,
}

/// What everybody may read of a commitment: not what we say to each other about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its id.
    pub id: Id,
    /// Where it comes from.
    pub kind: Kind,
    /// Which factor it is about.
    pub factor: Factor,
    /// In which words.
    pub words: String,
    /// Open time within which it is kept.
    pub minutes: Option<u32>,
}

const SELECT: &str = "SELECT id, kind, factor, words, source, competitor, can_do, we_say, said_by, minutes, published, \
    made_at, retired_at FROM commitments WHERE organisation = ?1";

/// Writes a commitment down.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::Refused`] when something is missing without which it is none, a text
/// is too long, or no open time is so long.
pub fn create(tx: &mut Transaction<'_>, scope: &Scope, new: &NewCommitment, now: Time) -> Result<Id, StoreError> {
    scope.require(Role::Manager)?;
    let new = checked(new)?;
    let id = Id::new(now);
    tx.execute(
        "INSERT INTO commitments (organisation, id, made_at, kind, factor, words, source, competitor, can_do, we_say, \
           said_by, minutes, published) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        &[values![scope.key(), &id, now].as_slice(), &columns(&new)].concat(),
    )?;
    audit::append(tx, scope, "commitment.create", id.as_str(), &FIELDS, now)?;
    Ok(id)
}

/// Writes a commitment anew.
///
/// # Errors
/// As [`create`]; [`StoreError::NotFound`]; [`StoreError::Refused`] for one that is retired.
pub fn update(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    new: &NewCommitment,
    now: Time,
) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    let new = checked(new)?;
    let before = get(tx, scope, id)?;
    if before.retired_at.is_some() {
        return Err(StoreError::Refused("store-commitment-retired", vec![]));
    }
    let changed = changed(&before.known, &new);
    if changed.is_empty() {
        return Ok(());
    }
    tx.execute(
        "UPDATE commitments SET kind = ?3, factor = ?4, words = ?5, source = ?6, competitor = ?7, can_do = ?8, we_say = ?9, \
           said_by = ?10, minutes = ?11, published = ?12 WHERE organisation = ?1 AND id = ?2",
        &[values![scope.key(), id].as_slice(), &columns(&new)].concat(),
    )?;
    audit::append(tx, scope, "commitment.update", id.as_str(), &changed, now)
}

/// Ends a commitment; promises that were made by it keep it.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::NotFound`].
pub fn retire(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    if get(tx, scope, id)?.retired_at.is_some() {
        return Ok(());
    }
    let sql = "UPDATE commitments SET retired_at = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), id, now])?;
    audit::append(tx, scope, "commitment.retire", id.as_str(), &["retired_at"], now)
}

/// Commitments as they stand in the ledger: by kind, then as they were made.
///
/// # Errors
/// As the database says.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope, which: Which) -> Result<Vec<Commitment>, StoreError> {
    scope.require(Role::Viewer)?;
    let sql = format!("{SELECT} AND (retired_at IS NULL OR ?2 = 1) ORDER BY made_at, id");
    let mut found = tx.query(&sql, &values![scope.key(), i64::from(which.retired)], commitment_of)?;
    // A ledger is short, and its layers and their order are a rule of the kinds, not of the table.
    found.retain(|commitment| which.holds(&commitment.known));
    found.sort_by_key(|commitment| place(commitment.known.kind));
    Ok(found)
}

/// One commitment.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Commitment, StoreError> {
    scope.require(Role::Viewer)?;
    tx.one(&format!("{SELECT} AND id = ?2"), &values![scope.key(), id], commitment_of)
}

/// What may stand on the public page, in the order of the ledger. Whoever opens that page asks first whether there is one.
///
/// # Errors
/// As the database says.
pub fn published(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Published>, StoreError> {
    let mut all = list(tx, scope, Which::default())?;
    all.retain(|commitment| commitment.known.published);
    let shown = |Commitment { id, known, .. }| {
        let NewCommitment { kind, factor, words, minutes, .. } = known;
        Published { id, kind, factor, words, minutes }
    };
    Ok(all.into_iter().map(shown).collect())
}

/// A text as it is kept: without space around it, of so many characters at most.
///
/// # Errors
/// [`StoreError::Refused`] when it is longer.
pub(crate) fn short_text(text: &str, most: usize) -> Result<String, StoreError> {
    let text = text.trim();
    if most < text.chars().count() {
        return Err(StoreError::Refused("store-text-long", vec![("most", most.to_string())]));
    }
    Ok(text.to_owned())
}

impl Which {
    fn holds(&self, known: &NewCommitment) -> bool {
        self.layer.is_none_or(|layer| known.kind.layer() == layer)
            && self.kind.is_none_or(|kind| known.kind == kind)
            && self.factor.is_none_or(|factor| known.factor == factor)
    }
}

fn place(kind: Kind) -> Option<usize> {
    Kind::ALL.into_iter().position(|other| other == kind)
}

fn checked(new: &NewCommitment) -> Result<NewCommitment, StoreError> {
    if let Some(missing) = new.missing().into_iter().find(|missing| missing.refuses()) {
        return Err(StoreError::Refused(missing.code(), vec![]));
    }
    if new.minutes.is_some_and(|minutes| !(1..=MINUTES_MAX).contains(&minutes)) {
        return Err(StoreError::Refused("store-commitment-minutes", vec![("most", MINUTES_MAX.to_string())]));
    }
    Ok(NewCommitment {
        words: short_text(&new.words, WORDS_MAX)?,
        source: short_text(&new.source, TEXT_MAX)?,
        competitor: short_text(&new.competitor, TEXT_MAX)?,
        can_do: short_text(&new.can_do, TEXT_MAX)?,
        we_say: short_text(&new.we_say, TEXT_MAX)?,
        said_by: short_text(&new.said_by, TEXT_MAX)?,
        ..new.clone()
    })
}

/// The columns that can be changed, in the order of [`columns`].
const FIELDS: [&str; 10] =
    ["kind", "factor", "words", "source", "competitor", "can_do", "we_say", "said_by", "minutes", "published"];

fn columns(known: &NewCommitment) -> [Value; FIELDS.len()] {
    values![
        known.kind.name(),
        known.factor.name(),
        &known.words,
        &known.source,
        &known.competitor,
        &known.can_do,
        &known.we_say,
        &known.said_by,
        known.minutes,
        known.published,
    ]
}

fn changed(before: &NewCommitment, after: &NewCommitment) -> Vec<&'static str> {
    let pairs = columns(before).into_iter().zip(columns(after));
    FIELDS.into_iter().zip(pairs).filter_map(|(name, (before, after))| (before != after).then_some(name)).collect()
}

fn commitment_of(row: &Row) -> Result<Commitment, StoreError> {
    let damaged = || StoreError::Damaged("a commitment".to_owned());
    Ok(Commitment {
        id: Id::stored(row.text(0)?),
        known: NewCommitment {
            kind: Kind::named(&row.text(1)?).ok_or_else(damaged)?,
            factor: Factor::named(&row.text(2)?).ok_or_else(damaged)?,
            words: row.text(3)?,
            source: row.text(4)?,
            competitor: row.text(5)?,
            can_do: row.text(6)?,
            we_say: row.text(7)?,
            said_by: row.text(8)?,
            minutes: row.integer_or_none(9)?.map(u32::try_from).transpose().map_err(|_| damaged())?,
            published: row.flag(10)?,
        },
        made_at: Time(row.integer(11)?),
        retired_at: row.integer_or_none(12)?.map(Time),
    })
}
