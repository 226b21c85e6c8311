//! What is said of a clause: factors, polarity, expectation.
//!
//! Separate from reading, because people label with the same words as the machine. The links between polarity and expectation are
//! those of the guide (`docs/guide/labelling.md`): a complaint is disappointed, a compliment met or exceeded.

use serde::{Deserialize, Serialize};
use service::Factor;

/// Whether something fell short, was good, or is only mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// Something fell short, also when said politely.
    Complaint,
    /// Something was good.
    Compliment,
    /// A fact, a question, a mention without judgement.
    Neutral,
}

/// What the clause says of what the customer expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Expectation {
    /// Perceived below expected.
    Disappointed,
    /// As expected.
    Met,
    /// More than expected.
    Exceeded,
    /// No judgement.
    None,
}

impl Polarity {
    /// All, in the order of the model.
    pub const ALL: [Self; 3] = [Self::Complaint, Self::Compliment, Self::Neutral];

    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Compliment => "compliment",
            Self::Neutral => "neutral",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|polarity| polarity.name() == name)
    }
}

impl Expectation {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Disappointed, Self::Met, Self::Exceeded, Self::None];

    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Disappointed => "disappointed",
            Self::Met => "met",
            Self::Exceeded => "exceeded",
            Self::None => "none",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|expectation| expectation.name() == name)
    }
}

/// A set of factors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Factors(u8);

impl Factors {
    /// None of them.
    pub const NONE: Self = Self(0);

    /// With this factor.
    #[must_use]
    pub fn with(self, factor: Factor) -> Self {
        Self(self.0 | 1 << factor.place())
    }

    /// Whether this factor is among them.
    #[must_use]
    pub fn has(self, factor: Factor) -> bool {
        self.0 & 1 << factor.place() != 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those there are, in the order of the word RATER.
    pub fn iter(self) -> impl Iterator<Item = Factor> {
        Factor::ALL.into_iter().filter(move |factor| self.has(*factor))
    }
}

impl FromIterator<Factor> for Factors {
    fn from_iter<I: IntoIterator<Item = Factor>>(factors: I) -> Self {
        factors.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::{Expectation, Factors, Polarity};
    use service::Factor;

    #[test]
    fn names_lead_back_to_what_they_name() {
        assert!(Polarity::ALL.iter().all(|polarity| Polarity::named(polarity.name()) == Some(*polarity)));
        assert!(
            Expectation::ALL.iter().all(|expectation| Expectation::named(expectation.name()) == Some(*expectation))
        );
    }

    #[test]
    fn factors_are_a_set() {
        let set: Factors = [Factor::Empathy, Factor::Reliability, Factor::Empathy].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [Factor::Reliability, Factor::Empathy]);
        assert!(Factors::NONE.is_empty() && !set.has(Factor::Assurance));
    }
}
