//! Satisfaction meets recovery: each group is counted as it stood when the customer answered, and nobody who cannot be told apart.

use std::collections::BTreeMap;

use service::moment::Judgement;
use service::recovery::{Channel, CustomerGroup, Origin, Satisfied, answers_of};
use store::answers::Submission;
use store::cases::{self, NewCase};
use store::customers::{self, NewCustomer};
use store::invitees::NewInvitee;
use store::links::LinkKind;
use store::moments::{self, NewMoment};
use store::promises::{Act, NewPromise};
use store::recovered::{Recovered, recovered};
use store::surveys::{NewSurvey, Pulse};
use store::tracking::{self, Object};
use store::waves::NewWave;
use store::{
    Id, Role, Scope, StoreError, Time, Transaction, answers, instruments, invitees, links, listing, surveys,
    touchpoints, waves,
};
use sums::MISSING;

use crate::common::{MORNING, on_both};
use crate::scene::{DAY, HOUR, House, at, named, promised, within_hours};

/// A survey of a house: five items and the overall judgement, each from 1 to 5; or 22 items and one from 1 to 7.
struct Asked {
    survey: Id,
    wave: Id,
    columns: usize,
}

fn ask(house: &House, scope: &Scope, instrument: &'static str, anonymous: bool, team: Option<Id>) -> Asked {
    let asked = house.by(scope, move |tx, scope| {
        let source = survey::builtin_source(instrument).expect("it is built in");
        let version = instruments::save(tx, scope, source, MORNING)?.version;
        let new = NewSurvey {
            title: format!("After your visit ({instrument})"),
            instrument: instrument.to_owned(),
            instrument_version: version,
            language: "id".to_owned(),
            team,
            anonymous,
            pulse: Pulse::Off,
            ask_comment: false,
            thanks: String::new(),
            embed_origins: vec![],
            sample: false,
        };
        let survey = surveys::create(tx, scope, &new, MORNING)?.id;
        let wave = wave(tx, scope, &survey, MORNING)?;
        let layout = survey::Layout::of(&survey::parse(source).expect("it is sound"));
        Ok(Asked { survey, wave, columns: layout.outcome(0).expect("it asks for a judgement") + 1 })
    });
    asked.expect("a survey")
}

/// Thirty days of it.
fn wave(tx: &mut Transaction<'_>, scope: &Scope, survey: &Id, now: Time) -> Result<Id, StoreError> {
    let new = NewWave { title: format!("From {}", now.0), opens_at: now, closes_at: Some(now.plus_seconds(30 * DAY)) };
    Ok(waves::open(tx, scope, survey, &new, now)?.id)
}

/// Somebody is invited and answers: all items alike, and the overall judgement. Nothing for one that is passed over.
fn answer(house: &House, scope: &Scope, asked: &Asked, email: &str, (items, overall): (u8, Option<u8>), now: Time) {
    let (email, wave, columns) = (email.to_owned(), asked.wave.clone(), asked.columns);
    let taken = house.by(scope, move |tx, scope| {
        let person = NewInvitee {
            email: email.clone(),
            name: String::new(),
            language: "id".to_owned(),
            segments: BTreeMap::new(),
        };
        invitees::import(tx, scope, &wave, vec![person], now)?;
        let listed = invitees::list(tx, scope, &wave, None, 1000)?;
        let invitee = listed.into_iter().find(|one| one.email == email.to_lowercase()).expect("they are on the list");
        let token = invitees::issue_token(tx, scope, &invitee.id, now)?.hash();
        let door = invitees::resolve_invitation(tx, &token, now)?.expect("the invitation is good");
        let mut codes = vec![items; columns];
        codes[columns - 1] = overall.unwrap_or(MISSING);
        let all = door.questionnaire.as_ref().expect("it is open").layout.columns.len();
        codes.resize(all, MISSING);
        answers::submit(tx, &door, &submission(codes, Some(token)), now)
    });
    taken.expect("the answer is taken");
}

fn submission(codes: Vec<u8>, invitation: Option<store::TokenHash>) -> Submission {
    Submission {
        attempt: Id::random(),
        codes,
        segments: BTreeMap::new(),
        fields: BTreeMap::new(),
        comment: None,
        seconds: None,
        language: "id".to_owned(),
        invitation,
        suspicious: None,
    }
}

fn customer(house: &House, scope: &Scope, name: &str) -> Id {
    let new = NewCustomer { email: address(name), ..named(name) };
    house.by(scope, move |tx, scope| customers::create(tx, scope, &new, MORNING)).expect("a customer")
}

fn address(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase())
}

/// The customer complained.
fn complained(house: &House, customer: &Id, now: Time) -> Id {
    let new = NewCase {
        customer: Some(customer.clone()),
        ..NewCase::by_hand("She waited for two hours.".to_owned(), Channel::Phone)
    };
    house.by(&house.agent, move |tx, scope| cases::open(tx, scope, &new, now)).expect("a case")
}

/// What the customer says by the link.
fn says(house: &House, object: Object, satisfied: Satisfied, now: Time) {
    let said = house.by(&house.agent, move |tx, scope| {
        let secret = tracking::issue(tx, scope, &object, now)?;
        let door = tracking::resolve(tx, &secret.hash(), now)?.expect("the link is good");
        match object {
            Object::Case(_) => tracking::answer(tx, &door, satisfied, "", now),
            Object::Promise(_) => tracking::say(tx, &door, satisfied == Satisfied::Yes, "", now),
        }
    });
    said.expect("the customer is heard");
}

/// The staff saw that an encounter disappointed.
fn disappointed(house: &House, place: &Id, customer: &Id, now: Time) {
    let new = NewMoment {
        touchpoint: place.clone(),
        customer: Some(customer.clone()),
        at: now,
        judgements: [Judgement::Disappointed; 5],
        words: String::new(),
    };
    let noted = house.by(&house.agent, move |tx, scope| {
        let moment = moments::note(tx, scope, &new, now)?.id;
        cases::open_for_moment(tx, scope, &moment, Origin::Moment, now)
    });
    noted.expect("a moment").expect("a case");
}

fn seen(house: &House, scope: &Scope, until: Time) -> Option<Recovered> {
    house.see(scope, move |tx, scope| recovered(tx, scope, (MORNING, until))).expect("it can be read")
}

/// n, Σx and Σx² of those without a problem, the silent, the resolved, the unresolved.
fn check(found: Option<&Recovered>, expected: [(i64, i64, i64); 4], unmatched: u64) {
    let found = found.expect("somebody answered");
    assert_eq!(answers_of(found.respondents.iter().copied()).map(|answers| answers.sums()), expected);
    assert_eq!(found.unmatched, unmatched);
}

#[test]
fn each_customer_counts_in_the_group_to_which_they_belonged_when_they_answered() {
    on_both(|store| {
        let house = House::new(&store);
        let agent = &house.agent.clone();
        let place = house.by(&house.manager, |tx, scope| touchpoints::create(tx, scope, "Counter", MORNING));
        let place = place.expect("a place");
        let mut asked = ask(&house, &house.manager, "rater-pulse", false, None);
        let tells = |name: &str, overall: u8| {
            answer(&house, &house.manager, &asked, &address(name), (4, Some(overall)), at(10 * DAY));
        };
        assert_eq!(seen(&house, agent, at(30 * DAY)), None, "nobody answered");

        // No case at all; and one that was opened after the answer.
        customer(&house, agent, "Ani");
        tells("Ani", 5);
        let eka = customer(&house, agent, "Eka");
        tells("Eka", 4);
        complained(&house, &eka, at(11 * DAY));

        // We saw it ourselves, and the customer never spoke: an encounter, and a promise. The third said that it was not kept.
        let (budi, kiki, lina) =
            (customer(&house, agent, "Budi"), customer(&house, agent, "Kiki"), customer(&house, agent, "Lina"));
        disappointed(&house, &place, &budi, at(DAY));
        tells("Budi", 3);
        let promise = |customer: &Id| {
            let new = NewPromise { customer: Some(customer.clone()), ..promised(within_hours(24)) };
            house.promise(&new, MORNING)
        };
        let (admitted, denied) = (promise(&kiki), promise(&lina));
        house.act(&admitted, Act::Admit, ("The printer broke.", false), at(HOUR)).expect("it will not be kept");
        tells("Kiki", 4);
        house.act(&denied, Act::Done, ("", false), at(HOUR)).expect("it is done");
        says(&house, Object::Promise(denied), Satisfied::No, at(2 * HOUR));
        tells("Lina", 1);

        // Complained: good again before the answer, only after it, and never.
        let (citra, fajar, dewi) =
            (customer(&house, agent, "Citra"), customer(&house, agent, "Fajar"), customer(&house, agent, "Dewi"));
        for (customer, answered) in [(&citra, 2 * DAY), (&fajar, 12 * DAY)] {
            let case = complained(&house, customer, at(DAY));
            house.ask(&case, at(DAY + HOUR));
            if answered < 10 * DAY {
                says(&house, Object::Case(case), Satisfied::Yes, at(answered));
                tells("Citra", 5);
            } else {
                tells("Fajar", 1);
                says(&house, Object::Case(case), Satisfied::Yes, at(answered));
            }
        }
        complained(&house, &dewi, at(DAY));
        tells("Dewi", 2);

        // The case of a file that was merged into another is that of the other.
        let (joko, second) = (customer(&house, agent, "Joko"), house.customer(&named("Joko")));
        complained(&house, &second, at(DAY));
        house
            .by(&house.manager, move |tx, scope| customers::merge(tx, scope, &second, &joko, at(2 * DAY)))
            .expect("one");
        tells("Joko", 3);

        // A bad answer opens a case, which must not count for itself.
        customer(&house, agent, "Gita");
        answer(&house, &house.manager, &asked, &address("Gita"), (1, Some(2)), at(10 * DAY));

        // A family with one address, somebody without a file: cannot be told apart. Who passed the question over said nothing.
        customer(&house, agent, "Hana");
        house.customer(&NewCustomer { email: address("Hana"), ..named("Hadi") });
        tells("Hana", 1);
        tells("Indra", 1);
        customer(&house, agent, "Nia");
        answer(&house, &house.manager, &asked, &address("Nia"), (4, None), at(10 * DAY));

        // Another question, of another scale, that fewer were asked; and a survey that is anonymous.
        customer(&house, agent, "Maya");
        let other = ask(&house, &house.manager, "servperf", false, None);
        answer(&house, &house.manager, &other, &address("Maya"), (7, Some(7)), at(9 * DAY));
        let anonymous = ask(&house, &house.manager, "rater-pulse", true, None);
        answer(&house, &house.manager, &anonymous, &address("Ani"), (4, Some(1)), at(11 * DAY));

        // Another organisation knows the same people otherwise.
        let elsewhere = ask(&house, &house.stranger, "rater-pulse", false, None);
        customer(&house, &house.stranger, "Dewi");
        answer(&house, &house.stranger, &elsewhere, "DEWI@example.org", (4, Some(5)), at(10 * DAY));

        // Without a problem 5, 4 and 2: Σ 11, Σ² 45. Silent 3 and 4: 7, 25. Resolved 5. Unresolved 1, 1, 2, 3: 7, 15.
        let (viewer, month) = (&house.viewer, at(30 * DAY));
        let found = seen(&house, viewer, month);
        check(found.as_ref(), [(3, 11, 45), (2, 7, 25), (1, 5, 25), (4, 7, 15)], 2);
        let found = found.expect("it was checked");
        assert_eq!(found.scale, (1, 5));
        assert_eq!(found.question.get("en"), "All in all, how good was the service today?");
        assert_eq!(found.surveys, [(asked.survey.clone(), "After your visit (rater-pulse)".to_owned())]);
        check(seen(&house, &house.stranger, month).as_ref(), [(1, 5, 25), (0, 0, 0), (0, 0, 0), (0, 0, 0)], 0);
        assert_eq!(seen(&house, viewer, at(10 * DAY)).map(|found| found.scale), Some((1, 7)), "the span ends before");

        // Asked again in another wave: the latest answer counts, and by then the case of the first one does, too.
        let survey = asked.survey.clone();
        let next = house.by(&house.manager, move |tx, scope| wave(tx, scope, &survey, at(40 * DAY)));
        asked.wave = next.expect("the next wave");
        answer(&house, &house.manager, &asked, &address("Gita"), (4, Some(4)), at(41 * DAY));
        let found = seen(&house, viewer, at(60 * DAY));
        check(found.as_ref(), [(2, 9, 41), (2, 7, 25), (1, 5, 25), (5, 11, 31)], 2);
        let found = found.expect("it was checked");
        assert_eq!(found.respondents.last(), Some(&(CustomerGroup::Unresolved, 4)), "in the order of their coming");
    });
}

#[test]
fn a_team_sees_its_own_surveys_and_an_answer_without_a_name_is_nobody_s() {
    on_both(|store| {
        let house = House::new(&store);
        let (north, south) = (house.team("North"), house.team("South"));
        let (_, of_north) = house.colleague("north@melati.example", Role::Viewer, Some(&north));
        let (_, of_south) = house.colleague("south@melati.example", Role::Viewer, Some(&south));
        let asked = ask(&house, &house.manager, "rater-pulse", false, Some(north));
        customer(&house, &house.agent, "Ani");
        answer(&house, &house.manager, &asked, &address("Ani"), (4, Some(5)), at(DAY));
        // By a link that anybody can follow.
        let survey = asked.survey.clone();
        let open = house.by(&house.manager, move |tx, scope| {
            let link = links::create(tx, scope, &survey, LinkKind::Open, "", &BTreeMap::new(), at(DAY))?;
            let door = links::resolve(tx, &link.token, at(DAY))?.expect("the link is open");
            answers::submit(tx, &door, &submission(vec![4; 6], None), at(DAY))
        });
        open.expect("it is taken");
        let one = [(1, 5, 25), (0, 0, 0), (0, 0, 0), (0, 0, 0)];
        check(seen(&house, &of_north, at(2 * DAY)).as_ref(), one, 0);
        check(seen(&house, &house.viewer, at(2 * DAY)).as_ref(), one, 0);
        assert_eq!(seen(&house, &of_south, at(2 * DAY)), None);
        // What was set aside counts as never said.
        let wave = asked.wave.clone();
        let aside = house.by(&house.manager, move |tx, scope| {
            let all = listing::responses(tx, scope, &wave, None, 10)?;
            let named = all.items.into_iter().find(|one| one.invitee.is_some()).expect("one has a name");
            answers::set_aside(tx, scope, &wave, &named.attempt, Some(answers::BY_HAND), at(2 * DAY))
        });
        aside.expect("it is set aside");
        assert_eq!(seen(&house, &house.viewer, at(2 * DAY)), None);
    });
}

#[test]
fn nobody_is_left_after_they_were_erased() {
    on_both(|store| {
        let house = House::new(&store);
        let asked = ask(&house, &house.manager, "rater-pulse", false, None);
        let ani = customer(&house, &house.agent, "Ani");
        complained(&house, &ani, at(HOUR));
        for name in ["Ani", "Budi"] {
            answer(&house, &house.manager, &asked, &address(name), (4, Some(3)), at(DAY));
        }
        check(seen(&house, &house.viewer, at(2 * DAY)).as_ref(), [(0, 0, 0), (0, 0, 0), (0, 0, 0), (1, 3, 9)], 1);
        let erase = store::erase::PersonQuery::Customer(ani);
        house.by(&house.manager, move |tx, scope| store::erase::person(tx, scope, &erase, at(2 * DAY))).expect("gone");
        assert_eq!(seen(&house, &house.viewer, at(2 * DAY)), None);
    });
}
