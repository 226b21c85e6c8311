//! The sums that are kept, plus the answers after them, are the sums of the rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store::erase::{self, PersonQuery};
use store::links::Door;
use store::live::{self, StoreScan};
use store::{Store, answers, listing, waves};
use sums::{Accumulator, Batch, Cube, Plan, Scan, stable_hash};

use crate::common::{MORNING, number, on_both, seen};
use crate::scene::{Scene, answer, one, plan};

/// What happens to a wave.
#[derive(Debug, Clone)]
enum Step {
    Answer { codes: [u8; 6], branch: Option<u8>, channel: Option<u8>, suspicious: bool },
    Erase(usize),
    SetAside(usize, bool),
    Fold,
    Keep,
    ForgetPlan,
}

fn code() -> impl Strategy<Value = u8> {
    prop_oneof![8 => 1_u8..=5, 1 => Just(255), 1 => Just(254)]
}

fn step() -> impl Strategy<Value = Step> {
    let codes = [code(), code(), code(), code(), code(), code()];
    let answer = (codes, prop::option::of(0_u8..4), prop::option::of(0_u8..2), prop::bool::weighted(0.1))
        .prop_map(|(codes, branch, channel, suspicious)| Step::Answer { codes, branch, channel, suspicious });
    prop_oneof![
        12 => answer,
        3 => any::<usize>().prop_map(Step::Erase),
        3 => (any::<usize>(), any::<bool>()).prop_map(|(which, aside)| Step::SetAside(which, aside)),
        2 => Just(Step::Fold),
        1 => Just(Step::Keep),
        1 => Just(Step::ForgetPlan),
    ]
}

/// Another plan than the one that is asked for: what is kept must not be taken for it.
fn smaller() -> Plan {
    Plan { tables: vec![], ..plan() }
}

fn scanned(scene: &Scene) -> Cube {
    let mut scan = StoreScan { store: scene.store.clone(), scope: scene.scope.clone(), wave: scene.wave.id.clone() };
    scan.scan(&plan()).expect("the rows can be scanned")
}

/// Answers added up in this process from what is listed, by nothing but the words that a person reads.
fn added_up(scene: &Scene) -> Cube {
    let keys = scene.see(|tx, s| live::evidence(tx, &s.scope, &s.wave.id, &plan())).keys;
    let mut batch = Batch { columns: vec![vec![]; 6], cells: vec![vec![]; 3] };
    let listed = scene.see(|tx, s| {
        let mut all = Vec::new();
        listing::each(tx, &s.scope, &s.wave.id, |one| {
            all.push(one);
            Ok(())
        })?;
        Ok(all)
    });
    for one in listed.iter().filter(|one| one.state == listing::ResponseState::Counted) {
        batch.columns.iter_mut().zip(&one.codes).for_each(|(column, code)| column.push(*code));
        batch.cells[0].push((stable_hash(&one.attempt.bytes()) % 20) as u32);
        for (segment, word) in one.segments.iter().enumerate() {
            let code = word.as_ref().and_then(|word| keys[segment].iter().position(|key| key == word));
            batch.cells[1 + segment].push(code.map_or(u32::MAX, |code| code as u32));
        }
    }
    let mut sums = Accumulator::new(&plan()).expect("the plan is sound");
    sums.observe(&batch);
    sums.finish()
}

fn carry_out(scene: &Scene, door: &Door, step: Step, sent: &mut Vec<store::Id>) {
    match step {
        Step::Answer { codes, branch, channel, suspicious } => {
            let mut submission = answer(codes);
            let word = |name: &str, n: Option<u8>| n.map(|n| (name.to_owned(), format!("{name} {n}")));
            submission.segments = word("branch", branch).into_iter().chain(word("channel", channel)).collect();
            submission.suspicious = suspicious.then_some("too fast");
            // The page of a pulse never asks nothing; a row of nothing is refused, and counted nowhere.
            if scene.submit(door, &submission, MORNING).is_ok() {
                sent.push(submission.attempt);
            }
        }
        Step::Erase(which) if !sent.is_empty() => {
            let attempt = sent.swap_remove(which % sent.len());
            let erased =
                scene.change(move |tx, s| erase::person(tx, &s.scope, &PersonQuery::Attempt(attempt), MORNING));
            assert_eq!(erased.responses, 1);
        }
        Step::SetAside(which, aside) if !sent.is_empty() => {
            let attempt = sent[which % sent.len()].clone();
            let why = aside.then_some("looked at");
            scene.change(move |tx, s| answers::set_aside(tx, &s.scope, &s.wave.id, &attempt, why, MORNING));
        }
        Step::Erase(_) | Step::SetAside(..) => {}
        Step::Fold => {
            scene.change(|tx, s| live::fold(tx, &s.scope, &s.wave.id, &plan()));
        }
        Step::Keep => {
            scene.change(|tx, s| {
                let evidence = live::evidence(tx, &s.scope, &s.wave.id, &plan())?;
                live::keep(tx, &s.scope, &s.wave.id, &plan(), &evidence)
            });
        }
        Step::ForgetPlan => {
            scene.change(|tx, s| live::fold(tx, &s.scope, &s.wave.id, &smaller()));
        }
    }
}

fn history(store: &Store, name: &str, steps: Vec<Step>) {
    let scene = Scene::new(store, name, true);
    let door = scene.door(MORNING);
    let mut sent = Vec::new();
    for step in steps {
        carry_out(&scene, &door, step, &mut sent);
        let evidence = scene.see(|tx, s| live::evidence(tx, &s.scope, &s.wave.id, &plan()));
        assert_eq!(evidence.cube, scanned(&scene));
        assert_eq!(evidence.counted, scene.wave_now().answers);
    }
    assert_eq!(scanned(&scene), added_up(&scene));
    let wave = scene.wave_now();
    assert_eq!(wave.answers + wave.set_aside, i64::try_from(sent.len()).expect("a few"));
}

#[test]
fn kept_sums_and_what_came_after_are_the_sums_of_the_rows_whatever_happened() {
    on_both(|store| {
        let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
        let count = std::cell::Cell::new(0);
        let outcome = runner.run(&prop::collection::vec(step(), 1..40), |steps| {
            count.set(count.get() + 1);
            history(&store, &format!("Organisation {}", count.get()), steps);
            Ok(())
        });
        outcome.expect("every history adds up");
    });
}

#[test]
fn sums_are_folded_every_1024_answers_and_readers_look_at_the_rest() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let door = Arc::new(scene.folding_door(MORNING));
        let pending: Vec<_> = (0..2100_u32)
            .map(|n| {
                let (door, mut submission) = (Arc::clone(&door), answer([1 + (n % 5) as u8; 6]));
                submission.segments = one("branch", &format!("Branch {}", n % 7));
                scene.store.write(move |tx| answers::submit(tx, &door, &submission, MORNING))
            })
            .collect();
        pending.into_iter().for_each(|answer| drop(answer.wait().expect("it is taken")));
        let evidence = scene.see(|tx, s| live::evidence(tx, &s.scope, &s.wave.id, &plan()));
        assert_eq!((evidence.counted, evidence.through, evidence.looked_at), (2100, 2100, 2100 - 2048));
        assert_eq!(evidence.keys[0].len(), 7);
        assert_eq!(evidence.cube, scanned(&scene));
        let rows = scene.see(|tx, s| listing::rows(tx, &s.scope, &s.wave.id, &plan())).expect("they are few");
        let mut sums = Accumulator::new(&plan()).expect("the plan is sound");
        sums.observe(&rows.batch());
        assert_eq!(sums.finish(), evidence.cube);
        assert_eq!(number(&store, "SELECT through FROM wave_sums", &[]), 2048);
    });
}

#[test]
fn a_wave_that_lags_is_added_up_piece_by_piece_until_it_lags_no_more() {
    on_both(|store| {
        let (scene, other) = (Scene::new(&store, "Bank", false), Scene::new(&store, "Clinic", false));
        other.submit(&other.door(MORNING), &answer([2; 6]), MORNING).expect("it is taken");
        let door = scene.door(MORNING);
        for n in 0..7_u8 {
            scene.submit(&door, &answer([1 + n % 5; 6]), MORNING).expect("it is taken");
        }
        for through in [3, 6, 7] {
            let lagging = seen(&store, |tx| live::lagging(tx, 1));
            assert_eq!(lagging.len(), 2, "its own and the other organisation's");
            assert!(lagging.contains(&(operator(&scene), scene.wave.id.clone())));
            let more = scene.see(|tx, s| live::some_more(tx, &s.scope, &s.wave.id, &plan(), 3));
            assert_eq!((more.through, more.looked_at), (through, through - (through - 1) / 3 * 3));
            assert!(scene.change(move |tx, s| live::keep(tx, &s.scope, &s.wave.id, &plan(), &more)));
            let evidence = scene.see(|tx, s| live::evidence(tx, &s.scope, &s.wave.id, &plan()));
            assert_eq!((evidence.through, evidence.looked_at), (7, 7 - through));
            assert_eq!(evidence.cube, scanned(&scene));
        }
        assert_eq!(seen(&store, |tx| live::lagging(tx, 1)), [(operator(&other), other.wave.id.clone())]);
        assert_eq!(seen(&store, |tx| live::lagging(tx, 2)), []);
    });
}

/// The operator's scope of a scene's organisation.
fn operator(scene: &Scene) -> store::Scope {
    let scope = scene.scope.clone();
    seen(&scene.store, move |tx| {
        let organisation = store::people::organisation(tx, &scope)?.id;
        store::people::operator_scope(tx, Some(&organisation))
    })
}

#[test]
fn evidence_gathered_before_an_erasure_is_not_kept_after_it() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let door = scene.door(MORNING);
        let submission = answer([3; 6]);
        scene.submit(&door, &submission, MORNING).expect("it is taken");
        scene.submit(&door, &answer([5; 6]), MORNING).expect("it is taken");
        let before = scene.see(|tx, s| live::evidence(tx, &s.scope, &s.wave.id, &plan()));
        scene.change(move |tx, s| erase::person(tx, &s.scope, &PersonQuery::Attempt(submission.attempt), MORNING));
        let kept = scene.change(move |tx, s| live::keep(tx, &s.scope, &s.wave.id, &plan(), &before));
        assert!(!kept);
        let after = scene.see(|tx, s| live::evidence(tx, &s.scope, &s.wave.id, &plan()));
        assert_eq!((after.counted, after.cube.total(0).rows), (1, 1));
    });
}

#[test]
fn a_plan_of_another_questionnaire_is_refused() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let (scope, wave) = (scene.scope.clone(), scene.wave.id.clone());
        let mut wrong = plan();
        wrong.facets.pop();
        let look = move |tx: &mut store::Transaction<'_>| live::evidence(tx, &scope, &wave, &wrong);
        assert!(matches!(store.read(look).wait(), Err(store::StoreError::Unavailable(_))));
    });
}

#[test]
fn groups_beyond_five_hundred_and_words_that_are_too_long_are_none() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let door = Arc::new(scene.door(MORNING));
        let words = (0..502).map(|n| format!("Branch {n}")).chain([format!("  {}  ", "x".repeat(101)), "  ".into()]);
        let pending: Vec<_> = words
            .map(|word| {
                let (door, mut submission) = (Arc::clone(&door), answer([3; 6]));
                submission.segments = BTreeMap::from([("branch".to_owned(), word), ("unknown".into(), "x".into())]);
                scene.store.write(move |tx| answers::submit(tx, &door, &submission, MORNING))
            })
            .collect();
        pending.into_iter().for_each(|answer| drop(answer.wait().expect("it is taken")));
        let evidence = scene.see(|tx, s| live::evidence(tx, &s.scope, &s.wave.id, &plan()));
        assert_eq!((evidence.keys[0].len(), evidence.keys[1].len(), evidence.counted), (500, 0, 504));
        assert_eq!((evidence.cube.total(0).rows, evidence.cube.total(1).rows), (504, 500));
    });
}

#[test]
fn waves_do_not_mix() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        scene.submit(&scene.door(MORNING), &answer([3; 6]), MORNING).expect("it is taken");
        let next = scene.change(|tx, s| {
            waves::close(tx, &s.scope, &s.wave.id, MORNING)?;
            waves::open(tx, &s.scope, &s.survey.id, &crate::scene::new_wave("April", MORNING), MORNING)
        });
        scene.submit(&scene.door(MORNING), &answer([5; 6]), MORNING).expect("it is taken");
        scene.submit(&scene.door(MORNING), &answer([5; 6]), MORNING).expect("it is taken");
        let rows =
            |wave: store::Id| scene.see(move |tx, s| live::evidence(tx, &s.scope, &wave, &plan())).cube.total(0).rows;
        assert_eq!((rows(scene.wave.id.clone()), rows(next.id)), (1, 2));
    });
}
