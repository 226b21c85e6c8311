//! The command line: its words come from the language files, so that help and mistakes speak the reader's language.
//!
//! Separate from the commands, which receive parsed matches. It checks form only; what an instrument or a column means
//! is not known here.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};
use language::{Argument, Language, Words};

/// The language asked for: `--lang`, else `RATER_LANG`, else the terminal's, else English.
pub fn language_of(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        let code = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(language) = code.and_then(Language::from_code) {
            return language;
        }
    }
    ["RATER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|value| Language::from_code(&value))
        .unwrap_or_default()
}

fn option(words: Words, name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(words.text(&format!("commands-option-{name}")))
}

fn flag(words: Words, name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(words.text(&format!("commands-option-{name}")))
}

fn number(words: Words, name: &'static str, value: &'static str) -> Arg {
    option(words, name, value).value_parser(value_parser!(f64))
}

/// The whole command line.
pub fn command(words: Words) -> Command {
    let language =
        option(words, "lang", "en|id|es").value_parser(PossibleValuesParser::new(["en", "id", "es"])).global(true);
    Command::new("rater")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words.text("commands-about"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .arg(language)
        .subcommand(measure(words))
        .subcommand(instrument(words))
}

fn measure(words: Words) -> Command {
    Command::new("measure")
        .about(words.text("commands-measure-about"))
        .after_help(words.text("commands-measure-examples"))
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .num_args(1..)
                .required_unless_present("plan")
                .value_parser(value_parser!(std::path::PathBuf))
                .help(words.text("commands-option-files")),
        )
        .arg(option(words, "instrument", "ID|FILE"))
        .arg(option(words, "by", "COLUMN").action(ArgAction::Append))
        .arg(option(words, "wave", "COLUMN"))
        .arg(option(words, "mapping", "FILE").value_parser(value_parser!(std::path::PathBuf)))
        .arg(option(words, "map", "PATH").value_parser(value_parser!(std::path::PathBuf)))
        .arg(
            option(words, "format", "text|html|json|csv|xlsx")
                .value_parser(PossibleValuesParser::new(["text", "html", "json", "csv", "xlsx"])),
        )
        .arg(option(words, "out", "PATH").value_parser(value_parser!(std::path::PathBuf)))
        .arg(option(words, "title", "TEXT"))
        .arg(number(words, "minimum-gap", "POINTS").default_value("0.3"))
        .arg(flag(words, "item-drivers"))
        .arg(option(words, "seed", "NUMBER").value_parser(value_parser!(u64)).default_value("1"))
        .arg(flag(words, "plan"))
        .arg(number(words, "half-width", "POINTS"))
        .arg(number(words, "sd", "POINTS"))
        .arg(option(words, "population", "PEOPLE").value_parser(value_parser!(u64)))
        .arg(number(words, "response-rate", "SHARE"))
}

fn instrument(words: Words) -> Command {
    let file =
        || Arg::new("instrument").value_name("ID|FILE").required(true).help(words.text("commands-option-instrument"));
    Command::new("instrument")
        .about(words.text("commands-instrument-about"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(Command::new("list").about(words.text("commands-instrument-list-about")))
        .subcommand(
            Command::new("show")
                .about(words.text("commands-instrument-show-about"))
                .arg(file())
                .arg(flag(words, "toml")),
        )
        .subcommand(Command::new("check").about(words.text("commands-instrument-check-about")).arg(file()))
        .subcommand(
            Command::new("new")
                .about(words.text("commands-instrument-new-about"))
                .arg(Arg::new("id").value_name("ID").required(true).help(words.text("commands-option-id")))
                .arg(option(words, "out", "PATH").value_parser(value_parser!(std::path::PathBuf))),
        )
}

/// Says what is wrong with a command line in the reader's language; help and version are not mistakes.
pub fn explain(error: &clap::Error, words: Words) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // Help goes to standard output; a closed pipe is not worth a complaint.
        let _ = write!(std::io::stdout().lock(), "{}", error.render());
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = write!(std::io::stderr().lock(), "{}", error.render());
        return ExitCode::from(2);
    }
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    };
    let argument = match context(ContextKind::InvalidArg) {
        none if none.is_empty() => context(ContextKind::InvalidSubcommand),
        argument => argument,
    };
    let suggestion = match context(ContextKind::SuggestedArg) {
        none if none.is_empty() => context(ContextKind::SuggestedSubcommand),
        suggestion => suggestion,
    };
    let arguments = [
        ("argument", Argument::from(argument)),
        ("value", Argument::from(context(ContextKind::InvalidValue))),
        ("valid", Argument::from(context(ContextKind::ValidValue))),
        ("suggested", Argument::from(if suggestion.is_empty() { "no" } else { "yes" })),
        ("suggestion", Argument::from(suggestion)),
    ];
    let name = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if !context(ContextKind::ValidValue).is_empty() => {
            "commands-usage-value-of"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "commands-usage-value",
        ErrorKind::UnknownArgument => "commands-usage-unknown",
        ErrorKind::InvalidSubcommand => "commands-usage-subcommand",
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => "commands-usage-missing",
        _ => "commands-usage-other",
    };
    crate::failure::problem(&words.say(name, &arguments));
    ExitCode::from(2)
}
