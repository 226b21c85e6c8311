//! `rater instrument list | show | check | new`: the questionnaires.

use std::fmt::Write;
use std::path::Path;

use clap::ArgMatches;
use language::Words;
use survey::{BatteryKind, Instrument};

use super::output;
use crate::failure::{Failure, problem};

/// Runs the subcommand.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("list", _)) => list(words),
        Some(("show", matches)) => show(matches, words),
        Some(("check", matches)) => check(matches, words),
        Some(("new", matches)) => new(matches),
        _ => Err(Failure::message("commands-usage-other", vec![])),
    }
}

/// The TOML text of a built-in instrument or of a file.
fn source(name: &str) -> Result<String, Failure> {
    if let Some(text) = survey::builtin_source(name) {
        return Ok(text.to_owned());
    }
    let path = Path::new(name);
    if !path.exists() {
        return Err(Failure::message(
            "commands-instrument-unknown",
            vec![("name", name.into()), ("known", survey::builtin_ids().join(", ").into())],
        ));
    }
    let failed = |reason: String| {
        Failure::message("commands-cannot-read", vec![("path", name.into()), ("reason", reason.into())])
    };
    let size = std::fs::metadata(path).map_err(|error| failed(error.to_string()))?.len();
    if size > FILE_BYTES_MAX {
        return Err(Failure::message("commands-instrument-too-large", vec![("path", name.into())]));
    }
    std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))
}

/// An instrument file is a page or two of text; anything larger is some other file.
const FILE_BYTES_MAX: u64 = 4 << 20;

/// Loads a built-in instrument by id, or one from a file, with every problem of it named.
pub fn load(name: &str, words: Words) -> Result<Instrument, Failure> {
    survey::parse(&source(name)?).map_err(|problems| {
        let mut sentences =
            vec![words.say(
                "commands-instrument-faulty",
                &[("path", name.into()), ("count", (problems.len() as i64).into())],
            )];
        sentences.extend(problems.iter().map(|problem| said(problem, words)));
        Failure::Sentences(sentences)
    })
}

fn said(problem: &survey::Problem, words: Words) -> String {
    let (name, arguments) = problem.message();
    let arguments: Vec<_> = arguments.into_iter().map(|(key, text)| (key, text.into())).collect();
    words.say(name, &arguments)
}

fn list(words: Words) -> Result<u8, Failure> {
    let mut out = String::new();
    for instrument in survey::builtin_ids().iter().filter_map(|id| survey::builtin(id)) {
        let batteries: Vec<_> = instrument.batteries.iter().map(|b| words.text(battery_name(b.kind))).collect();
        let summary = words.say(
            "commands-instrument-summary",
            &[
                ("items", (instrument.items.len() as i64).into()),
                ("dimensions", (instrument.dimensions.len() as i64).into()),
                ("batteries", batteries.join(", ").into()),
                ("min", i64::from(instrument.scale.min).into()),
                ("max", i64::from(instrument.scale.max).into()),
            ],
        );
        let _ = writeln!(
            out,
            "{:<14} {}\n{:<14} {summary}",
            instrument.id,
            instrument.title.get(words.language().code()),
            ""
        );
    }
    output::write(None, out.as_bytes())?;
    Ok(0)
}

/// The message that names a battery.
fn battery_name(kind: BatteryKind) -> &'static str {
    match kind {
        BatteryKind::Expectation => "commands-battery-expectation",
        BatteryKind::Perception => "commands-battery-perception",
        BatteryKind::Minimum => "commands-battery-minimum",
        BatteryKind::Desired => "commands-battery-desired",
        BatteryKind::Importance => "commands-battery-importance",
    }
}

fn show(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let name = named(matches);
    if matches.get_flag("toml") {
        output::write(None, source(name)?.as_bytes())?;
        return Ok(0);
    }
    let instrument = load(name, words)?;
    let language = words.language().code();
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} ({} {})\n{}",
        instrument.title.get(language),
        instrument.id,
        instrument.version,
        instrument.source
    );
    let ends = [instrument.scale.min, instrument.scale.max].map(|value| {
        let label = instrument.scale.labels.get(&value).map_or("", |label| label.get(language));
        format!("{value} {label}").trim_end().to_owned()
    });
    let _ = writeln!(
        out,
        "{}",
        words.say("commands-instrument-scale", &[("low", ends[0].clone().into()), ("high", ends[1].clone().into())])
    );
    for battery in &instrument.batteries {
        let _ = writeln!(
            out,
            "\n{}\n  {}",
            words.text(battery_name(battery.kind)).to_uppercase(),
            battery.instruction.get(language)
        );
        for dimension in &instrument.dimensions {
            let _ = writeln!(out, "\n  {}", dimension.title.get(language));
            for item in instrument.items_of(&dimension.id) {
                let wording =
                    item.wording.get(&battery.kind).map_or_else(|| item.short.get(language), |text| text.get(language));
                let column = item.columns.get(&battery.kind).map_or("", String::as_str);
                let _ = writeln!(out, "    {column:<5} {wording}");
            }
        }
    }
    for outcome in &instrument.outcomes {
        let _ = writeln!(
            out,
            "\n  {:<5} {} ({}–{})",
            outcome.column,
            outcome.title.get(language),
            outcome.scale.min,
            outcome.scale.max
        );
    }
    output::write(None, out.as_bytes())?;
    Ok(0)
}

fn named(matches: &ArgMatches) -> &str {
    matches.get_one::<String>("instrument").map_or("", String::as_str)
}

fn check(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let name = named(matches);
    match survey::parse(&source(name)?) {
        Ok(instrument) => {
            let sentence = words.say(
                "commands-instrument-sound",
                &[("id", instrument.id.as_str().into()), ("items", (instrument.items.len() as i64).into())],
            );
            output::write(None, format!("{sentence}\n").as_bytes())?;
            Ok(0)
        }
        Err(problems) => {
            for found in &problems {
                problem(&said(found, words));
            }
            Ok(1)
        }
    }
}

fn new(matches: &ArgMatches) -> Result<u8, Failure> {
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    let sound = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !sound {
        return Err(Failure::message("commands-instrument-bad-id", vec![("id", id.into())]));
    }
    let out = matches.get_one::<std::path::PathBuf>("out");
    if let Some(path) = out.filter(|path| path.exists()) {
        let arguments = vec![("path", path.display().to_string().into()), ("option", "--out".into())];
        return Err(Failure::message("commands-exists", arguments));
    }
    output::write(out.map(std::path::PathBuf::as_path), survey::template(id).as_bytes())?;
    Ok(0)
}
