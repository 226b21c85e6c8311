//! Made-up customers with known truth: five dimensions, 7-point answers, expectations at the ceiling, points, an outcome.
//!
//! Separate from what is measured of them. Answers are normal values cut into whole points, so that no interval that
//! assumes normal answers gets what it assumes; nobody leaves anything unanswered.

use std::sync::LazyLock;

use statistics::distribution::normal_quantile;
use statistics::uncertainty::splitmix::SplitMix64;

pub const DIMENSIONS: usize = 5;
pub const NAMES: [&str; DIMENSIONS] = ["tangibles", "reliability", "responsiveness", "assurance", "empathy"];
/// Items per dimension.
pub const ITEMS: [usize; DIMENSIONS] = [4, 5, 4, 4, 5];
pub const ALL_ITEMS: usize = 22;
/// Scores are twentieths of a point, in which means of four and of five items are whole.
pub const SCALE: i64 = 20;

/// The highest answer.
pub const HIGHEST: i64 = 7;

/// Shares of an item's variance: common to all items of a battery, to those of its dimension, its own.
const VARIANCE: [f64; 3] = [0.35, 0.20, 0.45];
/// How what is common to all expectations goes with what is common to all perceptions.
const TOGETHER: f64 = 0.3;
const EXPECTATION_SD: f64 = 1.2;
const PERCEPTION_SD: f64 = 1.3;
/// Points of five that are moved from what most people would give.
const MOVES: usize = 6;
const USUAL_POINTS: [i64; DIMENSIONS] = [15, 30, 25, 15, 15];

/// What the customers of one firm are like, before their answers are cut into points.
#[derive(Debug, Clone)]
pub struct Population {
    expectation: [f64; DIMENSIONS],
    perception: [f64; DIMENSIONS],
    /// What a standard deviation of each dimension adds to the overall judgement.
    effect: [f64; DIMENSIONS],
}

/// Perceptions and the overall judgement of one customer.
pub struct Perceived {
    pub perceptions: [i64; ALL_ITEMS],
    pub outcome: i64,
    common: f64,
}

/// All answers of one customer.
pub struct Respondent {
    pub expectations: [i64; ALL_ITEMS],
    pub points: [i64; DIMENSIONS],
    pub perceived: Perceived,
}

impl Population {
    /// The one on which intervals are tried.
    pub fn usual() -> Self {
        Self {
            expectation: [5.7, 6.8, 6.5, 6.6, 6.0],
            perception: [5.6, 4.9, 5.1, 5.6, 5.0],
            effect: [0.05, 0.45, 0.25, 0.20, 0.15],
        }
    }

    /// One of many, for probabilities: with a single truth, whatever is false stays false however often it is tried.
    pub fn drawn(generator: &mut SplitMix64) -> Self {
        let mut between = |low: f64, high: f64| low + (high - low) * generator.index(1000) as f64 / 999.0;
        Self {
            perception: std::array::from_fn(|_| between(4.6, 5.8)),
            effect: std::array::from_fn(|_| between(0.0, 0.5)),
            ..Self::usual()
        }
    }

    /// A customer without expectations.
    pub fn perceived(&self, generator: &mut SplitMix64) -> Perceived {
        let common = normal(generator);
        let own: [f64; DIMENSIONS] = std::array::from_fn(|_| normal(generator));
        let perceptions = answers(&self.perception, PERCEPTION_SD, common, &own, generator);
        let [shared, dimension, _] = VARIANCE;
        let judged = |d: usize| (shared.sqrt() * common + dimension.sqrt() * own[d]) / (shared + dimension).sqrt();
        let pull: f64 = (0..DIMENSIONS).map(|d| self.effect[d] * judged(d)).sum();
        let outcome = cut(5.2 + pull + 0.8 * normal(generator));
        Perceived { perceptions, outcome, common }
    }

    /// A customer with all answers.
    pub fn respondent(&self, generator: &mut SplitMix64) -> Respondent {
        let perceived = self.perceived(generator);
        let common = TOGETHER * perceived.common + (1.0 - TOGETHER * TOGETHER).sqrt() * normal(generator);
        let own: [f64; DIMENSIONS] = std::array::from_fn(|_| normal(generator));
        let expectations = answers(&self.expectation, EXPECTATION_SD, common, &own, generator);
        let (wanted, found) = (scores(&expectations), scores(&perceived.perceptions));
        let missed = (0..DIMENSIONS).max_by_key(|d| wanted[*d] - found[*d]).unwrap_or(0);
        let mut points = USUAL_POINTS;
        for _ in 0..MOVES {
            // Half of what is moved goes to the dimension that disappoints most, so that points and gaps go together.
            let (from, anywhere) = (generator.index(DIMENSIONS), generator.index(DIMENSIONS));
            let to = if generator.index(2) == 0 { missed } else { anywhere };
            if points[from] > 0 {
                points[from] -= 5;
                points[to] += 5;
            }
        }
        Respondent { expectations, points, perceived }
    }
}

/// The items of each dimension, as places among all items.
pub fn items(d: usize) -> std::ops::Range<usize> {
    let start = ITEMS[..d].iter().sum();
    start..start + ITEMS[d]
}

/// The score of each dimension: the mean of its items, times [`SCALE`].
pub fn scores(answers: &[i64; ALL_ITEMS]) -> [i64; DIMENSIONS] {
    std::array::from_fn(|d| answers[items(d)].iter().sum::<i64>() * SCALE / ITEMS[d] as i64)
}

fn answers(
    means: &[f64; DIMENSIONS],
    sd: f64,
    common: f64,
    own: &[f64; DIMENSIONS],
    generator: &mut SplitMix64,
) -> [i64; ALL_ITEMS] {
    let [shared, dimension, item] = VARIANCE.map(f64::sqrt);
    let mut answers = [0; ALL_ITEMS];
    for d in 0..DIMENSIONS {
        for (place, answer) in answers[items(d)].iter_mut().enumerate() {
            // Items of a dimension differ in difficulty.
            let mean = means[d] + 0.15 * (place as f64 - 1.5);
            *answer = cut(mean + sd * (shared * common + dimension * own[d] + item * normal(generator)));
        }
    }
    answers
}

/// One of 65,536 equally likely values, the quantiles of the normal distribution: these people are made of them, so that
/// nothing is approximated and hundreds of millions are drawn in no time.
fn normal(generator: &mut SplitMix64) -> f64 {
    const BITS: u32 = 16;
    static QUANTILES: LazyLock<Vec<f64>> = LazyLock::new(|| {
        let quantile = |place: i32| normal_quantile((f64::from(place) + 0.5) / f64::from(1 << BITS));
        (0..1 << BITS).map(quantile).collect()
    });
    QUANTILES[(generator.draw() >> (u64::BITS - BITS)) as usize]
}

/// The nearest of the seven points.
fn cut(value: f64) -> i64 {
    value.round().clamp(1.0, HIGHEST as f64) as i64
}
