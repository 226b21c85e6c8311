//! Whoever is erased was never there, but what was promised to them stays counted.

use std::fs;

use service::Factor;
use service::keep_rate::KeepRate;
use service::recovery::{Case, CaseEvent, CaseState, Channel, Outcomes, Satisfied, Step, outcomes};
use store::cases::{self, NewCase, Wanted};
use store::customers::{self, Consent, CustomerKind, NewCustomer, NewFact};
use store::engine::Value;
use store::erase::{self, Erased, PersonQuery};
use store::moments::{self, NewMoment};
use store::outbox::{self, Mail};
use store::promises::{self, Act, By, NewPromise};
use store::tracking::{self, Object};
use store::{DatabaseUrl, Id, Options, Store, StoreError, Time, audit, backup, idempotency, touchpoints, values};

use crate::common::{Folder, MORNING, number, on_both, past};
use crate::scene::{DAY, HOUR, House, at, named, promised, rows, within_hours};

const CANARY: &str = "Zebracanary";

/// Everything of one person, through every door: each text holds the mark.
struct Person {
    id: Id,
    email: String,
    /// One that was kept, one that was broken, one that has lapsed unheard, one that is open.
    promises: [Id; 4],
    case: Id,
}

fn person(house: &House, place: &Id, n: usize) -> Person {
    let email = format!("{}-{n}@example.org", CANARY.to_lowercase());
    let identifiers = [("crm".to_owned(), format!("{CANARY}-{n}"))].into();
    let new = NewCustomer {
        email: email.clone(),
        phone: format!("081{n:09} {CANARY}"),
        consent: Consent::Given,
        consent_source: format!("{CANARY} signed"),
        language: "id".to_owned(),
        identifiers,
        ..named(&format!("{CANARY} Person Number{n}"))
    };
    let second = NewCustomer {
        identifiers: [("crm".to_owned(), format!("{CANARY}-second-{n}"))].into(),
        ..named(&format!("Second {CANARY}"))
    };
    let (id, second) = (house.customer(&new), house.customer(&second));
    let fact = NewFact {
        factor: Factor::Empathy,
        words: format!("{CANARY} likes tea. {}", CANARY.repeat(20)),
        source: format!("{CANARY} herself"),
        first: true,
        confirm_days: 365,
        expires_at: None,
    };
    let promise = |hours: u32| {
        let told = format!("{CANARY} gets a card.");
        let words = format!("{CANARY} is {}", CANARY.repeat(60));
        house.promise(
            &NewPromise { customer: Some(second.clone()), told, words, ..promised(within_hours(hours)) },
            MORNING,
        )
    };
    let promises = [promise(24), promise(24), promise(1), promise(240)];
    let moment = NewMoment {
        touchpoint: place.clone(),
        customer: Some(second.clone()),
        at: MORNING,
        judgements: [service::moment::Judgement::Disappointed; 5],
        words: format!("{CANARY} was cold."),
    };
    let (scope, from, into, kept, broken) =
        (house.agent.clone(), second, id.clone(), promises[0].clone(), promises[1].clone());
    let words = format!("{CANARY} said so.");
    let mail = Mail { to: email.clone(), subject: CANARY.to_owned(), text: format!("Dear {CANARY}") };
    let manager = house.manager.clone();
    let case = house.store.write(move |tx| {
        customers::note_fact(tx, &scope, &from, &fact, MORNING)?;
        let ended = customers::note_fact(tx, &scope, &from, &fact, MORNING)?;
        customers::end_fact(tx, &scope, &ended, MORNING)?;
        promises::act(tx, &scope, &kept, &Act::Progress, (&words, true), MORNING)?;
        promises::act(tx, &scope, &kept, &Act::Done, (&words, false), MORNING)?;
        promises::act(tx, &scope, &broken, &Act::Admit, (&words, true), MORNING)?;
        let noted = moments::note(tx, &scope, &moment, MORNING)?;
        cases::open_for_moment(tx, &scope, &noted.id, service::recovery::Origin::Moment, MORNING)?;
        let new = NewCase { customer: Some(from.clone()), ..NewCase::by_hand(words.clone(), Channel::Message) };
        let case = cases::open(tx, &scope, &new, MORNING)?;
        // One whose words are of this person, though nobody said so.
        cases::open(
            tx,
            &scope,
            &NewCase { promise: Some(kept.clone()), ..NewCase::by_hand(words.clone(), Channel::Message) },
            MORNING,
        )?;
        for act in [
            cases::Act::Step(Step::Acknowledge),
            cases::Act::Step(Step::FixPerson),
            cases::Act::RootCause,
            cases::Act::Action,
        ] {
            cases::act(tx, &scope, &case, &act, (&words, true), MORNING)?;
        }
        cases::act(tx, &scope, &case, &cases::Act::Ask, ("", false), MORNING)?;
        for object in [Object::Case(case.clone()), Object::Promise(kept.clone())] {
            let secret = tracking::issue(tx, &scope, &object, MORNING)?;
            let door = tracking::resolve(tx, &secret.hash(), MORNING)?.ok_or(StoreError::NotFound)?;
            match object {
                Object::Case(_) => tracking::answer(tx, &door, Satisfied::No, &words, MORNING)?,
                Object::Promise(_) => tracking::say(tx, &door, true, &words, MORNING)?,
            }
        }
        outbox::mail(tx, &scope, &mail, MORNING)?;
        let key = format!("key-{n}");
        idempotency::begin(tx, &scope, &key, &[7; 32], MORNING)?;
        idempotency::finish(tx, &scope, &key, 201, &format!("{{\"id\":\"{into}\",\"name\":\"{words}\"}}"))?;
        customers::merge(tx, &manager, &from, &into, MORNING)?;
        Ok(case)
    });
    Person { id, email, promises, case: case.wait().expect("everything is taken") }
}

/// Every state is still the fold of its history.
fn folded(house: &House, case: &Id) -> Case {
    let id = case.clone();
    let history = house.by(&house.agent, move |tx, scope| cases::history(tx, scope, &id)).expect("a history");
    let events: Vec<_> = history.into_iter().map(|one| CaseEvent { at: one.at.stamp(), what: one.what }).collect();
    Case::folded(&events).expect("it is sound")
}

fn place(house: &House) -> Id {
    house.by(&house.manager, |tx, scope| touchpoints::create(tx, scope, "Counter", MORNING)).expect("a place")
}

fn erase(house: &House, query: PersonQuery, now: Time) -> Erased {
    house.by(&house.manager, move |tx, scope| erase::person(tx, scope, &query, now)).expect("it is erased")
}

/// Texts of every table that hold the mark, in any case.
fn canaries(store: &Store) -> Vec<String> {
    let postgres = matches!(store.url(), DatabaseUrl::Postgres(_));
    let mut found = Vec::new();
    let mut tables = Vec::new();
    let all = if postgres {
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    };
    rows(store, all, &[], |row| tables.push(row[0].clone()));
    assert!(30 < tables.len());
    for table in tables {
        let mut connection = past(store);
        let see = connection.query_each(&format!("SELECT * FROM {table}"), &[], &mut |row| {
            for (column, value) in row.0.iter().enumerate() {
                let text = match value {
                    Value::Text(text) => text.to_lowercase(),
                    Value::Blob(bytes) => String::from_utf8_lossy(bytes).to_lowercase(),
                    _ => continue,
                };
                if text.contains(&CANARY.to_lowercase()) {
                    found.push(format!("{table} column {column}: {text}"));
                }
            }
            Ok(())
        });
        see.expect("a table can be read");
    }
    found
}

fn rate(house: &House, now: Time) -> KeepRate {
    let span = (Time(0), at(1000 * DAY));
    let rates = house.by(&house.manager, move |tx, scope| promises::keep_rates(tx, scope, By::All, span, now));
    rates.expect("a rate").first().map(|(_, rate)| *rate).unwrap_or_default()
}

#[test]
fn nothing_of_an_erased_customer_stays_and_what_was_promised_stays_counted() {
    on_both(|store| {
        let house = House::new(&store);
        let place = place(&house);
        let other = house.customer(&NewCustomer { email: "other@example.org".to_owned(), ..named("Somebody Else") });
        let theirs = house.promise(&NewPromise { customer: Some(other.clone()), ..promised(within_hours(9)) }, MORNING);
        let person = person(&house, &place, 1);
        assert!(20 < canaries(&store).len(), "the search finds what is there");
        let now = at(2 * HOUR);
        let before = rate(&house, now);
        assert_eq!(
            (before.kept, before.broken, before.open),
            (1, 2, 2),
            "one of the broken has lapsed and nobody has heard it yet"
        );
        let id = person.id.clone();
        let by_agent =
            house.by(&house.agent, move |tx, scope| erase::person(tx, scope, &PersonQuery::Customer(id), MORNING));
        assert_eq!(by_agent, Err(StoreError::Forbidden));
        let id = person.id.clone();
        let elsewhere =
            house.by(&house.stranger, move |tx, scope| erase::person(tx, scope, &PersonQuery::Customer(id), MORNING));
        assert_eq!(elsewhere, Err(StoreError::NotFound));
        let erased = erase(&house, PersonQuery::Customer(person.id.clone()), now);
        assert_eq!((erased.customers, erased.mails), (2, 1), "the file, and the one that led to it");
        assert_eq!(canaries(&store), Vec::<String>::new());
        let after = rate(&house, now);
        assert_eq!(KeepRate { open: 1, withdrawn: 1, ..before }, after, "only what was open is withdrawn");
        // Every state is still the fold of its history, and nobody is reminded of anybody.
        for promise in &person.promises {
            let id = promise.clone();
            let history =
                house.by(&house.agent, move |tx, scope| promises::history(tx, scope, &id)).expect("a history");
            let events: Vec<_> =
                history.iter().map(|one| service::promise::Event { at: one.at.stamp(), what: one.what }).collect();
            let fold = service::promise::Promise::folded(&events).expect("it is sound").at(now.stamp());
            assert_eq!(house.get(promise, now).promise, fold);
            assert!(history.iter().all(|one| one.words.is_empty()));
            assert_eq!(number(&store, "SELECT COUNT(*) FROM alarms WHERE object = ?1", &values![promise]), 0);
        }
        let id = person.case.clone();
        let case = house.by(&house.agent, move |tx, scope| cases::get(tx, scope, &id)).expect("the case");
        assert_eq!((case.customer, case.words.as_str(), case.root_cause.as_str()), (None, "", ""));
        assert_eq!(house.get(&theirs, now).customer.map(|(id, _)| id), Some(other));
        assert!(house.by(&house.owner, audit::verify).expect("a verdict").sound());
        let again = house.by(&house.manager, {
            let id = person.id.clone();
            move |tx, scope| erase::person(tx, scope, &PersonQuery::Customer(id), MORNING)
        });
        assert_eq!(again, Err(StoreError::NotFound));
    });
}

#[test]
fn open_cases_of_an_erased_customer_end_and_count_under_their_own_name() {
    on_both(|store| {
        let house = House::new(&store);
        let person = |name: &str| house.customer(&NewCustomer { email: format!("{name}@example.org"), ..named(name) });
        let (ani, budi) = (person("Ani"), person("Budi"));
        let case = |customer: &Id| {
            let new =
                NewCase { customer: Some(customer.clone()), ..NewCase::by_hand("Waited.".to_owned(), Channel::Phone) };
            house.by(&house.agent, move |tx, scope| cases::open(tx, scope, &new, MORNING)).expect("a case")
        };
        let (open, waiting, good, other) = (case(&ani), case(&ani), case(&ani), case(&budi));
        house.ask(&waiting, at(HOUR));
        house.ask(&good, at(HOUR));
        let id = good.clone();
        let said = house.by(&house.agent, move |tx, scope| {
            let link = tracking::issue(tx, scope, &Object::Case(id), at(HOUR))?;
            let door = tracking::resolve(tx, &link.hash(), at(HOUR))?.ok_or(StoreError::NotFound)?;
            tracking::answer(tx, &door, Satisfied::Yes, "", at(2 * HOUR))
        });
        said.expect("it is good");
        house.hook();
        erase(&house, PersonQuery::Customer(ani), at(DAY));

        for id in [&open, &waiting] {
            let kept = house.by(&house.agent, {
                let id = id.clone();
                move |tx, scope| cases::get(tx, scope, &id)
            });
            let kept = kept.expect("it stays");
            assert_eq!((kept.state, kept.closed_at, kept.customer), (CaseState::CustomerErased, Some(at(DAY)), None));
            assert_eq!((kept.step, kept.step_due_at), (None, None));
            let fold = folded(&house, id);
            assert_eq!((fold.state, fold.closed_at), (kept.state, Some(at(DAY).stamp())));
            assert_eq!(number(&store, "SELECT COUNT(*) FROM alarms WHERE object = ?1", &values![id]), 0);
            // Nothing more can be done in it.
            for act in [cases::Act::Step(Step::Listen), cases::Act::Reopen, cases::Act::CameBack(true)] {
                let refused = house.work(&house.agent, id, act, "Came again.", at(2 * DAY));
                assert_eq!(refused, Err(StoreError::Refused("case-closed", vec![])));
            }
        }
        assert_eq!(folded(&house, &good).state, CaseState::ClosedByCustomer, "what ended before stays as it ended");
        let told: Vec<_> = house.told().into_iter().filter(|(event, _)| event == "case.closed").collect();
        assert_eq!(told.len(), 2, "{told:?}");

        let list = |wanted: Wanted| {
            let found = house.by(&house.agent, move |tx, scope| cases::list(tx, scope, &wanted, 100)).expect("a list");
            found.into_iter().map(|kept| kept.id).collect::<Vec<_>>()
        };
        assert_eq!(list(Wanted { open: true, ..Wanted::default() }), [other]);
        assert_eq!(list(Wanted { closed: true, ..Wanted::default() }).len(), 3);
        let counted = house.see(&house.viewer, |tx, scope| {
            let mut all = vec![];
            cases::each_folded(tx, scope, (MORNING, at(DAY)), &mut |case| all.push(case))?;
            Ok(outcomes(&all))
        });
        assert_eq!(counted, Ok(Outcomes { open: 1, satisfied: 1, erased: 2, ..Outcomes::default() }));
    });
}

#[test]
fn a_mail_address_is_enough_to_be_erased() {
    on_both(|store| {
        let house = House::new(&store);
        let place = place(&house);
        let person = person(&house, &place, 1);
        let erased = erase(&house, PersonQuery::Email(person.email.to_uppercase()), at(2 * HOUR));
        assert_eq!((erased.customers, erased.mails), (2, 1));
        assert_eq!(canaries(&store), Vec::<String>::new());
        assert_eq!(erase(&house, PersonQuery::Email(person.email), at(2 * HOUR)), Erased::default());
    });
}

#[test]
fn persons_stay_when_their_organisation_is_erased() {
    on_both(|store| {
        let house = House::new(&store);
        let firm = house.customer(&NewCustomer { kind: CustomerKind::Organisation, ..named(CANARY) });
        let below = house.customer(&NewCustomer { parent: Some(firm.clone()), ..named("Ana") });
        assert_eq!(erase(&house, PersonQuery::Customer(firm), MORNING).customers, 1);
        let kept = house.by(&house.agent, move |tx, scope| customers::get(tx, scope, &below)).expect("she is there");
        assert_eq!(kept.known.parent, None);
        assert_eq!(canaries(&store), Vec::<String>::new());
    });
}

/// The database file and its log, as they lie on the disk: how often the mark stands there.
fn on_disk(folder: &Folder) -> usize {
    let read = |name: &str| fs::read(folder.0.join(name)).unwrap_or_default();
    let marks = [CANARY.as_bytes().to_vec(), CANARY.to_lowercase().into_bytes()];
    let count = |hay: &[u8], mark: &[u8]| hay.windows(mark.len()).filter(|window| *window == mark).count();
    let files = [read("rater.db"), read("rater.db-wal")];
    files.iter().map(|file| marks.iter().map(|mark| count(file, mark)).sum::<usize>()).sum()
}

#[test]
fn no_byte_of_an_erased_customer_stays_in_the_file_or_its_log() {
    let folder = Folder::new();
    let store =
        Store::open(&DatabaseUrl::Sqlite(folder.0.join("rater.db")), &Options::default()).expect("an empty store");
    let house = House::new(&store);
    let place = place(&house);
    let persons: Vec<Person> = (0..30)
        .map(|n| {
            for neighbour in 0..4 {
                house.customer(&named(&format!("Neighbour{n} Number{neighbour}")));
            }
            person(&house, &place, n)
        })
        .collect();
    assert!(500 < on_disk(&folder), "the search finds what is there");
    for (n, person) in persons.into_iter().enumerate() {
        let query = if n % 2 == 0 { PersonQuery::Customer(person.id) } else { PersonQuery::Email(person.email) };
        assert_eq!(erase(&house, query, at(2 * HOUR)).customers, 2, "person {n}");
    }
    store.erase_traces().wait().expect("the log is emptied");
    assert_eq!(on_disk(&folder), 0);
    let count = house.by(&house.agent, customers::count);
    assert_eq!(count, Ok(120));
}

#[test]
fn an_older_copy_forgets_again_which_customers_were_erased_since() {
    let folder = Folder::new();
    let (live, copy) = (folder.0.join("rater.db"), folder.0.join("copy.db"));
    let store = Store::open(&DatabaseUrl::Sqlite(live.clone()), &Options::default()).expect("an empty store");
    let house = House::new(&store);
    let place = place(&house);
    let (first, second) = (person(&house, &place, 1), person(&house, &place, 2));
    // Known by the id alone.
    let bare = house.customer(&named(&format!("{CANARY} without an address")));
    backup::copy(&store, &copy).expect("the copy is sound");
    let now = at(2 * HOUR);
    erase(&house, PersonQuery::Customer(first.id), now);
    erase(&house, PersonQuery::Email(second.email), now);
    erase(&house, PersonQuery::Customer(bare), now);
    assert_eq!(canaries(&store), Vec::<String>::new());
    let (expected, notes) = (rate(&house, now), store.read(erase::notes).wait().expect("the notes"));
    assert!(!format!("{notes:?}").to_lowercase().contains(&CANARY.to_lowercase()));
    let House { store: closing, owner, manager, agent, agent_id, viewer, stranger } = house;
    drop((closing, store));
    let restored = backup::restore(&copy, &live, None, at(50 * DAY)).expect("the copy is restored");
    assert_eq!((restored.erased.customers, restored.erased.mails), (5, 2));
    let store = Store::open(&DatabaseUrl::Sqlite(live), &Options::default()).expect("it opens");
    let house = House { store: store.clone(), owner, manager, agent, agent_id, viewer, stranger };
    assert_eq!(canaries(&store), Vec::<String>::new());
    assert_eq!(rate(&house, now), expected, "what was open when they were erased is withdrawn, also much later");
    store.erase_traces().wait().expect("the log is emptied");
    assert_eq!(on_disk(&folder), 0);
    let target = folder.0.join("elsewhere.db");
    let by_hand = backup::restore(&copy, &target, Some(&notes), MORNING).expect("the copy is restored");
    assert_eq!(by_hand.erased.customers, 5);
}
