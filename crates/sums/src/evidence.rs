//! Everything a plan adds up about one group of respondents.
//!
//! Separate from the plan, because evidence travels: it is merged, subtracted, stored and compared without it.

use crate::{Histogram, Sums, Table};

/// The evidence of one group: sums per block, tables, histograms, in the plan's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Respondents in the group, whatever they answered.
    pub rows: u64,
    /// One per block of the plan.
    pub blocks: Vec<Sums>,
    /// One per table of the plan.
    pub tables: Vec<Table>,
    /// One per histogram of the plan.
    pub histograms: Vec<Histogram>,
    /// Per column: how many answers were missing.
    pub missing: Vec<u64>,
    /// Per column: how many answers said "not applicable".
    pub not_applicable: Vec<u64>,
}
