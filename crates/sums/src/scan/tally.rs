//! The counters of one cell while a scan runs: the smallest integers that are still exact.
//!
//! Separate from [`Evidence`], which is what leaves the scan: small counters keep hundreds of cells in the cache. They
//! hold up to 65,535 respondents; then they are added to the evidence and start again.

use std::collections::BTreeMap;

use super::layout::{Distribution, Layout};
use super::sheet::RECORDS;
use crate::plan::Width;
use crate::{Cube, Evidence};

#[derive(Debug)]
pub(super) struct Tally {
    pub rows: u32,
    pub missing: Vec<u32>,
    pub not_applicable: Vec<u32>,
    /// Packed triangles of byte and short blocks.
    pub narrow: Vec<i64>,
    /// Packed triangles of wide blocks.
    pub wide: Vec<i128>,
    /// Tables and histograms.
    pub counts: Vec<u16>,
    /// Histograms too long to be counted densely.
    pub loose: Vec<BTreeMap<i64, u64>>,
}

impl Tally {
    pub fn new(layout: &Layout) -> Self {
        let columns = layout.plan.column_max.len();
        Self {
            rows: 0,
            missing: vec![0; columns],
            not_applicable: vec![0; columns],
            narrow: vec![0; layout.narrow_sums],
            wide: vec![0; layout.wide_sums],
            counts: vec![0; layout.counters],
            loose: vec![BTreeMap::new(); layout.loose],
        }
    }

    pub fn clear(&mut self) {
        self.rows = 0;
        self.missing.fill(0);
        self.not_applicable.fill(0);
        self.narrow.fill(0);
        self.wide.fill(0);
        self.counts.fill(0);
        self.loose.iter_mut().for_each(BTreeMap::clear);
    }

    /// Whether another full sheet might not fit the counters.
    pub fn is_full(&self) -> bool {
        self.rows as usize + RECORDS > usize::from(u16::MAX)
    }

    /// Whether the two together still fit the counters of one, with room for another sheet.
    pub fn fits(&self, other: &Self) -> bool {
        (self.rows + other.rows) as usize + RECORDS <= usize::from(u16::MAX)
    }

    pub fn merge(&mut self, other: &Self) {
        fn add<T: Copy + std::ops::AddAssign>(mine: &mut [T], theirs: &[T]) {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += *theirs);
        }
        self.rows += other.rows;
        add(&mut self.missing, &other.missing);
        add(&mut self.not_applicable, &other.not_applicable);
        add(&mut self.narrow, &other.narrow);
        add(&mut self.wide, &other.wide);
        add(&mut self.counts, &other.counts);
        for (mine, theirs) in self.loose.iter_mut().zip(&other.loose) {
            theirs.iter().for_each(|(value, count)| *mine.entry(*value).or_default() += count);
        }
    }

    /// Adds everything to the evidence of the given (facet, cell) pairs.
    pub fn add_to(&self, layout: &Layout, cube: &mut Cube, cells: impl Iterator<Item = (usize, usize)>) {
        for (facet, cell) in cells {
            self.add_to_evidence(layout, cube.cell(&layout.plan, facet, cell));
        }
    }

    fn add_to_evidence(&self, layout: &Layout, evidence: &mut Evidence) {
        evidence.rows += u64::from(self.rows);
        let add = |counts: &mut [u64], more: &[u32]| {
            counts.iter_mut().zip(more).for_each(|(count, &more)| *count += u64::from(more));
        };
        add(&mut evidence.missing, &self.missing);
        add(&mut evidence.not_applicable, &self.not_applicable);
        for (sums, block) in evidence.blocks.iter_mut().zip(&layout.blocks) {
            let range = block.start..block.start + block.cells;
            match block.width {
                Width::Byte | Width::Short => sums.add_triangle(&self.narrow[range]),
                Width::Wide => sums.add_triangle(&self.wide[range]),
            }
        }
        for (table, pair) in evidence.tables.iter_mut().zip(&layout.tables) {
            let counts = &self.counts[pair.start..pair.start + pair.cells];
            table.counts_mut().iter_mut().zip(counts).for_each(|(count, &more)| *count += u64::from(more));
        }
        for (histogram, distribution) in evidence.histograms.iter_mut().zip(&layout.histograms) {
            match distribution {
                Distribution::Counted { steps, start, .. } => {
                    for step in steps {
                        let counts = &self.counts[start + step.start..][..step.cells()];
                        for (sum, &count) in (step.lowest..).zip(counts).filter(|(_, count)| **count > 0) {
                            histogram.add(sum * step.factor, u64::from(count));
                        }
                    }
                }
                Distribution::Direct { lowest, start, cells, .. } => {
                    for (value, &count) in (*lowest..).zip(&self.counts[*start..start + cells]) {
                        if count > 0 {
                            histogram.add(value, u64::from(count));
                        }
                    }
                }
                Distribution::Loose { slot, .. } => {
                    self.loose[*slot].iter().for_each(|(&value, &count)| histogram.add(value, count));
                }
            }
        }
    }
}
