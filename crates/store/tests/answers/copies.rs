//! A copy is worth what was proved of it, and restoring brings nothing back that was erased.

use std::fs;
use std::path::Path;

use store::backup::{self, Restored};
use store::erase::{self, PersonQuery};
use store::live::{self, StoreScan};
use store::{DatabaseUrl, Options, Store, StoreError, answers, audit, listing};
use sums::Scan;

use crate::common::{Folder, MORNING, operator, seen};
use crate::scene::{Scene, answer, one, plan};

fn open(path: &Path) -> Store {
    Store::open(&DatabaseUrl::Sqlite(path.to_owned()), &Options::default()).expect("the store can be opened")
}

fn filled(store: &Store, answers: u8) -> Scene {
    let scene = Scene::new(store, "Bank", false);
    let door = scene.door(MORNING);
    for n in 0..answers {
        let mut submission = answer([1 + n % 5; 6]);
        submission.comment = Some(format!("Comment {n}"));
        submission.segments = one("branch", &format!("Branch {}", n % 3));
        scene.submit(&door, &submission, MORNING).expect("it is taken");
    }
    scene.change(|tx, s| live::fold(tx, &s.scope, &s.wave.id, &plan()));
    scene
}

fn everything(store: &Store, scene: &Scene) -> (Vec<listing::Response>, sums::Cube, audit::Head) {
    let (scope, wave) = (scene.scope.clone(), scene.wave.id.clone());
    let listed = seen(store, move |tx| listing::responses(tx, &scope, &wave, None, 200)).items;
    let mut scan = StoreScan { store: store.clone(), scope: scene.scope.clone(), wave: scene.wave.id.clone() };
    let scope = operator(store, &scene.scope);
    (listed, scan.scan(&plan()).expect("the rows can be scanned"), seen(store, move |tx| audit::head(tx, &scope)))
}

fn restore(copy: &Path, into: &Path) -> Restored {
    backup::restore(copy, into, None, MORNING).expect("the copy is restored")
}

#[test]
fn a_copy_made_while_answers_come_in_is_one_moment() {
    let folder = Folder::new();
    let store = open(&folder.0.join("rater.db"));
    let scene = filled(&store, 10);
    let door = scene.door(MORNING);
    let pending: Vec<_> = (0..2000)
        .map(|_| {
            let (door, submission) = (door.clone(), answer([4; 6]));
            store.write(move |tx| answers::submit(tx, &door, &submission, MORNING))
        })
        .collect();
    let copies: Vec<_> = (0..4).map(|n| folder.0.join(format!("copy-{n}.db"))).collect();
    for copy in &copies {
        let verified = backup::copy(&store, copy).expect("the copy is sound");
        assert!(verified.sealed);
        let rows = |name: &str| verified.tables.iter().find(|(table, _)| table == name).expect("the table is there").1;
        assert!((10..=2010).contains(&rows("responses")), "{}", rows("responses"));
        assert_eq!(verified.heads.len(), 1);
    }
    pending.into_iter().for_each(|answer| drop(answer.wait().expect("it is taken")));
    assert_eq!(scene.wave_now().answers, 2010);
    let again = backup::copy(&store, &copies[0]);
    assert!(matches!(again, Err(StoreError::Refused("store-copy-exists", _))));
}

#[test]
fn a_drill_brings_everything_back_with_a_stale_log_lying_there() {
    for drill in 0..10_u8 {
        let folder = Folder::new();
        let (live, copy, target) = (folder.0.join("rater.db"), folder.0.join("copy.db"), folder.0.join("new.db"));
        let store = open(&live);
        let scene = filled(&store, 20 + drill);
        let before = everything(&store, &scene);
        backup::copy(&store, &copy).expect("the copy is sound");
        // A log of another database, valid in itself: played into the copy it would destroy it.
        let foreign = folder.0.join("foreign.db");
        let other = open(&foreign);
        filled(&other, 30);
        fs::copy(folder.0.join("foreign.db-wal"), folder.0.join("new.db-wal")).expect("there is a log");
        fs::copy(folder.0.join("foreign.db-shm"), folder.0.join("new.db-shm")).expect("there is an index of it");
        if drill == 0 {
            // The control: merely laid beside that log, the copy is not what it was.
            let control = folder.0.join("control.db");
            fs::copy(&copy, &control).expect("it can be copied");
            fs::copy(folder.0.join("foreign.db-wal"), folder.0.join("control.db-wal")).expect("there is a log");
            let harmed = Store::open(&DatabaseUrl::Sqlite(control), &Options::default()).and_then(|store| {
                let (scope, wave) = (scene.scope.clone(), scene.wave.id.clone());
                store.read(move |tx| listing::responses(tx, &scope, &wave, None, 200)).wait()
            });
            assert_ne!(harmed.map(|page| page.items), Ok(before.0.clone()));
        }
        let restored = restore(&copy, &target);
        assert_eq!((restored.replaced, restored.notes_known), (None, true));
        let store = open(&target);
        assert_eq!(everything(&store, &scene), before, "drill {drill}");
        let moved = Scene { store: store.clone(), ..scene };
        moved.submit(&moved.door(MORNING), &answer([5; 6]), MORNING).expect("it serves again");
        assert_eq!(moved.wave_now().answers, i64::from(21 + drill));
    }
}

#[test]
fn an_older_copy_forgets_again_who_was_erased_since() {
    let folder = Folder::new();
    let (live, copy) = (folder.0.join("rater.db"), folder.0.join("copy.db"));
    let store = open(&live);
    let scene = filled(&store, 8);
    let (token, _) = scene.invite("budi@example.org");
    let mut submission = answer([2; 6]);
    submission.invitation = Some(token.hash());
    submission.comment = Some("the canary sings".into());
    scene.submit(&scene.invited_door(&token, MORNING), &submission, MORNING).expect("it is taken");
    let stranger = answer([1; 6]);
    scene.submit(&scene.door(MORNING), &stranger, MORNING).expect("it is taken");
    backup::copy(&store, &copy).expect("the copy is sound");
    for query in [PersonQuery::Email("budi@example.org".into()), PersonQuery::Attempt(stranger.attempt)] {
        scene.change(move |tx, s| erase::person(tx, &s.scope, &query, MORNING));
    }
    let erased_since = everything(&store, &scene).0;
    let notes = scene.see(|tx, _| erase::notes(tx));
    let Scene { scope, survey, wave, token, store: closing } = scene;
    drop((closing, store));
    let restored = restore(&copy, &live);
    assert_eq!((restored.erased.responses, restored.erased.invitees), (2, 1));
    assert!(restored.replaced.is_some_and(|kept| kept.exists()));
    let store = open(&live);
    let scene = Scene { store: store.clone(), scope, survey, wave, token };
    assert_eq!(everything(&store, &scene).0, erased_since);
    let file = fs::read(&live).expect("there is a file");
    assert!(crate::anonymity::places(&file, b"the canary sings").is_empty());
    // Into an empty place the notes come along by hand, and nobody is erased twice.
    let elsewhere = folder.0.join("elsewhere.db");
    let restored = backup::restore(&copy, &elsewhere, Some(&notes), MORNING).expect("the copy is restored");
    assert_eq!(restored.erased.responses, 2);
    let kept = open(&elsewhere);
    assert_eq!(seen(&kept, erase::notes), notes);
}

#[test]
fn a_damaged_copy_is_found_and_replaces_nothing() {
    let folder = Folder::new();
    let (live, copy, target) = (folder.0.join("rater.db"), folder.0.join("copy.db"), folder.0.join("new.db"));
    let store = open(&live);
    let scene = filled(&store, 10);
    backup::copy(&store, &copy).expect("the copy is sound");
    let sound = fs::read(&copy).expect("there is a copy");
    for flip in 0..100 {
        let mut damaged = sound.clone();
        let at = flip * 7919 % (8 * damaged.len());
        damaged[at / 8] ^= 1 << (at % 8);
        fs::write(&copy, &damaged).expect("it can be written");
        assert!(backup::verify(&copy).is_err(), "bit {at}");
    }
    fs::write(&copy, &sound[..sound.len() - 1]).expect("it can be written");
    assert!(backup::verify(&copy).is_err());
    fs::write(&target, b"what was there").expect("it can be written");
    fs::write(folder.0.join("new.db-wal"), b"and its log").expect("it can be written");
    assert!(matches!(backup::restore(&copy, &target, None, MORNING), Err(StoreError::Damaged(_))));
    assert_eq!(fs::read(&target).expect("it is there"), b"what was there");
    assert_eq!(fs::read(folder.0.join("new.db-wal")).expect("it is there"), b"and its log");
    assert_eq!(scene.wave_now().answers, 10);
}

#[test]
fn a_store_that_is_in_use_is_not_replaced() {
    let folder = Folder::new();
    let (live, copy) = (folder.0.join("rater.db"), folder.0.join("copy.db"));
    let store = open(&live);
    filled(&store, 3);
    backup::copy(&store, &copy).expect("the copy is sound");
    assert!(matches!(backup::restore(&copy, &live, None, MORNING), Err(StoreError::InUse(_))));
}
