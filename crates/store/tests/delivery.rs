//! What is delivered: at least once, the same words each time, and nobody waits for another's fault.
//!
//! One file for outbox and webhooks: the one holds what the other is told.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{MORNING, done, number, on_both, owned, past, refusal, refused, seen};
use serde_json::json;
use store::outbox::{self, Delivery, DeliveryState, LANE_MAX, LEASE_SECONDS, Mail, Next, RETRY_SECONDS, Target};
use store::webhooks::{self, Event};
use store::{Id, Scope, Store, StoreError, Time, values};

fn hook(store: &Store, scope: &Scope, url: &str) -> (Id, [u8; 32]) {
    let (scope, url) = (scope.clone(), url.to_owned());
    done(store, move |tx| webhooks::create(tx, &scope, &url, &[Event::AnswerReceived], MORNING))
}

fn emit(store: &Store, scope: &Scope, answer: i64, now: Time) {
    let scope = scope.clone();
    done(store, move |tx| outbox::emit(tx, &scope, "answer.received", json!({ "answer": answer }), now));
}

fn post(store: &Store, scope: &Scope, to: &str) -> Id {
    let scope = scope.clone();
    let mail = Mail { to: to.to_owned(), subject: "Halo".to_owned(), text: "canary-words".to_owned() };
    done(store, move |tx| outbox::mail(tx, &scope, &mail, MORNING))
}

fn lease(store: &Store, now: Time) -> Vec<Delivery> {
    done(store, move |tx| outbox::lease_due(tx, now, 100))
}

fn delivered(store: &Store, delivery: &Delivery, now: Time) {
    let delivery = delivery.clone();
    done(store, move |tx| outbox::delivered(tx, &delivery, now));
}

fn fail(store: &Store, delivery: &Delivery, jitter: f64, now: Time) -> Result<Next, StoreError> {
    let delivery = delivery.clone();
    store.write(move |tx| outbox::failed(tx, &delivery, "status 500", jitter, now)).wait()
}

fn body(delivery: &Delivery) -> &str {
    match &delivery.target {
        Target::Webhook { body, .. } => body,
        Target::Mail(mail) => &mail.text,
    }
}

#[test]
fn an_event_reaches_every_webhook_that_wants_it_and_no_other_organisation() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        let (first, secret) = hook(&store, &own, "https://one.example/in");
        hook(&store, &own, "https://two.example");
        hook(&store, &theirs, "https://three.example");
        let by = own.clone();
        done(&store, move |tx| webhooks::create(tx, &by, "https://four.example", &[Event::WaveClosed], MORNING));
        emit(&store, &own, 7, MORNING);
        let all = lease(&store, MORNING);
        let told: BTreeSet<&str> = all
            .iter()
            .filter_map(|one| match &one.target {
                Target::Webhook { url, .. } => Some(url.as_str()),
                Target::Mail(_) => None,
            })
            .collect();
        assert_eq!(told, BTreeSet::from(["https://one.example/in", "https://two.example"]));
        assert_ne!(all[0].id, all[1].id);
        let mine = all.iter().find(|one| matches!(&one.target, Target::Webhook { id, .. } if *id == first));
        let Target::Webhook { secrets, body, .. } = &mine.expect("it is told").target else { panic!("a webhook") };
        assert_eq!(*secrets, [secret.to_vec()]);
        let body: serde_json::Value = serde_json::from_str(body).expect("the body is JSON");
        let expected =
            json!({ "type": "answer.received", "timestamp": "2026-03-02T09:00:00Z", "data": { "answer": 7 } });
        assert_eq!(body, expected);
    });
}

#[test]
fn what_a_failed_change_would_have_told_is_not_told() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        hook(&store, &own, "https://one.example");
        let by = own.clone();
        refused(&store, move |tx| {
            outbox::emit(tx, &by, "answer.received", json!({}), MORNING)?;
            outbox::mail(tx, &by, &Mail { to: "a@b.example".into(), subject: "s".into(), text: "t".into() }, MORNING)?;
            Err::<(), _>(StoreError::Busy)
        });
        assert_eq!(lease(&store, MORNING), []);
    });
}

#[test]
fn two_workers_never_hold_the_same_delivery_until_its_lease_runs_out() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        for answer in 0..4 {
            hook(&store, &own, &format!("https://h{answer}.example"));
        }
        for answer in 0..8 {
            emit(&store, &own, answer, MORNING);
        }
        let jobs: Vec<_> = (0..16).map(|_| store.write(|tx| outbox::lease_due(tx, MORNING, 5))).collect();
        let mut held = BTreeSet::new();
        for job in jobs {
            for delivery in job.wait().expect("a worker may ask") {
                assert!(held.insert(delivery.id.clone()), "held twice");
                assert_eq!((delivery.attempt, delivery.leased_until), (1, MORNING.plus_seconds(LEASE_SECONDS)));
            }
        }
        assert_eq!(held.len(), 32);
        assert_eq!(lease(&store, MORNING.plus_seconds(LEASE_SECONDS - 1)), []);
        // The workers have died: all of it is taken again, with the same ids.
        let again = lease(&store, MORNING.plus_seconds(LEASE_SECONDS));
        assert_eq!(again.iter().map(|one| one.id.clone()).collect::<BTreeSet<_>>(), held);
        assert!(again.iter().all(|one| one.attempt == 2));
    });
}

/// What becomes of a delivery in somebody's hands.
enum Fate {
    /// It arrives, and that is written down.
    Arrives,
    /// It arrives, and the program is killed before it is written down.
    ArrivesUnseen,
    /// It arrives, and is written down when its lease has long run out.
    ArrivesLate,
    /// The receiver refuses it.
    Refused,
    /// The program is killed before it is sent.
    Lost,
}

#[test]
fn ten_thousand_events_arrive_at_least_once_under_one_name_each_whatever_dies() {
    const HOOKS: usize = 20;
    const EVENTS: usize = 500;
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let by = own.clone();
        done(&store, move |tx| {
            for hook in 0..HOOKS {
                webhooks::create(tx, &by, &format!("https://h{hook}.example"), &Event::ALL, MORNING)?;
            }
            Ok(())
        });
        let by = own.clone();
        done(&store, move |tx| {
            for number in 0..EVENTS {
                let event = Event::ALL[number % Event::ALL.len()].name();
                outbox::emit(tx, &by, event, json!({ "number": number }), MORNING)?;
            }
            Ok(())
        });
        // Steele, Lea, Flood (2014): the same fates on every machine.
        let mut state = 7_u64;
        let mut fate = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            match (mixed >> 33) % 20 {
                0 | 1 => Fate::Refused,
                2 => Fate::ArrivesUnseen,
                3 => Fate::ArrivesLate,
                4 => Fate::Lost,
                _ => Fate::Arrives,
            }
        };
        // What each receiver was told under each name, and how often.
        let mut told: BTreeMap<(String, Id), (String, usize)> = BTreeMap::new();
        let (mut now, mut late) = (MORNING, vec![]);
        for round in 0.. {
            assert!(round < 5_000, "it does not end: {} of {}", told.len(), HOOKS * EVENTS);
            let held = done(&store, move |tx| outbox::lease_due(tx, now, 400));
            let (left, _) = seen(&store, move |tx| outbox::waiting(tx, now.plus_seconds(10_000_000)));
            if left == 0 {
                break;
            }
            let (mut arrived, mut refused) = (std::mem::take(&mut late), vec![]);
            for delivery in held {
                let fate = fate();
                if !matches!(fate, Fate::Refused | Fate::Lost) {
                    let Target::Webhook { url, body, .. } = &delivery.target else { panic!("a webhook") };
                    let known = told.entry((url.clone(), delivery.id.clone())).or_insert_with(|| (body.clone(), 0));
                    assert_eq!(known.0, *body, "the same name tells something else");
                    known.1 += 1;
                }
                match fate {
                    Fate::Arrives => arrived.push(delivery),
                    Fate::ArrivesLate => late.push(delivery),
                    Fate::Refused => refused.push(delivery),
                    Fate::ArrivesUnseen | Fate::Lost => {}
                }
            }
            done(&store, move |tx| {
                for delivery in &refused {
                    outbox::failed(tx, delivery, "status 500", 0.5, now)?;
                }
                arrived.iter().try_for_each(|delivery| outbox::delivered(tx, delivery, now))
            });
            // Now and then a whole lease passes: what was held by the dead is taken again.
            now = now.plus_seconds(if round % 5 == 4 { LEASE_SECONDS } else { 1 });
        }
        assert_eq!(told.len(), HOOKS * EVENTS);
        let bodies: BTreeSet<&str> = told.values().map(|(body, _)| body.as_str()).collect();
        assert_eq!(bodies.len(), EVENTS);
        let twice = told.values().filter(|(_, times)| 1 < *times).count();
        assert!(500 < twice, "only {twice} came more than once: nothing died");
    });
}

#[test]
fn a_worker_that_comes_too_late_does_not_disturb_the_one_that_took_over() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        hook(&store, &own, "https://one.example");
        emit(&store, &own, 1, MORNING);
        let slow = lease(&store, MORNING).remove(0);
        let later = MORNING.plus_seconds(LEASE_SECONDS);
        let second = lease(&store, later).remove(0);
        assert_eq!(fail(&store, &slow, 0.0, later), Err(StoreError::NotFound));
        assert_eq!(lease(&store, later), [], "it is still the second one's");
        // But what did arrive has arrived, whoever brought it.
        delivered(&store, &slow, later);
        assert_eq!(fail(&store, &second, 0.0, later), Err(StoreError::NotFound));
        assert_eq!(lease(&store, later.plus_seconds(1_000_000)), []);
    });
}

#[test]
fn retries_follow_the_schedule_of_standard_webhooks_with_the_same_id_and_words() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        hook(&store, &own, "https://one.example");
        emit(&store, &own, 1, MORNING);
        let mut now = MORNING;
        let first = lease(&store, now).remove(0);
        let mut current = first.clone();
        for (position, seconds) in RETRY_SECONDS.iter().enumerate() {
            let again = now.plus_seconds(*seconds);
            assert_eq!(fail(&store, &current, 0.0, now), Ok(Next::Again(again)), "failure {}", position + 1);
            assert_eq!(lease(&store, Time(again.0 - 1)), []);
            now = again;
            current = lease(&store, now).remove(0);
            assert_eq!((&current.id, body(&current)), (&first.id, body(&first)));
            assert_eq!(current.attempt, position as i64 + 2);
        }
        // The published schedule: at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
        assert_eq!(now, MORNING.plus_seconds(5 + 300 + 1800 + 7200 + 18_000 + 36_000 + 50_400 + 72_000 + 86_400));
        assert_eq!(fail(&store, &current, 0.0, now), Ok(Next::GivenUp));
        assert_eq!(lease(&store, now.plus_seconds(10_000_000)), []);

        // It is seen, and can be sent again.
        let by = own.clone();
        let listed = seen(&store, move |tx| outbox::list(tx, &by, None, 10)).remove(0);
        assert_eq!((listed.state, listed.attempts), (DeliveryState::GivenUp, 10));
        assert_eq!(listed.last_error.as_deref(), Some("status 500"));
        let (by, id) = (own.clone(), listed.id);
        done(&store, move |tx| outbox::replay(tx, &by, &id, now));
        let replayed = lease(&store, now).remove(0);
        assert_eq!((&replayed.id, body(&replayed), replayed.attempt), (&first.id, body(&first), 1));
        delivered(&store, &replayed, now);
        let (by, id) = (own.clone(), first.id);
        assert_eq!(refused(&store, move |tx| outbox::replay(tx, &by, &id, now)), StoreError::NotFound);
    });
}

#[test]
fn jitter_spreads_a_retry_over_a_tenth_of_its_time() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        for (jitter, millis) in [(0.0, 5000), (0.5, 5250), (1.0, 5500), (9.0, 5500), (-1.0, 5000)] {
            let id = post(&store, &own, "a@b.example");
            let delivery = lease(&store, MORNING).remove(0);
            assert_eq!(delivery.id, id);
            assert_eq!(fail(&store, &delivery, jitter, MORNING), Ok(Next::Again(Time(MORNING.0 + millis))));
        }
    });
}

#[test]
fn a_webhook_that_hangs_takes_no_places_from_others() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        let (hanging, _) = hook(&store, &own, "https://hangs.example");
        hook(&store, &theirs, "https://healthy.example");
        for answer in 0..60 {
            emit(&store, &own, answer, MORNING);
        }
        let stuck = done(&store, |tx| outbox::lease_due(tx, MORNING, 10));
        assert_eq!(stuck.len() as i64, LANE_MAX);
        emit(&store, &theirs, 1, MORNING.plus_seconds(1));
        let next = done(&store, |tx| outbox::lease_due(tx, MORNING.plus_seconds(1), 10));
        assert_eq!(next.len(), 1, "the queue of one hides nobody else's, and gets no more places");
        assert!(matches!(&next[0].target, Target::Webhook { url, .. } if url == "https://healthy.example"));

        // After its first failure the rest of its queue waits for its next try, and new events too.
        let now = MORNING.plus_seconds(15);
        for delivery in &stuck {
            assert_eq!(fail(&store, delivery, 0.0, now), Ok(Next::Again(now.plus_seconds(5))));
        }
        emit(&store, &own, 60, now);
        assert_eq!(lease(&store, now.plus_seconds(4)), []);
        let retried = lease(&store, now.plus_seconds(5));
        assert_eq!(retried.len() as i64, LANE_MAX);
        // One success, and all of it may go.
        let after = now.plus_seconds(6);
        for delivery in &retried {
            delivered(&store, delivery, after);
        }
        let mut left = 61 - LANE_MAX;
        while let taken @ [_, ..] = lease(&store, after).as_slice() {
            left -= taken.len() as i64;
            for delivery in taken {
                delivered(&store, delivery, after);
            }
        }
        assert_eq!(left, 0);
        let by = own.clone();
        let shown = seen(&store, move |tx| webhooks::list(tx, &by)).remove(0);
        assert_eq!((shown.id, shown.failing_since), (hanging, None));
    });
}

#[test]
fn a_webhook_that_is_gone_or_fails_for_five_days_is_switched_off() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (gone, _) = hook(&store, &own, "https://gone.example");
        emit(&store, &own, 1, MORNING);
        emit(&store, &own, 2, MORNING);
        let both = lease(&store, MORNING);
        let delivery = both[0].clone();
        done(&store, move |tx| outbox::gone(tx, &delivery, MORNING));
        emit(&store, &own, 3, MORNING);
        let much_later = MORNING.plus_seconds(30 * 24 * 3600);
        assert_eq!(lease(&store, much_later), [], "nothing is sent to one that is switched off");
        let by = own.clone();
        let shown = seen(&store, move |tx| webhooks::list(tx, &by)).remove(0);
        assert_eq!((shown.disabled_at, shown.disabled_why.as_deref()), (Some(MORNING), Some("gone")));
        // Switched on again, what had waited goes; what it was not told in between, it is not told.
        let (by, id) = (own.clone(), gone.clone());
        done(&store, move |tx| webhooks::enable(tx, &by, &id, much_later));
        assert_eq!(lease(&store, much_later).len(), 1);
        let (by, id) = (own.clone(), gone);
        done(&store, move |tx| webhooks::delete(tx, &by, &id, much_later));

        let (failing, _) = hook(&store, &own, "https://failing.example");
        let day = 24 * 3600;
        for (days, off) in [(0, false), (4, false), (5, true)] {
            let now = MORNING.plus_seconds(days * day);
            emit(&store, &own, days, now);
            let fresh = lease(&store, now);
            fail(&store, fresh.last().expect("it is due"), 0.0, now).expect("it is this worker's");
            let by = own.clone();
            let shown = seen(&store, move |tx| webhooks::list(tx, &by)).remove(0);
            assert_eq!((shown.id == failing, shown.disabled_why.is_some()), (true, off), "day {days}");
        }
    });
}

#[test]
fn a_replaced_key_signs_beside_the_new_one_for_a_day() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (id, old) = hook(&store, &own, "https://one.example");
        let (by, which) = (own.clone(), id.clone());
        let new = done(&store, move |tx| webhooks::rotate(tx, &by, &which, MORNING));
        assert_ne!(old, new);
        let keys = |now: Time| {
            emit(&store, &own, 1, now);
            let delivery = lease(&store, now).remove(0);
            delivered(&store, &delivery, now);
            let Target::Webhook { secrets, .. } = delivery.target else { panic!("a webhook") };
            secrets
        };
        let day = 24 * 3600;
        assert_eq!(keys(MORNING.plus_seconds(day - 1)), [new.to_vec(), old.to_vec()]);
        assert_eq!(keys(MORNING.plus_seconds(day)), [new.to_vec()]);
    });
}

#[test]
fn a_mail_keeps_neither_address_nor_words_once_it_is_sent() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let id = post(&store, &own, "sari@klinik.example");
        let left = "SELECT COUNT(*) FROM outbox WHERE payload LIKE ?1 OR target LIKE ?2 OR payload LIKE ?2";
        let patterns = values!["%canary%", "%sari%"];
        assert_eq!(number(&store, left, &patterns), 1);
        let delivery = lease(&store, MORNING).remove(0);
        let Target::Mail(mail) = &delivery.target else { panic!("a mail") };
        assert_eq!(
            (mail.to.as_str(), mail.subject.as_str(), mail.text.as_str()),
            ("sari@klinik.example", "Halo", "canary-words")
        );
        assert!(!format!("{delivery:?}").contains("sari"), "a log shows no address");
        delivered(&store, &delivery, MORNING);
        assert_eq!(number(&store, left, &patterns), 0);
        let by = own.clone();
        let listed = seen(&store, move |tx| outbox::list(tx, &by, None, 10)).remove(0);
        assert_eq!((listed.id.clone(), listed.state, listed.webhook), (id, DeliveryState::Delivered, None));
        let by = own.clone();
        let why = refused(&store, move |tx| outbox::replay(tx, &by, &listed.id, MORNING));
        assert_eq!(why, StoreError::NotFound);
    });
}

#[test]
fn what_is_given_back_at_the_end_counts_as_not_tried() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        hook(&store, &own, "https://one.example");
        emit(&store, &own, 1, MORNING);
        let held = lease(&store, MORNING);
        done(&store, move |tx| outbox::release(tx, &held));
        assert_eq!(lease(&store, MORNING)[0].attempt, 1);
    });
}

#[test]
fn how_much_waits_and_how_long_is_told() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        assert_eq!(seen(&store, |tx| outbox::waiting(tx, MORNING)), (0, 0));
        post(&store, &own, "a@b.example");
        post(&store, &own, "c@d.example");
        let now = MORNING.plus_seconds(90);
        assert_eq!(seen(&store, move |tx| outbox::waiting(tx, now)), (2, 90));
    });
}

#[test]
fn what_is_done_is_forgotten_after_its_time() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        post(&store, &own, "a@b.example");
        post(&store, &own, "c@d.example");
        post(&store, &own, "e@f.example");
        let held = lease(&store, MORNING);
        delivered(&store, &held[0], MORNING);
        let bad = held[1].clone();
        done(&store, move |tx| outbox::give_up(tx, &bad, "no such mailbox", MORNING));
        let day = 24 * 3600;
        let purge = |days: i64| done(&store, move |tx| outbox::purge(tx, MORNING.plus_seconds(days * day + 1)));
        assert_eq!((purge(6), purge(7), purge(29), purge(30), purge(300)), (0, 1, 0, 1, 0));
    });
}

#[test]
fn a_damaged_delivery_does_not_stop_the_others() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let bad = post(&store, &own, "a@b.example");
        let good = post(&store, &own, "c@d.example");
        past(&store)
            .execute("UPDATE outbox SET payload = '{' WHERE id = ?1", &values![&bad])
            .expect("it can be damaged");
        let taken = lease(&store, MORNING);
        assert_eq!(taken.iter().map(|one| &one.id).collect::<Vec<_>>(), [&good]);
        let by = own.clone();
        let listed = seen(&store, move |tx| outbox::list(tx, &by, None, 10));
        let state = listed.iter().find(|one| one.id == bad).map(|one| one.state);
        assert_eq!(state, Some(DeliveryState::GivenUp));
    });
}

#[test]
fn addresses_that_must_not_be_called_are_refused() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        for url in [
            "",
            "https://",
            "http://one.example",
            "ftp://one.example",
            "https://user:pw@one.example",
            "javascript:alert(1)",
            "https://one.example/a b",
            "https://one.example\\@two.example",
            "http://127.0.0.1.example",
            "http://localhost@one.example",
        ] {
            let (by, bad) = (own.clone(), url.to_owned());
            let why = refused(&store, move |tx| webhooks::create(tx, &by, &bad, &Event::ALL, MORNING));
            assert_eq!(why, refusal("store-webhook-address"), "{url}");
        }
        let by = own.clone();
        let why = refused(&store, move |tx| webhooks::create(tx, &by, "https://one.example", &[], MORNING));
        assert_eq!(why, refusal("store-webhook-events"));
        for place in 0..webhooks::WEBHOOKS_MAX {
            hook(&store, &own, &format!("http://127.0.0.1:8080/{place}"));
        }
        let by = own.clone();
        let why = refused(&store, move |tx| webhooks::create(tx, &by, "https://one.example", &Event::ALL, MORNING));
        assert_eq!(why, StoreError::Refused("store-webhooks-many", vec![("most", "20".into())]));
    });
}
