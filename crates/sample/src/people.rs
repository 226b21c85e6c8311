//! How made-up people answer: five correlated factors behind 22 items, asked twice.
//!
//! Separate from the files, so that the examples and the benchmark share one model. Expectations are high and skewed,
//! perceptions lie below them, reliability lies lowest; the numbers are chosen to look like a real survey and describe
//! none.

use crate::random::Random;

/// Items per dimension, in the order tangibles, reliability, responsiveness, assurance, empathy.
pub const ITEMS: [usize; 5] = [4, 5, 4, 4, 5];
/// Items in all.
pub const ITEM_COUNT: usize = 22;

/// How well each dimension is served on average, in units of the hidden factor.
const SERVED: [f64; 5] = [0.35, -0.35, -0.05, 0.2, -0.05];
/// Where the hidden factor passes from one answer to the next.
const PERCEPTION_CUTS: [f64; 6] = [-2.3, -1.7, -1.05, -0.35, 0.55, 1.45];
const EXPECTATION_CUTS: [f64; 6] = [-3.2, -2.7, -2.1, -1.45, -0.75, 0.1];
const OVERALL_CUTS: [f64; 6] = [-2.2, -1.6, -0.95, -0.25, 0.55, 1.35];
/// What each dimension adds to the overall judgement.
const MATTERS: [f64; 5] = [0.10, 0.38, 0.20, 0.18, 0.14];
/// How many of 100 points each dimension is given on average.
const POINTS: [f64; 5] = [12.0, 30.0, 22.0, 19.0, 17.0];

/// What sets a group of people apart: shifts of the hidden factors.
#[derive(Debug, Clone, Copy, Default)]
pub struct Circumstances {
    /// Of every perception.
    pub perception: f64,
    /// Of the perception of responsiveness, besides.
    pub responsiveness: f64,
    /// Of every expectation.
    pub expectation: f64,
}

/// One person's complete answers.
#[derive(Debug, Clone)]
pub struct Person {
    /// The hidden factors behind the perceptions.
    pub factors: [f64; 5],
    /// Expectations, 1 to 7.
    pub expectation: [u8; ITEM_COUNT],
    /// Perceptions, 1 to 7.
    pub perception: [u8; ITEM_COUNT],
    /// Points, 100 in all.
    pub points: [u8; 5],
    /// The overall judgement, 1 to 7.
    pub overall: u8,
    /// Whether they would recommend the service, 0 to 10.
    pub recommend: u8,
    /// Seconds to answer everything.
    pub seconds: u32,
}

/// The dimension (0 to 4) of an item (0 to 21).
#[must_use]
pub fn dimension(item: usize) -> usize {
    let mut first = 0;
    ITEMS
        .iter()
        .take_while(|&&count| {
            first += count;
            item >= first
        })
        .count()
}

impl Person {
    /// Somebody who reads the questions.
    pub fn attentive(random: &mut Random, circumstances: Circumstances) -> Self {
        let served = correlated(random);
        let asked = correlated(random);
        let mut factors = served;
        for (d, factor) in factors.iter_mut().enumerate() {
            *factor += circumstances.perception + if d == 2 { circumstances.responsiveness } else { 0.0 };
        }
        let mut person = Self {
            factors,
            expectation: [0; ITEM_COUNT],
            perception: [0; ITEM_COUNT],
            points: points(random),
            overall: 0,
            recommend: 0,
            seconds: 44 * 5 + random.below(44 * 9) as u32,
        };
        for item in 0..ITEM_COUNT {
            let d = dimension(item);
            let (clear_p, clear_e) = (0.62 + 0.05 * (item * 7 % 5) as f64, 0.5 + 0.05 * (item * 3 % 5) as f64);
            let noise_p = (1.0 - clear_p * clear_p).sqrt() * random.normal();
            let noise_e = (1.0 - clear_e * clear_e).sqrt() * random.normal();
            let wanted = 0.35 * served[d] + 0.94 * asked[d] + circumstances.expectation;
            let taste = 0.05 * (item % 3) as f64;
            person.perception[item] = cut(clear_p * factors[d] + noise_p + SERVED[d] + taste, &PERCEPTION_CUTS);
            person.expectation[item] = cut(clear_e * wanted + noise_e + taste, &EXPECTATION_CUTS);
        }
        person.judge(random);
        person
    }

    /// Somebody who ticks one column from top to bottom.
    pub fn careless(random: &mut Random) -> Self {
        let mut person = Self::attentive(random, Circumstances::default());
        person.perception = [4 + random.below(4) as u8; ITEM_COUNT];
        if random.chance(0.6) {
            person.expectation = person.perception;
        }
        person.seconds = 30 + random.below(45) as u32;
        person
    }

    fn judge(&mut self, random: &mut Random) {
        let felt: f64 = self.factors.iter().zip(MATTERS).map(|(factor, weight)| factor * weight).sum();
        self.overall = cut((felt + 0.45 * random.normal()) / 0.9, &OVERALL_CUTS);
        let recommend = 5.8 + (f64::from(self.overall) - 4.0) * 1.2 + 1.4 * random.normal();
        self.recommend = recommend.round().clamp(0.0, 10.0) as u8;
    }
}

/// Five factors with variance 1 that share half of it; reliability and responsiveness, and assurance and empathy, share more.
pub fn correlated(random: &mut Random) -> [f64; 5] {
    let common = random.normal();
    let (prompt, kind) = (random.normal(), random.normal());
    let parts = [0.0, prompt, prompt, kind, kind];
    parts.map(|part| {
        let own = if part == 0.0 { 0.5_f64 } else { 0.3 };
        let pair = if part == 0.0 { 0.0_f64 } else { 0.2 };
        0.5_f64.sqrt() * common + pair.sqrt() * part + own.sqrt() * random.normal()
    })
}

/// A hidden value as an answer, 1 to 7.
#[must_use]
pub fn cut(value: f64, cuts: &[f64; 6]) -> u8 {
    1 + cuts.iter().filter(|&&cut| value > cut).count() as u8
}

/// People share out points in steps of five, and give what is left to what matters most to them.
fn points(random: &mut Random) -> [u8; 5] {
    let given = POINTS.map(|base| (((base + 6.0 * random.normal()) / 5.0).round() * 5.0).clamp(0.0, 60.0) as i32);
    let favourite = (0..5).fold(0, |best, d| if given[d] > given[best] { d } else { best });
    let mut points = given;
    points[favourite] += 100 - given.iter().sum::<i32>();
    if points[favourite] < 0 { POINTS.map(|base| base as u8) } else { points.map(|point| point as u8) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_order_gives_each_item_its_dimension() {
        assert_eq!([0, 3, 4, 8, 9, 12, 13, 16, 17, 21].map(dimension), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn everybody_shares_out_a_hundred_points() {
        let mut random = Random::new(3);
        for _ in 0..1000 {
            let points = points(&mut random);
            assert_eq!(points.iter().map(|&point| u32::from(point)).sum::<u32>(), 100, "{points:?}");
        }
    }

    #[test]
    fn reliability_falls_short_most() {
        let mut random = Random::new(5);
        let mut gaps = [0.0; 5];
        for _ in 0..2000 {
            let person = Person::attentive(&mut random, Circumstances::default());
            for item in 0..ITEM_COUNT {
                let gap = f64::from(person.perception[item]) - f64::from(person.expectation[item]);
                gaps[dimension(item)] += gap / ITEMS[dimension(item)] as f64;
            }
        }
        assert!((0..5).all(|d| d == 1 || gaps[1] < gaps[d]), "{gaps:?}");
    }
}
