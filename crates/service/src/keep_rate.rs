//! How many of our promises we keep.
//!
//! Separate from the promise, because a rate belongs to many of them: a team, a person, a kind, a factor. Counts merge, and
//! the rate is made once at the end. It counts no promise that is still open, and none that was withdrawn.
//!
//! Formula: kept/(kept + broken), with Wilson's interval
//! Unit: share, 0 to 1.
//! Needs: promises as they stand. Undefined: none of them has come to an end.
//! Source: the interval is that of `statistics::uncertainty::proportion`; what counts as kept is said in `promise.rs`.

use statistics::Undefined;
use statistics::uncertainty::proportion::{Share, wilson};

use crate::promise::{Promise, PromiseState};

/// Promises, counted by how they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeepRate {
    /// Kept: done in time, and not denied by the customer.
    pub kept: u64,
    /// Broken, and those of which the customer says that they were not kept.
    pub broken: u64,
    /// Not due yet.
    pub open: u64,
    /// Needed no more.
    pub withdrawn: u64,
    /// Of the broken: done after all, but late.
    pub late: u64,
    /// Of the broken: we say kept, the customer says not.
    pub disputed: u64,
    /// Of all: put to another time before they were due.
    pub renegotiated: u64,
}

impl KeepRate {
    /// Counts one more.
    pub fn count(&mut self, promise: &Promise) {
        match promise.kept() {
            Some(true) => self.kept += 1,
            Some(false) => self.broken += 1,
            None if promise.state == PromiseState::Open => self.open += 1,
            None => self.withdrawn += 1,
        }
        self.late += u64::from(promise.state == PromiseState::Broken && promise.done_at.is_some());
        self.disputed += u64::from(promise.disputed());
        self.renegotiated += u64::from(0 < promise.renegotiated);
    }

    /// The counts of both.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            kept: self.kept + other.kept,
            broken: self.broken + other.broken,
            open: self.open + other.open,
            withdrawn: self.withdrawn + other.withdrawn,
            late: self.late + other.late,
            disputed: self.disputed + other.disputed,
            renegotiated: self.renegotiated + other.renegotiated,
        }
    }

    /// How many came to an end that counts.
    #[must_use]
    pub fn ended(&self) -> u64 {
        self.kept + self.broken
    }

    /// The share that was kept, with its interval.
    ///
    /// # Errors
    /// [`Undefined::NobodyAnswered`] when none has come to an end.
    pub fn rate(&self, level: f64) -> Result<Share, Undefined> {
        wilson(self.kept, self.ended(), level)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::promise::{Event, What};

    fn promise(events: &[(i64, What)]) -> Promise {
        let hour = |hour: i64| Timestamp::from_second(3600 * hour).expect("it is within range");
        let made = Event { at: hour(0), what: What::Made { due: hour(10) } };
        let history = events.iter().map(|(at, what)| Event { at: hour(*at), what: *what });
        Promise::folded(&std::iter::once(made).chain(history).collect::<Vec<_>>()).expect("the history is sound")
    }

    #[test]
    fn seven_of_ten_are_kept_with_the_interval_of_wilson() {
        let mut rate = KeepRate::default();
        (0..7).for_each(|_| rate.count(&promise(&[(5, What::Done)])));
        rate.count(&promise(&[(12, What::Done)]));
        rate.count(&promise(&[(5, What::Admitted)]));
        rate.count(&promise(&[(5, What::Done), (12, What::Customer { kept: false })]));
        rate.count(&promise(&[]));
        rate.count(&promise(&[(5, What::Withdrawn)]));
        assert_eq!((rate.kept, rate.broken, rate.open, rate.withdrawn), (7, 3, 1, 1));
        assert_eq!((rate.late, rate.disputed, rate.renegotiated), (1, 1, 0));
        // By hand, z = 1.959964: centre (0.7 + 3.841459/20)/(1 + 3.841459/10) = 0.644493, half width
        // 1.959964·√(0.021 + 3.841459/400)/1.384146 = 0.247715.
        let share = rate.rate(0.95).expect("ten have ended");
        assert!((share.share - 0.7).abs() < 1e-12);
        assert!((share.low - 0.396778).abs() < 2e-6, "{}", share.low);
        assert!((share.high - 0.892209).abs() < 2e-6, "{}", share.high);
    }

    #[test]
    fn a_rate_of_no_promises_is_undefined_and_not_zero() {
        assert_eq!(KeepRate::default().rate(0.95), Err(Undefined::NobodyAnswered));
    }
}
