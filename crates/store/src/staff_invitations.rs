//! Invitations to work in an organisation.
//!
//! Separate from the invitations of a survey. A link is good for seven days and once, and only while whoever made it is still
//! an owner. Whoever has an account already accepts it signed in: a link must never set the password of an account that is
//! there, or any owner could take over anybody's.

use crate::engine::Row;
use crate::people::{self, NewMember, Organisation, active_role, email_address, insert_member, organisation_in};
use crate::{Actor, Id, Role, Scope, Secret, StoreError, Time, TokenHash, Transaction, audit, values};

/// How long an invitation is good for.
pub const INVITATION_SECONDS: i64 = 7 * 24 * 3600;

/// An invitation, to the one who holds its link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffInvitation {
    /// The id.
    pub id: Id,
    /// Where to.
    pub organisation: Organisation,
    /// For whom.
    pub email: String,
    /// As what.
    pub role: Role,
    /// In which team.
    pub team: Option<Id>,
    /// Until when.
    pub expires_at: Time,
    /// Whether this address has an account, which is to sign in first.
    pub has_account: bool,
}

/// An invitation that has not been accepted, as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The id.
    pub id: Id,
    /// For whom.
    pub email: String,
    /// As what.
    pub role: Role,
    /// In which team.
    pub team: Option<Id>,
    /// Since when.
    pub made_at: Time,
    /// Until when.
    pub expires_at: Time,
}

/// Makes a link. Earlier ones for the same address are dead.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`] for a team that is not there;
/// [`StoreError::Refused`] when the address is none, or the person works there already.
pub fn invite(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    email: &str,
    role: Role,
    team: Option<&Id>,
    now: Time,
) -> Result<Secret, StoreError> {
    scope.require(Role::Owner)?;
    let maker = match scope.actor() {
        Actor::User(user) => user.as_str(),
        Actor::Operator => "operator",
        Actor::Token(_) | Actor::Link => return Err(StoreError::Forbidden),
    };
    let email = email_address(email)?;
    if let Some(team) = team {
        people::team_there(tx, scope, team)?;
    }
    let works = "SELECT COUNT(*) FROM memberships m JOIN users u ON u.id = m.user_id
                 WHERE m.organisation = ?1 AND u.email = ?2";
    if tx.one(works, &values![scope.key(), &email], |row| row.integer(0))? != 0 {
        return Err(StoreError::Refused("store-member-exists", vec![]));
    }
    forget(tx, scope.key(), &email)?;
    let (id, secret) = (Id::new(now), Secret::new("join"));
    tx.execute(
        "INSERT INTO staff_invitations (organisation, id, hash, email, role, team, made_by, made_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        &values![
            scope.key(),
            &id,
            &secret.hash(),
            email,
            role.name(),
            team,
            maker,
            now,
            now.plus_seconds(INVITATION_SECONDS)
        ],
    )?;
    audit::append(tx, scope, "staff_invitation.create", id.as_str(), &["email", "role", "team"], now)?;
    Ok(secret)
}

/// The invitation of a link, when it is still good.
///
/// # Errors
/// As the database says.
pub fn find(tx: &mut Transaction<'_>, link: &TokenHash, now: Time) -> Result<Option<StaffInvitation>, StoreError> {
    Ok(good(tx, link, now)?.map(|(_, invitation)| invitation))
}

/// Accepts an invitation for an address that has no account, and makes one.
///
/// # Errors
/// [`StoreError::NotFound`] when the link is not good; [`StoreError::Refused`] when there is an account, which is to sign in.
pub fn accept(
    tx: &mut Transaction<'_>,
    link: &TokenHash,
    name: &str,
    password_hash: &str,
    language: &str,
    now: Time,
) -> Result<(Scope, Id), StoreError> {
    let (organisation, invitation) = good(tx, link, now)?.ok_or(StoreError::NotFound)?;
    if invitation.has_account {
        return Err(StoreError::Refused("store-invitation-has-account", vec![]));
    }
    let member = NewMember {
        email: invitation.email.clone(),
        name: name.to_owned(),
        language: language.to_owned(),
        role: invitation.role,
        team: invitation.team.clone(),
        password_hash: password_hash.to_owned(),
    };
    accepted(tx, organisation, &invitation, &member, now)
}

/// Accepts an invitation as somebody who has signed in. Its address must be the account's.
///
/// # Errors
/// [`StoreError::NotFound`] when the link is not good; [`StoreError::Refused`] when it is for somebody else.
pub fn accept_as(tx: &mut Transaction<'_>, link: &TokenHash, user: &Id, now: Time) -> Result<(Scope, Id), StoreError> {
    let (organisation, invitation) = good(tx, link, now)?.ok_or(StoreError::NotFound)?;
    let account = people::user(tx, user)?;
    if account.email != invitation.email {
        return Err(StoreError::Refused("store-invitation-for-another", vec![]));
    }
    let member = NewMember {
        email: account.email,
        name: account.name,
        language: account.language,
        role: invitation.role,
        team: invitation.team.clone(),
        password_hash: String::new(),
    };
    accepted(tx, organisation, &invitation, &member, now)
}

fn accepted(
    tx: &mut Transaction<'_>,
    organisation: i64,
    invitation: &StaffInvitation,
    member: &NewMember,
    now: Time,
) -> Result<(Scope, Id), StoreError> {
    let joining = Scope::new(organisation, Actor::Link, invitation.role, invitation.team.clone());
    let user = insert_member(tx, &joining, member, now)?;
    // The address is not kept longer than it is needed.
    forget(tx, organisation, &invitation.email)?;
    let scope = Scope::new(organisation, Actor::User(user.clone()), invitation.role, invitation.team.clone());
    audit::append(tx, &scope, "staff_invitation.accept", invitation.id.as_str(), &[], now)?;
    Ok((scope, user))
}

/// Invitations that have not been accepted, the latest first.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope, now: Time) -> Result<Vec<Pending>, StoreError> {
    scope.require(Role::Owner)?;
    tx.query(
        "SELECT id, email, role, team, made_at, expires_at FROM staff_invitations
         WHERE organisation = ?1 AND expires_at > ?2 ORDER BY made_at DESC, id DESC",
        &values![scope.key(), now],
        |row| {
            Ok(Pending {
                id: Id::stored(row.text(0)?),
                email: row.text(1)?,
                role: people::role_in(row, 2)?,
                team: row.text_or_none(3)?.map(Id::stored),
                made_at: Time(row.integer(4)?),
                expires_at: Time(row.integer(5)?),
            })
        },
    )
}

/// Takes an invitation back.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`].
pub fn withdraw(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let sql = "DELETE FROM staff_invitations WHERE organisation = ?1 AND id = ?2";
    if tx.execute(sql, &values![scope.key(), id])? == 0 {
        return Err(StoreError::NotFound);
    }
    audit::append(tx, scope, "staff_invitation.withdraw", id.as_str(), &[], now)
}

/// Deletes invitations that are over.
///
/// # Errors
/// As the database says.
pub fn purge(tx: &mut Transaction<'_>, now: Time) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM staff_invitations WHERE expires_at <= ?1", &values![now])
}

fn forget(tx: &mut Transaction<'_>, organisation: i64, email: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM staff_invitations WHERE organisation = ?1 AND email = ?2";
    tx.execute(sql, &values![organisation, email]).map(|_| ())
}

/// An invitation that is not over and whose maker is still an owner, with the organisation's key.
fn good(tx: &mut Transaction<'_>, link: &TokenHash, now: Time) -> Result<Option<(i64, StaffInvitation)>, StoreError> {
    let found = tx.first(
        "SELECT i.organisation, i.id, i.email, i.role, i.team, i.made_by, i.expires_at,
                o.id, o.name, o.language, o.zone, o.sample,
                (SELECT COUNT(*) FROM users u WHERE u.email = i.email)
         FROM staff_invitations i JOIN organisations o ON o.key = i.organisation
         WHERE i.hash = ?1 AND i.expires_at > ?2",
        &values![link, now],
        |row| Ok((row.integer(0)?, row.text(5)?, invitation_in(row)?)),
    )?;
    let Some((organisation, maker, invitation)) = found else { return Ok(None) };
    let may = maker == "operator"
        || active_role(tx, organisation, &maker)?.is_some_and(|(role, _)| role.at_least(Role::Owner));
    Ok(may.then_some((organisation, invitation)))
}

fn invitation_in(row: &Row) -> Result<StaffInvitation, StoreError> {
    Ok(StaffInvitation {
        id: Id::stored(row.text(1)?),
        organisation: organisation_in(row, 7)?,
        email: row.text(2)?,
        role: people::role_in(row, 3)?,
        team: row.text_or_none(4)?.map(Id::stored),
        expires_at: Time(row.integer(6)?),
        has_account: row.flag(12)?,
    })
}
