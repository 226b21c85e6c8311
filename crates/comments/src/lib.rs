//! What is *said*: a customer's comment becomes mentions, each with its factors, its polarity, what it says of the expectation, and the
//! words that show it.
//!
//! The way is words → clauses → cues and n-grams → one sparse linear model → mentions. Separate from where comments come from and
//! where they are kept; pure: no files, clock, randomness or network. See `docs/method/comments.md`.

pub mod clause;
pub mod cue;
pub mod embedding;
pub mod feature;
pub mod fit;
mod hash;
pub mod label;
pub mod language;
pub mod layer;
pub mod memory;
pub mod model;
pub mod prevalence;
pub mod quantify;
pub mod reader;
pub mod refit;
pub mod said;
pub mod score;
pub mod suggest;
pub mod theme;
pub mod train;
pub mod vectors;
pub mod words;

pub use label::{Expectation, Factors, Polarity};
pub use language::Language;
pub use layer::Layer;
pub use memory::Memory;
pub use reader::{Evidence, Mention, Reader, Reading, Scratch};
pub use said::Said;
