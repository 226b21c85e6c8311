//! One worker's share of a scan: rows of codes in, sums, refusals and ids out.
//!
//! Separate from the formats, so that every reader counts by the same rules. A worker takes blocks in file order, and
//! everything it notes carries the block's number, so that the shares of several workers can be put in order afterwards.

use std::collections::HashSet;

use sums::{Batch, MISSING, stable_hash};
use survey::AnswerProblem;

use super::identity::BlockIds;
use super::segments::Segments;
use super::setup::{Cut, Identity, Places, Setup};
use super::summing::Summing;
use crate::{Cell, ReadError, Refusal, RefusalReason};

/// Refusals listed at most.
pub(super) const LISTED: usize = 1000;
/// Rows added up at a time.
const STAGE: usize = 4096;
/// Characters of a refused cell that are shown.
const SHOWN: usize = 40;

/// A refusal and where it belongs.
pub(super) struct Noted {
    pub(super) block: u64,
    pub(super) refusal: Refusal,
}

/// The rows of one block, while rows are kept.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) block: u64,
    /// Codes row by row, in the order of [`Setup::answers`].
    pub(super) codes: Vec<u8>,
    /// The worker's own cell numbers, by facet.
    pub(super) cells: Vec<Vec<u32>>,
    pub(super) lines: Vec<u64>,
    pub(super) ids: Vec<String>,
    pub(super) seconds: Vec<f64>,
}

/// Counts that only add up.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) records: u64,
    pub(super) blank: u64,
    pub(super) respondents: u64,
    pub(super) refused_rows: u64,
    pub(super) refused_cells: u64,
}

/// A respondent's id, and the hash that finds its fold and whether it was there before.
#[derive(Clone, Copy)]
struct Id<'t> {
    /// Empty for none.
    text: &'t str,
    hash: u64,
}

/// One worker.
pub(super) struct Worker<'s> {
    pub(super) setup: &'s Setup<'s>,
    pub(super) sums: Summing,
    pub(super) segments: Vec<Option<Segments>>,
    pub(super) counts: Counts,
    pub(super) noted: Vec<Noted>,
    pub(super) kept: Vec<Kept>,
    pub(super) ids: Vec<BlockIds>,
    file: String,
    file_number: u64,
    block: u64,
    /// Respondents before the current block.
    at_block: u64,
    keeping: bool,
    current: Kept,
    current_ids: BlockIds,
    /// Codes row by row, as many bytes to a row as a record of the plan has; `staged` rows are filled.
    stage: Vec<u8>,
    record: usize,
    staged: usize,
    batch: Batch,
    /// Listed and counted refusals of cells before the current row.
    before: (usize, u64),
    seen: HashSet<u128>,
    key: Vec<u8>,
}

impl<'s> Worker<'s> {
    /// A worker who has seen nobody.
    ///
    /// # Errors
    /// When the plan cannot be carried out.
    pub(super) fn new(setup: &'s Setup<'s>) -> Result<Self, ReadError> {
        setup.plan.check().map_err(|_| ReadError::new("exchange-plan-refused"))?;
        let segments = setup.cuts.iter().map(|cut| match cut {
            Cut::Values(slots) => Some(Segments::new(slots.clone())),
            Cut::Folds(_) => None,
        });
        let width = setup.answers.len();
        Ok(Self {
            setup,
            sums: Summing::default(),
            segments: segments.collect(),
            counts: Counts::default(),
            noted: vec![],
            kept: vec![],
            ids: vec![],
            file: String::new(),
            file_number: 0,
            block: 0,
            at_block: 0,
            keeping: true,
            current: Kept::default(),
            current_ids: BlockIds::default(),
            stage: vec![MISSING; STAGE * setup.plan.record()],
            record: setup.plan.record(),
            staged: 0,
            batch: Batch {
                columns: vec![Vec::with_capacity(STAGE); width],
                cells: vec![Vec::with_capacity(STAGE); setup.cuts.len()],
            },
            before: (0, 0),
            seen: HashSet::new(),
            key: vec![],
        })
    }

    /// Begins a file; `number` is its place among the files.
    pub(super) fn begin_file(&mut self, name: &str, number: u64) {
        self.file = name.to_owned();
        self.file_number = number;
    }

    /// Begins a block; numbers rise over all files.
    pub(super) fn begin_block(&mut self, number: u64) {
        self.block = number;
        self.segments.iter_mut().flatten().for_each(|segments| segments.begin_block(number));
        self.at_block = self.counts.respondents;
        self.keeping = self.keeping && !self.setup.too_many(0);
        if !self.keeping {
            self.kept = vec![];
        }
        self.current = Kept { block: number, cells: vec![vec![]; self.setup.cuts.len()], ..Kept::default() };
        self.current_ids = BlockIds::new(number);
    }

    /// Ends a block.
    pub(super) fn end_block(&mut self) {
        let more = (self.counts.respondents - self.at_block) as usize;
        self.keeping = !self.setup.too_many(more) && self.keeping;
        if self.keeping {
            self.kept.push(std::mem::take(&mut self.current));
        } else {
            self.kept = vec![];
        }
        let ids = std::mem::take(&mut self.current_ids);
        self.ids.extend(ids.finish(matches!(self.setup.identity, Identity::CollectAll)));
    }

    /// The place for the codes of the next row, in the order of [`Setup::answers`].
    pub(super) fn row(&mut self) -> &mut [u8] {
        let start = self.staged * self.record;
        &mut self.stage[start..start + self.setup.answers.len()]
    }

    /// Begins a record, before any of its cells is refused.
    pub(super) fn begin_record(&mut self) {
        self.counts.records += 1;
        self.before = (self.noted.len(), self.counts.refused_cells);
    }

    /// Refuses a cell of the current record; its code is missing.
    pub(super) fn refuse_cell(&mut self, line: u64, slot: usize, value: &str, problem: AnswerProblem) {
        self.counts.refused_cells += 1;
        if self.noted.len() < LISTED {
            let column = self.setup.answers[slot].name.clone();
            self.note(line, column, shortened(value), RefusalReason::Answer(problem));
        }
    }

    /// Refuses the current record, and forgets what was refused within it.
    pub(super) fn refuse_row(&mut self, line: u64, value: &str, reason: RefusalReason) {
        self.noted.truncate(self.before.0);
        self.counts.refused_cells = self.before.1;
        self.counts.refused_rows += 1;
        if self.noted.len() < LISTED {
            self.note(line, String::new(), shortened(value), reason);
        }
    }

    fn note(&mut self, line: u64, column: String, value: String, reason: RefusalReason) {
        let refusal = Refusal { file: self.file.clone(), line, column, value, reason };
        self.noted.push(Noted { block: self.block, refusal });
    }

    /// Reads a record of cells: the way every format can go.
    pub(super) fn record(&mut self, line: u64, cells: &[Cell<'_>], places: &Places) {
        self.begin_record();
        if cells.len() != places.width {
            let reason = RefusalReason::CellCount { expected: places.width, found: cells.len() };
            return self.refuse_row(line, "", reason);
        }
        let setup = self.setup;
        for (slot, (answers, &position)) in setup.answers.iter().zip(&places.answers).enumerate() {
            let code = match answers.cell(cells[position]) {
                Ok(code) => code,
                Err(problem) => {
                    self.refuse_cell(line, slot, &text_of(cells[position]), problem);
                    MISSING
                }
            };
            self.row()[slot] = code;
        }
        let texts: Vec<_> = places.captures.iter().map(|&position| text_of(cells[position])).collect();
        let captured: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        self.finish_record(line, &captured);
    }

    /// Counts the current row, whose codes are in place, unless it is blank or a duplicate.
    pub(super) fn finish_record(&mut self, line: u64, captured: &[&str]) {
        let setup = self.setup;
        if setup.is_blank(self.row()) {
            self.counts.blank += 1;
            return;
        }
        let id = self.id(captured);
        if self.is_duplicate(id, captured) {
            let reason = RefusalReason::DuplicateId { in_wave: setup.wave.is_some() };
            return self.refuse_row(line, &veiled(id.text), reason);
        }
        self.find_cells(line, id, captured);
        if self.keeping {
            self.keep(line, id.text, captured);
        }
        self.counts.respondents += 1;
        self.staged += 1;
        if self.staged == STAGE {
            self.flush();
        }
    }

    /// Whether rows can be taken column by column, codes in the order of [`Setup::answers`]: when each is surely a
    /// respondent, because none is blank and no id was repeated, and no rows are kept.
    pub(super) fn takes_columns(&self, columns: &[&[u8]]) -> bool {
        if self.keeping || matches!(self.setup.identity, Identity::Resolve(_)) {
            return false;
        }
        let mut items = self.setup.judged(columns);
        let Some(first) = items.next() else { return false };
        let mut together = first.to_vec();
        for column in items {
            together.iter_mut().zip(column).for_each(|(all, &code)| *all &= code);
        }
        // Codes are missing together only when all bits are set in all of them.
        const { assert!(MISSING == u8::MAX) };
        !holds(&together, MISSING)
    }

    /// Begins rows that are taken by columns; each of them is noted afterwards.
    pub(super) fn begin_columns(&mut self, columns: &[&[u8]]) {
        self.flush();
        for (answers, codes) in self.setup.answers.iter().zip(columns) {
            let column = &mut self.batch.columns[answers.column];
            column.clear();
            column.extend_from_slice(codes);
        }
    }

    /// Notes the next of the rows that are taken by columns.
    pub(super) fn note_respondent(&mut self, line: u64, captured: &[&str]) {
        let id = self.id(captured);
        self.is_duplicate(id, captured);
        self.find_cells(line, id, captured);
        self.counts.records += 1;
        self.counts.respondents += 1;
    }

    /// Adds the rows up that were taken by columns.
    pub(super) fn end_columns(&mut self) {
        self.observe();
    }

    /// The respondent's id.
    fn id<'t>(&self, captured: &[&'t str]) -> Id<'t> {
        let text = self.setup.id.map_or("", |slot| captured[slot].trim());
        Id { text, hash: stable_hash(text.as_bytes()) }
    }

    /// Finds the cells of a respondent.
    fn find_cells(&mut self, line: u64, id: Id<'_>, captured: &[&str]) {
        let setup = self.setup;
        for (facet, cut) in setup.cuts.iter().enumerate() {
            let cell = match (cut, &mut self.segments[facet]) {
                (Cut::Folds(1), _) => 0,
                (Cut::Folds(folds), _) => self.fold(id, line, *folds),
                (Cut::Values(_), Some(segments)) => segments.number(captured),
                (Cut::Values(_), None) => u32::MAX,
            };
            self.batch.cells[facet].push(cell);
            if self.keeping {
                self.current.cells[facet].push(cell);
            }
        }
    }

    /// The fold of a respondent; without an id, of the line in the file.
    fn fold(&self, id: Id<'_>, line: u64, folds: u32) -> u32 {
        let hash =
            if id.text.is_empty() { stable_hash(&(self.file_number << 48 ^ line).to_le_bytes()) } else { id.hash };
        (hash % u64::from(folds)) as u32
    }

    fn keep(&mut self, line: u64, id: &str, captured: &[&str]) {
        let start = self.staged * self.record;
        self.current.codes.extend_from_slice(&self.stage[start..start + self.setup.answers.len()]);
        self.current.lines.push(line);
        self.current.ids.push(id.to_owned());
        let seconds = self.setup.seconds.map_or("", |slot| captured[slot].trim());
        let number = seconds.parse().or_else(|_| seconds.replace(',', ".").parse());
        self.current.seconds.push(number.ok().filter(|number: &f64| number.is_finite()).unwrap_or(f64::NAN));
    }

    /// Notes the id, if there is one; in the pass that resolves duplicates, says whether it was there before.
    fn is_duplicate(&mut self, id: Id<'_>, captured: &[&str]) -> bool {
        if id.text.is_empty() {
            return false;
        }
        let hash = match self.setup.wave {
            Some(slot) => {
                self.make_key(id, captured[slot]);
                stable_hash(&self.key)
            }
            None => id.hash,
        };
        match self.setup.identity {
            Identity::Collect | Identity::CollectAll => {
                self.current_ids.push(id.text, hash);
                false
            }
            Identity::Resolve(repeated) => {
                if !repeated.contains(&hash) {
                    return false;
                }
                if self.setup.wave.is_none() {
                    self.make_key(id, "");
                }
                // A second hash, of the bytes in another order, makes two different ids that agree in both unthinkable.
                self.key.reverse();
                let both = u128::from(hash) << 64 | u128::from(stable_hash(&self.key));
                !self.seen.insert(both)
            }
        }
    }

    /// Puts together what must not occur twice.
    fn make_key(&mut self, id: Id<'_>, wave: &str) {
        self.key.clear();
        self.key.extend_from_slice(id.text.as_bytes());
        self.key.push(0xff);
        self.key.extend_from_slice(wave.trim().as_bytes());
    }

    /// Adds the staged rows up.
    pub(super) fn flush(&mut self) {
        let staged = std::mem::take(&mut self.staged);
        if staged == 0 {
            return;
        }
        let rows = &self.stage[..staged * self.record];
        if self.setup.in_order {
            self.sums.observe_records(&self.setup.plan, &needed(self.setup, &self.segments), rows, &self.batch.cells);
            self.batch.cells.iter_mut().for_each(Vec::clear);
            return;
        }
        for (slot, answers) in self.setup.answers.iter().enumerate() {
            let column = &mut self.batch.columns[answers.column];
            column.clear();
            column.extend(rows.chunks_exact(self.record).map(|row| row[slot]));
        }
        self.observe();
    }

    /// Adds the batch up, and makes room for the next.
    fn observe(&mut self) {
        self.sums.observe(&self.setup.plan, &needed(self.setup, &self.segments), &self.batch);
        self.batch.cells.iter_mut().for_each(Vec::clear);
    }
}

/// Cells of each facet so far.
fn needed(setup: &Setup<'_>, segments: &[Option<Segments>]) -> Vec<usize> {
    let cells = setup.cuts.iter().zip(segments).map(|(cut, segments)| match (cut, segments) {
        (Cut::Folds(folds), _) => *folds as usize,
        (Cut::Values(_), segments) => segments.as_ref().map_or(1, |segments| segments.len().max(1)),
    });
    cells.collect()
}

/// Whether a code is among others. It looks at all of them, which takes vectors; stopping at the first would take bytes.
pub(super) fn holds(codes: &[u8], code: u8) -> bool {
    codes.iter().fold(false, |found, &other| found | (other == code))
}

/// A cell as text: whole numbers without a decimal point.
pub(crate) fn text_of(cell: Cell<'_>) -> std::borrow::Cow<'_, str> {
    match cell {
        Cell::Empty => "".into(),
        Cell::Text(text) => text.into(),
        Cell::Number(number) if number.is_nan() => "".into(),
        // The same text as a double's, for whole numbers in a fraction of the time.
        Cell::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => (number as i64).to_string().into(),
        Cell::Number(number) => number.to_string().into(),
    }
}

/// An id as it may be passed on: its beginning, never all of it, since it may be an address.
fn veiled(id: &str) -> String {
    let shown = id.chars().count().saturating_sub(1).min(2);
    id.chars().take(shown).chain(['…']).collect()
}

fn shortened(value: &str) -> String {
    let value = value.trim();
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}
