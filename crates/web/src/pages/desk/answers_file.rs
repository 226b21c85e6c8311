//! Answers out of a survey file, as the store takes them.
//!
//! Separate from the page, because it is the same whoever brings the file. The readers, the finding of columns and the rules of
//! cells are those of every other command; here an answer only gets its place in the questionnaire. Nothing is dropped
//! silently: refused cells and rows are counted and listed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use exchange::{Cell, ReadError, Refusal, RefusalReason};
use store::answers::ImportedAnswer;
use store::instruments::Questionnaire;
use survey::{Answer, AnswerRules};

/// Refusals that are listed; all are counted.
const LISTED_MAX: usize = 50;

/// What a file held.
#[derive(Debug, Default)]
pub struct AnswersFile {
    /// The answers, each with its line.
    pub answers: Vec<ImportedAnswer>,
    /// Records without an answer to any item.
    pub blank: u64,
    /// Rows that were refused.
    pub refused_rows: u64,
    /// Cells that were refused; the rest of their row counts.
    pub refused_cells: u64,
    /// The first refusals.
    pub refusals: Vec<Refusal>,
    /// What a person should know about how the columns were found.
    pub notes: Vec<exchange::Note>,
    /// Columns that were not used.
    pub unused: Vec<String>,
}

/// One answer column of the questionnaire, where the file has it.
struct Bound {
    place: usize,
    position: usize,
    name: String,
    rules: AnswerRules,
}

/// Reads a file by a questionnaire. `language` is what the answers are said to be in.
///
/// # Errors
/// When it is no file that can be read, or its columns cannot be found.
pub fn read(path: &Path, asked: &Questionnaire, language: &str) -> Result<AnswersFile, ReadError> {
    let mut records = exchange::open(path)?;
    let columns = records.columns().to_vec();
    let groups: Vec<(usize, String)> = asked
        .segments()
        .filter_map(|segment| Some((columns.iter().position(|column| column.name == segment)?, segment.to_owned())))
        .collect();
    let by: Vec<String> = groups.iter().map(|(_, name)| name.clone()).collect();
    let binding = exchange::bind(&columns, records.preview(), &asked.instrument, None, &by, None)?;
    let bound: Vec<Bound> = binding
        .layout
        .columns
        .iter()
        .zip(&binding.positions)
        .filter_map(|(column, position)| {
            let place = asked.layout.columns.iter().position(|asked| asked.role == column.role)?;
            let name = columns.get(*position).map_or(String::new(), |column| column.name.clone());
            Some(Bound { place, position: *position, name, rules: AnswerRules::new(&column.scale, column.reversed) })
        })
        .collect();
    let mut file = AnswersFile { notes: binding.notes, unused: binding.unused, ..AnswersFile::default() };
    let mut seen = BTreeSet::new();
    let items = asked.layout.columns.iter().filter(|column| matches!(column.role, survey::Role::Item { .. })).count();
    records.for_each(&mut |line, cells| {
        if cells.len() != columns.len() {
            let reason = RefusalReason::CellCount { expected: columns.len(), found: cells.len() };
            file.refuse_row(line, String::new(), String::new(), reason);
            return Ok(());
        }
        let id = binding.id.map(|position| text(cells[position])).filter(|id| !id.is_empty());
        if id.is_some_and(|id| !seen.insert(id)) {
            let name = binding
                .id
                .and_then(|position| columns.get(position))
                .map_or(String::new(), |column| column.name.clone());
            // An id may be personal: the list needs the line only.
            file.refuse_row(line, name, "…".to_owned(), RefusalReason::DuplicateId { in_wave: false });
            return Ok(());
        }
        let mut codes = vec![sums::MISSING; asked.layout.columns.len()];
        for column in &bound {
            match answer(&column.rules, cells[column.position]) {
                Ok(code) => codes[column.place] = code,
                Err(problem) => file.refuse_cell(line, &column.name, cells[column.position], problem),
            }
        }
        if codes[..items].iter().all(|code| *code == sums::MISSING) {
            file.blank += 1;
            return Ok(());
        }
        let segments: BTreeMap<String, String> = groups
            .iter()
            .map(|(at, name)| (name.clone(), text(cells[*at])))
            .filter(|(_, word)| !word.is_empty())
            .collect();
        let seconds =
            binding.seconds.and_then(|at| text(cells[at]).parse::<f64>().ok()).filter(|s| (0.0..1e6).contains(s));
        file.answers.push(ImportedAnswer {
            line,
            codes,
            segments,
            comment: None,
            seconds: seconds.map(|seconds| seconds as u32),
            language: language.to_owned(),
        });
        Ok(())
    })?;
    Ok(file)
}

fn answer(rules: &AnswerRules, cell: Cell<'_>) -> Result<u8, survey::AnswerProblem> {
    let answer = match cell {
        Cell::Empty => Answer::Missing,
        Cell::Text(text) => rules.read(text.trim())?,
        Cell::Number(number) => rules.read_number(number)?,
    };
    Ok(match answer {
        Answer::Value(value) => value,
        Answer::Missing => sums::MISSING,
        Answer::NotApplicable => sums::NOT_APPLICABLE,
    })
}

fn text(cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.trim().to_owned(),
        Cell::Number(number) => number.to_string(),
    }
}

impl AnswersFile {
    fn refuse_row(&mut self, line: u64, column: String, value: String, reason: RefusalReason) {
        self.refused_rows += 1;
        self.list(Refusal { file: String::new(), line, column, value, reason });
    }

    fn refuse_cell(&mut self, line: u64, column: &str, cell: Cell<'_>, problem: survey::AnswerProblem) {
        self.refused_cells += 1;
        let value: String = text(cell).chars().take(40).collect();
        let reason = RefusalReason::Answer(problem);
        self.list(Refusal { file: String::new(), line, column: column.to_owned(), value, reason });
    }

    fn list(&mut self, refusal: Refusal) {
        if self.refusals.len() < LISTED_MAX {
            self.refusals.push(refusal);
        }
    }
}
