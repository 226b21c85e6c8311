//! The store itself: where the data are, one writer, a few readers.
//!
//! Separate from what is kept. Jobs are plain functions on a [`Transaction`]; a writing job is answered after the commit
//! that holds it was synced, never before.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use crate::engine::{Connection, Kind, PostgresConnection, Row, SqliteConnection, Value};
use crate::writer::{Queue, Task, read_on, write_on};
use crate::{StoreError, schema};

/// Where the data are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// One file.
    Sqlite(PathBuf),
    /// A server, by its whole address.
    Postgres(String),
}

impl DatabaseUrl {
    /// Reads `sqlite:PATH`, `postgres://…`, or a plain path.
    ///
    /// # Errors
    /// [`StoreError::Refused`] for an address of another kind.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite:").unwrap_or(text);
        if path.is_empty() || path.contains("://") {
            return Err(StoreError::Refused("store-unknown-address", vec![("address", text.to_owned())]));
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

/// How to open a store.
#[derive(Debug, Clone)]
pub struct Options {
    /// Connections that read.
    pub readers: usize,
    /// Jobs that may wait; one more is refused as busy.
    pub waiting_max: usize,
    /// Jobs that share a commit.
    pub together_max: usize,
    /// Bring an older schema up to date, after a copy of the file was made.
    pub migrate: bool,
    /// Whether nobody else is served meanwhile: SQLite may then hold a quarter of a gigabyte of the file in memory instead of a little.
    pub alone: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 3, waiting_max: 4096, together_max: 256, migrate: true, alone: false }
    }
}

/// A database that is open. Cheap to clone; the last one closes it.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    url: DatabaseUrl,
    writer: Queue,
    readers: Queue,
    /// Held while the file is ours.
    _lock: Option<std::fs::File>,
}

/// What a job works on: one transaction of one connection.
pub struct Transaction<'a> {
    connection: &'a mut dyn Connection,
}

impl<'a> Transaction<'a> {
    pub(crate) fn new(connection: &'a mut dyn Connection) -> Self {
        Self { connection }
    }

    pub(crate) fn execute(&mut self, sql: &str, parameters: &[Value]) -> Result<u64, StoreError> {
        fit(parameters)?;
        self.connection.execute(sql, parameters)
    }

    pub(crate) fn query_each(
        &mut self,
        sql: &str,
        parameters: &[Value],
        mut each: impl FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        fit(parameters)?;
        self.connection.query_each(sql, parameters, &mut each)
    }

    /// All rows, made into values one by one.
    pub(crate) fn query<T>(
        &mut self,
        sql: &str,
        parameters: &[Value],
        mut make: impl FnMut(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.query_each(sql, parameters, |row| {
            found.push(make(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The first row, if there is one.
    pub(crate) fn first<T>(
        &mut self,
        sql: &str,
        parameters: &[Value],
        make: impl FnMut(&Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.query(sql, parameters, make)?.into_iter().next())
    }

    /// The only row.
    pub(crate) fn one<T>(
        &mut self,
        sql: &str,
        parameters: &[Value],
        make: impl FnMut(&Row) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.first(sql, parameters, make)?.ok_or(StoreError::NotFound)
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.connection.batch(sql)
    }

    pub(crate) fn kind(&self) -> Kind {
        self.connection.kind()
    }
}

/// PostgreSQL keeps no text with this character, and SQLite would; what is kept must be the same on both.
fn fit(parameters: &[Value]) -> Result<(), StoreError> {
    let unfit = |value: &Value| matches!(value, Value::Text(text) if text.contains('\0'));
    if parameters.iter().any(unfit) { Err(StoreError::text_unfit()) } else { Ok(()) }
}

/// What a job will have given. Wait for it in a thread, or await it.
pub struct Pending<T> {
    end: oneshot::Receiver<Result<(), StoreError>>,
    given: Given<T>,
}

/// Where a job leaves what it gives.
type Given<T> = Arc<Mutex<Option<T>>>;

impl<T> Pending<T> {
    /// Waits. Not within an async task.
    ///
    /// # Errors
    /// As the job or its commit.
    pub fn wait(self) -> Result<T, StoreError> {
        self.end.blocking_recv().unwrap_or(Err(StoreError::Closed))?;
        taken(&self.given)
    }
}

impl<T: Send + 'static> IntoFuture for Pending<T> {
    type Output = Result<T, StoreError>;
    type IntoFuture = std::pin::Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            self.end.await.unwrap_or(Err(StoreError::Closed))?;
            taken(&self.given)
        })
    }
}

/// What a job left that came to its end.
fn taken<T>(given: &Given<T>) -> Result<T, StoreError> {
    given.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or(StoreError::Closed)
}

/// Each job is a subtransaction; PostgreSQL looks up more than 64 of them on disk, for every reader.
const POSTGRES_TOGETHER_MAX: usize = 60;

impl Store {
    /// Opens a database, makes it when it is not there, and brings its schema up to date.
    ///
    /// # Errors
    /// When it cannot be opened, is in use, damaged, or newer than this program.
    pub fn open(url: &DatabaseUrl, options: &Options) -> Result<Self, StoreError> {
        let lock = match url {
            DatabaseUrl::Sqlite(path) => Some(lock(path)?),
            DatabaseUrl::Postgres(_) => None,
        };
        let mut writer = connect(url, Some(options.alone))?;
        schema::bring_up_to_date(&mut *writer, url, options.migrate)?;
        let readers = (0..options.readers.max(1)).map(|_| connect(url, None)).collect::<Result<Vec<_>, _>>()?;
        let together_max = match url {
            DatabaseUrl::Sqlite(_) => options.together_max,
            DatabaseUrl::Postgres(_) => options.together_max.min(POSTGRES_TOGETHER_MAX),
        };
        let (again, alone) = (url.clone(), options.alone);
        let reader_again = url.clone();
        Ok(Self(Arc::new(Inner {
            url: url.clone(),
            writer: write_on(writer, move || connect(&again, Some(alone)), options.waiting_max, together_max),
            readers: read_on(readers, move || connect(&reader_again, None), options.waiting_max),
            _lock: lock,
        })))
    }

    /// Where the data are.
    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.0.url
    }

    /// Whether a write failed in a way that only a new start can mend.
    #[must_use]
    pub fn broken(&self) -> bool {
        self.0.writer.broken()
    }

    /// Has a job done that changes something. When it fails, nothing of it stays; when it succeeds, its effect has been
    /// synced before the answer comes.
    pub fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<T> {
        self.0.writer.put(job)
    }

    /// The same for a job that changes many rows, as a lot of an imported file: it shares its commit with nobody.
    pub fn write_much<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<T> {
        let (task, pending) = task(job);
        self.0.writer.send(task.alone());
        pending
    }

    /// Brings what was erased out of the log, too: afterwards neither the file nor its log holds it. On a server, the space
    /// of erased rows is given back; its own logs and copies are its operator's.
    pub fn erase_traces(&self) -> Pending<()> {
        let (task, pending) = task(|tx: &mut Transaction<'_>| match tx.kind() {
            Kind::Sqlite => {
                crate::comments::forget_traces(tx)?;
                let occupied = tx.one("PRAGMA wal_checkpoint(TRUNCATE)", &[], |row| row.flag(0))?;
                if occupied { Err(StoreError::Busy) } else { Ok(()) }
            }
            Kind::Postgres => crate::erase::TABLES.iter().try_for_each(|table| tx.batch(&format!("VACUUM {table}"))),
        });
        self.0.writer.send(task.outside());
        pending
    }

    /// Has a job done that reads, at one moment of the data.
    pub fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<T> {
        self.0.readers.put(job)
    }
}

impl Queue {
    fn put<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<T> {
        let (task, pending) = task(job);
        self.send(task);
        pending
    }
}

/// A job, and what it will have given.
fn task<T: Send + 'static>(
    job: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
) -> (Task, Pending<T>) {
    let given = Given::default();
    let left = Arc::clone(&given);
    let (task, end) = Task::new(Box::new(move |tx| {
        let value = job(tx)?;
        *left.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
        Ok(())
    }));
    (task, Pending { end, given })
}

/// A connection that reads; or one that writes, alone or beside others.
fn connect(url: &DatabaseUrl, writing: Option<bool>) -> Result<Box<dyn Connection>, StoreError> {
    Ok(match (url, writing) {
        (DatabaseUrl::Sqlite(path), Some(alone)) => {
            let mut connection = SqliteConnection::open_writing(path)?;
            if alone {
                connection.hold_more()?;
            }
            Box::new(connection)
        }
        (DatabaseUrl::Sqlite(path), None) => Box::new(SqliteConnection::open_reading(path)?),
        (DatabaseUrl::Postgres(url), _) => Box::new(PostgresConnection::open(url)?),
    })
}

/// Keeps other processes of ours away from the file: two writers with a checkpoint each are how files were damaged.
pub(crate) fn lock(path: &std::path::Path) -> Result<std::fs::File, StoreError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let unavailable = |error: std::io::Error| StoreError::Unavailable(format!("{}: {error}", path.display()));
    let file = std::fs::OpenOptions::new().write(true).create(true).truncate(false).open(&name).map_err(unavailable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::InUse(path.display().to_string())),
        Err(std::fs::TryLockError::Error(error)) => Err(unavailable(error)),
    }
}
