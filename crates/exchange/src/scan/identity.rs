//! Whether an id occurs twice, without holding the ids.
//!
//! Separate, because it is the one thing that no worker can know alone. Ids that rise strictly from row to row, shorter
//! before longer and then byte by byte (1, 2, … 10; R0001, R0002), are all different and need no memory. Otherwise 64-bit
//! hashes are sorted at the end. Equal hashes are only a suspicion: the scan then runs again, in order, and compares.

use std::collections::HashSet;

/// The ids of one block.
#[derive(Debug, Default)]
pub(super) struct BlockIds {
    block: u64,
    rising: bool,
    first: String,
    last: String,
    hashes: Vec<u64>,
}

/// What the ids of all blocks say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All are different.
    Different,
    /// Some blocks rise, but not one after the other: collect all hashes.
    CollectAll,
    /// These hashes occur more than once.
    Repeated(HashSet<u64>),
}

impl BlockIds {
    pub(super) fn new(block: u64) -> Self {
        Self { block, rising: true, ..Self::default() }
    }

    pub(super) fn push(&mut self, id: &str, hash: u64) {
        if self.hashes.is_empty() {
            self.first.push_str(id);
            self.last.push_str(id);
        } else if self.rising {
            self.rising = before(&self.last, id);
            self.last.clear();
            self.last.push_str(id);
        }
        self.hashes.push(hash);
    }

    /// What to remember of the block: nothing when it has no ids, no hashes when they rise.
    pub(super) fn finish(mut self, all: bool) -> Option<Self> {
        if self.hashes.is_empty() {
            return None;
        }
        self.rising = self.rising && !all;
        if self.rising {
            self.hashes = Vec::new();
        } else {
            self.hashes.shrink_to_fit();
        }
        Some(self)
    }
}

fn before(a: &str, b: &str) -> bool {
    (a.len(), a) < (b.len(), b)
}

/// Looks at the ids of all blocks.
pub(super) fn judge(mut blocks: Vec<BlockIds>) -> Verdict {
    blocks.sort_unstable_by_key(|ids| ids.block);
    if blocks.iter().all(|ids| ids.rising) {
        let rises = blocks.windows(2).all(|pair| before(&pair[0].last, &pair[1].first));
        return if rises { Verdict::Different } else { Verdict::CollectAll };
    }
    if blocks.iter().any(|ids| ids.rising) {
        return Verdict::CollectAll;
    }
    let mut hashes: Vec<u64> = Vec::with_capacity(blocks.iter().map(|ids| ids.hashes.len()).sum());
    for ids in blocks {
        hashes.extend(ids.hashes);
    }
    hashes.sort_unstable();
    let repeated: HashSet<u64> = hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    if repeated.is_empty() { Verdict::Different } else { Verdict::Repeated(repeated) }
}

#[cfg(test)]
mod tests {
    use super::{BlockIds, Verdict, judge};
    use sums::stable_hash;

    fn check(blocks: &[&[&str]], all: bool, expected: &Verdict) {
        let blocks = blocks.iter().enumerate().filter_map(|(number, ids)| {
            let mut block = BlockIds::new(number as u64);
            ids.iter().for_each(|id| block.push(id, stable_hash(id.as_bytes())));
            block.finish(all)
        });
        assert_eq!(judge(blocks.collect()), *expected);
    }

    #[test]
    fn ids_that_rise_over_all_blocks_are_different() {
        check(&[&["8", "9"], &["10", "11"]], false, &Verdict::Different);
        check(&[&["R08", "R09"], &["R10", "R11"]], false, &Verdict::Different);
    }

    #[test]
    fn blocks_that_start_again_must_be_looked_at_once_more() {
        check(&[&["1", "2"], &["1", "2"]], false, &Verdict::CollectAll);
    }

    #[test]
    fn a_repeated_id_is_found_within_and_across_blocks() {
        let repeated = |id: &str| Verdict::Repeated([stable_hash(id.as_bytes())].into());
        check(&[&["b", "a", "b"]], false, &repeated("b"));
        check(&[&["2", "1"], &["4", "2"]], false, &repeated("2"));
        check(&[&["1", "2"], &["2", "3"]], true, &repeated("2"));
        check(&[&["c", "a"], &["d", "b"]], false, &Verdict::Different);
    }
}
