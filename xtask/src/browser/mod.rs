//! Reports in a real browser: the check of `cargo xtask test`, and pictures for people.
//!
//! Separate from the tests of the report, which see text: only a browser knows whether a page is wider than a phone. It
//! judges a page by what the browser says of it (`facts.rs`) and never compares pictures.

mod chromium;
mod facts;

use std::path::{Path, PathBuf};

use crate::shell::{Failure, While, cargo, fresh_folder, output, run, target};
use chromium::{Dark, Page};

/// Reports that are looked at: a name, what `rater measure` is told, and the language the page must be in.
const REPORTS: &[(&str, &str, &str)] = &[
    ("clinic-en", "clinic-made-up.csv --by branch --wave wave --lang en", "en"),
    ("clinic-id", "clinic-made-up.csv --by branch --wave wave --lang id", "id"),
    ("clinic-es", "clinic-made-up.csv --by branch --wave wave --lang es", "es"),
    ("forms-id", "clinic-made-up-id.csv --by Cabang --lang id", "id"),
    ("zone-en", "zone-made-up.csv --instrument servqual-zone --lang en", "en"),
];

/// Draws every report and looks at it at phone and desktop width, in light and dark, and printed.
pub fn check() -> Result<(), Failure> {
    run(&mut cargo("build --package rater"))?;
    let folder = fresh_folder("browser")?;
    let mut faults = vec![];
    for (name, words, language) in REPORTS {
        let page = measure(&folder, name, words)?;
        let seen = facts::look(&page, &folder)?;
        println!("{name}: looked at in {} ways", seen.len());
        faults.extend(facts::faults(&seen, language).into_iter().map(|fault| format!("{name}: {fault}")));
        faults.extend(printed_faults(&page, &folder.join(format!("{name}.pdf")))?);
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::new(faults.join("\n"))) }
}

fn measure(folder: &Path, name: &str, words: &str) -> Result<PathBuf, Failure> {
    let page = folder.join(format!("{name}.html"));
    let program = target().join("debug").join(format!("rater{}", std::env::consts::EXE_SUFFIX));
    let mut command = std::process::Command::new(program);
    command.current_dir(crate::examples::folder()).arg("measure").args(words.split_whitespace());
    run(command.args(["--format", "html", "--out"]).arg(&page))?;
    Ok(page)
}

/// A printed report is A4 and has more than one page.
fn printed_faults(page: &Path, pdf: &Path) -> Result<Vec<String>, Failure> {
    chromium::print(page, pdf)?;
    let bytes = std::fs::read(pdf).doing("Cannot read the printed report")?;
    let text = String::from_utf8_lossy(&bytes);
    let boxes: Vec<&str> = text.match_indices("/MediaBox").map(|(at, _)| line_from(&text, at)).collect();
    let mut faults = vec![];
    if boxes.len() < 2 {
        faults.push(format!("{}: printed on {} pages", page.display(), boxes.len()));
    }
    // A4 is 595.3 × 841.9 points; the browser rounds to device pixels.
    if let Some(other) = boxes.iter().find(|size| !(size.contains(" 59") && size.contains(" 84"))) {
        faults.push(format!("{}: printed on another paper than A4: {other}", page.display()));
    }
    Ok(faults)
}

fn line_from(text: &str, at: usize) -> &str {
    text[at..].split(['\n', '\r', ']']).next().unwrap_or_default()
}

/// Pictures of a report for a person: phone and desktop, light and dark, whole pages; and A4.
pub fn look(file: &Path, folder: &Path) -> Result<(), Failure> {
    crate::setup::all()?;
    std::fs::create_dir_all(folder).doing(format_args!("Cannot make {}", folder.display()))?;
    let file = std::fs::canonicalize(file).doing(format_args!("Cannot find {}", file.display()))?;
    let seen = facts::look(&file, folder)?;
    for fact in &seen {
        let dark = if fact.dark { Dark::Yes } else { Dark::No };
        let name = format!("{}-{}.png", fact.width, if fact.dark { "dark" } else { "light" });
        // The browser draws no picture taller than 16,384 pixels.
        let size = Page { width: fact.width, height: fact.height.clamp(400, 16_000), dark };
        chromium::picture(&file, &folder.join(&name), size)?;
        println!("{}", folder.join(name).display());
    }
    let language = seen.first().map_or("", |fact| fact.language.as_str());
    facts::faults(&seen, language).iter().for_each(|fault| println!("{fault}"));
    let pdf = folder.join("a4.pdf");
    chromium::print(&file, &pdf)?;
    println!("{}", pdf.display());
    if std::process::Command::new("pdftoppm").arg("-v").output().is_ok() {
        let mut pages = std::process::Command::new("pdftoppm");
        output(pages.args(["-r", "70", "-png"]).arg(&pdf).arg(folder.join("a4")))?;
    } else {
        println!("Install poppler-utils to have the A4 pages as pictures too.");
    }
    Ok(())
}
