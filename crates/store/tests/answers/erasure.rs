//! Whoever is erased was never there.

use store::drafts::{self, Draft};
use store::erase::{self, PersonQuery};
use store::links::Door;
use store::outbox::{self, Mail};
use store::{DatabaseUrl, Options, Store, StoreError, answers, audit, listing, live};

use crate::anonymity::{files, places};
use crate::common::{Folder, MORNING, number, on_both, operator, refused};
use crate::scene::{Scene, answer, one, plan};

const CANARY: &str = "zebra-canary-7Q";

/// Somebody leaves a trace of a word behind every door.
fn traces(scene: &Scene, canary: &str, n: usize) -> (store::Id, String) {
    let email = format!("{}-{n}@example.org", canary.to_lowercase());
    let (token, _) = scene.invite(&email);
    let door: Door = scene.invited_door(&token, MORNING);
    let mut submission = answer([1 + (n % 5) as u8; 6]);
    submission.invitation = Some(token.hash());
    // Long enough for pages of its own in some cases.
    submission.comment = Some(format!("{canary} said {}", format!("{canary} ").repeat(n * 40)));
    submission.segments = one("branch", &format!("Branch of {canary} {n}"));
    submission.fields = one("customer", &format!("{canary} {n}"));
    let draft = Draft {
        attempt: submission.attempt.clone(),
        codes: vec![255; 6],
        segments: one("branch", canary),
        comment: Some(format!("{canary} begins")),
        language: "id".into(),
        cleared: vec![],
        begun_at: MORNING,
        saved_at: MORNING,
    };
    let (waiting, mail) = (Draft { attempt: store::Id::random(), ..draft.clone() }, email.clone());
    let (canary, its) = (canary.to_owned(), door.clone());
    scene.change(move |tx, s| {
        drafts::save(tx, &its, &draft, MORNING)?;
        drafts::save(tx, &its, &waiting, MORNING)?;
        let mail = Mail { to: mail, subject: format!("Dear {canary}"), text: canary };
        outbox::mail(tx, &s.scope, &mail, MORNING)
    });
    scene.submit(&door, &submission, MORNING).expect("it is taken");
    (submission.attempt, email)
}

#[test]
fn after_an_erasure_everything_is_as_if_the_person_had_never_answered() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let other = Scene::new(&store, "Clinic", false);
        let door = scene.door(MORNING);
        for n in 0..5 {
            let mut submission = answer([1 + n; 6]);
            submission.segments = one("branch", if n % 2 == 0 { "North" } else { "South" });
            scene.submit(&door, &submission, MORNING).expect("it is taken");
        }
        let evidence = |scene: &Scene| scene.see(|tx, s| live::evidence(tx, &s.scope, &s.wave.id, &plan()));
        let before = evidence(&scene);
        let (_, email) = traces(&scene, CANARY, 1);
        let (_, theirs) = traces(&other, CANARY, 1);
        assert_eq!(email, theirs);
        scene.change(|tx, s| live::fold(tx, &s.scope, &s.wave.id, &plan()));
        assert_eq!(evidence(&scene).keys[0].len(), 3);
        let query = PersonQuery::Email(email.to_uppercase());
        let erased = scene.change(move |tx, s| erase::person(tx, &s.scope, &query, MORNING));
        assert_eq!((erased.responses, erased.drafts, erased.invitees, erased.mails), (1, 1, 1, 1));
        let after = evidence(&scene);
        assert_eq!((&after.cube, &after.keys, after.counted), (&before.cube, &before.keys, before.counted));
        assert_eq!(evidence(&other).counted, 1, "another organisation keeps what it was given");
        let mine = operator(&store, &scene.scope);
        assert!(scene.see(move |tx, _| audit::verify(tx, &mine)).sound());
    });
}

#[test]
fn a_receipt_is_enough_to_be_erased_in_an_anonymous_survey() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let submission = answer([3; 6]);
        let receipt = scene.submit(&scene.door(MORNING), &submission, MORNING).expect("it is taken").receipt;
        scene.submit(&scene.door(MORNING), &answer([5; 6]), MORNING).expect("it is taken");
        let typed = receipt.to_lowercase().replace('-', "");
        let erase = move |tx: &mut store::Transaction<'_>, scope: &store::Scope| {
            erase::person(tx, scope, &PersonQuery::Receipt(typed.clone()), MORNING)
        };
        let again = erase.clone();
        assert_eq!(scene.change(move |tx, s| erase(tx, &s.scope)).responses, 1);
        let scope = scene.scope.clone();
        assert_eq!(refused(&store, move |tx| again(tx, &scope)), StoreError::NotFound);
        let listed = scene.see(|tx, s| listing::responses(tx, &s.scope, &s.wave.id, None, 10)).items;
        assert_eq!((listed.len(), scene.wave_now().answers), (1, 1));
        // Whoever was erased may answer again; it is another answer.
        assert!(!scene.submit(&scene.door(MORNING), &submission, MORNING).expect("it is taken").repeated);
    });
}

#[test]
fn no_byte_of_an_erased_person_stays_in_the_file_or_its_log() {
    let folder = Folder::new();
    let url = DatabaseUrl::Sqlite(folder.0.join("rater.db"));
    let store = Store::open(&url, &Options::default()).expect("an empty store can be opened");
    let scene = Scene::new(&store, "Bank", false);
    let door = scene.door(MORNING);
    let others = |from: u8| {
        for n in 0..60 {
            let mut submission = answer([1 + (n + from) % 5; 6]);
            submission.comment =
                Some(format!("Neighbour {n} says nothing special, at some length, so that pages fill."));
            scene.submit(&door, &submission, MORNING).expect("it is taken");
        }
    };
    let mut people = Vec::new();
    for n in 0..40 {
        others(n);
        people.push(traces(&scene, CANARY, usize::from(n)));
    }
    let found = || {
        files(&folder)
            .iter()
            .map(|file| places(file, CANARY.as_bytes()).len() + places(file, CANARY.to_lowercase().as_bytes()).len())
            .sum::<usize>()
    };
    assert!(100 < found(), "the search finds what is there");
    for (n, (attempt, email)) in people.into_iter().enumerate() {
        let query = if n % 2 == 0 { PersonQuery::Email(email) } else { PersonQuery::Attempt(attempt) };
        let erased = scene.change(move |tx, s| erase::person(tx, &s.scope, &query, MORNING));
        assert_eq!((erased.responses, erased.drafts, erased.invitees, erased.mails), (1, 1, 1, 1), "person {n}");
    }
    store.erase_traces().wait().expect("the log is emptied");
    assert_eq!(found(), 0);
    assert_eq!(number(&store, "SELECT COUNT(*) FROM segment_values", &[]), 0);
    assert_eq!(scene.wave_now().answers, 40 * 60);
}

#[test]
fn who_sees_one_team_or_may_not_manage_erases_nobody() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let door = scene.door(MORNING).scope;
        let query = PersonQuery::Email("budi@example.org".into());
        assert_eq!(refused(&store, move |tx| erase::person(tx, &door, &query, MORNING)), StoreError::Forbidden);
    });
}

#[test]
fn traces_are_emptied_while_answers_come_in() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let door = scene.door(MORNING);
        let pending: Vec<_> = (0..300)
            .map(|_| {
                let (door, submission) = (door.clone(), answer([4; 6]));
                store.write(move |tx| answers::submit(tx, &door, &submission, MORNING))
            })
            .collect();
        let emptied = store.erase_traces();
        let after = answer([2; 6]);
        scene.submit(&door, &after, MORNING).expect("it is taken");
        emptied.wait().expect("the log is emptied");
        pending.into_iter().for_each(|answer| drop(answer.wait().expect("it is taken")));
        assert_eq!(scene.wave_now().answers, 301);
    });
}
