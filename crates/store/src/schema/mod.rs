//! The history of the schema: one list for both databases, carried out step by step.
//!
//! Separate from the queries, because history is never edited: a change is a further step at the end of `STEPS`. The text
//! is written as SQLite has it; what PostgreSQL calls otherwise is replaced by a fixed list of words. A step that exists in
//! two dialects (triggers) has a text of its own for each.

use crate::database::DatabaseUrl;
use crate::engine::{Connection, Kind, Value};
use crate::{StoreError, Time, comments};

/// What only the program can say of what is there.
type Fill = fn(&mut dyn Connection) -> Result<(), StoreError>;

/// One step of the history.
struct Step {
    /// For both, in SQLite's words.
    common: &'static str,
    /// For SQLite alone.
    sqlite: &'static str,
    /// For PostgreSQL alone.
    postgres: &'static str,
    /// After SQLite's text.
    fill: Option<Fill>,
}

const STEPS: &[Step] = &[
    Step {
        common: include_str!("0001.sql"),
        sqlite: include_str!("0001.sqlite.sql"),
        postgres: include_str!("0001.postgres.sql"),
        fill: None,
    },
    Step {
        common: include_str!("0002.sql"),
        sqlite: include_str!("0002.sqlite.sql"),
        postgres: include_str!("0002.postgres.sql"),
        fill: None,
    },
    Step {
        common: include_str!("0003.sql"),
        sqlite: include_str!("0003.sqlite.sql"),
        postgres: include_str!("0003.postgres.sql"),
        fill: None,
    },
    Step { common: include_str!("0004.sql"), sqlite: "", postgres: "", fill: None },
    Step { common: "", sqlite: include_str!("0005.sqlite.sql"), postgres: "", fill: Some(comments::fill_index) },
    Step { common: include_str!("0006.sql"), sqlite: "", postgres: "", fill: None },
    Step { common: include_str!("0007.sql"), sqlite: "", postgres: "", fill: None },
];

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
            if let Some(fill) = step.fill {
                fill(connection)?;
            }
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

/// A copy of the file as it was, beside it, for nobody else to read. On a server this is for its own backup.
fn copy_before(connection: &mut dyn Connection, url: &DatabaseUrl, found: i64) -> Result<(), StoreError> {
    let DatabaseUrl::Sqlite(path) = url else { return Ok(()) };
    let copy = empty_beside(&format!("{}.before-{}", path.display(), found + 1))?;
    let copied = connection.execute("VACUUM INTO ?1", &[Value::from(copy.as_str())]);
    if copied.is_err() {
        // Half a copy is none; what matters is why there is none.
        let _ = std::fs::remove_file(&copy);
    }
    copied.map(drop)
}

/// An empty file under this name, or under it with a number: a copy that is there already is of other data, from before a
/// step that was undone.
fn empty_beside(name: &str) -> Result<String, StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let numbered = (2..).map(|number: u32| format!("{name}.{number}"));
    for name in std::iter::once(name.to_owned()).chain(numbered) {
        match options.open(&name) {
            Ok(_) => return Ok(name),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(StoreError::Unavailable(format!("{name}: {error}"))),
        }
    }
    Err(StoreError::Unavailable(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::SqliteConnection;

    #[test]
    fn every_copy_before_a_step_is_kept_and_is_the_owner_s_alone() {
        let folder = std::env::temp_dir().join(format!("rater-copies-{}", crate::Id::random()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let path = folder.join("rater.db");
        let mut connection = SqliteConnection::open_writing(&path).expect("an empty file");
        let url = DatabaseUrl::Sqlite(path.clone());
        for (number, name) in [(1, "rater.db.before-2"), (2, "rater.db.before-2.2"), (3, "rater.db.before-2.3")] {
            connection.batch(&format!("CREATE TABLE t{number} (x INTEGER)")).expect("a table");
            copy_before(&mut connection, &url, 1).expect("a copy");
            let copy = folder.join(name);
            let mut copied = SqliteConnection::open_reading(&copy).expect("the copy opens");
            let mut tables = 0;
            let mut each = |row: &crate::engine::Row| row.integer(0).map(|count| tables = count);
            copied.query_each("SELECT COUNT(*) FROM sqlite_master", &[], &mut each).expect("it can be read");
            assert_eq!(tables, number, "{name} is of its own time");
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                let mode = std::fs::metadata(&copy).expect("it is there").permissions().mode();
                assert_eq!(mode & 0o777, 0o600, "{name}");
            }
        }
        let _ = std::fs::remove_dir_all(&folder);
    }
}
