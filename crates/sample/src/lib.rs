//! Made-up people, from fixed seeds: how they answer, and the clinic they visited.
//!
//! Separate, because the example files, the benchmarks and the demonstration are made of the same people. The same seed gives
//! the same people on every machine; nobody real is among them. It reads and writes nothing.

pub mod clinic;
pub mod comments;
pub mod inside;
pub mod people;
pub mod random;
