//! A block's variables side by side, as the kernels take them.
//!
//! Separate from the sheet, because here is the rule for missing answers: a block counts the respondents who have all
//! of its variables. The others are zeroed, and a mark of completeness is one variable more, so that the kernel that
//! multiplies also counts and sums.
#![allow(clippy::needless_range_loop, reason = "several columns are read at the same respondent")]

use super::score::Values;
use super::sheet::{RECORDS, Sheet};
use crate::Variable;
use crate::kernel::Job;
use crate::plan::Width;

/// Copies a block's variables side by side, zeroed where a respondent lacks one, and the mark of completeness behind.
pub(super) struct Packing<'a> {
    pub sheet: &'a mut Sheet,
    pub variables: &'a [Variable],
    pub width: Width,
}

impl Job for Packing<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { sheet, variables, width } = self;
        match width {
            Width::Byte => pack_bytes(sheet, variables),
            Width::Short => pack_shorts(sheet, variables),
            Width::Wide => pack_longs(sheet, variables),
        }
    }
}

#[inline(always)]
fn pack_bytes(sheet: &mut Sheet, variables: &[Variable]) {
    let Sheet { columns, bytes, present, .. } = sheet;
    let mut complete = *present;
    for column in variables.iter().filter_map(column_of).map(|column| &columns[column]) {
        if !column.whole {
            for r in 0..RECORDS {
                complete[r] &= column.answered[r];
            }
        }
    }
    let (packed, mark) = bytes.values()[..(variables.len() + 1) * RECORDS].split_at_mut(variables.len() * RECORDS);
    for (to, column) in packed.as_chunks_mut().0.iter_mut().zip(variables.iter().filter_map(column_of)) {
        zeroed(&columns[column].codes, &complete, to);
    }
    for r in 0..RECORDS {
        mark[r] = complete[r] & 1;
    }
}

fn column_of(variable: &Variable) -> Option<usize> {
    match *variable {
        Variable::Column(column) => Some(column),
        Variable::Composite(_) => None,
    }
}

#[inline(always)]
fn zeroed(codes: &[u8; RECORDS], complete: &[u8; RECORDS], to: &mut [u8; RECORDS]) {
    for r in 0..RECORDS {
        to[r] = codes[r] & complete[r];
    }
}

#[inline(always)]
fn pack_shorts(sheet: &mut Sheet, variables: &[Variable]) {
    let complete = complete(sheet, variables);
    let Sheet { columns, scores, shorts, .. } = sheet;
    let (packed, mark) = shorts.values()[..(variables.len() + 1) * RECORDS].split_at_mut(variables.len() * RECORDS);
    for (to, variable) in packed.as_chunks_mut().0.iter_mut().zip(variables) {
        match *variable {
            Variable::Column(column) => short_column(&columns[column].codes, &complete, to),
            Variable::Composite(composite) => match &scores[composite].values {
                Values::Short(values) => short_score(values, &complete, to),
                Values::Long(_) => unreachable!("a short block has short scores"),
            },
        }
    }
    for r in 0..RECORDS {
        mark[r] = complete[r] & 1;
    }
}

#[inline(always)]
fn short_column(codes: &[u8; RECORDS], complete: &[i16; RECORDS], to: &mut [i16; RECORDS]) {
    for r in 0..RECORDS {
        to[r] = i16::from(codes[r]) & complete[r];
    }
}

#[inline(always)]
fn short_score(values: &[i16; RECORDS], complete: &[i16; RECORDS], to: &mut [i16; RECORDS]) {
    for r in 0..RECORDS {
        to[r] = values[r] & complete[r];
    }
}

#[inline(always)]
fn pack_longs(sheet: &mut Sheet, variables: &[Variable]) {
    let complete = complete(sheet, variables);
    let Sheet { columns, scores, longs, .. } = sheet;
    for (to, variable) in longs.iter_mut().zip(variables) {
        for r in 0..RECORDS {
            let value = match *variable {
                Variable::Column(column) => i64::from(columns[column].codes[r]),
                Variable::Composite(composite) => scores[composite].value(r),
            };
            to[r] = value & i64::from(complete[r]);
        }
    }
    let mark = &mut longs[variables.len()];
    for r in 0..RECORDS {
        mark[r] = i64::from(complete[r] & 1);
    }
}

/// All ones for the respondents who have all the variables. A block of no variables counts everyone.
#[inline(always)]
fn complete(sheet: &Sheet, variables: &[Variable]) -> [i16; RECORDS] {
    let mut complete = [0; RECORDS];
    for r in 0..RECORDS {
        complete[r] = i16::from(sheet.present[r] as i8);
    }
    for variable in variables {
        match *variable {
            Variable::Column(column) => {
                let answered = &sheet.columns[column].answered;
                for r in 0..RECORDS {
                    complete[r] &= i16::from(answered[r] as i8);
                }
            }
            Variable::Composite(composite) => {
                let defined = &sheet.scores[composite].defined;
                for r in 0..RECORDS {
                    complete[r] &= defined[r];
                }
            }
        }
    }
    complete
}
