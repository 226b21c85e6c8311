//! What a fitted model says in the units people read: loadings by marker and standardised, correlations, what is wrong.
//!
//! Separate from the estimation, whose own units are chosen for speed. Standard errors follow by the delta rule; whatever has
//! none, or no value because a variance is not positive, is `None`. It flags an inadmissible solution and shows it.
//!
//! Formula: λ_std = λ √φ_jj / √σ_ii, r_jk = φ_jk / √(φ_jj φ_kk), λ_marker = λ / λ_first, SE = √(∂′ C ∂), C the parameters' covariances
//! Unit: standardised loadings and correlations have none; by marker, points per point of the first item.
//! Needs: a minimum. Undefined: standardised values of a factor without variance.
//! Source: Jöreskog (1969), Psychometrika 34, 183–202; Heywood (1931), Proc. R. Soc. A 134, 486–501.
//! Method page: docs/method/confirmation.md

use nalgebra::{Cholesky, DMatrix, DVector};

use super::fit::Fit;
use super::model::{Cell, Directions, Implied, Layout, Model, Structure};

/// A number with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Its standard error; `None` where the value is fixed or the estimator gives no honest error.
    pub se: Option<f64>,
}

/// An item on a factor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loading {
    /// The item, by its place in the block.
    pub item: usize,
    /// The factor, by its place in the model.
    pub factor: usize,
    /// In units of the factor's first item, whose loading is 1.
    pub unstandardized: Option<Estimate>,
    /// With factor and item standardised.
    pub standardized: Option<Estimate>,
}

/// A factor on the factor above it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FactorLoading {
    /// The lower factor.
    pub factor: usize,
    /// In units of the first factor, whose loading is 1.
    pub unstandardized: Option<Estimate>,
    /// Standardised.
    pub standardized: Option<Estimate>,
}

/// How two factors correlate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FactorCorrelation {
    /// The first factor.
    pub first: usize,
    /// The second.
    pub second: usize,
    /// The correlation, free of measurement error.
    pub r: Option<Estimate>,
}

/// What the factors leave of an item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Residual {
    /// The item, by its place in the block.
    pub item: usize,
    /// The residual variance.
    pub variance: Estimate,
    /// The same as a share of the item's implied variance.
    pub share: f64,
}

/// Why a solution cannot be the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inadmissible {
    /// A residual variance below zero (Heywood): the item would be measured better than perfectly.
    NegativeResidual {
        /// The item, by its place in the block.
        item: usize,
    },
    /// A variance of a factor, or of what the factor above leaves of it, that is not above zero.
    NegativeFactorVariance {
        /// The factor.
        factor: usize,
    },
    /// Two factors correlated by one or more: they are not two.
    CorrelationBeyondOne {
        /// The first factor.
        first: usize,
        /// The second.
        second: usize,
    },
    /// Correlations of the factors that cannot all be true together.
    NotPositiveDefinite,
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// The kind of model.
    pub structure: Structure,
    /// How it fits.
    pub fit: Fit,
    /// Loadings, factor by factor.
    pub loadings: Vec<Loading>,
    /// Loadings on the factor of second order; empty without one.
    pub second_order: Vec<FactorLoading>,
    /// Correlations of all pairs of factors, that of second order included.
    pub correlations: Vec<FactorCorrelation>,
    /// What is left of each item, in the order of the model.
    pub residuals: Vec<Residual>,
    /// Why it cannot be the truth; empty when it can.
    pub inadmissible: Vec<Inadmissible>,
    /// The implied covariances of the items, in the order of the model.
    pub implied: DMatrix<f64>,
    /// Steps taken.
    pub iterations: usize,
    /// Largest element of the gradient at the end.
    pub gradient: f64,
}

impl Solution {
    /// The standardised loadings on a factor, if all exist.
    #[must_use]
    pub fn standardized(&self, factor: usize) -> Option<Vec<f64>> {
        let on = self.loadings.iter().filter(|loading| loading.factor == factor);
        on.map(|loading| loading.standardized.map(|estimate| estimate.value)).collect()
    }

    /// The correlation of two factors, if it exists.
    #[must_use]
    pub fn correlation(&self, a: usize, b: usize) -> Option<f64> {
        let pair = (a.min(b), a.max(b));
        let found = self.correlations.iter().find(|entry| (entry.first, entry.second) == pair)?;
        found.r.map(|estimate| estimate.value)
    }
}

/// A value and how it moves with every parameter.
#[derive(Clone)]
struct Moving {
    value: f64,
    slope: DVector<f64>,
}

impl Moving {
    fn fixed(value: f64, q: usize) -> Self {
        Self { value, slope: DVector::zeros(q) }
    }

    fn times(&self, other: &Self) -> Self {
        Self { value: self.value * other.value, slope: &self.slope * other.value + &other.slope * self.value }
    }

    /// The value to a power; `None` where that is no number.
    fn power(&self, exponent: f64) -> Option<Self> {
        let value = self.value.powf(exponent);
        let slope = &self.slope * (exponent * self.value.powf(exponent - 1.0));
        (value.is_finite() && slope.iter().all(|x| x.is_finite())).then_some(Self { value, slope })
    }
}

/// One group's parameters, ready to be read.
pub(super) struct Reader<'a> {
    pub model: &'a Model,
    pub layout: &'a Layout,
    pub group: usize,
    pub implied: Implied,
    directions: Directions,
    /// Covariances of the parameters, where there are honest ones.
    covariance: Option<&'a DMatrix<f64>>,
    /// Whether the items' variances are 1 by definition.
    unit: bool,
}

impl<'a> Reader<'a> {
    pub fn new(
        model: &'a Model,
        layout: &'a Layout,
        group: usize,
        parameters: &[f64],
        covariance: Option<&'a DMatrix<f64>>,
    ) -> Self {
        let implied = layout.implied(group, parameters);
        let directions = layout.directions(group, &implied);
        Self { model, layout, group, implied, directions, covariance, unit: false }
    }

    /// The same for items whose variance is 1: residuals are what the factors leave of it.
    pub fn standardized(mut self) -> Self {
        for item in 0..self.layout.items {
            self.implied.theta[item] = 1.0 - self.implied.sigma[(item, item)];
            self.implied.sigma[(item, item)] = 1.0;
        }
        self.unit = true;
        self
    }

    fn estimate(&self, moving: &Moving) -> Estimate {
        let variance = self.covariance.map(|c| moving.slope.dot(&(c * &moving.slope)));
        Estimate { value: moving.value, se: variance.filter(|v| *v > 0.0).map(f64::sqrt) }
    }

    fn cell(&self, cell: Cell, value: f64) -> Moving {
        let mut moving = Moving::fixed(value, self.layout.parameters);
        if let Some(parameter) = self.layout.find(self.group, cell) {
            moving.slope[parameter] = 1.0;
        }
        moving
    }

    fn loading(&self, item: usize, factor: usize) -> Moving {
        self.cell(Cell::Loading(item, factor), self.implied.lambda[(item, factor)])
    }

    fn path(&self, of: usize, on: usize) -> Moving {
        self.cell(Cell::Path(of, on), self.implied.total[(of, on)])
    }

    fn quadratic(&self, value: f64, u: &DMatrix<f64>, v: &DMatrix<f64>, i: usize, j: usize) -> Moving {
        let mut moving = Moving::fixed(value, self.layout.parameters);
        for (column, parameter) in self.directions.parameter.iter().enumerate() {
            moving.slope[*parameter] += u[(i, column)] * v[(j, column)] + v[(i, column)] * u[(j, column)];
        }
        moving
    }

    fn sigma(&self, i: usize) -> Moving {
        if self.unit {
            return Moving::fixed(1.0, self.layout.parameters);
        }
        self.quadratic(self.implied.sigma[(i, i)], &self.directions.u, &self.directions.v, i, i)
    }

    fn phi(&self, a: usize, b: usize) -> Moving {
        self.quadratic(self.implied.phi[(a, b)], &self.directions.phi_u, &self.directions.phi_v, a, b)
    }

    /// What the factor's first item measures one point of it in: the loading that is to become 1.
    fn scale(&self, factor: usize) -> Moving {
        let ranges = self.model.ranges();
        match ranges.get(factor) {
            Some(range) => self.loading(range.start, factor),
            None if self.model.structure() == Structure::SecondOrder => self.path(0, factor).times(&self.scale(0)),
            None => self.loading(0, factor),
        }
    }

    /// Reads everything.
    pub fn solution(&self, fit: Fit, iterations: usize, gradient: f64) -> Solution {
        let items = self.model.items();
        let m = self.layout.latent;
        let inverse_scales: Vec<Option<Moving>> = (0..m).map(|factor| self.scale(factor).power(-1.0)).collect();
        let deviations: Vec<Option<Moving>> = (0..m).map(|factor| self.phi(factor, factor).power(0.5)).collect();
        let mut loadings = vec![];
        for factor in 0..m {
            let range = match self.model.ranges().get(factor) {
                Some(range) => range.clone(),
                None if self.model.structure() == Structure::Bifactor => 0..items.len(),
                None => continue,
            };
            for place in range.clone() {
                let loading = self.loading(place, factor);
                let unstandardized = inverse_scales[factor].as_ref().map(|inverse| {
                    let first = place == range.start;
                    if first { Estimate { value: 1.0, se: None } } else { self.estimate(&loading.times(inverse)) }
                });
                let standardized = deviations[factor].as_ref().and_then(|deviation| {
                    let spread = self.sigma(place).power(-0.5)?;
                    Some(self.estimate(&loading.times(deviation).times(&spread)))
                });
                loadings.push(Loading { item: items[place], factor, unstandardized, standardized });
            }
        }
        let mut correlations = vec![];
        for first in 0..m {
            for second in first + 1..m {
                let r = self.correlation(&deviations, first, second);
                correlations.push(FactorCorrelation { first, second, r });
            }
        }
        Solution {
            structure: self.model.structure(),
            fit,
            loadings,
            second_order: self.second_order(&inverse_scales, &deviations),
            residuals: self.residuals(&items),
            inadmissible: self.inadmissible(&items, &correlations),
            correlations,
            implied: self.implied.sigma.clone(),
            iterations,
            gradient,
        }
    }

    fn correlation(&self, deviations: &[Option<Moving>], a: usize, b: usize) -> Option<Estimate> {
        let scale = deviations[a].as_ref()?.times(deviations[b].as_ref()?).power(-1.0)?;
        Some(self.estimate(&self.phi(a, b).times(&scale)))
    }

    fn second_order(&self, inverse: &[Option<Moving>], deviations: &[Option<Moving>]) -> Vec<FactorLoading> {
        let above = self.model.factors().len();
        let one = |factor: usize| {
            let path = self.path(factor, above);
            let unstandardized = inverse[above].as_ref().map(|inverse| {
                let moving = path.times(&self.scale(factor)).times(inverse);
                if factor == 0 { Estimate { value: 1.0, se: None } } else { self.estimate(&moving) }
            });
            let standardized = deviations[above].as_ref().and_then(|deviation| {
                let spread = deviations[factor].as_ref()?.power(-1.0)?;
                Some(self.estimate(&path.times(deviation).times(&spread)))
            });
            FactorLoading { factor, unstandardized, standardized }
        };
        if self.model.structure() == Structure::SecondOrder { (0..above).map(one).collect() } else { vec![] }
    }

    fn residuals(&self, items: &[usize]) -> Vec<Residual> {
        let one = |(place, item): (usize, &usize)| {
            let variance = self.estimate(&self.cell(Cell::Residual(place), self.implied.theta[place]));
            Residual { item: *item, variance, share: variance.value / self.implied.sigma[(place, place)] }
        };
        items.iter().enumerate().map(one).collect()
    }

    fn inadmissible(&self, items: &[usize], correlations: &[FactorCorrelation]) -> Vec<Inadmissible> {
        let mut found: Vec<Inadmissible> = vec![];
        let heywood = |(place, item): (usize, &usize)| {
            (self.implied.theta[place] < 0.0).then_some(Inadmissible::NegativeResidual { item: *item })
        };
        found.extend(items.iter().enumerate().filter_map(heywood));
        let negative = |factor: &usize| self.implied.psi[(*factor, *factor)] <= 0.0;
        found.extend(
            (0..self.layout.latent).filter(negative).map(|factor| Inadmissible::NegativeFactorVariance { factor }),
        );
        let beyond = |pair: &&FactorCorrelation| pair.r.is_some_and(|r| 1.0 <= r.value.abs());
        found.extend(
            (correlations.iter().filter(beyond))
                .map(|pair| Inadmissible::CorrelationBeyondOne { first: pair.first, second: pair.second }),
        );
        if Cholesky::new(self.implied.psi.clone()).is_none() {
            found.push(Inadmissible::NotPositiveDefinite);
        }
        found
    }
}
