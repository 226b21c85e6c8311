//! The shares of all workers made into one reading.
//!
//! Separate, because here everything that depended on who read what is put in order: cells are numbered by their values,
//! refusals and rows stand in file order, sums are merged. The result is the same for any number of workers.

use std::collections::{HashMap, HashSet};
use std::panic::resume_unwind;
use std::thread::ScopedJoinHandle;

use sums::{Cube, Evidence, Rows};

use super::identity::BlockIds;
use super::segments::{Met, order};
use super::setup::{Cut, PAIRS_MAX, SEGMENTS_MAX, Setup};
use super::worker::{Kept, LISTED, Noted, Worker};
use super::{FacetKey, Reading};
use crate::{ReadError, Refusals};

/// Makes one reading of all shares, and hands over the ids.
///
/// # Errors
/// When a segment column has too many values.
pub(super) fn gather(setup: &Setup<'_>, workers: Vec<Worker<'_>>) -> Result<(Reading, Vec<BlockIds>), ReadError> {
    let mut reading = Reading {
        cube: Cube { facets: vec![vec![]; setup.cuts.len()] },
        keys: vec![],
        labels: setup.labels.clone(),
        rows: None,
        ids: vec![],
        seconds: vec![],
        records: 0,
        blank: 0,
        refusals: Refusals::default(),
    };
    let (mut ids, mut noted, mut kept, mut cubes, mut keys) = (vec![], vec![], vec![], vec![], vec![]);
    let mut respondents = 0;
    for (number, (worker, sums)) in finished(workers).into_iter().enumerate() {
        reading.records += worker.counts.records;
        reading.blank += worker.counts.blank;
        reading.refusals.rows += worker.counts.refused_rows;
        reading.refusals.cells += worker.counts.refused_cells;
        respondents += worker.counts.respondents;
        ids.extend(worker.ids);
        noted.extend(worker.noted);
        kept.extend(worker.kept.into_iter().map(|kept| (number, kept)));
        cubes.push(sums);
        keys.push(local_keys(worker.segments.into_iter(), setup)?);
    }
    let renumbered = number_cells(setup, &mut reading.keys, &keys)?;
    for (cells, keys) in reading.cube.facets.iter_mut().zip(&reading.keys) {
        cells.resize_with(keys.len(), || Evidence::new(&setup.plan));
    }
    for (cubes, maps) in cubes.into_iter().zip(&renumbered) {
        cubes.into_iter().for_each(|cube| add_cube(setup, &mut reading, cube, maps));
    }
    noted.sort_by_key(|noted: &Noted| noted.block);
    noted.truncate(LISTED);
    reading.refusals.listed = noted.into_iter().map(|noted| noted.refusal).collect();
    if respondents as usize <= setup.keep_rows {
        keep(setup, &mut reading, kept, &renumbered);
    }
    Ok((reading, ids))
}

/// Every worker with its sums. What is left over at the end of a scan is a tenth of its work, so each worker does its own.
fn finished<'s>(workers: Vec<Worker<'s>>) -> Vec<(Worker<'s>, Vec<Cube>)> {
    let finish = |mut worker: Worker<'s>| {
        worker.flush();
        let sums = std::mem::take(&mut worker.sums).finish();
        (worker, sums)
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = workers.into_iter().map(|worker| scope.spawn(|| finish(worker))).collect();
        let done = |thread: ScopedJoinHandle<'_, _>| thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        threads.into_iter().map(done).collect()
    })
}

/// One worker's keys, by facet.
fn local_keys(
    segments: impl Iterator<Item = Option<super::segments::Segments>>,
    setup: &Setup<'_>,
) -> Result<Vec<Vec<Met>>, ReadError> {
    segments
        .enumerate()
        .map(|(facet, segments)| {
            let Some(segments) = segments else {
                return Ok(vec![]);
            };
            let (keys, overflow) = segments.finish();
            if overflow { Err(too_many(setup, facet, &keys)) } else { Ok(keys) }
        })
        .collect()
}

/// Numbers the cells of every facet by their values; returns worker → facet → own number → common number.
fn number_cells(
    setup: &Setup<'_>,
    common: &mut Vec<Vec<FacetKey>>,
    keys: &[Vec<Vec<Met>>],
) -> Result<Vec<Vec<Vec<u32>>>, ReadError> {
    let mut maps = vec![vec![vec![]; setup.cuts.len()]; keys.len()];
    for (facet, cut) in setup.cuts.iter().enumerate() {
        if let Cut::Folds(folds) = *cut {
            common.push(vec![FacetKey::default(); folds as usize]);
            continue;
        }
        let mut all: Vec<Met> = keys.iter().flat_map(|worker| worker[facet].iter().cloned()).collect();
        all.sort_unstable_by(|a, b| (&a.key.values, a.first).cmp(&(&b.key.values, b.first)));
        all.dedup_by(|later, first| later.key == first.key);
        if PAIRS_MAX < all.len() || widest(&all).is_some_and(|(_, values)| SEGMENTS_MAX < values) {
            return Err(too_many(setup, facet, &all));
        }
        order(&mut all);
        let numbers: HashMap<&[String], u32> = all.iter().map(|met| met.key.values.as_slice()).zip(0..).collect();
        for (map, worker) in maps.iter_mut().zip(keys) {
            let number = |met: &Met| numbers.get(met.key.values.as_slice()).copied();
            map[facet] = worker[facet].iter().filter_map(number).collect();
        }
        common.push(all.into_iter().map(|met| met.key).collect());
    }
    Ok(maps)
}

fn add_cube(setup: &Setup<'_>, reading: &mut Reading, cube: Cube, maps: &[Vec<u32>]) {
    for (facet, cells) in cube.facets.into_iter().enumerate() {
        let target = &mut reading.cube.facets[facet];
        for (own, evidence) in cells.into_iter().enumerate() {
            let number = match setup.cuts[facet] {
                Cut::Folds(_) => Some(own),
                Cut::Values(_) => maps[facet].get(own).map(|&number| number as usize),
            };
            if let Some(cell) = number.and_then(|number| target.get_mut(number)) {
                cell.merge(&evidence);
            }
        }
    }
}

fn keep(setup: &Setup<'_>, reading: &mut Reading, mut kept: Vec<(usize, Kept)>, maps: &[Vec<Vec<u32>>]) {
    kept.sort_by_key(|(_, kept)| kept.block);
    let width = setup.answers.len();
    let mut rows = Rows { n: 0, columns: vec![vec![]; width], cells: vec![vec![]; setup.cuts.len()], lines: vec![] };
    for (worker, block) in kept {
        rows.n += block.lines.len();
        rows.lines.extend(block.lines);
        for (slot, answers) in setup.answers.iter().enumerate() {
            rows.columns[answers.column].extend(block.codes.iter().skip(slot).step_by(width.max(1)));
        }
        for (facet, cells) in block.cells.into_iter().enumerate() {
            let map = &maps[worker][facet];
            let common = |cell: u32| match setup.cuts[facet] {
                Cut::Folds(_) => cell,
                Cut::Values(_) => map.get(cell as usize).copied().unwrap_or(u32::MAX),
            };
            rows.cells[facet].extend(cells.into_iter().map(common));
        }
        reading.ids.extend(block.ids);
        reading.seconds.extend(block.seconds);
    }
    reading.rows = Some(rows);
}

/// The column of a facet with the most different values, and how many it has.
fn widest(keys: &[Met]) -> Option<(usize, usize)> {
    let width = keys.first().map_or(0, |met| met.key.values.len());
    let different = |at: usize| {
        let values: HashSet<&str> = keys.iter().map(|met| met.key.values[at].as_str()).collect();
        (at, values.len())
    };
    (0..width).map(different).max_by_key(|(_, values)| *values)
}

/// Names the column with too many values; when no single one has, those that have too many together.
fn too_many(setup: &Setup<'_>, facet: usize, keys: &[Met]) -> ReadError {
    let slots: &[usize] = match &setup.cuts[facet] {
        Cut::Values(slots) => slots,
        Cut::Folds(_) => &[],
    };
    let name = |at: usize| slots.get(at).map_or("", |&slot| setup.captures[slot].as_str());
    match widest(keys) {
        Some((at, values)) if SEGMENTS_MAX < values => {
            ReadError::new("exchange-too-many-segments").with("column", name(at)).with("limit", SEGMENTS_MAX as i64)
        }
        _ => ReadError::new("exchange-too-many-pairs")
            .with("first", name(0))
            .with("second", name(1))
            .with("limit", PAIRS_MAX as i64),
    }
}
