//! From files to exact sums.
//!
//! Separate from opening and binding, because this part runs over every record. All formats count by the same rules,
//! which live in the worker; delimited text and Parquet have a fast way besides the general one, with the same result.
//! Nothing here depends on which thread read what.

mod gather;
mod identity;
mod lines;
mod parts;
mod segments;
mod setup;
mod summing;
#[cfg(test)]
mod tests;
mod worker;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sums::{Cube, Plan, Rows};

use crate::error::file_name;
use crate::open::{Opened, open_known};
use crate::{Binding, ReadError, Records, RefusalReason, Refusals};
use identity::{Verdict, judge};
use lines::Outcome;
use setup::{Identity, Places, Setup};
use worker::Worker;

pub(crate) use worker::text_of;

/// How one facet of the plan cuts the respondents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacetSpec {
    /// Into this many folds by a stable hash of the respondent's id; without an id, of the line or row in the file.
    Folds(u32),
    /// By the values of these file columns together (segment, or segment and wave).
    Columns(Vec<usize>),
}

/// The values that make one cell of a facet; empty for folds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FacetKey {
    /// One value per column of the facet, as text.
    pub values: Vec<String>,
}

/// What to scan for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Which column is what, in the first file; further files are matched by the names of the columns.
    pub binding: Binding,
    /// What to add up; one facet per entry of `facets`, whose cells are counted by the scan itself.
    pub plan: Plan,
    /// How each facet cuts.
    pub facets: Vec<FacetSpec>,
    /// Rows are kept for row statistics while there are at most this many.
    pub keep_rows: usize,
    /// Worker threads.
    pub threads: usize,
}

/// What a scan found.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The sums, per facet and cell.
    pub cube: Cube,
    /// What each cell stands for.
    pub keys: Vec<Vec<FacetKey>>,
    /// Words for the values of each facet's columns, value → label, where the first file says (SPSS value labels). The
    /// keys hold the values themselves.
    pub labels: Vec<Vec<BTreeMap<String, String>>>,
    /// The answers themselves, when there are few enough.
    pub rows: Option<Rows>,
    /// Respondent ids, parallel to `rows`.
    pub ids: Vec<String>,
    /// Seconds to answer, parallel to `rows`; NaN where unknown.
    pub seconds: Vec<f64>,
    /// Records read, refused ones included.
    pub records: u64,
    /// Records without an answer to any item, not counted as respondents.
    pub blank: u64,
    /// What was refused.
    pub refusals: Refusals,
}

/// Which way to read: the fast ones are used where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Fast,
    #[cfg(test)]
    General,
}

/// Reads the files and adds up what the plan asks for.
///
/// A record counts as a respondent when it answers at least one item (with a value, or "not applicable"). A cell that is no
/// answer is refused and counts as missing; a record with more or fewer cells than the header is refused, and so is every
/// further record with an id that was counted before (in the same wave, when there is a wave).
///
/// # Errors
/// When a file cannot be read, lacks a column that was bound, or a segment column has too many values, alone or with the waves.
pub fn scan(paths: &[PathBuf], request: &Request) -> Result<Reading, ReadError> {
    scan_by(Way::Fast, paths, request)
}

fn scan_by(way: Way, paths: &[PathBuf], request: &Request) -> Result<Reading, ReadError> {
    let mut files = open_all(paths)?;
    let (reading, verdict) = pass(way, &mut files, request, &Identity::Collect, request.threads)?;
    let (reading, verdict) = match verdict {
        Verdict::CollectAll => pass(way, &mut files, request, &Identity::CollectAll, request.threads)?,
        verdict => (reading, verdict),
    };
    match verdict {
        Verdict::Repeated(hashes) => Ok(pass(way, &mut files, request, &Identity::Resolve(hashes), 1)?.0),
        _ => Ok(reading),
    }
}

/// Every file with its name.
fn open_all(paths: &[PathBuf]) -> Result<Vec<(String, Opened)>, ReadError> {
    let named = |path: &PathBuf| Ok((file_name(path), open_known(Path::new(path))?));
    paths.iter().map(named).collect()
}

/// Reads all files once.
fn pass(
    way: Way,
    files: &mut [(String, Opened)],
    request: &Request,
    identity: &Identity,
    threads: usize,
) -> Result<(Reading, Verdict), ReadError> {
    let columns = files.first().map_or_else(Vec::new, |(_, file)| file.records().columns().to_vec());
    let setup = Setup::new(request, &columns, identity);
    let mut workers: Vec<Worker<'_>> = (0..threads.max(1)).map(|_| Worker::new(&setup)).collect::<Result<_, _>>()?;
    let mut next_block = 0;
    for (number, (name, file)) in (0..).zip(files.iter_mut()) {
        let places = setup.places(name, file.records().columns())?;
        workers.iter_mut().for_each(|worker| worker.begin_file(name, number));
        let outcome = match (way, file) {
            (Way::Fast, Opened::Delimited(file)) => lines::read(file, &mut workers, &places, next_block)?,
            (Way::Fast, Opened::Parquet(file)) => Outcome::Done(parts::read(file, &mut workers, &places, next_block)?),
            (_, file) => Outcome::Done(read_in_order(file, &mut workers[0], &places, next_block)?),
        };
        match outcome {
            Outcome::Done(next) => next_block = next,
            Outcome::Again => return pass(way, files, request, identity, threads),
        }
    }
    let (reading, ids) = gather::gather(&setup, workers)?;
    Ok((reading, judge(ids)))
}

/// Rows of a block where the format has none of its own.
const BLOCK_ROWS: u64 = 8192;

/// Reads a file record by record: the way that every format can go.
fn read_in_order(
    file: &mut Opened,
    worker: &mut Worker<'_>,
    places: &Places,
    mut block: u64,
) -> Result<u64, ReadError> {
    let mut records = 0;
    worker.begin_block(block);
    let mut turn = |worker: &mut Worker<'_>| {
        records += 1;
        if records % BLOCK_ROWS == 0 {
            worker.end_block();
            block += 1;
            worker.begin_block(block);
        }
    };
    match file {
        Opened::Delimited(file) => file.for_each_record(|line, cells, valid| {
            turn(worker);
            if valid {
                worker.record(line, cells, places);
            } else {
                worker.begin_record();
                worker.refuse_row(line, "", RefusalReason::NotText);
            }
            Ok(())
        })?,
        Opened::Parquet(file) => file.for_each(&mut |line, cells| {
            turn(worker);
            worker.record(line, cells, places);
            Ok(())
        })?,
        Opened::Other(file) => file.for_each(&mut |line, cells| {
            turn(worker);
            worker.record(line, cells, places);
            Ok(())
        })?,
    }
    worker.end_block();
    Ok(block + 1)
}
