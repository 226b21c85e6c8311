//! The engine of 64-bit ARM: NEON, which every such machine has.
//!
//! Separate, because it names its own instructions.
#![allow(unsafe_code, reason = "vector instructions")]

use std::arch::aarch64::*;
use std::ops::Range;

use super::tile::{Lanes, triangle};

/// # Safety
/// As [`triangle`].
pub(super) unsafe fn bytes_neon(packed: &[u8], columns: usize, rows: usize, range: Range<usize>, out: &mut [i64]) {
    // SAFETY: the caller's promise.
    unsafe { triangle::<Bytes>(packed, columns, rows, range, out) }
}

/// # Safety
/// As [`triangle`].
pub(super) unsafe fn shorts_neon(packed: &[i16], columns: usize, rows: usize, range: Range<usize>, out: &mut [i64]) {
    // SAFETY: the caller's promise.
    unsafe { triangle::<Shorts>(packed, columns, rows, range, out) }
}

struct Bytes;

impl Lanes for Bytes {
    type Item = u8;
    type Vector = uint8x16_t;
    type Sum = uint32x4_t;
    const ITEMS: usize = 16;

    #[inline(always)]
    unsafe fn load(from: *const u8) -> uint8x16_t {
        // SAFETY: the caller's promise.
        unsafe { vld1q_u8(from) }
    }

    #[inline(always)]
    unsafe fn zero() -> uint32x4_t {
        // SAFETY: the caller's promise.
        unsafe { vdupq_n_u32(0) }
    }

    #[inline(always)]
    unsafe fn multiply_add(sum: uint32x4_t, a: uint8x16_t, b: uint8x16_t) -> uint32x4_t {
        // SAFETY: the caller's promise.
        unsafe {
            let sum = vpadalq_u16(sum, vmull_u8(vget_low_u8(a), vget_low_u8(b)));
            vpadalq_u16(sum, vmull_high_u8(a, b))
        }
    }

    #[inline(always)]
    unsafe fn totals(sums: [uint32x4_t; 4]) -> [i32; 4] {
        // SAFETY: the caller's promise. A chunk's sums fit 31 bits.
        unsafe { sums.map(|sum| vaddvq_u32(sum) as i32) }
    }
}

struct Shorts;

impl Lanes for Shorts {
    type Item = i16;
    type Vector = int16x8_t;
    type Sum = int32x4_t;
    const ITEMS: usize = 8;

    #[inline(always)]
    unsafe fn load(from: *const i16) -> int16x8_t {
        // SAFETY: the caller's promise.
        unsafe { vld1q_s16(from) }
    }

    #[inline(always)]
    unsafe fn zero() -> int32x4_t {
        // SAFETY: the caller's promise.
        unsafe { vdupq_n_s32(0) }
    }

    #[inline(always)]
    unsafe fn multiply_add(sum: int32x4_t, a: int16x8_t, b: int16x8_t) -> int32x4_t {
        // SAFETY: the caller's promise.
        unsafe { vmlal_high_s16(vmlal_s16(sum, vget_low_s16(a), vget_low_s16(b)), a, b) }
    }

    #[inline(always)]
    unsafe fn totals(sums: [int32x4_t; 4]) -> [i32; 4] {
        // SAFETY: the caller's promise.
        unsafe { sums.map(|sum| vaddvq_s32(sum)) }
    }
}
