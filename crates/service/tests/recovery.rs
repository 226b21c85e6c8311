//! Recovery cases as a whole: every event in every state, every rule once, and what no sequence of events can bring about.
//!
//! Separate from the unit tests, because these speak of the rules as a service would: a case is not closed on our own word. They
//! take their time as an argument, like everything they test.

use std::cell::Cell;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use service::Factor;
use service::playbook::{Playbook, Severity, builtin};
use service::recovery::{
    Authority, Case, CaseEvent, CaseState, CaseWhat, Channel, CustomerGroup, GroupAnswers, LEAST_RESPONDENTS,
    LEVEL_MAX, Opening, Origin, Outcomes, Refused, Satisfied, Step, Verdict, apply, by_problem, deadlines, groups,
    level_due, next_step, outcomes,
};

const AUTHORITY: Authority = Authority { agent_cents_max: 10_000, answer_days: 7, level_max: 3 };

/// So many minutes after the case was opened.
fn minute(minute: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + 60 * minute).expect("it is within range")
}

const DAY: i64 = 24 * 60;

fn opened(authority: Authority) -> CaseWhat {
    let (origin, channel, factor) = (Origin::Moment, Channel::Person, Some(Factor::Responsiveness));
    CaseWhat::Opened(Opening { origin, channel, factor, authority })
}

fn step(step: Step) -> CaseWhat {
    CaseWhat::StepDone { step, noted: false }
}

fn answer(satisfied: Satisfied) -> CaseWhat {
    CaseWhat::CustomerAnswered { satisfied }
}

fn amends(cents: u64, approved_by_manager: bool) -> CaseWhat {
    CaseWhat::AmendsGiven { cents: Some(cents), approved_by_manager }
}

/// What must happen before the customer is asked.
fn readiness() -> Vec<CaseWhat> {
    let (cause, action) = (CaseWhat::RootCauseRecorded, CaseWhat::ActionRecorded);
    vec![step(Step::Acknowledge), step(Step::FixPerson), cause, action]
}

/// A case to which this happened, a minute apart.
fn after(whats: &[CaseWhat]) -> Result<Case, Refused> {
    let whats = std::iter::once(opened(AUTHORITY)).chain(whats.iter().cloned());
    let history: Vec<_> = whats.zip(0..).map(|(what, at)| CaseEvent { at: minute(at), what }).collect();
    Case::folded(&history)
}

/// The same after everything that must happen before the customer is asked.
fn ready_and(whats: &[CaseWhat]) -> Result<Case, Refused> {
    after(&[readiness(), whats.to_vec()].concat())
}

/// What becomes of a case when this happens eight days later: its state, or the name of the rule that forbids it.
fn outcome(case: &Case, what: &CaseWhat) -> &'static str {
    let at = case.last_at.checked_add(SignedDuration::from_hours(8 * 24)).expect("it is within range");
    match apply(case, &CaseEvent { at, what: what.clone() }) {
        Ok(case) => case.state.name(),
        Err(refused) => refused.code(),
    }
}

#[test]
fn every_event_has_its_rule_in_every_state() {
    let asked_and = |what: CaseWhat| ready_and(&[CaseWhat::CustomerAsked, what]).expect("it was asked");
    let late = |case: &Case| {
        let at = case.answer_until().expect("it was asked");
        apply(case, &CaseEvent { at, what: CaseWhat::TimedOut }).expect("the time has passed")
    };
    let waiting = ready_and(&[CaseWhat::CustomerAsked]).expect("all is done");
    let states = [
        after(&[]).expect("it was opened"),
        ready_and(&[]).expect("all is done"),
        waiting.clone(),
        asked_and(answer(Satisfied::Yes)),
        late(&waiting),
    ];
    let names: Vec<_> = states.iter().map(|case| case.state.name()).collect();
    assert_eq!(names, ["open", "open", "waiting", "closed-by-customer", "closed-by-timeout"]);

    let gesture = CaseWhat::AmendsGiven { cents: None, approved_by_manager: false };
    let hung = CaseWhat::HungOnProblem { problem: "queue".to_owned() };
    let (waits, over) = ("case-waiting", "case-closed");
    let by_customer = "closed-by-customer";
    let table = [
        (opened(AUTHORITY), ["case-opened-twice"; 5]),
        (step(Step::Acknowledge), ["open", "case-step-twice", waits, over, over]),
        (step(Step::Listen), ["open", "open", waits, over, over]),
        (step(Step::FixPerson), ["open", "case-step-twice", waits, over, over]),
        (step(Step::FixProblem), ["open", "open", waits, over, over]),
        (step(Step::Amends), ["case-amends-without-amount", "case-amends-without-amount", waits, over, over]),
        (step(Step::KeepPromise), ["open", "open", waits, over, over]),
        (step(Step::FollowUp), ["open", "open", waits, over, over]),
        (gesture, ["open", "open", waits, over, over]),
        (amends(10_000, false), ["open", "open", waits, over, over]),
        (amends(10_001, false), ["case-above-authority", "case-above-authority", waits, over, over]),
        (amends(10_001, true), ["open", "open", waits, over, over]),
        (CaseWhat::RootCauseRecorded, ["open", "open", waits, over, over]),
        (CaseWhat::ActionRecorded, ["open", "open", waits, over, over]),
        (hung, ["open", "open", "waiting", over, over]),
        (CaseWhat::Escalated { level: 0 }, ["case-level-not-higher", "case-level-not-higher", waits, over, over]),
        (CaseWhat::Escalated { level: 3 }, ["open", "open", waits, over, over]),
        (CaseWhat::Escalated { level: 4 }, ["case-level-too-high", "case-level-too-high", waits, over, over]),
        (CaseWhat::HandedOver, ["open", "open", "waiting", over, over]),
        (CaseWhat::CustomerAsked, ["case-step-absent", "waiting", "case-asked-twice", over, over]),
        (answer(Satisfied::Yes), ["case-not-asked", "case-not-asked", by_customer, over, over]),
        (answer(Satisfied::Partly), ["case-not-asked", "case-not-asked", by_customer, over, over]),
        (answer(Satisfied::No), ["case-not-asked", "case-not-asked", "open", over, over]),
        (CaseWhat::TimedOut, ["case-not-asked", "case-not-asked", "closed-by-timeout", over, over]),
        (CaseWhat::CustomerErased, ["customer-erased", "customer-erased", "customer-erased", over, over]),
        (CaseWhat::Reopened, ["case-not-closed", "case-not-closed", "case-not-closed", "open", "open"]),
        (
            CaseWhat::CameBack { back: true },
            ["case-not-closed", "case-not-closed", "case-not-closed", by_customer, "closed-by-timeout"],
        ),
        (
            CaseWhat::CameBack { back: false },
            ["case-not-closed", "case-not-closed", "case-not-closed", by_customer, "closed-by-timeout"],
        ),
    ];
    for (what, expected) in &table {
        let found = states.each_ref().map(|case| outcome(case, what));
        assert_eq!(found, *expected, "{what:?}");
    }
    // Where the customer was erased, nothing comes after it.
    let erased = ready_and(&[CaseWhat::CustomerErased]).expect("it was open");
    assert_eq!((erased.state, erased.closed_at), (CaseState::CustomerErased, Some(erased.last_at)));
    for (what, _) in &table {
        let expected = if matches!(what, CaseWhat::Opened(_)) { "case-opened-twice" } else { over };
        assert_eq!(outcome(&erased, what), expected, "{what:?}");
    }
}

#[test]
fn the_customer_is_not_asked_before_all_four_are_done_and_all_that_is_absent_is_named_at_once() {
    for missing in 0..4 {
        let mut whats = readiness();
        whats.remove(missing);
        let case = after(&whats).expect("nothing forbids it");
        let expected = [
            Refused::StepAbsent { step: Step::Acknowledge },
            Refused::StepAbsent { step: Step::FixPerson },
            Refused::RootCauseAbsent,
            Refused::ActionAbsent,
        ][missing];
        assert_eq!(case.lacks(), [expected]);
        assert_eq!(apply(&case, &CaseEvent { at: minute(9), what: CaseWhat::CustomerAsked }), Err(expected));
    }
    assert_eq!(after(&[]).map(|case| case.lacks().len()), Ok(4));
    // Listening, repairing and amends are steps of every playbook, but the customer may be asked without them.
    assert_eq!(ready_and(&[CaseWhat::CustomerAsked]).map(|case| case.state), Ok(CaseState::Waiting));
}

#[test]
fn a_no_opens_the_case_one_level_higher_and_the_work_begins_anew() {
    let again = ready_and(&[CaseWhat::CustomerAsked, answer(Satisfied::No)]).expect("it was asked");
    assert_eq!((again.state, again.round, again.level), (CaseState::Open, 2, 1));
    assert_eq!((again.satisfied, again.asked_at, again.round_at), (Some(Satisfied::No), None, minute(6)));
    // Why it happened is known; what was done about it did not help.
    assert!(again.root_cause && !again.action);
    assert!(Step::ALL.into_iter().all(|step| !again.is_done(step)));
    let lacks = [Step::Acknowledge, Step::FixPerson].map(|step| Refused::StepAbsent { step });
    assert_eq!(again.lacks(), [lacks.to_vec(), vec![Refused::ActionAbsent]].concat());
}

#[test]
fn after_the_highest_level_there_is_no_higher_one() {
    let round = |level| {
        let escalated = [CaseWhat::Escalated { level }];
        let asked = [CaseWhat::CustomerAsked, answer(Satisfied::No)];
        ready_and(&[&escalated[..], &asked].concat())
    };
    assert_eq!(round(2).map(|case| case.level), Ok(3));
    assert_eq!(round(3).map(|case| case.level), Ok(3));
    let twice = [CaseWhat::Escalated { level: 2 }, CaseWhat::Escalated { level: 2 }];
    assert_eq!(after(&twice), Err(Refused::LevelNotHigher { level: 2 }));
}

#[test]
fn a_customer_who_comes_again_after_a_yes_is_no_longer_satisfied() {
    let closed = ready_and(&[CaseWhat::CustomerAsked, answer(Satisfied::Yes)]).expect("it was asked");
    assert_eq!((closed.satisfied, closed.closed_at), (Some(Satisfied::Yes), Some(minute(6))));
    let reopened = apply(&closed, &CaseEvent { at: minute(9), what: CaseWhat::Reopened }).expect("it was closed");
    assert_eq!((reopened.state, reopened.satisfied, reopened.closed_at), (CaseState::Open, None, None));
    assert_eq!((reopened.level, reopened.opened_at, reopened.round_at), (1, minute(0), minute(9)));
}

#[test]
fn the_limit_counts_over_the_whole_case_and_a_manager_may_go_beyond() {
    assert_eq!(after(&[amends(6_000, false), amends(4_001, false)]), Err(Refused::AboveAuthority { left: 4_000 }));
    let case = after(&[amends(6_000, false), amends(50_000, true), amends(4_000, false)]).expect("within the limits");
    assert_eq!((case.agent_cents, case.manager_cents, case.agent_cents_left()), (10_000, 50_000, 0));
    assert!(case.is_done(Step::Amends));
    // A second round is no second purse.
    let no = [CaseWhat::CustomerAsked, answer(Satisfied::No), amends(4_001, false)];
    assert_eq!(ready_and(&[&[amends(6_000, false)][..], &no].concat()), Err(Refused::AboveAuthority { left: 4_000 }));
    assert_eq!(after(&[amends(u64::MAX, false)]), Err(Refused::AboveAuthority { left: 10_000 }));
    assert_eq!(after(&[amends(u64::MAX, true), amends(1, true)]).map(|case| case.manager_cents), Ok(u64::MAX));
    // An apology may be enough, and is noted as such.
    let gesture = CaseWhat::AmendsGiven { cents: None, approved_by_manager: false };
    assert_eq!(after(&[gesture]).map(|case| (case.agent_cents, case.is_done(Step::Amends))), Ok((0, true)));
}

#[test]
fn without_an_answer_the_case_is_closed_after_the_stated_days_and_not_a_second_earlier() {
    let waiting = ready_and(&[CaseWhat::CustomerAsked]).expect("all is done");
    let until = minute(5 + 7 * DAY);
    assert_eq!(waiting.answer_until(), Some(until));
    let timed_out = |at: Timestamp| apply(&waiting, &CaseEvent { at, what: CaseWhat::TimedOut });
    let earlier = until.checked_sub(SignedDuration::from_secs(1)).expect("it is within range");
    assert_eq!(timed_out(earlier), Err(Refused::TooEarly { until }));
    let closed = timed_out(until).expect("the time has passed");
    assert_eq!((closed.state, closed.satisfied, closed.closed_at), (CaseState::ClosedByTimeout, None, Some(until)));
}

#[test]
fn a_history_begins_with_its_opening_and_never_runs_backwards() {
    assert_eq!(Case::folded(&[]), Err(Refused::NotOpened));
    assert_eq!(Case::folded(&[CaseEvent { at: minute(0), what: CaseWhat::HandedOver }]), Err(Refused::NotOpened));
    let case = after(&[CaseWhat::HandedOver]).expect("it was opened");
    let event = |at| CaseEvent { at, what: step(Step::Acknowledge) };
    assert_eq!(apply(&case, &event(minute(0))), Err(Refused::Backwards));
    assert_eq!(apply(&case, &event(minute(1))).map(|case| case.last_at), Ok(minute(1)));
}

#[test]
fn limits_that_are_none_open_no_case() {
    let open = |authority| Case::folded(&[CaseEvent { at: minute(0), what: opened(authority) }]);
    assert_eq!(open(Authority { answer_days: 0, ..AUTHORITY }), Err(Refused::NoDaysToAnswer));
    let level_max = LEVEL_MAX + 1;
    assert_eq!(open(Authority { level_max, ..AUTHORITY }), Err(Refused::LevelTooHigh { level_max: LEVEL_MAX }));
    // A house of one person has no level above.
    assert!(open(Authority { level_max: 0, ..AUTHORITY }).is_ok());
}

#[test]
fn a_case_hangs_on_one_problem_and_many_cases_may_hang_on_the_same() {
    let hung = |problem: &str| CaseWhat::HungOnProblem { problem: problem.to_owned() };
    assert_eq!(after(&[hung(" ")]), Err(Refused::ProblemUnnamed));
    assert_eq!(after(&[hung("queue"), hung("queue")]), Err(Refused::ProblemTwice));
    let closed = |satisfied| ready_and(&[hung("queue"), CaseWhat::CustomerAsked, answer(satisfied)]);
    let cases = [
        closed(Satisfied::Yes).expect("it was asked"),
        closed(Satisfied::No).expect("it was asked"),
        after(&[hung("queue"), hung("bill")]).expect("it moved to another problem"),
        after(&[]).expect("it was opened"),
    ];
    let problems = by_problem(&cases);
    assert_eq!(problems.keys().collect::<Vec<_>>(), [&"bill", &"queue"]);
    assert_eq!(problems["queue"], Outcomes { open: 1, satisfied: 1, again: 1, ..Outcomes::default() });
}

#[test]
fn outcomes_say_who_was_satisfied_and_who_came_back() {
    let closed = |satisfied, back| {
        let back = CaseWhat::CameBack { back };
        ready_and(&[CaseWhat::CustomerAsked, answer(satisfied), back]).expect("it was closed")
    };
    let cases = [
        closed(Satisfied::Yes, true),
        closed(Satisfied::Partly, false),
        ready_and(&[CaseWhat::CustomerAsked]).expect("all is done"),
        after(&[]).expect("it was opened"),
        // They had said yes, came again, and were erased: that yes is no longer theirs.
        ready_and(&[CaseWhat::CustomerAsked, answer(Satisfied::Yes), CaseWhat::Reopened, CaseWhat::CustomerErased])
            .expect("it was open again"),
    ];
    let expected = Outcomes {
        open: 1,
        waiting: 1,
        satisfied: 1,
        partly: 1,
        timed_out: 0,
        erased: 1,
        again: 1,
        came_back: 1,
        stayed_away: 1,
    };
    assert_eq!(outcomes(&cases), expected);
    // Who was not seen may be seen later; who was seen was.
    let seen = |back| CaseEvent { at: minute(99), what: CaseWhat::CameBack { back } };
    assert_eq!(apply(&cases[1], &seen(true)).map(|case| case.came_back), Ok(Some(true)));
    assert_eq!(apply(&cases[0], &seen(false)), Err(Refused::CameBackAlready));
}

fn playbook(id: &str) -> &'static Playbook {
    builtin().iter().find(|playbook| playbook.id == id).expect("it comes with the program")
}

#[test]
fn the_next_step_is_the_first_of_the_playbook_that_is_not_done() {
    let fresh = after(&[]).expect("it was opened");
    assert_eq!(next_step(&fresh, playbook("general")), Some(Step::Acknowledge));
    // Nobody who shouts hears an apology.
    assert_eq!(next_step(&fresh, playbook("angry-customer")), Some(Step::Listen));
    let due: Vec<_> = deadlines(&fresh, playbook("general")).iter().map(|due| (due.step, due.minutes_open)).collect();
    assert_eq!((due.len(), due[0], due[6]), (7, (Step::Acknowledge, 120), (Step::FollowUp, 3360)));

    let ready = ready_and(&[]).expect("all is done");
    assert_eq!(next_step(&ready, playbook("general")), Some(Step::Listen));
    let waiting = ready_and(&[CaseWhat::CustomerAsked]).expect("all is done");
    assert_eq!((next_step(&waiting, playbook("general")), deadlines(&waiting, playbook("general"))), (None, vec![]));
    // To ask was to follow up.
    assert!(waiting.is_done(Step::FollowUp));
}

#[test]
fn a_case_goes_up_by_minutes_of_open_time_and_not_while_the_customer_is_to_answer() {
    let (fresh, general) = (after(&[]).expect("it was opened"), playbook("general"));
    let due = |minutes| level_due(&fresh, general, minutes);
    assert_eq!((due(479), due(480), due(1439), due(1440), due(9999)), (None, Some(1), Some(1), Some(2), Some(3)));
    let higher = after(&[CaseWhat::Escalated { level: 1 }]).expect("it is higher");
    assert_eq!((level_due(&higher, general, 480), level_due(&higher, general, 1440)), (None, Some(2)));
    let waiting = ready_and(&[CaseWhat::CustomerAsked]).expect("all is done");
    assert_eq!(level_due(&waiting, general, 9999), None);
}

#[test]
fn what_may_be_given_is_a_part_of_what_was_paid() {
    let general = playbook("general");
    let limits = Severity::ALL.map(|severity| general.agent_cents_max(severity, 25_050));
    // 10, 30 and 50 percent of 250.50.
    assert_eq!(limits, [2_505, 7_515, 12_525]);
    assert_eq!(general.agent_cents_max(Severity::Slight, 9), 0);
    assert_eq!(playbook("wrong-result").agent_cents_max(Severity::Grave, u64::MAX), u64::MAX);
}

/// Anything that may happen, more often what brings a case further.
fn any_what() -> impl Strategy<Value = CaseWhat> {
    let step = |step| CaseWhat::StepDone { step, noted: true };
    prop_oneof![
        24 => prop::sample::select(Step::ALL.to_vec()).prop_map(step),
        16 => (prop::option::of(0_u64..7_000), any::<bool>())
            .prop_map(|(cents, approved_by_manager)| CaseWhat::AmendsGiven { cents, approved_by_manager }),
        8 => Just(CaseWhat::RootCauseRecorded),
        8 => Just(CaseWhat::ActionRecorded),
        4 => "(a|b)?".prop_map(|problem| CaseWhat::HungOnProblem { problem }),
        4 => (0_u8..6).prop_map(|level| CaseWhat::Escalated { level }),
        4 => Just(CaseWhat::HandedOver),
        24 => Just(CaseWhat::CustomerAsked),
        16 => prop::sample::select(Satisfied::ALL.to_vec()).prop_map(answer),
        24 => Just(CaseWhat::TimedOut),
        4 => Just(CaseWhat::Reopened),
        // Rare, because nothing comes after it.
        1 => Just(CaseWhat::CustomerErased),
        4 => any::<bool>().prop_map(|back| CaseWhat::CameBack { back }),
        4 => Just(opened(AUTHORITY)),
    ]
}

/// Attempts, each some minutes after the last that was accepted, some before it. Now and then much or all of what leads to asking
/// comes together, or few cases would ever be closed.
fn attempts() -> impl Strategy<Value = Vec<(i64, CaseWhat)>> {
    let leads_to_asking = [readiness(), vec![CaseWhat::CustomerAsked]].concat();
    let some = prop_oneof![
        8 => any_what().prop_map(|what| vec![what]),
        1 => prop::sample::subsequence(leads_to_asking, 3..=5),
    ];
    let minutes = || prop_oneof![4 => 0..DAY, 4 => DAY..9 * DAY, 1 => -DAY..0];
    let timed =
        some.prop_flat_map(move |whats| whats.into_iter().map(|what| (minutes(), Just(what))).collect::<Vec<_>>());
    prop::collection::vec(timed, 1..60).prop_map(|parts| parts.concat())
}

/// The events that were accepted, and the case after each of them.
fn accepted(attempts: &[(i64, CaseWhat)]) -> (Vec<CaseEvent>, Vec<Case>) {
    let opening = CaseEvent { at: minute(0), what: opened(AUTHORITY) };
    let mut case = Case::folded(std::slice::from_ref(&opening)).expect("it is an opening");
    let (mut events, mut cases) = (vec![opening], vec![case.clone()]);
    for (minutes, what) in attempts {
        let at = case.last_at.checked_add(SignedDuration::from_mins(*minutes)).expect("it is within range");
        let event = CaseEvent { at, what: what.clone() };
        if let Ok(next) = apply(&case, &event) {
            case = next;
            events.push(event);
            cases.push(case.clone());
        }
    }
    (events, cases)
}

/// Where the round began in which the last of these events happened.
fn round_of(events: &[CaseEvent]) -> usize {
    let begins = |what: &CaseWhat| {
        matches!(what, CaseWhat::Opened(_) | CaseWhat::Reopened)
            || *what == CaseWhat::CustomerAnswered { satisfied: Satisfied::No }
    };
    let (_, before) = events.split_last().expect("there is an opening");
    before.iter().rposition(|event| begins(&event.what)).unwrap_or(0)
}

/// Many random histories, the same in every run.
fn check(holds: impl Fn(&[CaseEvent], &[Case]) -> Result<(), TestCaseError>) {
    let config = Config { cases: 1024, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let run = runner.run(&attempts(), |attempts| {
        let (events, cases) = accepted(&attempts);
        holds(&events, &cases)
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn nothing_closes_a_case_without_cause_action_apology_and_an_answer_or_its_time() {
    let (by_customer, by_timeout) = (Cell::new(0), Cell::new(0));
    check(|events, cases| {
        for place in 1..events.len() {
            let erased = events[place].what == CaseWhat::CustomerErased;
            if erased || !cases[place].state.closed() || cases[place - 1].state.closed() {
                continue;
            }
            let until = &events[..=place];
            let round = &until[round_of(until)..];
            let when = |what: &dyn Fn(&CaseWhat) -> bool| round.iter().find(|event| what(&event.what)).map(|e| e.at);
            let done = |wanted| when(&|what| matches!(what, CaseWhat::StepDone { step, .. } if *step == wanted));
            prop_assert!(until.iter().any(|event| event.what == CaseWhat::RootCauseRecorded));
            prop_assert!(when(&|what| *what == CaseWhat::ActionRecorded).is_some());
            prop_assert!(done(Step::Acknowledge).is_some() && done(Step::FixPerson).is_some());
            let asked = when(&|what| *what == CaseWhat::CustomerAsked);
            prop_assert!(asked.is_some());
            match &events[place].what {
                CaseWhat::CustomerAnswered { satisfied } => {
                    prop_assert_ne!(*satisfied, Satisfied::No);
                    by_customer.set(by_customer.get() + 1);
                }
                CaseWhat::TimedOut => {
                    let waited = asked.map(|asked| events[place].at.duration_since(asked));
                    prop_assert!(Some(SignedDuration::from_hours(7 * 24)) <= waited);
                    by_timeout.set(by_timeout.get() + 1);
                }
                other => prop_assert!(false, "{:?} closed it", other),
            }
        }
        Ok(())
    });
    // Otherwise nothing was tested.
    assert!(100 < by_customer.get() && 30 < by_timeout.get(), "{} and {}", by_customer.get(), by_timeout.get());
}

#[test]
fn a_history_is_only_ever_added_to() {
    check(|events, cases| {
        for place in 1..=events.len() {
            let (before, rest) = events.split_at(place);
            let prefix = Case::folded(before);
            prop_assert_eq!(prefix.as_ref(), Ok(&cases[place - 1]));
            let whole = prefix.and_then(|case| case.continued(rest));
            prop_assert_eq!(whole.as_ref(), Ok(&cases[cases.len() - 1]));
        }
        Ok(())
    });
}

#[test]
fn time_and_level_never_fall_and_a_no_always_goes_higher() {
    let noes = Cell::new(0);
    check(|events, cases| {
        for (place, pair) in cases.windows(2).enumerate() {
            let (before, after) = (&pair[0], &pair[1]);
            prop_assert!(before.last_at <= after.last_at && before.level <= after.level && after.level <= 3);
            prop_assert!(before.round <= after.round && before.opened_at == after.opened_at);
            if events[place + 1].what == answer(Satisfied::No) {
                prop_assert!(before.level < after.level || before.level == AUTHORITY.level_max);
                prop_assert_eq!((after.state, after.round), (CaseState::Open, before.round + 1));
                noes.set(noes.get() + 1);
            }
        }
        Ok(())
    });
    assert!(50 < noes.get(), "{}", noes.get());
}

#[test]
fn nobody_gives_more_than_the_limit_without_a_manager_in_however_many_pieces() {
    let given = Cell::new(0);
    check(|events, cases| {
        let by = |approved: bool| {
            let cents = events.iter().map(|event| match event.what {
                CaseWhat::AmendsGiven { cents, approved_by_manager } if approved_by_manager == approved => {
                    cents.unwrap_or(0)
                }
                _ => 0,
            });
            cents.sum::<u64>()
        };
        let last = &cases[cases.len() - 1];
        prop_assert_eq!((last.agent_cents, last.manager_cents), (by(false), by(true)));
        prop_assert!(by(false) <= AUTHORITY.agent_cents_max);
        given.set(given.get() + u64::from(7_000 < by(false)));
        Ok(())
    });
    assert!(20 < given.get(), "{}", given.get());
}

#[test]
fn after_closing_only_the_customer_comes_back_or_comes_again() {
    check(|events, cases| {
        for (place, case) in cases.iter().enumerate().take(events.len() - 1) {
            let next = &events[place + 1].what;
            let customers = matches!(next, CaseWhat::CameBack { .. } | CaseWhat::Reopened);
            prop_assert_eq!(case.state.closed(), customers, "{:?}", next);
        }
        Ok(())
    });
}

/// Some answers on a scale of 1 to 5.
fn some_answers() -> impl Strategy<Value = GroupAnswers> {
    // Around one point each, so that groups differ clearly now and then.
    (1_u8..5, 0_usize..90).prop_flat_map(|(low, n)| {
        prop::collection::vec(low..low + 2, n).prop_map(|answers| answers.into_iter().collect())
    })
}

#[test]
fn no_paradox_is_spoken_of_below_thirty_or_with_zero_in_the_interval() {
    let config = Config { cases: 1024, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let verdicts = [const { Cell::new(0) }; 3];
    let strategy = (some_answers(), some_answers(), some_answers(), some_answers());
    let run = runner.run(&strategy, |(no_problem, silent, resolved, unresolved)| {
        let table = groups(&[no_problem, silent, resolved, unresolved], 0.95);
        let row = |group: CustomerGroup| &table.rows[group as usize];
        let least = row(CustomerGroup::NoProblem).n.min(row(CustomerGroup::Resolved).n);
        let verdict = match table.verdict {
            Verdict::TooFew => 0,
            Verdict::NoneShown => 1,
            Verdict::Paradox { difference, low, high } => {
                prop_assert!(0.0 < low && low < difference && difference < high);
                2
            }
        };
        prop_assert_eq!(verdict == 0, least < LEAST_RESPONDENTS);
        verdicts[verdict].set(verdicts[verdict].get() + 1);
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(verdicts.iter().all(|count| 50 < count.get()), "{verdicts:?}");
}
