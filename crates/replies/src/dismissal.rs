//! When a rule is not believed: people who dismiss it switch it off, and are told so.
//!
//! Separate from the rules, which do not know who reads them. A fold over what people did; it keeps nothing itself.

use std::collections::{BTreeMap, VecDeque};

use crate::draft::Review;

/// The last findings of a rule that count.
pub const WINDOW: usize = 10;
/// So many of them dismissed switch the rule off.
pub const FINDINGS_MIN: usize = 8;

/// Whether a rule still speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does.
    On,
    /// It does not: of its last findings so many were dismissed.
    Off {
        /// How many of the last ten.
        dismissed: usize,
    },
}

/// What people did with the findings of each rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dismissals {
    last: BTreeMap<String, VecDeque<bool>>,
    off: BTreeMap<String, usize>,
}

impl Dismissals {
    /// Takes in one finding that somebody dismissed, or acted upon. Once a rule is off it stays so until it is switched on.
    pub fn note(&mut self, rule: &str, dismissed: bool) {
        let last = self.last.entry(rule.to_owned()).or_default();
        last.push_back(dismissed);
        if WINDOW < last.len() {
            last.pop_front();
        }
        let count = last.iter().filter(|dismissed| **dismissed).count();
        if FINDINGS_MIN <= count && last.len() == WINDOW {
            self.off.insert(rule.to_owned(), count);
        }
    }

    /// Somebody wants the rule back; it begins anew.
    pub fn switch_on(&mut self, rule: &str) {
        self.last.remove(rule);
        self.off.remove(rule);
    }

    /// Whether a rule still speaks.
    #[must_use]
    pub fn status(&self, rule: &str) -> Status {
        self.off.get(rule).map_or(Status::On, |dismissed| Status::Off { dismissed: *dismissed })
    }

    /// What a review says when the rules that are off are silent.
    #[must_use]
    pub fn heard(&self, review: Review) -> Review {
        let findings = review.findings.into_iter().filter(|finding| self.status(&finding.rule) == Status::On).collect();
        Review { findings, ..review }
    }

    /// The rules that are off, each with how many of its last ten findings were dismissed.
    pub fn switched_off(&self) -> impl Iterator<Item = (&str, usize)> {
        self.off.iter().map(|(rule, dismissed)| (rule.as_str(), *dismissed))
    }
}

#[cfg(test)]
mod tests {
    use super::{Dismissals, Status};

    #[test]
    fn eight_of_ten_dismissed_switch_a_rule_off_and_it_says_so() {
        let mut dismissals = Dismissals::default();
        for place in 0..10 {
            assert_eq!(dismissals.status("soon"), Status::On);
            dismissals.note("soon", 2 <= place);
        }
        assert_eq!(dismissals.status("soon"), Status::Off { dismissed: 8 });
        assert_eq!(dismissals.switched_off().collect::<Vec<_>>(), [("soon", 8)]);
        dismissals.switch_on("soon");
        assert_eq!(dismissals.status("soon"), Status::On);
    }

    #[test]
    fn eight_dismissed_before_there_were_ten_are_not_enough() {
        let mut dismissals = Dismissals::default();
        (0..8).for_each(|_| dismissals.note("soon", true));
        assert_eq!(dismissals.status("soon"), Status::On);
    }

    #[test]
    fn a_rule_that_people_follow_stays_on() {
        let mut dismissals = Dismissals::default();
        (0..40).for_each(|place| dismissals.note("soon", place % 3 != 0));
        assert_eq!(dismissals.status("soon"), Status::On);
    }
}
