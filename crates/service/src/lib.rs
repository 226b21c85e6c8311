//! Done: what was promised, what happened, and how it was made good. Pure: the time and the zone arrive as arguments.
//!
//! Separate from surveys, because a promise or an encounter is a fact with a date and not an opinion on a scale. One concept per
//! file. It keeps nothing and sends nothing; the store does, by these rules.

pub mod calendar;
pub mod card;
pub mod chain;
pub mod commitment;
pub mod due;
pub mod factor;
pub mod index;
pub mod keep_rate;
pub mod moment;
pub mod playbook;
pub mod promise;
pub mod recovery;

pub use factor::Factor;
