//! The fast way through Parquet: several workers, each with its part of the rows, and only the columns that are wanted.
//!
//! Separate from the general way, which it must equal row by row. Codes are made column by column; what is refused on
//! the way waits until its row is counted.

use std::borrow::Cow;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use sums::MISSING;
use survey::AnswerProblem;

use super::setup::{ASK, Answers, Places};
use super::worker::{Worker, text_of};
use crate::caught::caught;
use crate::parquet::{Cursor, Handle, ParquetFile, Part, ROWS};
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
    let mut answers = file.cursors(handle, part, &places.answers).ok_or_else(damaged)?;
    let mut captures = file.cursors(handle, part, &places.captures).ok_or_else(damaged)?;
    let tables: Vec<[u8; TABLE]> = setup.answers.iter().map(table).collect();
    let mut codes = vec![MISSING; STRIDE * setup.answers.len()];
    let mut refused = vec![];
    for (block, start) in (0..).zip((0..part.rows).step_by(ROWS)) {
        let rows = ROWS.min(part.rows - start);
        refused.clear();
        let read = caught(|| {
            for (slot, cursor) in answers.iter_mut().enumerate() {
                let column = &mut codes[slot * STRIDE..slot * STRIDE + rows];
                code(cursor, column, slot, &setup.answers[slot], &tables[slot], &mut refused)?;
            }
            captures.iter_mut().try_for_each(|cursor| cursor.read(rows))
        });
        read.flatten().ok_or_else(damaged)?;
        refused.sort_by_key(|refused: &Refused| (refused.row, refused.slot));
        worker.begin_block(first_block + block);
        count(worker, &codes, &captures, &refused, part.row + start as u64 + 1, rows);
        worker.end_block();
    }
    Ok(())
}

/// Hands the decoded rows to the worker; `line` is the row of the first, as a person counts.
fn count(worker: &mut Worker<'_>, codes: &[u8], captures: &[Cursor], refused: &[Refused], line: u64, rows: usize) {
    let mut refused = refused.iter().peekable();
    let texts: Vec<Vec<Cow<'_, str>>> =
        captures.iter().map(|cursor| cursor.values().cells(rows).into_iter().map(text_of).collect()).collect();
    let mut captured: Vec<&str> = vec![""; captures.len()];
    for row in 0..rows {
        let line = line + row as u64;
        worker.begin_record();
        while let Some(Refused { slot, value, problem, .. }) = refused.next_if(|refused| refused.row == row) {
            worker.refuse_cell(line, *slot, value, *problem);
        }
        for (code, column) in worker.row().iter_mut().zip(codes.chunks_exact(STRIDE)) {
            *code = column[row];
        }
        for (text, column) in captured.iter_mut().zip(&texts) {
            *text = &column[row];
        }
        worker.finish_record(line, &captured);
    }
}

/// Whole numbers below this are looked up.
const TABLE: usize = 128;

fn table(answers: &Answers) -> [u8; TABLE] {
    std::array::from_fn(|whole| answers.number(whole as f64).unwrap_or(ASK))
}

/// Reads the next rows of one column as codes; `None` when they are damaged.
fn code(
    cursor: &mut Cursor,
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
    let known = |whole: i64| usize::try_from(whole).ok().and_then(|whole| table.get(whole)).copied().unwrap_or(ASK);
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
    Some(())
}
