//! The history of the schema: one list for both databases, carried out step by step.
//!
//! Separate from the queries, because history is never edited: a change is a further step at the end of `STEPS`. The text
//! is written as SQLite has it; what PostgreSQL calls otherwise is replaced by a fixed list of words. A step that exists in
//! two dialects (triggers) has a text of its own for each.

use crate::database::DatabaseUrl;
use crate::engine::{Connection, Kind, Value};
use crate::{StoreError, Time};

/// One step of the history.
struct Step {
    /// For both, in SQLite's words.
    common: &'static str,
    /// For SQLite alone.
    sqlite: &'static str,
    /// For PostgreSQL alone.
    postgres: &'static str,
}

const STEPS: &[Step] = &[Step {
    common: include_str!("0001.sql"),
    sqlite: include_str!("0001.sqlite.sql"),
    postgres: include_str!("0001.postgres.sql"),
}];

/// The version of a schema that is up to date.
#[must_use]
pub fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The version a database has; 0 for an empty one.
///
/// # Errors
/// When the database cannot be read.
pub fn version(connection: &mut dyn Connection) -> Result<i64, StoreError> {
    let there = match connection.kind() {
        Kind::Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_steps'",
        Kind::Postgres => {
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'schema_steps'"
        }
    };
    if number(connection, there)? == 0 {
        return Ok(0);
    }
    number(connection, "SELECT COALESCE(MAX(version), 0) FROM schema_steps")
}

fn number(connection: &mut dyn Connection, sql: &str) -> Result<i64, StoreError> {
    let mut found = 0;
    connection.query_each(sql, &[], &mut |row| {
        found = row.integer(0)?;
        Ok(())
    })?;
    Ok(found)
}

/// Brings a database up to date. Each step is one transaction, so that one that is interrupted has not happened.
///
/// # Errors
/// When the schema is newer than this program, when steps are missing and `migrate` is off, or when a step fails.
pub fn bring_up_to_date(connection: &mut dyn Connection, url: &DatabaseUrl, migrate: bool) -> Result<(), StoreError> {
    let found = version(connection)?;
    if newest() < found {
        return Err(StoreError::SchemaTooNew { found, known: newest() });
    }
    if found == newest() {
        return Ok(());
    }
    if found != 0 {
        if !migrate {
            return Err(StoreError::Refused("store-schema-too-old", vec![("found", found.to_string())]));
        }
        copy_before(connection, url, found)?;
    }
    for (version, step) in (1..).zip(STEPS) {
        connection.begin_writing()?;
        let done = one_step(connection, version, step);
        connection.batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        done?;
    }
    Ok(())
}

/// A step, unless it was done meanwhile by another server.
fn one_step(connection: &mut dyn Connection, number: i64, step: &Step) -> Result<(), StoreError> {
    if number <= version(connection)? {
        return Ok(());
    }
    match connection.kind() {
        Kind::Sqlite => {
            connection.batch(step.common)?;
            connection.batch(step.sqlite)?;
        }
        Kind::Postgres => {
            connection.batch(&in_postgres(step.common))?;
            connection.batch(step.postgres)?;
        }
    }
    let parameters = [Value::from(number), Value::from(Time::now())];
    connection.execute("INSERT INTO schema_steps (version, done_at) VALUES (?1, ?2)", &parameters)?;
    Ok(())
}

/// The words that PostgreSQL has for the same things.
fn in_postgres(sql: &str) -> String {
    [(") STRICT, WITHOUT ROWID", ")"), (") STRICT", ")"), (" INTEGER", " BIGINT"), (" BLOB", " BYTEA")]
        .iter()
        .fold(sql.to_owned(), |text, (ours, theirs)| text.replace(ours, theirs))
}

/// A copy of the file as it was, beside it. On a server this is for its own backup.
fn copy_before(connection: &mut dyn Connection, url: &DatabaseUrl, found: i64) -> Result<(), StoreError> {
    let DatabaseUrl::Sqlite(path) = url else { return Ok(()) };
    let copy = format!("{}.before-{}", path.display(), found + 1);
    if std::path::Path::new(&copy).exists() {
        return Ok(());
    }
    connection.execute("VACUUM INTO ?1", &[Value::from(copy)])?;
    Ok(())
}
