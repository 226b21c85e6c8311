//! The command line of the web application and of what keeps it: `serve` and its neighbours.
//!
//! Separate from the commands that work on files, which know nothing of a database.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use language::Words;

use super::worded;

/// Where the data are when nothing is said.
pub const DATABASE: &str = "sqlite:rater.db";
/// Where to listen when nothing is said: this machine alone.
pub const LISTEN: &str = "127.0.0.1:8321";

/// An option of these commands.
fn option(words: Words, name: &'static str, value: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help(words.text(&format!("housekeeping-option-{name}")))
        // Both stand in the text already, in the reader's language.
        .hide_possible_values(true)
        .hide_default_value(true)
}

fn flag(words: Words, name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(words.text(&format!("housekeeping-option-{name}")))
}

fn database(words: Words) -> Arg {
    option(words, "database", "URL").default_value(DATABASE).hide_default_value(true)
}

/// All of them.
pub fn commands(words: Words) -> Vec<Command> {
    vec![
        serve(words),
        demo(words),
        backup(words),
        restore(words),
        migrate(words),
        erase(words),
        export(words),
        import(words),
        user(words),
        token(words),
    ]
}

fn path(words: Words, name: &'static str, value: &'static str, help: &str) -> Arg {
    Arg::new(name).value_name(value).required(true).value_parser(value_parser!(PathBuf)).help(words.text(help))
}

/// A command on the data of one organisation.
fn on_organisation(words: Words, name: &'static str, about: &str) -> Command {
    worded(words, name, about).arg(database(words)).arg(option(words, "organisation", "ID"))
}

fn demo(words: Words) -> Command {
    worded(words, "demo", "housekeeping-demo-about").arg(flag(words, "no-browser"))
}

fn backup(words: Words) -> Command {
    worded(words, "backup", "housekeeping-backup-about")
        .arg(path(words, "file", "FILE", "housekeeping-option-backup-file"))
        .arg(database(words))
}

fn restore(words: Words) -> Command {
    worded(words, "restore", "housekeeping-restore-about")
        .arg(path(words, "file", "FILE", "housekeeping-option-restore-file"))
        .arg(database(words))
        .arg(option(words, "notes", "FILE").value_parser(value_parser!(PathBuf)))
}

fn migrate(words: Words) -> Command {
    worded(words, "migrate", "housekeeping-migrate-about").arg(database(words))
}

fn erase(words: Words) -> Command {
    on_organisation(words, "erase", "housekeeping-erase-about")
        .arg(option(words, "email", "ADDRESS"))
        .arg(option(words, "answer", "ID"))
        .arg(option(words, "receipt", "CODE"))
        .group(ArgGroup::new("whom").args(["email", "answer", "receipt"]).required(true))
        .arg(
            option(words, "notes", "FILE")
                .value_parser(value_parser!(PathBuf))
                .help(words.text("housekeeping-option-notes-out")),
        )
}

fn export(words: Words) -> Command {
    on_organisation(words, "export", "housekeeping-export-about")
        .arg(path(words, "folder", "FOLDER", "housekeeping-option-folder"))
        .arg(option(words, "base-url", "URL"))
}

fn import(words: Words) -> Command {
    on_organisation(words, "import", "housekeeping-import-about")
        .arg(path(words, "file", "FILE", "housekeeping-option-import-file"))
        .arg(option(words, "wave", "ID").help(words.text("housekeeping-option-into-wave")))
        .arg(flag(words, "comments").conflicts_with("wave"))
        .arg(
            option(words, "text", "COLUMN")
                .requires("comments")
                .conflicts_with("wave")
                .help(words.text("commands-option-text")),
        )
        .arg(
            option(words, "channel", "NAME")
                .requires("comments")
                .conflicts_with("wave")
                .value_parser(store::comments::Channel::ALL.map(store::comments::Channel::name))
                .default_value("review"),
        )
        .args(leaning(words).map(|arg| arg.requires("comments").conflicts_with("wave")))
        .group(ArgGroup::new("into").args(["wave", "comments"]).required(true))
}

/// What own layers may lean on: a file, or a service and its model.
fn leaning(words: Words) -> [Arg; 3] {
    [
        option(words, "vectors", "FILE").value_parser(value_parser!(PathBuf)),
        // Whether what is required is there is not asked where it conflicts with what is.
        option(words, "embeddings", "URL").requires("embeddings-model").conflicts_with("vectors"),
        option(words, "embeddings-model", "NAME").requires("embeddings").conflicts_with("vectors"),
    ]
}

fn user(words: Words) -> Command {
    let email = || Arg::new("email").value_name("ADDRESS").required(true).help(words.text("housekeeping-option-user"));
    worded(words, "user", "housekeeping-user-about")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(on_organisation(words, "list", "housekeeping-user-list-about"))
        .subcommand(
            on_organisation(words, "add", "housekeeping-user-add-about")
                .arg(email())
                .arg(
                    option(words, "role", "owner|manager|agent|viewer")
                        .value_parser(PossibleValuesParser::new(["owner", "manager", "agent", "viewer"])),
                )
                .arg(option(words, "base-url", "URL")),
        )
        .subcommand(on_organisation(words, "reset", "housekeeping-user-reset-about").arg(email()))
}

fn token(words: Words) -> Command {
    let id = Arg::new("token").value_name("ID").required(true).help(words.text("housekeeping-option-token"));
    worded(words, "token", "housekeeping-token-about")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(on_organisation(words, "list", "housekeeping-token-list-about"))
        .subcommand(
            on_organisation(words, "create", "housekeeping-token-create-about")
                .arg(
                    Arg::new("name")
                        .value_name("NAME")
                        .required(true)
                        .help(words.text("housekeeping-option-token-name")),
                )
                .arg(option(words, "scope", "SCOPE").action(ArgAction::Append).required(true))
                .arg(option(words, "days", "N").value_parser(value_parser!(u32))),
        )
        .subcommand(on_organisation(words, "revoke", "housekeeping-token-revoke-about").arg(id))
}

fn serve(words: Words) -> Command {
    worded(words, "serve", "housekeeping-serve-about")
        .arg(database(words))
        .arg(option(words, "listen", "ADDRESS").value_parser(value_parser!(std::net::SocketAddr)))
        .arg(option(words, "base-url", "URL"))
        .arg(option(words, "trusted-hops", "N").value_parser(value_parser!(usize)))
        .arg(option(words, "smtp", "smtp://[USER@]HOST:PORT"))
        .arg(option(words, "mail-from", "ADDRESS"))
        .arg(option(words, "token-rate", "N").value_parser(value_parser!(u32).range(1..)))
        .arg(flag(words, "webhooks-to-private"))
        .args(leaning(words))
}
