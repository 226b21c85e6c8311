//! The chain of a customer's encounters: a chain is as strong as its weakest link, and one bad link erases the good ones
//! before it.
//!
//! Separate from single encounters, because the same disappointment weighs differently at the first visit and after ten good
//! ones. A chain is looked along once, in the order of time. It does not guess at what happened between two encounters.
//!
//! Formula: breaks(t)/links at risk(t); mended/breaks that had a next encounter; each with Wilson's interval
//! Unit: share, 0 to 1.
//! Needs: each customer's encounters in the order of time. Undefined: no chain came to a touchpoint, or none broke.
//! Source: the moments of truth of Normann (1984) and Carlzon (1987), looked along per customer; the rules are ours.

use std::collections::BTreeMap;

use statistics::Undefined;
use statistics::uncertainty::proportion::{Share, wilson};

use crate::moment::Encounter;

/// An encounter as a link of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<T> {
    /// Where.
    pub touchpoint: T,
    /// How it was.
    pub encounter: Encounter,
    /// Whether, before the next encounter, a recovery case about this one was closed by the customer.
    pub recovered: bool,
}

/// How often something happened of how many times it could have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Odds {
    /// How often it did.
    pub count: u64,
    /// How often it could have.
    pub of: u64,
}

impl Odds {
    fn note(&mut self, happened: bool) {
        self.of += 1;
        self.count += u64::from(happened);
    }

    /// The share, with its interval.
    ///
    /// # Errors
    /// [`Undefined::NobodyAnswered`] when it could not have happened.
    pub fn share(&self, level: f64) -> Result<Share, Undefined> {
        wilson(self.count, self.of, level)
    }
}

/// What many chains show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chains<T> {
    /// Customers with at least one encounter that said something.
    pub customers: u64,
    /// Of them, those whose chain never broke.
    pub unbroken: u64,
    /// Good encounters that a bad one erased.
    pub erased: u64,
    /// Per touchpoint: chains of at least one good link that broke there, of all that came there.
    pub breaks: BTreeMap<T, Odds>,
    /// Per touchpoint: chains that were mended there, of all broken ones that came there next.
    pub mends: BTreeMap<T, Odds>,
    /// Breaks after which the next encounter was good, where the customer had closed a recovery case in between.
    pub mended_with_recovery: Odds,
    /// The same where there was no such case.
    pub mended_without_recovery: Odds,
}

impl<T> Default for Chains<T> {
    fn default() -> Self {
        Self {
            customers: 0,
            unbroken: 0,
            erased: 0,
            breaks: BTreeMap::new(),
            mends: BTreeMap::new(),
            mended_with_recovery: Odds::default(),
            mended_without_recovery: Odds::default(),
        }
    }
}

impl<T: Copy + Ord> Chains<T> {
    /// Looks along the encounters of one customer, which stand in the order of time.
    pub fn add(&mut self, links: &[Link<T>]) {
        let said = links.iter().filter(|link| link.encounter != Encounter::Silent);
        // The good links since the last break, and that break while the chain has not been mended.
        let (mut strength, mut broken): (u64, Option<&Link<T>>) = (0, None);
        let (mut some, mut broke) = (false, false);
        for link in said {
            some = true;
            let good = link.encounter == Encounter::Good;
            if let Some(break_) = broken {
                self.mends.entry(link.touchpoint).or_default().note(good);
                let odds =
                    if break_.recovered { &mut self.mended_with_recovery } else { &mut self.mended_without_recovery };
                odds.note(good);
            } else if 0 < strength {
                self.breaks.entry(link.touchpoint).or_default().note(!good);
            }
            if good {
                (strength, broken) = (strength + 1, None);
            } else {
                self.erased += strength;
                (strength, broken, broke) = (0, Some(link), true);
            }
        }
        self.customers += u64::from(some);
        self.unbroken += u64::from(some && !broke);
    }

    /// The touchpoints where chains break, worst first: by the lower end of the interval, so that one unlucky visit does not
    /// lead the list.
    #[must_use]
    pub fn weakest(&self, level: f64) -> Vec<(T, Share)> {
        let shares = self.breaks.iter().filter(|(_, odds)| 0 < odds.count);
        let mut shares: Vec<_> =
            shares.filter_map(|(touchpoint, odds)| Some((*touchpoint, odds.share(level).ok()?))).collect();
        shares.sort_by(|a, b| b.1.low.total_cmp(&a.1.low));
        shares
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `g` good, `b` bad, `r` bad with a recovery the customer closed, `s` silent; the place is the digit after it.
    fn chain(text: &str) -> Vec<Link<u8>> {
        let bytes: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
        let link = |pair: &[u8]| Link {
            touchpoint: pair[1] - b'0',
            encounter: match pair[0] {
                b'g' => Encounter::Good,
                b's' => Encounter::Silent,
                _ => Encounter::Bad,
            },
            recovered: pair[0] == b'r',
        };
        bytes.chunks(2).map(link).collect()
    }

    fn chains(texts: &[&str]) -> Chains<u8> {
        let mut chains = Chains::default();
        texts.iter().for_each(|text| chains.add(&chain(text)));
        chains
    }

    #[test]
    fn one_bad_link_erases_the_good_ones_before_it() {
        let found = chains(&["g1 g2 g1 b3 g1"]);
        assert_eq!((found.customers, found.unbroken, found.erased), (1, 0, 3));
        assert_eq!(found.breaks[&3], Odds { count: 1, of: 1 });
        // At 1 and 2 the chain had something to lose once each; the first link of all had not.
        assert_eq!(found.breaks[&1], Odds { count: 0, of: 1 });
        assert_eq!(found.breaks[&2], Odds { count: 0, of: 1 });
        assert_eq!(found.mends[&1], Odds { count: 1, of: 1 });
    }

    #[test]
    fn a_silent_encounter_is_no_link() {
        assert_eq!(chains(&["s1 s2"]), Chains::default());
        let found = chains(&["g1 s2 b3"]);
        assert_eq!(found.breaks.len(), 1);
        assert_eq!(found.erased, 1);
    }

    #[test]
    fn what_mends_is_told_apart_by_whether_there_was_a_recovery() {
        let found = chains(&["g1 r2 g1", "g1 r2 b1", "g1 b2 g1", "g1 b2 b1 b1", "g1 b2"]);
        assert_eq!(found.mended_with_recovery, Odds { count: 1, of: 2 });
        // A chain that stays broken is asked again at each next encounter; one without a next is not asked.
        assert_eq!(found.mended_without_recovery, Odds { count: 1, of: 3 });
        assert_eq!(found.mended_with_recovery.share(0.95).map(|share| share.share), Ok(0.5));
    }

    #[test]
    fn a_customer_who_was_never_disappointed_has_an_unbroken_chain() {
        let found = chains(&["g1 g2", "b1"]);
        assert_eq!((found.customers, found.unbroken, found.erased), (2, 1, 0));
        // A bad beginning breaks nothing: there was no chain yet.
        assert!(!found.breaks.contains_key(&1));
    }

    #[test]
    fn one_unlucky_visit_does_not_lead_the_list() {
        let mut found = chains(&["g1 b9"]);
        for _ in 0..20 {
            found.add(&chain("g1 b2"));
            found.add(&chain("g1 g2"));
        }
        let order: Vec<u8> = found.weakest(0.95).into_iter().map(|(touchpoint, _)| touchpoint).collect();
        // 1 of 1 at 9: from 0.21 on. 20 of 40 at 2: from 0.35 on.
        assert_eq!(order, [2, 9]);
        assert_eq!(chains(&[]).mended_with_recovery.share(0.95), Err(Undefined::NobodyAnswered));
    }
}
