//! What several operations have in common: moments, ids, names of roles, pages of a list.
//!
//! Separate from the store's own types, because what programs rely on must not change when the tables do.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use store::{Id, Role, StoreError, Time};

use super::call::Asked;
use super::cursor;

/// Items of a list when nothing else is said.
const LIMIT: u32 = 50;

/// A moment, as RFC 3339 writes it, in UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(String);

impl From<Time> for Moment {
    fn from(time: Time) -> Self {
        Self(jiff::Timestamp::from_millisecond(time.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string())
    }
}

impl Moment {
    /// As the store has it. Its form was checked before.
    pub fn time(&self) -> Time {
        Time(self.0.parse::<jiff::Timestamp>().map_or(0, jiff::Timestamp::as_millisecond))
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

/// An id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Uid(String);

impl From<&Id> for Uid {
    fn from(id: &Id) -> Self {
        Self(id.as_str().to_owned())
    }
}

impl From<Id> for Uid {
    fn from(id: Id) -> Self {
        Self(id.as_str().to_owned())
    }
}

impl Uid {
    /// As the store has it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is none, as for one that is not there.
    pub fn id(&self) -> Result<Id, StoreError> {
        Id::parse(&self.0).ok_or(StoreError::NotFound)
    }
}

impl JsonSchema for Uid {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "uuid" })
    }
}

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RoleName {
    /// People, settings, tokens, and all below.
    Owner,
    /// Surveys, waves, invitations, answers, and all below.
    Manager,
    /// Results of the own team.
    Agent,
    /// Results.
    Viewer,
}

impl From<Role> for RoleName {
    fn from(role: Role) -> Self {
        match role {
            Role::Owner => Self::Owner,
            Role::Manager => Self::Manager,
            Role::Agent => Self::Agent,
            Role::Viewer => Self::Viewer,
        }
    }
}

impl From<RoleName> for Role {
    fn from(role: RoleName) -> Self {
        match role {
            RoleName::Owner => Self::Owner,
            RoleName::Manager => Self::Manager,
            RoleName::Agent => Self::Agent,
            RoleName::Viewer => Self::Viewer,
        }
    }
}

/// Repeats an enum of the rules for the document.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident = $of:ty { $($(#[$note:meta])* $value:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$note])* $value),+
        }

        impl From<$of> for $name {
            fn from(value: $of) -> Self {
                match value {
                    $(<$of>::$value => Self::$value),+
                }
            }
        }

        impl From<$name> for $of {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$value => Self::$value),+
                }
            }
        }
    };
}
pub(super) use named;

named! {
    /// One of the five factors.
    Factor = service::Factor {
        /// Doing what was promised, right and on time.
        Reliability,
        /// Knowledge and courtesy, and the trust they give.
        Assurance,
        /// What can be seen.
        Tangibles,
        /// Being known and treated as a person.
        Empathy,
        /// Willing and prompt help.
        Responsiveness,
    }
}

/// Nothing is asked or given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Which part of a list.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Paged {
    /// `next` of the page before.
    #[schemars(length(max = 500))]
    pub after: Option<String>,
    /// The most items to give; 50 when nothing is said.
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

impl Paged {
    /// The most items to give.
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(LIMIT)
    }
}

/// Which part of a list, and from when on.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PagedSince {
    /// `next` of the page before.
    #[schemars(length(max = 500))]
    pub after: Option<String>,
    /// The most items to give; 50 when nothing is said.
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Leaves out what came before this moment.
    pub since: Option<Moment>,
}

impl PagedSince {
    /// The most items to give.
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(LIMIT)
    }
}

/// Some items of a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// To be given as `after` for the next page; nothing when this is the last.
    pub next: Option<String>,
}

/// The place that a cursor leads to.
///
/// # Errors
/// [`StoreError::Refused`] for a cursor of another list.
pub fn place(list: &str, after: Option<&str>) -> Result<Option<String>, StoreError> {
    let Some(after) = after else { return Ok(None) };
    cursor::place(list, after).map(Some).ok_or(StoreError::Refused("api-cursor", vec![]))
}

/// A page of a list that is short enough to be read whole.
///
/// # Errors
/// [`StoreError::Refused`] for a cursor of another list, or whose item is gone.
pub fn page_of<T, R, B>(
    asked: &Asked<Paged, B>,
    list: &str,
    all: Vec<T>,
    key: impl Fn(&T) -> String,
    make: impl Fn(T) -> R,
) -> Result<Page<R>, StoreError> {
    let start = match place(list, asked.query.after.as_deref())? {
        None => 0,
        Some(last) => match all.iter().position(|item| key(item) == last) {
            Some(position) => position + 1,
            None => return Err(StoreError::Refused("api-cursor", vec![])),
        },
    };
    let end = all.len().min(start + asked.query.limit() as usize);
    let next = (end < all.len()).then(|| all.get(end - 1).map(|last| cursor::after(list, &key(last)))).flatten();
    Ok(Page { items: all.into_iter().skip(start).take(end - start).map(make).collect(), next })
}
