//! What is written: a draft reply to a customer becomes findings, each with its words, its reason and a better wording, and the promises
//! that stand in it.
//!
//! Rules are data as far as they can be (`rules/*.toml`, one per fault); what needs code has one file each in `rule/`. Separate from
//! where drafts come from and where promises are kept; pure: no files, clock, randomness or network. It never judges a person: a
//! finding is about words, and quoted words of the customer and the signature are left alone. See `docs/method/replies.md`.

mod coach;
mod customer;
mod dismissal;
mod draft;
pub mod evaluate;
mod fix;
mod page;
mod promise;
mod rule;
mod token;
mod unwanted;
mod when;

pub use coach::Coach;
pub use comments::Language;

/// In which language a draft is written; `expected` where nothing tells.
#[must_use]
pub fn language_of(text: &str, expected: Language) -> Language {
    Language::of(text, &comments::words::Words::of(text), expected)
}

pub use customer::{Channel, CustomerFile, OpenPromise};
pub use dismissal::{Dismissals, FINDINGS_MIN, Status, WINDOW};
pub use draft::{Draft, Finding, Review, Severity, calendar_unless_said};
pub use fix::fix;
pub use promise::Promise;
pub use rule::{Example, Problem, ProblemKind, Rule, Tongue};
pub use unwanted::unwanted;
