//! An answer is counted once, however often it is sent.

use std::collections::BTreeMap;
use std::thread;

use store::answers::{self, ImportedAnswer, receipt_of};
use store::listing::{Order, Response, ResponseState, Way};
use store::{Id, StoreError, listing, waves};

use crate::common::{MORNING, on_both, refusal, refused, seen};
use crate::scene::{Scene, answer, new_wave, one};

#[test]
fn a_retry_gets_the_first_receipt_and_counts_nothing() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let other = Scene::new(&store, "Clinic", false);
        let (door, submission) = (scene.door(MORNING), answer([5, 4, 3, 2, 1, 5]));
        let first = scene.submit(&door, &submission, MORNING).expect("it is taken");
        let again = scene.submit(&door, &submission, MORNING.plus_seconds(35)).expect("it is taken");
        assert_eq!((first.repeated, again.repeated, &first.receipt), (false, true, &again.receipt));
        assert_eq!(first.receipt, receipt_of(&submission.attempt));
        assert_eq!((scene.wave_now().answers, other.wave_now().answers), (1, 0));
    });
}

#[test]
fn retries_that_race_are_one_answer() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let submissions: Vec<_> = (0..20).map(|n| answer([1 + n % 5, 4, 3, 2, 1, 5])).collect();
        let first: usize = thread::scope(|threads| {
            let racers: Vec<_> = (0..8)
                .map(|racer| {
                    let (scene, submissions) = (&scene, &submissions);
                    threads.spawn(move || {
                        let door = scene.door(MORNING);
                        let order = (0..20).map(|n| (n * 7 + racer * 3) % 20);
                        let taken = order.map(|n| scene.submit(&door, &submissions[n], MORNING).expect("it is taken"));
                        taken.filter(|taken| !taken.repeated).count()
                    })
                })
                .collect();
            racers.into_iter().map(|racer| racer.join().expect("no racer falls")).sum()
        });
        assert_eq!(first, 20);
        assert_eq!(scene.wave_now().answers, 20);
        assert_eq!(scene.see(|tx, s| listing::responses(tx, &s.scope, &s.wave.id, None, 200)).items.len(), 20);
    });
}

#[test]
fn the_same_attempt_with_another_answer_is_refused_and_changes_nothing() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let door = scene.door(MORNING);
        let mut first = answer([5, 4, 3, 2, 1, 5]);
        first.segments = one("branch", "North");
        scene.submit(&door, &first, MORNING).expect("it is taken");
        let mut codes = first.clone();
        codes.codes[0] = 1;
        let (mut comment, mut group) = (first.clone(), first.clone());
        comment.comment = Some("Different".into());
        group.segments = one("branch", "South");
        for other in [codes, comment, group] {
            assert_eq!(scene.submit(&door, &other, MORNING), Err(refusal("store-answer-differs")));
        }
        let listed = scene.see(|tx, s| listing::responses(tx, &s.scope, &s.wave.id, None, 200)).items;
        assert_eq!((listed.len(), &listed[0].codes), (1, &first.codes));
        assert_eq!(listed[0].segments, [Some("North".to_owned()), None]);
    });
}

#[test]
fn a_retry_that_comes_when_the_next_wave_is_open_is_still_the_same_answer() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let submission = answer([5, 4, 3, 2, 1, 5]);
        let first = scene.submit(&scene.door(MORNING), &submission, MORNING).expect("it is taken");
        let later = MORNING.plus_seconds(60);
        scene.change(move |tx, s| waves::close(tx, &s.scope, &s.wave.id, later));
        let between = scene.submit(&scene.door(later), &submission, later).expect("the receipt is given again");
        assert_eq!((between.repeated, &between.receipt), (true, &first.receipt));
        let next = scene.change(move |tx, s| waves::open(tx, &s.scope, &s.survey.id, &new_wave("April", later), later));
        let after = scene.submit(&scene.door(later), &submission, later).expect("the receipt is given again");
        assert!(after.repeated);
        assert_eq!(scene.see(move |tx, s| waves::get(tx, &s.scope, &next.id)).answers, 0);
    });
}

#[test]
fn a_closed_wave_takes_nothing_even_through_a_door_that_was_open() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let door = scene.door(MORNING);
        scene.change(|tx, s| waves::close(tx, &s.scope, &s.wave.id, MORNING));
        assert_eq!(scene.submit(&door, &answer([5; 6]), MORNING), Err(refusal("store-wave-closed")));
        assert_eq!(scene.submit(&scene.door(MORNING), &answer([5; 6]), MORNING), Err(refusal("store-wave-closed")));
        assert_eq!(scene.wave_now().answers, 0);
    });
}

#[test]
fn what_is_no_answer_is_refused() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let door = scene.door(MORNING);
        assert_eq!(scene.submit(&door, &answer([255; 6]), MORNING), Err(refusal("store-answer-empty")));
        for codes in [[6, 1, 1, 1, 1, 1], [0, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 253]] {
            assert_eq!(scene.submit(&door, &answer(codes), MORNING), Err(refusal("store-answer-malformed")));
        }
        let mut short = answer([1; 6]);
        short.codes.pop();
        assert_eq!(scene.submit(&door, &short, MORNING), Err(refusal("store-answer-malformed")));
        scene.submit(&door, &answer([255, 255, 254, 255, 255, 255]), MORNING).expect("not applicable is an answer");
    });
}

#[test]
fn what_is_counted_is_what_is_listed() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let door = scene.door(MORNING);
        for n in 0..25_u8 {
            let mut submission = answer([1 + n % 5; 6]);
            submission.suspicious = (n % 5 == 0).then_some("too fast");
            scene.submit(&door, &submission, MORNING).expect("it is taken");
        }
        let wave = scene.wave_now();
        assert_eq!((wave.answers, wave.set_aside), (20, 5));
        let mut listed = Vec::new();
        let mut cursor = None;
        loop {
            let page = scene.see(move |tx, s| listing::responses(tx, &s.scope, &s.wave.id, cursor, 10));
            listed.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(listed.iter().map(|one| one.sequence).collect::<Vec<_>>(), (1..=25).collect::<Vec<_>>());
        let aside = listed.iter().filter(|one| one.aside.as_deref() == Some("too fast"));
        assert_eq!(aside.count(), 5);
        let all = scene.see(|tx, s| {
            let mut all = Vec::new();
            listing::each(tx, &s.scope, &s.wave.id, |one| {
                all.push(one);
                Ok(())
            })?;
            Ok(all)
        });
        assert_eq!(all, listed);
    });
}

#[test]
fn pieces_that_are_read_one_after_another_are_all_answers_whatever_the_order_and_none_that_came_later() {
    on_both(|store| {
        let (scene, other) = (Scene::new(&store, "Bank", true), Scene::new(&store, "Clinic", true));
        for n in 0..7_u8 {
            for scene in [&scene, &other] {
                scene.submit(&scene.door(MORNING), &answer([1 + n % 5; 6]), MORNING).expect("it is taken");
            }
        }
        let until = scene.see(|tx, s| listing::last(tx, &s.scope, &s.wave.id));
        let all = scene.see(|tx, s| listing::responses(tx, &s.scope, &s.wave.id, None, 10)).items;
        scene.submit(&scene.door(MORNING), &answer([5; 6]), MORNING).expect("it is taken");
        for order in [Order::Came, Order::Shuffled] {
            let mut read = Vec::new();
            loop {
                let last: Option<Response> = read.last().cloned();
                let some =
                    scene.see(move |tx, s| listing::piece(tx, &s.scope, &s.wave.id, order, until, last.as_ref(), 3));
                if some.is_empty() {
                    break;
                }
                assert!(some.len() <= 3);
                read.extend(some);
            }
            if order == Order::Shuffled {
                // By their random end: a program may name its attempts by the time, which stands at the beginning.
                assert!(read.is_sorted_by_key(|one| one.attempt.bytes()[8..].to_vec()));
                read.sort_by_key(|one| one.sequence);
            }
            assert_eq!(read, all, "{order:?}");
        }
    });
}

#[test]
fn an_imported_answer_is_as_it_was_where_it_came_from() {
    on_both(|store| {
        for anonymous in [false, true] {
            let scene = Scene::new(&store, if anonymous { "Clinic" } else { "Bank" }, anonymous);
            let fields = one("ticket", "T-1");
            let row = |line: u64, aside: bool| ImportedAnswer {
                line,
                codes: vec![5; 6],
                segments: BTreeMap::new(),
                comment: Some("Ramah.".into()),
                seconds: Some(70),
                language: "id".into(),
                origin: answers::Origin { way: Way::Kiosk, aside, fields: fields.clone() },
            };
            let rows = vec![row(1, false), row(2, true)];
            scene.change(move |tx, s| answers::import(tx, &s.scope, &s.wave.id, &[1; 32], &rows, MORNING));
            let wave = scene.wave_now();
            assert_eq!((wave.answers, wave.set_aside), (1, 1));
            let listed = scene.see(|tx, s| listing::responses(tx, &s.scope, &s.wave.id, None, 10)).items;
            let states: Vec<_> = listed.iter().map(|one| (one.state, one.way)).collect();
            assert_eq!(states, [(ResponseState::Counted, Way::Kiosk), (ResponseState::SetAside, Way::Kiosk)]);
            assert_eq!(listed[0].fields.is_empty(), anonymous, "of an anonymous survey nothing leads to a person");
        }
    });
}

#[test]
fn a_file_that_is_imported_twice_is_there_once() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let row = |line: u64| ImportedAnswer {
            line,
            codes: vec![5, 4, 3, 2, 1, 5],
            segments: one("branch", "North"),
            comment: None,
            seconds: None,
            language: "en".into(),
            origin: answers::Origin::default(),
        };
        let import = |lines: std::ops::Range<u64>, file: u8| {
            let rows: Vec<_> = lines.map(row).collect();
            scene.change(move |tx, s| answers::import(tx, &s.scope, &s.wave.id, &[file; 32], &rows, MORNING))
        };
        let first = import(2..40, 1);
        let again = import(2..52, 1);
        let other = import(2..12, 2);
        assert_eq!((first.added, first.repeated), (38, 0));
        assert_eq!((again.added, again.repeated), (12, 38));
        assert_eq!((other.added, other.repeated), (10, 0));
        assert_eq!(scene.wave_now().answers, 60);
        // One faulty line, and nothing of the file is there.
        let faulty = vec![row(900), ImportedAnswer { codes: vec![9; 6], ..row(901) }];
        let (scope, wave) = (scene.scope.clone(), scene.wave.id.clone());
        let why = refused(&store, move |tx| answers::import(tx, &scope, &wave, &[3; 32], &faulty, MORNING));
        assert_eq!(why, refusal("store-answer-malformed"));
        assert_eq!(scene.wave_now().answers, 60);
    });
}

#[test]
fn a_job_that_fails_after_it_wrote_leaves_nothing() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let (door, submission) = (scene.door(MORNING), answer([5; 6]));
        let failing = submission.clone();
        let why = refused(&store, {
            let door = door.clone();
            move |tx| {
                answers::submit(tx, &door, &failing, MORNING)?;
                Err::<(), _>(StoreError::Busy)
            }
        });
        assert_eq!(why, StoreError::Busy);
        let panicking = submission.clone();
        refused(&store, {
            let door = door.clone();
            move |tx| {
                answers::submit(tx, &door, &panicking, MORNING)?;
                if panicking.language == "id" {
                    panic!("on purpose")
                }
                Ok(())
            }
        });
        assert_eq!(scene.wave_now().answers, 0);
        assert!(!scene.submit(&door, &submission, MORNING).expect("it is taken").repeated);
        assert_eq!(scene.wave_now().last_answer_at, Some(MORNING));
    });
}

#[test]
fn another_organisation_sees_no_answer() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let other = Scene::new(&store, "Clinic", false);
        scene.submit(&scene.door(MORNING), &answer([5; 6]), MORNING).expect("it is taken");
        let (scope, wave) = (other.scope.clone(), scene.wave.id.clone());
        let look = move |tx: &mut store::Transaction<'_>| listing::responses(tx, &scope, &wave, None, 10);
        assert_eq!(store.read(look).wait(), Err(StoreError::NotFound));
        let (scope, none) = (other.scope.clone(), Id::random());
        let look = move |tx: &mut store::Transaction<'_>| listing::responses(tx, &scope, &none, None, 10);
        assert_eq!(store.read(look).wait(), Err(StoreError::NotFound));
        assert_eq!(seen(&store, move |tx| listing::responses(tx, &other.scope, &other.wave.id, None, 10)).items, []);
    });
}

// Made with Python: base32 (Crockford's alphabet) of the first ten bytes of sha256(b"receipt" + sixteen zero bytes).
#[test]
fn a_receipt_is_the_same_for_ever() {
    let nothing = Id::from_bytes([0; 16]);
    assert_eq!(receipt_of(&nothing), "MZG4-6133-GDBF-TJFC");
}
