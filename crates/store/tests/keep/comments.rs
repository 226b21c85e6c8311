//! Comments: kept once, found, counted as they are listed, corrected, handed over and erased.

use comments::Said;
use comments::label::{Expectation, Polarity};
use service::Factor;
use service::recovery::Channel as By;
use store::cases::{self, NewCase};
use store::comments::{self as kept, Agreed, Brought, Channel, Clause, Comment, NewComment, Read, Ready, Taken, Which};
use store::customers::{self, NewCustomer};
use store::erase::{self, PersonQuery};
use store::factors::Part;
use store::{DatabaseUrl, Id, Role, Scope, Store, StoreError, Time, people, touchpoints};

use crate::common::{MORNING, number, on_both, past, refusal};
use crate::scene::{DAY, HOUR, House, at};

const BAD: Polarity = Polarity::Complaint;
const GOOD: Polarity = Polarity::Compliment;

pub fn said(factors: &[Factor], polarity: Polarity) -> Said {
    let expectation = match polarity {
        Polarity::Complaint => Expectation::Disappointed,
        Polarity::Compliment => Expectation::Met,
        Polarity::Neutral => Expectation::None,
    };
    Said { factors: factors.iter().copied().collect(), polarity, expectation }
}

/// A comment whose clauses are divided by bars; each says the next of these.
pub fn read(words: &str, all: &[Said]) -> (NewComment, Read) {
    let plain = words.replace('|', "");
    let mut clauses = Vec::new();
    let mut start = 0;
    for (part, said) in words.split('|').zip(all) {
        let end = start + part.len();
        clauses.push(Clause {
            start,
            end,
            said: *said,
            machine: *said,
            by: kept::By::Machine,
            confidence: 700,
            evidence: vec![],
        });
        start = end;
    }
    let read = Read { language: "en".to_owned(), clauses, reader: "test".to_owned() };
    (NewComment::of(plain, Channel::Mail, MORNING), read)
}

/// As they are handed over to be kept.
fn ready(rows: &[(NewComment, Read)]) -> Vec<Ready> {
    rows.iter().cloned().map(|(new, read)| Ready::of(new, read)).collect()
}

pub fn take(house: &House, scope: &Scope, (new, read): (NewComment, Read), now: Time) -> Result<Taken, StoreError> {
    house.by(scope, move |tx, scope| kept::take(tx, scope, &new, &read, now))
}

/// Whether the file holds these bytes, where the database is one.
fn file_holds(store: &Store, bytes: &str) -> Option<bool> {
    let DatabaseUrl::Sqlite(path) = store.url() else { return None };
    store.erase_traces().wait().expect("the log is brought in");
    let file = std::fs::read(path).expect("it is a file");
    Some(file.windows(bytes.len()).any(|window| window == bytes.as_bytes()))
}

fn listed(house: &House, scope: &Scope, which: Which) -> Vec<Comment> {
    house.see(scope, move |tx, scope| kept::list(tx, scope, &which, None, 200)).expect("a list")
}

fn get(house: &House, id: &Id) -> Result<Comment, StoreError> {
    let id = id.clone();
    house.see(&house.agent, move |tx, scope| kept::get(tx, scope, &id))
}

pub fn correct(house: &House, id: &Id, ordinal: i64, said: Said) -> Result<(), StoreError> {
    let id = id.clone();
    house.by(&house.agent, move |tx, scope| kept::correct(tx, scope, &id, ordinal, said, at(HOUR)))
}

/// Opens a recovery case for a comment of nobody.
fn opened(house: &House, comment: &Id) -> Id {
    let case = NewCase { comment: Some(comment.clone()), ..NewCase::by_hand("Call back".to_owned(), By::Phone) };
    house.by(&house.agent, move |tx, scope| cases::open(tx, scope, &case, at(HOUR))).expect("opened")
}

#[test]
fn a_comment_that_comes_again_is_kept_once_and_counted() {
    on_both(|store| {
        let house = House::new(&store);
        let two = || read("Nobody answered the phone.", &[said(&[Factor::Responsiveness], BAD)]);
        let first = take(&house, &house.agent, two(), MORNING).expect("it is taken");
        assert!(first.fresh);
        // Capitals and space do not make it another one, nor does the hour of the day.
        let (mut again, clauses) = two();
        again.at = at(HOUR);
        let second = take(&house, &house.agent, (again.clone(), clauses.clone()), at(HOUR)).expect("it is told");
        assert_eq!(second, Taken { id: first.id.clone(), fresh: false });
        assert_eq!(get(&house, &first.id).expect("it is there").again, 1);
        // Another day, another author or another way is another comment.
        for new in [
            NewComment { at: at(2 * DAY), ..again.clone() },
            NewComment { author: "Ana".to_owned(), ..again.clone() },
            NewComment { channel: Channel::Chat, ..again.clone() },
        ] {
            assert!(take(&house, &house.agent, (new, clauses.clone()), at(3 * DAY)).expect("it is another").fresh);
        }
        // What another system tells apart is told apart; what it calls the same is the same, whatever it says.
        let named = |name: &str| NewComment { external: Some(name.to_owned()), at: at(5 * DAY), ..again.clone() };
        let one = take(&house, &house.agent, (named("7"), clauses.clone()), at(6 * DAY)).expect("one");
        let other = take(&house, &house.agent, (named("8"), clauses.clone()), at(6 * DAY)).expect("the other");
        assert!(one.fresh && other.fresh && one.id != other.id);
        let (mut changed, clauses) = read("Now they did.", &[said(&[], GOOD)]);
        changed.external = Some("7".to_owned());
        let same = take(&house, &house.agent, (changed, clauses), at(6 * DAY)).expect("it is known");
        assert_eq!(same, Taken { id: one.id, fresh: false });
        assert_eq!(listed(&house, &house.agent, Which::default()).len(), 6);
        assert_eq!(number(&store, "SELECT COUNT(*) FROM comments", &[]), 6);
    });
}

#[test]
fn what_strangers_teams_and_places_say_alike_is_told_apart() {
    on_both(|store| {
        let house = House::new(&store);
        let (ward, desk) = (house.team("Ward"), house.team("Desk"));
        let (_, nurse) = house.colleague("nurse@melati.example", Role::Agent, Some(&ward));
        let (_, clerk) = house.colleague("clerk@melati.example", Role::Agent, Some(&desk));
        let counter = house.by(&house.manager, |tx, scope| touchpoints::create(tx, scope, "Counter", MORNING));
        let counter = counter.expect("a touchpoint");
        let slow = || read("Very slow.", &[said(&[Factor::Responsiveness], BAD)]);
        let fresh = |scope: &Scope, new: NewComment, now: Time| {
            take(&house, scope, (new, slow().1), now).expect("it is taken").fresh
        };
        // Two teams, and two places, heard the same words on the same day.
        assert!(fresh(&nurse, slow().0, MORNING) && fresh(&clerk, slow().0, MORNING));
        assert!(fresh(&clerk, NewComment { touchpoint: Some(counter), ..slow().0 }, MORNING));
        assert!(!fresh(&clerk, slow().0, MORNING));
        // One without a name takes the name of the one that comes again; the next name is another comment.
        let named = |name: &str| NewComment { external: Some(name.to_owned()), ..slow().0 };
        assert!(!fresh(&clerk, named("1"), MORNING), "the one that had no name");
        assert!(fresh(&clerk, named("2"), MORNING) && !fresh(&clerk, named("1"), MORNING));
        // A file that says no dates is the same file tomorrow; what is dated is of its day.
        let (mut undated, _) = read("No date at all.", &[]);
        undated.dated = false;
        assert!(fresh(&house.manager, undated.clone(), MORNING));
        assert!(!fresh(&house.manager, NewComment { at: at(2 * DAY), ..undated }, at(2 * DAY)));
        // A date that is still to come is drawn back to now, and known tomorrow all the same.
        let (mut ahead, _) = read("From the future.", &[]);
        ahead.at = at(90 * DAY);
        assert!(fresh(&house.manager, ahead.clone(), MORNING) && !fresh(&house.manager, ahead, at(DAY)));
        // On the public page the form is known when it is sent twice, and two forms are two people.
        let own = house.see(&house.owner, people::organisation).expect("it is there").id;
        let leave = |attempt: Id| {
            let (own, (new, clauses)) = (own.clone(), slow());
            let left = store.write(move |tx| {
                let door = kept::door(tx, &own)?.ok_or(StoreError::NotFound)?;
                kept::leave(tx, &door, &new, Some(&attempt), &clauses, MORNING)
            });
            left.wait().expect("left").fresh
        };
        let (one, other) = (Id::random(), Id::random());
        assert_eq!([leave(one.clone()), leave(one), leave(other)], [true, false, true]);
    });
}

#[test]
fn a_comment_that_blames_and_praises_a_factor_is_among_those_that_judge_once() {
    on_both(|store| {
        let house = House::new(&store);
        let (bad, good) = (said(&[Factor::Empathy], BAD), said(&[Factor::Empathy], GOOD));
        take(&house, &house.agent, read("Kind. |Then cold.", &[good, bad]), MORNING).expect("taken");
        take(&house, &house.agent, read("Kind.", &[good]), MORNING).expect("taken");
        take(&house, &house.agent, read("They listen.", &[said(&[Factor::Empathy], Polarity::Neutral)]), MORNING)
            .expect("taken");
        let span = (at(-DAY), at(DAY));
        let counts = house.see(&house.viewer, move |tx, scope| kept::counts(tx, scope, &Part::Whole, span, None));
        let (counts, place) = (counts.expect("counts"), Factor::Empathy.place());
        assert_eq!([counts.complaints[place], counts.compliments[place], counts.judging[place]], [1, 2, 2]);
    });
}

#[test]
fn the_case_of_a_comment_goes_with_whoever_wrote_it_and_no_older_copy_brings_their_words_back() {
    on_both(|store| {
        let house = House::new(&store);
        let ana = house.customer(&NewCustomer { name: "Ana".to_owned(), ..NewCustomer::default() });
        let bad = said(&[Factor::Empathy], BAD);
        let id = take(&house, &house.agent, read("You forgot me", &[bad]), MORNING).expect("taken").id;
        let case = opened(&house, &id);
        let customer_of = |case: &Id| {
            number(&store, &format!("SELECT COUNT(*) FROM cases WHERE id = '{case}' AND customer = '{ana}'"), &[])
        };
        assert_eq!(customer_of(&case), 0);
        let (whose, who) = (id.clone(), ana.clone());
        house.by(&house.agent, move |tx, scope| kept::join(tx, scope, &whose, Some(&who), at(HOUR))).expect("joined");
        assert_eq!(customer_of(&case), 1);
        let query = PersonQuery::Customer(ana.clone());
        house.by(&house.owner, move |tx, scope| erase::person(tx, scope, &query, at(DAY))).expect("erased");
        assert_eq!(number(&store, "SELECT COUNT(*) FROM cases WHERE closed_at IS NOT NULL AND words = ''", &[]), 1);
        // As in a copy from before anybody knew whose it was.
        past(&store).batch(&format!("UPDATE comments SET words = 'You forgot me' WHERE id = '{id}'")).expect("back");
        let again = store.write(|tx| {
            let notes = erase::notes(tx)?;
            erase::apply(tx, &notes)
        });
        assert_eq!(again.wait().expect("applied").comments, 1);
        assert_eq!(number(&store, "SELECT COUNT(*) FROM comments WHERE words <> ''", &[]), 0);
        assert_eq!(number(&store, "SELECT COUNT(*) FROM said", &[]), 1, "what was said stays counted");
    });
}

#[test]
fn a_comment_that_is_erased_takes_the_notes_of_a_case_that_is_nobody_s() {
    on_both(|store| {
        let house = House::new(&store);
        let bad = said(&[Factor::Empathy], BAD);
        let id = take(&house, &house.agent, read("You forgot me", &[bad]), MORNING).expect("taken").id;
        let case = opened(&house, &id);
        let note = format!(
            "INSERT INTO notes (organisation, object, sequence, words, told) \
             SELECT organisation, id, 999, 'She lives at number 7', 0 FROM cases WHERE id = '{case}'"
        );
        past(&store).batch(&note).expect("noted");
        let query = PersonQuery::Comment(id);
        house.by(&house.owner, move |tx, scope| erase::person(tx, scope, &query, at(DAY))).expect("erased");
        assert_eq!(number(&store, &format!("SELECT COUNT(*) FROM notes WHERE object = '{case}'"), &[]), 0);
    });
}

#[test]
fn what_a_number_counts_the_list_of_the_same_address_shows_and_all_of_them_is_what_is_exported() {
    on_both(|store| {
        let house = House::new(&store);
        let counter = house.by(&house.manager, |tx, scope| touchpoints::create(tx, scope, "Counter", MORNING));
        let counter = counter.expect("a touchpoint");
        use Factor::{Assurance, Reliability, Tangibles};
        let texts: [(&str, Vec<Said>); 4] = [
            ("Late again. |Rude too.", vec![said(&[Reliability], BAD), said(&[Assurance], BAD)]),
            (
                "Late once more |and late today |but a lovely room.",
                vec![said(&[Reliability], BAD), said(&[Reliability], BAD), said(&[Tangibles], GOOD)],
            ),
            ("On time, clean.", vec![said(&[Reliability, Tangibles], GOOD)]),
            ("Never again.", vec![said(&[], BAD)]),
        ];
        for (place, (words, all)) in texts.iter().enumerate() {
            let (mut new, read) = read(words, all);
            new.touchpoint = (place == 0).then(|| counter.clone());
            assert!(take(&house, &house.agent, (new, read), MORNING).expect("taken").fresh);
        }
        let span = (at(-DAY), at(DAY));
        for part in [Part::Whole, Part::Touchpoint(counter)] {
            let of = part.clone();
            let counts = house.see(&house.viewer, move |tx, scope| kept::counts(tx, scope, &of, span, None));
            let counts = counts.expect("viewers read numbers");
            for factor in Factor::ALL {
                for (polarity, count) in [(BAD, counts.complaints), (GOOD, counts.compliments)] {
                    let which = Which {
                        from: Some(span.0),
                        to: Some(span.1),
                        factor: Some(Some(factor)),
                        polarity: Some(polarity),
                        part: part.clone(),
                        ..Which::default()
                    };
                    let rows = listed(&house, &house.agent, which);
                    assert_eq!(rows.len() as u64, count[factor.place()], "{part:?} {factor:?} {polarity:?}");
                }
            }
            if part == Part::Whole {
                assert_eq!(counts.complaints[Reliability.place()], 2, "a comment counts once");
                assert_eq!(counts.none[BAD as usize], 1);
            }
        }
        let mut exported = 0;
        let all = house.see(&house.agent, |tx, scope| {
            let mut count = 0;
            kept::each(tx, scope, &Which::default(), |_| {
                count += 1;
                Ok(())
            })?;
            Ok(count)
        });
        exported += all.expect("all of them");
        assert_eq!((exported, listed(&house, &house.agent, Which::default()).len()), (4, 4));
        assert_eq!(
            house.see(&house.viewer, |tx, scope| kept::list(tx, scope, &Which::default(), None, 9)),
            Err(StoreError::Forbidden)
        );
    });
}

#[test]
fn words_are_found_without_accents_and_the_last_may_be_half_typed() {
    on_both(|store| {
        let house = House::new(&store);
        for words in ["La enfermera fue muy AMABLE.", "El médico llegó tarde.", "Perawatnya ramah sekali"] {
            take(&house, &house.agent, read(words, &[said(&[], GOOD)]), MORNING).expect("taken");
        }
        let found = |text: &str| {
            let which = Which { text: text.to_owned(), ..Which::default() };
            listed(&house, &house.agent, which).len()
        };
        assert_eq!([found("enfermera amable"), found("medico"), found("perawat"), found("amable tarde")], [1, 1, 1, 0]);
        assert_eq!([found(""), found("  …"), found("%' OR 1=1 --")], [3, 3, 0]);
    });
}

#[test]
fn hostile_words_are_kept_as_they_are_or_refused_with_one_reason() {
    on_both(|store| {
        let house = House::new(&store);
        for words in ["<script>alert(1)</script>", "مرحبا \u{202e}abc", "🙂👍🏽 great", "a\r\nb\u{7}c"] {
            let fit = kept::fit(words).expect("it is text");
            let new = NewComment::of(fit.clone(), Channel::Page, MORNING);
            let id = house.by(&house.agent, move |tx, scope| kept::take(tx, scope, &new, &Read::default(), MORNING));
            assert_eq!(get(&house, &id.expect("taken").id).expect("it is there").words, fit);
        }
        assert_eq!(kept::fit("a\r\nb\u{7}c").as_deref(), Ok("a\nbc"));
        assert_eq!(kept::fit("a\0b"), Err(StoreError::text_unfit()));
        assert_eq!(kept::fit(" \n\u{7} "), Err(refusal("store-comment-empty")));
        let long = StoreError::Refused("store-comment-long", vec![("most", "20000".to_owned())]);
        assert_eq!(kept::fit(&"a".repeat(1 << 20)), Err(long));
        // Clauses that do not stand in the words, or cut a letter in two.
        for (start, end) in [(0, 99), (3, 3), (0, 1)] {
            let (new, mut clauses) = read("é good", &[said(&[], GOOD)]);
            (clauses.clauses[0].start, clauses.clauses[0].end) = (start, end);
            assert_eq!(take(&house, &house.agent, (new, clauses), MORNING), Err(refusal("store-comment-clauses")));
        }
    });
}

#[test]
fn a_correction_is_appended_counts_at_once_and_is_remembered_with_what_the_machine_said() {
    on_both(|store| {
        let house = House::new(&store);
        let machine = said(&[Factor::Tangibles], BAD);
        let comment = read("She rolled her eyes. |The tea was cold.", &[machine, machine]);
        let id = take(&house, &house.agent, comment, MORNING).expect("taken").id;
        let person = said(&[Factor::Assurance], BAD);
        correct(&house, &id, 0, person).expect("corrected");
        correct(&house, &id, 0, person).expect("the same again");
        correct(&house, &id, 1, machine).expect("agreed");
        let found = get(&house, &id).expect("it is there");
        assert_eq!((found.clauses[0].said, found.clauses[0].machine.factors), (person, machine.factors));
        assert_eq!((found.clauses[0].by, found.corrections), (kept::By::Person, 2));
        let counts = house.see(&house.viewer, |tx, scope| {
            kept::counts(tx, scope, &Part::Whole, (at(-DAY), at(DAY)), Some(Channel::Mail))
        });
        let counts = counts.expect("counts").complaints;
        assert_eq!([counts[Factor::Assurance.place()], counts[Factor::Tangibles.place()]], [1, 1]);
        let taught = house.see(&house.agent, kept::taught).expect("taught");
        assert_eq!(taught[0], ("She rolled her eyes. ".to_owned(), person));
        assert_eq!(taught.len(), 2);
        let checked = house.see(&house.agent, kept::checked).expect("checked");
        assert_eq!(checked.len(), 2);
        assert!(checked.contains(&Agreed { person, machine }));
        // Labels that do not go together, a clause that is not there, and hands that may not.
        let impossible = Said { expectation: Expectation::Met, ..person };
        assert_eq!(correct(&house, &id, 0, impossible), Err(refusal("store-comment-labels")));
        assert_eq!(correct(&house, &id, 9, person), Err(StoreError::NotFound));
        assert_eq!(correct(&house, &id, -1, person), Err(StoreError::NotFound));
        let whose = id.clone();
        let stranger = house.by(&house.stranger, move |tx, scope| kept::correct(tx, scope, &whose, 0, person, MORNING));
        assert_eq!(stranger, Err(StoreError::NotFound));
        // The database itself keeps the history.
        for sql in ["UPDATE corrections SET after = 'x'", "DELETE FROM corrections"] {
            assert!(past(&store).batch(sql).is_err(), "{sql}");
        }
    });
}

#[test]
fn a_comment_has_one_case_and_each_leads_to_the_other() {
    on_both(|store| {
        let house = House::new(&store);
        let ana = house.customer(&NewCustomer { name: "Ana".to_owned(), ..NewCustomer::default() });
        let (mut new, clauses) = read("Nobody called me back.", &[said(&[Factor::Responsiveness], BAD)]);
        new.customer = Some(ana.clone());
        let id = take(&house, &house.agent, (new, clauses), MORNING).expect("taken").id;
        let open = || {
            let case = NewCase { comment: Some(id.clone()), ..NewCase::by_hand("Call back".to_owned(), By::Phone) };
            house.by(&house.agent, move |tx, scope| cases::open(tx, scope, &case, at(HOUR))).expect("opened")
        };
        let case = open();
        assert_eq!(open(), case);
        assert_eq!(get(&house, &id).expect("it is there").case, Some(case.clone()));
        let kept = house.see(&house.agent, move |tx, scope| cases::get(tx, scope, &case)).expect("the case");
        assert_eq!((kept.comment, kept.customer.map(|(id, _)| id)), (Some(id), Some(ana)));
    });
}

#[test]
fn a_customer_is_erased_with_every_word_of_their_comments_and_what_was_said_stays_counted() {
    on_both(|store| {
        let house = House::new(&store);
        let ana = NewCustomer { name: "Ana".to_owned(), email: "ana@x.example".to_owned(), ..NewCustomer::default() };
        let ana = house.customer(&ana);
        let bad = said(&[Factor::Empathy], BAD);
        let (mut hers, clauses) = read("Unmistakable grumbling", &[bad]);
        (hers.customer, hers.author) = (Some(ana.clone()), "Ana Unmistakable".to_owned());
        let by_customer = take(&house, &house.agent, (hers, clauses), MORNING).expect("taken").id;
        let (mut written, clauses) = read("Unmistakable mail", &[bad]);
        written.email = "Ana@X.example".to_owned();
        let by_mail = take(&house, &house.agent, (written, clauses), MORNING).expect("taken").id;
        let other = take(&house, &house.agent, read("Somebody else", &[bad]), MORNING).expect("taken").id;
        for id in [&by_customer, &by_mail, &other] {
            correct(&house, id, 0, bad).expect("agreed");
        }
        let (id, whole) = (ana.clone(), house.owner.clone());
        let all =
            house.see(&whole, move |tx, scope| customers::everything(tx, scope, &id, MORNING)).expect("everything");
        assert_eq!(all.comments.len(), 2, "both are handed over");
        assert_ne!(file_holds(&store, "istakabl"), Some(false), "it is kept, and found by");
        let query = PersonQuery::Customer(ana);
        let gone = house.by(&house.owner, move |tx, scope| erase::person(tx, scope, &query, at(DAY))).expect("erased");
        assert_eq!(gone.comments, 2);
        assert_ne!(file_holds(&store, "istakabl"), Some(true), "not a byte of it is left");
        for sql in [
            "SELECT COUNT(*) FROM comments WHERE words LIKE '%nmistak%' OR author <> '' OR email <> '' OR customer IS NOT NULL",
            "SELECT COUNT(*) FROM notes WHERE words LIKE '%nmistak%'",
            "SELECT COUNT(*) FROM said WHERE customer IS NOT NULL",
        ] {
            assert_eq!(number(&store, sql, &[]), 0, "{sql}");
        }
        let found =
            |text: &str| listed(&house, &house.agent, Which { text: text.to_owned(), ..Which::default() }).len();
        assert_eq!((found("somebody else"), found("unmistakable")), (1, 0));
        assert_eq!(get(&house, &other).expect("it is there").words, "Somebody else");
        let counts =
            house.see(&house.viewer, |tx, scope| kept::counts(tx, scope, &Part::Whole, (at(-DAY), at(DAY)), None));
        assert_eq!(counts.expect("counts").complaints[Factor::Empathy.place()], 3);
        assert_eq!(listed(&house, &house.agent, Which::default()).len(), 3);
        let taught = house.see(&house.agent, kept::taught).expect("taught");
        assert_eq!(taught.len(), 1, "nothing is remembered of whom nobody remembers");
    });
}

#[test]
fn a_comment_that_is_erased_is_neither_listed_nor_counted_and_an_older_copy_forgets_it_too() {
    on_both(|store| {
        let house = House::new(&store);
        let bad = said(&[Factor::Empathy], BAD);
        let id = take(&house, &house.agent, read("Spam spam spam", &[bad]), MORNING).expect("taken").id;
        let erase = |scope: &Scope| {
            let query = PersonQuery::Comment(id.clone());
            house.by(scope, move |tx, scope| erase::person(tx, scope, &query, at(DAY)))
        };
        assert_eq!(erase(&house.agent), Err(StoreError::Forbidden));
        assert_eq!(erase(&house.stranger), Err(StoreError::NotFound));
        assert_eq!(erase(&house.manager).expect("erased").comments, 1);
        assert_eq!(erase(&house.manager), Err(StoreError::NotFound));
        assert_eq!(get(&house, &id).err(), Some(StoreError::NotFound));
        assert_eq!(number(&store, "SELECT COUNT(*) FROM said", &[]), 0);
        let notes = store.read(erase::notes).wait().expect("notes").notes;
        assert!(notes.iter().any(|note| note.kind == "comment"));
        // As in a copy from before: it is there again, and the notes take it away.
        let back = format!("UPDATE comments SET words = 'Spam', erased_at = NULL WHERE id = '{id}'");
        past(&store).batch(&back).expect("it is back");
        let again = store.write(|tx| {
            let notes = erase::notes(tx)?;
            erase::apply(tx, &notes)
        });
        assert_eq!(again.wait().expect("applied").comments, 1);
        assert_eq!(get(&house, &id).err(), Some(StoreError::NotFound));
    });
}

#[test]
fn whoever_belongs_to_a_team_sees_the_team_s_comments_and_those_of_none() {
    on_both(|store| {
        let house = House::new(&store);
        let (ward, desk) = (house.team("Ward"), house.team("Desk"));
        let (nurse_id, nurse) = house.colleague("nurse@melati.example", Role::Agent, Some(&ward));
        let (_, clerk) = house.colleague("clerk@melati.example", Role::Agent, Some(&desk));
        let good = said(&[], GOOD);
        take(&house, &nurse, read("Of the ward", &[good]), MORNING).expect("taken");
        take(&house, &house.agent, read("Of nobody", &[good]), MORNING).expect("taken");
        let seen = |scope: &Scope| listed(&house, scope, Which::default()).len();
        assert_eq!([seen(&nurse), seen(&clerk), seen(&house.agent), seen(&house.stranger)], [2, 1, 2, 0]);
        // A team whose comments are there is not deleted, also when nobody is in it any more.
        house
            .by(&house.owner, move |tx, scope| people::set_role(tx, scope, &nurse_id, Role::Agent, None, MORNING))
            .expect("she is of no team");
        let gone = house.by(&house.owner, move |tx, scope| people::delete_team(tx, scope, &ward, MORNING));
        assert_eq!(gone, Err(refusal("store-team-in-use")));
    });
}

#[test]
fn what_a_customer_said_goes_with_them_into_the_file_that_holds_everything() {
    on_both(|store| {
        let house = House::new(&store);
        let named = |name: &str| NewCustomer { name: name.to_owned(), ..NewCustomer::default() };
        let (from, into) = (house.customer(&named("Ana")), house.customer(&named("Ana S.")));
        let (mut new, clauses) = read("You forgot me.", &[said(&[Factor::Empathy], BAD)]);
        new.customer = Some(from.clone());
        take(&house, &house.agent, (new, clauses), MORNING).expect("taken");
        let (old, other) = (from.clone(), into.clone());
        house.by(&house.manager, move |tx, scope| customers::merge(tx, scope, &old, &other, MORNING)).expect("merged");
        for id in [from, into.clone()] {
            let theirs = house.see(&house.agent, move |tx, scope| kept::of_customer(tx, scope, &id, 10));
            assert_eq!(theirs.expect("a list").len(), 1);
        }
        let part = Part::Customer(into);
        let counts =
            house.see(&house.viewer, move |tx, scope| kept::counts(tx, scope, &part, (at(-DAY), at(DAY)), None));
        assert_eq!(counts.expect("counts").complaints[Factor::Empathy.place()], 1);
    });
}

#[test]
fn the_public_page_takes_words_for_nobody_s_file_and_closes_when_it_is_told() {
    on_both(|store| {
        let house = House::new(&store);
        let own = house.see(&house.owner, people::organisation).expect("it is there").id;
        let (new, clauses) = read("You forgot me.", &[said(&[Factor::Empathy], BAD)]);
        let organisation = own.clone();
        let left = store.write(move |tx| {
            let door = kept::door(tx, &organisation)?.ok_or(StoreError::NotFound)?;
            let new = NewComment { customer: Some(Id::random()), external: Some("7".to_owned()), ..new };
            kept::leave(tx, &door, &new, None, &clauses, MORNING)
        });
        let found = get(&house, &left.wait().expect("left").id).expect("it is there");
        assert_eq!((found.channel, found.customer, found.external), (Channel::Page, None, None));
        assert_eq!(found.taken_by, "link");
        house.by(&house.manager, |tx, scope| kept::set_feedback(tx, scope, false, MORNING)).expect("closed");
        let door = |id: Id| store.read(move |tx| Ok(kept::door(tx, &id)?.is_some())).wait().expect("read");
        assert_eq!([door(own), door(Id::random())], [false, false]);
        assert_eq!(
            house.by(&house.agent, |tx, scope| kept::set_feedback(tx, scope, true, MORNING)),
            Err(StoreError::Forbidden)
        );
    });
}

/// Pairs of words that differ in their last letter alone: what leads to the second of them is the whole word, wherever a page of the
/// index begins with it.
#[test]
fn of_thousands_of_erased_comments_no_word_is_left_where_the_index_begins_a_page() {
    on_both(|store| {
        let house = House::new(&store);
        let ana = NewCustomer { name: "Ana".to_owned(), email: "ana@x.example".to_owned(), ..NewCustomer::default() };
        let ana = house.customer(&ana);
        let letters = |n: usize| [n / 676, n / 26 % 26, n % 26].map(|digit| char::from(b'a' + digit as u8));
        let mut rows = Vec::new();
        for n in 0..3000 {
            let word: String = letters(n * 5).iter().collect();
            let (kept, clauses) = read(&format!("{word}qzjxa"), &[said(&[], BAD)]);
            let (mut hers, _) = read(&format!("{word}qzjxo"), &[]);
            hers.email = "ana@x.example".to_owned();
            rows.extend([(kept, clauses.clone()), (hers, clauses)]);
        }
        let brought = house.by(&house.manager, move |tx, scope| kept::bring(tx, scope, &ready(&rows), at(HOUR)));
        assert_eq!(brought.expect("brought").added, 6000);
        assert_ne!(file_holds(&store, "qzjxo"), Some(false));
        let gone =
            house.by(&house.owner, move |tx, scope| erase::person(tx, scope, &PersonQuery::Customer(ana), at(DAY)));
        assert_eq!(gone.expect("erased").comments, 3000);
        assert_ne!(file_holds(&store, "qzjxo"), Some(true), "not a byte of it is left");
        let found =
            |text: &str| listed(&house, &house.agent, Which { text: text.to_owned(), ..Which::default() }).len();
        assert_eq!((found("aaaqzjxa"), found("aaaqzjxo")), (1, 0), "the others are still found");
    });
}

#[test]
fn a_file_is_brought_twice_and_adds_nothing_twice_and_a_bad_row_is_refused_alone() {
    on_both(|store| {
        let house = House::new(&store);
        let (bad_place, clauses) = read("Where?", &[said(&[], GOOD)]);
        let bad_place = (NewComment { touchpoint: Some(Id::random()), ..bad_place }, clauses);
        let (mut bad_mail, clauses) = read("Who?", &[said(&[], GOOD)]);
        bad_mail.email = "nobody".to_owned();
        let rows = vec![read("One", &[]), bad_place, (bad_mail, clauses), read("Two", &[])];
        let bring = || {
            let rows = rows.clone();
            house.by(&house.manager, move |tx, scope| kept::bring(tx, scope, &ready(&rows), at(HOUR))).expect("brought")
        };
        let some = rows.clone();
        let by_agent = house.by(&house.agent, move |tx, scope| kept::bring(tx, scope, &ready(&some), at(HOUR)));
        assert_eq!(by_agent, Err(StoreError::Forbidden));
        let refused = vec![(1, StoreError::NotFound), (2, refusal("store-email-invalid"))];
        assert_eq!(bring(), Brought { added: 2, again: 0, refused: refused.clone() });
        assert_eq!(bring(), Brought { added: 0, again: 2, refused });
    });
}

#[test]
fn clauses_that_were_checked_are_shown_to_whoever_may_read_their_comment() {
    on_both(|store| {
        let house = House::new(&store);
        let (ward, desk) = (house.team("Ward"), house.team("Desk"));
        let (_, nurse) = house.colleague("nurse@x.example", Role::Agent, Some(&ward));
        for (scope, words) in [(&nurse, "The ward was loud."), (&house.agent, "The door was locked.")] {
            let id = take(&house, scope, read(words, &[said(&[Factor::Tangibles], BAD)]), MORNING).expect("taken").id;
            let said = said(&[Factor::Empathy], BAD);
            house.by(scope, move |tx, scope| kept::correct(tx, scope, &id, 0, said, MORNING)).expect("corrected");
        }
        let seen = |scope: &Scope| {
            let all = house.see(scope, kept::checked_clauses).expect("a list");
            let mut words: Vec<String> = all.into_iter().map(|one| one.words).collect();
            words.sort();
            words
        };
        assert_eq!(seen(&house.manager), ["The door was locked.", "The ward was loud."]);
        let (_, of_ward) = house.colleague("ward@x.example", Role::Manager, Some(&ward));
        let (_, of_desk) = house.colleague("desk@x.example", Role::Manager, Some(&desk));
        assert_eq!(seen(&of_ward), ["The door was locked.", "The ward was loud."]);
        assert_eq!(seen(&of_desk), ["The door was locked."]);
        assert_eq!(house.see(&house.agent, kept::checked_clauses), Err(StoreError::Forbidden));
    });
}
