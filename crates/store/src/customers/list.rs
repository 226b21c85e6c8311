//! Customers from a list: made when they are new, completed when they are there.
//!
//! Separate from single files, because a list is sent again and must not make anybody twice. Whoever has one of the row's
//! identifiers is the same; failing that, whoever has the same mail address and is called nothing else in the same system: a
//! family may share an address. A row never empties what is known, and never takes back that somebody does not agree.

use std::collections::BTreeMap;

use super::{
    Consent, Customer, CustomerKind, IDENTIFIERS_MAX, NewCustomer, above, called, checked, free, get, identify, insert,
    write,
};
use crate::people::plain_name;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// A row of a list: what it says, and the name of the organisation above, which is made when it is not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// What it says.
    pub known: NewCustomer,
    /// The organisation above, by name; may be empty.
    pub parent: String,
}

/// What became of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// New ones.
    pub added: u64,
    /// Those who were there, and of whom more is known now.
    pub changed: u64,
    /// Those who were there, and of whom it said nothing new.
    pub same: u64,
    /// The places in the list, from 0, of rows that were refused, and why.
    pub refused: Vec<(usize, StoreError)>,
}

/// Takes a list.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager. A row that will not do is refused alone.
pub fn import(tx: &mut Transaction<'_>, scope: &Scope, rows: &[Row], now: Time) -> Result<Imported, StoreError> {
    scope.require(Role::Manager)?;
    let mut done = Imported::default();
    for (place, row) in rows.iter().enumerate() {
        match put(tx, scope, row, now) {
            Ok((_, Put::Added)) => done.added += 1,
            Ok((_, Put::Changed)) => done.changed += 1,
            Ok((_, Put::Same)) => done.same += 1,
            Err(error @ (StoreError::Refused(..) | StoreError::NotFound)) => done.refused.push((place, error)),
            Err(error) => return Err(error),
        }
    }
    if 0 < done.added + done.changed {
        audit::append(tx, scope, "customers.import", "", &[], now)?;
    }
    Ok(done)
}

/// Makes or completes one customer, as another system sends it. Gives the id, and whether it is new.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::Refused`] for what will not do.
pub fn upsert(tx: &mut Transaction<'_>, scope: &Scope, row: &Row, now: Time) -> Result<(Id, bool), StoreError> {
    scope.require(Role::Agent)?;
    let (id, put) = put(tx, scope, row, now)?;
    if put != Put::Same {
        audit::append(tx, scope, "customer.upsert", id.as_str(), &[], now)?;
    }
    Ok((id, put == Put::Added))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Put {
    Added,
    Changed,
    Same,
}

/// Everything is looked at before anything is written: a row that is refused leaves nothing behind.
fn put(tx: &mut Transaction<'_>, scope: &Scope, row: &Row, now: Time) -> Result<(Id, Put), StoreError> {
    let mut list = checked(&row.known)?;
    let found = there(tx, scope, &list)?;
    free(tx, scope, found.as_ref(), &list.identifiers)?;
    let Some(id) = found else {
        above(tx, scope, None, &list)?;
        list.parent = parent(tx, scope, row, &list, now)?;
        return insert(tx, scope, &list, now).map(|id| (id, Put::Added));
    };
    let before = get(tx, scope, &id)?;
    let mut after = completed(&before, &list);
    above(tx, scope, Some(&before.id), &after)?;
    let new = list.identifiers.iter().filter(|(system, value)| !before.called.contains(&pair(system, value))).count();
    if IDENTIFIERS_MAX < before.called.len() + new {
        return Err(StoreError::Refused("store-identifier-invalid", vec![]));
    }
    if list.parent.is_none() {
        after.parent = parent(tx, scope, row, &after, now)?;
    }
    if after == before.known && new == 0 {
        return Ok((before.id, Put::Same));
    }
    identify(tx, scope, &before.id, &list.identifiers)?;
    write(tx, scope, &before, &after, now)?;
    Ok((before.id, Put::Changed))
}

fn pair(system: &str, value: &str) -> (String, String) {
    (system.to_owned(), value.to_owned())
}

/// Who this is already.
fn there(tx: &mut Transaction<'_>, scope: &Scope, list: &NewCustomer) -> Result<Option<Id>, StoreError> {
    for (system, value) in &list.identifiers {
        let sql = "SELECT customer FROM customer_identifiers WHERE organisation = ?1 AND system = ?2 AND value = ?3";
        let found = tx.first(sql, &values![scope.key(), system, value], |row| Ok(Id::stored(row.text(0)?)))?;
        if found.is_some() {
            return Ok(found);
        }
    }
    let sql = "SELECT id FROM customers WHERE organisation = ?1 AND email = ?2 AND email <> '' ORDER BY number";
    for id in tx.query(sql, &values![scope.key(), &list.email], |row| Ok(Id::stored(row.text(0)?)))? {
        let another = |(system, _): &(String, String)| list.identifiers.contains_key(system);
        if !called(tx, scope, &id)?.iter().any(another) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// The organisation above: the one that is known, or the one that the row names, which is made when it is not there.
fn parent(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    row: &Row,
    known: &NewCustomer,
    now: Time,
) -> Result<Option<Id>, StoreError> {
    if row.known.parent.is_some() || row.parent.trim().is_empty() {
        return Ok(known.parent.clone());
    }
    if known.kind == CustomerKind::Organisation {
        return Err(StoreError::Refused("store-customer-parent", vec![]));
    }
    above_named(tx, scope, &row.parent, now).map(|(id, _)| Some(id))
}

/// The organisation of this name, which is made when it is not there: for whoever types what is above a person.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::Refused`] for a name that will not do.
pub fn organisation_named(tx: &mut Transaction<'_>, scope: &Scope, name: &str, now: Time) -> Result<Id, StoreError> {
    scope.require(Role::Agent)?;
    let (id, new) = above_named(tx, scope, name, now)?;
    if new {
        audit::append(tx, scope, "customer.create", id.as_str(), &[], now)?;
    }
    Ok(id)
}

/// The organisation of this name, and whether it was made just now.
fn above_named(tx: &mut Transaction<'_>, scope: &Scope, name: &str, now: Time) -> Result<(Id, bool), StoreError> {
    let name = plain_name(name)?;
    let sql = "SELECT id FROM customers WHERE organisation = ?1 AND kind = 'organisation' AND name = ?2 \
               AND merged_into IS NULL ORDER BY number LIMIT 1";
    let found = tx.first(sql, &values![scope.key(), &name], |row| Ok(Id::stored(row.text(0)?)))?;
    if let Some(found) = found {
        return Ok((found, false));
    }
    let new = NewCustomer { kind: CustomerKind::Organisation, name, ..NewCustomer::default() };
    insert(tx, scope, &new, now).map(|id| (id, true))
}

/// What is known afterwards: the list's words where it has any.
fn completed(before: &Customer, list: &NewCustomer) -> NewCustomer {
    let or = |new: &String, old: &String| if new.is_empty() { old.clone() } else { new.clone() };
    let old = &before.known;
    let mut identifiers: BTreeMap<String, String> = list.identifiers.clone();
    // A second one in the same system is kept beside the first.
    identifiers.extend(old.identifiers.clone());
    // Who does not agree has said so since the list was written, or before; only whoever asks again may write otherwise.
    let (consent, source) = match (list.consent, old.consent) {
        (Consent::Unknown, _) | (Consent::Given, Consent::Withdrawn) => (old.consent, old.consent_source.clone()),
        (consent, _) => (consent, or(&list.consent_source, &old.consent_source)),
    };
    NewCustomer {
        kind: old.kind,
        name: or(&list.name, &old.name),
        parent: list.parent.clone().or_else(|| old.parent.clone()),
        email: or(&list.email, &old.email),
        phone: or(&list.phone, &old.phone),
        language: or(&list.language, &old.language),
        consent,
        consent_source: source,
        identifiers,
    }
}
