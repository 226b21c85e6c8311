//! PostgreSQL: the connection, and its errors sorted by what can be done about them.
//!
//! Separate, because only here is it known that the database is PostgreSQL. Writers take their turn by one advisory lock,
//! also between two servers, so that a transaction sees the same world as it does on SQLite.

use std::cell::Cell;
use std::collections::HashMap;
use std::time::Duration;

use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, private::BytesMut};
use postgres::{Client, Config, NoTls, Statement};

use super::{Connection, Kind, Row, Value};
use crate::StoreError;

/// The lock that writers of this database share ("rater" in ASCII).
const WRITERS: i64 = 0x72_61_74_65_72;

/// How long to wait for a server to answer at all, unless the address says otherwise.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a server may be silent before somebody asks whether it is still there.
const SILENCE: Duration = Duration::from_secs(30);

/// A connection to PostgreSQL.
pub struct PostgresConnection {
    client: Client,
    statements: HashMap<String, Statement>,
    /// Whether the server has gone away. The client itself notices only at its next try.
    lost: Cell<bool>,
}

impl PostgresConnection {
    /// Connects.
    ///
    /// # Errors
    /// When nobody answers there, or not to this user; when the address asks for TLS, which is not spoken.
    pub fn open(url: &str) -> Result<Self, StoreError> {
        refuse_tls(url)?;
        let mut config: Config = url.parse().map_err(|e| sorted(&e))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        config.keepalives_idle(SILENCE);
        config.tcp_user_timeout(SILENCE);
        let mut client = config.connect(NoTls).map_err(|e| sorted(&e))?;
        client
            .batch_execute(
                "SET synchronous_commit = on; SET statement_timeout = '60s'; SET client_min_messages = warning",
            )
            .map_err(|e| sorted(&e))?;
        Ok(Self { client, statements: HashMap::new(), lost: Cell::new(false) })
    }

    fn prepared(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(&numbered(sql)).map_err(|e| noted(&self.lost, &e))?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Connection for PostgresConnection {
    fn execute(&mut self, sql: &str, parameters: &[Value]) -> Result<u64, StoreError> {
        let statement = self.prepared(sql)?;
        let parameters: Vec<&(dyn ToSql + Sync)> = parameters.iter().map(|v| v as _).collect();
        self.client.execute(&statement, &parameters).map_err(|e| noted(&self.lost, &e))
    }

    fn query_each(
        &mut self,
        sql: &str,
        parameters: &[Value],
        each: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let statement = self.prepared(sql)?;
        let mut rows = self.client.query_raw(&statement, parameters).map_err(|e| noted(&self.lost, &e))?;
        let mut row = Row(vec![Value::Null; statement.columns().len()]);
        while let Some(found) = rows.next().map_err(|e| noted(&self.lost, &e))? {
            for (column, value) in row.0.iter_mut().enumerate() {
                *value = value_of(&found, column)?;
            }
            each(&row)?;
        }
        Ok(())
    }

    fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.client.batch_execute(sql).map_err(|e| noted(&self.lost, &e))
    }

    fn begin_writing(&mut self) -> Result<(), StoreError> {
        self.batch(&format!("BEGIN; SELECT pg_advisory_xact_lock({WRITERS})"))
    }

    fn begin_reading(&mut self) -> Result<(), StoreError> {
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    fn kind(&self) -> Kind {
        Kind::Postgres
    }

    fn usable(&self) -> bool {
        !self.lost.get() && !self.client.is_closed()
    }
}

/// Whoever asks for TLS must not get less, nor an error that speaks of something else.
fn refuse_tls(url: &str) -> Result<(), StoreError> {
    let words = url.split(['?', '&', ' ']);
    let mode = words.filter_map(|word| word.trim().strip_prefix("sslmode=")).next_back().unwrap_or("prefer");
    if ["disable", "allow", "prefer"].contains(&mode.trim_matches('\'')) {
        return Ok(());
    }
    Err(StoreError::Refused("store-postgres-tls", vec![("mode", mode.to_owned())]))
}

/// `?1` as PostgreSQL writes it: `$1`. No text of ours holds a question mark otherwise.
fn numbered(sql: &str) -> String {
    sql.replace('?', "$")
}

fn value_of(row: &postgres::Row, column: usize) -> Result<Value, StoreError> {
    let failed = |error: postgres::Error| StoreError::Damaged(error.to_string());
    let kind = row.columns()[column].type_();
    Ok(match *kind {
        Type::INT8 => Value::from(row.try_get::<_, Option<i64>>(column).map_err(failed)?),
        Type::INT4 => Value::from(row.try_get::<_, Option<i32>>(column).map_err(failed)?.map(i64::from)),
        Type::BOOL => Value::from(row.try_get::<_, Option<bool>>(column).map_err(failed)?),
        Type::BYTEA => Value::from(row.try_get::<_, Option<Vec<u8>>>(column).map_err(failed)?),
        Type::TEXT | Type::VARCHAR | Type::NAME => {
            Value::from(row.try_get::<_, Option<String>>(column).map_err(failed)?)
        }
        _ => return Err(StoreError::Damaged(format!("column {column} is of type {kind}"))),
    })
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, kind) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Integer(number), &Type::INT4) => i32::try_from(*number)?.to_sql(kind, out),
            (Self::Integer(number), &Type::BOOL) => (*number != 0).to_sql(kind, out),
            (Self::Integer(number), _) => number.to_sql(&Type::INT8, out),
            (Self::Text(text), _) => text.to_sql(kind, out),
            (Self::Blob(bytes), _) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::BOOL | Type::TEXT | Type::VARCHAR | Type::BYTEA)
    }

    postgres::types::to_sql_checked!();
}

/// Sorts an error, and notes when it says that the server has gone away.
fn noted(lost: &Cell<bool>, error: &postgres::Error) -> StoreError {
    // 57P01 to 57P03: told to stop, crashed, starting. 08…: the connection itself. No code: the line is dead.
    let code = error.code().map(SqlState::code);
    if code.is_none_or(|code| code.starts_with("57P0") || code.starts_with("08")) {
        lost.set(true);
    }
    sorted(error)
}

/// Sorts an error by what can be done about it.
fn sorted(error: &postgres::Error) -> StoreError {
    let said = error.as_db_error().map_or_else(|| error.to_string(), |e| e.message().to_owned());
    let Some(code) = error.code() else { return StoreError::Unavailable(said) };
    if code.code().starts_with("23") {
        return StoreError::Conflict(said);
    }
    match *code {
        // What should have been refused before: the text is at fault, not the server.
        SqlState::CHARACTER_NOT_IN_REPERTOIRE => StoreError::text_unfit(),
        SqlState::DISK_FULL => StoreError::DiskFull,
        SqlState::IO_ERROR => StoreError::NotSynced(said),
        SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => StoreError::Damaged(said),
        SqlState::T_R_DEADLOCK_DETECTED | SqlState::T_R_SERIALIZATION_FAILURE | SqlState::LOCK_NOT_AVAILABLE => {
            StoreError::Busy
        }
        _ => StoreError::Unavailable(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_asks_for_tls_is_refused_in_words_before_anything_is_sent() {
        for asked in ["require", "verify-ca", "verify-full"] {
            for url in [
                format!("postgres://rater@db.example/rater?sslmode={asked}"),
                format!("postgres://rater@db.example/rater?connect_timeout=1&sslmode={asked}"),
            ] {
                let refused = PostgresConnection::open(&url).err();
                let sentence = StoreError::Refused("store-postgres-tls", vec![("mode", asked.to_owned())]);
                assert_eq!(refused, Some(sentence), "{url}");
            }
        }
        assert_eq!(refuse_tls("postgres://rater@127.0.0.1/rater?sslmode=prefer"), Ok(()));
        assert_eq!(refuse_tls("postgres://rater@127.0.0.1/rater"), Ok(()));
    }
}
