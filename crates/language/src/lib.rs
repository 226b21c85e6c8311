//! Every word a person reads, in their language, and numbers written as they write them.
//!
//! The texts are Fluent files in `locales/`, compiled in. Other crates hand over a message's name and its arguments; no
//! other crate holds a sentence for a reader. This crate decides nothing.

mod words;

pub use words::{Argument, Language, Words};
