//! One connection to a database, whichever it is.
//!
//! Separate from what is kept, because one query text serves both: parameters are written `?1`, `?2` …, columns are of
//! four kinds, and nothing else of a database's own language is used outside this folder and `schema`, but for the index of comments'
//! words in `comments/search.rs`.

mod postgres;
mod sqlite;

pub use self::postgres::PostgresConnection;
pub use self::sqlite::{SQLITE_VERSION_MIN, SqliteConnection, check_version};

use crate::StoreError;

/// A value in a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number, or a truth value as 0 and 1.
    Integer(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Integer(value.into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Blob(value.to_vec())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The parameters of a statement: `values![scope.key(), "text", None::<i64>]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$($crate::engine::Value::from($value)),*] };
}

/// One row of an answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub Vec<Value>);

impl Row {
    /// The whole number in a column.
    ///
    /// # Errors
    /// When the column holds something else, which means that the file is damaged.
    pub fn integer(&self, column: usize) -> Result<i64, StoreError> {
        match self.0.get(column) {
            Some(Value::Integer(value)) => Ok(*value),
            other => Err(damaged(column, other)),
        }
    }

    /// The text in a column.
    ///
    /// # Errors
    /// When the column holds something else, which means that the file is damaged.
    pub fn text(&self, column: usize) -> Result<String, StoreError> {
        match self.0.get(column) {
            Some(Value::Text(value)) => Ok(value.clone()),
            other => Err(damaged(column, other)),
        }
    }

    /// The bytes in a column.
    ///
    /// # Errors
    /// When the column holds something else, which means that the file is damaged.
    pub fn blob(&self, column: usize) -> Result<&[u8], StoreError> {
        match self.0.get(column) {
            Some(Value::Blob(value)) => Ok(value),
            other => Err(damaged(column, other)),
        }
    }

    /// Whether a column is true.
    ///
    /// # Errors
    /// When the column holds no number.
    pub fn flag(&self, column: usize) -> Result<bool, StoreError> {
        Ok(self.integer(column)? != 0)
    }

    /// The whole number in a column that may be empty.
    ///
    /// # Errors
    /// When the column holds something else.
    pub fn integer_or_none(&self, column: usize) -> Result<Option<i64>, StoreError> {
        self.present(column).then(|| self.integer(column)).transpose()
    }

    /// The text in a column that may be empty.
    ///
    /// # Errors
    /// When the column holds something else.
    pub fn text_or_none(&self, column: usize) -> Result<Option<String>, StoreError> {
        self.present(column).then(|| self.text(column)).transpose()
    }

    /// The bytes in a column that may be empty.
    ///
    /// # Errors
    /// When the column holds something else.
    pub fn blob_or_none(&self, column: usize) -> Result<Option<&[u8]>, StoreError> {
        self.present(column).then(|| self.blob(column)).transpose()
    }

    fn present(&self, column: usize) -> bool {
        !matches!(self.0.get(column), None | Some(Value::Null))
    }
}

fn damaged(column: usize, found: Option<&Value>) -> StoreError {
    let kind = match found {
        None => "no such column",
        Some(Value::Null) => "nothing",
        Some(Value::Integer(_)) => "a number",
        Some(Value::Text(_)) => "text",
        Some(Value::Blob(_)) => "bytes",
    };
    StoreError::Damaged(format!("column {column} holds {kind}"))
}

/// What the store asks of a database connection.
pub trait Connection: Send {
    /// Carries out a statement; gives the number of rows changed.
    ///
    /// # Errors
    /// As the database says, sorted by what can be done about it.
    fn execute(&mut self, sql: &str, parameters: &[Value]) -> Result<u64, StoreError>;

    /// Gives the rows one after another, however many there are.
    ///
    /// # Errors
    /// As the database says, or as `each` says, which ends the query.
    fn query_each(
        &mut self,
        sql: &str,
        parameters: &[Value],
        each: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// Carries out several statements without parameters, as a schema has them.
    ///
    /// # Errors
    /// As the database says.
    fn batch(&mut self, sql: &str) -> Result<(), StoreError>;

    /// Begins a transaction that will write, and waits for its turn.
    ///
    /// # Errors
    /// As the database says.
    fn begin_writing(&mut self) -> Result<(), StoreError>;

    /// Begins a transaction that sees one moment of the data and cannot write.
    ///
    /// # Errors
    /// As the database says.
    fn begin_reading(&mut self) -> Result<(), StoreError>;

    /// Which database this is.
    fn kind(&self) -> Kind;

    /// Whether the connection can still be used.
    fn usable(&self) -> bool {
        true
    }
}

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A SQLite file.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}
