//! Numbers and texts as an SPSS file writes them, in either byte order.
//!
//! Separate from their meaning. It never asks for more memory than a bound, whatever length a file claims.

use std::io::{self, Read};

/// Why the file cannot be read.
#[derive(Debug)]
pub(super) enum Fault {
    /// It contradicts itself or ends within its dictionary.
    Damaged,
    /// It ends within this case.
    CutShort(u64),
    /// It uses something that this reader does not know.
    Unsupported(String),
    /// It unpacks to more than may be read.
    TooLarge,
    /// The system does not hand it over.
    Unreadable(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Self::Damaged,
            io::ErrorKind::FileTooLarge => Self::TooLarge,
            _ => Self::Unreadable(error),
        }
    }
}

/// A stream that knows its byte order and how far it has been read.
pub(super) struct Input<R> {
    inner: R,
    big_endian: bool,
    position: u64,
}

impl<R: Read> Input<R> {
    pub fn new(inner: R) -> Self {
        Self { inner, big_endian: false, position: 0 }
    }

    pub fn into_inner(self) -> R {
        self.inner
    }

    pub fn position(&self) -> u64 {
        self.position
    }

    pub fn big_endian(&self) -> bool {
        self.big_endian
    }

    pub fn set_big_endian(&mut self, big_endian: bool) {
        self.big_endian = big_endian;
    }

    pub fn exact<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let mut bytes = [0; N];
        self.inner.read_exact(&mut bytes)?;
        self.position += N as u64;
        Ok(bytes)
    }

    /// `length` bytes, of which at most `most` are believed.
    pub fn bytes(&mut self, length: u64, most: u64) -> Result<Vec<u8>, Fault> {
        if most < length {
            return Err(Fault::Damaged);
        }
        let mut bytes = Vec::new();
        self.inner.by_ref().take(length).read_to_end(&mut bytes)?;
        self.position += bytes.len() as u64;
        if bytes.len() as u64 == length { Ok(bytes) } else { Err(Fault::Damaged) }
    }

    pub fn skip(&mut self, length: u64) -> Result<(), Fault> {
        let skipped = io::copy(&mut self.inner.by_ref().take(length), &mut io::sink())?;
        self.position += skipped;
        if skipped == length { Ok(()) } else { Err(Fault::Damaged) }
    }

    pub fn int(&mut self) -> Result<i32, Fault> {
        let bytes = self.exact()?;
        Ok(int(bytes, self.big_endian))
    }

    /// A count, which is never negative.
    pub fn count(&mut self) -> Result<u64, Fault> {
        u64::try_from(self.int()?).map_err(|_| Fault::Damaged)
    }

    pub fn long(&mut self) -> Result<i64, Fault> {
        let bytes = self.exact()?;
        Ok(if self.big_endian { i64::from_be_bytes(bytes) } else { i64::from_le_bytes(bytes) })
    }

    pub fn float(&mut self) -> Result<f64, Fault> {
        let bytes = self.exact()?;
        Ok(float(bytes, self.big_endian))
    }
}

pub(super) fn int(bytes: [u8; 4], big_endian: bool) -> i32 {
    if big_endian { i32::from_be_bytes(bytes) } else { i32::from_le_bytes(bytes) }
}

pub(super) fn float(bytes: [u8; 8], big_endian: bool) -> f64 {
    if big_endian { f64::from_be_bytes(bytes) } else { f64::from_le_bytes(bytes) }
}
