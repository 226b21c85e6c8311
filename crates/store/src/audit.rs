//! Who did what: an append-only log whose entries hang together by their digests.
//!
//! Separate, because every change anywhere in the store writes here, in its own transaction. Each entry's digest covers the
//! one before it, so whoever changes, removes, inserts or reorders one breaks the chain; only the end can be cut off unseen, and
//! that shows against a [`Head`] kept elsewhere. No entry holds personal data: names of fields, never what is in them.

use sha2::{Digest, Sha256};

use crate::engine::Row;
use crate::{Role, Scope, StoreError, Time, Transaction, values};

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 1.
    pub sequence: i64,
    /// When.
    pub at: Time,
    /// Who, as a kind and an id.
    pub actor: String,
    /// What was done, such as `survey.create`.
    pub action: String,
    /// The id of what it was done to.
    pub object: String,
    /// The names of what was changed.
    pub fields: Vec<String>,
    /// What ties it to the entries before.
    pub digest: [u8; 32],
}

/// The end of the chain. Kept elsewhere, it shows later whether entries were cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number of entries.
    pub sequence: i64,
    /// The digest of the last one; of the beginning, when there is none.
    pub digest: [u8; 32],
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:", self.sequence)?;
        self.digest.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Head {
    /// Reads one as it was written down.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (sequence, hex) = text.trim().split_once(':')?;
        let mut digest = [0; 32];
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        for (byte, at) in digest.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&hex[at..at + 2], 16).ok()?;
        }
        Some(Self { sequence: sequence.parse().ok()?, digest })
    }
}

/// What is wrong with a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The entry of this number is missing.
    Missing(i64),
    /// The entry of this number is not what was written.
    Changed(i64),
    /// The log ends before an entry that was there, or with another one in its place.
    CutOff(i64),
}

/// What a check of the log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The end of the chain, as far as it is sound.
    pub head: Head,
    /// The first fault; none when all is well.
    pub fault: Option<Fault>,
}

impl Verdict {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn sound(&self) -> bool {
        self.fault.is_none()
    }
}

/// Writes an entry. Every function that changes something calls it once, in the same transaction.
///
/// # Errors
/// As the database says.
pub fn append(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    action: &str,
    object: &str,
    fields: &[&str],
    now: Time,
) -> Result<(), StoreError> {
    let head = head(tx, scope)?;
    let mut entry = Entry {
        sequence: head.sequence + 1,
        at: now,
        actor: scope.actor().text(),
        action: action.to_owned(),
        object: object.to_owned(),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        digest: [0; 32],
    };
    entry.digest = digest(&head.digest, &entry);
    tx.execute(
        "INSERT INTO audit (organisation, sequence, at, actor, action, object, fields, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        &values![
            scope.key(),
            entry.sequence,
            now,
            entry.actor,
            action,
            object,
            entry.fields.join(","),
            entry.digest.as_slice()
        ],
    )?;
    Ok(())
}

/// Entries, the latest first; `before` is the sequence number of the last one seen.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners.
pub fn list(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    scope.require(Role::Owner)?;
    tx.query(
        "SELECT sequence, at, actor, action, object, fields, digest FROM audit
         WHERE organisation = ?1 AND sequence < ?2 ORDER BY sequence DESC LIMIT ?3",
        &values![scope.key(), before.unwrap_or(i64::MAX), limit.clamp(1, 1000)],
        entry,
    )
}

/// The end of the chain, to be kept elsewhere.
///
/// # Errors
/// As the database says.
pub fn head(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Head, StoreError> {
    let last = tx.first(
        "SELECT sequence, digest FROM audit WHERE organisation = ?1 ORDER BY sequence DESC LIMIT 1",
        &values![scope.key()],
        |row| Ok(Head { sequence: row.integer(0)?, digest: digest_in(row, 1)? }),
    )?;
    match last {
        Some(head) => Ok(head),
        None => beginning(tx, scope),
    }
}

/// Checks every entry against the one before it.
///
/// # Errors
/// As the database says.
pub fn verify(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Verdict, StoreError> {
    let mut chain = Chain::new(beginning(tx, scope)?, None);
    tx.query_each(
        "SELECT sequence, at, actor, action, object, fields, digest FROM audit
         WHERE organisation = ?1 ORDER BY sequence",
        &values![scope.key()],
        |row| {
            chain.follow(&entry(row)?);
            Ok(())
        },
    )?;
    Ok(chain.verdict())
}

/// Checks every entry, and that the log still holds what it held when `known` was written down.
///
/// # Errors
/// As the database says.
pub fn verify_against(tx: &mut Transaction<'_>, scope: &Scope, known: &Head) -> Result<Verdict, StoreError> {
    let mut chain = Chain::new(beginning(tx, scope)?, Some(known.clone()));
    tx.query_each(
        "SELECT sequence, at, actor, action, object, fields, digest FROM audit
         WHERE organisation = ?1 ORDER BY sequence",
        &values![scope.key()],
        |row| {
            chain.follow(&entry(row)?);
            Ok(())
        },
    )?;
    Ok(chain.verdict())
}

/// A chain as it is followed from its beginning.
struct Chain {
    head: Head,
    known: Option<Head>,
    fault: Option<Fault>,
}

impl Chain {
    fn new(beginning: Head, known: Option<Head>) -> Self {
        let mut chain = Self { head: beginning, known, fault: None };
        chain.compare();
        chain
    }

    fn follow(&mut self, entry: &Entry) {
        if self.fault.is_some() {
            return;
        }
        let expected = self.head.sequence + 1;
        if entry.sequence != expected {
            // Beyond the last known one the same hole is an end that was cut off.
            self.fault = Some(Fault::Missing(expected));
        } else if entry.digest != digest(&self.head.digest, entry) {
            self.fault = Some(Fault::Changed(expected));
        } else {
            self.head = Head { sequence: expected, digest: entry.digest };
            self.compare();
        }
    }

    /// Where the chain reaches what is known, it must be the same.
    fn compare(&mut self) {
        if let Some(known) = &self.known
            && known.sequence == self.head.sequence
            && known.digest != self.head.digest
        {
            self.fault = Some(Fault::Changed(known.sequence));
        }
    }

    fn verdict(mut self) -> Verdict {
        if self.fault.is_none()
            && let Some(known) = &self.known
            && self.head.sequence < known.sequence
        {
            self.fault = Some(Fault::CutOff(self.head.sequence + 1));
        }
        Verdict { head: self.head, fault: self.fault }
    }
}

/// Before the first entry: the organisation's id, so that the log of one cannot pass for that of another.
fn beginning(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Head, StoreError> {
    let id = tx.one("SELECT id FROM organisations WHERE key = ?1", &values![scope.key()], |row| row.text(0))?;
    Ok(Head { sequence: 0, digest: Sha256::digest(format!("rater audit log of {id}")).into() })
}

/// SHA-256 of the digest before and of every field, each with its length, so that nothing can move from one to the next.
fn digest(before: &[u8; 32], entry: &Entry) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update(entry.sequence.to_be_bytes());
    hasher.update(entry.at.0.to_be_bytes());
    for text in [&entry.actor, &entry.action, &entry.object, &entry.fields.join(",")] {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().into()
}

fn entry(row: &Row) -> Result<Entry, StoreError> {
    let fields = row.text(5)?;
    Ok(Entry {
        sequence: row.integer(0)?,
        at: Time(row.integer(1)?),
        actor: row.text(2)?,
        action: row.text(3)?,
        object: row.text(4)?,
        fields: if fields.is_empty() { vec![] } else { fields.split(',').map(str::to_owned).collect() },
        digest: digest_in(row, 6)?,
    })
}

/// A digest of another length than ours is one that somebody changed; it fits nothing.
fn digest_in(row: &Row, column: usize) -> Result<[u8; 32], StoreError> {
    Ok(row.blob(column)?.try_into().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A sound chain of made-up entries, and its beginning.
    fn chain(length: usize, salt: u8) -> (Head, Vec<Entry>) {
        let beginning = Head { sequence: 0, digest: [salt; 32] };
        let mut before = beginning.digest;
        let mut entries = vec![];
        for sequence in 1..=length as i64 {
            let mut entry = Entry {
                sequence,
                at: Time(1000 * sequence),
                actor: format!("user:{}", sequence % 3),
                action: "survey.update".to_owned(),
                object: format!("{}", sequence % 2),
                fields: vec!["title".to_owned(); (sequence % 3) as usize],
                digest: [0; 32],
            };
            entry.digest = digest(&before, &entry);
            before = entry.digest;
            entries.push(entry);
        }
        (beginning, entries)
    }

    fn checked(beginning: &Head, entries: &[Entry], known: &Head) -> Verdict {
        let mut chain = Chain::new(beginning.clone(), Some(known.clone()));
        entries.iter().for_each(|entry| chain.follow(entry));
        chain.verdict()
    }

    /// One of the ways to tamper with a log, at a place.
    fn tampered(entries: &mut Vec<Entry>, way: u8, at: usize, bit: usize) {
        let at = at % entries.len();
        let flip = |text: &mut String| text.push(char::from(b'a' + (bit % 26) as u8));
        match way {
            0 => entries[at].digest[bit / 8 % 32] ^= 1 << (bit % 8),
            1 => entries[at].at.0 ^= 1 << (bit % 62),
            2 => flip(&mut entries[at].actor),
            3 => flip(&mut entries[at].action),
            4 => flip(&mut entries[at].object),
            5 => entries[at].fields.push("more".to_owned()),
            6 => drop(entries.remove(at)),
            7 => {
                let entry = entries[at].clone();
                entries.insert(at, entry);
            }
            8 => entries.truncate(at),
            9 => {
                let other = (at + 1 + bit % (entries.len() - 1)) % entries.len();
                entries.swap(at, other);
            }
            // What one field loses the next one gains: the same bytes in a row.
            10 => {
                let moved = entries[at].actor.pop().unwrap_or('x');
                entries[at].action.insert(0, moved);
            }
            _ => entries[at].sequence ^= 1 << (bit % 40),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12_000))]

        #[test]
        fn whatever_is_tampered_with_is_found(length in 2_usize..12, way in 0_u8..12, at: usize, bit in 0_usize..256) {
            let (beginning, sound) = chain(length, 7);
            let known = Head { sequence: length as i64, digest: sound[length - 1].digest };
            prop_assert!(checked(&beginning, &sound, &known).sound());
            let mut entries = sound.clone();
            tampered(&mut entries, way, at, bit);
            prop_assert_ne!(&entries, &sound);
            prop_assert!(!checked(&beginning, &entries, &known).sound(), "way {}", way);
        }
    }

    #[test]
    fn the_beginning_belongs_to_the_chain() {
        let (_, entries) = chain(3, 7);
        let other = Head { sequence: 0, digest: [8; 32] };
        let known = Head { sequence: 3, digest: entries[2].digest };
        assert_eq!(checked(&other, &entries, &known).fault, Some(Fault::Changed(1)));
    }
}
