//! The same statistics by the plainest code there is, from the rows of a file, for tests to compare with.
//!
//! Separate from the program, of which it uses nothing: rows are read with a comma between cells, means are sums divided
//! by counts, and the t distribution is added up from its density. Slow and short on purpose.

#![allow(dead_code, reason = "every test file uses another part of it")]

use std::collections::HashMap;
use std::path::Path;

/// A file of answers: commas between cells, no quotes, an empty cell is no answer.
pub struct Table {
    place: HashMap<String, usize>,
    /// The cells of every respondent.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads a file.
    pub fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let header = lines.next().expect("a header");
        Self {
            place: header.into_iter().enumerate().map(|(place, name)| (name, place)).collect(),
            rows: lines.collect(),
        }
    }

    /// What stands in a respondent's cell.
    pub fn text(&self, row: usize, column: &str) -> &str {
        &self.rows[row][*self.place.get(column).unwrap_or_else(|| panic!("a column {column}"))]
    }

    /// A respondent's number, if there is one.
    pub fn number(&self, row: usize, column: &str) -> Option<f64> {
        self.text(row, column).parse().ok()
    }

    /// A respondent's mean over the answered items of a battery, if at least half were answered.
    pub fn score(&self, row: usize, battery: &str, items: &[String]) -> Option<f64> {
        half_rule(items.iter().map(|item| self.number(row, &format!("{battery}{item}"))))
    }

    /// A respondent's mean expectation and mean perception over the items that have both, if at least half do.
    pub fn pair(&self, row: usize, items: &[String]) -> Option<(f64, f64)> {
        let answers =
            |item: &String| Some((self.number(row, &format!("E{item}"))?, self.number(row, &format!("P{item}"))?));
        let pairs: Vec<_> = items.iter().map(answers).collect();
        Some((
            half_rule(pairs.iter().map(|pair| pair.map(|(e, _)| e)))?,
            half_rule(pairs.iter().map(|pair| pair.map(|(_, p)| p)))?,
        ))
    }

    /// A respondent's gap of a dimension.
    pub fn gap(&self, row: usize, items: &[String]) -> Option<f64> {
        self.pair(row, items).map(|(e, p)| p - e)
    }

    /// The respondents whose cell of a column says this.
    pub fn rows_of(&self, column: &str, value: &str) -> Vec<usize> {
        (0..self.rows.len()).filter(|row| self.text(*row, column) == value).collect()
    }
}

fn half_rule(answers: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let (mut all, mut given) = (0, vec![]);
    for answer in answers {
        all += 1;
        given.extend(answer);
    }
    (!given.is_empty() && all <= 2 * given.len()).then(|| mean(&given))
}

/// The arithmetic mean.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// How many, their mean, and their standard deviation (n − 1).
#[derive(Debug, Clone, Copy)]
pub struct Group {
    pub n: f64,
    pub mean: f64,
    pub sd: f64,
}

impl Group {
    /// The group of these values.
    pub fn of(values: &[f64]) -> Self {
        let (n, mean) = (values.len() as f64, mean(values));
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        Self { n, mean, sd: (squares / (n - 1.0)).sqrt() }
    }

    /// The squared standard error of the mean.
    pub fn error(&self) -> f64 {
        self.sd * self.sd / self.n
    }
}

/// The difference of two means by Welch: `a` minus `b`, its standard error and its degrees of freedom.
pub fn welch(a: Group, b: Group) -> (f64, f64, f64) {
    let error = a.error() + b.error();
    let df = error * error / (a.error().powi(2) / (a.n - 1.0) + b.error().powi(2) / (b.n - 1.0));
    (a.mean - b.mean, error.sqrt(), df)
}

/// The two-sided p of a t value. With t = √df·tan θ the density of t becomes cos θ to the power of df − 1, which is
/// added up by Simpson's rule.
pub fn two_sided_p(t: f64, df: f64) -> f64 {
    tail((t.abs() / df.sqrt()).atan(), df) / tail(0.0, df)
}

/// The probability of a smaller t value.
pub fn below(t: f64, df: f64) -> f64 {
    let half = two_sided_p(t, df) / 2.0;
    if t < 0.0 { half } else { 1.0 - half }
}

/// The t value that 5 % lie beyond, by halving.
pub fn t_of_five_percent(df: f64) -> f64 {
    let (mut low, mut high) = (1.0, 20.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if two_sided_p(middle, df) > 0.05 { low = middle } else { high = middle }
    }
    low
}

fn tail(from: f64, df: f64) -> f64 {
    const STEPS: usize = 20_000;
    let width = (std::f64::consts::FRAC_PI_2 - from) / STEPS as f64;
    let density = |step: usize| (from + width * step as f64).cos().max(0.0).powf(df - 1.0);
    let weight = |step: usize| match step {
        0 | STEPS => 1.0,
        step if step % 2 == 1 => 4.0,
        _ => 2.0,
    };
    (0..=STEPS).map(|step| weight(step) * density(step)).sum::<f64>() * width / 3.0
}

/// Benjamini's and Hochberg's p values: the least of m·p/rank over this and all larger ones, at most 1.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let rank = |p_of: f64| p.iter().filter(|other| **other <= p_of).count() as f64;
    let scaled = |p_of: f64| (p.len() as f64 * p_of / rank(p_of)).min(1.0);
    let adjusted = |own: &f64| p.iter().filter(|other| *other >= own).map(|other| scaled(*other)).fold(1.0, f64::min);
    p.iter().map(adjusted).collect()
}

/// LMG of every predictor, as a share of R²: what it adds to R², averaged over all orders of the predictors. A row holds
/// the predictors and, last, the outcome.
pub fn lmg_shares(rows: &[&[f64]]) -> Vec<f64> {
    let predictors = rows[0].len() - 1;
    let spread = spread(rows);
    let explained: Vec<f64> = (0..1_usize << predictors).map(|set| explained(&spread, set)).collect();
    let factorial = |k: usize| (1..=k).map(|i| i as f64).product::<f64>();
    let lmg: Vec<f64> = (0..predictors)
        .map(|j| {
            let without = (0..1_usize << predictors).filter(|set| set & (1 << j) == 0);
            without
                .map(|set| {
                    let k = set.count_ones() as usize;
                    let orders = factorial(k) * factorial(predictors - 1 - k) / factorial(predictors);
                    orders * (explained[set | (1 << j)] - explained[set])
                })
                .sum()
        })
        .collect();
    let all: f64 = lmg.iter().sum();
    lmg.iter().map(|value| value / all).collect()
}

/// Sums of products of deviations.
fn spread(rows: &[&[f64]]) -> Vec<Vec<f64>> {
    let k = rows[0].len();
    let mut sums = vec![0.0; k];
    let mut products = vec![vec![0.0; k]; k];
    for row in rows {
        for i in 0..k {
            sums[i] += row[i];
            for j in 0..=i {
                products[i][j] += row[i] * row[j];
            }
        }
    }
    let n = rows.len() as f64;
    let of = |i: usize, j: usize| products[i.max(j)][i.min(j)] - sums[i] * sums[j] / n;
    (0..k).map(|i| (0..k).map(|j| of(i, j)).collect()).collect()
}

/// R² of the predictors in a set, by Gaussian elimination of them from the outcome's own spread.
fn explained(spread: &[Vec<f64>], set: usize) -> f64 {
    let outcome = spread.len() - 1;
    let mut left = spread.to_vec();
    for pivot in (0..outcome).filter(|j| set & (1 << j) != 0) {
        let row = left[pivot].clone();
        for other in left.iter_mut() {
            let times = other[pivot] / row[pivot];
            other.iter_mut().zip(&row).for_each(|(cell, of_pivot)| *cell -= times * of_pivot);
        }
        left[pivot] = row;
    }
    1.0 - left[outcome][outcome] / spread[outcome][outcome]
}

/// Places drawn with replacement, by another generator than the program's (xorshift64*, Vigna 2016).
pub struct Draw(pub u64);

impl Draw {
    /// A place below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize) % n
    }
}
