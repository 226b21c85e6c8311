//! SPSS system files: `.sav`, plain or compressed, and `.zsav`.
//!
//! Separate from the other readers, because the file brings its own dictionary: questions, words for values, codes that
//! mean "no answer". The format is described in the PSPP developers' guide; the reader is our own. Records are streamed.
//! Values that the file declares missing stay what they are where they can be listed, so that "does not apply" can be told
//! from "no answer"; open ranges of them become empty cells. It refuses what it cannot read whole, and ignores what a
//! survey does not need: weights, documents, display settings, sets.

mod bytes;
mod cases;
mod dictionary;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::file_name;
use crate::limits::Limits;
use crate::{Cell, Column, Each, ReadError, Records};
use bytes::{Fault, Input};
use cases::Cases;
pub(crate) use cases::civil;
use dictionary::Dictionary;

/// Records kept as a preview.
const PREVIEW: usize = 50;

/// Opens an SPSS system file, whose cases may unpack to so many bytes.
///
/// # Errors
/// When it is none, is cut short, or contradicts itself.
pub fn open(path: &Path, most: Option<u64>) -> Result<Box<dyn Records>, ReadError> {
    Ok(Box::new(SystemFile::open(path, most)?))
}

struct SystemFile {
    path: PathBuf,
    file: String,
    dictionary: Dictionary,
    /// Where the cases begin.
    start: u64,
    columns: Vec<Column>,
    preview: Vec<Vec<String>>,
    /// Bytes to which the cases may unpack.
    most: Option<u64>,
}

/// Why reading stopped early.
enum Stop {
    /// The preview is full.
    Enough,
    Failed(ReadError),
}

impl SystemFile {
    fn open(path: &Path, most: Option<u64>) -> Result<Self, ReadError> {
        let file = file_name(path);
        let handle = File::open(path).map_err(|reason| ReadError::unreadable(&file, &reason))?;
        let mut input = Input::new(BufReader::new(handle));
        let dictionary = Dictionary::read(&mut input).map_err(|fault| fault.error(&file))?;
        let columns = dictionary.columns();
        let (path, start, preview) = (path.to_owned(), input.position(), Vec::new());
        let mut reader = Self { path, file, start, dictionary, columns, preview, most };
        let mut preview = Vec::new();
        let outcome = reader.read(&mut |_, cells| {
            preview.push(cells.iter().map(text).collect());
            if preview.len() < PREVIEW { Ok(()) } else { Err(Stop::Enough) }
        });
        if let Err(Stop::Failed(error)) = outcome {
            return Err(error);
        }
        reader.preview = preview;
        Ok(reader)
    }

    fn read(&self, each: &mut EachCase<'_>) -> Result<(), Stop> {
        let unreadable = |reason: std::io::Error| Stop::Failed(ReadError::unreadable(&self.file, &reason));
        let mut handle = File::open(&self.path).map_err(unreadable)?;
        handle.seek(SeekFrom::Start(self.start)).map_err(unreadable)?;
        let failed = |fault: Fault| Stop::Failed(fault.error(&self.file));
        let mut cases =
            Cases::new(BufReader::with_capacity(1 << 16, handle), &self.dictionary, self.most).map_err(failed)?;
        while cases.next().map_err(failed)? {
            let decoded: Vec<_> = self.dictionary.variables.iter().map(|variable| cases.value(variable)).collect();
            let cells: Vec<_> = decoded.iter().map(cases::Value::cell).collect();
            each(cases.number(), &cells)?;
        }
        Ok(())
    }
}

type EachCase<'e> = dyn FnMut(u64, &[Cell<'_>]) -> Result<(), Stop> + 'e;

impl Records for SystemFile {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn preview(&self) -> &[Vec<String>] {
        &self.preview
    }

    fn for_each<'e>(&mut self, each: &'e mut Each<'e>) -> Result<(), ReadError> {
        match self.read(&mut |number, cells| each(number, cells).map_err(Stop::Failed)) {
            Ok(()) | Err(Stop::Enough) => Ok(()),
            Err(Stop::Failed(error)) => Err(error),
        }
    }
}

fn text(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => (*text).to_owned(),
        Cell::Number(number) => number.to_string(),
    }
}

impl Fault {
    fn error(self, file: &str) -> ReadError {
        match self {
            Self::Damaged => ReadError::new("exchange-damaged").with("file", file),
            Self::CutShort(case) => ReadError::new("exchange-sav-truncated").with("file", file).at("row", case),
            Self::Unsupported(what) => ReadError::new("exchange-sav-unsupported").with("file", file).with("what", what),
            Self::TooLarge => Limits::too_large(file),
            Self::Unreadable(reason) => ReadError::unreadable(file, &reason),
        }
    }
}
