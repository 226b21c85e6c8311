//! Internal consistency of a dimension: do its items rise and fall together?
//!
//! Separate from the item correlations, which say which item is to blame. It refuses pairwise samples: variances and
//! covariances of different people do not add up to the variance of a total.
//!
//! Formula: alpha = k / (k − 1) · (1 − Σ var(item) / var(total)), standardised k r̄ / (1 + (k − 1) r̄), interval 1 − (1 − alpha) · F(level; n − 1, (n − 1)(k − 1))
//! Unit: none; 1 is perfect, below 0 means that an item is probably keyed backwards.
//! Needs: `Sums` of one dimension's k items over complete respondents. Undefined for fewer than two items that vary, below
//! two respondents, or for a total that never varies. Items that never vary are left out and named.
//! Source: Cronbach (1951), Psychometrika 16, 297–334; Feldt (1965), Psychometrika 30, 357–370; two items: Eisinga, te
//! Grotenhuis & Pelzer (2013), Int. J. Public Health 58, 637–642.
//! Method page: docs/method/consistency.md

use crate::Undefined;
use crate::distribution::f_quantile;
use sums::Sums;

/// Cronbach's alpha of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Alpha {
    /// Respondents who answered every item.
    pub n: i64,
    /// Items that vary, on which alpha rests.
    pub items: usize,
    /// Alpha from variances and covariances.
    pub raw: f64,
    /// Alpha from correlations. With two items this is the Spearman–Brown coefficient, which is then the one to report.
    pub standardized: f64,
    /// Mean correlation between two items.
    pub average_r: f64,
    /// Lower end of Feldt's interval.
    pub low: f64,
    /// Upper end of Feldt's interval.
    pub high: f64,
    /// The interval's level.
    pub level: f64,
    /// Per given item: alpha of the others.
    pub if_dropped: Vec<Result<AlphaIfDropped, Undefined>>,
    /// The given items that never vary, left out everywhere above.
    pub constant_items: Vec<usize>,
}

/// Alpha of the items that remain without one.
#[derive(Debug, Clone, PartialEq)]
pub struct AlphaIfDropped {
    /// Alpha from variances and covariances.
    pub raw: f64,
    /// Alpha from correlations.
    pub standardized: f64,
}

/// Cronbach's alpha of all variables of `items`, with Feldt's interval.
///
/// # Errors
/// When fewer than two items vary, fewer than two respondents are complete, or the total never varies.
pub fn alpha(items: &Sums, level: f64) -> Result<Alpha, Undefined> {
    enough(items)?;
    let (varying, constant_items): (Vec<usize>, Vec<usize>) =
        (0..items.variables()).partition(|&item| items.variance(item).is_some_and(|variance| 0.0 < variance));
    if varying.is_empty() && items.variables() > 1 && items.n() > 1 {
        return Err(Undefined::NoVariation);
    }
    let used = items.select(&varying);
    let raw = raw_alpha(&used)?;
    let average_r = average_correlation(&used)?;
    let without = |item: usize| {
        let rest: Vec<usize> = varying.iter().copied().filter(|&other| other != item).collect();
        let rest = items.select(&rest);
        Ok(AlphaIfDropped {
            raw: raw_alpha(&rest)?,
            standardized: stepped_up(average_correlation(&rest)?, rest.variables()),
        })
    };
    let (low, high) = feldt(raw, items.n(), varying.len(), level);
    Ok(Alpha {
        n: items.n(),
        items: varying.len(),
        raw,
        standardized: stepped_up(average_r, varying.len()),
        average_r,
        low,
        high,
        level,
        if_dropped: (0..items.variables()).map(without).collect(),
        constant_items,
    })
}

/// Alpha alone, from variances and covariances: what a jackknife repeats.
///
/// # Errors
/// When there are fewer than two items or respondents, or the total never varies.
pub fn raw_alpha(items: &Sums) -> Result<f64, Undefined> {
    enough(items)?;
    let k = items.variables();
    let total = items.linear(&[vec![1; k]]).variance(0).unwrap_or(0.0);
    if total == 0.0 {
        return Err(Undefined::NoVariation);
    }
    let parts: f64 = (0..k).filter_map(|item| items.variance(item)).sum();
    Ok(k as f64 / (k - 1) as f64 * (1.0 - parts / total))
}

fn enough(items: &Sums) -> Result<(), Undefined> {
    if items.variables() < 2 {
        return Err(Undefined::TooFewItems { items: items.variables(), needed: 2 });
    }
    match items.n() {
        n if n < 1 => Err(Undefined::NobodyAnswered),
        n if n < 2 => Err(Undefined::TooFewRespondents { n, needed: 2 }),
        _ => Ok(()),
    }
}

fn average_correlation(items: &Sums) -> Result<f64, Undefined> {
    let k = items.variables();
    let mut total = 0.0;
    for i in 1..k {
        for j in 0..i {
            total += items.correlation(i, j).ok_or(Undefined::NoVariation)?;
        }
    }
    Ok(total / (k * (k - 1) / 2) as f64)
}

/// The Spearman–Brown prophecy: consistency of `k` items whose mean correlation is `r`.
fn stepped_up(r: f64, k: usize) -> f64 {
    let k = k as f64;
    k * r / (1.0 + (k - 1.0) * r)
}

/// Feldt's interval for alpha.
fn feldt(alpha: f64, n: i64, k: usize, level: f64) -> (f64, f64) {
    let df = (n - 1) as f64;
    let df_items = df * (k - 1) as f64;
    let tail = 0.5 - 0.5 * level;
    let end = |p: f64| 1.0 - (1.0 - alpha) * f_quantile(p, df, df_items);
    (end(1.0 - tail), end(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three_items() -> Sums {
        Sums::of_rows(&[vec![1, 2, 1], vec![2, 2, 3], vec![3, 5, 4], vec![4, 5, 4]])
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Variances 5/3, 3, 2 (sum 20/3); totals 4, 7, 12, 13, mean 9, variance (25 + 4 + 9 + 16)/3 = 18.
        // alpha = 3/2 · (1 − (20/3)/18) = 3/2 · 17/27 = 17/18.
        let result = alpha(&three_items(), 0.95).unwrap();
        assert!((result.raw - 17.0 / 18.0).abs() < 1e-15);
        // Covariances 2, 5/3, 2: r = 2/√5, (5/3)/√(10/3), 2/√6.
        let r = (2.0 / 5.0_f64.sqrt() + (5.0 / 3.0) / (10.0_f64 / 3.0).sqrt() + 2.0 / 6.0_f64.sqrt()) / 3.0;
        assert!((result.average_r - r).abs() < 1e-15);
        assert!((result.standardized - 3.0 * r / (1.0 + 2.0 * r)).abs() < 1e-15);
        assert!(result.low < result.raw && result.raw < result.high);
    }

    #[test]
    fn alpha_without_an_item_is_alpha_of_the_others() {
        let result = alpha(&three_items(), 0.95).unwrap();
        let rest = alpha(&three_items().select(&[0, 2]), 0.95).unwrap();
        let dropped = result.if_dropped[1].clone().unwrap();
        assert_eq!((dropped.raw, dropped.standardized), (rest.raw, rest.standardized));
    }

    #[test]
    fn two_items_give_the_spearman_brown_coefficient_and_nothing_without_one_of_them() {
        let two = three_items().select(&[0, 1]);
        let result = alpha(&two, 0.95).unwrap();
        let r = two.correlation(0, 1).unwrap();
        assert!((result.standardized - 2.0 * r / (1.0 + r)).abs() < 1e-15);
        assert_eq!(result.if_dropped, vec![Err(Undefined::TooFewItems { items: 1, needed: 2 }); 2]);
    }

    #[test]
    fn reversed_item_makes_alpha_negative() {
        let reversed = Sums::of_rows(&[vec![1, 7], vec![2, 5], vec![6, 2], vec![7, 2]]);
        assert!(alpha(&reversed, 0.95).unwrap().raw < 0.0);
    }

    #[test]
    fn item_to_which_everyone_gives_the_same_answer_is_left_out_and_named() {
        let rows = [vec![1, 7, 2], vec![2, 7, 2], vec![3, 7, 5]];
        let result = alpha(&Sums::of_rows(&rows), 0.95).unwrap();
        let without = alpha(&Sums::of_rows(&rows).select(&[0, 2]), 0.95).unwrap();
        assert_eq!((result.constant_items, result.items, result.raw), (vec![1], 2, without.raw));
    }

    #[test]
    fn nobody_one_item_and_equal_totals_say_why() {
        assert_eq!(alpha(&Sums::new(3), 0.95), Err(Undefined::NobodyAnswered));
        let one = Sums::of_rows(&[vec![1, 2]]);
        assert_eq!(alpha(&one, 0.95), Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
        assert_eq!(raw_alpha(&Sums::new(1)), Err(Undefined::TooFewItems { items: 1, needed: 2 }));
        let opposed = Sums::of_rows(&[vec![1, 7], vec![7, 1], vec![4, 4]]);
        assert_eq!(alpha(&opposed, 0.95), Err(Undefined::NoVariation));
        let all_equal = Sums::of_rows(&[vec![7, 7], vec![7, 7]]);
        assert_eq!(alpha(&all_equal, 0.95), Err(Undefined::NoVariation));
    }
}
