//! What is to happen at a moment happens once, whatever the clock does and however often the program is killed.
//!
//! A clock that is made up runs over thousands of promises, in jumps, also backwards. The test knows by itself what must be told of
//! each promise, and compares it with what waits in the outbox.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use service::calendar::Calendar;
use service::due::{Due, DueRule, EscalationTimes, escalation_times};
use service::promise::PromiseState;
use store::alarms::{self, Alarm, AlarmKind};
use store::calendars::{self, ServiceSettings};
use store::promises::{self, Act, Ledgered};
use store::{DatabaseUrl, Id, Store, StoreError, Time, Transaction, cases};

use crate::common::{MORNING, number, on_both, open};
use crate::scene::{DAY, HOUR, House, SplitMix, at, promised, rows, within_hours};

/// What the program does when an alarm rings.
fn hear(tx: &mut Transaction<'_>, alarm: &Alarm, now: Time) -> Result<(), StoreError> {
    match alarm.kind {
        AlarmKind::PromiseSoon | AlarmKind::PromiseDue | AlarmKind::PromiseLate => {
            promises::heard(tx, alarm, now).map(drop)
        }
        AlarmKind::CaseLevel | AlarmKind::CaseTimeout => cases::heard(tx, alarm, now).map(drop),
    }
}

/// Lets what is due ring; the program may be killed when all was done and nothing committed.
fn ring(store: &Store, now: Time, limit: i64, killed: bool) -> Result<usize, StoreError> {
    let job = move |tx: &mut Transaction<'_>| {
        let rung = alarms::ring(tx, now, limit, &mut |tx, alarm| hear(tx, alarm, now))?;
        if killed { Err(StoreError::Closed) } else { Ok(rung) }
    };
    store.write(job).wait()
}

fn ring_all(store: &Store, now: Time) {
    while ring(store, now, 1000, false).expect("alarms ring") != 0 {}
}

/// A promise as the test knows it.
struct Known {
    id: Id,
    state: PromiseState,
    done: bool,
    due: Time,
    times: EscalationTimes,
    soon_rung: bool,
    late_rung: bool,
    /// How often it must have been told that it is due soon, broken, late, kept.
    told: [usize; 4],
    /// What somebody does with it, and when.
    plan: Option<(Time, Act)>,
}

const EVENTS: [&str; 4] = ["promise.due-soon", "promise.broken", "promise.late", "promise.kept"];

fn times(due: &Due, made_at: Time) -> EscalationTimes {
    let zone = TimeZone::get("Asia/Jakarta").expect("the zone is known");
    escalation_times(due, made_at.stamp(), 60, &zone, &Calendar::office())
}

impl Known {
    fn set(&mut self, due: &Due, made_at: Time) {
        self.due = Time::from(due.at);
        self.times = times(due, made_at);
        (self.soon_rung, self.late_rung) = (self.times.remind_at.is_none(), self.times.escalate_at.is_none());
    }

    /// What the clock does to it, when somebody listens.
    fn heard(&mut self, now: Time) {
        let rings = |time: Option<jiff::Timestamp>| time.is_some_and(|time| time <= now.stamp());
        let silent = self.done || self.state == PromiseState::Withdrawn;
        if !silent && !self.soon_rung && rings(self.times.remind_at) {
            self.soon_rung = true;
            self.told[0] += usize::from(self.state == PromiseState::Open && now <= self.due);
        }
        if self.state == PromiseState::Open && self.due.plus_seconds(1) <= now {
            self.breaks();
        }
        if !silent && !self.late_rung && rings(self.times.escalate_at) {
            self.late_rung = true;
            self.told[2] += usize::from(self.state == PromiseState::Broken);
        }
    }

    fn breaks(&mut self) {
        self.state = PromiseState::Broken;
        self.told[1] += 1;
    }

    /// What somebody does, who may come too late, and what came of it.
    fn act(&mut self, act: &Act, done: Result<Ledgered, StoreError>, now: Time) {
        let lapsed = self.state == PromiseState::Open && self.due < now;
        match (act, self.state) {
            (Act::Renegotiate(_) | Act::Withdraw, PromiseState::Open) if !lapsed => {
                let kept = done.expect("in time");
                if let Act::Renegotiate(_) = act {
                    self.set(&kept.due, now)
                } else {
                    self.state = PromiseState::Withdrawn
                }
            }
            (Act::Renegotiate(_) | Act::Withdraw, _) => assert!(done.is_err()),
            (Act::Admit, PromiseState::Open) if lapsed => assert!(done.is_err(), "the clock has said so"),
            (_, PromiseState::Open) => {
                done.expect("it may happen");
                match act {
                    Act::Done if !lapsed => (self.state, self.told[3]) = (PromiseState::Kept, 1),
                    Act::Progress if !lapsed => {}
                    _ => self.breaks(),
                }
                self.done = matches!(act, Act::Done);
            }
            (Act::Done | Act::Progress, _) => {
                done.expect("it may happen late");
                self.done = matches!(act, Act::Done);
            }
            _ => assert!(done.is_err()),
        }
    }
}

/// Everybody does what they had planned; together, so that many share a commit.
fn acted(house: &House, all: &mut [Known], now: Time) {
    let due = all.iter_mut().filter_map(|known| {
        let (_, act) = known.plan.take_if(|(when, _)| *when <= now)?;
        let (scope, id, what) = (house.agent.clone(), known.id.clone(), act.clone());
        let pending = house.store.write(move |tx| promises::act(tx, &scope, &id, &what, ("so it is", false), now));
        Some((known, act, pending))
    });
    for (known, act, pending) in due.collect::<Vec<_>>() {
        known.act(&act, pending.wait(), now);
    }
}

fn made(house: &House, random: &mut SplitMix, count: usize) -> Vec<Known> {
    let rules: Vec<(DueRule, Option<(Time, Act)>)> = (0..count)
        .map(|_| {
            let minutes = u32::try_from(random.between(1, 15 * 24 * 60)).expect("it fits");
            let rule = if random.below(2) == 0 {
                DueRule::Within { minutes }
            } else {
                DueRule::WithinOpen { minutes: minutes / 4 + 1 }
            };
            let when = at(random.between(60, i64::from(minutes) * 90 + 120));
            let later = DueRule::Within { minutes: u32::try_from(random.between(1, 20_000)).expect("it fits") };
            let acts =
                [Act::Done, Act::Done, Act::Done, Act::Renegotiate(later), Act::Progress, Act::Admit, Act::Withdraw];
            let plan = (random.below(3) != 0).then(|| (when, random.pick(&acts).clone()));
            (rule, plan)
        })
        .collect();
    let (asked, scope) = (rules.clone(), house.agent.clone());
    let made = house.store.write(move |tx| {
        let make = |(rule, _): &(DueRule, _)| {
            let id = promises::make(tx, &scope, &promised(*rule), MORNING)?;
            promises::get(tx, &scope, &id, MORNING)
        };
        asked.iter().map(make).collect::<Result<Vec<_>, _>>()
    });
    let made = made.wait().expect("promises are made");
    made.into_iter()
        .zip(rules)
        .map(|(kept, (_, plan))| {
            let times = times(&kept.due, MORNING);
            let mut known = Known {
                id: kept.id,
                state: PromiseState::Open,
                done: false,
                due: MORNING,
                times,
                soon_rung: false,
                late_rung: false,
                told: [0; 4],
                plan,
            };
            known.set(&kept.due, MORNING);
            known
        })
        .collect()
}

/// How often each event was told of each promise; each message has its own id.
fn told(store: &Store) -> BTreeMap<String, [usize; 4]> {
    let (mut told, mut ids) = (BTreeMap::<String, [usize; 4]>::new(), BTreeSet::new());
    let sql = "SELECT id, event, payload FROM outbox WHERE event LIKE 'promise.%'";
    rows(store, sql, &[], |row| {
        assert!(ids.insert(row[0].clone()));
        let body: serde_json::Value = serde_json::from_str(&row[2]).expect("a body is JSON");
        let promise = body["data"]["promise"].as_str().expect("it is about a promise").to_owned();
        let place = EVENTS.iter().position(|event| *event == row[1]).expect("the event is known");
        told.entry(promise).or_default()[place] += 1;
    });
    told
}

fn outbox_ids(store: &Store) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    rows(store, "SELECT id FROM outbox", &[], |row| {
        ids.insert(row[0].clone());
    });
    ids
}

fn simulated(store: Store) {
    let url = store.url().clone();
    let count = if matches!(url, DatabaseUrl::Sqlite(_)) { 2000 } else { 200 };
    let mut random = SplitMix(7);
    let mut house = House::new(&store);
    house.hook();
    let settings = ServiceSettings { level_max: 2, ..ServiceSettings::default() };
    house.by(&house.owner, move |tx, scope| calendars::set_settings(tx, scope, &settings, MORNING)).expect("settings");
    let mut all = made(&house, &mut random, count);
    let (mut now, mut store, mut kills, mut starts) = (MORNING, store, 0, 0);
    let end = at(60 * DAY);
    while now < end {
        let jump = match random.below(10) {
            0 => 0,
            1 => random.between(-DAY, 0),
            2 => random.between(DAY, 4 * DAY),
            _ => random.between(60, 12 * HOUR),
        };
        now = now.plus_seconds(jump);
        acted(&house, &mut all, now);
        if random.below(5) == 0 {
            // Nobody listens for a while.
            continue;
        }
        if random.below(3) == 0 {
            let before = outbox_ids(&store);
            assert_eq!(ring(&store, now, random.between(1, 60), true), Err(StoreError::Closed));
            assert_eq!(outbox_ids(&store), before, "what was not committed was not told");
            kills += 1;
        }
        if random.below(12) == 0 {
            let before = outbox_ids(&store);
            drop((store, house.store.clone()));
            house = restarted(house, &url);
            store = house.store.clone();
            assert_eq!(outbox_ids(&store), before, "messages keep their ids");
            starts += 1;
        }
        while ring(&store, now, random.between(40, 400), false).expect("alarms ring") != 0 {}
        all.iter_mut().for_each(|known| known.heard(now));
    }
    ring_all(&store, now);
    all.iter_mut().for_each(|known| known.heard(now));
    assert!(3 < kills && 1 < starts, "{kills} kills and {starts} starts");
    let told = told(&store);
    let mut sums = [0; 4];
    for known in &all {
        let heard = told.get(known.id.as_str()).copied().unwrap_or_default();
        assert_eq!(heard, known.told, "{EVENTS:?} of {:?} due at {:?}: {:?}", known.id, known.due, known.state);
        assert!(known.state != PromiseState::Open, "everything has come to an end");
        assert_eq!(heard[1], usize::from(known.state == PromiseState::Broken), "broken once, or never");
        sums.iter_mut().zip(heard).for_each(|(sum, heard)| *sum += heard);
    }
    assert!(sums.iter().all(|sum| count / 20 < *sum), "each happens often: {sums:?}");
    // One case for each that was broken, and for none that was not.
    let broken: BTreeSet<String> =
        all.iter().filter(|known| known.state == PromiseState::Broken).map(|known| known.id.to_string()).collect();
    let mut of = Vec::new();
    rows(&store, "SELECT promise FROM cases", &[], |row| of.push(row[0].clone()));
    assert_eq!((of.len(), of.into_iter().collect::<BTreeSet<_>>()), (broken.len(), broken));
    // Each case went up once to each level at most, and as high as it goes in so long a time.
    let mut levels = BTreeSet::new();
    rows(&store, "SELECT payload FROM outbox WHERE event = 'case.escalated'", &[], |row| {
        assert!(
            levels.insert(row[0].split("\"data\"").nth(1).unwrap_or_default().to_owned()),
            "told twice: {}",
            row[0]
        );
    });
    assert_eq!(
        number(&store, "SELECT COUNT(*) FROM cases WHERE level = 2", &[]),
        number(&store, "SELECT COUNT(*) FROM cases", &[])
    );
    assert_eq!(number(&store, "SELECT COUNT(*) FROM alarms WHERE fired_at IS NULL", &[]), 0);
    let purged =
        store.write(move |tx| alarms::purge(tx, end.plus_seconds(200 * DAY))).wait().expect("alarms are forgotten");
    assert!(0 < purged);
    assert_eq!(number(&store, "SELECT COUNT(*) FROM alarms", &[]), 0);
}

/// The same house after the program was started anew. SQLite lets one program in at a time, so every handle must be gone.
fn restarted(house: House, url: &DatabaseUrl) -> House {
    let House { store, owner, manager, agent, agent_id, viewer, stranger } = house;
    drop(store);
    House { store: open(url), owner, manager, agent, agent_id, viewer, stranger }
}

#[test]
fn each_reminder_break_and_escalation_happens_once_whatever_the_clock_does() {
    on_both(simulated);
}

#[test]
fn a_promise_that_is_put_to_another_time_rings_by_that_alone() {
    on_both(|store| {
        let house = House::new(&store);
        house.hook();
        let id = house.promise(&promised(within_hours(48)), MORNING);
        let next = "SELECT COALESCE(MIN(at), 0) FROM alarms WHERE fired_at IS NULL";
        let soon = Time(number(&store, next, &[]));
        assert!(MORNING < soon && soon < at(48 * HOUR));
        house.act(&id, Act::Renegotiate(within_hours(240)), ("She travels.", true), at(HOUR)).expect("in time");
        ring_all(&store, at(100 * HOUR));
        assert_eq!(house.told(), []);
        assert_eq!(house.get(&id, at(100 * HOUR)).promise.state, PromiseState::Open);
        ring_all(&store, at(241 * HOUR));
        assert_eq!(
            house.get(&id, at(241 * HOUR)).promise.state,
            PromiseState::Open,
            "at its very time it can still be kept"
        );
        ring_all(&store, at(241 * HOUR + 1));
        let told: Vec<String> = house.told().into_iter().map(|(event, _)| event).collect();
        assert_eq!(told, ["promise.due-soon", "case.opened", "promise.broken"]);
    });
}

#[test]
fn what_is_due_rings_the_earliest_first_and_no_more_at_once_than_was_asked_for() {
    on_both(|store| {
        let house = House::new(&store);
        let ids: Vec<Id> =
            [3, 1, 2].iter().map(|hours| house.promise(&promised(within_hours(*hours)), MORNING)).collect();
        let heard = |now: Time, limit: i64| {
            let job = move |tx: &mut Transaction<'_>| {
                let mut heard = vec![];
                let rung = alarms::ring(tx, now, limit, &mut |_, alarm| {
                    heard.push((alarm.object.clone(), alarm.kind, alarm.at));
                    Ok(())
                })?;
                assert_eq!(rung, heard.len());
                Ok(heard)
            };
            store.write(job).wait().expect("alarms ring")
        };
        assert_eq!(heard(at(0), 10), []);
        let all = [heard(at(4 * HOUR), 2), heard(at(4 * HOUR), 10), heard(at(4 * HOUR), 10)].concat();
        let mut sorted = all.clone();
        sorted.sort_by_key(|(_, _, at)| *at);
        assert_eq!(all, sorted);
        let due: Vec<&Id> =
            all.iter().filter(|(_, kind, _)| *kind == AlarmKind::PromiseDue).map(|(id, _, _)| id).collect();
        assert_eq!(due, [&ids[1], &ids[2], &ids[0]]);
    });
}

#[test]
fn an_alarm_that_an_earlier_one_of_the_same_lot_took_away_does_not_ring() {
    on_both(|store| {
        let house = House::new(&store);
        let id = house.promise(&promised(within_hours(24)), MORNING);
        assert_eq!(number(&store, "SELECT COUNT(*) FROM alarms", &[]), 3, "soon, due, late");
        let (scope, now) = (house.agent.clone(), at(9 * DAY));
        let rung = store.write(move |tx| {
            alarms::ring(tx, now, 10, &mut |tx, alarm| {
                assert_eq!((&alarm.object, alarm.kind), (&id, AlarmKind::PromiseSoon));
                promises::act(tx, &scope, &alarm.object, &Act::Done, ("", false), now).map(drop)
            })
        });
        assert_eq!(rung.wait(), Ok(1));
    });
}

#[test]
fn an_alarm_of_a_case_waits_for_the_hours_of_today_when_they_were_changed() {
    on_both(|store| {
        let house = House::new(&store);
        house.hook();
        let id = house.case("The queue was long.", MORNING);
        // By office hours the first level is due the day after tomorrow; by the new ones, open on Fridays alone, weeks later.
        let hours = service::calendar::WrittenCalendar {
            friday: vec![("08:00".to_owned(), "10:00".to_owned())],
            ..Default::default()
        };
        house
            .by(&house.owner, move |tx, scope| {
                let id = calendars::save(tx, scope, None, ("Fridays", "Asia/Jakarta", &hours), MORNING)?;
                calendars::set_settings(
                    tx,
                    scope,
                    &ServiceSettings { calendar: Some(id), ..ServiceSettings::default() },
                    MORNING,
                )
            })
            .expect("other hours");
        let level = |now: Time| {
            ring_all(&store, now);
            let id = id.clone();
            house.by(&house.agent, move |tx, scope| cases::get(tx, scope, &id)).expect("the case").level
        };
        assert_eq!(level(at(10 * DAY)), 0);
        // Four Fridays of two hours make 480 minutes: 6, 13, 20 and 27 March.
        assert_eq!(level(at(24 * DAY)), 0);
        assert_eq!(level(at(26 * DAY)), 1);
    });
}
