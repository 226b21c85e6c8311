//! Files that live as long as a test.
//!
//! Separate, because every reader's tests need one and nothing else does. Never part of the program.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A file in the system's folder for temporary files, removed when dropped.
pub struct File(PathBuf);

impl File {
    /// Writes the bytes to a new file whose name ends in `name`.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("rater-{}-{number}-{name}", std::process::id()));
        std::fs::write(&path, bytes).expect("the system lets a test write a temporary file");
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // A file that stays behind harms nobody; a panic while dropping would hide the test's own.
        let _ = std::fs::remove_file(&self.0);
    }
}
