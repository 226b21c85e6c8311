//! Evidence becomes a report: planned, assembled, suppressed, rendered.
//!
//! [`Report`] is the one value behind every format. Every number in it carries its n, its interval or standard error, its
//! method and its rule for missing answers; renderers look numbers up and never compute any. Pure: no files, no clock.

mod assemble;
mod chart;
mod findings;
mod held;
mod methods;
pub mod names;
mod paragraph;
mod plan;
pub mod render;
mod running;
pub mod said;
mod suppress;
mod value;

/// Answers of fewer managers or staff are not shown.
pub use assemble::INSIDE_SHOWN_FROM;
/// Groups of fewer respondents are hidden, and so are whole waves.
pub use assemble::SUPPRESS_BELOW;
pub use assemble::{
    Estimator, FacetMeaning, Inside, Material, Provider, TargetMargin, Targets, assemble, assemble_running,
};
pub use held::{Basis, bases, hold_back};
pub use methods::PAGES as METHOD_PAGES;
pub use plan::Blueprint;
pub use running::while_running;
pub use suppress::{Arrivals, Shown, hidden, shown_of};
pub use value::{
    DataCare, FORMAT, Finding, FindingKind, Index, InstrumentCard, ListedRefusal, MethodCard, Number, Priority,
    Quadrant, Report, SegmentLevel, Segmentation, Settings, Subject, SubjectKind, WaveCard, Weighting,
};
