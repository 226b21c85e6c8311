//! One statistic per file: pure functions from exact evidence to numbers.
//!
//! Every statistic says what it needs by what it takes (`&Sums`, `&Histogram`, `&Table`, in a few named cases rows),
//! gives its formula, unit and source in its own documentation, and returns why it is undefined instead of a wrong
//! number. This crate knows no files, clock, randomness, network or database; seeds arrive as arguments.

pub mod association;
pub mod comparison;
pub mod complaint;
pub mod confirmation;
pub mod consistency;
pub mod distribution;
pub mod driver;
pub mod exploration;
pub mod gap;
pub mod importance;
pub mod linear;
pub mod missing;
pub mod precision;
pub mod provider_gap;
pub mod retention;
pub mod screening;
pub mod shape;
pub mod trend;
pub mod uncertainty;
pub mod weighting;

mod undefined;

pub use undefined::Undefined;
