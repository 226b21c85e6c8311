//! One answer from several fillings-in: Rubin's rules.
//!
//! Separate from the filling in, because the rules hold for any statistic with a variance. They refuse a single filling
//! in: the differences between several are what shows how much the missing answers matter.
//!
//! Formula: Q̄ = Σ Q / m, W = Σ U / m, B = Σ (Q − Q̄)² / (m − 1), T = W + (1 + 1/m) B, interval Q̄ ± t(level; ν) √T
//! with λ = (1 + 1/m) B / T, ν = 1 / (λ² / (m − 1) + 1 / ν_obs), ν_obs = (ν_com + 1) / (ν_com + 3) · ν_com (1 − λ);
//! fraction of missing information (r + 2 / (ν + 3)) / (r + 1), r = (1 + 1/m) B / W.
//! Unit: that of the statistic; variances in its square; λ and the fraction are shares.
//! Needs: an estimate and its variance (squared standard error) per filling in, and the degrees of freedom ν_com that the
//! statistic would have with nothing missing. Undefined: fewer than two fillings in, no variance at all.
//! Source: Rubin (1987), Multiple Imputation for Nonresponse in Surveys; degrees of freedom: Barnard & Rubin (1999),
//! Biometrika 86, 948–955.
//! Method page: docs/method/missing.md

use crate::Undefined;
use crate::distribution::{normal_quantile, student_t_quantile};

/// What one filling in says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The statistic.
    pub value: f64,
    /// Its squared standard error.
    pub variance: f64,
}

/// What all fillings in say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pooled {
    /// Fillings in.
    pub imputations: usize,
    /// The mean of their estimates.
    pub value: f64,
    /// The mean of their variances: the uncertainty with nothing missing.
    pub within: f64,
    /// The variance of their estimates: what the missing answers add.
    pub between: f64,
    /// Total variance.
    pub total: f64,
    /// The standard error, √ of the total.
    pub se: f64,
    /// Degrees of freedom; infinite when nothing is missing and the complete statistic's are.
    pub df: f64,
    /// The share λ of the variance that is due to missing answers.
    pub share_due: f64,
    /// The fraction of missing information, which also counts that there are few fillings in.
    pub missing_information: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// The interval's level.
    pub level: f64,
}

/// Pools estimates; `df_complete` are the degrees of freedom with nothing missing, infinite for a large-sample statistic.
///
/// # Errors
/// [`Undefined::TooFewGroups`] below two fillings in, [`Undefined::NoVariation`] when there is no variance at all.
pub fn pool(estimates: &[Estimate], df_complete: f64, level: f64) -> Result<Pooled, Undefined> {
    if estimates.len() < 2 {
        return Err(Undefined::TooFewGroups { groups: estimates.len() });
    }
    let m = estimates.len() as f64;
    let value = estimates.iter().map(|estimate| estimate.value).sum::<f64>() / m;
    let within = estimates.iter().map(|estimate| estimate.variance).sum::<f64>() / m;
    let between = estimates.iter().map(|estimate| (estimate.value - value).powi(2)).sum::<f64>() / (m - 1.0);
    let added = (1.0 + 1.0 / m) * between;
    let total = within + added;
    // Not `<=`: a variance that is no number is no variance either.
    if !(total > 0.0 && total.is_finite()) {
        return Err(Undefined::NoVariation);
    }
    let share_due = added / total;
    let df = degrees_of_freedom(share_due, m, df_complete);
    // (r + c) / (r + 1) with r = λ / (1 − λ), written so that it stands when there is no variance within.
    let few = 2.0 / (df + 3.0);
    let missing_information = share_due + few * (1.0 - share_due);
    let se = total.sqrt();
    let tail = 0.5 + 0.5 * level;
    let reach = se * if df.is_finite() { student_t_quantile(tail, df) } else { normal_quantile(tail) };
    Ok(Pooled {
        imputations: estimates.len(),
        value,
        within,
        between,
        total,
        se,
        df,
        share_due,
        missing_information,
        low: value - reach,
        high: value + reach,
        level,
    })
}

fn degrees_of_freedom(share_due: f64, m: f64, complete: f64) -> f64 {
    let observed = if complete.is_finite() {
        1.0 / ((complete + 1.0) / (complete + 3.0) * complete * (1.0 - share_due))
    } else {
        0.0
    };
    1.0 / (share_due * share_due / (m - 1.0) + observed)
}

#[cfg(test)]
mod tests {
    use super::{Estimate, pool};
    use crate::Undefined;

    const THREE: [Estimate; 3] = [
        Estimate { value: 1.0, variance: 1.0 },
        Estimate { value: 2.0, variance: 2.0 },
        Estimate { value: 3.0, variance: 3.0 },
    ];

    #[test]
    fn worked_example_of_the_method_page() {
        // Q̄ = 2, W = 2, B = 1, T = 2 + 4/3 = 10/3, λ = (4/3) / (10/3) = 0.4, r = 2/3.
        // Rubin's degrees of freedom are 2 / 0.16 = 12.5; with 20 for complete answers ν_obs = 21/23 · 20 · 0.6 = 10.956…
        // and ν = 1 / (1/12.5 + 1/10.956…) = 5.8387.
        let found = pool(&THREE, 20.0, 0.95).unwrap();
        assert_eq!((found.value, found.within, found.between), (2.0, 2.0, 1.0));
        assert!((found.total - 10.0 / 3.0).abs() < 1e-15 && (found.share_due - 0.4).abs() < 1e-15);
        let df = 1.0 / (1.0 / 12.5 + 23.0 / 252.0);
        assert!((found.df - df).abs() < 1e-12 && (df - 5.8387).abs() < 1e-4);
        let r: f64 = 2.0 / 3.0;
        assert!((found.missing_information - (r + 2.0 / (df + 3.0)) / (r + 1.0)).abs() < 1e-14);
        // t(0.975; 5.84) is 2.46: between 2.571 for 5 and 2.447 for 6.
        let t = (found.high - found.value) / found.se;
        assert!((2.447..2.571).contains(&t) && (found.low + found.high - 4.0).abs() < 1e-12);
    }

    #[test]
    fn a_large_sample_has_the_degrees_of_freedom_of_rubin_alone() {
        let found = pool(&THREE, f64::INFINITY, 0.95).unwrap();
        assert!((found.df - 12.5).abs() < 1e-12);
    }

    #[test]
    fn when_the_fillings_in_agree_nothing_is_missing() {
        let same = pool(&[THREE[1]; 5], f64::INFINITY, 0.95).unwrap();
        assert_eq!((same.total, same.share_due, same.missing_information), (2.0, 0.0, 0.0));
        assert!(same.df.is_infinite() && (same.high - 2.0 - 1.959_963_984_540_054 * 2.0_f64.sqrt()).abs() < 1e-12);
        // With 20 degrees of freedom there are slightly fewer left, as Barnard and Rubin have it.
        assert!((pool(&[THREE[1]; 5], 20.0, 0.95).unwrap().df - 420.0 / 23.0).abs() < 1e-12);
    }

    #[test]
    fn one_filling_in_and_no_variance_say_why() {
        assert_eq!(pool(&THREE[..1], 20.0, 0.95), Err(Undefined::TooFewGroups { groups: 1 }));
        let sure = Estimate { value: 5.0, variance: 0.0 };
        assert_eq!(pool(&[sure; 3], 20.0, 0.95), Err(Undefined::NoVariation));
        let no_number = Estimate { value: f64::NAN, variance: 1.0 };
        assert_eq!(pool(&[no_number; 3], 20.0, 0.95), Err(Undefined::NoVariation));
        // Nothing within: everything is due to what is missing, and the interval still stands.
        let loose = [Estimate { value: 1.0, variance: 0.0 }, Estimate { value: 3.0, variance: 0.0 }];
        let found = pool(&loose, f64::INFINITY, 0.95).unwrap();
        assert!((found.share_due - 1.0).abs() < 1e-15 && (found.df - 1.0).abs() < 1e-15 && found.low.is_finite());
    }
}
