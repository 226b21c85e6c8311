//! One column of a Parquet file whose few different values stand in a dictionary, read forward as positions in it.
//!
//! Separate from the cursor, which makes a value of every row: nearly every column of a survey holds a handful of
//! different answers, so each is judged once and a row costs no more than its position. It reads pages of dictionary
//! positions and nothing else; of any other page it says so, and the caller takes the cursor from there.

use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::data_type::ByteArray;
use parquet::file::metadata::ColumnChunkMetaData;

use super::ROWS;
use super::cursor::Values;
use super::pages::Pages;
use super::runs::Runs;

/// The position of an empty row; a dictionary has fewer entries.
pub(crate) const EMPTY: u8 = u8::MAX;

/// A column from some row on.
pub(crate) struct Indexed {
    pages: Pages,
    /// Whether rows may be empty.
    optional: bool,
    entries: Values,
    count: usize,
    page: Current,
}

/// What came of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Came {
    /// All rows.
    All,
    /// Some rows have no position in the dictionary: the column must be read as values.
    Other,
}

/// The page being read.
#[derive(Default)]
struct Current {
    rows: usize,
    levels: Option<Runs>,
    positions: Runs,
}

impl Indexed {
    /// The column at the beginning of its chunk; `None` when it has no dictionary, or one of too many entries.
    pub(crate) fn open(mut pages: Pages, chunk: &ColumnChunkMetaData) -> Option<Self> {
        let optional = match chunk.column_descr().max_def_level() {
            0 => false,
            1 => true,
            _ => return None,
        };
        if !pages.peek_next_page().ok()??.is_dict {
            return None;
        }
        let Some(Page::DictionaryPage { buf, num_values, .. }) = pages.get_next_page().ok()? else {
            return None;
        };
        let count = usize::try_from(num_values).ok().filter(|&count| count <= usize::from(EMPTY))?;
        let entries = entries(chunk.column_type(), &buf, count)?;
        Some(Self { pages, optional, entries, count, page: Current::default() })
    }

    /// The dictionary.
    pub(crate) fn entries(&self) -> &Values {
        &self.entries
    }

    /// How many entries it has.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Passes over rows; `None` when there are too few or they are damaged.
    pub(crate) fn skip(&mut self, mut rows: usize) -> Option<Came> {
        let mut scratch = [0; ROWS];
        while 0 < rows {
            if self.page.rows == 0 {
                let next = self.pages.peek_next_page().ok()??;
                // Without lists a level is a row.
                if let Some(held) = next.num_rows.or(next.num_levels).filter(|&held| held <= rows) {
                    self.pages.skip_next_page().ok()?;
                    rows -= held;
                    continue;
                }
            }
            let most = rows.min(ROWS);
            if self.read(&mut scratch[..most])? == Came::Other {
                return Some(Came::Other);
            }
            rows -= most;
        }
        Some(Came::All)
    }

    /// Reads the next rows as positions in the dictionary; `None` when there are too few or they are damaged.
    pub(crate) fn read(&mut self, mut positions: &mut [u8]) -> Option<Came> {
        while !positions.is_empty() {
            if self.page.rows == 0 {
                match page(self.pages.get_next_page().ok()??, self.optional)? {
                    Some(page) => self.page = page,
                    None => return Some(Came::Other),
                }
                continue;
            }
            let (now, later) = positions.split_at_mut(positions.len().min(self.page.rows));
            self.page.read(now, self.count)?;
            positions = later;
        }
        Some(Came::All)
    }
}

impl Current {
    fn read(&mut self, positions: &mut [u8], entries: usize) -> Option<()> {
        let mut levels = [1; ROWS];
        let levels = levels.get_mut(..positions.len())?;
        let mut there = positions.len();
        if let Some(runs) = &mut self.levels
            && !runs.pass(1, positions.len())
        {
            runs.read(levels)?;
            there = there_in(levels);
        }
        let found = positions.get_mut(..there)?;
        self.positions.read(found)?;
        if entries <= usize::from(found.iter().copied().fold(0, u8::max)) && 0 < there {
            return None;
        }
        if there < positions.len() {
            to_rows(positions, levels, there)?;
        }
        self.rows -= positions.len();
        Some(())
    }
}

/// Rows that are looked at together.
const TOGETHER: usize = 8;

/// How many of the levels, all 0 or 1, say that the row is there. Bytes are added as eight lanes of a word, as often as a
/// lane has room for.
fn there_in(levels: &[u8]) -> usize {
    let (eights, rest) = levels.as_chunks();
    let lanes = |some: &[[u8; TOGETHER]]| some.iter().map(|&eight| u64::from_le_bytes(eight)).sum::<u64>();
    let counts = eights.chunks(usize::from(u8::MAX)).map(lanes).flat_map(u64::to_le_bytes);
    counts.chain(rest.iter().copied()).map(usize::from).sum()
}

/// The sum of eight levels: the top byte of a product that adds every byte to those above it.
fn ones(levels: [u8; TOGETHER]) -> usize {
    (u64::from_le_bytes(levels).wrapping_mul(0x0101_0101_0101_0101) >> 56) as usize
}

/// Moves the first `next` positions to the rows that are there, from the end, so that none is overwritten before it has
/// moved. Most eights of rows are all there and move as one.
fn to_rows(positions: &mut [u8], levels: &[u8], mut next: usize) -> Option<()> {
    let (eights, rest) = levels.as_chunks();
    let behind = levels.len() - rest.len();
    for (at, &level) in rest.iter().enumerate().rev() {
        next = next.checked_sub(usize::from(level))?;
        positions[behind + at] = if level == 1 { positions[next] } else { EMPTY };
    }
    for (number, &eight) in eights.iter().enumerate().rev() {
        let (start, count) = (number * TOGETHER, ones(eight));
        next = next.checked_sub(count)?;
        if next == start && count == TOGETHER {
            return Some(());
        }
        let from: [u8; TOGETHER] = *positions.get(next..)?.first_chunk()?;
        let to = positions.get_mut(start..)?.first_chunk_mut()?;
        *to = if count < TOGETHER - 1 { among(from, eight) } else { around(from, eight) };
    }
    Some(())
}

/// Eight rows of which at most one is empty: the positions from that row on move up by one. Without a choice, because
/// no processor guesses who left an answer out.
fn around(positions: [u8; TOGETHER], levels: [u8; TOGETHER]) -> [u8; TOGETHER] {
    let (positions, empty) = (u64::from_le_bytes(positions), !u64::from_le_bytes(levels) & 0x0101_0101_0101_0101);
    let before = (empty & empty.wrapping_neg()).wrapping_sub(1);
    ((positions & before) | ((positions & !before) << 8) | (empty * u64::from(EMPTY))).to_le_bytes()
}

/// Eight rows, the first positions where the levels say that the row is there.
fn among(positions: [u8; TOGETHER], levels: [u8; TOGETHER]) -> [u8; TOGETHER] {
    let (mut rows, mut next) = ([EMPTY; TOGETHER], 0);
    for (row, level) in rows.iter_mut().zip(levels) {
        if level == 1 {
            *row = positions[next % TOGETHER];
            next += 1;
        }
    }
    rows
}

/// A data page ready to be read; within, `None` when it holds no positions.
fn page(page: Page, optional: bool) -> Option<Option<Current>> {
    let (rows, encoding, buffer, start, end) = match page {
        Page::DataPage { buf, num_values, encoding, def_level_encoding, .. } => {
            if optional && def_level_encoding != Encoding::RLE {
                return Some(None);
            }
            let length = if optional { u32::from_le_bytes(*buf.first_chunk()?) as usize } else { 0 };
            let start = if optional { 4 } else { 0 };
            (num_values, encoding, ByteArray::from(buf), start, start + length)
        }
        Page::DataPageV2 { buf, num_values, encoding, def_levels_byte_len, rep_levels_byte_len, .. } => {
            let start = rep_levels_byte_len as usize;
            (num_values, encoding, ByteArray::from(buf), start, start + def_levels_byte_len as usize)
        }
        Page::DictionaryPage { .. } => return Some(None),
    };
    if !in_dictionary(encoding) {
        return Some(None);
    }
    let rows = usize::try_from(rows).ok()?;
    let levels = part(&buffer, start, end)?;
    let levels = optional.then(|| Runs::new(levels, 1));
    // A page of empty rows only may hold nothing else.
    let width = buffer.data().get(end).copied().unwrap_or(0);
    if 8 < width {
        return Some(None);
    }
    let positions = Runs::new(part(&buffer, buffer.len().min(end + 1), buffer.len())?, width);
    Some(Some(Current { rows, levels, positions }))
}

/// Both names of the same encoding: the older one is what some still write.
fn in_dictionary(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY)
}

fn part(bytes: &ByteArray, start: usize, end: usize) -> Option<ByteArray> {
    (start <= end && end <= bytes.len()).then(|| bytes.slice(start, end - start))
}

/// The entries of a dictionary; `None` when they are damaged or of a kind that holds no answers.
fn entries(kind: Type, bytes: &[u8], count: usize) -> Option<Values> {
    fn fixed<const N: usize, T>(bytes: &[u8], count: usize, of: impl Fn([u8; N]) -> T) -> Option<Vec<T>> {
        let (chunks, _) = bytes.as_chunks::<N>();
        chunks.get(..count).map(|chunks| chunks.iter().map(|&chunk| of(chunk)).collect())
    }
    match kind {
        Type::INT32 => Some(Values::wholes(fixed(bytes, count, |b| i64::from(i32::from_le_bytes(b)))?)),
        Type::INT64 => Some(Values::wholes(fixed(bytes, count, i64::from_le_bytes)?)),
        Type::FLOAT => Some(Values::Numbers(fixed(bytes, count, |b| f64::from(f32::from_le_bytes(b)))?)),
        Type::DOUBLE => Some(Values::Numbers(fixed(bytes, count, f64::from_le_bytes)?)),
        Type::BYTE_ARRAY => {
            let (mut texts, mut rest) = (Vec::with_capacity(count), bytes);
            for _ in 0..count {
                let (length, after) = rest.split_first_chunk()?;
                let (text, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
                texts.push(Some(String::from_utf8_lossy(text).into_owned()));
                rest = after;
            }
            Some(Values::Texts(texts))
        }
        Type::BOOLEAN | Type::INT96 | Type::FIXED_LEN_BYTE_ARRAY => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{EMPTY, there_in, to_rows};

    #[test]
    fn rows_that_are_there_are_counted_beyond_what_a_byte_holds() {
        let levels: Vec<u8> = (0..5000_u32).map(|row| u8::from(row % 100 != 7)).collect();
        assert_eq!(there_in(&levels), 4950);
        assert_eq!(there_in(&[1; 4096]), 4096);
    }

    #[test]
    fn positions_move_to_the_rows_that_are_there_whoever_left_an_answer_out() {
        // Every way to leave out some of eleven rows: one eight, and three behind it.
        for pattern in 0..1_u32 << 11 {
            let levels: Vec<u8> = (0..11).map(|row| (pattern >> row & 1) as u8).collect();
            let (mut given, mut expected) = (0, vec![]);
            for &level in &levels {
                given += level;
                expected.push(if level == 1 { given } else { EMPTY });
            }
            let mut rows: Vec<u8> = (1..=11).collect();
            assert_eq!(there_in(&levels), usize::from(given));
            assert_eq!(to_rows(&mut rows, &levels, usize::from(given)), Some(()));
            assert_eq!(rows, expected);
        }
    }
}
