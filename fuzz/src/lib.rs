//! What every fuzz target does with its nonsense: put it in a file and do with it what `rater measure` would.
//!
//! Separate from the targets, which only say how bytes become a file of their format. Whatever the file holds, the answer
//! is records or one clear error: a panic, a hang or memory without bound is a find.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use exchange::{FacetSpec, Request, bind, open, scan};
use sums::{Facet, Plan};
use survey::Instrument;

/// The instrument that every survey of nonsense is bound to.
pub static INSTRUMENT: LazyLock<Instrument> = LazyLock::new(|| survey::builtin("servqual").expect("it is built in"));

/// Reads a file of these bytes as a survey, by records and by scanning.
///
/// A reader may turn the panic of a library it uses into an error of its own; only one that escapes ends the process.
pub fn measure(bytes: &[u8]) {
    let file = kept(bytes);
    let Ok(mut records) = open(&file) else { return };
    let (columns, preview) = (records.columns().to_vec(), records.preview().to_vec());
    let _ = records.for_each(&mut |_, cells| {
        std::hint::black_box(cells);
        Ok(())
    });
    let by: Vec<String> = columns.iter().take(1).map(|column| column.name.clone()).collect();
    let Ok(binding) = bind(&columns, &preview, &INSTRUMENT, None, &by, None) else {
        return;
    };
    let plan = Plan {
        column_max: binding.layout.columns.iter().map(|column| column.scale.max).collect(),
        facets: vec![Facet { cells: 8 }],
        ..Plan::default()
    };
    let request = Request { binding, plan, facets: vec![FacetSpec::Folds(8)], keep_rows: 100, threads: 2 };
    let _ = scan(&[file], &request);
}

/// The bytes behind the mark of their format, unless they begin with it.
pub fn behind(mark: &[u8], bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(mark) { bytes.to_vec() } else { [mark, bytes].concat() }
}

/// The bytes in a file, in memory where the system has a place for that.
pub fn kept(bytes: &[u8]) -> PathBuf {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    let file = folder.join(format!("rater-fuzz-{}", std::process::id()));
    std::fs::write(&file, bytes).expect("there is room for the nonsense");
    file
}

/// A zip archive of these files, as they are.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut archive, mut directory) = (vec![], vec![]);
    for (name, bytes) in files {
        let at = archive.len() as u32;
        let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        about.extend(checksum(bytes).to_le_bytes());
        about.extend((bytes.len() as u32).to_le_bytes());
        about.extend((bytes.len() as u32).to_le_bytes());
        about.extend((name.len() as u16).to_le_bytes());
        about.extend([0, 0]);
        archive.extend(b"PK\x03\x04".iter().chain(&about).chain(name.as_bytes()).chain(*bytes));
        directory.extend(b"PK\x01\x02\x14\0".iter().chain(&about).chain(&[0; 10]));
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let at = archive.len() as u32;
    let count = (files.len() as u16).to_le_bytes();
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count.iter().chain(&count));
    archive.extend((directory.len() as u32).to_le_bytes());
    archive.extend(at.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

/// CRC-32 as zip has it.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |crc: u32| {
        if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
    };
    !bytes.iter().fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_usual_one() {
        // The check value of CRC-32 in every catalogue.
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }
}
