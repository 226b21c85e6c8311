//! Facets that are dealt out together: one heap of records per combination of their cells.
//!
//! Separate from the scoring of a sheet. Folds and segments together make a few hundred combinations; scoring each
//! respondent once per combination instead of once per facet halves the work, and the facets' own sums are additions
//! at the end. Records that never filled a sheet are scored once per facet, with their neighbours: a small survey does
//! not pay for combinations it does not fill. A group with too many combinations for the memory is split by its owner.

use super::layout::Layout;
use super::sheet::{RECORDS, Sheet};
use super::tally::Tally;
use crate::Cube;
use crate::kernel::transpose::SIDE;

#[derive(Debug)]
pub(super) struct Group {
    facets: Vec<Dealt>,
    heaps: Vec<Option<Box<Heap>>>,
    /// Heaps that exist.
    live: usize,
}

/// A facet of the group. Its last place is for those who belong to none of its cells.
#[derive(Debug, PartialEq)]
struct Dealt {
    facet: usize,
    cells: usize,
    stride: usize,
}

#[derive(Debug)]
pub(super) struct Heap {
    /// Records not yet scored, one behind the other.
    records: Vec<u8>,
    count: usize,
    /// What was scored.
    pub tally: Option<Tally>,
}

impl Group {
    pub fn new(facets: &[(usize, usize)]) -> Self {
        let mut stride = 1;
        let mut dealt = vec![];
        for &(facet, cells) in facets {
            dealt.push(Dealt { facet, cells, stride });
            stride *= cells + 1;
        }
        let heaps = std::iter::repeat_with(|| None).take(stride).collect();
        Self { facets: dealt, heaps, live: 0 }
    }

    /// Whether it deals out the same facets in the same way.
    pub fn is_like(&self, other: &Self) -> bool {
        self.facets == other.facets
    }

    /// Whether it holds too many combinations, and could be split.
    pub fn is_crowded(&self, layout: &Layout) -> bool {
        self.live > layout.most_heaps && self.facets.len() > 1
    }

    /// Two empty groups for its facets: the last one apart.
    pub fn halves(&self) -> [Self; 2] {
        let facets: Vec<(usize, usize)> = self.facets.iter().map(|dealt| (dealt.facet, dealt.cells)).collect();
        let (rest, last) = facets.split_at(facets.len() - 1);
        [Self::new(rest), Self::new(last)]
    }

    /// Gives up what it holds: for each combination its (facet, cell) pairs and its heap.
    pub fn into_heaps(self) -> impl Iterator<Item = (Vec<(usize, usize)>, Box<Heap>)> {
        let Self { facets, heaps, .. } = self;
        heaps
            .into_iter()
            .enumerate()
            .filter_map(move |(combination, heap)| heap.map(|heap| (cells_of(&facets, combination).collect(), heap)))
    }

    /// The combination of the given (facet, cell) pairs, in none of the other facets' cells.
    pub fn combination_of(&self, cells: &[(usize, usize)]) -> usize {
        let cell =
            |dealt: &Dealt| cells.iter().find(|(facet, _)| *facet == dealt.facet).map_or(dealt.cells, |pair| pair.1);
        self.facets.iter().map(|dealt| dealt.stride * cell(dealt)).sum()
    }

    /// The combinations of cells that respondents `start..start + count` belong to.
    pub fn combinations(&self, cells: &[Vec<u32>], start: usize, count: usize) -> [usize; SIDE] {
        let mut combinations = [0; SIDE];
        for dealt in &self.facets {
            let cells = &cells[dealt.facet][start..start + count];
            for (combination, &cell) in combinations.iter_mut().zip(cells) {
                *combination += dealt.stride * dealt.cells.min(cell as usize);
            }
        }
        combinations
    }

    /// Adds one respondent's record to its combination; the last combination is no cell of any facet.
    #[inline]
    pub fn push(&mut self, cell: usize, record: &[u8], layout: &Layout, sheet: &mut Sheet, cube: &mut Option<Cube>) {
        if cell + 1 == self.heaps.len() {
            return;
        }
        let live = &mut self.live;
        let heap = self.heaps[cell].get_or_insert_with(|| {
            *live += 1;
            Heap::new(layout)
        });
        heap.push(record);
        if heap.count == RECORDS {
            sheet.take_records(layout, &heap.records, RECORDS);
            heap.count = 0;
            let tally = heap.tally.get_or_insert_with(|| Tally::new(layout));
            if tally.is_full() {
                let cube = cube.get_or_insert_with(|| Cube::new(&layout.plan));
                tally.add_to(layout, cube, cells_of(&self.facets, cell));
                tally.clear();
            }
            sheet.add_to(layout, tally);
        }
    }

    pub fn merge(&mut self, other: Self, layout: &Layout, sheet: &mut Sheet, cube: &mut Option<Cube>) {
        for (cell, theirs) in other.heaps.into_iter().enumerate() {
            let Some(theirs) = theirs else { continue };
            if self.heaps[cell].is_none() {
                self.heaps[cell] = Some(theirs);
                self.live += 1;
                continue;
            }
            for record in theirs.records().chunks_exact(layout.width) {
                self.push(cell, record, layout, sheet, cube);
            }
            let Some(tally) = theirs.tally else { continue };
            match self.heaps[cell].as_mut().and_then(|mine| mine.tally.as_mut()) {
                Some(mine) if mine.fits(&tally) => mine.merge(&tally),
                _ => {
                    let cube = cube.get_or_insert_with(|| Cube::new(&layout.plan));
                    tally.add_to(layout, cube, cells_of(&self.facets, cell));
                }
            }
        }
    }

    /// Adds everything to the cube.
    pub fn finish(self, layout: &Layout, sheet: &mut Sheet, cube: &mut Cube) {
        for (cell, heap) in self.heaps.iter().enumerate() {
            if let Some(tally) = heap.as_ref().and_then(|heap| heap.tally.as_ref()) {
                tally.add_to(layout, cube, cells_of(&self.facets, cell));
            }
        }
        let mut tally = Tally::new(layout);
        let mut rest = Heap::new(layout);
        for dealt in &self.facets {
            for cell in 0..dealt.cells {
                self.score_rest(dealt, cell, layout, sheet, &mut rest, &mut tally, cube);
            }
        }
    }

    /// Scores the unscored records of all combinations with `cell`, many combinations to a sheet.
    #[allow(clippy::too_many_arguments, reason = "the last three are places to work in, kept from cell to cell")]
    fn score_rest(
        &self,
        dealt: &Dealt,
        cell: usize,
        layout: &Layout,
        sheet: &mut Sheet,
        rest: &mut Heap,
        tally: &mut Tally,
        cube: &mut Cube,
    ) {
        let mut score = |rest: &mut Heap, tally: &mut Tally| {
            sheet.take_records(layout, &rest.records, rest.count);
            sheet.add_to(layout, tally);
            rest.count = 0;
        };
        let turn = dealt.stride * (dealt.cells + 1);
        let combinations = (0..self.heaps.len()).step_by(turn).flat_map(|high| {
            let start = high + cell * dealt.stride;
            start..start + dealt.stride
        });
        for heap in combinations.filter_map(|combination| self.heaps[combination].as_ref()) {
            for record in heap.records().chunks_exact(layout.width) {
                rest.push(record);
                if rest.count == RECORDS {
                    score(rest, tally);
                }
                if tally.is_full() {
                    tally.add_to(layout, cube, std::iter::once((dealt.facet, cell)));
                    tally.clear();
                }
            }
        }
        if rest.count > 0 {
            score(rest, tally);
        }
        if tally.rows > 0 {
            tally.add_to(layout, cube, std::iter::once((dealt.facet, cell)));
            tally.clear();
        }
    }
}

/// The (facet, cell) pairs a combination belongs to.
fn cells_of(facets: &[Dealt], combination: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    facets
        .iter()
        .map(move |dealt| (dealt.facet, combination / dealt.stride % (dealt.cells + 1), dealt.cells))
        .filter(|&(_, cell, cells)| cell < cells)
        .map(|(facet, cell, _)| (facet, cell))
}

impl Heap {
    fn new(layout: &Layout) -> Box<Self> {
        Box::new(Self { records: vec![0; RECORDS * layout.width], count: 0, tally: None })
    }

    #[inline]
    fn push(&mut self, record: &[u8]) {
        let place = &mut self.records[self.count * record.len()..][..record.len()];
        // Sixteen bytes at a time: records are whole blocks, and a call to copy a few bytes costs more than the copy.
        for (to, from) in place.chunks_exact_mut(SIDE).zip(record.chunks_exact(SIDE)) {
            to.copy_from_slice(from);
        }
        self.count += 1;
    }

    /// Records not yet scored, one behind the other.
    pub fn records(&self) -> &[u8] {
        &self.records[..self.records.len() / RECORDS * self.count]
    }
}
