//! The five factors side by side: what is counted of a touchpoint, a team and a customer is theirs and nobody else's, and a list of
//! promises holds those that a rate counts.

use service::Factor;
use service::keep_rate::KeepRate;
use service::moment::{Judgement, Tally};
use store::cases::{self, NewCase};
use store::factors::{self, Evidence, Part};
use store::moments::{self, NewMoment};
use store::promises::{self, Act, NewPromise, Wanted};
use store::{Id, Role, Scope, StoreError, customers, touchpoints, tracking};

use crate::common::{MORNING, on_both};
use crate::scene::{DAY, HOUR, House, at, named, promised, within_hours};

fn touchpoint(house: &House, name: &'static str) -> Id {
    house.by(&house.owner, move |tx, scope| touchpoints::create(tx, scope, name, MORNING)).expect("a touchpoint")
}

fn evidence(house: &House, scope: &Scope, part: &Part) -> Result<Evidence, StoreError> {
    let part = part.clone();
    let span = (at(-DAY), at(2 * DAY));
    house.see(scope, move |tx, scope| factors::evidence(tx, scope, &part, span, at(DAY)))
}

fn note(house: &House, scope: &Scope, touchpoint: &Id, customer: Option<&Id>, empathy: Judgement) {
    let mut judgements = [Judgement::Nothing; 5];
    judgements[Factor::Empathy.place()] = empathy;
    let (touchpoint, customer) = (touchpoint.clone(), customer.cloned());
    let new = NewMoment { touchpoint, customer, at: MORNING, judgements, words: String::new() };
    house.by(scope, move |tx, scope| moments::note(tx, scope, &new, MORNING)).expect("a moment");
}

/// Two touchpoints, a team at work at the second, and a customer who was at both.
struct Scene {
    house: House,
    counter: Id,
    phone: Id,
    team: Id,
    nurse: Scope,
    ana: Id,
}

impl Scene {
    fn new(store: &store::Store) -> Self {
        let house = House::new(store);
        let team = house.team("Phones");
        let (_, nurse) = house.colleague("nurse@melati.example", Role::Agent, Some(&team));
        let (counter, phone) = (touchpoint(&house, "Counter"), touchpoint(&house, "Phone"));
        let ana = house.customer(&named("Ana"));
        // At the counter: kept, and broken. On the phone: one that the customer denies, and one that is open.
        let new = |touchpoint: &Id| NewPromise { touchpoint: Some(touchpoint.clone()), ..promised(within_hours(2)) };
        let kept = house.promise(&new(&counter), MORNING);
        house.act(&kept, Act::Done, ("", false), at(HOUR)).expect("it is done in time");
        house.promise(&NewPromise { customer: Some(ana.clone()), ..new(&counter) }, MORNING);
        let denied = NewPromise { customer: Some(ana.clone()), factor: Factor::Empathy, ..new(&phone) };
        let denied = house.by(&nurse, move |tx, scope| promises::make(tx, scope, &denied, MORNING)).expect("made");
        let (done, by) = (denied.clone(), nurse.clone());
        house
            .by(&by, move |tx, scope| {
                promises::act(tx, scope, &done, &Act::Done, ("", false), at(HOUR))?;
                let token = tracking::issue(tx, scope, &tracking::Object::Promise(done.clone()), at(HOUR))?;
                let door = tracking::resolve(tx, &token.hash(), at(HOUR))?.ok_or(StoreError::NotFound)?;
                tracking::say(tx, &door, false, "", at(HOUR))
            })
            .expect("the customer says no");
        let open = NewPromise { due: within_hours(30), ..new(&phone) };
        house.by(&nurse, move |tx, scope| promises::make(tx, scope, &open, MORNING)).expect("made");
        note(&house, &house.agent, &counter, None, Judgement::Met);
        note(&house, &house.agent, &counter, Some(&ana), Judgement::Met);
        note(&house, &nurse, &phone, None, Judgement::Exceeded);
        let case = NewCase {
            factor: Some(Factor::Assurance),
            customer: Some(ana.clone()),
            ..NewCase::by_hand("They were rude.".to_owned(), service::recovery::Channel::Message)
        };
        house.by(&house.agent, move |tx, scope| cases::open(tx, scope, &case, MORNING)).expect("a case");
        Self { house, counter, phone, team, nurse, ana }
    }
}

fn kept(evidence: &Evidence, factor: Factor) -> (u64, u64, u64) {
    let KeepRate { kept, broken, open, .. } = evidence.promises[factor.place()];
    (kept, broken, open)
}

#[test]
fn each_part_has_what_is_its_own() {
    on_both(|store| {
        let Scene { house, counter, phone, team, nurse, ana } = Scene::new(&store);
        let see = |part: Part| evidence(&house, &house.manager, &part).expect("it is there");
        let met = |count| Tally { met: count, ..Tally::default() };
        let exceeded = Tally { exceeded: 1, ..Tally::default() };
        use Factor::{Empathy, Reliability};

        let whole = see(Part::Whole);
        assert_eq!((kept(&whole, Reliability), kept(&whole, Empathy)), ((1, 1, 1), (0, 1, 0)));
        assert_eq!(whole.noted.of(Empathy), Tally { met: 2, exceeded: 1, disappointed: 0 });
        let names: Vec<&str> = whole.by_touchpoint.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Counter", "Phone"]);

        let at_counter = see(Part::Touchpoint(counter));
        assert_eq!((kept(&at_counter, Reliability), kept(&at_counter, Empathy)), ((1, 1, 0), (0, 0, 0)));
        assert_eq!(at_counter.noted.of(Empathy), met(2));
        assert_eq!(at_counter.cases, [0; 5]);

        for part in [Part::Touchpoint(phone), Part::Team(team.clone())] {
            let found = see(part);
            assert_eq!((kept(&found, Reliability), kept(&found, Empathy)), ((0, 0, 1), (0, 1, 0)));
            assert_eq!(found.noted.of(Empathy), exceeded);
        }

        let hers = see(Part::Customer(ana.clone()));
        assert_eq!((kept(&hers, Reliability), kept(&hers, Empathy)), ((0, 1, 0), (0, 1, 0)));
        assert_eq!(hers.noted.of(Empathy), met(1));
        // By hand one; the promise that broke opens its own when the clock is heard.
        assert_eq!(hers.cases[Factor::Assurance.place()], 1);

        // Nothing of another house, another team, or of a customer for who may not read files.
        let other = house.team("Counters");
        let (_, theirs) = house.colleague("other@melati.example", Role::Agent, Some(&other));
        for (scope, part) in [
            (&house.stranger, Part::Customer(ana.clone())),
            (&house.stranger, Part::Team(team.clone())),
            (&theirs, Part::Team(team.clone())),
        ] {
            assert_eq!(evidence(&house, scope, &part), Err(StoreError::NotFound));
        }
        assert_eq!(evidence(&house, &house.viewer, &Part::Customer(ana)), Err(StoreError::Forbidden));
        evidence(&house, &nurse, &Part::Team(team)).expect("their own team");
        assert_eq!(
            evidence(&house, &house.stranger, &Part::Whole).expect("their own").promises,
            [KeepRate::default(); 5]
        );
    });
}

#[test]
fn whoever_serves_a_customer_opens_all_that_is_counted_whichever_team_promised_it() {
    on_both(|store| {
        let Scene { house, nurse, ana, .. } = Scene::new(&store);
        let part = Part::Customer(ana);
        let counted = evidence(&house, &nurse, &part).expect("it is there");
        let broken: u64 = counted.promises.iter().map(|rate| rate.broken).sum();
        let wanted = Wanted { part: part.clone(), kept: Some(false), ..Wanted::default() };
        let rows = house.see(&nurse, move |tx, scope| promises::list(tx, scope, &wanted, 500, at(DAY)));
        assert_eq!((broken, rows.expect("a list").len()), (2, 2));
        let wanted = cases::Wanted { part, ..cases::Wanted::default() };
        let rows = house.see(&nurse, move |tx, scope| cases::list(tx, scope, &wanted, 500)).expect("a list");
        assert!(rows.iter().any(|case| case.words == "They were rude."), "{rows:?}");
    });
}

#[test]
fn what_was_admitted_ahead_of_its_time_counts_with_the_customer_at_once() {
    on_both(|store| {
        let house = House::new(&store);
        let ana = house.customer(&named("Ana"));
        let promise = NewPromise { customer: Some(ana.clone()), ..promised(within_hours(24 * 9)) };
        let promise = house.promise(&promise, MORNING);
        house.act(&promise, Act::Admit, ("There is no paper.", false), at(HOUR)).expect("it is admitted");
        let see = |part| evidence(&house, &house.manager, &part).expect("it is there");
        assert_eq!(kept(&see(Part::Customer(ana)), Factor::Reliability), (0, 1, 0));
        assert_eq!(kept(&see(Part::Whole), Factor::Reliability), (0, 0, 0));
    });
}

#[test]
fn the_file_that_another_became_answers_for_both() {
    on_both(|store| {
        let Scene { house, ana, .. } = Scene::new(&store);
        let twin = house.customer(&named("Ana S."));
        let (from, into) = (ana.clone(), twin.clone());
        house.by(&house.manager, move |tx, scope| customers::merge(tx, scope, &from, &into, at(HOUR))).expect("merged");
        let see = |id: &Id| evidence(&house, &house.manager, &Part::Customer(id.clone())).expect("it is there");
        assert_eq!(see(&ana), see(&twin));
        assert_eq!(kept(&see(&twin), Factor::Reliability), (0, 1, 0));
    });
}

#[test]
fn the_rows_behind_a_rate_are_those_that_it_counts() {
    on_both(|store| {
        let Scene { house, counter, phone, team, ana, .. } = Scene::new(&store);
        let parts =
            [Part::Whole, Part::Touchpoint(counter), Part::Touchpoint(phone), Part::Team(team), Part::Customer(ana)];
        for part in parts {
            let found = evidence(&house, &house.manager, &part).expect("it is there");
            for factor in Factor::ALL {
                let (kept, broken, _) = kept(&found, factor);
                for (said, count) in [(true, kept), (false, broken)] {
                    let wanted = Wanted {
                        part: part.clone(),
                        factor: Some(factor),
                        kept: Some(said),
                        due_from: Some(at(-DAY)),
                        due_before: Some(at(2 * DAY)),
                        ..Wanted::default()
                    };
                    let rows =
                        house.see(&house.manager, move |tx, scope| promises::list(tx, scope, &wanted, 500, at(DAY)));
                    let rows = rows.expect("a list");
                    assert_eq!(rows.len() as u64, count, "{part:?} {factor:?} {said}");
                    assert!(rows.iter().all(|row| row.promise.kept() == Some(said)));
                }
            }
        }
    });
}
