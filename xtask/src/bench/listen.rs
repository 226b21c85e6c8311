//! Reading comments beside what a user would train instead, on the same clauses, in one run.
//!
//! Separate from surveys: other tools, other files. Every tool is fitted on the same made-up clauses beforehand and reads the same file, a
//! clause to a line, on one core; how well each reads is the matter of `cargo xtask evaluate`.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::bench::table::{Run, Table};
use crate::bench::{environment, import, others};
use crate::shell::{Failure, While, cargo, output, root, run as start, target};

/// Clauses that are read, and when it is only to be seen whether it works.
const CLAUSES: usize = 300_000;
const CLAUSES_QUICK: usize = 50_000;
const LANGUAGES: [&str; 3] = ["en", "id", "es"];

/// Runs it; gives the page.
pub fn run(quick: bool) -> Result<String, Failure> {
    let folder = target().join("bench");
    std::fs::create_dir_all(&folder).doing("Cannot make a folder for the benchmark")?;
    start(&mut cargo("build --release --package rater"))?;
    let python = environment(&folder)?;
    let (others, labelled) = (others(), root().join("crates/comments/labelled"));
    let clauses = if quick { CLAUSES_QUICK } else { CLAUSES };
    let file = folder.join(format!("clauses-{clauses}.csv"));
    let all = made_up(&labelled)?;
    write(&file, &all, clauses)?;
    let models = folder.join("models");
    std::fs::create_dir_all(&models).doing("Cannot make a folder for the models")?;
    for tool in ["scikit-learn", "fasttext"] {
        start(Command::new(&python).arg(&others).arg(format!("{tool}-fit")).arg(&labelled).arg(&models))?;
    }
    let out = folder.join("listened.csv").display().to_string();
    let program = target().join("release/rater").display().to_string();
    let own = |taskset: &[&str], rest: &[&str]| {
        let words = taskset.iter().copied().chain([program.as_str(), "listen"]).chain(rest.iter().copied());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    let path = file.display().to_string();
    let one_core = ["/usr/bin/taskset", "-c", "0"];
    let plan = [
        ("rater", own(&one_core, &[&path, "--format", "json", "--out", &out])),
        ("rater-every-core", own(&[], &[&path, "--format", "json", "--out", &out])),
        ("rater-row-per-clause", own(&one_core, &[&path, "--format", "csv", "--out", &out])),
        ("scikit-learn", other(&python, &others, "scikit-learn-read", &file, &models)),
        ("fasttext", other(&python, &others, "fasttext-read", &file, &models)),
    ];
    let runs = if quick { 1 } else { 3 };
    let lines = plan.iter().map(|(name, words)| format!("listen\t{name}\t{runs}\t{}\n", words.join("\t")));
    let list = folder.join("plan-listen.tsv");
    std::fs::write(&list, lines.collect::<String>()).doing("Cannot write the plan")?;
    let said = output(Command::new(&python).arg(&others).arg("time").arg(&list))?;
    let table = Table::new(said.lines().map(Run::read).collect::<Result<_, _>>()?);
    Ok(page(&table, clauses, plan.map(|(name, _)| name)) + &import::run(&folder, &all, quick)?)
}

fn other(python: &Path, others: &Path, task: &str, file: &Path, models: &Path) -> Vec<String> {
    let one_core = ["/usr/bin/taskset", "-c", "0"].map(str::to_owned);
    let words = [python, others, Path::new(task), file, models].map(|word| word.display().to_string());
    one_core.into_iter().chain(words).collect()
}

/// The made-up clauses of all languages.
fn made_up(labelled: &Path) -> Result<Vec<String>, Failure> {
    let mut all: Vec<String> = vec![];
    for language in LANGUAGES {
        let text =
            std::fs::read_to_string(labelled.join(format!("{language}.tsv"))).doing("Cannot read the clauses")?;
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        all.extend(lines.filter_map(|line| line.split('\t').nth(1)).map(str::to_owned));
    }
    Ok(all)
}

/// A file of so many clauses, each with a number of its own, so that none is the same as another.
fn write(file: &Path, all: &[String], clauses: usize) -> Result<(), Failure> {
    if file.exists() {
        return Ok(());
    }
    let mut text = String::from("text\n");
    for (number, clause) in (0..clauses).zip(all.iter().cycle()) {
        let _ = writeln!(text, "\"{} ({number})\"", clause.replace('"', "\"\""));
    }
    std::fs::write(file, text).doing("Cannot write the clauses")
}

fn page(table: &Table, clauses: usize, names: [&str; 5]) -> String {
    let mut page = format!(
        "# Benchmarks of reading comments\n\nMedians of one run of `cargo xtask bench --listen`: {clauses} made-up clauses in three languages, one to a line, read from\n\
         a CSV file. Everything but `rater-every-core` has one core. Rater cuts, finds the language, labels factors, polarity and\n\
         expectation, and finds the words that show each; scikit-learn is TF-IDF of words, pairs and character 3–5 with balanced\n\
         logistic regression, one model for all languages; fastText two supervised models of words and pairs. `inside` leaves the start of\n\
         Python and the reading of the model out.\n\n| command | seconds | inside | clauses/s | peak MB |\n|---|---:|---:|---:|---:|\n"
    );
    for name in names {
        let (seconds, inside, megabytes) = table.of(name);
        let shown = if inside.is_nan() { String::new() } else { format!("{inside:.2}") };
        let work = if inside.is_nan() { seconds } else { inside };
        let _ = writeln!(page, "| {name} | {seconds:.2} | {shown} | {:.0} | {megabytes:.0} |", clauses as f64 / work);
    }
    page
}
