//! The suite of answers: taken once, added up exactly, anonymous where promised, erased without a trace, copied and restored.
//!
//! One program, so that it is linked once; each part has its file.

#[path = "../common/mod.rs"]
mod common;
mod scene;

mod anonymity;
mod copies;
mod drafts;
mod erasure;
mod invitations;
mod listings;
mod once;
mod pulses;
mod sums_of_waves;
mod surveys;
mod words;
