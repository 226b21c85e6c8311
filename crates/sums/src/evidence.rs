//! Everything a plan adds up about one group of respondents.
//!
//! Separate from the plan, because evidence travels: it is merged, subtracted, stored and compared without it.

use crate::{Histogram, Plan, Sums, Table};

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

impl Evidence {
    /// The evidence of nobody.
    ///
    /// # Panics
    /// When a table or a histogram of the plan names a column that is not there; see [`Plan::check`].
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let max = &plan.column_max;
        Self {
            rows: 0,
            blocks: plan.blocks.iter().map(|block| Sums::new(block.len())).collect(),
            tables: plan.tables.iter().map(|&(row, column)| Table::new(max[row], max[column])).collect(),
            histograms: plan.histograms.iter().map(|&(_, low, high)| Histogram::new(low, high)).collect(),
            missing: vec![0; max.len()],
            not_applicable: vec![0; max.len()],
        }
    }

    /// Adds another group of respondents.
    ///
    /// # Panics
    /// When the two come from different plans.
    pub fn merge(&mut self, other: &Self) {
        self.assert_same_plan(other);
        if other.rows == 0 {
            // Nobody adds nothing; looking at all the noughts would bring them into memory.
            return;
        }
        self.rows += other.rows;
        self.blocks.iter_mut().zip(&other.blocks).for_each(|(mine, theirs)| mine.merge(theirs));
        self.tables.iter_mut().zip(&other.tables).for_each(|(mine, theirs)| mine.merge(theirs));
        self.histograms.iter_mut().zip(&other.histograms).for_each(|(mine, theirs)| mine.merge(theirs));
        self.missing.iter_mut().zip(&other.missing).for_each(|(mine, theirs)| *mine += theirs);
        self.not_applicable.iter_mut().zip(&other.not_applicable).for_each(|(mine, theirs)| *mine += theirs);
    }

    /// Takes a group of respondents back, as if never merged.
    ///
    /// # Panics
    /// When the two come from different plans, or the group was never merged.
    pub fn unmerge(&mut self, other: &Self) {
        self.assert_same_plan(other);
        if other.rows == 0 {
            return;
        }
        take(&mut self.rows, other.rows);
        self.blocks.iter_mut().zip(&other.blocks).for_each(|(mine, theirs)| mine.unmerge(theirs));
        self.tables.iter_mut().zip(&other.tables).for_each(|(mine, theirs)| mine.unmerge(theirs));
        self.histograms.iter_mut().zip(&other.histograms).for_each(|(mine, theirs)| mine.unmerge(theirs));
        self.missing.iter_mut().zip(&other.missing).for_each(|(mine, theirs)| take(mine, *theirs));
        self.not_applicable.iter_mut().zip(&other.not_applicable).for_each(|(mine, theirs)| take(mine, *theirs));
    }

    fn assert_same_plan(&self, other: &Self) {
        let shape = |e: &Self| (e.blocks.len(), e.tables.len(), e.histograms.len(), e.missing.len());
        assert_eq!(shape(self), shape(other), "evidence of the same plan");
    }
}

/// Subtracts a count that was added before.
pub(crate) fn take(count: &mut u64, times: u64) {
    *count = count.checked_sub(times).expect("only what was counted is taken back");
}
