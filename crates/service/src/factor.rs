//! The five factors, as everything that was done carries them.
//!
//! Separate from the dimensions of a questionnaire, which are whatever an instrument says: a promise or an encounter is always
//! about one of these five. Their names are those of the dimensions in the built-in instruments, so that both can be laid side by
//! side. It gives no factor to a text; people do.

use serde::{Deserialize, Serialize};

/// One of the five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Factor {
    /// Doing what was promised, right and on time.
    Reliability,
    /// Knowledge and courtesy, and the trust they give.
    Assurance,
    /// What can be seen: rooms, equipment, papers, people.
    Tangibles,
    /// Being known and treated as a person.
    Empathy,
    /// Willing and prompt help.
    Responsiveness,
}

impl Factor {
    /// All, in the order of the word RATER.
    pub const ALL: [Self; 5] =
        [Self::Reliability, Self::Assurance, Self::Tangibles, Self::Empathy, Self::Responsiveness];

    /// As it is stored, and as the dimension is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reliability => "reliability",
            Self::Assurance => "assurance",
            Self::Tangibles => "tangibles",
            Self::Empathy => "empathy",
            Self::Responsiveness => "responsiveness",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|factor| factor.name() == name)
    }

    /// Its place in the word RATER, from 0.
    #[must_use]
    pub fn place(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::Factor;

    #[test]
    fn a_factor_is_found_by_its_name_and_stands_in_its_place() {
        for (place, factor) in Factor::ALL.into_iter().enumerate() {
            assert_eq!(Factor::named(factor.name()), Some(factor));
            assert_eq!(factor.place(), place);
        }
        assert_eq!(Factor::named("Reliability"), None);
        let initials: String = Factor::ALL.iter().filter_map(|factor| factor.name().chars().next()).collect();
        assert_eq!(initials, "rater");
    }
}
