//! Answers that were not given: where they are missing, whether at random, and what to do about it.
//!
//! Separate from screening, which doubts answers that were given. It takes [`sums::Rows`], because which answers are
//! missing together is a property of single respondents. "Not applicable" is no missing answer: it is counted apart and
//! never filled in.

pub mod em;
pub mod imputation;
pub mod little;
pub mod pattern;
pub mod rubin;
