//! Where inside is the customers' shortfall made? Which of the provider's four gaps is largest, and is it sure.
//!
//! Separate from the gaps themselves, because the largest of several numbers is not thereby different from the second. It names
//! a gap only when its whole interval is a shortfall, calls it clear only when it is larger than every other by more than both
//! intervals allow, and gives no cause: it says where to look first.
//!
//! Formula: largest = the most negative of gaps 1 to 4 whose interval lies below 0; clear when its upper end lies below the lower
//! end of every other
//! Unit: points of the answer scale.
//! Needs: gaps 1 to 4 of one item or dimension, as far as they were asked. Undefined: none of them could be computed.
//! Source: Parasuraman, Zeithaml & Berry (1985), Journal of Marketing 49(4), 41–50.
//! Method page: docs/method/provider-gaps.md

use super::gaps::{Gap, ProviderGap};
use crate::Undefined;

/// Where the shortfall is made, as data for a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct WhereMade {
    /// The largest shortfall inside; absent when none has an interval that lies below 0.
    pub largest: Option<(Gap, ProviderGap)>,
    /// The next largest of all that could be computed, whether shown or not.
    pub next: Option<(Gap, ProviderGap)>,
    /// Whether the largest is so beyond doubt.
    pub clear: bool,
    /// Gaps that were not asked or could not be computed: the shortfall may be made there, unseen.
    pub unknown: Vec<(Gap, Undefined)>,
}

/// Looks for the largest of gaps 1 to 4; gap 5 is what is to be explained and is passed over.
///
/// # Errors
/// [`Undefined::NotAsked`] when no gap is given, else the reason of the first when none could be computed.
pub fn where_made(gaps: &[(Gap, Result<ProviderGap, Undefined>)]) -> Result<WhereMade, Undefined> {
    let inside = || gaps.iter().filter(|(gap, _)| *gap != Gap::Service);
    let mut known: Vec<(Gap, ProviderGap)> =
        inside().filter_map(|(gap, found)| Some((*gap, found.clone().ok()?))).collect();
    let unknown: Vec<(Gap, Undefined)> =
        inside().filter_map(|(gap, found)| Some((*gap, found.as_ref().err().copied()?))).collect();
    if known.is_empty() {
        return Err(unknown.first().map_or(Undefined::NotAsked, |(_, reason)| *reason));
    }
    known.sort_by(|a, b| a.1.difference.total_cmp(&b.1.difference));
    let Some(place) = known.iter().position(|(_, gap)| gap.high < 0.0) else {
        return Ok(WhereMade { largest: None, next: known.first().cloned(), clear: false, unknown });
    };
    let largest = known.remove(place);
    let clear = unknown.is_empty() && known.iter().all(|(_, other)| largest.1.high < other.low);
    Ok(WhereMade { next: known.first().cloned(), clear, largest: Some(largest), unknown })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(difference: f64, reach: f64) -> Result<ProviderGap, Undefined> {
        Ok(ProviderGap {
            n: (20, 20),
            difference,
            se: reach / 2.0,
            df: 38.0,
            low: difference - reach,
            high: difference + reach,
            p: 0.01,
            p_holm: 0.01,
            small: false,
        })
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // Managers know (−0.1 ± 0.3), standards are lower than that (−1.5 ± 0.4), delivery keeps them (0.1 ± 0.3), promises are
        // a little too large (−0.4 ± 0.3): made at gap 2, beyond doubt (−1.1 < −0.7).
        let gaps = [
            (Gap::Knowledge, gap(-0.1, 0.3)),
            (Gap::Standards, gap(-1.5, 0.4)),
            (Gap::Delivery, gap(0.1, 0.3)),
            (Gap::Communication, gap(-0.4, 0.3)),
            (Gap::Service, gap(-2.0, 0.1)),
        ];
        let found = where_made(&gaps).unwrap();
        assert_eq!(found.largest.map(|(gap, _)| gap), Some(Gap::Standards));
        assert_eq!(found.next.map(|(gap, _)| gap), Some(Gap::Communication));
        assert!(found.clear && found.unknown.is_empty());
    }

    #[test]
    fn the_largest_is_not_clear_while_another_may_be_as_large_or_was_not_asked() {
        let close = where_made(&[(Gap::Knowledge, gap(-1.0, 0.5)), (Gap::Delivery, gap(-0.8, 0.5))]).unwrap();
        assert!(close.largest.is_some_and(|(gap, _)| gap == Gap::Knowledge) && !close.clear);
        let unknown = [(Gap::Knowledge, gap(-1.0, 0.1)), (Gap::Standards, Err(Undefined::NotAsked))];
        let found = where_made(&unknown).unwrap();
        assert!(!found.clear && found.unknown == [(Gap::Standards, Undefined::NotAsked)]);
    }

    #[test]
    fn a_large_gap_of_few_does_not_hide_a_sure_one() {
        let found = where_made(&[(Gap::Knowledge, gap(-1.0, 1.5)), (Gap::Delivery, gap(-0.8, 0.5))]).unwrap();
        assert_eq!(found.largest.map(|(gap, _)| gap), Some(Gap::Delivery));
        assert_eq!(found.next.map(|(gap, _)| gap), Some(Gap::Knowledge));
        assert!(!found.clear);
    }

    #[test]
    fn without_a_sure_shortfall_nothing_is_named() {
        let found = where_made(&[(Gap::Knowledge, gap(0.5, 0.2)), (Gap::Delivery, gap(-0.1, 0.5))]).unwrap();
        assert_eq!((found.largest, found.clear), (None, false));
        assert_eq!(where_made(&[]), Err(Undefined::NotAsked));
        assert_eq!(where_made(&[(Gap::Service, gap(-1.0, 0.1))]), Err(Undefined::NotAsked));
        let reason = Undefined::TooFewRespondents { n: 1, needed: 2 };
        assert_eq!(where_made(&[(Gap::Delivery, Err(reason))]), Err(reason));
    }
}
