//! Whether the simpler of two nested models fits worse than chance explains.
//!
//! Separate from the fit of one model. It refuses models that are not nested by their degrees of freedom; whether they are
//! nested in content is for the caller to know (one factor, and a second order, stand inside correlated factors).
//!
//! Formula: Δchi² = chi²_simple − chi²_rich on Δdf; robust: Δchi² / c_d, c_d = (df_simple c_simple − df_rich c_rich) / Δdf
//! Unit: none.
//! Needs: two fits of the same respondents. Undefined: no difference in degrees of freedom, a scaling that is not positive.
//! Source: Steiger, Shapiro & Browne (1985), Psychometrika 50, 253–263; Satorra & Bentler (2001), Psychometrika 66, 507–514.
//! Method page: docs/method/confirmation.md

use crate::distribution::chi2_sf;

use super::fit::Fit;

/// The difference between two nested models.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Difference of the chi-squares, never below 0.
    pub chi2: f64,
    /// Difference of the degrees of freedom.
    pub df: usize,
    /// How likely a difference at least as large is when the simpler model holds.
    pub p: f64,
}

/// The test of a simpler model against a richer one; `None` when the simpler has no more degrees of freedom.
#[must_use]
pub fn chi2_difference(simple: &Fit, rich: &Fit) -> Option<Difference> {
    scaled_chi2_difference((simple, 1.0), (rich, 1.0))
}

/// The same for robust fits, each with its scaling factor; `None` also when the scaling of the difference is not positive.
#[must_use]
pub fn scaled_chi2_difference(simple: (&Fit, f64), rich: (&Fit, f64)) -> Option<Difference> {
    let df = simple.0.df.checked_sub(rich.0.df).filter(|df| *df > 0)?;
    let scaling = (simple.0.df as f64 * simple.1 - rich.0.df as f64 * rich.1) / df as f64;
    let chi2 = (simple.0.chi2 - rich.0.chi2).max(0.0) / scaling;
    (scaling > 0.0).then(|| Difference { chi2, df, p: chi2_sf(chi2, df as f64) })
}

#[cfg(test)]
mod tests {
    use super::{chi2_difference, scaled_chi2_difference};
    use crate::confirmation::fit::{Chi2, Fit};

    fn fit(value: f64, df: usize) -> Fit {
        Fit::new(200, 1, 200.0, 10, Chi2 { value, df }, Chi2 { value: 500.0, df: 28 }, 0.0)
    }

    #[test]
    fn two_more_degrees_of_freedom_cost_six_points() {
        // With two degrees of freedom p = exp(−x/2).
        let found = chi2_difference(&fit(31.0, 22), &fit(25.0, 20)).unwrap();
        assert_eq!((found.chi2, found.df), (6.0, 2));
        assert!((found.p - f64::exp(-3.0)).abs() < 1e-15);
        assert_eq!(chi2_difference(&fit(25.0, 20), &fit(31.0, 22)), None);
    }

    #[test]
    fn scaling_of_the_difference_is_that_of_the_weighted_difference() {
        // (22 · 1.2 − 20 · 1.1) / 2 = 2.2.
        let found = scaled_chi2_difference((&fit(31.0, 22), 1.2), (&fit(25.0, 20), 1.1)).unwrap();
        assert!((found.chi2 - 6.0 / 2.2).abs() < 1e-12);
        assert_eq!(scaled_chi2_difference((&fit(31.0, 22), 1.0), (&fit(25.0, 20), 1.1)), None);
    }
}
