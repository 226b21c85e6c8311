//! Where results go: standard output, or a file written whole or not at all.

use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::failure::Failure;

/// Writes to the path, or to standard output without one. A file appears only when it is complete.
pub fn write(out: Option<&Path>, content: &[u8]) -> Result<(), Failure> {
    let Some(path) = out else {
        let mut stdout = std::io::stdout().lock();
        return match stdout.write_all(content).and_then(|()| stdout.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Failure::OutputClosed),
            Err(error) => Err(Failure::message("commands-cannot-print", vec![("reason", error.to_string().into())])),
        };
    };
    // Written beside its place and then renamed, so that a full disk never leaves half a report under its name.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = std::fs::File::create(&draft)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&draft, path));
    written.map_err(|error| {
        // The draft may not exist; what matters is the reason for which it could not be written.
        let _ = std::fs::remove_file(&draft);
        Failure::message(
            "commands-cannot-write",
            vec![("path", path.display().to_string().into()), ("reason", error.to_string().into())],
        )
    })
}
