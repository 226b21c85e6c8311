//! How fast Rater is beside what a user would pick instead, in one run on one machine.
//!
//! Separate from the tests: it takes minutes, installs other tools into an environment of its own below `target/`, and
//! passes no judgement; a person reads the ratios. Commands take turns (A B A B), and medians are shown. Where both
//! sides compute the same (`structure`), other results than the other tool's are a failure.

mod import;
mod listen;
mod serve;
mod structure;
mod survey;
mod table;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::shell::{Failure, While, cargo, fresh_folder, output, root, run as start, target};
use table::{Run, Table};

/// Where the section on structure begins, the last of its page.
const SECTION: &str = "\n## The structure of a questionnaire\n";

const TOOLS: [&str; 7] = ["duckdb", "polars", "pandas", "pyarrow", "scipy", "scikit-learn", "fasttext-wheel"];

/// What was asked for on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Wishes {
    /// A tenth of the respondents and two runs each, to see whether the benchmark works.
    quick: bool,
    /// Write `docs/benchmarks.md`, `docs/benchmarks-serve.md` or `docs/benchmarks-listen.md`.
    write: bool,
    /// Measure a build from nothing, too.
    build: bool,
    /// Measure the server instead.
    serve: bool,
    /// Measure how comments are read instead.
    listen: bool,
    /// Measure the structure statistics instead.
    structure: bool,
}

impl Wishes {
    fn of(options: &[&str]) -> Result<Self, Failure> {
        options.iter().try_fold(Self::default(), |wishes, &option| match option {
            "--quick" => Ok(Self { quick: true, ..wishes }),
            "--write" => Ok(Self { write: true, ..wishes }),
            "--build" => Ok(Self { build: true, ..wishes }),
            "--serve" => Ok(Self { serve: true, ..wishes }),
            "--listen" => Ok(Self { listen: true, ..wishes }),
            "--structure" => Ok(Self { structure: true, ..wishes }),
            other => {
                let known = "--quick, --write, --build, --serve, --listen and --structure";
                Err(Failure::new(format!("`{other}` is unknown; there are {known}.")))
            }
        })
    }
}

/// One command of the plan.
struct Contender {
    /// Commands of one group take turns.
    group: &'static str,
    name: String,
    runs: usize,
    words: Vec<String>,
}

/// Runs the benchmark.
pub fn run(options: &[&str]) -> Result<(), Failure> {
    let wishes = Wishes::of(options)?;
    if wishes.serve {
        return show(&serve::run(wishes.quick)?, "docs/benchmarks-serve.md", wishes);
    }
    if wishes.listen {
        return show(&listen::run(wishes.quick)?, "docs/benchmarks-listen.md", wishes);
    }
    if wishes.structure {
        return show(&structure::run(wishes.quick)?, "docs/benchmarks.md", wishes);
    }
    let folder = target().join("bench");
    std::fs::create_dir_all(&folder).doing("Cannot make a folder for the benchmark")?;
    start(&mut cargo("build --release --package rater"))?;
    let python = environment(&folder)?;
    let others = others();
    let sizes = if wishes.quick { [10_000, 100_000, 1_000_000] } else { [100_000, 1_000_000, 10_000_000] };
    let files = surveys(&folder, sizes, &python, &others)?;
    let plan = plan(&files, &python, &others, wishes)?;
    let lines = plan.iter().map(|c| format!("{}\t{}\t{}\t{}\n", c.group, c.name, c.runs, c.words.join("\t")));
    let file = folder.join("plan.tsv");
    std::fs::write(&file, lines.collect::<String>()).doing("Cannot write the plan")?;
    let said = output(Command::new(&python).arg(&others).arg("time").arg(&file))?;
    let table = Table::new(said.lines().map(Run::read).collect::<Result<_, _>>()?);
    let mut page = table.page(sizes);
    page.push_str(&kernel()?);
    page.push_str(&binary(wishes)?);
    show(&page, "docs/benchmarks.md", wishes)
}

/// Prints a page, and writes it where it is kept when that is wished.
fn show(page: &str, place: &str, wishes: Wishes) -> Result<(), Failure> {
    println!("\n{page}");
    if wishes.write {
        let kept = std::fs::read_to_string(root().join(place)).unwrap_or_default();
        std::fs::write(root().join(place), joined(&kept, page)).doing(format_args!("Cannot write {place}"))?;
    }
    Ok(())
}

/// What is kept from now on: a section goes to the end of its page, and a new page leaves the section of the old one.
fn joined(kept: &str, new: &str) -> String {
    let (page, section) = kept.split_at(kept.find(SECTION).unwrap_or(kept.len()));
    if new.starts_with(SECTION) { format!("{page}{new}") } else { format!("{new}{section}") }
}

/// The script that runs other tools, and the stopwatch.
fn others() -> PathBuf {
    root().join("xtask/src/bench/others.py")
}

/// A Python of our own with the other tools in it.
fn environment(folder: &Path) -> Result<PathBuf, Failure> {
    let home = folder.join("python");
    let python = home.join("bin").join("python");
    // The list is in the name, so that a longer one is installed, too.
    let ready = home.join(format!("ready-{}", TOOLS.len()));
    if !ready.exists() {
        start(Command::new("python3").args(["-m", "venv"]).arg(&home))?;
        start(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(TOOLS))?;
        std::fs::write(ready, "").doing("Cannot mark the environment as ready")?;
    }
    start(Command::new(&python).args(["-m", "pip", "list", "--format", "freeze"]))?;
    Ok(python)
}

/// The made-up surveys: three sizes of CSV, and Parquet of the middle one.
struct Surveys {
    csv: [PathBuf; 3],
    parquet: PathBuf,
}

fn surveys(folder: &Path, sizes: [u64; 3], python: &Path, others: &Path) -> Result<Surveys, Failure> {
    let csv = sizes.map(|size| folder.join(format!("survey-{size}.csv")));
    for (file, size) in csv.iter().zip(sizes) {
        survey::write(file, size)?;
    }
    let parquet = csv[1].with_extension("parquet");
    if !parquet.exists() {
        start(Command::new(python).arg(others).arg("to-parquet").arg(&csv[1]).arg(&parquet))?;
    }
    Ok(Surveys { csv, parquet })
}

fn plan(files: &Surveys, python: &Path, others: &Path, wishes: Wishes) -> Result<Vec<Contender>, Failure> {
    let program = target().join("release/rater").display().to_string();
    let clinic = root().join("examples/clinic-made-up.csv");
    let often = if wishes.quick { 2 } else { 5 };
    let rater = |group, name: &str, runs, file: &Path, rest: &str| {
        let mut words = vec![program.clone(), "measure".to_owned(), file.display().to_string()];
        words.extend(rest.split_whitespace().map(str::to_owned));
        Contender { group, name: name.to_owned(), runs, words }
    };
    let other = |group, task: &str, runs, file: &Path| {
        let words = [python, others, Path::new(task), file].map(|word| word.display().to_string());
        Contender { group, name: task.to_owned(), runs, words: words.to_vec() }
    };
    let [small, middle, large] = &files.csv;
    let by = "--by segment";
    Ok(vec![
        rater("csv", "rater-csv", often, middle, by),
        other("csv", "duckdb-csv", often, middle),
        other("csv", "polars-csv", often, middle),
        other("csv", "pandas-csv", often.min(3), middle),
        rater("parquet", "rater-parquet", often, &files.parquet, by),
        other("parquet", "duckdb-parquet", often, &files.parquet),
        other("parquet", "polars-parquet", often, &files.parquet),
        rater("growth", "rater-small", often, small, by),
        rater("growth", "rater-middle", often, middle, by),
        rater("growth", "rater-large", often.min(3), large, by),
        rater("clinic", "clinic-text", 3 * often, &clinic, "--by branch --wave wave"),
        rater("clinic", "clinic-html", 3 * often, &clinic, "--by branch --wave wave --format html"),
        // Exact LMG of all 22 items: four million regressions.
        rater("clinic", "clinic-22-drivers", often, &clinic, "--item-drivers"),
    ])
}

/// The innermost loop, by the example that its crate keeps for it.
fn kernel() -> Result<String, Failure> {
    let words = "run --release --quiet --package rater-sums --example kernel_speed";
    let said = output(&mut cargo(words))?;
    Ok(format!("\n## The innermost loop\n\n`cargo {words}`\n\n```text\n{said}```\n\n"))
}

/// How large the program is and, when asked, how long it takes to build from nothing; beside it the program that works on files alone.
fn binary(wishes: Wishes) -> Result<String, Failure> {
    let size = |file: &Path| Ok(std::fs::metadata(file).doing("Cannot find the program")?.len() as f64 / 1e6);
    let whole = size(&target().join("release/rater"))?;
    if !wishes.build {
        return Ok(format!("## The program\n\nBinary: {whole:.1} MB.\n"));
    }
    let mut page = "## The program\n\n| | built from nothing, seconds | MB |\n|---|---:|---:|\n".to_owned();
    for words in ["build --release", "build --release --no-default-features"] {
        let folder = fresh_folder("bench/cold")?;
        let begun = Instant::now();
        start(cargo(words).args(["--package", "rater"]).env("CARGO_TARGET_DIR", &folder))?;
        let seconds = begun.elapsed().as_secs_f64();
        let megabytes = size(&folder.join("release/rater"))?;
        page.push_str(&format!("| `cargo {words}` | {seconds:.0} | {megabytes:.1} |\n"));
        std::fs::remove_dir_all(&folder).doing("Cannot remove the build")?;
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_wish_is_refused() {
        assert_eq!(Wishes::of(&["--quick"]).ok(), Some(Wishes { quick: true, ..Wishes::default() }));
        assert!(Wishes::of(&["--fast"]).is_err());
    }

    #[test]
    fn a_page_and_its_section_are_renewed_apart() {
        let section = |words: &str| format!("{SECTION}{words}\n");
        let kept = joined("page\n", &section("first"));
        assert_eq!(kept, format!("page\n{}", section("first")));
        assert_eq!(joined(&kept, &section("second")), format!("page\n{}", section("second")));
        assert_eq!(joined(&kept, "newer\n"), format!("newer\n{}", section("first")));
    }
}
