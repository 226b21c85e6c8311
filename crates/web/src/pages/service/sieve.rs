//! What a list behind a number holds: a part of the organisation, a factor, some days.
//!
//! Separate from the lists, so that an address that a number leads to means the same on each of them. It looks at the days of
//! `moments::span`, which are those of the numbers.

use language::Words;
use service::Factor;
use store::factors::Part;
use store::{StoreError, Time};

use super::moments::span::{DAYS, Span};
use super::{factor_name, id_of};
use crate::failure::Failure;

/// What a list is narrowed to; nothing is narrowed when nothing is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sieve {
    /// The part.
    pub(crate) part: Part,
    /// The factor.
    pub(crate) factor: Option<Factor>,
    /// The days.
    pub(crate) span: Option<Span>,
}

impl Sieve {
    /// As an address says it.
    pub(crate) fn asked((part, factor, days): (&str, &str, &str), zone: &str, now: Time) -> Result<Self, Failure> {
        let days = days.parse().ok().filter(|days| DAYS.contains(days));
        let span = days.map(|days| Span::of(zone, days, now));
        Ok(Self { part: part_of(part)?, factor: Factor::named(factor), span })
    }

    /// Whether it narrows anything.
    pub(crate) fn narrows(&self) -> bool {
        *self != Self::default()
    }

    /// What stands in an address behind other words.
    pub(crate) fn address(&self) -> String {
        let mut address = String::new();
        if self.part != Part::Whole {
            address += &format!("&part={}", part_text(&self.part));
        }
        if let Some(factor) = self.factor {
            address += &format!("&factor={}", factor.name());
        }
        if let Some(span) = self.span {
            address += &format!("&days={}", span.days);
        }
        address
    }

    /// What it narrows to, to be read; the name is that of the part.
    pub(crate) fn words(&self, name: &str, w: Words) -> String {
        let factor = self.factor.map(|factor| factor_name(w, factor));
        let days = self.span.map(|span| w.say("moments-days", &[("days", i64::from(span.days).into())]));
        let parts = [Some(name.to_owned()), factor, days];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// A part as addresses name it: its kind, a colon and its id; the whole is empty.
pub(crate) fn part_of(text: &str) -> Result<Part, Failure> {
    match text.split_once(':') {
        None if text.is_empty() => Ok(Part::Whole),
        Some(("touchpoint", id)) => id_of(id).map(Part::Touchpoint),
        Some(("team", id)) => id_of(id).map(Part::Team),
        Some(("customer", id)) => id_of(id).map(Part::Customer),
        _ => Err(StoreError::NotFound.into()),
    }
}

/// The same the other way round.
pub(crate) fn part_text(part: &Part) -> String {
    match part {
        Part::Whole => String::new(),
        Part::Touchpoint(id) => format!("touchpoint:{id}"),
        Part::Team(id) => format!("team:{id}"),
        Part::Customer(id) => format!("customer:{id}"),
    }
}

#[cfg(test)]
mod tests {
    use store::Id;

    use super::*;

    #[test]
    fn an_address_says_the_same_when_it_is_read_again() {
        let now = Time(1_764_403_200_000);
        let id = Id::new(now);
        for part in [Part::Whole, Part::Touchpoint(id.clone()), Part::Team(id.clone()), Part::Customer(id)] {
            for (factor, days) in [("", ""), ("empathy", "30"), ("empathy", "31")] {
                let sieve = Sieve::asked((&part_text(&part), factor, days), "Asia/Jakarta", now).expect("it is one");
                assert_eq!((&sieve.part, sieve.factor), (&part, Factor::named(factor)));
                let written = sieve.address();
                assert_eq!(written.contains("days=30"), days == "30");
                let field = |name: &str| {
                    let mut fields = written.split('&').filter_map(|field| field.split_once('='));
                    fields.find(|(of, _)| *of == name).map_or(String::new(), |(_, value)| value.to_owned())
                };
                let again = Sieve::asked((&field("part"), &field("factor"), &field("days")), "Asia/Jakarta", now);
                assert_eq!(again.expect("it is one"), sieve);
            }
        }
        assert!(part_of("team:x").is_err() && part_of("nothing").is_err());
        assert!(!Sieve::default().narrows() && Sieve::default().address().is_empty());
    }
}
