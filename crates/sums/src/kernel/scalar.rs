//! The cross products as anyone would write them: the twin that every engine is compared with.
//!
//! Separate from the engines, because it must stay simple enough to be seen right.

/// Adds the cross products of columns of `rows` values one behind the other.
pub(super) fn bytes(packed: &[u8], rows: usize, out: &mut [i64]) {
    triangle(packed, rows, out, |a, b| i64::from(u32::from(*a) * u32::from(*b)));
}

/// Adds the cross products of columns of `rows` values one behind the other.
pub(super) fn shorts(packed: &[i16], rows: usize, out: &mut [i64]) {
    triangle(packed, rows, out, |a, b| i64::from(i32::from(*a) * i32::from(*b)));
}

fn triangle<T>(packed: &[T], rows: usize, out: &mut [i64], product: impl Fn(&T, &T) -> i64) {
    let mut cells = out.iter_mut();
    for (i, x) in packed.chunks_exact(rows).enumerate() {
        for (y, cell) in packed.chunks_exact(rows).take(i + 1).zip(&mut cells) {
            *cell += x.iter().zip(y).map(|(a, b)| product(a, b)).sum::<i64>();
        }
    }
}
