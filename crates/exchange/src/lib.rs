//! Untrusted files in and out.
//!
//! Every reader yields the same thing: columns with names, and records of cells. Columns are bound to an instrument,
//! cells become answers by the instrument's rules, answers become sums. Whatever is refused is listed with its place and
//! reason. Memory stays bounded whatever the file holds.

mod answers_out;
mod bind;
mod caught;
mod delimited;
mod error;
mod jsonl;
mod limits;
mod lines;
mod mail;
mod mapping;
mod open;
mod package;
mod parquet;
mod records;
mod refusal;
mod sav;
mod sav_out;
mod scan;
#[cfg(test)]
mod scratch;
mod targets;
mod xlsx;
mod xlsx_out;

pub use answers_out::{
    Sheet, SheetCell, SheetColumn, SheetKind, guarded, unguarded, write_csv, write_csv_head, write_csv_rows,
};
pub use bind::{Binding, Note, bind};
pub use error::ReadError;
pub use limits::Limits;
pub use lines::{open_comments, open_comments_within};
pub use mail::Mail;
pub use mapping::{Mapping, draft_mapping};
pub use open::{open, open_within};
pub use records::{Cell, Column, Each, Records, column_named};
pub use refusal::{Refusal, RefusalReason, Refusals};
pub use sav_out::{Widths, write_sav, write_sav_head, write_sav_rows};
pub use scan::{FacetKey, FacetSpec, Reading, Request, scan};
pub use targets::{Target, read_targets};
pub use xlsx_out::write_spreadsheet;
