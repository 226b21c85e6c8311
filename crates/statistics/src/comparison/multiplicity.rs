//! Adjusts p-values for how many were looked at.
//!
//! Separate from every test, because the family is chosen by who reports: five dimensions, 22 items, segments times
//! dimensions. Tests that could not be computed leave the family, and the family's size is part of the answer.
//!
//! Formula: Holm p₍ᵢ₎ = max_{j ≤ i} min(1, (m − j + 1) p₍ⱼ₎), BH p₍ᵢ₎ = min_{j ≥ i} min(1, m p₍ⱼ₎ / j)
//! Unit: none.
//! Needs: p-values. Undefined for none; a missing p stays missing.
//! Source: Holm (1979), Scand. J. Statistics 6, 65–70; Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57, 289–300;
//! Benjamini & Yekutieli (2001), Annals of Statistics 29, 1165–1188.
//! Method page: docs/method/multiplicity.md

/// How a family of tests is held to account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adjustment {
    /// Times the number of tests: simple and the strictest.
    Bonferroni,
    /// Stepwise Bonferroni: the chance of any false finding stays below the level. Default for dimensions and waves.
    Holm,
    /// The share of false findings among the findings stays below the level. Default for items and segment tables.
    BenjaminiHochberg,
    /// The same under any dependence between the tests.
    BenjaminiYekutieli,
}

/// Adjusted p-values of a family.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// How they were adjusted.
    pub adjustment: Adjustment,
    /// How many tests the family has; missing ones left it.
    pub size: usize,
    /// The adjusted p-values in the order given.
    pub p: Vec<Option<f64>>,
}

/// Adjusts a family of p-values; missing ones leave it.
#[must_use]
pub fn adjust(p: &[Option<f64>], adjustment: Adjustment) -> Family {
    let mut order: Vec<(usize, f64)> = p.iter().enumerate().filter_map(|(place, p)| Some((place, (*p)?))).collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let size = order.len();
    let adjusted = match adjustment {
        Adjustment::Bonferroni => order.iter().map(|(_, p)| p * size as f64).collect(),
        Adjustment::Holm => step_down(&order),
        Adjustment::BenjaminiHochberg => step_up(&order, 1.0),
        Adjustment::BenjaminiYekutieli => step_up(&order, (1..=size).map(|i| 1.0 / i as f64).sum()),
    };
    let mut result = vec![None; p.len()];
    for ((place, _), adjusted) in order.iter().zip(adjusted) {
        result[*place] = Some(adjusted.min(1.0));
    }
    Family { adjustment, size, p: result }
}

/// Smallest first, each at least as large as the one before.
fn step_down(order: &[(usize, f64)]) -> Vec<f64> {
    let mut largest = 0.0_f64;
    let step = |(rank, (_, p)): (usize, &(usize, f64))| {
        largest = largest.max((order.len() - rank) as f64 * p);
        largest
    };
    order.iter().enumerate().map(step).collect()
}

/// Largest first, each at most as large as the one after.
fn step_up(order: &[(usize, f64)], penalty: f64) -> Vec<f64> {
    let mut smallest = f64::INFINITY;
    let step = |(rank, (_, p)): (usize, &(usize, f64))| {
        smallest = smallest.min(penalty * order.len() as f64 * p / (rank + 1) as f64);
        smallest
    };
    let mut result: Vec<f64> = order.iter().enumerate().rev().map(step).collect();
    result.reverse();
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(adjustment: Adjustment, given: &[f64], expected: &[f64]) {
        let given: Vec<Option<f64>> = given.iter().copied().map(Some).collect();
        for (got, expected) in adjust(&given, adjustment).p.iter().zip(expected) {
            assert!((got.unwrap() - expected).abs() < 1e-15, "{adjustment:?} {got:?} {expected}");
        }
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Sorted 0.01, 0.02, 0.04. Holm: 3·0.01, 2·0.02, max(0.04, 1·0.04); BH: min over later of 0.03, 0.03, 0.04.
        let given = [0.04, 0.01, 0.02];
        check(Adjustment::Bonferroni, &given, &[0.12, 0.03, 0.06]);
        check(Adjustment::Holm, &given, &[0.04, 0.03, 0.04]);
        check(Adjustment::BenjaminiHochberg, &given, &[0.04, 0.03, 0.03]);
        // BY: times 1 + 1/2 + 1/3 = 11/6.
        check(Adjustment::BenjaminiYekutieli, &given, &[0.22 / 3.0, 0.055, 0.055]);
    }

    #[test]
    fn order_of_the_adjusted_follows_the_order_of_the_given() {
        // Holm: 0.010·3 = 0.03, then 0.011·2 = 0.022 must not fall below it.
        check(Adjustment::Holm, &[0.010, 0.011, 0.5], &[0.03, 0.03, 0.5]);
    }

    #[test]
    fn missing_test_leaves_the_family() {
        let family = adjust(&[Some(0.01), None, Some(0.04)], Adjustment::Bonferroni);
        assert_eq!(
            family,
            Family { adjustment: Adjustment::Bonferroni, size: 2, p: vec![Some(0.02), None, Some(0.08)] }
        );
        assert_eq!(adjust(&[None], Adjustment::Holm).p, [None]);
    }

    #[test]
    fn nothing_exceeds_one() {
        check(Adjustment::Holm, &[0.9, 0.8], &[1.0, 1.0]);
        check(Adjustment::BenjaminiYekutieli, &[0.9, 0.8], &[1.0, 1.0]);
    }
}
