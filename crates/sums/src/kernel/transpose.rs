//! Turning blocks of 16 columns × 16 respondents into rows and back.
//!
//! Separate from the products: it is what lets answers that arrive by column be dealt out to groups one respondent at
//! a time, and be multiplied by column again, at the price of a few instructions per respondent.
#![allow(unsafe_code, reason = "vectors are loaded through pointers")]

/// Respondents, and columns, of a block.
pub(crate) const SIDE: usize = 16;

/// `out[j][i] = block[i][j]`.
#[inline(always)]
pub(crate) fn transpose(block: [&[u8; SIDE]; SIDE]) -> [[u8; SIDE]; SIDE] {
    #[cfg(target_arch = "x86_64")]
    {
        x86(block)
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        plain(block)
    }
}

/// As anyone would write it: the twin of the vector form, and the form for other machines.
#[cfg(any(test, not(target_arch = "x86_64")))]
fn plain(block: [&[u8; SIDE]; SIDE]) -> [[u8; SIDE]; SIDE] {
    std::array::from_fn(|j| std::array::from_fn(|i| block[i][j]))
}

/// Four rounds of interleaving; after each, twice as many bytes of one column stand together. SSE2, which every x86-64
/// has.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn x86(block: [&[u8; SIDE]; SIDE]) -> [[u8; SIDE]; SIDE] {
    use std::arch::x86_64::{
        __m128i, _mm_loadu_si128, _mm_setzero_si128, _mm_storeu_si128, _mm_unpackhi_epi8, _mm_unpacklo_epi8,
    };
    // SAFETY: every load reads the 16 bytes of one array and every store writes the 16 bytes of another.
    unsafe {
        let mut vectors = [_mm_setzero_si128(); SIDE];
        for i in 0..SIDE {
            vectors[i] = _mm_loadu_si128(block[i].as_ptr().cast::<__m128i>());
        }
        // Interleaving vector i with vector i + 8 is a rotation of the eight index bits by one; four make a transpose.
        for _ in 0..4 {
            let from = vectors;
            for i in 0..SIDE / 2 {
                vectors[2 * i] = _mm_unpacklo_epi8(from[i], from[i + SIDE / 2]);
                vectors[2 * i + 1] = _mm_unpackhi_epi8(from[i], from[i + SIDE / 2]);
            }
        }
        let mut out = [[0; SIDE]; SIDE];
        for i in 0..SIDE {
            _mm_storeu_si128(out[i].as_mut_ptr().cast::<__m128i>(), vectors[i]);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{plain, transpose};

    #[test]
    fn a_block_of_answers_is_turned_so_that_each_respondent_stands_together() {
        let block: [[u8; 16]; 16] = std::array::from_fn(|i| std::array::from_fn(|j| (16 * i + j) as u8));
        let turned = transpose(block.each_ref());
        assert_eq!(turned[3][5], block[5][3]);
        assert_eq!(turned, plain(block.each_ref()));
        assert_eq!(transpose(turned.each_ref()), block);
    }
}
