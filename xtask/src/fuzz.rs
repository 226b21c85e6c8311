//! Every reader against generated nonsense.
//!
//! Separate from the tests, because it takes as long as it is given. It drives `cargo fuzz` on the targets in `fuzz/`,
//! which is a workspace of its own: fuzzing needs compiler features that the program does without.

use std::process::Command;

use crate::shell::{Failure, While, answers, cargo, root, run as start};

/// Runs every target for so many seconds; the first input that breaks a reader ends it, and is kept in `fuzz/artifacts/`.
pub fn run(seconds: u64) -> Result<(), Failure> {
    if !answers("cargo-fuzz") {
        start(&mut cargo("install --locked cargo-fuzz"))?;
    }
    for target in targets()? {
        println!("── {target} ──");
        let limits = format!(
            "-max_total_time={seconds} -rss_limit_mb=1024 -malloc_limit_mb=4096 -timeout=20 -max_len=65536 -print_final_stats=1"
        );
        let (corpus, seeds) = (format!("fuzz/corpus/{target}"), format!("fuzz/seeds/{target}"));
        std::fs::create_dir_all(root().join(&corpus)).doing("Cannot make a corpus")?;
        let mut command = fuzz();
        command.args(["run", "--fuzz-dir", "fuzz", &target, &corpus, &seeds, "--"]);
        start(command.args(limits.split_whitespace()))?;
    }
    Ok(())
}

/// `cargo fuzz` with the sanitizer's compiler features on the stable compiler.
fn fuzz() -> Command {
    let mut command = cargo("fuzz");
    command.env("RUSTC_BOOTSTRAP", "1");
    command
}

fn targets() -> Result<Vec<String>, Failure> {
    let folder = root().join("fuzz/fuzz_targets");
    let entries = std::fs::read_dir(&folder).doing(format_args!("Cannot list {}", folder.display()))?;
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut targets: Vec<String> = files.filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())).collect();
    targets.sort();
    Ok(targets)
}
