//! Words of groups: whoever can write an address by hand leaves room for those of links, invitations and files.

use std::collections::BTreeMap;

use store::answers::SEGMENT_VALUES_OF_STRANGERS_MAX;
use store::erase::{self, PersonQuery};
use store::links::{Door, DoorKind};
use store::{Id, listing};

use crate::common::{MORNING, on_both};
use crate::scene::{Scene, answer, one};

/// Somebody answers in a frame whose address names a branch.
fn from_frame(scene: &Scene, door: &Door, branch: &str) -> Id {
    let mut submission = answer([5; 6]);
    submission.segments = one("branch", branch);
    scene.submit(door, &submission, MORNING).expect("it is taken");
    submission.attempt
}

/// The branch of an answer.
fn branch(scene: &Scene, attempt: &Id) -> Option<String> {
    let attempt = attempt.clone();
    scene.see(move |tx, s| listing::get(tx, &s.scope, &s.wave.id, &attempt)).segments[0].clone()
}

#[test]
fn strangers_do_not_use_up_the_words_of_a_group() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let frame = Door { kind: DoorKind::Embedded, ..scene.door(MORNING) };
        let all: Vec<Id> =
            (0..=SEGMENT_VALUES_OF_STRANGERS_MAX).map(|n| from_frame(&scene, &frame, &format!("word {n}"))).collect();
        assert_eq!(branch(&scene, &all[SEGMENT_VALUES_OF_STRANGERS_MAX - 1]).as_deref(), Some("word 249"));
        assert_eq!(branch(&scene, &all[SEGMENT_VALUES_OF_STRANGERS_MAX]), None);
        // What the link itself says, and a known word, are groups all the same.
        let link = Door { hidden: BTreeMap::from([("branch".to_owned(), "North".to_owned())]), ..frame.clone() };
        let known = from_frame(&scene, &link, "word 1000");
        assert_eq!(branch(&scene, &known).as_deref(), Some("North"));
        assert_eq!(branch(&scene, &from_frame(&scene, &frame, "word 7")).as_deref(), Some("word 7"));
    });
}

#[test]
fn the_place_of_an_erased_word_is_used_again() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let door = scene.door(MORNING);
        let words: Vec<Id> = ["North", "South", "West"].iter().map(|word| from_frame(&scene, &door, word)).collect();
        let gone = words[1].clone();
        scene.change(move |tx, s| erase::person(tx, &s.scope, &PersonQuery::Attempt(gone), MORNING));
        let new = from_frame(&scene, &door, "East");
        let found = scene.see(|tx, s| listing::combinations(tx, &s.scope, &s.wave.id));
        assert_eq!(found.len(), 3, "{found:?}");
        let branches = [&words[0], &words[2], &new].map(|attempt| branch(&scene, attempt).unwrap_or_default());
        assert_eq!(branches, ["North", "West", "East"]);
        let highest = crate::common::number(&store, "SELECT MAX(code) FROM segment_values", &[]);
        assert_eq!(highest, 2, "three words need three places");
    });
}
