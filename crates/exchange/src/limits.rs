//! How much of a stranger's file is read.
//!
//! Separate from the readers, because a few kilobytes can be made to unpack to gigabytes in every format in another way, and
//! a server that is handed such a file serves others besides. A person's own file at the command line has no such limits:
//! there, memory is bounded by the readers, and time is the person's.

use std::io::{self, Read};

use crate::{Cell, Column, Each, ReadError, Records};

/// The most that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes, after unpacking.
    pub bytes: u64,
    /// Records.
    pub records: u64,
}

impl Limits {
    /// The error of a file with more bytes.
    pub(crate) fn too_large(file: &str) -> ReadError {
        ReadError::new("exchange-unpacks-too-large").with("file", file)
    }

    /// The error of a file with more records.
    pub(crate) fn too_many(self, file: &str) -> ReadError {
        let limit = i64::try_from(self.records).unwrap_or(i64::MAX);
        ReadError::new("exchange-too-many-records").with("file", file).with("limit", limit)
    }
}

/// A stream that ends with an error where it has given more than it may.
pub(crate) struct Counting<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Counting<R> {
    /// A stream of at most so many bytes; any number when nothing is said.
    pub fn new(inner: R, most: Option<u64>) -> Self {
        Self { inner, left: most.unwrap_or(u64::MAX) }
    }
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

/// Records that end with an error where there are more of them than there may be.
pub(crate) struct Within {
    inner: Box<dyn Records>,
    file: String,
    limits: Limits,
}

impl Within {
    /// The same records, within limits.
    pub fn new(inner: Box<dyn Records>, file: String, limits: Limits) -> Self {
        Self { inner, file, limits }
    }
}

impl Records for Within {
    fn columns(&self) -> &[Column] {
        self.inner.columns()
    }

    fn preview(&self) -> &[Vec<String>] {
        self.inner.preview()
    }

    fn for_each<'e>(&mut self, each: &'e mut Each<'e>) -> Result<(), ReadError> {
        let (file, limits) = (&self.file, self.limits);
        let (mut records, mut bytes) = (0_u64, 0_u64);
        self.inner.for_each(&mut |line, cells| {
            records += 1;
            bytes = cells.iter().fold(bytes, |bytes, cell| bytes.saturating_add(size(*cell)));
            if limits.records < records {
                return Err(limits.too_many(file));
            }
            if limits.bytes < bytes {
                return Err(Limits::too_large(file));
            }
            each(line, cells)
        })
    }
}

/// What a cell takes; an empty one takes something, too.
fn size(cell: Cell<'_>) -> u64 {
    match cell {
        Cell::Empty => 1,
        Cell::Number(_) => 8,
        Cell::Text(text) => 1 + text.len() as u64,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{ErrorKind, Read, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::{Counting, Limits};
    use crate::{ReadError, open, open_within, scratch};

    const FEW: Limits = Limits { bytes: 1 << 20, records: 3 };

    fn read(name: &str, bytes: &[u8], limits: Limits) -> Result<u64, ReadError> {
        let file = scratch::File::new(name, bytes);
        let (mut records, mut read) = (open_within(file.path(), limits)?, 0);
        records.for_each(&mut |_, _| {
            read += 1;
            Ok(())
        })?;
        Ok(read)
    }

    #[test]
    fn a_stream_gives_what_it_may_and_not_a_byte_more() {
        let mut all = Vec::new();
        assert!(Counting::new(&b"four"[..], Some(4)).read_to_end(&mut all).is_ok());
        let more = Counting::new(&b"four"[..], Some(3)).read_to_end(&mut all);
        assert_eq!(more.map_err(|error| error.kind()), Err(ErrorKind::FileTooLarge));
    }

    #[test]
    fn as_many_records_as_may_be_are_read_and_one_more_is_refused() {
        assert_eq!(read("a.csv", b"a,b\n1,2\n3,4\n5,6\n", FEW), Ok(3));
        let error = read("a.csv", b"a,b\n1,2\n3,4\n5,6\n7,8\n", FEW).expect_err("four records");
        assert_eq!(error.key, "exchange-too-many-records");
        let error = read("a.csv", b"a,b\n1,2\n3,4\n", Limits { bytes: 6, ..FEW }).expect_err("eight bytes");
        assert_eq!(error.key, "exchange-unpacks-too-large");
    }

    #[test]
    fn a_packed_text_is_refused_where_there_are_limits_and_read_where_there_are_none() {
        for (name, text) in [("a.csv.gz", "a,b\n1,2\n"), ("a.jsonl.gz", "{\"a\":1}\n")] {
            let mut packed = GzEncoder::new(Vec::new(), Compression::default());
            packed.write_all(text.as_bytes()).expect("memory takes it");
            let packed = packed.finish().expect("memory takes it");
            assert_eq!(read(name, &packed, FEW).map_err(|error| error.key), Err("exchange-packed"));
            assert!(open(scratch::File::new(name, &packed).path()).is_ok());
        }
    }

    #[test]
    fn a_system_file_that_unpacks_to_too_much_is_refused() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/blocks.zsav");
        let many = Limits { bytes: 1 << 20, records: 1000 };
        assert!(open_within(&path, many).is_ok());
        let error = open_within(&path, Limits { bytes: 64, ..many }).err();
        assert_eq!(error.map(|error| error.key), Some("exchange-unpacks-too-large"));
    }
}
