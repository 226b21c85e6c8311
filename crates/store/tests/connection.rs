//! A connection that dies: nothing is half done, and the next job has a new one.
//!
//! For PostgreSQL, because a file does not hang up.

mod common;

use std::sync::mpsc::channel;

use common::{MORNING, done, on_postgres, organisation, refused, seen};
use store::engine::{Connection, PostgresConnection};
use store::{DatabaseUrl, Options, Store, StoreError, audit, people, values, webhooks};

/// Ends every connection of a store, as a server that is restarted does; gives how many there were.
fn hang_up(store: &Store) -> i64 {
    let DatabaseUrl::Postgres(url) = store.url() else { return 0 };
    let name = url.rsplit_once("application_name=").expect("the tests name their connections").1;
    // By another name, so as not to end this one.
    let mut outside =
        PostgresConnection::open(&url.replace(&format!("application_name={name}"), "application_name=other"))
            .expect("the server answers");
    let mut ended = 0;
    let sql = "SELECT COUNT(*) FROM (SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
               WHERE application_name = ?1) ended";
    let all = outside.query_each(sql, &values![name], &mut |row| {
        ended = row.integer(0)?;
        Ok(())
    });
    all.expect("they can be ended");
    ended
}

#[test]
fn a_connection_that_died_while_idle_is_replaced_unseen() {
    on_postgres(|store| {
        let scope = organisation(&store, "Melati");
        for _ in 0..3 {
            assert!(4 <= hang_up(&store), "one that writes and three that read");
            let by = scope.clone();
            done(&store, move |tx| audit::append(tx, &by, "survey.update", "x", &[], MORNING));
            for _ in 0..6 {
                let by = scope.clone();
                assert_eq!(seen(&store, move |tx| people::organisation(tx, &by)).name, "Melati");
            }
        }
        let by = scope.clone();
        assert_eq!(seen(&store, move |tx| audit::verify(tx, &by)).head.sequence, 4);
        assert!(!store.broken());
    });
}

#[test]
fn a_job_whose_connection_dies_fails_whole_and_the_next_one_succeeds() {
    on_postgres(|store| {
        let scope = organisation(&store, "Melati");
        let (begun, has_begun) = channel();
        let (go_on, may_go_on) = channel();
        let by = scope.clone();
        let cut = store.write(move |tx| {
            people::create_team(tx, &by, "North", MORNING)?;
            begun.send(()).expect("somebody waits");
            may_go_on.recv().expect("somebody says so");
            people::create_team(tx, &by, "South", MORNING)
        });
        has_begun.recv().expect("the job begins");
        assert_ne!(hang_up(&store), 0);
        go_on.send(()).expect("the job waits");
        assert!(matches!(cut.wait(), Err(StoreError::Unavailable(_))));
        let by = scope.clone();
        done(&store, move |tx| people::create_team(tx, &by, "East", MORNING));
        let by = scope.clone();
        let teams = seen(&store, move |tx| people::teams(tx, &by));
        assert_eq!(teams.iter().map(|team| team.name.as_str()).collect::<Vec<_>>(), ["East"]);
        let by = scope.clone();
        assert!(seen(&store, move |tx| audit::verify(tx, &by)).sound());
    });
}

#[test]
fn a_job_that_swallows_the_loss_is_not_answered_with_success() {
    on_postgres(|store| {
        let scope = organisation(&store, "Melati");
        let (begun, has_begun) = channel();
        let (go_on, may_go_on) = channel();
        let by = scope.clone();
        let cut = store.write(move |tx| {
            people::create_team(tx, &by, "North", MORNING)?;
            begun.send(()).expect("somebody waits");
            may_go_on.recv().expect("somebody says so");
            Ok(())
        });
        has_begun.recv().expect("the job begins");
        assert_ne!(hang_up(&store), 0);
        go_on.send(()).expect("the job waits");
        assert!(cut.wait().is_err(), "what was not committed is not acknowledged");
        let by = scope.clone();
        assert_eq!(seen(&store, move |tx| people::teams(tx, &by)), []);
    });
}

#[test]
fn a_job_that_hides_an_error_of_the_server_leads_to_no_false_acknowledgement() {
    on_postgres(|store| {
        let scope = organisation(&store, "Melati");
        let make = |name: &'static str| {
            let by = scope.clone();
            store.write(move |tx| people::create_team(tx, &by, name, MORNING))
        };
        // Somebody takes a table away, which makes an error that no job of ours expects.
        let DatabaseUrl::Postgres(url) = store.url() else { return };
        let mut outside = PostgresConnection::open(url).expect("the server answers");
        outside.batch("ALTER TABLE webhooks RENAME TO webhooks_elsewhere").expect("it is ours");
        // Held back, so that what comes behind it shares its transaction.
        let (go_on, may_go_on) = channel();
        let held = store.write(move |_| may_go_on.recv().map_err(|_| StoreError::Closed));
        let (east, by) = (make("East"), scope.clone());
        let hiding = store.write(move |tx| {
            // After an error the server does nothing more in this transaction.
            assert!(webhooks::list(tx, &by).is_err());
            Ok(())
        });
        let west = make("West");
        go_on.send(()).expect("the job waits");
        let _ = held.wait();
        let acknowledged: Vec<&str> = [("East", east), ("West", west)]
            .into_iter()
            .filter_map(|(name, job)| job.wait().ok().map(|_| name))
            .collect();
        assert!(hiding.wait().is_err(), "nothing of it can have been kept");
        let by = scope.clone();
        let teams = seen(&store, move |tx| people::teams(tx, &by));
        let kept = teams.iter().map(|team| team.name.as_str()).filter(|name| ["East", "West"].contains(name));
        assert_eq!(kept.collect::<Vec<_>>(), acknowledged);
    });
}

#[test]
fn a_read_whose_connection_dies_fails_and_the_next_one_succeeds() {
    on_postgres(|store| {
        let scope = organisation(&store, "Melati");
        let (begun, has_begun) = channel();
        let (go_on, may_go_on) = channel();
        let by = scope.clone();
        let cut = store.read(move |tx| {
            people::organisation(tx, &by)?;
            begun.send(()).expect("somebody waits");
            may_go_on.recv().expect("somebody says so");
            people::organisation(tx, &by)
        });
        has_begun.recv().expect("the job begins");
        assert_ne!(hang_up(&store), 0);
        go_on.send(()).expect("the job waits");
        assert!(matches!(cut.wait(), Err(StoreError::Unavailable(_))));
        for _ in 0..6 {
            let by = scope.clone();
            assert_eq!(seen(&store, move |tx| people::organisation(tx, &by)).name, "Melati");
        }
    });
}

#[test]
fn a_server_that_is_not_there_is_said_to_be_unavailable() {
    // A port that was free a moment ago, so that nobody listens.
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let port = port.expect("there is a free port").port();
    let url = DatabaseUrl::Postgres(format!("postgres://rater@127.0.0.1:{port}/postgres"));
    assert!(matches!(Store::open(&url, &Options::default()).err(), Some(StoreError::Unavailable(_))));
}

#[test]
fn nothing_that_was_refused_before_its_commit_stays() {
    common::on_both(|store| {
        let scope = organisation(&store, "Melati");
        let by = scope.clone();
        let panicked = refused(&store, move |tx| {
            people::create_team(tx, &by, "North", MORNING)?;
            let teams: Vec<i32> = vec![];
            Ok(teams[usize::try_from(by.role() as i32).unwrap_or_default()])
        });
        assert!(matches!(panicked, StoreError::Unavailable(_)));
        assert_eq!(seen(&store, move |tx| people::teams(tx, &scope)), []);
    });
}
