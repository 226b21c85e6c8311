//! A database of the first schema is brought up to date: nothing is lost, a copy of it is kept, and it is then like a new one.
//!
//! The first schema is built from its own text, as the first release wrote it. It must never be edited.

mod common;
#[allow(dead_code, reason = "the suite of answers needs more of it")]
#[path = "answers/scene.rs"]
mod scene;

use common::{Folder, MORNING, number, past, seen};
use scene::{Scene, answer, one};
use store::engine::{Connection, PostgresConnection, SqliteConnection, Value};
use store::{DatabaseUrl, Options, Store, StoreError, audit, customers, listing, schema};

const FIRST: &str = include_str!("../src/schema/0001.sql");
const FIRST_SQLITE: &str = include_str!("../src/schema/0001.sqlite.sql");
const FIRST_POSTGRES: &str = include_str!("../src/schema/0001.postgres.sql");
const DONE: &str = "INSERT INTO schema_steps (version, done_at) VALUES (1, 1772442000000)";

/// The tables of the first schema, so that each stands behind those it refers to.
fn tables() -> Vec<&'static str> {
    let names = FIRST.lines().filter_map(|line| line.strip_prefix("CREATE TABLE "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "schema_steps").collect()
}

/// The first schema as PostgreSQL has it.
fn first_in_postgres() -> String {
    let words = [(") STRICT, WITHOUT ROWID", ")"), (") STRICT", ")"), (" INTEGER", " BIGINT"), (" BLOB", " BYTEA")];
    words.iter().fold(FIRST.to_owned(), |text, (ours, theirs)| text.replace(ours, theirs))
}

/// What a house of the first release has: people, a survey, answers.
fn filled(store: &Store) -> Scene {
    let scene = Scene::new(store, "Bank", false);
    common::member(store, &scene.scope, "sari@bank.example", store::Role::Agent);
    let door = scene.door(MORNING);
    for n in 0..5 {
        let mut submission = answer([1 + n; 6]);
        submission.segments = one("branch", "North");
        submission.comment = Some("The queue was short.".to_owned());
        scene.submit(&door, &submission, MORNING).expect("it is taken");
    }
    scene
}

fn texts(connection: &mut dyn Connection, sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    let seen = connection.query_each(sql, &[], &mut |row| {
        found.push(row.0.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(" "));
        Ok(())
    });
    seen.expect("the query is one");
    found
}

/// Every row of the first tables.
fn contents(connection: &mut dyn Connection) -> Vec<Vec<String>> {
    let rows = |table| {
        let mut rows = texts(connection, &format!("SELECT * FROM {table}"));
        rows.sort_unstable();
        rows
    };
    tables().into_iter().map(rows).collect()
}

/// What the house reads of itself; the same before and after.
fn everything(store: &Store, scene: &Scene) -> String {
    let (scope, wave) = (scene.scope.clone(), scene.wave.id.clone());
    seen(store, move |tx| {
        let answers = listing::responses(tx, &scope, &wave, None, 100)?.items;
        Ok(format!("{answers:?} {:?}", audit::verify(tx, &scope)?))
    })
}

/// It can keep customers now.
fn serves(store: &Store, scene: &Scene) {
    let scope = scene.scope.clone();
    let found = store.write(move |tx| {
        let ana = customers::NewCustomer { name: "Ana".to_owned(), ..customers::NewCustomer::default() };
        customers::create(tx, &scope, &ana, MORNING)?;
        customers::search(tx, &scope, "ana", 10)
    });
    assert_eq!(found.wait().expect("a customer is found").len(), 1);
}

fn versions(store: &Store) -> (i64, i64) {
    let count = number(store, "SELECT COUNT(*) FROM schema_steps", &[]);
    (count, number(store, "SELECT MAX(version) FROM schema_steps", &[]))
}

const SQLITE_SCHEMA: &str =
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name";

#[test]
fn a_file_of_the_first_release_is_brought_up_to_date_and_a_copy_of_it_is_kept() {
    let folder = Folder::new();
    let (fresh, old) = (folder.0.join("fresh.db"), folder.0.join("rater.db"));
    let store = common::open(&DatabaseUrl::Sqlite(fresh.clone()));
    let scene = filled(&store);
    let before = everything(&store, &scene);
    let mut first = SqliteConnection::open_writing(&old).expect("an empty file");
    first.batch(FIRST).expect("the first schema is sound");
    first.batch(FIRST_SQLITE).expect("its triggers are sound");
    first.batch(DONE).expect("the step is noted");
    first.execute("ATTACH DATABASE ?1 AS other", &[Value::from(fresh.display().to_string())]).expect("the other file");
    for table in tables() {
        first.execute(&format!("INSERT INTO main.{table} SELECT * FROM other.{table}"), &[]).expect(table);
    }
    first.batch("DETACH DATABASE other").expect("the other file is let go");
    assert_eq!(schema::version(&mut first), Ok(1));
    let rows = contents(&mut first);
    assert!(rows.iter().filter(|rows| !rows.is_empty()).count() >= 8, "there is something to lose");
    drop(first);
    let url = DatabaseUrl::Sqlite(old.clone());
    let unasked = Store::open(&url, &Options { migrate: false, ..Options::default() });
    let too_old = StoreError::Refused("store-schema-too-old", vec![("found", "1".to_owned())]);
    assert_eq!(unasked.err(), Some(too_old), "not unasked");
    let upgraded = common::open(&url);
    assert_eq!(versions(&upgraded), (7, 7));
    assert_eq!(contents(&mut *past(&upgraded)), rows);
    assert_eq!(everything(&upgraded, &scene), before);
    assert_eq!(texts(&mut *past(&upgraded), SQLITE_SCHEMA), texts(&mut *past(&store), SQLITE_SCHEMA));
    assert_eq!(texts(&mut *past(&upgraded), "PRAGMA foreign_key_check"), Vec::<String>::new());
    serves(&upgraded, &scene);
    // The copy is what was there before.
    let mut copy = SqliteConnection::open_reading(&folder.0.join("rater.db.before-2")).expect("there is a copy");
    assert_eq!((schema::version(&mut copy), contents(&mut copy)), (Ok(1), rows));
    // Opened again, nothing is done, and no second copy made.
    drop(upgraded);
    let again = common::open(&url);
    assert_eq!(versions(&again), (7, 7));
    assert!(!folder.0.join("rater.db.before-2.2").exists());
    past(&again).batch("INSERT INTO schema_steps (version, done_at) VALUES (8, 0)").expect("a newer step");
    drop(again);
    let newer = Store::open(&url, &Options::default());
    assert_eq!(newer.err(), Some(StoreError::SchemaTooNew { found: 8, known: 7 }));
}

#[test]
fn a_server_s_schema_of_the_first_release_is_brought_up_to_date() {
    let columns = "SELECT table_name::text, column_name::text, ordinal_position::bigint, data_type::text, is_nullable::text, \
                   COALESCE(column_default::text, '') FROM information_schema.columns WHERE table_schema = current_schema() \
                   ORDER BY 1, 3";
    let indexes = "SELECT tablename::text, replace(indexdef, current_schema() || '.', '') FROM pg_indexes \
                   WHERE schemaname = current_schema() ORDER BY 1, 2";
    let rules = "SELECT c.conrelid::regclass::text, replace(pg_get_constraintdef(c.oid), current_schema() || '.', '') \
                 FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = current_schema() ORDER BY 1, 2";
    let triggers = "SELECT event_object_table::text, trigger_name::text, event_manipulation::text, action_statement::text \
                    FROM information_schema.triggers WHERE trigger_schema = current_schema() ORDER BY 1, 2, 3";
    common::on_postgres(|store| {
        let scene = filled(&store);
        let before = everything(&store, &scene);
        let DatabaseUrl::Postgres(url) = store.url().clone() else { panic!("it is a server") };
        let Some(own) = url.split("search_path%3D").nth(1).and_then(|rest| rest.split('&').next()) else {
            panic!("{url}")
        };
        let old = format!("{own}_old");
        let old_url = url.replace(own, &old);
        let mut first = PostgresConnection::open(&old_url).expect("the server answers");
        first.batch(&format!("CREATE SCHEMA {old}")).expect("a schema");
        first.batch(&first_in_postgres()).expect("the first schema is sound");
        first.batch(FIRST_POSTGRES).expect("its triggers are sound");
        first.batch(DONE).expect("the step is noted");
        for table in tables() {
            first.execute(&format!("INSERT INTO {table} SELECT * FROM {own}.{table}"), &[]).expect(table);
        }
        let rows = contents(&mut first);
        let upgraded = common::open(&DatabaseUrl::Postgres(old_url.clone()));
        assert_eq!(versions(&upgraded), (7, 7));
        assert_eq!(contents(&mut first), rows);
        assert_eq!(everything(&upgraded, &scene), before);
        for sql in [columns, indexes, rules, triggers] {
            let (mine, new) = (texts(&mut *past(&upgraded), sql), texts(&mut *past(&store), sql));
            assert!(!new.is_empty());
            assert_eq!(mine, new);
        }
        serves(&upgraded, &scene);
        past(&upgraded).batch("INSERT INTO schema_steps (version, done_at) VALUES (8, 0)").expect("a newer step");
        drop(upgraded);
        let newer = Store::open(&DatabaseUrl::Postgres(old_url), &Options::default());
        assert_eq!(newer.err(), Some(StoreError::SchemaTooNew { found: 8, known: 7 }));
        first.batch(&format!("DROP SCHEMA {old} CASCADE")).expect("the schema is dropped");
    });
}

const SECOND: &str = include_str!("../src/schema/0002.sql");
const SECOND_SQLITE: &str = include_str!("../src/schema/0002.sqlite.sql");
const SECOND_POSTGRES: &str = include_str!("../src/schema/0002.postgres.sql");
const THIRD: &str = include_str!("../src/schema/0003.sql");
const THIRD_SQLITE: &str = include_str!("../src/schema/0003.sqlite.sql");
const THIRD_POSTGRES: &str = include_str!("../src/schema/0003.postgres.sql");
const DONE_THREE_TIMES: &str =
    "INSERT INTO schema_steps (version, done_at) VALUES (1, 1772442000000), (2, 1772442000000), (3, 1772442000000)";
const DONE_TWICE: &str = "INSERT INTO schema_steps (version, done_at) VALUES (1, 1772442000000), (2, 1772442000000)";

/// Something that only the second release has: a customer, and a case of theirs.
const IN_SECOND: &str = "INSERT INTO organisations (key, id, name, language, zone, sample, created_at) \
     VALUES (1, '01890a5d-ac96-774b-bcce-b302099a8057', 'Bank', 'en', 'UTC', 0, 1); \
     INSERT INTO customers (organisation, id, number, kind, name, email, phone, language, consent, consent_source, made_at, changed_at) \
     VALUES (1, '01890a5d-ac96-774b-bcce-b302099a8058', 1, 'person', 'Ana', '', '', '', 'unknown', '', 1, 1); \
     INSERT INTO cases (organisation, id, number, customer, origin, channel, playbook, owner, words, root_cause, action, state, level, \
     opened_at, last_at, events) VALUES (1, '01890a5d-ac96-774b-bcce-b302099a8059', 1, '01890a5d-ac96-774b-bcce-b302099a8058', 'hand', \
     'phone', 'general', '', 'It went wrong.', '', '', 'open', 0, 1, 1, 0);";

/// The schema of the second release takes comments once it is up to date, and has lost nothing.
fn takes_comments(store: &Store) {
    assert_eq!(versions(store), (7, 7));
    let left = texts(&mut *past(store), "SELECT id, customer, words, comment FROM cases");
    assert_eq!(left.len(), 1);
    assert!(left[0].contains("It went wrong.") && left[0].ends_with("Null"), "{left:?}");
    let listed = store.write(|tx| {
        let scope = store::people::operator_scope(tx, None)?;
        let new = store::comments::NewComment::of("Thank you.".to_owned(), store::comments::Channel::Phone, MORNING);
        store::comments::take(tx, &scope, &new, &store::comments::Read::default(), MORNING)?;
        store::comments::list(tx, &scope, &store::comments::Which::default(), None, 10)
    });
    assert_eq!(listed.wait().expect("a comment is kept").len(), 1);
}

#[test]
fn a_file_of_the_second_release_is_brought_up_to_date_and_a_copy_of_it_is_kept() {
    let folder = Folder::new();
    let path = folder.0.join("rater.db");
    let mut second = SqliteConnection::open_writing(&path).expect("an empty file");
    for sql in [FIRST, FIRST_SQLITE, SECOND, SECOND_SQLITE, DONE_TWICE, IN_SECOND] {
        second.batch(sql).expect("the second schema is sound");
    }
    drop(second);
    takes_comments(&common::open(&DatabaseUrl::Sqlite(path)));
    let mut copy = SqliteConnection::open_reading(&folder.0.join("rater.db.before-3")).expect("there is a copy");
    assert_eq!(schema::version(&mut copy), Ok(2));
}

#[test]
fn a_server_s_schema_of_the_second_release_is_brought_up_to_date() {
    let words = [(") STRICT, WITHOUT ROWID", ")"), (") STRICT", ")"), (" INTEGER", " BIGINT"), (" BLOB", " BYTEA")];
    let in_postgres = |sql: &str| words.iter().fold(sql.to_owned(), |text, (ours, theirs)| text.replace(ours, theirs));
    common::on_postgres(|store| {
        let DatabaseUrl::Postgres(url) = store.url().clone() else { panic!("it is a server") };
        let own =
            url.split("search_path%3D").nth(1).and_then(|rest| rest.split('&').next()).expect("a schema of its own");
        let old = format!("{own}_second");
        let url = url.replace(own, &old);
        let mut second = PostgresConnection::open(&url).expect("the server answers");
        second.batch(&format!("CREATE SCHEMA {old}")).expect("a schema");
        let (first, next) = (in_postgres(FIRST), in_postgres(SECOND));
        for sql in [first.as_str(), FIRST_POSTGRES, &next, SECOND_POSTGRES, DONE_TWICE, IN_SECOND] {
            second.batch(sql).expect("the second schema is sound");
        }
        takes_comments(&common::open(&DatabaseUrl::Postgres(url)));
        second.batch(&format!("DROP SCHEMA {old} CASCADE")).expect("the schema is dropped");
    });
}

/// Something that only the third release has: a comment.
const IN_THIRD: &str = "INSERT INTO comments (organisation, id, number, channel, site, at, received_at, taken_by, language, words, author, \
     email, day, reader) VALUES (1, '01890a5d-ac96-774b-bcce-b302099a805a', 1, 'phone', '', 1, 1, 'operator', 'en', 'Thank you.', '', '', 0, 'test'); \
     INSERT INTO comment_terms (organisation, term, comment) VALUES (1, CAST('thank' AS BLOB), 1), (1, CAST('you' AS BLOB), 1);";

/// The schema of the third release takes what people teach once it is up to date, and has lost nothing.
fn takes_lessons(store: &Store) {
    assert_eq!(versions(store), (7, 7));
    assert_eq!(texts(&mut *past(store), "SELECT words FROM comments").len(), 1);
    let decided = store.write(|tx| {
        let scope = store::people::operator_scope(tx, None)?;
        store::comments::decide(tx, &scope, "thank you", service::Factor::Empathy, Some(true), MORNING)?;
        store::comments::own_cues(tx, &scope)
    });
    assert_eq!(decided.wait().expect("words are decided on").len(), 1);
    let found = |text: &str| {
        let which = store::comments::Which { text: text.to_owned(), ..Default::default() };
        let found = store.read(move |tx| {
            let scope = store::people::operator_scope(tx, None)?;
            store::comments::list(tx, &scope, &which, None, 10)
        });
        found.wait().expect("they are looked for").len()
    };
    assert_eq!((found("than"), found("hank")), (1, 0), "it is found by its words as before");
}

#[test]
fn a_file_of_the_third_release_is_brought_up_to_date_and_a_copy_of_it_is_kept() {
    let folder = Folder::new();
    let path = folder.0.join("rater.db");
    let mut third = SqliteConnection::open_writing(&path).expect("an empty file");
    for sql in [FIRST, FIRST_SQLITE, SECOND, SECOND_SQLITE, THIRD, THIRD_SQLITE, DONE_THREE_TIMES, IN_SECOND, IN_THIRD]
    {
        third.batch(sql).expect("the third schema is sound");
    }
    drop(third);
    takes_lessons(&common::open(&DatabaseUrl::Sqlite(path)));
    let mut copy = SqliteConnection::open_reading(&folder.0.join("rater.db.before-4")).expect("there is a copy");
    assert_eq!(schema::version(&mut copy), Ok(3));
}

#[test]
fn a_server_s_schema_of_the_third_release_is_brought_up_to_date() {
    let words = [(") STRICT, WITHOUT ROWID", ")"), (") STRICT", ")"), (" INTEGER", " BIGINT"), (" BLOB", " BYTEA")];
    let in_postgres = |sql: &str| words.iter().fold(sql.to_owned(), |text, (ours, theirs)| text.replace(ours, theirs));
    common::on_postgres(|store| {
        let DatabaseUrl::Postgres(url) = store.url().clone() else { panic!("it is a server") };
        let own =
            url.split("search_path%3D").nth(1).and_then(|rest| rest.split('&').next()).expect("a schema of its own");
        let old = format!("{own}_third");
        let url = url.replace(own, &old);
        let mut third = PostgresConnection::open(&url).expect("the server answers");
        third.batch(&format!("CREATE SCHEMA {old}")).expect("a schema");
        let (first, second, next) = (in_postgres(FIRST), in_postgres(SECOND), in_postgres(THIRD));
        let comment = in_postgres(IN_THIRD);
        let steps = [first.as_str(), FIRST_POSTGRES, &second, SECOND_POSTGRES, &next, THIRD_POSTGRES];
        for sql in steps.into_iter().chain([DONE_THREE_TIMES, IN_SECOND, &comment]) {
            third.batch(sql).expect("the third schema is sound");
        }
        takes_lessons(&common::open(&DatabaseUrl::Postgres(url)));
        third.batch(&format!("DROP SCHEMA {old} CASCADE")).expect("the schema is dropped");
    });
}
