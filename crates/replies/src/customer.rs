//! What is known of the customer, as far as a reply can go against it: open promises and unwanted channels.
//!
//! Separate from the file of the customer, which holds far more; whoever keeps that file fills this in.

use jiff::civil::DateTime;

/// A way to reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// A call.
    Phone,
    /// A mail.
    Mail,
    /// A letter on paper.
    Letter,
    /// A short message.
    Message,
    /// A visit.
    Visit,
}

impl Channel {
    /// The name of its word list in the rule.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Letter => "letter",
            Self::Message => "message",
            Self::Visit => "visit",
        }
    }
}

/// A promise that is still to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPromise {
    /// What was promised, in words.
    pub what: String,
    /// By when, local time.
    pub due: DateTime,
}

/// What a draft must not go against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerFile {
    /// Promises that are still to be kept.
    pub open_promises: Vec<OpenPromise>,
    /// Ways in which the customer does not want to be reached.
    pub unwanted: Vec<Channel>,
}
