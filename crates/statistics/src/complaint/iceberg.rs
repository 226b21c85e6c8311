//! How many customers have a problem for each one that complains?
//!
//! Separate from the register of complaints, which is the tip alone. All of it comes from a survey of customers chosen at random;
//! the register only enters where it is compared with that. It refuses a fixed multiplier: "26 silent behind each complaint" is a
//! misquotation, and who has no survey of its own gets a wide band, marked as read and not measured.
//!
//! Formula: π = problem / n, c = complained / problem, silent share = π (1 − c), multiplier = 1 / c, its interval 1 / (ends of
//! Wilson's interval of c); market N π; behind C complaints C / c; capture rate of the register = C / (N π c)
//! Unit: shares from 0 to 1; customers; dissatisfied customers per complaint.
//! Needs: counts from a random survey; customers in the market and complaints in the register, where known.
//! Undefined: nobody was asked; c and what follows from it, when nobody had a problem; a multiplier has no upper end when
//! nobody complained; below thirty problems there are intervals and no estimates.
//! Source: Goodman (2005), letter in Quality Progress 38(11), on the misquoted "4 %"; Wilson (1927), Journal of the American
//! Statistical Association 22, 209–212.
//! Method page: docs/method/iceberg.md

use crate::Undefined;
use crate::uncertainty::proportion::{Share, wilson};

/// Fewer problems than this give intervals and no estimates.
pub const PROBLEMS_MIN: u64 = 30;

/// The multipliers that the literature holds, for who has no survey: from two to twenty, depending on channel and severity.
pub const LITERATURE: (f64, f64) = (2.0, 20.0);

/// An estimate with its interval, of a number that may have no upper end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Banded {
    /// The estimate; absent where there are too few problems, or nothing to divide by.
    pub estimate: Option<f64>,
    /// Lower end.
    pub low: f64,
    /// Upper end; absent when the answers set none.
    pub high: Option<f64>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// From the organisation's own random survey.
    Measured,
    /// From what others published: not measured here.
    Literature,
}

/// What a random survey says of problems and complaints.
#[derive(Debug, Clone, PartialEq)]
pub struct Iceberg {
    /// Who had a problem, of all: π.
    pub problem: Share,
    /// Who complained, of those: c.
    pub complaint: Result<Share, Undefined>,
    /// Who had a problem and said nothing, of all: π(1 − c), with Wilson's interval.
    pub silent: Share,
    /// Who complained, of all: πc.
    pub heard: Share,
    /// Customers with a problem per complaint.
    pub multiplier: Result<Banded, Undefined>,
    /// Whether there are fewer than [`PROBLEMS_MIN`] problems: show intervals only, of the shares, too.
    pub interval_only: bool,
}

/// The iceberg of `n` customers chosen at random, of whom `problem` had a problem and `complained` complained about it.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] without respondents, [`Undefined::OutOfRange`] when a part exceeds its whole.
pub fn iceberg(n: u64, problem: u64, complained: u64, level: f64) -> Result<Iceberg, Undefined> {
    if n < problem || problem < complained {
        return Err(Undefined::OutOfRange);
    }
    let interval_only = problem < PROBLEMS_MIN;
    let complaint = wilson(complained, problem, level);
    let multiplier = complaint.as_ref().map(|c| per(1.0, c, !interval_only)).map_err(|reason| *reason);
    Ok(Iceberg {
        problem: wilson(problem, n, level)?,
        complaint,
        silent: wilson(problem - complained, n, level)?,
        heard: wilson(complained, n, level)?,
        multiplier,
        interval_only,
    })
}

/// `amount` divided by a share and by the ends of its interval.
fn per(amount: f64, share: &Share, with_estimate: bool) -> Banded {
    let over = |share: f64| (share > 0.0).then(|| amount / share);
    Banded {
        estimate: over(share.share).filter(|_| with_estimate),
        low: amount / share.high,
        high: over(share.low),
        origin: Origin::Measured,
    }
}

fn times(amount: f64, share: &Share, with_estimate: bool) -> Banded {
    Banded {
        estimate: with_estimate.then_some(amount * share.share),
        low: amount * share.low,
        high: Some(amount * share.high),
        origin: Origin::Measured,
    }
}

/// The iceberg of a whole market.
#[derive(Debug, Clone, PartialEq)]
pub struct Market {
    /// Customers with a problem: Nπ.
    pub with_problem: Banded,
    /// Of those, the silent: Nπ(1 − c).
    pub silent: Banded,
    /// Customers with a problem behind the complaints in the register: C/c.
    pub behind_register: Result<Banded, Undefined>,
    /// Which part of what was said is written down: C/(Nπc). Above 1, the register counts more than the survey explains.
    pub capture_rate: Result<Banded, Undefined>,
}

/// The iceberg of `customers` in the market, of whose complaints `complaints` are in the register, over the time that the
/// survey asked about.
#[must_use]
pub fn market(iceberg: &Iceberg, customers: u64, complaints: u64) -> Market {
    let sure = !iceberg.interval_only;
    let (customers, complaints) = (customers as f64, complaints as f64);
    let capture = if customers > 0.0 {
        Ok(per(complaints / customers, &iceberg.heard, sure))
    } else {
        Err(Undefined::OutOfRange)
    };
    Market {
        with_problem: times(customers, &iceberg.problem, sure),
        silent: times(customers, &iceberg.silent, sure),
        behind_register: iceberg.complaint.as_ref().map(|c| per(complaints, c, sure)).map_err(|reason| *reason),
        capture_rate: capture,
    }
}

/// The band for who has no survey: customers with a problem behind `complaints`, by the literature.
#[must_use]
pub fn by_literature(complaints: u64) -> Banded {
    let complaints = complaints as f64;
    Banded {
        estimate: None,
        low: LITERATURE.0 * complaints,
        high: Some(LITERATURE.1 * complaints),
        origin: Origin::Literature,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 62 of 300 had a problem, 27 of those complained: π = 0.2067, c = 0.4355, silent 35/300, multiplier 62/27 = 2.296.
        // 10,000 customers: 2,067 with a problem, 1,167 silent; 450 in the register: 1,033 behind them, half of the 900 heard.
        let found = iceberg(300, 62, 27, 0.95).unwrap();
        assert!((found.silent.share - 35.0 / 300.0).abs() < 1e-15);
        let multiplier = found.multiplier.unwrap();
        assert!((multiplier.estimate.unwrap() - 62.0 / 27.0).abs() < 1e-14);
        // Wilson of 27 in 62 is 0.3194 to 0.5591.
        assert!((multiplier.low - 1.7887).abs() < 1e-4 && (multiplier.high.unwrap() - 3.1306).abs() < 1e-4);
        let market = market(&found, 10_000, 450);
        assert!((market.with_problem.estimate.unwrap() - 6_200.0 / 3.0).abs() < 1e-9);
        assert!((market.silent.estimate.unwrap() - 3_500.0 / 3.0).abs() < 1e-9);
        assert!((market.behind_register.unwrap().estimate.unwrap() - 31_000.0 / 30.0).abs() < 1e-9);
        assert!((market.capture_rate.unwrap().estimate.unwrap() - 0.5).abs() < 1e-14);
    }

    #[test]
    fn below_thirty_problems_there_are_intervals_and_no_estimates() {
        let few = iceberg(300, 29, 10, 0.95).unwrap();
        let multiplier = few.multiplier.unwrap();
        assert!(few.interval_only && multiplier.estimate.is_none() && multiplier.high.is_some());
        let market = market(&few, 1000, 5);
        assert!(market.with_problem.estimate.is_none() && market.with_problem.low < market.with_problem.high.unwrap());
        assert!(market.capture_rate.is_ok_and(|rate| rate.estimate.is_none()));
        assert!(!iceberg(300, 30, 10, 0.95).unwrap().interval_only);
    }

    #[test]
    fn when_nobody_complained_the_multiplier_has_no_upper_end() {
        let silent = iceberg(100, 40, 0, 0.95).unwrap();
        let multiplier = silent.multiplier.unwrap();
        assert_eq!((multiplier.estimate, multiplier.high), (None, None));
        // The upper end of c is z²/(n + z²): at least (40 + 3.84)/3.84 = 11.4 behind each complaint that might have come.
        assert!((multiplier.low - 43.841_459 / 3.841_459).abs() < 1e-5);
        assert_eq!(market(&silent, 1000, 3).behind_register.unwrap().high, None);
    }

    #[test]
    fn without_problems_or_respondents_it_says_why() {
        let none = iceberg(100, 0, 0, 0.95).unwrap();
        assert_eq!((none.complaint, none.multiplier), (Err(Undefined::NobodyAnswered), Err(Undefined::NobodyAnswered)));
        assert_eq!(iceberg(0, 0, 0, 0.95), Err(Undefined::NobodyAnswered));
        assert_eq!(iceberg(10, 11, 0, 0.95), Err(Undefined::OutOfRange));
        assert_eq!(iceberg(10, 5, 6, 0.95), Err(Undefined::OutOfRange));
        let market = market(&iceberg(100, 40, 10, 0.95).unwrap(), 0, 0);
        assert_eq!(market.capture_rate, Err(Undefined::OutOfRange));
    }

    #[test]
    fn the_band_of_the_literature_is_marked_as_such_and_has_no_middle() {
        let band = by_literature(50);
        assert_eq!((band.estimate, band.low, band.high), (None, 100.0, Some(1000.0)));
        assert_eq!(band.origin, Origin::Literature);
    }
}
