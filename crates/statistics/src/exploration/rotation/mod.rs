//! The simplest reading of factors: turned until each item belongs to as few of them as possible.
//!
//! Turning changes neither communalities nor fit. `varimax` keeps the factors uncorrelated, `oblimin` and `promax` let
//! them correlate, as dimensions of one service do.

pub mod oblimin;
pub mod promax;
pub mod varimax;

use nalgebra::DMatrix;

/// Factors that may be correlated.
#[derive(Debug, Clone, PartialEq)]
pub struct Oblique {
    /// One row per item, one column per factor, strongest first, each pointing upwards: what each factor adds by itself.
    pub pattern: DMatrix<f64>,
    /// The correlations of the factors.
    pub phi: DMatrix<f64>,
    /// What was made as small as possible, where the method makes something small.
    pub criterion: Option<f64>,
    /// Rounds it took.
    pub iterations: usize,
    /// Whether it ended before the rounds allowed.
    pub converged: bool,
}

impl Oblique {
    /// The correlations of items and factors.
    #[must_use]
    pub fn structure(&self) -> DMatrix<f64> {
        &self.pattern * &self.phi
    }
}

/// The roots of the communalities, and the rows scaled to unit length. Rows without anything stay as they are.
fn unit_rows(loadings: &DMatrix<f64>) -> (Vec<f64>, DMatrix<f64>) {
    let length = |norm: f64| if norm > 1e-10 { norm } else { 1.0 };
    let lengths: Vec<f64> = loadings.row_iter().map(|row| length(row.norm())).collect();
    let scaled = DMatrix::from_fn(loadings.nrows(), loadings.ncols(), |i, j| loadings[(i, j)] / lengths[i]);
    (lengths, scaled)
}

/// Rows times their lengths.
fn rescaled(mut rows: DMatrix<f64>, lengths: &[f64]) -> DMatrix<f64> {
    for (i, length) in lengths.iter().enumerate() {
        rows.row_mut(i).scale_mut(*length);
    }
    rows
}
