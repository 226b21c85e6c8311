//! Answers out of a survey file, as the store takes them.
//!
//! Separate from the page, because it is the same whoever brings the file. The readers, the finding of columns and the rules of
//! cells are those of every other command; here an answer only gets its place in the questionnaire. Nothing is dropped
//! silently: refused cells and rows are counted and listed. A file is read twice, first to judge it and then to hand it over
//! in pieces, so that memory holds one piece, and nothing of a file that breaks off is taken.

use std::collections::BTreeSet;
use std::path::Path;

use exchange::{Binding, Cell, Column, Limits, ReadError, Records, Refusal, RefusalReason};
use store::StoreError;
use store::answers::{ImportedAnswer, ImportedAnswers, Origin};
use store::instruments::Questionnaire;
use store::listing::Way;
use survey::{Answer, AnswerRules};

/// Refusals that are listed; all are counted.
const LISTED_MAX: usize = 50;
/// Answers that are handed over at a time: one transaction of the store, so that others are not kept waiting.
const TOGETHER: usize = 1000;

/// What is read of a file that comes by the web. The same number of answers leaves in one export.
pub const BY_WEB: Limits = Limits { bytes: 256 << 20, records: 250_000 };

/// What a file held.
#[derive(Debug, Default)]
pub struct AnswersFile {
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

/// Why a file was not taken, or not to its end.
#[derive(Debug)]
pub enum Stopped {
    /// It cannot be read, or its columns cannot be found. Nothing of it was taken.
    File(ReadError),
    /// The store refused a piece. What went before is there, and bringing the file again takes the rest.
    Store(StoreError),
}

/// Takes some answers.
pub type Put<'p> = dyn FnMut(&[ImportedAnswer]) -> Result<ImportedAnswers, StoreError> + 'p;

/// Brings the answers of a file, read by a questionnaire. `language` is what they are said to be in where the file does not
/// say; without limits the file is the operator's own.
///
/// # Errors
/// See [`Stopped`].
pub fn bring(
    path: &Path,
    asked: &Questionnaire,
    language: &str,
    limits: Option<Limits>,
    put: &mut Put<'_>,
) -> Result<(AnswersFile, ImportedAnswers), Stopped> {
    let opened = match limits {
        Some(limits) => exchange::open_within(path, limits),
        None => exchange::open(path),
    };
    let mut records = opened.map_err(Stopped::File)?;
    let sheet = Bound::new(&*records, asked, language).map_err(Stopped::File)?;
    let file = sheet.read(&mut *records, &mut |_| Ok(())).map_err(Stopped::File)?;
    let mut pieces = Pieces { waiting: Vec::new(), done: ImportedAnswers::default(), failed: None, put };
    let again = sheet.read(&mut *records, &mut |answer| pieces.take(answer));
    again
        .and_then(|_| pieces.hand_over())
        .map_err(|error| pieces.failed.take().map_or(Stopped::File(error), Stopped::Store))?;
    Ok((file, pieces.done))
}

/// Answers on their way to the store.
struct Pieces<'p, 's> {
    waiting: Vec<ImportedAnswer>,
    done: ImportedAnswers,
    /// What the store said, while the reader is being stopped.
    failed: Option<StoreError>,
    put: &'p mut Put<'s>,
}

impl Pieces<'_, '_> {
    fn take(&mut self, answer: ImportedAnswer) -> Result<(), ReadError> {
        self.waiting.push(answer);
        if TOGETHER <= self.waiting.len() { self.hand_over() } else { Ok(()) }
    }

    fn hand_over(&mut self) -> Result<(), ReadError> {
        match (self.put)(&self.waiting) {
            Ok(part) => {
                self.done.added += part.added;
                self.done.repeated += part.repeated;
                self.waiting.clear();
                Ok(())
            }
            Err(error) => {
                self.failed = Some(error);
                // Never told: what the store said is told instead.
                Err(ReadError::new("store-busy"))
            }
        }
    }
}

/// A questionnaire and where its answers stand in a file.
struct Bound<'a> {
    asked: &'a Questionnaire,
    /// What answers are in that do not say.
    language: &'a str,
    columns: Vec<Column>,
    binding: Binding,
    answers: Vec<AnswerColumn>,
    groups: Vec<(usize, String)>,
    besides: Besides,
}

/// One answer column of the questionnaire, where the file has it.
struct AnswerColumn {
    place: usize,
    position: usize,
    name: String,
    rules: AnswerRules,
}

/// The columns that our own exports have besides the answers.
#[derive(Default)]
struct Besides {
    comment: Option<usize>,
    language: Option<usize>,
    way: Option<usize>,
    counted: Option<usize>,
    seconds: Option<usize>,
    fields: Vec<(usize, String)>,
}

impl Besides {
    /// Finds them among the columns that nothing else uses.
    fn of(columns: &[Column], binding: &Binding) -> Self {
        let free = |at: usize| binding.unused.contains(&columns[at].name);
        let named = |name: &str| (0..columns.len()).find(|at| columns[*at].name == name && free(*at));
        // SPSS has no full stop in names.
        let field_name =
            |name: &'_ str| name.strip_prefix("field.").or_else(|| name.strip_prefix("field_")).map(str::to_owned);
        let field = |at: usize| Some((at, field_name(&columns[at].name)?));
        Self {
            comment: named("comment"),
            language: named("language"),
            way: named("way"),
            counted: named("counted"),
            seconds: binding.seconds.or_else(|| named("seconds")),
            fields: (0..columns.len()).filter(|at| free(*at)).filter_map(field).collect(),
        }
    }

    fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        let single = [self.comment, self.language, self.way, self.counted, self.seconds];
        single.into_iter().flatten().chain(self.fields.iter().map(|(at, _)| *at))
    }
}

impl<'a> Bound<'a> {
    fn new(records: &dyn Records, asked: &'a Questionnaire, language: &'a str) -> Result<Self, ReadError> {
        let columns = records.columns().to_vec();
        let groups: Vec<(usize, String)> = asked
            .segments()
            .filter_map(|segment| Some((columns.iter().position(|column| column.name == segment)?, segment.to_owned())))
            .collect();
        let by: Vec<String> = groups.iter().map(|(_, name)| name.clone()).collect();
        let mut binding = exchange::bind(&columns, records.preview(), &asked.instrument, None, &by, None)?;
        // Nobody can say here that the codes were set the other way round, and answers that are taken stay.
        if binding.notes.iter().any(|note| matches!(note, exchange::Note::Coded { .. })) {
            return Err(ReadError::new("exchange-coded"));
        }
        let answers = binding.layout.columns.iter().zip(&binding.positions).filter_map(|(column, position)| {
            let place = asked.layout.columns.iter().position(|asked| asked.role == column.role)?;
            let name = columns.get(*position).map_or(String::new(), |column| column.name.clone());
            let rules = AnswerRules::new(&column.scale, column.reversed);
            Some(AnswerColumn { place, position: *position, name, rules })
        });
        let answers = answers.collect();
        let besides = Besides::of(&columns, &binding);
        let used: BTreeSet<&str> = besides.positions().map(|at| columns[at].name.as_str()).collect();
        binding.unused.retain(|name| !used.contains(name.as_str()));
        Ok(Self { asked, language, columns, binding, answers, groups, besides })
    }

    /// Reads the file from its beginning.
    fn read(
        &self,
        records: &mut dyn Records,
        take: &mut dyn FnMut(ImportedAnswer) -> Result<(), ReadError>,
    ) -> Result<AnswersFile, ReadError> {
        let (notes, unused) = (self.binding.notes.clone(), self.binding.unused.clone());
        let mut file = AnswersFile { notes, unused, ..AnswersFile::default() };
        let mut seen = BTreeSet::new();
        records.for_each(&mut |line, cells| match self.answer(line, cells, &mut seen, &mut file) {
            Some(answer) => take(answer),
            None => Ok(()),
        })?;
        Ok(file)
    }

    /// What one record says; nothing when it is blank or refused, which is noted.
    fn answer(
        &self,
        line: u64,
        cells: &[Cell<'_>],
        seen: &mut BTreeSet<String>,
        file: &mut AnswersFile,
    ) -> Option<ImportedAnswer> {
        if cells.len() != self.columns.len() {
            let reason = RefusalReason::CellCount { expected: self.columns.len(), found: cells.len() };
            file.refuse_row(line, String::new(), String::new(), reason);
            return None;
        }
        let id = self.binding.id.map(|position| text(cells[position])).filter(|id| !id.is_empty());
        if id.is_some_and(|id| !seen.insert(id)) {
            let name = self.binding.id.and_then(|position| self.columns.get(position));
            // An id may be personal: the list needs the line only.
            let reason = RefusalReason::DuplicateId { in_wave: false };
            file.refuse_row(line, name.map_or(String::new(), |column| column.name.clone()), "…".to_owned(), reason);
            return None;
        }
        let Some(codes) = self.codes(line, cells, file) else {
            file.blank += 1;
            return None;
        };
        let word = |at: usize| visible(&text(cells[at]));
        let groups = self.groups.iter().map(|(at, name)| (name.clone(), word(*at)));
        let seconds = self.besides.seconds.and_then(|at| text(cells[at]).parse::<f64>().ok());
        Some(ImportedAnswer {
            line,
            codes,
            segments: groups.filter(|(_, word)| !word.is_empty()).collect(),
            comment: self.besides.comment.map(|at| readable(&text(cells[at]))).filter(|comment| !comment.is_empty()),
            seconds: seconds.filter(|s| (0.0..1e6).contains(s)).map(|seconds| seconds as u32),
            language: self.spoken(cells),
            origin: self.origin(cells),
        })
    }

    /// The answers in the order of the questionnaire; nothing when no item was answered.
    fn codes(&self, line: u64, cells: &[Cell<'_>], file: &mut AnswersFile) -> Option<Vec<u8>> {
        let all = &self.asked.layout.columns;
        let mut codes = vec![sums::MISSING; all.len()];
        for column in &self.answers {
            match answer(&column.rules, cells[column.position]) {
                Ok(code) => codes[column.place] = code,
                Err(problem) => file.refuse_cell(line, &column.name, cells[column.position], problem),
            }
        }
        let items = all.iter().filter(|column| matches!(column.role, survey::Role::Item { .. })).count();
        (!codes[..items].iter().all(|code| *code == sums::MISSING)).then_some(codes)
    }

    /// The language of an answer: as the file says, where that is one of the questionnaire's.
    fn spoken(&self, cells: &[Cell<'_>]) -> String {
        let said = self.besides.language.map(|at| text(cells[at]));
        let known = said.filter(|code| self.asked.instrument.title.0.contains_key(code));
        known.unwrap_or_else(|| self.language.to_owned())
    }

    fn origin(&self, cells: &[Cell<'_>]) -> Origin {
        let said = |at: Option<usize>| at.map(|at| text(cells[at]));
        let fields = self.besides.fields.iter().map(|(at, name)| (name.clone(), visible(&text(cells[*at]))));
        Origin {
            way: said(self.besides.way).and_then(|way| Way::named(&way)).unwrap_or(Way::Imported),
            aside: said(self.besides.counted).is_some_and(|counted| counted == "0"),
            fields: fields.filter(|(_, word)| !word.is_empty()).collect(),
        }
    }
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
        Cell::Text(text) => exchange::unguarded(text).trim().to_owned(),
        Cell::Number(number) => number.to_string(),
    }
}

/// A word without the characters that nobody can see.
fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// A text of several lines without the characters that nobody can see.
fn readable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || "\n\r\t".contains(*c)).collect()
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
