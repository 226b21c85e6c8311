//! Replies: rules of the house, what became of findings, and a promise that is logged out of a draft once.

use replies::Status;
use service::due::DueRule;
use store::promises::{self, NewPromise, Wanted};
use store::replies::{self as kept, HouseRule};
use store::{Id, Scope, StoreError};

use crate::common::{MORNING, number, on_both, refusal};
use crate::scene::{House, at, named, promised, within_hours};

const RULE: &str = "format = \"rater.rule/1\"\nname = \"no-worries\"\nfactor = \"empathy\"\nseverity = \"advice\"\n[en]\n\
    patterns = [\"no worries\"]\nwhy = \"It makes light of it.\"\nrewrite = \"Say what you do.\"\nfails = [\"No worries.\"]\n\
    passes = [\"We fix it today.\"]\n";

fn save(house: &House, scope: &Scope, toml: String) -> Result<String, StoreError> {
    house.by(scope, move |tx, scope| kept::save_rule(tx, scope, &toml, MORNING))
}

fn mark(house: &House) -> i64 {
    house.see(&house.agent, kept::rules_mark).expect("a mark").1
}

fn rules(house: &House, scope: &Scope) -> Vec<HouseRule> {
    house.see(scope, kept::rules).expect("rules")
}

fn note(house: &House, scope: &Scope, rule: &'static str, dismissed: bool) -> Result<Status, StoreError> {
    house.by(scope, move |tx, scope| kept::note_finding(tx, scope, rule, dismissed, MORNING))
}

fn status(house: &House, scope: &Scope, rule: &str) -> Status {
    house.see(scope, kept::dismissals).expect("a fold").status(rule)
}

#[test]
fn a_rule_of_the_house_is_kept_changed_retired_and_back_and_each_time_the_mark_moves() {
    on_both(|store| {
        let house = House::new(&store);
        let mut marks = vec![mark(&house)];
        assert_eq!(save(&house, &house.manager, RULE.to_owned()), Ok("no-worries".to_owned()));
        marks.push(mark(&house));
        // In the same millisecond.
        save(&house, &house.manager, RULE.replace("advice", "fault")).expect("it is changed");
        marks.push(mark(&house));
        let retired = house.by(&house.manager, |tx, scope| kept::retire_rule(tx, scope, "no-worries", at(5)));
        retired.expect("it is retired");
        marks.push(mark(&house));
        assert_eq!(rules(&house, &house.agent)[0].retired_at, Some(at(5)));
        let again = house.by(&house.manager, |tx, scope| kept::retire_rule(tx, scope, "no-worries", at(6)));
        assert_eq!(again, Err(StoreError::NotFound));
        save(&house, &house.manager, RULE.to_owned()).expect("it is back");
        marks.push(mark(&house));
        assert!(marks.is_sorted_by(|a, b| a < b), "{marks:?}");
        let all = rules(&house, &house.agent);
        assert_eq!((all.len(), all[0].toml.as_str(), all[0].retired_at), (1, RULE, None));
        assert!(rules(&house, &house.stranger).is_empty(), "another house has none of it");
    });
}

#[test]
fn what_is_no_rule_has_a_name_of_the_program_or_comes_from_an_agent_is_refused() {
    on_both(|store| {
        let house = House::new(&store);
        assert_eq!(save(&house, &house.agent, RULE.to_owned()), Err(StoreError::Forbidden));
        let bare = RULE.replace("[\"No worries.\"]", "[]");
        assert_eq!(save(&house, &house.manager, bare), Err(refusal("store-reply-rule-invalid")));
        let theirs = RULE.replace("no-worries", "soon");
        assert_eq!(save(&house, &house.manager, theirs), Err(refusal("store-reply-rule-name")));
        let long = RULE.replace("It makes light of it.", &"a".repeat(40_000));
        assert_eq!(save(&house, &house.manager, long), Err(refusal("store-reply-rule-long")));
        assert_eq!(house.see(&house.viewer, kept::rules), Err(StoreError::Forbidden));
        assert!(rules(&house, &house.agent).is_empty());
    });
}

#[test]
fn eight_of_ten_dismissed_switch_a_rule_off_for_this_house_alone_until_somebody_wants_it_back() {
    on_both(|store| {
        let house = House::new(&store);
        for place in 0..10 {
            assert_eq!(status(&house, &house.agent, "soon"), Status::On);
            note(&house, &house.agent, "soon", 2 <= place).expect("it is noted");
        }
        let off = Status::Off { dismissed: 8 };
        assert_eq!((status(&house, &house.viewer, "soon"), status(&house, &house.stranger, "soon")), (off, Status::On));
        // What is not seen is not counted: a page that was open before does not bring it back.
        for _ in 0..60 {
            assert_eq!(note(&house, &house.agent, "soon", false), Ok(off));
        }
        assert_eq!(status(&house, &house.agent, "soon"), off);
        let on = |house: &House| house.by(&house.agent, |tx, scope| kept::switch_on(tx, scope, "soon", at(1)));
        on(&house).expect("it is on again");
        on(&house).expect("twice does no harm");
        for _ in 0..9 {
            note(&house, &house.agent, "soon", true).expect("it is noted");
            assert_eq!(status(&house, &house.agent, "soon"), Status::On);
        }
        assert_eq!(note(&house, &house.agent, "soon", true), Ok(Status::Off { dismissed: 10 }));
    });
}

#[test]
fn of_each_rule_only_the_newest_are_kept_and_none_of_a_rule_that_there_is_not() {
    on_both(|store| {
        let house = House::new(&store);
        for _ in 0..90 {
            note(&house, &house.agent, "soon", false).expect("it is noted");
        }
        assert_eq!(number(&store, "SELECT COUNT(*) FROM reply_findings", &[]), 40);
        assert_eq!(note(&house, &house.agent, "made-up", true), Err(StoreError::NotFound));
        assert_eq!(note(&house, &house.viewer, "soon", true), Err(StoreError::Forbidden));
        save(&house, &house.manager, RULE.to_owned()).expect("a rule");
        assert_eq!(note(&house, &house.agent, "no-worries", true), Ok(Status::On));
        assert_eq!(note(&house, &house.stranger, "no-worries", true), Err(StoreError::NotFound));
        assert_eq!(status(&house, &house.agent, "soon"), Status::On);
    });
}

fn log(house: &House, scope: &Scope, attempt: &Id, new: &NewPromise) -> Result<(Id, bool), StoreError> {
    let (attempt, new) = (attempt.clone(), new.clone());
    house.by(scope, move |tx, scope| kept::log_promise(tx, scope, &attempt, &new, MORNING))
}

fn logged(house: &House, attempt: &Id, new: &NewPromise, seconds: i64) -> Option<Id> {
    let (attempt, new) = (attempt.clone(), new.clone());
    let found = house.see(&house.agent, move |tx, scope| kept::logged(tx, scope, &attempt, &new, at(seconds)));
    found.expect("it is known")
}

#[test]
fn a_promise_that_is_pressed_twice_is_made_once_and_another_one_is_another() {
    on_both(|store| {
        let house = House::new(&store);
        let customer = house.customer(&named("Ana"));
        let new = NewPromise { customer: Some(customer), ..promised(within_hours(4)) };
        let attempt = Id::random();
        assert_eq!(logged(&house, &attempt, &new, 0), None);
        let (id, fresh) = log(&house, &house.agent, &attempt, &new).expect("it is made");
        assert!(fresh);
        assert_eq!(log(&house, &house.agent, &attempt, &new), Ok((id.clone(), false)));
        assert_eq!(logged(&house, &attempt, &new, 3600), Some(id.clone()));
        assert_eq!(logged(&house, &attempt, &new, 25 * 3600), None, "after a day nobody presses twice");
        for (attempt, new) in [
            (attempt.clone(), NewPromise { told: "Another thing.".to_owned(), ..new.clone() }),
            (attempt.clone(), NewPromise { due: within_hours(5), ..new.clone() }),
            (Id::random(), new.clone()),
        ] {
            assert!(log(&house, &house.agent, &attempt, &new).expect("it is another").1);
        }
        // Somebody else's attempt is theirs, and what is refused is not remembered as done.
        assert!(log(&house, &house.manager, &attempt, &new).expect("it is the manager's").1);
        let unfit = NewPromise { told: String::new(), due: DueRule::EndOfDay { days: 0 }, ..new.clone() };
        for _ in 0..2 {
            assert_eq!(log(&house, &house.agent, &attempt, &unfit), Err(refusal("store-promise-words")));
        }
        let (one, other) = (attempt.clone(), unfit.clone());
        let went_on = house.by(&house.agent, move |tx, scope| {
            Ok([(); 2].map(|()| kept::log_promise(tx, scope, &one, &other, MORNING)))
        });
        let refused = || Err(refusal("store-promise-words"));
        assert_eq!(went_on, Ok([refused(), refused()]), "also within a job that goes on");
        assert_eq!(log(&house, &house.viewer, &attempt, &new), Err(StoreError::Forbidden));
        assert_eq!(
            log(&house, &house.stranger, &attempt, &new),
            Err(StoreError::NotFound),
            "the customer is not theirs"
        );
        let all = house.see(&house.agent, |tx, scope| promises::list(tx, scope, &Wanted::default(), 50, MORNING));
        assert_eq!(all.expect("a list").len(), 5);
    });
}
