//! Which reader a file needs, by what it holds.
//!
//! Separate from the readers, because a name says little: people rename files, and browsers add `.txt`. It looks at the
//! first bytes only and never trusts them further; each reader refuses what it does not understand.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use crate::delimited::{DelimitedFile, Opener, read_up_to};
use crate::error::file_name;
use crate::limits::{Limits, Within};
use crate::parquet::ParquetFile;
use crate::{ReadError, Records, jsonl, mail, sav, xlsx};

/// A file and its reader.
pub(crate) enum Opened {
    /// CSV, TSV and relatives, which have a fast way to be scanned.
    Delimited(Box<DelimitedFile>),
    /// Parquet, likewise.
    Parquet(Box<ParquetFile>),
    /// Everything else.
    Other(Box<dyn Records>),
}

impl Opened {
    /// The file as records.
    pub(crate) fn records(&self) -> &dyn Records {
        match self {
            Self::Delimited(file) => &**file,
            Self::Parquet(file) => &**file,
            Self::Other(records) => &**records,
        }
    }
}

/// Opens a file by what it holds (not only its name): CSV or TSV, XLSX, SPSS, JSON lines, Parquet, mail; `.gz` is unpacked.
///
/// # Errors
/// When it is none of these, or damaged.
pub fn open(path: &Path) -> Result<Box<dyn Records>, ReadError> {
    with_preview(open_known(path)?, None)
}

/// Opens a file that a stranger sent: none that is packed as a whole, and no more of it than the limits say.
///
/// # Errors
/// As [`open`]; when there is more in it, which may be found only while it is read.
pub fn open_within(path: &Path, limits: Limits) -> Result<Box<dyn Records>, ReadError> {
    let records = with_preview(open_some(path, Some(limits))?, Some(limits))?;
    Ok(Box::new(Within::new(records, file_name(path), limits)))
}

fn with_preview(opened: Opened, limits: Option<Limits>) -> Result<Box<dyn Records>, ReadError> {
    Ok(match opened {
        Opened::Delimited(file) => file,
        Opened::Parquet(mut file) => {
            limits.map_or(Ok(()), |limits| file.within(limits))?;
            file.read_preview()?;
            file
        }
        Opened::Other(records) => records,
    })
}

const SNIFFED: usize = 4096;

/// Opens a file and keeps apart what can be scanned fast.
pub(crate) fn open_known(path: &Path) -> Result<Opened, ReadError> {
    open_some(path, None)
}

fn open_some(path: &Path, limits: Option<Limits>) -> Result<Opened, ReadError> {
    let most = limits.map(|limits| limits.bytes);
    let name = file_name(path);
    let unreadable = |error: &io::Error| ReadError::unreadable(&name, error);
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(unreadable(&io::ErrorKind::IsADirectory.into()));
    }
    let head = read_up_to(&mut file, SNIFFED).map_err(|error| unreadable(&error))?;
    match head.as_slice() {
        [b'P', b'K', 3 | 5, ..] => xlsx::open(path, most).map(Opened::Other),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => xlsx::open(path, most).map(Opened::Other),
        [b'$', b'F', b'L', b'2' | b'3', ..] => sav::open(path, most).map(Opened::Other),
        [b'P', b'A', b'R', b'1', ..] => ParquetFile::open(path).map(|file| Opened::Parquet(Box::new(file))),
        // Everything else bounds what it unpacks to; of these two, nobody knows.
        [0x1f, 0x8b, ..] if limits.is_some() => Err(ReadError::new("exchange-packed").with("file", name)),
        // The reader of JSON unpacks by itself; what else is packed is a table.
        [0x1f, 0x8b, ..] if is_packed_json(path) => jsonl::open(path).map(Opened::Other),
        [0x1f, 0x8b, ..] => delimited(&name, unpacked(path)),
        _ if is_json(&head) => jsonl::open(path).map(Opened::Other),
        _ if mail::is_mail(&head) => mail::open(path, most).map(Opened::Other),
        _ => delimited(&name, plain(path)),
    }
}

fn delimited(name: &str, open: Opener) -> Result<Opened, ReadError> {
    DelimitedFile::open(name, open).map(|file| Opened::Delimited(Box::new(file)))
}

/// Whether a packed file holds JSON; damage is found by the reader that is then chosen.
fn is_packed_json(path: &Path) -> bool {
    let head = unpacked(path)().and_then(|mut stream| read_up_to(&mut stream, SNIFFED));
    head.is_ok_and(|head| is_json(&head))
}

/// JSON objects one after the other, or a list of them; a table never begins so.
fn is_json(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    match head {
        [b'{', ..] => true,
        [b'[', rest @ ..] => matches!(rest.trim_ascii_start(), [b'{' | b']', ..]),
        _ => false,
    }
}

fn plain(path: &Path) -> Opener {
    let path = path.to_owned();
    Arc::new(move || Ok(Box::new(File::open(&path)?)))
}

fn unpacked(path: &Path) -> Opener {
    let path = path.to_owned();
    Arc::new(move || Ok(Box::new(Unpacked(MultiGzDecoder::new(File::open(&path)?)))))
}

/// A packed stream whose damage is told apart from the system's errors.
struct Unpacked(MultiGzDecoder<File>);

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => io::ErrorKind::InvalidData.into(),
            _ => error,
        })
    }
}
