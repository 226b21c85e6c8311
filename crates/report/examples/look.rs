//! Draws the made-up reports into a folder, to be looked at: `cargo run -p rater-report --example look -- FOLDER`.
//!
//! Separate from the tests, which check what can be checked without eyes.

#[path = "../tests/support/mod.rs"]
mod support;

use std::{env, fs, io, path::PathBuf};

use report::render;

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map_or_else(env::temp_dir, PathBuf::from);
    fs::create_dir_all(&folder)?;
    for language in support::LANGUAGES {
        for (name, report) in support::all(language) {
            let file = |ending: &str| folder.join(format!("{name}-{language}.{ending}"));
            fs::write(file("txt"), render::text(&report, 80, false))?;
            fs::write(file("html"), render::html(&report))?;
        }
    }
    Ok(())
}
