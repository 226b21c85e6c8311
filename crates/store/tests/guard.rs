//! Limits, and requests that are sent twice.
//!
//! One file: both stand between a request and what it would do.

mod common;

use common::{MORNING, done, number, on_both, on_postgres, owned, past, refusal, refused};
use store::engine::Value;
use store::idempotency::{self, Begun};
use store::limits::{self, Rate};
use store::{Actor, Scope, Store, StoreError, Time, values};

fn take(store: &Store, name: &str, per: Rate, now: Time) -> Result<(), StoreError> {
    let name = name.to_owned();
    store.write(move |tx| limits::take(tx, &name, per, now)).wait()
}

#[test]
fn a_bucket_gives_its_burst_and_then_what_flows_in() {
    // Three a minute, five at once: after the burst one every twenty seconds.
    let login = Rate::new(3, 60).burst(5);
    on_both(|store| {
        for _ in 0..5 {
            assert_eq!(take(&store, "login 192.0.2.1", login, MORNING), Ok(()));
        }
        assert_eq!(take(&store, "login 192.0.2.1", login, MORNING), Err(StoreError::TooOften(20)));
        assert_eq!(take(&store, "login 192.0.2.2", login, MORNING), Ok(()), "each has a bucket of its own");
        let almost = Time(MORNING.0 + 19_999);
        assert_eq!(take(&store, "login 192.0.2.1", login, almost), Err(StoreError::TooOften(1)));
        assert_eq!(take(&store, "login 192.0.2.1", login, MORNING.plus_seconds(20)), Ok(()));
        assert_eq!(take(&store, "login 192.0.2.1", login, MORNING.plus_seconds(20)), Err(StoreError::TooOften(20)));
        // However long nobody came, no more than the burst.
        let later = MORNING.plus_seconds(24 * 3600);
        let through = (0..20).filter(|_| take(&store, "login 192.0.2.1", login, later).is_ok()).count();
        assert_eq!(through, 5);
    });
}

#[test]
fn a_text_with_nul_is_refused_on_every_database_and_the_next_one_is_kept() {
    let unfit = Err(StoreError::Refused("store-text-unfit", vec![]));
    on_both(|store| {
        let look = |email: &'static str| {
            store.read(move |tx| store::people::credentials(tx, email)).wait().map(|found| found.is_some())
        };
        assert_eq!(look("ana\0@x.example").map(drop), unfit);
        assert_eq!(look("ana@x.example"), Ok(false));
    });
    on_postgres(|store| {
        let direct = past(&store).execute("UPDATE limits SET name = ?1", &[Value::from("login\0")]);
        assert_eq!(direct.map(drop), unfit, "and if it should come that far, it is no fault of the server");
    });
}

#[test]
fn a_refused_try_costs_nothing_and_the_promised_time_is_kept() {
    let rate = Rate::new(1, 10);
    on_both(|store| {
        assert_eq!(take(&store, "x", rate, MORNING), Ok(()));
        for second in 0..9 {
            let now = MORNING.plus_seconds(second);
            let Err(StoreError::TooOften(wait)) = take(&store, "x", rate, now) else { panic!("second {second}") };
            assert_eq!(i64::from(wait), 10 - second);
        }
        assert_eq!(take(&store, "x", rate, MORNING.plus_seconds(10)), Ok(()));
    });
}

#[test]
fn a_clock_that_jumps_neither_opens_nor_locks_a_bucket() {
    let rate = Rate::new(1, 60);
    on_both(|store| {
        assert_eq!(take(&store, "x", rate, MORNING), Ok(()));
        // Set back a little, it brings nothing; at its old time, it has not forgotten.
        assert!(take(&store, "x", rate, MORNING.plus_seconds(-30)).is_err());
        assert!(take(&store, "x", rate, MORNING.plus_seconds(59)).is_err());
        // Set back by two days, it does not lock anybody out for two days.
        let before = MORNING.plus_seconds(-2 * 24 * 3600);
        assert_eq!(take(&store, "x", rate, before), Ok(()));
        assert!(take(&store, "x", rate, before.plus_seconds(59)).is_err());
        assert_eq!(take(&store, "x", rate, before.plus_seconds(60)), Ok(()));
    });
}

#[test]
fn of_many_at_once_no_more_get_through_than_the_bucket_holds() {
    on_both(|store| {
        let tries: Vec<_> =
            (0..50).map(|_| store.write(|tx| limits::take(tx, "many", Rate::new(7, 3600), MORNING))).collect();
        assert_eq!(tries.into_iter().filter_map(|tried| tried.wait().ok()).count(), 7);
    });
}

#[test]
fn a_bucket_is_not_named_in_the_database_and_is_forgotten_when_full() {
    on_both(|store| {
        take(&store, "mail sari@klinik.example", Rate::new(1, 3600), MORNING).expect("the first is let through");
        let named = "SELECT COUNT(*) FROM limits WHERE name LIKE ?1";
        assert_eq!(number(&store, named, &values!["%sari%"]), 0);
        assert_eq!(done(&store, |tx| limits::purge(tx, MORNING.plus_seconds(3600))), 0);
        assert_eq!(done(&store, |tx| limits::purge(tx, MORNING.plus_seconds(8 * 24 * 3600))), 1);
    });
}

const REQUEST: [u8; 32] = [1; 32];
const OTHER: [u8; 32] = [2; 32];

fn begin(store: &Store, scope: &Scope, key: &str, request: [u8; 32], now: Time) -> Begun {
    let (scope, key) = (scope.clone(), key.to_owned());
    done(store, move |tx| idempotency::begin(tx, &scope, &key, &request, now))
}

#[test]
fn the_same_request_gets_the_first_reply_and_another_is_refused() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        assert_eq!(begin(&store, &own, "k1", REQUEST, MORNING), Begun::Fresh);
        assert_eq!(begin(&store, &own, "k1", REQUEST, MORNING), Begun::InFlight);
        assert_eq!(begin(&store, &own, "k1", OTHER, MORNING), Begun::Other);
        let by = own.clone();
        done(&store, move |tx| idempotency::finish(tx, &by, "k1", 201, "{\"id\":7}"));
        let same = Begun::Same { status: 201, reply: "{\"id\":7}".to_owned() };
        assert_eq!(begin(&store, &own, "k1", REQUEST, MORNING), same);
        assert_eq!(begin(&store, &own, "k1", OTHER, MORNING), Begun::Other);
        // The key is its user's own: neither another organisation nor another actor meets it.
        assert_eq!(begin(&store, &theirs, "k1", REQUEST, MORNING), Begun::Fresh);
        let operator = common::operator(&store, &own);
        assert_eq!(operator.actor(), &Actor::Operator);
        assert_eq!(begin(&store, &operator, "k1", REQUEST, MORNING), Begun::Fresh);
        // After a day it is forgotten.
        let tomorrow = MORNING.plus_seconds(idempotency::KEPT_SECONDS);
        assert_eq!(begin(&store, &own, "k1", REQUEST, tomorrow.plus_seconds(-1)), same);
        assert_eq!(begin(&store, &own, "k1", REQUEST, tomorrow), Begun::Fresh);
    });
}

#[test]
fn a_request_that_never_finished_does_not_block_its_key() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        assert_eq!(begin(&store, &own, "k", REQUEST, MORNING), Begun::Fresh);
        let later = MORNING.plus_seconds(idempotency::IN_FLIGHT_SECONDS);
        assert_eq!(begin(&store, &own, "k", REQUEST, later.plus_seconds(-1)), Begun::InFlight);
        assert_eq!(begin(&store, &own, "k", REQUEST, later), Begun::Fresh);
        let by = own.clone();
        done(&store, move |tx| idempotency::abandon(tx, &by, "k"));
        assert_eq!(begin(&store, &own, "k", OTHER, later), Begun::Fresh);
        // What was finished is not abandoned.
        let by = own.clone();
        done(&store, move |tx| {
            idempotency::finish(tx, &by, "k", 200, "done")?;
            idempotency::abandon(tx, &by, "k")
        });
        let same = Begun::Same { status: 200, reply: "done".to_owned() };
        assert_eq!(begin(&store, &own, "k", OTHER, later), same);
        let by = own.clone();
        assert_eq!(refused(&store, move |tx| idempotency::finish(tx, &by, "never", 200, "")), StoreError::NotFound);
        assert_eq!(done(&store, move |tx| idempotency::purge(tx, later.plus_seconds(idempotency::KEPT_SECONDS))), 1);
    });
}

#[test]
fn of_many_that_come_at_once_one_is_fresh() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let all: Vec<_> = (0..30)
            .map(|_| {
                let by = own.clone();
                store.write(move |tx| idempotency::begin(tx, &by, "k", &REQUEST, MORNING))
            })
            .collect();
        let begun: Vec<Begun> = all.into_iter().map(|one| one.wait().expect("it begins")).collect();
        assert_eq!(begun.iter().filter(|one| **one == Begun::Fresh).count(), 1);
        assert_eq!(begun.iter().filter(|one| **one == Begun::InFlight).count(), 29);
    });
}

#[test]
fn a_key_that_is_none_is_refused() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        for key in [String::new(), "a b".to_owned(), "é".to_owned(), "a\n".to_owned(), "k".repeat(256)] {
            let by = own.clone();
            let why = refused(&store, move |tx| idempotency::begin(tx, &by, &key, &REQUEST, MORNING));
            assert_eq!(why, refusal("store-idempotency-key"));
        }
    });
}
