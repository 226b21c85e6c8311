//! What a person should know about how the columns were found.
//!
//! Separate from errors: a note stops nothing. It says what was assumed, so that a wrong guess is seen before the report
//! is believed.

use language::{Argument, Words};
use survey::BatteryKind;

use super::place::battery_name;

/// One thing to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Columns were recognised by the words of their questions.
    ByText {
        /// How many.
        found: usize,
    },
    /// A block of columns was recognised by its order only.
    ByOrder {
        /// As which battery.
        battery: BatteryKind,
        /// The first column.
        first: String,
        /// The last column.
        last: String,
        /// How many.
        found: usize,
    },
    /// The file has no answers to a battery of the instrument.
    BatteryAbsent {
        /// Which.
        battery: BatteryKind,
    },
    /// Columns hold codes in place of numbers; the first code was read as the lowest answer.
    Coded {
        /// What stands before the numbers.
        letters: String,
        /// The first column.
        first: String,
        /// How many columns.
        found: usize,
    },
    /// The file's words for a value are the instrument's words for another: it may be coded the other way round.
    LabelOfAnother {
        /// The column.
        column: String,
        /// The value in the file.
        value: u8,
        /// Its label in the file.
        label: String,
        /// The value to which the instrument gives this label.
        labelled: u8,
    },
}

impl Note {
    /// Whether columns were guessed.
    #[must_use]
    pub fn is_guess(&self) -> bool {
        matches!(self, Self::ByText { .. } | Self::ByOrder { .. })
    }

    /// The sentence in a language.
    #[must_use]
    pub fn sentence(&self, words: Words) -> String {
        let battery = |kind: BatteryKind| Argument::from(battery_word(kind, words));
        let count = |count: usize| Argument::Count(i64::try_from(count).unwrap_or(i64::MAX));
        match self {
            Self::ByText { found } => words.say("exchange-note-by-text", &[("found", count(*found))]),
            Self::ByOrder { battery: kind, first, last, found } => words.say(
                "exchange-note-by-order",
                &[
                    ("found", count(*found)),
                    ("first", first.as_str().into()),
                    ("last", last.as_str().into()),
                    ("battery", battery(*kind)),
                ],
            ),
            Self::BatteryAbsent { battery: kind } => {
                words.say("exchange-note-battery-absent", &[("battery", battery(*kind))])
            }
            Self::Coded { letters, first, found } => words.say(
                "exchange-note-coded",
                &[("found", count(*found)), ("first", first.as_str().into()), ("letters", letters.as_str().into())],
            ),
            Self::LabelOfAnother { column, value, label, labelled } => words.say(
                "exchange-note-label-of-another",
                &[
                    ("column", column.as_str().into()),
                    ("value", value.to_string().into()),
                    ("label", label.as_str().into()),
                    ("labelled", labelled.to_string().into()),
                ],
            ),
        }
    }
}

/// A battery in a reader's language.
pub(crate) fn battery_word(kind: BatteryKind, words: Words) -> String {
    words.text(&format!("exchange-battery-name-{}", battery_name(kind)))
}
