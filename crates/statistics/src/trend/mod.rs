//! What changed from wave to wave, on the items that were asked in both, and what may be said while a wave still runs.
//!
//! Separate from the comparison of segments: waves follow each other, share items and sometimes respondents. Nothing here
//! compares waves whose items were worded differently: the caller matches items by what was asked, and a series breaks where its
//! instrument changes.

pub mod cochran_armitage;
pub mod confidence_sequence;
pub mod cusum;
pub mod ewma;
pub mod individuals;
pub mod linear_trend;
pub mod mann_kendall;
pub mod matched_items;
pub mod p_chart;
pub mod series;
pub mod wave_change;
