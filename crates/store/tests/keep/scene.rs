//! What these tests begin with: a house with somebody of each role, a second house that must never see anything, and numbers
//! that are the same on every machine.

use service::Factor;
use service::due::DueRule;
use service::recovery::{Channel, Step};
use store::cases::{self, Kept, NewCase};
use store::customers::{self, NewCustomer};
use store::engine::Value;
use store::promises::{self, Ledgered, NewPromise};
use store::webhooks::{self, Event};
use store::{Id, Role, Scope, Store, StoreError, Time, Transaction, people};

use crate::common::{MORNING, member, owned, past, scope_of, sign_in};

pub const HOUR: i64 = 3600;
pub const DAY: i64 = 24 * HOUR;

/// So many seconds after the morning.
pub fn at(seconds: i64) -> Time {
    MORNING.plus_seconds(seconds)
}

/// A house whose zone is Jakarta: the morning is four in the afternoon there, an hour before it closes.
#[derive(Clone)]
pub struct House {
    pub store: Store,
    pub owner: Scope,
    pub manager: Scope,
    pub agent: Scope,
    pub agent_id: Id,
    pub viewer: Scope,
    /// The owner of another house.
    pub stranger: Scope,
}

impl House {
    pub fn new(store: &Store) -> Self {
        let (owner, _) = owned(store, "Melati");
        let (stranger, _) = owned(store, "Mawar");
        let mut house = Self {
            store: store.clone(),
            manager: owner.clone(),
            agent: owner.clone(),
            agent_id: Id::random(),
            viewer: owner.clone(),
            owner,
            stranger,
        };
        house.manager = house.colleague("manager@melati.example", Role::Manager, None).1;
        (house.agent_id, house.agent) = house.colleague("agent@melati.example", Role::Agent, None);
        house.viewer = house.colleague("viewer@melati.example", Role::Viewer, None).1;
        house
    }

    /// Somebody of a role, perhaps of a team, signed in.
    pub fn colleague(&self, email: &str, role: Role, team: Option<&Id>) -> (Id, Scope) {
        let id = member(&self.store, &self.owner, email, role);
        if let Some(team) = team {
            let (who, team) = (id.clone(), team.clone());
            self.by(&self.owner, move |tx, scope| people::set_role(tx, scope, &who, role, Some(&team), MORNING))
                .expect("a member can have a team");
        }
        let scope = scope_of(&self.store, &sign_in(&self.store, &id, MORNING), MORNING);
        (id, scope)
    }

    pub fn team(&self, name: &str) -> Id {
        let name = name.to_owned();
        self.by(&self.owner, move |tx, scope| people::create_team(tx, scope, &name, MORNING)).expect("a team")
    }

    /// Does something as somebody.
    pub fn by<T: Send + 'static>(
        &self,
        scope: &Scope,
        job: impl FnOnce(&mut Transaction<'_>, &Scope) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let scope = scope.clone();
        self.store.write(move |tx| job(tx, &scope)).wait()
    }

    /// Reads something as somebody.
    pub fn see<T: Send + 'static>(
        &self,
        scope: &Scope,
        job: impl FnOnce(&mut Transaction<'_>, &Scope) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let scope = scope.clone();
        self.store.read(move |tx| job(tx, &scope)).wait()
    }

    pub fn customer(&self, new: &NewCustomer) -> Id {
        let new = new.clone();
        self.by(&self.agent, move |tx, scope| customers::create(tx, scope, &new, MORNING)).expect("a customer")
    }

    pub fn promise(&self, new: &NewPromise, now: Time) -> Id {
        let new = new.clone();
        self.by(&self.agent, move |tx, scope| promises::make(tx, scope, &new, now)).expect("a promise")
    }

    pub fn act(&self, id: &Id, act: promises::Act, words: (&str, bool), now: Time) -> Result<Ledgered, StoreError> {
        let (id, said, told) = (id.clone(), words.0.to_owned(), words.1);
        self.by(&self.agent, move |tx, scope| promises::act(tx, scope, &id, &act, (&said, told), now))
    }

    pub fn get(&self, id: &Id, now: Time) -> Ledgered {
        let id = id.clone();
        self.see(&self.agent, move |tx, scope| promises::get(tx, scope, &id, now)).expect("it is there")
    }

    pub fn case(&self, words: &str, now: Time) -> Id {
        let new = NewCase::by_hand(words.to_owned(), Channel::Message);
        self.by(&self.agent, move |tx, scope| cases::open(tx, scope, &new, now)).expect("a case")
    }

    pub fn work(&self, scope: &Scope, id: &Id, act: cases::Act, words: &str, now: Time) -> Result<Kept, StoreError> {
        let (id, words) = (id.clone(), words.to_owned());
        self.by(scope, move |tx, scope| cases::act(tx, scope, &id, &act, (&words, false), now))
    }

    /// Everything that must be done before the customer is asked, and the asking.
    pub fn ask(&self, id: &Id, now: Time) -> Kept {
        let acts = [
            (cases::Act::Step(Step::Acknowledge), ""),
            (cases::Act::Step(Step::FixPerson), ""),
            (cases::Act::RootCause, "The list was out of date."),
            (cases::Act::Action, "The list is made each morning."),
            (cases::Act::Ask, ""),
        ];
        let mut steps =
            acts.into_iter().map(|(act, words)| self.work(&self.agent, id, act, words, now).expect("a step"));
        let first = steps.next().expect("there are steps");
        steps.fold(first, |_, later| later)
    }

    /// An address that is told everything.
    pub fn hook(&self) {
        let all = Event::ALL;
        self.by(&self.owner, move |tx, scope| webhooks::create(tx, scope, "https://house.example/told", &all, MORNING))
            .expect("an address");
    }

    /// What was told, in order of time and then of the events' names: the event, and what it says.
    pub fn told(&self) -> Vec<(String, serde_json::Value)> {
        let mut told = vec![];
        let sql = "SELECT event, payload FROM outbox WHERE kind = 'webhook' ORDER BY made_at, event, payload";
        rows(&self.store, sql, &[], |row| {
            let body: serde_json::Value = serde_json::from_str(&row[1]).expect("a body is JSON");
            told.push((row[0].clone(), body["data"].clone()));
        });
        told
    }
}

/// Rows of texts, past the store.
pub fn rows(store: &Store, sql: &str, parameters: &[Value], mut each: impl FnMut(Vec<String>)) {
    let mut connection = past(store);
    let seen = connection.query_each(sql, parameters, &mut |row| {
        each(row.0.iter().map(text).collect());
        Ok(())
    });
    seen.expect("the query is one");
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

pub fn named(name: &str) -> NewCustomer {
    NewCustomer { name: name.to_owned(), ..NewCustomer::default() }
}

/// A promise to nobody in particular.
pub fn promised(due: DueRule) -> NewPromise {
    NewPromise {
        customer: None,
        commitment: None,
        touchpoint: None,
        factor: Factor::Reliability,
        told: "The card will be ready.".to_owned(),
        words: String::new(),
        owner: None,
        due,
    }
}

pub fn within_hours(hours: u32) -> DueRule {
    DueRule::Within { minutes: hours * 60 }
}

/// Steele, Lea, Flood (2014): the same numbers on every machine.
pub struct SplitMix(pub u64);

impl SplitMix {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 33) % end
    }

    /// From one number to below another.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below((to - from).unsigned_abs())).expect("it fits")
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[usize::try_from(self.below(of.len() as u64)).expect("it fits")]
    }
}
