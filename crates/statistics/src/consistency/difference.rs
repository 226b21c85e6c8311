//! Can the gap of a dimension be trusted, when expectation and perception rise and fall together?
//!
//! Separate from alpha: the consistency of a difference is lower than that of its parts the more these agree. It belongs
//! to the block "is the gap the right measure here?". It is close to, but not the same as, alpha of the gap items.
//!
//! Formula: r_D = (s_P² r_PP + s_E² r_EE − 2 s_P s_E r_PE) / (s_P² + s_E² − 2 s_P s_E r_PE)
//! Unit: none; 1 is perfect.
//! Needs: `Sums` of the dimension's perception and expectation items over respondents who answered all. Undefined for fewer
//! than two items, below two respondents, or when a score or the difference never varies.
//! Source: Peter, Churchill & Brown (1993), Journal of Consumer Research 19, 655–662.
//! Method page: docs/method/difference-score.md

use super::alpha::raw_alpha;
use crate::Undefined;
use sums::Sums;

/// Consistency of a dimension's gap beside that of its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct DifferenceConsistency {
    /// Respondents who answered all items of both batteries.
    pub n: i64,
    /// Alpha of the perception items.
    pub alpha_perception: f64,
    /// Alpha of the expectation items.
    pub alpha_expectation: f64,
    /// Standard deviation of the perception score, in scale points.
    pub sd_perception: f64,
    /// Standard deviation of the expectation score, in scale points.
    pub sd_expectation: f64,
    /// Correlation of the two scores.
    pub r: f64,
    /// Consistency of their difference: r_D.
    pub difference: f64,
    /// Alpha of the gaps of the items, for comparison.
    pub alpha_gap_items: f64,
    /// Variance of the gap score divided by that of the perception score.
    pub variance_ratio: f64,
}

/// The consistency of the difference between the mean of the `perception` items and that of the `expectation` items,
/// which are variables of `items`, paired by their place in the lists.
///
/// # Errors
/// When there are fewer than two items or respondents, or a score or the difference never varies.
pub fn difference_consistency(
    items: &Sums,
    perception: &[usize],
    expectation: &[usize],
) -> Result<DifferenceConsistency, Undefined> {
    let alpha_perception = raw_alpha(&items.select(perception))?;
    let alpha_expectation = raw_alpha(&items.select(expectation))?;
    let scores = items.linear(&[total(items, perception), total(items, expectation)]);
    let k = perception.len() as f64;
    let cell = |i, j| scores.covariance(i, j).map_or(0.0, |covariance| covariance / (k * k));
    let (var_p, var_e, covariance) = (cell(0, 0), cell(1, 1), cell(0, 1));
    let r = scores.correlation(0, 1).ok_or(Undefined::NoVariation)?;
    let gaps: Vec<Vec<i64>> = perception.iter().zip(expectation).map(|(&p, &e)| pair(items, p, e)).collect();
    let gaps = items.linear(&gaps);
    let var_gap = gaps.linear(&[vec![1; gaps.variables()]]).variance(0).map_or(0.0, |variance| variance / (k * k));
    if var_gap == 0.0 {
        return Err(Undefined::NoVariation);
    }
    Ok(DifferenceConsistency {
        n: items.n(),
        alpha_perception,
        alpha_expectation,
        sd_perception: var_p.sqrt(),
        sd_expectation: var_e.sqrt(),
        r,
        difference: (var_p * alpha_perception + var_e * alpha_expectation - 2.0 * covariance) / var_gap,
        alpha_gap_items: raw_alpha(&gaps)?,
        variance_ratio: var_gap / var_p,
    })
}

fn total(items: &Sums, chosen: &[usize]) -> Vec<i64> {
    (0..items.variables()).map(|item| i64::from(chosen.contains(&item))).collect()
}

fn pair(items: &Sums, perception: usize, expectation: usize) -> Vec<i64> {
    let sign = |item| i64::from(item == perception) - i64::from(item == expectation);
    (0..items.variables()).map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_example_of_the_method_page() {
        // P = (1,3), (3,3), (4,6), (6,6); E = (6,7), (7,7), (6,6), (7,7).
        // Perception totals 4, 6, 10, 12: mean 8, variance 40/3; items 13/3 and 3: alpha 2(1 − (22/3)/(40/3)) = 0.9.
        // Expectation totals 13, 14, 12, 14: mean 13.25, variance 2.75/3; items 1/3 and 1/4: 2(1 − (7/12)/(11/12)) = 8/11.
        // Covariance of the totals ((−4)(−0.25) + (−2)(0.75) + 2(−1.25) + 4(0.75))/3 = 0, so the scores are uncorrelated and
        // r_D = (40/3·0.9 + 11/12·8/11)/(40/3 + 11/12) = (12 + 2/3)/(14.25) = 8/9.
        let rows = [vec![1, 3, 6, 7], vec![3, 3, 7, 7], vec![4, 6, 6, 6], vec![6, 6, 7, 7]];
        let result = difference_consistency(&Sums::of_rows(&rows), &[0, 1], &[2, 3]).unwrap();
        assert!((result.alpha_perception - 0.9).abs() < 1e-14);
        assert!((result.alpha_expectation - 8.0 / 11.0).abs() < 1e-14);
        assert!(result.r.abs() < 1e-15);
        assert!((result.difference - 8.0 / 9.0).abs() < 1e-14, "{}", result.difference);
    }

    #[test]
    fn agreement_of_the_two_batteries_costs_the_difference_its_consistency() {
        // Expectation one point above perception but for single answers: each alpha is high, the difference is noise.
        let rows = [
            vec![1, 1, 2, 2],
            vec![2, 3, 4, 3],
            vec![4, 4, 4, 5],
            vec![5, 6, 6, 7],
            vec![6, 6, 7, 7],
            vec![3, 2, 3, 4],
        ];
        let result = difference_consistency(&Sums::of_rows(&rows), &[0, 1], &[2, 3]).unwrap();
        assert!(0.9 < result.alpha_perception && 0.9 < result.alpha_expectation && result.difference < 0.3);
    }

    #[test]
    fn gap_that_never_varies_and_a_single_item_say_why() {
        let parallel = Sums::of_rows(&[vec![1, 2, 2, 3], vec![3, 3, 4, 4], vec![5, 4, 6, 5]]);
        assert_eq!(difference_consistency(&parallel, &[0, 1], &[2, 3]), Err(Undefined::NoVariation));
        let one = difference_consistency(&parallel, &[0], &[2]);
        assert_eq!(one, Err(Undefined::TooFewItems { items: 1, needed: 2 }));
    }
}
