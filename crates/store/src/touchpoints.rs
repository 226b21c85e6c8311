//! Where customers meet the organisation, in the order of their journey.
//!
//! Separate from moments, which happen there: a touchpoint has an owner and a date of review, and outlives what was noted of it.
//! It refuses two of one name, and deletes none: one that is out of use is retired, and keeps its numbers.

use serde::Serialize;

use crate::engine::Row;
use crate::people::{active_role, plain_name};
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// The longest name, in characters.
pub const NAME_MAX: usize = 120;

/// A place, a page or an occasion at which customers meet the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Touchpoint {
    /// Its id.
    pub id: Id,
    /// Its place in the journey, from 1; retired ones come last.
    pub position: i64,
    /// What the staff call it.
    pub name: String,
    /// The member who answers for it.
    pub owner: Option<Id>,
    /// When its owner looks at it again.
    pub review_at: Option<Time>,
    /// When it went out of use.
    pub retired_at: Option<Time>,
}

const SELECT: &str = "SELECT id, position, name, owner, review_at, retired_at FROM touchpoints WHERE organisation = ?1";

/// Makes a touchpoint, at the end of the journey.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::Refused`] when the name is none, too long or taken.
pub fn create(tx: &mut Transaction<'_>, scope: &Scope, name: &str, now: Time) -> Result<Id, StoreError> {
    scope.require(Role::Manager)?;
    let name = fit_name(name)?;
    let mut ids = in_use(tx, scope)?;
    let id = Id::new(now);
    let sql = "INSERT INTO touchpoints (organisation, id, position, name) VALUES (?1, ?2, 0, ?3) \
               ON CONFLICT (organisation, name) DO NOTHING";
    if tx.execute(sql, &values![scope.key(), &id, name])? == 0 {
        return Err(exists());
    }
    ids.push(id.clone());
    put_in_order(tx, scope, &ids)?;
    audit::append(tx, scope, "touchpoint.create", id.as_str(), &["name"], now)?;
    Ok(id)
}

/// Gives a touchpoint another name.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::NotFound`]; [`StoreError::Refused`] when the name is none, too long
/// or taken.
pub fn rename(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, name: &str, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    let name = fit_name(name)?;
    if get(tx, scope, id)?.name == name {
        return Ok(());
    }
    let taken = "SELECT COUNT(*) FROM touchpoints WHERE organisation = ?1 AND name = ?2";
    if tx.one(taken, &values![scope.key(), &name], |row| row.integer(0))? != 0 {
        return Err(exists());
    }
    let sql = "UPDATE touchpoints SET name = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), id, name])?;
    audit::append(tx, scope, "touchpoint.update", id.as_str(), &["name"], now)
}

/// Puts a touchpoint to a place in the journey, from 0; beyond the end is the end.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::NotFound`]; [`StoreError::Refused`] for one that is retired.
pub fn move_to(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, place: usize, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    usable(tx, scope, id)?;
    let before = in_use(tx, scope)?;
    let mut ids: Vec<Id> = before.iter().filter(|other| *other != id).cloned().collect();
    ids.insert(place.min(ids.len()), id.clone());
    if ids == before {
        return Ok(());
    }
    put_in_order(tx, scope, &ids)?;
    audit::append(tx, scope, "touchpoint.update", id.as_str(), &["position"], now)
}

/// Says who answers for a touchpoint, and when they look at it again.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::NotFound`] when there is no such touchpoint, or the owner cannot
/// come in here; [`StoreError::Refused`] for one that is retired.
pub fn set_owner(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    owner: Option<&Id>,
    review_at: Option<Time>,
    now: Time,
) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    let before = usable(tx, scope, id)?;
    if let Some(owner) = owner {
        active_role(tx, scope.key(), owner.as_str())?.ok_or(StoreError::NotFound)?;
    }
    let changed = [("owner", before.owner.as_ref() != owner), ("review_at", before.review_at != review_at)];
    let changed: Vec<&str> = changed.into_iter().filter_map(|(name, changed)| changed.then_some(name)).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let sql = "UPDATE touchpoints SET owner = ?3, review_at = ?4 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), id, owner, review_at])?;
    audit::append(tx, scope, "touchpoint.update", id.as_str(), &changed, now)
}

/// Takes a touchpoint out of use; what was noted there stays.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::NotFound`].
pub fn retire(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    if get(tx, scope, id)?.retired_at.is_some() {
        return Ok(());
    }
    let sql = "UPDATE touchpoints SET retired_at = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), id, now])?;
    let ids = in_use(tx, scope)?;
    put_in_order(tx, scope, &ids)?;
    audit::append(tx, scope, "touchpoint.retire", id.as_str(), &["retired_at"], now)
}

/// The touchpoints in the order of the journey; with `retired`, those that are out of use after them.
///
/// # Errors
/// As the database says.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope, retired: bool) -> Result<Vec<Touchpoint>, StoreError> {
    scope.require(Role::Viewer)?;
    let sql = format!("{SELECT} AND (retired_at IS NULL OR ?2 = 1) ORDER BY position, id");
    tx.query(&sql, &values![scope.key(), i64::from(retired)], touchpoint_of)
}

/// One touchpoint.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Touchpoint, StoreError> {
    scope.require(Role::Viewer)?;
    tx.one(&format!("{SELECT} AND id = ?2"), &values![scope.key(), id], touchpoint_of)
}

/// The touchpoint in use that a link or a program means: by its id, or by its name as it is written. Nothing when there is none;
/// strangers write this text, so whatever it holds is no error.
///
/// # Errors
/// As the database says.
pub fn by_name(tx: &mut Transaction<'_>, scope: &Scope, text: &str) -> Result<Option<Touchpoint>, StoreError> {
    let text = text.trim();
    let kept = fit_name(text).is_ok_and(|name| name == text);
    let id = Id::parse(text).map_or(String::new(), |id| id.to_string());
    if !kept {
        return Ok(None);
    }
    // An id comes before a name that looks like one.
    let sql = format!(
        "{SELECT} AND (id = ?2 OR name = ?3) AND retired_at IS NULL ORDER BY CASE WHEN id = ?2 THEN 0 ELSE 1 END LIMIT 1"
    );
    tx.first(&sql, &values![scope.key(), id, text], touchpoint_of)
}

/// A touchpoint at which something may still be noted.
pub(crate) fn usable(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Touchpoint, StoreError> {
    let touchpoint = get(tx, scope, id)?;
    match touchpoint.retired_at {
        None => Ok(touchpoint),
        Some(_) => Err(StoreError::Refused("store-touchpoint-retired", vec![])),
    }
}

fn fit_name(text: &str) -> Result<String, StoreError> {
    let name = plain_name(text)?;
    if NAME_MAX < name.chars().count() {
        return Err(StoreError::Refused("store-touchpoint-name-long", vec![("most", NAME_MAX.to_string())]));
    }
    Ok(name)
}

fn exists() -> StoreError {
    StoreError::Refused("store-touchpoint-exists", vec![])
}

/// The ids of those in use, in order.
fn in_use(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Id>, StoreError> {
    let sql = "SELECT id FROM touchpoints WHERE organisation = ?1 AND retired_at IS NULL ORDER BY position, id";
    tx.query(sql, &values![scope.key()], |row| Ok(Id::stored(row.text(0)?)))
}

/// Numbers the touchpoints anew: those in use as given, the retired ones behind them.
fn put_in_order(tx: &mut Transaction<'_>, scope: &Scope, used: &[Id]) -> Result<(), StoreError> {
    let retired = "SELECT id FROM touchpoints WHERE organisation = ?1 AND retired_at IS NOT NULL \
                   ORDER BY retired_at, position, id";
    let retired = tx.query(retired, &values![scope.key()], |row| Ok(Id::stored(row.text(0)?)))?;
    let sql = "UPDATE touchpoints SET position = ?3 WHERE organisation = ?1 AND id = ?2 AND position <> ?3";
    for (position, id) in (1_i64..).zip(used.iter().chain(&retired)) {
        tx.execute(sql, &values![scope.key(), id, position])?;
    }
    Ok(())
}

fn touchpoint_of(row: &Row) -> Result<Touchpoint, StoreError> {
    Ok(Touchpoint {
        id: Id::stored(row.text(0)?),
        position: row.integer(1)?,
        name: row.text(2)?,
        owner: row.text_or_none(3)?.map(Id::stored),
        review_at: row.integer_or_none(4)?.map(Time),
        retired_at: row.integer_or_none(5)?.map(Time),
    })
}
