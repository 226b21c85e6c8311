//! A promise: made once, then kept, broken, put to another time before it is due, or withdrawn.
//!
//! Separate from who made it and in which words, because what counts as kept must not depend on a page. A promise is the
//! fold of its history: events are added and never changed, and the clock breaks what is not done in time whether or not
//! somebody was looking. It refuses whatever would turn a broken promise into a kept one afterwards.

use jiff::Timestamp;

/// Something that happened to a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
}

/// What may happen to a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It was made, to be kept by then.
    Made {
        /// When it is due.
        due: Timestamp,
    },
    /// A step on the way, which the customer may read.
    Progress,
    /// It has another owner.
    Handed,
    /// The customer agreed to another time, before it was due.
    Renegotiated {
        /// The new time.
        due: Timestamp,
    },
    /// What was promised has been done.
    Done,
    /// We say ourselves that it will not be kept.
    Admitted,
    /// The customer needs it no more.
    Withdrawn,
    /// The customer says that it was kept, or not.
    Customer {
        /// Whether it was.
        kept: bool,
    },
}

impl What {
    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Made { .. } => "made",
            Self::Progress => "progress",
            Self::Handed => "handed",
            Self::Renegotiated { .. } => "renegotiated",
            Self::Done => "done",
            Self::Admitted => "admitted",
            Self::Withdrawn => "withdrawn",
            Self::Customer { kept: true } => "customer-kept",
            Self::Customer { kept: false } => "customer-not-kept",
        }
    }

    /// From how it is stored, with the due time that goes with some.
    #[must_use]
    pub fn named(name: &str, due: Option<Timestamp>) -> Option<Self> {
        Some(match (name, due) {
            ("made", Some(due)) => Self::Made { due },
            ("progress", _) => Self::Progress,
            ("handed", _) => Self::Handed,
            ("renegotiated", Some(due)) => Self::Renegotiated { due },
            ("done", _) => Self::Done,
            ("admitted", _) => Self::Admitted,
            ("withdrawn", _) => Self::Withdrawn,
            ("customer-kept", _) => Self::Customer { kept: true },
            ("customer-not-kept", _) => Self::Customer { kept: false },
            _ => return None,
        })
    }
}

/// Where a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseState {
    /// Not due yet, and not done.
    Open,
    /// Done by the time that was agreed.
    Kept,
    /// Not done by then; it stays broken when it is done later.
    Broken,
    /// The customer needs it no more; it counts neither way.
    Withdrawn,
}

impl PromiseState {
    /// All.
    pub const ALL: [Self; 4] = [Self::Open, Self::Kept, Self::Broken, Self::Withdrawn];

    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Broken => "broken",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// Why something cannot happen to a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// A history begins with the making, and has only one.
    NotMade,
    /// It happened before what is written already.
    Backwards,
    /// The time that was agreed has passed: no other time can be agreed, and nothing withdrawn.
    AfterDue,
    /// A new time must lie ahead.
    DueInThePast,
    /// It is over.
    Over,
    /// The customer cannot say that it was not kept before it is due or said to be done.
    NotDueYet,
}

impl Refused {
    /// The name of the sentence for a reader.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotMade => "promise-not-made",
            Self::Backwards => "promise-backwards",
            Self::AfterDue => "promise-after-due",
            Self::DueInThePast => "promise-due-in-the-past",
            Self::Over => "promise-over",
            Self::NotDueYet => "promise-not-due-yet",
        }
    }
}

/// A promise as its history has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// Where it stands.
    pub state: PromiseState,
    /// When it was made.
    pub made_at: Timestamp,
    /// By when it was promised at first.
    pub first_due: Timestamp,
    /// By when it is promised now.
    pub due: Timestamp,
    /// How often another time was agreed.
    pub renegotiated: u32,
    /// When it was done, in time or late.
    pub done_at: Option<Timestamp>,
    /// What the customer said last.
    pub customer: Option<bool>,
    /// When the last thing happened.
    pub last_at: Timestamp,
}

impl Promise {
    /// A promise made now, to be kept by then.
    ///
    /// # Errors
    /// [`Refused::DueInThePast`] when that is not ahead.
    pub fn made(at: Timestamp, due: Timestamp) -> Result<Self, Refused> {
        if due <= at {
            return Err(Refused::DueInThePast);
        }
        Ok(Self {
            state: PromiseState::Open,
            made_at: at,
            first_due: due,
            due,
            renegotiated: 0,
            done_at: None,
            customer: None,
            last_at: at,
        })
    }

    /// A promise from its whole history.
    ///
    /// # Errors
    /// The first rule that the history breaks.
    pub fn folded(history: &[Event]) -> Result<Self, Refused> {
        let (first, rest) = history.split_first().ok_or(Refused::NotMade)?;
        let What::Made { due } = first.what else { return Err(Refused::NotMade) };
        rest.iter().try_fold(Self::made(first.at, due)?, |promise, event| promise.after(*event))
    }

    /// The promise at a moment at which nothing happened: the clock breaks what is not done by then.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        let lapsed = self.state == PromiseState::Open && self.due < now;
        if lapsed { Self { state: PromiseState::Broken, ..self } } else { self }
    }

    /// The promise after something happened.
    ///
    /// # Errors
    /// The rule that forbids it; the promise is as before.
    pub fn after(self, event: Event) -> Result<Self, Refused> {
        use PromiseState::{Broken, Kept, Open, Withdrawn};
        if event.at < self.last_at {
            return Err(Refused::Backwards);
        }
        let before = Self { last_at: event.at, ..self.at(event.at) };
        match (event.what, before.state) {
            (What::Made { .. }, _) => Err(Refused::NotMade),
            (What::Handed | What::Progress, Open) => Ok(before),
            (What::Handed | What::Progress, Broken) if before.done_at.is_none() => Ok(before),
            (What::Renegotiated { due }, Open) if event.at < due => {
                Ok(Self { due, renegotiated: before.renegotiated.saturating_add(1), ..before })
            }
            (What::Renegotiated { .. }, Open) => Err(Refused::DueInThePast),
            (What::Withdrawn, Open) => Ok(Self { state: Withdrawn, ..before }),
            (What::Renegotiated { .. } | What::Withdrawn, Broken) => Err(Refused::AfterDue),
            (What::Admitted, Open) => Ok(Self { state: Broken, ..before }),
            (What::Done, Open) => Ok(Self { state: Kept, done_at: Some(event.at), ..before }),
            (What::Done, Broken) if before.done_at.is_none() => Ok(Self { done_at: Some(event.at), ..before }),
            // The customer knows best: what they say is done is done.
            (What::Customer { kept: true }, Open) => {
                Ok(Self { state: Kept, done_at: Some(event.at), customer: Some(true), ..before })
            }
            (What::Customer { kept: false }, Open) => Err(Refused::NotDueYet),
            (What::Customer { kept }, Kept | Broken) => Ok(Self { customer: Some(kept), ..before }),
            (_, Kept | Broken | Withdrawn) => Err(Refused::Over),
        }
    }

    /// Whether it counts as kept, in the keep rate: done in time, and the customer did not say otherwise. A promise that was
    /// broken stays so whatever is said later, and one that is open or withdrawn counts neither way.
    #[must_use]
    pub fn kept(&self) -> Option<bool> {
        match self.state {
            PromiseState::Open | PromiseState::Withdrawn => None,
            PromiseState::Kept => Some(self.customer != Some(false)),
            PromiseState::Broken => Some(false),
        }
    }

    /// Whether we say that it was kept and the customer says that it was not.
    #[must_use]
    pub fn disputed(&self) -> bool {
        self.state == PromiseState::Kept && self.customer == Some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(hour: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + 3600 * hour).expect("it is within range")
    }

    fn event(at: i64, what: What) -> Event {
        Event { at: hour(at), what }
    }

    /// What becomes of a promise made at 0 and due at 10.
    fn check(events: &[(i64, What)]) -> Result<(PromiseState, Option<bool>), Refused> {
        let mut history = vec![event(0, What::Made { due: hour(10) })];
        history.extend(events.iter().map(|(at, what)| event(*at, *what)));
        Promise::folded(&history).map(|promise| (promise.state, promise.kept()))
    }

    #[test]
    fn a_promise_is_kept_when_it_is_done_by_its_hour_and_broken_a_second_later() {
        assert_eq!(check(&[(9, What::Done)]), Ok((PromiseState::Kept, Some(true))));
        assert_eq!(check(&[(10, What::Done)]), Ok((PromiseState::Kept, Some(true))));
        assert_eq!(check(&[(11, What::Done)]), Ok((PromiseState::Broken, Some(false))));
    }

    #[test]
    fn nobody_has_to_look_for_the_clock_to_break_a_promise() {
        let promise = Promise::made(hour(0), hour(10)).expect("it lies ahead");
        assert_eq!(promise.at(hour(10)).state, PromiseState::Open);
        assert_eq!(promise.at(hour(11)).state, PromiseState::Broken);
        assert_eq!(promise.at(hour(11)).kept(), Some(false));
    }

    #[test]
    fn another_time_is_agreed_before_the_first_has_passed_or_not_at_all() {
        let later = What::Renegotiated { due: hour(20) };
        assert_eq!(check(&[(9, later), (15, What::Done)]), Ok((PromiseState::Kept, Some(true))));
        assert_eq!(check(&[(11, later)]), Err(Refused::AfterDue));
        assert_eq!(check(&[(9, What::Renegotiated { due: hour(9) })]), Err(Refused::DueInThePast));
        assert_eq!(check(&[(9, later), (21, What::Done)]), Ok((PromiseState::Broken, Some(false))));
    }

    #[test]
    fn a_broken_promise_is_not_withdrawn_and_one_that_was_withdrawn_counts_neither_way() {
        assert_eq!(check(&[(3, What::Withdrawn)]), Ok((PromiseState::Withdrawn, None)));
        assert_eq!(check(&[(11, What::Withdrawn)]), Err(Refused::AfterDue));
        assert_eq!(check(&[(3, What::Withdrawn), (4, What::Done)]), Err(Refused::Over));
    }

    #[test]
    fn what_the_customer_says_counts_but_does_not_mend_what_was_broken() {
        let (yes, no) = (What::Customer { kept: true }, What::Customer { kept: false });
        assert_eq!(check(&[(9, What::Done), (12, no)]), Ok((PromiseState::Kept, Some(false))));
        assert_eq!(check(&[(9, What::Done), (12, no), (13, yes)]), Ok((PromiseState::Kept, Some(true))));
        assert_eq!(check(&[(5, yes)]), Ok((PromiseState::Kept, Some(true))));
        assert_eq!(check(&[(5, no)]), Err(Refused::NotDueYet));
        assert_eq!(check(&[(12, yes)]), Ok((PromiseState::Broken, Some(false))));
    }

    #[test]
    fn a_history_begins_with_the_making_and_does_not_run_backwards() {
        assert_eq!(Promise::folded(&[]), Err(Refused::NotMade));
        assert_eq!(Promise::folded(&[event(0, What::Done)]), Err(Refused::NotMade));
        assert_eq!(check(&[(2, What::Made { due: hour(9) })]), Err(Refused::NotMade));
        assert_eq!(check(&[(5, What::Progress), (4, What::Done)]), Err(Refused::Backwards));
    }

    #[test]
    fn everything_that_may_happen_is_found_by_its_name() {
        let due = hour(3);
        let all = [
            What::Made { due },
            What::Progress,
            What::Handed,
            What::Renegotiated { due },
            What::Done,
            What::Admitted,
            What::Withdrawn,
            What::Customer { kept: true },
            What::Customer { kept: false },
        ];
        for what in all {
            assert_eq!(What::named(what.name(), Some(due)), Some(what));
        }
        assert_eq!(What::named("made", None), None);
    }
}
