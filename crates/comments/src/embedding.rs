//! What gives a clause a block of numbers beside its words and cues: a table of word vectors, or a service that somebody runs.
//!
//! Separate from layers, which weigh blocks, and from whatever makes them: a table is read here (`vectors.rs`), a service is asked where the
//! network is. It refuses to give some blocks of several clauses: whoever asks gets all of them or none.

use std::fmt::Debug;

/// The most numbers of a block.
pub const DIMENSIONS_MAX: usize = 4096;
/// Clauses that are asked for together: some services take no more unless they are told to.
pub const TOGETHER: usize = 32;

/// Makes blocks of clauses.
pub trait Embedding: Send + Sync + Debug {
    /// How many numbers a block has; none while that is not known.
    fn dimensions(&self) -> Option<usize>;

    /// What tells it from others. It stays the same while the program runs.
    fn fingerprint(&self) -> u64;

    /// A block for each clause, in order, all of one length or nought, and of as many numbers; none where they cannot be had now.
    fn blocks(&self, clauses: &[&str]) -> Option<Vec<Vec<f32>>>;

    /// The same for thousands of clauses, from which something is fitted in the background: that may take minutes.
    fn many(&self, clauses: &[&str]) -> Option<Vec<Vec<f32>>> {
        self.blocks(clauses)
    }

    /// Whether blocks come from elsewhere, so that whoever asks may have to wait for seconds.
    fn is_far(&self) -> bool {
        false
    }
}
