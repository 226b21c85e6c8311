//! Everything that must pass, in the order of CI: the quick and telling steps first.
//!
//! Separate from the steps themselves. It stops at the first failure and names the step, so that the end of a log is
//! enough to know what is wrong. Only development builds are used: one build for everything.

use std::time::Instant;

use crate::shell::{Failure, cargo, run, target};
use crate::{browser, journey, postgres, setup};

type Step = (&'static str, fn() -> Result<(), Failure>);

const STEPS: &[Step] = &[
    ("setup", setup::all),
    ("format", || run(&mut cargo("fmt --all --check"))),
    ("lints", lints),
    ("fuzz targets", fuzz_targets),
    ("documentation", || run(cargo("doc --workspace --no-deps --quiet").env("RUSTDOCFLAGS", "-D warnings"))),
    ("tests", tests),
    ("browser", browser::check),
    ("journey", journey::check),
];

/// The whole house, and the program without what is kept, which nobody here builds otherwise.
fn lints() -> Result<(), Failure> {
    run(&mut cargo("clippy --workspace --all-targets -- -D warnings"))?;
    run(&mut cargo("clippy --package rater --no-default-features --all-targets -- -D warnings"))
}

/// The fuzz targets, a workspace of their own that nothing else compiles. They share the folder of what is built, and with the
/// same profile most of what was checked for the lints is not checked again. Nothing is linked, so no fuzzer is built.
fn fuzz_targets() -> Result<(), Failure> {
    let mut check = cargo("check --locked --manifest-path fuzz/Cargo.toml --target-dir");
    run(check.arg(target()).env("CUSTOM_LIBFUZZER_PATH", target().join("no-fuzzer")))
}

/// The tests, with a PostgreSQL of their own beside SQLite.
fn tests() -> Result<(), Failure> {
    let cluster = postgres::Cluster::start("test-postgres")?;
    run(cargo("test --workspace --no-fail-fast").env("RATER_TEST_POSTGRES", cluster.url()))
}

/// Runs every step.
pub fn all() -> Result<(), Failure> {
    for (done, (name, step)) in STEPS.iter().enumerate() {
        println!("── {name} ──");
        let start = Instant::now();
        step().map_err(|failure| {
            let ahead = STEPS.len() - done - 1;
            Failure::new(format!("{failure}\nThe step `{name}` failed; {done} passed before it, {ahead} did not run."))
        })?;
        println!("── {name}: {:.0} s", start.elapsed().as_secs_f64());
    }
    println!("steps: {} passed, 0 failed", STEPS.len());
    Ok(())
}
