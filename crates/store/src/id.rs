//! Names of things and moments in time, as the database holds them.

use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970 in UTC. The clock is read by the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(pub i64);

impl Time {
    /// Now, by the system's clock. For the shell; functions of the store take the time as an argument.
    #[must_use]
    pub fn now() -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Self(since.map_or(0, |elapsed| i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)))
    }

    /// When its hour began: all that is kept of when somebody answered an anonymous survey.
    #[must_use]
    pub fn hour(self) -> Self {
        Self(self.0 - self.0.rem_euclid(3_600_000))
    }

    /// So many seconds later; earlier when negative.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }
}

impl Time {
    /// As the rules of service take it. A moment beyond all calendars becomes the last one there is.
    #[must_use]
    pub fn stamp(self) -> jiff::Timestamp {
        let last = if self.0 < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(last)
    }
}

impl From<jiff::Timestamp> for Time {
    fn from(stamp: jiff::Timestamp) -> Self {
        Self(stamp.as_millisecond())
    }
}

impl From<Time> for crate::engine::Value {
    fn from(time: Time) -> Self {
        Self::Integer(time.0)
    }
}

/// A UUID, version 7 where we make it, written in lower case with hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// A new one, in the order of time.
    #[must_use]
    pub fn new(now: Time) -> Self {
        let millis = u64::try_from(now.0).unwrap_or_default();
        let timestamp = uuid::Timestamp::from_unix_time(millis / 1000, (millis % 1000) as u32 * 1_000_000, 0, 0);
        Self(uuid::Uuid::new_v7(timestamp).to_string())
    }

    /// One that says nothing of the time, for what must not be put in order.
    #[must_use]
    pub fn random() -> Self {
        Self(uuid::Builder::from_random_bytes(crate::random_bytes()).into_uuid().to_string())
    }

    /// Reads one that somebody wrote; nothing when it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        uuid::Uuid::try_parse(text).ok().map(|id| Self(id.to_string()))
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As sixteen bytes.
    #[must_use]
    pub fn bytes(&self) -> [u8; 16] {
        uuid::Uuid::try_parse(&self.0).map_or([0; 16], uuid::Uuid::into_bytes)
    }

    /// From sixteen bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(uuid::Uuid::from_bytes(bytes).to_string())
    }

    /// From a column that holds an id.
    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&Id> for crate::engine::Value {
    fn from(id: &Id) -> Self {
        Self::Text(id.0.clone())
    }
}

impl From<Id> for crate::engine::Value {
    fn from(id: Id) -> Self {
        Self::Text(id.0)
    }
}
