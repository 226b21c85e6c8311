//! Whose data a query may touch, and who asks.
//!
//! A scope cannot be made outside this crate. Signing in, a token, a link or the operator's own command yields one, and
//! every function on a tenant's rows takes one: the query is built from it, nothing is filtered afterwards.

use serde::{Deserialize, Serialize};

use crate::{Id, StoreError};

/// What somebody may do, from most to least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// People, settings, retention, tokens.
    Owner,
    /// Surveys, waves, invitations, reports, exports of answers.
    Manager,
    /// Answers the customers; sees results and comments of the own team.
    Agent,
    /// Sees results above the threshold, and nothing else.
    Viewer,
}

impl Role {
    /// All, from most to least.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Manager, Self::Agent, Self::Viewer];

    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Manager => "manager",
            Self::Agent => "agent",
            Self::Viewer => "viewer",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether this role includes what the other may do.
    #[must_use]
    pub fn at_least(self, other: Self) -> bool {
        self <= other
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person who signed in.
    User(Id),
    /// A program with a token.
    Token(Id),
    /// Whoever holds a public link.
    Link,
    /// The operator at the command line, or the program itself.
    Operator,
}

impl Actor {
    /// As it stands in the audit log: a kind and an id, never a name.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::User(id) => format!("user:{id}"),
            Self::Token(id) => format!("token:{id}"),
            Self::Link => "link".to_owned(),
            Self::Operator => "operator".to_owned(),
        }
    }
}

/// One organisation, and who asks in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    organisation: i64,
    actor: Actor,
    role: Role,
    team: Option<Id>,
}

impl Scope {
    pub(crate) fn new(organisation: i64, actor: Actor, role: Role, team: Option<Id>) -> Self {
        Self { organisation, actor, role, team }
    }

    /// The organisation's key, for the first parameter of every query on a tenant's rows.
    pub(crate) fn key(&self) -> i64 {
        self.organisation
    }

    /// Who asks.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What the asker may do.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// The only team whose things the asker sees; all when none.
    #[must_use]
    pub fn team(&self) -> Option<&Id> {
        self.team.as_ref()
    }

    /// Refuses whoever may do less than the role.
    ///
    /// # Errors
    /// [`StoreError::Forbidden`].
    pub fn require(&self, role: Role) -> Result<(), StoreError> {
        if self.role.at_least(role) { Ok(()) } else { Err(StoreError::Forbidden) }
    }
}
