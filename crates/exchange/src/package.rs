//! The ZIP package around a workbook, looked at before anything in it is unpacked for good.
//!
//! Separate from reading the workbook, because the guard must not trust what it guards against: a few kilobytes can claim
//! to be small and unpack to gigabytes. Each part is unpacked once into nothing, counted, and refused when it is larger
//! than declared, larger than its bound, or holds a piece without end. It keeps nothing of what it reads.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use flate2::read::DeflateDecoder;

/// The largest sheet, unpacked.
const SHEET_BYTES: u64 = 1 << 30;

/// The largest part that a reader must hold whole: texts, styles, the list of sheets.
const HELD_BYTES: u64 = 64 << 20;

/// Unpacking to more than this many times its size is no survey, once it is large at all.
const RATIO: u64 = 250;

/// Below this size no ratio is absurd.
const RATIO_FROM: u64 = 16 << 20;

/// The longest stretch without a tag: one cell's text.
const PIECE_BYTES: u64 = 4 << 20;

/// More parts than this are no workbook.
const PARTS_MAX: usize = 10_000;

/// What is wrong with a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is cut short or contradicts itself.
    Damaged,
    /// It unpacks to more than a survey can be.
    TooLarge,
}

/// What a package holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An Excel workbook (`.xlsx`, `.xlsm`).
    Workbook,
    /// A spreadsheet of another kind: binary Excel, OpenDocument.
    OtherSpreadsheet,
    /// Something else.
    Other,
}

struct Part {
    name: Vec<u8>,
    packed: u64,
    unpacked: u64,
    method: u16,
    offset: u64,
}

/// Looks the whole package through; all of its parts together may unpack to so many bytes.
///
/// # Errors
/// When it is damaged, or would not fit in memory.
pub fn inspect(file: &mut File, most: Option<u64>) -> Result<Kind, Fault> {
    let parts = directory(file)?;
    let has = |name: &str| parts.iter().any(|part| part.name.eq_ignore_ascii_case(name.as_bytes()));
    if has("xl/workbook.bin") || has("content.xml") {
        return Ok(Kind::OtherSpreadsheet);
    }
    if !has("xl/workbook.xml") && !has("[Content_Types].xml") {
        return Ok(Kind::Other);
    }
    // Each is held to what it declares below.
    let declared = parts.iter().fold(0_u64, |sum, part| sum.saturating_add(part.unpacked));
    if most.is_some_and(|most| most < declared) {
        return Err(Fault::TooLarge);
    }
    for part in &parts {
        if is_text(&part.name) {
            unpack(file, part)?;
        }
    }
    Ok(Kind::Workbook)
}

fn is_text(name: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(b".xml") || name.ends_with(b".rels") || name.ends_with(b".vml")
}

fn bound(name: &[u8]) -> u64 {
    let sheet = name.to_ascii_lowercase().windows(11).any(|part| part == b"worksheets/");
    if sheet { SHEET_BYTES } else { HELD_BYTES }
}

/// The list of parts at the end of the file.
fn directory(file: &mut File) -> Result<Vec<Part>, Fault> {
    const END: [u8; 4] = *b"PK\x05\x06";
    const TAIL: u64 = (1 << 16) + 22;
    let length = file.seek(SeekFrom::End(0)).map_err(|_| Fault::Damaged)?;
    let start = length.saturating_sub(TAIL);
    let tail = bytes(file, start, length - start)?;
    let end = tail.windows(4).rposition(|four| four == END).ok_or(Fault::Damaged)?;
    let end = tail.get(end..).unwrap_or_default();
    let size = u64::from(number32(end, 12)?);
    let offset = u64::from(number32(end, 16)?);
    if offset == u64::from(u32::MAX) {
        return Err(Fault::TooLarge);
    }
    if offset.saturating_add(size) > length {
        return Err(Fault::Damaged);
    }
    let list = bytes(file, offset, size)?;
    let mut parts = Vec::new();
    let mut rest = list.as_slice();
    while rest.starts_with(b"PK\x01\x02") {
        let (name, extra) = (usize::from(number16(rest, 28)?), usize::from(number16(rest, 30)?));
        let comment = usize::from(number16(rest, 32)?);
        parts.push(Part {
            name: rest.get(46..46 + name).ok_or(Fault::Damaged)?.to_vec(),
            packed: number32(rest, 20)?.into(),
            unpacked: number32(rest, 24)?.into(),
            method: number16(rest, 10)?,
            offset: number32(rest, 42)?.into(),
        });
        if parts.len() > PARTS_MAX {
            return Err(Fault::TooLarge);
        }
        rest = rest.get(46 + name + extra + comment..).ok_or(Fault::Damaged)?;
    }
    Ok(parts)
}

/// Unpacks a part into nothing.
fn unpack(file: &mut File, part: &Part) -> Result<(), Fault> {
    let most = bound(&part.name);
    let absurd = part.unpacked > RATIO_FROM && part.unpacked / RATIO > part.packed;
    if part.unpacked > most || absurd {
        return Err(Fault::TooLarge);
    }
    let header = bytes(file, part.offset, 30)?;
    if !header.starts_with(b"PK\x03\x04") {
        return Err(Fault::Damaged);
    }
    let skip = u64::from(number16(&header, 26)?) + u64::from(number16(&header, 28)?);
    file.seek(SeekFrom::Start(part.offset + 30 + skip)).map_err(|_| Fault::Damaged)?;
    let packed = BufReader::new(file.take(part.packed));
    match part.method {
        0 if part.packed == part.unpacked => count(packed, part.unpacked),
        8 => count(DeflateDecoder::new(packed), part.unpacked),
        _ => Err(Fault::Damaged),
    }
}

/// Reads to the end; the count must be the declared one, and no piece between two tags may be endless.
fn count(mut text: impl Read, declared: u64) -> Result<(), Fault> {
    let mut buffer = vec![0; 1 << 16];
    let (mut total, mut piece) = (0_u64, 0_u64);
    loop {
        let read = text.read(&mut buffer).map_err(|_| Fault::Damaged)?;
        let found = buffer.get(..read).unwrap_or_default();
        if found.is_empty() {
            return if total == declared { Ok(()) } else { Err(Fault::Damaged) };
        }
        total += read as u64;
        piece += memchr::memchr(b'<', found).unwrap_or(read) as u64;
        if total > declared || piece > PIECE_BYTES {
            return Err(Fault::TooLarge);
        }
        if let Some(last) = memchr::memrchr(b'<', found) {
            piece = (read - last) as u64;
        }
    }
}

fn bytes(file: &mut File, offset: u64, length: u64) -> Result<Vec<u8>, Fault> {
    file.seek(SeekFrom::Start(offset)).map_err(|_| Fault::Damaged)?;
    let mut all = Vec::new();
    file.take(length).read_to_end(&mut all).map_err(|_| Fault::Damaged)?;
    if all.len() as u64 == length { Ok(all) } else { Err(Fault::Damaged) }
}

fn number16(bytes: &[u8], at: usize) -> Result<u16, Fault> {
    let two = bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).ok_or(Fault::Damaged)?;
    Ok(u16::from_le_bytes(two))
}

fn number32(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).ok_or(Fault::Damaged)?;
    Ok(u32::from_le_bytes(four))
}
