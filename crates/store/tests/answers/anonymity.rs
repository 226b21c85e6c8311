//! In an anonymous survey nothing that is stored leads from an invitation to an answer.

use store::webhooks::{self, Event};
use store::{DatabaseUrl, Id, Options, Secret, Store, invitees, outbox};

use crate::common::{Folder, MORNING, number, on_both, on_postgres};
use crate::scene::{Scene, answer};

/// Where some bytes stand in others.
pub fn places(hay: &[u8], needle: &[u8]) -> Vec<usize> {
    hay.windows(needle.len()).enumerate().filter(|(_, window)| *window == needle).map(|(at, _)| at).collect()
}

/// The database file and its log, as they lie on the disk.
pub fn files(folder: &Folder) -> Vec<Vec<u8>> {
    let read = |name: &str| std::fs::read(folder.0.join(name)).unwrap_or_default();
    vec![read("rater.db"), read("rater.db-wal")]
}

struct Person {
    token: Secret,
    invitee: Id,
    attempt: Id,
    email: String,
}

/// Twenty people answer, in another order than that in which they were invited.
fn answered(scene: &Scene) -> Vec<Person> {
    let mut people: Vec<_> = (0..20)
        .map(|n| {
            let email = format!("guest{n:02}@example.org");
            let (token, invitee) = scene.invite(&email);
            Person { token, invitee, attempt: Id::random(), email }
        })
        .collect();
    people.sort_by_key(|person| person.attempt.clone());
    for (n, person) in people.iter().enumerate() {
        let mut submission = answer([1 + (n % 5) as u8; 6]);
        submission.attempt = person.attempt.clone();
        submission.invitation = Some(person.token.hash());
        let now = MORNING.plus_seconds(60 * i64::try_from(n).expect("a few"));
        scene.submit(&scene.invited_door(&person.token, now), &submission, now).expect("it is taken");
    }
    people
}

#[test]
fn no_row_of_an_anonymous_survey_holds_both_a_person_and_an_answer() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        answered(&scene);
        let count = |sql: &str| number(&store, sql, &[]);
        assert_eq!(count("SELECT COUNT(*) FROM responses"), 20);
        assert_eq!(count("SELECT COUNT(*) FROM responses WHERE invitee IS NOT NULL OR fields IS NOT NULL"), 0);
        assert_eq!(count("SELECT COUNT(DISTINCT received_at) FROM responses"), 1);
        assert_eq!(count("SELECT COUNT(*) FROM invitees WHERE used = 1"), 20);
        assert_eq!(count("SELECT COUNT(*) FROM outbox"), 0);
        assert_eq!(scene.wave_now().last_answer_at, Some(MORNING));
        let named = "SELECT COUNT(*) FROM audit WHERE object IN (SELECT id FROM invitees) OR actor = 'link'";
        assert_eq!(count(named), 0);
    });
}

#[test]
fn no_record_in_the_file_or_its_log_holds_both_an_invitation_and_an_answer() {
    let folder = Folder::new();
    let url = DatabaseUrl::Sqlite(folder.0.join("rater.db"));
    let store = Store::open(&url, &Options::default()).expect("an empty store can be opened");
    let scene = Scene::new(&store, "Bank", true);
    let named = Scene::new(&store, "Clinic", false);
    let (anonymous, control) = (answered(&scene), answered(&named));
    // A row of answers is its attempt and what follows; nothing of a person may be so near. The rows of the other survey,
    // which is not anonymous, show that the search finds what is there.
    let near = |people: &[Person]| -> usize {
        let mut found = 0;
        for file in files(&folder) {
            for person in people {
                for at in places(&file, &person.attempt.bytes()) {
                    let around = &file[at.saturating_sub(120)..file.len().min(at + 120)];
                    let traces: Vec<Vec<u8>> = people
                        .iter()
                        .flat_map(|one| {
                            let (hash, id) = (one.token.hash().0.to_vec(), one.invitee.as_str().as_bytes().to_vec());
                            [hash, id, one.email.clone().into_bytes(), one.token.reveal().as_bytes().to_vec()]
                        })
                        .collect();
                    found += traces.iter().filter(|trace| !places(around, trace).is_empty()).count();
                }
            }
        }
        found
    };
    assert!(20 <= near(&control), "the search finds links where there are some");
    assert_eq!(near(&anonymous), 0);
    let all: Vec<u8> = files(&folder).concat();
    for person in anonymous.iter().chain(&control) {
        assert!(places(&all, person.token.reveal().as_bytes()).is_empty(), "no token is kept");
        assert!(!places(&all, &person.token.hash().0).is_empty(), "its digest is");
    }
}

/// A webhook that is told of answers.
fn hook(scene: &Scene) {
    let owner = crate::common::operator(&scene.store, &scene.scope);
    crate::common::done(&scene.store, move |tx| {
        webhooks::create(tx, &owner, "https://receiver.example/", &[Event::AnswerReceived], MORNING)
    });
}

#[test]
fn no_byte_of_the_file_or_its_log_tells_when_an_anonymous_answer_came() {
    // How often the minutes of twenty answers stand in the file: as numbers, in texts, and in ids made from the time.
    let told = |anonymous: bool| -> usize {
        let folder = Folder::new();
        let url = DatabaseUrl::Sqlite(folder.0.join("rater.db"));
        let store = Store::open(&url, &Options::default()).expect("an empty store can be opened");
        let scene = Scene::new(&store, "Bank", anonymous);
        hook(&scene);
        answered(&scene);
        let all: Vec<u8> = files(&folder).concat();
        let traces = (1..20_i64).flat_map(|minute| {
            let at = MORNING.plus_seconds(60 * minute).0;
            let hex = format!("{at:012x}");
            let text = format!("T09:{minute:02}:00");
            [at.to_be_bytes()[2..].to_vec(), text.into_bytes(), format!("{}-{}", &hex[..8], &hex[8..]).into_bytes()]
        });
        traces.filter(|trace| !places(&all, trace).is_empty()).count()
    };
    assert_eq!(told(false), 57, "the search finds times, texts and ids where there are some");
    assert_eq!(told(true), 0);
}

#[test]
fn a_webhook_hears_of_an_anonymous_answer_at_once_and_only_the_hour_is_kept() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        hook(&scene);
        answered(&scene);
        let later = MORNING.plus_seconds(20 * 60);
        let due = scene.change(move |tx, _| outbox::lease_due(tx, later, 3));
        assert_eq!(due.len(), 3);
        scene.change(move |tx, _| due.iter().try_for_each(|one| outbox::delivered(tx, one, later)));
        let exact = "SELECT COUNT(*) FROM outbox WHERE made_at % 3600000 <> 0 OR delivered_at % 3600000 <> 0";
        assert_eq!(number(&store, exact, &[]), 0);
        assert_eq!(number(&store, "SELECT COUNT(*) FROM outbox WHERE delivered_at IS NOT NULL", &[]), 3);
    });
}

#[test]
fn transactions_do_not_lead_from_an_invitation_to_an_answer_for_long() {
    on_postgres(|store| {
        let scene = Scene::new(&store, "Bank", true);
        answered(&scene);
        let linked = "SELECT COUNT(*) FROM invitees JOIN responses ON invitees.xmin::text = responses.xmin::text";
        assert_eq!(number(&store, linked, &[]), 20, "each is written together with its answer");
        assert_eq!(scene.change(|tx, _| invitees::unlink(tx, MORNING)), 20);
        assert_eq!(number(&store, linked, &[]), 0);
        assert_eq!(number(&store, "SELECT COUNT(DISTINCT xmin::text) FROM invitees", &[]), 1);
    });
}
