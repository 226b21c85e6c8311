//! What the commands on a database have in common: where it is, whose data, and what is said at the end.
//!
//! Separate from the commands, so that each opens the store in the same way: never bringing an older schema up to date on the
//! side, which is for `serve` and `migrate`.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use comments::vectors::{BadVectors, Vectors};
use language::{Argument, Words};
use store::{DatabaseUrl, Id, Options, Scope, Store, StoreError, Transaction, people};
use web::embeddings::{BadService, Patience, Service};

use crate::commands::output;
use crate::failure::{Failure, problem};

/// Where the data are.
pub fn url(matches: &ArgMatches) -> Result<DatabaseUrl, Failure> {
    Ok(DatabaseUrl::parse(matches.get_one::<String>("database").map_or("", String::as_str))?)
}

/// The store, which must be there: a mistyped path makes no empty one.
pub fn open(matches: &ArgMatches) -> Result<Store, Failure> {
    let url = url(matches)?;
    there(&url)?;
    Ok(Store::open(&url, &Options { readers: 1, migrate: false, alone: true, ..Options::default() })?)
}

/// Refuses a file that is not there.
pub fn there(url: &DatabaseUrl) -> Result<(), Failure> {
    match url {
        DatabaseUrl::Sqlite(path) if !path.exists() => {
            let arguments = vec![("path", path.display().to_string().into())];
            Err(Failure::message("housekeeping-no-database", arguments))
        }
        _ => Ok(()),
    }
}

/// A store, and the operator's rights in one of its organisations.
pub struct Kept {
    /// The store.
    pub store: Store,
    /// The organisation that was named, or the only one.
    pub scope: Scope,
}

impl Kept {
    /// What the options say.
    pub fn of(matches: &ArgMatches) -> Result<Self, Failure> {
        let organisation = match matches.get_one::<String>("organisation") {
            Some(text) => Some(id(text)?),
            None => None,
        };
        let store = open(matches)?;
        let scope = store.read(move |tx| people::operator_scope(tx, organisation.as_ref())).wait();
        let scope = scope.map_err(|error| match error {
            StoreError::NotFound => Failure::message("housekeeping-no-organisation", vec![]),
            error => error.into(),
        })?;
        Ok(Self { store, scope })
    }

    /// Has something read.
    pub fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>, &Scope) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Failure> {
        let scope = self.scope.clone();
        Ok(self.store.read(move |tx| job(tx, &scope)).wait()?)
    }

    /// Has something changed.
    pub fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>, &Scope) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Failure> {
        let scope = self.scope.clone();
        Ok(self.store.write(move |tx| job(tx, &scope)).wait()?)
    }
}

/// An id that somebody wrote.
pub fn id(text: &str) -> Result<Id, Failure> {
    Id::parse(text).ok_or_else(|| Failure::message("housekeeping-no-id", vec![("value", text.to_owned().into())]))
}

/// Says on standard output what was done.
pub fn say(words: Words, message: &str, arguments: &[(&'static str, Argument)]) -> Result<(), Failure> {
    output::write(None, format!("{}\n", words.say(message, arguments)).as_bytes())
}

/// A count for a sentence.
pub fn count(number: u64) -> Argument {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

/// Why a file cannot be read.
pub fn unread(path: &Path, reason: &impl ToString) -> Failure {
    let arguments = vec![("path", path.display().to_string().into()), ("reason", reason.to_string().into())];
    Failure::message("commands-cannot-read", arguments)
}

/// Why a file cannot be written.
pub fn unwritten(path: &Path, reason: &impl ToString) -> Failure {
    let arguments = vec![("path", path.display().to_string().into()), ("reason", reason.to_string().into())];
    Failure::message("commands-cannot-write", arguments)
}

/// How addresses of the server begin, for links that are printed.
pub fn base_url(matches: &ArgMatches) -> String {
    let given = matches.get_one::<String>("base-url").map(|url| url.trim_end_matches('/').to_owned());
    given.unwrap_or_else(|| format!("http://{}", crate::cli::LISTEN))
}

/// Lets the own layers of organisations lean on the word vectors of the file that is named, or on the service, if one is. Where clauses
/// are sent to is said.
pub fn lean_on_what_is_given(matches: &ArgMatches, words: Words) -> Result<(), Failure> {
    if let Some(path) = matches.get_one::<PathBuf>("vectors") {
        web::listen::lean_on(vectors(path)?);
    }
    let named = |name: &str| matches.get_one::<String>(name);
    if let Some((url, model)) = named("embeddings").zip(named("embeddings-model")) {
        let service = service(url, model)?;
        problem(&words.say("housekeeping-embeddings-sent", &[("host", service.host().to_owned().into())]));
        web::listen::lean_on(service);
    }
    Ok(())
}

/// The service at an address; its key comes from the environment, because arguments can be read by others.
fn service(url: &str, model: &str) -> Result<Service, Failure> {
    let key = secret("RATER_EMBEDDINGS_KEY");
    Service::new(url, model, key.as_deref(), Patience::default()).map_err(|bad| {
        let message = match bad {
            BadService::Spelling => "housekeeping-embeddings-spelling",
            BadService::Plain => "housekeeping-embeddings-plain",
            BadService::Key => "housekeeping-embeddings-key",
        };
        // A password that somebody wrote into it is not shown.
        let shown = url.rsplit_once('@').map_or(url.to_owned(), |(_, place)| format!("…@{place}"));
        Failure::message(message, vec![("address", shown.into())])
    })
}

/// A secret of the environment.
pub fn secret(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The word vectors of a file.
fn vectors(path: &Path) -> Result<Vectors, Failure> {
    let file = File::open(path).map_err(|error| unread(path, &error))?;
    Vectors::read(BufReader::new(file)).map_err(|bad| {
        let path_shown = ("path", path.display().to_string().into());
        match bad {
            BadVectors::Unreadable(reason) => unread(path, &reason),
            BadVectors::Line(line) => {
                Failure::message("housekeeping-vectors-line", vec![path_shown, ("line", line.to_string().into())])
            }
            BadVectors::Empty => Failure::message("housekeeping-vectors-empty", vec![path_shown]),
        }
    })
}
