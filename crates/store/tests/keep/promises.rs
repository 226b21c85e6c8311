//! The ledger of promises: every act by its rule, nothing changed afterwards, and rates that a recount from the histories confirms.

use std::collections::BTreeMap;
use std::slice::from_ref;

use jiff::civil::date;
use jiff::tz::TimeZone;
use service::Factor;
use service::commitment::Kind;
use service::due::DueRule;
use service::keep_rate::KeepRate;
use service::promise::{Event, Promise, PromiseState, What};
use store::calendars::{self, ServiceSettings};
use store::commitments::{self, NewCommitment};
use store::customers;
use store::promises::{self, Act, By, Happened, Ledgered, NewPromise, Wanted};
use store::{DatabaseUrl, Id, Role, Scope, Store, StoreError, Time, alarms, audit, touchpoints, values};

use crate::common::{MORNING, number, on_both, past, refusal};
use crate::scene::{DAY, HOUR, House, SplitMix, at, named, promised, within_hours};

fn history(house: &House, id: &Id) -> Vec<Happened> {
    let id = id.clone();
    house.see(&house.agent, move |tx, scope| promises::history(tx, scope, &id)).expect("a history")
}

fn folded(history: &[Happened]) -> Promise {
    let events: Vec<Event> = history.iter().map(|one| Event { at: one.at.stamp(), what: one.what }).collect();
    Promise::folded(&events).expect("the history is sound")
}

/// As it is stored: at a moment long ago no clock breaks anything.
fn stored(house: &House, id: &Id) -> Ledgered {
    house.get(id, Time(0))
}

fn ring(house: &House, now: Time) {
    let ring = house.store.write(move |tx| {
        alarms::ring(tx, now, 1000, &mut |tx, alarm| match alarm.kind {
            alarms::AlarmKind::CaseLevel | alarms::AlarmKind::CaseTimeout => {
                store::cases::heard(tx, alarm, now).map(drop)
            }
            _ => promises::heard(tx, alarm, now).map(drop),
        })
    });
    ring.wait().expect("alarms ring");
}

fn list(house: &House, scope: &Scope, wanted: Wanted, now: Time) -> Vec<Id> {
    let found = house.see(scope, move |tx, scope| promises::list(tx, scope, &wanted, 500, now)).expect("a list");
    found.into_iter().map(|one| one.id).collect()
}

fn rates(
    house: &House,
    scope: &Scope,
    by: By,
    span: (Time, Time),
    now: Time,
) -> Result<Vec<(String, KeepRate)>, StoreError> {
    house.see(scope, move |tx, scope| promises::keep_rates(tx, scope, by, span, now))
}

const NO_WORDS: (&str, bool) = ("", false);

#[test]
fn what_is_promised_is_read_back_and_its_due_time_is_one_in_three_forms() {
    on_both(|store| {
        let house = House::new(&store);
        let ana = house.customer(&named("Ana"));
        let jakarta = TimeZone::get("Asia/Jakarta").expect("the zone is known");
        let rules = [
            DueRule::At(date(2026, 3, 4).at(16, 30, 0, 0)),
            DueRule::Within { minutes: 90 },
            DueRule::WithinOpen { minutes: 90 },
            DueRule::EndOfDay { days: 0 },
        ];
        // It is Monday, four o'clock there; the house closes at five and opens at eight, so that thirty of ninety open minutes are tomorrow.
        let expected = [(4, 16, 30), (2, 17, 30), (3, 8, 30), (2, 17, 0)];
        for (due, (day, hour, minute)) in rules.into_iter().zip(expected) {
            let id = house.promise(&NewPromise { customer: Some(ana.clone()), ..promised(due) }, MORNING);
            let kept = house.get(&id, MORNING);
            assert_eq!(kept.due.local, date(2026, 3, day).at(hour, minute, 0, 0), "{due:?}");
            assert_eq!(kept.due.zone, "Asia/Jakarta");
            assert_eq!(jakarta.to_datetime(kept.due.at), kept.due.local);
            assert_eq!((kept.promise.due, kept.promise.first_due), (kept.due.at, kept.due.at));
            assert_eq!(kept.customer, Some((ana.clone(), "Ana".to_owned())));
            assert_eq!((kept.owner, kept.owner_name.as_str()), (house.agent_id.clone(), "Sari Dewi"));
            assert_eq!(kept.maker, house.agent.actor().text());
            let events = history(&house, &id);
            assert_eq!((events.len(), events[0].at, events[0].what), (1, MORNING, What::Made { due: kept.due.at }));
            assert_eq!(events[0].due.as_ref(), Some(&kept.due));
        }
    });
}

#[test]
fn a_calendar_of_a_branch_counts_for_what_is_promised_from_then_on() {
    on_both(|store| {
        let house = House::new(&store);
        let rule = DueRule::WithinOpen { minutes: 60 };
        let before = house.promise(&promised(rule), MORNING);
        let hours = service::calendar::WrittenCalendar {
            tuesday: vec![("10:00".to_owned(), "12:00".to_owned())],
            ..Default::default()
        };
        let (written, other) = (hours.clone(), hours.clone());
        let id = house
            .by(&house.manager, move |tx, scope| {
                calendars::save(tx, scope, None, ("Jayapura", "Asia/Jayapura", &written), MORNING)
            })
            .expect("a calendar");
        let again = house.by(&house.manager, move |tx, scope| {
            calendars::save(tx, scope, None, ("Jayapura", "UTC", &other), MORNING)
        });
        assert_eq!(again, Err(refusal("store-calendar-exists")));
        let set = |calendar: Option<Id>, scope: &Scope| {
            let new = ServiceSettings { calendar, ..ServiceSettings::default() };
            house.by(scope, move |tx, scope| calendars::set_settings(tx, scope, &new, MORNING))
        };
        assert_eq!(set(Some(id.clone()), &house.manager), Err(StoreError::Forbidden));
        assert_eq!(set(Some(id.clone()), &house.stranger), Err(StoreError::NotFound));
        assert_eq!(set(Some(Id::random()), &house.owner), Err(StoreError::NotFound));
        assert_eq!(set(Some(id.clone()), &house.owner), Ok(()));
        let after = house.get(&house.promise(&promised(rule), MORNING), MORNING).due;
        assert_eq!((after.local, after.zone.as_str()), (date(2026, 3, 3).at(11, 0, 0, 0), "Asia/Jayapura"));
        assert_eq!(house.get(&before, MORNING).due.zone, "Asia/Jakarta", "what was promised stays");
        let delete = |id: &Id| {
            let id = id.clone();
            house.by(&house.manager, move |tx, scope| calendars::delete(tx, scope, &id, MORNING))
        };
        assert_eq!(delete(&id), Err(refusal("store-calendar-in-use")));
        set(None, &house.owner).expect("office hours again");
        assert_eq!(delete(&id), Ok(()));
        for (agent_cents, answer_days, level_max) in [(-1, 14, 2), (0, 0, 2), (0, 366, 2), (0, 14, 6), (0, 14, -1)] {
            let new = ServiceSettings { agent_cents, answer_days, level_max, ..ServiceSettings::default() };
            let set = house.by(&house.owner, move |tx, scope| calendars::set_settings(tx, scope, &new, MORNING));
            assert_eq!(set, Err(refusal("store-service-settings")));
        }
    });
}

#[test]
fn what_cannot_be_promised_is_refused_and_leaves_nothing() {
    on_both(|store| {
        let house = House::new(&store);
        let refused = |new: NewPromise, scope: &Scope| {
            house.by(scope, move |tx, scope| promises::make(tx, scope, &new, MORNING)).expect_err("it is refused")
        };
        let soon = || promised(within_hours(1));
        let agent = &house.agent;
        let stranger = crate::common::member(&store, &house.stranger, "agent@mawar.example", Role::Agent);
        assert_eq!(refused(NewPromise { told: " ".into(), ..soon() }, agent), refusal("store-promise-words"));
        assert_eq!(refused(NewPromise { told: "é".repeat(501), ..soon() }, agent), refusal("store-promise-words"));
        assert_eq!(refused(NewPromise { words: "é".repeat(1001), ..soon() }, agent), refusal("store-promise-words"));
        let earlier = DueRule::At(date(2026, 3, 2).at(15, 59, 0, 0));
        assert_eq!(refused(promised(earlier), agent), refusal("due-before-made"));
        assert_eq!(refused(promised(DueRule::Within { minutes: 0 }), agent), refusal("promise-due-in-the-past"));
        assert_eq!(refused(NewPromise { owner: Some(stranger), ..soon() }, agent), StoreError::NotFound);
        let viewer = crate::common::member(&store, &house.owner, "viewer2@melati.example", Role::Viewer);
        assert_eq!(refused(NewPromise { owner: Some(viewer), ..soon() }, agent), StoreError::NotFound);
        for odd in [
            NewPromise { customer: Some(Id::random()), ..soon() },
            NewPromise { commitment: Some(Id::random()), ..soon() },
            NewPromise { touchpoint: Some(Id::random()), ..soon() },
        ] {
            assert_eq!(refused(odd, agent), StoreError::NotFound);
        }
        assert_eq!(refused(soon(), &house.viewer), StoreError::Forbidden);
        let operator = crate::common::operator(&store, &house.owner);
        assert_eq!(refused(soon(), &operator), refusal("store-promise-owner"), "the program itself keeps nothing");
        assert_eq!(number(&store, "SELECT COUNT(*) FROM promises", &[]), 0);
        assert_eq!(number(&store, "SELECT COUNT(*) FROM alarms", &[]), 0);
    });
}

#[test]
fn each_act_follows_its_rule_and_says_why_where_somebody_will_ask() {
    on_both(|store| {
        let house = House::new(&store);
        house.hook();
        let (colleague, _) = house.colleague("tono@melati.example", Role::Agent, None);
        let id = house.promise(&promised(within_hours(10)), MORNING);
        for act in [Act::Progress, Act::Renegotiate(within_hours(20)), Act::Withdraw, Act::Admit] {
            assert_eq!(house.act(&id, act, ("  ", true), at(HOUR)), Err(refusal("store-promise-why")));
        }
        let long = "é".repeat(501);
        assert_eq!(house.act(&id, Act::Progress, (&long, true), at(HOUR)), Err(refusal("store-promise-words")));
        house.act(&id, Act::Progress, (" It is printed. ", true), at(HOUR)).expect("progress");
        house.act(&id, Act::HandTo(colleague.clone()), ("He sits there.", false), at(2 * HOUR)).expect("handed over");
        let moved = house.act(&id, Act::Renegotiate(within_hours(20)), ("She comes tomorrow.", true), at(3 * HOUR));
        let moved = moved.expect("another time");
        assert_eq!((moved.promise.renegotiated, moved.owner.clone()), (1, colleague));
        assert_eq!((moved.promise.due, moved.due.at), (at(23 * HOUR).stamp(), at(23 * HOUR).stamp()));
        assert_eq!(moved.promise.first_due, at(10 * HOUR).stamp());
        let earlier = DueRule::At(date(2026, 3, 2).at(12, 0, 0, 0));
        assert_eq!(
            house.act(&id, Act::Renegotiate(earlier), ("x", true), at(4 * HOUR)),
            Err(refusal("due-before-made"))
        );
        house.act(&id, Act::Done, NO_WORDS, at(23 * HOUR)).expect("done at its very time");
        assert_eq!(stored(&house, &id).promise.state, PromiseState::Kept);
        for act in [
            Act::Done,
            Act::Withdraw,
            Act::Progress,
            Act::Admit,
            Act::Renegotiate(within_hours(2)),
            Act::HandTo(house.agent_id.clone()),
        ] {
            assert_eq!(house.act(&id, act, ("x", true), at(24 * HOUR)), Err(refusal("promise-over")));
        }
        assert_ne!(stored(&house, &id).owner, house.agent_id, "a refused handing over hands nothing over");
        let happened = history(&house, &id);
        let names: Vec<&str> = happened.iter().map(|one| one.what.name()).collect();
        assert_eq!(names, ["made", "progress", "handed", "renegotiated", "done"]);
        let words: Vec<(&str, bool)> = happened.iter().map(|one| (one.words.as_str(), one.told)).collect();
        let said = [
            ("", false),
            ("It is printed.", true),
            ("He sits there.", false),
            ("She comes tomorrow.", true),
            ("", false),
        ];
        assert_eq!(words, said);
        assert!(happened.iter().all(|one| one.actor == house.agent.actor().text()));
        assert_eq!(happened[3].due.as_ref(), Some(&moved.due));
        let told: Vec<String> = house.told().into_iter().map(|(event, _)| event).collect();
        assert_eq!(told, ["promise.kept"]);
        assert_eq!(number(&store, "SELECT COUNT(*) FROM alarms WHERE fired_at IS NULL", &[]), 0);
        // After its time: broken, whatever is done, and neither moved nor withdrawn.
        let late = house.promise(&promised(within_hours(1)), MORNING);
        assert_eq!(
            house.act(&late, Act::Renegotiate(within_hours(9)), ("x", true), at(2 * HOUR)),
            Err(refusal("promise-after-due"))
        );
        assert_eq!(house.act(&late, Act::Withdraw, ("x", true), at(2 * HOUR)), Err(refusal("promise-after-due")));
        let done = house.act(&late, Act::Done, NO_WORDS, at(2 * HOUR)).expect("late is better than never").promise;
        assert_eq!(
            (done.state, done.kept(), done.done_at),
            (PromiseState::Broken, Some(false), Some(at(2 * HOUR).stamp()))
        );
        let gone = house.promise(&promised(within_hours(1)), MORNING);
        let gone = house.act(&gone, Act::Withdraw, ("Not needed.", true), at(60)).expect("withdrawn").promise;
        assert_eq!((gone.state, gone.kept()), (PromiseState::Withdrawn, None));
        assert_eq!(house.told().iter().filter(|(event, _)| event == "promise.broken").count(), 1);
    });
}

#[test]
fn the_database_itself_keeps_what_happened() {
    on_both(|store| {
        let house = House::new(&store);
        let id = house.promise(&promised(within_hours(1)), MORNING);
        house.act(&id, Act::Admit, ("No.", true), at(60)).expect("admitted");
        for sql in [
            "UPDATE promise_events SET at = 0",
            "UPDATE promise_events SET kind = 'done' WHERE sequence = 2",
            "DELETE FROM promise_events",
            "UPDATE case_events SET detail = '{}'",
            "DELETE FROM case_events WHERE sequence = 1",
        ] {
            let mut connection = past(&store);
            assert!(matches!(connection.execute(sql, &[]), Err(StoreError::Conflict(_))), "{sql}");
        }
        if matches!(store.url(), DatabaseUrl::Postgres(_)) {
            for table in ["promise_events", "case_events"] {
                assert!(past(&store).execute(&format!("TRUNCATE {table} CASCADE"), &[]).is_err(), "{table}");
            }
        }
        assert_eq!(number(&store, "SELECT COUNT(*) FROM promise_events", &[]), 2);
    });
}

#[test]
fn a_promise_that_the_clock_broke_stays_broken_when_the_clock_is_put_back() {
    on_both(|store| {
        let house = House::new(&store);
        house.hook();
        let id = house.promise(&promised(within_hours(10)), MORNING);
        let admitted = house.promise(&promised(within_hours(10)), MORNING);
        house.act(&admitted, Act::Admit, ("No.", true), at(HOUR)).expect("admitted");
        ring(&house, at(11 * HOUR));
        assert_eq!(stored(&house, &id).promise.state, PromiseState::Broken);
        house.act(&id, Act::Done, NO_WORDS, at(5 * HOUR)).expect("done, by a clock that was put back");
        let (kept, fold) = (stored(&house, &id).promise, folded(&history(&house, &id)));
        assert_eq!(kept, fold);
        assert_eq!(kept.kept(), Some(false));
        house.act(&admitted, Act::Done, NO_WORDS, at(5 * HOUR)).expect("done after all");
        let done = stored(&house, &admitted).promise;
        assert_eq!((done.done_at, done), (Some(at(5 * HOUR).stamp()), folded(&history(&house, &admitted))));
        let events: Vec<String> =
            house.told().into_iter().map(|(event, _)| event).filter(|event| event == "promise.kept").collect();
        assert!(events.is_empty());
    });
}

#[test]
fn a_list_holds_what_was_asked_for_and_whoever_belongs_to_a_team_sees_the_team_s() {
    on_both(|store| {
        let house = House::new(&store);
        let team = house.team("Counter");
        let (tono, tono_scope) = house.colleague("tono@melati.example", Role::Agent, Some(&team));
        let ana = house.customer(&named("Ana"));
        let make = |hours: u32, owner: Option<&Id>, customer: Option<&Id>| {
            let new =
                NewPromise { owner: owner.cloned(), customer: customer.cloned(), ..promised(within_hours(hours)) };
            house.promise(&new, MORNING)
        };
        let open = make(40, None, None);
        let lapsed = make(1, None, Some(&ana));
        let kept = make(2, Some(&tono), None);
        let broken = make(3, Some(&tono), None);
        let late = make(4, None, None);
        let gone = make(5, None, None);
        house.act(&kept, Act::Done, NO_WORDS, at(60)).expect("kept");
        house.act(&broken, Act::Admit, ("No.", true), at(60)).expect("broken");
        house.act(&late, Act::Done, NO_WORDS, at(5 * HOUR)).expect("late");
        house.act(&gone, Act::Withdraw, ("No need.", true), at(60)).expect("gone");
        let now = at(6 * HOUR);
        let see = |wanted: Wanted| list(&house, &house.agent, wanted, now);
        let in_state = |state: PromiseState| see(Wanted { state: Some(state), ..Wanted::default() });
        let all = [&lapsed, &kept, &broken, &late, &gone, &open].map(Id::clone);
        assert_eq!(see(Wanted::default()), all);
        assert_eq!(in_state(PromiseState::Open), from_ref(&open));
        assert_eq!(in_state(PromiseState::Broken), [lapsed.clone(), broken.clone(), late.clone()]);
        assert_eq!(in_state(PromiseState::Kept), from_ref(&kept));
        assert_eq!(in_state(PromiseState::Withdrawn), from_ref(&gone));
        assert_eq!(see(Wanted { owed: true, ..Wanted::default() }), [lapsed.clone(), broken.clone()]);
        assert_eq!(see(Wanted { owed: true, state: Some(PromiseState::Open), ..Wanted::default() }), Vec::<Id>::new());
        assert_eq!(see(Wanted { customer: Some(ana.clone()), ..Wanted::default() }), from_ref(&lapsed));
        assert_eq!(see(Wanted { owner: Some(tono.clone()), ..Wanted::default() }), [kept.clone(), broken.clone()]);
        let span = Wanted { due_from: Some(at(2 * HOUR)), due_before: Some(at(4 * HOUR)), ..Wanted::default() };
        assert_eq!(see(span.clone()), [kept.clone(), broken.clone()]);
        assert_eq!(see(Wanted { state: Some(PromiseState::Kept), owner: Some(tono.clone()), ..span }), from_ref(&kept));
        assert_eq!(list(&house, &tono_scope, Wanted::default(), now), [kept, broken]);
        let of_ana = Wanted { customer: Some(ana), ..Wanted::default() };
        assert_eq!(
            list(&house, &tono_scope, of_ana, now),
            [lapsed],
            "whoever serves Ana knows all that was promised to her"
        );
        assert_eq!(list(&house, &house.stranger, Wanted::default(), now), Vec::<Id>::new());
        let viewer = house.by(&house.viewer, |tx, scope| promises::list(tx, scope, &Wanted::default(), 9, MORNING));
        assert_eq!(viewer, Err(StoreError::Forbidden));
        let few = house.by(&house.agent, move |tx, scope| promises::list(tx, scope, &Wanted::default(), 2, now));
        assert_eq!(few.expect("a list").len(), 2);
    });
}

#[test]
fn another_house_and_a_viewer_touch_no_promise() {
    on_both(|store| {
        let house = House::new(&store);
        let id = house.promise(&promised(within_hours(1)), MORNING);
        for (scope, why) in [(&house.stranger, StoreError::NotFound), (&house.viewer, StoreError::Forbidden)] {
            let one = id.clone();
            assert_eq!(house.by(scope, move |tx, scope| promises::get(tx, scope, &one, MORNING)), Err(why.clone()));
            let one = id.clone();
            assert_eq!(house.by(scope, move |tx, scope| promises::history(tx, scope, &one)), Err(why.clone()));
            for act in [
                Act::Progress,
                Act::HandTo(house.agent_id.clone()),
                Act::Renegotiate(within_hours(1)),
                Act::Done,
                Act::Admit,
                Act::Withdraw,
            ] {
                let one = id.clone();
                let done = house.by(scope, move |tx, scope| promises::act(tx, scope, &one, &act, ("x", true), MORNING));
                assert_eq!(done, Err(why.clone()));
            }
        }
        let elsewhere = crate::common::member(&store, &house.stranger, "agent@mawar.example", Role::Agent);
        assert_eq!(house.act(&id, Act::HandTo(elsewhere), NO_WORDS, MORNING), Err(StoreError::NotFound));
        assert_eq!(history(&house, &id).len(), 1);
        assert_eq!(rates(&house, &house.stranger, By::All, (MORNING, at(DAY)), at(DAY)), Ok(vec![]));
    });
}

/// What promises may differ in, and what a recount goes by.
struct Ledger {
    promises: Vec<Id>,
    kinds: BTreeMap<Id, Kind>,
}

fn ledger(house: &House, random: &mut SplitMix, count: usize) -> Ledger {
    let team = house.team("Counter");
    let (tono, _) = house.colleague("tono@melati.example", Role::Agent, Some(&team));
    let mut kinds = BTreeMap::new();
    for kind in [Kind::ALL[0], Kind::ALL[1]] {
        let new = NewCommitment {
            kind,
            factor: Factor::Reliability,
            words: "Cards within a day.".to_owned(),
            source: "the wall".to_owned(),
            competitor: String::new(),
            can_do: String::new(),
            we_say: String::new(),
            said_by: String::new(),
            minutes: None,
            published: false,
        };
        let id = house.by(&house.manager, move |tx, scope| commitments::create(tx, scope, &new, MORNING));
        kinds.insert(id.expect("a commitment"), kind);
    }
    let touchpoint =
        house.by(&house.manager, |tx, scope| touchpoints::create(tx, scope, "Counter", MORNING)).expect("a place");
    let ana = house.customer(&named("Ana"));
    let commitments: Vec<Id> = kinds.keys().cloned().collect();
    let promises = (0..count).map(|_| {
        let new = NewPromise {
            owner: random.pick(&[None, Some(tono.clone())]).clone(),
            touchpoint: random.pick(&[None, Some(touchpoint.clone())]).clone(),
            commitment: random.pick(&[None, Some(commitments[0].clone()), Some(commitments[1].clone())]).clone(),
            customer: random.pick(&[None, Some(ana.clone())]).clone(),
            factor: *random.pick(&Factor::ALL),
            ..promised(DueRule::Within { minutes: u32::try_from(random.between(30, 9000)).expect("it fits") })
        };
        house.promise(&new, MORNING)
    });
    Ledger { promises: promises.collect(), kinds }
}

fn recounted(house: &House, ledger: &Ledger, by: By, (from, to): (Time, Time), now: Time) -> Vec<(String, KeepRate)> {
    let mut rates = BTreeMap::<String, KeepRate>::new();
    for id in &ledger.promises {
        let (kept, fold) = (stored(house, id), folded(&history(house, id)));
        let name = match by {
            By::All => String::new(),
            By::Team => kept.team.map(|team| team.to_string()).unwrap_or_default(),
            By::Owner => kept.owner.to_string(),
            By::Factor => kept.factor.name().to_owned(),
            By::Touchpoint => kept.touchpoint.map(|place| place.to_string()).unwrap_or_default(),
            By::Kind => kept.commitment.map(|id| ledger.kinds[&id].name().to_owned()).unwrap_or_default(),
        };
        if from.stamp() <= fold.due && fold.due < to.stamp() {
            rates.entry(name).or_default().count(&fold.at(now.stamp()));
        }
    }
    rates.into_iter().collect()
}

/// Anything anybody might do, at any time, in any order, with a clock that now and then goes back.
fn anything(house: &House, random: &mut SplitMix, steps: usize) {
    let ledger = ledger(house, random, 20);
    let mut histories: Vec<Vec<Happened>> = ledger.promises.iter().map(|id| history(house, id)).collect();
    let (mut now, mut latest, mut accepted) = (MORNING, MORNING, 0);
    for step in 0..steps {
        now = now.plus_seconds(random.between(-4 * HOUR, 5 * HOUR));
        latest = latest.max(now);
        let place = usize::try_from(random.below(ledger.promises.len() as u64)).expect("it fits");
        let id = &ledger.promises[place];
        let before = stored(house, id);
        let rule = DueRule::Within { minutes: u32::try_from(random.between(1, 4000)).expect("it fits") };
        let acts = [
            None,
            None,
            Some(Act::Progress),
            Some(Act::Progress),
            Some(Act::Progress),
            Some(Act::HandTo(house.agent_id.clone())),
            Some(Act::HandTo(house.agent_id.clone())),
            Some(Act::Renegotiate(rule)),
            Some(Act::Renegotiate(rule)),
            Some(Act::Renegotiate(rule)),
            Some(Act::Done),
            Some(Act::Admit),
            Some(Act::Withdraw),
        ];
        match random.pick(&acts).clone() {
            None => ring(house, now),
            Some(act) => {
                let done = house.act(id, act, ("so it is", random.below(2) == 0), now);
                accepted += usize::from(done.is_ok());
                let grown = histories[place].len() + usize::from(done.is_ok());
                assert_eq!(history(house, id).len(), grown, "step {step}");
                if done.is_err() {
                    assert_eq!(stored(house, id), before, "step {step}: what is refused changes nothing");
                }
            }
        }
        for (id, known) in ledger.promises.iter().zip(&mut histories) {
            let present = history(house, id);
            assert_eq!(present[..known.len()], known[..], "step {step}: what happened is not changed");
            let (kept, fold) = (stored(house, id), folded(&present));
            // An alarm that rang has written what the clock did; it stands in no history, and needs none.
            let told = Promise { state: kept.promise.state, ..fold };
            assert_eq!(kept.promise, told, "step {step}");
            let lapsed = kept.promise.state == PromiseState::Broken && fold.due < latest.stamp();
            assert!(kept.promise.state == fold.state || (fold.state == PromiseState::Open && lapsed), "step {step}");
            assert_eq!(kept.due.at, kept.promise.due, "step {step}");
            let zone = TimeZone::get(&kept.due.zone).expect("the zone is known");
            assert_eq!(zone.to_datetime(kept.due.at), kept.due.local, "step {step}");
            *known = present;
        }
    }
    assert!(steps / 5 < accepted, "{accepted} of {steps} were possible");
    // Some have lapsed that nobody has heard of yet; they count as broken all the same.
    let spans = [(Time(0), at(1000 * DAY)), (at(DAY), at(2 * DAY))];
    for span in spans {
        for by in [By::All, By::Team, By::Owner, By::Kind, By::Factor, By::Touchpoint] {
            let rates = rates(house, &house.manager, by, span, latest).expect("rates");
            assert_eq!(rates, recounted(house, &ledger, by, span, latest), "{by:?}");
        }
    }
    assert_eq!(rates(house, &house.agent, By::Owner, spans[0], latest), Err(StoreError::Forbidden));
    let owner = house.owner.clone();
    assert!(house.by(&owner, audit::verify).expect("a verdict").sound());
}

#[test]
fn whatever_is_done_in_whatever_order_the_state_is_the_fold_of_a_history_that_only_grows() {
    on_both(|store: Store| {
        let (seeds, steps) = if matches!(store.url(), DatabaseUrl::Sqlite(_)) { (1..=1_u64, 250) } else { (2..=2, 60) };
        for seed in seeds {
            anything(&House::new(&store), &mut SplitMix(seed), steps);
        }
    });
}

#[test]
fn what_another_customer_was_promised_moves_with_no_file() {
    on_both(|store| {
        let house = House::new(&store);
        let (ana, budi) = (house.customer(&named("Ana")), house.customer(&named("Budi")));
        let to = |id: &Id| NewPromise { customer: Some(id.clone()), ..promised(within_hours(1)) };
        let (hers, his) = (house.promise(&to(&ana), MORNING), house.promise(&to(&budi), MORNING));
        let citra = house.customer(&named("Citra"));
        let (from, into) = (ana, citra.clone());
        house
            .by(&house.manager, move |tx, scope| customers::merge(tx, scope, &from, &into, MORNING))
            .expect("one file");
        assert_eq!(house.get(&hers, MORNING).customer.map(|(id, _)| id), Some(citra));
        assert_eq!(house.get(&his, MORNING).customer.map(|(id, _)| id), Some(budi));
        assert_eq!(number(&store, "SELECT COUNT(*) FROM promises WHERE customer IS NULL", &values![]), 0);
    });
}
