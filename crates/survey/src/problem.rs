//! What can be wrong with an instrument file: one kind per sentence, each with what a person needs to mend it.
//!
//! Separate from finding the problems, so that the words and the finding can change alone. It holds no sentence itself:
//! sentences are in `locales/*/survey.ftl`, by the name that [`Problem::message`] gives.

/// One problem of an instrument file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: a path such as `items[07].dimension` (the item whose id is `07`), `items[#4]` (the fourth, where the id
    /// does not tell), or empty for the file as a whole.
    pub place: String,
    /// The line, counted from 1, where that place begins or where it is missing.
    pub line: u64,
    /// What.
    pub kind: ProblemKind,
}

/// What kind of value a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A text in quotes.
    Text,
    /// A whole number.
    Whole,
    /// `true` or `false`.
    Truth,
    /// A list in brackets.
    List,
    /// A table of further keys.
    Table,
    /// A text, or one per language.
    Words,
}

impl Expected {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole => "whole",
            Self::Truth => "truth",
            Self::List => "list",
            Self::Table => "table",
            Self::Words => "words",
        }
    }
}

/// The kinds of problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not TOML.
    Syntax {
        /// The parser's own words.
        message: String,
    },
    /// Nothing stands in the file.
    EmptyFile,
    /// The first key does not say `rater.instrument/1`.
    WrongFormat {
        /// What it says; empty when absent.
        found: String,
    },
    /// A key that must be there is not.
    MissingKey {
        /// Its name.
        key: String,
    },
    /// A key that means nothing here.
    UnknownKey {
        /// Its name.
        key: String,
        /// The known key it resembles.
        hint: Option<String>,
        /// The known keys of this place.
        known: String,
    },
    /// A value of another kind than the key takes.
    WrongType {
        /// What it takes.
        expected: Expected,
    },
    /// A word that is none of the allowed ones.
    UnknownWord {
        /// What stands there.
        found: String,
        /// The allowed word it resembles.
        hint: Option<String>,
        /// The allowed ones.
        known: String,
    },
    /// A text that holds nothing.
    EmptyText,
    /// An id with other signs than letters, digits, `-`, `_` and `.`.
    BadId {
        /// The id.
        id: String,
    },
    /// Two things of one kind with the same id.
    DuplicateId {
        /// The id.
        id: String,
    },
    /// Two answers in one column.
    DuplicateColumn {
        /// The column.
        column: String,
        /// The other place that uses it.
        other: String,
    },
    /// A column pattern without `{id}`, which would give every item the same column.
    PatternWithoutId {
        /// The pattern.
        pattern: String,
    },
    /// An item or points name a dimension that is not declared.
    UnknownDimension {
        /// The name.
        dimension: String,
        /// The declared one it resembles.
        hint: Option<String>,
        /// The declared ones.
        known: String,
    },
    /// A dimension to which no item belongs.
    DimensionWithoutItems {
        /// Its id.
        dimension: String,
    },
    /// A dimension with more items than exact scores allow.
    DimensionTooLong {
        /// Its id.
        dimension: String,
        /// How many items it has.
        items: usize,
        /// How many it may have.
        most: usize,
    },
    /// A scale whose lowest answer is not below its highest.
    ScaleReversed {
        /// The lowest.
        min: i64,
        /// The highest.
        max: i64,
    },
    /// A scale that goes below 0 or above 100.
    ScaleTooWide {
        /// The lowest.
        min: i64,
        /// The highest.
        max: i64,
    },
    /// A label for a value the scale does not have.
    LabelOutsideScale {
        /// The value, as written.
        value: String,
        /// The lowest answer.
        min: u8,
        /// The highest answer.
        max: u8,
    },
    /// The same label at two points of the scale.
    DuplicateLabel {
        /// The label.
        label: String,
        /// One point.
        first: u8,
        /// The other.
        second: u8,
    },
    /// A missing or not-applicable code that is also an answer.
    CodeInsideScale {
        /// The code.
        code: String,
        /// The lowest answer.
        min: u8,
        /// The highest answer.
        max: u8,
    },
    /// A code that is declared both missing and not applicable.
    CodeTwice {
        /// The code.
        code: String,
    },
    /// A text without one of the declared languages.
    MissingLanguage {
        /// The languages it lacks.
        languages: String,
    },
    /// A text in a language that `languages` does not declare.
    UndeclaredLanguage {
        /// The language.
        language: String,
        /// The declared ones.
        known: String,
    },
    /// No items at all, or no dimensions, or no batteries.
    NothingIn {
        /// The name of the list.
        list: &'static str,
    },
    /// The same battery twice.
    DuplicateBattery {
        /// Which.
        battery: String,
    },
    /// Nothing asks what people perceived.
    NoPerception,
    /// An expectation battery, but not what expectation means.
    ExpectationMeaningAbsent,
    /// What expectation means, but no expectation battery.
    ExpectationWithoutBattery,
    /// An item has no words for a battery that is asked.
    WordingAbsent {
        /// The battery.
        battery: String,
    },
    /// An item has words or a column for a battery that is not asked.
    NoSuchBattery {
        /// The battery.
        battery: String,
    },
    /// Expectation and perception are asked in the same words.
    SameWords {
        /// In which language.
        language: String,
    },
    /// Two items say the same.
    DuplicateWords {
        /// In which language.
        language: String,
        /// The other item's place.
        other: String,
    },
    /// A text or a name with a character that nobody can see, such as the NUL that no database keeps.
    ControlCharacter,
    /// Points for some dimensions and not for others.
    PointsIncomplete {
        /// The dimensions without.
        dimensions: String,
    },
    /// Two columns of points for one dimension.
    DuplicatePoints {
        /// The dimension.
        dimension: String,
    },
}

impl Problem {
    /// The name of the sentence that tells a person about this problem, and its arguments; `line` and `place` are always
    /// among them.
    #[must_use]
    pub fn message(&self) -> (&'static str, Vec<(&'static str, String)>) {
        let (name, own) = self.kind.message();
        let place = if self.place.is_empty() { "—".to_owned() } else { self.place.clone() };
        let mut arguments = vec![("line", self.line.to_string()), ("place", place)];
        arguments.extend(own);
        (name, arguments)
    }
}

impl ProblemKind {
    fn message(&self) -> (&'static str, Vec<(&'static str, String)>) {
        let text = |name: &'static str, value: &str| vec![(name, value.to_owned())];
        match self {
            Self::Syntax { message } => ("survey-syntax", text("message", message)),
            Self::EmptyFile => ("survey-empty", vec![]),
            Self::WrongFormat { found } if found.is_empty() => ("survey-format-absent", vec![]),
            Self::WrongFormat { found } => ("survey-format-wrong", text("found", found)),
            Self::MissingKey { key } => ("survey-key-missing", text("key", key)),
            Self::UnknownKey { key, hint, known } => {
                hinted(["survey-key-unknown", "survey-key-unknown-hint"], "key", key, hint, known)
            }
            Self::WrongType { expected } => ("survey-wrong-type", text("expected", expected.name())),
            Self::UnknownWord { found, hint, known } => {
                hinted(["survey-word-unknown", "survey-word-unknown-hint"], "found", found, hint, known)
            }
            Self::EmptyText => ("survey-text-empty", vec![]),
            Self::ControlCharacter => ("survey-control-character", vec![]),
            Self::BadId { id } => ("survey-id-bad", text("id", id)),
            Self::DuplicateId { id } => ("survey-id-twice", text("id", id)),
            Self::DuplicateColumn { column, other } => {
                ("survey-column-twice", vec![("column", column.clone()), ("other", other.clone())])
            }
            Self::PatternWithoutId { pattern } => ("survey-pattern-without-id", text("pattern", pattern)),
            Self::UnknownDimension { dimension, hint, known } => hinted(
                ["survey-dimension-unknown", "survey-dimension-unknown-hint"],
                "dimension",
                dimension,
                hint,
                known,
            ),
            Self::DimensionWithoutItems { dimension } => {
                ("survey-dimension-without-items", text("dimension", dimension))
            }
            Self::DimensionTooLong { dimension, items, most } => (
                "survey-dimension-too-long",
                vec![("dimension", dimension.clone()), ("items", items.to_string()), ("most", most.to_string())],
            ),
            Self::ScaleReversed { min, max } => ("survey-scale-reversed", bounds(min, max)),
            Self::ScaleTooWide { min, max } => ("survey-scale-too-wide", bounds(min, max)),
            Self::LabelOutsideScale { value, min, max } => {
                ("survey-label-outside-scale", with("value", value, bounds(min, max)))
            }
            Self::DuplicateLabel { label, first, second } => (
                "survey-label-twice",
                vec![("label", label.clone()), ("first", first.to_string()), ("second", second.to_string())],
            ),
            Self::CodeInsideScale { code, min, max } => {
                ("survey-code-inside-scale", with("code", code, bounds(min, max)))
            }
            Self::CodeTwice { code } => ("survey-code-twice", text("code", code)),
            Self::MissingLanguage { languages } => ("survey-language-missing", text("languages", languages)),
            Self::UndeclaredLanguage { language, known } => {
                ("survey-language-undeclared", vec![("language", language.clone()), ("known", known.clone())])
            }
            Self::NothingIn { list } => ("survey-nothing-in", text("list", list)),
            Self::DuplicateBattery { battery } => ("survey-battery-twice", text("battery", battery)),
            Self::NoPerception => ("survey-perception-absent", vec![]),
            Self::ExpectationMeaningAbsent => ("survey-expectation-absent", vec![]),
            Self::ExpectationWithoutBattery => ("survey-expectation-without-battery", vec![]),
            Self::WordingAbsent { battery } => ("survey-wording-absent", text("battery", battery)),
            Self::NoSuchBattery { battery } => ("survey-battery-not-asked", text("battery", battery)),
            Self::SameWords { language } => ("survey-same-words", text("language", language)),
            Self::DuplicateWords { language, other } => {
                ("survey-words-twice", vec![("language", language.clone()), ("other", other.clone())])
            }
            Self::PointsIncomplete { dimensions } => ("survey-points-incomplete", text("dimensions", dimensions)),
            Self::DuplicatePoints { dimension } => ("survey-points-twice", text("dimension", dimension)),
        }
    }
}

fn hinted(
    names: [&'static str; 2],
    argument: &'static str,
    found: &str,
    hint: &Option<String>,
    known: &str,
) -> (&'static str, Vec<(&'static str, String)>) {
    match hint {
        None => (names[0], vec![(argument, found.to_owned()), ("known", known.to_owned())]),
        Some(hint) => (names[1], vec![(argument, found.to_owned()), ("hint", hint.clone())]),
    }
}

fn bounds(min: &impl ToString, max: &impl ToString) -> Vec<(&'static str, String)> {
    vec![("min", min.to_string()), ("max", max.to_string())]
}

fn with(name: &'static str, value: &str, mut rest: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    rest.push((name, value.to_owned()));
    rest
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Expected, Problem, ProblemKind};
    use crate::AnswerProblem;

    const SENTENCES: [&str; 3] = [
        include_str!("../../../locales/en/survey.ftl"),
        include_str!("../../../locales/id/survey.ftl"),
        include_str!("../../../locales/es/survey.ftl"),
    ];

    fn kinds() -> Vec<ProblemKind> {
        let t = || "x".to_owned();
        let hint = Some(t());
        vec![
            ProblemKind::Syntax { message: t() },
            ProblemKind::EmptyFile,
            ProblemKind::WrongFormat { found: t() },
            ProblemKind::WrongFormat { found: String::new() },
            ProblemKind::MissingKey { key: t() },
            ProblemKind::UnknownKey { key: t(), hint: hint.clone(), known: t() },
            ProblemKind::UnknownKey { key: t(), hint: None, known: t() },
            ProblemKind::WrongType { expected: Expected::List },
            ProblemKind::UnknownWord { found: t(), hint: hint.clone(), known: t() },
            ProblemKind::UnknownWord { found: t(), hint: None, known: t() },
            ProblemKind::EmptyText,
            ProblemKind::ControlCharacter,
            ProblemKind::BadId { id: t() },
            ProblemKind::DuplicateId { id: t() },
            ProblemKind::DuplicateColumn { column: t(), other: t() },
            ProblemKind::PatternWithoutId { pattern: t() },
            ProblemKind::UnknownDimension { dimension: t(), hint, known: t() },
            ProblemKind::UnknownDimension { dimension: t(), hint: None, known: t() },
            ProblemKind::DimensionWithoutItems { dimension: t() },
            ProblemKind::DimensionTooLong { dimension: t(), items: 31, most: 30 },
            ProblemKind::ScaleReversed { min: 7, max: 1 },
            ProblemKind::ScaleTooWide { min: 0, max: 200 },
            ProblemKind::LabelOutsideScale { value: t(), min: 1, max: 7 },
            ProblemKind::DuplicateLabel { label: t(), first: 1, second: 2 },
            ProblemKind::CodeInsideScale { code: t(), min: 1, max: 7 },
            ProblemKind::CodeTwice { code: t() },
            ProblemKind::MissingLanguage { languages: t() },
            ProblemKind::UndeclaredLanguage { language: t(), known: t() },
            ProblemKind::NothingIn { list: "items" },
            ProblemKind::DuplicateBattery { battery: t() },
            ProblemKind::NoPerception,
            ProblemKind::ExpectationMeaningAbsent,
            ProblemKind::ExpectationWithoutBattery,
            ProblemKind::WordingAbsent { battery: t() },
            ProblemKind::NoSuchBattery { battery: t() },
            ProblemKind::SameWords { language: t() },
            ProblemKind::DuplicateWords { language: t(), other: t() },
            ProblemKind::PointsIncomplete { dimensions: t() },
            ProblemKind::DuplicatePoints { dimension: t() },
        ]
    }

    /// The arguments that a message of a Fluent file names.
    fn arguments<'f>(file: &'f str, name: &str) -> Option<BTreeSet<&'f str>> {
        let start = file.find(&format!("\n{name} ="))? + 1;
        let end = file[start..].find("\nsurvey-").map_or(file.len(), |end| start + end);
        let named = file[start..end].split('$').skip(1);
        Some(named.map(|rest| rest.split([' ', '}']).next().unwrap_or_default()).collect())
    }

    #[test]
    fn every_problem_has_a_sentence_in_every_language_that_uses_only_what_it_is_given() {
        let problems = kinds().into_iter().map(|kind| Problem { place: "items".to_owned(), line: 3, kind }.message());
        let answers = [
            AnswerProblem::OutOfScale { min: 1, max: 7 },
            AnswerProblem::NotWhole,
            AnswerProblem::NotANumber,
            AnswerProblem::LabelOfAnother { labelled: 7 },
        ];
        let messages: Vec<_> = problems.chain(answers.iter().map(|answer| answer.message(214, "E7", "9"))).collect();
        let mut names = BTreeSet::new();
        for (name, given) in &messages {
            names.insert(*name);
            for file in SENTENCES {
                let used = arguments(file, name).unwrap_or_else(|| panic!("{name} has no sentence"));
                let given: BTreeSet<_> = given.iter().map(|(argument, _)| *argument).collect();
                assert!(used.is_subset(&given), "{name} uses {used:?}, but is given {given:?}");
            }
        }
        for file in SENTENCES {
            let sentences = file.lines().filter(|line| line.starts_with("survey-")).count();
            assert_eq!(sentences, names.len(), "a sentence that nothing says, or a name that two kinds share");
        }
    }
}
