//! What was refused, and why: nothing is dropped silently.
//!
//! Separate from scanning, so that a refusal can be told in any language and printed by any format. It decides nothing.

use language::{Argument, Words};

/// Why a cell or a row was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalReason {
    /// The cell is no answer of its scale.
    Answer(survey::AnswerProblem),
    /// Another row has this respondent id; the first was kept.
    DuplicateId {
        /// Whether only rows of the same wave are compared.
        in_wave: bool,
    },
    /// The row has more or fewer cells than the header.
    CellCount {
        /// How many the header has.
        expected: usize,
        /// How many the row has.
        found: usize,
    },
    /// The row is not valid text in the file's encoding.
    NotText,
}

/// One refused cell or row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The file, without its folders.
    pub file: String,
    /// The line or row, as a person counts.
    pub line: u64,
    /// The column's name; empty when the whole row was refused.
    pub column: String,
    /// What stood there, shortened; of a respondent id only the beginning.
    pub value: String,
    /// Why.
    pub reason: RefusalReason,
}

impl Refusal {
    /// The sentence in a language; it begins with the file when several were read.
    #[must_use]
    pub fn sentence_in(&self, words: Words, several: bool) -> String {
        let sentence = self.sentence(words);
        if several { format!("{}: {sentence}", self.file) } else { sentence }
    }

    /// The sentence in a language, without the file: where, what stood there, why, and what to do.
    #[must_use]
    pub fn sentence(&self, words: Words) -> String {
        let row = ("row", Argument::from(self.line.to_string()));
        match &self.reason {
            RefusalReason::Answer(problem) => {
                let (name, arguments) = problem.message(self.line, &self.column, &self.value);
                let arguments: Vec<_> =
                    arguments.into_iter().map(|(name, value)| (name, Argument::from(value))).collect();
                words.say(name, &arguments)
            }
            RefusalReason::DuplicateId { in_wave } => {
                let name =
                    if *in_wave { "exchange-refused-duplicate-id-in-wave" } else { "exchange-refused-duplicate-id" };
                words.say(name, &[row, ("value", self.value.as_str().into())])
            }
            RefusalReason::CellCount { expected, found } => words
                .say("exchange-refused-cell-count", &[row, ("expected", count(*expected)), ("found", count(*found))]),
            RefusalReason::NotText => words.say("exchange-refused-not-text", &[row]),
        }
    }
}

fn count(cells: usize) -> Argument {
    Argument::Count(i64::try_from(cells).unwrap_or(i64::MAX))
}

/// All refusals: counted without bound, listed up to a bound.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusals {
    /// Refused rows.
    pub rows: u64,
    /// Refused cells.
    pub cells: u64,
    /// The first of them in file order.
    pub listed: Vec<Refusal>,
}

#[cfg(test)]
mod tests {
    use super::{Refusal, RefusalReason};
    use language::Language;

    fn refused(reason: RefusalReason) -> Refusal {
        Refusal { file: "clinic.csv".into(), line: 1214, column: "E07".into(), value: "R-17".into(), reason }
    }

    #[test]
    fn every_refusal_says_its_row_in_every_language() {
        let reasons = [
            RefusalReason::DuplicateId { in_wave: false },
            RefusalReason::DuplicateId { in_wave: true },
            RefusalReason::CellCount { expected: 44, found: 43 },
            RefusalReason::NotText,
        ];
        for reason in reasons {
            for language in Language::ALL {
                let sentence = refused(reason.clone()).sentence(language.words());
                assert!(sentence.contains("1214"), "{sentence}");
                assert!(!sentence.starts_with("exchange-"), "{sentence}");
            }
        }
    }

    #[test]
    fn a_duplicated_respondent_is_named() {
        let sentence = refused(RefusalReason::DuplicateId { in_wave: false }).sentence(Language::Spanish.words());
        assert!(sentence.contains("R-17"), "{sentence}");
    }

    #[test]
    fn a_wave_is_spoken_of_only_when_there_is_one() {
        for (in_wave, spoken) in [(true, true), (false, false)] {
            let sentence = refused(RefusalReason::DuplicateId { in_wave }).sentence(Language::English.words());
            assert_eq!(sentence.contains("this wave"), spoken, "{sentence}");
        }
    }

    #[test]
    fn the_file_is_said_when_there_are_several() {
        let refusal = refused(RefusalReason::NotText);
        let words = Language::English.words();
        assert_eq!(refusal.sentence_in(words, false), refusal.sentence(words));
        assert_eq!(refusal.sentence_in(words, true), format!("clinic.csv: {}", refusal.sentence(words)));
    }

    #[test]
    fn one_missing_cell_is_counted_in_the_sentence() {
        let reason = RefusalReason::CellCount { expected: 44, found: 43 };
        let sentence = refused(reason).sentence(Language::English.words());
        assert!(sentence.contains("43") && sentence.contains("44"), "{sentence}");
    }
}
