//! The customer's link: it opens one thing, shows what the customer was told and nothing else, and dies some time after the end.

use service::due::DueRule;
use service::promise::PromiseState;
use service::recovery::{CaseState, Channel, Satisfied, Step};
use store::cases::{self, NewCase};
use store::customers::NewCustomer;
use store::promises::{self, Act, NewPromise};
use store::tracking::{self, Door, KIND, Object, Tracked};
use store::{Actor, Id, Role, Scope, Secret, StoreError, Time, TokenHash, alarms, audit, values};

use crate::common::{MORNING, number, on_both, refusal};
use crate::scene::{DAY, HOUR, House, at, named, promised, within_hours};

fn issue(house: &House, scope: &Scope, object: &Object) -> Result<Secret, StoreError> {
    let object = object.clone();
    house.by(scope, move |tx, scope| tracking::issue(tx, scope, &object, MORNING))
}

fn door(house: &House, hash: TokenHash, now: Time) -> Option<Door> {
    house.store.read(move |tx| tracking::resolve(tx, &hash, now)).wait().expect("it can be read")
}

fn view(house: &House, door: &Door, now: Time) -> Tracked {
    let door = door.clone();
    // Opening changes nothing: it is done on a connection that only reads.
    house.store.read(move |tx| tracking::view(tx, &door, now)).wait().expect("it can be seen")
}

fn say(house: &House, door: &Door, kept: bool, words: &str, now: Time) -> Result<(), StoreError> {
    let (door, words) = (door.clone(), words.to_owned());
    house.store.write(move |tx| tracking::say(tx, &door, kept, &words, now)).wait()
}

fn answer(house: &House, door: &Door, satisfied: Satisfied, now: Time) -> Result<(), StoreError> {
    let door = door.clone();
    house.store.write(move |tx| tracking::answer(tx, &door, satisfied, "as I said", now)).wait()
}

fn ring(house: &House, now: Time) {
    let job = house.store.write(move |tx| {
        alarms::ring(tx, now, 1000, &mut |tx, alarm| match alarm.kind {
            alarms::AlarmKind::CaseLevel | alarms::AlarmKind::CaseTimeout => cases::heard(tx, alarm, now).map(drop),
            _ => promises::heard(tx, alarm, now).map(drop),
        })
    });
    job.wait().expect("alarms ring");
}

#[test]
fn a_link_opens_one_promise_and_a_text_that_is_none_opens_nothing() {
    on_both(|store| {
        let house = House::new(&store);
        let (first, second) =
            (house.promise(&promised(within_hours(1)), MORNING), house.promise(&promised(within_hours(2)), MORNING));
        let secret = issue(&house, &house.agent, &Object::Promise(first.clone())).expect("a link");
        let opened = door(&house, secret.hash(), MORNING).expect("it is good");
        assert_eq!(opened.object, Object::Promise(first.clone()));
        assert_eq!(
            (opened.organisation.name.as_str(), opened.scope.actor(), opened.scope.role()),
            ("Melati", &Actor::Link, Role::Viewer)
        );
        assert!(door(&house, Secret::new(KIND).hash(), MORNING).is_none());
        assert_eq!(number(&store, "SELECT COUNT(*) FROM tracking_tokens WHERE hash = ?1", &values![&secret.hash()]), 1);
        for (scope, why) in [(&house.stranger, StoreError::NotFound), (&house.viewer, StoreError::Forbidden)] {
            assert_eq!(issue(&house, scope, &Object::Promise(second.clone())).err(), Some(why.clone()));
            assert_eq!(issue(&house, scope, &Object::Case(second.clone())).err(), Some(why));
        }
        assert_eq!(
            issue(&house, &house.agent, &Object::Case(first.clone())).err(),
            Some(StoreError::NotFound),
            "it is no case"
        );
        for _ in 1..50 {
            issue(&house, &house.agent, &Object::Promise(first.clone())).expect("there is room");
        }
        assert_eq!(issue(&house, &house.agent, &Object::Promise(first)).err(), Some(refusal("store-links-many")));
        assert!(issue(&house, &house.agent, &Object::Promise(second)).is_ok());
        assert!(door(&house, secret.hash(), MORNING).is_some(), "earlier ones stay good");
    });
}

#[test]
fn a_link_lives_until_thirty_days_after_the_end_and_as_long_as_something_is_asked() {
    on_both(|store| {
        let house = House::new(&store);
        let linked = |hours: u32| {
            let id = house.promise(&promised(within_hours(hours)), MORNING);
            let hash = issue(&house, &house.agent, &Object::Promise(id.clone())).expect("a link").hash();
            (id, hash)
        };
        let lives = |hash: &TokenHash, seconds: i64| door(&house, hash.clone(), at(seconds)).is_some();
        let month = 30 * DAY;
        let (kept, kept_link) = linked(24 * 50);
        assert!(lives(&kept_link, 49 * DAY), "while it is open it lives");
        house.act(&kept, Act::Done, ("", false), at(40 * DAY)).expect("done");
        assert!(lives(&kept_link, 40 * DAY + month) && !lives(&kept_link, 40 * DAY + month + 1));
        let (gone, gone_link) = linked(24 * 50);
        house.act(&gone, Act::Withdraw, ("No need.", true), at(DAY)).expect("withdrawn");
        assert!(lives(&gone_link, DAY + month) && !lives(&gone_link, DAY + month + 1));
        // Made long before it was due: it came to its end when it was due, and not when it was made.
        let (broken, broken_link) = linked(24 * 60);
        ring(&house, at(61 * DAY));
        assert_eq!(house.get(&broken, at(61 * DAY)).promise.state, PromiseState::Broken);
        assert!(lives(&broken_link, 60 * DAY + month), "whoever was let down may read it");
        assert!(!lives(&broken_link, 60 * DAY + month + 1));
        // Its case asks much later: then the same link answers.
        let asked = house.by(&house.agent, move |tx, scope| {
            let all = cases::list(tx, scope, &cases::Wanted::default(), 10)?;
            Ok(all.into_iter().find(|case| case.promise.as_ref() == Some(&broken)).expect("a case").id)
        });
        let case = asked.expect("it has a case");
        let case_link = issue(&house, &house.agent, &Object::Case(case.clone())).expect("a link").hash();
        house.ask(&case, at(100 * DAY));
        let opened = door(&house, broken_link.clone(), at(101 * DAY)).expect("it asks");
        assert_eq!(view(&house, &opened, at(101 * DAY)).asks, Some(case));
        answer(&house, &opened, Satisfied::Yes, at(101 * DAY)).expect("it is good now");
        assert!(!lives(&broken_link, 101 * DAY));
        assert!(lives(&case_link, 101 * DAY + month) && !lives(&case_link, 101 * DAY + month + 1));
    });
}

/// Everything that the customer was not told, and the customer, carries a mark.
#[test]
fn a_link_shows_neither_who_the_customer_is_nor_a_word_that_was_not_told() {
    on_both(|store| {
        let house = House::new(&store);
        let customer = house.customer(&NewCustomer {
            email: "canary-mail@example.org".to_owned(),
            phone: "0811 canary".to_owned(),
            consent_source: "canary".to_owned(),
            ..named("Canary Person")
        });
        let new = NewPromise {
            customer: Some(customer.clone()),
            words: "canary: she is impatient".to_owned(),
            ..promised(within_hours(9))
        };
        let promise = house.promise(&new, MORNING);
        house.act(&promise, Act::Progress, ("It is printed.", true), at(1)).expect("progress");
        house.act(&promise, Act::Progress, ("canary: the printer is broken", false), at(2)).expect("progress");
        house.act(&promise, Act::HandTo(house.agent_id.clone()), ("canary", false), at(3)).expect("handed over");
        let rule = DueRule::Within { minutes: 600 };
        house.act(&promise, Act::Renegotiate(rule), ("Tomorrow is fine.", true), at(4)).expect("another time");
        house.act(&promise, Act::Admit, ("canary", false), at(5)).expect("admitted");
        let opened =
            door(&house, issue(&house, &house.agent, &Object::Promise(promise)).expect("a link").hash(), MORNING);
        let opened = opened.expect("it is good");
        let seen = view(&house, &opened, at(6));
        let clean = |seen: &Tracked| {
            let text = format!("{seen:?}").to_lowercase();
            assert!(!text.contains("canary") && !text.contains(customer.as_str()), "{text}");
        };
        clean(&seen);
        assert_eq!((seen.told.as_str(), seen.owner.as_str()), ("The card will be ready.", "Sari Dewi"));
        let words: Vec<&str> = seen.moments.iter().map(|moment| moment.words.as_str()).collect();
        assert_eq!(words, ["", "It is printed.", "", "", "Tomorrow is fine.", ""]);
        let (state, due) = seen.promise.expect("it stands somehow");
        assert_eq!((state.state, due.at), (PromiseState::Broken, at(4 + 10 * HOUR).stamp()));
        say(&house, &opened, false, "It was not ready.", at(7)).expect("she may say so");
        assert_eq!(
            view(&house, &opened, at(8)).moments.last().map(|moment| moment.words.as_str()),
            Some("It was not ready.")
        );
        let new = NewCase {
            customer: Some(customer.clone()),
            ..NewCase::by_hand("canary: she shouted".to_owned(), Channel::Phone)
        };
        let case = house.by(&house.agent, move |tx, scope| cases::open(tx, scope, &new, MORNING)).expect("a case");
        let problem = house.by(&house.agent, |tx, scope| {
            store::problems::create(tx, scope, "canary", service::Factor::Empathy, MORNING)
        });
        house
            .work(&house.agent, &case, cases::Act::Hang(problem.expect("a problem")), "canary", MORNING)
            .expect("hung");
        house.work(&house.agent, &case, cases::Act::RootCause, "canary: Tono slept", MORNING).expect("a cause");
        house.work(&house.agent, &case, cases::Act::Action, "canary: Tono is woken", MORNING).expect("an action");
        let id = case.clone();
        house
            .by(&house.agent, move |tx, scope| {
                let step = cases::Act::Step(Step::Acknowledge);
                cases::act(tx, scope, &id, &step, ("We are sorry.", true), MORNING)?;
                cases::act(tx, scope, &id, &cases::Act::Step(Step::FixPerson), ("canary", false), MORNING)
            })
            .expect("steps");
        let opened = door(&house, issue(&house, &house.agent, &Object::Case(case)).expect("a link").hash(), MORNING);
        let seen = view(&house, &opened.expect("it is good"), MORNING);
        clean(&seen);
        assert!(seen.moments.iter().any(|moment| moment.words == "We are sorry."));
        assert_eq!(seen.case.map(|(state, satisfied, _)| (state, satisfied)), Some((CaseState::Open, None)));
    });
}

#[test]
fn a_customer_says_whether_it_was_kept_by_the_rules_and_what_they_say_counts() {
    on_both(|store| {
        let house = House::new(&store);
        house.hook();
        let linked = || {
            let id = house.promise(&promised(within_hours(5)), MORNING);
            let hash = issue(&house, &house.agent, &Object::Promise(id.clone())).expect("a link").hash();
            (id, door(&house, hash, MORNING).expect("it is good"))
        };
        let (first, link) = linked();
        assert_eq!(say(&house, &link, false, "", at(60)), Err(refusal("promise-not-due-yet")));
        assert_eq!(say(&house, &link, true, &"é".repeat(900), at(60)), Ok(()), "the customer knows best");
        let kept = house.get(&first, at(60)).promise;
        assert_eq!((kept.state, kept.kept(), kept.customer), (PromiseState::Kept, Some(true), Some(true)));
        assert_eq!(view(&house, &link, at(61)).moments.last().map(|moment| moment.words.chars().count()), Some(500));
        let (second, link) = linked();
        house.act(&second, Act::Done, ("", false), at(60)).expect("we say so");
        say(&house, &link, false, "It was another card.", at(70)).expect("she says otherwise");
        let disputed = house.get(&second, at(70)).promise;
        assert!(disputed.disputed() && disputed.kept() == Some(false));
        assert_eq!(number(&store, "SELECT COUNT(*) FROM cases WHERE promise = ?1", &values![&second]), 1);
        let (third, link) = linked();
        house.act(&third, Act::Withdraw, ("No need.", true), at(60)).expect("withdrawn");
        assert_eq!(say(&house, &link, true, "", at(70)), Err(refusal("promise-over")));
        assert_eq!(answer(&house, &link, Satisfied::Yes, at(70)), Err(StoreError::NotFound), "nothing was asked");
        let case = house.case("Something.", MORNING);
        let hash = issue(&house, &house.agent, &Object::Case(case)).expect("a link").hash();
        let link = door(&house, hash, MORNING).expect("it is good");
        assert_eq!(say(&house, &link, true, "", MORNING), Err(StoreError::NotFound), "a case was not promised");
        let told: Vec<String> = house.told().into_iter().map(|(event, _)| event).collect();
        assert_eq!(told, ["case.opened", "promise.kept", "promise.kept", "case.opened", "promise.broken"]);
        let by_link = "SELECT COUNT(*) FROM audit WHERE actor = 'link'";
        assert_eq!(number(&store, by_link, &[]), 3, "what she said twice, and the case that came of it");
        assert!(house.by(&house.owner, audit::verify).expect("a verdict").sound());
        // Whoever holds a link holds nothing else.
        let scope = link.scope.clone();
        assert_eq!(
            house.by(&scope, |tx, scope| cases::list(tx, scope, &cases::Wanted::default(), 9)),
            Err(StoreError::Forbidden)
        );
        let id: Id = first;
        assert_eq!(
            house.by(&scope, move |tx, scope| promises::get(tx, scope, &id, MORNING)),
            Err(StoreError::Forbidden)
        );
    });
}
