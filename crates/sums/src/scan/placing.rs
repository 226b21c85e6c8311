//! Each respondent's counter in every table and histogram.
//!
//! Separate from the counting, because finding the place is arithmetic on whole columns, and counting is not.
#![allow(clippy::needless_range_loop, reason = "several columns are read at the same respondent")]

use super::layout::{Distribution, Layout, Pair, Step};
use super::score::{Score, Values};
use super::sheet::{RECORDS, Sheet};
use crate::kernel::Job;

/// Finds each respondent's counter in every table and histogram.
pub(super) struct Placing<'a> {
    pub sheet: &'a mut Sheet,
    pub layout: &'a Layout,
}

impl Job for Placing<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { sheet, layout } = self;
        let (tables, histograms) = sheet.places.split_at_mut(layout.tables.len());
        for (places, pair) in tables.iter_mut().zip(&layout.tables) {
            place_pair(pair, &sheet.columns[pair.row].codes, &sheet.columns[pair.column].codes, places);
        }
        for (places, distribution) in histograms.iter_mut().zip(&layout.histograms) {
            match distribution {
                Distribution::Counted { composite, steps, cells, .. } => {
                    place_counted(&sheet.scores[*composite], steps, *cells, places);
                }
                Distribution::Direct { composite, lowest, cells, .. } => {
                    let within = place_direct(&sheet.scores[*composite], *lowest, *cells, places);
                    assert!(within, "composite {composite} within its histogram's bounds");
                }
                Distribution::Loose { .. } => {}
            }
        }
    }
}

/// The cell of two codes: values, then not applicable, then missing.
#[inline(always)]
fn place_pair(pair: &Pair, rows: &[u8; RECORDS], columns: &[u8; RECORDS], places: &mut [u16; RECORDS]) {
    // Below the largest value the difference wraps round to more than the code; for 254 and 255 it is max + 1, max + 2.
    let (row_gap, column_gap) = (253 - pair.row_max, 253 - pair.column_max);
    let width = u16::from(pair.column_max) + 3;
    for r in 0..RECORDS {
        let row = rows[r].min(rows[r].wrapping_sub(row_gap));
        let column = columns[r].min(columns[r].wrapping_sub(column_gap));
        places[r] = u16::from(row) * width + u16::from(column);
    }
}

#[inline(always)]
fn place_counted(score: &Score, steps: &[Step], cells: usize, places: &mut [u16; RECORDS]) {
    *places = [cells as u16; RECORDS];
    for step in steps {
        let (answers, shift) = (step.answers as i16, step.start as i16 - step.lowest as i16);
        for r in 0..RECORDS {
            let place = score.sums[r].wrapping_add(shift) as u16;
            places[r] = if score.answers[r] == answers { place } else { places[r] };
        }
    }
}

/// False when somebody's score is outside the bounds.
#[inline(always)]
fn place_direct(score: &Score, lowest: i64, cells: usize, places: &mut [u16; RECORDS]) -> bool {
    let Values::Short(values) = &score.values else {
        return false;
    };
    let values: &[i16; RECORDS] = values;
    let (lowest, none) = (lowest as i16, cells as u16);
    let mut within = true;
    for r in 0..RECORDS {
        let place = values[r].wrapping_sub(lowest) as u16;
        let defined = score.defined[r] != 0;
        within &= !defined | (place < none);
        places[r] = if defined { place } else { none };
    }
    within
}
