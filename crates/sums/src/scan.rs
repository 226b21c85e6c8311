//! Carrying out a plan over batches of answers in this process.
//!
//! Separate from the plan, because another engine (a database) may carry out the same plan; [`Scan`] is what they share.
//! Respondents are dealt out to groups (`group`), gathered into sheets of 256, and each full sheet is scored (`sheet`)
//! and added to exact counters (`tally`). It reads no files and starts no threads: a reader makes batches, and each
//! worker has its own [`Accumulator`].

mod group;
mod layout;
mod packing;
mod placing;
mod score;
mod sheet;
mod tally;

use std::sync::Arc;

use self::group::Group;
use self::layout::Layout;
use self::sheet::{RECORDS, Sheet};
use crate::kernel::Job;
use crate::kernel::transpose::{SIDE, transpose};
use crate::{Cube, MISSING, NO_SCORE, NOT_APPLICABLE, Plan, PlanError, Rows};

/// Some respondents' answers, by column, to be added up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// `columns[c][r]`: the code of respondent `r` in column `c`.
    pub columns: Vec<Vec<u8>>,
    /// `cells[f][r]`: the cell of respondent `r` in facet `f`, or `u32::MAX` for none.
    pub cells: Vec<Vec<u32>>,
}

impl Batch {
    /// Number of respondents.
    #[must_use]
    pub fn n(&self) -> usize {
        self.columns.first().map(Vec::len).or_else(|| self.cells.first().map(Vec::len)).unwrap_or(0)
    }
}

/// An engine that can carry out a plan: this process over a file, or a database over its rows.
pub trait Scan {
    /// Why it failed.
    type Error;
    /// Adds up everything the plan asks for.
    ///
    /// # Errors
    /// When the engine cannot read its rows.
    fn scan(&mut self, plan: &Plan) -> Result<Cube, Self::Error>;
}

/// Adds batches up. One per worker; merge them at the end.
///
/// Two accumulators that saw the same respondents, in whatever order, batches and number of workers, finish with cubes
/// that are `==`.
#[derive(Debug)]
pub struct Accumulator {
    layout: Arc<Layout>,
    sheet: Sheet,
    seen: Gathered,
    /// Respondents taken back; subtracted at the end, so that they may also be erased before they are seen.
    erased: Option<Gathered>,
}

impl Accumulator {
    /// An accumulator of nobody.
    ///
    /// # Errors
    /// When the plan cannot be carried out: all reasons.
    pub fn new(plan: &Plan) -> Result<Self, Vec<PlanError>> {
        let layout = Arc::new(Layout::new(plan)?);
        Ok(Self { sheet: Sheet::new(&layout), seen: Gathered::new(&layout), erased: None, layout })
    }

    /// Adds the respondents of a batch.
    ///
    /// # Panics
    /// When the batch has other columns or facets than the plan, columns of different lengths, a cell that does not
    /// exist, or a code above its column's largest value; then or at the end, when a composite is outside its
    /// histogram's bounds.
    pub fn observe(&mut self, batch: &Batch) {
        self.seen.add(&self.layout, &mut self.sheet, batch);
    }

    /// Adds respondents whose answers stand together, [`Plan::record`] bytes each; `cells` as in a [`Batch`]. The same as
    /// [`Accumulator::observe`], without turning columns into records first.
    ///
    /// # Panics
    /// As [`Accumulator::observe`], and when the records are not as many as the cells.
    pub fn observe_records(&mut self, records: &[u8], cells: &[Vec<u32>]) {
        self.seen.add_records(&self.layout, &mut self.sheet, records, cells);
    }

    /// Takes the respondents of a batch back, as if never seen. They may be observed later, also by another worker.
    ///
    /// # Panics
    /// As [`Accumulator::observe`].
    pub fn retract(&mut self, batch: &Batch) {
        let erased = self.erased.get_or_insert_with(|| Gathered::new(&self.layout));
        erased.add(&self.layout, &mut self.sheet, batch);
    }

    /// Adds the work of another worker on the same plan.
    ///
    /// # Panics
    /// When the plans differ.
    pub fn merge(&mut self, other: Self) {
        assert_eq!(self.layout.plan, other.layout.plan, "the same plan");
        self.seen.merge(&self.layout, &mut self.sheet, other.seen);
        match (&mut self.erased, other.erased) {
            (Some(mine), Some(theirs)) => mine.merge(&self.layout, &mut self.sheet, theirs),
            (None, theirs) => self.erased = theirs,
            (Some(_), None) => {}
        }
    }

    /// The evidence of all who were observed and not retracted.
    ///
    /// # Panics
    /// When somebody was retracted who was never observed.
    #[must_use]
    pub fn finish(mut self) -> Cube {
        let mut cube = self.seen.finish(&self.layout, &mut self.sheet);
        if let Some(erased) = self.erased {
            cube.unmerge(&erased.finish(&self.layout, &mut self.sheet));
        }
        cube.trim();
        cube
    }
}

/// Respondents dealt out to the groups of a plan.
#[derive(Debug)]
struct Gathered {
    groups: Vec<Group>,
    /// What no longer fitted the groups' small counters.
    cube: Option<Cube>,
}

impl Gathered {
    fn new(layout: &Layout) -> Self {
        Self { groups: layout.groups.iter().map(|facets| Group::new(facets)).collect(), cube: None }
    }

    fn add(&mut self, layout: &Layout, sheet: &mut Sheet, batch: &Batch) {
        check_batch(&layout.plan, batch);
        let mut records = vec![MISSING; SIDE * layout.width];
        for start in (0..batch.n()).step_by(SIDE) {
            let count = SIDE.min(batch.n() - start);
            layout.engine.run(ByRespondent { columns: &batch.columns, start, count, layout, records: &mut records });
            self.deal(layout, sheet, &records, &batch.cells, start, count);
        }
    }

    fn add_records(&mut self, layout: &Layout, sheet: &mut Sheet, records: &[u8], cells: &[Vec<u32>]) {
        check_records(layout, records);
        let n = records.len() / layout.width;
        check_cells(&layout.plan, cells, n);
        for (start, records) in (0..).step_by(SIDE).zip(records.chunks(SIDE * layout.width)) {
            self.deal(layout, sheet, records, cells, start, records.len() / layout.width);
        }
    }

    /// Deals out the records of respondents `start..start + count`.
    fn deal(
        &mut self,
        layout: &Layout,
        sheet: &mut Sheet,
        records: &[u8],
        cells: &[Vec<u32>],
        start: usize,
        count: usize,
    ) {
        for group in &mut self.groups {
            let combinations = group.combinations(cells, start, count);
            for (record, combination) in records.chunks_exact(layout.width).zip(&combinations[..count]) {
                group.push(*combination, record, layout, sheet, &mut self.cube);
            }
        }
        self.split_crowded(layout, sheet);
    }

    fn merge(&mut self, layout: &Layout, sheet: &mut Sheet, other: Self) {
        for theirs in other.groups {
            match self.groups.iter_mut().find(|mine| mine.is_like(&theirs)) {
                Some(mine) => mine.merge(theirs, layout, sheet, &mut self.cube),
                None => self.absorb(theirs, layout, sheet),
            }
        }
        match (&mut self.cube, other.cube) {
            (Some(mine), Some(theirs)) => mine.merge(&theirs),
            (None, theirs) => self.cube = theirs,
            (Some(_), None) => {}
        }
    }

    /// Splits a group that holds more combinations than the memory allows.
    fn split_crowded(&mut self, layout: &Layout, sheet: &mut Sheet) {
        if let Some(crowded) = self.groups.iter().position(|group| group.is_crowded(layout)) {
            let group = self.groups.remove(crowded);
            self.groups.extend(group.halves());
            self.absorb(group, layout, sheet);
        }
    }

    /// Takes over a group whose facets are dealt out otherwise here.
    fn absorb(&mut self, other: Group, layout: &Layout, sheet: &mut Sheet) {
        for (cells, heap) in other.into_heaps() {
            if let Some(tally) = &heap.tally {
                let cube = self.cube.get_or_insert_with(|| Cube::new(&layout.plan));
                tally.add_to(layout, cube, cells.iter().copied());
            }
            for group in &mut self.groups {
                let combination = group.combination_of(&cells);
                for record in heap.records().chunks_exact(layout.width) {
                    group.push(combination, record, layout, sheet, &mut self.cube);
                }
            }
        }
    }

    fn finish(self, layout: &Layout, sheet: &mut Sheet) -> Cube {
        let mut cube = self.cube.unwrap_or_else(|| Cube::new(&layout.plan));
        for group in self.groups {
            group.finish(layout, sheet, &mut cube);
        }
        cube
    }
}

/// Refuses what would be added up wrongly or in part.
fn check_batch(plan: &Plan, batch: &Batch) {
    let n = batch.n();
    assert_eq!(batch.columns.len(), plan.column_max.len(), "the plan's columns");
    for (column, &max) in batch.columns.iter().zip(&plan.column_max) {
        assert_eq!(column.len(), n, "columns of one length");
        let wrong = column.iter().fold(false, |wrong, &code| wrong | ((code > max) & (code < NOT_APPLICABLE)));
        assert!(!wrong, "codes within their column's largest value");
    }
    check_cells(plan, &batch.cells, n);
}

fn check_cells(plan: &Plan, cells: &[Vec<u32>], n: usize) {
    assert_eq!(cells.len(), plan.facets.len(), "the plan's facets");
    for (cells, facet) in cells.iter().zip(&plan.facets) {
        assert_eq!(cells.len(), n, "columns of one length");
        let wrong =
            cells.iter().fold(false, |wrong, &cell| wrong | ((cell as usize >= facet.cells) & (cell != u32::MAX)));
        assert!(!wrong, "cells that exist");
    }
}

fn check_records(layout: &Layout, records: &[u8]) {
    assert!(records.len().is_multiple_of(layout.width), "whole records");
    // What is behind the columns is nobody's answer.
    let mut most = vec![0; layout.width];
    most[..layout.plan.column_max.len()].copy_from_slice(&layout.plan.column_max);
    let wrong = layout.engine.run(Outside { records, most: &most });
    assert!(!wrong, "codes within their column's largest value");
}

/// Whether any code of any record is above its column's largest value.
struct Outside<'a> {
    records: &'a [u8],
    most: &'a [u8],
}

impl Job for Outside<'_> {
    type Output = bool;

    #[inline(always)]
    fn run(self) -> bool {
        let mut wrong = [0_u8; SIDE];
        for record in self.records.chunks_exact(self.most.len()) {
            for (codes, most) in record.as_chunks::<SIDE>().0.iter().zip(self.most.as_chunks::<SIDE>().0) {
                for ((wrong, &code), &most) in wrong.iter_mut().zip(codes).zip(most) {
                    *wrong |= u8::from((code > most) & (code < NOT_APPLICABLE));
                }
            }
        }
        wrong != [0; SIDE]
    }
}

/// The answers of respondents `start..start + count`, each respondent's together.
struct ByRespondent<'a> {
    columns: &'a [Vec<u8>],
    start: usize,
    count: usize,
    layout: &'a Layout,
    records: &'a mut [u8],
}

impl Job for ByRespondent<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        const NOBODY: [u8; SIDE] = [MISSING; SIDE];
        let Self { columns, start, count, layout, records } = self;
        for (block, columns) in columns.chunks(SIDE).enumerate() {
            let mut ragged = [NOBODY; SIDE];
            let mut lines = [&NOBODY; SIDE];
            if count == SIDE {
                for (line, column) in lines.iter_mut().zip(columns) {
                    *line = column[start..].first_chunk().unwrap_or(&NOBODY);
                }
            } else {
                for (to, column) in ragged.iter_mut().zip(columns) {
                    to[..count].copy_from_slice(&column[start..start + count]);
                }
                lines = ragged.each_ref();
            }
            let turned = transpose(lines);
            for (record, turned) in records.chunks_exact_mut(layout.width).zip(&turned) {
                record[block * SIDE..(block + 1) * SIDE].copy_from_slice(turned);
            }
        }
    }
}

impl Plan {
    /// Bytes of one respondent's record: a code per column, then [`MISSING`] up to a whole number of vectors.
    #[must_use]
    pub fn record(&self) -> usize {
        layout::record(self.column_max.len())
    }

    /// Every composite of every respondent, by composite; [`NO_SCORE`] where undefined. The same definitions, and the
    /// same code, as the sums.
    ///
    /// # Panics
    /// When the plan cannot be carried out (see [`Plan::check`]) or the rows have other columns.
    #[must_use]
    pub fn composites_of(&self, rows: &Rows) -> Vec<Vec<i64>> {
        let layout = Layout::new(self).expect("a plan that was checked");
        assert_eq!(rows.columns.len(), self.column_max.len(), "the plan's columns");
        let mut sheet = Sheet::new(&layout);
        let mut made = vec![Vec::with_capacity(rows.n); self.composites.len()];
        for start in (0..rows.n).step_by(RECORDS) {
            let count = RECORDS.min(rows.n - start);
            sheet.take_columns(&layout, &rows.columns, start, count);
            for (composite, values) in made.iter_mut().enumerate() {
                values.extend((0..count).map(|r| sheet.score(composite, r).unwrap_or(NO_SCORE)));
            }
        }
        made
    }
}
