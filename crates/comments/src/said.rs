//! What is said of a clause, all labels together: by the machine, or by a person who corrects it.
//!
//! Separate from a mention, which also knows where the clause stands and what shows it. It refuses what the guide
//! (`docs/guide/labelling.md`) calls impossible: a complaint that was not disappointed, or a compliment that was.

use serde::{Deserialize, Serialize};
use service::Factor;

use crate::label::{Expectation, Factors, Polarity};
use crate::reader::Mention;

/// All labels of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Said {
    /// What it is about.
    pub factors: Factors,
    /// Whether something fell short.
    pub polarity: Polarity,
    /// What it says of the expectation.
    pub expectation: Expectation,
}

/// The same as it is written down.
#[derive(Clone, Serialize, Deserialize)]
struct Written {
    factors: Vec<Factor>,
    polarity: Polarity,
    expectation: Expectation,
}

impl From<Written> for Said {
    fn from(written: Written) -> Self {
        let factors = written.factors.into_iter().collect();
        Self { factors, polarity: written.polarity, expectation: written.expectation }
    }
}

impl From<Said> for Written {
    fn from(said: Said) -> Self {
        Self { factors: said.factors.iter().collect(), polarity: said.polarity, expectation: said.expectation }
    }
}

impl From<&Mention> for Said {
    fn from(mention: &Mention) -> Self {
        Self { factors: mention.factors, polarity: mention.polarity, expectation: mention.expectation }
    }
}

impl Said {
    /// Whether the expectation fits the polarity.
    #[must_use]
    pub fn fits(&self) -> bool {
        fitting(self.polarity).contains(&self.expectation)
    }
}

/// What can be said of the expectation, for a polarity; the usual first.
#[must_use]
pub fn fitting(polarity: Polarity) -> &'static [Expectation] {
    match polarity {
        Polarity::Complaint => &[Expectation::Disappointed],
        Polarity::Compliment => &[Expectation::Met, Expectation::Exceeded],
        Polarity::Neutral => &[Expectation::None, Expectation::Met],
    }
}

/// A set of factors as a small number, the first of the word RATER in the lowest bit.
#[must_use]
pub fn number(factors: Factors) -> u8 {
    factors.iter().fold(0, |number, factor| number | 1 << factor.place())
}

/// The set of a number; none where it is no such number.
#[must_use]
pub fn numbered(number: i64) -> Option<Factors> {
    let number = u8::try_from(number).ok().filter(|number| *number < 32)?;
    Some(Factor::ALL.into_iter().filter(|factor| number & 1 << factor.place() != 0).collect())
}

/// The version of the reader of the program: another one where its model is another.
#[must_use]
pub fn reader_version() -> String {
    // FNV-1a, 32 bits: told apart are versions of one file, not attackers.
    let model = include_bytes!("../model/comments.model");
    let hash = model.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    format!("{}-{hash:08x}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use service::Factor;

    use super::{Said, fitting, number, numbered, reader_version};
    use crate::label::{Expectation, Factors, Polarity};

    #[test]
    fn a_complaint_is_disappointed_and_a_compliment_is_not() {
        let said = |polarity, expectation| Said { factors: Factors::NONE, polarity, expectation };
        assert!(said(Polarity::Complaint, Expectation::Disappointed).fits());
        assert!(said(Polarity::Neutral, Expectation::Met).fits());
        assert!(!said(Polarity::Complaint, Expectation::Met).fits());
        assert!(!said(Polarity::Compliment, Expectation::Disappointed).fits());
        assert!(!said(Polarity::Neutral, Expectation::Exceeded).fits());
        assert!(Polarity::ALL.iter().all(|polarity| !fitting(*polarity).is_empty()));
    }

    #[test]
    fn every_set_of_factors_has_a_number_and_comes_back_from_it() {
        for at in 0..32 {
            assert_eq!(numbered(at).map(number).map(i64::from), Some(at));
        }
        assert_eq!(number([Factor::Reliability, Factor::Tangibles].into_iter().collect()), 0b101);
        assert_eq!((numbered(32), numbered(-1)), (None, None));
    }

    #[test]
    fn the_reader_has_a_version() {
        assert!(reader_version().starts_with("0."), "{}", reader_version());
        assert_eq!(reader_version(), reader_version());
    }
}
