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
use crate::kernel::{Aligned, Job, VECTOR};
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
        layout.engine.run(CountAbsent { sheet: self, tally });
        self.add_blocks(layout, tally);
        layout.engine.run(Placing { sheet: self, layout });
        self.count_places(layout, tally);
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
        let mut counted: Vec<(&[u16], &mut [u16])> = Vec::with_capacity(self.places.len());
        for (places, cells) in self.places.iter().zip(tables.chain(histograms)).filter(|(_, cells)| *cells > 0) {
            let (counts, behind) = rest.split_at_mut(cells);
            rest = behind;
            counted.push((&places[..self.count], counts));
        }
        let (fours, others) = counted.as_chunks_mut();
        fours.iter_mut().for_each(|[a, b, c, d]| count_four([a.0, b.0, c.0, d.0], a.1, b.1, c.1, d.1));
        for (places, counts) in others {
            places.iter().for_each(|&place| counts[usize::from(place)] += 1);
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

/// Four tables at a time: respondents who answer alike hit the same counter one after the other, and the second waits
/// for the first; the other tables fill the wait.
fn count_four(places: [&[u16]; 4], a: &mut [u16], b: &mut [u16], c: &mut [u16], d: &mut [u16]) {
    for (((&in_a, &in_b), &in_c), &in_d) in places[0].iter().zip(places[1]).zip(places[2]).zip(places[3]) {
        a[usize::from(in_a)] += 1;
        b[usize::from(in_b)] += 1;
        c[usize::from(in_c)] += 1;
        d[usize::from(in_d)] += 1;
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

/// Counts the answers that were not given.
struct CountAbsent<'a> {
    sheet: &'a Sheet,
    tally: &'a mut Tally,
}

impl Job for CountAbsent<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { sheet, tally } = self;
        let padding = (RECORDS - sheet.count) as u32;
        for (c, column) in sheet.columns.iter().enumerate().take(tally.missing.len()) {
            if !column.whole {
                tally.missing[c] += occurrences(&column.codes, MISSING) - padding;
                tally.not_applicable[c] += occurrences(&column.codes, NOT_APPLICABLE);
            }
        }
    }
}

/// How often a code occurs; counted in bytes lane by lane, which are as many as the codes of a vector.
#[inline(always)]
fn occurrences(codes: &[u8; RECORDS], code: u8) -> u32 {
    let mut lanes = [0_u8; VECTOR];
    for part in codes.as_chunks::<VECTOR>().0 {
        for (lane, &other) in lanes.iter_mut().zip(part) {
            *lane += u8::from(other == code);
        }
    }
    lanes.iter().map(|&lane| u32::from(lane)).sum()
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
