//! A request made ready for many records: rules as tables, positions as slots.
//!
//! Separate from carrying it out, because it is made once and shared by all workers. It reads nothing.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use sums::{Facet, MISSING, NOT_APPLICABLE, Plan};
use survey::{Answer, AnswerProblem, AnswerRules, Role};

use super::{FacetSpec, Request};
use crate::{Cell, Column, ReadError};

/// The most values of a segment column; beyond it the column is no segment.
pub(super) const SEGMENTS_MAX: usize = 1000;

/// The most values of two columns together, such as branches in waves.
pub(super) const PAIRS_MAX: usize = 20_000;

/// Entry of a code table for a byte that only the rules can judge. No code: values end at 120, and 254 and 255 are
/// taken.
pub(super) const ASK: u8 = 253;

/// An answer column as the workers see it.
pub(super) struct Answers {
    /// The layout's column.
    pub(super) column: usize,
    /// Its name in the file.
    pub(super) name: String,
    /// The code of a cell of one byte.
    pub(super) table: [u8; 256],
    rules: AnswerRules,
}

impl Answers {
    fn new(column: usize, answer: &survey::AnswerColumn, name: String) -> Self {
        let rules = AnswerRules::new(&answer.scale, answer.reversed);
        let mut table = [ASK; 256];
        for byte in 0..128_u8 {
            if let Ok(code) = rules.read(char::from(byte).encode_utf8(&mut [0; 4])).map(code) {
                table[usize::from(byte)] = code;
            }
        }
        Self { column, name, table, rules }
    }

    /// The code of a cell of text.
    pub(super) fn text(&self, text: &str) -> Result<u8, AnswerProblem> {
        match *text.as_bytes() {
            [] => Ok(MISSING),
            [byte] if self.table[usize::from(byte)] != ASK => Ok(self.table[usize::from(byte)]),
            _ => self.rules.read(text).map(code),
        }
    }

    /// The code of a stored number.
    pub(super) fn number(&self, number: f64) -> Result<u8, AnswerProblem> {
        self.rules.read_number(number).map(code)
    }

    /// The code of any cell.
    pub(super) fn cell(&self, cell: Cell<'_>) -> Result<u8, AnswerProblem> {
        match cell {
            Cell::Empty => Ok(MISSING),
            Cell::Text(text) => self.text(text),
            Cell::Number(number) => self.number(number),
        }
    }
}

fn code(answer: Answer) -> u8 {
    match answer {
        Answer::Value(value) => value,
        Answer::Missing => MISSING,
        Answer::NotApplicable => NOT_APPLICABLE,
    }
}

/// How a facet finds a respondent's cell.
pub(super) enum Cut {
    /// By hash of the id.
    Folds(u32),
    /// By the values in these capture slots.
    Values(Vec<usize>),
}

/// How respondent ids are checked in this pass.
pub(super) enum Identity {
    /// Collect hashes; ids that only rise within a block need none.
    Collect,
    /// Collect every hash, because the blocks did not rise one after the other.
    CollectAll,
    /// One thread, in order: these hashes occur more than once, so look at their ids themselves.
    Resolve(HashSet<u64>),
}

/// A request made ready.
pub(super) struct Setup<'s> {
    /// Answer columns by their position in the first file; the order of codes in a staged row.
    pub(super) answers: Vec<Answers>,
    /// Whether that is the order of the plan's columns, too.
    pub(super) in_order: bool,
    /// Names of the captured columns, whose text is looked at.
    pub(super) captures: Vec<String>,
    /// The capture slot of the id.
    pub(super) id: Option<usize>,
    /// The capture slot of the wave.
    pub(super) wave: Option<usize>,
    /// The capture slot of the seconds.
    pub(super) seconds: Option<usize>,
    /// One per facet of the plan.
    pub(super) cuts: Vec<Cut>,
    /// The plan with room for every segment.
    pub(super) plan: Plan,
    /// How ids are checked in this pass.
    pub(super) identity: &'s Identity,
    pub(super) keep_rows: usize,
    /// Words for the values of each facet's columns, where the file says.
    pub(super) labels: Vec<Vec<BTreeMap<String, String>>>,
    /// The slots of items and overall judgements: without any of these answers nobody was measured.
    judged: Vec<usize>,
    respondents: AtomicUsize,
    answer_positions: Vec<usize>,
    capture_positions: Vec<usize>,
    names: Vec<String>,
}

impl<'s> Setup<'s> {
    /// Makes a request ready for files whose first has these columns.
    pub(super) fn new(request: &Request, columns: &[Column], identity: &'s Identity) -> Self {
        let binding = &request.binding;
        let name = |position: usize| columns.get(position).map_or_else(String::new, |column| column.name.clone());
        let labels_of = |position: &usize| columns.get(*position).map_or_else(BTreeMap::new, |one| one.labels.clone());
        let mut placed: Vec<(usize, usize)> =
            binding.positions.iter().copied().zip(0..binding.layout.columns.len()).collect();
        placed.sort_unstable();
        let answers = placed
            .iter()
            .map(|&(position, column)| Answers::new(column, &binding.layout.columns[column], name(position)))
            .collect();
        let facet_columns = request.facets.iter().filter_map(|facet| match facet {
            FacetSpec::Columns(columns) => Some(columns),
            FacetSpec::Folds(_) => None,
        });
        let mut captured: Vec<usize> = [binding.id, binding.wave, binding.seconds].into_iter().flatten().collect();
        captured.extend(facet_columns.flatten());
        captured.sort_unstable();
        captured.dedup();
        let slot = |position: usize| captured.partition_point(|&other| other < position);
        let cuts: Vec<Cut> = request
            .facets
            .iter()
            .map(|facet| match facet {
                FacetSpec::Folds(folds) => Cut::Folds((*folds).max(1)),
                FacetSpec::Columns(columns) => Cut::Values(columns.iter().map(|&position| slot(position)).collect()),
            })
            .collect();
        let mut plan = request.plan.clone();
        plan.facets = cuts
            .iter()
            .map(|cut| match cut {
                Cut::Folds(folds) => Facet { cells: *folds as usize },
                Cut::Values(slots) if slots.len() < 2 => Facet { cells: SEGMENTS_MAX },
                Cut::Values(_) => Facet { cells: PAIRS_MAX },
            })
            .collect();
        let labels = request
            .facets
            .iter()
            .map(|facet| match facet {
                FacetSpec::Folds(_) => vec![],
                FacetSpec::Columns(positions) => positions.iter().map(labels_of).collect(),
            })
            .collect();
        let is_judged = |column: usize| !matches!(binding.layout.columns[column].role, Role::Points { .. });
        let judged = (0..placed.len()).filter(|&slot| is_judged(placed[slot].1)).collect();
        Self {
            answers,
            in_order: placed.iter().enumerate().all(|(slot, &(_, column))| slot == column),
            captures: captured.iter().map(|&position| name(position)).collect(),
            id: binding.id.map(slot),
            wave: binding.wave.map(slot),
            seconds: binding.seconds.map(slot),
            cuts,
            plan,
            identity,
            keep_rows: request.keep_rows,
            labels,
            judged,
            respondents: AtomicUsize::new(0),
            answer_positions: placed.iter().map(|&(position, _)| position).collect(),
            capture_positions: captured,
            names: columns.iter().map(|column| column.name.clone()).collect(),
        }
    }

    /// Whether the codes of a row hold no judgement, of an item or overall; points alone measure nothing.
    pub(super) fn is_blank(&self, row: &[u8]) -> bool {
        self.judged.iter().all(|&slot| row[slot] == MISSING)
    }

    /// The columns of items and overall judgements among columns in the order of [`Setup::answers`].
    pub(super) fn judged<'c>(&self, columns: &'c [&'c [u8]]) -> impl Iterator<Item = &'c [u8]> {
        self.judged.iter().map(|&slot| columns[slot])
    }

    /// Counts respondents of all workers; true when they have become too many to keep their rows.
    pub(super) fn too_many(&self, more: usize) -> bool {
        self.keep_rows < self.respondents.fetch_add(more, Ordering::Relaxed) + more
    }

    /// Where the columns stand in a file: as in the first, or by their names.
    ///
    /// # Errors
    /// When the file lacks one of them.
    pub(super) fn places(&self, file: &str, columns: &[Column]) -> Result<Places, ReadError> {
        let find = |&position: &usize| {
            self.find(position, columns).ok_or_else(|| {
                let name = self.names.get(position).map_or("", String::as_str);
                ReadError::new("exchange-column-not-in-file").with("file", file).with("column", name)
            })
        };
        Ok(Places {
            answers: self.answer_positions.iter().map(find).collect::<Result<_, _>>()?,
            captures: self.capture_positions.iter().map(find).collect::<Result<_, _>>()?,
            width: columns.len(),
        })
    }

    /// The column that has the name of the first file's column, counting columns of the same name.
    fn find(&self, position: usize, columns: &[Column]) -> Option<usize> {
        let name = self.names.get(position)?;
        let before = self.names[..position].iter().filter(|other| *other == name).count();
        columns.iter().enumerate().filter(|(_, column)| column.name == *name).nth(before).map(|(found, _)| found)
    }
}

/// Where the columns stand in one file.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// For each answer column.
    pub(super) answers: Vec<usize>,
    /// For each captured column.
    pub(super) captures: Vec<usize>,
    /// Number of cells of a record.
    pub(super) width: usize,
}
