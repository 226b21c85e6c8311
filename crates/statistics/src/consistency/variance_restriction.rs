//! Is the gap squeezed, because nearly everyone expects the most the scale allows?
//!
//! Separate from the consistency of the difference: here the answers themselves are looked at, one item at a time. Where
//! expectation sits at the top, the gap can only be perception again, shifted. It counts and compares; it corrects nothing.
//!
//! Formula: top share = #(E = highest) / #E, and var(P − E) among respondents with the same E
//! Unit: a share between 0 and 1; variances in squared scale points.
//! Needs: the `Table` of an item's expectation (rows) by its perception (columns). Undefined when nobody answered.
//! Source: Brown, Churchill & Peter (1993), Journal of Retailing 69, 127–139.
//! Method page: docs/method/difference-score.md

use crate::Undefined;
use sums::Table;

/// The share of top answers in a dimension above which its gap is called squeezed.
pub const SQUEEZED_ABOVE: f64 = 0.60;

/// How far an item's expectation sits at the top, and how the gap varies below it.
#[derive(Debug, Clone, PartialEq)]
pub struct VarianceRestriction {
    /// Respondents who stated an expectation.
    pub n: u64,
    /// Those who stated the highest.
    pub n_top: u64,
    /// Their share.
    pub top_share: f64,
    /// The spread of the gap at every level of expectation that occurs, lowest first.
    pub levels: Vec<GapAtLevel>,
}

/// The gap among respondents who expect the same.
#[derive(Debug, Clone, PartialEq)]
pub struct GapAtLevel {
    /// Their expectation.
    pub expectation: u8,
    /// How many of them also stated a perception.
    pub n: u64,
    /// Variance of their gaps, divisor n − 1.
    pub variance: Result<f64, Undefined>,
}

/// Variance restriction of one item whose highest answer is `top`.
///
/// # Errors
/// When nobody stated an expectation.
pub fn variance_restriction(item: &Table, top: u8) -> Result<VarianceRestriction, Undefined> {
    let expectation = item.row_histogram();
    let n = expectation.n();
    if n == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    let highest_column = item.column_histogram().counts().len() - 1;
    let levels = expectation
        .values()
        .filter_map(|(level, _)| u8::try_from(level).ok())
        .map(|level| gap_at_level(item, level, highest_column as u8))
        .collect();
    let n_top = item.row_count(top);
    Ok(VarianceRestriction { n, n_top, top_share: n_top as f64 / n as f64, levels })
}

/// The share of top answers over all items of a dimension, and whether it is above [`SQUEEZED_ABOVE`].
///
/// # Errors
/// When nobody stated an expectation.
pub fn top_share_of_dimension(items: &[VarianceRestriction]) -> Result<(f64, bool), Undefined> {
    let n: u64 = items.iter().map(|item| item.n).sum();
    if n == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    let top: u64 = items.iter().map(|item| item.n_top).sum();
    let share = top as f64 / n as f64;
    Ok((share, SQUEEZED_ABOVE < share))
}

fn gap_at_level(item: &Table, expectation: u8, highest: u8) -> GapAtLevel {
    // With the same expectation the gap varies as the perception does.
    let (mut n, mut sum, mut squares) = (0_u64, 0_u64, 0_u64);
    for perception in 0..=highest {
        let (count, value) = (item.count(expectation, perception), u64::from(perception));
        n += count;
        sum += count * value;
        squares += count * value * value;
    }
    let scatter = (u128::from(n) * u128::from(squares)).saturating_sub(u128::from(sum) * u128::from(sum));
    let variance = match n {
        0 => Err(Undefined::NobodyAnswered),
        1 => Err(Undefined::TooFewRespondents { n: 1, needed: 2 }),
        _ => Ok(scatter as f64 / (n as f64 * (n - 1) as f64)),
    };
    GapAtLevel { expectation, n, variance }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sums::MISSING;

    fn table(pairs: &[(u8, u8)]) -> Table {
        let mut table = Table::new(7, 7);
        for &(expectation, perception) in pairs {
            table.observe(expectation, perception);
        }
        table
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Expectations 7, 7, 7, 5, 5 (one 7 without perception). At 7: P = 3, 6, variance 4.5; at 5: P = 5, 4, variance 0.5.
        let item = table(&[(7, 3), (7, 6), (7, MISSING), (5, 5), (5, 4), (MISSING, 2)]);
        let result = variance_restriction(&item, 7).unwrap();
        assert_eq!((result.n, result.n_top, result.top_share), (5, 3, 0.6));
        let level = |expectation, variance| GapAtLevel { expectation, n: 2, variance: Ok(variance) };
        assert_eq!(result.levels, [level(5, 0.5), level(7, 4.5)]);
    }

    #[test]
    fn dimension_is_squeezed_only_above_the_limit() {
        let at_limit = variance_restriction(&table(&[(7, 3), (7, 6), (7, 5), (5, 5), (5, 4)]), 7).unwrap();
        let all_top = variance_restriction(&table(&[(7, 3)]), 7).unwrap();
        assert_eq!(top_share_of_dimension(std::slice::from_ref(&at_limit)), Ok((0.6, false)));
        assert_eq!(top_share_of_dimension(&[at_limit, all_top]), Ok((4.0 / 6.0, true)));
    }

    #[test]
    fn level_with_one_respondent_has_no_variance_and_nobody_has_no_share() {
        let one = variance_restriction(&table(&[(6, 4)]), 7).unwrap();
        assert_eq!(one.levels[0].variance, Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
        assert_eq!(variance_restriction(&Table::new(7, 7), 7), Err(Undefined::NobodyAnswered));
        assert_eq!(top_share_of_dimension(&[]), Err(Undefined::NobodyAnswered));
    }
}
