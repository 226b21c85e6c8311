//! The bootstrap for large samples: whole folds are drawn again instead of respondents.
//!
//! Separate from the row bootstrap, because it never sees a row: the evidence of a drawn set of folds is merged and the
//! statistics are computed from that, in the same time for a thousand respondents as for ten million. It refuses fewer
//! than two folds. The replicates, once widened, are read exactly like those of the row bootstrap.
//!
//! Formula: t*_widened = t + (t* − t)·√(K/(K − 1))
//! because a sample of K folds spreads by the divisor K where the standard error asks for K − 1.
//! Unit: that of the statistic.
//! Needs: evidence per fold that merges; folds drawn by chance and about equal in size.
//! Undefined: fewer than two folds, or a statistic that is undefined for all folds together.
//! Source: Rao & Wu (1988), Journal of the American Statistical Association 83, 231–241.
//! Method page: docs/method/bootstrap.md

use crate::Undefined;

use super::bootstrap::{Gathered, Replicates, Resampling};
use super::jackknife::leave_one_out;
use super::splitmix::SplitMix64;

/// Draws K folds with replacement, again and again, and computes `count` statistics of their merged evidence.
///
/// # Errors
/// [`Undefined::TooFewGroups`] below two folds, or why the statistics of all folds together are undefined.
pub fn fold_bootstrap<E: Clone>(
    folds: &[E],
    resampling: &Resampling,
    count: usize,
    merge: impl Fn(&mut E, &E),
    mut statistic: impl FnMut(&E, &mut [f64]) -> Result<(), Undefined>,
) -> Result<Replicates, Undefined> {
    let (all, without) = leave_one_out(folds, &merge)?;
    let mut gathered = Gathered::new(count, |values| statistic(&all, values))?;
    let mut generator = SplitMix64::new(resampling.seed);
    for _ in 0..resampling.replicates {
        let mut drawn = folds[generator.index(folds.len())].clone();
        for _ in 1..folds.len() {
            merge(&mut drawn, &folds[generator.index(folds.len())]);
        }
        gathered.draw(|values| statistic(&drawn, values));
    }
    for evidence in &without {
        gathered.leave_out(|values| statistic(evidence, values));
    }
    let mut replicates = gathered.finish(folds.len());
    widen(&mut replicates);
    Ok(replicates)
}

fn widen(replicates: &mut Replicates) {
    let folds = replicates.n as f64;
    let factor = (folds / (folds - 1.0)).sqrt();
    for statistic in &mut replicates.statistics {
        let estimate = statistic.estimate;
        statistic.draws.iter_mut().for_each(|draw| *draw = estimate + (*draw - estimate) * factor);
    }
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::fold_bootstrap;
    use crate::Undefined;
    use crate::uncertainty::bootstrap::Resampling;
    use crate::uncertainty::jackknife::jackknife;

    fn folds() -> Vec<Sums> {
        // Forty folds of five answers each, spread by a fixed rule.
        (0..40).map(|fold| Sums::of_rows(&[1, 2, 3, 4, 5].map(|x| vec![1 + (x * x + 3 * fold) % 7]))).collect()
    }

    fn mean(sums: &Sums) -> Result<f64, Undefined> {
        sums.mean(0).ok_or(Undefined::NobodyAnswered)
    }

    #[test]
    fn its_standard_error_is_that_of_the_jackknife() {
        // For a mean of equal folds the two agree up to chance; 20,000 replicates leave half a percent of it.
        let resampling = Resampling { replicates: 20_000, ..Resampling::new(7) };
        let drawn = fold_bootstrap(&folds(), &resampling, 1, Sums::merge, |sums, values| {
            values[0] = mean(sums)?;
            Ok(())
        });
        let drawn = &drawn.unwrap().statistics[0];
        let left_out = jackknife(&folds(), Sums::merge, mean).unwrap();
        assert_eq!(drawn.estimate, left_out.estimate);
        assert_eq!(drawn.leave_one_out, left_out.leave_one_out);
        assert!((drawn.se() / left_out.se - 1.0).abs() < 0.02, "{} against {}", drawn.se(), left_out.se);
    }

    #[test]
    fn two_folds_are_the_fewest() {
        let one = fold_bootstrap(&folds()[..1], &Resampling::new(1), 0, Sums::merge, |_, _| Ok(()));
        assert_eq!(one, Err(Undefined::TooFewGroups { groups: 1 }));
    }
}
