//! SQLite: the file, its settings, and its errors sorted by what can be done about them.
//!
//! Separate, because only here is it known that the database is SQLite. Nothing is settable: a setting that loses answers
//! is a mistake waiting for somebody.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{ErrorCode, OpenFlags};

use super::{Connection, Kind, Row, Value};
use crate::StoreError;

/// Older versions can corrupt a database in WAL mode when a checkpoint and a write meet (fixed in 3.51.3).
pub const SQLITE_VERSION_MIN: i32 = 3_051_003;

/// How long to wait for a lock of another connection of ours.
const BUSY: Duration = Duration::from_secs(10);

/// Refuses a SQLite that can lose data.
///
/// # Errors
/// When `version` (as 3051003 for 3.51.3) is below the floor.
pub fn check_version(version: i32) -> Result<(), StoreError> {
    if version < SQLITE_VERSION_MIN { Err(StoreError::SqliteTooOld(version)) } else { Ok(()) }
}

/// A connection to a SQLite file.
#[derive(Debug)]
pub struct SqliteConnection(rusqlite::Connection);

impl SqliteConnection {
    /// Opens the file for writing, and makes it when it is not there, for its owner's eyes only.
    ///
    /// # Errors
    /// When the file cannot be opened, is no database, or the library is too old.
    pub fn open_writing(path: &Path) -> Result<Self, StoreError> {
        check_version(rusqlite::version_number())?;
        for_owner_only(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(path, flags).map_err(|e| sorted(&e))?;
        let mut connection = Self::settled(connection)?;
        let mode = connection.pragma("PRAGMA journal_mode = WAL")?;
        if mode != Value::Text("wal".to_owned()) {
            return Err(StoreError::Unavailable("the file system does not allow a write-ahead log".to_owned()));
        }
        connection.batch(
            "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 4000; \
             PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768",
        )?;
        Ok(connection)
    }

    /// Holds more of the file in memory and brings its log into it less often: for a million rows, of which each stands in indexes without
    /// an order, less is read and written again and again.
    ///
    /// # Errors
    /// As the database says.
    pub fn hold_more(&mut self) -> Result<(), StoreError> {
        self.batch("PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 32000")
    }

    /// Opens the file for reading only.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open_reading(path: &Path) -> Result<Self, StoreError> {
        check_version(rusqlite::version_number())?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(path, flags).map_err(|e| sorted(&e))?;
        let mut connection = Self::settled(connection)?;
        connection.batch("PRAGMA query_only = ON; PRAGMA cache_size = -4096")?;
        Ok(connection)
    }

    /// Opens a copy that nobody writes to.
    ///
    /// # Errors
    /// When there is none, or it is no database.
    pub fn open_copy(path: &Path) -> Result<Self, StoreError> {
        check_version(rusqlite::version_number())?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::settled(rusqlite::Connection::open_with_flags(path, flags).map_err(|e| sorted(&e))?)
    }

    /// Copies the whole database into a file, as it is at one moment; others may write meanwhile.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn copy_into(&self, path: &Path) -> Result<(), StoreError> {
        for_owner_only(path)?;
        let mut copy = rusqlite::Connection::open(path).map_err(|e| sorted(&e))?;
        let backup = rusqlite::backup::Backup::new(&self.0, &mut copy).map_err(|e| sorted(&e))?;
        // All pages in one step: a copy in several begins anew after each write, and might never end.
        let done = backup.step(-1).map_err(|e| sorted(&e))?;
        drop(backup);
        if done != rusqlite::backup::StepResult::Done {
            return Err(StoreError::Busy);
        }
        // A copy needs no log beside it.
        let mut copy = Self(copy);
        copy.pragma("PRAGMA journal_mode = DELETE").map(drop)
    }

    fn settled(connection: rusqlite::Connection) -> Result<Self, StoreError> {
        connection.busy_timeout(BUSY).map_err(|e| sorted(&e))?;
        connection.set_prepared_statement_cache_capacity(200);
        // A statement keeps its plan whatever it is asked with; else SQLite may plan it anew each time.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(|e| sorted(&e))?;
        let mut connection = Self(connection);
        connection.batch(
            "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY",
        )?;
        Ok(connection)
    }

    fn pragma(&mut self, sql: &str) -> Result<Value, StoreError> {
        let mut found = Value::Null;
        self.query_each(sql, &[], &mut |row| {
            found = row.0.first().cloned().unwrap_or(Value::Null);
            Ok(())
        })?;
        Ok(found)
    }

    /// The connection itself, for the online copy.
    #[must_use]
    pub fn inner(&self) -> &rusqlite::Connection {
        &self.0
    }
}

/// Makes an absent file readable by its owner alone, before there is anything in it.
fn for_owner_only(path: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let made = std::fs::OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
        made.map_err(|error| StoreError::Unavailable(format!("{}: {error}", path.display())))?;
    }
    Ok(())
}

impl Connection for SqliteConnection {
    fn execute(&mut self, sql: &str, parameters: &[Value]) -> Result<u64, StoreError> {
        let mut statement = self.0.prepare_cached(sql).map_err(|e| sorted(&e))?;
        bind(&mut statement, parameters)?;
        statement.raw_execute().map(|rows| rows as u64).map_err(|e| sorted(&e))
    }

    fn query_each(
        &mut self,
        sql: &str,
        parameters: &[Value],
        each: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(sql).map_err(|e| sorted(&e))?;
        bind(&mut statement, parameters)?;
        let columns = statement.column_count();
        let mut row = Row(vec![Value::Null; columns]);
        let mut rows = statement.raw_query();
        while let Some(found) = rows.next().map_err(|e| sorted(&e))? {
            for (column, value) in row.0.iter_mut().enumerate() {
                *value = match found.get_ref(column).map_err(|e| sorted(&e))? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => Value::Integer(number),
                    ValueRef::Real(number) => Value::Integer(number as i64),
                    ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
                    ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
                };
            }
            each(&row)?;
        }
        Ok(())
    }

    fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.0.execute_batch(sql).map_err(|e| sorted(&e))
    }

    fn begin_writing(&mut self) -> Result<(), StoreError> {
        self.batch("BEGIN IMMEDIATE")
    }

    fn begin_reading(&mut self) -> Result<(), StoreError> {
        self.batch("BEGIN DEFERRED")
    }

    fn kind(&self) -> Kind {
        Kind::Sqlite
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, parameters: &[Value]) -> Result<(), StoreError> {
    for (position, value) in (1..).zip(parameters) {
        let bound = match value {
            Value::Null => statement.raw_bind_parameter(position, rusqlite::types::Null),
            Value::Integer(number) => statement.raw_bind_parameter(position, number),
            Value::Text(text) => statement.raw_bind_parameter(position, text),
            Value::Blob(bytes) => statement.raw_bind_parameter(position, bytes),
        };
        bound.map_err(|e| sorted(&e))?;
    }
    Ok(())
}

/// Sorts an error by what can be done about it.
fn sorted(error: &rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(failure, text) = error else {
        return StoreError::Unavailable(error.to_string());
    };
    let said = text.clone().unwrap_or_else(|| failure.to_string());
    match failure.code {
        ErrorCode::ConstraintViolation => StoreError::Conflict(said),
        ErrorCode::DiskFull => StoreError::DiskFull,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
        ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => StoreError::Damaged(said),
        ErrorCode::SystemIoFailure => StoreError::NotSynced(said),
        _ => StoreError::Unavailable(said),
    }
}
