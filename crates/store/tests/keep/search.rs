//! Whom a text finds: at the counter somebody has a part of a name, the end of a phone number, an address, a number.

use store::customers::{self, NewCustomer};
use store::{Scope, Store};

use crate::common::{MORNING, on_both};
use crate::scene::{House, named};

fn found_by(house: &House, scope: &Scope, text: &str, limit: u32) -> Vec<String> {
    let text = text.to_owned();
    let hits = house.by(scope, move |tx, scope| customers::search(tx, scope, &text, limit)).expect("a search");
    hits.into_iter().map(|hit| hit.name).collect()
}

fn house(store: &Store) -> House {
    let house = House::new(store);
    let customer = |name: &str, phone: &str, email: &str, id: &str| {
        let identifiers = [("crm".to_owned(), id.to_owned())].into_iter().filter(|_| !id.is_empty()).collect();
        let new = NewCustomer { phone: phone.to_owned(), email: email.to_owned(), identifiers, ..named(name) };
        house.customer(&new);
    };
    customer("Siti Nur Haliza", "+62 812-3456-7890", "siti@example.org", "A-0017");
    customer("José Álvarez Ñuño", "(0274) 555 123", "jose.alvarez@example.org", "0042");
    customer("Nur Aini", "0812 9999 0001", "", "");
    customer("Maria Luisa García", "", "maria@example.org", "");
    customer("3M Indonesia", "", "", "");
    house
}

#[test]
fn a_name_is_found_from_each_of_its_words_on_without_accents_and_in_any_order() {
    on_both(|store| {
        let house = house(&store);
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(found_by(&house, &house.agent, text, 10), expected, "{text}");
        };
        check("siti", &["Siti Nur Haliza"]);
        check("SITI nur", &["Siti Nur Haliza"]);
        check("nur", &["Nur Aini", "Siti Nur Haliza"]);
        check("haliza", &["Siti Nur Haliza"]);
        check("haliza siti", &["Siti Nur Haliza"]);
        check("hal si", &["Siti Nur Haliza"]);
        check("haliza, nur siti", &["Siti Nur Haliza"]);
        check("jose alvarez nuno", &["José Álvarez Ñuño"]);
        check("JOSÉ", &["José Álvarez Ñuño"]);
        check("n\u{303}un\u{303}o", &["José Álvarez Ñuño"]);
        check("garcia maria", &["Maria Luisa García"]);
        check("3m", &["3M Indonesia"]);
        check("iti", &[]);
        check("siti garcia", &[]);
        check("", &[]);
        check(" . ", &[]);
        check("%", &[]);
        check("_", &[]);
        check(&"a".repeat(5000), &[]);
        check("a b c d e f g h i j", &[]);
    });
}

#[test]
fn a_phone_number_is_found_by_its_end_however_it_is_written() {
    on_both(|store| {
        let house = house(&store);
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(found_by(&house, &house.agent, text, 10), expected, "{text}");
        };
        for written in ["0812 3456 7890", "+62 812 3456 7890", "62-812-34567890", "(0812) 3456.7890", "7890", "890"] {
            check(written, &["Siti Nur Haliza"]);
        }
        check("555123", &["José Álvarez Ñuño"]);
        check("0274 555 123", &["José Álvarez Ñuño"]);
        check("0001", &["Nur Aini"]);
        check("000", &[]);
        check("90", &[]);
        check("0812 3456 7891", &[]);
    });
}

#[test]
fn an_address_and_a_number_of_another_system_find_whose_they_are() {
    on_both(|store| {
        let house = house(&store);
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(found_by(&house, &house.agent, text, 10), expected, "{text}");
        };
        check("Jose.Alvarez@Example.org", &["José Álvarez Ñuño"]);
        check("jose.alvarez@", &["José Álvarez Ñuño"]);
        check("jose.al", &["José Álvarez Ñuño"]);
        check("a-0017", &["Siti Nur Haliza"]);
        check("A-00", &["Siti Nur Haliza"]);
        check("0042", &["José Álvarez Ñuño"]);
        check("@example.org", &[]);
    });
}

#[test]
fn another_house_finds_nothing_and_a_limit_is_kept() {
    on_both(|store| {
        let house = house(&store);
        for text in ["siti", "nur haliza", "haliza siti", "7890", "siti@example.org", "a-0017"] {
            assert_eq!(found_by(&house, &house.stranger, text, 10), Vec::<String>::new(), "{text}");
        }
        for n in 0..60 {
            house.customer(&named(&format!("Dewi Number{n}")));
        }
        assert_eq!(found_by(&house, &house.agent, "dewi", 7).len(), 7);
        assert_eq!(found_by(&house, &house.agent, "dewi", 0).len(), 1);
        assert_eq!(found_by(&house, &house.agent, "dewi", 1000).len(), 50);
        let mut once = found_by(&house, &house.agent, "dewi", 50);
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), 50, "nobody stands there twice");
    });
}

/// The rarest word leads: among many who share the longer one, the last is found.
#[test]
fn one_of_thousands_with_the_same_family_name_is_found_by_both_names() {
    on_both(|store| {
        let house = House::new(&store);
        let crowd = || {
            (0..5500).map(|n| customers::ImportRow {
                known: named(&format!("Person{n} Adi Hernandez")),
                ..Default::default()
            })
        };
        let rows: Vec<_> =
            crowd().chain([customers::ImportRow { known: named("Zul Edi Hernandez"), ..Default::default() }]).collect();
        let taken =
            house.by(&house.manager, move |tx, scope| customers::import(tx, scope, &rows, MORNING)).expect("a list");
        assert_eq!(taken.added, 5501);
        assert_eq!(found_by(&house, &house.agent, "hernandez zul", 10), ["Zul Edi Hernandez"]);
        assert_eq!(found_by(&house, &house.agent, "hernandez person77", 50).len(), 11, "77 and 770 to 779");
    });
}

#[test]
fn a_file_is_found_by_what_it_says_now() {
    on_both(|store| {
        let house = House::new(&store);
        let id = house.customer(&NewCustomer { phone: "0811 5555".to_owned(), ..named("Ana Baru") });
        let new = NewCustomer { phone: "0811 6666".to_owned(), ..named("Citra Baru") };
        house
            .by(&house.agent, move |tx, scope| customers::update(tx, scope, &id, &new, MORNING))
            .expect("it is written");
        for (text, expected) in [("ana", 0), ("5555", 0), ("citra", 1), ("6666", 1), ("baru", 1)] {
            assert_eq!(found_by(&house, &house.agent, text, 10).len(), expected, "{text}");
        }
    });
}
