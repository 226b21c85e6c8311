//! A hash of a respondent's id that never changes: the fold a person belongs to is the same on every machine, in every
//! order of rows and in every later version.
//!
//! Separate, because the standard library's hashes promise none of that. It is no protection: it hides no id, and an
//! id can be chosen to land in a given fold.

/// A fixed 64-bit hash of some bytes.
///
/// FNV-1a over the bytes, then the finishing mix of SplitMix64, so that consecutive numbers spread over all bits and
/// `hash % folds` is as even as chance. Sources: Fowler, Noll, Vo, draft-eastlake-fnv; Steele, Lea, Flood (2014),
/// "Fast splittable pseudorandom number generators", OOPSLA.
#[must_use]
pub fn stable_hash(bytes: &[u8]) -> u64 {
    let fnv = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let mixed = (fnv ^ (fnv >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::stable_hash;

    // Computed outside this program, in Python integers, from the two published algorithms (FNV-1a of "a" is
    // af63dc4c8601ec8c, of "foobar" 85944171f73967e8, before the mix). They must never change: folds would.
    #[test]
    fn hash_is_the_same_for_ever() {
        assert_eq!(stable_hash(b""), 0xf52a_15e9_a9b5_e89b);
        assert_eq!(stable_hash(b"a"), 0x02c0_bdbf_4814_20f8);
        assert_eq!(stable_hash(b"foobar"), 0x404d_a9e3_b740_78c2);
        assert_eq!(stable_hash(b"R0001"), 0x9e81_73eb_a264_cef3);
    }

    #[test]
    fn consecutive_ids_spread_evenly_over_twenty_folds() {
        let mut folds = [0_u32; 20];
        for id in 1..=20_000 {
            folds[(stable_hash(format!("R{id:05}").as_bytes()) % 20) as usize] += 1;
        }
        // 1000 expected in each; five standard deviations of a binomial count are 154.
        assert!(folds.iter().all(|&count| (846..=1154).contains(&count)), "{folds:?}");
    }
}
