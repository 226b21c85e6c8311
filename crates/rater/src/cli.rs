//! The command line: its words come from the language files, so that help and mistakes speak the reader's language.
//!
//! Separate from the commands, which receive parsed matches. It checks form only; what an instrument or a column means
//! is not known here.

#[cfg(feature = "serve")]
mod housekeeping;

#[cfg(feature = "serve")]
pub use housekeeping::LISTEN;

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
    option_helped(words, name, value, &format!("commands-option-{name}"))
}

/// An option that another command has too, with other words.
fn option_helped(words: Words, name: &'static str, value: &'static str, help: &str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help(words.text(help))
        // Both stand in the text already, in the reader's language.
        .hide_possible_values(true)
        .hide_default_value(true)
}

/// A command whose help is laid out and headed in the reader's language.
fn worded(words: Words, name: &'static str, about: &str) -> Command {
    let usage = words.text("commands-help-usage");
    Command::new(name)
        .about(words.text(about))
        .help_template(format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(words.text("commands-help-commands"))
        .next_help_heading(words.text("commands-help-options"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(words.text("commands-help-help"))
                .display_order(98),
        )
}

fn flag(words: Words, name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(words.text(&format!("commands-option-{name}")))
}

fn number(words: Words, name: &'static str, value: &'static str) -> Arg {
    // Whatever follows is the value, even `-0,2` and `-inf`, so that what is wrong with it can be said.
    option(words, name, value).value_parser(decimal).allow_hyphen_values(true)
}

fn whole(words: Words, name: &'static str, value: &'static str) -> Arg {
    option(words, name, value).value_parser(natural).allow_hyphen_values(true)
}

/// What an option takes, when that was not given.
#[derive(Debug, Clone, Copy)]
enum Expected {
    Number,
    Whole,
}

impl std::fmt::Display for Expected {
    /// Never shown: the reader is told in their language.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self, formatter)
    }
}

impl std::error::Error for Expected {}

/// A number with a decimal point, or with the decimal comma of most languages.
fn decimal(text: &str) -> Result<f64, Expected> {
    text.replacen(',', ".", 1).parse().map_err(|_| Expected::Number)
}

fn natural(text: &str) -> Result<u64, Expected> {
    text.parse().map_err(|_| Expected::Whole)
}

/// A heading and examples below it, indented as a terminal shows them.
fn examples(words: Words) -> String {
    words.text("commands-measure-examples").replace('\n', "\n  ")
}

/// Whether a command on files alone is asked for, by the first word: whatever else stands there is looked at with all commands.
#[cfg(feature = "serve")]
fn on_files(arguments: &[OsString]) -> bool {
    let first = arguments.get(1).and_then(|word| word.to_str());
    matches!(first, Some("measure" | "instrument" | "listen" | "coach"))
}

/// The whole command line; for a command on files without the others, whose many words take longer to look up than a small report
/// may.
pub fn command(words: Words, arguments: &[OsString]) -> Command {
    let language =
        option(words, "lang", "en|id|es").value_parser(PossibleValuesParser::new(["en", "id", "es"])).global(true);
    let version = Arg::new("version").long("version").short('V').action(ArgAction::Version);
    let whole = worded(words, "rater", "commands-about")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(version.help(words.text("commands-help-version")).display_order(99))
        .arg(language)
        .subcommand(measure(words))
        .subcommand(instrument(words))
        .subcommand(listen(words))
        .subcommand(coach(words));
    #[cfg(feature = "serve")]
    let whole = if on_files(arguments) { whole } else { whole.subcommands(housekeeping::commands(words)) };
    #[cfg(not(feature = "serve"))]
    let _ = arguments;
    whole
}

fn measure(words: Words) -> Command {
    worded(words, "measure", "commands-measure-about")
        .after_help(examples(words))
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .num_args(1..)
                .required_unless_present("plan")
                .display_order(0)
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
        .arg(option(words, "managers", "FILE").value_parser(value_parser!(std::path::PathBuf)))
        .arg(option(words, "staff", "FILE").value_parser(value_parser!(std::path::PathBuf)))
        .arg(option(words, "targets", "FILE").value_parser(value_parser!(std::path::PathBuf)))
        .arg(
            option(words, "estimator", "ml|mlr|fiml|wlsmv")
                .value_parser(PossibleValuesParser::new(report::Estimator::ALL.map(report::Estimator::name))),
        )
        .arg(whole(words, "seed", "NUMBER").default_value("1"))
        .arg(flag(words, "plan"))
        .arg(number(words, "half-width", "POINTS"))
        .arg(number(words, "sd", "POINTS"))
        .arg(whole(words, "population", "PEOPLE"))
        .arg(number(words, "response-rate", "SHARE"))
}

fn listen(words: Words) -> Command {
    let helped = |name: &'static str, value: &'static str, help: &str| option_helped(words, name, value, help);
    worded(words, "listen", "commands-listen-about")
        .after_help(words.text("commands-listen-examples").replace('\n', "\n  "))
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .num_args(1..)
                .required(true)
                .display_order(0)
                .value_parser(value_parser!(std::path::PathBuf))
                .help(words.text("commands-option-comment-files")),
        )
        .arg(option(words, "text", "COLUMN"))
        .arg(helped("by", "COLUMN", "commands-option-group").action(ArgAction::Append))
        .arg(
            helped("language", "en|id|es", "commands-option-language-comments")
                .value_parser(PossibleValuesParser::new(["en", "id", "es"])),
        )
        .arg(
            option(words, "format", "text|html|json|csv")
                .value_parser(PossibleValuesParser::new(["text", "html", "json", "csv"])),
        )
        .arg(option(words, "out", "PATH").value_parser(value_parser!(std::path::PathBuf)))
        .arg(option(words, "title", "TEXT"))
}

fn coach(words: Words) -> Command {
    worded(words, "coach", "commands-coach-about")
        .arg(
            Arg::new("draft")
                .value_name("FILE|-")
                .required_unless_present("lsp")
                .help(words.text("commands-option-draft")),
        )
        .arg(option(words, "language", "en|id|es").value_parser(PossibleValuesParser::new(["en", "id", "es"])))
        .arg(option(words, "received", "FILE"))
        .arg(option(words, "now", "2026-12-24T16:30"))
        .arg(
            option(words, "format", "text|json|sarif")
                .value_parser(PossibleValuesParser::new(["text", "json", "sarif"]))
                .help(words.text("commands-option-format-coach")),
        )
        .arg(flag(words, "fix"))
        .arg(flag(words, "lsp").conflicts_with_all(["draft", "format", "fix"]))
        .arg(option(words, "rules", "FILE").action(ArgAction::Append).value_parser(value_parser!(std::path::PathBuf)))
}

fn instrument(words: Words) -> Command {
    let file =
        || Arg::new("instrument").value_name("ID|FILE").required(true).help(words.text("commands-option-instrument"));
    worded(words, "instrument", "commands-instrument-about")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(worded(words, "list", "commands-instrument-list-about"))
        .subcommand(worded(words, "show", "commands-instrument-show-about").arg(file()).arg(flag(words, "toml")))
        .subcommand(worded(words, "check", "commands-instrument-check-about").arg(file()))
        .subcommand(
            worded(words, "new", "commands-instrument-new-about")
                .arg(Arg::new("id").value_name("ID").required(true).help(words.text("commands-option-id")))
                .arg(
                    option(words, "out", "PATH")
                        .value_parser(value_parser!(std::path::PathBuf))
                        .help(words.text("commands-option-out-instrument")),
                ),
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
        // The sentence brings its own full stop.
        argument => argument.trim_end_matches('.').to_owned(),
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
    // What follows an option's name, such as its value, is not what stands in the way.
    let option = |text: String| text.split(' ').next().unwrap_or_default().to_owned();
    if error.kind() == ErrorKind::ArgumentConflict {
        let pair = [("one", ContextKind::InvalidArg), ("other", ContextKind::PriorArg)];
        let pair = pair.map(|(name, kind)| (name, Argument::from(option(context(kind)))));
        crate::failure::problem(&words.say("commands-usage-apart", &pair));
        return ExitCode::from(2);
    }
    let expected = std::error::Error::source(error).and_then(|source| source.downcast_ref::<Expected>());
    let name = match error.kind() {
        ErrorKind::ValueValidation if matches!(expected, Some(Expected::Number)) => "commands-usage-number",
        ErrorKind::ValueValidation if matches!(expected, Some(Expected::Whole)) => "commands-usage-whole",
        // An option at the end, without what belongs to it.
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => "commands-usage-missing",
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
