//! What people practise: challenges and what they answer, which is theirs; lessons; definitions that stay; thanks; and what becomes of it
//! all when somebody leaves or a customer is erased.

use comments::Said;
use comments::label::{Expectation, Polarity};
use store::comments::{self as kept, Channel, Clause, NewComment, Read};
use store::erase::{self, PersonQuery};
use store::practice::{self, ANSWER_MAX, Answered, DEFINITION_MAX, THANKS_MAX, Thanks};
use store::{Id, Role, Scope, StoreError, audit, people};

use crate::common::{MORNING, member, number, on_both, refusal, scope_of};
use crate::scene::{DAY, HOUR, House, at, rows};

/// A Monday.
const WEEK: i64 = 20_787;

fn take(house: &House, scope: &Scope, week: i64) {
    house
        .by(scope, move |tx, scope| practice::take_up(tx, scope, week, ("empathy", "empathy-2"), MORNING))
        .expect("taken up");
}

/// Takes it up, does it, and answers.
fn practise(house: &House, scope: &Scope, answer: &str, shared: bool) {
    take(house, scope, WEEK);
    house.by(scope, |tx, scope| practice::finish(tx, scope, WEEK, at(DAY))).expect("done");
    reflect(house, scope, answer, shared).expect("answered");
}

fn reflect(house: &House, scope: &Scope, answer: &str, shared: bool) -> Result<(), StoreError> {
    let answers = answered(&[answer, "", "And\r\nmore.\u{7}"]);
    house.by(scope, move |tx, scope| practice::reflect(tx, scope, WEEK, &answers, shared))
}

fn answered(answers: &[&str]) -> Vec<Answered> {
    (1..).zip(answers).map(|(n, one)| Answered { asked: format!("{n}?"), answer: (*one).to_owned() }).collect()
}

/// Whose answers somebody reads of that week.
fn shared(house: &House, scope: &Scope) -> Vec<String> {
    let all = house.see(scope, |tx, scope| practice::shared(tx, scope, WEEK)).expect("it can be read");
    all.into_iter().map(|one| one.answers[0].answer.clone()).collect()
}

fn thank(house: &House, scope: &Scope, to: &Id, comment: Option<&Id>, words: &str) -> Result<Id, StoreError> {
    let (to, comment, words) = (to.clone(), comment.cloned(), words.to_owned());
    house.by(scope, move |tx, scope| practice::thank(tx, scope, &to, comment.as_ref(), &words, MORNING))
}

fn received(house: &House, scope: &Scope) -> Vec<Thanks> {
    house.see(scope, practice::thanks_received).expect("it can be read")
}

/// A compliment of nobody, taken by somebody.
fn compliment(house: &House, scope: &Scope, words: &str) -> Id {
    let new = NewComment::of(words.to_owned(), Channel::Counter, MORNING);
    let said = Said { factors: comments::Factors::NONE, polarity: Polarity::Compliment, expectation: Expectation::Met };
    let clause = Clause {
        start: 0,
        end: words.len(),
        said,
        machine: said,
        by: kept::By::Machine,
        confidence: 700,
        evidence: vec![],
    };
    let read = Read { language: "en".to_owned(), clauses: vec![clause], reader: "test".to_owned() };
    house.by(scope, move |tx, scope| kept::take(tx, scope, &new, &read, MORNING)).expect("it is taken").id
}

#[test]
fn a_challenge_is_taken_up_once_a_week_and_looked_back_on_when_it_is_done() {
    on_both(|store| {
        let house = House::new(&store);
        let own = || house.see(&house.agent, practice::own).expect("one's own");
        let finish = || house.by(&house.agent, |tx, scope| practice::finish(tx, scope, WEEK, at(DAY)));
        assert_eq!(finish(), Err(StoreError::NotFound), "nothing was taken up");
        take(&house, &house.agent, WEEK);
        let another = |tx: &mut store::Transaction<'_>, scope: &Scope| {
            practice::take_up(tx, scope, WEEK, ("tangibles", "tangibles-1"), at(HOUR))
        };
        house.by(&house.agent, another).expect("a second changes nothing");
        assert_eq!(reflect(&house, &house.agent, "Early.", false), Err(StoreError::NotFound), "not before it is done");
        finish().expect("done");
        house.by(&house.agent, |tx, scope| practice::finish(tx, scope, WEEK, at(2 * DAY))).expect("done again");
        reflect(&house, &house.agent, "  It went well.  ", false).expect("answered");
        take(&house, &house.agent, WEEK + 7);
        let all = own();
        assert_eq!(all.iter().map(|one| one.week).collect::<Vec<_>>(), [WEEK + 7, WEEK]);
        assert_eq!((all[1].factor.as_str(), all[1].challenge.as_str()), ("empathy", "empathy-2"));
        assert_eq!((all[1].taken_at, all[1].done_at, all[1].shared), (MORNING, Some(at(DAY)), false));
        assert_eq!(all[1].answers, answered(&["It went well.", "", "And\nmore."]));
        let long = "ü".repeat(ANSWER_MAX + 1);
        assert!(matches!(reflect(&house, &house.agent, &long, false), Err(StoreError::Refused("store-text-long", _))));
        assert_eq!(own(), all, "what is too long changes nothing");
        // The operator is nobody who could practise.
        let operator = crate::common::operator(&store, &house.owner);
        assert_eq!(house.see(&operator, practice::own), Err(StoreError::Forbidden));
    });
}

#[test]
fn what_somebody_answered_is_read_by_nobody_else_unless_they_share_it() {
    on_both(|store| {
        let house = House::new(&store);
        practise(&house, &house.agent, "I was afraid of him.", false);
        let everybody = [&house.owner, &house.manager, &house.agent, &house.viewer, &house.stranger];
        for scope in everybody {
            assert_eq!(shared(&house, scope), Vec::<String>::new());
        }
        for scope in [&house.owner, &house.manager, &house.viewer, &house.stranger] {
            assert_eq!(house.see(scope, practice::own).expect("their own"), []);
        }
        // Nor does the audit log tell that somebody practised.
        let mut log = String::new();
        rows(&store, "SELECT action, object FROM audit", &[], |row| log.push_str(&row.join(" ")));
        assert!(!log.contains("challenge") && !log.contains("empathy"), "{log}");
        reflect(&house, &house.agent, "I was afraid of him.", true).expect("now shared");
        for scope in [&house.owner, &house.manager, &house.viewer] {
            assert_eq!(shared(&house, scope), ["I was afraid of him."]);
        }
        assert_eq!(shared(&house, &house.agent), Vec::<String>::new(), "one's own stands elsewhere");
        assert_eq!(shared(&house, &house.stranger), Vec::<String>::new());
        reflect(&house, &house.agent, "I was afraid of him.", false).expect("taken back");
        assert_eq!(shared(&house, &house.owner), Vec::<String>::new());
        let nothing = answered(&[" "]);
        house.by(&house.agent, move |tx, scope| practice::reflect(tx, scope, WEEK, &nothing, true)).expect("kept");
        assert!(!house.see(&house.agent, practice::own).expect("own")[0].shared, "nothing is not shared");
    });
}

#[test]
fn a_team_reads_what_its_members_share_and_not_what_another_team_does() {
    on_both(|store| {
        let house = House::new(&store);
        let (ward, desk) = (house.team("Ward"), house.team("Desk"));
        let (_, nurse) = house.colleague("nurse@melati.example", Role::Agent, Some(&ward));
        let (_, doctor) = house.colleague("doctor@melati.example", Role::Agent, Some(&ward));
        let (_, clerk) = house.colleague("clerk@melati.example", Role::Manager, Some(&desk));
        practise(&house, &nurse, "From the ward.", true);
        practise(&house, &house.agent, "From nowhere in particular.", true);
        let read = |scope: &Scope| {
            let mut all = shared(&house, scope);
            all.sort_unstable();
            all
        };
        assert_eq!(read(&doctor), ["From nowhere in particular.", "From the ward."]);
        assert_eq!(read(&clerk), ["From nowhere in particular."]);
        assert_eq!(read(&house.owner), ["From nowhere in particular.", "From the ward."]);
        let next = house.see(&doctor, |tx, scope| practice::shared(tx, scope, WEEK + 7)).expect("next week");
        assert!(next.is_empty());
    });
}

#[test]
fn lessons_are_read_once_by_each() {
    on_both(|store| {
        let house = House::new(&store);
        for lesson in ["trust", "trust", "calm"] {
            house
                .by(&house.viewer, move |tx, scope| practice::read_lesson(tx, scope, lesson, MORNING))
                .expect("it is noted");
        }
        assert_eq!(house.see(&house.viewer, practice::lessons_read).expect("read").len(), 2);
        assert!(house.see(&house.agent, practice::lessons_read).expect("read").is_empty());
    });
}

#[test]
fn every_version_of_a_definition_stays_and_belongs_to_its_team() {
    on_both(|store| {
        let house = House::new(&store);
        let (ward, desk) = (house.team("Ward"), house.team("Desk"));
        let (nurse_id, nurse) = house.colleague("nurse@melati.example", Role::Agent, Some(&ward));
        let define = |scope: &Scope, team: Option<&Id>, words: &str, when: i64| {
            let (team, words) = (team.cloned(), words.to_owned());
            house.by(scope, move |tx, scope| practice::define(tx, scope, team.as_ref(), &words, at(when)))
        };
        let all = |scope: &Scope, team: Option<&Id>| {
            let team = team.cloned();
            house.see(scope, move |tx, scope| practice::definitions(tx, scope, team.as_ref()))
        };
        let first = define(&nurse, Some(&ward), "We listen.", 0).expect("written");
        assert_eq!(define(&nurse, Some(&ward), " We listen. ", HOUR).expect("the same"), first);
        define(&house.manager, Some(&ward), "We listen and come back.", HOUR).expect("written anew");
        define(&house.agent, None, "All of us keep our word.", HOUR).expect("the house's");
        let words = |scope: &Scope, team: Option<&Id>| {
            all(scope, team).expect("it can be read").into_iter().map(|one| one.words).collect::<Vec<_>>()
        };
        assert_eq!(words(&nurse, Some(&ward)), ["We listen and come back.", "We listen."]);
        assert_eq!(words(&nurse, None), ["All of us keep our word."]);
        assert_eq!(words(&house.viewer, Some(&ward)).len(), 2);
        // Another team's is neither read nor written, and the house's is written by those of no team.
        assert_eq!(all(&nurse, Some(&desk)), Err(StoreError::NotFound));
        assert_eq!(define(&nurse, Some(&desk), "No.", HOUR), Err(StoreError::Forbidden));
        assert_eq!(define(&nurse, None, "No.", HOUR), Err(StoreError::Forbidden));
        assert_eq!(define(&house.viewer, None, "No.", HOUR), Err(StoreError::Forbidden));
        assert_eq!(define(&house.stranger, Some(&ward), "No.", HOUR), Err(StoreError::NotFound));
        assert_eq!(all(&house.stranger, Some(&ward)), Err(StoreError::NotFound));
        assert_eq!(words(&house.stranger, None), Vec::<String>::new());
        assert_eq!(define(&house.agent, None, " \n ", HOUR), Err(refusal("store-practice-empty")));
        let long = define(&house.agent, None, &"x".repeat(DEFINITION_MAX + 1), HOUR);
        assert!(matches!(long, Err(StoreError::Refused("store-text-long", _))));
        // A team that has written one is not deleted; whoever wrote it may leave, and it stays.
        let gone = ward.clone();
        let deleted = house.by(&house.owner, move |tx, scope| people::delete_team(tx, scope, &gone, MORNING));
        assert_eq!(deleted, Err(refusal("store-team-in-use")));
        assert_eq!(all(&house.owner, Some(&ward)).expect("read")[1].made_by.as_deref(), Some("Sari Dewi"));
        house.by(&house.owner, move |tx, scope| people::remove(tx, scope, &nurse_id, at(DAY))).expect("she leaves");
        let left = all(&house.owner, Some(&ward)).expect("read");
        assert_eq!((left.len(), left[1].made_by.as_deref(), left[1].words.as_str()), (2, None, "We listen."));
    });
}

#[test]
fn thanks_are_read_by_the_two_whom_they_concern() {
    on_both(|store| {
        let house = House::new(&store);
        let praised = compliment(&house, &house.agent, "The nurse stayed with me.");
        thank(&house, &house.manager, &house.agent_id, Some(&praised), "For staying.\r\nThank you.").expect("thanked");
        thank(&house, &house.viewer, &house.agent_id, None, "For the tea.").expect("a viewer may thank, too");
        let all = received(&house, &house.agent);
        assert_eq!(all.len(), 2);
        let one = all.iter().find(|one| one.comment.is_some()).expect("the one with a compliment");
        assert_eq!(one.comment, Some((praised.clone(), "The nurse stayed with me.".to_owned())));
        assert_eq!((one.words.as_str(), one.read_at), ("For staying.\nThank you.", None));
        for scope in [&house.owner, &house.manager, &house.viewer, &house.stranger] {
            assert!(received(&house, scope).is_empty());
        }
        assert_eq!(house.see(&house.manager, practice::thanks_given).expect("given").len(), 1);
        // Read up to the moment the page was made; what comes later is new.
        let read = |up_to: i64| {
            house
                .by(&house.agent, move |tx, scope| practice::read_thanks(tx, scope, at(up_to), at(DAY)))
                .expect("read");
        };
        read(-1);
        assert!(received(&house, &house.agent).iter().all(|one| one.read_at.is_none()));
        read(0);
        assert!(received(&house, &house.agent).iter().all(|one| one.read_at == Some(at(DAY))));
        read(HOUR);
        let given = house.see(&house.manager, practice::thanks_given).expect("given");
        assert_eq!(given[0].read_at, Some(at(DAY)), "whoever thanked sees that it was read");
    });
}

#[test]
fn thanks_sent_twice_are_said_once_and_other_thanks_are_others() {
    on_both(|store| {
        let house = House::new(&store);
        let praised = compliment(&house, &house.agent, "The nurse stayed with me.");
        let say = |comment: Option<&Id>, words: &str| {
            thank(&house, &house.manager, &house.agent_id, comment, words).expect("thanked")
        };
        let first = say(Some(&praised), "For staying.");
        assert_eq!(say(Some(&praised), "For staying."), first);
        assert_ne!(say(None, "For staying."), first);
        assert_ne!(say(Some(&praised), "For the tea."), first);
        assert_eq!(received(&house, &house.agent).len(), 3);
        let to = house.agent_id.clone();
        let next_day = house.by(&house.manager, move |tx, scope| {
            practice::thank(tx, scope, &to, Some(&praised), "For staying.", at(DAY))
        });
        assert_ne!(next_day.expect("thanked"), first, "the same words on another day are thanks again");
    });
}

#[test]
fn thanks_that_cannot_be_are_refused() {
    on_both(|store| {
        let house = House::new(&store);
        let away = member(&store, &house.owner, "away@melati.example", Role::Agent);
        let who = away.clone();
        house.by(&house.owner, move |tx, scope| people::suspend(tx, scope, &who, MORNING)).expect("suspended");
        let stranger = match house.stranger.actor() {
            store::Actor::User(user) => user.clone(),
            other => panic!("{other:?}"),
        };
        let to = |to: &Id, words: &str| thank(&house, &house.manager, to, None, words);
        assert_eq!(thank(&house, &house.agent, &house.agent_id, None, "Me."), Err(refusal("store-thanks-self")));
        assert_eq!(to(&house.agent_id, " \u{7} "), Err(refusal("store-practice-empty")));
        let long = to(&house.agent_id, &"x".repeat(THANKS_MAX + 1));
        assert!(matches!(long, Err(StoreError::Refused("store-text-long", _))));
        for gone in [&away, &stranger, &Id::random()] {
            assert_eq!(to(gone, "Thank you."), Err(StoreError::NotFound));
        }
        // A comment that one may not read is not carried on: another team's, another house's, and none for a viewer.
        let ward = house.team("Ward");
        let (_, nurse) = house.colleague("nurse@melati.example", Role::Agent, Some(&ward));
        let (_, clerk) = house.colleague("clerk@melati.example", Role::Agent, Some(&house.team("Desk")));
        let theirs = compliment(&house, &nurse, "The ward was kind.");
        let with = |scope: &Scope| thank(&house, scope, &house.agent_id, Some(&theirs), "Kind.");
        assert_eq!(with(&clerk), Err(StoreError::NotFound));
        assert_eq!(with(&house.viewer), Err(StoreError::Forbidden));
        with(&nurse).expect("her own");
        assert_eq!(received(&house, &house.agent).len(), 1);
        // Whoever is thanked and may not read the comment gets the thanks without it.
        let (clerk_id, clerk) = house.colleague("second@melati.example", Role::Agent, Some(&house.team("Door")));
        thank(&house, &nurse, &clerk_id, Some(&theirs), "You too.").expect("thanked");
        assert_eq!(received(&house, &clerk)[0].comment, None);
    });
}

#[test]
fn whoever_leaves_takes_what_they_practised_and_their_thanks_stay_with_others() {
    on_both(|store| {
        let house = House::new(&store);
        let (nurse_id, nurse) = house.colleague("nurse@melati.example", Role::Agent, None);
        // The same person works in the other house as well; nothing there is touched.
        let elsewhere = member(&store, &house.stranger, "nurse@melati.example", Role::Agent);
        assert_eq!(elsewhere, nurse_id);
        practise(&house, &nurse, "Mine.", true);
        house.by(&nurse, |tx, scope| practice::read_lesson(tx, scope, "trust", MORNING)).expect("read");
        thank(&house, &nurse, &house.agent_id, None, "For the tea.").expect("given");
        thank(&house, &house.agent, &nurse_id, None, "For the cake.").expect("received");
        let organisation = house.see(&house.stranger, people::organisation).expect("theirs").id;
        let who = nurse_id.clone();
        let session = house.store.write(move |tx| store::sessions::begin(tx, &who, Some(&organisation), MORNING));
        let session = session.wait().expect("she signs in over there");
        let there = scope_of(&store, &session, MORNING);
        practise(&house, &there, "There.", false);

        let who = nurse_id.clone();
        house.by(&house.owner, move |tx, scope| people::remove(tx, scope, &who, at(DAY))).expect("she leaves");
        let left = received(&house, &house.agent);
        assert_eq!((left.len(), left[0].from.as_deref(), left[0].words.as_str()), (1, None, "For the tea."));
        assert!(house.see(&house.agent, practice::thanks_given).expect("given").is_empty());
        assert!(shared(&house, &house.owner).is_empty());
        assert_eq!(number(&store, "SELECT COUNT(*) FROM challenges", &[]), 1, "what she did in the other house");
        assert_eq!(number(&store, "SELECT COUNT(*) FROM lessons_read", &[]), 0);
        assert_eq!(house.see(&there, practice::own).expect("hers")[0].answers[0].answer, "There.");
        let log = house.by(&house.owner, audit::verify).expect("it can be read");
        assert!(log.sound(), "{log:?}");
    });
}

#[test]
fn with_a_customer_who_is_erased_the_words_of_thanks_for_their_compliment_go() {
    on_both(|store| {
        let house = House::new(&store);
        let praised = compliment(&house, &house.agent, "Zebracanary was treated like a queen.");
        thank(&house, &house.manager, &house.agent_id, Some(&praised), "Zebracanary told me!").expect("thanked");
        thank(&house, &house.manager, &house.agent_id, None, "And for the tea.").expect("thanked");
        let query = PersonQuery::Comment(praised);
        house.by(&house.owner, move |tx, scope| erase::person(tx, scope, &query, at(DAY))).expect("erased");
        let all = received(&house, &house.agent);
        assert_eq!(all.len(), 2, "that somebody was thanked stays");
        assert!(all.iter().all(|one| one.comment.is_none() && !one.words.contains("Zebra")), "{all:?}");
        assert!(all.iter().any(|one| one.words == "And for the tea."));
        let mut words = vec![];
        rows(&store, "SELECT words FROM thanks", &[], |row| words.push(row[0].clone()));
        assert!(words.iter().all(|one| !one.contains("Zebra")), "{words:?}");
    });
}
