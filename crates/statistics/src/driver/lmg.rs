//! Which dimension drives the overall judgement: each one's average contribution over all orders of entry (LMG).
//!
//! Separate from Johnson's weights, which approximate the same question in one step; this one is exact. It sees every
//! subset of the predictors once, and refuses more than 22, beyond which exactness would take more than a moment.
//!
//! Formula: LMG_j = Σ_S |S|!·(p − 1 − |S|)!/p! · (R²(S ∪ j) − R²(S)), S over the subsets without j
//! Unit: share of the outcome's variance, 0 to 1; the LMG of all predictors add up to R².
//! Needs: `Sums` of the predictors and, last, the outcome, over respondents who answered all of them.
//! Undefined: a variable that never varies, a predictor that can be computed from the others, more than 22 predictors.
//! Source: Lindeman, Merenda & Gold (1980), Introduction to bivariate and multivariate analysis; the same as general
//! dominance, Budescu (1993), Psychological Bulletin 114, 542–551. Average by subset size: Azen & Budescu (2003).
//! Method page: docs/method/drivers.md

use std::borrow::Cow;
use std::ops::{Add, AddAssign, Div, Mul, Sub};

use nalgebra::DMatrix;
use sums::Sums;

use crate::Undefined;
use crate::linear::{OWN_VARIANCE, correlation_matrix};

/// The most predictors whose subsets are all examined: 2^22 of them.
pub const MOST_PREDICTORS: usize = 22;

/// What each predictor contributes to R², averaged over all orders of entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Dominance {
    /// R² of all predictors together.
    pub r_squared: f64,
    /// One per predictor; their sum is R².
    pub lmg: Vec<f64>,
    /// `conditional[s][j]`: what predictor `j` adds on average to `s` others (conditional dominance).
    pub conditional: Vec<Vec<f64>>,
}

impl Dominance {
    /// The LMG values as shares of R², adding up to 1.
    ///
    /// # Errors
    /// [`Undefined::NoVariation`] when nothing is explained at all, so that there is nothing to share.
    pub fn shares(&self) -> Result<Vec<f64>, Undefined> {
        shares(&self.lmg)
    }
}

/// Non-negative contributions as shares of their sum.
///
/// # Errors
/// [`Undefined::NoVariation`] when the sum is zero.
pub fn shares(contributions: &[f64]) -> Result<Vec<f64>, Undefined> {
    let total: f64 = contributions.iter().sum();
    if total > 0.0 { Ok(contributions.iter().map(|c| c / total).collect()) } else { Err(Undefined::NoVariation) }
}

/// LMG of the predictors (all variables but the last) for the outcome (the last).
///
/// # Errors
/// [`Undefined::TooManyPredictors`] above 22, [`Undefined::TooFewRespondents`] for no more respondents than variables,
/// [`Undefined::NoVariation`], [`Undefined::Collinear`].
pub fn lmg(sums: &Sums) -> Result<Dominance, Undefined> {
    let predictors = sums.variables().saturating_sub(1);
    check_size(predictors)?;
    crate::linear::at_least(sums.n(), predictors as i64 + 2)?;
    of_correlations(&correlation_matrix(sums)?)
}

/// LMG from the correlations of the predictors and, last, the outcome.
///
/// # Errors
/// [`Undefined::TooFewItems`] without a predictor, [`Undefined::TooManyPredictors`] above 22, [`Undefined::Collinear`].
pub fn of_correlations(correlations: &DMatrix<f64>) -> Result<Dominance, Undefined> {
    let predictors = correlations.nrows().saturating_sub(1);
    check_size(predictors)?;
    let mut walk = Walk::new(predictors);
    walk.run(|i, j| correlations[(i, j)])?;
    let mut lmg = vec![0.0; predictors];
    walk.average(&mut lmg);
    let conditional = (0..predictors).map(|size| (0..predictors).map(|j| walk.increment(j, size)).collect()).collect();
    Ok(Dominance { r_squared: walk.r_squared(), lmg, conditional })
}

fn check_size(predictors: usize) -> Result<(), Undefined> {
    match predictors {
        0 => Err(Undefined::TooFewItems { items: 0, needed: 1 }),
        p if p > MOST_PREDICTORS => Err(Undefined::TooManyPredictors { predictors, most: MOST_PREDICTORS }),
        _ => Ok(()),
    }
}

/// One walk over all subsets of the predictors, reusable for many correlation matrices of the same size.
///
/// Depth first: the next predictor is either left out, which only drops its row, or swept in, which makes a triangle
/// one row smaller. Upper triangles are stored row by row, so that leaving out is a slice and costs nothing, and almost
/// all of the 2^p leaves need but a few operations. R² is never stored per subset: LMG needs only, for each predictor
/// and size, the sum of the unexplained variance over the subsets that hold the predictor.
///
/// With many predictors the choice among the first three is made beforehand: the eight walks that remain visit the same
/// places, and go side by side.
#[derive(Debug, Clone)]
pub struct Walk {
    predictors: usize,
    triangle: Vec<Lanes<1>>,
    work: Vec<Lanes<1>>,
    tree: Tree,
    /// `[size]`: unexplained variance, added up over the subsets of that size.
    total: Vec<f64>,
    /// `[j · (p + 2) + size]`: the same over the subsets of that size that hold predictor `j`.
    holding: Vec<f64>,
}

/// From so many predictors on, eight walks go side by side.
const SIDE_BY_SIDE_FROM: usize = 8;

#[derive(Debug, Clone)]
enum Tree {
    One(Branches<1>),
    Eight(Branches<8>),
}

impl Walk {
    /// A walk over the subsets of so many predictors.
    #[must_use]
    pub fn new(predictors: usize) -> Self {
        let tree = if predictors < SIDE_BY_SIDE_FROM {
            Tree::One(Branches::new(predictors))
        } else {
            Tree::Eight(Branches::new(predictors))
        };
        Self {
            predictors,
            triangle: vec![Lanes::ZERO; cells(predictors)],
            work: vec![Lanes::ZERO; (0..predictors).map(cells).sum()],
            tree,
            total: vec![0.0; predictors + 1],
            holding: vec![0.0; predictors * (predictors + 2)],
        }
    }

    /// Walks over all subsets. `correlation(i, j)` is asked for `i ≤ j`; the outcome is the last variable.
    ///
    /// # Errors
    /// [`Undefined::Collinear`] when a predictor can be computed from those before it.
    pub fn run(&mut self, correlation: impl Fn(usize, usize) -> f64) -> Result<(), Undefined> {
        let mut cell = 0;
        for i in 0..=self.predictors {
            for j in i..=self.predictors {
                self.triangle[cell] = Lanes([correlation(i, j)]);
                cell += 1;
            }
        }
        self.check_independence()?;
        self.total.fill(0.0);
        self.holding.fill(0.0);
        match &mut self.tree {
            Tree::One(branches) => branches.run(&self.triangle, &mut self.total, &mut self.holding),
            Tree::Eight(branches) => branches.run(&self.triangle, &mut self.total, &mut self.holding),
        }
        Ok(())
    }

    /// Sweeps in every predictor once: a predictor that keeps nothing of its own given those before it is named here,
    /// before any subset divides by it.
    fn check_independence(&mut self) -> Result<(), Undefined> {
        let (mut from, mut rest) = (&self.triangle[..], &mut self.work[..]);
        for rows in (1..=self.predictors).rev() {
            if from[0].0[0] <= OWN_VARIANCE {
                return Err(Undefined::Collinear);
            }
            let (to, after) = rest.split_at_mut(cells(rows - 1));
            sweep(from, rows, to);
            (from, rest) = (to, after);
        }
        Ok(())
    }

    /// R² of all predictors together.
    #[must_use]
    pub fn r_squared(&self) -> f64 {
        1.0 - self.total[self.predictors]
    }

    /// Writes what each predictor contributes, averaged first within each subset size, then over the sizes.
    pub fn average(&self, contributions: &mut [f64]) {
        for (j, contribution) in contributions.iter_mut().enumerate() {
            let increments = (0..self.predictors).map(|size| self.increment(j, size));
            *contribution = increments.sum::<f64>() / self.predictors as f64;
        }
    }

    /// What a predictor adds on average to `size` others.
    #[must_use]
    pub fn increment(&self, predictor: usize, size: usize) -> f64 {
        let holding = &self.holding[predictor * (self.predictors + 2)..];
        (self.total[size] - holding[size] - holding[size + 1]) / binomial(self.predictors - 1, size)
    }
}

/// Numbers that are computed side by side, each by itself.
#[derive(Debug, Clone, Copy)]
struct Lanes<const L: usize>([f64; L]);

impl<const L: usize> Lanes<L> {
    const ZERO: Self = Self([0.0; L]);

    #[inline(always)]
    fn with(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        Self(std::array::from_fn(|lane| f(self.0[lane], other.0[lane])))
    }
}

impl<const L: usize> Add for Lanes<L> {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, |a, b| a + b)
    }
}

impl<const L: usize> Sub for Lanes<L> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.with(other, |a, b| a - b)
    }
}

impl<const L: usize> Mul for Lanes<L> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.with(other, |a, b| a * b)
    }
}

impl<const L: usize> Div for Lanes<L> {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        self.with(other, |a, b| a / b)
    }
}

impl<const L: usize> AddAssign for Lanes<L> {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// `L` walks side by side: lane `l` holds the predictors whose bits `l` has among the first log₂ L, and walks over the
/// subsets of the others.
#[derive(Debug, Clone)]
struct Branches<const L: usize> {
    decided: usize,
    rows: usize,
    triangle: Vec<Lanes<L>>,
    work: Vec<Lanes<L>>,
    total: Vec<Lanes<L>>,
    holding: Vec<Lanes<L>>,
}

impl<const L: usize> Branches<L> {
    fn new(predictors: usize) -> Self {
        let decided = L.trailing_zeros() as usize;
        let rows = predictors - decided;
        // Each level below the top needs its own triangle and its own sums by size.
        let work = (0..rows).map(|rows| cells(rows) + rows + 1).sum();
        Self {
            decided,
            rows,
            triangle: vec![Lanes::ZERO; cells(rows)],
            work: vec![Lanes::ZERO; work],
            total: vec![Lanes::ZERO; rows + 1],
            holding: vec![Lanes::ZERO; rows * (rows + 2)],
        }
    }

    /// Adds the sums of all subsets to those of the whole walk.
    fn run(&mut self, triangle: &[Lanes<1>], total: &mut [f64], holding: &mut [f64]) {
        for lane in 0..L {
            let own = self.decide(triangle, lane);
            self.triangle.iter_mut().zip(own.iter()).for_each(|(cell, own)| cell.0[lane] = own.0[0]);
        }
        self.total.fill(Lanes::ZERO);
        self.holding.fill(Lanes::ZERO);
        let stride = self.rows + 2;
        visit(&self.triangle, self.rows, 0, stride, &mut self.work, &mut self.total, &mut self.holding);
        for lane in 0..L {
            self.gather(lane, total, holding);
        }
    }

    /// The triangle of one lane: of the first predictors some are swept in and the others dropped.
    fn decide<'a>(&self, triangle: &'a [Lanes<1>], lane: usize) -> Cow<'a, [Lanes<1>]> {
        let mut own = Cow::Borrowed(triangle);
        for predictor in 0..self.decided {
            let rows = self.rows + self.decided - predictor;
            let mut below = own[rows + 1..].to_vec();
            if lane >> predictor & 1 == 1 {
                sweep(&own, rows, &mut below);
            }
            own = Cow::Owned(below);
        }
        own
    }

    fn gather(&self, lane: usize, total: &mut [f64], holding: &mut [f64]) {
        let taken = lane.count_ones() as usize;
        let stride = self.rows + self.decided + 2;
        for (size, sum) in self.total.iter().enumerate() {
            total[size + taken] += sum.0[lane];
            for predictor in (0..self.decided).filter(|predictor| lane >> predictor & 1 == 1) {
                holding[predictor * stride + size + taken] += sum.0[lane];
            }
        }
        for (row, own) in self.holding.chunks_exact(self.rows + 2).enumerate() {
            // The last cell of a row stands for a size that no subset has.
            for (size, sum) in own[..=self.rows].iter().enumerate() {
                holding[(self.decided + row) * stride + size + taken] += sum.0[lane];
            }
        }
    }
}

/// Cells of the upper triangle of `rows` predictors and the outcome.
fn cells(rows: usize) -> usize {
    (rows + 1) * (rows + 2) / 2
}

fn binomial(n: usize, k: usize) -> f64 {
    (0..k).fold(1.0, |value, i| value * (n - i) as f64 / (i + 1) as f64)
}

/// Takes the first predictor in: what the others and the outcome have in common beyond it.
#[inline]
fn sweep<const L: usize>(from: &[Lanes<L>], rows: usize, to: &mut [Lanes<L>]) {
    let pivot = &from[..=rows];
    let inverse = Lanes([1.0; L]) / pivot[0];
    let (mut source, mut target) = (&from[rows + 1..], to);
    for i in 1..=rows {
        let times = pivot[i] * inverse;
        let length = rows + 1 - i;
        let (row, after) = target.split_at_mut(length);
        for ((cell, old), own) in row.iter_mut().zip(&source[..length]).zip(&pivot[i..]) {
            *cell = *old - times * *own;
        }
        (source, target) = (&source[length..], after);
    }
}

/// Visits the subsets of the last `rows` predictors, given a triangle in which `taken` others are swept in.
fn visit<const L: usize>(
    triangle: &[Lanes<L>],
    rows: usize,
    taken: usize,
    stride: usize,
    work: &mut [Lanes<L>],
    total: &mut [Lanes<L>],
    holding: &mut [Lanes<L>],
) {
    let own = (stride - 2 - rows) * stride + taken + 1;
    match *triangle {
        [unexplained] => total[0] += unexplained,
        // Two predictors are left: their four subsets by hand spare most of the calls.
        [a, b, r, c, s, unexplained] => {
            let slope = r / a;
            let first = unexplained - slope * r;
            let second = unexplained - s * s / c;
            let rest = s - b * slope;
            let both = first - rest * rest / (c - b * b / a);
            total[0] += unexplained;
            total[1] += first + second;
            total[2] += both;
            holding[own] += first;
            holding[own + 1] += both;
            holding[own + stride] += second;
            holding[own + stride + 1] += both;
        }
        _ => {
            visit(&triangle[rows + 1..], rows - 1, taken, stride, work, total, holding);
            let (below, work) = work.split_at_mut(cells(rows - 1));
            let (with, work) = work.split_at_mut(rows);
            sweep(triangle, rows, below);
            with.fill(Lanes::ZERO);
            visit(below, rows - 1, taken + 1, stride, work, with, holding);
            for (size, unexplained) in with.iter().enumerate() {
                total[size + 1] += *unexplained;
                holding[own + size] += *unexplained;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;
    use sums::Sums;

    use super::{lmg, of_correlations};
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // r₁₂ = 0.5, r₁y = 0.6, r₂y = 0.4: R²(1) = 0.36, R²(2) = 0.16, R²(1, 2) = (0.36 + 0.16 − 2·0.5·0.6·0.4)/0.75
        // = 0.28/0.75 = 0.373333. LMG₁ = (0.36 + (0.373333 − 0.16))/2 = 0.286667, LMG₂ = (0.16 + 0.013333)/2 = 0.086667.
        let found =
            of_correlations(&DMatrix::from_row_slice(3, 3, &[1.0, 0.5, 0.6, 0.5, 1.0, 0.4, 0.6, 0.4, 1.0])).unwrap();
        assert!((found.r_squared - 0.28 / 0.75).abs() < 1e-15);
        assert!((found.lmg[0] - 0.86 / 3.0).abs() < 1e-15);
        assert!((found.lmg[1] - 0.26 / 3.0).abs() < 1e-15);
        assert!((found.conditional[0][1] - 0.16).abs() < 1e-15);
        assert!((found.conditional[1][1] - (0.28 / 0.75 - 0.36)).abs() < 1e-15);
    }

    #[test]
    fn one_predictor_takes_all() {
        let found = of_correlations(&DMatrix::from_row_slice(2, 2, &[1.0, 0.5, 0.5, 1.0])).unwrap();
        assert_eq!(found.lmg, [0.25]);
        assert_eq!(found.shares(), Ok(vec![1.0]));
    }

    #[test]
    fn alike_predictors_share_alike_however_many_they_are() {
        // Nine predictors correlated 0.4 with each other and 0.3 with the outcome: R² = 9·0.09/(1 + 8·0.4), a ninth each.
        let alike = DMatrix::from_fn(10, 10, |i, j| match (i, j) {
            (i, j) if i == j => 1.0,
            (9, _) | (_, 9) => 0.3,
            _ => 0.4,
        });
        let found = of_correlations(&alike).unwrap();
        assert!((found.r_squared - 0.81 / 4.2).abs() < 1e-14);
        assert!(found.lmg.iter().all(|share| (share - 0.09 / 4.2).abs() < 1e-14));
    }

    #[test]
    fn what_cannot_be_shared_out_says_why() {
        let rows: Vec<Vec<i64>> =
            [(1, 5, 2), (2, 3, 3), (4, 4, 1), (7, 1, 7), (5, 5, 4)].map(|(x, y, z)| vec![x, y, x + y, z]).into();
        assert_eq!(lmg(&Sums::of_rows(&rows)), Err(Undefined::Collinear));
        assert_eq!(lmg(&Sums::new(24)), Err(Undefined::TooManyPredictors { predictors: 23, most: 22 }));
        assert_eq!(lmg(&Sums::new(6)), Err(Undefined::NobodyAnswered));
        assert_eq!(lmg(&Sums::of_rows(&rows[..4])), Err(Undefined::TooFewRespondents { n: 4, needed: 5 }));
        assert_eq!(lmg(&Sums::new(1)), Err(Undefined::TooFewItems { items: 0, needed: 1 }));
    }
}
