//! Evidence per facet and cell: what a scan hands to the statistics.

use crate::Evidence;

/// One [`Evidence`] per cell of every facet of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cube {
    /// `facets[f][c]` is the evidence of cell `c` of facet `f`.
    pub facets: Vec<Vec<Evidence>>,
}
