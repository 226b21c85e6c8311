//! Recovery: a case opens once for the same thing, goes by its steps, and is closed by the customer or by a time that was stated.

use std::slice::from_ref;

use service::Factor;
use service::playbook::builtin_source;
use service::recovery::{CaseState, CaseWhat, Channel, Origin, Satisfied, Step};
use store::calendars::{self, ServiceSettings};
use store::cases::{self, Act, Kept, NewCase, Wanted};
use store::factors::Part;
use store::moments::{self, NewMoment};
use store::tracking::{self, Object};
use store::{Id, Role, Scope, StoreError, Time, Transaction, alarms, audit, problems, promises, touchpoints};

use crate::common::{MORNING, number, on_both, refusal};
use crate::scene::{DAY, HOUR, House, at, named, promised, within_hours};

fn get(house: &House, id: &Id) -> Kept {
    let id = id.clone();
    house.see(&house.agent, move |tx, scope| cases::get(tx, scope, &id)).expect("the case is there")
}

fn names(house: &House, id: &Id) -> Vec<&'static str> {
    let id = id.clone();
    let happened = house.by(&house.agent, move |tx, scope| cases::history(tx, scope, &id)).expect("a history");
    happened.iter().map(|one| one.what.name()).collect()
}

fn answer(house: &House, id: &Id, satisfied: Satisfied, now: Time) -> Result<(), StoreError> {
    let id = id.clone();
    house.by(&house.agent, move |tx, scope| {
        let secret = tracking::issue(tx, scope, &Object::Case(id), now)?;
        let door = tracking::resolve(tx, &secret.hash(), now)?.expect("the link is good");
        tracking::answer(tx, &door, satisfied, " in my words ", now)
    })
}

fn ring(house: &House, now: Time) {
    let ring = house.store.write(move |tx| {
        alarms::ring(tx, now, 1000, &mut |tx, alarm| match alarm.kind {
            alarms::AlarmKind::CaseLevel | alarms::AlarmKind::CaseTimeout => cases::heard(tx, alarm, now).map(drop),
            _ => promises::heard(tx, alarm, now).map(drop),
        })
    });
    ring.wait().expect("alarms ring");
}

fn set(house: &House, new: ServiceSettings) {
    house.by(&house.owner, move |tx, scope| calendars::set_settings(tx, scope, &new, MORNING)).expect("settings");
}

fn list(house: &House, scope: &Scope, wanted: Wanted) -> Vec<Id> {
    let found = house.by(scope, move |tx, scope| cases::list(tx, scope, &wanted, 100)).expect("a list");
    found.into_iter().map(|kept| kept.id).collect()
}

fn touchpoint(house: &House, name: &str) -> Id {
    let name = name.to_owned();
    house.by(&house.manager, move |tx, scope| touchpoints::create(tx, scope, &name, MORNING)).expect("a place")
}

#[test]
fn a_broken_promise_opens_one_case_and_an_encounter_that_disappointed_another() {
    on_both(|store| {
        let house = House::new(&store);
        house.hook();
        let (ana, place) = (house.customer(&named("Ana")), touchpoint(&house, "Counter"));
        let new = promises::NewPromise {
            customer: Some(ana.clone()),
            touchpoint: Some(place.clone()),
            ..promised(within_hours(1))
        };
        let promise = house.promise(&new, MORNING);
        ring(&house, at(2 * HOUR));
        ring(&house, at(3 * HOUR));
        house.act(&promise, promises::Act::Done, ("", false), at(4 * HOUR)).expect("late");
        let of = list(&house, &house.agent, Wanted { customer: Some(ana.clone()), ..Wanted::default() });
        assert_eq!(of.len(), 1);
        let case = get(&house, &of[0]);
        assert_eq!((case.number, case.origin, case.promise.as_ref()), (1, Origin::Promise, Some(&promise)));
        assert_eq!((case.words.as_str(), case.factor), ("The card will be ready.", Some(Factor::Reliability)));
        assert_eq!((case.owner.as_ref(), case.touchpoint.as_ref()), (Some(&house.agent_id), Some(&place)));
        assert_eq!((case.playbook.as_str(), case.step), ("broken-promise", Some(Step::Acknowledge)));
        let moment = |judgements: &str, customer: Option<&Id>| {
            let mut five = service::moment::Judgements::default();
            for (judgement, letter) in five.iter_mut().zip(judgements.chars()) {
                *judgement = if letter == 'd' {
                    service::moment::Judgement::Disappointed
                } else {
                    service::moment::Judgement::Met
                };
            }
            let new = NewMoment {
                touchpoint: place.clone(),
                customer: customer.cloned(),
                at: MORNING,
                judgements: five,
                words: "Nobody spoke.".into(),
            };
            let noted =
                house.by(&house.agent, move |tx, scope| moments::note(tx, scope, &new, MORNING)).expect("a moment");
            noted.id
        };
        let open = |moment: &Id| {
            let moment = moment.clone();
            house.by(&house.agent, move |tx, scope| cases::open_for_moment(tx, scope, &moment, Origin::Moment, MORNING))
        };
        let bad = moment("mmmdm", Some(&ana));
        let first = open(&bad).expect("a case").expect("she was disappointed");
        assert_eq!(open(&bad), Ok(Some(first.clone())), "once for the same encounter");
        let case = get(&house, &first);
        assert_eq!(
            (case.factor, case.customer.map(|(id, _)| id), case.number),
            (Some(Factor::Empathy), Some(ana.clone()), 2)
        );
        assert_eq!((case.words.as_str(), case.owner.as_ref()), ("Nobody spoke.", Some(&house.agent_id)));
        assert_eq!(open(&moment("mmmmm", Some(&ana))), Ok(None), "nobody was disappointed");
        assert_eq!(open(&moment("ddddd", None)), Ok(None), "nobody knows who it was");
        assert_eq!(open(&Id::random()), Err(StoreError::NotFound));
        let told: Vec<String> =
            house.told().into_iter().map(|(event, _)| event).filter(|event| event == "case.opened").collect();
        assert_eq!(told.len(), 2);
    });
}

#[test]
fn a_case_that_is_opened_by_hand_names_what_is_there_and_belongs_to_whose_promise_it_is() {
    on_both(|store| {
        let house = House::new(&store);
        let ana = house.customer(&named("Ana"));
        let promise =
            house.promise(&promises::NewPromise { customer: Some(ana.clone()), ..promised(within_hours(1)) }, MORNING);
        let open =
            |new: NewCase, scope: &Scope| house.by(scope, move |tx, scope| cases::open(tx, scope, &new, MORNING));
        let by_hand = || NewCase::by_hand("She waited an hour.".to_owned(), Channel::Message);
        assert_eq!(open(NewCase::by_hand(" ".into(), Channel::Phone), &house.agent), Err(refusal("store-case-words")));
        assert_eq!(
            open(NewCase::by_hand("é".repeat(2001), Channel::Phone), &house.agent),
            Err(refusal("store-case-words"))
        );
        for odd in [
            NewCase { customer: Some(Id::random()), ..by_hand() },
            NewCase { promise: Some(Id::random()), ..by_hand() },
            NewCase { moment: Some(Id::random()), ..by_hand() },
            NewCase { touchpoint: Some(Id::random()), ..by_hand() },
            NewCase { owner: Some(Id::random()), ..by_hand() },
        ] {
            assert_eq!(open(odd.clone(), &house.agent), Err(StoreError::NotFound), "{odd:?}");
        }
        assert_eq!(open(by_hand(), &house.viewer), Err(StoreError::Forbidden));
        let id = open(NewCase { promise: Some(promise.clone()), ..by_hand() }, &house.agent).expect("a case");
        assert_eq!(get(&house, &id).customer.map(|(id, _)| id), Some(ana));
        house.act(&promise, promises::Act::Admit, ("No.", false), at(60)).expect("broken");
        assert_eq!(number(&store, "SELECT COUNT(*) FROM cases", &[]), 1, "the promise has a case already");
        let rude = open(NewCase { behaves_badly: true, ..by_hand() }, &house.agent).expect("a case");
        assert_eq!(get(&house, &rude).playbook, "angry-customer");
        assert_eq!(get(&house, &rude).number, 2);
    });
}

#[test]
fn nobody_is_asked_before_somebody_said_sorry_saw_to_the_person_and_found_the_cause() {
    on_both(|store| {
        let house = House::new(&store);
        house.hook();
        let id = house.case("Nobody greeted her.", MORNING);
        let work = |act: Act, words: &str| house.work(&house.agent, &id, act, words, at(HOUR));
        let absent = |step: Step| Err(StoreError::Refused("case-step-absent", vec![("step", step.name().to_owned())]));
        assert_eq!(work(Act::Ask, ""), absent(Step::Acknowledge));
        work(Act::Step(Step::Acknowledge), "I said sorry.").expect("a step");
        assert_eq!(work(Act::Ask, ""), absent(Step::FixPerson));
        let twice = StoreError::Refused("case-step-twice", vec![("step", "acknowledge".to_owned())]);
        assert_eq!(work(Act::Step(Step::Acknowledge), ""), Err(twice));
        work(Act::Step(Step::FixPerson), "").expect("a step");
        assert_eq!(work(Act::Ask, ""), Err(refusal("case-root-cause-absent")));
        assert_eq!(work(Act::RootCause, " "), Err(refusal("store-case-why")));
        assert_eq!(work(Act::RootCause, &"é".repeat(2001)), Err(refusal("store-case-words")));
        work(Act::RootCause, "Two were ill.").expect("a cause");
        assert_eq!(work(Act::Ask, ""), Err(refusal("case-action-absent")));
        work(Act::Action, "A third is called.").expect("an action");
        assert_eq!(work(Act::TimeOut, ""), Err(refusal("case-not-asked")));
        assert_eq!(answer(&house, &id, Satisfied::Yes, at(HOUR)), Err(StoreError::NotFound), "nothing was asked");
        let asked = work(Act::Ask, "").expect("now she may be asked");
        assert_eq!((asked.state, asked.step, asked.step_due_at), (CaseState::Waiting, None, None));
        assert_eq!((asked.root_cause.as_str(), asked.action.as_str()), ("Two were ill.", "A third is called."));
        assert_eq!(work(Act::Ask, ""), Err(refusal("case-asked-twice")));
        assert_eq!(work(Act::Step(Step::Listen), ""), Err(refusal("case-waiting")));
        assert_eq!(work(Act::Reopen, "again"), Err(refusal("case-not-closed")));
        assert_eq!(answer(&house, &id, Satisfied::Partly, at(DAY)), Ok(()));
        let closed = get(&house, &id);
        assert_eq!((closed.state, closed.closed_at), (CaseState::ClosedByCustomer, Some(at(DAY))));
        assert_eq!(closed.satisfied, Some(Satisfied::Partly));
        assert_eq!(answer(&house, &id, Satisfied::No, at(DAY)), Err(StoreError::NotFound), "it was answered");
        work(Act::CameBack(true), "").expect("she came");
        assert_eq!(get(&house, &id).came_back, Some(true));
        assert_eq!(work(Act::Escalate, ""), Err(refusal("case-closed")));
        let expected = [
            "opened",
            "step-done",
            "step-done",
            "root-cause-recorded",
            "action-recorded",
            "customer-asked",
            "customer-answered",
            "came-back",
        ];
        assert_eq!(names(&house, &id), expected);
        let told: Vec<String> = house.told().into_iter().map(|(event, _)| event).collect();
        assert_eq!(told, ["case.opened", "case.closed"]);
        let kept = id.clone();
        let case = house.by(&house.agent, move |tx, scope| cases::folded(tx, scope, &kept)).expect("a case");
        assert_eq!((case.state, case.came_back), (CaseState::ClosedByCustomer, Some(true)));
    });
}

#[test]
fn amends_above_the_limit_are_a_manager_s_to_give() {
    on_both(|store| {
        let house = House::new(&store);
        set(&house, ServiceSettings { agent_cents: 5000, ..ServiceSettings::default() });
        let id = house.case("The wrong dish, twice.", MORNING);
        let give = |scope: &Scope, cents: Option<u64>, approved: bool| {
            house.work(scope, &id, Act::Amends { cents, approved }, "", at(60)).map(drop)
        };
        assert_eq!(
            house.work(&house.agent, &id, Act::Step(Step::Amends), "", at(60)),
            Err(refusal("case-amends-without-amount"))
        );
        assert_eq!(give(&house.agent, Some(3000), false), Ok(()));
        let above = Err(StoreError::Refused("case-above-authority", vec![("left", "2000".to_owned())]));
        assert_eq!(give(&house.agent, Some(2001), false), above, "in pieces it is as much");
        assert_eq!(
            give(&house.agent, Some(9000), true),
            Err(StoreError::Forbidden),
            "an agent cannot claim that it was approved"
        );
        assert_eq!(give(&house.manager, Some(9000), true), Ok(()));
        assert_eq!(give(&house.agent, Some(2000), false), Ok(()));
        assert_eq!(give(&house.agent, None, false), Ok(()), "a gesture costs nothing");
        // The limit is that of the case's own time.
        set(&house, ServiceSettings { agent_cents: 1_000_000, ..ServiceSettings::default() });
        assert!(give(&house.agent, Some(1), false).is_err());
        let case = house
            .by(&house.agent, {
                let id = id.clone();
                move |tx, scope| cases::folded(tx, scope, &id)
            })
            .expect("a case");
        assert_eq!((case.agent_cents, case.manager_cents), (5000, 9000));
    });
}

#[test]
fn a_case_without_an_answer_is_closed_when_the_stated_days_have_passed_and_not_before() {
    on_both(|store| {
        let house = House::new(&store);
        set(&house, ServiceSettings { answer_days: 3, ..ServiceSettings::default() });
        let id = house.case("Nobody called back.", MORNING);
        house.ask(&id, at(HOUR));
        let until = HOUR + 3 * DAY;
        let early = StoreError::Refused("case-too-early", vec![("until", at(until).stamp().to_string())]);
        assert_eq!(house.work(&house.agent, &id, Act::TimeOut, "", at(until - 1)), Err(early));
        ring(&house, at(until - 1));
        assert_eq!(get(&house, &id).state, CaseState::Waiting);
        // Somebody whose clock is ahead hands it over; that must not keep it waiting for ever.
        house.work(&house.agent, &id, Act::HandTo(house.agent_id.clone()), "", at(until + DAY)).expect("handed over");
        ring(&house, at(until));
        let closed = get(&house, &id);
        assert_eq!((closed.state, closed.satisfied), (CaseState::ClosedByTimeout, None));
        // She comes again with the same matter.
        assert_eq!(house.work(&house.agent, &id, Act::Reopen, "", at(9 * DAY)), Err(refusal("store-case-why")));
        let again = house.work(&house.agent, &id, Act::Reopen, "It broke again.", at(9 * DAY)).expect("open again");
        assert_eq!((again.state, again.level, again.closed_at), (CaseState::Open, 1, None));
        // By hand, after the time has passed.
        house.ask(&id, at(10 * DAY));
        assert_eq!(
            house.work(&house.agent, &id, Act::TimeOut, "", at(13 * DAY)).map(|kept| kept.state),
            Ok(CaseState::ClosedByTimeout)
        );
        assert_eq!(number(&store, "SELECT COUNT(*) FROM alarms WHERE fired_at IS NULL", &[]), 0);
    });
}

#[test]
fn a_no_opens_the_case_again_one_level_higher_and_everything_is_to_be_done_anew() {
    on_both(|store| {
        let house = House::new(&store);
        house.hook();
        let id = house.case("The bill was wrong.", MORNING);
        for level in [1, 2, 2] {
            house.ask(&id, at(HOUR * level));
            answer(&house, &id, Satisfied::No, at(HOUR * level)).expect("she says no");
            let open = get(&house, &id);
            assert_eq!((open.state, open.level), (CaseState::Open, level), "there is no third level");
            assert_eq!((open.step, open.satisfied), (Some(Step::Acknowledge), Some(Satisfied::No)));
        }
        let why = house.work(&house.agent, &id, Act::Escalate, "", at(9 * HOUR));
        assert_eq!(why, Err(StoreError::Refused("case-level-too-high", vec![("level", "2".to_owned())])));
        let told = house.told();
        let levels: Vec<_> =
            told.iter().filter(|(event, _)| event == "case.escalated").map(|(_, data)| data["level"].clone()).collect();
        assert_eq!(levels, [1, 2]);
    });
}

#[test]
fn a_case_goes_up_when_the_house_was_open_long_enough_and_not_over_a_weekend() {
    on_both(|store| {
        let house = House::new(&store);
        // Friday, four in the afternoon in Jakarta: an hour is left, and the playbook's 480 minutes end on Monday at 16:00.
        let friday = at(4 * DAY);
        let id = house.case("The machine ate the card.", friday);
        let level = |now: Time| {
            ring(&house, now);
            get(&house, &id).level
        };
        let step = get(&house, &id).step_due_at.expect("a step is due");
        assert_eq!(step, at(7 * DAY - 7 * HOUR), "two open hours: Monday at nine in Jakarta");
        assert_eq!(level(friday.plus_seconds(2 * DAY)), 0);
        assert_eq!(level(friday.plus_seconds(3 * DAY - 1)), 0);
        assert_eq!(level(friday.plus_seconds(3 * DAY)), 1);
        assert_eq!(level(friday.plus_seconds(40 * DAY)), 2, "as high as the settings allow");
        assert_eq!(number(&store, "SELECT COUNT(*) FROM alarms WHERE fired_at IS NULL", &[]), 0);
    });
}

#[test]
fn a_house_s_own_playbook_stands_in_for_the_one_that_comes_with_the_program() {
    on_both(|store| {
        let house = House::new(&store);
        let general = builtin_source("general").expect("it is built in").to_owned();
        let own = general.replace("escalate_minutes_open = [480, 1440, 2880]", "escalate_minutes_open = [60]");
        assert_ne!(own, general);
        let save = |toml: String, scope: &Scope| {
            house.by(scope, move |tx, scope| cases::save_playbook(tx, scope, &toml, MORNING))
        };
        assert_eq!(save(own.clone(), &house.agent), Err(StoreError::Forbidden));
        assert_eq!(save("id = 7".into(), &house.manager), Err(refusal("store-playbook-invalid")));
        assert_eq!(save(own.clone(), &house.manager), Ok("general".to_owned()));
        let source =
            |scope: &Scope, id: &'static str| house.by(scope, move |tx, scope| cases::playbook_source(tx, scope, id));
        assert_eq!(source(&house.agent, "general"), Ok((own.clone(), true)));
        assert_eq!(source(&house.stranger, "general"), Ok((general.clone(), false)));
        assert_eq!(source(&house.agent, "none"), Err(StoreError::NotFound));
        let all = house.by(&house.agent, cases::playbooks).expect("playbooks");
        assert_eq!(all.iter().filter(|book| book.id == "general").count(), 1);
        let new = NewCase::by_hand("Something else.".to_owned(), Channel::Message);
        let id = house.by(&house.agent, move |tx, scope| cases::open(tx, scope, &new, MORNING)).expect("a case");
        assert_eq!(get(&house, &id).playbook, "general");
        ring(&house, at(HOUR));
        assert_eq!(get(&house, &id).level, 1, "by its own minutes");
        let mine = own.replace("id = \"general\"", "id = \"mine\"");
        assert_eq!(save(mine, &house.manager), Ok("mine".to_owned()));
        let drop = |id: &'static str, scope: &Scope| {
            house.by(scope, move |tx, scope| cases::drop_playbook(tx, scope, id, MORNING))
        };
        assert_eq!(drop("general", &house.agent), Err(StoreError::Forbidden));
        assert_eq!(drop("general", &house.stranger), Err(StoreError::NotFound));
        assert_eq!(drop("general", &house.manager), Ok(()));
        assert_eq!(drop("general", &house.manager), Err(StoreError::NotFound));
        assert_eq!(source(&house.agent, "general"), Ok((general, false)));
        // A case whose playbook was taken away goes on by the general one.
        let new = NewCase::by_hand("Something else.".to_owned(), Channel::Message);
        let id = house.by(&house.agent, move |tx, scope| cases::open(tx, scope, &new, MORNING)).expect("a case");
        assert_eq!(get(&house, &id).playbook, "mine");
        assert_eq!(drop("mine", &house.manager), Ok(()));
        house.work(&house.agent, &id, Act::Step(Step::Acknowledge), "", at(60)).expect("a step");
        assert_eq!(get(&house, &id).step, Some(Step::Listen));
    });
}

#[test]
fn cases_hang_on_a_problem_that_is_solved_with_a_cause_and_an_action() {
    on_both(|store| {
        let house = House::new(&store);
        let problem = house
            .by(&house.agent, |tx, scope| problems::create(tx, scope, " Printer ", Factor::Tangibles, MORNING))
            .expect("a problem");
        let (first, second) = (house.case("No paper.", MORNING), house.case("No ink.", MORNING));
        let hang = |id: &Id, problem: &Id| {
            house.work(&house.agent, id, Act::Hang(problem.clone()), "", at(60)).map(|kept| kept.problem)
        };
        assert_eq!(hang(&first, &problem), Ok(Some(problem.clone())));
        assert_eq!(hang(&first, &problem), Err(refusal("case-problem-twice")));
        assert_eq!(hang(&first, &Id::random()), Err(StoreError::NotFound));
        assert_eq!(hang(&second, &problem), Ok(Some(problem.clone())));
        let update = |scope: &Scope, cause: &'static str, action: &'static str, solved: bool, now: Time| {
            let id = problem.clone();
            house.by(scope, move |tx, scope| problems::update(tx, scope, &id, (cause, action, solved), now))
        };
        assert_eq!(update(&house.agent, "Old.", "New one.", true, MORNING), Err(StoreError::Forbidden));
        assert_eq!(update(&house.stranger, "Old.", "New one.", true, MORNING), Err(StoreError::NotFound));
        assert_eq!(update(&house.manager, "Old.", " ", true, MORNING), Err(refusal("store-case-why")));
        assert_eq!(update(&house.manager, "Old.", "New one.", true, at(1)), Ok(()));
        assert_eq!(update(&house.manager, "Very old.", "New one.", true, at(2)), Ok(()));
        let id = problem.clone();
        let kept = house.by(&house.agent, move |tx, scope| problems::get(tx, scope, &id)).expect("the problem");
        assert_eq!((kept.title.as_str(), kept.cases, kept.solved_at), ("Printer", 2, Some(at(1))));
        assert_eq!(get(&house, &first).state, CaseState::Open, "that closes no case");
        let newer = house
            .by(&house.agent, |tx, scope| problems::create(tx, scope, "Heat", Factor::Tangibles, at(9)))
            .expect("a problem");
        let all = house.by(&house.agent, problems::list).expect("a list");
        assert_eq!(
            all.iter().map(|one| &one.id).collect::<Vec<_>>(),
            [&newer, &problem],
            "what is not solved comes first"
        );
        assert_eq!(house.by(&house.stranger, problems::list), Ok(vec![]));
        let wanted = Wanted { problem: Some(problem), ..Wanted::default() };
        assert_eq!(list(&house, &house.agent, wanted).len(), 2);
    });
}

#[test]
fn a_list_shows_what_is_due_soonest_first_and_a_team_what_is_its_own_or_nobody_s() {
    on_both(|store| {
        let house = House::new(&store);
        let (team, place) = (house.team("Counter"), touchpoint(&house, "Counter"));
        let (tono, tono_scope) = house.colleague("tono@melati.example", Role::Agent, Some(&team));
        let ana = house.customer(&named("Ana"));
        let open = |change: &dyn Fn(&mut NewCase), now: Time| {
            let mut new = NewCase::by_hand("Something.".to_owned(), Channel::Message);
            change(&mut new);
            house.by(&house.agent, move |tx, scope| cases::open(tx, scope, &new, now)).expect("a case")
        };
        let mine = open(&|new| new.factor = Some(Factor::Tangibles), at(60));
        let theirs = open(&|new| new.owner = Some(tono.clone()), at(30));
        let anas = open(&|new| (new.customer, new.touchpoint) = (Some(ana.clone()), Some(place.clone())), at(0));
        let operator = crate::common::operator(&store, &house.owner);
        let nobodys = house
            .by(&operator, |tx, scope| cases::open(tx, scope, &NewCase::by_hand("x".into(), Channel::Person), MORNING))
            .expect("a case");
        house.ask(&anas, at(90));
        let see = |wanted: Wanted| list(&house, &house.agent, wanted);
        assert_eq!(get(&house, &nobodys).owner, None);
        assert_eq!(see(Wanted::default()).last(), Some(&anas), "whoever waits for an answer comes last");
        assert_eq!(see(Wanted::default()).len(), 4);
        assert_eq!(see(Wanted { owner: Some(tono.clone()), ..Wanted::default() }), from_ref(&theirs));
        assert_eq!(see(Wanted { customer: Some(ana.clone()), ..Wanted::default() }), from_ref(&anas));
        assert_eq!(see(Wanted { part: Part::Touchpoint(place.clone()), ..Wanted::default() }), from_ref(&anas));
        assert_eq!(see(Wanted { factor: Some(Factor::Tangibles), ..Wanted::default() }), from_ref(&mine));
        answer(&house, &anas, Satisfied::Yes, at(99)).expect("she is content");
        assert_eq!(see(Wanted { open: true, ..Wanted::default() }).len(), 3);
        let mut of_team = list(&house, &tono_scope, Wanted::default());
        of_team.sort();
        let mut expected = vec![theirs, nobodys.clone()];
        expected.sort();
        assert_eq!(of_team, expected);
        assert_eq!(list(&house, &tono_scope, Wanted { customer: Some(ana), ..Wanted::default() }), [anas]);
        let taken = house.work(&tono_scope, &nobodys, Act::HandTo(tono.clone()), "", at(100)).expect("taken");
        assert_eq!((taken.owner, taken.team), (Some(tono), Some(team)));
        let count = |span: (Time, Time), scope: &Scope| {
            house.by(scope, move |tx, scope| cases::counts(tx, scope, span)).expect("counts")
        };
        let counts = count((MORNING, at(61)), &house.viewer);
        assert_eq!(counts.iter().map(|(_, _, count)| count).sum::<u64>(), 4);
        assert!(
            counts.contains(&(place.to_string(), None, 1))
                && counts.contains(&(String::new(), Some(Factor::Tangibles), 1))
        );
        assert_eq!(count((at(61), at(DAY)), &house.viewer), []);
        assert_eq!(count((MORNING, at(61)), &house.stranger), []);
    });
}

#[test]
fn another_house_and_a_viewer_touch_no_case() {
    on_both(|store| {
        let house = House::new(&store);
        let id = house.case("Something.", MORNING);
        for (scope, why) in [(&house.stranger, StoreError::NotFound), (&house.viewer, StoreError::Forbidden)] {
            let one = |job: fn(&mut Transaction<'_>, &Scope, &Id) -> Result<(), StoreError>| {
                let id = id.clone();
                house.by(scope, move |tx, scope| job(tx, scope, &id)).expect_err("it is refused")
            };
            assert_eq!(one(|tx, scope, id| cases::get(tx, scope, id).map(drop)), why);
            assert_eq!(one(|tx, scope, id| cases::history(tx, scope, id).map(drop)), why);
            assert_eq!(one(|tx, scope, id| cases::folded(tx, scope, id).map(drop)), why);
            for act in [
                Act::Step(Step::Listen),
                Act::Escalate,
                Act::Ask,
                Act::TimeOut,
                Act::HandTo(house.agent_id.clone()),
                Act::CameBack(true),
            ] {
                assert_eq!(house.work(scope, &id, act, "", MORNING), Err(why.clone()));
            }
        }
        let elsewhere = crate::common::member(&store, &house.stranger, "agent@mawar.example", Role::Agent);
        assert_eq!(house.work(&house.agent, &id, Act::HandTo(elsewhere), "", MORNING), Err(StoreError::NotFound));
        assert_eq!(names(&house, &id), ["opened"]);
        assert_eq!(get(&house, &id).owner, Some(house.agent_id.clone()));
        assert!(house.by(&house.owner, audit::verify).expect("a verdict").sound());
        let opened = house
            .by(&house.agent, {
                let id = id.clone();
                move |tx, scope| cases::history(tx, scope, &id)
            })
            .expect("a history");
        assert!(matches!(opened[0].what, CaseWhat::Opened(_)));
    });
}
