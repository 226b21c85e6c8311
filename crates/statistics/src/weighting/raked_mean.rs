//! The standard error of a mean with raked weights, which knows that the margins are not left to chance.
//!
//! Separate from the linearised error, because it needs the margins: what they explain of the score no longer varies from
//! survey to survey. It is mostly the smaller of the two, and refuses to be the default: with very unequal weights it can be larger.
//!
//! Formula: z = (y − ȳ_w) / Σ w, less its mean in every group, margin by margin; se = √(n / (n − 1) · Σ (e − ē)²), e = w z
//! Unit: that of the score. Needs: scores, raked weights, the margins they were raked to. Undefined below two respondents.
//! Someone with a weight and no score stands with z = 0: they are part of what was raked. n are those with a weight above 0.
//! Source: Deville & Särndal (1992), Journal of the American Statistical Association 87, 376–382; groups as in the R package
//! survey 4.1.1.
//! Method page: docs/method/weighting.md

use crate::Undefined;
use crate::linear::at_least;

use super::raking::Margin;
use super::weighted_mean::weighted_mean;

/// How often the means of all margins are taken away; they have vanished long before.
const ROUNDS: usize = 10;

/// The standard error of the weighted mean of a score under raking.
///
/// # Errors
/// [`Undefined::NobodyAnswered`], [`Undefined::TooFewRespondents`] below two with a score and a weight.
///
/// # Panics
/// When the margins name fewer respondents than there are weights.
pub fn raked_se(values: &[Option<f64>], weights: &[Option<f64>], margins: &[Margin<'_>]) -> Result<f64, Undefined> {
    let mean = weighted_mean(values, weights, 0.95)?.mean;
    let raked: Vec<(usize, f64)> = weights
        .iter()
        .enumerate()
        .filter_map(|(respondent, weight)| Some((respondent, weight.filter(|weight| 0.0 < *weight)?)))
        .collect();
    at_least(raked.len() as i64, 2)?;
    let scored = raked.iter().filter(|(respondent, _)| values[*respondent].is_some());
    let total: f64 = scored.map(|(_, weight)| weight).sum();
    let mut z: Vec<f64> =
        raked.iter().map(|(respondent, _)| values[*respondent].map_or(0.0, |y| (y - mean) / total)).collect();
    for _ in 0..ROUNDS {
        for margin in margins {
            take_means(&mut z, &raked, margin);
        }
    }
    let n = z.len() as f64;
    let e: Vec<f64> = z.iter().zip(&raked).map(|(z, (_, weight))| z * weight).collect();
    let centre = e.iter().sum::<f64>() / n;
    Ok((n / (n - 1.0) * e.iter().map(|e| (e - centre).powi(2)).sum::<f64>()).sqrt())
}

fn take_means(z: &mut [f64], raked: &[(usize, f64)], margin: &Margin<'_>) {
    let group = |respondent: usize| margin.groups[respondent].map_or(margin.targets.len(), |group| group as usize);
    let mut sums = vec![(0.0, 0.0); margin.targets.len() + 1];
    for (z, (respondent, _)) in z.iter().zip(raked) {
        let (sum, n) = &mut sums[group(*respondent).min(margin.targets.len())];
        *sum += z;
        *n += 1.0;
    }
    for (z, (respondent, _)) in z.iter_mut().zip(raked) {
        let (sum, n) = sums[group(*respondent).min(margin.targets.len())];
        *z -= sum / n;
    }
}

#[cfg(test)]
mod tests {
    use super::raked_se;
    use crate::Undefined;
    use crate::weighting::raking::{Margin, rake};
    use crate::weighting::some;
    use crate::weighting::weighted_mean::weighted_mean;

    #[test]
    fn what_the_margin_explains_no_longer_varies() {
        // The score is the group: once the groups have their known shares nothing is left to chance.
        let groups = [0, 0, 0, 1].map(Some);
        let margin = [Margin { groups: &groups, targets: &[0.5, 0.5] }];
        let weights = rake(&margin, None).unwrap().weights;
        let values = some(&[2.0, 2.0, 2.0, 6.0]);
        assert!(raked_se(&values, &weights, &margin).unwrap() < 1e-15);
        assert!(weighted_mean(&values, &weights, 0.95).unwrap().se > 0.5);
    }

    #[test]
    fn by_hand_with_one_margin() {
        // Groups of two with weights 1; scores 1, 3 and 5, 9: mean 4.5, group means 2 and 7, residuals −1, 1, −2, 2.
        // se = √(4/3 · 10) / 4.
        let groups = [0, 0, 1, 1].map(Some);
        let margin = [Margin { groups: &groups, targets: &[0.5, 0.5] }];
        let found = raked_se(&some(&[1.0, 3.0, 5.0, 9.0]), &some(&[1.0; 4]), &margin).unwrap();
        assert!((found - (40.0_f64 / 3.0).sqrt() / 4.0).abs() < 1e-15);
    }

    #[test]
    fn whoever_has_no_weight_is_not_counted() {
        // The four of above, and one whom a target of zero leaves no weight: n stays 4, and so does the error.
        let groups = [0, 0, 1, 1, 2].map(Some);
        let margin = [Margin { groups: &groups, targets: &[0.5, 0.5, 0.0] }];
        let weights = rake(&margin, None).unwrap().weights;
        assert_eq!(weights[4], Some(0.0));
        let found = raked_se(&some(&[1.0, 3.0, 5.0, 9.0, 8.0]), &some(&[1.0, 1.0, 1.0, 1.0, 0.0]), &margin).unwrap();
        assert!((found - (40.0_f64 / 3.0).sqrt() / 4.0).abs() < 1e-15);
    }

    #[test]
    fn nobody_and_one_say_why() {
        let margin = [Margin { groups: &[Some(0)], targets: &[1.0] }];
        assert_eq!(raked_se(&[None], &[Some(1.0)], &margin), Err(Undefined::NobodyAnswered));
        let one = Undefined::TooFewRespondents { n: 1, needed: 2 };
        assert_eq!(raked_se(&[Some(3.0)], &[Some(1.0)], &margin), Err(one));
    }
}
