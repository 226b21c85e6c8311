//! Means and covariances of items as if nobody had left one out, by maximum likelihood under normality.
//!
//! Separate from sums over complete respondents, because it uses every answer given: people who skipped a question still
//! say how the others go together. It refuses items that nobody answered together, and it fills in nobody's answer.
//!
//! Formula: μ = mean of mean(x | answered), Σ = mean of mean(x x′ | answered) − μ μ′, repeated until nothing moves,
//! mean(x_m | x_o) = μ_m − K_mm⁻¹ K_mo (x_o − μ_o), var(x_m | x_o) = K_mm⁻¹, K = Σ⁻¹
//! Unit: means in scale points, covariances (divisor n) in squared points.
//! Needs: rows. Respondents without any answer are left out. Undefined: no more respondents than items, a pair of items
//! that fewer than two respondents answered together, an item that never varies, items that can be computed from each other.
//! Source: Dempster, Laird & Rubin (1977), Journal of the Royal Statistical Society B 39, 1–38; patterns: Little & Rubin
//! (2019), Statistical Analysis with Missing Data, 3rd ed., section 11.2.
//! Method page: docs/method/missing.md

use std::f64::consts::PI;

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};
use sums::Rows;

use crate::Undefined;
use crate::linear::{Factored, at_least, inverse_of};

use super::pattern::{PatternTable, patterns};

/// After so many rounds the estimates are given as they are, and flagged.
pub const ROUNDS_MAX: usize = 2000;
/// The rounds end when no mean moves by more than this part of its standard deviation, and no correlation by more.
const STILL: f64 = 1e-11;

/// The normal distribution under which the answers given are likeliest.
#[derive(Debug, Clone, PartialEq)]
pub struct NormalFit {
    /// Respondents who answered at least one item.
    pub n: usize,
    /// Patterns of answered items among them.
    pub patterns: usize,
    /// Means by item.
    pub mean: DVector<f64>,
    /// Covariances, divisor n (maximum likelihood).
    pub covariance: DMatrix<f64>,
    /// The logarithm of the likelihood of the answers given.
    pub ln_likelihood: f64,
    /// Rounds that it took.
    pub rounds: usize,
    /// Whether nothing moved any more; otherwise the estimates are those after [`ROUNDS_MAX`].
    pub converged: bool,
}

/// Means and covariances by the EM algorithm.
///
/// # Errors
/// [`Undefined::TooFewItems`] without columns, [`Undefined::NobodyAnswered`], [`Undefined::TooFewRespondents`],
/// [`Undefined::NoVariation`], [`Undefined::Collinear`].
///
/// # Panics
/// When a column is outside the rows.
pub fn normal_fit(rows: &Rows, columns: &[usize]) -> Result<NormalFit, Undefined> {
    fit(&Grouped::new(rows, columns, &patterns(rows, columns)?)?)
}

/// The same, held by so many imaginary respondents whose items have the variances of the answers given and nothing in
/// common, and ended when nothing moves by more than a part `still`.
///
/// # Errors
/// As [`normal_fit`].
pub(super) fn normal_fit_held(rows: &Rows, columns: &[usize], held: f64, still: f64) -> Result<NormalFit, Undefined> {
    fit_held(&Grouped::new(rows, columns, &patterns(rows, columns)?)?, held, still)
}

/// The estimates from respondents already grouped.
pub(super) fn fit(data: &Grouped) -> Result<NormalFit, Undefined> {
    fit_held(data, 0.0, STILL)
}

fn fit_held(data: &Grouped, held: f64, still: f64) -> Result<NormalFit, Undefined> {
    let k = data.centre.len();
    let n = data.n as f64;
    let (mut mean, mut covariance) = data.start();
    let (mut rounds, mut converged) = (0, false);
    while rounds < ROUNDS_MAX && !converged {
        rounds += 1;
        let precision = Precision::new(&covariance)?;
        let (next_mean, mut next_covariance) = data.round(&mean, &precision)?;
        if held > 0.0 {
            next_covariance *= n / (n + held);
            (0..k).for_each(|i| next_covariance[(i, i)] += data.variance[i] * held / (n + held));
        }
        let deviation = |i: usize| covariance[(i, i)].sqrt();
        converged = (0..k).all(|i| {
            (next_mean[i] - mean[i]).abs() <= still * deviation(i)
                && (0..=i).all(|j| {
                    let moved: f64 = next_covariance[(i, j)] - covariance[(i, j)];
                    moved.abs() <= still * deviation(i) * deviation(j)
                })
        });
        (mean, covariance) = (next_mean, next_covariance);
    }
    let ln_likelihood = data.ln_likelihood(&mean, &Precision::new(&covariance)?)?;
    let mean = mean + DVector::from_column_slice(&data.centre);
    Ok(NormalFit { n: data.n, patterns: data.blocks.len(), mean, covariance, ln_likelihood, rounds, converged })
}

/// The inverse of a covariance matrix, with the logarithm of that matrix's determinant.
pub(super) struct Precision {
    pub(super) inverse: DMatrix<f64>,
    ln_determinant: f64,
}

impl Precision {
    /// # Errors
    /// [`Undefined::Collinear`].
    pub(super) fn new(covariance: &DMatrix<f64>) -> Result<Self, Undefined> {
        let factor = Factored::new(covariance)?;
        Ok(Self { inverse: factor.inverse(), ln_determinant: factor.ln_determinant() })
    }

    /// `K_mm`, factored.
    pub(super) fn absent(&self, absent: &[usize]) -> Result<Cholesky<f64, Dyn>, Undefined> {
        let part = DMatrix::from_fn(absent.len(), absent.len(), |i, j| self.inverse[(absent[i], absent[j])]);
        Cholesky::new(part).ok_or(Undefined::Collinear)
    }

    /// `K_mo`.
    pub(super) fn across(&self, absent: &[usize], answered: &[usize]) -> DMatrix<f64> {
        DMatrix::from_fn(absent.len(), answered.len(), |i, j| self.inverse[(absent[i], answered[j])])
    }

    /// `d′ Σ_oo⁻¹ d` for the answered items of a block.
    pub(super) fn quadratic(&self, block: &Block, d: &[f64], absent: Option<&Cholesky<f64, Dyn>>) -> f64 {
        let mut whole = 0.0;
        for (i, &a) in block.answered.iter().enumerate() {
            let row: f64 = block.answered[..i].iter().zip(d).map(|(&b, x)| self.inverse[(a, b)] * x).sum();
            whole += d[i] * (2.0 * row + self.inverse[(a, a)] * d[i]);
        }
        let Some(absent) = absent else { return whole };
        let v = DVector::from_iterator(
            block.absent.len(),
            block.absent.iter().map(|&a| block.answered.iter().zip(d).map(|(&b, x)| self.inverse[(a, b)] * x).sum()),
        );
        whole - absent.l_dirty().solve_lower_triangular(&v).map_or(f64::NAN, |z| z.norm_squared())
    }
}

/// Respondents who answered the same items, centred.
pub(super) struct Block {
    pub(super) answered: Vec<usize>,
    pub(super) absent: Vec<usize>,
    pub(super) n: usize,
    /// Sums of the answered items.
    pub(super) sum: Vec<f64>,
    /// The answers, respondent by respondent; empty where the cross-products are shorter.
    values: Vec<f64>,
    /// Cross-products of the answered items; empty where the answers are shorter.
    cross: DMatrix<f64>,
}

/// All respondents with an answer, by pattern, each item centred at the mean of its answers.
pub(super) struct Grouped {
    pub(super) n: usize,
    pub(super) centre: Vec<f64>,
    pub(super) blocks: Vec<Block>,
    /// Sums over everyone of what was answered.
    sum: DVector<f64>,
    /// Cross-products over everyone of what was answered together.
    cross: DMatrix<f64>,
    variance: Vec<f64>,
}

impl Grouped {
    pub(super) fn new(rows: &Rows, columns: &[usize], table: &PatternTable) -> Result<Self, Undefined> {
        let k = columns.len();
        let n = table.n - table.silent;
        at_least(n as i64, k as i64 + 1)?;
        together(table)?;
        let answers = |&column: &usize| (0..rows.n).filter_map(move |respondent| rows.value(column, respondent));
        let centre: Vec<f64> = columns
            .iter()
            .zip(&table.items)
            .map(|(column, item)| answers(column).map(f64::from).sum::<f64>() / item.answered as f64)
            .collect();
        let mut variance = vec![];
        for ((column, centre), item) in columns.iter().zip(&centre).zip(&table.items) {
            let squares: f64 = answers(column).map(|x| (f64::from(x) - centre).powi(2)).sum();
            if squares == 0.0 || answers(column).min() == answers(column).max() {
                return Err(Undefined::NoVariation);
            }
            variance.push(squares / item.answered as f64);
        }
        let mut sum = DVector::zeros(k);
        let mut cross = DMatrix::zeros(k, k);
        let mut blocks = vec![];
        for pattern in &table.patterns {
            let (answered, absent): (Vec<usize>, Vec<usize>) = (0..k).partition(|&item| pattern.answered[item]);
            if answered.is_empty() {
                continue;
            }
            let values: Vec<f64> = pattern
                .respondents
                .iter()
                .flat_map(|&r| answered.iter().map(move |&item| (r, item)))
                .map(|(r, item)| f64::from(rows.columns[columns[item]][r]) - centre[item])
                .collect();
            let block = Block::new(answered, absent, values);
            block.add_to(&mut sum, &mut cross);
            blocks.push(block);
        }
        Ok(Self { n, centre, blocks, sum, cross, variance })
    }

    /// Where the rounds start: the items' own means and variances, without covariances.
    fn start(&self) -> (DVector<f64>, DMatrix<f64>) {
        (DVector::zeros(self.centre.len()), DMatrix::from_diagonal(&DVector::from_column_slice(&self.variance)))
    }

    /// One round: what the absent answers are thought to be, then the means and covariances with them.
    fn round(&self, mean: &DVector<f64>, precision: &Precision) -> Result<(DVector<f64>, DMatrix<f64>), Undefined> {
        let (mut sum, mut cross) = (self.sum.clone(), self.cross.clone());
        for block in self.blocks.iter().filter(|block| !block.absent.is_empty()) {
            block.complete(mean, precision, &mut sum, &mut cross)?;
        }
        let n = self.n as f64;
        let next = sum / n;
        let mut covariance = cross / n - &next * next.transpose();
        covariance.fill_upper_triangle_with_lower_triangle();
        Ok((next, covariance))
    }

    fn ln_likelihood(&self, mean: &DVector<f64>, precision: &Precision) -> Result<f64, Undefined> {
        let mut total = 0.0;
        for block in &self.blocks {
            total += block.deviance(mean, precision)?;
        }
        Ok(-0.5 * total)
    }
}

/// Whether enough respondents answered every pair of items together.
fn together(table: &PatternTable) -> Result<(), Undefined> {
    let k = table.items.len();
    for i in 0..k {
        for j in 0..=i {
            // Both items answered by at least two: the first few patterns settle it.
            let mut n = 0_i64;
            for pattern in table.patterns.iter().filter(|pattern| pattern.answered[i] && pattern.answered[j]) {
                n += pattern.respondents.len() as i64;
                if n >= 2 {
                    break;
                }
            }
            at_least(n, 2)?;
        }
    }
    Ok(())
}

impl Block {
    fn new(answered: Vec<usize>, absent: Vec<usize>, values: Vec<f64>) -> Self {
        let width = answered.len();
        let n = values.len() / width;
        let mut sum = vec![0.0; width];
        for row in values.chunks_exact(width) {
            sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
        }
        // One product per pair of items is shorter than the answers of many respondents.
        let keep_rows = n < width;
        let cross = if keep_rows { DMatrix::zeros(0, 0) } else { products(&values, width) };
        Self { answered, absent, n, sum, values: if keep_rows { values } else { vec![] }, cross }
    }

    fn add_to(&self, sum: &mut DVector<f64>, cross: &mut DMatrix<f64>) {
        self.answered.iter().zip(&self.sum).for_each(|(&item, x)| sum[item] += x);
        for (i, &a) in self.answered.iter().enumerate() {
            for (j, &b) in self.answered[..=i].iter().enumerate() {
                let product = if self.values.is_empty() {
                    self.cross[(i, j)]
                } else {
                    self.values.chunks_exact(self.answered.len()).map(|row| row[i] * row[j]).sum()
                };
                cross[(a, b)] += product;
            }
        }
    }

    /// Adds what the absent items are thought to be to the lower triangle of the cross-products, and to the sums.
    fn complete(
        &self,
        mean: &DVector<f64>,
        precision: &Precision,
        sum: &mut DVector<f64>,
        cross: &mut DMatrix<f64>,
    ) -> Result<(), Undefined> {
        let (m, o, n) = (self.absent.len(), self.answered.len(), self.n as f64);
        // A product with the inverse is much quicker than as many substitutions as there are answered items.
        let inverse = inverse_of(&precision.absent(&self.absent)?);
        let slope = -(&inverse * precision.across(&self.absent, &self.answered));
        let mut constant = DVector::from_iterator(m, self.absent.iter().map(|&a| mean[a]));
        for (j, &b) in self.answered.iter().enumerate() {
            constant.axpy(-mean[b], &slope.column(j), 1.0);
        }
        let mut with_answered = DMatrix::zeros(m, o);
        let mut with_absent = inverse * n;
        let mut thought = DVector::zeros(m);
        if self.values.is_empty() {
            let sums = DVector::from_column_slice(&self.sum);
            let moved = &slope * &sums;
            thought += &constant * n + &moved;
            let turned = &slope * &self.cross;
            with_absent += &constant * constant.transpose() * n;
            with_absent += &constant * moved.transpose() + &moved * constant.transpose() + &turned * slope.transpose();
            with_answered += &constant * sums.transpose() + turned;
        }
        let mut guess = DVector::zeros(m);
        for row in self.values.chunks_exact(o) {
            guess.copy_from(&constant);
            for (j, x) in row.iter().enumerate() {
                guess.axpy(*x, &slope.column(j), 1.0);
            }
            for (j, x) in row.iter().enumerate() {
                with_answered.column_mut(j).axpy(*x, &guess, 1.0);
            }
            thought += &guess;
            with_absent.ger(1.0, &guess, &guess, 1.0);
        }
        for (i, &a) in self.absent.iter().enumerate() {
            sum[a] += thought[i];
            for (j, &b) in self.absent[..=i].iter().enumerate() {
                cross[(a, b)] += with_absent[(i, j)];
            }
            for (j, &b) in self.answered.iter().enumerate() {
                cross[(a.max(b), a.min(b))] += with_answered[(i, j)];
            }
        }
        Ok(())
    }

    /// −2 ln of this block's likelihood.
    fn deviance(&self, mean: &DVector<f64>, precision: &Precision) -> Result<f64, Undefined> {
        let factor = if self.absent.is_empty() { None } else { Some(precision.absent(&self.absent)?) };
        // ln |Σ_oo| = ln |Σ| + ln |K_mm|.
        let more: f64 =
            factor.iter().flat_map(|f| (0..self.absent.len()).map(|i| 2.0 * f.l_dirty()[(i, i)].ln())).sum();
        let n = self.n as f64;
        let constant = n * (self.answered.len() as f64 * (2.0 * PI).ln() + precision.ln_determinant + more);
        let centre = |row: &[f64]| -> Vec<f64> { row.iter().zip(&self.answered).map(|(x, &a)| x - mean[a]).collect() };
        if !self.values.is_empty() {
            let rows = self.values.chunks_exact(self.answered.len());
            return Ok(constant + rows.map(|row| precision.quadratic(self, &centre(row), factor.as_ref())).sum::<f64>());
        }
        let average: Vec<f64> = self.sum.iter().map(|x| x / n).collect();
        let between = n * precision.quadratic(self, &centre(&average), factor.as_ref());
        // tr(Σ_oo⁻¹ W), W the cross-products about the block's own means.
        let o = self.answered.len();
        let within = DMatrix::from_fn(o, o, |i, j| self.cross[(i, j)] - self.sum[i] * average[j]);
        let mut inverse = DMatrix::from_fn(o, o, |i, j| precision.inverse[(self.answered[i], self.answered[j])]);
        if let Some(factor) = factor {
            let across = precision.across(&self.absent, &self.answered);
            inverse -= across.transpose() * factor.solve(&across);
        }
        Ok(constant + between + inverse.component_mul(&within).sum())
    }
}

/// Cross-products of rows of `width` values.
fn products(values: &[f64], width: usize) -> DMatrix<f64> {
    let rows = DMatrix::from_column_slice(width, values.len() / width, values);
    &rows * rows.transpose()
}

#[cfg(test)]
mod tests {
    use sums::{MISSING, Rows};

    use super::normal_fit;
    use crate::Undefined;

    fn rows(columns: Vec<Vec<u8>>) -> Rows {
        Rows { n: columns[0].len(), columns, ..Rows::default() }
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Everyone answered x: 1, 2, 3, 4, mean 2.5, variance 5/4. Only the first three answered y: 2, 4, 3. With one
        // item complete, maximum likelihood is closed: regress y on x over the three (means 2 and 3, slope 1/2, constant
        // 2, residuals −½, 1, −½: variance ½), then mean y = 2 + 2.5/2 = 3.25, covariance ½ · 5/4 = 0.625 and variance
        // ½ + ¼ · 5/4 = 0.8125.
        let found = normal_fit(&rows(vec![vec![1, 2, 3, 4], vec![2, 4, 3, MISSING]]), &[0, 1]).unwrap();
        assert!(found.converged && found.n == 4 && found.patterns == 2);
        assert!((found.mean[0] - 2.5).abs() < 1e-12 && (found.mean[1] - 3.25).abs() < 1e-9, "{found:?}");
        let [[xx, xy], [yx, yy]] = [[0, 1], [2, 3]].map(|row| row.map(|i| found.covariance[i]));
        assert!((xx - 1.25).abs() < 1e-12 && (xy - 0.625).abs() < 1e-9 && xy == yx && (yy - 0.8125).abs() < 1e-9);
    }

    #[test]
    fn likelihood_factors_into_a_margin_and_a_regression() {
        // The example above: x ~ (2.5, 5/4) over four, y | x with variance ½ over three.
        let found = normal_fit(&rows(vec![vec![1, 2, 3, 4], vec![2, 4, 3, MISSING]]), &[0, 1]).unwrap();
        let normal = |n: f64, variance: f64| -0.5 * n * ((2.0 * std::f64::consts::PI * variance).ln() + 1.0);
        assert!((found.ln_likelihood - normal(4.0, 1.25) - normal(3.0, 0.5)).abs() < 1e-9);
    }

    #[test]
    fn complete_answers_need_no_rounds() {
        let found = normal_fit(&rows(vec![vec![1, 2, 3, 4, MISSING], vec![2, 2, 5, 5, MISSING]]), &[0, 1]).unwrap();
        // Means 2.5 and 3.5, variances 5/4 and 9/4, covariance 6/4; the silent respondent does not count.
        assert_eq!((found.n, found.patterns), (4, 1));
        let expected = [2.5, 3.5, 1.25, 1.5, 2.25];
        let got = [found.mean[0], found.mean[1], found.covariance[0], found.covariance[1], found.covariance[3]];
        assert!(got.iter().zip(expected).all(|(got, expected)| (got - expected).abs() < 1e-12), "{got:?}");
    }

    #[test]
    fn many_respondents_of_a_pattern_count_like_the_same_respondents_one_by_one() {
        // Blocks of at least as many respondents as items go by cross-products, smaller ones by rows: ten times everyone
        // leaves the estimates where they were.
        let x = vec![1, 2, 3, 4, 5, 3, 7, 2, 5];
        let y = vec![2, 4, 3, MISSING, MISSING, 3, 6, 4, 4];
        let z = vec![3, 2, 6, 5, 7, 4, MISSING, MISSING, 6];
        let few = normal_fit(&rows(vec![x.clone(), y.clone(), z.clone()]), &[0, 1, 2]).unwrap();
        let many = normal_fit(&rows([x, y, z].map(|column| column.repeat(10)).into()), &[0, 1, 2]).unwrap();
        assert!((few.mean - many.mean).norm() < 1e-9 && (few.covariance - many.covariance).norm() < 1e-9);
        assert!((10.0 * few.ln_likelihood - many.ln_likelihood).abs() < 1e-8);
    }

    #[test]
    fn hopeless_answers_say_why() {
        assert_eq!(normal_fit(&Rows::default(), &[]).err(), Some(Undefined::TooFewItems { items: 0, needed: 1 }));
        let silent = rows(vec![vec![MISSING; 3], vec![MISSING; 3]]);
        assert_eq!(normal_fit(&silent, &[0, 1]).err(), Some(Undefined::NobodyAnswered));
        let one = rows(vec![vec![5], vec![6]]);
        assert_eq!(normal_fit(&one, &[0, 1]).err(), Some(Undefined::TooFewRespondents { n: 1, needed: 3 }));
        let flat = rows(vec![vec![5, 5, 5, 5], vec![6, 5, 4, MISSING]]);
        assert_eq!(normal_fit(&flat, &[0, 1]).err(), Some(Undefined::NoVariation));
        let twice = rows(vec![vec![1, 2, 4, 3, MISSING], vec![1, 2, 4, 3, 5]]);
        assert_eq!(normal_fit(&twice, &[0, 1]).err(), Some(Undefined::Collinear));
        let apart = rows(vec![vec![1, 2, 3, MISSING, MISSING, MISSING], vec![MISSING, MISSING, MISSING, 1, 2, 3]]);
        assert_eq!(normal_fit(&apart, &[0, 1]).err(), Some(Undefined::NobodyAnswered));
    }
}
