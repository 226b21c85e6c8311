//! Touchpoints, moments of truth and commitments: what was noted is counted once, and each number opens its rows.
//!
//! One file, because the rules are about each other: a moment happens at a touchpoint, and what it says is compared with what
//! was to be expected. Each test has a second organisation beside the first where one could be seen.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{MORNING, done, member, number, on_both, owned, past, refusal, refused, scope_of, seen, sign_in};
use service::Factor;
use service::chain::{Chains, Link, Odds};
use service::commitment::{Kind, Layer, Missing};
use service::moment::{Encounter, Five, Judgement, Judgements, Tally};
use service::recovery::CaseState;
use store::commitments::{self, NewCommitment};
use store::customers::{self, NewCustomer};
use store::links::{self, LinkKind};
use store::moments::{self, Cells, Moment, NewMoment, Noted, PULSES_TOGETHER, Source, Walked, Which};
use store::surveys::{self, NewSurvey, Pulse};
use store::{
    Actor, Id, Role, Scope, Store, StoreError, Time, Transaction, audit, instruments, people, touchpoints, values,
};

/// Does something as somebody.
fn by<T: Send + 'static>(
    store: &Store,
    scope: &Scope,
    job: impl FnOnce(&mut Transaction<'_>, &Scope) -> Result<T, StoreError> + Send + 'static,
) -> T {
    let scope = scope.clone();
    done(store, move |tx| job(tx, &scope))
}

/// Does something as somebody who must not.
fn not_by<T: Send + std::fmt::Debug + 'static>(
    store: &Store,
    scope: &Scope,
    job: impl FnOnce(&mut Transaction<'_>, &Scope) -> Result<T, StoreError> + Send + 'static,
) -> StoreError {
    let scope = scope.clone();
    refused(store, move |tx| job(tx, &scope))
}

/// Somebody of this role, signed in.
fn colleague(store: &Store, organisation: &Scope, email: &str, role: Role) -> Scope {
    let user = member(store, organisation, email, role);
    scope_of(store, &sign_in(store, &user, MORNING), MORNING)
}

/// An agent who belongs to a team.
fn agent_of(store: &Store, owner: &Scope, email: &str, team: &Id) -> Scope {
    let (user, team) = (member(store, owner, email, Role::Agent), team.clone());
    let who = user.clone();
    by(store, owner, move |tx, scope| people::set_role(tx, scope, &who, Role::Agent, Some(&team), MORNING));
    scope_of(store, &sign_in(store, &user, MORNING), MORNING)
}

fn touchpoint(store: &Store, scope: &Scope, name: &str) -> Id {
    let name = name.to_owned();
    by(store, scope, move |tx, scope| touchpoints::create(tx, scope, &name, MORNING))
}

fn customer(store: &Store, scope: &Scope, name: &str) -> Id {
    let new = NewCustomer { name: name.to_owned(), ..NewCustomer::default() };
    by(store, scope, move |tx, scope| customers::create(tx, scope, &new, MORNING))
}

/// `m` met, `x` exceeded, `d` disappointed, `-` nothing; in the order of the word RATER.
fn judged(text: &str) -> Judgements {
    let mut judgements = Judgements::default();
    for (judgement, letter) in judgements.iter_mut().zip(text.chars()) {
        *judgement = match letter {
            'm' => Judgement::Met,
            'x' => Judgement::Exceeded,
            'd' => Judgement::Disappointed,
            _ => Judgement::Nothing,
        };
    }
    judgements
}

fn moment(touchpoint: &Id, customer: Option<&Id>, text: &str, at: Time) -> NewMoment {
    let (touchpoint, customer) = (touchpoint.clone(), customer.cloned());
    NewMoment { touchpoint, customer, at, judgements: judged(text), words: String::new() }
}

fn note(store: &Store, scope: &Scope, new: &NewMoment, now: Time) -> Noted {
    let new = new.clone();
    by(store, scope, move |tx, scope| moments::note(tx, scope, &new, now))
}

fn not_noted(store: &Store, scope: &Scope, new: &NewMoment, now: Time) -> StoreError {
    let new = new.clone();
    not_by(store, scope, move |tx, scope| moments::note(tx, scope, &new, now))
}

fn board(store: &Store, scope: &Scope, from: Time, to: Time) -> BTreeMap<Id, Cells> {
    let scope = scope.clone();
    seen(store, move |tx| moments::board(tx, &scope, from, to))
}

fn chains(store: &Store, scope: &Scope, from: Time, to: Time) -> Walked {
    let scope = scope.clone();
    seen(store, move |tx| moments::chains(tx, &scope, from, to))
}

/// All rows, page by page.
fn rows(store: &Store, scope: &Scope, which: &Which, page: u32) -> Vec<Moment> {
    let (scope, which) = (scope.clone(), which.clone());
    seen(store, move |tx| {
        let mut all: Vec<Moment> = vec![];
        loop {
            let before = all.last().map(|last| (last.at, last.id.clone()));
            let more = moments::list(tx, &scope, &which, before.as_ref().map(|(at, id)| (*at, id)), page)?;
            if more.is_empty() {
                return Ok(all);
            }
            all.extend(more);
        }
    })
}

fn entries(store: &Store, owner: &Scope) -> Vec<(String, String, Vec<String>)> {
    let owner = owner.clone();
    let entries = seen(store, move |tx| audit::list(tx, &owner, None, 1000));
    entries.into_iter().map(|entry| (entry.action, entry.object, entry.fields)).collect()
}

fn key(store: &Store, name: &str) -> i64 {
    number(store, "SELECT key FROM organisations WHERE name = ?1", &values![name])
}

/// A case about a moment, as it stands; its history is no matter here.
fn case_about(store: &Store, organisation: &str, cases: &[(Id, CaseState, Option<Time>)]) {
    let key = key(store, organisation);
    let first = 1 + number(store, "SELECT COUNT(*) FROM cases WHERE organisation = ?1", &values![key]);
    let mut past = past(store);
    past.batch("BEGIN").expect("a transaction begins");
    for (number, (moment, state, closed_at)) in (first..).zip(cases) {
        past.execute(
            "INSERT INTO cases (organisation, id, number, origin, moment, channel, playbook, owner, words, root_cause, action, \
             state, level, opened_at, closed_at, last_at, events) \
             VALUES (?1, ?2, ?3, 'moment', ?4, 'person', 'p', 'o', '', '', '', ?5, 0, ?6, ?7, ?6, 0)",
            &values![key, Id::random(), number, moment, state.name(), MORNING, *closed_at],
        )
        .expect("a case is opened");
    }
    past.batch("COMMIT").expect("the transaction ends");
}

/// What a link of an open survey lets its holder do.
fn link_scope(store: &Store, owner: &Scope) -> Scope {
    by(store, owner, |tx, scope| {
        let source = survey::builtin_source("rater-pulse").expect("it is built in");
        let version = instruments::save(tx, scope, source, MORNING)?.version;
        let new = NewSurvey {
            title: "After your visit".into(),
            instrument: "rater-pulse".into(),
            instrument_version: version,
            language: "id".into(),
            team: None,
            anonymous: false,
            pulse: Pulse::All,
            ask_comment: false,
            thanks: String::new(),
            embed_origins: vec![],
            sample: false,
        };
        let survey = surveys::create(tx, scope, &new, MORNING)?;
        let link = links::create(tx, scope, &survey.id, LinkKind::Kiosk, "Counter", &BTreeMap::new(), MORNING)?;
        Ok(links::resolve(tx, &link.token, MORNING)?.expect("the link is open").scope)
    })
}

/// Steele, Lea, Flood (2014): the same numbers on every machine.
struct SplitMix(u64);

impl SplitMix {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 33) % end
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len() as u64) as usize]
    }

    /// Judgements of which at least one says something; one encounter in three is a bad one.
    fn judgements(&mut self) -> Judgements {
        let texts = ["m----", "mm-x-", "xx--m", "--m--", "d----", "mmdmm", "----m", "x-x-x", "-m-d-", "mmmmm"];
        judged(self.pick::<&str>(&texts))
    }
}

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Everything that tests note happens in the month before.
const EARLIER: Time = Time(MORNING.0 - 30 * DAY * 1000);
const LATER: Time = Time(MORNING.0 + DAY * 1000);

// Touchpoints.

fn journey(store: &Store, scope: &Scope, retired: bool) -> String {
    let scope = scope.clone();
    let all = seen(store, move |tx| touchpoints::list(tx, &scope, retired));
    assert!((1..).zip(&all).all(|(position, touchpoint)| touchpoint.position == position), "{all:?}");
    all.into_iter().map(|touchpoint| touchpoint.name).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_journey_keeps_its_order_through_moves_and_retirements() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let ids: Vec<Id> = ["A", "B", "C", "D"].iter().map(|name| touchpoint(&store, &own, name)).collect();
        assert_eq!(journey(&store, &own, false), "A B C D");
        let put = |id: &Id, place: usize| {
            let id = id.clone();
            by(&store, &own, move |tx, scope| touchpoints::move_to(tx, scope, &id, place, MORNING));
            journey(&store, &own, false)
        };
        assert_eq!(put(&ids[3], 0), "D A B C");
        assert_eq!(put(&ids[0], usize::MAX), "D B C A");
        assert_eq!(put(&ids[1], 2), "D C B A");
        let before = entries(&store, &own).len();
        assert_eq!(put(&ids[1], 2), "D C B A");
        assert_eq!(entries(&store, &own).len(), before, "what changes nothing is not noted");
        let retire = |id: &Id| {
            let id = id.clone();
            by(&store, &own, move |tx, scope| touchpoints::retire(tx, scope, &id, MORNING));
        };
        retire(&ids[2]);
        assert_eq!(entries(&store, &own).len(), before + 1);
        retire(&ids[2]);
        assert_eq!(entries(&store, &own).len(), before + 1, "twice is once");
        assert_eq!(journey(&store, &own, false), "D B A");
        assert_eq!(journey(&store, &own, true), "D B A C");
        touchpoint(&store, &own, "E");
        assert_eq!(journey(&store, &own, true), "D B A E C");
        let gone = ids[2].clone();
        let why = not_by(&store, &own, move |tx, scope| touchpoints::move_to(tx, scope, &gone, 0, MORNING));
        assert_eq!(why, refusal("store-touchpoint-retired"));
    });
}

#[test]
fn a_touchpoint_has_a_name_of_its_own() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        touchpoint(&store, &theirs, "Counter");
        let counter = touchpoint(&store, &own, "  Counter ");
        touchpoint(&store, &own, &"é".repeat(120));
        let create = |name: &str| {
            let name = name.to_owned();
            not_by(&store, &own, move |tx, scope| touchpoints::create(tx, scope, &name, MORNING))
        };
        let long = StoreError::Refused("store-touchpoint-name-long", vec![("most", "120".into())]);
        assert_eq!(create(" \n"), refusal("store-name-empty"));
        assert_eq!(create(&"é".repeat(121)), long);
        assert_eq!(create(&"é".repeat(201)), refusal("store-name-long"));
        assert_eq!(create("Counter "), refusal("store-touchpoint-exists"));
        let desk = touchpoint(&store, &own, "Desk");
        let rename = |id: &Id, name: &str| {
            let (scope, id, name) = (own.clone(), id.clone(), name.to_owned());
            store.write(move |tx| touchpoints::rename(tx, &scope, &id, &name, MORNING)).wait()
        };
        assert_eq!(rename(&desk, "Counter"), Err(refusal("store-touchpoint-exists")));
        assert_eq!(rename(&desk, &"é".repeat(121)), Err(long));
        assert_eq!(rename(&desk, ""), Err(refusal("store-name-empty")));
        let before = entries(&store, &own).len();
        assert_eq!(rename(&desk, "Desk"), Ok(()));
        assert_eq!(entries(&store, &own).len(), before);
        assert_eq!(rename(&desk, "Front desk"), Ok(()));
        assert_eq!(entries(&store, &own)[0], ("touchpoint.update".into(), desk.to_string(), vec!["name".into()]));
        // A retired one keeps its name until it is given another.
        let gone = counter.clone();
        by(&store, &own, move |tx, scope| touchpoints::retire(tx, scope, &gone, MORNING));
        assert_eq!(create("Counter"), refusal("store-touchpoint-exists"));
        assert_eq!(rename(&counter, "Old counter"), Ok(()));
        touchpoint(&store, &own, "Counter");
    });
}

#[test]
fn whoever_answers_for_a_touchpoint_works_here() {
    on_both(|store| {
        let (own, owner) = owned(&store, "Melati");
        let (_, stranger) = owned(&store, "Mawar");
        let id = touchpoint(&store, &own, "Counter");
        let set = |user: Option<&Id>, review_at: Option<Time>| {
            let (scope, id, user) = (own.clone(), id.clone(), user.cloned());
            let job = move |tx: &mut Transaction<'_>| {
                touchpoints::set_owner(tx, &scope, &id, user.as_ref(), review_at, MORNING)?;
                let found = touchpoints::get(tx, &scope, &id)?;
                Ok((found.owner, found.review_at))
            };
            store.write(job).wait()
        };
        assert_eq!(set(Some(&stranger), None), Err(StoreError::NotFound));
        assert_eq!(set(Some(&owner), Some(LATER)), Ok((Some(owner.clone()), Some(LATER))));
        assert_eq!(entries(&store, &own)[0].2, ["owner", "review_at"]);
        let before = entries(&store, &own).len();
        assert_eq!(set(Some(&owner), Some(LATER)), Ok((Some(owner.clone()), Some(LATER))));
        assert_eq!(entries(&store, &own).len(), before);
        assert_eq!(set(None, Some(LATER)), Ok((None, Some(LATER))));
        assert_eq!(entries(&store, &own)[0].2, ["owner"]);
        let away = member(&store, &own, "away@melati.example", Role::Manager);
        let who = away.clone();
        by(&store, &own, move |tx, scope| people::suspend(tx, scope, &who, MORNING));
        assert_eq!(set(Some(&away), None), Err(StoreError::NotFound), "whoever may not come in cannot answer for it");
        let gone = id.clone();
        by(&store, &own, move |tx, scope| touchpoints::retire(tx, scope, &gone, MORNING));
        assert_eq!(set(Some(&owner), None), Err(refusal("store-touchpoint-retired")));
    });
}

#[test]
fn a_link_names_a_touchpoint_by_its_name_or_its_id_and_anything_else_is_none() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        let counter = touchpoint(&store, &own, "Counter");
        let closed = touchpoint(&store, &own, "Old counter");
        let elsewhere = touchpoint(&store, &theirs, "Ward");
        let gone = closed.clone();
        by(&store, &own, move |tx, scope| touchpoints::retire(tx, scope, &gone, MORNING));
        // A name that looks like the id of another does not take its place.
        touchpoint(&store, &own, counter.as_str());
        let link = link_scope(&store, &own);
        let find = |text: &str| {
            let (scope, text) = (link.clone(), text.to_owned());
            seen(&store, move |tx| touchpoints::by_name(tx, &scope, &text)).map(|found| found.id)
        };
        for text in ["Counter", "  Counter ", counter.as_str(), &counter.as_str().to_uppercase()] {
            assert_eq!(find(text), Some(counter.clone()), "{text}");
        }
        for text in ["", "counter", "Old counter", closed.as_str(), "Ward", elsewhere.as_str(), "a\0", &"a".repeat(999)]
        {
            assert_eq!(find(text), None, "{text}");
        }
    });
}

// Moments.

#[test]
fn what_is_noted_is_kept_as_it_was_said() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (counter, ana) = (touchpoint(&store, &own, "Counter"), customer(&store, &own, "Ana Ortiz"));
        let agent = colleague(&store, &own, "agent@melati.example", Role::Agent);
        let before = entries(&store, &own).len();
        let at = MORNING.plus_seconds(-HOUR);
        let new = NewMoment { words: " The queue was long. ".into(), ..moment(&counter, Some(&ana), "md-x-", at) };
        let noted = note(&store, &agent, &new, MORNING);
        assert_eq!((noted.encounter, noted.fresh, &noted.customer), (Encounter::Bad, true, &Some(ana.clone())));
        let expected = Moment {
            id: noted.id.clone(),
            touchpoint: counter.clone(),
            customer: Some(ana),
            at,
            source: Source::Staff,
            noted_by: agent.actor().text(),
            noted_at: MORNING,
            team: None,
            judgements: judged("md-x-"),
            words: "The queue was long.".into(),
        };
        let id = noted.id.clone();
        assert_eq!(by(&store, &agent, move |tx, scope| moments::get(tx, scope, &id)), expected);
        assert_eq!(rows(&store, &own, &Which::default(), 10), [expected]);
        assert_eq!(note(&store, &agent, &moment(&counter, None, "----m", at), MORNING).encounter, Encounter::Good);
        let log = entries(&store, &own);
        assert_eq!(log.len(), before + 2);
        assert_eq!((log[1].0.as_str(), &log[1].1), ("moment.note", &noted.id.to_string()));
        assert_eq!(log[1].2, ["touchpoint", "customer", "at", "judgements", "words"]);
        assert!(!format!("{log:?}").contains("queue"));
    });
}

#[test]
fn a_moment_that_says_nothing_or_is_of_another_time_is_not_noted() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        let counter = touchpoint(&store, &own, "Counter");
        let (abroad, stranger) = (touchpoint(&store, &theirs, "Ward"), customer(&store, &theirs, "Ana Ortiz"));
        let good = moment(&counter, None, "m----", MORNING);
        let why = |new: NewMoment| not_noted(&store, &own, &new, MORNING);
        assert_eq!(why(moment(&counter, None, "-----", MORNING)), refusal("store-moment-empty"));
        let (back, ahead) = (MORNING.plus_seconds(-30 * DAY), MORNING.plus_seconds(300));
        for at in [back, ahead] {
            note(&store, &own, &NewMoment { at, ..good.clone() }, MORNING);
        }
        for at in [Time(back.0 - 1), Time(ahead.0 + 1), Time(i64::MIN), Time(i64::MAX)] {
            assert_eq!(why(NewMoment { at, ..good.clone() }), refusal("store-moment-time"), "{at:?}");
        }
        note(&store, &own, &NewMoment { words: "é".repeat(2000), ..good.clone() }, MORNING);
        let long = StoreError::Refused("store-text-long", vec![("most", "2000".into())]);
        assert_eq!(why(NewMoment { words: "é".repeat(2001), ..good.clone() }), long);
        assert_eq!(why(NewMoment { words: "a\0b".into(), ..good.clone() }), refusal("store-text-unfit"));
        for touchpoint in [abroad, Id::random()] {
            assert_eq!(why(NewMoment { touchpoint, ..good.clone() }), StoreError::NotFound);
        }
        for customer in [stranger, Id::random()] {
            assert_eq!(why(NewMoment { customer: Some(customer), ..good.clone() }), StoreError::NotFound);
        }
        let gone = counter.clone();
        by(&store, &own, move |tx, scope| touchpoints::retire(tx, scope, &gone, MORNING));
        assert_eq!(why(good), refusal("store-touchpoint-retired"));
        assert_eq!(rows(&store, &own, &Which::default(), 10).len(), 3);
    });
}

#[test]
fn a_moment_that_is_sent_twice_counts_once() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        let agent = colleague(&store, &own, "agent@melati.example", Role::Agent);
        let other = colleague(&store, &own, "other@melati.example", Role::Agent);
        let (counter, ward) = (touchpoint(&store, &own, "Counter"), touchpoint(&store, &own, "Ward"));
        let (ana, twin) = (customer(&store, &own, "Ana Ortiz"), customer(&store, &own, "A. Ortiz"));
        let id = Id::random();
        let new = NewMoment { words: "As agreed. ".into(), ..moment(&counter, Some(&twin), "mx---", MORNING) };
        let send = |scope: &Scope, new: &NewMoment, now: Time| {
            let (scope, id, new) = (scope.clone(), id.clone(), new.clone());
            store.write(move |tx| moments::note_once(tx, &scope, &id, &new, now)).wait()
        };
        let first = send(&agent, &new, MORNING).expect("it is noted");
        assert!(first.fresh);
        let log = entries(&store, &own).len();
        let again = Noted { fresh: false, ..first.clone() };
        assert_eq!(send(&agent, &new, MORNING.plus_seconds(60)), Ok(again.clone()));
        // Also when it would be too late to note it, when the touchpoint is out of use, or the customer's files became one.
        let (gone, from, into) = (counter.clone(), twin.clone(), ana.clone());
        by(&store, &own, move |tx, scope| touchpoints::retire(tx, scope, &gone, MORNING));
        by(&store, &own, move |tx, scope| customers::merge(tx, scope, &from, &into, MORNING));
        let merged = Noted { customer: Some(ana.clone()), ..again };
        assert_eq!(send(&agent, &new, MORNING.plus_seconds(40 * DAY)), Ok(merged));
        let merge_and_retirement = entries(&store, &own).len() - log;
        assert_eq!(merge_and_retirement, 2);
        let counted = board(&store, &own, EARLIER, LATER)[&counter].moments();
        assert_eq!((counted.of(Factor::Reliability).n(), counted.of(Factor::Assurance).exceeded), (1, 1));
        // The same id with other content is another moment, and refused.
        for other in [
            NewMoment { touchpoint: ward, ..new.clone() },
            NewMoment { customer: None, ..new.clone() },
            NewMoment { at: Time(MORNING.0 - 1), ..new.clone() },
            NewMoment { judgements: judged("mm---"), ..new.clone() },
            NewMoment { judgements: judged("-----"), ..new.clone() },
            NewMoment { words: "Not as agreed.".into(), ..new.clone() },
        ] {
            assert!(matches!(send(&agent, &other, MORNING), Err(StoreError::Conflict(_))), "{other:?}");
        }
        assert!(matches!(send(&other, &new, MORNING), Err(StoreError::Conflict(_))));
        // Another organisation never meets it.
        let abroad = touchpoint(&store, &theirs, "Counter");
        assert_eq!(send(&theirs, &moment(&abroad, None, "d----", MORNING), MORNING).map(|noted| noted.fresh), Ok(true));
        assert_eq!(rows(&store, &own, &Which::default(), 10).len(), 1);
    });
}

#[test]
fn the_moments_of_a_customer_stand_in_the_file_that_holds_everything() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let counter = touchpoint(&store, &own, "Counter");
        let (ana, twin, eva) =
            (customer(&store, &own, "Ana Ortiz"), customer(&store, &own, "A. Ortiz"), customer(&store, &own, "Eva"));
        let last = |whose: &Id| {
            let whose = whose.clone();
            by(&store, &own, move |tx, scope| moments::of_customer(tx, scope, &whose, 1)).pop().map(|last| last.id)
        };
        assert_eq!(last(&ana), None);
        let mut hours = (1..).map(|hour| MORNING.plus_seconds(-100 * HOUR + hour * HOUR));
        let mut note_of = |whose: &Id| {
            note(
                &store,
                &own,
                &moment(&counter, Some(whose), "m----", hours.next().expect("there is an hour")),
                MORNING,
            )
        };
        let (first, second, of_eva) = (note_of(&ana), note_of(&twin), note_of(&eva));
        let (from, into) = (twin.clone(), ana.clone());
        by(&store, &own, move |tx, scope| customers::merge(tx, scope, &from, &into, MORNING));
        let third = note_of(&twin);
        assert_eq!(third.customer.as_ref(), Some(&ana), "what is noted of an old file goes into the new one");
        for whose in [&ana, &twin] {
            let asked = whose.clone();
            let all = by(&store, &own, move |tx, scope| moments::of_customer(tx, scope, &asked, 10));
            let ids: Vec<&Id> = all.iter().map(|moment| &moment.id).collect();
            assert_eq!(ids, [&third.id, &second.id, &first.id]);
            assert_eq!(last(whose), Some(third.id.clone()));
        }
        let asked = ana.clone();
        assert_eq!(by(&store, &own, move |tx, scope| moments::of_customer(tx, scope, &asked, 2)).len(), 2);
        assert_eq!(last(&eva), Some(of_eva.id));
    });
}

#[test]
fn a_team_sees_the_rows_of_its_own_and_the_numbers_of_all() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (north, south) = by(&store, &own, |tx, scope| {
            Ok((people::create_team(tx, scope, "N", MORNING)?, people::create_team(tx, scope, "S", MORNING)?))
        });
        let agents = [agent_of(&store, &own, "n@m.example", &north), agent_of(&store, &own, "s@m.example", &south)];
        let (counter, ana) = (touchpoint(&store, &own, "Counter"), customer(&store, &own, "Ana Ortiz"));
        let mut ids = vec![];
        for (scope, hour) in [(&agents[0], 3), (&agents[1], 2), (&own, 1)] {
            let new = moment(&counter, Some(&ana), "d----", MORNING.plus_seconds(-hour * HOUR));
            ids.push(note(&store, scope, &new, MORNING).id);
        }
        let (of_north, of_south, of_nobody) = (ids[0].clone(), ids[1].clone(), ids[2].clone());
        let seen_by = |scope: &Scope| -> BTreeSet<Id> {
            let listed: BTreeSet<Id> =
                rows(&store, scope, &Which::default(), 2).into_iter().map(|row| row.id).collect();
            let asked = ana.clone();
            let of_ana = by(&store, scope, move |tx, scope| moments::of_customer(tx, scope, &asked, 10));
            assert_eq!(of_ana.into_iter().map(|row| row.id).collect::<BTreeSet<_>>(), listed);
            listed
        };
        assert_eq!(seen_by(&own), ids.iter().cloned().collect());
        assert_eq!(seen_by(&agents[0]), BTreeSet::from([of_north.clone(), of_nobody.clone()]));
        assert_eq!(seen_by(&agents[1]), BTreeSet::from([of_south, of_nobody]));
        let south_asks = of_north.clone();
        let why = not_by(&store, &agents[1], move |tx, scope| moments::get(tx, scope, &south_asks));
        assert_eq!(why, StoreError::NotFound);
        let why = not_by(&store, &agents[1], move |tx, scope| moments::retract(tx, scope, &of_north, MORNING));
        assert_eq!(why, StoreError::NotFound);
        for scope in &agents {
            assert_eq!(
                board(&store, scope, EARLIER, LATER)[&counter].moments().of(Factor::Reliability).disappointed,
                3
            );
            assert_eq!(chains(&store, scope, EARLIER, LATER), chains(&store, &own, EARLIER, LATER));
        }
    });
}

/// Notes many moments in one go; gives what was noted with the ids, in no order.
fn note_many(store: &Store, scope: &Scope, all: Vec<NewMoment>) -> Vec<(Id, NewMoment)> {
    by(store, scope, move |tx, scope| {
        let noted = all.into_iter().map(|new| Ok((moments::note(tx, scope, &new, MORNING)?.id, new)));
        noted.collect::<Result<Vec<_>, StoreError>>()
    })
}

#[test]
fn each_number_of_the_board_opens_as_many_rows() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        let places: Vec<Id> = ["A", "B", "C"].iter().map(|name| touchpoint(&store, &own, name)).collect();
        let abroad = touchpoint(&store, &theirs, "A");
        note(&store, &theirs, &moment(&abroad, None, "ddddd", MORNING), MORNING);
        let mut random = SplitMix(2026);
        let some = |random: &mut SplitMix| NewMoment {
            // By the hour, so that many stand at the same time and at the ends of the span.
            at: MORNING.plus_seconds(-HOUR * random.below(100) as i64),
            judgements: random.judgements(),
            ..moment(random.pick(&places[..2]), None, "-----", MORNING)
        };
        let all = note_many(&store, &own, (0..300).map(|_| some(&mut random)).collect());
        let (from, to) = (MORNING.plus_seconds(-80 * HOUR), MORNING.plus_seconds(-10 * HOUR));
        let within = |new: &NewMoment| from <= new.at && new.at < to;
        assert!(all.iter().any(|(_, new)| new.at == from) && all.iter().any(|(_, new)| new.at == to));
        let shown = board(&store, &own, from, to);
        assert_eq!(shown.keys().collect::<BTreeSet<_>>(), places[..2].iter().collect(), "where nothing was, no row");
        for place in &places {
            let cells = shown.get(place).copied().unwrap_or_default();
            let mut counted = Five::default();
            all.iter().filter(|(_, new)| new.touchpoint == *place && within(new)).for_each(|(_, new)| {
                counted.count(&new.judgements, 1);
            });
            assert_eq!(cells, Cells { noted: counted, ..Cells::default() });
            for factor in Factor::ALL {
                let which = |judgement| Which {
                    from: Some(from),
                    to: Some(to),
                    touchpoint: Some(place.clone()),
                    factor: Some(factor),
                    judgement,
                    ..Which::default()
                };
                let opened = |judgement| rows(&store, &own, &which(judgement), 200).len() as u64;
                let tally = Tally {
                    met: opened(Some(Judgement::Met)),
                    exceeded: opened(Some(Judgement::Exceeded)),
                    disappointed: opened(Some(Judgement::Disappointed)),
                };
                assert_eq!(cells.moments().of(factor), tally, "{factor:?}");
                assert_eq!(tally.n(), opened(None));
            }
        }
        // Page by page nothing is left out and nothing comes twice, the latest first.
        let listed = rows(&store, &own, &Which::default(), 7);
        let mut expected: Vec<(Time, Id)> = all.iter().map(|(id, new)| (new.at, id.clone())).collect();
        expected.sort_by(|a, b| b.cmp(a));
        assert_eq!(listed.into_iter().map(|row| (row.at, row.id)).collect::<Vec<_>>(), expected);
        let bad = Which { judgement: Some(Judgement::Disappointed), ..Which::default() };
        let bad = rows(&store, &own, &bad, 200).len();
        assert_eq!(bad, all.iter().filter(|(_, new)| Encounter::of(&new.judgements) == Encounter::Bad).count());
        assert_eq!(board(&store, &own, to, from), BTreeMap::new(), "a span that ends before it begins holds nothing");
        assert_eq!(board(&store, &own, Time(i64::MIN), Time(i64::MAX)).len(), 2);
    });
}

#[test]
fn a_moment_that_is_taken_back_was_never_noted() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let agent = colleague(&store, &own, "agent@melati.example", Role::Agent);
        let other = colleague(&store, &own, "other@melati.example", Role::Agent);
        let manager = colleague(&store, &own, "manager@melati.example", Role::Manager);
        let (counter, ana) = (touchpoint(&store, &own, "Counter"), customer(&store, &own, "Ana Ortiz"));
        let yesterday = MORNING.plus_seconds(-DAY);
        note(&store, &agent, &moment(&counter, Some(&ana), "mm---", yesterday), MORNING);
        let shown = || {
            let all = rows(&store, &own, &Which::default(), 10);
            (board(&store, &own, EARLIER, LATER), chains(&store, &own, EARLIER, LATER), all)
        };
        let before = shown();
        let bad = moment(&counter, Some(&ana), "d--d-", MORNING.plus_seconds(-HOUR));
        let take_back = |scope: &Scope, id: &Id, now: Time| {
            let (scope, id) = (scope.clone(), id.clone());
            store.write(move |tx| moments::retract(tx, &scope, &id, now)).wait()
        };
        // Ten minutes from when it was noted, however long ago it happened.
        let late = MORNING.plus_seconds(600);
        let first = note(&store, &agent, &bad, MORNING).id;
        assert_ne!(shown(), before);
        assert_eq!(take_back(&other, &first, MORNING), Err(StoreError::Forbidden));
        assert_eq!(take_back(&agent, &first, Time(late.0 + 1)), Err(refusal("store-moment-retract-late")));
        assert_eq!(take_back(&agent, &first, late), Ok(()));
        assert_eq!(shown(), before);
        assert_eq!(entries(&store, &own)[0], ("moment.retract".into(), first.to_string(), vec![]));
        assert_eq!(take_back(&agent, &first, MORNING), Err(StoreError::NotFound));
        let second = note(&store, &agent, &bad, MORNING).id;
        assert_eq!(take_back(&manager, &second, LATER), Ok(()), "a manager at any time");
        assert_eq!(shown(), before);
        let third = note(&store, &agent, &bad, MORNING).id;
        case_about(&store, "Melati", &[(third.clone(), CaseState::Open, None)]);
        for scope in [&agent, &manager] {
            assert_eq!(take_back(scope, &third, MORNING), Err(refusal("store-moment-has-case")));
        }
    });
}

// Chains.

#[test]
fn a_recovery_mends_when_the_customer_closed_it_before_the_next_encounter() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (first, second) = (touchpoint(&store, &own, "A"), touchpoint(&store, &own, "B"));
        let hour = |hour: i64| MORNING.plus_seconds((hour - 100) * HOUR);
        // Good at A at one, bad at B at two, good at A at four; and a case about the bad one.
        let cases = [
            ("in time", CaseState::ClosedByCustomer, Some(hour(4)), true),
            ("too late", CaseState::ClosedByCustomer, Some(Time(hour(4).0 + 1)), false),
            ("on our word", CaseState::ClosedByTimeout, Some(hour(3)), false),
            ("open", CaseState::Open, None, false),
        ];
        for (name, state, closed_at, _) in cases {
            let who = customer(&store, &own, name);
            note(&store, &own, &moment(&first, Some(&who), "m----", hour(1)), MORNING);
            let bad = note(&store, &own, &moment(&second, Some(&who), "m---d", hour(2)), MORNING).id;
            note(&store, &own, &moment(&first, Some(&who), "-x---", hour(4)), MORNING);
            case_about(&store, "Melati", &[(bad, state, closed_at)]);
        }
        // Nobody's moments are no chain.
        note(&store, &own, &moment(&first, None, "d----", hour(5)), MORNING);
        let found = chains(&store, &own, EARLIER, LATER);
        assert_eq!(found.touchpoints, [first, second]);
        let recovered = cases.iter().filter(|case| case.3).count() as u64;
        assert_eq!(found.chains.mended_with_recovery, Odds { count: recovered, of: recovered });
        assert_eq!(found.chains.mended_without_recovery, Odds { count: 3, of: 3 });
        assert_eq!((found.chains.customers, found.chains.unbroken, found.chains.erased), (4, 0, 4));
        assert_eq!(found.chains.breaks[&1], Odds { count: 4, of: 4 });
        // A span that begins after the first encounter finds no chain that could break.
        assert_eq!(chains(&store, &own, hour(2), LATER).chains.breaks, BTreeMap::new());
        assert_eq!(chains(&store, &own, EARLIER, hour(2)).chains.unbroken, 4);
    });
}

/// The chains of what was noted, customer by customer in memory.
fn in_memory(
    all: &[(Id, NewMoment)],
    closed: &BTreeMap<Id, Time>,
    places: &[Id],
    (from, to): (Time, Time),
) -> Chains<usize> {
    let mut of: BTreeMap<&Id, Vec<(Time, &Id, &NewMoment)>> = BTreeMap::new();
    for (id, new) in all.iter().filter(|(_, new)| from <= new.at && new.at < to) {
        if let Some(customer) = &new.customer {
            of.entry(customer).or_default().push((new.at, id, new));
        }
    }
    let mut chains = Chains::default();
    for of_one in of.values_mut() {
        of_one.sort_by_key(|(at, id, _)| (*at, *id));
        let links: Vec<Link<usize>> = (0..of_one.len())
            .map(|place| {
                let (_, id, new) = of_one[place];
                let next = of_one.get(place + 1).map(|(at, ..)| *at);
                Link {
                    touchpoint: places.iter().position(|id| *id == new.touchpoint).expect("it is one of ours"),
                    encounter: Encounter::of(&new.judgements),
                    recovered: closed.get(id).zip(next).is_some_and(|(closed, next)| *closed <= next),
                }
            })
            .collect();
        chains.add(&links);
    }
    chains
}

#[test]
fn chains_that_are_streamed_equal_chains_in_memory() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        let places: Vec<Id> = ["A", "B", "C", "D"].iter().map(|name| touchpoint(&store, &own, name)).collect();
        let (abroad, stranger) = (touchpoint(&store, &theirs, "A"), customer(&store, &theirs, "Ana Ortiz"));
        note(&store, &theirs, &moment(&abroad, Some(&stranger), "d----", MORNING), MORNING);
        let everybody = by(&store, &own, |tx, scope| {
            let named = |number: u32| NewCustomer { name: format!("Customer {number}"), ..NewCustomer::default() };
            (0..250).map(|number| customers::create(tx, scope, &named(number), MORNING)).collect::<Result<Vec<_>, _>>()
        });
        let mut random = SplitMix(7);
        let some = |random: &mut SplitMix| NewMoment {
            // By the day, so that many of one customer stand at the same time.
            at: MORNING.plus_seconds(-DAY * random.below(25) as i64),
            judgements: random.judgements(),
            ..moment(random.pick(&places), (random.below(10) != 0).then(|| random.pick(&everybody)), "-----", MORNING)
        };
        let all = note_many(&store, &own, (0..1200).map(|_| some(&mut random)).collect());
        let mut cases = vec![];
        for (id, new) in &all {
            if Encounter::of(&new.judgements) == Encounter::Bad && random.below(2) == 0 {
                let state = *random.pick(&CaseState::ALL);
                let closed_at = state.closed().then(|| new.at.plus_seconds(DAY * random.below(8) as i64));
                cases.push((id.clone(), state, closed_at));
            }
        }
        case_about(&store, "Melati", &cases);
        let closed = cases.into_iter().filter(|case| case.1 == CaseState::ClosedByCustomer);
        let closed: BTreeMap<Id, Time> = closed.filter_map(|(id, _, at)| Some((id, at?))).collect();
        for span in [(EARLIER, LATER), (MORNING.plus_seconds(-10 * DAY), MORNING.plus_seconds(-2 * DAY))] {
            let found = chains(&store, &own, span.0, span.1);
            assert_eq!(found.touchpoints, places);
            assert_eq!(found.chains, in_memory(&all, &closed, &places, span));
            assert!(0 < found.chains.mended_with_recovery.count && 0 < found.chains.mended_without_recovery.count);
        }
        assert_eq!(chains(&store, &own, LATER, LATER).chains, Chains::default());
    });
}

// Pulses.

fn count_pulse(store: &Store, scope: &Scope, touchpoint: &Id, text: &str, month: &'static str) {
    let (touchpoint, judgements) = (touchpoint.clone(), judged(text));
    by(store, scope, move |tx, scope| moments::count_pulse(tx, scope, &touchpoint, &judgements, month));
}

#[test]
fn nine_anonymous_pulses_show_nothing_and_the_tenth_shows_all_ten() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let link = link_scope(&store, &own);
        assert_eq!(link.actor(), &Actor::Link);
        let (counter, ward) = (touchpoint(&store, &own, "Counter"), touchpoint(&store, &own, "Ward"));
        let before = entries(&store, &own).len();
        let of = |touchpoint: &Id, factor: Factor| {
            let cells = board(&store, &own, EARLIER, LATER).get(touchpoint).copied().unwrap_or_default();
            assert_eq!(cells.moments(), Five::default(), "no anonymous pulse is a row");
            cells.pulses.of(factor)
        };
        let pulses = ["d-m--", "d----", "m-m--", "x-m--", "m-m--", "m-m--", "m-m--", "m-m--", "x-m--"];
        assert_eq!(pulses.len() as i64 + 1, PULSES_TOGETHER);
        for text in pulses {
            count_pulse(&store, &link, &counter, text, "2026-03");
            assert_eq!(board(&store, &own, EARLIER, LATER), BTreeMap::new(), "not even that there is something");
        }
        count_pulse(&store, &link, &counter, "d----", "2026-03");
        let ten = Tally { met: 5, exceeded: 2, disappointed: 3 };
        assert_eq!(of(&counter, Factor::Reliability), ten);
        assert_eq!(of(&counter, Factor::Tangibles), Tally::default(), "each factor waits by itself");
        // The next nine wait again, and come together with the tenth.
        for _ in 0..9 {
            count_pulse(&store, &link, &counter, "m----", "2026-03");
            assert_eq!(of(&counter, Factor::Reliability), ten);
        }
        count_pulse(&store, &link, &counter, "x----", "2026-03");
        assert_eq!(of(&counter, Factor::Reliability), Tally { met: 14, exceeded: 3, disappointed: 3 });
        count_pulse(&store, &link, &counter, "--x--", "2026-03");
        count_pulse(&store, &link, &counter, "--x--", "2026-03");
        assert_eq!(of(&counter, Factor::Tangibles), Tally { met: 8, exceeded: 2, disappointed: 0 });
        // Neither another touchpoint nor another month fills up with it.
        for (place, month) in [(&ward, "2026-03"), (&counter, "2026-02")] {
            for _ in 0..5 {
                count_pulse(&store, &link, place, "-d---", month);
            }
        }
        assert_eq!(of(&counter, Factor::Assurance), Tally::default());
        assert_eq!(rows(&store, &own, &Which::default(), 10), []);
        assert_eq!(entries(&store, &own).len(), before, "the answer writes its own entry");
    });
}

#[test]
fn months_count_when_the_span_touches_them_in_the_organisation_s_zone() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let counter = touchpoint(&store, &own, "Counter");
        for (count, month) in [(10, "2026-02"), (20, "2026-03"), (40, "2026-04")] {
            for _ in 0..count {
                count_pulse(&store, &own, &counter, "m----", month);
            }
        }
        // In Jakarta March begins on 28 February at 17:00 UTC.
        let march = Time(1_772_298_000_000);
        let april = Time(march.0 + 31 * DAY * 1000);
        let met = |from: i64, to: i64| {
            let (from, to) = (Time(march.0 + from), Time(march.0 + to));
            board(&store, &own, from, to).get(&counter).map_or(0, |cells| cells.pulses.of(Factor::Reliability).met)
        };
        let month_long = april.0 - march.0;
        assert_eq!(met(0, 1), 20);
        assert_eq!(met(0, month_long), 20, "where the span ends, April does not belong to it");
        assert_eq!(met(0, month_long + 1), 20 + 40);
        assert_eq!(met(-1, 0), 10);
        assert_eq!(met(-1, 1), 10 + 20);
        assert_eq!(met(-1, month_long + 1), 70);
        assert_eq!(met(0, 0), 0);
        assert_eq!(
            board(&store, &own, Time(i64::MIN), Time(i64::MAX))[&counter].pulses.of(Factor::Reliability).met,
            70
        );
    });
    assert_eq!(moments::month("Asia/Jakarta", Time(1_772_298_000_000)), "2026-03");
    assert_eq!(moments::month("Asia/Jakarta", Time(1_772_297_999_999)), "2026-02");
    assert_eq!(moments::month("America/Bogota", Time(1_772_298_000_000)), "2026-02");
    assert_eq!(moments::month("Nowhere/Land", MORNING), "2026-03");
    assert_eq!(moments::month("UTC", Time(i64::MIN)), "1970-01");
    assert_eq!(moments::month("Pacific/Kiritimati", Time(i64::MAX)), "9999-12");
}

#[test]
fn a_pulse_that_is_not_anonymous_is_a_moment_of_its_customer() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        let (link, agent) = (link_scope(&store, &own), colleague(&store, &own, "a@melati.example", Role::Agent));
        let (counter, closed) = (touchpoint(&store, &own, "Counter"), touchpoint(&store, &own, "Old counter"));
        let (ana, abroad) = (customer(&store, &own, "Ana Ortiz"), touchpoint(&store, &theirs, "Ward"));
        let stranger = customer(&store, &theirs, "Eva");
        let gone = closed.clone();
        by(&store, &own, move |tx, scope| touchpoints::retire(tx, scope, &gone, MORNING));
        let before = entries(&store, &own).len();
        let pulse = |place: &Id, who: Option<&Id>, text: &str| {
            let (scope, place, who, judgements) = (link.clone(), place.clone(), who.cloned(), judged(text));
            let job = move |tx: &mut Transaction<'_>| {
                moments::from_pulse(tx, &scope, &place, who.as_ref(), &judgements, MORNING)
            };
            store.write(job).wait()
        };
        let noted = pulse(&counter, Some(&ana), "d-m--").expect("it is kept").expect("it says something");
        assert_eq!((noted.encounter, &noted.customer, noted.fresh), (Encounter::Bad, &Some(ana.clone()), true));
        assert_eq!(pulse(&counter, Some(&ana), "-----"), Ok(None), "a pulse that says nothing is no moment");
        assert!(pulse(&counter, None, "x----").is_ok_and(|noted| noted.is_some()));
        for place in [&abroad, &Id::random()] {
            assert_eq!(pulse(place, None, "m----"), Err(StoreError::NotFound));
            let place = place.clone();
            let counted = move |tx: &mut Transaction<'_>, scope: &Scope| {
                moments::count_pulse(tx, scope, &place, &judged("m----"), "2026-03")
            };
            assert_eq!(not_by(&store, &link, counted), StoreError::NotFound);
        }
        for who in [&stranger, &Id::random()] {
            assert_eq!(pulse(&counter, Some(who), "m----"), Err(StoreError::NotFound));
        }
        assert_eq!(pulse(&closed, None, "m----"), Err(refusal("store-touchpoint-retired")));
        for (place, month, why) in [
            (&closed, "2026-03", "store-touchpoint-retired"),
            (&counter, "2026-13", "store-moment-time"),
            (&counter, "2026-00", "store-moment-time"),
            (&counter, "26-03", "store-moment-time"),
            (&counter, "2026-03-02", "store-moment-time"),
            (&counter, "", "store-moment-time"),
        ] {
            let place = place.clone();
            let counted = move |tx: &mut Transaction<'_>, scope: &Scope| {
                moments::count_pulse(tx, scope, &place, &judged("m----"), month)
            };
            assert_eq!(not_by(&store, &link, counted), refusal(why), "{month}");
        }
        let asked = ana.clone();
        let all = by(&store, &agent, move |tx, scope| moments::of_customer(tx, scope, &asked, 10));
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].source, all[0].noted_by.as_str(), all[0].at), (Source::Pulse, "link", MORNING));
        let cells = board(&store, &own, EARLIER, LATER)[&counter];
        assert_eq!(cells.moments().of(Factor::Reliability), Tally { met: 0, exceeded: 1, disappointed: 1 });
        assert_eq!(cells.pulses, Five::default());
        assert_eq!(entries(&store, &own).len(), before, "the answer writes its own entry");
        let id = noted.id.clone();
        let why = not_by(&store, &agent, move |tx, scope| moments::retract(tx, scope, &id, MORNING));
        assert_eq!(why, StoreError::Forbidden, "what a customer said is nobody's to take back but a manager's");
    });
}

// Commitments.

fn commitment(kind: Kind, factor: Factor, words: &str) -> NewCommitment {
    NewCommitment {
        kind,
        factor,
        words: words.to_owned(),
        source: String::new(),
        competitor: if kind == Kind::Trade { "The clinic next door".to_owned() } else { String::new() },
        can_do: String::new(),
        we_say: String::new(),
        said_by: String::new(),
        minutes: None,
        published: false,
    }
}

fn commit(store: &Store, scope: &Scope, new: &NewCommitment) -> Id {
    let new = new.clone();
    by(store, scope, move |tx, scope| commitments::create(tx, scope, &new, MORNING))
}

fn ledger(store: &Store, scope: &Scope, which: commitments::Which) -> String {
    let scope = scope.clone();
    let found = seen(store, move |tx| commitments::list(tx, &scope, which));
    found.into_iter().map(|commitment| commitment.known.words).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_ledger_stands_in_order_and_opens_by_layer_kind_and_factor() {
    use commitments::Which;
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        commit(&store, &theirs, &commitment(Kind::Web, Factor::Empathy, "Theirs"));
        commit(&store, &own, &commitment(Kind::Common, Factor::Tangibles, "Seat"));
        commit(&store, &own, &commitment(Kind::Trade, Factor::Responsiveness, "Hour"));
        commit(&store, &own, &commitment(Kind::Guarantee, Factor::Reliability, "Repair"));
        let web = commit(&store, &own, &commitment(Kind::Web, Factor::Responsiveness, "Reply"));
        let all = Which::default();
        assert_eq!(ledger(&store, &own, all), "Repair Reply Hour Seat");
        assert_eq!(ledger(&store, &own, Which { layer: Some(Layer::Commitment), ..all }), "Repair Reply Hour");
        assert_eq!(ledger(&store, &own, Which { layer: Some(Layer::Expectation), ..all }), "Seat");
        assert_eq!(ledger(&store, &own, Which { kind: Some(Kind::Trade), ..all }), "Hour");
        assert_eq!(ledger(&store, &own, Which { factor: Some(Factor::Responsiveness), ..all }), "Reply Hour");
        let both = Which { kind: Some(Kind::Web), factor: Some(Factor::Responsiveness), ..all };
        assert_eq!(ledger(&store, &own, both), "Reply");
        assert_eq!(ledger(&store, &own, Which { kind: Some(Kind::Web), factor: Some(Factor::Empathy), ..all }), "");
        let before = entries(&store, &own).len();
        let retire = |id: &Id| {
            let id = id.clone();
            by(&store, &own, move |tx, scope| commitments::retire(tx, scope, &id, LATER));
        };
        retire(&web);
        retire(&web);
        assert_eq!(entries(&store, &own).len(), before + 1, "twice is once");
        assert_eq!(ledger(&store, &own, all), "Repair Hour Seat");
        assert_eq!(ledger(&store, &own, Which { retired: true, ..all }), "Repair Reply Hour Seat");
        let (id, new) = (web.clone(), commitment(Kind::Web, Factor::Empathy, "Other"));
        let why = not_by(&store, &own, move |tx, scope| commitments::update(tx, scope, &id, &new, MORNING));
        assert_eq!(why, refusal("store-commitment-retired"));
        let retired = by(&store, &own, move |tx, scope| commitments::get(tx, scope, &web));
        assert_eq!((retired.made_at, retired.retired_at), (MORNING, Some(LATER)));
    });
}

#[test]
fn a_commitment_is_kept_whole_and_refused_when_it_is_none() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let bare = commitment(Kind::Common, Factor::Tangibles, "Nobody waits standing.");
        assert_eq!(bare.missing(), [Missing::CanDo, Missing::WeSay, Missing::SaidBy]);
        let whole = NewCommitment {
            source: " Sign at the door ".into(),
            competitor: "Nobody".into(),
            can_do: "Eight chairs.".into(),
            we_say: "Please sit.".into(),
            said_by: "The desk".into(),
            minutes: Some(15),
            published: true,
            ..bare.clone()
        };
        assert_eq!(whole.missing(), []);
        let kept = NewCommitment { source: "Sign at the door".into(), ..whole.clone() };
        let id = commit(&store, &own, &bare);
        let get = || {
            let id = id.clone();
            by(&store, &own, move |tx, scope| commitments::get(tx, scope, &id)).known
        };
        let update = |new: &NewCommitment| {
            let (scope, id, new) = (own.clone(), id.clone(), new.clone());
            store.write(move |tx| commitments::update(tx, &scope, &id, &new, MORNING)).wait()
        };
        assert_eq!(get(), bare);
        assert_eq!(update(&whole), Ok(()));
        assert_eq!(get(), kept);
        let changed = ["source", "competitor", "can_do", "we_say", "said_by", "minutes", "published"];
        assert_eq!(entries(&store, &own)[0].2, changed);
        let before = entries(&store, &own).len();
        assert_eq!(update(&whole), Ok(()));
        assert_eq!(entries(&store, &own).len(), before, "what changes nothing is not noted");

        let long = |most: usize| StoreError::Refused("store-text-long", vec![("most", most.to_string())]);
        let minutes = StoreError::Refused("store-commitment-minutes", vec![("most", "527040".into())]);
        let many = || "é".repeat(501);
        for (new, why) in [
            (NewCommitment { words: " \n".into(), ..whole.clone() }, refusal("commitment-no-words")),
            (
                NewCommitment { kind: Kind::Trade, competitor: " ".into(), ..bare.clone() },
                refusal("commitment-no-competitor"),
            ),
            (NewCommitment { words: "é".repeat(1001), ..bare.clone() }, long(1000)),
            (NewCommitment { source: many(), ..bare.clone() }, long(500)),
            (NewCommitment { competitor: many(), ..bare.clone() }, long(500)),
            (NewCommitment { can_do: many(), ..bare.clone() }, long(500)),
            (NewCommitment { we_say: many(), ..bare.clone() }, long(500)),
            (NewCommitment { said_by: many(), ..bare.clone() }, long(500)),
            (NewCommitment { minutes: Some(0), ..bare.clone() }, minutes.clone()),
            (NewCommitment { minutes: Some(527_041), ..bare.clone() }, minutes),
        ] {
            assert_eq!(update(&new), Err(why.clone()));
            assert_eq!(not_by(&store, &own, move |tx, scope| commitments::create(tx, scope, &new, MORNING)), why);
        }
        assert_eq!(get(), kept);
        let most = NewCommitment { words: "é".repeat(1000), source: "é".repeat(500), minutes: Some(527_040), ..bare };
        assert_eq!(update(&most), Ok(()));
    });
}

#[test]
fn the_public_page_shows_what_may_stand_there_and_no_more_of_it() {
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        let published = |words: &str| NewCommitment {
            we_say: "Internal".into(),
            minutes: Some(60),
            published: true,
            ..commitment(Kind::Standard, Factor::Responsiveness, words)
        };
        commit(&store, &theirs, &published("Theirs"));
        commit(&store, &own, &commitment(Kind::Standard, Factor::Empathy, "Not for all"));
        let old = commit(&store, &own, &published("Old"));
        by(&store, &own, move |tx, scope| commitments::retire(tx, scope, &old, MORNING));
        let id = commit(&store, &own, &published("Results within an hour."));
        let scope = own.clone();
        let shown = seen(&store, move |tx| commitments::published(tx, &scope));
        let expected = commitments::Published {
            id,
            kind: Kind::Standard,
            factor: Factor::Responsiveness,
            words: "Results within an hour.".into(),
            minutes: Some(60),
        };
        assert_eq!(shown, [expected]);
    });
}

// Whose and who.

/// A function that takes the id of something, and does nothing else with it than look it up.
type ById = fn(&mut Transaction<'_>, &Scope, &Id) -> Result<(), StoreError>;

#[test]
fn what_belongs_to_others_is_as_absent_as_what_is_not_there() {
    let by_touchpoint: &[ById] = &[
        |tx, scope, id| touchpoints::get(tx, scope, id).map(|_| ()),
        |tx, scope, id| touchpoints::rename(tx, scope, id, "Mine", MORNING),
        |tx, scope, id| touchpoints::move_to(tx, scope, id, 0, MORNING),
        |tx, scope, id| touchpoints::set_owner(tx, scope, id, None, Some(MORNING), MORNING),
        |tx, scope, id| touchpoints::retire(tx, scope, id, MORNING),
        |tx, scope, id| moments::note(tx, scope, &moment(id, None, "m----", MORNING), MORNING).map(|_| ()),
        |tx, scope, id| moments::from_pulse(tx, scope, id, None, &judged("m----"), MORNING).map(|_| ()),
        |tx, scope, id| moments::count_pulse(tx, scope, id, &judged("m----"), "2026-03"),
    ];
    let by_customer: &[ById] = &[
        |tx, scope, id| moments::of_customer(tx, scope, id, 10).map(|_| ()),
        |tx, scope, id| {
            let own = touchpoints::list(tx, scope, false)?.remove(0).id;
            moments::note(tx, scope, &moment(&own, Some(id), "m----", MORNING), MORNING).map(|_| ())
        },
    ];
    let by_moment: &[ById] = &[
        |tx, scope, id| moments::get(tx, scope, id).map(|_| ()),
        |tx, scope, id| moments::retract(tx, scope, id, MORNING),
    ];
    let by_commitment: &[ById] = &[
        |tx, scope, id| commitments::get(tx, scope, id).map(|_| ()),
        |tx, scope, id| commitments::retire(tx, scope, id, MORNING),
        |tx, scope, id| {
            let new = commitment(Kind::Web, Factor::Empathy, "Mine");
            commitments::update(tx, scope, id, &new, MORNING)
        },
    ];
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let (theirs, _) = owned(&store, "Mawar");
        touchpoint(&store, &own, "Counter");
        let (place, ana) = (touchpoint(&store, &theirs, "Ward"), customer(&store, &theirs, "Ana Ortiz"));
        let noted = note(&store, &theirs, &moment(&place, Some(&ana), "d----", MORNING), MORNING).id;
        let held = commit(&store, &theirs, &commitment(Kind::Web, Factor::Empathy, "Theirs"));
        let before = (entries(&store, &own), entries(&store, &theirs));
        let table = [(by_touchpoint, place.clone()), (by_customer, ana), (by_moment, noted), (by_commitment, held)];
        for (functions, real) in table {
            for (position, function) in functions.iter().enumerate() {
                for id in [real.clone(), Id::random()] {
                    let function = *function;
                    let why = not_by(&store, &own, move |tx, scope| function(tx, scope, &id));
                    assert_eq!(why, StoreError::NotFound, "{position}");
                }
            }
        }
        assert_eq!(
            (entries(&store, &own), entries(&store, &theirs)),
            before,
            "a refusal leaves no trace in either log"
        );
        assert_eq!(board(&store, &own, EARLIER, LATER), BTreeMap::new());
        assert_eq!(chains(&store, &own, EARLIER, LATER).chains, Chains::default());
        let which = Which { touchpoint: Some(place), ..Which::default() };
        assert_eq!((rows(&store, &own, &which, 10), ledger(&store, &own, Default::default())), (vec![], String::new()));
    });
}

#[test]
fn agents_note_and_managers_decide() {
    let by_managers: &[ById] = &[
        |tx, scope, _| touchpoints::create(tx, scope, "New", MORNING).map(|_| ()),
        |tx, scope, id| touchpoints::rename(tx, scope, id, "Mine", MORNING),
        |tx, scope, id| touchpoints::move_to(tx, scope, id, 0, MORNING),
        |tx, scope, id| touchpoints::set_owner(tx, scope, id, None, None, MORNING),
        |tx, scope, id| touchpoints::retire(tx, scope, id, MORNING),
        |tx, scope, _| {
            let new = commitment(Kind::Web, Factor::Empathy, "Mine");
            commitments::create(tx, scope, &new, MORNING).map(|_| ())
        },
        |tx, scope, id| {
            let new = commitment(Kind::Web, Factor::Empathy, "Mine");
            commitments::update(tx, scope, id, &new, MORNING)
        },
        |tx, scope, id| commitments::retire(tx, scope, id, MORNING),
    ];
    let by_agents: &[ById] = &[
        |tx, scope, id| moments::note(tx, scope, &moment(id, None, "m----", MORNING), MORNING).map(|_| ()),
        |tx, scope, id| {
            let new = moment(id, None, "m----", MORNING);
            moments::note_once(tx, scope, &Id::random(), &new, MORNING).map(|_| ())
        },
        |tx, scope, id| moments::get(tx, scope, id).map(|_| ()),
        |tx, scope, id| moments::retract(tx, scope, id, MORNING),
        |tx, scope, id| moments::of_customer(tx, scope, id, 10).map(|_| ()),
        |tx, scope, _| moments::list(tx, scope, &Which::default(), None, 10).map(|_| ()),
    ];
    let by_viewers: &[ById] = &[
        |tx, scope, _| touchpoints::list(tx, scope, true).map(|_| ()),
        |tx, scope, id| touchpoints::get(tx, scope, id).map(|_| ()),
        |tx, scope, _| moments::board(tx, scope, EARLIER, LATER).map(|_| ()),
        |tx, scope, _| moments::chains(tx, scope, EARLIER, LATER).map(|_| ()),
        |tx, scope, _| commitments::list(tx, scope, commitments::Which::default()).map(|_| ()),
        |tx, scope, _| commitments::published(tx, scope).map(|_| ()),
    ];
    on_both(|store| {
        let (own, _) = owned(&store, "Melati");
        let counter = touchpoint(&store, &own, "Counter");
        let agent = colleague(&store, &own, "agent@melati.example", Role::Agent);
        let viewer = colleague(&store, &own, "viewer@melati.example", Role::Viewer);
        let must_not = |scope: &Scope, functions: &[ById]| {
            for (position, function) in functions.iter().enumerate() {
                let (function, id) = (*function, counter.clone());
                let why = not_by(&store, scope, move |tx, scope| function(tx, scope, &id));
                assert_eq!(why, StoreError::Forbidden, "{position}");
            }
        };
        must_not(&agent, by_managers);
        must_not(&viewer, by_managers);
        must_not(&viewer, by_agents);
        for function in by_viewers {
            let (function, id) = (*function, counter.clone());
            by(&store, &viewer, move |tx, scope| function(tx, scope, &id));
        }
        note(&store, &agent, &moment(&counter, None, "m----", MORNING), MORNING);
        let manager = colleague(&store, &own, "manager@melati.example", Role::Manager);
        touchpoint(&store, &manager, "Ward");
        commit(&store, &manager, &commitment(Kind::Web, Factor::Empathy, "Reply"));
    });
}

#[test]
fn every_change_leaves_exactly_one_entry_and_nobody_s_words() {
    on_both(|store| {
        let (own, owner) = owned(&store, "Melati");
        let ana = customer(&store, &own, "Ana Ortiz");
        let mut before = entries(&store, &own).len();
        let mut one_more = |what: &str| {
            before += 1;
            assert_eq!(entries(&store, &own).len(), before, "{what}");
        };
        let counter = touchpoint(&store, &own, "Counter-name");
        one_more("create");
        touchpoint(&store, &own, "Second-name");
        one_more("create");
        let id = counter.clone();
        by(&store, &own, move |tx, scope| touchpoints::rename(tx, scope, &id, "Other-name", MORNING));
        one_more("rename");
        let id = counter.clone();
        by(&store, &own, move |tx, scope| touchpoints::move_to(tx, scope, &id, 1, MORNING));
        one_more("move");
        let id = counter.clone();
        by(&store, &own, move |tx, scope| touchpoints::set_owner(tx, scope, &id, Some(&owner), None, MORNING));
        one_more("owner");
        let words = NewMoment { words: "Their-words".into(), ..moment(&counter, Some(&ana), "d----", MORNING) };
        let noted = note(&store, &own, &words, MORNING).id;
        one_more("note");
        by(&store, &own, move |tx, scope| moments::retract(tx, scope, &noted, MORNING));
        one_more("retract");
        by(&store, &own, move |tx, scope| touchpoints::retire(tx, scope, &counter, MORNING));
        one_more("retire");
        let held = commit(&store, &own, &commitment(Kind::Web, Factor::Empathy, "Our-words"));
        one_more("commitment");
        let (id, new) = (held.clone(), commitment(Kind::Web, Factor::Empathy, "Other-words"));
        by(&store, &own, move |tx, scope| commitments::update(tx, scope, &id, &new, MORNING));
        one_more("update");
        by(&store, &own, move |tx, scope| commitments::retire(tx, scope, &held, MORNING));
        one_more("retire");
        let log = format!("{:?}", entries(&store, &own));
        for private in ["-name", "-words", "Ana", "Ortiz"] {
            assert!(!log.contains(private), "{private} in {log}");
        }
    });
}
