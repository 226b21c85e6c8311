//! How many respondents for a given half-width of an interval, and which half-width a given number buys.
//!
//! Separate from the intervals themselves, which it only turns round: what is planned is exactly what the report will
//! print, so the search runs over the same t, Wilson and Feldt intervals. It refuses a rule of thumb such as "384 is enough":
//! the number depends on what is asked, of how many, and on how many answer.
//!
//! Formula: smallest n with half_width(n′) ≤ h, n′ = n·(N − 1)/(N − n) for a population of N; invite ⌈n/rate⌉
//! with half-widths t·s/√n′ (mean), t·√((s₁² + s₂²)/n′) (two segments of n each), Wilson's, and half of Feldt's interval.
//! Unit: respondents; half-widths in points of the scale, or as a share, or in units of alpha.
//! Needs: what is assumed of the answers. Undefined: no spread, fewer than two items, or a population too small to answer.
//! Source: Cochran (1977), Sampling techniques, 3rd ed., chapter 4; for alpha Bonett (2002), Journal of Educational and
//! Behavioral Statistics 27, 335–340, solved here on Feldt's interval.
//! Method page: docs/method/precision.md

use crate::Undefined;
use crate::distribution::{f_quantile, student_t_quantile};
use crate::linear::at_least;
use crate::uncertainty::proportion::wilson_half_width;

/// The most respondents that are planned for.
pub const MOST_RESPONDENTS: u64 = 1_000_000_000;

/// What is to be estimated, with what is assumed of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// A mean gap (or any mean) whose standard deviation is about this.
    Mean {
        /// Standard deviation between respondents, in points.
        sd: f64,
    },
    /// A share of about this; one half is the most demanding.
    Share {
        /// The share, 0 to 1.
        share: f64,
    },
    /// Cronbach's alpha of a dimension.
    Alpha {
        /// The alpha assumed.
        alpha: f64,
        /// Number of items.
        items: usize,
    },
    /// The difference of the mean gaps of two segments; every number is then per segment.
    SegmentDifference {
        /// Standard deviation in one segment.
        sd: f64,
        /// Standard deviation in the other.
        other_sd: f64,
    },
}

/// Under which circumstances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circumstances {
    /// Confidence of the interval, 0.95 for 95 %.
    pub level: f64,
    /// How many customers there are at all, where that is known (per segment, for two segments).
    pub population: Option<u64>,
    /// The share of those invited who will answer.
    pub answer_rate: f64,
}

impl Default for Circumstances {
    /// 95 %, a population without bound, and everyone answers.
    fn default() -> Self {
        Self { level: 0.95, population: None, answer_rate: 1.0 }
    }
}

/// How many it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Needed {
    /// Respondents with answers.
    pub respondents: u64,
    /// People to invite, so that as many answer.
    pub invitations: u64,
    /// The half-width that these respondents give, at most the one asked for.
    pub half_width: f64,
}

/// The half-width that `n` respondents give.
///
/// # Errors
/// [`Undefined::NobodyAnswered`], [`Undefined::TooFewRespondents`] below two (below one for a share),
/// [`Undefined::NoVariation`] without spread, [`Undefined::TooFewItems`] below two items.
pub fn half_width(target: Target, n: u64, circumstances: &Circumstances) -> Result<f64, Undefined> {
    let fewest = target.check()?;
    at_least(i64::try_from(n).unwrap_or(i64::MAX), fewest)?;
    let size = n as f64;
    // Whoever asks everyone estimates nothing: the nearer to the whole population, the more each respondent counts.
    let counts_as = match circumstances.population {
        Some(population) if n >= population => return Ok(0.0),
        Some(population) => size * (population as f64 - 1.0) / (population as f64 - size),
        None => size,
    };
    Ok(target.half_width(size, counts_as, circumstances.level))
}

/// The fewest respondents whose half-width is at most `half_width`.
///
/// # Errors
/// As [`half_width`] for the target, and [`Undefined::TooFewRespondents`] when more are needed than the population will
/// give at this rate of answering, or than [`MOST_RESPONDENTS`].
pub fn respondents(target: Target, half_width: f64, circumstances: &Circumstances) -> Result<Needed, Undefined> {
    let fewest = target.check()?.unsigned_abs();
    let reached = |n: u64| self::half_width(target, n, circumstances).map(|width| width <= half_width);
    let mut enough = fewest;
    while !reached(enough)? {
        if enough >= MOST_RESPONDENTS {
            return Err(too_few(MOST_RESPONDENTS, MOST_RESPONDENTS + 1));
        }
        enough *= 2;
    }
    let mut too_small = fewest - 1;
    while enough - too_small > 1 {
        let middle = too_small + (enough - too_small) / 2;
        if reached(middle)? {
            enough = middle;
        } else {
            too_small = middle;
        }
    }
    // A hair of tolerance, so that 30 at a rate of 0.3 are 100 invitations and not 101.
    let invitations = (enough as f64 / circumstances.answer_rate.clamp(0.0, 1.0) - 1e-9).ceil() as u64;
    if let Some(population) = circumstances.population.filter(|population| *population < invitations) {
        return Err(too_few((population as f64 * circumstances.answer_rate) as u64, enough));
    }
    let half_width = self::half_width(target, enough, circumstances)?;
    Ok(Needed { respondents: enough, invitations, half_width })
}

fn too_few(n: u64, needed: u64) -> Undefined {
    let whole = |count| i64::try_from(count).unwrap_or(i64::MAX);
    Undefined::TooFewRespondents { n: whole(n), needed: whole(needed) }
}

impl Target {
    /// The fewest respondents it can be estimated from.
    fn check(self) -> Result<i64, Undefined> {
        match self {
            Self::Mean { sd } if sd > 0.0 => Ok(2),
            Self::SegmentDifference { sd, other_sd } if sd.min(other_sd) >= 0.0 && sd.max(other_sd) > 0.0 => Ok(2),
            Self::Share { share } if (0.0..=1.0).contains(&share) => Ok(1),
            Self::Alpha { items, .. } if items < 2 => Err(Undefined::TooFewItems { items, needed: 2 }),
            Self::Alpha { alpha, .. } if alpha < 1.0 => Ok(2),
            _ => Err(Undefined::NoVariation),
        }
    }

    fn half_width(self, n: f64, counts_as: f64, level: f64) -> f64 {
        let beyond = 0.5 + 0.5 * level;
        match self {
            Self::Mean { sd } => student_t_quantile(beyond, n - 1.0) * sd / counts_as.sqrt(),
            Self::Share { share } => wilson_half_width(share, counts_as, level),
            Self::Alpha { alpha, items } => {
                let df = (counts_as - 1.0, (counts_as - 1.0) * (items as f64 - 1.0));
                0.5 * (1.0 - alpha) * (f_quantile(beyond, df.0, df.1) - f_quantile(1.0 - beyond, df.0, df.1))
            }
            Self::SegmentDifference { sd, other_sd } => {
                let (square, other) = (sd * sd, other_sd * other_sd);
                // Welch's degrees of freedom for two segments of the same size.
                let df = (n - 1.0) * (square + other).powi(2) / (square * square + other * other);
                student_t_quantile(beyond, df) * ((square + other) / counts_as).sqrt()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Circumstances, Target, half_width, respondents};
    use crate::Undefined;

    const ALWAYS: Circumstances = Circumstances { level: 0.95, population: None, answer_rate: 1.0 };

    #[test]
    fn the_worked_example_of_the_method_page() {
        // sd 1.2, half-width 0.2. With 141: t(140) = 1.977054, 1.977054 · 1.2/√141 = 0.199798. With 140: t(139) = 1.977178,
        // 1.977178 · 1.2/√140 = 0.200522, too wide.
        let needed = respondents(Target::Mean { sd: 1.2 }, 0.2, &ALWAYS).unwrap();
        assert_eq!((needed.respondents, needed.invitations), (141, 141));
        assert!((needed.half_width - 0.199_798).abs() < 1e-6);
        assert!((half_width(Target::Mean { sd: 1.2 }, 140, &ALWAYS).unwrap() - 0.200_522).abs() < 1e-6);
        // Of 500 customers, 110 count as 110 · 499/390 = 140.74: 1.981967 · 1.2/√140.74 = 0.200478; 111 are enough.
        // At a rate of three in ten, 111 answers take 370 invitations.
        let clinic = Circumstances { population: Some(500), answer_rate: 0.3, ..ALWAYS };
        let needed = respondents(Target::Mean { sd: 1.2 }, 0.2, &clinic).unwrap();
        assert_eq!((needed.respondents, needed.invitations), (111, 370));
    }

    #[test]
    fn a_share_of_one_half_within_five_points_takes_381() {
        // For one half Wilson's half-width is z/(2√(n + z²)): n ≥ z²/(4 · 0.05²) − z² = 384.146 − 3.841 = 380.3.
        let needed = respondents(Target::Share { share: 0.5 }, 0.05, &ALWAYS).unwrap();
        assert_eq!(needed.respondents, 381);
    }

    #[test]
    fn two_segments_take_about_twice_as_many_each() {
        // Equal spreads: Welch has 2(n − 1) degrees of freedom. With 278 each: t(554) = 1.964245,
        // 1.964245 · √(2 · 1.44/278) = 0.199925; with 277: t(552) = 1.964262, 0.200286, too wide.
        let target = Target::SegmentDifference { sd: 1.2, other_sd: 1.2 };
        assert_eq!(respondents(target, 0.2, &ALWAYS).unwrap().respondents, 278);
    }

    #[test]
    fn alpha_is_planned_on_the_interval_that_the_report_prints() {
        // With two items F has n − 1 and n − 1 degrees of freedom and its quantiles are reciprocal. With n = 11,
        // F(0.975; 10, 10) = 3.716792: half-width 0.5 · 0.2 · (3.716792 − 1/3.716792) = 0.344774.
        let target = Target::Alpha { alpha: 0.8, items: 2 };
        assert!((half_width(target, 11, &ALWAYS).unwrap() - 0.344_774).abs() < 1e-6);
        let needed = respondents(target, 0.344_775, &ALWAYS).unwrap();
        assert_eq!(needed.respondents, 11);
    }

    #[test]
    fn asking_everyone_leaves_nothing_to_estimate() {
        let everyone = Circumstances { population: Some(30), ..ALWAYS };
        assert_eq!(half_width(Target::Mean { sd: 1.0 }, 30, &everyone), Ok(0.0));
        assert_eq!(respondents(Target::Mean { sd: 1.0 }, 0.0, &everyone).unwrap().respondents, 30);
    }

    #[test]
    fn what_cannot_be_reached_says_how_many_are_missing() {
        // Of 1000 customers one in ten answers: 100; 0.1 points take more.
        let shop = Circumstances { population: Some(1000), answer_rate: 0.1, ..ALWAYS };
        let found = respondents(Target::Mean { sd: 1.2 }, 0.1, &shop);
        assert!(matches!(found, Err(Undefined::TooFewRespondents { n: 100, needed: 350..400 })), "{found:?}");
        assert!(matches!(
            respondents(Target::Mean { sd: 1.0 }, 0.0, &ALWAYS),
            Err(Undefined::TooFewRespondents { .. })
        ));
        assert_eq!(respondents(Target::Mean { sd: 0.0 }, 0.1, &ALWAYS), Err(Undefined::NoVariation));
        let one_item = Target::Alpha { alpha: 0.8, items: 1 };
        assert_eq!(half_width(one_item, 50, &ALWAYS), Err(Undefined::TooFewItems { items: 1, needed: 2 }));
        let nobody = half_width(Target::Share { share: 0.5 }, 0, &ALWAYS);
        assert_eq!(nobody, Err(Undefined::NobodyAnswered));
    }
}
