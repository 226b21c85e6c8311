//! Tokens of programs: which there are, and making them useless.
//!
//! Making one is left to a person who has signed in: a token that could make another would never expire.

use schemars::JsonSchema;
use serde::Serialize;
use store::tokens::{self, Area};
use store::{Role, StoreError, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::types::{Moment, Nothing, Page, Paged, Uid, page_of};
use crate::operation::Operation;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, summary| Named { id, path, area: Area::Organisation, role: Role::Owner, summary };
    vec![
        reading(named("api.tokens.list", "/api/v1/tokens", "All tokens, the latest first, without what opens"), list),
        changing(
            named("api.tokens.revoke", "/api/v1/tokens/{token}", "Makes a token useless, at once"),
            Change::removing(),
            revoke,
        ),
    ]
}

/// A token.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Token {
    id: Uid,
    /// What its maker called it.
    name: String,
    /// What it may do, such as `surveys:read`.
    scopes: Vec<String>,
    made_at: Moment,
    expires_at: Moment,
    /// When it was last used, to the minute.
    used_at: Option<Moment>,
    /// Since when it is useless.
    revoked_at: Option<Moment>,
}

impl From<tokens::Token> for Token {
    fn from(found: tokens::Token) -> Self {
        Self {
            id: found.id.into(),
            name: found.name,
            scopes: found.scopes.iter().map(ToString::to_string).collect(),
            made_at: found.made_at.into(),
            expires_at: found.expires_at.into(),
            used_at: found.used_at.map(Moment::from),
            revoked_at: found.revoked_at.map(Moment::from),
        }
    }
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Token>, StoreError> {
    let all = tokens::list(tx, &asked.scope)?;
    page_of(asked, "tokens", all, |token| token.id.to_string(), Token::from)
}

fn revoke(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Nothing, StoreError> {
    tokens::revoke(tx, &asked.scope, &asked.id("token")?, asked.now)?;
    Ok(Nothing {})
}
