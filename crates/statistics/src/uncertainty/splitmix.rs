//! The portable generator behind every resampling, so that another program can draw the same respondents.
//!
//! Separate, because an interval that cannot be reproduced cannot be defended: the rule below fits in four lines of any
//! language. It is for resampling only; it must never make a secret. The seed arrives as an argument.
//!
//! Formula: state = seed + k·0x9E3779B97F4A7C15; index = floor((z >> 11)·2⁻⁵³·n)
//! where z is the k-th state (k = 1, 2, …) mixed by two multiplications.
//! Unit: a respondent's place, 0 … n − 1. Needs: a seed. Never undefined.
//! Source: Steele, Lea & Flood (2014), Fast splittable pseudorandom number generators, OOPSLA; pairs: Box & Muller (1958), Annals of
//! Mathematical Statistics 29, 610–611; chi-square: Marsaglia & Tsang (2000), ACM Transactions on Mathematical Software 26, 363–372.
//! Method page: docs/method/bootstrap.md

use crate::distribution::normal_quantile;

const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;
const STEP: f64 = 1.0 / (1_u64 << 53) as f64;

/// A stream of draws that is the same on every machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 bits.
    #[inline]
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// One of `0..n`, each with the same chance (to within `n / 2^53`).
    #[inline]
    pub fn index(&mut self, n: usize) -> usize {
        ((self.draw() >> 11) as f64 * STEP * n as f64) as usize
    }

    /// The middle of one of 2^53 equal steps from 0 to 1: never either of them.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        ((self.draw() >> 11) as f64 + 0.5) * STEP
    }

    /// A standard normal value: the quantile at [`SplitMix64::uniform`], and so always finite.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }

    /// Two independent standard normal values by Box's and Muller's circle: where thousands are needed, in a quarter of the time.
    pub fn normal_pair(&mut self) -> (f64, f64) {
        let length = (-2.0 * self.uniform().ln()).sqrt();
        let (sine, cosine) = (std::f64::consts::TAU * self.uniform()).sin_cos();
        (length * cosine, length * sine)
    }

    /// A chi-square of `df` > 0 degrees of freedom: twice a gamma of shape df/2 by Marsaglia's and Tsang's rejection, which takes a
    /// fiftieth of the time of the quantile.
    pub fn chi2(&mut self, df: f64) -> f64 {
        let shape = df / 2.0;
        // Below one, a gamma of the shape above, drawn down by a power of a uniform.
        let (shape, down) = if shape < 1.0 { (shape + 1.0, self.uniform().powf(1.0 / shape)) } else { (shape, 1.0) };
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let z = self.normal();
            let v = (1.0 + c * z).powi(3);
            if 0.0 < v && self.uniform().ln() < 0.5 * z * z + d - d * v + d * v.ln() {
                return 2.0 * d * v * down;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SplitMix64;
    use crate::distribution::chi2_sf;

    #[test]
    fn the_first_draws_are_those_of_the_published_generator() {
        // The first outputs for seed 1234567 as printed with the reference implementation in C (S. Vigna).
        let mut generator = SplitMix64::new(1_234_567);
        let drawn: Vec<u64> = (0..3).map(|_| generator.draw()).collect();
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn normal_values_have_the_mean_and_the_spread_of_their_name() {
        let mut generator = SplitMix64::new(5);
        let single: Vec<f64> = (0..20_000).map(|_| generator.normal()).collect();
        let pairs: Vec<(f64, f64)> = (0..20_000).map(|_| generator.normal_pair()).collect();
        let (first, second): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        [single, first, second].iter().for_each(|drawn| check_normal(drawn));
        // A standard error of 0.007: the two of a pair have nothing to do with each other, nor have their squares.
        let together = pairs.iter().map(|(a, b)| a * b).sum::<f64>() / 20_000.0;
        let squares = pairs.iter().map(|(a, b)| (a * a - 1.0) * (b * b - 1.0)).sum::<f64>() / 20_000.0;
        assert!(together.abs() < 0.03 && squares.abs() < 0.06, "{together} {squares}");
    }

    fn check_normal(drawn: &[f64]) {
        let mean = drawn.iter().sum::<f64>() / 20_000.0;
        let square = drawn.iter().map(|z| z * z).sum::<f64>() / 20_000.0;
        // Standard errors 0.007 and 0.01.
        assert!(mean.abs() < 0.03 && (square - 1.0).abs() < 0.04, "{mean} {square}");
        assert!(drawn.iter().filter(|z| **z > 1.96).count().abs_diff(500) < 90);
    }

    #[test]
    fn chi_squares_are_spread_as_their_distribution_says() {
        let mut generator = SplitMix64::new(11);
        for df in [1.0, 2.0, 5.0, 277.0] {
            // What share of the draws lies below each tenth of the distribution, found by its own function.
            let drawn: Vec<f64> = (0..20_000).map(|_| generator.chi2(df)).collect();
            for tenth in 1..10 {
                let below = drawn.iter().filter(|x| chi2_sf(**x, df) > 1.0 - f64::from(tenth) / 10.0).count();
                // Four standard errors of a share of one half.
                assert!(below.abs_diff(2_000 * tenth as usize) < 283, "{df}: {below} below {tenth} tenths");
            }
        }
    }

    #[test]
    fn seed_42_picks_the_respondents_that_the_golden_file_names() {
        let mut generator = SplitMix64::new(42);
        let picked: Vec<usize> = (0..8).map(|_| generator.index(1000)).collect();
        assert_eq!(picked, [741, 159, 278, 344, 38, 868, 218, 800]);
    }
}
