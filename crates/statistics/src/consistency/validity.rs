//! Item validity as supervisors ask for it: is the item's correlation above the critical r for this many respondents?
//!
//! Separate from the correlations themselves, because the verdict is a convention: in Indonesian theses an item is called
//! valid when its item-total r reaches the tabled r. The table is replaced by its exact formula for every n. It does not
//! claim more than that: a significant r says that the item is related, not that it measures the right thing.
//!
//! Formula: r_critical = t / √(n − 2 + t²), t = t(1 − (1 − level) / 2; n − 2)
//! Unit: none.
//! Needs: an item's correlation and n. Undefined below three respondents.
//! Source: Fisher (1925), Statistical Methods for Research Workers, table of r.
//! Method page: docs/method/consistency.md

use super::item_rest::ItemRest;
use crate::Undefined;
use crate::distribution::{student_t_quantile, student_t_two_sided_p};

/// Whether an item counts as valid.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemValidity {
    /// Respondents behind the correlation.
    pub n: i64,
    /// The smallest significant r, two-sided at the level asked for.
    pub critical: f64,
    /// The item-total correlation, which contains the item itself.
    pub total: Verdict,
    /// The item-rest correlation, the stricter reading.
    pub rest: Verdict,
}

/// A correlation held against the critical one.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The correlation.
    pub r: f64,
    /// Its two-sided p-value.
    pub p: f64,
    /// Whether it reaches the critical r.
    pub valid: bool,
}

/// The smallest Pearson correlation that `n` respondents make significant, two-sided at `level` (0.95 for 5 %).
///
/// # Errors
/// Below three respondents.
pub fn critical_r(n: i64, level: f64) -> Result<f64, Undefined> {
    if n < 3 {
        return Err(Undefined::TooFewRespondents { n, needed: 3 });
    }
    let df = (n - 2) as f64;
    let t = student_t_quantile(0.5 + 0.5 * level, df);
    Ok(t / (df + t * t).sqrt())
}

/// The verdict on an item from its correlations.
///
/// # Errors
/// Below three respondents.
pub fn item_validity(item: &ItemRest, level: f64) -> Result<ItemValidity, Undefined> {
    let critical = critical_r(item.n, level)?;
    let df = (item.n - 2) as f64;
    let verdict = |r: f64| {
        let p = student_t_two_sided_p(r * (df / (1.0 - r * r).max(0.0)).sqrt(), df);
        Verdict { r, p, valid: critical <= r }
    };
    Ok(ItemValidity { n: item.n, critical, total: verdict(item.total), rest: verdict(item.rest) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn critical_r_is_the_one_every_table_prints() {
        // Fisher & Yates, Statistical Tables, table VII: 10, 20, 28 and 100 degrees of freedom, two-sided 5 % and 1 %.
        for (n, printed) in [(12, 0.5760), (22, 0.4227), (30, 0.3610), (102, 0.1946)] {
            assert!((critical_r(n, 0.95).unwrap() - printed).abs() < 5e-5, "{n}");
        }
        assert!((critical_r(30, 0.99).unwrap() - 0.4629).abs() < 5e-5);
    }

    #[test]
    fn item_may_be_valid_against_the_total_and_not_against_the_rest() {
        let verdict = item_validity(&ItemRest { n: 30, rest: 0.30, total: 0.45 }, 0.95).unwrap();
        assert!(verdict.total.valid && !verdict.rest.valid);
        assert!(verdict.total.p < 0.05 && 0.05 < verdict.rest.p);
    }

    #[test]
    fn strong_negative_correlation_is_significant_but_not_valid() {
        let verdict = item_validity(&ItemRest { n: 30, rest: -0.8, total: -0.5 }, 0.95).unwrap();
        assert!(!verdict.rest.valid && verdict.rest.p < 0.001);
    }

    #[test]
    fn p_reaches_the_level_exactly_at_the_critical_r() {
        let critical = critical_r(57, 0.95).unwrap();
        let verdict = item_validity(&ItemRest { n: 57, rest: critical, total: 1.0 }, 0.95).unwrap();
        assert!((verdict.rest.p - 0.05).abs() < 1e-12);
        assert_eq!(verdict.total.p, 0.0);
    }

    #[test]
    fn two_respondents_have_no_critical_r() {
        assert_eq!(critical_r(2, 0.95), Err(Undefined::TooFewRespondents { n: 2, needed: 3 }));
    }
}
