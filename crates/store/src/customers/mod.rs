//! Customers: persons, and organisations above persons, with how to reach them and what other systems call them.
//!
//! Separate from people who sign in and from people who are invited to a survey. A customer is found by words in one way
//! (`search.rs`), and what is known of them hangs on their id. No answer of an anonymous survey leads here.

mod everything;
mod facts;
mod list;
mod merge;
mod search;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use everything::{
    Answered, Everything, KeptAnswer, KeptDraft, KeptInvitation, KeptMail, answered, every_fact, everything,
    sharing_address, some,
};
pub use facts::{Fact, NewFact, confirm_fact, end_fact, fact, facts, note_fact};
pub use list::{Imported, Row as ImportRow, import, organisation_named, upsert};
pub use merge::merge;
pub use search::{Hit, search, terms};

use crate::engine::Row;
use crate::invitees::address;
use crate::people::plain_name;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// The longest phone number, in characters.
const PHONE_MAX: usize = 40;
/// The most identifiers of one customer, and how long the parts may be.
const IDENTIFIERS_MAX: usize = 20;
const SYSTEM_MAX: usize = 40;
const VALUE_MAX: usize = 120;

/// What a customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CustomerKind {
    /// Somebody.
    #[default]
    Person,
    /// A company or a family, above persons.
    Organisation,
}

impl CustomerKind {
    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Person, Self::Organisation].into_iter().find(|kind| kind.name() == name)
    }
}

/// Whether a customer may be written to of our own accord.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Consent {
    /// Nobody asked.
    #[default]
    Unknown,
    /// They agreed.
    Given,
    /// They do not agree, or no longer.
    Withdrawn,
}

impl Consent {
    /// All.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Given, Self::Withdrawn];

    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Given => "given",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|consent| consent.name() == name)
    }
}

/// What is written of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewCustomer {
    /// A person or an organisation.
    pub kind: CustomerKind,
    /// The name.
    pub name: String,
    /// The organisation above.
    pub parent: Option<Id>,
    /// The mail address; may be empty.
    pub email: String,
    /// The phone number as people write it; may be empty.
    pub phone: String,
    /// The language, as a code; may be empty.
    pub language: String,
    /// Whether they may be written to.
    pub consent: Consent,
    /// Where that was said.
    pub consent_source: String,
    /// What other systems call them, by system. One that has several names in the same system, since two files became one, keeps
    /// them all and is found by each; the last in order stands here.
    pub identifiers: BTreeMap<String, String>,
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The id.
    pub id: Id,
    /// What is written of them.
    pub known: NewCustomer,
    /// When consent was given or withdrawn.
    pub consent_at: Option<Time>,
    /// Since when.
    pub made_at: Time,
    /// When something of it was changed last.
    pub changed_at: Time,
    number: i64,
    /// Every identifier, also a second one in the same system.
    called: BTreeSet<(String, String)>,
}

const SELECT: &str = "SELECT id, kind, name, parent, email, phone, language, consent, consent_source, consent_at, made_at, \
    changed_at, number FROM customers WHERE organisation = ?1";

/// Makes a file for a customer.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::Refused`] for what will not do, or when an identifier is another
/// customer's; [`StoreError::NotFound`] for an organisation above that is not there.
pub fn create(tx: &mut Transaction<'_>, scope: &Scope, new: &NewCustomer, now: Time) -> Result<Id, StoreError> {
    scope.require(Role::Agent)?;
    let id = insert(tx, scope, new, now)?;
    audit::append(tx, scope, "customer.create", id.as_str(), &[], now)?;
    Ok(id)
}

/// [`create`] without a note of its own, for many at once.
fn insert(tx: &mut Transaction<'_>, scope: &Scope, new: &NewCustomer, now: Time) -> Result<Id, StoreError> {
    let new = checked(new)?;
    above(tx, scope, None, &new)?;
    free(tx, scope, None, &new.identifiers)?;
    let id = Id::new(now);
    let next = "SELECT COALESCE(MAX(number), 0) + 1 FROM customers WHERE organisation = ?1";
    let number = tx.one(next, &values![scope.key()], |row| row.integer(0))?;
    let consent_at = (new.consent != Consent::Unknown).then_some(now);
    tx.execute(
        "INSERT INTO customers (organisation, id, number, kind, name, parent, email, phone, language, consent, \
         consent_at, consent_source, made_at, changed_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13)",
        &values![
            scope.key(),
            &id,
            number,
            new.kind.name(),
            &new.name,
            new.parent.as_ref(),
            &new.email,
            &new.phone,
            &new.language,
            new.consent.name(),
            consent_at,
            &new.consent_source,
            now
        ],
    )?;
    identify(tx, scope, &id, &new.identifiers)?;
    search::index(tx, scope, number, &terms(&new))?;
    Ok(id)
}

/// A customer; of one that was merged into another, that other.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Customer, StoreError> {
    scope.require(Role::Agent)?;
    let id = resolve(tx, scope, id)?;
    let sql = format!("{SELECT} AND id = ?2");
    let mut customer = tx.one(&sql, &values![scope.key(), &id], customer_of)?;
    customer.called = called(tx, scope, &id)?;
    customer.known.identifiers = customer.called.iter().cloned().collect();
    Ok(customer)
}

fn called(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<BTreeSet<(String, String)>, StoreError> {
    let sql = "SELECT system, value FROM customer_identifiers WHERE organisation = ?1 AND customer = ?2";
    let all = tx.query(sql, &values![scope.key(), id], |row| Ok((row.text(0)?, row.text(1)?)))?;
    Ok(all.into_iter().collect())
}

/// Whose file holds everything of this one: its own, unless it was merged.
///
/// # Errors
/// [`StoreError::NotFound`].
pub(crate) fn resolve(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Id, StoreError> {
    let sql = "SELECT merged_into FROM customers WHERE organisation = ?1 AND id = ?2";
    let merged = tx.one(sql, &values![scope.key(), id], |row| row.text_or_none(0))?;
    Ok(merged.map_or_else(|| id.clone(), Id::stored))
}

/// Writes what is known of a customer anew.
///
/// # Errors
/// As [`create`]; [`StoreError::NotFound`]; [`StoreError::Refused`] for making a person of an organisation with persons below.
pub fn update(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    new: &NewCustomer,
    now: Time,
) -> Result<(), StoreError> {
    let before = get(tx, scope, id)?;
    write(tx, scope, &before, new, now)?;
    audit::append(tx, scope, "customer.update", before.id.as_str(), &[], now)
}

fn write(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    before: &Customer,
    new: &NewCustomer,
    now: Time,
) -> Result<(), StoreError> {
    let new = checked(new)?;
    above(tx, scope, Some(&before.id), &new)?;
    free(tx, scope, Some(&before.id), &new.identifiers)?;
    if new.kind == CustomerKind::Person && before.known.kind == CustomerKind::Organisation {
        let below = "SELECT COUNT(*) FROM customers WHERE organisation = ?1 AND parent = ?2";
        if tx.one(below, &values![scope.key(), &before.id], |row| row.integer(0))? != 0 {
            return Err(StoreError::Refused("store-customer-parent", vec![]));
        }
    }
    let consent_at = match new.consent {
        Consent::Unknown => None,
        same if same == before.known.consent => before.consent_at,
        _ => Some(now),
    };
    tx.execute(
        "UPDATE customers SET kind = ?3, name = ?4, parent = ?5, email = ?6, phone = ?7, language = ?8, consent = ?9, \
         consent_at = ?10, consent_source = ?11, changed_at = ?12 WHERE organisation = ?1 AND id = ?2",
        &values![
            scope.key(),
            &before.id,
            new.kind.name(),
            &new.name,
            new.parent.as_ref(),
            &new.email,
            &new.phone,
            &new.language,
            new.consent.name(),
            consent_at,
            &new.consent_source,
            now
        ],
    )?;
    for (system, value) in
        before.known.identifiers.iter().filter(|(system, value)| new.identifiers.get(*system) != Some(value))
    {
        let gone =
            "DELETE FROM customer_identifiers WHERE organisation = ?1 AND system = ?2 AND value = ?3 AND customer = ?4";
        tx.execute(gone, &values![scope.key(), system, value, &before.id])?;
    }
    identify(tx, scope, &before.id, &new.identifiers)?;
    search::forget(tx, scope, before.number)?;
    let called = called(tx, scope, &before.id)?;
    search::index(tx, scope, before.number, &search::all_terms(&new, called.iter().map(|(_, value)| value.as_str())))
}

/// Whoever has this mail address: the file that was made first.
///
/// # Errors
/// As the database says.
pub fn by_email(tx: &mut Transaction<'_>, scope: &Scope, email: &str) -> Result<Option<Id>, StoreError> {
    let Some(email) = address(email) else { return Ok(None) };
    let sql = "SELECT id FROM customers WHERE organisation = ?1 AND email = ?2 AND email <> '' ORDER BY number LIMIT 1";
    tx.first(sql, &values![scope.key(), email], |row| Ok(Id::stored(row.text(0)?)))
}

/// The persons of an organisation, by name.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn persons_of(tx: &mut Transaction<'_>, scope: &Scope, organisation: &Id) -> Result<Vec<Hit>, StoreError> {
    scope.require(Role::Agent)?;
    search::below(tx, scope, organisation)
}

/// The customers whose files were made last.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn newest(tx: &mut Transaction<'_>, scope: &Scope, limit: u32) -> Result<Vec<Hit>, StoreError> {
    scope.require(Role::Agent)?;
    search::newest(tx, scope, limit)
}

/// How many customers there are.
///
/// # Errors
/// As the database says.
pub fn count(tx: &mut Transaction<'_>, scope: &Scope) -> Result<i64, StoreError> {
    // Both are counted in an index alone, which a million rows are not.
    let sql = "SELECT (SELECT COUNT(*) FROM customers WHERE organisation = ?1) \
               - (SELECT COUNT(*) FROM customers WHERE organisation = ?1 AND merged_into IS NOT NULL)";
    tx.one(sql, &values![scope.key()], |row| row.integer(0))
}

/// Refuses identifiers of another customer, before anything is written.
fn free(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    own: Option<&Id>,
    identifiers: &BTreeMap<String, String>,
) -> Result<(), StoreError> {
    for (system, value) in identifiers {
        let sql = "SELECT customer FROM customer_identifiers WHERE organisation = ?1 AND system = ?2 AND value = ?3";
        let found = tx.first(sql, &values![scope.key(), system, value], |row| Ok(Id::stored(row.text(0)?)))?;
        if found.is_some_and(|found| Some(&found) != own) {
            let arguments = vec![("system", system.clone()), ("value", value.clone())];
            return Err(StoreError::Refused("store-identifier-taken", arguments));
        }
    }
    Ok(())
}

/// Keeps identifiers that are free or the customer's own.
fn identify(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    identifiers: &BTreeMap<String, String>,
) -> Result<(), StoreError> {
    for (system, value) in identifiers {
        tx.execute(
            "INSERT INTO customer_identifiers (organisation, system, value, customer) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (organisation, system, value) DO NOTHING",
            &values![scope.key(), system, value, id],
        )?;
    }
    Ok(())
}

/// Refuses an organisation above that is none, or is the customer itself.
fn above(tx: &mut Transaction<'_>, scope: &Scope, own: Option<&Id>, new: &NewCustomer) -> Result<(), StoreError> {
    let Some(parent) = &new.parent else { return Ok(()) };
    let sql = "SELECT kind FROM customers WHERE organisation = ?1 AND id = ?2 AND merged_into IS NULL";
    let kind = tx.one(sql, &values![scope.key(), parent], |row| row.text(0))?;
    let fits = new.kind == CustomerKind::Person && kind == CustomerKind::Organisation.name() && own != Some(parent);
    if fits { Ok(()) } else { Err(StoreError::Refused("store-customer-parent", vec![])) }
}

/// What is written, in the form in which it is kept.
fn checked(new: &NewCustomer) -> Result<NewCustomer, StoreError> {
    let email = match new.email.trim() {
        "" => String::new(),
        some => address(some).ok_or(StoreError::Refused("store-email-invalid", vec![]))?,
    };
    let language = match new.language.trim() {
        "" => "",
        code => {
            language::Language::from_code(code).ok_or(StoreError::Refused("store-language-unknown", vec![]))?.code()
        }
    };
    let phone = new.phone.trim().to_owned();
    if PHONE_MAX < phone.chars().count() || phone.chars().any(char::is_control) {
        return Err(StoreError::Refused("store-phone-invalid", vec![]));
    }
    let mut identifiers = BTreeMap::new();
    for (system, value) in &new.identifiers {
        let (system, value) = (system.trim(), value.trim());
        if value.is_empty() {
            continue;
        }
        let sound = !system.is_empty() && system.chars().count() <= SYSTEM_MAX && value.chars().count() <= VALUE_MAX;
        if !sound || IDENTIFIERS_MAX <= identifiers.len() {
            return Err(StoreError::Refused("store-identifier-invalid", vec![]));
        }
        identifiers.insert(system.to_lowercase(), value.to_owned());
    }
    let source: String = new.consent_source.trim().chars().take(VALUE_MAX).collect();
    Ok(NewCustomer {
        kind: new.kind,
        name: plain_name(&new.name)?,
        parent: new.parent.clone(),
        email,
        phone,
        language: language.to_owned(),
        consent: new.consent,
        consent_source: source,
        identifiers,
    })
}

fn customer_of(row: &Row) -> Result<Customer, StoreError> {
    let damaged = |what: &str| StoreError::Damaged(format!("a customer's {what}"));
    Ok(Customer {
        id: Id::stored(row.text(0)?),
        known: NewCustomer {
            kind: CustomerKind::named(&row.text(1)?).ok_or_else(|| damaged("kind"))?,
            name: row.text(2)?,
            parent: row.text_or_none(3)?.map(Id::stored),
            email: row.text(4)?,
            phone: row.text(5)?,
            language: row.text(6)?,
            consent: Consent::named(&row.text(7)?).ok_or_else(|| damaged("consent"))?,
            consent_source: row.text(8)?,
            identifiers: BTreeMap::new(),
        },
        consent_at: row.integer_or_none(9)?.map(Time),
        made_at: Time(row.integer(10)?),
        changed_at: Time(row.integer(11)?),
        number: row.integer(12)?,
        called: BTreeSet::new(),
    })
}
