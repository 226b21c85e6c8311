//! Practised: what helps the people who serve to get better at it: lessons, a challenge a week, and a definition of great service
//! that is held against the five factors.
//!
//! Separate from what is done for customers (`service`), because this is for those who do it. Lessons and challenges are files, one per
//! language, compiled in. Pure: the week arrives as a number and what the numbers say as values; who did what is kept by the store.

pub mod challenge;
pub mod coverage;
pub mod lesson;
pub mod weakest;

pub use challenge::{Challenge, challenge, challenge_of, questions, week_of};
pub use coverage::{Coverage, coverage};
pub use lesson::{Lesson, lesson, lessons, suiting};
pub use weakest::{Because, Chosen, Known, Why, weakest};

/// The languages that everything is in, the one that stands in for others first.
pub const LANGUAGES: [&str; 3] = ["en", "id", "es"];

/// The place of a language in [`LANGUAGES`]; of one that there is not, that of the first.
fn place_of(language: &str) -> usize {
    LANGUAGES.iter().position(|known| *known == language).unwrap_or(0)
}
