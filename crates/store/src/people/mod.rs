//! Organisations and the people who work in them.
//!
//! Separate from sessions and tokens, which are ways in: here stands who may come in at all, and as what. A person may work
//! for several organisations; what one of them decides never touches the person's account in another. An organisation
//! always has an owner who can sign in.

mod members;
mod organisations;
mod setup;
mod teams;

pub use members::{
    Colleague, Member, NewMember, Reachable, add_member, answerable, change_password, colleagues, member, members,
    reachable, rehash, remove, rename_self, reset_password, resume, set_role, suspend,
};
pub use organisations::{
    NewOrganisation, Organisation, create_organisation, operator_scope, organisation, organisations, organisations_of,
    update_organisation,
};
pub use setup::{NewOwner, claim_setup, make_setup_link, setup_link_is, setup_needed};
pub use teams::{Team, create_team, delete_team, rename_team, teams};

pub(crate) use members::{active_role, insert_member, own, role_in, team_of};
pub(crate) use organisations::{organisation_in, scope_of};
pub(crate) use teams::there as team_there;

use crate::{Id, StoreError, Transaction, values};

/// Someone with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The id.
    pub id: Id,
    /// The mail address, in lower case.
    pub email: String,
    /// The name.
    pub name: String,
    /// The language of the pages, as a code.
    pub language: String,
}

/// What signing in compares with.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Whose.
    pub user: Id,
    /// The password's hash.
    pub password: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("user", &self.user).field("password", &"***").finish()
    }
}

/// The account of an address, for signing in. Nothing for an address that is none of ours; the caller takes as long as otherwise.
///
/// # Errors
/// As the database says.
pub fn credentials(tx: &mut Transaction<'_>, email: &str) -> Result<Option<Credentials>, StoreError> {
    tx.first("SELECT id, password FROM users WHERE email = ?1", &values![lower(email)], |row| {
        Ok(Credentials { user: Id::stored(row.text(0)?), password: row.text(1)? })
    })
}

/// Someone's account, by id: for one who has signed in.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn user(tx: &mut Transaction<'_>, id: &Id) -> Result<User, StoreError> {
    tx.one("SELECT id, email, name, language FROM users WHERE id = ?1", &values![id], |row| {
        Ok(User { id: Id::stored(row.text(0)?), email: row.text(1)?, name: row.text(2)?, language: row.text(3)? })
    })
}

pub(crate) fn user_of_email(tx: &mut Transaction<'_>, email: &str) -> Result<Option<Id>, StoreError> {
    tx.first("SELECT id FROM users WHERE email = ?1", &values![lower(email)], |row| Ok(Id::stored(row.text(0)?)))
}

/// A mail address as it is kept: in lower case, without blanks around it.
///
/// # Errors
/// [`StoreError::Refused`] when it cannot be one. Whether mail arrives there is another question.
pub fn email_address(text: &str) -> Result<String, StoreError> {
    let email = lower(text);
    let (local, domain) = email.rsplit_once('@').unwrap_or_default();
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>,;:\"\\()[]".contains(c);
    let well = !local.is_empty() && domain.len() >= 3 && domain.contains('.') && !domain.starts_with('.');
    if !well || domain.ends_with('.') || email.len() > 254 || local.contains('@') || email.contains(odd) {
        return Err(StoreError::Refused("store-email-invalid", vec![]));
    }
    Ok(email)
}

fn lower(email: &str) -> String {
    email.trim().to_lowercase()
}

/// A name as it is kept: without blanks around it and without control characters, of one to 200 characters.
///
/// # Errors
/// [`StoreError::Refused`] when nothing is left, or too much.
pub fn plain_name(text: &str) -> Result<String, StoreError> {
    let name: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    match name.chars().count() {
        0 => Err(StoreError::Refused("store-name-empty", vec![])),
        1..=200 => Ok(name),
        _ => Err(StoreError::Refused("store-name-long", vec![])),
    }
}
