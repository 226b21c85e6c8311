//! Copies of a SQLite file, and bringing one back.
//!
//! Separate from the store, because a copy is only worth what was proved of it: it is read through after it was made and
//! again before it replaces anything. Restoring never trusts what lies beside the target: a log of another database would
//! be played into the copy. A PostgreSQL database is copied by its own tools.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::audit::{self, Head};
use crate::database::lock;
use crate::engine::{Connection, SqliteConnection};
use crate::erase::{self, Erased, Notes};
use crate::{Actor, DatabaseUrl, Id, Role, Scope, Store, StoreError, Time, Transaction, schema};

/// What was proved of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Rows by table.
    pub tables: Vec<(String, i64)>,
    /// The end of each organisation's audit log.
    pub heads: Vec<(Id, Head)>,
    /// The version of the schema.
    pub schema: i64,
    /// Whether the file was compared with the digest beside it; without one a changed letter in a comment is not found.
    pub sealed: bool,
}

/// What restoring did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What was proved of the copy.
    pub copy: Verified,
    /// Who was erased again.
    pub erased: Erased,
    /// Whether the notes of erasures could be read from what was replaced, or there was nothing to replace.
    pub notes_known: bool,
    /// Where the database is now that was replaced.
    pub replaced: Option<PathBuf>,
}

/// Copies a store that is in use into a new file, proves the copy, and writes its digest beside it (`….sha256`).
///
/// # Errors
/// [`StoreError::Refused`] for PostgreSQL, or when the file exists already; [`StoreError::Damaged`] when the copy is not
/// sound, in which case there is none.
pub fn copy(store: &Store, path: &Path) -> Result<Verified, StoreError> {
    copy_from(store.url(), path)
}

/// The same for a database that another process may be using: it is only read.
///
/// # Errors
/// As [`copy`]; [`StoreError::NotFound`] when there is no such file.
pub fn copy_from(url: &DatabaseUrl, path: &Path) -> Result<Verified, StoreError> {
    let DatabaseUrl::Sqlite(source) = url else {
        return Err(StoreError::Refused("store-copy-on-server", vec![]));
    };
    if !source.exists() {
        return Err(StoreError::NotFound);
    }
    if path.exists() {
        return Err(StoreError::Refused("store-copy-exists", vec![("path", path.display().to_string())]));
    }
    let part = beside(path, ".part");
    remove(&part)?;
    let made = SqliteConnection::open_reading(source)
        .and_then(|connection| connection.copy_into(&part))
        .and_then(|()| seal(&part, path))
        .and_then(|()| verify(&part));
    match made {
        Ok(verified) => {
            put_in_place(&part, path)?;
            Ok(Verified { sealed: true, ..verified })
        }
        Err(error) => {
            let _ = (remove(&part), remove(&beside(path, ".sha256")));
            Err(error)
        }
    }
}

/// Proves a copy: its digest when there is one, its structure, its counters, and its audit logs.
///
/// # Errors
/// [`StoreError::Damaged`] with the first thing that is wrong; [`StoreError::SchemaTooNew`].
pub fn verify(path: &Path) -> Result<Verified, StoreError> {
    let sealed = check_digest(path)?;
    let mut connection = SqliteConnection::open_copy(path)?;
    let version = schema::version(&mut connection)?;
    if version == 0 {
        return Err(StoreError::Damaged("there is no schema".to_owned()));
    }
    if schema::newest() < version {
        return Err(StoreError::SchemaTooNew { found: version, known: schema::newest() });
    }
    connection.begin_reading()?;
    let mut tx = Transaction::new(&mut connection);
    check_structure(&mut tx)?;
    check_counters(&mut tx)?;
    Ok(Verified { tables: count_rows(&mut tx)?, heads: check_logs(&mut tx)?, schema: version, sealed })
}

/// Puts a copy in the place of a database that nobody uses. What was there is kept beside it. Whoever was erased there is
/// erased in the copy before anybody sees it; `notes` adds such erasures from elsewhere.
///
/// # Errors
/// As [`verify`], before anything was touched; [`StoreError::InUse`] when the target is open.
pub fn restore(path: &Path, into: &Path, notes: Option<&Notes>, now: Time) -> Result<Restored, StoreError> {
    let copy = verify(path)?;
    let _lock = lock(into)?;
    let known = if into.exists() { read_notes(into) } else { Ok(Notes::default()) };
    let fresh = beside(into, ".restoring");
    for left in [fresh.clone(), beside(&fresh, "-wal"), beside(&fresh, "-shm")] {
        remove(&left)?;
    }
    fs::copy(path, &fresh).map_err(|error| failed(&fresh, &error))?;
    let erased = make_current(&fresh, &[known.as_ref().ok(), notes])?;
    sync(&fresh)?;
    let replaced = set_aside(into, now)?;
    for stale in ["-wal", "-shm"] {
        remove(&beside(into, stale))?;
    }
    put_in_place(&fresh, into)?;
    Ok(Restored { copy, erased, notes_known: known.is_ok(), replaced })
}

/// Brings the schema of a restored file up to date and erases in it who was erased since.
fn make_current(fresh: &Path, notes: &[Option<&Notes>]) -> Result<Erased, StoreError> {
    let mut connection = SqliteConnection::open_writing(fresh)?;
    schema::bring_up_to_date(&mut connection, &DatabaseUrl::Sqlite(fresh.to_owned()), true)?;
    connection.begin_writing()?;
    let mut erased = Erased::default();
    for notes in notes.iter().flatten() {
        erased += erase::apply(&mut Transaction::new(&mut connection), notes)?;
    }
    connection.batch("COMMIT")?;
    connection.query_each("PRAGMA wal_checkpoint(TRUNCATE)", &[], &mut |_| Ok(()))?;
    Ok(erased)
}

fn read_notes(path: &Path) -> Result<Notes, StoreError> {
    let mut connection = SqliteConnection::open_reading(path)?;
    if schema::version(&mut connection)? == 0 {
        return Ok(Notes::default());
    }
    erase::notes(&mut Transaction::new(&mut connection))
}

/// Keeps what is to be replaced under another name, log and all.
fn set_aside(into: &Path, now: Time) -> Result<Option<PathBuf>, StoreError> {
    if !into.exists() {
        return Ok(None);
    }
    let kept = beside(into, &format!(".replaced-{}", now.0));
    // A second name, not another one: at every moment there is a database in the place.
    fs::hard_link(into, &kept).or_else(|_| fs::copy(into, &kept).map(drop)).map_err(|error| failed(&kept, &error))?;
    let log = beside(into, "-wal");
    if log.exists() {
        fs::rename(&log, beside(&kept, "-wal")).map_err(|error| failed(&log, &error))?;
    }
    Ok(Some(kept))
}

fn check_structure(tx: &mut Transaction<'_>) -> Result<(), StoreError> {
    let found = tx.query("PRAGMA integrity_check", &[], |row| row.text(0))?;
    if found != ["ok"] {
        return Err(StoreError::Damaged(found.into_iter().next().unwrap_or_default()));
    }
    let orphan = tx.first("PRAGMA foreign_key_check", &[], |row| row.text(0))?;
    orphan.map_or(Ok(()), |table| Err(StoreError::Damaged(format!("a row of {table} hangs on nothing"))))
}

/// What a wave says it has, it has.
fn check_counters(tx: &mut Transaction<'_>) -> Result<(), StoreError> {
    let sql = "SELECT id FROM waves WHERE answers <> (SELECT COUNT(*) FROM responses \
               WHERE responses.organisation = waves.organisation AND responses.wave = waves.number AND state = 0) \
               OR set_aside <> (SELECT COUNT(*) FROM responses \
               WHERE responses.organisation = waves.organisation AND responses.wave = waves.number AND state = 1)";
    let wrong = tx.first(sql, &[], |row| row.text(0))?;
    wrong.map_or(Ok(()), |wave| Err(StoreError::Damaged(format!("wave {wave} counts other answers than it has"))))
}

fn check_logs(tx: &mut Transaction<'_>) -> Result<Vec<(Id, Head)>, StoreError> {
    let sql = "SELECT key, id FROM organisations ORDER BY key";
    let organisations = tx.query(sql, &[], |row| Ok((row.integer(0)?, Id::stored(row.text(1)?))))?;
    let mut heads = Vec::new();
    for (key, id) in organisations {
        let verdict = audit::verify(tx, &Scope::new(key, Actor::Operator, Role::Owner, None))?;
        if let Some(fault) = verdict.fault {
            return Err(StoreError::Damaged(format!("audit log of {id}: {fault:?}")));
        }
        heads.push((id, verdict.head));
    }
    Ok(heads)
}

fn count_rows(tx: &mut Transaction<'_>) -> Result<Vec<(String, i64)>, StoreError> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let names = tx.query(sql, &[], |row| row.text(0))?;
    names
        .into_iter()
        .map(|name| {
            let rows = tx.one(&format!("SELECT COUNT(*) FROM \"{name}\""), &[], |row| row.integer(0))?;
            Ok((name, rows))
        })
        .collect()
}

/// Writes the digest of a file for the name it will have, in the form that `sha256sum -c` reads.
fn seal(file: &Path, name: &Path) -> Result<(), StoreError> {
    let shown = name.file_name().unwrap_or_default().to_string_lossy();
    let seal = beside(name, ".sha256");
    fs::write(&seal, format!("{}  {shown}\n", digest(file)?)).map_err(|error| failed(&seal, &error))?;
    sync(&seal)
}

/// Compares a file with the digest beside it, if there is one.
fn check_digest(path: &Path) -> Result<bool, StoreError> {
    let Ok(seal) = fs::read_to_string(beside(path, ".sha256")) else { return Ok(false) };
    let wanted = seal.split_whitespace().next().unwrap_or_default();
    if digest(path)? == wanted {
        Ok(true)
    } else {
        Err(StoreError::Damaged("the digest is of another file".to_owned()))
    }
}

fn digest(path: &Path) -> Result<String, StoreError> {
    let mut file = File::open(path).map_err(|error| failed(path, &error))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).map_err(|error| failed(path, &error))? {
            0 => break,
            read => hasher.update(&buffer[..read]),
        }
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Gives a finished file its name, on the disk, too.
fn put_in_place(from: &Path, to: &Path) -> Result<(), StoreError> {
    sync(from)?;
    fs::rename(from, to).map_err(|error| failed(to, &error))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    sync(folder)
}

fn sync(path: &Path) -> Result<(), StoreError> {
    let synced = File::open(path).and_then(|file| file.sync_all());
    synced.map_err(|error| StoreError::NotSynced(format!("{}: {error}", path.display())))
}

/// A name that begins with another's.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(path, &error)),
        _ => Ok(()),
    }
}

fn failed(path: &Path, error: &std::io::Error) -> StoreError {
    if error.kind() == std::io::ErrorKind::StorageFull {
        return StoreError::DiskFull;
    }
    StoreError::Unavailable(format!("{}: {error}", path.display()))
}
