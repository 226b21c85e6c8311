//! Maximum likelihood with a chi-square and errors that do not lean on normal answers.
//!
//! Separate from plain maximum likelihood, whose estimates it keeps: only the test and the errors change. Answers on a
//! seven-point scale are skewed and piled up at the top, which makes the plain test too strict or too lenient. It looks at
//! complete respondents, one by one.
//!
//! Formula: C = A⁻¹ B A⁻¹ / n, A the observed information, B the mean square of the scores; c = (tr_saturated − tr(A⁻¹ B)) / df, tr_saturated = (b₂ − p) / 2, b₂ = mean of ((x − x̄)′ S⁻¹ (x − x̄))²; chi²_robust = chi² / c
//! Unit: none.
//! Needs: rows. Undefined: as maximum likelihood.
//! Source: Yuan & Bentler (2000), Sociological Methodology 30, 165–200; Mardia (1970), Biometrika 57, 519–530; Brosseau-Liard,
//! Savalei & Li (2012), Multivariate Behavioral Research 47, 904–930.
//! Method page: docs/method/confirmation.md

use nalgebra::{Cholesky, DMatrix, DVector};
use sums::{Rows, Sums};

use crate::Undefined;
use crate::distribution::chi2_sf;

use super::fiml::observed_covariance;
use super::fit::{Chi2, Rmsea, cfi, relative, rmsea, tli};
use super::likelihood::Normal;
use super::ml::Complete;
use super::model::Model;
use super::moments::Moments;
use super::solution::{Reader, Solution};

/// A model with a robust test and robust errors.
#[derive(Debug, Clone, PartialEq)]
pub struct Robust {
    /// The solution with robust errors; its fit is the plain one.
    pub solution: Solution,
    /// How much the plain chi-square is too large.
    pub scaling: f64,
    /// The scaled chi-square, on the same degrees of freedom.
    pub chi2: f64,
    /// How likely one at least as large is when the model holds.
    pub p: f64,
    /// The same factor of the model of uncorrelated items.
    pub baseline_scaling: f64,
    /// CFI from the scaled chi-squares.
    pub cfi_scaled: f64,
    /// TLI from the scaled chi-squares.
    pub tli_scaled: f64,
    /// RMSEA from the scaled chi-square.
    pub rmsea_scaled: Rmsea,
    /// CFI that estimates what a normal sample would give.
    pub cfi: f64,
    /// RMSEA that estimates what a normal sample would give.
    pub rmsea: f64,
}

/// Fits a model to the respondents who answered all `columns`; the model's items are places among these.
///
/// # Errors
/// As [`super::ml::maximum_likelihood`]; [`Undefined::NotIdentified`] also for a model without degrees of freedom.
///
/// # Panics
/// When the model names an item outside `columns`, or a column is outside the rows.
pub fn robust(model: &Model, rows: &Rows, columns: &[usize]) -> Result<Robust, Undefined> {
    let complete = complete(rows, columns);
    let mut sums = Sums::new(columns.len());
    complete.iter().for_each(|answers| sums.observe(answers));
    let fitted = Complete::new(model, &Moments::of(&sums)?)?;
    let n = fitted.moments.n as f64;
    let plain = fitted.fit(n);
    if plain.df == 0 {
        return Err(Undefined::NotIdentified);
    }
    let items = model.items();
    let deviations = DMatrix::from_fn(items.len(), complete.len(), |item, respondent| {
        complete[respondent][items[item]] as f64 - fitted.moments.means[item]
    });

    let normal = Normal { layout: &fitted.layout, groups: &fitted.patterns };
    let bread = observed_covariance(&normal, &fitted.minimum)?;
    let meat = squared_scores(&fitted, &deviations)?;
    let covariance = &bread * &meat * &bread * n;
    let model_trace = (&bread * &meat).trace() * n;
    let reader = Reader::new(model, &fitted.layout, 0, &fitted.minimum.parameters, Some(&covariance));
    let solution = reader.solution(plain, fitted.minimum.iterations, fitted.minimum.gradient);

    let saturated_trace = saturated_trace(&fitted.moments, &deviations)?;
    let apart_trace = apart_trace(&fitted.moments, &deviations);
    let scaling = (saturated_trace - model_trace) / plain.df as f64;
    let baseline_scaling = (saturated_trace - apart_trace) / plain.baseline_df as f64;
    if !(scaling > 0.0 && baseline_scaling > 0.0) {
        return Err(Undefined::NotIdentified);
    }
    let model_chi2 = Chi2 { value: plain.chi2 / scaling, df: plain.df };
    let baseline = Chi2 { value: plain.baseline_chi2 / baseline_scaling, df: plain.baseline_df };
    let beyond = plain.chi2 - scaling * plain.df as f64;
    let baseline_beyond = plain.baseline_chi2 - baseline_scaling * plain.baseline_df as f64;
    Ok(Robust {
        solution,
        scaling,
        chi2: model_chi2.value,
        p: chi2_sf(model_chi2.value, plain.df as f64),
        baseline_scaling,
        cfi_scaled: cfi(model_chi2, baseline),
        tli_scaled: tli(model_chi2, baseline),
        rmsea_scaled: rmsea(model_chi2, n, 1).ok_or(Undefined::NotIdentified)?,
        cfi: relative(beyond, baseline_beyond),
        rmsea: (beyond.max(0.0) / (n * plain.df as f64)).sqrt(),
    })
}

fn complete(rows: &Rows, columns: &[usize]) -> Vec<Vec<i64>> {
    let answers = |respondent: usize| columns.iter().map(|&c| rows.value(c, respondent).map(i64::from)).collect();
    (0..rows.n).filter_map(answers).collect()
}

/// B: the mean over respondents of the outer product of their scores.
fn squared_scores(fitted: &Complete, deviations: &DMatrix<f64>) -> Result<DMatrix<f64>, Undefined> {
    let implied = fitted.layout.implied(0, &fitted.minimum.parameters);
    let d = fitted.layout.directions(0, &implied);
    let factor = Cholesky::new(implied.sigma).ok_or(Undefined::Collinear)?;
    let (ku, kv) = (factor.solve(&d.u), factor.solve(&d.v));
    let mut scores = ku.tr_mul(deviations).component_mul(&kv.tr_mul(deviations));
    for (a, mut row) in scores.row_iter_mut().enumerate() {
        row.add_scalar_mut(-d.u.column(a).dot(&kv.column(a)));
    }
    Ok(&scores * scores.transpose() / deviations.ncols() as f64)
}

/// tr(A⁻¹ B) of the model that fits perfectly: half of what Mardia's kurtosis exceeds p.
fn saturated_trace(moments: &Moments, deviations: &DMatrix<f64>) -> Result<f64, Undefined> {
    let factor = Cholesky::new(moments.covariance.clone()).ok_or(Undefined::Collinear)?;
    let solved = factor.solve(deviations);
    let squares = (0..deviations.ncols()).map(|i| solved.column(i).dot(&deviations.column(i)).powi(2));
    Ok(0.5 * (squares.sum::<f64>() / deviations.ncols() as f64 - moments.means.len() as f64))
}

/// tr(A⁻¹ B) of uncorrelated items: half of what each item's kurtosis exceeds one.
fn apart_trace(moments: &Moments, deviations: &DMatrix<f64>) -> f64 {
    let variances: DVector<f64> = moments.covariance.diagonal();
    let kurtosis = |item: usize| {
        let fourth = deviations.row(item).iter().map(|x| x.powi(4)).sum::<f64>() / deviations.ncols() as f64;
        fourth / variances[item].powi(2)
    };
    (0..variances.len()).map(|item| 0.5 * (kurtosis(item) - 1.0)).sum()
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, Rows};

    use super::robust;
    use crate::Undefined;
    use crate::confirmation::model::{Model, Structure};

    fn answers(repeat: usize) -> Rows {
        let item = |j: u64| -> Vec<u8> {
            let own = move |i: u64| (i * (7 + 4 * j) + i * i * (j + 3)) % 11;
            (0..60).map(|i: u64| 1 + u8::try_from((i * 5 % 13 + own(i)) / 4).unwrap()).collect()
        };
        let columns: Vec<Vec<u8>> = (0..4).map(|j| item(j).repeat(repeat)).collect();
        Rows { n: columns[0].len(), columns, ..Rows::default() }
    }

    #[test]
    fn everyone_asked_four_times_doubles_the_precision_and_leaves_the_scaling() {
        let model = Model::new(Structure::One, &[vec![0, 1, 2, 3]]).unwrap();
        let (once, often) = [1, 4].map(|times| robust(&model, &answers(times), &[0, 1, 2, 3]).unwrap()).into();
        assert!((once.scaling - often.scaling).abs() < 1e-7);
        assert!((once.chi2 * 4.0 - often.chi2).abs() < 1e-6);
        let se = |found: &super::Robust| found.solution.loadings[1].unstandardized.unwrap().se.unwrap();
        assert!((se(&once) / se(&often) - 2.0).abs() < 1e-6);
    }

    #[test]
    fn nobody_complete_has_no_test() {
        let mut rows = answers(1);
        rows.columns[3] = vec![MISSING; rows.n];
        let model = Model::new(Structure::One, &[vec![0, 1, 2, 3]]).unwrap();
        assert_eq!(robust(&model, &rows, &[0, 1, 2, 3]).err(), Some(Undefined::NobodyAnswered));
    }
}
