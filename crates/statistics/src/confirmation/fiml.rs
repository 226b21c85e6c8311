//! Maximum likelihood of a confirmatory model from every answer given, complete or not.
//!
//! Separate from the likelihood of complete answers, because it needs rows: respondents are grouped by what they left out,
//! and nobody is dropped for one unanswered item. Errors come from the observed information, as missing answers ask for. It
//! refuses respondents who answered nothing, and treats "not applicable" as not answered.
//!
//! Formula: F = Σ_q n_q/n (ln|Σ_q| + tr(Σ_q⁻¹ (S_q + d_q d_q′))), chi² = n (F − F_saturated), the saturated moments by EM
//! Unit: none.
//! Needs: rows. Undefined: n ≤ p, an item that nobody answered or that never varies, collinear items, no minimum.
//! Source: Finkbeiner (1979), Psychometrika 44, 409–420; Arbuckle (1996); Dempster, Laird & Rubin (1977), J. R. Statist.
//! Soc. B 39, 1–38; Kenward & Molenberghs (1998), Statistical Science 13, 236–247.
//! Method page: docs/method/confirmation.md

use std::collections::BTreeMap;

use nalgebra::{Cholesky, DMatrix, DVector};
use sums::{Rows, Sums};

use crate::Undefined;
use crate::linear::{Factored, at_least, inverse_of};
use crate::missing::em::normal_fit;

use super::fit::{Chi2, Fit, srmr};
use super::likelihood::{Normal, Pattern};
use super::model::{Layout, Model, Shared};
use super::moments::correlations;
use super::scoring::{Minimum, Objective, minimize};
use super::solution::{Reader, Solution};
use super::start::{Place, Start};

/// Fits a model to all answers of `columns`; the model's items are places among these.
///
/// # Errors
/// [`Undefined::NobodyAnswered`], also of one item; [`Undefined::TooFewRespondents`] for n not above the number of items,
/// [`Undefined::NoVariation`], [`Undefined::Collinear`], [`Undefined::NotIdentified`], [`Undefined::NoConvergence`].
///
/// # Panics
/// When the model names an item outside `columns`, or a column is outside the rows.
pub fn full_information(model: &Model, rows: &Rows, columns: &[usize]) -> Result<Solution, Undefined> {
    let columns: Vec<usize> = model.items().into_iter().map(|item| columns[item]).collect();
    let p = columns.len();
    let patterns = patterns(rows, &columns);
    let n: f64 = patterns.iter().map(|pattern| pattern.n).sum();
    at_least(n as i64, p as i64 + 1)?;
    let apart = apart(&patterns, p)?;
    let saturated = normal_fit(rows, &columns)?;
    if !saturated.converged {
        return Err(Undefined::NoConvergence { iterations: saturated.rounds });
    }
    let r = correlations(&saturated.covariance);
    Factored::new(&r)?;
    let start = Start::new(model, &r);
    let markers = start.markers(model);
    let layout = Layout::new(model, std::slice::from_ref(&markers), Shared::Structure, true);
    let df = (p * (p + 3) / 2).checked_sub(layout.parameters).ok_or(Undefined::NotIdentified)?;
    let deviations: Vec<f64> = saturated.covariance.diagonal().iter().map(|x| x.sqrt()).collect();
    let means: Vec<f64> = saturated.mean.iter().copied().collect();
    let mut from = vec![0.0; layout.parameters];
    start.fill(&mut from, &Place { model, layout: &layout, group: 0, markers: &markers }, &deviations, &means);
    let groups = vec![patterns];
    let normal = Normal { layout: &layout, groups: &groups };
    let best = normal.value_of(saturated.ln_likelihood);
    let minimum = minimize(&normal, from)?;
    let covariance = observed_covariance(&normal, &minimum)?;
    let reader = Reader::new(model, &layout, 0, &minimum.parameters, Some(&covariance));

    let chi2 = Chi2 { value: (n * (minimum.value - best)).max(0.0), df };
    let baseline = Chi2 { value: (apart - n * best).max(0.0), df: p * (p - 1) / 2 };
    let residual = srmr(&saturated.covariance, &reader.implied.sigma, Some((&saturated.mean, &reader.implied.mu)));
    let fit = Fit::new(n as i64, 1, n, layout.parameters, chi2, baseline, residual)
        .with_likelihood(normal.minus_two_ln_likelihood(minimum.value), normal.minus_two_ln_likelihood(best));
    Ok(reader.solution(fit, minimum.iterations, minimum.gradient))
}

/// Covariances of the parameters from the observed information.
pub(super) fn observed_covariance(normal: &Normal<'_>, minimum: &Minimum) -> Result<DMatrix<f64>, Undefined> {
    let hessian = normal.hessian(&minimum.parameters).ok_or(Undefined::NotIdentified)?;
    let inverse = inverse_of(&Cholesky::new(hessian).ok_or(Undefined::NotIdentified)?);
    Ok(inverse * (2.0 / normal.n()))
}

/// Respondents with at least one answer, grouped by what they answered.
fn patterns(rows: &Rows, columns: &[usize]) -> Vec<Pattern> {
    let mut sums: BTreeMap<Vec<usize>, Sums> = BTreeMap::new();
    for respondent in 0..rows.n {
        let given =
            columns.iter().enumerate().filter_map(|(item, column)| Some((item, rows.value(*column, respondent)?)));
        let (answered, answers): (Vec<usize>, Vec<i64>) = given.map(|(item, x)| (item, i64::from(x))).unzip();
        if !answered.is_empty() {
            let size = answered.len();
            sums.entry(answered).or_insert_with(|| Sums::new(size)).observe(&answers);
        }
    }
    let pattern = |(answered, sums): (Vec<usize>, Sums)| {
        let (k, n) = (answered.len(), sums.n() as f64);
        let covariance = |i: usize, j: usize| sums.covariance(i, j).unwrap_or(0.0) * (n - 1.0) / n;
        Pattern {
            n,
            means: DVector::from_fn(k, |i, _| sums.mean(i).unwrap_or(0.0)),
            covariance: DMatrix::from_fn(k, k, covariance),
            answered,
        }
    };
    sums.into_iter().map(pattern).collect()
}

/// n F of uncorrelated items, each with the mean and variance of its own answers.
fn apart(patterns: &[Pattern], p: usize) -> Result<f64, Undefined> {
    let mut total = 0.0;
    for item in 0..p {
        let of = |pattern: &Pattern| {
            let place = pattern.answered.iter().position(|&other| other == item)?;
            Some((pattern.n, pattern.means[place], pattern.covariance[(place, place)]))
        };
        let parts: Vec<(f64, f64, f64)> = patterns.iter().filter_map(of).collect();
        let n: f64 = parts.iter().map(|(n, ..)| n).sum();
        at_least(n as i64, 1)?;
        let mean = parts.iter().map(|(n, mean, _)| n * mean).sum::<f64>() / n;
        let about = |(n, m, variance): &(f64, f64, f64)| n * (variance + (m - mean).powi(2));
        let variance = parts.iter().map(about).sum::<f64>() / n;
        if variance <= 1e-12 {
            return Err(Undefined::NoVariation);
        }
        total += n * (variance.ln() + 1.0);
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, Rows, Sums};

    use super::full_information;
    use crate::Undefined;
    use crate::confirmation::ml::{Likelihood, maximum_likelihood};
    use crate::confirmation::model::{Model, Structure};
    use crate::confirmation::moments::Moments;

    /// Four items of made-up answers: a common part and a part of each item's own.
    fn answers() -> Vec<Vec<u8>> {
        let item = |j: u64| {
            let own = move |i: u64| (i * (7 + 4 * j) + i * i * (j + 3)) % 11;
            (0..60).map(|i: u64| 1 + u8::try_from((i * 5 % 13 + own(i)) / 4).unwrap()).collect()
        };
        (0..4).map(item).collect()
    }

    fn rows(columns: Vec<Vec<u8>>) -> Rows {
        Rows { n: columns[0].len(), columns, ..Rows::default() }
    }

    fn one() -> Model {
        Model::new(Structure::One, &[vec![0, 1, 2, 3]]).unwrap()
    }

    #[test]
    fn complete_answers_give_what_their_covariances_give() {
        let columns = answers();
        let full = full_information(&one(), &rows(columns.clone()), &[0, 1, 2, 3]).unwrap();
        let complete: Vec<Vec<i64>> =
            (0..60).map(|i| columns.iter().map(|column| i64::from(column[i])).collect()).collect();
        let moments = Moments::of(&Sums::of_rows(&complete)).unwrap();
        let plain = maximum_likelihood(&one(), &moments, Likelihood::Normal).unwrap();
        assert!((full.fit.chi2 - plain.fit.chi2).abs() < 1e-8);
        assert!((full.fit.baseline_chi2 - plain.fit.baseline_chi2).abs() < 1e-8);
        assert_eq!(full.fit.df, plain.fit.df);
        for (a, b) in full.standardized(0).unwrap().iter().zip(plain.standardized(0).unwrap()) {
            assert!((a - b).abs() < 1e-7);
        }
    }

    #[test]
    fn whoever_answered_nothing_changes_nothing_and_whoever_left_one_out_counts() {
        let mut columns = answers();
        columns[2][5] = MISSING;
        let before = full_information(&one(), &rows(columns.clone()), &[0, 1, 2, 3]).unwrap();
        columns.iter_mut().for_each(|column| column.push(MISSING));
        let after = full_information(&one(), &rows(columns), &[0, 1, 2, 3]).unwrap();
        assert_eq!(before.fit.n, 60);
        assert_eq!(before.fit, after.fit);
    }

    #[test]
    fn hopeless_answers_say_why() {
        let of = |columns: Vec<Vec<u8>>| full_information(&one(), &rows(columns), &[0, 1, 2, 3]).err();
        let mut never = answers();
        never[1] = vec![MISSING; 60];
        assert_eq!(of(never), Some(Undefined::NobodyAnswered));
        let mut alike = answers();
        alike[1] = vec![7; 60];
        assert_eq!(of(alike), Some(Undefined::NoVariation));
        let mut twice = answers();
        twice[1] = twice[0].clone();
        assert!(matches!(of(twice), Some(Undefined::Collinear)));
        assert_eq!(of(vec![vec![MISSING; 3]; 4]), Some(Undefined::NobodyAnswered));
        assert_eq!(of(vec![vec![1, 2, 3]; 4]), Some(Undefined::TooFewRespondents { n: 3, needed: 5 }));
    }
}
