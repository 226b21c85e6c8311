//! The five factors, with what was asked and what was done side by side: where the two disagree is the finding.
//!
//! Separate from both, because neither knows the other. Each kind of evidence gives a verdict of its own from its interval, so
//! that a gap and a share are compared without a common unit; of one customer, who is no sample, the facts are the verdict. It makes
//! no single score of them: an average would hide what it is for.

use statistics::uncertainty::proportion::Share;

use crate::Factor;
use crate::moment::Tally;

/// What an organisation may break before a factor counts as falling short: one promise, or one encounter, in ten.
pub const TOLERATED: f64 = 0.1;

/// How far below what they expect a single customer has to answer before it counts: a whole step of the scale, for one answer is
/// seldom surer than that.
pub const STEP: f64 = 1.0;

/// A gap, perception less expectation, of many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The mean gap.
    pub gap: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Of how many.
    pub n: u64,
}

/// What was asked of a factor.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// The gap of a survey.
    pub gap: Option<Gap>,
    /// Pulses that say that it disappointed.
    pub disappointed: Option<Share>,
}

/// What was done: a share of failures among what could have failed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Done {
    /// Promises that were broken.
    pub broken: Option<Share>,
    /// Encounters that disappointed.
    pub disappointed: Option<Share>,
}

/// What one kind of evidence says of a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It falls short, and the interval shows it.
    Short,
    /// It does not fall short, and the interval shows it.
    Well,
    /// Too few to say.
    Unclear,
}

impl Verdict {
    /// Of a share of failures: short when the whole interval lies above what is tolerated, well when none of it does.
    #[must_use]
    pub fn of_failures(share: &Share) -> Self {
        match () {
            () if TOLERATED < share.low => Self::Short,
            () if share.high <= TOLERATED => Self::Well,
            () => Self::Unclear,
        }
    }

    /// Of several numbers for the same: one that falls short is enough; well when one is, and none falls short.
    fn together(verdicts: impl Iterator<Item = Self>) -> Self {
        verdicts.fold(Self::Unclear, |so_far, verdict| match (so_far, verdict) {
            (Self::Short, _) | (_, Self::Short) => Self::Short,
            (Self::Well, _) | (_, Self::Well) => Self::Well,
            (Self::Unclear, Self::Unclear) => Self::Unclear,
        })
    }
}

impl Gap {
    /// Short when the whole interval is below 0; well when none of it is.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match () {
            () if self.high < 0.0 => Verdict::Short,
            () if 0.0 <= self.low => Verdict::Well,
            () => Verdict::Unclear,
        }
    }
}

impl Asked {
    /// What survey and pulses say together.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let pulses = self.disappointed.iter().map(Verdict::of_failures);
        Verdict::together(self.gap.iter().map(Gap::verdict).chain(pulses))
    }
}

impl Done {
    /// What promises and encounters say together.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::together([&self.broken, &self.disappointed].into_iter().flatten().map(Verdict::of_failures))
    }
}

/// What the two kinds of evidence say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Finding {
    /// Both see it fall short: begin here.
    Both,
    /// Customers say so, and our records do not show it: what disappoints them is not written down.
    AskedOnly,
    /// Our records show it, and customers do not say so yet.
    DoneOnly,
    /// Both say that it is well.
    Neither,
    /// One of them has too few to say; what the other says stands alone.
    One(Verdict),
    /// Neither has enough.
    Unclear,
}

impl Finding {
    /// From the two verdicts.
    #[must_use]
    pub fn of(asked: Verdict, done: Verdict) -> Self {
        match (asked, done) {
            (Verdict::Short, Verdict::Short) => Self::Both,
            (Verdict::Short, Verdict::Well) => Self::AskedOnly,
            (Verdict::Well, Verdict::Short) => Self::DoneOnly,
            (Verdict::Well, Verdict::Well) => Self::Neither,
            (Verdict::Unclear, Verdict::Unclear) => Self::Unclear,
            (Verdict::Unclear, one) | (one, Verdict::Unclear) => Self::One(one),
        }
    }

    /// Which findings to say first.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Both => 0,
            Self::AskedOnly | Self::DoneOnly => 1,
            Self::One(Verdict::Short) => 2,
            Self::One(_) | Self::Unclear => 3,
            Self::Neither => 4,
        }
    }

    /// The name of the sentence for a reader.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Both => "index-both",
            Self::AskedOnly => "index-asked-only",
            Self::DoneOnly => "index-done-only",
            Self::Neither => "index-neither",
            Self::One(Verdict::Short) => "index-one-short",
            Self::One(_) => "index-one-well",
            Self::Unclear => "index-unclear",
        }
    }

    /// The name of the sentence about one customer.
    #[must_use]
    pub fn code_of_one(self) -> &'static str {
        match self {
            Self::Both => "index-own-both",
            Self::AskedOnly => "index-own-asked-only",
            Self::DoneOnly => "index-own-done-only",
            Self::Neither => "index-own-neither",
            Self::One(Verdict::Short) => "index-own-one-short",
            Self::One(_) => "index-own-one-well",
            Self::Unclear => "index-own-unclear",
        }
    }
}

/// The fewest places that make more than half of all failures, largest first; none when it takes more than a third of the
/// places that have any, for then no place is the reason.
#[must_use]
pub fn makers<T: Copy>(failures: &[(T, u64)]) -> Vec<(T, u64)> {
    let mut some: Vec<(T, u64)> = failures.iter().copied().filter(|(_, count)| 0 < *count).collect();
    some.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let total: u64 = some.iter().map(|(_, count)| count).sum();
    let mut sum = 0;
    let enough = some.iter().position(|(_, count)| {
        sum += count;
        total < 2 * sum
    });
    match enough {
        Some(last) if (last + 1) * 3 <= failures.len().max(3) => some[..=last].to_vec(),
        _ => vec![],
    }
}

/// A row of the index, of many customers.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The factor.
    pub factor: Factor,
    /// What was asked, as far as it may be shown.
    pub asked: Asked,
    /// What was done.
    pub done: Done,
}

impl Row {
    /// What the row says.
    #[must_use]
    pub fn finding(&self) -> Finding {
        Finding::of(self.asked.verdict(), self.done.verdict())
    }
}

/// A row of the index of one customer, who is no sample of anything: what they said they said, and what was broken was broken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnRow {
    /// The factor.
    pub factor: Factor,
    /// Their own gap, where a survey that is not anonymous asked for both.
    pub gap: Option<f64>,
    /// What they said in pulses, and in surveys that ask for perceptions only.
    pub said: Tally,
    /// Promises to them that were broken.
    pub broken: u64,
    /// Promises to them that came to an end that counts.
    pub ended: u64,
    /// What we noted of encounters with them.
    pub noted: Tally,
}

impl OwnRow {
    /// What they say: it falls short by a whole [`STEP`], or disappointed once.
    #[must_use]
    pub fn asked(&self) -> Verdict {
        let gap = self.gap.map(|gap| match () {
            () if gap <= -STEP => Verdict::Short,
            () if 0.0 <= gap => Verdict::Well,
            () => Verdict::Unclear,
        });
        Verdict::together(gap.into_iter().chain(once(self.said.disappointed, self.said.n())))
    }

    /// What we did: one broken promise or one encounter that disappointed is enough.
    #[must_use]
    pub fn done(&self) -> Verdict {
        let promises = once(self.broken, self.ended);
        Verdict::together(promises.into_iter().chain(once(self.noted.disappointed, self.noted.n())))
    }

    /// What the row says.
    #[must_use]
    pub fn finding(&self) -> Finding {
        Finding::of(self.asked(), self.done())
    }
}

fn once(failed: u64, of: u64) -> Option<Verdict> {
    match (failed, of) {
        (_, 0) => None,
        (0, _) => Some(Verdict::Well),
        _ => Some(Verdict::Short),
    }
}

#[cfg(test)]
mod tests {
    use statistics::uncertainty::proportion::wilson;

    use super::*;

    fn row(gap: (f64, f64), broken: (u64, u64)) -> Row {
        Row {
            factor: Factor::Reliability,
            asked: Asked {
                gap: Some(Gap { gap: (gap.0 + gap.1) / 2.0, low: gap.0, high: gap.1, n: 100 }),
                disappointed: None,
            },
            done: Done { broken: wilson(broken.0, broken.1, 0.95).ok(), disappointed: None },
        }
    }

    #[test]
    fn where_asked_and_done_disagree_is_the_finding() {
        assert_eq!(row((-0.6, -0.2), (29, 100)).finding(), Finding::Both);
        assert_eq!(row((-0.6, -0.2), (1, 100)).finding(), Finding::AskedOnly);
        assert_eq!(row((0.1, 0.3), (29, 100)).finding(), Finding::DoneOnly);
        assert_eq!(row((0.1, 0.3), (1, 100)).finding(), Finding::Neither);
    }

    #[test]
    fn too_few_say_nothing_and_what_the_other_says_stands_alone() {
        // 2 of 10: from 0.06 to 0.51, on both sides of one in ten.
        assert_eq!(row((-0.6, -0.2), (2, 10)).finding(), Finding::One(Verdict::Short));
        assert_eq!(row((-0.1, 0.2), (0, 0)).finding(), Finding::Unclear);
        let ranks =
            [Finding::Both, Finding::AskedOnly, Finding::One(Verdict::Short), Finding::Unclear, Finding::Neither];
        assert!(ranks.windows(2).all(|pair| pair[0].rank() < pair[1].rank()));
    }

    #[test]
    fn one_kind_of_failure_is_enough_to_fall_short() {
        let done = |broken, disappointed| Done {
            broken: wilson(broken, 100, 0.95).ok(),
            disappointed: wilson(disappointed, 100, 0.95).ok(),
        };
        assert_eq!(done(1, 40).verdict(), Verdict::Short);
        assert_eq!(done(1, 10).verdict(), Verdict::Well);
        assert_eq!(done(10, 10).verdict(), Verdict::Unclear);
        assert_eq!(Done::default().verdict(), Verdict::Unclear);
    }

    #[test]
    fn pulses_speak_where_no_survey_asks_and_add_to_one_that_does() {
        let pulses = |disappointed| Asked { gap: None, disappointed: wilson(disappointed, 100, 0.95).ok() };
        assert_eq!(pulses(40).verdict(), Verdict::Short);
        assert_eq!(pulses(1).verdict(), Verdict::Well);
        assert_eq!(Asked::default().verdict(), Verdict::Unclear);
        let both = Asked { gap: Some(Gap { gap: 0.2, low: 0.1, high: 0.3, n: 100 }), ..pulses(40) };
        assert_eq!(both.verdict(), Verdict::Short);
    }

    #[test]
    fn of_one_customer_a_single_failure_counts_and_a_small_gap_does_not() {
        let nothing = OwnRow {
            factor: Factor::Empathy,
            gap: None,
            said: Tally::default(),
            broken: 0,
            ended: 0,
            noted: Tally::default(),
        };
        assert_eq!(nothing.finding(), Finding::Unclear);
        let bad = Tally { disappointed: 1, ..Tally::default() };
        let good = Tally { met: 3, ..Tally::default() };
        assert_eq!(OwnRow { gap: Some(-0.9), ended: 4, ..nothing }.finding(), Finding::One(Verdict::Well));
        assert_eq!(OwnRow { gap: Some(-1.0), ended: 4, ..nothing }.finding(), Finding::AskedOnly);
        assert_eq!(OwnRow { gap: Some(-1.0), ended: 4, broken: 1, ..nothing }.finding(), Finding::Both);
        assert_eq!(OwnRow { said: good, noted: bad, ..nothing }.finding(), Finding::DoneOnly);
        assert_eq!(OwnRow { said: bad, noted: good, ..nothing }.finding(), Finding::AskedOnly);
        assert_eq!(OwnRow { gap: Some(0.0), noted: good, ..nothing }.finding(), Finding::Neither);
    }

    #[test]
    fn two_touchpoints_of_seven_make_most_of_it() {
        let failures = [('a', 1), ('b', 9), ('c', 2), ('d', 8), ('e', 3), ('f', 0), ('g', 2)];
        assert_eq!(makers(&failures), [('b', 9), ('d', 8)]);
        // 4 + 4 + 4 of 20 would be three of five: no place is the reason.
        assert_eq!(makers(&[('a', 4), ('b', 4), ('c', 4), ('d', 4), ('e', 4)]), []);
        assert_eq!(makers(&[('a', 5)]), [('a', 5)]);
        assert_eq!(makers::<char>(&[]), []);
    }
}
