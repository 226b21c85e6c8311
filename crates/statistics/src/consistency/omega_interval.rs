//! How sure omega is: its interval, from how much it changes when one fold of respondents is left out.
//!
//! Separate from omega, which knows one sample: here it is fitted again without each fold. A bootstrap would fit thousands of
//! factor models; twenty tell the error about as well, and ask as little of the distribution of answers. It refuses to pass
//! over folds without which there is no omega: they are counted, and where they are many there is no interval. It refuses
//! an interval of omega by exploration, whose general part small surveys make too small by several errors.
//!
//! Formula: g = ln(1 − omega), se_g² = (K − 1)/K · Σ (g_(k) − ḡ)², g_(k) without fold k; interval 1 − exp(g ± t(level; K − 1) · se_g), se = (1 − omega) · se_g
//! of all items omega_h = (Σ λγ)² / Σ Σ_ij, omega_t = 1 − Σ θ / Σ Σ_ij, γ the loading of the item's dimension on one factor above.
//! Unit: that of omega, none.
//! Needs: `Sums` of the items per fold; K folds of about equal size, drawn by chance (or whole branches, for clusters).
//! Undefined: as omega; fewer than two folds with respondents; more than a tenth of the folds without which there is no omega.
//! Source: Bonett (2002), Journal of Educational and Behavioral Statistics 27, 335–340, for the logarithm; Shao & Tu (1995),
//! The jackknife and bootstrap, chapter 2, for the error; McDonald (1999), Test Theory, for omega of a model.
//! Method page: docs/method/consistency.md

use nalgebra::DVector;
use sums::Sums;

use crate::Undefined;
use crate::confirmation::ml::Refit;
use crate::confirmation::model::{Model, Structure};
use crate::confirmation::moments::Moments;
use crate::distribution::student_t_quantile;
use crate::exploration::extraction::{Method, extract};
use crate::linear::{correlation_matrix, standard_deviations};
use crate::uncertainty::jackknife::{jackknife_of_values, leave_one_out};

/// The largest part of the folds that may fail.
const FAILED_MAX: f64 = 0.1;

/// An omega with its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct OmegaInterval {
    /// Respondents who answered every item.
    pub n: i64,
    /// Omega of all folds together.
    pub omega: f64,
    /// Its standard error.
    pub se: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The interval's level.
    pub level: f64,
    /// Folds with respondents.
    pub folds: usize,
    /// Those of them without which there is no omega, because a fit came to no rest or to a negative variance.
    pub failed: usize,
}

/// Omega of all items with its intervals: the general factor's share, and that of all factors.
#[derive(Debug, Clone, PartialEq)]
pub struct OmegaOfAll {
    /// The share of the total's variance that the general factor accounts for.
    pub hierarchical: OmegaInterval,
    /// The share that the general factor and the dimensions account for together.
    pub total: OmegaInterval,
}

/// Omega of one dimension with its interval: that of [`super::omega_total::omega_total`], by maximum likelihood of one factor.
///
/// # Errors
/// As there; [`Undefined::Inadmissible`] for a residual variance that is not positive, [`Undefined::TooFewGroups`] below two
/// folds with respondents, and why there is no omega without a fold, when that is so of more than a tenth of them.
pub fn omega_total_interval(folds: &[Sums], level: f64) -> Result<OmegaInterval, Undefined> {
    Refitted::new(folds, |items| Ok([by_one_factor(items)?]))?.interval(0, level)
}

/// Omega of all items by confirmation, with its intervals: every item belongs to its dimension, and one factor stands above
/// the dimensions. For surveys of all sizes, as long as the model is not wrong.
///
/// # Errors
/// As [`omega_total_interval`], and as the model: [`Undefined::NotIdentified`] below three dimensions.
///
/// # Panics
/// When a dimension names an item outside the block.
pub fn omega_confirmed_interval(
    folds: &[Sums],
    dimensions: &[Vec<usize>],
    level: f64,
) -> Result<OmegaOfAll, Undefined> {
    let model = Model::new(Structure::SecondOrder, dimensions)?;
    let (first, rest) = folds.split_first().ok_or(Undefined::TooFewGroups { groups: 0 })?;
    let mut all = first.clone();
    rest.iter().for_each(|fold| all.merge(fold));
    let model = Refit::new(&model, &Moments::of(&all)?)?;
    let refitted = Refitted::new(folds, |items| {
        let parts = model.parts(&Moments::of(items)?)?;
        Ok([parts.last_factor, 1.0 - parts.own])
    })?;
    Ok(OmegaOfAll { hierarchical: refitted.interval(0, level)?, total: refitted.interval(1, level)? })
}

/// Omega by maximum likelihood of one factor, without the errors and the fit that a confirmatory model computes with it: the
/// same value in a tenth of the time.
fn by_one_factor(items: &Sums) -> Result<f64, Undefined> {
    let found = extract(&correlation_matrix(items)?, 1, Method::MaximumLikelihood)?;
    if !found.converged {
        return Err(Undefined::NoConvergence { iterations: found.iterations });
    }
    if !found.heywood.is_empty() {
        return Err(Undefined::Inadmissible);
    }
    let deviations = DVector::from_vec(standard_deviations(items)?);
    let common = deviations.dot(&found.loadings.column(0)).powi(2);
    let own: f64 = deviations.iter().zip(&found.uniquenesses).map(|(sd, own)| sd * sd * own).sum();
    Ok(common / (common + own))
}

/// Omegas that are fitted together, with all folds and without each.
struct Refitted<const N: usize> {
    n: i64,
    folds: usize,
    failed: usize,
    whole: [f64; N],
    without: Vec<[f64; N]>,
}

impl<const N: usize> Refitted<N> {
    fn new(folds: &[Sums], omegas: impl Fn(&Sums) -> Result<[f64; N], Undefined>) -> Result<Self, Undefined> {
        let folds: Vec<Sums> = folds.iter().filter(|fold| fold.n() > 0).cloned().collect();
        let (all, left) = leave_one_out(&folds, Sums::merge)?;
        let mut refitted =
            Self { n: all.n(), folds: folds.len(), failed: 0, whole: omegas(&all)?, without: Vec::new() };
        for items in &left {
            match omegas(items) {
                Ok(found) => refitted.without.push(found),
                Err(why) => {
                    refitted.failed += 1;
                    if refitted.failed as f64 > FAILED_MAX * folds.len() as f64 {
                        return Err(why);
                    }
                }
            }
        }
        Ok(refitted)
    }

    fn interval(&self, place: usize, level: f64) -> Result<OmegaInterval, Undefined> {
        let ln_uncommon = |omegas: &[f64; N]| (1.0 - omegas[place]).ln();
        let estimate = ln_uncommon(&self.whole);
        let se = jackknife_of_values(estimate, self.without.iter().map(ln_uncommon).collect()).se;
        let reach = student_t_quantile(0.5 + 0.5 * level, self.without.len() as f64 - 1.0) * se;
        if !reach.is_finite() {
            return Err(Undefined::NoVariation);
        }
        let omega = self.whole[place];
        Ok(OmegaInterval {
            n: self.n,
            omega,
            se: (1.0 - omega) * se,
            low: 1.0 - (estimate + reach).exp(),
            high: 1.0 - (estimate - reach).exp(),
            level,
            folds: self.folds,
            failed: self.failed,
        })
    }
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::{omega_confirmed_interval, omega_total_interval};
    use crate::Undefined;
    use crate::confirmation::ml::{Likelihood, maximum_likelihood};
    use crate::confirmation::model::{Model, Structure};
    use crate::confirmation::moments::Moments;
    use crate::consistency::omega_total::omega_total;
    use crate::uncertainty::splitmix::SplitMix64;

    /// Folds of respondents who answered three dimensions of three items: of each answer's variance 36 % is common to all
    /// items, 25 % to the dimension.
    fn folds(count: usize, n: usize) -> Vec<Sums> {
        let mut generator = SplitMix64::new(6);
        let mut folds = vec![Sums::new(9); count];
        for respondent in 0..n {
            let common = 0.6 * generator.normal();
            let mut answers = vec![];
            for _ in 0..3 {
                let group = common + 0.5 * generator.normal();
                let own = 0.39_f64.sqrt();
                answers.extend((0..3).map(|_| (20.0 * (group + own * generator.normal())).round() as i64));
            }
            folds[respondent % count].observe(&answers);
        }
        folds
    }

    fn dimensions() -> Vec<Vec<usize>> {
        (0..3).map(|d| (3 * d..3 * d + 3).collect()).collect()
    }

    fn first_dimension(folds: &[Sums]) -> Vec<Sums> {
        folds.iter().map(|fold| fold.select(&[0, 1, 2])).collect()
    }

    fn all(folds: &[Sums]) -> Sums {
        folds.iter().fold(Sums::new(folds[0].variables()), |mut all, fold| {
            all.merge(fold);
            all
        })
    }

    #[test]
    fn its_omega_is_that_of_the_confirmatory_model_and_lies_in_its_interval() {
        let folds = first_dimension(&folds(20, 300));
        let found = omega_total_interval(&folds, 0.95).unwrap();
        assert!((found.omega - omega_total(&all(&folds)).unwrap().omega).abs() < 1e-9, "{found:?}");
        // True: nine covariances of 0.61 and three of 0.39 of its own, 5.49 / (5.49 + 1.17) = 0.824.
        assert!(found.low < 0.824 && 0.824 < found.high && found.high - found.low < 0.15, "{found:?}");
        assert!(found.low < found.omega && found.omega < found.high && (found.folds, found.failed) == (20, 0));
        // Longer below than above: omega cannot exceed 1.
        assert!(found.high - found.omega < found.omega - found.low);
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Omega of the whole 0.8, without each of three folds 0.75, 0.8 and 0.84: ln(1 − omega) is −1.6094, and −1.3863,
        // −1.6094, −1.8326 with mean −1.6094; se_g² = ⅔ · 2 · 0.2231² = 0.0664, se_g = 0.2576; t(0.975; 2) = 4.3027: the ends
        // are 1 − 0.2 exp(± 1.1085) = 0.394 and 0.934, the error 0.2 · 0.2576 = 0.0515.
        let whole = super::Refitted { n: 60, folds: 3, failed: 0, whole: [0.8], without: vec![[0.75], [0.8], [0.84]] };
        let found = whole.interval(0, 0.95).unwrap();
        assert!((found.low - 0.394).abs() < 5e-4 && (found.high - 0.934).abs() < 5e-4, "{found:?}");
        assert!((found.se - 0.0515).abs() < 5e-5);
    }

    #[test]
    fn all_items_are_divided_as_the_second_order_has_it() {
        let folds = folds(20, 400);
        let found = omega_confirmed_interval(&folds, &dimensions(), 0.95).unwrap();
        let model = Model::new(Structure::SecondOrder, &dimensions()).unwrap();
        let fit = maximum_likelihood(&model, &Moments::of(&all(&folds)).unwrap(), Likelihood::Normal).unwrap();
        // By the standardised loadings instead: item on dimension times dimension on what is above, in the item's deviation.
        let through: f64 = (0..3)
            .map(|factor| {
                let loadings = fit.standardized(factor).unwrap();
                let deviation = |item: usize| fit.implied[(item, item)].sqrt();
                let sum: f64 = loadings.iter().enumerate().map(|(i, l)| l * deviation(3 * factor + i)).sum();
                sum * fit.second_order[factor].standardized.unwrap().value
            })
            .sum();
        let own: f64 = fit.residuals.iter().map(|residual| residual.variance.value).sum();
        assert!((found.hierarchical.omega - through * through / fit.implied.sum()).abs() < 1e-8, "{found:?}");
        assert!((found.total.omega - 1.0 + own / fit.implied.sum()).abs() < 1e-8);
        // True, as on the method page of omega: 29.16 / 39.42 = 0.740 and 1 − 3.51 / 39.42 = 0.911.
        let holds = |found: &super::OmegaInterval, truth: f64| found.low < truth && truth < found.high;
        assert!(holds(&found.hierarchical, 0.740) && holds(&found.total, 0.911), "{found:?}");
    }

    #[test]
    fn folds_without_an_omega_are_counted_and_many_of_them_leave_no_interval() {
        let omega = |failing: usize| {
            let fits = std::cell::Cell::new(0);
            super::Refitted::new(&vec![Sums::of_rows(&[vec![1], vec![2]]); 20], |_| {
                let before = fits.replace(fits.get() + 1);
                // The first fit is that of all folds.
                if (1..=failing).contains(&before) { Err(Undefined::NotIdentified) } else { Ok([0.8]) }
            })
        };
        assert_eq!(omega(2).unwrap().failed, 2);
        assert_eq!(omega(3).err(), Some(Undefined::NotIdentified));
    }

    #[test]
    fn an_empty_fold_is_none_and_hopeless_folds_say_why() {
        let mut folds = first_dimension(&folds(12, 200));
        let without = omega_total_interval(&folds, 0.95);
        folds.push(Sums::new(3));
        assert_eq!(omega_total_interval(&folds, 0.95), without);
        assert_eq!(omega_total_interval(&[], 0.95), Err(Undefined::TooFewGroups { groups: 0 }));
        assert_eq!(omega_total_interval(&folds[..1], 0.95), Err(Undefined::TooFewGroups { groups: 1 }));
        let two = vec![Sums::of_rows(&[vec![1, 2], vec![2, 1], vec![3, 3]]); 4];
        assert_eq!(omega_total_interval(&two, 0.95), Err(Undefined::TooFewItems { items: 2, needed: 3 }));
        let pairs: Vec<Vec<usize>> = vec![vec![0, 1, 2]];
        assert_eq!(omega_confirmed_interval(&folds, &pairs, 0.95).err(), Some(Undefined::NotIdentified));
        assert_eq!(
            omega_confirmed_interval(&[], &dimensions(), 0.95).err(),
            Some(Undefined::TooFewGroups { groups: 0 })
        );
    }
}
