//! Two files of the same customer become one.
//!
//! Separate from writing a file, because everything that hangs on one is hung on the other, and nothing may be left behind. The
//! emptied file stays as a sign that points on, so that old addresses still lead somewhere. It cannot be undone.

use super::{Consent, CustomerKind, NewCustomer, get, search, write};
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// What hangs on a customer.
const HANGING: [&str; 8] = [
    "UPDATE customer_identifiers SET customer = ?3 WHERE organisation = ?1 AND customer = ?2",
    "UPDATE facts SET customer = ?3 WHERE organisation = ?1 AND customer = ?2",
    "UPDATE moments SET customer = ?3 WHERE organisation = ?1 AND customer = ?2",
    "UPDATE promises SET customer = ?3 WHERE organisation = ?1 AND customer = ?2",
    "UPDATE cases SET customer = ?3 WHERE organisation = ?1 AND customer = ?2",
    "UPDATE comments SET customer = ?3 WHERE organisation = ?1 AND customer = ?2",
    "UPDATE said SET customer = ?3 WHERE organisation = ?1 AND customer = ?2",
    "UPDATE customers SET parent = ?3 WHERE organisation = ?1 AND parent = ?2",
];

/// Puts everything of one customer into the file of another, which keeps its own words where both have some. Of two that said whether
/// they may be written to, what was said last counts.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::NotFound`]; [`StoreError::Refused`] when both are one already, or one
/// is a person and the other an organisation.
pub fn merge(tx: &mut Transaction<'_>, scope: &Scope, from: &Id, into: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    let (from, into) = (get(tx, scope, from)?, get(tx, scope, into)?);
    if from.id == into.id || from.known.kind != into.known.kind {
        return Err(StoreError::Refused("store-customers-unlike", vec![]));
    }
    for sql in HANGING {
        tx.execute(sql, &values![scope.key(), &from.id, &into.id])?;
    }
    let sql = "UPDATE customers SET merged_into = ?3 WHERE organisation = ?1 AND merged_into = ?2";
    tx.execute(sql, &values![scope.key(), &from.id, &into.id])?;
    search::forget(tx, scope, from.number)?;
    // The sign holds nobody's words.
    tx.execute(
        "UPDATE customers SET merged_into = ?3, parent = NULL, name = '', email = '', phone = '', language = '', \
         consent = 'unknown', consent_at = NULL, consent_source = '', changed_at = ?4 WHERE organisation = ?1 AND id = ?2",
        &values![scope.key(), &from.id, &into.id, now],
    )?;
    let or = |kept: &String, other: &String| if kept.is_empty() { other.clone() } else { kept.clone() };
    let (kept, other) = (&into.known, &from.known);
    let mut identifiers = other.identifiers.clone();
    identifiers.extend(kept.identifiers.clone());
    let parent = match kept.kind {
        CustomerKind::Person => kept.parent.clone().or_else(|| other.parent.clone()),
        CustomerKind::Organisation => None,
    };
    let theirs = kept.consent == Consent::Unknown || into.consent_at < from.consent_at;
    let said = if theirs && other.consent != Consent::Unknown { &from } else { &into };
    let both = NewCustomer {
        consent: said.known.consent,
        consent_source: said.known.consent_source.clone(),
        email: or(&kept.email, &other.email),
        phone: or(&kept.phone, &other.phone),
        language: or(&kept.language, &other.language),
        parent,
        identifiers,
        ..kept.clone()
    };
    write(tx, scope, &into, &both, now)?;
    let sql = "UPDATE customers SET consent_at = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), &into.id, said.consent_at])?;
    audit::append(tx, scope, "customer.merge", into.id.as_str(), &["merged_into"], now)
}
