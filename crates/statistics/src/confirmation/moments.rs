//! What a confirmatory model is fitted to: means and covariances of complete respondents, and how many there are.
//!
//! Separate from the sums, because a published correlation matrix can be fitted as well as answers. Covariances divide by
//! n here, as maximum likelihood has it; it refuses to hold less than two respondents or an item without spread.
//!
//! Formula: S = Σ (x − x̄)(x − x̄)′ / n
//! Unit: squared points of the scale.
//! Needs: `Sums`, or a matrix with n. Undefined: nobody or one respondent, an item that never varies.
//! Source: Jöreskog (1969), Psychometrika 34, 183–202.
//! Method page: docs/method/confirmation.md

use nalgebra::{DMatrix, DVector};
use sums::Sums;

use crate::Undefined;
use crate::linear::{at_least, covariance_matrix, standard_deviations};

/// Means and covariances (divisor n) of complete respondents.
#[derive(Debug, Clone, PartialEq)]
pub struct Moments {
    /// Respondents.
    pub n: i64,
    /// The mean of every item.
    pub means: DVector<f64>,
    /// The covariances of all items, divided by n.
    pub covariance: DMatrix<f64>,
}

impl Moments {
    /// The moments of a block of complete respondents.
    ///
    /// # Errors
    /// [`Undefined::NobodyAnswered`], [`Undefined::TooFewRespondents`] below two, [`Undefined::NoVariation`] when an item
    /// never varies.
    pub fn of(sums: &Sums) -> Result<Self, Undefined> {
        standard_deviations(sums)?;
        let means = (0..sums.variables()).map(|item| sums.mean(item).unwrap_or(f64::NAN));
        let means = DVector::from_iterator(sums.variables(), means);
        Self::with_divisor_n_minus_1(sums.n(), means, &covariance_matrix(sums)?)
    }

    /// The moments of a published matrix (covariances divided by n − 1, or correlations, with any means; zero serve).
    ///
    /// # Errors
    /// As [`Moments::of`].
    pub fn with_divisor_n_minus_1(n: i64, means: DVector<f64>, covariance: &DMatrix<f64>) -> Result<Self, Undefined> {
        at_least(n, 2)?;
        if covariance.diagonal().iter().any(|variance| variance.is_nan() || *variance <= 0.0) {
            return Err(Undefined::NoVariation);
        }
        Ok(Self { n, means, covariance: covariance * ((n - 1) as f64 / n as f64) })
    }

    /// The moments of some items, in the named order.
    #[must_use]
    pub fn select(&self, items: &[usize]) -> Self {
        Self {
            n: self.n,
            means: self.means.select_rows(items),
            covariance: self.covariance.select_rows(items).select_columns(items),
        }
    }

    /// The correlations of all items.
    #[must_use]
    pub fn correlations(&self) -> DMatrix<f64> {
        correlations(&self.covariance)
    }
}

/// A covariance matrix as correlations.
pub(super) fn correlations(covariance: &DMatrix<f64>) -> DMatrix<f64> {
    let k = covariance.nrows();
    DMatrix::from_fn(k, k, |i, j| covariance[(i, j)] / (covariance[(i, i)] * covariance[(j, j)]).sqrt())
}
