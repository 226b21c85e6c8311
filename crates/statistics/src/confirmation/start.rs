//! Where the estimation of a confirmatory model starts: centroid loadings and what follows from them.
//!
//! Separate, because a bad start costs steps, not correctness. It takes correlations apart without iterating.

use nalgebra::{Cholesky, DMatrix};

use super::model::{Cell, Layout, Model, Structure, Value};

/// Standardised starting values of a model.
pub(super) struct Start {
    /// Standardised loadings, items × factors with items (and the general one).
    loadings: DMatrix<f64>,
    /// Correlations of the factors with items.
    phi: DMatrix<f64>,
    /// Standardised loadings of the second order.
    above: Vec<f64>,
}

/// First-centroid loadings of a block of correlations.
fn centroid(r: &DMatrix<f64>) -> Vec<f64> {
    let k = r.nrows();
    // The largest correlation of an item stands for its communality.
    let communality = |i: usize| (0..k).filter(|&j| j != i).map(|j| r[(i, j)].abs()).fold(0.1, f64::max);
    // Turn items that run against the others, so that their sum does not vanish.
    let signs: Vec<f64> = (0..k).map(|i| if r[(i, 0)] < 0.0 { -1.0 } else { 1.0 }).collect();
    let row = |i: usize| -> f64 {
        (0..k).map(|j| if i == j { communality(i) } else { signs[i] * signs[j] * r[(i, j)] }).sum()
    };
    let sums: Vec<f64> = (0..k).map(row).collect();
    let total: f64 = sums.iter().sum::<f64>().max(0.1);
    (0..k).map(|i| signs[i] * (sums[i] / total.sqrt()).clamp(0.1, 0.95)).collect()
}

impl Start {
    /// Takes the correlations of a model's items apart.
    pub fn new(model: &Model, r: &DMatrix<f64>) -> Self {
        let ranges = model.ranges();
        let k = ranges.len();
        let mut loadings = DMatrix::zeros(r.nrows(), model.latent());
        let mut rest = r.clone();
        if model.structure() == Structure::Bifactor {
            let general = centroid(r);
            for i in 0..r.nrows() {
                loadings[(i, k)] = general[i];
                for j in 0..r.nrows() {
                    rest[(i, j)] -= general[i] * general[j];
                }
            }
        }
        for (factor, range) in ranges.iter().enumerate() {
            let block = rest.view((range.start, range.start), (range.len(), range.len())).into_owned();
            for (i, loading) in range.clone().zip(centroid(&block)) {
                let most = (0.95 - loadings[(i, model.latent() - 1)].powi(2)).max(0.05).sqrt();
                loadings[(i, factor)] =
                    if model.structure() == Structure::Bifactor { loading.clamp(0.1, most) } else { loading };
            }
        }
        let mut phi = DMatrix::identity(k, k);
        for a in 0..k {
            for b in 0..a {
                let (mut cross, mut own_a, mut own_b) = (0.0, 0.0, 0.0);
                for i in ranges[a].clone() {
                    own_a += loadings[(i, a)].powi(2);
                    for j in ranges[b].clone() {
                        cross += loadings[(i, a)] * r[(i, j)] * loadings[(j, b)];
                    }
                }
                for j in ranges[b].clone() {
                    own_b += loadings[(j, b)].powi(2);
                }
                phi[(a, b)] = (cross / (own_a * own_b)).clamp(-0.9, 0.9);
                phi[(b, a)] = phi[(a, b)];
            }
        }
        // Clamped correlations need not belong together: draw them in until they do.
        for _ in 0..40 {
            if Cholesky::new(phi.clone()).is_some() {
                break;
            }
            phi = &phi * 0.8 + DMatrix::identity(k, k) * 0.2;
        }
        let above = centroid(&phi);
        Self { loadings, phi, above }
    }

    /// The item, or for the second order the factor, with the largest loading on each factor: the marker.
    pub fn markers(&self, model: &Model) -> Vec<Option<usize>> {
        if model.structure() == Structure::Bifactor {
            return vec![None; model.latent()];
        }
        let strongest = |candidates: &mut dyn Iterator<Item = (usize, f64)>| {
            candidates.max_by(|(_, x), (_, y)| x.abs().total_cmp(&y.abs())).map(|(place, _)| place)
        };
        let mut markers: Vec<Option<usize>> = (model.ranges().into_iter().enumerate())
            .map(|(factor, range)| strongest(&mut range.map(|i| (i, self.loadings[(i, factor)]))))
            .collect();
        if model.structure() == Structure::SecondOrder {
            markers.push(strongest(&mut self.above.iter().copied().enumerate()));
        }
        markers
    }

    /// The sign of an item's loading, against that of the factor's first item.
    pub fn sign(&self, item: usize, factor: usize) -> f64 {
        self.loadings[(item, factor)].signum()
    }

    /// Puts the starting values of a group into their places; `deviations` and `means` are those of its items.
    pub fn fill(&self, to: &mut [f64], place: &Place<'_>, deviations: &[f64], means: &[f64]) {
        let Place { model, layout, group, markers } = place;
        let k = model.factors().len();
        let bifactor = model.structure() == Structure::Bifactor;
        // The standard deviation that a factor has when its marker loads by 1.
        let scale = |factor: usize| match markers[factor] {
            Some(marker) if factor < k => self.loadings[(marker, factor)] * deviations[marker],
            _ => 1.0,
        };
        let second = match markers.get(k).copied().flatten() {
            Some(marker) => self.above[marker] * scale(marker),
            None => 1.0,
        };
        for (cell, value) in &layout.groups[*group] {
            let Value::Free(parameter) = value else { continue };
            to[*parameter] = match *cell {
                Cell::Loading(item, factor) => self.loadings[(item, factor)] * deviations[item] / scale(factor),
                Cell::Path(of, _) => self.above[of] * scale(of) / second,
                Cell::Covariance(a, b) if a < k && b < k => {
                    let second_order = model.structure() == Structure::SecondOrder;
                    let rest = if second_order { 1.0 - self.above[a].powi(2) } else { 1.0 };
                    self.phi[(a, b)] * rest * scale(a) * scale(b)
                }
                Cell::Covariance(..) => second * second,
                Cell::Residual(item) => {
                    let own: f64 = self.loadings.row(item).iter().map(|x| x * x).sum();
                    deviations[item].powi(2) * (1.0 - own).max(if bifactor { 0.1 } else { 0.05 })
                }
                Cell::Intercept(item) => means[item],
                Cell::Mean(_) => 0.0,
            };
        }
    }
}

/// The group of a layout whose values are sought.
pub(super) struct Place<'a> {
    pub model: &'a Model,
    pub layout: &'a Layout,
    pub group: usize,
    pub markers: &'a [Option<usize>],
}
