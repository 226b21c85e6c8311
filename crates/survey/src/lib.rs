//! Asked: instrument, item, scale, battery, answer. The questionnaires as data.
//!
//! An instrument is a TOML file; this crate parses it, names every problem in it at once, and turns the text of a cell
//! into an answer. It knows nothing of files, of sums or of reports.

mod answer;
mod builtin;
mod check;
mod instrument;
mod layout;
mod localized;
mod parse;
mod problem;
mod provider;
mod template;
mod toml_reader;

pub use answer::{Answer, AnswerProblem, AnswerRules};
pub use builtin::{builtin, builtin_columns, builtin_ids, builtin_source};
pub use instrument::{
    Battery, BatteryKind, Dimension, ExpectationMeaning, Factor, Instrument, Item, Outcome, Points, Scale, Segment,
};
pub use layout::{AnswerColumn, Layout, Role};
pub use localized::Localized;
pub use parse::parse;
pub use problem::{Expected, Problem, ProblemKind};
pub use provider::{Inside, PROMISES, STANDARDS, inside};
pub use template::template;
