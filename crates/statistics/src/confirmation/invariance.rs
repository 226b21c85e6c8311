//! Do groups understand the questions alike, so that their factors may be compared?
//!
//! Separate from the comparison of means, which this permits or forbids. Three models are fitted to all groups at once:
//! the same structure, the same loadings, the same loadings and intercepts; each step must not fit much worse than the
//! one before. It refuses second-order and bifactor models, whose means need further decisions.
//!
//! Formula: F = Σ_g n_g/n F_g, metric: Λ equal, scalar: Λ and ν equal, α free but in the first group; a step holds when CFI falls by at most 0.01
//! Unit: none; differences of factor means in standard deviations of the first group.
//! Needs: moments of every group. Undefined: fewer than two groups, a group with n ≤ p; and as maximum likelihood.
//! Source: Jöreskog (1971), Psychometrika 36, 409–426; Meredith (1993), Psychometrika 58, 525–543; Cheung & Rensvold (2002),
//! Structural Equation Modeling 9, 233–255.
//! Method page: docs/method/confirmation.md

use nalgebra::{Cholesky, DMatrix};

use crate::Undefined;
use crate::linear::{Factored, at_least};

use super::difference::{Difference, chi2_difference};
use super::fit::{Chi2, Fit, srmr};
use super::likelihood::{Normal, Pattern, ln_determinant};
use super::model::{Cell, Layout, Model, Shared, Structure, Value};
use super::moments::{Moments, correlations};
use super::scoring::minimize;
use super::solution::Estimate;
use super::start::{Place, Start};

/// The fall of CFI that a step may cost.
pub const CFI_FALL: f64 = 0.01;

/// One step of the comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// How the model fits all groups.
    pub fit: Fit,
    /// The test against the step before; `None` for the first.
    pub difference: Option<Difference>,
    /// How much CFI fell from the step before; `None` for the first.
    pub cfi_fall: Option<f64>,
}

/// What the groups have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Common {
    /// At most the structure: neither relations nor means of the factors may be compared.
    Structure,
    /// The loadings: relations of factors may be compared, means not.
    Loadings,
    /// Loadings and intercepts: means of the factors may be compared.
    Intercepts,
}

/// A factor mean of one group against the first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanDifference {
    /// The group, from 1.
    pub group: usize,
    /// The factor.
    pub factor: usize,
    /// Its mean less that of the first group, in standard deviations of the factor in the first group; its error takes that
    /// deviation as known.
    pub difference: Estimate,
}

/// Invariance over groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Invariance {
    /// Respondents per group.
    pub n: Vec<i64>,
    /// The same structure; undefined where a group left to itself does not settle, as small ones may.
    pub configural: Result<Step, Undefined>,
    /// The same loadings.
    pub metric: Step,
    /// The same loadings and intercepts.
    pub scalar: Result<Step, Undefined>,
    /// What may be said to be common: the structure at most, when a step has nothing to be held against.
    pub common: Common,
    /// Factor means by the scalar model; meaningful only when the intercepts are common.
    pub means: Vec<MeanDifference>,
}

/// Compares groups, given the moments of the complete respondents of each.
///
/// # Errors
/// [`Undefined::TooFewGroups`] below two; of any group [`Undefined::TooFewRespondents`] for n not above the number of items
/// and [`Undefined::Collinear`]; [`Undefined::NotIdentified`] also for models of second order and bifactor models,
/// [`Undefined::NoConvergence`].
///
/// # Panics
/// When the model names an item outside the block.
pub fn invariance(model: &Model, groups: &[Moments]) -> Result<Invariance, Undefined> {
    if groups.len() < 2 {
        return Err(Undefined::TooFewGroups { groups: groups.len() });
    }
    if !matches!(model.structure(), Structure::Correlated | Structure::One) {
        return Err(Undefined::NotIdentified);
    }
    let several = Several::new(model, groups)?;
    let metric = several.fit(Shared::Loadings, None)?;
    let configural = several.fit(Shared::Structure, Some(&metric)).map(|fitted| fitted.fit);
    let scalar = several.fit(Shared::Intercepts, Some(&metric));
    let means = scalar.as_ref().map(|fitted| fitted.means.clone()).unwrap_or_default();
    let (metric, scalar) = (metric.fit, scalar.map(|fitted| fitted.fit));
    let step = |fit: Fit, before: Result<Fit, Undefined>| Step {
        fit,
        difference: before.ok().and_then(|before| chi2_difference(&fit, &before)),
        cfi_fall: before.ok().map(|before| before.cfi - fit.cfi),
    };
    let first = configural.map(|fit| Step { fit, difference: None, cfi_fall: None });
    let (metric, scalar) = (step(metric, configural), scalar.map(|fit| step(fit, Ok(metric))));
    let holds = |step: &Step| step.cfi_fall.is_some_and(|fall| fall <= CFI_FALL);
    let common = match (holds(&metric), scalar.as_ref().is_ok_and(holds)) {
        (false, _) => Common::Structure,
        (true, false) => Common::Loadings,
        (true, true) => Common::Intercepts,
    };
    Ok(Invariance { n: groups.iter().map(|group| group.n).collect(), configural: first, metric, scalar, common, means })
}

/// A step and where it ended.
struct Fitted {
    fit: Fit,
    means: Vec<MeanDifference>,
    layout: Layout,
    parameters: Vec<f64>,
}

struct Several<'a> {
    model: &'a Model,
    moments: Vec<Moments>,
    patterns: Vec<Vec<Pattern>>,
    /// From the covariances within groups, thrown together.
    start: Start,
    n: f64,
    /// F of the model that fits perfectly.
    saturated: f64,
    /// F of uncorrelated items.
    apart: f64,
}

impl<'a> Several<'a> {
    fn new(model: &'a Model, groups: &[Moments]) -> Result<Self, Undefined> {
        let items = model.items();
        let n: f64 = groups.iter().map(|group| group.n as f64).sum();
        let moments: Vec<Moments> = groups.iter().map(|group| group.select(&items)).collect();
        let (mut saturated, mut apart) = (0.0, 0.0);
        let mut pooled = DMatrix::zeros(items.len(), items.len());
        for group in &moments {
            at_least(group.n, items.len() as i64 + 1)?;
            Factored::new(&group.correlations())?;
            let factor = Cholesky::new(group.covariance.clone()).ok_or(Undefined::Collinear)?;
            let weight = group.n as f64 / n;
            let p = items.len() as f64;
            saturated += weight * (ln_determinant(&factor) + p);
            apart += weight * (group.covariance.diagonal().iter().map(|x| x.ln()).sum::<f64>() + p);
            pooled += &group.covariance * weight;
        }
        let patterns = moments.iter().map(|group| vec![Pattern::complete(group)]).collect();
        let start = Start::new(model, &correlations(&pooled));
        Ok(Self { model, moments, patterns, start, n, saturated, apart })
    }

    /// Fits a step. From the model of equal loadings the others begin where that one ended: a small group left to itself may
    /// run off to a factor that is a single item.
    fn fit(&self, shared: Shared, from: Option<&Fitted>) -> Result<Fitted, Undefined> {
        let (groups, p) = (self.moments.len(), self.model.items().len());
        let markers = self.start.markers(self.model);
        let layout = Layout::new(self.model, &vec![markers.clone(); groups], shared, true);
        let df = (groups * p * (p + 3) / 2).checked_sub(layout.parameters).ok_or(Undefined::NotIdentified)?;
        let mut at = vec![0.0; layout.parameters];
        for (group, moments) in self.moments.iter().enumerate() {
            let place = Place { model: self.model, layout: &layout, group, markers: &markers };
            let deviations: Vec<f64> = moments.covariance.diagonal().iter().map(|x| x.sqrt()).collect();
            self.start.fill(&mut at, &place, &deviations, moments.means.as_slice());
            for (cell, value) in &layout.groups[group] {
                let known = from.and_then(|other| Some(other.parameters[other.layout.find(group, *cell)?]));
                if let (Value::Free(parameter), Some(known)) = (value, known) {
                    at[*parameter] = known;
                }
            }
        }
        let normal = Normal { layout: &layout, groups: &self.patterns };
        let minimum = minimize(&normal, at)?;

        let residual = self.moments.iter().enumerate().map(|(group, moments)| {
            let implied = layout.implied(group, &minimum.parameters);
            let one = srmr(&moments.covariance, &implied.sigma, Some((&moments.means, &implied.mu)));
            one * moments.n as f64 / self.n
        });
        let chi2 = Chi2 { value: (self.n * (minimum.value - self.saturated)).max(0.0), df };
        let baseline = Chi2 { value: self.n * (self.apart - self.saturated), df: groups * p * (p - 1) / 2 };
        let fit = Fit::new(self.n as i64, groups, self.n, layout.parameters, chi2, baseline, residual.sum())
            .with_likelihood(
                normal.minus_two_ln_likelihood(minimum.value),
                normal.minus_two_ln_likelihood(self.saturated),
            );

        let covariance = Factored::new(&minimum.curvature).map_err(|_| Undefined::NotIdentified)?.inverse();
        let phi = layout.implied(0, &minimum.parameters).phi;
        // The marker is the strongest item; a negative one would turn the factor around.
        let sign = |factor: usize| match markers[factor] {
            Some(marker) => self.start.sign(marker, factor),
            None => 1.0,
        };
        let mut differences = vec![];
        for group in 1..groups {
            for factor in 0..layout.latent {
                let Some(parameter) = layout.find(group, Cell::Mean(factor)) else { continue };
                let scale = sign(factor) / phi[(factor, factor)].sqrt();
                let se = (2.0 / self.n * covariance[(parameter, parameter)]).sqrt() * scale.abs();
                let value = minimum.parameters[parameter] * scale;
                if value.is_finite() && se.is_finite() {
                    let difference = Estimate { value, se: Some(se) };
                    differences.push(MeanDifference { group, factor, difference });
                }
            }
        }
        Ok(Fitted { fit, means: differences, layout, parameters: minimum.parameters })
    }
}

#[cfg(test)]
mod tests {
    use nalgebra::{DMatrix, DVector};

    use super::{Common, invariance};
    use crate::Undefined;
    use crate::confirmation::model::{Model, Structure};
    use crate::confirmation::moments::Moments;

    /// Moments of four items on one factor with the given loadings, intercepts, and the factor's mean and variance.
    fn group(loadings: [f64; 4], intercepts: [f64; 4], mean: f64, variance: f64) -> Moments {
        let means = DVector::from_fn(4, |i, _| intercepts[i] + loadings[i] * mean);
        let own = |i: usize, j: usize| if i == j { 0.5 } else { 0.0 };
        let covariance = DMatrix::from_fn(4, 4, |i, j| loadings[i] * loadings[j] * variance + own(i, j));
        Moments { n: 200, means, covariance }
    }

    fn one() -> Model {
        Model::new(Structure::One, &[vec![0, 1, 2, 3]]).unwrap()
    }

    const LOADINGS: [f64; 4] = [1.0, 0.8, 1.2, 0.9];
    const INTERCEPTS: [f64; 4] = [5.0, 4.5, 5.5, 4.0];

    #[test]
    fn groups_that_differ_in_the_factor_only_share_everything_and_show_the_difference() {
        let groups = [group(LOADINGS, INTERCEPTS, 0.0, 1.0), group(LOADINGS, INTERCEPTS, 0.5, 1.5)];
        let found = invariance(&one(), &groups).unwrap();
        assert_eq!(found.common, Common::Intercepts);
        assert!(found.scalar.unwrap().fit.chi2 < 1e-6);
        let mean = found.means[0];
        assert!((mean.group, mean.factor) == (1, 0) && (mean.difference.value - 0.5).abs() < 1e-6);
    }

    #[test]
    fn one_item_that_is_answered_higher_by_one_group_forbids_the_comparison_of_means() {
        let higher = [5.0, 4.5, 5.5, 6.0];
        let groups = [group(LOADINGS, INTERCEPTS, 0.0, 1.0), group(LOADINGS, higher, 0.5, 1.5)];
        let found = invariance(&one(), &groups).unwrap();
        assert_eq!(found.common, Common::Loadings);
        assert!(found.metric.difference.unwrap().chi2 < 1e-6 && found.scalar.unwrap().difference.unwrap().p < 1e-6);
    }

    #[test]
    fn other_loadings_leave_the_structure() {
        let groups = [group(LOADINGS, INTERCEPTS, 0.0, 1.0), group([1.0, -0.8, 0.1, 0.9], INTERCEPTS, 0.0, 1.0)];
        assert_eq!(invariance(&one(), &groups).unwrap().common, Common::Structure);
    }

    #[test]
    fn one_group_and_a_group_too_small_say_why() {
        let alone = [group(LOADINGS, INTERCEPTS, 0.0, 1.0)];
        assert_eq!(invariance(&one(), &alone).err(), Some(Undefined::TooFewGroups { groups: 1 }));
        let small = Moments { n: 4, ..alone[0].clone() };
        let found = invariance(&one(), &[alone[0].clone(), small]).err();
        assert_eq!(found, Some(Undefined::TooFewRespondents { n: 4, needed: 5 }));
    }
}
