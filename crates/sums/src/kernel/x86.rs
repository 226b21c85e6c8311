//! The engines of x86-64: AVX-512 with and without VNNI, and AVX2.
//!
//! Separate, because each names its own instructions. Values up to 120 are both unsigned and signed bytes, and two
//! products of them fit 16 bits, so that no instruction here can saturate.
#![allow(unsafe_code, reason = "vector instructions")]

use std::arch::x86_64::*;
use std::ops::Range;

use super::Job;
use super::tile::{Lanes, triangle};

pub(super) fn has_avx512() -> bool {
    has_avx2() && is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw")
}

pub(super) fn has_vnni() -> bool {
    is_x86_feature_detected!("avx512vnni")
}

pub(super) fn has_avx2() -> bool {
    is_x86_feature_detected!("avx2")
}

/// Entry points: one function per engine and type of value, compiled with its instructions.
macro_rules! entries {
    ($($name:ident, $features:literal, $lanes:ty, $item:ty;)*) => {$(
        /// # Safety
        /// As [`triangle`].
        #[target_feature(enable = $features)]
        pub(super) unsafe fn $name(
            packed: &[$item],
            columns: usize,
            rows: usize,
            range: Range<usize>,
            out: &mut [i64],
        ) {
            // SAFETY: the caller's promise.
            unsafe { triangle::<$lanes>(packed, columns, rows, range, out) }
        }
    )*};
}

entries! {
    bytes_vnni, "avx512f,avx512bw,avx512vnni", BytesVnni, u8;
    bytes_avx512, "avx512f,avx512bw", BytesAvx512, u8;
    bytes_avx2, "avx2", BytesAvx2, u8;
    shorts_vnni, "avx512f,avx512bw,avx512vnni", ShortsVnni, i16;
    shorts_avx512, "avx512f,avx512bw", ShortsAvx512, i16;
    shorts_avx2, "avx2", ShortsAvx2, i16;
}

/// # Safety
/// The machine has AVX-512 F and BW.
#[target_feature(enable = "avx512f,avx512bw,avx2")]
pub(super) unsafe fn run_avx512<J: Job>(job: J) -> J::Output {
    job.run()
}

/// # Safety
/// The machine has AVX2.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn run_avx2<J: Job>(job: J) -> J::Output {
    job.run()
}

/// Implements [`Lanes`] for 512-bit vectors with one way of multiplying.
macro_rules! lanes512 {
    ($name:ident, $item:ty, $items:literal, |$sum:ident, $a:ident, $b:ident| $multiply_add:expr) => {
        struct $name;

        impl Lanes for $name {
            type Item = $item;
            type Vector = __m512i;
            type Sum = __m512i;
            const ITEMS: usize = $items;

            #[inline(always)]
            unsafe fn load(from: *const $item) -> __m512i {
                // SAFETY: the caller's promise; the load needs no alignment.
                unsafe { _mm512_loadu_si512(from.cast()) }
            }

            #[inline(always)]
            unsafe fn zero() -> __m512i {
                // SAFETY: the caller's promise.
                unsafe { _mm512_setzero_si512() }
            }

            #[inline(always)]
            unsafe fn multiply_add($sum: __m512i, $a: __m512i, $b: __m512i) -> __m512i {
                // SAFETY: the caller's promise.
                unsafe { $multiply_add }
            }

            #[inline(always)]
            unsafe fn totals(sums: [__m512i; 4]) -> [i32; 4] {
                // SAFETY: the caller's promise.
                unsafe {
                    let [a, b, c, d] = sums;
                    let ab = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
                    let cd = _mm512_add_epi32(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
                    let all = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
                    let half = _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64::<1>(all));
                    quarter_totals(half)
                }
            }
        }
    };
}

lanes512!(BytesVnni, u8, 64, |sum, a, b| _mm512_dpbusd_epi32(sum, a, b));
lanes512!(BytesAvx512, u8, 64, |sum, a, b| {
    let pairs = _mm512_maddubs_epi16(a, b);
    _mm512_add_epi32(sum, _mm512_madd_epi16(pairs, _mm512_set1_epi16(1)))
});
lanes512!(ShortsVnni, i16, 32, |sum, a, b| _mm512_dpwssd_epi32(sum, a, b));
lanes512!(ShortsAvx512, i16, 32, |sum, a, b| _mm512_add_epi32(sum, _mm512_madd_epi16(a, b)));

/// Implements [`Lanes`] for 256-bit vectors with one way of multiplying.
macro_rules! lanes256 {
    ($name:ident, $item:ty, $items:literal, |$sum:ident, $a:ident, $b:ident| $multiply_add:expr) => {
        struct $name;

        impl Lanes for $name {
            type Item = $item;
            type Vector = __m256i;
            type Sum = __m256i;
            const ITEMS: usize = $items;

            #[inline(always)]
            unsafe fn load(from: *const $item) -> __m256i {
                // SAFETY: the caller's promise; the load needs no alignment.
                unsafe { _mm256_loadu_si256(from.cast()) }
            }

            #[inline(always)]
            unsafe fn zero() -> __m256i {
                // SAFETY: the caller's promise.
                unsafe { _mm256_setzero_si256() }
            }

            #[inline(always)]
            unsafe fn multiply_add($sum: __m256i, $a: __m256i, $b: __m256i) -> __m256i {
                // SAFETY: the caller's promise.
                unsafe { $multiply_add }
            }

            #[inline(always)]
            unsafe fn totals(sums: [__m256i; 4]) -> [i32; 4] {
                // SAFETY: the caller's promise.
                unsafe {
                    let [a, b, c, d] = sums;
                    let ab = _mm256_add_epi32(_mm256_unpacklo_epi32(a, b), _mm256_unpackhi_epi32(a, b));
                    let cd = _mm256_add_epi32(_mm256_unpacklo_epi32(c, d), _mm256_unpackhi_epi32(c, d));
                    quarter_totals(_mm256_add_epi32(_mm256_unpacklo_epi64(ab, cd), _mm256_unpackhi_epi64(ab, cd)))
                }
            }
        }
    };
}

lanes256!(BytesAvx2, u8, 32, |sum, a, b| {
    let pairs = _mm256_maddubs_epi16(a, b);
    _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)))
});
lanes256!(ShortsAvx2, i16, 16, |sum, a, b| _mm256_add_epi32(sum, _mm256_madd_epi16(a, b)));

/// Adds the two halves of a vector whose four lanes of each half belong to four sums.
///
/// # Safety
/// The machine has AVX2.
#[inline(always)]
unsafe fn quarter_totals(lanes: __m256i) -> [i32; 4] {
    // SAFETY: the caller's promise; the store needs no alignment and has room for four sums.
    unsafe {
        let sums = _mm_add_epi32(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256::<1>(lanes));
        let mut totals = [0; 4];
        _mm_storeu_si128(totals.as_mut_ptr().cast(), sums);
        totals
    }
}
