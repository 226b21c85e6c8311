//! Means of several scores over the same drawn respondents: for their intervals, and for what compares them.
//!
//! Separate from the bootstrap, which draws for any statistic; here the statistic is known, and one pass over the
//! respondents adds up all scores of a draw. Each mean is over those drawn who have the score. For small samples
//! respondents are drawn, for large ones folds. It refuses to fill in a score that somebody lacks.
//!
//! Formula: mean* = Σ times_i·x_i / Σ times_i, over the drawn respondents who have the score
//! Unit: that of the score.
//! Needs: every respondent's scores; for folds, the `Sums` of each score per fold.
//! Undefined: a score that nobody has; a draw in which nobody has one of the scores is counted and left out.
//! Source: Efron (1987), Journal of the American Statistical Association 82, 171–185.
//! Method page: docs/method/bootstrap.md

use sums::Sums;

use crate::Undefined;

use super::bootstrap::{Replicates, Resampling, bootstrap_totals};
use super::fold_bootstrap::fold_bootstrap;
use super::totals::Table;

/// The means of scores in every draw of respondents. `scores` holds each score of every respondent, `scale` how many of
/// its units make one unit of the report.
///
/// # Errors
/// [`Undefined::TooFewRespondents`] for one, [`Undefined::NobodyAnswered`] for none, or when nobody has one of the scores.
///
/// # Panics
/// When there is not one scale per score, or the scores are of different numbers of respondents.
pub fn mean_replicates(
    scores: &[Vec<Option<i64>>],
    scale: &[i64],
    resampling: &Resampling,
) -> Result<Replicates, Undefined> {
    let n = scores.first().map_or(0, Vec::len);
    assert!(scores.len() == scale.len() && scores.iter().all(|score| score.len() == n), "one scale per score of all");
    // The scores, then whether they are there, of those that somebody lacks.
    let lacking: Vec<usize> = (0..scores.len()).filter(|at| scores[*at].contains(&None)).collect();
    let mut table = Table::new(scores.len() + lacking.len(), n);
    for who in 0..n {
        let values = scores.iter().map(|score| score[who].unwrap_or_default() as f64);
        table.push(values.chain(lacking.iter().map(|at| f64::from(u8::from(scores[*at][who].is_some())))));
    }
    bootstrap_totals(&table, resampling, scale.len(), |totals, drawn, means| {
        let (sums, there) = totals.split_at(scale.len());
        let mut there = lacking.iter().zip(there).peekable();
        for (at, mean) in means.iter_mut().enumerate() {
            let count = there.next_if(|(lacking, _)| **lacking == at).map_or(drawn as f64, |(_, count)| *count);
            *mean = mean_of(sums[at], count, scale[at])?;
        }
        Ok(())
    })
}

/// The same where folds are drawn: `folds` holds, per fold, the sums of each score by itself.
///
/// # Errors
/// [`Undefined::TooFewGroups`] below two folds, [`Undefined::NobodyAnswered`] when nobody has one of the scores.
///
/// # Panics
/// When there is not one scale per score of every fold.
pub fn mean_replicates_of_folds(
    folds: &[Vec<Sums>],
    scale: &[i64],
    resampling: &Resampling,
) -> Result<Replicates, Undefined> {
    assert!(folds.iter().all(|fold| fold.len() == scale.len()), "one scale per score");
    let merge = |all: &mut Vec<Sums>, fold: &Vec<Sums>| all.iter_mut().zip(fold).for_each(|(all, own)| all.merge(own));
    fold_bootstrap(folds, resampling, scale.len(), merge, |sums, means| {
        for ((sums, scale), mean) in sums.iter().zip(scale).zip(means) {
            *mean = mean_of(sums.sum(0) as f64, sums.n() as f64, *scale)?;
        }
        Ok(())
    })
}

fn mean_of(sum: f64, count: f64, scale: i64) -> Result<f64, Undefined> {
    if count == 0.0 { Err(Undefined::NobodyAnswered) } else { Ok(sum / count / scale as f64) }
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::{mean_replicates, mean_replicates_of_folds};
    use crate::Undefined;
    use crate::uncertainty::bootstrap::{Resampling, bootstrap};

    const RESAMPLING: Resampling = Resampling { seed: 42, replicates: 50, level: 0.95 };

    /// Four respondents: 2, 4, nothing, 6 in halves of a point, and 1, 1, 1, 1.
    fn scores() -> [Vec<Option<i64>>; 2] {
        [vec![Some(2), Some(4), None, Some(6)], vec![Some(1); 4]]
    }

    #[test]
    fn each_mean_is_over_the_drawn_who_have_the_score() {
        let found = mean_replicates(&scores(), &[2, 1], &RESAMPLING).unwrap();
        // (2 + 4 + 6) / 3 = 4 halves, 2 points; without the first 2.5, the second 2, the third still 2, the fourth 1.5.
        assert_eq!(found.statistics[0].estimate, 2.0);
        assert_eq!(found.statistics[0].leave_one_out, [2.5, 2.0, 2.0, 1.5]);
        assert!(found.statistics[1].draws.iter().all(|mean| *mean == 1.0));
    }

    #[test]
    fn the_draws_are_those_of_the_bootstrap() {
        let plain = bootstrap(4, &RESAMPLING, 1, |times, means| {
            let drawn = [(2.0, 0), (4.0, 1), (6.0, 3)].map(|(half, who)| (half * f64::from(times[who]), times[who]));
            let count: u32 = drawn.iter().map(|(_, times)| times).sum();
            means[0] = drawn.iter().map(|(sum, _)| sum).sum::<f64>() / f64::from(count) / 2.0;
            if count == 0 { Err(Undefined::NobodyAnswered) } else { Ok(()) }
        });
        let found = mean_replicates(&scores(), &[2, 1], &RESAMPLING).unwrap();
        let plain = plain.unwrap();
        assert_eq!((&found.statistics[0].draws, found.failed), (&plain.statistics[0].draws, plain.failed));
    }

    #[test]
    fn each_of_many_scores_has_the_mean_that_it_has_alone() {
        // Enough for several blocks of columns; every third is lacked by somebody.
        let score = |at: i64| -> Vec<Option<i64>> {
            (0..7).map(|who| (at % 3 != 0 || who != at % 7).then_some(who * who + at * who)).collect()
        };
        let many: Vec<_> = (0..20).map(score).collect();
        let found = mean_replicates(&many, &[1; 20], &RESAMPLING).unwrap();
        for (at, score) in many.iter().enumerate() {
            let alone = mean_replicates(std::slice::from_ref(score), &[1], &RESAMPLING).unwrap();
            assert_eq!(found.statistics[at], alone.statistics[0], "{at}");
        }
    }

    #[test]
    fn folds_of_one_respondent_have_the_same_estimates_and_leave_one_out() {
        let fold = |who: usize| {
            scores()
                .iter()
                .map(|score| Sums::of_rows(&score[who].map(|x| vec![x]).into_iter().collect::<Vec<_>>()))
                .collect()
        };
        let folds: Vec<Vec<Sums>> = [0, 1, 3].map(fold).into();
        let found = mean_replicates_of_folds(&folds, &[2, 1], &RESAMPLING).unwrap();
        assert_eq!(found.statistics[0].estimate, 2.0);
        assert_eq!(found.statistics[0].leave_one_out, [2.5, 2.0, 1.5]);
    }

    #[test]
    fn a_score_that_nobody_has_has_no_mean() {
        let nobody = [vec![None, None]];
        assert_eq!(mean_replicates(&nobody, &[1], &RESAMPLING), Err(Undefined::NobodyAnswered));
        assert_eq!(mean_replicates(&[], &[], &RESAMPLING), Err(Undefined::NobodyAnswered));
        let one = [vec![Some(3)]];
        let too_few = Undefined::TooFewRespondents { n: 1, needed: 2 };
        assert_eq!(mean_replicates(&one, &[1], &RESAMPLING), Err(too_few));
    }
}
