//! The standard error of any statistic, from how much it changes when one fold of respondents is left out.
//!
//! Separate from the bootstrap: it needs no rows and no draws, only the evidence kept per fold, so that it costs the same
//! for a hundred respondents and for ten million. It refuses a single fold; it corrects no bias.
//!
//! Formula: se² = (K − 1)/K · Σ (θ_(k) − θ̄)², θ_(k) without fold k
//! Unit: that of the statistic.
//! Needs: evidence per fold that merges; K folds of about equal size, drawn by chance (or whole branches, for clusters).
//! Undefined: fewer than two folds, or a statistic that is undefined without one of the folds.
//! Source: Quenouille (1956), Biometrika 43, 353–360; Shao & Tu (1995), The jackknife and bootstrap, chapter 2.
//! Method page: docs/method/jackknife.md

use crate::Undefined;
use crate::distribution::student_t_quantile;

/// A statistic with its jackknife standard error.
#[derive(Debug, Clone, PartialEq)]
pub struct Jackknife {
    /// The statistic of all folds together.
    pub estimate: f64,
    /// Its standard error.
    pub se: f64,
    /// The statistic without each fold in turn.
    pub leave_one_out: Vec<f64>,
}

impl Jackknife {
    /// The interval `estimate ± t · se` on K − 1 degrees of freedom.
    #[must_use]
    pub fn interval(&self, level: f64) -> (f64, f64) {
        let degrees = self.leave_one_out.len() as f64 - 1.0;
        let reach = student_t_quantile(0.5 + 0.5 * level, degrees) * self.se;
        (self.estimate - reach, self.estimate + reach)
    }
}

/// The jackknife over folds.
///
/// # Errors
/// [`Undefined::TooFewGroups`] below two folds, or why the statistic is undefined with all folds or without one.
pub fn jackknife<E: Clone>(
    folds: &[E],
    merge: impl Fn(&mut E, &E),
    statistic: impl Fn(&E) -> Result<f64, Undefined>,
) -> Result<Jackknife, Undefined> {
    let mut found = jackknife_of_many(folds, merge, |evidence| Ok(vec![statistic(evidence)?]))?;
    Ok(found.swap_remove(0))
}

/// The jackknife of statistics that are computed together, such as the weights of all drivers: each fold is left out once
/// for all of them.
///
/// # Errors
/// As [`jackknife`].
///
/// # Panics
/// When the statistics are not equally many for every evidence.
pub fn jackknife_of_many<E: Clone>(
    folds: &[E],
    merge: impl Fn(&mut E, &E),
    statistics: impl Fn(&E) -> Result<Vec<f64>, Undefined>,
) -> Result<Vec<Jackknife>, Undefined> {
    let (all, without) = leave_one_out(folds, merge)?;
    let estimates = statistics(&all)?;
    let values = without.iter().map(&statistics).collect::<Result<Vec<Vec<f64>>, Undefined>>()?;
    assert!(values.iter().all(|values| values.len() == estimates.len()), "as many statistics of every evidence");
    let one = |(place, estimate): (usize, &f64)| {
        jackknife_of_values(*estimate, values.iter().map(|values| values[place]).collect())
    };
    Ok(estimates.iter().enumerate().map(one).collect())
}

/// The jackknife of what the statistic is without each fold.
pub(crate) fn jackknife_of_values(estimate: f64, leave_one_out: Vec<f64>) -> Jackknife {
    let count = leave_one_out.len() as f64;
    let mean = leave_one_out.iter().sum::<f64>() / count;
    let squares: f64 = leave_one_out.iter().map(|value| (value - mean).powi(2)).sum();
    Jackknife { estimate, se: ((count - 1.0) / count * squares).sqrt(), leave_one_out }
}

/// The evidence of all folds together, and without each fold in turn.
///
/// Each fold is merged with what stands before and what stands after it, so that nothing has to be taken back and the
/// work grows with the number of folds, not with its square.
pub(crate) fn leave_one_out<E: Clone>(folds: &[E], merge: impl Fn(&mut E, &E)) -> Result<(E, Vec<E>), Undefined> {
    let [first, rest @ ..] = folds else {
        return Err(Undefined::TooFewGroups { groups: 0 });
    };
    let Some((last, _)) = rest.split_last() else {
        return Err(Undefined::TooFewGroups { groups: 1 });
    };
    let running = |start: &E, folds: &mut dyn Iterator<Item = &E>| {
        let mut sums = vec![start.clone()];
        for fold in folds {
            let mut next = sums[sums.len() - 1].clone();
            merge(&mut next, fold);
            sums.push(next);
        }
        sums
    };
    let before = running(first, &mut rest.iter());
    let after = running(last, &mut folds.iter().rev().skip(1));
    let count = folds.len();
    let without = |k: usize| match (k.checked_sub(1), (count - 1 - k).checked_sub(1)) {
        (Some(left), Some(right)) => {
            let mut evidence = before[left].clone();
            merge(&mut evidence, &after[right]);
            evidence
        }
        (Some(left), None) => before[left].clone(),
        (None, right) => after[right.unwrap_or(0)].clone(),
    };
    Ok((before[count - 1].clone(), (0..count).map(without).collect()))
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::{jackknife, jackknife_of_many};
    use crate::Undefined;

    fn mean(sums: &Sums) -> Result<f64, Undefined> {
        sums.mean(0).ok_or(Undefined::NobodyAnswered)
    }

    #[test]
    fn with_one_respondent_per_fold_it_is_the_standard_error_of_the_mean() {
        // 1, 2, 6: mean 3, variance (4 + 1 + 9)/2 = 7, standard error √(7/3); the leave-one-out means are 4, 3.5, 1.5.
        let folds: Vec<Sums> = [1, 2, 6].map(|x| Sums::of_rows(&[vec![x]])).into();
        let found = jackknife(&folds, Sums::merge, mean).unwrap();
        assert_eq!(found.leave_one_out, [4.0, 3.5, 1.5]);
        assert_eq!(found.estimate, 3.0);
        assert!((found.se - (7.0_f64 / 3.0).sqrt()).abs() < 1e-15);
        // t with 2 degrees of freedom at 0.975 is 4.302653.
        let (low, high) = found.interval(0.95);
        assert!((high - 3.0 - 4.302_652_729_749_464 * found.se).abs() < 1e-9 && (low + high - 6.0).abs() < 1e-12);
    }

    #[test]
    fn statistics_computed_together_are_those_computed_one_by_one() {
        // By hand as above for the first variable; the second is twice the first, and so is its standard error.
        let folds: Vec<Sums> = [1, 2, 6].map(|x| Sums::of_rows(&[vec![x, 2 * x]])).into();
        let mean_of = |sums: &Sums, variable: usize| sums.mean(variable).ok_or(Undefined::NobodyAnswered);
        let both =
            jackknife_of_many(&folds, Sums::merge, |sums| Ok(vec![mean_of(sums, 0)?, mean_of(sums, 1)?])).unwrap();
        assert_eq!(both[0].leave_one_out, [4.0, 3.5, 1.5]);
        assert_eq!(both[1].leave_one_out, [8.0, 7.0, 3.0]);
        assert_eq!((both[0].estimate, both[1].estimate), (3.0, 6.0));
        assert!((both[1].se - 2.0 * (7.0_f64 / 3.0).sqrt()).abs() < 1e-15);
        assert_eq!(both[0], jackknife(&folds, Sums::merge, mean).unwrap());
    }

    #[test]
    fn one_fold_has_nothing_to_be_compared_with() {
        let fold = Sums::of_rows(&[vec![1], vec![2]]);
        assert_eq!(jackknife(&[fold], Sums::merge, mean).err(), Some(Undefined::TooFewGroups { groups: 1 }));
        assert_eq!(jackknife(&[], Sums::merge, mean).err(), Some(Undefined::TooFewGroups { groups: 0 }));
    }

    #[test]
    fn a_statistic_that_needs_every_fold_has_no_jackknife() {
        let folds = [Sums::of_rows(&[vec![1]]), Sums::new(1)];
        assert_eq!(jackknife(&folds, Sums::merge, mean).err(), Some(Undefined::NobodyAnswered));
    }
}
