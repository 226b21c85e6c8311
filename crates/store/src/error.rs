//! What can go wrong in the store, sorted by what can be done about it.

use language::Words;

/// Why the store did not do what was asked. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// There is nothing of that name within the scope; what belongs to others does not exist either.
    NotFound,
    /// The role, the team or the token's scopes do not allow it.
    Forbidden,
    /// It contradicts what is there already.
    Conflict(String),
    /// It breaks a rule; the message names it (a Fluent id) and its arguments.
    Refused(&'static str, Vec<(&'static str, String)>),
    /// Too many at once or too often; come back after this many seconds.
    TooOften(u32),
    /// The database is occupied; the same again a little later will do.
    Busy,
    /// So many answers of a wave are under way that no other can be begun; a while later will do.
    Crowded,
    /// The disk is full; reading still works.
    DiskFull,
    /// A write may not have reached the disk. The process must end, and start again from what is there.
    NotSynced(String),
    /// What is stored contradicts itself.
    Damaged(String),
    /// The database cannot be reached or used.
    Unavailable(String),
    /// The SQLite library is one that can lose data.
    SqliteTooOld(i32),
    /// The data were written by a newer version of this program.
    SchemaTooNew {
        /// The version of the data.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// Another process uses the file.
    InUse(String),
    /// The store is being closed.
    Closed,
}

impl StoreError {
    /// A text that no database keeps.
    #[must_use]
    pub fn text_unfit() -> Self {
        Self::Refused("store-text-unfit", vec![])
    }

    /// What to tell a person. Details of the database stay out of it, except for the operator's own mistakes.
    #[must_use]
    pub fn sentence(&self, words: Words) -> String {
        match self {
            Self::NotFound => words.text("store-not-found"),
            Self::Forbidden => words.text("store-forbidden"),
            Self::Conflict(_) => words.text("store-conflict"),
            Self::Refused(message, arguments) => {
                let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
                words.say(message, &arguments)
            }
            Self::TooOften(seconds) => words.say("store-too-often", &[("seconds", i64::from(*seconds).into())]),
            Self::Busy | Self::Closed => words.text("store-busy"),
            Self::Crowded => words.text("store-crowded"),
            Self::DiskFull => words.text("store-disk-full"),
            Self::NotSynced(_) => words.text("store-not-synced"),
            Self::Damaged(_) => words.text("store-damaged"),
            Self::Unavailable(reason) => words.say("store-unavailable", &[("reason", reason.as_str().into())]),
            Self::SqliteTooOld(version) => {
                words.say("store-sqlite-too-old", &[("version", i64::from(*version).into())])
            }
            Self::SchemaTooNew { found, known } => {
                words.say("store-schema-too-new", &[("found", (*found).into()), ("known", (*known).into())])
            }
            Self::InUse(path) => words.say("store-in-use", &[("path", path.as_str().into())]),
        }
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // For logs: in one language, with the details that a person at a page does not need.
        write!(f, "{self:?}")
    }
}

impl std::error::Error for StoreError {}
