//! Charts: one chart, one file. Expectation is an open circle, perception a filled square.
//!
//! Separate from the page around them: a chart gets places and finished words, and gives SVG without colours of its own, so
//! that the page decides light, dark and print. Each is drawn twice, for a page and for a phone, because text that shrinks with
//! its picture cannot be read. A chart computes no statistic and never stands without its table.

pub(crate) mod contrast;
pub(crate) mod control;
pub(crate) mod factor;
pub(crate) mod funnel;
pub(crate) mod gap;
pub(crate) mod heat;
pub(crate) mod provider;
pub(crate) mod quadrant;
pub(crate) mod svg;
pub(crate) mod trend;
pub(crate) mod zone;

pub(crate) use svg::Frame;
