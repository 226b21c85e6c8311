//! The first start: a link, shown once to whoever started the program, by which the first owner comes in.
//!
//! Separate, because it is the only way in without an account, and is gone as soon as there is one. There is no default
//! account, and no page to set up again.

use crate::{Id, Role, Scope, Secret, StoreError, Time, TokenHash, Transaction, audit, values};

use super::members::{NewMember, insert_member};
use super::organisations::{NewOrganisation, create_organisation};

/// How long a setup link is good for. Every start makes another.
const SETUP_SECONDS: i64 = 24 * 3600;

/// Who sets up the installation, and for which organisation.
#[derive(Clone, PartialEq, Eq)]
pub struct NewOwner {
    /// The organisation's name.
    pub organisation: String,
    /// The time zone, by its name.
    pub zone: String,
    /// The language of both, as a code.
    pub language: String,
    /// The owner's name.
    pub name: String,
    /// The owner's mail address.
    pub email: String,
    /// The hash of the password.
    pub password_hash: String,
}

/// Whether nobody can sign in yet.
///
/// # Errors
/// As the database says.
pub fn setup_needed(tx: &mut Transaction<'_>) -> Result<bool, StoreError> {
    tx.one("SELECT COUNT(*) FROM users", &[], |row| Ok(row.integer(0)? == 0))
}

/// A link for the first owner. An earlier one is dead from now on.
///
/// # Errors
/// [`StoreError::Refused`] when somebody can sign in already.
pub fn make_setup_link(tx: &mut Transaction<'_>, now: Time) -> Result<Secret, StoreError> {
    if !setup_needed(tx)? {
        return Err(StoreError::Refused("store-setup-done", vec![]));
    }
    let secret = Secret::new("setup");
    tx.execute(
        "INSERT INTO settings (name, value) VALUES ('setup', ?1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        &values![kept(&secret.hash(), now.plus_seconds(SETUP_SECONDS))],
    )?;
    Ok(secret)
}

/// Whether this is the link that makes the first owner, and still good.
///
/// # Errors
/// As the database says.
pub fn setup_link_is(tx: &mut Transaction<'_>, link: &TokenHash, now: Time) -> Result<bool, StoreError> {
    let kept = tx.first("SELECT value FROM settings WHERE name = 'setup'", &[], |row| row.text(0))?;
    Ok(kept.is_some_and(|kept| opens(&kept, link, now)) && setup_needed(tx)?)
}

/// Makes the first organisation and its owner, and uses up the link.
///
/// # Errors
/// [`StoreError::NotFound`] when the link is not the one, is over, or somebody can sign in already.
pub fn claim_setup(
    tx: &mut Transaction<'_>,
    link: &TokenHash,
    owner: &NewOwner,
    now: Time,
) -> Result<(Scope, Id), StoreError> {
    let kept = tx.one("SELECT value FROM settings WHERE name = 'setup'", &[], |row| row.text(0))?;
    if !setup_needed(tx)? || !opens(&kept, link, now) {
        return Err(StoreError::NotFound);
    }
    tx.execute("DELETE FROM settings WHERE name = 'setup'", &[])?;
    let organisation = NewOrganisation {
        name: owner.organisation.clone(),
        language: owner.language.clone(),
        zone: owner.zone.clone(),
        sample: false,
    };
    let scope = create_organisation(tx, &organisation, now)?;
    let member = NewMember {
        email: owner.email.clone(),
        name: owner.name.clone(),
        language: owner.language.clone(),
        role: Role::Owner,
        team: None,
        password_hash: owner.password_hash.clone(),
    };
    let user = insert_member(tx, &scope, &member, now)?;
    let scope = Scope::new(scope.key(), crate::Actor::User(user.clone()), Role::Owner, None);
    audit::append(tx, &scope, "setup.claim", user.as_str(), &[], now)?;
    Ok((scope, user))
}

fn kept(hash: &TokenHash, until: Time) -> String {
    let hex: String = hash.0.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{hex} {}", until.0)
}

fn opens(stored: &str, link: &TokenHash, now: Time) -> bool {
    let until = stored.rsplit_once(' ').and_then(|(_, until)| until.parse().ok()).map_or(Time(0), Time);
    // Digests of long random text: how long the comparison takes tells nothing of use.
    now < until && stored == kept(link, until)
}
