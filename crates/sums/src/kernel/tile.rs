//! The order of the work: the triangle of column pairs is cut into tiles of 4 × 4, so that each loaded vector is
//! multiplied four times before the next is fetched.
//!
//! Separate from the instruction sets, which only say how to load, multiply and add one vector. One pair at a time
//! would wait for memory: two loads for each product instead of one load for two.
#![allow(unsafe_code, reason = "vectors are loaded through pointers")]
#![allow(clippy::needless_range_loop, reason = "a tile is indexed by row and column")]

use std::ops::Range;

/// One vector instruction set for one type of value.
pub(super) trait Lanes {
    /// The type of value.
    type Item: Copy;
    /// A vector of values.
    type Vector: Copy;
    /// A vector of 32-bit sums.
    type Sum: Copy;
    /// Values per vector.
    const ITEMS: usize;

    /// # Safety
    /// `from` points to [`Lanes::ITEMS`] values, and the machine has the instructions.
    unsafe fn load(from: *const Self::Item) -> Self::Vector;
    /// # Safety
    /// The machine has the instructions.
    unsafe fn zero() -> Self::Sum;
    /// `sum` + the products of `a` and `b`, some of them added together.
    /// # Safety
    /// The machine has the instructions.
    unsafe fn multiply_add(sum: Self::Sum, a: Self::Vector, b: Self::Vector) -> Self::Sum;
    /// The lanes of four sums, each added up.
    /// # Safety
    /// The machine has the instructions.
    unsafe fn totals(sums: [Self::Sum; 4]) -> [i32; 4];
}

/// Adds the cross products of the rows `range` of all pairs of columns to `out`.
///
/// # Safety
/// `packed` holds `columns` columns of `rows` values one behind the other, `range` lies within the rows and is whole
/// vectors, `out` holds one cell per pair, and the machine has the instructions of `L`.
#[inline(always)]
pub(super) unsafe fn triangle<L: Lanes>(
    packed: &[L::Item],
    columns: usize,
    rows: usize,
    range: Range<usize>,
    out: &mut [i64],
) {
    let steps = range.len() / L::ITEMS;
    // SAFETY: `range` lies within the rows of every column.
    unsafe {
        let first = packed.as_ptr().add(range.start);
        for i in (0..columns).step_by(4) {
            match columns - i {
                1 => band::<L, 1>(first, rows, i, steps, out),
                2 => band::<L, 2>(first, rows, i, steps, out),
                3 => band::<L, 3>(first, rows, i, steps, out),
                _ => band::<L, 4>(first, rows, i, steps, out),
            }
        }
    }
}

/// The rows `i..i + R` of the triangle; `i` is a multiple of four, so that only the last tile is not square.
#[inline(always)]
unsafe fn band<L: Lanes, const R: usize>(
    first: *const L::Item,
    stride: usize,
    i: usize,
    steps: usize,
    out: &mut [i64],
) {
    // SAFETY: as for `triangle`: column `c` begins at `first + c * stride`.
    unsafe {
        let row = first.add(i * stride);
        for j in (0..i).step_by(4) {
            let totals = square::<L, R>(row, first.add(j * stride), stride, steps);
            for (r, totals) in totals.iter().enumerate() {
                let cell = (i + r) * (i + r + 1) / 2 + j;
                out[cell..cell + 4].iter_mut().zip(totals).for_each(|(sum, &total)| *sum += i64::from(total));
            }
        }
        let totals = corner::<L, R>(row, stride, steps);
        for (r, totals) in totals.iter().enumerate() {
            let cell = (i + r) * (i + r + 1) / 2 + i;
            out[cell..=cell + r].iter_mut().zip(totals).for_each(|(sum, &total)| *sum += i64::from(total));
        }
    }
}

/// All products of `R` columns with four others.
#[inline(always)]
unsafe fn square<L: Lanes, const R: usize>(
    rows: *const L::Item,
    others: *const L::Item,
    stride: usize,
    steps: usize,
) -> [[i32; 4]; R] {
    // SAFETY: as for `triangle`; every column is good for `steps` vectors.
    unsafe {
        let mut sums = [[L::zero(); 4]; R];
        for step in 0..steps {
            let at = step * L::ITEMS;
            let other = [
                L::load(others.add(at)),
                L::load(others.add(stride + at)),
                L::load(others.add(2 * stride + at)),
                L::load(others.add(3 * stride + at)),
            ];
            for r in 0..R {
                let row = L::load(rows.add(r * stride + at));
                for c in 0..4 {
                    sums[r][c] = L::multiply_add(sums[r][c], row, other[c]);
                }
            }
        }
        let mut totals = [[0; 4]; R];
        for r in 0..R {
            totals[r] = L::totals(sums[r]);
        }
        totals
    }
}

/// The products of `R` columns among themselves; only the lower triangle is filled.
#[inline(always)]
unsafe fn corner<L: Lanes, const R: usize>(rows: *const L::Item, stride: usize, steps: usize) -> [[i32; 4]; R] {
    // SAFETY: as for `triangle`; every column is good for `steps` vectors.
    unsafe {
        let mut sums = [[L::zero(); 4]; R];
        for step in 0..steps {
            let at = step * L::ITEMS;
            let mut row = [L::load(rows.add(at)); R];
            for r in 1..R {
                row[r] = L::load(rows.add(r * stride + at));
            }
            for r in 0..R {
                for c in 0..=r {
                    sums[r][c] = L::multiply_add(sums[r][c], row[r], row[c]);
                }
            }
        }
        let mut totals = [[0; 4]; R];
        for r in 0..R {
            totals[r] = L::totals(sums[r]);
        }
        totals
    }
}
