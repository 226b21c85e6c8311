//! Evidence becomes a report: planned, assembled, suppressed, rendered.
//!
//! [`Report`] is the one value behind every format. Every number in it carries its n, its interval or standard error, its
//! method and its rule for missing answers; renderers look numbers up and never compute any. Pure: no files, no clock.

mod chart;
pub mod names;
pub mod render;
mod value;

pub use value::{
    DataCare, Finding, FindingKind, Index, InstrumentCard, ListedRefusal, MethodCard, Number, Priority, Quadrant, Report,
    Segmentation, SegmentLevel, Settings, Subject, SubjectKind, WaveCard,
};
