//! What has to hold of a command line before a file is read: options that go together, sound numbers, a safe place for the
//! report.
//!
//! Separate from the command line, which knows the form of single options, and from the commands, which then need not
//! ask. It reads no file and corrects nothing.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use clap::parser::ValueSource;
use language::Words;

use crate::failure::Failure;

/// How the report is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Html,
    Json,
    Csv,
    Spreadsheet,
}

/// The options that mean nothing without `--plan`.
const FOR_PLANS: [&str; 4] = ["half-width", "sd", "population", "response-rate"];
/// Pairs of which one would be ignored.
const APART: [(&str, &str); 8] = [
    ("map", "mapping"),
    ("map", "plan"),
    ("map", "out"),
    ("map", "format"),
    ("plan", "managers"),
    ("plan", "staff"),
    ("plan", "targets"),
    ("plan", "estimator"),
];

/// Refuses what cannot be meant, for every kind of `rater measure`.
pub fn sound(matches: &ArgMatches, words: Words) -> Result<(), Failure> {
    if let Some((one, other)) = APART.into_iter().find(|(one, other)| given(matches, one) && given(matches, other)) {
        let arguments = vec![("one", format!("--{one}").into()), ("other", format!("--{other}").into())];
        return Err(Failure::message("commands-usage-apart", arguments));
    }
    let plan = matches.get_flag("plan");
    if let Some(option) = FOR_PLANS.into_iter().find(|option| !plan && given(matches, option)) {
        return Err(Failure::message("commands-usage-plan-only", vec![("option", format!("--{option}").into())]));
    }
    let gap = matches.get_one::<f64>("minimum-gap");
    if gap.is_some_and(|gap| !(gap.is_finite() && *gap >= 0.0)) {
        return Err(nonsense("minimum-gap", "commands-plan-zero-or-more", words));
    }
    let format = format_of(matches)?;
    if plan && format != Format::Text {
        return Err(Failure::message("commands-usage-plan-text", vec![]));
    }
    match out(matches) {
        Some(out) => spares_the_input(out, matches),
        None if format == Format::Spreadsheet => Err(Failure::message("commands-spreadsheet-needs-out", vec![])),
        None => Ok(()),
    }
}

/// The failure of a number that is none or breaks its rule.
pub fn nonsense(option: &str, rule: &str, words: Words) -> Failure {
    let arguments = vec![("option", format!("--{option}").into()), ("rule", words.text(rule).into())];
    Failure::message("commands-plan-nonsense", arguments)
}

/// The file that is to be written.
pub fn out(matches: &ArgMatches) -> Option<&Path> {
    matches.get_one::<PathBuf>("out").map(PathBuf::as_path)
}

/// The format asked for: `--format`, else the ending of `--out`, else text. An ending that tells none is refused, since
/// text in a file named `report.pdf` opens nowhere.
pub fn format_of(matches: &ArgMatches) -> Result<Format, Failure> {
    let path = out(matches).unwrap_or(Path::new(""));
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match matches.get_one::<String>("format").or(ending.as_ref()).map(String::as_str) {
        None | Some("text" | "txt") => Ok(Format::Text),
        Some("html" | "htm") => Ok(Format::Html),
        Some("json") => Ok(Format::Json),
        Some("csv") => Ok(Format::Csv),
        Some("xlsx") => Ok(Format::Spreadsheet),
        Some(_) => Err(Failure::message("commands-out-ending", vec![("path", path.display().to_string().into())])),
    }
}

/// Whether the person gave the option, and not its default.
fn given(matches: &ArgMatches, option: &str) -> bool {
    matches.value_source(option) == Some(ValueSource::CommandLine)
}

/// Refuses to write over the answers, the mapping or the questionnaire, under whichever name they are reached.
pub fn spares_the_input(out: &Path, matches: &ArgMatches) -> Result<(), Failure> {
    // What does not exist yet cannot be an input.
    let Ok(place) = out.canonicalize() else { return Ok(()) };
    let questionnaire =
        matches.try_get_one::<String>("instrument").ok().flatten().filter(|name| survey::builtin(name).is_none());
    let files = matches.get_many::<PathBuf>("files").into_iter().flatten();
    let inputs = files
        .chain(
            ["mapping", "managers", "staff", "targets"]
                .into_iter()
                .filter_map(|o| matches.try_get_one(o).ok().flatten()),
        )
        .map(PathBuf::as_path)
        .chain(questionnaire.map(Path::new));
    let is_input = inputs.filter_map(|input| input.canonicalize().ok()).any(|input| input == place);
    if is_input {
        return Err(Failure::message("commands-out-is-input", vec![("path", out.display().to_string().into())]));
    }
    Ok(())
}
