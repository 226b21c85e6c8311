//! The RATER card of a customer: what is known of a person, in five rows, and what to know before saying hello.
//!
//! Separate from the file around it, because what comes first and what has gone stale are rules and no matter of layout. A fact
//! has a date and a source, and asks to be confirmed when it grows old. It infers nothing about a person: somebody noted it.

use jiff::{SignedDuration, Timestamp};

use crate::Factor;
use crate::promise::PromiseState;

/// After how many days a fact asks to be confirmed, unless it says otherwise.
pub const CONFIRM_DAYS: i64 = 365;

/// The lines that fit before a greeting.
pub const HELLO_MAX: usize = 3;

/// What is known of a person under one factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Under which factor.
    pub factor: Factor,
    /// Whether it is to be read before saying hello.
    pub first: bool,
    /// When it was noted or last confirmed.
    pub confirmed_at: Timestamp,
    /// After how many days it asks to be confirmed.
    pub confirm_days: i64,
    /// From when on it is no longer true, if that is known.
    pub expires_at: Option<Timestamp>,
}

/// How far a fact can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Noted or confirmed lately.
    Fresh,
    /// Old: ask whether it is still so.
    Stale,
    /// Past its end: not shown before a greeting.
    Expired,
}

impl Fact {
    /// How far it can be relied on at a moment.
    #[must_use]
    pub fn freshness(&self, now: Timestamp) -> Freshness {
        if self.expires_at.is_some_and(|end| end <= now) {
            return Freshness::Expired;
        }
        let age = now.duration_since(self.confirmed_at);
        let stale = SignedDuration::from_hours(24 * self.confirm_days.max(1)) <= age;
        if stale { Freshness::Stale } else { Freshness::Fresh }
    }
}

/// A promise as the greeting needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promised {
    /// Where it stands.
    pub state: PromiseState,
    /// When it is due.
    pub due: Timestamp,
    /// Whether it was done after all.
    pub done: bool,
}

/// One of the things to know before saying hello: the place in its list of what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hello {
    /// A recovery case is open.
    Case(usize),
    /// A promise was broken and what was promised is still not done.
    Broken(usize),
    /// The last encounter that said something disappointed.
    Disappointed,
    /// A promise is due by the end of the day.
    Due(usize),
    /// A fact.
    Fact(usize),
}

/// What a file holds, as far as the greeting needs it.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// The facts, newest first.
    pub facts: &'a [Fact],
    /// The promises, soonest due first.
    pub promises: &'a [Promised],
    /// How many recovery cases are open.
    pub open_cases: usize,
    /// Whether the last encounter that said something disappointed.
    pub disappointed: bool,
}

/// The two or three things to know before saying hello: what went wrong first, then what is due, then how the person wishes to
/// be met. Facts that somebody marked come before others; among these, those on being reached and treated before the rest.
#[must_use]
pub fn before_hello(file: &File<'_>, end_of_day: Timestamp, now: Timestamp) -> Vec<Hello> {
    let owed = |promise: &Promised| promise.state == PromiseState::Broken && !promise.done;
    let due = |promise: &Promised| promise.state == PromiseState::Open && promise.due <= end_of_day;
    let promises = |which: &dyn Fn(&Promised) -> bool| -> Vec<usize> {
        file.promises.iter().enumerate().filter(|(_, promise)| which(promise)).map(|(place, _)| place).collect()
    };
    let mut first: Vec<Hello> = (0..file.open_cases.min(1)).map(Hello::Case).collect();
    first.extend(promises(&owed).into_iter().take(1).map(Hello::Broken));
    // A case or a broken promise says it already.
    first.extend((first.is_empty() && file.disappointed).then_some(Hello::Disappointed));
    first.extend(promises(&due).into_iter().take(1).map(Hello::Due));
    let mut facts: Vec<usize> = (0..file.facts.len()).collect();
    facts.retain(|place| file.facts[*place].freshness(now) != Freshness::Expired);
    facts.sort_by_key(|place| {
        let fact = &file.facts[*place];
        (!fact.first, fact.freshness(now), urgency(fact.factor), *place)
    });
    first.extend(facts.into_iter().map(Hello::Fact));
    first.truncate(HELLO_MAX);
    first
}

/// How soon a factor matters in a conversation that is about to begin.
fn urgency(factor: Factor) -> u8 {
    match factor {
        Factor::Responsiveness => 0,
        Factor::Empathy => 1,
        Factor::Assurance => 2,
        Factor::Reliability => 3,
        Factor::Tangibles => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + 86_400 * day).expect("it is within range")
    }

    fn fact(factor: Factor, first: bool, noted: i64) -> Fact {
        Fact { factor, first, confirmed_at: day(noted), confirm_days: CONFIRM_DAYS, expires_at: None }
    }

    fn hello(facts: &[Fact], promises: &[Promised], open_cases: usize, disappointed: bool) -> Vec<Hello> {
        before_hello(&File { facts, promises, open_cases, disappointed }, day(1), day(0))
    }

    #[test]
    fn a_fact_asks_to_be_confirmed_after_a_year_and_ends_at_its_end() {
        let mut known = fact(Factor::Empathy, false, 0);
        assert_eq!(known.freshness(day(364)), Freshness::Fresh);
        assert_eq!(known.freshness(day(365)), Freshness::Stale);
        known.expires_at = Some(day(30));
        assert_eq!(known.freshness(day(29)), Freshness::Fresh);
        assert_eq!(known.freshness(day(30)), Freshness::Expired);
    }

    #[test]
    fn what_went_wrong_comes_before_what_is_due_and_that_before_what_is_known() {
        let promises = [
            Promised { state: PromiseState::Broken, due: day(-2), done: false },
            Promised { state: PromiseState::Open, due: day(1), done: false },
        ];
        let facts = [fact(Factor::Responsiveness, true, -3)];
        assert_eq!(hello(&facts, &promises, 2, true), [Hello::Case(0), Hello::Broken(0), Hello::Due(1)]);
        assert_eq!(hello(&facts, &promises[1..], 0, true), [Hello::Disappointed, Hello::Due(0), Hello::Fact(0)]);
    }

    #[test]
    fn a_broken_promise_that_was_done_late_and_one_due_next_week_are_not_said_first() {
        let promises = [
            Promised { state: PromiseState::Broken, due: day(-2), done: true },
            Promised { state: PromiseState::Open, due: day(7), done: false },
        ];
        assert_eq!(hello(&[], &promises, 0, false), []);
    }

    #[test]
    fn marked_facts_come_first_then_fresh_ones_then_how_to_reach_and_treat_somebody() {
        let facts = [
            fact(Factor::Tangibles, false, -1),
            fact(Factor::Responsiveness, false, -500),
            fact(Factor::Empathy, false, -1),
            fact(Factor::Reliability, true, -1),
        ];
        assert_eq!(hello(&facts, &[], 0, false), [Hello::Fact(3), Hello::Fact(2), Hello::Fact(0)]);
        let over = Fact { expires_at: Some(day(-1)), ..fact(Factor::Empathy, true, -9) };
        assert_eq!(hello(&[over], &[], 0, false), [], "what has ended is not said");
    }
}
