//! The audit log: whatever is done to it afterwards shows.
//!
//! One file, because all tests tamper with the same chain, past the store and past its triggers.

mod common;

use common::{MORNING, done, number, on_both, organisation, past, seen};
use store::audit::{self, Fault, Head, Verdict};
use store::engine::{Connection, Kind, Value};
use store::{Scope, Store, values};

const ENTRIES: i64 = 12;

fn furnished(store: &Store, name: &str) -> Scope {
    let scope = organisation(store, name);
    let by = scope.clone();
    done(store, move |tx| {
        for at in 1..ENTRIES {
            audit::append(
                tx,
                &by,
                "survey.update",
                &format!("object-{at}"),
                &["title", "team"],
                MORNING.plus_seconds(at),
            )?;
        }
        Ok(())
    });
    scope
}

fn head(store: &Store, scope: &Scope) -> Head {
    let scope = scope.clone();
    seen(store, move |tx| audit::head(tx, &scope))
}

fn verify(store: &Store, scope: &Scope, known: Option<&Head>) -> Verdict {
    let (scope, known) = (scope.clone(), known.cloned());
    seen(store, move |tx| match known {
        Some(known) => audit::verify_against(tx, &scope, &known),
        None => audit::verify(tx, &scope),
    })
}

/// A connection whose changes to the log nothing stops: what somebody with the file in hand can do.
fn unguarded(store: &Store) -> Box<dyn Connection> {
    let mut connection = past(store);
    let guards = match connection.kind() {
        Kind::Sqlite => {
            "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; PRAGMA foreign_keys = OFF"
        }
        Kind::Postgres => "DROP TRIGGER audit_is_append_only ON audit; ALTER TABLE audit DROP CONSTRAINT audit_pkey",
    };
    connection.batch(guards).expect("the guards can be taken away");
    connection
}

fn tamper(connection: &mut dyn Connection, sql: &str, parameters: &[Value]) {
    assert_ne!(connection.execute(sql, parameters).expect("the tampering itself works"), 0, "{sql}");
}

#[test]
fn the_log_cannot_be_changed_deleted_or_emptied() {
    on_both(|store| {
        furnished(&store, "Melati");
        let mut connection = past(&store);
        let mut tries = vec!["UPDATE audit SET actor = 'x'", "DELETE FROM audit"];
        if connection.kind() == Kind::Postgres {
            tries.push("TRUNCATE audit");
        }
        for sql in tries {
            assert!(connection.execute(sql, &[]).is_err(), "{sql}");
        }
        assert_eq!(number(&store, "SELECT COUNT(*) FROM audit", &[]), ENTRIES);
    });
}

#[test]
fn a_sound_log_is_found_sound_and_its_head_can_be_written_down() {
    on_both(|store| {
        let (own, other) = (furnished(&store, "Melati"), furnished(&store, "Mawar"));
        let early = head(&store, &own);
        assert_eq!(Head::parse(&format!(" {early}\n")), Some(early.clone()));
        assert_eq!(Head::parse("12:zz"), None);
        let by = own.clone();
        done(&store, move |tx| audit::append(tx, &by, "survey.create", "x", &[], MORNING));
        let verdict = verify(&store, &own, Some(&early));
        assert_eq!(verdict, Verdict { head: head(&store, &own), fault: None });
        assert_eq!(verdict.head.sequence, ENTRIES + 1);
        // The head of another organisation's log is none of this one's.
        assert!(!verify(&store, &own, Some(&head(&store, &other))).sound());
    });
}

#[test]
fn every_changed_column_of_every_entry_is_found() {
    on_both(|store| {
        let (own, other) = (furnished(&store, "Melati"), furnished(&store, "Mawar"));
        let key = number(&store, "SELECT key FROM organisations WHERE name = 'Melati'", &[]);
        let mut connection = unguarded(&store);
        for sequence in 1..=ENTRIES {
            for (change, back) in [
                ("at = at + 1", "at = at - 1"),
                ("actor = actor || 'x'", "actor = SUBSTR(actor, 1, LENGTH(actor) - 1)"),
                ("action = 'y' || action", "action = SUBSTR(action, 2)"),
                ("object = object || ' '", "object = SUBSTR(object, 1, LENGTH(object) - 1)"),
                ("fields = fields || ',more'", "fields = SUBSTR(fields, 1, LENGTH(fields) - 5)"),
            ] {
                let parameters = values![key, sequence];
                let all = format!("UPDATE audit SET {change} WHERE organisation = ?1 AND sequence = ?2");
                tamper(&mut *connection, &all, &parameters);
                assert_eq!(verify(&store, &own, None).fault, Some(Fault::Changed(sequence)), "{change}");
                let undone = format!("UPDATE audit SET {back} WHERE organisation = ?1 AND sequence = ?2");
                tamper(&mut *connection, &undone, &parameters);
            }
        }
        assert!(verify(&store, &own, None).sound() && verify(&store, &other, None).sound());
    });
}

#[test]
fn every_flipped_bit_of_a_digest_is_found() {
    on_both(|store| {
        let own = furnished(&store, "Melati");
        let mut connection = unguarded(&store);
        let last = head(&store, &own);
        for bit in (0..256).step_by(5) {
            let mut flipped = last.digest;
            flipped[bit / 8] ^= 1 << (bit % 8);
            let sql = "UPDATE audit SET digest = ?1 WHERE sequence = ?2";
            tamper(&mut *connection, sql, &values![flipped.as_slice(), ENTRIES]);
            assert_eq!(verify(&store, &own, None).fault, Some(Fault::Changed(ENTRIES)), "bit {bit}");
        }
        tamper(&mut *connection, "UPDATE audit SET digest = ?1 WHERE sequence = ?2", &values![vec![1, 2], ENTRIES]);
        assert_eq!(verify(&store, &own, None).fault, Some(Fault::Changed(ENTRIES)));
    });
}

#[test]
fn a_deleted_an_inserted_and_a_moved_entry_are_found() {
    for sequence in 1..ENTRIES {
        on_both(|store| {
            let own = furnished(&store, "Melati");
            let mut connection = unguarded(&store);
            tamper(&mut *connection, "DELETE FROM audit WHERE sequence = ?1", &values![sequence]);
            assert_eq!(verify(&store, &own, None).fault, Some(Fault::Missing(sequence)));
            // Closing the gap does not help.
            for later in sequence + 1..=ENTRIES {
                tamper(
                    &mut *connection,
                    "UPDATE audit SET sequence = ?1 WHERE sequence = ?2",
                    &values![later - 1, later],
                );
            }
            assert_eq!(verify(&store, &own, None).fault, Some(Fault::Changed(sequence)));
        });
    }
    on_both(|store| {
        let own = furnished(&store, "Melati");
        let mut connection = unguarded(&store);
        for (from, to) in [(3_i64, 99_i64), (7, 3), (99, 7)] {
            tamper(&mut *connection, "UPDATE audit SET sequence = ?1 WHERE sequence = ?2", &values![to, from]);
        }
        assert_eq!(verify(&store, &own, None).fault, Some(Fault::Changed(3)));
    });
    on_both(|store| {
        let own = furnished(&store, "Melati");
        let mut connection = unguarded(&store);
        let copy = "INSERT INTO audit (organisation, sequence, at, actor, action, object, fields, digest)
                    SELECT organisation, sequence + 1, at, actor, action, object, fields, digest FROM audit
                    WHERE sequence = ?1";
        tamper(&mut *connection, copy, &values![ENTRIES]);
        assert_eq!(verify(&store, &own, None).fault, Some(Fault::Changed(ENTRIES + 1)));
    });
}

#[test]
fn an_end_that_was_cut_off_shows_against_the_head_that_was_kept() {
    for left in 0..ENTRIES {
        on_both(|store| {
            let own = furnished(&store, "Melati");
            let known = head(&store, &own);
            let mut connection = unguarded(&store);
            tamper(&mut *connection, "DELETE FROM audit WHERE sequence > ?1", &values![left]);
            assert!(verify(&store, &own, None).sound(), "by itself a shorter log is sound");
            assert_eq!(verify(&store, &own, Some(&known)).fault, Some(Fault::CutOff(left + 1)));
            // Growing again over the same length does not help.
            let by = own.clone();
            done(&store, move |tx| {
                (left..ENTRIES).try_for_each(|_| audit::append(tx, &by, "survey.update", "new", &[], MORNING))
            });
            assert_eq!(verify(&store, &own, Some(&known)).fault, Some(Fault::Changed(ENTRIES)));
        });
    }
}

#[test]
fn an_entry_of_another_organisation_does_not_fit() {
    on_both(|store| {
        let own = furnished(&store, "Melati");
        furnished(&store, "Mawar");
        let mut connection = unguarded(&store);
        // The same content at the same place, written by the other organisation.
        tamper(
            &mut *connection,
            "UPDATE audit SET digest = (SELECT theirs.digest FROM audit theirs
                 JOIN organisations o ON o.key = theirs.organisation WHERE o.name = 'Mawar' AND theirs.sequence = 5)
             WHERE sequence = 5 AND organisation = (SELECT key FROM organisations WHERE name = 'Melati')",
            &[],
        );
        assert_eq!(verify(&store, &own, None).fault, Some(Fault::Changed(5)));
    });
}
