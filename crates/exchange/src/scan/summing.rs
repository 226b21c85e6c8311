//! One worker's sums, with room for as many segments as have been seen.
//!
//! Separate, because the number of segments is known only at the end of a file, and evidence is large: room for a thousand
//! segments would cost more memory and time than twenty are worth. When more appear, the sums so far are put aside.

use sums::{Accumulator, Batch, Cube, Facet, Plan};

/// Sums that grow.
#[derive(Default)]
pub(super) struct Summing {
    /// Cells per facet there is room for.
    room: Vec<usize>,
    current: Option<Accumulator>,
    /// Sums of when there was less room.
    aside: Vec<Cube>,
}

impl Summing {
    /// Adds a batch up whose facets have `needed` cells so far; `plan` was checked with the most cells there may be.
    pub(super) fn observe(&mut self, plan: &Plan, needed: &[usize], batch: &Batch) {
        if let Some(accumulator) = self.with_room(plan, needed) {
            accumulator.observe(batch);
        }
    }

    /// The same for records, whose cells these are.
    pub(super) fn observe_records(&mut self, plan: &Plan, needed: &[usize], records: &[u8], cells: &[Vec<u32>]) {
        if let Some(accumulator) = self.with_room(plan, needed) {
            accumulator.observe_records(records, cells);
        }
    }

    fn with_room(&mut self, plan: &Plan, needed: &[usize]) -> Option<&mut Accumulator> {
        let fits = needed.iter().zip(&self.room).all(|(needed, room)| needed <= room);
        if self.current.is_none() || !fits {
            self.grow(plan, needed);
        }
        self.current.as_mut()
    }

    fn grow(&mut self, plan: &Plan, needed: &[usize]) {
        self.aside.extend(self.current.take().map(Accumulator::finish));
        let doubled = |facet: usize, needed: usize| match self.room.get(facet) {
            Some(&room) if room < needed => needed.max(2 * room).min(plan.facets[facet].cells.max(needed)),
            Some(&room) => room,
            None => needed,
        };
        self.room = needed.iter().enumerate().map(|(facet, &needed)| doubled(facet, needed)).collect();
        let facets = self.room.iter().map(|&cells| Facet { cells }).collect();
        let plan = Plan { facets, ..plan.clone() };
        self.current = Some(Accumulator::new(&plan).expect("a plan that was checked with more cells"));
    }

    /// All sums, to be merged cell by cell; some have fewer cells than others.
    pub(super) fn finish(self) -> Vec<Cube> {
        let last = self.current.map(Accumulator::finish);
        self.aside.into_iter().chain(last).collect()
    }
}
