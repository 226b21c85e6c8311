//! Do the items of a dimension belong together, and can a difference of two scores be trusted?
//!
//! Cronbach's alpha and its kin. Everything is computed from the sums of respondents who answered all items in
//! question. "Reliability" is one of the five dimensions in this project, so the property is called consistency.

pub mod alpha;
pub mod composite;
pub mod difference;
pub mod extracted;
pub mod fornell_larcker;
pub mod guttman;
pub mod htmt;
pub mod item_rest;
pub mod omega_hierarchical;
pub mod omega_interval;
pub mod omega_total;
pub mod validity;
pub mod variance_restriction;
