//! Multiple imputation: several ways in which the missing answers may have been, so that their uncertainty shows.
//!
//! Separate from the fit, which fills in nobody. It refuses to fill in a question that did not apply, and respondents
//! who answered nothing; the drawn values are for means and covariances, not for showing as anyone's answer, and are not
//! rounded to the scale: rounding would bias them.
//!
//! Formula: per imputation: resample respondents, (μ, Σ) by EM, x_m = μ_m − K_mm⁻¹ K_mo (x_o − μ_o) + L⁻ᵀ z, K = Σ⁻¹, K_mm = L Lᵀ
//! with z standard normal, so that the drawn values have the variance K_mm⁻¹ that the answered items leave open. Every round
//! of EM takes (n Σ + diag(s²)) / (n + 1) for Σ, s² the variances of the answers given: a ridge of one imaginary respondent.
//! Unit: points of the answer scale. Needs: rows, a seed. Undefined: as the normal fit, but for items that can be computed
//! from each other; when ten resamples in a row have none.
//! Source: Honaker & King (2010), American Journal of Political Science 54, 561–581 (bootstrapped EM); Rubin (1987),
//! Multiple Imputation for Nonresponse in Surveys.
//! Method page: docs/method/missing.md

use nalgebra::DVector;
use sums::{MISSING, Rows};

use crate::Undefined;
use crate::linear::at_least;
use crate::uncertainty::splitmix::SplitMix64;

use super::em::{Grouped, NormalFit, Precision, normal_fit_held};
use super::pattern::{Pattern, patterns};
use super::rubin::{Estimate, Pooled, pool};

/// Imputations unless asked otherwise: with a loss of a tenth to a third, more change the standard error by under 2 %.
pub const IMPUTATIONS: usize = 20;
/// Resamples that may fail, one after the other, before there is no imputation.
const TRIES: usize = 10;

/// The fit of a resample ends when nothing moves by more than this part of its deviation: in ten thousand respondents,
/// resampling itself moves a mean by a thousand times as much.
const RESAMPLE_STILL: f64 = 1e-5;

/// Imaginary respondents that hold the fit of a resample (Amelia's `empri`): without them items that no more distinct people
/// answered than there are items have no likeliest covariances, and the draws no bounds. Two or five change the width of no
/// interval by more than a hundredth.
const HELD: f64 = 1.0;

/// The answers with one filling in, `[item][respondent]`. `None` where the question did not apply, or where the respondent
/// answered nothing.
pub type Filled = Vec<Vec<Option<f64>>>;

/// Several fillings in.
#[derive(Debug, Clone, PartialEq)]
pub struct Imputations {
    /// The fillings in, each drawn independently of the others.
    pub filled: Vec<Filled>,
    /// Answers that were drawn in each.
    pub drawn: usize,
    /// Resamples that were drawn anew, because an item did not vary in them or they had no fit.
    pub redrawn: usize,
    /// Whether the fit of every resample had come to rest.
    pub converged: bool,
}

/// Fills in the missing answers of the named columns `imputations` times. The same seed fills in the same on every machine.
///
/// # Errors
/// [`Undefined::TooFewItems`] without columns, [`Undefined::NobodyAnswered`], [`Undefined::TooFewRespondents`],
/// [`Undefined::NoVariation`]; the last resample's reason when ten in a row have no fit.
///
/// # Panics
/// When a column is outside the rows.
pub fn impute(rows: &Rows, columns: &[usize], imputations: usize, seed: u64) -> Result<Imputations, Undefined> {
    let table = patterns(rows, columns)?;
    Grouped::new(rows, columns, &table)?;
    let answering: Vec<usize> = {
        let spoke = |pattern: &&Pattern| pattern.answered.iter().any(|answered| *answered);
        let mut all: Vec<usize> =
            table.patterns.iter().filter(spoke).flat_map(|pattern| pattern.respondents.iter().copied()).collect();
        all.sort_unstable();
        all
    };
    let mut generator = SplitMix64::new(seed);
    let mut result = Imputations { filled: vec![], drawn: 0, redrawn: 0, converged: true };
    for _ in 0..imputations {
        let (fit, failed) = resampled_fit(rows, columns, &answering, &mut generator)?;
        result.redrawn += failed;
        result.converged &= fit.converged;
        let (filled, drawn) = draw(rows, columns, &table.patterns, &fit, &mut generator)?;
        result.filled.push(filled);
        result.drawn = drawn;
    }
    Ok(result)
}

/// The pooled mean of a score over imputations: per respondent the mean of the items at the given places among the
/// columns, where at least half of them have a value.
///
/// # Errors
/// As [`pool`]; [`Undefined::TooFewRespondents`] below two with a score.
///
/// # Panics
/// When a place is outside the columns.
pub fn pooled_mean(imputations: &Imputations, places: &[usize], level: f64) -> Result<Pooled, Undefined> {
    pooled(imputations, level, |filled, respondent| score(filled, places, respondent))
}

/// The pooled mean of the difference of two scores of the same respondents, the first less the second: a gap is perception less
/// expectation.
///
/// # Errors
/// As [`pooled_mean`].
///
/// # Panics
/// When a place is outside the columns.
pub fn pooled_difference(
    imputations: &Imputations,
    first: &[usize],
    second: &[usize],
    level: f64,
) -> Result<Pooled, Undefined> {
    let difference = |filled: &Filled, respondent: usize| {
        Some(score(filled, first, respondent)? - score(filled, second, respondent)?)
    };
    pooled(imputations, level, difference)
}

fn pooled(
    imputations: &Imputations,
    level: f64,
    score: impl Fn(&Filled, usize) -> Option<f64>,
) -> Result<Pooled, Undefined> {
    let mut estimates = vec![];
    let mut df = f64::INFINITY;
    for filled in &imputations.filled {
        let respondents = filled.first().map_or(0, Vec::len);
        let scores: Vec<f64> = (0..respondents).filter_map(|respondent| score(filled, respondent)).collect();
        at_least(scores.len() as i64, 2)?;
        let n = scores.len() as f64;
        let value = scores.iter().sum::<f64>() / n;
        let variance = scores.iter().map(|x| (x - value).powi(2)).sum::<f64>() / (n - 1.0) / n;
        df = n - 1.0;
        estimates.push(Estimate { value, variance });
    }
    pool(&estimates, df, level)
}

fn score(filled: &Filled, places: &[usize], respondent: usize) -> Option<f64> {
    let values: Vec<f64> = places.iter().filter_map(|&place| filled[place][respondent]).collect();
    (2 * values.len() >= places.len()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn resampled_fit(
    rows: &Rows,
    columns: &[usize],
    answering: &[usize],
    generator: &mut SplitMix64,
) -> Result<(NormalFit, usize), Undefined> {
    let mut reason = Undefined::NobodyAnswered;
    for failed in 0..TRIES {
        let picked: Vec<usize> = (0..answering.len()).map(|_| answering[generator.index(answering.len())]).collect();
        match normal_fit_held(&rows.select(&picked), columns, HELD, RESAMPLE_STILL) {
            Ok(fit) => return Ok((fit, failed)),
            Err(why) => reason = why,
        }
    }
    Err(reason)
}

/// Draws what is missing, respondent by respondent, given what each answered.
fn draw(
    rows: &Rows,
    columns: &[usize],
    patterns: &[Pattern],
    fit: &NormalFit,
    generator: &mut SplitMix64,
) -> Result<(Filled, usize), Undefined> {
    let value = |&column: &usize| (0..rows.n).map(|r| rows.value(column, r).map(f64::from)).collect();
    let mut filled: Filled = columns.iter().map(value).collect();
    let mut drawn = 0;
    let precision = Precision::new(&fit.covariance)?;
    for pattern in patterns {
        let (answered, absent): (Vec<usize>, Vec<usize>) = (0..columns.len()).partition(|&i| pattern.answered[i]);
        if absent.is_empty() || answered.is_empty() {
            continue;
        }
        let factor = precision.absent(&absent)?;
        let across = precision.across(&absent, &answered);
        let upper = factor.l().transpose();
        for &respondent in &pattern.respondents {
            let away = answered.iter().map(|&item| filled[item][respondent].unwrap_or(0.0) - fit.mean[item]);
            let shift = factor.solve(&(&across * DVector::from_iterator(answered.len(), away)));
            let noise = DVector::from_fn(absent.len(), |_, _| generator.normal());
            let noise = upper.solve_upper_triangular(&noise).ok_or(Undefined::Collinear)?;
            for (place, &item) in absent.iter().enumerate() {
                if rows.columns[columns[item]][respondent] == MISSING {
                    filled[item][respondent] = Some(fit.mean[item] - shift[place] + noise[place]);
                    drawn += 1;
                }
            }
        }
    }
    Ok((filled, drawn))
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, NOT_APPLICABLE, Rows};

    use super::{impute, pooled_mean};
    use crate::Undefined;
    use crate::uncertainty::splitmix::SplitMix64;

    /// Two items that go together; every third respondent with a high first answer left the second out.
    fn selective(n: usize) -> Rows {
        let mut generator = SplitMix64::new(7);
        let (mut first, mut second) = (vec![], vec![]);
        for _ in 0..n {
            let x = 4.0 + generator.normal();
            let y = 0.8 * (x - 4.0) + 4.0 + 0.6 * generator.normal();
            // In tenths, so that rounding to the code does not matter.
            first.push((10.0 * x).round().clamp(0.0, 120.0) as u8);
            second.push(if x > 4.5 { MISSING } else { (10.0 * y).round().clamp(0.0, 120.0) as u8 });
        }
        Rows { n, columns: vec![first, second], ..Rows::default() }
    }

    #[test]
    fn mean_of_an_item_that_the_satisfied_skip_is_put_right() {
        // The true mean is 40; those who answered are below it.
        let rows = selective(800);
        let answered: Vec<f64> = rows.columns[1].iter().filter(|&&y| y != MISSING).map(|&y| f64::from(y)).collect();
        let naive = answered.iter().sum::<f64>() / answered.len() as f64;
        let imputations = impute(&rows, &[0, 1], 10, 42).unwrap();
        let found = pooled_mean(&imputations, &[1], 0.95).unwrap();
        assert!(naive < 37.5, "{naive}");
        assert!(found.low < 40.0 && 40.0 < found.high && found.high - found.low < 4.0, "{found:?}");
        assert!(found.between > 0.0 && (0.05..0.8).contains(&found.missing_information));
        assert_eq!(imputations.drawn, 800 - answered.len());
    }

    #[test]
    fn drawn_answers_spread_as_those_given() {
        // Without the normal draws the filled-in item would have too little variance: truly 100 (ten squared).
        let imputations = impute(&selective(800), &[0, 1], 10, 42).unwrap();
        let values: Vec<f64> =
            imputations.filled.iter().flat_map(|filled| filled[1].iter().flatten()).copied().collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let variance = values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / values.len() as f64;
        assert!((85.0..115.0).contains(&variance), "{variance}");
    }

    #[test]
    fn what_few_answers_leave_unknown_is_in_the_differences_between_fillings_in() {
        // Twelve of 200 answered the second item, which spreads by about 10: its mean is known to about 6²/12 given the
        // first. Fillings in that all took the same means and covariances would differ by 6²/200 only.
        let mut rows = selective(200);
        let mut kept = 0;
        for answer in rows.columns[1].iter_mut().filter(|answer| **answer != MISSING) {
            kept += 1;
            if kept > 12 {
                *answer = MISSING;
            }
        }
        let found = pooled_mean(&impute(&rows, &[0, 1], 20, 5).unwrap(), &[1], 0.95).unwrap();
        assert!(found.between > 1.5 && found.missing_information > 0.5, "{found:?}");
    }

    #[test]
    fn the_same_seed_fills_in_the_same_and_answers_given_stay() {
        let rows = selective(60);
        let first = impute(&rows, &[0, 1], 3, 1).unwrap();
        assert_eq!(first, impute(&rows, &[0, 1], 3, 1).unwrap());
        assert_ne!(first, impute(&rows, &[0, 1], 3, 2).unwrap());
        for filled in &first.filled {
            for (item, column) in rows.columns.iter().enumerate() {
                let kept = |(r, &code): (usize, &u8)| code == MISSING || filled[item][r] == Some(f64::from(code));
                assert!(column.iter().enumerate().all(kept));
            }
        }
    }

    #[test]
    fn what_did_not_apply_and_who_said_nothing_stay_empty() {
        let mut rows = selective(60);
        rows.columns[1][0] = NOT_APPLICABLE;
        rows.n += 1;
        rows.columns.iter_mut().for_each(|column| column.push(MISSING));
        let imputations = impute(&rows, &[0, 1], 2, 1).unwrap();
        for filled in &imputations.filled {
            assert_eq!((filled[1][0], filled[0][60], filled[1][60]), (None, None, None));
            assert_eq!(filled[1].iter().filter(|value| value.is_none()).count(), 2);
        }
    }

    /// Expectations and perceptions of 22 items in five dimensions: of each answer's variance 35 % is common to the
    /// battery, 20 % to the dimension, 45 % its own.
    fn two_batteries(n: usize) -> Rows {
        let mut generator = SplitMix64::new(1988);
        let mut columns = vec![vec![]; 44];
        for _ in 0..n {
            for battery in 0..2 {
                let common = 0.35_f64.sqrt() * generator.normal();
                let mut item = 22 * battery;
                for items in [4, 5, 4, 4, 5] {
                    let group = 0.2_f64.sqrt() * generator.normal();
                    for _ in 0..items {
                        let felt = common + group + 0.45_f64.sqrt() * generator.normal();
                        columns[item].push((5.0 + 1.2 * felt).round().clamp(1.0, 7.0) as u8);
                        item += 1;
                    }
                }
            }
        }
        Rows { n, columns, ..Rows::default() }
    }

    /// The widest and the narrowest interval of an item's mean, as part of the complete one that has lost as much
    /// information as answers are missing.
    fn widths(complete: &Rows, left_out: impl Fn(usize, usize) -> bool) -> (f64, f64) {
        let mut rows = complete.clone();
        for (item, column) in rows.columns.iter_mut().enumerate() {
            (0..complete.n).filter(|&r| left_out(r, item)).for_each(|r| column[r] = MISSING);
        }
        let places: Vec<usize> = (0..complete.columns.len()).collect();
        let imputations = impute(&rows, &places, 20, 3).unwrap();
        assert!(imputations.converged);
        let whole = impute(complete, &places, 2, 3).unwrap();
        let share = |item: usize| (0..complete.n).filter(|&r| left_out(r, item)).count() as f64 / complete.n as f64;
        let ratio = |item: usize| {
            let [found, whole] = [&imputations, &whole].map(|filled| pooled_mean(filled, &[item], 0.95).unwrap());
            (found.high - found.low) / (whole.high - whole.low) * (1.0 - share(item)).sqrt()
        };
        places
            .iter()
            .map(|&item| ratio(item))
            .fold((f64::INFINITY, 0.0), |(least, most), x| (x.min(least), x.max(most)))
    }

    #[test]
    fn few_people_for_many_items_do_not_make_wild_fillings_in() {
        let complete = two_batteries(300);
        let scattered = widths(&complete, |r, item| (r * 3 + item) % 7 == 0);
        // A form in several versions: every fourth person was not asked one of six blocks, and one question more.
        let blocks = widths(&complete, |r, item| (r % 4 == 0 && r / 4 % 6 == item / 8) || (r * 5 + item) % 11 == 0);
        for (least, most) in [scattered, blocks] {
            assert!(0.9 < least && most < 1.5, "{least} {most}");
        }
    }

    #[test]
    fn hopeless_answers_say_why() {
        let rows = Rows { n: 2, columns: vec![vec![1, 2], vec![2, MISSING]], ..Rows::default() };
        assert_eq!(impute(&rows, &[0, 1], 5, 1).err(), Some(Undefined::TooFewRespondents { n: 2, needed: 3 }));
        let same = Rows { n: 5, columns: vec![vec![3; 5], vec![1, 2, 3, 4, 5]], ..Rows::default() };
        assert_eq!(impute(&same, &[0, 1], 5, 1).err(), Some(Undefined::NoVariation));
        // Only one of four respondents varies an item: resamples without them are drawn anew, and counted.
        let rare = Rows { n: 4, columns: vec![vec![1, 1, 1, 2], vec![1, 2, 3, 5]], ..Rows::default() };
        assert!(impute(&rare, &[0, 1], 5, 1).unwrap().redrawn > 0);
        let none = impute(&selective(30), &[0, 1], 0, 1).unwrap();
        assert_eq!(pooled_mean(&none, &[0], 0.95), Err(Undefined::TooFewGroups { groups: 0 }));
    }
}
