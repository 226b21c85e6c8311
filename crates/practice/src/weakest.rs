//! Which factor to practise this week, and why: where what was asked, said and done falls short most.
//!
//! Separate from `service::index`, which lays the evidence side by side and makes no single score of it. Nor does this: it counts how many
//! of the three kinds fall short, and only of two that are alike takes the one with the worse number. Where nothing is known the factors
//! take turns, and the reason says so: nobody is told of a weakness that nobody saw.

use service::Factor;
use service::index::{Row, Verdict};
use statistics::uncertainty::proportion::Share;

/// Up to which share of complaints, among what is said unasked of a factor, nothing falls short. Who speaks unasked speaks sooner of what
/// went wrong, so the ten percent of promises and encounters would find every factor short.
pub const COMPLAINTS_TOLERATED: f64 = 0.5;

/// What is known of a factor.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// What was asked and done.
    pub row: Row,
    /// The share of complaints among the comments that judge it.
    pub said: Option<Share>,
}

/// One number that speaks for a factor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Because {
    /// Perception less expectation.
    Gap(f64),
    /// Pulses that it disappointed.
    Pulses(f64),
    /// Comments that complain of it.
    Said(f64),
    /// Promises that were broken.
    Broken(f64),
    /// Encounters that disappointed.
    Encounters(f64),
}

/// Why a factor was chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// It falls short: a number for each kind of evidence that shows it.
    Short(Vec<Because>),
    /// No factor clearly falls short; this one comes nearest to it.
    Nearest(Because),
    /// There are no numbers that tell the factors apart: it is its turn.
    Turn,
}

/// The factor of a week.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// Which.
    pub factor: Factor,
    /// Why.
    pub why: Why,
}

impl Known {
    /// What says that it falls short, one number for each kind of evidence.
    fn short(&self) -> Vec<Because> {
        let failing = |share: &&Share| Verdict::of_failures(share) == Verdict::Short;
        let (asked, done) = (&self.row.asked, &self.row.done);
        let gap = asked.gap.filter(|gap| gap.verdict() == Verdict::Short).map(|gap| Because::Gap(gap.gap));
        let pulses = || asked.disappointed.as_ref().filter(failing).map(|share| Because::Pulses(share.share));
        let said = self.said.as_ref().filter(|share| COMPLAINTS_TOLERATED < share.low);
        let broken = done.broken.as_ref().filter(failing).map(|share| Because::Broken(share.share));
        let met = || done.disappointed.as_ref().filter(failing).map(|share| Because::Encounters(share.share));
        let kinds = [gap.or_else(pulses), said.map(|share| Because::Said(share.share)), broken.or_else(met)];
        kinds.into_iter().flatten().collect()
    }

    /// The number that comes nearest to falling short; none when nothing is below what it should be.
    fn nearest(&self) -> Option<Because> {
        let (asked, done) = (&self.row.asked, &self.row.done);
        let some = |share: &Option<Share>| share.as_ref().map(|share| share.share).filter(|share| 0.0 < *share);
        let gap = asked.gap.map(|gap| gap.gap).filter(|gap| *gap < 0.0).map(Because::Gap);
        let pulses = some(&asked.disappointed).map(Because::Pulses);
        let broken = some(&done.broken).map(Because::Broken);
        let met = some(&done.disappointed).map(Because::Encounters);
        gap.or(pulses).or(broken).or(met).or(some(&self.said).map(Because::Said))
    }

    /// How bad it looks: how many kinds fall short, then the gap, then the largest share of failures.
    fn weight(&self) -> (usize, f64, f64) {
        let (asked, done) = (&self.row.asked, &self.row.done);
        let shares = [&asked.disappointed, &done.broken, &done.disappointed].into_iter().flatten();
        let largest = shares.map(|share| share.share).fold(0.0, f64::max);
        let complaints = self.said.as_ref().map_or(0.0, |share| share.share);
        (self.short().len(), -asked.gap.map_or(0.0, |gap| gap.gap), largest + complaints * COMPLAINTS_TOLERATED)
    }
}

/// The factor to practise in a week, by its Monday.
#[must_use]
pub fn weakest(known: &[Known; 5], week: i64) -> Chosen {
    let worse = |a: &&Known, b: &&Known| {
        let (a, b) = (a.weight(), b.weight());
        // Of two that are alike the first in the word RATER: `max_by` takes the last, so the list is turned round.
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
    };
    let speaking = known.iter().rev().filter(|one| !one.short().is_empty() || one.nearest().is_some());
    let worst = speaking.max_by(worse).and_then(|one| {
        let short = one.short();
        let why = if short.is_empty() { Why::Nearest(one.nearest()?) } else { Why::Short(short) };
        Some(Chosen { factor: one.row.factor, why })
    });
    worst.unwrap_or_else(|| {
        let turn = usize::try_from(week.div_euclid(7).rem_euclid(5)).unwrap_or(0);
        Chosen { factor: Factor::ALL[turn], why: Why::Turn }
    })
}

#[cfg(test)]
mod tests {
    use service::index::{Asked, Done, Gap};
    use statistics::uncertainty::proportion::wilson;

    use super::*;

    fn nothing() -> [Known; 5] {
        Factor::ALL
            .map(|factor| Known { row: Row { factor, asked: Asked::default(), done: Done::default() }, said: None })
    }

    fn share(count: u64, of: u64) -> Option<Share> {
        wilson(count, of, 0.95).ok()
    }

    fn gap(gap: f64, half: f64) -> Option<Gap> {
        Some(Gap { gap, low: gap - half, high: gap + half, n: 60 })
    }

    fn check(known: &[Known; 5], factor: Factor, why: Why) {
        assert_eq!(weakest(known, 0), Chosen { factor, why });
    }

    #[test]
    fn the_factor_that_most_kinds_of_evidence_find_short_is_practised() {
        let mut known = nothing();
        known[1].row.asked.gap = gap(-2.0, 0.3);
        known[4].row.asked.gap = gap(-0.5, 0.2);
        known[4].row.done.disappointed = share(30, 60);
        known[4].said = share(45, 50);
        let all = vec![Because::Gap(-0.5), Because::Said(0.9), Because::Encounters(0.5)];
        check(&known, Factor::Responsiveness, Why::Short(all));
    }

    #[test]
    fn of_two_that_are_alike_the_larger_gap_counts_and_then_the_larger_share() {
        let mut known = nothing();
        known[0].row.asked.gap = gap(-0.6, 0.2);
        known[2].row.asked.gap = gap(-0.8, 0.2);
        check(&known, Factor::Tangibles, Why::Short(vec![Because::Gap(-0.8)]));
        known[2].row.asked.gap = gap(-0.6, 0.2);
        check(&known, Factor::Reliability, Why::Short(vec![Because::Gap(-0.6)]));
        let mut known = nothing();
        known[0].row.done.broken = share(30, 100);
        known[3].row.done.broken = share(50, 100);
        check(&known, Factor::Empathy, Why::Short(vec![Because::Broken(0.5)]));
    }

    #[test]
    fn half_of_what_is_said_unasked_may_complain() {
        let mut known = nothing();
        known[0].said = share(50, 100);
        known[3].said = share(80, 100);
        check(&known, Factor::Empathy, Why::Short(vec![Because::Said(0.8)]));
        // Alone, and not more than half: it comes nearest, and nobody says that it falls short.
        known[3].said = None;
        check(&known, Factor::Reliability, Why::Nearest(Because::Said(0.5)));
    }

    #[test]
    fn where_nothing_falls_short_the_nearest_is_named_as_such() {
        let mut known = nothing();
        known[1].row.asked.gap = gap(-0.1, 0.3);
        known[2].row.asked.gap = gap(0.4, 0.3);
        check(&known, Factor::Assurance, Why::Nearest(Because::Gap(-0.1)));
    }

    #[test]
    fn where_nothing_is_known_or_all_is_well_the_factors_take_turns() {
        let mut known = nothing();
        check(&known, Factor::Reliability, Why::Turn);
        let turns: Vec<Factor> = (0..5).map(|week| weakest(&known, 7 * week).factor).collect();
        assert_eq!(turns, Factor::ALL);
        known[2].row.asked.gap = gap(0.4, 0.3);
        known[2].row.done.broken = share(0, 40);
        assert_eq!(weakest(&known, 7), Chosen { factor: Factor::Assurance, why: Why::Turn });
    }
}
