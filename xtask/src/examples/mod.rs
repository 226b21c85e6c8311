//! The made-up data in `examples/`, from fixed seeds.
//!
//! Separate from the made-up people (the crate `sample`), whom the benchmark and the demonstration ask too. Each file is a
//! function from nothing to text; nobody real is in any of them.

mod clinic;
mod forms;
mod inside;
mod zone;

use std::path::PathBuf;

use crate::shell::{Failure, While, root};

/// Every made-up file: its name and its text.
fn files() -> Result<[(&'static str, String); 6], Failure> {
    Ok([
        ("clinic-made-up.csv", clinic::csv()),
        ("clinic-made-up-id.csv", forms::csv()?),
        ("clinic-made-up-managers.csv", inside::managers_csv()),
        ("clinic-made-up-staff.csv", inside::staff_csv()),
        ("clinic-made-up-targets.toml", inside::targets_toml()),
        ("zone-made-up.csv", zone::csv()),
    ])
}

/// The folder of the examples.
pub fn folder() -> PathBuf {
    root().join("examples")
}

/// Writes every made-up file.
pub fn write() -> Result<(), Failure> {
    for (name, text) in files()? {
        std::fs::write(folder().join(name), text).doing(format_args!("Cannot write {name}"))?;
        println!("examples/{name}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_are_what_the_generator_makes() {
        for (name, text) in files().expect("the built-in instruments are whole") {
            let kept = std::fs::read_to_string(folder().join(name)).unwrap_or_default();
            assert!(kept == text, "examples/{name} differs from what `cargo xtask examples` makes; run it and commit.");
        }
    }
}
