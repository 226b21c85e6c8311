//! What every test of the store begins with: an empty store of each kind, and organisations in it.
//!
//! SQLite always, in a file; PostgreSQL when `RATER_TEST_POSTGRES` holds an address, in a schema of its own. Not every test
//! file needs everything here.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use store::engine::{Connection, PostgresConnection, SqliteConnection, Value};
use store::people::{self, NewMember, NewOrganisation};
use store::{Actor, DatabaseUrl, Id, Options, Role, Scope, Secret, Store, StoreError, Time, Transaction, sessions};

/// When tests begin: 2 March 2026, nine in the morning.
pub const MORNING: Time = Time(1_772_442_000_000);

/// Runs a test on every database there is.
pub fn on_both(test: impl Fn(Store)) {
    on_sqlite(&test);
    on_postgres(&test);
}

/// Runs a test on SQLite.
pub fn on_sqlite(test: impl Fn(Store)) {
    let folder = Folder::new();
    test(open(&DatabaseUrl::Sqlite(folder.0.join("rater.db"))));
}

/// Runs a test on PostgreSQL, when there is one.
pub fn on_postgres(test: impl Fn(Store)) {
    let Ok(server) = std::env::var("RATER_TEST_POSTGRES") else { return };
    let schema = unique("test");
    let mut outside = PostgresConnection::open(&server).expect("the server of RATER_TEST_POSTGRES answers");
    outside.batch(&format!("CREATE SCHEMA {schema}")).expect("a schema can be made");
    let separator = if server.contains('?') { '&' } else { '?' };
    let own = format!("{server}{separator}options=-c%20search_path%3D{schema}&application_name={schema}");
    test(open(&DatabaseUrl::Postgres(own)));
    outside.batch(&format!("DROP SCHEMA {schema} CASCADE")).expect("the schema can be dropped");
}

/// Opens a store.
pub fn open(url: &DatabaseUrl) -> Store {
    Store::open(url, &Options::default()).expect("an empty store can be opened")
}

/// A folder that is gone when its test has passed.
pub struct Folder(pub PathBuf);

impl Folder {
    /// An empty one.
    pub fn new() -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(unique("store"));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}

fn unique(name: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let nanos = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    format!("{name}_{}_{}_{nanos}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// A connection past the store, for looking and for doing damage.
pub fn past(store: &Store) -> Box<dyn Connection> {
    match store.url() {
        DatabaseUrl::Sqlite(path) => Box::new(SqliteConnection::open_writing(path).expect("the file can be opened")),
        DatabaseUrl::Postgres(url) => Box::new(PostgresConnection::open(url).expect("the server answers")),
    }
}

/// The one number a query past the store gives.
pub fn number(store: &Store, sql: &str, parameters: &[Value]) -> i64 {
    let mut found = None;
    let seen = past(store).query_each(sql, parameters, &mut |row| {
        found = Some(row.integer(0)?);
        Ok(())
    });
    seen.expect("the query is one");
    found.expect("there is a row")
}

/// Does a job that must succeed.
pub fn done<T: Send + 'static>(
    store: &Store,
    job: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.write(job).wait().expect("the job succeeds")
}

/// Does a job that must fail, and gives why.
pub fn refused<T: Send + std::fmt::Debug + 'static>(
    store: &Store,
    job: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
) -> StoreError {
    store.write(job).wait().expect_err("the job is refused")
}

/// Reads something that must succeed.
pub fn seen<T: Send + 'static>(
    store: &Store,
    job: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.read(job).wait().expect("the read succeeds")
}

/// The refusal of a name.
pub fn refusal(message: &'static str) -> StoreError {
    StoreError::Refused(message, vec![])
}

/// An organisation, by the operator's scope.
pub fn organisation(store: &Store, name: &str) -> Scope {
    let name = name.to_owned();
    done(store, move |tx| {
        let new = NewOrganisation { name, language: "en".into(), zone: "Asia/Jakarta".into(), sample: false };
        people::create_organisation(tx, &new, MORNING)
    })
}

/// Somebody with an account, of this mail address.
pub fn someone(email: &str, role: Role) -> NewMember {
    NewMember {
        email: email.to_owned(),
        name: "Sari Dewi".to_owned(),
        language: "id".to_owned(),
        role,
        team: None,
        password_hash: "$argon2id$none".to_owned(),
    }
}

/// Adds somebody to an organisation.
pub fn member(store: &Store, organisation: &Scope, email: &str, role: Role) -> Id {
    let (scope, new) = (operator(store, organisation), someone(email, role));
    done(store, move |tx| people::add_member(tx, &scope, &new, MORNING))
}

/// The operator's scope of the same organisation.
pub fn operator(store: &Store, scope: &Scope) -> Scope {
    let scope = scope.clone();
    seen(store, move |tx| {
        let id = people::organisation(tx, &scope)?.id;
        people::operator_scope(tx, Some(&id))
    })
}

/// Signs somebody in, at a time.
pub fn sign_in(store: &Store, user: &Id, now: Time) -> Secret {
    let user = user.clone();
    done(store, move |tx| sessions::begin(tx, &user, None, now))
}

/// The scope of somebody who is signed in.
pub fn scope_of(store: &Store, session: &Secret, now: Time) -> Scope {
    let hash = session.hash();
    seen(store, move |tx| sessions::find(tx, &hash, now)).expect("the session is good").scope
}

/// An organisation with an owner who has signed in: the owner's scope and id.
pub fn owned(store: &Store, name: &str) -> (Scope, Id) {
    let operator = organisation(store, name);
    let email = format!("owner@{}.example", name.to_lowercase().replace(' ', "-"));
    let owner = member(store, &operator, &email, Role::Owner);
    let session = sign_in(store, &owner, MORNING);
    let scope = scope_of(store, &session, MORNING);
    assert_eq!(scope.actor(), &Actor::User(owner.clone()));
    (scope, owner)
}
