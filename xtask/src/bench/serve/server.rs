//! The program as a user runs it, on a database of its own, and what it takes of the machine.
//!
//! Separate from the loads. It is ended as a service manager ends it, and killed only when that does not help.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use super::client::Connection;
use crate::shell::{Failure, While, cargo, output, target};

/// A database that was made for a benchmark.
pub struct Filled {
    pub url: String,
    pub wave: String,
    pub token: String,
    pub session: String,
    pub forms: Vec<String>,
    /// Seconds that the sums took, when there were answers.
    pub added_up: Option<f64>,
}

const EXAMPLE: &str = "run --release --quiet --package rater --example filled_store --";

impl Filled {
    /// A survey with so many answers.
    pub fn make(url: &str, instrument: &str, answers: u64) -> Result<Self, Failure> {
        let said = output(cargo(EXAMPLE).args([url, instrument, &answers.to_string()]))?;
        let all = |name: &str| -> Vec<String> {
            let lines = said.lines().filter_map(|line| line.split_once('\t'));
            lines.filter(|(known, _)| *known == name).map(|(_, value)| value.to_owned()).collect()
        };
        let one = |name: &str| all(name).pop().ok_or_else(|| Failure::new(format!("The store has no {name}:\n{said}")));
        Ok(Self {
            url: url.to_owned(),
            wave: one("wave")?,
            token: one("token")?,
            session: one("session")?,
            forms: all("form"),
            added_up: all("added up in").pop().and_then(|seconds| seconds.parse().ok()),
        })
    }

    /// How many answers there are, by their rows and by the counter of their wave, which must agree.
    pub fn count(&self) -> Result<u64, Failure> {
        let said = output(cargo(EXAMPLE).args([&self.url, "count"]))?;
        let numbers: Vec<u64> = said.lines().filter_map(|line| line.split_once('\t')?.1.parse().ok()).collect();
        match numbers[..] {
            [rows, counted] if rows == counted => Ok(rows),
            _ => Err(Failure::new(format!("Rows and counters differ:\n{said}"))),
        }
    }
}

/// The program.
pub fn program() -> PathBuf {
    target().join("release/rater")
}

/// A server that runs.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Starts it, and waits until it says where it listens.
    pub fn start(url: &str) -> Result<Self, Failure> {
        let mut child = Command::new(program())
            .args(["serve", "--lang", "en", "--listen", "127.0.0.1:0", "--database", url])
            .env("RATER_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .doing("Cannot start the server")?;
        let mut said = BufReader::new(child.stdout.take().ok_or_else(|| Failure::new("The server has no output."))?);
        let mut line = String::new();
        said.read_line(&mut line).doing("Cannot read what the server says")?;
        let address = line.trim().rsplit_once("http://").and_then(|(_, address)| address.parse().ok());
        let Some(address) = address else {
            let _ = child.kill().and_then(|()| child.wait());
            return Err(Failure::new(format!("The server did not say where it listens: {line}")));
        };
        // Whatever it says later is read, so that it never waits for us.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Ok(Self { child, address })
    }

    /// Milliseconds from the start of a process to the last byte of its first page.
    pub fn first_page(url: &str) -> Result<f64, Failure> {
        let begun = Instant::now();
        let server = Self::start(url)?;
        Connection::open(server.address)?.get("/signin", "")?;
        Ok(begun.elapsed().as_secs_f64() * 1e3)
    }

    /// Memory that it holds now, in millions of bytes.
    pub fn megabytes(&self) -> Result<f64, Failure> {
        resident(&format!("/proc/{}/status", self.child.id()))
    }
}

fn resident(status: &str) -> Result<f64, Failure> {
    let text = std::fs::read_to_string(Path::new(status)).doing("Cannot read the server's memory")?;
    kilobytes(&text)
        .map(|kilobytes| kilobytes * 1024.0 / 1e6)
        .ok_or_else(|| Failure::new("The server's memory is unknown."))
}

fn kilobytes(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

impl Drop for Server {
    fn drop(&mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_from_what_the_kernel_says() {
        assert_eq!(kilobytes("Name:\trater\nVmHWM:\t   20480 kB\nVmRSS:\t   12288 kB\n"), Some(12_288.0));
        assert_eq!(kilobytes("Name:\trater\n"), None);
    }
}
