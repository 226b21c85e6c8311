//! Why a statistic has no value. Undefined is not zero.
//!
//! Shared by every statistic, so that a report can say the reason in its reader's language: [`Undefined::key`] names the
//! sentence.

use std::fmt;

/// The reason for which a statistic cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Undefined {
    /// Nobody answered.
    NobodyAnswered,
    /// Fewer respondents than the statistic needs.
    TooFewRespondents {
        /// How many there are.
        n: i64,
        /// How many it takes.
        needed: i64,
    },
    /// Everyone gave the same answer, so nothing can be divided by the spread.
    NoVariation,
    /// Fewer items than the statistic needs.
    TooFewItems {
        /// How many there are.
        items: usize,
        /// How many it takes.
        needed: usize,
    },
    /// One variable can be computed from the others.
    Collinear,
    /// Every difference is zero.
    AllTies,
    /// More predictors than can be examined exactly.
    TooManyPredictors {
        /// How many there are.
        predictors: usize,
        /// The most that can be.
        most: usize,
    },
    /// More factors than so many items can tell apart.
    TooManyFactors {
        /// How many are asked for.
        factors: usize,
        /// The most that can be.
        most: usize,
    },
    /// Fewer factors than the statistic needs.
    TooFewFactors {
        /// How many there are.
        factors: usize,
        /// How many it takes.
        needed: usize,
    },
    /// Fewer groups than a comparison needs.
    TooFewGroups {
        /// How many there are.
        groups: usize,
    },
    /// Fewer waves (or months, or weeks) by one instrument than the statistic needs.
    TooFewWaves {
        /// How many there are.
        waves: usize,
        /// How many it takes.
        needed: usize,
    },
    /// A given number lies outside the range in which the statistic has a meaning.
    OutOfRange,
    /// The bootstrap distribution is degenerate (a constant jackknife), so the acceleration is 0/0.
    DegenerateBootstrap,
    /// The group is smaller than may be shown.
    Suppressed,
    /// The file has no answers of the kind this statistic needs.
    NotAsked,
    /// The statistic looks at single respondents, and there are too many of them to keep.
    NeedsRows,
    /// Nobody who answered belongs to a group that the targets of a weighting name.
    EmptyTarget {
        /// Which margin, from 0.
        margin: usize,
        /// Which of its groups, from 0.
        group: usize,
    },
    /// A target of a weighting is no share.
    InvalidTarget {
        /// Which margin, from 0.
        margin: usize,
    },
    /// The model has more to find than the answers can tell apart.
    NotIdentified,
    /// The model's solution cannot be the truth: a variance below zero, or a correlation beyond one.
    Inadmissible,
    /// The estimation did not settle within its bound.
    NoConvergence {
        /// Steps taken.
        iterations: usize,
    },
}

impl Undefined {
    /// The name of the sentence that explains it, `undefined-…` in every language's file.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NobodyAnswered => "undefined-nobody-answered",
            Self::TooFewRespondents { .. } => "undefined-too-few-respondents",
            Self::NoVariation => "undefined-no-variation",
            Self::TooFewItems { .. } => "undefined-too-few-items",
            Self::Collinear => "undefined-collinear",
            Self::AllTies => "undefined-all-ties",
            Self::TooManyPredictors { .. } => "undefined-too-many-predictors",
            Self::TooManyFactors { .. } => "undefined-too-many-factors",
            Self::TooFewFactors { .. } => "undefined-too-few-factors",
            Self::TooFewGroups { .. } => "undefined-too-few-groups",
            Self::TooFewWaves { .. } => "undefined-too-few-waves",
            Self::OutOfRange => "undefined-out-of-range",
            Self::DegenerateBootstrap => "undefined-degenerate-bootstrap",
            Self::Suppressed => "undefined-suppressed",
            Self::NotAsked => "undefined-not-asked",
            Self::NeedsRows => "undefined-needs-rows",
            Self::EmptyTarget { .. } => "undefined-empty-target",
            Self::InvalidTarget { .. } => "undefined-invalid-target",
            Self::NotIdentified => "undefined-not-identified",
            Self::Inadmissible => "undefined-inadmissible",
            Self::NoConvergence { .. } => "undefined-no-convergence",
        }
    }
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NobodyAnswered => f.write_str("nobody answered"),
            Self::TooFewRespondents { n, needed } => write!(f, "{n} respondents, at least {needed} are needed"),
            Self::NoVariation => f.write_str("everyone gave the same answer"),
            Self::TooFewItems { items, needed } => write!(f, "{items} items, at least {needed} are needed"),
            Self::Collinear => f.write_str("one variable can be computed from the others"),
            Self::AllTies => f.write_str("every difference is zero"),
            Self::TooManyPredictors { predictors, most } => write!(f, "{predictors} predictors, at most {most}"),
            Self::TooManyFactors { factors, most } => write!(f, "{factors} factors, at most {most}"),
            Self::TooFewFactors { factors, needed } => write!(f, "{factors} factors, at least {needed} are needed"),
            Self::TooFewGroups { groups } => write!(f, "{groups} groups, at least 2 are needed"),
            Self::TooFewWaves { waves, needed } => {
                write!(f, "{waves} waves by one instrument, at least {needed} are needed")
            }
            Self::OutOfRange => f.write_str("a number lies outside the range in which this has a meaning"),
            Self::DegenerateBootstrap => f.write_str("the bootstrap distribution is degenerate"),
            Self::Suppressed => f.write_str("the group is too small to be shown"),
            Self::NotAsked => f.write_str("not asked"),
            Self::NeedsRows => f.write_str("too many respondents to look at each of them"),
            Self::EmptyTarget { margin, group } => {
                write!(f, "nobody who answered is in group {} of margin {}", group + 1, margin + 1)
            }
            Self::InvalidTarget { margin } => write!(f, "the targets of margin {} are no shares", margin + 1),
            Self::Inadmissible => f.write_str("the model's solution cannot be the truth"),
            Self::NotIdentified => f.write_str("the model has more to find than the answers can tell apart"),
            Self::NoConvergence { iterations } => write!(f, "the estimation did not settle within {iterations} steps"),
        }
    }
}

impl std::error::Error for Undefined {}
