//! The five gaps of the provider: what customers miss (gap 5) is made somewhere inside (gaps 1 to 4).
//!
//! Separate from the gap of the customers, because others are asked: managers what customers expect and what the standards demand,
//! staff what is delivered. These are independent groups and are never paired.

pub mod gaps;
pub mod where_made;
