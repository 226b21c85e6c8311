//! Tokens for programs: what they may do, until when, and whose word they have it on.
//!
//! Separate from sessions: a token does one kind of thing for a long time. It never can more than its maker can at the moment of
//! use; when the maker leaves, it is dead. It is shown once; its digest is kept.

use crate::people::active_role;
use crate::{Actor, Id, Role, Scope, Secret, StoreError, Time, TokenHash, Transaction, audit, values};

/// How many days a token lasts when nothing else is said.
pub const DAYS: u32 = 90;
/// How many days a token lasts at most.
pub const DAYS_MAX: u32 = 365;

/// A part of what can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Questionnaires, surveys, waves, links and invitations.
    Surveys,
    /// Single answers.
    Answers,
    /// Reports.
    Results,
    /// Customers, promises, moments of truth, recovery.
    Service,
    /// People, settings and webhooks.
    Organisation,
}

impl Area {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Surveys, Self::Answers, Self::Results, Self::Service, Self::Organisation];

    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Surveys => "surveys",
            Self::Answers => "answers",
            Self::Results => "results",
            Self::Service => "service",
            Self::Organisation => "organisation",
        }
    }
}

/// What a token may do in an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenScope {
    /// Where.
    pub area: Area,
    /// Whether it may change things there; reading is included.
    pub write: bool,
}

impl TokenScope {
    /// Every scope there is.
    #[must_use]
    pub fn all() -> Vec<Self> {
        Area::ALL.into_iter().flat_map(|area| [false, true].map(|write| Self { area, write })).collect()
    }

    /// Reads `surveys:read`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::all().into_iter().find(|scope| scope.to_string() == text)
    }
}

impl std::fmt::Display for TokenScope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.area.name(), if self.write { "write" } else { "read" })
    }
}

/// A token as the list of tokens shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The id.
    pub id: Id,
    /// What its maker called it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<TokenScope>,
    /// Since when.
    pub made_at: Time,
    /// Until when.
    pub expires_at: Time,
    /// When it was last used, as far as was noted.
    pub used_at: Option<Time>,
    /// Since when it is dead.
    pub revoked_at: Option<Time>,
}

/// A program that showed a good token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// The token's id.
    pub id: Id,
    /// What it may touch: never more than its maker.
    pub scope: Scope,
    /// What it may do there.
    pub scopes: Vec<TokenScope>,
    /// When it was last used, as far as was noted.
    pub used_at: Option<Time>,
}

impl ApiToken {
    /// Whether it may do this.
    #[must_use]
    pub fn allows(&self, needed: TokenScope) -> bool {
        self.scopes.iter().any(|scope| scope.area == needed.area && (scope.write || !needed.write))
    }
}

/// Makes a token. A token cannot make another.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::Refused`] without a scope, or for too many days.
pub fn create(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    name: &str,
    scopes: &[TokenScope],
    days: u32,
    now: Time,
) -> Result<(Id, Secret), StoreError> {
    scope.require(Role::Owner)?;
    let maker = match scope.actor() {
        Actor::User(user) => user.as_str(),
        Actor::Operator => "operator",
        Actor::Token(_) | Actor::Link => return Err(StoreError::Forbidden),
    };
    let name = crate::people::plain_name(name)?;
    if scopes.is_empty() {
        return Err(StoreError::Refused("store-token-scopes", vec![]));
    }
    if days == 0 || DAYS_MAX < days {
        return Err(StoreError::Refused("store-token-days", vec![("most", DAYS_MAX.to_string())]));
    }
    let (id, secret) = (Id::new(now), Secret::new("api"));
    tx.execute(
        "INSERT INTO tokens (organisation, id, hash, name, scopes, maker, role, team, made_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        &values![
            scope.key(),
            &id,
            &secret.hash(),
            name,
            written(scopes),
            maker,
            scope.role().name(),
            scope.team(),
            now,
            now.plus_seconds(i64::from(days) * 24 * 3600)
        ],
    )?;
    audit::append(tx, scope, "token.create", id.as_str(), &["name", "scopes", "expires_at"], now)?;
    Ok((id, secret))
}

/// All tokens, the latest first, without what opens.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Token>, StoreError> {
    scope.require(Role::Owner)?;
    tx.query(
        "SELECT id, name, scopes, made_at, expires_at, used_at, revoked_at FROM tokens
         WHERE organisation = ?1 ORDER BY made_at DESC, id DESC",
        &values![scope.key()],
        |row| {
            Ok(Token {
                id: Id::stored(row.text(0)?),
                name: row.text(1)?,
                scopes: read(&row.text(2)?),
                made_at: Time(row.integer(3)?),
                expires_at: Time(row.integer(4)?),
                used_at: row.integer_or_none(5)?.map(Time),
                revoked_at: row.integer_or_none(6)?.map(Time),
            })
        },
    )
}

/// Makes a token useless, at once.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`], also when it is dead already.
pub fn revoke(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let sql = "UPDATE tokens SET revoked_at = ?3 WHERE organisation = ?1 AND id = ?2 AND revoked_at IS NULL";
    if tx.execute(sql, &values![scope.key(), id, now])? == 0 {
        return Err(StoreError::NotFound);
    }
    audit::append(tx, scope, "token.revoke", id.as_str(), &[], now)
}

/// The token of a digest, when it is still good.
///
/// # Errors
/// As the database says.
pub fn find(tx: &mut Transaction<'_>, token: &TokenHash, now: Time) -> Result<Option<ApiToken>, StoreError> {
    struct Found {
        organisation: i64,
        id: Id,
        scopes: Vec<TokenScope>,
        maker: String,
        role: Option<Role>,
        team: Option<Id>,
        used_at: Option<Time>,
    }
    let found = tx.first(
        "SELECT organisation, id, scopes, maker, role, team, used_at FROM tokens
         WHERE hash = ?1 AND revoked_at IS NULL AND expires_at > ?2",
        &values![token, now],
        |row| {
            Ok(Found {
                organisation: row.integer(0)?,
                id: Id::stored(row.text(1)?),
                scopes: read(&row.text(2)?),
                maker: row.text(3)?,
                role: Role::named(&row.text(4)?),
                team: row.text_or_none(5)?.map(Id::stored),
                used_at: row.integer_or_none(6)?.map(Time),
            })
        },
    )?;
    let Some(found) = found else { return Ok(None) };
    let given = found.role.unwrap_or(Role::Viewer);
    let (role, team) = if found.maker == "operator" {
        (given, found.team)
    } else {
        match active_role(tx, found.organisation, &found.maker)? {
            // The later role in the list is the one that may do less.
            Some((role, team)) => (given.max(role), team),
            None => return Ok(None),
        }
    };
    let scope = Scope::new(found.organisation, Actor::Token(found.id.clone()), role, team);
    Ok(Some(ApiToken { id: found.id, scope, scopes: found.scopes, used_at: found.used_at }))
}

/// Notes that a token is in use. Once a minute is enough.
///
/// # Errors
/// As the database says.
pub fn touch(tx: &mut Transaction<'_>, token: &ApiToken, now: Time) -> Result<(), StoreError> {
    let sql = "UPDATE tokens SET used_at = ?3 WHERE organisation = ?1 AND id = ?2";
    tx.execute(sql, &values![token.scope.key(), &token.id, now]).map(|_| ())
}

fn written(scopes: &[TokenScope]) -> String {
    let mut scopes = scopes.to_vec();
    scopes.sort_unstable();
    scopes.dedup();
    scopes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn read(text: &str) -> Vec<TokenScope> {
    text.split(' ').filter_map(TokenScope::parse).collect()
}
