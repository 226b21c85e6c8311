//! Answers under way are never forgotten, and gone once they are sent.

use std::collections::BTreeMap;

use store::answers::receipt_of;
use store::drafts::{self, Draft};
use store::{Id, StoreError, waves};

use crate::common::{MORNING, on_both, refusal, refused};
use crate::scene::{Scene, answer, one};

fn draft(codes: [u8; 6]) -> Draft {
    Draft {
        attempt: Id::random(),
        codes: codes.to_vec(),
        segments: BTreeMap::new(),
        comment: None,
        language: "id".into(),
        cleared: vec![],
        begun_at: MORNING,
        saved_at: MORNING,
    }
}

fn save(scene: &Scene, draft: &Draft) -> Draft {
    let (door, draft) = (scene.door(MORNING), draft.clone());
    scene.change(move |tx, _| drafts::save(tx, &door, &draft, MORNING))
}

fn found(scene: &Scene, attempt: &Id) -> Option<Draft> {
    let (door, attempt) = (scene.door(MORNING), attempt.clone());
    scene.see(move |tx, _| drafts::get(tx, &door, &attempt))
}

#[test]
fn a_page_that_knows_less_erases_nothing_unless_it_says_so() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let mut first = draft([5, 4, 255, 255, 255, 255]);
        first.comment = Some("Long queue".into());
        first.segments = one("branch", "North");
        save(&scene, &first);
        let late = Draft {
            codes: vec![255, 255, 3, 255, 255, 255],
            comment: None,
            segments: BTreeMap::new(),
            ..first.clone()
        };
        let saved = save(&scene, &late);
        assert_eq!(saved.codes, [5, 4, 3, 255, 255, 255]);
        assert_eq!((saved.comment.as_deref(), &saved.segments), (Some("Long queue"), &one("branch", "North")));
        let taken_back = Draft { codes: vec![255; 6], cleared: vec![1], ..first.clone() };
        assert_eq!(save(&scene, &taken_back).codes, [5, 255, 3, 255, 255, 255]);
        assert_eq!(found(&scene, &first.attempt).expect("it is there").codes, [5, 255, 3, 255, 255, 255]);
    });
}

#[test]
fn a_receipt_finds_the_draft_however_it_is_typed() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let other = Scene::new(&store, "Clinic", true);
        let mine = draft([5, 255, 255, 255, 255, 255]);
        save(&scene, &mine);
        let receipt = receipt_of(&mine.attempt);
        let resume = |scene: &Scene, text: String| {
            let door = scene.door(MORNING);
            scene.see(move |tx, _| drafts::resume(tx, &door, &text)).map(|draft| draft.attempt)
        };
        let typed = receipt.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "L");
        assert_eq!(resume(&scene, receipt.clone()), Some(mine.attempt.clone()));
        assert_eq!(resume(&scene, typed), Some(mine.attempt.clone()));
        assert_eq!(resume(&other, receipt), None);
        assert_eq!(resume(&scene, receipt_of(&Id::random())), None);
    });
}

#[test]
fn a_sent_answer_has_no_draft_and_a_late_save_makes_none() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let mine = draft([5, 255, 255, 255, 255, 255]);
        save(&scene, &mine);
        let mut submission = answer([5; 6]);
        submission.attempt = mine.attempt.clone();
        scene.submit(&scene.door(MORNING), &submission, MORNING).expect("it is taken");
        assert_eq!(found(&scene, &mine.attempt), None);
        save(&scene, &mine);
        assert_eq!(found(&scene, &mine.attempt), None);
    });
}

#[test]
fn a_closed_wave_keeps_no_new_draft_and_old_drafts_are_erased() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let mine = draft([5, 255, 255, 255, 255, 255]);
        save(&scene, &mine);
        assert_eq!(scene.change(|tx, _| drafts::purge_old(tx, MORNING)), 0);
        assert_eq!(scene.change(|tx, _| drafts::purge_old(tx, MORNING.plus_seconds(1))), 1);
        assert_eq!(found(&scene, &mine.attempt), None);
        scene.change(|tx, s| waves::close(tx, &s.scope, &s.wave.id, MORNING));
        let door = scene.door(MORNING);
        assert_eq!(refused(&store, move |tx| drafts::save(tx, &door, &mine, MORNING)), refusal("store-wave-closed"));
    });
}

#[test]
fn nothing_is_kept_before_something_is_said_and_no_more_than_so_many_of_a_wave() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let among = |draft: &Draft| {
            let (door, draft) = (scene.door(MORNING), draft.clone());
            store.write(move |tx| drafts::save_among(tx, &door, &draft, 2, MORNING)).wait().map(|_| ())
        };
        let silent = draft([255; 6]);
        assert_eq!((among(&silent), found(&scene, &silent.attempt)), (Ok(()), None));
        let [first, second, third] = [1, 2, 3].map(|code| draft([code, 255, 255, 255, 255, 255]));
        assert_eq!((among(&first), among(&second)), (Ok(()), Ok(())));
        assert_eq!(among(&third), Err(StoreError::Crowded));
        assert_eq!(among(&second), Ok(()), "what is there goes on");
        // What is sent makes room.
        let mut submission = answer([5; 6]);
        submission.attempt = first.attempt.clone();
        scene.submit(&scene.door(MORNING), &submission, MORNING).expect("it is taken");
        assert_eq!(among(&third), Ok(()));
    });
}

#[test]
fn what_can_be_sent_no_more_is_erased_a_while_after_its_wave_was_closed() {
    on_both(|store| {
        let (scene, other) = (Scene::new(&store, "Bank", true), Scene::new(&store, "Clinic", true));
        for scene in [&scene, &other] {
            save(scene, &draft([5, 255, 255, 255, 255, 255]));
        }
        scene.change(|tx, s| waves::close(tx, &s.scope, &s.wave.id, MORNING));
        assert_eq!(scene.change(|tx, _| drafts::purge_closed(tx, MORNING)), 0);
        assert_eq!(
            scene.change(|tx, _| drafts::purge_closed(tx, MORNING.plus_seconds(1))),
            1,
            "only of the closed one"
        );
    });
}
