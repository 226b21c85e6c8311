//! The fast way through delimited text: several workers, and answers taken straight from the bytes.
//!
//! Separate from the general way, which it must equal record by record. Nearly every cell of a survey is one digit; runs
//! of them are checked and coded four at a time in one machine word. Whatever looks different — quotes, missing cells,
//! longer answers, a wrong number of cells — is read with more care, in the end by the very code of the general way.

use std::sync::{Mutex, PoisonError};

use memchr::memchr;
use sums::MISSING;
use survey::AnswerProblem;

use super::setup::{ASK, Answers, Places, Setup};
use super::worker::Worker;
use crate::delimited::{Block, BlockError, Blocks, Cells, DelimitedFile, Dialect, blank_line};
use crate::{Cell, ReadError, RefusalReason};

/// How far a pass came.
pub(super) enum Outcome {
    /// The file was read; the number of the next block.
    Done(u64),
    /// What was assumed about the file is not so; it is read with more care from now on, from the beginning.
    Again,
}

/// Reads a file with all workers.
///
/// # Errors
/// When the file cannot be read to its end.
pub(super) fn read(
    file: &mut DelimitedFile,
    workers: &mut [Worker<'_>],
    places: &Places,
    first_block: u64,
) -> Result<Outcome, ReadError> {
    let Some(first) = workers.first() else { return Ok(Outcome::Done(first_block)) };
    let reader = Reader {
        steps: steps(first.setup, places),
        places,
        dialect: file.dialect(),
        by_parity: !file.is_careful(),
        undecided: file.undecided(),
        first_block,
    };
    let source = Mutex::new(Source { blocks: file.blocks(reader.by_parity)?, next: first_block, stop: None });
    match workers {
        [only] => reader.work(&source, only),
        several => std::thread::scope(|scope| {
            for worker in several {
                scope.spawn(|| reader.work(&source, worker));
            }
        }),
    }
    let source = source.into_inner().unwrap_or_else(PoisonError::into_inner);
    match source.stop {
        None => Ok(Outcome::Done(source.next)),
        Some(Stop::Failed(error)) => Err(file.block_error(error)),
        Some(Stop::Stray) => {
            file.be_careful();
            Ok(Outcome::Again)
        }
        Some(Stop::Encoding) => file.settle().map(|()| Outcome::Again),
    }
}

/// Where the workers take blocks from, one after the other.
struct Source {
    blocks: Blocks,
    next: u64,
    stop: Option<Stop>,
}

/// Why no more blocks are handed out.
enum Stop {
    Failed(BlockError),
    /// A quote within a cell: record ends cannot be found by counting quotes.
    Stray,
    /// The first bytes that are no UTF-8, in a file that was ASCII so far.
    Encoding,
}

/// What a reader does with the next cells of a record.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// Passes over some cells.
    Skip(usize),
    /// Keeps the text of a cell.
    Capture(usize),
    /// Codes the cells of answer slots, from the first to before the second.
    Answers(usize, usize, Digits),
}

/// The digits whose code follows from their value, alike for all cells of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Digits {
    low: u8,
    high: u8,
    reversed: bool,
}

impl Digits {
    fn of(answers: &Answers) -> Self {
        let code = |digit: u8| answers.table[usize::from(b'0' + digit)];
        let run = |fits: &dyn Fn(u8) -> bool| {
            let low = (0..10).find(|&digit| fits(digit))?;
            let high = (low..10).take_while(|&digit| fits(digit)).last()?;
            Some((low, high))
        };
        let plain = run(&|digit| code(digit) == digit);
        let (first, last) = ((0..10).find(|&d| code(d) < ASK), (0..10).rev().find(|&d| code(d) < ASK));
        let turned = first.zip(last).and_then(|(first, last)| {
            run(&|digit| code(digit) < ASK && u16::from(code(digit)) + u16::from(digit) == u16::from(first + last))
        });
        let span = |run: Option<(u8, u8)>| run.map_or(0, |(low, high)| high - low + 1);
        match (plain, turned) {
            (Some((low, high)), _) if span(turned) <= span(plain) => Self { low, high, reversed: false },
            (_, Some((low, high))) => Self { low, high, reversed: true },
            _ => Self { low: 10, high: 0, reversed: false },
        }
    }
}

/// The cells of a record from left to right.
///
/// Empty when a position is wanted twice: then every record goes the general way.
fn steps(setup: &Setup<'_>, places: &Places) -> Vec<Step> {
    let mut steps: Vec<Step> = vec![];
    for position in 0..places.width {
        let answer: Vec<usize> = matching(&places.answers, position);
        let capture: Vec<usize> = matching(&places.captures, position);
        match (answer.as_slice(), capture.as_slice(), steps.last_mut()) {
            ([], [], Some(Step::Skip(count))) => *count += 1,
            ([], [], _) => steps.push(Step::Skip(1)),
            ([], &[slot], _) => steps.push(Step::Capture(slot)),
            (&[slot], [], last) => {
                let digits = Digits::of(&setup.answers[slot]);
                match last {
                    Some(Step::Answers(_, end, alike)) if *end == slot && *alike == digits => *end += 1,
                    _ => steps.push(Step::Answers(slot, slot + 1, digits)),
                }
            }
            _ => return vec![],
        }
    }
    steps
}

fn matching(positions: &[usize], position: usize) -> Vec<usize> {
    positions.iter().enumerate().filter(|(_, other)| **other == position).map(|(slot, _)| slot).collect()
}

/// A cell that is no answer, to be noted once the record is known to be whole.
struct Refused<'b> {
    slot: usize,
    value: &'b str,
    problem: AnswerProblem,
}

/// The record has more or fewer cells than the header.
struct Ragged;

struct Reader<'r> {
    steps: Vec<Step>,
    places: &'r Places,
    dialect: Dialect,
    by_parity: bool,
    undecided: bool,
    first_block: u64,
}

impl Reader<'_> {
    /// Takes blocks until there are none.
    fn work(&self, source: &Mutex<Source>, worker: &mut Worker<'_>) {
        let mut block = Block::default();
        loop {
            {
                let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
                if source.stop.is_some() {
                    return;
                }
                match source.blocks.next(&mut block) {
                    Ok(true) => source.next = self.first_block + block.number + 1,
                    Ok(false) => return,
                    Err(error) => {
                        source.stop = Some(Stop::Failed(error));
                        return;
                    }
                }
            }
            worker.begin_block(self.first_block + block.number);
            let stop = self.read_block(&block, worker);
            worker.end_block();
            if stop.is_some() {
                // A misunderstanding explains a failure further on, so it comes first.
                source.lock().unwrap_or_else(PoisonError::into_inner).stop = stop;
                return;
            }
        }
    }

    fn read_block(&self, block: &Block, worker: &mut Worker<'_>) -> Option<Stop> {
        let bytes = block.bytes();
        let valid = std::str::from_utf8(bytes).is_ok();
        if !valid && self.undecided {
            return Some(Stop::Encoding);
        }
        let setup = worker.setup;
        let (mut at, mut line) = (0, block.line);
        let (mut cells, mut captured, mut refused) = (Cells::default(), vec![""; self.places.captures.len()], vec![]);
        while at < bytes.len() {
            let end = memchr(self.dialect.terminator, &bytes[at..]).map_or(bytes.len(), |found| at + found);
            if end - at < 2
                && let Some(next) = blank_line(bytes, at, self.dialect)
            {
                (at, line) = (next, line + 1);
                continue;
            }
            if block.quotes && memchr(b'"', &bytes[at..end]).is_some() {
                let ended = cells.split(bytes, at, self.dialect);
                if ended.stray && self.by_parity {
                    return Some(Stop::Stray);
                }
                self.general(bytes, at, ended.next, line, &cells, worker);
                (at, line) = (ended.next, line + ended.lines);
                continue;
            }
            let stripped = self.dialect.terminator == b'\n' && bytes[..end].ends_with(b"\r") && at < end;
            let stop = end - usize::from(stripped);
            let readable = !self.steps.is_empty() && (valid || std::str::from_utf8(&bytes[at..stop]).is_ok());
            refused.clear();
            if readable && self.digits(bytes, at, stop, worker.row(), setup, &mut captured, &mut refused).is_ok() {
                worker.begin_record();
                for Refused { slot, value, problem } in refused.drain(..) {
                    worker.refuse_cell(line, slot, value, problem);
                }
                worker.finish_record(line, &captured);
            } else {
                cells.split(bytes, at, self.dialect);
                self.general(bytes, at, end, line, &cells, worker);
            }
            (at, line) = (end + 1, line + 1);
        }
        None
    }

    /// A record that was split, in the general way.
    fn general(&self, bytes: &[u8], at: usize, end: usize, line: u64, split: &Cells, worker: &mut Worker<'_>) {
        if std::str::from_utf8(&bytes[at..end]).is_err() {
            worker.begin_record();
            return worker.refuse_row(line, "", RefusalReason::NotText);
        }
        let texts: Vec<&str> = split.iter(bytes).map(text).collect();
        let cells: Vec<Cell<'_>> = texts.iter().map(|text| Cell::Text(text)).collect();
        worker.record(line, &cells, self.places);
    }

    /// A record without quotes, `bytes[at..end]`: its codes into `row`, its other texts into `captured`.
    #[allow(clippy::too_many_arguments, reason = "the innermost loop keeps its state in the caller, block by block")]
    fn digits<'b>(
        &self,
        bytes: &'b [u8],
        mut at: usize,
        end: usize,
        row: &mut [u8],
        setup: &Setup<'_>,
        captured: &mut [&'b str],
        refused: &mut Vec<Refused<'b>>,
    ) -> Result<(), Ragged> {
        let delimiter = self.dialect.delimiter;
        for step in &self.steps {
            match *step {
                Step::Skip(count) => {
                    for _ in 0..count {
                        at = cell_end(bytes, at, end, delimiter)? + 1;
                    }
                }
                Step::Capture(slot) => {
                    let stop = cell_end(bytes, at, end, delimiter)?;
                    captured[slot] = text(&bytes[at..stop]);
                    at = stop + 1;
                }
                Step::Answers(mut slot, last, digits) => {
                    while slot < last {
                        if slot + 4 <= last
                            && let Some(codes) = four(bytes, at, end, delimiter, digits)
                        {
                            row[slot..slot + 4].copy_from_slice(&codes);
                            (slot, at) = (slot + 4, at + 8);
                            continue;
                        }
                        let (code, stop) = one(bytes, at, end, delimiter, &setup.answers[slot], |value, problem| {
                            refused.push(Refused { slot, value, problem });
                        })?;
                        row[slot] = code;
                        (slot, at) = (slot + 1, stop + 1);
                    }
                }
            }
        }
        // Past the end by the delimiter that was not there: every cell was read, and no more.
        if at == end + 1 { Ok(()) } else { Err(Ragged) }
    }
}

/// Codes of four cells of one digit each, with a delimiter after each of them; `None` when they are not that.
#[inline]
fn four(bytes: &[u8], at: usize, end: usize, delimiter: u8, digits: Digits) -> Option<[u8; 4]> {
    const LANES: u64 = 0x0001_0001_0001_0001;
    if end < at + 8 {
        return None;
    }
    let word = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    // Lanes of 16 bits: the digit's value below, nothing above.
    let lanes = word ^ (LANES * (u64::from(delimiter) << 8 | u64::from(b'0')));
    // What is no digit may carry out of the last lane; it is found by its upper byte all the same.
    let above = lanes.wrapping_add(LANES * u64::from(0x7fff - u16::from(digits.high)));
    let below = (lanes | LANES << 15).wrapping_sub(LANES * u64::from(digits.low));
    if lanes & (LANES * 0xff00) != 0 || (above | !below) & (LANES << 15) != 0 {
        return None;
    }
    let codes = if digits.reversed { LANES * u64::from(digits.low + digits.high) - lanes } else { lanes };
    let pairs = (codes | codes >> 8) & 0x0000_ffff_0000_ffff;
    let [a, b, c, d, ..] = (pairs | pairs >> 16).to_le_bytes();
    Some([a, b, c, d])
}

/// The code of one cell and where it ends.
#[inline]
fn one<'b>(
    bytes: &'b [u8],
    at: usize,
    end: usize,
    delimiter: u8,
    answers: &Answers,
    refuse: impl FnOnce(&'b str, AnswerProblem),
) -> Result<(u8, usize), Ragged> {
    if at < end && (at + 1 == end || bytes[at + 1] == delimiter) {
        let code = answers.table[usize::from(bytes[at])];
        if code != ASK && bytes[at] != delimiter {
            return Ok((code, at + 1));
        }
    }
    let stop = cell_end(bytes, at, end, delimiter)?;
    if stop == at {
        return Ok((MISSING, stop));
    }
    let value = text(&bytes[at..stop]);
    let code = answers.text(value).unwrap_or_else(|problem| {
        refuse(value, problem);
        MISSING
    });
    Ok((code, stop))
}

/// Where the cell that begins at `at` ends: at a delimiter, or with the record.
#[inline]
fn cell_end(bytes: &[u8], at: usize, end: usize, delimiter: u8) -> Result<usize, Ragged> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    if end < at {
        return Err(Ragged);
    }
    if let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let differing = u64::from_le_bytes(*chunk) ^ (ONES * u64::from(delimiter));
        let equal = differing.wrapping_sub(ONES) & !differing & (ONES << 7);
        if equal != 0 {
            return Ok(end.min(at + equal.trailing_zeros() as usize / 8));
        }
        if end <= at + 8 {
            return Ok(end);
        }
    }
    Ok(memchr(delimiter, &bytes[at..end]).map_or(end, |found| at + found))
}

/// Bytes that are known to be UTF-8.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Digits, four};

    const SCALE: Digits = Digits { low: 1, high: 7, reversed: false };

    #[test]
    fn four_digits_become_four_codes_unless_one_is_outside_the_scale() {
        assert_eq!(four(b"7,1,4,6,", 0, 8, b',', SCALE), Some([7, 1, 4, 6]));
        assert_eq!(four(b"7,1,4,8,", 0, 8, b',', SCALE), None);
        assert_eq!(four(b"7,1,0,6,", 0, 8, b',', SCALE), None);
    }

    #[test]
    fn bytes_that_are_no_digits_are_not_added_beyond_the_word() {
        // Found by fuzzing: the sum carried out of the last lane.
        assert_eq!(four(&[0xff; 8], 0, 8, b',', SCALE), None);
        assert_eq!(four(b"7,1,4,\xff\xff", 0, 8, b',', SCALE), None);
    }
}
