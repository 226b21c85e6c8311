//! Exact integer evidence that merges.
//!
//! Answers are small integers, so their counts, sums and cross products are exact integers too. They can be gathered in
//! any order, split over any number of workers, merged, and taken back, and the result is always the same `==` value.
//! This crate knows nothing of surveys: it sees columns of bytes and a [`Plan`] of what to add up. It does no I/O.

mod bytes;
mod cube;
mod evidence;
mod hash;
mod histogram;
mod kernel;
mod plan;
mod rows;
mod scan;
mod sums;
mod table;

pub use cube::Cube;
pub use evidence::Evidence;
pub use hash::stable_hash;
pub use histogram::Histogram;
pub use kernel::{Engine, cross_products, cross_products_short};
pub use plan::{Composite, Facet, Plan, PlanError, Variable, Width, common_multiple};
pub use rows::Rows;
pub use scan::{Accumulator, Batch, Scan};
pub use sums::Sums;
pub use table::Table;

/// The code of an answer that was not given. Values are `0..=MAX_VALUE`.
pub const MISSING: u8 = 255;
/// The code of an answer that says the question does not apply; never a value, and kept apart from [`MISSING`].
pub const NOT_APPLICABLE: u8 = 254;
/// The largest value a column may hold: products of two such values fit every kernel.
pub const MAX_VALUE: u8 = 120;
/// The value of a composite that is undefined for a respondent.
pub const NO_SCORE: i64 = i64::MIN;
/// Stated weights are scaled to this total per respondent, so that weighted scores stay integers.
pub const WEIGHT_TOTAL: i64 = 1_000_000_000;
