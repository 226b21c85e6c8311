//! Playbooks: for each step of making good what to do, in which words, which to avoid, and by when.
//!
//! Separate from the rules of a case, because these are words, which everybody may edit: a playbook is a TOML file in as many
//! languages as it declares. `parse` turns it into a `Playbook` or into every problem it has, `builtin` are those that come with
//! the program, `choose` finds the one for a case. It refuses a playbook that says what it tells others to avoid.

mod builtin;
mod check;
mod choose;
mod parse;
mod problem;
mod reader;

use std::collections::BTreeMap;

pub use builtin::{builtin, builtin_source};
pub use choose::choose;
pub use problem::{Problem, ProblemKind};

use crate::Factor;
use crate::recovery::{Channel, Origin, Step, stored};

/// The language that stands in where another is absent.
const FALLBACK: &str = "en";

stored! {
    /// How much harm was done.
    Severity {
        /// Annoyance, or a little time.
        Slight = "slight",
        /// Money, a lost day, a plan that came to nothing.
        Serious = "serious",
        /// Health, safety, livelihood or dignity.
        Grave = "grave",
    }
}

/// What is said in several languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localized<T>(BTreeMap<String, T>);

/// One text in several languages.
pub type Text = Localized<String>;

/// Several sentences in several languages; each language may have its own number of them.
pub type Sentences = Localized<Vec<String>>;

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Localized<T> {
    /// In this language; else in English; else in whichever there is.
    fn find(&self, language: &str) -> Option<&T> {
        self.0.get(language).or_else(|| self.0.get(FALLBACK)).or_else(|| self.0.values().next())
    }

    /// The languages that it is in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl Text {
    /// In this language; else in English; else in whichever there is.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        self.find(language).map_or("", String::as_str)
    }
}

impl Sentences {
    /// In this language; else in English; else in whichever there is.
    #[must_use]
    pub fn get(&self, language: &str) -> &[String] {
        self.find(language).map_or(&[], Vec::as_slice)
    }
}

/// A playbook that is known to be whole: every step once, every text in every language it declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Playbook {
    /// Its id.
    pub id: String,
    /// The languages it declares.
    pub languages: Vec<String>,
    /// Its title.
    pub title: Text,
    /// For which cases it is.
    pub applies: Applies,
    /// After how many minutes of open time a case goes to level 1, 2 and so on.
    pub escalate_minutes_open: Vec<u32>,
    /// Every step, in the order in which this playbook takes them.
    pub steps: Vec<Guide>,
    /// What may be offered, by severity.
    pub amends: Vec<Amends>,
}

/// For which cases a playbook is. An empty list means any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applies {
    /// By what they were opened.
    pub origins: Vec<Origin>,
    /// The factors that disappointed.
    pub factors: Vec<Factor>,
    /// How we speak with the customer.
    pub channels: Vec<Channel>,
    /// Whether it is only for a customer who behaves badly.
    pub behaves_badly: bool,
}

/// How one step is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// Which.
    pub step: Step,
    /// By when, in minutes of open time after the round began.
    pub minutes_open: u32,
    /// What to do, for whoever serves.
    pub what: Text,
    /// Whole sentences that can be said. What stands in square brackets is to be filled in.
    pub say: Sentences,
    /// What not to say.
    pub avoid: Vec<Avoid>,
}

/// Words not to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Avoid {
    /// The words.
    pub words: Text,
    /// Why not.
    pub why: Text,
}

/// Something that may be offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amends {
    /// For how much harm.
    pub severity: Severity,
    /// What it may cost without asking a manager, in percent of what the customer paid (or is to pay) for the service concerned:
    /// the visit, the fee, the bill of the period. A percentage needs no currency and serves a clinic as well as a bank; 0 is a
    /// gesture without money. Giving back what was charged wrongly is not amends and has no limit: it belongs to fixing the problem.
    pub limit_percent: u8,
    /// What it is.
    pub offer: Text,
}

impl Playbook {
    /// Reads and checks a playbook.
    ///
    /// # Errors
    /// Every problem of the file at once, in the order of its lines.
    pub fn parse(toml: &str) -> Result<Self, Vec<Problem>> {
        parse::parse(toml)
    }

    /// How this playbook does a step.
    #[must_use]
    pub fn guide(&self, step: Step) -> Option<&Guide> {
        self.steps.iter().find(|guide| guide.step == step)
    }

    /// What may be offered for so much harm.
    pub fn offers(&self, severity: Severity) -> impl Iterator<Item = &Amends> {
        self.amends.iter().filter(move |amends| amends.severity == severity)
    }

    /// What whoever serves may give for so much harm without asking, of what was paid, in hundredths of the currency.
    #[must_use]
    pub fn agent_cents_max(&self, severity: Severity, paid_cents: u64) -> u64 {
        let percent = self.offers(severity).map(|amends| amends.limit_percent).max().unwrap_or(0);
        // Whole cents, in favour of the limit; a percentage of 100 at most fits.
        u64::try_from(u128::from(paid_cents) * u128::from(percent) / 100).unwrap_or(u64::MAX)
    }
}
