//! A file per customer: written, found by its identifiers, taken from lists, made one of two, and closed to whoever must not see it.

use std::collections::BTreeMap;

use service::Factor;
use store::customers::{self, Consent, CustomerKind, ImportRow, Imported, NewCustomer, NewFact};
use store::promises;
use store::{Id, StoreError, audit, values};

use crate::common::{MORNING, number, on_both, refusal};
use crate::scene::{DAY, House, at, named, promised, within_hours};

fn identified(name: &str, identifiers: &[(&str, &str)]) -> NewCustomer {
    let pairs = identifiers.iter().map(|(system, value)| ((*system).to_owned(), (*value).to_owned()));
    NewCustomer { identifiers: pairs.collect(), ..named(name) }
}

fn mailed(name: &str, email: &str) -> NewCustomer {
    NewCustomer { email: email.to_owned(), ..named(name) }
}

fn row(known: NewCustomer) -> ImportRow {
    ImportRow { known, parent: String::new() }
}

fn import(house: &House, rows: &[ImportRow]) -> Imported {
    let rows = rows.to_vec();
    house.by(&house.manager, move |tx, scope| customers::import(tx, scope, &rows, MORNING)).expect("a list is taken")
}

fn get(house: &House, id: &Id) -> customers::Customer {
    let id = id.clone();
    house.by(&house.agent, move |tx, scope| customers::get(tx, scope, &id)).expect("the customer is there")
}

fn found(house: &House, text: &str) -> Vec<String> {
    let text = text.to_owned();
    let hits = house.by(&house.agent, move |tx, scope| customers::search(tx, scope, &text, 10)).expect("a search");
    hits.into_iter().map(|hit| hit.name).collect()
}

fn count(house: &House) -> i64 {
    house.by(&house.agent, customers::count).expect("a count")
}

fn refused_places(imported: &Imported) -> Vec<usize> {
    imported.refused.iter().map(|(place, _)| *place).collect()
}

#[test]
fn what_is_written_of_a_customer_is_read_back_in_the_form_in_which_it_is_kept() {
    on_both(|store| {
        let house = House::new(&store);
        let new = NewCustomer {
            name: "  José Ñáñez ".to_owned(),
            email: " Jose@Example.ORG ".to_owned(),
            phone: " +62 812-3456-7890 ".to_owned(),
            language: "es".to_owned(),
            consent: Consent::Given,
            consent_source: "form at the counter".to_owned(),
            ..identified("", &[(" CRM ", " A-17 "), ("card", "")])
        };
        let id = house.customer(&new);
        let kept = get(&house, &id);
        assert_eq!((kept.known.name.as_str(), kept.known.email.as_str()), ("José Ñáñez", "jose@example.org"));
        assert_eq!((kept.known.phone.as_str(), kept.consent_at), ("+62 812-3456-7890", Some(MORNING)));
        assert_eq!(kept.known.identifiers, BTreeMap::from([("crm".to_owned(), "A-17".to_owned())]));
        // Writing the same again keeps when consent was given; taking it back has its own time.
        let write = |consent: Consent, now| {
            let (id, new) = (id.clone(), NewCustomer { consent, ..kept.known.clone() });
            house
                .by(&house.agent, move |tx, scope| customers::update(tx, scope, &id, &new, now))
                .expect("it is written");
        };
        write(Consent::Given, at(DAY));
        assert_eq!((get(&house, &id).consent_at, get(&house, &id).changed_at), (Some(MORNING), at(DAY)));
        write(Consent::Withdrawn, at(2 * DAY));
        assert_eq!(get(&house, &id).consent_at, Some(at(2 * DAY)));
        write(Consent::Unknown, at(3 * DAY));
        assert_eq!(get(&house, &id).consent_at, None);
    });
}

#[test]
fn what_will_not_do_is_refused_by_its_rule() {
    on_both(|store| {
        let house = House::new(&store);
        let refused = |new: NewCustomer| {
            house.by(&house.agent, move |tx, scope| customers::create(tx, scope, &new, MORNING)).expect_err("refused")
        };
        assert_eq!(refused(named(" \n ")), refusal("store-name-empty"));
        assert_eq!(refused(mailed("A", "no mail")), refusal("store-email-invalid"));
        assert_eq!(refused(NewCustomer { phone: "1".repeat(41), ..named("A") }), refusal("store-phone-invalid"));
        assert_eq!(refused(NewCustomer { phone: "1\n2".to_owned(), ..named("A") }), refusal("store-phone-invalid"));
        assert_eq!(refused(NewCustomer { language: "xx".to_owned(), ..named("A") }), refusal("store-language-unknown"));
        assert_eq!(refused(identified("A", &[("", "7")])), refusal("store-identifier-invalid"));
        assert_eq!(refused(identified("A", &[("crm", &"7".repeat(121))])), refusal("store-identifier-invalid"));
        let many: Vec<(String, String)> = (0..21).map(|n| (format!("s{n}"), "7".to_owned())).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|(system, value)| (system.as_str(), value.as_str())).collect();
        assert_eq!(refused(identified("A", &many)), refusal("store-identifier-invalid"));
        assert_eq!(refused(NewCustomer { parent: Some(Id::random()), ..named("A") }), StoreError::NotFound);
        let person = house.customer(&named("Person"));
        let below = NewCustomer { parent: Some(person), ..named("A") };
        assert_eq!(refused(below), refusal("store-customer-parent"), "nobody stands below a person");
        assert_eq!(count(&house), 1);
    });
}

#[test]
fn an_identifier_belongs_to_one_customer_and_is_free_again_when_it_is_taken_away() {
    on_both(|store| {
        let house = House::new(&store);
        let first = house.customer(&identified("Ana", &[("crm", "7")]));
        let second = house.customer(&identified("Budi", &[("crm", "8"), ("card", "7")]));
        let write = |id: &Id, new: &NewCustomer| {
            let (id, new) = (id.clone(), new.clone());
            house.by(&house.agent, move |tx, scope| customers::update(tx, scope, &id, &new, MORNING))
        };
        let taken = vec![("system", "crm".to_owned()), ("value", "7".to_owned())];
        let taken = Err(StoreError::Refused("store-identifier-taken", taken));
        assert_eq!(write(&second, &identified("Budi", &[("CRM", "7")])), taken);
        assert_eq!(get(&house, &second).known.identifiers.len(), 2, "a refused change changes nothing");
        assert_eq!(write(&first, &named("Ana")), Ok(()));
        assert_eq!(write(&second, &identified("Budi", &[("crm", "7")])), Ok(()));
        assert_eq!(get(&house, &second).known.identifiers, BTreeMap::from([("crm".to_owned(), "7".to_owned())]));
        // Another house may call somebody the same.
        let theirs = identified("Citra", &[("crm", "7")]);
        let made = house.by(&house.stranger, move |tx, scope| customers::create(tx, scope, &theirs, MORNING));
        assert!(made.is_ok());
    });
}

#[test]
fn an_organisation_with_persons_below_does_not_become_a_person() {
    on_both(|store| {
        let house = House::new(&store);
        let firm = house.customer(&NewCustomer { kind: CustomerKind::Organisation, ..named("Firma") });
        let person = house.customer(&NewCustomer { parent: Some(firm.clone()), ..named("Ana") });
        let (id, below) = (firm.clone(), firm.clone());
        let made = house.by(&house.agent, move |tx, scope| customers::update(tx, scope, &id, &named("Firma"), MORNING));
        assert_eq!(made, Err(refusal("store-customer-parent")));
        let persons =
            house.by(&house.agent, move |tx, scope| customers::persons_of(tx, scope, &below)).expect("a list");
        assert_eq!(
            persons.iter().map(|hit| (&hit.id, hit.parent.as_deref())).collect::<Vec<_>>(),
            [(&person, Some("Firma"))]
        );
    });
}

#[test]
fn a_list_that_is_sent_twice_makes_nobody_twice() {
    on_both(|store| {
        let house = House::new(&store);
        let firm = |known: NewCustomer| ImportRow { known, parent: " PT\u{1} Maju ".to_owned() };
        let list = [
            row(identified("Ana", &[("crm", "1")])),
            row(mailed("Budi", "budi@example.org")),
            firm(NewCustomer { phone: "0811 111 111".to_owned(), ..mailed("Citra", "citra@example.org") }),
            firm(identified("Dewi", &[("crm", "4"), ("card", "44")])),
            // A family with one address: each is called otherwise in the same system.
            row(NewCustomer { email: "family@example.org".to_owned(), ..identified("Eko", &[("crm", "5")]) }),
            row(NewCustomer { email: "family@example.org".to_owned(), ..identified("Fitri", &[("crm", "6")]) }),
            // One who changed the number between two systems that each know an old one.
            row(identified("Gita", &[("card", "70"), ("crm", "7")])),
            row(identified("Gita", &[("card", "70"), ("crm", "71")])),
        ];
        let first = import(&house, &list);
        assert_eq!((first.added, first.changed, first.same, first.refused.len()), (7, 1, 0, 0));
        assert_eq!(count(&house), 8, "seven, and the firm above two of them");
        let before = number(&store, "SELECT COUNT(*) FROM audit", &[]);
        let second = import(&house, &list);
        assert_eq!((second.added, second.changed, second.same, second.refused.len()), (0, 0, 8, 0));
        assert_eq!(count(&house), 8);
        assert_eq!(number(&store, "SELECT COUNT(*) FROM audit", &[]), before, "nothing happened");
        assert_eq!(found(&house, "fitri"), ["Fitri"]);
        assert_eq!(found(&house, "71"), Vec::<String>::new(), "two digits are no number to search for");
    });
}

#[test]
fn a_list_completes_what_is_known_and_empties_nothing() {
    on_both(|store| {
        let house = House::new(&store);
        let known = NewCustomer {
            phone: "0812 1".to_owned(),
            language: "id".to_owned(),
            consent: Consent::Withdrawn,
            consent_source: "by phone".to_owned(),
            email: "ana@example.org".to_owned(),
            ..identified("Ana", &[("crm", "1")])
        };
        let id = house.customer(&known);
        let bare = row(identified("Ana", &[("crm", "1")]));
        assert_eq!(import(&house, &[bare]).same, 1);
        assert_eq!(get(&house, &id).known, known);
        // By mail, with more: a second system, another phone number, and a consent that was taken back since.
        let more = NewCustomer {
            phone: "0812 2".to_owned(),
            consent: Consent::Given,
            consent_source: "an old list".to_owned(),
            email: "ANA@example.org".to_owned(),
            ..identified("Ana Maria", &[("card", "9")])
        };
        assert_eq!(import(&house, &[row(more)]).changed, 1);
        let after = get(&house, &id).known;
        assert_eq!((after.name.as_str(), after.phone.as_str(), after.language.as_str()), ("Ana Maria", "0812 2", "id"));
        assert_eq!(after.identifiers.len(), 2);
        assert_eq!((after.consent, after.consent_source.as_str()), (Consent::Withdrawn, "by phone"));
        assert_eq!(count(&house), 1);
    });
}

#[test]
fn a_refused_row_is_refused_alone_and_leaves_nothing_behind() {
    on_both(|store| {
        let house = House::new(&store);
        let firm =
            house.customer(&NewCustomer { kind: CustomerKind::Organisation, ..mailed("Firma", "firma@example.org") });
        import(
            &house,
            &[row(identified("Ana", &[("crm", "1"), ("x", "1")])), row(identified("Budi", &[("card", "2")]))],
        );
        let orphan = |known: NewCustomer| ImportRow { known, parent: "Nobody's firm".to_owned() };
        let everything = |table: &str| number(&store, &format!("SELECT COUNT(*) FROM {table}"), &[]);
        let before = ["customers", "customer_identifiers", "customer_terms"].map(everything);
        let many: Vec<(String, String)> = (0..19).map(|n| (format!("s{n}"), "7".to_owned())).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|(system, value)| (system.as_str(), value.as_str())).collect();
        let too_many = NewCustomer {
            identifiers: identified("", &many)
                .identifiers
                .into_iter()
                .chain([("crm".to_owned(), "1".to_owned())])
                .collect(),
            ..named("Ana")
        };
        let list = [
            orphan(named("")),
            orphan(mailed("A", "no mail")),
            // Two of ours in one row: it cannot be both.
            orphan(identified("Ana", &[("crm", "1"), ("card", "2")])),
            orphan(NewCustomer { parent: Some(Id::random()), ..named("Citra") }),
            orphan(mailed("Firma", "firma@example.org")),
            orphan(too_many),
            ImportRow { known: named("Dewi"), parent: "x".repeat(201) },
            row(named("Eko")),
        ];
        let done = import(&house, &list);
        assert_eq!((done.added, refused_places(&done)), (1, vec![0, 1, 2, 3, 4, 5, 6]));
        let after = ["customers", "customer_identifiers", "customer_terms"].map(everything);
        assert_eq!(after, [before[0] + 1, before[1], before[2] + 1]);
        assert_eq!(get(&house, &firm).known.kind, CustomerKind::Organisation);
    });
}

#[test]
fn another_system_makes_a_customer_once_and_completes_it_then() {
    on_both(|store| {
        let house = House::new(&store);
        let send = |known: NewCustomer| {
            house.by(&house.agent, move |tx, scope| customers::upsert(tx, scope, &row(known), MORNING))
        };
        let (id, new) = send(identified("Ana", &[("crm", "1")])).expect("it is taken");
        assert!(new);
        let more = NewCustomer { email: "ana@example.org".to_owned(), ..identified("Ana", &[("crm", "1")]) };
        assert_eq!(send(more), Ok((id.clone(), false)));
        assert_eq!(send(mailed("Ana", "ana@example.org")), Ok((id.clone(), false)));
        assert_eq!(get(&house, &id).known.email, "ana@example.org");
        assert_eq!(send(named("")), Err(refusal("store-name-empty")));
    });
}

#[test]
fn when_two_files_become_one_nothing_is_left_behind_and_the_old_address_leads_on() {
    on_both(|store| {
        let house = House::new(&store);
        let lost =
            NewCustomer { phone: "0811 222 333".to_owned(), ..identified("Anna", &[("crm", "2"), ("card", "22")]) };
        let lost = house.customer(&NewCustomer { consent: Consent::Unknown, ..lost });
        let older = house.customer(&identified("A. Maria", &[("crm", "3")]));
        let kept = house
            .customer(&NewCustomer { email: "ana@example.org".to_owned(), ..identified("Ana Maria", &[("crm", "1")]) });
        let fact = NewFact {
            factor: Factor::Empathy,
            words: "Calls in the evening.".to_owned(),
            source: String::new(),
            first: true,
            confirm_days: 365,
            expires_at: None,
        };
        let to = |id: &Id| promises::NewPromise { customer: Some(id.clone()), ..promised(within_hours(1)) };
        let promise = house.promise(&to(&older), MORNING);
        let (of, noted) = (older.clone(), fact.clone());
        house.by(&house.agent, move |tx, scope| customers::note_fact(tx, scope, &of, &noted, MORNING)).expect("a fact");
        house.act(&promise, promises::Act::Admit, ("It will not be ready.", true), MORNING).expect("it is admitted");
        let merge = |from: &Id, into: &Id, scope: &store::Scope| {
            let (from, into) = (from.clone(), into.clone());
            house.by(scope, move |tx, scope| customers::merge(tx, scope, &from, &into, MORNING))
        };
        assert_eq!(merge(&older, &lost, &house.agent), Err(StoreError::Forbidden));
        assert_eq!(merge(&older, &lost, &house.stranger), Err(StoreError::NotFound));
        assert_eq!(merge(&older, &lost, &house.manager), Ok(()));
        assert_eq!(
            merge(&older, &lost, &house.manager),
            Err(refusal("store-customers-unlike")),
            "they are one already"
        );
        assert_eq!(
            merge(&older, &kept, &house.manager),
            Ok(()),
            "the old address names the file that holds everything now"
        );
        let one = get(&house, &older);
        assert_eq!((&one.id, get(&house, &lost).id), (&kept, kept.clone()));
        assert_eq!((one.known.name.as_str(), one.known.phone.as_str()), ("Ana Maria", "0811 222 333"));
        assert_eq!(one.known.email, "ana@example.org");
        assert_eq!(one.known.identifiers.get("card").map(String::as_str), Some("22"));
        assert_eq!(count(&house), 1);
        for (table, column) in [("facts", "customer"), ("promises", "customer"), ("cases", "customer")] {
            let sql = format!("SELECT COUNT(*) FROM {table} WHERE {column} = ?1");
            assert_eq!(number(&store, &sql, &values![&kept]), 1, "{table}");
        }
        // Whatever other systems called any of them leads here, and a list that calls them so makes nobody anew.
        let list = ["1", "2", "3"].map(|value| row(identified("Ana Maria", &[("crm", value)])));
        assert_eq!((import(&house, &list).same, count(&house)), (3, 1));
        assert_eq!(found(&house, "222333"), ["Ana Maria"]);
        assert_eq!(found(&house, "anna"), Vec::<String>::new(), "the name of a file that is gone finds nobody");
        // What is written under the old address is kept in the file that is there.
        let (of, noted) = (older.clone(), fact);
        house.by(&house.agent, move |tx, scope| customers::note_fact(tx, scope, &of, &noted, MORNING)).expect("a fact");
        let later = house.promise(&to(&lost), MORNING);
        assert_eq!(house.get(&later, MORNING).customer.map(|(id, _)| id), Some(kept.clone()));
        // A second number in one system outlives a change of the file.
        let (id, same) = (kept.clone(), NewCustomer { name: "Ana M.".to_owned(), ..one.known });
        house
            .by(&house.agent, move |tx, scope| customers::update(tx, scope, &id, &same, MORNING))
            .expect("it is written");
        assert_eq!(import(&house, &list).refused, vec![]);
        assert_eq!((count(&house), found(&house, "222333").len()), (1, 1));
    });
}

#[test]
fn whoever_said_last_whether_they_may_be_written_to_is_believed_when_two_files_become_one() {
    on_both(|store| {
        let house = House::new(&store);
        let said = |consent: Consent, now| {
            let new = NewCustomer { consent, consent_source: format!("{consent:?}"), ..named("Ana") };
            house.by(&house.agent, move |tx, scope| customers::create(tx, scope, &new, now)).expect("a customer")
        };
        let merged = |from: Id, into: Id| {
            let id = into.clone();
            house
                .by(&house.manager, move |tx, scope| customers::merge(tx, scope, &from, &into, at(9 * DAY)))
                .expect("one");
            let kept = get(&house, &id);
            (kept.known.consent, kept.consent_at)
        };
        use Consent::{Given, Unknown, Withdrawn};
        assert_eq!(merged(said(Withdrawn, at(2)), said(Given, at(1))), (Withdrawn, Some(at(2))));
        assert_eq!(merged(said(Given, at(1)), said(Withdrawn, at(2))), (Withdrawn, Some(at(2))));
        assert_eq!(merged(said(Given, at(2)), said(Withdrawn, at(1))), (Given, Some(at(2))));
        assert_eq!(merged(said(Given, at(1)), said(Unknown, at(2))), (Given, Some(at(1))));
        assert_eq!(merged(said(Unknown, at(2)), said(Withdrawn, at(1))), (Withdrawn, Some(at(1))));
    });
}

#[test]
fn unlike_files_do_not_become_one_and_persons_follow_their_organisation() {
    on_both(|store| {
        let house = House::new(&store);
        let firm = |name: &str| house.customer(&NewCustomer { kind: CustomerKind::Organisation, ..named(name) });
        let (old, new, person) = (firm("PT Maju"), firm("PT Maju Jaya"), house.customer(&named("Ana")));
        let below = house.customer(&NewCustomer { parent: Some(old.clone()), ..named("Budi") });
        let merge = |from: &Id, into: &Id| {
            let (from, into) = (from.clone(), into.clone());
            house.by(&house.manager, move |tx, scope| customers::merge(tx, scope, &from, &into, MORNING))
        };
        assert_eq!(merge(&person, &new), Err(refusal("store-customers-unlike")));
        assert_eq!(merge(&new, &new), Err(refusal("store-customers-unlike")));
        assert_eq!(merge(&old, &new), Ok(()));
        assert_eq!(get(&house, &below).known.parent, Some(new));
    });
}

#[test]
fn a_fact_is_noted_confirmed_and_ended_and_the_card_has_room_for_sixty() {
    on_both(|store| {
        let house = House::new(&store);
        let ana = house.customer(&named("Ana"));
        let fact = |words: &str| NewFact {
            factor: Factor::Responsiveness,
            words: words.to_owned(),
            source: "said at the counter".to_owned(),
            first: false,
            confirm_days: 365,
            expires_at: Some(at(30 * DAY)),
        };
        let note = |new: NewFact, now| {
            let ana = ana.clone();
            house.by(&house.agent, move |tx, scope| customers::note_fact(tx, scope, &ana, &new, now))
        };
        for bad in [
            fact(" "),
            fact(&"é".repeat(301)),
            NewFact { source: "x".repeat(121), ..fact("a") },
            NewFact { confirm_days: 0, ..fact("a") },
            NewFact { confirm_days: 3651, ..fact("a") },
        ] {
            assert_eq!(note(bad, MORNING), Err(refusal("store-fact-invalid")));
        }
        let first = note(fact(&"é".repeat(300)), MORNING).expect("it fits");
        let second = note(fact(" Reads e-mail at night. "), at(1)).expect("it fits");
        let known = |scope: &store::Scope| {
            let ana = ana.clone();
            house.by(scope, move |tx, scope| customers::facts(tx, scope, &ana))
        };
        let facts = known(&house.agent).expect("an agent reads them");
        assert_eq!(facts.iter().map(|fact| &fact.id).collect::<Vec<_>>(), [&second, &first]);
        assert_eq!((facts[0].noted.words.as_str(), facts[0].confirmed_at), ("Reads e-mail at night.", at(1)));
        assert_eq!(facts[0].noted_by, house.agent.actor().text());
        let id = second.clone();
        house.by(&house.agent, move |tx, scope| customers::confirm_fact(tx, scope, &id, at(DAY))).expect("confirmed");
        assert_eq!(known(&house.agent).expect("a list")[0].confirmed_at, at(DAY));
        let end = |id: &Id| {
            let id = id.clone();
            house.by(&house.agent, move |tx, scope| customers::end_fact(tx, scope, &id, at(DAY)))
        };
        assert_eq!((end(&first), end(&first)), (Ok(()), Err(StoreError::NotFound)));
        for n in 0..59 {
            note(fact(&format!("{n}")), at(n)).expect("there is room");
        }
        assert_eq!(note(fact("one more"), MORNING), Err(refusal("store-facts-many")));
        assert_eq!(known(&house.viewer), Err(StoreError::Forbidden));
        assert_eq!(known(&house.stranger), Err(StoreError::NotFound));
    });
}

#[test]
fn a_viewer_sees_no_customer_and_another_house_none_of_ours() {
    on_both(|store| {
        let house = House::new(&store);
        let ana = house.customer(&identified("Ana", &[("crm", "1")]));
        let fact = NewFact {
            factor: Factor::Empathy,
            words: "x".to_owned(),
            source: String::new(),
            first: false,
            confirm_days: 9,
            expires_at: None,
        };
        let (of, noted) = (ana.clone(), fact.clone());
        let known = house
            .by(&house.agent, move |tx, scope| customers::note_fact(tx, scope, &of, &noted, MORNING))
            .expect("a fact");
        let tries = |scope: &store::Scope| {
            let one = |job: fn(&mut store::Transaction<'_>, &store::Scope, &Id, &NewFact) -> Result<(), StoreError>,
                       id: &Id| {
                let (id, fact) = (id.clone(), fact.clone());
                house.by(scope, move |tx, scope| job(tx, scope, &id, &fact)).expect_err("it is refused")
            };
            vec![
                one(|tx, scope, id, _| customers::get(tx, scope, id).map(drop), &ana),
                one(|tx, scope, id, _| customers::update(tx, scope, id, &named("X"), MORNING), &ana),
                one(|tx, scope, id, _| customers::facts(tx, scope, id).map(drop), &ana),
                one(|tx, scope, id, fact| customers::note_fact(tx, scope, id, fact, MORNING).map(drop), &ana),
                one(|tx, scope, id, _| customers::fact(tx, scope, id).map(drop), &known),
                one(|tx, scope, id, _| customers::confirm_fact(tx, scope, id, MORNING), &known),
                one(|tx, scope, id, _| customers::end_fact(tx, scope, id, MORNING), &known),
            ]
        };
        assert!(tries(&house.stranger).iter().all(|why| *why == StoreError::NotFound));
        assert!(tries(&house.viewer).iter().all(|why| *why == StoreError::Forbidden));
        let nobody = |scope: &store::Scope| {
            house.by(scope, |tx, scope| {
                let found = customers::search(tx, scope, "ana", 10)?.len() + customers::newest(tx, scope, 10)?.len();
                Ok((found, customers::persons_of(tx, scope, &Id::random())?.len()))
            })
        };
        assert_eq!(nobody(&house.stranger), Ok((0, 0)));
        assert_eq!(nobody(&house.viewer), Err(StoreError::Forbidden));
        let make = |scope: &store::Scope| {
            house.by(scope, |tx, scope| customers::upsert(tx, scope, &row(named("A")), MORNING).map(drop))
        };
        assert_eq!(make(&house.viewer), Err(StoreError::Forbidden));
        let list = house.by(&house.agent, |tx, scope| customers::import(tx, scope, &[], MORNING));
        assert_eq!(list, Err(StoreError::Forbidden), "a list is a manager's");
        let owner = house.owner.clone();
        assert!(house.by(&owner, audit::verify).expect("a verdict").sound());
    });
}
