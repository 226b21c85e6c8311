//! Checking drafts for an organisation: by the rules of the program and of the house but those that nobody believes, by its hours,
//! and by what is known of the customer.
//!
//! Separate from pages and API, which both check drafts. A draft passes through here and is written nowhere, neither in the store nor in
//! a log. What is found is said by `replies`.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jiff::civil::DateTime;
use replies::{Coach, CustomerFile, Dismissals, Draft, Language, OpenPromise, Review, Rule};
use service::card::Freshness;
use service::promise::PromiseState;
use store::calendars::{self, Hours};
use store::promises::{self, Wanted};
use store::{Id, Role, Scope, StoreError, Time, Transaction, customers, people, replies as kept};

/// The longest draft, and the longest message that it answers, in characters.
pub const DRAFT_MAX: usize = 20_000;
/// Open promises of a customer that a draft is held against.
const PROMISES_MAX: u32 = 100;

static BUILTIN: LazyLock<Arc<Coach>> = LazyLock::new(|| Arc::new(Coach::builtin()));

/// A coach, and the mark of the rules it was built of.
type Built = (i64, Arc<Coach>);

/// The coaches of the organisations with rules of their own that were asked for last; ids of organisations are the same in no two
/// databases.
static COACHES: LazyLock<Mutex<HashMap<Id, Built>>> = LazyLock::new(Mutex::default);
const COACHES_MAX: usize = 16;

/// The coach of an organisation. It is built anew only when one of its rules has changed.
///
/// # Errors
/// As the database says.
pub fn coach(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Arc<Coach>, StoreError> {
    let (organisation, mark) = kept::rules_mark(tx, scope)?;
    if mark == 0 {
        return Ok(Arc::clone(&BUILTIN));
    }
    let held = COACHES.lock().unwrap_or_else(PoisonError::into_inner).get(&organisation).cloned();
    if let Some((_, coach)) = held.filter(|(of, _)| *of == mark) {
        return Ok(coach);
    }
    let coach = Arc::new(Coach::and_house_rules(house_rules(tx, scope)?));
    let mut all = COACHES.lock().unwrap_or_else(PoisonError::into_inner);
    if COACHES_MAX <= all.len() {
        all.clear();
    }
    all.insert(organisation, (mark, Arc::clone(&coach)));
    Ok(coach)
}

/// The rules of the house that are looked for. One that this program no longer takes is passed over; its page says so.
///
/// # Errors
/// As the database says.
pub fn house_rules(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Rule>, StoreError> {
    let all = kept::rules(tx, scope)?;
    Ok(all.iter().filter(|one| one.retired_at.is_none()).filter_map(|one| Rule::parse(&one.toml).ok()).collect())
}

/// All that is needed to check drafts to one customer, or to nobody in particular.
pub struct Checker {
    coach: Arc<Coach>,
    dismissals: Dismissals,
    /// When the organisation is open.
    pub hours: Hours,
    /// What a draft must not go against.
    pub file: Option<CustomerFile>,
    expected: Language,
}

/// What was found, and in which language it was looked for.
pub struct Checked {
    /// The language.
    pub language: Language,
    /// What was found, without the rules that are off.
    pub review: Review,
}

impl Checker {
    /// Gathers it.
    ///
    /// # Errors
    /// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`] for a customer that is not there.
    pub fn of(tx: &mut Transaction<'_>, scope: &Scope, customer: Option<&Id>, now: Time) -> Result<Self, StoreError> {
        scope.require(Role::Agent)?;
        let hours = calendars::hours(tx, scope)?;
        let known = customer.map(|id| customers::get(tx, scope, id)).transpose()?;
        let own = people::organisation(tx, scope)?.language;
        let spoken = known.as_ref().map(|customer| customer.known.language.as_str()).and_then(Language::coded);
        let file = known.map(|customer| file_of(tx, scope, &customer.id, &hours, now)).transpose()?;
        Ok(Self {
            coach: coach(tx, scope)?,
            dismissals: kept::dismissals(tx, scope)?,
            hours,
            file,
            expected: spoken.or_else(|| Language::coded(&own)).unwrap_or(Language::English),
        })
    }

    /// Checks a draft; its language is found from its words where none is given.
    #[must_use]
    pub fn check(&self, text: &str, received: &str, language: Option<Language>, now: Time) -> Checked {
        let language = language.unwrap_or_else(|| replies::language_of(text, self.expected));
        let review = self.coach.review(&Draft {
            text,
            language,
            received: Some(received).filter(|text| !text.trim().is_empty()),
            now: self.local(now),
            calendar: &self.hours.calendar,
            zone: &self.hours.zone,
            customer: self.file.as_ref(),
        });
        Checked { language, review: self.dismissals.heard(review) }
    }

    /// A moment by the clocks of the organisation.
    #[must_use]
    pub fn local(&self, time: Time) -> DateTime {
        self.hours.zone.to_datetime(time.stamp())
    }

    /// A rule by its name.
    #[must_use]
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.coach.rules().iter().find(|rule| rule.name == name)
    }
}

/// What a draft to a customer must not go against: what is promised to them, and the ways that their card refuses.
fn file_of(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    customer: &Id,
    hours: &Hours,
    now: Time,
) -> Result<CustomerFile, StoreError> {
    let open = Wanted { customer: Some(customer.clone()), state: Some(PromiseState::Open), ..Wanted::default() };
    let promised = promises::list(tx, scope, &open, PROMISES_MAX, now)?;
    let open_promises = promised
        .into_iter()
        .map(|one| OpenPromise { due: hours.zone.to_datetime(one.promise.due), what: one.told })
        .collect();
    let facts = customers::every_fact(tx, scope, customer)?;
    let holding = facts
        .iter()
        .filter(|(fact, ended)| ended.is_none() && fact.ruled().freshness(now.stamp()) != Freshness::Expired);
    let unwanted = replies::unwanted(holding.map(|(fact, _)| fact.noted.words.as_str()));
    Ok(CustomerFile { open_promises, unwanted })
}
