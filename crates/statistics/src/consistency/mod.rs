//! Do the items of a dimension belong together, and can a difference of two scores be trusted?
//!
//! Cronbach's alpha and its kin. Everything is computed from the sums of respondents who answered all items in
//! question. "Reliability" is one of the five dimensions in this project, so the property is called consistency.

pub mod alpha;
pub mod difference;
pub mod guttman;
pub mod item_rest;
pub mod validity;
pub mod variance_restriction;
