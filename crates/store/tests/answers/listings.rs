//! Answers of anonymous surveys are listed in an order that says nothing of when they came.

use store::listing::{self, ResponseState, Which};
use store::{Id, answers};

use crate::common::{MORNING, on_both};
use crate::scene::{Scene, answer};

/// Answers of a survey, some at a time.
fn listed(scene: &Scene, which: Which, limit: u32) -> Vec<Id> {
    scene.see(move |tx, s| {
        let mut all: Vec<Id> = Vec::new();
        loop {
            let last = all.last().cloned();
            let some = listing::shuffled(tx, &s.scope, &s.wave.id, which, last.as_ref(), limit)?;
            if some.is_empty() {
                return Ok(all);
            }
            all.extend(some.into_iter().map(|answer| answer.attempt));
        }
    })
}

/// Thirty answers of a program that makes attempts from the time, in the order in which they came.
fn sent(scene: &Scene) -> Vec<Id> {
    let attempts = (0..30).map(|minute| {
        let mut submission = answer([1 + (minute % 5) as u8; 6]);
        submission.attempt = Id::new(MORNING.plus_seconds(60 * minute));
        scene.submit(&scene.door(MORNING), &submission, MORNING).expect("it is taken");
        submission.attempt
    });
    attempts.collect()
}

#[test]
fn every_answer_is_listed_once_and_not_as_they_came() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let arrived = sent(&scene);
        let whole = listed(&scene, Which::default(), 7);
        assert_ne!(whole, arrived);
        assert_eq!(whole, listed(&scene, Which::default(), 30), "the order is the same however it is read");
        let (mut sorted, mut expected) = (whole, arrived);
        sorted.sort();
        expected.sort();
        assert_eq!(sorted, expected);
    });
}

#[test]
fn what_came_after_a_place_is_not_listed_whatever_became_of_it() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let arrived = sent(&scene);
        let aside = arrived[3].clone();
        scene.change(move |tx, s| answers::set_aside(tx, &s.scope, &s.wave.id, &aside, Some("trap"), MORNING));
        // Ten that count, with the one between them that does not.
        let through = scene.see(|tx, s| listing::place_of_counted(tx, &s.scope, &s.wave.id, 10));
        let mut first: Vec<Id> = arrived[..11].to_vec();
        first.sort_by_key(|attempt| attempt.bytes()[8..].to_vec());
        assert_eq!(listed(&scene, Which { through: Some(through), ..Which::default() }, 4), first);
        let state = Some(ResponseState::SetAside);
        assert_eq!(listed(&scene, Which { state, ..Which::default() }, 4), [arrived[3].clone()]);
        let place = |count| scene.see(move |tx, s| listing::place_of_counted(tx, &s.scope, &s.wave.id, count));
        assert_eq!((place(0), place(29)), (0, 30));
    });
}
