//! The fast way through Parquet: several workers, each with its part of the rows, and only the columns that are wanted.
//!
//! Separate from the general way, which it must equal row by row. Codes are made column by column; what is refused on
//! the way waits until its row is counted.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use sums::MISSING;
use survey::AnswerProblem;

use super::setup::{ASK, Answers, Places};
use super::worker::{Worker, holds, text_of};
use crate::caught::caught;
use crate::parquet::{Came, Cursor, EMPTY, Handle, Indexed, ParquetFile, Part, ROWS, Values};
use crate::{Cell, ReadError};

/// Bytes from one column's codes to the next: not a power of two, or all columns would compete for one line of the cache.
const STRIDE: usize = ROWS + 64;

/// Numbers kept free for the blocks of one part.
const BLOCKS: u64 = 1 << 32;

/// Reads a file with all workers; returns the number of the next block.
///
/// # Errors
/// When the file is damaged.
pub(super) fn read(
    file: &ParquetFile,
    workers: &mut [Worker<'_>],
    places: &Places,
    first_block: u64,
) -> Result<u64, ReadError> {
    let parts = file.parts(workers.len());
    let next = AtomicUsize::new(0);
    let failed: Mutex<Option<ReadError>> = Mutex::new(None);
    let work = |worker: &mut Worker<'_>| {
        let result = file.handle().and_then(|handle| {
            while let Some((number, &part)) = {
                let number = next.fetch_add(1, Ordering::Relaxed);
                parts.get(number).map(|part| (number as u64, part))
            } {
                read_part(file, &handle, part, worker, places, first_block + number * BLOCKS)?;
            }
            Ok(())
        });
        if let Err(error) = result {
            next.store(parts.len(), Ordering::Relaxed);
            *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        }
    };
    match workers {
        [only] => work(only),
        several => std::thread::scope(|scope| {
            for worker in several {
                scope.spawn(|| work(worker));
            }
        }),
    }
    match failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error),
        None => Ok(first_block + parts.len() as u64 * BLOCKS),
    }
}

/// A cell that is no answer: its row among those decoded together, and its slot.
struct Refused {
    row: usize,
    slot: usize,
    value: String,
    problem: AnswerProblem,
}

fn read_part(
    file: &ParquetFile,
    handle: &Handle,
    part: Part,
    worker: &mut Worker<'_>,
    places: &Places,
    first_block: u64,
) -> Result<(), ReadError> {
    let setup = worker.setup;
    let damaged = || file.damaged();
    let open = |column: &usize| Source::open(file, handle, part, *column);
    let answers: Option<Vec<Source>> = places.answers.iter().map(open).collect();
    let captures: Option<Vec<Source>> = places.captures.iter().map(open).collect();
    let (mut answers, mut captures) = (answers.ok_or_else(damaged)?, captures.ok_or_else(damaged)?);
    let mut tables: Vec<[u8; TABLE]> =
        setup.answers.iter().zip(&answers).map(|(answers, source)| source.table(answers)).collect();
    let mut texts: Vec<Texts> = captures.iter().map(Source::texts).collect();
    let mut codes = vec![MISSING; STRIDE * setup.answers.len()];
    let mut refused = vec![];
    for (block, start) in (0..).zip((0..part.rows).step_by(ROWS)) {
        let rows = ROWS.min(part.rows - start);
        let here = Part { start: part.start + start, rows, ..part };
        refused.clear();
        let read = caught(|| {
            for (slot, source) in answers.iter_mut().enumerate() {
                if source.advance(file, handle, here, places.answers[slot])? {
                    tables[slot] = source.table(&setup.answers[slot]);
                }
                let column = &mut codes[slot * STRIDE..slot * STRIDE + rows];
                source.code(column, slot, &setup.answers[slot], &tables[slot], &mut refused)?;
            }
            for (slot, (source, texts)) in captures.iter_mut().zip(&mut texts).enumerate() {
                source.advance(file, handle, here, places.captures[slot])?;
                source.capture(rows, texts)?;
            }
            Some(())
        });
        read.flatten().ok_or_else(damaged)?;
        refused.sort_by_key(|refused: &Refused| (refused.row, refused.slot));
        let texts: Vec<Vec<&str>> =
            captures.iter().zip(&texts).map(|(source, texts)| source.rows(rows, texts)).collect();
        worker.begin_block(first_block + block);
        count(worker, &codes, &texts, &refused, part.row + start as u64 + 1, rows);
        worker.end_block();
    }
    Ok(())
}

/// Hands the decoded rows to the worker; `line` is the row of the first, as a person counts.
fn count(worker: &mut Worker<'_>, codes: &[u8], texts: &[Vec<&str>], refused: &[Refused], line: u64, rows: usize) {
    let columns: Vec<&[u8]> = codes.chunks_exact(STRIDE).map(|column| &column[..rows]).collect();
    let mut refused = refused.iter().peekable();
    let mut captured: Vec<&str> = vec![""; texts.len()];
    if worker.takes_columns(&columns) {
        worker.begin_columns(&columns);
        for Refused { row, slot, value, problem } in refused {
            worker.refuse_cell(line + *row as u64, *slot, value, *problem);
        }
        for row in 0..rows {
            captured.iter_mut().zip(texts).for_each(|(text, column)| *text = column[row]);
            worker.note_respondent(line + row as u64, &captured);
        }
        return worker.end_columns();
    }
    for row in 0..rows {
        let line = line + row as u64;
        worker.begin_record();
        while let Some(Refused { slot, value, problem, .. }) = refused.next_if(|refused| refused.row == row) {
            worker.refuse_cell(line, *slot, value, *problem);
        }
        for (code, column) in worker.row().iter_mut().zip(&columns) {
            *code = column[row];
        }
        captured.iter_mut().zip(texts).for_each(|(text, column)| *text = column[row]);
        worker.finish_record(line, &captured);
    }
}

/// Codes of whole numbers or of a dictionary's entries; the last is that of an empty row.
const TABLE: usize = 256;

/// Where the rows of a column come from.
enum Source {
    /// Positions in a dictionary, and those read last.
    Indexed(Box<Indexed>, Box<[u8; ROWS]>),
    /// Values.
    Values(Box<Cursor>),
}

/// The text of some rows of a column.
#[derive(Default)]
struct Texts {
    text: String,
    /// Where each row's text ends, or each entry's.
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, cell: Cell<'_>) {
        self.text.push_str(&text_of(cell));
        self.ends.push(self.text.len());
    }

    /// Fills it with the first rows of a column.
    fn fill(&mut self, values: &Values, rows: usize) {
        self.text.clear();
        self.ends.clear();
        match values {
            Values::Wholes(wholes) => self.fill_wholes(&wholes[..rows]),
            values => (0..rows).for_each(|row| self.push(values.cell(row))),
        }
    }

    /// Ids are mostly whole numbers, and there is one per respondent.
    fn fill_wholes(&mut self, wholes: &[Option<i64>]) {
        let mut digits = Vec::with_capacity(8 * wholes.len());
        for whole in wholes {
            whole.iter().for_each(|&whole| push_whole(&mut digits, whole));
            self.ends.push(digits.len());
        }
        self.text.push_str(std::str::from_utf8(&digits).unwrap_or_default());
    }

    /// All texts in order.
    fn all(&self) -> impl Iterator<Item = &str> {
        self.ends.iter().scan(0, |start, &end| Some(&self.text[std::mem::replace(start, end)..end]))
    }
}

/// Writes a whole number behind others, digits from the last.
fn push_whole(text: &mut Vec<u8>, whole: i64) {
    let (mut digits, mut at, mut left) = ([b'0'; 20], 20, whole.unsigned_abs());
    while at == 20 || 0 < left {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
    }
    if whole < 0 {
        text.push(b'-');
    }
    text.extend_from_slice(&digits[at..]);
}

impl Source {
    /// A column at the beginning of a part; `None` when it is damaged.
    fn open(file: &ParquetFile, handle: &Handle, part: Part, column: usize) -> Option<Self> {
        match file.indexed(handle, part, column) {
            Some(indexed) => Some(Self::Indexed(Box::new(indexed), Box::new([EMPTY; ROWS]))),
            None => Self::values(file, handle, part, column),
        }
    }

    fn values(file: &ParquetFile, handle: &Handle, part: Part, column: usize) -> Option<Self> {
        file.cursors(handle, part, &[column])?.pop().map(|cursor| Self::Values(Box::new(cursor)))
    }

    /// Reads the rows of a part as positions; where the dictionary ends, turns to values, and says true.
    fn advance(&mut self, file: &ParquetFile, handle: &Handle, here: Part, column: usize) -> Option<bool> {
        let Self::Indexed(indexed, positions) = self else { return Some(false) };
        match indexed.read(&mut positions[..here.rows])? {
            Came::All => Some(false),
            Came::Other => {
                *self = Self::values(file, handle, here, column)?;
                Some(true)
            }
        }
    }

    /// The code of every entry, or of small whole numbers.
    fn table(&self, answers: &Answers) -> [u8; TABLE] {
        match self {
            Self::Indexed(indexed, _) => std::array::from_fn(|at| match at {
                at if at < indexed.count() => answers.cell(indexed.entries().cell(at)).unwrap_or(ASK),
                _ => MISSING,
            }),
            Self::Values(_) => std::array::from_fn(|whole| answers.number(whole as f64).unwrap_or(ASK)),
        }
    }

    /// Makes codes of the next rows; `None` when they are damaged.
    fn code(
        &mut self,
        codes: &mut [u8],
        slot: usize,
        answers: &Answers,
        table: &[u8; TABLE],
        refused: &mut Vec<Refused>,
    ) -> Option<()> {
        let mut ask = |row: usize, cell: Cell<'_>| {
            answers.cell(cell).unwrap_or_else(|problem| {
                refused.push(Refused { row, slot, value: text_of(cell).into_owned(), problem });
                MISSING
            })
        };
        match self {
            Self::Indexed(indexed, positions) => {
                codes.iter_mut().zip(positions.iter()).for_each(|(code, &at)| *code = table[usize::from(at)]);
                if holds(codes, ASK) {
                    for (row, (code, &at)) in codes.iter_mut().zip(positions.iter()).enumerate() {
                        if *code == ASK {
                            *code = ask(row, indexed.entries().cell(usize::from(at)));
                        }
                    }
                }
            }
            Self::Values(cursor) => {
                let known =
                    |whole: i64| usize::try_from(whole).ok().and_then(|whole| table.get(whole)).copied().unwrap_or(ASK);
                let done = cursor.read_codes(codes, MISSING, |row, whole| match known(whole) {
                    ASK => ask(row, Cell::Number(whole as f64)),
                    code => code,
                })?;
                if !done {
                    cursor.read(codes.len())?;
                    for (row, code) in codes.iter_mut().enumerate() {
                        *code = ask(row, cursor.values().cell(row));
                    }
                }
            }
        }
        Some(())
    }

    /// The text of every entry; of values, none yet.
    fn texts(&self) -> Texts {
        let mut texts = Texts::default();
        if let Self::Indexed(indexed, _) = self {
            (0..indexed.count()).for_each(|at| texts.push(indexed.entries().cell(at)));
        }
        texts
    }

    /// Makes text of the next rows, unless the entries' texts are those; `None` when they are damaged.
    fn capture(&mut self, rows: usize, texts: &mut Texts) -> Option<()> {
        let Self::Values(cursor) = self else { return Some(()) };
        cursor.read(rows)?;
        texts.fill(cursor.values(), rows);
        Some(())
    }

    /// The text of each of the rows read last.
    fn rows<'t>(&self, rows: usize, texts: &'t Texts) -> Vec<&'t str> {
        match self {
            Self::Indexed(_, positions) => {
                let mut entries = [""; TABLE];
                entries.iter_mut().zip(texts.all()).for_each(|(entry, text)| *entry = text);
                positions[..rows].iter().map(|&at| entries[usize::from(at)]).collect()
            }
            Self::Values(_) => texts.all().collect(),
        }
    }
}
