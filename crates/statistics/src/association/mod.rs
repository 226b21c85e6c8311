//! How strongly answers go together when they are steps rather than measurements.
//!
//! Separate from the correlations of sums, which take the codes for numbers with equal distances. It takes counts of
//! pairs of answers, which merge like sums do.

pub mod bivariate_normal;
pub mod polychoric;
pub mod polychoric_covariance;
pub mod polychoric_matrix;
