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
fn what_was_set_aside_is_listed_alone_on_request() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let arrived = sent(&scene);
        let aside = arrived[3].clone();
        scene.change(move |tx, s| answers::set_aside(tx, &s.scope, &s.wave.id, &aside, Some("trap"), MORNING));
        let state = Some(ResponseState::SetAside);
        assert_eq!(listed(&scene, Which { state, ..Which::default() }, 4), [arrived[3].clone()]);
    });
}
