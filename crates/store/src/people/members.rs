//! Who works in an organisation, and as what.
//!
//! Separate from how they sign in. Whoever is removed, suspended or given another role is signed out there at once; the role is
//! read anew at every request besides. The last owner who can sign in can be neither removed nor suspended nor demoted.

use language::Language;

use crate::engine::Row;
use crate::{Actor, Id, Role, Scope, StoreError, Time, Transaction, audit, practice, values};

use super::{email_address, plain_name, teams};

/// Someone who works in an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub user: Id,
    /// The mail address.
    pub email: String,
    /// The name.
    pub name: String,
    /// What the member may do.
    pub role: Role,
    /// The only team whose things the member sees.
    pub team: Option<Id>,
    /// Whether the member may not come in at present.
    pub suspended: bool,
    /// Whether a second factor is set.
    pub second_factor: bool,
    /// Since when.
    pub joined_at: Time,
}

/// Someone who is to work in an organisation.
#[derive(Clone, PartialEq, Eq)]
pub struct NewMember {
    /// The mail address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The language, as a code.
    pub language: String,
    /// What the member may do.
    pub role: Role,
    /// The only team whose things the member sees.
    pub team: Option<Id>,
    /// The hash of the password. An account that is there already keeps its own.
    pub password_hash: String,
}

const MEMBER: &str = "SELECT m.user_id, u.email, u.name, m.role, m.team, m.suspended, u.totp_confirmed, m.created_at
    FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.organisation = ?1";

/// Everyone who works in the organisation, by name.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners.
pub fn members(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Member>, StoreError> {
    scope.require(Role::Owner)?;
    tx.query(&format!("{MEMBER} ORDER BY u.name, m.user_id"), &values![scope.key()], member_in)
}

/// One who works in the organisation.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`].
pub fn member(tx: &mut Transaction<'_>, scope: &Scope, user: &Id) -> Result<Member, StoreError> {
    scope.require(Role::Owner)?;
    tx.one(&format!("{MEMBER} AND m.user_id = ?2"), &values![scope.key(), user], member_in)
}

/// Somebody who works here, as colleagues know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The account.
    pub user: Id,
    /// The name.
    pub name: String,
    /// The team.
    pub team: Option<Id>,
}

/// Those who serve customers here at present, by name.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn colleagues(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Colleague>, StoreError> {
    scope.require(Role::Agent)?;
    let sql = "SELECT m.user_id, u.name, m.team FROM memberships m JOIN users u ON u.id = m.user_id
               WHERE m.organisation = ?1 AND m.suspended = 0 AND m.role <> 'viewer' ORDER BY u.name, m.user_id";
    tx.query(sql, &values![scope.key()], |row| {
        Ok(Colleague { user: Id::stored(row.text(0)?), name: row.text(1)?, team: row.text_or_none(2)?.map(Id::stored) })
    })
}

/// The team of somebody who serves customers here at present.
///
/// # Errors
/// [`StoreError::NotFound`] for anybody else.
pub(crate) fn team_of(tx: &mut Transaction<'_>, scope: &Scope, user: &Id) -> Result<Option<Id>, StoreError> {
    let sql = "SELECT team FROM memberships
               WHERE organisation = ?1 AND user_id = ?2 AND suspended = 0 AND role <> 'viewer'";
    tx.one(sql, &values![scope.key(), user], |row| Ok(row.text_or_none(0)?.map(Id::stored)))
}

/// Where to write to somebody who works here, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reachable {
    /// The mail address.
    pub email: String,
    /// The language, as a code.
    pub language: String,
}

/// Where to write to one who works here.
///
/// # Errors
/// As the database says.
pub fn reachable(tx: &mut Transaction<'_>, scope: &Scope, user: &Id) -> Result<Option<Reachable>, StoreError> {
    let sql = "SELECT u.email, u.language FROM memberships m JOIN users u ON u.id = m.user_id
               WHERE m.organisation = ?1 AND m.user_id = ?2 AND m.suspended = 0";
    tx.first(sql, &values![scope.key(), user], |row| Ok(Reachable { email: row.text(0)?, language: row.text(1)? }))
}

/// Where to write to those who answer for a team: its managers and those of no team, and the owners where there are none.
///
/// # Errors
/// As the database says.
pub fn answerable(tx: &mut Transaction<'_>, scope: &Scope, team: Option<&Id>) -> Result<Vec<Reachable>, StoreError> {
    let mut of = |role: Role| {
        let sql = "SELECT u.email, u.language FROM memberships m JOIN users u ON u.id = m.user_id
                   WHERE m.organisation = ?1 AND m.role = ?2 AND m.suspended = 0 AND (m.team IS NULL OR m.team = ?3)
                   ORDER BY u.email";
        tx.query(sql, &values![scope.key(), role.name(), team], |row| {
            Ok(Reachable { email: row.text(0)?, language: row.text(1)? })
        })
    };
    let managers = of(Role::Manager)?;
    if managers.is_empty() { of(Role::Owner) } else { Ok(managers) }
}

fn member_in(row: &Row) -> Result<Member, StoreError> {
    Ok(Member {
        user: Id::stored(row.text(0)?),
        email: row.text(1)?,
        name: row.text(2)?,
        role: role_in(row, 3)?,
        team: row.text_or_none(4)?.map(Id::stored),
        suspended: row.flag(5)?,
        second_factor: row.flag(6)?,
        joined_at: Time(row.integer(7)?),
    })
}

pub(crate) fn role_in(row: &Row, column: usize) -> Result<Role, StoreError> {
    let name = row.text(column)?;
    Role::named(&name).ok_or_else(|| StoreError::Damaged(format!("a role is called {name}")))
}

/// Adds someone without an invitation: for the operator's command line, and for demonstrations.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but the operator; [`StoreError::Refused`] when the address or the name is none, or the
/// person works there already.
pub fn add_member(tx: &mut Transaction<'_>, scope: &Scope, new: &NewMember, now: Time) -> Result<Id, StoreError> {
    // An owner who could do this would learn who has an account elsewhere, and add people against their will.
    if *scope.actor() != Actor::Operator {
        return Err(StoreError::Forbidden);
    }
    let user = insert_member(tx, scope, new, now)?;
    audit::append(tx, scope, "member.add", user.as_str(), &["role", "team"], now)?;
    Ok(user)
}

/// The rows of a member. Whoever calls it writes the audit entry.
pub(crate) fn insert_member(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    new: &NewMember,
    now: Time,
) -> Result<Id, StoreError> {
    let email = email_address(&new.email)?;
    if let Some(team) = &new.team {
        teams::there(tx, scope, team)?;
    }
    let user = match super::user_of_email(tx, &email)? {
        Some(user) => user,
        None => insert_user(tx, &email, new, now)?,
    };
    let sql = "INSERT INTO memberships (organisation, user_id, role, team, suspended, created_at)
               VALUES (?1, ?2, ?3, ?4, 0, ?5) ON CONFLICT (organisation, user_id) DO NOTHING";
    if tx.execute(sql, &values![scope.key(), &user, new.role.name(), new.team.as_ref(), now])? == 0 {
        return Err(StoreError::Refused("store-member-exists", vec![]));
    }
    Ok(user)
}

fn insert_user(tx: &mut Transaction<'_>, email: &str, new: &NewMember, now: Time) -> Result<Id, StoreError> {
    let (name, language) = (plain_name(&new.name)?, language_code(&new.language)?);
    let user = Id::random();
    tx.execute(
        "INSERT INTO users (id, email, name, language, password, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &values![&user, email, name, language, &new.password_hash, now],
    )?;
    Ok(user)
}

pub(crate) fn language_code(code: &str) -> Result<&'static str, StoreError> {
    let known = Language::from_code(code).ok_or_else(|| StoreError::Refused("store-language-unknown", vec![]))?;
    Ok(known.code())
}

/// Gives a member another role or team, and signs the member out.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`]; [`StoreError::Refused`] for the last owner.
pub fn set_role(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    user: &Id,
    role: Role,
    team: Option<&Id>,
    now: Time,
) -> Result<(), StoreError> {
    member(tx, scope, user)?;
    if let Some(team) = team {
        teams::there(tx, scope, team)?;
    }
    if role != Role::Owner || team.is_some() {
        another_owner(tx, scope, user)?;
    }
    tx.execute(
        "UPDATE memberships SET role = ?3, team = ?4 WHERE organisation = ?1 AND user_id = ?2",
        &values![scope.key(), user, role.name(), team],
    )?;
    sign_out(tx, scope, user)?;
    audit::append(tx, scope, "member.update", user.as_str(), &["role", "team"], now)
}

/// Keeps a member out until further notice.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`]; [`StoreError::Refused`] for the last owner.
pub fn suspend(tx: &mut Transaction<'_>, scope: &Scope, user: &Id, now: Time) -> Result<(), StoreError> {
    member(tx, scope, user)?;
    another_owner(tx, scope, user)?;
    set_suspended(tx, scope, user, true)?;
    sign_out(tx, scope, user)?;
    audit::append(tx, scope, "member.suspend", user.as_str(), &[], now)
}

/// Lets a member in again.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`].
pub fn resume(tx: &mut Transaction<'_>, scope: &Scope, user: &Id, now: Time) -> Result<(), StoreError> {
    member(tx, scope, user)?;
    set_suspended(tx, scope, user, false)?;
    audit::append(tx, scope, "member.resume", user.as_str(), &[], now)
}

fn set_suspended(tx: &mut Transaction<'_>, scope: &Scope, user: &Id, suspended: bool) -> Result<(), StoreError> {
    let sql = "UPDATE memberships SET suspended = ?3 WHERE organisation = ?1 AND user_id = ?2";
    tx.execute(sql, &values![scope.key(), user, suspended]).map(|_| ())
}

/// Takes a member out of the organisation, with the tokens the member made and what the member practised. An account that works nowhere
/// else is deleted.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`]; [`StoreError::Refused`] for the last owner.
pub fn remove(tx: &mut Transaction<'_>, scope: &Scope, user: &Id, now: Time) -> Result<(), StoreError> {
    member(tx, scope, user)?;
    another_owner(tx, scope, user)?;
    sign_out(tx, scope, user)?;
    tx.execute(
        "UPDATE tokens SET revoked_at = ?3 WHERE organisation = ?1 AND maker = ?2 AND revoked_at IS NULL",
        &values![scope.key(), user, now],
    )?;
    practice::leave(tx, scope, user)?;
    tx.execute("DELETE FROM memberships WHERE organisation = ?1 AND user_id = ?2", &values![scope.key(), user])?;
    if tx.one("SELECT COUNT(*) FROM memberships WHERE user_id = ?1", &values![user], |row| row.integer(0))? == 0 {
        tx.execute("DELETE FROM sessions WHERE user_id = ?1", &values![user])?;
        tx.execute("DELETE FROM recovery_codes WHERE user_id = ?1", &values![user])?;
        tx.execute("DELETE FROM users WHERE id = ?1", &values![user])?;
    }
    audit::append(tx, scope, "member.remove", user.as_str(), &[], now)
}

/// Refuses when nobody else could take the owner's place: an owner of everything who can sign in.
fn another_owner(tx: &mut Transaction<'_>, scope: &Scope, user: &Id) -> Result<(), StoreError> {
    let sql = "SELECT COUNT(*) FROM memberships
               WHERE organisation = ?1 AND role = 'owner' AND suspended = 0 AND team IS NULL AND user_id <> ?2";
    match tx.one(sql, &values![scope.key(), user], |row| row.integer(0))? {
        0 => Err(StoreError::Refused("store-last-owner", vec![])),
        _ => Ok(()),
    }
}

fn sign_out(tx: &mut Transaction<'_>, scope: &Scope, user: &Id) -> Result<(), StoreError> {
    let sql = "DELETE FROM sessions WHERE organisation = ?1 AND user_id = ?2";
    tx.execute(sql, &values![scope.key(), user]).map(|_| ())
}

/// The present role and team of one who may come in; nothing for everybody else.
pub(crate) fn active_role(
    tx: &mut Transaction<'_>,
    organisation: i64,
    user: &str,
) -> Result<Option<(Role, Option<Id>)>, StoreError> {
    tx.first(
        "SELECT role, team FROM memberships WHERE organisation = ?1 AND user_id = ?2 AND suspended = 0",
        &values![organisation, user],
        |row| Ok((role_in(row, 0)?, row.text_or_none(1)?.map(Id::stored))),
    )
}

/// Changes one's own name and language.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's; [`StoreError::Refused`] when one of them is none.
pub fn rename_self(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    name: &str,
    language: &str,
    now: Time,
) -> Result<(), StoreError> {
    let user = own(scope)?;
    let (name, language) = (plain_name(name)?, language_code(language)?);
    tx.execute("UPDATE users SET name = ?1, language = ?2 WHERE id = ?3", &values![name, language, user])?;
    audit::append(tx, scope, "user.update", user.as_str(), &["name", "language"], now)
}

/// Changes one's own password, and ends all sessions, this one too.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's.
pub fn change_password(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    password_hash: &str,
    now: Time,
) -> Result<(), StoreError> {
    let user = own(scope)?;
    tx.execute("UPDATE users SET password = ?1 WHERE id = ?2", &values![password_hash, user])?;
    tx.execute("DELETE FROM sessions WHERE user_id = ?1", &values![user])?;
    audit::append(tx, scope, "user.update", user.as_str(), &["password"], now)
}

/// Gives somebody else a new password and ends all their sessions, for the operator. The second factor stays.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but the operator; [`StoreError::NotFound`] when the person does not work there.
pub fn reset_password(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    user: &Id,
    password_hash: &str,
    now: Time,
) -> Result<(), StoreError> {
    if *scope.actor() != Actor::Operator {
        return Err(StoreError::Forbidden);
    }
    member(tx, scope, user)?;
    tx.execute("UPDATE users SET password = ?1 WHERE id = ?2", &values![password_hash, user])?;
    tx.execute("DELETE FROM sessions WHERE user_id = ?1", &values![user])?;
    audit::append(tx, scope, "user.reset", user.as_str(), &["password"], now)
}

/// Keeps the same password as a stronger hash, when signing in showed that it was a weaker one.
///
/// # Errors
/// As the database says.
pub fn rehash(tx: &mut Transaction<'_>, user: &Id, old: &str, new: &str) -> Result<(), StoreError> {
    let sql = "UPDATE users SET password = ?1 WHERE id = ?2 AND password = ?3";
    tx.execute(sql, &values![new, user, old]).map(|_| ())
}

/// The account of one who signed in.
pub(crate) fn own(scope: &Scope) -> Result<&Id, StoreError> {
    match scope.actor() {
        Actor::User(user) => Ok(user),
        _ => Err(StoreError::Forbidden),
    }
}
