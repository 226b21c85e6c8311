//! Probabilities of two correlated normal variables, to the last digit but one.
//!
//! Separate from the one-dimensional distributions, because only polychoric correlations need it. It refuses shortcuts:
//! a rectangle in a far corner is integrated by itself, not left over from four large probabilities.
//!
//! P(X > h, Y > k) is the integral over the correlation from 0 to r of the density at (h, k), by Gauss–Legendre rules
//! with 6, 12 or 20 points; for |r| ≥ 0.925 it is an expansion about |r| = 1 with a corrected rule. Accuracy 1e-15.
//! After Drezner & Wesolowsky (1990), Journal of Statistical Computation and Simulation 35, 101–107, and Genz (2004),
//! Statistics and Computing 14, 251–260.

use std::f64::consts::PI;

use crate::distribution::{normal_cdf, normal_density, normal_sf};

/// Half of the points and weights of the Gauss–Legendre rules on (−1, 1); the others mirror them.
const SIX: [(f64, f64); 3] = [
    (0.932_469_514_203_152, 0.171_324_492_379_170_35),
    (0.661_209_386_466_264_5, 0.360_761_573_048_138_6),
    (0.238_619_186_083_196_9, 0.467_913_934_572_691_04),
];
const TWELVE: [(f64, f64); 6] = [
    (0.981_560_634_246_719_3, 0.047_175_336_386_511_83),
    (0.904_117_256_370_474_9, 0.106_939_325_995_318_43),
    (0.769_902_674_194_304_7, 0.160_078_328_543_346_23),
    (0.587_317_954_286_617_4, 0.203_167_426_723_065_92),
    (0.367_831_498_998_180_2, 0.233_492_536_538_354_8),
    (0.125_233_408_511_468_9, 0.249_147_045_813_402_8),
];
const TWENTY: [(f64, f64); 10] = [
    (0.993_128_599_185_094_9, 0.017_614_007_139_152_12),
    (0.963_971_927_277_913_8, 0.040_601_429_800_386_94),
    (0.912_234_428_251_326, 0.062_672_048_334_109_06),
    (0.839_116_971_822_218_8, 0.083_276_741_576_704_75),
    (0.746_331_906_460_150_8, 0.101_930_119_817_240_44),
    (0.636_053_680_726_515, 0.118_194_531_961_518_42),
    (0.510_867_001_950_827_1, 0.131_688_638_449_176_64),
    (0.373_706_088_715_419_56, 0.142_096_109_318_382_04),
    (0.227_785_851_141_645_1, 0.149_172_986_472_603_75),
    (0.076_526_521_133_497_33, 0.152_753_387_130_725_85),
];
/// From here on the integral over the correlation is taken from 1 downwards.
const STRONG: f64 = 0.925;
/// Below this, a rectangle's probability is integrated by itself.
const CORNER: f64 = 1e-8;

/// Density of two standard normal variables with correlation `r`; zero at infinity.
#[must_use]
pub fn density(h: f64, k: f64, r: f64) -> f64 {
    if h.is_infinite() || k.is_infinite() {
        return 0.0;
    }
    let rest = (1.0 - r) * (1.0 + r);
    // (h² − 2rhk + k²) / (1 − r²) without its cancellation.
    let square = h * h + (k - r * h).powi(2) / rest;
    (-0.5 * square).exp() / (2.0 * PI * rest.sqrt())
}

/// Probability that both variables are above their bounds, which may be infinite.
#[must_use]
pub fn upper(h: f64, k: f64, r: f64) -> f64 {
    if h == f64::INFINITY || k == f64::INFINITY {
        return 0.0;
    }
    if h == f64::NEG_INFINITY || k == f64::NEG_INFINITY {
        return if h == k { 1.0 } else { normal_sf(h.max(k)) };
    }
    Correlation::new(r).upper(h, k, normal_sf(h) * normal_sf(k))
}

/// Probability that both variables are at most their bounds.
#[must_use]
pub fn lower(h: f64, k: f64, r: f64) -> f64 {
    upper(-h, -k, r)
}

/// What all corners of one correlation share: the points of the integral over the correlation.
struct Correlation {
    r: f64,
    /// Sine of the angle, one over the squared cosine, weight; empty for a strong correlation.
    points: Vec<(f64, f64, f64)>,
}

impl Correlation {
    fn new(r: f64) -> Self {
        let rule: &[(f64, f64)] = match r.abs() {
            r if r < 0.3 => &SIX,
            r if r < 0.75 => &TWELVE,
            r if r < STRONG => &TWENTY,
            _ => &[],
        };
        let half = 0.5 * r.asin();
        let point = |x: f64, weight: f64| {
            let sine = (half * (1.0 + x)).sin();
            (sine, 1.0 / (1.0 - sine * sine), weight * half / (2.0 * PI))
        };
        Self { r, points: rule.iter().flat_map(|&(x, weight)| [point(x, weight), point(-x, weight)]).collect() }
    }

    /// Both above finite bounds; `independent` is what that would be without correlation.
    fn upper(&self, h: f64, k: f64, independent: f64) -> f64 {
        if self.r.abs() >= STRONG {
            return strong(h, k, self.r).clamp(0.0, 1.0);
        }
        let (hk, half) = (h * k, 0.5 * (h * h + k * k));
        let at = |&(sine, inverse, weight): &(f64, f64, f64)| weight * ((sine * hk - half) * inverse).exp();
        (independent + self.points.iter().map(at).sum::<f64>()).clamp(0.0, 1.0)
    }
}

fn strong(h: f64, k: f64, r: f64) -> f64 {
    // A negative correlation is a positive one with one variable turned round.
    let k = if r < 0.0 { -k } else { k };
    let hk = h * k;
    let mut off = 0.0;
    if r.abs() < 1.0 {
        let rest = (1.0 - r) * (1.0 + r);
        let (a, squared) = (rest.sqrt(), (h - k).powi(2));
        let (c, d) = ((4.0 - hk) / 8.0, (12.0 - hk) / 80.0);
        let exponent = -0.5 * (squared / rest + hk);
        if exponent > -100.0 {
            off = a * exponent.exp() * (1.0 - c * (squared - rest) * (1.0 - d * squared) / 3.0 + c * d * rest * rest);
        }
        if hk > -100.0 {
            let b = squared.sqrt();
            let tail = (2.0 * PI).sqrt() * normal_cdf(-b / a);
            off -= (-0.5 * hk).exp() * tail * b * (1.0 - c * squared * (1.0 - d * squared) / 3.0);
        }
        let half = 0.5 * a;
        let at = |x: f64| {
            let xs = (half * (1.0 + x)).powi(2);
            let exponent = -0.5 * (squared / xs + hk);
            if exponent <= -100.0 {
                return 0.0;
            }
            let root = (1.0 - xs).sqrt();
            let series = 1.0 + c * xs * (1.0 + 5.0 * d * xs);
            let exact = (-0.5 * hk * xs / (1.0 + root).powi(2)).exp() / root;
            exponent.exp() * (series - exact)
        };
        let integral: f64 = TWENTY.iter().map(|&(x, weight)| weight * (at(x) + at(-x))).sum();
        off = (half * integral - off) / (2.0 * PI);
    }
    if r > 0.0 {
        return off + normal_sf(h.max(k));
    }
    let between = if h >= k {
        0.0
    } else if h < 0.0 {
        normal_cdf(k) - normal_cdf(h)
    } else {
        normal_sf(h) - normal_sf(k)
    };
    between - off
}

/// Probability of the rectangle `(h0, h1) × (k0, k1)`, by itself: the integral over the first variable.
///
/// Slower than the difference of four corners, but keeps its digits however small it is.
#[must_use]
pub fn rectangle((h0, h1): (f64, f64), (k0, k1): (f64, f64), r: f64) -> f64 {
    let spread = ((1.0 - r) * (1.0 + r)).sqrt();
    // Outside ±12 there is nothing; where the second variable's band is crossed, the integrand is steep.
    let (start, end) = (h0.max(-12.0), h1.min(12.0));
    if start >= end {
        return 0.0;
    }
    let mut cuts = vec![start, end];
    for k in [k0, k1] {
        let crossing = k / r;
        let width = spread / r.abs();
        cuts.extend(
            [-8.0, -3.0, 0.0, 3.0, 8.0]
                .map(|step| crossing + step * width)
                .iter()
                .filter(|x| (start..end).contains(*x)),
        );
    }
    cuts.extend((-5..=5).map(|x| 2.0 * f64::from(x)).filter(|x| (start..end).contains(x)));
    cuts.sort_by(f64::total_cmp);
    let inside = |x: f64| {
        let (low, high) = ((k0 - r * x) / spread, (k1 - r * x) / spread);
        let band = if low > 0.0 { normal_sf(low) - normal_sf(high) } else { normal_cdf(high) - normal_cdf(low) };
        normal_density(x) * band
    };
    let panel = |pair: &[f64]| {
        let (middle, half) = (0.5 * (pair[0] + pair[1]), 0.5 * (pair[1] - pair[0]));
        half * TWENTY.iter().map(|&(x, w)| w * (inside(middle + half * x) + inside(middle - half * x))).sum::<f64>()
    };
    cuts.windows(2).map(panel).sum()
}

/// Probabilities of all cells between thresholds, row by row; `rows` and `columns` are ascending and finite. Small ones keep
/// their digits where the cell's place is wanted; the others are then good to 1e-15.
pub(super) fn cells(rows: &[f64], columns: &[f64], r: f64, wanted: impl Fn(usize) -> bool) -> Vec<f64> {
    let width = columns.len() + 1;
    let bound = |thresholds: &[f64], place: usize| match place {
        0 => f64::NEG_INFINITY,
        place => thresholds.get(place - 1).copied().unwrap_or(f64::INFINITY),
    };
    let edge = |thresholds: &[f64]| -> Vec<f64> {
        thresholds.iter().map(|&t| normal_cdf(t)).chain(std::iter::once(1.0)).collect()
    };
    let (row_edge, column_edge) = (edge(rows), edge(columns));
    let correlation = Correlation::new(r);
    // below[j]: at most this row's upper threshold, and at most column threshold j.
    let mut above = vec![0.0; width];
    let mut found = Vec::with_capacity((rows.len() + 1) * width);
    for (i, row_share) in row_edge.iter().enumerate() {
        let below: Vec<f64> = (0..width)
            .map(|j| match (rows.get(i), columns.get(j)) {
                (Some(&h), Some(&k)) => correlation.upper(-h, -k, row_share * column_edge[j]),
                (Some(_), None) => *row_share,
                (None, _) => column_edge[j],
            })
            .collect();
        for j in 0..width {
            let left = if j == 0 { 0.0 } else { below[j - 1] - above[j - 1] };
            let mut cell = below[j] - above[j] - left;
            if cell < CORNER && wanted(found.len()) {
                let (row, column) = ((bound(rows, i), bound(rows, i + 1)), (bound(columns, j), bound(columns, j + 1)));
                cell = rectangle(row, column, r);
            }
            found.push(cell.max(f64::MIN_POSITIVE));
        }
        above = below;
    }
    found
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::{cells, density, lower, rectangle, upper};
    use crate::distribution::{normal_cdf, normal_sf};

    const CORRELATIONS: [f64; 15] =
        [-0.9999, -0.99, -0.95, -0.925, -0.8, -0.5, -0.2, 0.0, 0.1, 0.4, 0.74, 0.8, 0.93, 0.99, 0.9999];

    #[test]
    fn quadrant_is_a_quarter_and_the_angle() {
        // Sheppard: P(X > 0, Y > 0) = ¼ + arcsin(r) / 2π.
        for r in CORRELATIONS {
            let expected = 0.25 + f64::asin(r) / (2.0 * PI);
            assert!((upper(0.0, 0.0, r) - expected).abs() < 2e-15, "{r}");
        }
    }

    #[test]
    fn equal_bounds_are_owens_special_case() {
        // r = ½, h = k = 0: ⅓; r = −½: ⅙.
        assert!((upper(0.0, 0.0, 0.5) - 1.0 / 3.0).abs() < 1e-15 && (upper(0.0, 0.0, -0.5) - 1.0 / 6.0).abs() < 1e-15);
    }

    #[test]
    fn it_agrees_with_the_integral_over_one_variable() {
        for r in CORRELATIONS.into_iter().filter(|r| *r != 0.0) {
            for h in [-3.0, -1.2, -0.3, 0.0, 0.4, 1.1, 2.5, 4.0] {
                for k in [-3.1, -1.0, -0.3, 0.2, 1.1, 2.6] {
                    let direct = rectangle((h, f64::INFINITY), (k, f64::INFINITY), r);
                    assert!((upper(h, k, r) - direct).abs() < 1e-14, "{h} {k} {r}: {} {direct}", upper(h, k, r));
                }
            }
        }
    }

    #[test]
    fn margins_independence_and_perfect_correlation_are_exact() {
        assert_eq!(upper(f64::NEG_INFINITY, 0.7, 0.3), normal_sf(0.7));
        assert_eq!((upper(f64::INFINITY, 0.7, 0.3), upper(f64::NEG_INFINITY, f64::NEG_INFINITY, 0.3)), (0.0, 1.0));
        assert!((lower(0.3, 1.0, 0.0) - normal_cdf(0.3) * normal_cdf(1.0)).abs() < 1e-16);
        assert!((lower(0.3, 1.0, 1.0) - normal_cdf(0.3)).abs() < 1e-15);
        assert!((lower(0.3, 1.0, -1.0) - (normal_cdf(1.0) - normal_cdf(-0.3))).abs() < 1e-15);
        assert_eq!(lower(-1.0, 0.5, -1.0), 0.0);
    }

    #[test]
    fn its_slope_in_the_correlation_is_the_density() {
        // Plackett's identity.
        for r in [-0.95, -0.6, 0.1, 0.7, 0.96] {
            let step = 1e-5;
            let slope = (upper(0.5, -0.8, r + step) - upper(0.5, -0.8, r - step)) / (2.0 * step);
            assert!((slope - density(0.5, -0.8, r)).abs() < 1e-8, "{r}");
        }
    }

    #[test]
    fn cells_add_up_and_a_far_corner_keeps_its_digits() {
        let (rows, columns) = ([-2.0, -0.5, 0.5, 1.5], [-1.5, 0.0, 2.5]);
        for r in CORRELATIONS {
            let found = cells(&rows, &columns, r, |_| true);
            assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-13);
            // The first row is at most −2.
            assert!((found[..4].iter().sum::<f64>() - normal_cdf(-2.0)).abs() < 1e-14);
            assert!(found.iter().all(|cell| *cell > 0.0));
        }
        // The corner above 1.5 and below −1.5 at r = 0.9: about φ(1.5) · …, tiny; twice as fine panels agree.
        let corner = cells(&rows, &columns, 0.9, |_| true)[16];
        let parts = rectangle((1.5, 2.0), (f64::NEG_INFINITY, -1.5), 0.9)
            + rectangle((2.0, f64::INFINITY), (f64::NEG_INFINITY, -1.5), 0.9);
        assert!(corner < 1e-10 && (corner / parts - 1.0).abs() < 1e-12, "{corner:e} {parts:e}");
    }
}
