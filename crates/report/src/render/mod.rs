//! One file per format; all of them render the same value.
//!
//! Separate from assembling: a renderer looks numbers up and words them, and computes no statistic. Whatever a report may
//! lack, a renderer leaves out.

mod csv;
mod html;

mod json;
mod tables;
mod text;
mod view;

pub use self::csv::csv;
pub(crate) use self::csv::guarded;
pub use html::board;
pub use html::html;

pub use json::json;
pub use text::text;
pub use view::Links;
