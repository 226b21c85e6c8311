//! Collecting numbers: one row each, with n, interval, method and rule.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};

use statistics::Undefined;

use crate::value::Number;

/// A value with what is known about its uncertainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Lower and upper end of its interval.
    pub interval: Option<(f64, f64)>,
    /// Standard error.
    pub se: Option<f64>,
    /// Respondents behind it.
    pub n: i64,
}

impl Estimate {
    /// A value without interval.
    pub fn plain(value: f64, n: i64) -> Self {
        Self { value, interval: None, se: None, n }
    }

    /// The same with an interval.
    pub fn between(self, low: f64, high: f64) -> Self {
        Self { interval: Some((low, high)), ..self }
    }
}

/// Which method, and which rule for missing answers.
#[derive(Debug, Clone, Copy)]
pub struct By(pub &'static str, pub &'static str);

/// Where a number belongs: subject, segment, wave.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'a> {
    /// `all`, `dimension:…`, `item:…`, `model:…`.
    pub of: &'a str,
    /// Segment, or empty.
    pub by: &'a str,
    /// Wave, or empty.
    pub wave: &'a str,
}

impl<'a> Place<'a> {
    /// Of everybody.
    pub fn of(of: &'a str) -> Self {
        Self { of, by: "", wave: "" }
    }
}

/// The numbers so far.
#[derive(Default)]
pub struct Numbers(pub Vec<Number>);

/// A part of the report that adds its numbers and looks at no other's.
pub struct Part<'a> {
    long: bool,
    add: Box<dyn FnOnce(&mut Numbers) + Send + 'a>,
}

impl<'a> Part<'a> {
    /// A part that is done before one notices.
    pub fn new(add: impl FnOnce(&mut Numbers) + Send + 'a) -> Self {
        Self { long: false, add: Box::new(add) }
    }

    /// A part that takes long: it is begun before the others, so that no thread is left alone with it at the end.
    pub fn long(add: impl FnOnce(&mut Numbers) + Send + 'a) -> Self {
        Self { long: true, add: Box::new(add) }
    }
}

impl Numbers {
    /// The numbers of all parts, in the order of the parts, whichever is done first. Two threads take them in turn: most
    /// of a small report's time goes by here.
    pub fn of_parts(parts: Vec<Part<'_>>) -> Self {
        let mut parts: Vec<_> = parts.into_iter().enumerate().collect();
        parts.sort_by_key(|(_, part)| !part.long);
        let queue = Mutex::new(parts.into_iter());
        let take = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let work = || {
            let mut done = Vec::new();
            while let Some((place, part)) = take() {
                let mut numbers = Self::default();
                (part.add)(&mut numbers);
                done.push((place, numbers));
            }
            done
        };
        let mut done = std::thread::scope(|scope| {
            let other = scope.spawn(work);
            let mut done = work();
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            done
        });
        done.sort_by_key(|(place, _)| *place);
        Self(done.into_iter().flat_map(|(_, numbers)| numbers.0).collect())
    }

    /// Adds a number, or the reason why there is none.
    pub fn add(&mut self, name: &str, place: Place<'_>, method: By, result: Result<Estimate, Undefined>) {
        let (estimate, undefined) = match result {
            // A statistic must not yield anything but a number; should one do so, the report says so rather than print it.
            Ok(estimate) if estimate.value.is_finite() => (Some(estimate), ""),
            Ok(_) => (None, "undefined-no-variation"),
            Err(reason) => (None, reason.key()),
        };
        let finite = |end: f64| end.is_finite().then_some(end);
        self.0.push(Number {
            statistic: name.to_owned(),
            of: place.of.to_owned(),
            by: place.by.to_owned(),
            wave: place.wave.to_owned(),
            value: estimate.map(|e| e.value),
            low: estimate.and_then(|e| e.interval).and_then(|i| finite(i.0)),
            high: estimate.and_then(|e| e.interval).and_then(|i| finite(i.1)),
            se: estimate.and_then(|e| e.se).and_then(finite),
            n: estimate.map(|e| e.n),
            method: method.0.to_owned(),
            rule: method.1.to_owned(),
            undefined: undefined.to_owned(),
        });
    }

    /// Adds a value without interval.
    pub fn value(&mut self, name: &str, place: Place<'_>, method: By, value: f64, n: i64) {
        self.add(name, place, method, Ok(Estimate::plain(value, n)));
    }
}
