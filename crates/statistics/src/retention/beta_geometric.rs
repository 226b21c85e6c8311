//! How long do customers stay, when they differ in how likely they are to leave?
//!
//! Separate from the value with a constant retention: those who leave easily leave first, so that retention rises among those
//! who are left, without anybody having become more loyal. The model of Fader and Hardie says it with two numbers, fitted to how
//! many of one cohort were left after each renewal.
//!
//! Formula: r_t = (β + t − 1)/(α + β + t − 1), S(t) = Π r_i, P(T = 1) = α/(α + β),
//! P(T = t) = (β + t − 2)/(α + β + t − 1) P(T = t − 1); maximise Σ lost_t ln P(T = t) + left ln S(T); residual lifetime after n
//! renewals (β + n − 1)/(α + β + n − 1) · ₂F₁(1, β + n; α + β + n; 1/(1 + d))
//! Unit: shares from 0 to 1; residual lifetime in discounted periods.
//! Needs: how many of a cohort were left after each renewal. Undefined: nobody in the cohort, fewer than two renewals, a cohort
//! that grows, nobody ever lost, everybody lost at once; the residual lifetime for a discount below 0.0001.
//! Source: Fader & Hardie (2007), Journal of Interactive Marketing 21(1), 76–90; (2010), Marketing Science 29, 85–93.
//! Method page: docs/method/retention.md

use crate::Undefined;
use crate::distribution::ln_gamma_difference;

/// The least discount for which a residual lifetime is summed: below it the sum is longer than anybody's plans.
pub const DISCOUNT_MIN: f64 = 1e-4;

/// A likelihood that gains less than this by a difference between customers shows none.
const GAIN_MIN: f64 = 1e-6;

/// A shifted beta-geometric model of a cohort.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BetaGeometric {
    alpha: f64,
    beta: f64,
}

/// What the answers say of how much customers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// It was estimated.
    Estimated,
    /// The cohort shows no difference: retention does not rise, and the model is one with a constant retention.
    Alike,
    /// Whoever is left after the first renewals stays: the data set no bound to the difference.
    Unbounded,
}

/// A model with its fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The model.
    pub model: BetaGeometric,
    /// Customers in the cohort.
    pub n: u64,
    /// Renewals seen.
    pub renewals: usize,
    /// The logarithm of the likelihood.
    pub ln_likelihood: f64,
    /// Whether the model lies at the end of what can be: its α and β then only mean their ratio.
    pub spread: Spread,
}

impl BetaGeometric {
    /// A model with these parameters.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] unless both are positive.
    pub fn new(alpha: f64, beta: f64) -> Result<Self, Undefined> {
        let positive = |x: f64| x.is_finite() && 0.0 < x;
        if positive(alpha) && positive(beta) { Ok(Self { alpha, beta }) } else { Err(Undefined::OutOfRange) }
    }

    /// α of the beta distribution of the probability of leaving.
    #[must_use]
    pub fn alpha(&self) -> f64 {
        self.alpha
    }

    /// β of it.
    #[must_use]
    pub fn beta(&self) -> f64 {
        self.beta
    }

    /// The share of those left that stays at renewal `t`, from 1 on.
    #[must_use]
    pub fn retention(&self, t: u32) -> f64 {
        let before = f64::from(t.max(1) - 1);
        (self.beta + before) / (self.alpha + self.beta + before)
    }

    /// The share of the cohort that is left after `t` renewals.
    #[must_use]
    pub fn survival(&self, t: u32) -> f64 {
        if t <= 1000 {
            return (1..=t).map(|i| self.retention(i)).product();
        }
        let t = f64::from(t);
        let total = self.alpha + self.beta;
        (ln_gamma_difference(self.beta + t, self.beta) - ln_gamma_difference(total + t, total)).exp()
    }

    /// The share of the cohort that leaves at renewal `t`, from 1 on: P(T = t).
    #[must_use]
    pub fn leaving(&self, t: u32) -> f64 {
        let t = t.max(1);
        self.survival(t - 1) * (1.0 - self.retention(t))
    }

    /// How many more discounted periods a customer is expected to stay who has renewed `renewals` − 1 times and is about to
    /// renew again: the margin of one period times this is what is left of the customer's value.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] for no renewals or a discount below [`DISCOUNT_MIN`].
    pub fn residual_lifetime(&self, renewals: u32, discount: f64) -> Result<f64, Undefined> {
        if renewals == 0 || !(DISCOUNT_MIN <= discount && discount.is_finite()) {
            return Err(Undefined::OutOfRange);
        }
        let n = f64::from(renewals);
        let (b, c) = (self.beta + n, self.alpha + self.beta + n);
        Ok((b - 1.0) / (c - 1.0) * hypergeometric(b, c, 1.0 / (1.0 + discount)))
    }
}

/// `₂F₁(1, b; c; z)` for b < c and 0 < z < 1: each term is less than z times the one before.
fn hypergeometric(b: f64, c: f64, z: f64) -> f64 {
    let (mut term, mut sum, mut i) = (1.0, 1.0, 0.0);
    // At the least discount, z to the power of a million is 10⁻⁴³.
    while term > 1e-17 * sum * (1.0 - z) && i < 1e6 {
        term *= (b + i) / (c + i) * z;
        sum += term;
        i += 1.0;
    }
    sum
}

/// The model that fits best a cohort of which `left[t]` were left after `t` renewals, `left[0]` at the start.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] for no cohort, [`Undefined::TooFewWaves`] for fewer than two renewals,
/// [`Undefined::OutOfRange`] when a cohort grows, [`Undefined::NoVariation`] when nobody or everybody left at once.
pub fn fit(left: &[u64]) -> Result<Fitted, Undefined> {
    let n = left.first().copied().unwrap_or(0);
    if n == 0 {
        return Err(Undefined::NobodyAnswered);
    }
    let renewals = left.len() - 1;
    if renewals < 2 {
        return Err(Undefined::TooFewWaves { waves: renewals, needed: 2 });
    }
    if left.windows(2).any(|pair| pair[0] < pair[1]) {
        return Err(Undefined::OutOfRange);
    }
    if left[renewals] == n || left[1] == 0 {
        return Err(Undefined::NoVariation);
    }
    let cohort = Cohort { steps: left.windows(2).map(|pair| ((pair[0] - pair[1]) as f64, pair[1] as f64)).collect() };
    // The likelihood in the mean probability of leaving and in the spread 1/(α + β), which may go to nothing: along the
    // spread, the mean at its best, it has one top, looked for on a grid and closed in on by the sign of its slope.
    let grid: Vec<f64> = (0..=120).map(|step| f64::from(step) * 0.25 - 18.0).collect();
    let heights: Vec<f64> = grid.iter().map(|ln_spread| cohort.height(ln_spread.exp()).1).collect();
    let best = heights.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(place, _)| place);
    let spread = match best {
        place if heights[place] - heights[0] < GAIN_MIN => Spread::Alike,
        place if place == grid.len() - 1 => Spread::Unbounded,
        _ => Spread::Estimated,
    };
    let best = if spread == Spread::Alike { 0 } else { best };
    let (mut low, mut high) = (grid[best.saturating_sub(1)], grid[(best + 1).min(grid.len() - 1)]);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if cohort.slope(middle.exp()) > 0.0 { low = middle } else { high = middle }
    }
    let ln_spread = if spread == Spread::Estimated { 0.5 * (low + high) } else { grid[best] };
    let total = (-ln_spread).exp();
    let (mean, ln_likelihood) = cohort.height(ln_spread.exp());
    let model = BetaGeometric::new(mean * total, (1.0 - mean) * total)?;
    Ok(Fitted { model, n, renewals, ln_likelihood, spread })
}

/// How many left and how many stayed at each renewal.
struct Cohort {
    steps: Vec<(f64, f64)>,
}

impl Cohort {
    /// The best mean probability of leaving for a spread, and the likelihood there.
    fn height(&self, spread: f64) -> (f64, f64) {
        let mean = self.mean(spread);
        // At renewal t the share (mean)/(1 + k spread) leaves, k = t − 1, and the rest stays.
        let part = |(k, (lost, stayed)): (usize, &(f64, f64))| {
            let grown = k as f64 * spread;
            lost * mean.ln() + stayed * (1.0 - mean + grown).ln() - (lost + stayed) * grown.ln_1p()
        };
        (mean, self.steps.iter().enumerate().map(part).sum())
    }

    /// The slope in the mean falls from plus to minus infinity: halving finds its one zero.
    fn mean(&self, spread: f64) -> f64 {
        let slope = |mean: f64| -> f64 {
            let part =
                |(k, (lost, stayed)): (usize, &(f64, f64))| lost / mean - stayed / (1.0 - mean + k as f64 * spread);
            self.steps.iter().enumerate().map(part).sum()
        };
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if middle <= low || high <= middle {
                break;
            }
            if slope(middle) > 0.0 { low = middle } else { high = middle }
        }
        0.5 * (low + high)
    }

    /// The slope of the likelihood along the spread, the mean at its best.
    fn slope(&self, spread: f64) -> f64 {
        let mean = self.mean(spread);
        let part = |(k, (lost, stayed)): (usize, &(f64, f64))| {
            let k = k as f64;
            stayed * k / (1.0 - mean + k * spread) - (lost + stayed) * k / (1.0 + k * spread)
        };
        self.steps.iter().enumerate().map(part).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{BetaGeometric, Spread, fit, hypergeometric};
    use crate::Undefined;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // α = β = 1: half leave at first, then a third of those left, then a quarter: S(t) = 1/(t + 1).
        let model = BetaGeometric::new(1.0, 1.0).unwrap();
        for t in 0..2000 {
            assert!((model.survival(t) * f64::from(t + 1) - 1.0).abs() < 1e-10, "{t}");
        }
        assert!((model.leaving(1) - 0.5).abs() < 1e-15 && (model.leaving(3) - 1.0 / 12.0).abs() < 1e-15);
        // A cohort of 5040 that follows it exactly gives it back.
        let found = fit(&[5040, 2520, 1680, 1260, 1008, 840, 720, 630]).unwrap();
        assert!((found.model.alpha() - 1.0).abs() < 1e-9 && (found.model.beta() - 1.0).abs() < 1e-9);
        assert_eq!((found.n, found.renewals, found.spread), (5040, 7, Spread::Estimated));
    }

    #[test]
    fn the_published_cohort_gives_the_published_parameters() {
        // Fader & Hardie (2007), table 1, per 1000 customers: high end α 0.668, β 3.806; regular α 0.704, β 1.182.
        let high_end = fit(&[1000, 869, 743, 653, 593, 551, 517, 491]).unwrap().model;
        assert!((high_end.alpha() - 0.668).abs() < 5e-4 && (high_end.beta() - 3.806).abs() < 5e-4);
        let regular = fit(&[1000, 631, 468, 382, 326, 289, 262, 241]).unwrap().model;
        assert!((regular.alpha() - 0.704).abs() < 5e-4 && (regular.beta() - 1.182).abs() < 5e-4);
    }

    #[test]
    fn the_residual_lifetime_is_the_discounted_sum_of_staying() {
        // After n renewals in front: Σ S(n + k)/S(n − 1)/(1 + d)^k, k = 0, 1, …
        let model = BetaGeometric::new(0.7, 1.2).unwrap();
        for n in [1, 2, 5] {
            let sum: f64 = (0..900)
                .map(|k| model.survival(n + k) / model.survival(n - 1) / 1.1_f64.powi(i32::try_from(k).unwrap()))
                .sum();
            assert!((model.residual_lifetime(n, 0.1).unwrap() - sum).abs() < 1e-12, "{n}");
        }
        // ₂F₁(1, 1; 2; z) = −ln(1 − z)/z.
        assert!((hypergeometric(1.0, 2.0, 0.5) - 2.0 * std::f64::consts::LN_2).abs() < 1e-15);
        assert!(model.residual_lifetime(1, 1e-4).unwrap().is_finite());
    }

    #[test]
    fn a_cohort_that_loses_the_same_share_each_time_shows_no_difference() {
        let found = fit(&[1000, 500, 250, 125]).unwrap();
        assert_eq!(found.spread, Spread::Alike);
        assert!((found.model.retention(1) - 0.5).abs() < 1e-6 && (found.model.survival(3) - 0.125).abs() < 1e-6);
    }

    #[test]
    fn a_cohort_that_stays_whole_after_the_first_loss_sets_no_bound() {
        let found = fit(&[1000, 600, 600, 600]).unwrap();
        assert_eq!(found.spread, Spread::Unbounded);
        assert!((found.model.survival(3) - 0.6).abs() < 1e-3);
    }

    #[test]
    fn retention_that_falls_is_no_spread_either() {
        assert_eq!(fit(&[1000, 900, 700, 300]).unwrap().spread, Spread::Alike);
    }

    #[test]
    fn hopeless_cohorts_say_why() {
        assert_eq!(fit(&[]).err(), Some(Undefined::NobodyAnswered));
        assert_eq!(fit(&[0, 0, 0]).err(), Some(Undefined::NobodyAnswered));
        assert_eq!(fit(&[10, 5]).err(), Some(Undefined::TooFewWaves { waves: 1, needed: 2 }));
        assert_eq!(fit(&[10, 5, 6]).err(), Some(Undefined::OutOfRange));
        assert_eq!(fit(&[10, 10, 10]).err(), Some(Undefined::NoVariation));
        assert_eq!(fit(&[10, 0, 0]).err(), Some(Undefined::NoVariation));
        assert!(fit(&[1, 1, 0]).is_ok_and(|found| found.model.survival(2).is_finite()));
        // So many lost at once that those left are less than rounding: no model, but a reason.
        assert_eq!(fit(&[u64::MAX / 2, 3, 0, 0]).err(), Some(Undefined::OutOfRange));
        assert_eq!(BetaGeometric::new(0.0, 1.0).err(), Some(Undefined::OutOfRange));
        let model = BetaGeometric::new(1.0, 1.0).unwrap();
        assert_eq!(model.residual_lifetime(0, 0.1), Err(Undefined::OutOfRange));
        assert_eq!(model.residual_lifetime(1, 0.0), Err(Undefined::OutOfRange));
    }
}
