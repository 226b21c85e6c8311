//! The zone of tolerance: where perception stands between what is still acceptable and what is wished for.
//!
//! Separate from the plain gap, because it has two standards and the interesting number is who falls outside. It takes
//! the two differences of the same respondents; a respondent counts only where minimum, desired and perceived are all
//! answered. Respondents who wish for less than they accept are kept and counted, never repaired.
//!
//! Formula: adequacy = mean(P − M), superiority = mean(P − D), width = mean(D − M), position = adequacy / width
//! Unit: scale points; shares between 0 and 1; the position is 0 at the minimum and 1 at the desired level.
//! Needs: `Sums` of the two differences, `Histogram`s for the shares. Undefined below two respondents.
//! Source: Zeithaml, Berry & Parasuraman (1993), J. Academy of Marketing Science 21, 1–12; Parasuraman, Zeithaml & Berry
//! (1994), Journal of Retailing 70, 201–230.
//! Method page: docs/method/zone.md

use super::mean::{MeanSummary, mean};
use crate::Undefined;
use sums::{Histogram, Sums};

/// The zone of tolerance of an item or a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Respondents who answered all three.
    pub n: i64,
    /// Service adequacy, perceived − minimum: below zero is not acceptable.
    pub adequacy: MeanSummary,
    /// Service superiority, perceived − desired: above zero is more than wished for.
    pub superiority: MeanSummary,
    /// Width of the zone, desired − minimum.
    pub width: MeanSummary,
    /// Mean adequacy by mean width. A ratio of means: the mean of ratios explodes where a respondent's zone is narrow.
    pub position: Result<f64, Undefined>,
}

/// Which part of the respondents perceives less than acceptable, enough, and more than desired.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneShares {
    /// Respondents who answered all three.
    pub n: u64,
    /// Share below the minimum.
    pub below: f64,
    /// Share within the zone, ends included; exact as long as nobody is inverted, otherwise at most `inverted / n` too low.
    pub within: f64,
    /// Share above the desired level.
    pub above: f64,
    /// Respondents whose desired level is below their minimum. They may be below and above at once.
    pub inverted: u64,
    /// Respondents whose desired level is their minimum.
    pub zero_width: u64,
}

/// The zone from two variables of `sums`: `adequacy` is `scale` × (P − M), `superiority` is `scale` × (P − D).
///
/// # Errors
/// When fewer than two respondents answered all three.
pub fn zone(sums: &Sums, adequacy: usize, superiority: usize, scale: i64, level: f64) -> Result<Zone, Undefined> {
    let mut difference = vec![0; sums.variables()];
    difference[adequacy] += 1;
    difference[superiority] -= 1;
    let width = mean(&sums.linear(&[difference]), 0, scale, level)?;
    let adequacy = mean(sums, adequacy, scale, level)?;
    let superiority = mean(sums, superiority, scale, level)?;
    let position = if width.mean == 0.0 { Err(Undefined::NoVariation) } else { Ok(adequacy.mean / width.mean) };
    Ok(Zone { n: sums.n(), adequacy, superiority, width, position })
}

/// The shares outside and inside the zone, from the distributions of P − M, P − D and D − M over the same respondents.
///
/// # Errors
/// When nobody answered all three.
pub fn zone_shares(adequacy: &Histogram, superiority: &Histogram, width: &Histogram) -> Result<ZoneShares, Undefined> {
    let n = adequacy.n();
    if n == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    let count = |histogram: &Histogram, wanted: fn(i64) -> bool| -> u64 {
        histogram.values().filter(|(value, _)| wanted(*value)).map(|(_, count)| count).sum()
    };
    let below = count(adequacy, |x| x < 0);
    let above = count(superiority, |x| 0 < x);
    let share = |respondents: u64| respondents as f64 / n as f64;
    Ok(ZoneShares {
        n,
        below: share(below),
        within: share(n.saturating_sub(below + above)),
        above: share(above),
        inverted: count(width, |x| x < 0),
        zero_width: count(width, |x| x == 0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (M, D, P) of four respondents: below, within, at the desired end, above.
    const ANSWERS: [(i64, i64, i64); 4] = [(6, 8, 5), (5, 7, 6), (6, 9, 9), (5, 6, 8)];

    fn differences(of: fn((i64, i64, i64)) -> i64) -> Vec<i64> {
        ANSWERS.iter().map(|&answers| of(answers)).collect()
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // P − M: −1, 1, 3, 3 (mean 1.5); P − D: −3, −1, 0, 2 (mean −0.5); D − M: 2, 2, 3, 1 (mean 2).
        let rows: Vec<Vec<i64>> = ANSWERS.iter().map(|&(m, d, p)| vec![p - m, p - d]).collect();
        let zone = zone(&Sums::of_rows(&rows), 0, 1, 1, 0.95).unwrap();
        assert_eq!((zone.adequacy.mean, zone.superiority.mean, zone.width.mean), (1.5, -0.5, 2.0));
        assert_eq!(zone.position, Ok(0.75));
        let shares = zone_shares(
            &Histogram::of(&differences(|(m, _, p)| p - m)),
            &Histogram::of(&differences(|(_, d, p)| p - d)),
            &Histogram::of(&differences(|(m, d, _)| d - m)),
        );
        let expected = ZoneShares { n: 4, below: 0.25, within: 0.5, above: 0.25, inverted: 0, zero_width: 0 };
        assert_eq!(shares, Ok(expected));
    }

    #[test]
    fn who_wishes_for_less_than_they_accept_is_counted() {
        // (M, D, P) = (7, 5, 6): below the minimum and above the desired level at once.
        let shares = zone_shares(&Histogram::of(&[-1]), &Histogram::of(&[1]), &Histogram::of(&[-2])).unwrap();
        assert_eq!((shares.inverted, shares.below, shares.within, shares.above), (1, 1.0, 0.0, 1.0));
    }

    #[test]
    fn nobody_and_a_zone_without_width_say_why() {
        let none = Histogram::new(-8, 8);
        assert_eq!(zone_shares(&none, &none, &none), Err(Undefined::NobodyAnswered));
        assert_eq!(zone(&Sums::new(2), 0, 1, 1, 0.95), Err(Undefined::NobodyAnswered));
        let flat = zone(&Sums::of_rows(&[vec![1, 1], vec![2, 2]]), 0, 1, 1, 0.95).unwrap();
        assert_eq!(flat.position, Err(Undefined::NoVariation));
    }
}
