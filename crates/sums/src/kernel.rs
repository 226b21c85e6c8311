//! Integer cross products of columns, as fast as the machine allows, and always the same integers.
//!
//! Separate, because here alone the code speaks to the processor: every `unsafe` of the crate is in this module, behind
//! safe functions that check lengths and choose an [`Engine`] the machine really has. It divides nothing and knows no
//! missing answers: callers hand in columns whose incomplete rows are zeroed.

mod scalar;
mod tile;
pub(crate) mod transpose;

#[cfg(target_arch = "aarch64")]
mod arm;
#[cfg(target_arch = "x86_64")]
mod x86;

use std::sync::OnceLock;

use crate::MAX_VALUE;

/// Respondents per pass: few enough that a few dozen columns of bytes stay in the nearest cache while every pair is multiplied, and
/// that their products fit 32 bits. An odd number of cache lines: with a power of two all columns would want the same places there.
const CHUNK: usize = 13 * VECTOR;
/// Values in the widest vector, and bytes in a cache line.
pub(crate) const VECTOR: usize = 64;

/// One way of multiplying that this machine can carry out.
///
/// Only detection makes one, so having an `Engine` proves that its instructions exist here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Engine(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[cfg(target_arch = "x86_64")]
    Vnni,
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "aarch64")]
    Neon,
    Scalar,
}

/// Work that is compiled once per engine, so that plain loops use the widest vectors of the machine.
pub(crate) trait Job {
    /// What it gives back.
    type Output;
    /// Does it. Implementations are `#[inline(always)]`, else they are compiled for the oldest machine only.
    fn run(self) -> Self::Output;
}

impl Engine {
    /// Every engine of this machine, fastest first; the scalar twin is always there, and last.
    #[must_use]
    pub fn available() -> Vec<Self> {
        let mut engines = vec![];
        #[cfg(target_arch = "x86_64")]
        {
            if x86::has_avx512() && x86::has_vnni() {
                engines.push(Self(Kind::Vnni));
            }
            if x86::has_avx512() {
                engines.push(Self(Kind::Avx512));
            }
            if x86::has_avx2() {
                engines.push(Self(Kind::Avx2));
            }
        }
        #[cfg(target_arch = "aarch64")]
        engines.push(Self(Kind::Neon));
        engines.push(Self(Kind::Scalar));
        engines
    }

    /// The fastest engine of this machine.
    #[must_use]
    pub fn best() -> Self {
        static BEST: OnceLock<Engine> = OnceLock::new();
        *BEST.get_or_init(|| Self::available()[0])
    }

    /// The name of its instructions.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni => "AVX-512 VNNI",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => "AVX-512 BW",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "AVX2",
            #[cfg(target_arch = "aarch64")]
            Kind::Neon => "NEON",
            Kind::Scalar => "scalar",
        }
    }

    /// [`cross_products`] by this engine.
    ///
    /// # Panics
    /// When the columns have different lengths, or a value is above [`MAX_VALUE`].
    #[must_use]
    pub fn cross_products(self, columns: &[&[u8]]) -> Vec<i64> {
        let mut out = vec![0; triangle_cells(columns.len())];
        self.in_chunks(columns, CHUNK, |packed, rows| {
            // Checked while the chunk is in the cache: wrong values would be wrong sums, silently.
            assert!(self.run(Largest(packed)) <= MAX_VALUE, "values up to {MAX_VALUE}");
            self.add_bytes(packed, rows, &mut out);
        });
        out
    }

    /// [`cross_products_short`] by this engine.
    ///
    /// # Panics
    /// When the columns have different lengths.
    #[must_use]
    pub fn cross_products_short(self, columns: &[&[i16]]) -> Vec<i64> {
        let magnitude = columns.iter().flat_map(|column| column.iter()).map(|x| x.unsigned_abs()).max().unwrap_or(0);
        let mut out = vec![0; triangle_cells(columns.len())];
        self.in_chunks(columns, CHUNK, |packed, rows| self.add_shorts(packed, rows, magnitude, &mut out));
        out
    }

    /// Copies the columns chunk by chunk into one aligned place, padded with zeros to whole vectors.
    ///
    /// The copy costs less than it saves: loads that straddle cache lines, and 44 separate streams from memory.
    fn in_chunks<T: Copy + Default>(self, columns: &[&[T]], chunk: usize, mut work: impl FnMut(&[T], usize)) {
        let rows = columns.first().map_or(0, |column| column.len());
        assert!(columns.iter().all(|column| column.len() == rows), "columns of one length");
        let mut place = Aligned::new(columns.len() * chunk.min(rows.next_multiple_of(VECTOR)));
        for start in (0..rows).step_by(chunk) {
            let end = rows.min(start + chunk);
            let padded = (end - start).next_multiple_of(VECTOR);
            let packed = &mut place.values()[..columns.len() * padded];
            for (to, from) in packed.chunks_exact_mut(padded).zip(columns) {
                to[..end - start].copy_from_slice(&from[start..end]);
                to[end - start..].fill(T::default());
            }
            work(packed, padded);
        }
    }

    /// Adds the cross products of columns of `rows` bytes that lie one behind the other to `out`.
    ///
    /// Values are up to [`MAX_VALUE`]; `rows` is at most [`CHUNK`] and a multiple of [`VECTOR`].
    pub(crate) fn add_bytes(self, packed: &[u8], rows: usize, out: &mut [i64]) {
        assert!(rows <= CHUNK);
        let columns = whole_columns(packed, rows, out);
        #[allow(unsafe_code, reason = "the instructions of the engine")]
        // SAFETY: an engine is made only where its instructions exist; `whole_columns` checked the lengths.
        unsafe {
            match self.0 {
                #[cfg(target_arch = "x86_64")]
                Kind::Vnni => x86::bytes_vnni(packed, columns, rows, 0..rows, out),
                #[cfg(target_arch = "x86_64")]
                Kind::Avx512 => x86::bytes_avx512(packed, columns, rows, 0..rows, out),
                #[cfg(target_arch = "x86_64")]
                Kind::Avx2 => x86::bytes_avx2(packed, columns, rows, 0..rows, out),
                #[cfg(target_arch = "aarch64")]
                Kind::Neon => arm::bytes_neon(packed, columns, rows, 0..rows, out),
                Kind::Scalar => scalar::bytes(packed, rows, out),
            }
        }
    }

    /// The same for 16-bit values up to `magnitude`, either sign.
    pub(crate) fn add_shorts(self, packed: &[i16], rows: usize, magnitude: u16, out: &mut [i64]) {
        assert!(rows <= CHUNK);
        let columns = whole_columns(packed, rows, out);
        // As many rows at a time as keep every sum of products within 32 bits, whichever way its lanes are added.
        let square = u32::from(magnitude).pow(2).max(1);
        let step = (i32::MAX as u32 / square) as usize / VECTOR * VECTOR;
        if step == 0 {
            return scalar::shorts(packed, rows, out);
        }
        for start in (0..rows).step_by(step) {
            let end = rows.min(start + step);
            #[allow(unsafe_code, reason = "the instructions of the engine")]
            // SAFETY: an engine is made only where its instructions exist; `whole_columns` checked the lengths.
            unsafe {
                match self.0 {
                    #[cfg(target_arch = "x86_64")]
                    Kind::Vnni => x86::shorts_vnni(packed, columns, rows, start..end, out),
                    #[cfg(target_arch = "x86_64")]
                    Kind::Avx512 => x86::shorts_avx512(packed, columns, rows, start..end, out),
                    #[cfg(target_arch = "x86_64")]
                    Kind::Avx2 => x86::shorts_avx2(packed, columns, rows, start..end, out),
                    #[cfg(target_arch = "aarch64")]
                    Kind::Neon => arm::shorts_neon(packed, columns, rows, start..end, out),
                    Kind::Scalar => return scalar::shorts(packed, rows, out),
                }
            }
        }
    }

    /// Does some work with the vectors of this engine.
    #[inline]
    pub(crate) fn run<J: Job>(self, job: J) -> J::Output {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            #[allow(unsafe_code, reason = "the instructions of the engine")]
            // SAFETY: an engine is made only where its instructions exist.
            Kind::Vnni | Kind::Avx512 => unsafe { x86::run_avx512(job) },
            #[cfg(target_arch = "x86_64")]
            #[allow(unsafe_code, reason = "the instructions of the engine")]
            // SAFETY: an engine is made only where its instructions exist.
            Kind::Avx2 => unsafe { x86::run_avx2(job) },
            #[cfg(target_arch = "aarch64")]
            Kind::Neon => job.run(),
            Kind::Scalar => job.run(),
        }
    }
}

/// Cross products (packed lower triangle: entry (i, j), j ≤ i, at `i (i + 1) / 2 + j`) of byte columns of equal length.
///
/// # Panics
/// When the columns have different lengths, or a value is above [`MAX_VALUE`].
#[must_use]
pub fn cross_products(columns: &[&[u8]]) -> Vec<i64> {
    Engine::best().cross_products(columns)
}

/// Cross products of 16-bit columns of equal length, in the order of [`cross_products`].
///
/// # Panics
/// When the columns have different lengths.
#[must_use]
pub fn cross_products_short(columns: &[&[i16]]) -> Vec<i64> {
    Engine::best().cross_products_short(columns)
}

/// Cells of the packed lower triangle of `columns` variables.
pub(crate) fn triangle_cells(columns: usize) -> usize {
    columns * (columns + 1) / 2
}

/// The number of columns, all whole, of a length the engines take, with a cell for each pair.
fn whole_columns<T>(packed: &[T], rows: usize, out: &[i64]) -> usize {
    assert!(rows > 0 && rows.is_multiple_of(VECTOR), "whole vectors");
    assert!(packed.len().is_multiple_of(rows), "whole columns");
    let columns = packed.len() / rows;
    assert_eq!(out.len(), triangle_cells(columns), "a packed triangle");
    columns
}

/// Values that begin at a cache line, as vectors like them.
#[derive(Debug, Clone)]
pub(crate) struct Aligned<T> {
    values: Vec<T>,
    start: usize,
    length: usize,
}

impl<T: Copy + Default> Aligned<T> {
    pub(crate) fn new(length: usize) -> Self {
        let values = vec![T::default(); length + VECTOR];
        let start = values.as_ptr().align_offset(VECTOR).min(VECTOR);
        Self { values, start, length }
    }

    pub(crate) fn values(&mut self) -> &mut [T] {
        &mut self.values[self.start..self.start + self.length]
    }
}

struct Largest<'a>(&'a [u8]);

impl Job for Largest<'_> {
    type Output = u8;

    #[inline(always)]
    fn run(self) -> u8 {
        self.0.iter().fold(0, |most, &value| most.max(value))
    }
}
