//! A sheet of 256 respondents by column: their masks, their composites, and their way into the counters.
//!
//! Separate from the dealing out and from the counters. Everything here is a loop over 256 values of one column, so
//! that the compiler can use the vectors of the machine; a respondent-by-respondent twin in the tests says the same in
//! the words of the definitions.
#![allow(
    clippy::needless_range_loop,
    reason = "several columns are read at the same respondent"
)]

use super::layout::{Distribution, Layout, Pair, Recipe, Rule, Step, Term};
use super::tally::Tally;
use crate::kernel::transpose::{SIDE, transpose};
use crate::kernel::{Aligned, Job};
use crate::plan::Width;
use crate::{MAX_VALUE, MISSING, NOT_APPLICABLE, Variable};

/// Respondents in a sheet.
pub(super) const RECORDS: usize = 256;

const ALL: [u8; RECORDS] = [u8::MAX; RECORDS];
const ZERO: [u8; RECORDS] = [0; RECORDS];

#[derive(Debug)]
pub(super) struct Sheet {
    /// Respondents; the rest of every column is missing.
    count: usize,
    columns: Vec<Column>,
    scores: Vec<Score>,
    /// For each table, then each histogram that is counted densely: the counter of each respondent.
    places: Vec<[u16; RECORDS]>,
    bytes: Aligned<u8>,
    shorts: Aligned<i16>,
    longs: Vec<[i64; RECORDS]>,
}

#[derive(Debug, Clone)]
struct Column {
    codes: [u8; RECORDS],
    /// All ones where the code is a value, else zero.
    answered: [u8; RECORDS],
    /// Whether every code is a value.
    whole: bool,
}

/// A composite of every respondent; zero where undefined.
#[derive(Debug, Clone)]
struct Score {
    values: Values,
    /// All ones where it is defined, else zero.
    defined: [i16; RECORDS],
    /// How many answers it is made of, and their sum: the place in a histogram that is counted so.
    answers: [i16; RECORDS],
    sums: [i16; RECORDS],
}

#[derive(Debug, Clone)]
enum Values {
    Short(Box<[i16; RECORDS]>),
    Long(Box<[i64; RECORDS]>),
}

impl Sheet {
    pub fn new(layout: &Layout) -> Self {
        let score = |recipe: &Recipe| Score {
            values: if recipe.short {
                Values::Short(Box::new([0; RECORDS]))
            } else {
                Values::Long(Box::new([0; RECORDS]))
            },
            defined: [0; RECORDS],
            answers: [0; RECORDS],
            sums: [0; RECORDS],
        };
        let most = layout.plan.blocks.iter().map(Vec::len).max().unwrap_or(0) + 1;
        Self {
            count: 0,
            columns: vec![
                Column {
                    codes: [MISSING; RECORDS],
                    answered: ZERO,
                    whole: false
                };
                layout.width
            ],
            scores: layout.composites.iter().map(score).collect(),
            places: vec![[0; RECORDS]; layout.tables.len() + layout.histograms.len()],
            bytes: Aligned::new(most * RECORDS),
            shorts: Aligned::new(most * RECORDS),
            longs: vec![[0; RECORDS]; most],
        }
    }

    /// Takes `count` records, each respondent's answers together, and scores them.
    pub fn take_records(&mut self, layout: &Layout, records: &[u8], count: usize) {
        self.count = count;
        layout.engine.run(FromRecords {
            sheet: self,
            layout,
            records,
        });
    }

    /// Takes respondents `start..start + count` of some columns and scores them.
    pub fn take_columns(
        &mut self,
        layout: &Layout,
        columns: &[Vec<u8>],
        start: usize,
        count: usize,
    ) {
        self.count = count;
        for (column, from) in self.columns.iter_mut().zip(columns) {
            column.codes[..count].copy_from_slice(&from[start..start + count]);
            column.codes[count..].fill(MISSING);
        }
        layout.engine.run(Scoring {
            sheet: self,
            layout,
        });
    }

    /// The composite of a respondent of the sheet.
    pub fn score(&self, composite: usize, r: usize) -> Option<i64> {
        let score = &self.scores[composite];
        (score.defined[r] != 0).then(|| match &score.values {
            Values::Short(values) => i64::from(values[r]),
            Values::Long(values) => values[r],
        })
    }

    /// Adds the sheet to the counters.
    pub fn add_to(&mut self, layout: &Layout, tally: &mut Tally) {
        tally.rows += self.count as u32;
        self.count_absent(tally);
        self.add_blocks(layout, tally);
        layout.engine.run(Placing {
            sheet: self,
            layout,
        });
        self.count_places(layout, tally);
    }

    fn count_absent(&self, tally: &mut Tally) {
        let padding = (RECORDS - self.count) as u32;
        for (c, column) in self.columns.iter().enumerate().take(tally.missing.len()) {
            if !column.whole {
                let count = |absent: u8| {
                    column
                        .codes
                        .iter()
                        .map(|&code| u32::from(code == absent))
                        .sum::<u32>()
                };
                tally.missing[c] += count(MISSING) - padding;
                tally.not_applicable[c] += count(NOT_APPLICABLE);
            }
        }
    }

    fn add_blocks(&mut self, layout: &Layout, tally: &mut Tally) {
        for (variables, block) in layout.plan.blocks.iter().zip(&layout.blocks) {
            let range = block.start..block.start + block.cells;
            let length = (variables.len() + 1) * RECORDS;
            layout.engine.run(Packing {
                sheet: self,
                variables,
                width: block.width,
            });
            match block.width {
                Width::Byte => {
                    layout.engine.add_bytes(
                        &self.bytes.values()[..length],
                        RECORDS,
                        &mut tally.narrow[range],
                    );
                }
                Width::Short => {
                    let packed = &self.shorts.values()[..length];
                    layout.engine.add_shorts(
                        packed,
                        RECORDS,
                        block.magnitude,
                        &mut tally.narrow[range],
                    );
                }
                Width::Wide => add_longs(&self.longs[..=variables.len()], &mut tally.wide[range]),
            }
        }
    }

    fn count_places(&self, layout: &Layout, tally: &mut Tally) {
        let tables = layout
            .tables
            .iter()
            .map(|pair| Some((pair.start, pair.cells)));
        let histograms = layout
            .histograms
            .iter()
            .map(|distribution| match *distribution {
                Distribution::Counted { start, cells, .. }
                | Distribution::Direct { start, cells, .. } => Some((start, cells + 1)),
                Distribution::Loose { .. } => None,
            });
        for (places, counters) in self.places.iter().zip(tables.chain(histograms)) {
            let Some((start, cells)) = counters else {
                continue;
            };
            let counts = &mut tally.counts[start..start + cells];
            for &place in &places[..self.count] {
                counts[usize::from(place)] += 1;
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

/// 64-bit values are few: a plain loop per pair, 128 bits wide.
fn add_longs(columns: &[[i64; RECORDS]], out: &mut [i128]) {
    let mut cells = out.iter_mut();
    for (i, x) in columns.iter().enumerate() {
        for (y, cell) in columns[..=i].iter().zip(&mut cells) {
            *cell += x
                .iter()
                .zip(y)
                .map(|(&a, &b)| i128::from(a) * i128::from(b))
                .sum::<i128>();
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
        let Self {
            sheet,
            layout,
            records,
        } = self;
        let (width, count) = (layout.width, sheet.count);
        for start in (0..RECORDS).step_by(SIDE) {
            for block in (0..width).step_by(SIDE) {
                let turned = transpose(std::array::from_fn(|i| {
                    let record = records
                        .get((start + i) * width + block..)
                        .filter(|_| start + i < count);
                    record
                        .and_then(|record| record.first_chunk())
                        .unwrap_or(&NOBODY)
                }));
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
            score(recipe, &sheet.columns, earlier, &mut rest[0]);
        }
    }
}

#[inline(always)]
fn score(recipe: &Recipe, columns: &[Column], earlier: &[Score], score: &mut Score) {
    let Score {
        values,
        defined,
        answers,
        sums,
    } = score;
    match (&recipe.rule, values) {
        (
            Rule::Mean {
                terms,
                minimum,
                scale,
            },
            Values::Short(values),
        ) => {
            add_terms(terms, columns, answers, sums);
            **values = [0; RECORDS];
            *defined = [0; RECORDS];
            for count in *minimum..=terms.len() {
                // Fits 16 bits, because every value of the composite does; so do the sums and the counts.
                let (factor, count) = ((scale / count as i64) as i16, count as i16);
                for r in 0..RECORDS {
                    let hit = -i16::from(answers[r] == count);
                    values[r] |= sums[r].wrapping_mul(factor) & hit;
                    defined[r] |= hit;
                }
            }
        }
        (
            Rule::Mean {
                terms,
                minimum,
                scale,
            },
            Values::Long(values),
        ) => {
            let (mut answers, mut sums) = ([0_i64; RECORDS], [0_i64; RECORDS]);
            add_terms(terms, columns, &mut answers, &mut sums);
            for r in 0..RECORDS {
                let hit = answers[r] >= *minimum as i64;
                values[r] = if hit { scale / answers[r] * sums[r] } else { 0 };
                defined[r] = -i16::from(hit);
            }
        }
        (Rule::Total { of }, values) => {
            *defined = [-1; RECORDS];
            for &part in of {
                for r in 0..RECORDS {
                    defined[r] &= earlier[part].defined[r];
                }
            }
            match values {
                Values::Short(values) => {
                    **values = [0; RECORDS];
                    for &part in of {
                        // The parts of a short total are short: all bounds include zero.
                        let Values::Short(part) = &earlier[part].values else {
                            continue;
                        };
                        for r in 0..RECORDS {
                            values[r] = values[r].wrapping_add(part[r]);
                        }
                    }
                    for r in 0..RECORDS {
                        values[r] &= defined[r];
                    }
                }
                Values::Long(values) => {
                    for r in 0..RECORDS {
                        let total: i64 = of.iter().map(|&part| earlier[part].value(r)).sum();
                        values[r] = total & i64::from(defined[r]);
                    }
                }
            }
        }
        (
            Rule::Weight {
                column,
                among,
                low,
                high,
                shares,
            },
            values,
        ) => {
            let Values::Long(values) = values else { return };
            let mut sums = [0_i64; RECORDS];
            *defined = columns[*column]
                .answered
                .map(|answered| i16::from(answered as i8));
            for &column in among {
                for r in 0..RECORDS {
                    defined[r] &= i16::from(columns[column].answered[r] as i8);
                    sums[r] += i64::from(columns[column].codes[r] & columns[column].answered[r]);
                }
            }
            for r in 0..RECORDS {
                let sum = sums[r];
                defined[r] &= -i16::from(sum > 0 && *low <= sum && sum <= *high);
                values[r] = if defined[r] == 0 {
                    0
                } else {
                    share(columns[*column].codes[r], sum, shares)
                };
            }
        }
        (Rule::Weighted { pairs }, values) => {
            let Values::Long(values) = values else { return };
            *defined = [-1; RECORDS];
            for &(weight, score) in pairs {
                for r in 0..RECORDS {
                    defined[r] &= earlier[weight].defined[r] & earlier[score].defined[r];
                }
            }
            for r in 0..RECORDS {
                let sum: i64 = pairs
                    .iter()
                    .map(|&(weight, score)| earlier[weight].value(r) * earlier[score].value(r))
                    .sum();
                values[r] = sum & i64::from(defined[r]);
            }
        }
    }
}

/// `WEIGHT_TOTAL × points / sum`, rounded half up; quotient and remainder of `WEIGHT_TOTAL / sum` are at hand.
#[inline(always)]
fn share(points: u8, sum: i64, shares: &[(i64, i64)]) -> i64 {
    let (quotient, remainder) = shares[sum as usize];
    let points = i64::from(points);
    if remainder == 0 {
        quotient * points
    } else {
        quotient * points + (2 * remainder * points + sum) / (2 * sum)
    }
}

/// An integer type a mean is summed in.
trait Number:
    Copy + std::ops::AddAssign + std::ops::Sub<Output = Self> + std::ops::BitAnd<Output = Self>
{
    fn from_code(code: u8) -> Self;
    /// All ones or zero.
    fn from_mask(mask: u8) -> Self;
    fn one() -> Self;
}

macro_rules! number {
    ($($type:ty),*) => {$(
        impl Number for $type {
            #[inline(always)]
            fn from_code(code: u8) -> Self {
                Self::from(code)
            }
            #[inline(always)]
            fn from_mask(mask: u8) -> Self {
                Self::from(mask as i8)
            }
            #[inline(always)]
            fn one() -> Self {
                1
            }
        }
    )*};
}

number!(i16, i64);

/// How many terms each respondent answered, and their sum.
#[inline(always)]
fn add_terms<T: Number>(
    terms: &[Term],
    columns: &[Column],
    answers: &mut [T; RECORDS],
    sums: &mut [T; RECORDS],
) {
    let none = T::one() - T::one();
    *answers = [none; RECORDS];
    *sums = [none; RECORDS];
    for term in terms {
        let plus = &columns[term.plus];
        let minus = term.minus.map(|column| &columns[column]);
        let also = term.also.map(|column| &columns[column]);
        let minus_codes = minus.map_or(&ZERO, |column| &column.codes);
        if plus.whole
            && minus.is_none_or(|column| column.whole)
            && also.is_none_or(|column| column.whole)
        {
            for r in 0..RECORDS {
                sums[r] += T::from_code(plus.codes[r]) - T::from_code(minus_codes[r]);
                answers[r] += T::one();
            }
        } else {
            let minus_answered = minus.map_or(&ALL, |column| &column.answered);
            let also_answered = also.map_or(&ALL, |column| &column.answered);
            for r in 0..RECORDS {
                let both = T::from_mask(plus.answered[r] & minus_answered[r] & also_answered[r]);
                sums[r] += (T::from_code(plus.codes[r]) - T::from_code(minus_codes[r])) & both;
                answers[r] += both & T::one();
            }
        }
    }
}

impl Score {
    #[inline(always)]
    fn value(&self, r: usize) -> i64 {
        match &self.values {
            Values::Short(values) => i64::from(values[r]),
            Values::Long(values) => values[r],
        }
    }
}

/// Copies a block's variables side by side, zeroed where a respondent lacks one, and the mark of completeness behind.
struct Packing<'a> {
    sheet: &'a mut Sheet,
    variables: &'a [Variable],
    width: Width,
}

impl Job for Packing<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self {
            sheet,
            variables,
            width,
        } = self;
        match width {
            Width::Byte => pack_bytes(sheet, variables),
            Width::Short => pack_shorts(sheet, variables),
            Width::Wide => pack_longs(sheet, variables),
        }
    }
}

#[inline(always)]
fn pack_bytes(sheet: &mut Sheet, variables: &[Variable]) {
    let columns = |variable: &Variable| match *variable {
        Variable::Column(column) => &sheet.columns[column],
        Variable::Composite(_) => unreachable!("a byte block has only columns"),
    };
    let whole = variables.iter().all(|variable| columns(variable).whole) && sheet.count == RECORDS;
    let mut complete = if whole {
        ALL
    } else {
        padding_mask(sheet.count)
    };
    if !whole {
        for variable in variables {
            let answered = &columns(variable).answered;
            for r in 0..RECORDS {
                complete[r] &= answered[r];
            }
        }
    }
    let packed = sheet.bytes.values().chunks_exact_mut(RECORDS);
    for (to, variable) in packed.zip(variables) {
        let Variable::Column(column) = *variable else {
            continue;
        };
        let codes = &sheet.columns[column].codes;
        for r in 0..RECORDS {
            to[r] = codes[r] & complete[r];
        }
    }
    let mark = &mut sheet.bytes.values()[variables.len() * RECORDS..][..RECORDS];
    for r in 0..RECORDS {
        mark[r] = complete[r] & 1;
    }
}

/// All ones for the respondents of the sheet, zero behind them: a block of no variables counts them all.
#[inline(always)]
fn padding_mask(count: usize) -> [u8; RECORDS] {
    std::array::from_fn(|r| if r < count { u8::MAX } else { 0 })
}

#[inline(always)]
fn pack_shorts(sheet: &mut Sheet, variables: &[Variable]) {
    let complete = complete(sheet, variables);
    let packed = sheet.shorts.values().chunks_exact_mut(RECORDS);
    for (to, variable) in packed.zip(variables) {
        match *variable {
            Variable::Column(column) => {
                let codes = &sheet.columns[column].codes;
                for r in 0..RECORDS {
                    to[r] = i16::from(codes[r]) & complete[r];
                }
            }
            Variable::Composite(composite) => {
                let Values::Short(values) = &sheet.scores[composite].values else {
                    continue;
                };
                for r in 0..RECORDS {
                    to[r] = values[r] & complete[r];
                }
            }
        }
    }
    let mark = &mut sheet.shorts.values()[variables.len() * RECORDS..][..RECORDS];
    for r in 0..RECORDS {
        mark[r] = complete[r] & 1;
    }
}

#[inline(always)]
fn pack_longs(sheet: &mut Sheet, variables: &[Variable]) {
    let complete = complete(sheet, variables);
    for (to, variable) in sheet.longs.iter_mut().zip(variables) {
        for r in 0..RECORDS {
            let value = match *variable {
                Variable::Column(column) => i64::from(sheet.columns[column].codes[r]),
                Variable::Composite(composite) => sheet.scores[composite].value(r),
            };
            to[r] = value & i64::from(complete[r]);
        }
    }
    sheet.longs[variables.len()] = complete.map(|complete| i64::from(complete & 1));
}

/// All ones for the respondents who have all the variables.
#[inline(always)]
fn complete(sheet: &Sheet, variables: &[Variable]) -> [i16; RECORDS] {
    let mut complete = padding_mask(sheet.count).map(|mask| i16::from(mask as i8));
    for variable in variables {
        match *variable {
            Variable::Column(column) => {
                let answered = &sheet.columns[column].answered;
                for r in 0..RECORDS {
                    complete[r] &= i16::from(answered[r] as i8);
                }
            }
            Variable::Composite(composite) => {
                let defined = &sheet.scores[composite].defined;
                for r in 0..RECORDS {
                    complete[r] &= defined[r];
                }
            }
        }
    }
    complete
}

/// Finds each respondent's counter in every table and histogram.
struct Placing<'a> {
    sheet: &'a mut Sheet,
    layout: &'a Layout,
}

impl Job for Placing<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { sheet, layout } = self;
        let (tables, histograms) = sheet.places.split_at_mut(layout.tables.len());
        for (places, pair) in tables.iter_mut().zip(&layout.tables) {
            place_pair(
                pair,
                &sheet.columns[pair.row].codes,
                &sheet.columns[pair.column].codes,
                places,
            );
        }
        for (places, distribution) in histograms.iter_mut().zip(&layout.histograms) {
            match distribution {
                Distribution::Counted {
                    composite,
                    steps,
                    cells,
                    ..
                } => {
                    place_counted(&sheet.scores[*composite], steps, *cells, places);
                }
                Distribution::Direct {
                    composite,
                    lowest,
                    cells,
                    ..
                } => {
                    let within = place_direct(&sheet.scores[*composite], *lowest, *cells, places);
                    assert!(
                        within,
                        "composite {composite} within its histogram's bounds"
                    );
                }
                Distribution::Loose { .. } => {}
            }
        }
    }
}

/// The cell of two codes: values, then not applicable, then missing.
#[inline(always)]
fn place_pair(
    pair: &Pair,
    rows: &[u8; RECORDS],
    columns: &[u8; RECORDS],
    places: &mut [u16; RECORDS],
) {
    // Below the largest value the difference wraps round to more than the code; for 254 and 255 it is max + 1, max + 2.
    let (row_gap, column_gap) = (253 - pair.row_max, 253 - pair.column_max);
    let width = u16::from(pair.column_max) + 3;
    for r in 0..RECORDS {
        let row = rows[r].min(rows[r].wrapping_sub(row_gap));
        let column = columns[r].min(columns[r].wrapping_sub(column_gap));
        places[r] = u16::from(row) * width + u16::from(column);
    }
}

#[inline(always)]
fn place_counted(score: &Score, steps: &[Step], cells: usize, places: &mut [u16; RECORDS]) {
    *places = [cells as u16; RECORDS];
    for step in steps {
        let (answers, shift) = (step.answers as i16, step.start as i16 - step.lowest as i16);
        for r in 0..RECORDS {
            let place = score.sums[r].wrapping_add(shift) as u16;
            places[r] = if score.answers[r] == answers {
                place
            } else {
                places[r]
            };
        }
    }
}

/// False when somebody's score is outside the bounds.
#[inline(always)]
fn place_direct(score: &Score, lowest: i64, cells: usize, places: &mut [u16; RECORDS]) -> bool {
    let Values::Short(values) = &score.values else {
        return false;
    };
    let (lowest, none) = (lowest as i16, cells as u16);
    let mut within = true;
    for r in 0..RECORDS {
        let place = values[r].wrapping_sub(lowest) as u16;
        let defined = score.defined[r] != 0;
        within &= !defined | (place < none);
        places[r] = if defined { place } else { none };
    }
    within
}
