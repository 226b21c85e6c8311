//! Does an item measure what the other items of its dimension measure?
//!
//! Separate from alpha: it looks at one item at a time. Both usual correlations are given, since supervisors ask for
//! both: with the rest (honest) and with the total (which contains the item itself, so it flatters).
//!
//! Formula: item-rest r = corr(x_j, Σ x − x_j), item-total r = corr(x_j, Σ x)
//! Unit: none, −1 to 1.
//! Needs: `Sums` of one dimension's items over complete respondents. Undefined for fewer than two items, below two
//! respondents, or where the item or the others never vary.
//! Source: Nunnally & Bernstein (1994), Psychometric Theory, chapter 8.
//! Method page: docs/method/consistency.md

use crate::Undefined;
use sums::Sums;

/// An item's correlation with the rest of its dimension and with the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemRest {
    /// Respondents who answered every item.
    pub n: i64,
    /// Correlation with the sum of the other items.
    pub rest: f64,
    /// Correlation with the sum of all items, itself among them.
    pub total: f64,
}

/// The correlations of every variable of `items`.
#[must_use]
pub fn item_rest(items: &Sums) -> Vec<Result<ItemRest, Undefined>> {
    (0..items.variables()).map(|item| of_item(items, item)).collect()
}

fn of_item(items: &Sums, item: usize) -> Result<ItemRest, Undefined> {
    let k = items.variables();
    if k < 2 {
        return Err(Undefined::TooFewItems { items: k, needed: 2 });
    }
    if items.n() < 2 {
        return Err(Undefined::TooFewRespondents { n: items.n(), needed: 2 });
    }
    let own: Vec<i64> = (0..k).map(|other| i64::from(other == item)).collect();
    let rest: Vec<i64> = own.iter().map(|weight| 1 - weight).collect();
    let made = items.linear(&[own, rest, vec![1; k]]);
    let with = |other: usize| made.correlation(0, other).ok_or(Undefined::NoVariation);
    Ok(ItemRest { n: items.n(), rest: with(1)?, total: with(2)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_example_of_the_method_page() {
        // Item 1: 1, 2, 3, 4; the others together: 3, 5, 9, 9; the total: 4, 7, 12, 13.
        // cov = (1.5·3.5 + 0.5·1.5 + 0.5·2.5 + 1.5·2.5)/3 = 11/3, variances 5/3 and 9: r = (11/3)/√15.
        let items = Sums::of_rows(&[vec![1, 2, 1], vec![2, 2, 3], vec![3, 5, 4], vec![4, 5, 4]]);
        let first = item_rest(&items)[0].clone().unwrap();
        assert!((first.rest - 11.0 / 3.0 / 15.0_f64.sqrt()).abs() < 1e-15);
        // With the total: cov 11/3 + 5/3 = 16/3, variances 5/3 and 18: r = (16/3)/√30.
        assert!((first.total - 16.0 / 3.0 / 30.0_f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn only_the_item_that_never_varies_has_no_correlation() {
        let results = item_rest(&Sums::of_rows(&[vec![1, 7, 2], vec![2, 7, 2], vec![3, 7, 5]]));
        assert_eq!(results[1], Err(Undefined::NoVariation));
        assert!(results[0].is_ok() && results[2].is_ok());
    }

    #[test]
    fn one_item_and_one_respondent_say_why() {
        assert_eq!(item_rest(&Sums::of_rows(&[vec![1]])), [Err(Undefined::TooFewItems { items: 1, needed: 2 })]);
        let one = item_rest(&Sums::of_rows(&[vec![1, 2]]));
        assert_eq!(one[0], Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
    }
}
