//! Own layers: what they are fitted from, when an attempt is due, which one is applied, and that what was erased teaches nothing; and
//! what the machine's mistakes are known by.

use comments::label::Polarity;
use comments::refit::{FRESH_MIN, Judged, LABELLED_MIN, Verdict};
use comments::score::Score;
use service::Factor;
use store::comments::{self as kept, LayerState, Material};
use store::customers::{self, NewCustomer};
use store::erase::{self, PersonQuery};
use store::factors::Part;
use store::{Id, Scope, Store, StoreError};

use crate::comments::{correct, read, said, take};
use crate::common::{MORNING, number, on_both};
use crate::scene::{DAY, HOUR, House, at};

const MODEL: &str = "one";

fn judged(verdict: Verdict) -> Judged {
    let none: [(comments::score::Labels, comments::score::Labels); 0] = [];
    Judged { labelled: 120, judged: 110, before: Score::of(&none), after: Score::of(&none), verdict, vectors: false }
}

fn material(house: &House, most: usize) -> Material {
    house.see(&house.manager, move |tx, scope| kept::material(tx, scope, most)).expect("the clauses")
}

/// An attempt is made and kept.
fn attempt(house: &House, verdict: Verdict, weights: &'static [u8]) {
    let of = material(house, 100);
    let keep = move |tx: &mut store::Transaction<'_>, scope: &Scope| {
        kept::keep_layer(tx, scope, MODEL, &of, &judged(verdict), weights, at(HOUR))
    };
    house.by(&house.manager, keep).expect("it is kept");
}

fn applied(house: &House, model: &'static str) -> Option<Vec<u8>> {
    let found = house.see(&house.agent, move |tx, scope| kept::layer(tx, scope, model)).expect("a layer or none");
    found.map(|(_, weights)| weights)
}

fn state(house: &House) -> LayerState {
    house.see(&house.agent, |tx, scope| kept::layer_state(tx, scope, MODEL)).expect("how it stands")
}

/// How many organisations are due.
fn due(house: &House, model: &'static str) -> usize {
    house.store.read(move |tx| kept::layers_due(tx, model)).wait().expect("a list").len()
}

/// A comment of one clause that a person looked at.
fn looked_at(house: &House, words: &str) -> Id {
    let bad = said(&[Factor::Empathy], Polarity::Complaint);
    let id = take(house, &house.agent, read(words, &[bad]), MORNING).expect("taken").id;
    correct(house, &id, 0, bad).expect("agreed");
    id
}

#[test]
fn a_layer_is_fitted_from_the_last_word_on_each_clause_with_its_comment_and_language() {
    on_both(|store| {
        let house = House::new(&store);
        let (bad, good) = (said(&[Factor::Empathy], Polarity::Complaint), said(&[], Polarity::Compliment));
        let one = take(&house, &house.agent, read("Cold tea. |Cold chairs.", &[bad, bad]), MORNING).expect("taken").id;
        correct(&house, &one, 0, bad).expect("agreed");
        correct(&house, &one, 1, bad).expect("agreed");
        correct(&house, &one, 0, good).expect("corrected");
        let other = looked_at(&house, "Nobody listened");
        let found = material(&house, 100);
        assert_eq!((found.corrections, found.erasures), (4, 0));
        let mut seen: Vec<_> = found
            .clauses
            .iter()
            .map(|one| (one.comment.as_str(), one.words.trim(), one.language.code(), one.said))
            .collect();
        seen.sort_unstable_by_key(|one| one.1);
        let expected = [
            (one.as_str(), "Cold chairs.", "en", bad),
            (one.as_str(), "Cold tea.", "en", good),
            (other.as_str(), "Nobody listened", "en", bad),
        ];
        assert_eq!(seen, expected);
        assert_eq!(material(&house, 2).clauses.len(), 2);
        let refused = house.see(&house.agent, |tx, scope| kept::material(tx, scope, 9));
        assert_eq!(refused, Err(StoreError::Forbidden));
        let foreign = house.see(&house.stranger, |tx, scope| kept::material(tx, scope, 9)).expect("theirs");
        assert!(foreign.clauses.is_empty());
    });
}

#[test]
fn only_the_newest_that_was_adopted_is_applied_and_only_while_it_is_on_and_of_the_model() {
    on_both(|store| {
        let house = House::new(&store);
        looked_at(&house, "Nobody listened");
        assert_eq!((applied(&house, MODEL), state(&house).attempts.len()), (None, 0));
        attempt(&house, Verdict::FactorsFall, b"worse");
        assert_eq!(applied(&house, MODEL), None);
        attempt(&house, Verdict::Adopted, b"first");
        attempt(&house, Verdict::Adopted, b"second");
        attempt(&house, Verdict::Few, b"too few");
        assert_eq!(applied(&house, MODEL).as_deref(), Some(&b"second"[..]));
        assert_eq!(applied(&house, "another model"), None);
        assert_eq!(number(&store, "SELECT COUNT(*) FROM own_layers WHERE weights IS NOT NULL", &[]), 1);
        let found = state(&house);
        let verdicts: Vec<Verdict> = found.attempts.iter().map(|attempt| attempt.judged.verdict).collect();
        let expected = [Verdict::Few, Verdict::Adopted, Verdict::Adopted, Verdict::FactorsFall];
        assert_eq!(verdicts, expected);
        assert_eq!((found.applied, found.on, found.fresh), (Some((3, at(HOUR))), true, 0));
        let mark = house.see(&house.agent, kept::taught_mark).expect("a mark");
        house.by(&house.manager, |tx, scope| kept::set_layer(tx, scope, false, at(HOUR))).expect("off");
        assert_eq!((applied(&house, MODEL), state(&house).applied, state(&house).on), (None, None, false));
        assert_ne!(house.see(&house.agent, kept::taught_mark).expect("a mark"), mark);
        house.by(&house.manager, |tx, scope| kept::set_layer(tx, scope, true, at(HOUR))).expect("on");
        assert_eq!(applied(&house, MODEL).as_deref(), Some(&b"second"[..]));
        for refused in [
            house.by(&house.agent, |tx, scope| kept::set_layer(tx, scope, false, at(HOUR))),
            house.by(&house.agent, |tx, scope| kept::ask_layer(tx, scope, at(HOUR))),
            house.see(&house.viewer, |tx, scope| kept::layer_state(tx, scope, MODEL)).map(drop),
        ] {
            assert_eq!(refused, Err(StoreError::Forbidden));
        }
        assert_eq!(house.see(&house.stranger, |tx, scope| kept::layer(tx, scope, MODEL)), Ok(None));
        (0..60).for_each(|_| attempt(&house, Verdict::Few, b""));
        let found = state(&house);
        assert!(found.attempts.len() < 60 && found.attempts.iter().all(|attempt| attempt.sequence != 3));
        assert_eq!(found.applied, Some((3, at(HOUR))), "however many attempts came after it");
    });
}

#[test]
fn a_layer_is_in_force_no_longer_once_a_newer_attempt_is_read_worse() {
    on_both(|store| {
        let house = House::new(&store);
        looked_at(&house, "Nobody listened");
        for verdict in [Verdict::FactorsFall, Verdict::PolarityFalls, Verdict::BothFall] {
            attempt(&house, Verdict::Adopted, b"good once");
            attempt(&house, Verdict::Few, b"");
            assert!(applied(&house, MODEL).is_some());
            let mark = house.see(&house.agent, kept::taught_mark).expect("a mark");
            attempt(&house, verdict, b"worse");
            assert_eq!((applied(&house, MODEL), weights(&store)), (None, 0));
            assert_ne!(house.see(&house.agent, kept::taught_mark).expect("a mark"), mark);
        }
    });
}

#[test]
fn a_layer_that_leans_on_word_vectors_is_applied_beside_them_alone_and_another_table_makes_no_attempt_due() {
    on_both(|store| {
        let house = House::new(&store);
        (0..LABELLED_MIN).for_each(|n| drop(looked_at(&house, &format!("Nobody listened on day {n}"))));
        let keep = |vectors: bool| {
            let (of, judged) = (material(&house, 200), Judged { vectors, ..judged(Verdict::Adopted) });
            let keep = move |tx: &mut store::Transaction<'_>, scope: &Scope| {
                kept::keep_layer(tx, scope, "one+table", &of, &judged, b"weights", at(HOUR))
            };
            house.by(&house.manager, keep).expect("it is kept");
        };
        let where_applied =
            || ["one+table", "one", "one+other", "two+table"].map(|model| applied(&house, model).is_some());
        let where_leaning = || {
            ["one+table", "one", "one+other", "two+table"].map(|model| {
                house.see(&house.manager, move |tx, scope| kept::leaning_kept(tx, scope, model)).expect("known")
            })
        };
        let where_due = || ["one+table", "one", "one+other", "two+table"].map(|model| due(&house, model));
        // Fitted where there is a table, and not leaning on it: an import without the table reads with it, too.
        keep(false);
        assert_eq!((where_applied(), where_due()), ([true, true, true, false], [0, 0, 0, 1]));
        assert_eq!(where_leaning(), [false; 4]);
        keep(true);
        assert_eq!((where_applied(), where_due()), ([true, false, false, false], [0, 0, 0, 1]));
        house.by(&house.manager, |tx, scope| kept::set_layer(tx, scope, false, at(HOUR))).expect("off");
        assert_eq!(where_leaning(), [true, false, false, false], "also while it is switched off");
    });
}

/// How many attempts hold weights, in force or not.
fn weights(store: &Store) -> i64 {
    number(store, "SELECT COUNT(*) FROM own_layers WHERE weights IS NOT NULL", &[])
}

#[test]
fn what_erased_words_taught_is_gone_with_them_also_while_layers_are_off() {
    on_both(|store| {
        let house = House::new(&store);
        let (mine, other) = (looked_at(&house, "Unmistakable words"), looked_at(&house, "Nobody listened"));
        attempt(&house, Verdict::Adopted, b"these too");
        let before = weights(&store);
        house.by(&house.manager, |tx, scope| kept::set_layer(tx, scope, false, at(HOUR))).expect("off");
        let erase = |id: Id| {
            let query = PersonQuery::Comment(id);
            house.by(&house.owner, move |tx, scope| erase::person(tx, scope, &query, at(DAY))).expect("erased")
        };
        erase(mine);
        assert_eq!((before, weights(&store)), (1, 0), "and no attempt was made since");

        // What was being fitted while somebody was erased is not kept, and is made again.
        house.by(&house.manager, |tx, scope| kept::set_layer(tx, scope, true, at(DAY))).expect("on");
        house.by(&house.manager, |tx, scope| kept::ask_layer(tx, scope, at(DAY))).expect("asked");
        let of = material(&house, 100);
        erase(other);
        let keep = move |tx: &mut store::Transaction<'_>, scope: &Scope| {
            kept::keep_layer(tx, scope, MODEL, &of, &judged(Verdict::Adopted), b"these too", at(DAY))
        };
        house.by(&house.manager, keep).expect("it is let go");
        let found = state(&house);
        assert_eq!((weights(&store), found.applied, found.attempts.len()), (0, None, 1));
        assert_eq!((found.asked_at, due(&house, MODEL)), (Some(at(DAY)), 1));
        attempt(&house, Verdict::Adopted, b"nothing of them");
        assert_eq!((weights(&store), due(&house, MODEL)), (1, 0));
    });
}

#[test]
fn what_erased_words_taught_is_no_longer_applied_nor_kept() {
    on_both(|store| {
        let house = House::new(&store);
        looked_at(&house, "Nobody listened");
        let ana = NewCustomer { name: "Ana".to_owned(), email: "ana@x.example".to_owned(), ..NewCustomer::default() };
        let ana = house.by(&house.agent, move |tx, scope| customers::create(tx, scope, &ana, MORNING)).expect("a file");
        let hers = looked_at(&house, "Unmistakable words");
        let whose = ana.clone();
        house.by(&house.agent, move |tx, scope| kept::join(tx, scope, &hers, Some(&whose), MORNING)).expect("joined");
        assert_eq!(material(&house, 9).clauses.len(), 2);
        attempt(&house, Verdict::Adopted, b"hers too");
        assert!(applied(&house, MODEL).is_some());
        let query = PersonQuery::Customer(ana);
        house.by(&house.owner, move |tx, scope| erase::person(tx, scope, &query, at(DAY))).expect("erased");
        assert_eq!(applied(&house, MODEL), None);
        assert_eq!((material(&house, 9).clauses.len(), material(&house, 9).erasures), (1, 1));
        attempt(&house, Verdict::Few, b"");
        assert_eq!(number(&store, "SELECT COUNT(*) FROM own_layers WHERE weights IS NOT NULL", &[]), 0);
    });
}

#[test]
fn an_attempt_is_due_when_enough_was_corrected_or_somebody_asks() {
    on_both(|store| {
        let house = House::new(&store);
        let many = |from: usize, to: usize| {
            (from..to).for_each(|n| drop(looked_at(&house, &format!("Nobody listened on day {n}"))))
        };
        many(0, LABELLED_MIN - 1);
        assert_eq!(due(&house, MODEL), 0);
        many(LABELLED_MIN - 1, LABELLED_MIN);
        assert_eq!(due(&house, MODEL), 1);
        attempt(&house, Verdict::FactorsFall, b"");
        assert_eq!((due(&house, MODEL), due(&house, "another model")), (0, 1));
        let fresh = usize::try_from(FRESH_MIN).expect("it is small");
        many(LABELLED_MIN, LABELLED_MIN + fresh - 1);
        assert_eq!((due(&house, MODEL), state(&house).fresh), (0, FRESH_MIN - 1));
        house.by(&house.manager, |tx, scope| kept::ask_layer(tx, scope, at(HOUR))).expect("asked");
        house.by(&house.manager, |tx, scope| kept::ask_layer(tx, scope, at(DAY))).expect("asked again");
        assert_eq!((due(&house, MODEL), state(&house).asked_at), (1, Some(at(HOUR))));
        attempt(&house, Verdict::FactorsFall, b"");
        assert_eq!((due(&house, MODEL), state(&house).asked_at), (0, None));
        many(LABELLED_MIN + fresh, LABELLED_MIN + 2 * fresh);
        assert_eq!(due(&house, MODEL), 1);
        house.by(&house.manager, |tx, scope| kept::set_layer(tx, scope, false, at(HOUR))).expect("off");
        assert_eq!(due(&house, MODEL), 0, "what is off is not fitted by itself");
    });
}

#[test]
fn what_the_machine_alone_reads_is_counted_by_part_and_held_against_what_people_say() {
    on_both(|store| {
        let house = House::new(&store);
        let (bad, good) =
            (said(&[Factor::Empathy], Polarity::Complaint), said(&[Factor::Empathy], Polarity::Compliment));
        let (team, nothing) = (house.team("Counter"), said(&[], Polarity::Neutral));
        let (_, there) = house.colleague("counter@melati.example", store::Role::Agent, Some(&team));
        let id = take(
            &house,
            &house.agent,
            read("Nobody listened.|They smiled.|On Monday.", &[bad, good, nothing]),
            MORNING,
        );
        correct(&house, &id.expect("taken").id, 0, good).expect("corrected");
        take(&house, &there, read("She shouted.", &[bad]), MORNING).expect("taken");
        let counts = |part: Part| {
            let span = (at(-DAY), at(DAY));
            let found =
                house.see(&house.viewer, move |tx, scope| kept::clause_counts(tx, scope, &part, span)).expect("counts");
            let place = Factor::Empathy.place();
            (found.all, found.found[place], found.complaints[place], found.compliments[place])
        };
        assert_eq!(counts(Part::Whole), (4, 3, 2, 1), "as the machine reads, whatever a person said");
        assert_eq!(counts(Part::Team(team)), (1, 1, 1, 0));
        let span = (at(-DAY), at(DAY));
        let checked =
            house.see(&house.viewer, move |tx, scope| kept::confusion(tx, scope, span)).expect("what is known");
        let place = Factor::Empathy.place();
        assert_eq!((checked.n, checked.complaints[place].extra, checked.compliments[place].missed), (1, 1, 1));
    });
}

#[test]
fn mistakes_are_those_of_readers_of_the_kind_that_read_what_is_counted() {
    on_both(|store| {
        let house = House::new(&store);
        let bad = said(&[Factor::Empathy], Polarity::Complaint);
        let by = |words: &str, reader: &str, day: i64| {
            let (mut new, mut read) = read(words, &[bad]);
            (new.at, read.reader) = (at(day * DAY), reader.to_owned());
            let id = take(&house, &house.agent, (new, read), at(40 * DAY)).expect("taken").id;
            correct(&house, &id, 0, bad).expect("agreed");
        };
        by("The first was read alone.", "1.0.0-aaaa", 0);
        by("So was the second.", "1.0.0-aaaa", 1);
        by("The third had a layer.", "1.0.0-aaaa+1", 10);
        by("The fourth had the next one.", "1.0.1-aaaa+2", 20);
        by("The fifth had another model.", "2.0.0-bbbb", 30);
        let known = |from: i64, to: i64| {
            let span = (at(from * DAY), at(to * DAY));
            let checked = house.see(&house.agent, move |tx, scope| kept::checked_as_in(tx, scope, span));
            let counts = house.see(&house.viewer, move |tx, scope| kept::confusion(tx, scope, span)).expect("counts");
            assert_eq!(checked.expect("a list").len(), counts.n);
            counts.n
        };
        assert_eq!((known(0, 5), known(5, 15), known(15, 25), known(25, 35)), (2, 2, 2, 1));
        assert_eq!((known(0, 15), known(0, 35), known(35, 40)), (4, 5, 0));
        assert_eq!(house.see(&house.agent, kept::checked).expect("a list").len(), 5);
        let refused = house.see(&house.viewer, |tx, scope| kept::checked_as_in(tx, scope, (at(0), at(DAY))));
        assert_eq!(refused, Err(StoreError::Forbidden));
    });
}
