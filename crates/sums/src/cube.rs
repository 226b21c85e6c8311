//! Evidence per facet and cell: what a scan hands to the statistics.

use crate::{Evidence, Plan};

/// One [`Evidence`] per cell of every facet of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cube {
    /// `facets[f][c]` is the evidence of cell `c` of facet `f`.
    pub facets: Vec<Vec<Evidence>>,
}

impl Cube {
    /// The cube of nobody.
    ///
    /// # Panics
    /// When the plan names what is not there; see [`Plan::check`].
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        // Made one by one: fresh zeros cost no memory until they are counted in, copied zeros do.
        let cells = |cells| std::iter::repeat_with(|| Evidence::new(plan)).take(cells).collect();
        Self { facets: plan.facets.iter().map(|facet| cells(facet.cells)).collect() }
    }

    /// Adds other respondents, cell by cell.
    ///
    /// # Panics
    /// When the two come from different plans.
    pub fn merge(&mut self, other: &Self) {
        self.pairs(other, Evidence::merge);
    }

    /// Takes other respondents back, as if never merged.
    ///
    /// # Panics
    /// When the two come from different plans, or the respondents were never merged.
    pub fn unmerge(&mut self, other: &Self) {
        self.pairs(other, Evidence::unmerge);
    }

    fn pairs(&mut self, other: &Self, combine: fn(&mut Evidence, &Evidence)) {
        assert_eq!(self.facets.len(), other.facets.len(), "the same facets");
        for (mine, theirs) in self.facets.iter_mut().zip(&other.facets) {
            assert_eq!(mine.len(), theirs.len(), "the same cells");
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| combine(mine, theirs));
        }
    }

    /// The evidence of everyone who belongs to some cell of the facet.
    ///
    /// # Panics
    /// When the facet has no cells, which [`Plan::check`] refuses.
    #[must_use]
    pub fn total(&self, facet: usize) -> Evidence {
        let (first, rest) = self.facets[facet].split_first().expect("a facet has at least one cell");
        rest.iter().fold(first.clone(), |mut total, cell| {
            total.merge(cell);
            total
        })
    }
}
