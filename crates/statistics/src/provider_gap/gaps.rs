//! Do managers know what is expected, do standards say it, is it delivered, and is it what was promised?
//!
//! Separate from the comparison of segments: here each group answered another question about the same items, and the sign
//! has a meaning. Every gap is later minus earlier in the chain from expectation to service, so that negative is always a
//! shortfall. It refuses to pair: a manager is not the same person as a customer, and a mean of two managers is not known well
//! enough to accuse them.
//!
//! Formula: gap 1 = managers' estimate of E − customers' E, gap 2 = standards − managers' estimate, gap 3 = delivery − standards,
//! gap 4 = delivery − promises: difference of independent means by Welch, p by Holm over the items or dimensions of a gap;
//! gap 5 = mean (P − E) of the same customers, by the paired t
//! Unit: points of the answer scale; negative is a shortfall.
//! Needs: n, mean and standard deviation of both groups per item or dimension; for gap 5 the summary of the customers' gaps.
//! Undefined: a group of fewer than two; two groups that never vary. Groups below ten are flagged.
//! Source: Parasuraman, Zeithaml & Berry (1985), Journal of Marketing 49(4), 41–50; Zeithaml, Berry & Parasuraman (1988), Journal
//! of Marketing 52(2), 35–48.
//! Method page: docs/method/provider-gaps.md

use crate::Undefined;
use crate::comparison::Group;
use crate::comparison::multiplicity::{Adjustment, adjust};
use crate::comparison::welch::{WelchDifference, welch_difference};
use crate::gap::mean::{MeanSummary, paired_t};

/// A group smaller than this is shown with a warning.
pub const SMALL_BELOW: i64 = 10;

/// The five gaps, in the order of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// 1: managers do not know what customers expect.
    Knowledge,
    /// 2: standards do not demand what managers think customers expect.
    Standards,
    /// 3: what is delivered is not what the standards demand.
    Delivery,
    /// 4: what is delivered is not what was promised.
    Communication,
    /// 5: what customers perceive is not what they expect.
    Service,
}

impl Gap {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Knowledge, Self::Standards, Self::Delivery, Self::Communication, Self::Service];

    /// Its number, 1 to 5.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// Both groups that answered to one item or dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// Where the chain goes to: the managers' estimate, the standards, the delivery.
    pub later: Group,
    /// Where it comes from: the customers' expectation, the managers' estimate, the standards, the promises.
    pub earlier: Group,
}

/// One gap of one item or dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct ProviderGap {
    /// Respondents of the later and of the earlier group; the same for gap 5.
    pub n: (i64, i64),
    /// The gap; negative is a shortfall.
    pub difference: f64,
    /// Its standard error.
    pub se: f64,
    /// Degrees of freedom of its t distribution.
    pub df: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// The two-sided p-value.
    pub p: f64,
    /// The same, adjusted by Holm for the items or dimensions of this gap.
    pub p_holm: f64,
    /// Whether a group has fewer than [`SMALL_BELOW`] respondents: show the numbers with that warning.
    pub small: bool,
}

/// One of gaps 1 to 4 over items or dimensions, in the order given. Those that cannot be computed leave Holm's family.
#[must_use]
pub fn independent_gaps(asked: &[Asked], level: f64) -> Vec<Result<ProviderGap, Undefined>> {
    let gap = |asked: &Asked| welch_difference(&asked.later, &asked.earlier, level).map(of_groups);
    held_to_account(asked.iter().map(gap).collect())
}

/// Gap 5 over items or dimensions: the same customers said what they expect and what they perceive.
#[must_use]
pub fn service_gaps(gaps: &[Result<MeanSummary, Undefined>]) -> Vec<Result<ProviderGap, Undefined>> {
    let gap = |gap: &Result<MeanSummary, Undefined>| gap.as_ref().map_err(|reason| *reason).and_then(of_pairs);
    held_to_account(gaps.iter().map(gap).collect())
}

fn of_groups(welch: WelchDifference) -> ProviderGap {
    ProviderGap {
        n: welch.n,
        difference: welch.difference,
        se: welch.se,
        df: welch.df,
        low: welch.low,
        high: welch.high,
        p: welch.p,
        p_holm: welch.p,
        small: welch.n.0.min(welch.n.1) < SMALL_BELOW,
    }
}

fn of_pairs(gap: &MeanSummary) -> Result<ProviderGap, Undefined> {
    let test = paired_t(gap)?;
    Ok(ProviderGap {
        n: (gap.n, gap.n),
        difference: gap.mean,
        se: gap.se,
        df: test.df,
        low: gap.low,
        high: gap.high,
        p: test.p,
        p_holm: test.p,
        small: gap.n < SMALL_BELOW,
    })
}

fn held_to_account(mut gaps: Vec<Result<ProviderGap, Undefined>>) -> Vec<Result<ProviderGap, Undefined>> {
    let p: Vec<Option<f64>> = gaps.iter().map(|gap| gap.as_ref().ok().map(|gap| gap.p)).collect();
    for (gap, adjusted) in gaps.iter_mut().zip(adjust(&p, Adjustment::Holm).p) {
        if let (Ok(gap), Some(adjusted)) = (gap, adjusted) {
            gap.p_holm = adjusted;
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(later: (i64, f64, f64), earlier: (i64, f64, f64)) -> Asked {
        let group = |(n, mean, sd)| Group { n, mean, sd };
        Asked { later: group(later), earlier: group(earlier) }
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // Ten managers estimate 5.5 (sd 1), a hundred customers expect 6.5 (sd 1): −1, se² = 0.1 + 0.01, df = 0.0121/(0.01/9 +
        // 0.0001/99) = 10.88, t = −3.015.
        let gaps = independent_gaps(&[asked((10, 5.5, 1.0), (100, 6.5, 1.0))], 0.95);
        let gap = gaps[0].clone().unwrap();
        assert!((gap.difference + 1.0).abs() < 1e-14 && (gap.se - 0.11_f64.sqrt()).abs() < 1e-14);
        assert!((gap.df - 0.0121 / (0.01 / 9.0 + 0.0001 / 99.0)).abs() < 1e-10);
        assert!(gap.low < -1.0 && gap.high < 0.0 && gap.p == gap.p_holm && !gap.small);
    }

    #[test]
    fn more_managers_than_customers_do_not_make_pairs() {
        // Nine managers are a small group and are flagged; the order of the groups gives the sign.
        let gap = independent_gaps(&[asked((9, 6.0, 1.0), (9, 5.0, 1.0))], 0.95)[0].clone().unwrap();
        assert!(gap.small && gap.difference == 1.0);
        // Paired, eight degrees of freedom would remain; of two groups sixteen do.
        assert!((gap.df - 16.0).abs() < 1e-12);
    }

    #[test]
    fn what_cannot_be_computed_leaves_the_family() {
        let fine = asked((10, 5.5, 1.0), (100, 6.5, 1.0));
        let gaps = independent_gaps(&[fine, asked((1, 5.0, 0.0), (100, 6.0, 1.0)), fine], 0.95);
        assert_eq!(gaps[1], Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
        let first = gaps[0].clone().unwrap();
        assert!((first.p_holm - 2.0 * first.p).abs() < 1e-15);
        assert_eq!(independent_gaps(&[asked((5, 5.0, 0.0), (5, 6.0, 0.0))], 0.95), [Err(Undefined::NoVariation)]);
        assert!(independent_gaps(&[], 0.95).is_empty());
    }

    #[test]
    fn the_customers_own_gap_is_paired() {
        let summary = MeanSummary::new(100, -0.5, 1.0, 0.95);
        let gaps = service_gaps(&[summary.clone(), Err(Undefined::NotAsked), MeanSummary::new(5, -1.0, 0.0, 0.95)]);
        let gap = gaps[0].clone().unwrap();
        assert_eq!((gap.n, gap.df, gap.difference), ((100, 100), 99.0, -0.5));
        assert_eq!((gap.low, gap.high), (summary.as_ref().unwrap().low, summary.as_ref().unwrap().high));
        assert_eq!((&gaps[1], &gaps[2]), (&Err(Undefined::NotAsked), &Err(Undefined::NoVariation)));
    }

    #[test]
    fn gaps_have_the_numbers_of_the_literature() {
        assert_eq!(Gap::ALL.map(Gap::number), [1, 2, 3, 4, 5]);
    }
}
