//! Organisations: the walls of the house.
//!
//! Separate from their members. The operator's scope is made here, and only the command line and the program itself ask for
//! it. The number an organisation has in the tables never leaves the store; outside it is known by its id.

use crate::engine::Row;
use crate::{Actor, Id, Role, Scope, StoreError, Time, Transaction, audit, values};

use super::plain_name;

/// One that runs surveys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: String,
    /// The language that its pages begin with, as a code.
    pub language: String,
    /// The time zone, by its name, such as `Asia/Jakarta`.
    pub zone: String,
    /// Whether it was made to show the program, with data that are made up.
    pub sample: bool,
}

/// What an organisation begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrganisation {
    /// The name.
    pub name: String,
    /// The language, as a code.
    pub language: String,
    /// The time zone, by its name.
    pub zone: String,
    /// Whether its data are made up.
    pub sample: bool,
}

/// Makes an organisation, for the operator and for a demonstration. It has no members yet.
///
/// # Errors
/// [`StoreError::Refused`] when the name, the language or the time zone is none.
pub fn create_organisation(tx: &mut Transaction<'_>, new: &NewOrganisation, now: Time) -> Result<Scope, StoreError> {
    let (name, language, zone) = checked(&new.name, &new.language, &new.zone)?;
    let id = Id::new(now);
    let key = tx.one("SELECT COALESCE(MAX(key), 0) + 1 FROM organisations", &[], |row| row.integer(0))?;
    tx.execute(
        "INSERT INTO organisations (key, id, name, language, zone, sample, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &values![key, &id, name, language, zone, new.sample, now],
    )?;
    let scope = Scope::new(key, Actor::Operator, Role::Owner, None);
    audit::append(tx, &scope, "organisation.create", id.as_str(), &["name", "language", "zone"], now)?;
    Ok(scope)
}

/// The scope of the operator, for the command line and for the program's own work. Without an id, of the only organisation.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none; [`StoreError::Refused`] when there are several and none was named.
pub fn operator_scope(tx: &mut Transaction<'_>, organisation: Option<&Id>) -> Result<Scope, StoreError> {
    if let Some(id) = organisation {
        return scope_of(tx, id, Actor::Operator, Role::Owner, None);
    }
    let keys = tx.query("SELECT key FROM organisations ORDER BY key LIMIT 2", &[], |row| row.integer(0))?;
    match keys.as_slice() {
        [] => Err(StoreError::NotFound),
        [key] => Ok(Scope::new(*key, Actor::Operator, Role::Owner, None)),
        _ => Err(StoreError::Refused("store-several-organisations", vec![])),
    }
}

pub(crate) fn scope_of(
    tx: &mut Transaction<'_>,
    organisation: &Id,
    actor: Actor,
    role: Role,
    team: Option<Id>,
) -> Result<Scope, StoreError> {
    let key = tx.one("SELECT key FROM organisations WHERE id = ?1", &values![organisation], |row| row.integer(0))?;
    Ok(Scope::new(key, actor, role, team))
}

/// All organisations of the installation, for the operator.
///
/// # Errors
/// As the database says.
pub fn organisations(tx: &mut Transaction<'_>) -> Result<Vec<Organisation>, StoreError> {
    tx.query("SELECT id, name, language, zone, sample FROM organisations ORDER BY key", &[], |row| {
        organisation_in(row, 0)
    })
}

/// The organisations someone works for at present.
///
/// # Errors
/// As the database says.
pub fn organisations_of(tx: &mut Transaction<'_>, user: &Id) -> Result<Vec<Organisation>, StoreError> {
    tx.query(
        "SELECT o.id, o.name, o.language, o.zone, o.sample FROM memberships m
         JOIN organisations o ON o.key = m.organisation
         WHERE m.user_id = ?1 AND m.suspended = 0 ORDER BY o.sample, m.created_at, o.key",
        &values![user],
        |row| organisation_in(row, 0),
    )
}

/// The organisation of a scope.
///
/// # Errors
/// As the database says.
pub fn organisation(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Organisation, StoreError> {
    let sql = "SELECT id, name, language, zone, sample FROM organisations WHERE key = ?1";
    tx.one(sql, &values![scope.key()], |row| organisation_in(row, 0))
}

/// Changes name, language and time zone.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::Refused`] when one of them is none.
pub fn update_organisation(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    name: &str,
    language: &str,
    zone: &str,
    now: Time,
) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let (name, language, zone) = checked(name, language, zone)?;
    let id = organisation(tx, scope)?.id;
    tx.execute(
        "UPDATE organisations SET name = ?1, language = ?2, zone = ?3 WHERE key = ?4",
        &values![name, language, zone, scope.key()],
    )?;
    audit::append(tx, scope, "organisation.update", id.as_str(), &["name", "language", "zone"], now)
}

/// From five columns that begin there: id, name, language, zone, sample.
pub(crate) fn organisation_in(row: &Row, first: usize) -> Result<Organisation, StoreError> {
    Ok(Organisation {
        id: Id::stored(row.text(first)?),
        name: row.text(first + 1)?,
        language: row.text(first + 2)?,
        zone: row.text(first + 3)?,
        sample: row.flag(first + 4)?,
    })
}

fn checked(name: &str, language: &str, zone: &str) -> Result<(String, &'static str, String), StoreError> {
    let name = plain_name(name)?;
    let language = super::members::language_code(language)?;
    let known = jiff::tz::TimeZone::get(zone).map_err(|_| StoreError::Refused("store-zone-unknown", vec![]))?;
    let zone = known.iana_name().unwrap_or(zone).to_owned();
    Ok((name, language, zone))
}
