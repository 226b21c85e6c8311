//! The dictionary at the head of an SPSS file: variables, their questions, labels and missing codes.
//!
//! Separate from the cases, which cannot be read without it. Texts are kept as bytes until the end, because the record
//! that names their encoding comes late.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::bytes::{Fault, Input, float};
use crate::Column;

/// More variables than this are no survey.
const VARIABLES_MAX: usize = 20_000;

/// Eight-byte pieces of a case; a bound on what one case may hold.
const SLOTS_MAX: usize = 1 << 20;

/// Labels over all variables.
const LABELS_MAX: usize = 500_000;

/// The largest record of the dictionary that is read whole.
const RECORD_MAX: u64 = 16 << 20;

/// The longest question.
const QUESTION_MAX: u64 = 1 << 16;

/// A range of missing values is listed one by one up to this width.
const LISTED_MAX: f64 = 200.0;

/// Data of a segment of a very long string: 255 bytes, of which SPSS counts 252.
const SEGMENT_COUNTED: usize = 252;

/// What a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number.
    Number,
    /// A number of seconds since 14 October 1582, shown as a date.
    Date,
    /// A text of so many bytes, perhaps in several segments.
    Text(usize),
}

/// One variable.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    /// The name in the dictionary, at most eight bytes.
    short: Vec<u8>,
    name: Vec<u8>,
    question: Vec<u8>,
    pub kind: Kind,
    /// Its first eight-byte piece in a case.
    pub slot: usize,
    labels: Vec<([u8; 8], Vec<u8>)>,
    missing: Vec<[u8; 8]>,
    /// Numbers of this range are missing.
    pub missing_range: Option<(f64, f64)>,
}

/// How cases are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    /// Eight bytes for every piece.
    None,
    /// One byte for small whole numbers.
    Bytes,
    /// The same within zlib blocks.
    Zlib,
}

/// What is known before the first case.
#[derive(Debug)]
pub(super) struct Dictionary {
    pub big_endian: bool,
    pub compression: Compression,
    pub bias: f64,
    /// Cases, where the file says.
    pub cases: Option<u64>,
    /// Eight-byte pieces of a case.
    pub slots: usize,
    /// What stands for no value at all.
    pub system_missing: f64,
    /// The encoding of its texts, where the file says.
    pub encoding: Option<&'static Encoding>,
    pub variables: Vec<Variable>,
}

impl Dictionary {
    /// Reads up to the first case.
    pub fn read<R: Read>(input: &mut Input<R>) -> Result<Self, Fault> {
        let mut dictionary = Self::header(input)?;
        let mut draft = Draft::default();
        loop {
            match input.int()? {
                2 => draft.variable(input)?,
                3 => draft.labels(input)?,
                6 => {
                    let lines = input.count()?;
                    input.skip(lines * 80)?;
                }
                7 => draft.extension(input, &mut dictionary)?,
                999 => {
                    input.int()?;
                    break;
                }
                _ => return Err(Fault::Damaged),
            }
        }
        dictionary.encoding = draft.encoding();
        dictionary.slots = draft.slots.len();
        dictionary.variables = draft.finish()?;
        if dictionary.variables.is_empty() { Err(Fault::Damaged) } else { Ok(dictionary) }
    }

    fn header<R: Read>(input: &mut Input<R>) -> Result<Self, Fault> {
        let magic: [u8; 4] = input.exact()?;
        if &magic != b"$FL2" && &magic != b"$FL3" {
            return Err(Fault::Damaged);
        }
        input.skip(60)?;
        match input.int()? {
            2 | 3 => {}
            // The layout code is 2 or 3; read the wrong way round it tells the byte order.
            0x0200_0000 | 0x0300_0000 => input.set_big_endian(true),
            _ => return Err(Fault::Damaged),
        }
        input.int()?;
        let compression = match input.int()? {
            0 => Compression::None,
            1 => Compression::Bytes,
            2 => Compression::Zlib,
            other => return Err(Fault::Unsupported(format!("compression {other}"))),
        };
        input.int()?;
        let cases = u64::try_from(input.int()?).ok();
        let bias = input.float()?;
        if !bias.is_finite() {
            return Err(Fault::Damaged);
        }
        input.skip(9 + 8 + 64 + 3)?;
        Ok(Self {
            big_endian: input.big_endian(),
            compression,
            bias,
            cases,
            slots: 0,
            system_missing: -f64::MAX,
            encoding: None,
            variables: Vec::new(),
        })
    }

    /// The variables as columns.
    pub fn columns(&self) -> Vec<Column> {
        self.variables.iter().map(|variable| self.column(variable)).collect()
    }

    fn column(&self, variable: &Variable) -> Column {
        let name = if variable.name.is_empty() { &variable.short } else { &variable.name };
        let mut missing: Vec<_> = variable.missing.iter().map(|value| self.value(variable, value)).collect();
        if let Some((low, high)) = variable.missing_range.filter(|range| is_listed(*range)) {
            let listed = (low.ceil() as i64..=high.floor() as i64).map(|value| value.to_string());
            missing.extend(listed.filter(|value| !missing.contains(value)).collect::<Vec<_>>());
        }
        let labels = variable.labels.iter().map(|(value, label)| (self.value(variable, value), self.text(label)));
        Column {
            name: self.text(name),
            question: self.text(&variable.question),
            labels: labels.collect::<BTreeMap<_, _>>(),
            missing,
        }
    }

    /// A text without the spaces that fill it up.
    pub fn text(&self, bytes: &[u8]) -> String {
        let end = bytes.iter().rposition(|byte| !b" \0".contains(byte)).map_or(0, |last| last + 1);
        let bytes = bytes.get(..end).unwrap_or_default();
        // A file that does not say is of an age or a tool that writes either; what is valid UTF-8 is hardly ever not.
        let guess = || {
            if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 }
        };
        let (text, _) = self.encoding.unwrap_or_else(guess).decode_without_bom_handling(bytes);
        text.into_owned()
    }

    fn value(&self, variable: &Variable, bytes: &[u8; 8]) -> String {
        match variable.kind {
            Kind::Text(_) => self.text(bytes),
            Kind::Number | Kind::Date => float(*bytes, self.big_endian).to_string(),
        }
    }
}

/// Whether the whole numbers of a range of missing values are listed with the column.
pub(super) fn is_listed((low, high): (f64, f64)) -> bool {
    (-1e9..=1e9).contains(&low) && high - low <= LISTED_MAX
}

/// The dictionary while it is read.
#[derive(Default)]
struct Draft {
    variables: Vec<Variable>,
    /// For each eight-byte piece, the variable that begins there.
    slots: Vec<Option<usize>>,
    labels: usize,
    long_names: Vec<u8>,
    long_strings: Vec<u8>,
    encoding_name: Vec<u8>,
    code_page: i32,
}

impl Draft {
    fn variable<R: Read>(&mut self, input: &mut Input<R>) -> Result<(), Fault> {
        let width = input.int()?;
        let has_question = input.int()?;
        let missing = input.int()?;
        let print = input.int()?;
        input.int()?;
        let short: [u8; 8] = input.exact()?;
        let question = match has_question {
            0 => Vec::new(),
            1 => {
                let length = input.count()?;
                let mut question = input.bytes(length.next_multiple_of(4), QUESTION_MAX)?;
                question.truncate(length as usize);
                question
            }
            _ => return Err(Fault::Damaged),
        };
        let values = input.bytes(u64::from(missing.unsigned_abs()) * 8, 24)?;
        if SLOTS_MAX <= self.slots.len() || VARIABLES_MAX <= self.variables.len() {
            return Err(Fault::Unsupported("too many variables".to_owned()));
        }
        if width == -1 {
            self.slots.push(None);
            return Ok(());
        }
        let kind = match usize::try_from(width).map_err(|_| Fault::Damaged)? {
            0 if is_date(print) => Kind::Date,
            0 => Kind::Number,
            width @ 1..=255 => Kind::Text(width),
            _ => return Err(Fault::Damaged),
        };
        let mut values: Vec<[u8; 8]> = values.chunks_exact(8).filter_map(|value| value.try_into().ok()).collect();
        let missing_range = match (missing, values.as_slice()) {
            (0..=3, _) => None,
            (-2 | -3, [low, high, ..]) => {
                let range = (float(*low, input.big_endian()), float(*high, input.big_endian()));
                values.drain(..2);
                Some(range)
            }
            _ => return Err(Fault::Damaged),
        };
        self.slots.push(Some(self.variables.len()));
        self.variables.push(Variable {
            short: trimmed(&short).to_vec(),
            name: Vec::new(),
            question,
            kind,
            slot: self.slots.len() - 1,
            labels: Vec::new(),
            missing: values,
            missing_range,
        });
        Ok(())
    }

    /// Labels for values, and right after them the variables they belong to.
    fn labels<R: Read>(&mut self, input: &mut Input<R>) -> Result<(), Fault> {
        let mut labels = Vec::new();
        for _ in 0..input.count()? {
            let value: [u8; 8] = input.exact()?;
            let [length] = input.exact()?;
            let padded = (u64::from(length) + 1).next_multiple_of(8) - 1;
            let mut label = input.bytes(padded, 256)?;
            label.truncate(length.into());
            labels.push((value, label));
            self.more_labels(1)?;
        }
        if input.int()? != 4 {
            return Err(Fault::Damaged);
        }
        for _ in 0..input.count()? {
            let slot = input.count()?.checked_sub(1).ok_or(Fault::Damaged)?;
            let variable = self.slots.get(slot as usize).copied().flatten().ok_or(Fault::Damaged)?;
            self.more_labels(labels.len())?;
            if let Some(variable) = self.variables.get_mut(variable) {
                variable.labels.extend(labels.iter().cloned());
            }
        }
        Ok(())
    }

    fn more_labels(&mut self, more: usize) -> Result<(), Fault> {
        self.labels += more;
        if LABELS_MAX < self.labels {
            return Err(Fault::Unsupported("too many value labels".to_owned()));
        }
        Ok(())
    }

    fn extension<R: Read>(&mut self, input: &mut Input<R>, dictionary: &mut Dictionary) -> Result<(), Fault> {
        let kind = input.int()?;
        let (size, count) = (input.count()?, input.count()?);
        let length = size * count;
        match kind {
            3 if length == 32 => {
                input.skip(28)?;
                self.code_page = input.int()?;
            }
            4 if length == 24 => {
                dictionary.system_missing = input.float()?;
                input.skip(16)?;
            }
            13 => self.long_names = input.bytes(length, RECORD_MAX)?,
            14 => self.long_strings = input.bytes(length, RECORD_MAX)?,
            20 => self.encoding_name = input.bytes(length, 4096)?,
            _ => input.skip(length)?,
        }
        Ok(())
    }

    /// The encoding by its name, or by the number of its code page.
    fn encoding(&self) -> Option<&'static Encoding> {
        let page = match self.code_page {
            65_001 => Some("utf-8".to_owned()),
            28_591..=28_605 => Some(format!("iso-8859-{}", self.code_page - 28_590)),
            1_250..=1_258 | 874 => Some(format!("windows-{}", self.code_page)),
            932 => Some("shift_jis".to_owned()),
            936 => Some("gbk".to_owned()),
            949 => Some("euc-kr".to_owned()),
            950 => Some("big5".to_owned()),
            _ => None,
        };
        let name = self.encoding_name.trim_ascii();
        Encoding::for_label(name).or_else(|| Encoding::for_label(page?.as_bytes()))
    }

    /// Gives variables their long names and puts very long strings together.
    fn finish(mut self) -> Result<Vec<Variable>, Fault> {
        let position: HashMap<Vec<u8>, usize> =
            self.variables.iter().enumerate().map(|(at, variable)| (variable.short.to_ascii_uppercase(), at)).collect();
        for (short, long) in pairs(&self.long_names) {
            if let Some(variable) = position.get(&short).and_then(|at| self.variables.get_mut(*at)) {
                variable.name = long;
            }
        }
        let mut segments = vec![false; self.variables.len()];
        for (short, width) in pairs(&self.long_strings) {
            let width = std::str::from_utf8(trimmed(&width)).ok().and_then(|width| width.parse::<usize>().ok());
            let (Some(width), Some(first)) = (width, position.get(&short)) else {
                return Err(Fault::Damaged);
            };
            if width <= 255 {
                continue;
            }
            let more = width.div_ceil(SEGMENT_COUNTED) - 1;
            let last = first + more;
            for at in first + 1..=last {
                *segments.get_mut(at).ok_or(Fault::Damaged)? = true;
            }
            self.long_string(*first, last, width)?;
        }
        let mut keep = segments.into_iter().map(|segment| !segment);
        self.variables.retain(|_| keep.next().unwrap_or(true));
        self.whole()?;
        Ok(self.variables)
    }

    /// The first segment becomes the whole; every segment must be where the format says.
    fn long_string(&mut self, first: usize, last: usize, width: usize) -> Result<(), Fault> {
        let start = self.variables.get(first).ok_or(Fault::Damaged)?.slot;
        for (rank, at) in (first..=last).enumerate() {
            let segment = self.variables.get(at).ok_or(Fault::Damaged)?;
            let (Kind::Text(bytes), true) = (segment.kind, segment.slot == start + rank * 32) else {
                return Err(Fault::Damaged);
            };
            if at < last && bytes != 255 {
                return Err(Fault::Damaged);
            }
        }
        if let Some(variable) = self.variables.get_mut(first) {
            variable.kind = Kind::Text(width);
        }
        Ok(())
    }

    /// Every variable's pieces must lie within the case.
    fn whole(&self) -> Result<(), Fault> {
        let inside = self.variables.iter().all(|variable| match variable.kind {
            Kind::Number | Kind::Date => true,
            Kind::Text(width) if width <= 255 => variable.slot + width.div_ceil(8) <= self.slots.len(),
            // The last segment may be shorter than its data needs only in a damaged file.
            Kind::Text(width) => variable.slot + (width / 255) * 32 <= self.slots.len(),
        });
        if inside { Ok(()) } else { Err(Fault::Damaged) }
    }
}

/// `NAME=value`, parted by tabs.
fn pairs(record: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    record
        .split(|byte| *byte == b'\t')
        .filter_map(|pair| {
            let at = pair.iter().position(|byte| *byte == b'=')?;
            let (name, value) = (pair.get(..at)?, pair.get(at + 1..)?);
            Some((name.to_ascii_uppercase(), trimmed(value).to_vec()))
        })
        .collect()
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !b" \0".contains(byte)).map_or(0, |last| last + 1);
    bytes.get(..end).unwrap_or_default()
}

/// Whether a print format shows a day: DATE, DATETIME, ADATE, JDATE, MOYR, QYR, WKYR, EDATE, SDATE, YMDHMS.
fn is_date(print: i32) -> bool {
    matches!((print >> 16) & 0xff, 20 | 22 | 23 | 24 | 28 | 29 | 30 | 38 | 39 | 41)
}
