//! `cargo xtask coach-evaluate DIR`: how well replies are checked, on labelled files.
//!
//! Reads `replies-LANG*.jsonl` and `promises-LANG*.jsonl` of a folder and prints precision, recall and F1, overall and by language and
//! rule, and how many due times are exact; by language also how what was written for one rule at a time is told from look-alikes
//! (`sentences-LANG.tsv`, `exchanges-LANG*.jsonl`). With `--misses` every miss in a line. It judges nothing itself: `replies::evaluate` does.

use std::path::Path;
use std::time::Instant;

use replies::evaluate::{Figures, Piece, Tally, pieces, promises, replies};
use replies::{Coach, Language};

use crate::shell::{Failure, While};

/// Prints the figures of a folder.
pub fn run(folder: &Path, misses: bool) -> Result<(), Failure> {
    let coach = Coach::builtin();
    let mut all = Figures::default();
    for language in Language::ALL {
        let mut own = Figures::default();
        let drafts = rows(folder, "replies", language)?;
        let sentences = rows(folder, "promises", language)?;
        let begin = Instant::now();
        replies(&coach, language, &drafts, &mut own);
        let milliseconds = begin.elapsed().as_secs_f64() * 1000.0 / (drafts.len().max(1) as f64);
        promises(&coach, language, &sentences, &mut own);
        let mut single = Figures::default();
        pieces(&coach, language, &worded(folder, language)?, &mut single);
        pieces(&coach, language, &rows(folder, "exchanges", language)?, &mut single);
        replies(&coach, language, &drafts, &mut all);
        promises(&coach, language, &sentences, &mut all);
        println!(
            "\n{}: {} replies, {milliseconds:.2} ms each; {} sentences",
            language.code(),
            drafts.len(),
            sentences.len()
        );
        show(&own);
        if single.findings != Tally::default() {
            line("for a rule", single.findings);
        }
        if misses {
            own.misses.iter().for_each(|miss| println!("  {miss}"));
        }
    }
    println!("\nall languages");
    show(&all);
    println!("\nrule                     precision  recall  labels");
    for (rule, tally) in &all.by_rule {
        let labels = tally.met + tally.missed;
        println!("{rule:<24} {:>9.3} {:>7.3} {labels:>7}", tally.precision(), tally.recall());
    }
    Ok(())
}

fn show(figures: &Figures) {
    line("findings", figures.findings);
    line("promises", figures.promises);
    println!("  due time exact in {:.3} of the promises found", figures.due_share());
}

fn line(name: &str, tally: Tally) {
    println!("  {name:<10} precision {:.3}  recall {:.3}  F1 {:.3}", tally.precision(), tally.recall(), tally.f1());
}

/// The sentences that were written for one rule each.
fn worded(folder: &Path, language: Language) -> Result<Vec<Piece>, Failure> {
    let path = folder.join(format!("sentences-{}.tsv", language.code()));
    if !path.exists() {
        return Ok(vec![]);
    }
    let text = std::fs::read_to_string(&path).doing(format!("reading {}", path.display()))?;
    let line = |(number, line)| {
        Piece::of_line(line).ok_or(format!("{}, line {}: it is no sentence", path.display(), number + 1))
    };
    let pieces: Result<Vec<Piece>, String> = text.lines().enumerate().map(line).collect();
    pieces.doing("reading the sentences")
}

/// The labelled lines of one kind and language.
fn rows<T: serde::de::DeserializeOwned>(folder: &Path, kind: &str, language: Language) -> Result<Vec<T>, Failure> {
    let mut rows = vec![];
    let begin = format!("{kind}-{}", language.code());
    for entry in std::fs::read_dir(folder).doing(format!("reading {}", folder.display()))? {
        let path = entry.doing("reading the folder")?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if !(name.starts_with(&begin) && name.ends_with(".jsonl")) {
            continue;
        }
        let text = std::fs::read_to_string(&path).doing(format!("reading {name}"))?;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            rows.push(serde_json::from_str(line).doing(format!("{name}, line {}", number + 1))?);
        }
    }
    Ok(rows)
}
