//! How many customers have a problem, when two lists of them overlap?
//!
//! Separate from the iceberg, which needs a random survey: here two lists that were made independently suffice, such as a
//! survey's and the register's. They seldom are independent (who talks, answers surveys and complains), and then the number is too
//! low: it is given as a lower bound.
//!
//! Formula: N = (n₁ + 1)(n₂ + 1)/(m + 1) − 1, var = (n₁ + 1)(n₂ + 1)(n₁ − m)(n₂ − m)/((m + 1)²(m + 2))
//! Unit: customers.
//! Needs: how many are on each list and on both. Undefined: nobody on a list; more on both than on one.
//! Source: Chapman (1951), University of California Publications in Statistics 1, 131–160; variance of Seber (1970), Biometrics
//! 26, 13–22.
//! Method page: docs/method/iceberg.md

use crate::Undefined;
use crate::distribution::normal_quantile;

/// Fewer than this on both lists and the estimate hangs on single names.
pub const BOTH_MIN: u64 = 7;

/// An estimate from two lists: a lower bound wherever being on one makes being on the other likelier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoLists {
    /// Customers with a problem, on a list or on none.
    pub estimate: f64,
    /// Its variance.
    pub variance: f64,
    /// Its standard error.
    pub se: f64,
    /// Lower end of its normal interval; never below those known by name.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Customers on at least one list.
    pub known: u64,
    /// Whether fewer than [`BOTH_MIN`] are on both.
    pub few: bool,
}

/// Chapman's estimate from `first` customers on one list, `second` on another and `both` on both.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] when a list is empty, [`Undefined::OutOfRange`] when more are on both than on one.
pub fn two_lists(first: u64, second: u64, both: u64, level: f64) -> Result<TwoLists, Undefined> {
    if first == 0 || second == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    if first.min(second) < both {
        return Err(Undefined::OutOfRange);
    }
    let (n1, n2, m) = (first as f64, second as f64, both as f64);
    let product = (n1 + 1.0) * (n2 + 1.0);
    let estimate = product / (m + 1.0) - 1.0;
    let variance = product * (n1 - m) * (n2 - m) / ((m + 1.0) * (m + 1.0) * (m + 2.0));
    let se = variance.sqrt();
    let reach = normal_quantile(0.5 + 0.5 * level) * se;
    let known = first + (second - both);
    let low = (estimate - reach).max(known as f64);
    Ok(TwoLists { estimate, variance, se, low, high: estimate + reach, known, few: both < BOTH_MIN })
}

#[cfg(test)]
mod tests {
    use super::two_lists;
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 120 and 85 with 30 on both: 121·86/31 − 1 = 334.68; var = 121·86·90·55/(31²·32) = 1675.0.
        let found = two_lists(120, 85, 30, 0.95).unwrap();
        assert!((found.estimate - (10_406.0 / 31.0 - 1.0)).abs() < 1e-12);
        assert!((found.variance - 10_406.0 * 4_950.0 / 30_752.0).abs() < 1e-9);
        assert_eq!((found.known, found.few), (175, false));
    }

    #[test]
    fn lists_that_are_the_same_find_nobody_else() {
        let same = two_lists(50, 50, 50, 0.95).unwrap();
        assert_eq!((same.estimate, same.se, same.low, same.high), (50.0, 0.0, 50.0, 50.0));
    }

    #[test]
    fn the_lower_end_is_never_below_those_known_by_name() {
        let apart = two_lists(10, 10, 0, 0.95).unwrap();
        assert!(apart.low == 20.0 && apart.few && apart.high > apart.estimate);
    }

    #[test]
    fn hopeless_lists_say_why() {
        assert_eq!(two_lists(0, 5, 0, 0.95), Err(Undefined::NobodyAnswered));
        assert_eq!(two_lists(5, 5, 6, 0.95), Err(Undefined::OutOfRange));
    }
}
