//! What follows from an answer: a link that names a touchpoint brings its pulse to the board of moments, and a bad answer of
//! somebody who is known opens a recovery case; whatever goes wrong with that, the answer is taken.

use service::Factor;
use service::calendar::{Calendar, WrittenCalendar};
use service::moment::Judgement;
use service::recovery::Origin;
use store::calendars::{self, ServiceSettings};
use store::customers::{self, NewCustomer};
use store::moments::{self, Cells};
use store::{Secret, Store, audit, cases, factors, pulses, touchpoints};

use crate::common::{MORNING, on_both, past};
use crate::scene::{Scene, answer, one};

const DAY: i64 = 24 * 3600;

/// A survey whose link names a counter that exists.
fn scene(store: &Store, anonymous: bool) -> Scene {
    let scene = Scene::new(store, "Clinic", anonymous);
    scene.change(|tx, s| touchpoints::create(tx, &s.scope, "Counter", MORNING));
    scene
}

/// Somebody answers by a link that names a touchpoint, all items alike.
fn at(scene: &Scene, touchpoint: &str, code: u8) {
    let mut door = scene.door(MORNING);
    door.hidden = one(pulses::FIELD, touchpoint);
    scene.submit(&door, &answer([code; 6]), MORNING).expect("it is taken");
}

/// What the board shows of the only touchpoint.
fn board(scene: &Scene) -> Cells {
    let (from, to) = (MORNING.plus_seconds(-DAY), MORNING.plus_seconds(DAY));
    let board = scene.see(move |tx, s| moments::board(tx, &s.scope, from, to));
    board.into_values().next().unwrap_or_default()
}

/// A customer who is invited: the link of the mail.
fn invited_customer(scene: &Scene) -> Secret {
    let known = NewCustomer { name: "Known".into(), email: "known@bank.example".into(), ..NewCustomer::default() };
    scene.change(move |tx, s| customers::create(tx, &s.scope, &known, MORNING));
    scene.invite("known@bank.example").0
}

/// The invited customer answers badly.
fn answer_badly(scene: &Scene, token: &Secret) {
    let mut submission = answer([1; 6]);
    submission.invitation = Some(token.hash());
    let door = scene.invited_door(token, MORNING);
    scene.submit(&door, &submission, MORNING).expect("it is taken");
    // Sent again, it is the same answer.
    assert!(scene.submit(&door, &submission, MORNING).expect("it was taken").repeated);
}

fn cases_of(scene: &Scene) -> Vec<cases::Kept> {
    scene.see(|tx, s| cases::list(tx, &s.scope, &cases::Wanted::default(), 10))
}

#[test]
fn a_pulse_of_a_survey_with_names_is_a_moment_at_its_touchpoint() {
    on_both(|store| {
        let scene = scene(&store, false);
        at(&scene, "Counter", 1);
        at(&scene, "counter that is not there", 1);
        let tally = board(&scene).moments().of(Factor::Empathy);
        assert_eq!((tally.disappointed, tally.n()), (1, 1));
        // Nobody knows who it was, so there is nobody to make good for.
        assert!(cases_of(&scene).is_empty());
    });
}

#[test]
fn pulses_of_an_anonymous_survey_are_counted_in_tens_and_leave_no_moment() {
    on_both(|store| {
        let scene = scene(&store, true);
        (0..9).for_each(|_| at(&scene, "Counter", 5));
        assert_eq!(board(&scene), Cells::default());
        at(&scene, "Counter", 1);
        let shown = board(&scene);
        let tally = shown.pulses.of(Factor::Reliability);
        assert_eq!((tally.exceeded, tally.disappointed, tally.n()), (9, 1, 10));
        assert_eq!(shown.moments(), Cells::default().moments());
    });
}

#[test]
fn an_answer_that_is_set_aside_says_nothing() {
    on_both(|store| {
        let scene = scene(&store, false);
        let mut door = scene.door(MORNING);
        door.hidden = one(pulses::FIELD, "Counter");
        let mut submission = answer([1; 6]);
        submission.suspicious = Some("hasty");
        scene.submit(&door, &submission, MORNING).expect("it is taken");
        assert_eq!(board(&scene), Cells::default());
    });
}

#[test]
fn a_bad_answer_of_a_known_customer_opens_one_case() {
    on_both(|store| {
        let scene = scene(&store, false);
        answer_badly(&scene, &invited_customer(&scene));
        let found = cases_of(&scene);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].origin, found[0].factor), (Origin::Answer, Some(Factor::Reliability)));
        assert!(found[0].customer.is_some());
    });
}

#[test]
fn the_last_answer_of_a_customer_is_theirs_only_where_the_address_is() {
    on_both(|store| {
        let scene = scene(&store, false);
        let token = invited_customer(&scene);
        let customer =
            scene.see(|tx, s| customers::by_email(tx, &s.scope, "known@bank.example")).expect("there is a file");
        let (from, to) = (MORNING.plus_seconds(-DAY), MORNING.plus_seconds(DAY));
        let own = |span| {
            let customer = customer.clone();
            scene.see(move |tx, s| factors::own_answer(tx, &s.scope, &customer, span))
        };
        assert_eq!(own((from, to)), None);
        answer_badly(&scene, &token);
        let found = own((from, to)).expect("they answered");
        // Of perceptions alone there is no gap.
        assert_eq!((found.gaps, found.judgements), ([None; 5], [Judgement::Disappointed; 5]));
        assert_eq!((found.survey.as_str(), found.wave.as_str()), ("After your visit", "March"));
        assert_eq!(own((from, MORNING)), None);
        let twin = NewCustomer { name: "Twin".into(), email: "known@bank.example".into(), ..NewCustomer::default() };
        scene.change(move |tx, s| customers::create(tx, &s.scope, &twin, MORNING));
        assert_eq!(own((from, to)), None);
    });
}

#[test]
fn an_answer_is_taken_also_when_what_follows_from_it_cannot_be_done() {
    on_both(|store| {
        let scene = scene(&store, false);
        let token = invited_customer(&scene);
        scene.change(|tx, s| {
            let hours = WrittenCalendar::from(Calendar::office());
            let id = calendars::save(tx, &s.scope, None, ("Branch", "UTC", &hours), MORNING)?;
            let settings = ServiceSettings { calendar: Some(id), ..ServiceSettings::default() };
            calendars::set_settings(tx, &s.scope, &settings, MORNING)
        });
        past(&store).batch("UPDATE calendars SET hours = '{}'").expect("the hours can be damaged");
        answer_badly(&scene, &token);
        assert_eq!(scene.wave_now().answers, 1);
        let log = scene.see(|tx, s| audit::list(tx, &s.scope, None, 100));
        assert_eq!(log.iter().filter(|entry| entry.action == "answer.unheard").count(), 1);
    });
}
