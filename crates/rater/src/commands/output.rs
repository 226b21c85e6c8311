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
    write_file(path, content, false)
}

/// Writes a file that is for nobody else to read: answers, addresses of people, notes of who was erased.
#[cfg(feature = "serve")]
pub fn write_private(path: &Path, content: &[u8]) -> Result<(), Failure> {
    write_file(path, content, true)
}

fn write_file(path: &Path, content: &[u8], private: bool) -> Result<(), Failure> {
    // Written beside its place and then renamed, so that a full disk never leaves half a report under its name.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = create(&draft, private)
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

fn create(path: &Path, private: bool) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = private;
    options.open(path)
}

#[cfg(all(test, unix, feature = "serve"))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::write_private;

    #[test]
    fn a_private_file_is_its_owner_s_alone_whatever_stood_there() {
        let path = std::env::temp_dir().join(format!("rater-private-{}", std::process::id()));
        std::fs::write(&path, "for all").expect("a file can be written");
        assert!(write_private(&path, b"for one").is_ok());
        let mode = std::fs::metadata(&path).expect("it is there").permissions().mode();
        let text = std::fs::read(&path).expect("it can be read");
        let _ = std::fs::remove_file(&path);
        assert_eq!((mode & 0o777, text), (0o600, b"for one".to_vec()));
    }
}
