//! `rater coach FILE|-`: faults in a draft reply, and the promises in it.
//!
//! Separate from the checking (`crates/replies`), which knows no files: this reads a draft, asks once, and shows what came of it as
//! text, JSON or SARIF. It changes no file; `--fix` prints the mended draft. With `--lsp` an editor asks, as often as it likes
//! (`coach/editor.rs`).

mod editor;
mod place;
mod wire;

use std::fmt::Write;
use std::io::Read;
use std::path::PathBuf;

use clap::ArgMatches;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use language::Words;
use replies::{Coach, Draft, Finding, Language, Promise, Review, Rule, Severity};
use serde_json::{Value, json};
use service::calendar::Calendar;

use super::output;
use crate::failure::Failure;

/// A draft is a page or two; anything larger is some other file.
const FILE_BYTES_MAX: u64 = 4 << 20;

/// All that is needed to judge a draft, but the draft.
struct Reader {
    coach: Coach,
    received: Option<String>,
    /// The moment that was given; else the clock is asked each time.
    now: Option<DateTime>,
    zone: TimeZone,
    calendar: Calendar,
    /// The language that was given; else each draft's is found from its words.
    language: Option<Language>,
    expected: Language,
}

impl Reader {
    fn from(matches: &ArgMatches, words: Words) -> Result<Self, Failure> {
        let received = matches.get_one::<String>("received").map(|path| read(path)).transpose()?;
        let zone = std::env::var("TZ").ok().and_then(|zone| TimeZone::get(&zone).ok()).unwrap_or(TimeZone::UTC);
        Ok(Self {
            coach: coach(matches, words)?,
            received,
            now: matches.get_one::<String>("now").map(|said| moment(said)).transpose()?,
            zone,
            calendar: replies::calendar_unless_said(),
            language: matches.get_one::<String>("language").and_then(|code| Language::coded(code)),
            expected: Language::coded(words.language().code()).unwrap_or(Language::English),
        })
    }

    fn language_of(&self, text: &str) -> Language {
        self.language.unwrap_or_else(|| replies::language_of(text, self.expected))
    }

    fn review(&self, text: &str, language: Language) -> Review {
        self.coach.review(&Draft {
            text,
            language,
            received: self.received.as_deref(),
            now: self.now.unwrap_or_else(|| self.zone.to_datetime(Timestamp::now())),
            calendar: &self.calendar,
            zone: &self.zone,
            customer: None,
        })
    }
}

/// Checks one draft; 1 when something was found.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    if matches.get_flag("lsp") {
        let reader = Reader::from(matches, words)?;
        let reasons_in = matches.get_one::<String>("lang").and_then(|code| Language::coded(code));
        return editor::serve(&reader, reasons_in, words, std::io::stdin().lock(), std::io::stdout().lock());
    }
    let name = matches.get_one::<String>("draft").map_or("-", String::as_str);
    let text = read(name)?;
    let reader = Reader::from(matches, words)?;
    let language = reader.language_of(&text);
    let review = reader.review(&text, language);
    let found = u8::from(!review.findings.is_empty());
    if matches.get_flag("fix") {
        let fixed = replies::fix(&text, &review.findings);
        let left = reader.review(&fixed, language);
        output::write(None, fixed.as_bytes())?;
        return Ok(u8::from(!left.findings.is_empty()));
    }
    let shown = match matches.get_one::<String>("format").map_or("text", String::as_str) {
        "json" => lines(&as_json(&review, language)),
        "sarif" => lines(&sarif(&review, name, &text, &reader.coach)),
        _ => as_text(&review, &text, words),
    };
    output::write(None, shown.as_bytes())?;
    Ok(found)
}

fn lines(value: &Value) -> String {
    format!("{value:#}\n")
}

fn read(name: &str) -> Result<String, Failure> {
    let failed = |reason: String| {
        Failure::message("commands-cannot-read", vec![("path", name.into()), ("reason", reason.into())])
    };
    let mut bytes = vec![];
    let taken = if name == "-" {
        std::io::stdin().lock().take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(name).and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes))
    };
    taken.map_err(|error| failed(error.to_string()))?;
    if FILE_BYTES_MAX < bytes.len() as u64 {
        return Err(Failure::message("commands-coach-too-large", vec![("path", name.into())]));
    }
    String::from_utf8(bytes).map_err(|_| Failure::message("commands-coach-not-text", vec![("path", name.into())]))
}

fn moment(said: &str) -> Result<DateTime, Failure> {
    service::due::parse_entry(said).map_err(|_| Failure::message("commands-coach-bad-now", vec![("text", said.into())]))
}

/// The program's rules and those of the files that are named.
fn coach(matches: &ArgMatches, words: Words) -> Result<Coach, Failure> {
    let mut house = vec![];
    let mut sentences = vec![];
    for path in matches.get_many::<PathBuf>("rules").into_iter().flatten() {
        let name = path.display().to_string();
        match Rule::parse(&read(&name)?) {
            Ok(rule) => house.push((name, rule)),
            Err(problems) => sentences.extend(problems.iter().map(|problem| faulty(words, &name, problem))),
        }
    }
    let coach = Coach::and_house_rules(house.iter().map(|(_, rule)| rule.clone()).collect());
    for (name, rule) in &house {
        sentences.extend(coach.against_own_examples(rule).iter().map(|problem| faulty(words, name, problem)));
    }
    if sentences.is_empty() { Ok(coach) } else { Err(Failure::Sentences(sentences)) }
}

fn faulty(words: Words, path: &str, problem: &replies::Problem) -> String {
    words.say("commands-coach-faulty-rule", &[("path", path.into()), ("problem", problem.to_string().into())])
}

/// Each finding with its line, the words underlined, why, and a better wording; then the promises.
fn as_text(review: &Review, text: &str, words: Words) -> String {
    let mut out = String::new();
    for finding in &review.findings {
        let factor = words.text(&format!("commands-coach-factor-{}", finding.factor.name()));
        if finding.is_whole() {
            let _ = writeln!(out, "{} · {factor}\n  {}", finding.rule, words.text("commands-coach-whole"));
        } else {
            let (line, column, content, until) = place(text, finding);
            let indent = " ".repeat(column);
            let marks = "~".repeat(until.saturating_sub(column).max(1));
            let _ = writeln!(
                out,
                "{}:{} {} · {factor}\n  {content}\n  {indent}{marks}",
                line + 1,
                column + 1,
                finding.rule
            );
        }
        let _ = writeln!(out, "  {}", finding.reason);
        if let Some(rewrite) = &finding.rewrite {
            let _ = writeln!(out, "  {}", words.say("commands-coach-better", &[("rewrite", rewrite.as_str().into())]));
        }
        out.push('\n');
    }
    for promise in &review.promises {
        let said = text.get(promise.start..promise.end).unwrap_or_default();
        let _ = writeln!(out, "{}", promised(promise, said, words));
    }
    let count = i64::try_from(review.findings.len()).unwrap_or(i64::MAX);
    let _ = writeln!(out, "{}", words.say("commands-coach-count", &[("count", count.into())]));
    out
}

fn promised(promise: &Promise, said: &str, words: Words) -> String {
    match promise.due {
        Some(due) => words.say(
            "commands-coach-promise",
            &[("promise", said.into()), ("due", due.strftime("%Y-%m-%d %H:%M").to_string().into())],
        ),
        None => words.say("commands-coach-promise-undated", &[("promise", said.into())]),
    }
}

/// The line and column at which a finding begins, the line, and the column at which it ends there; all from 0, in letters.
fn place<'a>(text: &'a str, finding: &Finding) -> (usize, usize, &'a str, usize) {
    let before = &text[..finding.start];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = text[finding.start..].find('\n').map_or(text.len(), |at| finding.start + at);
    let letters = |from: usize, to: usize| text[from..to].chars().count();
    let column = letters(start, finding.start);
    let until = letters(start, finding.end.min(end).max(finding.start));
    (before.matches('\n').count(), column, &text[start..end], until)
}

fn as_json(review: &Review, language: Language) -> Value {
    json!({
        "format": "rater.coach/1",
        "language": language.code(),
        "findings": review.findings,
        "promises": review.promises,
    })
}

/// SARIF 2.1.0, which editors and code hosts read.
fn sarif(review: &Review, name: &str, text: &str, coach: &Coach) -> Value {
    let rules: Vec<Value> = coach.rules().iter().map(|rule| json!({ "id": rule.name })).collect();
    let results = review.findings.iter().map(|finding| {
        let (line, column, _, _) = place(text, finding);
        let length = text[finding.start..finding.end].chars().count();
        let level = if finding.severity == Severity::Fault { "warning" } else { "note" };
        let mut message = finding.reason.clone();
        if let Some(rewrite) = &finding.rewrite {
            message = format!("{message} {rewrite}");
        }
        json!({
            "ruleId": finding.rule,
            "level": level,
            "message": { "text": message },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": if name == "-" { "stdin" } else { name } },
                "region": {
                    "startLine": line + 1,
                    "startColumn": column + 1,
                    "charOffset": text[..finding.start].chars().count(),
                    "charLength": length,
                },
            } }],
        })
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "rater coach", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}
