//! A moment of truth: an encounter at a touchpoint, judged on the five factors by who was there.
//!
//! Separate from answers to a questionnaire, because it is noted in seconds and says only whether the expectation was met,
//! exceeded or disappointed. Counts of such judgements merge. It makes no mean of them: met is not half of exceeded.
//!
//! Formula: disappointed/(met + exceeded + disappointed), with Wilson's interval; two periods by Newcombe's difference
//! Unit: share, 0 to 1.
//! Needs: how often each judgement was given. Undefined: nothing was said of the factor.
//! Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.

use serde::{Deserialize, Serialize};
use statistics::Undefined;
use statistics::uncertainty::proportion::{Share, wilson};

use crate::Factor;

/// What became of an expectation in an encounter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Judgement {
    /// There is nothing to say.
    #[default]
    Nothing,
    /// As expected.
    Met,
    /// Better than expected.
    Exceeded,
    /// Worse than expected.
    Disappointed,
}

impl Judgement {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Met, Self::Exceeded, Self::Disappointed];

    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Met => "met",
            Self::Exceeded => "exceeded",
            Self::Disappointed => "disappointed",
        }
    }

    /// From how it is written.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|judgement| judgement.name() == name)
    }

    /// As it is stored.
    #[must_use]
    pub fn number(self) -> i64 {
        self as i64
    }

    /// From how it is stored.
    #[must_use]
    pub fn numbered(number: i64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }

    /// What an answer on a scale of agreement says: the lower two fifths disappoint, the highest point exceeds, the rest is
    /// met. A rule for pulses of one item per factor, where nobody was asked what they expected.
    #[must_use]
    pub fn of_answer(answer: u8, min: u8, max: u8) -> Option<Self> {
        if max <= min || !(min..=max).contains(&answer) {
            return None;
        }
        let (above, width) = (u16::from(answer - min), u16::from(max - min));
        Some(match () {
            () if answer == max => Self::Exceeded,
            () if above * 5 < width * 2 => Self::Disappointed,
            () => Self::Met,
        })
    }
}

/// One judgement for each factor, in the order of the word RATER.
pub type Judgements = [Judgement; 5];

/// What an encounter was, all in all: one disappointment makes it a bad one, whatever else was good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encounter {
    /// Nothing was said.
    Silent,
    /// Met or better, throughout.
    Good,
    /// Something disappointed.
    Bad,
}

impl Encounter {
    /// Of five judgements.
    #[must_use]
    pub fn of(judgements: &Judgements) -> Self {
        if judgements.contains(&Judgement::Disappointed) {
            Self::Bad
        } else if judgements.iter().all(|judgement| *judgement == Judgement::Nothing) {
            Self::Silent
        } else {
            Self::Good
        }
    }
}

/// How often each judgement was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// As expected.
    pub met: u64,
    /// Better.
    pub exceeded: u64,
    /// Worse.
    pub disappointed: u64,
}

impl Tally {
    /// Counts some.
    pub fn count(&mut self, judgement: Judgement, times: u64) {
        match judgement {
            Judgement::Nothing => {}
            Judgement::Met => self.met += times,
            Judgement::Exceeded => self.exceeded += times,
            Judgement::Disappointed => self.disappointed += times,
        }
    }

    /// The counts of both.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            met: self.met + other.met,
            exceeded: self.exceeded + other.exceeded,
            disappointed: self.disappointed + other.disappointed,
        }
    }

    /// How many said something.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.met + self.exceeded + self.disappointed
    }

    /// The share that was disappointed.
    ///
    /// # Errors
    /// [`Undefined::NobodyAnswered`] when nobody said anything.
    pub fn disappointment(&self, level: f64) -> Result<Share, Undefined> {
        wilson(self.disappointed, self.n(), level)
    }
}

/// How two periods differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Fewer are disappointed than before.
    Better,
    /// More are.
    Worse,
    /// No difference can be shown.
    Unshown,
}

/// A difference between two shares, with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The later share less the earlier.
    pub difference: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Difference {
    /// Which way it goes, if its interval shows one.
    #[must_use]
    pub fn trend(&self) -> Trend {
        match () {
            () if self.high < 0.0 => Trend::Better,
            () if 0.0 < self.low => Trend::Worse,
            () => Trend::Unshown,
        }
    }
}

/// The share disappointed in a period less that in an earlier one.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] when one of them has nothing.
pub fn difference(later: &Tally, earlier: &Tally, level: f64) -> Result<Difference, Undefined> {
    let (b, a) = (later.disappointment(level)?, earlier.disappointment(level)?);
    let difference = b.share - a.share;
    let below = ((b.share - b.low).powi(2) + (a.high - a.share).powi(2)).sqrt();
    let above = ((b.high - b.share).powi(2) + (a.share - a.low).powi(2)).sqrt();
    Ok(Difference { difference, low: difference - below, high: difference + above })
}

/// A row of the board: the five tallies of a touchpoint, in the order of the word RATER.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Five(pub [Tally; 5]);

impl Five {
    /// Counts an encounter.
    pub fn count(&mut self, judgements: &Judgements, times: u64) {
        self.0.iter_mut().zip(judgements).for_each(|(tally, judgement)| tally.count(*judgement, times));
    }

    /// The tally of a factor.
    #[must_use]
    pub fn of(&self, factor: Factor) -> Tally {
        self.0[factor.place()]
    }

    /// The counts of both.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        let mut both = self;
        both.0.iter_mut().zip(other.0).for_each(|(tally, more)| *tally = tally.merge(more));
        both
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const N: Judgement = Judgement::Nothing;
    const M: Judgement = Judgement::Met;
    const X: Judgement = Judgement::Exceeded;
    const D: Judgement = Judgement::Disappointed;

    #[test]
    fn one_disappointment_makes_an_encounter_a_bad_one() {
        assert_eq!(Encounter::of(&[M, X, X, X, D]), Encounter::Bad);
        assert_eq!(Encounter::of(&[N, N, M, N, N]), Encounter::Good);
        assert_eq!(Encounter::of(&[N; 5]), Encounter::Silent);
    }

    #[test]
    fn an_answer_of_five_points_disappoints_from_two_down_and_exceeds_at_five() {
        let of = |answer| Judgement::of_answer(answer, 1, 5);
        assert_eq!([of(1), of(2), of(3), of(4), of(5)], [Some(D), Some(D), Some(M), Some(M), Some(X)]);
        let seven: Vec<_> = (1..=7).filter_map(|answer| Judgement::of_answer(answer, 1, 7)).collect();
        assert_eq!(seven, [D, D, D, M, M, M, X]);
        assert_eq!(of(6), None);
        assert_eq!(Judgement::of_answer(1, 1, 1), None);
    }

    #[test]
    fn nothing_said_is_not_counted() {
        let mut five = Five::default();
        five.count(&[M, N, D, X, N], 1);
        five.count(&[M, N, N, N, N], 2);
        assert_eq!(five.of(Factor::Reliability), Tally { met: 3, ..Tally::default() });
        assert_eq!(five.of(Factor::Assurance).n(), 0);
        assert_eq!(five.of(Factor::Assurance).disappointment(0.95), Err(Undefined::NobodyAnswered));
        assert_eq!(five.of(Factor::Tangibles).disappointed, 1);
    }

    #[test]
    fn two_shares_differ_as_in_the_table_of_newcombe() {
        // Newcombe (1998), table II, case (a): 56/70 less 48/80 is 0.2000, method 10 from 0.0524 to 0.3339.
        let tally = |disappointed, n: u64| Tally { met: n - disappointed, exceeded: 0, disappointed };
        let found = difference(&tally(56, 70), &tally(48, 80), 0.95).expect("both have some");
        assert!((found.difference - 0.2).abs() < 1e-12);
        assert!((found.low - 0.0524).abs() < 5e-5 && (found.high - 0.3339).abs() < 5e-5, "{found:?}");
        assert_eq!(found.trend(), Trend::Worse);
        // Case (b): 9/10 less 3/10: 0.1705 to 0.8090.
        let found = difference(&tally(9, 10), &tally(3, 10), 0.95).expect("both have some");
        assert!((found.low - 0.1705).abs() < 5e-5 && (found.high - 0.8090).abs() < 5e-5, "{found:?}");
        assert_eq!(difference(&tally(3, 10), &tally(9, 10), 0.95).map(|found| found.trend()), Ok(Trend::Better));
        assert_eq!(difference(&tally(3, 10), &tally(4, 10), 0.95).map(|found| found.trend()), Ok(Trend::Unshown));
    }

    #[test]
    fn every_judgement_is_found_by_its_name_and_its_number() {
        for judgement in Judgement::ALL {
            assert_eq!(Judgement::named(judgement.name()), Some(judgement));
            assert_eq!(Judgement::numbered(judgement.number()), Some(judgement));
        }
        assert_eq!(Judgement::numbered(-1), None);
        assert_eq!(Judgement::numbered(4), None);
    }
}
