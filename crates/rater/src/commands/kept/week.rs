//! A week in the life of the clinic of `rater demo`: customers, promises kept and broken, moments of truth, a recovery case.
//!
//! Separate from the clinic's survey, because this is what was done and not what was asked. Everything is made by the same functions
//! as on the pages, at times in the past, in the order of time; the seed is fixed. Nobody in it exists.

use language::Words;
use sample::random::Random;
use service::Factor;
use service::calendar::WrittenCalendar;
use service::card::CONFIRM_DAYS;
use service::commitment::Kind;
use service::due::DueRule;
use service::moment::{Encounter, Judgement, Judgements};
use service::recovery::{Channel, Origin, Step};
use store::calendars::{self, ServiceSettings};
use store::cases::{self, NewCase};
use store::commitments::{self, NewCommitment};
use store::customers::{self, CustomerKind, NewCustomer, NewFact};
use store::moments::{self, NewMoment};
use store::people::{self, NewMember};
use store::promises::{self, Act, NewPromise};
use store::{Id, Role, Scope, StoreError, Time, Transaction, problems, touchpoints};

const SEED: u64 = 41;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Days that are told.
const DAYS: i64 = 60;
/// Names of people who do not exist.
const NAMES: [&str; 14] = [
    "Dewi Lestari Putri",
    "Bambang Wicaksono",
    "Rosa Jiménez Prado",
    "John Smith",
    "Nur Aini Rahmawati",
    "Carlos Herrera Luna",
    "Made Surya Wardana",
    "Emily Turner",
    "Fitri Handayani Sari",
    "Lucía Morales Vega",
    "Agus Priyanto",
    "Sofia Ramos Ibarra",
    "Yohanes Tambunan",
    "Grace Bennett",
];
/// The touchpoints, as messages name them, with how often an encounter there disappoints under each factor, in percent.
const PLACES: [(&str, [u64; 5]); 6] = [
    ("sample-place-phone", [9, 2, 0, 3, 24]),
    ("sample-place-counter", [5, 3, 4, 6, 11]),
    ("sample-place-waiting", [12, 1, 8, 4, 38]),
    ("sample-place-doctor", [2, 2, 1, 3, 3]),
    ("sample-place-laboratory", [34, 4, 2, 3, 12]),
    ("sample-place-pharmacy", [6, 3, 2, 3, 8]),
];
/// What is promised, with its factor and how often it is kept, in percent.
const PROMISES: [(&str, Factor, u64); 5] = [
    ("sample-promise-result", Factor::Reliability, 61),
    ("sample-promise-call", Factor::Responsiveness, 74),
    ("sample-promise-prescription", Factor::Reliability, 90),
    ("sample-promise-appointment", Factor::Reliability, 82),
    ("sample-promise-letter", Factor::Assurance, 93),
];

/// The organisation while it is being filled.
struct Clinic<'a, 'b> {
    tx: &'a mut Transaction<'b>,
    scope: &'a Scope,
    words: Words,
    random: Random,
    owner: Id,
    desk: Id,
    laboratory: Id,
    places: Vec<Id>,
    customers: Vec<Id>,
}

/// Fills the organisation.
///
/// # Errors
/// As the store says.
pub fn make(tx: &mut Transaction<'_>, scope: &Scope, owner: &Id, words: Words, now: Time) -> Result<(), StoreError> {
    let begun = now.plus_seconds(-DAYS * DAY);
    let mut clinic = Clinic {
        desk: member(tx, scope, words, ("sample-desk", "sample-team-desk"), "desk@example.org", begun)?,
        laboratory: member(
            tx,
            scope,
            words,
            ("sample-laboratory", "sample-team-laboratory"),
            "laboratory@example.org",
            begun,
        )?,
        tx,
        scope,
        words,
        random: Random::new(SEED),
        owner: owner.clone(),
        places: vec![],
        customers: vec![],
    };
    clinic.rules(begun)?;
    clinic.journey(begun)?;
    clinic.commitments(begun)?;
    clinic.people(begun)?;
    for day in (1..DAYS).rev() {
        clinic.day(now.plus_seconds(-day * DAY))?;
    }
    clinic.today(now)
}

fn member(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    words: Words,
    (name, team): (&str, &str),
    email: &str,
    now: Time,
) -> Result<Id, StoreError> {
    let team = people::create_team(tx, scope, &words.text(team), now)?;
    let new = NewMember {
        email: email.to_owned(),
        name: words.text(name),
        language: words.language().code().to_owned(),
        role: Role::Agent,
        team: Some(team),
        password_hash: "!".to_owned(),
    };
    people::add_member(tx, scope, &new, now)
}

impl Clinic<'_, '_> {
    fn say(&self, name: &str) -> String {
        self.words.text(name)
    }

    /// Open day and night, so that something is due today whenever somebody looks.
    fn rules(&mut self, now: Time) -> Result<(), StoreError> {
        let day = || vec![("00:00".to_owned(), "24:00".to_owned())];
        let hours = WrittenCalendar {
            monday: day(),
            tuesday: day(),
            wednesday: day(),
            thursday: day(),
            friday: day(),
            saturday: day(),
            sunday: day(),
            ..WrittenCalendar::default()
        };
        let name = self.say("sample-hours");
        let calendar = calendars::save(self.tx, self.scope, None, (&name, "UTC", &hours), now)?;
        let settings = ServiceSettings {
            public: true,
            calendar: Some(calendar),
            agent_cents: 2_500,
            ..ServiceSettings::default()
        };
        calendars::set_settings(self.tx, self.scope, &settings, now)
    }

    fn journey(&mut self, now: Time) -> Result<(), StoreError> {
        for (place, (name, _)) in PLACES.iter().enumerate() {
            let name = self.say(name);
            let id = touchpoints::create(self.tx, self.scope, &name, now)?;
            let owner = if place == 4 { self.laboratory.clone() } else { self.desk.clone() };
            let review = now.plus_seconds((DAYS + 10 * place as i64) * DAY);
            touchpoints::set_owner(self.tx, self.scope, &id, Some(&owner), Some(review), now)?;
            self.places.push(id);
        }
        Ok(())
    }

    fn commitments(&mut self, now: Time) -> Result<(), StoreError> {
        let all = [
            (Kind::Guarantee, Factor::Reliability, "sample-commitment-result", true, Some(24 * 60)),
            (Kind::Standard, Factor::Responsiveness, "sample-commitment-call", true, Some(8 * 60)),
            (Kind::Web, Factor::Assurance, "sample-commitment-explain", true, None),
            (Kind::Implied, Factor::Empathy, "sample-commitment-family", false, None),
            (Kind::Trade, Factor::Responsiveness, "sample-commitment-trade", false, Some(30)),
            (Kind::Common, Factor::Tangibles, "sample-commitment-seat", false, None),
            (Kind::Common, Factor::Responsiveness, "sample-commitment-wait", false, None),
        ];
        for (kind, factor, words, published, minutes) in all {
            // The last one is an expectation that nobody manages yet.
            let managed = words == "sample-commitment-seat";
            let of = |name: &str| if managed { self.say(name) } else { String::new() };
            let new = NewCommitment {
                kind,
                factor,
                words: self.say(words),
                source: self.say("sample-commitment-source"),
                competitor: if kind == Kind::Trade { self.say("sample-competitor") } else { String::new() },
                can_do: of("sample-can-do"),
                we_say: of("sample-we-say"),
                said_by: of("sample-said-by"),
                minutes,
                published,
            };
            commitments::create(self.tx, self.scope, &new, now)?;
        }
        Ok(())
    }

    fn people(&mut self, now: Time) -> Result<(), StoreError> {
        let firm = NewCustomer {
            kind: CustomerKind::Organisation,
            name: self.say("sample-firm"),
            phone: "+62 21 555 0100".to_owned(),
            ..NewCustomer::default()
        };
        let firm = customers::create(self.tx, self.scope, &firm, now)?;
        for (place, name) in NAMES.iter().enumerate() {
            let known = NewCustomer {
                name: (*name).to_owned(),
                parent: (place == 1 || place == 10).then(|| firm.clone()),
                phone: format!("+62 812 555 01{:02}", 10 + 7 * place),
                email: format!("{}@example.com", name.split(' ').next().unwrap_or_default().to_lowercase()),
                language: ["id", "id", "es", "en"][place % 4].to_owned(),
                identifiers: [("mrn".to_owned(), format!("MR-{:05}", 10_220 + 37 * place))].into(),
                ..NewCustomer::default()
            };
            let id = customers::create(self.tx, self.scope, &known, now)?;
            self.customers.push(id);
        }
        let facts = [
            (3, Factor::Responsiveness, "sample-fact-calls", true, 0),
            (3, Factor::Empathy, "sample-fact-name", true, 0),
            (3, Factor::Reliability, "sample-fact-printed", false, 0),
            (3, Factor::Assurance, "sample-fact-why", false, 0),
            (3, Factor::Tangibles, "sample-fact-step", false, 400),
            (0, Factor::Assurance, "sample-fact-needles", true, 0),
            (0, Factor::Responsiveness, "sample-fact-message", false, 0),
            (4, Factor::Empathy, "sample-fact-daughter", true, 380),
        ];
        for (whose, factor, words, first, age) in facts {
            let new = NewFact {
                factor,
                words: self.say(words),
                source: self.say("sample-fact-source"),
                first,
                confirm_days: CONFIRM_DAYS,
                expires_at: None,
            };
            let (customer, noted) = (self.customers[whose].clone(), now.plus_seconds(-age * DAY));
            customers::note_fact(self.tx, self.scope, &customer, &new, noted)?;
        }
        Ok(())
    }

    /// What happens on a day: some encounters, a promise or two, and alarms.
    fn day(&mut self, morning: Time) -> Result<(), StoreError> {
        for _ in 0..5 {
            let place = self.random.below(PLACES.len() as u64) as usize;
            let judgements = self.judgements(place);
            let at = morning.plus_seconds(self.random.below(9 * HOUR as u64) as i64);
            self.encounter(place, judgements, at)?;
        }
        for _ in 0..=self.random.below(2) {
            let made = morning.plus_seconds(self.random.below(8 * HOUR as u64) as i64);
            self.promise(made)?;
        }
        self.ring(morning.plus_seconds(DAY - HOUR))?;
        self.recover(morning.plus_seconds(DAY - HOUR / 2))
    }

    fn judgements(&mut self, place: usize) -> Judgements {
        let odds = PLACES[place].1;
        odds.map(|disappoints| match self.random.below(100) {
            one if one < disappoints => Judgement::Disappointed,
            one if one < disappoints + 14 => Judgement::Exceeded,
            one if one < 78 => Judgement::Met,
            _ => Judgement::Nothing,
        })
    }

    fn encounter(&mut self, place: usize, judgements: Judgements, at: Time) -> Result<(), StoreError> {
        let customer = self.random.below(self.customers.len() as u64) as usize;
        let customer = (customer != 3).then(|| self.customers[customer].clone());
        if Encounter::of(&judgements) == Encounter::Silent {
            return Ok(());
        }
        let new = NewMoment { touchpoint: self.places[place].clone(), customer, at, judgements, words: String::new() };
        let noted = moments::note(self.tx, self.scope, &new, at)?;
        if noted.encounter == Encounter::Bad && self.random.chance(0.3) {
            cases::open_for_moment(self.tx, self.scope, &noted.id, Origin::Moment, at)?;
        }
        Ok(())
    }

    fn promise(&mut self, made: Time) -> Result<(), StoreError> {
        let (told, factor, kept) = PROMISES[self.random.below(PROMISES.len() as u64) as usize];
        let hours = 6 + self.random.below(40) as i64;
        let customer = self.random.below(self.customers.len() as u64) as usize;
        // John Smith has the story that the page of the day tells.
        let customer = (customer != 3).then_some(customer);
        let id = self.make_promise(told, factor, customer, DueRule::Within { minutes: hours as u32 * 60 }, made)?;
        let (after, late) = (1 + self.random.below(5) as i64, self.random.chance(0.6));
        if self.random.below(100) < kept {
            self.done(&id, made.plus_seconds((hours - after) * HOUR))?;
        } else if late {
            self.done(&id, made.plus_seconds((hours + after) * HOUR))?;
        }
        Ok(())
    }

    fn make_promise(
        &mut self,
        told: &str,
        factor: Factor,
        customer: Option<usize>,
        due: DueRule,
        now: Time,
    ) -> Result<Id, StoreError> {
        let laboratory = told == "sample-promise-result";
        let new = NewPromise {
            customer: customer.map(|place| self.customers[place].clone()),
            commitment: None,
            touchpoint: Some(self.places[if laboratory { 4 } else { 1 }].clone()),
            factor,
            told: self.say(told),
            words: String::new(),
            owner: Some(if laboratory { self.laboratory.clone() } else { self.desk.clone() }),
            due,
        };
        promises::make(self.tx, self.scope, &new, now)
    }

    fn done(&mut self, id: &Id, at: Time) -> Result<(), StoreError> {
        promises::act(self.tx, self.scope, id, &Act::Done, ("", false), at).map(drop)
    }

    /// Lets alarms ring that were due by then. Nobody is written to.
    fn ring(&mut self, now: Time) -> Result<(), StoreError> {
        while 0 < web::remind::ring(self.tx, None, now)? {}
        Ok(())
    }

    /// Takes most open cases to the customer's answer, as they would be in a clinic that cares.
    fn recover(&mut self, now: Time) -> Result<(), StoreError> {
        let wanted = cases::Wanted { open: true, ..cases::Wanted::default() };
        for case in cases::list(self.tx, self.scope, &wanted, 100)? {
            if self.random.chance(0.35) {
                self.make_good(&case.id, now)?;
            }
        }
        Ok(())
    }

    fn make_good(&mut self, case: &Id, now: Time) -> Result<(), StoreError> {
        if cases::folded(self.tx, self.scope, case)?.asked_at.is_some() {
            return Ok(());
        }
        let words = [self.say("sample-cause"), self.say("sample-action")];
        for act in [
            cases::Act::Step(Step::Acknowledge),
            cases::Act::Step(Step::FixPerson),
            cases::Act::RootCause,
            cases::Act::Action,
            cases::Act::Ask,
        ] {
            let said = match act {
                cases::Act::RootCause => words[0].as_str(),
                cases::Act::Action => words[1].as_str(),
                _ => "",
            };
            cases::act(self.tx, self.scope, case, &act, (said, false), now)?;
        }
        Ok(())
    }

    /// What somebody finds who opens the page of the day.
    fn today(&mut self, now: Time) -> Result<(), StoreError> {
        let problem =
            problems::create(self.tx, self.scope, &self.words.text("sample-problem"), Factor::Reliability, now)?;
        // Broken two hours ago, still not done, with its case.
        let made = now.plus_seconds(-20 * HOUR);
        let broken = self.make_promise(
            "sample-today-broken",
            Factor::Reliability,
            Some(3),
            DueRule::Within { minutes: 18 * 60 },
            made,
        )?;
        // A disappointing hour before that, at the waiting room.
        let judgements =
            [Judgement::Disappointed, Judgement::Met, Judgement::Met, Judgement::Nothing, Judgement::Disappointed];
        let moment = NewMoment {
            touchpoint: self.places[2].clone(),
            customer: Some(self.customers[3].clone()),
            at: now.plus_seconds(-26 * HOUR),
            judgements,
            words: self.say("sample-today-moment"),
        };
        moments::note(self.tx, self.scope, &moment, now.plus_seconds(-26 * HOUR))?;
        self.ring(now.plus_seconds(-HOUR))?;
        if let Some(case) = cases::of_promise(self.tx, self.scope, &broken)? {
            let said = self.say("sample-today-sorry");
            cases::act(
                self.tx,
                self.scope,
                &case.id,
                &cases::Act::Step(Step::Acknowledge),
                (&said, true),
                now.plus_seconds(-HOUR / 2),
            )?;
            cases::act(
                self.tx,
                self.scope,
                &case.id,
                &cases::Act::Hang(problem),
                ("", false),
                now.plus_seconds(-HOUR / 3),
            )?;
        }
        // Due today and in the coming days.
        let soon = [
            ("sample-today-call", Factor::Responsiveness, 3, DueRule::Within { minutes: 50 }),
            ("sample-today-result", Factor::Reliability, 0, DueRule::EndOfDay { days: 0 }),
            ("sample-today-form", Factor::Assurance, 5, DueRule::EndOfDay { days: 0 }),
            ("sample-today-visit", Factor::Empathy, 8, DueRule::EndOfDay { days: 2 }),
        ];
        for (told, factor, whose, due) in soon {
            self.make_promise(told, factor, Some(whose), due, now.plus_seconds(-60))?;
        }
        // One that a colleague of the owner opened by hand, from the phone.
        let by_hand = NewCase {
            customer: Some(self.customers[9].clone()),
            factor: Some(Factor::Assurance),
            owner: Some(self.owner.clone()),
            touchpoint: Some(self.places[0].clone()),
            ..NewCase::by_hand(self.words.text("sample-today-by-hand"), Channel::Phone)
        };
        cases::open(self.tx, self.scope, &by_hand, now.plus_seconds(-3 * HOUR)).map(drop)
    }
}
