//! What is checked and what comes of it: a draft, findings, a review.
//!
//! Separate from the checking, because pages, commands and editors need these and nothing else.

use comments::Language;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Serialize;
use service::Factor;
use service::calendar::{Calendar, WrittenCalendar};

use crate::customer::CustomerFile;
use crate::promise::Promise;

/// A reply before it is sent, with all that is needed to judge it.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// The words.
    pub text: &'a str,
    /// In which language they are.
    pub language: Language,
    /// What the customer wrote, where there is something.
    pub received: Option<&'a str>,
    /// When it is written, by the clocks of the zone.
    pub now: DateTime,
    /// When the organisation is open.
    pub calendar: &'a Calendar,
    /// Its zone.
    pub zone: &'a TimeZone,
    /// What is known of the customer.
    pub customer: Option<&'a CustomerFile>,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It would be better otherwise.
    Advice,
    /// It hurts.
    Fault,
}

/// A fault in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The name of the rule.
    pub rule: String,
    /// What it hurts.
    pub factor: Factor,
    /// How much.
    pub severity: Severity,
    /// Where it begins, in bytes of the draft; a finding about the whole is empty and stands at the end.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Why it matters, for the person who writes.
    pub reason: String,
    /// A better wording, or how to find one.
    pub rewrite: Option<String>,
    /// Whether `fix` can put the replacement in place by itself.
    pub safe: bool,
    /// What `fix` writes in place of the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replacement: Option<String>,
}

impl Finding {
    /// Whether it is about the draft as a whole.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.start == self.end
    }
}

/// What was found in a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Review {
    /// Faults, in the order of the draft; those about the whole come last.
    pub findings: Vec<Finding>,
    /// Promises, in the order of the draft.
    pub promises: Vec<Promise>,
}

/// The calendar that counts when an organisation has none: Monday to Friday, 09:00–17:00.
#[must_use]
pub fn calendar_unless_said() -> Calendar {
    let day = || vec![("09:00".to_owned(), "17:00".to_owned())];
    let week = WrittenCalendar {
        monday: day(),
        tuesday: day(),
        wednesday: day(),
        thursday: day(),
        friday: day(),
        ..WrittenCalendar::default()
    };
    Calendar::checked(&week).unwrap_or_else(|_| Calendar::office())
}
