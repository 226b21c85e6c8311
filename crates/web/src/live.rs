//! Reports of waves that are running.

/// Reports that were made, by what went into them.
#[derive(Default)]
pub struct Reports {}
