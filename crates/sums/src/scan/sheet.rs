//! A sheet of 256 respondents by column, and its way into the counters.
//!
//! Separate from the dealing out and from the counters. Everything about a sheet is a loop over 256 values of one
//! column, so that the compiler can use the vectors of the machine. It decides nothing: scores, packing and places have
//! their own files.

use super::layout::{Distribution, Layout};
use super::packing::Packing;
use super::placing::Placing;
use super::score::Score;
use super::tally::Tally;
use crate::kernel::transpose::{SIDE, transpose};
use crate::kernel::{Aligned, Job};
use crate::plan::Width;
use crate::{MAX_VALUE, MISSING, NOT_APPLICABLE};

/// Respondents in a sheet.
pub(super) const RECORDS: usize = 256;

pub(super) const ALL: [u8; RECORDS] = [u8::MAX; RECORDS];
pub(super) const ZERO: [u8; RECORDS] = [0; RECORDS];

#[derive(Debug)]
pub(super) struct Sheet {
    /// Respondents; the rest of every column is missing.
    count: usize,
    /// All ones for the respondents, zero behind them.
    pub present: [u8; RECORDS],
    pub columns: Vec<Column>,
    pub scores: Vec<Score>,
    /// For each table, then each histogram: the counter of each respondent.
    pub places: Vec<[u16; RECORDS]>,
    /// The block at hand, as its kernel takes it.
    pub bytes: Aligned<u8>,
    pub shorts: Aligned<i16>,
    pub longs: Vec<[i64; RECORDS]>,
}

#[derive(Debug, Clone)]
pub(super) struct Column {
    pub codes: [u8; RECORDS],
    /// All ones where the code is a value, else zero.
    pub answered: [u8; RECORDS],
    /// Whether every code is a value.
    pub whole: bool,
}

impl Sheet {
    pub fn new(layout: &Layout) -> Self {
        let nobody = Column { codes: [MISSING; RECORDS], answered: ZERO, whole: false };
        let most = layout.plan.blocks.iter().map(Vec::len).max().unwrap_or(0) + 1;
        Self {
            count: 0,
            present: ZERO,
            columns: vec![nobody; layout.width],
            scores: layout.composites.iter().map(Score::new).collect(),
            places: vec![[0; RECORDS]; layout.tables.len() + layout.histograms.len()],
            bytes: Aligned::new(most * RECORDS),
            shorts: Aligned::new(most * RECORDS),
            longs: vec![[0; RECORDS]; most],
        }
    }

    /// Takes `count` records, each respondent's answers together, and scores them.
    pub fn take_records(&mut self, layout: &Layout, records: &[u8], count: usize) {
        self.set_count(count);
        layout.engine.run(FromRecords { sheet: self, layout, records });
    }

    /// Takes respondents `start..start + count` of some columns and scores them.
    pub fn take_columns(&mut self, layout: &Layout, columns: &[Vec<u8>], start: usize, count: usize) {
        self.set_count(count);
        for (column, from) in self.columns.iter_mut().zip(columns) {
            column.codes[..count].copy_from_slice(&from[start..start + count]);
            column.codes[count..].fill(MISSING);
        }
        layout.engine.run(Scoring { sheet: self, layout });
    }

    fn set_count(&mut self, count: usize) {
        self.count = count;
        self.present[..count].fill(u8::MAX);
        self.present[count..].fill(0);
    }

    /// The composite of a respondent of the sheet.
    pub fn score(&self, composite: usize, r: usize) -> Option<i64> {
        let score = &self.scores[composite];
        (score.defined[r] != 0).then(|| score.value(r))
    }

    /// Adds the sheet to the counters.
    pub fn add_to(&mut self, layout: &Layout, tally: &mut Tally) {
        tally.rows += self.count as u32;
        self.count_absent(tally);
        self.add_blocks(layout, tally);
        layout.engine.run(Placing { sheet: self, layout });
        self.count_places(layout, tally);
    }

    fn count_absent(&self, tally: &mut Tally) {
        let padding = (RECORDS - self.count) as u32;
        for (c, column) in self.columns.iter().enumerate().take(tally.missing.len()) {
            if !column.whole {
                let count = |absent: u8| column.codes.iter().map(|&code| u32::from(code == absent)).sum::<u32>();
                tally.missing[c] += count(MISSING) - padding;
                tally.not_applicable[c] += count(NOT_APPLICABLE);
            }
        }
    }

    fn add_blocks(&mut self, layout: &Layout, tally: &mut Tally) {
        for (variables, block) in layout.plan.blocks.iter().zip(&layout.blocks) {
            let range = block.start..block.start + block.cells;
            let length = (variables.len() + 1) * RECORDS;
            layout.engine.run(Packing { sheet: self, variables, width: block.width });
            match block.width {
                Width::Byte => {
                    layout.engine.add_bytes(&self.bytes.values()[..length], RECORDS, &mut tally.narrow[range]);
                }
                Width::Short => {
                    let packed = &self.shorts.values()[..length];
                    layout.engine.add_shorts(packed, RECORDS, block.magnitude, &mut tally.narrow[range]);
                }
                Width::Wide => add_longs(&self.longs[..=variables.len()], &mut tally.wide[range]),
            }
        }
    }

    fn count_places(&self, layout: &Layout, tally: &mut Tally) {
        let tables = layout.tables.iter().map(|pair| pair.cells);
        let histograms = layout.histograms.iter().map(Distribution::counters);
        let mut rest = tally.counts.as_mut_slice();
        let mut counters = self.places.iter().zip(tables.chain(histograms)).filter(|(_, cells)| *cells > 0);
        while let Some((places, cells)) = counters.next() {
            let (counts, behind) = rest.split_at_mut(cells);
            if let Some((other_places, other_cells)) = counters.next() {
                let (other_counts, behind) = behind.split_at_mut(other_cells);
                count_two(&places[..self.count], counts, &other_places[..self.count], other_counts);
                rest = behind;
            } else {
                places[..self.count].iter().for_each(|&place| counts[usize::from(place)] += 1);
                rest = behind;
            }
        }
        for distribution in &layout.histograms {
            if let Distribution::Loose { composite, slot } = *distribution {
                for value in (0..self.count).filter_map(|r| self.score(composite, r)) {
                    *tally.loose[slot].entry(value).or_default() += 1;
                }
            }
        }
    }
}

/// Two tables at a time: respondents who answer alike hit the same counter one after the other, and the second waits
/// for the first; the other table fills the wait.
fn count_two(places: &[u16], counts: &mut [u16], other_places: &[u16], other_counts: &mut [u16]) {
    for (&place, &other) in places.iter().zip(other_places) {
        counts[usize::from(place)] += 1;
        other_counts[usize::from(other)] += 1;
    }
}

/// 64-bit values are few: a plain loop per pair, 128 bits wide.
fn add_longs(columns: &[[i64; RECORDS]], out: &mut [i128]) {
    let mut cells = out.iter_mut();
    for (i, x) in columns.iter().enumerate() {
        for (y, cell) in columns[..=i].iter().zip(&mut cells) {
            *cell += x.iter().zip(y).map(|(&a, &b)| i128::from(a) * i128::from(b)).sum::<i128>();
        }
    }
}

struct FromRecords<'a> {
    sheet: &'a mut Sheet,
    layout: &'a Layout,
    records: &'a [u8],
}

impl Job for FromRecords<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        const NOBODY: [u8; SIDE] = [MISSING; SIDE];
        let Self { sheet, layout, records } = self;
        let (width, count) = (layout.width, sheet.count);
        for start in (0..RECORDS).step_by(SIDE) {
            for block in (0..width).step_by(SIDE) {
                let mut lines = [&NOBODY; SIDE];
                for (r, line) in lines.iter_mut().enumerate().take(count.saturating_sub(start)) {
                    if let Some(record) = records[(start + r) * width + block..].first_chunk() {
                        *line = record;
                    }
                }
                let turned = transpose(lines);
                for (column, turned) in sheet.columns[block..block + SIDE].iter_mut().zip(&turned) {
                    column.codes[start..start + SIDE].copy_from_slice(turned);
                }
            }
        }
        Scoring { sheet, layout }.run();
    }
}

/// Marks what was answered and scores every composite.
struct Scoring<'a> {
    sheet: &'a mut Sheet,
    layout: &'a Layout,
}

impl Job for Scoring<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { sheet, layout } = self;
        for column in &mut sheet.columns {
            column.whole = column.codes.iter().fold(0, |most, &code| most.max(code)) <= MAX_VALUE;
            for (answered, &code) in column.answered.iter_mut().zip(&column.codes) {
                *answered = if code <= MAX_VALUE { u8::MAX } else { 0 };
            }
        }
        for (index, recipe) in layout.composites.iter().enumerate() {
            let (earlier, rest) = sheet.scores.split_at_mut(index);
            rest[0].fill(recipe, &sheet.columns, earlier);
        }
    }
}
