//! An invitation is good for one answer.

use std::collections::BTreeMap;
use std::thread;

use store::invitees::{self, NewInvitee, Round};
use store::links::DoorKind;
use store::{Secret, StoreError, listing};

use crate::common::{MORNING, on_both, refusal};
use crate::scene::{Scene, answer, one};

#[test]
fn fifty_posts_that_race_for_one_invitation_give_one_answer() {
    on_both(|store| {
        for anonymous in [false, true] {
            let scene = Scene::new(&store, if anonymous { "Clinic" } else { "Bank" }, anonymous);
            for person in 0..3 {
                let (token, _) = scene.invite(&format!("guest{person}@example.org"));
                let door = scene.invited_door(&token, MORNING);
                assert_eq!((door.kind, door.used), (DoorKind::Invited, false));
                let outcomes: Vec<_> = thread::scope(|threads| {
                    let racers: Vec<_> = (0..50)
                        .map(|_| {
                            let (scene, door, token) = (&scene, &door, &token);
                            threads.spawn(move || {
                                let mut submission = answer([4; 6]);
                                submission.invitation = Some(token.hash());
                                scene.submit(door, &submission, MORNING)
                            })
                        })
                        .collect();
                    racers.into_iter().map(|racer| racer.join().expect("no racer falls")).collect()
                });
                assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
                let others = outcomes.iter().filter(|outcome| **outcome == Err(refusal("store-invitation-used")));
                assert_eq!(others.count(), 49);
                assert!(scene.invited_door(&token, MORNING).used);
            }
            assert_eq!(scene.wave_now().answers, 3);
        }
    });
}

#[test]
fn all_tokens_of_a_person_are_used_up_together() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let (first, invitee) = scene.invite("budi@example.org");
        let person = invitee.clone();
        let second = scene.change(move |tx, s| invitees::issue_token(tx, &s.scope, &person, MORNING));
        let mut submission = answer([4; 6]);
        submission.invitation = Some(first.hash());
        scene.submit(&scene.invited_door(&first, MORNING), &submission, MORNING).expect("it is taken");
        let mut other = answer([1; 6]);
        other.invitation = Some(second.hash());
        let outcome = scene.submit(&scene.invited_door(&second, MORNING), &other, MORNING);
        assert_eq!(outcome, Err(refusal("store-invitation-used")));
        // The retry of the answer that was taken still gets its receipt.
        assert!(scene.submit(&scene.invited_door(&first, MORNING), &submission, MORNING).expect("again").repeated);
        let listed = scene.see(|tx, s| listing::responses(tx, &s.scope, &s.wave.id, None, 10)).items;
        assert_eq!(listed[0].invitee, Some(invitee));
    });
}

#[test]
fn an_invitation_that_is_none_or_of_another_wave_opens_nothing() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let other = Scene::new(&store, "Clinic", false);
        let (token, _) = scene.invite("budi@example.org");
        let (theirs, _) = other.invite("ana@example.org");
        let door = scene.invited_door(&token, MORNING);
        for forged in [Some(Secret::new("inv").hash()), Some(theirs.hash()), None] {
            let mut submission = answer([4; 6]);
            submission.invitation = forged;
            assert_eq!(scene.submit(&door, &submission, MORNING), Err(StoreError::NotFound));
        }
        assert_eq!((scene.wave_now().answers, other.wave_now().answers), (0, 0));
        let nobody = Secret::new("inv").hash();
        assert!(scene.see(move |tx, _| invitees::resolve_invitation(tx, &nobody, MORNING)).is_none());
    });
}

#[test]
fn what_the_invitation_knows_of_a_persons_groups_outweighs_the_form() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let person =
            NewInvitee { email: "budi@example.org".into(), segments: one("branch", "North"), ..NewInvitee::default() };
        let token = scene.change(move |tx, s| {
            invitees::import(tx, &s.scope, &s.wave.id, vec![person], MORNING)?;
            let listed = invitees::list(tx, &s.scope, &s.wave.id, None, 10)?;
            invitees::issue_token(tx, &s.scope, &listed[0].id, MORNING)
        });
        let mut submission = answer([4; 6]);
        submission.invitation = Some(token.hash());
        submission.segments = BTreeMap::from([("branch".into(), "South".into()), ("channel".into(), "Phone".into())]);
        scene.submit(&scene.invited_door(&token, MORNING), &submission, MORNING).expect("it is taken");
        let listed = scene.see(|tx, s| listing::responses(tx, &s.scope, &s.wave.id, None, 10)).items;
        assert_eq!(listed[0].segments, [Some("North".to_owned()), Some("Phone".to_owned())]);
    });
}

#[test]
fn nobody_is_on_the_list_twice_and_who_has_no_address_is_named() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let people = |emails: &[&str]| -> Vec<NewInvitee> {
            emails.iter().map(|email| NewInvitee { email: (*email).into(), ..NewInvitee::default() }).collect()
        };
        let first = people(&["budi@example.org", " Budi@Example.ORG ", "nobody", "ana@example.org", "a@", "x y@z.org"]);
        let done = scene.change(move |tx, s| invitees::import(tx, &s.scope, &s.wave.id, first, MORNING));
        assert_eq!((done.added, done.repeated, done.refused), (2, 1, vec![2, 4, 5]));
        let again = people(&["ana@example.org"]);
        let done = scene.change(move |tx, s| invitees::import(tx, &s.scope, &s.wave.id, again, MORNING));
        assert_eq!((done.added, done.repeated), (0, 1));
        let listed = scene.see(|tx, s| invitees::list(tx, &s.scope, &s.wave.id, Some("ana@example.org"), 10));
        assert_eq!(listed.into_iter().map(|one| one.email).collect::<Vec<_>>(), ["budi@example.org"]);
    });
}

#[test]
fn only_who_was_written_to_and_has_not_answered_is_reminded() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", true);
        let (answered, _) = scene.invite("ana@example.org");
        scene.invite("budi@example.org");
        let mut submission = answer([4; 6]);
        submission.invitation = Some(answered.hash());
        scene.submit(&scene.invited_door(&answered, MORNING), &submission, MORNING).expect("it is taken");
        let day = MORNING.plus_seconds(86_400);
        let write = |round, now| {
            scene.change(move |tx, s| {
                let mut written = Vec::new();
                invitees::write_to(tx, &s.scope, &s.wave.id, round, now, &mut |_, person, _| {
                    written.push(person.email);
                    Ok(())
                })?;
                Ok(written)
            })
        };
        assert_eq!(write(Round::First, MORNING), ["budi@example.org"]);
        scene.invite("citra@example.org");
        let remind = |before| scene.see(move |tx, s| invitees::to_remind(tx, &s.scope, &s.wave.id, before));
        assert_eq!(remind(day).iter().map(|one| &one.email).collect::<Vec<_>>(), ["budi@example.org"]);
        assert_eq!(remind(MORNING), []);
        assert_eq!(write(Round::Reminder(day), day), ["budi@example.org"]);
        assert_eq!(write(Round::Reminder(day), day), [""; 0]);
        assert_eq!(remind(day), []);
        let reminded = &remind(day.plus_seconds(1))[0];
        assert_eq!((reminded.invited_at, reminded.reminded_at, reminded.reminders), (Some(MORNING), Some(day), 1));
        let waiting = scene.see(|tx, s| invitees::to_invite(tx, &s.scope, &s.wave.id));
        assert_eq!(waiting.into_iter().map(|one| one.email).collect::<Vec<_>>(), ["citra@example.org"]);
        let counts = scene.see(|tx, s| invitees::counts(tx, &s.scope, &s.wave.id));
        assert_eq!((counts.all, counts.invited, counts.reminded, counts.used), (3, 1, 1, 1));
        // Links and mails stand in the log: each list that was written to once, whoever was on it.
        let entries = scene.see(|tx, s| store::audit::list(tx, &s.scope, None, 100));
        let noted = |action: &str| entries.iter().filter(|entry| entry.action == action).collect::<Vec<_>>();
        let (sent, wave) = (noted("invitations.send"), scene.wave.id.to_string());
        assert_eq!(noted("invitee.link").len(), 3);
        assert!(sent.iter().all(|entry| entry.object == wave));
        let fields: Vec<_> = sent.iter().map(|entry| entry.fields.join(",")).collect();
        assert_eq!(fields, ["reminded_at", "invited_at"], "the latest first");
    });
}
