//! Teams: parts of an organisation that see only their own surveys.
//!
//! Separate from members, who belong to at most one. A team that something still belongs to is not deleted.

use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

use super::plain_name;

/// A part of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: String,
}

/// All teams, by name. Whoever belongs to one sees that one.
///
/// # Errors
/// As the database says.
pub fn teams(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Team>, StoreError> {
    let sql = "SELECT id, name FROM teams WHERE organisation = ?1 ORDER BY name, id";
    let mut teams =
        tx.query(sql, &values![scope.key()], |row| Ok(Team { id: Id::stored(row.text(0)?), name: row.text(1)? }))?;
    teams.retain(|team| scope.team().is_none_or(|own| *own == team.id));
    Ok(teams)
}

/// Makes a team.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::Refused`] when the name is taken.
pub fn create_team(tx: &mut Transaction<'_>, scope: &Scope, name: &str, now: Time) -> Result<Id, StoreError> {
    scope.require(Role::Owner)?;
    let name = plain_name(name)?;
    let id = Id::new(now);
    let sql =
        "INSERT INTO teams (organisation, id, name) VALUES (?1, ?2, ?3) ON CONFLICT (organisation, name) DO NOTHING";
    if tx.execute(sql, &values![scope.key(), &id, name])? == 0 {
        return Err(StoreError::Refused("store-team-exists", vec![]));
    }
    audit::append(tx, scope, "team.create", id.as_str(), &["name"], now)?;
    Ok(id)
}

/// Gives a team another name.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`]; [`StoreError::Refused`] when the name is taken.
pub fn rename_team(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, name: &str, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let name = plain_name(name)?;
    there(tx, scope, id)?;
    let taken = "SELECT COUNT(*) FROM teams WHERE organisation = ?1 AND name = ?2 AND id <> ?3";
    if tx.one(taken, &values![scope.key(), &name, id], |row| row.integer(0))? != 0 {
        return Err(StoreError::Refused("store-team-exists", vec![]));
    }
    let sql = "UPDATE teams SET name = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![scope.key(), id, name])?;
    audit::append(tx, scope, "team.update", id.as_str(), &["name"], now)
}

/// Deletes a team that nothing belongs to any more.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`]; [`StoreError::Refused`] when it is in use.
pub fn delete_team(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    there(tx, scope, id)?;
    let used = "SELECT (SELECT COUNT(*) FROM memberships WHERE organisation = ?1 AND team = ?2)
                     + (SELECT COUNT(*) FROM surveys WHERE organisation = ?1 AND team = ?2)
                     + (SELECT COUNT(*) FROM staff_invitations WHERE organisation = ?1 AND team = ?2)
                     + (SELECT COUNT(*) FROM promises WHERE organisation = ?1 AND team = ?2)
                     + (SELECT COUNT(*) FROM cases WHERE organisation = ?1 AND team = ?2)
                     + (SELECT COUNT(*) FROM moments WHERE organisation = ?1 AND team = ?2)
                     + (SELECT COUNT(*) FROM comments WHERE organisation = ?1 AND team = ?2)
                     + (SELECT COUNT(*) FROM great_service WHERE organisation = ?1 AND team = ?2)";
    if tx.one(used, &values![scope.key(), id], |row| row.integer(0))? != 0 {
        return Err(StoreError::Refused("store-team-in-use", vec![]));
    }
    tx.execute("DELETE FROM teams WHERE organisation = ?1 AND id = ?2", &values![scope.key(), id])?;
    audit::append(tx, scope, "team.delete", id.as_str(), &[], now)
}

/// Refuses a team that is not there.
pub(crate) fn there(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<(), StoreError> {
    let sql = "SELECT COUNT(*) FROM teams WHERE organisation = ?1 AND id = ?2";
    match tx.one(sql, &values![scope.key(), id], |row| row.integer(0))? {
        0 => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}
