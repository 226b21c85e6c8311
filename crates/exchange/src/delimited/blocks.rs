//! A stream of delimited text in blocks of whole records, about a mebibyte each.
//!
//! Separate from splitting records, because only this part runs one block after the other; the blocks themselves can be
//! read by several threads. A record longer than [`RECORD_MAX`] is refused, so memory is bounded whatever the file holds.

use std::io::{self, Read};

use memchr::{memchr, memchr2, memrchr};

use super::split::{Dialect, count};

/// The longest record that is read, in bytes.
pub(crate) const RECORD_MAX: usize = 4 << 20;
const BLOCK: usize = 1 << 20;
const QUOTE: u8 = b'"';

/// Some whole records.
#[derive(Debug, Default)]
pub(crate) struct Block {
    buffer: Vec<u8>,
    len: usize,
    /// The line of the first record, as a person counts.
    pub(crate) line: u64,
    /// Which block it is, from 0.
    pub(crate) number: u64,
    /// Whether any quote stands in it.
    pub(crate) quotes: bool,
    /// Whether the text ends with it.
    pub(crate) last: bool,
}

impl Block {
    /// The records.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.buffer[..self.len]
    }
}

/// Why no block could be read.
#[derive(Debug)]
pub(crate) enum BlockError {
    /// The stream failed.
    Stream(io::Error),
    /// The record that begins at this line is longer than [`RECORD_MAX`].
    RecordTooLong {
        /// Its line.
        line: u64,
    },
}

/// Cuts a stream into blocks.
pub(crate) struct Blocks {
    stream: Box<dyn Read + Send>,
    dialect: Dialect,
    /// Find record ends by counting quotes, which holds while no quote stands within a cell; the reader of the block
    /// sees such quotes and asks for the careful way.
    by_parity: bool,
    carry: Vec<u8>,
    line: u64,
    number: u64,
    ended: bool,
}

impl Blocks {
    /// Blocks of a stream whose first record stands at `line`.
    pub(crate) fn new(stream: Box<dyn Read + Send>, dialect: Dialect, by_parity: bool, line: u64) -> Self {
        Self { stream, dialect, by_parity, carry: Vec::new(), line, number: 0, ended: false }
    }

    /// Fills the block with the next records; false when there are none.
    ///
    /// # Errors
    /// When the stream fails or a record is too long.
    pub(crate) fn next(&mut self, block: &mut Block) -> Result<bool, BlockError> {
        if block.buffer.len() < BLOCK {
            block.buffer.resize(BLOCK, 0);
        }
        if block.buffer.len() < self.carry.len() {
            block.buffer.resize(self.carry.len(), 0);
        }
        block.buffer[..self.carry.len()].copy_from_slice(&self.carry);
        let mut len = self.carry.len();
        self.carry.clear();
        let mut target = BLOCK;
        let end = loop {
            if block.buffer.len() < target {
                block.buffer.resize(target, 0);
            }
            len = self.fill(&mut block.buffer[..target], len)?;
            let bytes = &block.buffer[..len];
            let quotes = count(QUOTE, bytes);
            block.quotes = 0 < quotes;
            if self.ended {
                break len;
            }
            match self.record_end(bytes, quotes) {
                Some(end) => break end,
                None if RECORD_MAX < len => {
                    return Err(BlockError::RecordTooLong { line: self.line });
                }
                None => target += BLOCK,
            }
        };
        self.carry.extend_from_slice(&block.buffer[end..len]);
        block.len = end;
        block.last = self.ended;
        block.line = self.line;
        block.number = self.number;
        self.number += 1;
        self.line += count(self.dialect.terminator, block.bytes());
        if self.ended && RECORD_MAX < end {
            return Err(BlockError::RecordTooLong { line: block.line });
        }
        // A large block was needed once; the next ones are small again.
        if 2 * BLOCK < block.buffer.len() && end < BLOCK {
            block.buffer.truncate(BLOCK);
            block.buffer.shrink_to_fit();
        }
        Ok(0 < end)
    }

    /// Reads until the buffer is full or the stream has ended; returns how much of the buffer is filled.
    fn fill(&mut self, buffer: &mut [u8], mut len: usize) -> Result<usize, BlockError> {
        while len < buffer.len() && !self.ended {
            match self.stream.read(&mut buffer[len..]) {
                Ok(0) => self.ended = true,
                Ok(read) => len += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(BlockError::Stream(error)),
            }
        }
        Ok(len)
    }

    /// Where the last whole record ends.
    fn record_end(&self, bytes: &[u8], quotes: u64) -> Option<usize> {
        let terminator = self.dialect.terminator;
        if quotes == 0 {
            return memrchr(terminator, bytes).map(|at| at + 1);
        }
        if self.by_parity
            && let Some(end) = end_by_parity(bytes, quotes, terminator)
        {
            return Some(end);
        }
        end_by_walking(bytes, self.dialect)
    }
}

/// The last terminator with an even number of quotes before it.
fn end_by_parity(bytes: &[u8], mut quotes: u64, terminator: u8) -> Option<usize> {
    let mut end = bytes.len();
    while let Some(at) = memrchr(terminator, &bytes[..end]) {
        quotes -= count(QUOTE, &bytes[at..end]);
        if quotes.is_multiple_of(2) {
            return Some(at + 1);
        }
        end = at;
    }
    None
}

/// The last terminator outside quotes, looking at every quote from the beginning.
fn end_by_walking(bytes: &[u8], dialect: Dialect) -> Option<usize> {
    let (mut at, mut end) = (0, None);
    while let Some(found) = memchr2(QUOTE, dialect.terminator, bytes.get(at..)?) {
        let here = at + found;
        at = here + 1;
        if bytes[here] == dialect.terminator {
            end = Some(at);
        } else if here == 0 || [dialect.delimiter, dialect.terminator].contains(&bytes[here - 1]) {
            match closing_quote(bytes, at) {
                Some(closing) => at = closing + 1,
                None => break,
            }
        }
    }
    end
}

/// The quote that closes the cell which was opened before `at`.
fn closing_quote(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let quote = at + memchr(QUOTE, bytes.get(at..)?)?;
        if bytes.get(quote + 1) != Some(&QUOTE) {
            return Some(quote);
        }
        at = quote + 2;
    }
}
