//! Did the score change because the groups changed, or because other people answered?
//!
//! Guards against Simpson's paradox: the total may fall while every group improves, when the dissatisfied group grew. It
//! splits a difference exactly in two and leaves nothing over; it does not say which groups ought to be compared.
//!
//! Formula: mix = Σ (share₂ − share₁)(m₁ + m₂)/2, rate = Σ (m₂ − m₁)(share₁ + share₂)/2, mix + rate = total₂ − total₁
//! Unit: the unit of the means.
//! Needs: n and mean per group on both sides. A group that exists on one side only counts as mix. Undefined when a side is empty.
//! Source: Kitagawa (1955), JASA 50, 1168–1194; Simpson (1951), J. R. Statist. Soc. B 13, 238–241.
//! Method page: docs/method/comparison.md

use crate::Undefined;

/// A group before and after (or here and there): respondents and mean, `None` where it has nobody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Respondents and mean on the first side.
    pub before: Option<(i64, f64)>,
    /// Respondents and mean on the second side.
    pub after: Option<(i64, f64)>,
}

/// A difference split into what groups did and what their sizes did.
#[derive(Debug, Clone, PartialEq)]
pub struct MixAndRate {
    /// The whole difference, second minus first.
    pub total: f64,
    /// The part due to other group sizes.
    pub mix: f64,
    /// The part due to other means within groups.
    pub rate: f64,
    /// Each group's part of `mix` and of `rate`, in the order given.
    pub by_group: Vec<(f64, f64)>,
    /// Whether the total moves one way while every group on both sides moves the other way.
    pub reversed: bool,
}

/// Splits the difference between two totals over groups.
///
/// # Errors
/// When a side has nobody.
pub fn mix_and_rate(groups: &[Change]) -> Result<MixAndRate, Undefined> {
    let size =
        |side: fn(&Change) -> Option<(i64, f64)>| -> i64 { groups.iter().filter_map(side).map(|(n, _)| n).sum() };
    let (n_before, n_after) = (size(|group| group.before), size(|group| group.after));
    if n_before == 0 || n_after == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    let by_group: Vec<(f64, f64)> = groups.iter().map(|group| parts(group, n_before as f64, n_after as f64)).collect();
    let mix: f64 = by_group.iter().map(|(mix, _)| mix).sum();
    let rate: f64 = by_group.iter().map(|(_, rate)| rate).sum();
    let total = mix + rate;
    let moves: Vec<f64> = groups.iter().filter_map(|group| Some(group.after?.1 - group.before?.1)).collect();
    let reversed = !moves.is_empty() && moves.iter().all(|step| step * total < 0.0);
    Ok(MixAndRate { total, mix, rate, by_group, reversed })
}

/// A group's part of mix and rate. Where it has nobody, it is taken to have the mean it has on the other side.
fn parts(group: &Change, n_before: f64, n_after: f64) -> (f64, f64) {
    let Some((_, fallback)) = group.before.or(group.after) else {
        return (0.0, 0.0);
    };
    let (size_before, mean_before) = group.before.unwrap_or((0, fallback));
    let (size_after, mean_after) = group.after.unwrap_or((0, fallback));
    let (before, after) = (size_before as f64 / n_before, size_after as f64 / n_after);
    (0.5 * (after - before) * (mean_before + mean_after), 0.5 * (mean_after - mean_before) * (before + after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(before: (i64, f64), after: (i64, f64)) -> Change {
        Change { before: Some(before), after: Some(after) }
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Counter: 80 with −1.0, then 40 with −0.9; phone: 20 with −2.0, then 60 with −1.9. Totals −1.2 and −1.5: worse,
        // though both improved. mix = (−0.4)(−0.95) + (0.4)(−1.95) = −0.4; rate = 0.1·0.6 + 0.1·0.4 = 0.1.
        let result = mix_and_rate(&[change((80, -1.0), (40, -0.9)), change((20, -2.0), (60, -1.9))]).unwrap();
        assert!((result.mix + 0.4).abs() < 1e-15 && (result.rate - 0.1).abs() < 1e-15);
        assert!((result.total + 0.3).abs() < 1e-15 && result.reversed);
    }

    #[test]
    fn new_group_is_mix_alone() {
        let new = Change { before: None, after: Some((10, -2.0)) };
        let result = mix_and_rate(&[change((10, -1.0), (10, -1.0)), new]).unwrap();
        assert_eq!((result.rate, result.mix, result.reversed), (0.0, -0.5, false));
    }

    #[test]
    fn an_empty_side_says_why() {
        let gone = Change { before: Some((5, 1.0)), after: None };
        assert_eq!(mix_and_rate(&[gone]), Err(Undefined::NobodyAnswered));
    }
}
