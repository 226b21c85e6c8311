//! How much does the mean change per year, and is a straight line all there is to say?
//!
//! Separate from the change between two waves: it uses all waves by one instrument, each weighted by what is known of it. The
//! errors of the waves are those of their samples; where the line does not fit, waves differ by more than that, and the interval
//! of the slope is too narrow. That is why the lack of fit stands beside it.
//!
//! Formula: b = Σ w (x − x̄)(y − ȳ) / Σ w (x − x̄)², w = 1 / se², se(b) = 1 / √(Σ w (x − x̄)²), Q = Σ w (y − ȳ − b (x − x̄))²
//! Unit: b in points per unit of time; Q none, about its degrees of freedom when the line fits.
//! Needs: a `Series` of means with their standard errors. Undefined: fewer than two waves by one instrument, or all at the
//! same time; a wave without a positive standard error.
//! Source: weighted least squares as in any textbook, here with known variances: Cochran (1954), Biometrics 10, 101–129.
//! Method page: docs/method/control-charts.md

use super::series::{Measured, Series, Stretch};
use crate::Undefined;
use crate::distribution::{chi2_sf, normal_quantile, normal_two_sided_p};

/// A straight line through the means of waves.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearTrend {
    /// Waves.
    pub waves: usize,
    /// Change per unit of time.
    pub slope: f64,
    /// Its standard error, from the samples alone.
    pub se: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// The level of the interval.
    pub level: f64,
    /// Slope divided by its standard error.
    pub z: f64,
    /// Two-sided p-value of z.
    pub p: f64,
    /// The mean that the line gives at the weighted middle of the times.
    pub mean: f64,
    /// That middle.
    pub at: f64,
    /// How far the means lie from the line, in squared standard errors.
    pub lack_of_fit: f64,
    /// Its degrees of freedom, waves − 2.
    pub df: f64,
    /// Its p-value: small means that a line is not all. Absent for two waves, which a line always fits.
    pub lack_of_fit_p: Option<f64>,
}

/// The trend of each stretch of the series.
#[must_use]
pub fn linear_trend(series: &Series<Measured>, level: f64) -> Vec<Stretch<LinearTrend>> {
    series.stretches(2, |at, waves| trend(at, waves, level))
}

fn trend(at: &[f64], waves: &[Measured], level: f64) -> Result<LinearTrend, Undefined> {
    if !waves.iter().all(|wave| 0.0 < wave.se && wave.se.is_finite() && wave.mean.is_finite()) {
        return Err(Undefined::OutOfRange);
    }
    let weights: Vec<f64> = waves.iter().map(|wave| 1.0 / (wave.se * wave.se)).collect();
    let total: f64 = weights.iter().sum();
    let each = || weights.iter().zip(at).zip(waves).map(|((w, x), wave)| (*w, *x, wave.mean));
    let middle = each().map(|(w, x, _)| w * x).sum::<f64>() / total;
    let mean = each().map(|(w, _, y)| w * y).sum::<f64>() / total;
    let spread: f64 = each().map(|(w, x, _)| w * (x - middle) * (x - middle)).sum();
    if spread.is_nan() || spread <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let slope = each().map(|(w, x, y)| w * (x - middle) * (y - mean)).sum::<f64>() / spread;
    let lack_of_fit = each().map(|(w, x, y)| w * (y - mean - slope * (x - middle)).powi(2)).sum();
    let se = 1.0 / spread.sqrt();
    let reach = normal_quantile(0.5 + 0.5 * level) * se;
    let df = waves.len() as f64 - 2.0;
    Ok(LinearTrend {
        waves: waves.len(),
        slope,
        se,
        low: slope - reach,
        high: slope + reach,
        level,
        z: slope / se,
        p: normal_two_sided_p(slope / se),
        mean,
        at: middle,
        lack_of_fit,
        df,
        lack_of_fit_p: (df > 0.0).then(|| chi2_sf(lack_of_fit, df)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::series::{Measured, Point, Series, tests::series};
    use super::linear_trend;
    use crate::Undefined;

    fn measured(waves: &[(f64, f64)]) -> Vec<Measured> {
        waves.iter().map(|(mean, se)| Measured { mean: *mean, se: *se }).collect()
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // Means 4, 4.3, 4.2 with se 0.1: Σ(x − 1)² = 2, slope (4.2 − 4)/2 = 0.1, se 0.1/√2 = 0.0707. The line gives 4.067, 4.167,
        // 4.267: residuals −2/30, 4/30, −2/30, Q = (4 + 16 + 4)/900/0.01 = 2.667 on 1 degree of freedom.
        let trend = linear_trend(&series("aaa", &measured(&[(4.0, 0.1), (4.3, 0.1), (4.2, 0.1)])), 0.95);
        let trend = trend[0].result.clone().unwrap();
        assert!((trend.slope - 0.1).abs() < 1e-14 && (trend.se - 0.005_f64.sqrt()).abs() < 1e-15);
        assert!((trend.lack_of_fit - 8.0 / 3.0).abs() < 1e-11 && trend.df == 1.0);
        assert!((trend.high - 0.1 - 1.959_964 * 0.005_f64.sqrt()).abs() < 1e-6);
        assert!((trend.lack_of_fit_p.unwrap() - 0.1025).abs() < 1e-4);
    }

    #[test]
    fn a_better_known_wave_counts_more() {
        // Weights 1, 1, 4 at 0, 1, 2 and means 0, 0, 3: x̄ = 9/6, ȳ = 2; Σwxx = 2.25 + 0.25 + 1 = 3.5, Σwxy = 3 + 1 + 2 = 6.
        let waves = measured(&[(0.0, 1.0), (0.0, 1.0), (3.0, 0.5)]);
        let trend = linear_trend(&series("aaa", &waves), 0.95)[0].result.clone().unwrap();
        assert!((trend.slope - 12.0 / 7.0).abs() < 1e-14 && (trend.at - 1.5).abs() < 1e-14);
    }

    #[test]
    fn a_changed_wording_makes_no_trend() {
        let waves = measured(&[(4.0, 0.1), (4.0, 0.1), (5.0, 0.1), (5.0, 0.1)]);
        let stretches = linear_trend(&series("aabb", &waves), 0.95);
        assert!(stretches.iter().all(|stretch| stretch.result.as_ref().unwrap().slope.abs() < 1e-14));
        assert_eq!(stretches[0].result.as_ref().unwrap().lack_of_fit_p, None);
    }

    #[test]
    fn hopeless_waves_say_why() {
        let reason = |waves: &[(f64, f64)]| linear_trend(&series("aa", &measured(waves)), 0.95)[0].result.clone().err();
        assert_eq!(reason(&[(4.0, 0.1)]), Some(Undefined::TooFewWaves { waves: 1, needed: 2 }));
        assert_eq!(reason(&[(4.0, 0.0), (4.0, 0.1)]), Some(Undefined::OutOfRange));
        let point = Point { at: 1.0, instrument: String::new(), value: Measured { mean: 1.0, se: 0.1 } };
        let same = linear_trend(&Series::new(vec![point.clone(), point]), 0.95);
        assert_eq!(same[0].result, Err(Undefined::NoVariation));
    }
}
