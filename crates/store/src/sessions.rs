//! Sessions: that somebody signed in, and is still who may come in.
//!
//! Separate from people. Only the digest of a session's token is kept. Whether its holder still belongs to the organisation,
//! and as what, is read at every request, so nothing outlives its reason. A token is exchanged for a new one whenever its
//! rights change.

use crate::people::{self, Organisation, organisation_in};
use crate::{Actor, Id, Role, Scope, Secret, StoreError, Time, TokenHash, Transaction, audit, second_factor, values};

/// How long a session lasts without a request.
pub const IDLE_SECONDS: i64 = 30 * 60;
/// How long a session lasts at most.
pub const SESSION_SECONDS: i64 = 12 * 3600;

/// How far somebody has proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    /// The account has no second factor.
    NotSet,
    /// The account has one, and this session has not shown it: nothing but showing it is allowed.
    Needed,
    /// It was shown.
    Done,
}

/// Somebody who signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// What the session may touch. Not to be used while the second factor is [`SecondFactor::Needed`].
    pub scope: Scope,
    /// Who.
    pub user: Id,
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The language of the pages, as a code.
    pub language: String,
    /// Where.
    pub organisation: Organisation,
    /// What every form of this session carries.
    pub form_token: String,
    /// Whether a second factor was shown.
    pub second_factor: SecondFactor,
    /// When the password was last given.
    pub proved_at: Time,
    /// When the session was last used, as far as was noted.
    pub seen_at: Time,
}

/// Signs somebody in whose password was right; without an organisation, where the person has worked longest.
///
/// # Errors
/// [`StoreError::NotFound`] when the person does not work there; [`StoreError::Refused`] when nowhere any more.
pub fn begin(tx: &mut Transaction<'_>, user: &Id, organisation: Option<&Id>, now: Time) -> Result<Secret, StoreError> {
    let scope = place(tx, user, organisation)?;
    let fresh = Kept { second_factor: false, created_at: now, proved_at: now };
    let secret = insert(tx, user, scope.key(), &fresh, now)?;
    audit::append(tx, &scope, "session.begin", user.as_str(), &[], now)?;
    Ok(secret)
}

/// Notes that somebody gave a wrong password or code for this account, in every organisation the person works for.
///
/// # Errors
/// As the database says.
pub fn refused(tx: &mut Transaction<'_>, user: &Id, now: Time) -> Result<(), StoreError> {
    for organisation in people::organisations_of(tx, user)? {
        let scope = people::scope_of(tx, &organisation.id, Actor::Operator, Role::Viewer, None)?;
        audit::append(tx, &scope, "session.refuse", user.as_str(), &[], now)?;
    }
    Ok(())
}

/// The session of a token, when it is still good.
///
/// # Errors
/// As the database says.
pub fn find(tx: &mut Transaction<'_>, token: &TokenHash, now: Time) -> Result<Option<Session>, StoreError> {
    tx.first(
        "SELECT s.user_id, u.name, u.email, u.language, s.form_token, s.second_factor, u.totp_confirmed, s.proved_at,
                m.organisation, m.role, m.team, o.id, o.name, o.language, o.zone, o.sample, s.seen_at
         FROM sessions s
         JOIN users u ON u.id = s.user_id
         JOIN memberships m ON m.organisation = s.organisation AND m.user_id = s.user_id AND m.suspended = 0
         JOIN organisations o ON o.key = s.organisation
         WHERE s.hash = ?1 AND s.seen_at > ?2 AND s.created_at > ?3",
        &values![token, now.plus_seconds(-IDLE_SECONDS), now.plus_seconds(-SESSION_SECONDS)],
        |row| {
            let user = Id::stored(row.text(0)?);
            let role =
                Role::named(&row.text(9)?).ok_or_else(|| StoreError::Damaged("a role without a name".to_owned()))?;
            let team = row.text_or_none(10)?.map(Id::stored);
            Ok(Session {
                scope: Scope::new(row.integer(8)?, Actor::User(user.clone()), role, team),
                user,
                name: row.text(1)?,
                email: row.text(2)?,
                language: row.text(3)?,
                organisation: organisation_in(row, 11)?,
                form_token: row.text(4)?,
                second_factor: match (row.flag(6)?, row.flag(5)?) {
                    (false, _) => SecondFactor::NotSet,
                    (true, false) => SecondFactor::Needed,
                    (true, true) => SecondFactor::Done,
                },
                proved_at: Time(row.integer(7)?),
                seen_at: Time(row.integer(16)?),
            })
        },
    )
}

/// Notes that a session is in use. Once a minute is enough.
///
/// # Errors
/// As the database says.
pub fn touch(tx: &mut Transaction<'_>, token: &TokenHash, now: Time) -> Result<(), StoreError> {
    // Only forwards, and only while it is good: a late note must not wake a session that is over.
    tx.execute(
        "UPDATE sessions SET seen_at = ?1 WHERE hash = ?2 AND seen_at < ?1 AND seen_at > ?3",
        &values![now, token, now.plus_seconds(-IDLE_SECONDS)],
    )?;
    Ok(())
}

/// Shows the second factor by a code of the authenticator. Gives a new token; the old one is dead.
///
/// # Errors
/// [`StoreError::NotFound`] when the session is over; [`StoreError::Refused`] when the code is wrong or was used.
pub fn show_code(tx: &mut Transaction<'_>, token: &TokenHash, code: &str, now: Time) -> Result<Secret, StoreError> {
    let session = find(tx, token, now)?.ok_or(StoreError::NotFound)?;
    second_factor::check(tx, &session.user, code, now)?;
    renewed(tx, &session, token, now)
}

/// Shows the second factor by a recovery code. Gives a new token; the old one is dead.
///
/// # Errors
/// [`StoreError::NotFound`] when the session is over; [`StoreError::Refused`] when the code is wrong or was used.
pub fn show_recovery_code(
    tx: &mut Transaction<'_>,
    token: &TokenHash,
    code: &str,
    now: Time,
) -> Result<Secret, StoreError> {
    let session = find(tx, token, now)?.ok_or(StoreError::NotFound)?;
    second_factor::recover(tx, &session.user, code, now)?;
    renewed(tx, &session, token, now)
}

/// A new token for the session after its second factor was set up or shown.
///
/// # Errors
/// As the database says.
fn renewed(tx: &mut Transaction<'_>, session: &Session, token: &TokenHash, now: Time) -> Result<Secret, StoreError> {
    let mut kept = taken(tx, token)?;
    kept.second_factor = true;
    let secret = insert(tx, &session.user, session.scope.key(), &kept, now)?;
    audit::append(tx, &session.scope, "session.second_factor", session.user.as_str(), &[], now)?;
    Ok(secret)
}

/// Sets up the second factor of the session's own account, with a code that shows that it works. Gives a new token and the
/// recovery codes, which are never shown again. The account's other sessions end.
///
/// # Errors
/// [`StoreError::NotFound`] when the session is over; [`StoreError::Refused`] when the code is wrong.
pub fn confirm_second_factor(
    tx: &mut Transaction<'_>,
    token: &TokenHash,
    code: &str,
    now: Time,
) -> Result<(Secret, Vec<String>), StoreError> {
    let session = find(tx, token, now)?.ok_or(StoreError::NotFound)?;
    let codes = second_factor::confirm(tx, &session.scope, code, now)?;
    let mut kept = taken(tx, token)?;
    kept.second_factor = true;
    tx.execute("DELETE FROM sessions WHERE user_id = ?1", &values![&session.user])?;
    Ok((insert(tx, &session.user, session.scope.key(), &kept, now)?, codes))
}

/// Goes on in another organisation the person works for. Gives a new token; the old one is dead.
///
/// # Errors
/// [`StoreError::NotFound`] when the session is over or the person does not work there.
pub fn switch(tx: &mut Transaction<'_>, token: &TokenHash, to: &Id, now: Time) -> Result<Secret, StoreError> {
    let session = find(tx, token, now)?.ok_or(StoreError::NotFound)?;
    let scope = place(tx, &session.user, Some(to))?;
    let kept = taken(tx, token)?;
    let secret = insert(tx, &session.user, scope.key(), &kept, now)?;
    audit::append(tx, &scope, "session.begin", session.user.as_str(), &[], now)?;
    Ok(secret)
}

/// Notes that the password was given again, before something that asks for it.
///
/// # Errors
/// [`StoreError::NotFound`] when the session is over.
pub fn prove(tx: &mut Transaction<'_>, token: &TokenHash, now: Time) -> Result<(), StoreError> {
    let session = find(tx, token, now)?.ok_or(StoreError::NotFound)?;
    tx.execute("UPDATE sessions SET proved_at = ?1 WHERE hash = ?2", &values![now, token])?;
    audit::append(tx, &session.scope, "session.prove", session.user.as_str(), &[], now)
}

/// Signs out.
///
/// # Errors
/// As the database says; a session that is over already is none.
pub fn end(tx: &mut Transaction<'_>, token: &TokenHash, now: Time) -> Result<(), StoreError> {
    if let Some(session) = find(tx, token, now)? {
        audit::append(tx, &session.scope, "session.end", session.user.as_str(), &[], now)?;
    }
    tx.execute("DELETE FROM sessions WHERE hash = ?1", &values![token]).map(|_| ())
}

/// Signs somebody out everywhere: oneself from all sessions, and a member, by an owner, from those in the organisation.
///
/// # Errors
/// [`StoreError::Forbidden`] for others' sessions, but for owners; [`StoreError::NotFound`].
pub fn end_all(tx: &mut Transaction<'_>, scope: &Scope, user: &Id, now: Time) -> Result<(), StoreError> {
    if *scope.actor() == Actor::User(user.clone()) {
        tx.execute("DELETE FROM sessions WHERE user_id = ?1", &values![user])?;
    } else {
        people::member(tx, scope, user)?;
        let sql = "DELETE FROM sessions WHERE organisation = ?1 AND user_id = ?2";
        tx.execute(sql, &values![scope.key(), user])?;
    }
    audit::append(tx, scope, "session.end_all", user.as_str(), &[], now)
}

/// Deletes sessions that are over.
///
/// # Errors
/// As the database says.
pub fn purge(tx: &mut Transaction<'_>, now: Time) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM sessions WHERE seen_at <= ?1 OR created_at <= ?2",
        &values![now.plus_seconds(-IDLE_SECONDS), now.plus_seconds(-SESSION_SECONDS)],
    )
}

/// What a session hands on to the one that replaces it.
struct Kept {
    second_factor: bool,
    created_at: Time,
    proved_at: Time,
}

/// Takes a session away.
fn taken(tx: &mut Transaction<'_>, token: &TokenHash) -> Result<Kept, StoreError> {
    let sql = "DELETE FROM sessions WHERE hash = ?1 RETURNING second_factor, created_at, proved_at";
    tx.one(sql, &values![token], |row| {
        Ok(Kept { second_factor: row.flag(0)?, created_at: Time(row.integer(1)?), proved_at: Time(row.integer(2)?) })
    })
}

fn insert(
    tx: &mut Transaction<'_>,
    user: &Id,
    organisation: i64,
    kept: &Kept,
    now: Time,
) -> Result<Secret, StoreError> {
    let secret = Secret::new("session");
    tx.execute(
        "INSERT INTO sessions (hash, user_id, organisation, form_token, second_factor, created_at, seen_at, proved_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        &values![
            &secret.hash(),
            user,
            organisation,
            Secret::new("form").reveal(),
            kept.second_factor,
            kept.created_at,
            now,
            kept.proved_at
        ],
    )?;
    Ok(secret)
}

/// The scope of somebody in an organisation the person works for.
fn place(tx: &mut Transaction<'_>, user: &Id, organisation: Option<&Id>) -> Result<Scope, StoreError> {
    let own = people::organisations_of(tx, user)?;
    let chosen = match organisation {
        Some(id) => own.iter().find(|own| own.id == *id).ok_or(StoreError::NotFound)?,
        None => own.first().ok_or(StoreError::Refused("store-works-nowhere", vec![]))?,
    };
    let actor = Actor::User(user.clone());
    let scope = people::scope_of(tx, &chosen.id, actor.clone(), Role::Viewer, None)?;
    let (role, team) = people::active_role(tx, scope.key(), user.as_str())?.ok_or(StoreError::NotFound)?;
    Ok(Scope::new(scope.key(), actor, role, team))
}
