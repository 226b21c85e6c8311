//! The five factors, with what was asked and what was done side by side: where the two disagree is the finding.
//!
//! Separate from both, because neither knows the other. Each kind of evidence gives a verdict of its own from its interval, so
//! that a gap and a share are compared without a common unit. It makes no single score of them: an average would hide what it is for.

use statistics::uncertainty::proportion::Share;

use crate::Factor;

/// What an organisation may break before a factor counts as falling short: one promise, or one encounter, in ten.
pub const TOLERATED: f64 = 0.1;

/// What was asked of a factor: the gap, perception less expectation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// The mean gap.
    pub gap: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Of how many.
    pub n: u64,
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

impl Asked {
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

impl Done {
    /// Short when either share is above what is tolerated; well when one is below it and the other not above.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let of = |share: &Share| match () {
            () if TOLERATED < share.low => Verdict::Short,
            () if share.high <= TOLERATED => Verdict::Well,
            () => Verdict::Unclear,
        };
        let verdicts: Vec<Verdict> = [&self.broken, &self.disappointed].into_iter().flatten().map(of).collect();
        match () {
            () if verdicts.contains(&Verdict::Short) => Verdict::Short,
            () if verdicts.contains(&Verdict::Well) => Verdict::Well,
            () => Verdict::Unclear,
        }
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

/// A row of the index.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The factor.
    pub factor: Factor,
    /// What was asked, if it may be shown.
    pub asked: Option<Asked>,
    /// What was done.
    pub done: Done,
}

impl Row {
    /// What the row says.
    #[must_use]
    pub fn finding(&self) -> Finding {
        Finding::of(self.asked.map_or(Verdict::Unclear, |asked| asked.verdict()), self.done.verdict())
    }
}

#[cfg(test)]
mod tests {
    use statistics::uncertainty::proportion::wilson;

    use super::*;

    fn row(gap: (f64, f64), broken: (u64, u64)) -> Row {
        Row {
            factor: Factor::Reliability,
            asked: Some(Asked { gap: (gap.0 + gap.1) / 2.0, low: gap.0, high: gap.1, n: 100 }),
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
    fn two_touchpoints_of_seven_make_most_of_it() {
        let failures = [('a', 1), ('b', 9), ('c', 2), ('d', 8), ('e', 3), ('f', 0), ('g', 2)];
        assert_eq!(makers(&failures), [('b', 9), ('d', 8)]);
        // 4 + 4 + 4 of 20 would be three of five: no place is the reason.
        assert_eq!(makers(&[('a', 4), ('b', 4), ('c', 4), ('d', 4), ('e', 4)]), []);
        assert_eq!(makers(&[('a', 5)]), [('a', 5)]);
        assert_eq!(makers::<char>(&[]), []);
    }
}
