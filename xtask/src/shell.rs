//! Starting other programs, and saying so.
//!
//! Separate, because every task does it: a command is printed as a person would type it, before it runs. It never passes
//! a line to a shell, so nothing has to be quoted to be safe.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Why a task stopped, in a sentence or more.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A task stops with these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Adds what was being done to an error of the world.
pub trait While<T> {
    /// On an error, says what was being done.
    fn doing(self, what: impl fmt::Display) -> Result<T, Failure>;
}

impl<T, E: fmt::Display> While<T> for Result<T, E> {
    fn doing(self, what: impl fmt::Display) -> Result<T, Failure> {
        self.map_err(|error| Failure(format!("{what}: {error}")))
    }
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder of everything built; tasks keep their files below it.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// An empty folder below `target`; what an earlier run left there is removed.
pub fn fresh_folder(name: &str) -> Result<PathBuf, Failure> {
    let folder = target().join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).doing(format_args!("Cannot empty {}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder).doing(format_args!("Cannot make {}", folder.display()))?;
    Ok(folder)
}

/// `cargo` with these words, in the workspace.
pub fn cargo(words: &str) -> Command {
    let mut command = Command::new("cargo");
    command.args(words.split_whitespace()).current_dir(root());
    command
}

/// Runs a command with the terminal as its own; prints it first.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let words = typed(command);
    println!("$ {words}");
    let status = command.status().doing(format_args!("Cannot start `{words}`"))?;
    if status.success() { Ok(()) } else { Err(Failure(format!("`{words}` ended with {status}."))) }
}

/// Runs a command and gives back what it printed to standard output; prints the command first.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let words = typed(command);
    println!("$ {words}");
    let output = command.output().doing(format_args!("Cannot start `{words}`"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Failure(format!("`{words}` ended with {}.\n{said}", output.status)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program is there and answers `--version`.
pub fn answers(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

fn typed(command: &Command) -> String {
    let settings = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
    let settings = settings.map(|(name, value)| format!("{}={} ", name.to_string_lossy(), value.to_string_lossy()));
    let mut words: String = settings.collect();
    words.push_str(&command.get_program().to_string_lossy());
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        words.push(' ');
        if argument.contains(char::is_whitespace) {
            words.push_str(&format!("'{argument}'"));
        } else {
            words.push_str(&argument);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_printed_as_a_person_would_type_it() {
        let mut command = cargo("doc --no-deps");
        command.env("RUSTDOCFLAGS", "-Dwarnings").arg("two words");
        assert_eq!(typed(&command), "RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps 'two words'");
    }

    #[test]
    fn a_command_that_fails_says_which() {
        let failure = run(&mut Command::new("false")).expect_err("`false` fails");
        assert!(failure.to_string().starts_with("`false` ended with"), "{failure}");
    }
}
