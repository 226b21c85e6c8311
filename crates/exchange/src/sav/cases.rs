//! The cases of an SPSS file, one at a time.
//!
//! Separate from the dictionary, because three ways of writing them end in the same eight-byte pieces. Memory holds one
//! case. A file may end only where a case ends.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::ZlibDecoder;

use super::bytes::{Fault, Input, float};
use super::dictionary::{Compression, Dictionary, Kind, Variable, is_listed};
use crate::Cell;
use crate::limits::Counting;

/// A value of a case.
pub(super) enum Value {
    Nothing,
    Number(f64),
    Text(String),
}

impl Value {
    pub fn cell(&self) -> Cell<'_> {
        match self {
            Self::Nothing => Cell::Empty,
            Self::Number(number) => Cell::Number(*number),
            Self::Text(text) => Cell::Text(text),
        }
    }
}

/// The cases, from the current one on.
pub(super) struct Cases<'d> {
    dictionary: &'d Dictionary,
    source: Box<dyn Read>,
    /// One byte commands that are still to be obeyed.
    commands: [u8; 8],
    obeyed: usize,
    case: Vec<u8>,
    number: u64,
}

impl<'d> Cases<'d> {
    /// The cases of a file that stands at their beginning, and that may unpack to so many bytes.
    pub fn new(file: BufReader<File>, dictionary: &'d Dictionary, most: Option<u64>) -> Result<Self, Fault> {
        let source: Box<dyn Read> = match dictionary.compression {
            Compression::None | Compression::Bytes => Box::new(file),
            Compression::Zlib => Box::new(BufReader::new(Counting::new(blocks(file, dictionary)?, most))),
        };
        Ok(Self { dictionary, source, commands: [0; 8], obeyed: 8, case: vec![0; dictionary.slots * 8], number: 0 })
    }

    /// How many cases have been read.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Reads the next case; false after the last.
    pub fn next(&mut self) -> Result<bool, Fault> {
        if self.dictionary.cases == Some(self.number) {
            return Ok(false);
        }
        let mut case = std::mem::take(&mut self.case);
        let mut read = 0;
        for piece in case.chunks_exact_mut(8) {
            match self.piece()? {
                Some(bytes) => piece.copy_from_slice(&bytes),
                None => break,
            }
            read += 1;
        }
        self.case = case;
        if read == self.dictionary.slots {
            self.number += 1;
            return Ok(true);
        }
        // An end is an end only between cases, and only where the header does not promise more.
        if read == 0 && self.dictionary.cases.is_none() { Ok(false) } else { Err(Fault::CutShort(self.number + 1)) }
    }

    /// The next eight bytes; nothing at the end.
    fn piece(&mut self) -> Result<Option<[u8; 8]>, Fault> {
        if self.dictionary.compression == Compression::None {
            return self.eight();
        }
        let number = |value: f64| {
            if self.dictionary.big_endian { value.to_be_bytes() } else { value.to_le_bytes() }
        };
        loop {
            if self.obeyed == 8 {
                let Some(commands) = self.eight()? else {
                    return Ok(None);
                };
                (self.commands, self.obeyed) = (commands, 0);
            }
            let command = self.commands.get(self.obeyed).copied().unwrap_or_default();
            self.obeyed += 1;
            return Ok(Some(match command {
                0 => continue,
                252 => return Ok(None),
                253 => return self.eight(),
                254 => *b"        ",
                255 => number(self.dictionary.system_missing),
                small => number(f64::from(small) - self.dictionary.bias),
            }));
        }
    }

    fn eight(&mut self) -> Result<Option<[u8; 8]>, Fault> {
        let mut bytes = [0; 8];
        match self.source.read_exact(&mut bytes) {
            Ok(()) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What a variable holds in the current case.
    pub fn value(&self, variable: &Variable) -> Value {
        let start = variable.slot * 8;
        match variable.kind {
            Kind::Text(width) => self.text(start, width),
            kind => {
                let bytes = self.case.get(start..start + 8).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
                let number = float(bytes, self.dictionary.big_endian);
                let in_range = |(low, high): (f64, f64)| low <= number && number <= high;
                let unlisted = |range: &(f64, f64)| !is_listed(*range) || number.fract() != 0.0;
                let missing = variable.missing_range.filter(unlisted).is_some_and(in_range);
                if number == self.dictionary.system_missing || !number.is_finite() || missing {
                    Value::Nothing
                } else if kind == Kind::Date {
                    Value::Text(day(number))
                } else {
                    Value::Number(number)
                }
            }
        }
    }

    /// A text; beyond 255 bytes it stands in pieces of 255, each followed by one byte of filling.
    fn text(&self, start: usize, width: usize) -> Value {
        let mut bytes = Vec::with_capacity(width);
        let mut at = start;
        while bytes.len() < width {
            let length = (width - bytes.len()).min(255);
            let Some(piece) = self.case.get(at..(at + length).min(self.case.len())).filter(|piece| !piece.is_empty())
            else {
                break;
            };
            bytes.extend_from_slice(piece);
            at += 256;
        }
        match self.dictionary.text(&bytes) {
            text if text.is_empty() => Value::Nothing,
            text => Value::Text(text),
        }
    }
}

/// The zlib blocks between their header and their list, one after the other.
fn blocks(file: BufReader<File>, dictionary: &Dictionary) -> Result<Blocks, Fault> {
    let mut input = Input::new(file);
    input.set_big_endian(dictionary.big_endian);
    let start = input.long()?;
    let list = input.long()?;
    input.long()?;
    let length = list.checked_sub(start).and_then(|length| length.checked_sub(24));
    let length = length.and_then(|length| u64::try_from(length).ok()).ok_or(Fault::Damaged)?;
    Ok(Blocks { decoder: Some(ZlibDecoder::new(BufReader::new(Box::new(input.into_inner().take(length))))) })
}

/// Consecutive zlib streams as one.
struct Blocks {
    decoder: Option<ZlibDecoder<BufReader<Box<dyn Read>>>>,
}

impl Read for Blocks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(decoder) = &mut self.decoder {
            match decoder.read(buffer)? {
                0 if buffer.is_empty() => return Ok(0),
                0 => {
                    // The end of one block; another may follow.
                    let mut rest = self.decoder.take().map(ZlibDecoder::into_inner);
                    if let Some(mut rest) = rest.take()
                        && !rest.fill_buf()?.is_empty()
                    {
                        self.decoder = Some(ZlibDecoder::new(rest));
                    }
                }
                read => return Ok(read),
            }
        }
        Ok(0)
    }
}

/// A number of seconds since 14 October 1582 as a day: 2026-03-01, with its time unless that is midnight.
fn day(seconds: f64) -> String {
    /// Days from 14 October 1582 to 1 January 1970.
    const EPOCH: i64 = 141_428;
    let days = (seconds / 86_400.0).floor() as i64 - EPOCH;
    let rest = seconds.rem_euclid(86_400.0) as u32;
    let (year, month, date) = civil(days);
    let day = format!("{year:04}-{month:02}-{date:02}");
    if rest == 0 { day } else { format!("{day} {:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60) }
}

/// The Gregorian date of a day counted from 1 January 1970, by eras of 400 years that begin in March.
pub(crate) fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.clamp(-1_000_000_000, 1_000_000_000) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, date)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_counted_from_the_day_before_the_gregorian_calendar() {
        assert_eq!(day(0.0), "1582-10-14");
        assert_eq!(day(86_400.0), "1582-10-15");
        // 1 January 1970 is 12,219,379,200 seconds after 14 October 1582, the constant of SPSS's own documentation.
        assert_eq!(day(12_219_379_200.0), "1970-01-01");
        assert_eq!(day(12_219_379_200.0 + 951_782_400.0 + 3_661.0), "2000-02-29 01:01:01");
    }
}
