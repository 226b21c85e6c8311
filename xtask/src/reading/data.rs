//! Labelled clauses: our own made-up ones of the repository, and those of the shared folder where it is at hand.
//!
//! Separate from what is done with them. Real clauses are read where they lie and never copied.

use std::path::PathBuf;

use comments::train::Example;
use comments::{Factors, Language, Polarity};
use serde_json::Value;
use service::Factor;

use crate::shell::{Failure, While, root};

/// Which set a clause belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Real English clauses of six public sources.
    Real,
    /// Made-up clauses of the shared folder, in their language.
    Written,
    /// Made-up clauses of the repository, in their language.
    Own,
}

/// A clause, and where it is from.
pub struct Clause {
    /// Its set.
    pub set: Set,
    /// The source or trade that is left out together.
    pub group: String,
    /// The comment it is from, by any name: of our own, each is one.
    pub comment: String,
    /// The clause and its labels.
    pub example: Example,
}

fn letters(text: &str) -> Factors {
    let factor = |letter: char| match letter {
        'R' => Some(Factor::Reliability),
        'A' => Some(Factor::Assurance),
        'T' => Some(Factor::Tangibles),
        'E' => Some(Factor::Empathy),
        'S' => Some(Factor::Responsiveness),
        _ => None,
    };
    text.chars().filter_map(factor).collect()
}

fn own(language: Language, clauses: &mut Vec<Clause>) -> Result<(), Failure> {
    let path = root().join(format!("crates/comments/labelled/{}.tsv", language.code()));
    let text = std::fs::read_to_string(&path).doing(format!("reading {}", path.display()))?;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let bad = || Failure::new(format!("{}:{}: five fields are needed", path.display(), number + 1));
        let fields: Vec<&str> = line.split('\t').collect();
        let [trade, text, factors, polarity, _] = fields[..] else { return Err(bad()) };
        let polarity = match polarity {
            "c" => Polarity::Complaint,
            "p" => Polarity::Compliment,
            "n" => Polarity::Neutral,
            _ => return Err(bad()),
        };
        let example = Example { text: text.to_owned(), language, factors: letters(factors), polarity, weight: 1.0 };
        let comment = format!("{}-{number}", language.code());
        clauses.push(Clause { set: Set::Own, group: trade.to_owned(), comment, example });
    }
    Ok(())
}

fn shared_file(name: &str, language: Language, set: Set, clauses: &mut Vec<Clause>) -> Result<(), Failure> {
    let path = shared().join("rater-labels").join(name);
    let text = std::fs::read_to_string(&path).doing(format!("reading {}", path.display()))?;
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).doing(format!("reading {}", path.display()))?;
        let word = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let factors = value["factors"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let example = Example {
            text: word("text"),
            language,
            factors: factors.filter_map(Factor::named).collect(),
            polarity: Polarity::named(&word("polarity"))
                .ok_or_else(|| Failure::new(format!("{}: a polarity is unknown", path.display())))?,
            weight: 1.0,
        };
        let group = if set == Set::Real { word("source") } else { word("trade") };
        let comment = word(if set == Set::Real { "source_id" } else { "id" });
        clauses.push(Clause { set, group, comment, example });
    }
    Ok(())
}

fn shared() -> PathBuf {
    std::env::var_os("RATER_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from)
}

/// All clauses there are.
pub fn all() -> Result<Vec<Clause>, Failure> {
    let mut clauses = vec![];
    for language in Language::ALL {
        own(language, &mut clauses)?;
    }
    if !shared().join("rater-labels").exists() {
        println!(
            "The labelled clauses of the shared folder are not at hand; only the made-up ones of the repository are read."
        );
        return Ok(clauses);
    }
    for name in ["train.jsonl", "train-2.jsonl"] {
        shared_file(name, Language::English, Set::Real, &mut clauses)?;
    }
    for language in Language::ALL {
        shared_file(&format!("written-{}.jsonl", language.code()), language, Set::Written, &mut clauses)?;
    }
    Ok(clauses)
}
