//! Evidence per facet and cell: what a scan hands to the statistics.

use crate::{Evidence, Plan};

/// One [`Evidence`] per cell of every facet of a plan, up to the last cell that anybody belongs to, and at least one.
///
/// A plan's number of cells is an upper bound: segments are found in the data, and a cell that nobody belongs to would
/// cost as much as one with a million respondents.
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
        Self { facets: plan.facets.iter().map(|_| vec![Evidence::new(plan)]).collect() }
    }

    /// The evidence of a cell, made when it is first asked for.
    pub(crate) fn cell(&mut self, plan: &Plan, facet: usize, cell: usize) -> &mut Evidence {
        let cells = &mut self.facets[facet];
        if cells.len() <= cell {
            // Made one by one: fresh zeros cost no memory until they are counted in, copied zeros do.
            cells.resize_with(cell + 1, || Evidence::new(plan));
        }
        &mut cells[cell]
    }

    /// Gives up the last cells that nobody belongs to.
    pub(crate) fn trim(&mut self) {
        for cells in &mut self.facets {
            let used = cells.iter().rposition(|cell| cell.rows > 0).map_or(1, |last| last + 1);
            cells.truncate(used);
        }
    }

    /// Adds other respondents, cell by cell.
    ///
    /// # Panics
    /// When the two come from different plans.
    pub fn merge(&mut self, other: &Self) {
        self.pairs(other, Evidence::merge, |cells, more| cells.extend_from_slice(more));
    }

    /// Takes other respondents back, as if never merged.
    ///
    /// # Panics
    /// When the two come from different plans, or the respondents were never merged.
    pub fn unmerge(&mut self, other: &Self) {
        self.pairs(other, Evidence::unmerge, |_, more| {
            assert!(more.iter().all(|cell| cell.rows == 0), "respondents who were merged before");
        });
        self.trim();
    }

    /// Combines cell by cell; `beyond` takes the cells that only the other has.
    fn pairs(
        &mut self,
        other: &Self,
        combine: fn(&mut Evidence, &Evidence),
        beyond: fn(&mut Vec<Evidence>, &[Evidence]),
    ) {
        assert_eq!(self.facets.len(), other.facets.len(), "the same facets");
        for (mine, theirs) in self.facets.iter_mut().zip(&other.facets) {
            let both = mine.len().min(theirs.len());
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| combine(mine, theirs));
            beyond(mine, &theirs[both..]);
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
