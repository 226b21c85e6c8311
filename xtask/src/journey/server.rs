//! The server that the journeys visit: the debug program in a process of its own, on a new file.
//!
//! Separate from the journeys. It listens on loopback, and ends with the value that holds it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::shell::{Failure, While, target};

/// A server that runs.
pub struct Server {
    child: Child,
    /// `http://127.0.0.1:port`.
    pub base: String,
    /// The link that makes the owner, without the language that the terminal adds to it.
    pub setup: String,
}

impl Server {
    /// Starts it on a file in a folder.
    pub fn start(folder: &Path) -> Result<Self, Failure> {
        let program = target().join("debug").join(format!("rater{}", std::env::consts::EXE_SUFFIX));
        let mut child = Command::new(program)
            .args(["serve", "--lang", "en", "--listen", "127.0.0.1:0", "--database"])
            .arg(format!("sqlite:{}", folder.join("rater.db").display()))
            .stdout(Stdio::piped())
            .spawn()
            .doing("Cannot start the server")?;
        let out = child.stdout.take().ok_or_else(|| Failure::new("the server has no output"))?;
        let mut lines = BufReader::new(out).lines();
        let mut next = || lines.next().and_then(Result::ok).unwrap_or_default();
        let (first, second) = (next(), next());
        let link = |line: &str| line.find("http://").map(|at| line[at..].trim().to_owned());
        let plain = |link: String| link.split_once('?').map_or(link.clone(), |(plain, _)| plain.to_owned());
        let (Some(base), Some(setup)) = (link(&first), link(&second).map(plain)) else {
            let _ = child.kill();
            return Err(Failure::new(format!("the server said `{first}` and `{second}`")));
        };
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, base, setup })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
