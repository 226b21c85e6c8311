//! One hash for tables and fingerprints of what is ours: FNV-1a, 64 bits.
//!
//! Separate, because its result is kept (models, layers) and must be the same on every machine and in every version. It withstands nobody who
//! means harm: no table that strangers fill is built on it.

/// What it begins with.
pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash with one byte more.
#[inline]
pub(crate) fn add(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The hash of some bytes, from a seed.
#[inline]
pub(crate) fn of(bytes: &[u8], seed: u64) -> u64 {
    bytes.iter().fold(seed, |hash, byte| add(hash, *byte))
}

#[cfg(test)]
mod tests {
    use super::{SEED, of};

    #[test]
    fn it_is_that_of_its_authors() {
        // Test vectors of draft-eastlake-fnv.
        for (text, expected) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(of(text.as_bytes(), SEED), expected, "{text}");
        }
    }
}
