//! Who has a problem, who complains, and how many are silent behind each complaint.
//!
//! Separate from cases, which are those who spoke: silence is only seen in a survey of customers chosen at random. The contrast of
//! satisfaction after making good lives with the table of four groups in the crate of the service.

pub mod iceberg;
pub mod two_lists;
